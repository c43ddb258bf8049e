"""``theano.tensor.blas_c``: products of a matrix and a vector by BLAS in C."""

from theano_min import _pytensor, _removed

__getattr__ = _removed.getattr_for(__name__)

BaseBLAS = _pytensor.blas_c.BaseBLAS
CGemv = _pytensor.blas_c.CGemv
cgemv_inplace = _pytensor.blas_c.cgemv_inplace
cgemv_no_inplace = _pytensor.blas_c.cgemv_no_inplace
