"""``theano.compile.mode``: how a graph is rewritten and by what it is run."""

from functools import cache as _cache

from pytensor.compile.aliasing import Supervisor as Supervisor
from pytensor.compile.mode import (
    FAST_COMPILE as FAST_COMPILE,
    OPT_FAST_COMPILE as OPT_FAST_COMPILE,
    OPT_FAST_RUN as OPT_FAST_RUN,
    OPT_FAST_RUN_STABLE as OPT_FAST_RUN_STABLE,
    OPT_MERGE as OPT_MERGE,
    OPT_NONE as OPT_NONE,
    OPT_O2 as OPT_O2,
    OPT_O3 as OPT_O3,
    OPT_STABILIZE as OPT_STABILIZE,
    OPT_UNSAFE as OPT_UNSAFE,
    AddDestroyHandler as AddDestroyHandler,
    AddFeatureOptimizer as AddFeatureOptimizer,
    Mode as Mode,
    PrintCurrentFunctionGraph as PrintCurrentFunctionGraph,
    get_mode as _get_mode,
    local_useless as local_useless,
    optdb as optdb,
    predefined_linkers as predefined_linkers,
    predefined_modes as predefined_modes,
    predefined_optimizers as predefined_optimizers,
    register_linker as register_linker,
    register_mode as register_mode,
    register_optimizer as register_optimizer,
)
from pytensor.configdefaults import config as _config

# ---------------------------------------------------------------- differs


def get_mode(orig_string):
    """Return the mode of that name, ``config.mode`` for None; what is no string is returned as it is.

    Errors: ValueError for an unknown name. Source: theano.compile.mode.get_mode.
    """
    # FAST_RUN obeys every linker, Mode the flags of the moment; an index out of bounds stays an error
    name = _config.mode if orig_string is None else orig_string
    if not isinstance(name, str):
        return name
    if name == "FAST_RUN":
        return _mode(_config.linker, "fast_run")
    if name == "Mode":
        changes = _config.optimizer_excluding, _config.optimizer_including, _config.optimizer_requiring
        return _mode(_config.linker, _config.optimizer, *changes)
    return _strict(_get_mode(name))


@_cache
def _mode(linker, optimizer, excluding="", including="", requiring=""):
    tags = [[tag for tag in tags.split(":") if tag] for tags in (excluding, including, requiring)]
    return _strict(Mode(linker, optimizer)).excluding(*tags[0]).including(*tags[1]).requiring(*tags[2])


@_cache
def _strict(mode):
    """Return ``mode`` without the rewrites that turn indices into a slice, which ends where the array does."""
    return mode.excluding("local_adv_idx_to_slice", "extract_diag_lift_pass") if type(mode) is Mode else mode


def get_default_mode():
    """Return the mode that ``config.mode`` names. Source: theano.compile.mode.get_default_mode."""
    # the differences of get_mode
    return get_mode(None)


FAST_RUN = get_mode("FAST_RUN")
