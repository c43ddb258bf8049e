"""Sparse matrices: every function and operator of `theano.sparse`, in both formats, with its gradient; called twice."""

# ruff: noqa: E501 (programs)

MODES = ["default", "compiled"]
SLOW_MODES = ["compiled"]

HEAD = """
import theano.sparse as S, scipy.sparse as sp
def show(m):
    return [m.format, m.toarray()] if sp.issparse(m) else [show(x) for x in m] if isinstance(m, list) else m
a = np.array([[0.5, 0, -0.25, 0], [0, 0, 0, 0], [0.75, 0.5, 0, -0.5]])
b = np.array([[0.25, 0.5, 0, 0], [0, -1.0, 0, 0], [0.5, 0, 0, -0.5]])
"""
USE = "[show(call(f, *values)), show(call(f, *values)), show(list(values))]"


def program(kind, expression, values="A", head="x = S.{kind}_matrix('x')\nA = sp.{kind}_matrix(a)"):
    """Compile an expression of the variables on the left of the head's first line, and call it twice."""
    inputs = head.partition(" =")[0]
    return f"{HEAD}{head.format(kind=kind)}\nvalues = [{values}]\nf = F([{inputs}], {expression})\n{USE}"


UNARY = [
    *("sin", "sinh", "arcsin", "arcsinh", "tan", "tanh", "arctan", "arctanh", "rint", "sgn", "ceil", "floor", "log1p"),
    *("expm1", "deg2rad", "rad2deg", "trunc", "sqr", "neg", "conj", "structured_sigmoid", "structured_exp", "clean"),
    *("sp_ones_like", "sp_zeros_like", "ensure_sorted_indices", "remove0", "transpose"),
]
TWO = "x, y = S.{kind}_matrix('x'), S.{kind}_matrix('y')\nA, B = sp.{kind}_matrix(a), sp.{kind}_matrix(b)"
DENSE = "x, w = S.{kind}_matrix('x'), T.dmatrix('w')\nA, W = sp.{kind}_matrix(a), b + 1"
VECTOR = "x, v = S.{kind}_matrix('x'), T.dvector('v')\nA, V = sp.{kind}_matrix(a), np.array([1.0, -2, 0.5, 3])"
PRODUCT = "x, w = S.{kind}_matrix('x'), T.dmatrix('w')\nA, W = sp.{kind}_matrix(a), b.T + 1"
SCALAR = "x, s = S.{kind}_matrix('x'), T.dscalar('s')\nA, Z = sp.{kind}_matrix(a), 0.5"

