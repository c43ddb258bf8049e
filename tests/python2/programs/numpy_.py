# NumPy of the day: division, arrays as they printed, names that are gone.
import numpy
import numpy as np
np.set_printoptions(legacy='1.13')
a = numpy.array([7, 8, 9])
print a / 2, numpy.int64(7) / 2, type(numpy.int64(7) / 2).__name__, a / 2., numpy.float32(7) / 2, a / numpy.array([2, 3, 4]), 7 / numpy.int32(2), 100 / a
a /= 2
print a, a.dtype
b = a[:]
b /= 2
print a, a.dtype, (a / 2).dtype, (a / True).dtype
m = numpy.arange(6).reshape(2, 3)
m[0] /= 2
print m.tolist(), m.shape[1] / 2, m.size / 4, (m.sum() / 4), len(m) / 2
rng = numpy.random.RandomState(42)
print repr(float(rng.normal(loc=0.0, scale=0.1))), rng.randint(0, 10, 5).tolist(), rng.permutation(5).tolist(), repr(float(numpy.random.RandomState(1).uniform()))
print np.zeros(2, dtype=np.int).dtype.kind, np.zeros(2, dtype=np.float).dtype, np.zeros(1, dtype=np.bool).dtype, np.array(["a", None], dtype=np.object).dtype, np.complex is complex or np.complex(1) == 1
print np.float_(3).dtype, np.Inf, np.NaN, np.PINF, np.asscalar(np.array([2.5])), np.product([2, 3]), np.alltrue([1, 0]), np.sometrue([1, 0]), np.cumproduct([1, 2, 3]).tolist(), np.in1d([1, 2], [2]).tolist()
print np.row_stack([[1], [2]]).tolist(), np.trapz([1, 2, 3]), np.cast["float32"](1.5).dtype, np.rank([[1]]) if hasattr(np, "rank") else 2, np.msort([2, 1]).tolist(), np.round_(2.567, 1) == 2.6, np.math.sqrt(4), np.array([1, 5]).ptp()
print np.fromstring("\x01\x02\x03", dtype=np.uint8).tolist(), np.fromstring("1 2", sep=" ").tolist(), repr(np.array([1, 2], dtype=np.uint8).tostring()), np.frombuffer("ab", dtype=np.uint8).tolist()
import tempfile, os, cPickle, gzip
path = os.path.join(tempfile.mkdtemp(), "a.npy")
np.save(open(path, "wb"), np.arange(3)); print np.load(open(path, "rb")).tolist(), np.load(open(path)).tolist()
np.save(open(path, "w"), np.arange(4)); print np.load(path).tolist()
np.arange(3, dtype="float32").tofile(open(path, "wb")); print np.fromfile(open(path, "rb"), dtype="float32").tolist(), np.fromfile(open(path), dtype="float32", count=2).tolist()
cPickle.dump(np.arange(3), open(path, "wb"), -1); print cPickle.load(open(path, "rb")).tolist()
f = gzip.open(path, "wb"); cPickle.dump((np.ones((2, 2)), [1]), f, cPickle.HIGHEST_PROTOCOL); f.close(); print cPickle.load(gzip.open(path, "rb"))[0].shape
f = open(path, "w"); np.savetxt(f, np.eye(2), fmt="%d"); f.close(); print open(path).read(), np.loadtxt(open(path)).tolist(), np.genfromtxt(open(path)).tolist(), np.loadtxt(path, delimiter=" ").shape
print sorted([np.float64(2), 1, None]), max(np.int64(3), 2), np.array([1, 2]) < 2, (np.array([1, 2]) % 2).tolist(), np.array([1., 2.])[0] < 2
for v in np.nditer(np.array([1])): print int(v)
print map(int, np.array([1.7, 2.2])), zip(np.arange(2), "ab")[0][1], sum(np.arange(4)) / 4, [int(x) for x in np.arange(5) / 2]
