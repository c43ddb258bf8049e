"""Draw calls of pooling and neighbourhoods and evaluate them: for the recorder, with Theano, and for the tests."""

# ruff: noqa: B905, zip of Python 3.8

import importlib
import random
import warnings

import numpy as np

from tests.tensor.calls import computed, errors

FLOATS = ("float32", "float64")
MODES = ("max", "max", "sum", "average_inc_pad", "average_exc_pad")
BORDERS = ("valid", "valid", "ignore_borders", "half", "full", "wrap_centered")


def array(kind, dtype, shape, seed):
    """The array that an input stands for: `kind` is distinct, ties, nan or a list, which is the array itself."""
    if isinstance(kind, list):
        return np.asarray(kind, dtype)
    numbers = np.random.RandomState(seed)
    size = int(np.prod(shape))
    if kind == "distinct":
        values = numbers.permutation(size) - size // 2
    else:
        values = numbers.randint(-2, 3, size).astype("float64")
    if kind == "nan":
        values[numbers.uniform(size=size) < 0.2] = np.nan
    if dtype == "bool":
        values = values > 0
    return np.asarray(values).astype(dtype).reshape(shape)


class Drawing:
    """Draws calls: lines of Python over the inputs x, y, z and w, which are kinds, dtypes, shapes and seeds."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def calls(self, count):
        kinds = ("pool_2d", "pool_2d", "pool_2d", "pool_3d", "op", "neibs", "neibs", "pool_2d", "pool_3d", "odd")
        for number in range(count):
            self.inputs, self.linker = [], "c"
            call = getattr(self, "draw_" + kinds[number % len(kinds)])()
            yield {"call": call, "inputs": self.inputs, "linker": self.linker}

    def given(self, dtype, *shape, kind=None):
        kind = kind or self.draw.choice(["distinct", "ties"])
        if dtype not in FLOATS:
            # Theano's C code is compiled for each dtype, its NumPy code agrees
            self.linker = "py"
        self.inputs.append([kind, dtype, list(shape), self.draw.randrange(10**6)])
        return "xyzw"[len(self.inputs) - 1]

    def dtype(self):
        return self.draw.choice(["float32", "float32", "float64", "int8", "int64", "uint8", "float64", "float32"])

    def numbers(self, values, symbolic):
        if not symbolic:
            return repr(tuple(values))
        return self.given(self.draw.choice(["int64", "int32"]), len(values), kind=list(values))

    def image(self, nd, ws):
        lead = [self.draw.choice([0, 1, 2, 2, 3]) for _ in range(self.draw.choice([0, 1, 2, 2]))]
        lengths = [self.draw.choice([1, 2, 3, 4, 5, 6, 7, max(w - 1, 1)]) for w in ws]
        dtype = self.dtype()
        kind = "nan" if dtype in FLOATS and self.draw.random() < 0.1 else None
        return self.given(dtype, *lead, *lengths, kind=kind)

    def windows(self, nd):
        ws = [self.draw.choice([1, 2, 2, 3, 3, 4]) for _ in range(nd)]
        ignore_border = self.draw.random() < 0.6
        stride = None if self.draw.random() < 0.4 else [self.draw.choice([1, 2, 3, 5]) for _ in range(nd)]
        pad = [self.draw.randrange(w) for w in ws] if ignore_border and self.draw.random() < 0.5 else None
        return ws, ignore_border, stride, pad

    def pooled(self, name, nd, more=""):
        ws, ignore_border, stride, pad = self.windows(nd)
        x, symbolic = self.image(nd, ws), self.draw.random() < 0.3
        floats = self.inputs[0][1] in FLOATS
        call = f"{name}({x}, {self.numbers(ws, symbolic)}, {ignore_border}"
        if stride:
            call += f", stride={self.numbers(stride, symbolic)}"
        if pad:
            call += f", pad={self.numbers(pad, symbolic)}"
        self.linker = "c" if floats else "py"
        return call + f", mode={self.draw.choice(MODES)!r})"

    def draw_pool_2d(self):
        if self.draw.random() < 0.07:
            return f"pool.max_pool_2d_same_size({self.image(2, (2, 2))}, (2, {self.draw.choice([1, 2, 3])}))"
        return self.pooled("pool.pool_2d", 2)

    def draw_pool_3d(self):
        return self.pooled("pool.pool_3d", 3)

    def draw_op(self):
        nd = self.draw.choice([1, 1, 2, 3])
        ws, ignore_border, stride, pad = self.windows(nd)
        x, mode = self.image(nd, ws), self.draw.choice(MODES)
        sizes = tuple(ws), stride and tuple(stride), pad and tuple(pad)
        return f"pool.Pool({ignore_border}, {mode!r}, {nd})({x}, {sizes[0]}, {sizes[1]}, {sizes[2]})"

    def draw_odd(self):
        """A call that is refused, or nearly so."""
        _, y = self.given("float32", 2, 3, 5, 6), self.draw.choice([2, 3])
        calls = (
            "pool.pool_2d(x, (2, 2), False, pad=(1, 0))",
            "pool.pool_2d(x, (2, {y}), True, pad=(0, {y}))",
            "pool.pool_2d(x, (2., 2.), True)",
            "pool.pool_2d(x, (2, 2), True, stride=(1.5, 1))",
            "pool.pool_2d(x, ((2, 2), (2, 2)), True)",
            "pool.pool_2d(x, (2, {y}, 2), True)",
            "pool.pool_2d(x, (2,), True)",
            "pool.pool_2d(x, {y}, True)",
            "pool.pool_2d(x)",
            "pool.pool_2d(x, (2, 2), True, ds=(2, 2))",
            "pool.pool_2d(x, ds=(2, {y}), ignore_border=True)",
            "pool.pool_2d(x, (2, 2), True, (1, 1), st=(1, 1))",
            "pool.pool_2d(x, (2, 2), True, st=(1, {y}))",
            "pool.pool_2d(x, (2, 2), True, pad=(1, 1), padding=(1, 1))",
            "pool.pool_2d(x, (2, 2), True, padding=(1, 0))",
            "pool.pool_2d(x, (2, {y}))",
            "pool.pool_2d(x, (2, 2), True, mode='mean')",
            "pool.pool_2d(x, (2, 2), True, mode='max_deterministic')",
            "pool.pool_2d(x[0, 0, 0], (2, 2), True)",
            "pool.pool_3d(x[0, 0], (2, 2, 2), True)",
            "pool.pool_3d(x, (2, 2), True)",
            "pool.Pool(True, ndim=3)(x[0, 0], (2, 2, 2))",
            "pool.Pool(True, 'mean')",
            "pool.AveragePoolGrad(True, 'max')",
            "pool.MaxPoolGrad(True)(x, x, x[0], (2, 2))",
            "pool.DownsampleFactorMaxGradGrad(True, 'sum')",
            "pool.Pool.out_shape((9, 8, 6), (2, 2))",
            "pool.Pool.out_shape((7, 8), (3, {y}), True, (2, 2), (1, 1))",
            "pool.Pool.out_shape((7, 8), (3, {y}), False, (2, 1))",
            "pool.Pool.out_shape(x.shape, (3, {y}), True, (2, 1), (1, 0))",
            "pool.Pool.out_shape((7,), (2, 2))",
            "pool.Pool.out_shape((7, 7))",
            "pool.Pool.out_shape((7, 7, 8), (2, 2, 3), True, ndim=3)",
            "pool.MaxPoolRop(True)(x, x * 2 + 1, (2, {y}))",
            "neighbours.images2neibs(x, (2, 2), mode='foo')",
            "neighbours.images2neibs(x[0], (2, 2))",
            "neighbours.images2neibs(x, 2)",
            "neighbours.images2neibs(x, (5, 2, 2))",
            "neighbours.images2neibs(x, (5, 2), (1, 2, 1))",
            "neighbours.images2neibs(x, (5, 2), (0, 2))",
            "neighbours.images2neibs(x, (0, 2), (1, 2))",
            "neighbours.neibs2images(x[0, 0], (2, 2), (1, 1, 4, 4), mode='half')",
        )
        return self.draw.choice(calls).format(y=y)

    def draw_neibs(self):
        mode, dtype = self.draw.choice(BORDERS), self.dtype()
        size = [self.draw.choice([1, 2, 3, 3, 4]) for _ in "rc"]
        step = size if self.draw.random() < 0.5 else [self.draw.choice([1, 1, 2, 3]) for _ in "rc"]
        if mode == "wrap_centered" and self.draw.random() < 0.8:
            size = [n | 1 for n in size]
        lengths = [self.draw.choice([n, n + s, n + 2 * s, n + 2 * s, 5]) for n, s in zip(size, step)]
        if mode in ("half", "full") and self.draw.random() < 0.8:
            over = [n % 2 if mode == "half" else 2 - n for n in size]
            lengths = [max(k * s + o, n) for k, s, o, n in zip((2, 3), step, over, size)]
            lengths = [n if (n - o) % s == 0 else n + s - (n - o) % s for n, s, o in zip(lengths, step, over)]
        x, symbolic = self.given(dtype, self.draw.choice([0, 1, 2]), self.draw.choice([1, 3]), *lengths), False
        if self.draw.random() < 0.2 and mode in ("valid", "ignore_borders"):
            call = "neighbours.neibs2images(neighbours.images2neibs({0}, {1}, mode={2!r}), {1}, {0}.shape, {2!r})"
            return call.format(x, tuple(size), mode)
        symbolic = self.draw.random() < 0.3
        steps = "" if step is size else ", " + self.numbers(step, symbolic)
        call = "neighbours.images2neibs({}, {}{}, mode={!r})"
        return call.format(x, self.numbers(size, symbolic), steps, mode)


def evaluate(theano, call, linker):
    """What a library makes of a call: its outputs, first and second gradient and Rop, or errors' classes."""
    T = theano.tensor
    mode = theano.Mode(linker, "fast_compile")
    space = {"T": T, "np": np}
    for name in ("signal.pool", "nnet.neighbours"):
        space[name.split(".")[1]] = importlib.import_module(f"{theano.__name__}.tensor.{name}")
    values = [array(*spec) for spec in call["inputs"]]
    variables = [T.TensorType(str(v.dtype), [False] * v.ndim)(name) for name, v in zip("xyzw", values)]
    space.update(zip("xyzw", variables))

    def attempt(make):
        try:
            return computed(theano, variables, values, [make()], mode)
        except Exception as error:
            return {"error": errors(error)}

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            outputs = eval(call["call"], space)
            warned = sum(w.category is UserWarning and "pool" in str(w.message) + w.filename for w in seen)
            outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
            outputs = [T.as_tensor_variable(o) for o in outputs]
            answer = {"outputs": computed(theano, variables, values, outputs, mode), "warned": warned}
        except Exception as error:
            return {"error": errors(error)}
        x, z = variables[0], outputs[0]
        if len(outputs) == 1 and x.dtype in FLOATS and z.dtype in FLOATS and z.ndim:
            answer["gradient"] = attempt(lambda: T.grad((z * z).sum(), x))
            if ".pool_" in call["call"]:
                answer["second"] = attempt(lambda: T.grad((T.grad((z * z).sum(), x) ** 2).sum(), x))
                answer["rop"] = attempt(lambda: T.Rop(z, x, x * 2 + 1))
    return answer
