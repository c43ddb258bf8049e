"""``theano-min port``: a program for Theano rewritten for PyTensor alone and Python 3, its comments and layout kept.

What becomes what is read from the package itself (`origins`): a name that is PyTensor's own object is written as
PyTensor has it; of one that is adapted, arguments are brought to PyTensor's signature, and what else differs is said;
one that PyTensor does not have stays Theano's, and is named.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import re
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytensor.graph.replace
import pytensor.tensor

from theano_min._teaching.origins import Origin, origin
from theano_min.configparser import _config_var_list
from theano_min.python2 import detect, translate

try:
    import libcst as cst
    from libcst import metadata
except ImportError as error:
    raise ImportError("rewriting programs needs the package libcst: pip install libcst fissix") from error


class Note(NamedTuple):
    """A place where a human must decide, and what about."""

    line: int
    text: str


class Ported(NamedTuple):
    """The program before and after, and what is left to decide."""

    before: str
    after: str
    notes: list[Note]


def command(files: list[str], write: bool, output: str | None) -> int:
    """Print what changes in the files, or write it, and say on stderr what a human must decide; return the status."""
    status = 0
    for file in files:
        try:
            ported = port(Path(file).read_bytes(), file)
        except OSError as error:
            print(f"theano-min port: cannot read {file}: {error.strerror}", file=sys.stderr)
            status = 2
            continue
        except SyntaxError as error:
            print(f"theano-min port: {file}:{error.lineno}: {error.msg}", file=sys.stderr)
            status = 2
            continue
        if write or output:
            Path(output or file).write_text(ported.after, "utf-8")
        else:
            before, after = (text.splitlines(keepends=True) for text in (ported.before, ported.after))
            sys.stdout.writelines(difflib.unified_diff(before, after, file, f"{file} (PyTensor)"))
        for line, text in ported.notes:
            print(f"{file}:{line}: {text}", file=sys.stderr)
    return status


def port(data: bytes, filename: str = "<program>") -> Ported:
    """Rewrite a program, given as its file's bytes. Errors: SyntaxError at its own line, ImportError for fissix."""
    before, _ = translate.text_of(data, filename)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes and numbers as they were written once
        python2 = _is_python2(data, before, filename)
        text = _python3(before, filename) if python2 else before
    wrapper = metadata.MetadataWrapper(_parsed(text, filename))
    reader = _Reader(python2, divides=python2 and not _future("division", before))
    wrapper.visit(reader)
    after = wrapper.module.visit(_Writer(reader)).code
    return Ported(before, after, sorted(set(reader.notes)))


def _future(name: str, text: str) -> bool:
    return bool(re.search(rf"^from __future__ import .*\b{name}\b", text, re.MULTILINE))


