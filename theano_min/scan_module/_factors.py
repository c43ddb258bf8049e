"""Matrices with which a loop multiplies in each step, laid out in memory so that Numba's products are fast.

What is transposed costs up to three times as much in each product with few rows, and parts of a matrix may be copied in
each step, when one copy before the loop would do.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter
from pytensor.scan.op import Scan
from pytensor.tensor.basic import tensor_copy
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.math import Dot
from pytensor.tensor.subtensor import Subtensor


@node_rewriter([Scan])
def copy_factors_before(fgraph, node):
    """Copy, before a loop, what stays in all its steps and is part of, or a transposed, matrix."""
    graph, inputs = node.op.fgraph, list(node.inputs)
    factors = {x for inside in graph.apply_nodes if isinstance(inside.op, Dot) for x in inside.inputs}
    first = len(inputs) - node.op.info.n_non_seqs
    for i, inside in enumerate(node.op.inner_non_seqs(graph.inputs), first):
        outside = inputs[i].owner
        if inside in factors and outside and isinstance(outside.op, DimShuffle | Subtensor):
            inputs[i] = tensor_copy(inputs[i])
    return node.op(*inputs, return_list=True) if inputs != node.inputs else None


# when nothing is computed in place any more: a copy would be taken for what can be overwritten
optdb.register(
    "theano_min_scan_factors", dfs_rewriter(copy_factors_before, ignore_newtrees=True), "numba", position=50.9
)
