"""``theano.scalar``: numbers as variables, and the operations on them that elementwise functions apply."""

# ruff: noqa: F403, I001

from theano_min import _removed
from theano_min.scalar.basic import *
from theano_min.scalar.basic_scipy import *
from theano_min.scalar import basic as basic, basic_scipy as basic_scipy, sharedvar as sharedvar

__getattr__ = _removed.getattr_for(__name__)
