"""What overwrites a function's inputs comes last, so that a call which fails has changed no shared variable."""

from collections import defaultdict

from pytensor.compile.ops import deep_copy_op
from pytensor.graph.basic import Constant
from pytensor.graph.features import Feature
from pytensor.graph.rewriting.basic import GraphRewriter
from pytensor.graph.traversal import io_toposort
from pytensor.scan.op import Scan
from pytensor.tensor.basic import MakeVector
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.shape import Shape_i
from pytensor.tensor.subtensor import IncSubtensor, indices_from_subtensor


class UpdatesLast(Feature):
    """Order a graph so that all that can be computed before an input is overwritten comes before it.

    What overwrites and cannot fail, ``count + 1``, comes after what overwrites and can, too.
    """

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
        # in an order that is the same in each run, by which compiled code is found again
        order = list(io_toposort(fgraph.inputs, fgraph.outputs))
        last = [node for node in overwriting if _cannot_fail(node)]
        found = {}
        for nodes in (overwriting, last):
            late = _from(fgraph, nodes, after)
            early = [node for node in order if node not in late]
            found.update({node: early for node in nodes})
        return {node: list(early) for node, early in found.items()}


def _from(fgraph, nodes, after):
    """The nodes, and all that come after them."""
    late, work = set(nodes), list(nodes)
    while work:
        node = work.pop()
        clients = {client for output in node.outputs for client, _ in fgraph.clients[output]}
        new = (clients | after[node]) - late
        late |= new
        work += new
    return late


def _cannot_fail(node):
    """Whether an operation has no lengths that might not fit and no index: of one array at most, and numbers.

    Nor does a draw fail from a random state, of constants and of an array's lengths.
    """
    if isinstance(node.op, IncSubtensor):
        _, value, *index = node.inputs
        entries = indices_from_subtensor(index, node.op.idx_list)
        return all(value.type.broadcastable) and all(
            isinstance(entry, slice) and _is_no_zero(entry.step) for entry in entries
        )
    if getattr(node.op, "draws", False):
        return all(_is_given(x) for x in node.inputs[1:])
    return isinstance(node.op, Elemwise) and sum(not all(x.type.broadcastable) for x in node.inputs) <= 1


def _is_given(x):
    if x.owner is None:
        return isinstance(x, Constant)
    return isinstance(x.owner.op, Shape_i) or (
        isinstance(x.owner.op, MakeVector) and all(map(_is_given, x.owner.inputs))
    )


def _is_no_zero(step):
    return step is None or (isinstance(step, Constant) and step.data != 0)


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


class AttachUpdatesLast(GraphRewriter):
    def apply(self, fgraph):
        _keep_states(fgraph)
        fgraph.attach_feature(UpdatesLast())


def _keep_states(fgraph):
    """Let no state of the function be overwritten but to become its next value, and by no loop.

    It would be another one if the call failed after that, or that of some step if the loop were interrupted.
    """
    mapping = getattr(fgraph, "update_mapping", None) or {}
    states, following = {fgraph.inputs[i] for i in mapping.values()}, {fgraph.outputs[o] for o in mapping}
    for node in list(fgraph.apply_nodes):
        for o, places in node.op.destroy_map.items():
            for i in places:
                is_to_stay = isinstance(node.op, Scan) or not _becomes(fgraph, node.outputs[o], following)
                if is_to_stay and _root(node.inputs[i]) in states:
                    copied = deep_copy_op(node.inputs[i])
                    fgraph.change_node_input(node, i, copied, reason="theano_min_updates_last", import_missing=True)


def _becomes(fgraph, variable, following):
    """Whether the memory of a variable is that of one of these in the end."""
    return variable in following or any(
        i in places and _becomes(fgraph, client.outputs[o], following)
        for client, i in fgraph.clients[variable]
        for o, places in (client.op.view_map | client.op.destroy_map).items()
        if o < len(client.outputs)
    )
