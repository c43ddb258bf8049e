"""Record the public interface of the installed Theano as JSON: `python record_contract.py SOURCE OUT`.

Run it with an interpreter that has Theano 1.0.5 (Python 3.8). SOURCE is the unpacked source distribution, whose
documentation and tests show which helper names people import; OUT receives one JSON file per module.

Each file says, for one module,

    names   what a user of the module may rely on: every name it defines or takes over with `import *`, every name of a
            package or of a module that only hands names on, and any further name that documentation, tests or
            well-known programs take from it. {name: {kind, home, signature | value | ...}}
    star    what `from module import *` brings, where the module has an `__all__`
    also    names that are merely there because the module needed them; nobody has to provide them, anybody may

Kinds are: module (`"later": true` if `import theano` alone does not bring it, `alias` if it lives elsewhere), class,
function, op (an instance of Op), type (an instance of Type), constant (a literal, with its value) and instance (of the
class in `of`).
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import sys
import types
import warnings
from collections import defaultdict
from pathlib import Path

# Scripts, generated code, internals nobody imports and the packages that need a GPU.
LEFT_OUT = re.compile(
    r"theano\.(_version|gpuarray|generated|gof\.cutils|.*\.tests|tests|.*\.c_code|compile\.sandbox|misc|"
    r"scan_module\.(c_code|scan_perform.*)|sandbox\.(cuda|gpuarray|minimal)|sparse\.sandbox\.(test_sp|truedot))(\.|$)"
)
KEPT = (  # of what the pattern leaves out
    "theano.misc",
    "theano.misc.frozendict",
    "theano.misc.may_share_memory",
    "theano.misc.ordered_set",
    "theano.misc.pkl_utils",
    "theano.misc.safe_asarray",
    "theano.misc.strutil",
    "theano.tests",
    "theano.tests.breakpoint",
    "theano.tests.record",
    "theano.tests.unittest_tools",
)
# Written by the release, or by the machine Theano was recorded on: the value is no part of the interface.
VOLATILE = re.compile(
    r"theano\.version|theano\.config(defaults|parser)|theano\.compile\.profiling"
    r"|theano\.gof\.(cmodule|compilelock|compiledir|lazylinker_c)"
)
# What programs of the time (Lasagne, Blocks, pylearn2, Keras, PyMC3) take from a module that only borrowed it.
TAKEN_BY_PROGRAMS = {
    "theano": ["_asarray"],
    "theano.compile": ["optdb"],
    "theano.misc.safe_asarray": ["_asarray"],
    "theano.printing": ["_TagGenerator"],
    "theano.sparse.basic": ["_is_dense", "_is_dense_variable", "_is_sparse", "_is_sparse_variable"],
    "theano.sparse.sandbox.sp2": ["sampling_dot"],
    "theano.tensor": ["_shared", "scal"],
    "theano.tensor.basic": ["Elemwise", "TensorConstant", "_allclose"],
}
# Made from sets: what is in the list is part of the interface, the order is an accident.
UNORDERED = ("theano.sparse.basic",)
# The classes people subclass to write C; elsewhere the methods that return C are nobody's business.
WITH_C_METHODS = ("theano.gof.op", "theano.gof.type")
SIMPLE = (str, bytes, int, float, bool, complex, type(None))


def module_names():
    """Every module of Theano that is part of the contract, parents first."""
    import theano

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        below = [
            m.name
            for m in pkgutil.walk_packages(theano.__path__, "theano.", onerror=lambda name: None)
            if not LEFT_OUT.match(m.name)
        ]
    return sorted({"theano", *below, *KEPT})


# --- where a name comes from -----------------------------------------------------------------------------------------


class Bindings(ast.NodeVisitor):
    """The names that a top level binds, {name: ("defined",) | ("from", module, name) | ("loop",)}, and its stars."""

    def __init__(self, module):
        self.package = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        self.names, self.stars = {}, []
        self.visit(ast.parse(inspect.getsource(module) or "pass"))

    def visit_FunctionDef(self, node):
        self.names[node.name] = ("defined",)

    visit_ClassDef = visit_FunctionDef

    def visit_Lambda(self, node):
        pass

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.names[node.id] = ("defined",)

    def visit_For(self, node):
        before = set(self.names)
        self.visit(node.target)
        for name in set(self.names) - before:
            self.names[name] = ("loop",)
        for statement in node.body + node.orelse:
            self.visit(statement)

    def visit_Import(self, node):
        for alias in node.names:
            self.names[alias.asname or alias.name.partition(".")[0]] = ("module",)

    def visit_ImportFrom(self, node):
        base = node.module or ""
        if node.level:
            parts = self.package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1] + ([base] if base else []))
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(base)
            else:
                self.names[alias.asname or alias.name] = ("from", base, alias.name)


_bindings: dict = {}


def bindings(module):
    if module.__name__ not in _bindings:
        _bindings[module.__name__] = Bindings(module)
    return _bindings[module.__name__]


def is_theano(name):
    return name == "theano" or name.startswith("theano.")


def stars(module):
    """What `from module import *` brings."""
    return list(getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")]))


def origin(module, name, seen=()):
    """The module that defines `name`, as far as `module` got it: (home, how); home is None for foreign names."""
    if (module.__name__, name) in seen:
        return None, "foreign"
    seen = (*seen, (module.__name__, name))
    found = bindings(module)
    how = found.names.get(name)
    if how == ("defined",):
        return module.__name__, "defined"
    if how and how[0] == "from":
        return (origin_in(how[1], how[2], seen), "imported") if is_theano(how[1]) else (None, "foreign")
    if how:
        return None, "foreign"
    for base in reversed(found.stars):
        if is_theano(base) and name in stars(importlib.import_module(base)):
            return origin_in(base, name, seen), "star"
    if is_theano(str(getattr(vars(module)[name], "__module__", ""))):  # made by setattr or globals()
        return module.__name__, "defined"
    return None, "foreign"


def origin_in(base, name, seen):
    module = importlib.import_module(base)
    return origin(module, name, seen)[0] if name in vars(module) else base


# --- what people import ----------------------------------------------------------------------------------------------


def taken_names(source, modules):
    """{module: names} that the documentation and the tests below `source` take from a module of Theano."""
    taken = defaultdict(set)
    known = set(modules)
    aliases = {"T": "theano.tensor", "TT": "theano.tensor", "tt": "theano.tensor", "tensor": "theano.tensor"}
    files = [*source.glob("doc/**/*.txt"), *source.glob("doc/**/*.py"), *source.glob("theano/**/tests/**/*.py")]
    for text in (f.read_text(encoding="utf-8", errors="replace") for f in files):
        text = re.sub(r"\\\n", " ", text)
        for base, names in re.findall(r"from\s+(theano[\w.]*)\s+import\s+(\([^)]*\)|[^\n#;]+)", text):
            if base in known:
                taken[base].update(re.findall(r"(\w+)(?:\s+as\s+\w+)?\s*(?:,|\)|$)", names))
        chains = re.findall(r"(?<![\w.])(theano(?:\.\w+)+)", text)
        chains += [aliases[a] + rest for a, rest in re.findall(r"(?<![\w.])(T|TT|tt|tensor)((?:\.\w+)+)", text)]
        for parts in (chain.split(".") for chain in chains):
            size = next((n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in known), 0)
            if 0 < size < len(parts):
                taken[".".join(parts[:size])].add(parts[size])
    # Theano's own tests reach for private names; nobody else has a right to.
    taken = {base: {name for name in names if not name.startswith("_")} for base, names in taken.items()}
    return {base: taken.get(base, set()) | set(TAKEN_BY_PROGRAMS.get(base, ())) for base in modules}


# --- one name --------------------------------------------------------------------------------------------------------


def is_literal(value):
    if isinstance(value, (tuple, list, set, frozenset)):
        return type(value) in (tuple, list, set) and all(is_literal(v) for v in value)
    if isinstance(value, dict):
        return type(value) is dict and all(is_literal(k) and is_literal(v) for k, v in value.items())
    return type(value) in SIMPLE and repr(value) not in ("inf", "-inf", "nan")


def literal(value):
    """`repr`, with sets in a stable order."""
    if isinstance(value, set):
        return "{" + ", ".join(sorted(map(repr, value))) + "}" if value else "set()"
    return repr(value)


def signature(function, drop_self=False):
    """`(a, b=None, *args)` as text; a default that is no literal reads `...`. None if Python cannot tell."""
    try:
        sig = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    params = list(sig.parameters.values())
    if drop_self and params and params[0].kind in (params[0].POSITIONAL_ONLY, params[0].POSITIONAL_OR_KEYWORD):
        params = params[1:]

    class Shown:
        def __init__(self, text):
            self.text = text

        def __repr__(self):
            return self.text

    shown = []
    for p in params:
        default = p.default
        if default is not p.empty:
            default = Shown(literal(default) if is_literal(default) else "...")
        shown.append(p.replace(default=default, annotation=p.empty))
    return str(sig.replace(parameters=shown, return_annotation=sig.empty))


def methods(cls):
    """{name: signature, or "property"} of the public methods that Theano's own classes give to `cls`."""
    found = {}
    for base in reversed(cls.__mro__):
        if not is_theano(base.__module__):
            continue
        for name, value in vars(base).items():
            if name.startswith("_") and name != "__call__":
                continue
            if name.startswith("c_") and cls.__module__ not in WITH_C_METHODS:
                continue
            if isinstance(value, property):
                found[name] = "property"
            elif isinstance(value, staticmethod):
                found[name] = signature(value.__func__)
            elif isinstance(value, (types.FunctionType, classmethod)):
                function = value.__func__ if isinstance(value, classmethod) else value
                found[name] = signature(function, drop_self=True)
            else:
                found.pop(name, None)
    return {name: how for name, how in sorted(found.items()) if how is not None}


