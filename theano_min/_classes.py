"""Metaclasses of classes of Theano whose objects are PyTensor's."""

from pytensor.graph.utils import MetaType


class OpClass(MetaType):
    """The metaclass of a class that also has as instances those operations of which its ``stands_for`` is true."""

    def __instancecheck__(cls, op):
        return super().__instancecheck__(op) or cls.stands_for(op)


class StandIn(MetaType):
    """The metaclass of a class that stands in for its base class, one of PyTensor's.

    Calling it runs its ``__init__``, which has Theano's signature, on a new object of PyTensor's class; ``isinstance``
    and ``issubclass`` answer as for PyTensor's class. So all objects are PyTensor's own, equal to those it makes
    itself. A class derived from a stand-in is an ordinary class.
    """

    @property
    def stands_for(cls):
        """PyTensor's class, or None for a class derived from a stand-in."""
        return None if any(isinstance(base, StandIn) for base in cls.__bases__) else cls.__base__

    def __call__(cls, *args, **kwargs):
        if cls.stands_for is None:
            return super().__call__(*args, **kwargs)
        made = object.__new__(cls.stands_for)
        cls.__init__(made, *args, **kwargs)
        return made

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        # by the bases alone: PyTensor's classes, being abstract ones, ask all their subclasses, of which this is one
        return (cls.stands_for or cls) in subclass.__mro__
