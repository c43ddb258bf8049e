"""``theano.sandbox.rng_mrg``: streams of random numbers by the generator MRG31k3p, with Theano's numbers.

The generator is that of P. L'Ecuyer and R. Touzin, Fast Combined Multiple Recursive Generators with Multipliers of the
form a = +-2^d +- 2^e (2000); its streams are 2^134 numbers apart and their substreams 2^72.
"""

import warnings

import numpy as np
from pytensor.compile.mode import optdb as optdb

from theano_min import _removed, scalar as _scalar
from theano_min._pytensor import set_default_update as _set_default_update
from theano_min.configdefaults import config as config
from theano_min.gof.graph import Apply as Apply, Variable as Variable
from theano_min.gof.op import Op as Op
from theano_min.gof.opt import in2out as _in2out, local_optimizer as local_optimizer
from theano_min.gradient import grad_undefined as _grad_undefined, undefined_grad as undefined_grad
from theano_min.sandbox import multinomial as multinomial
from theano_min.scalar import _libm
from theano_min.tensor import basic as _tensor
from theano_min.tensor._constants import extract_constant as _extract_constant
from theano_min.tensor.basic import (
    as_tensor_variable as as_tensor_variable,
    cast as cast,
    get_vector_length as get_vector_length,
)
from theano_min.tensor.sharedvar import tensor_constructor as _shared
from theano_min.tensor.type import TensorType as TensorType

__getattr__ = _removed.getattr_for(__name__)

_log, _cos, _sin = map(_tensor.Elemwise, (_libm.log, _libm.cos, _libm.sin))

# ---------------------------------------------------------------- the generator

M1 = np.asarray(np.int32(2147483647))  # 2^31 - 1
M2 = np.asarray(np.int32(2147462579))  # 2^31 - 21069
MASK12 = np.int32(511)
MASK13 = np.int32(16777215)
MASK2 = np.int32(65535)
MULT2 = np.int32(21069)
NORM = 4.656612873077392578125e-10  # 2^-31
np_int32_vals = [np.int32(i) for i in (0, 7, 9, 15, 16, 22, 24)]

_A1 = np.array([[0, 4194304, 129], [1, 0, 0], [0, 1, 0]], "int64")
_A2 = np.array([[32768, 0, 32769], [1, 0, 0], [0, 1, 0]], "int64")
A1p72 = np.asarray(
    [
        [1516919229, 758510237, 499121365],
        [1884998244, 1516919229, 335398200],
        [601897748, 1884998244, 358115744],
    ],
    "int64",
)
A2p72 = np.asarray(
    [
        [1228857673, 1496414766, 954677935],
        [1133297478, 1407477216, 1496414766],
        [2002613992, 1639496704, 1407477216],
    ],
    "int64",
)
A1p134 = np.asarray(
    [
        [1702500920, 1849582496, 1656874625],
        [828554832, 1702500920, 1512419905],
        [1143731069, 828554832, 102237247],
    ],
    "int64",
)
A2p134 = np.asarray(
    [
        [796789021, 1464208080, 607337906],
        [1241679051, 1431130166, 1464208080],
        [1401213391, 1178684362, 1431130166],
    ],
    "int64",
)


def matVecModM(A, s, m):
    """Return A s modulo m as int32, for the matrix A, which is int64. Source: theano.sandbox.rng_mrg.matVecModM."""
    assert A.dtype == "int64", "A is of dtype int64"
    return np.int32(np.sum((A * s) % m, 1) % m)


def multMatVect(v, A, m1, B, m2):
    """Return A times the first three numbers of v modulo m1, and B times the last three modulo m2, in one vector.

    Source: theano.sandbox.rng_mrg.multMatVect.
    """
    return np.concatenate([matVecModM(A, v[:3], m1), matVecModM(B, v[3:], m2)])


