"""``theano.tensor.nnet``: the building blocks of neural networks."""

# ruff: noqa: I001

import warnings as _warnings

from theano_min import _removed
from theano_min.tensor.nnet import (
    blocksparse as blocksparse,
    bn as bn,
    corr as corr,
    corr3d as corr3d,
    nnet as nnet,
    opt as opt,
    sigm as sigm,
)
from theano_min.tensor.nnet.bn import batch_normalization as batch_normalization
from theano_min.tensor.nnet.nnet import (
    CrossentropyCategorical1Hot as CrossentropyCategorical1Hot,
    CrossentropyCategorical1HotGrad as CrossentropyCategorical1HotGrad,
    CrossentropySoftmax1HotWithBiasDx as CrossentropySoftmax1HotWithBiasDx,
    CrossentropySoftmaxArgmax1HotWithBias as CrossentropySoftmaxArgmax1HotWithBias,
    LogSoftmax as LogSoftmax,
    Prepend_scalar_constant_to_each_row as Prepend_scalar_constant_to_each_row,
    Prepend_scalar_to_each_row as Prepend_scalar_to_each_row,
    Softmax as Softmax,
    SoftmaxGrad as SoftmaxGrad,
    SoftmaxWithBias as SoftmaxWithBias,
    binary_crossentropy as binary_crossentropy,
    categorical_crossentropy as categorical_crossentropy,
    confusion_matrix as confusion_matrix,
    crossentropy_categorical_1hot as crossentropy_categorical_1hot,
    crossentropy_categorical_1hot_grad as crossentropy_categorical_1hot_grad,
    crossentropy_softmax_1hot as crossentropy_softmax_1hot,
    crossentropy_softmax_1hot_with_bias as crossentropy_softmax_1hot_with_bias,
    crossentropy_softmax_1hot_with_bias_dx as crossentropy_softmax_1hot_with_bias_dx,
    crossentropy_softmax_argmax_1hot_with_bias as crossentropy_softmax_argmax_1hot_with_bias,
    crossentropy_softmax_max_and_argmax_1hot as crossentropy_softmax_max_and_argmax_1hot,
    crossentropy_softmax_max_and_argmax_1hot_with_bias as crossentropy_softmax_max_and_argmax_1hot_with_bias,
    elu as elu,
    h_softmax as h_softmax,
    logsoftmax as logsoftmax,
    logsoftmax_op as logsoftmax_op,
    prepend_0_to_each_row as prepend_0_to_each_row,
    prepend_1_to_each_row as prepend_1_to_each_row,
    prepend_scalar_to_each_row as prepend_scalar_to_each_row,
    relu as relu,
    selu as selu,
    sigmoid_binary_crossentropy as sigmoid_binary_crossentropy,
    softmax as softmax,
    softmax_grad as softmax_grad,
    softmax_graph as softmax_graph,
    softmax_op as softmax_op,
    softmax_with_bias as softmax_with_bias,
    softsign as softsign,
)
from theano_min.tensor.nnet.sigm import (
    hard_sigmoid as hard_sigmoid,
    scalar_sigmoid as scalar_sigmoid,
    sigmoid as sigmoid,
    sigmoid_inplace as sigmoid_inplace,
    softplus as softplus,
    ultra_fast_sigmoid as ultra_fast_sigmoid,
)
from theano_min.tensor.nnet.abstract_conv import (
    conv2d as abstract_conv2d,
    conv2d_grad_wrt_inputs as conv2d_grad_wrt_inputs,
    conv3d as conv3d,
    separable_conv2d as separable_conv2d,
)
from theano_min.tensor.nnet.conv import ConvOp as ConvOp


def conv2d(
    input,
    filters,
    input_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    image_shape=None,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
    **kwargs,
):
    """Return the images ``input`` convolved with ``filters``, of shape (batch size, filters, rows, columns).

    input : shape (batch size, channels, rows, columns); filters : shape (filters, channels, rows, columns), or, if
    ``unshared``, (filters, output rows, output columns, channels, rows, columns), a filter for each place.
    ``input_shape`` and ``filter_shape`` may promise these shapes, by integers, constants and None; ``image_shape`` is
    the former's old name. ``border_mode``: 'valid', 'full' or 'half' of the filter beyond the edge, or the width of a
    frame of zeros: an integer, a pair of them for rows and columns, or of pairs (before, after). ``subsample`` is the
    pair of steps from one place to the next, ``filter_dilation`` the pair of steps within a filter. Without
    ``filter_flip`` the filters are not flipped. ``num_groups`` splits channels and filters into groups that have
    nothing to do with each other. Other keywords are of old and do nothing, with a warning. The dtype is the common
    one. Errors: ValueError for wrong arguments and, on running, for shapes that do not fit; TypeError for other numbers
    of dimensions. Source: theano.tensor.nnet.conv2d.
    """
    if "imshp_logical" in kwargs or "kshp_logical" in kwargs:
        raise ValueError(
            "conv2d no longer takes 'imshp_logical' and 'kshp_logical': theano.tensor.nnet.conv.conv2d() still does."
        )
    if kwargs:
        _warnings.warn(f"conv2d: the keywords {', '.join(kwargs)} are deprecated and do nothing.", stacklevel=2)
    if image_shape is not None:
        _warnings.warn("conv2d: `image_shape` is the deprecated name of `input_shape`.", stacklevel=2)
        if input_shape is not None:
            raise ValueError("conv2d: `input_shape` and `image_shape` are one and the same: pass one of them.")
        input_shape = image_shape
    how = (border_mode, subsample, filter_flip, filter_dilation, num_groups, unshared)
    return abstract_conv2d(input, filters, input_shape, filter_shape, *how)


def conv2d_transpose(
    input,
    filters,
    output_shape,
    filter_shape=None,
    border_mode="valid",
    input_dilation=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the transposed convolution of ``input``: the gradient of a conv2d that led from ``output_shape`` to it.

    input : shape (batch size, channels, rows, columns); filters : shape (channels, output channels, rows, columns).
    The first two of ``output_shape`` are integers, constants or None, the others may be scalar variables.
    ``border_mode`` cuts off what conv2d's would add, ``input_dilation`` is conv2d's subsample. Errors: those of
    conv2d_grad_wrt_inputs. Source: theano.tensor.nnet.conv2d_transpose.
    """
    how = (border_mode, input_dilation, filter_flip, filter_dilation, num_groups, unshared)
    return conv2d_grad_wrt_inputs(input, filters, output_shape, filter_shape, *how)


__getattr__ = _removed.getattr_for(__name__)
