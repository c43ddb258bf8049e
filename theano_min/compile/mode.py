"""``theano.compile.mode``: how a graph is rewritten and by what it is run."""

from functools import cache as _cache

from pytensor.compile import mode as _queries
from pytensor.compile.aliasing import Supervisor as Supervisor
from pytensor.compile.debug.debugmode import DebugMode as _DebugMode  # noqa: F401 (registers its name)
from pytensor.compile.mode import (
    FAST_COMPILE as _FAST_COMPILE,
    OPT_MERGE as OPT_MERGE,
    OPT_NONE as OPT_NONE,
    AddDestroyHandler as AddDestroyHandler,
    AddFeatureOptimizer as AddFeatureOptimizer,
    Mode as _Mode,
    PrintCurrentFunctionGraph as PrintCurrentFunctionGraph,
    local_useless as local_useless,
    optdb as optdb,
    predefined_linkers as predefined_linkers,
    predefined_modes as _predefined_modes,
    predefined_optimizers as predefined_optimizers,
    register_linker as register_linker,
    register_optimizer as register_optimizer,
)
from pytensor.configdefaults import config as _config
from pytensor.graph.rewriting.db import (
    RewriteDatabase as _RewriteDatabase,
    RewriteDatabaseQuery as _RewriteDatabaseQuery,
)
from pytensor.link.basic import JITLinker as _JITLinker, PerformLinker as _PerformLinker, WrapLinker as _WrapLinker
from pytensor.link.c.basic import OpWiseCLinker as _OpWiseCLinker
from pytensor.link.numba.linker import NumbaLinker as _NumbaLinker
from pytensor.link.vm import VMLinker as _VMLinker

from theano_min import _removed
from theano_min._engine.left_out import BY_PYTHON as _BY_PYTHON, FUSION as _FUSION, LEFT_OUT as _LEFT_OUT
from theano_min._engine.tiers import CompilingLinker as _CompilingLinker, TieredLinker as _TieredLinker
from theano_min.configdefaults import _ModeFlag, config as config

__getattr__ = _removed.getattr_for(__name__)

exclude: list[str] = [] if _config.cxx else ["cxx_only"]

# ---------------------------------------------------------------- differs


def _ours(query):
    """A query of PyTensor's as one that leaves out the rewrites that change numbers."""
    ours = query.excluding(*_LEFT_OUT)
    ours.name = query.name
    return ours


OPT_FAST_COMPILE = _ours(_queries.OPT_FAST_COMPILE)
OPT_FAST_RUN = _ours(_queries.OPT_FAST_RUN)
OPT_FAST_RUN_STABLE = _ours(_queries.OPT_FAST_RUN_STABLE)
OPT_O2 = _ours(_queries.OPT_O2)
OPT_O3 = _ours(_queries.OPT_O3)
OPT_STABILIZE = _ours(_queries.OPT_STABILIZE)
OPT_UNSAFE = _ours(_queries.OPT_UNSAFE)


class Mode(_Mode):
    """How to rewrite a graph and by what to run it: ``linker`` and ``optimizer``, by name or the things themselves.

    Linkers: 'py' (NumPy), 'c', 'c|py' and 'c|py_nogc' (C where there is C), 'vm', 'cvm', 'vm_nogc' and 'cvm_nogc'
    (lazy ones), 'numba', 'jax'; by default what ``config.linker`` says, which is Numba unless it is set. Optimizers:
    'fast_run' (or 'o4'), 'o3', 'o2', 'fast_compile' (or 'o1'), 'fast_run_stable', 'stabilize', 'unsafe', 'merge',
    'None' (or None); by default ``config.optimizer``. Errors: KeyError for an unknown name. Source: theano.Mode.
    """

    graphs_are_kept = True  # on disk once they are rewritten; a class derived from this one may rewrite otherwise

    # rewrites that change numbers are left out, and fusion where Python runs what is fused: slowly, by Python's numbers

    def __setstate__(self, state):
        super().__setstate__(state)
        if type(self.linker) is _NumbaLinker:
            self.linker = _CompilingLinker(allow_gc=self.linker.allow_gc)
        if isinstance(self._optimizer, _RewriteDatabaseQuery):
            query = self._optimizer.excluding(*_LEFT_OUT)
            if _runs_python(self.linker):
                query = query.excluding(*_FUSION).including(*_BY_PYTHON)
            self._optimizer = _without_require(query, set(self.linker.required_rewrites)) if query.require else query

    def __str__(self):
        return f"{type(self).__name__}(linker = {self.provided_linker}, optimizer = {self.provided_optimizer})"


def _runs_python(linker):
    """Whether operations that could be compiled are run by Python."""
    if isinstance(linker, _WrapLinker):
        return any(map(_runs_python, linker.linkers))
    if isinstance(linker, _VMLinker):
        return not _config.cxx or linker.c_thunks is False
    # the linkers of compilers derive from the one that runs Python
    return type(linker) is _PerformLinker or (isinstance(linker, _OpWiseCLinker) and not _config.cxx)


