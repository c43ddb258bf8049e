"""``pytest --twice``: each function that a test compiles is called twice, and nothing changes that may not change.

Arguments, shared variables without an update, constants and results handed out before are as they were; the second call
gives what the first gave and leaves the same states. On NumPy each operation overwrites and shares what it declares, no
more. ``--twice=switched`` compiles a function of the default mode between its two calls.

What a function may overwrite is the same for every linker, as in Theano: an input with ``mutable``, the value of
a shared variable that has an update, and what it computed itself, but no result that it hands out without ``borrow``.
A graph rewritten for Numba allows more inside of loops, since Numba's code copies a state first: `tiers` does, too.
"""

from copy import deepcopy
from functools import wraps

import numpy as np
from pytensor.graph.basic import Constant

from theano_min._engine import tiers
from theano_min.compile.function_module import Function


def install(monkeypatch, how):
    """Let every function of ours be called twice, ``how`` being "alike" or "switched"."""
    monkeypatch.setattr(Function, "__call__", _twice(Function.__call__, how))
    monkeypatch.setattr(tiers.NumpyLinker, "make_vm", _watched(tiers.NumpyLinker.make_vm))


def _twice(call, how):
    @wraps(call)
    def twice(self, *args, **kwargs):
        given = list(args) + list(kwargs.values())
        arguments, constants = _copied(given), _copied(_constants(self))
        states = [container.storage for container in self.input_storage]
        before = _copied([cell[0] for cell in states])
        try:
            results = call(self, *args, **kwargs)
        finally:
            mutable = any(spec.mutable and not spec.shared for spec in self.maker.inputs)
            assert mutable or same(given, arguments), "an argument was overwritten"
            assert same(_constants(self), constants), "a constant was overwritten"
        kept, after = _copied(results), [cell[0] for cell in states]
        for spec, old, new in zip(self.maker.inputs, before, after, strict=True):
            if spec.shared and spec.update is None and not spec.mutable:
                assert same(new, old), f"the shared variable {spec.variable} was overwritten"
        after = _copied(after)
        for cell, value in zip(states, before, strict=True):
            cell[0] = value
        close = 0.0
        if how == "switched" and isinstance(self.vm, tiers.Tiers) and not self.vm.is_settled:
            self.vm.seconds_left, close = -1.0, 1e-9
        if mutable:
            args, kwargs = arguments[: len(args)], dict(zip(kwargs, arguments[len(args) :], strict=True))
        again = call(self, *args, **kwargs)
        assert same(again, kept, close), ("the second call gave another result", again, kept)
        assert any(spec.borrow for spec in _specs(self)) or same(results, kept), "a result changed later"
        assert same([cell[0] for cell in states], after, close), "the second call left another state"
        return again

    return twice


def _specs(function):
    outputs = function.maker.outputs
    return outputs if isinstance(outputs, list | tuple) else [outputs]


def _constants(function):
    return [v.data for v in function.maker.fgraph.variables if isinstance(v, Constant)]


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
    return True


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
            shared = any(
                np.may_share_memory(new, inputs[j])
                for j in destroyed
                if isinstance(new, np.ndarray) and isinstance(inputs[j], np.ndarray)
            )
            assert i in destroyed or shared or same(new, old), f"{node} overwrote its input {i}"
        for i, cell in enumerate(thunk.outputs):
            declared = {*destroyed, *node.op.view_map.get(i, ())}
            for j, value in enumerate(inputs):
                if j in declared or not isinstance(value, np.ndarray) or not isinstance(cell[0], np.ndarray):
                    continue
                apart = any(
                    isinstance(inputs[k], np.ndarray) and np.may_share_memory(value, inputs[k]) for k in declared
                )
                assert apart or not np.may_share_memory(cell[0], value), f"{node} gives its input {j} as a result"
        return result

    vars(run).update(vars(thunk))
    return run
