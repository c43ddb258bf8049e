"""Pooling in C++: templates for all dtypes, and the code that calls one of them for a node."""

from pytensor.graph.utils import MethodNotDefined

# Whole rows at a time, as the compiler vectorizes them; `Windows` is three pooled dimensions, the first may be of one.
SUPPORT = """
#include <algorithm>
#include <vector>

namespace theano_min_pool {

struct Windows {
    npy_intp batch, length[3], count[3], ws[3], stride[3], pad[3];
    bool include_pad;

    // the number of elements of one window along a dimension
    npy_intp size(int i, npy_intp window) const {
        npy_intp begin = window * stride[i] - pad[i];
        if (include_pad) return std::min(begin + ws[i], length[i] + pad[i]) - begin;
        return std::max(std::min(begin + ws[i], length[i]) - std::max(begin, (npy_intp)0), (npy_intp)0);
    }
    // the windows, `first` and beyond the `last`, of which the element `off` from their start is in the image
    void span(npy_intp off, npy_intp &first, npy_intp &last) const {
        npy_intp s = stride[2], end = length[2] - 1 - off;
        first = off < 0 ? (-off + s - 1) / s : 0;
        last = end < 0 ? 0 : std::min(end / s + 1, count[2]);
    }
    bool twos() const { return ws[2] == 2 && stride[2] == 2 && pad[2] == 0 && 2 * count[2] <= length[2]; }
    npy_intp low(int i, npy_intp window) const { return std::max(window * stride[i] - pad[i], (npy_intp)0); }
    npy_intp high(int i, npy_intp window) const {
        return std::min(window * stride[i] - pad[i] + ws[i], length[i]);
    }
};

// run `line` with an image, the number of a line of windows in it, and that line's place along both dimensions
template <typename Line> void each_line(const Windows &w, npy_intp n, Line line) {
    npy_intp at = n * w.count[0] * w.count[1];
    for (npy_intp a = 0; a < w.count[0]; a++)
        for (npy_intp b = 0; b < w.count[1]; b++) line(at++, a, b);
}

// run `row` with the start of each row of the image that a line of windows covers
template <typename Row> void each_row(const Windows &w, npy_intp n, npy_intp a, npy_intp b, Row row) {
    for (npy_intp d = w.low(0, a); d < w.high(0, a); d++)
        for (npy_intp h = w.low(1, b); h < w.high(1, b); h++)
            row(((n * w.length[0] + d) * w.length[1] + h) * w.length[2]);
}

template <typename T> void maximum(const Windows &w, npy_intp n, const T *x, T *out) {
    const npy_intp count = w.count[2], width = w.length[2], s = w.stride[2], p = w.pad[2];
    std::vector<T> best(width);
    each_line(w, n, [&](npy_intp at, npy_intp a, npy_intp b) {
        T *o = out + at * count;
        bool top = true;
        each_row(w, n, a, b, [&](npy_intp start) {
            const T *row = x + start;
            if (w.twos()) {
                for (npy_intp j = 0; j < count; j++) {
                    T m = top ? row[2 * j] : o[j];
                    m = row[2 * j] > m ? row[2 * j] : m;
                    o[j] = row[2 * j + 1] > m ? row[2 * j + 1] : m;
                }
            } else if (top) {
                std::copy(row, row + width, best.begin());
                for (npy_intp j = 0; j < count; j++) o[j] = row[w.low(2, j)];
            } else {
                for (npy_intp c = 0; c < width; c++)
                    best[c] = (row[c] > best[c] || best[c] != best[c]) ? row[c] : best[c];
            }
            top = false;
        });
        // a NaN counts where it is a window's first element, and there it stays
        if (!w.twos())
            for (npy_intp off = -p; off < std::min(w.ws[2] - p, width); off++) {
                npy_intp first, last;
                w.span(off, first, last);
                for (npy_intp j = first; j < last; j++) o[j] = best[s * j + off] > o[j] ? best[s * j + off] : o[j];
            }
    });
}

template <typename T> void divide(const Windows &w, npy_intp a, npy_intp b, T *o) {
    const npy_intp size = w.size(0, a) * w.size(1, b);
    for (npy_intp j = 0; j < w.count[2]; j++) o[j] = o[j] / (T)(size * w.size(2, j));
}

template <typename T> void total(const Windows &w, npy_intp n, const T *x, T *out, bool average) {
    const npy_intp count = w.count[2], width = w.length[2], s = w.stride[2], p = w.pad[2];
    std::vector<T> sum(width);
    each_line(w, n, [&](npy_intp at, npy_intp a, npy_intp b) {
        T *o = out + at * count;
        std::fill(sum.begin(), sum.end(), (T)0);
        each_row(w, n, a, b, [&](npy_intp start) {
            for (npy_intp c = 0; c < width; c++) sum[c] += x[start + c];
        });
        std::fill(o, o + count, (T)0);
        for (npy_intp off = -p; off < std::min(w.ws[2] - p, width); off++) {
            npy_intp first, last;
            w.span(off, first, last);
            for (npy_intp j = first; j < last; j++) o[j] += sum[s * j + off];
        }
        if (average) divide(w, a, b, o);
    });
}

template <typename T>
void to_maxima(const Windows &w, npy_intp n, const T *x, const T *maxout, const T *gz, T *gx) {
    const npy_intp count = w.count[2], width = w.length[2], s = w.stride[2], p = w.pad[2];
    each_line(w, n, [&](npy_intp at, npy_intp a, npy_intp b) {
        const T *m = maxout + at * count, *g = gz + at * count;
        each_row(w, n, a, b, [&](npy_intp start) {
            const T *row = x + start;
            T *to = gx + start;
            if (w.twos()) {
                for (npy_intp j = 0; j < count; j++) {
                    to[2 * j] += row[2 * j] == m[j] ? g[j] : (T)0;
                    to[2 * j + 1] += row[2 * j + 1] == m[j] ? g[j] : (T)0;
                }
                return;
            }
            for (npy_intp off = std::min(w.ws[2] - p, width) - 1; off >= -p; off--) {
                npy_intp first, last;
                w.span(off, first, last);
                for (npy_intp j = first; j < last; j++) to[s * j + off] += row[s * j + off] == m[j] ? g[j] : (T)0;
            }
        });
    });
}

template <typename T>
void from_maxima(const Windows &w, npy_intp n, const T *x, const T *maxout, const T *ggx, T *out) {
    const npy_intp count = w.count[2], width = w.length[2], s = w.stride[2], p = w.pad[2];
    each_line(w, n, [&](npy_intp at, npy_intp a, npy_intp b) {
        const T *m = maxout + at * count;
        T *o = out + at * count;
        each_row(w, n, a, b, [&](npy_intp start) {
            const T *row = x + start, *of = ggx + start;
            for (npy_intp off = -p; off < std::min(w.ws[2] - p, width); off++) {
                npy_intp first, last;
                w.span(off, first, last);
                for (npy_intp j = first; j < last; j++) o[j] += row[s * j + off] == m[j] ? of[s * j + off] : (T)0;
            }
        });
    });
}

template <typename T> void to_all(const Windows &w, npy_intp n, const T *gz, T *gx, bool average) {
    const npy_intp count = w.count[2], width = w.length[2], s = w.stride[2], p = w.pad[2];
    std::vector<T> share(count);
    each_line(w, n, [&](npy_intp at, npy_intp a, npy_intp b) {
        std::copy(gz + at * count, gz + (at + 1) * count, share.begin());
        if (average) divide(w, a, b, share.data());
        each_row(w, n, a, b, [&](npy_intp start) {
            T *to = gx + start;
            for (npy_intp off = std::min(w.ws[2] - p, width) - 1; off >= -p; off--) {
                npy_intp first, last;
                w.span(off, first, last);
                for (npy_intp j = first; j < last; j++) to[s * j + off] += share[j];
            }
        });
    });
}

// ws, stride or pad into three numbers; false if it has another number of elements than `nd`
template <typename I> bool numbers(PyArrayObject *given, int nd, npy_intp fill, npy_intp *to) {
    if (PyArray_DIM(given, 0) != nd) return false;
    for (int i = 0; i < 3; i++) to[i] = i < 3 - nd ? fill : (npy_intp)*(I *)PyArray_GETPTR1(given, i - 3 + nd);
    return true;
}

void lengths(PyArrayObject *array, int nd, npy_intp *to) {
    for (int i = 0; i < 3; i++) to[i] = i < 3 - nd ? 1 : PyArray_DIM(array, PyArray_NDIM(array) - 3 + i);
}

// why these parameters pool no such image, or nothing if they do; the numbers of windows
const char *count_windows(Windows &w, bool ignore_border, bool no_empty) {
    for (int i = 0; i < 3; i++) {
        npy_intp length = w.length[i], ws = w.ws[i], s = w.stride[i], p = w.pad[i], &count = w.count[i];
        if (ignore_border)
            count = length + 2 * p < ws ? 0 : (length + 2 * p - ws) / s + 1;
        else if (p != 0)
            return "pooling: pad must be zero when ignore_border is False";
        else if (length == 0)
            return "pooling: an image without elements: ignore_border=False pools no such";
        else if (s >= ws)
            count = (length - 1) / s + 1;
        else
            count = length <= ws ? 1 : (length - 1 - ws) / s + 2;
        if (no_empty && count > 0 && (ws <= p || length == 0 || (count - 1) * s - p >= length))
            return "pooling: a window lies in the padding alone: pad must be smaller than ws";
    }
    return NULL;
}

const char *positive(const Windows &w) {
    for (int i = 0; i < 3; i++)
        if (w.ws[i] <= 0 || w.stride[i] <= 0) return "pooling: ws and stride must be positive";
    return NULL;
}

bool same_shape(PyArrayObject *one, PyArrayObject *other, int dimensions) {
    for (int i = 0; i < dimensions; i++)
        if (PyArray_DIM(one, i) != PyArray_DIM(other, i)) return false;
    return true;
}

// an array whose elements follow each other, a new reference
PyArrayObject *flat(PyArrayObject *array) { return (PyArrayObject *)PyArray_GETCONTIGUOUS(array); }

}  // namespace theano_min_pool
"""

