"""``theano.tensor.nnet.neighbours``: the neighbourhoods of an image's pixels as the rows of a matrix, and back."""

import numpy as _np
from pytensor.gradient import (
    DisconnectedType as _DisconnectedType,
    grad_not_implemented as _grad_not_implemented,
    grad_undefined as _grad_undefined,
)
from pytensor.graph.basic import Apply as _Apply
from pytensor.link.c.type import EnumList as _EnumList
from pytensor.tensor.type import TensorType as _TensorType

from theano_min import _removed
from theano_min.gof.op import Op as _Op
from theano_min.tensor import basic as _basic, subtensor as _subtensor

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- functions


def images2neibs(ten4, neib_shape, neib_step=None, mode="valid"):
    """Return a matrix that has one row for each neighbourhood in the images ``ten4``, a tensor of four dimensions.

    The last two dimensions are the images' rows and columns. The neighbourhoods, of ``neib_shape`` rows and columns,
    follow each other in steps of ``neib_step``, by default their shape: all of the first image, row by row, then
    those of the next. ``mode`` says what happens at the borders: 'valid' wants all pixels met, 'ignore_borders' leaves
    out what is beyond the last whole neighbourhood, 'half' and 'full' put zeros around the images, as many as half the
    neighbourhood or all of it but one, and 'wrap_centered' centres one on each pixel, at the border with pixels of the
    opposite side. The dtype is ten4's. There is a gradient for 'valid' and 'ignore_borders'. Errors:
    NotImplementedError for another mode, AssertionError for other numbers of dimensions, TypeError for images that do
    not fit, ValueError for sizes that are not positive. Source: theano.tensor.nnet.neighbours.images2neibs.
    """
    return Images2Neibs(mode)(ten4, neib_shape, neib_step)


