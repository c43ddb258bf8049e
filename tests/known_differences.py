"""Where we differ from Theano for good, and why: names defined in a module of Theano, methods as `Class.method`."""

import pytest

from tests.contract.compare import ENGINE

DIFFERENCES: dict[str, dict[str, str]] = {
    "theano.gof.op": {
        "COp.get_io_macros": "a function beside PyTensor's class, which no program calls",
        "COp.get_sub_macros": "a function beside PyTensor's class, which no program calls",
    },
}

# Public names of ours that Theano did not have.
ADDED: dict[str, dict[str, str]] = {
    "theano": {
        "cli": "the command line `theano-min`",
        "era": "the era for programs that the command line does not start",
        "python2": "running Python 2 source",
    },
    "theano.tensor.signal": {
        "downsample": "programs of before Theano 0.9 pool with it",
    },
    "theano.tests": {
        "disturb_mem": "programs' tests take it from Theano's",
        "test_rop": "its pages on extending it derive tests from RopLop_checker",
    },
    "theano.compat": {
        "python2x": "programs of before Theano 0.9 take OrderedDict from it",
        "six": "programs of before Theano 0.9 run on Python 2 and 3 by it",
    },
    "theano.compile": {
        "profilemode": "programs of before Theano 0.9 measure by it",
    },
    "theano.misc": {
        "pycuda_init": "programs of before Theano 1.0 ask it whether there is PyCUDA",
    },
    "theano.printing": {
        "numpy_source": "what a function runs before it is compiled, to look at",
    },
    "theano.sandbox": {
        "cuda": "programs of before Theano 1.0 ask it whether there is CUDA",
    },
}


# --- theano.compile.function, .function_module, .io, .pfunc, .sharedvalue ---------------------------------------------

DIFFERENCES["theano.compile.function_module"] = {
    "DUPLICATE": "an object of its own, which is compared by identity",
    "Function": "made by FunctionMaker.create, from what PyTensor's linkers give",
    "FunctionMaker.expand_in": "Theano's kits of inputs were gone already",
    "FunctionMaker.optimize_graph_with_cache": "was not finished in Theano",
    "Supervisor.validate": "PyTensor has on_validate, and the methods that `provides` names; it needs no validate",
    "view_tree_set": "takes the FunctionGraph first, which Theano's variables knew",
}

DIFFERENCES["theano.misc.pkl_utils"] = {
    "StripPickler.save": "Python 3's pickler does not call it: reducer_override does its work",
}

# cases of tests/compile/function_cases.py: reason -> their texts
FUNCTIONS: dict[str, list[str]] = {
    "a name without a variable is refused as any other malformed input is": ['F([("a",)], x)'],
    "a shared variable as the value of an input shares its state; Theano failed inside": [
        "f = F([In(y, value=s, update=y + 1)], y)\n[f(), f()]",
        "f = F([In(y, value=s)], y)\n[f(), s.set_value(3.0), f()]",
    ],
    "PyTensor adds a check that the length is 1": [
        "a = shared(np.ones((1, 2)), broadcastable=(True, False))\nF([m], [], updates=[(a, m)])",
    ],
    "a copy without updates leaves the shared variable alone; Theano's went on overwriting it in place": [
        'f = F([x], x + s + n, updates=[(s, s * 2)], mode="FAST_RUN")\ng = f.copy(delete_updates=True)\n'
        '[g(1), g(1), float(s.get_value()), f(1), f(1), g(1), float(s.get_value()), g[s], g["s"]]',
        'f = F([v], v + t, updates=[(t, t[::-1] * 2)], mode="FAST_RUN")\ng = f.copy(delete_updates=True)\n'
        "[g([1, 2, 3]), g([1, 2, 3]), t.get_value(), f([1, 2, 3]), g.copy()([1, 2, 3])]",
    ],
}


# --- drawn calls ------------------------------------------------------------------------------------------------------

_DIFFERS = (AssertionError, pytest.fail.Exception)  # another answer, or one where Theano had an error
# the errors of ours where Theano had an answer
_ERRORS: dict[str, type[Exception]] = {
    "NumPy 2 checks the indices of an empty result": IndexError,
    "NumPy 2 raises IndexError for indices that do not broadcast, also when incrementing": IndexError,
    "Theano took an axis below -ndim for another one": IndexError,
    "a scalar has no axis to sort along; old NumPy gave 0": IndexError,
    "an Op without a gradient raises NotImplementedError": NotImplementedError,
}


def known_difference(reason):
    """The mark of a case that differs for a known reason, and fails by no other kind of error."""
    return pytest.mark.xfail(reason=reason, raises=(*_DIFFERS, *([_ERRORS[reason]] if reason in _ERRORS else [])))


# --- drawn calls of indexing, extra_ops and sort: reason -> their texts, as tests/tensor/drawn.py says them ----------

