"""``theano.gof.fg``: the graph that is rewritten and compiled."""

from pytensor.graph.fg import FunctionGraph as FunctionGraph
from pytensor.graph.null_type import NullType as NullType
from pytensor.graph.utils import InconsistencyError as InconsistencyError, MissingInputError as MissingInputError

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)


class CachedConstantError(Exception):
    """Was raised for a graph with one of Theano's cached constants; PyTensor has none, so nothing raises it.

    Source: theano.gof.fg.CachedConstantError.
    """
