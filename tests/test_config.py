"""Theano's flags, compared with what Theano 1.0.5 did (tests/golden/config.json, by tests/oracle/record_config.py)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import theano_min as theano
from tests.oracle.record_config import CASES, OF_THE_MACHINE, run_case
from theano_min.configdefaults import _FLAGS as FLAGS, _NOBODY as NOBODY, _PYTENSOR as PYTENSOR, _THEANO as THEANO
from theano_min.configparser import AddConfigVar, ConfigParam, IntParam, change_flags

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = json.loads((ROOT / "tests" / "golden" / "config.json").read_text())

# Where we differ, and why: (case, line): what we do instead.
DIFFERENT = {
    ("retired", "warnings"): [],  # a flag of an earlier Theano is accepted without a word
    ("gpu", "config.device"): repr("cpu"),  # what is used, not what was asked for
    ("gpu by force", "import"): "OSError",  # as Theano 0.8 raised; 1.0.5 forgot the flag
    ("old gpu", "import"): "done",  # programs written for the old back-end run on the CPU too
}
OTHER_DEFAULTS = {"config.cache_optimizations": "True"}  # Theano's did not work yet


OURS = {
    "tiered",
    "background_compile",
    "cache_size",
    "era",
    "safe_updates",
    "pytensor_text",
    "traceback.internals",
}  # flags that Theano did not have
THEANOS = [flag for flag in FLAGS if flag.name not in OURS]


def what_happened(outcome):
    """Reduce an outcome to what has to agree: a value, or the type of an error."""
    return outcome["error"][0] if isinstance(outcome, dict) else outcome


@pytest.mark.parametrize("name", CASES)
def test_settings_mean_what_they_meant(name, tmp_path):
    ours, theirs = run_case(CASES[name], "theano_min", str(tmp_path), PYTHONPATH=str(ROOT)), GOLDEN["cases"][name]
    assert what_happened(ours["import"]) == DIFFERENT.get((name, "import"), what_happened(theirs["import"]))
    assert sorted(ours["warnings"]) == sorted(DIFFERENT.get((name, "warnings"), theirs["warnings"]))
    if "done" not in (ours["import"], theirs["import"]):
        flags = [flag for flag in GOLDEN["flags"] if f'"{flag}"' in theirs["import"]["message"]]
        assert all(flag in ours["import"]["message"] for flag in flags)
    if ours["import"] != "done" or theirs["import"] != "done":
        return
    assert [line for line, _ in ours["lines"]] == [line for line, _ in theirs["lines"]] == CASES[name]["lines"]
    for (line, our), (_, their) in zip(ours["lines"], theirs["lines"], strict=True):
        assert what_happened(our) == DIFFERENT.get((name, line), what_happened(their)), f"{line}: {our}"


def test_every_flag_is_there_and_no_other():
    assert sorted(flag.name for flag in THEANOS) == sorted(GOLDEN["flags"])
    assert {flag.name for flag in FLAGS} - {flag.name for flag in THEANOS} == OURS


@pytest.mark.parametrize("flag", THEANOS, ids=lambda flag: flag.name)
def test_flag_is_what_it_was(flag):
    golden = GOLDEN["flags"][flag.name]
    param = flag.param
    assert param.allow_override == golden["may_change"]
    assert param.in_c_key == golden["in_c_key"]
    assert list(getattr(param, "all", [])) == golden["options"]
    assert flag.obeyed_by in (PYTENSOR, THEANO, NOBODY)
    assert flag.doc.endswith(".")
    assert param.doc == flag.doc + (" Accepted, without effect." if flag.obeyed_by == NOBODY else "")
    kinds = {"bool": bool, "int": int, "float": float, "str": str}
    if golden["kind"] in kinds and flag.name not in OF_THE_MACHINE:
        assert type(param.__get__(theano.config)) is kinds[golden["kind"]]


def test_defaults_are_theanos(tmp_path):
    names = [name for name in GOLDEN["flags"] if name not in OF_THE_MACHINE]
    case = {"lines": [f"config.{name}" for name in names]}
    outcome = run_case(case, "theano_min", str(tmp_path), PYTHONPATH=str(ROOT))
    theanos = {f"config.{name}": GOLDEN["flags"][name]["default"] for name in names}
    different = {line: value for line, value in dict(outcome["lines"]).items() if theanos.pop(line) != value}
    assert not theanos
    assert different == OTHER_DEFAULTS


@pytest.mark.filterwarnings("ignore:PyTensor could not link to a BLAS installation")
def test_printing_shows_every_flag():
    blocks = str(theano.config).split("\n\n")
    assert [block.split(" ")[0] for block in blocks if block] == [
        param.fullname for param in theano.configparser._config_var_list
    ]
    assert all("\n    Doc:  " in block and "\n    Value:  " in block for block in blocks if block)
    assert "Doc" not in theano.config.__str__(print_doc=False)


# ---- change_flags and PyTensor -------------------------------------------------------------------------------------


def test_flags_are_pytensors_both_ways():
    import pytensor

    with theano.config.change_flags(floatX="float32", **{"DebugMode.patience": 3}):
        assert pytensor.config.floatX == "float32"
        assert pytensor.config.DebugMode__patience == 3
        with pytensor.config.change_flags(floatX="float16"):
            assert theano.config.floatX == "float16"
    assert pytensor.config.floatX == theano.config.floatX == GOLDEN["flags"]["floatX"]["default"].strip("'")


@pytest.mark.more
def test_optimizer_set_after_import_is_obeyed():
    code = """
