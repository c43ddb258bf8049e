"""Sigmoid and hyperbolic tangent of float32 under Numba, made of sums and products, which run on many numbers at once.

Numba calls the C library for each number: for a tanh that takes ten times as long. The operations here stand for
themselves, since fused with others that read parts of arrays they would again run on one number after the other.
"""

from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.scalar import sigmoid, tanh
from pytensor.tensor.elemwise import Elemwise

from theano_min._numpy import writes
from theano_min._numpy.elementwise import elementwise
from theano_min.gof.op import Op


class Activation(Op):
    """Apply a function of one number to each of an array of float32."""

    __props__ = ("scalar_op",)
    _numba = "theano_min._numba.activations"

    def __init__(self, scalar_op):
        self.scalar_op = scalar_op

    def __str__(self):
        return str(self.scalar_op).capitalize()

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        elementwise = Elemwise(self.scalar_op)
        elementwise.perform(elementwise.make_node(*node.inputs), inputs, output_storage)

    def infer_shape(self, node, shapes):
        return shapes


@writes(Activation)
def write_activation(w, node):
    return elementwise(w, node, Elemwise(node.op.scalar_op))


@node_rewriter([Elemwise])
def use_activation(fgraph, node):
    """sigmoid(x), tanh(x) of float32 -> Activation(x), because Numba is slow at them."""
    if node.op.scalar_op not in (sigmoid, tanh) or node.op.inplace_pattern or node.inputs[0].dtype != "float32":
        return None
    output = Activation(node.op.scalar_op)(*node.inputs)
    copy_stack_trace(node.outputs, [output])
    return [output]
