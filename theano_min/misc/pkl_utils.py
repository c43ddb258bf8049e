"""``theano.misc.pkl_utils``: pickles of graphs and shared variables, new ones and those that Theano wrote."""

import copyreg as _copyreg
import io as _io
import os
import pickle
import sys
import tempfile
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Callable as _Callable
from pickle import DEFAULT_PROTOCOL as DEFAULT_PROTOCOL

import numpy as np
from pytensor.graph.utils import Scratchpad as _Scratchpad

from theano_min import _removed
from theano_min.compile.sharedvalue import SharedVariable
from theano_min.configdefaults import config

Pickler = pickle.Pickler
_stand_in: _Callable | None = None  # handed down: the class to load instead of one of Theano's

min_recursion = 3000
if sys.getrecursionlimit() < min_recursion:
    sys.setrecursionlimit(min_recursion)  # a graph is as deep as its longest chain of operations

# ---------------------------------------------------------------- one stream


class StripPickler(Pickler):
    """A pickler that leaves out where variables were made and their test values, and the tags that are named.

    The variables themselves keep them. Source: theano.misc.pkl_utils.StripPickler.
    """

    # Theano took them from the variables, on Python 2; Python 3 did not call it
    def __init__(self, file, protocol=0, extra_tag_to_remove=None):
        super().__init__(file, protocol)
        self.tag_to_remove = ["trace", "test_value", *(extra_tag_to_remove or ())]

    def reducer_override(self, obj):
        if not isinstance(obj, _Scratchpad):
            return NotImplemented
        kept = {tag: value for tag, value in vars(obj).items() if tag not in self.tag_to_remove}
        return _copyreg.__newobj__, (type(obj),), kept


def load_reduce(self):
    """Call a function of a pickle; if it fails, call it with its texts as the bytes that they were on Python 2.

    ``self`` is the unpickler. Source: theano.misc.pkl_utils.load_reduce.
    """
    args = self.stack.pop()
    function = self.stack[-1]
    try:
        self.stack[-1] = function(*args)
    except Exception:
        if self.encoding is None:
            raise
        encoded = [arg.encode(self.encoding) if isinstance(arg, str) else arg for arg in args]
        try:
            self.stack[-1] = function(*encoded)
        except Exception:
            encoded = None
        if encoded is None:
            raise


class CompatUnpickler(pickle._Unpickler):  # type: ignore[name-defined]
    """An unpickler of what Theano pickled, on Python 2 too: ``CompatUnpickler(file, encoding='latin1').load()``.

    It also loads Theano's compiled functions, which are compiled anew in the default mode; ``pickle.load`` loads shared
    variables and expressions as well, but no functions. Errors: ImportError for classes that are gone.
    Source: theano.misc.pkl_utils.CompatUnpickler.
    """

    dispatch = {**pickle._Unpickler.dispatch, pickle.REDUCE[0]: load_reduce}  # type: ignore[attr-defined]

    def find_class(self, module, name):
        if (module + ".").startswith("theano."):
            if (stand_in := _stand_in(module, name)) is not None:
                return stand_in
            if name in (gone := _removed.removed(module)):
                raise ImportError(f"{module}.{name} is gone: {gone[name]}")
        return super().find_class(module, name)


# ---------------------------------------------------------------- a zip file, with the arrays beside the pickle


class PersistentNdarrayID:
    """Saves each array that is pickled to a file of its own in ``zip_file``, and gives its name to the pickle.

    Source: theano.misc.pkl_utils.PersistentNdarrayID.
    """

    def __init__(self, zip_file):
        self.zip_file = zip_file
        self.count = 0
        self.seen = {}

    def _resolve_name(self, obj):
        name = f"array_{self.count}"
        self.count += 1
        return name

    def __call__(self, obj):
        if type(obj) is not np.ndarray:
            return None
        if id(obj) not in self.seen:
            name = self._resolve_name(obj)
            zipadd(lambda file: np.lib.format.write_array(file, obj), self.zip_file, name)
            self.seen[id(obj)] = f"ndarray.{name}"
        return self.seen[id(obj)]


