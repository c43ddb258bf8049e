"""The API of the tutorial answers what real Theano 1.0.5 answered: values, dtypes, shapes and kinds of error."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
import theano
from tutorial_cases import CASES

GOLDEN = json.loads((Path(__file__).parent / "golden" / "tutorial.json").read_text())


def assert_same(ours, theirs):
    if isinstance(theirs, list):
        assert isinstance(ours, list | tuple)
        for one, other in zip(ours, theirs, strict=True):
            assert_same(one, other)
        return
    if theirs is None:
        assert ours is None
        return
    ours = np.asarray(ours)
    assert (str(ours.dtype), list(ours.shape)) == (theirs["dtype"], theirs["shape"])
    kind = {"True": True, "False": False}
    expected = np.array([kind[v] if v in kind else complex(v) for v in theirs["values"]]).astype(ours.dtype)
    rtol = {"float32": 2e-6, "float16": 2e-3}.get(str(ours.dtype), 1e-13)
    np.testing.assert_allclose(ours.ravel(), expected, rtol=rtol, atol=rtol * 1e-3)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(CASES))
def test_case(name):
    golden = GOLDEN[name]
    if "error" not in golden:
        assert_same(CASES[name](), golden["result"])
        return
    with pytest.raises(Exception) as caught:
        CASES[name]()
    assert golden["error"][0] in [kind.__name__ for kind in caught.type.__mro__], repr(caught.value)


def test_the_goldens_are_of_these_cases():
    assert set(GOLDEN) == set(CASES)
