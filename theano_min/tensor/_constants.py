"""What a program gives as variables and constants, and what the constants of a graph are."""

from __future__ import annotations

from abc import ABCMeta
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.op import Op
from pytensor.scalar.basic import ScalarType, ScalarVariable
from pytensor.tensor import _as_tensor_variable, basic as _basic
from pytensor.tensor.basic import tensor_from_scalar
from pytensor.tensor.exceptions import NotScalarConstantError
from pytensor.tensor.type import TensorType as _TensorType
from pytensor.utils import apply_across_args

from theano_min.configdefaults import config
from theano_min.scalar._constants import convert
from theano_min.tensor.type import TensorType
from theano_min.tensor.var import AsTensorError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from theano_min._types import Tensor, TensorLike


class EmptyConstantError(NotScalarConstantError):
    """Raised where a scalar constant was expected and an empty array came."""


def numpy_scalar(data):
    """Return ``data``, an array that holds one number.

    Errors: EmptyConstantError if it is empty, NotScalarConstantError if it is anything else.
    Source: theano.tensor.basic.numpy_scalar.
    """
    if data.ndim > 0 and max(data.shape) == 0:
        raise EmptyConstantError()
    try:
        complex(np.asarray(data).item())
    except (TypeError, ValueError) as error:
        raise NotScalarConstantError("v.data is non-numeric, or not one number", data) from error
    return data


def extract_constant(x: Any, elemwise: bool = True, only_process_constants: bool = False) -> Any:
    """Return the number that x always is, as ``get_scalar_constant_value`` does, or else x itself, as a tensor.

    Source: theano.tensor.extract_constant.
    """
    with suppress(NotScalarConstantError):
        x = _basic.get_scalar_constant_value(x, elemwise, only_process_constants)
    if isinstance(x, ScalarVariable):
        return tensor_from_scalar(x)
    return x


def check_equal_numpy(x, y):
    """Return whether two values are equal: arrays of one dtype and shape to within 1e-10, generators in their state.

    Source: theano.tensor.basic.check_equal_numpy.
    """
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray):
        return x.dtype == y.dtype and x.shape == y.shape and bool(np.all(abs(x - y) < 1e-10))
    if isinstance(x, np.random.RandomState) and isinstance(y, np.random.RandomState):
        pairs = zip(x.get_state(legacy=True), y.get_state(legacy=True), strict=True)
        return all(np.all(a == b) for a, b in pairs)
    return x == y


_INTEGERS = int | np.integer


def _constructor(kind: str, broadcastable: tuple[bool, ...]) -> Callable[..., Tensor]:
    # the dtype is the second positional argument
    def constructor(name: str | None = None, dtype: str | None = None) -> Tensor:
        return TensorType(dtype or config.floatX, broadcastable)(name)

    constructor.__name__ = constructor.__qualname__ = kind
    constructor.__doc__ = (
        f"Return a symbolic {kind} called ``name``, of {len(broadcastable)} dimensions, of dtype ``dtype`` or floatX"
        f"{', whose axis of length 1 broadcasts' if any(broadcastable) else ''}. "
        f"Source: theano.tensor.{kind}."
    )
    return constructor


scalar = _constructor("scalar", ())


vector = _constructor("vector", (False,))


matrix = _constructor("matrix", (False, False))


row = _constructor("row", (True, False))


col = _constructor("col", (False, True))


tensor3 = _constructor("tensor3", (False,) * 3)


tensor4 = _constructor("tensor4", (False,) * 4)


tensor5 = _constructor("tensor5", (False,) * 5)


tensor6 = _constructor("tensor6", (False,) * 6)


tensor7 = _constructor("tensor7", (False,) * 7)


_plurals = apply_across_args(*(scalar, vector, matrix, row, col), *(tensor3, tensor4, tensor5, tensor6, tensor7))


scalars, vectors, matrices, rows, cols, tensor3s, tensor4s, tensor5s, tensor6s, tensor7s = _plurals


def constructor(f):
    """Return ``f``: in Theano's source this marked what its list of operations shows. Source: theano.tensor.basic."""
    return f


def tensor(*args: Any, **kwargs: Any) -> Tensor:
    """Return a symbolic tensor called ``name``, of the type ``TensorType(dtype, broadcastable)``.

    ``broadcastable`` says of each dimension whether its length is 1 and broadcasts. Source: theano.tensor.tensor.
    """
    # the dtype and the broadcast pattern come first, the name by keyword
    name = kwargs.pop("name", None)
    return TensorType(*args, **kwargs)(name=name)


def constant(x: TensorLike, name: str | None = None, ndim: int | None = None, dtype: str | None = None) -> Tensor:
    """Return the number, array or nested lists ``x`` as a constant, of ``dtype`` or the smallest that has the number.

    It must have ``ndim`` dimensions, if that is given. Errors: ValueError if it has more, TypeError if it has less or
    is no array of numbers, AssertionError for a subclass of ndarray. Source: theano.tensor.constant.
    """
    # takes integers up to 2**64, no subclasses of arrays, and adds no dimensions
    if isinstance(x, Variable):
        return _basic.constant(x, name, ndim, dtype)
    try:
        x = convert(x, dtype)
    except ValueError as error:
        if dtype is not None:
            raise
        raise TypeError(f"Could not convert {x} to TensorType") from error  # NumPy 1 made an array of the lists
    if ndim is not None and x.ndim > ndim:
        raise ValueError(f"ndarray could not be cast to constant with {ndim} dimensions")
    if ndim is not None and x.ndim < ndim:
        raise TypeError(f"Could not convert {x} to TensorType of {ndim} dimensions: it has {x.ndim}.")
    return _basic.constant(x, name)