import theano_min as theano
theano.config.optimizer = "None"
import pytensor
x = pytensor.tensor.vector()
print(len(pytensor.function([x], x + 0, mode="Mode").maker.fgraph.toposort()))
"""
    assert (
        run(code, THEANO_FLAGS="linker=py")[0] != run(code.replace('"None"', '"fast_run"'), THEANO_FLAGS="linker=py")[0]
    )


def test_reading_the_linker_does_not_choose_it():
    import pytensor

    assert (theano.config.linker, pytensor.config.linker) == ("cvm", "auto")
    with change_flags(linker="py"):
        assert pytensor.config.linker == "py"
    assert (theano.config.linker, pytensor.config.linker) == ("cvm", "auto")


def test_change_flags_nests_and_restores_after_half_a_failure():
    flags = change_flags(floatX="float32")
    with flags, flags:
        assert theano.config.floatX == "float32"
    assert theano.config.floatX == "float64"
    with pytest.raises(ValueError, match="traceback"), change_flags({"profile": True, "traceback.limit": "x"}):
        pass  # pragma: no cover
    assert theano.config.profile is False
    with pytest.raises(AssertionError, match="flotX"):
        change_flags(flotX="float32")


def test_a_change_is_told(monkeypatch):
    seen = []
    monkeypatch.setattr(type(theano.config).compute_test_value, "on_change", seen.append)
    with pytest.raises(ZeroDivisionError), change_flags(compute_test_value="raise"):
        raise ZeroDivisionError
    with pytest.raises(ValueError, match="compute_test_value"):
        theano.config.compute_test_value = "loud"
    assert seen == ["raise", "off"]


def test_config_hash_follows_the_flags_of_c_code():
    before = theano.configparser.get_config_hash()
    with change_flags(floatX="float32"):
        assert theano.configparser.get_config_hash() != before
    with change_flags(profile=True):
        assert theano.configparser.get_config_hash() == before
    assert theano.configparser.get_config_hash() == before


def test_a_default_is_checked_only_if_it_is_used(monkeypatch):
    def refuse_bad(value):
        if value == "bad":
            raise ValueError(value)
        return value

    monkeypatch.setattr(theano.configparser, "_config_var_list", [])
    with pytest.raises(ValueError, match="bad"):
        AddConfigVar("test_config.first", "", ConfigParam("bad", filter=refuse_bad), in_c_key=False)
    monkeypatch.setitem(theano.configparser.THEANO_FLAGS_DICT, "test_config.second", "good")
    AddConfigVar("test_config.second", "", ConfigParam("bad", filter=refuse_bad), in_c_key=False)
    assert theano.config.test_config.second == "good"
    assert "test_config.second" not in theano.configparser.THEANO_FLAGS_DICT
    with pytest.raises(AttributeError, match="taken"):
        AddConfigVar("test_config.second", "", IntParam(3))


# ---- machines where PyTensor alone fails ---------------------------------------------------------------------------

COMPILE = """
import os, sys
import theano_min as theano
import pytensor
import pytensor.tensor as pt
x = pt.vector("x", dtype="float64")
print(pytensor.function([x], 2 * x)([1.5]))
print(theano.config.base_compiledir)
print(os.environ.get("PYTENSOR_FLAGS"), os.environ.get("HOME"))
"""
KEEP = COMPILE.replace("pytensor.function", "theano.function")


def run(code=COMPILE, prefix=(), unset=(), **variables):
    """Run Python in a process whose variables differ from ours, and return its output, split, and its errors."""
    environment = {name: value for name, value in os.environ.items() if "THEANO" not in name and "PYTENSOR" not in name}
    environment.update(PYTHONPATH=str(ROOT), **variables)
    for name in unset:
        environment.pop(name, None)
    done = subprocess.run([*prefix, sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), done.stderr


def without_privileges():
    """Give what to put before a command so that permissions bind, for root too."""
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []


@pytest.mark.parametrize("flags", [pytest.param("", marks=pytest.mark.more), "base_compiledir=/dev/null/there"])
def test_a_directory_that_cannot_be_made(flags):
    (value, directory, rest), errors = run(HOME="/dev/null/me", THEANO_FLAGS=flags)
    assert value == "[3.]"
    assert rest == "None /dev/null/me"
    assert [line for line in errors.splitlines() if "/dev/null/" in line and directory in line] == errors.splitlines()
    assert "base_compiledir=" in errors
    assert not os.path.exists(directory)


@pytest.mark.more
def test_a_directory_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        (value, directory, _), errors = run(prefix=without_privileges(), HOME=str(tmp_path))
    finally:
        tmp_path.chmod(0o700)
    assert value == "[3.]"
    assert errors.count("\n") == 1
    assert f"{tmp_path}/.pytensor" in errors
    assert not os.path.exists(directory)
    assert not os.listdir(tmp_path)


@pytest.mark.more
def test_a_cache_that_cannot_be_written(tmp_path):
    base = tmp_path / "some, 'where'"
    base.mkdir()
    base.chmod(0o500)
    flags = f'base_compiledir="{base}"'
    (value, directory, _), errors = run(prefix=without_privileges(), HOME=str(tmp_path), THEANO_FLAGS=flags)
    assert (value, errors.count("\n")) == ("[3.]", 1)
    assert directory not in (str(base), str(tmp_path))
    base.chmod(0o700)
    (value, directory, _), errors = run(prefix=without_privileges(), HOME=str(tmp_path), THEANO_FLAGS=flags)
    assert (value, directory, errors) == ("[3.]", str(base), "")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_code_that_others_can_write_is_not_run(tmp_path):
    base, part = tmp_path / "base", tmp_path / "base" / "rewritten"
    flags = f"base_compiledir={base}"
    (value, directory, _), errors = run(KEEP, HOME=str(tmp_path), THEANO_FLAGS=flags)
    assert (value, directory, errors, base.stat().st_mode & 0o777) == ("[3.]", str(base), "", 0o700)
    base.chmod(0o777)
    (value, directory, _), errors = run(KEEP, HOME=str(tmp_path), THEANO_FLAGS=flags)
    assert (value, errors.count("\n")) == ("[3.]", 1)
    assert directory != str(base)
    assert f"{base} may be written by other users, whose code would run: compiled code goes to" in errors
    base.chmod(0o755)
    part.rename(tmp_path / "elsewhere")
    part.symlink_to(tmp_path / "elsewhere")
    assert "may be written by other users" in run(KEEP, HOME=str(tmp_path), THEANO_FLAGS=flags)[1]
    part.unlink()
    assert run(KEEP, HOME=str(tmp_path), THEANO_FLAGS=flags)[1] == ""


@pytest.mark.more
def test_graphs_that_others_can_write_are_not_read(tmp_path):
    def written():
        return {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("rewritten/*.pickle")}

    flags = f"base_compiledir={tmp_path}"
    run(KEEP, THEANO_FLAGS=flags)
    first = written()
    assert first
    run(KEEP, THEANO_FLAGS=flags)
    assert written() == first
    for file in tmp_path.glob("rewritten/*.pickle"):
        file.chmod(0o666)
    run(KEEP, THEANO_FLAGS=flags)
    second = written()
    assert second.keys() == first.keys()
    assert all(second[name] > first[name] for name in first)


def test_no_home_and_no_compiler(tmp_path):
    cache = f"base_compiledir={tmp_path}"
    (value, directory, rest), errors = run(unset=["HOME"], PATH="/nowhere", THEANO_FLAGS=cache)
    assert (value, directory, rest, errors) == ("[3.]", str(tmp_path), "None None", "")


def test_pytensors_own_settings_stay_in_force(tmp_path):
    (tmp_path / ".pytensorrc").write_text(f"[global]\nbase_compiledir = {tmp_path}/mine\noptimizer = o1\n")
    code = """
