"""Gradients and loops: 1,400 questions against what real Theano answered, and what these do not ask."""

import importlib
import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.gof import Apply
from theano.gradient import DisconnectedType, Rop
from theano.ifelse import ifelse
from theano.scan_module.scan_utils import map_variables
from theano.tests.breakpoint import PdbBreakpoint
from theano.tests.record import MismatchError, Record, RecordMode

from tests.contract.compare import ENGINE
from tests.known_differences import LOOPS
from tests.scan_module.loop_cases import Space, cases, outcome

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "loops.json").read_text())
CASES = cases(lambda name: importlib.import_module("theano_min" + name))
DIFFERENT = {name for reason, names in LOOPS.items() for name in names if reason.partition(" @")[2] in ("", ENGINE)}
SLOW = ("G.grad(G.grad(c", "G.Lop(o", "G.Rop(o", "float32", "G.hessian", "updates not handed on")
PY = theano.Mode("py", "fast_compile")


def same(mine, theirs):
    if isinstance(theirs, float) and isinstance(mine, float):
        return mine == pytest.approx(theirs, rel=1e-4, abs=1e-4, nan_ok=True)
    if isinstance(theirs, list) and isinstance(mine, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return mine.keys() == theirs.keys() and all(same(mine[key], theirs[key]) for key in mine)
    return mine == theirs


def test_the_golden_file_is_of_these_cases():
    assert list(GOLDEN) == list(CASES)
    assert not {name for names in LOOPS.values() for name in names} - set(CASES)


def parameters():
    loops = {name for name in CASES if name.startswith(("loop", "jacobians"))}
    for name in CASES:
        slow = name in loops and any(word in name for word in SLOW)
        # where steps of other shapes are all constant, PyTensor tries to compute them while it rewrites
        fails = name.startswith(("loop_errors: ", "loops: S(lambda a: T.arange(a)"))
        marks = [pytest.mark.slow] * slow + [pytest.mark.rewrite_fails] * fails
        yield pytest.param(name, marks=marks + [pytest.mark.calls_once] * name.startswith("ifelse: lazy"))


@pytest.mark.parametrize("name", list(parameters()))
@pytest.mark.filterwarnings("ignore")
def test_case(name):
    mine = outcome(CASES[name])
    assert same(mine, GOLDEN[name]) != (name in DIFFERENT), (mine, GOLDEN[name])


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith(("loop", "jacobians", "rops"))])
@pytest.mark.filterwarnings("ignore")
@pytest.mark.rewrite_fails
@pytest.mark.slow
def test_case_with_all_rewrites(name, monkeypatch):
    monkeypatch.setattr(Space, "mode", ("py", "fast_run"))
    test_case(name)


STORED = [name for name in CASES if name.startswith(("loops: S(lambda a, b: [b[:1]", "loops: S(lambda a, c, b"))]


@pytest.mark.parametrize("name", STORED)
@pytest.mark.filterwarnings("error:Numba will use object mode")
def test_case_with_numba(name, monkeypatch):
    monkeypatch.setattr(Space, "mode", ("numba", "fast_run"))
    test_case(name)


# --- by the linkers that compile --------------------------------------------------------------------------------------

MODES = {"Numba": None, "C": theano.Mode("cvm", "fast_run"), "VM": theano.Mode("vm", "fast_run")}


class Noted(theano.Op):
    """Passes its input on and keeps a note of it."""

    __props__ = ("name",)

    def __init__(self, name, notes):
        self.name, self.notes = name, notes

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        self.notes.append(self.name)
        output_storage[0][0] = inputs[0] * 1


