"""Which Python a file was written for.

1. A file that does not parse as Python 3 is Python 2.
2. ``#!...python2`` and ``#!...python3`` decide.
3. Syntax that only Python 3 has (f-strings, annotations, ``async``, ``nonlocal``, ``print(..., end=...)``, ``super()``)
   makes it Python 3.
4. So does a sign that it was written for both: it names ``six``, ``sys.version_info``, ``PY2``, or ``future``.
5. Importing ``print_function``, ``absolute_import`` or ``unicode_literals`` from ``__future__`` without ``division``
   makes it Python 2, whose integer division it then has; with ``division`` it means the same in both.
6. A builtin, a method or a module that only Python 2 has, used and nowhere provided by the file itself, makes it
   Python 2: ``xrange``, ``raw_input``, ``unicode``, ``d.iteritems()``, ``import cPickle``, ``__metaclass__ = ...``.
7. A program in which none of these says anything is of the Python of its own modules that it imports, beside it
   or in ``PYTHONPATH``; and tests that pytest, unittest or nose run are Python 2 if a module that is named is, by 1, 2
   or 6, or one in the folder does not parse.
8. Everything else is Python 3.

So a file with nothing of Python 2 but an integer ``/`` runs as Python 3; ``--py2`` says otherwise.
"""

from __future__ import annotations

import ast
import itertools
import os
import re
import warnings
from typing import Any

from .stdlib import RENAMED

BUILTINS = frozenset(
    [
        "apply",
        "basestring",
        "buffer",
        "cmp",
        "coerce",
        "execfile",
        "file",
        "intern",
        "long",
        "raw_input",
        "reduce",
        "reload",
        "unichr",
        "unicode",
        "xrange",
        "StandardError",
    ]
)
ATTRIBUTES = frozenset(
    [
        "iteritems",
        "iterkeys",
        "itervalues",
        "viewitems",
        "viewkeys",
        "viewvalues",
        "has_key",
        "getcwdu",
        "maxint",
        "setdefaultencoding",
        "func_name",
        "func_code",
        "im_func",
        "im_self",
        "im_class",
        "izip",
        "imap",
        "ifilter",
    ]
)
MODULES = frozenset(
    {
        *RENAMED,
        *[
            "ConfigParser",
            "UserDict",
            "cPickle",
            "StringIO",
            "cStringIO",
            "urllib2",
            "urlparse",
            "commands",
            "sets",
            "md5",
            "sha",
            "__builtin__",
        ],
    }
)
CLASS_NAMES = frozenset({"__metaclass__", "__nonzero__", "__unicode__", "__getslice__", "__setslice__", "__cmp__"})
_TEST = re.compile(r"(test.*|.*_test|conftest)\.py")
OLD_FUTURES = frozenset({"print_function", "absolute_import", "unicode_literals", "with_statement"})
FOR_BOTH = frozenset({"six", "version_info", "PY2", "PY3", "future", "past", "builtins"})


def is_python2(tree: ast.Module, source: str) -> bool:
    """Whether a program that is valid Python 3 was written for Python 2."""
    if version := _told(source):
        return version == "2"
    if uses_python3(tree) or _names(tree) & FOR_BOTH:
        return False
    futures = _futures(tree)
    return ("division" not in futures and bool(futures & OLD_FUTURES)) or _uses_python2(tree)


def _told(source: str) -> str:
    """The version of Python in a file's first line, if there is one."""
    shebang = source.partition("\n")[0]
    version = shebang.rpartition("python")[2][:1] if shebang.startswith("#!") and "python" in shebang else ""
    return version if version in ("2", "3") else ""


def imports_python2(tree: ast.Module, source: str, folders: list[str], seen: set[str] | None = None) -> bool:
    """Whether a program that could be of either Python imports a module of these folders that is Python 2."""
    seen = set() if seen is None else seen
    if _told(source) or uses_python3(tree) or _names(tree) & FOR_BOTH or "division" in _futures(tree):
        return False
    for path in sorted(_modules_in(folders, tree) - seen):
        seen.add(path)
        if (read := _read(path)) is None or _is_certainly_python2(path):
            return True
        module, text = read
        if imports_python2(module, text, [os.path.dirname(path), *folders], seen):
            return True
    return False


def runs_python2(arguments: list[str], folder: str) -> bool:
    """Whether the modules that such arguments name to a runner of tests, or those of their folders, are Python 2."""
    names = [each.partition("::")[0] for each in arguments if not each.startswith("-")]
    places = [os.path.join(folder, each) for each in names]
    places += [os.path.join(folder, *each.split(".")[:parts]) + ".py" for each in names for parts in range(1, 9)]
    if not any(map(os.path.exists, places)):
        places = [folder]
    named = {each for each in places if os.path.isfile(each) and each.endswith(".py")}
    within = {path for each in places if os.path.isdir(each) for path in _tests_in(each)} - named
    return any(_read(path) is None for path in within) or any(_is_certainly_python2(path) for path in named)


