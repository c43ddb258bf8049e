"""``theano.typed_list.basic``: operations on lists."""

import numpy as _np
from pytensor.tensor.type import scalar as _scalar
from pytensor.typed_list.basic import (
    Append as Append,
    Count as _Count,
    Extend as Extend,
    GetItem as GetItem,
    Index as _Index,
    Insert as Insert,
    Length as Length,
    MakeList as MakeList,
    Remove as Remove,
    Reverse as Reverse,
    TypedListConstant as TypedListConstant,
    TypedListVariable as TypedListVariable,
    append as append,
    extend as extend,
    getitem as getitem,
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

# ---------------------------------------------------------------- differs


class _OfFloatX:
    # the number is of floatX, not an integer
    def make_node(self, x, elem):
        node = super().make_node(x, elem)
        return Apply(self, node.inputs, [_scalar()])

    def perform(self, node, inputs, outputs):
        super().perform(node, inputs, outputs)
        [found] = outputs
        if found[0] is not None:
            found[0] = _np.asarray(found[0], node.outputs[0].dtype)


class Count(_OfFloatX, _Count):  # type: ignore[misc]
    """Counts how often a list has an element. Source: theano.typed_list.basic.Count."""


class Index(_OfFloatX, _Index):  # type: ignore[misc]
    """Gives the first place of an element in a list. Source: theano.typed_list.basic.Index."""


count = Count()
index_ = Index()

_taught.teach_lists(count, index_)
