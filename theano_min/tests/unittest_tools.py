"""``theano.tests.unittest_tools``: seeds, comparisons and test cases for programs that test with Theano's helpers."""

import functools as _functools
import io as _io
import logging as _logging
import re as _re
import sys as _sys
import unittest as _unittest
from copy import copy as _copy, deepcopy as _deepcopy
from unittest import SkipTest as SkipTest

import numpy as _np
from pytensor.compile.mode import get_default_mode as _get_default_mode
from pytensor.gradient import GradientError as _GradientError, verify_grad as _verify_grad
from pytensor.tensor.math import _allclose, _get_atol_rtol, add as _add

from theano_min.compile.function import function as _function
from theano_min.configdefaults import config as _config

_logger = _logging.getLogger("theano.tests.unittest_tools")

# ---------------------------------------------------------------- seeds


def fetch_seed(pseed=None):
    """Return the seed for a test, an integer: ``pseed``, or ``config.unittests.rseed`` if it is None or 0.

    'random' gives None, which seeds NumPy's generators by chance; so does, with a line on stderr, what is no number.
    Source: theano.tests.unittest_tools.fetch_seed.
    """
    seed = pseed or _config.unittests.rseed
    if seed == "random":
        return None
    try:
        return int(seed) or None
    except ValueError:
        print(f"Error: config.unittests.rseed contains invalid seed {seed!r}, using None instead", file=_sys.stderr)
        return None


def seed_rng(pseed=None):
    """Seed NumPy's global random state with ``fetch_seed(pseed)`` and return that seed.

    Source: theano.tests.unittest_tools.seed_rng.
    """
    seed = fetch_seed(pseed)
    if pseed and pseed != seed:
        print(f"Warning: using seed {seed} instead of the seed {pseed} given as parameter", file=_sys.stderr)
    _np.random.seed(seed)
    return seed


class MockRandomState:
    """A random state that draws one value, to try the ends: ``rand`` gives ``val``, ``randint`` the lowest for 0.

    For any other ``val`` ``randint`` gives the highest integer. Source: theano.tests.unittest_tools.MockRandomState.
    """

    def __init__(self, val):
        self.val = val

    def rand(self, *shape):
        return _np.full(shape, self.val, dtype="float64")

    def randint(self, minval, maxval=None, size=1):
        low, high = (0, minval) if maxval is None else (minval, maxval)
        return _np.full(size, low if self.val == 0 else high - 1, dtype="int64")


class AttemptManyTimes:
    """Decorates a test that may fail by chance: it passes if ``n_req_successes`` of ``n_attempts`` runs do.

    Each run has another seed in ``config.unittests.rseed``, and the ``setUp`` and ``tearDown`` of its test case. The
    exception of the run after which success is out of reach is raised. Source: theano.tests.unittest_tools.
    """

    def __init__(self, n_attempts, n_req_successes=1):
        assert n_attempts >= n_req_successes, "more successes are required than attempts"
        self.n_attempts = n_attempts
        self.n_req_successes = n_req_successes

    def __call__(self, fct):
        @_functools.wraps(fct)
        def attempt_many_times(*args, **kwargs):
            original = seed = _config.unittests.rseed
            case = args[0] if len(args) == 1 and hasattr(args[0], "_testMethodName") else None
            failures = successes = 0
            while successes < self.n_req_successes:
                try:
                    _config.unittests.rseed = seed
                    _call(case, "setUp")
                    fct(*args, **kwargs)
                    successes += 1
                except Exception:
                    failures += 1
                    if failures > self.n_attempts - self.n_req_successes:
                        raise
                finally:
                    _config.unittests.rseed = original
                    _call(case, "tearDown")
                    seed = seed if seed in (None, "random") else str(int(seed) + 1)

        return attempt_many_times


def _call(case, method):
    if hasattr(case, method):
        getattr(case, method)()


# ---------------------------------------------------------------- comparisons


