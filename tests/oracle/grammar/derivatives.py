"""Gradients, Jacobians, Hessians and products with them."""

from tests.oracle.grammar.arrays import INDEXING, SHAPES, sort
from tests.oracle.grammar.layers import NNET, conv, pool
from tests.oracle.grammar.linear import algebra, dot, products
from tests.oracle.grammar.loops import mapped, scan
from tests.oracle.grammar.numbers import ELEMENTWISE


def derivatives(p):
    p.dtypes = p.one_of(["float64"], ["float64"], ["float64", "float32"], ["float64", "int64"])
    p.specials = False
    p.sizes = [2, 3, p.one_of(1, 2, 3, 4)]
    p.input("float64", p.shape(low=0, high=2))
    few = {rule: w / 3 for rule, w in {**INDEXING, **SHAPES}.items()}
    p.steps(
        {**ELEMENTWISE, **few, **NNET, sort: 1, dot: 3, products: 2, algebra: 3, scan: 2, mapped: 1, conv: 1, pool: 1},
        p.integer(1, 4),
    )
    wrt = [v for v, _, _ in p.inputs if v.kind == "f"] + [v for v in p.shared if v.kind == "f"]
    floats = [v for v in p.pool if v.kind == "f" and v.text.startswith("v")]
    if not floats:
        return
    y, x = floats[-1], p.one_of(wrt[0], *wrt)
    cost = f"{y}.sum()" if y.ndim else y.text
    ignore = ", disconnected_inputs='ignore'"
    kind = p.one_of(
        "grad",
        "grad",
        "second",
        "jacobian",
        "hessian",
        "Rop",
        "Rop",
        "Lop",
        "known",
        "subgraph",
        "consider",
        "hessian_times",
        "verify",
    )
    if kind == "grad":
        texts = [f"T.grad({cost}, {v}{ignore})" for v in p.some(wrt, 1, 3)]
    elif kind == "second":
        texts = [
            f"T.grad(T.grad({cost}, {x}{ignore}).{p.one_of('sum()', 'norm(2)', 'max()')}, {p.one_of(*wrt)}{ignore})"
        ]
    elif kind == "jacobian":
        v = y if y.ndim == 1 else p.let(f"{y}.flatten()", y.dtype, (4,)) if y.ndim else y
        texts = [f"theano.gradient.jacobian({v}, {x}{ignore})"]
    elif kind == "hessian":
        vectors = [v for v in wrt if v.ndim == 1]
        if not vectors:
            return
        texts = [f"theano.gradient.hessian({cost}, {p.one_of(*vectors)}{ignore})"]
    elif kind == "hessian_times":
        v = p.leaf(x.dtype, x.shape)
        texts = [f"T.grad((T.grad({cost}, {x}{ignore}) * {v}).sum(), {x}{ignore})"]
    elif kind == "Rop":
        v = p.leaf(x.dtype, x.shape)
        texts = [f"T.Rop({y}, {x}, {v})"]
    elif kind == "Lop":
        v = p.leaf(y.dtype, y.shape)
        texts = [f"T.Lop({y}, {x}, {v}{ignore})"]
    elif kind == "known":
        v = p.leaf(y.dtype, y.shape)
        texts = [f"theano.gradient.grad(None, {x}, known_grads={{{y}: {v}}}{ignore})"]
    elif kind == "subgraph":
        texts = [f"theano.gradient.subgraph_grad([{x}], [{p.one_of(*floats)}], cost={cost})[0][0]"]
    elif kind == "consider":
        texts = [f"T.grad({cost}, {x}, consider_constant=[{p.one_of(*p.pool)}]{ignore})"]
    else:
        texts = [
            f"T.grad({cost}, {x}, return_disconnected='{p.one_of('none', 'zero')}'{ignore})",
            *([f"T.grad({cost}, {x}, add_names=False)"] if p.chance(0.5) else []),
        ]
    p.outputs = [*p.results(1), *(p.let(text, x.dtype, x.shape) for text in texts)]


FAMILIES = {"derivatives": derivatives}
