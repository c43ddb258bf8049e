"""``pytest --twice``: each function that a test compiles is called twice, and nothing changes that may not change.

Arguments, shared variables without an update, constants (those inside of loops too) and results handed out before are
as they were, after a call that fails, too; the second call gives what the first gave and leaves the same states. No
result shares memory with an argument, a state, a constant or another result, and what is written into one changes
nothing later. ``--twice=switched`` compiles a function of the default mode between its two calls; ``--twice=called``
calls each operation in the first tier by itself, where each overwrites and shares what it declares, no more.

What a function may overwrite is the same for every linker, as in Theano: an input with ``mutable``, the value of
a shared variable that has an update, and what it computed itself, but no result that it hands out without ``borrow``.
A graph rewritten for Numba allows more inside of loops, since Numba's code copies a state first: `tiers` does, too.
"""

from copy import deepcopy
from functools import wraps
from numbers import Number

import numpy as np
from pytensor.graph.basic import Constant

from theano_min._engine.called_back import graphs
from theano_min._engine.interpreter import NumpyLinker
from theano_min._engine.written import WrittenLinker
from theano_min.compile.function_module import Function


def install(monkeypatch, how):
    """Let every function of ours be called twice, ``how`` being "alike", "called" or "switched"."""
    monkeypatch.setattr(Function, "__call__", _twice(Function.__call__, how))
    monkeypatch.setattr(NumpyLinker, "make_vm", _watched(NumpyLinker.make_vm))
    if how == "called":
        monkeypatch.delattr(WrittenLinker, "make_all")


def _twice(call, how):
    @wraps(call)
    def twice(self, *args, **kwargs):
        given, may_change = [*args, *kwargs.values()], _mutable(self, args, kwargs)
        arguments, constants = _copied(given), _constants(self)
        values = _copied(constants)
        states = [container.storage for container in self.input_storage]
        before = _copied([cell[0] for cell in states])
        try:
            results = call(self, *args, **kwargs)
        finally:
            for value, copy, mutable in zip(given, arguments, may_change, strict=True):
                assert mutable or same(value, copy), "an argument was overwritten"
            assert same(constants, values), "a constant was overwritten"
            for spec, cell, old in zip(self.maker.inputs, states, before, strict=True):
                if spec.shared and spec.update is None and not spec.mutable:
                    assert same(cell[0], old), f"the shared variable {spec.variable} was overwritten"
        borrowed = any(spec.borrow for spec in _specs(self))
        untouched = [value for value, mutable in zip(given, may_change, strict=True) if not mutable]
        if not borrowed:
            _assert_apart(self, results, untouched)
        kept, after = _copied(results), _copied([cell[0] for cell in states])
        if not borrowed and not any(may_change):
            _spoil(self, results)
        spoilt = _copied(results)
        for cell, value in zip(states, before, strict=True):
            cell[0] = value
        is_settled = getattr(self.vm, "is_settled", True)
        if how == "switched" and not is_settled:
            self.vm.seconds_left = -1.0
        if any(may_change):
            args, kwargs = arguments[: len(args)], dict(zip(kwargs, arguments[len(args) :], strict=True))
        again = call(self, *args, **kwargs)
        close = 0.0 if is_settled == getattr(self.vm, "is_settled", True) else 1e-9  # it was compiled
        assert same(again, kept, close), ("the second call gave another result", again, kept)
        assert borrowed or same(results, spoilt), "a result changed later"
        assert same([cell[0] for cell in states], after, close), "the second call left another state"
        if not borrowed:
            _assert_apart(self, again, untouched)
        return again

    return twice


def _mutable(function, args, kwargs):
    """Whether the function may overwrite each argument."""
    specs = {spec.variable.name: spec for spec in function.maker.inputs}
    named = [specs.get(name) for name in kwargs]
    positional = [*function.maker.inputs, *[None] * len(args)][: len(args)]
    return [spec is not None and spec.mutable for spec in [*positional, *named]]


def _assert_apart(function, results, given):
    """Assert that results share no memory with one another or with what will be read again."""
    results = _listed(function, results)
    states = [container.storage[0] for container in function.input_storage if container.implicit]
    others = {"an argument": given, "a state": states, "a constant": _constants(function)}
    for i, result in enumerate(results):
        for what, values in {**others, "another result": results[i + 1 :]}.items():
            assert not any(_shares(result, value) for value in values), f"result {i} shares memory with {what}"


def _spoil(function, results):
    """Write other numbers into results, as a program may."""
    for result in _listed(function, results):
        if isinstance(result, np.ndarray) and result.dtype.kind in "fciub" and result.flags.writeable:
            result[...] = 1 - result if result.dtype.kind != "b" else ~result


def _listed(function, results):
    if isinstance(results, dict):
        return list(results.values())
    return [results] if function.unpack_single or results is None else results  # one result may be a typed list


def _shares(one, other):
    return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and np.may_share_memory(one, other)


def _specs(function):
    outputs = function.maker.outputs
    return outputs if isinstance(outputs, list | tuple) else [outputs]


def _constants(function):
    return [v.data for graph in graphs(function.maker.fgraph) for v in graph.variables if isinstance(v, Constant)]


def _copied(values):
    try:
        return deepcopy(values)
    except Exception:  # a value of the test's own
        return values


def same(one, other, close=0.0):
    """Whether two values are the same, numbers to a relative difference of ``close``."""
    if isinstance(one, np.ndarray | np.generic):
        one, other = np.asarray(one), np.asarray(other)
        if one.shape != other.shape or one.dtype != other.dtype:
            return False
        if one.dtype.kind not in "fciub":
            return one.dtype.kind == "O" or bool(np.all(one == other))
        return np.allclose(one, other, close * (1e4 if one.dtype.itemsize < 8 else 1), close, equal_nan=True)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(same(a, b, close) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key], close) for key in one)
    if isinstance(one, np.random.RandomState | np.random.Generator):
        return str(_state(one)) == str(_state(other))
    if one is None or other is None:
        return one is other
    return not isinstance(one, Number) or one == other or one != one


def _state(stream):
    return stream.bit_generator.state if isinstance(stream, np.random.Generator) else stream.get_state()


def _watched(make_vm):
    @wraps(make_vm)
    def watched(self, nodes, thunks, *rest):
        return make_vm(self, nodes, [_watch(*each) for each in zip(nodes, thunks, strict=True)], *rest)

    return watched


def _watch(node, thunk):
    if thunk.lazy:
        return thunk
    destroyed = {i for places in node.op.destroy_map.values() for i in places}

    def run():
        inputs = [cell[0] for cell in thunk.inputs]
        before = _copied(inputs)
        result = thunk()
        for i, (new, old) in enumerate(zip(inputs, before, strict=True)):
            shared = any(_shares(new, inputs[j]) for j in destroyed)
            assert i in destroyed or shared or same(new, old), f"{node} overwrote its input {i}"
        for i, cell in enumerate(thunk.outputs):
            declared = {*destroyed, *node.op.view_map.get(i, ())}
            for j, value in enumerate(inputs):
                if j not in declared and not any(_shares(value, inputs[k]) for k in declared):
                    assert not _shares(cell[0], value), f"{node} gives its input {j} as a result"
        return result

    vars(run).update(vars(thunk))
    return run
