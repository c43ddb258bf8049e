"""The default way to run a graph: on NumPy at once, compiled when that pays.

A function starts on an interpreter that calls NumPy for each operation of the rewritten graph, which needs no
compilation. Once its calls have taken as long as compiling is expected to take, or a quarter of that if another process
can do it, the graph is compiled (by Numba, or in C where Numba cannot), and every later call runs that. Both read and
write the same storage, so shared variables, updates and random states go on where they were.
"""

import logging
import os
import sys
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from inspect import CO_VARARGS
from time import perf_counter

import numpy as np
from pytensor.configdefaults import config
from pytensor.link.numba.linker import NumbaLinker
from pytensor.link.vm import VMLinker
from pytensor.printing import Print
from pytensor.tensor.type import TensorType

from theano_min import _pytensor
from theano_min._engine import (
    room,  # noqa: F401 (made as the program ends)
    written_loops,  # noqa: F401 (enters how loops are written)
)
from theano_min._engine.beside import Job, Reading, task_of
from theano_min._engine.blas import find_blas
from theano_min._engine.called_back import CalledBack, graphs, teach_numba
from theano_min._engine.kept_graphs import read_again
from theano_min._engine.none import asks_for_none
from theano_min._engine.written import WrittenLinker
from theano_min.configdefaults import config as flags

_logger = logging.getLogger("theano.compile.tiered")

# CPU seconds that compiling is expected to take
IMPORTING_NUMBA = 0.6
ASKING_NUMBA = 0.1
FIRST_COMPILATION = 1.0
ONE_NODE = 0.25

BESIDE = 0.25  # of that, after which another process begins: it takes none of the program's time

LOOKING = 0.02  # seconds of calls between looks at what goes on beside them
LARGEST_COPY = 50_000_000  # bytes of the arguments of a function, for a call that tries compiled code
TRIALS = 5  # calls of each
MUCH_THE_SAME = 1.05  # compiled code may still gain where the arguments are others


class TieredLinker(NumbaLinker):
    """Runs a graph rewritten for Numba: on NumPy first."""

    starts_on_numpy = True
    incompatible_rewrites = (*NumbaLinker.incompatible_rewrites, "theano_min_import_numba")  # type: ignore[assignment]

    def make_all(self, input_storage=None, output_storage=None, storage_map=None):
        numpy = WrittenLinker(allow_gc=self.allow_gc).accept(self.fgraph, self.no_recycling)
        interpreter, ins, outs, thunks, nodes = numpy.make_all(
            input_storage=input_storage, output_storage=output_storage
        )
        storage = {
            "input_storage": [container.storage for container in ins],
            "output_storage": [container.storage for container in outs],
        }
        tiers = Tiers(self, interpreter, storage)
        if asks_for_none(self.fgraph):
            tiers.settle(interpreter)
        return tiers, ins, outs, thunks, nodes


class CompilingLinker(NumbaLinker):
    """Runs a graph rewritten for Numba, compiled by the first call; with float16 or None, which it lacks, as it can."""

    def make_all(self, input_storage=None, output_storage=None, storage_map=None):
        if "float16" not in _dtypes(self.fgraph) and not asks_for_none(self.fgraph):
            return super().make_all(input_storage, output_storage, storage_map)
        tiers, *others = TieredLinker.make_all(self, input_storage, output_storage, storage_map)
        tiers.waits, tiers.seconds_left = False, -1.0
        return tiers, *others


