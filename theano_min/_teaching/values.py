"""The values of a graph's variables, computed one operation after the other beside the program, and as short texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from time import process_time
from typing import Any, NamedTuple

import numpy as np
from pytensor.compile.ops import FromFunctionOp
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.printing import Print

from theano_min._engine.called_back import CalledBack
from theano_min._engine.interpreter import NumpyLinker
from theano_min._engine.programs import AsTheano
from theano_min._pytensor import IfElse

NOT_TWICE = "an operation of the program's own: it is not run a second time for its value"
SECONDS = 10.0  # for the values of one call
_OURS = "pytensor", "theano_min", "theano"


class Shown(NamedTuple):
    """A value on the page: a short text, its dtype and its shape, or nothing of either."""

    text: str
    dtype: str = ""
    shape: tuple[int, ...] | None = None
    brief: str = ""  # if the text is too long for an edge

    def on_edge(self) -> str:
        return self.brief or self.text

    def kind(self) -> str:
        if self.shape is None:
            return self.dtype
        return f"{self.dtype} {self.shape}" if self.shape else f"{self.dtype} scalar"


class Values(NamedTuple):
    """What is known of the variables of a call, and why of others nothing is known."""

    shown: dict[Variable, Shown]
    problems: dict[Apply, str]
    word: str = ""  # about the whole


def number(value: Any, digits: int = 4) -> str:
    """A number in four digits."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return str(int(value))
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.{digits}g}"
    text = f"{float(value) + 0.0:.{digits}g}"  # no negative zero
    return text.replace("-", "\N{MINUS SIGN}")


def shown(value: Any) -> Shown:
    """Return a value as a short text: its numbers if they are few, else their mean and range."""
    if hasattr(value, "nnz") and hasattr(value, "dtype"):
        return Shown(f"{value.nnz} stored numbers", str(value.dtype), tuple(value.shape))
    if not isinstance(value, np.ndarray | np.generic):
        if isinstance(value, bool | int | float | complex):
            return Shown(number(value), type(value).__name__, ())
        text = repr(value) if isinstance(value, str | slice | tuple | list | type(None)) else ""
        return Shown(text if 0 < len(text) <= 24 else type(value).__name__)
    array = np.asarray(value)
    dtype, shape = str(array.dtype), array.shape
    if array.dtype.kind not in "biufc":
        return Shown("…", dtype, shape)
    if array.size == 0:
        return Shown("empty", dtype, shape)
    if array.ndim == 0:
        return Shown(number(array[()]), dtype, shape)
    if array.size <= 6 and array.ndim <= 2:
        text = _listed(array)
        return Shown(text, dtype, shape, "" if len(text) <= 22 or array.dtype.kind == "c" else _range(array))
    if array.dtype.kind == "b":
        return Shown(f"{int(array.sum())} of {array.size} true", dtype, shape)
    if array.dtype.kind == "c":
        return Shown(f"mean {number(array.mean())}", dtype, shape)
    if not np.isfinite(array).all():
        return Shown(f"{int((~np.isfinite(array)).sum())} of {array.size} not finite", dtype, shape)
    if array.ndim == 1 and array.size <= 12 and len(text := _listed(array)) <= 26:
        return Shown(text, dtype, shape)
    return Shown(f"{_range(array)}, mean {number(array.mean(dtype=float))}", dtype, shape, _range(array))


def _range(array: np.ndarray) -> str:
    if array.min() == array.max():
        return f"all {number(array.flat[0], 3)}"
    return f"{number(array.min(), 3)} … {number(array.max(), 3)}"


def _listed(array: np.ndarray) -> str:
    if array.ndim == 0:
        return number(array[()])
    return f"[{' '.join(map(_listed, array))}]"  # type: ignore[arg-type]


def runs_twice(op: Any) -> bool:
    """Whether an operation may be run once more, beside the program: it only computes, by code that is known."""
    if isinstance(op, FromFunctionOp | AsTheano) or type(op).__module__.partition(".")[0] not in _OURS:
        return False
    inside = getattr(op, "fgraph", None)
    return inside is None or all(runs_twice(n.op) and not isinstance(n.op, Print) for n in inside.apply_nodes)


