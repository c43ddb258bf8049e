"""Rewritten graphs come from the disk as rewriting would have made them, or not at all."""

import gc
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pytensor.graph.rewriting.basic import MergeFeature

import theano_min as theano
import theano_min.tensor as T
from tests.compile.test_tiered import Drawn
from theano_min._engine import kept_graphs
from theano_min.gof.opt import in2out, local_optimizer
from theano_min.ifelse import ifelse
from theano_min.tensor.shared_randomstreams import RandomStreams

ROOT = Path(__file__).parents[2]
x, y, M = T.dvector("x"), T.dvector("y"), T.dmatrix("M")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_graphs, "place", lambda: tmp_path / "rewritten")
    return tmp_path / "rewritten"


@pytest.fixture
def rewriting(place, monkeypatch):
    """The graphs that were rewritten, and not read."""
    done, rewritten = [], kept_graphs.rewritten

    def note(rewrite, fgraph, *arguments):
        rewritten(lambda: (done.append(fgraph), rewrite()), fgraph, *arguments)

    monkeypatch.setattr(kept_graphs, "rewritten", note)
    return done


def twice(make, rewriting):
    """Return two functions: of a graph that is rewritten, and of the same read back."""
    first, count = make(), len(rewriting)
    second = make()
    assert count == len(rewriting) > 0
    return first, second


def debugprint(f):
    """Return a graph as text, without the order of nodes of which neither needs the other."""
    return re.sub(r"('[^']*')   \d+", r"\1", theano.printing.debugprint(f, file="str"))


def io_nodes(f):
    return theano.gof.graph.io_toposort(f.maker.fgraph.inputs, f.maker.fgraph.outputs)


# ---------------------------------------------------------------- the same graph


def test_graph_features_and_order_are_the_same(rewriting):
    state = theano.shared(np.zeros(3), "state")

    def make():
        cost = T.sqr(T.tanh(T.dot(M, x)) - state).sum()
        return theano.function([M, x], [cost, M], updates=[(state, state - 0.1 * T.grad(cost, state))])

    f, g = twice(make, rewriting)
    assert debugprint(f) == debugprint(g)
    for a, b in zip(io_nodes(f), io_nodes(g), strict=True):
        assert a.op == b.op
        assert [v.type for v in (*a.inputs, *a.outputs)] == [v.type for v in (*b.inputs, *b.outputs)]
        assert [v.name for v in a.outputs] == [v.name for v in b.outputs]
        assert a.op.destroy_map == b.op.destroy_map
    features = [{each for each in h.maker.fgraph._features if not isinstance(each, MergeFeature)} for h in (f, g)]
    needed = [{type(each) for each in found} - {*kept_graphs.NOT_NEEDED} for found in features]
    assert needed[0] == needed[1]
    results = [(f([[1.0, 2.0]] * 3, [0.5, 0.25]), state.get_value(), state.set_value(np.zeros(3))) for f in (f, g)]
    np.testing.assert_equal(results[0], results[1])


@pytest.mark.parametrize("seed", range(6))
def test_drawn_functions_are_the_same(seed, rewriting):
    def observe():
        drawn = Drawn(seed)
        f = drawn.compile()
        seen = []
        for call in range(12):
            try:
                with np.errstate(all="ignore"):
                    seen.append((f(*drawn.values(call)), drawn.state.get_value(), drawn.weights.get_value()))
            except Exception as error:
                seen.append((type(error), drawn.start()))
        return debugprint(f), seen

    f, g = twice(observe, rewriting)
    assert f[0] == g[0]
    np.testing.assert_equal(f[1], g[1])


def test_loops_choices_and_random_numbers(rewriting):
    def make():
        sums, _ = theano.scan(lambda a, s: T.tanh(a + s * y), x, T.zeros_like(y))
        noise = RandomStreams(7).uniform((3,))
        result = ifelse(T.gt(x[0], 0), sums[-1] + noise, y - noise)
        return theano.function([x, y], [result, T.grad(sums[-1].sum(), y)])

    f, g = twice(make, rewriting)
    for value in [1.0, 2.0, 3.0], [-1.0, 0.0, 0.0]:
        np.testing.assert_array_equal(f(value, [0.1, 0.2, 0.3]), g(value, [0.1, 0.2, 0.3]))