class Tiers:
    """What a function calls: the interpreter, and after a while the compiled graph, with the attributes of either.

    Compiling goes on beside the calls where that can be: ``step`` is what is done next, whenever the calls since have
    taken ``seconds_left``.
    """

    need_update_inputs = True
    waits = True  # until compiling pays

    def __init__(self, linker, interpreter, storage):
        self.linker = linker
        self.storage = storage
        self.vm = self.interpreter = interpreter
        self.numba = None  # the graph, as Numba will compile it when it is first called
        self.is_settled = False
        self.seconds_left = -1.0
        self.step = self.begin
        if self.waits and not self.is_known():
            self.seconds_left = ASKING_NUMBA if "numba" in sys.modules else IMPORTING_NUMBA

    def __call__(self):
        if self.is_settled:
            return self.vm()
        if self.seconds_left < 0:
            self.proceed()
            if self.is_settled:
                return self.vm()
        start = perf_counter()
        try:
            return self.vm()
        finally:
            self.seconds_left -= perf_counter() - start

    def proceed(self):
        """Do the next step: whatever goes wrong with it, NumPy goes on."""
        try:
            self.step()
        except Exception as error:
            self.stay(error)

    def stay(self, error):
        _logger.warning("A function stays on NumPy: %s", f"{type(error).__name__}: {error}".splitlines()[0])
        self.settle(self.interpreter)

    # --- beside the calls

    def is_known(self):
        """Whether a run before found out which tier is faster, or left compiled code."""
        return self.has_note("numpy") or self.has_note("compiled")

    def begin(self):
        """Go on as a run before found best; else have the graph compiled later, beside the calls if that can be.

        Compiled code is read in the first call: it was worth compiling, so the calls before had taken far longer.
        """
        if self.waits and self.has_note("numpy"):
            return self.settle(self.interpreter)
        if self.waits and self.has_note("compiled"):
            return self.look(*self.reader()())
        if not self.waits or task_of(self.linker.fgraph, self.values()) is None:
            self.step = self.change
            return self.change()
        self.step, self.seconds_left = self.start, BESIDE * self.estimate()

    def reader(self):
        """Return what links the graph, and reads its compiled code if that lies in the cache.

        Some of the code is compiled by its first call, which is on copies of the arguments.
        """
        values = self.values()
        copies = deepcopy(values) if _may_be_tried(self.linker.fgraph, values) else None

        def read():
            linker = Numba()
            vm = self.link(linker)
            if linker.is_cached:
                compile_for(vm.jit_fn, values)
                if copies is not None:
                    with suppress(Exception):
                        vm.jit_fn(*copies)
            return vm, linker.is_cached

        return read

    def read(self, then):
        """Let a thread read the compiled code; then do ``then``."""
        reading = Reading(self.reader())

        def wait():
            if reading.is_alive():
                self.seconds_left = LOOKING
                reading.may_go_on.set()
            elif reading.error is not None:
                self.step = self.change
            else:
                then(*reading.result)

        self.step, self.seconds_left = wait, LOOKING

    def look(self, vm, is_cached):
        """Try code that lay in the cache, or have it compiled once the calls have taken as long as that will take."""
        if is_cached:
            return self.compare(vm)
        self.step, self.seconds_left = self.start, BESIDE * self.estimate()

    def start(self):
        """Have the graph compiled by another process, if none is at work for another function."""
        task = task_of(self.linker.fgraph, self.values())
        if Job.running is not None:
            self.seconds_left = LOOKING
            return
        try:
            job = Job(task) if task else None
        except OSError:
            job = None
        if job is None:
            self.step = self.change
            return

        def wait():
            state, self.seconds_left = job.state, LOOKING
            if state == "compiled":
                self.take_note("compiled")
                self.read(self.take)
            elif state == "failed":
                self.step = self.change

        self.step, self.seconds_left = wait, LOOKING

    def take(self, vm, is_cached):
        if is_cached:
            self.compare(vm)
        else:  # compiled for other arguments, or another process emptied the cache
            self.step = self.change

    def compare(self, compiled):
        """Run both in turn, and settle for what takes less time: if that is NumPy, it is remembered on disk."""
        Numba.is_warm = True
        numpy, times = self.interpreter, {True: [], False: []}

        def turn():
            times[self.vm is compiled].append(-self.seconds_left)
            if len(times[False]) < TRIALS:
                self.vm = numpy if self.vm is compiled else compiled
                self.seconds_left = 0.0
            elif min(times[True][1:]) < MUCH_THE_SAME * min(times[False]):
                self.settle(compiled)
            else:
                self.take_note("numpy")
                self.settle(numpy)

        self.step, self.vm, self.seconds_left = turn, compiled, 0.0

    def note(self, tier):
        """The file that says to later runs that NumPy was faster, or that there is compiled code."""
        return self.linker.fgraph.kept.with_suffix(f".{tier}")

    def has_note(self, tier):
        kept = getattr(self.linker.fgraph, "kept", None)
        return flags.background_compile and kept is not None and self.note(tier).exists()

    def take_note(self, tier):
        if getattr(self.linker.fgraph, "kept", None) is not None:
            with suppress(OSError):
                self.note(tier).touch()

    def values(self):
        return [cell[0] for cell in self.storage["input_storage"]]

    # --- in a call

    def change(self):
        """Consider compiled code, and compile it: whatever goes wrong with that, NumPy goes on where it was."""
        interpreter = self.interpreter
        try:
            self.consider()
            if self.is_settled:
                compile_for(self.vm.jit_fn, self.values())
                Numba.is_warm = True
                self.take_note("compiled")
        except Exception as error:
            self.settle(self.without_numba(error) or interpreter)
        except BaseException:  # ^C: the next call tries again
            self.is_settled, self.vm, self.interpreter = False, interpreter, interpreter
            raise

    def without_numba(self, error):
        """Return what runs the graph in C, if Numba refused it and there is C, else None."""
        try:
            if _is_refusal(error):
                if not config.cxx:
                    return None
                find_blas(self.linker.fgraph)
                return self.link(VMLinker(use_cloop=True))
        except Exception as another:
            error = another
        _logger.warning("A function stays on NumPy: %s", f"{type(error).__name__}: {error}".splitlines()[0])
        return None

    def consider(self):
        """Settle for compiled code if it lies in the cache, or if interpreting has cost as much as compiling would."""
        if self.numba is None:
            linker = Numba()
            self.numba = self.link(linker)
            if self.waits and not linker.is_cached:
                self.seconds_left = self.estimate()
        if self.seconds_left < 0:
            self.settle(self.numba)

    def estimate(self):
        """The seconds that compiling is expected to take."""
        nodes = sum(len(graph.apply_nodes) for graph in graphs(self.linker.fgraph))
        return FIRST_COMPILATION * (not Numba.is_warm) + ONE_NODE * nodes

    def settle(self, vm):
        self.is_settled, self.vm, self.interpreter, self.numba, self.step = True, vm, None, None, None

    def link(self, linker):
        fgraph, recycled = self.linker.fgraph, self.linker.no_recycling
        kept = getattr(fgraph, "kept", None)
        if isinstance(linker, Numba):
            # as the next run will, which looks for code by what it reads
            if kept is not None and (again := read_again(kept, [x.type for x in fgraph.inputs])) is not None:
                same = dict(zip((*fgraph.inputs, *fgraph.outputs), (*again.inputs, *again.outputs), strict=True))
                fgraph, recycled = again, [same[variable] for variable in recycled if variable in same]
            teach_numba(fgraph)
        return linker.accept(fgraph, recycled).make_all(**self.storage)[0]

    def __getattr__(self, name):
        return getattr(self.__dict__["vm"], name)


