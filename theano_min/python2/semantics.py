"""Python 2's meaning, put into the syntax tree of a program whose syntax is already Python 3's.

Every operator, method and statement that means something else in Python 3 becomes a call of a helper; the helpers are
builtins of the translated program (:mod:`theano_min.python2.builtins`). Columns are dropped, because they would point
into a text the user never wrote; lines stay.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from .attributes import NAMES as RENAMED_ATTRIBUTES
from .syntax import PLACEHOLDER

_ORDERINGS = {ast.Lt: "_py2_lt", ast.LtE: "_py2_le", ast.Gt: "_py2_gt", ast.GtE: "_py2_ge"}


def python2_meaning(tree: ast.AST, patterns: dict[str, str], futures: set[str]) -> Any:
    """Return ``tree`` changed so that it does under Python 3 what its source did under Python 2.

    ``patterns`` and ``futures`` come from :mod:`theano_min.python2.syntax`.
    """
    rewriter = _Rewriter(patterns, "division" not in futures, _bound_names(tree))
    tree = rewriter.visit(tree)
    for node in ast.walk(tree):
        if "lineno" in node._attributes:
            node.col_offset = node.end_col_offset = -1  # type: ignore[attr-defined]
            if not hasattr(node, "lineno"):
                node.lineno = node.end_lineno = 0  # type: ignore[attr-defined]
    _fill_lines(tree, 1)
    return tree


def _fill_lines(node: ast.AST, line: int) -> None:
    """Give each node made here the line of the node around it."""
    if "lineno" in node._attributes:
        line = node.lineno = node.lineno or line  # type: ignore[attr-defined]
        node.end_lineno = max(getattr(node, "end_lineno", 0) or 0, line)  # type: ignore[attr-defined]
    for child in ast.iter_child_nodes(node):
        _fill_lines(child, line)


def _bound_names(tree: ast.AST) -> set[str]:
    """Names the program binds itself anywhere: a builtin of the same name is not meant then."""
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
    return bound


def _names(node: ast.AST) -> Iterable[str]:
    return (child.id for child in ast.walk(node) if isinstance(child, ast.Name))


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _store(name: str) -> ast.Name:
    return ast.Name(name, ast.Store())


def _call(helper: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(_load(helper), list(arguments), [])


def _is_float(node: ast.AST) -> bool:
    """Whether an expression is a float whatever happens, so that `/` means the same in both languages."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "float"
    if isinstance(node, ast.UnaryOp):
        return _is_float(node.operand)
    return False


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex)


def _is_cheap(node: ast.AST) -> bool:
    """Whether evaluating the expression twice cannot be noticed."""
    return isinstance(node, ast.Constant | ast.Name)


