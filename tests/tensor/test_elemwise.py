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


# where Theano's C computed in float32 and its Python in float64, as every mode does here
MIXED = {
    "minus": lambda x, i: x - i,
    "over": lambda x, i: x / i,
    "larger": T.maximum,
    "smaller": T.minimum,
    "less": T.lt,
    "equal": T.eq,
    "unsigned": lambda x, i: T.cast(i, "uint64") + (2**63 - 1),
}


@pytest.mark.parametrize("dtype", ["int64", "int32", "uint64"])
def test_float32_and_integers_are_computed_in_the_dtype_of_the_result(dtype):
    x, i = T.fvector("x"), T.vector("i", dtype)
    outputs = [build(x, i) for build in MIXED.values()]
    values = np.array([0.1, 2**24, -0.3, 2.5], "float32"), np.array([100, 2**24 + 1, 7, 3], dtype)
    found, wanted = (theano.function([x, i], outputs, mode=mode)(*values) for mode in (theano.Mode("numba"), PYTHON))
    assert (
        [each.dtype for each in found]
        == [each.dtype for each in wanted]
        == ["float64"] * 4 + ["bool"] * 2 + ["float64"]
    )
    np.testing.assert_array_equal(found, wanted)
