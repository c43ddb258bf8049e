"""``theano.printing``: graphs as text."""

import hashlib as _hashlib
import io as _io
import subprocess as _subprocess
import sys as _sys
from functools import wraps as _wraps
from importlib import import_module as _import_module
from importlib.util import find_spec as _find_spec
from pathlib import Path as _Path
from shutil import which as _which
from typing import TYPE_CHECKING as _TYPE_CHECKING

import numpy as _np
from pytensor import config as _config
from pytensor.compile.io import SymbolicInput as _SymbolicInput, SymbolicOutput as _SymbolicOutput
from pytensor.printing import (
    VALID_ASSOC as VALID_ASSOC,
    FunctionPrinter as _FunctionPrinter,
    IgnorePrinter as IgnorePrinter,
    OperatorPrinter as OperatorPrinter,
    PatternPrinter as PatternPrinter,
    PPrinter as PPrinter,
    Print as Print,
    Printer as _Printer,
    PrinterState as PrinterState,
    _TagGenerator as _TagGenerator,
    char_from_number as _char_from_number,
    default_colorCodes as _default_colorCodes,
    greek as greek,
    pprint as _pprint,
    pydotprint as _pydotprint,
    set_precedence as _set_precedence,
    special as special,
    use_ascii as use_ascii,
)
from pytensor.tensor import elemwise as _elemwise, math as _math, subtensor as _subtensor
from pytensor.tensor.shape import Shape as _Shape
from pytensor.tensor.variable import TensorConstant as _TensorConstant

from theano_min import _removed, _text
from theano_min._pytensor import (
    ADVANCED_INC_SUBTENSORS as _ADVANCED_INC,
    ADVANCED_SUBTENSORS as _ADVANCED,
    Function as _Function,
)
from theano_min.gof.fg import FunctionGraph as _FunctionGraph
from theano_min.gof.graph import Apply as _Apply, Constant as _Constant, Variable as _Variable

if _TYPE_CHECKING:
    from typing import Any

__getattr__ = _removed.getattr_for(__name__)

pydot_imported = bool(_find_spec("pydot"))
pydot_imported_msg = "" if pydot_imported else "Install the python package pydot or pydot-ng. Install graphviz."
default_colorCodes = {"GpuFromHost": "red", "HostFromGpu": "red", **_default_colorCodes}

_drawn: dict = {}  # how d3viz writes graphs

# ---------------------------------------------------------------- differs


def debugprint(
    obj: "Any",
    depth: int = -1,
    print_type: bool = False,
    file: "Any" = None,
    ids: str = "CHAR",
    stop_on_name: bool = False,
    done: dict | None = None,
    print_storage: bool = False,
    print_clients: bool = False,
    used_ids: dict | None = None,
) -> "Any":
    """Print a graph as a tree, one line per variable: of a variable, a node, a function, a FunctionGraph or a list.

    It goes ``depth`` levels down; ``print_type`` adds types; ``file`` is where to, by default the standard output,
    'str' returns the text; ``ids`` names variables by 'CHAR', 'int', 'id' or '' for not; ``stop_on_name`` stops at
    variables with a name; ``print_storage`` adds the values that a function holds. ``done`` and ``used_ids`` are dicts
    that carry over from one call to the next; ``print_clients`` adds who uses a variable that several nodes use.
    Errors: TypeError for anything else.
    Source: theano.printing.debugprint.
    """
    if not isinstance(depth, int):
        raise Exception(f"debugprint: depth is an int, not {depth!r}.")
    out: Any = _io.StringIO() if file == "str" else file or _sys.stdout
    tree = _Tree(out, print_type, ids, stop_on_name, print_clients, done, used_ids)
    for one in obj if isinstance(obj, (list, tuple, set)) else [obj]:
        if isinstance(one, (int, float, _np.ndarray)):
            print(one, file=out)
            continue
        tree.of(one, print_storage)
        for variable in _outputs(one):
            tree.print(variable, depth)
    tree.print_loops(depth)
    return out.getvalue() if file == "str" else file