def _may_run_c(linker):
    """Whether operations may be compiled in C as a function is made."""
    return bool(_config.cxx) and not isinstance(linker, _JITLinker) and not _runs_python(linker)


def _without_require(query, kept):
    """A query that leaves out by name what lacks a tag of ``query.require``, of which PyTensor's databases fail."""
    names = _lacking(optdb, query.require, kept)
    return _RewriteDatabaseQuery(
        query.include,
        exclude=[*query.exclude, *names],
        subquery=query.subquery,
        position_cutoff=query.position_cutoff,
        extra_rewrites=query.extra_rewrites,
    )


def _lacking(db, tags, kept):
    """Yield the names of the rewrites that lack one of ``tags``, but for those that the linker needs."""
    tagged = db.__db__
    needed = {each for tag in kept for each in tagged.get(tag, ())}
    for rewrite in {each for group in tagged.values() for each in group} - needed:
        if any(rewrite not in tagged.get(tag, ()) for tag in tags):
            yield rewrite.name
        elif isinstance(rewrite, _RewriteDatabase):
            yield from _lacking(rewrite, tags, kept)


def _strict(mode):
    """Return ``mode`` as one of ours, if it is a plain one of PyTensor's."""
    return Mode(mode.provided_linker, mode.provided_optimizer) if type(mode) is _Mode else mode


FAST_COMPILE = _strict(_FAST_COMPILE)
FAST_RUN = Mode(optimizer="fast_run")
# PyTensor's own names work too
predefined_modes = {name: _strict(mode) for name, mode in _predefined_modes.items() if isinstance(mode, _Mode)}
predefined_modes |= {"FAST_COMPILE": FAST_COMPILE, "FAST_RUN": FAST_RUN}

instantiated_default_mode = None
_TIERED = _TieredLinker()


def register_mode(name, mode):
    """Let ``theano.function`` know ``mode`` by ``name``. Errors: ValueError for a name that is taken.

    Source: theano.compile.mode.register_mode.
    """
    if name in predefined_modes:
        raise ValueError(f"Mode name already taken: {name}")
    predefined_modes[name] = mode


def get_mode(orig_string):
    """Return the mode of that name, or what is no string as it is; for None ``config.mode`` with the changes that
    ``config.optimizer_excluding``, ``..._including`` and ``..._requiring`` ask for.

    Errors: ValueError for an unknown name. Source: theano.compile.mode.get_mode.
    """
    # FAST_RUN and Mode follow the flags of the moment
    if orig_string is not None:
        return _named(orig_string) if isinstance(orig_string, str) else orig_string
    mode = config.mode
    if isinstance(mode, str):
        changes = _config.optimizer_excluding, _config.optimizer_including, _config.optimizer_requiring
        mode = _changed(_named(mode), *changes)
    global instantiated_default_mode
    instantiated_default_mode = mode
    return mode


_checking_modes: dict = {}  # handed down: those that modules above have


def _named(name):
    if name == "FAST_RUN" and predefined_modes[name] is FAST_RUN:
        return _mode(_config.linker, "fast_run")
    if name in predefined_modes:
        return predefined_modes[name]
    if name == "Mode":
        linker = _TIERED if _config.linker == "auto" and config.tiered else _config.linker
        return _mode(linker, _config.optimizer)
    if name in _checking_modes:
        return _checking_modes[name](_config.optimizer)
    raise ValueError(f"No predefined mode exist for string: {name}. There are {_theanos()}")


def _theanos():
    kept = {"FAST_RUN", "FAST_COMPILE", "Mode", *_checking_modes}
    return sorted(kept | {name for name in predefined_modes if name not in _predefined_modes})


@_cache
def _mode(linker, optimizer):
    return Mode(linker, optimizer)


@_cache
def _changed(mode, excluding, including, requiring):
    for change, tags in ("excluding", excluding), ("including", including), ("requiring", requiring):
        if tags:
            mode = getattr(mode, change)(*tags.split(":"))
    return mode


def _measuring(mode):
    """Return ``mode``, or if Numba would run the graph as one piece, one whose linker measures each node."""
    if not isinstance(mode, _Mode) or not isinstance(mode.linker, _NumbaLinker):
        return mode
    return Mode("cvm" if _config.cxx else "vm", mode._optimizer)


class _OfTheMoment(Mode):
    """What the flags of the moment say, for PyTensor's own functions."""

    linker = property(lambda self: _named("Mode").linker, lambda self, linker: None)
    optimizer = property(lambda self: _named("Mode").optimizer)

    def __reduce__(self):
        return get_mode, ("Mode",)


def get_default_mode():
    """Return the mode that ``config.mode`` names. Source: theano.compile.mode.get_default_mode."""
    # the differences of get_mode
    return get_mode(None)


_ModeFlag.stands_for_mode = _OfTheMoment()
if config.mode == "Mode":  # type: ignore[attr-defined]  # PYTENSOR_FLAGS may have named one of PyTensor's
    config.mode = "Mode"  # type: ignore[attr-defined]  # it now stands for it
