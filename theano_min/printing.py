"""``theano.printing``: graphs as text."""

import hashlib as _hashlib
from importlib.util import find_spec as _find_spec

import numpy as _np
from pytensor.printing import (
    VALID_ASSOC as VALID_ASSOC,
    DefaultPrinter as DefaultPrinter,
    FunctionPrinter as _FunctionPrinter,
    IgnorePrinter as IgnorePrinter,
    LeafPrinter as LeafPrinter,
    OperatorPrinter as OperatorPrinter,
    PatternPrinter as PatternPrinter,
    PPrinter as PPrinter,
    Print as Print,
    PrinterState as PrinterState,
    _TagGenerator as _TagGenerator,
    debugprint as _debugprint,
    default_colorCodes as _default_colorCodes,
    default_printer as default_printer,
    greek as greek,
    leaf_printer as leaf_printer,
    min_informative_str as min_informative_str,
    pp as pp,
    pprint as pprint,
    pydotprint as pydotprint,
    special as special,
    use_ascii as use_ascii,
)

from theano_min.gof.graph import Variable as _Variable

pydot_imported = bool(_find_spec("pydot"))
pydot_imported_msg = "" if pydot_imported else "Install the python package pydot or pydot-ng. Install graphviz."
default_colorCodes = {"GpuFromHost": "red", "HostFromGpu": "red", **_default_colorCodes}

# ---------------------------------------------------------------- differs


def debugprint(
    obj,
    depth=-1,
    print_type=False,
    file=None,
    ids="CHAR",
    stop_on_name=False,
    done=None,
    print_storage=False,
    print_clients=False,
    used_ids=None,
):
    """Print a graph as a tree, one line per variable: of a variable, a node, a function, a FunctionGraph or a list.

    It goes ``depth`` levels down; ``print_type`` adds types; ``file`` is where to, by default the standard output,
    'str' returns the text; ``ids`` names variables by 'CHAR', 'int', 'id' or '' for not; ``stop_on_name`` stops at
    variables with a name; ``print_storage`` adds the values that a function holds. ``done`` and ``used_ids`` are dicts
    that carry over from one call to the next; ``print_clients`` adds nothing yet. Errors: TypeError for anything else.
    Source: theano.printing.debugprint.
    """
    # PyTensor has another order of arguments, and prints no clients
    return _debugprint(
        obj,
        depth=depth,
        print_type=print_type,
        file=file,
        id_type=ids,
        stop_on_name=stop_on_name,
        done=done,
        print_storage=print_storage,
        used_ids=used_ids,
    )


class FunctionPrinter(_FunctionPrinter):
    """Prints an operation as ``name(inputs)``, one name per output. Source: theano.printing.FunctionPrinter."""

    def __init__(self, *names):
        # PyTensor takes a list
        super().__init__(list(names))


# ---------------------------------------------------------------- restored


def var_descriptor(obj, _prev_obs=None, _tag_generator=None):
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


def hex_digest(x):
    """Return a hash of the array ``x``, with its strides and shape. Source: theano.printing.hex_digest."""
    assert isinstance(x, _np.ndarray), f"hex_digest takes an array, not {type(x)}"
    strides, shape = (",".join(map(str, sizes)) for sizes in (x.strides, x.shape))
    return f"{_hashlib.sha256(x.tobytes()).hexdigest()}|strides=[{strides}]|shape=[{shape}]"