@pytest.mark.calls_once
@pytest.mark.parametrize("mode", MODES)
def test_only_the_chosen_branch_is_computed(mode):
    notes: list = []
    c, x = T.scalar("c"), T.vector("x")
    first, second = ifelse(c, [Noted("yes", notes)(x), x * 2], [Noted("no", notes)(x), x * 3])
    f = theano.function([c, x], [first, second], mode=MODES[mode])
    for condition, branch, factor in ((1, "yes", 2), (0, "no", 3)):
        notes.clear()
        np.testing.assert_allclose(f(condition, [1.0, 2.0]), [[1, 2], [factor, 2 * factor]])
        assert notes == [branch]


@pytest.mark.parametrize("mode", MODES)
def test_a_recurrent_network_learns_the_same(mode):
    rng = np.random.RandomState(1)
    weights = [theano.shared(rng.uniform(-0.5, 0.5, shape), name=n) for n, shape in (("w", (3, 4)), ("u", (4, 4)))]
    w, u = weights
    x, target = T.matrix("x"), T.vector("target")
    states, updates = theano.scan(lambda x_t, h: T.tanh(T.dot(x_t, w) + T.dot(h, u)), x, T.zeros((4,)))
    cost = T.sqr(states[-1] - target).sum()
    grads = theano.grad(cost, weights)
    updates += [(p, p - 0.1 * g) for p, g in zip(weights, grads, strict=True)]
    f = theano.function([x, target], cost, updates=updates, mode=MODES[mode])
    costs = [float(f(rng.randn(5, 3), [0.1, -0.2, 0.3, 0.0])) for _ in range(3)]
    # as real Theano had them
    np.testing.assert_allclose(costs, [0.0902776944, 1.8009818633, 1.3063260373], rtol=1e-6)


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE", theano.Mode("py", None), theano.Mode("numba"), None])
@pytest.mark.parametrize("outer", ["VM", pytest.param("Numba", marks=pytest.mark.slow)])
def test_the_mode_of_the_steps(mode, outer):
    x = T.vector("x")
    products, _ = theano.scan(lambda a, b: a * b + 1, x, T.constant(1.0, dtype="float64"), mode=mode)
    f = theano.function([x], theano.grad(products.sum(), x), mode=MODES[outer])
    np.testing.assert_allclose(f([1.0, 2.0, 3.0]), [9, 8, 5])


# --- shared variables that loops change -------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["Numba", "VM"])
def test_default_updates_advance_in_every_step(mode):
    counter = theano.shared(0, name="counter")
    counter.default_update = counter + 1
    counts, updates = theano.scan(lambda: counter * 10, n_steps=4)
    assert list(updates) == [counter]
    assert counter.default_update is not None
    f = theano.function([], counts, updates=updates, mode=MODES[mode])
    assert f().tolist() == [0, 10, 20, 30]
    assert counter.get_value() == 4
    assert theano.function([], counts, no_default_updates=True, mode=MODES[mode])().tolist() == [40, 50, 60, 70]
    assert counter.get_value() == 4


def test_default_updates_of_default_updates():
    step = theano.shared(1, name="step")
    step.default_update = step * 2
    total = theano.shared(0, name="total")
    total.default_update = total + step
    totals, updates = theano.scan(lambda: total, n_steps=4)
    assert set(updates) == {step, total}
    assert theano.function([], totals, updates=updates, mode=PY)().tolist() == [0, 1, 3, 7]
    assert (step.get_value(), total.get_value()) == (16, 15)


def test_what_fn_returns_beats_the_default_update():
    counter = theano.shared(0, name="counter")
    counter.default_update = counter + 1
    counts, updates = theano.scan(lambda: (counter * 1, {counter: counter + 5}), n_steps=3)
    assert theano.function([], counts, updates=updates, mode=PY)().tolist() == [0, 5, 10]
    assert counter.get_value() == 15


def test_default_updates_survive_an_error():
    counter = theano.shared(0)
    counter.default_update = counter + 1
    with pytest.raises(ValueError, match="dtype"):
        theano.scan(lambda a: a + 0.5 + counter, outputs_info=0, n_steps=3)
    assert counter.default_update is not None


