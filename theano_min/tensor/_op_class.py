"""Classes of Theano's operations whose constructors leave out what PyTensor's operations must know from the start."""

from pytensor.graph.op import Op
from pytensor.graph.utils import MetaType


class OpClass(MetaType):
    """The metaclass of a class that also has as instances those operations of which its ``stands_for`` is true."""

    def __instancecheck__(cls, op):
        return super().__instancecheck__(op) or cls.stands_for(op)


class MadeByPyTensor(Op, metaclass=OpClass):
    """An operation of Theano that is called as there, while its nodes are PyTensor's: ``make_node`` returns such a one.

    ``isinstance(op, cls)`` is also true of the operations of PyTensor that stand where Theano had one of class ``cls``,
    those of which ``cls.stands_for(op)`` is true.
    """

    @staticmethod
    def stands_for(op):
        return False

    def perform(self, node, inputs, output_storage):
        raise TypeError(f"{self} computes nothing: the nodes that it makes have an operation of PyTensor's")
