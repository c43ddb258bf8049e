"""``theano.gradient``: symbolic derivatives."""

import time as _time
import warnings as _warnings
from contextlib import contextmanager as _contextmanager
from typing import TYPE_CHECKING as _TYPE_CHECKING

import numpy as np
import pytensor.gradient as _gradient
from pytensor.gradient import (
    DisconnectedGrad as DisconnectedGrad,
    DisconnectedInputError as DisconnectedInputError,
    DisconnectedType as DisconnectedType,
    GradientError as GradientError,
    NullTypeGradError as NullTypeGradError,
    UndefinedGrad as UndefinedGrad,
    ZeroGrad as ZeroGrad,
    disconnected_grad as disconnected_grad,
    disconnected_grad_ as disconnected_grad_,
    disconnected_type as disconnected_type,
    grad_not_implemented as grad_not_implemented,
    grad_undefined as grad_undefined,
    numeric_grad as numeric_grad,
    undefined_grad as undefined_grad,
    undefined_grad_ as undefined_grad_,
    zero_grad as zero_grad,
    zero_grad_ as zero_grad_,
)
from pytensor.graph.basic import Variable as _Variable
from pytensor.graph.null_type import NullType as _NullType
from pytensor.graph.op import Op as _Op
from pytensor.graph.replace import graph_replace as _graph_replace
from pytensor.graph.traversal import ancestors as _ancestors, io_toposort as _io_toposort
from pytensor.graph.utils import get_variable_trace_string as _trace
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.math import Argmax as _Argmax
from pytensor.tensor.type import float_dtypes as _float_dtypes

from theano_min import _removed
from theano_min._engine import watching as _watching
from theano_min._taught import own_pullback as _own_pullback
from theano_min._tracebacks import leaving as _leaving
from theano_min.compile.mode import get_mode as _get_mode
from theano_min.gof.op import PureOp as _PureOp
from theano_min.scalar._derivatives import theanos_derivatives as _theanos_derivatives

if _TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pytensor.graph.basic import Variable

    from theano_min._types import Gradients, ModeLike, Step, Tensor, TensorLike, Variables

__getattr__ = _removed.getattr_for(__name__)

grad_time: float = 0
tensor = None

# ---------------------------------------------------------------- differs


@_leaving
def grad(
    cost: "Tensor | None",
    wrt: "Variables",
    consider_constant: "Sequence[Variable] | None" = None,
    disconnected_inputs: str = "raise",
    add_names: bool = True,
    known_grads: "Mapping[Variable, Variable] | None" = None,
    return_disconnected: str = "zero",
    null_gradients: str = "raise",
) -> "Gradients":
    """Return the gradient of a scalar cost with respect to one variable or to each of several.

    ``cost`` is a 0-dimensional float expression, or None when ``known_grads`` maps variables to their gradients. For
    one variable ``wrt`` the result is one expression of its shape and dtype (floatX for integers); for a tuple it is a
    tuple; for any other iterable of variables, such as a dictionary's values, a list. Errors: TypeError if the cost is
    not a scalar or ``wrt`` is a set or holds anything but variables, DisconnectedInputError if the cost does not
    depend on one of them and ``disconnected_inputs`` is 'raise', NullTypeGradError if there is no such gradient and
    ``null_gradients`` is 'raise'. Source: theano.gradient.grad.
    """
    # any iterable of variables; what is no variable is refused by name
    global grad_time
    started = _time.perf_counter()
    if cost is None and known_grads is None:
        raise AssertionError("cost and known_grads can't both be None: there is nothing to differentiate.")
    if isinstance(wrt, set | frozenset | dict):
        raise TypeError(f"wrt must not be a {type(wrt).__name__}: pass a list, in whose order the gradients come.")
    one = isinstance(wrt, _Variable)
    try:
        variables = [wrt] if one else list(wrt)
    except TypeError:
        variables = [wrt]
    for variable in variables:
        if not isinstance(variable, _Variable):
            kind = type(variable)
            raise TypeError(f"Expected Variable, got {variable} of type {kind}: `wrt` takes variables of the graph.")
    differentiated = [*([] if cost is None else [cost]), *(known_grads or ())]
    sources = [x for x in differentiated if isinstance(x, _Variable)]
    with _theanos_derivatives(sources), _naming_what_is_disconnected(sources, variables):
        grads = _gradient.grad(  # type: ignore[call-overload]
            cost,
            variables,
            consider_constant=consider_constant,
            disconnected_inputs=disconnected_inputs,
            add_names=add_names,
            known_grads=None if known_grads is None else dict(known_grads),
            return_disconnected=return_disconnected,
            null_gradients=null_gradients,
        )
    grad_time += _time.perf_counter() - started
    for tell in _watching.gradients:
        tell(cost, variables, grads)
    return format_as(not one and not isinstance(wrt, tuple), isinstance(wrt, tuple), grads)


