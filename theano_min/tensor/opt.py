"""``theano.tensor.opt``: the rewrites of tensor graphs, and how a program adds its own."""

# ruff: noqa: F401, I001

from pytensor.tensor.basic import (
    make_vector as make_vector,
    MakeVector as MakeVector,
    MakeVectorPrinter as MakeVectorPrinter,
)
from pytensor.tensor.rewriting.basic import (
    constant_folding as constant_folding,
    is_an_upcast as is_an_upcast,
    local_alloc_empty_to_zeros as local_alloc_empty_to_zeros,
    local_alloc_unary as local_alloc_unary,
    local_cast_cast as local_cast_cast,
    local_elemwise_alloc as local_elemwise_alloc,
    local_join_1 as local_join_1,
    local_join_empty as local_join_empty,
    local_join_make_vector as local_join_make_vector,
    local_merge_alloc as local_merge_alloc,
    local_merge_switch_same_cond as local_merge_switch_same_cond,
    local_remove_all_assert as local_remove_all_assert,
    local_remove_useless_assert as local_remove_useless_assert,
    local_scalar_tensor_scalar as local_scalar_tensor_scalar,
    local_tensor_scalar_tensor as local_tensor_scalar_tensor,
    local_useless_alloc as local_useless_alloc,
    local_useless_elemwise as local_useless_elemwise,
    local_useless_fill as local_useless_fill,
    local_useless_split as local_useless_split,
    local_useless_switch as local_useless_switch,
    local_view_op as local_view_op,
    NotScalarConstantError as NotScalarConstantError,
    topo_constant_folding as topo_constant_folding,
)
from pytensor.tensor.rewriting.elemwise import (
    fuse_seqopt as fuse_seqopt,
    FusionOptimizer as FusionOptimizer,
    InplaceElemwiseOptimizer as InplaceElemwiseOptimizer,
    is_dimshuffle_useless as is_dimshuffle_useless,
    local_dimshuffle_lift as local_dimshuffle_lift,
    local_upcast_elemwise_constant_inputs as local_upcast_elemwise_constant_inputs,
)
from pytensor.tensor.rewriting.math import (
    add_calculate as add_calculate,
    add_canonizer as add_canonizer,
    attempt_distribution as attempt_distribution,
    check_for_x_over_absX as check_for_x_over_absX,
    distribute_greedy as distribute_greedy,
    local_0_dot_x as local_0_dot_x,
    local_abs_lift as local_abs_lift,
    local_abs_merge as local_abs_merge,
    local_add_canonizer as local_add_canonizer,
    local_div_switch_sink as local_div_switch_sink,
    local_elemwise_sub_zeros as local_elemwise_sub_zeros,
    local_erf_minus_one as local_erf_minus_one,
    local_erf_neg_minus_one as local_erf_neg_minus_one,
    local_expm1 as local_expm1,
    local_grad_log_erfc_neg as local_grad_log_erfc_neg,
    local_greedy_distributor as local_greedy_distributor,
    local_lift_transpose_through_dot as local_lift_transpose_through_dot,
    local_log1p as local_log1p,
    local_log_erfc as local_log_erfc,
    local_mul_canonizer as local_mul_canonizer,
    local_mul_specialize as local_mul_specialize,
    local_mul_switch_sink as local_mul_switch_sink,
    local_mul_to_sqr as local_mul_to_sqr,
    local_mul_zero as local_mul_zero,
    local_neg_div_neg as local_neg_div_neg,
    local_neg_to_mul as local_neg_to_mul,
    local_one_minus_erf as local_one_minus_erf,
    local_one_minus_erfc as local_one_minus_erfc,
    local_one_plus_erf as local_one_plus_erf,
    local_pow_canonicalize as local_pow_canonicalize,
    local_pow_specialize as local_pow_specialize,
    local_reduce_broadcastable as local_reduce_broadcastable,
    local_reduce_join as local_reduce_join,
    local_sum_prod_all_to_none as local_sum_prod_all_to_none,
    local_sumsqr2dot as local_sumsqr2dot,
    local_useless_elemwise_comparison as local_useless_elemwise_comparison,
    local_useless_reduce as local_useless_reduce,
    local_zero_div as local_zero_div,
    mul_calculate as mul_calculate,
    mul_canonizer as mul_canonizer,
    scalarconsts_rest as scalarconsts_rest,
)
from pytensor.tensor.rewriting.shape import (
    local_reshape_lift as local_reshape_lift,
    local_reshape_to_dimshuffle as local_reshape_to_dimshuffle,
    local_shape_to_shape_i as local_shape_to_shape_i,
    local_track_shape_i as local_track_shape_i,
    local_useless_reshape as local_useless_reshape,
    ShapeFeature as ShapeFeature,
    ShapeOptimizer as ShapeOptimizer,
    UnShapeOptimizer as UnShapeOptimizer,
)
from pytensor.tensor.rewriting.subtensor import (
    local_incsubtensor_of_zeros as local_incsubtensor_of_zeros,
    local_incsubtensor_of_zeros_to_setsubtensor as local_incsubtensor_of_zeros_to_setsubtensor,
    local_IncSubtensor_serialize as local_IncSubtensor_serialize,
    local_inplace_setsubtensor as local_inplace_setsubtensor,
    local_set_to_inc_subtensor as local_set_to_inc_subtensor,
    local_setsubtensor_of_constants as local_setsubtensor_of_constants,
    local_subtensor_remove_broadcastable_index as local_subtensor_remove_broadcastable_index,
    local_useless_inc_subtensor as local_useless_inc_subtensor,
    local_useless_inc_subtensor_alloc as local_useless_inc_subtensor_alloc,
    local_useless_slice as local_useless_slice,
    local_useless_subtensor as local_useless_subtensor,
)
from pytensor.tensor.rewriting.subtensor_lift import (
    local_subtensor_make_vector as local_subtensor_make_vector,
    local_subtensor_of_alloc as local_subtensor_of_alloc,
    local_subtensor_of_dot as local_subtensor_of_dot,
)
from pytensor.tensor.shape import (
    Shape_i as Shape_i,
)
from pytensor.tensor.basic import alloc as _alloc, as_tensor_variable as _as_tensor_variable
from pytensor.tensor.elemwise import CAReduce as _CAReduce
from pytensor.tensor.math import All as _All, Any as _Any, Max as _Max, Min as _Min, Prod as _Prod, Sum as _Sum
from pytensor.raise_op import Assert as _Assert
from pytensor.tensor.rewriting import basic as _rewriting

