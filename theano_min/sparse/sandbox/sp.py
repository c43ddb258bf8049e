"""``theano.sparse.sandbox.sp``: convolution and pooling of images in raster order by products with sparse matrices."""

import numpy as np
import scipy.sparse as _scipy_sparse
from pytensor.compile.mode import optdb as _optdb

from theano_min import _removed, tensor
from theano_min.gof.op import Op
from theano_min.sparse.basic import CSM as _CSM, structured_dot as _structured_dot

__getattr__ = _removed.getattr_for(__name__)


def register_specialize(lopt, *tags, **kwargs):
    """Enter a rewrite of nodes among the specializations of 'fast_run'. Source: theano.sparse.sandbox.sp."""
    _optdb["specialize"].register(kwargs.pop("name", None) or lopt.__name__, lopt, "fast_run", *tags)


class ConvolutionIndices(Op):
    """The sparse matrix whose product with an image in raster order has the patches that a kernel sees.

    Source: theano.sparse.sandbox.sp.ConvolutionIndices.
    """

    __props__ = ()

    @staticmethod
    def conv_eval(inshp, kshp, strides=(1, 1), mode="valid"):
        """As `evaluate`."""
        return ConvolutionIndices.evaluate(inshp, kshp, strides, mode=mode)

    @staticmethod
    def evaluate(inshp, kshp, strides=(1, 1), nkern=1, mode="valid", ws=True):
        """Return ``indices``, ``indptr``, the shape and format of the matrix, and the height and width of the output.

        ``inshp`` is the shape of an image, (height, width) or (features, height, width), ``kshp`` the kernel's,
        ``strides`` steps along the width and the height, ``mode`` 'valid' or 'full'. Errors: ValueError for a kernel
        that does not fit, Exception if ``ws`` is false.
        """
        if not ws:
            raise Exception("ws is obsolete: the weights are always shared")
        features, *size = (1, *inshp) if len(inshp) == 2 else inshp
        size, kernel, step = np.array(size), np.array(kshp), np.array(strides)[::-1]
        room = size - kernel + 1 if mode == "valid" else size + kernel - 1
        outshp = np.int64(np.ceil(room / step))
        if (outshp <= 0).any():
            raise ValueError("Invalid kernel", kshp, "and/or step size", strides, "for given input shape", inshp)
        origin = np.zeros(2, int) if mode == "valid" else 1 - kernel
        taps = kernel.prod()
        # for each feature, output pixel and tap: where it looks
        feature, y, x, ky, kx = np.indices((features, *outshp, *kernel)).reshape(5, -1)
        iy, ix = origin[0] + y * step[0] + ky, origin[1] + x * step[1] + kx
        inside = (iy >= 0) & (iy < size[0]) & (ix >= 0) & (ix < size[1])
        row = (y * outshp[1] + x) * features * taps + feature * taps + ky * kernel[1] + kx
        column = feature * size.prod() + iy * size[1] + ix
        shape = (outshp.prod() * taps * features, features * size.prod())
        places = row[inside], column[inside]
        matrix = _scipy_sparse.coo_matrix((np.ones(len(places[0])), places), shape=shape).tocsc().sorted_indices()
        return matrix.indices, matrix.indptr, shape, "csc", outshp

    def perform(self, node, inputs, output_storage):
        indices, indptr, shape, _, _ = self.evaluate(*inputs)
        for storage, value in zip(output_storage, (indices, indptr, np.asarray(shape)), strict=True):
            storage[0] = value


convolution_indices = ConvolutionIndices()


def _patches(images, imgshp, kshp, step, mode):
    """The patches of images in raster order, the shape of the output, and how many features an image has."""
    indices, indptr, shape, format, outshp = convolution_indices.conv_eval(imgshp, kshp, step, mode)
    matrix = _CSM(format)(np.ones(indices.size), indices, indptr, np.asarray(shape, "int32"))
    return _structured_dot(matrix, images.T).T, outshp, 1 if len(imgshp) == 2 else imgshp[0]


def convolve(kerns, kshp, nkern, images, imgshp, step=(1, 1), bias=None, mode="valid", flatten=True):
    """Return the convolutions of ``images`` with ``kerns``, and the shape of one, (nkern, height, width).

    ``images`` is a matrix of a row for each, in raster order, ``imgshp`` (height, width) or (features, height, width);
    ``kerns`` is a matrix of ``nkern`` rows for kernels of shape ``kshp``. The result has a row for each image, the
    kernels' outputs one after the other; without ``flatten`` an axis for the kernels. ``bias`` has one for each kernel.
    Source: theano.sparse.sandbox.sp.convolve.
    """
    patches, outshp, features = _patches(images, imgshp, kshp, step, mode)
    pixels, taps = int(np.prod(outshp)), int(np.prod(kshp))
    output = tensor.dot(patches.reshape((images.shape[0] * pixels, features * taps), ndim=2), kerns.T)
    if bias is not None:
        output = output + bias
    output = output.reshape((images.shape[0], pixels, nkern), ndim=3).dimshuffle(0, 2, 1)
    return tensor.flatten(output, 2) if flatten else output, np.hstack((nkern, outshp))


def max_pool(images, imgshp, maxpoolshp):
    """Return the largest of each patch of shape ``maxpoolshp``, patches side by side, and the shape of an output.

    ``images`` is a matrix of a row for each, in raster order, ``imgshp`` (height, width) or (features, height, width);
    the result has a row for each image, the features one after the other. Source: theano.sparse.sandbox.sp.max_pool.
    """
    patches, outshp, features = _patches(images, imgshp, maxpoolshp, maxpoolshp, "valid")
    pixels, taps = int(np.prod(outshp)), int(np.prod(maxpoolshp))
    largest = patches.reshape((images.shape[0] * pixels, features, taps), ndim=3).max(axis=2)
    output = largest.reshape((images.shape[0], pixels, features), ndim=3).dimshuffle(0, 2, 1)
    return tensor.flatten(output, 2), outshp
