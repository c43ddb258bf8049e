"""``theano.compile.function_module``: what compiles a graph, and the callable that comes of it."""

import copyreg as _copyreg
import warnings as _warnings
from collections import Counter as _Counter
from copy import copy as _copy
from functools import partial as _partial

import numpy as _np
from pytensor.compile.aliasing import (
    Supervisor as Supervisor,
    alias_root as alias_root,
    infer_reuse_pattern as infer_reuse_pattern,
    insert_deepcopy as insert_deepcopy,
    view_tree_set as view_tree_set,
)
from pytensor.compile.executor import DUPLICATE as DUPLICATE, AliasedMemoryError as AliasedMemoryError
from pytensor.compile.ops import deep_copy_op as deep_copy_op
from pytensor.compile.rebuild import UnusedInputError as UnusedInputError
from pytensor.graph.basic import Constant as _Constant, Variable as _Variable
from pytensor.graph.utils import get_variable_trace_string as _trace
from pytensor.link.basic import Container as _Container
from pytensor.tensor.type import TensorType as _TensorType

from theano_min import _pytensor, _removed, _taught
from theano_min._engine import kept_graphs as _kept_graphs
from theano_min._engine.blas import find_blas as _find_blas
from theano_min._engine.call import (
    MISSED as _MISSED,
    missed as _missed,
    quick_call as _quick_call,
    release as _release,
)
from theano_min._engine.errors import explain as _explain, specifies_shapes as _specifies_shapes
from theano_min._engine.none import takes_none as _takes_none
from theano_min._engine.room import without_damaged as _without_damaged
from theano_min._engine.tiers import compile_for as _compile_for, do_without_cache as _do_without_cache
from theano_min._engine.updates_last import UpdatesLast as _UpdatesLast
from theano_min._tracebacks import leaving as _leaving, shorten as _shorten
from theano_min._wording import in_theano_words as _in_theano_words, reworded as _reworded
from theano_min.compile.io import In as _In, SymbolicInput as _SymbolicInput
from theano_min.compile.mode import _may_run_c, _measuring, get_mode as _get_mode
from theano_min.configdefaults import config as _config
from theano_min.gof._values import filtered as _filtered

__getattr__ = _removed.getattr_for(__name__)

NODEFAULT = ["NODEFAULT"]

# ---------------------------------------------------------------- the callable


