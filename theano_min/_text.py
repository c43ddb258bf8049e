"""How Theano wrote a graph: the text of operations, constants, types and variables, and the nodes as it had them.

``str()`` and ``repr()`` of PyTensor's objects are these texts, and ``theano.printing`` writes with them.
"""

from collections.abc import Callable
from functools import cache, singledispatch
from types import ModuleType
from typing import NamedTuple

from pytensor.graph.basic import Apply, Constant, Variable, as_string
from pytensor.raise_op import Assert, CheckAndRaise
from pytensor.scalar.basic import Composite, ScalarOp, ScalarType
from pytensor.scan.op import Scan
from pytensor.tensor.basic import AllocDiag, AllocEmpty, Join, Split, constant
from pytensor.tensor.elemwise import CAReduce, DimShuffle, Elemwise
from pytensor.tensor.extra_ops import CumOp
from pytensor.tensor.math import All, Any, Dot, Prod, Sum
from pytensor.tensor.shape import SpecifyShape
from pytensor.tensor.sort import ArgSortOp, SortOp
from pytensor.tensor.subtensor import IncSubtensor, Subtensor
from pytensor.tensor.type import TensorType
from pytensor.tensor.variable import TensorConstant

from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS, IfElse

# handed down by theano_min/__init__.py: theano.tensor, theano.scalar.basic, and what writes a composed operation
tensor: ModuleType = NotImplemented
scalars: ModuleType = NotImplemented
composite: Callable = NotImplemented

# ---------------------------------------------------------------- types, constants, variables


def type_text(kind):
    """Return a type as Theano wrote it: ``TensorType(float64, matrix)``."""
    if not isinstance(kind, TensorType):
        return str(kind)
    if hasattr(kind, "format"):
        return f"Sparse[{kind.dtype}, {kind.format}]"
    if kind.name:
        return kind.name
    named = {(): "scalar", (False,): "vector", (False, True): "col", (True, False): "row", (False, False): "matrix"}
    pattern = kind.broadcastable
    return f"TensorType({kind.dtype}, {named.get(pattern) or (pattern if any(pattern) else f'{len(pattern)}D')})"


def scalar_type_text(kind):
    """Return the type of a scalar as Theano's ``repr`` wrote it."""
    return f"Scalar({kind.dtype})"


HOMES = {"Generic": "theano.gof.type.Generic", "SliceType": "theano.tensor.type_other.SliceType"}


def object_text(kind):
    """Return a type as Python's ``repr`` wrote it in Theano, which had none of its own."""
    name = type(kind).__name__
    return f"<{HOMES.get(name, f'{type(kind).__module__}.{name}')} object at {id(kind):#x}>"


def query_text(query):
    """Return the query of an optimizer as Theano wrote it."""
    tags = [f"OrderedSet({list(each) or ''})" for each in (query.include, query.exclude, query.require)]
    return (
        f"Query{{inc={tags[0]},ex={tags[1]},require={tags[2]},subquery={query.subquery},"
        f"position_cutoff={query.position_cutoff},extra_opts={query.extra_rewrites}}}"
    )


def constant_text(variable):
    """Return a constant as Theano wrote it: ``TensorConstant{(2,) of 1.0}``."""
    data = variable.data
    if isinstance(variable, TensorConstant):
        if data.ndim and data.size and (data == data.flat[0]).all():
            text = f"{data.shape} of {data.flat[0]}"
        else:
            text = str(data)
        return f"TensorConstant{{{text if len(text) <= 20 else text[:10] + '..' + text[-10:]}}}"
    if variable.name is not None:
        return variable.name
    if isinstance(data, slice):
        return f"SliceConstant{{{data.start}, {data.stop}, {data.step}}}"
    text = str(data)
    return f"Constant{{{text if len(text) <= 20 else text[:10] + '...' + text[-10:]}}}"


def variable_text(variable):
    """Return a variable as Theano wrote it: its name, or ``Elemwise{add,no_inplace}.0``, or ``<type>``."""
    if isinstance(variable, Constant):
        return constant_text(variable)
    if variable.name is not None:
        return variable.name
    if variable.owner is None:
        return f"<{variable.type.dtype if isinstance(variable.type, ScalarType) else type_text(variable.type)}>"
    default = variable.index == variable.owner.op.default_output
    return f"{op_text(variable.owner.op, variable.owner)}.{'out' if default else variable.index}"


# ---------------------------------------------------------------- operations


@singledispatch
def op_text(op, node=None):
    """Return an operation as Theano wrote it; of some operations the node has to tell the dtypes."""
    return pytensors(op)


