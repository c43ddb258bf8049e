"""``theano.d3viz.formatting``: graphs as pydot's."""

from itertools import chain as _chain

from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable
from pytensor.d3viz.formatting import (
    apply_label as apply_label,
    broadcastable_to_str as broadcastable_to_str,
    dtype_to_char as dtype_to_char,
    type_to_str as type_to_str,
    var_label as var_label,
    var_tag as var_tag,
)
from pytensor.graph.traversal import graph_inputs as _graph_inputs, io_toposort as _io_toposort
from pytensor.scan.op import Scan as _Scan

from theano_min import _removed
from theano_min.d3viz import _dot
from theano_min.gof.fg import FunctionGraph as _FunctionGraph
from theano_min.gof.graph import Apply as _Apply, Constant as _Constant, Variable as _Variable
from theano_min.printing import pydot_imported as pydot_imported, pydot_imported_msg as pydot_imported_msg

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class PyDotFormatter:
    """Makes graphs of pydot's of functions, FunctionGraphs, nodes, variables or lists of variables.

    ``compact`` leaves out variables without a name. Colours and shapes stand in ``node_colors``, ``apply_colors`` and
    ``shapes``. Graphs inside of OpFromGraph and of loops are clusters. Where pydot is not installed, the graphs are of
    classes of ours with pydot's methods. Source: theano.d3viz.formatting.PyDotFormatter.
    """

    # pydot need not be installed, and the insides of loops are drawn

    def __init__(self, compact=True):
        self.compact = compact
        self.node_colors = {
            "input": "limegreen",
            "constant_input": "SpringGreen",
            "shared_input": "YellowGreen",
            "output": "dodgerblue",
            "unused": "lightgrey",
        }
        self.apply_colors = {
            "GpuFromHost": "red",
            "HostFromGpu": "red",
            "Scan": "yellow",
            "Shape": "cyan",
            "IfElse": "magenta",
            "Elemwise": "#FFAABB",
            "Subtensor": "#FFAAFF",
            "Alloc": "#FFAA22",
        }
        self.shapes = {"input": "box", "output": "box", "apply": "ellipse"}
        self._prefix, self._ids = "n", {}

    def __call__(self, fct, graph=None):
        """Return a graph of ``fct``, or add it to ``graph``."""
        graph = _dot.Dot() if graph is None else graph
        inputs, outputs = _ends(getattr(getattr(fct, "maker", None), "fgraph", fct))
        self._ids = {}
        nodes = list(_io_toposort(inputs, outputs))
        used = set(_chain.from_iterable(node.inputs for node in nodes))
        for node in nodes:
            self._add_node(graph, node, getattr(fct, "profile", None))
            for variable in node.outputs:
                # which is the function's, nobody's, or has a name
                kind = "output" if variable in outputs else "unused" if variable not in used else None
                if kind is None and self.compact and not variable.name:
                    continue
                self._add_variable(graph, variable, "output", kind or "output")
                graph.add_edge(_dot.Edge(self._id(node), self._id(variable), label=type_to_str(variable.type)))
        return graph

    def _id(self, item):
        return self._ids.setdefault(item, f"{self._prefix}{len(self._ids) + 1}")

    def _add_node(self, graph, node, profile):
        label, op = apply_label(node), node.op
        attributes = {
            "label": label,
            "profile": apply_profile(node, profile),
            "node_type": "apply",
            "apply_op": label,
            "shape": self.shapes["apply"],
        }
        if color := next((color for part, color in reversed(self.apply_colors.items()) if part in label), None):
            attributes.update(style="filled", fillcolor=color, type="colored")
        drawn = dict_to_pdnode({"name": self._id(node), **attributes})
        graph.add_node(drawn)
        for position, variable in enumerate(node.inputs):
            if variable.owner is None and variable not in self._ids:
                kind = {True: "shared_input"}.get(isinstance(variable, _SharedVariable), "input")
                self._add_variable(graph, variable, "constant_input" if isinstance(variable, _Constant) else kind)
            color = {}
            if position in _chain(*op.view_map.values()):
                color = {"color": self.node_colors["output"]}
            elif position in _chain(*op.destroy_map.values()):
                color = {"color": "red"}
            label = f"{position} " * (len(node.inputs) > 1) + type_to_str(variable.type)
            source = self._source(variable)
            graph.add_edge(_dot.Edge(source, self._id(node), label=label, **color))
        if isinstance(op, _OpFromGraph | _Scan):
            self._add_inside(graph, node, drawn)

    def _source(self, variable):
        """The id of what gives a variable its value, or of its own if it is drawn."""
        own = variable.owner is None or (variable in self._ids and variable.name)
        return self._id(variable if own else variable.owner)

    def _add_variable(self, graph, variable, kind, color=None):
        attributes = {"label": var_label(variable), "node_type": kind, "dtype": type_to_str(variable.type)}
        attributes.update(tag=var_tag(variable), style="filled", fillcolor=self.node_colors[color or kind])
        shape = self.shapes["output" if kind == "output" else "input"]
        graph.add_node(dict_to_pdnode({"name": self._id(variable), **attributes, "shape": shape}))

    def _add_inside(self, graph, node, drawn):
        inside, op = type(self)(self.compact), node.op
        inside._prefix = f"{self._id(node)}_"
        cluster = inside(op.fgraph, _dot.Cluster(self._id(node)))
        graph.add_subgraph(cluster)
        drawn.get_attributes()["subg"] = cluster.get_name().strip('"')
        pairs = (
            [(node.inputs[outer], op.fgraph.inputs[inner]) for outer, inner in _places(op, "inner_inp", "outer_inp")],
            [(op.fgraph.outputs[inner], node.outputs[outer]) for outer, inner in _places(op, "inner_out", "outer_out")],
        )
        for name, pairs_of, first, second in (
            ("subg_map_inputs", pairs[0], self._source, inside._id),
            ("subg_map_outputs", pairs[1], inside._id, self._id),
        ):
            drawn.get_attributes()[name] = str([[first(a), second(b)] for a, b in pairs_of])