_CODE = """
{{
    using namespace theano_min_pool;
    Windows w;
    const int nd = {nd}, total_nd = {total_nd};
    const char *error = NULL;
    if (!numbers<dtype_{ws}>({ws}, nd, 1, w.ws) || !numbers<dtype_{stride}>({stride}, nd, 1, w.stride)
        || !numbers<dtype_{pad}>({pad}, nd, 0, w.pad))
        error = "pooling: ws, stride and pad must be vectors of one number for each pooled dimension";
    else
        error = positive(w);
    lengths({x}, nd, w.length);
    w.include_pad = {include_pad};
    w.batch = 1;
    npy_intp shape[total_nd];
    for (int i = 0; i < total_nd; i++) shape[i] = PyArray_DIM({x}, i);
    for (int i = 0; i < total_nd - nd; i++) w.batch *= shape[i];
    {measure}
    if (error) {{
        PyErr_SetString(PyExc_ValueError, error);
        {fail}
    }}
    Py_XDECREF({out});
    {out} = (PyArrayObject *)PyArray_{make}(total_nd, shape, PyArray_TYPE({x}), 0);
    {flatten}
    if (!{out}{missing}) {{
        {release}
        {fail}
    }}
    {{
        typedef dtype_{x} T;
        Py_BEGIN_ALLOW_THREADS;
        {parallel}
        for (npy_intp n = 0; n < w.batch; n++) {kernel};
        Py_END_ALLOW_THREADS;
    }}
    {release}
}}
"""
_COUNT = "if (!error) error = count_windows(w, {ignore_border}, {no_empty});"
_POOLED_SHAPE = "for (int i = 0; i < nd; i++) shape[total_nd - nd + i] = w.count[3 - nd + i];"
_POOLED = (
    'if (!error && !same_shape({x}, {pooled}, total_nd - nd)) error = "pooling: shapes differ before the pooled '
    'dimensions"; lengths({pooled}, nd, w.count);'
)
_SAME = 'if (!error && !same_shape({one}, {other}, total_nd)) error = "pooling: arrays must have the same shape";'


