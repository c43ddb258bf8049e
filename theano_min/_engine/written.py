"""A graph written out as one Python function that calls NumPy: the first tier, with nothing to look up between calls.

The function has a line or two for each operation, made by `theano_min._numpy`. Lengths and what is computed from them
are Python's numbers, and lengths that have been found equal once are not compared again; arrays are let go of after
their last use. A function that may skip operations, or keeps its memory, is run by `NumpyLinker` itself.
"""

import logging
import re

import numpy as np
from pytensor.compile.aliasing import alias_root
from pytensor.compile.builders import OpFromGraph
from pytensor.compile.ops import FromFunctionOp
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.op import HasInnerGraph, Op
from pytensor.link.basic import Container
from pytensor.link.c.op import COp
from pytensor.link.utils import map_storage, raise_with_op
from pytensor.link.vm import UpdatingVM
from pytensor.scalar.basic import ScalarType
from pytensor.tensor.type import TensorType

from theano_min import _numpy
from theano_min._engine.interpreter import NumpyLinker
from theano_min._engine.programs import AsTheano
from theano_min._numpy import (  # noqa: F401 (each file enters its writers)
    dtype_of,
    elementwise,
    indexing,
    reductions,
    shapes,
    tuple_of,
)

_logger = logging.getLogger("theano.compile.written")

OURS = "pytensor", "theano_min"
_LOCAL = re.compile(r"\bv\d+\b")

# glibc gives what is freed back to the system, page by page, and asks for it anew in the next call, a third of the time
# of a recurrent step; once it has freed a block as large as this, it keeps up to 64 MiB for such blocks.
np.empty(2**25 - 2**16, "uint8")


class WrittenLinker(NumpyLinker):
    """Runs a graph as one Python function where it can."""

    def make_all(self, profiler=None, input_storage=None, output_storage=None, storage_map=None):
        if not self.allow_gc or self.profile:
            return super().make_all(profiler, input_storage, output_storage, storage_map)
        fgraph, order = self.fgraph, self.schedule(self.fgraph)
        storage = map_storage(fgraph, order, input_storage, output_storage, storage_map)
        ins, outs, storage_map = storage
        writer = Writer(fgraph, order, storage_map)
        for variable, cell in zip(fgraph.inputs, ins, strict=True):
            if fgraph.clients[variable]:
                writer.assign(variable, f"{writer.know(cell, 's')}[0]")
        try:
            for node in order:
                writer.write(node)
            vm = Written(fgraph, order, writer, *storage, self.updated_vars)
        except Exception as error:
            if not writer.is_calling:
                _logger.error("A function is called node by node: %s could not be written out: %r", writer.node, error)
            return super().make_all(profiler, input_storage, output_storage)
        containers = [Container(variable, cell) for variable, cell in zip(fgraph.inputs, ins, strict=True)]
        results = [
            Container(variable, cell, readonly=True) for variable, cell in zip(fgraph.outputs, outs, strict=True)
        ]
        return vm, containers, results, [], order


class Lazy(Exception):
    """An operation asks for its inputs when it needs them."""


