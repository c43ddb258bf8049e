"""The audit of rewrites: each of our modes', applied alone to drawn graphs, keeps values, dtypes, shapes and errors.

python -m tests.oracle.rewrite_audit [first seed] [how many graphs] [only rewrites named like this] [seconds]

What a rewrite puts in a node's place is computed beside the node, operation by operation on NumPy, from inputs with
zeros, infinities, NaN, big and negative numbers, empty ones and ones of length 1.
"""

import sys
import time
import warnings
from collections import Counter, defaultdict

import numpy as np
import theano
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.rewriting.basic import (
    EquilibriumGraphRewriter,
    NodeProcessingGraphRewriter,
    NodeRewriter,
    SequentialNodeRewriter,
)
from pytensor.graph.rewriting.utils import rewrite_graph
from pytensor.graph.traversal import toposort
from pytensor.scalar.basic import Composite
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.rewriting.shape import ShapeFeature

from tests.oracle import rewrite_graphs
from theano_min._engine.interpreter import _elementwise
from theano_min._engine.left_out import LEFT_OUT
from theano_min._pytensor import ASSUMPTIONS

MODES = [("numba", "fast_run"), ("cvm", "fast_run"), ("vm", "fast_compile"), ("numba", "fast_compile")]
DIGITS = {"float16": 2e-2, "float32": 3e-5, "complex64": 3e-5, "float64": 1e-9, "complex128": 1e-9}


def node_rewriters(modes=MODES):
    """Return the rewriters of nodes of our modes, by name; where several have one name, by that of their function."""
    found = {}
    for linker, optimizer in modes:
        mode = theano.Mode(linker, optimizer)
        _collect(mode.optdb.query(mode._optimizer), found)
    return {name: rewriter for name, rewriter in found.items() if "inplace" not in name}


def _collect(rewriter, found):
    if isinstance(rewriter, SequentialNodeRewriter):
        for each in rewriter.rewrites:
            _collect(each, found)
    elif isinstance(rewriter, EquilibriumGraphRewriter):
        for each in [*rewriter.get_node_rewriters(), *rewriter.global_rewriters]:
            _collect(each, found)
    elif isinstance(rewriter, NodeProcessingGraphRewriter):
        _collect(rewriter.node_rewriter, found)
    elif isinstance(rewriter, NodeRewriter):
        name = str(getattr(rewriter, "name", None) or rewriter)
        function = getattr(rewriter, "fn", None)
        found.setdefault(getattr(function, "__name__", name), rewriter)
    elif hasattr(rewriter, "__iter__"):
        for each in rewriter:
            _collect(each, found)


class Failed(Exception):
    """What computing a variable raised."""


def compute(variable, values):
    """Return the value of ``variable``, computed by each operation's ``perform`` from ``values``, which it fills."""
    for node in toposort([variable], blockers=[x for x in values if isinstance(x, Variable)]):
        if node.outputs[0] not in values:
            _run(node, values)
    return _value(variable, values)


def _value(variable, values):
    value = variable.data if isinstance(variable, Constant) else values[variable]
    if isinstance(value, Exception):
        raise Failed(value) from value
    return value


def _run(node, values):
    try:
        inputs = [_value(x, values) for x in node.inputs]
        if isinstance(node.op, Elemwise) and isinstance(node.op.scalar_op, Composite):
            memo = [x.type() for x in node.inputs]
            outputs = _elementwise(node.op.scalar_op, memo, [])
            inside = dict(zip(memo, inputs, strict=True))
            results = [compute(x, inside) for x in outputs]
        else:
            if node.op.destroy_map:
                inputs = [x.copy() if isinstance(x, np.ndarray) else x for x in inputs]
            if hasattr(node.op, "prepare_node"):
                node.op.prepare_node(node, None, None, "py")
            storage = {x: [value] for x, value in zip(node.inputs, inputs, strict=True)}
            storage.update({x: [None] for x in node.outputs})
            node.op.make_py_thunk(node, storage, {x: [True] for x in storage}, [])()
            results = [storage[x][0] for x in node.outputs]
    except Failed as error:
        results = [error.args[0]] * len(node.outputs)
    except Exception as error:
        results = [error] * len(node.outputs)
    values.update(zip(node.outputs, results, strict=True))