@_contextmanager
def _naming_what_is_disconnected(costs, variables):
    try:
        yield
    except DisconnectedInputError as error:
        reached = set(_ancestors(costs))
        names = ", ".join(str(each) for each in variables if each not in reached) or "one of wrt"
        said = (
            f"the cost does not depend on {names}, or only by operations without a derivative: "
            "disconnected_inputs='ignore' makes its gradient zero."
        )
        error.args = (f"{said}{error}",)
        raise


@_leaving
def Lop(
    f: "Variables",
    wrt: "Variables",
    eval_points: "Any",
    consider_constant: "Sequence[Variable] | None" = None,
    disconnected_inputs: str = "raise",
) -> "Gradients":
    """Return the product of ``eval_points`` with f's Jacobian on its right: one expression per variable in ``wrt``.

    ``eval_points`` has the structure of ``f`` and, in each entry, its shape. Errors: those of ``grad``, AssertionError
    if there are not as many points as expressions. Source: theano.gradient.Lop.
    """
    # PyTensor's Lop only forwards to another function, with a notice
    outputs, points = _listed(f), [_as_variable(point) for point in _listed(eval_points)]
    _assert(len(outputs) == len(points), "eval_points must have as many entries as f")
    return grad(
        None,
        wrt,
        known_grads=dict(zip(outputs, points, strict=True)),
        consider_constant=consider_constant,
        disconnected_inputs=disconnected_inputs,
    )


@_leaving
def Rop(
    f: "Variables",
    wrt: "Variables",
    eval_points: "Any",
    disconnected_outputs: str = "raise",
    return_disconnected: str = "zero",
) -> "Gradients":
    """Return the product of f's Jacobian with ``eval_points`` on its right: one expression per output in ``f``.

    ``eval_points`` has the structure of ``wrt`` and, in each entry, its shape. Each operation on the way multiplies
    with its own Jacobian: a user's does it in ``R_op``. ``disconnected_outputs`` says what becomes of an expression
    that only such operations reach as have no derivative: 'raise', 'warn' or 'ignore', and ``return_disconnected``
    what is returned for it: 'zero', 'None' or 'Disconnected'. Errors: AssertionError if there are not as many points
    as variables, ValueError for a point of another number of dimensions, DisconnectedInputError as said,
    NotImplementedError for a user's operation without R_op. Source: theano.gradient.Rop.
    """
    # PyTensor differentiates the gradient once more, for which every operation must have one
    outputs, variables = _listed(f), _listed(wrt)
    points = [_as_variable(point) for point in _listed(eval_points)]
    _assert(len(variables) == len(points), "eval_points must have as many entries as wrt")
    for i, (variable, point) in enumerate(zip(variables, points, strict=True)):
        dimensions = [getattr(_as_variable(each).type, "ndim", None) for each in (variable, point)]
        if None not in dimensions and dimensions[0] != dimensions[1]:
            raise ValueError(
                f"Element {i} of wrt/eval_point have mismatched dimensionality: {dimensions[0]} versus {dimensions[1]}"
            )
    products = dict(zip(variables, points, strict=True))
    for node in _io_toposort(variables, outputs):
        moved = [_moved(each, products) for each in node.inputs]
        for output, product in zip(node.outputs, _products(node, moved), strict=True):
            products.setdefault(output, product)
    results = []
    for output in outputs:
        product = products.get(output)
        if product is None:
            _say_disconnected(output, disconnected_outputs)
            product = _stand_in(output, return_disconnected)
        results.append(product)
    return format_as(isinstance(f, list), isinstance(f, tuple), results)