def in_order(roots: Iterable[Variable], givens: dict[Variable, Any] | None = None) -> list[Variable]:
    """Return all variables that the roots are computed from, each after its own inputs."""
    givens, done, order = givens or {}, set(), []
    stack = [(each, False) for each in reversed([each for each in roots if isinstance(each, Variable)])]
    while stack:
        variable, ready = stack.pop()
        if ready:
            order.append(variable)
        elif variable not in done:
            done.add(variable)
            stack.append((variable, True))
            before = needs(variable, givens)
            stack += [(each, False) for each in reversed(before) if each not in done]
    return order


def needs(variable: Variable, givens: dict[Variable, Any]) -> list[Variable]:
    """Return what a variable is computed from."""
    if variable in givens:
        return [givens[variable]] if isinstance(givens[variable], Variable) else []
    return list(variable.owner.inputs) if variable.owner else []


def evaluate(
    roots: list[Variable], known: dict[Variable, Any], givens: dict[Variable, Any], seconds: float = SECONDS
) -> Values:
    """Compute all variables that the roots depend on, as they were written, from the values that are known.

    Nothing of the program is changed: what is overwritten is a copy, and the program's own operations are not run.
    """
    order = in_order(roots, givens)
    uses = Counter(each for variable in order for each in set(needs(variable, givens)))
    held: dict[Variable, Any] = dict(known)
    result, problems, word = {each: shown(value) for each, value in known.items()}, {}, ""
    end, seen = process_time() + seconds, set()
    for variable in order:
        if variable in givens:
            new = givens[variable]
            if not isinstance(new, Variable) or new in held or isinstance(new, Constant):
                held[variable] = held.get(new, getattr(new, "data", new)) if isinstance(new, Variable) else new
                result[variable] = shown(held[variable])
            continue
        node = variable.owner
        if node is None:
            if isinstance(variable, Constant):
                held[variable] = variable.data
            continue
        if node in seen or not all(each in held for each in node.inputs):
            continue
        seen.add(node)
        if process_time() > end:
            word = "Not all values are shown: they took too long to compute beside the program."
            break
        try:
            outputs = _computed(node, [held[each] for each in node.inputs])
        except _NotTwice:
            problems[node] = NOT_TWICE
            continue
        except Exception as error:
            problems[node] = str(error).partition("\n")[0]
            continue
        for output, value in zip(node.outputs, outputs, strict=True):
            held[output] = value
            result[output] = shown(value)
        for each in set(node.inputs):
            uses[each] -= 1
            if not uses[each] and each not in known:
                held.pop(each, None)  # large arrays are not kept
    return Values(result, problems, word)


class _NotTwice(Exception):
    pass


def _computed(node: Apply, inputs: list[Any]) -> list[Any]:
    if isinstance(node.op, Print):
        return inputs
    if isinstance(node.op, IfElse):
        n = len(node.outputs)
        return inputs[1 : 1 + n] if np.all(inputs[0]) else inputs[1 + n :]
    if not runs_twice(node.op):
        raise _NotTwice
    overwritten = {i for positions in node.op.destroy_map.values() for i in positions}
    inputs = [deepcopy(value) if i in overwritten else value for i, value in enumerate(inputs)]
    if hasattr(node.op, "fgraph"):
        return _run(node, inputs)
    outputs = CalledBack(node.op, node)(inputs)
    return list(outputs) if isinstance(outputs, tuple) else [outputs]


def _run(node: Apply, inputs: list[Any]) -> list[Any]:
    """Run an operation that has a graph of its own on NumPy, without a compiler."""
    copied = node.clone_with_new_inputs([each if isinstance(each, Constant) else each.type() for each in node.inputs])
    pairs = [
        (each, [value]) for each, value in zip(copied.inputs, inputs, strict=True) if not isinstance(each, Constant)
    ]
    graph = FunctionGraph([each for each, _ in pairs], copied.outputs, clone=False)
    run, _, outputs = NumpyLinker().accept(graph).make_all(input_storage=[cell for _, cell in pairs])[:3]
    run()
    return [each.storage[0] for each in outputs]
