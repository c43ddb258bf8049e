"""``theano.gof.opt``: rewriting graphs, by functions of a whole graph or of one node."""

import time as _time
from abc import ABCMeta as _ABCMeta
from collections import defaultdict as _defaultdict
from contextlib import contextmanager as _contextmanager
from functools import wraps as _wraps
from inspect import getattr_static as _getattr_static, isfunction as _isfunction

import numpy as _np
from pytensor.compile.maker import function as _function
from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable, shared as _shared
from pytensor.graph.basic import Apply as _Apply, Constant as _Constant
from pytensor.graph.destroyhandler import DestroyHandler as _DestroyHandler
from pytensor.graph.op import Op as _Op
from pytensor.graph.rewriting.basic import (
    ChangeTracker as ChangeTracker,
    CheckStackTraceFeature as CheckStrackTraceFeature,  # noqa: F401
    CheckStackTraceRewriter as _CheckStackTraceRewriter,
    DispatchingFeature as Updater,  # noqa: F401
    EquilibriumGraphRewriter as _EquilibriumGraphRewriter,
    FromFunctionGraphRewriter as _FromFunctionGraphRewriter,
    GraphRewriter as _GraphRewriter,
    MergeFeature as MergeFeature,
    MergeOptimizer as _MergeOptimizer,
    NodeProcessingGraphRewriter as _NodeProcessingGraphRewriter,
    NodeRewriter as _NodeRewriter,
    SequentialGraphRewriter as _SequentialGraphRewriter,
    SequentialNodeRewriter as _SequentialNodeRewriter,
    WalkingGraphRewriter as _WalkingGraphRewriter,
    check_stack_trace as check_stack_trace,
    copy_stack_trace as copy_stack_trace,
    merge_dict as merge_dict,
)
from pytensor.graph.utils import MethodNotDefined as _MethodNotDefined
from pytensor.tensor.basic import constant as _constant

from theano_min import _removed
from theano_min.configdefaults import config as config
from theano_min.gof._values import filtered as _filtered
from theano_min.gof.graph import (
    is_same_graph_with_merge as is_same_graph_with_merge,
    nodes_constructed as _nodes_constructed,
)

# ---------------------------------------------------------------- rewriting a whole graph


class _Theanos(_ABCMeta):
    """The metaclass of Theano's class for one of PyTensor's: an object of PyTensor's is an instance of it too."""

    def __instancecheck__(cls, instance):
        pytensors = next(c for c in cls.__mro__ if c.__module__.startswith("pytensor."))
        return isinstance(instance, pytensors) if cls.__module__ == __name__ else super().__instancecheck__(instance)


class Optimizer(_GraphRewriter, metaclass=_Theanos):
    """Rewrites a graph: a subclass defines ``apply(self, fgraph)`` and, for its features, ``add_requirements``.

    Source: theano.gof.Optimizer.
    """

    def apply(self, fgraph):
        """Rewrite ``fgraph``, which has what ``add_requirements`` added."""

    def optimize(self, fgraph, *args, **kwargs):
        """Rewrite ``fgraph``: ``add_requirements``, then ``apply``."""
        # PyTensor calls it rewrite
        return self.rewrite(fgraph, *args, **kwargs)


class FromFunctionOptimizer(_FromFunctionGraphRewriter, Optimizer):
    """Rewrites a graph by calling ``fn(fgraph)``, after each of ``requirements`` was called with the graph.

    Source: theano.gof.opt.FromFunctionOptimizer.
    """

    def __str__(self):
        return getattr(self, "__name__", "<FromFunctionOptimizer instance>")


def optimizer(f):
    """Make the function ``f(fgraph)`` an Optimizer: a decorator. Source: theano.gof.optimizer."""
    made = FromFunctionOptimizer(f)
    made.__name__ = f.__name__
    return made


def inplace_optimizer(f):
    """Make the function ``f(fgraph)``, which puts operations in place, an Optimizer: a decorator.

    Source: theano.gof.inplace_optimizer.
    """
    made = FromFunctionOptimizer(f, (_allow_inplace,))
    made.__name__ = f.__name__
    return made


def _allow_inplace(fgraph):
    fgraph.attach_feature(_DestroyHandler())


