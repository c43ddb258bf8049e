"""Rewrites of PyTensor's that our modes leave out, back for the numbers for which they hold.

Why they do not hold for others stands in `_engine.left_out`.
"""

from itertools import chain

import numpy as np
from pytensor.compile.mode import local_useless, optdb
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.rewriting.basic import EquilibriumGraphRewriter, NodeRewriter, node_rewriter
from pytensor.graph.traversal import ancestors
from pytensor.scalar.basic import Add, Cast, Exp, Mul, Switch, TrueDiv
from pytensor.tensor.basic import Alloc, AllocEmpty, cast, get_underlying_scalar_constant_value
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.math import Prod, Sum, mul, true_div
from pytensor.tensor.rewriting.math import (
    local_add_canonizer,
    local_mul_canonizer,
    local_sum_prod_of_mul_or_div,
)
from pytensor.tensor.rewriting.shape import _is_shape_i_of_x, _unpack_shape_vector, local_useless_reshape
from pytensor.tensor.shape import Reshape, Shape, Shape_i
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, indices_from_subtensor

from theano_min._pytensor import ADVANCED_INC_SUBTENSORS
from theano_min._taught import is_a_programs

FAR = 30  # nodes


class Where(NodeRewriter):
    """A rewrite of PyTensor's where ``holds(node)``. What it makes has the dtype of what it replaces."""

    def __init__(self, rewriter, holds):
        super().__init__()
        self.rewriter, self.holds = rewriter, holds

    def tracks(self):
        return self.rewriter.tracks()

    def add_requirements(self, fgraph):
        self.rewriter.add_requirements(fgraph)

    def transform(self, fgraph, node, *args, **kwargs):
        try:
            new = self.holds(node) and self.rewriter.transform(fgraph, node, *args, **kwargs)
        except (TypeError, ArithmeticError, IndexError):  # no such operation on bool, or no result of constants
            return None
        if not isinstance(new, list | tuple):
            return new
        pairs = zip(new, node.outputs, strict=True)
        return [cast(x, old.dtype) if isinstance(x, Variable) and x.dtype != old.dtype else x for x, old in pairs]

    def __str__(self):
        return f"Where({self.rewriter}, {self.holds.__name__})"


def _constant(x):
    while x.owner and isinstance(x.owner.op, DimShuffle):
        [x] = x.owner.inputs
    return isinstance(x, Constant)


def _value(constant):
    while constant.owner:
        [constant] = constant.owner.inputs
    return constant.data


def _is(x, scalar_op):
    return bool(x.owner) and isinstance(getattr(x.owner.op, "scalar_op", None), scalar_op)


def _dtypes(x, depth):
    """Yield the dtypes of ``x`` and of what it is computed from elementwise, constants and conditions left out."""
    if _constant(x):
        return
    yield x.dtype
    if depth and x.owner and isinstance(x.owner.op, Elemwise | DimShuffle):
        if isinstance(getattr(x.owner.op, "scalar_op", None), Cast):
            return
        for each in x.owner.inputs:
            yield from _dtypes(each, depth - 1)


def everywhere(node):
    """Whatever the dtypes are: what is made is cast."""
    return True


def of_no_length(node):
    """Whether no factor is 0 or infinite, or computed from a length as a mean's is: infinite where there is nothing."""
    factors = node.inputs[0].owner.inputs if _is(node.inputs[0], Mul | TrueDiv) else ()
    if isinstance(node.op, Prod) and not {x.dtype for x in factors} <= {"float64", "int64"}:
        return False  # how many numbers there are is counted in their dtype
    return not any(_may_come_of_a_length(x) for x in factors if all(x.type.broadcastable))


@node_rewriter([Sum, Prod])
def factors_of_sums(fgraph, node):
    """sum(a * x * y) -> a * sum(x * y), where a has one element: PyTensor's takes rows out of sums of columns, too."""
    [inner] = node.inputs
    if not of_no_length(node):
        return None
    if _is(inner, Mul):
        factors = inner.owner.inputs
        ones = [x for x in factors if all(x.type.broadcastable)]
        others = [x for x in factors if x not in ones]
        if not ones or not others:
            return local_sum_prod_of_mul_or_div.transform(fgraph, node) if ones else None
        node = node.op.make_node(mul(*ones, mul(*others) if others[1:] else others[0]))
    elif _is(inner, TrueDiv):
        below = inner.owner.inputs[1]
        if not _constant(below) and not (below.owner and isinstance(below.owner.op, DimShuffle)):
            return None
    return local_sum_prod_of_mul_or_div.transform(fgraph, node)