class _Subclass(metaclass=ABCMeta):  # noqa: B024
    """Any class of arrays that is not NumPy's own."""

    @classmethod
    def __subclasshook__(cls, other):
        return issubclass(other, np.ndarray) and other is not np.ndarray and not issubclass(other, np.memmap)


def _as_constant(x, name=None, ndim=None, dtype=None, **kwargs):
    try:
        return _basic.constant(convert(x, dtype), name, ndim)
    except TypeError as error:
        raise AsTensorError(f"Cannot convert {x} to TensorType", type(x)) from error


# for PyTensor's operators, as in x < 2**63, which refused objects that only NumPy knows to be arrays
for _kind in (int, _Subclass, object):
    _as_tensor_variable.register(_kind, _as_constant)


def _refusing(theirs):
    """The way in which PyTensor makes a tensor of what it knows, with Theano's error for what is none."""

    def converted(x, name, ndim, **kwargs):
        try:
            return theirs(x, name, ndim, **kwargs)
        except TypeError as error:
            if isinstance(x, Variable):
                raise AsTensorError("Variable type field must be a TensorType.", x, x.type) from error
            raise AsTensorError(f"Cannot convert {x} to TensorType", type(x)) from error

    return converted


for _known in (Variable, list, tuple):
    _as_tensor_variable.register(_known, _refusing(_as_tensor_variable.dispatch(_known)))  # type: ignore[arg-type]


def as_tensor_variable(x: Any, name: str | None = None, ndim: int | None = None) -> Tensor:
    """Return x as a symbolic tensor: a variable as it is, an array, a number or nested lists as a constant.

    A list that holds variables is stacked. ``name`` names a new variable; with ``ndim`` leading dimensions of length 1
    are added to a variable or dropped. Errors: AsTensorError, a TypeError, if x cannot become a tensor, also for True
    and False; ValueError if it cannot have ``ndim`` dimensions; AssertionError for a subclass of ndarray.
    Source: theano.tensor.as_tensor_variable.
    """
    # no True and False, AsTensorError, and objects that know how to become a tensor
    if hasattr(x, "_as_TensorVariable"):
        return x._as_TensorVariable()
    if isinstance(x, bool):
        raise AsTensorError(
            "Cannot cast True or False as a tensor variable: use np.array(True) or np.array(False) for a constant, "
            "and theano.tensor.eq(v, w) to compare variables, since v == w compares the objects."
        )
    if isinstance(x, Apply) and x.op.default_output is not None and x.op.default_output not in range(len(x.outputs)):
        raise AttributeError(f"{x.op}.default_output should be the number of an output: it is {x.op.default_output}.")
    if isinstance(x, Variable) and not isinstance(x.type, _TensorType | ScalarType):
        raise AsTensorError("Variable type field must be a TensorType.", x, x.type)
    try:
        if isinstance(x, Variable | Apply) or (isinstance(x, list | tuple) and any(isinstance(i, Variable) for i in x)):
            return _basic.as_tensor_variable(x, name=name, ndim=ndim)  # type: ignore[arg-type]
        return constant(x, name, ndim)
    except (TypeError, NotImplementedError) as error:
        raise AsTensorError(f"Cannot convert {x} to TensorType", type(x)) from error


def get_scalar_constant_value(
    orig_v: Any, elemwise: bool = True, only_process_constants: bool = False, max_recur: int = 10
) -> np.ndarray:
    """Return the number that the variable ``orig_v`` always is, as a 0-d array.

    Sees through what only reshapes, casts or fills with one number and, with ``elemwise``, through arithmetic with
    constants, ``max_recur`` steps deep; ``only_process_constants`` takes a constant alone. Errors:
    NotScalarConstantError if it is no such number. Source: theano.tensor.get_scalar_constant_value.
    """
    # of any variable that is one number throughout, not of scalars alone; an error of its own for an empty array
    if isinstance(orig_v, Constant | np.ndarray) and np.size(getattr(orig_v, "data", orig_v)) == 0:  # type: ignore[arg-type]
        raise EmptyConstantError()
    return np.asarray(
        _basic.get_underlying_scalar_constant_value(
            orig_v, elemwise=elemwise, only_process_constants=only_process_constants, max_recur=max_recur
        )
    )


def scalar_constant_of(v: Any) -> np.ndarray:
    """Return the number that the variable v always is. Source: theano.get_scalar_constant_value."""
    # the argument's name, and no others
    return get_scalar_constant_value(v)


class Default(Op):
    """Pass an array on, or ``default``, of the same type, where there is None. Source: theano.tensor.Default."""

    __props__ = ()
    view_map = {0: [0]}
    takes_none = (0, 1)

    def make_node(self, x, default):
        x, default = _basic.as_tensor_variable(x), _basic.as_tensor_variable(default)
        if (x.dtype, x.broadcastable) != (default.dtype, default.broadcastable):
            raise TypeError(f"Both default() arguments must have same type: `x` is {x.type}, `default` {default.type}.")
        return Apply(self, [x, default], [_TensorType(x.dtype, x.broadcastable)()])

    def perform(self, node, inputs, output_storage):
        x, default = inputs
        output_storage[0][0] = default.copy() if x is None else x

    def infer_shape(self, *args):
        return [args[-1][1]]


default = Default()


setdefault = default
