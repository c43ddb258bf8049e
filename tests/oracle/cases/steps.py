"""What a loop's step, and a graph inside of an operation, may not do: overwrite its inputs."""

MODES = ["default", "py/fast_run"]

OPS = """
class Incremented(theano.Op):
    __props__ = ()
    destroy_map = {0: [0]}
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, output_storage):
        inputs[0][...] += 1
        output_storage[0][0] = inputs[0]
x, A = T.dmatrix("x"), np.zeros((2, 2))
"""

CASES = {
    "an operation in place": f"""{OPS}
o, _ = theano.scan(lambda a: Incremented()(a * 1.0), x)
f = F([x], o)
[f(A), f(A), A]
""",
    "an operation in place on a state": f"""{OPS}
o, _ = theano.scan(lambda a, s: Incremented()(s) + a, x, outputs_info=x[0])
f = F([x], o)
[f(A), f(A), A]
""",
    "an increment in place": f"""{OPS}
o, _ = theano.scan(lambda a: T.inc_subtensor((a * 1.0)[0], 1, inplace=True), x)
f = F([x], o)
[f(A), f(A), A]
""",
    "an operation in place in until": f"""{OPS}
o, _ = theano.scan(lambda a: (a + 1, theano.scan_module.until(Incremented()(a * 1.0).sum() > 9)), x)
f = F([x], o)
[f(A), f(A), A]
""",
    "what a step takes from outside is computed in place": f"""{OPS}
y = Incremented()(x * 2.0)
o, _ = theano.scan(lambda a, y: a + y, x, non_sequences=y)
f = F([x], o)
[f(A), f(A), A]
""",
    "an operation in place in an OpFromGraph": f"""{OPS}
f = F([x], theano.OpFromGraph([x], [Incremented()(x)])(x) + x)
[f(A), f(A), A]
""",
    "an operation in place before an OpFromGraph": f"""{OPS}
y = Incremented()(x * 1.0)
f = F([x], theano.OpFromGraph([y], [y + 1])(x))
[f(A), f(A), A]
""",
    "an operation in place in a loop of one step": f"""{OPS}
o, _ = theano.scan(lambda a: Incremented()(a * 2.0), x, n_steps=1)
f = F([x], o, accept_inplace=True)
[f(A), f(A), A]
""",
    # what graphs inside of operations compute alike is not what is overwritten outside
    "an increment of what two OpFromGraphs compute alike": """
x, y, r = T.dmatrix("x"), T.dmatrix("y"), T.dmatrix("r")
sums = theano.OpFromGraph([y], [T.exp(y).sum(axis=0)])(x)
grown = T.inc_subtensor(theano.OpFromGraph([y], [T.exp(y)])(x)[0], sums)
turned = T.inc_subtensor(theano.OpFromGraph([y], [T.exp(y).T])(x)[0], sums)
both = theano.OpFromGraph([y, r], [T.exp(y).sum(axis=0), r.sum(axis=0)])
f = F([x], [sums, grown.sum(), *both(x, grown), turned.sum(), *both(x, turned)])
A = np.array([[.1, .2], [.3, .5]])
[f(A), f(A), A]
""",
}
