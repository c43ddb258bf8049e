"""What is drawn of a function: the expression as it was written, its gradient, and the updates, each a few nodes.

A node says what it computes in the words of ``theano.pp``, of inputs that have a name or stand elsewhere: ``x * W``,
``sum(·)``. Left out is what a reader would not write: dimensions added for broadcasting, ``fill``, lengths.
"""

from __future__ import annotations

import operator
import os
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.raise_op import CheckAndRaise
from pytensor.scalar.basic import Cast, Identity, ScalarType, Second
from pytensor.scan.op import Scan
from pytensor.tensor.basic import Alloc, AllocEmpty, Join, MakeVector, ScalarFromTensor, TensorFromScalar
from pytensor.tensor.elemwise import CAReduce, DimShuffle, Elemwise
from pytensor.tensor.shape import Shape, Shape_i, SpecifyShape
from pytensor.tensor.subtensor import IncSubtensor, Subtensor
from pytensor.tensor.type import TensorType

from theano_min import _text

from .recording import Gradient, Place, Recording, Watched, is_a_programs
from .values import NOT_TWICE, Shown, Values, in_order, number

LONGEST = 34  # characters of a label
SHORTEST = 22  # of a part that stands in another's label
MOST, WIDE, FEW = 60, 10, 40  # nodes of a layer; of them, as far from the results; that are drawn anyhow
DOT = "·"


@dataclass
class Node:
    """A box of the picture: what it says, what it computes, and where in the program it was made."""

    number: int
    kind: str  # input, shared, constant, operation, seed, more
    label: str
    full: str = ""  # as debugprint calls it
    backward: bool = False  # of the gradient or an update
    results: list[Result] = field(default_factory=list)
    place: Place = None
    inputs: list[int] = field(default_factory=list)
    problem: str = ""
    failed: bool = False  # in the call that is shown
    inside: Picture | None = None

    def names(self) -> str:
        return ", ".join(each.name for each in self.results if each.name)


@dataclass
class Result:
    """A variable on an edge: its name, if it has one, and its value."""

    name: str
    value: Shown | None
    kind: str  # its type


@dataclass
class Picture:
    """A graph to draw."""

    nodes: list[Node]
    edges: list[tuple[int, int]]
    left_out: tuple[int, int] = (0, 0)  # nodes of the expression, and of gradient and updates
    word: str = ""  # why there is nothing

    def layer(self, backward: bool) -> list[Node]:
        return [node for node in self.nodes if node.backward == backward]


_INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "true_div": "/",
    "int_div": "//",
    "mod": "%",
    "pow": "**",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "neq": "!=",
    "and_": "&",
    "or_": "|",
    "xor": "^",
}


def of_function(watched: Watched, recording: Recording) -> Picture:
    """Return the picture of a function of the program's."""
    return _Drawing(
        watched.outputs,
        watched.updates,
        watched.givens,
        [each for each in recording.gradients],
        recording.names,
        watched.first or Values({}, {}),
        watched.keys,
    ).picture()


def of_variables(variables: list[Variable], updates: dict[Variable, Variable] | None = None) -> Picture:
    """Return the picture of expressions of which is not known what is a gradient: ``fill`` is left out everywhere."""
    drawing = _Drawing(variables, updates or {}, {}, [], {}, Values({}, {}))
    drawing.fills = True
    return drawing.picture()


