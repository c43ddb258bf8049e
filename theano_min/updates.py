"""``theano.updates``: the mapping that collects what to do to shared variables after a call."""

import logging
import warnings
from collections import OrderedDict

from theano_min.compile.sharedvalue import SharedVariable

logger = logging.getLogger("theano.updates")


class OrderedUpdates(OrderedDict):
    """An ordered mapping from shared variables to the expressions of their new values.

    ``a + b`` is the union of two such mappings and ``a.update(b)`` brings b's entries in. Both raise KeyError when the
    two give one variable different expressions. A key that is not a shared variable is refused with TypeError, and a
    plain dictionary of several entries, which had no order before Python 3.7, gives a warning.
    Source: theano.updates.OrderedUpdates.
    """

    def __init__(self, *key, **kwargs):
        _warn_of_no_order(key[0] if key else None, "Making")
        super().__init__(*key, **kwargs)

    def __setitem__(self, key, value):
        if not isinstance(key, SharedVariable):
            raise TypeError(
                f"the keys of OrderedUpdates are shared variables, not {key!r} of type {type(key).__name__}"
            )
        super().__setitem__(key, value)

    def update(self, other=None):
        """Take in the entries of ``other``, a mapping or an iterable of pairs; KeyError if one contradicts an entry."""
        _warn_of_no_order(other, "Updating")
        pairs = other.items() if hasattr(other, "items") else other or ()
        for key, value in pairs:
            if key in self and self[key] != value:
                raise KeyError(f"two different updates for {key}: {self[key]} and {value}")
            self[key] = value

    def __add__(self, other):
        union = OrderedUpdates()
        union.update(self)
        union.update(other)
        return union

    def __radd__(self, other):
        return self + other  # in this order, as Theano had it


def _warn_of_no_order(entries, doing):
    if isinstance(entries, dict) and not isinstance(entries, OrderedDict) and len(entries) > 1:
        warnings.warn(
            f"{doing} OrderedUpdates from a plain dictionary, which had no order before Python 3.7: "
            "give it an OrderedDict, or a list of pairs.",
            stacklevel=3,
        )
