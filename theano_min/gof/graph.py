"""``theano.gof.graph``: variables, the nodes between them, and walks through their graph."""

from collections import deque as _deque
from collections.abc import Callable as _Callable
from contextlib import contextmanager as _contextmanager

from pytensor.graph.basic import (
    Apply as _Apply,
    Constant as Constant,
    Node as Node,
    Variable as Variable,
    as_string as _as_string,
    clone_get_equiv as clone_get_equiv,
    default_node_formatter as default_node_formatter,
    equal_computations as equal_computations,
    op_as_string as op_as_string,
)
from pytensor.graph.op import io_connection_pattern as io_connection_pattern
from pytensor.graph.replace import clone_replace as _clone_replace
from pytensor.graph.traversal import general_toposort as _general_toposort, io_toposort as io_toposort
from pytensor.link.c.basic import NoParams as NoParams

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn
from theano_min.misc.ordered_set import OrderedSet as _OrderedSet

default_leaf_formatter = str

_renewed: _Callable | None = None  # handed down: the operation and the inputs that stand for those of a pickle

# ---------------------------------------------------------------- differs


class Apply(_Apply, metaclass=_StandIn):
    """A node: the operation ``op`` applied to the variables ``inputs``, which gives the variables ``outputs``.

    Errors: TypeError for what are no variables, ValueError for an output that another node computes.
    Source: theano.gof.graph.Apply.
    """

    def __setstate__(self, state):
        # pickled by Theano
        self.__class__ = Apply.stands_for
        op, inputs = _renewed(state["op"], state["inputs"])
        self.__dict__.update(state, op=op, inputs=inputs)


def as_string(i, o, leaf_formatter=default_leaf_formatter, node_formatter=default_node_formatter):
    """Return the expressions of the variables ``o`` as text, a list, stopping at the variables ``i``.

    ``leaf_formatter(variable)`` writes what no node computes, ``node_formatter(op, texts)`` the rest.
    Source: theano.gof.graph.as_string.
    """
    # PyTensor names the arguments otherwise
    return _as_string(i, o, leaf_formatter, node_formatter)


def clone(i, o, copy_inputs=True, copy_orphans=None):
    """Return copies of the graph between the variables ``i`` and ``o``: the pair of their lists.

    ``copy_orphans``, by default ``copy_inputs``, tells whether what is neither in i nor computed is copied too.
    Source: theano.gof.graph.clone.
    """
    # PyTensor does not copy constants
    copy_orphans = copy_inputs if copy_orphans is None else copy_orphans
    constants = {x: copy_inputs for x in i if isinstance(x, Constant)}
    constants |= {x: copy_orphans for x in orphans(i, o) if isinstance(x, Constant)}
    memo = {x: type(x)(x.type, x.data, x.name) for x, is_copied in constants.items() if is_copied}
    equiv = clone_get_equiv(i, o, copy_inputs, copy_orphans, memo)
    return [equiv[x] for x in i], [equiv[x] for x in o]


def general_toposort(outputs, deps, debug_print=False, compute_deps_cache=None, deps_cache=None, clients=None):
    """Return ``outputs`` and what they depend on, dependencies first; ``deps(x)`` lists what x needs.

    Instead of deps there may be ``compute_deps_cache`` with its dict ``deps_cache``; ``clients`` is a dict to fill with
    {x: what needs it}. Errors: ValueError for a cycle, TypeError for dependencies that come in no order.
    Source: theano.gof.graph.general_toposort.
    """

    # PyTensor prints nothing for a cycle, and has no place for clients
    def ordered(x):
        needed = deps(x)
        if needed and not isinstance(needed, list | _OrderedSet):
            raise TypeError(f"Dependencies must come in an order, in a list, or the nodes come in none: {needed!r}")
        return list(needed or ())

    order = list(_general_toposort(outputs, deps and ordered, compute_deps_cache, deps_cache))
    if clients is not None:
        needs = compute_deps_cache or deps
        for x in order:
            for needed in needs(x) or ():
                clients.setdefault(needed, []).append(x)
    return order


# ---------------------------------------------------------------- restored


