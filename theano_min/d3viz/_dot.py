"""Graphs in DOT, Graphviz's language, as far as d3viz draws them: what pydot has, where it is not installed."""

from contextlib import suppress

from theano_min.d3viz import _layout


class _Item:
    """Anything that has a name and attributes, which are texts."""

    def __init__(self, name, **attributes):
        self._name, self._attributes = name, attributes

    def get_name(self):
        return self._name

    def get_attributes(self):
        return self._attributes

    def _written(self):
        texts = [f"{key}={_quoted(value)}" for key, value in self._attributes.items()]
        return f" [{', '.join(texts)}];" if texts else ";"


class Node(_Item):
    def to_string(self):
        return _quoted(self._name) + self._written()


class Edge(_Item):
    def __init__(self, source, target, **attributes):
        super().__init__("", **attributes)
        self._ends = source, target

    def get_source(self):
        return self._ends[0]

    def get_destination(self):
        return self._ends[1]

    def to_string(self):
        return " -> ".join(map(_quoted, self._ends)) + self._written()


class Dot(_Item):
    """A graph: nodes, edges between them, and graphs inside of it."""

    kind = "digraph"

    def __init__(self, name="G", **attributes):
        super().__init__(name, **attributes)
        self._nodes, self._edges, self._subgraphs = [], [], []

    def add_node(self, node):
        self._nodes.append(node)

    def add_edge(self, edge):
        self._edges.append(edge)

    def add_subgraph(self, graph):
        self._subgraphs.append(graph)

    def get_nodes(self):
        return list(self._nodes)

    def get_edges(self):
        return list(self._edges)

    def get_subgraphs(self):
        return list(self._subgraphs)

    get_node_list, get_edge_list, get_subgraph_list = get_nodes, get_edges, get_subgraphs

    def to_string(self):
        attributes = [f"{key}={_quoted(value)};" for key, value in self._attributes.items()]
        items = [each.to_string() for each in (*self._nodes, *self._edges, *self._subgraphs)]
        return "\n".join([f"{self.kind} {self._name} {{", *attributes, *items, "}"])

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.to_string() + "\n")

    def write_dot(self, path):
        """Write the graph with the positions of its nodes."""
        lay_out(self)
        self.write(path)

    def create_dot(self):
        """Return the graph with the positions of its nodes, as bytes."""
        lay_out(self)
        return self.to_string().encode()


class Cluster(Dot):
    kind = "subgraph"

    def __init__(self, name, **attributes):
        super().__init__(f"cluster_{name}", **attributes)


def _quoted(value):
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def lay_out(graph):
    """Give each node of a graph its place, in points from the lower left, and those inside of it theirs."""
    nodes = {each.get_name().strip('"'): each for each in graph.get_nodes()}
    edges = [tuple(end.strip('"') for end in (e.get_source(), e.get_destination())) for e in graph.get_edges()]
    labels = {name: str(each.get_attributes().get("label", name)).strip('"') for name, each in nodes.items()}
    widths = {name: 9 * len(label) + 50 for name, label in labels.items()}
    for name, (x, y) in _layout.places(widths, edges).items():
        nodes[name].get_attributes()["pos"] = f"{x:.0f},{y:.0f}"
    for each in graph.get_subgraphs():
        lay_out(each)


with suppress(ImportError):
    from pydot import Cluster, Dot, Edge, Node  # type: ignore[no-redef]  # noqa: F401
