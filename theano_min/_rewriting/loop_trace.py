"""Which of its steps a loop computes and stores, when only some are asked for.

PyTensor's rewrites of these names take it for granted that there are as many steps as the indices ask for: a loop that
`until` ends early, or that has few steps, would give its initial state, or another step, in place of an IndexError or a
shorter result. These here pass on what is certain, and leave the rest as it is.
"""

from pytensor.graph.basic import Constant
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.scan.op import Scan
from pytensor.scan.rewriting.push_out import scan_push_out_non_seq
from pytensor.scan.rewriting.trace import (
    scan_reduce_nsteps,
)
from pytensor.tensor.math import minimum
from pytensor.tensor.subtensor import Subtensor, indices_from_subtensor

from theano_min._rewriting.loop_parts import number

LAST = -1


def first_index(node):
    """What an indexing has for the first axis, numbers for its constants."""
    index = indices_from_subtensor(node.inputs[1:], node.op.idx_list)[0]
    if not isinstance(index, slice):
        return number(index)
    return slice(*(number(part) for part in (index.start, index.stop, index.step)))


def initial_entries(node, output):
    """How many entries the array of a loop's output has before that of the first step."""
    info, i = node.op.info, node.outputs.index(output) - node.op.info.n_mit_mot
    taps = [*info.mit_sot_in_slices, *info.sit_sot_in_slices]
    return -min(taps[i]) if 0 <= i < len(taps) else 0


@node_rewriter([Subtensor])
def index_of_a_step(fgraph, node):
    """loop[l:][i] -> loop[i] or loop[l + i], because what is asked of the loop itself tells how much it must store.

    Only where there is such a step: the last one, the first one, and any of a number of steps that is known.
    """
    computed = node.inputs[0].owner
    if not computed or not isinstance(computed.op, Subtensor) or len(computed.op.idx_list) != 1:
        return None
    stored, i = computed.inputs[0], first_index(node)
    if not stored.owner or not isinstance(stored.owner.op, Scan) or not isinstance(i, int):
        return None
    initial = initial_entries(stored.owner, stored)
    if first_index(computed) != slice(initial, None, None):
        return None
    steps = number(stored.owner.inputs[0])
    if not isinstance(steps, int) or stored.owner.op.info.as_while:
        steps = 1
    if not -steps <= i < steps:
        return None
    rest = indices_from_subtensor(node.inputs[1:], node.op.idx_list)[1:]
    return [stored[(i if i < 0 else initial + i, *rest)]]


@node_rewriter([Scan])
def reduce_nsteps(fgraph, node):
    """A loop of n steps of which [:m] is read -> one of m steps, because of the others nothing is asked."""
    indices = [index for output in node.outputs for index in _asked(fgraph, output)]
    if not isinstance(node.inputs[0], Constant) or not all(isinstance(i, int | slice) for i in indices):
        return None
    return scan_reduce_nsteps.transform(fgraph, node)


def _asked(fgraph, output):
    return [first_index(client) for client, _ in fgraph.clients[output] if isinstance(client.op, Subtensor)]


def reduce_trace(rewriter):
    @node_rewriter([Scan])
    def reduce_trace(fgraph, node):
        """A loop that keeps n steps -> m, because no more are read; if it may end early the last one alone, or all."""
        if node.op.info.as_while and not all(_is_last_or_all(fgraph, node, output) for output in node.outputs):
            return None
        new = rewriter.transform(fgraph, node)
        if isinstance(new, dict):
            _store_no_more_than_steps(next(x for old, x in new.items() if old != "remove"))
        return new

    return reduce_trace


def _store_no_more_than_steps(new):
    """Have outputs without a state stored in arrays that the steps fill: PyTensor's forgets that there may be few."""
    loop = new.owner
    while not isinstance(loop.op, Scan):
        loop = loop.inputs[0].owner
    end = len(loop.inputs) - len(loop.op.outer_non_seqs(loop.inputs))
    for i in range(end - loop.op.info.n_nit_sot, end):
        if isinstance(loop.inputs[i], Constant) and loop.inputs[i].data > 1:
            loop.inputs[i] = minimum(loop.inputs[i], loop.inputs[0])


def _is_last_or_all(fgraph, node, output):
    every = slice(initial_entries(node, output), None, None)
    for client, _ in fgraph.clients[output]:
        if not isinstance(client.op, Subtensor):
            continue
        index = first_index(client)
        if index != LAST and (
            index != every or any(isinstance(c.op, Subtensor) for c, _ in fgraph.clients[client.outputs[0]])
        ):
            return False
    return True


@node_rewriter([Scan])
def push_out_non_seq(fgraph, node):
    """f(x) in each step -> before the loop, because it is the same in all; a loop that has states, or may end, remains.

    PyTensor repeats what a step computes as often as there are steps: the array of a state has its initial entries too.
    """
    info = node.op.info
    states = info.n_mit_mot + info.n_mit_sot + info.n_sit_sot
    try:
        new = scan_push_out_non_seq.transform(fgraph, node)
    except IndexError:  # whether it ends is no output
        return None
    if isinstance(new, dict):
        repeated = [old for old in new if old != "remove" and not isinstance(new[old].owner.op, Scan)]
        if any(info.as_while or not 0 <= node.outputs.index(old) - states < info.n_nit_sot for old in repeated):
            return None
    return new
