"""``theano.tensor.raw_random``: random numbers drawn from NumPy's RandomState, which a graph passes on."""

import copy
import sys

import numpy as np
from pytensor.compile.mode import optdb as optdb
from pytensor.compile.ops import register_view_op_c_code as _register_view_op_c_code
from pytensor.tensor.exceptions import ShapeError as _ShapeError
from pytensor.tensor.random.type import RandomType as _RandomType
from pytensor.tensor.type import integer_dtypes as _integer_dtypes

from theano_min import _removed, scalar as _scalar
from theano_min.configdefaults import config as _config
from theano_min.gof.graph import Apply as _Apply
from theano_min.gof.op import Op as _Op
from theano_min.gof.opt import local_optimizer as _local_optimizer
from theano_min.gof.type import Type as _Type
from theano_min.gradient import grad_undefined as _grad_undefined
from theano_min.misc.safe_asarray import _asarray
from theano_min.tensor import basic as _tensor
from theano_min.tensor.type import TensorType as _TensorType

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- the state as a value


class RandomStateType(_RandomType[np.random.RandomState], _Type):
    """The type of variables whose values are NumPy ``RandomState`` objects; two are equal if they will draw the same.

    Source: theano.tensor.raw_random.RandomStateType.
    """

    _numba = "theano_min._numba.random_state"

    def __eq__(self, other):
        return type(self) is type(other)

    def __hash__(self):
        return hash(type(self))

    def __str__(self):
        return "RandomStateType"

    __repr__ = __str__

    def filter(self, data, strict=False, allow_downcast=None):
        """Return ``data``, a RandomState, as it is. Errors: TypeError for anything else."""
        if not self.is_valid_value(data):
            raise TypeError(
                f"A random state is a numpy.random.RandomState, not {data!r} of type {type(data).__name__}."
            )
        return data

    def is_valid_value(self, a, strict=True):
        """Return whether ``a`` is a RandomState."""
        return type(a) is np.random.RandomState

    def values_eq(self, a, b):
        """Return whether two RandomStates will draw the same numbers."""
        one, other = a.get_state(legacy=False), b.get_state(legacy=False)
        return (
            one["bit_generator"] == other["bit_generator"]
            and np.array_equal(one["state"]["key"], other["state"]["key"])
            and one["state"]["pos"] == other["state"]["pos"]
            and one["has_gauss"] == other["has_gauss"]
            and (not one["has_gauss"] or one["gauss"] == other["gauss"])
        )

    def get_shape_info(self, obj):
        """Return what ``get_size`` wants to know of a value: nothing."""
        return None

    def get_size(self, shape_info):
        """Return how many bytes a state takes."""
        name, keys, *numbers = np.random.RandomState(0).get_state()
        return len(name) + keys.nbytes + 8 * len(numbers)

    @staticmethod
    def may_share_memory(a, b):
        """Return whether drawing from one of two RandomStates changes the other."""
        return a is b or getattr(a, "_bit_generator", a) is getattr(b, "_bit_generator", b)


random_state_type = RandomStateType()
_register_view_op_c_code(
    RandomStateType, "Py_XDECREF(%(oname)s); %(oname)s = %(iname)s; Py_XINCREF(%(oname)s);", version=1
)


# ---------------------------------------------------------------- the operation that draws


