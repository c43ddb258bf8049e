"""A function goes over from NumPy to compiled code, and nobody can tell but by the time it takes."""

import random
import time

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from theano_min._engine import beside, tiers
from theano_min._engine.beside import Job
from theano_min.ifelse import ifelse
from theano_min.tensor.shared_randomstreams import RandomStreams

CALLS, SWITCH = 50, 25


def go_over(f):
    """Let a function go over at its next call."""
    while not f.vm.is_settled:
        f.vm.seconds_left = -1.0
        f.vm.consider()


# ---------------------------------------------------------------- drawn functions


class Drawn:
    """A function drawn from a seed, of a size by ``depth``: its inputs, outputs and updates, and values for calls."""

    def __init__(self, seed, depth=2):
        self.random = random.Random(seed)
        self.dtype = self.random.choice(["float32", "float64"])
        self.matrix, self.vector = (
            T.TensorType(self.dtype, (False, False))("M"),
            T.TensorType(self.dtype, (False,))("v"),
        )
        self.index = T.lscalar("i")
        self.state, self.weights = (
            theano.shared(np.zeros(3, self.dtype), "s"),
            theano.shared(np.eye(3, dtype=self.dtype), "W"),
        )
        self.start()
        self.streams = RandomStreams(seed)
        outputs = [self.number(1), self.expression(depth)] if depth else [self.expression(1)]
        updates = {self.state: T.cast(self.expression(min(depth, 1)) * 0.1 + self.state * 0.5, self.dtype)}
        if depth and self.random.random() < 0.5:
            cost = T.cast((T.tanh(T.dot(self.matrix, self.weights)) ** 2).mean(), self.dtype)
            updates[self.weights] = self.weights - np.asarray(0.1, self.dtype) * T.grad(cost, self.weights)
        self.arguments = [self.matrix, self.vector, self.index]
        self.outputs, self.updates = outputs, list(updates.items())

    def start(self):
        """Give the shared variables the values they begin with."""
        self.state.set_value(np.linspace(0.1, 0.9, 3).astype(self.dtype))
        self.weights.set_value(np.linspace(-1, 1, 9).reshape(3, 3).astype(self.dtype))

    def expression(self, depth):
        """A vector of three."""
        if not depth:
            return self.random.choice([self.vector, self.state, self.weights[0], self.matrix[:, 1]])
        x, y = (self.expression(depth - 1) for _ in range(2))
        z = self.random.choice([self.scan, self.choice, self.noise, *[None] * 12])
        if z is not None:
            return z(x, y)
        return self.random.choice(
            [
                lambda: T.tanh(x) * y,
                lambda: T.exp(-(x**2)) + y,
                lambda: T.switch(T.gt(x, y), x, y),
                lambda: T.dot(self.matrix, x) - y,
                lambda: T.nnet.sigmoid(T.dot(x, self.weights)),
                lambda: T.nnet.softmax(x)[0] * y,
                lambda: T.concatenate([x, y])[self.index : self.index + 3],
                lambda: T.set_subtensor(x[self.index], T.sqrt(T.abs_(y[0]))),
                lambda: T.cumsum(x) / (1 + y**2),
                lambda: T.sort(x) + x[::-1],
                lambda: T.outer(x, y).sum(axis=self.random.choice([0, 1])),
                lambda: x[T.argsort(y)] + T.max(y),
            ]
        )()

    def number(self, depth):
        x = self.expression(depth - 1)
        return self.random.choice([T.sum, T.max, T.mean, T.prod, lambda x: T.log1p((x**2).sum()), T.argmax])(x)

    def scan(self, x, y):
        states, _ = theano.scan(
            lambda a, s: T.cast(0.5 * s + a, self.dtype), sequences=x, outputs_info=T.cast(y[0], self.dtype)
        )
        return states

    def choice(self, x, y):
        return ifelse(T.gt(self.index, 1), T.cast(x * 1, self.dtype), T.cast(y * 2, self.dtype))

    def noise(self, x, y):
        return x + self.streams.uniform((3,), dtype=self.dtype) * y

    def compile(self):
        return theano.function(
            self.arguments, self.outputs, updates=self.updates, on_unused_input="ignore", name="drawn"
        )

    def values(self, call):
        """The arguments of a call: now and then ones that cannot be computed with."""
        numbers = np.random.RandomState(call)
        matrix, vector = numbers.randn(3, 3).astype(self.dtype), numbers.randn(3).astype(self.dtype)
        if call % 10 == 7:
            matrix = matrix[:, :2]
        return [matrix, vector.tolist() if self.dtype == "float64" and call % 3 == 0 else vector, call % 5]


