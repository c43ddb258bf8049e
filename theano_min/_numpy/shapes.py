"""Lengths, and arrays of other shapes on the same memory."""

import numpy as np
from pytensor.compile.ops import DeepCopyOp, ViewOp
from pytensor.graph.basic import Constant
from pytensor.raise_op import Assert, CheckAndRaise
from pytensor.tensor.basic import Alloc, AllocEmpty, ARange, Join, MakeVector, ScalarFromTensor, TensorFromScalar
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.shape import Reshape, Shape, Shape_i, SpecifyShape
from pytensor.tensor.type_other import NoneTypeT

from theano_min._numpy import dtype_of, tuple_of, writes
from theano_min._pytensor import joined


@writes(Shape_i)
def length(w, node):
    [x], [out] = node.inputs, node.outputs
    if not hasattr(x.type, "broadcastable"):
        return False
    w.numbers[out] = w.length(x, node.op.i)


@writes(Shape)
def shape(w, node):
    [x], [out] = node.inputs, node.outputs
    if not hasattr(x.type, "broadcastable"):
        return False
    w.vectors[out] = [w.length(x, axis) for axis in range(x.type.ndim)]


@writes(MakeVector)
def vector(w, node):
    if not all(map(w.is_a_length, node.inputs)) or node.outputs[0].dtype != "int64":
        return False
    w.vectors[node.outputs[0]] = [w.number(x) for x in node.inputs]


@writes(ScalarFromTensor)
def scalar_of_array(w, node):
    [x], [out] = node.inputs, node.outputs
    if w.is_a_length(x):
        w.alias(out, x) if not isinstance(x, Constant) else w.numbers.update({out: w.number(x)})
    else:
        w.assign(out, f"{w.value(x)}[()]")


@writes(TensorFromScalar)
def array_of_scalar(w, node):
    [x], [out] = node.inputs, node.outputs
    if x in w.numbers:
        w.numbers[out] = w.numbers[x]
    else:
        w.assign(out, f"asarray({w.value(x)})")


@writes(Assert, CheckAndRaise)
def check(w, node):
    x, *conditions = node.inputs
    truths = [w.number(condition) or w.value(condition) for condition in conditions]
    error = w.know(node.op.exc_type, "e")
    w.put(f"if not ({' and '.join(truths)}): raise {error}({w.know(node.op.msg)})")
    w.alias(node.outputs[0], x)


@writes(DeepCopyOp)
def copy(w, node):
    [x], [out] = node.inputs, node.outputs
    if not hasattr(x.type, "broadcastable"):
        return False
    if w.may_share(x, out):
        w.alias(out, x)
    else:
        w.assign(out, f"{w.value(x)}.copy()")
        w.set_lengths(out, w.lengths(x))


@writes(ViewOp)
def view(w, node):
    w.alias(node.outputs[0], node.inputs[0])


@writes(DimShuffle)
def dimshuffle(w, node):
    [x], [out] = node.inputs, node.outputs
    order = node.op.new_order
    kept = [axis for axis in order if axis != "x"]
    if order == ("x",) and x in w.numbers and out.dtype == "int64":
        w.vectors[out] = [w.numbers[x]]
        return None
    name = w.value(x)
    if isinstance(x, Constant):
        cell = [[None]]
        node.op.perform(node, [x.data], cell)
        w.names[out] = w.know(cell[0][0])
    else:
        if len(kept) < x.type.ndim:  # reshape() fails if a length that goes is not 1
            name = f"{name}.reshape({tuple_of([w.length(x, axis) for axis in sorted(kept)])})"
            kept = [sorted(kept).index(axis) for axis in kept]
        if kept == [1, 0]:
            name = f"{name}.T"
        elif kept != sorted(kept):
            name = f"{name}.transpose({', '.join(map(str, kept))})"
        if len(kept) < len(order):
            while order and order[-1] != "x":
                order = order[:-1]
            name = f"{name}[{', '.join('None' if axis == 'x' else ':' for axis in order)}]"
        w.assign(out, name)
    lengths = w.lengths(x)
    w.set_lengths(out, [1 if axis == "x" else lengths[axis] for axis in node.op.new_order])


@writes(Reshape)
def reshape(w, node):
    [x, lengths], [out] = node.inputs, node.outputs
    numbers = w.vector(lengths)
    if numbers is None or len(numbers) != node.op.ndim:
        return False
    w.assign(out, f"{w.value(x)}.reshape({tuple_of(numbers)})")
    w.set_lengths(out, map(w.named, numbers))


@writes(Join)
def join(w, node):
    axis, arrays = joined(node)
    [out] = node.outputs
    vectors = [w.vector(x) for x in arrays] if out.ndim == 1 and out.dtype == "int64" else [None]
    if axis is None:
        return False
    if None not in vectors:
        w.vectors[out] = [number for vector in vectors for number in vector]
    else:
        values = tuple_of(map(w.value, arrays))
        w.assign(out, f"{w.function(np.concatenate)}({values}, {axis}, dtype={w.know(dtype_of(out))})")


@writes(SpecifyShape)
def specify_shape(w, node):
    [x, *lengths], [out] = node.inputs, node.outputs
    texts = []
    for axis, n in enumerate(lengths):
        if isinstance(n.type, NoneTypeT):
            continue
        number = w.number(n)
        if number is None or len(lengths) != x.type.ndim:
            return False
        if w.lengths(x)[axis] != w.named(number):
            texts.append(f"{w.length(x, axis)} != {number}")
    if texts:
        w.put(f"if {' or '.join(texts)}: {w.called(node)}")
    w.alias(out, x)
    for axis, n in enumerate(lengths):
        if not isinstance(n.type, NoneTypeT) and (key := w.named(w.number(n))) is not None:
            w.are_equal(w.lengths(out)[axis], key)


@writes(AllocEmpty)
def alloc_empty(w, node):
    numbers, [out] = [w.number(length) for length in node.inputs], node.outputs
    w.assign(out, f"{w.function(np.empty)}({tuple_of(numbers)}, {w.know(dtype_of(out))})")
    w.set_lengths(out, map(w.named, numbers))


@writes(Alloc)
def alloc(w, node):
    value, *lengths = node.inputs
    numbers = [w.number(length) for length in lengths]
    if None in numbers:
        return False
    name = w.assign(node.outputs[0], f"{w.function(np.empty)}({tuple_of(numbers)}, {w.know(dtype_of(value))})")
    w.set_lengths(node.outputs[0], map(w.named, numbers))
    if not all(value.type.broadcastable):
        check = w.know(node.op._check_runtime_broadcast, "check")
        w.put(f"{check}({w.know(node)}, {w.value(value)}, {name}.shape)")
    w.put(f"{name}[...] = {w.value(value)}")


@writes(ARange)
def arange(w, node):
    numbers = [w.number(x) for x in node.inputs]
    if None in numbers:
        return False
    [out] = node.outputs
    w.assign(out, f"{w.function(np.arange)}({', '.join(numbers)}, {w.know(dtype_of(out))})")
    if numbers[::2] == ["0", "1"]:
        w.set_lengths(out, [w.named(numbers[1])])
