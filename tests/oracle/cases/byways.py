"""What no other program asks, recorded without C: random functions' own shapes, old helpers of rewrites, lengths of draws, odd operations."""

# ruff: noqa: E501 (programs)

MODES = ["default"]
RAW = """
from theano.tensor import raw_random as rr
r = rr.random_state_type()
v, m = T.ivector("v"), T.matrix("m")
"""
CASES = {
    "dimensions of draws": f"""{RAW}
f = rr._infer_ndim_bcast
def told(*args):
    n, shape, b = f(*args)
    return [n, shape.eval(), list(map(bool, b))]
[told(None, (2, 3)), told(2, (2, 3)), told(None, (2, 1), m), call(f, 3, (2, 3)), call(f, None, T.iscalar()), call(f, 2, T.dvector()), call(f, None, T.imatrix()),
 told(None, [T.constant(4), 2]), call(f, None, 3.5), told(2, np.array([3, 4])), told(2, T.constant([3, 4])), call(f, None, (2, -1)), call(f, 3, v, m)]
""",
    "lengths of arguments": f"""{RAW}
f = rr._infer_ndim_bcast
c = T.col("c")
def shape(args, values, *asked):
    n, s, b = f(*asked + tuple(args))
    return [n, F(list(args), s, on_unused_input='ignore')(*values), list(map(bool, b))]
a = np.ones((3, 1))
[shape((c,), (a,), 2, (-1, 4)), shape((m,), (np.ones((2, 5)),), 2, (-1, -1)), shape((m,), (np.ones((2, 5)),), None, None), shape((c,), (a,), None, (3, -1)), shape((m, c), (np.ones((3, 2)), a), None, None), call(f, 2, (T.constant(2.5), 3)), call(f, 2, (2, T.vector()))]
""",
    "a random function by itself": f"""{RAW}
op = rr.RandomFunction("normal", T.dvector)
state = np.random.RandomState(4)
after, x = op(r, (3,), 0.0, 1.0)
f = F([theano.In(r, value=state, mutable=False)], [x, x.shape])
bad = rr.RandomFunction("normal", T.dmatrix)
[op == rr.RandomFunction("normal", T.dvector), op == bad, call(op, T.dvector(), (3,), 0.0, 1.0), [g is None for g in op.R_op([r, None, None, None], [None] * 4)],
 call(lambda: F([theano.In(r, value=state)], bad(r, (3,), 0.0, 1.0)[1])()), call(lambda: F([theano.In(r, value=state)], op(r, (2, 3), 0.0, 1.0)[1])()), call(rr.RandomFunction, "none", T.dvector), op.inplace]
""",
    "choices and permutations": f"""{RAW}
s = np.random.RandomState
[call(rr.choice_helper, s(3), np.ones((2, 2)), True, np.ones(2) / 2, (3,)), call(rr.choice_helper, s(3), np.array(4), True, np.ones((2, 2)) / 4, (3,)), rr.choice_helper(s(3), np.array(4), 1, np.ones(4) / 4, (3,)), rr.choice_helper(s(3), np.array([5, 6, 7]), 0, np.ones(3) / 3, (2,)), rr.multinomial_helper(s(3), np.array([3, 4]), np.array([[0.5, 0.5], [0.1, 0.9]]), (2,)), rr.multinomial_helper(s(3), np.array(5), np.array([0.2, 0.8000001]), ()), call(rr.multinomial_helper, s(3), np.array([3, 4, 5]), np.ones((2, 2)) / 2, (2,))]
""",
    "permutations drawn": f"""{RAW}
s = np.random.RandomState(5)
def draw(made):
    f = F([theano.In(r, value=s, mutable=False)], made[1])
    return [f(), f()]
[draw(rr.permutation(r, (2,), 4)), call(rr.permutation, r, None, 4), call(rr.permutation, r, (2,), 4, ndim=0), draw(rr.choice(r, (2,), 5)), draw(rr.choice(r, (4,), 4, replace=False)), draw(rr.multinomial(r, (2,), 4, [0.25, 0.75])), draw(rr.multinomial(r, None, [3, 4], [[0.25, 0.75]] * 2)), draw(rr.binomial(r, (3,), 5, 0.4)), draw(rr.random_integers(r, None, [1, 2], [4, 9])), draw(rr.uniform(r, None, [0.0, 1.0], 3.0, dtype="float32")), draw(rr.normal(r, (2, -1), [[0.0, 1.0]], 1.0, ndim=2)), call(rr.uniform, r, (2,), T.matrix(), 1.0)]
""",
    "helpers of rewrites": """
from theano.tensor import opt
x, y = T.matrix("x"), T.row("y")
fg = theano.gof.FunctionGraph([x, y], [x + y], clone=False)
z = opt.broadcast_like(3, x, fg)
f = F([x, y], [opt.broadcast_like(y, x, fg), opt.broadcast_like(T.constant(2.5), x, fg, dtype="float32")])
r = T.Rebroadcast((0, True))(T.matrix("q"))
[f(np.ones((2, 3)), np.arange(3.0)[None]), [list(map(bool, b)) for b in [z.broadcastable]], opt.encompasses_broadcastable((False, False), (False,)), opt.encompasses_broadcastable((True, False), (False, False)), opt.encompasses_broadcastable((False,), (False, True)), opt.encompasses_broadcastable((), ()),
 opt.merge_broadcastables([(True, False, True), (True, True, True)]), opt.apply_rebroadcast_opt(x) is x, list(map(bool, opt.apply_rebroadcast_opt(T.Rebroadcast((0, False))(x)).broadcastable)), [bool(b) for b in opt.apply_rebroadcast_opt(r).broadcastable], [bool(b) for b in opt.apply_rebroadcast_opt(T.unbroadcast(y, 0)).broadcastable], opt.local_elemwise_alloc is not None]
""",
    "scalar operations compared": """
s = theano.scalar
z, t, q = T.zvector("z"), T.vector("t"), T.vector("q")
i = s.InRange(True, False)
e = T.Elemwise(i)
[F([t], T.grad((e(t, 0.0, 1.0) * t).sum(), t))([0.5, 2.0]), call(lambda: T.grad(T.grad(T.angle(z).sum().real, z)[0].sum(), z)), s.transfer_type(1) == s.transfer_type(1), s.transfer_type(0) == s.transfer_type(1), s.transfer_type(0)(s.float64, s.int8)[0].dtype, hash(s.transfer_type(0)) == hash(s.transfer_type(0)), s.specific_out(s.int8) == s.specific_out(s.int8), i == s.InRange(True, False)]
""",
    "lengths of odd operations": """
from theano.sandbox import multinomial as mn
from theano.tensor.nnet import nnet
p, u, i, b = T.fmatrix("p"), T.fvector("u"), T.ivector("i"), T.iscalar("b")
x, g = T.matrix("x"), T.vector("g")
c = nnet.CrossentropyCategorical1Hot()(x, i)
P = np.array([[0.5, 0.5], [0.25, 0.75]], "float32")
U = np.array([0.75, 0.125], "float32")
[F([p, u], mn.MultinomialFromUniform("auto")(p, u).shape)(P, U), F([p, u], mn.MultinomialFromUniform("auto")(p, u))(P, U), F([p, u, b], mn.ChoiceFromUniform("auto")(p, u, b).shape)(P, U, 1), F([x, i], [c, c.shape])([[0.25, 0.5], [0.125, 1.0]], [1, 0]), F([x, i], T.grad(c.sum(), x))([[0.25, 0.5], [0.125, 1.0]], [1, 0]), F([g, x, i], nnet.CrossentropyCategorical1HotGrad()(g, x, i))([1.0, 2.0], [[0.25, 0.5], [0.125, 1.0]], [1, 0]),
 F([x, i], [y.shape for y in nnet.crossentropy_softmax_argmax_1hot_with_bias(x, x[0], i)])([[1.0, 2.0], [3.0, 5.0]], [1, 0]), T.nnet.ultra_fast_sigmoid.scalar_op.impl(0.5), T.nnet.sigmoid.scalar_op.impl(0.5), T.nnet.softplus.scalar_op.impl(0.5)]
""",
    "sparse draws": """
from theano.sparse.sandbox import sp2
import scipy.sparse as sp
from theano import sparse
n, p, x = T.dvector("n"), sparse.csr_matrix("p"), T.ivector("x")
c = sparse.csc_matrix("c")
P = sp.csr_matrix(np.array([[0.5, 0.5], [0.25, 0.75]]))
f = F([n, p], [sparse.dense_from_sparse(sp2.multinomial(n, p)).sum(axis=1), sp2.multinomial(n, p).shape])
b = sp2.csr_fbinomial
m = sp2.csr_dbinomial(x, T.constant(0.5), T.constant(np.array([2, 3])))
[f([3.0, 5.0], P), call(lambda: F([n, c], sp2.multinomial(n, c))([3.0, 5.0], P.tocsc())), sp2.Binomial("csr", "float64").connection_pattern(None), [type(g.type).__name__ for g in sp2.Poisson().grad([p], [p])], F([p], sp2.poisson(p).shape)(P), call(sp2.multinomial, n, T.matrix()), sp2.poisson(p).type.format, call(sp2.poisson, T.matrix())]
""",
    "what pictures and texts tell": """
import io
from theano import printing as pr
x = T.vector("x"); w = theano.shared(np.arange(2.0), "w")
f = theano.function([x], [(x * w).sum()], updates=[(w, w + x)], mode=theano.Mode("py", None))
f([1.0, 2.0])
y = x + 1
lines = pr.debugprint(y * x, file="str", ids="int").splitlines()
st = pr.debugprint(f, file="str", print_storage=True)
cl = pr.debugprint(y * x, file="str", print_type=True)
[len(lines), len(st.splitlines()), cl.count("<TensorType(float64, vector)>"), pr.var_descriptor(y * x) == pr.var_descriptor(T.vector("x") + 1), pr.hex_digest(np.arange(3)) == pr.hex_digest(np.arange(3)), pr.position_independent_str(x), isinstance(pr.var_descriptor(y), str), pr.min_informative_str(y), pr.pp(T.grad((x ** 2).sum(), x))]
""",
    "operations asked by themselves": """
import theano.tensor.basic as tb
x, y = T.dmatrix("x"), T.dvector("y")
class No(theano.Op):
    __props__ = ()
    def make_node(self, x): return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, out): out[0][0] = inputs[0] + 1
class Once(T.Elemwise): pass
node = (x + 1).owner
d = T.exp
f = F([x], [d.L_op([x], [d(x)], [x])[0], d.R_op([x], [x])[0]])
n = No()(x)
s = x[0]
fg = theano.gof.FunctionGraph([x], [T.exp(T.log(x))], clone=False)
o = theano.gof.EquilibriumOptimizer([], max_use_ratio=10)
[f(np.ones((1, 2))), call(lambda: T.grad(n.sum(), x)), call(T.Rop, n, x, x), F([x], n)(np.zeros((1, 1))), F([x], n.shape)(np.zeros((1, 3))), o.optimize(fg) is None, tb.get_scalar_constant_value(T.constant(3.5)), [int(each) for each in s.owner.op.get_constant_idx(s.owner.inputs)], call(lambda: n.owner.op.idx_list), y.transpose().owner is None, [bool(b) for b in x.transpose([1, 0]).broadcastable], x.transpose((1, 0)).ndim, x.transpose(1, 0).ndim, x.ravel().ndim, y.T.ndim]
""",
}
