"""Products and transposes of SciPy's matrices."""

from pytensor.sparse.basic import Transpose
from pytensor.sparse.math import Dot
from pytensor.tensor.type import TensorType

from theano_min._numpy import dtype_of, writes


@writes(Transpose)
def transposed(w, node):
    w.assign(node.outputs[0], f"{w.value(node.inputs[0])}.transpose()")


@writes(Dot)
def product(w, node):
    [x, y], [out] = node.inputs, node.outputs
    if not isinstance(x.type, TensorType) and not isinstance(y.type, TensorType):
        return False
    w.assign_fresh(out, f"asarray({w.value(x)} * {w.value(y)}, {w.know(dtype_of(out))})")
