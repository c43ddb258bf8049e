"""``theano.compile.sharedvalue``: values that functions share and update."""

from copy import deepcopy as _deepcopy
from typing import TYPE_CHECKING as _TYPE_CHECKING

from pytensor.compile.ops import view_op as _view_op
from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable, shared_constructor as _dispatch
from pytensor.graph.basic import Variable as _Variable
from pytensor.graph.utils import MetaType as _MetaType, add_tag_trace as _add_tag_trace
from pytensor.link.c.type import generic as generic
from pytensor.tensor.type import DenseTensorType as _DenseTensorType

from theano_min import _removed
from theano_min._tracebacks import leaving as _leaving
from theano_min.gof._values import filtered as _filtered

if _TYPE_CHECKING:
    from typing import Any

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


def _of_type(new, old):
    """Return ``new`` with the type of ``old``, if its own says more, so that what is computed from it says no more."""
    if not isinstance(new, _Variable) or not isinstance(old, _Variable) or not isinstance(new.type, _DenseTensorType):
        return new
    if old.type == new.type or not old.type.is_super(new.type):
        return new
    node = _view_op.make_node(new)
    node.outputs[0].type = old.type
    return node.outputs[0]


class _SharedClass(_MetaType):
    """The metaclass of classes whose ``isinstance`` answers for PyTensor's class of the name as well."""

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        return vars(cls).get("stands_for", cls) in subclass.__mro__


class SharedVariable(_SharedVariable, metaclass=_SharedClass):
    """A variable with a value that all functions using it share: made by `shared`.

    ``default_update``, if it is set, is the expression of the variable's value after each call of any function that
    uses it. ``strict`` and ``allow_downcast`` say what the value may become, as in `shared`; ``container`` holds the
    value already, and then value and strict are None. Errors: TypeError for a value that does not suit the type.
    Source: theano.compile.SharedVariable.
    """

    # the name comes first; default_update is wanted, and checked where it is used
    stands_for = _SharedVariable
    _default_update = None

    def __init__(self, name, type, value, strict, allow_downcast=None, container=None):
        if container is None:
            value = _filtered(type, value, strict, allow_downcast)
        super().__init__(type, value, strict, allow_downcast, container, name)

    @_leaving
    def set_value(self, new_value, borrow=False):
        """Let ``new_value``, or with ``borrow`` not even a copy of it, be the value.

        Errors: TypeError for what the type does not take. Source: theano.compile.SharedVariable.set_value.
        """
        if not borrow:
            new_value = _deepcopy(new_value)
        try:
            if new_value is not None:
                new_value = _filtered(self.type, new_value, self.container.strict, self.container.allow_downcast)
            self.container.value = new_value
        except Exception as error:
            error.args = (*error.args, f'Container name "{self.name}"')
            raise

    @property
    def default_update(self):
        """The expression of the value after a call, or None."""
        return self._default_update

    @default_update.setter
    def default_update(self, expression):
        self._default_update = _of_type(expression, self)

    @default_update.deleter
    def default_update(self):
        self._default_update = None

    def zero(self, borrow=False):
        """Set the value to zeros of its shape, in the memory of the old value if ``borrow``."""
        if borrow:
            self.container.value[...] = 0
        else:
            self.container.value = 0 * self.container.value

    @property
    def value(self):
        raise AttributeError("A shared variable has no `value` any more: use get_value() and set_value().")

    @value.setter
    def value(self, value):
        raise AttributeError("A shared variable has no `value` any more: use get_value() and set_value().")

    def __setstate__(self, state):
        if "default_update" in state:  # pickled by Theano
            state = {**state, "_default_update": state["default_update"]}
        self.__dict__.update(state)


@_leaving
def shared(
    value: "Any", name: str | None = None, strict: bool = False, allow_downcast: bool | None = None, **kwargs: "Any"
) -> "Any":
    """Return a variable holding ``value``, which every function that uses it reads, and updates change.

    ``value`` is copied unless ``borrow=True``. An array gives a tensor variable of its dtype and number of dimensions
    (``broadcastable`` says which dimensions stay 1), a number a 0-d one, anything else a generic one. With ``strict``
    later values must have exactly this type; ``allow_downcast`` lets them lose precision. The constructors of
    ``shared.constructors`` are tried from the last to the first. Errors: TypeError if the value is symbolic or no
    constructor takes it with these keywords. Source: theano.shared.
    """
    # the constructors are a list, not a dispatch by class
    if isinstance(value, _Variable):
        raise TypeError(f"The value of a shared variable is a number, not an expression: {value}.")
    for constructor in reversed(shared.constructors):  # type: ignore[attr-defined]
        try:
            variable = constructor(value, name=name, strict=strict, allow_downcast=allow_downcast, **kwargs)
        except TypeError:
            continue
        except MemoryError as error:
            error.args = (*error.args, "theano.shared(..., borrow=True) makes no copy")
            raise
        _add_tag_trace(variable)
        return variable
    raise TypeError(f"No suitable SharedVariable constructor: value={value!r}, keywords {kwargs}.")


shared.constructors = []  # type: ignore[attr-defined]


def shared_constructor(ctor, remove=False):
    """Let `shared` try ``ctor(value, name=, strict=, allow_downcast=, **kwargs)`` first, or no more with ``remove``.

    It raises TypeError for what it does not take. Returns ctor. Source: theano.compile.shared_constructor.
    """
    if remove:
        shared.constructors.remove(ctor)
    else:
        shared.constructors.append(ctor)
    return ctor


@shared_constructor
def generic_constructor(value, name=None, strict=False, allow_downcast=None):
    """Return a shared variable that holds any object, not a copy of it.

    Source: theano.compile.sharedvalue.generic_constructor.
    """
    return SharedVariable(name, generic, value, strict, allow_downcast)


@shared_constructor
def _pytensors(value, **kwargs):
    """Let PyTensor make what it has constructors of its own for: sparse matrices."""
    constructor = _dispatch.dispatch(type(value))
    if constructor is _dispatch.dispatch(object):
        raise TypeError(f"{type(value).__name__} is nothing special to PyTensor")
    return constructor(value, **kwargs)