DRAWN_INDEXING: dict[str, list[str]] = {
    "PyTensor knows this length is 1, which Theano's pattern had lost": [
        "x[i] of float64[4, 4, 1], int32[2, 1]",
        "x[5::-2] of float32[1, 1]",
        "x[i] of complex128[1, 3, 1], int8[2, 1]",
        "x[-5:1:2] of float32[1, 4]",
        "T.set_subtensor(x[[0, 0], -2:4:-2], y) of float64[2, 1], float64[2, 1]",
        "T.take(x, i, axis=-3, mode='wrap') of float64[2, 2, 1], int32",
        "subtensor.advanced_subtensor(x, i, j) of float64[3, 2, 1], int64, int64[1]",
        "subtensor.advanced_subtensor(x, i, subtensor.as_index_variable(slice(None)), j) of int8[3, 2, 1], int64, "
        "int64[1]",
        "extra_ops.unravel_index(i, (4, 4, 4), order='C') of int64[1]",
        "extra_ops.unravel_index(i, d, order='F', ndim=2) of int64[0, 1], int64[2]",
        "extra_ops.unravel_index(i, (4, 3, 3), order='F') of int8[1, 3]",
        "extra_ops.unravel_index(i, d, order='F', ndim=1) of int8[1], int64[1]",
        "extra_ops.unravel_index(i, d, order='F', ndim=3) of int64[1, 1], int64[3]",
        "extra_ops.ravel_multi_index((i, j,), (3, 2), mode='clip', order='F') of int8[1], int8[1]",
        "extra_ops.ravel_multi_index((i, j,), (1, 2), mode='raise', order='C') of int8[1], int8[1]",
    ],
    "Theano took no mask on an axis that broadcasts": [
        "x[m] of int32[2, 1], bool[2, 1]",
        "x[m] of bool[1, 3, 3], bool[1, 3]",
        "T.inc_subtensor(x[m], 2) of int32[1], bool[1]",
        "T.set_subtensor(x[m], y) of float64[1], bool[1], float64",
        "T.set_subtensor(x[m], y) of int64[1, 2], bool[1, 2], int64[0]",
        "T.set_subtensor(x[m], y) of int64[2, 3, 1], bool[2, 3, 1], uint16",
        "T.inc_subtensor(x[m], y) of int8[1, 2, 0], bool[1], int8[1, 2, 0]",
    ],
    "NumPy 2 checks the indices of an empty result": [
        "x[3:-2:2, i] of bool[4, 0, 3], int32[3]",
        "x[:-5, i, ...] of int64[4, 0, 3], int64[2, 2]",
    ],
    "Theano had no gradient of setting by a mask": [
        "T.set_subtensor(x[m], y) of float64[2, 2], bool[2, 2], float64[2]",
        "T.set_subtensor(x[m], y) of float32[3], bool[3], float32",
        "subtensor.advanced_boolean_set_subtensor(x, 2, m) of float64[3, 2, 3], int64[2, 1], int64[2], bool[3]",
        "subtensor.advanced_boolean_set_subtensor(x, 1, i, m) of float64[3, 2, 3], int64[2], int64[1], bool[2]",
    ],
    "Theano failed inside on this pattern": [
        "T.set_subtensor(x[...], 2) of float64[1]",
        "T.inc_subtensor(x[:2:-2, [0, -1, -1]], y) of int8[1, 1, 3], int8[0, 3, 3]",
        "extra_ops.cumprod(x, axis=None) of complex64",
        "extra_ops.cumprod(x, axis=None) of uint8",
        "extra_ops.bincount(x, weights=w, minlength=2) of uint8[1], float32[1]",
    ],
    "NumPy 2 raises IndexError for indices that do not broadcast, also when incrementing": [
        "T.inc_subtensor(x[i, -2:3:-1, [1, 1]], y) of int64[3, 1, 3], int64[3], int64[2]",
    ],
    "Theano took an axis below -ndim for another one": [
        "T.take(x, i, axis=-4, mode='wrap') of uint8[1, 2, 2], int64[0, 1]",
        "T.take(x, i, axis=-4, mode='wrap') of float64[3, 3, 4], uint32[2, 2]",
        "extra_ops.repeat(x, r, axis=-4) of complex64[2, 3, 3], int64[1]",
        "extra_ops.repeat(x, 2, axis=-3) of float32[1, 4]",
        "extra_ops.repeat(x, r, axis=-3) of int32[0, 1], int64[1]",
    ],
    "Theano's gradient had dtype float64 for a float32": [
        "extra_ops.diff(x, n=1, axis=-1) of float32[5]",
    ],
    "Theano had this gradient for vectors or single numbers alone": [
        "extra_ops.diff(x, n=0, axis=-1) of float64",
        "extra_ops.diff(x, n=2, axis=0) of float64[3, 3, 3]",
        "extra_ops.diff(x, n=1, axis=-2) of float64[2, 5, 3]",
        "extra_ops.repeat(x, r, axis=0) of float64[3, 2], int32[3]",
        "extra_ops.repeat(x, r, axis=-3) of float32[0, 4, 2], int8[0]",
        "extra_ops.repeat(x, r, axis=1) of float32[1, 4, 2], int16[4]",
        "extra_ops.repeat(x, r, axis=-3) of float64[2, 1, 4], uint16[2]",
    ],
    "an Op without a gradient raises NotImplementedError": [
        "extra_ops.Unique(False, True, False, axis=0)(x) of float64[1, 3]",
        "extra_ops.Unique(False, True, True, axis=-1)(x) of float32[1]",
        "extra_ops.Unique(False, True, True, axis=0)(x) of float64[3, 4]",
        "extra_ops.Unique(False, False, False, axis=-1)(x) of float64[1]",
        "extra_ops.Unique(True, False, True, axis=-1)(x) of float64[4, 3]",
        "extra_ops.Unique(True, True, True, axis=-1)(x) of float32[1]",
        "extra_ops.Unique(False, True, False, axis=1)(x) of float64[4, 0]",
        "extra_ops.Unique(False, False, True, axis=-2)(x) of float32[3, 2]",
    ],
    "Theano failed on the gradient along a symbolic axis": [
        "sort.sort(x, axis=a) of float64[2, 0, 4], int64",
        "sort.sort(x, axis=a, kind='quicksort') of float64[4, 4], int64",
        "sort.sort(x, axis=a) of float32[4, 3, 3], int64",
    ],
    "a scalar has no axis to sort along; old NumPy gave 0": [
        "sort.argsort(x, axis=0) of uint8",
        "sort.argsort(x, axis=-1) of uint16",
        "sort.argsort(x, axis=0, kind='mergesort') of float64",
        "sort.argsort(x, axis=0, kind='mergesort') of int8",
        "sort.argsort(x, axis=0) of int64",
    ],
}


# --- drawn calls of linear algebra: reason -> their texts, as tests/tensor/drawn.py says them ------------------------

DRAWN_LINALG: dict[str, list[str]] = {
    "Theano declared eigenvectors and singular values of integers as integers, and cut off those that it used": [
        "[abs(v) for v in nlinalg.eigh(x, 'U')] of int64[5, 5] dominant",
        "[abs(v) for v in nlinalg.eigh(x, 'U')] of int8[2, 2] positive",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, False))] of int64[3, 1]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, full_matrices=False, "
        "compute_uv=True))] of int64[4, 5]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, 0, 0))] of int32[3, 1]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, 1, 0))] of int64[3, 3]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, full_matrices=False, "
        "compute_uv=True))] of int32[1, 3]",
        "[abs(v) for v in nlinalg.eigh(x, 'U')] of int32[2, 3]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, 0, 0))] of int64[4, 3]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, full_matrices=False, "
        "compute_uv=True))] of int8[2, 2]",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, 0, 0))] of int64[2, 3]",
        "[abs(v) for v in nlinalg.eigh(x, UPLO='U')] of int64[5, 5] dominant",
        "[abs(v) for v in nlinalg.eigh(x)] of int64[5, 5] dominant",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, False))] of int8[2, 5]",
        "[abs(v) for v in nlinalg.eigh(x)] of int64[4, 4] positive",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, False))] of int64[2, 2]",
        "[abs(v) for v in nlinalg.eigh(x, 'U')] of int8[5, 5] dominant",
        "[abs(v) for v in (lambda r: r if isinstance(r, list) else [r])(nlinalg.svd(x, full_matrices=False, "
        "compute_uv=True))] of int64[3, 3]",
    ],
    "nlinalg.AllocDiag()(matrix) makes a stack of matrices, as theano.tensor.AllocDiag does": [
        "nlinalg.AllocDiag()(x) of float64[2, 2]",
        "nlinalg.AllocDiag()(x) of complex128[3, 5]",
        "nlinalg.AllocDiag()(x) of int8[2, 5, 2]",
        "nlinalg.AllocDiag()(x) of int8[5, 1]",
        "nlinalg.AllocDiag()(x) of int64[1, 2]",
        "nlinalg.AllocDiag()(x) of float32[2, 3]",
        "nlinalg.AllocDiag()(x) of float32[0, 2]",
        "nlinalg.AllocDiag()(x) of complex128[3, 3, 3]",
    ],
    "SciPy solves one equation in one unknown for right-hand sides of any length": [
        "slinalg.solve(x, y) of float32[1, 1] dominant, int8[2, 2]",
    ],
    "Theano's gradient had dtype float64 for a float32": [
        "slinalg.Cholesky(False, 'nan')(x) of float32[3, 3] positive",
        "slinalg.Cholesky(False, 'nan')(x) of float32[3, 3]",
    ],
}

# --- drawn calls of theano.tensor.basic: reason -> their texts, as tests/tensor/drawn.py says them -------------------

