"""The real part of what is real: NumPy's is the very array, which PyTensor takes for one that may be overwritten."""

from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scalar.basic import Real
from pytensor.tensor.basic import tensor_copy
from pytensor.tensor.elemwise import Elemwise


@node_rewriter([Elemwise])
def copy_of_real(fgraph, node):
    """real(x) -> copy of x, because x is real, and others may overwrite what an operation gives."""
    if isinstance(node.op.scalar_op, Real) and "complex" not in node.inputs[0].dtype:
        return [tensor_copy(node.inputs[0])]
    return None
