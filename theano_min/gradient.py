"""``theano.gradient``: symbolic derivatives."""

import pytensor.gradient as _gradient
from pytensor.gradient import (
    DisconnectedInputError as DisconnectedInputError,
    DisconnectedType as DisconnectedType,
    GradientError as GradientError,
    NullTypeGradError as NullTypeGradError,
    disconnected_grad as disconnected_grad,
    grad_clip as grad_clip,
    grad_not_implemented as grad_not_implemented,
    grad_scale as grad_scale,
    grad_undefined as grad_undefined,
    hessian as hessian,
    jacobian as jacobian,
    numeric_grad as numeric_grad,
    subgraph_grad as subgraph_grad,
    undefined_grad as undefined_grad,
    verify_grad as verify_grad,
    zero_grad as zero_grad,
)
from pytensor.graph.basic import Variable as _Variable

# ---------------------------------------------------------------- renamed

consider_constant = zero_grad

# ---------------------------------------------------------------- differs


def grad(
    cost,
    wrt,
    consider_constant=None,
    disconnected_inputs="raise",
    add_names=True,
    known_grads=None,
    return_disconnected="zero",
    null_gradients="raise",
):
    """Return the gradient of a scalar cost with respect to one variable or to each of several.

    ``cost`` is a 0-dimensional float expression, or None when ``known_grads`` maps variables to their gradients. For
    one variable ``wrt`` the result is one expression of its shape and dtype; for a tuple it is a tuple; for any other
    iterable of variables, such as a dictionary's values, a list. Errors: TypeError if the cost is not a scalar or
    ``wrt`` holds anything but variables, DisconnectedInputError if the cost does not depend on one of them and
    ``disconnected_inputs`` is 'raise'. Source: theano.gradient.grad.
    """
    # any iterable of variables; what is no variable is refused by name
    one = isinstance(wrt, _Variable)
    try:
        variables = [wrt] if one else list(wrt)
    except TypeError:
        variables = [wrt]
    for variable in variables:
        if not isinstance(variable, _Variable):
            kind = type(variable)
            raise TypeError(f"Expected Variable, got {variable} of type {kind}: `wrt` takes variables of the graph.")
    grads = _gradient.grad(
        cost,
        variables,
        consider_constant=consider_constant,
        disconnected_inputs=disconnected_inputs,
        add_names=add_names,
        known_grads=known_grads,
        return_disconnected=return_disconnected,
        null_gradients=null_gradients,
    )
    return grads[0] if one else type(wrt)(grads) if isinstance(wrt, list | tuple) else grads


def Rop(f, wrt, eval_points):
    """Return the product of f's Jacobian with ``eval_points`` on its right: one expression per output in ``f``.

    ``eval_points`` has the structure of ``wrt`` and, in each entry, its shape. Source: theano.gradient.Rop.
    """
    # PyTensor's Rop only forwards to this, with a notice
    return _gradient.pushforward(f, wrt, tangents=eval_points)


def Lop(f, wrt, eval_points, consider_constant=None, disconnected_inputs="raise"):
    """Return the product of ``eval_points`` with f's Jacobian on its right: one expression per variable in ``wrt``.

    ``eval_points`` has the structure of ``f`` and, in each entry, its shape. Source: theano.gradient.Lop.
    """
    # PyTensor's Lop only forwards to this, with a notice
    return _gradient.pullback(
        f, wrt, cotangents=eval_points, consider_constant=consider_constant, disconnected_inputs=disconnected_inputs
    )
