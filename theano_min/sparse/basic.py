"""``theano.sparse.basic``: expressions of sparse matrices."""

import scipy.sparse as _scipy_sparse
from pytensor.graph.basic import Apply as _Apply, Variable as _Variable
from pytensor.sparse import basic as _basic, math as _math
from pytensor.sparse.basic import (
    CSC as CSC,
    CSM as CSM,
    CSR as CSR,
    Cast as Cast,
    ColScaleCSC as ColScaleCSC,
    ConstructSparseFromList as ConstructSparseFromList,
    CSMGrad as CSMGrad,
    CSMProperties as CSMProperties,
    DenseFromSparse as DenseFromSparse,
    Diag as Diag,
    EnsureSortedIndices as EnsureSortedIndices,
    GetItem2d as GetItem2d,
    GetItem2Lists as GetItem2Lists,
    GetItem2ListsGrad as GetItem2ListsGrad,
    GetItemList as GetItemList,
    GetItemListGrad as GetItemListGrad,
    GetItemScalar as GetItemScalar,
    HStack as HStack,
    Remove0 as Remove0,
    RowScaleCSC as RowScaleCSC,
    SparseFromDense as SparseFromDense,
    Transpose as Transpose,
    VStack as VStack,
    _is_dense as _is_dense,
    _is_sparse_variable as _is_sparse_variable,
    bcast as bcast,
    bsr_dmatrix as bsr_dmatrix,
    bsr_fmatrix as bsr_fmatrix,
    cast as cast,
    ccast as ccast,
    clean as clean,
    col_scale as col_scale,
    complex_dtypes as complex_dtypes,
    construct_sparse_from_list as construct_sparse_from_list,
    continuous_dtypes as continuous_dtypes,
    csc_dmatrix as csc_dmatrix,
    csc_fmatrix as csc_fmatrix,
    csc_from_dense as csc_from_dense,
    csm_data as csm_data,
    csm_indices as csm_indices,
    csm_indptr as csm_indptr,
    csm_properties as csm_properties,
    csm_shape as csm_shape,
    csr_dmatrix as csr_dmatrix,
    csr_fmatrix as csr_fmatrix,
    csr_from_dense as csr_from_dense,
    dcast as dcast,
    dense_from_sparse as dense_from_sparse,
    diag as diag,
    discrete_dtypes as discrete_dtypes,
    ensure_sorted_indices as ensure_sorted_indices,
    fcast as fcast,
    float_dtypes as float_dtypes,
    get_item_2d as get_item_2d,
    get_item_2lists as get_item_2lists,
    get_item_2lists_grad as get_item_2lists_grad,
    get_item_list as get_item_list,
    get_item_list_grad as get_item_list_grad,
    get_item_scalar as get_item_scalar,
    hstack as hstack,
    icast as icast,
    int_dtypes as int_dtypes,
    integer_dtypes as integer_dtypes,
    lcast as lcast,
    remove0 as remove0,
    row_scale as row_scale,
    sp_ones_like as sp_ones_like,
    sp_zeros_like as sp_zeros_like,
    sparse_formats as sparse_formats,
    transpose as transpose,
    uint_dtypes as uint_dtypes,
    vstack as vstack,
    wcast as wcast,
    zcast as zcast,
)
from pytensor.sparse.math import (
    Dot as Dot,
    SamplingDot as SamplingDot,
    SpSum as SpSum,
    StructuredDot as StructuredDot,
    StructuredDotGradCSC as StructuredDotGradCSC,
    StructuredDotGradCSR as StructuredDotGradCSR,
    TrueDot as TrueDot,
    Usmm as Usmm,
    add as add,
    add_s_d as add_s_d,
    add_s_s as add_s_s,
    add_s_s_data as add_s_s_data,
    arcsin as arcsin,
    arcsinh as arcsinh,
    arctan as arctan,
    arctanh as arctanh,
    ceil as ceil,
    deg2rad as deg2rad,
    eq as eq,
    equal_s_d as equal_s_d,
    equal_s_s as equal_s_s,
    expm1 as expm1,
    floor as floor,
    ge as ge,
    greater_equal_s_d as greater_equal_s_d,
    greater_equal_s_s as greater_equal_s_s,
    greater_than_s_d as greater_than_s_d,
    greater_than_s_s as greater_than_s_s,
    gt as gt,
    le as le,
    less_equal_s_d as less_equal_s_d,
    less_equal_s_s as less_equal_s_s,
    less_than_s_d as less_than_s_d,
    less_than_s_s as less_than_s_s,
    log1p as log1p,
    lt as lt,
    mul_s_d as mul_s_d,
    mul_s_s as mul_s_s,
    mul_s_v as mul_s_v,
    neq as neq,
    not_equal_s_d as not_equal_s_d,
    not_equal_s_s as not_equal_s_s,
    rad2deg as rad2deg,
    rint as rint,
    sampling_dot as sampling_dot,
    sdg_csc as sdg_csc,
    sdg_csr as sdg_csr,
    sin as sin,
    sinh as sinh,
    sp_sum as sp_sum,
    sqr as sqr,
    sqrt as sqrt,
    structured_add as structured_add,
    structured_add_s_v as structured_add_s_v,
    structured_dot as structured_dot,
    structured_dot_grad as structured_dot_grad,
    structured_exp as structured_exp,
    structured_log as structured_log,
    structured_maximum as structured_maximum,
    structured_minimum as structured_minimum,
    structured_pow as structured_pow,
    structured_sigmoid as structured_sigmoid,
    tan as tan,
    tanh as tanh,
    true_dot as true_dot,
    trunc as trunc,
    usmm as usmm,
)
from pytensor.sparse.variable import (
    SparseConstant as SparseConstant,
    SparseConstantSignature as SparseConstantSignature,
    SparseVariable as SparseVariable,
)
from pytensor.tensor import math as _tensor_math

