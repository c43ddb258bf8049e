"""What a FunctionGraph, its variables and nodes, linkers and lists know of themselves."""

START = """
from theano import gof
x, y = T.dvectors("x", "y")
g = gof.FunctionGraph([x, y], [T.exp(x) + y])
first, second = g.inputs
"""
CASES = {
    "clients": f"""{START}
[str(g.clients(first)), g.clients(g.outputs[0]), str(first.clients), hasattr(x, "clients")]
""",
    "the graph of a variable": f"""{START}
[first.fgraph is g, g.outputs[0].owner.fgraph is g, hasattr(x, "fgraph"), hasattr((x + y).owner, "fgraph")]
""",
    "an input changes": f"""{START}
node = g.outputs[0].owner
g.change_input(node, 0, first)
before = str(g)
g.change_input("output", 0, T.exp(second))
[before, str(g), str(g.clients(second)), call(g.change_input, "output", 0, T.iscalar())]
""",
    "changes are taken back": f"""{START}
mark = g.checkpoint()
g.replace_validate(g.outputs[0], first + second, "because")
before = str(g)
[before, g.consistent(), g.validate()]
""",
    "a graph is disowned": f"""{START}
g.disown()
[g.inputs, g.outputs, list(g.apply_nodes), list(g.variables), hasattr(first, "fgraph"), hasattr(first, "clients")]
""",
    "a function's graph": f"""{START}
f = theano.function([x, y], [T.exp(x) + y, x * y], mode="FAST_COMPILE")
g = f.maker.fgraph
[[len(g.clients(v)) for v in g.inputs], g.clients(g.outputs[1]), all(node.fgraph is g for node in g.apply_nodes)]
""",
    "in a rewrite": f"""{START}
seen = []
@gof.local_optimizer([T.exp])
def look(node):
    graph = node.fgraph
    seen.append([len(graph.clients(node.outputs[0])), len(node.outputs[0].clients), node.inputs[0].fgraph is graph])
gof.opt.TopoOptimizer(look).optimize(g)
seen
""",
    "observers of new variables": f"""{START}
seen = []
gof.Variable.append_construction_observer(seen.append)
z = T.dvector("z")
s = theano.shared(1.0, "s")
gof.Variable.remove_construction_observer(seen.append)
T.exp(z)
from theano.gof.graph import nodes_constructed
with nodes_constructed() as new:
    w = T.exp(z)
[z in seen, s in seen, len(gof.Variable.construction_observers), w in new, z in new]
""",
    "a trace is inherited": f"""{START}
from theano.gof.opt import inherit_stack_trace
z = T.exp(x)
z.tag.trace = [["here"]]
with inherit_stack_trace(z):
    w = T.log(y)
["here"] in w.tag.trace
""",
    **{
        f"{linker} makes a function": f"""{START}
a, b = T.dscalars("a", "b")
link = lambda *outputs: {linker}.accept(gof.FunctionGraph([a, b], list(outputs))).make_function()
f, g = link(a + b, a * b), link(a - b)
[f(1.0, 2.0), f(3.0, 4.0), g(5.0, 2.0), g(5.0, 2.5), call(g, 1.0)]
"""
        for linker in ("gof.PerformLinker()", "gof.vm.VM_Linker()", "gof.OpWiseCLinker()", "gof.CLinker()")
    },
    "a list's dtype and dimensions": """
from theano.typed_list import TypedListType
one, two = TypedListType(T.dmatrix)("one"), TypedListType(T.ivector, 1)("two")
[one.ndim, one.dtype, one.type.ndim, two.ndim, str(call(two.__len__)), call(len, one),
 theano.function([one], one.__len__())([np.ones((2, 2))] * 3)]
""",
    "a copy of a graph copies constants": """
c = T.constant(1.5)
x = T.dscalar("x")
kinds = [(True, None), (False, None), (True, False), (False, True)]
from theano.gof.graph import clone
copies = [clone([c], [c], *kind) for kind in kinds]
inside = [clone([x], [x + c], *kind)[1][0].owner.inputs[1] is c for kind in kinds]
[[i[0] is c, o[0] is c] for i, o in copies] + inside
""",
    "a program's operations in a compiled graph": """
class Scaled(theano.Op):
    __props__ = ("k",)
    def __init__(self, k):
        self.k, self.note = k, "of its own"
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, storage):
        storage[0][0] = inputs[0] * self.k
class Twice(Scaled):
    pass
x = T.dvector()
f = F([x], Scaled(3)(x) + Twice(2)(x) + Scaled(3)(x))
ops = [node.op for node in f.maker.fgraph.toposort()]
mine = sorted((op for op in ops if isinstance(op, Scaled)), key=lambda op: op.k)
[[(op.k, op.note, isinstance(op, Twice), isinstance(op, theano.Op), op == Scaled(3), op == Twice(2), op == Scaled(2),
   op != Scaled(3), hasattr(op, "other"), hash(op) == hash(Scaled(3))) for op in mine],
 [isinstance(op, T.elemwise.Elemwise) for op in ops].count(True), f([1., 2.]), f([1., 2.])]
""",
    "names and tags inside of a loop": """
from theano.scan_module.scan_utils import map_variables
x, w = T.dvector("x"), theano.shared(2.0, "w")
def step(x_t, total):
    new = total + w * x_t
    new.name, new.tag.role, new.tag.replacement = "new", "state", w * (total - x_t)
    return new
s, _ = theano.scan(step, sequences=x, outputs_info=[np.array(0.0)])
op = s.owner.inputs[0].owner.op
[out] = op.outputs
[mapped] = map_variables(lambda v: getattr(v.tag, "replacement", v), [s])
f = theano.function([x], [s, mapped])
leaves = theano.gof.graph.inputs(op.outputs)
[out.name, out.tag.role, str(out.owner), len(op.inputs), [each in op.inputs for each in leaves], out is op.outputs[0],
 theano.function(op.inputs, op.outputs)(*[1.0] * len(op.inputs)), f([1.0, 2.0, 3.0]), f([4.0, 5.0])]
""",
    "names and tags inside of an OpFromGraph": """
from theano.scan_module.scan_utils import map_variables
a, b, c, z = T.dscalars("a", "b", "c", "z")
out = a * b
out.name, out.tag.replacement = "out", z * (a - b)
[mapped] = map_variables(lambda v: getattr(v.tag, "replacement", v), [theano.OpFromGraph([a, b], [out])(c, c + 1)], [z])
f = theano.function([c, z], mapped)
[f(3.0, 2.0), f(4.0, 5.0)]
""",
}