def test_random_numbers_in_loops_are_theanos():
    random = theano.tensor.shared_randomstreams.RandomStreams(910)
    inside, updates = theano.map(lambda high: random.uniform(low=0.0, high=high), T.arange(1.0, 4.0))
    f = theano.function([], inside, updates=updates, mode=PY)
    np.testing.assert_allclose([f(), f()], RANDOM["inside"], atol=1e-6)
    drawn = random.uniform((2,))
    outside, updates = theano.scan(lambda a: a + drawn, T.arange(3.0))
    f = theano.function([], outside, updates=updates, mode=PY)
    np.testing.assert_allclose([f(), f()], RANDOM["outside"], atol=1e-6)
    x = T.matrix("x")
    given = random.binomial(size=x.shape, p=x)
    same_twice, updates = theano.scan(lambda a: a, non_sequences=given, n_steps=2)
    assert not updates
    first, second = theano.function([x], same_twice, mode=PY)(np.full((2, 3), 0.5))
    assert first.tolist() == second.tolist() == RANDOM["given"]


# what real Theano drew
RANDOM = {
    "inside": [[0.33825, 0.686394, 0.385708], [0.739401, 0.773066, 0.124995]],
    "outside": [
        [[0.153586, 0.503926], [1.39997, 1.120049], [2.966583, 2.249119]],
        [[0.718922, 0.372834], [1.025664, 1.554936], [2.287614, 2.392843]],
    ],
    "given": [[1, 0, 1], [0, 0, 1]],
}


# --- test values ------------------------------------------------------------------------------------------------------


def test_steps_see_the_test_values_of_the_first_step():
    seen = []
    with theano.change_flags(compute_test_value="ignore"):
        x, s, taps = T.vector("x"), T.scalar("s"), T.vector("taps")
        x.tag.test_value = np.array([1.0, 2.0, 3.0])
        s.tag.test_value = 4.0
        taps.tag.test_value = np.array([5.0, 6.0])
        untold = T.vector("untold")

        def step(now, later, u, before, last, state):
            seen.extend(getattr(a.tag, "test_value", None) for a in (now, later, u, before, last, state))
            return [last, state]

        infos = [dict(initial=taps, taps=[-2, -1]), s]
        theano.scan(step, [dict(input=x, taps=[0, 1]), untold], infos)
    assert seen == [1, 2, None, 5, 6, 4]


# --- Rop --------------------------------------------------------------------------------------------------------------


class Times(theano.Op):
    """x * y, whose R_op keeps what it was given."""

    __props__ = ()
    asked: list = []

    def make_node(self, x, y):
        return Apply(self, [x, y], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] * inputs[1]

    def R_op(self, inputs, eval_points):
        self.asked.append(eval_points)
        return [eval_points[0] * inputs[1] + inputs[0] * eval_points[1]]


def test_rop_asks_a_users_operation():
    x, y, point = T.vectors("x", "y", "point")
    Times.asked.clear()
    f = theano.function([x, y, point], Rop(Times()(x * 2, y), x, point), mode=PY)
    np.testing.assert_allclose(f([1.0, 2.0], [3.0, 4.0], [1.0, 10.0]), [6, 80])
    [(first, second)] = Times.asked
    assert [v.type.dtype for v in (first, second)] == ["float64"] * 2


def test_rop_of_an_input_that_another_input_is_computed_from():
    x, point = T.vectors("x", "point")
    squares = T.sqr(x)
    # an operation of PyTensor's that has gradients alone, fed with x and with what x gives
    both = T.nlinalg.matrix_inverse(T.stack([squares, x]))
    f = theano.function([x, point], [Rop(both, x, point), theano.gradient.jacobian(both.flatten(), x)], mode=PY)
    product, jacobian = f([1.0, 3.0], [0.5, -2.0])
    np.testing.assert_allclose(product.ravel(), jacobian @ [0.5, -2.0])


