"""``theano.gof.toolbox``: features, which follow the changes of a graph."""

from pytensor.graph.features import (
    AlreadyThere as AlreadyThere,
    BadOptimization as BadOptimization,
    Bookkeeper as _Bookkeeper,
    Feature as _Feature,
    History as History,
    NoOutputFromInplace as _NoOutputFromInplace,
    PreserveVariableAttributes as PreserveVariableAttributes,
    ReplacementDidNotRemoveError as ReplacementDidntRemovedError,  # noqa: F401
    ReplaceValidate as ReplaceValidate,
    Validator as Validator,
)

from theano_min import _removed

# ---------------------------------------------------------------- differs


class Feature(_Feature):
    """Follows the changes of a FunctionGraph: the base class of those that ``fgraph.attach_feature`` takes.

    A subclass defines what it needs of ``on_attach(self, fgraph)``, ``on_detach``, ``on_import(self, fgraph, node,
    reason)``, ``on_prune``, ``on_change_input(self, fgraph, node, i, r, new_r, reason=None)``, ``orderings(self,
    fgraph)`` and ``validate(self, fgraph)``, which raises InconsistencyError for a graph that must not be.
    Source: theano.gof.toolbox.Feature.
    """

    def __init_subclass__(cls, **kwargs):
        # PyTensor calls it on_validate
        if "validate" in vars(cls) and "on_validate" not in vars(cls) and not issubclass(cls, Validator):
            cls.on_validate = _validate
        super().__init_subclass__(**kwargs)


def _validate(self, fgraph):
    return self.validate(fgraph)


class Bookkeeper(Feature, _Bookkeeper):
    """Calls its ``on_import`` for each node of a graph it is attached to, and ``on_prune`` when it is detached.

    Source: theano.gof.toolbox.Bookkeeper.
    """


class NoOutputFromInplace(_NoOutputFromInplace):
    """Forbids the outputs from ``first_output_idx`` up to ``last_output_idx``, exclusive, to be computed in place.

    Source: theano.gof.toolbox.NoOutputFromInplace.
    """

    def __init__(self, first_output_idx=0, last_output_idx=None):
        # PyTensor takes the outputs' numbers
        super().__init__(())
        self.first_idx, self.last_idx = first_output_idx, last_output_idx

    def on_attach(self, fgraph):
        self.protected_out_ids = tuple(range(len(fgraph.outputs)))[self.first_idx : self.last_idx]
        super().on_attach(fgraph)

    def clone(self):
        return type(self)(self.first_idx, self.last_idx)


# ---------------------------------------------------------------- restored


class NodeFinder(Bookkeeper):
    """Finds the nodes of an operation in the one graph it is attached to, as ``fgraph.get_nodes(op)``.

    Source: theano.gof.toolbox.NodeFinder.
    """

    provides = ("get_nodes",)

    def __init__(self):
        self.fgraph = None
        self.d = {}

    def on_attach(self, fgraph):
        if self.fgraph is not None:
            raise Exception("A NodeFinder can only serve one FunctionGraph.")
        if hasattr(fgraph, "get_nodes"):
            raise AlreadyThere("A NodeFinder is already present, or something else that provides get_nodes.")
        self.fgraph = fgraph
        super().on_attach(fgraph)

    def on_detach(self, fgraph):
        if self.fgraph is not fgraph:
            raise Exception("This NodeFinder was not attached to that FunctionGraph.")
        self.fgraph = None
        super().on_detach(fgraph)

    def clone(self):
        return type(self)()

    def on_import(self, fgraph, node, reason):
        self.d.setdefault(node.op, []).append(node)

    def on_prune(self, fgraph, node, reason):
        self.d[node.op].remove(node)
        if not self.d[node.op]:
            del self.d[node.op]

    def query(self, fgraph, op):
        """Return the list of the nodes of ``op``. Errors: TypeError for one that is not hashable."""
        return list(self.d.get(op, ()))

    get_nodes = query


class PrintListener(Feature):
    """Prints each change of the graph it is attached to, if ``active``. Source: theano.gof.toolbox.PrintListener."""

    def __init__(self, active=True):
        self.active = active

    def _print(self, *words):
        if self.active:
            print(*words)

    def on_attach(self, fgraph):
        self._print("-- attaching to: ", fgraph)

    def on_detach(self, fgraph):
        self._print("-- detaching from: ", fgraph)

    def on_import(self, fgraph, node, reason):
        self._print(f"-- importing: {node}, reason: {reason}")

    def on_prune(self, fgraph, node, reason):
        self._print(f"-- pruning: {node}, reason: {reason}")

    def on_change_input(self, fgraph, node, i, r, new_r, reason=None):
        self._print(f"-- changing ({node}.inputs[{i}]) from {r} to {new_r}")


class PreserveNames(Feature):
    """Gives what replaces a variable its name. Source: theano.gof.toolbox.PreserveNames."""

    def on_change_input(self, fgraph, node, i, r, new_r, reason=None):
        if r.name is not None and new_r.name is None:
            new_r.name = r.name


__getattr__ = _removed.getattr_for(__name__)
