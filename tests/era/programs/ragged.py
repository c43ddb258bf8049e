"""Lists of unlike lengths, stacks of iterators, names that NumPy had, and how its scalars are written."""

import warnings

warnings.simplefilter("ignore")
import numpy
import numpy as np
from numpy import array, asarray
from numpy.random import RandomState

ragged = np.asarray([[1], [2, 3], [4, 5, 6]])
print(ragged.shape, ragged.dtype, ragged, [len(each) for each in ragged])
print(array([np.zeros(2), np.zeros(3)]).shape, asarray([[1, 2], [3, 4]]).dtype, numpy.array([]).shape)
for text in ["np.array([[1, 2], [3]], dtype=float)", "np.array([np.zeros((2, 3)), np.zeros((2, 4))])"]:
    try:
        print(eval(text))
    except ValueError as error:
        print(type(error).__name__)
of_them = "max(r) np.min(r) amax(r) np.sum(r) argmax(r) argsort(r) sort(r).tolist() np.shape(r) size(r) np.ndim(r)"
of_them += " unique(r).tolist() append(r,0).tolist() np.delete(r,0).tolist() take(r,1) np.where(r)[0].tolist() ravel(r).tolist()"
of_them += " np.repeat(r,2).tolist() atleast_2d(r).shape np.copy(r).dtype zeros_like(r).tolist() np.array_equal(r,r)"
of_them += " count_nonzero(r) np.max([np.max(r),[9]]) np.transpose(r).shape np.max([[1,2],[3,4]],axis=(0,1)) np.size([3,[4]])"
print(bool(np.any([[1], [0, 2]])), bool(np.all([[1], []])))
for text in of_them.split():
    print(text, eval(text if text.startswith("np.") else "np." + text, {"np": np, "r": [[4, 1], [2], [3, 3, 3]]}))
for text in ["np.sum([[1, 2], [3]], axis=1)", "np.max([])"]:
    try:
        print(eval(text))
    except Exception as error:
        print(type(error).__name__)
rows = ([i, i + 1.0] for i in range(3))
print(np.vstack(rows).tolist(), np.hstack(map(list, [[1], [2]])).tolist(), np.stack(iter([[1], [2]])).shape)
print(
    np.float(3), np.int(2.5), np.bool(1), np.object, np.product([2, 3]), np.alltrue([1, 0]), np.asscalar(np.array([3]))
)
print(repr(np.float64(0.1)), repr(np.float32(2)), [np.float64(1.5), np.int64(3)], (np.bool_(1), np.str_("a")))
print(np.array([1.0, 2.5]), repr(np.arange(3)), np.cast["float32"](2), np.rank([[1]]) if hasattr(np, "rank") else 2)
print(RandomState(3).permutation(4), np.random.__name__, np.linalg.norm([3, 4]), isinstance(np, type(warnings)))
print("\d", 1 is 1)