class _Drawing:
    """Makes a picture out of a graph."""

    def __init__(
        self,
        outputs: list[Any],
        updates: dict[Variable, Variable],
        givens: dict[Variable, Any],
        gradients: list[Gradient],
        names: dict[Variable, str],
        known: Values,
        keys: list[str] | None = None,
    ):
        self.outputs = [each for each in outputs if isinstance(each, Variable)]
        self.updates = {old: new for old, new in updates.items() if _is_drawn(new)}
        self.givens = {old: new for old, new in givens.items() if isinstance(new, Variable)}
        self.names, self.known = names, known
        self.pills: dict[Variable, list[str]] = {}
        self.places: dict[Variable, Place] = {}
        self.nodes: dict[Any, Node] = {}
        self.merged: dict[Variable, list[Variable]] = {}
        self.same: dict[Variable, Variable] = {}
        self.lasts: dict[Variable, Variable] = {}  # of a gradient's loop, the last state, which is its result
        self.fills = False  # whether a gradient's are left out of the expression as well
        self._folded: dict[Variable, str | None] = {}
        everything = set(in_order([*self.outputs, *self.updates.values()], self.givens))
        for variable in in_order(
            [*self.outputs, *self.updates.values(), *(g.cost for g in gradients if g.cost is not None)]
        ):
            _number(variable), _is_length(variable)  # what it is made of first, so that nothing is deep
        self.gradients = [g for g in gradients if any(each in everything for each in g.results)]
        self.costs = list(dict.fromkeys(g.cost for g in self.gradients if g.cost is not None))
        self.back = self._backward(everything)
        self._find_same()
        for key, output in zip(keys or (), self.outputs, strict=False):
            self.pills.setdefault(output, []).append(str(key))
        for gradient in self.gradients:
            cost = self.name(gradient.cost) or "cost" if gradient.cost is not None else "…"
            for wrt, result in zip(gradient.wrt, gradient.results, strict=False):
                result = self.alias(result)
                self.pills.setdefault(result, []).append(f"∂{cost}/∂{self.name(wrt) or DOT}")
        for old, new in self.updates.items():
            self.pills.setdefault(self.alias(new), []).append(f"new {self.name(old) or 'state'}")

    def _backward(self, everything: set[Variable]) -> set[Variable]:
        """The variables of the gradients and of the updates."""
        gradient: set[Variable] = set()
        for each in self.gradients:
            before = set(in_order([*([each.cost] if each.cost is not None else []), *each.wrt], self.givens))
            made = {v for v in in_order(each.results, self.givens) if v not in before and v.owner is not None}
            self.places.update(dict.fromkeys(made, each.place))
            gradient |= made
        forward = set(in_order([*self.outputs, *self.costs], self.givens)) - gradient
        back = gradient & everything
        for variable in in_order([*self.outputs, *self.updates.values()], self.givens):
            if variable.owner is None and variable not in self.givens:
                continue
            if variable not in forward or any(
                each in back for each in (variable.owner and variable.owner.inputs) or ()
            ):
                back.add(variable)
        return back

    # --- names and texts

    def name(self, variable: Variable) -> str:
        if isinstance(variable, Constant):
            return ""
        name = self.names.get(variable) or variable.name or ""
        if variable.owner is None:
            name = variable.name or name
        elif name == variable.name and (name in _OWN_NAMES or name.endswith(".T")):
            return ""
        return name if len(name) <= 24 else name[:23] + "…"

    def alias(self, variable: Variable) -> Variable:
        """The variable that stands for this one on the picture: what is only made broadcastable is the same."""
        last = None
        while True:
            simpler = self._simpler(variable)
            if simpler is None:
                if last is not None:
                    self.lasts.setdefault(variable, last)
                return variable
            if variable in self.back and variable.owner and isinstance(variable.owner.op, Subtensor):
                last = variable if _is_last(variable.owner) else last
            variable = simpler

    def _simpler(self, variable: Variable) -> Variable | None:
        node = variable.owner
        if node is None or variable in self.givens or _text.factors(variable) is not None:
            return None
        if variable in self.same:
            return self.same[variable]
        op, back, x = node.op, variable in self.back, node.inputs[0] if node.inputs else variable
        if self.names.get(variable) and not back:
            return None
        if isinstance(op, DimShuffle):
            return x if (back or not op.drop) and list(op.shuffle) == sorted(op.shuffle) else None
        if isinstance(op, TensorFromScalar | ScalarFromTensor | SpecifyShape | CheckAndRaise):
            return x
        if isinstance(op, Elemwise):
            if isinstance(op.scalar_op, Second) and (back or self.fills):
                return node.inputs[0] if self._is_seed(variable) else node.inputs[1]
            if isinstance(op.scalar_op, Cast) and (back or {x.type.dtype, variable.type.dtype} <= _FLOATS):
                return x
            if isinstance(op.scalar_op, Identity) and back:
                return x
        if back and _infix(variable) == "**" and _number(node.inputs[1]) == 1:
            return x
        if back and isinstance(op, Subtensor) and (_is_trimmed(op, node.inputs[1:]) or _is_last(node)):
            return x
        if back and isinstance(op, IncSubtensor) and _constant(self.alias(x)) == 0 and _is_trimmed(op, node.inputs[2:]):
            return node.inputs[1]
        return None

    def _find_same(self) -> None:
        """Let what the gradient computes anew be what the expression has computed already."""
        known: dict[Any, Variable] = {}
        for variable in in_order([*self.outputs, *self.costs, *self.updates.values()], self.givens):
            node = variable.owner
            if node is None or variable in self.givens or not _is_drawn(variable):
                continue
            try:
                inputs = (self.alias(each) for each in node.inputs)
                key = node.op, variable.index, *(x.signature() if isinstance(x, Constant) else x for x in inputs)
                first = known.setdefault(key, variable)
            except Exception:
                continue
            if first is not variable and variable in self.back and first not in self.same:
                self.same[variable] = first

    def _is_seed(self, variable: Variable) -> bool:
        """Whether a variable is the cost's gradient by itself, 1, which backpropagation starts from."""
        node = variable.owner
        return (
            node is not None
            and variable in self.back
            and isinstance(node.op, Elemwise)
            and isinstance(node.op.scalar_op, Second)
            and node.inputs[0] in self.costs
            and isinstance(self.alias(node.inputs[1]), Constant)
        )

    def seeds(self, variable: Variable) -> Variable | None:
        """The cost whose gradient by itself a variable is, or None."""
        while (node := variable.owner) is not None and variable in self.back:
            if self._is_seed(variable):
                return node.inputs[0]
            op = node.op
            if isinstance(op, DimShuffle):
                variable = node.inputs[0]
            elif isinstance(op, Elemwise) and isinstance(op.scalar_op, Second):
                variable = node.inputs[1]
            elif isinstance(op, Elemwise) and isinstance(op.scalar_op, Cast):
                variable = node.inputs[0]
            else:
                return None
        return None

    # --- the picture

    def picture(self) -> Picture:
        roots = [*self.outputs, *self.costs]
        for variable in in_order([*roots, *self.updates.values()], self.givens):
            self.folded(variable)  # in the same way
        for root in roots:
            self.box(self.alias(root) if self.alias(root) not in self.nodes else root)
        for new in self.updates.values():
            self.box(self.alias(new))
        for output in self.outputs:  # which is no variable of the program's own name
            node = self.node_of(self.alias(output))
            if node is not None and not node.names() and node.results:
                node.results[0].name = "output" if len(self.outputs) == 1 else f"output {self.outputs.index(output)}"
        ordered = self._needed()
        renumbered = {node.number: i for i, node in enumerate(ordered, 1)}
        for node in ordered:
            node.inputs = [renumbered[each] for each in dict.fromkeys(node.inputs) if each in renumbered]
            node.number = renumbered[node.number]
            node.label = re.sub(r"\0(\d+)\0", lambda m: f"#{renumbered.get(int(m[1]), '')}", node.label)
            node.label = node.label if len(node.label) <= LONGEST else node.label[: LONGEST - 1] + "…"
        ordered, left_out = _limited(ordered)
        kept = {node.number for node in ordered}
        edges = [(source, node.number) for node in ordered for source in node.inputs if source in kept]
        for each in (_number, _is_length):
            each.cache_clear()
        return Picture(ordered, edges, left_out)

    def _needed(self) -> list[Node]:
        """The nodes that a result is made of by arrows, or that another one mentions."""
        by_number = {node.number: node for node in self.nodes.values()}
        roots = [self.alias(each) for each in (*self.outputs, *self.costs, *self.updates.values())]
        queue = [self.nodes[each].number for each in roots if each in self.nodes]
        kept = set(queue)
        for each in queue:
            node = by_number[each]
            for source in (*node.inputs, *map(int, re.findall(r"\0(\d+)\0", node.label))):
                if source not in kept:
                    kept.add(source)
                    queue.append(source)
        nodes = sorted(by_number.values(), key=lambda node: (node.backward, node.number))
        return [node for node in nodes if node.number in kept]

    def node_of(self, variable: Variable) -> Node | None:
        return self.nodes.get(variable)

    def box(self, root: Variable) -> None:
        """Make the nodes of what a variable is computed from, and its own."""
        stack = [(root, False)]
        while stack:
            variable, ready = stack.pop()
            if variable in self.nodes or not _is_drawn(variable) or isinstance(variable, Constant):
                continue
            before = self.operands(variable)
            if not ready:
                stack.append((variable, True))
                stack += [(each, False) for each in reversed(before) if self._has_edge(each, variable)]
                stack += [
                    (each, False)
                    for each in reversed(before)
                    if not self._has_edge(each, variable) and each not in self.nodes
                ]
                continue
            self.make(variable, before)

    def operands(self, variable: Variable) -> list[Variable]:
        """What a variable is computed from, as the picture has it."""
        if variable in self.givens:
            return [self.alias(self.givens[variable])]
        if variable.owner is None:
            return []
        if _is_mean(variable):
            return [self.alias(variable.owner.inputs[0].owner.inputs[0])]
        if variable in self.merged:
            return self.merged[variable]
        loop = _loop(variable)
        found = []
        for each in _loop_operands(loop) if loop else _text.node_of(variable).inputs:
            cost = self.seeds(each)
            if cost is not None and isinstance(self.alias(each), Variable):
                found.append(self.seed(cost))
                continue
            alias = self.alias(each)
            if self._merges(variable, alias):
                found += self.operands(alias)
            else:
                found.append(alias)
        if _infix(variable) == "*" and variable in self.back:
            kept = [each for each in found if _constant(each) != 1]
            found = kept if len(kept) > 1 else found
        if loop:
            found = [each for each in dict.fromkeys(found) if not isinstance(each, Constant) and not _is_length(each)]
        self.merged[variable] = found
        return found

    def _merges(self, variable: Variable, inner: Variable) -> bool:
        """Whether a sum of sums is one: in the gradient, and where it was written in one line."""
        return (
            _infix(variable) in ("*", "+")
            and _infix(variable) == _infix(inner)
            and (variable in self.back) == (inner in self.back)
            and (variable in self.back or _line(variable) == _line(inner))
            and not self.name(inner)
            and inner not in self.pills
            and self._users(inner) == 1
        )

    def _users(self, variable: Variable) -> int:
        if not hasattr(self, "_counted"):
            everything = in_order([*self.outputs, *self.costs, *self.updates.values()], self.givens)
            self._counted = Counter(
                self.alias(x)
                for each in everything
                if each.owner and not isinstance(each.owner.op, Shape | Shape_i)
                if not (isinstance(each.owner.op, Elemwise) and isinstance(each.owner.op.scalar_op, Second))
                if self.alias(each) is each
                for x in each.owner.inputs
            )
        return self._counted[variable]

    def seed(self, cost: Variable) -> Variable:
        key = ("seed", cost)
        if key not in self._seeds:
            standing = cost.type()
            self._seeds[key] = standing
            name = self.name(cost) or "cost"
            node = Node(len(self.nodes) + 1, "seed", f"∂{name}/∂{name}", "the gradient of the cost by itself, 1", True)
            node.results = [Result("", Shown("1", getattr(cost.type, "dtype", ""), ()), "")]
            self.nodes[standing] = node
            self.back.add(standing)
        return self._seeds[key]

    @property
    def _seeds(self) -> dict:
        return self.__dict__.setdefault("_made_seeds", {})

    def _has_edge(self, source: Variable, target: Variable) -> bool:
        """Whether an arrow is drawn: not from the expression into the gradient, which names what it takes."""
        if isinstance(source, Constant) or not _is_drawn(source) or _is_length(source):
            return False
        if source in self.back and _number(source) is not None:
            return False
        if target in self.back and source not in self.back:
            return self._is_forward_leaf(source) is None
        return self.folded(source) is None

    def folded(self, variable: Variable) -> str | None:
        """The text of what the gradient makes of the expression alone, if it is short enough to stand in a label."""
        if variable not in self._folded:
            self._folded[variable] = None  # in a circle, which there is none
            self._folded[variable] = self._fold(variable)
        return self._folded[variable]

    def _fold(self, variable: Variable) -> str | None:
        if variable not in self.back or variable.owner is None or variable in self._seeds.values():
            return None
        if variable in self.pills or self.names.get(variable) or isinstance(variable.owner.op, Scan):
            return None
        before = self.operands(variable)
        if any(
            self._has_edge(each, variable) or (self._is_forward_leaf(each) is None and each.owner is None)
            for each in before
            if not isinstance(each, Constant)
        ):
            return None
        text = self.written(variable, before, 1)
        return text if len(text) <= SHORTEST and DOT not in text else None

    def _is_forward_leaf(self, source: Variable) -> bool | None:
        """None if a variable without an owner is used by the updates alone."""
        if source.owner is not None or source in self.givens:
            return True
        if not hasattr(self, "_forward"):
            self._forward = {
                each for each in in_order([*self.outputs, *self.costs], self.givens) if each not in self.back
            }
        return True if source in self._forward else None

    def make(self, variable: Variable, before: list[Variable]) -> None:
        apply = variable.owner if variable not in self.givens else None
        if apply is not None and (shared := next((self.nodes[x] for x in apply.outputs if x in self.nodes), None)):
            self.nodes[variable] = shared
            shared.results.append(self.result(variable))
            return
        back = variable in self.back
        if apply is None:
            kind = "shared" if isinstance(variable, SharedVariable) else "input"
            back = back or self._is_forward_leaf(variable) is None
            label = self.name(variable) or _text.variable_text(variable)
            full = f"{label}: {_text.type_text(variable.type)}"
        else:
            kind, label, full = "operation", self.label(variable, before), _text.node_of(variable).text
        node = Node(len(self.nodes) + 1, kind, label, full, back)
        node.place = _line(variable) or self.places.get(variable)
        node.problem = self.known.problems.get(apply, "") if apply else ""
        node.failed = bool(node.problem) and node.problem != NOT_TWICE
        node.results = [self.result(variable)]
        if kind != "operation":
            node.results[0].name = ""
        if apply is not None and (loop := _loop(variable)):
            node.inside = _inside(loop.op)
            node.place = _line(variable) or _line(loop.outputs[0]) or self.places.get(variable)
        self.nodes[variable] = node
        for each in before:
            if self._has_edge(each, variable) and each in self.nodes:
                node.inputs.append(self.nodes[each].number)

    def result(self, variable: Variable) -> Result:
        names = list(dict.fromkeys([*filter(None, [self.name(variable)]), *self.pills.get(variable, ())]))
        names = [each for each in names if not (each.startswith("(d") and "/d" in each)]
        if any(each.startswith("∂") for each in names) and len(names) > 1:
            names = [each for each in names if each.startswith(("∂", "new"))]
        shown = self.lasts.get(variable, variable)
        return Result(", ".join(names), self.known.shown.get(shown), _text.type_text(shown.type))

    # --- labels

    def taken(self, before: list[Variable], target: Variable) -> list[Variable]:
        """What of the expression a node of the gradient takes, by itself or through what is not drawn."""
        found, queue = [], list(before)
        for each in queue:
            if isinstance(each, Constant) or not _is_drawn(each) or _is_length(each) or self._has_edge(each, target):
                continue
            if each in self.back:
                queue += [x for x in self.operands(each) if x not in queue]
            elif each.owner is not None and isinstance(each.owner.op, Scan):  # drawn as its results without the first
                found.append(next((x for x in self.nodes if x not in self.back and _loop(x) is each.owner), each))
            else:
                found.append(each)
        return found

    def label(self, variable: Variable, before: list[Variable]) -> str:
        return self.written(variable, before, 0)

    def written(self, variable: Variable, before: list[Variable], depth: int) -> str:
        node, op = variable.owner, variable.owner.op
        inputs = [self.reference(each, variable, depth) for each in before]
        if _is_mean(variable):
            return f"mean({inputs[0]}{_axis(node.inputs[0].owner.op)})"
        if _text.factors(variable) is not None:
            return f"dot({', '.join(inputs)})"
        if loop := _loop(variable):
            name = loop.op.name or "scan"
            if not name.startswith("grad_of"):
                return "scan" if name == "scan_fn" else name
            taken = dict.fromkeys(self.reference(each, variable, 2) for each in self.taken(before, variable))
            return ": ".join(filter(None, ["gradient of the loop", ", ".join(each for each in taken if each != DOT)]))
        symbol = _infix(variable)
        if symbol and len(inputs) > 1:
            return f" {symbol} ".join(inputs)
        name = _function_name(op, variable)
        if name == "neg":
            return f"-{inputs[0]}" if inputs[0].isidentifier() else f"-({inputs[0]})"
        if isinstance(op, DimShuffle):
            if list(op.new_order) == list(range(node.inputs[0].ndim))[::-1]:
                return f"{inputs[0]}.T"
            order = ", ".join(map(str, op.new_order))
            return f"{inputs[0]}.dimshuffle({order})"
        if isinstance(op, Subtensor):
            return f"{inputs[0]}[{_indices(op, inputs[1:])}]"
        if isinstance(op, IncSubtensor):
            return f"{'set' if op.set_instead_of_inc else 'inc'} {inputs[0]}[{_indices(op, inputs[2:])}]"
        if name.startswith("AdvancedSubtensor"):
            return f"{inputs[0]}[{', '.join(inputs[1:])}]"
        if name.startswith("AdvancedIncSubtensor"):
            return f"{'set' if op.set_instead_of_inc else 'inc'} {inputs[0]}[{', '.join(inputs[2:])}]"
        if name == "arange":
            return f"arange({inputs[1] if inputs[0] == '0' and inputs[2] == '1' else ', '.join(inputs)})"
        shown = [
            text
            for text, each in zip(inputs, before, strict=True)
            if _is_drawn(each) and not _is_length(each) and not isinstance(getattr(each, "data", 0), type(None))
        ]
        return f"{name}({', '.join(shown[:4] + ['…'] * (len(shown) > 4))}{_axis(op)})"

    def reference(self, variable: Variable, target: Variable, depth: int) -> str:
        """How a node calls one of its inputs."""
        if isinstance(variable, Constant):
            return _constant_text(variable)
        if variable in self.back and (value := _number(variable)) is not None:
            return number(value)
        if name := self.name(variable):
            return name
        if variable in self._seeds.values() or variable.owner is None:
            return DOT
        if _is_length(variable):
            return "size"
        if self._has_edge(variable, target):
            return DOT
        if (text := self.folded(variable)) is not None:
            return f"({text})" if re.search(r" [-+*/%] |^-", text) else text
        if depth < 2:
            text = self.written(variable, self.operands(variable), depth + 1)
            if len(text) <= SHORTEST and DOT not in text:
                return f"({text})" if re.search(r" [-+*/%] |^-", text) else text
        if (node := self.nodes.get(variable)) is not None:
            return f"\0{node.number}\0"
        return DOT


