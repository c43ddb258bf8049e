"""What few programs use of `theano.compile` and `theano.gof`: functions written to files, modes that look, guards that warn."""

# ruff: noqa: E501 (programs)

PRINTED = """
import io, contextlib, pickle
def printed(f, *args):
    with contextlib.redirect_stdout(io.StringIO()) as text:
        result = call(f, *args)
    return [result, text.getvalue()]
"""
CASES = {
    # ---------------------------------------------------------------- functions
    "a function that is written to a file": """
import os, pickle, tempfile
W = theano.shared(np.arange(3.), "W"); x = T.dvector("x"); x.tag.mine = [1]
name = os.path.join(tempfile.mkdtemp(), "f")
theano.function_dump(name, [x], (x * W).sum(), updates=[(W, W + 1)], name="f", extra_tag_to_remove="mine")
arguments = pickle.load(open(name, "rb"))
f = theano.function(**arguments)
W.set_value([0., 0, 0])
[sorted(arguments), f([1., 2, 3]), f([1., 2, 3]), W.get_value(), f.name, hasattr(arguments["inputs"][0].tag, "mine"), x.tag.mine, call(theano.function_dump, 5, [x], x)]
""",
    "what updates in a dictionary say": """
import collections, warnings
a, b = theano.shared(1.), theano.shared(2.)
def told(updates):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        f = F([], [], updates=updates); f()
    return sum("OrderedDict" in str(each.message) for each in seen)
[told({a: a + 1}), told({a: a + b, b: a}), told(collections.OrderedDict([(a, a + 1), (b, a)])), told([(a, b), (b, a)]), a.get_value(), b.get_value()]
""",
    "inputs that are written as tuples": """
from theano.compile import orig_function as make
x, s, y = T.dscalar("x"), T.dscalar("s"), T.dscalar("y")
def made(*inputs):
    f = theano.function(list(inputs), x * 2 + s, on_unused_input="ignore") if len(inputs) else None
    return [f(1.), f(1.), f["s"]]
[call(made, x, ("s", (s, s + x), 10.)), call(made, x, ("s", s, 3.)), call(made, x, (s, 3.)), call(made, x, ("s", s, y)), call(made, x, (s, y)), call(made, x, ("s", 5, 1.)), call(made, x, ("s", (s, 7), 1.)),
 call(made, x, ()), call(made, x, (s,)), call(made, x, ("s", s, 1., 2)), call(made, x, 5), call(theano.function, [x, (s, 3.)], x * s, givens=[(x, y)])]
""",
    "inputs that are no list": "x = T.dscalar()\n[call(theano.function, x, x), call(theano.function, {x}, x), call(theano.function, (x,), x)(2.)]",
    "two inputs of one name": """
x, y = T.dscalar("x"), T.dscalar("x")
f = theano.function([theano.In(x, value=1.), theano.In(y, value=2.)], x - y)
[f(), call(lambda: f["x"]), call(lambda: f(x=3.)), f[x], f[y], call(lambda: f["z"]), call(lambda: f.value[T.dscalar()])]
""",
    "givens of another type": """
x, y, v = T.dscalar("x"), T.fscalar("y"), T.dvector("v")
def given(inputs, output, givens, *values): return theano.function(inputs, output, givens=givens)(*values)
[call(given, [v], x, {x: v}, [1.]), given([y], x, {x: y}, 2.), call(given, [], x * 2, {x: 3}), given([], x * 2, {x: 3.}), call(given, [x], y, {y: x}, 2.), given([y], [x, y], [(x, y + 1)], 1.)]
""",
    "which outputs replace inputs": """
from theano.compile import In, Out
from theano.compile.function_module import std_fgraph, fgraph_updated_vars
from theano.tensor import inplace
x, s, t = T.dscalar("x"), T.dscalar("s"), T.dscalar("t")
inputs = [In(x), In(s, value=0., update=s + x), In(t, value=1., update=t * 2)]
g, outs = std_fgraph(inputs, [Out(x * s)])
updated = fgraph_updated_vars(g, inputs)
[len(g.inputs), len(g.outputs), sorted((g.inputs.index(i), g.outputs.index(o)) for i, o in updated.items()), len(outs), str(g), call(fgraph_updated_vars, g, inputs[:2]),
 call(std_fgraph, [In(x)], [Out(inplace.exp_inplace(x))]), len(std_fgraph([In(x, mutable=True)], [Out(inplace.exp_inplace(x))], accept_inplace=True)[0].outputs)]
""",
    "what checks equality": """
from theano.compile import register_checker, check_equal
seen = []
def arrays(a, b):
    seen.append("arrays")
    if not isinstance(a, np.ndarray): raise TypeError
    return a.tolist() == b.tolist()
def lists(a, b):
    seen.append("lists")
    return len(a) == len(b)
answers = [check_equal(1, 1), check_equal("a", "b")]
from theano.compile import function_module
before = list(function_module.__dict__.get("__checkers", function_module.__dict__.get("_checkers")))
register_checker(lists); register_checker(arrays)
answers += [check_equal(np.arange(2), np.arange(2)), check_equal([1], [2]), check_equal([1], [])]
kept = function_module.__dict__.get("__checkers", function_module.__dict__.get("_checkers")); kept[:] = before
[answers, seen]
""",
    "calls that are wrong": """
x, y = T.dscalar("x"), T.dvector("y")
f = theano.function([x, theano.In(y, value=np.ones(2), name="other")], x * y)
[call(f), call(f, 1., [1.], 2), call(f, 1., z=3), call(f, 1., x=2), call(f, [1.]), call(f, 1., other=[[1.]]), f(1., other=[3.]), f(x=2.), call(theano.function, [x], x, mode=5), call(theano.function, [x, x], x), call(theano.function, [x], x, no_such=1)]
""",
    # ---------------------------------------------------------------- modes
    "a mode that monitors": f"""{PRINTED}
from theano.compile.monitormode import MonitorMode, detect_nan
x = T.dvector("x"); seen = []
def before(i, node, fn): seen.append(["before", i, type(node.op).__name__, [len(each) for each in fn.inputs]])
def after(i, node, fn): seen.append(["after", i, fn.outputs[0][0].tolist()])
m = MonitorMode(before, after, "fast_compile")
f = theano.function([x], T.exp(x).sum(), mode=m)
values = [f([0., 1.]), f([0.])]
g = theano.function([x], x + 1, mode=m.clone(optimizer="None")); g([1.])
g = theano.function([x], x + 1, mode=m.excluding("fusion")); g([2.])
h = theano.function([x], T.log(x) * 2, mode=MonitorMode(post_func=detect_nan, optimizer="fast_compile"))
good, bad = printed(h, [1., 2.]), printed(h, [1., -1.])
def plain(): return MonitorMode()
[values, seen, good, bad[0], "*** NaN detected ***" in bad[1], "Inputs : [array([ 1., -1.])]" in bad[1], "Outputs: [array([ 0., nan])]" in bad[1], isinstance(call(lambda: MonitorMode(linker="py")), Exception)]
""",
    "a mode that guards": f"""{PRINTED}
import logging
from theano.compile.nanguardmode import NanGuardMode, contains_nan, contains_inf, flatten
x = T.dvector("x"); noted = []
class Keep(logging.Handler):
    def emit(self, record): noted.append(record.getMessage().split(chr(10))[0])
def guarded(*what, **flags):
    with theano.change_flags(**flags):
        f = theano.function([x], T.log(x), mode=NanGuardMode(*what, optimizer="fast_compile"))
        return [call(f, [1., 2.]), printed(f, [0., 1.])[0], printed(f, [1., -1.])[0], printed(f, [np.nan])[0], call(f, [1e20]), call(f, [])]
logger = logging.getLogger("theano.compile.nanguardmode"); handler = Keep(); logger.addHandler(handler); disabled = logging.root.manager.disable; logging.disable(logging.NOTSET)
answers = [guarded(True, True, True), guarded(True, False, False), guarded(False, True, False), guarded(False, False, True), call(guarded, False, False, False)]
answers += [guarded(True, True, True, **{{"NanGuardMode.action": "warn"}})]
import pdb
stopped, trace = [], pdb.set_trace; pdb.set_trace = lambda *a, **k: stopped.append(1)
answers += [guarded(True, True, False, **{{"NanGuardMode.action": "pdb"}})]
pdb.set_trace = trace; logger.removeHandler(handler); logging.disable(disabled)
m = NanGuardMode(True, False, True, "fast_compile")
tag = T.dscalar("t"); tag.tag.nan_guard_mode_check = False; tag = T.exp(tag); tag.tag.nan_guard_mode_check = False
lenient = theano.function([tag.owner.inputs[0]], tag, mode=NanGuardMode(True, True, True, optimizer="fast_compile"))
values = [np.array([1., np.nan]), np.array([-np.inf]), np.arange(3), np.array([True]), np.float32(np.nan), np.array([1 + 1j * np.nan])]
[answers, len(noted), len(stopped), call(lenient, np.inf), call(theano.function([x], T.log(x), mode=m), [0.]), call(theano.function([x], T.log(x), mode=m.including("fusion")), [-1.]), flatten([1, [2, (3, [4])]]), flatten(5),
 [bool(contains_nan(v)) for v in values], [bool(contains_inf(v)) for v in values]]
""",
    "a mode by a new name": """
from theano.compile import mode as m
import random
name = "mine%d" % random.randrange(10 ** 9)
mine = theano.Mode("py", "fast_compile")
m.register_mode(name, mine)
x = T.dvector()
result = [m.get_mode(name) is mine, theano.function([x], x * 2, mode=name)([1.]), call(m.register_mode, name, mine), call(m.get_mode, "no such"), call(m.get_mode, 5), m.get_mode(None) is m.get_default_mode() or True, call(theano.Mode, "no such"), call(theano.Mode, "py", "no such")]
del m.predefined_modes[name]
result
""",
    "an optimizer and a linker by new names": """
from theano.compile import mode as m
import random
name = "mine%d" % random.randrange(10 ** 9)
m.register_optimizer(name, m.OPT_NONE); m.register_linker(name, theano.gof.PerformLinker())
x = T.dvector()
[theano.function([x], x + 0, mode=theano.Mode(name, name))([1.]), call(m.register_optimizer, name, m.OPT_NONE), call(m.register_linker, name, None), name in m.predefined_optimizers, name in m.predefined_linkers]
""",
    # ---------------------------------------------------------------- operations
    "patterns that are fixed": """
x, s = T.dmatrix("x"), T.dscalar()
r = theano.compile.Rebroadcast
row = T.addbroadcast(x, 0)
p = T.patternbroadcast(x, (True, False)); u = T.unbroadcast(row, 0)
f = F([x], [row, p, u, T.grad((row ** 2).sum(), x), T.grad((u ** 2).sum(), x)])
g = F([x, s], T.Rop(row * 2, x, x * s) if hasattr(T, "Rop") else row)
v = T.dmatrix()
[about(row), about(p), about(u), f([[1., 2.]]), call(f, [[1.], [2.]]), F([x, v], theano.gradient.Rop(row * 2, x, v))([[1., 2]], [[3., 4]]), about(r((0, True), (1, False))(x)), call(r, (0, True), (0, 5)), call(r, 3), call(r((2, True)), x),
 call(T.patternbroadcast, x, 5), call(T.patternbroadcast, x, (True,)), call(T.addbroadcast, x, 2), call(T.addbroadcast, s, 0), str(r((0, True))), r((0, True)) == r((0, True)), about(r((0, False))(r((0, True))(x))), F([x], r((1, False))(r((0, True))(x)))([[1., 2]])]
""",
    "shapes that are specified": """
from theano.compile import specify_shape, SpecifyShape
x, i = T.dmatrix("x"), T.lvector("i")
s = specify_shape(x, (2, 3)); d = specify_shape(x, i)
f = F([x, i], [s, d, T.grad((s ** 2).sum(), x), s.shape[0], d.shape])
v = T.dmatrix()
ones = np.ones((2, 3))
[f(ones, [2, 3]), call(f, ones, [2, 4]), call(f, np.ones((3, 2)), [3, 2]), call(f, ones, [2]), F([x, v], theano.gradient.Rop(s * 2, x, v))(ones, ones), call(specify_shape, x, (2,)), call(specify_shape, x, (2, "a")), call(specify_shape, x, (2, 3, 4)), call(F([], specify_shape(np.ones(3), (3,)))), call(lambda: F([], specify_shape(np.ones(3), (4,)))()),
 call(specify_shape, x, (2.5, 1)), isinstance(s.owner.op, SpecifyShape) or True, call(SpecifyShape(), x, i).ndim]
""",
    "operations of functions": """
import theano.compile as c
@c.as_op(itypes=[T.dvector, T.dscalar], otypes=[T.dvector])
def scaled(v, s):
    "v times s"
    return v * s
@c.as_op([T.dvector], [T.dvector, T.lscalar], infer_shape=lambda node, shapes: [shapes[0], ()])
def split(v):
    return v[::-1].copy(), np.array(len(v))
x, s = T.dvector("x"), T.dscalar("s")
f = F([x, s], [scaled(x, s)] + split(x) + [split(x)[0].shape])
[f([1., 2.], 3.), str(scaled), call(T.grad, scaled(x, s).sum(), x), call(scaled, x), call(scaled, s, x), call(lambda: c.as_op([T.dvector], 5)(lambda v: v)), call(lambda: c.as_op(["a"], [T.dvector])(lambda v: v)),
 call(lambda: c.as_op(T.dvector, T.dvector)(lambda v: v + 1)(x).type), call(lambda: c.as_op([T.dvector], [T.dvector], infer_shape=5)(lambda v: v)), call(F([x], c.as_op([T.dvector], [T.dvector])(lambda v: 5)(x)), [1.]), c.FromFunctionOp(len, [T.dvector], [T.lscalar], None) == c.FromFunctionOp(len, [T.dvector], [T.lscalar], None)]
""",
    # ---------------------------------------------------------------- shared variables
    "shared variables of other kinds": """
import theano.compile.sharedvalue as sv
class Odd(object): pass
def odd_shared(value, name=None, strict=False, allow_downcast=None, **kwargs):
    if not isinstance(value, Odd): raise TypeError
    return sv.SharedVariable(name=name, type=theano.gof.generic, value=value, strict=strict, allow_downcast=allow_downcast)
sv.shared_constructor(odd_shared)
made = theano.shared(Odd(), "odd")
sv.shared_constructor(odd_shared, remove=True)
after = theano.shared(Odd())
def boom(value, **kwargs): raise MemoryError("none left")
sv.shared_constructor(boom)
error = call(theano.shared, Odd())
sv.shared_constructor(boom, remove=True)
v = theano.shared(np.zeros(2), "v")
def value_set(): v.value = 3
copied = v.clone()
def updated(u): v.default_update = u; return F([], v)()
[made.name, type(after).__name__, error, len(error.args), call(lambda: v.value), call(value_set), copied is v, call(theano.shared, T.dvector()), call(theano.shared, np.ones(1), strict="x").name, v.zero(), v.get_value(), call(updated, v + 1), v.get_value(), call(updated, T.dmatrix())]
""",
    # ---------------------------------------------------------------- texts
    "descriptions without addresses": f"""{PRINTED}
from theano import printing as p
x, y = T.dmatrix("x"), T.dmatrix("y"); z = T.exp(x + y) * x
W = theano.shared(np.eye(2), "W"); nameless = theano.shared(np.eye(2))
a = np.arange(6.).reshape(2, 3)
[p.min_informative_str(z), p.min_informative_str(z + W), p.var_descriptor(z), p.var_descriptor(x), p.var_descriptor(W + x), p.min_informative_str(T.constant(2.) * x), p.var_descriptor(nameless), p.min_informative_str(nameless), p.position_independent_str(x), call(p.position_independent_str, 5), p.min_informative_str(a), p.hex_digest(a) == p.hex_digest(a.copy()), p.hex_digest(a) == p.hex_digest(a.T), call(p.hex_digest, [1]), p.min_informative_str(x.T + x, indent_level=2)]
""",
    "graphs that are printed": f"""{PRINTED}
x, y = T.dvector("x"), T.dvector("y"); e = T.exp(x); z = e + e * y
f = theano.function([x, y], z, mode=theano.Mode("py", "None"))
def shown(obj, **kw): return printed(lambda: theano.printing.debugprint(obj, **kw))[1]
done = {{}}
both = [theano.printing.debugprint(e, file="str", done=done), theano.printing.debugprint(z, file="str", done=done)]
named = T.log(x); named.name = "named"
[shown(z), shown(z, ids="int"), shown(z, ids=""), shown(z, depth=2), shown(z, print_type=True), shown(z, print_clients=True), shown(f), shown([e, z]), shown([1, 2.5, e]), shown(z.owner), shown(theano.In(e)), shown(named + 1, stop_on_name=True), shown(f, print_storage=False), both, call(theano.printing.debugprint, "a"), call(theano.printing.debugprint, z, 2.5), call(theano.printing.debugprint, None), shown(theano.gof.FunctionGraph([x, y], [z]))]
""",
    "words for what is printed": """
from theano import printing as p
x, y = T.dscalar("x"), T.dscalar("y")
printer = p.FunctionPrinter("mine")
state = p.PrinterState(pprinter=p.pprint)
[p.pp(x + y * 2), p.pp(-x ** 2), p.pp(T.exp(x)), p.pp((x + y) * (x - y)), p.pp(x / y), p.pp(T.dot(T.dmatrix("m"), T.dvector("v"))), p.pp(T.dvector("v")[1:3]), p.pp(T.dmatrix("m").sum(axis=0)), p.pp(T.grad(x ** 2, x)), p.pp(T.switch(x > 0, x, y)), p.pp(theano.shared(1., "w") + 1), p.pp(T.constant([1., 2])), p.pp(T.dmatrix("m").T), p.pp(T.join(0, T.dvector("v"), T.dvector("w"))), p.pp(T.neq(x, y)), p.pp(T.reshape(T.dvector("v"), (2, 2)))]
""",
    # ---------------------------------------------------------------- graphs
    "features that watch a graph": f"""{PRINTED}
from theano.gof import toolbox, FunctionGraph
from theano.gof.toolbox import NodeFinder, PrintListener, NoOutputFromInplace, PreserveNames, AlreadyThere
x, y = T.dvector("x"), T.dvector("y"); z = T.exp(x) + T.exp(y)
g = FunctionGraph([x, y], [z], clone=False)
finder = NodeFinder(); g.attach_feature(finder)
exps = [node.inputs[0].name for node in sorted(g.get_nodes(T.exp), key=lambda node: node.inputs[0].name)]
again = call(g.attach_feature, NodeFinder())
w = T.dvector(); other = FunctionGraph([w], [T.exp(w)], clone=False)
twice = call(finder.on_attach, other)
wrong = call(finder.on_detach, other)
def change():
    g.attach_feature(PrintListener()); g.attach_feature(PreserveNames())
    named = T.exp(x); named.name = "kept"
    g.replace(z.owner.inputs[1], named); new = T.log(x); g.replace(named, new)
    return new.name
changed = printed(change)
g.remove_feature(finder)
quiet = printed(lambda: FunctionGraph([x], [T.sin(x)], clone=True, features=[PrintListener(False)]))[1]
[exps, type(again).__name__, twice, wrong, changed[0], [line.split(":")[0].split("(")[0] for line in changed[1].splitlines()], hasattr(g, "get_nodes"), quiet, type(finder.clone()).__name__ if hasattr(finder, "clone") else "NodeFinder", type(NoOutputFromInplace().clone()).__name__ if hasattr(NoOutputFromInplace(), "clone") else "NoOutputFromInplace"]
""",
    "variables that are made meanwhile": """
from theano.gof.graph import nodes_constructed
x = T.dvector("x")
with nodes_constructed() as new:
    y = T.exp(x)
after = T.log(x)
[len(new) >= 1, y in new, after in new]
""",
    "types that lack methods": """
from theano.gof.type import Type, SingletonType
class Plain(Type): pass
class One(SingletonType):
    def filter(self, data, strict=False, allow_downcast=None): return data
class Two(One): pass
t = Plain()
[call(t.filter, 1), call(t.c_declare, "a", {}), call(t.c_init, "a", {}), call(t.c_extract, "a", {}), call(t.c_sync, "a", {}), call(t.is_valid_value, 1), t.value_validity_msg(1), One() is One(), Two() is One(), One() == Two(), One() == One(), str(One()), hash(One()) == hash(One()), One().is_valid_value(3), t.values_eq(1, 1), t.values_eq_approx(1, 2)]
""",
    "locks of the compiled code": """
import os, tempfile
from theano.gof import compilelock as c
folder = tempfile.mkdtemp()
c.set_lock_status(True)
def held(): return os.path.exists(os.path.join(folder, "lock")) or os.path.exists(os.path.join(folder, ".lock"))
with c.lock_ctx(folder):
    inside = True
c.get_lock(folder); c.release_lock()
c.set_lock_status(False)
with c.lock_ctx(folder):
    free = True
c.set_lock_status(True)
[inside, free]
""",
    # ---------------------------------------------------------------- derivatives
    "derivatives that are refused": """
x, m, s = T.dvector("x"), T.dmatrix("m"), T.dscalar("s")
from theano import gradient as g
[call(T.grad, None, x), call(T.grad, s, {x}), call(T.grad, s ** 2, 5), call(T.grad, s ** 2, [s, 5]), call(g.hessian, 5, x), call(g.hessian, x, x), call(g.hessian, (x ** 2).sum(), m), call(g.hessian, (x ** 2).sum(), 5), call(g.jacobian, 5, x), call(g.jacobian, m, x), call(g.subgraph_grad, [x], [x]), call(g.subgraph_grad, x, [x], cost=s), call(g.subgraph_grad, [x], x, cost=s), call(g.subgraph_grad, [x], [x], start=[x]),
 call(g.format_as, True, True, [1]), g.format_as(True, False, 1), g.format_as(False, True, [1, 2]), g.format_as(False, False, [1]), call(g.format_as, False, False, [1, 2]), type(g.mode_not_slow("FAST_COMPILE")).__name__, type(g.mode_not_slow("DebugMode")).__name__, call(g.mode_not_slow, "no"),
 call(g.Rop, x, x, m), call(g.Rop, x ** 2, [x], [x, x]), call(g.Rop, [s], [x], [x]), call(g.Rop, x * 2, 5, x), call(g.Lop, x, x, 5)]
""",
    "derivatives of every kind": """
x, v, s = T.dvector("x"), T.dvector("v"), T.dscalar("s")
from theano import gradient as g
H = g.hessian((x ** 3).sum() + x[0] * x[1], x)
J = g.jacobian(x ** 2, x); K = g.jacobian(s ** 3, s); L = g.jacobian((x ** 2).sum(), [x])
a, b = T.exp(x), None
inner = (a ** 2).sum()
sub = g.subgraph_grad([x], [a], start={a: T.grad(inner, a)})
detailed = g.subgraph_grad([x], [a], start={a: v}, cost=(x ** 2).sum(), details=True)
i = T.lvector("i"); p = T.ivector("p")
ops = [x[i], T.inc_subtensor(x[:1], s), T.prod(x), T.nnet.softmax(x), T.concatenate([x, x]), T.clip(x, 0., 1.), x.norm(2), T.switch(x > 0, x ** 2, x), T.outer(x, x), T.repeat(x, 2), T.argmax(x), T.cast(x, "float32"), T.dot(x, x), T.nnet.relu(x)]
def rop(y):
    r = call(g.Rop, y, x, v)
    return r if isinstance(r, Exception) or r is None else F([x, v, s, i], r, on_unused_input="ignore")([.5, -1., 2.], [1., 2., 3.], 4., [2, 0])
values = [.5, -1., 2.]
[F([x], [H, J] + L)(values), F([s], K)(2.), F([x], sub[0] + sub[1])(values), [F([x, v], [each for part in detailed[:2] for each in part])(values, [1., 2, 3]), sorted(each.tolist() for each in F([x, v], [each for part in detailed[2:] for each in part if each is not None])(values, [1., 2, 3]))], [rop(y) for y in ops], F([x, v], g.Rop([x ** 2, x * 3], [x], [v]))(values, [1., 2, 3]), F([x, v], g.Lop([x ** 2, x.sum()], x, [v, T.constant(2.)]))(values, [1., 2, 3]),
 call(g.Rop, T.arange(3), x, v), F([x], T.grad(g.grad_clip(x, -1, 1).sum() + (g.zero_grad(x) * x).sum() + (g.grad_undefined and g.disconnected_grad(x) * x).sum() + g.grad_scale(x, 3.).sum(), x))(values), call(g.Rop, g.grad_clip(x, -1, 1), x, v), call(g.Rop, g.grad_scale(x, 2.), x, v)]
""",
    "gradients that are checked": """
from theano.gradient import verify_grad, GradientError, numeric_grad
rng = np.random.RandomState(0)
class Wrong(theano.Op):
    __props__ = ()
    def make_node(self, x): return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, outputs): outputs[0][0] = inputs[0] ** 2
    def grad(self, inputs, grads): return [grads[0] * inputs[0]]
pt = [np.array([[1., 2.], [3., 4.]])]
error = call(verify_grad, Wrong(), pt, rng=rng)
[call(verify_grad, T.exp, pt, rng=rng), error, len(error.args) > 3, verify_grad.E_grad is GradientError, call(verify_grad, T.exp, pt), call(verify_grad, T.exp, pt[0], rng=rng), call(verify_grad, lambda x, y: x * y, pt * 2, rng=rng, mode="FAST_COMPILE"), call(verify_grad, lambda x: [x, x], pt, rng=rng), call(verify_grad, T.exp, [np.arange(3)], rng=rng), call(verify_grad, T.exp, [np.ones((2, 2), "float32")], rng=rng, abs_tol=1e-3, rel_tol=1e-3), call(verify_grad, T.sqr, pt, n_tests=3, rng=rng, eps=1e-6), call(verify_grad, T.exp, [T.dvector()], rng=rng)]
""",
    # ---------------------------------------------------------------- helpers
    "what loops' helpers say": """
from theano.scan_module import scan_utils as u
x, y = T.dvector("x"), T.dvector("y"); z = x * 2 + y; n = T.lscalar("n")
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    copied = call(u.clone, z, None, True, True, False)
shapes = u.infer_shape([z, T.stack([z, z]), z.sum()], [x, y], [(n,), (n,)])
[u.hash_listsDictsTuples([1, (2, 3), {4: [5]}]) == u.hash_listsDictsTuples([1, (2, 3), {4: [5]}]), u.hash_listsDictsTuples("a") == hash("a"), u.hash_listsDictsTuples([1, 2]) == u.hash_listsDictsTuples([1, 3]), [bool(u.isNaN_or_Inf_or_None(v)) for v in (None, np.nan, np.inf, 1, 1., -np.inf, T.constant(np.nan), T.constant(2.), x, "a")],
 [len(s) for s in shapes], F([n], [each for s in shapes for each in s])(3), F([x, y], u.clone(z, replace=[(x, y + 1)]), on_unused_input="ignore")([1.], [2.]), call(u.clone, z, 5), call(u.clone, z, {x: T.dmatrix()}), len(seen) > 0, [each.owner.op == o.owner.op for each, o in zip(u.clone([z, z + 1]), [z, z + 1])], u.expand_empty(x, 2).type.ndim, F([x], u.expand_empty(x, 2).shape)([1., 2]), u.equal_computations([z], [x * 2 + y]), u.equal_computations([z], [x * 3 + y])]
""",
    "flags that are filtered": """
from theano import configdefaults as c
[c.filter_vm_lazy(v) for v in (True, False, None, "True", "False", "None")] + [call(c.filter_vm_lazy, "no"), c.is_valid_check_preallocated_output_param("initial:previous"), c.is_valid_check_preallocated_output_param("no"), c.is_valid_check_preallocated_output_param(""), c.good_seed_param("random"), c.good_seed_param("5"), c.good_seed_param("a"), call(c.filter_mode, "FAST_RUN"), call(c.filter_mode, "no"), call(c.filter_mode, 5), c.filter_base_compiledir("~") != "~", c.local_bitwidth(), c.python_int_bitwidth(), call(c.filter_compiledir, "/proc/no/such")]
""",
    "hints": """
from theano.sandbox.linalg import ops as o
x, v = T.dmatrix("x"), T.dvector("v")
p = o.psd(x); h = o.Hint(positive=True)(v)
f = F([x], [p, T.grad((p ** 2).sum(), x), p.shape[0], o.spectral_radius_bound(x, 3)])
[f([[2., 1.], [1., 2.]]), o.is_psd(p), o.is_symmetric(p), o.is_positive(h), o.is_positive(v ** 2), o.is_positive(v ** 3), o.is_positive(v ** T.dscalar()), sorted(o.hints(p)), o.is_hint_node(p.owner), o.remove_hint_nodes.transform(p.owner)[0] is x, o.Hint(a=1) == o.Hint(a=1), o.Hint(a=1) == o.Hint(a=2), call(o.spectral_radius_bound, v, 2), call(o.spectral_radius_bound, x, 2.5), call(o.spectral_radius_bound, x, 0)]
""",
    "steps that are recorded": f"""{PRINTED}
import io
from theano.tests.record import Record, RecordMode, MismatchError
x = T.dvector("x")
text = io.StringIO()
def lines(record, *values):
    f = theano.function([x], T.exp(x).sum(), mode=RecordMode(record), name="f")
    return [f(v) for v in values]
first = lines(Record(file_object=text, replay=False), [1., 2.], [3.])
recorded = text.getvalue()
same = call(lines, Record(file_object=io.StringIO(recorded), replay=True), [1., 2.], [3.])
other = call(lines, Record(file_object=io.StringIO(recorded), replay=True), [1., 2.5])
r = Record(file_object=io.StringIO(), replay=False)
[first, same, other, [line.split(":")[0].split(" has")[0] for line in recorded.splitlines()], call(Record), call(r.handle_line, "a"), call(r.handle_line, "a\\nb\\n"), r.handle_line("a\\n"), call(RecordMode, r, file_path="x")]
""",
    "how fast matrices are multiplied": f"""{PRINTED}
from theano.misc import check_blas
seconds, how = check_blas.execute(True, False, 4, 5, 6, 2)
told = printed(check_blas.execute, False, True, 2, 2, 2, 1, "F")
[seconds >= 0, type(how).__name__, told[0][0], [word in told[1] for word in ("Some Theano flags", "blas.ldflags", "sys.platform", "OMP_NUM_THREADS", "Numpy config", "Numpy location")]]
""",
    "search paths": """
import os
from theano.pathparse import PathParser
before = os.environ["PATH"]
os.environ["PATH"] = os.pathsep.join(["/zz", "/aa", "", "/zz"])
PathParser.paths = set()
parser = PathParser("/mm"); first = os.environ["PATH"]
parser.add(" /bb "); second = os.environ["PATH"]
os.environ["PATH"] = before
[first, second, sorted(parser.paths)]
""",
    "products that are refused": """
from theano.tensor import blas as b
m, v, s, i = T.dmatrix("m"), T.dvector("v"), T.dscalar("s"), T.lvector("i")
g = b.Ger(False)
f = F([m, s, v], [g(m, s, v, v), g(m, s, v, v).shape])
[f(np.eye(2), 2., [1., 3.]), call(g, m, s, i, v), call(g, m, s, v, m), call(g, m, v, v, v), call(g, T.lmatrix(), T.lscalar(), i, i), call(b.BatchedDot(), T.dtensor3()), call(b.batched_dot, T.dtensor4(), v), call(b.BatchedDot(), T.dtensor4(), T.dtensor3()), call(b.BatchedDot(), T.dtensor3(), v), str(g), b.Ger(True) == b.Ger(True), b.Ger(True) == g]
""",
    "values that become variables, or do not": """
import scipy.sparse as sp
import theano.sparse
from theano.scalar import basic as s
from theano.tensor import basic as b
sparse = theano.sparse.csr_matrix("s", "float64")
k = s.float32
x = T.dvector("x")
kinds = [1, 2.5, True, np.array([3.]), np.array([1., 2.]), "a", np.float64(1e300), 10 ** 400, None]
types = [s.int8, s.float32, s.bool]
def kept(kind, value, **kw):
    r = call(kind.filter, value, **kw)
    return r if isinstance(r, Exception) else [str(getattr(r, "dtype", type(r).__name__)), np.ravel(r).tolist()]
ours = [[kept(t, v) for v in (1, 2.5, True, "a")] for t in types], [kept(s.float32, v, allow_downcast=True) for v in (1, 2.5, True, np.float64(1.5))]
[ours] + [[kept(t, v) for v in (1, 2.5, 300)] for t in (s.int8, s.float64)] + [call(b.constant, x), call(b.constant, [[1], [1, 2]]), call(lambda: b.constant(1., ndim=1).type.ndim), call(b.constant, [[1.]], ndim=1), call(b.as_tensor_variable, True), call(b.as_tensor_variable, "a"), call(b.get_scalar_constant_value, np.array([])), b.constructor(len) is len,
 call(b.default, x, T.dmatrix()), call(lambda: sparse.type.filter(sp.csc_matrix(np.eye(2))).format), call(sparse.type.filter, sp.csc_matrix(np.eye(2)), strict=True), call(sparse.type.filter, x)]
""",
}
