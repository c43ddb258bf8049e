"""Theano's flags, and how PyTensor gets them before it is imported (theano.configdefaults).

Importing this module imports PyTensor, configured; nothing may import PyTensor earlier.
"""

import atexit as _atexit
import gc as _gc
import logging
import os
import shutil as _shutil
import stat as _stat
import struct as _struct
import sys
import tempfile as _tempfile
import warnings
from collections.abc import Iterator as _Iterator
from contextlib import contextmanager as _contextmanager, nullcontext as _nullcontext
from time import process_time as _process_time
from typing import Any as _Any, NamedTuple as _NamedTuple

from theano_min import _removed
from theano_min.configparser import (
    THEANO_FLAGS_DICT,
    AddConfigVar,
    BoolParam,
    ConfigParam,
    EnumStr,
    FloatParam,
    IntParam,
    StrParam,
    TheanoConfigWarning as _TheanoConfigWarning,
    _read_files,
    _settings_files,
    _value_in_files,
    config as config,
    parse_config_string as _parse_config_string,
)
from theano_min.version import version as _version

_logger = logging.getLogger("theano.configdefaults")


# ---- what values the flags take ------------------------------------------------------------------------------------


def floatX_convert(s: _Any) -> _Any:
    """Widen "32" to "float32"; anything else stays."""
    return f"float{s}" if s in ("16", "32", "64") else s


class DeviceParam(ConfigParam):
    """A flag that names a device, as any Theano called it: the old back-end's gpu0 too, which 1.0.5 refused."""

    def __init__(self, default: str, *options: str, **kwargs: _Any) -> None:
        def device(value: str) -> str:
            if value in (default, *options) or value.startswith(("cuda", "opencl", "gpu")):
                return value
            raise ValueError(
                f'Invalid value ("{value}") for configuration variable "{self.fullname}". '
                'Valid options start with one of "cpu", "opencl" or "cuda".'
            )

        super().__init__(default, device, **kwargs)

    def __str__(self) -> str:
        return f"{self.fullname} ({self.default}, opencl*, cuda*) "


class ContextsParam(ConfigParam):
    """A flag that names several devices: `name->device;name->device`."""

    def __init__(self) -> None:
        def contexts(value: str) -> str:
            for pair in value.split(";") if value else ():
                name, *device = pair.split("->")
                if len(device) != 1:
                    raise ValueError(f"Malformed context map: {pair}")
                if name == "cpu" or name.startswith(("cuda", "opencl")):
                    raise ValueError(f"Cannot use {name} as context name")
            return value

        super().__init__("", contexts, allow_override=False)


def filter_mode(val: _Any) -> _Any:
    """Accept the name of a mode or a Mode; ValueError otherwise."""
    if isinstance(val, str):
        if val in ("Mode", "DebugMode", "FAST_RUN", "NanGuardMode", "FAST_COMPILE", "DEBUG_MODE"):
            return val
    else:
        from pytensor.compile.mode import Mode

        if isinstance(val, Mode):
            return val
    raise ValueError(
        "Expected one of those string 'Mode', 'DebugMode', 'FAST_RUN', 'NanGuardMode', 'FAST_COMPILE', "
        f"'DEBUG_MODE' or an instance of Mode, not {val!r}."
    )


def filter_vm_lazy(val: _Any) -> bool | None:
    """Read True, False or None, or their names; ValueError otherwise."""
    for choice in (False, True, None):
        if val is choice or val == str(choice):
            return choice
    raise ValueError(f"Valid values for an vm.lazy parameter should be None, False or True, not `{val}`.")


def is_valid_check_preallocated_output_param(param: str) -> bool:
    """Say whether the words between the colons all name a kind of memory."""
    kinds = {"initial", "previous", "c_contiguous", "f_contiguous", "strided", "wrong_size", "ALL", ""}
    return kinds.issuperset(param.split(":"))


def good_seed_param(seed: str) -> bool:
    """Say whether the string is "random" or an integer."""
    try:
        return seed == "random" or isinstance(int(seed), int)
    except ValueError:
        return False


def _positive(value: int) -> bool:
    return value > 0


def _not_negative(value: int) -> bool:
    return value >= 0


def _0_1_2(value: int) -> bool:
    return value in (0, 1, 2)


class _Removed(ConfigParam):
    """A flag that Theano itself no longer let anyone set."""

    def __init__(self, advice: str, value: bool) -> None:
        def refuse(setting: _Any) -> bool:
            if setting:
                raise RuntimeError(f"The flag {self.fullname} has been removed. {advice}")
            return value

        super().__init__("", refuse, allow_override=False)


# ---- defaults that depend on the machine or on other flags ---------------------------------------------------------


def get_cuda_root() -> str:
    """Return where CUDA seems to be installed, or an empty string."""
    nvcc = _shutil.which("nvcc")
    return os.getenv("CUDA_ROOT") or os.getenv("CUDA_PATH") or (nvcc and os.path.dirname(os.path.dirname(nvcc))) or ""


def _below(root: str, *parts: str) -> str:
    return os.path.join(root, *parts) if root else ""


def default_cuda_include() -> str:
    """Return where CUDA's headers seem to be, or an empty string."""
    return _below(config.cuda.root, "include")


def default_dnn_base_path() -> str:
    """Return `cuda.root` if cuDNN is there, or an empty string."""
    root = config.cuda.root
    return root if os.path.exists(_below(root, "include", "cudnn.h")) else ""