class SeqOptimizer(_SequentialGraphRewriter, Optimizer):  # type: ignore[misc]
    """Applies optimizers one after the other: arguments, or one list; ``failure_callback`` is told of errors.

    Source: theano.gof.SeqOptimizer.
    """

    def __init__(self, *opts, **kw):
        super().__init__(*opts, **kw)


class MergeOptimizer(_MergeOptimizer, Optimizer):
    """Merges equal nodes and constants. Source: theano.gof.MergeOptimizer."""


class CheckStackTraceOptimization(_CheckStackTraceRewriter, Optimizer):
    """Checks that every new variable knows where it comes from. Source: theano.gof.opt.CheckStackTraceOptimization."""


# ---------------------------------------------------------------- rewriting one node


def _of_a_node(method):
    # PyTensor passes the FunctionGraph too, and asks whether to respect the tracks
    @_wraps(method)
    def transform(self, *args, **kwargs):
        kwargs.pop("enforce_tracks", None)
        fgraph, node = args if len(args) == 2 and isinstance(args[1], _Apply) else (None, *args)
        with _as_theano_had_it(fgraph, node):
            return method(self, node, **kwargs)

    transform._theano_bridged = True  # type: ignore[attr-defined]
    return transform


@_contextmanager
def _as_theano_had_it(fgraph, node):
    """Give a node its ``fgraph`` while it is looked at, and its variables their ``clients``."""
    if fgraph is None:
        yield
        return
    lent = [(node, "fgraph")]
    node.fgraph = fgraph
    for variable in {*node.inputs, *node.outputs}:
        if variable in fgraph.clients:
            variable.clients = list(fgraph.clients[variable])
            lent.append((variable, "clients"))
    try:
        yield
    finally:
        for owner, name in lent:
            vars(owner).pop(name, None)


class LocalOptimizer(_NodeRewriter, metaclass=_Theanos):
    """Rewrites one node: a subclass defines ``transform(self, node)``, and ``tracks(self)`` for the ops it looks at.

    ``transform`` returns variables for the outputs, a list, or a dict of replacements, or False. While it runs
    ``node.fgraph`` is the graph, and ``clients`` of its variables lists the pairs (node, index) that use them.
    Source: theano.gof.LocalOptimizer.
    """

    def __init_subclass__(cls, **kwargs):
        method = _getattr_static(cls, "transform")
        if _isfunction(method) and not hasattr(method, "_theano_bridged"):
            cls.transform = _of_a_node(method)
        super().__init_subclass__(**kwargs)

    def transform(self, node):
        """Return what replaces the outputs of ``node``, or False."""
        raise _MethodNotDefined("transform", type(self), type(self).__name__)

    transform._theano_bridged = True  # type: ignore[attr-defined]


class FromFunctionLocalOptimizer(LocalOptimizer):
    """Rewrites a node by calling ``fn(node)``, for the operations and classes of operations in ``tracks``, or all.

    Source: theano.gof.opt.FromFunctionLocalOptimizer.
    """

    def __init__(self, fn, tracks=None, requirements=()):
        self.fn = fn
        self._tracks = tracks
        self.requirements = requirements

    def transform(self, node):
        return self.fn(node)

    def tracks(self):
        return self._tracks

    def add_requirements(self, fgraph):
        for requirement in self.requirements:
            requirement(fgraph)

    def __str__(self):
        return getattr(self, "__name__", "<FromFunctionLocalOptimizer instance>")


def local_optimizer(tracks, inplace=False, requirements=()):
    """Return a decorator that makes a function ``f(node)`` a LocalOptimizer.

    ``tracks`` lists the operations and classes of operations that f is called for, None stands for all; ``inplace``
    tells that f puts operations in place. Errors: ValueError for an empty list and for other classes, TypeError for
    what is no class.
    Source: theano.gof.local_optimizer.
    """

    def decorate(f):
        where = f"{f.__module__}.{f.__name__}"
        if tracks is not None and len(tracks) == 0:
            raise ValueError(f"Use None instead of an empty list to apply to all nodes: {where}")
        for track in tracks or ():
            if not (isinstance(track, _Op) or (isinstance(track, type) and issubclass(track, _Op))):
                error = ValueError if isinstance(track, type) else TypeError
                raise error(f"Tracks are op classes or instances, not {track!r}: {where}")
        needed = (*requirements, _allow_inplace) if inplace else requirements
        made = FromFunctionLocalOptimizer(f, tracks, needed)
        made.__name__ = f.__name__
        return made

    return decorate