def differ(before, after):
    """Say how two values differ that should be one, or return None."""
    if before is after:
        return None
    if not isinstance(before, np.ndarray | np.generic):
        return None if type(before) is type(after) else "kind"
    before, after = np.asarray(before), np.asarray(after)
    if before.dtype != after.dtype:
        return f"dtype {before.dtype} -> {after.dtype}"
    if before.shape != after.shape:
        return f"shape {before.shape} -> {after.shape}"
    if before.dtype.kind not in "fc":
        return None if np.array_equal(before, after) else "value"
    digits = DIGITS[str(before.dtype)]
    with np.errstate(all="ignore"):
        if before.dtype.kind == "c":  # whose infinities have no one arithmetic
            known = np.isfinite(before)
            return differ(before[known].real, after[known].real) or differ(before[known].imag, after[known].imag)
        finite = np.isfinite(before) & np.isfinite(after)
        scale = np.abs(before[finite]).max(initial=0)
        close = np.abs(before - after) <= digits * np.maximum(scale, 1e-3)
        same = close | (before == after) | (np.isnan(before) & np.isnan(after))
    if same.all():
        return None
    return "value" if finite[~same].all() else "nan or inf"


class Audit:
    """Applies rewriters to graphs, and keeps what they matched and changed."""

    def __init__(self, rewriters):
        self.rewriters = rewriters
        mode = theano.Mode("vm", "fast_run")
        self.mode = mode.optdb.query(mode._optimizer)
        self.matched = Counter()
        self.found = defaultdict(list)
        self.crashed = defaultdict(list)

    def graph(self, seed, keep=3):
        """Draw a graph, and try every rewriter on each of its nodes: as it is, canonical, and specialised."""
        with theano.config.change_flags(cxx="", mode="FAST_COMPILE"):  # inner graphs are run by Python
            self._graph(seed, keep)

    def _graph(self, seed, keep):
        rng = np.random.default_rng(seed)
        inputs, outputs, values = rewrite_graphs.draw(rng, seed)
        for stage in range(3):
            memo = {}
            fgraph = FunctionGraph(inputs, outputs, clone=True, memo=memo)
            given = [{memo[x]: value for x, value in each.items()} for each in values]
            try:
                for feature in (ShapeFeature, *ASSUMPTIONS):
                    fgraph.attach_feature(feature())
                CHANGES[stage](fgraph)
            except Exception as error:
                self.crashed[f"stage {stage}"].append((seed, repr(error)[:200]))
                return
            self.nodes(seed, stage, fgraph, given, keep)

    def passes(self, seed):
        """Draw a graph, and rewrite all of it as a mode does: what a pass changes that looks at more than one node."""
        with theano.config.change_flags(cxx="", mode="FAST_COMPILE"):
            inputs, outputs, values = rewrite_graphs.draw(np.random.default_rng(seed), seed)
            memo = {}
            fgraph = FunctionGraph(inputs, outputs, clone=True, memo=memo)
            given = [{memo[x]: value for x, value in each.items()} for each in values]
            self.mode.add_requirements(fgraph)
            before = None
            for each in self.mode:
                count = fgraph.apply_nodes.copy()
                try:
                    each.apply(fgraph)
                except Exception as error:
                    self.crashed[f"pass {each.name}"].append((seed, repr(error)[:200]))
                    return
                if fgraph.apply_nodes == count:
                    continue
                self.matched[f"pass {each.name}"] += 1
                after = [[_outcome(x, dict(known)) for x in fgraph.outputs] for known in given]
                if before and each.name not in PHASES:
                    for i, (olds, news) in enumerate(zip(before, after, strict=True)):
                        for x, old, new in zip(fgraph.outputs, olds, news, strict=True):
                            if kind := _kind(old, new):
                                found = kind, seed, i, _text(x), _short(old), _short(new)
                                self.found[f"pass {each.name}"].append(found)
                before = after

    def nodes(self, seed, stage, fgraph, values, keep):
        known = None
        for node in fgraph.toposort():
            for name, rewriter in self.rewriters.items():
                tracks = rewriter.tracks()
                if tracks is not None and not _tracked(node.op, tracks):
                    continue
                try:
                    new = rewriter.transform(fgraph, node)
                except Exception as error:
                    if len(self.crashed[name]) < keep:
                        self.crashed[name].append((seed, stage, repr(error)[:300], _text(node)))
                    continue
                if not new:
                    continue
                self.matched[name] += 1
                if len(self.found[name]) >= 40:
                    continue
                if known is None:
                    known = [dict(each) for each in values]
                pairs = new.items() if isinstance(new, dict) else zip(node.outputs, new, strict=False)
                for old, after in pairs:
                    if isinstance(old, Variable) and isinstance(after, Variable):
                        self.compare(name, seed, stage, old, after, known)

    def compare(self, name, seed, stage, old, new, known):
        kinds = set()
        if getattr(old.type, "dtype", None) != getattr(new.type, "dtype", None):
            kinds.add(f"type {old.type} -> {new.type}")
        for i, values in enumerate(known):
            before, after = _outcome(old, values), _outcome(new, values)
            kind = _kind(before, after)
            if kind and kind not in kinds:
                kinds.add(kind)
                self.found[name].append((kind, seed, stage, i, _text(old), _text(new), _short(before), _short(after)))