CASES = {}
for KIND in ("csr", "csc"):
    add = {
        **{f"S.{name}(x)": program(KIND, f"S.{name}(x)") for name in UNARY},
        **{
            f"gradient of S.{name}": program(KIND, f"T.grad(S.sp_sum(S.{name}(x), sparse_grad=True), x)")
            for name in ("sin", "tanh", "sqr", "structured_sigmoid", "structured_exp", "neg", "expm1")
        },
        **{
            expression: program(KIND, expression, "A, B", TWO)
            for expression in (
                *("x + y", "x - y", "x * y", "S.mul(x, y)", "S.add_s_s(x, y)", "S.true_dot(x, y.T)", "S.dot(x, y.T)"),
                *("S.hstack([x, y])", "S.vstack([x, y])", "S.hstack([x, y], format='csc')", "S.vstack((x, y), 'csr')"),
                *(
                    "S.eq(x, y)",
                    "S.neq(x, y)",
                    "S.lt(x, y)",
                    "S.gt(x, y)",
                    "S.le(x, y)",
                    "S.ge(x, y)",
                    "x < y",
                    "x >= y",
                ),
                "T.grad(S.sp_sum(x * y), [x, y])",
                "T.grad(S.sp_sum(x + y), [x, y])",
                "T.grad(S.sp_sum(x - y * x), [x, y])",
                "T.grad(S.sp_sum(S.hstack([x, y * 2])), [x, y])",
                "T.grad(S.dense_from_sparse(S.true_dot(x, y.T)).sum(), [x, y])",
            )
        },
        **{
            expression: program(KIND, expression, "A, W", DENSE)
            for expression in (
                *("x + w", "w + x", "x - w", "x * w", "w * x", "S.mul_s_d(x, w)", "S.add_s_d(x, w)"),
                *("S.eq(x, w)", "S.lt(x, w)", "S.gt(w, x)", "S.le(x, w)", "S.neq(x, w)", "S.ge(w, x)"),
                "T.grad(S.sp_sum(x * w), [x, w])",
                "T.grad((x + w).sum(), [x, w])",
                "S.sampling_dot(w, w, x[:, :3])",
            )
        },
        **{
            expression: program(KIND, expression, "A, W", PRODUCT)
            for expression in (
                *("S.dot(x, w)", "S.structured_dot(x, w)", "S.true_dot(x, w)", "T.dot(x, w)", "S.dot(w, x)"),
                *("S.usmm(0.5, x, w, T.dot(w.T, w)[:3])", "S.structured_dot(w, x)"),
                "T.grad(S.dot(x, w).sum(), w)",
                "T.grad(T.sqr(S.structured_dot(x, w)).sum(), [x, w])",
                "T.grad(T.sqr(S.true_dot(x, w)).sum(), [x, w])",
                "T.grad(T.sqr(S.dot(w.T, x.T)).sum(), w)",
            )
        },
        **{
            expression: program(KIND, expression, "A, V", VECTOR)
            for expression in (
                *("S.mul_s_v(x, v)", "S.structured_add_s_v(x, v)", "S.col_scale(x, v)", "S.row_scale(x.T, v)"),
                *("S.dot(x, v)", "S.structured_dot(x, v.dimshuffle(0, 'x'))"),
                "T.grad(S.sp_sum(S.mul_s_v(x, v)), [x, v])",
                "T.grad(S.sp_sum(S.structured_add_s_v(x, v)), [x, v])",
                "T.grad(S.sp_sum(S.col_scale(x, v)), [x, v])",
                "T.grad(S.sp_sum(S.row_scale(x.T, v)), [x, v])",
            )
        },
        **{
            expression: program(KIND, expression, "A, Z", SCALAR)
            for expression in (
                *("S.structured_pow(x, s)", "S.structured_minimum(x, s)", "S.structured_maximum(x, s)"),
                *("S.structured_add(x, s)", "x * s", "s * x", "S.mul(x, s)"),
                "T.grad(S.sp_sum(S.structured_add(x, s)), [x, s])",
            )
        },
        **{
            expression: program(KIND, expression)
            for expression in (
                *("S.sp_sum(x)", "S.sp_sum(x, axis=0)", "S.sp_sum(x, axis=1)", "S.sp_sum(x, axis=1, sparse_grad=True)"),
                *("S.dense_from_sparse(x)", "x.toarray()", "x.T", "-x", "x.shape", "x.size", "x.zeros_like()"),
                *("S.csm_data(x)", "S.csm_indices(x)", "S.csm_indptr(x)", "S.csm_shape(x)", "x.astype('float32')"),
                *(
                    "S.cast(x, 'int32')",
                    "S.fcast(x)",
                    "S.lcast(x)",
                    "x[1]",
                    "x[0:2]",
                    "x[:, 1:3]",
                    "x[0, 2]",
                    "x[2, 3]",
                ),
                *("x[::2, ::-1]", "x[[0, 2]]", "x[[0, 2], [1, 3]]", "S.diag(x[:3, :3])", "x * x", "x + 1", "2 * x"),
                "S.csr_from_dense(S.dense_from_sparse(x))",
                "S.csc_from_dense(T.exp(S.dense_from_sparse(x)))",
                "S.CSM(x.format)(S.csm_data(x) * 2, S.csm_indices(x), S.csm_indptr(x), S.csm_shape(x))",
                "S.square_diagonal(S.csm_data(x))",
                "T.grad(S.sp_sum(x, axis=0).sum(), x)",
                "T.grad(S.sp_sum(x, axis=1, sparse_grad=True).prod(), x)",
                "T.grad(T.sqr(S.dense_from_sparse(x)).sum(), x)",
                "T.grad(S.DenseFromSparse(structured=False)(x).sum(), x)",
                "T.grad(T.sqr(S.csm_data(x)).sum(), x)",
                "T.grad(S.sp_sum(x[0:2]), x)",
                "T.grad(S.diag(x[:3, :3]).sum(), x)",
                "T.grad(S.sp_sum(x[[0, 2]]), x)",
                "T.grad(x[[0, 2], [0, 3]].sum(), x)",
            )
        },
    }
    CASES.update({f"{name}, {KIND}": text for name, text in add.items()})

