"""Operations of a program's own."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.arrays import INDEXING
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient
from tests.oracle.grammar.program import Var


def an_op(p, x):
    """A class derived from Op, and what applying it gives."""
    name = p.name("Op")
    kind = p.one_of("plain", "view", "destroy", "two", "scalar_result", "make_node", "itypes", "defaulted")
    formula, slope = p.one_of(
        ("x * 2", "g[0] * 2"),
        ("x + 1", "g[0]"),
        ("np.tanh(x)", "g[0] * (1 - T.tanh(x[0]) ** 2)"),
        ("x ** 2", "2 * g[0] * x[0]"),
        ("x * 3 - 1", "g[0] * 3"),
    )
    body = [f"class {name}(theano.Op):"]
    if p.chance(0.7):
        body.append("    __props__ = ()")
    if kind == "itypes":
        body += [
            f"    itypes = [T.TensorType('{x.dtype}', {x.pattern})]",
            f"    otypes = [T.TensorType('{x.dtype}', {x.pattern})]",
        ]
        kind = "plain"
    elif kind == "two":
        body += [
            "    def make_node(self, x):",
            "        x = T.as_tensor_variable(x)",
            "        return theano.Apply(self, [x], [x.type(), x.type()])",
        ]
    elif kind == "scalar_result":
        body += [
            "    def make_node(self, x):",
            "        x = T.as_tensor_variable(x)",
            f"        return theano.Apply(self, [x], [T.scalar(dtype='{x.dtype}')])",
        ]
    else:
        body += [
            "    def make_node(self, x):",
            "        x = T.as_tensor_variable(x)",
            "        return theano.Apply(self, [x], [x.type()])",
        ]
    if kind == "defaulted":
        body.insert(1, "    default_output = 0")
    if kind == "view":
        body.insert(1, "    view_map = {0: [0]}")
        body += [
            "    def perform(self, node, inputs, outputs):",
            "        outputs[0][0] = inputs[0]" + (p.one_of("[::-1]", "", "[:]") if x.ndim else ""),
        ]
        slope = "g[0]"
    elif kind == "destroy":
        body.insert(1, "    destroy_map = {0: [0]}")
        body += [
            "    def perform(self, node, inputs, outputs):",
            "        x, = inputs",
            "        x += 1",
            "        outputs[0][0] = x",
        ]
        slope = "g[0]"
    elif kind == "two":
        body += [
            "    def perform(self, node, inputs, outputs):",
            "        x, = inputs",
            f"        outputs[0][0] = np.asarray({formula}, x.dtype)",
            "        outputs[1][0] = x.copy()",
        ]
        slope = "g[0] + g[1]"
    elif kind == "scalar_result":
        body += [
            "    def perform(self, node, inputs, outputs):",
            "        outputs[0][0] = np.asarray(inputs[0].sum(), inputs[0].dtype)",
        ]
        slope = "T.ones_like(x[0]) * g[0]"
    else:
        body += [
            "    def perform(self, node, inputs, outputs):",
            "        x, = inputs",
            f"        outputs[0][0] = np.asarray({formula}, x.dtype)",
        ]
    if p.chance(0.6):
        body += [
            f"    def {p.one_of('grad', 'grad', 'L_op')}(self, x, {'g' if True else ''}):",
            f"        return [{slope}]",
        ]
        if "L_op" in body[-2]:
            body[-2] = "    def L_op(self, x, outputs, g):"
    if p.chance(0.3):
        body += [
            "    def infer_shape(self, node, shapes):",
            "        return [()]"
            if kind == "scalar_result"
            else f"        return [shapes[0]]{' * 2' if kind == 'two' else ''}",
        ]
    if p.chance(0.3):
        body += [
            "    def R_op(self, inputs, v):",
            "        return [v[0] * 2]" if kind != "two" else "        return [v[0] * 2, v[0]]",
        ]
    p.lines += body
    if kind == "two":
        i = p.integer(0, 1)
        return p.let(f"{name}()({x})[{i}]", x.dtype, x.shape, x.pattern)
    if kind == "scalar_result":
        return p.let(f"{name}()({x})", x.dtype, ())
    return p.let(f"{name}()({x})", x.dtype, x.shape, x.pattern)


BASES = (
    ("theano.compile.ViewOp", ""), ("T.nlinalg.MatrixInverse", ""), ("T.nlinalg.Det", ""), ("T.nnet.nnet.Softmax", ""), ("T.Dot", ""), ("theano.printing.Print", "'p'"),
    ("T.extra_ops.CumOp", "axis=0, mode='add'"), ("theano.compile.DeepCopyOp", ""), ("T.slinalg.Cholesky", ""), ("T.sort.SortOp", "'quicksort'"),
    ("T.nlinalg.ExtractDiag", ""), ("T.opt.Assert", "'no'"), ("T.elemwise.Sum", "axis=0"), ("T.subtensor.AdvancedSubtensor1", ""), ("T.Rebroadcast", "(0, False)"), ("T.Reshape", "1"),
    ("T.Join", ""), ("theano.gradient.ZeroGrad", ""), ("theano.gradient.GradClip", "-1, 1"), ("T.extra_ops.FillDiagonal", ""), ("T.extra_ops.RepeatOp", "axis=0"),
)  # fmt: skip


def a_subclass(p, x):
    """A class derived from one of Theano's operations, with methods of its own."""
    base, arguments = p.one_of(*BASES)
    name = p.name("Op")
    p.lines.append(f"class {name}({base}):")
    methods = p.some(["grad", "R_op", "infer_shape", "perform"], 1, 2)
    if "grad" in methods:
        p.lines += [
            "    def grad(self, inputs, g):",
            f"        return [{p.one_of('7', '0.5')} * T.ones_like(i) for i in inputs]",
        ]
    if "R_op" in methods:
        p.lines += ["    def R_op(self, inputs, v):", "        return [5 * v[0]]"]
    if "infer_shape" in methods:
        p.lines += [
            "    def infer_shape(self, node, shapes):",
            f"        return super({name}, self).infer_shape(node, shapes)"
            if base != "T.opt.Assert"
            else "        return [shapes[0]]",
        ]
    if "perform" in methods:
        p.lines += [
            "    def perform(self, node, inputs, outputs):",
            "        outputs[0][0] = np.asarray(np.ones(node.outputs[0].ndim * (2,)), node.outputs[0].dtype)",
        ]
    matrix = x if x.ndim == 2 else p.pick(lambda v: v.ndim == 2 and v.dtype == "float64")
    more = {
        "T.Dot": f", {matrix}.T",
        "T.opt.Assert": ", T.constant(1)",
        "T.subtensor.AdvancedSubtensor1": ", [0, 1, 0]",
        "T.Reshape": ", [-1]",
        "T.extra_ops.FillDiagonal": ", 3.0",
        "T.extra_ops.RepeatOp": ", 2",
        "T.sort.SortOp": ", 0",
    }.get(base, "")
    if base == "T.Join":
        return p.let(f"{name}({arguments})(0, {matrix}, {matrix})", "float64", matrix.shape)
    return p.let(f"{name}({arguments})({matrix}{more})", "float64", matrix.shape)


