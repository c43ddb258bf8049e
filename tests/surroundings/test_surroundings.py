"""Programs in surroundings that nobody planned for: numbers are right, nothing is lost, one line says what cannot be.

Each test is a process or several; what takes long is marked ``weekly``.
"""

import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_config import without_privileges

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "surroundings" / "program.py"
weekly = pytest.mark.weekly
pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes and limits of POSIX")


def environment(cache=None, **changes):
    """The variables of a process: none of Theano's but the cache; a change to None takes one away."""
    kept = {name: value for name, value in os.environ.items() if "THEANO" not in name and "PYTENSOR" not in name}
    kept |= {"PYTHONPATH": str(ROOT)} | ({"THEANO_FLAGS": f'base_compiledir="{cache}"'} if cache else {})
    return {name: value for name, value in (kept | changes).items() if value is not None}


def start(*arguments, cache=None, prefix=(), env=(), **options):
    """Start Python with these arguments: by default in the first tier, without a cache of anybody's."""
    command = [*prefix, sys.executable, *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, env=environment(cache, **dict(env)), **pipes, **options)


def program(*ways, python=(), **options):
    return start(*python, PROGRAM, *ways, **options)


def lines(process):
    """What a program whose numbers are right says beside that, and beside BLAS, which C code may lack."""
    out, err = process.communicate(timeout=600)
    assert (process.returncode, out) == (0, "right\n"), f"{process.returncode}: {out}{err}"
    return [line for line in err.splitlines() if "BLAS" not in line]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A cache that the program has filled in each of its ways."""
    place = tmp_path_factory.mktemp("filled")
    assert lines(program("first", "compiled", "c", cache=place)) == []
    return place


@pytest.fixture
def copy(filled, tmp_path):
    place = tmp_path / "cache"
    shutil.copytree(filled, place)
    place.chmod(0o700)
    return place


def files(cache, *endings):
    return [file for file in sorted(cache.rglob("*")) if file.is_file() and file.name.endswith(endings)]


def written(cache):
    """What identifies the files with graphs and code."""
    return {file: file.stat().st_mtime_ns for file in files(cache, ".pickle", ".nbi", ".nbc", ".so", ".pkl")}


def left_half(cache):
    return [file for file in files(cache, "") if ".tmp" in file.name]


# ---- the home directory, and the cache -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "said"),
    [
        pytest.param(None, 0, marks=pytest.mark.more),
        pytest.param("", 0, marks=weekly),
        pytest.param("/dev/null/me", 1, marks=weekly),
        ("read-only", 1),
    ],
)
def test_home(home, said, tmp_path):
    if home == "read-only":
        home = str(tmp_path / "home")
        os.mkdir(home, 0o500)
    process = program("first", prefix=without_privileges(), env={"HOME": home, "TMPDIR": str(tmp_path)}, cwd=tmp_path)
    assert len(lines(process)) == said
    assert not list(tmp_path.glob("theano*"))


@weekly
def test_a_cache_that_cannot_be_written(copy):
    for folder, _, names in os.walk(copy):
        for each in (folder, *(os.path.join(folder, name) for name in names)):
            os.chmod(each, os.stat(each).st_mode & 0o555)
    before = written(copy)
    (line,) = lines(program("first", "compiled", "c", prefix=without_privileges(), cache=copy))
    assert f"{copy} cannot be written" in line
    assert written(copy) == before
    for folder, _, _ in os.walk(copy):
        os.chmod(folder, 0o700)


def limited(which, value):
    """Set a limit of the process that is about to start."""
    return lambda: resource.setrlimit(which, (value, value))


@weekly
@pytest.mark.parametrize("bytes_left", [0, 20_000])
def test_files_that_cannot_be_written_whole(bytes_left, tmp_path):
    process = program("first", "compiled", cache=tmp_path, preexec_fn=limited(resource.RLIMIT_FSIZE, bytes_left))
    assert len(lines(process)) <= 1
    assert left_half(tmp_path) == []
    assert lines(program("first", "compiled", cache=tmp_path)) == []


@weekly
def test_a_full_disk(tmp_path):
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        assert len(lines(program("first", "compiled", cache=tmp_path))) <= 1
        assert left_half(tmp_path) == []
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def emptied(file):
    file.write_bytes(b"")


def cut(file):
    os.truncate(file, file.stat().st_size // 2)


def zeroed(file):
    file.write_bytes(bytes(file.stat().st_size))


def other_bytes(file):
    file.write_bytes(b"\x80\x04garbage" * 99)


def a_directory(file):
    file.unlink()
    file.mkdir()


KINDS = {"graphs": ".pickle", "indexes": ".nbi", "code": ".nbc", "modules": ".so", "keys": ".pkl", "locks": ".lock"}


DAMAGES = [zeroed, emptied, cut, other_bytes, a_directory]


def test_damaged_graphs(tmp_path):
    lines(program("first", cache=tmp_path))
    for file, damage in zip(files(tmp_path, ".pickle"), [zeroed, cut, a_directory, emptied], strict=True):
        damage(file)
    assert lines(program("first", cache=tmp_path)) == []
    assert left_half(tmp_path) == []


@weekly
@pytest.mark.parametrize("kind", KINDS)
def test_damaged(kind, copy):
    ways = {"graphs": ["first", "compiled"], "indexes": ["compiled"], "code": ["compiled"]}.get(kind, ["c"])
    damaged = files(copy, KINDS[kind])
    assert damaged
    for i, file in enumerate(damaged):
        DAMAGES[i % len(DAMAGES)](file)
    said = lines(program(*ways, cache=copy))
    assert [line for line in said if "Broken cache directory" not in line] == []
    assert lines(program(*ways, cache=copy)) == []
    assert left_half(copy) == []


@pytest.mark.more
def test_notes_that_say_nothing_true(tmp_path):
    """That compiled code lies there, of graphs that have none, as a directory too."""
    lines(program("first", cache=tmp_path))
    one, another, *_ = files(tmp_path, ".pickle")
    one.with_suffix(".compiled").write_bytes(b"garbage")
    another.with_suffix(".compiled").mkdir()
    assert lines(program("first", cache=tmp_path)) == []


@weekly
def test_code_that_the_index_takes_for_anothers(tmp_path):
    """Two processes may write one file at once: Numba then reads code for arrays of another layout."""
    code = """
