"""What an error says that was raised while a function ran: which node, on which values, and where it was made."""

import re
import signal
from contextlib import suppress
from copy import deepcopy
from time import perf_counter

import numpy as np
from pytensor.compile.ops import FromFunctionOp
from pytensor.configdefaults import config
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.traversal import ancestors
from pytensor.link.utils import raise_with_op
from pytensor.printing import Print
from pytensor.raise_op import CheckAndRaise
from pytensor.scalar.basic import EQ, GE, GT, LE, LT, OR, XOR, Invert, Switch
from pytensor.tensor.basic import MakeVector
from pytensor.tensor.shape import SpecifyShape

from theano_min._composed import Composed, compose
from theano_min._engine.called_back import CalledBack, graphs
from theano_min._engine.interpreter import NumpyLinker
from theano_min._engine.programs import AsTheano
from theano_min._engine.sentences import sentence
from theano_min._wording import HERE

LONGEST_SEARCH = 1.0  # seconds
OURS = "pytensor", "theano_min", "theano"

_NO_LINE = re.compile(r"HINT: Re-running with most .* could provide a back-trace .*\n?")
_HELP = "\nApply node that caused the error:"
_MISFIT, _SPECIFIED = "Could not broadcast dimensions", "SpecifyShape:"
_UNKNOWN = """
Numba ran the whole graph as one piece, and {}: which node it was is not known.
HINT: theano.function(..., mode=theano.Mode('cvm')), or the Theano flag 'linker=cvm', runs each node by itself."""


def explain(function, error, values=None):
    """Raise an error of ``function``, with help if a node raised it; ``values`` are its inputs', by default the stored.

    Where the node is not known, or nobody knows any more where it was made, the graph as the program built it is run on
    NumPy, on copies of the values, for a second at most: what fails there has a name and a line.
    """
    interrupt = _of_a_signal(error)
    if interrupt is not None:
        raise interrupt from None
    if not _is_a_nodes(error):
        raise error
    if values is None:
        values = [container.storage[0] for container in function.input_storage]
    maker, is_compiled = function.maker, hasattr(function.vm, "jit_fn")
    found = _as_theanos(maker, _of_compiled(maker, error, values) if is_compiled else error)
    nodes = [] if is_compiled and found is error else _nodes(found)
    line = _line(nodes)
    if line is None or isinstance(nodes[0][0].op, CheckAndRaise):
        again = _on_numpy(_built(maker), values)
        if not isinstance(again, str):
            line = _line(_nodes(again))
        if isinstance(again, type(found)):
            found, nodes = again, _nodes(again)
    raise _helped(found, nodes, line, values) from (error if error is not found else None)


def _as_theanos(maker, error):
    """The error, but for a ValueError where PyTensor asserts in its graph of shapes what Theano noticed in values."""
    asserted = _MISFIT if getattr(maker.fgraph, "specifies_shapes", True) else (_MISFIT, _SPECIFIED)
    if isinstance(error, AssertionError) and str(error).startswith(asserted):
        return ValueError(*error.args).with_traceback(error.__traceback__)
    return error


def _of_compiled(maker, error, values):
    """An error of compiled code, of which Numba does not say what node it was."""
    found = _called_back(maker.fgraph, error)
    if found is None:
        found = _on_numpy(maker.fgraph, values)
    if isinstance(found, str):
        error.args = (str(error).partition(_HELP)[0] + _UNKNOWN.format(found),)
        return error
    return found


def _built(maker):
    """The graph as the program built it, or None."""
    maker = getattr(maker, "first", maker)
    try:
        inputs, updates = [i.variable for i in maker.inputs], [i.update for i in maker.inputs if i.update is not None]
        fgraph = FunctionGraph(inputs, [output.variable for output in maker.outputs] + updates, clone=True)
        _compose(fgraph)
        return fgraph
    except Exception:
        return None


def _compose(fgraph):
    """Put what operations are composed of in their places."""
    while composed := [node for node in fgraph.toposort() if isinstance(node.op, Composed)]:
        for node in composed:
            outputs = compose.transform(fgraph, node)
            if not outputs:
                raise NotImplementedError
            fgraph.replace_all(list(zip(node.outputs, outputs, strict=True)), import_missing=True)


def _nodes(error):
    """The nodes that raised an error, their thunks and graphs, the innermost first."""
    frames = [frame.f_locals for frame in _frames(error) if frame.f_code is raise_with_op.__code__]
    return [(each["node"], each["thunk"], each["fgraph"]) for each in reversed(frames)]


def _lines(raised):
    """Where in the program a node was made: (file, line, function, text) of each of the lines."""
    node, *_ = raised
    traces = getattr(node.outputs[0].tag, "trace", None) or []
    return [each for trace in traces if isinstance(trace, list) for each in trace if not each[0].startswith(HERE)]


def _line(nodes):
    """The last of those lines of the innermost node that has any, or None."""
    return next((lines[-1] for lines in map(_lines, nodes) if lines), None)


def _helped(error, nodes, line, values):
    """The error, which says first and last what does not fit, and where that was built."""
    first, _, rest = str(error).partition(_HELP)
    if nodes:
        node, thunk, fgraph = nodes[0]
        first = sentence(node, thunk, error, first) or first
        if isinstance(node.op, CheckAndRaise) and len(nodes) == 1:
            first += _compared(node, fgraph, values)
    said = f"{first}{_HELP}{rest}" if rest else first
    if line and rest:
        file, number, _, text = line
        said = (
            f"{_NO_LINE.sub('', said).rstrip()}\nLine {number} of {file}{f', {text}' if text else ''}: {first.strip()}"
        )
    if said != str(error):
        error.args = (said,)
    return error