class RandomFunction(_Op):
    """Draw from a RandomState: ``op(state, shape, *args)`` returns the state after that, and a tensor of ``outtype``.

    ``fn`` is a method of RandomState, by its name or itself, or a function called in the same way: with the state, the
    values of ``args`` and the shape, a tuple, or None for an empty ``shape``, which leaves it to the arguments. The
    tensor has ``ndim_added`` dimensions more than the shape says. ``inplace`` draws from the state given, not from a
    copy. Errors: ValueError if a draw has another shape than it was asked for. Source: theano.tensor.raw_random.
    """

    __props__ = ("fn", "outtype", "inplace", "ndim_added")
    draws = True  # from its first input

    def __init__(self, fn, outtype, inplace=False, ndim_added=0):
        self.__setstate__([fn, outtype, inplace, ndim_added])

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name not in ("exec_fn", "destroy_map")}

    def __setstate__(self, dct):
        if isinstance(dct, dict):
            self.__dict__.update(dct)
        else:
            self.fn, self.outtype, self.inplace, self.ndim_added = dct
        self.exec_fn = getattr(np.random.RandomState, self.fn) if isinstance(self.fn, str) else self.fn
        if self.inplace:
            self.destroy_map = {0: [0]}

    def __str__(self):
        return f"RandomFunction{{{self.exec_fn.__name__}}}"

    def make_node(self, r, shape, *args):
        if isinstance(shape, tuple | list) and len(shape) == 0:
            shape = np.zeros(0, "int64")
        shape = _tensor.as_tensor_variable(shape, ndim=1)
        assert shape.type.dtype in ("int64", "int32"), "shape is a vector of integers"
        if not isinstance(r.type, RandomStateType):
            print("WARNING: RandomState instances should be in RandomStateType", file=sys.stderr)
        args = [_tensor.as_tensor_variable(arg) for arg in args]
        return _Apply(self, [r, shape, *args], [r.type(), self.outtype()])

    def infer_shape(self, node, i_shapes):
        shape = node.inputs[1]
        if self.ndim_added or len(getattr(shape, "data", [0])) == 0:
            raise _ShapeError("the arguments decide on the shape")
        return [None, [shape[i] for i in range(node.outputs[1].ndim)]]

    def perform(self, node, inputs, out_):
        r, shape, *args = inputs
        assert type(r) is np.random.RandomState, (type(r), r)
        new_state, out = out_
        shape = tuple(int(length) for length in shape) or None
        if shape is not None and self.outtype.ndim != len(shape) + self.ndim_added:
            raise ValueError(
                f"Shape mismatch: {self} gives {self.outtype.ndim} dimensions, and was asked for {len(shape)} and "
                f"{self.ndim_added} more: shape is {shape}."
            )
        # a shallow copy of NumPy 2's RandomState draws from the original
        new_state[0] = r if self.inplace else copy.deepcopy(r)
        drawn = _asarray(self.exec_fn(new_state[0], *args, shape), dtype=self.outtype.dtype)
        if shape is None and drawn.ndim == 0:
            drawn = drawn.reshape((1,) * self.outtype.ndim)
        if drawn.ndim != self.outtype.ndim:
            raise ValueError(
                f"Shape mismatch: {self} gives {self.outtype.ndim} dimensions, and drew {drawn.ndim}: {drawn.shape}."
            )
        if shape is not None and self.ndim_added >= 0 and drawn.shape[: len(shape)] != shape:
            raise ValueError(f"Shape mismatch: {self} was asked for {shape}, and drew an array of shape {drawn.shape}.")
        out[0] = drawn

    def grad(self, inputs, outputs):
        why = "No gradient defined through raw random numbers op"
        return [_grad_undefined(self, k, x, why) for k, x in enumerate(inputs)]

    def R_op(self, inputs, eval_points):
        return [None for _ in eval_points]


@_local_optimizer([RandomFunction])
def random_make_inplace(node):
    """Draw from the state itself, where nobody else needs it as it was. Source: theano.tensor.raw_random."""
    op = node.op
    if not isinstance(op, RandomFunction) or op.inplace:
        return False
    return RandomFunction(op.fn, op.outtype, inplace=True, ndim_added=op.ndim_added).make_node(*node.inputs).outputs


# ---------------------------------------------------------------- shapes


def _infer_ndim_bcast(ndim, shape, *args):
    """Return how many dimensions a draw has, its shape as a symbolic vector, and its broadcast pattern.

    ``shape`` is a vector or a list of numbers and scalars, of which -1 stands for the length that ``args`` have there,
    or None for the shape to which they broadcast.
    """
    args_ndim = max((arg.ndim for arg in args), default=0)
    if isinstance(shape, tuple | list):
        if ndim is None:
            ndim = len(shape)
        if len(shape) != ndim:
            raise ValueError(f"ndim should be equal to len(shape): ndim = {ndim}, shape = {shape}")
        v_shape, bcast = _vector([_length(i, length, ndim, args) for i, length in enumerate(shape)])
    elif shape is None:
        if not args:
            raise TypeError("Nothing tells the shape: give `size`.")
        ndim = args_ndim
        v_shape, bcast = _vector([_length(i, -1, ndim, args) for i in range(ndim)])
    else:
        v_shape = _tensor.as_tensor_variable(shape)
        if v_shape.ndim != 1:
            raise TypeError(f"shape must be a vector or list of scalar, got '{v_shape}'")
        if ndim is None:
            ndim = _tensor.get_vector_length(v_shape)
        bcast = [False] * ndim
    if v_shape.ndim != 1:
        raise TypeError(f"shape must be a vector or list of scalar, got '{v_shape}'")
    if v_shape.dtype not in _integer_dtypes:
        raise TypeError("shape must be an integer vector or list", v_shape.dtype)
    if args_ndim > ndim:
        raise ValueError(f"ndim should be at least as big as required by args value: {ndim} < {args_ndim}", args)
    return ndim, _tensor.cast(v_shape, "int64"), tuple(bcast)