def default_dnn_inc_path() -> str:
    """Return where cuDNN's header seems to be, or an empty string."""
    return _below(config.dnn.base_path, "include")


def default_dnn_lib_path() -> str:
    """Return where cuDNN's library seems to be linked, or an empty string."""
    return _below(config.dnn.base_path, "lib64")


def default_dnn_bin_path() -> str:
    """Return where cuDNN's library seems to be loaded from, or an empty string."""
    return config.dnn.library_path


def get_home_dir() -> str:
    """Return the user's home directory."""
    return os.environ.get("HOME", os.path.expanduser("~"))


def filter_base_compiledir(path: _Any) -> str:
    """Return the path with the user's home directory written out."""
    return os.path.expanduser(str(path))


def filter_compiledir(path: _Any) -> str:
    """Return the path in full, of a directory which is made if it is not there; ValueError if it cannot be used."""
    path = os.path.realpath(os.path.expanduser(path))
    if _why_not(path) is not None:
        raise ValueError(f"compiledir {path!r} cannot be made, or files in it cannot be read and written.")
    return path


def local_bitwidth() -> int:
    """Return the number of bits of a pointer."""
    return _struct.calcsize("P") * 8


def python_int_bitwidth() -> int:
    """Return the number of bits of a C long, which Python 2's int was."""
    return _struct.calcsize("l") * 8


def split_version(version: str) -> tuple[int, ...]:
    """Split `"0.10"` into `(0, 10)`."""
    return tuple(map(int, version.split(".")))


def warn_default(version: str) -> bool:
    """Say whether `warn.ignore_bug_before` wants warnings about bugs that were fixed in `version`."""
    before = config.warn.ignore_bug_before
    return before == "None" or (before != "all" and split_version(before) < split_version(version))


def _warns(version: str) -> ConfigParam:
    return BoolParam(lambda: warn_default(version))


default_compiledir_format = "compiledir_%(short_platform)s-%(processor)s-%(python_version)s-%(python_bitwidth)s"
# fmt: off
SUPPORTED_DNN_CONV_ALGO_RUNTIME = ("guess_once", "guess_on_shape_change", "time_once", "time_on_shape_change")
SUPPORTED_DNN_CONV_ALGO_FWD = (
    "small", "none", "large", "fft", "fft_tiling", "winograd", "winograd_non_fused", *SUPPORTED_DNN_CONV_ALGO_RUNTIME)
SUPPORTED_DNN_CONV_ALGO_BWD_DATA = (
    "none", "deterministic", "fft", "fft_tiling", "winograd", "winograd_non_fused", *SUPPORTED_DNN_CONV_ALGO_RUNTIME)
SUPPORTED_DNN_CONV_ALGO_BWD_FILTER = (
    "none", "deterministic", "fft", "small", "winograd_non_fused", "fft_tiling", *SUPPORTED_DNN_CONV_ALGO_RUNTIME)
SUPPORTED_DNN_CONV_PRECISION = ("as_input_f32", "as_input", "float16", "float32", "float64")
_SETERR = ("ignore", "warn", "raise", "call", "print", "log")
_VERSIONS = ("0.3", "0.4", "0.4.1", "0.5", "0.6", "0.7", "0.8", "0.8.1", "0.8.2", "0.9", "0.10",
             "1.0", "1.0.1", "1.0.2", "1.0.3", "1.0.4", "1.0.5")
# fmt: on


# ---- the table -----------------------------------------------------------------------------------------------------

default_openmp = False
_PYTENSOR = "PyTensor"  # PyTensor has the flag under the same name (dots written __) and obeys it
_THEANO = "Theano"  # this package obeys it
_NOBODY = "nobody"  # accepted and kept, without effect: what it steered is gone


class _Flag(_NamedTuple):
    """A row of the table: the name, its type and default, who obeys it, and what it is for."""

    name: str
    param: ConfigParam
    obeyed_by: str
    doc: str
    in_c_key: bool = False


def _fixed(param: ConfigParam) -> ConfigParam:
    """Mark a flag as one that keeps, after the import, the value it has then."""
    param.allow_override = False
    return param


