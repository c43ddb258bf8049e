"""Linear algebra in the default mode, its gradients against finite differences, and its operations' classes."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor import blas, fft, fourier, nlinalg, slinalg
from theano.tests.unittest_tools import verify_grad

NUMBERS = np.random.RandomState(42)
GENERAL = NUMBERS.uniform(-1, 1, (4, 4)) + 3 * np.eye(4)
POSITIVE = GENERAL.dot(GENERAL.T)
LOWER = np.tril(GENERAL)
WIDE = NUMBERS.uniform(-1, 1, (2, 6))
VECTOR = NUMBERS.uniform(1, 2, 4)
BATCH = NUMBERS.uniform(-1, 1, (2, 3, 4))
PARTS = NUMBERS.uniform(-1, 1, (2, 3, 2))

EXPRESSIONS = {
    "pinv": (nlinalg.pinv, WIDE),
    "matrix_inverse": (nlinalg.matrix_inverse, GENERAL),
    "det": (nlinalg.det, GENERAL),
    "trace": (nlinalg.trace, GENERAL),
    "alloc_diag": (nlinalg.alloc_diag, VECTOR),
    "extract_diag": (nlinalg.extract_diag, GENERAL),
    "matrix_power": (lambda x: nlinalg.matrix_power(x, 3), GENERAL),
    "matrix_dot": (lambda x, y: nlinalg.matrix_dot(x, y, x), GENERAL, POSITIVE),
    "eigenvalues": (lambda x: nlinalg.eigh(x)[0], POSITIVE / 8),
    "projections": (lambda x: nlinalg.eigh(x, "U")[1] ** 2, POSITIVE),
    "eigvalsh": (lambda x, y: slinalg.eigvalsh(x, y, False), POSITIVE, POSITIVE + np.diag(VECTOR)),
    "norm": (lambda x: nlinalg.norm(x, "fro"), GENERAL),
    "norm of a vector": (lambda x: nlinalg.norm(x, 3), VECTOR),
    "cholesky": (lambda x: slinalg.cholesky(x.dot(x.T)), GENERAL),
    "upper cholesky": (lambda x: slinalg.Cholesky(lower=False)(x.dot(x.T)), GENERAL),
    "cholesky or nan": (lambda x: slinalg.Cholesky(on_error="nan")(x.dot(x.T)), GENERAL),
    "solve": (slinalg.solve, GENERAL, WIDE[:, :4].T),
    "solve for a vector": (slinalg.solve, GENERAL, VECTOR),
    "solve_symmetric": (slinalg.solve_symmetric, POSITIVE, VECTOR),
    "solve_lower_triangular": (slinalg.solve_lower_triangular, LOWER, VECTOR),
    "solve_upper_triangular": (slinalg.solve_upper_triangular, LOWER.T, WIDE[:, :4].T),
    "kron": (slinalg.kron, WIDE, GENERAL),
    "kron of a vector": (slinalg.kron, VECTOR, WIDE),
    "expm": (slinalg.expm, GENERAL / 4),
    "rfft": (fft.rfft, BATCH),
    "rfft of odd length": (lambda x: fft.rfft(x, norm="ortho"), BATCH[..., :3]),
    "irfft": (fft.irfft, PARTS),
    "irfft of odd length": (lambda x: fft.irfft(x, norm="ortho", is_odd=True), PARTS),
    "ger": (lambda a, x, y: blas.ger(a, x[0], x, y), GENERAL, VECTOR, VECTOR),
    "batched_dot": (blas.batched_dot, BATCH[..., :3], BATCH),
}


def close(values, others, tolerance=1e-7):
    for value, other in zip(values, others, strict=True):
        assert (value.dtype, value.shape) == (other.dtype, other.shape)
        np.testing.assert_allclose(value, other, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", EXPRESSIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_gradients_are_the_finite_differences(name, dtype):
    expression, *point = EXPRESSIONS[name]
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        verify_grad(expression, [value.astype(dtype) for value in point], rng=np.random.RandomState(7))


@pytest.mark.more
@pytest.mark.filterwarnings("error", "ignore::numba.core.errors.NumbaWarning")
def test_the_default_mode_agrees_with_python():
    variables, values, outputs = [], [], []
    for name in ("matrix_inverse", "projections", "cholesky", "rfft", "irfft of odd length", "ger", "batched_dot"):
        expression, *point = EXPRESSIONS[name]
        inputs = [T.TensorType("float64", [False] * value.ndim)() for value in point]
        output = expression(*inputs)
        outputs += [output, *(theano.grad(output.sum(), inputs) if name in ("rfft", "ger") else [])]
        variables += inputs
        values += point
    outputs += [nlinalg.lstsq()(variables[0], VECTOR, -1)[0], fourier.fft(variables[0], None, None)]
    numba = theano.function(variables, outputs, mode="NUMBA")
    python = theano.function(variables, outputs, mode=theano.Mode("py", "fast_compile"))
    close(numba(*values), python(*values))


@pytest.mark.parametrize("mode", [pytest.param("NUMBA", marks=pytest.mark.more), "py"])
def test_what_fails_raises(mode):
    mode = mode if mode == "NUMBA" else theano.Mode("py", "fast_compile")
    x, y, z = T.dmatrix(), T.dmatrix(), T.dvector()
    singular, negative = np.ones((3, 3)), -np.eye(3)
    calls = [
        ([x], nlinalg.matrix_inverse(x), [singular]),
        ([x, z], slinalg.solve(x, z), [singular, np.ones(3)]),
        ([x, z], slinalg.solve_lower_triangular(x, z), [np.zeros((3, 3)), np.ones(3)]),
        ([x], slinalg.cholesky(x), [negative]),
        ([x, y], slinalg.eigvalsh(x, y), [singular, negative]),
    ]
    for inputs, output, values in calls:
        with pytest.raises(np.linalg.LinAlgError):
            theano.function(inputs, output, mode=mode)(*values)
    result = theano.function([x], slinalg.Cholesky(on_error="nan")(x), mode=mode)(negative)
    assert np.isnan(result[np.tril_indices(3)]).all()


def test_classes_recognise_their_nodes():
    x, v = T.dmatrix(), T.dvector()
    assert isinstance(nlinalg.matrix_inverse(x).owner.op, nlinalg.MatrixInverse)
    assert isinstance(nlinalg.pinv(x).owner.op, nlinalg.MatrixPinv)
    assert isinstance(nlinalg.det(x).owner.op, nlinalg.Det)
    assert isinstance(nlinalg.eigh(x)[0].owner.op, nlinalg.Eigh)
    assert isinstance(nlinalg.svd(x)[0].owner.op, nlinalg.SVD)
    assert isinstance(nlinalg.qr(x)[0].owner.op, nlinalg.QRFull)
    assert isinstance(slinalg.expm(x).owner.op, slinalg.Expm)
    assert isinstance(fft.rfft_op(x).owner.op, fft.RFFTOp)
    assert isinstance(blas.ger(x, T.constant(1.0, dtype="float64"), v, v).owner.op, blas.Ger)
    f = theano.function([x, v], [slinalg.cholesky(x), slinalg.solve(x, v), slinalg.solve_lower_triangular(x, v)])
    ops = [node.op for node in f.maker.fgraph.toposort()]
    assert sum(isinstance(op, slinalg.Cholesky) for op in ops) == 1
    assert sum(isinstance(op, slinalg.Solve) for op in ops) == 2
    assert not isinstance(T.exp, slinalg.Solve)
    assert slinalg.Solve() == slinalg.solve != slinalg.solve_symmetric
    assert len({slinalg.Solve(), slinalg.solve, slinalg.solve_symmetric}) == 2


def test_gradient_classes():
    x, y = T.dmatrices("xy")
    mode = theano.Mode("py", "fast_compile")
    values, vectors = nlinalg.eigh(x)
    ones = T.ones_like
    pairs = [
        (nlinalg.EighGrad()(x, values, vectors, ones(values), ones(vectors)), values.sum() + vectors.sum()),
        (slinalg.CholeskyGrad()(x, slinalg.cholesky(x), ones(x)), slinalg.cholesky(x).sum()),
        (slinalg.ExpmGrad()(x, ones(x)), slinalg.expm(x).sum()),
    ]
    f = theano.function([x], [g for g, _ in pairs] + [theano.grad(cost, x) for _, cost in pairs], mode=mode)
    results = f(POSITIVE)
    close(results[:3], results[3:])
    built = slinalg.EigvalshGrad()(x, y, ones(values))
    derived = theano.grad(slinalg.eigvalsh(x, y).sum(), [x, y])
    results = theano.function([x, y], built + derived, mode=mode)(POSITIVE, POSITIVE + np.eye(4))
    close(results[:2], results[2:])


def test_in_place_ger():
    x, v = T.dmatrix(), T.dvector()
    two = T.constant(2.0, dtype="float64")
    f = theano.function([x, v], blas.ger_destructive(x * 1, two, v, v), accept_inplace=True, mode="NUMBA")
    value = np.zeros((2, 2))
    assert f(value, [1.0, 2.0]).tolist() == [[2.0, 4.0], [4.0, 8.0]]
    assert not value.any()


@pytest.mark.filterwarnings("ignore:PyTensor could not link to a BLAS installation")
def test_headers_and_constants():
    from theano.tensor import blas_headers

    assert "dgemm_" in blas_headers.blas_header_text()
    assert slinalg.imported_scipy is True
    assert "lower_triangular" in slinalg.MATRIX_STRUCTURES
    with pytest.raises(AttributeError, match="does not know its clients"):
        _ = blas.res_is_a
    for mode in ("raw", "economic"):
        with pytest.raises(ValueError, match=mode):
            nlinalg.QRFull(mode)
    with pytest.raises(ValueError, match="reduced"):
        nlinalg.QRIncomplete("reduced")
    with pytest.raises(TypeError, match="two arguments"):
        blas.batched_dot(T.dmatrix())


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_infinities_and_nan_are_refused(bad):
    x, b = T.dmatrix(), T.dvector()
    a = np.array([[1.0, bad], [bad, 2.0]])
    for result in (slinalg.Cholesky(on_error="nan")(x), slinalg.cholesky(x), slinalg.solve(x, b)):
        f = theano.function([x, b], result, mode=theano.Mode("py", "fast_compile"), on_unused_input="ignore")
        with pytest.raises(ValueError, match="infs or NaNs"):
            f(a, np.ones(2))
