"""What each step of a loop stores, marked for Numba, which would store an array one number after the other.

PyTensor's code for Numba assigns each result to its place in an array. For what is marked here, our code does it, which
copies many numbers at once.
"""

from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scan.op import Scan

from theano_min._numpy import writes
from theano_min._numpy.shapes import view
from theano_min._rewriting.loop_parts import made_anew, opened, paired
from theano_min.gof.op import Op


class Stored(Op):
    """Return an array as it is, to be copied into what a loop stores."""

    __props__ = ()
    view_map = {0: [0]}
    _numba = "theano_min._numba.loop_results"

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0]

    def infer_shape(self, node, shapes):
        return shapes


writes(Stored)(view)


@node_rewriter([Scan])
def mark_stored(fgraph, node):
    """A step's result x -> Stored(x), because Numba would copy it one number after the other."""
    args = opened(node)
    roots = [_root(x) for x in args.inner_outputs]

    def marked(x):
        return Stored()(x) if x.ndim and x.owner and roots.count(_root(x)) == 1 and _root(x) is x else x

    before = args.inner_outputs
    args.inner_out_mit_mot = [[marked(x) for x in results] for results in args.inner_out_mit_mot]
    for kind in "mit_sot", "sit_sot", "nit_sot":
        setattr(args, f"inner_out_{kind}", [marked(x) for x in getattr(args, f"inner_out_{kind}")])
    if args.inner_outputs == before:
        return None
    new = paired(args, made_anew(node.op, args, args.inner_outputs))
    return {x: x.type.filter_variable(y) for x, y in new.items()} | {"remove": [node]}


def _root(x):
    """What a variable is a view of."""
    while x.owner and (seen := x.owner.op.view_map.get(x.owner.outputs.index(x))):
        x = x.owner.inputs[seen[0]]
    return x
