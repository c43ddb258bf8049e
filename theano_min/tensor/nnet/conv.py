"""``theano.tensor.nnet.conv``: convolution as it was before Theano 0.8, its class ConvOp and its arguments."""

import warnings as _warnings

from pytensor.raise_op import CheckAndRaise as _CheckAndRaise

from theano_min import _removed
from theano_min._composed import MadeByPyTensor as _MadeByPyTensor
from theano_min.tensor import basic as _T
from theano_min.tensor.basic import (
    NotScalarConstantError as _NotScalarConstantError,
    as_tensor_variable as _as_tensor_variable,
    get_scalar_constant_value as _get_scalar_constant_value,
)
from theano_min.tensor.nnet.abstract_conv import (
    AbstractConv2d as _AbstractConv2d,
    get_conv_output_shape as _get_conv_output_shape,
    get_conv_shape_1axis as _get_conv_shape_1axis,
)
from theano_min.tensor.subtensor import set_subtensor as _set_subtensor

__getattr__ = _removed.getattr_for(__name__)

imported_scipy_signal = True


def conv2d(input, filters, image_shape=None, filter_shape=None, border_mode="valid", subsample=(1, 1), **kargs):
    """Return ``input`` convolved with ``filters``; theano.tensor.nnet.conv2d is what followed it.

    input : shape (batch size, channels, rows, columns); filters : shape (filters, channels, rows, columns), of the
    same dtype. ``image_shape`` and ``filter_shape`` promise these, by integers, constants and None, ``border_mode`` is
    'valid' or 'full', and other keywords go to ConvOp. Errors: NotScalarConstantError for a shape that is not
    constant, AssertionError if the shapes have different channels, ConvOp's errors.
    Source: theano.tensor.nnet.conv.conv2d.
    """
    _warnings.warn("theano.tensor.nnet.conv.conv2d is deprecated. Use theano.tensor.nnet.conv2d instead.", stacklevel=2)
    image_shape = _constants(image_shape, "image_shape")
    filter_shape = _constants(filter_shape, "filter_shape")
    if image_shape and filter_shape and None not in (image_shape[1], filter_shape[1]):
        assert image_shape[1] == filter_shape[1], f"the shapes {image_shape} and {filter_shape} have different channels"
    bsize, imshp = (None, None) if image_shape is None else (image_shape[0], image_shape[1:])
    nkern, kshp = (None, None) if filter_shape is None else (filter_shape[0], filter_shape[2:])
    dx, dy = subsample
    op = ConvOp(output_mode=border_mode, dx=dx, dy=dy, imshp=imshp, kshp=kshp, nkern=nkern, bsize=bsize, **kargs)
    return op(input, filters)


def _constants(shape, name):
    """The shape with its constants as integers, in a list, or None."""
    if shape is None:
        return None
    numbers = []
    for length in shape:
        if length is not None:
            try:
                length = _get_scalar_constant_value(_as_tensor_variable(length))
            except _NotScalarConstantError as error:
                raise _NotScalarConstantError(f"`{name}` takes constants and None: it has {length}") from error
            assert length.dtype.kind in "iub", f"`{name}` takes integers: it has {length}"
            length = int(length)
        numbers.append(length)
    return numbers


