"""``theano.scan_module.scan_op``: the operation that a loop is."""

from pytensor.scan.op import Scan as Scan, profile_printer as profile_printer