# fmt: off
_FLAGS = (
    # numbers and casts
    _Flag("floatX", EnumStr("float64", "float32", "float16", convert=floatX_convert), _PYTENSOR,
         "Float dtype of variables and casts that name none.", in_c_key=True),
    _Flag("warn_float64", EnumStr("ignore", "warn", "raise", "pdb"), _PYTENSOR,
         "What happens when a variable of dtype float64 is made."),
    _Flag("cast_policy", EnumStr("custom", "numpy+floatX"), _PYTENSOR,
         "How the dtype of a Python number is chosen: as small as holds it, or NumPy's, limited by floatX.",
         in_c_key=True),
    _Flag("int_division", EnumStr("int", "raise", "floatX"), _THEANO,
         "What x / y means for two integer variables under Python 2's division."),
    _Flag("deterministic", EnumStr("default", "more"), _NOBODY, "Prefer reproducible GPU algorithms to faster ones."),

    # devices
    _Flag("device", DeviceParam("cpu", allow_override=False), _THEANO,
         "Where to compute: cpu. cuda*, opencl* and gpu* are accepted, and the CPU computes."),
    _Flag("init_gpu_device", DeviceParam("", allow_override=False), _THEANO, "A GPU to start without computing on it."),
    _Flag("force_device", _fixed(BoolParam(False)), _THEANO, "Raise an error if the device asked for cannot be used."),
    _Flag("contexts", ContextsParam(), _THEANO, "Names for several GPUs: name->device;name->device."),
    _Flag("print_active_device", _fixed(BoolParam(True)), _THEANO, "Say on stderr when the CPU stands in."),
    _Flag("assert_no_cpu_op", EnumStr("ignore", "warn", "raise", "pdb"), _NOBODY,
         "What happens when a graph meant for the GPU holds a CPU operation."),
    _Flag("gpuarray.sync", _fixed(_Removed("It had no effect.", False)), _NOBODY, "Removed."),
    _Flag("gpuarray.preallocate", _fixed(FloatParam(0)), _NOBODY, "GPU memory to reserve: a part of 1, or MB."),
    _Flag("gpuarray.sched", EnumStr("default", "multi", "single"), _NOBODY, "How the CPU waits.", in_c_key=True),
    _Flag("gpuarray.single_stream", BoolParam(True), _NOBODY, "Use one stream on the GPU."),
    _Flag("cuda.root", StrParam(get_cuda_root), _NOBODY, "Where CUDA is installed."),
    _Flag("cuda.include_path", StrParam(default_cuda_include), _NOBODY, "Its headers."),
    _Flag("dnn.conv.workmem", _Removed("Use dnn.conv.algo_fwd.", True), _NOBODY, "Removed: see dnn.conv.algo_fwd."),
    _Flag("dnn.conv.workmem_bwd", _Removed("Use dnn.conv.algo_bwd_filter and dnn.conv.algo_bwd_data.", True), _NOBODY,
         "Removed: see dnn.conv.algo_bwd_filter and dnn.conv.algo_bwd_data."),
    _Flag("dnn.conv.algo_bwd", _Removed("Use dnn.conv.algo_bwd_filter and dnn.conv.algo_bwd_data.", True), _NOBODY,
         "Removed: see dnn.conv.algo_bwd_filter and dnn.conv.algo_bwd_data."),
    _Flag("dnn.conv.algo_fwd", EnumStr(*SUPPORTED_DNN_CONV_ALGO_FWD), _NOBODY,
         "cuDNN's algorithm for convolution."),
    _Flag("dnn.conv.algo_bwd_data", EnumStr(*SUPPORTED_DNN_CONV_ALGO_BWD_DATA), _NOBODY,
         "cuDNN's algorithm for the gradient of a convolution with respect to its input."),
    _Flag("dnn.conv.algo_bwd_filter", EnumStr(*SUPPORTED_DNN_CONV_ALGO_BWD_FILTER), _NOBODY,
         "cuDNN's algorithm for the gradient of a convolution with respect to its filters."),
    _Flag("dnn.conv.precision", EnumStr(*SUPPORTED_DNN_CONV_PRECISION), _NOBODY,
         "Dtype in which cuDNN sums up a convolution."),
    _Flag("dnn.base_path", StrParam(default_dnn_base_path), _NOBODY, "Where cuDNN is installed."),
    _Flag("dnn.include_path", StrParam(default_dnn_inc_path), _NOBODY, "Its header."),
    _Flag("dnn.library_path", StrParam(default_dnn_lib_path), _NOBODY, "Where it is linked."),
    _Flag("dnn.bin_path", StrParam(default_dnn_bin_path), _NOBODY, "Where it is loaded from."),
    _Flag("dnn.enabled", EnumStr("auto", "True", "False", "no_check"), _NOBODY, "Use cuDNN."),
    _Flag("magma.include_path", StrParam(""), _NOBODY, "Where MAGMA's headers are."),
    _Flag("magma.library_path", StrParam(""), _NOBODY, "Where MAGMA is linked from."),
    _Flag("magma.enabled", BoolParam(False), _NOBODY, "Use MAGMA for linear algebra on the GPU."),
    _Flag("gpu.local_elemwise_fusion", BoolParam(True), _NOBODY, "Merge elementwise operations on the GPU."),
    _Flag("gpuelemwise.sync", BoolParam(True), _NOBODY, "Wait for the GPU after each elementwise operation."),
    _Flag("experimental.unpickle_gpu_on_cpu", BoolParam(False), _NOBODY, "Read pickled GPU arrays as NumPy arrays."),
    _Flag("ctc.root", _fixed(StrParam("")), _NOBODY, "Where Baidu's CTC library is installed."),

    # how functions are compiled
    _Flag("mode", ConfigParam("Mode", filter_mode), _PYTENSOR, "Compilation mode of functions that name none."),
    _Flag("cxx", StrParam("g++"), _PYTENSOR, "C++ compiler; empty: compile no C code."),
    _Flag("linker", EnumStr("cvm", "c|py", "py", "c", "c|py_nogc", "vm", "vm_nogc", "cvm_nogc"), _PYTENSOR,
         "What runs a graph in mode Mode. Left alone, PyTensor's own choice (Numba) does."),
    _Flag("tiered", BoolParam(True), _THEANO,
         "Without linker=, run a function on NumPy first, compiled once that pays; False: compile it at once."),
    _Flag("background_compile", BoolParam(True), _THEANO,
         "Compile functions in another process while they run on NumPy; False: in the call by which that pays."),
    _Flag("pytensor_text", BoolParam(False), _THEANO,
         "Write variables, types, operations and graphs as PyTensor does, not as Theano did."),
    _Flag("era", _fixed(BoolParam(False)), _THEANO,
         "Begin the era at `import theano`: NumPy and other libraries as they were (see theano_min.era)."),
    _Flag("safe_updates", BoolParam(False), _THEANO,
         "Overwrite no state while a function runs, so that a call which fails has changed none; takes more memory."),
    _Flag("allow_gc", BoolParam(True), _PYTENSOR, "Free intermediate results during a call; else reuse their memory."),
    _Flag("optimizer",
         EnumStr("o4", "o3", "o2", "o1", "unsafe", "fast_run", "fast_compile", "merge", "None"), _PYTENSOR,
         "How much a graph is rewritten before it is compiled."),
    _Flag("optimizer_verbose", BoolParam(False), _PYTENSOR, "Print each rewrite that is applied."),
    _Flag("optimizer_excluding", _fixed(StrParam("")), _PYTENSOR, "Leave out rewrites with these tags (a:b:c)."),
    _Flag("optimizer_including", _fixed(StrParam("")), _PYTENSOR, "Add rewrites with these tags (a:b:c)."),
    _Flag("optimizer_requiring", _fixed(StrParam("")), _PYTENSOR, "Use only rewrites with these tags (a:b:c)."),
    _Flag("optdb.position_cutoff", FloatParam(float("inf")), _PYTENSOR, "Leave out rewrites ordered after this."),
    _Flag("optdb.max_use_ratio", FloatParam(8), _PYTENSOR, "How often one rewrite may apply, per node of the graph."),
    _Flag("on_opt_error", EnumStr("warn", "raise", "pdb", "ignore"), _PYTENSOR, "What happens when a rewrite fails."),
    _Flag("on_shape_error", EnumStr("warn", "raise"), _PYTENSOR, "What happens when a rule for shapes fails."),
    _Flag("on_unused_input", EnumStr("raise", "warn", "ignore"), _PYTENSOR,
         "What happens when a function has an input that its outputs do not use."),
    _Flag("check_input", BoolParam(True), _PYTENSOR, "Check inputs in C code.", in_c_key=True),
    _Flag("check_stack_trace", EnumStr("off", "log", "warn", "raise"), _PYTENSOR,
         "What happens when a rewrite loses where in the program a variable was made."),
    _Flag("cycle_detection", EnumStr("regular", "fast"), _PYTENSOR, "Allow more in-place operations, or decide fast."),
    _Flag("cache_optimizations", BoolParam(True), _THEANO, "Keep rewritten graphs for the next time."),
    _Flag("tensor.cmp_sloppy", _fixed(IntParam(0, _0_1_2)), _PYTENSOR, "Compare arrays loosely: 0 no, 1 some, 2 more."),
    _Flag("tensor.local_elemwise_fusion", BoolParam(True), _NOBODY, "Merge elementwise operations into one loop."),
    _Flag("tensor.insert_inplace_optimizer_validate_nb", IntParam(-1), _PYTENSOR,
         "How many in-place changes are made between checks of the graph; -1: by its size."),
    _Flag("experimental.local_alloc_elemwise", BoolParam(True, bool), _NOBODY,
         "Cannot be False; use optimizer_excluding=local_alloc_elemwise."),
    _Flag("experimental.local_alloc_elemwise_assert", BoolParam(True), _NOBODY, "Check shapes where it was applied."),
    _Flag("conv.assert_shape", BoolParam(False), _NOBODY, "Check the shapes a convolution was promised."),
    _Flag("metaopt.verbose", IntParam(0), _NOBODY, "How much the meta-optimizer prints: 0, 1 or 2."),
    _Flag("metaopt.optimizer_excluding", StrParam(""), _NOBODY, "Tags the meta-optimizer leaves out, split by ':'."),
    _Flag("metaopt.optimizer_including", StrParam(""), _NOBODY, "Tags the meta-optimizer adds, separated by ':'."),
    _Flag("openmp", BoolParam(default_openmp), _PYTENSOR, "Use several cores in C code."),
    _Flag("openmp_elemwise_minsize", IntParam(200000), _PYTENSOR, "Number of elements that are worth several cores."),
    _Flag("vm.lazy", ConfigParam("None", filter_vm_lazy), _PYTENSOR, "Compute only what is needed; None: find out."),
    _Flag("scan.allow_gc", BoolParam(False), _PYTENSOR, "Free intermediate results between the steps of a scan."),
    _Flag("scan.allow_output_prealloc", BoolParam(True), _PYTENSOR, "Let the steps of a scan write into its outputs."),
    _Flag("scan.debug", BoolParam(False), _NOBODY, "Print more about scans."),

    # C code and where it is kept
    _Flag("gcc.cxxflags", StrParam(""), _PYTENSOR, "More options for the C++ compiler."),
    _Flag("nocleanup", BoolParam(False), _PYTENSOR, "Keep the files of C code that did not compile."),
    _Flag("cmodule.warn_no_version", BoolParam(False), _PYTENSOR, "Warn about C code that cannot be cached."),
    _Flag("cmodule.remove_gxx_opt", BoolParam(False), _PYTENSOR, "Compile without -O, for a debugger.", in_c_key=True),
    _Flag("cmodule.compilation_warning", BoolParam(False), _PYTENSOR, "Show the C++ compiler's warnings."),
    _Flag("cmodule.preload_cache", _fixed(BoolParam(False)), _PYTENSOR, "Read the whole cache of C code at import."),
    _Flag("cmodule.age_thresh_use", _fixed(IntParam(24 * 24 * 60 * 60)), _PYTENSOR,
         "Seconds after which cached C code is not used again."),
    _Flag("cmodule.debug", BoolParam(False), _PYTENSOR, "Define DEBUG in C code.", in_c_key=True),
    _Flag("compile.wait", _fixed(IntParam(5, _positive)), _PYTENSOR, "Seconds between attempts to lock the cache."),
    _Flag("compile.timeout", _fixed(IntParam(lambda: 24 * config.compile.wait, _not_negative)), _PYTENSOR,
         "Seconds after which another process's lock is broken."),
    _Flag("cache_size", IntParam(1000, _not_negative), _THEANO,
         "Megabytes that compiled code and graphs may take; as a program ends, what was used longest ago goes. "
         "0: no bound."),
    _Flag("compiledir_format",
         _fixed(StrParam(default_compiledir_format)),
         _PYTENSOR, "Name of compiledir below base_compiledir; %(platform)s, %(hostname)s and more are filled in."),
    _Flag("base_compiledir", _fixed(StrParam("~/.pytensor")), _PYTENSOR,
         "Where compiled code is kept, for all machines; shared with PyTensor."),
    _Flag("compiledir", _fixed(StrParam("")), _PYTENSOR, "Where compiled code is kept, for this machine."),
    _Flag("gpuarray.cache_path",
         _fixed(StrParam(lambda: os.path.join(config.compiledir, "gpuarray_kernels"))), _NOBODY,
         "Where compiled GPU code is kept."),
    _Flag("blas.ldflags", StrParam(""), _PYTENSOR, "Linker options for BLAS in C code; empty: call NumPy's."),
    _Flag("blas.check_openmp", BoolParam(True), _PYTENSOR, "Refuse MKL with an OpenMP that gives wrong results."),
    _Flag("lib.amdlibm", BoolParam(False), _PYTENSOR, "Use AMD's libm in C code."),

    # errors and test values
    _Flag("exception_verbosity", EnumStr("low", "high"), _PYTENSOR, "How much of the graph an error shows."),
    _Flag("traceback.limit", IntParam(8), _PYTENSOR, "Frames kept of where a variable was made; -1: all."),
    _Flag("traceback.compile_limit", IntParam(0), _PYTENSOR, "Frames kept of where a rewrite made one; -1: all."),
    _Flag("traceback.internals", BoolParam(False), _THEANO, "Show what an error passed through here and in PyTensor."),
    _Flag("compute_test_value", EnumStr("off", "ignore", "warn", "raise", "pdb"), _THEANO,
         "Run each operation on its inputs' test values when it is applied."),
    _Flag("compute_test_value_opt", EnumStr("off", "ignore", "warn", "raise", "pdb"), _THEANO,
         "The same for operations that a rewrite makes."),
    _Flag("print_test_value", BoolParam(False), _THEANO, "Show a variable's test value in its repr."),
    _Flag("pickle_test_value", BoolParam(True), _NOBODY, "Keep test values in pickles."),
    _Flag("unpickle_function", BoolParam(True), _PYTENSOR, "Read pickled functions; otherwise they become None."),
    _Flag("reoptimize_unpickled_function", BoolParam(False), _NOBODY, "Rewrite the graph of a pickled function again."),
    _Flag("numpy.seterr_all", _fixed(EnumStr(*_SETERR, "None")), _THEANO,
         "What NumPy does on floating-point errors; None: leave NumPy alone."),
    _Flag("numpy.seterr_divide", _fixed(EnumStr("None", *_SETERR)), _THEANO, "The same for a division by zero."),
    _Flag("numpy.seterr_over", _fixed(EnumStr("None", *_SETERR)), _THEANO, "The same for overflow."),
    _Flag("numpy.seterr_under", _fixed(EnumStr("None", *_SETERR)), _THEANO, "The same for underflow."),
    _Flag("numpy.seterr_invalid", _fixed(EnumStr("None", *_SETERR)), _THEANO, "The same for NaN."),

    # modes that check
    _Flag("NanGuardMode.nan_is_error", BoolParam(True), _PYTENSOR, "NanGuardMode stops at NaN."),
    _Flag("NanGuardMode.inf_is_error", BoolParam(True), _PYTENSOR, "NanGuardMode stops at infinity."),
    _Flag("NanGuardMode.big_is_error", BoolParam(True), _PYTENSOR, "NanGuardMode stops at huge numbers."),
    _Flag("NanGuardMode.action", EnumStr("raise", "warn", "pdb"), _PYTENSOR, "What NanGuardMode does when it stops."),
    _Flag("DebugMode.patience", IntParam(10, _positive), _PYTENSOR, "How often DebugMode rewrites, to compare."),
    _Flag("DebugMode.check_c", BoolParam(lambda: bool(config.cxx)), _PYTENSOR, "DebugMode runs C implementations."),
    _Flag("DebugMode.check_py", BoolParam(True), _PYTENSOR, "DebugMode runs Python implementations."),
    _Flag("DebugMode.check_finite", BoolParam(True), _PYTENSOR, "DebugMode refuses NaN and infinity."),
    _Flag("DebugMode.check_strides", IntParam(0, _0_1_2), _PYTENSOR,
         "DebugMode compares strides of C and Python results: 0 ignores, 1 warns, 2 raises."),
    _Flag("DebugMode.warn_input_not_reused", BoolParam(True), _PYTENSOR,
         "DebugMode warns about an in-place operation that made a new array."),
    _Flag("DebugMode.check_preallocated_output", StrParam("", is_valid_check_preallocated_output_param), _PYTENSOR,
         "Memory DebugMode offers for outputs, separated by ':': "
         "initial, previous, c_contiguous, f_contiguous, strided, wrong_size, ALL."),
    _Flag("DebugMode.check_preallocated_output_ndim", IntParam(4, _positive), _PYTENSOR,
         "Number of dimensions in which 'strided' tries all strides."),

    # profiling
    _Flag("profile", BoolParam(False), _PYTENSOR, "Measure functions and print a report at exit."),
    _Flag("profile_optimizer", BoolParam(False), _PYTENSOR, "Measure rewrites too."),
    _Flag("profile_memory", BoolParam(False), _PYTENSOR, "Measure memory too."),
    _Flag("print_global_stats", BoolParam(False), _PYTENSOR, "Print the time spent, over all functions, at exit."),
    _Flag("profiling.time_thunks", BoolParam(True), _PYTENSOR, "Measure each operation."),
    _Flag("profiling.n_apply", IntParam(20, _positive), _PYTENSOR, "How many nodes a report shows."),
    _Flag("profiling.n_ops", IntParam(20, _positive), _PYTENSOR, "How many operations a report shows."),
    _Flag("profiling.output_line_width", IntParam(512, _positive), _PYTENSOR, "How wide a report may be."),
    _Flag("profiling.min_memory_size", IntParam(1024, _not_negative), _PYTENSOR, "Bytes from which a node is shown."),
    _Flag("profiling.min_peak_memory", BoolParam(False), _PYTENSOR, "Search the order that needs the least memory."),
    _Flag("profiling.destination", StrParam("stderr"), _PYTENSOR, "Where reports go: stderr, stdout or a file."),
    _Flag("profiling.debugprint", BoolParam(False), _PYTENSOR, "Print the graph of each function measured."),
    _Flag("profiling.ignore_first_call", BoolParam(False), _PYTENSOR, "Leave out the first call of each function."),

    # warnings about bugs that Theano had once
    _Flag("warn.ignore_bug_before", _fixed(EnumStr("0.9", "None", "all", *_VERSIONS)), _THEANO,
         "Be silent about bugs fixed in this version or before; None: about none, all: about any."),
    _Flag("warn.argmax_pushdown_bug", _warns("0.3"), _NOBODY, "Wrong argmax of softmax, fixed in 0.3."),
    _Flag("warn.gpusum_01_011_0111_bug", _warns("0.3"), _NOBODY, "Wrong sums on the GPU, fixed in 0.3."),
    _Flag("warn.sum_sum_bug", _warns("0.3"), _NOBODY, "Wrong sums of sums, fixed in 0.3."),
    _Flag("warn.sum_div_dimshuffle_bug", _warns("0.3"), _NOBODY, "Wrong sums of quotients, fixed in 0.3."),
    _Flag("warn.identify_1pexp_bug", _warns("0.4.1"), _NOBODY, "Expressions taken for 1 + exp(x), fixed in 0.4.1."),
    _Flag("warn.subtensor_merge_bug", _warns("0.5"), _NOBODY, "Wrong parts of reversed parts, fixed in 0.5."),
    _Flag("warn.gpu_set_subtensor1", _warns("0.6"), _NOBODY, "Wrong assignment by index on the GPU, fixed in 0.6."),
    _Flag("warn.vm_gc_bug", BoolParam(False), _NOBODY, "Memory freed too early in July 2012."),
    _Flag("warn.signal_conv2d_interface", _warns("0.7"), _NOBODY, "signal.conv2d got other arguments in 0.7."),
    _Flag("warn.reduce_join", _warns("0.7"), _NOBODY, "Wrong reductions of joined arrays, fixed in 0.7."),
    _Flag("warn.inc_set_subtensor1", _warns("0.7"), _NOBODY, "Wrong assignment by several indices, fixed in 0.7."),
    _Flag("warn.round", _warns("0.9"), _NOBODY, "round rounds halves to even since 0.9."),
    _Flag("warn.inc_subtensor1_opt", _warns("0.10"), _NOBODY, "Wrong sums by repeated indices, fixed in 0.10."),

    _Flag("unittests.rseed", StrParam(666, good_seed_param), _NOBODY, "Seed of Theano's own tests, or random."),
)
# fmt: on

