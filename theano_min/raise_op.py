"""``theano.raise_op``: an error as an operation."""

from theano_min import _removed
from theano_min.gof.graph import Apply as _Apply
from theano_min.gof.op import Op as _Op

__getattr__ = _removed.getattr_for(__name__)


class Raise(_Op):
    """Raises ``exc(msg)`` where it is computed, and stands for a value like its input.

    Source: theano.raise_op.Raise.
    """

    __props__ = ("msg", "exc")

    def __init__(self, msg="", exc=NotImplementedError):
        self.msg = msg
        self.exc = exc

    def __str__(self):
        return f"Raise{{{self.exc}({self.msg})}}"

    def make_node(self, x):
        return _Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        raise self.exc(self.msg)
