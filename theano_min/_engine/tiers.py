"""The default way to run a graph: on NumPy at once, compiled when that pays.

A function starts on an interpreter that calls NumPy for each operation of the rewritten graph, which needs no
compilation. Once its calls have taken as long as compiling is expected to take, the graph is compiled (by Numba, or in
C where Numba cannot), and every later call runs that. Both read and write the same storage, so shared variables,
updates and random states go on where they were.
"""

import logging
import os
import sys
from collections import Counter
from copy import copy
from functools import reduce
from inspect import CO_VARARGS
from time import perf_counter

import numpy as np
from pytensor.compile.ops import deep_copy_op
from pytensor.configdefaults import config
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.destroyhandler import DestroyHandler
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.op import Op
from pytensor.graph.traversal import io_toposort
from pytensor.link.numba.linker import NumbaLinker
from pytensor.link.vm import Loop, Stack, VMLinker
from pytensor.scalar.basic import Add, Cast, Composite, Mul, upcast
from pytensor.tensor.basic import constant
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.type import TensorType

from theano_min import _pytensor
from theano_min._engine.called_back import CalledBack, TeachNumba, numba_dispatch

_logger = logging.getLogger("theano.compile.tiered")

# CPU seconds that compiling is expected to take
IMPORTING_NUMBA = 0.6
ASKING_NUMBA = 0.1
FIRST_COMPILATION = 1.0
ONE_NODE = 0.25


class TieredLinker(NumbaLinker):
    """Runs a graph rewritten for Numba: on NumPy first."""

    incompatible_rewrites = (*NumbaLinker.incompatible_rewrites, "theano_min_import_numba")  # type: ignore[assignment]

    def make_all(self, input_storage=None, output_storage=None, storage_map=None):
        numpy = NumpyLinker(allow_gc=self.allow_gc).accept(self.fgraph, self.no_recycling)
        interpreter, ins, outs, thunks, nodes = numpy.make_all(
            input_storage=input_storage, output_storage=output_storage
        )
        storage = {
            "input_storage": [container.storage for container in ins],
            "output_storage": [container.storage for container in outs],
        }
        return Tiers(self, interpreter, storage), ins, outs, thunks, nodes


class CompilingLinker(NumbaLinker):
    """Runs a graph rewritten for Numba, compiled by the first call; with float16, which Numba lacks, as it can."""

    def make_all(self, input_storage=None, output_storage=None, storage_map=None):
        if "float16" not in _dtypes(self.fgraph):
            return super().make_all(input_storage, output_storage, storage_map)
        tiers, *others = TieredLinker.make_all(self, input_storage, output_storage, storage_map)
        tiers.waits, tiers.seconds_left = False, -1.0
        return tiers, *others


class Tiers:
    """What a function calls: the interpreter, and after a while the compiled graph, with the attributes of either."""

    need_update_inputs = True
    waits = True  # until compiling pays

    def __init__(self, linker, interpreter, storage):
        self.linker = linker
        self.storage = storage
        self.vm = self.interpreter = interpreter
        self.numba = None  # the graph, as Numba will compile it when it is first called
        self.is_settled = False
        self.seconds_left = -1.0
        if self.waits:
            self.seconds_left = ASKING_NUMBA if "numba" in sys.modules else IMPORTING_NUMBA

    def __call__(self):
        if self.is_settled:
            return self.vm()
        if self.seconds_left < 0:
            self.change()
            if self.is_settled:
                return self.vm()
        start = perf_counter()
        try:
            return self.vm()
        finally:
            self.seconds_left -= perf_counter() - start

    def change(self):
        """Consider compiled code, and compile it: whatever goes wrong with that, NumPy goes on where it was."""
        interpreter = self.interpreter
        try:
            self.consider()
            if self.is_settled:
                compile_for(self.vm.jit_fn, [cell[0] for cell in self.storage["input_storage"]])
                Numba.is_warm = True
        except Exception as error:
            self.settle(self.without_numba(error) or interpreter)
        except BaseException:  # ^C: the next call tries again
            self.is_settled, self.vm, self.interpreter = False, interpreter, interpreter
            raise

    def without_numba(self, error):
        """Return what runs the graph in C, if Numba refused it and there is C, else None."""
        try:
            if _is_refusal(error):
                return self.link(VMLinker(use_cloop=True)) if config.cxx else None
        except Exception as another:
            error = another
        _logger.warning("A function stays on NumPy: %s", f"{type(error).__name__}: {error}".splitlines()[0])
        return None

    def consider(self):
        """Settle for compiled code if it lies in the cache, or if interpreting has cost as much as compiling would."""
        if self.numba is None:
            linker = Numba()
            teach_numba(self.linker.fgraph)
            self.numba = self.link(linker)
            if self.waits and not linker.is_cached:
                nodes = sum(len(graph.apply_nodes) for graph in _graphs(self.linker.fgraph))
                self.seconds_left = FIRST_COMPILATION * (not Numba.is_warm) + ONE_NODE * nodes
        if self.seconds_left < 0:
            self.settle(self.numba)

    def settle(self, vm):
        self.is_settled, self.vm, self.interpreter, self.numba = True, vm, None, None

    def link(self, linker):
        return linker.accept(self.linker.fgraph, self.linker.no_recycling).make_all(**self.storage)[0]

    def __getattr__(self, name):
        return getattr(self.__dict__["vm"], name)


