"""What the step of a large loop computes several times, merged before anything else looks into it.

A gradient comes with many copies of what the loop before it computes. All that looks into a loop later walks through
them, and infers their lengths, again and again.
"""

from pytensor.graph.fg import FunctionGraph
from pytensor.graph.rewriting.basic import MergeOptimizer, node_rewriter
from pytensor.scan.op import Scan
from pytensor.scan.utils import ScanArgs

from theano_min._pytensor import thawed
from theano_min._rewriting.loop_parts import made_anew, paired
from theano_min._rewriting.zeros import AttachMergesBySign

MANY = 1000  # smaller ones are merged when they are compiled, which is soon enough


@node_rewriter([Scan])
def merge_copies(fgraph, node):
    """A loop of many nodes -> one whose equal nodes are merged, because later rewrites take time for each."""
    if len(node.op.fgraph.apply_nodes) < MANY:
        return None
    inside = FunctionGraph(*thawed(node.op), clone=True)
    many = len(inside.apply_nodes)
    AttachMergesBySign().rewrite(inside)
    MergeOptimizer().rewrite(inside)
    if len(inside.apply_nodes) == many:
        return None
    args = ScanArgs(node.inputs, node.outputs, inside.inputs, inside.outputs, node.op.info)
    new = paired(args, made_anew(node.op, args, args.inner_outputs))
    return {x: x.type.filter_variable(y) for x, y in new.items()} | {"remove": [node]}
