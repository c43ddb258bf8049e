"""Draw calls of convolution and evaluate them: for the recorder, with Theano on Python 3.8, and for the tests."""

# ruff: noqa: B905, zip of Python 3.8

import importlib
import random

import numpy as np

FUNCTIONS = {
    "conv2d": "tensor.nnet",
    "conv3d": "tensor.nnet.abstract_conv",
    "conv2d_transpose": "tensor.nnet",
    "conv2d_grad_wrt_inputs": "tensor.nnet.abstract_conv",
    "conv2d_grad_wrt_weights": "tensor.nnet.abstract_conv",
    "conv3d_grad_wrt_inputs": "tensor.nnet.abstract_conv",
    "conv3d_grad_wrt_weights": "tensor.nnet.abstract_conv",
    "separable_conv2d": "tensor.nnet.abstract_conv",
    "separable_conv3d": "tensor.nnet.abstract_conv",
    "causal_conv1d": "tensor.nnet.abstract_conv",
    "bilinear_upsampling": "tensor.nnet.abstract_conv",
    "old_conv2d": "tensor.nnet.conv",
    "signal_conv2d": "tensor.signal.conv",
    "conv3d2d": "tensor.nnet.conv3d2d",
}
NAMES = {"old_conv2d": "conv2d", "signal_conv2d": "conv2d", "conv3d2d": "conv3d"}


def array(dtype, shape, seed):
    """Small whole numbers, so that the order of a sum does not matter."""
    return np.random.RandomState(seed).randint(-4, 5, shape).astype(dtype)


def as_tuples(x):
    """What was a tuple before JSON made a list of it."""
    return tuple(map(as_tuples, x)) if isinstance(x, list) else x


