"""Operations that are one node while a graph is built, and PyTensor's own operations once it is compiled."""

from functools import wraps
from inspect import signature

from pytensor import gradient
from pytensor.basic import as_symbolic
from pytensor.compile.mode import Mode
from pytensor.gradient import DisconnectedType, disconnected_type
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.op import Op, io_connection_pattern
from pytensor.graph.replace import clone_replace, graph_replace
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.graph.traversal import vars_between
from pytensor.scalar.basic import UnaryScalarOp
from pytensor.tensor.basic import as_tensor_variable
from pytensor.tensor.elemwise import Elemwise

from theano_min._classes import OpClass
from theano_min._pytensor import infer_shape
from theano_min._taught import is_a_programs, is_replaced, replaces


class Composed(Op, metaclass=OpClass):
    """An operation made of others: ``compose(*inputs)`` returns the variables that its outputs stand for.

    Gradients and rewrites see one node; every mode that rewrites at all then puts what it is made of in its place,
    before anything else. Instances of such a class are also the operations of PyTensor of which ``stands_for`` is true.
    """

    __props__: tuple[str, ...] = ()

    @staticmethod
    def stands_for(op):
        return False

    def compose(self, *inputs):
        raise NotImplementedError

    def perform(self, node, inputs, output_storage):
        # only where nothing is rewritten: test values, optimizer=None
        if not hasattr(node.tag, "composed"):
            from pytensor.compile.maker import function

            fresh = _fresh(node.inputs)
            unknown = [i for i, x in enumerate(node.inputs) if not isinstance(x, Constant)]
            mode = Mode(linker="py", optimizer=None)
            outputs = self.compose(*fresh)
            node.tag.composed = (
                unknown,
                function([fresh[i] for i in unknown], outputs, mode=mode, on_unused_input="ignore"),
            )
        unknown, composed = node.tag.composed
        for storage, value in zip(output_storage, composed(*[inputs[i] for i in unknown]), strict=True):
            storage[0] = value


class MadeByPyTensor(Composed):
    """An operation of Theano that is called as there, while its nodes are PyTensor's: ``theirs(*inputs)``.

    Theano's constructor leaves out what PyTensor's operation must know from the start. The nodes of a program's
    subclass have its own operation, which is derived and computed as what it is composed of.
    """

    def theirs(self, *inputs):
        """Return PyTensor's node."""
        raise NotImplementedError

    def compose(self, *inputs):
        return self.theirs(*inputs).outputs

    def __init_subclass__(cls, **kwargs):
        if "theirs" in vars(cls):
            cls.make_node = _node_of(cls.theirs)
        cls.__eq__ = _equal(cls.__eq__)
        super().__init_subclass__(**kwargs)

    def pullback(self, inputs, outputs, cotangents):
        new = _fresh(inputs)
        composed = self.compose(*new)
        seeds = {y: dy for y, dy in zip(composed, cotangents, strict=True) if not isinstance(dy.type, DisconnectedType)}
        unknown = [i for i, x in enumerate(inputs) if not isinstance(x, Constant)]
        found = gradient.grad(
            None,
            [new[i] for i in unknown],
            known_grads=seeds,
            disconnected_inputs="ignore",
            return_disconnected="disconnected",
            null_gradients="return",
        )
        gradients = [disconnected_type() for _ in inputs]
        for i, each in zip(unknown, found, strict=True):
            gradients[i] = each
        return clone_replace(gradients, {new[i]: inputs[i] for i in unknown}, copy_inputs_over=True)

    def infer_shape(self, *args):
        node, shapes = args[-2:]
        fresh = _fresh(node.inputs)
        found = infer_shape(self.compose(*fresh), fresh, shapes)
        lengths = [as_tensor_variable(length) for shape in found for length in shape or ()]
        replaced = {x: y for x, y in zip(fresh, node.inputs, strict=True) if x is not y}
        lengths = iter(graph_replace(lengths, replaced, strict=False))
        return [shape and tuple(next(lengths) for _ in shape) for shape in found]

    def connection_pattern(self, node):
        fresh = _fresh(node.inputs)
        return io_connection_pattern(fresh, self.compose(*fresh))


def _equal(equal):
    """Equality with the operations of PyTensor, too, that are what the operation makes."""

    @wraps(equal)
    def __eq__(self, other):
        kind = type(self)
        if isinstance(other, MadeByPyTensor) or is_a_programs(kind) or not kind.stands_for(other):
            return equal(self, other)
        defaults = {name: each.default for name, each in signature(kind).parameters.items()}
        return all(getattr(other, name, defaults.get(name)) == value for name, value in self._props_dict().items())

    return __eq__


def _node_of(theirs):
    """The ``make_node`` of a class whose method ``theirs`` makes PyTensor's node of the same arguments."""
    arguments = signature(theirs)

    @wraps(theirs)
    def make_node(self, *args, **kwargs):
        if not is_a_programs(type(self)):
            return theirs(self, *args, **kwargs)
        bound = arguments.bind(self, *args, **kwargs)
        bound.apply_defaults()
        inputs = list(map(as_symbolic, bound.args[1:]))
        return Apply(self, inputs, [output.type() for output in self.compose(*inputs)])

    return make_node


def _fresh(inputs):
    return [x if isinstance(x, Constant) else x.type() for x in inputs]


class ComposedScalar(UnaryScalarOp):
    """An elementwise function of one number, of which ``compose(x)`` says what it is made of for a tensor."""

    def compose(self, x):
        raise NotImplementedError

    def c_code(self, node, name, inputs, outputs, sub):
        raise NotImplementedError(f"{type(self).__name__} has no C code")


@node_rewriter([Composed])
def compose(fgraph, node):
    """Replace a Composed by what it is made of, where it was made."""
    if replaces(type(node.op), "perform", "c_code", "make_thunk") and not is_replaced(type(node.op)):
        return None
    outputs = node.op.compose(*node.inputs)
    for variable in vars_between(node.inputs, outputs):
        if variable.owner is not None and variable not in node.inputs:
            variable.tag.trace = getattr(node.outputs[0].tag, "trace", [])
    return outputs


@node_rewriter([Elemwise])
def compose_elementwise(fgraph, node):
    """Replace the Elemwise of a ComposedScalar by what it is made of."""
    scalar_op = node.op.scalar_op
    if not isinstance(scalar_op, ComposedScalar) or replaces(type(scalar_op), "impl", "c_code"):
        return None
    output = scalar_op.compose(*node.inputs).astype(node.outputs[0].dtype)
    copy_stack_trace(node.outputs, [output])
    return [output]
