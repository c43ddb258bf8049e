"""What an error says that was raised while a function ran: which node, on which values, and where it was made."""

import signal
from copy import deepcopy
from time import perf_counter

from pytensor.compile.ops import FromFunctionOp
from pytensor.configdefaults import config
from pytensor.graph.fg import FunctionGraph
from pytensor.link.utils import raise_with_op
from pytensor.printing import Print
from pytensor.tensor.shape import SpecifyShape

from theano_min._engine.called_back import CalledBack, graphs
from theano_min._engine.interpreter import NumpyLinker
from theano_min._engine.programs import AsTheano
from theano_min._engine.wording import reword

LONGEST_SEARCH = 1.0  # seconds
OURS = "pytensor", "theano_min", "theano"

_HELP = "\nApply node that caused the error:"
_MISFIT, _SPECIFIED = "Could not broadcast dimensions", "SpecifyShape:"
_UNKNOWN = """
Numba ran the whole graph as one piece, and {}: which node it was is not known.
HINT: theano.function(..., mode=theano.Mode('cvm')), or the Theano flag 'linker=cvm', runs each node by itself."""


def explain(function, error, values=None):
    """Raise an error of ``function``, with help if a node raised it; ``values`` are its inputs', by default the stored.

    Numba says nothing of nodes: NumPy then looks for the one that fails, on copies of the values, for a second at most.
    """
    interrupt = _of_a_signal(error)
    if interrupt is not None:
        raise interrupt from None
    if not _is_a_nodes(error):
        raise error
    if hasattr(function.vm, "jit_fn"):
        if values is None:
            values = [container.storage[0] for container in function.input_storage]
        found = _called_back(function.maker.fgraph, error) or _on_numpy(function.maker.fgraph, values)
        if isinstance(found, str):
            error.args = (str(error).partition(_HELP)[0] + _UNKNOWN.format(found),)
        else:
            error = found.with_traceback(error.__traceback__)
    asserted = _MISFIT if getattr(function.maker.fgraph, "specifies_shapes", True) else (_MISFIT, _SPECIFIED)
    if isinstance(error, AssertionError) and str(error).startswith(asserted):
        # PyTensor asserts in its graph of shapes what Theano noticed when it computed the values
        error = ValueError(*error.args).with_traceback(error.__traceback__)
    reword(error)
    raise error from None


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


class _Stop(BaseException):
    """The search for the node ends."""


def _on_numpy(fgraph, values):
    """The error that the graph raises on NumPy, with help, or why there is none.

    What a program's own operations do besides computing would be done twice: the search ends where one comes.
    """
    end = perf_counter() + LONGEST_SEARCH

    class Search(NumpyLinker):
        def make_vm(self, nodes, thunks, *arguments):
            thunks = [_searching(*pair, end) for pair in zip(nodes, thunks, strict=True)]
            return super().make_vm(nodes, thunks, *arguments)

    try:
        cells = [[deepcopy(value)] for value in values]
        with config.change_flags(traceback__limit=0):  # where its nodes are made says nothing
            run = Search().accept(fgraph).make_all(input_storage=cells)[0]
    except Exception:
        return "there is an operation that NumPy cannot run"
    try:
        run()
    except _Stop as stop:
        return str(stop)
    except Exception as error:
        if _is_a_nodes(error):
            return error
    return "NumPy has no error on the same values"


def _searching(node, thunk, end):
    """Return a thunk that does the same until it is time to stop, but for printing."""
    op = node.op

    def run():
        if perf_counter() > end:
            raise _Stop("NumPy did not find the error within a second")
        if isinstance(op, Print):
            thunk.outputs[0][0] = thunk.inputs[0][0]
            return None
        if type(op) in (FromFunctionOp, AsTheano) or type(op).__module__.partition(".")[0] not in OURS:
            raise _Stop(f"an operation of the program's own, {op}, is not run twice")
        return thunk()

    run.lazy, run.inputs, run.outputs = thunk.lazy, thunk.inputs, thunk.outputs
    return run
