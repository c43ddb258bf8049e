"""``theano.typed_list.type``: the type of lists whose elements have one type."""

from pytensor.typed_list.type import TypedListType as TypedListType