class LocalOptGroup(_SequentialNodeRewriter, metaclass=_Theanos):
    """Tries LocalOptimizers on a node until one changes it, or with ``apply_all_opts=True`` until none does.

    Source: theano.gof.LocalOptGroup.
    """

    def __init__(self, *optimizers, **kwargs):
        # PyTensor calls it apply_all_rewrites
        if len(optimizers) == 1 and isinstance(optimizers[0], list):
            optimizers = tuple(optimizers[0])
        if "apply_all_opts" in kwargs:
            kwargs["apply_all_rewrites"] = kwargs.pop("apply_all_opts")
        super().__init__(*optimizers, **kwargs)
        self.opts, self.apply_all_opts = self.rewrites, self.apply_all_rewrites

    def transform(self, *args, **kwargs):
        """Return what replaces the outputs of a node, the last argument, or None."""
        fgraph, node = args if len(args) == 2 else (getattr(args[0], "fgraph", None), args[0])
        return super().transform(fgraph, node, **kwargs)


class OpSub(LocalOptimizer):
    """Replaces operation ``op1`` by ``op2``, with its inputs; ``transfer_tags`` keeps the tags.

    Source: theano.gof.OpSub.
    """

    reentrant = False
    retains_inputs = True

    def __init__(self, op1, op2, transfer_tags=True):
        self.op1, self.op2, self.transfer_tags = op1, op2, transfer_tags

    def op_key(self):
        return self.op1

    def tracks(self):
        return [self.op1]

    def transform(self, node):
        if node.op != self.op1:
            return False
        new = self.op2.make_node(*node.inputs)
        if self.transfer_tags:
            for old_part, new_part in zip((node, *node.outputs), (new, *new.outputs), strict=True):
                new_part.tag.__update__(old_part.tag)
        return new.outputs

    def __str__(self):
        return f"{self.op1} -> {self.op2}"


class OpRemove(LocalOptimizer):
    """Removes the operation ``op``, its inputs taking the place of its outputs. Source: theano.gof.OpRemove."""

    reentrant = False

    def __init__(self, op):
        self.op = op

    def op_key(self):
        return self.op

    def tracks(self):
        return [self.op]

    def transform(self, node):
        return node.inputs if node.op == self.op else False

    def __str__(self):
        return f"{self.op}(x) -> x"


