"""Compiled loops notice ^C: imported when the first graph is compiled by Numba."""

from hashlib import sha256
from textwrap import indent

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from pytensor.link.numba.cache import compile_numba_function_src
from pytensor.link.numba.dispatch.basic import numba_funcify_and_cache_key, numba_njit
from pytensor.scan.op import Scan

from theano_min._pytensor import source_version

WHILE, NEXT = "    while i < n_steps and not cond.item():\n", "        i += 1\n"
FEW, MANY = 8, 128  # steps between two looks, 7 ns each, at whether there is a signal


@intrinsic
def handle_signals(typingctx):
    """Let Python handle signals. What a handler raises ends compiled code as any exception of Python's does."""

    def check(context, builder, signature, arguments):
        number = ir.IntType(32)
        check = cgutils.get_or_insert_function(builder.module, ir.FunctionType(number, []), "PyErr_CheckSignals")
        with cgutils.if_unlikely(builder, cgutils.is_not_null(builder, builder.call(check, []))):
            context.call_conv.return_exc(builder)
        return context.get_dummy_value()

    return types.none(), check


def _in_parts(source, steps):
    """Return the source of PyTensor's loop with its steps in parts, between which signals are handled.

    Within a step it would cost more than a look: Numba then counts references that it could do without.
    """
    before, loop, after = source.partition(WHILE)
    body, counted, end = after.partition(NEXT)
    if not counted:
        return source
    start = f"        handle_signals()\n        part = min(i + {steps}, np.asarray(n_steps).item())\n"
    start += "        while i < part and not cond.item():\n"
    return before + loop + start + indent(body + counted, "    ") + end


_funcify = numba_funcify_and_cache_key.dispatch(Scan)


@numba_funcify_and_cache_key.register(Scan)
def numba_funcify_loop(op, node, **kwargs):
    scan, key = _funcify(op, node, **kwargs)
    are_numbers = all(not getattr(x.type, "ndim", 0) for x in (*op.fgraph.inputs, *op.fgraph.outputs))
    source = _in_parts(scan.py_func.__source__, MANY if are_numbers else FEW)
    names = {**scan.py_func.__globals__, "handle_signals": handle_signals}
    loop = numba_njit(compile_numba_function_src(source, "scan", names), boundscheck=False)
    return loop, key and sha256(f"{key} {source} {source_version(__name__)}".encode()).hexdigest()
