"""``theano.compat.six``: the part of ``six`` that programs took from Theano 0.6 to 0.9, for Python 3."""

from builtins import callable as callable, next as next
from collections.abc import Iterator as _Iterator
from io import BytesIO as BytesIO, StringIO as StringIO
from sys import maxsize as MAXSIZE  # noqa: F401

from theano_min.compat import b as b, get_unbound_function as get_unbound_function
from theano_min.compat.six import moves as moves

PY2, PY3 = False, True
string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type, binary_type = str, bytes
Iterator = object
advance_iterator = next
unichr, int2byte, byte2int, u = chr, lambda i: bytes((i,)), lambda text: text[0], lambda text: text
print_, exec_ = print, exec


def iterkeys(mapping) -> _Iterator:
    """Return an iterator over the keys of a dictionary. Source: six.iterkeys."""
    return iter(mapping.keys())


def itervalues(mapping) -> _Iterator:
    """Return an iterator over the values of a dictionary. Source: six.itervalues."""
    return iter(mapping.values())


def iteritems(mapping) -> _Iterator:
    """Return an iterator over the items of a dictionary. Source: six.iteritems."""
    return iter(mapping.items())


def reraise(tp, value=None, tb=None):
    """Raise an exception of class ``tp`` with the traceback ``tb``. Source: six.reraise."""
    raise (tp() if value is None else value).with_traceback(tb)


def add_metaclass(metaclass):
    """Return a decorator that makes a class anew, by ``metaclass``. Source: six.add_metaclass."""

    def decorated(cls):
        slots = vars(cls).get("__slots__", ())
        left_out = {"__dict__", "__weakref__", *([slots] if isinstance(slots, str) else slots)}
        return metaclass(cls.__name__, cls.__bases__, {k: v for k, v in vars(cls).items() if k not in left_out})

    return decorated


def with_metaclass(meta, *bases):
    """Return a base class by which a class is made by ``meta``, of ``bases``. Source: six.with_metaclass."""

    class Making(meta):
        def __new__(cls, name, _, body):
            return meta(name, bases, body)

    return type.__new__(Making, "temporary_class", (), {})
