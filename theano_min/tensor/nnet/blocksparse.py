"""``theano.tensor.nnet.blocksparse``: products of chosen blocks of matrices and vectors."""

from pytensor.gradient import grad_undefined as _grad_undefined
from pytensor.graph.basic import Apply as _Apply
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable, constant as _constant
from pytensor.tensor.math import matmul as _matmul
from pytensor.tensor.subtensor import inc_subtensor as _inc_subtensor
from pytensor.tensor.type import discrete_dtypes as _discrete_dtypes

from theano_min import _removed
from theano_min._composed import Composed as _Composed

__getattr__ = _removed.getattr_for(__name__)


class SparseBlockGemv(_Composed):
    """Adds to o[b, j] the products of h[b, i] with W[inputIdx[b, i], outputIdx[b, j]]: ``sparse_block_gemv``.

    Shapes: o (batch, oWin, oSize), W (iBlocks, oBlocks, iSize, oSize), h (batch, iWin, iSize), inputIdx (batch, iWin),
    outputIdx (batch, oWin). Errors: TypeError for other dimensions, AssertionError for indices that are no integers.
    Source: theano.tensor.nnet.blocksparse.SparseBlockGemv.
    """

    __props__ = ("inplace",)
    registered_opts: list = []

    def __init__(self, inplace=False):
        self.inplace = inplace

    def make_node(self, o, W, h, inputIdx, outputIdx):
        inputs = [_as_tensor_variable(x) for x in (o, W, h, inputIdx, outputIdx)]
        names = ("o", "W", "h", "inputIdx", "outputIdx")
        for name, x, ndim in zip(names, inputs, (3, 4, 3, 2, 2), strict=True):
            if x.ndim != ndim:
                raise TypeError(f"{name} must be a {ndim}D tensor, and is {x.type}")
        for name, x in zip(names[3:], inputs[3:], strict=True):
            assert x.dtype in _discrete_dtypes, f"{name} must hold integers, and is {x.type}"
        return _Apply(self, inputs, [inputs[0].type()])

    def compose(self, o, W, h, inputIdx, outputIdx):
        blocks = W[inputIdx[:, :, None], outputIdx[:, None, :]]  # batch, iWin, oWin, iSize, oSize
        batch, o_win, o_size = o.shape
        rows = inputIdx.shape[1] * W.shape[2]
        matrices = blocks.dimshuffle(0, 1, 3, 2, 4).reshape((batch, rows, o_win * o_size))
        product = _matmul(h.reshape((batch, 1, rows)), matrices)
        return [(o + product.reshape((batch, o_win, o_size))).astype(o.dtype)]

    def pullback(self, inputs, outputs, output_grads):
        [_, W, h, inputIdx, outputIdx], [g] = inputs, output_grads
        return [
            g,
            SparseBlockOuter(self.inplace)(W.zeros_like(), h, g, inputIdx, outputIdx),
            SparseBlockGemv(self.inplace)(h.zeros_like(), W.dimshuffle(1, 0, 3, 2), g, outputIdx, inputIdx),
            _grad_undefined(self, 3, inputIdx, "an index has no gradient"),
            _grad_undefined(self, 4, outputIdx, "an index has no gradient"),
        ]


class SparseBlockOuter(_Composed):
    """Adds to o[xIdx[b, i], yIdx[b, j]] the outer products of x[b, i] and y[b, j]: ``sparse_block_outer``.

    Shapes: o (xBlocks, yBlocks, xSize, ySize), x (batch, xWin, xSize), y (batch, yWin, ySize), xIdx (batch, xWin), yIdx
    (batch, yWin). Source: theano.tensor.nnet.blocksparse.SparseBlockOuter.
    """

    __props__ = ("inplace",)
    registered_opts: list = []

    def __init__(self, inplace=False):
        self.inplace = inplace

    def make_node(self, o, x, y, xIdx, yIdx, alpha=None):
        # as in Theano on the CPU, alpha is taken and does not count
        alpha = _constant(1.0, dtype="float32") if alpha is None else alpha
        inputs = [_as_tensor_variable(x) for x in (o, x, y, xIdx, yIdx, alpha)]
        return _Apply(self, inputs, [inputs[0].type()])

    def compose(self, o, x, y, xIdx, yIdx, alpha):
        products = x[:, :, None, :, None] * y[:, None, :, None, :]
        return [_inc_subtensor(o[xIdx[:, :, None], yIdx[:, None, :]], products).astype(o.dtype)]


sparse_block_gemv = SparseBlockGemv(False)
sparse_block_gemv_inplace = SparseBlockGemv(True)
sparse_block_outer = SparseBlockOuter(False)
sparse_block_outer_inplace = SparseBlockOuter(True)


def sparse_block_dot(W, h, inputIdx, b, outputIdx):
    """Return b[outputIdx[n, j]] plus the products of h[n, i] with W[inputIdx[n, i], outputIdx[n, j]], for all i.

    Shapes: W (iBlocks, oBlocks, iSize, oSize), h (batch, iWin, iSize), inputIdx (batch, iWin), b (oBlocks, oSize),
    outputIdx (batch, oWin); the result (batch, oWin, oSize). Without a batch in h and the indices it is a batch of one.
    Errors: AssertionError for other dimensions. Source: theano.tensor.nnet.blocksparse.sparse_block_dot.
    """
    assert inputIdx.ndim == h.ndim - 1, "inputIdx must have one dimension less than h"
    assert outputIdx.ndim == inputIdx.ndim, "inputIdx and outputIdx must have as many dimensions"
    if h.ndim == 2:
        h, inputIdx, outputIdx = h[None], inputIdx[None], outputIdx[None]
    return sparse_block_gemv(b[outputIdx], W, h, inputIdx, outputIdx)