class Lines:
    """A function that has been written out, which knows whose node each of its lines is."""

    def __init__(self, fgraph, writer, head, lines):
        self.fgraph, self.head, self.lines = fgraph, head, lines
        self.names, self.numbers, self.vectors = writer.names, writer.numbers, writer.vectors
        exec(compile(self.source, "<written>", "exec"), writer.known)
        self.run = writer.known["run"]

    @property
    def source(self):
        """The function, as text."""
        return "\n    ".join([self.head, *(text for text, node in self.lines)]) + "\n"

    def with_loops(self):
        """Yield this function, and those that it calls."""
        yield self
        for each in self.run.__globals__.values():
            if isinstance(each, Lines):
                yield from each.with_loops()

    def explained(self):
        """The function as text for a reader: the constants that it knows, and beside the lines whose they are."""
        used = {name for text, _ in self.lines for name in re.findall(r"\bk\d+\b", text)}
        values = {name: self.run.__globals__[name] for name in sorted(used, key=lambda name: int(name[1:]))}
        constants = [
            f"{name} = {value!r}" for name, value in values.items() if isinstance(value, np.ndarray | np.generic)
        ]
        node, lines = None, []
        for text, of in self.lines:
            lines.append(f"    {text}" + f"  # {of}" * (of is not None and of is not node))
            node = of
        return "\n".join([*constants, self.head, *lines]) + "\n"

    def __call__(self, *inputs):
        try:
            return self.run(*inputs)
        except Exception as error:
            step = error.__traceback__.tb_next  # what comes first is this call
            node = self.lines[step.tb_lineno - 2][1]
            if node is None:
                raise
            raise_with_op(self.fgraph, node, self.thunk(node, step.tb_frame.f_locals))

    def thunk(self, node, values):
        """What tells of a node's inputs: their cells, filled from the locals of the function."""

        def thunk():
            raise NotImplementedError("the function is written out as one")

        def number(text):
            return values[text] if text in values else int(text) if text.lstrip("-").isdecimal() else None

        def value(variable):
            if isinstance(variable, Constant):
                return variable.data
            if variable in self.names:
                return values.get(self.names[variable])
            if variable in self.vectors:
                return np.array([number(text) for text in self.vectors[variable]])
            return np.array(number(self.numbers.get(variable, "")))

        thunk.inputs, thunk.outputs = [[value(x)] for x in node.inputs], [[None] for _ in node.outputs]
        return thunk


class Written(UpdatingVM):
    """What runs a graph that has been written out."""

    allow_gc = True

    def __init__(self, fgraph, order, writer, input_storage, output_storage, storage_map, updates):
        super().__init__(fgraph, [], [], [], storage_map, input_storage, output_storage, updates)
        self.order = order
        self.compute_map = {variable: [variable.owner is None] for variable in storage_map}
        lines = writer.finish(fgraph.outputs, output_storage, self.inp_storage_and_out_idx)
        self.lines = Lines(fgraph, writer, "def run():", lines)

    def __call__(self):
        return self.lines()