@_wraps(_pydotprint)
def pydotprint(fct, outfile=None, compact=True, format="png", **options):
    """Draw the graph of ``fct``, a function, a variable, a node or a list of variables, in a file.

    ``outfile`` is by default ``pytensor.pydotprint.png`` in the compilation directory. Operations are called as
    `debugprint` calls them. Where Graphviz's program ``dot`` is missing, the file ends in ``.dot`` and has the graph in
    Graphviz's language, with a line that says so. ``with_ids``, ``max_label_size`` and ``var_with_name_simple`` shape
    the texts, ``colorCodes`` {part of a class's name: colour} and ``high_contrast`` the colours; ``cond_highlight``
    names an ``ifelse`` whose branches get borders; ``scan_graphs`` draws loops in files of their own;
    ``print_output_file`` prints the file's name; ``return_image`` returns an image instead, for notebooks. Errors:
    RuntimeError if ``return_image`` asks for an image then, ModuleNotFoundError without IPython.
    Source: theano.printing.pydotprint.
    """
    # PyTensor needs pydot, and writes black on dark blue
    names = "scan_graphs", "print_output_file", "return_image"
    scan_graphs, tells, as_image = (options.pop(name, name == names[1]) for name in names)
    program = _which("dot")
    if as_image and not program:
        raise RuntimeError("pydotprint draws no image without Graphviz's program dot: install graphviz.")
    text = _drawn["dot"](fct, compact=compact, **options)
    if as_image:
        return _image(program, text, format)
    outfile = _Path(outfile or _config.compiledir / f"pytensor.pydotprint.{format}")
    outfile = outfile if outfile.suffix == f".{format}" else outfile.with_name(f"{outfile.name}.{format}")
    if scan_graphs:
        for i, op in _drawn["loops"](fct):
            inside = outfile.with_stem(f"{outfile.stem}_{op.name or 'scan'}_{i}")
            pydotprint(op.fgraph, inside, compact, format, scan_graphs=True, print_output_file=tells, **options)
    if not program:
        outfile = outfile.with_suffix(".dot")
        outfile.write_text(text, encoding="utf-8")
        print(f"Graphviz's program dot is not installed: {outfile} has the graph as text, for Graphviz to draw.")
        return
    _subprocess.run([program, f"-T{format}", "-o", str(outfile)], input=text, encoding="utf-8", check=True)
    if tells:
        print("The output file is available at", outfile)


def _image(program, text, format):
    """Return what a notebook shows of a graph in Graphviz's language."""
    display = _import_module("IPython.display")
    drawn = _subprocess.run([program, f"-T{format}"], input=text.encode(), stdout=_subprocess.PIPE, check=True).stdout
    return display.SVG(drawn) if format == "svg" else display.Image(drawn, format=format)


def numpy_source(f):
    """Return as text the Python that a function runs before it is compiled: a line of NumPy or two for each operation.

    Beside a line stands the node that it computes; loops follow, each a function of its own. Errors: TypeError for what
    is no function of the default mode, or one that has been compiled or runs node by node.
    """
    lines = getattr(getattr(f, "vm", None), "lines", None)
    if lines is None:
        raise TypeError(
            f"f must be a function that runs on NumPy as one piece, as those of the default mode do; got {f!r}"
        )
    return "\n".join(each.explained() for each in lines.with_loops())


def _outputs(obj):
    """Return the variables that ``debugprint`` starts from."""
    if isinstance(obj, _Variable):
        return [obj]
    if isinstance(obj, _Function):
        return obj.maker.fgraph.outputs
    if isinstance(obj, (_Apply, _FunctionGraph)):
        return obj.outputs
    if isinstance(obj, (_SymbolicInput, _SymbolicOutput)):
        return [obj.variable]
    raise TypeError(f"debugprint prints variables, nodes, functions and FunctionGraphs, not {type(obj)}.", obj)


_TIMES = """
Timing Info
-----------
--> <time> <% time> - <total time> <% total time>

<time> is that of the node, <total time> with all that it is computed from (what is shared counts each time).
"""


