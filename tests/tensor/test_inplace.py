"""theano.tensor.inplace writes over its first argument; its values are among the drawn calls of test_basic.py."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor import inplace


@pytest.mark.parametrize("mode", [theano.Mode("py", "fast_compile"), None])
def test_the_first_argument_is_overwritten(mode):
    x, y = T.dvector("x"), T.dvector("y")
    inputs = [theano.In(x, mutable=True), y]
    f = theano.function(inputs, inplace.add_inplace(x, y), accept_inplace=True, mode=mode)
    a, b = np.array([1.0, 2.0]), np.array([10.0, 20.0])
    assert f(a, b).tolist() == [11, 22]
    assert (a.tolist(), b.tolist()) == ([11, 22], [10, 20])


@pytest.mark.parametrize("linker", ["py", "cvm", "numba"])
@pytest.mark.parametrize(
    ("composed", "expected"),
    [
        (inplace.deg2rad_inplace, np.deg2rad),
        (inplace.rad2deg_inplace, np.rad2deg),
        (lambda x: inplace.chi2sf_inplace(x, 2.0), lambda x: np.exp(-x / 2)),
        (lambda x: inplace.iv_inplace(x, 1.0), lambda x: [1.2660658777520084, 0.565159103992485]),
    ],
)
def test_composed_functions_write_in_place_too(composed, expected, linker):
    x = T.dvector("x")
    optimizer = "fast_run" if linker == "numba" else "fast_compile"
    mode = theano.Mode(linker, optimizer)
    f = theano.function([theano.In(x, mutable=True)], composed(x), accept_inplace=True, mode=mode)
    a = np.array([0.0, 1.0])
    wanted = expected(a.copy())
    np.testing.assert_allclose(f(a), wanted)
    np.testing.assert_allclose(a, wanted)


def test_an_argument_that_must_stay_is_protected():
    x = T.dvector("x")
    with pytest.raises(TypeError, match="inplace"):
        theano.function([x], inplace.exp_inplace(x))


def test_the_dtype_is_the_first_arguments():
    assert inplace.add_inplace(T.iscalar(), T.iscalar()).dtype == "int32"
    assert inplace.deg2rad_inplace(T.fscalar()).dtype == "float32"


def test_transpose_inplace_is_a_view():
    x = T.dmatrix("x")
    transposed = inplace.transpose_inplace(x)
    assert isinstance(transposed.owner.op, T.DimShuffle)
    assert transposed.owner.op.view_map == {0: [0]}