def pytensors(op):
    """Return an operation as PyTensor writes it."""
    method = type(op).__str__
    return getattr(method, "theirs", method)(op)


@op_text.register
def _(op: DimShuffle, node=None):
    return f"InplaceDimShuffle{{{','.join(map(str, op.new_order))}}}"


# Names that are not the first one of their function, and functions that are called by name alone.
ALIASES = {"bitwise_and", "bitwise_not", "bitwise_or", "bitwise_xor", "fill", "floor_div", "square", "tensor_copy"}
ALIASES |= {"where"}
PLAIN = {"sigmoid", "softplus", "softsign", "ultra_fast_sigmoid"}


@cache
def declared():
    """Return the names of Theano's elementwise functions by the identity of PyTensor's, which have none."""
    names = {}
    for module in (tensor, tensor.nnet):
        for name, op in vars(module).items():
            if isinstance(op, Elemwise) and name not in ALIASES:
                names.setdefault(id(op), {"isinf_": "isinf", "isnan_": "isnan"}.get(name, name))
    return names


@cache
def function_names():
    """Return the names of Theano's elementwise functions by the operation: equal ones are called alike."""
    names = {}
    for op in vars(tensor).values():
        if isinstance(op, Elemwise) and id(op) in declared():
            names.setdefault(op, declared()[id(op)])
    return names


def function_name(op):
    """Return the name by which an operation is called in an expression, or None."""
    if not isinstance(op, Elemwise):
        return "join" if isinstance(op, Join) else None
    if op.name:
        return op.name.replace("_inplace", "=")
    dtype = getattr(op.scalar_op, "o_type", None)
    return dtype.dtype if dtype else function_names().get(op)


@op_text.register
def _(op: Elemwise, node=None):
    if op.name:
        return op.name
    if name := declared().get(id(op)):
        return name if name in PLAIN else f"Elemwise{{{name},no_inplace}}"
    inplace = sorted(op.inplace_pattern.items())
    # Theano made the scalar operation of one in place anew, without its name
    text = class_text(op.scalar_op) if inplace else scalar_text(op.scalar_op)
    return f"Elemwise{{{text}}}{inplace or ''}"


SCALAR_NAMES = {
    **{name: name.strip("_").upper() for name in ("and_", "or_", "xor", "eq", "ge", "gt", "le", "lt", "neq")},
    "abs_": "Abs",
    "invert": "Invert",
    "isinf": "IsInf",
    "isnan": "IsNan",
    "round_half_away_from_zero": "RoundHalfAwayFromZero",
    "round_half_to_even": "RoundHalfToEven",
    "switch": "Switch",
}
SCALAR_NAMED = {"Sigmoid": "scalar_sigmoid", "Softplus": "scalar_softplus"}
SCALAR_CLASSES = {
    "Reciprocal": "Inv",
    "ScalarMaximum": "Maximum",
    "ScalarMinimum": "Minimum",
    "Sigmoid": "ScalarSigmoid",
    "Sign": "Sgn",
    "Softplus": "ScalarSoftplus",
}


@cache
def scalar_names():
    """Return the texts of Theano's scalar functions by PyTensor's."""
    functions = vars(scalars)
    names = {function: name for name, function in functions.items() if isinstance(function, ScalarOp)}
    return {
        function: SCALAR_NAMES.get(name, name)
        for function, name in names.items()
        if not name.startswith("convert_to_") and name != "floor_div"
    }


def scalar_text(op):
    """Return a scalar operation as Theano wrote it: by name, and by class if it decides otherwise on its dtype."""
    if isinstance(op, Composite):
        return f"Composite{{{', '.join(composite(op))}}}"
    text = scalar_names().get(op) or SCALAR_NAMED.get(type(op).__name__)
    if text is None and not type(op).__module__.startswith("pytensor."):
        return pytensors(op)  # its name, if it has one
    return text or class_text(op)


def class_text(op):
    """Return a scalar operation without a name as Theano wrote it."""
    if isinstance(op, Composite):
        return scalar_text(op)
    name, text = type(op).__name__, pytensors(op)
    return text if "{" in text else SCALAR_CLASSES.get(name, name)


@op_text.register
def _(op: ScalarOp, node=None):
    if isinstance(op, Composite):
        return scalar_text(op)
    renamed = next((name for name in ("inv", "sgn", "maximum", "minimum") if op is getattr(scalars, name)), None)
    text = pytensors(op)
    return renamed or SCALAR_NAMED.get(type(op).__name__) or SCALAR_CLASSES.get(text, text)


def _axes(op):
    return op.axis if op.axis is None else list(op.axis)