from theano_min import _removed, _taught
from theano_min._composed import Composed as _Composed
from theano_min.configdefaults import config as config
from theano_min.gradient import (
    DisconnectedType as DisconnectedType,
    grad_not_implemented as grad_not_implemented,
    grad_undefined as grad_undefined,
)
from theano_min.sparse.type import SparseType as SparseType, _is_sparse as _is_sparse
from theano_min.sparse.utils import hash_from_sparse as hash_from_sparse
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable
from theano_min.tensor.var import AsTensorError as _AsTensorError

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- renamed

from pytensor.sparse.math import structured_elemwise as _structured

mul, sub = _math.multiply, _math.subtract
AddSD, AddSS, AddSSData = map(type, (add_s_d, add_s_s, add_s_s_data))
EqualSD, EqualSS, NotEqualSD, NotEqualSS = map(type, (equal_s_d, equal_s_s, not_equal_s_d, not_equal_s_s))
GreaterEqualSD, GreaterEqualSS = map(type, (greater_equal_s_d, greater_equal_s_s))
GreaterThanSD, GreaterThanSS = map(type, (greater_than_s_d, greater_than_s_s))
LessEqualSD, LessEqualSS = map(type, (less_equal_s_d, less_equal_s_s))
LessThanSD, LessThanSS = map(type, (less_than_s_d, less_than_s_s))
MulSD, MulSS, MulSV = map(type, (mul_s_d, mul_s_s, mul_s_v))
StructuredAddSV = type(structured_add_s_v)
csm_grad = CSMGrad
_mtypes = _basic._mtypes
_mtype_to_str = _basic._mtype_to_str
all_dtypes = SparseType.dtype_set

# ---------------------------------------------------------------- differs


def _as_spmatrix(x):
    """Return a SciPy matrix as it is, and one of SciPy's newer sparse arrays as the matrix of its format."""
    if _scipy_sparse.issparse(x) and not isinstance(x, _scipy_sparse.spmatrix):
        return getattr(_scipy_sparse, f"{x.format}_matrix")(x)
    return x


def constant(x, name=None):
    """Return a constant that holds a copy of ``x``, a SciPy matrix. Errors: TypeError for anything else.

    Source: theano.sparse.constant.
    """
    # of SciPy's newer arrays, too
    if not _scipy_sparse.issparse(x):
        raise TypeError(f"sparse.constant takes a SciPy matrix, not {type(x).__name__}")
    x = _as_spmatrix(x)
    try:
        return SparseConstant(SparseType(x.format, x.dtype), x.copy(), name=name)
    except TypeError as error:
        raise TypeError(f"Could not convert {x} to SparseType", type(x)) from error


