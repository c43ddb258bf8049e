"""Streams of random numbers: the numbers of Theano 1.0.5, recorded by `tests/oracle/record_random.py`."""

import json
from pathlib import Path

import numpy as np
import pytest
import theano
from theano.sandbox.rng_mrg import MRG_RandomStreams
from theano.tensor.shared_randomstreams import RandomStreams

from tests.tensor.random_cases import DRAWS, MRG_DRAWS, cases, draw, outcome

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "random.json").read_text())
PYTHON = theano.Mode("py", "fast_compile")
CASES = cases(theano, PYTHON)
pytestmark = pytest.mark.filterwarnings("ignore:MRG_RandomStreams.multinomial_wo_replacement")


def same(mine, theirs, ulps=0):
    """Assert that two outcomes are the same; arrays of floats may differ by ``ulps`` units in the last place."""
    if isinstance(theirs, dict):
        assert mine.keys() == theirs.keys(), (mine, theirs)
        for key in theirs:
            same(mine[key], theirs[key], ulps)
    elif isinstance(theirs, list) and len(theirs) == 2 and str(theirs[0]).startswith("float") and ulps:
        assert mine[0] == theirs[0]
        np.testing.assert_array_max_ulp(*(np.array(each[1], theirs[0]) for each in (mine, theirs)), maxulp=ulps)
    elif isinstance(theirs, list):
        assert len(mine) == len(theirs), (mine, theirs)
        for one, other in zip(mine, theirs, strict=True):
            same(one, other, ulps)
    else:
        assert type(mine) is type(theirs)
        assert mine == theirs or (mine != mine and theirs != theirs), (mine, theirs)


def agree(mine, theirs, ulps=0):
    if "error" in theirs:
        assert theirs["error"][0] in mine.get("error", []), (mine, theirs)
    else:
        same(mine, theirs, ulps)


def test_the_golden_file_is_of_these_cases():
    assert [tuple(each[:2]) for each in GOLDEN["draws"]] == DRAWS
    assert [tuple(each[:2]) for each in GOLDEN["mrg_draws"]] == MRG_DRAWS
    assert list(GOLDEN["cases"]) == list(CASES)


@pytest.mark.parametrize(("seed", "text", "theirs"), GOLDEN["draws"])
def test_draw(seed, text, theirs):
    agree(outcome(lambda: draw(theano, False, [(seed, text)], PYTHON)[0]), theirs)


@pytest.mark.parametrize(("seed", "text", "theirs"), GOLDEN["mrg_draws"])
def test_mrg_draw(seed, text, theirs):
    # NumPy's logarithms and sines are its own
    agree(outcome(lambda: draw(theano, True, [(seed, text)], PYTHON)[0]), theirs, ulps=4 if "normal" in text else 0)


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    mine, theirs = outcome(CASES[name]), GOLDEN["cases"][name]
    if name.startswith("dropout"):
        (mine,), (theirs,) = mine["value"].values(), theirs["value"].values()
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-9)
    else:
        agree(mine, theirs, ulps=4 if "mrg" in name.lower() else 0)


# --- by the other linkers --------------------------------------------------------------------------------------------


def drawn(mrg, mode, texts):
    """Compare with the golden what one function draws of the variables that ``texts`` pick."""
    group = GOLDEN["mrg_draws" if mrg else "draws"]
    picked = [each for each in group if "value" in each[2] and texts(each[1])]
    assert picked
    for mine, (*_, theirs) in zip(draw(theano, mrg, [each[:2] for each in picked], mode), picked, strict=True):
        yield {"value": json.loads(json.dumps(mine))}, theirs


@pytest.mark.slow
def test_mrg_by_numba_has_every_digit():
    for mine, theirs in drawn(True, "NUMBA", lambda text: "float16" not in text):
        same(mine, theirs)


@pytest.mark.parametrize("mode", ["NUMBA", theano.Mode("cvm", "fast_run")], ids=["numba", "c"])
def test_some_mrg_by(mode):
    wanted = (
        "uniform((20,), nstreams=7, dtype='float32')",
        "multinomial(pvals=[[0.1, 0.1], [0.5, 0.5]], n=6)",
        "choice(size=2, p=[[0.98, 0.01, 0.01], [0.01, 0.49, 0.5]], replace=False)",
    )
    for mine, theirs in drawn(True, mode, lambda text: text in wanted):
        same(mine, theirs)


def test_streams_by_numba():
    wanted = ("uniform((2, 2))", "normal(avg=v, std=x)", "choice((4,), a=[2, 3, 5, 7])", "permutation((2,), n=5)")
    for mine, theirs in drawn(False, "NUMBA", lambda text: text in wanted):
        same(mine, theirs)


@pytest.mark.parametrize("kind", [RandomStreams, MRG_RandomStreams])
def test_loops_by_numba(kind):
    theirs = GOLDEN["cases"][f"{kind.__name__} scan_with_a_state"]
    agree(outcome(cases(theano, "NUMBA")[f"{kind.__name__} scan_with_a_state"]), theirs)


@pytest.mark.more
def test_mrg_numbers_by_the_million_are_the_same_everywhere():
    # few streams and many, whole turns and not; the interpreter cuts few of them into parts
    for nstreams, count in ((None, 10**6), (1, 10**6), (7, 99991), (5000, 10**5), (1, 9)):
        found = []
        for mode in (PYTHON, "NUMBA"):
            streams = MRG_RandomStreams(3)
            f = theano.function([], streams.uniform((count,), dtype="float32", nstreams=nstreams), mode=mode)
            found.append([f(), streams.updates()[0][0].get_value(), f()])
        for one, other in zip(*found, strict=True):
            np.testing.assert_array_equal(one, other)
    assert 0 < found[0][0].min() < found[0][0].max() <= 1


# --- what real Theano was not asked ----------------------------------------------------------------------------------


def test_a_state_is_of_its_type():
    kind = theano.tensor.raw_random.random_state_type
    state = np.random.RandomState(1)
    assert kind.filter(state) is state
    assert kind.is_valid_value(state)
    with pytest.raises(TypeError, match="RandomState"):
        kind.filter(np.random.default_rng(1))
    assert kind.get_size(kind.get_shape_info(state)) == 2527
    assert kind.values_eq(np.random.RandomState(1), state)
    state.normal()
    assert not kind.values_eq(np.random.RandomState(1), state)


def test_a_draw_that_is_not_in_place_leaves_the_state():
    # NumPy 2 gives a shallow copy of a RandomState the generator of the original
    state = theano.tensor.raw_random.random_state_type()
    given = np.random.RandomState(1)
    for mode in (PYTHON, "FAST_RUN"):
        theano.function([state], theano.tensor.raw_random.uniform(state, (3,)), mode=mode)(given)
        assert given.get_state()[2] == np.random.RandomState(1).get_state()[2]


def test_float16_by_the_default_mode():
    f = theano.function([], MRG_RandomStreams(1).uniform((4,), dtype="float16"))
    assert f().dtype == "float16"
