"""``theano.tensor.signal.downsample``: the names that ``theano.tensor.signal.pool`` had before Theano 0.9."""

import warnings as _warnings

from theano_min.tensor.signal.pool import (
    AveragePoolGrad as AveragePoolGrad,
    DownsampleFactorMaxGradGrad as DownsampleFactorMaxGradGrad,
    MaxPoolGrad as MaxPoolGrad,
    Pool as _Pool,
    PoolGrad as PoolGrad,
    max_pool_2d_same_size as max_pool_2d_same_size,
    pool_2d as max_pool_2d,
)

_warnings.warn("theano.tensor.signal.downsample is theano.tensor.signal.pool now", stacklevel=2)

__all__ = [
    "AveragePoolGrad",
    "DownsampleFactorMax",
    "DownsampleFactorMaxGradGrad",
    "MaxPoolGrad",
    "PoolGrad",
    "max_pool_2d",
    "max_pool_2d_same_size",
]


class DownsampleFactorMax(_Pool):
    """Pool the last two dimensions, the sizes being the constructor's: ``DownsampleFactorMax((2, 2), True)(x)``.

    ``ds``, ``st`` and ``padding`` are what `pool_2d` calls ws, stride and pad. Errors as there. Source:
    theano.tensor.signal.downsample.DownsampleFactorMax.
    """

    __props__: tuple[str, ...] = ("ds", "ignore_border", "st", "padding", "mode")

    def __init__(self, ds, ignore_border=False, st=None, padding=(0, 0), mode="max", openmp=None):
        super().__init__(ignore_border, mode, 2, openmp)
        self.ds, self.st, self.padding = tuple(ds), tuple(ds if st is None else st), tuple(padding)

    def make_node(self, x):
        return _Pool(self.ignore_border, self.mode)(x, self.ds, self.st, self.padding).owner
