"""``theano.scan_module.scan``: the general loop."""

from itertools import zip_longest as _zip_longest
from typing import TYPE_CHECKING as _TYPE_CHECKING

from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable
from pytensor.graph.basic import Variable as _Variable
from pytensor.graph.traversal import ancestors as _ancestors, graph_inputs as _graph_inputs
from pytensor.graph.utils import MissingInputError as _MissingInputError
from pytensor.link.basic import PerformLinker as _PerformLinker
from pytensor.link.c.basic import CLinker as _CLinker, DualLinker as _DualLinker, OpWiseCLinker as _OpWiseCLinker
from pytensor.link.vm import VMLinker as _VMLinker
from pytensor.raise_op import CheckAndRaise as _CheckAndRaise
from pytensor.scan.op import Scan as _Scan
from pytensor.tensor.basic import Join as _Join
from pytensor.tensor.elemwise import DimShuffle as _DimShuffle, Elemwise as _Elemwise
from pytensor.tensor.exceptions import NotScalarConstantError as _NotScalarConstantError
from pytensor.tensor.extra_ops import CumOp as _CumOp
from pytensor.tensor.subtensor import Subtensor as _Subtensor

from theano_min import _pytensor, _removed
from theano_min._text import FEW_ROWS as _FEW_ROWS
from theano_min._tracebacks import leaving as _leaving
from theano_min.compile._in_place import refuse_in_place as _refuse_in_place
from theano_min.compile._lengths import unbroadcast as _unbroadcast
from theano_min.compile.mode import Mode as _Mode, get_mode as _get_mode
from theano_min.configdefaults import config as _config
from theano_min.gof.op import get_test_value as _get_test_value
from theano_min.scan_module.scan_utils import (
    get_updates_and_outputs as _get_updates_and_outputs,
    until as _until,
)
from theano_min.tensor._constants import (
    as_tensor_variable as _as_tensor_variable,
    scalar_constant_of as _scalar_constant_of,
)
from theano_min.updates import OrderedUpdates

if _TYPE_CHECKING:
    from typing import Any

    from theano_min._types import ModeLike, Step, TensorLike

__getattr__ = _removed.getattr_for(__name__)


@_leaving
def scan(
    fn: "Step",
    sequences: "Any" = None,
    outputs_info: "Any" = None,
    non_sequences: "Any" = None,
    n_steps: "TensorLike | None" = None,
    truncate_gradient: int = -1,
    go_backwards: bool = False,
    mode: "ModeLike" = None,
    name: str | None = None,
    profile: "Any" = False,
    allow_gc: bool | None = None,
    strict: bool = False,
    return_list: bool = False,
) -> "tuple[Any, OrderedUpdates]":
    """Apply ``fn`` along the first axis of the sequences, or ``n_steps`` times, each step seeing the results before it.

    ``fn`` receives the current slices of ``sequences``, the earlier values that ``outputs_info`` asks for, and
    ``non_sequences``, in that order; it returns one output or a list of them, a dictionary of updates, ``until(...)``,
    or a tuple of these. Returns ``(outputs, updates)``: the outputs of every step stacked along a new first axis (one
    expression, or a list if there are several or ``return_list``), and an ``OrderedUpdates`` to hand to ``function``.
    Shared variables that have a default update, as random streams do, advance in every step.
    Errors: ValueError if nothing says how many steps there are, if taps or what fn returns are wrong, or an output has
    another dtype or number of dimensions than its initial state, TypeError if it broadcasts otherwise or fn overwrites
    something, and MissingInputError for variables that ``strict`` would have in non_sequences. Source: theano.scan.
    """
    # PyTensor's updates are a plain dictionary without the default ones of variables from outside
    sequences = [_with_variable(sequence) for sequence in _listed(sequences)]
    infos = [_without_extras(info) for info in _listed(outputs_info)]
    defaults: dict = {}
    computed: list = []
    names: list = []

    def step(*args):
        names[:] = [getattr(arg, "name", None) for arg in args]
        if _config.compute_test_value != "off":
            _hand_on_test_values(args, sequences, infos)
        condition, outputs, updates = _get_updates_and_outputs(fn(*args))
        outputs = [_as_its_state(*pair) for pair in _zip_longest(outputs, infos[: len(outputs)])]
        computed[:] = [*outputs, *updates.values()]
        if not single:
            results = [*computed, *([] if condition is None else [condition])]
            _refuse_in_place(results)
            defaults.update(_default_updates(results, args))
            updates = defaults | updates
        end = [] if condition is None else [_until(condition)]
        return tuple([outputs, updates, *end])

    n_steps = _known_steps(n_steps)
    single = isinstance(n_steps, int) and n_steps == 1
    try:
        outputs, updates = _pytensor.scan(
            step,
            sequences=sequences,
            outputs_info=infos,
            non_sequences=non_sequences,
            n_steps=n_steps,
            truncate_gradient=truncate_gradient,
            go_backwards=go_backwards,
            mode=_loop_mode(mode),
            name=name,
            profile=profile,
            allow_gc=allow_gc,
            strict=strict,
            return_list=return_list,
        )
    except _MissingInputError as error:
        error.args = (_what_is_missing(str(error), computed),)
        raise
    finally:
        for shared, update in defaults.items():
            shared.default_update = update
    _note([*_listed(outputs), *updates.values()], _by_kind(names, sequences, infos))
    return outputs, OrderedUpdates(updates.items())


