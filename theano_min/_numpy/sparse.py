"""Products and transposes of SciPy's matrices."""

from pytensor.sparse.basic import Transpose
from pytensor.sparse.math import Dot
from pytensor.sparse.type import SparseTensorType

from theano_min._numpy import dtype_of, writes


@writes(Transpose)
def transposed(w, node):
    w.assign(node.outputs[0], f"{w.value(node.inputs[0])}.transpose()")


@writes(Dot)
def product(w, node):
    [x, y], [out] = node.inputs, node.outputs
    if isinstance(x.type, SparseTensorType) and isinstance(y.type, SparseTensorType):
        return False  # whose product is sparse
    w.assign_fresh(out, f"asarray({w.value(x)} * {w.value(y)}, {w.know(dtype_of(out))})")
