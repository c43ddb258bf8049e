"""``theano.misc.may_share_memory``: whether two values may share memory."""

import numpy as _np


def may_share_memory(a, b, raise_other_type=True):
    """Return whether two arrays, or sparse matrices, may share memory.

    Errors: TypeError for anything else, unless ``raise_other_type`` is False: then they do not.
    Source: theano.misc.may_share_memory.may_share_memory.
    """
    parts_of_a, parts_of_b = _parts(a), _parts(b)
    if parts_of_a is None or parts_of_b is None:
        if raise_other_type:
            raise TypeError(f"may_share_memory supports arrays and scipy.sparse, not {type(a)} and {type(b)}")
        return False
    return any(_np.may_share_memory(x, y) for x in parts_of_a for y in parts_of_b)


def _parts(value):
    """The arrays that hold a value, or None if it is neither an array nor a sparse matrix."""
    if isinstance(value, _np.ndarray):
        return [value]
    from scipy.sparse import issparse

    return [value.data, value.indices, value.indptr] if issparse(value) else None