def observe(seed, depth, way):
    """What fifty calls of a drawn function give: results or the error, and the states after them."""
    drawn = Drawn(seed, depth)
    f, seen = drawn.compile(), []
    f.vm.seconds_left = np.inf
    for call in range(CALLS):
        if way == "in a call" and call == SWITCH:
            go_over(f)
        elif way == "beside":
            go_beside(f, call)
        try:
            with np.errstate(all="ignore"):
                result = f(*drawn.values(call))
            seen.append((result, drawn.state.get_value(), drawn.weights.get_value()))
        except Exception as error:
            seen.append((type(error), drawn.start()))  # what was overwritten in place is as the error left it
    assert f.vm.is_settled == (way != "first")
    return seen


def go_beside(f, call):
    """Let another process compile from the 10th call on, a thread read that at the 25th, then both run in turn."""
    if call in (10, 11):  # considers it, then starts
        f.vm.seconds_left = -1.0
    elif call == SWITCH and not f.vm.is_settled:
        proceed = f.vm.proceed

        def until_both_run():
            del f.vm.proceed
            assert Job.running is not None
            while f.vm.vm is f.vm.interpreter:
                assert f.vm.step != f.vm.change, "it was not compiled beside"
                time.sleep(0.01)
                proceed()

        f.vm.proceed, f.vm.seconds_left = until_both_run, -1.0


def same(seed, depth, ways):
    expected = observe(seed, depth, "first")
    for way in ways:
        for call, (a, b) in enumerate(zip(expected, observe(seed, depth, way), strict=True)):
            if isinstance(a[0], type) or isinstance(b[0], type):
                assert a[0] is b[0], (seed, call)
                continue
            assert [x.dtype for x in a[0]] == [x.dtype for x in b[0]]
            for x, y in zip([*a[0], *a[1:]], [*b[0], *b[1:]], strict=True):
                close = {"rtol": 1e-4, "atol": 1e-5} if x.dtype == "float32" else {"rtol": 1e-9, "atol": 1e-9}
                np.testing.assert_allclose(x, y, **close, err_msg=f"{seed} {way} {call}")


@pytest.fixture
def either_stays(monkeypatch, tmp_path):
    """Return what lets compiled code stay after both have been timed, or NumPy; compiling beside is allowed."""
    monkeypatch.setattr(theano.config, "background_compile", True)
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(tiers.Tiers, "note", lambda self, tier: tmp_path / tier)
    return lambda compiled: monkeypatch.setattr(tiers, "MUCH_THE_SAME", np.inf if compiled else 0.0)


@pytest.mark.parametrize("seed", range(20))
def test_drawn_functions_do_the_same_across_the_switch(seed):
    same(seed, 0, ["in a call"])


@pytest.mark.parametrize("seed", [0, pytest.param(3, marks=pytest.mark.more)])
def test_drawn_functions_do_the_same_across_the_switch_beside(seed, either_stays):
    either_stays(seed == 0)
    same(seed, 0, ["beside"])


@pytest.mark.tiers
@pytest.mark.parametrize("seed", range(300))
def test_more_drawn_functions_do_the_same_across_the_switch(seed, either_stays):
    either_stays(seed % 3)
    same(seed, 2 if seed % 4 == 0 else 1, ["beside", "in a call"])


# ---------------------------------------------------------------- the switch

x = T.dvector("x")


def test_cheap_functions_stay_on_numpy():
    f = theano.function([x], T.exp(x).sum())
    for _ in range(50):
        f([0.0])
    assert not f.vm.is_settled


def test_goes_over_when_interpreting_has_cost_as_much_as_compiling(monkeypatch):
    for cost in ("IMPORTING_NUMBA", "ASKING_NUMBA", "FIRST_COMPILATION", "ONE_NODE"):
        monkeypatch.setattr(tiers, cost, 0.0)
    state = theano.shared(0.0)
    f = theano.function([x], [x * 2 + 1], updates=[(state, state + x.sum())])
    for call in range(6):
        np.testing.assert_array_equal(f([1.0, 2.0]), [[3.0, 5.0]])
        assert state.get_value() == 3.0 * (call + 1)
    assert f.vm.is_settled
    assert hasattr(f.vm, "jit_fn")


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float32", "float64"])
def test_numbers_come_as_arrays_of_their_type(dtype):
    vector, state = T.TensorType(dtype, (False,))("v"), theano.shared(np.ones((), dtype))
    f = theano.function([vector], [vector[1], vector.max()], updates=[(state, vector[0])])
    largest = np.array([0, 0, {"bool": 1, "int8": 127, "uint64": 2**64 - 1}.get(dtype, 0.1)], dtype)[::-1]
    for call in range(3):
        results = [*f(largest), state.get_value(borrow=True)]
        assert [(type(x), x.dtype, x.shape) for x in results] == [(np.ndarray, dtype, ())] * 3
        assert results == [0, largest[0], largest[0]]
        assert f(v=largest)[1] == largest[0]
        if not call:
            go_over(f)