class Writer:
    """Writes the lines of a function, one node after the other.

    ``names`` has the locals that hold the values of variables, ``numbers`` Python's numbers, as text, of some integers
    and truth values without dimensions, ``vectors`` lists of those. ``known`` is what the lines know besides: arrays,
    functions, nodes.
    """

    def __init__(self, fgraph, order, storage_map):
        self.fgraph, self.storage_map = fgraph, storage_map
        self.lines: list = []
        self.node, self.is_calling = None, False
        self.names: dict = {}
        self.numbers: dict = {}
        self.vectors: dict = {}
        self.known = {"asarray": np.asarray, "array": np.array, "errstate": np.errstate, "geterr": np.geterr}
        self._count = 0
        self._lengths: dict = {}  # {variable: for each axis a length, or what stands for it}
        self._equal: dict = {}  # {what stands for a length: another one that is the same}
        self._length_names: dict = {}
        self._named: dict = {}  # {the text of a length: what stands for it}
        self._place = {node: i for i, node in enumerate(order)}
        self._overwritten: dict = {}  # {what: the place of the first node that overwrites it}
        self._overwriting(order)
        self._given = {alias_root(output) for output in fgraph.outputs}
        self._fresh: set = set()  # whose arrays were made by their lines, and are nothing else's

    # --- lines

    def write(self, node, part_of=None):
        """Write what a node does, which may be a part of another one."""
        self.node = part_of or node
        writer = inside if isinstance(node.op, OpFromGraph) else _numpy.WRITERS.get(type(node.op))
        if writer is None or writer(self, node) is False:
            call(self, node)

    def write_inside(self, nodes, memo, outputs, part_of):
        """Write nodes as a part of another one, on other variables: those of ``memo``, to which theirs are added."""
        copies = []
        for node in nodes:
            copies.append(Apply(node.op, [memo.get(x, x) for x in node.inputs], [x.type() for x in node.outputs]))
            memo.update(zip(node.outputs, copies[-1].outputs, strict=True))
        self._overwriting(copies)
        self._given |= {alias_root(memo.get(output, output)) for output in outputs}
        for node in copies:
            self.write(node, part_of)

    def put(self, line):
        """Write a line."""
        self.lines.append((line, self.node))

    def local(self, letter="v"):
        """A new local."""
        self._count += 1
        return f"{letter}{self._count}"

    def know(self, thing, letter="k"):
        """The name by which the lines know something."""
        name = self.local(letter)
        self.known[name] = thing
        return name

    def function(self, thing):
        """The name by which the lines know a function: its own, if that is free."""
        name = getattr(thing, "__name__", "")
        if not name.isidentifier() or self.known.get(name, thing) is not thing or _LOCAL.fullmatch(name):
            return self.know(thing, "f")
        self.known[name] = thing
        return name

    def assign(self, variable, expression):
        """Write a line that computes a variable."""
        name = self.names[variable] = self.local()
        self.put(f"{name} = {expression}")
        return name

    def alias(self, variable, other):
        """Let a variable be the same as another one."""
        self._fresh.discard(other)
        for kept in self.names, self.numbers, self.vectors:
            if other in kept:
                kept[variable] = kept[other]
        if getattr(other.type, "shape", None) is not None:
            self._lengths[variable] = self.lengths(other)
        if variable not in self.names and variable not in self.numbers and variable not in self.vectors:
            self.names[variable] = self.value(other)

    def called(self, node):
        """The text of a call of an operation as it is, for the errors that it raises."""
        cells = [[None] for _ in node.outputs]
        return f"{self.know(performed(node, cells), 'check')}({', '.join(map(self.value, node.inputs))})"

    def overwrite(self, variable, other):
        """Let a variable be the array of another one, which has been overwritten."""
        self._fresh.discard(other)
        self.names[variable] = self.value(other)
        self._lengths[variable] = self.lengths(other)

    # --- values

    def value(self, variable):
        """The name of what PyTensor's operations take for a variable."""
        if variable not in self.names:
            if isinstance(variable, Constant):
                self.names[variable] = self.know(variable.data)
            else:
                dtype = dtype_of(variable)
                if isinstance(variable.type, TensorType):
                    content = tuple_of(self.vectors[variable]) if variable.ndim else self.numbers[variable]
                    self.assign(variable, f"array({content}, {self.know(dtype)})")
                else:
                    self.assign(variable, f"{self.know(dtype.type)}({self.numbers[variable]})")
        return self.names[variable]

    def number(self, variable):
        """The text of a number that an integer or truth value without dimensions is, or None."""
        if variable not in self.numbers and is_integer(variable):
            if isinstance(variable, Constant):
                self.numbers[variable] = repr(variable.data.item())
            elif variable in self.names:
                number = self.numbers[variable] = self.local("n")
                self.put(f"{number} = {self.names[variable]}.item()")
        return self.numbers.get(variable)

    def vector(self, variable):
        """A list of the texts of the numbers in a vector, or None if it was not made of numbers."""
        if isinstance(variable, Constant) and dtype_of(variable).kind in "iu":
            return [repr(number) for number in variable.data.tolist()]
        return self.vectors.get(variable)

    def is_a_length(self, variable):
        """Whether a number is known that was computed from lengths and constants: no dtype would have cut it."""
        return variable in self.numbers or (isinstance(variable, Constant) and self.number(variable) is not None)

    # --- lengths

    def lengths(self, variable):
        """What stands for the lengths of a variable."""
        if variable not in self._lengths:
            shape = variable.type.shape
            self._lengths[variable] = tuple((variable, i) if n is None else n for i, n in enumerate(shape))
        return tuple(map(self._root, self._lengths[variable]))

    def set_lengths(self, variable, lengths):
        """Say what stands for the lengths of a variable, None for a new one, where its type does not know them."""
        self._lengths[variable] = tuple(
            known if known is not None else n if n is not None else (variable, i)
            for i, (n, known) in enumerate(zip(lengths, variable.type.shape, strict=True))
        )

    def length(self, variable, axis):
        """The text of a length."""
        key = self.lengths(variable)[axis]
        if isinstance(key, int):
            return repr(key)
        if key not in self._length_names:
            number = self._length_names[key] = self.local("n")
            self._named[number] = key
            self.put(f"{number} = {self.value(variable)}.shape[{axis}]")
        return self._length_names[key]

    def named(self, number):
        """What stands for the length of this text, or None."""
        return int(number) if number.isdecimal() else self._named.get(number)

    def are_equal(self, one, other):
        """Note that two lengths have been found equal."""
        one, other = self._root(one), self._root(other)
        if one != other:
            if isinstance(one, int):
                one, other = other, one
            self._equal[one] = other
            if one in self._length_names and not isinstance(other, int):
                self._length_names.setdefault(other, self._length_names[one])

    def fit(self, node):
        """Write a comparison of lengths of a node's inputs, if they are not known to be equal; note its output's."""
        inputs, lengths, unequal = node.inputs, [], []
        for axis in range(node.outputs[0].type.ndim):
            wide = [x for x in inputs if not x.type.broadcastable[axis]]
            keys = {self.lengths(x)[axis]: x for x in reversed(wide)}
            if len(keys) > 1:
                first, *others = keys
                unequal += [(axis, keys[first], keys[other]) for other in others]
                for other in others:
                    self.are_equal(first, other)
            lengths.append(self._root(next(iter(keys))) if keys else 1)
        if unequal:
            texts = [f"{self.value(x)}.shape[{i}] != {self.value(y)}.shape[{i}]" for i, x, y in unequal]
            if len(unequal) == len(lengths) == len({(x, y) for _, x, y in unequal}) * len(lengths):
                texts = [f"{self.value(x)}.shape != {self.value(y)}.shape" for _, x, y in unequal[:1]]
            arguments = ", ".join(map(self.value, inputs))
            check = self.know(node.op._check_runtime_broadcast, "check")
            self.put(f"if {' or '.join(texts)}: {check}({self.know(node)}, ({arguments}))")
        self.set_lengths(node.outputs[0], lengths)

    def _root(self, key):
        while key in self._equal:
            key = self._equal[key]
        return key

    # --- memory

    def may_share(self, variable, copied):
        """Whether a copy may as well be the array itself: it is not given away, nor read once that is overwritten."""
        if copied in self._overwritten or copied in self._given:
            return False
        end = self._overwritten.get(alias_root(variable))
        if end is None:
            return True
        clients = [node for node, _ in self.fgraph.clients.get(copied, ())] or [None]
        return all(node in self._place and self._place[node] < end and not node.op.view_map for node in clients)

    def assign_fresh(self, variable, expression):
        """Write a line that computes a variable into an array of its own."""
        self._fresh.add(variable)
        self.assign(variable, expression)

    def is_free(self, x, node):
        """Whether the array of an input may take the result of a node, being of its kind and not needed any longer."""
        [out] = node.outputs
        if x not in self._fresh or dtype_of(x) != dtype_of(out) or self.lengths(x) != self.lengths(out):
            return False
        here = self._place.get(node, -1)
        return all(
            self._place.get(client, here + 1) <= here and not any(i in seen for seen in client.op.view_map.values())
            for client, i in self.fgraph.clients.get(x, [(None, 0)])
        )

    def _overwriting(self, nodes):
        for node in nodes:
            for place in {place for places in node.op.destroy_map.values() for place in places}:
                self._overwritten.setdefault(alias_root(node.inputs[place]), self._place.get(node, -1))

    # --- the end

    def finish(self, outputs, cells, updates):
        """Write the end; return the lines, (text, node) each."""
        self.node = None
        names = [self.value(output) for output in outputs]
        for name, cell in zip(names, cells, strict=True):
            self.put(f"{self.know(cell, 'o')}[0] = {name}")
        for cell, i in updates:
            self.put(f"{self.know(cell, 'u')}[0] = {names[i]}")
        self.put(f"return [{', '.join(names)}]")
        return self.calling([("with errstate(all='ignore'):", None), *self.letting_go()])

    def calling(self, lines):
        """Return lines after one that notes how NumPy warns, if operations of a program's own are among them."""
        return [("given = geterr()", None)] * any("**given" in text for text, node in lines) + lines

    def letting_go(self):
        """Return the lines, indented, each with what lets go of the arrays that it was the last to use."""
        seen: set = set()
        lines = []
        for text, node in reversed(self.lines):
            names = sorted(set(_LOCAL.findall(text)) - seen)
            seen.update(names)
            if names and not text.startswith("return"):
                release = f"del {', '.join(names)}"
                if text.startswith("if "):
                    lines.append((f"    {release}", node))
                else:
                    text = f"{text}; {release}"
            lines.append((f"    {text}", node))
        return lines[::-1]