_OWN_NAMES = {"mean", "argmax", "argmin", "max", "min", "std", "var"}  # that operations give their results
_FLOATS = {"float16", "float32", "float64"}


def _loop(variable: Variable) -> Apply | None:
    """The loop whose results a variable is, without their first states."""
    node = variable.owner
    if node is None or isinstance(node.op, Scan):
        return node
    inner = node.inputs[0].owner if isinstance(node.op, Subtensor) else None
    if inner is not None and isinstance(inner.op, Scan) and _is_trimmed(node.op, node.inputs[1:]):
        return inner
    return None


def _loop_operands(loop: Apply) -> list[Variable]:
    """What a loop goes through, starts from and reads, without what PyTensor wraps around it."""
    found = []
    for each in loop.inputs:
        node = each.owner
        while node is not None and isinstance(node.op, Subtensor) and _is_trimmed(node.op, node.inputs[1:]):
            each = node.inputs[0]
            node = each.owner
        if node is not None and isinstance(node.op, IncSubtensor):
            base = node.inputs[0].owner
            each = node.inputs[1] if base is not None and isinstance(base.op, AllocEmpty | Alloc) else each
        elif node is not None and isinstance(node.op, AllocEmpty):
            continue
        found.append(each)
    return found


def _is_trimmed(op: Any, bounds: list[Variable]) -> bool:
    """Whether indices are slices alone, by lengths and by ones, as PyTensor puts around a loop."""
    if any(not isinstance(each, slice) for each in op.idx_list):
        return False
    return all(_constant(each) in (0, 1, -1) if isinstance(each, Constant) else _is_length(each) for each in bounds)


