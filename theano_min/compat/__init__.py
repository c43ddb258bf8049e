"""``theano.compat``: what was in other places in Python 2 and 3."""

from builtins import filter as ifilter, map as imap, next as next, zip as izip  # noqa: F401
from collections import OrderedDict as OrderedDict
from collections.abc import (
    Callable as Callable,
    Iterable as Iterable,
    Mapping as Mapping,
    MutableMapping as DictMixin,  # noqa: F401
    ValuesView as ValuesView,
)
from importlib import reload as reload
from io import BytesIO as BytesIO
from operator import truediv as operator_div  # noqa: F401

from pytensor.utils import (
    get_unbound_function as get_unbound_function,
    maybe_add_to_os_environ_pathlist as maybe_add_to_os_environ_pathlist,
)

PY3 = True


def b(s):
    """Return a text of characters up to 255 as bytes. Source: six.b."""
    return s.encode("latin-1")


def cmp(x, y):
    """Return -1, 0 or 1: whether x is less than, equal to or greater than y. Source: theano.compat.cmp."""
    return (x > y) - (x < y)


def decode(x):
    """Return bytes as text. Source: theano.compat.decode."""
    return x.decode()


def decode_iter(itr):
    """Return the bytes in ``itr`` as texts, in a generator. Source: theano.compat.decode_iter."""
    return (x.decode() for x in itr)


def decode_with(x, encoding):
    """Return bytes in ``encoding`` as text. Source: theano.compat.decode_with."""
    return x.decode(encoding)


def exc_message(e):
    """Return the first argument of an exception, or of the one inside it. Source: theano.compat.exc_message."""
    return exc_message(e.args[0]) if isinstance(e.args[0], Exception) else e.args[0]


class DefaultOrderedDict(OrderedDict):
    """An OrderedDict that makes a value, ``default_factory()``, for a key that is asked for and missing.

    Source: theano.compat.DefaultOrderedDict.
    """

    def __init__(self, default_factory=None, *a, **kw):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable")
        super().__init__(*a, **kw)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = self.default_factory()
        return self[key]

    def __reduce__(self):
        return type(self), (self.default_factory,), None, None, iter(self.items())

    def copy(self):
        """Return a dictionary of the same items and factory."""
        return type(self)(self.default_factory, self)

    __copy__ = copy
