"""The quick way through a call: one Python function made for each compiled function, for arguments of the usual kinds.

It takes arrays of a dtype that the input may have, and lists and numbers, NumPy's too, that convert to it exactly, or
as the input allows. Given anything else it returns MISSED before it has changed anything, and the call goes the long
way, which converts with care and raises the errors.
"""

import sys
from collections import Counter
from itertools import combinations

import numpy as np
from pytensor.configdefaults import config
from pytensor.link.utils import raise_with_op
from pytensor.scalar.basic import upcast
from pytensor.tensor.type import TensorType

from theano_min._engine.errors import explain
from theano_min._engine.tiers import compile_for, do_without_cache

MISSED = object()
DTYPES = {np.dtype(each) for each in "?bhilqBHILQefd"}  # not the other one of two C types of one size
SCALARS = frozenset(each.type for each in DTYPES)


def missed(args):
    """Miss: what stands for the quick call where there is none yet."""
    return MISSED


def quick_call(f):
    """Return a function of the tuple of arguments that does what a call of ``f`` does, or returns MISSED."""
    inputs = [container for container in f.input_storage if not container.implicit]
    if inputs != f.input_storage[: len(inputs)] or not all(_is_usual(container) for container in inputs):
        return lambda args: MISSED
    names = {
        "ndarray": np.ndarray,
        "array": np.array,
        "shares": np.may_share_memory,
        "failed": failed,
        "missed": missed,
    }
    names |= {"MISSED": MISSED, "f": f, "vm": f.vm, "outputs": [container.storage for container in f.output_storage]}
    names |= {f"d{i}": container.type.numpy_dtype for i, container in enumerate(inputs)}
    names |= {f"c{i}": _converted(container) for i, container in enumerate(inputs)}
    names |= {"scalars": SCALARS, "floatX": vars(type(config))["floatX"]}
    names |= {f"s{i}": container.storage for i, container in enumerate(f.input_storage)}
    arguments = [f"x{i}" for i in range(len(inputs))]
    lines = [f"try: [{', '.join(arguments)}] = args", "except ValueError: return MISSED"]
    for i, container in enumerate(inputs):
        lines += _taken(i, container.type, container.allow_downcast)
    aliases = [pair for group in f._potential_aliased_input_groups for pair in combinations(group, 2)]
    lines += [f"if shares(x{i}, x{j}): return MISSED" for i, j in aliases]
    compiled = f.output_storage and getattr(f.vm, "is_settled", True) and hasattr(f.vm, "jit_fn")
    lines += _run_jit(f, names, arguments) if compiled else _run_vm(f, arguments)
    exec("def call(args):\n    " + "\n    ".join(lines), names)
    return names["call"]


def _is_usual(container):
    return type(container.type) is TensorType and container.required and not container.strict


def _converted(container):
    """Return the dtypes of the arrays that an input takes, but for its own."""
    own, downcast = container.type.numpy_dtype, container.allow_downcast
    return frozenset(each for each in DTYPES - {own} if downcast or upcast(own.name, each.name) == own.name)


def _taken(i, kind, downcast):
    """Return the lines that make argument ``i`` an array of its type."""
    x, dtype = f"x{i}", f"d{i}"
    wrong = f"{x}.ndim != {kind.ndim}"
    wrong += "".join(f" or {x}.shape[{axis}] != {n}" for axis, n in enumerate(kind.shape) if n is not None)
    usual, inexact = "kind is float or kind is int or kind in scalars", f"{x}.item() != given"
    if kind.ndim:
        usual, inexact = "kind is list", f"{x}.tolist() != given or {wrong}"
    elif downcast:
        inexact = "False"
    elif downcast is None and kind.dtype in ("float16", "float32", "float64"):
        inexact += f" and (kind is not float or floatX.val != {kind.dtype!r})"
    return [
        f"kind = {x}.__class__",
        "if kind is ndarray:",
        f"    if {x}.dtype is not {dtype}:",
        f"        if {x}.dtype not in c{i}: return MISSED",
        f"        {x} = {x}.astype({dtype})",
        f"    if {wrong} or not {x}.flags.aligned: return MISSED",
        f"elif {usual}:",
        "    try:",
        f"        given, {x} = {x}, array({x}, {dtype})",
        f"        if {inexact}: return MISSED",
        "    except (TypeError, ValueError, OverflowError): return MISSED",
        "else: return MISSED",
    ]


