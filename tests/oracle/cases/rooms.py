"""What few programs use, room by room: tensors joined, cut and shaped, neighbourhoods, convolutions, pooling, batches, norms.

Recorded with THEANO_FLAGS=optimizer=None, where Theano convolves without C.
"""

# ruff: noqa: E501 (programs)

NN = """
from theano.tensor.nnet import abstract_conv as ac
r = np.random.RandomState(3)
def X(*shape): return r.randint(-4, 5, shape).astype("float64")
"""
PRINTED = """
import io, contextlib
def printed(f, *args):
    with contextlib.redirect_stdout(io.StringIO()) as text:
        result = call(f, *args)
    return [result, text.getvalue()]
"""
CASES = {
    # ---------------------------------------------------------------- joined and cut
    "joined along an axis that is not known": """
x, y, i = T.dmatrix("x"), T.dmatrix("y"), T.lscalar("i")
f = F([x, y, i], [T.join(i, x, y), T.concatenate([x, y, x], axis=i)])
a, b = np.arange(6.).reshape(2, 3), np.arange(6., 12).reshape(2, 3)
g = F([x, i], T.split(x, [1, 1], 2, i))
[f(a, b, 0), f(a, b, 1), f(a, b, -1), f(a, b, -2), call(f, a, b[:, :2], 0), f(a, b[:, :2], 1), f(a, b[:1], 0), g(np.eye(2), 0), g(np.eye(2), 1), g(np.ones((2, 3)), 0), call(g, np.ones((2, 3)), 1)]
""",
    "joins that are refused": """
x, v, s = T.dmatrix(), T.dvector(), T.dscalar()
[call(T.join, 0), call(T.join, 0, s, s), call(T.join, 2, x, x), call(T.join, -3, x, x), call(T.join, 0, x, v), call(T.join, "a", x, x), call(T.join, v, x, x), call(T.join, 0.5, x, x), call(T.concatenate, x), call(T.concatenate, []), call(T.join, 0, x) is x, call(T.join, None, x, x), about(T.join(0, T.frow(), x)), about(T.join(1, T.drow(), T.drow())), about(T.join(0, T.bmatrix(), T.imatrix()))]
""",
    "stacked": """
import warnings
x, y, m = T.dvector("x"), T.fvector("y"), T.dmatrix("m")
f = F([x, y, m], [T.stack([x, y]), T.stack([x, y], 1), T.stack([x, y], axis=-1), T.stack(x, y), T.stack(tensors=[x, x]), T.stack(tensors=(x, y), axis=1), T.stack([1., 2, 3]), T.stack([x[0], y[0]]), T.horizontal_stack(m, m), T.vertical_stack(m, m + 1), T.horizontal_stack(m, m, m), T.stack([m, m], -3)])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always"); T.stack(x, x)
[f([1., 2.], [3., 4.], [[1., 2.]]), [w.category.__name__ for w in seen], call(T.stack), call(T.stack, []), call(T.stack, [x, x], 3), call(T.stack, [x, x], -3), call(T.stack, [x, m]), call(T.horizontal_stack, m), call(T.vertical_stack), call(T.horizontal_stack, x, x), call(T.vertical_stack, m, x), call(F([x, y], T.stack([x, y])), [1.], [1., 2.])]
""",
    "operations that join and split": """
x, y, e = T.dmatrix("x"), T.dmatrix("y"), T.dmatrix("e")
j = T.Join(); w = T.Join(view=1)
z = j(0, x, y)
f = F([x, y], [z, j(1, x, y), T.grad((z ** 2).sum(), x), T.grad((j(1, x, y) ** 2).sum(), y), w(0, x, y)] + T.Split(2)(x, 1, (1, 2)) + [T.grad((T.Split(2)(x, 1, (1, 2))[1] ** 2).sum(), x)])
a, b = np.arange(6.).reshape(2, 3), np.arange(6., 12).reshape(2, 3)
[f(a, b), str(j), str(w), str(T.Split(2)), j == T.Join(), w == T.Join(view=1), w == j, call(T.Split(2), x), call(T.Split(2), x, 1, (1., 2.)), F([x, y], w(0, x, y))(a[:0], b), F([x], j(0, x))(a),
 T.Split(2) == T.Split(2), T.Split(2).len_splits, call(F([x], T.Split(2)(x, 1, (1, 1))), a), call(F([x], T.Split(2)(x, 1, (1, 1, 1))), a), call(F([x], T.split(x, [4, -1], 2, 1)), a)]
""",
    "splits": """
x, n = T.dvector("x"), T.lvector("n")
a = np.arange(5.)
f = F([x, n], T.split(x, n, 2))
s = T.split(x, [2, 3], n_splits=2, axis=-1)
[f(a, [2, 3]), f(a, [0, 5]), call(f, a, [2, 2]), call(f, a, [1, 2, 2]), F([x], s)(a), F([x], T.grad((s[0] ** 2).sum(), x))(a), call(T.split, x, [2., 3.], 2), call(T.split, x, 5, 2), call(T.split, x, [2, 3], 2, .5), [about(each) for each in T.split(T.drow(), [1, 1], 2, 1)], call(T.split, x, [2, 3], 2, [0, 1])]
""",
    "chosen": """
a, c, v = T.lvector("a"), T.dmatrix("c"), T.dvector("v")
m = T.lmatrix("m")
f = F([a, c], [T.choose(a, c, mode="wrap"), T.choose(a, c, mode="clip")])
C = np.arange(6.).reshape(2, 3)
[f([0, 1, 1], C), f([2, -1, 5], C), call(F([a, c], T.choose(a, c)), [0, 2, 1], C), F([a, c], T.choose(a, c))([1, 0, 1], C), F([a, v], T.choose(a, [v, v * 2]))([1, 0], [1., 2.]), F([a, v], T.choose(a, [v, v * 2]))([1], [1., 2.]),
 call(T.choose, a, c, c), call(T.choose, a, c, mode="no"), call(T.choose, v, c), F([a, c], T.choose(a, c).shape)([0, 1, 0], C)]
""",
    # ---------------------------------------------------------------- shapes
    "operations that reshape": """
x, v = T.dmatrix("x"), T.lvector("v")
y = T.tensor3("y")
f = F([x], [T.Reshape(1)(x, (-1,)), T.Reshape(3)(x, [3, 1, -1]), T.Flatten()(x), T.Flatten(2)(x), T.Tile(2)(x, [2, 1]), T.Tri("int8")(3, 2, 0), T.Tri()(2, 3, 1), T.DimShuffle([False, False], [1, "x", 0])(x), T.ExtractDiag(1)(x), T.ExtractDiag(offset=-1)(x), T.AllocDiag(1)(x[0]), T.grad((T.Flatten(1)(x) ** 2).sum(), x)])
a = np.arange(6.).reshape(2, 3)
[f(a), F([x], T.tile(x, (2,)).shape)(a), str(T.Flatten()), str(T.Flatten(2)), str(T.DimShuffle([True], [0, "x"])), T.Flatten(2) == T.Flatten(2), T.Tri("int8") == T.Tri("int8"), T.Tile(2) == T.Tile(2), call(T.Reshape, 2, "name"), call(T.Flatten(3), x), call(T.Flatten(0), x), call(T.DimShuffle, [False], [2]), call(T.DimShuffle, [False, False], [0, 0]), call(T.DimShuffle, [False, False], [0]), call(T.DimShuffle([False], [0]), x)]
""",
    "shapes by hand": """
import warnings
x, v, m = T.dmatrix("x"), T.lvector("v"), T.dvector("m")
a = np.arange(6.).reshape(2, 3)
f = F([x, v], [T.reshape(x, v, 2), x.reshape(v, ndim=2), T.tile(x, v, ndim=3), T.tile(x, v, 2)])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    old = [T.flatten(x, outdim=2), T.is_flat(x, outdim=2), T.is_flat(m), T.is_flat(x, 1)]
[f(a, [3, 2]), call(f, a, [4, 2]), old[1:], len(seen), call(T.flatten, x, 3), call(T.flatten, x, 0), call(T.flatten, x, 1, 2), call(T.is_flat, x, 1, 2), call(T.reshape, x, v), call(T.reshape, x, T.dvector(), 2), call(T.tile, x, v), call(T.tile, x, v, 1), call(T.tile, x, 1.5), call(T.tile, x, [1.5]), call(T.tile, x, (1, 2, 3), 2), call(T.tile, x, T.lmatrix()),
 F([x], [T.tile(x, 2), T.tile(x, np.int64(2)), T.tile(x, (1, 2, 1)), T.tile(x, (2,), 3), T.tile(x, ())])(a), F([x], T.tile(x, T.constant(2)))(a), F([x, v], T.tile(x, [v[0], 1]))(a, [2])]
""",
    "axes that are added, taken and turned": """
x, v, r = T.dmatrix("x"), T.dvector("v"), T.drow("r")
x.name = "x"
a = np.arange(6.).reshape(2, 3)
f = F([x, v], [T.shape_padleft(x), T.shape_padleft(x, 2), T.shape_padright(x), T.shape_padright(v, 3), T.shape_padaxis(x, 1), T.shape_padaxis(x, -1), T.shape_padaxis(x, -3), T.transpose(x), T.transpose(x, [1, 0]), T.transpose(x, (0, 1)), T.triu(x), T.triu(x, 1), T.triu(x, -1), T.tril(x), T.tril(x, -1), T.diag(v), T.diag(v, 1), T.diag(v, -2), T.diag(x), T.diag(x, -1), T.diagonal(x, 1)])
[f(a, [1., 2.]), x.T.name, T.transpose(v).name, T.transpose(T.dvector("w")).name, call(T.shape_padaxis, x, 3), call(T.shape_padaxis, x, -4), call(T.transpose, x, [0]), F([r], T.transpose(r, [1]))([[1., 2.]]), call(T.transpose, x, [0, 0]), call(T.diag, T.dscalar()), F([], T.diag(T.constant(np.arange(8.).reshape(2, 2, 2))))(), T.triu(T.bmatrix()).dtype, T.triu(T.fmatrix()).dtype, call(T.triu, v), str(T.shape_padleft(x).owner.op), about(T.shape_padaxis(r, 0))]
""",
    "rows in another order": """
x, i, p = T.dmatrix("x"), T.lmatrix("i"), T.lvector("p")
a = np.arange(6.).reshape(2, 3)
f = F([x, i, p], [T.permute_row_elements(x, i), T.permute_row_elements(x, i, True), T.permute_row_elements(x, p), T.permute_row_elements(x, p, 1), T.inverse_permutation(p), T.inverse_permutation(i), T.grad((T.permute_row_elements(x, p) * a).sum(), x)])
[f(a, [[2, 0, 1], [1, 0, 2]], [1, 2, 0]), call(f, a, [[2, 0, 1], [1, 0, 3]], [1, 2, 0]), F([x, p], [T.PermuteRowElements()(x, p, 0), T.PermuteRowElements()(x, p, T.constant(1))])(a, [1, 2, 0]), T.PermuteRowElements() == T.PermuteRowElements(), call(T.permute_row_elements, x, T.dvector())]
""",
    # ---------------------------------------------------------------- neighbourhoods
    "neighbourhoods of every mode": f"""{NN}
from theano.tensor.nnet.neighbours import images2neibs, neibs2images, Images2Neibs
x, n, s = T.tensor4("x"), T.lvector("n"), T.lvector("s")
def f(mode): return F([x, n, s], [images2neibs(x, n, s, mode=mode), images2neibs(x, n, s, mode=mode).shape])
a = X(2, 1, 5, 6)
modes = "valid", "ignore_borders", "wrap_centered", "half", "full"
[[[call(f(mode), a, *sizes) for sizes in [([3, 3], [1, 1]), ([2, 3], [3, 3]), ([1, 2], [2, 2]), ([5, 6], [1, 1]), ([6, 7], [1, 1]), ([3, 3], [2, 3])]] for mode in modes],
 [call(f("valid"), a, *sizes) for sizes in [([0, 1], [1, 1]), ([1, 1], [0, 1]), ([-1, 1], [1, 1])]], call(Images2Neibs, "no"), call(images2neibs, T.dmatrix(), n), str(Images2Neibs("half")), Images2Neibs() == Images2Neibs("valid"),
 F([x], images2neibs(x, (1, 2)))(a), F([x], images2neibs(T.cast(x, "int8"), (5, 6)))(a)]
""",
    "gradients of neighbourhoods": f"""{NN}
from theano.tensor.nnet.neighbours import images2neibs, neibs2images
x = T.tensor4("x"); w = T.dmatrix("w")
a = X(1, 2, 4, 4)
def g(mode, size, step):
    z = images2neibs(x, size, step, mode)
    return F([x], T.grad((z ** 2 * T.arange(1, z.size + 1).reshape(z.shape)).sum(), x))(a)
def gg(mode):
    gx = T.grad((images2neibs(x, (2, 2), (2, 2), mode) ** 3).sum(), x)
    return F([x], T.grad((gx ** 2).sum(), x))(a)
[[call(g, *each) for each in [("valid", (2, 2), (2, 2)), ("valid", (2, 2), (1, 1)), ("ignore_borders", (2, 2), (2, 2))]], [call(g, mode, (3, 3), (1, 1)) for mode in ("half", "full", "wrap_centered")], call(gg, "valid")]
""",
    "images of neighbourhoods": f"""{NN}
from theano.tensor.nnet.neighbours import images2neibs, neibs2images
x, n, shape = T.dmatrix("n"), T.lvector("s"), T.lvector("o")
def back(mode, image, size): return F([], neibs2images(images2neibs(image, size, mode=mode), size, image.shape, mode))()
a, b = X(2, 2, 4, 6), X(1, 2, 5, 7)
f = F([x, n, shape], neibs2images(x, n, shape))
[back("valid", a, (2, 3)), back("valid", a, (4, 6)), back("ignore_borders", b, (2, 3)), back("ignore_borders", a, (2, 3)), call(neibs2images, x, n, shape, "half"), f(np.arange(8.).reshape(2, 4), [2, 2], [1, 1, 2, 4]), call(f, np.ones((2, 4)), [2, 2], [1, 1, 2, 5]), call(f, np.ones((2, 4)), [2, 2], [2, 1, 2, 4])]
""",
    # ---------------------------------------------------------------- convolutions
    "shapes of convolutions": f"""{NN}
def ints(shape): return shape if isinstance(shape, Exception) else [None if n is None else int(n) for n in shape]
modes = ["valid", "full", "half", (1, 2), ((1, 2), 0), ((0, 1), (2, 3))]
lengths = [call(ac.get_conv_shape_1axis, i, k, mode, step, dilation) for i in (7, None) for k in (3, 4) for mode in ("valid", "full", "half", 2, (1, 2), -1) for step in (1, 2) for dilation in (1, 2)]
weights = [call(ac.get_conv_gradweights_shape_1axis, i, t, mode, step, dilation) for i in (9, None) for t in (4, 12) for mode in ("valid", "full", "half", 1, (1, 0)) for step in (1, 2, None) for dilation in (1, 2)]
inputs = [call(ac.get_conv_gradinputs_shape_1axis, k, t, mode, step, dilation) for k in (3, None) for t in (4, 5) for mode in ("valid", "full", "half", 1, (1, 2), -2) for step in (1, 2) for dilation in (1, 2)]
[lengths, weights, inputs,
 [ints(call(ac.get_conv_output_shape, (2, 3, 8, 9), (4, 3, 3, 2), mode, (1, 2), dilation)) for mode in modes for dilation in (None, (2, 1))], ints(ac.get_conv_output_shape((2, 3, 8, None, 9), (4, 3, 3, 2, 2), "valid", (1, 1, 2))),
 [call(ac.get_conv_gradweights_shape, (2, 6, 8, 9), (2, 4, 6, 8), mode, (1, 1), None, groups, unshared) for mode in modes[:4] for groups in (1, 2) for unshared in (False, True)],
 [ints(call(ac.get_conv_gradinputs_shape, (4, 3, 3, 2), (2, 4, 6, 8), mode, (1, 1), dilation, groups)) for mode in modes for groups in (1, 2) for dilation in (None, (1, 2))],
 [call(ac.check_conv_gradinputs_shape, image, (4, 3, 3, 2), top, mode, step) for image in ((2, 3, 8, 9), (2, 3, 8, None), (2, 3, 8)) for top in ((2, 4, 6, 8), (2, 4, 3, 8), (None, 4, 6, 8), (2, 5, 6, 8)) for mode in ("valid", "half") for step in ((1, 1), (2, 1), (1,))],
 call(ac.check_conv_gradinputs_shape, (T.constant(2), 3, 8, 9), (4, 3, 3, 2), (T.lscalar(), 4, T.constant(6), 8), "valid", (1, 1), (1, 1)), call(ac.check_conv_gradinputs_shape, (2, 3, 8, 9), (4, 3, 3, 2), (2, 4, T.constant(7), 8), "valid", (1, 1), (1, 1))]
""",
    "shapes that are checked on running": f"""{NN}
n, m = T.lscalar("n"), T.lscalar("m")
f = F([n, m], list(map(T.as_tensor_variable, ac.assert_conv_shape((n, 2, m, 4)))))
x = T.tensor4("x")
def shaped(shape, msg=None, flag=True):
    with theano.change_flags(**{{"conv.assert_shape": flag}}):
        z = ac.assert_shape(x, shape, msg) if msg else ac.assert_shape(x, shape)
        return [z is x, call(F([x], z), X(1, 2, 3, 4))]
def promised(input_shape, filter_shape):
    with theano.change_flags(**{{"conv.assert_shape": True}}):
        return call(lambda: F([x], ac.conv2d(x, X(2, 2, 2, 2), input_shape, filter_shape).sum())(X(1, 2, 3, 4)))
[f(0, 1), call(f, -1, 1), call(f, 0, 0), ac.assert_conv_shape((0, 1, 2, 3)), call(ac.assert_conv_shape, (-1, 1, 1, 1)), call(ac.assert_conv_shape, (1, 1, 0, 1)), call(ac.assert_conv_shape, (1, 1, 1, T.constant(-2))),
 shaped((1, 2, 3, 4)), shaped((None, 2, None, 4)), shaped((1, 2, 3, 5), "wrong"), shaped((None,) * 4), shaped(None), shaped((1, 2, 3, 5), None, False), promised((1, 2, 3, 4), None), promised((1, 2, 4, 4), None), promised(None, (2, 2, 2, 3)), promised(None, (2, 2, 2, 2))]
""",
    "borders as widths": f"""{NN}
[call(ac.border_mode_to_pad, mode, 2, (3, 4)) for mode in ("valid", "full", "half", (1, 2), ((1, 2), 0), ((1, 2), (3, 4)), 1, (1,), (1, 2, 3), "no", (-1, 0), ((1, 2, 3), 0), (.5, 1), None, [1, 2])] + [call(ac.border_mode_to_pad, mode, 3, (3, 4, 5)) for mode in ("half", (1, 2, 3), ((1, 2), 0, 0), (1, 2))]
""",
    "operations that convolve": f"""{NN}
x, w = T.tensor4("x"), T.tensor4("w")
A, A3, BW, BI = ac.AbstractConv2d, ac.AbstractConv3d, ac.AbstractConv2d_gradWeights, ac.AbstractConv2d_gradInputs
a, k = X(2, 2, 5, 4), X(3, 2, 2, 3)
f = F([x, w], [A()(x, w), A(border_mode=(1, 0), subsample=(2, 1), filter_flip=False)(x, w), A(imshp=(2, 2, 5, 4), kshp=(3, 2, 2, 3))(x, w), BW()(x, A()(x, w), w.shape[2:]), BI()(w, A()(x, w), x.shape[2:]), A()(x, w).shape, BW()(x, A()(x, w), w.shape[2:]).shape])
[f(a, k), call(A, imshp=(1, 2, T.lscalar(), 4)), call(A, imshp=(1, 2)), call(A, kshp=(1, 2, 3)), call(A, kshp=(1, 2, "a", 4)), call(A, border_mode="no"), call(A, border_mode=(1, 2, 3)), call(A, subsample=(1,)), call(A, filter_dilation=(1,)), call(A, num_groups=0), call(A, num_groups=-1), call(A3, border_mode=((1, 2), 0, 0)), call(ac.BaseAbstractConv, 4), call(ac.BaseAbstractConv, 3, unshared=True), A() == A(), A() == A(subsample=(2, 1)), A().flops([(2, 4, 8, 8), (3, 4, 3, 3)], [(2, 3, 6, 6)]), A(num_groups=2).flops([(2, 4, 8, 8), (4, 2, 3, 3)], [(2, 4, 6, 6)]),
 call(A().flops, [(2, 4, 8, 8), (3, 5, 3, 3)], [(2, 3, 6, 6)]), call(A3().flops, [(2, 4, 8, 8, 8), (3, 4, 3, 3, 3)], [(2, 3, 6, 6, 6)]), A().do_constant_folding(None), call(A(), x, T.dmatrix()), call(A(), T.lscalar(), w), call(A(num_groups=2), T.tensor4(), T.tensor4()).ndim]
""",
    "convolutions in time": f"""{NN}
x, w = T.dtensor3("x"), T.dtensor3("w")
a, k = X(2, 2, 6), X(3, 2, 3)
def f(*args, **kwargs): return F([x, w], ac.causal_conv1d(x, w, *args, **kwargs))(a, k)
c = ac.causal_conv1d
[f((3, 2, 3)), f((3, 2, 3), (2, 2, 6)), f((3, 2, 3), subsample=2), f((3, 2, 3), filter_flip=False), f((3, 2, 3), filter_dilation=2), f((None, None, 3)), call(c, T.dmatrix(), w, (3, 2, 3)), call(c, x, T.dmatrix(), (3, 2, 3)), call(c, x, w, (3, 2)), call(c, x, w, (3, 2, 3), (2, 2)), call(c, x, w, None),
 F([x, w], T.grad((c(x, w, (3, 2, 3)) ** 2).sum(), [x, w]))(a, k), F([x], c(x, X(4, 1, 2), (4, 1, 2), num_groups=2))(a)]
""",
    "separable convolutions": f"""{NN}
x, d, p = T.tensor4("x"), T.tensor4("d"), T.tensor4("p")
a, u, v = X(2, 2, 5, 5), X(4, 1, 3, 3), X(3, 4, 1, 1)
def f(**kwargs): return F([x, d, p], ac.separable_conv2d(x, d, p, 2, **kwargs))(a, u, v)
y, e, q = T.tensor5("y"), T.tensor5("e"), T.tensor5("q")
g = F([y, e, q], [ac.separable_conv3d(y, e, q, 2), ac.separable_conv3d(y, e, q, 2, border_mode="half", subsample=(2, 1, 1))])
[f(), f(input_shape=(2, 2, 5, 5), depthwise_filter_shape=(4, 1, 3, 3), pointwise_filter_shape=(3, 4, 1, 1)), f(input_shape=(2, 2, 5, 5)), f(border_mode="half", subsample=(2, 2), filter_flip=False), f(filter_dilation=(2, 1)), g(X(1, 2, 3, 3, 4), X(4, 1, 2, 2, 2), X(2, 4, 1, 1, 1)),
 call(ac.separable_conv2d, x, d, p, 3) .__class__.__name__, call(F([x, d, p], ac.separable_conv2d(x, d, p, 3)), a, u, v)]
""",
    "images made larger": f"""{NN}
x, n = T.tensor4("x"), T.lscalar("n")
a = X(1, 2, 3, 4)
up = ac.bilinear_upsampling
def f(*args, **kwargs): return F([x], up(x, *args, **kwargs))(a)
[f(2), f(3), f(2, use_1D_kernel=False), f(ratio=2, batch_size=1, num_input_channels=2), f(frac_ratio=(3, 2), use_1D_kernel=False), f(frac_ratio=((4, 2), (3, 2)), use_1D_kernel=False), call(up, x), call(up, x, 2, (3, 2)), call(up, x, None, (3, 2)), call(up, x, frac_ratio=3, use_1D_kernel=False), call(ac.frac_bilinear_upsampling, x, [3, 2]), call(ac.frac_bilinear_upsampling, x, (3, 2, 1)),
 F([], [ac.bilinear_kernel_1D(3), ac.bilinear_kernel_1D(2, normalize=False), ac.bilinear_kernel_2D(2), ac.bilinear_kernel_2D((2, 3), normalize=False), ac.bilinear_kernel_2D(1)])(), F([n], ac.bilinear_kernel_1D(n))(4), f(1), F([x], T.grad(up(x, 2).sum(), x))(a), call(lambda: F([x, n], up(x, n))(a, 2))]
""",
    "gradients of convolutions by hand": f"""{NN}
top, w, x, n = T.tensor4("t"), T.tensor4("w"), T.tensor4("x"), T.lscalar("n")
t, k, a = X(2, 3, 4, 3), X(3, 2, 2, 2), X(2, 2, 5, 4)
gi, gw = ac.conv2d_grad_wrt_inputs, ac.conv2d_grad_wrt_weights
[F([top, w], gi(top, w, (2, 2, 5, 4)))(t, k), F([top, w], gi(top, w, (None, 2, 5, 4), (3, 2, 2, 2)))(t, k), F([top, w, n], gi(top, w, (2, 2, n, 4)))(t, k, 5), F([x, top], gw(x, top, (3, 2, 2, 2)))(a, t), F([x, top, n], gw(x, top, (3, 2, n, 2), (2, 2, 5, 4)))(a, t, 2), F([top, w], gi(top, w, (2, 2, 5, 4), filter_flip=False))(t, k), F([top, w], gi(top, w, (2, 2, 9, 4), subsample=(2, 1)))(t, X(3, 2, 3, 2)),
 call(gi, top, w, (2, 2)), call(gi, top, w, (2, 2, 5, None)), call(gi, top, w, (2, 2, 5, 1.5)), call(gi, top, w, ("a", 2, 5, 4)), call(gi, top, w, (2, 2, 5, 4), (3, 2, "a", 2)), call(gw, x, top, (3, 2, None, 2)), call(gw, x, top, (3, 2, 2, 2), (2, 2, "a", 4)), call(gi, top, w, None), call(F([top, w], gi(top, w, (2, 2, 9, 9))), t, k)]
""",
    "convolutions of many images and long ones": f"""{NN}
from theano.tensor.nnet import conv3d2d as c3
s, f = T.tensor5("s"), T.tensor5("f")
a, k = X(1, 3, 2, 4, 4), X(2, 2, 2, 3, 2)
def run(**kwargs): return F([s, f], c3.conv3d(s, f, **kwargs))(a, k)
x = T.dtensor3("x"); m = T.dmatrix("m")
D = c3.DiagonalSubtensor
z = np.arange(24.).reshape(4, 3, 2)
i0, i1 = T.lscalar("i"), T.lscalar("j")
[run(), run(signals_shape=(1, 3, 2, 4, 4), filters_shape=(2, 2, 2, 3, 2)), run(border_mode="full"), run(border_mode=("valid", "full", "full")), run(border_mode="half"), run(border_mode=("half", "valid", "valid")), call(c3.conv3d, s, f, border_mode="no"), call(c3.conv3d, s, f, border_mode=("valid", "full", "valid")), call(c3.conv3d, T.tensor4(), f), call(c3.conv3d, s, T.tensor4()), call(c3.conv3d, s, f, border_mode=("valid",)),
 F([x], [c3.diagonal_subtensor(x, 0, 1), c3.diagonal_subtensor(x, 0, 2), D()(x, 0, 1), T.grad((c3.diagonal_subtensor(x, 0, 1) ** 2).sum(), x)])(z), call(F([x], c3.diagonal_subtensor(x, 1, 0)), z), str(D()), str(D(True)), D() == D(), F([x], c3.IncDiagonalSubtensor()(x, 0, 1, c3.diagonal_subtensor(x, 0, 1)))(z), str(c3.IncDiagonalSubtensor()), F([s, f], T.grad((c3.conv3d(s, f) ** 2).sum(), [s, f]))(a, k), c3.get_diagonal_subtensor_view(z, 0, 1), call(c3.get_diagonal_subtensor_view, z, 1, 0), call(c3.get_diagonal_subtensor_view, z, 1, 2) , call(c3.get_diagonal_subtensor_view, np.ones((2, 3, 2)), 0, 1)]
""",
    # ---------------------------------------------------------------- batches
    "batches that are normalised": f"""{NN}
from theano.tensor.nnet import bn
x, g, b, m, v = T.dmatrix("x"), T.dvector("g"), T.dvector("b"), T.dvector("m"), T.dvector("v")
a = X(4, 3) + .5
train, test = bn.batch_normalization_train, bn.batch_normalization_test
def row(t): return t.dimshuffle("x", 0)
full = train(x, row(g), row(b), "per-activation", 1e-3, .2, row(m), row(v))
y = T.tensor4("y"); gs = T.dvector("gs")
four = y, gs.dimshuffle("x", 0, "x", "x")
out, mean, inv = train(four[0], four[1], four[1], "spatial")
values = np.arange(1., 4), np.arange(3.), np.ones(3), np.full(3, 2.)
[F([x, g, b, m, v], full)(a, *values), F([x, g, b, m, v], test(x, row(g), row(b), row(m), row(v), "per-activation"))(a, *values), F([y, gs], [out, mean, inv])(X(2, 2, 3, 2), [1., 2.]), F([x, g, b], T.grad((train(x, row(g), row(b))[0] ** 3).sum(), [x, g, b]))(a, *values[:2]), F([x, g, b, m, v], T.grad((test(x, row(g), row(b), row(m), row(v)) ** 3).sum(), [x, g, b, m, v]))(a, *values),
 F([x, g, b, m, v], [bn.batch_normalization(x, g, b, m, v), bn.batch_normalization(x, g, b, m, v, "high_mem")])(a, *values), call(bn.batch_normalization, x, g, b, m, v, "no"), call(train, x, row(g), row(b), "no"), call(train, x, row(g), row(b), (5,)), call(train, x, row(g), row(b), epsilon=1e-6), call(test, x, row(g), row(b), row(m), row(v), epsilon=1e-6), call(train, x, row(g), row(b), running_average_factor=2.), call(train, x, T.dtensor3(), row(b)), call(train, x, row(g), row(b), running_mean=T.dtensor3()), call(test, x, row(g), row(b), T.dtensor3(), row(v)), call(test, x, row(g), row(b), row(m), row(v), "no"), call(train, T.dvector(), T.dvector(), T.dvector(), "spatial"), call(train, "a", row(g), row(b)),
 F([x, g, b], train(x, row(g), row(b), (0,)))(a, *values[:2]), F([x, g, b], train(x, row(g), row(b), axes=[0]))(a, *values[:2]), [about(each) for each in full]]
""",
    # ---------------------------------------------------------------- older operations
    "convolutions by their old operation": f"""{NN}
import warnings
from theano.tensor.nnet.conv import ConvOp, conv2d
x, w = T.tensor4("x"), T.tensor4("w")
a, k = X(2, 1, 5, 6), X(3, 1, 2, 3)
def f(*args, **kwargs): return call(F([x, w], ConvOp(*args, **kwargs)(x, w)), a, k)
o = ConvOp((1, 5, 6), (2, 3), 3, 2)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    shape = ConvOp.getOutputShape((5, 6), (2, 3), (2, 1), "full")
[f((1, 5, 6), (2, 3), 3, 2), f((1, 5, 6), (2, 3), 3, 2, 2, 1), f((1, 5, 6), (2, 3), 3, 2, output_mode="full"), [int(n) for n in o.outshp], [int(n) for n in o.fulloutshp], [int(n) for n in shape], len(seen) > 0, o.flops([(2, 1, 5, 6), (3, 1, 2, 3)], [(2, 3, 4, 4)]), ConvOp((1, 5, 6), (2, 3), 3, 2, output_mode="full").flops([(2, 1, 5, 6), (3, 1, 2, 3)], [(2, 3, 6, 8)]), call(o.flops, [(2, 1, 5, 6), (3, 2, 2, 3)], [(2, 3, 4, 4)]), ConvOp.has_all_shape((1, 5, 6), (2, 3)), ConvOp.has_all_shape((1, None, 6), (2, 3)), o == ConvOp((1, 5, 6), (2, 3), 3, 2), o == ConvOp((1, 5, 6), (2, 3), 3, 2, output_mode="full"),
 call(ConvOp, (5,), (2, 3)), call(ConvOp, (1, 5, 6), (2, 3, 1)), call(ConvOp, (1, 5, 6), (2, 3), 3, 2, 1.5), isinstance(call(ConvOp, (1, 5, 6), (2, 3), 3, 2, output_mode="no"), Exception), call(ConvOp, (1, 2, 2), (3, 3), 3, 2), call(o, T.dmatrix(), w), call(o, x, T.dtensor3()), call(o, T.ftensor4(), T.dtensor4()), call(ConvOp, (1, None, 6), (2, 3), 3, 2, unroll_batch=2)]
""",
    "pooling, by old names and refused": f"""{NN}
import warnings
from theano.tensor.signal import pool as p
x, y = T.tensor4("x"), T.tensor5("y")
a = X(1, 2, 5, 6)
def f(*args, **kwargs): return F([x], p.pool_2d(x, *args, **kwargs))(a)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    old = [f(ds=(2, 2), ignore_border=True), f((2, 2), ignore_border=True, st=(1, 2)), f((3, 3), ignore_border=True, padding=(1, 1)), f((2, 2))]
P = p.Pool
[old, len(seen) >= 4, call(p.pool_2d, x), call(p.pool_2d, T.dvector(), (2, 2), ignore_border=True), call(p.pool_3d, T.dmatrix(), (2, 2, 2), ignore_border=True), call(p.pool_2d, x, (2, 2), ds=(2, 2), ignore_border=True), call(p.pool_2d, x, (2, 2), stride=(1, 1), st=(1, 1), ignore_border=True), call(p.pool_2d, x, (2, 2), pad=(1, 1), padding=(1, 1), ignore_border=True), call(p.pool_2d, x, (2, 2), pad=(1, 1), ignore_border=False), call(p.pool_2d, x, (2, 2), pad=(2, 0), ignore_border=True), call(p.pool_2d, x, (2, 2), mode="no", ignore_border=True), call(p.pool_2d, x, (2., 2.), ignore_border=True), call(p.pool_2d, x, T.lscalar(), ignore_border=True), call(P(ignore_border=True), T.dvector(), (2, 2)), [str(P(ignore_border=True)), P(True) == P(True), P(True) == P(False), P(True, "sum") == P(True)],
 F([x], theano.gradient.Rop(p.pool_2d(x, (2, 2), ignore_border=True), x, x * 2))(a), F([x], theano.gradient.Rop(p.pool_2d(x, (2, 2), ignore_border=True, mode="sum"), x, x * 2))(a), F([x], T.grad((T.grad((p.pool_2d(x, (2, 2), ignore_border=True) ** 3).sum(), x) ** 2).sum(), x))(a), [call(P.out_shape, (5, 6), (2, 2), ignore_border=b, stride=s, pad=q, ndim=2) for b in (False, True) for s in (None, (1, 2)) for q in (None, (0, 0))], call(P.out_shape, (5,), (2, 2)), F([x], p.max_pool_2d_same_size(x, (2, 3)))(a)]
""",
    "norms, factors and diagonals": """
from theano.tensor import nlinalg as l, slinalg as s
x, v, i = T.dmatrix("x"), T.dvector("v"), T.lmatrix("i")
a = np.array([[1., -2., 3.], [0., 4., -5.]]); b = np.array([3., 0., -4.])
f = F([x, v], [l.norm(x, o) for o in (None, "fro", "inf", "-inf", 1, -1)] + [l.norm(v, o) for o in (None, "inf", "-inf", 0, 1, 2, 3)])
q = F([x], [abs(y) for m in ("reduced", "complete") for y in l.qr(x, m)] + [abs(l.qr(x, "r"))])
[f(a, b), call(l.norm, T.dscalar(), None), call(l.norm, T.dtensor3(), None), call(l.norm, x, 2), call(l.norm, v, "fro"), call(l.norm, v, "no"), q(a), call(l.qr, x, "no"), call(l.qr, v), F([v], [l.alloc_diag(v), l.diag(v)])(b), F([x], [l.extract_diag(x), l.diag(x), l.trace(x)])(a), call(l.alloc_diag, x), call(l.extract_diag, v), call(l.diag, T.dtensor3()), call(l.trace, v), [y.ndim for y in l.svd(x)], F([x], l.svd(x, compute_uv=0))(a), call(l.svd, v),
 F([x, v], l.lstsq()(x, v, T.constant(-1.)))(np.eye(3), b)[0], F([i], l.matrix_inverse(T.cast(i, "float64")))([[2, 0], [0, 4]]), F([x], l.matrix_power(x, 3))(np.diag([1., 2.])), call(l.matrix_power, x, -1.5) .__class__.__name__, F([x], [l.det(x), T.grad(l.det(x), x), l.pinv(x)])(np.array([[1., 2.], [3., 4.]])), F([x], l.tensorinv(x, 1))(np.diag([2., 4.])), F([x, v], l.tensorsolve(x, v))(np.diag([2., 4., 8.]), b)]
""",
    "crossentropies of labels": """
from theano.tensor.nnet import nnet as n
x, b, y, g = T.dmatrix("x"), T.dvector("b"), T.lvector("y"), T.dvector("g")
a = np.array([[1., -2., 3.], [0., 4., -5.]])
all4 = n.crossentropy_softmax_max_and_argmax_1hot(x, y)
withb = n.crossentropy_softmax_max_and_argmax_1hot_with_bias(x, b, y)
xent, sm, am = n.crossentropy_softmax_argmax_1hot_with_bias(x, b, y)
one = n.crossentropy_categorical_1hot(T.nnet.softmax(x), y)
op = n.CrossentropyCategorical1Hot()
[F([x, y], list(all4))(a, [2, 0]), F([x, b, y], list(withb))(a, [1., 0, -1], [2, 0]), F([x, b, y], T.grad(xent.sum(), [x, b]))(a, [1., 0, -1], [2, 0]), F([x, b, y], T.grad(sm[0, 0] + xent[0], [x, b]))(a, [1., 0, -1], [2, 0]), call(lambda: F([x, b, y], T.grad((sm ** 2).sum(), [x, b]))(a, [1., 0, -1], [2, 0])), F([x, y], [one, T.grad(one.sum(), x)])(a, [2, 0]), call(op, b, y), call(op, x, b), call(op, x, T.lmatrix()), call(n.crossentropy_softmax_argmax_1hot_with_bias, x, b, b), call(n.crossentropy_softmax_argmax_1hot_with_bias, x, x, y), call(n.crossentropy_softmax_argmax_1hot_with_bias, b, b, y), str(op), n.Softmax() == n.Softmax(), F([x, b], T.grad(n.softmax_with_bias(x, b)[0, 1], [x, b]))(a, [1., 0, -1]), call(n.softmax_with_bias, b, b), call(n.softmax_with_bias, x, x), F([x], n.logsoftmax(x))(a), call(n.LogSoftmax(), T.dtensor3()),
 F([x], [n.softsign(x), T.grad(n.softsign(x).sum(), x)])(a), F([x, y], n.categorical_crossentropy(T.nnet.softmax(x), y))(a, [2, 0]), F([x], n.categorical_crossentropy(T.nnet.softmax(x), T.nnet.softmax(x)))(a), call(n.categorical_crossentropy, x, T.dtensor3()), F([x], n.binary_crossentropy(T.nnet.sigmoid(x), T.nnet.sigmoid(x)))(a), F([x], [n.relu(x), n.relu(x, .1), n.elu(x), n.selu(x)])(a), F([x], n.Prepend_scalar_constant_to_each_row(4.)(x))(a), F([x, g], n.Prepend_scalar_to_each_row()(g[0], x))(a, [5.]), str(n.Prepend_scalar_constant_to_each_row(4.)), call(n.Prepend_scalar_constant_to_each_row(4.), b), call(n.Prepend_scalar_to_each_row(), g, x)]
""",
    "what scalars compute in Python": """
from theano.scalar import basic as s
import theano.tensor.nnet.sigm as g
from theano.tensor.nnet import nnet as n
values = [-4., -3.5, -2., -1., 0., .5, 1.5, 2.9, 3.1, 5., 8.]
r = s.InRange(True, False)
[[g.ultra_fast_scalar_sigmoid.impl(v) for v in values], [g.UltraFastScalarSigmoid.st_impl(v) for v in values], [n.ScalarSoftsign.static_impl(v) for v in values], [bool(r.impl(v, -1., 1.5)) for v in values], str(r), str(s.InRange(False, True)), r == s.InRange(True, False), s.complex_from_polar.impl(2., 0.), call(s.complex_from_polar.impl, -1., 0.), F([], T.complex_from_polar(T.constant(2.), T.constant([0., np.pi / 2])))().round(12), [bool(s.Clip(s.transfer_type(0), name="c").impl(v, 0, 1) == min(max(v, 0), 1)) for v in values],
 s.transfer_type(0)(s.float32), s.transfer_type(1, 0)(s.float32, s.int8), s.transfer_type(0) == s.transfer_type(0), s.transfer_type(0) == s.transfer_type(1), str(s.specific_out(s.float64)(s.int8)), s.unary_out_lookup({s.int8: s.float32})(s.int8), call(s.unary_out_lookup({s.int8: s.float32}), s.int16) .__class__.__name__]
""",
    "batches whose gradients are differentiated": f"""{NN}
from theano.tensor.nnet import bn
x, g, b = T.dmatrix("x"), T.drow("g"), T.drow("b")
a = X(4, 3) + .5
out, mean, inv = bn.batch_normalization_train(x, g, b)
gx, gg, gb = T.grad((out ** 3).sum(), [x, g, b])
row = np.array([[1., 2., -1.]])
f = F([x, g, b], T.grad((gx ** 2).sum(), [x, g, b]) + T.grad((gg ** 2).sum() + (gb * 3).sum(), [x, g, b]) + T.grad((gb ** 2).sum(), [x, g, b]))
[f(a, row, row / 2), call(lambda: F([x, g, b], T.grad(out.sum() + mean.sum() + (inv ** 2).sum(), x))(a, row, row))]
""",
    "indices that are checked": """
from theano.tensor import subtensor as s
c = s.check_advanced_indexing_dimensions
z = np.zeros((2, 3, 4)); m = np.ones(3, bool)
x, v = T.dmatrix("x"), T.lvector("v")
[call(c, z, (np.ones(2, bool),)), call(c, z, (m,)), call(c, z, (slice(None), m)), call(c, z, (None, 0, m)), call(c, z, (np.ones((2, 3), bool), 0)), call(c, z, (np.ones((2, 2), bool),)), call(c, z, (np.array([0]), m)), call(theano.sparse_grad, x[0]), F([x, v], theano.sparse_grad(x[v]))(np.eye(2), [1, 1]), call(s.AdvancedIncSubtensor, inplace=5), call(s.AdvancedIncSubtensor, inplace=True) .__class__.__name__, call(lambda: x[T.dvector()]), call(lambda: x["a"]), call(lambda: x[1.5]), call(s.as_index_variable, T.dvector())]
""",
    "random numbers from uniform ones": """
from theano.sandbox import multinomial as m
p, u, n = T.dmatrix("p"), T.dvector("u"), T.lscalar("n")
P = np.array([[.2, .3, .5], [0., 1., 0.]])
M, C = m.MultinomialFromUniform("auto"), m.ChoiceFromUniform("auto")
f = F([p, u], [M(p, u), m.MultinomialFromUniform("int64")(p, u), M(p, u, 1).shape, T.grad(M(p, u).sum(), p)])
[f(P, [.1, .9]), f(P, [.45, .01]), F([p, u], M(p, u, 2))(P, [.1, .9, .6, .3]), call(F([p, u], M(p, u)), P, [.1]), F([p, u], C(p, u, 2))(P[:1], [.1, .9]), F([p, u], m.ChoiceFromUniform("int32")(p, u, 1))(P, [.1, .9]), F([p, u], m.ChoiceFromUniform("auto", replace=True)(p, u, 2))(P, [.1, .15, .9, .8]), call(F([p, u], C(p, u, 4)), P[:1], [.1, .9, .2, .3]), str(M), str(C), M == m.MultinomialFromUniform("auto"), C == m.ChoiceFromUniform("auto", replace=True), call(M, u, u), call(M, p, p), F([p, u], C(p, u, 2).shape)(P, [.1, .9, .5, .5]), m.MultinomialWOReplacementFromUniform("auto").replace]
""",
    "reductions as operations": """
x = T.dmatrix("x"); i = T.bmatrix("i"); h = T.TensorType("float16", (False, False))("h")
a = np.arange(6.).reshape(2, 3)
M = T.basic.Mean
o = T.MaxAndArgmax([1])
f = F([x], [T.mean(x, op=True), T.mean(x, 0, op=True), M()(x), M(1)(x), T.ptp(x), T.ptp(x, 1), T.var(x, ddof=1), T.var(x, 0, 1), T.var(x, (0, 1), ddof=1), T.var(x, 1, corrected=True), T.var(x, 1, 1, corrected=True), T.std(x, ddof=1), T.std(x, 0, keepdims=True)] + list(o(x)) + list(T.max_and_argmax(x)) + list(T.max_and_argmax(x, 0, keepdims=True)))
[f(a), F([i], [T.mean(i), T.sum(i), T.prod(i), T.var(i)])([[1, 2], [3, 4]]), call(T.mean, x, dtype="float32", op=True), call(T.mean, x, acc_dtype="float32", op=True), call(T.var, x, 0, True), call(T.mean, x, 2), call(T.var, x, 2), str(o), o == T.MaxAndArgmax([1]), o == T.MaxAndArgmax([0]), [type(each).__name__ for each in (o, M(0))], F([h], [T.mean(h), T.sum(h)])(np.ones((2, 2), "float16")), call(T.max, x, 3), F([x], T.grad(o(x)[0].sum(), x))(a)]
""",
}
