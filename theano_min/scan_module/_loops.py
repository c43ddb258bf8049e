"""A loop's parts, for the rewrites of loops."""

from pytensor import scalar as ps
from pytensor.scan.op import Scan
from pytensor.scan.utils import ScanArgs
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.math import Dot

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