class PersistentSharedVariableID(PersistentNdarrayID):
    """Saves arrays like its base class, the values of shared variables under the names of the variables.

    Errors: ValueError for a variable called 'pkl'; for one without a name, unless ``allow_unnamed``; for the second of
    one name, unless ``allow_duplicates``, which numbers them: x, x_2, x_3.
    Source: theano.misc.pkl_utils.PersistentSharedVariableID.
    """

    def __init__(self, zip_file, allow_unnamed=True, allow_duplicates=True):
        super().__init__(zip_file)
        self.name_counter = defaultdict(int)
        self.ndarray_names = {}
        self.allow_unnamed = allow_unnamed
        self.allow_duplicates = allow_duplicates

    def _resolve_name(self, obj):
        name = self.ndarray_names.get(id(obj))
        if name is None:
            return super()._resolve_name(obj)
        self.name_counter[name] += 1
        if self.name_counter[name] == 1:
            return name
        if not self.allow_duplicates:
            raise ValueError(f"Several shared variables have the name {name}: set `allow_duplicates`, or rename them.")
        return f"{name}_{self.name_counter[name]}"

    def __call__(self, obj):
        if isinstance(obj, SharedVariable):
            if obj.name == "pkl":
                raise ValueError("A shared variable cannot be saved under the name pkl, which the pickle itself has.")
            if obj.name:
                self.ndarray_names[id(obj.container.storage[0])] = obj.name
            elif not self.allow_unnamed:
                raise ValueError(f"The shared variable {obj} has no name: give it one, or set `allow_unnamed`.")
        return super().__call__(obj)


class PersistentNdarrayLoad:
    """Loads the arrays of ``zip_file`` by the names in the pickle. Source: theano.misc.pkl_utils.PersistentNdarrayLoad.

    Errors: ImportError for an array that was on a GPU, unless config.experimental.unpickle_gpu_on_cpu is set.
    """

    def __init__(self, zip_file):
        self.zip_file = zip_file
        self.cache = {}

    def __call__(self, persid):
        kind, name = persid.split(".")
        if name not in self.cache:
            with self.zip_file.open(name) as file:
                if kind == "gpuarray":
                    if not config.experimental.unpickle_gpu_on_cpu:
                        raise ImportError(
                            f"The array {name} was on a GPU: with THEANO_FLAGS=experimental.unpickle_gpu_on_cpu=True "
                            "it is loaded as a NumPy array."
                        )
                    warnings.warn(f"The array {name}, which was on a GPU, is loaded as a NumPy array.", stacklevel=2)
                    pickle.load(file)  # the name of the GPU
                self.cache[name] = np.lib.format.read_array(file)
        return self.cache[name]


def dump(obj, file_handler, protocol=DEFAULT_PROTOCOL, persistent_id=PersistentSharedVariableID):
    """Pickle ``obj`` to a zip file, its arrays beside it, for `load` and ``numpy.load``.

    ``persistent_id(zip_file)`` gives the function that saves and names arrays. Source: theano.misc.pkl_utils.dump.
    """
    with zipfile.ZipFile(file_handler, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as zip_file:
        save = persistent_id(zip_file)

        class ZipPickler(Pickler):
            def persistent_id(self, obj):
                return save(obj)

        zipadd(lambda file: ZipPickler(file, protocol).dump(obj), zip_file, "pkl")


def load(f, persistent_load=PersistentNdarrayLoad):
    """Return the object that `dump` wrote to the file ``f``, or Theano's did, on Python 2 too.

    ``persistent_load(zip_file)`` gives the function that loads arrays. Source: theano.misc.pkl_utils.load.
    """
    with zipfile.ZipFile(f, "r") as zip_file:
        find = persistent_load(zip_file)

        class ZipUnpickler(CompatUnpickler):
            def persistent_load(self, name):
                return find(name)

        return ZipUnpickler(_io.BytesIO(zip_file.read("pkl")), encoding="latin1").load()


def zipadd(func, zip_file, name):
    """Add to ``zip_file``, as ``name``, what ``func`` writes to the file that it is called with.

    Source: theano.misc.pkl_utils.zipadd.
    """
    with tempfile.NamedTemporaryFile("wb", delete=False) as file:
        func(file)
    zip_file.write(file.name, arcname=name)
    os.remove(file.name)


__getattr__ = _removed.getattr_for(__name__)