def _what_is_missing(message, computed):
    """Return PyTensor's ``message`` in Theano's words, which name the node of the step that has the input."""
    start, _, name = message.partition("NominalGraph is missing an input: ")
    nodes = {variable.owner for variable in _ancestors(computed) if variable.owner} if name and not start else ()
    for node in nodes:
        for i, x in enumerate(node.inputs):
            if x.owner is None and str(x) == name:
                return (
                    f"Input {i} of the graph (indices start from 0), used to compute {node}, was not provided and not "
                    "given a value. Use the Theano flag exception_verbosity='high', for more information on this error."
                )
    return message


def _listed(x):
    return [] if x is None else list(x) if isinstance(x, list | tuple) else [x]


def _with_variable(sequence):
    """A sequence, or the one in a dictionary, as a variable."""
    if isinstance(sequence, dict):
        return {**sequence, "input": _with_variable(sequence["input"])}
    variable = _as_tensor_variable(sequence)
    if not variable.ndim and variable is not sequence:
        raise TypeError(f"a sequence has a first axis to step along, unlike {sequence!r}")
    return variable


def _without_extras(info):
    """An entry of outputs_info without the keys that Theano overlooked, which PyTensor refuses."""
    if not isinstance(info, dict):
        return info
    if info.get("return_steps") is not None:
        raise ValueError("`return_steps` of outputs_info is gone: take the steps you need from the result.")
    info = {key: info[key] for key in ("initial", "taps", "inplace") if key in info}
    back = -min(_listed(info.get("taps")), default=0)
    if back > 1 and isinstance(info.get("initial"), _Variable):
        info["initial"] = _with_rows(info["initial"], back)
    return info


def _with_rows(initial, n):
    """An initial state, which has ``n`` rows: in Theano the first steps read unset memory for rows that it had not."""
    if not initial.ndim or (initial.type.shape[0] or 0) >= n:
        return initial
    message = f"{_FEW_ROWS} {n} rows that its taps go back"
    checked = _CheckAndRaise(ValueError, message)(initial, initial.shape[0] >= n)
    checked.name = initial.name
    return checked


def _as_its_state(output, info):
    """A step's output, of which no length is known to be 1 that is not of its initial state, unless Theano knew it."""
    initial = info.get("initial") if isinstance(info, dict) else info
    if not isinstance(initial, _Variable) or not hasattr(initial.type, "broadcastable"):
        return output
    back = -min(_listed(info.get("taps")), default=1) if isinstance(info, dict) else 1
    pairs = enumerate(zip(output.type.broadcastable, initial.type.broadcastable[back > 1 :], strict=False))
    axes = [i for i, (one, others) in pairs if one and not others and not _is_one(output, i)]
    return _unbroadcast(output, *axes) if axes else output