def _may_come_of_a_length(x):
    waiting, seen = [x], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Constant):
            number = np.asarray(each.data)
            if number.ndim == 0 and number.dtype.kind in "iufc" and not (np.isfinite(number) and number):
                return True
        elif each.owner and each.owner not in seen:
            seen.add(each.owner)
            if isinstance(each.owner.op, Shape | Shape_i) or len(seen) > FAR:
                return True
            waiting += each.owner.inputs
    return False


def of_one_float(node):
    """Whether all numbers are floating-point ones of one dtype."""
    dtypes = set(_dtypes(node.outputs[0], 3))
    return len(dtypes) == 1 and np.dtype(dtypes.pop()).kind == "f"


def of_one_dtype(node):
    """Whether all numbers are of one dtype."""
    return len(set(_dtypes(node.outputs[0], 3))) == 1


def of_one_float_or_a_sign(node):
    """Whether all numbers are of one dtype, and floating-point ones, or one of them is -1."""
    factors = node.inputs[0].owner.inputs if node.inputs[0].owner else ()
    return of_one_float(node) or (of_one_dtype(node) and any(_constant(x) and np.all(_value(x) == -1) for x in factors))


def of_wide_numbers(node):
    """Whether all numbers are floating-point ones or long, signed integers."""
    return all(np.dtype(dtype).kind == "f" or dtype in ("int32", "int64") for dtype in _dtypes(node.outputs[0], 3))


def of_terms_alike(node):
    """Whether the terms of a sum are of its dtype."""
    [total] = node.inputs
    return total.owner is not None and {x.dtype for x in total.owner.inputs if not _constant(x)} == {total.dtype}


def of_signed_numbers(node):
    """Whether the numbers can be negative."""
    return all(np.dtype(x.dtype).kind in "fic" for x in node.inputs)


def of_real_numbers(node):
    """Whether no number is complex."""
    return np.dtype(node.outputs[0].dtype).kind != "c"


def of_what_varies(node):
    """Whether it is x / 1, or an x // 1 that depends on an input: Theano made it x, but computed that of constants."""
    return node.op == true_div or not all(_constant(x) for x in ancestors(node.inputs[:1]) if x.owner is None)


def of_two_or_alike(node):
    """Whether there are but two terms, or all are of the sum's dtype; none has a length that nothing would ask for."""
    if any(map(_is_repeated, node.inputs)):
        return False
    return len(node.inputs) == 2 or {x.dtype for x in node.inputs} == {node.outputs[0].dtype}


def _is_repeated(x):
    while x.owner and isinstance(x.owner.op, DimShuffle):
        [x] = x.owner.inputs
    return bool(x.owner) and isinstance(x.owner.op, Alloc)


def of_branches_alike(node):
    """Whether all branches of the switches are of the result's dtype."""
    switches = [x.owner for x in node.inputs if x.owner and isinstance(x.owner.op, Elemwise)]
    dtypes = {x.dtype for each in switches if isinstance(each.op.scalar_op, Switch) for x in each.inputs[1:]}
    return dtypes == {node.outputs[0].dtype}


def of_updates_alike(node):
    """Whether all that is added, and what is added to it or assigned at parts, has the dtype of the result."""
    updates = [x.owner.inputs[1] for x in node.inputs if x.owner and isinstance(x.owner.op, UPDATES)]
    return all(x.dtype == node.outputs[0].dtype for x in (*node.inputs, *updates))


def of_a_constant(node):
    """Whether a floating-point constant is repeated, which is summed or multiplied."""
    source = node.inputs[0].owner
    if not source or not isinstance(node.op, Sum | Prod) or not isinstance(source.inputs[0], Constant):
        return False
    return source.inputs[0].data.dtype.kind == "f"


def of_slices(node):
    """Whether no array is an index."""
    return isinstance(node.op, Subtensor)


def of_checked_indices(node):
    """Whether no index but the first one is asked of an axis whose length is 1: nothing would compare it."""
    indices = indices_from_subtensor(node.inputs[1:], node.op.idx_list)
    return not any(
        known and not isinstance(i, slice) and not _is_first(i)
        for known, i in zip(node.inputs[0].type.broadcastable, indices, strict=False)
    )


def _is_first(i):
    number = i.data if isinstance(i, Constant) else i
    return not isinstance(number, Variable) and np.ndim(number) == 0 and int(number) in (0, -1)


