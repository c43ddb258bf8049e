"""``theano.tensor``: symbolic arrays."""

# ruff: noqa: I001

from pytensor.tensor.basic import (
    alloc as alloc,
    as_tensor_variable as as_tensor_variable,
    cast as cast,
    constant as constant,
    get_scalar_constant_value as get_scalar_constant_value,
    ones_like as ones_like,
    zeros_like as zeros_like,
)
from pytensor.tensor.math import argmax as argmax, dot as dot, exp as exp, log as log, sqr as sqr, tanh as tanh
from pytensor.tensor.type import (
    TensorType as TensorType,
    fmatrix as fmatrix,
    fscalar as fscalar,
    fvector as fvector,
    iscalar as iscalar,
    ivector as ivector,
)

from theano_min.tensor import nnet as nnet
from theano_min.tensor._differs import (
    col as col,
    matrix as matrix,
    row as row,
    scalar as scalar,
    tensor3 as tensor3,
    tensor4 as tensor4,
    vector as vector,
)
from theano_min.tensor import _index_check as _index_check
from theano_min.gradient import Lop as Lop, Rop as Rop, grad as grad
