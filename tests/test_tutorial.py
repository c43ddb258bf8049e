"""The API of the tutorial answers what real Theano 1.0.5 answered: values, dtypes, shapes and kinds of error."""

import json
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


# Cases that also run compiled, each a second or so; the others run on the Python linker alone.
COMPILED = [
    *("training", "training_with_a_dictionary", "call_exact_list", "call_shape_mismatch", "givens", "update_both"),
    *("float32_softmax", "float32_argmax_axis", "int32_divided_by_integer", "int8_sum", "float32_rows_out_of_bounds"),
    *("float64_elements", "rows_repeated", "rows_beyond", "rows_grad_repeated", "rows_grad_beyond", "rows_grad_before"),
    *(
        "classifier_training",
        "gru_training",
        "scan_recurrent",
        "scan_gradient",
        "scan_until",
        "scan_shared_updates",
        "scan_taps",
        "map_reduce_fold",
    ),
]


def check(name):
    golden = GOLDEN[name]
    if "error" not in golden:
        assert_same(CASES[name](), golden["result"])
        return
    with pytest.raises(Exception) as caught:  # noqa: PT011
        CASES[name]()
    assert golden["error"][0] in [kind.__name__ for kind in caught.type.__mro__], repr(caught.value)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(CASES))
def test_case(name):
    with theano.change_flags(linker="py", optimizer="fast_compile"):
        check(name)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", COMPILED)
def test_case_compiled(name):
    check(name)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not theano.config.cxx, reason="no C++ compiler")
@pytest.mark.parametrize(
    "name", ["training", pytest.param("scan_gradient", marks=pytest.mark.more), "rows_grad_beyond"]
)
def test_case_in_c(name):
    with theano.change_flags(linker="cvm"):
        check(name)


def test_the_goldens_are_of_these_cases():
    assert set(GOLDEN) == set(CASES)


def test_the_errors_name_the_input_and_the_way_out():
    x, target = theano.tensor.fvector("x"), theano.tensor.fscalar("target")
    f = theano.function([x, target], x.sum() * target)
    with pytest.raises(TypeError, match=r'"x".*index 0.*(?s:.)*allow_input_downcast=True'):
        f([1.0, 1.1], 20.0)
    with pytest.raises(TypeError, match=r'"target".*index 1.*(?s:.)*allow_input_downcast=True'):
        f([1.0, 1.0], target=20.1)


def test_the_error_of_an_update_says_which():
    W = theano.shared(np.zeros(2, "float32"), "W")
    with pytest.raises(TypeError, match="W") as caught:
        theano.function([], [], updates=[(W, W * np.float64(0.5) + np.ones(2))])
    assert "float32" in str(caught.value)
    assert "float64" in str(caught.value)


def test_a_function_is_named_after_its_line():
    f = theano.function([], theano.tensor.constant(1))
    assert f.name.startswith(__file__ + ":")
    assert theano.function([], theano.tensor.constant(1), name="mine").name == "mine"
