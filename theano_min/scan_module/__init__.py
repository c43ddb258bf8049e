"""``theano.scan_module``: loops inside the graph."""

from theano_min import _removed
from theano_min.scan_module import (
    scan_op as scan_op,
    scan_opt as scan_opt,
    scan_utils as scan_utils,
    scan_views as scan_views,
)
from theano_min.scan_module.scan import scan as scan
from theano_min.scan_module.scan_checkpoints import scan_checkpoints as scan_checkpoints
from theano_min.scan_module.scan_utils import clone as clone, until as until
from theano_min.scan_module.scan_views import foldl as foldl, foldr as foldr, map as map, reduce as reduce

__getattr__ = _removed.getattr_for(__name__)
