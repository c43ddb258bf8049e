"""What the syntax tree of a program of the era is given: today's NumPy with the meaning of then.

``a * b`` becomes ``arithmetic.multiply(a, b)``, ``a[i]`` becomes ``indexing.getitem(a, i)``, ``a.ptp`` becomes
``attributes.attribute(a, "ptp")``, and ``import numpy`` imports :mod:`theano_min._era.numpy`. Only a file that
speaks of NumPy is changed, and nothing that Numba compiles; lines and columns stay.
"""

from __future__ import annotations

import ast
import warnings
from types import CodeType
from typing import Any

from .attributes import METHODS

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.FloorDiv: "floor_divide",
    ast.Mod: "remainder",
    ast.Pow: "power",
}
_HELPERS = {"arithmetic": "_era_arithmetic", "attributes": "_era_attributes", "indexing": "_era_indexing"}
_NO_NUMBER = (ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.Compare, ast.BoolOp)
_NO_LIST = (ast.Constant, ast.Slice, ast.Tuple, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Lambda, ast.JoinedStr)


def speaks_of_numpy(data: bytes) -> bool:
    """Whether a file's text names NumPy, so that its tree is changed at all."""
    return b"numpy" in data or b"pylab" in data


def compile_module(data: bytes, filename: str) -> CodeType:
    """Compile a Python 3 file of the era. The compiler's warnings about old escapes and ``is ''`` are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        if not speaks_of_numpy(data):
            return compile(data, filename, "exec", dont_inherit=True)
        return compile(of_the_era(ast.parse(data, filename)), filename, "exec", dont_inherit=True)


def of_the_era(tree: Any) -> Any:
    """Return a module's tree changed as this module's docstring says."""
    tree = _Rewriter().visit(tree)
    if isinstance(tree, ast.Module):
        tree.body[_start(tree.body) : _start(tree.body)] = [_helpers()]
    return ast.fix_missing_locations(tree)


def _start(body: list[ast.stmt]) -> int:
    """Where the first statement stands behind the docstring and imports from ``__future__``."""
    for i, each in enumerate(body):
        is_text = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
        if not is_text and not (isinstance(each, ast.ImportFrom) and each.module == "__future__"):
            return i
    return len(body)


def _helpers() -> ast.stmt:
    names = [ast.alias(name, own) for name, own in _HELPERS.items()]
    return ast.ImportFrom("theano_min._era", names, 0, lineno=1, col_offset=0)


def _helper(module: str, name: str, *arguments: ast.expr) -> ast.Call:
    function = ast.Attribute(ast.Name(_HELPERS[module], ast.Load()), name, ast.Load())
    return ast.Call(function, list(arguments), [])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float | str | bytes)


def _may_be_list(index: ast.expr) -> bool:
    if isinstance(index, ast.List):
        return not all(isinstance(each, ast.UnaryOp) or _is_plain(each) for each in index.elts)
    return not isinstance(index, _NO_LIST)


class _Rewriter(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        sides = node.left, node.right
        if (
            type(node.op) not in _OPERATORS
            or all(isinstance(each, ast.Constant) for each in sides)
            or any(_is_text(each) or isinstance(each, _NO_NUMBER) for each in sides)
        ):
            return node
        return ast.copy_location(_helper("arithmetic", _OPERATORS[type(node.op)], *sides), node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if not _may_be_list(node.slice):
            return node
        if isinstance(node.ctx, ast.Load):
            return ast.copy_location(_helper("indexing", "getitem", node.value, node.slice), node)
        node.value = ast.copy_location(_helper("indexing", "target", node.value), node.value)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if node.attr not in METHODS or not isinstance(node.ctx, ast.Load):
            return node
        return ast.copy_location(_helper("attributes", "attribute", node.value, ast.Constant(node.attr)), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        compiled = any("jit" in ast.unparse(each) or "vectorize" in ast.unparse(each) for each in node.decorator_list)
        return node if compiled else self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return node

    def visit_Import(self, node: ast.Import) -> Any:
        made: list[ast.stmt] = []
        for alias in node.names:
            top, _, rest = alias.name.partition(".")
            made.append(ast.Import([alias]))
            if top == "numpy" and not rest:
                made[-1] = ast.ImportFrom("theano_min._era", [ast.alias("numpy", alias.asname)], 0)
            elif top == "numpy" and alias.asname is None:
                made.append(ast.ImportFrom("theano_min._era", [ast.alias("numpy")], 0))
            elif alias.name == "numpy.linalg":
                made[-1] = ast.ImportFrom("theano_min._era", [ast.alias("linalg", alias.asname)], 0)
        return [ast.copy_location(each, node) for each in made]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if node.module in ("numpy", "numpy.linalg") and not node.level:
            node.module = f"theano_min._era.{node.module.rpartition('.')[2]}"
        return node
