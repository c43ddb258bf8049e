"""``theano.scan_module``: loops inside the graph."""

from pytensor.scan.utils import until as until

from theano_min.scan_module.scan import scan as scan
from theano_min.scan_module.scan_checkpoints import scan_checkpoints as scan_checkpoints
from theano_min.scan_module.scan_utils import clone as clone
from theano_min.scan_module.scan_views import foldl as foldl
from theano_min.scan_module.scan_views import foldr as foldr
from theano_min.scan_module.scan_views import map as map
from theano_min.scan_module.scan_views import reduce as reduce
