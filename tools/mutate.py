"""Change one thing in a module at a time, and see whether its tests notice.

`python tools/mutate.py theano_min/_rewriting/zeros.py tests/rewriting/test_zeros.py [--sample 50] [--seed 0]` draws
changes of the module's functions - a comparison, a sign, a number, a condition, a statement left out - and runs, in a
fork of the process for each, those of the tests that called the changed function, the fastest first, until one fails.
What no test notices is printed. It needs Python 3.12, which tells what a test calls, and a system that forks.
"""

import argparse
import ast
import copy
import gc
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import CodeType, FunctionType

import pytest

SWAPPED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip
SECONDS = 60  # of computing, after which a change has been noticed


def changes(node):
    """Yield what is tried in a node's place."""
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            changed = copy.deepcopy(node)
            changed.ops[i] = SWAPPED[type(op)]()
            yield changed
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        changed = copy.deepcopy(node)
        changed.op = SWAPPED[type(node.op)]()
        yield changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield changed
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def places(node, inside=False):
    """Yield a parent, the name of its field, the index in that or None, and the node there, within functions."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "exc") or isinstance(value, ast.JoinedStr):
            continue  # what an error says is not changed
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                if inside:
                    yield node, field, index, child
                yield from places(child, inside or isinstance(child, ast.FunctionDef | ast.Lambda))


def put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def mutants(path):
    """Yield a line's number, its text before and after, and the module's code for each change."""
    tree = ast.parse(path.read_text())
    for parent, field, index, node in list(places(tree)):
        for changed in changes(node):
            before = ast.unparse(node).splitlines()[0]
            put(parent, field, index, ast.copy_location(changed, node))
            ast.fix_missing_locations(tree)
            after = ast.unparse(changed).splitlines()[0]
            try:
                yield node.lineno, before, after, compile(tree, path, "exec")
            except SyntaxError:
                pass  # no code at all
            finally:
                put(parent, field, index, node)


def within(code):
    """Yield a code and those within it, each with what names it in the module."""
    seen, waiting = Counter(), [code]
    while waiting:
        code = waiting.pop(0)
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
        place = code.co_qualname, code.co_firstlineno
        yield (*place, seen[place]), code
        seen[place] += 1


class Mutation:
    """The plugin that runs a session's tests once as they are, and then those that a change concerns."""

    def __init__(self, path, sample, seed):
        self.path, self.sample, self.seed = path, sample, seed
        self.failed, self.seconds, self.called = False, {}, {}

    def pytest_runtest_logreport(self, report):
        self.failed |= report.failed

    def functions(self):
        gc.unfreeze()
        return [
            each
            for each in gc.get_objects()
            if type(each) is FunctionType and each.__code__.co_filename == str(self.path)
        ]

    def run(self, item):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        self.observe(session.items)
        assert not self.failed, "the tests fail without any change"
        whole = compile(self.path.read_text(), self.path, "exec")
        codes = dict(within(whole))
        drawn = list(mutants(self.path))
        if self.sample and self.sample < len(drawn):
            drawn = random.Random(self.seed).sample(drawn, self.sample)
        outcomes, kept = Counter(), []
        for line, before, after, code in sorted(drawn, key=lambda each: each[0]):
            new = {name: each for name, each in within(code) if codes.get(name) != each}
            new.pop(("<module>", 1, 0), None)
            # the innermost function changed; what is around it holds it as a constant
            name = max(new, key=lambda name: (name[0].count("."), name[1]), default=None)
            items = sorted(self.called.get(name, ()), key=self.seconds.get)
            outcome = self.outcome(new, items) if items else "not called"
            outcomes[outcome] += 1
            if outcome in ("survived", "not called"):
                kept.append(f"{self.path.name}:{line}: {before}  ->  {after}  ({outcome}, {len(items)} tests)")
        print("\n", *kept, sep="\n")
        print(f"{self.path.name}: {dict(outcomes)}")
        return True

    def observe(self, items):
        """Run each test, and note its time and which of the module's code it called."""
        monitoring, tool = sys.monitoring, 4
        monitoring.use_tool_id(tool, "mutate")
        now = set()
        monitoring.register_callback(tool, monitoring.events.PY_START, lambda code, _: now.add(code))
        functions = []
        for item in items:
            if not functions:  # the module may be imported by a test
                functions = self.functions()
                for code in [code for function in functions for _, code in within(function.__code__)]:
                    monitoring.set_local_events(tool, code, monitoring.events.PY_START)
            now.clear()
            began = time.perf_counter()
            self.run(item)
            self.seconds[item] = time.perf_counter() - began
            for code in now:
                self.called.setdefault(code, []).append(item)
        monitoring.free_tool_id(tool)
        names = {code: name for name, code in within(compile(self.path.read_text(), self.path, "exec"))}
        self.called = {names[code]: tests for code, tests in self.called.items() if code in names}

    def outcome(self, new, items):
        """Whether a test fails in a process of which these are the codes."""
        child = os.fork()
        if not child:
            status = 2
            try:
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
                old = {code: name for name, code in within(compile(self.path.read_text(), self.path, "exec"))}
                for function in self.functions():
                    name = old.get(function.__code__)
                    if name in new:
                        function.__code__ = new[name]
                for item in items:
                    self.run(item)
                    if self.failed:
                        break
                status = int(self.failed)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "noticed: never ended"
        return {0: "survived", 1: "noticed"}.get(os.waitstatus_to_exitcode(status), "not possible")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("-k", default="", help="which of the tests, as pytest takes it")
    parser.add_argument("-m", default="", help="which marked groups of them, as pytest takes it")
    parser.add_argument("--sample", type=int, help="how many changes are drawn (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    # a graph that is kept would be read instead of rewritten
    os.environ["THEANO_FLAGS"] = f"{os.environ.get('THEANO_FLAGS', '')},cache_optimizations=False".strip(",")
    plugin = Mutation(options.module.resolve(), options.sample, options.seed)
    quiet = ["-o", "addopts=--strict-markers", "-p", "no:terminal", "-p", "no:cacheprovider"]
    return pytest.main([*quiet, "-k", options.k, "-m", options.m, *options.tests], plugins=[plugin])


if __name__ == "__main__":
    sys.exit(main())
