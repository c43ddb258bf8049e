"""Texts in h5py's attributes and datasets, written and read: which are bytes, which are str, and of which dtype."""

import json
import warnings

warnings.simplefilter("ignore")
import h5py
import numpy as np

any_bytes, any_text = h5py.special_dtype(vlen=bytes), h5py.special_dtype(vlen=str)
f = h5py.File("t.h5", "w")
for owner in f, f.create_dataset("d", data=[1.0, 2.0]):
    owner.attrs["a"], owner.attrs["b"] = b"plain", "un\xef"
    owner.attrs["c"], owner.attrs["d"] = [b"one", b"three"], np.array([b"q", b"rr"])
    owner.attrs["e"], owner.attrs["f"] = "text", json.dumps({"a": 1}).encode("utf8")
    owner.attrs["g"], owner.attrs["h"] = [each.encode("utf8") for each in ["x", "yy"]], 3
    owner.attrs["i"], owner.attrs["j"] = np.bytes_("fix"), [1.5, 2]
    owner.attrs.create("k", b"made", dtype=any_bytes)
    owner.attrs.create("l", "made", dtype=any_text)
    owner.attrs.create("m", [b"m", b"n"], dtype=any_bytes)
    owner.attrs.create("n", ["m", "n"], dtype=any_text)
f["s"], f["t"], f["u"], f["x"] = b"bytes", "text", [b"a", b"bc"], np.arange(3)
f.create_dataset("v", data=np.array(["a", "bc"], object), dtype=any_text)
f.create_dataset("w", data=np.array([b"a", b"bc"], object), dtype=any_bytes)
f.close()
f = h5py.File("t.h5", "r")
for owner in f, f["d"]:
    for key in sorted(owner.attrs):
        value = owner.attrs[key]
        element = value[0] if isinstance(value, np.ndarray) else value
        print(key, type(value).__name__, repr(value), type(element).__name__)
    print([type(each).__name__ for each in owner.attrs.values()], owner.attrs.get("none", 4))
    print(json.loads(owner.attrs["f"].decode("utf-8")), [each.decode("utf8") for each in owner.attrs["g"]])
for key in "stuvwx":
    data = f[key]
    value = data[()]
    print(key, type(value).__name__, repr(value), data.dtype, data.shape)
    if data.shape:
        print(type(data[0]).__name__, repr(data[0]), repr(data[:1]), repr(list(data)), repr(np.array(data)))