def _is_one(x, axis):
    """Whether Theano's pattern of ``x`` said that this length is 1. That of what is joined or added up did not."""
    op = x.owner and x.owner.op
    if isinstance(op, _Elemwise):
        return all(_is_one(each, axis) for each in x.owner.inputs)
    if isinstance(op, _DimShuffle):
        return op.new_order[axis] == "x" or _is_one(x.owner.inputs[0], op.new_order[axis])
    if isinstance(op, _Join):
        return all(_is_one(each, axis) for each in x.owner.inputs if each.type.ndim)
    return not isinstance(op, _CumOp) and x.type.broadcastable[axis]


def _known_steps(n_steps):
    """``n_steps``, as 1 where one step is known to be enough for it."""
    if isinstance(n_steps, float):
        raise TypeError(f"n_steps must be an integer, not the float {n_steps}, which would be {int(n_steps)} steps.")
    if isinstance(n_steps, str):
        n_steps = _as_tensor_variable(n_steps)
    try:
        return 1 if n_steps is not None and _scalar_constant_of(n_steps) in (1, -1) else n_steps
    except _NotScalarConstantError:
        return n_steps


def _loop_mode(mode):
    """The mode of a loop's steps, whose linker must be one that lets a loop give it its memory."""
    if mode is None or (isinstance(mode, str) and mode in ("FAST_RUN", "FAST_COMPILE")):
        return mode
    mode = _get_mode(mode)
    if not isinstance(mode.linker, _PerformLinker | _CLinker | _DualLinker | _OpWiseCLinker):
        return mode
    in_python = type(mode.linker) is _PerformLinker
    return _Mode(_VMLinker(use_cloop=False, c_thunks=False) if in_python else "cvm", mode.provided_optimizer)


def _default_updates(outputs, args):
    """The default updates of the shared variables that ``outputs``, or these updates, are computed from in a step.

    What a step's ``args`` are computed from is no part of it.
    """
    found: dict = {}
    while outputs:
        leaves = [leaf for leaf in _graph_inputs(outputs, args) if isinstance(leaf, _SharedVariable)]
        new = {leaf: leaf.default_update for leaf in leaves if leaf not in found and leaf.default_update is not None}
        found |= new
        outputs = list(new.values())
    return found


def _has_state(info):
    """Whether an entry of outputs_info gives a step an argument."""
    return bool(info) if isinstance(info, dict) else info is not None


def _taps(entry, without):
    taps = entry.get("taps") if isinstance(entry, dict) else None
    return without if taps is None else _listed(taps)


def _by_kind(names, sequences, infos):
    """The names of a step's arguments in the order in which a loop has them: states of several taps come first."""
    names = iter(names)
    of_sequences = [next(names, None) for sequence in sequences for _ in _taps(sequence, [0])]
    states: dict = {True: [], False: []}
    for info in filter(_has_state, infos):
        taps = _taps(info, [-1])
        states[taps == [-1]] += [next(names, None) for _ in taps]
    return [*of_sequences, *states[False], *states[True]]


def _note(outputs, names):
    """Let the new loop say what its first inputs inside are called, and which of its variables belong together.

    That is ``op.inner_names``, for printing, and ``op.var_mappings``, as Theano's.
    """
    for output in outputs:
        node = output.owner
        while node and isinstance(node.op, _Subtensor):
            node = node.inputs[0].owner
        if node and isinstance(node.op, _Scan):
            node.op.var_mappings = node.op.get_oinp_iinp_iout_oout_mappings()
            node.op.inner_names = names
            return


def _hand_on_test_values(args, sequences, infos):
    """Give the arguments of a step the test values that the first step would see."""
    values = []
    for sequence in sequences:
        taps = _taps(sequence, [0])
        source = sequence["input"] if isinstance(sequence, dict) else sequence
        values += [(source, tap - min(0, *taps)) for tap in taps]
    for info in infos:
        if isinstance(info, dict) and info.get("initial") is not None and info.get("taps") not in (None, [-1]):
            values += [(info["initial"], tap - min(info["taps"])) for tap in info["taps"]]
        elif _has_state(info):
            values.append((info["initial"] if isinstance(info, dict) else info, None))
    for arg, (source, position) in zip(args, values, strict=False):
        try:
            value = _get_test_value(source)
        except AttributeError:
            continue
        if arg.owner is None:
            arg.tag.test_value = value if position is None else value[position]
