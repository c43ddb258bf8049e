"""``theano.tensor.fourier``: the complex Fourier transform along one dimension."""

from pytensor.tensor.fourier import Fourier as _Fourier

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)


class Fourier(_Fourier):
    """Transforms along one dimension: ``fft(a, n, axis)``, of dtype complex128.

    The result has the length ``n`` along ``axis``: ``a`` is cut or padded with zeros. For None ``n`` is a's length and
    ``axis`` the last dimension. Errors: TypeError if ``a`` is a scalar, ``n`` not a positive integer, or ``axis`` not
    one of 0 to a.ndim - 1. Source: theano.tensor.fourier.Fourier.
    """

    def perform(self, node, inputs, output_storage):
        # double precision for float32 too, which NumPy 2 keeps
        a, n, axis = inputs
        super().perform(node, [a.astype("complex128"), n, axis], output_storage)


fft = Fourier()