def _length(i, length, ndim, args):
    """Return the symbolic length of dimension ``i``, given as ``length``, and whether it is known to be 1."""
    if hasattr(length, "type"):
        return length, False
    if length >= 0:
        return _tensor.as_tensor_variable(length), length == 1
    if length != -1:
        raise ValueError(f"negative shape: {length} in dimension {i}")
    there = [(arg, i + arg.ndim - ndim) for arg in args if i + arg.ndim >= ndim]
    if not there:
        raise ValueError(f"A length of -1 is that of an argument, and none has dimension {i} of {ndim}.")
    for arg, axis in there:
        if not arg.broadcastable[axis]:
            return arg.shape[axis], False
    return _tensor.as_tensor_variable(1), True


def _vector(lengths):
    """Return a symbolic vector of lengths and a list of whether they are 1, from a list of such pairs."""
    vector = _tensor.stack([n for n, _ in lengths]) if lengths else _tensor.constant([], dtype="int64")
    return vector, [one for _, one in lengths]


def _broadcast(size, ndims, shapes):
    """Return ``size``, or the shape to which ``shapes``, of ``ndims`` dimensions, broadcast if it is None.

    Errors: ValueError for a shape with more dimensions or other lengths.
    """
    ndim = max(ndims) if size is None else len(size)
    padded = [(1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes]
    for shape in padded:
        if len(shape) > ndim:
            raise ValueError(f"An argument of shape {shape} has more dimensions than size={size}.")
    if size is None:
        size = tuple(max(lengths) for lengths in zip(*padded, strict=True))
    for shape in padded:
        if any(n not in (1, length) for n, length in zip(shape, size, strict=True)):
            raise ValueError(f"An argument of shape {shape} does not broadcast to {tuple(size)}.")
    return tuple(size)


def _floating(dtype, *args):
    return _scalar.upcast(_config.floatX, *(arg.dtype for arg in args)) if dtype is None else dtype


# ---------------------------------------------------------------- distributions


def uniform(random_state, size=None, low=0.0, high=1.0, ndim=None, dtype=None):
    """Draw between ``low`` and ``high``: return the next state and a tensor of shape ``size``.

    ``ndim`` is the length of ``size`` where it cannot be seen; without ``size`` the arguments' shapes decide. ``dtype``
    is by default that of low and high, floatX at least. Source: theano.tensor.raw_random.uniform.
    """
    low, high = _tensor.as_tensor_variable(low), _tensor.as_tensor_variable(high)
    dtype = _floating(dtype, low, high)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size, low, high)
    return RandomFunction("uniform", _TensorType(dtype, bcast))(random_state, size, low, high)


def normal(random_state, size=None, avg=0.0, std=1.0, ndim=None, dtype=None):
    """Draw from normal distributions of mean ``avg`` and standard deviation ``std``.

    Shape and dtype are as for ``uniform``.

    Source: theano.tensor.raw_random.normal.
    """
    avg, std = _tensor.as_tensor_variable(avg), _tensor.as_tensor_variable(std)
    dtype = _floating(dtype, avg, std)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size, avg, std)
    return RandomFunction("normal", _TensorType(dtype, bcast))(random_state, size, avg, std)


def binomial(random_state, size=None, n=1, p=0.5, ndim=None, dtype="int64", prob=None):
    """Draw how many of ``n`` trials succeed, each with probability ``p`` (once called ``prob``).

    The shape is as for ``uniform``.

    Source: theano.tensor.raw_random.binomial.
    """
    if prob is not None:
        p = prob
        print("DEPRECATION WARNING: binomial's parameter prob is now p, as NumPy has it.", file=sys.stderr)
    n, p = _tensor.as_tensor_variable(n), _tensor.as_tensor_variable(p)
    ndim, size, _ = _infer_ndim_bcast(ndim, size, n, p)
    return RandomFunction("binomial", _TensorType(dtype, (False,) * ndim))(random_state, size, n, p)


