"""Lengths of the arrays that loops make: which are constant is asked of each loop once, not wherever it leads to."""

from weakref import WeakKeyDictionary

from pytensor.graph.basic import Apply, Variable, clone_get_equiv
from pytensor.graph.op import Op
from pytensor.graph.traversal import walk
from pytensor.scan.op import Scan
from pytensor.tensor.basic import constant, infer_static_shape
from pytensor.tensor.shape import Shape_i
from pytensor.tensor.type import TensorType, integer_dtypes

_KNOWN: WeakKeyDictionary = WeakKeyDictionary()  # by loop: its inputs, and of each output the lengths, None if unknown


class _MadeByLoop(Op):
    """Stands for what a loop makes, of which only ``lengths`` matter: integers, and None for what is not constant."""

    __props__ = ("type", "lengths")

    def __init__(self, type, lengths):
        self.type, self.lengths = type, lengths

    def make_node(self):
        return Apply(self, [], [self.type()])

    def perform(self, node, inputs, output_storage):
        raise NotImplementedError("only lengths are known")

    def infer_shape(self, *args):
        [array] = args[-2].outputs
        return [[Shape_i(i)(array) if each is None else constant(each) for i, each in enumerate(self.lengths)]]

    def do_constant_folding(self, *args):
        return False


def without_loops(lengths):
    """Return ``lengths``, of an array, with stand-ins for all that loops make: constant where ``lengths`` are.

    PyTensor infers which lengths are constant wherever it allocates an array, from the graph before it, and from the
    graphs inside all of its loops.
    """
    variables = [each for each in lengths if isinstance(each, Variable)]
    if not all(isinstance(x.type, TensorType) and x.ndim == 0 and x.dtype in integer_dtypes for x in variables):
        return lengths  # which PyTensor makes numbers, or refuses by name
    loops = _loops_before(variables)
    todo = list(loops)
    while todo:
        if _is_known(todo[-1]):
            todo.pop()
        elif unknown := [each for each in _loops_before(todo[-1].inputs) if not _is_known(each)]:
            todo += unknown
        else:
            _KNOWN[todo[-1]] = list(todo[-1].inputs), _lengths_of(todo[-1])
    instead = iter(_without(loops, variables))
    return [next(instead) if isinstance(each, Variable) else each for each in lengths]


def _loops_before(variables):
    """The nearest loops that ``variables`` depend on."""

    def above(x):
        return x.owner.inputs if x.owner and not isinstance(x.owner.op, Scan) else ()

    return list(dict.fromkeys(x.owner for x in walk(variables, above) if x.owner and isinstance(x.owner.op, Scan)))


def _is_known(loop):
    inputs, _ = _KNOWN.get(loop, ((), ()))
    return len(inputs) == len(loop.inputs) and all(map(lambda a, b: a is b, inputs, loop.inputs))


def _lengths_of(loop):
    """The lengths of each output: integers, None for those that are not constant."""
    shapes = [list(getattr(x.type, "shape", ())) for x in loop.outputs]
    places = [(i, axis) for i, shape in enumerate(shapes) for axis, each in enumerate(shape) if each is None]
    wanted = [loop.outputs[i].shape[axis] for i, axis in places]  # 3.0 infers nothing of Shape_i
    _, found = infer_static_shape(_without(_loops_before(loop.inputs), wanted))
    for (i, axis), each in zip(places, found, strict=True):
        shapes[i][axis] = each
    return shapes


def _without(loops, variables):
    """Return ``variables`` with stand-ins for what ``loops`` make."""
    if not loops:
        return variables
    instead = {}
    for loop in loops:
        for x, lengths in zip(loop.outputs, _KNOWN[loop][1], strict=True):
            is_in_type = lengths == list(getattr(x.type, "shape", ()))
            instead[x] = x.type() if is_in_type else _MadeByLoop(x.type, tuple(lengths))()
    copies = clone_get_equiv(list(instead), variables, copy_inputs=False, copy_orphans=False, memo=dict(instead))
    return [copies[x] for x in variables]
