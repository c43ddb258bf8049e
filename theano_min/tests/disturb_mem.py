"""``theano.tests.disturb_mem``: other addresses in memory from run to run."""

from datetime import datetime as _datetime

_kept: list[list[list[int]]] = []


def disturb_mem():
    """Take some memory, how much depends on the time, in place of what the last call took.

    Source: theano.tests.disturb_mem.disturb_mem.
    """
    count, size = divmod(_datetime.now().microsecond, 1000)
    _kept[:] = [[[0] * count for _ in range(size)]]
