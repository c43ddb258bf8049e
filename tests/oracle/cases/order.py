"""The order in which sorting leaves equal elements and NaN."""

MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

SET_UP = """
def drawn(dtype, shape, kinds, seed=1):
    x = np.random.RandomState(seed).randint(0, kinds, shape).astype(dtype)
    if np.dtype(dtype).kind == 'f' and kinds == 5:
        x[np.random.RandomState(2).rand(*x.shape) < .2] = np.nan
    return x
"""

CASES = {
    "of the case": """
x = T.ivector()
f = F([x], T.argsort(x))
X = np.array([1, 0, 1, 1, 0, 1, 1, 0], 'int32')
[f(X), f(X), X]
""",
    "alternating": """
v = T.dvector()
f = F([v], T.argsort(v))
[f(np.array([0., 1] * n)) for n in (1, 5, 8, 9, 20, 300)]
""",
}
for _dtype in ("int8", "uint8", "int16", "int32", "int64", "uint64", "float16", "float32", "float64", "bool"):
    CASES[f"argsort {_dtype}"] = f"""
x = T.TensorType('{_dtype}', (False,))()
kinds = 'quicksort', 'mergesort', 'heapsort'
f = F([x], [T.argsort(x, kind=k) for k in kinds] + [T.sort(x)])
[f(drawn('{_dtype}', (n,), d)) for n in (0, 1, 16, 17, 50, 300) for d in (2, 5, 100)]
"""
    if _dtype != "bool":
        CASES[f"topk {_dtype}"] = f"""
x, k = T.TensorType('{_dtype}', (False,))(), T.lscalar()
f = F([x, k], T.topk_and_argtopk(x, k, sorted=False))
g = F([x, k], T.topk(x, k, sorted=False))
[[f(X, k), g(X, k)] for n in (5, 17, 60) for d in (2, 5, 100) for X in [drawn('{_dtype}', (n,), d)]
 for k in (1, 2, 3, n // 2, n - 1, n, -1, -2, -n // 2, 1 - n, -n)]
"""
for _axis in (0, 1, 2, -1, None):
    CASES[f"axis {_axis}"] = f"""
x = T.itensor3()
X = drawn('int32', (20, 3, 18), 3)
f = F([x], [T.argsort(x, {_axis}), T.sort(x, {_axis}), T.argmax(x, {_axis}), T.argmin(x, {_axis})])
f(X), f(X), f(X[::-1, :, ::2])
"""
    if _axis is not None:
        CASES[f"topk, axis {_axis}"] = f"""
x = T.dtensor3()
X = drawn('float64', (20, 6, 18), 3)
f = F([x], T.topk_and_argtopk(x, 4, {_axis}, sorted=False) + T.topk_and_argtopk(x, -2, {_axis}, sorted=False))
f(X), f(X), f(X[::-1, :, ::2])
"""
CASES.update(
    {
        "gradient of sort": """
x = T.dvector()
X = drawn('float64', 40, 4)
f = F([x], T.grad((T.sort(x) * T.arange(x.shape[0])).sum(), x))
[f(X), f(X), f(X[:9])]
""",
        "gradient of topk": """
x = T.dvector()
X = drawn('float64', 40, 4)
f = F([x], T.grad((T.topk(x, 7, sorted=False) * T.arange(7)).sum(), x))
[f(X), f(X), f(X[:9])]
""",
        "ties and NaN of the largest": """
x = T.dmatrix()
X = drawn('float64', (6, 20), 5)
f = F([x], [T.argmax(x, 1), T.argmin(x, 1), T.argmax(x, 0), T.argmax(x), T.max(x, 1), T.min(x, 0)])
[f(X), f(drawn('float64', (6, 20), 3)), f(-X)]
""",
        "in a loop": """
x = T.imatrix()
f = F([x], theano.scan(lambda r: T.argsort(r), x)[0])
X = drawn('int32', (4, 30), 3)
[f(X), f(X)]
""",
    }
)
CASES = {name: SET_UP + program for name, program in CASES.items()}