def verify_grad(op, pt, n_tests=2, rng=None, *args, **kwargs):
    """Compare the gradients of ``op`` at the points ``pt``, a list of arrays, with finite differences.

    ``rng`` is by default NumPy's global random state, seeded by ``seed_rng()``; the other arguments are those of
    ``theano.tensor.verify_grad``. Errors: ``verify_grad.E_grad`` if they differ.
    Source: theano.tests.unittest_tools.verify_grad.
    """
    if rng is None:
        seed_rng()
        rng = _np.random
    _verify_grad(op, pt, n_tests, rng, *args, **kwargs)


verify_grad.E_grad = _GradientError  # type: ignore[attr-defined]


def _summary(label, array):
    statistics = array.min(), array.max(), _np.isinf(array).sum(), _np.isnan(array).sum()
    return f"  {label}: {array.shape} {array.dtype} {array.strides} {' '.join(map(str, statistics))}"


def str_diagnostic(expected, value, rtol, atol):
    """Return lines that say how two arrays differ; for None the tolerances are those of their dtypes.

    Source: theano.tests.unittest_tools.str_diagnostic.
    """
    text = _io.StringIO()
    expected_array, array = _np.asarray(expected), _np.asarray(value)
    if expected_array.size and array.size:
        print("           : shape, dtype, strides, min, max, n_inf, n_nan:", file=text)
        print(_summary("Expected ", expected_array), file=text)
        print(_summary("Value    ", array), file=text)
    print("  expected    :", expected, file=text)
    print("  value    :", value, file=text)
    if expected_array.shape == array.shape and array.size:
        difference = _np.absolute(array - expected_array)
        with _np.errstate(divide="ignore", invalid="ignore"):
            relative = difference / _np.absolute(expected_array)
        for kind, differences in (("Abs", difference), ("Rel", relative)):
            for name in ("Max", "Mean", "Median", "Std"):
                print(f"  {name} {kind} Diff: ", getattr(_np, name.lower())(differences), file=text)
    default_atol, default_rtol = _get_atol_rtol(expected_array, array)
    print("  rtol, atol:", default_rtol if rtol is None else rtol, default_atol if atol is None else atol, file=text)
    return text.getvalue()


class WrongValue(Exception):
    """Says how a value, ``val2``, differs from the expected one, ``val1``. Source: theano.tests.unittest_tools."""

    def __init__(self, expected_val, val, rtol, atol):
        super().__init__()
        self.val1 = expected_val
        self.val2 = val
        self.rtol = rtol
        self.atol = atol

    def __str__(self):
        return "WrongValue\n" + str_diagnostic(self.val1, self.val2, self.rtol, self.atol)


def assert_allclose(expected, value, rtol=None, atol=None):
    """Raise WrongValue unless two arrays are equal up to tolerances, by default those of their dtypes.

    NaN equals nothing. Source: theano.tests.unittest_tools.assert_allclose.
    """
    if not _allclose(expected, value, rtol, atol):
        raise WrongValue(expected, value, rtol, atol)


# ---------------------------------------------------------------- test cases


class TestOptimizationMixin:
    """Assertions on the graph of a compiled function: how many nodes apply an Op, or one of a class.

    Source: theano.tests.unittest_tools.TestOptimizationMixin.
    """

    __test__ = False

    def _assert_count(self, f, matches, op, min, max):
        nodes = f.maker.fgraph.toposort()
        found = [node for node in nodes if matches(node.op)]
        assert min <= len(found) <= max, (nodes, found, str(op), len(found), min, max)

    def assertFunctionContains(self, f, op, min=1, max=_sys.maxsize):
        self._assert_count(f, lambda other: other == op, op, min, max)

    def assertFunctionContains0(self, f, op):
        self.assertFunctionContains(f, op, min=0, max=0)

    def assertFunctionContains1(self, f, op):
        self.assertFunctionContains(f, op, min=1, max=1)

    def assertFunctionContainsN(self, f, op, N):
        self.assertFunctionContains(f, op, min=N, max=N)

    def assertFunctionContainsClass(self, f, op, min=1, max=_sys.maxsize):
        self._assert_count(f, lambda other: isinstance(other, op), op, min, max)

    def assertFunctionContainsClassN(self, f, op, N):
        self.assertFunctionContainsClass(f, op, min=N, max=N)

    def SkipTest(self, msg="Skip this test"):
        raise SkipTest(msg)


