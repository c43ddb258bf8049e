"""RandomStates in what Numba compiles: it hands the Python objects on, and calls Python to draw from them."""

import copy

import numba
import numpy as np
from numba.core import cgutils
from numba.extending import NativeValue, box, models, overload, register_model, typeof_impl, unbox
from pytensor.link.numba.dispatch.compile_ops import numba_deepcopy


class RandomStateNumbaType(numba.types.Type):
    """A RandomState in compiled code: the Python object, and Numba's count of who holds it."""

    def __init__(self):
        super().__init__(name="RandomState")


KIND = RandomStateNumbaType()


@typeof_impl.register(np.random.RandomState)
def typeof_random_state(value, context):
    return KIND


@register_model(RandomStateNumbaType)
class RandomStateModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        members = [("parent", numba.types.pyobject), ("meminfo", numba.types.MemInfoPointer(numba.types.voidptr))]
        super().__init__(dmm, fe_type, members)


@unbox(RandomStateNumbaType)
def unbox_random_state(typ, obj, c):
    held = cgutils.create_struct_proxy(typ)(c.context, c.builder)
    held.parent = obj
    held.meminfo = c.pyapi.nrt_meminfo_new_from_pyobject(cgutils.voidptr_t(None), obj)
    return NativeValue(held._getvalue())


@box(RandomStateNumbaType)
def box_random_state(typ, val, c):
    obj = c.context.make_helper(c.builder, typ, val).parent
    c.pyapi.incref(obj)
    c.context.nrt.decref(c.builder, typ, val)
    return obj


@overload(numba_deepcopy)
def deepcopy_random_state(x):
    if not isinstance(x, RandomStateNumbaType):
        return None

    def random_state_deepcopy(x):
        with numba.objmode(y=KIND):
            y = copy.deepcopy(x)
        return y

    return random_state_deepcopy
