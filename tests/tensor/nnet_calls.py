"""Draw calls of ``theano.tensor.nnet`` and evaluate them: for the recorder with real Theano, and for the tests."""

# ruff: noqa: B905, zip of Python 3.8

import random

import numpy as np

from tests.tensor.calls import computed, errors

FLOATS = ("float32", "float64")
DTYPES = ("float32", "float64", "float32", "float64", "float16", "int8", "int32", "int64", "uint8", "uint16")
EXTREMES = (-1000, -100, -30, -20, -3, -1, -0.5, 0, 0.5, 1, 3, 20, 30, 100, 1000)


# --- inputs ----------------------------------------------------------------------------------------------------------


def array(kind, dtype, shape, seed):
    """The array that an input stands for: numbers, extreme ones, probabilities, positive ones, labels or one-hots."""
    draw = np.random.RandomState(seed)
    if kind == "extreme":
        return np.asarray(draw.choice(EXTREMES, shape)).astype(dtype)
    if kind == "probabilities":
        return draw.uniform(0.01, 0.99, shape).astype(dtype)
    if kind == "positive":
        return draw.uniform(0.5, 2, shape).astype(dtype)
    if kind.startswith("labels"):
        return draw.randint(0, int(kind[6:]), shape).astype(dtype)
    if kind == "outside":
        return draw.randint(3, 9, shape).astype(dtype)
    if kind == "one-hot":
        return np.eye(shape[1])[draw.randint(0, shape[1], shape[0])].astype(dtype)
    low = 0 if dtype.startswith("u") else -4
    return np.asarray(draw.uniform(low, 4, shape)).astype(dtype)


# --- drawing ---------------------------------------------------------------------------------------------------------


