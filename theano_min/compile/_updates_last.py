"""What overwrites a function's inputs comes last, so that a call which fails has changed no shared variable."""

from collections import defaultdict

from pytensor.compile.mode import optdb
from pytensor.graph.features import Feature
from pytensor.graph.rewriting.basic import GraphRewriter


class UpdatesLast(Feature):
    """Order a graph so that all that can be computed before an input is overwritten comes before it."""

    def orderings(self, fgraph):
        inputs = set(fgraph.inputs)
        overwriting = [node for node in fgraph.apply_nodes if inputs & _overwritten(node)]
        if not overwriting:
            return {}
        after = defaultdict(set)
        for feature in fgraph._features:
            # PyTensor 3.0 may rewrite the graph inside a loop twice, which leaves two of these
            if not isinstance(feature, UpdatesLast) and hasattr(feature, "orderings"):
                for node, before in feature.orderings(fgraph).items():
                    for other in before:
                        after[other].add(node)
        late, work = set(overwriting), list(overwriting)
        while work:
            node = work.pop()
            clients = {client for output in node.outputs for client, _ in fgraph.clients[output]}
            new = (clients | after[node]) - late
            late |= new
            work += new
        early = [node for node in fgraph.apply_nodes if node not in late]
        return {node: list(early) for node in overwriting}


def _overwritten(node):
    """The inputs of a node that it, or a view that it is given, overwrites."""
    found = {node.inputs[i] for places in node.op.destroy_map.values() for i in places}
    return {_root(variable) for variable in found}


def _root(variable):
    """The variable whose memory a view shows."""
    while (node := variable.owner) is not None and node.op.view_map:
        places = node.op.view_map.get(node.outputs.index(variable))
        if not places:
            break
        variable = node.inputs[places[0]]
    return variable


class _AttachUpdatesLast(GraphRewriter):
    def apply(self, fgraph):
        fgraph.attach_feature(UpdatesLast())


optdb.register("theano_min_updates_last", _AttachUpdatesLast(), "fast_run", "fast_compile", position=105)