class Function(_pytensor.Function):
    """A compiled graph: call it with values for its inputs, by position or by name, and get its outputs' values.

    ``f[x]`` is the value of the input or shared variable ``x``, which is the variable, its name or its position, and
    ``f[x] = value`` sets it; ``f.value`` does the same, and ``f.container[x]`` is what holds the value, to be given as
    ``In(value=...)`` of another function. Inputs with a default value need no argument. A function of a dictionary
    of outputs returns one. ``output_subset=[...]``, in a call, names the outputs, or their positions, that are wanted.
    Errors: TypeError naming the input for an argument too many, missing, given twice, unknown or of another type.
    Source: theano.compile.function_module.Function.
    """

    __slots__ = ("__dict__", "__weakref__", "_quick")

    # PyTensor's has no default values, no values by name and no outputs by key
    def __init__(
        self,
        vm,
        input_storage,
        output_storage,
        outputs,
        unpack_single,
        return_none,
        maker,
        trust_input=False,
        name=None,
    ):
        super().__init__(
            vm, input_storage, output_storage, outputs, unpack_single, return_none, maker, trust_input, name
        )
        self.output_keys = getattr(maker, "output_keys", None)
        self.defaults = [_default(spec, container) for spec, container in zip(maker.inputs, input_storage, strict=True)]
        for container, (_, _, value) in zip(input_storage, self.defaults, strict=True):
            if value is not None:
                _set(container, value)
        refed = zip(input_storage, self.defaults, strict=True)
        self._refed = [(container, container.storage[0]) for container, (_, refeed, _) in refed if refeed]
        states = [c for c, spec in zip(input_storage, maker.inputs, strict=True) if spec.update is not None]
        self._states = [c for c in states if not c.implicit]
        self._is_plain = not self._refed and self.output_keys is None

    def __setattr__(self, name, value):
        super().__setattr__("_quick", _missed)  # made anew, since it may depend on the attribute
        super().__setattr__(name, value)

    def __call__(self, *args, **kwargs):
        try:
            if not kwargs:
                results = self._quick(args)
                if results is not _MISSED:
                    return results
            results = self._long_call(args, kwargs)
            # after the first call, since many a function is called once
            if self._quick is _missed and self._is_plain and not (self.profile or self.trust_input):
                self._quick = _quick_call(self)
            return results
        except BaseException as error:
            _shorten(error)
            raise

    def _long_call(self, args, kwargs):
        subset = kwargs.pop("output_subset", None)
        states = [container.storage[0] for container in self._states]
        try:
            outputs = self._slow_call(*args, **kwargs)
        except BaseException:
            for container, value in zip(self._states, states, strict=True):
                container.storage[0] = value  # an argument may have taken its place
            _release(self)
            raise
        finally:
            for container, value in self._refed:
                container.value = value
        if subset is None and self.output_keys is None:
            return outputs
        outputs = [outputs] if self.unpack_single else outputs
        if self.output_keys is None:
            return [outputs[i] for i in subset]
        keys = self.output_keys if subset is None else subset
        return {key: outputs[self.output_keys.index(key)] for key in keys}

    def _slow_call(self, *args, **kwargs):
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            if not (hasattr(self.vm, "jit_fn") and _do_without_cache(error, _Counter())):
                _explain(self, error)
        _compile_for(self.vm.jit_fn, [container.storage[0] for container in self.input_storage])
        return super().__call__(*args, **kwargs)

    def _validate_inputs(self, args, kwargs):
        given = dict(zip(self.input_storage, args, strict=False))
        given |= {self._finder.get(name): value for name, value in kwargs.items()}
        if len(args) <= len(self.input_storage):
            args = [self._taken(container, value) for container, value in zip(self.input_storage, args, strict=False)]
        if kwargs:
            kwargs = {name: self._taken(self._finder.get(name), value) for name, value in kwargs.items()}
        super()._validate_inputs(args, kwargs)
        for container in self.input_storage:
            if given.get(container, container.storage[0]) is None:
                self._take_none(container)

    def _taken(self, container, value):
        """Return ``value`` as the input of that container will hold it, or an array where it will hold None."""
        if container not in self.input_storage:
            return value  # an unknown or ambiguous name: PyTensor says so
        if container.implicit:
            raise TypeError(f"Tried to provide value for implicit input: {self._inv_finder[container].variable}")
        try:
            if value is None and isinstance(container.type, _TensorType):
                self._take_none(container)
                value = _np.zeros([n or 1 for n in container.type.shape], container.type.dtype)
            return _filtered(container.type, value, container.strict, container.allow_downcast)
        except Exception as error:
            self._add_note_to_invalid_argument_exception(error, container, value)
            raise

    def _take_none(self, container):
        """Let an input be None, or whatever it is if nothing uses it. Errors: ValueError where an array is wanted."""
        fgraph = self.maker.fgraph
        variable = fgraph.inputs[self.input_storage.index(container)]
        if not fgraph.clients[variable]:
            return
        if isinstance(container.type, _TensorType) and not _takes_none(fgraph, variable, self.maker.linker):
            raise ValueError("expected an ndarray, not None")
        container.storage[0] = None

    def _add_note_to_invalid_argument_exception(self, error, container, value):
        # Theano put it in the message itself, so that tests and programs read it in str(error).
        index = self.input_storage.index(container)
        variable = self.maker.inputs[index].variable
        name = f'"{variable.name}" ' if variable.name else ""
        function = f' with name "{self.name}"' if self.name else ""
        where = f"Bad input argument {name}to theano function{function} at index {index} (0-based)."
        if isinstance(value, _Variable) and value.name:
            where = f"{where[:-1]}: {value.name}."
        message = " ".join(map(str, error.args))
        error.args = (f"{message}\n{where}" if value is None else f"{where} {_trace(variable)}{message}",)

    # --- values by position, variable and name

    fn = property(lambda self: self.vm, doc="What runs the graph, without arguments: PyTensor's virtual machine.")
    finder = property(lambda self: self._finder, doc="{position, variable or name: container, or DUPLICATE}.")
    inv_finder = property(lambda self: self._inv_finder, doc="{container: its In}.")
    n_returned_outputs = property(lambda self: self._n_returned_outputs, doc="The outputs that no update is.")
    indices = property(lambda self: [[i, None, [i]] for i in self.maker.inputs], doc="[In, None, [In]] of each input.")
    _check_for_aliased_inputs = property(lambda self: any(i.borrow and not i.shared for i in self.maker.inputs))
    nodes_with_inner_function = property(lambda self: [node.op for node in self._nodes_with_inner_function])
    value = property(lambda self: _Values(self), doc="The values of inputs: f.value[x].")
    container = property(lambda self: _Containers(self), doc="What holds the values of inputs: f.container[x].")

    def _repr_html_(self):
        return _taught.picture(self)

    def __contains__(self, item):
        return item in self._finder

    @_leaving
    def __getitem__(self, item):
        return self.value[item]

    @_leaving
    def __setitem__(self, item, value):
        self.value[item] = value

    # --- copies

    @_leaving
    def copy(self, share_memory=False, swap=None, delete_updates=False, name=None, profile=None):
        """Return a function of the same graph with its own inputs; shared variables stay shared. It returns a list.

        ``share_memory`` shares the memory of intermediate values too, where the linker keeps them. ``swap``, {shared
        variable: another of its type}, replaces shared variables, and ``delete_updates`` leaves their updates out.
        Errors: ValueError for a shared variable that is not in the graph, AssertionError for one of another type.
        Source: theano.compile.function_module.Function.copy.
        """
        # copies return lists, as Theano's, and check their inputs; what is not updated is not overwritten
        graph = self.maker.fgraph
        share_memory = share_memory and self.vm.storage_map.keys() <= {*graph.inputs, *graph.variables}
        with _warnings.catch_warnings():
            _warnings.filterwarnings("ignore", "Shared variable .* will still be mutated", UserWarning)
            copied = super().copy(share_memory, swap, delete_updates, name, profile)
        maker = copied.maker
        maker.first = getattr(self.maker, "first", self.maker)  # which knows the graph as the program built it
        if delete_updates and _spare(maker.fgraph, self.maker.fgraph.update_mapping.values()):
            copied = maker.create(copied.input_storage)
        maker.outputs = copied.outputs = maker.outputs[: len(self.maker.outputs)]
        copied.unpack_single = copied.trust_input = False
        return copied

    def sync_shared(self):
        """Do nothing: it waited for values on a GPU. Source: theano.compile.function_module.Function.sync_shared."""