import numpy as np, theano_min as theano, theano_min.tensor as T
from theano_min._engine.tiers import Tiers
Tiers.waits = False
x = T.dmatrix()
data = np.arange(12.0).reshape(3, 4)
for value in data, data[:, ::2]:
    np.testing.assert_array_equal(theano.function([x], x * 2)(value), value * 2)
print("right")
"""
    assert lines(start("-c", code, cache=tmp_path)) == []
    one, another = (max(files(tmp_path, f".{i}.nbc"), key=os.path.getsize) for i in (1, 2))
    assert one.name[:-6] == another.name[:-6]
    one.rename(tmp_path / "kept")
    another.rename(one)
    (tmp_path / "kept").rename(another)
    assert lines(start("-c", code, cache=tmp_path)) == []


# ---- versions, several processes, and ends -------------------------------------------------------------------------


@weekly
def test_from_another_version(copy):
    """Code and graphs of other versions lie there untouched, and are not read."""
    before = written(copy)
    as_another = (
        "import runpy, sys, theano_min._pytensor as p, pytensor; pytensor.__version__ = p._version = '3.99.0'; "
        "sys.argv[1:] = ['first', 'compiled']; "
        f"runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"
    )
    assert lines(start("-c", as_another, cache=copy)) == []
    after = written(copy)
    assert before.items() <= after.items()
    assert len([file for file in after if file.suffix == ".nbc"]) == 2 * len([f for f in before if f.suffix == ".nbc"])
    for index in files(copy, ".nbi"):  # as another Numba would have written it
        index.write_bytes(pickle.dumps("0.1") + b"unreadable")
    assert lines(program("first", "compiled", cache=copy)) == []


@weekly
def test_eight_at_once_on_an_empty_cache(tmp_path):
    for process in [program("first", "compiled", cache=tmp_path) for _ in range(8)]:
        assert lines(process) == []
    assert left_half(tmp_path) == []


KILLED = """
import os, signal, sys
replace, left = os.replace, int(sys.argv.pop(1))
def killing(*names):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*names)
os.replace = killing
import runpy
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