def test_a_number_that_is_overwritten_in_place_keeps_its_array():
    counter = theano.shared(np.array(1.0), borrow=True)
    f = theano.function([], counter + 1, updates=[(counter, counter + 2)])
    f(), go_over(f)
    assert [f() for _ in range(3)] == [4.0, 6.0, 8.0]
    assert counter.get_value() == 9.0


def test_what_numba_refuses_runs_all_the_same():
    half = T.TensorType("float16", (False,))("h")
    f = theano.function([half], half * half + 1)
    for call in range(3):
        np.testing.assert_array_equal(f(np.array([call, 2], "float16")), np.array([call**2 + 1, 5], "float16"))
        f.vm.seconds_left = -1.0
    assert f.vm.is_settled
    assert not hasattr(f.vm, "jit_fn")


def test_a_loop_whose_inputs_do_not_tell_their_shape_any_more():
    x, n = T.dtensor3("x"), T.iscalar("n")
    w = theano.shared(np.eye(3))
    states, _ = theano.scan(lambda row, h: T.tanh(T.dot(row, w) + h), x, T.zeros((2, 3)))
    products, _ = theano.scan(lambda row: T.dot(row, w), states, n_steps=n)
    f = theano.function([x, n], T.grad(products.sum(), w))
    # what real Theano answered
    np.testing.assert_allclose(f(np.ones((3, 2, 3)), 2), np.full((3, 3), 4.56473518), rtol=1e-8)


def test_errors_are_the_same_on_both_sides():
    y = T.dvector("y")
    f = theano.function([x, y], (x + y) ** 2)
    with pytest.raises(ValueError, match=r"broadcast|shape|length|dim"):
        f([1.0, 2.0], [1.0, 2.0, 3.0])
    go_over(f)
    with pytest.raises(ValueError, match=r"broadcast|shape|length|dim"):
        f([1.0, 2.0], [1.0, 2.0, 3.0])
    assert f([1.0], [1.0]) == [4.0]


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE", theano.Mode("py"), theano.Mode("numba"), "DebugMode"])
def test_a_mode_that_is_named_does_what_it_says(mode):
    f = theano.function([x], x + 1, mode=mode)
    assert not hasattr(f.vm, "is_settled")


@pytest.mark.parametrize("flags", [{"tiered": False}, {"linker": "py"}, {"mode": "FAST_COMPILE"}])
def test_flags_turn_it_off(flags):
    with theano.change_flags(**flags):
        f = theano.function([x], x + 1)
    assert not hasattr(f.vm, "is_settled")


def test_only_the_branch_taken_is_computed():
    @theano.as_op(itypes=[T.dvector], otypes=[T.dvector])
    def fails(x):
        raise RuntimeError("computed")

    f = theano.function([x], ifelse(T.gt(x.sum(), 0), x + 1, fails(x)))
    assert f([1.0]) == [2.0]
    with pytest.raises(RuntimeError):
        f([-1.0])


def test_copies_and_pickles_go_on():
    import pickle

    state = theano.shared(1.0)
    f = theano.function([x], x.sum() * state, updates=[(state, state * 2)])
    assert [f([1.0]), f([1.0])] == [1.0, 2.0]
    g = pickle.loads(pickle.dumps(f))
    assert [g([1.0]), g([1.0]), f([1.0])] == [4.0, 8.0, 4.0]
    go_over(f)
    assert f([1.0]) == 8.0
    assert pickle.loads(pickle.dumps(f))([1.0]) == 16.0
    assert f.copy()([1.0]) == [16.0]


def test_eval_runs_the_same_way():
    y = x * 2
    assert y.eval({x: [1.0]}) == [2.0]
    assert hasattr(next(iter(y._fn_cache.values())).vm, "is_settled")
    assert theano.config.mode == "Mode"


def test_what_is_overwritten_comes_last():
    state, y = theano.shared(np.ones(3)), T.dvector("y")
    for mode in (None, "FAST_COMPILE", theano.Mode("py"), theano.Mode("vm"), theano.Mode("numba")):
        f = theano.function([x, y], (x + y).sum(), updates=[(state, T.exp(state) * 2)], mode=mode)
        with pytest.raises(ValueError, match=r"broadcast|shape|length|dim"):
            f([1.0, 2.0], [1.0, 2.0, 3.0])
        np.testing.assert_array_equal(state.get_value(), [1, 1, 1])


def test_the_error_is_the_graphs_own_though_numba_has_rewritten_what_is_inside_its_operations():
    index = T.lscalar("i")
    f = theano.function([x, index], T.nnet.softmax(x.dimshuffle("x", 0))[0, index], mode=theano.Mode("numba"))
    with pytest.raises(IndexError, match="Apply node that caused the error: Subtensor"):
        f([1.0, 2.0], 3)