def _parsed(text: str, filename: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        place = (filename, error.raw_line, error.raw_column, None)
        raise SyntaxError(error.message, place) from None


# ---- Python 2 ------------------------------------------------------------------------------------------------------


def _is_python2(data: bytes, text: str, filename: str) -> bool:
    try:
        tree = ast.parse(data, filename)
    except (SyntaxError, ValueError):
        translate.compile_source(data, filename)  # or it is neither
        return True
    return detect.is_python2(tree, text)


def _python3(text: str, filename: str) -> str:
    from fissix.pgen2.parse import ParseError
    from fissix.refactor import RefactoringTool, get_fixers_from_package

    fixers = get_fixers_from_package("fissix.fixes")
    tool = RefactoringTool(fixers, {"print_function": _future("print_function", text)})
    try:
        return str(tool.refactor_string(text if text.endswith("\n") else f"{text}\n", filename))
    except ParseError as error:
        raise SyntaxError("invalid syntax", (filename, *error.context[1], None)) from None


# what an expression surely is, by the names it ends in
_FLOATS = re.compile(r"(float\d*|sqrt|exp|log|mean|std|uniform|normal|[fd](scalar|vector|row|col|matrix|tensor[345]))$")
_INTEGERS = re.compile(r"(int\d*|long|len|ord|[bwil](scalar|vector|row|col|matrix|tensor[345]))$")
_WHOLE = (cst.Add, cst.Subtract, cst.Multiply, cst.FloorDivide, cst.Modulo)


def _is_float(node: cst.CSTNode, assigned: dict[str, cst.CSTNode | None]) -> bool:
    """Whether an expression is surely of floating-point numbers; ``assigned`` are names that are assigned once."""
    if isinstance(node, cst.Name) and (value := assigned.get(node.value)):
        return _is_float(value, {**assigned, node.value: None})
    if isinstance(node, cst.Call):
        return bool(_FLOATS.search(_last(node.func)))
    if isinstance(node, cst.BinaryOperation):
        return _is_float(node.left, assigned) or _is_float(node.right, assigned)
    return isinstance(node, cst.Float) or (
        isinstance(node, cst.UnaryOperation) and _is_float(node.expression, assigned)
    )


def _is_integer(node: cst.CSTNode, assigned: dict[str, cst.CSTNode | None]) -> bool:
    """Whether an expression is surely of integers; ``assigned`` are names that are assigned once."""
    if isinstance(node, cst.Name) and (value := assigned.get(node.value)):
        return _is_integer(value, {**assigned, node.value: None})
    if isinstance(node, cst.Call):
        return bool(_INTEGERS.search(_last(node.func))) or (
            _last(node.func) == "shared" and bool(node.args) and _is_integer(node.args[0].value, assigned)
        )
    if isinstance(node, cst.BinaryOperation):
        both = _is_integer(node.left, assigned) and _is_integer(node.right, assigned)
        return both and isinstance(node.operator, (*_WHOLE, cst.Divide))
    if isinstance(node, cst.Subscript):
        return _last(node.value) == "shape"
    if isinstance(node, cst.UnaryOperation):
        return _is_integer(node.expression, assigned)
    return isinstance(node, cst.Integer) or _last(node) in ("ndim", "maxint", "maxsize")


def _last(node: cst.CSTNode) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else getattr(node, "value", "")


# ---- reading -------------------------------------------------------------------------------------------------------

_TENSOR = inspect.getsource(pytensor.tensor)
_THEANO = re.compile(r"theano(_min)?(\.|$)")
_NOT_HERE = "PyTensor has no such name: it needs theano-min"


def _origin(full: str) -> Origin:
    found = origin(full)
    if (known := _known(full, found.value)) in _PLACES:
        module, name = _PLACES[known]
        return found._replace(status="adapted", difference="", module=module, name=name)
    if known in _SEVERAL:
        return origin(_SEVERAL[known])._replace(value=found.value, status="several")
    home = getattr(found.value, "__module__", None)
    if home in sys.stdlib_module_names - {"builtins"} and not found.module:  # what Theano handed on
        return found._replace(status="same", module=home, name=found.value.__name__)
    return found


@cache
def _by_value() -> dict[int, str]:
    """The names in the tables below, by what they stand for: a program may know it by another path."""
    known = {}
    for name in {*_EXPLICIT, *_PLACES, *_ADVICE, *_SEVERAL, "theano.function", "theano.In"}:
        with suppress(AttributeError, ImportError):
            known[id(origin(name).value)] = name
    return known


def _known(full: str, value: Any) -> str:
    return _by_value().get(id(value), full)


def _is_reached(module: str) -> bool:
    """Whether ``import a.b`` makes ``a.b`` the module: PyTensor has a function by the name of its package scan."""
    value: Any = sys.modules[module.partition(".")[0]]
    for part in module.split(".")[1:]:
        value = getattr(value, part, None)
    return value is sys.modules[module]


class _Reader(cst.CSTVisitor):
    """Finds what is Theano's in a program, and what takes its place."""

    METADATA_DEPENDENCIES = (
        metadata.QualifiedNameProvider,
        metadata.PositionProvider,
        metadata.ParentNodeProvider,
        metadata.ScopeProvider,
    )

    def __init__(self, python2: bool, divides: bool) -> None:
        self.python2, self.divides = python2, divides  # divides as Python 2 does
        self.quotients: list[Any] = []
        self.floored: set[cst.CSTNode] = set()  # divisions of integers
        self.assigned: dict[str, cst.CSTNode | None] = {}  # None: more than once
        self.notes: list[Note] = []
        self.instead: dict[cst.CSTNode, str] = {}  # expressions, and what is written for them
        self.calls: dict[cst.CSTNode, Callable[[cst.Call], cst.Call]] = {}
        self.unwrapped: set[cst.CSTNode] = set()  # assignments that drop the second of two results
        self.imports: dict[cst.CSTNode, list[cst.CSTNode]] = {}  # of Theano's, by the statement they stand in
        self.needs: dict[cst.CSTNode, list[str]] = {}  # what takes the place of an import
        self.kept: set[tuple[cst.CSTNode, str]] = set()  # imports, and the names of theirs that stay Theano's
        self.written: set[tuple[cst.CSTNode, str]] = set()  # and those that are written otherwise
        self.alone: set[cst.CSTNode] = set()  # statements that are a whole block
        self.names: set[str] = set()
        self.said: set[str] = set()
        self.lines: dict[cst.CSTNode, list[tuple[str, str]]] = {}  # modules and names that an import must bring
        self.uses: list[tuple[cst.CSTNode, Origin]] = []
        self.flags = {param.fullname: param for param in _config_var_list}

    def note(self, node: cst.CSTNode, text: str) -> None:
        self.notes.append(Note(self.get_metadata(metadata.PositionProvider, node).start.line, text))

    def theanos(self, node: cst.CSTNode) -> str:
        """Theano's name for what an expression refers to, or an empty string."""
        found = self.get_metadata(metadata.QualifiedNameProvider, node, set())
        names = {each.name for each in found if each.source is metadata.QualifiedNameSource.IMPORT}
        name = names.pop() if len(names) == 1 else ""
        return re.sub(r"^theano_min\b", "theano", name) if _THEANO.match(name) else ""

    # -- expressions

    def visit_Name(self, node: cst.Name) -> None:
        self.names.add(node.value)
        self.use(node)

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        if self.python2 and node.attr.value == "encode":
            self.note(node, "encode gives bytes, which are no text in Python 3: they print as b'...'")
        if node.attr.value == "test_value":
            self.note(node, "PyTensor computes no test values: take variable.eval({input: value})")
        return not self.use(node)

    def visit_Call(self, node: cst.Call) -> None:
        given = {arg.keyword.value for arg in node.args if arg.keyword}
        if _last(node.func) == "copy" and given & {"swap", "delete_updates", "share_memory"}:
            self.note(node, "a copy of a function of one output gives the output in PyTensor, in Theano a list of it")

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        if node.raw_value == "THEANO_FLAGS":
            self.note(node, "PyTensor reads PYTENSOR_FLAGS and .pytensorrc, with __ for the dots in the names of flags")

    def use(self, node: cst.Name | cst.Attribute) -> bool:
        """Find what takes the place of an expression; say whether it is a name of Theano's, dots included."""
        name = self.theanos(node)
        parent = self.get_metadata(metadata.ParentNodeProvider, node)
        inside = isinstance(parent, cst.ImportAlias | cst.AsName | cst.ImportFrom | cst.Import)
        if not name or inside or (isinstance(parent, cst.Attribute) and parent.attr is node):
            return False
        parts: list[cst.Name | cst.Attribute] = [node]
        while isinstance(each := parts[-1], cst.Attribute) and isinstance(each.value, cst.Name | cst.Attribute):
            parts.append(each.value)
        base = parts[-1]
        if not isinstance(base, cst.Name):
            return False
        statement = self.imported_by(base)
        # the longest part that is a name of Theano's, as what follows may be an attribute of an object
        for part in parts:
            full = self.theanos(part)
            if full.startswith("theano.config."):
                continue
            try:
                found = _origin(full) if _THEANO.match(full) else None
            except (AttributeError, ImportError) as error:
                if " is gone: " in str(error):
                    self.note(node, str(error))
                    self.keep(statement, base.value)
                    return True
                continue
            if found is None:
                break
            self.found(node, part, base, full, found, statement)
            if _known(full, found.value) == "theano.function" and part is node and isinstance(parent, cst.Call):
                self.function(parent)
            return True
        self.note(node, f"{name}: {_NOT_HERE}, or it never was Theano's")
        self.keep(statement, base.value)
        return True

    def found(
        self, node: Any, part: Any, base: cst.Name, full: str, found: Origin, statement: cst.CSTNode | None
    ) -> None:
        if full == "theano.config":
            self.flag(node, part, base, statement)
        elif found.module:
            self.write(part, base, found, statement)
            self.call(node, part, full, found)
        elif found.status == "module" and full in ("theano", "theano.tensor"):
            if part is not node:  # something in it that is not there
                self.note(node, f"{self.theanos(node)}: {_NOT_HERE}")
                self.keep(statement, base.value)
            else:
                self.write(part, base, Origin(None, "module", "", full.replace("theano", "pytensor")), statement)
        else:
            self.note(node, f"{full}: {_ADVICE.get(_known(full, found.value), _NOT_HERE)}")
            self.keep(statement, base.value)

    def function(self, call: cst.Call) -> None:
        """Name what a function of PyTensor's does not take: inputs with their values, and outputs by name."""
        given = {arg.keyword.value if arg.keyword else i: self.value(arg.value) for i, arg in enumerate(call.args)}
        inputs, outputs = given.get("inputs", given.get(0)), given.get("outputs", given.get(1))
        for each in inputs.elements if isinstance(inputs, cst.List | cst.Tuple) else ():
            if isinstance(each.value, cst.Tuple | cst.List):
                self.note(each, f"theano.function: {_NO_VALUES}")
        if isinstance(outputs, cst.Dict) or (isinstance(outputs, cst.Call) and _last(outputs.func).endswith("ict")):
            self.note(call, "theano.function: PyTensor's give lists: take list(outputs.values()), and zip the names")

    def value(self, node: cst.CSTNode) -> cst.CSTNode:
        """What an expression is, looked up if it is a name that is assigned once."""
        return (self.assigned.get(node.value) or node) if isinstance(node, cst.Name) else node

    def flag(self, node: Any, part: Any, base: cst.Name, statement: cst.CSTNode | None) -> None:
        asked = self.theanos(node).removeprefix("theano.config").strip(".")
        self.write(part, base, Origin(None, "same", "", "pytensor", "config"), statement)
        name = next((flag for flag in self.flags if asked == flag or asked.startswith(f"{flag}.")), None)
        if name is None:
            if asked:
                self.note(node, f"theano.config.{asked}: PyTensor's flags have __ for the dots in their names")
        elif self.flags[name].store is None:
            self.note(node, f"theano.config.{name}: PyTensor has no such flag")
        elif "." in name and asked == name:
            self.instead[node] = f"{'config' if base is part else 'pytensor.config'}.{name.replace('.', '__')}"

    def imported_by(self, base: cst.Name) -> cst.CSTNode | None:
        scope = self.get_metadata(metadata.ScopeProvider, base, None)
        found = (
            [each.node for each in scope[base.value] if isinstance(each, metadata.ImportAssignment)] if scope else []
        )
        return found[0] if found else None

    def keep(self, statement: cst.CSTNode | None, local: str) -> None:
        if statement is not None:
            self.kept.add((statement, local))

    def write(self, part: Any, base: cst.Name, found: Origin, statement: cst.CSTNode | None) -> None:
        """Note what is written for an expression, unless an import gives it the name already."""
        named = isinstance(statement, cst.ImportFrom) and part is base
        if statement is None or (named and found.status not in ("module", "several")):
            return
        self.uses.append((part, found))
        self.written.add((statement, base.value))
        self.lines.setdefault(statement, []).append((found.module, found.name))

    # -- divisions

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        if isinstance(node.operator, cst.Divide):
            self.quotients.append((node, node.left, node.right))

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        if isinstance(node.operator, cst.DivideAssign):
            self.quotients.append((node, node.target, node.value))

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        assign = self.get_metadata(metadata.ParentNodeProvider, node)
        self.assign(node.target, assign.value if isinstance(assign, cst.Assign) else None)

    def visit_Param(self, node: cst.Param) -> None:
        self.assign(node.name, None)

    def visit_For(self, node: cst.For) -> None:
        self.assign(node.target, None)

    def assign(self, target: cst.CSTNode, value: cst.CSTNode | None) -> None:
        if isinstance(target, cst.Name):
            self.assigned[target.value] = None if target.value in self.assigned else value
        elif isinstance(target, cst.Tuple):
            values = (
                value.elements if isinstance(value, cst.Tuple) and len(value.elements) == len(target.elements) else ()
            )
            for i, each in enumerate(target.elements):
                self.assign(each.value, values[i].value if values else None)

    def divisions(self) -> None:
        """Find which divisions of a Python 2 program are of integers."""
        for node, left, right in self.quotients if self.divides else ():
            if _is_integer(left, self.assigned) and _is_integer(right, self.assigned):
                self.floored.add(node)
            elif not (_is_float(left, self.assigned) or _is_float(right, self.assigned)):
                self.note(node, "/ of integers was // in Python 2: write // if both are integers")

    # -- calls

    def call(self, node: Any, part: Any, full: str, found: Origin) -> None:
        parent = self.get_metadata(metadata.ParentNodeProvider, node)
        called = isinstance(parent, cst.Call) and parent.func is node
        known = _known(full, found.value)
        if found.status == "several" and part is node:
            if isinstance(parent, cst.Call) and called and (change := _spread(parent)):
                self.calls[parent] = change
            else:
                single = found.name
                self.note(node, f"{full}: PyTensor has none: write x, y = pt.{single}('x'), pt.{single}('y')")
        if found.status != "adapted" or part is not node:
            return
        if found.difference and full not in self.said and full.rpartition(".")[2] not in _MET:
            self.said.add(full)
            self.note(node, f"{full} is {found.module}.{found.name} now; in Theano: {found.difference}")
        if not called:
            return
        assert isinstance(parent, cst.Call)
        is_matrix = known in _EXPLICIT and parent.args and isinstance(parent.args[0].value, cst.List)
        if known in _ADVICE and not is_matrix:
            self.note(node, f"{full}: {_ADVICE[known]}")
        values = {arg.keyword.value for arg in parent.args if arg.keyword} & {"value", "update", "implicit"}
        if known == "theano.In" and (values or len([arg for arg in parent.args if not arg.keyword]) > 2):
            self.note(node, f"{full}: {_NO_VALUES}")
        changes = _Changes(self, parent, known, found)
        self.calls[parent] = changes.apply
        if changes.returns_updates:
            self.updates(parent, full, changes)

    def updates(self, call: cst.Call, full: str, changes: _Changes) -> None:
        """Take the outputs of a loop alone where the program drops its updates, as PyTensor will give no others."""
        assign = self.get_metadata(metadata.ParentNodeProvider, call)
        targets = assign.targets if isinstance(assign, cst.Assign) else ()
        target = targets[0].target if len(targets) == 1 else None
        if isinstance(target, cst.Tuple) and len(target.elements) == 2:
            second = target.elements[1].value
            scope = self.get_metadata(metadata.ScopeProvider, call)
            if isinstance(second, cst.Name) and scope and not any(each.references for each in scope[second.value]):
                changes.without_updates = True
                self.unwrapped.add(assign)
                return
        self.note(call, f"{full}: PyTensor will return the outputs alone (return_updates=False)")

    # -- imports

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> None:
        block = self.get_metadata(metadata.ParentNodeProvider, node)
        if isinstance(block, cst.IndentedBlock) and len(block.body) == 1:
            self.alone.add(node)
        for each in node.body:
            if isinstance(each, cst.Import):
                if any(_THEANO.match(_dotted(alias.name)) for alias in each.names):
                    self.imports.setdefault(node, []).append(each)
            elif isinstance(each, cst.ImportFrom) and each.module and _THEANO.match(_dotted(each.module)):
                self.imports.setdefault(node, []).append(each)
                if isinstance(each.names, cst.ImportStar):
                    self.note(node, "import the names one by one, and port once more: which ones are used is not seen")
                    self.kept.add((each, "*"))

    def leave_Module(self, original_node: cst.Module) -> None:
        """Decide what needs the whole program to be known."""
        self.divisions()
        self.tensor = "pt"
        if "pt" in self.names:
            self.tensor = next(each for each in ("ptensor", "pytensor_tensor", "_pt") if each not in self.names)
        for node, found in self.uses:
            # a flag with a section is written as a whole
            self.instead.setdefault(node, self.expression(found))

    def expression(self, found: Origin) -> str:
        if not _is_reached(found.module):
            return self.own(found.name)
        module = re.sub(r"^pytensor\.tensor\b", self.tensor, found.module)
        return f"{module}.{found.name}".strip(".")

    def own(self, name: str) -> str:
        """A name that the program does not use yet."""
        return f"{name}_" if name in self.names else name

    def lines_for(self, module: str, name: str) -> list[str]:
        if not _is_reached(module):
            return [f"from {module} import {name}" + (f" as {self.own(name)}" if name in self.names else "")]
        if not module.startswith("pytensor.tensor"):
            return [f"import {module}"]
        rest = module.removeprefix("pytensor.tensor").strip(".")
        brought = re.search(rf"^(from pytensor\.tensor )?import .*\b{rest}$", _TENSOR, re.MULTILINE)
        own = [f"import {module}"] if rest and not brought else []
        return [f"import pytensor.tensor as {self.tensor}", *own]


def _dotted(node: Any) -> str:
    return f"{_dotted(node.value)}.{node.attr.value}" if isinstance(node, cst.Attribute) else node.value


class _Changes:
    """What changes in the arguments of a call, from the two signatures."""

    def __init__(self, reader: _Reader, call: cst.Call, full: str, found: Origin):
        self.without_updates = False
        self.is_routine = inspect.isroutine(found.value)
        self.ours, self.theirs = (_parameters(each) for each in (found.value, found.theirs))
        self.returns_updates = "return_updates" in self.theirs and "return_updates" not in self.ours
        self.extra = [] if full not in _EXPLICIT else [_keyword(*each) for each in _EXPLICIT[full].items()]
        self.joined = self.is_joined(call)
        self.is_type = found.name in ("TensorType", "tensor")
        self.renamed = _RENAMED.get(full, {})
        self.dropped: set[int] = set()  # arguments that PyTensor's does not have
        for i, arg in enumerate(call.args):
            name = arg.keyword.value if arg.keyword else [*self.positional(), *call.args][i]
            if isinstance(name, str) and name in self.ours and self.theirs and self.their_name(name) is None:
                if not arg.keyword:
                    self.dropped.add(i)
                reader.note(arg, f"{found.module}.{found.name} has no argument {name}, which {full} had")

    def positional(self) -> list[str]:
        """The names of ours that an argument's place tells."""
        names = list(self.ours)
        starred = [i for i, each in enumerate(self.ours.values()) if each.kind is inspect.Parameter.VAR_POSITIONAL]
        return names[: starred[0]] if starred else names

    def is_joined(self, call: cst.Call) -> bool:
        """Whether the first argument is a list in PyTensor, and here the positional ones are its elements."""
        first = next(iter(self.ours.values()), None)
        variadic = self.is_routine and first is not None and first.kind is inspect.Parameter.VAR_POSITIONAL
        starred = inspect.Parameter.VAR_POSITIONAL in {each.kind for each in self.theirs.values()}
        variadic = variadic and not starred and "name" not in list(self.theirs)[:1]
        given = [arg.value for arg in call.args if arg.keyword is None]
        integers = any(isinstance(each, cst.Integer | cst.UnaryOperation) for each in given[1:])
        return variadic and bool(self.theirs) and len(given) > 1 and not integers

    def their_name(self, name: str) -> str | None:
        """The name of an argument in PyTensor: the same, or what stands in its place; None if there is none."""
        variadic = {each.kind for each in self.theirs.values()}
        if name in self.renamed:
            return self.renamed[name]
        if name in self.theirs or inspect.Parameter.VAR_KEYWORD in variadic:
            return name
        place = list(self.ours).index(name)
        there = list(self.theirs)
        return there[place] if place < len(there) and there[place] not in self.ours else None

    def apply(self, call: cst.Call) -> cst.Call:
        args = [self.changed(i, arg) for i, arg in enumerate(call.args) if i not in self.dropped]
        if self.joined:
            elements = [cst.Element(arg.value) for arg in args if arg.keyword is None]
            args = [cst.Arg(cst.List(elements)), *(arg for arg in args if arg.keyword is not None)]
        given = {arg.keyword.value for arg in args if arg.keyword}
        extra = [*self.extra, *([_keyword("return_updates", "False")] if self.without_updates else [])]
        extra = [arg for arg in extra if arg.keyword and arg.keyword.value not in given]
        if extra and args:
            args = _followed(args, extra)
        return call.with_changes(args=args or extra)

    def changed(self, i: int, arg: cst.Arg) -> cst.Arg:
        value = arg.value
        if self.is_type and ((i == 1 and not arg.keyword) or (arg.keyword and arg.keyword.value == "broadcastable")):
            return _shape(arg)
        if self.is_type and i == 0 and not arg.keyword:
            return (
                arg if "dtype" in list(self.theirs)[:1] else arg.with_changes(keyword=cst.Name("dtype"), equal=_EQUAL)
            )
        if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute) and not value.args:
            if value.func.attr.value in ("values", "keys", "items"):  # PyTensor wants a sequence
                arg = arg.with_changes(value=cst.Call(cst.Name("list"), [cst.Arg(value)]))
        elif isinstance(value, cst.Call) and isinstance(value.func, cst.Name) and value.func.value in ("map", "zip"):
            arg = arg.with_changes(value=cst.Call(cst.Name("list"), [cst.Arg(value)]))
        if arg.star or not self.theirs or not self.ours or self.joined:
            return arg
        if arg.keyword is not None:
            name = self.their_name(arg.keyword.value) if arg.keyword.value in self.ours else None
            return arg.with_changes(keyword=cst.Name(name)) if name else arg
        ours, theirs = self.positional(), list(self.theirs)
        if i < len(ours) and ours[i] in self.renamed:
            return arg.with_changes(keyword=cst.Name(self.renamed[ours[i]]), equal=_EQUAL)
        if i >= len(ours):
            return arg
        same = i < len(theirs) and (theirs[i] == ours[i] or ours[i] not in self.theirs)
        positional = same and self.theirs[theirs[i]].kind is not inspect.Parameter.KEYWORD_ONLY
        if positional or ours[i] not in self.theirs:
            return arg
        return arg.with_changes(keyword=cst.Name(ours[i]), equal=_EQUAL)


