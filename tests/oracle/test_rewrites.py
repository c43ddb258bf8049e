"""Rewrites keep values, dtypes and shapes: those of our modes on drawn graphs, and what our modes leave out."""

import warnings

import numpy as np
import pytest
import theano
import theano.tensor as T
from pytensor.compile.mode import optdb

from tests.oracle.rewrite_audit import Audit, node_rewriters
from theano_min._engine.left_out import LEFT_OUT
from theano_min._rewriting.identities import HOLD

# Rewrites that change numbers, and why they may
THEANOS = "Theano's own, with the same numbers"
STABLE = "exact where the expression as it is written overflows, or loses digits"
FLOATS = "a float is assigned to integers, cast where it is assigned or where it is read"
LABELS = "labels are compared with the rows, as in Theano"
ACCEPTED = {
    **dict.fromkeys(("local_div_to_reciprocal", "local_pow_specialize", "theano_min_local_mul_specialize"), THEANOS),
    **dict.fromkeys(("local_pow_to_nested_squaring", "set_to_inc", "local_useless_elemwise_comparison"), THEANOS),
    **dict.fromkeys(("theano_min_local_sum_prod_of_mul_or_div", "theano_min_local_useless_elemwise"), THEANOS),
    **dict.fromkeys(("theano_min_local_mul_canonizer", "theano_min_local_add_canonizer"), THEANOS),
    **dict.fromkeys(("log1msigm_to_softplus", "logsigm_to_softplus"), THEANOS),
    "theano_min_local_sum_of_neg_to_neg_of_sum": THEANOS,
    **dict.fromkeys(("theano_min_local_log_add_exp", "theano_min_local_log_sum_exp", "log1p_neg_sigmoid"), STABLE),
    **dict.fromkeys(("theano_min_local_log_erfc", "theano_min_local_grad_log_erfc_neg"), STABLE),
    **dict.fromkeys(("theano_min_local_exp_over_1_plus_exp", "theano_min_local_log1p_plusminus_exp"), STABLE),
    **dict.fromkeys(("exp_over_sum", "log_of_softmax", "local_softmax_stabilize"), STABLE),
    **dict.fromkeys(("pass theano_min_exp_over_sum", "pass theano_min_stable_softmax"), STABLE),
    **dict.fromkeys(("theano_min_useless_Arctanh_of_Tanh", "theano_min_useless_Cosh_of_Arccosh"), STABLE),
    **dict.fromkeys(("categorical_of_softmax", "gradient_of_log_of_softmax"), LABELS),
    **dict.fromkeys(("local_write_of_write_same_indices", "local_read_of_write_same_indices"), FLOATS),
    "pass elemwise_fusion": "what is fused with an output that raises, raises",
    "local_sort_under_reduce": "what is below a reduction alone",
    "local_add_mul_fusion": "Theano's own: products are computed in the dtype of the result",
}

# Theano's own, which do not look for NaN and infinity: these alone may differ
OF_NUMBERS = {
    *("local_elemwise_sub_zeros", "local_mul_switch_sink", "local_div_switch_sink", "pass BlasOpt"),
    *("theano_min_local_mul_zero", "theano_min_local_greedy_distributor"),
}

# what is not computed any more does not raise
LOSES_ERRORS = {
    *("compose", "fill_to_alloc", "local_useless_fill", "local_useless_alloc", "local_second_sink", "broadcasting"),
    *("local_incsubtensor_of_zeros", "local_setsubtensor_of_constants", "local_pow_specialize", "local_odds_sigmoid"),
    *("local_pow_to_nested_squaring", "local_shape_to_shape_i", "local_subtensor_make_vector", "log1p_neg_sigmoid"),
    *("local_subtensor_shape_constant", "local_useless_reduce", "local_useless_reshape", "scan_push_out_seq"),
    *("scan_remove_unused", "theano_min_local_mul_canonizer", "theano_min_local_add_canonizer"),
    *("theano_min_local_mul_specialize", "theano_min_local_subtensor_of_alloc", "theano_min_local_useless_elemwise"),
    *("theano_min_local_useless_switch", "elemwise_of_alloc", "theano_min_local_add_remove_zeros"),
    *("pass elemwise_fusion", "pass useless", "pass theano_min_broadcasting", "pass theano_min_elemwise_of_alloc"),
    "index_of_a_step",  # the last result of a loop of no steps is its initial state
    "bool_idx_to_nonzero",  # a mask's length is compared before
}


def audit(seeds):
    found = Audit(node_rewriters())
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for seed in seeds:
            found.graph(seed)
            found.passes(seed)
    return found


EXCUSED = (
    "zero-size array to reduction operation maximum",  # a softmax along an axis without elements is refused
    "y_i value out of bounds",  # of labels that are not one for each row
    "mismatch in its core dimension",  # of a product in a loop of no steps
    "SpecifyShape: Got shape (0",  # of a row in such a loop
    "Shape(for{",  # of the results of such a loop, which have the lengths that a step would give
    "t match array",  # of a matrix that Solve took for a vector
    "Runtime broadcasting not allowed. AdvancedIncSubtensor1",  # which ours lets broadcast in the end
    "softplus(Elemwise{",  # NumPy computes bool with half precision, Theano's C did not
    "Elemwise{Angle}(",  # of small integers, of which Theano's had fewer digits
    "MatrixInverse(Dot22(",  # of a product that has no inverse
)