def _is_last(node: Apply) -> bool:
    """Whether a node takes the last state of a loop."""
    inner = node.inputs[0].owner
    return (
        inner is not None
        and isinstance(inner.op, Scan)
        and len(node.op.idx_list) == 1
        and _constant(node.inputs[-1]) == -1
    )


def _is_drawn(variable: Any) -> bool:
    """Whether a variable is data: no state of random numbers, no slice."""
    if not isinstance(variable, Variable):
        return False
    return isinstance(variable.type, TensorType | ScalarType) or hasattr(variable.type, "format")


def _infix(variable: Variable) -> str:
    op = variable.owner.op if variable.owner else None
    return _INFIX.get(_text.function_name(op) or "", "") if isinstance(op, Elemwise) else ""


def _function_name(op: Any, variable: Variable) -> str:
    name = _text.function_name(op)
    if name is None:
        text = _text.node_of(variable).text
        match = re.match(r"Elemwise\{(?:Composite\{)?([\w.]+)", text)
        name = match[1] if match else re.split(r"[{<]", text)[0]
        name = name.removeprefix("scalar_")
        name = name.lower() if re.fullmatch("[A-Z][a-z]+|ARange", name) else name
        name = {"Sum": "sum", "Prod": "prod", "Softmax": "softmax", "LogSoftmax": "logsoftmax"}.get(name, name)
        if isinstance(op, Elemwise) and isinstance(op.scalar_op, Cast):
            name = f"cast {op.scalar_op.o_type.dtype}"
        if isinstance(op, CAReduce) and name == "Reduce":
            name = {"maximum": "max", "minimum": "min", "and_": "all", "or_": "any"}.get(
                _text.scalar_text(op.scalar_op), _text.scalar_text(op.scalar_op)
            )
        if hasattr(op, "rng_type") or "rng" in type(op).__name__.lower() or hasattr(op, "_fn_name"):
            name = getattr(op, "name", None) or name
    return {"second": "fill", "sigmoid": "sigmoid"}.get(name, str(name))


