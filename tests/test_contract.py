"""theano_min is Theano 1.0.5: nothing missing, nothing hidden, nothing added, and every call that Theano accepted.

What Theano had was recorded by `oracle/record_contract.py` (`contract/*.json`). Two lists say where we do not agree:
`known_gaps.toml`, work that is still to do, and `known_differences.py`, what will stay and why. Both can only
shrink: an entry that is no longer true fails here.
"""

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import theano_min
from tests import known_gaps
from tests.contract.compare import ENGINE, contract, differences, modules
from tests.known_differences import ADDED, DIFFERENCES
from theano_min import _removed


def ours(module):
    """The name of our module for one of Theano's."""
    return f"theano_min{module.removeprefix('theano')}"


def live(module):
    """Our module, or None while it is a known gap."""
    if known_gaps.missing(module) == "*":
        return None
    return importlib.import_module(ours(module))


def gone(module, name=None):
    """Whether a module or a name in it stands in the table of removed names."""
    if name is None:
        return _removed.module_advice(module) is not None
    return name in _removed.removed(module)


EXPECTED = [module for module in modules() if not gone(module)]
# programs change their values, or what is installed beside us does
RUNNING = {
    *("theano.gradient.grad_time", "theano.compile.mode.instantiated_default_mode"),
    *("theano.printing.pydot_imported", "theano.printing.pydot_imported_msg"),
}
PRESENT = [module for module in EXPECTED if known_gaps.missing(module) != "*"]


def public(module):
    """The names a module offers: its public ones, and those it lists in `__all__`."""
    return {name for name in vars(module) if not name.startswith("_")} | set(getattr(module, "__all__", ()))


def wanted(module):
    """The recorded names of a module that must be there today."""
    missing = known_gaps.missing(module)
    names = [name for name in contract(module)["names"] if there(f"{module}.{name}")]
    return [name for name in names if name not in missing and not gone(module, name)]


def submodule(entry):
    """Whether a recorded name is a module below, not one borrowed from elsewhere under another name."""
    return entry["kind"] == "module" and "alias" not in entry


def there(module):
    """False for a module that is a known gap as a whole."""
    return known_gaps.missing(module) != "*"


@pytest.mark.parametrize("module", PRESENT)
def test_nothing_missing(module):
    mine, names = live(module), contract(module)["names"]
    # Modules have a test of their own: another test may have imported them by now.
    assert [n for n in wanted(module) if not submodule(names[n]) and not hasattr(mine, n)] == []


def test_submodules_come_with_theano():
    """A fresh interpreter reaches `theano.tensor.nnet.conv` and its like after `import theano` alone, unless a gap."""
    children = {m: [n for n, e in contract(m)["names"].items() if e == {"kind": "module"}] for m in PRESENT}
    expected = {f"{m}.{n}" for m in children for n in children[m] if n in wanted(m)}
    gaps = {f"{m}.{n}" for m in children for n in children[m] if n in known_gaps.missing(m)}
    program = "import sys, theano_min; print(*(name for name in sys.modules if name.startswith('theano_min')))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    came = {name.replace("theano_min", "theano", 1) for name in run.stdout.split()}
    assert sorted(expected - came) == []
    assert sorted(gaps & came) == []


@pytest.mark.parametrize("module", PRESENT)
def test_nothing_hidden(module):
    mine, recorded = live(module), contract(module)["names"]
    names = {n for n in wanted(module) if not n.startswith("_") and not submodule(recorded[n])}
    assert sorted(names - set(dir(mine))) == []
    space: dict = {}
    exec(f"from {ours(module)} import *", space)
    assert sorted(set(contract(module).get("star", names)) & names - set(space)) == []


@pytest.mark.parametrize("module", PRESENT)
def test_nothing_added(module):
    recorded = contract(module)
    known = {*recorded["names"], *recorded["also"], *ADDED.get(module, {})}
    assert sorted(public(live(module)) - known) == []


def test_no_module_added():
    found = {m.name for m in pkgutil.walk_packages(theano_min.__path__, "theano_min.", onerror=lambda name: None)}
    found = {name for name in found if "._" not in name}
    known = {ours(module) for module in modules()}
    extra = {ours(f"{module}.{name}") for module, names in ADDED.items() for name in names}
    # by Theano; not recorded
    had = ["compile.sandbox", "gpuarray", "misc.check_blas", "misc.cpucount", "misc.doubleop", "misc.windows"]
    had += ["sparse.sandbox.truedot", "tensor.tests"]
    extra |= {f"theano_min.{name}" for name in had}
    assert sorted(name for name in found - known if not any(f"{name}.".startswith(f"{e}.") for e in extra)) == []


