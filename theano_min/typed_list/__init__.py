"""``theano.typed_list``: lists as variables, whose elements have one type."""

# ruff: noqa: F403

from theano_min.typed_list import opt as opt, type as type
from theano_min.typed_list.basic import *
from theano_min.typed_list.type import TypedListType as TypedListType

from theano_min.typed_list import basic as basic  # isort: skip

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
