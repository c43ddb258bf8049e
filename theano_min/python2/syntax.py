"""Python 2's syntax rewritten as Python 3's, every statement on the line where it was.

fissix parses (its grammar knows both languages); this module turns each construct Python 3 has lost into a call of one
of the helpers of :mod:`theano_min.python2.builtins` or into a placeholder name that
:mod:`theano_min.python2.semantics` resolves, because only the syntax tree can hold the replacement on the same line.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

PLACEHOLDER = "_py2_pattern_"
"""Names with this beginning stand for a tuple parameter or for the target of ``except E, target``."""


class Translated:
    """``text`` in Python 3 syntax; ``patterns`` says what each placeholder name stands for, as source text."""

    def __init__(self, text: str, patterns: dict[str, str]):
        self.text = text
        self.patterns = patterns


def python3_syntax(source: str, filename: str, futures: set[str], encoding: str = "utf-8") -> Translated:
    """Rewrite a Python 2 program, given as text, in Python 3 syntax without moving a line.

    ``futures`` are the names it imports from ``__future__``; ``encoding`` is the file's, which decides the bytes that a
    string literal without ``u`` holds. Raises SyntaxError at the user's own line, and ImportError naming the extra to
    install if fissix is missing.
    """
    source = _without_tabs(source if source.endswith("\n") else source + "\n", filename)
    tree = _parse(source, filename, "print_function" not in futures)
    writer = _Writer(encoding, futures)
    writer.visit(tree)
    return Translated(str(tree), writer.patterns)


def _fissix() -> Any:
    try:
        import fissix.pgen2.driver
    except ImportError as error:
        raise ImportError(
            "this is a Python 2 program, and translating it needs the package fissix: pip install fissix"
        ) from error
    return fissix


@cache
def _grammar(print_statement: bool) -> Any:
    # fissix would write the tables next to its own modules; building them takes 50 ms and needs no writable place.
    from fissix.pgen2 import pgen

    grammar = pgen.generate_grammar(str(Path(_fissix().__file__).parent / "Grammar.txt"))
    del grammar.keywords["nonlocal"]  # an ordinary name in Python 2
    if not print_statement:
        del grammar.keywords["print"]
    return grammar


def _parse(source: str, filename: str, print_statement: bool) -> Any:
    _fissix()
    from fissix import pytree
    from fissix.pgen2 import driver, parse

    grammar = _grammar(print_statement)
    try:
        return driver.Driver(grammar, convert=pytree.convert).parse_string(source)
    except parse.ParseError as error:
        line, column = error.context[1]
        raise _syntax_error("invalid syntax", filename, source, line, column + 1) from None
    except Exception as error:
        raise _tokenizer_error(error, filename, source) from None


def _tokenizer_error(error: Exception, filename: str, source: str) -> Exception:
    from fissix.pgen2 import tokenize

    if isinstance(error, tokenize.TokenError):
        message, (line, column) = error.args
        return _syntax_error(message, filename, source, line, column + 1)
    if isinstance(error, IndentationError):
        line = error.lineno or error.args[1][1]
        return _syntax_error(error.args[0], filename, source, line, 1, IndentationError)
    return error


def _syntax_error(
    message: str, filename: str, source: str, line: int, column: int, kind: type[SyntaxError] = SyntaxError
) -> SyntaxError:
    lines = source.splitlines(keepends=True)
    line = max(1, min(line, len(lines)))
    return kind(message, (filename, line, column, lines[line - 1] if lines else ""))


def _without_tabs(source: str, filename: str) -> str:
    """Spell the indentation in spaces: Python 2 let tabs and spaces mix and counted a tab to the next multiple of 8."""
    if not re.search(r"^ *\t", source, re.MULTILINE):
        return source
    _fissix()
    from fissix.pgen2 import token, tokenize

    lines = source.splitlines(keepends=True)
    inside_strings: set[int] = set()
    readline = iter(lines)
    try:
        for kind, _, (first, _), (last, _), _ in tokenize.generate_tokens(lambda: next(readline, "")):
            if kind == token.STRING:
                inside_strings.update(range(first + 1, last + 1))
    except Exception as error:
        raise _tokenizer_error(error, filename, source) from None
    for number, line in enumerate(lines, 1):
        if number not in inside_strings:
            code = line.lstrip(" \t\f")
            lines[number - 1] = line[: len(line) - len(code)].rpartition("\f")[2].expandtabs(8) + code
    return "".join(lines)


class _Writer:
    """Rewrites a fissix tree in place, deepest nodes first."""

    def __init__(self, encoding: str, futures: set[str]):
        self.encoding = encoding
        self.print_statement = "print_function" not in futures
        self.unicode_literals = "unicode_literals" in futures
        self.patterns: dict[str, str] = {}
        numbers = _grammar(True).symbol2number
        self.print_type = numbers["print_stmt"]
        statements = ("print_stmt", "exec_stmt", "raise_stmt", "except_clause")
        expressions = ("atom", "tfpdef", "vfpdef", "comp_for")
        self.rules = {numbers[name]: getattr(self, name) for name in statements + expressions}

    def visit(self, node: Any) -> None:
        if not node.children:
            self.leaf(node)
            return
        for child in list(node.children):
            self.visit(child)
        rule = self.rules.get(node.type)
        if rule is not None:
            rule(node)

    def leaf(self, leaf: Any) -> None:
        from fissix.pgen2 import token

        if leaf.type == token.NUMBER:
            leaf.value = _number(leaf.value)
        elif leaf.type == token.STRING:
            leaf.value = self.string(leaf.value)
        elif leaf.value == "<>":
            leaf.value = "!="
        elif leaf.value == "print" and self.print_statement and leaf.parent.type != self.print_type:
            leaf.value = "_py2_print(None, True)"
        elif leaf.value in ("async", "await", "nonlocal"):  # keywords only in Python 3
            leaf.value += "_"

    def print_stmt(self, node: Any) -> None:
        rest = node.children[1:]
        file = "None"
        if str(rest[0]).strip() == ">>":
            file = str(rest[1]).strip()
            rest = rest[3:]
        newline = not rest or str(rest[-1]).strip() != ","
        items = "".join(map(str, rest if newline else rest[:-1]))
        _replace(node, f"_py2_print({file}, {newline}{',' if items else ''}{items})")

    def exec_stmt(self, node: Any) -> None:
        code, *namespaces = node.children[1:]
        _replace(node, f"_py2_exec({','.join(map(str, [code, *namespaces[1::2]]))})")

    def raise_stmt(self, node: Any) -> None:
        if len(node.children) > 2 and str(node.children[2]).strip() == ",":
            _replace(node, f"raise _py2_raise({','.join(map(str, node.children[1::2]))})")

    def except_clause(self, node: Any) -> None:
        if len(node.children) == 4:
            kind, target = node.children[1], node.children[3]
            _replace(node, f"except{kind} as {self.placeholder(str(target))}")

    def atom(self, node: Any) -> None:
        if node.children[0].value == "`":
            _replace(node, "_py2_repr((" + "".join(map(str, node.children[1:-1])) + "))")

    def tfpdef(self, node: Any) -> None:
        if str(node.children[0]).strip() == "(":
            _replace(node, self.placeholder(str(node)))

    vfpdef = tfpdef

    def comp_for(self, node: Any) -> None:
        position = [str(child).strip() for child in node.children].index("in") + 1
        sequence = node.children[position]
        if sequence.type == _grammar(True).symbol2number["testlist_safe"]:
            _replace(sequence, f"({sequence})")

    def placeholder(self, pattern: str) -> str:
        name = f"{PLACEHOLDER}{len(self.patterns)}"
        self.patterns[name] = pattern.strip()
        return name + " \\\n" * pattern.strip().count("\n")

    def string(self, literal: str) -> str:
        """The literal as Python 3 writes it: ``u`` kept for text, plain quotes for what Python 2 held as bytes."""
        prefix, quote = re.match(r"(?i)([a-z]*)('''|\"\"\"|'|\")", literal).groups()  # type: ignore[union-attr]
        body = literal[len(prefix) + len(quote) : -len(quote)]
        prefix = prefix.lower()
        raw = "r" in prefix
        if "u" in prefix or (self.unicode_literals and "b" not in prefix):
            if not raw:
                return f"u{quote}{body}{quote}"
            # Python 2's ur'' left every backslash alone, \uXXXX excepted.
            body = re.sub(r"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})", lambda m: m[1] + chr(int(m[2], 16)), body)
            return f"u{quote}{_escaped(body, quote)}{quote}"
        if not body.isascii():
            body = body.encode(self.encoding, "surrogateescape").decode("latin-1")
        if not raw:
            body = re.sub(r"\\(.)", lambda m: "\\" + m[0] if m[1] in "uUN" else m[0], body, flags=re.DOTALL)
        return f"{'r' if raw else ''}{quote}{body}{quote}"


def _escaped(body: str, quote: str) -> str:
    """A raw literal's body for a literal that is not raw."""
    body = body.replace("\\", "\\\\")
    return body.replace("\\\\" + quote[0], "\\\\\\" + quote[0])


def _number(literal: str) -> str:
    if literal[-1] in "lL":
        literal = literal[:-1]
    if re.fullmatch(r"0[0-7]+", literal):
        return "0o" + literal[1:]
    return literal


def _replace(node: Any, text: str) -> None:
    """Put ``text`` in place of a node; the blanks before the node stay."""
    from fissix import pytree
    from fissix.pgen2 import token

    node.replace(pytree.Leaf(token.NAME, text, prefix=node.prefix))


def futures(source: str) -> set[str]:
    """The names a program imports from ``__future__``, read off its text (it may not parse yet)."""
    names: set[str] = set()
    for match in _FUTURE.finditer(source):
        listed = match[1].replace("\\\n", " ").strip("() \n").split(",")
        names.update(word.split()[0] for word in listed if word.strip())
    return names


_FUTURE = re.compile(r"^from[ \t]+__future__[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n#;\\]|\\\n)*)", re.MULTILINE)
