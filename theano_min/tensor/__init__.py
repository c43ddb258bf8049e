"""``theano.tensor``: symbolic arrays."""

# ruff: noqa: F401, F403, I001

from pytensor.graph.utils import MethodNotDefined as MethodNotDefined
from pytensor.scalar import int32 as int32_t

from theano_min import _removed, scalar as scal
from theano_min.gradient import (
    DisconnectedType as DisconnectedType,
    Lop as Lop,
    Rop as Rop,
    consider_constant as consider_constant,
    grad as grad,
    grad_not_implemented as grad_not_implemented,
    grad_undefined as grad_undefined,
    hessian as hessian,
    jacobian as jacobian,
    numeric_grad as numeric_grad,
    verify_grad as verify_grad,
)
from theano_min.gof.type import Type as Type
from theano_min.gof.utils import hashtype as hashtype
from theano_min.tensor import (
    basic as basic,
    blas as blas,
    blas_c as blas_c,
    blas_headers as blas_headers,
    elemwise as elemwise,
    extra_ops as extra_ops,
    inplace as inplace,
    io as io,
    nlinalg as nlinalg,
    nnet as nnet,
    opt as opt,
    opt_uncanonicalize as opt_uncanonicalize,
    sharedvar as sharedvar,
    subtensor as subtensor,
    type as type,
    type_other as type_other,
    utils as utils,
    xlogx as xlogx,
)
from theano_min.tensor.basic import *
from theano_min.tensor.extra_ops import (
    DiffOp as DiffOp,
    bartlett as bartlett,
    bincount as bincount,
    cumprod as cumprod,
    cumsum as cumsum,
    fill_diagonal as fill_diagonal,
    fill_diagonal_offset as fill_diagonal_offset,
    ravel_multi_index as ravel_multi_index,
    repeat as repeat,
    squeeze as squeeze,
    unravel_index as unravel_index,
)
from theano_min.compile._lengths import SpecifyShape as SpecifyShape, specify_shape as specify_shape
from theano_min.tensor.io import *
from theano_min.tensor.sharedvar import tensor_constructor as _shared
from theano_min.tensor.sort import (
    argsort as argsort,
    argtopk as argtopk,
    sort as sort,
    topk as topk,
    topk_and_argtopk as topk_and_argtopk,
)
from theano_min.tensor.subtensor import *
from theano_min.tensor.type_other import *

# Later than the modules of these names.
from theano_min.tensor import raw_random as raw_random, shared_randomstreams as shared_randomstreams
from theano_min.tensor.basic import var as var

__getattr__ = _removed.getattr_for(__name__)