def test_rop_of_an_integer_input_is_of_its_dtype():
    i, point = T.ivector("i"), T.vector("point")
    f = theano.function([i, point], Rop(i * 2.5, i, point), mode=PY)
    np.testing.assert_allclose(f([1, 2], [1.9, -1.9]), [2.5, -2.5])


# --- clone, map_variables ---------------------------------------------------------------------------------------------


def test_map_variables_brings_new_variables_into_a_loop():
    x, y, z = T.vector("x"), T.scalar("y"), T.scalar("z")
    loop, _ = theano.scan(lambda a: a * y, x)
    [new] = map_variables(lambda v: z + 1 if v is y else v, [loop])
    f = theano.function([x, y, z], [loop, new], mode=PY)
    np.testing.assert_allclose(f([1.0, 2.0], 10.0, 2.0), [[10, 20], [3, 6]])


def test_map_variables_inside_a_loop():
    x, z = T.vector("x"), theano.shared(100.0, name="z")
    loop, _ = theano.scan(lambda a, b: T.exp(a) + b, x, T.constant(0.0, dtype="float64"))

    def replaced(variable):
        is_exp = variable.owner and str(variable.owner.op).lower().endswith(("exp", "exp,no_inplace}"))
        return variable.owner.inputs[0] + z if is_exp else variable

    [new] = map_variables(replaced, [loop])
    f = theano.function([x], new, mode=PY)
    np.testing.assert_allclose(f([1.0, 2.0]), [101, 203])
    z.update = z + 1
    with pytest.raises(NotImplementedError, match="shared variable z"):
        map_variables(replaced, [loop])


# --- breakpoints and records ------------------------------------------------------------------------------------------


@pytest.mark.calls_once
@pytest.mark.parametrize("mode", ["VM", pytest.param("Numba", marks=pytest.mark.slow)])
def test_breakpoint(mode, monkeypatch, capsys):
    stops = []

    def set_trace():
        import sys

        monitored = sys._getframe(1).f_locals["monitored"]
        stops.append([m.tolist() for m in monitored])
        monitored[0] = monitored[0] + 100

    for debugger in ("pudb", "ipdb", "pdb"):
        if importlib.util.find_spec(debugger):
            monkeypatch.setattr(f"{debugger}.set_trace", set_trace)
            break
    x, y = T.vector("x"), T.vector("y")
    first, second = PdbBreakpoint("too much")(x.sum() > 10, x, y)
    f = theano.function([x, y], [first, second], mode=MODES[mode])
    assert [v.tolist() for v in f([1.0, 2.0], [3.0, 4.0])] == [[1, 2], [3, 4]]
    assert stops == []
    assert [v.tolist() for v in f([10.0, 2.0], [3.0, 4.0])] == [[110, 102], [3, 4]]
    assert stops == [[[10, 2], [3, 4]]]
    assert "too much" in capsys.readouterr().out


def test_breakpoint_has_gradients_of_what_it_watches():
    x, y = T.vectors("xy")
    watched = PdbBreakpoint("never")(T.constant(0), x, y)
    f = theano.function([x, y], theano.grad((watched[0] * T.sqr(watched[1])).sum(), [x, y]), mode=PY)
    np.testing.assert_allclose(f([1.0, 2.0], [3.0, 4.0]), [[9, 16], [6, 16]])
    assert isinstance(watched[0].owner.op.grad([T.scalar(), x, y], [x, y])[0].type, DisconnectedType)


def test_record_mode_replays():
    def run(record, *values):
        x = T.dscalar("x")
        f = theano.function([x], T.exp(x) * 2 + 1, mode=RecordMode(record), name="f")
        return [float(f(value)) for value in values]

    output = StringIO()
    results = run(Record(file_object=output), 1.0, 2.0)
    assert "Function f has" in output.getvalue()
    assert run(Record(file_object=StringIO(output.getvalue()), replay=True), 1.0, 2.0) == results
    with pytest.raises(MismatchError, match="Replay detected mismatch"):
        run(Record(file_object=StringIO(output.getvalue()), replay=True), 1.0, 3.0)