def _axis(op: Any) -> str:
    axis = getattr(op, "axis", None)
    if axis is None or (not isinstance(op, CAReduce) and not isinstance(axis, int | tuple)):
        return ""
    if isinstance(op, Join):
        return ""
    axes = axis if isinstance(axis, tuple) else (axis,)
    return f", axis={axes[0] if len(axes) == 1 else axes}"


def _indices(op: Any, inputs: list[str]) -> str:
    rest = iter(inputs)

    def entry(each: Any) -> str:
        if not isinstance(each, slice):
            return next(rest, DOT)
        parts = ["" if part is None else next(rest, DOT) for part in (each.start, each.stop, each.step)]
        return ":".join(parts if parts[2] and parts[2] != "1" else parts[:2])

    return ", ".join(entry(each) for each in op.idx_list)


def _constant(variable: Variable) -> Any:
    """The number that a constant is, or None."""
    if not isinstance(variable, Constant) or not hasattr(variable.data, "dtype"):
        return None
    data = np.asarray(variable.data)
    if data.dtype.kind not in "biuf" or not data.size or (data != data.flat[0]).any():
        return None
    return data.flat[0]


_COMPUTED = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@cache
def _number(variable: Variable) -> Any:
    """The number that a constant is, or what is computed of constants alone; or None."""
    if isinstance(variable, Constant):
        return _constant(variable)
    node = variable.owner
    if node is None or not isinstance(node.op, Elemwise | DimShuffle):
        return None
    numbers: list[Any] = []
    for each in node.inputs:
        numbers.append(_number(each))
        if numbers[-1] is None:
            return None
    if isinstance(node.op, DimShuffle) or isinstance(node.op.scalar_op, Cast):
        return numbers[0]
    compute = _COMPUTED.get(_infix(variable))
    with suppress(ArithmeticError):
        return compute(*numbers) if compute and len(numbers) == 2 else None
    return None


