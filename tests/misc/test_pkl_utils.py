"""dump, load, StripPickler and function_dump, and what crosses from one process to another."""

import io
import pickle
import subprocess
import sys
import zipfile

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from theano_min.misc.pkl_utils import (
    PersistentNdarrayID,
    PersistentNdarrayLoad,
    PersistentSharedVariableID,
    StripPickler,
    dump,
    load,
)

FAST = theano.Mode("py", "fast_compile")


def dumped(obj, **options):
    file = io.BytesIO()
    dump(obj, file, **options)
    return file


def test_arrays_are_files_in_the_zip():
    a = theano.shared(np.arange(3.0), "a")
    other = theano.shared(np.ones(2, "float32"), "a")
    file = dumped((a, other, np.array(2), a + 1))
    assert sorted(zipfile.ZipFile(file).namelist()) == ["a", "a_2", "array_0", "array_1", "pkl"]
    with np.load(file) as arrays:
        np.testing.assert_array_equal(arrays["a"], np.arange(3.0))
        assert arrays["a_2"].dtype == "float32"
    a2, other2, two, more = load(file)
    assert two == 2
    assert a2.name == other2.name == "a"
    a2.set_value([5.0])
    np.testing.assert_array_equal(theano.function([], more, mode=FAST)(), [6])
    np.testing.assert_array_equal(a.get_value(), np.arange(3.0))


def test_one_array_is_saved_once():
    array = np.arange(4.0)
    file = dumped([array, array], persistent_id=PersistentNdarrayID)
    assert sorted(zipfile.ZipFile(file).namelist()) == ["array_0", "pkl"]
    first, second = load(file)
    assert first is second


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (["a", None], {"allow_unnamed": False}, "has no name"),
        (["a", "a"], {"allow_duplicates": False}, "the name a"),
        (["pkl"], {}, "the name pkl"),
    ],
)
def test_names_that_are_refused(names, options, message):
    variables = [theano.shared(np.ones(2), name) for name in names]
    with pytest.raises(ValueError, match=message):
        dumped(variables, persistent_id=lambda file: PersistentSharedVariableID(file, **options))


def test_arrays_of_a_gpu():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zip_file, zip_file.open("x", "w") as member:
        pickle.dump(None, member, 2)
        np.lib.format.write_array(member, np.arange(2.0))
    with zipfile.ZipFile(file) as zip_file:
        with pytest.raises(ImportError, match="unpickle_gpu_on_cpu"):
            PersistentNdarrayLoad(zip_file)("gpuarray.x")
        with theano.change_flags(**{"experimental.unpickle_gpu_on_cpu": True}), pytest.warns(UserWarning, match="GPU"):
            np.testing.assert_array_equal(PersistentNdarrayLoad(zip_file)("gpuarray.x"), [0, 1])


def test_strip_pickler_leaves_tags_out_of_the_pickle_alone():
    x = T.dvector("x")
    x.tag.test_value, x.tag.kept, x.tag.roles = np.ones(2), "kept", "gone"
    y = x + 1
    file = io.BytesIO()
    StripPickler(file, protocol=-1, extra_tag_to_remove=["roles"]).dump((x, y))
    x2, y2 = pickle.loads(file.getvalue())
    assert vars(x2.tag) == {"kept": "kept"}
    assert not hasattr(y2.tag, "trace")
    assert x.tag.roles == "gone"
    assert x.tag.test_value.tolist() == [1, 1]
    assert hasattr(y.tag, "trace")
    np.testing.assert_array_equal(theano.function([x2], y2, mode=FAST)([1, 2]), [2, 3])


def test_function_dump(tmp_path):
    x, state = T.dscalar("x"), theano.shared(2.0, "state")
    path = str(tmp_path / "function.pkl")
    theano.function_dump(path, [x], {"y": x * state}, updates=[(state, state + x)], mode=FAST, name="f")
    with open(path, "rb") as file:
        f = theano.function(**pickle.load(file))
    assert [f(3), f(3)] == [{"y": 6}, {"y": 15}]
    assert f.name == "f"
    assert state.get_value() == 2
    with pytest.raises(AssertionError, match="`filename`"):
        theano.function_dump(3, [x], x)


PROGRAM = """
import pickle, sys
f, g, counter, s, n = pickle.load(sys.stdin.buffer)
found = [f([1, 1, 1]), f([1, 1, 1], c=1), int(n.get_value()), s.get_value().tolist(), g([0, 0, 0]).tolist()]
found += [float(counter([1, 1, 1])), float(counter([1, 1, 1]))]
s.set_value([0.0, 0.0, 0.0])
print([{k: float(v) for k, v in a.items()} if isinstance(a, dict) else a for a in [*found, f([1, 1, 1])]])
"""


@pytest.mark.parametrize("mode", [pytest.param(None, marks=pytest.mark.more), FAST], ids=["the default mode", "py"])
def test_functions_cross_to_another_process(mode):
    x, c = T.dvector("x"), T.dscalar("c")
    s, n = theano.shared(np.ones(3), "s"), theano.shared(0, "n")
    with_value = [x, theano.In(c, value=2.0)]
    f = theano.function(with_value, {"a": (x * s).sum() * c, "n": n}, updates=[(n, n + 1), (s, s * 2)], mode=mode)
    g = theano.function([x], T.exp(x * s), mode=mode)
    counter = theano.function([x, theano.In(c, value=0.0, update=c + x.sum())], c, mode=mode)
    f([1, 1, 1])
    counter([1, 2, 3])
    data = pickle.dumps((f, g, counter, s, n), 2)
    run = subprocess.run([sys.executable, "-c", PROGRAM], input=data, capture_output=True, check=True)
    expected = [{"a": 12.0, "n": 1.0}, {"a": 12.0, "n": 2.0}, 3, [8.0] * 3, [1.0] * 3, 6.0, 9.0, {"a": 0.0, "n": 3.0}]
    assert run.stdout.decode().strip() == str(expected)
    assert [int(n.get_value()), float(counter["c"])] == [1, 6]


def test_old_pickles_name_modules_by_both_names():
    data = pickle.dumps(theano.shared(np.ones(2), "a"), 2)
    assert b"theano_min.tensor.sharedvar" in data
    renamed = data.replace(b"ctheano_min.tensor.sharedvar\n", b"ctheano.tensor.sharedvar\n")
    assert renamed != data
    np.testing.assert_array_equal(pickle.loads(renamed).get_value(), [1, 1])
