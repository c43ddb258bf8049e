"""Arrays filled with what is broadcast to their shape."""

from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.tensor.basic import Alloc, second
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.rewriting.basic import broadcast_like_elemwise


@node_rewriter([second])
def fill_to_alloc(fgraph, node):
    """fill(x, y) -> alloc(y, *x.shape), because PyTensor's takes the lengths of y, which x's must be.

    As in Theano, it is y alone if nothing says that y broadcasts.
    """
    return [broadcast_like_elemwise(node.inputs[1], node, fgraph=fgraph, ref_input_idx=0, stack_trace=True)]


@node_rewriter([Elemwise])
def elemwise_of_alloc(fgraph, node):
    """f(alloc(x, n), y) -> f(x, y) if n is known to be the length of y, because nothing would compare the two.

    PyTensor's takes any n for it, where Theano's asserted it.
    """
    feature = getattr(fgraph, "shape_feature", None)
    inputs = list(node.inputs)
    if feature is None or len(inputs) == 1:
        return None
    for i, filled in enumerate(inputs):
        others = [x for x in inputs[:i] + inputs[i + 1 :] if x.type.ndim == filled.type.ndim]
        if filled.owner and isinstance(filled.owner.op, Alloc) and _has_lengths_of(filled, others, feature):
            inputs[i] = filled.owner.inputs[0]
    if inputs == node.inputs:
        return None
    outputs = node.op.make_node(*_of_dimensions(inputs, node.outputs[0].type.ndim)).outputs
    if [x.type.broadcastable for x in outputs] != [x.type.broadcastable for x in node.outputs]:
        return None
    copy_stack_trace(node.outputs, outputs)
    return outputs


def _has_lengths_of(filled, others, feature):
    """Whether each length of an array is 1, or that of another one."""
    return all(
        length == 1 or any(x.type.shape[axis] != 1 and feature.same_shape(filled, x, axis, axis) for x in others)
        for axis, length in enumerate(filled.type.shape)
    )


def _of_dimensions(inputs, ndim):
    return [x.dimshuffle(*["x"] * (ndim - x.type.ndim), *range(x.type.ndim)) for x in inputs]
