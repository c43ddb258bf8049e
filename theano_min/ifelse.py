"""``theano.ifelse``: a choice of which only the chosen side is computed, by the linkers that are lazy."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from pytensor.graph.basic import Variable as _Variable
from pytensor.tensor.type import TensorType as _TensorType

from theano_min import _removed
from theano_min._pytensor import IfElse as IfElse, ifelse as _ifelse, ifelse_rewriting as _rewriting
from theano_min._tracebacks import leaving as _leaving
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

if _TYPE_CHECKING:
    from typing import Any

    from theano_min._types import TensorLike

__getattr__ = _removed.getattr_for(__name__)

CondMerge = _rewriting.CondMerge
acceptable_ops = _rewriting.acceptable_ops
cond_make_inplace = _rewriting.cond_make_inplace
cond_merge_ifs_false = _rewriting.cond_merge_ifs_false
cond_merge_ifs_true = _rewriting.cond_merge_ifs_true
cond_merge_random_op = _rewriting.cond_merge_random_op
cond_remove_identical = _rewriting.cond_remove_identical
ifelse_lift_single_if_through_acceptable_ops = _rewriting.ifelse_lift_single_if_through_acceptable_ops

# ---------------------------------------------------------------- differs


@_leaving
def ifelse(condition: "TensorLike", then_branch: "Any", else_branch: "Any", name: str | None = None) -> "Any":
    """Return ``then_branch`` where the scalar ``condition`` is true, else ``else_branch``; only that one is computed.

    The branches are variables, or lists or tuples of as many, of equal types; what is returned has then_branch's form.
    The linkers 'vm' and 'cvm' and Numba are lazy, 'py' and 'c' compute both. Errors: AsTensorError, a TypeError, for a
    condition that is no tensor, TypeError for types that differ, ValueError for another number of variables.
    Source: theano.ifelse.ifelse.
    """
    # AsTensorError for what is no tensor, and Theano's words on types
    both = [each if isinstance(each, list | tuple) else [each] for each in (then_branch, else_branch)]
    for branch in both:
        for each in branch:
            if not isinstance(each, _Variable):
                _as_tensor_variable(each)
    for branches in zip(*both, strict=False):
        types = [each.type for each in branches if isinstance(getattr(each, "type", None), _TensorType)]
        if len({(each.dtype, each.ndim) for each in types}) == 2:
            raise TypeError(
                f"The two branches should have identical types, but they are {types[0]} and {types[1]} respectively. "
                "This error could be raised if for example you provided a one element list on the `then` branch but a "
                "tensor on the `else` branch."
            )
    return _ifelse(_as_tensor_variable(condition), then_branch, else_branch, name)
