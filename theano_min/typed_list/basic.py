"""``theano.typed_list.basic``: operations on lists."""

from pytensor.typed_list.basic import (
    Append as Append,
    Count as Count,
    Extend as Extend,
    GetItem as GetItem,
    Index as Index,
    Insert as Insert,
    Length as Length,
    MakeList as MakeList,
    Remove as Remove,
    Reverse as Reverse,
    TypedListConstant as TypedListConstant,
    TypedListVariable as TypedListVariable,
    append as append,
    count as count,
    extend as extend,
    getitem as getitem,
    index_ as index_,
    insert as insert,
    length as length,
    make_list as make_list,
    remove as remove,
    reverse as reverse,
)

from theano_min import _removed, _taught
from theano_min.gof.graph import Apply as Apply, Constant as Constant, Variable as Variable
from theano_min.gof.op import Op as Op
from theano_min.tensor.type_other import SliceType as SliceType
from theano_min.typed_list.type import TypedListType as TypedListType

__getattr__ = _removed.getattr_for(__name__)

_taught.teach_lists()
