"""Python 2 source to code that runs on this Python: decode, change the syntax, change the meaning, compile."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence, Set
from types import CodeType

from .._era import syntax as _era
from . import detect, semantics, syntax, text


def compile_source(data: bytes, filename: str) -> CodeType:
    """Compile a Python 2 file, given as bytes. Raises SyntaxError at the file's own line."""
    source, encoding = text_of(data, filename)
    return _compile(source, filename, encoding, "exec")


def compile_string(source: str, filename: str, mode: str, futures: Set[str] = frozenset()) -> CodeType:
    """Compile a program a Python 2 program holds in a string (``mode`` is ``exec``, ``eval`` or ``single``).

    ``futures`` are what the program around it imports from ``__future__``.
    """
    if not isinstance(source, text.unicode):
        source, _ = text_of(text.to_bytes(source), filename)
    return _compile(str.__str__(source), filename, "utf-8", mode, futures)


def _compile(source: str, filename: str, encoding: str, mode: str, inherited: Set[str] = frozenset()) -> CodeType:
    futures = syntax.futures(source) | inherited
    translated = syntax.python3_syntax(source, filename, futures, encoding)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 2 had nothing to say about "\d" and `x is 0`
        program = translated.text.strip() if mode == "eval" else translated.text
        tree = _parsed(program, filename, mode, source)
        tree = semantics.python2_meaning(tree, translated.patterns, futures)
        if _era.speaks_of_numpy(source.encode("utf-8", "surrogatepass")):
            tree = _era.of_the_era(tree)
        return compile(tree, filename, mode, dont_inherit=True)


def _parsed(program: str, filename: str, mode: str, source: str) -> ast.AST:
    try:
        return ast.parse(program, filename, mode)
    except SyntaxError as error:
        # The line is right, the text is the translation's.
        lines = source.splitlines(keepends=True)
        line = error.lineno or 1
        error.text = lines[line - 1] if line <= len(lines) else ""
        error.offset = error.end_offset = error.end_lineno = None
        raise


def text_of(data: bytes, filename: str) -> tuple[str, str]:
    """A file's text and its encoding: the one its coding line names, else UTF-8.

    Python 2 refused bytes above 127 in a file without such a line. Here UTF-8 passes; for anything else the SyntaxError
    says which line to add.
    """
    encoding = "utf-8"
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    else:
        encoding = _declared(data) or encoding
    try:
        decoded = data.decode(encoding)
    except LookupError:
        raise SyntaxError(f"unknown encoding: {encoding}", (filename, 1, 0, "")) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        advice = "add the line `# -*- coding: latin-1 -*-` (or your file's encoding) at the top"
        raise SyntaxError(
            f"the byte {data[error.start : error.start + 1]!r} is not {encoding}, the file's encoding; {advice}",
            (filename, line, 0, data.splitlines()[line - 1].decode("latin-1")),
        ) from None
    return decoded.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _declared(data: bytes) -> str | None:
    """The encoding a PEP 263 line among the first two declares."""
    for line in data.splitlines()[:2]:
        match = re.match(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", line)
        if match:
            return match[1].decode("ascii")
        if not re.match(rb"[ \t\f]*(?:#|$)", line):
            break
    return None


def _python3_tree(data: bytes, filename: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(data, filename)
        except (SyntaxError, ValueError):
            return None


def is_certainly_python3(data: bytes, filename: str) -> bool:
    """Whether a module of a Python 2 program is nevertheless Python 3."""
    tree = _python3_tree(data, filename)
    if tree is None or "print_function" in syntax.futures(data.decode("latin-1")):
        return False
    return detect.uses_python3(tree)


def compile_script(
    data: bytes, filename: str, python: int | None = None, folders: Sequence[str] = ()
) -> tuple[CodeType, bool]:
    """The code of a script and whether it was translated from Python 2.

    ``python`` is 2, 3, or None: then the file itself tells, or the modules of the folders that it imports
    (:mod:`theano_min.python2.detect`). If it is valid in
    neither language, the SyntaxError is that of the parser which got further.
    """
    if python == 2:
        return compile_source(data, filename), True
    try:
        code = _era.compile_module(data, filename)
    except (SyntaxError, ValueError) as error:
        if python == 3:
            raise
        return _compile_as_python2(data, filename, error), True
    if python is None:
        tree, source = ast.parse(data, filename), data.decode("latin-1")
        if detect.is_python2(tree, source) or detect.imports_python2(tree, source, [*folders]):
            return compile_source(data, filename), True
    return code, False


def _compile_as_python2(data: bytes, filename: str, error3: Exception) -> CodeType:
    try:
        return compile_source(data, filename)
    except SyntaxError as error2:
        line2, line3 = (getattr(error, "lineno", None) or 0 for error in (error2, error3))
        raise (error2 if line2 > line3 else error3) from None