def _shape(arg: cst.Arg) -> cst.Arg:
    """Write truth values for the lengths that are 1, as Theano's types have them, as the lengths."""
    value = arg.value
    if isinstance(value, cst.Tuple | cst.List) and all(
        _last(each.value) in ("True", "False") for each in value.elements
    ):
        lengths = ["1" if _last(each.value) == "True" else "None" for each in value.elements]
        text = f"({', '.join(lengths)}{',' if len(lengths) == 1 else ''})"
    else:
        text = f"[1 if is_1 else None for is_1 in {cst.Module([]).code_for_node(value)}]"
    return arg.with_changes(keyword=cst.Name("shape"), equal=_EQUAL, value=cst.parse_expression(text))


_EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def _spread(call: cst.Call) -> Callable[[cst.Call], Any] | None:
    """How several variables of a kind are written one by one; None if it does not show how many there are."""
    given = [arg.value for arg in call.args if not (arg.keyword or arg.star)]
    if len(given) != len(call.args) or not given:
        return None
    first = given[0]
    if isinstance(first, cst.Integer) and len(given) == 1:
        names = [""] * int(first.value)
    elif all(isinstance(each, cst.SimpleString) for each in given):
        names = [cst.Module([]).code_for_node(each) for each in given]
    else:
        return None

    def spread(written: cst.Call) -> cst.BaseExpression:
        func = cst.Module([]).code_for_node(written.func)
        return cst.parse_expression(f"[{', '.join(f'{func}({name})' for name in names)}]")

    return spread


