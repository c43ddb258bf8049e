"""Adding a sparse matrix to a dense one that nobody needs any more: only what it stores is touched."""

import numpy as np
from pytensor.compile.mode import optdb
from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import WalkingGraphRewriter, copy_stack_trace, node_rewriter

from theano_min.gof.op import Op
from theano_min.sparse.basic import AddSD


class AddInPlace(Op):
    """Add a sparse matrix to a dense one, whose memory the sum has."""

    __props__ = ()
    destroy_map = {0: [1]}

    def make_node(self, x, y):
        return Apply(self, [x, y], [y.type()])

    def perform(self, node, inputs, output_storage):
        x, y = inputs
        if x.shape != y.shape:
            raise ValueError(f"matrices of shapes {x.shape} and {y.shape} are added")
        stored = x.tocoo()
        np.add.at(y, (stored.row, stored.col), stored.data)
        output_storage[0][0] = y

    def infer_shape(self, node, shapes):
        return shapes[1:]


@node_rewriter([AddSD])
def add_in_place(fgraph, node):
    """x + y of a sparse x -> y, overwritten, because a step of training uses few rows of a large table."""
    x, y = node.inputs
    if node.outputs[0].dtype != y.dtype:
        return None
    total = AddInPlace()(x, y)
    copy_stack_trace(node.outputs, [total])
    return [total]


optdb.register(
    "theano_min_add_sparse_in_place",
    WalkingGraphRewriter(add_in_place, failure_callback=WalkingGraphRewriter.warn_inplace),
    "fast_run",
    "inplace",
    position=60,
)