def _tests_in(folder: str) -> list[str]:
    """The test modules below a folder, but for those of folders that pytest leaves out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".") and each not in ("venv", "node_modules")]
        found += [os.path.join(place, name) for name in names if _TEST.fullmatch(name)]
    return found


def _is_certainly_python2(path: str) -> bool:
    """Whether a module does not parse, or says that it is Python 2, or uses what only that has."""
    if (read := _read(path)) is None:
        return True
    tree, source = read
    for_both = uses_python3(tree) or _names(tree) & FOR_BOTH  # what only prints as Python 3 does may be
    return _told(source) == "2" or (not for_both and _uses_python2(tree))


def _read(path: str) -> tuple[ast.Module, str] | None:
    """A module's tree and text; None if it does not parse."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(data, path), data.decode("latin-1")
    except (SyntaxError, ValueError):
        return None


def _modules_in(folders: list[str], tree: ast.AST) -> set[str]:
    """The files in these folders that imports name, outside of every ``try``."""
    found = set()
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [".".join(filter(None, [node.module, alias.name])) for alias in node.names] + [node.module or ""]
        else:
            names = []
            nodes += [] if isinstance(node, ast.Try) else list(ast.iter_child_nodes(node))
        for name in names:
            parts = name.split(".")
            for folder, length in itertools.product(folders, range(1, len(parts) + 1)):
                place = os.path.join(folder, *parts[:length])
                found |= {path for path in (f"{place}.py", os.path.join(place, "__init__.py")) if os.path.isfile(path)}
    return found


def _futures(tree: ast.AST) -> set[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    return {alias.name for node in imports for alias in node.names}


def uses_python3(tree: ast.AST) -> bool:
    """Whether the program uses what only Python 3 has."""
    only3 = (
        ast.JoinedStr
        | ast.AnnAssign
        | ast.Nonlocal
        | ast.AsyncFunctionDef
        | ast.Await
        | ast.MatMult
        | ast.NamedExpr
        | ast.YieldFrom
        | ast.Match
    )
    print_is_a_function = "print_function" in _futures(tree)
    return any(isinstance(node, only3) or _is_python3(node, print_is_a_function) for node in ast.walk(tree))


def _is_python3(node: ast.AST, print_is_a_function: bool) -> bool:
    if isinstance(node, ast.FunctionDef):
        return node.returns is not None
    if isinstance(node, ast.arguments):
        return bool(node.kwonlyargs or node.posonlyargs)
    if isinstance(node, ast.arg):
        return node.annotation is not None
    if isinstance(node, ast.Raise):
        return node.cause is not None
    if isinstance(node, ast.ClassDef):
        return bool(node.keywords)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "print":
            return bool(node.keywords) and not print_is_a_function
        return node.func.id == "super" and not node.args
    if isinstance(node, ast.Assign):
        return any(isinstance(part, ast.Starred) for target in node.targets for part in ast.walk(target))
    return False


def _names(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names.update(node.name.split("."))
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(node.module.split("."))
    return names


def _uses_python2(tree: ast.Module) -> bool:
    provided = {name for node in ast.walk(tree) for name in _provides(node)}
    if "pandas" in _names(tree):  # its tables had this method in Python 3 too
        provided.add("iteritems")
    return any(
        (isinstance(node, ast.Name) and node.id in BUILTINS - provided)
        or (isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES - provided)
        or (
            isinstance(node, ast.ClassDef)
            and any(name in CLASS_NAMES for child in node.body for name in _provides(child))
        )
        for node in ast.walk(tree)
    ) or _imports_python2(tree)


def _provides(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.alias):
        return [(node.asname or node.name).split(".")[0]]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    return []


def _imports_python2(tree: ast.AST) -> bool:
    """Whether a moved module is imported where no ``try`` would catch its absence."""

    def search(node: Any) -> bool:
        if isinstance(node, ast.Try):
            return False
        if isinstance(node, ast.Import):
            return any(alias.name.split(".")[0] in MODULES for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            module = (node.module or "").split(".")[0]
            lost = module == "itertools" and any(alias.name in ATTRIBUTES for alias in node.names)
            return node.level == 0 and (module in MODULES or lost)
        return any(map(search, ast.iter_child_nodes(node)))

    return search(tree)