DRAWN_BASIC: dict[str, list[str]] = {
    "of a complex array's wrong axis the axis is told first": [
        "T.argmin(x, axis=1) of complex64[3]",
    ],
    "NumPy has no floor of complex numbers any more": [
        "T.int_div(x, y) of complex64[1, 1] [True, True], uint16[1] [True]",
        "T.int_div(x, y) of float64[1, 2] [True, False], complex128[1] [True]",
        "T.floor_div(x, y) of complex64, int32",
        "T.floor_div(x, y) of complex64[2, 4], float64[2, 1] [False, True]",
        "T.floor_div(x, y) of bool[2, 2], complex64[1, 2] [True, False]",
        "x // y of uint8[3, 2, 3], complex64[3, 1, 3] [False, True, False]",
    ],
    "PyTensor takes the exponential of float16 in float16": [
        "T.iv(x, y) of uint16[2, 2, 2], float16[2, 2, 2]",
    ],
    "0 / 0 - 0 / 0 is rewritten to 0": [
        "T.var(x, axis=-1, ddof=1, corrected=True) of uint32[2, 1] [False, True]",
    ],
    "PyTensor knows this length is 1, which Theano's pattern did not say": [
        "T.shape(x) of complex128[1] [True]",
        "T.nonzero(x, return_matrix=True) of int64[4]",
        "T.arange(1) of int64",
        "T.eye(1) of int64",
        "T.tri(1) of int64",
        "T.mgrid[0:1:0.25, 1:2] of int64",
        "T.diagonal(x, 0, 1, 2) of complex128[3, 1, 1] [False, True, True]",
    ],
    "a 0-d variable is a length": [
        "T.zeros(x) of int64",
    ],
    "a vector among the lengths raises ValueError": [
        "T.alloc(1, [2, 3]) of int64",
    ],
    "mgrid and ogrid of one range, as in NumPy": [
        "T.mgrid[0:3] of int64",
        "T.ogrid[0:3] of int64",
    ],
    "of a vector NumPy makes a matrix; Theano failed inside": [
        "T.tril(x, 0) of uint32[3]",
        "T.tril(x, 1) of complex128[3]",
        "T.tril(x, -1) of float32[3]",
        "T.tril(x, 0) of complex128[1] [True]",
        "T.tril(x, 1) of int8[1] [True]",
        "T.tril(x, -1) of float32[1]",
        "T.tril(x, 0) of int32[2, 3, 4]",
        "T.tril(x, 1) of float32[2, 3, 4]",
        "T.tril(x, -1) of bool[2, 3, 4]",
        "T.tril(x, 0) of float64",
        "T.tril(x, 1) of int32",
        "T.tril(x, -1) of bool",
    ],
    "axes from the end are counted; the same axis twice raises ValueError": [
        "T.diagonal(x, axis1=-1, axis2=0) of float64[3, 4, 4]",
        "T.diagonal(x, axis1=1, axis2=1) of uint16[3, 4, 3]",
    ],
}
DRAWN_BASIC_3_0: dict[str, list[str]] = {
    "Numba has no float16": [
        "T.diag(x, 0) of float16[1] [True]",
    ],
}
DRAWN_BASIC_3_3: dict[str, list[str]] = {
    "PyTensor has the sign of complex numbers": [
        "T.sgn(x) of complex64[4, 1] [False, True]",
        "T.isclose(x, y) of uint16, complex128",
        "T.isclose(x, y) of uint32[2], complex128[1] [True]",
        "T.isclose(x, y) of float16[1, 3, 2] [True, False, False], complex128[1, 3, 2] [True, False, False]",
        "T.isclose(x, y) of complex128, complex64",
        "T.allclose(x, y) of complex128, int16",
        "T.allclose(x, y) of complex128[1, 1, 3] [True, True, False], float64[1, 1, 3] [True, True, False]",
        "T.allclose(x, y) of complex64[3], float64[3]",
        "T.allclose(x, y) of uint32, complex128",
        "T.allclose(x, y) of complex128[3], uint32[3]",
    ],
    "PyTensor has degrees of complex numbers": [
        "T.deg2rad(x) of complex128[2, 2, 3]",
    ],
    "PyTensor knows this length is 1, which Theano's pattern did not say": [
        "T.diag(x, 0) of float16[1] [True]",
    ],
}


# --- theano.gof, .scalar, .typed_list, .ifelse ------------------------------------------------------------------------

DIFFERENCES["theano.gof.cc"] = {
    **dict.fromkeys(
        ("CLinker.cthunk_factory", "CLinker.make_thunk"),
        "PyTensor locks its cache itself, so there is no keep_lock",
    ),
    **dict.fromkeys(
        (
            *("apply_policy", "get_c_cleanup", "get_c_declare", "get_c_extract", "get_c_extract_out", "get_c_init"),
            *("get_c_sync", "get_nothing", "struct_variable_codeblocks"),
        ),
        "takes the FunctionGraph first, which Theano's variables knew",
    ),
}
DIFFERENCES["theano.gof.cmodule"] = {
    **dict.fromkeys(
        ("GCC_compiler.try_flags", "GCC_compiler.version_str"),
        "theano.config.cxx is the compiler; its preamble was misspelt",
    ),
    "ModuleCache.module_from_key": "PyTensor locks its cache itself, so there is no keep_lock",
}
DIFFERENCES["theano.gof.destroyhandler"] = {
    "DestroyHandler.fast_destroy": "takes the FunctionGraph first, which Theano's nodes knew",
    **dict.fromkeys(
        ("DestroyHandler.unpickle", "DestroyHandler.validate"),
        "PyTensor has on_validate, and the methods that `provides` names; it needs no unpickle",
    ),
}
DIFFERENCES["theano.gof.fg"] = {
    "FunctionGraph.add_input": "names its argument var",
    "FunctionGraph.clients": "PyTensor's is a dictionary, {variable: its clients}",
    **dict.fromkeys(
        ("FunctionGraph.replace", "FunctionGraph.replace_all"),
        "takes its options by name alone",
    ),
    "NullType": "is there from the start, where Theano had None until it was needed",
}
DIFFERENCES["theano.compile.profiling"] = dict.fromkeys(
    ("ProfileStats.fill_node_total_time", "ScanProfileStats.fill_node_total_time"),
    "takes the FunctionGraph first, which PyTensor's times have in their keys too",
)
DIFFERENCES["theano.gof.graph"] = {
    "Variable": "takes the node that computes it even where there is none: a type makes variables",
    **dict.fromkeys(
        ("equal_computations", "is_same_graph_with_merge"),
        "is there from the start, where Theano had None until it was needed",
    ),
}
DIFFERENCES["theano.gof.link"] = {
    "Container": "takes its options by name alone",
    **dict.fromkeys(
        ("streamline",),
        "takes the FunctionGraph first, which Theano's nodes knew",
    ),
}
DIFFERENCES["theano.gof.null_type"] = {
    "NullType.is_valid_value": "names its argument data",
    **dict.fromkeys(
        ("NullType.may_share_memory", "NullType.values_eq"),
        "values of this type share no memory, and equal nothing",
    ),
}
DIFFERENCES["theano.gof.opt"] = {
    **dict.fromkeys(
        (
            *("EquilibriumOptimizer.detach_updater", "NavigatorOptimizer.detach_updater"),
            *("OpKeyOptimizer.detach_updater", "TopoOptimizer.detach_updater"),
        ),
        "names its argument updater",
    ),
    **dict.fromkeys(
        (
            *("EquilibriumOptimizer.warn", "EquilibriumOptimizer.warn_ignore", "EquilibriumOptimizer.warn_inplace"),
            *("NavigatorOptimizer.warn", "NavigatorOptimizer.warn_ignore", "NavigatorOptimizer.warn_inplace"),
            *("OpKeyOptimizer.warn", "OpKeyOptimizer.warn_ignore", "OpKeyOptimizer.warn_inplace"),
            *("SeqOptimizer.warn", "TopoOptimizer.warn", "TopoOptimizer.warn_ignore", "TopoOptimizer.warn_inplace"),
        ),
        "is called by position",
    ),
    "LocalOptGroup.merge_profile": "PyTensor's profiles of groups are not merged",
    **dict.fromkeys(
        ("MergeFeature.get_merged_assert_input", "MergeFeature.process_constant"),
        "PyTensor's has other methods, which it alone calls",
    ),
}
DIFFERENCES["theano.gof.params_type"] = {
    **dict.fromkeys(
        ("ParamsType.get_field", "ParamsType.has_type"),
        "names its argument pytensor_type",
    ),
    "ParamsType.is_valid_value": "names its argument data",
}
DIFFERENCES["theano.gof.toolbox"] = {
    **dict.fromkeys(
        (
            *("Bookkeeper.on_change_input", "Bookkeeper.on_import", "Bookkeeper.on_prune", "Bookkeeper.orderings"),
            *("Feature.on_attach", "Feature.on_change_input", "Feature.on_detach", "Feature.on_import"),
            *("Feature.on_prune", "Feature.orderings", "History.on_import", "History.on_prune", "History.orderings"),
            *("NoOutputFromInplace.on_attach", "NoOutputFromInplace.on_change_input"),
            *("NoOutputFromInplace.on_detach", "NoOutputFromInplace.on_import", "NoOutputFromInplace.on_prune"),
            *("NoOutputFromInplace.orderings", "NodeFinder.on_change_input", "NodeFinder.orderings"),
            *("PreserveNames.on_attach", "PreserveNames.on_detach", "PreserveNames.on_import"),
            *("PreserveNames.on_prune", "PreserveNames.orderings", "PreserveVariableAttributes.on_attach"),
            *("PreserveVariableAttributes.on_detach", "PreserveVariableAttributes.on_import"),
            *("PreserveVariableAttributes.on_prune", "PreserveVariableAttributes.orderings"),
            *("PrintListener.orderings", "ReplaceValidate.on_prune", "ReplaceValidate.orderings"),
            *("Validator.on_change_input", "Validator.on_import", "Validator.on_prune", "Validator.orderings"),
        ),
        "is called by position: a subclass names the arguments as it likes",
    ),
    **dict.fromkeys(
        (
            *("History.unpickle", "NoOutputFromInplace.validate", "ReplaceValidate.consistent_"),
            *("ReplaceValidate.unpickle", "ReplaceValidate.validate_", "Validator.consistent_", "Validator.unpickle"),
            "Validator.validate_",
        ),
        "PyTensor has on_validate, and the methods that `provides` names; it needs no unpickle",
    ),
}
DIFFERENCES["theano.gof.type"] = {
    **dict.fromkeys(
        (
            *("CDataType.is_valid_value", "CEnumType.is_valid_value", "EnumList.is_valid_value"),
            *("EnumType.is_valid_value", "PureType.is_valid_value"),
        ),
        "names its argument data",
    ),
    "CDataType.make_value": "PyTensor makes such values in C alone",
}
DIFFERENCES["theano.gof.utils"] = {
    "simple_extract_stack": "skips=None says the same as []",
}
DIFFERENCES["theano.gof.vm"] = {
    **dict.fromkeys(
        ("Loop", "Stack", "VM"),
        "takes the FunctionGraph first, which Theano's nodes knew",
    ),
}
DIFFERENCES["theano.ifelse"] = {
    "IfElse": "has no gpu=: there is no GPU",
}
DIFFERENCES["theano.scalar.basic"] = {
    "Scalar.is_valid_value": "names its argument data",
    "ScalarVariable": "takes the node that computes it even where there is none: a type makes variables",
}
DIFFERENCES["theano.scalar.sharedvar"] = {
    "ScalarSharedVariable": "takes type and value first: scalar.sharedvar.shared(value) makes it",
    **dict.fromkeys(
        ("ScalarSharedVariable.value", "ScalarSharedVariable.zero"),
        "get_value() and set_value(0)",
    ),
}
DIFFERENCES["theano.typed_list.basic"] = {
    "TypedListVariable": "takes the node that computes it even where there is none: a type makes variables",
}
DIFFERENCES["theano.typed_list.type"] = {
    "TypedListType.is_valid_value": "names its argument data",
}