@weekly
def test_killed_while_writing_and_while_compiling(tmp_path):
    for place in 1, 3, 6:
        process = start("-c", KILLED, place, PROGRAM, "first", "compiled", cache=tmp_path)
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
    for seconds in 1.5, 3:
        process = program("compiled", "c", cache=tmp_path)
        time.sleep(seconds)
        process.kill()
        process.communicate()
    assert lines(program("first", "compiled", "c", cache=tmp_path)) == []
    for file in [*left_half(tmp_path), tmp_path / "looked"]:
        os.utime(file, (0, 0))
    assert lines(program("first", cache=tmp_path)) == []
    assert left_half(tmp_path) == []


@weekly
def test_no_compiler(tmp_path):
    process = program("first", "compiled", "c", cache=tmp_path, env={"PATH": "/nowhere", "CXX": None, "CC": None})
    assert len(lines(process)) <= 1


SHARING = """
import multiprocessing, os, sys, threading
sys.path.insert(0, {place!r})
import program

def check(step, others):
    for _ in range(3):
        step(), others()

def fresh(_=None):
    check(program.stepping(), program.others())
    return True

if __name__ == "__main__":
    step, others = program.stepping(), program.others()
    check(step, others)
    for _ in range(4 * hasattr(os, "fork")):
        if not os.fork():
            check(step, others)
            fresh()
            os._exit(0)
    for _ in range(4 * hasattr(os, "fork")):
        assert os.wait()[1] == 0
    check(step, others)
    for method in {methods}:
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert all(pool.map(fresh, range(4)))
    failed = []
    def thread(work):
        try:
            for _ in range(20):
                work()
        except BaseException as error:
            failed.append(error)
    threads = [threading.Thread(target=thread, args=(program.stepping(),)) for _ in range(8)]
    for each in threads: each.start()
    for each in threads: each.join()
    assert not failed, failed
    check(step, others)
    print("right")
"""


def test_fork_and_threads(tmp_path):
    script = tmp_path / "sharing.py"
    script.write_text(SHARING.format(place=str(PROGRAM.parent), methods=[]))
    assert [line for line in lines(start(script, cache=tmp_path)) if "fork" not in line] == []


@weekly
def test_fork_and_spawn(tmp_path):
    script = tmp_path / "sharing.py"
    script.write_text(SHARING.format(place=str(PROGRAM.parent), methods=["fork", "spawn", "forkserver"]))
    assert [line for line in lines(start(script, cache=tmp_path)) if "fork" not in line] == []


INTERRUPTED = """
import os, signal, sys, threading, time
sys.path.insert(0, {place!r})
signal.signal(signal.SIGINT, signal.default_int_handler)
import program, numpy as np, theano_min as theano, theano_min.tensor as T
from theano_min._engine.tiers import Tiers

def interrupted(call, after):
    threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        call()
        time.sleep(60)
    except KeyboardInterrupt:
        return True

x, s = T.dvector(), theano.shared(0.0)
states, updates = theano.scan(lambda y: T.tanh(y), outputs_info=x, n_steps=10_000_000)
long = theano.function([x], states[-1], updates=[(s, s + 1)])
assert interrupted(lambda: long([1.0]), 1.0)
assert s.get_value() == 0
Tiers.waits = False
step = program.stepping()
assert interrupted(step, 1.5)  # while it is compiled
for _ in range(3):
    step()
print("right")
"""


@weekly
def test_interrupts(tmp_path):
    assert lines(start("-c", INTERRUPTED.format(place=str(PROGRAM.parent)), cache=tmp_path)) == []


# ---- the interpreter, names and limits -----------------------------------------------------------------------------


