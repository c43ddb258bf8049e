"""``theano.tensor.tests.test_basic``: what the tests of an operation are made with, and random arrays for them."""

# ruff: noqa: B017, PT009, PT027

import os as _os
import tempfile as _tempfile
import unittest as _unittest
from copy import copy as _copy

import numpy as _np

from theano_min import _removed
from theano_min.compile.function import function as _function
from theano_min.compile.sharedvalue import shared as _shared
from theano_min.configdefaults import config as _config
from theano_min.configparser import change_flags as _change_flags
from theano_min.gof.utils import MethodNotDefined as _MethodNotDefined
from theano_min.tensor import basic as _tensor
from theano_min.tensor.type import TensorType as _TensorType
from theano_min.tests import unittest_tools as _utt

__getattr__ = _removed.getattr_for(__name__)

test_rng = _np.random.RandomState(seed=_utt.fetch_seed())

# ---------------------------------------------------------------- random arrays


def rand(*shape):
    """Return numbers from [-1, 1) of dtype floatX. Source: theano.tensor.tests.test_basic.rand."""
    return _np.asarray(test_rng.rand(*shape) * 2 - 1, dtype=_config.floatX)


def rand_nonzero(shape, eps=3e-4):
    """Return numbers of dtype floatX whose absolute values are from [eps, 1]."""
    r = _np.asarray(test_rng.rand(*shape), dtype=_config.floatX)
    return (r * (1 - eps) + eps * (r >= 0.5)) * 2 - 1


def randint(*shape):
    """Return integers from -5 to 5."""
    return test_rng.randint(-5, 6, shape)


def randuint32(*shape):
    """Return integers from 0 to 4, of dtype uint32."""
    return _np.array(test_rng.randint(5, size=shape), dtype=_np.uint32)


def randuint16(*shape):
    """Return integers from 0 to 4, of dtype uint16."""
    return _np.array(test_rng.randint(5, size=shape), dtype=_np.uint16)


def randcomplex(*shape):
    """Return complex numbers without imaginary parts, from [-1, 1)."""
    return _np.complex128(2 * _np.asarray(test_rng.rand(*shape), dtype=_config.floatX) - 1)


def randcomplex_nonzero(shape, eps=1e-4):
    """Return complex numbers without imaginary parts, whose absolute values are from [eps, 1]."""
    return _np.complex128(rand_nonzero(shape, eps))


def randint_nonzero(*shape):
    """Return integers from -5 to 5 without 0."""
    r = test_rng.randint(-5, 5, shape)
    return r + (r == 0) * 5


def rand_ranged(min, max, shape):
    """Return numbers from [min, max) of dtype floatX."""
    return _np.asarray(test_rng.rand(*shape) * (max - min) + min, dtype=_config.floatX)


def randint_ranged(min, max, shape):
    """Return integers from ``min`` to ``max``."""
    return test_rng.randint(min, max + 1, shape)


def randc128_ranged(min, max, shape):
    """Return complex numbers without imaginary parts, from [min, max)."""
    return _np.asarray(test_rng.rand(*shape) * (max - min) + min, dtype="complex128")


def rand_of_dtype(shape, dtype):
    """Return integers from -5 to 5 or numbers from [-1, 1), as ``dtype``. Errors: TypeError for one of no numbers."""
    kinds = ((_tensor.discrete_dtypes, randint), (_tensor.float_dtypes, rand), (_tensor.complex_dtypes, randcomplex))
    for dtypes, draw in kinds:
        if dtype in dtypes:
            return draw(*shape).astype(dtype)
    raise TypeError(dtype)


# ---------------------------------------------------------------- functions


def inplace_func(inputs, outputs, mode=None, allow_input_downcast=False, on_unused_input="raise", name=None):
    """Compile as `theano.function`, of operations that write into their inputs, too."""
    return _function(
        inputs,
        outputs,
        mode=mode,
        accept_inplace=True,
        name=name,
        allow_input_downcast=allow_input_downcast,
        on_unused_input=on_unused_input,
    )


def eval_outputs(outputs, ops=(), mode=None):
    """Return the values of ``outputs``, one alone without its list; an operation of the classes ``ops`` computes."""
    f = inplace_func([], outputs, mode=mode)
    values = f()
    if ops:
        assert any(isinstance(node.op, ops) for node in f.maker.fgraph.apply_nodes)
    return values[0] if isinstance(values, list | tuple) and len(values) == 1 else values


def safe_make_node(op, *inputs):
    """Return the node of what ``op``, an operation or a function, gives for ``inputs``."""
    made = op(*inputs)
    return (made[0] if isinstance(made, list) else made).owner


def check_floatX(inputs, rval):
    """Return ``rval``, in single precision where ``config.cast_policy`` has Theano compute so and NumPy does not."""
    is_single = _config.cast_policy == "numpy+floatX" and _config.floatX == "float32"
    if is_single and getattr(rval, "dtype", None) == "float64" and all(x.dtype != "float64" for x in inputs):
        return rval.astype("float32")
    return rval


# ---------------------------------------------------------------- test cases