def _spare(fgraph, indices):
    """Let a rewritten graph overwrite and give away copies of these inputs; whether it did so with any input itself."""
    overwritten = [fgraph.inputs[i] for i in indices]
    overwritten = [
        x for x in overwritten if _is_given(fgraph, x) or (hasattr(fgraph, "destroyers") and fgraph.destroyers(x))
    ]
    for variable in overwritten:
        clients = list(fgraph.clients[variable])
        spare = deep_copy_op(variable)
        for node, i in clients:
            fgraph.change_node_input(node, i, spare, reason="delete_updates", import_missing=True)
    return bool(overwritten)


def _is_given(fgraph, variable):
    """Whether an output shares memory with an input, which it may while the input has an update."""
    views = set()
    view_tree_set(fgraph, variable, views)
    return not views.isdisjoint(fgraph.outputs)


def _default(spec, container):
    """Whether an input is required, whether its value comes back after a call, and the value."""
    if spec.value is None or spec.shared:
        return spec.value is None, False, None
    return False, spec.update is None and not isinstance(spec.value, _Container), container.storage[0]


def _set(container, value):
    if value is not None:
        value = _filtered(container.type, value, container.strict, container.allow_downcast)
    container.value = value


class _Containers:
    """``f.container``: what holds the values of a function's inputs, by position, variable and name."""

    def __init__(self, function):
        self._function = function

    def __contains__(self, item):
        return item in self._function.finder

    def __getitem__(self, item):
        return self._function.finder[item]


class _Values(_Containers):
    """``f.value``: the values of a function's inputs, by position, variable and name."""

    def __getitem__(self, item):
        return self._container(item).value

    def __setitem__(self, item, value):
        _set(self._container(item), value)

    def _container(self, item):
        f = self._function
        found = f.finder.get(item)
        if found is None:
            info = get_info_on_inputs(f._named_inputs, f._n_unnamed_inputs)
            raise TypeError(f"Unknown input or state: {item}. {info}")
        if found is DUPLICATE:
            raise TypeError(f"Ambiguous name: {item} - two inputs of the function have it; give the variable instead.")
        return found


get_info_on_inputs = _pytensor.Function._get_info_on_inputs
_copyreg.pickle(Function, _pytensor.pickle_function)  # type: ignore[arg-type]

