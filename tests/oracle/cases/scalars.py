"""Numbers as variables: what is built of them, functions and gradients of them, and their operations used directly."""

MODES = ["default", "py/fast_run"]  # recorded without C: Theano gave a number a function in C for each node
SLOW_MODES = ["py/fast_run"]

START = """
from theano import scalar as S
from theano.scalar import basic_scipy as P
x, y, z = S.floats("xyz")
i, j = S.ints("ij")
h, s, a, b, u = S.float16("h"), S.float32("s"), S.int8("a"), S.bool("b"), S.uint32("u")
c, d = S.complex64("c"), S.complexs("d")
ALL = S.all_types
tell = lambda v: v if isinstance(v, Exception) else [str(getattr(w, "type", w)) for w in (v if isinstance(v, (list,
 tuple)) else [v])]
plain = lambda v: v if isinstance(v, Exception) else [np.asarray(w).item() for w in (v if isinstance(v, (list,
 tuple)) else [v])]
typed = lambda f, r: r if isinstance(r, Exception) else [
    np.asarray(w).astype(o.type.dtype) for w, o in zip(r if isinstance(r, list) else [r], f.maker.fgraph.outputs)]
twice = lambda f, *args: [typed(f, call(f, *args)), typed(f, call(f, *args))]
"""

UNARY = (
    *("neg", "abs_", "sgn", "ceil", "floor", "trunc", "round_half_to_even", "round_half_away_from_zero", "sqr", "sqrt"),
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "inv", "invert", "isnan", "isinf", "identity", "real"),
    *("imag", "conj", "angle", "deg2rad", "rad2deg", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh"),
    *("cosh", "tanh", "arcsinh", "arccosh", "arctanh", "convert_to_int8", "convert_to_float32", "convert_to_bool"),
)
BINARY = (
    *("add", "sub", "mul", "true_div", "int_div", "floor_div", "mod", "mod_check", "pow", "maximum", "minimum"),
    *("lt", "le", "gt", "ge", "eq", "neq", "and_", "or_", "xor", "arctan2", "second", "div_proxy"),
)
SCIPY = (
    *("erf", "erfc", "erfcx", "erfinv", "erfcinv", "gamma", "gammaln", "psi", "j0", "j1", "i0", "i1"),
    *("chi2sf", "gammau", "gammal", "jv", "iv"),
)
PAIRS = """[(x, y), (x, i), (s, a), (h, h), (a, a), (b, b), (b, a), (u, i), (u, a), (c, s), (c, d), (i, 2), (a, 200),
 (s, 2.5), (2, x), (h, 1e9)]"""