def _moved(variable, products):
    """How ``variable`` moves with wrt: as its dtype, None if it cannot move."""
    if variable not in products:
        try:
            return variable.zeros_like()
        except Exception:
            return None  # a random state, say
    product = products[variable]
    dtype = getattr(variable.type, "dtype", None)
    if product is None or dtype is None or product.type.dtype == dtype:
        return product
    return product.astype(dtype)


def _products(node, moved):
    """The product of each output's Jacobian with ``moved``, None for outputs that cannot move."""
    op = node.op
    if isinstance(op, _Argmax):
        return [None] * len(node.outputs)
    tangents = [disconnected_type() if each is None else each for each in moved]
    if type(op).pushforward is not _Op.pushforward or type(op).R_op is not _Op.R_op:
        try:
            products = op.pushforward(node.inputs, node.outputs, tangents)
        except NotImplementedError:
            if _is_ours_without_rop(op):
                raise
        else:
            return [None if isinstance(each.type, DisconnectedType) else each for each in products]
    try:
        return _products_through_pullback(node, moved)
    except (AttributeError, NullTypeGradError) as error:
        raise NotImplementedError(f"{op} of class {type(op).__name__} does not implement R_op.") from error


def _is_ours_without_rop(op):
    """Whether ``op``, or one in its inner graph, is from outside PyTensor and does not say how its outputs move."""
    if hasattr(op, "fgraph"):
        return any(_is_ours_without_rop(node.op) for node in op.fgraph.apply_nodes)
    return isinstance(op, _WithoutRop) or getattr(type(op), "R_op", None) is _PureOp.R_op


def _products_through_pullback(node, moved):
    """The same of an operation of PyTensor that only has gradients: these are linear in the outputs' gradients."""
    floats = [getattr(output.type, "dtype", None) in _float_dtypes for output in node.outputs]
    if not any(floats):
        return [None] * len(node.outputs)
    seeds = [
        output.type() if is_float else disconnected_type()
        for output, is_float in zip(node.outputs, floats, strict=True)
    ]
    known: dict = {}
    for gradient, move in zip(_own_pullback(node.op)(node.inputs, node.outputs, seeds), moved, strict=True):
        if move is None or isinstance(gradient.type, _NullType | DisconnectedType):
            continue
        known[gradient] = known[gradient] + move if gradient in known else move
    if not known:
        return [None] * len(node.outputs)
    products = grad(
        None,
        [seed for seed, is_float in zip(seeds, floats, strict=True) if is_float],
        known_grads={gradient: move.astype(gradient.dtype) for gradient, move in known.items()},
        disconnected_inputs="ignore",
        return_disconnected="None",
    )
    zeros = {seed: y.zeros_like() for seed, y, is_float in zip(seeds, node.outputs, floats, strict=True) if is_float}
    found = iter(products)
    products = [next(found) if is_float else None for is_float in floats]
    replaced = iter(_graph_replace([each for each in products if each is not None], zeros, strict=False))
    return [None if each is None else next(replaced) for each in products]


def _say_disconnected(output, how):
    said = f"Rop: {output} does not depend on wrt by operations that have a derivative"
    if how == "raise":
        raise DisconnectedInputError(f"{said}: disconnected_outputs='ignore' allows it.{_trace(output)}")
    if how == "warn":
        _warnings.warn(said, stacklevel=4)
    elif how != "ignore":
        raise ValueError(f"disconnected_outputs is 'ignore', 'warn' or 'raise', not {how!r}")


def _stand_in(output, kind):
    kinds = {"zero": output.zeros_like, "none": lambda: None, "disconnected": disconnected_type}
    if kind.lower() not in kinds:
        raise ValueError(f"return_disconnected is 'zero', 'None' or 'Disconnected', not {kind!r}")
    return kinds[kind.lower()]()


