"""Adapters of ``theano.tensor``: one line each on what differs between Theano's function and PyTensor's."""

from pytensor.tensor import type as _type


def _constructor(broadcastable, kind):
    # the dtype is the second positional argument
    def constructor(name=None, dtype=None):
        return _type.TensorType(dtype or _type.config.floatX, broadcastable)(name)

    constructor.__name__ = constructor.__qualname__ = kind
    constructor.__doc__ = (
        f"Return a symbolic {kind} called ``name``, of dtype ``dtype`` or ``config.floatX``. "
        f"Source: theano.tensor.{kind}."
    )
    return constructor


scalar = _constructor((), "scalar")
vector = _constructor((False,), "vector")
matrix = _constructor((False, False), "matrix")
row = _constructor((True, False), "row")
col = _constructor((False, True), "col")
tensor3 = _constructor((False,) * 3, "tensor3")
tensor4 = _constructor((False,) * 4, "tensor4")
tensor5 = _constructor((False,) * 5, "tensor5")
tensor6 = _constructor((False,) * 6, "tensor6")
tensor7 = _constructor((False,) * 7, "tensor7")
