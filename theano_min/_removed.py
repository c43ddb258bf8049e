"""Names of Theano that cannot come back, and the advice of the error that asking for one raises.

Two tables and a factory. A module with removed names ends in

    __getattr__ = _removed.getattr_for(__name__)

(or falls back on it in a `__getattr__` of its own), and then `theano.tensor.isend` raises AttributeError and
`from theano.tensor import isend` ImportError, both with the advice. A module that is gone as a whole stands in
`MODULES`, with everything below it: the finder of the name `theano` asks `module_advice` before it gives up. The
tables name modules as Theano named them.
"""

import sys as _sys
from importlib import import_module as _import_module
from opcode import opmap as _opmap

from theano_min import _imported

_CUDA = (
    "Theano's GPU back-ends need CUDA libraries that no longer exist; the program runs on the CPU without them, and "
    "on a GPU PyTensor compiles it where JAX is installed, with mode='JAX'"
)
_MPI = "PyTensor has no operations for MPI: pass arrays between processes with mpi4py, outside the compiled function"
_C_CODE = "it wrote C for Theano's own linker: PyTensor generates its C itself, and an Op supplies its own in c_code()"
_SCAN = "PyTensor's rewrites of loops are in pytensor.scan.rewriting; mode.excluding('scan') leaves them out"
_REGISTER_C = "no Type has to register C code for this operation any more: PyTensor finds it by itself"

