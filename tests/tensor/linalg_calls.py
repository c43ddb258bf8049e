"""Draw calls of linear algebra and evaluate them: for the recorder, with Theano on Python 3.8, and for the tests."""

# ruff: noqa: B905, zip of Python 3.8

import importlib
import random

import numpy as np

from tests.tensor.calls import computed, errors

MODULES = ("nlinalg", "slinalg", "fft", "fourier", "blas")
FLOATS = ("float32", "float64")
DTYPES = ("float64", "float64", "float64", "float32", "float32", "complex64", "complex128", "int8", "int32", "int64")


# --- inputs ----------------------------------------------------------------------------------------------------------


def array(kind, dtype, shape, seed):
    """The array that an input stands for: `kind` is general, positive (definite), triangular, singular or nan."""
    numbers = np.random.RandomState(seed)
    values = numbers.uniform(-2, 2, shape)
    if dtype.startswith("complex"):
        values = values + 1j * numbers.uniform(-2, 2, shape)
    if kind == "positive":
        values = values.dot(values.conj().T) + shape[0] * np.eye(shape[0])
    if kind == "triangular":
        values = np.tril(values, -1) + np.diag(numbers.uniform(1, 3, shape[0]))
    if kind == "dominant":
        values = values + 3 * shape[0] * np.eye(*shape)
    if kind == "singular":
        values = np.ones(shape)
    if kind == "nan":
        values[(0,) * values.ndim] = np.nan
    if dtype.startswith("int"):
        values = np.round(values)
    return np.asarray(values).astype(dtype)


# --- drawing ---------------------------------------------------------------------------------------------------------