def inside(writer, node):
    """Write what the graph inside of an operation does, if that could be written out."""
    vm = node.op.fn.vm
    if not isinstance(vm, Written):
        return False
    memo = dict(zip(vm.fgraph.inputs, node.inputs, strict=True))
    writer.write_inside(vm.order, memo, vm.fgraph.outputs, node)
    for out, result in zip(node.outputs, vm.fgraph.outputs, strict=True):
        writer.alias(out, memo.get(result, result))


def call(writer, node, run=None):
    """Write a call of an operation as it is, or of what runs it."""
    cells = [writer.storage_map.setdefault(output, [None]) for output in node.outputs]
    if run is None:
        writer.is_calling = True  # what an operation says to that is no failure of writing
        run = performed(node, cells) if _is_plain(node.op) else thunk_of(node, writer.storage_map, cells)
        writer.is_calling = False
    name = f"{type(node.op).__name__}_{writer.local('')}"
    writer.known[name] = run
    arguments = ", ".join(map(writer.value, node.inputs))
    results = [writer.local() for _ in cells]
    writer.names.update(zip(node.outputs, results, strict=True))
    line = f"{', '.join(results)} = {name}({arguments})"
    if not _is_a_programs(node.op):
        writer.put(line)
        return
    writer.put(f"with errstate(**given): {line}")
    for output, name in zip(node.outputs, results, strict=True):
        if isinstance(output.type, TensorType) and not output.type.ndim:
            writer.put(f"{name} = asarray({name})")