@_leaving
def jacobian(
    expression: "Tensor",
    wrt: "Variables",
    consider_constant: "Sequence[Variable] | None" = None,
    disconnected_inputs: str = "raise",
) -> "Gradients":
    """Return the Jacobian of a vector or scalar: its shape before each variable's, of the structure of ``wrt``.

    Errors: those of ``grad``; AssertionError for an expression of more dimensions, which ``flatten`` makes a vector.
    Source: theano.gradient.jacobian.
    """
    # more dimensions are refused
    _assert(isinstance(expression, _Variable), "tensor.jacobian expects a Variable as `expression`")
    _assert(expression.ndim < 2, "tensor.jacobian expects a 1 dimensional `expression`: flatten makes it a vector")
    if expression.ndim == 0:
        wrt, kinds = _listed(wrt), (isinstance(wrt, list), isinstance(wrt, tuple))
        return format_as(*kinds, grad(expression, wrt, consider_constant, disconnected_inputs))
    return _gradient.jacobian(expression, wrt, consider_constant, disconnected_inputs)


@_leaving
def hessian(
    cost: "Tensor",
    wrt: "Variables",
    consider_constant: "Sequence[Variable] | None" = None,
    disconnected_inputs: str = "raise",
) -> "Gradients":
    """Return the matrix of a scalar's second derivatives by one vector, or by each of a list or tuple of vectors.

    A vector of n elements gives a shape of (n, n).
    Errors: those of ``grad``; AssertionError for a cost that is no scalar and variables that are no vectors.
    Source: theano.gradient.hessian.
    """
    # PyTensor raises other errors
    _assert(isinstance(cost, _Variable), "tensor.hessian expects a Variable as `cost`")
    _assert(cost.ndim == 0, "tensor.hessian expects a 0 dimensional variable as `cost`")
    for variable in _listed(wrt):
        _assert(isinstance(variable, _Variable), "tensor.hessian expects a (list of) Variable as `wrt`")
        _assert(variable.ndim == 1, "tensor.hessian expects a (list of) 1 dimensional variable as `wrt`")
    return _gradient.hessian(cost, wrt, consider_constant, disconnected_inputs)


@_leaving
def subgraph_grad(
    wrt: "Sequence[Variable]",
    end: "Sequence[Variable]",
    start: "Mapping[Variable, Variable] | None" = None,
    cost: "Tensor | None" = None,
    details: bool = False,
) -> tuple:
    """Return the gradients by ``wrt`` and by ``end``, two lists, of a part of the graph that ends at ``end``.

    They come from the gradients ``start``, a dictionary {variable: gradient}, from ``cost``, or from both; with
    ``details`` the two contributions follow, None where there is none. Errors: AssertionError unless wrt and end are
    lists, start is a dictionary and there is a start or a cost. Source: theano.gradient.subgraph_grad.
    """
    # PyTensor raises other errors
    _assert(cost is not None or start is not None, "subgraph_grad needs a `cost` or `start`")
    for name, value, kind in (("end", end, list), ("wrt", wrt, list), ("start", {} if start is None else start, dict)):
        _assert(isinstance(value, kind), f"`{name}` must be a {kind.__name__}, not {value!r}")
    return _gradient.subgraph_grad(wrt, end, start, cost, details)


def verify_grad(
    fun: "Step",
    pt: "Sequence[Any]",
    n_tests: int = 2,
    rng: "Any" = None,
    eps: float | None = None,
    out_type: str | None = None,
    abs_tol: float | None = None,
    rel_tol: float | None = None,
    mode: "ModeLike" = None,
    cast_to_output_type: bool = False,
    no_debug_ref: bool = True,
) -> None:
    """Compare the gradient of ``fun`` at ``pt``, a list of float arrays, with the one by finite differences.

    ``fun`` makes one expression of as many variables; ``rng``, a RandomState, draws what it is projected on. Errors:
    GradientError if both the absolute and the relative error are above their tolerances, AssertionError if pt is no
    list or tuple, TypeError without an rng or for arrays that are no floats. Source: theano.gradient.verify_grad.
    """
    # an rng must be given; the point stands in the error
    _assert(isinstance(pt, list | tuple), "verify_grad expects a list or tuple of arrays as `pt`")
    if rng is None and all(np.asarray(p).dtype.kind == "f" for p in pt):
        raise TypeError(
            "rng should be a valid instance of numpy.random.RandomState. You may want to use "
            "theano.tests.unittest_tools.verify_grad instead of theano.gradient.verify_grad."
        )
    mode = mode if isinstance(mode, str) and mode == "FAST_COMPILE" else _get_mode(mode)
    options = (n_tests, rng, eps, out_type, abs_tol, rel_tol, mode, cast_to_output_type, no_debug_ref)
    try:
        _gradient.verify_grad(fun, pt, *options)  # type: ignore[arg-type]
    except GradientError as error:
        at = ("\nThe error happened with the following inputs:", pt)
        error.args += (*at, "\nThe value of eps is:", eps, "\nThe out_type is:", out_type)
        raise