# ---------------------------------------------------------------- what makes it


class FunctionMaker(_pytensor.FunctionMaker):
    """A graph rewritten and linked: ``FunctionMaker(inputs, outputs, mode).create()`` makes a function of it.

    ``inputs`` is a list of variables or ``In``, ``outputs`` one output, a list of them, or None. ``fgraph`` is the
    graph if it has been rewritten already; ``output_keys`` are the keys of a dictionary of outputs;
    ``function_builder`` is the class of the functions. Errors: UnusedInputError for an input that no output needs,
    TypeError for what is no input or output. Source: theano.compile.FunctionMaker.
    """

    # outputs have keys; the graph is always a copy
    def __init__(
        self,
        inputs,
        outputs,
        mode=None,
        accept_inplace=False,
        function_builder=Function,
        profile=None,
        on_unused_input=None,
        fgraph=None,
        output_keys=None,
        name=None,
        **pytensors,
    ):
        options = {"function_class": function_builder, "no_fgraph_prep": fgraph is not None, **pytensors}
        super().__init__(
            inputs,
            outputs,
            _get_mode(mode),
            accept_inplace,
            profile=profile,
            on_unused_input=on_unused_input,
            fgraph=fgraph,
            name=name,
            **options,
        )
        if fgraph is not None:
            self.fgraph.attach_feature(_UpdatesLast())  # which a copy has lost
        self.output_keys = output_keys

    @staticmethod
    def create_fgraph(input_specs, output_specs, accept_inplace=False, fgraph=None, force_clone=True):
        return _pytensor.FunctionMaker.create_fgraph(
            input_specs, output_specs, accept_inplace, fgraph, std_fgraph.features, force_clone
        )

    @staticmethod
    def prepare_fgraph(inputs, outputs, additional_outputs, fgraph, mode, profile):
        arguments = inputs, outputs, additional_outputs, fgraph, mode, profile
        fgraph.specifies_shapes = _specifies_shapes(fgraph)  # before rewrites do
        if profile or not _config.cache_optimizations:
            _pytensor.FunctionMaker.prepare_fgraph(*arguments)
            return
        rewrite = _partial(_pytensor.FunctionMaker.prepare_fgraph, *arguments)
        _kept_graphs.rewritten(rewrite, fgraph, mode, inputs, outputs + additional_outputs)

    @staticmethod
    def check_unused_inputs(inputs, outputs, on_unused_input):
        with _warnings.catch_warnings(record=True) as caught:
            _warnings.simplefilter("always")
            _pytensor.FunctionMaker.check_unused_inputs(inputs, outputs, on_unused_input)
        for warning in caught:
            _warnings.warn(_reworded(str(warning.message)), stacklevel=7)  # where theano.function was called

    def create(self, input_storage=None, trustme=False, storage_map=None):
        """Return a function; ``input_storage`` has the initial values, or containers, of the inputs.

        Source: theano.compile.FunctionMaker.create.
        """
        # trustme, which Theano did not read either
        if _may_run_c(self.linker):
            _find_blas(self.fgraph)
        while True:
            try:
                return super().create(input_storage, storage_map)
            except ImportError as error:
                if not _without_damaged(error):
                    raise


def _constructor_Function(maker, input_storage, inputs_data, trust_input=False):
    """Return a function that Theano pickled, whose pickle calls this with the attributes of its FunctionMaker."""
    if not _config.unpickle_function:
        return None
    outputs = maker.outputs[0] if maker.unpack_single else None if maker.return_none else maker.outputs
    made = FunctionMaker(
        maker.inputs,
        outputs,
        accept_inplace=maker.accept_inplace,
        on_unused_input="ignore",
        output_keys=maker.output_keys,
        name=maker.name,
    )
    function = made.create(input_storage)
    function.trust_input = trust_input
    return function


def std_fgraph(input_specs, output_specs, accept_inplace=False):
    """Return a FunctionGraph, a copy of what is between inputs and outputs, and a list of outputs for the updates.

    Errors: TypeError if the graph has operations in place and ``accept_inplace`` is false.
    Source: theano.compile.function_module.std_fgraph.
    """
    return FunctionMaker.create_fgraph(input_specs, output_specs, accept_inplace)


std_fgraph.features = _pytensor.FunctionMaker.create_fgraph.__defaults__[2]  # type: ignore[attr-defined,index]


