"""``theano.misc.frozendict``: dictionaries that do not change and can be hashed."""

from collections import OrderedDict as _OrderedDict

from pytensor.misc.frozendict import frozendict as frozendict

# ---------------------------------------------------------------- restored


class FrozenOrderedDict(frozendict):
    """A frozendict that keeps an OrderedDict. Source: theano.misc.frozendict.FrozenOrderedDict."""

    dict_cls = _OrderedDict
