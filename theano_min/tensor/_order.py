"""The order in which sorting leaves equal elements: NumPy 1's, which Theano had, in every mode.

NumPy 2 sorts many numbers at once and leaves equal ones as the processor has it, and Numba in an order of its own. Of
long doubles NumPy 2 sorts one after the other, as NumPy 1 sorted all numbers.
"""

import numpy as np
from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.tensor.sort import ArgSortOp
from pytensor.tensor.type import TensorType

from theano_min.gof.op import Op
from theano_min.tensor._order_kernels import heapsort, introselect

_EXACT = np.finfo(np.longdouble).nmant >= 63


def _wide(x):
    """Return numbers in the same order of which NumPy sorts one after the other."""
    if x.dtype.kind not in "iuf" or x.dtype.itemsize < 4 or not (_EXACT or x.dtype.kind == "f" or x.dtype.itemsize < 8):
        return x
    return x.astype(np.longdouble)


def _along(kernel, x, axis, *options):
    def ordered(v):
        order = np.arange(len(v))
        kernel(v, order, *options)
        return order

    return np.apply_along_axis(ordered, axis, x) if x.size else np.zeros(x.shape, "int64")


def argsort(x, axis, kind):
    """Return where the elements of an array are in order along ``axis``, as NumPy 1 sorted by ``kind``."""
    if kind == "heapsort" and x.dtype.kind != "c":
        return _along(heapsort, x, axis)
    if kind != "quicksort" or x.shape[axis] <= 16:
        return np.argsort(x, axis, "stable")
    return np.argsort(_wide(x), axis)


def largest(x, k, axis):
    """Return where the k largest elements are along ``axis``, or the smallest if k is negative, as Theano had them."""
    n = x.shape[axis]
    if abs(k) == n:
        shape = [-1 if i == axis % x.ndim else 1 for i in range(x.ndim)]
        return np.broadcast_to(np.arange(n).reshape(shape), x.shape).copy()
    if abs(k) == 1:
        return np.expand_dims(x.argmax(axis) if k == 1 else x.argmin(axis), axis)
    order = _argpartition(x, n - k if k > 0 else -k, axis)
    return np.take(order, range(n - k, n) if k > 0 else range(-k), axis)


def _argpartition(x, k, axis):
    if k == x.shape[axis] - 1 and (x.dtype.kind in "iub" or x.dtype == "float16"):
        return _along(introselect, x, axis, k, x.dtype == "float16")
    return np.argpartition(_wide(x), k, axis)


class ArgSort(Op):
    """Return where the elements of an array are in order along ``axis``, as NumPy 1 sorted by ``kind``."""

    __props__ = "kind", "axis"
    _numba = "theano_min._numba.order"

    def __init__(self, kind, axis):
        self.kind, self.axis = kind, axis

    def make_node(self, x):
        return Apply(self, [x], [TensorType("int64", x.type.shape)()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = argsort(inputs[0], self.axis, self.kind)

    def infer_shape(self, node, shapes):
        return shapes


class Largest(Op):
    """Return where the k largest elements are along ``axis``, or the smallest if k is negative."""

    __props__ = ("axis",)
    _numba = ArgSort._numba

    def __init__(self, axis):
        self.axis = axis

    def make_node(self, x, k):
        shape = tuple(None if i == self.axis else n for i, n in enumerate(x.type.shape))
        return Apply(self, [x, k], [TensorType("int64", shape)()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = largest(inputs[0], int(inputs[1]), self.axis)


@node_rewriter([ArgSortOp])
def use_order(fgraph, node):
    """PyTensor's operation -> the one here, because its order of equal elements is not the same everywhere."""
    x, *axis = node.inputs
    axis = int(axis[0].data) if axis else node.op.axis
    output = ArgSort(node.op.kind, axis % x.type.ndim)(x)
    copy_stack_trace(node.outputs, [output])
    return [output]