def random_integers_helper(random_state, low, high, size):
    """Return integers from ``low`` to ``high``, both included, in an array of float64: what the graph's node computes.

    Errors: ValueError if the arrays low and high do not broadcast to ``size``. Source: theano.tensor.raw_random.
    """
    low, high = np.asarray(low), np.asarray(high)
    size = _broadcast(size, (low.ndim, high.ndim), (low.shape, high.shape))
    # the same numbers as one call for each element, in their order
    return random_state.randint(low.astype("int64"), high.astype("int64") + 1, size=size).astype("float64")


def random_integers(random_state, size=None, low=0, high=1, ndim=None, dtype="int64"):
    """Draw integers between ``low`` and ``high``, both included, in the shape of ``uniform``.

    Source: theano.tensor.raw_random.random_integers.
    """
    low, high = _tensor.as_tensor_variable(low), _tensor.as_tensor_variable(high)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size, low, high)
    return RandomFunction(random_integers_helper, _TensorType(dtype, bcast))(random_state, size, low, high)


def choice_helper(random_state, a, replace, p, size):
    """Return what ``random_state.choice`` chooses, an empty ``p`` standing for none: what the graph's node computes.

    Errors: ValueError if ``a`` or ``p`` has too many dimensions. Source: theano.tensor.raw_random.
    """
    if a.ndim > 1:
        raise ValueError(f"a.ndim ({a.ndim}) must be 0 or 1")
    if p.ndim != 1:
        raise ValueError(f"p.ndim ({p.ndim}) must be 1")
    return random_state.choice(a, size, bool(replace), p if p.size else None)


def choice(random_state, size=None, a=2, replace=True, p=None, ndim=None, dtype="int64"):
    """Choose elements of the vector ``a``, or of 0 to a - 1, with probabilities ``p`` or equal ones: see ``uniform``.

    ``replace`` puts each back before the next choice. Source: theano.tensor.raw_random.choice.
    """
    a = _tensor.as_tensor_variable(a)
    replace = np.int8(replace) if isinstance(replace, bool) else replace
    p = _tensor.as_tensor_variable([] if p is None or (np.isscalar(p) and not p) else p)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size)
    return RandomFunction(choice_helper, _TensorType(dtype, bcast))(random_state, size, a, replace, p)


def poisson(random_state, size=None, lam=1.0, ndim=None, dtype="int64"):
    """Draw from the Poisson distribution of mean ``lam``, in the shape ``size``, which must be given.

    Source: theano.tensor.raw_random.poisson.
    """
    lam = _tensor.as_tensor_variable(lam)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size)
    return RandomFunction("poisson", _TensorType(dtype, bcast))(random_state, size, lam)


def permutation_helper(random_state, n, shape):
    """Return an array of ``shape`` of permutations of 0 to n - 1, along a last axis: what the graph's node computes.

    Source: theano.tensor.raw_random.
    """
    assert n.shape == (), "n is one number"
    shape = () if shape is None else tuple(shape)
    out = np.empty((*shape, int(n.item())), "int64")
    for i in np.ndindex(*shape):
        out[i] = random_state.permutation(out.shape[-1])
    return out


def permutation(random_state, size=None, n=1, ndim=None, dtype="int64"):
    """Draw permutations of the numbers 0 to n - 1, as many as ``size`` has elements, along a new last axis.

    Without size there is one permutation. Errors: TypeError if there is one and ``ndim`` asks for more.
    Source: theano.tensor.raw_random.permutation.
    """
    if size is None or (isinstance(size, tuple | list) and len(size) == 0):
        if ndim not in (None, 1):
            raise TypeError(f"Without size there is one permutation, of one dimension: ndim is {ndim}.")
        size, bcast = (), ()
    else:
        ndim, size, bcast = _infer_ndim_bcast(ndim, size)
    op = RandomFunction(permutation_helper, _TensorType(dtype, (*bcast, False)), ndim_added=1)
    return op(random_state, size, n)


