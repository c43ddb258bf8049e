"""The rewriters that a program builds out of `theano.gof.opt`, each applied to graphs."""

# ruff: noqa: E501 (programs)

START = """
from theano import gof
from theano.gof import opt
x, y, z = T.dvectors("x", "y", "z")
def graph(*outputs):
    return gof.FunctionGraph([x, y, z], list(outputs), clone=True)
def after(rewriter, *outputs):
    g = graph(*outputs)
    rewriter.optimize(g)
    return str(g)
def topo(rewriter, *outputs, **options):
    return after(opt.TopoOptimizer(rewriter, **options), *outputs)
"""
PATTERN = f"""{START}
def sub(*args, **options):
    return gof.PatternSub(*args, **options)
"""
CASES = {
    "a pattern of a number": f"""{PATTERN}
two = sub((T.pow, "x", 2), (T.sqr, "x"))
half = sub((T.pow, "x", {{"pattern": 0.5}}), (T.sqrt, "x"))
[topo(two, x ** 2), topo(two, x ** 2.0), topo(two, x ** 3), topo(two, x ** y), str(two)]
""",
    "a pattern of a constant": f"""{PATTERN}
two = sub((T.pow, "x", T.constant(2.0)), (T.mul, "x", "x"))
wide = (x ** T.constant(2.0)).owner.inputs[1]
[topo(sub((T.pow, "x", c), (T.mul, "x", "x")), x ** T.constant(2.0), x ** T.constant(2)) for c in [T.constant(2.0), wide]]
""",
    "what a pattern builds": f"""{PATTERN}
c = T.constant(np.asarray([5.0]))
[topo(sub((T.neg, "x"), out), -x, -(x * y)) for out in ["x", (T.mul, "x", -1), (T.mul, "x", 0.5), (T.mul, c, "x"), (T.sub, (T.sgn, "x"), (T.exp, "x"))]]
""",
    "several uses of what is matched": f"""{PATTERN}
e = T.exp(x)
one = lambda many: sub((T.log, (T.exp, "x")), "x", allow_multiple_clients=many)
deep = lambda many: sub((T.neg, (T.log, (T.exp, "x"))), "x", allow_multiple_clients=many)
marked = lambda many: sub((T.log, {{"pattern": (T.exp, "x"), "allow_multiple_clients": many}}), "x")
[topo(make(many), out, e) for make in [one, deep, marked] for many in [False, True] for out in [T.log(e), -T.log(e)]]
""",
    "a pattern with a constraint": f"""{PATTERN}
named = {{"pattern": "a", "constraint": lambda v: v.name == "x"}}
whole = {{"pattern": (T.add, "a", "b"), "constraint": lambda v: v.ndim == 1}}
none = {{"pattern": (T.add, "a", "b"), "constraint": lambda v: v.ndim == 2}}
[topo(sub((T.add, named, "b"), (T.mul, "a", "b")), x + y, y + x, y + z)] + [
    topo(sub(p, (T.mul, "a", "b")), x + y) for p in [whole, none]]
""",
    "a malformed pattern": f"""{PATTERN}
[call(sub, (T.neg, {{"constraint": lambda v: True}}), "x"), sub((T.neg, "x"), "x").__doc__[-54:], call(sub, "x", "y"), call(sub, (T.add, "x", "y"), "x", tracks=[T.add])]
""",
    "identities are skipped": f"""{PATTERN}
def skip(v):
    if v.owner and v.owner.op == T.neg:
        return v.owner.inputs[0]
plain, skipping = [sub((T.log, (T.exp, "x")), "x", skip_identities_fn=fn) for fn in [None, skip]]
same = sub((T.add, "a", "a"), (T.mul, "a", 2), skip_identities_fn=skip)
number = sub((T.pow, "a", 2), (T.sqr, "a"), skip_identities_fn=skip)
limited = sub((T.log, {{"pattern": (T.exp, "x"), "constraint": lambda v: v.owner.op == T.exp}}), "x", skip_identities_fn=skip)
below = sub((T.log, (T.neg, (T.exp, "x"))), "x", skip_identities_fn=skip)
[topo(r, T.log(T.exp(x)), T.log(-T.exp(x)), T.log(-(-T.exp(x))), T.log(-T.sin(x))) for r in [plain, skipping, limited, below]] + [
    topo(same, x + x, x + y, x + (-x), (-x) + x, (-x) + (-x)), topo(number, x ** (-T.constant(2)))]
""",
    "nodes that a pattern looks for": f"""{PATTERN}
users = lambda node: [n for n, _ in node.outputs[0].clients]
far = sub((T.log, (T.exp, "x")), "x", tracks=[T.exp], get_nodes=users, name="far")
[far.tracks(), far.op_key() == T.log, str(far), repr(far), topo(far, T.log(T.exp(x)), T.exp(y)), topo(far, T.sin(T.exp(x)))]
""",
    "text of a pattern": f"""{PATTERN}
free = {{"pattern": (T.exp, "x")}}
[str(sub((T.add, "x", (T.exp, "y"), 2), (T.mul, "x", "y"))), str(sub((T.log, free), "x")), str(sub(free, "x")), str(sub((T.log, "x"), "x", name="gone"))]
""",
    "values that a pattern's differ by": f"""{PATTERN}
near = lambda a, b: True
g = graph(T.log(T.exp(x)))
opt.TopoOptimizer(sub((T.log, (T.exp, "x")), (T.abs_, "x"), values_eq_approx=near)).optimize(g)
[str(g), g.outputs[0].tag.values_eq_approx is near]
""",
    "an operation for another": f"""{START}
sub = gof.OpSub(T.exp, T.log)
other = gof.OpSub(T.exp, T.log, transfer_tags=False)
e = T.exp(x)
e.tag.mine = 3
g = gof.FunctionGraph([x], [e], clone=False)
h = T.exp(y)
h.tag.mine = 4
k = gof.FunctionGraph([y], [h], clone=False)
opt.TopoOptimizer(sub).optimize(g)
opt.TopoOptimizer(other).optimize(k)
[str(g), str(k), getattr(g.outputs[0].tag, "mine", None), getattr(k.outputs[0].tag, "mine", None), str(sub), [str(o) for o in sub.tracks()], str(sub.op_key()), sub.transform((x + y).owner)]
""",
    "an operation removed": f"""{START}
remove = gof.OpRemove(T.neg)
[topo(remove, -x, T.exp(-x) + y), str(remove), [str(o) for o in remove.tracks()], str(remove.op_key()), remove.transform((x + y).owner), remove.reentrant]
""",
    "by the operation's key": f"""{START}
class Keys(gof.LocalOptimizer):
    def op_key(self):
        return [T.exp, T.log]
    def tracks(self):
        return self.op_key()
    def transform(self, node):
        if node.op in self.op_key():
            return [T.log(node.inputs[0] * 2)] if node.op == T.exp else [T.sin(node.inputs[0])]
[after(opt.OpKeyOptimizer(r), T.exp(T.exp(x)), T.log(y), T.cos(x)) for r in [Keys(), gof.OpSub(T.exp, T.log), gof.OpRemove(T.exp)]] + [
    call(opt.OpKeyOptimizer, opt.LocalOptGroup())]
""",
    "a subclass that rewrites": f"""{START}
class Once(gof.LocalOptimizer):
    def __init__(self): self.seen = []
    def tracks(self): return [T.Elemwise]
    def transform(self, node):
        self.seen.append(str(node.op))
        if node.op == T.exp:
            return [T.sin(node.inputs[0])]
        return False
    def add_requirements(self, fgraph):
        fgraph.mine = True
once = Once()
g = graph(T.exp(x) + y)
opt.TopoOptimizer(once).optimize(g)
class Bare(gof.LocalOptimizer): pass
[str(g), once.seen, getattr(g, "mine", None), call(Bare().transform, (x + y).owner), Bare().tracks()]
""",
    "a group of rewriters": f"""{START}
group = lambda *names, **options: opt.LocalOptGroup(*[gof.OpSub(getattr(T, a), getattr(T, b)) for a, b in names], **options)
chain = [("exp", "log"), ("log", "sin"), ("cos", "tan")]
[topo(group(*chain), T.exp(x), T.cos(x)), topo(group(*chain, **{{"apply_all_opts": True}}), T.exp(x), T.cos(x)), len(group(*chain).opts), topo(opt.LocalOptGroup([gof.OpRemove(T.neg)]), -x)]
""",
    "a rewriter as a function": f"""{START}
@gof.local_optimizer([T.exp, T.log])
def to_sine(node):
    return [T.sin(node.inputs[0])] if node.op in (T.exp, T.log) else False
@gof.local_optimizer(None)
def drop_minus(node):
    if node.op == T.neg:
        return node.inputs
@gof.optimizer
def first_only(fgraph):
    fgraph.replace(fgraph.outputs[1], fgraph.outputs[0])
@gof.inplace_optimizer
def nothing(fgraph):
    fgraph.mine = hasattr(fgraph, "destroyers")
def bad(tracks):
    return gof.local_optimizer(tracks)(lambda node: False)
g = graph(x)
nothing.optimize(g)
[topo(to_sine, T.exp(T.log(x))), topo(drop_minus, -x + -(-y)), after(first_only, T.exp(x), T.log(x)), g.mine, str(to_sine), str(drop_minus), str(first_only), str(opt.FromFunctionLocalOptimizer(len)), call(bad, []), call(bad, ["exp"]), call(bad, [x]), call(bad, [int])]
""",
    "outputs are replaced by a dictionary": f"""{START}
@gof.local_optimizer([T.exp])
def two(node):
    if node.op != T.exp:
        return False
    other = [n for n in node.fgraph.toposort() if n.op == T.log]
    return {{node.outputs[0]: T.sin(node.inputs[0]), other[0].outputs[0]: T.cos(other[0].inputs[0])}} if other else False
@gof.local_optimizer([T.exp])
def gone(node):
    if node.op == T.exp:
      return {{"remove": [node.outputs[0]], node.outputs[0]: node.inputs[0]}}
[topo(two, T.exp(x), T.log(y)), topo(two, T.exp(x)), topo(gone, T.exp(x))]
""",
    "until nothing changes": f"""{START}
rules = [gof.OpSub(T.exp, T.log), gof.OpSub(T.log, T.sin), gof.OpRemove(T.neg)]
e = opt.EquilibriumOptimizer(rules, max_use_ratio=5)
@gof.optimizer
def last(fgraph):
    fgraph.rounds = getattr(fgraph, "rounds", 0) + 1
f = opt.EquilibriumOptimizer(rules, max_use_ratio=5, final_optimizers=[last])
g = graph(T.exp(-x))
f.optimize(g)
[after(e, T.exp(-(-x)) + T.log(y)), str(g), g.rounds > 0, len(list(e.get_local_optimizers()))]
""",
    "a rewriter that goes on for ever": f"""{START}
import logging
logging.disable(logging.CRITICAL)
swap = opt.EquilibriumOptimizer([gof.OpSub(T.exp, T.log), gof.OpSub(T.log, T.exp)], max_use_ratio=3)
logging.getLogger("theano.gof.opt").disabled = True
r = after(swap, T.exp(x)) in ["[Elemwise{{log,no_inplace}}(x)]", "[Elemwise{{exp,no_inplace}}(x)]"]
logging.disable(logging.NOTSET)
r
""",
    "a navigator of one's own": f"""{START}
class Last(opt.NavigatorOptimizer):
    def apply(self, fgraph):
        self.changed = [bool(self.process_node(fgraph, node)) for node in list(fgraph.toposort())[-1:]]
n = Last(gof.OpSub(T.exp, T.log))
[after(n, T.exp(T.exp(x))), n.changed, str(n.local_opt), n.ignore_newtrees]
""",
    "a navigator is told what comes and goes": f"""{START}
seen = []
class Watch(opt.NavigatorOptimizer):
    def apply(self, fgraph):
        u = self.attach_updater(fgraph, lambda node: seen.append(["new", str(node.op)]), lambda node: seen.append(["gone", str(node.op)]), lambda *a: seen.append(["changed", str(a[0])[:6], a[1]]))
        fgraph.replace(fgraph.outputs[0], T.log(fgraph.inputs[0]))
        self.detach_updater(fgraph, u)
        fgraph.replace(fgraph.outputs[0], T.sin(fgraph.inputs[0]))
[after(Watch(gof.OpSub(T.exp, T.log)), T.exp(x)), seen]
""",
    "errors of a rewriter": f"""{START}
seen = []
@gof.local_optimizer([T.exp])
def wrong_type(node):
    if node.op == T.exp:
        return [T.lscalar()]
@gof.local_optimizer([T.exp])
def raises(node):
    if node.op == T.exp:
        raise KeyError("no")
@gof.local_optimizer([T.exp])
def too_many(node):
    if node.op == T.exp:
        return [node.inputs[0], node.inputs[0]]
def note(error, nav, pairs, lopt, node):
    seen.append([type(error).__name__, lopt is nav.local_opt, str(node.op), len(pairs)])
[call(topo, r, T.exp(x), failure_callback=note) for r in [raises, too_many]] + [seen, [call(topo, r, T.exp(x)) for r in [raises, too_many]]]
""",
    "several rewriters, one after the other": f"""{START}
seen = []
@gof.optimizer
def raises(fgraph):
    raise KeyError("no")
parts = [opt.TopoOptimizer(gof.OpSub(T.exp, T.log)), raises, opt.TopoOptimizer(gof.OpSub(T.log, T.sin))]
s = opt.SeqOptimizer(parts, failure_callback=lambda error, seq, which: seen.append([type(error).__name__, which is raises]))
[after(s, T.exp(x)), seen, len(s), call(after, opt.SeqOptimizer(*parts), T.exp(x)), after(opt.SeqOptimizer(parts[0], parts[2]), T.exp(x))]
""",
    "equal nodes are merged": f"""{START}
m = opt.MergeOptimizer()
[after(m, T.exp(x) + T.exp(x)), after(m, (x + 1.0) * (x + 1.0)), after(m, (x + 1.0) * (x + 1)), after(m, T.log(y), T.log(y))]
""",
    "from inputs and from outputs": f"""{START}
sub, drop = gof.OpSub(T.exp, T.log), gof.OpRemove(T.neg)
sub.__name__, drop.__name__ = "sub", "drop"
a, b, c = opt.out2in(sub), opt.in2out(sub, drop), opt.in2out(sub, drop, name="both")
[after(r, T.exp(-x)) for r in [a, b, c]] + [a.order, b.order, c.__name__, isinstance(a, opt.TopoOptimizer), isinstance(b.local_opt, opt.LocalOptGroup), call(opt.TopoOptimizer, sub, order="sideways")]
""",
    "a chain of operations": f"""{START}
e = T.exp(T.log(x) + y)
[call(opt.check_chain, v, *chain) for v in [e, e.owner] for chain in [(T.exp,), (T.exp, T.add), (T.exp, T.add, T.log), (T.exp, T.add, T.log,), (T.exp, T.sin), (T.exp, None), (T.log,), (T.Elemwise, T.Elemwise), (T.Elemwise, T.sin)]]
""",
    "constants are merged before": f"""{START}
a, b = T.constant(3.0), T.constant(np.asarray(3.0))
e, f = x + a, y * b
out = opt.pre_constant_merge([e, f, x])
same = out[0].owner.inputs[1].owner.inputs[0] is out[1].owner.inputs[1].owner.inputs[0]
g = graph(x + a)
one = opt.pre_constant_merge(g.outputs)
[same, out[2] is x, len(one), one[0] is g.outputs[0], opt.pre_constant_merge([a])[0] is a, len(opt.pre_constant_merge(e))]
""",
    "once, greedily": f"""{START}
rules = [gof.OpSub(T.exp, T.log), gof.OpSub(T.log, T.sin), gof.OpRemove(T.neg)]
e = -T.exp(-T.exp(x)) + T.log(y)
new = opt.pre_greedy_local_optimizer(rules, e)
g = graph(T.exp(x))
kept = opt.pre_greedy_local_optimizer(rules, g.outputs[0])
[theano.pp(new), kept is g.outputs[0], opt.pre_greedy_local_optimizer(rules, x) is x, theano.pp(opt.pre_greedy_local_optimizer(rules, -x))]
""",
    "the fastest of several": f"""{START}
class Choose(opt.LocalMetaOptimizer):
    def __init__(self):
        super(Choose, self).__init__()
        self.asked = 0
    def provide_inputs(self, node, inputs):
        self.asked += 1
        return dict((v, theano.shared(np.ones(3))) for v in inputs if v.name != "z")
    def time_call(self, fn):
        fn()
        return {{"sin": 3.0, "cos": 1.0, "tan": 2.0}}[[o.op.scalar_op.name or str(o.op.scalar_op) for o in fn.maker.fgraph.toposort() if "cos" in str(o.op) or "sin" in str(o.op) or "tan" in str(o.op)][0]]
def choice(op, when=lambda node: True):
    @gof.local_optimizer([T.Elemwise])
    def choose(node):
        if node.op == T.exp and when(node):
            return [op(node.inputs[0])]
    return choose
c = Choose()
for op in [T.sin, T.cos, T.tan]:
    c.register(choice(op), [op.scalar_op.name])
@gof.local_optimizer([T.Elemwise])
def fails(node):
    return [T.dot(node.inputs[0], T.dmatrix())] if node.op == T.exp else False
c.register(fails, ["fails"])
theano.config.on_opt_error
x.tag.test_value = np.ones(2)
[topo(c, T.exp(x)), c.asked, topo(c, T.exp(y)), c.asked, topo(c, T.exp(z)), c.asked, [str(t) == str(T.Elemwise) for t in c.tracks()], len(c.get_opts(T.exp(x).owner)), sorted(c.tag_dict), c.transform(T.dot(x, y).owner)]
""",
    "the fastest, without inputs": f"""{START}
c = opt.LocalMetaOptimizer()
c.register(gof.OpSub(T.exp, T.sin), ["a"])
d = opt.LocalMetaOptimizer()
@gof.local_optimizer([T.Elemwise])
def choose(node):
    return [T.sin(node.inputs[0])] if node.op == T.exp else False
d.register(choose, [])
[call(d.transform, T.exp(x).owner), call(d.time_call, lambda: None) >= 0, call(d.provide_inputs, None, [])]
""",
    "instances of Theano's classes": f"""{START}
from theano.compile import optdb
fast = optdb.query("+fast_run")
made = [opt.out2in(gof.OpRemove(T.neg), name='drop'), opt.MergeOptimizer(), opt.SeqOptimizer(), gof.OpSub(T.exp, T.log), opt.LocalOptGroup(gof.OpRemove(T.neg))]
[isinstance(fast, gof.Optimizer)] + [[isinstance(o, c) for c in [gof.Optimizer, gof.LocalOptimizer, opt.TopoOptimizer, opt.NavigatorOptimizer, opt.SeqOptimizer]] for o in made]
""",
}
MODES = ["default"]
