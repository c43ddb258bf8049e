"""``theano.tensor.nnet``: the building blocks of neural networks."""

import warnings as _warnings

from theano_min.tensor.nnet import corr as corr, corr3d as corr3d
from theano_min.tensor.nnet.abstract_conv import (
    conv2d as abstract_conv2d,
    conv2d_grad_wrt_inputs as conv2d_grad_wrt_inputs,
    conv3d as conv3d,
    separable_conv2d as separable_conv2d,
)
from theano_min.tensor.nnet.conv import ConvOp as ConvOp
from theano_min.tensor.nnet.nnet import softmax as softmax
from theano_min.tensor.nnet.sigm import sigmoid as sigmoid


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