@op_text.register
def _(op: CAReduce, node=None):
    axes = f"{{{', '.join(map(str, op.axis))}}}" if op.axis is not None else ""
    return f"Reduce{{{scalar_text(op.scalar_op)}}}{axes}"


@op_text.register(All)
@op_text.register(Any)
def _(op, node=None):
    return type(op).__name__ + (f"{{{', '.join(map(str, op.axis))}}}" if op.axis is not None else "")


@op_text.register
def _(op: Sum, node=None):
    accumulator = op.acc_dtype or (node and node.outputs[0].dtype)
    return f"Sum{{{'' if op.axis is None else f'axis={_axes(op)}, '}acc_dtype={accumulator}}}"


@op_text.register
def _(op: Prod, node=None):
    dtype, accumulator = (given or (node and node.outputs[0].dtype) for given in (op.dtype, op.acc_dtype))
    return f"Prod{{axis={op.axis}, dtype={dtype!r}, acc_dtype={accumulator!r}}}"


@op_text.register
def _(op: Dot, node=None):
    return "dot"


def written_indices(idx_list, inputs, write=None):
    """Return the text of indices: in place of each input its dtype, or what ``write`` makes of it outside a slice."""
    inputs = iter(inputs)

    def text(entry):
        if not isinstance(entry, slice):
            return write(next(inputs)) if write else next(inputs).type.dtype
        start, stop, *step = (
            "" if part is None else next(inputs).type.dtype for part in (entry.start, entry.stop, entry.step)
        )
        # an expression leaves out the last colon
        return ":".join([start, stop, *(step if step != [""] or not write else [])])

    return ", ".join(text(entry) for entry in idx_list)


@op_text.register
def _(op: Subtensor, node=None):
    indices = node.inputs[1:] if node else _known_indices(op)
    return pytensors(op) if indices is None else f"Subtensor{{{written_indices(op.idx_list, indices)}}}"


def _known_indices(op):
    """Return variables like those that index a node of the operation, None if it has been in none."""
    types = vars(op).get("index_types")
    return None if types is None else [kind() for kind in types]


@op_text.register
def _(op: IncSubtensor, node=None):
    kind = ("Inplace" if op.inplace else "") + ("Set" if op.set_instead_of_inc else "Inc")
    indices = node.inputs[2:] if node else _known_indices(op)
    return pytensors(op) if indices is None else f"IncSubtensor{{{kind};{written_indices(op.idx_list, indices)}}}"


def _rows(op, node, before):
    """Return whether one vector of integers indexes the first axis, and nothing else."""
    if node is None:
        return getattr(op, "idx_list", (0,)) == (0,)
    indices = node.inputs[before:]
    return len(indices) == 1 and getattr(op, "idx_list", (0,)) == (0,) and _is_row_index(indices[0].type)


def _is_row_index(kind):
    return isinstance(kind, TensorType) and kind.ndim == 1 and kind.dtype != "bool"


def _advanced(op, node=None):
    return "AdvancedSubtensor1" if _rows(op, node, 1) else "AdvancedSubtensor"


def _advanced_inc(op, node=None):
    if _rows(op, node, 2):
        kind = ("inplace," if op.inplace else "no_inplace,") + ("set" if op.set_instead_of_inc else "inc")
        return f"AdvancedIncSubtensor1{{{kind}}}"
    # with the two blanks
    return f"AdvancedIncSubtensor{{inplace={op.inplace},  set_instead_of_inc={op.set_instead_of_inc}}}"


for _class in ADVANCED_SUBTENSORS:
    op_text.register(_class, _advanced)
for _class in ADVANCED_INC_SUBTENSORS:
    op_text.register(_class, _advanced_inc)


@op_text.register
def _(op: Assert, node=None):
    return f"{type(op).__name__}{{msg={op.msg!r}}}"


@op_text.register
def _(op: Join, node=None):
    return "Join"


@op_text.register
def _(op: Split, node=None):
    return f"Split{{{op.len_splits}}}"


@op_text.register(SortOp)
@op_text.register(ArgSortOp)
def _(op, node=None):
    return f"{type(op).__name__}{{{op.kind}, None}}"


@op_text.register
def _(op: CumOp, node=None):
    return f"CumOp{{{op.axis}, {op.mode}}}"


@op_text.register
def _(op: AllocDiag, node=None):
    return f"AllocDiag{{offset={op.offset}, axis1={op.axis1}, axis2={op.axis2}}}"


@op_text.register
def _(op: IfElse, node=None):
    return f"if{{{','.join([*filter(None, [op.name]), *(['inplace'] if op.as_view else [])])}}}"