class Drawing:
    """Draws calls: a function, its inputs as dtypes, shapes and seeds, and its other arguments."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def calls(self, count):
        kinds = ["conv2d"] * 8 + ["conv3d"] * 3 + ["old_conv2d"] * 2 + sorted(set(FUNCTIONS) - {"conv2d", "conv3d"})
        for number in range(count):
            name = kinds[number % len(kinds)]
            self.dtype = self.draw.choice(["float32", "float64"])
            inputs, arguments = getattr(self, "draw_" + NAMES.get(name, name) + "_old" * (name in NAMES))(name)
            inputs = [[dtype, list(shape), self.draw.randrange(10**6)] for dtype, shape in inputs]
            yield {"call": name, "inputs": inputs, "arguments": arguments}

    def among(self, *choices):
        return self.draw.choice(choices)

    def rarely(self, strange, usual, chance=0.06):
        return strange if self.draw.random() < chance else usual

    def border(self, ndim):
        mode = self.among("valid", "valid", "half", "full", "width", "widths", "pairs")
        if mode == "width":
            return self.draw.randint(0, 2)
        if mode == "widths" or (mode == "pairs" and ndim == 3):
            return [self.draw.randint(0, 2) for _ in range(ndim)]
        if mode == "pairs":
            return [self.among(self.draw.randint(0, 2), [self.draw.randint(0, 2), 1]) for _ in range(ndim)]
        return self.rarely(self.among("same", -1, [1], 1.5, [1, -1]), mode, 0.03)

    def how(self, ndim, groups=True):
        steps = {
            "border_mode": self.border(ndim),
            "subsample": [self.among(1, 1, 2, 3) for _ in range(self.rarely(1, ndim, 0.02))],
            "filter_flip": self.among(True, False),
            "filter_dilation": [self.among(1, 1, 1, 2) for _ in range(ndim)],
        }
        return {**steps, "num_groups": self.among(1, 1, 2, 3)} if groups else steps

    def shapes(self, ndim, how, unshared=False):
        """Shapes of image, filters and output that fit, in most cases."""
        groups, border = how.get("num_groups", 1), how["border_mode"]
        batch, per_group = self.rarely(0, self.draw.randint(1, 3)), self.draw.randint(1, 2)
        filters = groups * self.draw.randint(1, 2)
        lengths = [self.draw.randint(1, 3) for _ in range(ndim)]
        axes = [self.draw.randint(3, 7 if ndim == 2 else 5) for _ in range(ndim)]
        outputs = []
        borders = border if isinstance(border, list) else [border] * ndim
        subsample = how["subsample"] if len(how["subsample"]) == ndim else [1] * ndim
        for i, f, d, s, b in zip(axes, lengths, how["filter_dilation"], subsample, (borders + [0] * ndim)[:ndim]):
            reach = (f - 1) * d + 1
            pad = {"half": reach // 2 * 2, "full": reach * 2 - 2}.get(b, 0) if isinstance(b, str) else b
            pad = sum(pad) if isinstance(pad, list) else pad if isinstance(b, str) else 2 * int(pad)
            outputs.append(max(1, (i + pad - reach) // s + 1))
        image = [batch, self.rarely(1, 0) + per_group * groups, *axes]
        weights = [filters, *(outputs if unshared else []), per_group, *lengths]
        return image, weights, [batch, filters, *outputs]

    def promised(self, shape):
        return self.among(None, None, [self.among(None, length) for length in shape], list(shape))

    def draw_conv2d(self, name):
        how = self.how(2)
        unshared = self.draw.random() < 0.15
        image, filters, _ = self.shapes(2, how, unshared)
        other = self.rarely("float32", self.dtype)
        extra = {"unshared": True} if unshared else {}
        shapes = {"input_shape": self.promised(image), "filter_shape": self.promised(filters)}
        return [(self.dtype, image), (other, filters)], {**how, **shapes, **extra}

    def draw_conv3d(self, name):
        how = self.how(3)
        image, filters, _ = self.shapes(3, how)
        return [(self.dtype, image), (self.dtype, filters)], how

    def gradient(self, ndim, of_filters):
        how = self.how(ndim)
        image, filters, output = self.shapes(ndim, how)
        wrong = self.rarely(1, 0)
        if of_filters:
            lengths = [None, None, *(length + wrong for length in filters[2:])]
            return [(self.dtype, image), (self.dtype, output)], {"filter_shape": lengths, **how}
        lengths = [None, None, *(length + wrong for length in image[2:])]
        return [(self.dtype, output), (self.dtype, filters)], {"input_shape": lengths, **how}

    def draw_conv2d_grad_wrt_inputs(self, name):
        return self.gradient(2, False)

    def draw_conv2d_grad_wrt_weights(self, name):
        return self.gradient(2, True)

    def draw_conv3d_grad_wrt_inputs(self, name):
        return self.gradient(3, False)

    def draw_conv3d_grad_wrt_weights(self, name):
        return self.gradient(3, True)

    def draw_conv2d_transpose(self, name):
        inputs, how = self.gradient(2, False)
        return inputs, {"output_shape": how.pop("input_shape"), "input_dilation": how.pop("subsample"), **how}

    def separable(self, ndim):
        how = self.how(ndim, groups=False)
        channels = self.draw.randint(1, 3)
        image, filters, _ = self.shapes(ndim, {**how, "num_groups": channels})
        mixing = [self.draw.randint(1, 3), filters[0], *[1] * ndim]
        inputs = [(self.dtype, image), (self.dtype, [filters[0], 1, *filters[2:]]), (self.dtype, mixing)]
        return [(self.dtype, [image[0], channels, *image[2:]]), *inputs[1:]], {"num_channels": channels, **how}

    def draw_separable_conv2d(self, name):
        return self.separable(2)

    def draw_separable_conv3d(self, name):
        return self.separable(3)

    def draw_causal_conv1d(self, name):
        how = {
            "subsample": self.among(1, 2),
            "filter_dilation": self.among(1, 2),
            "filter_flip": self.among(True, False),
        }
        filters = [self.draw.randint(1, 3), self.draw.randint(1, 2), self.draw.randint(1, 3)]
        image = [self.draw.randint(1, 3), filters[1] + self.rarely(1, 0), self.draw.randint(3, 8)]
        return [(self.dtype, image), (self.dtype, filters)], {"filter_shape": filters, **how}

    def draw_bilinear_upsampling(self, name):
        image = [self.draw.randint(1, 2), self.draw.randint(1, 2), self.draw.randint(1, 3), self.draw.randint(1, 4)]
        ratio = self.among({"ratio": self.draw.randint(1, 4)}, {"frac_ratio": [self.draw.randint(2, 5), 2]})
        one = self.rarely(True, "ratio" in ratio and self.among(True, False))
        return [("float64", image)], {**ratio, "use_1D_kernel": one}

    def draw_conv2d_old(self, name):
        border = self.rarely("half", self.among("valid", "full"))
        how = {"border_mode": border, "subsample": [1, 1], "filter_dilation": [1, 1]}
        image, filters, _ = self.shapes(2, how)
        steps = self.rarely([2, 1], [1, 1]) if border == "full" else [1, 1]
        arguments = {"border_mode": border, "subsample": steps}
        if name == "signal_conv2d":
            inputs = [image[1:] if self.among(True, False) else image[2:], filters[2 * self.among(0, 1) :][-3:]]
            inputs = [inputs[0][-self.among(2, 3) :], filters[-2:] if self.among(True, False) else filters[1:]]
            return [(self.dtype, shape) for shape in inputs], {"border_mode": border}
        if self.draw.random() < 0.2 or steps != [1, 1]:
            arguments["image_shape"], arguments["filter_shape"] = image, filters
            arguments["image_shape"][2] += self.rarely(1, 0)
        return [(self.dtype, list(image)), (self.dtype, filters)], arguments

    def draw_conv3d_old(self, name):
        film = [self.draw.randint(1, 2), self.draw.randint(3, 5), 2, self.draw.randint(3, 5), self.draw.randint(3, 5)]
        filters = [
            self.draw.randint(1, 2),
            self.draw.randint(1, 3),
            2,
            self.draw.randint(1, 3),
            self.draw.randint(1, 3),
        ]
        border = self.among("valid", "full", "half", ["full", "valid", "valid"], ["valid", "half", "half"], "same")
        return [(self.dtype, film), (self.dtype, filters)], {"border_mode": border}


def evaluate(theano, call, mode, gradients=True):
    """{"outputs": of the value and the gradients}, or {"error": the name of a type}."""
    T = theano.tensor
    module = importlib.import_module(f"{theano.__name__}.{FUNCTIONS[call['call']]}")
    values = [array(*each) for each in call["inputs"]]
    inputs = [T.TensorType(value.dtype, (False,) * value.ndim)() for value in values]
    arguments = {name: as_tuples(value) for name, value in call["arguments"].items()}
    try:
        output = getattr(module, NAMES.get(call["call"], call["call"]))(*inputs, **arguments)
        outputs = [output]
        if gradients:
            weights = (T.arange(output.size) % 7 - 3).reshape(output.shape).astype(output.dtype)
            outputs += T.grad((output * weights).sum(), inputs)
        computed = theano.function(inputs, outputs, mode=mode)(*values)
    except Exception as error:
        return {"error": type(error).__name__}
    return {"outputs": [summary(each) for each in computed]}


def summary(value):
    """What stands for an array: its dtype, its shape and four numbers that change with any of its elements."""
    wide = np.asarray(value, "float64").ravel()
    ramp = np.arange(1, wide.size + 1)
    numbers = [wide.sum(), (wide * ramp).sum(), (wide * np.cos(ramp)).sum(), np.abs(wide).sum()]
    return [str(value.dtype), list(value.shape), [float(f"{number:.9g}") for number in numbers]]
