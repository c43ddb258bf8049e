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
rows = ([i, i + 1.0] for i in range(3))
print(np.vstack(rows).tolist(), np.hstack(map(list, [[1], [2]])).tolist(), np.stack(iter([[1], [2]])).shape)
print(
    np.float(3), np.int(2.5), np.bool(1), np.object, np.product([2, 3]), np.alltrue([1, 0]), np.asscalar(np.array([3]))
)
print(repr(np.float64(0.1)), repr(np.float32(2)), [np.float64(1.5), np.int64(3)], (np.bool_(1), np.str_("a")))
print(np.array([1.0, 2.5]), repr(np.arange(3)), np.cast["float32"](2), np.rank([[1]]) if hasattr(np, "rank") else 2)
print(RandomState(3).permutation(4), np.random.__name__, np.linalg.norm([3, 4]), isinstance(np, type(warnings)))
print("\d", 1 is 1)
