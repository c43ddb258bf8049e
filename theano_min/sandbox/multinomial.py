"""``theano.sandbox.multinomial``: from uniform numbers to counts of outcomes and to choices."""

import copy as copy
import warnings

import numpy as np

from theano_min import _removed, tensor as T
from theano_min.configdefaults import config as _config
from theano_min.gof.graph import Apply as Apply
from theano_min.gof.op import Op as Op
from theano_min.scalar import as_scalar as as_scalar

__getattr__ = _removed.getattr_for(__name__)


class MultinomialFromUniform(Op):
    """Count outcomes: ``op(pvals, unis, n=1)`` returns a matrix of the shape of ``pvals``, the outcomes' probabilities.

    ``unis`` has n uniform numbers for each row of pvals, first one for every row, then the second. ``odtype`` is the
    result's dtype, 'auto' that of pvals. Errors: NotImplementedError if pvals is no matrix or unis no vector;
    ValueError if their lengths do not agree. Source: theano.sandbox.multinomial.MultinomialFromUniform.
    """

    __props__: tuple[str, ...] = ("odtype",)
    _numba = "theano_min._numba.multinomial"

    def __init__(self, odtype):
        self.odtype = odtype

    def __setstate__(self, dct):
        self.__dict__.update({"odtype": "auto"} | dct)

    def __str__(self):
        return f"{type(self).__name__}{{{self.odtype}}}"

    def _auto(self, pvals):
        return pvals.dtype

    def make_node(self, pvals, unis, n=1):
        pvals, unis = T.as_tensor_variable(pvals), T.as_tensor_variable(unis)
        if pvals.ndim != 2:
            raise NotImplementedError("pvals ndim should be 2", pvals.ndim)
        if unis.ndim != 1:
            raise NotImplementedError("unis ndim should be 1", unis.ndim)
        odtype = self._auto(pvals) if self.odtype == "auto" else self.odtype
        return Apply(self, [pvals, unis, as_scalar(n)], [T.tensor(odtype, pvals.type.broadcastable)])

    def grad(self, ins, outgrads):
        return [T.zeros_like(x, _config.floatX if x.dtype in T.discrete_dtypes else x.dtype) for x in ins]

    def infer_shape(self, node, i_shapes):
        return [i_shapes[0]]

    def _check(self, pvals, unis, n):
        n = int(n)  # products of int8 are too
        if len(unis) != len(pvals) * n:
            raise ValueError(f"unis.shape[0] != pvals.shape[0] * n: {len(unis)} != {len(pvals)} * {n}")

    def perform(self, node, ins, outs):
        pvals, unis, n = ins
        self._check(pvals, unis, n)
        counts = np.zeros(pvals.shape, node.outputs[0].dtype)
        reached = np.cumsum(pvals, axis=1, dtype="float64")
        rows = np.arange(len(pvals))
        for drawn in np.reshape(unis, (n, len(pvals))):
            over = reached > drawn[:, None]
            found = over.any(axis=1)
            # where the probabilities do not reach the number, nothing has happened
            counts[rows[found], over[found].argmax(axis=1)] += 1
        outs[0][0] = counts

    def c_code(self, node, name, ins, outs, sub):
        return _C_HEAD % _c_names(node, ins, outs, sub, "PyArray_DIMS(%(pvals)s)[1]") + _C_COUNT % _c_names(
            node, ins, outs, sub, ""
        )

    def c_code_cache_version(self):
        return (1,)


class ChoiceFromUniform(MultinomialFromUniform):
    """Choose without replacement: ``op(pvals, unis, n=1)`` returns n column numbers for each row of ``pvals``.

    See MultinomialFromUniform; ``replace`` may let a column be chosen again. ``odtype`` 'auto' is int64. A choice is -1
    if the probabilities do not reach the uniform number. Errors: ValueError if n exceeds the number of columns.
    Source: theano.sandbox.multinomial.ChoiceFromUniform.
    """

    __props__ = ("odtype", "replace")

    def __init__(self, odtype, replace=False, *args, **kwargs):
        super().__init__(odtype, *args, **kwargs)
        self.replace = replace

    def __setstate__(self, state):
        super().__setstate__({"replace": False} | state)

    def _auto(self, pvals):
        return "int64"

    def infer_shape(self, node, i_shapes):
        return [(i_shapes[0][0], T.tensor_from_scalar(node.inputs[2]))]

    def _check(self, pvals, unis, n):
        if n > pvals.shape[1]:
            raise ValueError("Cannot sample without replacement n samples bigger than the size of the distribution.")
        super()._check(pvals, unis, n)

    def perform(self, node, ins, outs):
        pvals, unis, n = ins
        self._check(pvals, unis, n)
        pvals = pvals.copy()
        chosen = np.full((len(pvals), n), -1, node.outputs[0].dtype)
        for c, drawn in enumerate(np.reshape(unis, (n, len(pvals)))):
            reached = np.cumsum(pvals, axis=1, dtype="float64")
            over = reached > drawn[:, None]
            (rows,) = np.nonzero(over.any(axis=1))
            columns = over[rows].argmax(axis=1)
            chosen[rows, c] = columns
            if self.replace:
                continue
            # sums in the dtype and the order of Theano's C code
            before = (reached[rows, columns] - pvals[rows, columns]).astype(pvals.dtype)
            pvals[rows, columns] = 0
            after = np.where(np.arange(pvals.shape[1]) < columns[:, None], 0, pvals[rows])
            total = np.cumsum(np.column_stack([before, after]), axis=1, dtype=pvals.dtype)[:, -1:]
            with np.errstate(divide="ignore", invalid="ignore"):
                pvals[rows] /= total
        outs[0][0] = chosen

    def c_code(self, node, name, ins, outs, sub):
        names = _c_names(node, ins, outs, sub, "") | {"replace": int(self.replace)}
        return _C_FEW % names + _C_HEAD % _c_names(node, ins, outs, sub, ins[2]) + _C_CHOOSE % names


