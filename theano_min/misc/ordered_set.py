"""``theano.misc.ordered_set``: sets that keep the order in which their elements came."""

from collections.abc import Generator as _Generator, MutableSet as _MutableSet

from theano_min import _removed


def check_deterministic(iterable):
    """Check that ``iterable`` comes in an order: None, a list, tuple, string, OrderedSet, generator or one element.

    Errors: AssertionError for several elements of anything else, such as a set, TypeError for what has no length.
    Source: theano.misc.ordered_set.check_deterministic.
    """
    if iterable is None or isinstance(iterable, list | tuple | str | OrderedSet | _Generator):
        return
    if len(iterable) > 1:
        raise AssertionError(f"Only what comes in an order makes an OrderedSet, not {type(iterable)}: {iterable}")


class OrderedSet(_MutableSet):
    """A set that keeps the order in which its elements came. Source: theano.misc.ordered_set.OrderedSet."""

    def __init__(self, iterable=None):
        check_deterministic(iterable)
        self._keys = dict.fromkeys(iterable or ())

    def __len__(self):
        return len(self._keys)

    def __contains__(self, key):
        return key in self._keys

    def __iter__(self):
        return iter(self._keys)

    def __reversed__(self):
        return reversed(self._keys)

    def add(self, key):
        """Add an element, at the end, unless it is there."""
        self._keys[key] = None

    def discard(self, key):
        """Remove an element if it is there."""
        self._keys.pop(key, None)

    def pop(self, last=True):
        """Remove the last element, or the first, and return it. Errors: KeyError if there is none."""
        if not self:
            raise KeyError("set is empty")
        key = next(reversed(self) if last else iter(self))
        self.discard(key)
        return key

    def update(self, iterable):
        """Add the elements of ``iterable``. Errors: AssertionError if they come in no order."""
        check_deterministic(iterable)
        self._keys.update(dict.fromkeys(iterable))

    def union(self, s):
        """Return this set and the elements of ``s``, a new set. Errors: AssertionError if they come in no order."""
        check_deterministic(s)
        return OrderedSet([*self, *s])

    def intersection_update(self, s):
        """Remove what is not in ``s``; return this set."""
        self._keys = {key: None for key in self._keys if key in s}
        return self

    def difference_update(self, s):
        """Remove what is in ``s``; return this set. Errors: AssertionError if it comes in no order."""
        check_deterministic(s)
        for key in s:
            self.discard(key)
        return self

    def copy(self):
        """Return a new set of the same elements."""
        return OrderedSet(list(self))

    def __repr__(self):
        return f"{type(self).__name__}({list(self) if self else ''})"

    def __eq__(self, other):
        if isinstance(other, OrderedSet):
            return list(self) == list(other)
        if isinstance(other, set):
            raise TypeError("An OrderedSet and a set cannot be compared: make a set of it first.")
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]


__getattr__ = _removed.getattr_for(__name__)
