"""Test values: computed while ``config.compute_test_value`` is on, and nothing is touched while it is off."""

import os
import re
import subprocess
import sys
import traceback

import numpy as np
import pytest
import theano
import theano.tensor as tt
from pytensor.compile.maker import FunctionMaker
from pytensor.graph.basic import Variable
from pytensor.graph.op import Op
from pytensor.graph.type import Type

ON = theano.change_flags(compute_test_value="raise")


def matrix(*shape, name="x"):
    x = tt.dmatrix(name)
    x.tag.test_value = np.arange(np.prod(shape), dtype="float64").reshape(shape)
    return x


def test_nothing_is_touched_while_it_is_off():
    methods = [(Op, "__call__"), (Type, "make_variable"), (FunctionMaker, "create"), (Variable, "__repr__")]
    before = [vars(owner)[name] for owner, name in methods]
    with theano.change_flags(compute_test_value="raise", print_test_value=True):
        assert not set(before) & {vars(owner)[name] for owner, name in methods}
    assert [vars(owner)[name] for owner, name in methods] == before
    assert not hasattr((tt.dvector() + 1).tag, "test_value")


@ON
def test_the_error_is_at_the_wrong_line():
    x, w = matrix(5, 10), theano.shared(np.zeros((20, 10)))
    with pytest.raises(ValueError, match=r"different from|aligned") as error:
        tt.dot(x, w)
    lines = [frame.line for frame in traceback.extract_tb(error.value.__traceback__)]
    assert "tt.dot(x, w)" in lines


@ON
def test_values_follow_the_graph():
    x, w = matrix(2, 3), theano.shared(np.ones((3, 4)))
    y = tt.nnet.softmax(tt.dot(x, w))
    gradient = theano.grad(tt.log(y)[tt.arange(2), [0, 1]].mean(), w)
    f = theano.function([x], [y, gradient], mode="FAST_COMPILE")
    for output, value in zip([y, gradient], f(x.tag.test_value), strict=True):
        np.testing.assert_allclose(output.tag.test_value, value)


@ON
def test_loops():
    x = matrix(4, 3)
    states, _ = theano.scan(lambda row, state: tt.tanh(row + state), sequences=x, outputs_info=tt.zeros((3,)))
    assert states.tag.test_value.shape == (4, 3)
    assert theano.grad(states[-1].sum(), x).tag.test_value.shape == (4, 3)

    def step(row, state):
        return tt.dot(row, state)

    with pytest.raises(ValueError, match=r"different from|aligned") as error:
        theano.scan(step, sequences=x, outputs_info=tt.zeros((2,)))
    assert "step" in [frame.name for frame in traceback.extract_tb(error.value.__traceback__)]


@ON
def test_random_numbers_and_graphs_as_operations():
    x = matrix(2, 2)
    stream = tt.shared_randomstreams.RandomStreams(3)
    draw = stream.normal((2,))
    np.testing.assert_array_equal(draw.tag.test_value, theano.function([], draw, mode="FAST_COMPILE")())
    double = theano.OpFromGraph([x], [2 * x])(x)
    np.testing.assert_array_equal(double.tag.test_value, 2 * x.tag.test_value)
    np.testing.assert_array_equal(theano.grad(double.sum(), x).tag.test_value, [[2, 2], [2, 2]])


@ON
def test_in_place_operations_leave_the_inputs_values_alone():
    x = matrix(2, 2)
    tt.inplace.exp_inplace(x)
    np.testing.assert_array_equal(x.tag.test_value, [[0, 1], [2, 3]])


@ON
def test_a_users_operation():
    class Double(theano.Op):
        __props__ = ()

        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = inputs[0] * 2

    x = matrix(1, 2)
    np.testing.assert_array_equal(Double()(x).tag.test_value, [[0, 2]])


def test_missing_values():
    x = tt.dvector("x")
    with ON, pytest.raises(ValueError, match=r"Cannot compute test value: input 0 \(x\) of Op .* missing default"):
        x + 1
    with theano.change_flags(compute_test_value="warn"), pytest.warns(UserWarning, match="Cannot compute") as caught:
        y = x + 1
    assert caught[0].filename == __file__
    assert not hasattr(y.tag, "test_value")
    with theano.change_flags(compute_test_value="ignore"):
        assert not hasattr((x + 1).tag, "test_value")


@ON
def test_a_missing_value_is_noticed_whatever_made_the_variable():
    kind = re.compile("[bwilfdcz]?(scalar|vector|matrix|row|col|tensor[3-7])")
    constructors = [getattr(tt, name) for name in dir(tt) if kind.fullmatch(name)]
    several = [tt.scalars, tt.vectors, tt.matrices, tt.rows, tt.cols, tt.tensor3s, tt.dvectors, tt.imatrices]
    sparse = [theano.sparse.csr_matrix, theano.sparse.csc_fmatrix, theano.sparse.SparseType("csr", "float32")]
    made = [make() for make in constructors + sparse] + [variable for make in several for variable in make("x", "y")]
    made += [
        tt.TensorType("int8", (False, True))(),
        tt.TensorVariable(tt.dvector),
        theano.typed_list.TypedListType(tt.dvector)(),
    ]
    for variable in made:
        with pytest.raises(ValueError, match="missing default value"):
            theano.compile.view_op(variable)


@ON
def test_values_of_another_type():
    x = tt.fvector("x")
    x.tag.test_value = np.zeros(3)
    with pytest.raises(TypeError, match="does not have the requested type"):
        tt.exp(x)


@theano.change_flags(print_test_value=True)
def test_a_variable_shows_its_value():
    x = matrix(1, 1)
    assert repr(x) == "x\narray([[0.]])"


def test_the_flag_in_the_environment():
    program = "import theano.tensor as tt; x = tt.dvector(); x.tag.test_value = [1., 2.]; print((x * 2).tag.test_value)"
    flags = {"THEANO_FLAGS": "compute_test_value=raise"}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**os.environ, **flags}
    )
    assert run.stdout == "[2. 4.]\n"
