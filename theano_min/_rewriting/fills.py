"""Arrays filled with what is broadcast to their shape."""

from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.tensor.basic import second
from pytensor.tensor.rewriting.basic import broadcast_like_elemwise


@node_rewriter([second])
def fill_to_alloc(fgraph, node):
    """fill(x, y) -> alloc(y, *x.shape), because PyTensor's takes the lengths of y, which x's must be.

    As in Theano, it is y alone if nothing says that y broadcasts.
    """
    return [broadcast_like_elemwise(node.inputs[1], node, fgraph=fgraph, ref_input_idx=0, stack_trace=True)]
