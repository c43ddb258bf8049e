"""A loop's parts, for the rewrites of loops."""

from pytensor import scalar as ps
from pytensor.graph.basic import Constant, equal_computations
from pytensor.scan.op import Scan
from pytensor.scan.utils import ScanArgs
from pytensor.tensor.basic import Alloc, AllocEmpty, MakeVector, ScalarFromTensor, TensorFromScalar
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.math import Dot
from pytensor.tensor.shape import Reshape, SpecifyShape
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, indices_from_subtensor

from theano_min import _pytensor

# cheaper to compute in each step, fused with its neighbours, than to store
CHEAP = (ps.Add, ps.Sub, ps.Mul, ps.Neg, ps.Sqr, ps.TrueDiv, ps.Reciprocal, ps.Cast, ps.Second, ps.Identity, ps.Switch)
KINDS = "mit_mot", "mit_sot", "sit_sot", "nit_sot", "shared"


def is_costly(node):
    """Whether what a node computes is better stored than computed again."""
    return isinstance(node.op, Dot) or (isinstance(node.op, Elemwise) and not isinstance(node.op.scalar_op, CHEAP))


def opened(node):
    """Return the parts of a loop, with a graph inside that can be changed."""
    return ScanArgs(node.inputs, node.outputs, *_pytensor.thawed(node.op), node.op.info)


def made_anew(op, args, outputs):
    """Return what a loop with other arguments and results gives, as `ScanArgs`."""
    options = {name: getattr(op, name) for name in ("mode", "profile", "truncate_gradient", "name", "allow_gc")}
    new = Scan(args.inner_inputs, outputs, args.info, **options)
    node = new(*args.outer_inputs, return_list=True)[0].owner
    return ScanArgs(node.inputs, node.outputs, new.inner_inputs, new.inner_outputs, new.info)


def paired(old, new):
    """Return {a result of a loop: that of another which gives the same and perhaps more}."""
    results = [(getattr(old, f"outer_out_{kind}"), getattr(new, f"outer_out_{kind}")) for kind in KINDS]
    return {x: y for before, after in results for x, y in zip(before, after, strict=False)}


def with_steps(variable):
    """Return the type of what has a variable's values in all steps."""
    return variable.type.clone(shape=(None, *variable.type.shape))


def number(x):
    """The number that a constant is, or what else there is."""
    return x.data.item() if isinstance(x, Constant) and x.data is not None else x


def length(x, fgraph, cuts=0):
    """The number of entries of an array, as simply as the graph has it; before some ``cuts``, slices like x[:n]."""
    while (node := x.owner) and x.type.shape[0] is None:
        if isinstance(node.op, Elemwise):
            x = next(y for y in node.inputs if not y.type.broadcastable[0])
        elif isinstance(node.op, Reshape) and (shape := node.inputs[1].owner) and isinstance(shape.op, MakeVector):
            return shape.inputs[0]
        elif isinstance(node.op, Alloc | AllocEmpty):
            return node.inputs[isinstance(node.op, Alloc)]
        elif isinstance(node.op, IncSubtensor | SpecifyShape) or getattr(node.op, "new_order", "")[:1] == (0,):
            x = node.inputs[0]
        elif isinstance(node.op, Subtensor):
            part = indices_from_subtensor(node.inputs[1:], node.op.idx_list)[0]
            if not isinstance(part, slice) or part.start is not None:
                break
            if part.step is None and part.stop is not None:
                if not cuts:
                    return part.stop  # a loop refuses a sequence that has fewer entries
                cuts -= 1
            elif part.stop is not None or number(part.step) not in (None, -1):
                break
            x = node.inputs[0]
        else:
            break
    return fgraph.shape_feature.get_shape(x, 0)


def has_entries(x, n, fgraph):
    """Whether the graph tells that an array has n entries or more."""
    whole = x
    while whole.owner and isinstance(whole.owner.op, Subtensor | SpecifyShape | Elemwise | DimShuffle):
        arrays = whole.owner.inputs if isinstance(whole.owner.op, Elemwise) else whole.owner.inputs[:1]
        whole = next((y for y in arrays if not all(y.type.broadcastable)), arrays[0])
    if whole.owner and isinstance(whole.owner.op, Scan) and any(is_equal(whole.owner.inputs[0], m) for m in at_most(n)):
        return True  # another loop has it from as many steps
    return all(any(is_equal(length(x, fgraph, cuts), m) for m in at_most(n)) for cuts in (0, 1))


def at_most(x):
    """What a number is, and what it does not exceed."""
    node = x.owner
    least = node and isinstance(node.op, Elemwise) and node.op.scalar_op == ps.minimum
    return [x, *at_most(node.inputs[0]), *at_most(node.inputs[1])] if least else [x]


def is_equal(x, y):
    """Whether two numbers are the same, or two variables, as far as the graph tells."""
    x, y = _unwrapped(x), _unwrapped(y)
    if isinstance(x, Constant) and isinstance(y, Constant) and x.data.size == y.data.size == 1:
        return number(x) == number(y)
    return x is y or equal_computations([x], [y])


def _unwrapped(x):
    return x.owner.inputs[0] if x.owner and isinstance(x.owner.op, ScalarFromTensor | TensorFromScalar) else x