def _may_be_tried(fgraph, values):
    """Whether a call on copies costs little memory, and nobody notices it."""
    size = sum(getattr(value, "nbytes", 0) for value in values)
    return size < LARGEST_COPY and not any(
        isinstance(node.op, Print) for each in graphs(fgraph) for node in each.apply_nodes
    )


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


def _dtypes(fgraph):
    """The dtypes in a graph, and inside its operations."""
    nodes = [node for graph in graphs(fgraph) for node in (graph, *graph.apply_nodes)]
    fused = [getattr(getattr(getattr(node, "op", None), "scalar_op", None), "fgraph", None) for node in nodes]
    dtypes = {getattr(each.type, "dtype", None) for node in nodes for each in (*node.inputs, *node.outputs)}
    return dtypes.union(*(_dtypes(graph) for graph in fused if graph is not None))


def compile_for(jit_fn, values):
    """Let Numba compile a function, or read its code, for arguments like these values."""
    from numba import typeof

    run, seen = getattr(jit_fn, "run", jit_fn), Counter()
    takes_any = run.py_func.__code__.co_flags & CO_VARARGS
    while True:
        try:
            types = (typeof(tuple(values)),) if takes_any else tuple(map(typeof, values))
            run.compile(types)
            if types in run.overloads or seen["for others"] > 1:
                return
            _empty(run._cache, seen["for others"])  # its code is for other types, and would read these wrongly
            seen["for others"] += 1
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
        _empty(cache, seen[file])
        seen[file] += 1
    return bool(caches) and max(seen.values()) <= 2


def _empty(cache, times_before):
    try:
        if times_before:
            cache.disable()
        cache.flush()
    except OSError:
        cache.disable()


def _is_refusal(error):
    """Whether Numba cannot compile a graph; else something is wrong with the machine."""
    from numba.core.errors import NumbaError

    return isinstance(error, NumbaError | NotImplementedError)
