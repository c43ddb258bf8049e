"""``theano.gof.link``: linkers, which make a graph's thunks, and the containers of their values."""

from pytensor.graph.fg import FunctionGraph as _FunctionGraph
from pytensor.link.basic import (
    Container as Container,
    Linker as Linker,
    LocalLinker as LocalLinker,
    PerformLinker as PerformLinker,
    WrapLinker as _WrapLinker,
)
from pytensor.link.utils import (
    gc_helper as gc_helper,
    map_storage as map_storage,
    raise_with_op as _raise_with_op,
    streamline as streamline,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


def raise_with_op(node, thunk=None, exc_info=None, storage_map=None):
    """Raise the error of ``exc_info``, by default the one being handled, with what there is to say of ``node``.

    That is its inputs' types, their shapes, strides and values if there is its ``thunk``, and where it was made.
    Source: theano.gof.link.raise_with_op.
    """
    # PyTensor's takes the FunctionGraph too, which Theano's nodes knew
    _raise_with_op(_FunctionGraph(outputs=list(node.outputs), clone=False), node, thunk, exc_info, storage_map)


class WrapLinker(_WrapLinker):
    """Run several linkers side by side: ``wrapper(i, node, *thunks)`` gets each node, and a thunk of each linker.

    The wrapper calls the thunks; the results are the first linker's. Errors: Exception if the linkers order the nodes
    differently. Source: theano.gof.WrapLinker.
    """

    def make_thunk(self, **kwargs):
        # PyTensor's wrapper gets the FunctionGraph too
        theirs = _WrapLinker(self.linkers, lambda fgraph, *args: self.wrapper(*args))
        theirs.fgraph, theirs.no_recycling, theirs.pre = self.fgraph, self.no_recycling, self.pre
        return theirs.make_thunk(**kwargs)


def WrapLinkerMany(linkers, wrappers):
    """Return a ``WrapLinker`` that calls all of ``wrappers``, in turn. Source: theano.gof.WrapLinkerMany."""

    def wrapper(*args):
        for each in wrappers:
            each(*args)

    return WrapLinker(linkers, wrapper)
