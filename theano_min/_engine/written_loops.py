"""Loops written out: one Python function for all steps, which computes what PyTensor's ``Scan.perform`` computes."""

import numpy as np
from pytensor.scan.op import Scan
from pytensor.tensor.type import TensorType

from theano_min._engine.written import Lines, Writer, Written, call, performed
from theano_min._numpy import dtype_of, writes


@writes(Scan)
def loop(w, node):
    """Write a call of a loop that has been written out, if its step could be."""
    if not isinstance(node.op.fn.vm, Written):
        return False
    call(w, node, written_out(node))


def written_out(node):
    """Return the function that runs a loop, of its inputs."""
    op, info, vm = node.op, node.op.info, node.op.fn.vm
    w = Writer(vm.fgraph, vm.order, {})
    arguments = [f"a{i}" for i in range(len(node.inputs))]
    [steps, *sequences], after = arguments[: 1 + info.n_seqs], arguments[1 + info.n_seqs :]
    states, after = after[: op.n_tap_outs], after[op.n_tap_outs :]
    untraced, after = after[: info.n_untraced_sit_sot], after[info.n_untraced_sit_sot :]
    lengths, others = after[: info.n_nit_sot], after[info.n_nit_sot :]

    w.known |= {"otherwise": performed(node, [[None] for _ in node.outputs]), "ended": ended, "empty": np.empty}
    w.known["broadcast_to"] = np.broadcast_to
    short = "".join(f" or {x}.shape[0] < n" for x in sequences)
    start = [f"n = int({steps})", f"if n <= 0{short}: return otherwise({', '.join(arguments)})"]
    for i, x in enumerate(states):
        start += [f"o{i} = {x}" if i in op.destroy_map else f"o{i} = {x}.copy()", f"l{i} = o{i}.shape[0]"]
    start += [f"l{i} = int({x})" for i, x in enumerate(lengths, op.n_tap_outs)]
    n_stored = op.n_tap_outs + info.n_nit_sot
    start += [f"p{i} = {-op.mintaps[i]} % l{i}" for i in range(n_stored)]
    start += [f"u{i} = {x}" for i, x in enumerate(untraced)]

    # what the step is given
    given = iter(vm.fgraph.inputs)
    for x in sequences:
        _take(w, next(given), f"{x}[i")
    for i, taps in enumerate((*info.mit_mot_in_slices, *info.mit_sot_in_slices, *info.sit_sot_in_slices)):
        for tap in taps:
            _take(w, next(given), f"o{i}[(p{i} + {tap}) % l{i}")
    for i in range(info.n_untraced_sit_sot):
        _take(w, next(given), f"u{i}")
    w.names.update(zip(given, others, strict=True))

    for inner in vm.order:
        w.write(inner)

    # what it stores
    w.node = None
    results = iter(vm.fgraph.outputs)
    for i, places in enumerate(info.mit_mot_out_slices):
        for place in places:
            w.put(f"o{i}[p{i} + {place}] = {w.value(next(results))}")
    for i in range(info.n_mit_mot, n_stored):
        result, out = w.value(next(results)), node.outputs[i]
        if i >= op.n_tap_outs:
            w.put(f"if not i: o{i} = empty((l{i}, *{result}.shape), {w.know(dtype_of(out))})")
        w.put(f"o{i}[p{i}] = {result}")
    for i in range(info.n_untraced_sit_sot):
        result = next(results)
        name = w.value(result)
        if isinstance(result.type, TensorType) and result.type.ndim:  # the state has one shape
            w.put(f"if {name}.shape != u{i}.shape: {name} = array(broadcast_to({name}, u{i}.shape))")
        w.put(f"u{i} = {name}")
    for i in range(n_stored):
        w.put(f"p{i} = (p{i} + 1) % l{i}")
    w.put("i += 1")
    if info.as_while:
        w.put(f"if {w.value(next(results))}: break")

    end = [f"o{i} = ended(o{i}, p{i}, l{i}, i + {-op.mintaps[i]}, n - i)" for i in range(info.n_mit_mot, n_stored)]
    all_results = [*(f"o{i}" for i in range(n_stored)), *(f"u{i}" for i in range(info.n_untraced_sit_sot))]
    end.append(f"return {', '.join(all_results)}")
    lines = [*_without_node(start), ("i = 0", None), ("with errstate(all='ignore'):", None), ("    while i < n:", None)]
    lines += [(f"    {text}", inner) for text, inner in w.letting_go()]
    return Lines(vm.fgraph, w, f"def run({', '.join(arguments)}):", w.calling([*lines, *_without_node(end)]))


def _take(w, variable, text):
    """Write what takes the value of this step; numbers are arrays without dimensions."""
    if "[" in text:
        text += ", ...]" if getattr(variable.type, "ndim", None) == 0 else "]"
    if w.fgraph.clients[variable]:
        w.assign(variable, text)


def _without_node(texts):
    return [(text, None) for text in texts]


def ended(results, place, length, stored, left):
    """Return what a loop stored, in its order: from ``place`` on if it came round, without what ``left`` steps lack."""
    if length < stored and place < length:
        results[:] = np.concatenate((results[place:], results[:place]))
    elif length > stored:
        results[stored:] = 0
        if left:
            results = results[:-left]
    return results
