"""What overwrites a function's inputs comes last, so that a call which fails has changed no shared variable."""

from collections import defaultdict

from pytensor.compile.ops import DeepCopyOp, ViewOp, deep_copy_op
from pytensor.graph.basic import Constant
from pytensor.graph.features import Feature
from pytensor.graph.rewriting.basic import GraphRewriter
from pytensor.graph.traversal import io_toposort
from pytensor.scalar.basic import ScalarOp
from pytensor.scan.op import Scan
from pytensor.tensor.basic import MakeVector, ScalarFromTensor, TensorFromScalar
from pytensor.tensor.elemwise import CAReduce, DimShuffle, Elemwise
from pytensor.tensor.shape import Shape, Shape_i
from pytensor.tensor.subtensor import IncSubtensor, indices_from_subtensor

LASTING = (
    *(Elemwise, CAReduce, DimShuffle, DeepCopyOp, ViewOp, MakeVector, Shape, Shape_i),
    *(ScalarOp, ScalarFromTensor, TensorFromScalar),
)


class UpdatesLast(Feature):
    """Order a graph so that all that can be computed before an input is overwritten comes before it.

    What overwrites a state comes after what overwrites an argument, and what cannot fail, ``count + 1``, at the end.
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
        states = {fgraph.inputs[i] for i in (getattr(fgraph, "update_mapping", None) or {}).values()} or inputs
        of_states = [node for node in overwriting if states & _overwritten(node)]
        found = {}
        for nodes in (overwriting, of_states, [node for node in of_states if _cannot_fail(node)]):
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

    It would be another one if the call failed after that, or that of some step if the loop were interrupted. So it
    would where what may fail is computed of the next value, or by the same operation, as rewrites fuse them.
    """
    mapping = getattr(fgraph, "update_mapping", None) or {}
    states, following = {fgraph.inputs[i] for i in mapping.values()}, {fgraph.outputs[o] for o in mapping}
    for node in list(fgraph.apply_nodes):
        for o, places in node.op.destroy_map.items():
            for i in places:
                is_to_stay = (
                    isinstance(node.op, Scan)
                    or not _becomes(fgraph, node.outputs[o], following)
                    or _may_fail_after(fgraph, node)
                )
                if is_to_stay and _root(node.inputs[i]) in states:
                    copied = deep_copy_op(node.inputs[i])
                    fgraph.change_node_input(node, i, copied, reason="theano_min_updates_last", import_missing=True)


def _may_fail_after(fgraph, node):
    """Whether what is computed of an operation's results may fail, but by lengths that do not fit or in a state."""
    if getattr(node.op, "draws", False):
        return False
    later = (_from(fgraph, [node], defaultdict(set)) & fgraph.apply_nodes) - {node}
    return not all(isinstance(each.op, LASTING) or each.op.destroy_map for each in later)


def _becomes(fgraph, variable, following):
    """Whether the memory of a variable is that of one of these in the end."""
    return variable in following or any(
        i in places and _becomes(fgraph, client.outputs[o], following)
        for client, i in fgraph.clients[variable]
        for o, places in (client.op.view_map | client.op.destroy_map).items()
        if o < len(client.outputs)
    )