def _keyword(name: str, value: str) -> cst.Arg:
    return cst.Arg(cst.parse_expression(value), cst.Name(name), equal=_EQUAL)


def _followed(args: list[cst.Arg], more: list[cst.Arg]) -> list[cst.Arg]:
    """Return the arguments with more at their end, laid out as they are."""
    last = args[-1]
    if isinstance(last.comma, cst.Comma):  # one argument a line, with a comma at the end
        between = args[-2].comma if len(args) > 1 and isinstance(args[-2].comma, cst.Comma) else last.comma
        return [*args[:-1], last.with_changes(comma=between), *more[:-1], more[-1].with_changes(comma=last.comma)]
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    ending = last.whitespace_after_arg
    more = [*(arg.with_changes(comma=comma) for arg in more[:-1]), more[-1].with_changes(whitespace_after_arg=ending)]
    return [*args[:-1], last.with_changes(comma=comma, whitespace_after_arg=cst.SimpleWhitespace("")), *more]


def _parameters(function: Any) -> dict[str, inspect.Parameter]:
    try:
        return dict(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return {}


# what a signature does not tell: arguments that Theano's meaning wants, differences that the rewriting meets
_EXPLICIT = {"theano.tensor.nnet.softmax": {"axis": "-1"}, "theano.tensor.nnet.logsoftmax": {"axis": "-1"}}
_PLACES = {
    "theano.clone": ("pytensor.graph.replace", "clone_replace"),
    "theano.gradient.consider_constant": ("pytensor.gradient", "zero_grad"),
    "theano.tensor.nnet.logsoftmax": ("pytensor.tensor.special", "log_softmax"),
}
_RENAMED = {
    "theano.clone": {"strict": "rebuild_strict", "share_inputs": "copy_inputs_over"},
    "theano.tensor.flatten": {"outdim": "ndim"},
}
_SEVERAL = {  # scalars("x", "y") and their like, and what one of them is
    f"theano.tensor.{dtype}{several}": f"theano.tensor.{dtype}{one}"
    for one in ("scalar", "vector", "row", "col", "matrix", "tensor3", "tensor4", "tensor5")
    for several in ("matrices" if one == "matrix" else f"{one}s",)
    for dtype in ("", *"bwilfdcz")
}
# what differs for rare arguments alone, or is met by the signatures
_MET = set(
    """
    In Lop Rop TensorType argmax argmin argsort as_tensor as_tensor_variable col concatenate constant cumsum diag dot
    flatten grad
    hessian horizontal_stack ifelse inc_subtensor is_flat jacobian join matrix max max_and_argmax mean min ptp repeat
    reshape row scalar scan shape_padaxis shape_padleft shape_padright shared sort specify_shape split stack take tensor
    tensor3 tensor4 tensor5 tensor6 tensor7 tensordot tile transpose triu vector vertical_stack
    """.split()  # noqa: SIM905
)
_NO_VALUES = "PyTensor's inputs have no values: give it in each call, or take functools.partial(f, name=value)"
_UNUSED = "an input that PyTensor's result does not need must be allowed: function(..., on_unused_input='ignore')"
_VECTOR = "of a vector, Theano's gives a matrix of one row, PyTensor's a vector"
_RANDOM = "PyTensor's pytensor.tensor.random.RandomStream draws other numbers; theano-min draws Theano's"
_ADVICE = {
    "theano.Param": _NO_VALUES,
    "theano.Rop": _UNUSED,
    "theano._asarray": "numpy.asarray(x, dtype) does",
    "theano.gof.graph.ancestors": "PyTensor's gives an iterator",
    "theano.gof.graph.inputs": "PyTensor has none: pytensor.graph.traversal.graph_inputs gives an iterator",
    "theano.tensor.nnet.softmax": _VECTOR,
    "theano.tensor.nnet.logsoftmax": _VECTOR,
    "theano.tensor.nnet.softsign": "PyTensor has none: write x / (1 + abs(x))",
    "theano.tensor.nnet.relu": "PyTensor has none: write 0.5 * (x + abs(x)), or take theano-min's",
    "theano.tensor.nnet.binary_crossentropy": "PyTensor has none: write -(t * log(x) + (1 - t) * log(1 - x))",
    "theano.tensor.nnet.categorical_crossentropy": "PyTensor has none: for classes t, -log(x[arange(t.shape[0]), t])",
    "theano.tensor.shared_randomstreams.RandomStreams": _RANDOM,
    "theano.sandbox.rng_mrg.MRG_RandomStreams": _RANDOM,
    "theano.OrderedUpdates": "a dict does",
    "theano.tensor.nnet.hard_sigmoid": "PyTensor has none: write pt.clip(0.2 * x + 0.5, 0, 1)",
    "theano.tensor.nnet.ultra_fast_sigmoid": "PyTensor has none: pt.sigmoid(x) is exact",
    "theano.tensor.nnet.elu": "PyTensor has none: write pt.switch(x > 0, x, alpha * pt.expm1(x))",
    "theano.tensor.batched_dot": "PyTensor has none: write pt.matmul(a, b) for two stacks of matrices",
    "theano.tensor.extra_ops.to_one_hot": "PyTensor has none: write pt.eq(y[:, None], pt.arange(n)).astype(dtype)",
    "theano.tensor.inverse_permutation": "PyTensor's pytensor.tensor.argsort(p) inverts a permutation",
}


# ---- writing -------------------------------------------------------------------------------------------------------


class _Writer(cst.CSTTransformer):
    """Puts in place what the reader has found."""

    def __init__(self, reader: _Reader):
        super().__init__()
        self.reader = reader
        self.scopes: list[set[str]] = [set()]  # imports written, in the module and in the functions around

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return self.written(original_node, updated_node)

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        return self.written(original_node, updated_node)

    def written(self, original: cst.CSTNode, updated: Any) -> cst.BaseExpression:
        text = self.reader.instead.get(original)
        if text is None:
            return updated
        return cst.parse_expression(text).with_changes(lpar=updated.lpar, rpar=updated.rpar)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        change = self.reader.calls.get(original_node)
        return change(updated_node) if change else updated_node

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BinaryOperation:
        floored = original_node in self.reader.floored and isinstance(updated_node.operator, cst.Divide)
        return updated_node.with_changes(operator=_floor(updated_node, cst.FloorDivide)) if floored else updated_node

    def leave_AugAssign(self, original_node: cst.AugAssign, updated_node: cst.AugAssign) -> cst.AugAssign:
        floored = original_node in self.reader.floored
        return (
            updated_node.with_changes(operator=_floor(updated_node, cst.FloorDivideAssign)) if floored else updated_node
        )

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        if original_node not in self.reader.unwrapped:
            return updated_node
        (target,) = updated_node.targets
        assert isinstance(target.target, cst.Tuple)
        first = target.target.elements[0].value
        return updated_node.with_changes(targets=[target.with_changes(target=first)])

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.scopes.append(set())

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        self.scopes.pop()
        return updated_node

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        imports = self.reader.imports.get(original_node)
        if not imports:
            return updated_node
        body: list[str] = []
        for before, after in zip(original_node.body, updated_node.body, strict=True):
            body += self.imported(before) if before in imports else [_code(after)]
        fresh = [line for line in dict.fromkeys(body) if not any(line in scope for scope in self.scopes)]
        self.scopes[-1].update(line for line in fresh if line.startswith(("import ", "from ")))
        if not fresh and original_node in self.reader.alone:
            fresh = ["pass"]
        if not fresh:
            return cst.RemoveFromParent() if not updated_node.leading_lines else _blank(updated_node)
        lines: list[Any] = [cst.parse_statement(line) for line in fresh]
        lines[0] = lines[0].with_changes(leading_lines=updated_node.leading_lines)
        lines[0] = lines[0].with_changes(trailing_whitespace=updated_node.trailing_whitespace)
        return cst.FlattenSentinel(lines)

    def imported(self, node: Any) -> list[str]:
        """The imports that take the place of one of Theano's: those that stay first, as theano configures PyTensor."""
        kept, fresh = [], []
        for place in dict.fromkeys(self.reader.lines.get(node, ())):
            fresh += self.reader.lines_for(*place)
        if isinstance(node, cst.Import):
            for alias in node.names:
                name = _dotted(alias.name)
                local = _dotted(alias.asname.name) if alias.asname else name.partition(".")[0]
                if not _THEANO.match(name) or (node, local) in self.reader.kept:
                    kept.append(f"import {name}" + (f" as {local}" if alias.asname else ""))
            return [*kept, *fresh]
        module = _dotted(node.module)
        if isinstance(node.names, cst.ImportStar):
            return [f"from {module} import *"]
        named: dict[str, list[str]] = {}
        for alias in node.names:
            name = alias.name.value
            local = alias.asname.name.value if alias.asname else name
            full = re.sub(r"^theano_min\b", "theano", f"{module}.{name}")
            found = None
            with suppress(AttributeError, ImportError):  # said where it is used
                found = _origin(full)
            if full == "theano.config":
                found = Origin(None, "same", "", "pytensor", "config")
            kept_here = (node, local) in self.reader.kept
            if found is not None and found.module and found.status != "several" and not kept_here:
                as_ = f" as {local}" if local != found.name else ""
                named.setdefault(found.module, []).append(f"{found.name}{as_}")
            elif (
                found is None
                or found.status not in ("module", "several")
                or (node, local) not in self.reader.written
                or kept_here
            ):
                kept.append(name + (f" as {local}" if local != name else ""))
        kept = [f"from {module} import {', '.join(kept)}"] if kept else []
        return [*kept, *fresh, *(f"from {there} import {', '.join(names)}" for there, names in named.items())]


def _floor(node: Any, kind: Any) -> Any:
    before, after = node.operator.whitespace_before, node.operator.whitespace_after
    return kind(whitespace_before=before, whitespace_after=after)


def _code(statement: cst.BaseSmallStatement) -> str:
    return cst.Module([cst.SimpleStatementLine([statement])]).code.strip().rstrip(";").strip()


def _blank(line: cst.SimpleStatementLine) -> cst.SimpleStatementLine:
    """The comments above an import that is gone, above the next one."""
    return line.with_changes(body=[cst.Import([cst.ImportAlias(cst.Name("pytensor"))])])
