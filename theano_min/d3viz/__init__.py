"""``theano.d3viz``: graphs drawn on a page for the browser."""

import sys as _sys

from theano_min.d3viz.d3viz import d3viz as d3viz, d3write as d3write

# imported by that name, the module would take the place of the function
_sys.modules["theano.d3viz.d3viz"] = _sys.modules[f"{__name__}.d3viz"]
