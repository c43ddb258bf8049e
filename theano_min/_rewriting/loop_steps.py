"""What a loop's gradient would compute again in each of its steps, kept by the loop for it.

The gradient goes back through the steps, and begins each with what the loop computed there: a recurrent layer's gates,
say. To store and read that again takes less time than products and exponentials do, and more memory.
"""

from pytensor import scalar as ps
from pytensor.graph.basic import Constant
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.replace import graph_replace
from pytensor.graph.rewriting.basic import node_rewriter
from pytensor.graph.traversal import graph_inputs
from pytensor.scan.op import Scan
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.shape import SpecifyShape
from pytensor.tensor.subtensor import Subtensor, indices_from_subtensor

from theano_min._rewriting.loop_parts import (
    at_most,
    is_costly,
    is_equal,
    length,
    made_anew,
    number,
    opened,
    paired,
    with_steps,
)


def found_again(back, loop, fgraph):
    """Return {what is costly inside a loop that goes back through another's steps: what it is inside of that one}."""
    here = entries(loop, fgraph)
    same = {inside: here.get(passed(x)) for inside, x in zip(back.inner_in_seqs, back.outer_in_seqs, strict=True)}
    stays = list(zip(loop.inner_in_non_seqs, loop.outer_in_non_seqs, strict=True))
    for inside, outside in zip(back.inner_in_non_seqs, back.outer_in_non_seqs, strict=True):
        same[inside] = next((x for x, other in stays if is_equal(outside, other)), None)
    names, known, costly = {}, {}, {}
    for node in _sorted(loop):
        names |= zip(node.outputs, known.setdefault(_operation(node, names), node.outputs), strict=True)
    same = {inside: names.get(x, x) for inside, x in same.items() if x is not None}
    for node in _sorted(back):
        if outputs := known.get(_operation(node, same)):
            same |= zip(node.outputs, outputs, strict=True)
            if is_costly(node):
                costly |= zip(node.outputs, outputs, strict=True)
    return costly


def entries(loop, fgraph):
    """Return {what `passed` returns of something that goes back through the steps: the variable inside that it is}."""
    found = {}
    for inside, outside in zip(loop.inner_in_seqs, loop.outer_in_seqs, strict=True):
        if is_equal(length(outside, fgraph), loop.n_steps):
            found[outside, -1] = inside
            through, first = passed(outside)
            if first == -1 and is_equal(length(through, fgraph), loop.n_steps):
                found[through, 0] = inside
    taps = [*loop.mit_sot_in_slices, *([-1] for _ in loop.inner_in_sit_sot)]
    states = [*loop.inner_in_mit_sot, *([x] for x in loop.inner_in_sit_sot)]
    steps = [*loop.inner_out_mit_sot, *loop.inner_out_sit_sot]
    starts = [*loop.outer_in_mit_sot, *loop.outer_in_sit_sot]
    traces = [*loop.outer_out_mit_sot, *loop.outer_out_sit_sot]
    for before, state, after, start, trace in zip(taps, states, steps, starts, traces, strict=True):
        if _is_more(length(start, fgraph), loop.n_steps, -min(before)):
            found[trace, -1] = after
            found |= {(trace, tap - 1): x for tap, x in zip(before, state, strict=True)}
    return found


def passed(sequence):
    """Return what a sequence passes through and its first entry: 0 if it goes forward, less if back from the end."""
    x, first = sequence, 0
    while x.owner and isinstance(x.owner.op, Subtensor | SpecifyShape) and not first:
        whole, *others = x.owner.inputs
        if isinstance(x.owner.op, Subtensor):
            [part, *more] = indices_from_subtensor(others, x.owner.op.idx_list)
            if more or not isinstance(part, slice):
                break
            start, step = number(part.start), number(part.step)
            if step == -1:
                first = -1 if start is None else start
                if isinstance(first, int) and first >= 0 and (n := _static_length(whole)) is not None:
                    first -= n
                if not isinstance(first, int) or first >= 0:
                    return x, 0
            elif start is not None or step is not None:
                break
        x = whole
    return x, first


def _static_length(x):
    """The number of entries of an array, where its type has it, or that of the array in which a loop stores it."""
    if x.owner and isinstance(x.owner.op, Scan):
        i = x.owner.op.get_oinp_iinp_iout_oout_mappings()["outer_inp_from_outer_out"][x.owner.outputs.index(x)]
        if i >= 0 and x.owner.inputs[i].ndim:
            return x.owner.inputs[i].type.shape[0]
    return x.type.shape[0]


def _is_more(x, n, k):
    """Whether x is n + k, for a number k."""
    if isinstance(x, Constant) and isinstance(n, Constant):
        return number(x) == number(n) + k
    node = x.owner
    if node is None or not isinstance(node.op, Elemwise) or node.op.scalar_op != ps.add or len(node.inputs) != 2:
        return False
    one, other = node.inputs
    return (number(one) == k and is_equal(other, n)) or (number(other) == k and is_equal(one, n))


def _sorted(args):
    return FunctionGraph(args.inner_inputs, args.inner_outputs, clone=False).toposort()


def _operation(node, names):
    """What tells an operation from others, where variables have these names."""
    return node.op, *(x.signature() if isinstance(x, Constant) else names.get(x, x) for x in node.inputs)


@node_rewriter([Scan])
def keep_steps(fgraph, node):
    """f(step) in a loop and in the one that goes back -> a result of the first, because it would be computed twice."""
    if not hasattr(fgraph, "shape_feature"):
        return None
    back = opened(node)
    for before in dict.fromkeys(x.owner for x, first in map(passed, back.outer_in_seqs) if first):
        if before is None or not isinstance(before.op, Scan) or before.op.info.as_while:
            continue
        loop = opened(before)
        if not any(is_equal(n, loop.n_steps) for n in at_most(back.n_steps)):
            continue
        costly = found_again(back, loop, fgraph)
        given = {inside: inside.type() for inside in costly}
        outputs = graph_replace(back.inner_outputs, given, strict=False)
        used = set(graph_inputs(outputs))
        kept = {inside: variable for inside, variable in given.items() if variable in used}
        if not kept:
            continue
        n = len(loop.outer_out_nit_sot)
        steps = list(dict.fromkeys(costly[inside] for inside in kept))
        loop.inner_out_nit_sot.extend(steps)
        loop.outer_in_nit_sot.extend([loop.n_steps] * len(steps))
        new_loop = made_anew(before.op, loop, loop.inner_outputs)
        traces = dict(zip(steps, new_loop.outer_out_nit_sot[n:], strict=True))
        for inside, variable in kept.items():
            back.inner_in_seqs.append(variable)
            back.outer_in_seqs.append(with_steps(inside).filter_variable(traces[costly[inside]][::-1]))
        # first what goes back, which is not yet in the graph that the second replacement looks through
        replaced = paired(back, made_anew(node.op, back, outputs)) | paired(loop, new_loop)
        return {x: x.type.filter_variable(y) for x, y in replaced.items()} | {"remove": [node, before]}
    return None
