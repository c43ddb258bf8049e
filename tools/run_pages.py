"""Run the code in the documentation and compare what it prints: `python tools/run_pages.py [--write] [PAGE...]`.

A page runs in order, in one process and in a directory of its own:

- a `python` block is executed; a `text` block right below it is what it prints, an error and its message included;
- a `{code-cell}` of a notebook is executed, too, and may print what it likes;
- a `console` block has commands, each after `$ `, and may show below each of them what it prints;
- a `{code-block}` with a `:caption:` is a file of that name.

`...` stands for anything. Blocks in other languages are shown, and not run.
"""

import argparse
import contextlib
import doctest
import io
import linecache
import os
import re
import subprocess
import sys
import tempfile
import traceback
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs"
FENCE = re.compile(r"^(```+)([^\n`]*)\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)


def written():
    """All pages, as paths."""
    return [page for page in sorted(PAGES.rglob("*.md")) if "_build" not in page.parts]


def pages():
    """The pages that have something to run, as paths."""
    return [page for page in written() if any(_steps(page))]


def run(page, write=False):
    """Run a page in a process of its own; return what went wrong as text, empty if nothing did."""
    with tempfile.TemporaryDirectory() as place:
        bin, lib, home = (Path(place, name) for name in ("bin", "lib", "home"))
        for folder in (bin, lib, home):
            folder.mkdir()
        for name, module in (("python", ""), ("theano-min", "-m theano_min ")):
            Path(bin, name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n')
            Path(bin, name).chmod(0o755)
        Path(lib, "theano").symlink_to(ROOT / "theano_min" / "_theano")
        Path(home, "scripts").symlink_to(ROOT / "scripts")
        flags = os.environ.get("THEANO_FLAGS", "").split(",")
        cache = next((flag for flag in flags if flag.startswith("base_compiledir=")), f"base_compiledir={place}/cache")
        environment = {
            **os.environ,
            "PATH": os.pathsep.join([str(bin), os.environ.get("PATH", "")]),
            "PYTHONPATH": os.pathsep.join([str(lib), str(ROOT)]),
            "THEANO_FLAGS": cache,
            "MPLBACKEND": "agg",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }
        command = [sys.executable, __file__, "--inside", *(["--write"] if write else []), str(page)]
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=1200)
        return done.stdout + (done.stderr if done.returncode else "")


def _steps(page):
    """(kind, code or file's content, what is shown, the block) of what a page runs; a file's kind is its name."""
    text = page.read_text("utf-8")
    blocks = list(FENCE.finditer(text))
    for block, after in zip_longest(blocks, blocks[1:]):
        language, content = block[2].strip(), block[3]
        if language == "python":
            follows = after and after[2].strip() == "text" and not text[block.end() : after.start()].strip()
            yield "python", content, after if follows else None, block
        elif language.startswith("{code-cell}"):
            yield "python", content.partition("---\n---\n")[2] or content, None, block
        elif language == "console":
            yield "console", content, block, block
        elif language.startswith("{code-block}") and (caption := re.match(r"(?::.*\n)*?:caption: (\S+)\n", content)):
            yield caption[1], re.sub(r"\A(:.*\n)+\n?", "", content), None, block


def _inside(page, write):
    """Run a page here; print what differs. With `write`, put what is printed into the page instead."""
    import theano_min._theano  # noqa: F401  (a plain checkout has the name theano by it)

    text, shown, namespace = page.read_text("utf-8"), [], {"__name__": "__main__"}
    for kind, content, expected, block in _steps(page):
        line = text.count("\n", 0, block.start()) + 1
        if kind == "python":
            got, failed = _execute("\n" * line + content, namespace, page.name)
            if failed and not expected:
                print(f"{page.name}, line {line}:\n{failed}")
            elif expected:
                shown.append((expected, got, line))
        elif kind == "console":
            shown.append((expected, _console(content), line))
        else:
            Path(kind).write_text(content, encoding="utf-8")
    check = doctest.OutputChecker()
    for block, got, line in reversed(shown):
        if check.check_output(block[3], got, doctest.ELLIPSIS):
            continue
        if write:
            text = text[: block.start(3)] + got + text[block.end(3) :]
        else:
            print(f"{page.name}, line {line}, shows\n\n{block[3]}\nand printed\n\n{got}")
    if write:
        page.write_text(text, encoding="utf-8")


def _execute(code, namespace, name):
    """Execute a block; return what it prints and the traceback of its error, if there is one."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)  # an error quotes the line
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(code, name, "exec"), namespace)
        except BaseException as error:
            failed = traceback.format_exc()
            printed.write(f"{type(error).__name__}: {error}\n")
        else:
            failed = ""
    own = rf'  File "{re.escape(__file__)}".*\n(?:    .*\n)*'
    return re.sub(own, "", printed.getvalue()), failed


def _console(content):
    """Run the commands; return them with what they print, or, where nothing is shown, with nothing."""
    parts = re.split(r"(?m)^(\$ (?:.*\\\n)*.*\n)", content)[1:]
    lines = []
    for command, expected in zip(parts[::2], parts[1::2], strict=True):
        done = subprocess.run(["bash", "-c", command.removeprefix("$ ")], capture_output=True, text=True, timeout=600)
        lines += [command, done.stdout + done.stderr if expected or done.returncode else ""]
    return "".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="pages (default: all that run something)")
    parser.add_argument("--write", action="store_true", help="put what is printed into the pages")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return _inside(options.pages[0], options.write)
    wrong = 0
    for page in options.pages or pages():
        said = run(page.resolve(), options.write)
        wrong += bool(said)
        print(f"{page}: {said or 'as shown'}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
