"""Zeros to which slices are added that make up the whole are joined at once, as in the gradient of slices of one array.

The gates of a recurrent layer are such slices, and this is where most of the time of each step of its gradient went.
"""

from pytensor.graph.basic import Constant
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor.basic import Alloc, join
from pytensor.tensor.math import eq
from pytensor.tensor.subtensor import IncSubtensor, indices_from_subtensor


@node_rewriter([IncSubtensor])
def join_slices(fgraph, node):
    """zeros[:a].inc(y)[a:].inc(z) -> join(y, z), because the slices follow each other over the whole axis."""
    x, pieces = node.outputs[0], []
    while x.owner and isinstance(x.owner.op, IncSubtensor):
        whole, y, *index = x.owner.inputs
        place = _place(indices_from_subtensor(index, x.owner.op.idx_list))
        if place is None:
            return None
        pieces.append((*place, y))
        x = whole
    if len(pieces) < 2 or not (x.owner and isinstance(x.owner.op, Alloc) and _is_zero(x.owner.inputs[0])):
        return None
    axes, starts, stops, parts = zip(*sorted(pieces, key=lambda piece: piece[1]), strict=True)
    [axis, *others] = set(axes)
    if others or [0, *stops] != [*starts, None]:
        return None
    if {(part.dtype, part.type.broadcastable) for part in parts} != {(x.dtype, x.type.broadcastable)}:
        return None
    if any(None in part.type.shape for part in parts):
        return None  # a length of 1 would be repeated
    lengths = [stop - start for start, stop in zip(starts[:-1], stops[:-1], strict=True)]
    if lengths != [part.type.shape[axis] for part in parts[:-1]]:
        return None
    joined = join(axis, *parts)
    fits = [eq(joined.shape[i], x.shape[i]) for i in range(x.ndim)]
    output = CheckAndRaise(ValueError, "what is added to slices has not their shape")(joined, *fits)
    copy_stack_trace(node.outputs, [output])
    return [output]


def _place(index):
    """The one axis of which an index takes a part, where that starts, and where it stops; or None."""
    sliced = [(axis, entry) for axis, entry in enumerate(index) if entry != slice(None)]
    if len(sliced) == 1 and isinstance(sliced[0][1], slice) and sliced[0][1].step is None:
        axis, entry = sliced[0]
        start, stop = (int(x.data) if isinstance(x, Constant) else x for x in (entry.start, entry.stop))
        if all(x is None or (isinstance(x, int) and x >= 0) for x in (start, stop)):
            return axis, start or 0, stop
    return None


def _is_zero(x):
    return isinstance(x, Constant) and not x.data.any()