# --- theano.tensor.type, .type_other, .var, .elemwise, .sharedvar, .opt -----------------------------------------------

_OWN_TYPE = "its objects are PyTensor's types, which have shapes and other internal names"
_OWN_VARIABLE = {
    "choose": "variables' methods are PyTensor's: theano.tensor.choose has `out`",
}
_REWRITER = "PyTensor's rewriters have rewrite or apply, and make themselves what Theano's were given"


def _methods(cls, names, reason):
    return dict.fromkeys([f"{cls}.{name}" for name in names], reason)


def _variable(cls):
    return {f"{cls}.{name}": reason for name, reason in _OWN_VARIABLE.items()}


_TYPE = ("clone", "is_valid_value")
DIFFERENCES["theano.tensor.basic"] = _methods("Tensor", _TYPE, _OWN_TYPE)
DIFFERENCES["theano.tensor.type"] = _methods("TensorType", _TYPE, _OWN_TYPE)
DIFFERENCES["theano.tensor.var"] = _variable("TensorVariable") | _variable("TensorConstant")
DIFFERENCES["theano.tensor.elemwise"] = DIFFERENCES["theano.tensor.type"] | DIFFERENCES["theano.tensor.var"]
DIFFERENCES["theano.tensor.var"] |= {
    "TensorConstantSignature.theano_hash": "hash(signature) is the same, from PyTensor's own name"
}
DIFFERENCES["theano.tensor.type_other"] = {
    **_methods("NoneTypeT", ("may_share_memory",), "no program asks it of None"),
    **_methods("SliceType", ("is_valid_value",), "PyTensor's name for the value"),
}
DIFFERENCES["theano.tensor.sharedvar"] = {
    cls + name: reason
    for cls in ("ScalarSharedVariable", "TensorSharedVariable")
    for name, reason in _variable("").items()
}
DIFFERENCES["theano.tensor.opt"] = {
    **dict.fromkeys(("Canonizer", "FusionOptimizer", "InplaceElemwiseOptimizer"), _REWRITER),
    **_methods("Canonizer", ("get_constant", "get_num_denum", "transform"), _REWRITER),
    "ShapeFeature.default_infer_shape": "PyTensor keeps its own book of shapes: get_shape and same_shape stay",
}
if ENGINE == "3.3":
    DIFFERENCES["theano.tensor.opt"] |= _methods(
        "ShapeFeature",
        (
            *("get_node_infer_shape", "init_r", "make_vector_shape", "set_shape", "set_shape_i", "shape_ir"),
            *("shape_tuple", "unpack", "update_shape"),
        ),
        DIFFERENCES["theano.tensor.opt"]["ShapeFeature.default_infer_shape"],
    )


# --- theano.sparse ----------------------------------------------------------------------------------------------------

_STRUCTURED = "its signature names the arguments"
DIFFERENCES["theano.sparse"] = {"scipy_ver": "SciPy's, of today"}
DIFFERENCES["theano.sparse.basic"] = {
    "SparseVariable": "a SparseType makes variables; PyTensor's class wants the owner, which may be None",
    "SparseConstantSignature.theano_hash": DIFFERENCES["theano.tensor.var"]["TensorConstantSignature.theano_hash"],
    **dict.fromkeys(
        (
            *(
                "arcsin",
                "arcsinh",
                "arctan",
                "arctanh",
                "ceil",
                "conj",
                "deg2rad",
                "expm1",
                "floor",
                "log1p",
                "rad2deg",
            ),
            *("rint", "sgn", "sin", "sinh", "sqr", "sqrt", "tan", "tanh", "trunc", "structured_add", "structured_exp"),
            *("structured_log", "structured_maximum", "structured_minimum", "structured_pow", "structured_sigmoid"),
        ),
        _STRUCTURED,
    ),
}


# --- tests/small_module_cases.py: reason -> the names of its cases ----------------------------------------------------

SMALL_MODULES: dict[str, list[str]] = {
    "PyTensor's OrderedSet has no intersection_update, which requiring a tag calls": [
        "rewriting: a query that requires a tag"
    ],
}


# --- Theano's own tests that fail here: file -> test -> why; `test @3.0` fails on that PyTensor only ------------------
# `pytest -m conformance` runs them, and those of THEANO_EXAMPLES below.

THEANO_TESTS: dict[str, dict[str, str]] = {}

THEANO_TESTS["compile/tests/test_function_module.py"] = {
    "T_picklefunction::test_broken_pickle_with_shared @3.3": "sets persistent_id on a pickler: not since Python 3.13",
}

