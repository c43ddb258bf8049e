"""The k largest, and sorting along an axis: at the bounds of their arguments."""

MODES = ["default", "py/fast_compile"]

SET_UP = """
from theano.tensor.sort import ArgSortOp, SortOp, TopKOp
x, k = T.dmatrix(), T.lscalar()
X = np.array([[3., 1., 7., 5.], [2., 9., 4., 0.], [6., 8., 11., 10.]])
def tried(make):
    try:
        return make()
    except Exception as error:
        return type(error).__name__
"""
CASES = {
    "axes": """
def of(axis):
    values, indices = T.topk_and_argtopk(x, 2, axis, sorted=False)
    return F([x], [T.sort(values, axis), T.sort(indices, axis)])(X)
[tried(lambda: of(axis)) for axis in (-3, -2, -1, 0, 1, 2)]
""",
    "what k may be": """
[F([x], T.sort(T.topk(x, each, sorted=False)))(X) for each in (2, np.int8(-1), np.array(3))]
f = F([x, k], T.sort(T.topk(x, T.cast(k, 'int8'), sorted=False)))
[f(X, 2), [tried(lambda: f(X, number)) for number in (0, 4, 5, -5)], X]
""",
    "lengths that are 1": """
rows = T.row(), T.col(), T.dmatrix(), T.TensorType('float64', (True, True))()
[[T.topk(r, 1, axis, sorted=False).broadcastable for axis in (0, 1)] for r in rows]
""",
    "lengths": """
f = F([x, k], [T.topk(x, k, axis, sorted=False).shape for axis in (0, 1)] + [T.argtopk(x, k, sorted=False).shape])
[f(X, 1), f(X, -2), f(X, 3)]
""",
    "gradient of some outputs": """
values, indices = T.topk_and_argtopk(x, 2, axis=0, sorted=False)
[F([x], T.grad(cost, x))(X) for cost in (values.sum(), (values ** 2).sum())]
""",
    "an axis that is a variable": """
f = F([x, k], [T.sort(x, k), T.argsort(x, k)])
[tried(lambda: f(X, axis)) for axis in (-3, -2, -1, 0, 1, 2)], X
""",
    "operations as Theano had them": """
sort, order = SortOp('quicksort', None), ArgSortOp('quicksort', None)
values, indices = TopKOp(sorted=False, idx_dtype='int16')(x, 2)
[F([x], [sort(x), sort(x, 0), order(x), order(x, 0)])(X), values.dtype, indices.dtype]
""",
}
CASES = {name: SET_UP + program for name, program in CASES.items()}