class MultinomialWOReplacementFromUniform(ChoiceFromUniform):
    """The old name of ChoiceFromUniform, which warns. Source: theano.sandbox.multinomial."""

    def __init__(self, *args, **kwargs):
        warnings.warn(
            "MultinomialWOReplacementFromUniform is deprecated, use ChoiceFromUniform instead.",
            DeprecationWarning,
            stacklevel=2,
        )
        super().__init__(*args, **kwargs)


def _c_names(node, ins, outs, sub, columns):
    names = {"pvals": ins[0], "unis": ins[1], "n": ins[2], "z": outs[0], "fail": sub["fail"]}
    return names | {"columns": columns % names, "typenum": f"NPY_{node.outputs[0].dtype.upper()}"}


_C_FEW = """
if (%(n)s > PyArray_DIMS(%(pvals)s)[1])
{
    PyErr_SetString(PyExc_ValueError,
        "Cannot sample without replacement n samples bigger than the size of the distribution.");
    %(fail)s
}
"""

_C_HEAD = """
if (PyArray_DIMS(%(unis)s)[0] != PyArray_DIMS(%(pvals)s)[0] * %(n)s)
{
    PyErr_SetString(PyExc_ValueError, "unis.shape[0] != pvals.shape[0] * n");
    %(fail)s
}
{
    npy_intp dims[2] = {PyArray_DIMS(%(pvals)s)[0], %(columns)s};
    Py_XDECREF(%(z)s);
    %(z)s = (PyArrayObject*)PyArray_ZEROS(2, dims, %(typenum)s, 0);
    if (!%(z)s) { %(fail)s }
}
"""

_C_COUNT = """
{
    const npy_intp rows = PyArray_DIMS(%(pvals)s)[0], columns = PyArray_DIMS(%(pvals)s)[1];
    for (npy_intp c = 0; c < %(n)s; ++c)
        for (npy_intp i = 0; i < rows; ++i)
        {
            const double drawn = *(dtype_%(unis)s*)PyArray_GETPTR1(%(unis)s, c * rows + i);
            double reached = 0.;
            for (npy_intp m = 0; m < columns; ++m)
            {
                reached += *(dtype_%(pvals)s*)PyArray_GETPTR2(%(pvals)s, i, m);
                if (reached > drawn)
                {
                    *(dtype_%(z)s*)PyArray_GETPTR2(%(z)s, i, m) += 1;
                    break;
                }
            }
        }
}
"""

_C_CHOOSE = """
{
    const npy_intp rows = PyArray_DIMS(%(pvals)s)[0], columns = PyArray_DIMS(%(pvals)s)[1];
    PyArrayObject* left = (PyArrayObject*)PyArray_NewCopy(%(pvals)s, NPY_CORDER);
    if (!left) { %(fail)s }
    for (npy_intp c = 0; c < %(n)s; ++c)
        for (npy_intp i = 0; i < rows; ++i)
        {
            const double drawn = *(dtype_%(unis)s*)PyArray_GETPTR1(%(unis)s, c * rows + i);
            dtype_%(z)s* chosen = (dtype_%(z)s*)PyArray_GETPTR2(%(z)s, i, c);
            dtype_%(pvals)s* p = (dtype_%(pvals)s*)PyArray_GETPTR2(left, i, 0);
            double reached = 0.;
            *chosen = -1;
            for (npy_intp m = 0; m < columns; ++m)
            {
                reached += p[m];
                if (reached > drawn)
                {
                    *chosen = m;
                    if (!%(replace)s)
                    {
                        dtype_%(pvals)s total = reached - p[m];
                        p[m] = 0.;
                        for (npy_intp k = m; k < columns; ++k) total = total + p[k];
                        for (npy_intp k = 0; k < columns; ++k) p[k] = p[k] / total;
                    }
                    break;
                }
            }
        }
    Py_DECREF(left);
}
"""
