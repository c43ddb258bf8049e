"""Products that a loop computes step by step, computed for all its steps at once, which is several times faster.

Two kinds can be taken out of a loop: products of sequences with matrices that stay, such as those of the forward loop
that its gradient computes once more; and products of which only the sum over all steps is used, such as the gradient
of a weight matrix. What follows from the former and is costly, a sigmoid say, is taken out with them.
"""

from functools import reduce
from operator import add

from pytensor import scalar as ps
from pytensor.compile.ops import deep_copy_op
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.replace import graph_replace
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.graph.traversal import graph_inputs
from pytensor.raise_op import CheckAndRaise
from pytensor.scan.op import Scan
from pytensor.tensor.basic import alloc, cast, constant, get_underlying_scalar_constant_value
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.math import Dot, Sum, dot
from pytensor.tensor.shape import SpecifyShape
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, inc_subtensor, indices_from_subtensor

from theano_min._rewriting.loop_parts import (
    has_entries,
    is_costly,
    is_equal,
    length,
    made_anew,
    opened,
    paired,
    with_steps,
)


class StaysInside(Exception):
    """What is asked for cannot be computed outside of the loop."""


class Loop:
    """The graph inside a loop, and what is known outside of it: with the steps as the first axis, or once for all."""

    def __init__(self, node, fgraph):
        self.args = opened(node)
        self.graph = FunctionGraph(self.args.inner_inputs, self.args.inner_outputs, clone=False)
        self.still = dict(zip(self.args.inner_in_non_seqs, self.args.outer_in_non_seqs, strict=True))
        sequences = zip(self.args.inner_in_seqs, self.args.outer_in_seqs, strict=True)
        self.moved = {inside: _cut(x, self.args.n_steps, fgraph) for inside, x in sequences}
        self.followers = set()  # of products that were moved
        self.costly = []
        self.has_product = False
        self.stored = {}  # {what the loop will have to store: what stands for it outside}
        known = {}
        for inside in self.graph.toposort():
            self.move(inside, known)

    def move(self, node, known):
        """Compute a node outside if its inputs are known there; ``known`` has what has been computed so."""
        moves = [x in self.moved for x in node.inputs]
        if not any(moves) or not all(m or self.is_still(x) for m, x in zip(moves, node.inputs, strict=True)):
            return
        inputs = [self.moved.get(x, self.still.get(x, x)) for x in node.inputs]
        key = (node.op, *inputs)
        if key not in known:
            known[key] = _in_all_steps(node, inputs, moves)
        if known[key] is None:
            return
        [output] = node.outputs
        self.moved[output] = known[key]
        is_product = isinstance(node.op, Dot)
        self.has_product |= is_product
        if is_product or not self.followers.isdisjoint(node.inputs):
            self.followers.add(output)
            if is_costly(node):
                self.costly.append(output)

    def is_still(self, variable):
        return isinstance(variable, Constant) or variable in self.still

    def once(self, variable):
        """Return outside what is the same in each step."""
        if not self.is_still(variable):
            raise StaysInside
        return self.still.get(variable, variable)

    def sequence(self, variable):
        """Return outside what a variable is in each step, which the loop has to store if it is not known."""
        if variable in self.moved:
            return self.moved[variable]
        node = variable.owner
        if node and isinstance(node.op, DimShuffle):
            return _in_all_steps(node, [self.sequence(node.inputs[0])], [True])
        if variable not in self.stored:
            self.stored[variable] = with_steps(variable)()
        return self.stored[variable]

    def zeros(self, variable):
        """Return outside zeros in all steps, if that is what a variable is."""
        x = self.moved[variable] if variable in self.moved else self.once(variable)
        if not _is_zero(x):
            raise StaysInside
        return alloc(constant(0, dtype=x.dtype), self.args.n_steps, *x.shape[variable in self.moved :])

    def assembled(self, variable):
        """Return outside what a variable is in all steps, if it is zeros to slices of which something is added."""
        *additions, whole = self.additions(variable)
        for y, index in additions:
            whole = inc_subtensor(whole[(slice(None), *index)], y)
        return whole

    def additions(self, variable):
        """Return, outside, pairs of what is added and the index where, and the zeros to which it is added."""
        node = variable.owner
        if node and _is_addition(node):
            *parts, last = [self.additions(x) for x in node.inputs]
            return [*(addition for *additions, zeros in parts for addition in additions), *last]
        if node and isinstance(node.op, IncSubtensor) and not node.op.set_instead_of_inc:
            whole, y, *index = node.inputs
            *additions, zeros = self.additions(whole)
            index = indices_from_subtensor([self.once(i) for i in index], node.op.idx_list)
            return [*additions, (self.sequence(y), index), zeros]
        return [self.zeros(variable)]

    def total(self, variable):
        """Return outside the sum of a variable over all steps, if it is made of products."""
        node = variable.owner
        if self.is_still(variable):
            return self.once(variable) * cast(self.args.n_steps, variable.dtype)
        if node is None:
            raise StaysInside
        x, *others = node.inputs
        if factors := _factors(node):
            self.has_product = True
            return _sum_of_products(*(self.sequence(factor) for factor in factors))
        if isinstance(node.op, Sum):
            axes = range(x.ndim) if node.op.axis is None else node.op.axis
            return self.sequence(x).sum(axis=(0, *(axis + 1 for axis in axes)))
        if _is_addition(node):
            return reduce(add, [self.total(x) for x in node.inputs])
        if isinstance(node.op, IncSubtensor) and not node.op.set_instead_of_inc:
            y, *index = others
            return node.op(self.total(x), self.total(y), *(self.once(i) for i in index))
        if isinstance(node.op, DimShuffle | SpecifyShape):
            return node.op(self.total(x), *(self.once(other) for other in others))
        raise StaysInside

    def can(self, method, *arguments):
        """Whether a method does not raise StaysInside; if so the loop will store what it takes."""
        before = dict(self.stored), self.has_product
        try:
            method(*arguments)
        except StaysInside:
            self.stored, self.has_product = before
            return False
        return True

    def last(self, state, result, outer):
        """Return outside what a state, to which each step adds, is after the last one."""
        value = outer[0]
        while state is not result:
            if len(clients := self.graph.clients[state]) != 1:
                raise StaysInside
            [(node, place)] = clients
            if _is_addition(node):
                value = reduce(add, [self.total(x) for x in node.inputs if x is not state], value)
            elif isinstance(node.op, IncSubtensor) and not (node.op.set_instead_of_inc or place):
                y, *index = node.inputs[1:]
                value = node.op(value, self.total(y), *(self.once(i) for i in index))
            else:
                raise StaysInside
            [state] = node.outputs
        if len(self.graph.clients[result]) != 1 or value.type.dtype != result.type.dtype:
            raise StaysInside
        return value


