"""None as an argument: what asks for it takes it, everything else raises."""

MODES = ["default", "py/fast_run", "py/fast_compile", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

CASES = {
    "default(x, y)": """
x, y = T.dscalars("xy")
f = F([x, y], T.default(x, y))
[f(1, 2), f(None, 2), f(1, None), f(None, 2), f(1, 2)]
""",
    "of vectors, and what follows": """
x, y = T.dvectors("xy")
X, Y = np.array([1., 2.]), np.array([3., 4., 5.])
f = F([x, y], T.default(x, y) * 2)
[f(X, Y), f(None, Y), f(y=Y, x=None), f(X, None), X, Y]
""",
    "by name": """
x, y = T.dscalars("xy")
f = F([x, y], T.default(x, y) + 1)
[f(x=None, y=2), f(y=None, x=3), f(None, y=4)]
""",
    "an input with a default value": """
x, y = T.dscalars("xy")
f = F([y, theano.In(x, update=y + T.default(x, 3.8), value=12.)], y + T.default(x, 3.8))
first = f(3)
f["x"] = None
[first, f["x"], f(1), f(2.2), f["x"]]
""",
    "neither is there": """
x, y = T.dscalars("xy")
F([x, y], T.default(x, y))(None, None)
""",
    "where an array is wanted too": """
x, y = T.dvectors("xy")
F([x, y], T.default(x, y) * x)(None, [1., 2.])
""",
    "no array": """
x = T.dvector("x")
F([x], x * 2)(None)
""",
}
