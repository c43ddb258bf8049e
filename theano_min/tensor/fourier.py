"""``theano.tensor.fourier``: the complex Fourier transform along one dimension."""

from pytensor.tensor.fourier import Fourier as Fourier, fft as fft