def _outcome(variable, values):
    try:
        return compute(variable, values)
    except Failed as error:
        return error.args[0]


def _kind(before, after):
    """Say how an outcome differs from the one before it, or return None."""
    if isinstance(before, NotImplementedError | MemoryError) or isinstance(after, OverflowError):
        return None  # PyTensor 3.0's Python fails where numbers wrap around
    if isinstance(before, Exception):
        return None if isinstance(after, Exception) else f"error lost: {type(before).__name__}"
    return f"error made: {after!r:.80}" if isinstance(after, Exception) else differ(before, after)


def _short(value):
    return (
        f"{value!r:.120}"
        if isinstance(value, Exception)
        else f"{np.asarray(value).dtype} {np.asarray(value).tolist()!r:.110}"
    )


def _text(x):
    return _expression(x)[:300]


def _expression(x, depth=0):
    if not isinstance(x, Variable):  # a node
        return f"{str(x.op)[:60]}({', '.join(_expression(i, depth + 1) for i in x.inputs)})"
    if isinstance(x, Constant):
        return f"{np.asarray(x.data).tolist()!r:.30}:{getattr(x.type, 'dtype', x.type)}"
    if x.owner is None or depth > 6:
        return f"{x.name or 'in'}<{getattr(x.type, 'dtype', x.type)},{getattr(x.type, 'shape', '')}>"
    return _expression(x.owner, depth)


def _tracked(op, tracks):
    for each in tracks:
        if isinstance(each, type):
            if isinstance(op, each):
                return True
        elif hasattr(each, "match_op"):
            if each.match_op(op):
                return True
        elif each == op:
            return True
    return False


def _rewritten(cutoff):
    def change(fgraph):
        rewrite_graph(fgraph, include=("fast_run",), exclude=[*LEFT_OUT, "inplace"], position_cutoff=cutoff)

    return change


# the passes whose rewriters of nodes are tried one by one
PHASES = ("canonicalize", "stabilize", "specialize", "uncanonicalize", "local_useless")
CHANGES = [lambda fgraph: None, _rewritten(1.01), _rewritten(3.5)]


def main(first=0, count=1000, only="", seconds=600):
    rewriters = {name: r for name, r in node_rewriters().items() if only in name}
    audit = Audit(rewriters)
    start = time.time()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for seed in range(first, first + count):
            if time.time() > start + seconds:
                break
            audit.graph(seed)
            audit.passes(seed)
    print(
        f"{seed - first} graphs, {len(rewriters)} rewrites, {len(audit.matched)} matched, {time.time() - start:.0f} s"
    )
    for name in sorted(audit.found):
        if audit.found[name]:
            print(f"\n== {name} (matched {audit.matched[name]})")
            seen = Counter()
            for kind, *rest in audit.found[name]:
                seen[kind[:40]] += 1
                if seen[kind[:40]] <= 3:
                    print("  E" if "lost" in kind else "   ", kind, *map(str, rest), sep=" | ")
    for name in sorted(audit.crashed):
        print(f"\n## crashed: {name}", *audit.crashed[name][:3], sep="\n   ")
    print("\nnever matched:", *sorted(set(rewriters) - set(audit.matched)))
    print("\nmatched:", dict(audit.matched.most_common()))


if __name__ == "__main__":
    first, count, only, seconds = [*sys.argv[1:], *["0", "1000", "", "600"][len(sys.argv) - 1 :]]
    main(int(first), int(count), only, float(seconds))
