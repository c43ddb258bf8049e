"""``theano.sandbox.fourier``: transforms of the rows or columns of a matrix, now in ``theano.tensor.fft``."""

import warnings as _warnings

import numpy as _np

from theano_min import _removed
from theano_min.gof.graph import Apply as Apply
from theano_min.gof.op import Op as Op
from theano_min.gof.type import generic as generic
from theano_min.tensor.basic import as_tensor_variable as _as_tensor_variable
from theano_min.tensor.type import TensorType as _TensorType

__getattr__ = _removed.getattr_for(__name__)

message = (
    "The module theano.sandbox.fourier will soon be deprecated. Please use theano.tensor.fft, which supports gradients "
    "and automatic optimization transfers to the GPU ops."
)
_warnings.warn(message, stacklevel=2)


class GradTodo(Op):
    """Stands for the gradient of FFT, which does not exist: NotImplementedError when it is computed.

    Source: theano.sandbox.fourier.GradTodo.
    """

    __props__ = ()

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        raise NotImplementedError("theano.sandbox.fourier has no gradient: theano.tensor.fft has one")


class FFT(Op):
    """Transforms the matrix ``frames``, brought to length ``n`` by zeros or a cut, along ``axis``.

    ``inverse`` transforms back. The result is a complex128 matrix; ``half`` keeps the first half of it, and takes
    no complex matrix. Errors: TypeError for that and for what is no matrix; on running ValueError for the half of an
    odd length.
    Source: theano.sandbox.fourier.FFT.
    """

    __props__ = ("half", "inverse")
    default_output = 0

    def __init__(self, half=False, inverse=False):
        self.half = half
        self.inverse = inverse

    def make_node(self, frames, n, axis):
        frames = _as_tensor_variable(frames, ndim=2)
        if self.half and frames.type.dtype.startswith("complex"):
            raise TypeError(f"Argument to HalfFFT must not be complex: {frames}")
        inputs = [frames, _as_tensor_variable(n, ndim=0), _as_tensor_variable(axis, ndim=0)]
        return Apply(self, inputs, [_TensorType("complex128", (False, False))(), generic()])

    def perform(self, node, inputs, output_storage):
        frames, n, axis = inputs
        spectrum = (_np.fft.ifft if self.inverse else _np.fft.fft)(frames, int(n), int(axis))
        if self.half:
            length = spectrum.shape[int(axis)]
            if length % 2:
                raise ValueError("halfFFT on odd-length vectors is undefined")
            spectrum = spectrum.take(range(length // 2), axis=int(axis))
        output_storage[0][0] = spectrum.astype("complex128")

    def grad(self, inputs, output_grads):
        return [grad_todo(inputs[0]), None, None]


grad_todo = GradTodo()
fft = FFT(half=False, inverse=False)
half_fft = FFT(half=True, inverse=False)
ifft = FFT(half=False, inverse=True)
half_ifft = FFT(half=True, inverse=True)


def dct_matrix(rows, cols, unitary=True):
    """Return the matrix of the discrete cosine transform, an array of shape (rows, cols), its rows of length 1 or,
    without ``unitary``, the first one longer by a factor of the square root of 2.

    Source: theano.sandbox.fourier.dct_matrix.
    """
    frequency, time = _np.ogrid[:rows, :cols]
    matrix = _np.sqrt(2.0 / cols) * _np.cos(_np.pi * frequency * (2 * time + 1) / (2.0 * cols))
    if unitary:
        matrix[0] *= _np.sqrt(0.5)
    return matrix
