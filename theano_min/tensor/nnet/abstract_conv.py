"""``theano.tensor.nnet.abstract_conv``: convolution in two and three dimensions, its gradients and its shapes."""

from math import gcd as _gcd

import numpy as _np

from theano_min import _removed
from theano_min.configdefaults import config as _config
from theano_min.gof.op import Op as _Op
from theano_min.tensor import basic as _T
from theano_min.tensor.basic import (
    NotScalarConstantError as _NotScalarConstantError,
    TensorConstant as _TensorConstant,
    TensorVariable as _TensorVariable,
    Variable as _Variable,
    as_tensor_variable as _as_tensor_variable,
    get_scalar_constant_value as _get_scalar_constant_value,
)
from theano_min.tensor.nnet._convolution import Convolution as _Convolution, checked_border as _checked_border
from theano_min.tensor.nnet._convolve import pads as _pads, per_axis as _per_axis
from theano_min.tensor.opt import Assert as _Assert
from theano_min.tensor.subtensor import set_subtensor as _set_subtensor

__getattr__ = _removed.getattr_for(__name__)

imported_scipy_signal = True

# ---------------------------------------------------------------- shapes


def _axes(first, second, border_mode, subsample, filter_dilation):
    """For each axis two lengths, border, step and dilation."""
    dilation = _ones(filter_dilation, subsample)
    return zip(first, second, _per_axis(border_mode, len(first)), subsample, dilation, strict=False)


def _ones(filter_dilation, subsample):
    return (1,) * len(subsample) if filter_dilation is None else filter_dilation


def _unknown(*values):
    return any(value is None for value in values)


def get_conv_output_shape(image_shape, kernel_shape, border_mode, subsample, filter_dilation=None):
    """Return the shape of a convolution's output, (batch size, filters, *axes), None where it is not known.

    image_shape : (batch size, channels, *axes); kernel_shape : (filters, channels, *axes), or with the output's axes
    in between if unshared. Their elements are integers, symbolic or not, or None. ``border_mode``, ``subsample`` and
    ``filter_dilation`` are conv2d's. Errors: ValueError for a negative border.
    Source: theano.tensor.nnet.abstract_conv.get_conv_output_shape.
    """
    ndim = len(image_shape) - 2
    axes = _axes(image_shape[2:], kernel_shape[-ndim:], border_mode, subsample, filter_dilation)
    return (image_shape[0], kernel_shape[0], *(get_conv_shape_1axis(*axis) for axis in axes))


