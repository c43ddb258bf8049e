"""PyTensor's rewrites that our modes leave out: what they compute is not what Theano's graph computes.

Some are right for some numbers, and are back for those in `_rewriting.identities`; one is back in Theano's form, in
`_rewriting.increments`. `tests/oracle/test_rewrites.py` applies what is left to drawn graphs.
"""

_DIGITS = "the digits of a narrower dtype, where numbers of another dtype are among them"
_WRAPS = "integers wrap around in a dtype that is narrower than the result's"
_REAL = "holds for real numbers alone, and is applied to complex ones"

LEFT_OUT = {
    # an error becomes a number
    "local_adv_idx_to_slice": "an index out of bounds gives a shorter array",
    "local_subtensor_of_alloc": "alloc(x, n)[i] -> alloc(x, i.shape): an index out of bounds is not noticed",
    "local_subtensor_of_batch_dims": "exp(x)[i] -> exp(x) where the length is 1: an index out of bounds is not noticed",
    "local_second_to_alloc": "fill(x, y) -> alloc(y, *y.shape): a y that does not fit is not noticed",
    "extract_diag_lift_pass": "an offset out of bounds gives an empty diagonal",
    "local_useless_inc_subtensor": "x[i][:].set(y) -> alloc(y, *x[i].shape): an index out of bounds is not noticed",
    "local_useless_slice": "applies the one before",
    "local_useless_switch": "switch(1, x, y) -> x: a y of another shape is not noticed",
    "local_subtensor_merge_integer": "x[1:][-2] of two entries gives the first one; loops have one of ours",
    "scan_push_out_non_seq": "a state that is the same in each step loses its last one; ours asks first",
    "scan_reduce_nsteps": "o[2] of a loop of two steps gives another step; ours asks first",
    "scan_reduce_trace_prealloc": "o[-2:] of a loop that ended after a step has its initial state; ours asks first",
    "scan_reduce_trace_no_prealloc": "as the one before it",
    "local_0_dot_x": "zeros of any shape times x give zeros",
    "dot_diag_to_elemwise": "a diagonal of length 1 is repeated; infinity times the zeros beside a diagonal is no NaN",
    "selection_dot_to_indexing": "fails for a matrix without elements; infinity times 0 is no NaN",
    # a number becomes another
    "local_careduce_fusion": "run by Python, the reduction of a composite leaves it out for the first element",
    "local_zero_div": "0 / x -> 0: of a constant 0, too, where Theano had NaN",
    "local_mul_zero": "x * 0 -> 0: of infinity, too, if it is a constant, where Theano had NaN",
    "local_log_div": f"log(x / c) -> log(x) - log(c): {_DIGITS}",
    "local_log1p": f"log(1 + x) -> log1p(x): {_DIGITS}; {_WRAPS}: log(1 - x) of unsigned ones",
    "local_mul_canonizer": f"(b * b) * x -> b * b * x: {_WRAPS}; Theano squared b first",
    "local_add_canonizer": "as the one before it",
    "flatten_nested_add_mul": f"(x + y) + z -> x + y + z: {_WRAPS}, {_DIGITS}; Theano's form is in `_rewriting.terms`",
    "constant_fold_branches_of_add_mul": f"constants are multiplied before the others: {_WRAPS}",
    "local_merge_switch_same_cond": f"switch(c, a, b) + switch(c, x, y) -> switch(c, a + x, b + y): {_WRAPS}",
    "local_mul_exp_to_exp_add": f"exp(x) * exp(y) -> exp(x + y): {_WRAPS}; a number for infinity times 0",
    "local_div_exp_to_mul_exp": f"x / exp(y) -> x * exp(-y): {_WRAPS}; a number for infinity over infinity",
    "local_mul_pow_to_pow_add": f"a ** x * a ** y -> a ** (x + y): {_WRAPS}; no NaN for negative a",
    "local_log_add_exp": f"log(exp(x) + exp(y)) by x - max: {_WRAPS}",
    "local_log_sum_exp": f"log(sum(exp(x))) by x - max: {_WRAPS}",
    "local_log_erfc": f"log(erfc(x)) of large x: {_WRAPS}; of float32 it fails, with a notice",
    "local_exp_log": f"log(exp(x)) -> x: of a large x, too, where Theano had infinity; {_REAL}",
    "local_exp_log_nan_switch": f"exp(log(x)) -> x where x >= 0, NaN elsewhere: Theano computed both; {_REAL}",
    "local_sqrt_sqr": f"sqrt(sqr(x)) -> abs(x): another number where the square over- or underflows; {_REAL}",
    "local_log_sqrt_sqr": f"log(sqr(x)) -> 2 * log(abs(x)): as the one before it; {_WRAPS}",
    "local_log_sqrt": "log(sqrt(x)) -> 0.5 * log(x), the 0.5 in the dtype of x: 0 for integers",
    "reassociate_matmul_chain": "dot(dot(x, y), z) -> dot(x, dot(y, z)): rounds otherwise; NaN for infinity",
    "local_gemm_to_gemv": "an outer product of complex vectors conjugates one of them",
    "local_exp_over_1_plus_exp": f"1 / (1 + exp(x)) -> sigmoid(-x): {_REAL}: it has no value there; {_DIGITS}",
    "local_reciprocal_1_plus_exp": "as the one before it",
    "local_log1p_plusminus_exp": "log(1 + exp(x)) -> softplus(x): as the one before it",
    "logmexpm1_to_log1mexp": "log(1 - exp(x)) -> log1mexp(x): as the one before it",
    "logdiffexp_to_log1mexpdiff": "log(exp(x) - exp(y)) -> x + log1mexp(y - x): as the one before it",
    "local_log_prod_to_sum_log": f"log(prod(x)) -> sum(log(x)): {_REAL}; another dtype",
    "local_abs_lift": f"abs(x * y) -> abs(x) * abs(y): {_WRAPS}",
    "local_neg_to_mul": "-x -> -1 * x: fails for unsigned integers, with a notice",
    "local_mul_specialize": f"x * -y -> -(x * y) and others: {_WRAPS}; fails for unsigned ones, with a notice",
    "local_add_remove_zeros": f"zeros + x + y -> x + y: {_WRAPS}",
    "local_sub_neg_to_add": f"x - (-y) -> x + y: {_WRAPS}; -max(-x), which is min(x), of the least integer",
    "local_add_neg_to_sub": "x + (-y) -> x - y: as the one before it",
    "local_max_to_min": f"-max(-x) -> min(x): {_WRAPS}: unsigned ones",
    "local_sum_of_neg_to_neg_of_sum": f"sum(-x) -> -sum(x): {_WRAPS}: unsigned ones",
    "local_1msigmoid": f"1 - sigmoid(x) -> sigmoid(-x): {_WRAPS}",
    "local_useless_abs": f"abs(cast(x)) -> cast(x) of an x that is not negative: {_WRAPS}",
    "local_sigm_times_exp": f"sigmoid(x) * exp(-x) -> sigmoid(-x): {_WRAPS}: unsigned ones",
    "local_sigmoid_logit": "sigmoid(log(x / (1 - x))) -> x: no NaN beyond 0 and 1",
    "useless_Cosh_of_Arccosh": "cosh(arccosh(x)) -> x: no NaN, for integers too",
    "useless_Arccosh_of_Cosh": "arccosh(cosh(x)) -> x: negative, for integers too",
    "useless_Tanh_of_Arctanh": "tanh(arctanh(x)) -> x: no NaN, for integers too",
    "useless_Arctanh_of_Tanh": "arctanh(tanh(x)) -> x: not infinite, for integers too",
    "useless_Sinh_of_Arcsinh": "as the others",
    "useless_Arcsinh_of_Sinh": "as the others",
    "local_sign_div": "sgn(1 / x) -> sgn(x): 0 for an x of 0, 1 for an infinite one",
    "local_add_of_sparse_write": "x + zeros[i].set(y) -> x[i].inc(y): fails where floats are assigned to integers",
    "local_careduce_of_alloc": f"sum(alloc(x, n)) -> x * n: {_WRAPS}; all() of nothing is x",
    "local_sum_prod_of_mul_or_div": "sum(a * x) -> a * sum(x): another dtype without dimensions; 1 / 0 * 0 of a mean",
    "local_useless_conj": "conj(x) -> x: of another dtype for bool, with a notice",
    "local_useless_elemwise": "identity(x) -> x, of a program's subclass of Identity too",
    "topo_constant_folding": "notices of what raises when it is computed, such as an index out of bounds",
    "constant_folding_for_scan2": "as the one before it",
    "local_grad_log_erfc_neg": "the gradient of log(erfc(x)): fails for float16 and integers, with a notice",
    "local_reciprocal_canon": "1 / x -> x ** -1: of another dtype for float16, with a notice",
    "local_reduce_broadcastable": "the sum of one number is the number: fails for complex ones, with a notice",
    "local_greedy_distributor": "(a / x + b) * x -> a + b * x: fails for bool, with a notice",
    "local_set_to_inc_subtensor": "loses terms on PyTensor 3.0, and counts indices twice only there",
}

# Where Python runs what is fused, it computes with numbers of Python, one by one.
FUSION = ("fusion", "local_pow_to_nested_squaring")
# what it needs instead
BY_PYTHON = ("theano_min_by_python",)
