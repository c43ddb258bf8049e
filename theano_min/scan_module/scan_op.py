"""``theano.scan_module.scan_op``: the operation that a loop is."""

from pytensor.scan.op import Scan as Scan, profile_printer as profile_printer

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
