"""The lengths of a loop's sequences, checked before the loop: Numba's code would read the memory behind a short one."""

from pytensor.graph.basic import Apply
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scan.op import Scan
from pytensor.tensor.basic import as_tensor_variable

from theano_min._numpy import writes
from theano_min._rewriting.loop_parts import has_entries
from theano_min.gof.op import Op


class LongEnough(Op):
    """Return a sequence as it is if it has an entry for each of n steps. Errors: ValueError if it has fewer."""

    __props__ = ()
    view_map = {0: [0]}
    message = "Sequence is shorter than the required number of steps : (n_steps, seq, seq.shape):"
    _numba = "theano_min._numba.loop_sequences"

    def make_node(self, x, n):
        return Apply(self, [x, as_tensor_variable(n)], [x.type()])

    def perform(self, node, inputs, output_storage):
        x, n = inputs
        if x.shape[0] < n:
            raise ValueError(self.message, int(n), node.inputs[0], x.shape)
        output_storage[0][0] = x

    def infer_shape(self, node, shapes):
        return shapes[:1]


long_enough = LongEnough()


@writes(LongEnough)
def write_check(w, node):
    x, n = node.inputs
    if (number := w.number(n)) is None:
        return False
    w.put(f"if {w.length(x, 0)} < {number}: {w.called(node)}")
    w.alias(node.outputs[0], x)


@node_rewriter([Scan])
def check_sequences(fgraph, node):
    """loop(n, x) -> loop(n, long_enough(x, n)), because Numba's loop does not look; unless the graph tells."""
    n, inputs = node.inputs[0], list(node.inputs)
    for i, x in enumerate(node.op.outer_seqs(inputs), 1):
        if not (x.owner and isinstance(x.owner.op, LongEnough)) and not has_entries(x, n, fgraph):
            inputs[i] = long_enough(x, n)
    return node.op(*inputs, return_list=True) if inputs != node.inputs else None
