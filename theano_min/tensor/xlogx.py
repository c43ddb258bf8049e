"""``theano.tensor.xlogx``: x log y where it is 0 at x = 0."""

from pytensor.tensor.special import xlogy as xlogy0

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- restored


def xlogx(x):
    """Return x log x, which is 0 for x = 0, elementwise; integers give floats. Source: theano.tensor.xlogx.xlogx."""
    return xlogy0(x, x)
