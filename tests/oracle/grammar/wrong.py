"""Programs with something wrong in them: the error is Theano's, and what is there before it stays."""

# ruff: noqa: B905, E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.arrays import INDEXING, SHAPES, sort
from tests.oracle.grammar.functions import branch
from tests.oracle.grammar.layers import NNET, conv, pool
from tests.oracle.grammar.linear import algebra, dot, products
from tests.oracle.grammar.loops import scan
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient
from tests.oracle.grammar.program import FLOATS, INTEGERS


def base(p):
    p.dtypes = p.one_of(["float64"], ["float64", "float32"], ["float64", "int64"], [p.one_of(*INTEGERS), "float32"])
    p.input()
    if p.chance(0.5):
        p.leaf()
    few = {rule: w / 5 for rule, w in {**INDEXING, **SHAPES}.items()}
    p.steps({**ELEMENTWISE, **few, dot: 2, sort: 0.5, branch: 0.5}, p.integer(1, 3))


def wrong_argument(p, var, low, high):
    """A value for an input that is not as it should be, as text; None for a missing one."""
    shape, kind = var.shape, p.integer(0, 19)
    if kind <= 2:
        other = p.one_of((), (2,), (2, 3), (1,), (1, 1), (0,), (2, 1, 2))
        return p.values(var.dtype, other, low, high)
    if kind <= 5:
        return p.laid_out(p.one_of(*FLOATS, *INTEGERS, "bool", "complex128", "float16"), shape, low, high)
    if kind <= 8 and shape:
        sizes = list(shape)
        sizes[p.integer(0, len(shape) - 1)] += p.one_of(1, 2, -1) if min(sizes) else 1
        return p.values(var.dtype, [max(0, n) for n in sizes], low, high)
    if kind == 9:
        return None
    if kind == 10:
        return f"{p.values(var.dtype, shape, low, high)}.tolist()"
    if kind == 11:
        return p.one_of(
            "None",
            "'text'",
            "object()",
            "[]",
            "[[1], [1, 2]]",
            "{}",
            "[None]",
            "np.array(['a'])",
            "np.array([None, 1])",
            "1j",
            "T.dvector()",
            "lambda x: x",
        )
    if kind == 12:
        return p.one_of(
            "1", "1.5", "True", "300", "-1", "2**40", "np.float32(1.5)", "np.int8(3)", "np.nan", "1e400", "0.1"
        )
    if kind == 13:
        return f"np.ma.masked_array({p.values(var.dtype, shape, low, high)})"
    if kind == 14 and len(shape) == 2:
        return f"np.matrix({p.values(var.dtype, shape, low, high)})"
    if kind == 15:
        return (
            f"{p.values(var.dtype, shape, low, high)}.astype('{'>' if var.dtype[-1] != '8' or var.dtype == 'float64' else ''}{var.dtype[0]}{ {'8': 1, '6': 2, '2': 4, '4': 8}.get(var.dtype[-1], 8) }')"
            if var.kind in "fiu" and var.dtype not in ("complex64", "complex128")
            else "1"
        )
    if kind == 16:
        return f"np.broadcast_to({p.values(var.dtype, (), low, high)}, {shape})"
    if kind == 17:
        return f"tuple({p.values(var.dtype, shape, low, high)})" if shape else "(1,)"
    if kind == 18:
        return f"{p.values(var.dtype, shape, low, high)}.astype(object)"
    return p.laid_out(p.one_of(*FLOATS, *INTEGERS), shape, low, high)


