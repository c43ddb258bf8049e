"""``theano.tensor.signal.conv``: convolution of single images and filters."""

import warnings as _warnings

from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable

from theano_min import _removed
from theano_min.configdefaults import config as _config
from theano_min.tensor.nnet.conv import ConvOp as _ConvOp

__getattr__ = _removed.getattr_for(__name__)


def conv2d(input, filters, image_shape=None, filter_shape=None, border_mode="valid", subsample=(1, 1), **kargs):
    """Return one image or several, each convolved with one filter or each of several.

    input : a matrix or, for several images, a 3-d tensor; filters : likewise. ``image_shape`` and ``filter_shape``,
    two or three integers, promise their shapes; ``border_mode`` is 'valid' or 'full'; other keywords go to
    theano.tensor.nnet.conv.ConvOp. The result has the axes (images, filters, rows, columns), the first two only
    where there may be several. Errors: AssertionError for other numbers of dimensions, ConvOp's errors.
    Source: theano.tensor.signal.conv.conv2d.
    """
    input, filters = _as_tensor_variable(input), _as_tensor_variable(filters)
    assert input.ndim in (2, 3), f"signal.conv2d: `input` has {input.ndim} dimensions instead of 2 or 3"
    assert filters.ndim in (2, 3), f"signal.conv2d: `filters` have {filters.ndim} dimensions instead of 2 or 3"
    bsize = imshp = nkern = kshp = None
    if image_shape and filter_shape:
        bsize, imshp = image_shape[0] if input.ndim == 3 else 1, (1, *image_shape[-2:])
        nkern, kshp = filter_shape[0] if filters.ndim == 3 else 1, filter_shape[-2:]
    op = _ConvOp(
        output_mode=border_mode,
        dx=subsample[0],
        dy=subsample[1],
        imshp=imshp,
        kshp=kshp,
        nkern=nkern,
        bsize=bsize,
        **kargs,
    )
    output = op(
        *(x.dimshuffle("x", "x", 0, 1) if x.ndim == 2 else x.dimshuffle(0, "x", 1, 2) for x in (input, filters))
    )
    if input.ndim == 2 and filters.ndim == 2 and _config.warn.signal_conv2d_interface:
        _warnings.warn(
            "theano.tensor.signal.conv2d() outputs a 2d tensor when both inputs are 2d. To disable this warning, set "
            "the Theano flag warn.signal_conv2d_interface to False",
            stacklevel=3,
        )
    if filters.ndim == 2:
        output = output[:, 0]
    return output[0] if input.ndim == 2 else output