class PatternSub(LocalOptimizer):
    """Replaces what looks like ``in_pattern`` by ``out_pattern``.

    A pattern is a tuple ``(op, pattern, ...)``; a string, which matches anything, the same everywhere; a number or
    Constant; or a dict with a 'pattern' and a 'constraint', a function of the variable, and 'allow_multiple_clients'.
    What the pattern replaces may have other uses only with ``allow_multiple_clients``. ``skip_identities_fn(variable)``
    returns another variable to look at where one does not match, or None. With ``tracks``, the operations to look at,
    ``get_nodes(node)`` lists the nodes to try. ``pdb`` stops at a match. Source: theano.gof.PatternSub.
    """

    def __init__(
        self,
        in_pattern,
        out_pattern,
        allow_multiple_clients=False,
        skip_identities_fn=None,
        name=None,
        pdb=False,
        tracks=(),
        get_nodes=None,
        values_eq_approx=None,
    ):
        if not isinstance(in_pattern, list | tuple | dict):
            raise TypeError(f"The pattern to search for must start with a specific Op instance, not {in_pattern!r}.")
        self.in_pattern, self.out_pattern = in_pattern, out_pattern
        self.op = (in_pattern["pattern"] if isinstance(in_pattern, dict) else in_pattern)[0]
        self.allow_multiple_clients = allow_multiple_clients
        self.skip_identities_fn = skip_identities_fn
        if name:
            self.__name__ = name
        self.pdb = pdb
        self._tracks = tracks
        self.get_nodes = get_nodes
        self.values_eq_approx = values_eq_approx
        assert get_nodes or tracks == (), "`tracks` needs `get_nodes`"
        self.__doc__ = f"{type(self).__doc__}\n\nThis instance does: {self}\n"

    def op_key(self):
        return self.op

    def tracks(self):
        return [self.op] if self._tracks == () else self._tracks

    def transform(self, node, get_nodes=True):
        """Return what replaces the output of ``node``, a list, or False; a dict for a node that ``get_nodes`` found."""
        fgraph = getattr(node, "fgraph", None)
        if get_nodes and self.get_nodes is not None:
            for found in self.get_nodes(node):
                new = found != "output" and self._replace(fgraph, found)
                if new:
                    return dict(zip(found.outputs, new, strict=True))
        return self._replace(fgraph, node)

    def _replace(self, fgraph, node):
        if node.op != self.op or len(node.outputs) != 1:
            return False
        values = self._match(fgraph, self.in_pattern, node.outputs[0], {}, True)
        if values is None:
            return False
        if self.pdb:
            breakpoint()
        new = self._build(self.out_pattern, values)
        if self.values_eq_approx:
            new.tag.values_eq_approx = self.values_eq_approx
        return [new]

    def _match(self, fgraph, pattern, variable, values, many):
        """The values of the pattern's strings, with those in ``values``, or None where the variable does not match."""
        matched = self._match_here(fgraph, pattern, variable, values, many)
        if matched is None and self.skip_identities_fn:
            other = self.skip_identities_fn(variable)
            if other is not None:
                return self._match(fgraph, pattern, other, values, many)
        return matched

    def _match_here(self, fgraph, pattern, variable, values, many):
        if isinstance(pattern, list | tuple):
            node = variable.owner
            if node is None or node.op != pattern[0] or len(node.inputs) != len(pattern) - 1:
                return None
            if not many and fgraph is not None and len(fgraph.clients[variable]) > 1:
                return None
            for part, x in zip(pattern[1:], node.inputs, strict=True):
                values = self._match(fgraph, part, x, values, self.allow_multiple_clients)
                if values is None:
                    return None
            return values
        if isinstance(pattern, dict):
            if "pattern" not in pattern:
                raise KeyError(f"Malformed pattern: {pattern} (expected key 'pattern')")
            if not pattern.get("constraint", lambda variable: True)(variable):
                return None
            return self._match(
                fgraph, pattern["pattern"], variable, values, pattern.get("allow_multiple_clients", many)
            )
        if isinstance(pattern, str):
            return {**values, pattern: variable} if values.get(pattern, variable) is variable else None
        if not isinstance(variable, _Constant):
            return None
        if isinstance(pattern, _Constant):
            return values if pattern.equals(variable) else None
        return values if _np.all(_constant(pattern).data == variable.data) else None

    def _build(self, pattern, values):
        if isinstance(pattern, list | tuple):
            return pattern[0](*[self._build(part, values) for part in pattern[1:]])
        if isinstance(pattern, str):
            return values[pattern]
        return pattern if isinstance(pattern, int | float) else pattern.clone()

    def __str__(self):
        return getattr(self, "__name__", None) or f"{_as_text(self.in_pattern)} -> {_as_text(self.out_pattern)}"

    __repr__ = __str__


def _as_text(pattern):
    if isinstance(pattern, list | tuple):
        return f"{pattern[0]}({', '.join(_as_text(part) for part in pattern[1:])})"
    if isinstance(pattern, dict):
        return f"{_as_text(pattern['pattern'])} subject to {pattern.get('constraint', 'no conditions')}"
    return str(pattern)


class LocalMetaOptimizerSkipAssertionError(AssertionError):
    """Raised by a choice of a LocalMetaOptimizer that does not apply after all. Source: theano.gof.opt."""