@op_text.register
def _(op: Scan, node=None):
    loop = "do_while" if op.info.as_while else "for"
    outputs = op.info.n_mit_mot + op.info.n_mit_sot + op.info.n_sit_sot
    inplace = ""
    if op.destroy_map:
        every = sorted(op.destroy_map) == list(range(outputs))
        inplace = "all_inplace," if every else f"inplace{{{','.join(map(str, op.destroy_map))}}},"
    return f"{loop}{{{inplace}cpu,{op.name or 'scan_fn'}}}"


# ---------------------------------------------------------------- nodes


class Node(NamedTuple):
    """A node as Theano had it: its operation's text and its inputs."""

    text: str
    inputs: list[Variable]


def _axis_of(op):
    """Return the axis that PyTensor 3.3 keeps in the operation as the constant that Theano gave it."""
    return [constant(op.axis, dtype="int8")] if isinstance(getattr(op, "axis", None), int) else []


def factors(variable):
    """Return the two factors if a variable is a dot product of which one is a vector, else None.

    PyTensor multiplies matrices alone: it adds a dimension to the vector, and drops it from the product.
    """
    dropped = 0
    while (node := variable.owner) and isinstance(node.op, DimShuffle) and node.op.is_squeeze:
        dropped += len(node.op.drop)
        variable = node.inputs[0]
    if not dropped or not node or not isinstance(node.op, Dot):
        return None
    found = [_without(factor, added) for factor, added in zip(node.inputs, (("x", 0), (0, "x")), strict=True)]
    return found if sum(factor.ndim == 1 for factor in found) == dropped else None


def _without(factor, order):
    node = factor.owner
    return node.inputs[0] if node and isinstance(node.op, DimShuffle) and node.op.new_order == order else factor


def node_of(variable):
    """Return the node that computes a variable, as Theano had it."""
    apply: Apply = variable.owner
    op, inputs = apply.op, list(apply.inputs)
    if (vectors := factors(variable)) is not None:
        return Node("dot", vectors)
    if isinstance(op, Join):
        inputs = _axis_of(op) + inputs
    elif isinstance(op, (Split, SortOp, ArgSortOp)):
        inputs[1:1] = _axis_of(op)
    elif isinstance(op, SpecifyShape) and all(isinstance(x, Constant) and x.data is not None for x in inputs[1:]):
        inputs[1:] = [constant([int(x.data) for x in inputs[1:]], dtype="int64")]
    return Node(op_text(op, apply), inputs)


# ---------------------------------------------------------------- loops

FEW_ROWS = "an initial state has fewer than the"  # says what Theano's loops did not check


def without_check(variable):
    """Return a variable without the check of its rows, which Theano's loops did not have."""
    node = variable.owner
    return (
        node.inputs[0] if node and isinstance(node.op, CheckAndRaise) and node.op.msg.startswith(FEW_ROWS) else variable
    )


def first_states(node):
    """Return the first states of a loop."""
    stored = [x.owner for x in node.inputs if _is(x, IncSubtensor)]
    return {each.inputs[1] for each in stored if _is(each.inputs[0], AllocEmpty)}


def is_padded(state):
    """Return whether a first state got its axis of steps by a DimShuffle, upon which Theano put a Rebroadcast."""
    return _is(state, DimShuffle) and state.owner.op.new_order[:1] == ("x",)


def _is(variable, op):
    return variable.owner is not None and isinstance(variable.owner.op, op)


def names_inside(op, outer, names):
    """Return the names of the variables inside of a loop that PyTensor's has not kept: {variable: name}.

    ``outer`` says which variables outside they stand for, ``names`` what those are called.
    """
    noted = dict(zip(op.inner_inputs, getattr(op, "inner_names", ()), strict=False))
    copied = {x: names.get(outer[x]) or outer[x].name for x in op.inner_non_seqs(op.inner_inputs) if x in outer}
    copies = {x: f"{name.removesuffix('_copy')}_copy" for x, name in copied.items() if name}
    return {x: name for x, name in {**copies, **noted}.items() if name and x.name is None}


def _written(node, arguments):
    return f"{op_text(node.op, node)}({', '.join(arguments)})"


def apply_text(node):
    """Return a node as Theano wrote it: ``Elemwise{add,no_inplace}(x, y)``."""
    return _written(node, as_string(node.inputs, node.inputs, node_formatter=_written))


def graph_text(fgraph):
    """Return a FunctionGraph as Theano wrote it: ``[Elemwise{add,no_inplace}(x, y)]``."""
    return f"[{', '.join(as_string(fgraph.inputs, fgraph.outputs, node_formatter=_written))}]"
