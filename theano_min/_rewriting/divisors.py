"""Where functions are compiled, numbers are divided as Theano's C did, in loops too."""

import numpy as np
from pytensor.graph.basic import Constant
from pytensor.graph.features import ReplaceValidate
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.rewriting.basic import GraphRewriter, copy_stack_trace
from pytensor.scalar.basic import IntDiv
from pytensor.scan.op import Scan
from pytensor.tensor.basic import Alloc
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.type import discrete_dtypes

from theano_min._pytensor import IFELSE_CHOOSES, IfElse
from theano_min._rewriting.loop_parts import made_anew, opened
from theano_min.scalar._division import CHECKED, FLOORED

SMALL = 1000  # elements


class CheckDivisors(GraphRewriter):
    """x // y -> the same by an operation of ours, because Numba's gives 0 for an integer by zero, as NumPy's does.

    Of floats NumPy's has another quotient where the ratio is rounded, and Numba's again another.
    """

    def add_requirements(self, fgraph):
        fgraph.attach_feature(ReplaceValidate())

    def apply(self, fgraph):
        wanted = fgraph.apply_nodes if IFELSE_CHOOSES else _certain(fgraph.outputs)
        for node in fgraph.toposort():
            new = node in wanted and (_checked_loop(node) if isinstance(node.op, Scan) else _checked_division(node))
            if new:
                fgraph.replace_all(list(zip(node.outputs, new, strict=True)), reason=type(self).__name__)


def _certain(outputs):
    """The nodes of which something is computed whatever branches are chosen."""
    found, left = set(), [output.owner for output in outputs]
    while left:
        node = left.pop()
        if node is not None and node not in found:
            found.add(node)
            left += [x.owner for x in (node.inputs[:1] if isinstance(node.op, IfElse) else node.inputs)]
    return found


def _checked_division(node):
    division = isinstance(node.op, Elemwise) and CHECKED.get(type(node.op.scalar_op))
    if not division:
        return None
    folded = _folded(node.outputs[0])
    if folded is not None and not folded.ndim:
        return [node.outputs[0].type.constant_type(node.outputs[0].type, folded)]
    number, divisor = map(_value, node.inputs)
    if node.outputs[0].dtype not in discrete_dtypes:
        if folded is None and number is not None and not number.any():
            return None  # as below
        is_floored = isinstance(node.op.scalar_op, IntDiv) and node.outputs[0].dtype in ("float32", "float64")
        if not is_floored or (folded is None and divisor is not None and (divisor == 1).all()):
            return None  # PyTensor, as Theano did, rewrites x // 1 to x
        return _divided(node, FLOORED)
    if divisor is not None and divisor.all() and not (divisor == -1).any():
        return None
    if number is not None and not number.any() and isinstance(node.op.scalar_op, IntDiv):
        return None  # PyTensor, as Theano did, rewrites 0 // x to 0
    return _divided(node, division)


def _divided(node, division):
    outputs = [Elemwise(division, node.op.inplace_pattern)(*node.inputs)]
    copy_stack_trace(node.outputs, outputs)
    return outputs


def _folded(x):
    """The small array that constants alone give, as Theano's Python divided numbers: x // 0 is 0 or NaN; or None."""
    if isinstance(x, Constant):
        return x.data
    folds = x.owner is not None and isinstance(x.owner.op, DimShuffle | Elemwise | Alloc)
    if not folds or None in x.type.shape or np.prod(x.type.shape) > SMALL:
        return None
    values = [_folded(each) for each in x.owner.inputs]
    if any(value is None for value in values):
        return None
    [storage] = [[None] for _ in x.owner.outputs]
    with np.errstate(all="ignore"):
        x.owner.op.perform(x.owner, values, [storage])
    if isinstance(getattr(x.owner.op, "scalar_op", None), IntDiv) and x.dtype not in discrete_dtypes:
        return np.where(np.equal(values[1], 0), np.nan, storage[0]).astype(x.dtype)
    return np.asarray(storage[0])


def _value(x):
    """The array that a variable always is, or None."""
    while x.owner and isinstance(x.owner.op, DimShuffle):
        [x] = x.owner.inputs
    return x.data if isinstance(x, Constant) else None


def _checked_loop(node):
    args = opened(node)
    inside = FunctionGraph(args.inner_inputs, args.inner_outputs, clone=False)
    before = set(inside.apply_nodes)
    CheckDivisors().rewrite(inside)
    if inside.apply_nodes == before:
        return None
    return made_anew(node.op, args, inside.outputs).outer_outputs


# before graphs of shapes come in, which divide what they choose between, and before operations are taken apart