def neibs2images(neibs, neib_shape, original_shape, mode="valid"):
    """Return the images, of ``original_shape``, that `images2neibs` took apart with ``neib_shape`` and no step.

    With 'ignore_borders' what was left out becomes zero, of dtype floatX. Errors: NotImplementedError for a mode other
    than that and 'valid', on running ValueError or TypeError for a shape that does not fit. Source:
    theano.tensor.nnet.neighbours.neibs2images.
    """
    if mode not in ("valid", "ignore_borders"):
        raise NotImplementedError(f"neibs2images: mode must be 'valid' or 'ignore_borders', not {mode!r}")
    neibs, neib_shape, shape = map(_basic.as_tensor_variable, (neibs, neib_shape, original_shape))
    # taken apart once more, the matrix gives the images' own rows
    per_row = _basic.stack([shape[-1] // neib_shape[1], neib_shape[1]])
    rows = images2neibs(neibs.dimshuffle("x", "x", 0, 1), per_row, mode=mode)
    if mode == "valid":
        return _basic.reshape(rows, shape, ndim=4)
    whole = shape
    for axis in (2, 3):
        size = neib_shape[axis - 2]
        whole = _subtensor.set_subtensor(whole[axis], whole[axis] // size * size)
    images = _basic.reshape(rows, whole, ndim=4)
    for axis in (2, 3):
        border = list(images.shape)
        border[axis] = shape[axis] - whole[axis]
        images = _basic.concatenate([images, _basic.zeros(border)], axis=axis)
    return images


# ---------------------------------------------------------------- operations


def _count(length, size, step, mode):
    """The number of neighbourhoods along a side; numbers or variables."""
    if mode == "wrap_centered":
        return (length - 1) // step + 1
    return (length + 2 * _border(size, mode) - size) // step + 1


def _border(size, mode):
    """How far the first neighbourhood begins before the image; numbers or variables."""
    if mode in ("half", "wrap_centered"):
        return size // 2
    return size - 1 if mode == "full" else 0


def _grid(shape, neib_shape, neib_step, mode):
    """The numbers of neighbourhoods along both sides. Errors: TypeError, ValueError for images that cannot be so."""
    for name, given in (("neib_shape", neib_shape), ("neib_step", neib_step)):
        if given.shape != (2,):
            raise TypeError(f"images2neibs: {name} must have 2 elements, not {given.shape}")
        if min(given) <= 0:
            raise ValueError(f"images2neibs: {name} must be positive, not {given.tolist()}")
    counts = []
    for length, size, step in zip(shape[2:], neib_shape.tolist(), neib_step.tolist(), strict=True):
        rest = (length + 2 * _border(size, mode) - size) % step
        if mode == "wrap_centered" and size % 2 == 0:
            raise TypeError(f"images2neibs: 'wrap_centered' wants neighbourhoods of odd lengths, not {size}")
        if mode != "ignore_borders" and (length < size or (mode != "wrap_centered" and rest)):
            raise TypeError(f"images2neibs: neib_shape {size} and neib_step {step} do not fit a length of {length}")
        counts.append(max(_count(length, size, step, mode), 0))
    return counts


def _images2neibs(ten4, neib_shape, neib_step, mode):
    places, inside = [], []
    for i, count in enumerate(_grid(ten4.shape, neib_shape, neib_step, mode)):
        length, size = ten4.shape[2 + i], neib_shape[i].item()
        place = _np.arange(count)[:, None] * neib_step[i] - _border(size, mode) + _np.arange(size)
        inside.append((place >= 0) & (place < length))
        places.append(place % length if mode == "wrap_centered" else place.clip(0, length - 1))
    neibs = ten4[:, :, places[0][:, None, :, None], places[1][:, None, :]]
    if mode in ("half", "full"):
        neibs[:, :, ~(inside[0][:, None, :, None] & inside[1][:, None, :])] = 0
    return neibs.reshape(_np.prod(neibs.shape[:4]), -1 if neibs.size else neib_shape.prod())


def _neibs_grad(gz, neib_shape, neib_step, shape, mode):
    gx = _np.zeros(shape, gz.dtype)
    counts = _grid(gx.shape, neib_shape, neib_step, mode)
    (height, width), (down, right) = neib_shape.tolist(), neib_step.tolist()
    gz = gz.reshape(*shape[:2], *counts, height, width)
    for row, column in _np.ndindex(height, width) if gz.size else ():
        rows = slice(row, row + (counts[0] - 1) * down + 1, down)
        columns = slice(column, column + (counts[1] - 1) * right + 1, right)
        gx[:, :, rows, columns] += gz[..., row, column]
    return gx


class Images2Neibs(_Op):
    """Take images apart into neighbourhoods by ``mode``: ``Images2Neibs(mode)(ten4, neib_shape, neib_step=None)``.

    Arguments and errors are those of `images2neibs`. Source: theano.tensor.nnet.neighbours.Images2Neibs.
    """

    __props__ = ("mode",)
    _numba = "theano_min._numba.neighbours"

    BORDER_MODE = _EnumList(
        ("MODE_VALID", "valid"),
        ("MODE_HALF", "half"),
        ("MODE_FULL", "full"),
        ("MODE_WRAP_CENTERED", "wrap_centered"),
        ("MODE_IGNORE_BORDERS", "ignore_borders"),
    )
    params_type = BORDER_MODE  # type: ignore[assignment]

    def __init__(self, mode="valid"):
        modes = self.BORDER_MODE.get_aliases()
        if mode not in modes:
            raise NotImplementedError(f"images2neibs: mode must be one of {', '.join(map(repr, modes))}, not {mode!r}")
        self.mode = mode

    def __str__(self):
        return f"{type(self).__name__}{{{self.mode}}}"

    def get_params(self, node):
        return self.mode

    def make_node(self, ten4, neib_shape, neib_step=None):
        ten4, neib_shape = _basic.as_tensor_variable(ten4), _basic.as_tensor_variable(neib_shape)
        neib_step = neib_shape if neib_step is None else _basic.as_tensor_variable(neib_step)
        assert ten4.ndim == 4, f"images2neibs: ten4 must have four dimensions, not {ten4.ndim}"
        for name, size in (("neib_shape", neib_shape), ("neib_step", neib_step)):
            assert size.ndim == 1, f"images2neibs: {name} must be a vector, not {size.type}"
            if size.dtype not in _basic.integer_dtypes:
                raise TypeError(f"images2neibs: {name} must hold integers, not {size.dtype}")
        return _Apply(self, [ten4, neib_shape, neib_step], [_TensorType(ten4.dtype, (False, False))()])

    def perform(self, node, inputs, output_storage, params=None):
        output_storage[0][0] = _images2neibs(*inputs, self.mode)

    def infer_shape(self, node, shapes):
        _, size, step = node.inputs
        batch, stack, *lengths = shapes[0]
        rows, columns = (_count(n, size[i], step[i], self.mode) for i, n in enumerate(lengths))
        if self.mode == "ignore_borders":
            rows, columns = _basic.maximum(rows, 0), _basic.maximum(columns, 0)
        return [(batch * stack * rows * columns, size[0] * size[1])]

    def grad(self, inputs, output_grads):
        ten4, *sizes = inputs
        if self.mode in ("valid", "ignore_borders"):
            gx = _NeibsGrad(self.mode)(*output_grads, *sizes, ten4.shape)
        else:
            gx = _grad_not_implemented(self, 0, ten4)
        return [gx, *(_grad_undefined(self, i, size) for i, size in enumerate(sizes, start=1))]


class _NeibsGrad(_Op):
    """The gradient of `Images2Neibs`, called with its result's, neib_shape, neib_step and the images' shape."""

    __props__ = ("mode",)
    _numba = "theano_min._numba.neighbours"

    def __init__(self, mode):
        self.mode = mode

    def make_node(self, gz, neib_shape, neib_step, shape):
        shape = _basic.as_tensor_variable(shape)
        return _Apply(self, [gz, neib_shape, neib_step, shape], [_TensorType(gz.dtype, (False,) * 4)()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = _neibs_grad(*inputs, self.mode)

    def infer_shape(self, node, shapes):
        return [tuple(node.inputs[3][i] for i in range(4))]

    def connection_pattern(self, node):
        return [[True], [False], [False], [False]]

    def grad(self, inputs, output_grads):
        _, *sizes, _ = inputs
        return [Images2Neibs(self.mode)(*output_grads, *sizes), *(_DisconnectedType()() for _ in inputs[1:])]