class LocalMetaOptimizer(LocalOptimizer):
    """Tries several LocalOptimizers on a node, runs what they make of it, and takes the fastest.

    ``register`` adds them; a subclass defines ``provide_inputs(self, node, inputs)``, which returns shared variables
    for inputs without a test value, {input: shared}. Source: theano.gof.opt.LocalMetaOptimizer.
    """

    def __init__(self):
        self.track_dict = _defaultdict(list)
        self.tag_dict = _defaultdict(list)
        self._tracks = []
        self.optimizers = []

    def register(self, optimizer, tag_list):
        """Add ``optimizer`` for the classes of operations that it tracks, with the tags ``tag_list``."""
        self.optimizers.append(optimizer)
        for track in optimizer.tracks():
            self.track_dict[track].append(optimizer)
            self._tracks.append(track)
        for tag in tag_list:
            self.tag_dict[tag].append(optimizer)

    def tracks(self):
        return self._tracks

    def get_opts(self, node):
        """Return the optimizers to try on ``node``."""
        return self.track_dict[type(node.op)]

    def provide_inputs(self, node, inputs):
        """Return shared variables for ``inputs``, a dict. Errors: NotImplementedError here."""
        raise NotImplementedError(f"{type(self).__name__}.provide_inputs")

    def time_call(self, fn):
        """Return the seconds that a call of ``fn`` takes."""
        start = _time.time()
        fn()
        return _time.time() - start

    def transform(self, node):
        if not isinstance(node.op, tuple(self._tracks)):
            return None
        givens, missing = {}, set()
        for x in node.inputs:
            if hasattr(x.tag, "test_value"):
                givens[x] = _shared(_filtered(x.type, x.tag.test_value), x.name, shape=x.type.shape, borrow=True)
            elif not isinstance(x, _SharedVariable | _Constant):
                missing.add(x)
        if missing:
            givens.update(self.provide_inputs(node, missing))
        if missing - set(givens):
            return None
        timed = []
        for choice in self.get_opts(node):
            outputs = choice.transform(node)
            seconds = outputs and self._seconds(outputs, givens)
            if seconds:
                timed.append((seconds, len(timed), outputs))
        return min(timed)[2] if timed else None

    def _seconds(self, outputs, givens):
        """The time of a choice, or None if it cannot be run."""
        try:
            fn = _function([], outputs, givens=givens, on_unused_input="ignore")
            fn.trust_input = True
            return min(self.time_call(fn) for _ in range(2))
        except Exception:
            return None


# ---------------------------------------------------------------- applying LocalOptimizers to a graph


class NavigatorOptimizer(_NodeProcessingGraphRewriter, Optimizer):
    """Applies a LocalOptimizer to nodes, which ones and in what order a subclass says in ``apply(self, fgraph)``.

    ``ignore_newtrees`` leaves out nodes that it made itself, 'auto' if ``local_opt.reentrant`` is False;
    ``failure_callback`` is told of errors. Source: theano.gof.NavigatorOptimizer.
    """

    def __init__(self, local_opt, ignore_newtrees="auto", failure_callback=None):
        # PyTensor calls it node_rewriter
        super().__init__(local_opt, ignore_newtrees, failure_callback)
        self.local_opt = local_opt

    def process_node(self, fgraph, node, lopt=None, **kwargs):
        """Apply ``lopt``, by default the optimizer's own, to ``node``; return whether the graph changed."""
        # PyTensor calls it node_rewriter
        return super().process_node(fgraph, node, kwargs.pop("node_rewriter", lopt), **kwargs)


class TopoOptimizer(_WalkingGraphRewriter, NavigatorOptimizer):
    """Applies a LocalOptimizer to all nodes, in the order 'in_to_out' or 'out_to_in'.

    Source: theano.gof.TopoOptimizer.
    """

    def __init__(self, local_opt, order="in_to_out", ignore_newtrees=False, failure_callback=None):
        # PyTensor calls it node_rewriter
        super().__init__(local_opt, order, ignore_newtrees, failure_callback)


class OpKeyOptimizer(NavigatorOptimizer):
    """Applies a LocalOptimizer to the nodes of the operations ``local_opt.op_key()``.

    Source: theano.gof.OpKeyOptimizer.
    """

    def __init__(self, local_opt, ignore_newtrees=False, failure_callback=None):
        if not hasattr(local_opt, "op_key"):
            raise TypeError("LocalOptimizer for OpKeyOptimizer must have an `op_key` method.")
        super().__init__(local_opt, ignore_newtrees, failure_callback)

    def apply(self, fgraph):
        key = self.local_opt.op_key()
        ops = key if isinstance(key, list | tuple) else [key]
        waiting = [node for node in fgraph.toposort() if node.op in ops]
        current = None

        def add(node):
            if node is not current and node.op == key:  # of a list only what was there is looked at
                waiting.append(node)

        updater = self.attach_updater(fgraph, add, None)
        try:
            while waiting:
                current = waiting.pop()
                if current in fgraph.apply_nodes:
                    self.process_node(fgraph, current)
        finally:
            self.detach_updater(fgraph, updater)