class _Tree:
    """Writes graphs as trees, one line per variable, and remembers how it called them."""

    def __init__(self, out, types, ids, stop_on_name, clients, done, used_ids):
        self.out, self.types, self.ids, self.stop_on_name, self.clients = out, types, ids, stop_on_name, clients
        self.done = {} if done is None else done
        self.used_ids = {} if used_ids is None else used_ids
        self.loops, self.constants, self.names = [], {}, {}
        self.first_states, self.padded = set(), set()  # of loops; to which Theano added a node
        self.of(None, False)

    def of(self, obj, storage):
        """Note what is known of the nodes of ``obj``: their order, who uses them, their values and their times."""
        fgraph = obj.maker.fgraph if isinstance(obj, _Function) else obj if isinstance(obj, _FunctionGraph) else None
        self.users = fgraph.clients if fgraph else {}
        self.order = {node: i for i, node in enumerate(fgraph.toposort())} if fgraph else {}
        self.storage = obj.vm.storage_map if storage and isinstance(obj, _Function) else {}
        profile = getattr(obj, "profile", None) if fgraph else None
        self.times, self.totals, self.time = {}, {}, 0.0
        if profile is not None and profile.fct_callcount:
            print(_TIMES, file=self.out)
            self.time = profile.fct_call_time
            self.times = {node: spent for (graph, node), spent in profile.apply_time.items() if graph is fgraph}
            self.totals = {node: spent for (_, node), spent in profile.compute_total_times().items()}

    def name(self, obj, variable=None, printed=True):
        """Return how a node or a variable without one is called: ``[id A]``."""
        if isinstance(obj, _TensorConstant) and obj.ndim == 0 and -10 <= obj.data <= 10:
            # the small numbers that Theano kept one constant of
            obj = self.constants.setdefault(obj.signature(), obj)
        if obj not in self.used_ids:
            number = len(self.used_ids)
            shown = {"CHAR": _char_from_number, "int": str, "id": lambda _: str(id(variable))}.get(self.ids)
            self.used_ids[obj] = f"[id {shown(number)}]" if shown else ""
        if printed:
            self.done[obj] = self.used_ids[obj]
        return self.used_ids[obj]

    def print(self, variable, depth, prefix="", below=None, outer=None, state=True, parent=None):
        if depth == 0:
            return
        below = prefix if below is None else below
        variable = _text.without_check(variable)
        kind = f" <{_text.type_text(variable.type)}>" if self.types else ""
        if state and variable in self.padded:
            key = "Rebroadcast", variable
            known = key in self.done
            print(f"{prefix}Rebroadcast{{0}} {self.name(key, variable)}{kind} ''   ", file=self.out)
            if not known:
                self.print(variable, depth - 1, below + " |", below + "  ", outer, state=False)
            return
        if variable.owner is None:
            written = self.names.get(variable) or _text.variable_text(variable)
            text = f"{prefix}{written} {self.name(variable, variable)}{kind}"
            if outer and variable in outer:
                text += f" -> {self.name(outer[variable].owner or outer[variable], outer[variable])}"
            elif variable in self.storage:
                text += f" {self.storage[variable]}"
            print(text, file=self.out)
            return
        apply, node = variable.owner, _text.node_of(variable)
        # Theano asked for a first state's shape once for each length
        key = (apply, parent) if isinstance(apply.op, _Shape) and apply.inputs[0] in self.first_states else apply
        known = key in self.done
        if isinstance(apply.op, _text.Scan):
            states = _text.first_states(apply)
            self.first_states |= states
            self.padded |= set(filter(_text.is_padded, states))
            if variable not in self.loops:
                self.loops.append(variable)
        index = "" if len(apply.outputs) == 1 else f".{apply.outputs.index(variable)}"
        name = self.name(key, variable)
        order = self.order.get(apply, "")
        print(
            f"{prefix}{node.text}{index} {name}{kind} '{variable.name or ''}'   {order}"
            f"{self.value(apply)}{self.users_of(variable)}{self.spent(apply)}",
            file=self.out,
        )
        if known or (self.stop_on_name and variable.name is not None):
            return
        for i, x in enumerate(node.inputs):
            last = i == len(node.inputs) - 1
            self.print(x, depth - 1, below + " |", below + ("  " if last else " |"), outer, parent=apply)

    def value(self, apply):
        return f" {self.storage.get(apply.outputs[0], '')}" if self.storage else ""

    def users_of(self, variable):
        users = self.users.get(variable, ()) if self.clients else ()
        if len(users) < 2:
            return ""
        nodes = [user for user, _ in users if user in self.order]
        outputs = [(self.used_ids.setdefault("output", "output"), "")] * (len(users) - len(nodes))
        return f" clients:{outputs + [(self.name(user, user.outputs[0], False), self.order[user]) for user in nodes]}"

    def spent(self, apply):
        if apply not in self.times:
            return ""
        spent, total = self.times[apply], self.totals[apply]
        return f" --> {spent:8.2e}s {spent / self.time:5.1%} {total:8.2e}s {total / self.time:5.1%}"

    def print_loops(self, depth):
        """Print what the loops compute, as far as they were seen."""
        if self.loops:
            print("\nInner graphs of the scan ops:", file=self.out)
        self.of(None, False)
        for variable in self.loops:  # which grows
            op, apply = variable.owner.op, variable.owner
            inner = op.get_oinp_iinp_iout_oout_mappings()["outer_inp_from_inner_inp"]
            outer = {op.inner_inputs[i]: apply.inputs[o] for i, o in inner.items() if o >= 0}
            self.names |= _text.names_inside(op, outer, self.names)
            print(file=self.out)
            self.print(variable, depth)
            for result in op.inner_outputs:
                self.print(result, depth, " >", " >", outer)


