"""0.0 and -0.0 in one graph are two constants. Theano took the one that its process had met first for both."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor.type_other import NoneConst

USES = {
    "x / c": lambda x, c: x / c,
    "x / vector": lambda x, c: x / T.constant(np.array([c.data, 1.0])),
    "arctan2(c, -x)": lambda x, c: T.arctan2(c, -x),
    "switch": lambda x, c: T.switch(x > 1, 1 / c, 1 / c),
    "stack": lambda x, c: T.stack([x[0], c]),
    "float32": lambda x, c: x / T.cast(c, "float32"),
    "set": lambda x, c: T.set_subtensor(x[0], c),
}


@pytest.mark.parametrize("mode", [None, "FAST_COMPILE", theano.Mode("py", "fast_run"), theano.Mode("py", "merge")])
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_zero_keeps_its_sign(use, mode):
    x, value = T.dvector("x"), np.array([1.0, 2.0])
    plus, minus, again = (T.constant(each) for each in (0.0, -0.0, 0.0))
    f = theano.function([x], [use(x, plus), use(x, minus), use(x, again)], mode=mode)
    for _ in range(2):
        first, second, third = f(value)
        np.testing.assert_array_equal(np.signbit(first), np.signbit(third))
        np.testing.assert_array_equal(np.abs(first), np.abs(second))
        assert np.any(np.signbit(first) != np.signbit(second))


def test_what_is_equal_is_merged():
    x = T.dvector("x")
    f = theano.function([x], [x / T.constant(-0.0), x / T.constant(-0.0)], mode=theano.Mode("py", "merge"))
    assert len({id(node) for node in f.maker.fgraph.toposort() if len(node.inputs) == 2}) == 1


def test_signs_are_told_apart_place_by_place():
    x = T.dvector("x")
    first, second = T.constant(np.array([0.0, -0.0])), T.constant(np.array([-0.0, 0.0]))
    f = theano.function([x], [x / first, x / second], mode=theano.Mode("py", "merge"))
    np.testing.assert_array_equal(f([1.0, 1.0]), [[np.inf, -np.inf], [-np.inf, np.inf]])


def test_what_is_no_array_is_merged_too():
    x = T.dvector("x")
    f = theano.function([x], [x / T.constant(-0.0), NoneConst], mode=theano.Mode("py", "merge"))
    result, nothing = f([1.0])
    assert (result, nothing) == (-np.inf, None)


@pytest.mark.parametrize(("zero", "inputs"), [(0.0, 1), (-0.0, 3)])
def test_constants_are_part_of_what_is_fused_unless_their_sign_counts(zero, inputs):
    x = T.dvector("x")
    f = theano.function([x], T.exp(x) * 2 + T.arctan2(T.constant(zero), x), mode=theano.Mode("numba", "fast_run"))
    [node] = f.maker.fgraph.toposort()
    assert len(node.inputs) == inputs
