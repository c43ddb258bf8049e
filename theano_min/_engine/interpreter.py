"""How the graph runs before it is compiled: on NumPy, fused kernels taken apart into operations that NumPy has."""

from copy import copy
from functools import reduce

import numpy as np
from pytensor.compile.ops import deep_copy_op
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.destroyhandler import DestroyHandler
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.op import Op
from pytensor.graph.traversal import io_toposort
from pytensor.link.vm import Loop, Stack, VMLinker
from pytensor.scalar.basic import Add, Cast, Composite, Mul, upcast
from pytensor.tensor.basic import constant
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.type import TensorType

from theano_min import _pytensor
from theano_min._numpy import dtype_of, writes


class NumpyLinker(VMLinker):
    """Runs a graph on NumPy, fused kernels taken apart into operations that NumPy has."""

    def __init__(self, **options):
        super().__init__(**{**options, "c_thunks": False, "use_cloop": False})

    def accept(self, fgraph, no_recycling=None, profile=None):
        memo = {variable: variable.clone() for variable in fgraph.inputs}
        order = []
        _take_apart(fgraph.toposort(), memo, order, type(self))
        apart = FunctionGraph(
            [memo[variable] for variable in fgraph.inputs],
            [memo.get(variable, variable) for variable in fgraph.outputs],
            clone=False,
            features=[DestroyHandler()],
        )
        order = [node for node in order if node in apart.apply_nodes]  # a kernel may compute what nobody uses
        linker = type(self)(allow_gc=self.allow_gc, schedule=lambda fgraph: list(order))
        linker.apart = memo
        return super(NumpyLinker, linker).accept(apart, [memo[variable] for variable in no_recycling or ()], profile)

    def accept_var_updates(self, updated_vars):
        self.updated_vars = {self.apart[old]: self.apart[new] for old, new in updated_vars.items()}

    def make_vm(self, nodes, thunks, ins, outs, cells, clear_after, computed, compute_map, updated_vars):
        # VMLinker's own compiles its virtual machine in C first
        clear_before = [cells[variable] for variable in self.no_recycling]
        common = self.fgraph, nodes, thunks, clear_before, cells, ins, outs, updated_vars
        if not any(thunk.lazy for thunk in thunks):
            return Loop(*common, clear_after if self.allow_gc else None)
        vm = Stack(*common, compute_map, self.allow_gc, dependencies=self.compute_gc_dependencies(cells))
        vm.base_apply_stack = _certain(nodes, thunks, self.fgraph.outputs)[::-1]
        return vm


def _certain(nodes, thunks, outputs):
    """Return, in their order, the nodes that are computed whatever branches are chosen."""
    needed = {output.owner for output in outputs}
    for node, thunk in reversed(list(zip(nodes, thunks, strict=True))):
        if node in needed:
            needed |= {x.owner for x in (node.inputs[:1] if thunk.lazy else node.inputs)}
    return [node for node in nodes if node in needed]


def _take_apart(nodes, memo, order, linker, once=None):
    """Copy nodes from the variables of ``memo`` on, without fused kernels: into ``memo``, and into ``order``.

    The order stays, so what an operation overwrites has been read by those that need it here, too. What is inside of
    loops is run by ``linker()``. ``once`` has what kernels have computed that nothing overwrites, and others may use.
    """
    once = {} if once is None else once
    for node in nodes:
        inputs = [memo.get(variable, variable) for variable in node.inputs]
        if (kernel := _pytensor.kernel(node.op)) is not None:
            inside = dict(zip(kernel.inputs, inputs, strict=True))
            _take_kernel_apart(kernel, inside, order, linker, once)
            outputs = _own([inside.get(variable, variable) for variable in kernel.outputs], inputs, order)
        elif isinstance(node.op, Elemwise) and (
            isinstance(node.op.scalar_op, Composite | Cast) or _is_long_sum(node.op.scalar_op, inputs)
        ):
            outputs = _own(_elementwise(node.op.scalar_op, inputs, order), inputs, order)
        else:
            op = node.op
            for output, place in _pytensor.overwritten_states(op):
                inputs[place] = deep_copy_op(inputs[place])
                order.append(inputs[place].owner)
                op = _owning(op, output, place)
            new = _with_inputs(node, inputs)
            new.op = _pytensor.interpreted(op, linker())
            outputs = new.outputs
            order += io_toposort(inputs, outputs)  # a loop checks shapes first that its inputs do not tell any more
        memo.update(zip(node.outputs, outputs, strict=True))


