"""``theano.gpuarray``: the back-end for GPUs, as Theano had it on a machine without one.

It and its modules are imported and asked what there is; what would compute on a GPU says that there is none when it is
called.
"""

import sys as _sys
from types import ModuleType as _ModuleType

from theano_min import _removed
from theano_min.gof import Op as _Op, Type as _Type, Variable as _Variable, generic as _generic
from theano_min.gpuarray._names import NAMES as _NAMES

_make_class = type  # which is the name of a module here

pygpu = None
pygpu_activated = False
theano_gpu_is_already_active = False

_BASES = {"operations": _Op, "types": _Type, "variables": _Variable, "errors": Exception, "classes": object}
_ANSWERS = {"dnn_available": False, "dnn_present": False, "list_contexts": [], "is_nvcc_available": False}
_AT_HAND: dict[str, object] = {}  # by name, so that modules hand on what others define


def _stand_in(module, name, kind):
    """Return what stands for a name: a class of which there are no objects, or a function."""

    def refuse(*args, **kwargs):
        raise RuntimeError(f"{module}.{name} needs a GPU. {_removed._CUDA}.")

    def answer(*args, **kwargs):
        return _ANSWERS[name]

    if name == "gpu_context_type":  # classes of operations name it among their parameters
        return _make_class("GpuContextType", (_generic.__class__,), {"__module__": module})()
    if kind in _BASES:
        body = {} if kind == "errors" else {"__init__": refuse}
        return _make_class(name, (_BASES[kind],), {**body, "__module__": module})
    made = answer if name in _ANSWERS else refuse
    made.__name__ = made.__qualname__ = name
    made.__module__ = module
    return made


def __getattr__(name):
    for module, kinds in _NAMES.items():
        for kind, names in kinds.items():
            if name in names.split():
                where = f"theano.gpuarray.{module}".rstrip(".")
                return _AT_HAND.setdefault(name, _stand_in(where, name, kind))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=_sys.modules[__name__])


for _name in filter(None, _NAMES):
    _module = _ModuleType(f"{__name__}.{_name}", f"``theano.gpuarray.{_name}``, without a GPU.")
    _module.__getattr__ = __getattr__  # type: ignore[method-assign]
    _sys.modules[f"{__name__}.{_name}"] = _sys.modules[f"theano.gpuarray.{_name}"] = globals()[_name] = _module