def is_fair(name, case):
    kind = case[0]
    if kind.startswith("error lost"):
        return name in LOSES_ERRORS
    fair = name in ACCEPTED or (name in OF_NUMBERS and kind == "nan or inf")
    return fair or any(text in str(case) for text in EXCUSED)


def changes(found):
    """What a rewrite changed, but for what is fair."""
    bad = {name: [case for case in cases if not is_fair(name, case)][:2] for name, cases in found.found.items()}
    return {name: cases for name, cases in bad.items() if cases}


@pytest.mark.rewrite_fails
def test_some_drawn_graphs():
    found = audit(range(30))
    assert not changes(found)
    assert len(found.matched) > 30


@pytest.mark.slow
@pytest.mark.rewrite_fails
@pytest.mark.parametrize("first", range(100_000, 104_000, 500))
def test_drawn_graphs(first):
    assert not changes(audit(range(first, first + 500)))


@pytest.mark.parametrize("linker", ["py", "c|py", "cvm", "vm", "numba"])
@pytest.mark.parametrize("optimizer", ["fast_run", "fast_compile", "stabilize", "o3"])
def test_no_mode_has_what_is_left_out(linker, optimizer):
    left_out = LEFT_OUT.keys() - {"local_gemm_to_gemv"}  # the name of a group, and of one in it
    assert not node_rewriters([(linker, optimizer)]).keys() & left_out


def test_the_table_names_rewrites():
    names = {name for db in _databases(optdb) for name in db.__db__}
    assert len(LEFT_OUT.keys() & names) > 30  # some are of one version of PyTensor alone
    assert not HOLD.keys() - LEFT_OUT.keys()


def _databases(db):
    yield db
    for group in db.__db__.values():
        for each in group:
            if hasattr(each, "__db__"):
                yield from _databases(each)


@pytest.mark.parametrize("mode", [None, "FAST_COMPILE", theano.Mode("py", "fast_run")])
def test_branches_of_one_condition_are_computed_in_the_dtype_of_the_result(mode):
    # Theano's own rewrite computed them in each branch's dtype, in FAST_RUN alone
    c, b, x = T.TensorType("bool", [False])(), T.bvector(), T.wvector()
    C, B, X = np.array([True, False]), np.array([100, 100], "int8"), np.array([300, 300], "int16")
    s = T.switch(c, b, x)
    f = theano.function([c, b, x], [s + s, s * s, T.switch(c, c, x) + T.switch(c, c, x)], mode=mode)
    assert [r.tolist() for r in f(C, B, X)] == [[200, 600], [10000, 24464], [2, 600]]


@pytest.mark.parametrize("linker", ["py", "vm", "c|py"])
def test_nothing_is_fused_where_python_runs_it(linker):
    x = T.bvector()
    with theano.config.change_flags(cxx=""):
        f = theano.function([x], T.log(x * x + 1) / 2, mode=theano.Mode(linker, "fast_run"))
    assert not any("Composite" in str(node.op) for node in f.maker.fgraph.apply_nodes)


def test_negated_unsigned_integers_wrap_around():
    # Theano's own rewrites multiplied by 255 here, in a wider dtype
    x = T.TensorType("uint8", [False])()
    f = theano.function([x], [-x * 3, T.nnet.sigmoid(x) * T.exp(-x), x * -x])
    answers = f(np.array([1, 3], "uint8"))
    np.testing.assert_array_equal(answers[0], [765, 759])
    assert np.isinf(answers[1]).all()
    np.testing.assert_array_equal(answers[2], [255, 247])


def test_a_programs_identity_is_no_identity():
    class Seven(theano.scalar.Identity):
        def impl(self, x):
            return type(x)(7)

    x = T.dvector()
    seven = T.Elemwise(Seven(theano.scalar.upgrade_to_float, name="seven"))
    assert theano.function([x], seven(x), mode=theano.Mode("py", "fast_run"))([1.0, 2.0]).tolist() == [7, 7]


def test_no_notice_of_a_rewrite_that_fails(capfd):
    expressions = [
        *[("uint8", T.neg), ("bool", T.conj), ("float32", lambda x: T.log(T.erfc(x))), ("float16", T.inv)],
        *[(dtype, lambda x: T.exp(-T.sqr(x)) / T.erfc(x)) for dtype in ("float16", "int8", "float32")],
        ("float32", lambda x: T.constant([1.0, 2.0])[x.ndim + 5] + x),
    ]
    for dtype, expression in expressions:
        x = T.vector(dtype=dtype)
        theano.function([x], expression(x))
    p, x = T.TensorType("bool", [False, False])(), T.matrix()
    softmax = T.nnet.softmax(x)
    theano.function([x, p], T.grad(T.nnet.binary_crossentropy(softmax, p).mean(), x))
    x = T.bscalar()
    theano.function([x], T.sum(2 * x))
    assert capfd.readouterr() == ("", "")
