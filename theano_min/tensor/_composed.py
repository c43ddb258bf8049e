"""Operations that are one node while a graph is built, and PyTensor's own operations once it is compiled."""

from pytensor.compile.mode import Mode, optdb
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import copy_stack_trace, dfs_rewriter, node_rewriter
from pytensor.scalar.basic import UnaryScalarOp
from pytensor.tensor.elemwise import Elemwise

from theano_min.tensor._op_class import OpClass


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

            fresh = [x.type() for x in node.inputs]
            mode = Mode(linker="py", optimizer=None)
            node.tag.composed = function(fresh, self.compose(*fresh), mode=mode, on_unused_input="ignore")
        for storage, value in zip(output_storage, node.tag.composed(*inputs), strict=True):
            storage[0] = value


class ComposedScalar(UnaryScalarOp):
    """An elementwise function of one number, of which ``compose(x)`` says what it is made of for a tensor."""

    def compose(self, x):
        raise NotImplementedError

    def c_code(self, node, name, inputs, outputs, sub):
        raise NotImplementedError(f"{type(self).__name__} has no C code")


@node_rewriter([Composed])
def compose(fgraph, node):
    """Replace a Composed by what it is made of."""
    outputs = node.op.compose(*node.inputs)
    copy_stack_trace(node.outputs, outputs)
    return outputs


@node_rewriter([Elemwise])
def compose_elementwise(fgraph, node):
    """Replace the Elemwise of a ComposedScalar by what it is made of."""
    if not isinstance(node.op.scalar_op, ComposedScalar):
        return None
    output = node.op.scalar_op.compose(*node.inputs).astype(node.outputs[0].dtype)
    copy_stack_trace(node.outputs, [output])
    return [output]


# After equal nodes are merged; elementwise functions only before loops are fused.
optdb.register("theano_min_compose", dfs_rewriter(compose), "fast_run", "fast_compile", position=0.02)
optdb.register(
    "theano_min_compose_elementwise", dfs_rewriter(compose_elementwise), "fast_run", "fast_compile", position=47
)
