"""Errors raised while a function runs say which node failed, on what, and where the program made it."""

import numpy as np
import pytest
import theano
import theano.tensor as tt
from theano.gof.link import raise_with_op


def build(mode):
    x, y = tt.dvectors("x", "y")
    z = x + x
    z = z * y  # the wrong line
    return theano.function([x, y], tt.exp(z), mode=mode)


def fail(f):
    with pytest.raises(ValueError, match="Apply node that caused the error") as error:
        f(np.ones(2), np.ones(3))
    return str(error.value)


@pytest.mark.parametrize("mode", [theano.Mode("py", "fast_compile"), "FAST_COMPILE", theano.Mode("vm", None)])
def test_the_node_its_inputs_and_the_line(mode):
    message = fail(build(mode))
    assert (
        "Apply node that caused the error: Elemwise{mul,no_inplace}(Elemwise{add,no_inplace}.0, y)\nToposort" in message
    )
    assert "\nInputs types: [" in message
    assert "\nInputs shapes: [(2,), (3,)]" in message
    assert "\nInputs strides: [(8,), (8,)]" in message
    assert "\nInputs values: [array([2., 2.]), array([1., 1., 1.])]" in message
    assert "\nOutputs clients: [[Elemwise{exp,no_inplace}(Elemwise{mul,no_inplace}.0)]]" in message
    assert "Backtrace when the node is created(use Theano flag traceback.limit=N to make it longer):" in message
    assert "z = z * y  # the wrong line" in message
    assert "HINT: Use the Theano flag 'exception_verbosity=high' for a debugprint and storage map" in message
    assert "PyTensor" not in message


@pytest.mark.parametrize("mode", [None, "NUMBA"])
def test_numba_says_nothing_of_nodes_and_numpy_finds_it(mode):
    f = build(mode)
    np.testing.assert_allclose(f(np.zeros(2), np.ones(2)), [1, 1])
    for _ in range(2):
        message = fail(f)
        assert "Apply node that caused the error: Elemwise{mul,no_inplace}(Elemwise{add,no_inplace}.0, y)" in message
        assert "\nInputs shapes: [(2,), (3,)]" in message
    np.testing.assert_allclose(f(np.zeros(2), np.ones(2)), [1, 1])


def test_looking_for_the_node_changes_nothing():
    x = tt.dvector("x")
    state = theano.shared(np.zeros(2), "state")
    f = theano.function([x], state * x, updates=[(state, state * x)], mode="NUMBA")
    with pytest.raises(ValueError, match="Apply node"):
        f(np.ones(3))
    np.testing.assert_array_equal(state.get_value(), [0, 0])


def test_an_index_out_of_bounds():
    x, i = tt.dvector("x"), tt.lscalar("i")
    for mode in ("FAST_COMPILE", "NUMBA"):
        f = theano.function([x, i], x[i] * 2, mode=mode)
        with pytest.raises(IndexError, match=r"(?s)out of bounds.*Apply node that caused the error: Subtensor"):
            f([1.0, 2.0], 5)


def test_more_of_the_graph():
    with theano.change_flags(exception_verbosity="high"):
        message = fail(build(theano.Mode("cvm", "fast_compile")))
    assert "Debugprint of the apply node" in message
    assert "Storage map footprint:" in message
    assert "exception_verbosity" not in message


def test_errors_of_arguments_stay_alone():
    f = build("FAST_COMPILE")
    with pytest.raises(TypeError, match="Bad input argument") as error:
        f(np.ones((2, 2)), [1.0])
    assert "Apply node" not in str(error.value)


def test_raise_with_op():
    x = tt.dvector("x")
    node = tt.exp(x).owner
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        with pytest.raises(
            ZeroDivisionError, match=r"(?s)by zero.*Apply node that caused the error: Elemwise{exp,no_inplace}\(x\)"
        ):
            raise_with_op(node)


@pytest.mark.parametrize("mode", [theano.Mode("py", "fast_run"), theano.Mode("cvm"), None])
def test_shapes_that_do_not_fit_are_a_value_error_wherever_they_are_noticed(mode):
    x, y = tt.dmatrices("x", "y")
    z = x + y
    f = theano.function([x, y], z.reshape((z.shape[0] * z.shape[1],)), mode=mode)
    assert f(np.ones((2, 3)), np.ones((2, 3))).shape == (6,)
    with pytest.raises(ValueError, match="Apply node that caused the error"):
        f(np.ones((2, 3)), np.ones((2, 2)))


@pytest.mark.parametrize("mode", ["FAST_COMPILE", theano.Mode("numba"), None])
def test_a_length_known_when_the_function_is_built(mode):
    x, three = tt.dvector("x"), np.array([1.0, 2.0, 3.0])
    f = theano.function([x], x.reshape((3,)) + three, mode=mode)
    with pytest.raises(ValueError, match="shape"):
        f(np.ones(2))
    f = theano.function([x], tt.specify_shape(x, (3,)) + three, mode=mode)
    with pytest.raises(AssertionError, match="SpecifyShape"):
        f(np.ones(2))


@pytest.mark.parametrize("mode", ["FAST_COMPILE", theano.Mode("numba"), None])
def test_an_index_of_many_is_named_with_its_line(mode):
    i = tt.lvector("i")
    f = theano.function([i], theano.shared(np.ones((5, 3)))[i] * 2, mode=mode)
    with pytest.raises(IndexError, match=r"(?s)index 7 is out of bounds for axis 0 with size 5.*shared"):
        f([1, 7])
