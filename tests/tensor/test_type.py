"""TensorType: Theano's constructor, PyTensor's objects."""

import pickle

import numpy as np
import pytest
import theano
import theano.tensor as T
from pytensor.tensor.type import TensorType as PyTensorsOwn


@pytest.mark.parametrize("pattern", [(), (False, True), (0, 1), [True], np.array([True, False])])
def test_a_type_is_pytensors_own(pattern):
    made = T.TensorType("float32", pattern)
    assert type(made) is PyTensorsOwn
    assert made == PyTensorsOwn("float32", tuple(1 if b else None for b in pattern))
    assert made.broadcastable == tuple(bool(b) for b in pattern)
    assert isinstance(made, T.TensorType)
    assert pickle.loads(pickle.dumps(made)) == made


def test_types_are_recognised():
    x = theano.shared(np.ones(2))
    assert isinstance(x.type, T.TensorType)
    assert not isinstance(x, T.TensorType)
    assert issubclass(type(x.type), T.TensorType)
    assert T.Tensor is T.TensorType is theano.tensor.type.TensorType


def test_keywords():
    made = T.TensorType(dtype="int8", broadcastable=(True,), name="mine")
    assert (str(made), made.dtype, made("x").name) == ("mine", "int8", "x")
    with theano.config.change_flags(floatX="float32"):
        assert T.TensorType("floatX", ()).dtype == "float32"


def test_errors():
    with pytest.raises(TypeError, match="nonsense"):
        T.TensorType("nonsense", ())
    with pytest.raises(NotImplementedError, match="leave it out"):
        T.TensorType("float32", (), sparse_grad=True)


def test_a_type_can_be_derived():
    class Mine(T.TensorType):
        pass

    mine = Mine("float64", (False,))
    assert type(mine) is Mine
    assert isinstance(mine, T.TensorType)
    assert not isinstance(T.TensorType("float64", (False,)), Mine)
    assert mine("x").ndim == 1