verify_grad.E_grad = GradientError  # type: ignore[attr-defined]


def mode_not_slow(mode):
    """Return the mode called ``mode``, or FAST_RUN instead of FAST_COMPILE and of a DebugMode.

    Source: theano.gradient.mode_not_slow.
    """
    # our modes
    return _gradient.mode_not_slow(mode if isinstance(mode, str) and mode == "FAST_COMPILE" else _get_mode(mode))


def format_as(use_list, use_tuple, outputs):
    """Return ``outputs`` as a list, as a tuple, or the only one of them alone.

    Errors: AssertionError if both are asked for, or several outputs alone. Source: theano.gradient.format_as.
    """
    # PyTensor names it otherwise and raises other errors
    _assert(not (use_list and use_tuple), "Both flags cannot be simultaneously True")
    if not isinstance(outputs, list | tuple):
        outputs = [outputs]
    if use_list or use_tuple:
        return list(outputs) if use_list else tuple(outputs)
    _assert(len(outputs) == 1, "Wrong arguments. Expected a one element list")
    return outputs[0]


class _WithoutRop:
    # an operation whose gradient is not its derivative, so that Rop has nothing to multiply with
    def pushforward(self, inputs, outputs, tangents):
        raise NotImplementedError(f"{self} of class {type(self).__name__} does not implement R_op.")


class ConsiderConstant(_WithoutRop, ZeroGrad):
    """Returns its input, whose gradient is zero. Source: theano.gradient.ConsiderConstant."""


consider_constant_ = ConsiderConstant()


def consider_constant(x: "TensorLike") -> "Tensor":
    """Return ``x`` with a gradient of zero: deprecated, as ``zero_grad`` and ``disconnected_grad`` do it.

    Source: theano.gradient.consider_constant.
    """
    # PyTensor has no such operation any more
    _warnings.warn("consider_constant() is deprecated, use zero_grad() or disconnected_grad() instead.", stacklevel=2)
    return consider_constant_(x)  # type: ignore[return-value]


class GradClip(_WithoutRop, _gradient.GradClip):
    """Returns its input, whose gradient is clipped between two numbers. Source: theano.gradient.GradClip."""

    # PyTensor raises ValueError
    def __init__(self, clip_lower_bound, clip_upper_bound):
        _assert(clip_upper_bound >= clip_lower_bound, "the upper bound is below the lower bound")
        super().__init__(clip_lower_bound, clip_upper_bound)


def grad_clip(x: "TensorLike", lower_bound: float, upper_bound: float) -> "Tensor":
    """Return ``x``, each element of its gradient to be clipped between the bounds.

    Errors: AssertionError if they are the wrong way. Source: theano.gradient.grad_clip.
    """
    # PyTensor raises ValueError
    return GradClip(lower_bound, upper_bound)(x)  # type: ignore[return-value]


class GradScale(_WithoutRop, _gradient.GradScale):
    """Returns its input, whose gradient is multiplied by a number. Source: theano.gradient.GradScale."""


def grad_scale(x: "TensorLike", multiplier: float) -> "Tensor":
    """Return ``x``, each element of its gradient to be multiplied by ``multiplier``.

    Source: theano.gradient.grad_scale.
    """
    # an operation that Rop refuses
    return GradScale(multiplier)(x)  # type: ignore[return-value]


def _listed(x):
    return list(x) if isinstance(x, list | tuple) else [x]


def _as_variable(x):
    return x if isinstance(x, _Variable) else _as_tensor_variable(x)


def _assert(condition, message):
    if not condition:
        raise AssertionError(message)
