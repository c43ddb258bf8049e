"""``theano.tests.breakpoint``: stop a compiled function in the debugger."""

from pytensor.breakpoint import PdbBreakpoint as _PdbBreakpoint
from pytensor.gradient import DisconnectedType as DisconnectedType

from theano_min.gof.graph import Apply as Apply
from theano_min.gof.op import Op as Op, PureOp as _PureOp


class PdbBreakpoint(_PdbBreakpoint, _PureOp):  # type: ignore[misc]
    """Returns the variables it is called with, and stops in a debugger whenever the condition before them is true.

    ``PdbBreakpoint(name)(condition, *variables)`` takes a scalar condition and gives as many outputs as variables; one
    of them must be used, or the operation is rewritten away. The debugger, pudb, ipdb or pdb, sees the values as the
    list of arrays ``monitored``, and what that holds when it goes on is what the outputs are. Errors: AssertionError
    for a condition that is no scalar. Source: theano.tests.breakpoint.PdbBreakpoint.
    """

    # PyTensor's has no R_op, and shapes of one version's
    def make_node(self, condition, *monitored_vars):
        node = super().make_node(condition, *monitored_vars)
        node.op.__class__ = type(self)
        return node

    def R_op(self, inputs, eval_points):
        return eval_points[1:]

    def infer_shape(self, node, input_shapes):
        return input_shapes[1:]
