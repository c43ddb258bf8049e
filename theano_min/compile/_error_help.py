"""What an error says that was raised while a function ran: which node, on which values, and where it was made."""

from copy import deepcopy

from pytensor.configdefaults import config
from pytensor.link.utils import raise_with_op

from theano_min.compile._tiered import NumpyLinker
from theano_min.compile._wording import reword

_HELP = "\nApply node that caused the error:"
_MISFIT = "Could not broadcast dimensions"
_UNKNOWN = """
Numba ran the whole graph as one piece, and NumPy has no error on the same values: which node it was is not known.
HINT: theano.function(..., mode=theano.Mode('cvm')), or the Theano flag 'linker=cvm', runs each node by itself."""


def explain(function, error, values=None):
    """Raise an error of ``function``, with help if a node raised it; ``values`` are its inputs', by default the stored.

    Numba says nothing of nodes: NumPy then looks for the one that fails, on copies of the values.
    """
    if not _is_a_nodes(error):
        raise error
    if hasattr(function.vm, "jit_fn"):
        if values is None:
            values = [container.storage[0] for container in function.input_storage]
        found = _on_numpy(function.maker.fgraph, values)
        if found is None:
            error.args = (str(error).partition(_HELP)[0] + _UNKNOWN,)
        else:
            error = found.with_traceback(error.__traceback__)
    if isinstance(error, AssertionError) and str(error).startswith(_MISFIT):
        # PyTensor asserts in its graph of shapes what Theano noticed when it computed the values
        error = ValueError(*error.args).with_traceback(error.__traceback__)
    reword(error)
    raise error from None


def _is_a_nodes(error):
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code is not raise_with_op.__code__:
        step = step.tb_next
    return step is not None


def _on_numpy(fgraph, values):
    """The error that the graph raises on NumPy, with help, or None."""
    try:
        cells = [[deepcopy(value)] for value in values]
        with config.change_flags(traceback__limit=0):  # where its nodes are made says nothing
            run = NumpyLinker().accept(fgraph).make_all(input_storage=cells)[0]
    except Exception:
        return None  # there is an operation that NumPy cannot run
    try:
        run()
    except Exception as error:
        return error if _is_a_nodes(error) else None
    return None
