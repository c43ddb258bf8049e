"""What ``theano.printing.pydotprint`` draws: operations by debugprint's names, dark on light."""

from collections.abc import Iterable
from typing import Any

from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.traversal import io_toposort
from pytensor.scan.op import Scan

from theano_min import _text
from theano_min._pytensor import IfElse
from theano_min.d3viz import _dot
from theano_min.d3viz.formatting import _ends

INPUT, SHARED, OUTPUT, UNUSED = "#d3f0d3", "#d6f1f5", "#cfe3fa", "#e6e6e6"
OPERATIONS = {
    "GpuFromHost": "#f9d0d0",
    "HostFromGpu": "#f9d0d0",
    "Scan": "#fff3b0",
    "Shape": "#eddccb",
    "IfElse": "#f5d3f5",
    "Elemwise": "#ffdfe6",
    "Subtensor": "#ffe0ff",
    "Alloc": "#ffe3b8",
    "Output": OUTPUT,
}


def drawn(
    fct: Any,
    compact: bool = True,
    with_ids: bool = False,
    high_contrast: bool = True,
    cond_highlight: str | None = None,
    colorCodes: dict[str, str] | None = None,
    max_label_size: int = 70,
    var_with_name_simple: bool = False,
) -> Any:
    """Return the graph of a function, a FunctionGraph, a node, a variable or a list of variables, as pydot's."""
    return _Drawn(compact, with_ids, high_contrast, colorCodes, max_label_size, var_with_name_simple).graph(
        fct, cond_highlight
    )


def loops(fct: Any) -> list[tuple[int, Any]]:
    """Return the loops of a graph, each with its place in the order of the nodes."""
    inputs, outputs = _ends(getattr(getattr(fct, "maker", None), "fgraph", fct))
    return [(i, node.op) for i, node in enumerate(io_toposort(inputs, outputs)) if isinstance(node.op, Scan)]


class _Drawn:
    def __init__(self, compact, with_ids, filled, colours, longest, simple):
        self.compact, self.with_ids, self.filled, self.longest, self.simple = compact, with_ids, filled, longest, simple
        self.colours = OPERATIONS if colours is None else colours
        self.ids: dict[Any, str] = {}

    def graph(self, fct, highlighted):
        graph = _dot.Dot(bgcolor="white")
        fgraph = getattr(getattr(fct, "maker", None), "fgraph", fct)
        inputs, outputs = _ends(fgraph)
        nodes = list(io_toposort(inputs, outputs))
        users: dict[Variable, int] = {}
        for node in nodes:
            for x in node.inputs:
                users[x] = users.get(x, 0) + 1
        updated = self.updates(fct, fgraph)
        clusters = self.clusters(graph, nodes, highlighted)
        profile = getattr(fct, "profile", None)
        for i, node in enumerate(nodes):
            self.node(graph, clusters, node, i, profile)
            for place, x in enumerate(node.inputs):
                self.edge(graph, node, place, x, outputs)
            for place, x in enumerate(node.outputs):
                kind = OUTPUT if x in outputs else None if users.get(x) else UNUSED
                if kind or x.name or not self.compact:
                    self.variable(graph, x, self.colours.get("Output", OUTPUT) if kind == OUTPUT else kind)
                    label = str(place) if len(node.outputs) > 1 else ""
                    graph.add_edge(_dot.Edge(self.id(node), self.id(x), **({"label": label} if label else {})))
        for new, old in updated.items():
            self.variable(graph, old, SHARED)
            graph.add_edge(_dot.Edge(self.id(new), self.id(old), label="UPDATE", color="#2f78b7", fontcolor="black"))
        return graph

    def updates(self, fct, fgraph):
        """The outputs of a function that are new values of its inputs."""
        if not isinstance(fgraph, FunctionGraph) or fgraph is fct:
            return {}
        return {fgraph.outputs[out]: fgraph.inputs[place] for out, place in fgraph.update_mapping.items()}

    def clusters(self, graph, nodes, highlighted):
        """Borders around what only one branch of an ``ifelse`` needs, and around what both do: {node: cluster}."""
        found = [node for node in nodes if isinstance(node.op, IfElse) and node.op.name == highlighted]
        if highlighted is None or not found:
            return {}
        left, right = (set(_before([x])) for x in found[-1].inputs[1:3])
        names = {"Left": left - right, "Right": right - left, "Middle": left & right}
        result = {}
        for name, members in names.items():
            cluster = _dot.Cluster(name)
            graph.add_subgraph(cluster)
            result |= dict.fromkeys(members, cluster)
        return result

    def node(self, graph, clusters, node, place, profile):
        label = _text.node_of(node.outputs[0]).text if node.outputs else str(node.op)
        if profile and profile.fct_call_time:
            spent = sum(time for (_, measured), time in profile.apply_time.items() if measured is node)
            label += f"   ({spent:.3f}s,{spent * 100 / profile.fct_call_time:.3f}%)"
        if self.with_ids:
            label += f" id={place}"
        colour = next((c for name, c in reversed(self.colours.items()) if name in type(node.op).__name__), None)
        self.add(clusters.get(node, graph), self.id(node), label, "ellipse", colour)

    def variable(self, graph, x, colour):
        if ("drawn", x) not in self.ids:
            self.ids["drawn", x] = ""
            self.add(graph, self.id(x), self.variable_text(x), "box", colour)

    def variable_text(self, x):
        kind = _text.type_text(x.type)
        if isinstance(x, Constant):
            return _text.variable_text(x) if self.simple else f"{_text.variable_text(x)} {kind}"
        if x.name is None:
            return kind
        return x.name if self.simple else f"{x.name} {kind}"

    def edge(self, graph, node, place, x, outputs):
        label = str(place) if len(node.inputs) > 1 else ""
        marks = {}
        if any(place in places for places in node.op.view_map.values()):
            marks["color"] = "#2f78b7"
        elif any(place in places for places in node.op.destroy_map.values()):
            marks["color"] = "red"
        source = x
        if x.owner is None:
            self.variable(graph, x, SHARED if isinstance(x, SharedVariable) else INPUT)
        elif not (x.name or not self.compact or x in outputs):
            source = x.owner
            label = f"{label} {_text.type_text(x.type)}".strip()
        label = {"label": self.short(label)} if label else {}
        graph.add_edge(_dot.Edge(self.id(source), self.id(node), fontcolor="black", **label, **marks))

    def add(self, graph, name, label, shape, colour):
        fill = {"style": "filled", "fillcolor": colour} if self.filled and colour else {"color": colour or "black"}
        graph.add_node(_dot.Node(name, label=self.short(label), shape=shape, fontcolor="black", **fill))

    def short(self, label):
        label = label.replace('"', "'")
        return label if len(label) <= self.longest else label[: self.longest - 3] + "..."

    def id(self, item):
        return self.ids.setdefault(item, f"n{len(self.ids)}")


def _before(variables: Iterable[Variable]) -> list[Apply]:
    return list(io_toposort([], list(variables)))
