"""Lists as indices, and the methods that arrays had."""

import numpy as np

x = np.arange(24.0).reshape(2, 3, 4)
index = [slice(None)] * x.ndim
index[1] = slice(0, 2)
print(x[index].shape, x[[slice(0, 1), Ellipsis, 2]].tolist(), x[[None, 1]].shape)
print(x[[[0, 1], [1, 2]]].tolist(), x[[0, 1]].shape, x[[True, False]].shape)
rows, columns = np.array([0, 1, 1]), np.array([2, 0, 1])
print(x[[rows, columns]].tolist())
x[index] = -1
x[[rows, columns]] += 10
x[[[0, 1], [1, 2]]] *= 2
print(x.tolist())
table = {"a": [1, 2], (1, 2): "key"}
name, key = "a", (1, 2)
print(table[name][1], table[key], [10, 20, 30][1:][0], "text"[2])
record = np.array([(1, 2.0, "x")], dtype=[("a", int), ("b", float), ("c", "U1")])
fields = ["a", "b"]
print(record[fields].dtype.names, record["a"])
print(x.ptp(), x.ptp(axis=0).shape, np.arange(3, dtype="i4").tostring(), np.int16(3).tostring())
x.itemset(3, 5.0)
x.itemset((1, 2, 3), 7.0)
print(x.flat[3], x[1, 2, 3], np.array([1], ">i2").newbyteorder().tolist())


class Box:
    def __init__(self):
        self.data = np.zeros((2, 2))

    def set(self, where, value):
        self.data[where] = value
        del table[name]
        return self.data[where], self.data


print(Box().set([slice(None), 0], 3.0)[1].tolist(), sorted(map(str, table)))
