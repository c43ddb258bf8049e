"""Matrices with which a loop multiplies in each step, laid out in memory so that Numba's products are fast.

What is transposed costs up to three times as much in each product with few rows, and parts of a matrix may be copied in
each step, when one copy before the loop would do.
"""

from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scan.op import Scan
from pytensor.tensor.basic import tensor_copy
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.math import Dot
from pytensor.tensor.subtensor import Subtensor


@node_rewriter([Scan])
def copy_factors_before(fgraph, node):
    """A loop's factor x.T or x[i] -> a copy of it, because each step multiplies by it: fast, of rows in order."""
    graph, inputs = node.op.fgraph, list(node.inputs)
    factors = {x for inside in graph.apply_nodes if isinstance(inside.op, Dot) for x in inside.inputs}
    first = len(inputs) - node.op.info.n_non_seqs
    for i, inside in enumerate(node.op.inner_non_seqs(graph.inputs), first):
        outside = inputs[i].owner
        if inside in factors and outside and isinstance(outside.op, DimShuffle | Subtensor):
            inputs[i] = tensor_copy(inputs[i])
    return node.op(*inputs, return_list=True) if inputs != node.inputs else None
