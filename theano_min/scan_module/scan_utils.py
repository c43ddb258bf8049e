"""``theano.scan_module.scan_utils``: helpers of the loops that programs call too."""

import warnings as _warnings
from dataclasses import replace as _replace
from typing import TYPE_CHECKING as _TYPE_CHECKING

import numpy as _np
from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.compile.rebuild import rebuild_collect_shared as _rebuild_collect_shared
from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable
from pytensor.graph.basic import Constant as _Constant, Variable as _Variable, equal_computations as equal_computations
from pytensor.graph.traversal import ancestors as _ancestors
from pytensor.scan.basic import get_updates_and_outputs as get_updates_and_outputs
from pytensor.scan.op import Scan as _Scan
from pytensor.scan.utils import (
    ScanArgs as _ScanArgs,
    Validator as Validator,
    expand_empty as expand_empty,
    forced_replace as forced_replace,
    reconstruct_graph as reconstruct_graph,
    safe_new as safe_new,
    until as _until,
)

from theano_min import _pytensor, _removed
from theano_min.gof.graph import inputs as _inputs
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

if _TYPE_CHECKING:
    from typing import Any

    from theano_min._types import Variables

DEPRECATED_ARG = object()

# ---------------------------------------------------------------- renamed

scan_args = _ScanArgs

# ---------------------------------------------------------------- differs


class until(_until):
    """What scan's function returns beside its outputs to end the loop after the step in which ``condition`` is true.

    Errors: AssertionError for a condition that is no scalar. Source: theano.scan_module.until.
    """

    # AsTensorError for what is no tensor
    def __init__(self, condition):
        super().__init__(_as_tensor_variable(condition))


def clone(
    output: "Variables",
    replace: "Any" = None,
    strict: bool = True,
    share_inputs: bool = True,
    copy_inputs: "Any" = DEPRECATED_ARG,
) -> "Any":
    """Return a copy of the graph of ``output`` (a variable or a list), with the substitutions of ``replace`` made.

    ``replace`` is a dictionary or a list of pairs (old, new). With ``strict`` the new variables must have the old ones'
    types; without ``share_inputs`` the copy gets inputs of its own, shared variables keeping their value in common.
    ``copy_inputs`` is share_inputs' old name. Errors: ValueError for another ``replace``, TypeError for another type.
    Source: theano.clone.
    """
    # other keywords, and pairs as well as a dictionary
    if copy_inputs is not DEPRECATED_ARG:
        _warnings.warn("The argument copy_inputs of clone() is deprecated: it is share_inputs now.", stacklevel=2)
        if not share_inputs:
            raise AssertionError("copy_inputs is share_inputs' old name: give one of them.")
        share_inputs = copy_inputs
    if not isinstance(replace, dict | list | tuple | None):
        kind = type(replace)
        raise ValueError(f"replace is neither a dictionary, list, tuple or None: it is {replace}, of type {kind}.")
    pairs = list(replace.items() if isinstance(replace, dict) else replace or ())
    # through variables of their own, so that what is put in is not searched
    between = [(old, old.type()) for old, _ in pairs]
    pairs = [(middle, new) for (_, middle), (_, new) in zip(between, pairs, strict=True)]
    _, copies, _ = _rebuild_collect_shared(output, [], between, [], strict, share_inputs)
    _, copies, _ = _rebuild_collect_shared(copies, [], pairs, [], strict, share_inputs)
    return copies


def infer_shape(outs, inputs, input_shapes):
    """Return the shapes of ``outs``, a list of tuples, given those of ``inputs``, tuples of scalar expressions.

    Source: theano.scan_module.scan_utils.infer_shape.
    """
    # gone from the newest PyTensor; lengths of any integer dtype
    lengths = [
        None if shape is None else tuple(_as_tensor_variable(length).astype("int64") for length in shape)
        for shape in input_shapes
    ]
    return _pytensor.infer_shape(outs, inputs, lengths)


# ---------------------------------------------------------------- restored


def hash_listsDictsTuples(x):
    """Return a hash of nested dictionaries, lists and tuples of hashable things, in any order.

    Source: theano.scan_module.scan_utils.hash_listsDictsTuples.
    """
    parts = [part for pair in x.items() for part in pair] if isinstance(x, dict) else x
    if not isinstance(x, dict | list | tuple):
        return hash(x)
    total = 0
    for part in parts:
        total ^= hash_listsDictsTuples(part)
    return total