def describe(value, home):
    from theano.gof import Op, Type
    from theano.gof.op import CLinkerOp, PureOp

    if isinstance(value, types.ModuleType):
        return {"kind": "module"}
    if isinstance(value, type):
        entry = {"kind": "class", "signature": signature(value.__init__, drop_self=True)}
        if value.__init__ is object.__init__:
            entry["signature"] = "()"
        if issubclass(value, BaseException):
            entry["exception"] = next(b.__name__ for b in value.__mro__ if b.__module__ == "builtins")
            entry["signature"] = None
        elif not issubclass(value, (PureOp, CLinkerOp)) or value.__module__ == "theano.gof.op":
            entry["methods"] = methods(value) or None
        else:
            entry["of"] = "Op"
    elif isinstance(value, (Op, PureOp)):
        entry = {"kind": "op", "of": type(value).__name__, "signature": signature(value.make_node)}
        scalar_op = getattr(value, "scalar_op", None)
        arity = getattr(scalar_op if entry["of"] == "Elemwise" else value, "nin", -1)
        if entry["signature"] == "(*inputs)" and isinstance(arity, int) and arity > 0:
            entry["arity"] = arity
    elif isinstance(value, Type):
        entry = {"kind": "type", "of": type(value).__name__, "signature": signature(type(value).__call__, True)}
        if hasattr(value, "dtype"):
            entry["dtype"] = str(value.dtype)
        if hasattr(value, "broadcastable"):
            entry["broadcastable"] = list(value.broadcastable)
    elif isinstance(value, (types.FunctionType, types.BuiltinFunctionType, types.MethodType)):
        entry = {"kind": "function", "signature": signature(value)}
    elif is_literal(value):
        entry = {"kind": "constant"}
        if home in UNORDERED and isinstance(value, list):
            entry["unordered"], value = True, sorted(value)
        if not VOLATILE.match(home) and sys.prefix not in literal(value):
            entry["value"] = literal(value)
    else:
        entry = {"kind": "instance", "of": type(value).__name__}
        if callable(value):
            entry["signature"] = signature(value)
    if not is_theano(home):
        entry.pop("signature", None)
    return {**{k: v for k, v in entry.items() if v is not None}, "home": home}


