"""``theano.compat.six.moves``: what has another name in Python 3."""

import builtins as builtins
import configparser as configparser
import copyreg as copyreg
import pickle as cPickle  # noqa: F401
import queue as queue
from builtins import filter as filter, input as input, map as map, range as range, zip as zip
from collections import UserDict as UserDict, UserList as UserList, UserString as UserString
from functools import reduce as reduce
from importlib import reload as reload_module  # noqa: F401
from io import StringIO as StringIO
from itertools import filterfalse as filterfalse, zip_longest as zip_longest
from sys import intern as intern

cStringIO = StringIO
xrange = range
