"""Rewritten graphs on disk: the next run of a program reads what came of rewriting, which takes far less time.

A graph is known by all that its rewriting depends on: its operations, types and constants, what its inputs and outputs
allow, the mode, the flags, the versions and the sources. Graphs are not kept if others than PyTensor and this package
have part in them, since code may change behind its name: operations and types from elsewhere, and added rewrites.
"""

import os
import pickle
import sys
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from time import time
from types import FunctionType
from typing import Any

import numpy
import pytensor
from pytensor.compile.aliasing import Supervisor
from pytensor.compile.mode import Mode as PyTensorMode, optdb
from pytensor.compile.ops import FromFunctionOp
from pytensor.configdefaults import config
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.destroyhandler import DestroyHandler
from pytensor.graph.features import PreserveVariableAttributes, ReplaceValidate
from pytensor.graph.fg import FrozenFunctionGraph, FunctionGraph
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import MergeFeature
from pytensor.graph.rewriting.db import RewriteDatabase, RewriteDatabaseQuery
from pytensor.graph.type import Type
from pytensor.graph.utils import Scratchpad
from pytensor.link.numba.linker import NumbaLinker
from pytensor.misc.frozendict import frozendict
from pytensor.tensor.rewriting.shape import ShapeFeature

from theano_min import _pytensor
from theano_min._engine.called_back import teach_numba
from theano_min._engine.updates_last import UpdatesLast
from theano_min.configdefaults import config as flags

HISTORY = {"trace", "imported_by", "removed_by"}  # the tags that no rewriting reads
LARGEST_CONSTANT = 1_000_000  # bytes: reading more takes as long as rewriting
DIGEST = sha256().digest_size
OURS = "pytensor", "theano_min", "theano"
KNOWN = sys.stdlib_module_names - {"__main__"} | {*OURS, "numpy", "scipy"}
BEFORE = Supervisor, PreserveVariableAttributes  # what a graph has before it is rewritten
NOT_NEEDED = ShapeFeature, *_pytensor.ASSUMPTIONS
FEATURES = {*BEFORE, *NOT_NEEDED, ReplaceValidate, DestroyHandler, UpdatesLast}
# flags that have no part in rewriting
OTHER_FLAGS = {"base_compiledir", "compiledir", "compile__timeout", "mode", "gcc_version_str"}


registered: Any = None  # a `Registered`, once all of this package has been imported


class NotKept(Exception):
    """This graph, or this mode, is rewritten anew each time."""


def place():
    """Return the directory of the rewritten graphs."""
    return Path(config.base_compiledir, "rewritten")


def rewritten(rewrite, fgraph, mode, inputs, outputs):
    """Do to ``fgraph`` what ``rewrite()`` does, reading the result from the disk if it lies there."""
    traces, file = Traces(fgraph), None
    with suppress(NotKept):
        file = place() / f"{_key(fgraph, mode, inputs, outputs)}.pickle"
    if file is not None and (read := _read(file, fgraph.inputs, traces)):
        _put_in(fgraph, *read)
        fgraph.kept = file
        if isinstance(mode.linker, NumbaLinker) and not getattr(mode.linker, "starts_on_numpy", False):
            teach_numba(fgraph)
        return
    rewrite()
    if file is not None:
        with suppress(NotKept, OSError):  # a directory may not be writable
            _write(file, fgraph, traces)
            fgraph.kept = file


def read_again(file, types):
    """Return a kept graph on inputs of these types, the same in each run of a program, or None."""
    inputs = [each.make_variable() for each in types]
    if (read := _read(file, inputs)) is None:
        return None
    outputs, features = read
    fgraph = FunctionGraph(inputs, outputs, clone=False)
    for feature in features:
        if feature not in (*BEFORE, *NOT_NEEDED):
            fgraph.attach_feature(feature())
    return fgraph