def _constant_text(variable: Constant) -> str:
    value = _constant(variable)
    if value is not None:
        return number(value).replace("\N{MINUS SIGN}", "-")
    if isinstance(variable.data, np.ndarray):
        data = variable.data
        if data.size <= 4 and data.dtype.kind in "biuf":
            return "[" + " ".join(number(x) for x in data.ravel()) + "]"
        return f"array {' by '.join(map(str, data.shape))}"
    return "None" if variable.data is None else str(variable.data)


@cache
def _is_length(variable: Variable) -> bool:
    """Whether a variable is made of the lengths of others alone."""
    node = variable.owner
    if node is None:
        return False
    if isinstance(node.op, Shape | Shape_i):
        return True
    if not isinstance(
        node.op, Subtensor | Elemwise | DimShuffle | MakeVector | ScalarFromTensor | TensorFromScalar | CAReduce | Join
    ):
        return False
    parts = [each for each in node.inputs if _number(each) is None and not isinstance(each, Constant)]
    return bool(parts) and all(_is_length(each) for each in parts)


def _is_mean(variable: Variable) -> bool:
    """Whether a variable is what ``mean`` made: a sum, divided by how many there are."""
    node = variable.owner
    return (
        node is not None
        and variable.name == "mean"
        and _infix(variable) == "/"
        and node.inputs[0].owner is not None
        and isinstance(node.inputs[0].owner.op, CAReduce)
    )