def code(op, node, inputs, outputs, sub, kernel, measure, make="ZEROS"):
    """The C code of a node: ``measure`` counts the windows and checks shapes, ``kernel`` computes one image.

    Errors: MethodNotDefined for dtypes and numbers of dimensions that are left to NumPy.
    """
    *arrays, ws, stride, pad = inputs
    dtypes = {variable.dtype for variable in node.inputs[:-3]}
    if len(dtypes) > 1 or dtypes & {"bool", "float16", "complex64", "complex128"} or op.ndim > 3:
        raise MethodNotDefined(f"{op} in C for {dtypes}")
    flats = [f"flat_{array}" for array in arrays]
    names = {
        "x": arrays[0],
        "out": outputs[0],
        "n": "n",
        **{f"in{i}": f"(const T *)PyArray_DATA({name})" for i, name in enumerate(flats)},
        "to": f"(T *)PyArray_DATA({outputs[0]})",
        "w": "w",
        "average": str(op.mode.startswith("average")).lower(),
    }
    return _CODE.format(
        x=arrays[0],
        out=outputs[0],
        ws=ws,
        stride=stride,
        pad=pad,
        make=make,
        nd=op.ndim,
        total_nd=node.inputs[0].ndim,
        include_pad=str(op.mode == "average_inc_pad").lower(),
        measure=measure,
        flatten=" ".join(f"PyArrayObject *{f} = flat({a});" for f, a in zip(flats, arrays, strict=True)),
        missing="".join(f" || !{f}" for f in flats),
        release=" ".join(f"Py_XDECREF({f});" for f in flats),
        parallel="#pragma omp parallel for schedule(static)" if op.openmp else "",
        kernel=kernel.format(**names),
        fail=sub["fail"],
    )


def counted(op):
    """The part that counts the windows of an image to be pooled."""
    no_empty = str(op.mode in ("max", "average_exc_pad")).lower()
    return _COUNT.format(ignore_border=str(bool(op.ignore_border)).lower(), no_empty=no_empty) + _POOLED_SHAPE


def given(x, pooled, *same):
    """The part that takes the windows from an array with one element for each; pairs in ``same`` agree in shape."""
    checks = "".join(_SAME.format(one=one, other=other) for one, other in same)
    return _POOLED.format(x=x, pooled=pooled) + checks