class Drawing:
    """Draws calls: lines of Python over the inputs x, y, z and w, which are kinds, dtypes, shapes and seeds."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def calls(self, count):
        families = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("draw_")]
        for number in range(count):
            self.inputs, self.dtype = [], self.draw.choice(DTYPES)
            call = families[number % len(families)]()
            yield {"call": call, "inputs": self.inputs}

    def given(self, *shape, kind="general", dtype=None):
        """The name of a new input."""
        self.inputs.append([kind, dtype or self.dtype, list(shape), self.draw.randrange(10**6)])
        return "xyzw"[len(self.inputs) - 1]

    def size(self, least=1):
        return self.draw.choice([0, 1, 2, 2, 3, 3, 4, 5][least:])

    def square(self, *kinds):
        """An input for a square matrix; now and then it is not square, not a matrix, or of a kind that fails."""
        n, chance = self.size(), self.draw.random()
        if chance < 0.04:
            return self.given(n, n + 1)
        if chance < 0.08:
            return self.given(*self.draw.choice([(), (n,), (n, n, n)]))
        return self.given(n, n, kind=self.draw.choice(kinds or ("dominant",)))

    def float_or_complex(self):
        self.dtype = self.draw.choice(("float64", "float32", "complex128", "complex64"))

    def draw_inverse(self):
        return "nlinalg.matrix_inverse({})".format(self.square("dominant", "dominant", "dominant", "singular"))

    def draw_pinv(self):
        return f"nlinalg.pinv({self.given(self.size(), self.size())})"

    def draw_det(self):
        return "nlinalg.det({})".format(self.square("dominant", "general"))

    def draw_trace(self):
        return "nlinalg.{}({})".format(self.draw.choice(["trace", "extract_diag", "ExtractDiag()"]), self.square())

    def draw_diag(self):
        shape = [self.size(least=0) for _ in range(self.draw.choice([0, 1, 1, 2, 2, 3]))]
        return "nlinalg.{}({})".format(self.draw.choice(["diag", "alloc_diag", "AllocDiag()"]), self.given(*shape))

    def draw_eig(self):
        return "[abs(v) for v in nlinalg.eig({})]".format(self.square("positive"))

    def draw_eigh(self):
        triangle = self.draw.choice(["", ", 'L'", ", 'U'", ", UPLO='U'"])
        return "[abs(v) for v in nlinalg.eigh({}{})]".format(self.square("dominant", "positive"), triangle)

    def draw_svd(self):
        options = self.draw.choice(["", ", 1, 0", ", False", ", full_matrices=False, compute_uv=True", ", 0, 0"])
        x = self.given(self.size(), self.size())
        return f"[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd({x}{options}))]"

    def draw_qr(self):
        mode = self.draw.choice(["", ", 'reduced'", ", 'complete'", ", mode='r'", ", 'raw'", ", 'full'", ", 'foo'"])
        return f"nlinalg.qr({self.given(self.size(), self.size())}{mode})"

    def draw_lstsq(self):
        rows = self.size()
        right = self.draw.choice([(rows,), (rows, 2)])
        self.dtype = self.draw.choice(["float64", "int32"])
        return f"nlinalg.lstsq()({self.given(rows, self.size())}, {self.given(*right)}, -1)"

    def draw_matrix_power(self):
        return f"nlinalg.matrix_power({self.square('general')}, {self.draw.choice([-1, 0, 1, 2, 3, 4])})"

    def draw_matrix_dot(self):
        sizes = [self.size() for _ in range(self.draw.choice([2, 3, 4, 5]))]
        names = [self.given(*sizes[i : i + 2], dtype=self.draw.choice(DTYPES)) for i in range(len(sizes) - 1)]
        return "nlinalg.matrix_dot({})".format(", ".join(names))

    def draw_norm(self):
        ord = self.draw.choice(["None", "'inf'", "'-inf'", "'fro'", "0", "1", "-1", "2", "3", "0.5", "'foo'"])
        shape = [self.size() for _ in range(self.draw.choice([0, 1, 1, 1, 2, 2, 2, 3]))]
        return f"nlinalg.norm({self.given(*shape)}, {ord})"

    def draw_tensorinv(self):
        shape, ind = self.draw.choice([((4, 2, 2), 1), ((2, 3, 6), 2), ((2, 2, 2, 2), 2), ((3, 2), 1), ((3, 3), 1)])
        return f"nlinalg.tensorinv({self.given(*shape)}, {ind})"

    def draw_tensorsolve(self):
        shape, right, axes = self.draw.choice(
            [((4, 2, 2), (4,), ""), ((2, 3, 6), (2, 3), ""), ((2, 2, 2, 2), (2, 2), ", (0, 2)"), ((3, 3), (3,), "")]
        )
        return f"nlinalg.tensorsolve({self.given(*shape)}, {self.given(*right)}{axes})"

    def draw_cholesky(self):
        op = self.draw.choice(["cholesky", "cholesky", "Cholesky(lower=False)", "Cholesky(False, 'nan')"])
        return "slinalg.{}({})".format(op, self.square("positive", "positive", "positive", "general"))

    def draw_solve(self):
        ops = ("solve", "solve", "solve_symmetric", "Solve('hermitian')", "Solve()", "Solve('foo')")
        matrix = self.square("dominant", "dominant", "dominant", "singular", "nan")
        return f"slinalg.{self.draw.choice(ops)}({matrix}, {self.right_hand_side()})"

    def draw_solve_triangular(self):
        ops = ("solve_lower_triangular", "solve_upper_triangular", "Solve('lower_triangular')")
        matrix = self.square("triangular", "dominant", "singular")
        return f"slinalg.{self.draw.choice(ops)}({matrix}, {self.right_hand_side()})"

    def right_hand_side(self):
        rows = (self.inputs[0][2] or [2])[0]
        shape = self.draw.choice([(rows,), (rows,), (rows, 1), (rows, 3), (rows, 3), (rows + 1, 2), (rows, 2, 2)])
        return self.given(*shape, dtype=self.draw.choice(DTYPES))

    def draw_eigvalsh(self):
        a, b = self.square("positive"), self.draw.choice(["T.NoneConst", ""])
        if not b:
            shape = self.inputs[0][2]
            b = self.given(*shape, kind="positive" if len(shape) == 2 and shape[0] == shape[1] else "general")
        return "slinalg.eigvalsh({}, {}{})".format(a, b, self.draw.choice(["", ", False", ", lower=True"]))

    def draw_kron(self):
        shapes = [[self.size() for _ in range(self.draw.choice([0, 1, 1, 2, 2, 2, 3]))] for _ in "ab"]
        return "slinalg.kron({}, {})".format(*tuple(self.given(*s, dtype=self.draw.choice(DTYPES)) for s in shapes))

    def draw_expm(self):
        return "slinalg.expm({})".format(self.square("general"))

    def draw_rfft(self):
        self.dtype = self.draw.choice(FLOATS)
        norm = self.draw.choice(["", ", None", ", 'ortho'", ", norm='no_norm'", ", 'foo'"])
        shape = [self.size() for _ in range(self.draw.choice([1, 2, 2, 2, 3, 4]))]
        return f"fft.rfft({self.given(*shape)}{norm})"

    def draw_irfft(self):
        self.dtype = self.draw.choice(FLOATS)
        norm = self.draw.choice(["", ", None", ", 'ortho'", ", norm='no_norm'", ", is_odd=True", ", 'ortho', True"])
        shape = [self.size() for _ in range(self.draw.choice([1, 1, 1, 2]))]
        return f"fft.irfft({self.given(*shape, self.draw.choice([2, 3, 4]), 2)}{norm})"

    def draw_rfft_op(self):
        self.dtype = self.draw.choice(FLOATS)
        lengths = self.draw.choice(["[2, 3]", "[4, 5]", "[3, 2]", "[2., 3.]"])
        if self.draw.random() < 0.5:
            return f"fft.rfft_op({self.given(2, 3, 4)}, {lengths})"
        return f"fft.irfft_op({self.given(2, 3, 4, 2)}, {lengths})"

    def draw_fourier(self):
        shape = [self.size() for _ in range(self.draw.choice([0, 1, 2, 2, 3]))]
        n, axis = self.draw.choice(["None", "3", "5", "0"]), self.draw.choice(["None", "0", "1", "-1"])
        return f"fourier.fft({self.given(*shape)}, {n}, {axis})"

    def draw_gemm(self):
        self.float_or_complex()
        n, k, m = self.size(), self.size(), self.size()
        names = self.given(n, m), self.given(n, k), self.given(k, m)
        a, b = (f"T.constant({c}, dtype='{self.dtype}')" for c in (self.draw.choice([0, 1, 2.5]), -1.5))
        return f"blas.gemm_no_inplace({names[0]}, {a}, {names[1]}, {names[2]}, {b})"

    def draw_gemv(self):
        self.float_or_complex()
        n, m = self.size(), self.size()
        names = self.given(n), self.given(n, m), self.given(m)
        a, b = (f"T.constant({c}, dtype='{self.dtype}')" for c in (2.5, self.draw.choice([0, 1, -1.5])))
        return f"blas.gemv({names[0]}, {a}, {names[1]}, {names[2]}, {b})"

    def draw_ger(self):
        if self.draw.random() < 0.8:
            self.float_or_complex()
        n, m = self.size(), self.size()
        other = self.draw.choice([None, None, None, "float64"])
        names = self.given(n, m), self.given(n), self.given(m, dtype=other)
        return f"blas.ger({names[0]}, T.constant(2.5, dtype='{self.dtype}'), {names[1]}, {names[2]})"

    def draw_dot22(self):
        self.float_or_complex()
        n, k, m = self.size(), self.size(), self.size()
        names = self.given(n, k), self.given(k, m)
        if self.draw.random() < 0.5:
            return "blas._dot22({}, {})".format(*names)
        return f"blas._dot22scalar({names[0]}, {names[1]}, T.constant(2.5, dtype='{self.dtype}'))"

    def draw_batched_dot(self):
        self.float_or_complex()
        batch, n, k, m = (self.size() for _ in "bnkm")
        left, right = self.draw.choice([((n, k), (k, m)), ((n, k), (k,)), ((k,), (k, m)), ((k,), (k,))])
        return f"blas.batched_dot({self.given(batch, *left)}, {self.given(batch, *right)})"


# --- evaluating ------------------------------------------------------------------------------------------------------


def plain(value):
    value = np.asarray(value)
    if value.dtype.kind == "c":
        return np.stack([value.real, value.imag], axis=-1).tolist()
    return value.tolist()


def evaluate(theano, call):
    """What a library makes of a call: its outputs and the gradients of the sum of their squares, or errors' classes."""
    T, mode = theano.tensor, theano.Mode("py", "fast_compile")
    space = {"T": T, "np": np}
    space.update((name, importlib.import_module(f"{theano.__name__}.tensor.{name}")) for name in MODULES)
    values = [array(*spec) for spec in call["inputs"]]
    variables = [T.TensorType(str(v.dtype), [False] * v.ndim)(name) for name, v in zip("xyzw", values)]
    space.update(zip("xyzw", variables))

    try:
        outputs = eval(call["call"], space)
        outputs = [T.as_tensor_variable(o) for o in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]
        answer = {"outputs": computed(theano, variables, values, outputs, mode, plain)}
    except Exception as error:
        return {"error": errors(error)}
    floats = [v for v in variables if v.dtype in FLOATS]
    if floats and len(floats) == len(variables) and all(o.dtype in FLOATS for o in outputs):
        try:
            cost = sum((o * o).sum() for o in outputs)
            gradients = theano.grad(cost, floats, disconnected_inputs="ignore")
            answer["gradients"] = computed(theano, variables, values, gradients, mode, plain)
        except Exception as error:
            answer["gradients"] = {"error": errors(error)}
    return answer
