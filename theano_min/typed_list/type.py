"""``theano.typed_list.type``: the type of lists whose elements have one type."""

from pytensor.typed_list.type import TypedListType as TypedListType

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
