"""``theano.scan_module.scan_opt``: the rewrites of loops, in ``theano.compile.optdb`` under the tag 'scan'."""

import logging as _logging

from pytensor.scan.rewriting.db import (
    scan_eqopt1 as scan_eqopt1,
    scan_eqopt2 as scan_eqopt2,
    scan_seqopt1 as scan_seqopt1,
)
from pytensor.scan.rewriting.inplace import ScanInplaceOptimizer as ScanInplaceOptimizer
from pytensor.scan.rewriting.merge import (
    ScanMerge as ScanMerge,
    has_duplicates as has_duplicates,
    make_equiv as make_equiv,
    scan_merge_inouts as scan_merge_inouts,
)

from theano_min import _removed

_logger = _logging.getLogger("theano.scan_module.scan_opt")

# ---------------------------------------------------------------- restored


def warning(*msg):
    """Log the arguments as a warning. Source: theano.scan_module.scan_opt.warning."""
    _logger.warning("WARNING theano.scan: %s", " ".join(map(str, msg)))


def info(*msg):
    """Log the arguments as information. Source: theano.scan_module.scan_opt.info."""
    _logger.info("INFO theano.scan: %s", " ".join(map(str, msg)))


__getattr__ = _removed.getattr_for(__name__)