_NUMPY_2_INDEX = "the test gives NumPy an index that NumPy 2 refuses"
THEANO_TESTS["tensor/tests/test_subtensor.py"] = {
    "T_subtensor::test_boolean": _NUMPY_2_INDEX,
    "T_subtensor::test_list_slice": _NUMPY_2_INDEX,
    "T_subtensor::test_ellipsis": "x[..., [0, 2]] is one operation, where Theano had three",
}

_NUMPY_2 = "the test compares with what only old NumPy answers"
_SINGLE = "in Python, SciPy computes the values of 8-bit integers in single precision"
THEANO_TESTS["tensor/tests/test_basic.py"] = {
    **dict.fromkeys(("CeilTester::test_good", "FloorTester::test_good", "TruncTester::test_good"), _NUMPY_2),
    "t_dot::test_broadcastable_patterns": "PyTensor's gradient knows that a length is 1 where the pattern did not say",
    "test_triangle::test_tri": "None is no length of a triangle, which PyTensor computes of several operations",
    "TestInferShape::test_infer_shape": "names classes of theano.tensor.blas_c",
    "TriGammaTester::test_good": _SINGLE,
    **dict.fromkeys(
        (
            *("ErfTester::test_good @3.0", "GammaTester::test_good @3.0", "GammalnTester::test_good @3.0"),
            *("I0Tester::test_good @3.0", "I1Tester::test_good @3.0", "J0Tester::test_good @3.0"),
            *("J1Tester::test_good @3.0", "PsiTester::test_good @3.0"),
        ),
        _SINGLE,
    ),
}
THEANO_TESTS["tensor/tests/test_elemwise.py"] = {
    "test_CAReduce::test_perform": _NUMPY_2,
    "test_DimShuffle::test_too_big_rank": "NumPy 2 has 64 dimensions",
}
THEANO_TESTS["tensor/tests/test_nlinalg.py"] = {
    "test_Eigh_float32::test_grad": "differences in single precision are too rough; in double the gradient agrees",
    "test_diag::test_diag": "compares the class itself: nodes have PyTensor's, of which isinstance is true",
}
THEANO_TESTS["tensor/tests/test_slinalg.py"] = {
    "TestKron::test_perform": "the test calls scipy.linalg.kron, which SciPy has no longer",
}
THEANO_TESTS["tests/test_printing.py"] = {
    "test_debugprint": "linker=py adds two arrays at a time, by NumPy",
    "test_scan_debugprint5": "PyTensor's gradient of a loop does not reverse what it has reversed",
}


# --- random numbers --------------------------------------------------------------------------------------------------

THEANO_TESTS["sandbox/tests/test_rng_mrg.py"] = dict.fromkeys(
    ("test_consistency_randomstreams", "test_consistency_cpu_serial", "test_consistency_cpu_parallel"),
    "reads a file of numbers that Theano installed beside the module: tests/tensor/test_random.py has such numbers",
)


# --- examples of Theano's documentation whose output differs here: file -> the example's line -> why ------------------

THEANO_TESTS["gof/tests/test_graph.py"] = {
    "TestAutoName::test_constant": "constants are not kept by value: PyTensor's rewrites note traces on them",
}

THEANO_EXAMPLES: dict[str, dict[str, str]] = {}

THEANO_EXAMPLES["library/printing.txt"] = {"108": "PyTensor makes no view of a number that is one already"}
THEANO_EXAMPLES["tutorial/adding.txt"] = {"71": "the class is PyTensor's"}
THEANO_EXAMPLES["tutorial/modes.txt"] = {"48": "looks for Gemv by name: Numba multiplies by Dot"}
THEANO_EXAMPLES["tutorial/printing_drawing.txt"] = {"90": "PyTensor rewrites to another graph"}
THEANO_EXAMPLES["tutorial/using_gpu.txt"] = {"314": THEANO_EXAMPLES["tutorial/modes.txt"]["48"]}

# --- graphs as text: reason -> expressions of tests/printing_cases.py -------------------------------------------------

PRINTING: dict[str, list[str]] = {
    "Theano kept one constant of each small number": [
        "T.neq(x, 1) + T.eq(x, 1) + T.gt(x, 1) + T.ge(x, 1) + T.lt(x, 1) + T.le(x, 1)",
        "T.arange(1, 5)",
        "T.eye(3)",
    ],
    "Theano had one operation for the maximum and where it is": ["x.argmax(axis=0)"],
    "PyTensor divides by all lengths at once": ["x.mean()"],
    "one operation, where Theano had three": ["x[:, k]"],
    "PyTensor's operation has other options": [
        "T.slinalg.cholesky(x)",
        "T.nlinalg.svd(x)[1]",
        "T.nlinalg.eigh(x)[0]",
        "T.nlinalg.qr(x)[0]",
        "T.slinalg.solve(x, x)",
    ],
    "the axis is counted from the front": ["T.argsort(y)"],
    "PyTensor sorts the nodes of a function in another order": [
        "theano.function([x, y], [x + y, T.exp(x).sum(axis=0)], mode=plain)",
        "theano.function([x], [x * 2, x * 2 + 1], mode=plain)",
    ],
}
PRINTING_3_0: dict[str, list[str]] = {"the axis is an int64": ["T.sort(x, axis=0)"]}


# --- gradients and loops ----------------------------------------------------------------------------------------------

DIFFERENCES["theano.gradient"] = {
    **dict.fromkeys(
        (*("DisconnectedType.is_valid_value", "DisconnectedType.may_share_memory"),),
        "there are no values of this type",
    ),
    **(
        {"DisconnectedType.filter_variable": "refuses whatever it is given, which it takes alone"}
        if ENGINE != "3.0"
        else {}
    ),
    **({"DisconnectedType.fiter_variable": "its name was misspelt"} if ENGINE != "3.0" else {}),
}
DIFFERENCES["theano.scan_module.scan_op"] = {
    "Scan": "takes a ScanInfo, not a dictionary, and the mode of its steps before what makes types",
}
DIFFERENCES["theano.scan_module.scan_opt"] = {
    "ScanInplaceOptimizer": "has no typeInfer=, gpua_flag=: there is no GPU",
    "ScanInplaceOptimizer.attempt_scan_inplace": "names its arguments otherwise",
}


# --- theano.tensor.nnet -----------------------------------------------------------------------------------------------

if ENGINE != "3.0":
    DIFFERENCES["theano.tensor.nnet.sigm"] = {
        "perform_sigm_times_exp": "has no full_tree=, which debugging alone used",
    }

