"""What a call that fails leaves behind, how it is interrupted, and what is run again to explain it."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from time import perf_counter
from types import SimpleNamespace

import numpy as np
import pytest
import theano
import theano.tensor as tt
from theano.ifelse import ifelse
from theano.sandbox.rng_mrg import MRG_RandomStreams
from theano.tensor.shared_randomstreams import RandomStreams

import theano_min._engine.tiers as engine

x, y, m = tt.dvector("x"), tt.dvector("y"), tt.dmatrix("m")
indices = tt.lvector("indices")


class Fails(theano.Op):
    """Copy, unless ``Fails.error`` is set."""

    __props__ = ()
    error: type[BaseException] | None = None
    calls = 0

    def make_node(self, v):
        v = tt.as_tensor_variable(v)
        return theano.gof.Apply(self, [v], [v.type()])

    def perform(self, node, inputs, output_storage):
        Fails.calls += 1
        if Fails.error:
            raise Fails.error("as told")
        output_storage[0][0] = inputs[0].copy()

    def infer_shape(self, node, shapes):
        return shapes


@contextmanager
def failing(error=RuntimeError):
    Fails.error = error
    try:
        yield
    finally:
        Fails.error = None


def go_over(f):
    """Let a function go over at its next call."""
    if hasattr(f.vm, "is_settled"):
        while not f.vm.is_settled:
            f.vm.seconds_left = -1.0
            f.vm.consider()


TIERS = {"numpy": None, "over": None, "numba": theano.Mode("numba"), "cvm": theano.Mode("cvm")}
tiers = pytest.mark.parametrize("tier", TIERS)
some_tiers = pytest.mark.parametrize(
    "tier", ["numpy", pytest.param("over", marks=pytest.mark.slow), pytest.param("cvm", marks=pytest.mark.slow)]
)

# ---------------------------------------------------------------- states


def weights():
    return theano.shared(np.arange(1.0, 4), "w")


def two_updates():
    w, v = weights(), weights()
    return [x, y], [], {v: v + y, w: w + x}, [np.ones(3)] * 2, [np.ones(3), np.ones(2)], [w, v]


def op_in_update():
    w, v = weights(), weights()
    return [x], [], {w: w + x, v: Fails()(w + x + v)}, [np.ones(3)], None, [w, v]


def rows():
    w, v = (theano.shared(np.ones((5, 3))) for _ in range(2))
    updates = {w: tt.inc_subtensor(w[indices], 1.0), v: tt.inc_subtensor(v[indices + 1], 1.0)}
    return [indices], [], updates, [[1, 2]], [[0, 4]], [w, v]


def product():
    w, v = theano.shared(np.ones((3, 3))), weights()
    updates = {w: w - 0.1 * tt.dot(m, m.T), v: v + x}
    return [m, x], [], updates, [np.ones((3, 2)), np.ones(3)], [np.ones((3, 2)), np.ones(2)], [w, v]


def draws():
    streams = RandomStreams(3)
    numbers = streams.uniform((3,)) * streams.normal((3,))
    return [x], Fails()(numbers) * x, {}, [np.ones(3)], None, [state for state, _ in streams.state_updates]


def mrg_draws():
    streams = MRG_RandomStreams(3)
    return [x], streams.uniform((3,)) * x, {}, [np.ones(3)], [np.ones(2)], [streams.state_updates[0][0]]


def loop():
    w = weights()
    o, _ = theano.scan(lambda a, p: p + Fails()(a * w), x, tt.zeros(3))
    return [x], o[-1], {w: o[-1]}, [np.ones(3)], None, [w]


PROGRAMS = [two_updates, op_in_update, rows, product, draws, mrg_draws, loop]


def values(states):
    found = [state.get_value() for state in states]
    return [v.get_state()[1:3] if hasattr(v, "get_state") else v for v in found]


def built(program, tier):
    inputs, outputs, updates, good, bad, states = program()
    f = theano.function(inputs, outputs, updates=list(updates.items()), mode=TIERS[tier], on_unused_input="ignore")
    return f, good, bad, states


@some_tiers
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_with_safe_updates_a_call_that_fails_changes_nothing(program, tier):
    with theano.change_flags(safe_updates=True):
        f, good, bad, states = built(program, tier)
        fresh = built(program, tier)
    for _ in range(2):
        np.testing.assert_equal(f(*good), fresh[0](*good))
    if tier == "over":
        go_over(f)
    for _ in range(2):
        before = values(states)
        arguments = [np.array(value) for value in bad or good]
        with failing(None if bad else RuntimeError), pytest.raises((ValueError, IndexError, RuntimeError)):
            f(*arguments)
        np.testing.assert_equal(values(states), before)
        np.testing.assert_equal(arguments, [np.array(value) for value in bad or good])
        for result, expected in zip(np.atleast_1d(f(*good)), np.atleast_1d(fresh[0](*good)), strict=True):
            np.testing.assert_allclose(result, expected, rtol=1e-12)
        assert all(np.allclose(a[0], b[0]) for a, b in zip(values(states), values(fresh[3]), strict=True))


def test_a_copy_of_a_function_that_fails_changes_no_state():
    state, others = theano.shared(np.ones(3)), theano.shared(np.arange(3.0))
    f = theano.function([x], [state * x, x[2] + others], updates=[(state, state + 1), (others, others * 2)])
    for g in (f.copy(), f.copy(swap={others: theano.shared(np.ones(3))})):
        before = state.get_value()
        for _ in range(2):
            with pytest.raises(ValueError, match="mis-match"):
                g([1.0, 2.0, 3.0, 4.0])
        assert np.array_equal(state.get_value(), before)
        g([1.0, 2.0, 3.0])
        assert np.array_equal(state.get_value(), before + 1)


def test_what_does_not_overwrite_an_update_comes_before_what_does():
    w = weights()
    f = theano.function([x, y], (x + y).sum(), updates=[(w, w + x)])
    for _ in range(2):
        with pytest.raises(ValueError, match="Apply node"):
            f(np.ones(3), np.ones(2))
        np.testing.assert_array_equal(w.get_value(), [1, 2, 3])


@pytest.mark.parametrize("of", [slice(None, None, 2), slice(1, None)], ids=["each second", "a rest"])
def test_what_overwrites_an_update_and_cannot_fail_comes_last(of):
    w, v = weights(), weights()
    f = theano.function([x], w.sum() * v, updates=[(w, w + x), (v, tt.inc_subtensor(v[of], 1))])
    for _ in range(2):
        with pytest.raises(ValueError, match="Apply node"):
            f(np.ones(2))
        np.testing.assert_array_equal([w.get_value(), v.get_value()], [[1, 2, 3]] * 2)


def test_a_slice_whose_step_may_be_0_can_fail():
    w, v, step = weights(), weights(), tt.lscalar()
    f = theano.function([step], [], updates=[(w, w * 2), (v, tt.inc_subtensor(v[::step], 1))])
    for _ in range(2):
        with pytest.raises(ValueError, match="slice step cannot be zero"):
            f(0)
        np.testing.assert_array_equal([w.get_value(), v.get_value()], [[1, 2, 3]] * 2)
    f(2)
    np.testing.assert_array_equal([w.get_value(), v.get_value()], [[2, 4, 6], [2, 2, 4]])


def test_a_state_is_no_room_for_what_may_fail_later():
    w, streams = weights(), MRG_RandomStreams(3)
    f = theano.function([x], Fails()(x * w), updates=[(w, streams.normal(w.shape))])
    before = values([w, streams.state_updates[0][0]])
    for _ in range(2):
        with failing(), pytest.raises(RuntimeError):
            f(np.full(3, 2.0))
        np.testing.assert_equal(values([w, streams.state_updates[0][0]]), before)


BESIDE = {
    "the same operation": lambda w, v: Fails()(x * w) * 2,
    "a branch": lambda w, v: ifelse(tt.gt(x[0], 5), x, Fails()(w + x)),
    "the next value": lambda w, v: Fails()(w + v[0] + x),
}


@pytest.mark.parametrize("mutable", [False, True])
@pytest.mark.parametrize("beside", BESIDE)
def test_a_state_stays_where_what_is_computed_beside_its_next_value_fails(beside, mutable):
    w, v = weights(), weights()
    updates = [(v, tt.inc_subtensor(v[0], 1.0)), (w, w + v[1] + x)]
    f = theano.function([theano.In(x, mutable=mutable)], BESIDE[beside](w, v), updates=updates)
    for _ in range(2):
        with failing(), pytest.raises(RuntimeError):
            f(np.ones(3))
        np.testing.assert_array_equal([w.get_value(), v.get_value()], [[1, 2, 3]] * 2)
    f(np.ones(3))
    np.testing.assert_array_equal([w.get_value(), v.get_value()], [[4, 5, 6], [2, 2, 3]])


def test_rows_are_looked_for_before_a_state_is_overwritten():
    W, w = theano.shared(np.ones((4, 3))), weights()
    changed = tt.inc_subtensor(tt.set_subtensor(W[0], x)[indices], x)
    f = theano.function([x, indices], [], updates=[(W, changed), (w, w - x)])
    for _ in range(2):
        with pytest.raises(IndexError):
            f(np.ones(3) * 2, [0, 7])
        np.testing.assert_array_equal(W.get_value(), np.ones((4, 3)))
        np.testing.assert_array_equal(w.get_value(), [1, 2, 3])
    f(np.ones(3) * 2, [0, 1])
    np.testing.assert_array_equal(W.get_value()[:, 0], [4, 3, 1, 1])


@pytest.mark.parametrize("kind", [RandomStreams, MRG_RandomStreams])
def test_what_draws_comes_after_an_update_that_can_fail(kind):
    w, v, streams = weights(), weights(), kind(3)
    draws = [streams.uniform((2,)), streams.binomial(x.shape, p=0.5)]
    f = theano.function([x, y], [*draws, x * y + w], updates=[(w, w * 2), (v, x * y.shape[0])])
    states = [w, *(update[0] for update in streams.state_updates)]
    before = values(states)
    for _ in range(2):
        with pytest.raises(ValueError, match="Apply node"):
            f(np.ones(3), np.ones(2))
        assert str(values(states)) == str(before)
    f(np.ones(3), np.ones(3))
    assert all(str(now) != str(then) for now, then in zip(values(states), before, strict=True))


@pytest.mark.parametrize("mode", [None, theano.Mode("cvm")], ids=["default", "cvm"])
def test_a_state_given_as_an_argument_comes_back(mode):
    total, step = tt.dscalar("total"), tt.dvector("step")
    f = theano.function([step, theano.In(total, value=1.0, update=total + step.sum())], total * 2, mode=mode)
    assert f([1.0, 1.0]) == 2.0
    with pytest.raises(TypeError):
        f(np.ones((2, 2)), 100.0)
    with pytest.raises(TypeError):
        f(total=100.0)
    assert f[total] == 3.0
    assert f([1.0]) == 6.0


def test_a_call_that_fails_keeps_no_arrays():
    f = theano.function([x, y], x * 2 + y)
    f([1.0], [1.0])
    for _ in range(2):
        arguments = np.ones(3), np.ones(2)
        with pytest.raises(ValueError, match="Apply node"):
            f(*arguments)
        assert [container.storage[0] for container in f.input_storage] == [None, None]


# ---------------------------------------------------------------- signals


class Timeout(Exception):
    pass


@contextmanager
def signal_after(seconds, raised):
    """Let a signal raise an error after so many seconds."""

    def handler(number, frame):
        raise raised

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def counting(steps, mode=None):
    state = theano.shared(np.zeros(3))
    o, _ = theano.scan(lambda p: tt.tanh(p) + 0.5, outputs_info=state, n_steps=steps)
    return theano.function([steps], o[-1], updates=[(state, o[-1])], mode=mode), state


@pytest.mark.parametrize("tier", ["numpy", "over", pytest.param("cvm", marks=pytest.mark.slow)])
def test_an_interrupt_ends_a_loop_at_once_and_changes_nothing(tier):
    f, state = counting(tt.lscalar(), TIERS[tier])
    f(3)
    if tier == "over":
        go_over(f)
        f(3)
    before = state.get_value()
    # on NumPy PyTensor's machine loses an Exception, in place of ^C, that comes before the first node of a step
    for error in [KeyboardInterrupt(), Timeout("too long")][: 1 if tier == "numpy" else 2]:
        start = perf_counter()
        with pytest.raises(type(error)) as caught, signal_after(0.3, error):
            f(100_000_000)
        assert perf_counter() - start < 5
        assert "Numba" not in str(caught.value)
        np.testing.assert_array_equal(state.get_value(), before)
    assert f(1).shape == (3,)


def test_an_interrupt_in_compiled_code_is_no_system_error():
    v = theano.shared(0.0)
    out = x
    for _ in range(5):
        out = tt.sin(out)
    f = theano.function([x], out, updates=[(v, v + 1)], mode="NUMBA")
    f(np.ones(3))
    with pytest.raises(KeyboardInterrupt), signal_after(0.1, KeyboardInterrupt()):
        f(np.ones(10_000_000))
    assert f(np.ones(3)).shape == (3,)


@tiers
def test_an_interrupt_in_an_operation_of_ones_own(tier):
    f = theano.function([x], Fails()(x) + 1, mode=TIERS[tier])
    f([1.0])
    if tier == "over":
        go_over(f)
    calls = Fails.calls
    with failing(KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        f([1.0])
    assert Fails.calls == calls + 1
    assert f([1.0]) == [2.0]


def test_interrupted_compiling_begins_again(monkeypatch):
    f = theano.function([x], tt.exp(x) * 3)
    f([0.0])
    f.vm.seconds_left = -1.0
    f.vm.waits = False
    with monkeypatch.context() as patch:
        patch.setattr(engine, "compile_for", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            f([0.0])
    assert not f.vm.is_settled
    assert f([0.0]) == [3.0]
    assert f.vm.is_settled


# ---------------------------------------------------------------- compiling that fails


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), EOFError("Ran out of input")])
def test_trouble_with_compiling_leaves_a_function_on_numpy(error, monkeypatch, caplog):
    w = weights()
    f = theano.function([x], x.sum(), updates=[(w, w * 2)])
    f([1.0])

    def fail(*args):
        raise error

    monkeypatch.setattr(engine, "compile_for", fail)
    f.vm.seconds_left = -1.0
    f.vm.waits = False
    assert [f([1.0, 2.0]) for _ in range(3)] == [3.0] * 3
    np.testing.assert_array_equal(w.get_value(), [16, 32, 48])
    assert len(caplog.records) == 1
    assert str(error) in caplog.text


def test_what_goes_wrong_three_times_is_not_the_cache():
    from numba.core.caching import FunctionCache

    class Broken(FunctionCache):
        cache_path = "nowhere"

        def __init__(self):
            self._impl = SimpleNamespace(filename_base="broken")

        def flush(self):
            pass

        def load_overload(self):
            raise RuntimeError("broken")

    class Dispatcher:
        py_func = staticmethod(lambda v: v)

        def compile(self, kinds):
            Broken().load_overload()

    with pytest.raises(RuntimeError, match="broken"):
        engine.compile_for(Dispatcher(), [1.0])


@pytest.mark.slow
@pytest.mark.parametrize("mode", [None, "NUMBA"])
def test_damaged_files_of_the_cache_are_compiled_again(mode, tmp_path):
    program = f"""
        import numpy as np, theano, theano.tensor as T
        x = T.dmatrix()
        f = theano.function([x], T.tanh(x).sum(), mode={mode!r})
        if hasattr(f.vm, "seconds_left"):
            f.vm.seconds_left, f.vm.waits = -1.0, False
        print(float(f(np.zeros((2, 2)))), float(f(np.zeros((2, 2)))), hasattr(f.vm, "jit_fn"))
    """

    def run():
        flags = {**os.environ, "THEANO_FLAGS": f"base_compiledir={tmp_path}"}
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program)], env=flags, capture_output=True, text=True
        )
        assert done.stdout == "0.0 0.0 True\n", done.stderr

    run()
    for ending in "nbi", "nbc":
        files = list(tmp_path.glob(f"numba/*.{ending}"))
        assert files
        for file in files:
            file.write_bytes(file.read_bytes()[:20])
        run()


# ---------------------------------------------------------------- what is run again


def test_looking_for_the_node_takes_a_second_at_most():
    steps = tt.lscalar()
    o, _ = theano.scan(lambda p: tt.tanh(p) + 0.5, outputs_info=x, n_steps=steps)
    f = theano.function([x, y, steps], o[-1] + y, mode="NUMBA")
    f(np.ones(2), np.ones(2), 3)
    start = perf_counter()
    with pytest.raises(ValueError, match="which node it was is not known"):
        f(np.ones(2), np.ones(3), 1_000_000)
    assert perf_counter() - start < 5


def test_ones_own_operations_are_not_run_twice():
    f = theano.function([x, y], Fails()(x) + y, mode="NUMBA")
    f([1.0], [1.0])
    calls = Fails.calls
    with pytest.raises(ValueError, match="operation of the program's own, Fails, is not run twice"):
        f([1.0, 2.0, 3.0], [1.0, 2.0])
    assert Fails.calls == calls + 1
    with failing(), pytest.raises(RuntimeError, match=r"(?s)as told\nApply node that caused the error: Fails\(x\)"):
        f([1.0], [1.0])
    assert Fails.calls == calls + 2


def test_nothing_is_printed_twice(capfd):
    f = theano.function([x, y], theano.printing.Print("seen")(x) + y, mode="NUMBA")
    f([1.0], [1.0])
    capfd.readouterr()
    with pytest.raises(ValueError, match=r"Apply node that caused the error: Elemwise\{add"):
        f([1.0, 2.0, 3.0], [1.0, 2.0])
    assert capfd.readouterr().out.count("seen") == 1