def stack_search(start, expand, mode="bfs", build_inv=False):
    """Return everything that can be reached from the deque ``start``, which is emptied, in the order of the walk.

    ``expand(x)`` lists x's neighbours, or is None. ``mode`` is 'bfs' (breadth first) or 'dfs' (depth first). With
    ``build_inv`` there is a second result, {x: those that lead to it}. Errors: ValueError for another mode.
    Source: theano.gof.graph.stack_search.
    """
    if mode not in ("bfs", "dfs"):
        raise ValueError(f"mode should be 'bfs' or 'dfs', not {mode!r}")
    take = start.popleft if mode == "bfs" else start.pop
    found, inverse = {}, {}
    while start:
        x = take()
        if id(x) in found:
            continue
        found[id(x)] = x
        neighbours = expand(x) or ()
        for neighbour in neighbours if build_inv else ():
            inverse.setdefault(neighbour, []).append(x)
        start.extend(neighbours)
    return (list(found.values()), inverse) if build_inv else list(found.values())


def ancestors(variable_list, blockers=None):
    """Return the variables that those in ``variable_list`` are computed from, these included, depth first.

    The walk does not go beyond the variables ``blockers``. Source: theano.gof.graph.ancestors.
    """
    blocked = set(blockers or ())

    def expand(variable):
        return variable.owner.inputs[::-1] if variable.owner and variable not in blocked else None

    return stack_search(_deque(variable_list), expand, "dfs")


def inputs(variable_list, blockers=None):
    """Return the variables without a node, constants too, that those in ``variable_list`` are computed from.

    The walk does not go beyond the variables ``blockers``. Source: theano.gof.graph.inputs.
    """
    return [variable for variable in ancestors(variable_list, blockers) if variable.owner is None]


def variables_and_orphans(i, o):
    """Return the variables between ``i`` and ``o``, and those of them that are neither in i nor computed.

    Source: theano.gof.graph.variables_and_orphans.
    """
    given = set(i)

    def expand(variable):
        if variable.owner and variable not in given:
            return (variable.owner.inputs + variable.owner.outputs)[::-1]
        return None

    found = stack_search(_deque(o), expand, "dfs")
    return found, [variable for variable in found if variable.owner is None and variable not in given]


def variables(i, o):
    """Return the variables between ``i`` and ``o``, both included. Source: theano.gof.graph.variables."""
    return variables_and_orphans(i, o)[0]


def orphans(i, o):
    """Return what ``o`` is computed from and is neither in ``i`` nor computed, such as constants.

    Source: theano.gof.graph.orphans.
    """
    return variables_and_orphans(i, o)[1]


def ops(i, o):
    """Return the set of nodes between the variables ``i`` and ``o``. Source: theano.gof.graph.ops."""
    given = set(i)
    return {variable.owner for variable in variables(i, o) if variable.owner and variable not in given}


def list_of_nodes(inputs, outputs):
    """Return the nodes between the variables ``inputs`` and ``outputs``, breadth first from the outputs.

    Source: theano.gof.graph.list_of_nodes.
    """
    given = set(inputs)

    def expand(node):
        owners = [variable.owner for variable in node.inputs if variable.owner]
        return [owner for owner in owners if not given.intersection(owner.outputs)]

    return stack_search(_deque(output.owner for output in outputs), expand)


def is_in_ancestors(l_node, f_node):
    """Return whether the node ``l_node`` is ``f_node`` or needs what it computes.

    Source: theano.gof.graph.is_in_ancestors.
    """

    def expand(node):
        return [variable.owner for variable in node.inputs if variable.owner]

    return any(node is f_node for node in stack_search(_deque([l_node]), expand))


def is_same_graph(var1, var2, givens=None, debug=False):
    """Return whether two variables are the same computation of the same inputs, node by node.

    ``givens`` replaces variables in both graphs first, a dict or pairs. ``debug`` does nothing.
    Source: theano.gof.graph.is_same_graph.
    """
    pair = [var1, var2]
    if givens:
        pair = _clone_replace(pair, dict(givens), rebuild_strict=False)
    return equal_computations(pair[:1], pair[1:])


is_same_graph_with_merge = is_same_graph


@_contextmanager
def nodes_constructed():
    """Give the list to which each variable is added that is made in the ``with`` block.

    Source: theano.gof.graph.nodes_constructed.
    """
    new: list = []
    Variable.append_construction_observer(new.append)
    try:
        yield new
    finally:
        Variable.remove_construction_observer(new.append)


def view_roots(r):
    """Return the variables whose memory the variable ``r`` may be a view of, itself if it is none.

    Source: theano.gof.graph.view_roots.
    """
    if r.owner is None:
        return [r]
    seen = r.owner.op.view_map.get(r.owner.outputs.index(r), None)
    return [r] if seen is None else [root for i in seen for root in view_roots(r.owner.inputs[i])]


__getattr__ = _removed.getattr_for(__name__)