for _flag in _FLAGS:
    _effect = " Accepted, without effect." if _flag.obeyed_by == _NOBODY else ""
    AddConfigVar(_flag.name, _flag.doc + _effect, _flag.param, in_c_key=_flag.in_c_key)
_PARAMS = {flag.name: flag.param for flag in _FLAGS}
_DELEGATED = [flag.param for flag in _FLAGS if flag.obeyed_by == _PYTENSOR]


# ---- devices -------------------------------------------------------------------------------------------------------


def _use_cpu() -> None:
    """Say once that a GPU asked for is not used, and let the flags tell the truth from then on."""
    asked = {name: _PARAMS[name].val for name in ("device", "init_gpu_device", "contexts")}
    asked = {name: value for name, value in asked.items() if value not in ("", "cpu")}
    if not asked:
        return
    wish = ", ".join(f"{name}={value}" for name, value in asked.items())
    if config.force_device:
        raise OSError(
            f"You forced the use of {wish}, but only the CPU can be used. Set device=cpu or force_device=False."
        )
    for name in asked:
        _PARAMS[name].val = _PARAMS[name].default
    if config.print_active_device:
        _logger.warning(
            "%s was asked for, but only the CPU can be used and is used now. "
            "Set device=cpu, or print_active_device=False, to silence this line.",
            wish,
        )


