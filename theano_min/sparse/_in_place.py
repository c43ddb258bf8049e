"""Adding a sparse matrix to a dense one that nobody needs any more: only what it stores is touched."""

import numpy as np
from pytensor.compile.mode import optdb
from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import WalkingGraphRewriter, copy_stack_trace, node_rewriter
from pytensor.tensor.basic import join
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.shape import Shape

from theano_min.gof.op import Op
from theano_min.sparse.basic import CSM, AddSD, AddSS, ConstructSparseFromList, CSMProperties, MulSD
from theano_min.tensor.subtensor import inc_subtensor


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
        rows, columns, values = _stored(x)
        if y.flags.c_contiguous and rows.max(initial=0) < len(y) and columns.max(initial=0) < y.shape[1]:
            # of one index NumPy adds five times as fast as of two
            np.add.at(y.reshape(-1), rows * np.intp(y.shape[1]) + columns, values)
        else:
            np.add.at(y, (rows, columns), values)
        output_storage[0][0] = y

    def infer_shape(self, node, shapes):
        return shapes[1:]


def _stored(x):
    """The rows, columns and values of what a matrix stores."""
    if x.format not in ("csc", "csr"):
        x = x.tocoo()
        return x.row, x.col, x.data
    others = np.repeat(np.arange(len(x.indptr) - 1), np.diff(x.indptr))
    return (x.indices, others, x.data) if x.format == "csc" else (others, x.indices, x.data)


@node_rewriter([AddSD])
def add_in_place(fgraph, node):
    """x + y of a sparse x -> y, overwritten, because a step of training uses few rows of a large table."""
    x, y = node.inputs
    if node.outputs[0].dtype != y.dtype:
        return None
    total = AddInPlace()(x, y)
    copy_stack_trace(node.outputs, [total])
    return [total]


@node_rewriter([AddSD])
def add_rows(fgraph, node):
    """y + x of an x made of rows for y -> y with these rows added, because that needs no sparse matrix."""
    x, y = node.inputs
    rows = _rows(x, y)
    if rows is None or node.outputs[0].dtype != y.dtype:
        return None
    values, places = rows
    total = inc_subtensor(y[places], values)
    copy_stack_trace(node.outputs, [total])
    return [total]


def _rows(x, y):
    """The rows that a sparse x has for a matrix y, and their places, or None if it is no such matrix."""
    if x.owner is None:
        return None
    op, inputs = x.owner.op, x.owner.inputs
    if isinstance(op, ConstructSparseFromList):
        shape, values, places = inputs
        is_ys = shape.owner and isinstance(shape.owner.op, Shape) and shape.owner.inputs[0] is y
        return (values, places) if is_ys else None
    if isinstance(op, MulSD) and all(inputs[1].broadcastable) and (rows := _rows(inputs[0], y)):
        return rows[0] * inputs[1], rows[1]
    if isinstance(op, AddSS):
        both = [_rows(each, y) for each in inputs]
        return None if None in both else tuple(join(0, *each) for each in zip(*both, strict=True))
    if isinstance(op, CSM) and inputs[0].owner and isinstance(inputs[0].owner.op, Elemwise):
        of, (data, *others) = inputs[0].owner.op, inputs[0].owner.inputs
        parts = [data, *inputs[1:]]
        if others or any(each.owner is None or not isinstance(each.owner.op, CSMProperties) for each in parts):
            return None
        whole = {each.owner.inputs[0] for each in parts}
        is_whole = len(whole) == 1 and [each.owner.outputs.index(each) for each in parts] == [0, 1, 2, 3]
        if is_whole and (rows := _rows(whole.pop(), y)):
            return of(rows[0]), rows[1]
    return None


optdb.register(
    "theano_min_add_sparse_rows", WalkingGraphRewriter(add_rows, ignore_newtrees=True), "fast_run", position=0.05
)
optdb.register(
    "theano_min_add_sparse_in_place",
    WalkingGraphRewriter(add_in_place, failure_callback=WalkingGraphRewriter.warn_inplace),
    "fast_run",
    "inplace",
    position=60,
)
