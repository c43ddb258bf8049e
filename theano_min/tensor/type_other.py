"""``theano.tensor.type_other``: slices and None as variables of a graph."""

from pytensor.tensor.type_other import (
    MakeSlice as MakeSlice,
    NoneConst as NoneConst,
    NoneTypeT as NoneTypeT,
    SliceConstant as SliceConstant,
    SliceType as SliceType,
    as_int_none_variable as as_int_none_variable,
    make_slice as make_slice,
    none_type_t as none_type_t,
    slicetype as slicetype,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
