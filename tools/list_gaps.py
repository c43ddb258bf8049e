"""Bring tests/known_gaps.toml up to date: `python tools/list_gaps.py PYTHON...`, one interpreter per PyTensor.

Entries that are no longer true leave the file; where a whole module was missing, the names that it still lacks take its
place. Nothing else enters, unless `--grow` is given: a name that has come refuses no call, or known_differences.py says
why it does.
"""

import argparse
import importlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

HEAD = """\
# What Theano 1.0.5 has and we do not have yet, by Theano's module; what is listed is work to do, so lines only leave.
# missing   names that are not there, or "*" if the module itself is not
# differs   names defined in that module, or Class.method, that refuse a call which Theano accepted, or are of another
#           kind or value; `name @3.0` is true on that PyTensor only
# Made by tools/list_gaps.py; what will differ for good stands in known_differences.py, what is gone in _removed.py.
"""
TOPICS = {  # the first prefix that fits
    "theano.tensor.nnet": "neural networks, convolution",
    "theano.tensor.signal": "pooling and convolution",
    "theano.tensor.opt": "rewrites",
    "theano.tensor.blas": "BLAS operations",
    "theano.tensor.raw_random": "random numbers",
    "theano.tensor.shared_randomstreams": "random numbers",
    "theano.tensor": "tensors",
    "theano.sandbox.rng_mrg": "random numbers",
    "theano.sandbox.multinomial": "random numbers",
    "theano.sandbox": "sandbox",
    "theano.compile": "compilation, modes, shared variables",
    "theano.config": "configuration",
    "theano.scan_module": "loops",
    "theano.gof": "graphs, Op and Type",
    "theano.scalar": "scalars",
    "theano.sparse": "sparse matrices",
    "theano.typed_list": "typed lists",
    "theano.d3viz": "drawing graphs",
    "theano.misc": "helpers, pickling",
    "theano.tests": "test helpers",
    "theano.gradient": "gradients",
    "theano.printing": "printing",
    "theano.ifelse": "conditions",
    "theano": "top level",
}


def state():
    """What is true for this interpreter: {"missing": {module: "*" or names}, "differs": {home: names}}."""
    from theano_min import _removed  # configures PyTensor, so it comes first

    # isort: split
    from tests.contract.compare import ENGINE, contract, differences, modules
    from tests.known_differences import DIFFERENCES

    at_once = {name.replace("theano_min", "theano", 1) for name in sys.modules}
    missing, differs = {}, {}
    gone = {module for module in modules() if _removed.module_advice(module)}
    for module in modules():
        if module in gone:
            continue
        try:
            mine = importlib.import_module(f"theano_min{module.removeprefix('theano')}")
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("theano_min"):
                raise
            missing[module] = "*"
    for module in modules():
        if module in gone or module in missing:
            continue
        mine = importlib.import_module(f"theano_min{module.removeprefix('theano')}")
        for name, entry in contract(module)["names"].items():
            full = f"{module}.{name}"
            if name in _removed.removed(module) or missing.get(full) == "*":
                continue
            if not hasattr(mine, name) or (entry == {"kind": "module"} and full not in at_once):
                missing.setdefault(module, []).append(name)
                continue
            home = entry.get("home", module)
            found = {name + part for part, _ in differences(entry, getattr(mine, name))} - set(
                DIFFERENCES.get(home, {})
            )
            differs[home] = sorted({*differs.get(home, []), *found})
    return {"engine": ENGINE, "missing": missing, "differs": {home: names for home, names in differs.items() if names}}


def merge(states):
    """One list for all engines: `missing` if missing on any, `differs` with a mark where it is true on one only."""
    missing, differs = {}, {}
    for found in states:
        for module, names in found["missing"].items():
            if names == "*" or missing.get(module) == "*":
                missing[module] = "*"
            else:
                missing[module] = sorted({*missing.get(module, []), *names})
        for home in found["differs"]:
            differs[home] = []
    for home in differs:
        sets = {found["engine"]: set(found["differs"].get(home, [])) for found in states}
        everywhere = set.intersection(*sets.values())
        marked = {f"{name} @{engine}" for engine, names in sets.items() for name in names - everywhere}
        differs[home] = sorted(everywhere | marked)
    return missing, differs


def shrunk(old, missing, differs):
    """Only what both the old list and the new state have."""
    kept, kept_differs = {}, {}
    for module, names in missing.items():
        before = old.get(module, {}).get("missing", [])
        if before == "*":
            kept[module] = names  # the module has come, without all of its names
        else:
            kept[module] = [name for name in names if name in before] if names != "*" else before
    for home, names in differs.items():
        before = {name.partition(" @")[0] for name in old.get(home, {}).get("differs", [])}
        kept_differs[home] = [name for name in names if name.partition(" @")[0] in before]
    return kept, kept_differs


def write(path, missing, differs):
    rows = [HEAD]
    for module in sorted({*missing, *differs}):
        if not (missing.get(module) or differs.get(module)):
            continue
        topic = next(topic for prefix, topic in TOPICS.items() if module.startswith(prefix))
        rows.append(f'["{module}"]  # {topic}')
        if missing.get(module) == "*":
            rows.append('missing = "*"')
        else:
            rows += array("missing", missing.get(module, []))
        rows += array("differs", differs.get(module, []))
        rows.append("")
    path.write_text("\n".join(rows))


def array(key, names):
    """A TOML array in lines of at most 120 characters."""
    if not names:
        return []
    lines, line = [], "   "
    for name in names:
        if len(line) + len(name) + 4 > 120:
            lines.append(line)
            line = "   "
        line += f' "{name}",'
    return [f"{key} = [", *lines, line, "]"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python", nargs="*", default=[sys.executable])
    parser.add_argument("--grow", action="store_true", help="take up new entries too")
    parser.add_argument("--state", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.state:
        print(json.dumps(state()))
        return
    states = []
    for python in options.python:
        run = subprocess.run([python, __file__, "--state"], stdout=subprocess.PIPE, text=True, check=True)
        states.append(json.loads(run.stdout.splitlines()[-1]))
    missing, differs = merge(states)
    path = ROOT / "tests" / "known_gaps.toml"
    if not options.grow:
        from tests import known_gaps

        missing, differs = shrunk(known_gaps.load(), missing, differs)
    write(path, missing, differs)
    print(f"missing: {sum(map(len, missing.values()))} names and modules, differing: {sum(map(len, differs.values()))}")


if __name__ == "__main__":
    main()
