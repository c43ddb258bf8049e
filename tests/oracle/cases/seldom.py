"""What few programs use: streams seeded otherwise, convolutions of known shapes, images by sparse products, random matrices."""

# ruff: noqa: E501 (programs)

MRG = """
from theano.sandbox import rng_mrg
from theano.sandbox.rng_mrg import MRG_RandomStreams as S
def drawn(v, updates=True):
    f = F([], v, no_default_updates=not updates)
    return [f(), f()]
"""
CONV = """
from theano.tensor.nnet import abstract_conv as ac
r = np.random.RandomState(3)
def X(*shape): return r.randint(-4, 5, shape).astype("float64")
"""
SP = """
import scipy.sparse as sp
from theano import sparse
from theano.sparse.sandbox import sp as images
r = np.random.RandomState(3)
def twice(f, *args):
    first, second = f(*args), f(*args)
    return [first, second, [a for a in args if isinstance(a, np.ndarray)]]
"""
CASES = {
    # ---------------------------------------------------------------- MRG
    "streams seeded anew": f"""{MRG}
s = S(7)
u, n = s.uniform((2, 3)), s.normal((3,))
f = F([], [u, n])
a = f(); s.seed(); b = f(); s.seed(9); c = f(); s.seed([1, 2, 3, 4, 5, 6]); d = f()
[a, b, c, d, len(s.updates()), s.rstate]
""",
    "seeds": f"""{MRG}
bad = [0, 2147462579, 2147483647, [0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0], [2147483647, 1, 1, 1, 1, 1], [1, 1, 1, 2147462579, 1, 1], [1, 2], (1, 2, 3, 4, 5, 6, 7), 1.5, None, "a"]
good = [1, -3, [1, 2, 3, 4, 5, 6], (1, 0, 0, 0, 0, 1), np.arange(1, 7), np.int64(5), True]
[call(lambda seed: S(seed).rstate, seed) for seed in bad + good]
""",
    "one state": f"""{MRG}
state = np.arange(1, 7).astype("int32")
new = np.zeros(6, "int32")
one = rng_mrg.mrg_next_value(state, new, 4.656612873077392578125e-10, 2147483647, 0)
s = S(4)
a = s.get_substream_rstates(3, "float64")
b = s.get_substream_rstates(2, "float32", inc_rstate=False)
c = s.get_substream_rstates(2, "float64")
s.inc_rstate()
[one, new, state, a, b, c, s.rstate, rng_mrg.ff_2p134(state), rng_mrg.ff_2p72(state), call(s.get_substream_rstates, 0, "float64"), call(s.get_substream_rstates, 2, 5)]
""",
    "matrices modulo": f"""{MRG}
A = np.asarray([[2, 3, 5], [7, 11, 13], [17, 19, 23]], "int64"); s = np.asarray([100, 200, 300], "int32")
a, b, m = T.lmatrix(), T.ivector(), T.iscalar()
f = F([a, b, m], rng_mrg.DotModulo()(a, b, m, a, b, m + 1))
[rng_mrg.matVecModM(A, s, 1009), f(A, s, 1009), f(A, s, 7), A, s]
""",
    "how many streams": f"""{MRG}
s = S(5)
[[rng_mrg.guess_n_streams(size) for size in [(2, 3), (100,), [7], (6,), (1, 1), (200000,), (), (0, 5), (np.int64(12),)]], rng_mrg.guess_n_streams(T.ivector(), warn=False), drawn(s.uniform((5,), nstreams=2)), drawn(s.uniform((5,), nstreams=9)), drawn(s.uniform([2, 3][:0] or (np.int64(13),)))]
""",
    "uniform between others": f"""{MRG}
s = S(5)
low = theano.shared(np.asarray([1.0, 2.0, 3.0]))
[drawn(s.uniform((2, 3), low, 5)), drawn(s.uniform((3,), 2, 4, dtype="float32")), drawn(s.uniform(T.constant([2, 2]), ndim=2)), drawn(s.uniform((T.constant(2), 3))), drawn(s.uniform(size=(2,), low=np.float32(1), high=np.float32(2))),
 call(s.uniform, (1, 3), np.zeros((2, 3))), call(s.uniform, (3,), np.zeros((2, 3))), call(s.uniform, [2, 3]), call(s.uniform, (2.5,)), call(s.uniform, (0, 2)), call(s.uniform, (-1,)), call(s.uniform, 3), call(s.uniform, (2,), other=1), call(s.uniform, None), call(s.uniform, T.iscalar())]
""",
    "ones and noughts": f"""{MRG}
s = S(5)
p = theano.shared(np.asarray([.1, .5, .9]))
[drawn(s.binomial((4,))), drawn(s.binomial((2, 3), p=p)), drawn(s.binomial((4,), p=.3, dtype="float32")), drawn(s.binomial(size=(3,), n=1, p=1)), drawn(s.binomial((3,), p=p, nstreams=2)), call(s.binomial, (3,), 2), call(s.binomial, None), call(s.binomial, (2,), ndim=2)]
""",
    "counts of outcomes": f"""{MRG}
s = S(5)
p = np.asarray([[.1, .2, .7], [.5, .25, .25]])
[drawn(s.multinomial(pvals=p)), drawn(s.multinomial(n=5, pvals=p)), drawn(s.multinomial(pvals=theano.shared(p), dtype="float32")), drawn(s.multinomial(pvals=p.astype("float32"), dtype="int32")), call(s.multinomial), call(s.multinomial, (2,), 1, p), call(s.multinomial, None, 1, p, 2), call(s.multinomial, pvals=p[0]), call(s.multinomial, pvals=p, nstreams=3) is not None]
""",
    "choices without replacement": f"""{MRG}
s = S(5)
p = np.asarray([[.1, .2, .3, .4], [.25, .25, .25, .25]])
[drawn(s.choice(2, p=p, replace=False)), drawn(s.choice(size=4, p=theano.shared(p), replace=False, dtype="int32")), drawn(s.multinomial_wo_replacement(n=3, pvals=p)), call(s.choice, 2, p=p), call(s.choice, 2, 4, False, p), call(s.choice, 2, None, False), call(s.choice, 2, None, False, p, 1), call(s.choice, 2, None, False, p[0]), call(s.multinomial_wo_replacement, (2,), 1, p), call(F([], s.choice(5, p=p, replace=False)))]
""",
    "normal and truncated": f"""{MRG}
s = S(5)
avg = theano.shared(np.asarray([1.0, 100.0, -5.0]))
[drawn(s.normal((2, 3), avg, 2.0)), drawn(s.normal((3,), dtype="float32")), drawn(s.normal(3)), drawn(s.normal([2, 2], std=avg[:2])), drawn(s.normal(T.constant([5]), ndim=1)), drawn(s.truncated_normal((5,), 1.0, .5)), drawn(s.truncated_normal((3, 3), avg)), drawn(s.normal((T.constant(2), 2), truncate=True)), drawn(s.normal(()))]
""",
    "sizes that are none": f"""{MRG}
s = S(5)
[call(lambda: s.normal(size).ndim) for size in [None, 2.5, "a", (2, 2.5), (2, -1), (0,), T.matrix(), (T.vector(), 2), T.iscalar(), T.ivector(), np.int64(3), [2, np.int32(3)]]]
""",
    "updates given by hand": f"""{MRG}
s = S(5)
u, v = s.uniform((3,)), s.binomial((2,))
f, g = F([], u, no_default_updates=True), F([], [u, v], updates=[(old, new) for old, new, _, _ in s.updates()], no_default_updates=True)
[f(), f(), g(), g(), f(), len(s.state_updates), str(s.state_updates[0][0].type)]
""",
    "the operation itself": f"""{MRG}
from theano.tensor import TensorType
state = T.imatrix()
op = rng_mrg.mrg_uniform(TensorType("float64", (False, False)))
new, u = op(state, T.constant([2, 3]))
f = F([state], [new, u])
a = np.asarray([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]], "int32")
x, y = rng_mrg.mrg_uniform.new(state, None, "float32", (4,))
g = F([state], [x, y])
[f(a), f(a), a, g(a), str(op), str(rng_mrg.mrg_uniform(op.output_type, inplace=True)), op == rng_mrg.mrg_uniform(op.output_type), op.R_op([state, None], [None, None]), call(F([state], op(state, T.constant([2, 3, 4]))[1]), a)]
""",
    # ---------------------------------------------------------------- sparse.sandbox
    "patches by a sparse matrix": f"""{SP}
ev = images.convolution_indices.evaluate
[ev((3, 4), (2, 2)), ev((2, 3, 3), (2, 2), (1, 1)), ev((4, 5), (2, 3), (2, 1)), ev((3, 3), (2, 2), mode="full"), ev((5, 5), (3, 2), (2, 2), mode="full"), images.ConvolutionIndices.conv_eval((3, 3), (2, 2)), call(ev, (2, 2), (3, 3)), call(ev, (3, 3), (2, 2), (1, 1), 1, "valid", False), images.convolution_indices == images.ConvolutionIndices()]
""",
    "convolutions by sparse products": f"""{SP}
k, x, b = T.matrix(), T.matrix(), T.vector()
K, I, B = r.randint(-3, 4, (2, 4)).astype(float), r.randint(-3, 4, (3, 20)).astype(float), np.asarray([10.0, 20.0])
out = []
for options in [{{}}, {{"step": (2, 1)}}, {{"mode": "full"}}, {{"flatten": False}}, {{"bias": b}}, {{"bias": b, "flatten": False}}]:
    y, shape = images.convolve(k, (2, 2), 2, x, (4, 5), **options)
    out += [twice(F([k, x, b], [y, T.grad((y ** 2).sum(), k), T.grad((y ** 2).sum(), x)], on_unused_input="ignore"), K, I, B), shape]
K, I = r.randint(-3, 4, (2, 8)).astype(float), r.randint(-3, 4, (3, 18)).astype(float)
y, shape = images.convolve(k, (2, 2), 2, x, (2, 3, 3))
out + [twice(F([k, x], y), K, I), shape]
""",
    "pooling by sparse products": f"""{SP}
x = T.matrix()
I, J = r.randint(-9, 9, (2, 24)).astype(float), r.randint(-9, 9, (2, 16)).astype(float)
out = []
for data, shape, pool in [(I, (4, 6), (2, 2)), (I, (4, 6), (2, 3)), (I, (4, 6), (4, 1)), (J, (4, 4), (3, 3))]:
    y, s = images.max_pool(x, shape, pool)
    out += [twice(F([x], [y, T.grad((y ** 2).sum(), x)]), data), s]
out
""",
    "pooling of several features by sparse products": f"""{SP}
x = T.matrix()
y, s = images.max_pool(x, (2, 4, 4), (2, 2))
[twice(F([x], y), r.randint(-9, 9, (3, 32)).astype(float)), s]
""",
    "random sparse matrices": f"""{SP}
from theano.sparse.sandbox import sp2
m, n, p = sparse.csr_dmatrix(), T.lscalar(), T.dscalar()
M = sp.csr_matrix(np.asarray([[1.0, 0.0, 3.0], [0.0, 100.0, 0.0]]))
f = F([m], sp2.poisson(m))
g = F([n, p], [o(n, p, (2, 3)) for o in [sp2.csr_dbinomial, sp2.csc_fbinomial]])
h = F([m], [sp2.multinomial(5, m), sp2.multinomial(T.constant([3, 40]), m)])
P = sp.csr_matrix(np.asarray([[.5, 0.0, .5], [0.0, 1.0, 0.0]]))
def about(s): return [s.format, str(s.dtype), s.shape, s.toarray()]
both = h(P)
[about(f(M))[:3], f(M).toarray()[[0, 1], [1, 0]], [about(s)[:3] for s in g(4, .5)], [s.sum() for s in g(4, 1.0)], both[0].toarray().sum(1), both[1].toarray().sum(1), both[1].toarray()[1],
 call(F([m], sp2.multinomial(T.constant([3, 4, 5]), m)), P), call(sp2.multinomial, 3, T.dmatrix()), call(sp2.csr_dbinomial, 2.5, .5, (2, 2)), call(sp2.csr_dbinomial, 2, 1, (2, 2)), call(T.grad, sparse.sp_sum(sp2.poisson(m)), m)]
""",
    "modules that held one thing": """
from theano.misc.doubleop import DoubleOp
import theano.compile.sandbox
from theano.sparse.sandbox.truedot import TrueDot, true_dot, SparseType
import scipy.sparse as sp
x, v = T.dvector(), T.dvector()
y = DoubleOp()(x)
f = F([x, v], [y, T.grad(y.sum(), x), T.Rop(y, x, v), y.shape])
a = np.arange(3.0)
[f(a, a), f(a, a), a, str(DoubleOp()), DoubleOp() == DoubleOp(), F([], DoubleOp()([1, 2]))(), F([x], true_dot(sp.csr_matrix(np.diag(a)), x.dimshuffle(0, "x")), accept_inplace=True)(a).shape]
""",
    # ---------------------------------------------------------------- convolution
    "shapes of convolutions and their gradients": f"""{CONV}
w, i, o = ac.get_conv_gradweights_shape, ac.get_conv_gradinputs_shape, ac.get_conv_output_shape
steps = [((1, 1), None), ((2, 1), (1, 1)), ((1, 1), (2, 3)), ((1, 2), (1, 2))]
def plain(shape):
    return [None if length is None else float(length) for length in shape]
def each(f, a, b):
    return [[plain(call(f, a, b, border, step, dilation)) for step, dilation in steps] for border in ["valid", "full", "half", (1, 2), ((1, 2), (0, 3)), 1]]
[each(o, (2, 3, 9, 8), (4, 3, 3, 2)), each(w, (2, 3, 9, 8), (2, 4, 7, 7)), each(i, (4, 3, 3, 2), (2, 4, 7, 7)), each(o, (None, 3, 9, None), (4, None, 3, 2)), each(w, (2, 3, None, 8), (2, 4, 7, None)), each(i, (4, 3, None, 2), (2, None, 7, 7)),
 call(o, (2, 3, 9, 8), (4, 3, 3, 2), -1, (1, 1)), call(o, (2, 3, 9, 8), (4, 3, 3, 2), (-1, 0), (1, 1)), plain(i((4, 3, 3, 2), (2, 4, 7, 7), "valid", (1, 1), None, 2)), plain(w((2, 4, 9, 8), (2, 4, 7, 7), "valid", (1, 1), None, 2))]
""",
    "shapes that cannot be": f"""{CONV}
c = ac.check_conv_gradinputs_shape
v = T.iscalar()
[c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, 7, 7), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, 7, 6), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 5, 7, 7), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3), (2, 4, 7, 7), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, 7, 7), "valid", (1,)), c((2, 3, None, 8), (4, 3, 3, 2), (2, 4, 7, 7), "valid", (1, 1)), c((2, 3, v, 8), (4, 3, 3, 2), (2, 4, 7, 7), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, T.constant(7), T.constant(3)), "valid", (1, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, 4, 7), "valid", (2, 1)), c((2, 3, 9, 8), (4, 3, 3, 2), (2, 4, 5, 7), "valid", (1, 1), (2, 1)),
 call(ac.assert_conv_shape, (2, 3, 0, 4)), call(ac.assert_conv_shape, (-1, 3, 2, 4)), ac.assert_conv_shape((0, 0, 1, 1)), call(F([v], ac.assert_conv_shape((2, 3, v, 4))[2]), 0), call(F([v], ac.assert_conv_shape((2, 3, v, 4))[2]), 2), call(F([v], ac.assert_conv_shape((v, 3, 2, 4))[0]), -1)]
""",
    "borders as pads": f"""{CONV}
b = ac.border_mode_to_pad
[call(b, mode, 2, (3, 4)) for mode in ["valid", "full", "half", "same", 1, (1, 2), ((1, 2), 3), ((1, 2), (3, 4)), ((1, 2, 3), 1), (1,), (1, 2, 3), (-1, 2), ((1, -2), 3)]] + [call(b, mode, 3, (3, 4, 5)) for mode in ["full", (1, 2, 3), (1, 2)]]
""",
    "shapes asserted when asked for": f"""{CONV}
x = T.tensor4()
out = []
for flag in [False, True]:
    with theano.change_flags(**{{"conv.assert_shape": flag}}):
        f = F([x], ac.assert_shape(x, (None, 2, T.constant(3), None)))
        out += [call(f, X(1, 2, 3, 4)).shape, call(f, X(1, 2, 4, 4)) if flag else None, ac.assert_shape(x, None) is x]
out
""",
    "operations of convolution": f"""{CONV}
a = ac.AbstractConv2d
[call(a, border_mode=b) is None or str(getattr(call(a, border_mode=b), "border_mode", call(a, border_mode=b).__class__.__name__)) for b in ["valid", "half", "full", 0, 1, (0, 0), (1, 0), ((1, 1), 2), ((1, 2), 0), "same", -1, (1,), (1, 2, 3)]] + [
 call(a, subsample=(1,)), call(a, subsample=(1, 1.5)), call(a, filter_dilation=(2,)), call(a, num_groups=0), call(a, imshp=T.ivector()), call(a, imshp=(1, 2, T.iscalar(), 3)), call(a, kshp=(1, 2, T.constant(3), 3)).kshp[1], call(ac.AbstractConv3d, border_mode=((1, 2), 1, 1)), call(ac.BaseAbstractConv, 4), call(ac.AbstractConv, 3, unshared=True),
 a().flops([(2, 3, 5, 5), (4, 3, 2, 2)], [(2, 4, 4, 4)]), a(num_groups=3).flops([(2, 3, 5, 5), (3, 1, 2, 2)], [(2, 3, 4, 4)]), call(ac.AbstractConv3d().flops, [(2, 3, 5, 5), (4, 3, 2, 2)], [(2, 4, 4, 4)]), a() == a(), a() == a(border_mode=1), a().do_constant_folding(None)]
""",
    "causal convolution": f"""{CONV}
x, k = T.tensor3(), T.tensor3()
def causal(kshape=(2, 3, 2), **options):
    y = ac.causal_conv1d(x, k, kshape, **options)
    f = F([x, k], [y, T.grad((y ** 2).sum(), k), T.grad((y ** 2).sum(), x)])
    i, w = X(2, kshape[1] * options.get("num_groups", 1), 6), X(*kshape)
    return [f(i, w), f(i, w), i, w]
[causal(), causal(subsample=2), causal(filter_dilation=2), causal(filter_flip=False), causal(input_shape=(2, 3, 6)), causal((4, 1, 3), num_groups=2), call(ac.causal_conv1d, T.matrix(), k, (2, 3, 2)), call(ac.causal_conv1d, x, T.matrix(), (2, 3, 2)), call(ac.causal_conv1d, x, k, (2, 3)), call(ac.causal_conv1d, x, k, (2, 3, 2), (2, 3)), call(ac.causal_conv1d, x, k, None)]
""",
    "upsampling by what does not fit": f"""{CONV}
x = T.tensor4()
u = ac.bilinear_upsampling
i = X(1, 2, 3, 2)
f = [F([x], y) for y in [u(x, 2), u(x, 3, use_1D_kernel=False), u(x, frac_ratio=(3, 2), use_1D_kernel=False), u(x, frac_ratio=((4, 2), (5, 3)), use_1D_kernel=False), u(x, 2, batch_size=1, num_input_channels=2)]]
[[g(i) for g in f], [g(i) for g in f], i, call(u, x), call(u, x, 2, (3, 2)), call(u, x, frac_ratio=(3, 2)), call(u, x, frac_ratio=2, use_1D_kernel=False), F([], ac.bilinear_kernel_2D((2, 3)))(), F([], ac.bilinear_kernel_2D(2, normalize=False))(), F([], ac.bilinear_kernel_1D(1))()]
""",
    "convolutions of a batch that are separable": f"""{CONV}
x, d, p = T.tensor4(), T.tensor4(), T.tensor4()
def sep(**options):
    y = ac.separable_conv2d(x, d, p, 2, **options)
    f = F([x, d, p], [y, T.grad((y ** 2).sum(), d)])
    args = X(1, 2, 5, 4), X(4, 1, 2, 2), X(3, 4, 1, 1)
    return [f(*args), f(*args), list(args)]
[sep(), sep(border_mode=(1, 2), subsample=(2, 1)), sep(filter_flip=False, filter_dilation=(2, 1)), sep(input_shape=(1, 2, 5, 4), depthwise_filter_shape=(4, 1, 2, 2), pointwise_filter_shape=(3, 4, 1, 1)), call(ac.separable_conv2d, x, d, p, 2, pointwise_filter_shape=(3, 4, 2, 1))]
""",
    "gradients of convolution asked for": f"""{CONV}
x, k, t = T.tensor4(), T.tensor4(), T.tensor4()
i, w, o = X(2, 2, 5, 4), X(3, 2, 2, 2), X(2, 3, 4, 3)
def both(y, *args):
    f = F([v for v, a in args], y)
    return [f(*[a for v, a in args]), f(*[a for v, a in args])]
n = T.iscalar("n")
[both(ac.conv2d_grad_wrt_inputs(t, k, (None, None, 5, 4)), (t, o), (k, w)), both(ac.conv2d_grad_wrt_weights(x, t, (None, None, 2, 2)), (x, i), (t, o)), both(ac.conv2d_grad_wrt_inputs(t, k, (2, 2, 5, 4), (3, 2, 2, 2), filter_flip=False), (t, o), (k, w)),
 F([t, k, n], ac.conv2d_grad_wrt_inputs(t, k, (None, None, n, 4)))(o, w, 5), call(ac.conv2d_grad_wrt_inputs, t, k, (None, None, None, 4)), call(ac.conv2d_grad_wrt_inputs, t, k, ("a", None, 5, 4)), call(ac.conv2d_grad_wrt_weights, x, t, (None, None, 2.5, 2)), call(ac.conv2d_grad_wrt_inputs, t, k, (2, 2, 5)), call(ac.conv2d_grad_wrt_weights, x, t, (n, None, 2, 2))]
""",
}
MODES = ["default"]