def _is_a_programs(op):
    """Whether an operation may be a program's own, or have one inside: NumPy warns there as the program has it."""
    ours = type(op).__module__.partition(".")[0] in OURS
    return not ours or isinstance(op, HasInnerGraph | FromFunctionOp | AsTheano)


def _is_plain(op):
    """Whether an operation is run by its method ``perform``, and that is PyTensor's or ours."""
    kind = type(op)
    return (
        kind.__module__.partition(".")[0] in OURS
        and kind.make_thunk in _PLAIN
        and kind.make_py_thunk is Op.make_py_thunk
    )


_PLAIN = {Op.make_thunk, COp.make_thunk}


def performed(node, cells):
    op = node.op
    op.prepare_node(node, storage_map=None, compute_map=None, impl="py")
    perform = op.perform
    if len(cells) > 1:

        def run(*inputs):
            perform(node, list(inputs), cells)
            return _taken(cells)

        return run
    [cell] = cells

    def run_for_one(*inputs):
        perform(node, list(inputs), cells)
        result, cell[0] = cell[0], None
        return result

    return run_for_one


def thunk_of(node, storage_map, cells):
    for x in node.inputs:
        storage_map.setdefault(x, [x.data if isinstance(x, Constant) else None])
    thunk = node.op.make_thunk(node, storage_map, {x: [True] for x in (*node.inputs, *node.outputs)}, [], impl="py")
    if getattr(thunk, "lazy", False):
        raise Lazy
    places = [(storage_map[x], x.owner is not None) for x in node.inputs]

    def run(*inputs):
        for (place, _), value in zip(places, inputs, strict=True):
            place[0] = value
        thunk()
        for place, is_computed in places:
            if is_computed:
                place[0] = None
        results = _taken(cells)
        return results if len(results) > 1 else results[0]

    return run


def _taken(cells):
    results = [cell[0] for cell in cells]
    for cell in cells:
        cell[0] = None
    return results


def is_integer(variable):
    """Whether a variable is an integer or a truth value without dimensions."""
    kind = variable.type
    return isinstance(kind, TensorType | ScalarType) and kind.ndim == 0 and np.dtype(kind.dtype).kind in "biu"