def test_record_mode_wants_names(tmp_path):
    x = T.dscalar("x")
    mode = RecordMode(file_path=tmp_path / "record")
    theano.function([x], x + 1, mode=mode, name="f")(1)
    with pytest.raises(AssertionError, match="two functions are called 'f'"):
        theano.function([x], x + 2, mode=mode, name="f")(1)


def test_loops_after_loops_are_asked_for_their_lengths_once(monkeypatch):
    """However many loops come after a loop: its gradient allocates arrays, whose lengths PyTensor looks up."""
    asked, infer_shape = [], theano.scan_module.scan_op.Scan.infer_shape

    def counting(self, *args):
        asked.append(self)
        return infer_shape(self, *args)

    monkeypatch.setattr(theano.scan_module.scan_op.Scan, "infer_shape", counting)

    def asked_by(loops):
        asked.clear()
        x, w = T.dtensor3(), T.dmatrix()
        y = x
        for _ in range(loops):
            states = [T.zeros((y.shape[1], 4)), T.zeros((y.shape[1], 4))]
            y = theano.scan(lambda a, b, c: [T.tanh(a.dot(w) + c), b * c], sequences=y, outputs_info=states)[0][0]
        theano.grad(y.sum(), w)
        return len(asked)

    few = asked_by(3)
    assert few > 0
    assert asked_by(12) <= 4 * few + 4


@pytest.mark.parametrize("init", ["T.zeros((4,))", "T.zeros((x.shape[1],))", "T.zeros((2, 4))"])
@pytest.mark.parametrize("steps", ["5", "n"])
def test_what_is_allocated_after_a_loop_knows_its_constant_lengths(init, steps):
    x, n = T.dmatrix("x"), T.iscalar("n")
    init, steps = eval(init, {"T": T, "x": x}), eval(steps, {"n": n})
    y = theano.scan(lambda a: T.concatenate([a, a], axis=-1)[..., :4] * 2, outputs_info=init, n_steps=steps)[0]
    z = theano.scan(lambda a: a + 1, sequences=y)[0]
    lengths = [5 if steps == 5 else None, *init.type.shape]
    assert list(T.zeros([z.shape[i] for i in range(z.ndim)]).type.shape) == lengths


@pytest.mark.parametrize("taps", [[-1], pytest.param([-2], marks=pytest.mark.more), [-1, -3]])
def test_the_gradient_of_a_loops_gradient_is_that_of_differences(taps):
    """Real Theano's was another number: there is no golden."""
    x, s = T.dvectors("x", "s")
    initial = x[0] if taps == [-1] else x[min(taps) :]
    step = [
        lambda a, *p: T.tanh(p[0]) * p[-1] + a * p[0],
        lambda a, *p: a * p[-1] - 0.1 * T.grad(T.tanh(p[0]) ** 2, p[0]),
    ]
    for each in step:
        o, _ = theano.scan(each, s, {"initial": initial, "taps": taps})
        gradients = T.grad(T.sqr(o).sum() + T.exp(o[-1]), [x, s])
        length = sum(T.sqr(g).sum() for g in gradients)
        f, second = theano.function([x, s], length), theano.function([x, s], T.grad(length, [x, s]))
        point, e = [np.array([0.3, -0.8, 0.5]), np.array([0.7, -0.2, 1.1, 0.4, 0.9])], 1e-6
        for at, made in enumerate(second(*point)):
            for i, number in enumerate(made):
                low, high = [[v.copy() for v in point] for _ in range(2)]
                low[at][i] -= e
                high[at][i] += e
                np.testing.assert_allclose(number, (f(*high) - f(*low)) / 2 / e, rtol=1e-5, atol=1e-7)