# ---- a place for compiled code -------------------------------------------------------------------------------------


def _setting_for_pytensor(name: str) -> str | None:
    """Return what the user set in PYTENSOR_FLAGS or .pytensorrc."""
    flags = _parse_config_string(os.getenv("PYTENSOR_FLAGS", ""), issue_warnings=False)
    if name in flags:
        return flags[name]
    try:
        return _value_in_files(*_read_files(_settings_files("PYTENSORRC", "~/.pytensorrc")), "global", name)
    except KeyError:
        return None


def _directory_asked(name: str) -> str | None:
    param = _PARAMS[name]
    return _setting_for_pytensor(name) if param.is_default else param.val


def default_base_compiledir() -> str:
    """Return the directory of compiled code that PyTensor uses if it is not told another one."""
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return os.path.join(os.environ["LOCALAPPDATA"], "PyTensor")
    return os.path.join(get_home_dir(), ".pytensor")


def default_compiledir() -> str:
    """Return the directory of compiled code for this machine."""
    return os.path.join(config.base_compiledir, os.path.basename(config.compiledir))


def _why_not(path: str) -> str | None:
    """Say what keeps a directory from holding code that is run, or None.

    Whether files can be made in it is tried, as permissions alone do not tell.
    """
    path = os.path.expanduser(path)
    if path.startswith("~"):
        return "cannot be found"
    try:
        os.makedirs(path, 0o700, exist_ok=True)
        _tempfile.TemporaryFile(dir=path).close()
        parts = [path] if os.name == "posix" else []
        if parts and os.stat(path).st_mode & 0o005:
            parts += [part for name in ("numba", "rewritten") if os.path.lexists(part := os.path.join(path, name))]
        for part in parts:
            status = os.stat(part) if part == path else os.lstat(part)
            if status.st_mode & 0o002 or _stat.S_ISLNK(status.st_mode):
                return "may be written by other users, whose code would run"
            if status.st_uid not in (os.geteuid(), 0) and os.geteuid() != 0:
                return "belongs to another user, whose code would run"
    except OSError:
        return "cannot be written"
    return None


