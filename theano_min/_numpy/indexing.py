"""Parts of arrays, and arrays with parts of them changed."""

from pytensor.graph.basic import Constant
from pytensor.tensor.subtensor import IncSubtensor, Subtensor

from theano_min._numpy import dtype_of, writes
from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS


def index(w, op, variables):
    """The text of an index, or None."""
    variables = [_entry(w, x) for x in variables]
    if None in variables:
        return None
    texts = []
    for entry in vars(op)["idx_list"]:
        if isinstance(entry, slice):
            start, stop, step = (
                "" if part is None else variables[part] for part in (entry.start, entry.stop, entry.step)
            )
            texts.append(f"{start}:{stop}" + f":{step}" * bool(step))
        else:
            texts.append(variables[entry])
    return ", ".join(texts)


def _entry(w, variable):
    """The text of an integer, or of an array of them, in an index."""
    if not hasattr(variable.type, "dtype") or (not variable.type.ndim and dtype_of(variable).kind not in "iu"):
        return None
    if variable.type.ndim:
        return w.value(variable)
    if isinstance(variable, Constant):
        return w.number(variable)
    return w.numbers.get(variable) or w.value(variable)


@writes(Subtensor)
def part(w, node):
    x, *variables = node.inputs
    [out] = node.outputs
    text = index(w, node.op, variables)
    if not text:
        return False
    w.assign(out, f"{w.value(x)}[{text}]" if out.ndim else f"asarray({w.value(x)}[{text}])")


@writes(IncSubtensor)
def changed(w, node):
    x, y, *variables = node.inputs
    text = index(w, node.op, variables)
    if not text:
        return False
    [out] = node.outputs
    if node.op.inplace:
        name = w.value(x)
        w.overwrite(out, x)
    else:
        name = w.assign(out, f"{w.value(x)}.copy()")
    w.put(f"{name}[{text}] {'=' if node.op.set_instead_of_inc else '+='} {w.value(y)}")
    w.set_lengths(out, w.lengths(x))


@writes(*ADVANCED_SUBTENSORS)
def elements(w, node):
    x, *variables = node.inputs
    if "idx_list" not in vars(node.op):  # 3.0's class for one vector
        [i] = variables
        w.assign(node.outputs[0], f"{w.value(x)}.take({w.value(i)}, 0)")
        return None
    text = index(w, node.op, variables)
    if not text or not any(i.type.ndim for i in variables):
        return False
    w.assign(node.outputs[0], f"{w.value(x)}[{text}]")


def is_checked_by_numpy(w, index, x):
    """Whether an index goes to nothing but what takes or changes elements of x, where NumPy itself checks it."""
    return all(
        isinstance(node.op, ADVANCED_SUBTENSORS + ADVANCED_INC_SUBTENSORS) and node.inputs[0] is x
        for node, i in w.fgraph.clients[index]
    )
