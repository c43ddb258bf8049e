"""``theano.tensor.fft``: Fourier transforms of real arrays; complex numbers have a last dimension of length 2."""

import numpy as _np
from pytensor.gradient import disconnected_type as _disconnected_type
from pytensor.graph.basic import Apply as _Apply
from pytensor.tensor.math import sqrt as _sqrt
from pytensor.tensor.subtensor import set_subtensor as _set_subtensor
from pytensor.tensor.type import TensorType as _TensorType, integer_dtypes as _integer_dtypes

from theano_min import _removed
from theano_min.gof.op import Op as _Op
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- restored: PyTensor's use NumPy in a deprecated way


def _lengths(op, s):
    """The lengths of the transformed dimensions as a symbolic vector, or TypeError."""
    s = _as_tensor_variable(s)
    if s.dtype not in _integer_dtypes:
        raise TypeError(f"{op}: length of the transformed axis must be of type integer, `s` is {s.type}.")
    return s


def _inner_frequencies(transform, s):
    """An index of the frequencies that stand for their negatives too: all but 0 and an even length's last."""
    return (slice(None),) * (transform.ndim - 2) + (slice(1, s[-1] // 2 + s[-1] % 2), slice(None))


def _axes(s):
    return tuple(range(-len(s), 0))


class RFFTOp(_Op):
    """Transforms real arrays, all dimensions but the first: ``rfft_op(a, s)``. Source: theano.tensor.fft.RFFTOp."""

    __props__ = ()

    def output_type(self, inp):
        """Return the type of the transform of ``inp``: one dimension more, for the parts."""
        return _TensorType(inp.dtype, (None,) * (inp.type.ndim + 1))

    def make_node(self, a, s=None):
        """Return the node for ``a``, of shape (m, ..., n), cut or padded with zeros to the lengths ``s`` after m."""
        a = _as_tensor_variable(a)
        if a.ndim < 2:
            raise TypeError(f"{self}: input must have dimension >= 2, with first dimension batches: `a` is {a.type}.")
        return _Apply(self, [a, _lengths(self, a.shape[1:] if s is None else s)], [self.output_type(a)()])

    def perform(self, node, inputs, output_storage):
        a, s = inputs
        transform = _np.fft.rfftn(a, s=tuple(s), axes=_axes(s))
        output_storage[0][0] = _np.stack([transform.real, transform.imag], axis=-1).astype(a.dtype)

    def grad(self, inputs, output_grads):
        _, s = inputs
        (gradient,) = output_grads
        inner = _inner_frequencies(gradient, s)
        return [irfft_op(_set_subtensor(gradient[inner], gradient[inner] * 0.5), s), _disconnected_type()]

    def connection_pattern(self, node):
        return [[True], [False]]


class IRFFTOp(_Op):
    """Transforms back, without dividing by the number of elements: ``irfft_op(a, s)``.

    Source: theano.tensor.fft.IRFFTOp.
    """

    __props__ = ()

    def output_type(self, inp):
        """Return the type of the inverse transform of ``inp``: one dimension less."""
        return _TensorType(inp.dtype, (None,) * (inp.type.ndim - 1))

    def make_node(self, a, s=None):
        """Return the node for ``a``, of shape (m, ..., n // 2 + 1, 2); ``s`` are the result's lengths after m."""
        a = _as_tensor_variable(a)
        if a.ndim < 3:
            raise TypeError(
                f"{self}: input must have dimension >= 3, with first dimension batches and last real/imag parts: "
                f"`a` is {a.type}."
            )
        return _Apply(self, [a, _lengths(self, _inverse_lengths(a, 0) if s is None else s)], [self.output_type(a)()])

    def perform(self, node, inputs, output_storage):
        a, s = inputs
        inverse = _np.fft.irfftn(a[..., 0] + 1j * a[..., 1], s=tuple(s), axes=_axes(s))
        output_storage[0][0] = (inverse * s.prod()).astype(a.dtype)

    def grad(self, inputs, output_grads):
        _, s = inputs
        gradient = rfft_op(output_grads[0], s)
        inner = _inner_frequencies(gradient, s)
        return [_set_subtensor(gradient[inner], gradient[inner] * 2), _disconnected_type()]

    def connection_pattern(self, node):
        return [[True], [False]]


rfft_op = RFFTOp()
irfft_op = IRFFTOp()


def _inverse_lengths(inp, odd):
    """The lengths after the first of the array of which ``inp`` is the transform; the last is even, or one more."""
    s = inp.shape[1:-1]
    return _set_subtensor(s[-1], (s[-1] - 1) * 2 + odd)


def _scaling(norm, default, s, dtype):
    """What to divide a transform by, given the norm and whether the norm None divides."""
    if norm not in (None, "ortho", "no_norm"):
        raise ValueError(f"Invalid value {norm} for norm, must be None, 'ortho' or 'no_norm'")
    if norm == "ortho":
        return _sqrt(s.prod().astype(dtype))
    return s.prod().astype(dtype) if norm is None and default else 1


def rfft(inp, norm=None):
    """Return the Fourier transforms of m real arrays: of shape (m, ..., n // 2 + 1, 2) for an input (m, ..., n).

    The last dimension holds real and imaginary parts. ``norm`` is None or 'no_norm' for no scaling, or 'ortho' to
    divide by the root of the number of elements, which makes the transform unitary. Errors: TypeError for fewer than
    two dimensions, ValueError for another norm. Source: theano.tensor.fft.rfft.
    """
    s = inp.shape[1:]
    return rfft_op(inp, s) / _scaling(norm, False, s, inp.dtype)


def irfft(inp, norm=None, is_odd=False):
    """Return the real arrays whose transforms are ``inp``: of shape (m, ..., n) for an input (m, ..., n // 2 + 1, 2).

    n is even, or odd if ``is_odd``. ``norm`` is None to divide by the number of elements, 'ortho' to divide by its
    root, 'no_norm' for no scaling. Errors: TypeError for fewer than three dimensions, ValueError for another norm or
    ``is_odd``. Source: theano.tensor.fft.irfft.
    """
    if is_odd not in (True, False):
        raise ValueError(f"Invalid value {is_odd} for is_odd, must be True or False")
    s = _inverse_lengths(inp, 1 if is_odd else 0)
    return irfft_op(inp, s) / _scaling(norm, True, s, inp.dtype)