class Drawing:
    """Draws calls: lines of Python over the inputs x, y, z, w, u and v, which are kinds, dtypes, shapes and seeds."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def calls(self, count):
        families = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("draw_")]
        for number in range(count):
            self.inputs, self.mode, self.dtype = [], "fast_compile", self.draw.choice(FLOATS)
            call = families[number % len(families)]()
            yield {"call": call, "mode": self.mode, "inputs": self.inputs}

    def given(self, *shape, kind="general", dtype=None):
        """The name of a new input."""
        self.inputs.append([kind, dtype or self.dtype, list(shape), self.draw.randrange(10**6)])
        return "xyzwuv"[len(self.inputs) - 1]

    def shape(self, *ndims):
        return [self.draw.choice([1, 2, 2, 3, 3, 4]) for _ in range(self.draw.choice(ndims))]

    def kind(self):
        return self.draw.choice(["general", "extreme"])

    def unary(self, *functions):
        self.dtype = self.draw.choice(DTYPES)
        x = self.given(*self.shape(0, 1, 1, 2, 3), kind=self.kind())
        return f"nnet.{self.draw.choice(functions)}({x})"

    def draw_sigmoids(self):
        return self.unary("sigmoid", "softplus", "hard_sigmoid", "softsign")

    def draw_ultra_fast_sigmoid(self):
        self.mode = "c"
        self.dtype = self.draw.choice(["float32", "float64", "float64", "int8", "int32"])
        return f"nnet.ultra_fast_sigmoid({self.given(7, 5, kind=self.kind())})"

    def draw_rectifiers(self):
        if self.draw.random() < 0.5:
            return self.unary("relu", "elu", "selu", "relu")
        x = self.given(3, 4, kind=self.kind())
        return self.draw.choice(
            [
                f"nnet.relu({x}, alpha=0.25)",
                f"nnet.relu({x}, {{}})",
                f"nnet.elu({x}, 0.5)",
                f"nnet.elu({x}, alpha=2)",
                f"nnet.relu({x}, np.float32(0.1))",
                f"nnet.relu({x}, 1)",
            ]
        ).replace("{}", self.given(4))

    def draw_softmax(self):
        if self.draw.random() < 0.2:
            self.dtype = self.draw.choice(DTYPES)
        function = self.draw.choice(
            ["softmax", "softmax", "logsoftmax", "softmax_op", "logsoftmax_op", "softmax_graph"]
        )
        return f"nnet.{function}({self.given(*self.shape(0, 1, 2, 2, 2, 2, 3), kind=self.kind())})"

    def draw_softmax_with_bias(self):
        rows, columns = self.shape(2)
        x = self.given(rows, columns, kind=self.kind())
        b = self.given(columns + (self.draw.random() < 0.1), dtype=self.draw.choice([None, None, "float64", "int8"]))
        if self.draw.random() < 0.3:
            return f"nnet.softmax_grad({x}, nnet.softmax({self.given(rows, columns)}))"
        return f"nnet.softmax_with_bias({x}, {b})"

    def draw_stable(self):
        # what Theano's rewrites make of it
        self.mode = "fast_run"
        n, x = 3, self.given(3, 4, kind="extreme")
        y = self.given(3, kind="labels4", dtype=self.draw.choice(["int32", "int64", "int8", "uint8"]))
        t = self.given(3, 4, kind=self.draw.choice(["one-hot", "probabilities"]))
        p = self.draw.choice(
            [f"nnet.softmax({x})", f"nnet.softmax({x} * 1)", f"nnet.softmax_with_bias({x}, {self.given(4)})"]
        )
        rows = self.draw.choice([f"T.arange({y}.shape[0])", f"T.arange({y}.shape[0])", f"T.arange({n})"])
        return self.draw.choice(
            [
                f"-T.mean(T.log({p})[{rows}, {y}])",
                f"-T.log({p})[{rows}, {y}]",
                f"-T.mean(T.log({p}[{rows}, {y}]))",
                f"T.sum(-T.log({p}[{rows}, {y}])) * 0.5",
                f"nnet.categorical_crossentropy({p}, {t})",
                f"nnet.categorical_crossentropy({p}, {t}).mean()",
                f"nnet.categorical_crossentropy({p}, T.cast({y}, 'int32'))",
                f"nnet.categorical_crossentropy({p}, T.cast({y}, 'int64')).mean()",
                f"T.log({p})",
                f"-({t} * T.log({p})).sum(axis=1)",
            ]
        )

    def draw_stable_sigmoid(self):
        self.mode = "fast_run"
        x = self.given(9, kind="extreme")
        t = self.given(9, kind="probabilities")
        s = f"nnet.sigmoid({x})"
        return self.draw.choice(
            [
                f"T.log({s})",
                f"T.log(1 - {s})",
                f"T.log1p(-{s})",
                f"T.log(nnet.sigmoid(-{x}))",
                f"nnet.binary_crossentropy({s}, {t})",
                f"nnet.binary_crossentropy({s}, {t}).mean()",
                f"-T.mean({t} * T.log({s}) + (1 - {t}) * T.log(1 - {s}))",
                f"T.log1p(T.exp({x}))",
                f"1 / (1 + T.exp(-{x}))",
                f"nnet.sigmoid_binary_crossentropy({x}, {t})",
                f"T.exp({x}) / (1 + T.exp({x}))",
                f"T.log(1 / (1 + T.exp(-{x})))",
            ]
        )

    def draw_binary(self):
        shape = self.shape(0, 1, 2, 3)
        if self.draw.random() < 0.5:
            output, target = self.given(*shape, kind="probabilities"), self.given(*shape, kind="probabilities")
            return f"nnet.binary_crossentropy({output}, {target})"
        target = self.given(*shape, kind="labels2", dtype=self.draw.choice(["int8", "int64", "float32", "float64"]))
        return f"nnet.sigmoid_binary_crossentropy({self.given(*shape, kind=self.kind())}, {target})"

    def draw_categorical(self):
        rows, columns = self.shape(2)
        p = self.given(rows, columns, kind="probabilities")
        chance = self.draw.random()
        if chance < 0.4:
            target = self.given(rows, columns, kind="probabilities")
        elif chance < 0.8:
            dtype = self.draw.choice(["int32", "int64", "int64", "int8", "float64"])
            target = self.given(rows, kind=f"labels{columns}", dtype=dtype)
        else:
            target = self.given(*self.shape(0, 3), kind="probabilities")
        function = self.draw.choice(["categorical_crossentropy"] * 3 + ["crossentropy_categorical_1hot"])
        return f"nnet.{function}({p}, {target})"

    def draw_crossentropy_softmax(self):
        rows, columns = self.shape(2)
        x, b = self.given(rows, columns, kind=self.kind()), self.given(columns)
        chance, dtype = self.draw.random(), self.draw.choice(["int32", "int64", "uint8", "int8"])
        if chance < 0.8:
            y = self.given(rows, kind=f"labels{columns}", dtype=dtype)
        elif chance < 0.9:
            y = self.given(rows, kind="outside", dtype=dtype)
        else:
            y = self.given(*self.draw.choice([(rows + 1,), (rows, 1)]), kind="labels1", dtype=dtype)
        return self.draw.choice(
            [
                f"nnet.crossentropy_softmax_1hot({x}, {y})",
                f"nnet.crossentropy_softmax_1hot({x}, y_idx={y})[0]",
                f"nnet.crossentropy_softmax_1hot_with_bias({x}, {b}, {y})",
                f"nnet.crossentropy_softmax_argmax_1hot_with_bias({x}, {b}, {y})",
                f"nnet.crossentropy_softmax_argmax_1hot_with_bias({x}, {b}, {y})[0]",
                f"nnet.crossentropy_softmax_max_and_argmax_1hot({x}, {y})",
                f"nnet.crossentropy_softmax_max_and_argmax_1hot_with_bias({x}, {b}, {y})",
                f"nnet.crossentropy_softmax_1hot_with_bias_dx({x}[:, 0], nnet.softmax({x}), {y})",
            ]
        )

    def draw_prepend(self):
        x = self.given(*self.shape(2, 2, 2, 1))
        v = self.given(dtype=self.draw.choice([None, None, "float32", "int8"]))
        function = self.draw.choice(
            ["prepend_0_to_each_row(", "prepend_1_to_each_row(", f"prepend_scalar_to_each_row({v}, "]
        )
        return f"nnet.{function}{x})"

    def draw_confusion_matrix(self):
        n = self.draw.choice([1, 4, 6])
        dtype = self.draw.choice(["int64", "float64", "int8"])
        return "nnet.confusion_matrix({}, {})".format(
            self.given(n, kind="labels4", dtype=dtype),
            self.given(*([n] + [2] * (self.draw.random() < 0.1)), kind="labels4", dtype=dtype),
        )

    def draw_h_softmax(self):
        batch, n, classes, per_class = (self.draw.choice([2, 3, 4]) for _ in "bncp")
        outputs = classes * per_class - self.draw.choice([0, 1])
        names = [
            *(self.given(batch, n), self.given(n, classes), self.given(classes)),
            *(self.given(classes, n, per_class), self.given(classes, per_class)),
        ]
        target = ""
        if self.draw.random() < 0.6:
            target = ", " + self.given(
                *self.draw.choice([(batch,), (batch, 1)]),
                kind=f"labels{outputs}",
                dtype=self.draw.choice(["int32", "int64"]),
            )
        sizes = f"{batch}, {outputs}, {classes}, {per_class}"
        return f"nnet.h_softmax({names[0]}, {sizes}, {', '.join(names[1:])}{target})"

    def draw_blocksparse(self):
        batch, iblocks, oblocks, isize, osize, iwin, owin = (self.draw.choice([1, 2, 3]) for _ in range(7))
        index = self.draw.choice(["int32", "int64"])
        W = self.given(iblocks, oblocks, isize, osize)
        h = self.given(batch, iwin, isize)
        iidx = self.given(batch, iwin, kind=f"labels{iblocks}", dtype=index)
        oidx = self.given(batch, owin, kind=f"labels{oblocks}", dtype=index)
        if self.draw.random() < 0.3:
            o, y = self.given(iblocks, oblocks, isize, osize), self.given(batch, owin, osize)
            return f"nnet.blocksparse.sparse_block_outer({o}, {h}, {y}, {iidx}, {oidx})"
        if self.draw.random() < 0.3:
            o = self.given(batch, owin, osize)
            return f"nnet.blocksparse.sparse_block_gemv({o}, {W}, {h}, {iidx}, {oidx})"
        return f"nnet.blocksparse.sparse_block_dot({W}, {h}, {iidx}, {self.given(oblocks, osize)}, {oidx})"

    def layers(self):
        """The names of a batch and of a function that makes parameters for it, and the axes."""
        shape = self.shape(2, 3, 4, 4)
        shape[0] += 1
        ndim = len(shape)
        axes = self.draw.choice(["'per-activation'", "'spatial'", "(0,)", "None", "None", "(0, 1)"])
        if axes == "None":
            axes = str(tuple(sorted(self.draw.sample(range(ndim), self.draw.choice([1, min(2, ndim)])))))
        along = {"'per-activation'": (0,), "'spatial'": (0, *range(2, ndim))}.get(axes)
        along = eval(axes) if along is None else along
        short = [n for i, n in enumerate(shape) if i not in along]
        full = [1 if i in along else n for i, n in enumerate(shape)]
        chosen = self.draw.choice([short, full, full])
        if self.draw.random() < 0.06:
            chosen = [*chosen, 1]
        return self.given(*shape), chosen, axes

    def draw_bn_train(self):
        x, shape, axes = self.layers()
        names = [self.given(*shape), self.given(*shape)]
        options = self.draw.choice(["", "", ", epsilon=1e-3", ", epsilon=1e-6", ", epsilon=0.01"])
        if self.draw.random() < 0.5:
            running = self.given(*shape), self.given(*shape, kind="positive")
            factor = self.draw.choice(["", "running_average_factor=0.3, ", "running_average_factor=1, "])
            options += ", {}running_mean={}, running_var={}".format(factor, *running)
        elif self.draw.random() < 0.1:
            options += f", running_mean={self.given(*shape)}"
        return f"nnet.bn.batch_normalization_train({x}, {', '.join(names)}, {axes}{options})"

    def draw_bn_test(self):
        x, shape, axes = self.layers()
        var = self.given(*shape, kind="positive")
        names = [self.given(*shape), self.given(*shape), self.given(*shape), var]
        if self.draw.random() < 0.25:
            mode = self.draw.choice(["", ", mode='low_mem'", ", 'high_mem'", ", mode='no_mem'"])
            return f"nnet.bn.batch_normalization({x}, {', '.join(names)}{mode})"
        epsilon = self.draw.choice(["", ", epsilon=1e-3", ", 1e-6", ", epsilon=0.01"])
        return f"nnet.bn.batch_normalization_test({x}, {', '.join(names)}, {axes}{epsilon})"


# --- evaluating ------------------------------------------------------------------------------------------------------


def evaluate(theano, call):
    """What a library makes of a call: its outputs and their gradients with weights 1, 2, 3, ..., or errors' classes."""
    T = theano.tensor
    mode = theano.Mode("py", call["mode"]) if call["mode"] != "c" else theano.Mode("cvm", "fast_run")
    values = [array(*spec) for spec in call["inputs"]]
    variables = [T.TensorType(str(v.dtype), [n == 1 for n in v.shape])(name) for name, v in zip("xyzwuv", values)]
    space = {"T": T, "nnet": T.nnet, "np": np, **dict(zip("xyzwuv", variables))}

    try:
        outputs = eval(call["call"], space)
        outputs = [T.as_tensor_variable(o) for o in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]
        answer = {"outputs": computed(theano, variables, values, outputs, mode)}
    except Exception as error:
        return {"error": errors(error)}
    floats = [v for v in variables if v.dtype in FLOATS]
    costs = [(o * (T.arange(o.size) + 1).reshape(o.shape).astype(o.dtype)).sum() for o in outputs if o.dtype in FLOATS]
    if floats and costs:
        try:
            gradients = theano.grad(sum(costs), floats, disconnected_inputs="ignore")
            answer["gradients"] = computed(theano, variables, values, gradients, mode)
        except Exception as error:
            answer["gradients"] = {"error": errors(error)}
    return answer