def _put_in(fgraph, outputs, features):
    for i, output in enumerate(outputs):
        fgraph.change_node_input(*fgraph.get_output_client(i), output, reason="cache_optimizations")
    for feature in features:
        if feature not in (*BEFORE, *NOT_NEEDED):
            fgraph.attach_feature(feature())
    if ShapeFeature in features:
        fgraph.__class__ = WithShapes


class WithShapes(FunctionGraph):
    """A graph whose ``shape_feature``, which rewriting leaves, is made when it is asked for."""

    @property
    def shape_feature(self):
        self.__class__ = FunctionGraph
        self.attach_feature(ShapeFeature())
        return self.shape_feature


class Traces:
    """Where in the program the variables of a graph were made, which rewriting passes on from one to the next."""

    def __init__(self, fgraph):
        variables = [*fgraph.inputs, *(output for node in fgraph.toposort() for output in node.outputs)]
        self.stacks = list(chain.from_iterable(map(_stacks, variables)))
        self.places = {id(stack): i for i, stack in enumerate(self.stacks)}


# ---------------------------------------------------------------- graphs as data


def _flat(fgraph, traces=None):
    """Return a graph as lists: its constants, what its nodes are, and where in these inputs and outputs are."""
    places = {variable: i for i, variable in enumerate(fgraph.inputs)}
    constants, nodes = [], []

    def place_of(variable):
        if variable not in places:
            if not isinstance(variable, Constant):
                raise NotKept("a variable from nowhere")
            constants.append((type(variable), variable.type, variable.data, variable.name, _tags(variable.tag)))
            places[variable] = -len(constants)
        return places[variable]

    for node in fgraph.toposort():
        inputs = [place_of(variable) for variable in node.inputs]
        made = []
        for output in node.outputs:
            places[output] = len(places) - len(constants)
            made.append((output.type, output.name, _tags(output.tag), traces and _trace(output, traces)))
        nodes.append((node.op, inputs, made))
    outputs = [place_of(variable) for variable in fgraph.outputs]
    if sum(getattr(data, "nbytes", 0) for _, _, data, _, _ in constants) > LARGEST_CONSTANT:
        raise NotKept("large constants")
    return constants, nodes, outputs


def _tags(tag):
    return {name: value for name, value in vars(tag).items() if name not in HISTORY}


def _trace(variable, traces):
    return [traces.places[id(stack)] for stack in _stacks(variable) if id(stack) in traces.places]


def _stacks(variable):
    trace = getattr(variable.tag, "trace", ())
    return [trace] if trace and isinstance(trace[0], tuple) else trace


def _build(constants, nodes, outputs, inputs, traces):
    """Return the outputs of a graph that `_flat` took apart, built on ``inputs``."""
    variables = list(inputs)
    given = []
    for kind, type_, data, name, tags in constants:
        given.append(kind(type_, data, name))
        vars(given[-1].tag).update(tags)

    def variable(place):
        return variables[place] if place >= 0 else given[-place - 1]

    for op, places, made in nodes:
        new = [type_.make_variable(name) for type_, name, _, _ in made]
        for output, (_, _, tags, trace) in zip(new, made, strict=True):
            vars(output.tag).update(tags)
            output.tag.trace = [traces.stacks[i] for i in trace] if traces else []
        variables += Apply(op, [variable(place) for place in places], new).outputs
    return [variable(place) for place in outputs]


# ---------------------------------------------------------------- files


def _read(file, inputs, traces=None):
    """Return the outputs and features of a graph, or None if there is none that can be read."""
    try:
        *graph, features = _Unpickler(BytesIO(_whole(_own(file)))).load()
        return _build(*graph, inputs, traces), features
    except Exception:
        return None


