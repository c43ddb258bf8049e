"""``theano.gof.type``: what a type is, and how a program writes its own."""

from pytensor.graph.type import Type as PureType
from pytensor.graph.utils import MetaType as _MetaType, MethodNotDefined as MethodNotDefined
from pytensor.link.c.interface import CLinkerType as CLinkerType
from pytensor.link.c.type import (
    CDataType as CDataType,
    CDataTypeConstant as CDataTypeConstant,
    CEnumType as CEnumType,
    CType as _CType,
    EnumList as EnumList,
    EnumType as EnumType,
    Generic as Generic,
    generic as generic,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class _AnyType(_MetaType):
    """Make every type, PyTensor's own too, an instance of ``Type``, and its class a subclass, as in Theano."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, PureType) if cls is Type else super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        # by the bases alone: PyTensor's classes, being abstract ones, ask all their subclasses, of which this is one
        return (PureType if cls is Type else cls) in getattr(subclass, "__mro__", ())


class Type(_CType, metaclass=_AnyType):
    """The type of a variable, which says what values it may have.

    A subclass defines ``filter(self, value, strict=False, allow_downcast=None)``, which returns the value or raises
    TypeError, ``__eq__`` and ``__hash__``, and if it can ``values_eq(a, b)``, ``values_eq_approx(a, b)`` and
    ``may_share_memory(a, b)``. For C code it has ``c_declare``, ``c_init``, ``c_extract``, ``c_sync``, ``c_cleanup``.
    Source: theano.Type.
    """

    # PyTensor's has C code in classes of its own, where it is abstract

    def filter(self, data, strict=False, allow_downcast=None):
        """Return ``data`` as a value of this type. Errors: MethodNotDefined here, for a type without."""
        raise MethodNotDefined(f"{type(self).__name__}.filter")

    def is_valid_value(self, a, strict=True):
        """Return whether ``filter`` takes ``a`` as it is; ``strict`` forbids conversions."""
        return super().is_valid_value(a, strict=strict)

    def value_validity_msg(self, a):
        """Return what is wrong with the value ``a``, in words."""
        return "none"

    def c_declare(self, name, sub, check_input=True):
        """Return C code that declares the variables for a value. Errors: MethodNotDefined here."""
        raise MethodNotDefined(f"{type(self).__name__}.c_declare")

    def c_init(self, name, sub):
        """Return C code that initialises what was declared. Errors: MethodNotDefined here."""
        raise MethodNotDefined(f"{type(self).__name__}.c_init")

    def c_extract(self, name, sub, check_input=True, **kwargs):
        """Return C code that takes the value from a Python object. Errors: MethodNotDefined here."""
        raise MethodNotDefined(f"{type(self).__name__}.c_extract")

    def c_sync(self, name, sub):
        """Return C code that puts the value into a Python object. Errors: MethodNotDefined here."""
        raise MethodNotDefined(f"{type(self).__name__}.c_sync")


class SingletonType(Type):
    """A type without parameters: each subclass has one instance. Source: theano.gof.type.SingletonType."""

    _instance = None

    def __new__(cls):
        if type(cls._instance) is not cls:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __eq__(self, other):
        return type(self) is type(other)

    def __hash__(self):
        return hash(type(self))

    def __str__(self):
        return type(self).__name__