def test_the_shape_feature_is_made_when_it_is_asked_for(rewriting):
    f, g = twice(lambda: theano.function([x], T.exp(x)[:3]), rewriting)
    for h in f, g:
        graph = h.maker.fgraph
        assert graph.shape_feature.shape_tuple(graph.outputs[0])
        assert sum(type(each).__name__ == "ShapeFeature" for each in graph._features) == 1
    assert type(g.maker.fgraph) is type(f.maker.fgraph)


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE", *map(theano.Mode, ["py", "vm", "cvm", "numba"])], ids=str)
def test_modes_that_are_named(mode, rewriting):
    state = theano.shared(np.zeros(2))
    f, g = twice(
        lambda: theano.function([M, x], T.dot(M, x) + state, updates=[(state, state + x)], mode=mode), rewriting
    )
    results = [(h([[1.0, 2.0]] * 2, [0.5, 0.25]), state.get_value(), state.set_value(np.zeros(2))) for h in (f, g)]
    np.testing.assert_equal(results[0], results[1])


def test_copies_and_pickles_of_what_was_read(rewriting):
    state = theano.shared(1.0)
    _, f = twice(lambda: theano.function([x], x.sum() * state, updates=[(state, state * 2)]), rewriting)
    assert [f([1.0]), f([1.0])] == [1.0, 2.0]
    assert f.copy()([1.0]) == [4.0]
    assert pickle.loads(pickle.dumps(f))([1.0]) == 8.0
    assert f.copy(swap={state: theano.shared(3.0)})([1.0]) == [3.0]


def test_tags_and_names_come_back(rewriting):
    def make():
        product = T.dot(M, x)
        product.name, product.tag.nan_guard_mode_check = "product", False
        return theano.function([M, x], [product, T.sort(product)])

    for f in twice(make, rewriting):
        (product,) = {v for v in f.maker.fgraph.variables if v.name == "product"}
        assert product.tag.nan_guard_mode_check is False


def test_traces_are_those_of_this_program(rewriting):
    def line(f):
        (node,) = [node for node in io_nodes(f) if "Cum" in str(node.op)]
        return next(frame[1] for frame in node.outputs[0].tag.trace[0] if frame[0] == __file__ and "cumsum" in frame[3])

    f = theano.function([x], T.cumsum(x))
    g = theano.function([x], T.cumsum(x))
    assert len(rewriting) == 1
    assert line(f) + 1 == line(g)


# ---------------------------------------------------------------- what is not the same graph


def test_what_inputs_and_outputs_allow_counts(rewriting):
    state = theano.shared(np.zeros(2))
    for make in (
        lambda: theano.function([x], x),
        lambda: theano.function([x], theano.Out(x, borrow=True)),
        lambda: theano.function([theano.In(x, borrow=True)], theano.Out(x, borrow=True)),
        lambda: theano.function([theano.In(x, mutable=True)], x + 1),
        lambda: theano.function([x], x + 1),
        lambda: theano.function([x], x + 2),
        lambda: theano.function([x], x + np.float32(1)),
        lambda: theano.function([M], M + 1),
        lambda: theano.function([x], x + state),
        lambda: theano.function([x], x + state, updates=[(state, state + x)]),
        lambda: theano.function([x], x + 1, mode="FAST_COMPILE"),
        lambda: theano.function([x], x + 1, mode=theano.Mode("py")),
        lambda: theano.function([x], x + 1, mode=theano.Mode("cvm")),
    ):
        before = len(rewriting)
        make()
        assert len(rewriting) == before + 1


@pytest.mark.parametrize("flags", [{"floatX": "float32"}, {"optimizer": "fast_compile"}, {"tiered": False}])
def test_flags_count(flags, rewriting):
    theano.function([x], x + 1)
    with theano.change_flags(**flags):
        theano.function([x], x + 1)
    assert len(rewriting) == 2


def test_another_source_or_version_counts(rewriting, monkeypatch):
    for version in "12":
        monkeypatch.setattr(kept_graphs, "_sources", lambda version=version: version)
        theano.function([x], x + 1)
    assert len(rewriting) == 2


# ---------------------------------------------------------------- what is not kept


@theano.as_op(itypes=[T.dvector], otypes=[T.dvector])
def of_a_program(x):
    return x + 1


class OfAProgram(theano.Op):
    __props__ = ()

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] + 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: theano.function([x], of_a_program(x)),
        lambda: theano.function([x], OfAProgram()(x)),
        lambda: theano.function([x], theano.map(lambda a: OfAProgram()(x)[0] + a, x)[0]),
        lambda: theano.function([x], theano.OpFromGraph([x], [OfAProgram()(x)])(x)),
        lambda: theano.function([x], x + np.zeros(10**6)),
        lambda: theano.function([x], x + 1, mode=theano.Mode("numba").register((in2out(of_others), 10))),
        lambda: theano.function([x], x + 1, mode="DebugMode"),
        lambda: theano.function([x], x + 1, mode="NanGuardMode"),
        lambda: theano.function([x], x + 1, profile=True),
    ],
)
def test_is_rewritten_each_time(make, place):
    make()
    assert not place.exists()