def get_conv_shape_1axis(image_shape, kernel_shape, border_mode, subsample, dilation=1):
    """Return the length of one axis of a convolution's output, or None if one of the arguments is None.

    Errors: ValueError for a negative border. Source: theano.tensor.nnet.abstract_conv.get_conv_shape_1axis.
    """
    if _unknown(image_shape, kernel_shape, border_mode, subsample, dilation):
        return None
    reach = (kernel_shape - 1) * dilation + 1
    length = image_shape - reach
    # no operation for nothing in a symbolic graph
    for pad in _pads(border_mode, reach):
        length = length if isinstance(pad, int | _np.integer) and pad == 0 else length + pad
    return (length if subsample == 1 else length // subsample) + 1


def get_conv_gradweights_shape(
    image_shape, top_shape, border_mode, subsample, filter_dilation=None, num_groups=1, unshared=False
):
    """Return the shape of the filters that led from ``image_shape`` to the output's ``top_shape``.

    The length of an axis is None where it does not follow: with a subsample that is not 1 or the border mode 'half'.
    Errors: ValueError for a negative border. Source: theano.tensor.nnet.abstract_conv.get_conv_gradweights_shape.
    """
    filters = top_shape[1] // num_groups if num_groups > 1 else top_shape[1]
    axes = _axes(image_shape[2:], top_shape[2:], border_mode, subsample, filter_dilation)
    lengths = tuple(get_conv_gradweights_shape_1axis(*axis) for axis in axes)
    places = tuple(top_shape[2:]) if unshared else ()
    return (filters, *places, image_shape[1], *lengths)


def get_conv_gradweights_shape_1axis(image_shape, top_shape, border_mode, subsample, dilation):
    """Return the length of one axis of the filters, or None if it does not follow from the arguments.

    Source: theano.tensor.nnet.abstract_conv.get_conv_gradweights_shape_1axis.
    """
    if _unknown(image_shape, top_shape, border_mode, subsample, dilation) or subsample != 1 or border_mode == "half":
        return None
    padded = image_shape + (0 if border_mode == "full" else sum(_pads(border_mode, 1)))
    reach = top_shape - padded if border_mode == "full" else padded - top_shape
    return (reach / dilation if dilation > 1 else reach) + 1


def get_conv_gradinputs_shape(kernel_shape, top_shape, border_mode, subsample, filter_dilation=None, num_groups=1):
    """Return the shape of the image that led through filters of ``kernel_shape`` to the output's ``top_shape``.

    The length of an axis is None where the subsample is not 1. Errors: ValueError for a negative border.
    Source: theano.tensor.nnet.abstract_conv.get_conv_gradinputs_shape.
    """
    ndim = len(top_shape) - 2
    channels = kernel_shape[1] * num_groups if num_groups > 1 else kernel_shape[1]
    axes = _axes(kernel_shape[-ndim:], top_shape[2:], border_mode, subsample, filter_dilation)
    return (top_shape[0], channels, *(get_conv_gradinputs_shape_1axis(*axis) for axis in axes))


def get_conv_gradinputs_shape_1axis(kernel_shape, top_shape, border_mode, subsample, dilation):
    """Return the length of one axis of the image, or None if it does not follow from the arguments.

    Source: theano.tensor.nnet.abstract_conv.get_conv_gradinputs_shape_1axis.
    """
    if _unknown(kernel_shape, top_shape, border_mode, subsample, dilation) or subsample != 1:
        return None
    reach = (kernel_shape - 1) * dilation + 1
    return top_shape + reach - 1 - sum(_pads(border_mode, reach))


def check_conv_gradinputs_shape(image_shape, kernel_shape, output_shape, border_mode, subsample, filter_dilation=None):
    """Return whether an image and filters of these shapes may give ``output_shape``: False if they surely do not.

    Source: theano.tensor.nnet.abstract_conv.check_conv_gradinputs_shape.
    """
    image_shape, kernel_shape, output_shape = tuple(image_shape), tuple(kernel_shape), tuple(output_shape)
    ndim = len(image_shape) - 2
    if {len(kernel_shape), len(output_shape)} != {ndim + 2} or {
        len(subsample),
        len(_ones(filter_dilation, subsample)),
    } != {ndim}:
        return False
    computed = get_conv_output_shape(image_shape, kernel_shape, border_mode, subsample, filter_dilation)
    for given, length in zip(output_shape, computed, strict=True):
        if _unknown(given, length):
            continue
        try:
            if int(_get_scalar_constant_value(given)) != int(_get_scalar_constant_value(length)):
                return False
        except _NotScalarConstantError:
            continue
    return True


def assert_conv_shape(shape):
    """Return ``shape``, checked: the first two lengths are at least 0, the others at least 1.

    Errors: ValueError for a constant that is less, AssertionError on running for a variable.
    Source: theano.tensor.nnet.abstract_conv.assert_conv_shape.
    """
    checked = []
    for i, length in enumerate(shape):
        least, bound = (0, "< 0") if i < 2 else (1, "<= 0")
        try:
            constant = _get_scalar_constant_value(length)
        except _NotScalarConstantError:
            message = f"The convolution would produce an invalid shape (dim[{i}] {bound})."
            checked.append(_Assert(message)(length, _T.ge(length, least)))
        else:
            if constant < least:
                raise ValueError(f"The convolution would produce an invalid shape (dim[{i}]: {constant} {bound}).")
            checked.append(length)
    return tuple(checked)


def assert_shape(x, expected_shape, msg="Unexpected shape."):
    """Return ``x``, checked on running to have the expected shape, whose elements may be None, if
    ``config.conv.assert_shape`` is set.

    Errors: AssertionError on running. Source: theano.tensor.nnet.abstract_conv.assert_shape.
    """
    if expected_shape is None or not _config.conv.assert_shape:
        return x
    tests = [_T.eq(x.shape[i], expected_shape[i]) for i in range(x.ndim) if expected_shape[i] is not None]
    return _Assert(msg)(x, *tests) if tests else x


def border_mode_to_pad(mode, convdim, kshp):
    """Return the pair of widths that the border mode ``mode`` pads each of ``convdim`` axes with.

    ``kshp`` holds the lengths of the filters, dilated. Errors: ValueError for another mode, NotImplementedError for
    more than two widths of one axis. Source: theano.tensor.nnet.abstract_conv.border_mode_to_pad.
    """
    if isinstance(mode, int):
        raise ValueError(f'invalid border_mode {mode}: "valid", "full", "half" or a tuple of length {convdim}')
    for width in mode if isinstance(mode, tuple) else ():
        if isinstance(width, tuple) and len(width) != 2:
            raise NotImplementedError(f"Asymmetric padding not implemented for {len(width)}d")
    borders = _per_axis(_checked_border(mode, convdim), convdim)
    return tuple(_pads(border, reach) for border, reach in zip(borders, kshp, strict=False))


# ---------------------------------------------------------------- functions


def conv2d(
    input,
    filters,
    input_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return ``input`` convolved with ``filters``, as theano.tensor.nnet.conv2d does, which also knows older names.

    It says what the arguments and their shapes are.

    Source: theano.tensor.nnet.abstract_conv.conv2d.
    """
    op = AbstractConv2d(
        input_shape, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared
    )
    return op(_as_tensor_variable(input), _as_tensor_variable(filters))


def conv3d(
    input,
    filters,
    input_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Return ``input``, of shape (batch size, channels, depth, rows, columns), convolved with ``filters``, of shape
    (filters, channels, depth, rows, columns).

    The other arguments are conv2d's, with three axes and without pairs of widths. Errors: NotImplementedError for
    such. Source: theano.tensor.nnet.conv3d.
    """
    op = AbstractConv3d(input_shape, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups)
    return op(_as_tensor_variable(input), _as_tensor_variable(filters))


def _separable(conv, op_class, arrays, channels, shapes, how):
    """A convolution of each channel for itself, then one over the channels alone."""
    (x, depthwise, pointwise), (input_shape, depthwise_shape, pointwise_shape) = arrays, shapes
    op = op_class(input_shape, depthwise_shape, *how, num_groups=channels)
    between = None
    if input_shape is not None and depthwise_shape is not None:
        (between,) = op.infer_shape(None, [input_shape, depthwise_shape])
    apart = op(_as_tensor_variable(x), _as_tensor_variable(depthwise))
    return conv(apart, pointwise, between, pointwise_shape, filter_flip=op.filter_flip)


def separable_conv2d(
    input,
    depthwise_filters,
    pointwise_filters,
    num_channels,
    input_shape=None,
    depthwise_filter_shape=None,
    pointwise_filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
):
    """Return ``input`` convolved channel by channel, then mixed over the channels.

    depthwise_filters : shape (channels in between, 1, rows, columns); pointwise_filters : shape (output channels,
    channels in between, 1, 1); num_channels : the channels of ``input``. The other arguments are conv2d's and
    say how the first of the two convolutions works. Source: theano.tensor.nnet.separable_conv2d.
    """
    shapes = (input_shape, depthwise_filter_shape, pointwise_filter_shape)
    how = (border_mode, subsample, filter_flip, filter_dilation)
    arrays = (input, depthwise_filters, pointwise_filters)
    return _separable(conv2d, AbstractConv2d, arrays, num_channels, shapes, how)


def separable_conv3d(
    input,
    depthwise_filters,
    pointwise_filters,
    num_channels,
    input_shape=None,
    depthwise_filter_shape=None,
    pointwise_filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
):
    """Return what separable_conv2d does, in three dimensions.

    Source: theano.tensor.nnet.abstract_conv.separable_conv3d.
    """
    shapes = (input_shape, depthwise_filter_shape, pointwise_filter_shape)
    how = (border_mode, subsample, filter_flip, filter_dilation)
    arrays = (input, depthwise_filters, pointwise_filters)
    return _separable(conv3d, AbstractConv3d, arrays, num_channels, shapes, how)


def _check_kinds(shape, last, name, error=AssertionError):
    """Raise ``error`` for a shape that has more than integers, constants and None, or scalar variables at its end.

    IndexError for one that is too short to have an end.
    """
    if last and len(shape) < last + 2:
        raise IndexError(f"{name} has {len(shape)} lengths, not {last + 2}.")
    for i, length in enumerate(shape):
        at_end = i >= len(shape) - last
        kinds, text = (
            (int | _TensorVariable | _TensorConstant, "a symbolic variable, a constant or an integer")
            if at_end
            else (int | _TensorConstant | None, "a constant or None")
        )
        if not isinstance(length, kinds):
            raise error(f"{name}[{i}] must be {text}.")


def _gradient(op, inputs, shape):
    """Call the operation on two variables; it computes an array whose axes have the lengths at the end of ``shape``."""
    return op(*map(_as_tensor_variable, inputs), shape[-op.convdim :])


def _numbers(shape, last):
    """``shape`` with None for what is only known on running, among the ``last`` lengths."""
    known = len(shape) - last
    return [None if i >= known and isinstance(length, _TensorVariable) else length for i, length in enumerate(shape)]


def conv2d_grad_wrt_inputs(
    output_grad,
    filters,
    input_shape,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the gradient by conv2d's input, given the one by its output: the convolution backwards.

    ``input_shape`` is the shape of the result: two integers, constants or None, then two integers or scalar
    variables. The other arguments are conv2d's. Errors: ValueError for shapes of other kinds or lengths, IndexError for
    shorter ones, and ValueError on running if the shapes do not fit. Source: theano.tensor.nnet.conv2d_grad_wrt_inputs.
    """
    _check_kinds(input_shape, 2, "input_shape", ValueError)
    if filter_shape is not None:
        expected = 6 if unshared else 4
        if len(filter_shape) != expected:
            raise ValueError(f"`filter_shape` has {len(filter_shape)} lengths instead of {expected}.")
        _check_kinds(filter_shape, 0, "filter_shape", ValueError)
    how = (border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)
    op = AbstractConv2d_gradInputs(_numbers(input_shape, 2), filter_shape, *how)
    return _gradient(op, (filters, output_grad), input_shape)


def conv3d_grad_wrt_inputs(
    output_grad,
    filters,
    input_shape,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Return the gradient by conv3d's input, given the one by its output.

    ``input_shape`` is the shape of the result, as conv2d_grad_wrt_inputs has it, with three lengths at its end.
    Errors: AssertionError for shapes of other kinds, ValueError on running if the shapes do not fit.
    Source: theano.tensor.nnet.abstract_conv.conv3d_grad_wrt_inputs.
    """
    _check_kinds(input_shape, 3, "input_shape")
    _check_kinds(filter_shape or (), 0, "filter_shape")
    how = (border_mode, subsample, filter_flip, filter_dilation, num_groups)
    op = AbstractConv3d_gradInputs(_numbers(input_shape, 3), filter_shape, *how)
    return _gradient(op, (filters, output_grad), input_shape)


def conv2d_grad_wrt_weights(
    input,
    output_grad,
    filter_shape,
    input_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the gradient by conv2d's filters, given the one by its output.

    ``filter_shape`` is the shape of the result: integers, constants or None, then two integers or scalar variables.
    The other arguments are conv2d's. Errors: AssertionError for shapes of other kinds, ValueError on running if the
    shapes do not fit. Source: theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_weights.
    """
    _check_kinds(filter_shape, 2, "filter_shape")
    _check_kinds(input_shape or (), 0, "input_shape")
    how = (border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)
    op = AbstractConv2d_gradWeights(input_shape, _numbers(filter_shape, 2), *how)
    return _gradient(op, (input, output_grad), filter_shape)


def conv3d_grad_wrt_weights(
    input,
    output_grad,
    filter_shape,
    input_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Return the gradient by conv3d's filters, given the one by its output.

    ``filter_shape`` is the shape of the result, as conv2d_grad_wrt_weights has it, with three lengths at its end.
    Errors: AssertionError for shapes of other kinds, ValueError on running if the shapes do not fit.
    Source: theano.tensor.nnet.abstract_conv.conv3d_grad_wrt_weights.
    """
    _check_kinds(filter_shape, 3, "filter_shape")
    _check_kinds(input_shape or (), 0, "input_shape")
    how = (border_mode, subsample, filter_flip, filter_dilation, num_groups)
    op = AbstractConv3d_gradWeights(input_shape, _numbers(filter_shape, 3), *how)
    return _gradient(op, (input, output_grad), filter_shape)


def causal_conv1d(
    input,
    filters,
    filter_shape,
    input_shape=None,
    subsample=1,
    filter_flip=True,
    filter_dilation=1,
    num_groups=1,
    unshared=False,
):
    """Return ``input``, of shape (batch size, channels, length), convolved in time: no output depends on later inputs.

    filters : shape (filters, channels, length); filter_shape : its shape, of which the last length must be known.
    Errors: ValueError if input or filters are not 3-d, AssertionError for shapes that are not of three lengths.
    Source: theano.tensor.nnet.abstract_conv.causal_conv1d.
    """
    input, filters = _as_tensor_variable(input), _as_tensor_variable(filters)
    if input.ndim != 3:
        raise ValueError(f"causal_conv1d: `input` should have 3 dimensions: it has {input.ndim}.")
    if filters.ndim != 3:
        raise ValueError(f"causal_conv1d: `filters` should have 3 dimensions: they have {filters.ndim}.")
    if input_shape is not None:
        assert len(input_shape) == 3, "causal_conv1d: `input_shape` has 3 lengths"
        input_shape = (*input_shape, 1)
    assert len(filter_shape) == 3, "causal_conv1d: `filter_shape` has 3 lengths"
    op = AbstractConv2d(
        input_shape,
        (*filter_shape, 1),
        ((filter_dilation * (filter_shape[2] - 1), 0), 0),
        (subsample, 1),
        filter_flip,
        (filter_dilation, 1),
        num_groups,
        unshared,
    )
    return op(input.dimshuffle(0, 1, 2, "x"), filters.dimshuffle(0, 1, 2, "x"))[:, :, :, 0]


# ---------------------------------------------------------------- upsampling


def bilinear_kernel_2D(ratio, normalize=True):
    """Return the matrix that upsamples an image bilinearly by ``ratio``, an integer or a pair of them.

    Source: theano.tensor.nnet.abstract_conv.bilinear_kernel_2D.
    """
    rows, columns = ratio if isinstance(ratio, tuple) else (ratio, ratio)
    across = bilinear_kernel_1D(columns, normalize).dimshuffle("x", 0)
    return across * bilinear_kernel_1D(rows, normalize).dimshuffle(0, "x")


def bilinear_kernel_1D(ratio, normalize=True):
    """Return the vector 1, 2, ..., ratio, ..., 2, 1, divided by ``ratio`` if ``normalize``, of dtype floatX.

    Source: theano.tensor.nnet.abstract_conv.bilinear_kernel_1D.
    """
    rising = _T.arange(1, ratio + 1, dtype=_config.floatX)
    kernel = _T.concatenate([rising, rising[-2::-1]])
    return kernel / _T.cast(ratio, _config.floatX) if normalize else kernel


def _with_doubled_border(images):
    """The images with their outermost rows and columns twice."""
    images = _T.concatenate((images[:, :, :1, :], images, images[:, :, -1:, :]), axis=2)
    return _T.concatenate((images[:, :, :, :1], images, images[:, :, :, -1:]), axis=3)


def frac_bilinear_upsampling(input, frac_ratio):
    """Return ``input``, of shape (batch size, channels, rows, columns), upsampled bilinearly by a fraction.

    ``frac_ratio`` is a pair (numerator, denominator), or two pairs for rows and columns. Errors: ValueError if it is
    no tuple. Source: theano.tensor.nnet.abstract_conv.frac_bilinear_upsampling.
    """
    if not isinstance(frac_ratio, tuple):
        raise ValueError("`frac_ratio` must be a tuple: (numerator, denominator), or two of them")
    pairs = frac_ratio if isinstance(frac_ratio[0], tuple) else (frac_ratio, frac_ratio)
    reduced = [(p // _gcd(p, q), q // _gcd(p, q)) for p, q in pairs]
    ratio, subsample = zip(*reduced, strict=True)

    rows, columns = input.shape[2:]
    images = _with_doubled_border(input.reshape((-1, 1, rows, columns)))
    # the images are moved, dilated, over one pyramid in a field of zeros
    pads = [(2 * length - 1) * r + 1 for length, r in zip((rows, columns), ratio, strict=True)]
    kernel = bilinear_kernel_2D(ratio).dimshuffle("x", "x", 0, 1)
    field = _T.zeros((1, 1, kernel.shape[2] + pads[0], kernel.shape[3] + pads[1]), _config.floatX)
    top, left = pads[0] // 2, pads[1] // 2
    field = _set_subtensor(field[:, :, top : top + kernel.shape[2], left : left + kernel.shape[3]], kernel)
    upsampled = conv2d(field, images, subsample=subsample, filter_dilation=ratio)
    return upsampled.reshape((input.shape[0], input.shape[1], upsampled.shape[2], upsampled.shape[3]))


def bilinear_upsampling(
    input, ratio=None, frac_ratio=None, batch_size=None, num_input_channels=None, use_1D_kernel=True
):
    """Return ``input``, of shape (batch size, channels, rows, columns), upsampled bilinearly.

    ``ratio`` is an integer, symbolic or not; ``frac_ratio`` is frac_bilinear_upsampling's and takes
    ``use_1D_kernel=False``; with ``use_1D_kernel`` rows and columns are upsampled one after the other, to the same
    result. Errors: ValueError for both ratios, for none, or for a fraction with ``use_1D_kernel``.
    Source: theano.tensor.nnet.abstract_conv.bilinear_upsampling.
    """
    if ratio and frac_ratio:
        raise ValueError("can't use ratio and frac_ratio together")
    if not (ratio or frac_ratio):
        raise ValueError("No ratio (or frac_ratio) provided")
    if frac_ratio:
        if use_1D_kernel:
            raise ValueError("A fraction takes the two-dimensional kernel: pass use_1D_kernel=False.")
        return frac_bilinear_upsampling(input, frac_ratio)

    count = None if batch_size is None or num_input_channels is None else batch_size * num_input_channels
    rows, columns = input.shape[2:]
    images = _with_doubled_border(input.reshape((-1, 1, rows, columns)))
    pad = 2 * ratio - (ratio - 1) // 2 - 1
    if use_1D_kernel:
        kernel = bilinear_kernel_1D(ratio)
        upsampled = conv2d_grad_wrt_inputs(
            images,
            kernel.dimshuffle("x", "x", 0, "x"),
            (count, 1, rows * ratio, columns + 2),
            (1, 1, None, 1),
            border_mode=(pad, 0),
            subsample=(ratio, 1),
        )
        upsampled = conv2d_grad_wrt_inputs(
            upsampled,
            kernel.dimshuffle("x", "x", "x", 0),
            (count, 1, rows * ratio, columns * ratio),
            (1, 1, 1, None),
            border_mode=(0, pad),
            subsample=(1, ratio),
        )
    else:
        upsampled = conv2d_grad_wrt_inputs(
            images,
            bilinear_kernel_2D(ratio).dimshuffle("x", "x", 0, 1),
            (count, 1, rows * ratio, columns * ratio),
            (1, 1, None, None),
            border_mode=(pad, pad),
            subsample=(ratio, ratio),
        )
    return upsampled.reshape((input.shape[0], input.shape[1], rows * ratio, columns * ratio))


# ---------------------------------------------------------------- operations


def _kept_border(border_mode, convdim):
    """The border mode as an operation keeps it. Errors: ValueError, NotImplementedError for pairs in 3-d."""
    pairs = _checked_border(border_mode, convdim)
    if isinstance(pairs, str):
        return pairs
    if convdim != 2 and any(isinstance(width, tuple) for width in _per_axis(border_mode, convdim)):
        raise NotImplementedError(f"Asymmetric padding not implemented for {convdim}D")
    return (
        tuple(before if before == after else (before, after) for before, after in pairs)
        if any(map(any, pairs))
        else "valid"
    )


def _checked_shape(shape, length, name):
    """A promised shape as a tuple. Errors: ValueError for what is no constant."""
    if isinstance(shape, _Variable):
        raise ValueError(f"{name} should be None or a tuple of constant int values: it is {shape}")
    shape = tuple(shape) if shape else (None,) * length
    for each in shape:
        if each is not None:
            try:
                _get_scalar_constant_value(each, only_process_constants=True)
            except _NotScalarConstantError as error:
                raise ValueError(f"{name} should be None or a tuple of constant int values") from error
    return shape


class BaseAbstractConv(_Convolution, _Op):
    """What convolution in ``convdim`` dimensions, 2 or 3, and its gradients have in common.

    ``imshp`` and ``kshp`` promise the shapes of image and filters, by constants and None; the other arguments are
    conv2d's. Errors: ValueError for arguments of wrong length or value, NotImplementedError for what there is in two
    dimensions alone. Source: theano.tensor.nnet.abstract_conv.BaseAbstractConv.
    """

    check_broadcast = False
    __props__ = (
        *("convdim", "border_mode", "subsample", "filter_flip", "imshp", "kshp", "filter_dilation", "num_groups"),
        "unshared",
    )

    def __init__(
        self,
        convdim,
        imshp=None,
        kshp=None,
        border_mode="valid",
        subsample=None,
        filter_flip=True,
        filter_dilation=None,
        num_groups=1,
        unshared=False,
    ):
        if convdim not in (2, 3):
            raise ValueError(f"convolution dimension {convdim} is not supported")
        self.convdim = convdim
        self.border_mode = _kept_border(border_mode, convdim)
        self.imshp = _checked_shape(imshp, 2 + convdim, "imshp")
        self.kshp = _checked_shape(kshp, (2 + 2 * convdim) if unshared else (2 + convdim), "kshp")
        self.filter_flip = filter_flip
        ones = (1,) * convdim
        self._set_steps(convdim, subsample or ones, filter_dilation or ones, num_groups)
        if unshared and convdim != 2:
            raise NotImplementedError(f"Unshared convolution not implemented for {convdim}D")
        self.unshared = unshared

    def _relative(self, direction):
        cls = _RELATIVES[self.convdim, direction]
        how = (self.border_mode, self.subsample, self.filter_flip, self.filter_dilation, self.num_groups)
        return cls(self.imshp, self.kshp, *how, *([self.unshared] if self.convdim == 2 else []))

    def do_constant_folding(self, node):
        # the image of a constant may be large
        return False

    def flops(self, inp, outp):
        """Return the number of operations for these shapes of inputs and outputs, in two dimensions."""
        if self.convdim != 2:
            raise NotImplementedError(f"flops not implemented for convdim={self.convdim}")
        (image, filters), (output,) = inp, outp
        assert image[1] == filters[1] * self.num_groups
        per_place = filters[2] * filters[3] * 2
        return per_place * output[2] * output[3] * image[1] * filters[0] * image[0] / self.num_groups

    def _promised(self, shape, promised):
        return [given if known is None else known for given, known in zip(shape, promised, strict=True)]


class AbstractConv(BaseAbstractConv):
    """Convolves an image with filters. Source: theano.tensor.nnet.abstract_conv.AbstractConv."""

    _direction = "forward"

    def make_node(self, img, kern):
        img = assert_shape(_as_tensor_variable(img), self.imshp, "AbstractConv: the image has not the given imshp.")
        kern = assert_shape(_as_tensor_variable(kern), self.kshp, "AbstractConv: the filters have not the given kshp.")
        return self._node(img, kern)

    def infer_shape(self, node, shapes):
        image, filters = self._promised(shapes[0], self.imshp), self._promised(shapes[1], self.kshp)
        return [get_conv_output_shape(image, filters, self.border_mode, self.subsample, self.filter_dilation)]


class AbstractConv_gradWeights(BaseAbstractConv):
    """Computes the gradient by the filters from the image, the output's gradient and the filters' lengths.

    Source: theano.tensor.nnet.abstract_conv.AbstractConv_gradWeights.
    """

    _direction = "backprop weights"

    def make_node(self, img, topgrad, shape, add_assert_shape=True):
        if add_assert_shape:
            message = "AbstractConv_gradWeights: the image has not the given imshp."
            img = assert_shape(_as_tensor_variable(img), self.imshp, message)
        return self._node(img, topgrad, shape)

    def infer_shape(self, node, shapes):
        lengths = [node.inputs[2][i] for i in range(self.convdim)]
        return [self._promised(self._output_shape(shapes[:2], lengths), self.kshp)]


class AbstractConv_gradInputs(BaseAbstractConv):
    """Computes the gradient by the image from the filters, the output's gradient and the lengths of the image's axes.

    Source: theano.tensor.nnet.abstract_conv.AbstractConv_gradInputs.
    """

    _direction = "backprop inputs"

    def make_node(self, kern, topgrad, shape, add_assert_shape=True):
        if add_assert_shape:
            message = "AbstractConv_gradInputs: the filters have not the given kshp."
            kern = assert_shape(_as_tensor_variable(kern), self.kshp, message)
        return self._node(kern, topgrad, shape)

    def infer_shape(self, node, shapes):
        lengths = [node.inputs[2][i] for i in range(self.convdim)]
        return [self._promised(self._output_shape(shapes[:2], lengths), self.imshp)]


class _In2D:
    def __init__(
        self,
        imshp=None,
        kshp=None,
        border_mode="valid",
        subsample=(1, 1),
        filter_flip=True,
        filter_dilation=(1, 1),
        num_groups=1,
        unshared=False,
    ):
        super().__init__(2, imshp, kshp, border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)


class _In3D:
    def __init__(
        self,
        imshp=None,
        kshp=None,
        border_mode="valid",
        subsample=(1, 1, 1),
        filter_flip=True,
        filter_dilation=(1, 1, 1),
        num_groups=1,
    ):
        super().__init__(3, imshp, kshp, border_mode, subsample, filter_flip, filter_dilation, num_groups)


class AbstractConv2d(_In2D, AbstractConv):
    """Convolves in two dimensions. Source: theano.tensor.nnet.abstract_conv.AbstractConv2d."""


class AbstractConv3d(_In3D, AbstractConv):
    """Convolves in three dimensions. Source: theano.tensor.nnet.abstract_conv.AbstractConv3d."""


class AbstractConv2d_gradWeights(_In2D, AbstractConv_gradWeights):
    """AbstractConv2d's gradient by the filters. Source: theano.tensor.nnet.abstract_conv.AbstractConv2d_gradWeights."""


class AbstractConv3d_gradWeights(_In3D, AbstractConv_gradWeights):
    """AbstractConv3d's gradient by the filters. Source: theano.tensor.nnet.abstract_conv.AbstractConv3d_gradWeights."""


class AbstractConv2d_gradInputs(_In2D, AbstractConv_gradInputs):
    """AbstractConv2d's gradient by the image. Source: theano.tensor.nnet.abstract_conv.AbstractConv2d_gradInputs."""


class AbstractConv3d_gradInputs(_In3D, AbstractConv_gradInputs):
    """AbstractConv3d's gradient by the image. Source: theano.tensor.nnet.abstract_conv.AbstractConv3d_gradInputs."""


_RELATIVES = {
    (2, "forward"): AbstractConv2d,
    (3, "forward"): AbstractConv3d,
    (2, "backprop weights"): AbstractConv2d_gradWeights,
    (3, "backprop weights"): AbstractConv3d_gradWeights,
    (2, "backprop inputs"): AbstractConv2d_gradInputs,
    (3, "backprop inputs"): AbstractConv3d_gradInputs,
}
