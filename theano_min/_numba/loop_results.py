"""What loops store for Numba: imported when the first loop with an array is compiled by it."""

from operator import setitem

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, make_attribute_wrapper, models, overload, register_model
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key
from pytensor.link.numba.dispatch.compile_ops import numba_deepcopy

from theano_min._pytensor import source_version
from theano_min._rewriting.loop_results import Stored


class StoredArray(types.Type):
    """The type of an array that is assigned by our code."""

    def __init__(self, array):
        self.array = array
        super().__init__(f"StoredArray({array})")


@register_model(StoredArray)
class StoredArrayModel(models.StructModel):
    def __init__(self, manager, kind):
        super().__init__(manager, kind, [("array", kind.array)])


make_attribute_wrapper(StoredArray, "array", "array")


@intrinsic
def stored(typingctx, array):
    kind = StoredArray(array)

    def make(context, builder, signature, arguments):
        value = cgutils.create_struct_proxy(kind)(context, builder)
        value.array = arguments[0]
        context.nrt.incref(builder, array, arguments[0])
        return value._getvalue()

    return kind(array), make


@overload(setitem)
def store(storage, i, value):
    if not isinstance(value, StoredArray):
        return None

    def assign(storage, i, value):
        storage[i] = value.array

    def copy(storage, i, value):
        place, array = storage[i], value.array
        if place.shape != array.shape:
            storage[i] = array  # repeats it, or says that it does not fit
        else:
            to, of = place.ravel(), array.ravel()
            for k in range(of.size):
                to[k] = of[k]

    return copy if storage.layout == value.array.layout == "C" else assign


@overload(np.shape)
def shape_of_stored(value):
    if isinstance(value, StoredArray):
        return lambda value: value.array.shape
    return None


@overload(numba_deepcopy)
def copy_of_stored(value):
    if isinstance(value, StoredArray):
        return lambda value: stored(value.array.copy())
    return None


@register_funcify_and_cache_key(Stored)
def numba_funcify_stored(op, node, **kwargs):
    @numba_njit
    def mark(x):
        return stored(x)

    return mark, f"theano_min.Stored {source_version(__name__)}"
