"""``theano.d3viz.d3viz``: the page, and the graph on it."""

from pytensor.d3viz.d3viz import (
    d3viz as d3viz,
    d3write as d3write,
    replace_patterns as replace_patterns,
    safe_json as safe_json,
)

from theano_min import _removed
from theano_min.d3viz.formatting import PyDotFormatter as PyDotFormatter

__getattr__ = _removed.getattr_for(__name__)
