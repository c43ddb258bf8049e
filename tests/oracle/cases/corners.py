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
}