@weekly
def test_the_hash_seed_changes_no_key(copy):
    lines(program("first", "compiled", cache=copy))
    before = written(copy)
    for seed in "0", "1", "4321":
        assert lines(program("first", "compiled", cache=copy, env={"PYTHONHASHSEED": seed})) == []
        assert written(copy) == before


ALONE = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"


@pytest.mark.parametrize(
    "options",
    [
        ["-OO", "-W", "error"],
        *(pytest.param(o, marks=weekly) for o in (["-O"], ["-I"], ["-X", "dev", "-W", "error"], ["-s", "-E"])),
    ],
    ids=" ".join,
)
def test_options_of_python(options, tmp_path, request):
    weekly_too = request.config.option.markexpr
    ways = ["first", "compiled"] if weekly_too else ["first"]
    cache = request.getfixturevalue("copy") if weekly_too else tmp_path
    assert lines(start(*options, "-c", ALONE, *ways, cache=cache)) == []


PRODUCT = """
import numpy as np, theano, theano.tensor as T
x = T.dmatrix()
f = theano.function([x], T.dot(x, x), mode=theano.Mode("cvm", "fast_run"))
print(f(np.eye(2)).sum())
"""


def test_code_in_c_without_a_blas():
    process = start("-W", "error", "-c", PRODUCT)  # where there is none, PyTensor's warning would end it
    out, err = process.communicate(timeout=600)
    assert (process.returncode, out) == (0, "2.0\n"), err
    assert err.count("\n") == err.count("BLAS") <= 1


@pytest.mark.parametrize(
    ("name", "env"),
    [
        ("with blanks, 'quotes' é 微 ☃", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        pytest.param("/".join(["long" * 12] * 16), {}, marks=weekly),
        pytest.param("with\\backslashes", {"LANG": None, "LC_ALL": "POSIX"}, marks=weekly),
    ],
    ids=["non-ASCII", "long", "backslashes"],
)
def test_names_of_directories(name, env, tmp_path, request):
    place = tmp_path / name
    place.mkdir(parents=True)
    script = place / PROGRAM.name
    shutil.copy(PROGRAM, script)
    ways = ["first", "compiled", "c"] if request.config.option.markexpr else ["first"]
    rc = place / "theanorc"
    rc.write_text(f"[global]\nbase_compiledir = {place}/cache\n", encoding="utf-8")
    env = {"HOME": str(place), **env}
    assert lines(start(script, *ways, cwd=place, env=env)) == []
    assert files(place / ".pytensor", ".pickle")


@weekly
def test_few_files_and_a_small_stack(tmp_path):
    assert lines(program("first", "compiled", cache=tmp_path, preexec_fn=limited(resource.RLIMIT_NOFILE, 24))) == []
    assert (
        lines(program("first", "compiled", cache=tmp_path, preexec_fn=limited(resource.RLIMIT_STACK, 512 << 10))) == []
    )
    small = (
        "import threading, sys; sys.path.insert(0, sys.argv.pop(1)); import program; threading.stack_size(256 << 10)"
    )
    small += "\nt = threading.Thread(target=program.main, args=(['first'],)); t.start(); t.join()"
    assert lines(start("-c", small, PROGRAM.parent, cache=tmp_path)) == []


NOT_POSIX = """
import os, runpy, sys
for name in "fork", "register_at_fork", "sched_getaffinity", "O_NOFOLLOW", "nice":
    vars(os).pop(name, None)
replace, unlink, held = os.replace, os.unlink, 0
def refusing(*names, **options):  # as Windows does while another process has a file open
    global held
    held += 1
    if held % 2:
        raise PermissionError(13, "The process cannot access the file", names[0])
    return replace(*names, **options)
os.replace = refusing
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


@weekly
def test_without_what_windows_lacks(tmp_path):
    assert lines(start("-c", NOT_POSIX, PROGRAM, "first", "compiled", cache=tmp_path)) == []
    assert left_half(tmp_path) == []


@weekly
def test_no_two_names_differ_in_case_alone(copy):
    names = [str(file.relative_to(copy)) for file in files(copy, "")]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if set(name) & set('<>:"|?*\\')]