from theano_min import _removed
from theano_min.gof.opt import in2out as in2out
from theano_min.tensor._constants import get_scalar_constant_value as get_scalar_constant_value
from theano_min._classes import StandIn as _StandIn

# ---------------------------------------------------------------- renamed

from pytensor.tensor.rewriting.basic import (
    local_second_sink as local_fill_sink,
    local_second_to_alloc as local_fill_to_alloc,
)
from pytensor.tensor.rewriting.math import (
    AlgebraicCanonizer as Canonizer,
    local_div_to_reciprocal as local_div_to_inv,
    local_reciprocal_canon as local_inv_canon,
)

ALL_REDUCE = [_CAReduce, _All, _Any, _Sum, _Prod, _Max, _Min]

# ---------------------------------------------------------------- differs


class Assert(_Assert, metaclass=_StandIn):
    """Passes a value on if conditions are true: ``Assert(msg)(x, x.ndim > 0)``. Source: theano.tensor.opt.Assert."""

    def __init__(self, msg="Theano Assert failed!"):
        # its message if none is given
        _Assert.__init__(self, msg)


assert_ = assert_op = Assert()


def _registering(register):
    # the argument's name
    def registering(lopt, *tags, **kwargs):
        return register(lopt, *tags, **kwargs)

    registering.__name__ = registering.__qualname__ = register.__name__
    registering.__doc__ = (
        "Register the rewrite ``lopt``, with further ``tags``, and return it; its ``name`` may be given by keyword. "
        f"Source: theano.tensor.opt.{register.__name__}."
    )
    return registering


register_canonicalize = _registering(_rewriting.register_canonicalize)
register_specialize = _registering(_rewriting.register_specialize)
register_specialize_device = _registering(_rewriting.register_specialize)
register_stabilize = _registering(_rewriting.register_stabilize)
register_uncanonicalize = _registering(_rewriting.register_uncanonicalize)
register_useless = _registering(_rewriting.register_useless)

# ---------------------------------------------------------------- restored


def apply_rebroadcast_opt(rval):
    """Return ``rval``: a Rebroadcast that says nothing new is not made in the first place.

    Source: theano.tensor.opt.apply_rebroadcast_opt.
    """
    return rval


def broadcast_like(value, template, fgraph, dtype=None):
    """Return ``value`` with the shape of ``template``, a variable of the graph ``fgraph``, and its dtype or ``dtype``.

    Source: theano.tensor.opt.broadcast_like.
    """
    value = _as_tensor_variable(value).astype(dtype or template.dtype)
    return _alloc(value, *template.shape)


def encompasses_broadcastable(b1, b2):
    """Return whether the pattern ``b1`` broadcasts wherever ``b2`` does, counted from the last dimension.

    Source: theano.tensor.opt.encompasses_broadcastable.
    """
    last = b1[len(b1) - len(b2) :] if len(b1) > len(b2) else b1
    return len(b1) >= len(b2) and not any(v1 and not v2 for v1, v2 in zip(last, b2, strict=True))


def merge_broadcastables(broadcastables):
    """Return the pattern that broadcasts where all of these, of one length, do.

    Source: theano.tensor.opt.merge_broadcastables.
    """
    return [all(entries) for entries in zip(*broadcastables, strict=True)]


__getattr__ = _removed.getattr_for(__name__)