class Numba(NumbaLinker):
    """Links a graph for Numba, and tells whether its code lies in the cache.

    Outputs without dimensions leave Numba as Python's numbers: NumPy makes arrays of them in less time than Numba.
    """

    is_warm = False
    is_cached = False

    def fgraph_convert(self, fgraph, **kwargs):
        self.numbers = {i: out.type.numpy_dtype for i, out in enumerate(fgraph.outputs) if _is_number(out)}
        if not self.numbers:
            return super().fgraph_convert(fgraph, **kwargs)
        arguments = ", ".join(f"x{i}" for i in range(len(fgraph.inputs)))
        results = [f"results[{i}]" + "[()]" * (i in self.numbers) for i in range(len(fgraph.outputs))]
        source = f"def numbers({arguments}):\n    results = run({arguments})\n    return {', '.join(results)},"
        function, key = _pytensor.for_numba(fgraph, source, kwargs)
        if key is None:
            self.numbers = {}
        return function, key

    def jit_compile(self, converted):
        self.is_cached = _pytensor.is_in_numba_cache(converted[1])
        run, numbers = super().jit_compile(converted), self.numbers

        def run_to_arrays(*values):
            results = run(*values)
            return [np.array(x, numbers[i]) if i in numbers else x for i, x in enumerate(results)]

        run_to_arrays.run, run_to_arrays.numbers = run, numbers
        return run_to_arrays if numbers else run


def _is_number(output):
    """Whether an output is a number that Python has, and its memory is no input's."""
    if not isinstance(output.type, TensorType) or output.ndim or output.type.numpy_dtype.kind not in "fiub":
        return False
    while output.owner is not None:
        op, i = output.owner.op, output.owner.outputs.index(output)
        inputs = {**op.view_map, **op.destroy_map}.get(i)
        if not inputs:
            return True
        output = output.owner.inputs[inputs[0]]
    return False


def teach_numba(fgraph):
    """Enter how Numba runs the operations of a graph that are not PyTensor's, as rewriting for Numba alone does."""
    numba_dispatch()
    for graph in _graphs(fgraph):
        TeachNumba().apply(graph)


def _dtypes(fgraph):
    """The dtypes in a graph, and inside its operations."""
    nodes = [node for graph in _graphs(fgraph) for node in (graph, *graph.apply_nodes)]
    fused = [getattr(getattr(getattr(node, "op", None), "scalar_op", None), "fgraph", None) for node in nodes]
    dtypes = {getattr(each.type, "dtype", None) for node in nodes for each in (*node.inputs, *node.outputs)}
    return dtypes.union(*(_dtypes(graph) for graph in fused if graph is not None))


def _graphs(fgraph):
    """Yield a graph, and those inside its operations."""
    yield fgraph
    for node in fgraph.apply_nodes:
        if (inner := getattr(node.op, "fgraph", None)) is not None:
            yield from _graphs(inner)


def compile_for(jit_fn, values):
    """Let Numba compile a function, or read its code, for arguments like these values."""
    from numba import typeof

    run, seen = getattr(jit_fn, "run", jit_fn), Counter()
    takes_any = run.py_func.__code__.co_flags & CO_VARARGS
    while True:
        try:
            run.compile((typeof(tuple(values)),) if takes_any else tuple(map(typeof, values)))
            return
        except Exception as error:
            if not do_without_cache(error, seen):
                raise


def do_without_cache(error, seen):
    """Whether a file of Numba's cache may be the trouble: it is emptied and, if ``seen`` counts it, done without.

    What goes wrong a third time is something else.
    """
    from numba.core.caching import Cache

    step, caches = error.__traceback__, {}
    while step is not None:
        if step.tb_frame.f_code is CalledBack.__call__.__code__:
            return False  # the call has begun, and called something else that is compiled
        if isinstance(cache := step.tb_frame.f_locals.get("self"), Cache):
            caches[os.path.join(cache.cache_path, cache._impl.filename_base)] = cache
        step = step.tb_next
    for file, cache in caches.items():
        seen[file] += 1
        try:
            if seen[file] > 1:
                cache.disable()
            cache.flush()
        except OSError:
            cache.disable()
    return bool(caches) and max(seen.values()) <= 2


def _is_refusal(error):
    """Whether Numba cannot compile a graph; else something is wrong with the machine."""
    from numba.core.errors import NumbaError

    return isinstance(error, NumbaError | NotImplementedError)


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


def _take_apart(nodes, memo, order, linker):
    """Copy nodes from the variables of ``memo`` on, without fused kernels: into ``memo``, and into ``order``.

    The order stays, so what an operation overwrites has been read by those that need it here, too. What is inside of
    loops is run by ``linker()``.
    """
    for node in nodes:
        inputs = [memo.get(variable, variable) for variable in node.inputs]
        if (kernel := _pytensor.kernel(node.op)) is not None:
            inside = dict(zip(kernel.inputs, inputs, strict=True))
            _take_apart(kernel.toposort(), inside, order, linker)
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