_COMPARISONS = {
    EQ: ("==", np.equal),
    LT: ("<", np.less),
    LE: ("<=", np.less_equal),
    GT: (">", np.greater),
    GE: (">=", np.greater_equal),
}


def _compared(node, fgraph, values):
    """What of a CheckAndRaise does not hold, in brackets: the first comparison, or lengths; or no text."""
    made = [variable.owner for variable in ancestors(node.inputs[1:]) if variable.owner is not None]
    if any(isinstance(getattr(each.op, "scalar_op", each.op), OR | XOR | Invert | Switch) for each in made):
        return ""  # what does not hold may well be so
    tests = [(each, _COMPARISONS.get(type(getattr(each.op, "scalar_op", each.op)))) for each in made]
    tests = [(each, comparison) for each, comparison in tests if comparison]
    lengths = [each.inputs for each in made if isinstance(each.op, MakeVector)]
    with suppress(Exception):
        sides = _computed([side for each, _ in tests for side in each.inputs], fgraph, values)
        for (_, (sign, holds)), one, other in zip(tests, sides[::2], sides[1::2], strict=True):
            for pair in np.broadcast(one, other):
                if not holds(*pair):
                    return f" ({pair[0]} {sign} {pair[1]} is false)"
    with suppress(Exception):
        if node.op.msg == "Could not broadcast dimensions.":  # PyTensor's, compared where all is fused
            return f" (lengths {' and '.join(map(str, _computed(lengths[0], fgraph, values)))})"
    return ""


def _computed(variables, fgraph, values):
    """The values of variables of a graph that overwrites nothing. Errors: ValueError if it does."""
    part = FunctionGraph(fgraph.inputs, variables, clone=True)
    if any(each.op.destroy_map or _is_a_programs(each.op) for each in part.apply_nodes):
        raise ValueError
    run, _, outs, *_ = NumpyLinker().accept(part).make_all(input_storage=[[value] for value in values])
    run()
    return [out.storage[0] for out in outs]


def specifies_shapes(fgraph):
    """Whether a program asserts shapes itself, by ``specify_shape``."""
    return any(isinstance(node.op, SpecifyShape) for graph in graphs(fgraph) for node in graph.apply_nodes)


def _frames(error):
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame
        step = step.tb_next


def _is_a_nodes(error):
    return any(frame.f_code is raise_with_op.__code__ for frame in _frames(error))


def _of_a_signal(error):
    """What the handler of a signal raised, of which compiled code makes a SystemError; or None."""
    behind = error
    while isinstance(behind, SystemError):
        behind = behind.__cause__ or behind.__context__
    if behind is not error and behind is not None:
        return behind
    handlers = {getattr(signal.getsignal(number), "__code__", None) for number in signal.valid_signals()} - {None}
    if any(frame.f_code in handlers for frame in _frames(error)):
        return error.__context__ if type(error.__context__) is type(error) else error
    return None


def _called_back(fgraph, error):
    """The error with help, if an operation raised it that Numba called back; else None."""
    calls = [frame.f_locals["self"] for frame in _frames(error) if frame.f_code is CalledBack.__call__.__code__]
    if not calls:
        return None
    node = calls[-1].outputs[0].owner
    if node not in fgraph.apply_nodes:
        fgraph = FunctionGraph(outputs=list(node.outputs), clone=False)
    error.args = (str(error).partition(_HELP)[0],)
    try:
        raise_with_op(fgraph, node, calls[-1].thunk, (type(error), error, error.__traceback__))
    except Exception as helped:
        return helped


class Clock:
    """When a search ends."""

    end = float("inf")


class _Stop(BaseException):
    """The search for the node ends."""


def _on_numpy(fgraph, values):
    """The error that the graph raises on NumPy, with help, or why there is none.

    What a program's own operations do besides computing would be done twice: the search ends where one comes.
    """
    clock = Clock()

    class Search(NumpyLinker):
        def make_vm(self, nodes, thunks, *arguments):
            thunks = [_searching(*pair, clock) for pair in zip(nodes, thunks, strict=True)]
            return super().make_vm(nodes, thunks, *arguments)

    if fgraph is None:
        return "its graph is not known"
    try:
        is_copied = any(node.op.destroy_map for each in graphs(fgraph) for node in each.apply_nodes)
        cells = [[deepcopy(value) if is_copied else value] for value in values]
        with config.change_flags(traceback__limit=0):  # where its nodes are made says nothing
            run = Search().accept(fgraph).make_all(input_storage=cells)[0]
    except Exception:
        return "there is an operation that NumPy cannot run"
    clock.end = perf_counter() + LONGEST_SEARCH
    try:
        run()
    except _Stop as stop:
        return str(stop)
    except Exception as error:
        if _is_a_nodes(error):
            return error
    return "NumPy has no error on the same values"


def _is_a_programs(op):
    return isinstance(op, FromFunctionOp | AsTheano) or type(op).__module__.partition(".")[0] not in OURS


def _searching(node, thunk, clock):
    """Return a thunk that does the same until it is time to stop, but for printing."""
    op = node.op

    def run():
        if perf_counter() > clock.end:
            raise _Stop("NumPy did not find the error within a second")
        if isinstance(op, Print):
            thunk.outputs[0][0] = thunk.inputs[0][0]
            return None
        if _is_a_programs(op):
            raise _Stop(f"an operation of the program's own, {op}, is not run twice")
        return thunk()

    run.lazy, run.inputs, run.outputs = thunk.lazy, thunk.inputs, thunk.outputs
    return run
