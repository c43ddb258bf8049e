"""``theano.tensor.io``: arrays from files."""

import numpy as _np
from pytensor.graph.basic import Apply as _Apply, Constant as _Constant
from pytensor.graph.op import Op as _Op
from pytensor.link.c.type import generic as _generic

from theano_min import _removed
from theano_min.tensor.type import TensorType as _TensorType

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- restored


class LoadFromDisk(_Op):
    """Loads an array from a file of NumPy's whenever the function runs. Source: theano.tensor.io.LoadFromDisk."""

    __props__ = ("dtype", "broadcastable", "mmap_mode")

    def __init__(self, dtype, broadcastable, mmap_mode=None):
        if mmap_mode not in (None, "c"):
            raise ValueError(f"The only supported values for `mmap_mode` are None and 'c', got {mmap_mode!r}.")
        self.dtype = str(_np.dtype(dtype))
        self.broadcastable = tuple(bool(b) for b in broadcastable)
        self.mmap_mode = mmap_mode

    def make_node(self, path):
        if isinstance(path, str):
            path = _Constant(_generic, path)
        return _Apply(self, [path], [_TensorType(self.dtype, self.broadcastable)()])

    def perform(self, node, inputs, output_storage):
        [path] = inputs
        data = _np.load(path, mmap_mode=self.mmap_mode)
        if data.dtype != self.dtype:
            raise TypeError(f"Expected dtype {self.dtype}, got {data.dtype} instead, in {path}.")
        output_storage[0][0] = data

    def __str__(self):
        return f"Load{{dtype: {self.dtype}, broadcastable: {self.broadcastable}, mmep: {self.mmap_mode}}}"


def load(path, dtype, broadcastable, mmap_mode=None):
    """Return a variable whose value is read from the file ``path``, a string or a generic variable, on each run.

    ``dtype`` and ``broadcastable`` are the array's; ``mmap_mode='c'`` maps the file into memory, copying on writes.
    Errors: ValueError for another mmap_mode, TypeError on running if the dtype is another.
    Source: theano.tensor.load.
    """
    return LoadFromDisk(dtype, broadcastable, mmap_mode)(path)