def _take_kernel_apart(kernel, inside, order, linker, once):
    if any(node.op.destroy_map for node in kernel.apply_nodes):
        return _take_apart(kernel.toposort(), inside, order, linker)
    handed = set(kernel.outputs)  # and what these are views of: others may overwrite them
    for node in reversed(kernel.toposort()):
        handed.update(
            node.inputs[i] for j, places in node.op.view_map.items() if node.outputs[j] in handed for i in places
        )
    for node in kernel.toposort():
        known = node.op, *(inside.get(variable, variable) for variable in node.inputs)
        if not handed.isdisjoint(node.outputs):
            _take_apart([node], inside, order, linker, once)
        elif known in once:
            inside.update(zip(node.outputs, once[known], strict=True))
        else:
            _take_apart([node], inside, order, linker, once)
            once[known] = [inside[output] for output in node.outputs]


def _owning(op, output, place):
    """Return a loop that may overwrite an input with an output."""
    op = copy(op)
    op.destroy_map = {**op.destroy_map, output: [place]}
    op.view_map = {each: places for each, places in op.view_map.items() if each != output}
    return op


def _with_inputs(node, inputs):
    """Return a copy of a node on other inputs, made anew only if these are of other types."""
    if any(old.type != new.type for old, new in zip(node.inputs, inputs, strict=True)):
        return node.clone_with_new_inputs(inputs, strict=False)
    copied = node.clone()
    copied.inputs = inputs
    return copied


def _own(outputs, inputs, order):
    """Return outputs that are arrays of their own, as those of a kernel are: others may overwrite them."""
    taken, own = set(inputs), []
    for output in outputs:
        if output in taken or isinstance(output, Constant):
            output = deep_copy_op(output)
            order.append(output.owner)
        taken.add(output)
        own.append(output)
    return own


def _is_long_sum(scalar_op, inputs):
    """Whether an operation adds or multiplies more than the two arrays that NumPy's does."""
    return isinstance(scalar_op, Add | Mul) and len(inputs) > 2


def _elementwise(scalar_op, inputs, order):
    """Apply an operation on numbers to arrays, the parts of a composite one after the other."""
    if isinstance(scalar_op, Composite):
        scalars = scalar_op.fgraph
        memo = dict(zip(scalars.inputs, inputs, strict=True))
        for node in scalars.toposort():
            arguments = [memo[x] if x in memo else constant(x.data, dtype=x.dtype) for x in node.inputs]
            memo.update(zip(node.outputs, _elementwise(node.op, arguments, order), strict=True))
        return [memo[variable] for variable in scalars.outputs]
    if isinstance(scalar_op, Cast):
        outputs = [AsType(scalar_op.o_type.dtype)(*inputs)]
    elif _is_long_sum(scalar_op, inputs):
        outputs = [reduce(Elemwise(scalar_op), _widened(inputs))]
    else:
        outputs = Elemwise(scalar_op)(*inputs, return_list=True)
    order += io_toposort(inputs, outputs)
    return outputs


def _widened(inputs):
    """Return what is added, the first one in the dtype of the sum if it is an integer that C takes for an int."""
    first, dtype = inputs[0].type.numpy_dtype, upcast(*(x.dtype for x in inputs))
    is_int = first.kind in "iub" and first.itemsize < 4 and dtype != first
    return [AsType(dtype)(inputs[0]), *inputs[1:]] if is_int else inputs


class AsType(Op):
    """Cast an array as NumPy does; PyTensor 3.0's own way casts number by number, and refuses what wraps around."""

    __props__ = ("dtype",)

    def __init__(self, dtype):
        self.dtype = dtype

    def make_node(self, x):
        return Apply(self, [x], [TensorType(self.dtype, x.type.shape)()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = np.asarray(inputs[0]).astype(self.dtype)


@writes(AsType)
def as_type(w, node):
    [x], [out] = node.inputs, node.outputs
    if x in w.numbers and dtype_of(x) == dtype_of(out):
        w.alias(out, x)
    elif x in w.numbers and out.dtype == "int64":
        number = w.numbers[out] = w.local("n")
        w.put(f"{number} = int({w.numbers[x]})")
    else:
        w.assign(out, f"{w.value(x)}.astype({w.know(dtype_of(out))})")
        w.set_lengths(out, w.lengths(x))