@local_optimizer([T.exp])
def of_others(node):
    return None


def test_the_flag_turns_it_off(place):
    with theano.change_flags(cache_optimizations=False):
        assert theano.function([x], x + 1)([1.0]) == [2.0]
    assert not place.exists()


def test_registered_rewrites_turn_it_off(rewriting, monkeypatch):
    make = lambda: theano.function([x], T.exp(x))  # noqa: E731
    make(), make()
    assert len(rewriting) == 1
    specialize = theano.compile.optdb["specialize"]
    specialize.register("of_others", of_others, "fast_run")
    try:
        make(), make()
        assert len(rewriting) == 3
    finally:
        for tagged in specialize.__db__.values():
            if of_others in tagged:
                tagged.remove(of_others)
        specialize._names.remove("of_others")
        del specialize.__db__["of_others"]
    make()
    assert len(rewriting) == 3
    theano.compile.optdb.add_tags("specialize", "a tag of others")
    try:
        make()
        assert len(rewriting) == 4
    finally:
        theano.compile.optdb.remove_tags("specialize", "a tag of others")


def test_modules_of_ours_register_rewrites_too(monkeypatch):
    assert not kept_graphs.Registered().have_others()
    import pytensor.sparse  # noqa: F401 (PyTensor imports it now and then)

    import theano_min.sandbox.linalg
    import theano_min.tensor.nnet.ctc  # noqa: F401

    assert not kept_graphs.registered.have_others()


# ---------------------------------------------------------------- the disk


def test_what_cannot_be_read_is_rewritten_and_written_again(place, rewriting):
    make = lambda: theano.function([x], x + 1)  # noqa: E731
    make()
    (file,) = place.iterdir()
    for damage in file.read_bytes()[:-9], b"", pickle.dumps(([], [7], [])):
        file.write_bytes(damage)
        before = len(rewriting)
        assert make()([1.0]) == [2.0]
        assert len(rewriting) == before + 1
        assert len(list(place.iterdir())) == 1
    assert make()([1.0]) == [2.0]
    assert len(rewriting) == before + 1


def test_a_directory_that_cannot_be_written(place, rewriting):
    place.write_text("a file where the directory would be")
    for _ in range(2):
        assert theano.function([x], x + 1)([1.0]) == [2.0]
    assert len(rewriting) == 2


def three_runs(folder, *lines):
    """What a script prints in three runs of which each finds what those before have left."""
    (folder / "script.py").write_text("\n".join(["import sys, theano, theano.tensor as T", *lines]))
    flags = f"base_compiledir={folder / 'compiled'}"
    return [
        subprocess.run(
            [sys.executable, "script.py"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "THEANO_FLAGS": flags, "PYTHONHASHSEED": str(run)},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for run in range(3)
    ]


def test_the_next_run_reads_what_this_one_rewrote(tmp_path):
    runs = three_runs(
        tmp_path,
        "x, w = T.dvector('x'), theano.shared(2.0, 'w')",
        "cost = T.sqr(T.nnet.sigmoid(x * w)).sum()",
        "f = theano.function([x], cost, updates=[(w, w - T.grad(cost, w))])",
        "print(f([1.0, 2.0]), f([1.0, 2.0]), 'scipy.sparse' in sys.modules)",
    )
    assert len(list((tmp_path / "compiled" / "rewritten").iterdir())) == 1
    assert [run[:2] for run in runs] == [runs[0][:2]] * 3
    assert [run[2] for run in runs] == ["True", "False", "False"]  # PyTensor needs it to rewrite


@pytest.mark.more
def test_numba_knows_the_operations_of_what_was_read(tmp_path):
    runs = three_runs(
        tmp_path,
        "from pytensor.link.numba.dispatch.basic import numba_funcify",
        "x, i = T.fvector('x'), T.ivector('i')",
        "f = theano.function([x, i], T.nnet.sigmoid(x)[i], mode=theano.Mode('numba'))",
        "kinds = {type(node.op) for node in f.maker.fgraph.apply_nodes}",
        "unknown = numba_funcify.dispatch(object)",
        "print(f([0.0, 1.0], [0]), len(kinds) > 2, unknown in map(numba_funcify.dispatch, kinds))",
    )
    assert runs == [["[0.5]", "True", "False"]] * 3


def test_nothing_holds_on_to_graphs(rewriting):
    _, f = twice(lambda: theano.function([x], x + 1), rewriting)
    rewriting.clear()
    graph = id(f.maker.fgraph)
    del f
    gc.collect()
    assert not any(id(each) == graph for each in gc.get_objects() if type(each).__name__ == "WithShapes")