def _temporary_directory() -> str:
    path = _tempfile.mkdtemp(prefix="theano-")
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:  # a forked child leaves its parent's files alone
            _shutil.rmtree(path, ignore_errors=True)

    _atexit.register(remove)
    return path


def _directories() -> dict[str, str]:
    """Find temporary directories for the flags that name, or leave, one that cannot be written or trusted."""
    asked = {
        "base_compiledir": _directory_asked("base_compiledir") or default_base_compiledir(),
        "compiledir": _directory_asked("compiledir"),
    }
    instead = {}
    for name, path in asked.items():
        if path and (reason := _why_not(path)) is not None:
            instead[name] = _temporary_directory()
            _logger.warning(
                "%s %s: compiled code goes to %s, which is removed at exit. Set THEANO_FLAGS=%s=DIRECTORY to keep it.",
                path,
                reason,
                instead[name],
                name,
            )
    return instead


# ---- PyTensor ------------------------------------------------------------------------------------------------------


class _InPyTensor:
    """Keeps a flag's value in PyTensor's flag, which both sides then read and set."""

    def __init__(self, name: str) -> None:
        from pytensor import config as pytensor_config

        self.config: _Any = pytensor_config
        self.flag: _Any = getattr(type(pytensor_config), name.replace(".", "__"))

    def get(self) -> _Any:
        value = self.flag.__get__(self.config, type(self.config))
        return str(value) if isinstance(value, os.PathLike) else value

    def set(self, value: _Any) -> None:
        if self.flag.mutable:
            self.flag.__set__(self.config, value)
        else:  # Theano lets `optimizer` and `scan.allow_output_prealloc` change before the first function is compiled
            self.flag.val = self.flag.apply(value)

    def snapshot(self) -> dict[str, _Any]:
        return {key: value for key, value in vars(self.flag).items() if key == "val"}

    def restore(self, state: dict[str, _Any]) -> None:
        vars(self.flag).pop("val", None)
        vars(self.flag).update(state)


