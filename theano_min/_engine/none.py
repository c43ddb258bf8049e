"""None as the value of an input: ``default(x, y)`` asks for it, and Python's ``eye`` takes it for a length left out."""

from pytensor.link.numba.linker import NumbaLinker
from pytensor.tensor.basic import Eye


def takes_none(fgraph, variable, linker):
    """Whether all that takes the variable takes None for it; an operation's ``takes_none`` are the inputs that may be.

    Of compiled code there is none that takes it.
    """
    of_python = {} if isinstance(linker, NumbaLinker) else {Eye: (1,)}
    clients = fgraph.clients[variable]
    return bool(clients) and all(
        i in getattr(node.op, "takes_none", of_python.get(type(node.op), ())) for node, i in clients
    )


def asks_for_none(fgraph):
    """Whether a graph has an operation that asks for None, so that it cannot be compiled."""
    return any(hasattr(node.op, "takes_none") for node in fgraph.apply_nodes)