class LeafPrinter(_Printer):
    """Prints a variable that nothing computes by its name. Source: theano.printing.LeafPrinter."""

    def process(self, output, pstate):
        # PyTensor writes constants bare
        return pstate.memo.setdefault(output, greek.get(output.name) or _text.variable_text(output))


class DefaultPrinter(_Printer):
    """Prints what no other printer is assigned to, as ``operation(inputs)``. Source: theano.printing.DefaultPrinter."""

    def process(self, output, pstate):
        # PyTensor calls operations by other names
        if output in pstate.memo:
            return pstate.memo[output]
        if output.owner is None:
            return leaf_printer.process(output, pstate)
        if isinstance(output.owner.op, _elemwise.DimShuffle):  # ours, which prints like PyTensor's
            return pstate.pprinter.printers_dict[_elemwise.DimShuffle].process(output, pstate)
        text, inputs = _text.node_of(output)
        with _set_precedence(pstate):
            written = ", ".join(pstate.pprinter.process(x, pstate) for x in inputs)
        return pstate.memo.setdefault(output, f"{_text.function_name(output.owner.op) or text}({written})")


class _DimShufflePrinter(_Printer):
    def process(self, output, pstate):
        # a dot product with a vector is a product of matrices to PyTensor
        vectors = _text.factors(output)
        if vectors is None:
            return _elemwise.DimShufflePrinter().process(output, pstate)
        left, right = (pstate.pprinter.process(x, pstate) for x in vectors)
        return f"({left} {special['middle_dot']} {right})"


class _SubtensorPrinter(_Printer):
    def process(self, output, pstate):
        # Theano named the bounds of slices by their dtypes
        x, *indices = output.owner.inputs
        written = _text.written_indices(output.owner.op.idx_list, indices, lambda i: pstate.pprinter.process(i, pstate))
        return f"{pstate.pprinter.process(x, pstate)}[{written}]"


leaf_printer = LeafPrinter()
default_printer = DefaultPrinter()
pprint = _pprint.clone()
pprint.printers = [(lambda pstate, r: True, default_printer)]
for _class in (_text.Join, _math.Sum, _subtensor.IncSubtensor, *_ADVANCED, *_ADVANCED_INC):
    pprint.assign(_class, default_printer)
