"""Convolution: what compiles it, its derivatives, and what is not a matter of numbers; test_drawn_conv.py has those."""

import tracemalloc

import numba
import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor.nnet import abstract_conv, conv, conv2d, conv3d, conv3d2d, corr, corr3d
from theano.tests import unittest_tools as utt

from theano_min.tensor.nnet._convolve import Geometry, forward, gradient_of_filters, gradient_of_image

PY = theano.Mode("py", None)


def numbers(*shape, dtype="float32"):
    return np.random.RandomState(sum(shape)).uniform(-1, 1, shape).astype(dtype)


def geometries(kinds):
    """Convolutions of those of four kinds, of shared variables, and their gradients."""
    outputs = []
    for image, filters, how in (
        ((2, 4, 7, 6), (6, 2, 3, 2), {"border_mode": ((1, 2), 0), "subsample": (2, 1), "num_groups": 2}),
        ((2, 3, 5, 6), (4, 3, 2, 3), {"border_mode": "half", "filter_flip": False, "filter_dilation": (1, 2)}),
        ((2, 2, 4, 5), (3, 3, 4, 2, 2, 2), {"unshared": True}),
        ((1, 2, 4, 5, 3), (2, 2, 2, 3, 2), {"border_mode": "full", "subsample": (1, 2, 1)}),
    )[kinds]:
        x, w = (T.as_tensor_variable(numbers(*shape)).copy() for shape in (image, filters))
        y = (conv3d if len(image) == 5 else conv2d)(x, w, **how)
        outputs += [y, *T.Lop(y, [x, w], y)]
    return outputs


@pytest.mark.parametrize("linker", ["numba", "cvm"])
@pytest.mark.parametrize(
    "kinds", [slice(0, 1), pytest.param(slice(1, 4), marks=pytest.mark.more)], ids=["of one kind", "of others"]
)
def test_linkers_that_compile(linker, kinds):
    outputs = geometries(kinds)
    expected = theano.function([], outputs, mode=PY)()
    for mine, theirs in zip(theano.function([], outputs, mode=theano.Mode(linker, None))(), expected, strict=True):
        assert mine.dtype == theirs.dtype
        np.testing.assert_allclose(mine, theirs, rtol=1e-4, atol=1e-5)


def test_numba_refuses_shapes_that_do_not_fit():
    x, w = T.ftensor4(), T.ftensor4()
    f = theano.function([x, w], conv2d(x, w), mode=theano.Mode("numba", None))
    assert f(numbers(0, 2, 4, 4), numbers(3, 2, 2, 2)).shape == (0, 3, 3, 3)
    with pytest.raises(ValueError, match="Convolution: "):
        f(numbers(1, 3, 4, 4), numbers(3, 2, 2, 2))
    with pytest.raises(ValueError, match="impossible"):
        f(numbers(1, 2, 4, 4), numbers(3, 2, 5, 2))