NAMES: dict[str, dict[str, str]] = {
    "theano.compile.ops": dict.fromkeys(("register_rebroadcast_c_code", "register_specify_shape_c_code"), _REGISTER_C),
    "theano.compile.debugmode": {"debugprint": "theano.printing.debugprint prints a graph"},
    "theano.compile.nanguardmode": dict.fromkeys(("f_compute", "f_gpua_absmax", "f_gpua_max", "f_gpua_min"), _CUDA),
    "theano.compile.profiling": dict.fromkeys(
        ("total_fct_exec_time", "total_graph_opt_time", "total_time_linker"),
        "PyTensor counts it, in pytensor.compile.debug.profiling: print_global_stats() prints it",
    ),
    "theano.configdefaults": {
        **dict.fromkeys(("count", "p_out", "rc", "var"), "it was left over from looking at the machine"),
        **dict.fromkeys(
            ("compiledir_format_dict", "compiledir_format_keys", "default_compiledirname"),
            "theano.config.compiledir is the directory, named by theano.config.compiledir_format",
        ),
        **dict.fromkeys(
            (
                *("deprecated_gpuarray_sync", "safe_no_dnn_algo_bwd", "safe_no_dnn_workmem"),
                *("safe_no_dnn_workmem_bwd", "warn_cxx"),
            ),
            "it checked what the user set for a flag, which the flag does itself",
        ),
        "gcc_version_str": "theano.config.cxx is the compiler: ask itself with --version",
    },
    "theano.gof.cc": {
        "get_persistent_module_cache": "PyTensor's cache is pytensor.link.c.basic.get_module_cache()",
        "run_cthunk": "pytensor.link.c.cutils.run_cthunk runs a thunk in C",
    },
    "theano.gof.cmodule": dict.fromkeys(
        ("gcc_llvm", "gcc_version"), "theano.config.cxx is the compiler: ask itself with --version"
    ),
    "theano.gof.compilelock": dict.fromkeys(
        ("Unlocker", "hostname", "lock", "notset", "random", "refresh_lock"),
        "PyTensor makes the lock: get_lock() and release_lock() hold it",
    ),
    "theano.gof.destroyhandler": {
        "fast_inplace_check": "a variable does not know its graph: PyTensor's own rewrites choose what to overwrite",
    },
    "theano.gof.link": {
        "add_clear_storage": "theano.config.allow_gc tells a function to drop its intermediate values",
        **dict.fromkeys(
            ("log_thunk_trace", "thunk_hook"), "an error in a node says itself which node it was, and where it was made"
        ),
    },
    "theano.gof.opt": {
        "GraphToGPULocalOptGroup": _CUDA,
    },
    "theano.gof.toolbox": dict.fromkeys(
        ("GetCheckpoint", "LambdExtract"), "History has its own records: fgraph.checkpoint(), fgraph.revert(checkpoint)"
    ),
    "theano.gof.utils": dict.fromkeys(
        ("ANY_TYPE", "FALL_THROUGH", "comm_guard", "type_guard"),
        "functools.singledispatch chooses a function by the type of its first argument",
    ),
    "theano.gof.vm": {
        "CVM": "theano.config.linker = 'cvm' selects PyTensor's own virtual machine in C",
        "LoopGC": "Loop drops what is no longer needed itself, where theano.config.allow_gc is True",
    },
    "theano.misc.pkl_utils": {
        "PersistentGpuArrayID": _CUDA,
    },
    "theano.scan_module.scan_opt": dict.fromkeys(
        (
            *("PushOutDot1", "PushOutNonSeqScan", "PushOutScanOutput", "PushOutSeqScan", "ScanSaveMem"),
            *("list_opt_slice", "remove_constants_and_unused_inputs_scan"),
        ),
        _SCAN,
    ),
    "theano.scan_module.scan_utils": dict.fromkeys(("compress_outs", "scan_can_remove_outs"), _SCAN),
    "theano.gof.op": {
        "apply_meth": "it made the methods of COp, which finds its sections itself",
        "simple_meth": "it made the methods of COp, which finds its sections itself",
    },
    "theano.scalar.basic": dict.fromkeys(
        ("Compositef32", "composite_f32", "handle_cast", "handle_composite"),
        "they made a Composite compute half precision in single: PyTensor's does so itself",
    ),
    "theano": {
        "rpath": "theano.__path__ holds the directory of the package",
        "test": "the tests are no part of the package: run pytest where its source is",
    },
    "theano.misc.ordered_set": {
        "Link": "OrderedSet is made of a dictionary, without links",
    },
    "theano.sandbox.cuda": dict.fromkeys(
        (
            *("active_device_name", "active_device_number", "device_properties", "filter", "handle_shared_float32"),
            *("init_dev", "mem_info", "set_cuda_disabled", "test_nvidia_driver1"),
        ),
        _CUDA,
    ),
    "theano.sandbox.linalg.ops": {
        **dict.fromkeys(
            ("HintsFeature", "HintsOptimizer"),
            "a Hint is read from the variable it made, and goes when the graph is compiled: hints(variable)",
        ),
        **dict.fromkeys(
            (
                *("inv_as_solve", "local_det_chol", "local_log_pow", "local_log_prod_sqr", "no_transpose_symmetric"),
                *("psd_solve_with_chol", "tag_solve_triangular", "transinv_to_invtrans"),
            ),
            "PyTensor has rewrites of its own for this, in pytensor.tensor.rewriting.linalg",
        ),
    },
    "theano.tensor": {
        "key_to_cmp": "it made Python 2's cmp= from a key: sorted(..., key=...) takes the key as it is",
    },
    "theano.tensor.blas": {
        **dict.fromkeys(
            ("local_dot22_to_ger_or_gemv", "local_gemm_to_ger", "local_inplace_ger"),
            "PyTensor computes outer products without BLAS: ger itself is there",
        ),
        "local_print_as_we_go_along": "it printed each node that it visited: theano.printing.debugprint prints a graph",
        "res_is_a": "a variable does not know its clients: compare variable.owner.op, and fgraph.clients[variable]",
    },
    "theano.tensor.blas_c": dict.fromkeys(
        (
            *("CGer", "cger_inplace", "cger_no_inplace", "check_force_gemv_init", "gemv_c_code", "ger_c_code"),
            *("make_c_gemv_destructive", "make_c_ger_destructive", "use_c_gemv", "use_c_ger"),
        ),
        _C_CODE,
    ),
    "theano.tensor.blas_headers": {
        "detect_macos_sdot_bug": "PyTensor no longer looks for that fault of an old macOS",
    },
    "theano.tensor.nnet.conv": {"gen_conv_code_unroll_batch_kern": _C_CODE},
    "theano.tensor.io": dict.fromkeys(
        (
            *("MPIRecv", "MPIRecvWait", "MPISend", "MPISendWait", "irecv", "isend", "recv", "send"),
            *("mpi_cmps", "mpi_enabled", "mpi_keys", "mpi_send_wait_cmp", "mpi_send_wait_key", "mpi_tag_cmp"),
            "mpi_tag_key",
        ),
        _MPI,
    ),
}
# What these packages handed on is gone from them too.
NAMES["theano.compile"] = dict(NAMES["theano.compile.ops"])
NAMES["theano.scalar"] = dict(NAMES["theano.scalar.basic"])
NAMES["theano.tensor"] |= NAMES["theano.tensor.io"]

# --- theano.tensor.basic, .elemwise, .xlogx, .opt

_REWRITES = "PyTensor's rewrites are in pytensor.tensor.rewriting; theano.Mode().excluding('name') leaves one out"

