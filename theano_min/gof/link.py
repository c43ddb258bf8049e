"""``theano.gof.link``: linkers, which make a graph's thunks, and the containers of their values."""

from pytensor.link.basic import (
    Container as Container,
    Linker as Linker,
    LocalLinker as LocalLinker,
    PerformLinker as PerformLinker,
    WrapLinker as WrapLinker,
    WrapLinkerMany as WrapLinkerMany,
)
from pytensor.link.utils import (
    gc_helper as gc_helper,
    map_storage as map_storage,
    raise_with_op as raise_with_op,
    streamline as streamline,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
