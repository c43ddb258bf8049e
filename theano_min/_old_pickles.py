"""The graphs of pickles that Theano wrote: what its operations said of themselves, said to PyTensor's.

An unpickled node of Theano has an operation of our class of its name, with the attributes that Theano's had. The node
takes its operation anew, from the attributes that the class is called with; where the class wants to know more, or is
no class here, `MAKE` has a function that makes the node from the attributes and the inputs.
"""

from inspect import signature

from pytensor.graph.basic import Apply
from pytensor.graph.op import Op
from pytensor.scalar.basic import ScalarOp, ScalarType

from theano_min import scalar, tensor as T
from theano_min._composed import Composed
from theano_min.compile.mode import Mode
from theano_min.gradient import grad


def renewed(op, inputs):
    """Return the operation and the inputs of the node that stands for ``op``, unpickled, applied to ``inputs``."""
    if not type(op).__module__.startswith(("theano_min.", "pytensor.")):
        return op, inputs  # the user's own
    make = MAKE.get(type(op).__name__)
    try:
        node = make(vars(op), *inputs).owner if make else anew(op).make_node(*inputs)
    except Exception as error:
        return Unreadable(type(op).__name__, f"{type(error).__name__}: {error}"), inputs
    return node.op, node.inputs


class Unreadable(Op):
    """An operation of a pickle that means nothing here: an error where it is computed, since nobody may compute it."""

    __props__ = ("name", "why")

    def __init__(self, name, why):
        self.name = name
        self.why = why

    def perform(self, node, inputs, output_storage):
        raise TypeError(
            f"The operation {self.name}, which Theano pickled, cannot be made of PyTensor's ({self.why}): "
            "build the expression anew."
        )


def anew(op):
    """Return an operation of the class of ``op``, made with the attributes that its constructor takes."""
    known = {name: value for name, value in vars(op).items() if name in signature(type(op).__init__).parameters}
    named = getattr(scalar, str(known.get("name")), None)
    if type(named) is type(op) and "output_types_preference" not in known:
        return named
    return type(op)(**{name: anew(value) if isinstance(value, ScalarOp) else value for name, value in known.items()})


class MaxAndArgmax(Composed):
    """The largest elements along axes and where they are: one node of two outputs, which PyTensor does not have."""

    __props__ = ("axis",)

    def __init__(self, axis):
        self.axis = tuple(axis)

    def make_node(self, x):
        return Apply(self, [x], [output.type() for output in self.compose(x)])

    def compose(self, x):
        return list(T.max_and_argmax(x, self.axis))

    def connection_pattern(self, node):
        return [[True, False]]

    def pullback(self, inputs, outputs, output_grads):
        return [grad(None, inputs[0], known_grads={self.compose(*inputs)[0]: output_grads[0]})]


def indices(state, inputs):
    """Return what stands in the brackets, of ``idx_list`` and the inputs that its types stand for."""
    values = iter(inputs)

    def entry(item):
        if isinstance(item, slice):
            return slice(entry(item.start), entry(item.stop), entry(item.step))
        return next(values) if isinstance(item, ScalarType) else item

    return tuple(map(entry, state["idx_list"]))


def changed(state, x, y, index):
    change = T.set_subtensor if state["set_instead_of_inc"] else T.inc_subtensor
    return change(x[index], y, inplace=state.get("inplace", False))


def loop(state, *inputs):
    raise NotImplementedError("it has the inner graph of Theano's loops")


MAKE = {
    "Dot": lambda state, x, y: T.dot(x, y),
    "MaxAndArgmax": lambda state, x: MaxAndArgmax(state["axis"]).make_node(x).outputs[0],
    "Scan": loop,
    "Rebroadcast": lambda state, x: T.Rebroadcast(*state["axis"].items())(x),
    "Subtensor": lambda state, x, *inputs: x[indices(state, inputs)],
    "IncSubtensor": lambda state, x, y, *inputs: changed(state, x, y, indices(state, inputs)),
    "AdvancedSubtensor": lambda state, x, *inputs: x[inputs],
    "AdvancedSubtensor1": lambda state, x, index: x[index],
    "AdvancedIncSubtensor": lambda state, x, y, *inputs: changed(state, x, y, inputs),
    "AdvancedIncSubtensor1": lambda state, x, y, index: changed(state, x, y, index),
}


# ---------------------------------------------------------------- compiled functions


class Ignored:
    """What a pickled function knows of its rewritten graph and its linker."""

    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)

    def __setstate__(self, state):
        pass

    def __setitem__(self, key, value):
        pass


class Scan:
    """The attributes of a pickled loop."""


class Maker:
    """The attributes of a pickled FunctionMaker."""


class DefaultMode:
    """A pickled Mode, which becomes the default one: it named rewrites and linkers that are not here."""

    def __setstate__(self, state):
        self.__class__ = Mode
        self.__init__()


MODULES_IGNORED = {
    *("theano.gof.cc", "theano.gof.destroyhandler", "theano.gof.fg", "theano.gof.opt", "theano.gof.optdb"),
    *("theano.gof.toolbox", "theano.gof.vm", "theano.misc.ordered_set"),
}
NAMES_IGNORED = {"PerformLinker", "WrapLinker", "ShapeFeature", "Supervisor"}


def stand_in(module, name):
    """Return the class to load instead of Theano's, or None if ours of the name does."""
    return STAND_INS.get((module, name), Ignored if module in MODULES_IGNORED or name in NAMES_IGNORED else None)


STAND_INS = {
    ("theano.compile.function_module", "FunctionMaker"): Maker,
    ("theano.compile.mode", "Mode"): DefaultMode,
    ("theano.scan_module.scan_op", "Scan"): Scan,
}