# drawn calls of theano.tensor.nnet: reason -> their texts, as tests/tensor/drawn.py says them
DRAWN_NNET: dict[str, list[str]] = {
    "Theano's gradient had dtype float64 for a float32": [
        "nnet.sigmoid_binary_crossentropy(y, x) of float32 labels2, float64 extreme",
    ],
    "partly computed in float32, of which the last digit differs": [
        "nnet.bn.batch_normalization_test(x, z, w, u, y, (0,)) of float32[5, 3, 3, 2], float32[1, 3, 3, "
        "2] positive, float32[1, 3, 3, 2], float32[1, 3, 3, 2], float32[1, 3, 3, 2]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, (1,)) of float32[3, 2, 3], float32[3, 3] positive, "
        "float32[3, 3], float32[3, 3], float32[3, 3]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, (0,)) of float32[2, 3, 3, 1], float32[1, 3, 3, "
        "1] positive, float32[1, 3, 3, 1], float32[1, 3, 3, 1], float32[1, 3, 3, 1]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, 'spatial', epsilon=1e-3) of float32[2, 3], float32[1, "
        "3] positive, float32[1, 3], float32[1, 3], float32[1, 3]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, (0, 2), epsilon=0.01) of float32[4, 4, 3, 3], float32[1, "
        "4, 1, 3] positive, float32[1, 4, 1, 3], float32[1, 4, 1, 3], float32[1, 4, 1, 3]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, 'per-activation') of float32[4, 3, 3, 3], float32[1, 3, "
        "3, 3] positive, float32[1, 3, 3, 3], float32[1, 3, 3, 3], float32[1, 3, 3, 3]",
        "nnet.bn.batch_normalization_test(x, z, w, u, y, (1, 3), epsilon=1e-3) of float32[3, 2, 2, 3], float32[3, "
        "1, 2, 1] positive, float32[3, 1, 2, 1], float32[3, 1, 2, 1], float32[3, 1, 2, 1]",
        "nnet.sigmoid_binary_crossentropy(y, x) of float64 labels2, float32",
        "nnet.sigmoid_binary_crossentropy(y, x) of float64[3] labels2, float32[3]",
        "nnet.sigmoid_binary_crossentropy(y, x) of int64[4, 3] labels2, float32[4, 3] extreme",
        "nnet.sigmoid_binary_crossentropy(y, x) of int64 labels2, float32",
    ],
    "Theano lost digits, or all of them: its rewrites did not know this form of a logarithm": [
        "T.log1p(-nnet.sigmoid(x)) of float64[9] extreme, float64[9] probabilities, seed 111735",
        "T.log1p(-nnet.sigmoid(x)) of float64[9] extreme, float64[9] probabilities, seed 813438",
        "T.log1p(-nnet.sigmoid(x)) of float64[9] extreme, float64[9] probabilities, seed 202160",
        "nnet.categorical_crossentropy(nnet.softmax_with_bias(x, w), z) of float64[3, 4] extreme, "
        "int8[3] labels4, float64[3, 4] probabilities, float64[4]",
        "T.sum(-T.log(nnet.softmax(x * 1)[T.arange(3), y])) * 0.5 of float32[3, 4] extreme, uint8[3] labels4, "
        "float32[3, 4] one-hot, float32[4]",
        "T.log(nnet.softmax_with_bias(x, w)) of float64[3, 4] extreme, int32[3] labels4, float64[3, "
        "4] probabilities, float64[4]",
        "T.sum(-T.log(nnet.softmax(x)[T.arange(3), y])) * 0.5 of float64[3, 4] extreme, uint8[3] labels4, "
        "float64[3, 4] probabilities, float64[4]",
        "nnet.categorical_crossentropy(nnet.softmax_with_bias(x, w), z) of float64[3, 4] extreme, "
        "int32[3] labels4, float64[3, 4] one-hot, float64[4]",
        "-T.mean(T.log(nnet.softmax_with_bias(x, w)[T.arange(3), y])) of float32[3, 4] extreme, int8[3] labels4, "
        "float32[3, 4] one-hot, float32[4]",
        "T.sum(-T.log(nnet.softmax(x)[T.arange(3), y])) * 0.5 of float32[3, 4] extreme, int64[3] labels4, "
        "float32[3, 4] one-hot, float32[4]",
    ],
    "Theano's rewrite forgot the bias": [
        "-T.mean(T.log(nnet.softmax_with_bias(x, w)[T.arange(y.shape[0]), y])) of float32[3, 4] extreme, "
        "int32[3] labels4, float32[3, 4] probabilities, float32[4]",
        "T.sum(-T.log(nnet.softmax_with_bias(x, w)[T.arange(y.shape[0]), y])) * 0.5 of float32[3, 4] extreme, "
        "int8[3] labels4, float32[3, 4] one-hot, float32[4]",
        "-T.mean(T.log(nnet.softmax_with_bias(x, w))[T.arange(y.shape[0]), y]) of float64[3, 4] extreme, "
        "int8[3] labels4, float64[3, 4] one-hot, float64[4]",
    ],
    "a vector of one label is a vector of labels": [
        "nnet.crossentropy_categorical_1hot(x, y) of float32[1, 2] probabilities, int64[1] labels2",
    ],
    "labels out of bounds raise ValueError by every linker, as Theano's C code did": [
        "nnet.crossentropy_softmax_max_and_argmax_1hot_with_bias(x, y, z) of float32[3, 4] extreme, float32[4], "
        "int32[3] outside",
        "nnet.crossentropy_softmax_1hot(x, y_idx=z)[0] of float32[1, 2], float32[2], int64[1] outside",
        "nnet.crossentropy_softmax_max_and_argmax_1hot(x, z) of float64[2, 3], float64[3], int8[2] outside",
        "nnet.crossentropy_softmax_max_and_argmax_1hot(x, z) of float64[2, 2] extreme, float64[2], uint8[2] outside",
    ],
    "the unbiased variance of one number is no number; Theano divided by zero in Python": [
        "nnet.bn.batch_normalization_train(x, y, z, (3,), running_average_factor=0.3, running_mean=w, "
        "running_var=u) of float32[5, 3, 2, 1], float32[5, 3, 2, 1], float32[5, 3, 2, 1], float32[5, 3, 2, 1], "
        "float32[5, 3, 2, 1] positive",
    ],
}

THEANO_TESTS["tensor/nnet/tests/test_blocksparse.py"] = dict.fromkeys(
    (
        f"BlockSparse_Gemv_and_Outer::test_{name}"
        for name in (
            *("dot_infershape", "gemv_infershape", "outer_infershape", "sparseblockdot", "sparseblockgemv"),
            *("sparseblockgemvF", "sparseblockgemv_grad", "sparseblockgemv_grad_shape", "sparseblockouter"),
        )
    ),
    "the test gives numpy.vstack a generator, which NumPy no longer takes",
)
THEANO_TESTS["tensor/nnet/tests/test_nnet.py"] = {
    "T_LogSoftmax::test_logsoftmax_grad_true_div_elemwise": "looks for SoftmaxGrad in a rewritten graph",
    "T_CrossentropyCategorical1Hot::test_crossentropy_softmax_1hot_with_bias_dxcale_cost": (
        "looks for the operations of cross-entropy in a compiled graph, which has what they are made of"
    ),
}


# --- gradients and loops ----------------------------------------------------------------------------------------------