def isNaN_or_Inf_or_None(x):
    """Return whether ``x`` is None, or a number or constant that is NaN or infinite.

    Source: theano.scan_module.scan_utils.isNaN_or_Inf_or_None.
    """
    x = x.data if isinstance(x, _Constant) else x
    if x is None or isinstance(x, _Variable | str):
        return x is None
    return not _np.isfinite(x).all()


def map_variables(replacer, graphs, additional_inputs=[]):  # noqa: B006  (as Theano had it; never changed)
    """Return ``graphs``, a list of variables, with each variable they are made of replaced by ``replacer(variable)``.

    What stands in a loop or an ``OpFromGraph`` is replaced too, and the graph of a replacement is searched as well.
    ``additional_inputs`` has no effect. Errors: NotImplementedError if a replacement brings a shared variable that has
    an ``update`` into an inner graph. Source: theano.scan_module.scan_utils.map_variables.
    """
    return _Mapping(replacer).of(list(graphs))


class _Mapping:
    """One walk of ``map_variables``: what became of each variable."""

    def __init__(self, replacer):
        self.replacer = replacer
        self.put: dict = {}
        self.replacements: set = set()

    def of(self, variables):
        return [self.one(variable) for variable in variables]

    def one(self, variable):
        if variable not in self.put:
            new = variable if variable in self.replacements else self.replacer(variable)
            if new is not variable:
                self.replacements.add(new)
                self.put[variable] = self.one(new)
            elif variable.owner is None:
                self.put[variable] = variable
            else:
                self.rebuild(variable.owner)
        return self.put[variable]

    def rebuild(self, node):
        """Enter the outputs of ``node`` on its new inputs; those that have replacements find these themselves."""
        inputs = self.of(node.inputs)
        if isinstance(node.op, _Scan | _OpFromGraph):
            outputs = _with_mapped_inside(node, inputs, self.replacer).outputs
        else:
            same = all(new is old for new, old in zip(inputs, node.inputs, strict=True))
            outputs = node.outputs if same else node.clone_with_new_inputs(inputs).outputs
        for old, new in zip(node.outputs, outputs, strict=True):
            self.put[old] = new


def _with_mapped_inside(node, outer_inputs, replacer):
    """A node of the same loop or ``OpFromGraph`` on ``outer_inputs``, the variables of its inner graph mapped too."""
    op = node.op
    inner_inputs, inner_outputs = _pytensor.written(op)
    own, brought = set(inner_inputs), {}

    def inner_replacer(variable):
        new = replacer(variable)
        if new is variable:
            return new
        for leaf in _inputs([new]):
            if isinstance(leaf, _Constant) or leaf in own:
                continue
            if isinstance(leaf, _SharedVariable) and getattr(leaf, "update", None) is not None:
                raise NotImplementedError(
                    f"The replacement brings the shared variable {leaf}, which has an update, into the inner graph of "
                    f"{op}: return the update from scan's function instead."
                )
            if leaf not in brought:
                brought[leaf] = safe_new(leaf, "_copy")
                own.add(brought[leaf])
        return clone(new, brought)

    outputs = _Mapping(inner_replacer).of(inner_outputs)
    if not brought and all(new is old for new, old in zip(outputs, inner_outputs, strict=True)):
        return node.clone_with_new_inputs(outer_inputs)
    inputs = [*inner_inputs, *brought.values()]
    if isinstance(op, _Scan):
        info = _replace(op.info, n_non_seqs=op.info.n_non_seqs + len(brought))
        names = ("mode", "truncate_gradient", "name", "profile", "allow_gc", "strict")
        new_op = _Scan(inputs, outputs, info, **{name: getattr(op, name) for name in names})
    else:
        new_op = _OpFromGraph(inputs, outputs, inline=op.is_inline, name=op.name, **op.kwargs)
    return new_op.make_node(*outer_inputs, *brought)


__getattr__ = _removed.getattr_for(__name__)


def traverse(out, x, x_copy, d, visited=None):
    """Return ``d`` as it is: it took what moves ``x`` from a GPU to the graph of ``out``, in place of ``x_copy``.

    Errors: AssertionError if ``out`` depends on x, which is on no GPU. Source: theano.scan_module.scan_utils.traverse.
    """
    if x in _ancestors([out], blockers=visited):
        raise AssertionError(f"traverse: {x} is not on a GPU")
    return d
