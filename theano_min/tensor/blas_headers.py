"""``theano.tensor.blas_headers``: declarations of BLAS for operations with C code of their own."""

from theano_min import _pytensor, _removed

__getattr__ = _removed.getattr_for(__name__)

blas_header_text = _pytensor.blas_headers.blas_header_text
blas_header_version = _pytensor.blas_headers.blas_header_version
cblas_header_text = _pytensor.blas_headers.cblas_header_text
mkl_threads_text = _pytensor.blas_headers.mkl_threads_text
openblas_threads_text = _pytensor.blas_headers.openblas_threads_text
