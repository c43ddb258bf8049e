"""``theano.tensor.nnet.sigm``: sigmoids and softplus, and the rewrites that keep their logarithms exact."""

# ruff: noqa: F401, I001

from pytensor.scalar.math import (
    Sigmoid as ScalarSigmoid,
    Softplus as ScalarSoftplus,
    sigmoid as scalar_sigmoid,
    softplus as scalar_softplus,
)
from pytensor.tensor.elemwise import Elemwise as _Elemwise
from pytensor.tensor.math import sigmoid as sigmoid, softplus as softplus
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
from theano_min.tensor.nnet._approximate import (
    UltraFastScalarSigmoid as UltraFastScalarSigmoid,
    hard_sigmoid as hard_sigmoid,
    local_hard_sigmoid as local_hard_sigmoid,
    local_ultra_fast_sigmoid as local_ultra_fast_sigmoid,
    ultra_fast_scalar_sigmoid as ultra_fast_scalar_sigmoid,
    ultra_fast_sigmoid as ultra_fast_sigmoid,
    ultra_fast_sigmoid_inplace as ultra_fast_sigmoid_inplace,
)

# ---------------------------------------------------------------- renamed

from pytensor.tensor.rewriting.math import (
    local_log1p_plusminus_exp as log1pexp_to_softplus,
    local_reciprocal_1_plus_exp as local_inv_1_plus_exp,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

register_local_1msigmoid = False

# ---------------------------------------------------------------- restored


sigmoid_inplace = _Elemwise(ScalarSigmoid(scalar.transfer_type(0)), {0: 0})