def arguments(p):
    """Calls with wrong arguments, between right ones."""
    base(p)
    if p.chance(0.3):
        gradient(p, 1)
    if p.chance(0.5):
        s = p.state("float64", ())
        p.updates.append((s, f"{s} + 1"))
    results = p.outputs or p.results()
    specs = []
    for var, _, _ in p.inputs:
        specs.append(
            p.one_of(
                var.text,
                var.text,
                var.text,
                f"theano.In({var}, allow_downcast=True)",
                f"theano.In({var})",
                f"theano.In({var}, borrow=True)",
            )
        )
    options = ["updates=[" + ", ".join(f"({a}, {b})" for a, b in p.updates) + "]"] if p.updates else []
    options.append(p.one_of("allow_input_downcast=True", "allow_input_downcast=False", "", "", ""))
    p.lines.append(
        f"f = F([{', '.join(specs)}], [{', '.join(map(str, results))}], {', '.join([*filter(None, options), 'on_unused_input=' + repr('ignore')])})"
    )
    right = p.arguments()
    names = [f"A{i}" for i in range(len(right))]
    p.lines += [f"{name} = {text}" for name, text in zip(names, right)]
    calls = [f"call({', '.join(['f', *names])})"]
    for _ in range(p.integer(2, 4)):
        given = list(names)
        i = p.integer(0, len(names) - 1)
        text = wrong_argument(p, *p.inputs[i])
        if text is None:
            del given[i]
        else:
            given[i] = text
        if p.chance(0.05):
            given.append("1")
        elif p.chance(0.1):
            given = list(names)
            given.append(p.one_of("unknown=1", f"{p.inputs[0][0]}=1"))
        calls.append(f"call({', '.join(['f', *given])})")
    calls.append(calls[0])
    states = [f"{s}.get_value()" for s in p.shared]
    p.lines.append(f"[{', '.join([*calls, *names, *states])}]")
    p.finished = True


def lengths(p):
    """Lengths that do not fit, found when the function runs."""
    base(p)
    p.steps({dot: 2, **ELEMENTWISE, **SHAPES}, p.integer(0, 2))
    gradient(p, 0.3)
    if p.chance(0.4):
        s = p.state("float64", ())
        p.updates.append((s, f"{s} + 1"))
    calls = []
    results = [str(v) for v in (p.outputs or p.results())]
    given = ", ".join(v.text for v, _, _ in p.inputs)
    updates = ", ".join(f"({a}, {b})" for a, b in p.updates)
    p.lines.append(f"f = F([{given}], [{', '.join(results)}], updates=[{updates}], on_unused_input='ignore')")
    right = p.arguments()
    names = [f"A{i}" for i in range(len(right))]
    p.lines += [f"{name} = {text}" for name, text in zip(names, right)]
    calls.append(f"call({', '.join(['f', *names])})")
    for _ in range(p.integer(1, 3)):
        given = list(names)
        for i, (var, low, high) in enumerate(p.inputs):
            if p.chance(0.6):
                wide = p.chance(0.3) and var.kind in "iu" and low is not None
                shape = tuple(n if p.chance(0.5) else p.one_of(0, 1, 2, 3, 4, 6) for n in var.shape)
                given[i] = p.values(var.dtype, shape, low if not wide else low - 9, high if not wide else high + 9)
        calls.append(f"call({', '.join(['f', *given])})")
    calls.append(calls[0])
    p.lines.append(f"[{', '.join([*calls, *names, *(f'{s}.get_value()' for s in p.shared)])}]")
    p.finished = True


