"""The dtype of an array and a scalar, of two scalars, and the values where they are cast."""

import numpy as np

scalars = [
    2, 300, -1, -40000, 100000, 16777217, 2**40, 0.1, 1e10, 1e300, 1j, True,
    np.int8(3), np.int64(3), np.int64(300), np.uint8(200), np.float16(0.1), np.float32(0.1), np.float64(0.1),
    np.float64(1e300), np.float64("nan"), np.float64("inf"), np.complex128(2), np.bool_(True), np.array(0.1), np.array(3),
]  # fmt: skip
for kind in ["f4", "f8", "i1", "u1", "i4", "u4", "i8", "f2", "c8", "b1"]:
    array = np.ones(2, kind)
    print(kind, *[(array * scalar).dtype for scalar in scalars])
    print(kind, *[(scalar + array).dtype for scalar in scalars])
    print(kind, *[(array / scalar).dtype for scalar in scalars])
for one in [np.float32(3), np.int8(3), np.uint8(200), np.float16(1), np.bool_(1), np.array(3, "f4"), np.complex64(2)]:
    for other in [3, 3.0, 100, 2j, np.float64(2), np.float32(0.1), np.int8(7), np.array(2.0)]:
        result = one * other
        print(np.asarray(one).dtype, np.asarray(other).dtype, result.dtype, result)
x = np.arange(6, dtype="float32").reshape(2, 3)
print(
    (x * np.float64(0.1)).tolist(), (x - np.mean([1.5, 2.5])).dtype, (x ** np.float64(2)).dtype, (x % np.int64(2)).dtype
)
print((x // np.float64(0.7)).tolist(), (np.float64(1) - x).dtype, (-x * np.sqrt(2.0 / 3)).dtype)
print([1] * 2 + [3], "%d %s" % (1, "a"), "a" + "b", (1,) * 2, 7 // 2, 7 % 4, 2**0.5)
step = np.float32(1.5)
step = step * 0.9
print(step.dtype, step, repr(step))