class EquilibriumOptimizer(_EquilibriumGraphRewriter, NavigatorOptimizer):
    """Applies optimizers, of nodes or of the whole graph, until none changes it any more.

    None is applied more often than ``max_use_ratio`` times the size of the graph. ``final_optimizers`` run after each
    round, ``cleanup_optimizers`` after each step. Source: theano.gof.EquilibriumOptimizer.
    """

    def __init__(
        self,
        optimizers,
        failure_callback=None,
        ignore_newtrees=True,
        tracks_on_change_inputs=False,
        max_use_ratio=None,
        final_optimizers=None,
        cleanup_optimizers=None,
    ):
        # PyTensor speaks of rewriters
        super().__init__(
            optimizers,
            failure_callback,
            ignore_newtrees,
            tracks_on_change_inputs,
            max_use_ratio,
            final_optimizers,
            cleanup_optimizers,
        )

    def get_local_optimizers(self):
        """Return the optimizers of nodes, in a generator."""
        return self.get_node_rewriters()


def _topo(order, local_opts, name=None, **kwargs):
    local_opt = LocalOptGroup(*local_opts) if len(local_opts) > 1 else local_opts[0]
    made = TopoOptimizer(local_opt, order, failure_callback=TopoOptimizer.warn_inplace, **kwargs)
    made.__name__ = name or getattr(local_opt, "__name__", str(local_opt))
    return made


def out2in(*local_opts, **kwargs):
    """Return a TopoOptimizer of LocalOptimizers, from the outputs to the inputs; ``name`` names it.

    Source: theano.gof.opt.out2in.
    """
    # PyTensor's has no optimize()
    return _topo("out_to_in", local_opts, **kwargs)


def in2out(*local_opts, **kwargs):
    """Return a TopoOptimizer of LocalOptimizers, from the inputs to the outputs; ``name`` names it.

    Source: theano.gof.opt.in2out.
    """
    # PyTensor's has no optimize()
    return _topo("in_to_out", local_opts, **kwargs)


# ---------------------------------------------------------------- helpers


@_contextmanager
def inherit_stack_trace(from_var):
    """Copy the stack trace of ``from_var``, a variable or a list, to each variable made in the ``with`` block.

    Source: theano.gof.opt.inherit_stack_trace.
    """
    with _nodes_constructed() as new:
        yield
    copy_stack_trace(from_var, new)


def check_chain(r, *chain):
    """Return whether the variable or node ``r`` is computed by the operations ``chain``, one after the other.

    Each is an Op, a class of Ops, or None, for a variable without a node; each is looked for in the first input of the
    one before it. Source: theano.gof.opt.check_chain.
    """
    if isinstance(r, _Apply):
        r = r.outputs[0]
    for i, link in enumerate(chain):
        if i:
            r = r.owner.inputs[0]
        if link is None:
            if r.owner is not None:
                return False
        elif r.owner is None or not (isinstance(r.owner.op, link) if isinstance(link, type) else r.owner.op == link):
            return False
    return r is not None


def pre_constant_merge(vars):
    """Merge equal constants in the graphs of ``vars``, in place, but not in nodes of a FunctionGraph; return vars.

    Source: theano.gof.opt.pre_constant_merge.
    """
    seen, constants = {}, {}

    def merge(variable):
        if variable in seen or getattr(variable.owner, "fgraph", None):
            return seen.get(variable, variable)
        seen[variable] = variable
        if isinstance(variable, _Constant):
            seen[variable] = constants.setdefault(variable.signature(), variable)
        elif variable.owner:
            variable.owner.inputs[:] = [merge(x) for x in variable.owner.inputs]
        return seen[variable]

    return [merge(variable) for variable in (vars if isinstance(vars, list | tuple) else [vars])]


def pre_greedy_local_optimizer(list_optimizations, out):
    """Apply LocalOptimizers once to each node that ``out`` is computed from, inputs first, in place; return what it is.

    Each is tried on the node as it was; what the last that applies makes of it stays. Nodes of a FunctionGraph stay as
    they are. Source: theano.gof.opt.pre_greedy_local_optimizer.
    """
    new = {}

    def rewrite(variable):
        node = variable.owner
        if variable in new or node is None or getattr(node, "fgraph", None):
            return new.get(variable, variable)
        node.inputs[:] = [rewrite(x) for x in node.inputs]
        outputs = node.outputs
        for optimization in list_optimizations:
            changed = optimization.transform(node)
            if changed is not False and changed is not None:
                outputs = changed
                if outputs[0].owner is None:
                    break
        new.update(zip(node.outputs, outputs, strict=True))
        return new[variable]

    return rewrite(out)


__getattr__ = _removed.getattr_for(__name__)