CASES.update(
    {
        "types": HEAD
        + """
[str(S.SparseType('csr', 'float32').dtype), S.csr_dmatrix == S.SparseType('csr', 'float64'), S.csc_fmatrix.format,
 S.csr_matrix().dtype, S.csr_matrix().ndim, S.csc_matrix('q').name, S.bsr_matrix(dtype='float32').format,
 isinstance(S.csr_matrix(), S.SparseVariable), isinstance(S.csr_matrix().type, S.SparseType)]
""",
        "a type without its dtype": HEAD + "S.SparseType('csr', 'float65')",
        "a type without its format": HEAD + "S.SparseType('coo', 'float64')",
        "a constant": HEAD
        + "c = S.constant(sp.csr_matrix(a))\n[type(c).__name__, c.dtype, c.format, show(F([], c)())]",
        "a constant of an array": HEAD + "S.constant(a)",
        "as_sparse_variable of an array": HEAD + "S.as_sparse_variable(a)",
        "as_sparse_or_tensor_variable": HEAD
        + "[about(S.as_sparse_or_tensor_variable(a)), S.as_sparse_or_tensor_variable(sp.csc_matrix(a)).format]",
        "a dense variable for a sparse one": HEAD + "S.as_sparse_variable(T.dmatrix())",
        "a matrix in another format": HEAD + "x = S.csr_matrix()\nshow(F([x], x)(sp.csc_matrix(a)))",
        "a dense array for a sparse input": HEAD + "x = S.csr_matrix()\nshow(F([x], x)(a))",
        "another dtype": HEAD + "x = S.csr_matrix(dtype='float32')\nshow(call(F([x], x), sp.csr_matrix(a)))",
        "downcast": HEAD
        + "x = S.csr_matrix(dtype='float32')\nshow(F([x], x, allow_input_downcast=True)(sp.csr_matrix(a)))",
        "upcast": HEAD + "x = S.csr_matrix()\nshow(call(F([x], x), sp.csr_matrix(a.astype('float32'))))",
        "shared": HEAD
        + """
s = theano.shared(sp.csr_matrix(a), 's')
w = T.dmatrix()
f = F([w], S.dot(s, w), updates=[(s, s * 2)])
[type(s).__name__, s.dtype, s.format, f(b.T), f(b.T), show(s.get_value()),
 s.set_value(sp.csr_matrix(b)), show(s.get_value())]
""",
        "shared by its own constructor": HEAD
        + """
m = sp.csc_matrix(a)
s = S.shared(m, borrow=True)
[s.get_value(borrow=True) is m, s.format, s.get_value() is m]
""",
        "shared of an array": HEAD + "S.shared(a)",
        "a product of two dense matrices": HEAD + "S.dot(T.dmatrix(), T.dmatrix())",
        "training": HEAD
        + """
x, t = S.csr_matrix('x'), T.dvector('t')
W, c = theano.shared(np.zeros(4)), theano.shared(0.0)
p = T.nnet.sigmoid(S.dot(x, W) + c)
cost = T.nnet.binary_crossentropy(p, t).mean() + 0.01 * (W ** 2).sum()
gW, gc = T.grad(cost, [W, c])
f = F([x, t], cost, updates=[(W, W - 0.5 * gW), (c, c - 0.5 * gc)])
A = sp.csr_matrix(a)
[[float(f(A, [1.0, 0, 1])) for _ in range(5)], W.get_value(), c.get_value(), show(A)]
""",
        "rows of a table": HEAD
        + """
E = theano.shared(np.arange(12.0).reshape(4, 3))
i = T.ivector('i')
rows = E[i]
g = T.grad((rows ** 2).sum(), E)
sparse_g = T.grad((theano.sparse_grad(rows) ** 2).sum(), E)
f = F([i], [g, S.dense_from_sparse(sparse_g)])
[f([0, 2, 2]), f([0, 2, 2]), sparse_g.format]
""",
        "updates of rows": HEAD
        + """
E = theano.shared(np.arange(12.0).reshape(4, 3))
i = T.ivector('i')
g = T.grad((theano.sparse_grad(E[i]) ** 2).sum(), E)
f = F([i], [], updates=[(E, E - 0.1 * g)])
[f([0, 2, 2]), E.get_value(), f([1]), E.get_value()]
""",
        "construct_sparse_from_list": HEAD
        + "x, v, i = T.dmatrix(), T.dmatrix(), T.ivector()\nf = F([x, v, i], S.construct_sparse_from_list(x, v, i))\n"
        "show([f(b, a[:2], [2, 0]), f(b, a[:2], [2, 2])])",
        "integers": HEAD
        + """
x = S.csr_matrix(dtype='int8')
show(F([x], [x + x, x * x, S.sp_sum(x), -x])(sp.csr_matrix(np.array([[100, 0], [3, -2]], 'int8'))))
""",
        "complex": HEAD
        + """
x = S.csr_matrix(dtype='complex128')
show(F([x], [S.conj(x), x * x, S.sp_sum(x)])(sp.csr_matrix(a + 1j * b)))
""",
        "explicit zeros": HEAD
        + """
m = sp.csr_matrix((np.array([1.0, 0.0, 2.0]), [0, 1, 1], [0, 2, 3]), shape=(2, 2))
x = S.csr_matrix()
r = F([x], [S.remove0(x), S.clean(x), S.sin(x)])(m)
[[k.nnz for k in r], m.nnz]
""",
        "an empty matrix": HEAD
        + "x = S.csr_matrix()\nshow(F([x], [x + x, S.sp_sum(x), S.dense_from_sparse(x)])(sp.csr_matrix((0, 3))))",
        "lengths that do not fit": HEAD
        + "x, y = S.csr_matrix(), S.csr_matrix()\ncall(F([x, y], x + y), sp.csr_matrix(a), sp.csr_matrix(a.T))",
        "a product that does not fit": HEAD
        + "x, w = S.csr_matrix(), T.dmatrix()\ncall(F([x, w], S.dot(x, w)), sp.csr_matrix(a), a)",
        "structured_monoid": HEAD
        + """
@S.structured_monoid(T.cosh)
def cosh(x):
    "cosh"
x = S.csr_matrix()
show(F([x], [cosh(x), T.grad(S.sp_sum(cosh(x), sparse_grad=True), x)])(sp.csr_matrix(a)))
""",
        "in a loop": HEAD
        + """
x = S.csr_matrix('x')
o = theano.scan(lambda p: T.tanh(S.dot(x, p)), outputs_info=T.ones((3,)), n_steps=3)[0]
f = F([x], o)
m = sp.csr_matrix(a[:, :3])
[f(m), f(m)]
""",
        "convolve": HEAD
        + """
import theano.sparse.sandbox.sp as C
k, im, c = T.dmatrix(), T.dmatrix(), T.dvector()
R = np.random.RandomState(1)
K, I = R.uniform(size=(2, 4)), R.uniform(size=(3, 20))
out, shape = C.convolve(k, (2, 2), 2, im, (4, 5), bias=c.dimshuffle('x', 0))
full, fshape = C.convolve(k, (2, 2), 2, im, (4, 5), mode='full', flatten=False)
step, sshape = C.convolve(k, (2, 2), 2, im, (4, 5), step=(2, 1))
pool, pshape = C.max_pool(im, (4, 5), (2, 2))
[F([k, im, c], [out, full, step, pool])(K, I, [1.0, 2]), list(shape), list(fshape), list(sshape), list(pshape)]
""",
        "convolve features": HEAD
        + """
import theano.sparse.sandbox.sp as C
k, im = T.dmatrix(), T.dmatrix()
R = np.random.RandomState(1)
K, I = R.uniform(size=(3, 8)), R.uniform(size=(2, 40))
out, shape = C.convolve(k, (2, 2), 3, im, (2, 4, 5))
pool, pshape = C.max_pool(im, (2, 4, 5), (2, 1))
[F([k, im], [out, pool])(K, I), list(shape), list(pshape)]
""",
        "random": HEAD
        + """
import theano.sparse.sandbox.sp2 as R
x = S.csr_matrix()
n, p = T.lscalar(), T.dscalar()
np.random.seed(3)
one = show(F([x], R.poisson(x))(sp.csr_matrix(a * a * 40)))
two = show(F([n, p], R.csr_dbinomial(n, p, [3, 2]))(5, 0.5))
pr = sp.csr_matrix(np.array([[0.5, 0.5, 0], [0, 1.0, 0]]))
three = show(F([n, x], R.multinomial(n, x))(7, pr))
[one, two, three]
""",
        "parts in 64 bits": HEAD
        + """
v, i, p, s = T.dvector(), T.lvector(), T.lvector(), T.lvector()
fs = [F([v, i, p, s], S.csm_properties(make(v, i, p, s))) for make in (S.CSR, S.CSC)]
g = F([v], T.grad(T.sum(S.dense_from_sparse(S.square_diagonal(v)) ** 2), v))
[[f([1., 2.], [0, 1], [0, 1, 2], [2, 2]) for f in fs * 2], g([1., 2.]), g([1., 2.])]
""",
        "str": HEAD + "[str(S.csr_matrix()), repr(S.csc_matrix('q')), str(S.constant(sp.csr_matrix(a)))]",
        "debugprint": HEAD + "x = S.csr_matrix('x')\ntheano.printing.debugprint(S.sp_sum(S.neg(x) + x), file='str')",
        "dense functions take none": HEAD
        + """
x, d = S.csr_matrix("x"), T.dmatrix("d")
def refused(g, *args):
    try: return str(g(*args))
    except (TypeError, AttributeError): return True
unary = [T.exp, T.sum, T.sqr, T.mean, T.argmax, T.max, T.zeros_like, T.ones_like, T.diag, T.any, T.prod, T.nonzero, T.cumsum, T.argsort, T.sort, T.isnan, T.sgn, T.nnet.softmax, T.nnet.sigmoid, T.nlinalg.det, T.shape_padleft, T.as_tensor_variable, T.round]
binary = [T.join, T.dot, T.eq, T.add, T.maximum, T.tensordot, T.batched_dot, T.switch]
methods = ["reshape", "flatten", "dimshuffle", "mean", "max", "ravel", "swapaxes", "squeeze", "sort", "argmax", "clip", "norm", "std", "repeat", "take", "diagonal", "nonzero", "trace", "copy", "any", "round", "cumsum", "prod", "astype", "toarray", "zeros_like", "shape", "size", "ndim", "dtype", "T"]
[[refused(g, x) for g in unary], [refused(g, *([0] * (g is T.join) + [d] * (g is T.switch)), *pair) for g in binary for pair in ((x, d), (d, x))], [hasattr(x, name) for name in methods], refused(abs, x), refused(lambda: x ** 2), refused(lambda: x / d), refused(lambda: 2. / x), refused(lambda: x // 2), refused(lambda: x % 2), refused(lambda: d[x]), F([x], [T.shape(x), x.shape])(sp.csr_matrix(a)), F([x, d], theano.dot(x, d))(sp.csr_matrix(a), b.T)]
""",
    }
)