# the names of cases in tests/scan_module/loop_cases.py by reason; `reason @3.0` is true on that PyTensor only
LOOPS: dict[str, list[str]] = {
    "Theano read unset memory for the rows that an initial state had not": [
        "loop_errors: S(lambda a, b, c: b + c, x, dict(initial=y[:1], taps=[-1, -2]))",
    ],
    "of a float32 PyTensor's gradient through a comparison or an integer is of floatX": [
        "grads: T.cast(x, 'int32').sum() * s, float32",
    ],
    "Theano's gradient had dtype float64 for a float32": [
        "grads: T.extra_ops.diff(x).prod(), float32",
    ],
    "Theano's R_op of the greatest number's place took matrices alone": [
        "rops: T.argmax(x), float64",
        "rops: T.argmax(x), float32",
        "rops: G.Rop(T.argmax(x), x, y), float64",
        "rops: G.Rop(T.argmax(x), x, y, disconnected_outputs='ignore'), float64",
    ],
    "Theano's R_op failed inside": [
        "rops: x.max(), float64",
        "rops: x.max(), float32",
        "rops: G.zero_grad(x) * x, float64",
        "rops: G.zero_grad(x) * x, float32",
    ],
    "PyTensor has the product, of operations that had no R_op": [
        "rops: T.nlinalg.det(w), float64",
        "rops: T.nlinalg.det(w), float32",
        "rops: T.nlinalg.trace(w), float64",
        "rops: T.nlinalg.trace(w), float32",
        "rops: T.diag(w), float64",
        "rops: T.diag(w), float32",
        "rops: T.cumsum(x), float64",
        "rops: T.cumsum(x), float32",
        "rops: T.sort(x), float64",
        "rops: T.sort(x), float32",
        "rops: T.extra_ops.diff(x), float64",
        "rops: T.extra_ops.diff(x), float32",
    ],
    "a loop of no steps gives results of length 0: Theano had not implemented it": [
        "loops: S(lambda a: a ** 2, x, n_steps=0)",
        "loops: S(lambda a: a ** 2, x, n_steps=T.constant(0))",
        "loops: S(lambda a: a ** 2, x, n_steps=n - 3)",
        "loops: S(lambda a: a + 1, T.arange(0))",
        "loops: S(lambda a: a + 1, x[:0])",
        "loops: S(lambda a, b: a + b, x[:0], s)",
        "loops: float32: S(lambda a: a ** 2, x, n_steps=0)",
        "loops: float32: S(lambda a: a + 1, x[:0])",
        "loop_errors: S(lambda b: b, outputs_info=s, n_steps=0)",
        "loop_errors: S(lambda a: a, dict(input=x, taps=[5]))",
        "loop_grads: G.grad(c, [x, y, m, w, s], disconnected_inputs='ignore') of S(lambda b: b * s, outputs_info=s, n_steps=0), float64",  # noqa: E501
        "loop_grads: G.grad(c, [x, s], disconnected_inputs='ignore') of S(lambda b: b * s, outputs_info=s, n_steps=0), float32",  # noqa: E501
        "loop_grads: G.grad(G.grad(c, s, disconnected_inputs='ignore') * s, [x, s], disconnected_inputs='ignore') of S(lambda b: b * s, outputs_info=s, n_steps=0), float64",  # noqa: E501
        "loop_grads: G.Rop(o, [x, s], [y, s * 2]) of S(lambda b: b * s, outputs_info=s, n_steps=0), float64",
        "loop_grads: G.Lop(o, [x, s], T.ones_like(o), disconnected_inputs='ignore') of S(lambda b: b * s, outputs_info=s, n_steps=0), float64",  # noqa: E501
    ],
    "raises a subclass of the error, with a message": [
        "loop_errors: S(lambda a: a, dict(input=x, taps=['a']))",
        "loop_errors: S(lambda a: a, x, mode='nothing')",
    ],
    "Theano took the gradient of a loop that had stopped early at the wrong steps, as PyTensor 3.0 @3.3": [
        "loop_grads: G.grad(c, [x, y, m, w, s], disconnected_inputs='ignore') of S(lambda a, b: (a * b, until(b > 0.5)), x, s), float64",  # noqa: E501
        "loop_grads: G.grad(c, [x, s], disconnected_inputs='ignore') of S(lambda a, b: (a * b, until(b > 0.5)), x, s), float32",  # noqa: E501
        "loop_grads: G.grad(G.grad(c, s, disconnected_inputs='ignore') * s, [x, s], disconnected_inputs='ignore') of S(lambda a, b: (a * b, until(b > 0.5)), x, s), float64",  # noqa: E501
        "loop_grads: G.Lop(o, [x, s], T.ones_like(o), disconnected_inputs='ignore') of S(lambda a, b: (a * b, until(b > 0.5)), x, s), float64",  # noqa: E501
    ],
    "branches of which one broadcasts give a variable that does not": [
        "ifelse: I(s, T.zeros((1, 3)), T.zeros((2, 3)))",
        "ifelse: I(s, T.zeros((1, 3)), m)",
    ],
    "a condition that is no scalar raises TypeError": [
        "others: Assert A(x, x > 0)",
    ],
}


# --- drawn calls of pooling and neighbourhoods: reason -> their texts, as tests/tensor/drawn.py says them ------------

DRAWN_POOL: dict[str, list[str]] = {
    "averages of integers overflow as in Theano's C code, not as in the NumPy code that answered": [
        "pool.pool_2d(x, (1, 4), True, stride=(2, 3), mode='average_inc_pad') of uint8[1, 3, 4] ties",
        "pool.pool_2d(x, y, False, mode='average_inc_pad') of uint8[4, 7] ties, int32[2] [3, 3]",
        "pool.pool_3d(x, (3, 3, 1), False, stride=(5, 3, 5), mode='average_exc_pad') of uint8[2, 1, 4, 6, 6] distinct",
        "pool.pool_2d(x, y, False, stride=z, mode='average_inc_pad') of uint8[2, 7, 4] distinct, int32[2] [3, 2], "
        "int64[2] [5, 5]",
        "pool.pool_3d(x, (3, 3, 1), True, stride=(1, 1, 2), mode='average_exc_pad') of int8[3, 5, 3, 6] distinct",
    ],
    "Theano's gradient had dtype float64 for a float32": [
        "neighbours.images2neibs(x, y, mode='ignore_borders') of float32[2, 3, 3, 6] ties, int64[2] [1, 3]",
        "neighbours.images2neibs(x, y, mode='ignore_borders') of float32[0, 3, 4, 3] distinct, int64[2] [2, 1]",
    ],
}

THEANO_TESTS["tensor/signal/tests/test_pool.py"] = dict.fromkeys(
    (
        "TestDownsampleFactorMax::test_DownsampleFactorMaxPaddingStride",
        "TestDownsampleFactorMax::test_DownsampleFactorMaxStride",
    ),
    "the test indexes with a list of slices, which NumPy 2 refuses",
)


# --- drawn calls by family: reason -> their texts, as tests/tensor/drawn.py says them --------------------------------

DRAWN_FAMILIES: dict[str, list[str]] = {
    "PyTensor knows this length is 1, which Theano's pattern had lost": [
        "T.extra_ops.cumsum(x) of uint16[1] [True]",
    ],
    "the difference of a length that is 1 is empty, which Theano's pattern did not say": [
        "T.extra_ops.diff(x, n=1, axis=0) of uint64[1, 3] [True, False]",
        "T.extra_ops.diff(x, n=2, axis=0) of int64[1] [True]",
        "T.extra_ops.diff(x, n=2, axis=1) of int8[5, 1] [False, True]",
        "T.extra_ops.diff(x, n=1, axis=0) of uint16[1] [True]",
    ],
}


# --- golden/modes.json: reason -> cases ---------------------------------------------------------------------------

MODES: dict[str, list[str]] = {
    "a mode that is not there is a ValueError or TypeError, no mere Exception": [
        *("get_mode nothing", "bad mode", "bad modes"),
    ],
}

THEANO_TESTS["scan_module/tests/test_scan.py"] = {
    "test_mintap_onestep": "the test formats an array of length 1 as a number, which NumPy 2 refuses",
}
THEANO_TESTS["scan_module/tests/test_scan_utils.py"] = {
    **dict.fromkeys(
        ("TestMapVariables::test_opfromgraph", "TestMapVariables::test_scan"),
        "PyTensor gives inner graphs inputs of their own, so that a tag set outside names variables that are not there",
    ),
    **dict.fromkeys(
        (
            "TestMapVariables::test_scan_with_shared_update @3.3",
            "TestMapVariables::test_scan_with_shared_update2 @3.3",
        ),
        "PyTensor 3.3 keeps no tags in inner graphs",
    ),
}

# --- drawn convolutions: reason -> their texts, as tests/tensor/drawn.py says them -----------------------------------

DRAWN_CONV: dict[str, list[str]] = {
    "Theano had no gradient by filters of another dtype than the image's": [
        "conv2d of float64[3, 2, 4, 5], float32[2, 1, 2, 2], border_mode=full, subsample=[1, 2], "
        "filter_flip=True, filter_dilation=[1, 1], num_groups=1, input_shape=None, filter_shape=None",
        "conv2d of float64[2, 3, 4, 4], float32[6, 1, 3, 3], border_mode=valid, subsample=[3, 1], "
        "filter_flip=True, filter_dilation=[1, 1], num_groups=3, input_shape=[2, None, None, None], "
        "filter_shape=[6, 1, 3, 3]",
        "conv2d of float64[1, 1, 5, 6], float32[2, 1, 3, 1], border_mode=half, subsample=[1, 3], "
        "filter_flip=True, filter_dilation=[2, 1], num_groups=1, input_shape=None, filter_shape=None",
        "conv2d of float64[1, 1, 5, 4], float32[2, 1, 2, 1], border_mode=full, subsample=[1, 3], "
        "filter_flip=False, filter_dilation=[2, 2], num_groups=1, input_shape=None, filter_shape=[2, None, 2, 1]",
    ],
}