def _cut(x, n, fgraph):
    """Return the first n entries of a sequence; when it has fewer it is refused, as the loop would."""
    first = x if is_equal(length(x, fgraph), n) else x[:n]
    return first if has_entries(x, n, fgraph) else _refuse_shorter(first, x.shape[0] >= n)


_refuse_shorter = CheckAndRaise(
    ValueError, "Sequence is shorter than the required number of steps : (n_steps, seq, seq.shape)"
)


def _in_all_steps(node, inputs, moves):
    """Return a node's output with the steps as a first axis, which some inputs have; None if that cannot be had."""
    op, (x, *others) = node.op, inputs
    if isinstance(op, Elemwise) and not op.inplace_pattern and len(node.outputs) == 1:
        return op(*inputs)
    if isinstance(op, DimShuffle):
        return x.dimshuffle(0, *(axis if axis == "x" else axis + 1 for axis in op.new_order))
    if isinstance(op, Subtensor) and not any(moves[1:]):
        return x[(slice(None), *indices_from_subtensor(others, op.idx_list))]
    if isinstance(op, Dot) and not all(moves):
        if not moves[0]:
            return _times(others[0].dimshuffle(0, 2, 1), x.T).dimshuffle(0, 2, 1)
        return _times(x, *others)
    return None


def _times(x, matrix):
    """The products of a sequence of matrices with one that stays."""
    return dot(_joined(x), matrix).reshape((x.shape[0], x.shape[1], matrix.shape[1]))


def _sum_of_products(x, y):
    """The sum of x[t] @ y[t] over all steps t."""
    return dot(_joined(x.dimshuffle(0, 2, 1)).T, _joined(y))


