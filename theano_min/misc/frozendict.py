"""``theano.misc.frozendict``: dictionaries that do not change and can be hashed."""

from collections import OrderedDict as _OrderedDict
from collections.abc import Mapping as _Mapping
from functools import reduce as _reduce
from operator import xor as _xor


class frozendict(_Mapping):
    """A dictionary that does not change, made as ``dict`` is; hashable if its values are.

    Source: theano.misc.frozendict.frozendict.
    """

    dict_cls: type = dict

    def __init__(self, *args, **kwargs):
        self._dict = self.dict_cls(*args, **kwargs)

    def __getitem__(self, key):
        return self._dict[key]

    def __iter__(self):
        return iter(self._dict)

    def __len__(self):
        return len(self._dict)

    def __hash__(self):
        return _reduce(_xor, map(hash, self.items()), 0)

    def __repr__(self):
        return f"<{type(self).__name__} {self._dict!r}>"

    def copy(self, **add_or_replace):
        """Return a copy, with other values for the keys given."""
        return type(self)(self, **add_or_replace)


class FrozenOrderedDict(frozendict):
    """A frozendict that keeps an OrderedDict. Source: theano.misc.frozendict.FrozenOrderedDict."""

    dict_cls = _OrderedDict
