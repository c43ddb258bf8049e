"""Classes of Theano's operations of which PyTensor's are instances."""

from pytensor.graph.utils import MetaType


class OpClass(MetaType):
    """The metaclass of a class that also has as instances those operations of which its ``stands_for`` is true."""

    def __instancecheck__(cls, op):
        return super().__instancecheck__(op) or cls.stands_for(op)
