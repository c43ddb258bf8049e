"""theano.function, In, Out, updates, givens, copies and shared variables against what real Theano answered."""

import json
from pathlib import Path

import pytest

import theano_min as theano
from tests.compile.function_cases import CASES, run
from tests.known_differences import FUNCTIONS
from tests.small_module_cases import outcome

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "functions.json").read_text())
DIFFERENT = {text for texts in FUNCTIONS.values() for text in texts}


def test_the_golden_file_is_of_these_cases():
    assert list(GOLDEN) == CASES
    assert set(CASES) >= DIFFERENT


@pytest.mark.parametrize("text", CASES)
def test_case(text):
    found = outcome(lambda: run(text, theano))
    if GOLDEN[text] == {"error": "Exception"} and "error" in found:
        found = GOLDEN[text]  # a class of our own choice
    assert (found == GOLDEN[text]) != (text in DIFFERENT), (found, GOLDEN[text])


@pytest.mark.parametrize("linker", ["py", "vm", "cvm"])
def test_a_copy_without_updates_leaves_the_shared_variable_alone(linker):
    x, s, n = theano.tensor.dscalar("x"), theano.shared(1.0, "s"), theano.shared(5, "n")
    f = theano.function([x], x + s + n, updates=[(s, s * 2)], mode=theano.Mode(linker, "fast_run"))
    g = f.copy(delete_updates=True)
    found = [g(1)[0], g(1)[0], s.get_value(), f(1), f(1), g(1)[0], s.get_value(), g[s], g["s"]]
    assert [float(value) for value in found] == [7, 7, 1, 7, 8, 10, 4, 4, 4]
    assert [float(value) for value in (g.copy()(1)[0], g(x=1)[0], s.get_value())] == [10, 10, 4]


def test_messages_name_the_argument():
    x, y = theano.tensor.fvector("x"), theano.tensor.dscalar("y")
    f = theano.function([x, theano.In(y, value=1.0)], x * y, mode=theano.Mode("py", "fast_compile"), name="f")
    for call, error, message in [
        (lambda: f(), TypeError, "Missing required input: x"),
        (lambda: f([1], 2, 3), TypeError, "Too many parameter passed to theano function"),
        (lambda: f([1], x=[2]), TypeError, "Multiple values for input: x"),
        (lambda: f([1], z=2), TypeError, "Unknown input or state: z"),
        (lambda: f([1.1]), TypeError, '"x" to theano function with name "f" at index 0'),
        (lambda: f([1], y="a"), (TypeError, ValueError), '"y" to theano function with name "f" at index 1'),
        (lambda: f["z"], TypeError, "Unknown input or state: z"),
        (lambda: theano.In(y, mutable=True, borrow=False), AssertionError, "leave out `borrow`"),
        (lambda: theano.function([(y, 1)], y, givens={x: x}), NotImplementedError, "theano.In"),
        (lambda: theano.function([y], y, updates=[(y, y)]), TypeError, "update target must be a SharedVariable"),
        (lambda: theano.shared([1], borrow=True), TypeError, "borrow"),
    ]:
        with pytest.raises(error) as caught:
            call()
        assert message in str(caught.value)
