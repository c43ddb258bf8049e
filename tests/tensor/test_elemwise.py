"""The classes of theano.tensor.elemwise, as programs recognise and construct them."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor import elemwise

PYTHON = theano.Mode("py", "fast_compile")


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("All", T.all),
        ("Any", T.any),
        ("Sum", T.sum),
        ("Prod", T.prod),
        ("CAReduce", T.max),
        ("CAReduceDtype", T.sum),
        ("Elemwise", T.sqrt),
        ("DimShuffle", T.transpose),
    ],
)
def test_nodes_are_recognised(name, build):
    assert isinstance(build(T.matrix()).owner.op, getattr(elemwise, name))


def test_an_integer_sum_has_64_bits():
    x = T.bmatrix("x")
    total = elemwise.CAReduceDtype(theano.scalar.add, axis=[1])(x)
    assert total.dtype == "int64"
    f = theano.function([x], total, mode=PYTHON)
    assert f(np.full((2, 3), 100, "int8")).tolist() == [300, 300]


def test_scalar_operations_become_elementwise():
    x, y = T.fvector("x"), T.fvector("y")
    f = theano.function([x, y], elemwise.Elemwise(theano.scalar.add)(x, y), mode=PYTHON)
    assert f(np.array([1, 2], "float32"), np.array([3, 4], "float32")).tolist() == [4, 6]
    with pytest.raises(ValueError, match=r"[Ii]nplace|in-place"):
        elemwise.Elemwise(theano.scalar.add, {0: 0})(T.frow(), T.fmatrix())