class _Checker(_unittest.TestCase):
    """What ``makeTester`` makes derives from this."""

    def setUp(self):
        self.tmp_files = []

    def tearDown(self):
        for file, path in self.tmp_files:
            _os.close(file)
            _os.remove(path)

    def add_memmap_values(self, values):
        """The cases, and the first of them once more with its arrays on disk."""
        if not self.test_memmap or not values:
            return values
        name = min(values)
        return {f"{name}_memmap": [self._on_disk(x) for x in values[name]], **values}

    def _on_disk(self, x):
        if type(x) is not _np.ndarray or not x.size:
            return x
        self.tmp_files.append(_tempfile.mkstemp())
        kept = _np.memmap(self.tmp_files[-1][1], dtype=x.dtype, mode="w+", shape=x.shape)
        kept[...] = x
        return kept

    def _skipped(self):
        if self.skip:
            self.skipTest(str(self.skip))

    def _expected(self, name, inputs):
        """What the outputs are expected to be, and how exactly."""
        if isinstance(self.expected, dict) and name in self.expected:
            found, eps = self.expected[name], 5e-9
        else:
            found, eps = self.expected(*inputs), 1e-10
        if any(x.dtype in ("float32", "int8", "uint8", "uint16") for x in inputs):
            eps = 1e-6
        return found if isinstance(found, list | tuple) else (found,), max(eps, self.eps)

    def test_good(self):
        self._skipped()
        for name, arrays in self.add_memmap_values(self.good).items():
            inputs = [_copy(x) for x in arrays]
            with self.subTest(name, op=str(self.op)):
                variables = [_like(x) for x in inputs]
                node = safe_make_node(self.op, *variables)
                f = inplace_func(variables, node.outputs, mode=self.mode, name="test_good")
                expected, eps = self._expected(name, inputs)
                values = f(*inputs)
                for value, wanted in zip(values, expected, strict=False):
                    self.assertEqual((value.dtype, value.shape), (wanted.dtype, wanted.shape))
                    _np.testing.assert_allclose(value, wanted, rtol=eps, atol=eps)
                for description, check in self.checks.items():
                    self.assertTrue(check(inputs, values), description)

    def test_bad_build(self):
        self._skipped()
        for name, inputs in self.bad_build.items():
            with self.subTest(name, op=str(self.op)), self.assertRaises(Exception):
                safe_make_node(self.op, *[_shared(_copy(x)) for x in inputs])

    @_change_flags(compute_test_value="off")
    def test_bad_runtime(self):
        self._skipped()
        for name, inputs in self.bad_runtime.items():
            with self.subTest(name, op=str(self.op)):
                node = safe_make_node(self.op, *[_shared(x) for x in inputs])
                f = inplace_func([], node.outputs, mode=self.mode, name="test_bad_runtime")
                self.assertRaises(Exception, f, [])  # an argument too many: as in Theano, this holds of any function

    def test_grad(self):
        self._skipped()
        for name, inputs in self.grad.items():
            with self.subTest(name, op=str(self.op)):
                arrays = [_copy(x) for x in inputs]
                _utt.verify_grad(self.op, arrays, mode=self.mode, rel_tol=self.grad_rtol, eps=self.grad_eps)

    def test_grad_none(self):
        self._skipped()
        for name, inputs in self.good.items() if hasattr(self.op, "grad") else ():
            outputs, _ = self._expected(name, inputs)
            given = [
                _like(out, _config.floatX if out.dtype.name in _tensor.discrete_dtypes else None) for out in outputs
            ]
            try:
                gradients = self.op.grad([_like(x) for x in inputs], given)
            except (_MethodNotDefined, NotImplementedError):
                continue
            self.assertFalse(any(each is None for each in gradients), name)


def _like(x, dtype=None):
    """A variable for an array."""
    return _TensorType(dtype or x.dtype.name, [length == 1 for length in x.shape])()


def makeTester(
    name,
    op,
    expected,
    checks=None,
    good=None,
    bad_build=None,
    bad_runtime=None,
    grad=None,
    mode=None,
    grad_rtol=None,
    eps=1e-10,
    skip=False,
    test_memmap=True,
    check_name=True,
    grad_eps=None,
):
    """Return a class of tests of ``op``, an operation or a function, of the name ``name``.

    good, bad_build, bad_runtime, grad : {case: arrays}, for which op computes what ``expected``, a function of the
    arrays or {case: results}, says, builds no graph, raises an error when it is called, and has the gradient that
    finite differences have; ``grad=True`` takes those that are good. ``checks``, {description: function of inputs and
    outputs}, hold for each that is good; ``skip`` is a reason. Source: theano.tensor.tests.test_basic.makeTester.
    """
    static = {"op": staticmethod(op), "expected": expected if isinstance(expected, dict) else staticmethod(expected)}
    cases = {"good": good or {}, "bad_build": bad_build or {}, "bad_runtime": bad_runtime or {}}
    cases["grad"] = cases["good"] if grad is True else grad or {}
    how = {"mode": mode, "grad_rtol": grad_rtol, "grad_eps": grad_eps, "eps": eps, "skip": skip}
    return type(name, (_Checker,), {**static, **cases, **how, "checks": checks or {}, "test_memmap": test_memmap})


def makeBroadcastTester(op, expected, checks=None, name=None, **kwargs):
    """Return `makeTester`'s class for an elementwise operation, named after it; with ``inplace`` it works in place.

    Source: theano.tensor.tests.test_basic.makeBroadcastTester.
    """
    name = str(op) if name is None else name
    if name.startswith("Elemwise{") and name.endswith(",no_inplace}"):
        name = name.removeprefix("Elemwise{").removesuffix(",no_inplace}").title().replace("_", "")
    elif name.endswith("_inplace"):
        name = name.title().replace("_", "")
    checks = dict(checks or {})
    if kwargs.pop("inplace", False):
        checks["inplace_check"] = lambda inputs, outputs: _np.all(inputs[0] == outputs[0])
        if not isinstance(expected, dict):
            computed = expected

            def expected(*inputs):
                return _np.array(computed(*inputs), dtype=inputs[0].dtype)

    return makeTester(name if name.endswith("Tester") else f"{name}Tester", op, expected, checks, **kwargs)
