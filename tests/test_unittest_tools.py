"""`theano.tests.unittest_tools`: seeds, comparisons and test cases behave as Theano's."""

import sys
import unittest

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tests import unittest_tools as utt


@pytest.fixture(autouse=True)
def python_linker():
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        yield


# what Theano 1.0.5 returned for each argument while config.unittests.rseed was 666
@pytest.mark.parametrize(
    ("given", "seed"), [(None, 666), (3, 3), ("7", 7), ("random", None), (0, 666), ("no number", None)]
)
def test_fetch_seed(given, seed):
    assert utt.fetch_seed(given) == seed


def test_an_invalid_seed_is_said(capsys):
    utt.fetch_seed("no number")
    assert "invalid seed" in capsys.readouterr().err


def test_seed_rng():
    state = np.random.get_state()
    try:
        assert utt.seed_rng() == 666
        assert np.random.rand() == 0.7004371218578347
        assert utt.seed_rng(5) == 5
        assert np.random.rand() == np.random.RandomState(5).rand()
    finally:
        np.random.set_state(state)


def test_verify_grad():
    point = np.random.RandomState(1).uniform(1, 2, (3, 4))
    utt.verify_grad(T.log, [point])
    utt.verify_grad(lambda x, y: x * y, [point, point], rng=np.random.RandomState(1), eps=1e-6)
    with pytest.raises(utt.verify_grad.E_grad):
        utt.verify_grad(lambda x: theano.gradient.zero_grad(x) * x, [point])


@pytest.mark.parametrize(
    ("expected", "value", "tolerances"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.1]), {"rtol": 0.1}),
        (np.array([1.0, 2.0]), np.array([1.0, 2.1]), {"atol": 0.2}),
        (np.float32([1, 2]), np.array([1, 2.00001]), {}),
    ],
)
def test_close(expected, value, tolerances):
    utt.assert_allclose(expected, value, **tolerances)


@pytest.mark.parametrize(
    ("expected", "value"),
    [([1.0, 2.0], [1.0, 2.1]), (np.float32([1, 2]), np.float32([1, 2.001])), ([1.0, np.nan], [1.0, np.nan])],
)
def test_not_close(expected, value):
    expected, value = np.asarray(expected), np.asarray(value)
    with pytest.raises(utt.WrongValue) as error:
        utt.assert_allclose(expected, value)
    assert error.value.val1 is expected
    assert error.value.val2 is value
    text = str(error.value)
    assert text.startswith("WrongValue\n")
    assert all(word in text for word in (str(expected), str(value), "rtol, atol:", "Max Abs Diff", "shape, dtype"))


def test_diagnostic_of_anything():
    for expected, value in (([1, 2], [1.0]), (np.ones(2), np.ones((2, 2))), (np.zeros(0), np.zeros(0)), (1, 0)):
        assert "  expected    :" in utt.str_diagnostic(expected, value, 0.5, None)
    assert "rtol, atol: 0.5" in utt.str_diagnostic(1.0, 2.0, 0.5, None)
    assert "Mean Abs Diff:  0.25" in utt.str_diagnostic(np.array([1.0, 2.0]), np.array([1.0, 2.5]), None, None)


def test_mock_random_state():
    low, high = utt.MockRandomState(0), utt.MockRandomState(0.5)
    assert high.rand(2, 3).tolist() == [[0.5] * 3] * 2
    assert (low.randint(2, 5, size=2).tolist(), high.randint(2, 5, size=2).tolist()) == ([2, 2], [4, 4])
    assert (low.randint(4).tolist(), high.randint(4).tolist()) == ([0], [3])
    assert high.randint(4).dtype == "int64"


def test_attempt_many_times():
    seeds = []

    @utt.AttemptManyTimes(n_attempts=4, n_req_successes=2)
    def sometimes(fails):
        seeds.append(theano.config.unittests.rseed)
        assert len(seeds) not in fails

    sometimes({1, 3})
    assert seeds == [str(s) if i else s for i, s in enumerate(range(666, 670))] or seeds == ["666", "667", "668", "669"]
    assert int(theano.config.unittests.rseed) == 666
    seeds.clear()
    with pytest.raises(AssertionError):
        sometimes({1, 2, 3})
    assert len(seeds) == 3
    with pytest.raises(AssertionError):
        utt.AttemptManyTimes(1, 2)