def ff_2p134(rstate):
    """Return the state 2^134 numbers further on. Source: theano.sandbox.rng_mrg.ff_2p134."""
    return multMatVect(rstate, A1p134, M1, A2p134, M2)


def ff_2p72(rstate):
    """Return the state 2^72 numbers further on. Source: theano.sandbox.rng_mrg.ff_2p72."""
    return multMatVect(rstate, A1p72, M1, A2p72, M2)


def _product(A, B, m):
    """Return A B modulo m, no sum of products exceeding 64 bits."""
    return ((A[:, :, None] * B[None, :, :]) % m).sum(1) % m


def _power(A, n, m):
    """Return A to the n modulo m."""
    result = np.eye(3, dtype="int64")
    for digit in f"{n:b}":
        result = _product(result, result, m)
        result = _product(result, A, m) if digit == "1" else result
    return result


def _spaced(states, A, B, count):
    """Return ``states`` and those that A and B lead to once, twice, up to ``count`` times as many, below each other."""
    rows, wanted = np.asarray(states, "int64"), count * len(states)
    # from as many rows as there are, those that follow, twice as far away each time
    while len(rows) < wanted:
        further = [_product(rows[:, :3], A.T, int(M1)), _product(rows[:, 3:], B.T, int(M2))]
        rows = np.concatenate([rows, np.concatenate(further, 1)])
        A, B = _product(A, A, int(M1)), _product(B, B, int(M2))
    return rows[:wanted].astype("int32")


def mrg_next_value(rstate, new_rstate, NORM, mask, offset):
    """Return the next number after ``rstate``, six int32, and write the state after that to ``new_rstate``.

    The number is an integer below 2^31 of which the bits of ``mask`` count, plus ``offset``, times ``NORM``.
    Source: theano.sandbox.rng_mrg.mrg_next_value.
    """
    state = np.array(rstate, "int32")[:, None]
    value = int(_next_integers(state)[0])
    new_rstate[...] = state[:, 0]
    return ((value & mask) + offset) * np.float64(NORM)


def _next_integers(state):
    """Return the next integer of each column of ``state``, of shape (6, streams), and take the columns on."""
    x11, x12, x13, x21, x22, x23 = state
    y1 = ((x12 & MASK12) << 22) + (x12 >> 9) + ((x13 & MASK13) << 7) + (x13 >> 24)
    y1 = _fold(_fold(y1, M1) + x13, M1)
    y2 = _fold(((x21 & MASK2) << 15) + MULT2 * (x21 >> 16), M2)
    y3 = _fold(((x23 & MASK2) << 15) + MULT2 * (x23 >> 16), M2)
    y3 = _fold(_fold(y3 + x23, M2) + y2, M2)
    state[1:3], state[4:6] = state[0:2].copy(), state[3:5].copy()
    state[0], state[3] = y1, y3
    return np.where(y1 <= y3, y1 - y3 + M1, y1 - y3)


def _fold(y, m):
    # what has passed 2^31 has become negative
    return np.where((y < 0) | (y >= m), y - m, y)


