"""What variables and modules themselves answer."""

CASES = {
    "a variable is true": """
x, s = T.dvector(), theano.shared(1.0)
[bool(x), bool(s), bool(T.constant(0)), bool(T.eq(x, 1))]
""",
    "a variable or another": "W = theano.shared(np.ones(2))\n[(W or None) is W, (None or W) is W, not W]",
    "functions of comparison": """
x = T.dvector()
[bool(T.lt(x, 1)), bool((x < 1).sum()), bool(~(x > 1)), bool((x < 1).clone())]
""",
    **{f"bool(x {sign} 1)": f"bool(T.dvector() {sign} 1)" for sign in ("<", "<=", ">", ">=")},
    "a chain of comparisons": "x = T.dvector()\n1 < x < 2",
    "bool(1 < x)": "bool(1 < T.dvector())",
    "a copy of a comparison": "import copy\nbool(copy.deepcopy(T.dvector() < 1))",
    "bool of scalars": "a, b = theano.scalar.int8('a'), theano.scalar.int8('b')\n[bool(a), bool(a < b)]",
    "clients": """
x = T.dvector('x'); y = T.exp(x); z = y * y
g = theano.gof.FunctionGraph([x], [z, y], clone=False)
[[(c if c == 'output' else type(c).__name__, i) for c, i in v.clients] for v in (x, y, z)]
""",
    "clients without a graph": "T.dvector().clients",
    "Variable without an owner": "v = theano.gof.Variable(T.dvector)\n[v.owner, v.index, v.name, v.type == T.dvector]",
    "TensorVariable without an owner": "v = T.TensorVariable(T.dvector, name='v')\n[v.owner, v.index, v.name]",
    "Op._get_test_value": "theano.compile.ViewOp()._get_test_value(T.constant([1.0, 2.0]))",
    "optimize": """
x = T.dvector('x')
g = theano.gof.FunctionGraph([x], [(x * 2) + (x * 2)])
theano.gof.opt.MergeOptimizer().optimize(g)
len(g.apply_nodes)
""",
    "names by importing": """
from theano import theano as again
from theano.compile.pfunc import Out
[again is theano, T.printing.Print.__name__, T.gof.Op is theano.Op, T.compile is theano.compile,
 T.opt.gof is theano.gof, Out is theano.Out, T.basic.elemwise.Elemwise is T.elemwise.Elemwise]
""",
    "a submodule that nobody imported": "theano.scan(lambda a: a, T.dvector())\ntheano.ifelse.ifelse.__name__",
}