def as_sparse_variable(x, name=None):
    """Return ``x``, a sparse variable, a node that has one, or a SciPy matrix, as a sparse variable.

    Errors: TypeError for anything else, ValueError for a node of several results. Source: theano.sparse.
    """
    # PyTensor takes more keywords
    if isinstance(x, _Variable | _Apply):
        return _basic.as_sparse_variable(x, name=name)
    try:
        return constant(x, name=name)
    except TypeError as error:
        raise TypeError(f"Cannot convert {x} to SparseType", type(x)) from error


as_sparse = as_sparse_variable


def as_sparse_or_tensor_variable(x, name=None):
    """Return ``x`` as a sparse variable if it can be one, and as a tensor variable otherwise. Source: theano.sparse."""
    # PyTensor makes a variable of any kind
    try:
        return as_sparse_variable(x, name)
    except (TypeError, ValueError):
        return _as_tensor_variable(x, name)


def matrix(format, name=None, dtype=None):
    """Return a sparse variable of a format, 'csr', 'csc' or 'bsr', and by default of floatX. Source: theano.sparse."""
    # PyTensor has shapes
    return SparseType(format, config.floatX if dtype is None else dtype)(name)


def csc_matrix(name=None, dtype=None):
    """Return a sparse variable of format 'csc', by default of floatX. Source: theano.sparse.csc_matrix."""
    # as `matrix`
    return matrix("csc", name, dtype)


def csr_matrix(name=None, dtype=None):
    """Return a sparse variable of format 'csr', by default of floatX. Source: theano.sparse.csr_matrix."""
    # as `matrix`
    return matrix("csr", name, dtype)


def bsr_matrix(name=None, dtype=None):
    """Return a sparse variable of format 'bsr', by default of floatX. Source: theano.sparse.bsr_matrix."""
    # as `matrix`
    return matrix("bsr", name, dtype)


def dot(x, y):
    """Return the product of two matrices, of which one at least is sparse: sparse if both are, dense otherwise.

    Errors: TypeError if none is sparse. Source: theano.sparse.dot.
    """
    # of SciPy matrices and arrays too
    return _math.dot(*(each if isinstance(each, _Variable) else as_sparse_or_tensor_variable(each) for each in (x, y)))


# ---------------------------------------------------------------- restored


class Neg(_Composed):
    """``-x`` of a sparse matrix. Source: theano.sparse.basic.Neg."""

    def make_node(self, x):
        x = as_sparse_variable(x)
        assert x.format in ("csr", "csc")
        return _Apply(self, [x], [x.type()])

    def compose(self, x):
        return [_math.neg(x)]

    def pullback(self, inputs, outputs, output_grads):
        return [-output_grads[0]]


class SquareDiagonal(_Composed):
    """A sparse matrix in format 'csc' with a vector on its diagonal. Source: theano.sparse.basic.SquareDiagonal."""

    def make_node(self, diag):
        diag = _as_tensor_variable(diag)
        if diag.type.ndim != 1:
            raise TypeError("data argument must be a vector", diag.type)
        return _Apply(self, [diag], [SparseType("csc", diag.dtype)()])

    def compose(self, x):
        return [_basic.square_diagonal(x)]

    def pullback(self, inputs, outputs, output_grads):
        return [diag(output_grads[0])]


neg = Neg()
square_diagonal = SquareDiagonal()
_taught.teach_sparse(neg, _AsTensorError)
_is_dense_variable = _basic._is_dense_variable


def structured_monoid(tensor_op):
    """Return a decorator: what it makes of any function applies ``tensor_op`` to the stored numbers of a matrix.

    The matrix, in format 'csr' or 'csc', comes first, scalars after it. Source: theano.sparse.structured_monoid.
    """
    return _structured(tensor_op)


@structured_monoid(_tensor_math.sign)
def sgn(x):
    """Return the signs of the stored numbers of a sparse matrix. Source: theano.sparse.sgn."""


@structured_monoid(_tensor_math.conjugate)
def conj(x):
    """Return the conjugates of the stored numbers of a sparse matrix. Source: theano.sparse.conj."""