def record(name, known, taken, at_once):
    """The contract of one module; `at_once` are the modules that `import theano` brings."""
    module = importlib.import_module(name)
    package = hasattr(module, "__path__") or not any(
        how == ("defined",) and not n.startswith("__") for n, how in bindings(module).names.items()
    )
    listed = set(getattr(module, "__all__", ()))
    names, also = {}, []
    for attribute, value in sorted(vars(module).items()):
        full = f"{name}.{attribute}"
        special = attribute == "__version__"
        if attribute.startswith("__") and not special:
            continue
        if isinstance(value, types.ModuleType):
            if value.__name__ == full and full in known and not attribute.startswith("_"):
                names[attribute] = {"kind": "module"} if full in at_once else {"kind": "module", "later": True}
            elif attribute in TAKEN_BY_PROGRAMS.get(name, ()):
                names[attribute] = {"kind": "module", "alias": value.__name__}
            elif not attribute.startswith("_"):
                also.append(attribute)
            continue
        home, how = origin(module, attribute)
        if home is None and attribute in listed:  # foreign, but offered
            home = getattr(value, "__module__", "")
        public = not attribute.startswith("_") or special
        expected = how in ("defined", "star") or package or attribute in listed
        if home and ((public and expected) or attribute in taken):
            names[attribute] = describe(value, home)
        elif public:
            also.append(attribute)
    result = {"module": name, "names": names, "also": also}
    if "__all__" in vars(module):
        result["star"] = sorted(n for n in module.__all__ if n in names)
    return result


def dump(recorded):
    """JSON with one name a line, so that a change reads well in a diff."""
    lines = [f"{json.dumps(n)}: {json.dumps(e, sort_keys=True)}" for n, e in sorted(recorded["names"].items())]
    head = {key: value for key, value in recorded.items() if key != "names"}
    rows = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    rows.append(' "names": {\n  ' + ",\n  ".join(lines) + "\n }" if lines else ' "names": {}')
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main(source, out):
    warnings.simplefilter("ignore")
    importlib.import_module("theano")
    at_once = set(sys.modules)
    modules = module_names()
    out.mkdir(parents=True, exist_ok=True)
    for name in modules:
        importlib.import_module(name)
    taken = taken_names(source, modules)
    for old in out.glob("*.json"):
        old.unlink()
    for name in modules:
        (out / f"{name}.json").write_text(dump(record(name, set(modules), taken[name], at_once)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