def _line(variable: Variable) -> Place:
    """The innermost line of the program at which a variable was made."""
    for stack in getattr(variable.tag, "trace", None) or ():
        for frame in reversed(stack or ()):
            filename, line = frame[0], frame[1]
            if is_a_programs(filename) and os.path.exists(filename):
                return filename, line
    return None


def _inside(op: Scan) -> Picture | None:
    names = {}
    for variable in op.inner_inputs:
        if not variable.name:
            names[variable] = "state"
    try:
        return _Drawing(list(op.inner_outputs), {}, {}, [], names, Values({}, {})).picture()
    except Exception:
        return None


def _limited(nodes: list[Node]) -> tuple[list[Node], tuple[int, int]]:
    """The nodes that are drawn of many: those nearest to the results, so many of a distance as can lie side by side."""
    result, left_out = [], []
    for backward in (False, True):
        layer = [node for node in nodes if node.backward == backward]
        kept = _near(layer) if len(layer) > FEW else layer
        left_out.append(len(layer) - len(kept))
        result += kept
    result.sort(key=lambda node: node.number)
    return result, (left_out[0], left_out[1])


def _near(layer: list[Node]) -> list[Node]:
    by_number = {node.number: node for node in layer}
    used = {source for node in layer for source in node.inputs}
    row = [number for number in by_number if number not in used]
    kept: dict[int, None] = {}
    while row and len(kept) < MOST:
        row = row[: min(WIDE, MOST - len(kept))]
        kept |= dict.fromkeys(row)
        sources = dict.fromkeys(source for number in row for source in by_number[number].inputs)
        row = [source for source in sources if source in by_number and source not in kept]
    return [node for node in layer if node.number in kept]
