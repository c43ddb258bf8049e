"""The cost of a function over a plane of two weights, beside the program: nothing of its state is read but copied."""

from __future__ import annotations

from copy import deepcopy
from time import perf_counter
from typing import NamedTuple

import numpy as np
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.replace import clone_replace
from pytensor.graph.traversal import graph_inputs
from pytensor.printing import Print

from theano_min._engine.interpreter import NumpyLinker

from .recording import Recording, Watched
from .values import runs_twice

SIDE, SECONDS = 41, 6.0  # of the grid, and for it


class Surface(NamedTuple):
    """Costs on a grid, the path of the weights, and how the weights are called; or a word on why there is none."""

    xs: list[float]
    ys: list[float]
    costs: list[list[float]]
    path: list[tuple[float, float]]
    names: tuple[str, str]
    cost: str
    word: str = ""


def two_weights(watched: Watched, recording: Recording) -> list[SharedVariable] | None:
    """Return the shared variables that a function trains if they hold two numbers in all."""
    trained = [each for each in watched.updated if each in watched.updates and each in recording.histories]
    values = [np.asarray(each.container.storage[0]) for each in trained]
    if sum(value.size for value in values) != 2 or any(value.dtype.kind != "f" for value in values):
        return None
    return trained


def surface(watched: Watched, recording: Recording) -> Surface | None:
    """Return the cost over the two weights that a function trains; None if it trains others."""
    weights = two_weights(watched, recording)
    if weights is None or watched.calls == 0:
        return None
    histories = [recording.histories[each].curve.points for each in weights]
    together = zip(*([np.ravel(value) for _, value in points] for points in histories), strict=False)
    states = [np.concatenate(values) for values in together]
    if any(each.size != 2 for each in states):
        return None  # they have had other sizes
    path = [(float(x), float(y)) for x, y in states]
    names = [
        each.name or recording.names.get(each) or "weight"
        if np.size(each.container.storage[0]) == 1
        else f"{each.name or recording.names.get(each) or 'W'}[{i}]"
        for each in weights
        for i in range(np.size(each.container.storage[0]))
    ]
    empty = Surface([], [], [], path, (names[0], names[1]), "")
    derived: dict[Variable, set] = {}
    for gradient in recording.gradients:
        if gradient.cost is not None:
            derived.setdefault(gradient.cost, set()).update(gradient.wrt)
    cost = next((cost for cost, wrt in derived.items() if wrt.issuperset(weights)), None)
    if cost is None:
        return empty._replace(word="No gradient of a cost by these weights was taken, so there is no cost to draw.")
    if not all(np.isfinite(each).all() for each in path):
        return empty._replace(word="The weights did not stay finite, so their path is not drawn.")
    try:
        return _evaluated(watched, cost, weights, empty, recording.names.get(cost) or cost.name or "cost")
    except _Refused as refused:
        return empty._replace(word=f"The cost is not drawn: {refused}.")
    except Exception as error:
        return empty._replace(word=f"The cost could not be computed beside the program: {str(error).splitlines()[0]}.")


class _Refused(Exception):
    pass


def _evaluated(watched: Watched, cost: Variable, weights: list, empty: Surface, name: str) -> Surface:
    givens = {old: new for old, new in watched.givens.items() if isinstance(new, Variable)}
    replaced = clone_replace([cost], replace=givens)[0] if givens else cost
    leaves = [each for each in graph_inputs([replaced]) if not isinstance(each, Constant)]
    graph = FunctionGraph(leaves, [replaced], clone=True)
    for node in graph.apply_nodes:
        if not runs_twice(node.op) or isinstance(node.op, Print):
            raise _Refused("it has an operation of the program's own, which is not run again")
    cells = []
    for leaf in leaves:
        if isinstance(leaf, SharedVariable):
            cells.append([deepcopy(leaf.container.storage[0])])
        elif leaf in watched.arguments:
            cells.append([deepcopy(watched.arguments[leaf])])
        else:
            raise _Refused(f"it needs {leaf.name or leaf}, which the function does not take")
    run, _, outputs = NumpyLinker().accept(graph).make_all(input_storage=cells)[:3]
    place = {leaf: cell for leaf, cell in zip(leaves, cells, strict=True)}
    shapes = [(place[each], np.shape(each.container.storage[0]), each.type.dtype) for each in weights]

    def at(x: float, y: float) -> float:
        rest = [x, y]
        for cell, shape, dtype in shapes:
            size = int(np.prod(shape))
            cell[0] = np.array(rest[:size], dtype).reshape(shape)
            rest = rest[size:]
        run()
        return float(np.asarray(outputs[0].storage[0]).reshape(()))

    with np.errstate(all="ignore"):
        start = perf_counter()
        at(*empty.path[0])
        at(*empty.path[-1])
        took = (perf_counter() - start) / 2
        side = int(min(SIDE, max(9, (SECONDS / max(took, 1e-9)) ** 0.5)))
        if took * side * side > 3 * SECONDS:
            raise _Refused("it takes too long to compute on a grid")
        (xs, ys) = _grid([x for x, _ in empty.path], [y for _, y in empty.path], side)
        costs = [[at(x, y) for x in xs] for y in ys]
    return empty._replace(xs=xs, ys=ys, costs=costs, cost=name)


def _grid(first: list[float], second: list[float], side: int) -> tuple[list[float], list[float]]:
    """Return the places around a path, as wide as they are high."""
    span = max(max(first) - min(first), max(second) - min(second)) or 1.0
    half = 0.72 * span

    def around(values: list[float]) -> list[float]:
        middle = (max(values) + min(values)) / 2
        return [float(each) for each in np.linspace(middle - half, middle + half, side)]

    return around(first), around(second)