NAMES["theano.tensor.xlogx"] = dict.fromkeys(
    ("XlogX", "XlogY0", "scalar_xlogx", "scalar_xlogy0"),
    "xlogx(x) and xlogy0(x, y) are made of PyTensor's operations, none of their own",
)
NAMES["theano.tensor.opt_uncanonicalize"] = {"local_max_and_argmax": _REWRITES}
NAMES["theano.tensor.opt"] = dict.fromkeys(
    (
        *("apply_local_dimshuffle_lift", "elemwise_max_input_fct", "inplace_elemwise_optimizer", "is_inverse_pair"),
        *("local_add_mul_fusion", "local_add_specialize", "local_adv_sub1_adv_inc_sub1", "local_canonicalize_alloc"),
        *("local_elemwise_alloc_op", "local_elemwise_fusion", "local_elemwise_fusion_op", "local_erf_neg_minus_one2"),
        *("local_flatten_lift", "local_func_inv", "local_inplace_incsubtensor1", "local_intdiv_by_one"),
        *("local_log_add", "local_log_sum_exp", "local_neg_neg", "local_one_add_neg_erfc", "local_one_minus_erf2"),
        *("local_one_minus_erfc2", "local_one_minus_erfc3", "local_one_plus_neg_erf", "local_op_of_op"),
        *("local_opt_alloc", "local_pow_specialize_device", "local_rebroadcast_lift", "local_reshape_chain"),
        *("local_subtensor_inc_subtensor", "local_subtensor_lift", "local_subtensor_merge"),
        *("local_sum_prod_div_dimshuffle", "local_sum_prod_mul_by_scalar", "local_useless_composite"),
        *("local_useless_dimshuffle_in_reshape", "local_useless_rebroadcast", "local_useless_tile"),
        *("local_useless_topk", "merge_two_slices"),
    ),
    _REWRITES,
)
NAMES["theano.tensor.opt"] |= dict.fromkeys(
    ("get_clients", "get_clients2"),
    "a variable no longer knows its clients: fgraph.clients[variable] lists them",
)

# --- theano.tensor.nnet, .nnet, .bn, .opt

_SOFTMAX = (
    "log(softmax(x)), its cross-entropies and their gradients are stable by themselves: theano_min._rewriting.softmax"
)
NAMES["theano.tensor.nnet"] = dict.fromkeys(
    (
        *("crossentropy_to_crossentropy_with_softmax", "crossentropy_to_crossentropy_with_softmax_with_bias"),
        *("graph_merge_softmax_with_crossentropy_softmax", "softmax_simplifier"),
    ),
    _SOFTMAX,
)
NAMES["theano.tensor.nnet.nnet"] = NAMES["theano.tensor.nnet"] | dict.fromkeys(
    (
        *("local_advanced_indexing_crossentropy_onehot", "local_advanced_indexing_crossentropy_onehot_grad"),
        *("local_argmax_pushdown", "local_logsoftmax_grad", "local_softmax_grad_to_crossentropy_with_softmax_grad"),
        *("local_softmax_with_bias", "local_useless_crossentropy_softmax_1hot_with_bias_dx_alloc"),
    ),
    _SOFTMAX,
)
NAMES["theano.tensor.nnet.bn"] = {
    "BNComposite": "batch_normalization() is made of PyTensor's operations, which it computes in one loop",
    **dict.fromkeys(
        (
            *("bn_groupopt", "local_abstract_batch_norm_inference", "local_abstract_batch_norm_train"),
            "local_abstract_batch_norm_train_grad",
        ),
        "every mode replaces batch normalisation by PyTensor's operations: no rewrite is to be chosen",
    ),
}
NAMES["theano.tensor.nnet.opt"] = {
    **dict.fromkeys(
        ("local_inplace_sparse_block_gemv", "local_inplace_sparse_block_outer"),
        "block-sparse products are made of PyTensor's operations, never in place",
    ),
    **dict.fromkeys(
        (
            *("conv_groupopt", "local_abstractconv3d_gemm", "local_abstractconv3d_gradinputs_gemm"),
            *("local_abstractconv3d_gradweight_gemm", "local_abstractconv_check", "local_abstractconv_gemm"),
            *("local_abstractconv_gradinputs_gemm", "local_abstractconv_gradweight_gemm", "local_conv2d_cpu"),
            *("local_conv2d_gradinputs_cpu", "local_conv2d_gradweight_cpu"),
        ),
        "a convolution has one implementation here: no rewrite is to be chosen",
    ),
}