def construction(p):
    """Wrong when the graph is made, or the function."""
    base(p)
    x, y = p.pick(), p.pick()
    i = p.pick(lambda v: v.ndim > 0)
    text = p.one_of(
        f"{x}.sum(axis={x.ndim + p.integer(0, 1)})", f"{x}.dimshuffle({x.ndim})", f"{x}.dimshuffle(0, 0)", f"T.concatenate([{x}, {y}], axis={p.integer(0, 3)})", f"T.dot({x}, {y})",
        f"T.stack([{x}, {y}])", f"{i}[{', '.join(['0'] * (i.ndim + 1))}]", f"{i}[1.5]", f"{i}['a']", f"{i}[{i}]", f"T.grad({x}, {y})", f"T.grad({x}.sum(), T.dscalar())", f"T.reshape({x}, (2, 'a'))",
        f"{x}.reshape((-1, -1))", f"{x}.reshape((7, 11))", f"T.set_subtensor({x}, 1)", f"T.set_subtensor({i}[0], {x})", f"T.set_subtensor({i}[:1], np.ones((2, 2, 2, 2)))", f"T.cast({x}, 'float65')",
        f"T.nnet.softmax({x})", f"T.nnet.conv2d({x}, {y})", f"T.batched_dot({x}, {y})", f"T.tensordot({x}, {y}, 2)", f"T.nlinalg.det({x})", f"T.nlinalg.matrix_inverse({x})", f"T.slinalg.cholesky({x})",
        f"theano.scan(lambda a: a, {x})[0]", f"theano.scan(lambda a, b: T.zeros((2, 2)), {i}, outputs_info={x})[0]", f"theano.scan(lambda a, b: T.cast(b, 'float32'), {i}, outputs_info={x})[0]",
        "theano.scan(lambda: 1)[0]", f"theano.scan(lambda a: a, outputs_info={x})[0]", f"theano.scan(lambda a, b: a, {i}, n_steps=50)[0]", f"theano.scan(lambda a: a, {i}, n_steps=50)[0]", f"theano.scan(lambda a: a, {i}, n_steps=-1)[0]",
        f"theano.ifelse.ifelse({x}, {y}, {x})", f"T.switch({x}, {y}, 'a')", f"{x} + 'a'", f"{x} + None", f"T.maximum({x}, [1, 2, 3])", f"{x} & 1.5", f"~{x}", f"{x} if {x} > 0 else 1", f"T.max({x}, axis=[0, 0])",
        f"T.argmax({x}, axis={x.ndim})", f"T.sort({x}, axis={x.ndim})", f"T.extra_ops.diff({x})", f"T.tile({x}, (1,) * 6)", f"T.repeat({x}, -1)", f"T.arange({x})", "T.eye(-1)", f"T.addbroadcast({x}, 0)",
        f"T.unbroadcast({x}, 0)", f"T.patternbroadcast({x}, (True,))", f"T.split({x}, [1, 1], 2)[0]", f"T.split({x}, [1], 2)[0]", f"T.Rop({x}, {y}, T.dmatrix())", f"T.Lop({x}, {y}, T.dmatrix())",
        f"theano.gradient.jacobian({x}, {y})", f"theano.gradient.hessian({x}, {y})", f"T.nnet.categorical_crossentropy({x}, {y})", f"T.nnet.binary_crossentropy({x}, {y})", f"T.signal.pool.pool_2d({x}, (2, 2), ignore_border=True)",
        f"T.alloc({x}, 2)", f"T.alloc({x}, -1)", f"T.fill({x}, {y})", f"T.flatten({x}, {x.ndim + 1})", f"T.flatten({x}, 0)", f"{x}.T.T.T", f"T.swapaxes({x}, 0, 3)", f"T.outer({x}, {y})", f"T.norm({x}, 3)",
        f"T.clip({x}, 1)", f"T.clip({x}, 'a', 1)", f"T.topk({i}, 0)", f"T.topk({i}, 99)", f"T.extra_ops.bincount({x})", f"T.choose({x}, {y})", f"T.take({x}, [0], axis=5)", f"T.diag({x})", f"T.diagonal({x}, 0, 0, 0)", f"T.nonzero({x})[0]",
        f"T.roll({x}, 1, axis=4)", f"{i}[[0, 'a']]", f"{i}[T.dvector()]", f"{i}[0, ..., ...]", f"{i}[99]", f"{i}[-99]", f"{i}[[99]]", f"{i}[99:]", f"{i}[::0]", f"{i}[None, None]", f"{i}[True]", f"{i}[np.array([True])]",
        f"T.as_tensor_variable({p.one_of('None', 'object()', repr('a'), '[1, None]', '[[1], [1, 2]]', '{}', '[T.dscalar(), T.dvector()]', '1e400', '2**64', '2**100', '-2**63-1', '(1, 2.5)', '[True, 2]', '[]', '[[]]', 'range(3)')})",
        f"T.constant({p.one_of('None', repr('a'), '2**64', '[1, 2], ndim=2', '1, ndim=2', '1.5, dtype=' + repr('int8'), '300, dtype=' + repr('int8'), '-1, dtype=' + repr('uint8'), '[1.0, 2.0], dtype=' + repr('float32'))})",
        "T.TensorType('float63', (False,))()", "T.TensorType('float64', False)()", "T.vector(5)", "T.dvector('a', 'b')", "T.matrix(dtype='int65')",
    )  # fmt: skip
    z = p.let(text, x.dtype, x.shape)
    kind = p.integer(0, 9)
    given = [v.text for v, _, _ in p.inputs]
    if kind == 0:
        function = p.one_of(
            f"F([{', '.join(given + given[:1])}], {x})", f"F([{x}.sum()], {x})", f"F([1], {x})", f"F({given[0]}, {x})", f"F([], {given[0]})", f"F([{given[0]}], 'a')", f"F([{given[0]}], {x}, updates=[({x}, {x})])",
            f"F([{given[0]}], {x}, updates={{{given[0]}: 1}})", "F([T.dscalar('unused')], 1)", f"F([{given[0]}], None)", f"F([{given[0]}], [None])", f"F([{given[0]}], givens=[({given[0]}, 'a')])", f"F([{given[0]}], {x}, mode='nothing')",
            f"F([{given[0]}], {x}, nothing=1)", f"F([({given[0]}, 1)], {given[0]})", f"F([theano.In({given[0]}, value='a')], {given[0]})", f"F([{given[0]}], {x}, givens={{{given[0]}: T.dtensor4()}})", f"F([T.constant(1)], {x})",
            f"F([{given[0]}], 1.5)", f"F([{given[0]}], [])", "F([theano.shared(1.0)], 1)",
        )  # fmt: skip
        p.lines.append(f"f = {function}")
        p.calls()
        return
    if kind == 1:
        s = p.state(None, p.shape())
        new = p.one_of(
            z,
            x,
            y,
            "1",
            "1.5",
            f"{s} + 1.5",
            f"{s} * np.float64(2)",
            f"T.cast({s}, 'float64')",
            f"{s}.dimshuffle('x')" if not s.ndim else f"{s}.sum()",
            f"T.zeros({s.shape})",
            "None",
            "np.zeros(3)",
        )
        p.updates.append((s, new))
        p.finish([x])
        return
    p.finish([z], about=p.chance(0.3))


