"""``theano.typed_list.opt``: lists changed in place."""

from pytensor.typed_list.rewriting import typed_list_inplace_rewrite as typed_list_inplace_opt  # noqa: F401

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
