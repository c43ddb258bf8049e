"""``theano.tensor.nnet.sigm``: sigmoids and softplus, and the rewrites that keep their logarithms exact."""

# ruff: noqa: F401, I001

import numpy as _np
from pytensor.compile.mode import optdb as _optdb
from pytensor.graph.rewriting.basic import copy_stack_trace as _copy_stack_trace, node_rewriter as _node_rewriter
from pytensor.scalar.math import (
    Sigmoid as ScalarSigmoid,
    Softplus as ScalarSoftplus,
    sigmoid as scalar_sigmoid,
    softplus as scalar_softplus,
)
from pytensor.tensor.basic import constant as _constant, switch as _switch
from pytensor.tensor.elemwise import Elemwise as _Elemwise
from pytensor.tensor.math import clip as _clip, sigmoid as sigmoid, softplus as softplus
from pytensor.tensor.rewriting.math import (
    compute_mul as compute_mul,
    is_1pexp as is_1pexp,
    is_exp as is_exp,
    is_mul as is_mul,
    is_neg as is_neg,
    local_1msigmoid as local_1msigmoid,
    local_exp_over_1_plus_exp as local_exp_over_1_plus_exp,
    local_sigm_times_exp as local_sigm_times_exp,
    log1msigm_to_softplus as log1msigm_to_softplus,
    log1p_neg_sigmoid as log1p_neg_sigmoid,
    logsigm_to_softplus as logsigm_to_softplus,
    parse_mul_tree as parse_mul_tree,
    partition_num_or_denom as partition_num_or_denom,
    perform_sigm_times_exp as perform_sigm_times_exp,
    replace_leaf as replace_leaf,
    simplify_mul as simplify_mul,
)

from theano_min import scalar as scalar
from theano_min.tensor._composed import ComposedScalar as _ComposedScalar

# ---------------------------------------------------------------- renamed

from pytensor.tensor.rewriting.math import (
    local_log1p_plusminus_exp as log1pexp_to_softplus,
    local_reciprocal_1_plus_exp as local_inv_1_plus_exp,
)

register_local_1msigmoid = False

# ---------------------------------------------------------------- restored


def _in_place(scalar_op_class):
    return _Elemwise(scalar_op_class(scalar.transfer_type(0)), {0: 0})


sigmoid_inplace = _in_place(ScalarSigmoid)


class UltraFastScalarSigmoid(_ComposedScalar):
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
        number = lambda value: _constant(_np.float64(value))  # noqa: E731
        half = (number(0.5) * x).astype(dtype)
        size = abs(half)
        slow = number(1.5) * size / (_constant(1, dtype=dtype) + size).astype("float64")
        slower = number(0.935409070603099) + number(0.0458812946797165) * (size - number(1.7))
        z = _switch(size < number(1.7), slow, _switch(size < number(3), slower, number(0.99505475368673))).astype(dtype)
        return (number(0.5) * (_switch(half >= 0, z, -z) + number(1.0))).astype(dtype)


ultra_fast_scalar_sigmoid = UltraFastScalarSigmoid(scalar.upgrade_to_float, name="ultra_fast_scalar_sigmoid")
ultra_fast_sigmoid = _Elemwise(ultra_fast_scalar_sigmoid, name="ultra_fast_sigmoid")
ultra_fast_sigmoid_inplace = _in_place(UltraFastScalarSigmoid)


def hard_sigmoid(x):
    """Return ``0.2 * x + 0.5`` cut off at 0 and 1, elementwise: a coarse sigmoid. Integers give floats.

    Source: theano.tensor.nnet.hard_sigmoid.
    """
    dtype = scalar.upgrade_to_float(scalar.get_scalar_type(x.dtype))[0].dtype
    return _clip(x * _constant(0.2, dtype=dtype) + _constant(0.5, dtype=dtype), 0, 1)


# ---------------------------------------------------------------- cheaper sigmoids, for modes that include them


def _instead_of_sigmoid(function, name):
    """Register a rewrite, off by default, that puts ``function`` in the place of each sigmoid."""

    @_node_rewriter([_Elemwise])
    def rewriter(fgraph, node):
        if node.op.scalar_op != scalar_sigmoid:
            return None
        new = function(node.inputs[0])
        _copy_stack_trace(node.outputs, [new])
        return [new]

    rewriter.__name__ = name
    _optdb["uncanonicalize"].register(name, rewriter)
    return rewriter


local_ultra_fast_sigmoid = _instead_of_sigmoid(ultra_fast_sigmoid, "local_ultra_fast_sigmoid")
local_hard_sigmoid = _instead_of_sigmoid(hard_sigmoid, "local_hard_sigmoid")