@pytest.mark.parametrize("module", PRESENT)
def test_kinds_and_signatures(module):
    mine, found = live(module), []
    for name in wanted(module):
        for part, reason in differences(contract(module)["names"][name], getattr(mine, name, None)):
            home = contract(module)["names"][name].get("home", module)
            if f"{home}.{name}" in RUNNING:
                continue
            if f"{name}{part}" not in DIFFERENCES.get(home, {}) and f"{name}{part}" not in known_gaps.differing(home):
                found.append(f"{name}{part} {reason}")
    assert found == []


# --- the lists only shrink -------------------------------------------------------------------------------------------


def present_differences():
    """{(home, name or name.method)} of everything in which a live object differs from the recorded one."""
    found = set()
    for module in PRESENT:
        mine = live(module)
        for name in wanted(module):
            entry = contract(module)["names"][name]
            if hasattr(mine, name):
                home = entry.get("home", module)
                found |= {(home, f"{name}{part}") for part, _ in differences(entry, getattr(mine, name))}
    return found


def test_gaps_are_open():
    """A name or module that has come must leave the list, and only names of Theano may stand in it."""
    for module in known_gaps.modules():
        missing = known_gaps.missing(module)
        if missing == "*":
            assert module in EXPECTED
            with pytest.raises(ImportError):
                importlib.import_module(ours(module))
        else:
            mine, names = live(module), contract(module)["names"]
            assert [name for name in missing if name not in names or gone(module, name)] == []
            assert [name for name in missing if not submodule(names[name]) and hasattr(mine, name)] == []


def test_known_differences_are_true():
    listed = {(home, name) for home, names in DIFFERENCES.items() for name in names}
    listed |= {(home, name) for home in known_gaps.modules() for name in known_gaps.differing(home)}
    assert sorted(listed - present_differences()) == [], f"no longer true on PyTensor {ENGINE}"


def test_no_difference_is_listed_twice():
    for home, names in DIFFERENCES.items():
        assert not set(names) & set(known_gaps.differing(home))
        assert all(reason.strip() for reason in names.values())


def test_additions_are_there_and_have_a_reason():
    for module, names in ADDED.items():
        assert all(reason.strip() for reason in names.values())
        recorded = contract(module)
        assert not set(names) & {*recorded["names"], *recorded["also"]}
        if known_gaps.missing(module) != "*":
            assert [name for name in names if not hasattr(live(module), name) and not is_module(module, name)] == []


def is_module(module, name):
    return importlib.util.find_spec(f"{ours(module)}.{name}") is not None


# --- what cannot come back -------------------------------------------------------------------------------------------

REMOVED = [(m, name) for m in modules() for name in _removed.removed(m)]


@pytest.mark.parametrize(("module", "name"), REMOVED)
def test_removed_names_were_theanos(module, name):
    assert name in contract(module)["names"] or f"{module}.{name}" in _removed.MODULES


@pytest.mark.parametrize(("module", "name"), [(m, name) for m, name in REMOVED if m in PRESENT])
def test_removed_names_give_advice(module, name):
    mine, advice = live(module), _removed.removed(module)[name]
    with pytest.raises(AttributeError, match=rf"{module}\.{name} is gone: ") as error:
        getattr(mine, name)
    assert str(error.value).endswith(advice)
    with pytest.raises(ImportError, match=rf"{module}\.{name} is gone: ") as error:
        exec(f"from {ours(module)} import {name}")
    assert str(error.value).endswith(advice)
    assert not hasattr(mine, name)
    assert name not in dir(mine)


@pytest.mark.parametrize("module", _removed.MODULES)
@pytest.mark.parametrize("spelling", ["{}", "{}.basic_ops"])
def test_removed_modules_give_advice(module, spelling):
    with pytest.raises(ImportError, match="is gone") as error:
        importlib.import_module(spelling.format(module))
    assert _removed.MODULES[module] in str(error.value)


@pytest.mark.parametrize(("module", "name"), REMOVED)
def test_the_factory(module, name, monkeypatch):
    mine = ModuleType("removed_here")
    mine.__getattr__ = _removed.getattr_for(ours(module))
    monkeypatch.setitem(sys.modules, "removed_here", mine)
    with pytest.raises(AttributeError, match=rf"{module}\.{name} is gone: "):
        getattr(mine, name)
    with pytest.raises(ImportError, match=rf"{module}\.{name} is gone: "):
        exec(f"from removed_here import {name}")
    assert not hasattr(mine, name)


def test_other_names_fail_as_in_python():
    module = ModuleType("theano_min.tensor")
    module.__getattr__ = _removed.getattr_for("theano_min.tensor")
    with pytest.raises(AttributeError, match=r"module 'theano\.tensor' has no attribute 'no_such_name'"):
        _ = module.no_such_name
    assert _removed.module_advice("theano_min.tensor") is None
    assert _removed.module_advice("theano.gpuarray_of_mine") is None
    assert "CUDA" in _removed.module_advice("theano_min.sandbox.cuda.blas")


# --- the page made from it -------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the page is made with the newest PyTensor")
def test_compatibility_page_is_up_to_date():
    script = known_gaps.HERE.parent / "tools" / "make_compatibility.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
