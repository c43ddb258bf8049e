"""``theano.gof.cmodule``: modules compiled from C, and the cache of them."""

from pytensor.link.c.cmodule import (
    METH_NOARGS as METH_NOARGS,
    METH_VARARGS as METH_VARARGS,
    Compiler as Compiler,
    DynamicModule as DynamicModule,
    ExtFunction as ExtFunction,
    GCC_compiler as GCC_compiler,
    KeyData as KeyData,
    ModuleCache as ModuleCache,
    debug_counter as debug_counter,
    dlimport as dlimport,
    dlimport_workdir as dlimport_workdir,
    get_gcc_shared_library_arg as get_gcc_shared_library_arg,
    get_lib_extension as get_lib_extension,
    get_module_cache as get_module_cache,
    get_module_hash as get_module_hash,
    get_safe_part as get_safe_part,
    icc_module_compile_str as icc_module_compile_str,
    import_time as import_time,
    is_same_entry as is_same_entry,
    last_access_time as last_access_time,
    module_name_from_dir as module_name_from_dir,
    std_include_dirs as std_include_dirs,
    std_lib_dirs as std_lib_dirs,
    std_lib_dirs_and_libs as std_lib_dirs_and_libs,
    std_libs as std_libs,
    try_march_flag as try_march_flag,
)

from theano_min import _removed

# its module loads all of setuptools
__getattr__ = _removed.getattr_for(__name__, lazy={"MissingGXX": "pytensor.link.c.exceptions"})
__all__ = [*(name for name in globals() if not name.startswith("_")), "MissingGXX"]  # noqa: F822


def __dir__():
    return [*globals(), "MissingGXX"]