def _own(file):
    """Return the bytes of a file that this user, or root, wrote and nobody else may write."""
    with open(file, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NOFOLLOW", 0))) as opened:
        status = os.fstat(opened.fileno())
        if os.name == "posix" and (status.st_uid not in (os.geteuid(), 0) or status.st_mode & 0o022):
            raise PermissionError(f"{file} may be someone else's")
        return opened.read()


def _whole(data):
    """Return what `_write` wrote, if it still is all of that."""
    digest, data = data[:DIGEST], data[DIGEST:]
    if sha256(data).digest() != digest:
        raise ValueError("damaged")
    return data


def _write(file, fgraph, traces):
    features = [type(feature) for feature in fgraph._features if not isinstance(feature, MergeFeature)]
    if not FEATURES.issuperset(features):
        raise NotKept("features from elsewhere")
    if any(type(node.op).__module__.endswith("blas_c") for node in fgraph.apply_nodes):
        raise NotKept("a BLAS library, which may be another one next time")
    data = _pickled((*_flat(fgraph, traces), features))
    file.parent.mkdir(0o700, parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(".tmp", dir=file.parent)
    try:
        with open(handle, "wb") as opened:
            opened.write(sha256(data).digest() + data)
        os.replace(new, file)  # whole, whoever reads it meanwhile
    except BaseException:  # a full disk, ^C
        os.unlink(new)
        raise


class _Pickler(pickle.Pickler):
    """Pickles what PyTensor and this package define alone, the operations with a name by their name."""

    def persistent_id(self, obj):
        return _declared().get(id(obj)) if _is_a(obj, Op) else None

    def reducer_override(self, obj):
        if isinstance(obj, type | FunctionType) and obj.__module__.partition(".")[0] not in KNOWN:
            raise NotKept(obj)
        if _is_a(obj, FromFunctionOp):  # which pickles the name of its function
            raise NotKept(obj)
        if isinstance(obj, Scratchpad):
            return Scratchpad, (), _tags(obj)
        return NotImplemented


def _is_a(obj, *classes):
    """``isinstance`` for abstract classes that nobody has registered others with, of which it asks all subclasses."""
    return not set(classes).isdisjoint(type(obj).__mro__)


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        module, name = pid
        return getattr(import_module(module), name)


@cache
def _declared():
    modules = "theano_min.tensor", "theano_min.tensor.nnet"
    return {
        id(each): (module, name)
        for module in modules
        for name, each in vars(import_module(module)).items()
        if isinstance(each, Op)
    }


class _Describer(_Pickler):
    """Pickles equal graphs equally: operations, types and arrays are described apart, once for all that are equal."""

    def __init__(self, file, apart, root=None):
        super().__init__(file, protocol=5)
        self.apart, self.root = apart, root

    def persistent_id(self, obj):
        if isinstance(obj, numpy.ndarray):
            obj = obj.dtype.str, obj.shape, obj.tobytes()
        elif not _is_a(obj, Op, Type) or obj is self.root:
            return None
        return self.apart.setdefault(obj, len(self.apart))

    def reducer_override(self, obj):
        if _is_a(obj, FunctionGraph, FrozenFunctionGraph):
            return list, (_flat(obj),)
        if isinstance(obj, frozendict):
            return dict, (dict(obj),)  # without the hash, which it may have computed or not
        if isinstance(obj, PyTensorMode):
            return list, (_mode(obj),)
        return super().reducer_override(obj)


def _description(data):
    apart = {}
    parts = [_pickled(data, apart)]
    while len(parts) <= len(apart):
        each = next(islice(apart, len(parts) - 1, None))
        parts.append(_pickled(each, apart, each))
    return b"".join(parts)


def _pickled(data, *apart):
    file = BytesIO()
    pickler = _Describer(file, *apart) if apart else _Pickler(file, protocol=5)
    try:
        pickler.dump(data)
    except (pickle.PicklingError, AttributeError, TypeError, RecursionError) as error:
        raise NotKept(error) from error
    return file.getvalue()


# ---------------------------------------------------------------- what rewriting depends on


def _key(fgraph, mode, inputs, outputs):
    if registered.have_others():
        raise NotKept("rewrites from elsewhere")
    graph = _flat(fgraph)
    uses = [
        [(i.variable.type, _tags(i.variable.tag), i.borrow, i.mutable, i.shared, i.update is not None) for i in inputs],
        [output.borrow for output in outputs],
        fgraph.update_mapping,
    ]
    return sha256(_description((graph, uses)) + repr((_mode(mode), _flags(), _sources())).encode()).hexdigest()


def _mode(mode):
    query = mode._optimizer
    if (
        not vars(type(mode)).get("graphs_are_kept")
        or mode.optdb is not optdb
        or not isinstance(query, RewriteDatabaseQuery)
    ):
        raise NotKept("a mode from elsewhere")
    if query.extra_rewrites or query.subquery:
        raise NotKept("rewrites of the mode's own")
    tags = [sorted(tags or ()) for tags in (query.include, query.require, query.exclude)]
    return type(mode.linker).__qualname__, tags, query.position_cutoff


def _flags():
    if config.optimizer_verbose or config.profile_optimizer or flags.compute_test_value_opt != "off":
        raise NotKept("rewriting is watched")
    values = {name: getattr(flag, "val", flag.default) for name, flag in config._config_var_dict.items()}
    if vars(type(config))["blas__ldflags"].is_default:  # finding it out takes a second
        del values["blas__ldflags"]
    return sorted((name, str(value)) for name, value in values.items() if name not in OTHER_FLAGS)


@cache
def _sources():
    """Return what tells versions, and when the files of this package were written."""
    here = os.walk(Path(__file__).parents[1])
    files = sorted(os.path.join(folder, name) for folder, _, names in here for name in names if name.endswith(".py"))
    written = [(file, (status := os.stat(file)).st_mtime, status.st_size) for file in files]
    if any(when > IMPORTED for _, when, _ in written):
        raise NotKept("the sources are no longer those that run")
    versions = sys.version, sys.platform, sys.maxsize, numpy.__version__, pytensor.__version__, pytensor.__file__
    return sha256(repr((versions, written)).encode()).hexdigest()


IMPORTED = time()


class Registered:
    """The rewrites that PyTensor and this package have registered: all, when it is made."""

    def __init__(self):
        self.databases = list(_databases(optdb))
        self.rewrites, self.entries = self.all(), self.count()

    def have_others(self):
        """Whether anyone else registered a rewrite or changed its tags; ours do when their modules are imported."""
        rewrites, entries = self.all(), self.count()
        if rewrites == self.rewrites and entries == self.entries:
            return False
        new = {rewrite for name, rewrite in rewrites.items() if self.rewrites.get(name) is not rewrite}
        if self.rewrites.keys() - rewrites.keys() or entries != self.entries + self.count(new) or not _are_ours(new):
            return True
        self.rewrites, self.entries = rewrites, entries
        return False

    def all(self):
        """Return {(database, name): rewrite}."""
        # lists, as another thread may import a module with rewrites meanwhile
        named = [(i, db, name) for i, db in enumerate(self.databases) for name in list(db._names)]
        return {(i, name): next(iter(db.__db__[name].values)) for i, db, name in named}

    def count(self, of=None):
        """How many entries, by name or tag, the databases have, or have of these rewrites."""
        tagged = [each.values for db in self.databases for each in list(db.__db__.values())]
        return sum(map(len, tagged)) if of is None else sum(rewrite in each for each in tagged for rewrite in of)


def _databases(database):
    yield database
    for name in list(database._names):
        for rewrite in database.__db__[name]:
            if isinstance(rewrite, RewriteDatabase):
                yield from _databases(rewrite)


def _are_ours(rewrites):
    """Whether modules of PyTensor or this package have all of the rewrites, or what they are made of."""
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in OURS]
    ours = {id(each) for module in modules for each in vars(module).values()}
    return all({id(rewrite), id(getattr(rewrite, "node_rewriter", rewrite))} & ours for rewrite in rewrites)