def orig_function(
    inputs,
    outputs,
    mode=None,
    accept_inplace=False,
    name=None,
    profile=None,
    on_unused_input=None,
    output_keys=None,
):
    """Return a function of a graph without shared variables; ``theano.function`` is for all graphs.

    ``inputs`` is a list of what `convert_function_input` takes, ``outputs`` an output, a list of them, or None.
    Source: theano.compile.orig_function.
    """
    mode = _get_mode(mode)
    if isinstance(mode, list | tuple):
        raise TypeError(f"`mode` must be one mode: {mode!r}.")
    if getattr(profile, "flag_time_thunks", False):
        mode = _measuring(mode)
    maker = mode.function_maker
    inputs = [convert_function_input(i) for i in inputs]
    if _config.safe_updates:
        inputs = [_copy(i) if i.update is not None else i for i in inputs]
        for i in inputs:
            i.mutable = i.mutable and i.update is None
    with _in_theano_words():
        made = (FunctionMaker if maker is _pytensor.FunctionMaker else maker)(
            inputs,
            outputs,
            mode,
            accept_inplace=accept_inplace,
            function_class=Function,
            profile=profile,
            on_unused_input=on_unused_input,
            name=name,
        )
        made.output_keys = output_keys
        return made.create()


def convert_function_input(input):
    """Return an ``In`` for any spelling of an input, of which ``name`` in front and ``value`` at the end may be absent.

    The spellings are ``variable``, an ``In``, ``(name, variable, value)``, ``(name, (variable, update), value)`` and
    ``(name, In, value)``. Errors: TypeError for anything else. Source: theano.compile.convert_function_input.
    """
    if isinstance(input, _SymbolicInput):
        return input
    if isinstance(input, _Constant):
        raise TypeError(f"A constant cannot be an input of a function: {input}.")
    if isinstance(input, _Variable):
        return _In(input)
    if not isinstance(input, list | tuple) or not input:
        raise TypeError(f"An input is a variable, an In or a tuple of (name, variable, value): not {input!r}.")
    name, spec = (input[0], input[1:]) if isinstance(input[0], str) else (None, input)
    what, value = (spec[0] if spec else None), (spec[1] if len(spec) == 2 else None)
    if len(spec) not in (1, 2) or (isinstance(what, list | tuple) and len(spec) + len(what) != 4):
        raise TypeError(
            f"Invalid input syntax: {input!r}: it is (name, variable, value) or (name, (variable, update), value)."
        )
    if isinstance(what, _SymbolicInput):
        if len(spec) == 2:
            what.name, what.value = name or what.name, value
        return what
    variable, update = what if isinstance(what, list | tuple) else (what, None)
    if not isinstance(variable, _Variable):
        raise TypeError(f"Unknown input type: {type(variable)}, expected Variable instance: {input!r}.")
    if update is not None and not isinstance(update, _Variable):
        raise TypeError(f"Unknown update type: {type(update)}, expected Variable instance: {input!r}.")
    if isinstance(value, _Variable | _SymbolicInput):
        raise TypeError(f"The value for input {variable} should not be a Variable or an In: {value}.")
    return _In(variable, name=name, value=value, update=update)


def fgraph_updated_vars(fgraph, expanded_inputs):
    """Return {input of the FunctionGraph: its output that will replace the input's value}.

    ``expanded_inputs`` are the ``In`` of the inputs. Errors: ValueError if they are not as many as the inputs.
    Source: theano.compile.fgraph_updated_vars.
    """
    if len(expanded_inputs) != len(fgraph.inputs):
        raise ValueError(f"{len(expanded_inputs)} `expanded_inputs` for {len(fgraph.inputs)} inputs.")
    updated = [var for var, spec in zip(fgraph.inputs, expanded_inputs, strict=True) if spec.update is not None]
    return dict(zip(updated, fgraph.outputs[len(fgraph.outputs) - len(updated) :], strict=True))


# ---------------------------------------------------------------- equality of values

_checkers: list = []


def check_equal(x, y):
    """Whether two values are equal: what the last registered checker says that does not fail on them, else ``x == y``.

    Source: theano.compile.check_equal.
    """
    for checker in _checkers:
        try:
            return checker(x, y)
        except Exception:
            continue
    return x == y


def register_checker(checker):
    """Let ``checker(x, y)`` be the first that `check_equal` asks. Source: theano.compile.register_checker."""
    _checkers.insert(0, checker)
