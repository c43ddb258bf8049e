"""``theano.compile.builders``: an operation made of a graph."""

from functools import partial as _partial

from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.compile.sharedvalue import SharedVariable as SharedVariable
from pytensor.gradient import DisconnectedType as DisconnectedType
from pytensor.graph.basic import Variable as Variable
from pytensor.graph.null_type import NullType as NullType
from pytensor.graph.op import io_connection_pattern as io_connection_pattern
from pytensor.graph.traversal import graph_inputs as _graph_inputs

from theano_min import _removed
from theano_min._pytensor import inline_ofg_expansion as inline_ofg_expansion
from theano_min.compile._in_place import refuse_in_place as _refuse_in_place
from theano_min.compile.function_module import orig_function as orig_function
from theano_min.compile.mode import optdb as optdb
from theano_min.compile.pfunc import rebuild_collect_shared as rebuild_collect_shared
from theano_min.gof.op import ops_with_inner_function as ops_with_inner_function

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class OpFromGraph(_OpFromGraph):
    """An operation that computes ``outputs``, a list of expressions, from values for ``inputs``, a list of variables.

    Shared variables of the graph become inputs that need not be given. With ``inline`` the compiled graph has what is
    inside instead of the operation. ``lop_overrides``, called with ``(inputs, outputs, output_grads)``, or
    ``grad_overrides``, with ``(inputs, output_grads)``, return the gradients for all inputs, ``rop_overrides``, with
    ``(inputs, eval_points)``, the R-operators of all outputs. Each is 'default', such a function, an OpFromGraph of
    these arguments, a variable of NullType or DisconnectedType, or a list with one of these per input (for
    ``rop_overrides`` per output), functions in which return one variable. ``connection_pattern`` says which inputs (a
    list each) the outputs depend on. Errors: TypeError for outputs that are no list, for what is no variable, for
    operations in place and for overrides that are none of these, ValueError for both kinds of gradients, for overrides
    of another number and, from a call, for another number of inputs. Source: theano.OpFromGraph.
    """

    # PyTensor wants shared variables given, on 3.3, and other words for the overrides
    def __init__(
        self,
        inputs,
        outputs,
        inline=False,
        lop_overrides="default",
        grad_overrides="default",
        rop_overrides="default",
        connection_pattern=None,
        name=None,
        **kwargs,
    ):
        if not isinstance(outputs, list):
            raise TypeError(f"outputs must be a list, not {type(outputs).__name__}")
        for variable in [*inputs, *outputs]:
            if not isinstance(variable, Variable):
                raise TypeError("inputs and outputs must be Variable instances", variable)
        _refuse_in_place(outputs, inputs)
        if "updates" in kwargs or "givens" in kwargs:
            raise TypeError("updates and givens are not allowed here")
        if not _is_default(lop_overrides) and not _is_default(grad_overrides):
            raise ValueError("lop_overrides and grad_overrides are mutually exclusive")
        leaves = _graph_inputs(outputs, inputs)
        self._implicit = [each for each in leaves if isinstance(each, SharedVariable) and each not in inputs]
        if connection_pattern is not None:
            rest = len(inputs) + len(self._implicit) - len(connection_pattern)
            connection_pattern = [*connection_pattern, *([[True] * len(outputs)] * rest)]
        super().__init__(
            [*inputs, *self._implicit],
            outputs,
            inline=inline,
            connection_pattern=connection_pattern,
            name=name,
            **{"on_unused_input": "ignore", **kwargs},
        )
        if _is_default(lop_overrides):
            self.set_grad_overrides(grad_overrides)
        else:
            self.set_lop_overrides(lop_overrides)
        self.set_rop_overrides(rop_overrides)

    def __call__(self, *inputs, **kwargs):
        explicit = len(self.input_types) - len(self._implicit)
        if len(inputs) == explicit:
            inputs = (*inputs, *self._implicit)
        if len(inputs) != len(self.input_types):
            raise ValueError(f"Expected {explicit} inputs, got {len(inputs)}")
        return super().__call__(*inputs, **kwargs)

    local_inputs = property(lambda self: self.inner_inputs, doc="The inputs of the graph inside.")
    local_outputs = property(lambda self: self.inner_outputs, doc="The outputs of the graph inside.")

    def set_grad_overrides(self, grad_overrides):
        """Take other gradients, ``grad_overrides`` of the constructor, in place of all that was given for them."""
        self._set_pullback(grad_overrides, lambda op: _partial(_without_outputs, op))

    def set_lop_overrides(self, lop_overrides):
        """Take other gradients, ``lop_overrides`` of the constructor, in place of all that was given for them."""
        self._set_pullback(lop_overrides, lambda op: op)

    def set_rop_overrides(self, rop_overrides):
        """Take other R-operators, ``rop_overrides`` of the constructor."""
        self.pushforward_overrides = _overrides(rop_overrides, len(self.output_types), lambda op: op)
        self._rop_op_cache = self._frozen_rop = None

    def _set_pullback(self, overrides, adapt):
        self.pullback_overrides = _overrides(overrides, len(self.input_types), adapt)
        self._lop_op_cache, self._frozen_lop = {}, None

    def connection_pattern(self, node):
        """Return for each input a list of whether each output depends on it."""
        # an input whose gradient is declared disconnected is so
        overrides = self.pullback_overrides
        overrides = overrides if isinstance(overrides, list) else [overrides] * len(self.input_types)
        return [
            [False] * len(row) if isinstance(getattr(each, "type", None), DisconnectedType) else list(row)
            for each, row in zip(overrides, super().connection_pattern(node), strict=True)
        ]

    def pushforward(self, inputs, outputs, eval_points):
        # an input without a point stays where it is
        points = [
            x.zeros_like() if isinstance(point.type, DisconnectedType) else point
            for x, point in zip(inputs, eval_points, strict=True)
        ]
        return super().pushforward(inputs, outputs, points)


def _is_default(overrides):
    return isinstance(overrides, str) and overrides == "default"


def _overrides(overrides, count, adapt):
    """What PyTensor wants as overrides for ``count`` variables; ``adapt`` gives a function PyTensor's arguments."""
    if isinstance(overrides, Variable):
        overrides = [overrides.type() for _ in range(count)] if _is_special(overrides) else [overrides] * count
    if isinstance(overrides, list):
        if len(overrides) != count:
            raise ValueError(f"Need to override {count} gradients, got {len(overrides)}: {overrides}")
        return [_override(each, adapt, return_list=False) for each in overrides]
    return _override(overrides, adapt, return_list=True)


def _override(override, adapt, return_list):
    if _is_default(override):
        return None
    if isinstance(override, Variable):
        if not _is_special(override):
            raise ValueError(f"A variable in overrides is of DisconnectedType or NullType: got {override.type}")
        return override
    if isinstance(override, _OpFromGraph):
        return adapt(_partial(_applied, override, return_list))
    if not callable(override):
        raise TypeError(
            "overrides should be (a single one or a list of) 'default', an OpFromGraph, a callable or a variable of "
            f"NullType or DisconnectedType: got {override!r}"
        )
    return adapt(override)


def _is_special(variable):
    return isinstance(variable.type, DisconnectedType | NullType)


def _without_outputs(function, inputs, outputs, output_grads):
    return function(inputs, output_grads)


def _applied(op, return_list, *arguments):
    variables = [variable for group in arguments for variable in group]
    if len(variables) != len(op.input_types):
        raise ValueError(f"expect overrider with {len(variables)} inputs, got {len(op.input_types)}")
    return op(*variables, return_list=return_list)


ops_with_inner_function[OpFromGraph] = "fn"
