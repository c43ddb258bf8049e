"""``theano.tests.breakpoint``: stop a compiled function in the debugger."""

from importlib import import_module as _import_module
from importlib.util import find_spec as _find_spec

import numpy as np
from pytensor.gradient import DisconnectedType as DisconnectedType
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable

from theano_min.gof._values import filtered as _filtered
from theano_min.gof.graph import Apply as Apply, Variable as _Variable
from theano_min.gof.op import Op as Op


class PdbBreakpoint(Op):
    """Returns the variables it is called with, and stops in a debugger whenever the condition before them is true.

    ``PdbBreakpoint(name)(condition, *variables)`` takes a scalar condition and gives as many outputs as variables; one
    of them must be used, or the operation is rewritten away. The debugger, pudb, ipdb or pdb, sees the values as the
    list of arrays ``monitored``, and what that holds when it goes on is what the outputs are. Errors: AssertionError
    for a condition that is no scalar. Source: theano.tests.breakpoint.PdbBreakpoint.
    """

    __props__ = ("name",)

    def __init__(self, name):
        self.name = name

    def make_node(self, condition, *monitored_vars):
        if not isinstance(condition, _Variable):
            condition = _as_tensor_variable(condition)
        if condition.ndim != 0:
            raise AssertionError(f"the condition of breakpoint {self.name!r} has {condition.ndim} dimensions, not 0")
        # how outputs are views depends on how many there are
        op = PdbBreakpoint(self.name)
        op.view_map = {i: [i + 1] for i in range(len(monitored_vars))}
        op.inp_types = [variable.type for variable in monitored_vars]
        return Apply(op, [condition, *monitored_vars], [variable.type() for variable in monitored_vars])

    def perform(self, node, inputs, output_storage):
        condition, *values = inputs
        if not condition:
            for storage, value in zip(output_storage, values, strict=True):
                storage[0] = value
            return
        try:
            monitored = [np.asarray(value) for value in values]
        except Exception as error:
            raise ValueError(f"an input of breakpoint {self.name!r} is nothing that NumPy can hold") from error
        print(f"\n\nBreakpoint {self.name!r}: its condition is true.")
        print(
            "The list `monitored` holds the values in order, as arrays; what it holds when the program goes on is used."
        )
        debugger = next(name for name in ("pudb", "ipdb", "pdb") if _find_spec(name))
        _import_module(debugger).set_trace()
        for storage, kind, value in zip(output_storage, self.inp_types, monitored, strict=True):
            storage[0] = _filtered(kind, value)

    def grad(self, inputs, output_gradients):
        return [DisconnectedType()(), *output_gradients]

    def R_op(self, inputs, eval_points):
        return eval_points[1:]

    def infer_shape(self, node, input_shapes):
        return input_shapes[1:]

    def connection_pattern(self, node):
        count = len(node.outputs)
        return [[i == j + 1 for j in range(count)] for i in range(count + 1)]