def _ends(fct):
    """The inputs and outputs of what is drawn."""
    if isinstance(fct, _FunctionGraph) or not isinstance(fct, _Variable | _Apply | list | tuple):
        return fct.inputs, fct.outputs
    outputs = [fct] if isinstance(fct, _Variable) else list(getattr(fct, "outputs", fct))
    assert all(isinstance(each, _Variable) for each in outputs), "variables are drawn, and what is made of them"
    return list(_graph_inputs(outputs)), outputs


def _places(op, inner, outer):
    """Yield (outer, inner) for the inputs, or outputs, of a node and what they are inside of it."""
    if isinstance(op, _OpFromGraph):
        count = len(op.fgraph.inputs if inner == "inner_inp" else op.fgraph.outputs)
        yield from zip(range(count), range(count), strict=True)
        return
    for place, inside in op.get_oinp_iinp_iout_oout_mappings()[f"{inner}_from_{outer}"].items():
        yield from ((place, each) for each in inside if place >= 0)


def dict_to_pdnode(d):
    """Return a node of pydot's with these attributes, as texts; a list's are joined by tabs.

    Source: theano.d3viz.formatting.dict_to_pdnode.
    """
    # pydot need not be installed
    texts = {
        key: "\t".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in d.items()
        if value is not None
    }
    return _dot.Node(**{key: text.replace('"', "'") for key, text in texts.items()})


def apply_profile(node, profile):
    """Return how long a node took and the whole function, in seconds; of the node None if it was not measured.

    Source: theano.d3viz.formatting.apply_profile.
    """
    # PyTensor's times have the FunctionGraph in their keys, which Theano's node knew
    if not profile or profile.fct_call_time == 0:
        return None
    spent = [time for (_, measured), time in profile.apply_time.items() if measured is node]
    return [sum(spent) or None, profile.fct_call_time]