class _Rewriter(ast.NodeTransformer):
    def __init__(self, patterns: dict[str, str], classic_division: bool, bound: set[str]):
        self.patterns = patterns
        self.classic_division = classic_division
        self.bound = bound
        self.scopes: list[ast.AST] = []
        self.in_iterable = 0  # inside the sequence a comprehension runs over, where `:=` is not allowed
        self.in_comprehension = 0

    # --- expressions -------------------------------------------------------------------------------------------

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        helper = self.operator(node.op, node.left, node.right)
        return ast.copy_location(_call(helper, node.left, node.right), node) if helper else node

    def operator(self, op: ast.operator, left: ast.expr, right: ast.expr) -> str | None:
        if isinstance(op, ast.Div) and self.classic_division and not (_is_float(left) or _is_float(right)):
            return "_py2_div"
        if isinstance(op, ast.Mod) and not _is_number(left):
            return "_py2_mod"
        return None

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        if self.operator(node.op, _load("x"), node.value) is None:
            return node
        name = "div" if isinstance(node.op, ast.Div) else "mod"
        target = node.target
        if isinstance(target, ast.Name):
            return ast.copy_location(ast.Assign([target], _call(f"_py2_i{name}", _load(target.id), node.value)), node)
        if isinstance(target, ast.Attribute):
            attribute = ast.Constant(self.mangled(target.attr))
            call = _call("_py2_iattribute", _load(f"_py2_i{name}"), target.value, attribute, node.value)
        else:
            call = _call("_py2_iitem", _load(f"_py2_i{name}"), target.value, _index(target.slice), node.value)
        return ast.copy_location(ast.Expr(call), node)

    def mangled(self, name: str) -> str:
        """A private name as the class around it spells it."""
        classes = [scope.name for scope in self.scopes if isinstance(scope, ast.ClassDef)]
        if not classes or not name.startswith("__") or name.endswith("__"):
            return name
        return f"_{classes[-1].lstrip('_')}{name}"

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if not any(type(op) in _ORDERINGS for op in node.ops):
            return node
        terms = [node.left, *node.comparators]
        if len(node.ops) > 1 and not all(map(_is_cheap, terms[1:-1])):
            return node
        parts: list[ast.expr] = []
        for op, left, right in zip(node.ops, terms, terms[1:], strict=False):
            helper = _ORDERINGS.get(type(op))
            parts.append(_call(helper, left, right) if helper else ast.Compare(left, [op], [right]))
        return ast.copy_location(parts[0] if len(parts) == 1 else ast.BoolOp(ast.And(), parts), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and node.attr in RENAMED_ATTRIBUTES:
            return ast.copy_location(_call("_py2_attribute", node.value, ast.Constant(node.attr)), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("str", "isinstance") and node.func.id not in self.bound:
            node.func.id = "_py2_" + node.func.id
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, str) and node.kind == "u":
            return _call("_py2_unicode", ast.Constant(node.value))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        node.args = self.visit(node.args)
        node.body = self.inside(node, lambda: self.visit(node.body))
        for name in _placeholders(node.args):
            node.body = self.applied(self.pattern(name), _load(name), node.body)
        return node

    def applied(self, target: ast.expr, value: ast.expr, body: ast.expr) -> ast.expr:
        """``body`` with the names of ``target`` bound to the parts of ``value``, as one expression."""
        if isinstance(target, ast.Name):
            return ast.Call(ast.Lambda(_arguments([target.id]), body), [value], [])
        assert isinstance(target, ast.Tuple)
        names = []
        for number, part in enumerate(target.elts):
            if isinstance(part, ast.Name) and not part.id.startswith(PLACEHOLDER):
                names.append(part.id)
                continue
            name = part.id if isinstance(part, ast.Name) else f"_py2_part_{number}"
            names.append(name)
            body = self.applied(self.pattern(name) if isinstance(part, ast.Name) else part, _load(name), body)
        return ast.Call(ast.Lambda(_arguments(names), body), [ast.Starred(value, ast.Load())], [])

    def pattern(self, name: str) -> ast.expr:
        """The target a placeholder stands for."""
        statement = ast.parse(self.patterns[name] + " = 0").body[0]
        assert isinstance(statement, ast.Assign)
        target = statement.targets[0]
        for node in ast.walk(target):
            for attribute in ("lineno", "end_lineno", "col_offset", "end_col_offset"):
                if hasattr(node, attribute):
                    delattr(node, attribute)
        return target

    # --- comprehensions: a list's leaves its variables behind, and sees a class's names ---------------------------

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        names = {name for generator in node.generators for name in _names(generator.target)}
        scope = self.scopes[-1]
        if isinstance(scope, ast.ClassDef) and not self.in_comprehension:
            return self.closed_over(self.plain(node), scope)
        leaking = {name for name in names if self.seen_elsewhere(name, node)}
        node = self.plain(node)
        if not leaking or self.in_iterable or self.in_comprehension:
            return node
        for generator in node.generators:
            here = {name for name in _names(generator.target) if name in leaking}
            if not here:
                continue
            for child in ast.walk(generator.target):
                if isinstance(child, ast.Name) and child.id in here and isinstance(child.ctx, ast.Store):
                    child.id = f"_py2_item_{child.id}"
            kept = [ast.NamedExpr(_store(name), _load(f"_py2_item_{name}")) for name in sorted(here)]
            generator.ifs.insert(0, ast.Tuple(kept, ast.Load()))  # type: ignore[arg-type]
        return node

    def plain(self, node: Any) -> Any:
        self.in_comprehension += 1
        try:
            return self.comprehension(node)
        finally:
            self.in_comprehension -= 1

    def comprehension(self, node: Any) -> Any:
        for generator in node.generators:
            self.in_iterable += 1
            generator.iter = self.visit(generator.iter)
            self.in_iterable -= 1
            generator.target = self.visit(generator.target)
            generator.ifs = [self.visit(test) for test in generator.ifs]
        for field in ("elt", "key", "value"):
            if hasattr(node, field):
                setattr(node, field, self.visit(getattr(node, field)))
        return node

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        return self.plain(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.expr:
        return self.plain(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self.plain(node)

    def seen_elsewhere(self, name: str, comprehension: ast.ListComp) -> bool:
        """Whether the scope around a list comprehension uses the name outside of it."""
        if isinstance(self.scopes[-1], ast.Module):
            return True  # others may look at a module's names
        inside = sum(found == name for found in _names(comprehension))
        around = self.scopes[-1]
        return name in _arguments_of(around) or sum(found == name for found in _names(around)) > inside

    def closed_over(self, node: ast.ListComp, scope: ast.ClassDef) -> ast.expr:
        bound = {
            child.id for child in ast.walk(scope) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
        }
        own = {name for generator in node.generators for name in _names(generator.target)}
        outer = sorted((bound - own) & set(_names(node)))
        if not outer:
            return node
        return ast.Call(ast.Lambda(_arguments(outer), node), [_load(name) for name in outer], [])

    # --- statements ----------------------------------------------------------------------------------------------

    def inside(self, scope: ast.AST, work: Any) -> Any:
        comprehension, iterable = self.in_comprehension, self.in_iterable
        self.in_comprehension = self.in_iterable = 0
        self.scopes.append(scope)
        try:
            return work()
        finally:
            self.scopes.pop()
            self.in_comprehension, self.in_iterable = comprehension, iterable

    def visit_Module(self, node: ast.Module) -> ast.Module:
        return self.inside(node, lambda: self.with_docstring(node))

    def visit_Expression(self, node: ast.Expression) -> ast.Expression:
        return self.inside(node, lambda: self.generic_visit(node))

    def with_docstring(self, node: Any) -> Any:
        """Visit a body whose first expression, if it is a string, stays a literal."""
        docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
        if docstring is not None:
            del node.body[0]
            node.body = self.statements(node.body)
            node.body.insert(0, docstring)
        else:
            node.body = self.statements(node.body)
        return node

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        visited: list[ast.stmt] = []
        for statement in body:
            result = self.visit(statement)
            visited.extend(result if isinstance(result, list) else [result])
        return visited

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        node.args = self.visit(node.args)
        self.inside(node, lambda: self.with_docstring(node))
        first = 1 if ast.get_docstring(node, clean=False) is not None else 0
        if _is_generator(node):
            # A StopIteration that escaped from a generator ended it; Python 3 makes a RuntimeError of it.
            end = ast.ExceptHandler(_load("StopIteration"), None, [ast.Return()])
            node.body[first:] = [ast.Try(node.body[first:] or [ast.Pass()], [end], [], [])]
        unpacked = [statement for name in _placeholders(node.args) for statement in self.unpacked(name)]
        for statement in unpacked:
            statement.lineno = statement.end_lineno = node.lineno
        node.body[first:first] = unpacked
        return node

    def unpacked(self, name: str) -> list[ast.stmt]:
        target = self.pattern(name)
        inner = [child.id for child in ast.walk(target) if isinstance(child, ast.Name) and child.id in self.patterns]
        statements: list[ast.stmt] = [ast.Assign([target], _load(name))]
        for child in inner:
            statements += self.unpacked(child)
        return statements

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        node.bases = [self.visit(base) for base in node.bases]
        if len(node.bases) > 1:  # an old-style base after `object` was allowed
            is_object = [isinstance(base, ast.Name) and base.id == "object" for base in node.bases]
            node.bases = [base for base, drop in zip(node.bases, is_object, strict=True) if not drop] or node.bases[:1]
        self.inside(node, lambda: self.with_docstring(node))
        for statement in node.body:
            if isinstance(statement, ast.Assign) and [*map(_target_name, statement.targets)] == ["__metaclass__"]:
                node.keywords.append(ast.keyword("metaclass", statement.value))
        node.decorator_list.append(_load("_py2_class"))
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        self.generic_visit(node)
        if node.name is None:
            return node
        # Python 3 deletes the name at the end of the handler; Python 2 kept its target.
        target = self.pattern(node.name)
        value: ast.expr = _load(node.name)
        if isinstance(target, ast.Tuple | ast.List):
            value = ast.Attribute(value, "args", ast.Load())
        node.body.insert(0, ast.Assign([target], value, lineno=node.lineno))
        return node


def _is_generator(function: ast.AST) -> bool:
    for child in ast.iter_child_nodes(function):
        if isinstance(child, ast.Yield):
            return True
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef) and _is_generator(child):
            return True
    return False


def _target_name(target: ast.expr) -> str | None:
    return target.id if isinstance(target, ast.Name) else None


def _placeholders(arguments: ast.arguments) -> list[str]:
    return [argument.arg for argument in arguments.args if argument.arg.startswith(PLACEHOLDER)]


def _arguments(names: list[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])


def _arguments_of(scope: ast.AST) -> set[str]:
    arguments = getattr(scope, "args", None)
    if not isinstance(arguments, ast.arguments):
        return set()
    return {argument.arg for argument in ast.walk(arguments) if isinstance(argument, ast.arg)}


def _index(node: ast.expr) -> ast.expr:
    """The object between square brackets, slices spelled as calls."""
    if isinstance(node, ast.Slice):
        return _call("_py2_slice", *(part or ast.Constant(None) for part in (node.lower, node.upper, node.step)))
    if isinstance(node, ast.Tuple):
        return ast.Tuple([_index(part) for part in node.elts], ast.Load())
    return node
