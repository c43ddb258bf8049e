"""Record what real Theano pickles of `tests/misc/pickle_cases.py`, and what it computes.

Run by Python 2.7 first, then by Python 3.8: the one adds its pickles to the other's in tests/golden/pickles.json.
"""

import base64
import io
import json
import os
import pickle
import sys
import zlib

import numpy as np
import theano
import theano.ifelse
import theano.tensor.signal.pool
import theano.tensor.slinalg
from theano.misc.pkl_utils import dump

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "misc"))

from pickle_cases import functions, graphs  # noqa: E402

PATH = os.path.join(ROOT, "tests", "golden", "pickles.json")


def packed(objects):
    """The pickle of protocol 2, which both Pythons write, in letters."""
    return base64.b64encode(zlib.compress(pickle.dumps(objects, 2), 9)).decode("ascii")


def plain(found):
    """A result, as JSON has it."""
    if isinstance(found, dict):
        return {key: plain(found[key]) for key in found}
    return [[str(v.dtype), np.asarray(v).tolist()] for v in (found if isinstance(found, list) else [found])]


def compute(inputs, outputs, arguments):
    f = theano.function(inputs, outputs, mode=theano.Mode("py", None), on_unused_input="ignore")
    return plain(f(*arguments))


def zipped():
    """What theano.misc.pkl_utils.dump writes of three shared variables."""
    file = io.BytesIO()
    W, unnamed = theano.shared(np.arange(6.0).reshape(2, 3), "W"), theano.shared(np.float32([1, 2]))
    dump({"W": W, "again": theano.shared(np.zeros(2), "W"), "b": unnamed, "W + 1": W + 1}, file, 2)
    return base64.b64encode(file.getvalue()).decode("ascii")


if __name__ == "__main__":
    version = "py{}{}".format(*sys.version_info)
    found = {}
    if os.path.exists(PATH):
        with open(PATH) as file:
            found = json.load(file)
    theano.config.traceback.limit = 0  # where each node was made would be ten times as long as the graphs
    for name, (inputs, outputs, arguments) in graphs(theano).items():
        entry = found.setdefault(name, {})
        entry[version] = packed((inputs, outputs, arguments))
        entry["values"] = compute(inputs, outputs, arguments)
    for name, function in functions(theano).items():
        entry = found.setdefault("function: " + name, {})
        function([1.0, 1.0, 1.0])
        entry[version] = packed(function)
        entry["values"] = [plain(function(v)) for v in ([0.0, 0.5, 1.0], [1.0, 2.0, 3.0])]
    found.setdefault("zip", {})[version] = zipped()
    lines = [json.dumps(name) + ": " + json.dumps(found[name], sort_keys=True) for name in sorted(found)]
    with open(PATH, "w") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    print(len(found), "pickles")
