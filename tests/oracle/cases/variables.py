"""What variables and modules themselves answer."""

# ruff: noqa: E501 (programs)

CASES = {
    "a class of the program's before a class of variables, types and operations": """
class Named(object):
    def __init__(self, *args, **kwargs):
        super(Named, self).__init__(*args, **kwargs)
        self.mark = 'marked'
class Variable(Named, T.TensorVariable):
    pass
class Type(Named, T.TensorType):
    pass
class Sum(Named, T.Sum):
    pass
class Shape(Named, T.Reshape):
    pass
v = Variable(T.dvector, name='v')
f = theano.function([v], [(v * 2).sum(), Sum(0)(v), Shape(2)(v, (1, 2))])
[f([1.0, 2.0]), f([3.0, 4.0]), v.name, v.mark, type(v).__name__, isinstance(v, T.TensorVariable),
 Type('float64', (False,)).mark, Sum(0).mark, Type('float64', (False,)).ndim]
""",
    "a default update whose length is known": """
m = theano.shared(np.zeros(3))
running = theano.clone(m, share_inputs=False)
mean = T.constant([[1.0, 2, 3], [3, 2, 1]]).mean(0)
running.default_update = 0.5 * running + 0.5 * mean
f = theano.function([], mean + 0 * running)
[f(), f(), m.get_value(), (mean + 0 * running).eval(), m.get_value(), running.default_update.ndim]
""",
    "axes as a range": """
x = T.dmatrix('x'); v = np.arange(6.0).reshape(2, 3)
names = 'sum', 'prod', 'max', 'min', 'mean', 'var', 'std'
f = theano.function([x], [getattr(x, name)(axis=range(1, 2)) for name in names])
[f(v), f(v), v]
""",
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
    **{
        f"None as an index: {text}": f"y = {text}\nabout(y)"
        for text in (
            *("T.col()[:, None]", "T.alloc(1.0, T.iscalar(), 1)[:, None]", "T.row()[None]", "T.matrix()[:, None]"),
            *("T.matrix()[None]", "T.tensor3()[None, :]", "T.TensorType('float32', (0, 1, 1))()[:, None]"),
            *("T.col()[:, None, :]", "T.col()[1, None]", "T.col()[..., None]", "T.vector()[None]", "T.scalar()[None]"),
            *("T.TensorType('float32', (0, 1, 1))()[1:, None, 0]", "T.col()[None, T.lscalar()]", "T.row()[0, None]"),
            *("theano.shared(np.ones((3, 1)))[:, None]", "T.constant(np.ones((3, 1)))[:, None]"),
        )
    },
    "the values of a column with None": """
x = T.dcol(); f = F([x], [x[:, None], x[1:, None] * 2])
[f(np.ones((3, 1))), f(np.ones((2, 1)))]
""",
    "NumPy's functions": """
v, m = T.dvector(), T.dmatrix()
f = F([v, m], [np.argsort(v), np.argsort(m, 0), np.argsort(m, axis=1), np.sum(m, 0), np.size(m, 1), np.size(v),
               np.var(m), np.cumsum(m, 1), np.clip(v, 1, 2), np.exp(v), np.max(m, 0), np.dot(m, v)])
[f([1.0, 5.0, 2.0], [[1, 5, 3], [2, 4, 6]]), f([3.0, 2.0, 1.0], [[2, 1, 3], [2, 7, 6]])]
""",
    "np.ptp": "np.ptp(T.dvector())",
    "the class of unknowns": """
x, c, s = T.vector("x"), T.constant(np.ones(3)), theano.shared(np.ones(3))
class Mine(T.TensorVariable): pass
mine = Mine(T.dvector, None, None, 'm')
[[isinstance(v, T.TensorVariable) for v in (x, c, s, x + 1, c * s, mine)],
 issubclass(T.TensorConstant, T.TensorVariable),
 isinstance(mine, Mine), isinstance(x, Mine), issubclass(Mine, T.TensorVariable), type(x) == T.TensorVariable,
 type(c) == T.TensorVariable, {T.TensorVariable: 1}.get(type(x)), isinstance(c, T.TensorConstant)]
""",
    "operations that nodes have": """
a, b, v = T.dmatrix(), T.dmatrix(), T.lvector()
[T.join(0, a, b).owner.op == T.join_, T.join_ == T.stack([a, b]).owner.op,
 T.split(v, [1, 2], 2)[0].owner.op == T.Split(2),
 T.split(v, [1, 2], 2)[0].owner.op == T.Split(3), T.dot(a, b).owner.op == T.Dot(),
 a[v].owner.op == T.advanced_subtensor1,
 a[v].owner.op == T.advanced_inc_subtensor1, T.set_subtensor(a[v], 1).owner.op == T.advanced_set_subtensor1,
 T.inc_subtensor(a[v], 1).owner.op == T.advanced_set_subtensor1, T.cumsum(a, 0).owner.op == T.extra_ops.CumOp(0),
 T.cumsum(a, 0).owner.op == T.extra_ops.CumOp(1), T.join_ == T.Dot(), T.join_ != T.join(0, a, b).owner.op]
""",
    "what a loop says of itself": """
from theano.scan_module.scan_op import Scan
x = T.dvector()
y, _ = theano.scan(lambda a, b: a + b, sequences=x, outputs_info=T.constant(0.0, dtype='float64'), name='n', n_steps=3)
[op] = {v.owner.op for v in theano.gof.graph.ancestors([y]) if v.owner and isinstance(v.owner.op, Scan)}
info = dict(op.info)
[len(op.inputs), len(op.outputs), sorted(info), info['tap_array'], info['n_seqs'], info['truncate_gradient'],
 info['name'],
 info['as_while'], info['n_sit_sot'], op.n_seqs, op.n_sit_sot, op.n_outs, op.tap_array, op.as_while, op.info == op.info]
""",
    "the types of indices": """
X = T.tensor3(); i, j, k = T.lscalar(), T.iscalar(), T.bscalar()
ops = [X[i:j, k], X[1:2], X[::-1, 0], T.set_subtensor(X[i, :k], 0), X[:]]
def plain(part):
    if isinstance(part, slice):
        return [plain(part.start), plain(part.stop), plain(part.step)]
    return part.dtype if part is not None else None
indices = T.subtensor.get_idx_list(ops[0].owner.inputs, ops[0].owner.op.idx_list)
again = T.subtensor.Subtensor(ops[0].owner.op.idx_list)
[[[plain(part) for part in y.owner.op.idx_list] for y in ops], len(indices), again == ops[0].owner.op,
 again(*ops[0].owner.inputs).ndim]
""",
    "an update by a piece of length 1": """
s = theano.shared(np.array([[1.0, 2.0], [3.0, 4.0]]))
f = F([], [], updates=[(s, T.split(s, [1, 1], 2)[0])])
[f(), s.get_value()]
""",
    "copies that share memory": """
x, y = T.dscalar('x'), T.dscalar('y'); s = theano.shared(1.0)
f = F([x, y], [x * 2, T.exp(x) + s], on_unused_input='ignore')
g = f.copy(share_memory=True)
[f(1.0, 2.0), g(3.0, 2.0), f(1.0, 2.0), g(1.0, 0.0), s.get_value()]
""",
    "a convolution with a filter of NumPy's": """
from theano.tensor.signal import conv
x = T.dtensor3()
f = F([x], conv.conv2d(x, np.ones((2, 2)), (2, 4, 4), (2, 2), 'full'))
[f(np.ones((2, 4, 4))).sum(), f(np.ones((2, 4, 4)) * 2).sum()]
""",
    "test values of rows": """
with theano.configparser.change_flags(compute_test_value='raise'):
    x, i = T.constant(np.arange(3.0)), T.constant(np.array([1]))
    values = [v.tag.test_value for v in (
        T.advanced_set_subtensor1(x, T.constant([9.0]), i), T.advanced_inc_subtensor1(x, T.constant([9.0]), i),
        T.advanced_subtensor1(x, i), T.join_(0, x, x), T.extra_ops.RepeatOp()(x, 2), T.Dot()(x, x))]
values
""",
    "no difference of bools": "(T.dvector() > 0) - (T.dvector() < 0)",
    "text cannot be added": "T.dvector() + 'a'",
    "item assignment": "x = T.dvector()\nexec('x[0] = 1')",
    "a product with what is no tensor": "T.dot(T.fvector(), theano.shared([0.2, 0.7]))",
    "branches of different types": "from theano.ifelse import ifelse\nifelse(T.constant(1), T.dvector(), T.dmatrix())",
    "what a type says of values": """
t = T.TensorType('float64', (False,))
[t.value_zeros((2,)), t.value_validity_msg(np.ones(2)), t.value_validity_msg(1) == 'value is valid',
 t.is_valid_value(np.ones(2)),
 t.Variable == T.TensorVariable, t.Constant is T.TensorConstant]
""",
    "a graph that checks replacements": """
x = T.dvector('x'); y = T.exp(x)
g = theano.gof.FunctionGraph([x], [y], clone=False)
g.replace_validate(y, T.log(T.sin(x)))
[len(g.apply_nodes), g.consistent()]
""",
    **{
        f"the tables of a profile: {mode}": f"""
import io
m = T.dmatrix()
f = theano.function([m], T.exp(T.dot(m, m)).sum(), profile=True, mode={mode!r})
values = [f(np.eye(3)) for i in range(5)]
out = io.StringIO(); f.profile.summary(out); text = out.getvalue()
[values[-1], f.profile.fct_callcount, [name + "\\n---" in text for name in ("Class", "Ops", "Apply")]]
"""
        for mode in (None, "FAST_RUN", "FAST_COMPILE")
    },
    "what changes nothing is another variable": """
x, m, s = T.dvector("x"), T.dmatrix("m"), T.dscalar("s")
w = theano.shared(np.ones(3), "w")
others = [x.T, x.transpose(), T.transpose(x), x.flatten(), x.ravel(), T.flatten(x), x.squeeze(), T.extra_ops.squeeze(x), m.swapaxes(0, 0), T.swapaxes(m, 1, 1), m.transpose(0, 1), m.transpose([0, 1]), m.flatten(2), T.flatten(m, 2), m.squeeze(), s.T, s.squeeze(), w.T, w.flatten(), w.squeeze(), m.T, m.swapaxes(0, 1), m.ravel()]
k = x.flatten()
f = F([x], [T.grad((k ** 2).sum(), k), T.grad(T.cast(x.squeeze(), "float32").sum(), x), x.T, w.T * 2], updates=[(w, w.flatten() + 1)])
a = np.array([1., 2., 3.])
[[(str(o.name), o.owner is None, o.ndim, o.broadcastable) for o in others], f(a), f(a), a, w.get_value(), call(T.grad, (x ** 2).sum(), x.T), call(T.swapaxes, m, 0, 5), call(m.flatten, 3), call(m.flatten, 0)]
""",
}
