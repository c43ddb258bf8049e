"""``theano.misc.cpucount``: the number of processors."""

import os as _os

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)


def cpuCount():
    """Return the number of processors. Errors: NotImplementedError if it is not known. Source: theano.misc.cpucount."""
    count = _os.cpu_count()
    if count is None:
        raise NotImplementedError("cannot determine number of cpus")
    return count
