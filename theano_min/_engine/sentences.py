"""What does not fit, in one sentence with the numbers: of an operation that failed, and the values it was given."""

import numpy as np
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.math import Dot
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, indices_from_subtensor

from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS


def sentence(node, thunk, error, said):
    """What an error of ``node`` should say instead of what is ``said``, or None."""
    try:
        values = [cell[0] for cell in thunk.inputs]
        for kinds, kind_of_error, say in _SENTENCES:
            if isinstance(node.op, kinds) and isinstance(error, kind_of_error):
                return say(node, values, said)
    except Exception:  # of a thunk without values, or values that are none
        return None


def _lengths(node, values, said):
    for axis in range(node.outputs[0].type.ndim):
        wide = [i for i, x in enumerate(node.inputs) if not x.type.broadcastable[axis]]
        for i in wide[1:]:
            one, other = values[wide[0]].shape[axis], values[i].shape[axis]
            if one != other:
                return (
                    f"Input dimension mis-match. (input[{wide[0]}].shape[{axis}] = {one}, "
                    f"input[{i}].shape[{axis}] = {other})"
                )


def _product(node, values, said):
    x, y = (value.shape for value in values[:2])
    axis = max(len(y) - 2, 0)
    if x[-1] != y[axis]:
        return f"shapes {_shape(x)} and {_shape(y)} not aligned: {x[-1]} (dim {len(x) - 1}) != {y[axis]} (dim {axis})"


def _shape(lengths):
    return str(tuple(lengths)).replace(" ", "")


def _index(node, values, said):
    if "with size" in said:
        return None
    x, *indices = values
    if isinstance(node.op, (IncSubtensor, *ADVANCED_INC_SUBTENSORS)):
        del indices[0]
    for axis, index in enumerate(indices_from_subtensor(indices, vars(node.op)["idx_list"])):
        if isinstance(index, slice) or index is None:
            continue
        wrong = [i for i in np.ravel(index) if not -x.shape[axis] <= i < x.shape[axis]]
        if wrong:
            return f"index {wrong[0]} is out of bounds for axis {axis} with size {x.shape[axis]}"


def _increment(node, values, said):
    if "not broadcastable" in said:
        x, y, *indices = values
        return f"{said}: {y.shape} into {x[tuple(indices)].shape}"


_SENTENCES = (
    (Elemwise, ValueError, _lengths),
    (Dot, ValueError, _product),
    ((Subtensor, IncSubtensor, *ADVANCED_SUBTENSORS, *ADVANCED_INC_SUBTENSORS), IndexError, _index),
    (ADVANCED_INC_SUBTENSORS, ValueError, _increment),
)