class _Linker(_InPyTensor):
    """Shows Theano's default while PyTensor chooses the linker itself."""

    def get(self) -> str:
        value = super().get()
        if value != "auto":
            return value
        return "cvm" if self.config.cxx else "vm"

    def set(self, value: _Any) -> None:
        if value.startswith("c") and not self.config.cxx:
            raise ValueError(
                f'Invalid value ("{value}") for configuration variable "linker". '
                "Valid options are ('vm', 'py', 'vm_nogc') where there is no C++ compiler"
            )
        super().set(value)


class _Verbosity(_InPyTensor):
    """Theano's 'low' is PyTensor's 'medium', whose own 'low' tells nothing of the node that failed."""

    def get(self) -> str:
        return "high" if super().get() == "high" else "low"

    def set(self, value: _Any) -> None:
        super().set("medium" if value == "low" else value)


class _ModeFlag(_InPyTensor):
    """Gives PyTensor's own functions, such as those of `x.eval()`, the mode that the flag "Mode" stands for here."""

    stands_for_mode: _Any = "Mode"

    def get(self) -> _Any:
        value = super().get()
        return "Mode" if value is self.stands_for_mode else value

    def set(self, value: _Any) -> None:
        super().set(self.stands_for_mode if isinstance(value, str) and value == "Mode" else value)


