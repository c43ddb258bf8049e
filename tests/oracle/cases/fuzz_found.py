"""Programs that `tests/oracle/fuzz.py` found to differ, shrunk, once mended."""

MODES = ["default", "py/fast_compile"]

CASES = {
    "triu of booleans is int8": """
b = T.TensorType('bool', (False, False))('b')
B = np.array([[True, True], [False, True]])
f = F([b], [T.triu(b), T.tril(b), T.triu(b, 1), T.triu(b, -1)])
[f(B), f(B), B]
""",
}
