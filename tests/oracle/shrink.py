"""Makes a program smaller that shows something, as long as it shows it."""

import ast
import time
from collections import Counter

MAKING = ast.FunctionDef, ast.ClassDef, ast.Assign
KEPT = {"T", "np", "theano", "F", "call", "about"}


def shrunk(text, shows, seconds=60):
    """The smallest program found in so many seconds of which ``shows(text)`` still holds."""
    end = time.time() + seconds
    text, seen, idle = _text(ast.parse(text)), set(), 0
    while idle < len(CHANGES) and time.time() < end:
        for change in CHANGES:
            idle, place = idle + 1, 0
            while True:  # on from where the last was found: what came before it will hardly do
                for i, each in enumerate(_candidates(change, text)):
                    if i < place or len(each) >= len(text) or each in seen or "RandomState()" in each:
                        continue
                    if time.time() > end:
                        return text
                    seen.add(each)
                    if shows(each):
                        text, idle, place = each, 0, i
                        break
                else:
                    break
    return text


def _candidates(change, text):
    """Programs with something left out."""
    for tree in change(text):
        try:
            yield _text(_without_unused(tree))
        except Exception:  # not a program any more
            yield text


def _text(tree):
    return ast.unparse(ast.fix_missing_locations(tree))


def _find(tree, kinds, test=lambda node: True):
    return [node for node in ast.walk(tree) if isinstance(node, kinds) and test(node)]


def _names(tree, context=ast.Load):
    return {node.id for node in _find(tree, ast.Name) if isinstance(node.ctx, context)}


def _without_unused(tree):
    """Leave out the statements that make what nothing uses."""
    while True:
        used = Counter(node.id for node in _find(tree, ast.Name) if isinstance(node.ctx, ast.Load))
        left_out = [
            (block, statement)
            for block in _find(tree, (ast.Module, ast.FunctionDef))
            for statement in block.body[:-1]
            if isinstance(statement, MAKING) and not any(used[name] for name in _made(statement))
        ]
        for block, statement in left_out:
            block.body.remove(statement)
        if not left_out:
            return tree


def _made(statement):
    return _names(statement, ast.Store) if isinstance(statement, ast.Assign) else {statement.name}


def _answer(tree):
    last = tree.body[-1].value
    return last.elts if isinstance(last, ast.List) else []


def _single_answers(text):
    """Yield the program with half of its answers, or but one or two."""
    number = len(_answer(ast.parse(text)))
    halves = [range(number // 2), range(number // 2, number)] if number > 2 else []
    pairs = [[i, j] for i in range(number) for j in range(i + 1, number)] if 2 < number < 10 else []
    for kept in [*([i] for i in range(number if number > 1 else 0)), *halves, *pairs]:
        tree = ast.parse(text)
        tree.body[-1].value.elts = [each for i, each in enumerate(_answer(tree)) if i in kept]
        yield tree


def with_one_output(text):
    """Yield the program for each output of a function of some, with that alone."""
    for f, function in enumerate(_functions(ast.parse(text))):
        outputs = function.args[1] if len(function.args) > 1 else None
        for kept in range(len(outputs.elts) if isinstance(outputs, ast.List) and len(outputs.elts) > 1 else 0):
            tree = ast.parse(text)
            function = _functions(tree)[f]
            function.args[1].elts = [function.args[1].elts[kept]]
            if not any(keyword.arg == "on_unused_input" for keyword in function.keywords):
                function.keywords.append(ast.keyword("on_unused_input", ast.Constant("ignore")))
            yield _text(tree)


def _calls_of(tree, name):
    return _find(tree, ast.Call, lambda node: isinstance(node.func, ast.Name) and node.func.id == name and node.args)


def _functions(tree):
    return [call for call in _calls_of(tree, "F") if isinstance(call.args[0], ast.List)]


def _without_inputs(text):
    functions = _functions(ast.parse(text))
    if len(functions) != 1:
        return
    for i in range(len(functions[0].args[0].elts)):
        tree = ast.parse(text)
        del _functions(tree)[0].args[0].elts[i]
        for call in _calls_of(tree, "call"):
            if len(call.args) > i + 1:
                del call.args[i + 1]
        yield tree


def _without_statements(text):
    blocks = (ast.Module, ast.FunctionDef, ast.ClassDef)
    for b, block in enumerate(_find(ast.parse(text), blocks)):
        for i in reversed(range(len(block.body) - isinstance(block, ast.Module))):
            tree = ast.parse(text)
            _find(tree, blocks)[b].body.pop(i)
            yield tree
    # a variable for what it was computed from; and written where it is used, if once
    for i, statement in enumerate(ast.parse(text).body[:-1]):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            target = statement.targets[0].id
            for name in _names(statement.value) - KEPT:
                tree = ast.parse(text)
                tree.body.pop(i)
                yield _Renamed({target: ast.Name(name, ast.Load())}).visit(tree)
            if len(_find(ast.parse(text), ast.Name, lambda n: n.id == target)) == 2:  # noqa: B023
                tree = ast.parse(text)
                value = tree.body.pop(i).value
                yield _Renamed({target: value}).visit(tree)


class _Renamed(ast.NodeTransformer):
    def __init__(self, names):
        self.names = names

    def visit_Name(self, node):
        return self.names.get(node.id, node)


def _without_elements(text):
    calls = (ast.Call, "keywords"), (ast.Call, "args")
    for kind, field in ((ast.List, "elts"), *calls, (ast.Dict, "keys"), (ast.Tuple, "elts")):
        for i, node in enumerate(_find(ast.parse(text), kind)):
            for j in range(len(getattr(node, field))):
                tree = ast.parse(text)
                changed = _find(tree, kind)[i]
                del getattr(changed, field)[j]
                if kind is ast.Dict:
                    del changed.values[j]
                yield tree


def _with_parts(text):
    """Yield programs with a subexpression for an expression."""
    kinds = (ast.Call, ast.BinOp, ast.UnaryOp, ast.Subscript)
    for i, node in enumerate(_find(ast.parse(text), kinds)):
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts.append(node.func.value)
        for part in parts:
            if not isinstance(part, ast.Attribute | ast.Slice) and not (isinstance(part, ast.Name) and part.id in KEPT):
                tree = ast.parse(text)
                yield _Replaced(_find(tree, kinds)[i], part).visit(tree)


class _Replaced(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def _simpler_values(text):
    if floats := _find(ast.parse(text), ast.Constant, _is_float):
        yield from (_with_values(text, _is_float, _rounded, only) for only in (None, *range(len(floats))))
    for i in range(len(_find(ast.parse(text), ast.Constant, _is_large))):
        yield _with_values(text, _is_large, lambda x: 2, i)


def _is_float(node):
    return isinstance(node.value, float) and node.value not in (0.0, 1.0, 2.0)


def _is_large(node):
    return type(node.value) is int and node.value > 2


def _rounded(x):
    return float(round(x)) if abs(x) < 1e6 else 1.0


def _with_values(text, test, change, only):
    tree = ast.parse(text)
    for i, node in enumerate(_find(tree, ast.Constant, test)):
        if only in (None, i):
            node.value = change(node.value)
    return tree


CHANGES = _single_answers, _without_inputs, _without_statements, _without_elements, _with_parts, _simpler_values