def inside(p):
    arguments = list(p.pool)
    p.steps(ELEMENTWISE, p.integer(1, 2))
    made = [v for v in p.pool if v.text.startswith("v")]
    return made[-1] if made else arguments[0]


def from_graph(p, x):
    y = p.pick(dtype=x.dtype, shape=x.shape)
    a, b = (Var(p.name("a"), *v[1:]) for v in (x, y))
    for v in (a, b):
        p.lines.append(f"{v} = T.TensorType('{v.dtype}', {v.pattern})('{v}')")
    p.is_closed = True
    lines, result = p.body([a, b], lambda: inside(p), indent="")
    p.is_closed = False
    p.lines += lines
    options = p.one_of("", "", "", ", inline=True")
    if p.chance(0.25):
        gradient = p.name("gr")
        p.lines += [f"def {gradient}(inputs, gs):", "    return [gs[0] * 3, gs[0] * 5]"]
        options += f", {p.one_of('grad_overrides', 'lop_overrides')}={gradient}" if "lop" not in options else ""
        if "lop_overrides" in options:
            p.lines[-2] = f"def {gradient}(inputs, outputs, gs):"
    op = p.name("op")
    p.lines.append(f"{op} = theano.OpFromGraph([{a}, {b}], [{result}]{options})")
    pair = p.one_of((x, y), (x, x), (x, y))
    return p.let(f"{op}({pair[0]}, {pair[1]})", result.dtype, result.shape, result.pattern)


def as_op(p, x):
    name = p.name("my")
    types = f"[T.TensorType('{x.dtype}', {x.pattern})]"
    infer = p.one_of(
        "",
        "",
        ", infer_shape=lambda node, shapes: [shapes[0]]",
        ", infer_shape=lambda fgraph, node, shapes: [shapes[0]]" if False else "",
    )
    p.lines += [
        f"@theano.compile.ops.as_op(itypes={types}, otypes={types}{infer})",
        f"def {name}(x):",
        f"    return {p.one_of('x * 2', 'x + 1', 'np.sort(x, axis=None).reshape(x.shape)', 'x', 'x.copy()', 'x[...]')}",
    ]
    return p.let(f"{name}({x})", x.dtype, x.shape, x.pattern)


def ready(p, x):
    """Operations that pass values on and do something besides."""
    kind = p.integer(0, 7)
    text = (
        f"theano.printing.Print('p')({x})", f"T.opt.Assert('no')({x}, T.eq({x}, {x}).all())", f"theano.gradient.grad_clip({x}, -0.5, 0.5)", f"theano.gradient.disconnected_grad({x})",
        f"theano.gradient.zero_grad({x})", f"theano.gradient.grad_scale({x}, 2)", f"theano.gradient.consider_constant({x})", f"T.tensor_copy({x})",
    )[kind]  # fmt: skip
    return p.let(text, x.dtype, x.shape, x.pattern)


def operation(p):
    x = p.pick(lambda v: v.kind == "f")
    return p.one_of(an_op, an_op, a_subclass, a_subclass, from_graph, from_graph, as_op, ready)(p, x)


def operations(p):
    p.dtypes = p.one_of(["float64"], ["float64", "float32"])
    p.specials = False
    p.leaf()
    p.steps(ELEMENTWISE, p.integer(0, 1))
    p.steps({operation: 1}, p.one_of(1, 1, 2))
    p.steps({**ELEMENTWISE, operation: 1, **{r: w / 4 for r, w in INDEXING.items()}}, p.integer(0, 3))
    if p.chance(0.15):
        floats = [v for v in p.pool if v.kind == "f" and v.text.startswith("v")]
        wrt = [v for v, _, _ in p.inputs if v.kind == "f"]
        if floats and wrt:
            x = p.one_of(*wrt)
            p.outputs = [*p.results(1), p.let(f"T.Rop({floats[-1]}, {x}, {x} * 2)", floats[-1].dtype, floats[-1].shape)]
            return
    gradient(p, 0.6)


FAMILIES = {"operations": operations}