def multinomial_helper(random_state, n, pvals, size):
    """Return the counts of ``n`` experiments with probabilities ``pvals``: what the graph's node computes.

    Errors: ValueError if the arrays n and pvals do not broadcast to ``size``; AssertionError if probabilities are
    negative or exceed 1 together. Source: theano.tensor.raw_random.
    """
    size = _broadcast(size, (n.ndim, pvals.ndim - 1), (n.shape, pvals.shape[:-1]))
    assert pvals.min() >= 0, "the probabilities are negative"
    n, pvals = np.broadcast_to(n, size), np.broadcast_to(pvals, (*size, pvals.shape[-1]))
    out = np.empty(pvals.shape)
    for i in np.ndindex(*size):
        p, total = pvals[i], float(np.sum(pvals[i]))
        # rounding may take the sum over 1, which NumPy refuses
        if 1.0 < total < 1.0 + 1e-5 or p[-1] < 5e-5:
            p = p * (1.0 - 5e-5)
            total = float(np.sum(p))
        assert total <= 1.0, f"the probabilities exceed 1 together: {total}"
        out[i] = random_state.multinomial(n=n[i], pvals=p.astype("float64"))
    return out


def multinomial(random_state, size=None, n=1, pvals=[0.5, 0.5], ndim=None, dtype="int64"):  # noqa: B006
    """Draw the counts of ``n`` experiments whose outcomes have the probabilities ``pvals``, along the last axis.

    The leading axes of ``pvals`` and the array n broadcast to ``size``, where -1 stands for their length, and are the
    result's without it. Source: theano.tensor.raw_random.multinomial.
    """
    n, pvals = _tensor.as_tensor_variable(n), _tensor.as_tensor_variable(pvals)
    ndim, size, bcast = _infer_ndim_bcast(ndim, size, n, pvals[..., 0])
    outtype = _TensorType(dtype, (*bcast, pvals.type.broadcastable[-1]))
    return RandomFunction(multinomial_helper, outtype, ndim_added=1)(random_state, size, n, pvals)


# ---------------------------------------------------------------- streams


class RandomStreamsBase:
    """The distributions as methods of a stream, which has ``gen(op, *args, **kwargs)`` to make a variable of each.

    Source: theano.tensor.raw_random.RandomStreamsBase.
    """

    def binomial(self, size=None, n=1, p=0.5, ndim=None, dtype="int64", prob=None):
        """Return a variable that counts how many of ``n`` trials succeed, each with probability ``p``."""
        return self.gen(binomial, size, n, p, ndim=ndim, dtype=dtype, prob=prob)

    def uniform(self, size=None, low=0.0, high=1.0, ndim=None, dtype=None):
        """Return a variable that is drawn between ``low`` and ``high``."""
        return self.gen(uniform, size, low, high, ndim=ndim, dtype=dtype)

    def normal(self, size=None, avg=0.0, std=1.0, ndim=None, dtype=None):
        """Return a normal variable of mean ``avg`` and standard deviation ``std``."""
        return self.gen(normal, size, avg, std, ndim=ndim, dtype=dtype)

    def random_integers(self, size=None, low=0, high=1, ndim=None, dtype="int64"):
        """Return a variable of integers between ``low`` and ``high``, both included."""
        return self.gen(random_integers, size, low, high, ndim=ndim, dtype=dtype)

    def choice(self, size=None, a=2, replace=True, p=None, ndim=None, dtype="int64"):
        """Return a variable of elements chosen from the vector ``a``, or from 0 to a - 1, with probabilities ``p``."""
        return self.gen(choice, size, a, replace, p, ndim=ndim, dtype=dtype)

    def poisson(self, size=None, lam=None, ndim=None, dtype="int64"):
        """Return a Poisson variable of mean ``lam``."""
        return self.gen(poisson, size, lam, ndim=ndim, dtype=dtype)

    def permutation(self, size=None, n=1, ndim=None, dtype="int64"):
        """Return a variable of permutations of 0 to n - 1, along a last axis that ``size`` does not count."""
        return self.gen(permutation, size, n, ndim=ndim, dtype=dtype)

    def multinomial(self, size=None, n=1, pvals=[0.5, 0.5], ndim=None, dtype="int64"):  # noqa: B006
        """Return a variable of counts of ``n`` experiments, along a last axis that ``size`` does not count."""
        return self.gen(multinomial, size, n, pvals, ndim=ndim, dtype=dtype)

    def shuffle_row_elements(self, input):
        """Return ``input`` with every row shuffled, by a permutation which its attribute ``permutation`` holds."""
        permuted = self.permutation(size=input.shape[:-1], n=input.shape[-1], ndim=input.ndim - 1)
        shuffled = _tensor.permute_row_elements(input, permuted)
        shuffled.permutation = permuted
        return shuffled