THEANO_TESTS["tensor/nnet/tests/test_conv.py"] = {
    "TestConv2D::test_subsample": "ConvOp had no gradient for some steps, of which it computed wrong ones; here it has",
}

# --- programs of tests/oracle/cases: reason -> their names ------------------------------------------------------------

PROGRAMS: dict[str, list[str]] = {
    "a call that fails leaves the states as they were: Theano's took an argument too many for one": [
        "an argument too many",
    ],
    "an Op without a gradient raises NotImplementedError": [
        f"T.grad({sum_of}, x), {kind}"
        for sum_of in ("S.sp_sum(x[0:2])", "S.diag(x[:3, :3]).sum()")
        for kind in ("csr", "csc")
    ],
    "PyTensor's names of sparse operations": ["debugprint"],
    "PyTensor's gradient of a loop does not reverse what it has reversed": ["a loop over what is derived"],
}

# --- what objects lack that Theano's had: reason -> names; on some object each of them is lacking ---------------------

ATTRIBUTES: dict[str, str] = {
    "values of this type, or this operation, have no C code here": (
        "c_cleanup c_cleanup_code_struct c_code c_code_and_version c_code_cache_version c_code_cache_version_apply "
        "c_code_cleanup c_code_template c_compile_args c_declare c_element_type c_extract c_extract_out "
        "c_header_dirs c_headers c_init c_init_code c_init_code_apply c_init_code_struct c_is_simple c_lib_dirs "
        "c_libraries c_literal c_no_compile_args c_support_code c_support_code_apply c_support_code_struct c_sync "
        "check_input debug e_indextype e_subslice get_io_macros get_params get_sub_macros make_c_thunk"
    ),
    "constants are not kept by value": "cached",
    "raised an error that names get_value() and set_value()": "value",
    "how Theano made nodes or subclasses, which PyTensor does otherwise": (
        "c_axis collapse conv convert dtype_set infer_shape my_as_scalar nin nout order python_constant_folding "
        "set_ufunc unshared2d validate_shape view"
    ),
    "there is no GPU": "gpu",
    "PyTensor makes functions out of other parts": (
        "expand_in function_builder indices optimize_graph_with_cache position_of_error refeed"
    ),
    "PyTensor's databases and rewriters call it otherwise, with rewrites for optimizations": (
        "cleanup_optimizers extra_optimizations final_optimizers global_optimizers local_optimizers_all "
        "local_optimizers_map seq_opt"
    ),
    "an operation of PyTensor's does not know the patterns of its inputs": "input_broadcastable sparse_grad",
    "PyTensor's loops call it otherwise, and are run otherwise": (
        "execute inner_shared inner_shared_outs mitmot_out_taps mitmot_taps mitsot_taps mode_instance outer_shared "
        "outer_shared_outs shared_arg_offset"
    ),
    "PyTensor's operation from a graph has derivatives of its own": (
        "LOP_TYPE_ERR_MSG OV_INP_LEN_ERR_MSG STYPE_ERR_MSG TYPE_ERR_MSG get_lop_op get_rop_op"
    ),
}
if ENGINE != "3.0":
    ATTRIBUTES |= {
        "its DimShuffle has no C code in a file": (
            "SECTIONS backward_re c_func_file c_func_name code_sections format_c_function_args func_codes func_files "
            "func_name get_c_macros get_path load_c_code section_re"
        ),
        "its operation from a graph has no shared variables": "shared_inputs",
    }

# --- tests/oracle/slips.py: name of a slip -> reason ------------------------------------------------------------------

SLIPS: dict[str, str] = {
    "cast to an unknown dtype": "NumPy's TypeError, of a dtype that it does not know",
    "eval with a name": "PyTensor's eval takes the names of variables, too",
}

# what Theano's message named, and ours, which is NumPy's or PyTensor's, does not
UNNAMED: dict[str, set[str]] = {
    "test values that do not fit": {"0", "1"},  # it names both lengths, not the axis and the inputs
    "sum along an axis that is not there": {"x"},
    "max along an axis that is not there": {"x"},
    "reshape to floats": {"2", "3"},
    "alloc of a float length": {"0"},
    # a third length, of what BLAS added the product to
    "targets of another length": {"3"},
    "targets of another length, no updates": {"3"},
    "weights of a loop": {"3"},
    "dot of vectors": {"1"},
    "an image smaller than the filter": {"x"},  # a sign between lengths
}

# --- tests/oracle/spoiled.py: reason -> patterns of calls -------------------------------------------------------------

SPOILED: dict[str, list[str]] = {
    "refused when the graph is built, where Theano's function failed when it ran, or computed with what it was given": [
        *(
            r"T\.(arg)?sort\(m, .*",
            r"m\.sort\(.*",
            r"T\.cum(sum|prod)\(m, 1\.5\)",
            r"T\.(batched_)?tensordot\(.*, 1\.5\)",
        ),
        *(r"T\.eye\(.*(1\.5|s).*", r"T\.split\(v, \[2, 2\], 2, -?7\)", r"T\.reshape\(m, \(2, 3\), 1\.5\)"),
        *(r"T\.tri[lu]\(m, .*", r"T\.(add|un)broadcast\(., -7\)", r"theano\.Mode\(.*", r"theano\.OpFromGraph\(.*"),
        *(
            r"T\.inc_subtensor\(v\[:2\], z\)",
            r"T\.nnet\.neighbours\.images2neibs\(t4, .*1\.5.*",
            r"T\.shape\(generic\)",
        ),
        r"T\.nnet\.crossentropy_softmax_argmax_1hot_with_bias\(m, z, k\)",
    ],
    "an expression in the place of a dtype or length: Python's words for its unknown length": [
        r"T\.(constant|zeros|ones|zeros_like|ones_like|eye|arange|scalar|vector|matrix|tensor|TensorType)\(.*v\b.*",
        r"T\.(alloc|tensordot|batched_tensordot|patternbroadcast|extra_ops\.to_one_hot)\(.*",
        *(
            r"T\.nnet\.conv2d\(t4, t4, .*[sm].*",
            r"theano\.function\(\[v\], v \* 2, None, v, None\)",
            r"T\.roll\(m, v, 0\)",
        ),
        *(r"T\.(max|min|ptp)\(m, v\)", r"T\.nnet\.h_softmax\(.*", r"T\.constant\(generic, .*"),
    ],
    "a text in the place of an axis, of which Theano asked int()": [
        r"(T|m)\.(sum|prod|mean|var|std|max|min|all|any|ptp)\((m, )?'a'\)",
        *(r"T\.(add|un)broadcast\(., 'a'\)", r"T\.transpose\(m, 'a'\)", r"T\.take\(m, k, .*", r"m\.repeat\('a'\)"),
        r"theano\.function\(\[v\], v \* 2, None, 'a', None\)",
    ],
    "PyTensor computes it": [
        *(r"T\.sgn\(z\)", r"T\.(isclose|allclose)\(.*z.*", r"[bm] @ [bz]", r"m\.repeat\(1\.5\)", r"m\.squeeze\(7\)"),
        *(r"T\.specify_shape\(m, .*", r"m\.transpose\(0\)"),
    ],
    "NumPy's error for an unknown dtype": [r"T\.cast\(m, .*", r"m\.astype\(.*"],
    "NumPy's error for a negative length": [r"streams\.\w+\(\(-2, 3\).*"],
    "another error of the same call": [
        *(r"theano\.Rop\(.*", r"theano\.gradient\.grad_clip\(v, .*", r"T\.nnet\.elu\(generic\)"),
    ],
}