def _fill(rstate, out):
    """Fill the vector ``out`` from the states ``rstate``, of shape (streams, 6), in turn, and take these on."""
    rstate = rstate[: len(out)]  # the other streams stay where they are
    streams = len(rstate)
    turns = len(out) // max(1, streams)
    # few streams are cut into parts, which are drawn side by side
    parts = min(4096 // max(1, streams), turns // 8)
    if parts > 1 and rstate.min() >= 0:
        length = turns // parts
        A, B = _power(_A1, length, int(M1)), _power(_A2, length, int(M2))
        state = np.array(_spaced(rstate, A, B, parts).T)
        done, out = np.split(out, [parts * length * streams])
        done = done.reshape(parts, length, streams)
        for turn in range(length):
            done[:, turn] = _real(_next_integers(state), out.dtype).reshape(parts, streams)
        state = np.array(state[:, -streams:])
    else:
        state = np.array(rstate.T)
    for start in range(0, len(out), streams or 1):
        width = min(streams, len(out) - start)
        drawn = state[:, :width]
        out[start : start + width] = _real(_next_integers(drawn), out.dtype)
    rstate[...] = state.T


def _real(integers, dtype):
    """Return integers below 2^31 as numbers between 0 and 1, rounded as Theano rounded them."""
    if dtype == "float16":
        return ((integers & 0x7FFF) + 1) * np.float64(np.float16(3.0458e-05))
    if dtype == "float32":
        return integers.astype("float32") * np.float32(4.6566126e-10)
    return integers * NORM


# ---------------------------------------------------------------- operations


class DotModulo(Op):
    """Compute A s modulo m and A2 s2 modulo m2, in one vector: what ``multMatVect`` computes.

    Source: theano.sandbox.rng_mrg.DotModulo.
    """

    __props__ = ()

    def make_node(self, A, s, m, A2, s2, m2):
        return Apply(self, [A, s, m, A2, s2, m2], [s.type()])

    def perform(self, node, inputs, outputs):
        A, s, m, A2, s2, m2 = inputs
        outputs[0][0] = np.concatenate([matVecModM(A, s, m), matVecModM(A2, s2, m2)])


class mrg_uniform_base(Op):
    """Draw between 0 and 1: ``op(rstate, size)`` returns the states after that, and a tensor of ``output_type``.

    ``inplace`` takes the states given on, not a copy. Source: theano.sandbox.rng_mrg.mrg_uniform_base.
    """

    __props__ = ("output_type", "inplace")
    draws = True  # from its first input

    def __init__(self, output_type, inplace=False):
        self.output_type = output_type
        self.inplace = inplace
        if inplace:
            self.destroy_map = {0: [0]}

    def __str__(self):
        return f"{type(self).__name__}{{{self.output_type},{'inplace' if self.inplace else 'no_inplace'}}}"

    def grad(self, inputs, ograd):
        why = "No gradient defined through random sampling op"
        return [_grad_undefined(self, k, x, why) for k, x in enumerate(inputs)]

    def R_op(self, inputs, eval_points):
        return [None for _ in eval_points]


class mrg_uniform(mrg_uniform_base):
    """Draw between 0 and 1 with the states ``rstate``, an int32 matrix of six columns, each row in its turn.

    Errors: ValueError for more than 2^31 - 1 numbers. Source: theano.sandbox.rng_mrg.mrg_uniform.
    """

    _f16_ok = True
    _numba = "theano_min._numba.rng_mrg"

    def make_node(self, rstate, size):
        rstate, size = as_tensor_variable(rstate), as_tensor_variable(size)
        pattern = [bool(_extract_constant(size[i]) == 1) for i in range(self.output_type.ndim)]
        return Apply(self, [rstate, size], [rstate.type(), TensorType(self.output_type.dtype, pattern)()])

    @classmethod
    def new(cls, rstate, ndim, dtype, size):
        """Return what the operation for these dimensions and this dtype draws."""
        size = as_tensor_variable(size)
        ndim = get_vector_length(size) if ndim is None else ndim
        return cls(TensorType(dtype, (False,) * ndim))(rstate, size)

    def infer_shape(self, node, i_shapes):
        return [i_shapes[0], [node.inputs[1][i] for i in range(self.output_type.ndim)]]

    def perform(self, node, inp, out):
        rstate, size = inp
        shape = tuple(int(length) for length in size)
        if len(shape) != self.output_type.ndim:
            raise ValueError(f"size must have length {self.output_type.ndim} (not {len(shape)})")
        count = int(np.prod(shape, dtype=object))
        if count > M1:
            raise ValueError("rng_mrg does not support more than (2**31 - 1) samples")
        rstate = rstate if self.inplace else rstate.copy()
        drawn = np.empty(count, self.output_type.dtype)
        _fill(rstate, drawn)
        out[0][0], out[1][0] = rstate, drawn.reshape(shape)

    def c_support_code(self):
        return _C_SUPPORT

    def c_code(self, node, name, inp, out, sub):
        if self.output_type.dtype == "float16":
            return super().c_code(node, name, inp, out, sub)
        kind = self.output_type.dtype
        flags = "" if self.inplace else "NPY_ARRAY_ENSURECOPY | "
        return _C_CODE % {
            "rstate": inp[0],
            "size": inp[1],
            "new": out[0],
            "out": out[1],
            "ndim": self.output_type.ndim,
            "dims": max(1, self.output_type.ndim),
            "kind": kind,
            "typenum": f"NPY_{kind.upper()}",
            "flags": flags,
            "fail": sub["fail"],
        }

    def c_code_cache_version(self):
        return (1,)


# Streams stand side by side and nothing branches, so that the compiler computes several at once.
_C_SUPPORT = """
static inline npy_uint32 mrg_fold(npy_uint32 y, npy_uint32 m) { return y - m < y ? y - m : y; }

template <typename real>
static void mrg_fill(npy_int32* state, npy_intp streams, real* out, npy_int64 count, real norm)
{
    const npy_uint32 M1 = 2147483647u, M2 = 2147462579u;
    const int BLOCK = 512;
    npy_int32 w[6][BLOCK];
    for (npy_int64 start = 0; start < streams; start += BLOCK)
    {
        const int wide = streams - start < BLOCK ? (int)(streams - start) : BLOCK;
        for (int j = 0; j < wide; ++j)
            for (int i = 0; i < 6; ++i) w[i][j] = state[6 * (start + j) + i];
        for (npy_int64 k = start; k < count; k += streams)
        {
            const int now = count - k < wide ? (int)(count - k) : wide;
            real* here = out + k;
            for (int j = 0; j < now; ++j)
            {
                const npy_int32 x12 = w[1][j], x13 = w[2][j], x21 = w[3][j], x23 = w[5][j];
                npy_uint32 y1 = ((npy_uint32)(x12 & 511) << 22) + (npy_uint32)(x12 >> 9)
                    + ((npy_uint32)(x13 & 16777215) << 7) + (npy_uint32)(x13 >> 24);
                y1 = mrg_fold(mrg_fold(y1, M1) + (npy_uint32)x13, M1);
                npy_uint32 y2 = ((npy_uint32)(x21 & 65535) << 15) + 21069u * (npy_uint32)(x21 >> 16);
                npy_uint32 y3 = ((npy_uint32)(x23 & 65535) << 15) + 21069u * (npy_uint32)(x23 >> 16);
                y3 = mrg_fold(mrg_fold(y3, M2) + (npy_uint32)x23, M2);
                y3 = mrg_fold(y3 + mrg_fold(y2, M2), M2);
                w[2][j] = x12; w[1][j] = w[0][j]; w[0][j] = (npy_int32)y1;
                w[5][j] = w[4][j]; w[4][j] = x21; w[3][j] = (npy_int32)y3;
                const npy_uint32 d = y1 - y3;
                here[j] = (real)(npy_int32)(d + (M1 & -(npy_uint32)((npy_int32)y1 <= (npy_int32)y3))) * norm;
            }
        }
        for (int j = 0; j < wide; ++j)
            for (int i = 0; i < 6; ++i) state[6 * (start + j) + i] = w[i][j];
    }
}

static inline void mrg_fill_float32(npy_int32* state, npy_intp streams, void* out, npy_int64 count)
{ mrg_fill(state, streams, (npy_float32*)out, count, 4.6566126e-10f); }

static inline void mrg_fill_float64(npy_int32* state, npy_intp streams, void* out, npy_int64 count)
{ mrg_fill(state, streams, (npy_float64*)out, count, 4.656612873077392578125e-10); }
"""

_C_CODE = """
{
    npy_intp dims[%(dims)s];
    npy_int64 count = 1;
    int fits = %(out)s != NULL && PyArray_NDIM(%(out)s) == %(ndim)s && PyArray_ISCARRAY(%(out)s);
    if (PyArray_DIMS(%(size)s)[0] != %(ndim)s)
    {
        PyErr_Format(PyExc_ValueError, "size must have length %(ndim)s (not %%i)", (int)PyArray_DIMS(%(size)s)[0]);
        %(fail)s
    }
    for (int i = 0; i < %(ndim)s; ++i)
    {
        dims[i] = *(dtype_%(size)s*)PyArray_GETPTR1(%(size)s, i);
        count *= dims[i];
        fits = fits && PyArray_DIMS(%(out)s)[i] == dims[i];
        if (count > 2147483647)
        {
            PyErr_SetString(PyExc_ValueError, "rng_mrg does not support more than (2**31 - 1) samples");
            %(fail)s
        }
    }
    if (!fits)
    {
        Py_XDECREF(%(out)s);
        %(out)s = (PyArrayObject*)PyArray_SimpleNew(%(ndim)s, dims, %(typenum)s);
        if (!%(out)s) { %(fail)s }
    }
    Py_XDECREF(%(new)s);
    %(new)s = (PyArrayObject*)PyArray_FROM_OF((PyObject*)%(rstate)s, %(flags)sNPY_ARRAY_CARRAY);
    if (!%(new)s) { %(fail)s }
    if (PyArray_NDIM(%(new)s) != 2 || PyArray_DIMS(%(new)s)[1] != 6 || PyArray_TYPE(%(new)s) != NPY_INT32)
    {
        PyErr_SetString(PyExc_ValueError, "rstate must be an int32 matrix of 6 columns");
        %(fail)s
    }
    mrg_fill_%(kind)s((npy_int32*)PyArray_DATA(%(new)s), PyArray_DIMS(%(new)s)[0], PyArray_DATA(%(out)s), count);
}
"""


@local_optimizer((mrg_uniform_base,))
def mrg_random_make_inplace(node):
    """Take the states themselves on, where nobody else needs them as they were. Source: theano.sandbox.rng_mrg."""
    op = node.op
    if not isinstance(op, mrg_uniform_base) or op.inplace:
        return False
    return type(op)(op.output_type, inplace=True).make_node(*node.inputs).outputs


optdb.register(
    "random_make_inplace_mrg",
    _in2out(mrg_random_make_inplace, ignore_newtrees=True),
    "fast_run",
    "inplace",
    position=99,
)


# ---------------------------------------------------------------- streams


def guess_n_streams(size, warn=False):
    """Return how many streams draw ``size`` numbers: a sixth as many, up to 15360, which is the default.

    ``warn`` warns where the size is not known. Source: theano.sandbox.rng_mrg.guess_n_streams.
    """
    if isinstance(size, tuple | list) and all(isinstance(length, int) for length in size):
        count = 1
        for length in size:
            count *= length
        return min(count // 6 if count > 6 else count, 60 * 256)
    if warn:
        warnings.warn(f"MRG_RandomStreams Can't determine #streams from size ({size}), guessing 60*256", stacklevel=3)
    return 60 * 256


class MRG_RandomStreams:
    """Random variables that are drawn anew by each call of a function that uses them, the same for the same ``seed``.

    ``seed`` is an integer below 2147462579 or six of them. Each variable has states of its own, a shared matrix
    ``variable.rstate`` that functions update unless they are compiled with ``no_default_updates``; ``state_updates``
    lists (states, next states, size, nstreams). Errors: ValueError for a seed that is 0 or too large, TypeError for one
    of another length. Source: theano.sandbox.rng_mrg.MRG_RandomStreams.
    """

    def __init__(self, seed=12345):
        self.state_updates = []
        self.default_instance_seed = seed
        self.set_rstate(seed)

    def updates(self):
        """Return a list of the updates of all variables."""
        return list(self.state_updates)

    def set_rstate(self, seed):
        """Let the streams made from now on start from ``seed``, an integer or six."""
        if isinstance(seed, int):
            if seed == 0:
                raise ValueError("seed should not be 0", seed)
            if seed >= M2:
                raise ValueError(f"seed should be less than {M2}", seed)
            seed = [seed] * 6
        elif len(seed) == 6:
            for which, part, limit in (("first", seed[:3], M1), ("last", seed[3:], M2)):
                if all(number == 0 for number in part):
                    raise ValueError(f"The {which} 3 values of seed should not be all 0", seed)
                if any(number >= limit for number in part):
                    raise ValueError(f"The {which} 3 values of seed should be less than {limit}", seed)
        else:
            raise TypeError("seed should be 1 integer or 6 integers")
        self.rstate = np.asarray(seed, "int32")

    def seed(self, seed=None):
        """Seed all variables anew from ``seed``, by default the one that the streams were made with."""
        self.set_rstate(self.default_instance_seed if seed is None else seed)
        for old, new, size, nstreams in self.state_updates:
            nstreams = self.n_streams(size) if nstreams is None else nstreams
            states = self.get_substream_rstates(nstreams, new.owner.outputs[1].dtype)
            assert old.get_value(borrow=True).shape == states.shape, "the states have changed their number"
            old.set_value(states, borrow=True)

    def inc_rstate(self):
        """Go on to the next stream, 2^134 numbers further."""
        self.rstate = ff_2p134(self.rstate)

    def get_substream_rstates(self, n_streams, dtype, inc_rstate=True):
        """Return the states of ``n_streams`` substreams, 2^72 numbers apart, and with ``inc_rstate`` go on.

        ``dtype`` is that of the numbers to come, which makes no difference.
        """
        assert isinstance(dtype, str), "dtype is a name"
        assert 0 < n_streams < 2**72, "there is no such number of streams"
        states = _spaced(self.rstate[None], A1p72, A2p72, n_streams)
        if inc_rstate:
            self.inc_rstate()
        return states

    def n_streams(self, size):
        """Return how many streams draw ``size`` numbers."""
        return guess_n_streams(size)

    def pretty_return(self, node_rstate, new_rstate, sample, size, nstreams):
        """Return ``sample`` as a variable of these streams, which knows its states and updates them."""
        sample.rstate = node_rstate
        sample.update = (node_rstate, new_rstate)
        self.state_updates.append((node_rstate, new_rstate, size, nstreams))
        _set_default_update(node_rstate, new_rstate)
        return sample

    def uniform(self, size, low=0.0, high=1.0, ndim=None, dtype=None, nstreams=None, **kwargs):
        """Return a variable that is drawn between ``low`` and ``high``, of the shape ``size``.

        ``size`` is a tuple of integers and scalars, or a vector, ``ndim`` its length where it cannot be seen; ``dtype``
        is by default that of low and high, floatX at least. Errors: TypeError for another ``size`` and unknown
        keywords; ValueError if a length is not positive; NotImplementedError if low or high would broadcast it.
        """
        low, high = as_tensor_variable(low), as_tensor_variable(high)
        dtype = _scalar.upcast(config.floatX, low.dtype, high.dtype) if dtype is None else dtype
        low, high = undefined_grad(cast(low, dtype)), undefined_grad(cast(high, dtype))
        if isinstance(size, tuple):
            known = [length for length in size if not isinstance(length, Variable)]
            assert all(isinstance(n, int | np.integer) for n in known), "size is a tuple of int or a Theano variable"
            if any(length <= 0 for length in known):
                raise ValueError("The specified size contains a dimension with value <= 0", size)
        elif not (isinstance(size, Variable) and size.ndim == 1):
            raise TypeError(
                f"size must be a tuple of int or a Theano Variable with 1 dimension, got {size} of type {type(size)}"
            )
        states = self.get_substream_rstates(self.n_streams(size) if nstreams is None else nstreams, dtype)
        target = {"target": kwargs.pop("target")} if "target" in kwargs else {}
        if kwargs:
            raise TypeError(f"uniform() got unexpected keyword arguments {list(kwargs)}")
        states = _shared(states, **target)
        states.tag.is_rng = True
        u = self.pretty_return(states, *mrg_uniform.new(states, ndim, dtype, size), size=size, nstreams=nstreams)
        r = u * (high - low) + low
        if u.type.broadcastable != r.type.broadcastable:
            raise NotImplementedError(
                "Increase the size to match the broadcasting pattern of `low` and `high` arguments"
            )
        assert r.dtype == dtype
        return r

    def binomial(self, size=None, n=1, p=0.5, ndim=None, dtype="int64", nstreams=None, **kwargs):
        """Return a variable of the shape ``size`` that is 1 with probability ``p``, else 0.

        Errors: NotImplementedError for ``n`` other than 1.
        """
        if n != 1:
            raise NotImplementedError("MRG_RandomStreams.binomial with n > 1")
        p = undefined_grad(as_tensor_variable(p))
        return cast(self.uniform(size=size, nstreams=nstreams, **kwargs) < p, dtype)

    def multinomial(self, size=None, n=1, pvals=None, ndim=None, dtype="int64", nstreams=None, **kwargs):
        """Return a variable of the counts of ``n`` experiments for each row of ``pvals``, its outcomes' probabilities.

        Errors: TypeError without ``pvals``; ValueError for ``size`` or ``ndim``, which pvals decides;
        NotImplementedError if pvals is no matrix.
        """
        if pvals is None:
            raise TypeError("You have to specify pvals")
        pvals = undefined_grad(as_tensor_variable(pvals))
        if size is not None:
            raise ValueError("Provided a size argument to MRG_RandomStreams.multinomial, which does not use it.", size)
        if ndim is not None:
            raise ValueError("Provided an ndim argument to MRG_RandomStreams.multinomial, which does not use it.", ndim)
        if pvals.ndim != 2:
            raise NotImplementedError("MRG_RandomStreams.multinomial only implemented for pvals.ndim = 2")
        drawn = self.uniform(size=pvals[:, 0].shape * n, ndim=1, nstreams=nstreams, **kwargs)
        return multinomial.MultinomialFromUniform(dtype)(pvals, drawn, as_tensor_variable(n))

    def choice(self, size=1, a=None, replace=True, p=None, ndim=None, dtype="int64", nstreams=None, **kwargs):
        """Return a variable of ``size`` different column numbers for each row of ``p``, their probabilities.

        Errors: NotImplementedError for ``replace`` and if p is no matrix; TypeError without ``p`` and for ``a``, which
        p stands for; ValueError for ``ndim``.
        """
        if replace:
            raise NotImplementedError("MRG_RandomStreams.choice only works without replacement: replace=False.")
        if a is not None:
            raise TypeError("a has to be None in MRG_RandomStreams.choice, which chooses from 0 to p.shape[1] - 1")
        if p is None:
            raise TypeError("p has to be specified in MRG_RandomStreams.choice.")
        p = undefined_grad(as_tensor_variable(p))
        if ndim is not None:
            raise ValueError("ndim argument to MRG_RandomStreams.choice is not used.", ndim)
        if p.ndim != 2:
            raise NotImplementedError("MRG_RandomStreams.choice is only implemented for p.ndim = 2")
        drawn = self.uniform(size=p[:, 0].shape * size, ndim=1, nstreams=nstreams, **kwargs)
        return multinomial.ChoiceFromUniform(odtype=dtype)(p, drawn, as_tensor_variable(size))

    def multinomial_wo_replacement(self, size=None, n=1, pvals=None, ndim=None, dtype="int64", nstreams=None, **kwargs):
        """Return what ``choice(size=n, replace=False, p=pvals)`` returns, with a warning. Errors: see ``choice``."""
        warnings.warn(
            "MRG_RandomStreams.multinomial_wo_replacement() is deprecated: use MRG_RandomStreams.choice().",
            stacklevel=2,
        )
        assert size is None, "pvals and n decide on the size"
        return self.choice(size=n, a=None, replace=False, p=pvals, dtype=dtype, nstreams=nstreams, ndim=ndim, **kwargs)

    def normal(self, size, avg=0.0, std=1.0, ndim=None, dtype=None, nstreams=None, truncate=False, **kwargs):
        """Return a normal variable of mean ``avg`` and standard deviation ``std``, of the shape ``size``.

        ``truncate`` draws anew what is more than two standard deviations away. Errors: ValueError for a ``size`` that
        is none; see ``uniform``.
        """
        size = _check_size(size)
        avg, std = undefined_grad(as_tensor_variable(avg)), undefined_grad(as_tensor_variable(std))
        dtype = _scalar.upcast(config.floatX, avg.dtype, std.dtype) if dtype is None else dtype
        avg, std = cast(avg, dtype), cast(std, dtype)
        count = _tensor.prod(size, dtype="int64")
        even = count + count % 2
        drawn = self.uniform((even,), low=0.0, high=1.0, ndim=1, dtype=dtype, nstreams=nstreams, **kwargs)
        # of Box and Muller
        u1, u2 = drawn[: even // 2], drawn[even // 2 :]
        r = _tensor.sqrt(-2.0 * _log(u1))
        theta = np.array(2.0 * np.pi, dtype) * u2
        cos, sin = _cos(theta), _sin(theta)
        parts = [r * cos, r * sin]
        if truncate:
            far = [(z < -2.0) | (z > 2.0) for z in parts]
            near = [z[_tensor.nonzero(~f)] for z, f in zip(parts, far, strict=True)]
            far = [_tensor.nonzero(f)[0] for f in far]
            lower = _tensor.constant(1.0 / np.e**2, dtype=dtype)
            count_far = far[0].size + far[1].size
            drawn = self.uniform((count_far,), lower, 1.0, ndim=1, dtype=dtype, nstreams=nstreams, **kwargs)
            r = _tensor.sqrt(-2.0 * _log(drawn))
            anew = [r[: far[0].size] * cos[far[0]], r[far[0].size :] * sin[far[1]]]
            parts = [near[0], anew[0], near[1], anew[1]]
        samples = _tensor.reshape(_tensor.join(0, *parts)[:count], size, ndim=ndim)
        return samples * std + avg

    def truncated_normal(self, size, avg=0.0, std=1.0, ndim=None, dtype=None, nstreams=None, **kwargs):
        """Return a normal variable, truncated at both sides, of standard deviation ``std``: see ``normal``."""
        # the standard deviation of a normal variable truncated at 2
        std = std / _tensor.constant(0.87962566103423978)
        return self.normal(
            size=size, avg=avg, std=std, truncate=True, ndim=ndim, dtype=dtype, nstreams=nstreams, **kwargs
        )


def _check_size(size):
    """Return ``size``, an integer, a variable, or a tuple of them, as a vector. Errors: ValueError for another."""
    if isinstance(size, Variable):
        if size.ndim > 1:
            raise ValueError("Theano variable must have 1 dimension to be a valid size.", size)
        return size if size.ndim else _tensor.stack([size])
    if isinstance(size, int | np.integer):
        return _tensor.constant([size], ndim=1)
    if not isinstance(size, tuple | list):
        raise ValueError("Size must be a int, tuple, list or Theano variable.", size)
    for length in size:
        if isinstance(length, Variable):
            if length.ndim:
                raise ValueError("Non-scalar Theano variable in size", size, length)
        elif not isinstance(length, int | np.integer):
            raise ValueError("Only Theano variables and integers are allowed in a size-tuple.", size, length)
        elif length <= 0:
            raise ValueError("Non-positive dimensions not allowed in size.", size, length)
    return as_tensor_variable(size, ndim=1)
