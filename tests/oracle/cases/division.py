"""Integers divided, by zero too: an error wherever Theano compiled, if anything is divided at all."""

# ruff: noqa: E501 (programs)

MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

SET_UP = """
import theano.ifelse
s, i, j, m = T.iscalar('s'), T.ivector('i'), T.ivector('j'), T.lmatrix('m')
b, u = T.bvector('b'), T.TensorType('uint8', (False,))('u')
def calls(inputs, outputs, *values):
    f = F(inputs, outputs, on_unused_input='ignore')
    def call(v):
        try:
            return f(*v)
        except Exception as error:
            return [type(error).__name__, str(error).splitlines()[0]]
    return [[call(v) for v in values] for _ in range(2)]
A, B = [1, 2], [1, 0]
C, D = [-7, 7, -7, 7, 0], [2, -2, -2, 2, -2]
"""

CASES = {
    name: SET_UP + program
    for name, program in {
        "1 // s": "calls([s], 1 // s, [0], [2], [-2])",
        "5 % s": "calls([s], 5 % s, [0], [2], [-2])",
        "s // 0": "calls([s], s // 0, [3])",
        "s % 0": "calls([s], s % 0, [3])",
        "0 // s": "calls([s], 0 // s, [3], [0])",
        "i // j": "calls([i, j], i // j, [A, B], [C, D], [[], []])",
        "i % j": "calls([i, j], i % j, [A, B], [C, D], [[], []])",
        "i // s": "calls([i, s], i // s, [A, 0], [[], 0], [C, -3])",
        "i % s": "calls([i, s], i % s, [A, 0], [[], 0], [C, -3])",
        "m // j": """
calls([m, j], m // j, [[[1, 2]], B], [[[-7, 7], [5, 5]], [2, -2]], [np.zeros((0, 2), 'int64'), B])
""",
        "fused": "calls([i, j], ((i + 1) // (j - 1)) * 2 + i, [A, B], [C, D])",
        "sum": "calls([i, j], (i // j).sum(), [A, B], [C, D])",
        "by zeros": "calls([i], [i // T.zeros_like(i), i + 1], [A], [[]])",
        "modulo zeros": "calls([i], [i % T.zeros_like(i), i + 1], [A], [[]])",
        "in a switch": "calls([i, j], T.switch(T.eq(j, 0), 0, i // j), [A, B], [C, D])",
        "of which the shape is asked": "calls([i, j], (i // j).shape, [A, B])",
        "unused": "calls([i, j], i, [A, B])",
        "divmod": "calls([i, j], T.divmod(i, j), [A, B], [C, D])",
        "ceil_intdiv": "calls([i, j], T.ceil_intdiv(i, j), [A, B], [C, D])",
        "int8": "calls([b], b // (b - 1), [[2, 3]], [[-128, 127]], [[1, 1]])",
        "uint8": "calls([u], u // (u - 1), [[2, 3]], [[0, 255]], [[1, 1]])",
        "uint8 by itself": "calls([u], [u // u, u % u], [[2, 3]], [[0, 255]])",
        "bool": "calls([i], (i > 1) // (i > 2), [[1, 2, 3]], [[3, 3]])",
        "lengths": """
calls([m], m.reshape((m.shape[0] // m.shape[1], -1)), [np.zeros((4, 2), 'int64')], [np.zeros((4, 0), 'int64')])
""",
        "each of a loop": "calls([i, s], theano.scan(lambda a: a // s, i)[0], [[4, 5], 0], [[4, 5], 2])",
        "loop": """
calls([i], theano.scan(lambda a, p: p % a, i, T.constant(np.int32(17)))[0], [[4, 5]], [[4, 0]], [[4, 5]])
""",
        "loop in a loop": """
loops = theano.scan(lambda r: theano.scan(lambda a: a % s, r)[0], m)[0]
calls([m, s], loops, [[[1, 2]], 0], [[[4, 5]], 2])
""",
        "state": """
t = theano.shared(np.int32(12))
f = F([s], t * 1, updates=[(t, t // s)])
def g(v):
    try:
        return f(v)
    except ZeroDivisionError:
        return t.get_value()
[g(2), g(0), g(3), g(0), t.get_value()]
""",
        "constants": """
x = T.constant(np.array([4, -5], 'int32'))
[F([], x // 2)(), F([], x % 3)(), F([i], i // x)([3, 3]), F([i], i % -4)(C),
 F([i], i // np.array([2, 3], 'i1'))([5, 5])]
""",
        "of constants alone, several": """
c = T.constant
many = [[c(3) % 2, c(3) // 2], [c(1), c(3) % 2], [c(3) // 2, c(2) - 1, c(1)], [c(1.5), c(1.5) % 2, c([1.5]) % 2], [c(5) // 5 * 2, c(4) // 2, c(2)]]
[F([], outputs)() for outputs in many * 2]
""",
        "floats": """
x, y = T.dvector('x'), T.dvector('y')
f = F([x, y], [x // y, x % y])
[f([1., -1., 5., -5.5], [0., 0., 2., 2.]) for _ in range(2)]
""",
    }.items()
}
