"""Operations for which Numba has no code: it calls them back."""

from functools import cache
from importlib import import_module
from weakref import WeakValueDictionary

import numpy as np
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.rewriting.basic import GraphRewriter
from pytensor.scalar.basic import Composite
from pytensor.tensor.type import DenseTensorType

from theano_min._pytensor import keep_numba_code_apart
from theano_min.gof.op import PureOp


class CalledBack:
    """The thunk that another linker would run for a node, in C if there is C, as a function of the inputs' values."""

    def __init__(self, op, node):
        if not isinstance(node, Apply):
            # inside a loop PyTensor has frozen its nodes, of which no thunk can be made
            inputs = [each if isinstance(each, Constant) else each.type() for each in node.inputs]
            node = Apply(op, inputs, [each.type() for each in node.outputs])
        self.op, self.inputs, self.outputs = op, node.inputs, node.outputs
        self.storage = {variable: [None] for variable in (*self.inputs, *self.outputs)}
        # PyTensor's own C code may lack its BLAS library
        impl = {} if issubclass(type(op), PureOp) else {"impl": "py"}
        self.thunk = op.make_thunk(node, self.storage, {variable: [False] for variable in self.storage}, [], **impl)
        _CALLED_BACK[id(self)] = self

    def __call__(self, values):
        for variable, value in zip(self.inputs, values, strict=True):
            self.storage[variable][0] = value
        for variable in self.outputs:
            self.storage[variable][0] = None
        self.thunk()
        outputs = tuple(self.declared(variable, self.storage[variable][0]) for variable in self.outputs)
        return outputs if len(outputs) > 1 else outputs[0]

    def declared(self, variable, value):
        """The value of an output as an array of its declared dtype, to which Numba holds an operation."""
        if not isinstance(variable.type, DenseTensorType):
            return value
        value = np.asarray(value)
        if value.ndim != variable.ndim or not np.can_cast(value.dtype, variable.dtype, "same_kind"):
            got = f"an array of {value.ndim} dimensions and dtype {value.dtype}"
            raise TypeError(f"{self.op} declares an output {variable.type} and computed {got}.")
        return value.astype(variable.dtype, copy=False)

    def __reduce__(self):
        # Numba pickles what it calls back, and looks up in this process what it unpickles
        return _called_back, (id(self),)


_CALLED_BACK: WeakValueDictionary[int, CalledBack] = WeakValueDictionary()


def _called_back(key):
    return _CALLED_BACK[key]


def _keep_freed_memory():
    """Let the C library keep up to 62 MiB of what has been freed for what comes next.

    Numba's code takes and frees the memory of all its arrays in each call. glibc returns it to the system if it is more
    than twice the largest block of at most 32 MiB that was freed before (mallopt(3)), so that a loop of a few MiB can
    spend a third of its time on getting it back page by page. Where there is no glibc this does nothing.
    """
    np.empty(31 << 20, np.uint8)


@cache
def numba_dispatch():
    """Return PyTensor's table of how Numba runs Ops, and our entry; imported when needed, as Numba is large."""
    import numba
    from pytensor.link.numba.dispatch.basic import get_numba_type, numba_funcify, numba_njit

    _keep_freed_memory()
    keep_numba_code_apart()
    import_module("theano_min._numba.loops")  # which lets loops notice ^C
    import_module("theano_min._numba.sparse")  # which PyTensor's dispatch has imported SciPy's for

    def numba_kind(kind):
        return import_module(kind._numba).KIND if hasattr(kind, "_numba") else get_numba_type(kind)

    def numba_funcify_op(op, node, **kwargs):
        call = CalledBack(op, node)
        kinds = [numba_kind(output.type) for output in node.outputs]
        kind = kinds[0] if len(kinds) == 1 else numba.types.Tuple(kinds)

        def call_python(values):
            return call(values)

        @numba_njit
        def call_back(*values):
            with numba.objmode(outputs=kind):
                outputs = call_python(values)
            return outputs

        return call_back

    return numba_funcify, numba_funcify_op


class ImportNumba(GraphRewriter):
    """Change nothing, but import what `TeachNumba` needs, for the linkers that run Numba from the first call."""

    def apply(self, fgraph):
        numba_dispatch()


class TeachNumba(GraphRewriter):
    """Change nothing, but enter how Numba calls those Ops back for which PyTensor has no code for it.

    Does nothing while Numba has not been imported.
    """

    def apply(self, fgraph):
        if not numba_dispatch.cache_info().currsize:
            return
        # PyTensor's way to call back shows a notice, knows no C code and trusts every output's type
        table, entry = numba_dispatch()
        for variable in fgraph.inputs:
            if module := getattr(variable.type, "_numba", None):
                import_module(module)  # Numba knows such values from now on
        for kind in {kind for node in fgraph.apply_nodes for kind in _kinds(node.op)}:
            if module := getattr(kind, "_numba", None):
                import_module(module)  # which registers code of ours
            if table.dispatch(kind) is table.dispatch(object):
                table.register(kind, entry)


def _kinds(op):
    """Yield the class of an operation, and those of the functions of numbers that it applies."""
    yield type(op)
    if isinstance(op, Composite):
        for node in op.fgraph.apply_nodes:
            yield from _kinds(node.op)
    elif (scalar_op := getattr(op, "scalar_op", None)) is not None:
        yield from _kinds(scalar_op)


def teach_numba(fgraph):
    """Enter how Numba runs the operations of a graph that are not PyTensor's, as rewriting for Numba alone does."""
    numba_dispatch()
    for graph in graphs(fgraph):
        TeachNumba().apply(graph)


def graphs(fgraph):
    """Yield a graph, and those inside its operations."""
    yield fgraph
    for node in fgraph.apply_nodes:
        if (inner := getattr(node.op, "fgraph", None)) is not None:
            yield from graphs(inner)
