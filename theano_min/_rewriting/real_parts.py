"""The parts of what is real: NumPy's are the very array, and zeros that cannot be written to.

PyTensor takes either for one that may be overwritten.
"""

import numpy as np
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scalar.basic import Imag, Real
from pytensor.tensor.basic import second, tensor_copy
from pytensor.tensor.elemwise import Elemwise


@node_rewriter([Elemwise])
def parts_of_real(fgraph, node):
    """real(x) -> copy of x, imag(x) -> zeros, because x is real, and others may overwrite what an operation gives."""
    if not isinstance(node.op.scalar_op, Imag | Real) or "complex" in node.inputs[0].dtype:
        return None
    [x] = node.inputs
    return [tensor_copy(x) if isinstance(node.op.scalar_op, Real) else second(x, np.zeros((), x.dtype))]