def of_what_is_there(node):
    """Whether no array is overwritten that had to be computed, of which an error would be lost."""
    is_there = node.inputs[0].owner is None or isinstance(node.inputs[0].owner.op, Alloc | AllocEmpty)
    return is_there or not getattr(node.op, "set_instead_of_inc", False)


def of_known_lengths(node):
    """Whether the branches' lengths are known, or none is lost."""
    _, *branches = node.inputs
    return branches[0] is branches[1] or None not in (branches[0].type.shape + branches[1].type.shape)


def of_a_sigmoid(node):
    """Whether 1 is divided by 1 + exp(x), of which the logarithm is lost where exp(x) is infinite."""
    one, divisor = node.inputs[0].owner.inputs if _is(node.inputs[0], TrueDiv) else (None, None)
    if one is None or not _constant(one) or not _is(divisor, Add) or divisor.dtype != node.outputs[0].dtype:
        return False
    constants, others = [], []
    for term in [one, *divisor.owner.inputs]:
        (constants if _constant(term) else others).append(term)
    return len(constants) == 2 and all(np.all(_value(c) == 1) for c in constants) and all(_is(x, Exp) for x in others)


def of_doubles(node):
    """Whether all numbers are float64."""
    return set(_dtypes(node.outputs[0], 3)) == {"float64"}


def nested(node, canonizer):
    """Yield the variables that the canonical form of a node has no longer."""
    ops = canonizer.main, canonizer.inverse, canonizer.reciprocal
    waiting = node.inputs[::-1]
    while waiting:
        each = waiting.pop()
        while each.owner and isinstance(each.owner.op, DimShuffle):
            [each] = each.owner.inputs
        if each.owner and each.owner.op in ops:
            yield each
            waiting += reversed(each.owner.inputs)


def of_terms_that_cancel(canonizer):
    """Return whether terms cancel or constants meet, or all is of one floating-point dtype: no sum is but unfolded.

    No zeros are left out of a sum whose number nothing would ask for.
    """

    def holds(node):
        [out] = node.outputs
        if isinstance(node.op.scalar_op, Mul) and not of_no_infinite_zero(node):
            return False
        if isinstance(node.op.scalar_op, TrueDiv) and _is_number_0(node.inputs[1]):
            return False  # of 0 / 0 it makes 0
        if canonizer is local_add_canonizer:
            sums = [node.inputs, *(x.owner.inputs for x in nested(node, canonizer))]
            if any(map(_is_repeated, chain(*sums))):
                return False
        if np.dtype(out.dtype).kind == "f" and all(x.dtype == out.dtype for x in nested(node, canonizer)):
            return True
        terms = canonizer.get_num_denum(out)
        return canonizer.simplify(*map(list, terms), out.type) != terms

    return holds


def of_divisors_unlike_0(node):
    """Whether the divisor is no constant that has zeros."""
    return not _constant(node.inputs[1]) or bool(np.all(_value(node.inputs[1])))


def _is_number_0(x):
    number = get_underlying_scalar_constant_value(x, raise_not_constant=False)
    return not isinstance(number, Variable) and number == 0


def of_no_infinite_zero(node):
    """Whether not one constant factor is infinite and another one 0."""
    factors, values = list(node.inputs), []
    while factors:
        x = factors.pop()
        while x.owner and isinstance(x.owner.op, DimShuffle | Alloc):
            x = x.owner.inputs[0]
        if isinstance(x, Constant):
            values.append(x.data)
        elif _is(x, Mul):
            factors += x.owner.inputs
    return all(np.isfinite(x).all() for x in values) or all(np.all(x) for x in values)


def of_singles_or_doubles(node):
    """Whether all numbers are float32 or float64."""
    return set(_dtypes(node.outputs[0], 6)) <= {"float32", "float64"}


def of_no_half(node):
    """Whether no number is a float16."""
    return "float16" not in _dtypes(node.outputs[0], 3)


def of_no_programs_number(node):
    """Whether what is computed of each number is no operation of the program's."""
    return not (isinstance(node.op, Elemwise) and is_a_programs(type(node.op.scalar_op)))


