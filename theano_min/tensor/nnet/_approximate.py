"""Coarser and cheaper sigmoids, and the rewrites that put them in the place of sigmoid where a mode includes them."""

import numpy as np
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.scalar.math import sigmoid as scalar_sigmoid
from pytensor.tensor.basic import constant, switch
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.math import clip

from theano_min import scalar
from theano_min._composed import ComposedScalar


class UltraFastScalarSigmoid(ComposedScalar):
    """Approximates the sigmoid by pieces, to within 0.015; it has no gradient.

    Source: theano.tensor.nnet.sigm.UltraFastScalarSigmoid.
    """

    @staticmethod
    def st_impl(x):
        half = 0.5 * x
        size = abs(half)
        if size < 1.7:
            z = 1.5 * size / (1 + size)
        elif size < 3:
            z = 0.935409070603099 + 0.0458812946797165 * (size - 1.7)
        else:
            z = 0.99505475368673
        return 0.5 * (z + 1.0 if half >= 0 else 1.0 - z)

    def impl(self, x):
        return self.st_impl(x)

    def compose(self, x):
        # constants are of double precision, as they are in C, and intermediate values of that of the result
        dtype = self.output_types([scalar.get_scalar_type(x.dtype)])[0].dtype
        number = lambda value: constant(np.float64(value))  # noqa: E731
        half = (number(0.5) * x).astype(dtype)
        size = abs(half)
        slow = number(1.5) * size / (constant(1, dtype=dtype) + size).astype("float64")
        slower = number(0.935409070603099) + number(0.0458812946797165) * (size - number(1.7))
        z = switch(size < number(1.7), slow, switch(size < number(3), slower, number(0.99505475368673))).astype(dtype)
        return (number(0.5) * (switch(half >= 0, z, -z) + number(1.0))).astype(dtype)


ultra_fast_scalar_sigmoid = UltraFastScalarSigmoid(scalar.upgrade_to_float, name="ultra_fast_scalar_sigmoid")
ultra_fast_sigmoid = Elemwise(ultra_fast_scalar_sigmoid, name="ultra_fast_sigmoid")
ultra_fast_sigmoid_inplace = Elemwise(UltraFastScalarSigmoid(scalar.transfer_type(0)), {0: 0})


def hard_sigmoid(x):
    """Return ``0.2 * x + 0.5`` cut off at 0 and 1, elementwise: a coarse sigmoid. Integers give floats.

    Source: theano.tensor.nnet.hard_sigmoid.
    """
    dtype = scalar.upgrade_to_float(scalar.get_scalar_type(x.dtype))[0].dtype
    return clip(x * constant(0.2, dtype=dtype) + constant(0.5, dtype=dtype), 0, 1)


def _instead_of_sigmoid(function, name):
    """Make a rewrite, off by default, that puts ``function`` in the place of each sigmoid."""

    @node_rewriter([Elemwise])
    def rewriter(fgraph, node):
        if node.op.scalar_op != scalar_sigmoid:
            return None
        new = function(node.inputs[0])
        copy_stack_trace(node.outputs, [new])
        return [new]

    rewriter.__name__ = name
    return rewriter


local_ultra_fast_sigmoid = _instead_of_sigmoid(ultra_fast_sigmoid, "local_ultra_fast_sigmoid")
local_hard_sigmoid = _instead_of_sigmoid(hard_sigmoid, "local_hard_sigmoid")
