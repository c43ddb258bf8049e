"""``theano.compat.python2x``: what Theano 0.6 had for Python 2.4, from where Python has it."""

from builtins import all as all, any as any
from collections import (
    Counter as Counter,
    OrderedDict as OrderedDict,
    defaultdict as defaultdict,
    deque as deque,
)
from collections.abc import MutableMapping as DictMixin  # noqa: F401
from functools import partial as partial
from itertools import combinations as combinations, product as product
from sys import maxsize as maxsize
