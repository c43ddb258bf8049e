"""Products and linear algebra."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.arrays import SHAPES
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient, upcast


def dot(p):
    x = p.pick(lambda v: v.ndim in (1, 2, 3) and v.kind != "c")
    n = x.shape[-1]
    y = (
        p.pick(lambda v: v.ndim in (1, 2, 3) and v.kind != "c" and v.shape[-2 if v.ndim > 1 else 0] == n, new=0)
        if p.chance(0.6) and any(v.ndim in (1, 2) and v.shape[0] == n for v in p.pool)
        else p.leaf(p.one_of(*p.dtypes, x.dtype), p.one_of((n,), (n, p.size()), (n, p.size())))
    )
    shape = x.shape[:-1] + (y.shape[:-2] + y.shape[-1:] if y.ndim > 1 else ())
    text = p.one_of(
        f"T.dot({x}, {y})",
        f"{x}.dot({y})",
        f"T.dot({x}, {y})",
        f"T.tensordot({x}, {y}, 1)" if x.ndim > 1 and y.ndim > 1 else f"T.dot({x}, {y})",
    )
    if p.chance(0.25):
        text = f"{p.one_of('2', '0.5', '-1', p.real(shape=()).text)} * {text}"
    if p.chance(0.25):
        z = p.leaf(upcast(x.dtype, y.dtype), shape)
        text = f"{z} {p.one_of('+', '-')} {text}"
    return p.let(text, upcast(x.dtype, y.dtype), shape)


def products(p):
    kind = p.one_of(
        "outer", "tensordot", "batched", "batched_tensordot", "kron", "transposed", "vdot", "gemv", "ger", "inner"
    )
    x = p.pick(lambda v: v.ndim == 2 and v.kind == "f")
    a, b = x.shape
    if kind == "outer":
        u, v = (p.pick(lambda v: v.ndim == 1 and v.kind == "f") for _ in range(2))
        return p.let(f"T.outer({u}, {v})", upcast(u.dtype, v.dtype), (u.shape[0], v.shape[0]))
    if kind == "tensordot":
        y = p.leaf(None, (a, p.size(), b))
        axes, shape = p.one_of(
            ("[[0, 1], [0, 2]]", y.shape[1:2]),
            ("[[1], [2]]", (a, *y.shape[:2])),
            ("[0, 0]", (b, *y.shape[1:])),
            ("[[0], [0]]", (b, *y.shape[1:])),
            ("0", (*x.shape, *y.shape)),
        )
        return p.let(f"T.tensordot({x}, {y}, axes={axes})", upcast(x.dtype, y.dtype), shape)
    if kind == "batched":
        n = p.size()
        s, t = p.one_of(((n, a, b), (n, b, p.size())), ((n, b), (n, b)), ((n, a, b), (n, b)), ((n, b), (n, b, 2)))
        shape = (n, *s[1:-1], *t[2:])
        s, t = p.leaf(None, s), p.leaf(None, t)
        return p.let(f"T.batched_dot({s}, {t})", upcast(s.dtype, t.dtype), shape)
    if kind == "batched_tensordot":
        n = p.size()
        s, t = p.leaf(None, (n, a, b)), p.leaf(None, (n, b, 2))
        return p.let(
            f"T.batched_tensordot({s}, {t}, axes={p.one_of('[2, 1]', '[[2], [1]]')})",
            upcast(s.dtype, t.dtype),
            (n, a, 2),
        )
    if kind == "kron":
        y = p.pick(lambda v: v.ndim in (1, 2) and v.kind == "f" and 0 not in v.shape)
        return p.let(
            f"T.slinalg.kron({x}, {y})",
            upcast(x.dtype, y.dtype),
            (a * y.shape[0], b * (y.shape[1] if y.ndim > 1 else 1)),
        )
    if kind == "transposed":
        y = p.leaf(x.dtype, (a, p.size()))
        return p.let(f"T.dot({x}.T, {y})", x.dtype, (b, y.shape[1]))
    if kind == "vdot":
        u = p.pick(lambda v: v.ndim == 1 and v.kind == "f")
        return p.let(f"T.dot({u}, {p.pick(lambda v: v.kind == 'f', shape=u.shape)})", u.dtype, ())
    if kind == "gemv":
        u, v = p.leaf(x.dtype, (b,)), p.leaf(x.dtype, (a,))
        return p.let(f"{v} {p.one_of('+', '-')} {p.one_of('2.0 *', '0.5 *', '')} T.dot({x}, {u})", x.dtype, (a,))
    if kind == "ger":
        u, v = p.leaf(x.dtype, (a,)), p.leaf(x.dtype, (b,))
        return p.let(f"{x} {p.one_of('+', '-')} {p.one_of('2.0 *', '0.1 *', '')} T.outer({u}, {v})", x.dtype, (a, b))
    y = p.leaf(x.dtype, (p.size(), b))
    return p.let(f"T.dot({x}, {y}.T)", x.dtype, (a, y.shape[0]))


def square(p, definite=False):
    """A square matrix that can be inverted."""
    n = p.one_of(1, 2, 2, 3, 3, 4)
    x = (
        p.pick(lambda v: v.ndim == 2 and v.kind == "f" and v.shape[0] == v.shape[1] > 0, new=0.4)
        if p.chance(0.5)
        else p.leaf(p.one_of(*p.dtypes), (n, n))
    )
    n = x.shape[0]
    if definite:
        return p.let(f"T.dot({x}, {x}.T) + {p.one_of('2', '1.0', '3')} * T.eye({n})", x.dtype, x.shape)
    return p.let(f"{x} + {p.one_of('4', '5.0', '7')} * T.eye({n})", x.dtype, x.shape) if p.chance(0.8) else x


def algebra(p):
    name = p.one_of(
        "matrix_inverse", "det", "trace", "solve", "cholesky", "pinv", "eigh", "eigvalsh", "svd", "qr", "expm", "norm", "matrix_power", "matrix_dot",
        "solve_lower_triangular", "solve_upper_triangular", "diag", "lstsq", "eig", "tensorinv", "tensorsolve", "solve", "matrix_inverse", "det", "logdet", "xinv",
        "alloc_diag",
    )  # fmt: skip
    L, S = "T.nlinalg", "T.slinalg"
    if name in ("matrix_inverse", "trace", "pinv"):
        x = square(p)
        return p.let(f"{L}.{name}({x})", x.dtype, () if name == "trace" else x.shape)
    if name == "det":
        x = square(p)
        return p.let(f"{L}.det({x})", x.dtype, ())
    if name == "logdet":
        x = square(p, True)
        return p.let(
            p.one_of(
                f"T.log({L}.det({x}))", f"T.log(T.abs_({L}.det({x})))", f"2 * T.log(T.diag({S}.cholesky({x}))).sum()"
            ),
            x.dtype,
            (),
        )
    if name == "xinv":
        x = square(p, p.chance(0.3))
        y = p.leaf(x.dtype, (x.shape[0], p.size()))
        return p.let(
            p.one_of(
                f"T.dot({L}.matrix_inverse({x}), {y})",
                f"T.dot({y}.T, {L}.matrix_inverse({x}))",
                f"T.dot({L}.matrix_inverse({x}.T), {y})",
            ),
            x.dtype,
            y.shape,
        )
    if name == "solve":
        x = square(p)
        y = p.leaf(x.dtype, p.one_of((x.shape[0],), (x.shape[0], 2)))
        return p.let(p.one_of(f"{S}.solve({x}, {y})", f"{S}.Solve()({x}, {y})"), x.dtype, y.shape)
    if name == "cholesky":
        x = square(p, p.chance(0.95))
        return p.let(p.one_of(f"{S}.cholesky({x})", f"{S}.Cholesky(lower=False)({x})"), x.dtype, x.shape)
    if name.startswith("solve_"):
        x = square(p, True)
        y = p.leaf(x.dtype, p.one_of((x.shape[0],), (x.shape[0], 2)))
        return p.let(f"{S}.{name}({x}, {y})", x.dtype, y.shape)
    if name in ("eigh", "eigvalsh", "eig"):
        x = square(p, True)
        if name == "eigvalsh":
            return p.let(
                p.one_of(f"{S}.eigvalsh({x}, T.eye({x.shape[0]}))", f"{S}.eigvalsh({x}, None)"), x.dtype, x.shape[:1]
            )
        if name == "eig":
            return p.let(f"T.sort({L}.eig({x})[0])", x.dtype, x.shape[:1])
        w = p.let(f"{L}.eigh({x}{p.one_of('', ', ' + repr('U'))})[0]", x.dtype, x.shape[:1])
        if p.chance(0.5):
            return p.let(f"T.abs_({L}.eigh({x})[1])", x.dtype, x.shape)
        return w
    if name == "svd":
        x = p.pick(lambda v: v.ndim == 2 and v.kind == "f" and 0 not in v.shape)
        return p.let(
            p.one_of(
                f"{L}.svd({x})[1]", f"{L}.svd({x}, compute_uv=False)", f"T.abs_({L}.svd({x}, full_matrices=False)[0])"
            ),
            x.dtype,
            (min(x.shape),),
        )
    if name == "qr":
        x = p.pick(lambda v: v.ndim == 2 and v.kind == "f" and 0 not in v.shape)
        return p.let(
            p.one_of(f"T.abs_({L}.qr({x})[1])", f"T.abs_({L}.qr({x}, mode='r'))", f"T.abs_({L}.qr({x})[0])"),
            x.dtype,
            x.shape,
        )
    if name == "expm":
        x = square(p)
        return p.let(f"{S}.expm({x} * 0.3)", x.dtype, x.shape)
    if name == "norm":
        x = p.pick(lambda v: v.ndim in (1, 2) and v.kind == "f")
        order = p.one_of("None", "1", "2" if x.ndim < 2 else "'fro'", "-1", "np.inf" if p.chance(0.5) else "'inf'")
        return p.let(
            p.one_of(
                f"{L}.norm({x}, {order})",
                f"{x}.norm(2)",
                f"{x}.norm(1, axis=0)",
                f"{x}.norm(2, axis=-1, keepdims=True)",
            ),
            x.dtype,
            (),
        )
    if name == "matrix_power":
        x = square(p)
        return p.let(f"{L}.matrix_power({x}, {p.integer(0, 4)})", x.dtype, x.shape)
    if name == "matrix_dot":
        x = square(p)
        return p.let(f"{L}.matrix_dot({x}, {x}, {p.one_of(x, x.text + '.T')})", x.dtype, x.shape)
    if name == "diag":
        x = p.pick(lambda v: v.ndim in (1, 2) and v.kind == "f")
        return p.let(f"{p.one_of('T', L)}.diag({x})", x.dtype, x.shape * 2 if x.ndim == 1 else (min(x.shape),))
    if name == "alloc_diag":
        x = p.pick(lambda v: v.ndim == 1)
        return p.let(
            p.one_of(f"{L}.alloc_diag({x})", f"T.AllocDiag(offset={p.integer(-1, 2)})({x})"), x.dtype, x.shape * 2
        )
    if name == "lstsq":
        x = p.leaf("float64", (4, 2))
        y = p.leaf("float64", (4, 1))
        return p.let(f"{L}.lstsq()({x}, {y}, -1.0)[0]" if p.chance(1) else "", "float64", (2,))
    if name == "tensorinv":
        x = p.leaf("float64", (4, 2, 2))
        return p.let(f"{L}.tensorinv({x} + np.eye(4).reshape(4, 2, 2) * 5, ind=1)", "float64", (2, 2, 4))
    x, y = p.leaf("float64", (2, 2, 2, 2)), p.leaf("float64", (2, 2))
    return p.let(f"{L}.tensorsolve({x} + np.eye(4).reshape(2, 2, 2, 2) * 5, {y})", "float64", (2, 2))


def linear(p):
    p.dtypes = p.one_of(["float64"], ["float64", "float32"], ["float64"] * 5 + ["int64"])
    p.specials = False
    p.leaf(None, p.shape(2))
    if p.chance(0.5):
        p.leaf(None, p.shape(1))
    p.steps({dot: 3, products: 3, algebra: 4}, p.integer(1, 2))
    p.steps({dot: 1, products: 1, algebra: 1, **ELEMENTWISE, **SHAPES}, p.integer(0, 2))
    gradient(p, 0.5)


FAMILIES = {"linear": linear}
