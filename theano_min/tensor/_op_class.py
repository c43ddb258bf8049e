"""Classes of Theano's operations whose constructors leave out what PyTensor's operations must know from the start."""


class OpClass(type):
    """The metaclass of a class whose objects are called like Theano's operations and give PyTensor's.

    ``isinstance(op, cls)`` is also true of the operations of PyTensor that stand where Theano had one of this class:
    those of which the function ``cls.stands_for(op)`` is true.
    """

    def __instancecheck__(cls, op):
        return super().__instancecheck__(op) or cls.stands_for(op)