def deep(p):
    """Errors inside loops, branches, convolutions, decompositions."""
    p.dtypes = ["float64"]
    p.specials = False
    p.leaf(None, p.shape(low=1))
    p.steps({scan: 4, conv: 1, pool: 1, algebra: 2, products: 1, **NNET, branch: 1}, p.integer(1, 2))
    gradient(p, 0.4)
    counter = p.state("float64", ())
    p.updates.append((counter, f"{counter} + 1"))
    results = [str(v) for v in (p.outputs or p.results())]
    given = ", ".join(v.text for v, _, _ in p.inputs)
    updates = ", ".join(f"({a}, {b})" for a, b in p.updates)
    p.lines.append(f"f = F([{given}], [{', '.join(results)}], updates=[{updates}], on_unused_input='ignore')")
    right = p.arguments()
    names = [f"A{i}" for i in range(len(right))]
    p.lines += [f"{name} = {text}" for name, text in zip(names, right)]
    calls = [f"call({', '.join(['f', *names])})"]
    for i, (var, low, high) in enumerate(p.inputs):
        shape = [n if p.chance(0.5) else p.one_of(0, 1, 2, 3, 5) for n in var.shape]
        spread = 9 if var.kind in "iu" and p.chance(0.4) else 0
        low, high = (p.low if low is None else low) - spread, (p.high if high is None else high) + spread
        texts = [*names[:i], p.values(var.dtype, shape, low, high), *names[i + 1 :]]
        calls += [f"call({', '.join(['f', *texts])})"]
    calls.append(calls[0])
    p.lines.append(f"[{', '.join([*calls, *names, *(f'{s}.get_value()' for s in p.shared)])}]")
    p.finished = True


FAMILIES = {"arguments": arguments, "lengths": lengths, "construction": construction, "deep": deep}