def test_attempts_set_up_their_case():
    class Case(unittest.TestCase):
        events = []

        def setUp(self):
            self.events.append("up")

        def tearDown(self):
            self.events.append("down")

        @utt.AttemptManyTimes(2)
        def runTest(self):
            self.events.append("run")
            assert self.events.count("run") == 2

    assert Case().run().wasSuccessful()
    assert Case.events == ["up", "up", "run", "down", "up", "run", "down", "down"]


class TestAssertions(utt.TestOptimizationMixin):
    __test__ = True

    def test_counts(self):
        x = T.dmatrix()
        f = theano.function([x], T.dot(x, x), mode=theano.Mode("py", None))
        (dot,) = {node.op for node in f.maker.fgraph.toposort()}
        self.assertFunctionContains1(f, dot)
        self.assertFunctionContains0(f, T.exp)
        self.assertFunctionContainsN(f, dot, 1)
        self.assertFunctionContains(f, dot)
        self.assertFunctionContainsClass(f, type(dot))
        self.assertFunctionContainsClassN(f, type(dot), 1)
        for check in (self.assertFunctionContains0, self.assertFunctionContains1):
            with pytest.raises(AssertionError):
                check(f, dot if check == self.assertFunctionContains0 else T.exp)
        with pytest.raises(AssertionError):
            self.assertFunctionContainsClassN(f, type(dot), 2)
        with pytest.raises(unittest.SkipTest, match="because"):
            self.SkipTest("because")


class Power(theano.Op):
    __props__ = ("n",)

    def __init__(self, n):
        self.n = n

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] ** self.n

    def infer_shape(self, node, shapes):
        return shapes


class TestContract(utt.T_OpContractMixin):
    ops = (Power(2), Power(3))

    def clone(self, op):
        return Power(op.n)


class TestShapes(utt.InferShapeTester):
    mode = theano.Mode("py", "fast_run")

    def test_inferred(self):
        x = T.dmatrix()
        self._compile_and_check([x], [Power(2)(x)], [np.ones((2, 3))], Power)

    def test_repeated_lengths_are_said(self):
        x = T.dmatrix()
        with self.assertLogs("theano.tests.unittest_tools", "WARNING"):
            self._compile_and_check([x], [Power(2)(x)], [np.ones((3, 3))], Power)

    def test_not_inferred(self):
        class Opaque(Power):
            infer_shape = None

            def __getattribute__(self, name):
                if name == "infer_shape":
                    raise AttributeError(name)
                return super().__getattribute__(name)

        x = T.dmatrix()
        with pytest.raises(AssertionError):
            self._compile_and_check([x], [Opaque(2)(x)], [np.ones((2, 3))], Opaque)
        self._compile_and_check([x], [Opaque(2)(x)], [np.ones((2, 3))], Opaque, check_topo=False)


def test_what_other_packages_had():
    @utt.attr("slow", speed=1)
    def function():
        pass

    class Param:
        args = (1, "a b", 2.5)

    assert (function.slow, function.speed) == (True, 1)
    assert utt.custom_name_func(function, 0, Param) == "function_1_a_b_2_5"
    assert utt.SkipTest is unittest.SkipTest


def test_assert_failure_fast():
    def passes():
        return None

    def fails():
        raise ValueError

    assert utt.assertFailure_fast(passes) is passes
    with theano.config.change_flags(cycle_detection="fast"):
        assert utt.assertFailure_fast(fails)() is None
        with pytest.raises(AssertionError):
            utt.assertFailure_fast(passes)()


def test_rop_lop_checker():
    from theano.tests.test_rop import RopLop_checker

    class Checks(RopLop_checker):
        def vector(self):
            self.check_rop_lop(T.exp(self.x) * self.x, self.in_shape)

        def matrix(self):
            self.check_mat_rop_lop(T.dot(T.sqr(self.mx), self.mx[0]), self.mat_in_shape[:1])

        def differentiable(self):
            self.check_nondiff_rop(T.exp(self.x))

    # as with real Theano
    results = [Checks(name).run() for name in ("vector", "matrix", "differentiable")]
    assert [(len(r.skipped), len(r.failures), len(r.errors)) for r in results] == [(0, 0, 0), (0, 0, 0), (0, 1, 0)]


def test_other_programs_are_run():
    from theano.misc.windows import call_subprocess_Popen, output_subprocess_Popen

    reads = [sys.executable, "-c", "import sys; print(sys.stdin.read() or 'nothing'); sys.exit(3)"]
    out, errors, code = output_subprocess_Popen(reads)
    assert (out.split(), errors, code) == ([b"nothing"], b"", 3)
    assert call_subprocess_Popen(reads) == 3
    with pytest.raises(TypeError):
        call_subprocess_Popen(reads, stdout=1)
