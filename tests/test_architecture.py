"""The house holds: nothing imports upward, and each kind of code stands where it is looked for (docs: CONTRIBUTING)."""

import ast
import re
from functools import cache
from pathlib import Path

import theano_min

HERE = Path(theano_min.__file__).parent
FLOORS = [
    [
        "_pytensor",
        "_classes",
        "_types",
        "_conflict",
        "_imported",
        "_logging",
        "_loop_lengths",
        "_overridable",
        "_removed",
        "version",
    ],
    ["configparser", "configdefaults", "_wording"],
    ["_tracebacks"],
    ["_era"],
    ["python2"],
    ["era"],
    ["_taught"],
    ["_composed", "gof", "misc", "raise_op", "pathparse", "compat"],
    ["printing", "_text"],
    ["scalar", "tensor._order_kernels"],
    ["_numpy"],
    ["_engine"],
    ["compile", "updates", "misc.pkl_utils"],
    ["gradient", "tensor"],
    [
        "scan_module",
        "sandbox",
        "d3viz",
        "gpuarray",
        "sparse",
        "typed_list",
        "ifelse",
        "tests",
        "misc.check_blas",
        "tensor.tests",
    ],
    ["_rewriting", "_old_pickles"],
    ["_numba"],
    ["", "_theano"],
    ["_cache"],
    ["_teaching"],
    ["cli", "__main__"],
]
# the command line imports what a command needs when it is given
DEFERRED = {"_cache", "_teaching", "cli", "python2"}
# registered when they are imported, which is when a program asks for them
HANDED_ON = {"sparse.sandbox.sp"}  # a function of Theano's that registers what it is given
ON_DEMAND = {
    "sandbox.rng_mrg",
    "sparse._in_place",
    "sparse._parts",
    "sandbox.linalg.ops",
    "tensor.nnet.conv3d2d",
    "tensor.nnet.ctc",
}


def name_of(path):
    parts = path.relative_to(HERE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {name_of(path): path.read_text() for path in sorted(HERE.rglob("*.py"))}


@cache
def tree(name):
    return ast.parse(SOURCES[name])


@cache
def nodes_of(name):
    return list(ast.walk(tree(name)))


def floor(name):
    """The floor of a module: of the longest name that it starts with."""
    places = {entry: i for i, entries in enumerate(FLOORS) for entry in entries}
    while name not in places:
        name = name.rpartition(".")[0]
    return places[name]


def imports(nodes):
    """Yield the modules of ours that a module imports, and whether it does so inside of a function."""
    inside = {id(each) for node in nodes if isinstance(node, ast.FunctionDef) for each in ast.walk(node)}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "theano_min":
            module = node.module.partition(".")[2]
            names = {f"{module}.{alias.name}".strip(".") for alias in node.names}
            for name in names & SOURCES.keys() or {module}:
                yield name, id(node) in inside


def test_nothing_imports_upward():
    for name in SOURCES:
        for imported, deferred in imports(nodes_of(name)):
            assert floor(imported) <= floor(name), f"{name} imports {imported}, which stands above it"
            assert not deferred or name.partition(".")[0] in DEFERRED, f"{name} imports {imported} inside of a function"


def test_rewrites_are_entered_in_one_table():
    entering = (
        r"optdb(\[\S+\])?\.register\(|seqopt\w*\.register\(|register_(canonicalize|specialize|stabilize|useless)\w*\("
    )
    found = {name for name, source in SOURCES.items() if re.search(entering, source)}
    assert found == {"_rewriting"} | ON_DEMAND | HANDED_ON


def test_one_file_knows_pytensors_versions():
    """The others read none, but for the key of kept graphs, and import nothing that may not be there."""
    reading = {name for name, source in SOURCES.items() if re.search(r"pytensor(\.version)?\.(__)?version", source)}
    assert reading == {"_engine.kept_graphs"}
    trying = {
        name
        for name in SOURCES
        for node in nodes_of(name)
        if isinstance(node, ast.Try)
        for each in node.body
        if isinstance(each, ast.ImportFrom) and (each.module or "").partition(".")[0] == "pytensor"
    }
    assert trying <= {"_pytensor"}


def theirs(tree):
    """The names by which a module has what it imports from PyTensor."""
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pytensor"
        for alias in node.names
    }


def test_one_file_changes_pytensors_classes():
    for name in SOURCES.keys() - {"_taught"}:
        owned = theirs(tree(name))
        for node in nodes_of(name):
            targets = node.targets if isinstance(node, ast.Assign) else []
            changed = [target.value for target in targets if isinstance(target, ast.Attribute)]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
                changed = node.args[:1]
            for each in changed:
                assert not isinstance(each, ast.Name) or each.id not in owned, f"{name}:{node.lineno} changes {each.id}"


def test_rewriters_say_what_becomes_what():
    """The docstring of a rewriter reads `what -> what, because ...`."""
    for name in SOURCES:
        if name.partition(".")[0] == "_rewriting":
            for node in nodes_of(name):
                decorators = map(ast.unparse, getattr(node, "decorator_list", ()))
                if any("node_rewriter" in each for each in decorators):
                    assert "->" in (ast.get_docstring(node) or ""), f"{name}: {node.name}"


def test_nothing_pretends():
    """A function that only passes takes the place of one of PyTensor's or Python's."""
    passing = {
        f"{name}: {node.name}"
        for name in SOURCES
        for node in nodes_of(name)
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Pass)
    }
    assert passing == {
        "_old_pickles: __setitem__",
        "_old_pickles: __setstate__",
        "_rewriting.increments: _check_runtime_broadcasting",
        "python2.importing: exec_module",
    }


def test_modules_of_others_are_left_alone():
    """What runs a script, and has a process to itself, alone changes what NumPy and Python have."""
    for name in SOURCES:
        nodes = nodes_of(name)
        imported = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.Import)
            for alias in node.names
            if not alias.name.startswith("theano_min")
        }
        for node in nodes:
            for target in node.targets if isinstance(node, ast.Assign) else ():
                owner = getattr(target, "value", None)
                if isinstance(target, ast.Attribute) and isinstance(owner, ast.Name) and owner.id in imported:
                    running = name.partition(".")[0] in ("python2", "_teaching", "era")
                    assert running, f"{name}:{node.lineno} changes {ast.unparse(target)}"


def test_tests_stand_with_their_rooms():
    """Folders are the rooms' and wings' names, or hold what real Theano said, and what surrounds a program."""
    rooms = {name.partition(".")[0].strip("_") for name in SOURCES}
    folders = {
        each.name
        for each in Path(__file__).parent.iterdir()
        if (each / "__init__.py").exists() or any(each.glob("*.py"))
    }
    assert folders <= rooms | {"oracle", "contract", "config", "surroundings"}, folders - rooms
