"""Operations that a program derived from others, run as Theano ran them."""

from copy import copy
from inspect import signature

from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import GraphRewriter
from pytensor.scalar.basic import Identity as Identity
from pytensor.tensor.elemwise import CAReduce, Elemwise
from pytensor.tensor.exceptions import ShapeError

from theano_min import _taught
from theano_min.gof.op import PureOp


class AsTheano(PureOp):
    """A program's operation that runs as Theano ran it, in C if the program has C code for it, never by Numba."""

    __props__ = ("op",)
    view_map = property(lambda self: self.op.view_map)
    destroy_map = property(lambda self: self.op.destroy_map)

    def __init__(self, op):
        self.op = op

    @property
    def runs(self):
        """The program's operation, which is an instance of its class where a program asks a compiled graph."""
        return self.op

    def __getattr__(self, name):
        # what a program reads is there; to rewrites and linkers it is not
        if name == "op" or name.startswith("_") or not _taught.is_called_by_a_program():
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.op, name)

    def __eq__(self, other):
        return self.op == (other.op if type(other) is AsTheano else other)

    def __hash__(self):
        return hash(self.op)

    def make_node(self, *inputs):
        node = self.op.make_node(*inputs)
        return Apply(self, node.inputs, [output.type() for output in node.outputs])

    def theirs(self, node):
        """Return a node of the program's operation, on the same inputs."""
        return Apply(self.op, node.inputs, [output.clone() for output in node.outputs])

    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        theirs = self.theirs(node)
        same = dict(zip((*node.inputs, *node.outputs), (*node.inputs, *theirs.outputs), strict=True))
        storage_map, compute_map = (
            each and {new: each[old] for old, new in same.items()} for each in (storage_map, compute_map)
        )
        kinds = {type(self.op), type(getattr(self.op, "scalar_op", None))}
        impl = None if any(map(_taught.has_c, kinds)) else "py"
        kept = [same[each] for each in no_recycling if each in same]
        return self.op.make_thunk(theirs, storage_map, compute_map, kept, impl=impl)

    def perform(self, node, inputs, output_storage, params=None):
        self.op.perform(self.theirs(node), inputs, output_storage)

    def do_constant_folding(self, node):
        asks = _taught.replaces(type(self.op), "do_constant_folding")
        return self.op.do_constant_folding(None, self.theirs(node)) if asks else True

    def infer_shape(self, node, shapes):
        if not hasattr(self.op, "infer_shape"):
            raise ShapeError(f"{self.op} does not say how its shapes follow")
        takes_graph = len(signature(self.op.infer_shape).parameters) == 3  # PyTensor 3.0's
        return self.op.infer_shape(*[None] * takes_graph, self.theirs(node), shapes)

    def __str__(self):
        return str(self.op)


class RunPrograms(GraphRewriter):
    """A program's subclass of an operation -> itself as Theano ran it: rewrites and Numba know the class above alone.

    Where Theano ran the C code of the class above instead of the program's ``perform`` or ``impl`` -> an operation of
    that class.
    """

    def __init__(self, are=object):
        super().__init__()
        self.are = are  # what the scalar operations of those that are looked at are

    def apply(self, fgraph):
        for node in fgraph.toposort():
            if not isinstance(getattr(node.op, "scalar_op", None), self.are):
                continue
            if (op := _as_theano_ran(node.op)) is not node.op:
                new = Apply(op, node.inputs, [output.clone() for output in node.outputs])
                # what it overwrites stays, and so does whether that is allowed
                fgraph.replace_all(list(zip(node.outputs, new.outputs, strict=True)), reason="programs")


def _as_theano_ran(op):
    """The operation that runs as Theano ran ``op`` in its default mode: ``op`` itself but for a program's subclass."""
    runs = op.scalar_op if isinstance(op, Elemwise | CAReduce) and not _taught.is_a_programs(type(op)) else op
    kind = type(runs)
    if not _taught.has_c(kind) and not _taught.replaces(kind, "perform", "impl", "make_thunk"):
        return op
    if _taught.computes(kind):
        return AsTheano(op)
    above = copy(runs)
    above.__class__ = next(base for base in kind.__mro__ if not _taught.is_a_programs(base))
    if runs is op:
        return above
    applied = copy(op)
    applied.scalar_op = above
    if isinstance(op, Elemwise):
        applied.nfunc_spec = getattr(above, "nfunc_spec", None)
        applied.__setstate__(applied.__getstate__())  # which forgets the function found for the other
    return applied