pprint.assign(_elemwise.DimShuffle, _DimShufflePrinter())
pprint.assign(_subtensor.Subtensor, _SubtensorPrinter())
pp = pprint


def _composite(op):
    """Return what the outputs of a composed scalar operation are, in terms of its inputs i0, i1, ..."""
    names = {x: f"i{i}" for i, x in enumerate(op.inputs)}
    printer = pprint.clone_assign(lambda pstate, r: r in names, _Named(names))
    return [printer(out) for out in op.outputs]


class _Named(_Printer):
    def __init__(self, names):
        self.names = names

    def process(self, output, pstate):
        return self.names[output]


class FunctionPrinter(_FunctionPrinter):
    """Prints an operation as ``name(inputs)``, one name per output. Source: theano.printing.FunctionPrinter."""

    def __init__(self, *names):
        # PyTensor takes a list
        super().__init__(list(names))


# ---------------------------------------------------------------- restored


def min_informative_str(
    obj: "Any", indent_level: int = 0, _prev_obs: "Any" = None, _tag_generator: "Any" = None
) -> str:
    """Return a graph as a tree of tagged lines, which goes down to the variables that have names.

    Source: theano.printing.min_informative_str.
    """
    seen = {} if _prev_obs is None else _prev_obs
    indent = " " * indent_level
    if id(obj) in seen:
        return f"{indent}<{seen[id(obj)]}>"
    tags = _tag_generator or _TagGenerator()
    tag = seen[id(obj)] = tags.get_tag()
    if hasattr(obj, "__array__"):
        text = "<ndarray>"
    elif getattr(obj, "name", None) is not None and not isinstance(obj, _Constant):
        text = obj.name
    elif getattr(obj, "owner", None) is not None:
        node = _text.node_of(obj)
        text = "\n".join([node.text, *(min_informative_str(x, indent_level + 1, seen, tags) for x in node.inputs)])
    else:
        text = _text.variable_text(obj) if isinstance(obj, _Variable) else str(obj)
    return f"{indent}{tag}. {text}"


def var_descriptor(obj: "Any", _prev_obs: "Any" = None, _tag_generator: "Any" = None) -> str:
    """Return a line of text that says how a variable is computed, and nothing of where it is in memory.

    Source: theano.printing.var_descriptor.
    """
    seen = {} if _prev_obs is None else _prev_obs
    if id(obj) in seen:
        return f"<{seen[id(obj)]}>"
    tags = _tag_generator or _TagGenerator()
    tag = seen[id(obj)] = tags.get_tag()
    if hasattr(obj, "__array__"):
        strides = ",".join(map(str, obj.strides))
        text = f"<ndarray:strides=[{strides}],digest={_hashlib.sha256(obj).hexdigest()}>"
    elif getattr(obj, "owner", None) is not None:
        inputs = ",".join(var_descriptor(x, seen, tags) for x in obj.owner.inputs)
        text = f"{obj.owner.op}({inputs})"
    elif getattr(obj, "name", None) is not None:
        text = obj.name
    else:
        text = str(obj)
        if " at 0x" in text:
            text = position_independent_str(obj)
    return f"{tag}={text}"


def position_independent_str(obj):
    """Return a variable as text, by its type alone. Errors: NotImplementedError for anything else.

    Source: theano.printing.position_independent_str.
    """
    if not isinstance(obj, _Variable):
        raise NotImplementedError(f"position_independent_str takes a variable, not {type(obj)}")
    return f"theano_var{{type={obj.type}}}"


def hex_digest(x: "Any") -> str:
    """Return a hash of the array ``x``, with its strides and shape. Source: theano.printing.hex_digest."""
    assert isinstance(x, _np.ndarray), f"hex_digest takes an array, not {type(x)}"
    strides, shape = (",".join(map(str, sizes)) for sizes in (x.strides, x.shape))
    return f"{_hashlib.sha256(x.tobytes()).hexdigest()}|strides=[{strides}]|shape=[{shape}]"
