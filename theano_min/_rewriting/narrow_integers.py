"""Integers of less than 64 bits inside of fused kernels: PyTensor 3.0's Numba computes on with all 64 of them."""

from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scalar.basic import Cast, get_scalar_type
from pytensor.tensor.elemwise import Elemwise


def _is_narrow(variable):
    dtype = variable.type.numpy_dtype
    return dtype.kind in "iub" and dtype.itemsize < 8


@node_rewriter([Elemwise])
def narrow(fgraph, node):
    """op(x) of a narrow integer -> cast(op(x)), because it must wrap around in the kernel that it is fused into."""
    if isinstance(node.op.scalar_op, Cast) or len(node.outputs) != 1 or not _is_narrow(node.outputs[0]):
        return None
    if not any(isinstance(client.op, Elemwise) for client, _ in fgraph.clients[node.outputs[0]]):
        return None
    return [Elemwise(Cast(get_scalar_type(node.outputs[0].dtype)))(node.op(*node.inputs))]