class T_OpContractMixin:
    """Tests equality, hashes and names of the Ops in ``self.ops``; a subclass defines ``clone(op)`` too.

    Source: theano.tests.unittest_tools.T_OpContractMixin.
    """

    other_op = _add

    def copy(self, x):
        return _copy(x)

    def deepcopy(self, x):
        return _deepcopy(x)

    def clone(self, op):
        raise NotImplementedError("clone(self, op) returns a new instance like `op`")

    def test_eq(self):
        for op in self.ops:
            assert all(op == same for same in (op, self.copy(op), self.deepcopy(op), self.clone(op)))
            assert op != self.other_op
            assert all(op != other for other in self.ops if other is not op)

    def test_hash(self):
        for op in self.ops:
            assert all(hash(op) == hash(same) for same in (op, self.copy(op), self.deepcopy(op), self.clone(op)))
            assert hash(op) != hash(self.other_op)

    def test_name(self):
        assert all(str(op) for op in self.ops)


class InferShapeTester(_unittest.TestCase):
    """A test case whose ``_compile_and_check`` tests that the shape of an Op's outputs is found without computing them.

    ``self.mode`` is by default the configured mode. Source: theano.tests.unittest_tools.InferShapeTester.
    """

    def setUp(self):
        seed_rng()
        mode = getattr(self, "mode", None)
        self.mode = (_get_default_mode() if mode is None else mode).including("canonicalize")

    def _compile_and_check(self, inputs, outputs, numeric_inputs, cls, excluding=None, warn=True, check_topo=True):
        mode = self.mode.excluding(*excluding) if excluding else self.mode
        if warn:
            _warn_of_repeated_lengths(inputs, numeric_inputs, cls)
        compute = _function(inputs, outputs, mode=mode)
        compute_shapes = _function(inputs, [output.shape for output in outputs], mode=mode)
        if check_topo:
            assert not any(isinstance(node.op, cls) for node in compute_shapes.maker.fgraph.toposort())
        assert any(isinstance(node.op, cls) for node in compute.maker.fgraph.toposort())
        for value, shape in zip(compute(*numeric_inputs), compute_shapes(*numeric_inputs), strict=True):
            assert _np.all(value.shape == shape), (value.shape, shape)


def _warn_of_repeated_lengths(inputs, values, cls):
    for variable, value in zip(inputs, values, strict=False):
        shape = getattr(value, "shape", None)
        if shape is None:
            shape = getattr(variable.type.filter(value), "shape", ())
        broadcastable = getattr(variable.type, "broadcastable", [False] * len(shape))
        lengths = [length for length, one in zip(shape, broadcastable, strict=True) if not one]
        if len(set(lengths)) != len(lengths):
            _logger.warning(
                "An input of shape %r does not show whether the shapes of %r mix up dimensions of equal length.",
                shape,
                cls,
            )
            return


# ---------------------------------------------------------------- what nose and parameterized had


def attr(*args, **kwargs):
    """Return a decorator that sets the attributes named in ``args`` to True, and those of ``kwargs``.

    Source: theano.tests.unittest_tools.attr.
    """

    def decorate(function):
        for name, value in {**dict.fromkeys(args, True), **kwargs}.items():
            setattr(function, name, value)
        return function

    return decorate


def custom_name_func(testcase_func, param_num, param):
    """Return the name of a parameterized test, made of the function's and its arguments.

    Source: theano.tests.unittest_tools.custom_name_func.
    """
    arguments = _re.sub("[^a-zA-Z0-9_]+", "_", "_".join(str(x) for x in param.args))
    return f"{testcase_func.__name__}_{arguments}"


def assertFailure_fast(f):
    """Return the test ``f``, or if ``config.cycle_detection`` is 'fast' a test that it fails.

    Source: theano.tests.unittest_tools.assertFailure_fast.
    """
    if _config.cycle_detection != "fast":
        return f

    def fails(*args, **kwargs):
        try:
            f(*args, **kwargs)
        except Exception:
            return
        raise AssertionError("no exception was raised")

    return fails