@node_rewriter([Reshape])
def useless_reshape(fgraph, node):
    """x.reshape(x.shape) -> x, where one length may be -1: PyTensor's takes any number for an unknown one."""
    [x, shape], feature = node.inputs, getattr(fgraph, "shape_feature", None)
    if node.op.ndim != x.type.ndim:
        return None
    if node.op.ndim > 1:
        unlike = [n for i, n in enumerate(_unpack_shape_vector(shape)) if not _is_shape_i_of_x(n, x, i, feature)]
        if len(unlike) > 1 or any(not _constant(n) or _value(n) != -1 for n in unlike):
            return None
    return local_useless_reshape.transform(fgraph, node)


UPDATES = (IncSubtensor, *ADVANCED_INC_SUBTENSORS)
PAIRS = ("Cosh", "Arccosh"), ("Sinh", "Arcsinh"), ("Tanh", "Arctanh")
INVERSES = [f"useless_{a}_of_{b}" for pair in PAIRS for a, b in (pair, pair[::-1])]

HOLD = {
    "local_mul_canonizer": of_terms_that_cancel(local_mul_canonizer),
    "local_add_canonizer": of_terms_that_cancel(local_add_canonizer),
    "local_zero_div": of_divisors_unlike_0,
    "local_mul_zero": of_no_infinite_zero,
    "local_log1p": of_terms_alike,
    "local_div_by_one": of_what_varies,
    "local_log_div": of_a_sigmoid,
    "local_merge_switch_same_cond": of_branches_alike,
    "local_abs_lift": of_one_float_or_a_sign,
    "local_neg_to_mul": of_signed_numbers,
    "local_mul_specialize": of_signed_numbers,
    "local_add_remove_zeros": of_two_or_alike,
    "local_sub_neg_to_add": of_one_float,
    "local_add_neg_to_sub": of_one_float,
    "local_neg_div_neg": of_one_float,
    "local_max_to_min": of_signed_numbers,
    "local_sum_of_neg_to_neg_of_sum": of_signed_numbers,
    "local_1msigmoid": of_one_float,
    "local_sigm_times_exp": of_one_float,
    "local_log_add_exp": of_wide_numbers,
    "local_log_sum_exp": of_wide_numbers,
    "local_log_erfc": of_doubles,
    **dict.fromkeys(INVERSES, of_one_dtype),
    "local_exp_over_1_plus_exp": of_one_float,
    "local_reciprocal_1_plus_exp": of_one_float,
    "local_log1p_plusminus_exp": of_real_numbers,
    "logmexpm1_to_log1mexp": of_real_numbers,
    "logdiffexp_to_log1mexpdiff": of_real_numbers,
    "local_add_of_sparse_write": of_updates_alike,
    "local_careduce_of_alloc": of_a_constant,
    "local_sum_prod_of_mul_or_div": Where(factors_of_sums, everywhere),
    "local_useless_conj": everywhere,
    "local_grad_log_erfc_neg": of_singles_or_doubles,
    "local_reciprocal_canon": of_no_half,
    "local_greedy_distributor": of_one_float,
    "local_reduce_chain": everywhere,
    "local_reduce_broadcastable": everywhere,
    "local_useless_elemwise": of_no_programs_number,
    "local_subtensor_of_alloc": of_slices,
    "local_read_of_write_same_indices": of_slices,
    "local_useless_reshape": useless_reshape,
    "local_subtensor_of_batch_dims": of_checked_indices,
    "local_useless_inc_subtensor": of_what_is_there,
    "local_useless_slice": of_what_is_there,
    "local_useless_switch": of_known_lengths,
}


def where_they_hold():
    """Yield for each rewrite that is back: its database, the name it has there, the rewriter and its tags."""
    phases = "canonicalize", "stabilize", "specialize", "uncanonicalize"
    for database in local_useless, *(optdb[phase] for phase in phases):
        for name, holds in HOLD.items():
            if name in database:
                rewriter = database[name]
                tags = {tag for tag, group in list(database.__db__.items()) if rewriter in group}
                tags -= {name, type(rewriter).__name__, database.name}
                ours = holds if isinstance(holds, NodeRewriter) else Where(rewriter, holds)
                yield database, f"theano_min_{name}", ours, sorted(tags)


def gemm_to_gemv():
    """Return PyTensor's rewriter of products with vectors, whose outer products are of real numbers alone."""
    rewriters = [
        Where(each, of_real_numbers) if "ger" in each.__name__ else each
        for each in optdb["BlasOpt"]["local_gemm_to_gemv"].get_node_rewriters()
    ]
    return EquilibriumGraphRewriter(rewriters, max_use_ratio=5, ignore_newtrees=False)