MODULES: dict[str, str] = {
    "theano._version": "theano.version.version is the version",
    "theano.gof.callcache": "theano.function(..., profile=True) shows what was computed and how often",
    "theano.gof.cutils": "it compiled a part of Theano's own linker: pytensor.link.c.cutils is PyTensor's",
    "theano.gof.lazylinker_c": "theano.config.linker = 'cvm' selects PyTensor's own virtual machine in C",
    "theano.gof.sched": "it ordered the nodes of MPI programs: theano.gof.graph.io_toposort orders a graph",
    "theano.gof.unify": "theano.gof.PatternSub matches graphs; the package logical-unification unifies anything else",
    "theano.misc.buildbot_filter": "it shortened what Theano's own tests printed",
    "theano.misc.burn_gpu": _CUDA,
    "theano.misc.check_duplicate_key": "it searched the cache of Theano's own linker: theano-min cache tells of ours",
    "theano.misc.check_multi_gpu": _CUDA,
    "theano.misc.elemwise_openmp_speedup": "it timed Theano's own C code: theano.misc.check_blas times a product",
    "theano.misc.elemwise_time_test": "it timed Theano's own C code: theano.misc.check_blas times a product",
    "theano.misc.gh_api": "it counted Theano's issues on GitHub",
    "theano.misc.latence_gpu_transfert": _CUDA,
    "theano.gpuarray.nerv": _CUDA,
    "theano.sandbox.minimal": "it was an example for who writes an operation: theano.misc.doubleop is one",
    **dict.fromkeys(
        (
            f"theano.sandbox.cuda.{name}"
            for name in (
                *("GpuConvGrad3D", "GpuConvTransp3D", "blas", "blocksparse", "cuda_ndarray", "cula", "elemwise"),
                *("extra_ops", "fftconv", "kernel_codegen", "neighbours", "nnet", "nvcc_compiler", "opt"),
                *("opt_util", "rng_curand"),
            )
        ),
        _CUDA,
    ),
    "theano.sandbox.gpuarray": _CUDA,
    "theano.scalar.basic_sympy": "SymPy itself makes graphs of its expressions: sympy.printing.pytensor.pytensor_code",
    "theano.scan_module.scan_perform": "PyTensor has its own compiled loop, used by itself",
    "theano.scan_module.scan_perform_ext": "PyTensor has its own compiled loop, used by itself",
    "theano.tensor.blas_scipy": "PyTensor's own ger calls SciPy's BLAS: theano.tensor.outer(x, y) uses it",
    "theano.tensor.elemwise_cgen": _C_CODE,
    "theano.tensor.inc_code": _C_CODE,
}


def removed(module):
    """{name: advice} of what is gone from ``module``, names and modules alike."""
    below = f"{module}."
    modules = {name: advice for name, advice in MODULES.items() if name.rpartition(".")[0] == module}
    return NAMES.get(module, {}) | {name.removeprefix(below): advice for name, advice in modules.items()}


def getattr_for(module, lazy=None):
    """The module-level ``__getattr__`` of the module called ``module`` (give it ``__name__``).

    ``lazy`` says of names which module they are imported from when they are asked for.

    For a removed name it raises AttributeError, or ImportError inside ``from module import name``, with the advice; for
    any other it raises what Python raises.
    """
    theanos = "theano" + module.removeprefix(__package__)
    gone = removed(theanos)

    def __getattr__(name):
        if lazy and name in lazy:
            return getattr(_import_module(lazy[name]), name)
        where = _sys.modules.get(module)
        if name not in gone:
            for found in [] if name.startswith("__") else _imported.home(theanos, name):
                setattr(where, name, found)
                return found
            for found in _imported.home(theanos, name, _imported.BEFORE):
                return found
            raise AttributeError(f"module {theanos!r} has no attribute {name!r}", name=name, obj=where)
        message = f"{theanos}.{name} is gone: {gone[name]}"
        # `from module import name` would replace an AttributeError by a message without the advice.
        caller = _sys._getframe(1)
        if caller.f_code.co_code[caller.f_lasti] == _opmap["IMPORT_FROM"]:
            raise ImportError(message, name=module)
        raise AttributeError(message, name=name, obj=where)

    return __getattr__


def module_advice(name):
    """The message for importing the removed module ``name`` or one below it, or None if it was not removed."""
    theanos = "theano" + name.removeprefix("theano").removeprefix("_min")
    while theanos:
        if theanos in MODULES:
            return f"{theanos} is gone: {MODULES[theanos]}"
        theanos = theanos.rpartition(".")[0]
    return None