CASES = {
    **{
        f"the type of {op}": f"{START}\n[tell(call(S.{op}, v())) for v in {'ALL[:-2]' if op == 'sgn' else 'ALL'}]"
        for op in UNARY
    },
    **{f"the types of {op}": f"{START}\n[tell(call(S.{op}, *p)) for p in {PAIRS}]" for op in BINARY},
    **{
        f"the value of {op}": f"""{START}
[call(S.{op}.impl, np.float64(w)) for w in (1.5, -0.25, 0.0, -7.0, 1e300)]"""
        for op in UNARY
        if not op.startswith("convert") and op not in ("invert", "real", "conj")
    },
    **{
        f"a function of {op}": f"""{START}
r = [w for w in (call(S.{op}, v) for v in {"(x,)" if op == "angle" else "(x, s, i, a)"}) if not isinstance(w,
 Exception)]
f = F([x, s, i, a], r, on_unused_input="ignore")
[twice(f, 0.5, np.float32(1.5), 3, np.int8(-2)), twice(f, 1.25, np.float32(-0.5), 0, np.int8(1))]"""
        for op in UNARY
    },
    **{
        f"a function of two: {op}": f"""{START}
p = [(x, y), (x, i), (s, s), (a, a), (i, a), (b, b), (i, 3)]{"[:3]" if op == "arctan2" else ""}
r = [w for w in (call(S.{op}, *q) for q in p) if not isinstance(w, Exception)]
f = F([x, y, s, i, a, b], r, on_unused_input="ignore")
[twice(f, 0.5, -1.5, np.float32(1.5), 3, np.int8(2), True), twice(f, 7.0, 2.0, np.float32(-0.5), -4, np.int8(-3),
 False)]"""
        for op in BINARY
    },
    **{
        f"the derivative of {op}": f"""{START}
g = call(lambda: theano.grad(S.{op}(x), x))
g if isinstance(g, Exception) else twice(F([x], g, on_unused_input="ignore"), 0.75)"""
        for op in UNARY
    },
    **{
        f"the derivatives of {op}": f"""{START}
g = call(lambda: theano.grad(S.{op}(x, y), [x, y], disconnected_inputs="ignore"))
g if isinstance(g, Exception) else twice(F([x, y], g, on_unused_input="ignore"), 0.75, 1.5)"""
        for op in BINARY
    },
    **{
        f"scipy: {op}": f"""{START}
n = P.{op}.nin
v = [x, y][2 - n:]
r = P.{op}(*v)
g = call(lambda: theano.grad(r, v[-1:]))
[tell(r), [tell(call(P.{op}, *([w] * n))) for w in (i, s, h, a, c)], call(P.{op}.impl, *[1.5, 0.5][2 - n:]),
 twice(F(v, r), *[1.5, 0.5][2 - n:]), g if isinstance(g, Exception) else twice(F(v, g), *[1.5, 0.5][2 - n:])]"""
        for op in SCIPY
    },
    "the operators": f"""{START}
r = [x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x, abs(-x), x < y, x <= y, x > y, x >= y, i & j, i | j,
 i ^ j, ~i,
     1 + x, 1 - x, 2 * x, 2 ** x, i + 1, i // j, i % j, 3 % i]
f = F([x, y, i, j], r)
[tell(r), twice(f, 5.5, 2.0, 7, 4), twice(f, -5.5, 2.0, -7, 4)]""",
    "integers divided": f"""{START}
twice(F([i, j, a], [i / j, a / i]), 7, 4, np.int8(9))""",
    "operators that numbers do not have": f"""{START}
[call(lambda: x[0]), call(lambda: x.T), call(lambda: x.sum()),
 call(lambda: x.eq(y)), call(lambda: len(x)), call(lambda: float(x)), call(lambda: bool(x)), call(lambda: x == y),
 call(lambda: c % c)]""",
    "zeros, ones, casts": f"""{START}
r = [x.zeros_like(), x.ones_like(), i.zeros_like("float32"), i.ones_like(dtype="int8"), x.astype("int32"), S.cast(i,
 "float16"),
     S.cast(x, "bool"), S.cast(x, "floatX"), S.convert_to_uint8(i)]
f = F([x, i], r)
[tell(r), twice(f, 3.75, -2), str(x.zeros_like().owner.op), str(r[4].owner.op), call(S.cast, x, "text"), x.ndim,
 x.dtype]""",
    "casts": f"""{START}
[[call(S.cast, v, t) if isinstance(call(S.cast, v, t), Exception) else [str(call(S.cast, v, t).type),
 str(call(S.cast, v, t).owner.op) if call(S.cast, v, t).owner else None]
  for t in ("int8", "float16", "float64", "complex64", "bool")] for v in (x, h, a, b, c)]""",
    "functions of every type": f"""{START}
v = [t() for t in ALL]
f = F(v, [w for w in v] + [S.identity(w) for w in v] + [w + w for w in v])
n = [np.dtype(str(t)).type(1) for t in ALL]
twice(f, *n)""",
    "what a number's function takes": f"""{START}
f, g, k = F([x], x + 1), F([i], i + 1), F([s], s + 1)
[call(f, 1), call(f, np.float32(1)), call(f, np.array(1.0)), call(f, np.array([1.0])), call(f, "a"), call(f, None),
 call(g, 1.0), call(g, 1.5),
 call(g, np.int8(3)), call(g, 2 ** 70), call(k, 0.1), call(k, np.float64(0.1)), call(f, 1j), call(g,
 True), call(f, [2.0])]""",
    "the type takes": f"""{START}
values = [1, 1.0, 1.5, True, np.float32(0.1), np.float64(0.1), np.int8(-1), np.array(2.0), "a", None, 1 + 2j, [1]]
[[call(t.filter, v), call(t.filter, v, strict=True), call(t.filter, v, allow_downcast=True)] for t in (S.float64,
 S.float32, S.int8, S.uint8, S.bool, S.complex64) for v in values]""",
    "the type": f"""{START}
t = S.float32
[str(t), repr(t), t == S.Scalar("float32"), t != S.float64, hash(t) == hash(S.Scalar("float32")), t.dtype, t.ndim,
 t.dtype_specs()[1:], S.Scalar("floatX").dtype,
 call(S.Scalar, "text"), t.upcast(S.int32), t.values_eq_approx(1.0, 1.00001), t.values_eq_approx(1.0, 1.1),
 t.values_eq_approx(1.0, 1.1, tolerance=0.2), t.values_eq(1.0, 1.0),
 t.c_element_type(), t.c_literal(1.5), S.bool.c_literal(True),
 t.is_valid_value(1.0), t.is_valid_value(np.float32(1)),
 t.may_share_memory(1, 1), str(t.make_variable("q")), str(t("q")), str(t()),
 str(t.make_constant(np.float32(2)) if hasattr(t, "make_constant") else S.constant(np.float32(2))),
 S.get_scalar_type("int8") is S.int8, S.get_scalar_type("float64") == S.float64, call(S.get_scalar_type, "a"),
 [str(k) for k in ALL], t.get_shape_info(np.float32(1)), t.get_size(4)]""",
    "what a type of results says": f"""{START}
rules = ["upcast_out", "upcast_out_nobool", "upcast_out_min8", "upgrade_to_float", "upgrade_to_float64", "same_out",
 "same_out_nobool", "same_out_min8",
         "upcast_out_no_complex", "same_out_float_only", "int_out", "float_out", "upgrade_to_float_no_complex",
 "same_out_nocomplex", "int_out_nocomplex",
         "float_out_nocomplex", "real_out"]
[tell(call(getattr(S, r), t)) for r in rules for t in ALL]""",
    "what a type of two results says": f"""{START}
rules = ["upcast_out", "upcast_out_nobool", "upcast_out_min8", "upgrade_to_float", "upgrade_to_float64",
 "upcast_out_no_complex", "upgrade_to_float_no_complex"]
pairs = [(S.int8, S.int8), (S.bool, S.bool), (S.int8, S.float32), (S.int32, S.float32), (S.uint32, S.int32),
 (S.uint64, S.int64), (S.float16, S.int16), (S.complex64, S.float64), (S.bool, S.uint8)]
[[tell(call(getattr(S, r), *p)) for r in rules for p in pairs],
 tell(S.transfer_type(1, 0, None)(S.int8, S.float32)[:2]), tell(S.specific_out(S.int8, S.float64)(S.bool)),
 S.transfer_type(0) == S.transfer_type(0), S.transfer_type(0) == S.transfer_type(1),
 S.specific_out(S.int8) == S.specific_out(S.int8), tell(S.unary_out_lookup({{S.int8: S.int32}})(S.int8)),
 call(S.unary_out_lookup({{S.int8: S.int32}}), S.int16), call(S.transfer_type, 1.5)]""",
    "upcast": f"""{START}
[call(S.upcast, *p) for p in (("int8", "float32"), ("int8",), ("uint8", "int8"), ("uint64", "int64"), ("float16",
 "int32"), ("bool", "bool"), ("bool", "int8"), ("complex64", "float64"),
 ("float32", "int64"), ("float16", "uint16"), ("bool", "float16"))]""",
    "constants": f"""{START}
made = [S.constant(v) for v in (1, 200, 70000, 2 ** 40, 1.5, 1e300, True, np.float32(2), np.int8(3), 1j,
 np.array(4.0))]
[[str(k) for k in made], [str(k.type) for k in made], [plain(k.data) for k in made], call(S.constant, [1, 2]),
 call(S.constant, "a"), str(S.constant(2.0, name="two")), str(S.constant(2, dtype="float32").type),
 bool(S.constant(1).equals(S.constant(1))), bool(S.constant(1).equals(S.constant(1.0))),
 bool(S.constant(1).signature() == S.constant(1).signature())]""",
    "as_scalar": f"""{START}
t = T.scalar("t")
[tell(call(S.as_scalar, v)) for v in (1, 1.5, x, t, T.vector(), "a", None, [1], np.array(2),
 np.float32(1))] + [str(S.as_scalar(t)), str(S.as_scalar(T.tensor_from_scalar(x))), str(S.as_scalar(1,
 name="one"))]""",
    "between tensors and numbers": f"""{START}
t, v = T.dscalar("t"), T.dvector("v")
n = T.scalar_from_tensor(t)
e = T.tensor_from_scalar(n * 2 + x)
f = F([t, x], [e, n])
[tell([n, e]), twice(f, 2.0, 1.0), twice(F([v, i], v[i]), np.arange(4.0), 2), twice(F([v, i, j], v[i:j]),
 np.arange(4.0), 1, 3),
 twice(F([t, x], theano.grad(e, [t])), 2.0, 1.0)]""",
    "numbers among tensors": f"""{START}
v = T.dvector("v")
[tell(call(lambda: v + x)), tell(call(lambda: x + v)), tell(call(lambda: T.exp(x))), tell(call(T.as_tensor_variable,
 x)), twice(F([v, x], T.as_tensor_variable(x) * v), np.arange(3.0), 2.0),
 twice(F([v, i], v[i] + v[:i].sum()), np.arange(3.0), 2), tell(call(T.stack, [x, y])), tell(call(T.alloc, 1.0, i)),
 tell(call(T.arange, i))]""",
    "gradients": f"""{START}
e = x ** 2 * y + S.sin(x * y) + S.switch(x > y, x, y)
g = theano.grad(e, [x, y])
k = theano.grad(theano.grad(x ** 3, x), x)
m = theano.grad(S.exp(s), s)
[tell(g), twice(F([x, y], g), 1.5, 0.5), twice(F([x], k), 2.0), tell(m), tell(call(theano.grad, i * 2, i)),
 call(theano.grad, x, y), tell(theano.grad(x * i, i)), call(theano.grad, d * d, d)]""",
    "switch and clip": f"""{START}
r = [S.switch(b, x, y), S.switch(i, a, s), S.clip(x, 0, 1), S.clip(i, 0, 5), S.switch(x > 0, i, x)]
f = F([b, x, y, i, a, s], r)
g = theano.grad(S.clip(x, 0.0, 1.0) + S.switch(b, x, y), [x, y])
[tell(r), twice(f, True, 1.5, -1.0, 9, np.int8(1), np.float32(2)), twice(f, False, 0.5, -1.0, 0, np.int8(1),
 np.float32(2)), twice(F([b, x, y], g), True, 0.5, 1.0), call(S.switch, x, y), call(S.clip, x, 0)]""",
    "many at once": f"""{START}
r = [S.add(x, y, z), S.mul(x, y, z), S.add(x), S.mul(i, j, x), S.add(i, 1, 2.5)]
[tell(r), twice(F([x, y, z, i, j], r), 1.0, 2.0, 3.0, 4, 5), call(S.add), call(S.sub, x), call(S.sub, x, y, z),
 call(S.exp, x, y), S.add.nin, S.exp.nin, S.sub.nin, S.switch.nin, S.add.nout]""",
    "about operations": f"""{START}
names = ("add mul sub exp lt switch convert_to_int8 sqr pow true_div int_div mod neg abs_ inv sgn identity second clip "
         "invert and_ maximum minimum real imag conj").split()
[[str(o), o.nin, o.nout, getattr(o, "commutative", None), getattr(o, "associative", None)]
 for o in (getattr(S, name) for name in names)]""",
    "types of outputs": f"""{START}
[[tell(call(o.output_types, [p.type, q.type])) for p, q in ((x, y), (i, i), (b, b), (a, s))] for o in (S.add, S.mul,
 S.true_div, S.int_div, S.maximum, S.and_)]""",
    "nodes of operations": f"""{START}
n = S.add.make_node(x, i, 2)
[str(n), tell(n.inputs), tell(n.outputs), [str(v) for v in n.inputs], S.add(x, y).owner.op == S.add,
 S.exp == S.Exp(S.upgrade_to_float), S.exp == S.Exp(S.same_out), S.exp == S.log,
 hash(S.exp) == hash(S.Exp(S.upgrade_to_float)),
 call(S.exp.make_node, x, y), call(S.Exp, 3), call(S.UnaryScalarOp().make_node, x), call(S.ScalarOp().impl, 1)]""",
    "performs": f"""{START}
def p(op, *v):
    n = op(*[S.as_scalar(w) for w in v]).owner
    out = [[None] for o in n.outputs]
    op.perform(n, list(v), out)
    return [np.asarray(o[0]).astype(v.type.dtype) for o, v in zip(out, n.outputs)]
[call(p, S.add, 1.0, 2.0, 3.0), call(p, S.exp, np.float64(1.0)), call(p, S.lt, 1.0, 2.0),
 call(p, S.convert_to_int8, 3.7), call(p, S.int_div, 7, 2), call(p, S.switch, True, 1.0, 2.0)]""",
    "gradients asked of operations": f"""{START}
def g(op, *v):
    o = op(*v)
    r = op.L_op(list(v), [o], [S.constant(np.asarray(1.0))])
    return [tell(r), twice(F([w for w in v if w.owner is None and w.name], [q for q in r if not isinstance(q.type,
 theano.gradient.DisconnectedType)], on_unused_input="ignore"), *[0.5, 0.75, 2.0][:len(v)])]
[call(g, S.mul, x, y), call(g, S.true_div, x, y), call(g, S.exp, x), call(g, S.pow, x, y), call(g, S.tanh, x),
 call(g, S.maximum, x, y), call(g, S.add, x, y, z), call(g, S.sqrt, x)]""",
    "a type's number is shared": f"""{START}
from theano.scalar import sharedvar as V
q = V.shared(2.0)
f = F([x], q * x, updates=[(q, q + 1)])
[str(q.type), type(q).__name__, twice(f, 3.0), q.get_value(), call(q.set_value, 5.0), f(1.0), isinstance(q,
 S.ScalarVariable) or hasattr(q, "zeros_like"), call(V.shared, [1]), call(V.shared, "a"), str(V.shared(3).type),
 str(V.shared(np.float32(1), name="n")), tell(q + 1)]""",
    "a test value": f"""{START}
x.tag.test_value = 2.0
with theano.change_flags(compute_test_value="raise"):
    e = x * 3 + 1
    w = call(lambda: y + 1)
[plain(e.tag.test_value), w]""",
    "evaluated, cloned, replaced": f"""{START}
e = x * y + 1
q = theano.clone(e, {{x: y}})
[e.eval({{x: 2.0, y: 3.0}}), twice(F([y], q), 3.0), twice(F([x, y], e, givens={{x: x + 1}}), 1.0, 2.0), call(e.eval,
 {{x: 2.0}}), theano.pp(e), str(e), repr(e), theano.printing.debugprint(e, file="str")]""",
    "updates and defaults": f"""{START}
f = F([x, theano.In(y, value=2.0)], [x * y, x])
[twice(f, 3.0), twice(f, 3.0, 4.0), call(f)]""",
    "Composite": f"""{START}
C = S.Composite([x, y], [x + y * 2])
v, w = T.dvector("v"), T.dvector("w")
E = T.Elemwise(C)
[str(C), C.nin, C.nout, tell(C(x, y)), twice(F([x, y], C(x, y)), 1.0, 2.0), twice(F([v, w], E(v, w)), np.arange(3.0),
 np.ones(3)), tell(call(C, s, s)), tell(call(C, i, i)), call(theano.grad, C(x, y), x),
 call(lambda: theano.grad(E(v, w).sum(), v)), C == S.Composite([x, y], [x + y * 2]), C == S.Composite([x, y],
 [x + y * 3]), [str(t) for t in C.inputs_type], [str(t) for t in C.outputs_type], call(C.impl, 1.0, 2.0)]""",
    "Composite of several": f"""{START}
C = S.Composite([x, y], [x + y, x * y, S.exp(x)])
v, w = T.dmatrix("v"), T.dvector("w")
[str(C), tell(C(x, y)), twice(F([x, y], C(x, y)), 1.0, 2.0), twice(F([v, w], T.Elemwise(C)(v, w)),
 np.arange(6.0).reshape(2, 3), np.ones(3)), tell(C(i, j)), twice(F([i, j], C(i, j)), 2, 3)]""",
    "Composite of a Composite": f"""{START}
C = S.Composite([x, y], [x + y])
D = S.Composite([x, y], [C(x * y, y)])
E = S.Composite([x, y, z], [C(x * y, y), C(x * z, y)])
[str(E), twice(F([x, y], D(x, y)), 2.0, 3.0), twice(F([x, y,
 z], E(x, y, z)), 2.0, 3.0, 4.0)]""",
    "Composite of other types": f"""{START}
C = S.Composite([a, s], [S.cast(a, "float32") * s])
v, w = T.bvector("v"), T.fvector("w")
o = T.Elemwise(C)(v, w)
[str(C), tell(C(a, s)), str(o.dtype), twice(F([v, w], o), np.array([1, 2], "int8"), np.array([0.5, 2], "float32")),
 call(S.Composite, [x], [x])]""",
    "a Composite of every float": f"""{START}
out = []
for t in ("float16", "float32", "float64", "complex64", "complex128"):
    p, q = S.get_scalar_type(t)("p"), S.get_scalar_type(t)("q")
    v, w = T.TensorType(t, (False,))("v"), T.TensorType(t, (False,))("w")
    C = S.Composite([p, q], [p * q + p])
    out.append([tell(C(p, q)), twice(F([v, w], T.Elemwise(C)(v, w)), np.arange(3).astype(t), np.full(3,
 2).astype(t))])
out""",
}
CLASSES = """
class Bump(S.UnaryScalarOp):
    nfunc_spec = None
    def impl(self, x): return float(x) ** 3 + 1
    def grad(self, inputs, g): return [g[0] * 3 * inputs[0] ** 2]
    def c_code(self, node, name, x, z, sub): return "%s = %s * %s * %s + 1;" % (z[0], x[0], x[0], x[0])
    def c_code_cache_version(self): return ()
bump = Bump(S.upgrade_to_float, name="bump")
class Pair(S.BinaryScalarOp):
    commutative, associative, identity = True, True, 0
    def impl(self, x, y): return x * y + 10
    def L_op(self, inputs, outputs, g): return [g[0] * inputs[1], g[0] * inputs[0]]
pair = Pair(S.upcast_out, name="pair")
class Two(S.ScalarOp):
    nin, nout = 1, 2
    def output_types(self, types): return [types[0], S.int64]
    def impl(self, x): return x * 2, int(x)
two = Two(name="two")
class Bare(S.UnaryScalarOp):
    @staticmethod
    def output_types_preference(x): return [S.float32]
    def impl(self, x): return x / 2
class Nothing(S.UnaryScalarOp): pass
"""
CASES.update(
    {
        "an operation of one's own": f"""{START}{CLASSES}
v = T.dvector("v")
E = T.Elemwise(bump, name="bump")
e = E(v)
[tell(bump(x)), tell(bump(i)), twice(F([x], [bump(x), theano.grad(bump(x), x)]), 2.0), str(E), str(e.owner),
 twice(F([v], [e, theano.grad(e.sum(), v)]), np.arange(3.0)),
 twice(F([x], S.Composite([x], [bump(x) + 1])(x)), 2.0), bump == Bump(S.upgrade_to_float), bump == Bump(S.same_out),
 str(Bump()), str(bump)]""",
        "an operation of one's own of two": f"""{START}{CLASSES}
v, w = T.dmatrix("v"), T.dvector("w")
E = T.Elemwise(pair)
e = E(v, w)
[tell(pair(a, s)), twice(F([x, y], [pair(x, y)] + theano.grad(pair(x, y), [x, y])), 2.0, 3.0), str(E), twice(F([v,
 w], [e] + theano.grad(e.sum(), [v, w])), np.arange(6.0).reshape(2, 3), np.ones(3)),
 twice(F([v], T.Elemwise(pair)(v, v)),
 np.ones((2, 2), "float64"))]""",
        "an operation of two results": f"""{START}{CLASSES}
v = T.dvector("v")
r = T.Elemwise(two)(v)
[tell(two(x)), twice(F([x], two(x)), 2.5), [about(o) for o in r], twice(F([v], r), np.arange(3.0) + 0.5),
 call(theano.grad, two(x)[0], x)]""",
        "operations half written": f"""{START}{CLASSES}
v = T.dvector("v")
[tell(Bare()(x)), twice(F([v], T.Elemwise(Bare())(v)), np.arange(3.0)), call(Nothing(), x), call(lambda: F([x],
 Nothing(S.same_out)(x))(1.0)), call(lambda: theano.grad(Nothing(S.same_out)(x), x)),
 call(lambda: theano.grad(T.Elemwise(Bare())(v).sum(), v)),
 call(Nothing, 1), str(Nothing()), str(Nothing(S.same_out)), str(Nothing(S.same_out, name="n"))]""",
        "an operation in place": f"""{START}{CLASSES}
v = T.dvector("v")
E = T.Elemwise(S.Exp(S.transfer_type(0)), {{0: 0}}, name="exp_")
f = F([theano.In(v, borrow=True, mutable=True)], E(v))
u = np.arange(3.0)
[str(E), f(u), str(T.Elemwise(S.exp)), str(T.Elemwise(S.add, {{0: 0}})), T.Elemwise(S.exp) == T.exp,
 T.Elemwise(S.exp, name="n") == T.exp, T.Elemwise(S.exp).scalar_op == S.exp]""",
        "nfunc_spec": f"""{START}{CLASSES}
class Sinc(S.UnaryScalarOp):
    nfunc_spec = ("sinc", 1, 1)
    def impl(self, x): return np.sinc(x)
    def grad(self, inputs, g): return [g[0]]
v = T.dvector("v")
q = T.Elemwise(Sinc(S.upgrade_to_float), nfunc_spec=("sinc", 1, 1))
[twice(F([v], [T.Elemwise(Sinc(S.upgrade_to_float))(v), q(v)]), np.arange(3.0) / 3), twice(F([v],
 theano.grad(q(v).sum(), v)), np.arange(3.0)), str(q)]""",
        "/ of integers": """
import theano.scalar as S
a, b, c, d = S.int32("a"), S.int8("b"), S.float32("c"), S.uint8("d")
made = [a / a, a / b, b / 2, a / c, c / a, c / 2, d / b, a // b, a % b, S.true_div(a, b)]
x = T.ivector("x")
def composite(expression):
    f = F([x], T.Elemwise(S.Composite([a, b], [expression]))(x, T.cast(x, "int8")))
    return [f([7, -7, 3]), f([7, -7, 3])]
[[str(v.type) for v in made], composite(a / b), composite(a / 2), composite(-a / (b + 8)), call(lambda: a / "x")]
""",
    }
)
