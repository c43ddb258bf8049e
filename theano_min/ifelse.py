"""``theano.ifelse``: a choice of which only the chosen side is computed, by the linkers that are lazy."""

from theano_min._pytensor import IfElse as IfElse, ifelse as ifelse, ifelse_rewriting as _rewriting

CondMerge = _rewriting.CondMerge
acceptable_ops = _rewriting.acceptable_ops
cond_make_inplace = _rewriting.cond_make_inplace
cond_merge_ifs_false = _rewriting.cond_merge_ifs_false
cond_merge_ifs_true = _rewriting.cond_merge_ifs_true
cond_merge_random_op = _rewriting.cond_merge_random_op
cond_remove_identical = _rewriting.cond_remove_identical
ifelse_lift_single_if_through_acceptable_ops = _rewriting.ifelse_lift_single_if_through_acceptable_ops
