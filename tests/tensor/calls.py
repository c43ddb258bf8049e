"""Evaluate calls written as text: by the recorders, with Theano on its old Python, and by the tests, with ours."""

# ruff: noqa: B905 (runs on Python 3.8)

import warnings

import numpy as np


def array(spec):
    """The array that an input ``{"dtype", "shape", "seed", "low", "high"}`` stands for."""
    draw = np.random.RandomState(spec["seed"])
    shape, dtype = tuple(spec["shape"]), spec["dtype"]
    low, high = spec.get("low", -3), spec.get("high", 4)
    if dtype == "bool":
        return draw.randint(0, 2, shape).astype("bool")
    if "int" in dtype:
        low, high = int(np.floor(low)), int(np.ceil(high))
        return draw.randint(max(low, 0) if dtype.startswith("u") else low, high, shape).astype(dtype)
    values = draw.uniform(low, high, shape)
    if dtype.startswith("complex"):
        values = values + 1j * draw.uniform(low, high, shape)
    return np.asarray(values).astype(dtype)


def plain(value):
    """An array as JSON has it."""
    value = np.asarray(value)
    if value.dtype.kind == "c":
        return [value.real.tolist(), value.imag.tolist()]
    return value.tolist()


def errors(error):
    """The names of an error's classes."""
    return [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)]


def computed(theano, variables, values, outputs, mode, plain=plain):
    """What stands for each output: its dtype, declared and computed, its pattern, shape and numbers."""
    results = theano.function(variables, outputs, mode=mode, on_unused_input="ignore", accept_inplace=True)(*values)
    return [
        {
            "dtype": str(o.dtype),
            "computed": str(np.asarray(r).dtype),
            "broadcastable": [bool(b) for b in o.type.broadcastable],
            "shape": list(np.shape(r)),
            "value": plain(r),
        }
        for o, r in zip(outputs, results)
    ]


def evaluate(theano, call):
    """What a call gives: its outputs' dtypes, broadcast patterns and values, or the classes of its error.

    For a call of `theano.tensor.inplace` the last output is what the first input has become.
    """
    from theano.tensor import inplace

    T, mode = theano.tensor, theano.Mode("py", "fast_compile")
    names, values = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, spec in zip("xyzw", call["inputs"]):
            pattern = spec.get("broadcastable", [False] * len(spec["shape"]))
            names.append(T.TensorType(spec["dtype"], pattern)(name))
            values.append(array(spec))
        space = {"T": T, "theano": theano, "np": np, "inplace": inplace}
        space.update(zip("xyzw", names))
        inputs = [theano.In(v, mutable=True) for v in names] if "inplace" in call["call"] else names
        try:
            outputs = eval(call["call"], space)
            outputs = [T.as_tensor_variable(o) for o in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]
            results = computed(theano, inputs, values, outputs, mode)
        except Exception as error:
            return {"error": errors(error)}
    if "inplace" in call["call"]:
        first = {"shape": list(values[0].shape), "value": plain(values[0])}
        pattern = [bool(b) for b in names[0].type.broadcastable]
        results.append({"dtype": str(names[0].dtype), "broadcastable": pattern, **first})
    return {"outputs": results}