def _updates(f, results):
    """Return the lines that store what updates have computed: all, or none, since no signal is handled in between."""
    place = {container: i for i, container in enumerate(f.input_storage)}
    updates = [(place[container], results[output]) for output, container in f._update_input_storage]
    made = [f"u{i} = {result}" for i, result in updates if "(" in result]
    return made + [f"s{i}[0] = {f'u{i}' if '(' in result else result}" for i, result in updates]


def _returned(f, results):
    """Return the line that hands out the results."""
    if f.return_none:
        return "return None"
    if f.unpack_single:
        return f"return {results[0]}"
    return f"return [{', '.join(results[: f._n_returned_outputs])}]"


def _run_jit(f, names, arguments):
    """Return the lines that call one compiled function of values."""
    run, numbers = f.vm.jit_fn, getattr(f.vm.jit_fn, "numbers", {})
    names["run"] = run.run if numbers else run
    names |= {f"n{i}": dtype for i, dtype in numbers.items()}
    values = arguments + [f"s{i}[0]" for i in range(len(arguments), len(f.input_storage))]
    run = [f"try: results = run({', '.join(values)})"]
    run += [f"except BaseException: results = failed(f, [{', '.join(values)}])"]
    n = len(f.output_storage)
    results = [f"array(results[{i}], n{i})" if i in numbers else f"results[{i}]" for i in range(n)]
    return run + _updates(f, results) + [_returned(f, results)]


def _run_vm(f, arguments):
    """Return the lines that call PyTensor's virtual machine, which works on storage."""
    store = [f"s{i}[0] = {x}" for i, x in enumerate(arguments)]
    run = ["try: results = vm()", "except BaseException: failed(f)"]
    run.append("if results is None: results = [cell[0] for cell in outputs]")
    free = ["if vm.allow_gc:", "    for cell in f._clear_input_storage_data: cell[0] = None"]
    free.append("    for cell in f._clear_output_storage_data: cell[0] = None")
    anew = ["if vm.is_settled: f._quick = missed"] * (not getattr(f.vm, "is_settled", True))
    results = [f"results[{i}]" for i in range(len(f.output_storage))]
    return store + run + _updates(f, results) + free + anew + [_returned(f, results)]


def failed(f, values=None):
    """Raise the error that is being handled with the node it came from, as PyTensor's own call does.

    Return the results after all if ``values`` could not be computed with because of the cache of compiled code.
    """
    vm, error = f.vm, sys.exception()
    try:
        if not isinstance(error, Exception):
            raise error
        if hasattr(vm, "jit_fn"):
            if do_without_cache(error, Counter()):
                compile_for(vm.jit_fn, values)
                return getattr(vm.jit_fn, "run", vm.jit_fn)(*values)
            raise_with_op(f.maker.fgraph, next(o.owner for o in f.maker.fgraph.outputs if o.owner), vm)
        if hasattr(vm, "position_of_error"):
            thunk = vm.thunks[vm.position_of_error] if hasattr(vm, "thunks") else None
            raise_with_op(
                f.maker.fgraph, vm.nodes[vm.position_of_error], thunk, storage_map=getattr(vm, "storage_map", None)
            )
        raise error
    except Exception as error:
        explain(f, error, values)
    finally:
        release(f)


def release(f):
    """Let go of the arguments, the results and what lies between them."""
    cells = [*f._clear_input_storage_data, *f._clear_output_storage_data]
    cells += [cell for variable, cell in (getattr(f.vm, "storage_map", None) or {}).items() if variable.owner]
    for cell in cells:
        cell[0] = None
