"""An index out of bounds of a length that is known to be 1."""

MODES = ["default", "py/fast_compile"]

SET_UP = """
x, i, j = T.dscalar('x'), T.lscalar('i'), T.lvector('j')
v, r, c, m = T.dvector('v'), T.drow('r'), T.dcol('c'), T.dmatrix('m')
R, C, M = np.ones((1, 3)), np.ones((3, 1)), np.ones((3, 3))
def calls(inputs, output, *values):
    f = F(inputs, output, on_unused_input='ignore')
    def call(*v):
        try:
            return f(*v)
        except Exception as error:
            return 'IndexError' if isinstance(error, IndexError) else type(error).__name__
    return [[call(*values, k) for k in (0, -1, 1, 3, -2)] for _ in range(2)]
"""
ONE = {
    "take of a scalar": "calls([x, i], T.take(x, i), 5.)",
    "take of two axes": "calls([x, i], T.take(x, T.stack([i, 0])), 5.)",
    "expanded": "calls([v, i], v.dimshuffle('x', 0)[i], [1., 2.])",
    "expanded, first of two": "calls([v, i], v[None, :, None][i, 1], [1., 2.])",
    "expanded, last of two": "calls([v, i], v[None, :, None][0, :, i], [1., 2.])",
    "column": "calls([c, i], c[:, i], C)",
    "row": "calls([r, i], r[i], R)",
    "elementwise of a row": "calls([r, i], T.exp(r)[i], R)",
    "sum of rows": "calls([r, i], (r + 2 * r)[i], R)",
    "row and vector": "calls([r, v, i], (r + v)[i], R, [1., 2., 3.])",
    "row and scalar": "calls([r, x, i], (r * x)[i], R, 2.)",
    "product": "calls([r, m, i], T.dot(r, m)[i], R, M)",
    "product, column": "calls([m, c, i], T.dot(m, c)[:, i], M, C)",
    "softmax": "calls([r, i], T.nnet.softmax(r)[i], R)",
    "reduction": "calls([m, i], m.sum(axis=0, keepdims=True)[i], M)",
    "mean": "calls([m, i], m.mean(axis=1, keepdims=True)[:, i], M)",
    "reduced": "calls([r, i], r.sum(axis=1)[i], R)",
    "reshaped": "calls([v, i], v.reshape((1, 3))[i], [1., 2., 3.])",
    "transposed": "calls([c, i], c.T[i], C)",
    "joined": "calls([x, i], T.stack([x])[i], 5.)",
    "of an array of indices": "calls([v, i], v.dimshuffle('x', 0)[T.stack([0, i])], [1., 2.])",
    "shape padded": "calls([m, i], T.shape_padleft(m)[i], M)",
    "flattened": "calls([x, i], x.flatten()[i], 5.)",
    "set": "calls([r, i], T.set_subtensor(r[i], 5.), R)",
    "incremented": "calls([v, i], T.inc_subtensor(v.dimshuffle('x', 0)[i], 5.), [1., 2.])",
    "gradient": "calls([v, i], T.grad(v.dimshuffle('x', 0)[i].sum(), v), [1., 2.])",
    "in a loop": "calls([v, i], theano.scan(lambda a: a.dimshuffle('x')[i], v)[0], [1., 2.])",
}
CASES = {name: SET_UP + program for name, program in ONE.items()}