@pytest.mark.parametrize("dtype", ["float64", pytest.param("float32", marks=pytest.mark.more)])
def test_numba_in_three_dimensions(dtype):
    """Numba's code, without a graph around it, gives what NumPy's does, where zeros meet infinity, too."""
    from theano_min._numba.convolution import runner, shape_3d, way_of

    compiled, draw = runner(shape_3d, 3, False, dtype), np.random.RandomState(3)
    convolve = numba.njit(lambda *arguments: compiled(*arguments))  # it has no way in from Python
    numbers = lambda *shape: draw.randn(*shape).astype(dtype)  # noqa: E731
    three = lambda value: value if isinstance(value, tuple | str) else (value,) * 3  # noqa: E731
    for batch, channels, axes, filters, lengths, border, stride, dilation, groups, flip in [
        (2, 4, (5, 6, 7), 6, (3, 2, 3), 1, 1, 1, 2, True),
        (2, 3, (7, 6, 7), 4, (3, 3, 3), 2, 2, 1, 1, False),
        (1, 3, (9, 8, 7), 2, (2, 3, 2), (1, 0, 2), (2, 1, 3), (2, 1, 1), 1, True),
        (2, 3, (6, 6, 6), 5, (4, 1, 3), "half", 1, (1, 1, 2), 1, True),
        (2, 3, (6, 6, 6), 4, (4, 6, 3), "full", 1, 1, 1, True),
        (1, 3, (4, 60, 70), 4, (3, 3, 3), "half", (1, 2, 1), 1, 1, True),
        (1, 20, (5, 30, 30), 7, (3, 3, 3), "valid", (3, 1, 1), 1, 1, False),
        (1, 3, (5, 4, 4), 4, (1, 3, 3), ((1, 2), (0, 1), (2, 0)), (2, 1, 1), 1, 1, True),
        (2, 6, (5, 6, 7), 6, (3, 2, 3), 1, 1, 1, 6, False),
    ]:
        geometry = Geometry(three(border), three(stride), three(dilation), groups, False, flip)
        image, weights = numbers(batch, channels, *axes), numbers(filters, channels // groups, *lengths)
        output = numbers(*forward(image, weights, geometry).shape)
        for spoilt in (False, True):
            if spoilt:
                weights[0, 0, 0, 0, 0], image[0, 0, -1, -1, -1], output[0, 0, 0, 0, 0] = np.inf, np.nan, -np.inf
            for direction, given, of, expected in [
                ("forward", (image, weights), (0, 0, 0), forward(image, weights, geometry)),
                ("backprop weights", (image, output), lengths, gradient_of_filters(image, output, lengths, geometry)),
                ("backprop inputs", (weights, output), axes, gradient_of_image(weights, output, axes, geometry)),
            ]:
                result = convolve(*given, of, way_of(geometry, direction))
                close = 1e-4 if dtype == "float32" else 1e-11
                np.testing.assert_allclose(result, expected, close, close, err_msg=f"{direction} {geometry}")


def test_numba_takes_other_dtypes_too():
    x, w = T.ltensor4(), T.ltensor4()
    given = np.arange(32).reshape(1, 2, 4, 4), np.arange(8).reshape(1, 2, 2, 2)
    expected = theano.function([x, w], conv2d(x, w), mode=PY)(*given)
    np.testing.assert_array_equal(
        theano.function([x, w], conv2d(x, w), mode=theano.Mode("numba", None))(*given), expected
    )


@pytest.mark.parametrize("how", [{}, {"border_mode": ((0, 1), 1), "subsample": (2, 1), "num_groups": 2}])
def test_derivatives(how):
    x, w = numbers(2, 4, 5, 4, dtype="float64"), numbers(2, 4 // how.get("num_groups", 1), 2, 3, dtype="float64")
    utt.verify_grad(lambda x, w: conv2d(x, w, **how), [x, w], mode=PY)
    second = lambda x, w: T.grad((conv2d(x, w, **how) ** 2).sum(), [x, w])  # noqa: E731
    utt.verify_grad(lambda x, w: second(x, w)[0], [x, w], mode=PY)
    utt.verify_grad(lambda x, w: second(x, w)[1], [x, w], mode=PY)


def test_rop():
    x, w, dx, dw = T.dtensor4s(4)
    y = conv2d(x, w, border_mode="half")
    product = T.Rop(y, [x, w], [dx, dw])
    expected = conv2d(dx, w, border_mode="half") + conv2d(x, dw, border_mode="half")
    given = [numbers(2, 3, 5, 5, dtype="float64"), numbers(2, 3, 3, 3, dtype="float64")]
    f = theano.function([x, w, dx, dw], [product, expected], mode=PY)
    mine, expected = f(*given, *(each + 1 for each in given))
    np.testing.assert_allclose(mine, expected)


@pytest.mark.parametrize(
    ("dtype", "tolerance"), [("float16", 2e-2), ("int8", 0), ("int64", 0), ("complex64", 1e-5), ("complex128", 1e-12)]
)
def test_dtypes(dtype, tolerance):
    x, w = T.TensorType(dtype, (False,) * 4)(), T.TensorType(dtype, (False,) * 4)()
    a, b = (3 * numbers(*shape, dtype="float64") for shape in ((1, 2, 4, 4), (2, 2, 2, 2)))
    if dtype.startswith("complex"):
        a, b = a + 1j * a[:, ::-1], b - 2j * b[::-1]
    a, b = a.astype(dtype), b.astype(dtype)
    y = theano.function([x, w], conv2d(x, w), mode=PY)(a, b)
    assert y.dtype == dtype
    wide = "complex128" if dtype.startswith("complex") else "float64"
    turned = b[:, :, ::-1, ::-1]
    expected = [
        [(a[0, :, r : r + 2, s : s + 2].astype(wide) * turned).sum((1, 2, 3)) for s in range(3)] for r in range(3)
    ]
    expected = np.moveaxis(expected, 2, 0)[None]
    np.testing.assert_allclose(y, expected, rtol=tolerance, atol=tolerance)


def test_promised_shapes_give_the_shape_without_the_value():
    x, w = T.ftensor4(), T.ftensor4()
    y = conv2d(x, w, input_shape=(None, 3, 8, T.constant(9)), filter_shape=(5, 3, 2, 2), subsample=(2, 1))
    f = theano.function([x, w], y.shape, mode=theano.Mode("py", "fast_run"))
    assert f(numbers(2, 3, 8, 9), numbers(5, 3, 2, 2)).tolist() == [2, 5, 4, 8]
    assert not any(isinstance(node.op, abstract_conv.AbstractConv2d) for node in f.maker.fgraph.toposort())


def test_operations_of_old_are_recognised():
    x, w = T.ftensor4(), T.ftensor4()
    assert isinstance(conv2d(x, w).owner.op, abstract_conv.AbstractConv2d)
    with pytest.warns(UserWarning, match="deprecated"):
        assert isinstance(conv.conv2d(x, w).owner.op, conv.ConvOp)
    with pytest.warns(UserWarning, match="unroll_batch"):
        conv2d(x, w, unroll_batch=4)
    with pytest.warns(UserWarning, match="image_shape"):
        conv2d(x, w, image_shape=(None, 3, None, None))


def test_logical_shapes_put_zeros_between():
    image, filters = numbers(1, 1, 3, 3), numbers(1, 1, 2, 2)
    x, w = T.ftensor4(), T.ftensor4()
    op = conv.ConvOp((1, 3, 3), (2, 2), 1, 1, imshp_logical=(1, 5, 5), kshp_logical=(3, 3))
    spread_image, spread_filters = np.zeros((1, 1, 5, 5), "float32"), np.zeros((1, 1, 3, 3), "float32")
    spread_image[..., ::2, ::2], spread_filters[..., ::2, ::2] = image, filters
    mine = theano.function([x, w], op(x, w), mode=PY)(image, filters)
    expected = theano.function([x, w], conv2d(x, w), mode=PY)(spread_image, spread_filters)
    np.testing.assert_allclose(mine, expected, rtol=1e-5)


@pytest.mark.parametrize("border", ["valid", "full", (1, 2)])
def test_correlations_find_lengths_that_follow(border):
    x, w, y = numbers(2, 3, 6, 5), numbers(2, 3, 3, 2), T.ftensor4()
    image, filters = T.ftensor4(), T.ftensor4()
    out = theano.function([image, filters], corr.CorrMM(border)(image, filters), mode=PY)(x, w)
    lengths = theano.function(
        [image, filters, y],
        [corr.CorrMM_gradWeights(border)(image, y).shape, corr.CorrMM_gradInputs(border)(filters, y).shape],
        mode=PY,
    )
    assert [each.tolist() for each in lengths(x, w, out)] == [[2, 3, 3, 2], [2, 3, 6, 5]]
    with pytest.raises(ValueError, match="shape"):
        corr.CorrMM_gradWeights(subsample=(2, 1))(image, y)
    with pytest.raises(ValueError, match="three classes"):
        corr3d.BaseCorr3dMM()


def test_diagonals():
    x = np.arange(12.0).reshape(4, 3)
    band = conv3d2d.get_diagonal_subtensor_view(x, 0, 1)
    assert band.tolist() == [[6, 4, 2], [9, 7, 5]]
    assert np.shares_memory(band, x)
    v = T.dmatrix()
    f = theano.function([v], T.grad(conv3d2d.diagonal_subtensor(v, 0, 1).sum(), v), mode=PY)
    assert f(x).tolist() == [[0, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0]]
    g = theano.function([v], conv3d2d.diagonal_subtensor(v, 0, 1) + 0, mode=theano.Mode("py", "fast_run"))
    assert [n.op.inplace for n in g.maker.fgraph.apply_nodes if isinstance(n.op, conv3d2d.DiagonalSubtensor)] == [True]
    assert g(x).tolist() == band.tolist()
    with pytest.raises(NotImplementedError):
        conv3d2d.get_diagonal_subtensor_view(x.T, 0, 1)


def test_patches_are_copied_for_a_slice_of_the_batch():
    image, filters = numbers(64, 8, 20, 20), numbers(4, 8, 5, 5)
    tracemalloc.start()
    forward(image, filters, Geometry("valid", (1, 1), (1, 1)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * 8 * 25 * 16 * 16 * 4 / 8  # all patches at once take 13 MB