def _joined(x):
    """The matrices of a sequence, one below the other."""
    return x.reshape((x.shape[0] * x.shape[1], x.shape[2]))


def _factors(node):
    """The matrices that a node multiplies, be they a column and a row that it multiplies element by element."""
    if isinstance(node.op, Dot):
        return node.inputs
    if isinstance(node.op, Elemwise) and isinstance(node.op.scalar_op, ps.Mul) and len(node.inputs) == 2:
        shapes = {x.type.broadcastable: x for x in node.inputs}
        if shapes.keys() == {(False, True), (True, False)}:
            return shapes[False, True], shapes[True, False]
    return None


def _is_addition(node):
    """Whether a node adds arrays of one shape."""
    if not isinstance(node.op, Elemwise) or not isinstance(node.op.scalar_op, ps.Add):
        return False
    return len({x.type.broadcastable for x in [*node.inputs, *node.outputs]}) == 1


def _is_zero(variable):
    while variable.owner and isinstance(variable.owner.op, Subtensor):
        variable = variable.owner.inputs[0]
    value = get_underlying_scalar_constant_value(variable, raise_not_constant=False)
    return not isinstance(value, Variable) and value == 0


def _takes_last(node):
    index = indices_from_subtensor(node.inputs[1:], node.op.idx_list) if isinstance(node.op, Subtensor) else ()
    return len(index) == 1 and isinstance(index[0], Constant) and index[0].data == -1


def _backwards(*lists):
    return reversed(list(enumerate(zip(*lists, strict=True))))


def _take(args, kind, i):
    """Remove a result of one kind from a loop."""
    for place in "inner_in", "outer_in", "inner_out", "outer_out":
        if variables := getattr(args, f"{place}_{kind}", None):
            del variables[i]


@node_rewriter([Scan])
def products_of_all_steps(fgraph, node):
    """A product in each step -> one of all steps beside the loop, because one large product is faster; see `Loop`."""
    if node.op.info.as_while or not hasattr(fgraph, "shape_feature"):
        return None
    loop = Loop(node, fgraph)
    args, replaced, outside = loop.args, {}, []
    for i, (result, trace) in _backwards(args.inner_out_nit_sot, args.outer_out_nit_sot):
        if args.outer_in_nit_sot[i] is not args.n_steps:
            continue
        if result in loop.followers:
            replaced[trace] = loop.moved[result]
            _take(args, "nit_sot", i)
        elif loop.can(loop.assembled, result):
            outside.append(([trace], loop.assembled, [result]))
            _take(args, "nit_sot", i)
    for i, (*state, trace) in _backwards(
        args.inner_in_sit_sot, args.inner_out_sit_sot, args.outer_in_sit_sot, args.outer_out_sit_sot
    ):
        clients = [client for client, _ in fgraph.clients[trace]]
        if clients and all(_takes_last(client) for client in clients) and loop.can(loop.last, *state):
            outside.append(([client.outputs[0] for client in clients], loop.last, state))
            _take(args, "sit_sot", i)
    if not loop.has_product:
        return None
    # PyTensor empties what it stores before each step, and an input stored as it is would be emptied with it
    args.inner_out_nit_sot.extend(x if x.owner else deep_copy_op(x) for x in loop.stored)
    args.outer_in_nit_sot.extend([args.n_steps] * len(loop.stored))
    if outputs := args.inner_outputs:
        given = {variable: variable.type() for variable in loop.costly}
        outputs = graph_replace(outputs, given, strict=False)
        used = set(graph_inputs(outputs))
        for inside, sequence in given.items():
            if sequence in used:
                args.inner_in_seqs.append(sequence)
                args.outer_in_seqs.append(with_steps(inside).filter_variable(loop.moved[inside]))
        new = made_anew(node.op, args, outputs)
        loop.stored = dict(zip(loop.stored, new.outer_out_nit_sot[len(args.outer_out_nit_sot) :], strict=True))
        replaced |= paired(args, new)
    for variables, method, arguments in outside:
        replaced |= dict.fromkeys(variables, method(*arguments))
    return {old: old.type.filter_variable(new) for old, new in replaced.items()} | {"remove": [node]}