import theano_min as theano, os, pytensor
config = pytensor.config
print(theano.config.base_compiledir, theano.config.optimizer, theano.config.floatX, theano.config.on_unused_input)
print(config.numba__fastmath, theano.config.gcc.cxxflags, os.environ["PYTENSOR_FLAGS"])
"""
    own = "floatX=float32,numba__fastmath=True,on_unused_input=warn,gcc__cxxflags='-a, -b'"
    lines, _ = run(code, HOME=str(tmp_path), PYTENSOR_FLAGS=own, THEANO_FLAGS="on_unused_input=ignore")
    assert lines == [f"{tmp_path}/mine o1 float32 ignore", f"True -a, -b {own}"]
    assert run("import theano_min, pytensor; print(pytensor.config.numba__fastmath)")[0] == ["False"]


def test_pytensor_imported_first(tmp_path):
    code = """
import pytensor, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import theano_min as theano
print(*[warning.message for warning in caught if "PyTensor was imported" in str(warning.message)])
print(pytensor.config.floatX, pytensor.config.optimizer, pytensor.config.linker, theano.config.optimizer_including)
"""
    flags = "floatX=float32,optimizer=o1,linker=py,optimizer_including=mine"
    (warning, values), _ = run(code, HOME=str(tmp_path), THEANO_FLAGS=flags)
    assert "optimizer_including=mine" in warning
    assert "floatX" not in warning
    assert values.split() == ["float32", "o1", "py"]


# ---- devices -------------------------------------------------------------------------------------------------------

DEVICE = (
    "import theano_min as theano; print(theano.config.device, theano.config.init_gpu_device, theano.config.contexts)"
)


@pytest.mark.parametrize(
    "flags",
    [
        "device=gpu,lib.cnmem=1",
        *(
            pytest.param(flags, marks=pytest.mark.more)
            for flags in ("device=cuda0", "init_gpu_device=cuda", "contexts=a->cuda0")
        ),
    ],
)
def test_a_gpu_is_answered_by_one_line(flags):
    lines, errors = run(DEVICE, THEANO_FLAGS=flags)
    assert [line.strip() for line in lines] == ["cpu"]
    assert errors.count("\n") == 1
    assert flags.split(",")[0] in errors
    assert "CPU" in errors


@pytest.mark.parametrize(
    "flags",
    [pytest.param("device=cpu,force_device=True", marks=pytest.mark.more), "device=cuda,print_active_device=False"],
)
def test_no_gpu_or_no_wish_to_know_no_line(flags):
    assert run(DEVICE, THEANO_FLAGS=flags) == (["cpu  "], "")


def test_forcing_a_gpu_names_it(tmp_path):
    outcome = run_case(CASES["gpu by force"], "theano_min", str(tmp_path), PYTHONPATH=str(ROOT))
    assert "device=cuda0" in outcome["import"]["message"]


@pytest.mark.more
@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("", ["NUMBA True 6.0", "FAST_COMPILE", "NUMBA"]),
        ("mode=FAST_RUN", ["FAST_RUN False 6.0", "FAST_COMPILE", "FAST_RUN"]),
    ],
)
def test_a_mode_of_pytensors_from_its_own_flags(flags, found, tmp_path):
    code = """
import theano, theano.tensor as T
x = T.dvector()
f = theano.function([x], (x * 2).sum())
print(theano.config.mode, f.maker.mode is theano.compile.mode.predefined_modes["NUMBA"], f([1.0, 2.0]))
with theano.change_flags(mode="FAST_COMPILE"):
    print(theano.config.mode)
print(theano.config.mode)
"""
    lines, _ = run(code, HOME=str(tmp_path), PYTENSOR_FLAGS="mode=NUMBA", THEANO_FLAGS=flags)
    assert lines == found
