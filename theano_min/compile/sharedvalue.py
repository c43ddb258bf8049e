"""``theano.compile.sharedvalue``: values that functions share and update."""

from pytensor.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared as _shared,
    shared_constructor as shared_constructor,
)

# ---------------------------------------------------------------- differs


def shared(value, name=None, strict=False, allow_downcast=None, **kwargs):
    """Return a variable holding ``value``, which every function that uses it reads, and updates change.

    ``value`` is copied unless ``borrow=True``. An array gives a tensor variable of its dtype and number of dimensions
    (``broadcastable`` says which dimensions stay 1), a number a 0-d one, anything else a generic one. With ``strict``
    later values must have exactly this type; ``allow_downcast`` lets them lose precision. Errors: TypeError if the
    value is symbolic or a keyword does not suit it. Source: theano.shared.
    """
    # `broadcastable` is spelt `shape`; one broadcast pattern of the wrong length is refused
    if (pattern := kwargs.pop("broadcastable", None)) is not None:
        if len(pattern) != getattr(value, "ndim", len(pattern)):
            raise TypeError(
                f"No suitable SharedVariable constructor: broadcastable={pattern} for a {value.ndim}-d value"
            )
        kwargs["shape"] = tuple(1 if b else None for b in pattern)
    return _shared(value, name, strict, allow_downcast, **kwargs)