class ConvOp(_MadeByPyTensor):
    """Convolves images with filters, in two dimensions.

    ``imshp`` (channels, rows, columns), ``kshp`` (rows, columns), ``nkern`` and ``bsize`` promise the shapes, ``dx``
    and ``dy`` are the steps, ``output_mode`` is 'valid' or 'full'. ``imshp_logical`` and ``kshp_logical`` are larger
    shapes, which zeros between the elements fill up, from the first filter's element on or, without
    ``kshp_logical_top_aligned``, to the last. The other arguments chose among C codes of Theano and change nothing.
    Errors: ValueError for shapes of another length and, on running, for those that were not promised; Exception for
    another mode, for shapes that do not fit, and for unrolling without all shapes; TypeError for steps that are no
    integers and for variables that have not four dimensions; NotImplementedError for two dtypes.
    Source: theano.tensor.nnet.conv.ConvOp.
    """

    __props__ = (
        *("imshp", "kshp", "nkern", "bsize", "dx", "dy", "out_mode", "unroll_batch", "unroll_kern", "unroll_patch"),
        *("imshp_logical", "kshp_logical", "kshp_logical_top_aligned"),
    )

    def __init__(
        self,
        imshp=None,
        kshp=None,
        nkern=None,
        bsize=None,
        dx=1,
        dy=1,
        output_mode="valid",
        unroll_batch=None,
        unroll_kern=None,
        unroll_patch=None,
        imshp_logical=None,
        kshp_logical=None,
        kshp_logical_top_aligned=True,
        verbose=0,
        version=-1,
        direction_hint="forward",
        openmp=None,
    ):
        imshp = (None,) * 3 if imshp is None else tuple(imshp)
        imshp = (1, *imshp) if len(imshp) == 2 else imshp
        self.imshp, self.kshp = imshp, (None,) * 2 if kshp is None else tuple(kshp)
        self.imshp_logical = self.imshp if imshp_logical is None else tuple(imshp_logical)
        self.kshp_logical = self.kshp if kshp_logical is None else tuple(kshp_logical)
        for name, length in {"imshp": 3, "kshp": 2, "imshp_logical": 3, "kshp_logical": 2}.items():
            if len(getattr(self, name)) != length:
                raise ValueError(f"`{name}` must have {length} elements: it is {getattr(self, name)}")
        for name, step in (("dx", dx), ("dy", dy)):
            if step is not None and int(step) != step:
                raise TypeError(f"ConvOp: `{name}` must be an int: it is {step}")
        self.dx, self.dy = (1 if step is None else int(step) for step in (dx, dy))
        self.nkern, self.bsize = nkern, bsize
        if (unroll_batch or unroll_kern) and not self.has_all_shape(self.imshp, self.kshp, nkern, bsize):
            raise Exception("ConvOp: `unroll_batch` and `unroll_kern` need all shapes")
        self.unroll_batch, self.unroll_kern, self.unroll_patch = unroll_batch, unroll_kern, unroll_patch
        self.kshp_logical_top_aligned = kshp_logical_top_aligned
        self.verbose, self.version, self.direction_hint, self.openmp = verbose, version, direction_hint, openmp
        if output_mode not in ("valid", "full"):
            raise Exception(f"Mode {output_mode} not implemented: `output_mode` is 'valid' or 'full'")
        self.out_mode = output_mode
        shapes = (None, *self.imshp_logical), (None, None, *self.kshp_logical), output_mode
        self.outshp = _get_conv_output_shape(*shapes, (self.dx, self.dy))[2:]
        self.fulloutshp = _get_conv_output_shape(*shapes, (1, 1))[2:]
        if any(length is not None and length <= 0 for length in self.outshp):
            raise Exception(
                f"Bad size for the output shape: filters of {self.kshp_logical} do not fit into an image of "
                f"{self.imshp_logical}."
            )

    def __str__(self):
        return "ConvOp{" + ",".join(str((name, getattr(self, name))) for name in self.__props__) + "}"

    @staticmethod
    def has_all_shape(imshp, kshp, nkern=1, bsize=1):
        """Return whether no length is None."""
        return None not in (nkern, bsize, *imshp, *kshp)

    @staticmethod
    def getOutputShape(inshp, kshp, stride=(1, 1), mode="valid"):
        """Return the rows and columns of the output; get_conv_output_shape is what followed it."""
        _warnings.warn("`getOutputShape` is deprecated: use `get_conv_output_shape` instead.", stacklevel=2)
        return tuple(_get_conv_shape_1axis(i, k, mode, d) for i, k, d in zip(inshp, kshp, stride, strict=True))

    @staticmethod
    def stands_for(op):
        return isinstance(op, _AsConvOp)

    def flops(self, inputs, outputs):
        """Return the number of operations for these shapes of inputs and outputs."""
        (images, filters), (output,) = inputs, outputs
        assert images[1] == filters[1]
        places = output if self.out_mode == "valid" else images
        return images[0] * filters[0] * images[1] * filters[2] * filters[3] * places[2] * places[3] * 2

    def theirs(self, inputs, kerns):
        images, filters = _as_tensor_variable(inputs), _as_tensor_variable(kerns)
        for name, variable in (("the images", images), ("the filters", filters)):
            if variable.ndim != 4:
                raise TypeError(f"ConvOp takes 4D tensors: {name} are {variable.type}")
        if images.dtype != filters.dtype:
            raise NotImplementedError(
                f"The image and the filters must have the same dtype: they have {images.dtype} and {filters.dtype}"
            )
        images = _checked(images, (self.bsize, *self.imshp), "images")
        filters = _checked(filters, (self.nkern, None, *self.kshp), "filters")
        if self.imshp_logical != self.imshp:
            images = _spread(images, self.imshp_logical[1:], top_aligned=True)
        if self.kshp_logical != self.kshp:
            filters = _spread(filters, self.kshp_logical, self.kshp_logical_top_aligned)
        promised = (self.bsize, *self.imshp_logical), (self.nkern, None, *self.kshp_logical)
        return _AsConvOp(*promised, self.out_mode, (self.dx, self.dy)).make_node(images, filters)


class _AsConvOp(_AbstractConv2d):
    """What the nodes of a ConvOp have."""


def _checked(x, promised, name):
    """``x``, with a ValueError on running for a length that was not promised."""
    tests = [_T.eq(x.shape[i], length) for i, length in enumerate(promised) if length is not None]
    message = f"The shape of the {name} is not the one provided when the graph was built, {promised}."
    return _CheckAndRaise(ValueError, message)(x, *tests) if tests else x


def _spread(x, lengths, top_aligned):
    """``x`` with zeros between its rows and columns, such that they have these lengths."""
    steps = [-(-length // x.shape[i]) for i, length in enumerate(lengths, 2)]
    starts = [0, 0]
    if not top_aligned:
        axes = zip(lengths, steps, enumerate(steps, 2), strict=True)
        starts = [(length - x.shape[i] * step - 1 + step) % step for length, step, (i, _) in axes]
    field = _T.zeros((x.shape[0], x.shape[1], *lengths), x.dtype)
    return _set_subtensor(field[:, :, starts[0] :: steps[0], starts[1] :: steps[1]], x)
