"""What `str` and `repr` say of variables, types, nodes and graphs, and `str` of operations."""

START = """
import theano.scalar as s
x, m, v, i = T.dscalar("x"), T.dmatrix("m"), T.dvector(), T.lscalar("i")
"""
BOTH = (
    *("x", "v", "m + 1", "m.T", "m.sum(0)", "m[0]", "m[i:, 1]", "m[T.lvector()]", "T.constant(2.0)", "m[::-1]"),
    *("T.constant(np.arange(30.0))", "T.constant(np.ones(3))", "T.constant(1, name='one')", "T.exp(m).owner"),
    *("(T.exp(m) + 1).owner", "m.type", "v.type", "T.col().type", "T.row().type", "T.tensor4().type", "x.type"),
    *("T.TensorType('int8', (True, False, True))", "T.TensorType('int8', (False,), name='mine')", "s.float64('q')"),
    *("T.set_subtensor(m[0], 1)", "T.inc_subtensor(m[1:], 1)", "T.inc_subtensor(m[T.lvector()], m)", "s.float64()"),
    *("theano.gof.FunctionGraph([m], [T.exp(m) * 2])", "theano.gof.FunctionGraph([m, x], [m + x, T.exp(m + x)])"),
    *("theano.shared(1.0, 'w')", "theano.shared(1.0)", "theano.shared(np.ones(3))", "T.nnet.softmax(m)", "-m", "m / 2"),
    *("T.nnet.sigmoid(m)", "m.dimshuffle(0, 'x', 1)", "m.reshape((1, 2))", "T.alloc(0.0, 3)", "m.shape", "m.mean()"),
    *("T.switch(m > 0, m, 0)", "T.neq(m, 1)", "m ** 2", "m // 2", "T.clip(m, 0, 1)", "T.arange(3)", "m.flatten()"),
    *(
        "[m, x, m + x]",
        "(m.type, x.type)",
        "m.sort()",
        "m.argsort(0)",
        "T.join(0, m, m)",
        "T.stack([m, m])",
        "m.prod()",
    ),
    *(
        "T.zeros_like(m)",
        "T.any(m)",
        "T.all(m, axis=0)",
        "T.grad(m.sum(), m)",
        "T.maximum(m, 1).owner",
        "T.tanh(m * x)",
    ),
    *("s.add(s.float64('a'), s.float64('b'))", "T.cast(m, 'int32')", "T.dot(m, m)", "T.eq(m, m)", "T.sqr(m)", "abs(m)"),
    *("theano.ifelse.ifelse(i, m, m)", "T.cumsum(m, 1)", "s.float64", "T.isnan(m)", "T.log1p(m)", "T.erf(m)", "m % 2"),
)
OPERATIONS = (
    *(
        "T.add",
        "T.exp",
        "T.sqr",
        "T.dot(m, m).owner.op",
        "m.sum().owner.op",
        "T.join_",
        "m[0].owner.op",
        "m.T.owner.op",
    ),
    *("theano.compile.ViewOp()", "s.add", "s.exp", "T.nnet.softmax_op", "m[T.lvector()].owner.op", "T.switch", "T.neq"),
    *("m.prod(0).owner.op", "T.set_subtensor(m[0], 1).owner.op", "T.Split(2)", "m.reshape((1, 2)).owner.op"),
)
CASES = {
    **{text: f"{START}\nimport theano.ifelse\ny = {text}\n[str(y), repr(y)]" for text in BOTH},
    **{f"the operation {text}": f"{START}\nstr({text})" for text in OPERATIONS},
    "after compiling": f"""{START}
f = theano.function([m, x], [T.exp(m) * 2 + x, m.sum()], mode='FAST_COMPILE')
[str(y) for y in f.maker.fgraph.outputs]
""",
    "what a loop is missing": """
total, step = theano.shared(0.0, "total"), T.dscalar("step")
def loop():
    _, updates = theano.scan(lambda: (T.zeros(()), {total: total + step}), n_steps=3)
    theano.function([step], [], updates=updates)
str(call(loop)).split("\\n")[0]
""",
    "an optimizer's query": """
[str(x).split("optimizer = ")[-1] for x in
 (theano.gof.Query(["fast_run"], exclude=["a", "b"], require=["c"]), theano.Mode("py", "fast_run"),
  theano.Mode("py", "fast_run").including("x").excluding("y"))]
""",
    "an assertion": """
class Mine(T.opt.Assert):
    pass
[str(T.opt.Assert("short")), str(Mine("a message that is longer than thirty characters")), str(T.opt.Assert())]
""",
    "types without a text": """
import re
[re.sub("0x[0-9a-f]+", "", repr(x)) for x in (theano.generic, T.type_other.slicetype, theano.shared("a"))]
""",
    "what is missing": f"{START}\nstr(call(theano.function, [], T.exp(m) + 1)).split('Use')[0]",
    **{
        f"a loop over {name}": f"""
k, c, s, m = T.iscalar("k"), T.dvector("c"), T.dscalar("s"), T.dvector("m")
x, w = T.dscalar("x"), theano.shared(np.ones(2), name="w")
{text}
theano.printing.debugprint(result, file="str")
"""
        for name, text in {
            "taps": """
step = lambda a, b, d, p, q, r, y, z: (a + b + d + p, q + r + y * z.sum())
sequences = [dict(input=c, taps=[-1, 0, 2])]
result, _ = theano.scan(step, sequences, [s, dict(initial=m, taps=[-2, -1])], [x, w])
""",
            "nothing": "result, _ = theano.scan(lambda p, q: p * q, None, T.ones_like(m), m, n_steps=k)",
            "a sequence from its end": "result, _ = theano.scan(lambda a, p: a + p, [c], [s], go_backwards=True)",
            "loops": """
inner = lambda v, n: theano.scan(lambda p, q: p * q, None, T.ones_like(v), v, n_steps=n)[0][-1]
result, _ = theano.scan(lambda a, p, v, n: a * inner(v, n) ** p, [c, T.arange(10)], None, [m, k])
""",
            "what is derived": """
out, _ = theano.scan(lambda p, q: p * q, None, T.ones_like(m), m, n_steps=k)
result = T.grad(out[-1].sum(), m)
""",
        }.items()
    },
}