_STORES = {"linker": _Linker, "mode": _ModeFlag, "exception_verbosity": _Verbosity}


@_contextmanager
def _environment(**changes: str) -> _Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@_contextmanager
def _without_collector() -> _Iterator[None]:
    """Let the garbage collector pass over what is imported: it lives as long as the program, and is a lot to look at.

    What the program has made before is passed over with it, so this is for programs that have just begun.
    """
    if not _gc.isenabled() or _process_time() > _JUST_BEGUN:
        yield
        return
    _gc.disable()
    try:
        yield
        _gc.freeze()
    finally:
        _gc.enable()


_JUST_BEGUN = 5.0  # CPU seconds


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "'\"'\"'") + "'"


def _import_pytensor() -> None:
    """Import PyTensor with the user's settings, which its environment variable carries during the import only."""
    too_late = "pytensor" in sys.modules
    settings = {param.fullname: param.val for param in _DELEGATED if not param.is_default}
    if not too_late:
        settings.update(_directories())
    own = [f"{name.replace('.', '__')}={_quoted(_for_pytensor(name, value))}" for name, value in settings.items()]
    environment = {"PYTENSOR_FLAGS": ",".join(filter(None, [os.getenv("PYTENSOR_FLAGS"), *own]))}
    if os.path.expanduser("~") == "~":
        environment["HOME"] = settings.get("base_compiledir", _tempfile.gettempdir())
    with _environment(**environment), _nullcontext() if too_late else _without_collector():
        from pytensor import config as pytensor_config

    for param in _DELEGATED:
        if param.fullname != "compiledir_format" or param.is_default:  # a user's own reads as written
            param.store = _STORES.get(param.fullname, _InPyTensor)(param.fullname)
    if not _PARAMS["linker"].is_default:
        _PARAMS["linker"].__set__(config, settings["linker"])
    if _PARAMS["exception_verbosity"].is_default:
        _PARAMS["exception_verbosity"].__set__(config, "low")
    fastmath: _Any = type(pytensor_config).numba__fastmath
    if fastmath.is_default:
        fastmath.__set__(pytensor_config, False)  # it lets sums be reordered: other digits than Theano's
    if too_late:
        _set_what_can_be_set(settings)


def _for_pytensor(name: str, value: _Any) -> _Any:
    """Fill in the two keys of `compiledir_format` that PyTensor does not have; say 'low' as it does."""
    if name == "exception_verbosity" and value == "low":
        return "medium"
    if name != "compiledir_format":
        return value
    return value.replace("%(device)s", "cpu").replace("%(theano_version)s", _version)


def _set_what_can_be_set(settings: dict[str, _Any]) -> None:
    kept = []
    for name, value in settings.items():
        param = _PARAMS[name]
        if param.allow_override:
            param.__set__(config, value)
        elif param.__get__(config) != value:
            kept.append(f"{name}={value}")
    if kept:
        _TheanoConfigWarning.warn(
            f"PyTensor was imported before theano, so these settings have no effect: {', '.join(kept)}. "
            "Import theano first.",
            stacklevel=1,
        )


def _set_numpy_errors() -> None:
    import numpy as np

    kinds = {kind: _PARAMS[f"numpy.seterr_{kind}"].val for kind in ("all", "divide", "over", "under", "invalid")}
    np.seterr(**{kind: None if choice == "None" else choice for kind, choice in kinds.items()})


# Flags of Theano 0.4 to 0.9 that 1.0.5 no longer had: without effect, and nobody needs a warning.
# fmt: off
_RETIRED = {
    "ProfileMode.min_memory_size", "ProfileMode.n_apply_to_print", "ProfileMode.n_ops_to_print",
    "ProfileMode.profile_memory", "cmodule.mac_framework_link", "cublas.lib", "cuda.enabled", "cuda.nvccflags",
    "enable_initial_driver_test", "experimental.mrg", "gpuarray.init_device", "home", "lib.cnmem",
    "nvcc.compiler_bindir", "nvcc.cudafe", "nvcc.fastmath", "nvcc.flags", "op.set_flops", "pycuda.init",
    "shared.value_borrows", "time_seq_optimizer",
}
# fmt: on

for _name in sorted(THEANO_FLAGS_DICT.keys() - _RETIRED):
    warnings.warn(f"Theano does not recognise this flag: {_name}", stacklevel=2)
_use_cpu()
_import_pytensor()
_set_numpy_errors()


def _follow(**observers: _Any) -> None:
    """Let each observer know of every value of the flag it is named by, the present one first."""
    for name, observer in observers.items():
        _PARAMS[name].on_change = observer
        observer(_PARAMS[name].__get__(config))


from pytensor.configdefaults import short_platform as short_platform  # noqa: E402


def default_blas_ldflags() -> str:
    """Look for a BLAS library and return the flags that link it, or an empty string."""
    from pytensor.link.c.cmodule import default_blas_ldflags

    return default_blas_ldflags()


def try_blas_flag(flags: list[str]) -> str:
    """Return the flags, joined by blanks, if a C program that calls BLAS runs with them, or an empty string."""
    from pytensor.link.c.cmodule import try_blas_flag

    return try_blas_flag(flags)


def check_mkl_openmp() -> None:
    """Raise RuntimeError if MKL would use an OpenMP that gives wrong results, unless `blas.check_openmp` is False."""
    from pytensor.link.c.cmodule import check_mkl_openmp

    check_mkl_openmp()


__getattr__ = _removed.getattr_for(__name__)
