"""The command ``theano-min``: one sub-command each for what it can do."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say (``sys.argv[1:]`` if None) and return the exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    return options.command(options)


def _read(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Return a command that ends without a word when nobody reads on what it prints, as before ``| head``."""

    def told(options: argparse.Namespace) -> int:
        try:
            status = command(options)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python flushes as it ends
            return 1
        return status

    return told


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("theano-min", description="Run programs written for Theano.", allow_abbrev=False)
    parser.add_argument("--version", action=_Version, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_run(commands)
    _add_cache(commands)
    _add_doctor(commands)
    _add_port(commands)
    _add_show(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None):
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from .version import theano_min_version, version

        print(f"theano-min {theano_min_version}, with the API of Theano {version}")
        parser.exit()


def _add_run(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "run",
        allow_abbrev=False,
        help="run a script, a notebook, a module or a program's text, of Python 2 or 3",
        description="Run a script or a notebook, a module (-m) or a program's text (-c). Python 2 is translated "
        "in memory, Python 3 runs as it is; both find NumPy and other libraries as they were (see theano_min.era). "
        "Everything after the name belongs to the program.",
    )
    language = parser.add_mutually_exclusive_group()
    language.add_argument("--py2", dest="python", action="store_const", const=2, help="the script is Python 2")
    language.add_argument("--py3", dest="python", action="store_const", const=3, help="the script is Python 3")
    parser.add_argument(
        "--modern-print", action="store_true", help="let a Python 2 script print numbers as Python 3 and NumPy do today"
    )
    everything = argparse.REMAINDER
    parser.add_argument(
        "-m", dest="module", nargs=everything, metavar="MODULE", help="run a module, with its arguments"
    )
    parser.add_argument("-c", dest="text", nargs=everything, metavar="TEXT", help="run a text, as python -c")
    parser.add_argument("script", nargs="?", help="the file to run (.py or .ipynb), or - for standard input")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="arguments of the script")
    parser.set_defaults(command=lambda options: _run(options, parser))


def _run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from .python2 import run_module, run_path, run_string

    run: Callable[..., int]
    if options.module is not None:
        run, given = run_module, options.module
    elif options.text is not None:
        run, given = run_string, options.text
    else:
        run, given = run_path, [options.script, *options.arguments] if options.script else []
    if not given:
        parser.error("name a script, -m MODULE or -c TEXT")
    name, *arguments = given
    try:
        return run(name, arguments, options.python, options.modern_print, restore=False)
    except OSError as error:
        print(f"theano-min run: cannot read {name}: {error.strerror}", file=sys.stderr)
    except ImportError as error:
        print(f"theano-min run: {error}", file=sys.stderr)
    return 2


def _add_cache(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "cache",
        allow_abbrev=False,
        help="list, delete or fill the caches of compiled code and rewritten graphs",
        description="List or delete the compiled code and the rewritten graphs that functions leave on disk, or run a "
        "script that leaves its own.",
    )
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--list", action="store_true", help="say where the caches are and what they hold (the default)")
    action.add_argument("--clear", action="store_true", help="delete what they hold")
    action.add_argument(
        "--warm",
        nargs=argparse.REMAINDER,
        metavar="SCRIPT",
        help="run a script, with its arguments, and compile each function at its first call",
    )
    parser.set_defaults(command=_read(lambda options: _cache(options, parser)))


def _cache(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from . import _cache as cache

    if options.warm is not None:
        if not options.warm:
            parser.error("name a script")
        script, *arguments = options.warm
        try:
            return cache.warm(script, arguments)
        except OSError as error:
            print(f"theano-min cache: cannot read {script}: {error.strerror}", file=sys.stderr)
            return 2
    cache.clear() if options.clear else cache.list_contents()
    return 0


def _add_doctor(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "doctor",
        allow_abbrev=False,
        help="say what `import theano` finds here, and what stands in its way",
        description="Say which versions, compilers, BLAS, flags and caches a program that imports theano gets here, "
        "what stands in its way, and what to do about it. The exit status is 1 if something does.",
    )
    parser.add_argument("--json", action="store_true", help="print it for a program to read")
    parser.set_defaults(command=_read(_doctor))


def _doctor(options: argparse.Namespace) -> int:
    from ._teaching import doctor

    return doctor.examine(as_json=options.json)


def _add_port(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "port",
        allow_abbrev=False,
        help="rewrite a program for PyTensor alone and Python 3",
        description="Rewrite programs for Theano, of Python 2 or 3, for PyTensor alone and Python 3: print what "
        "changes, or write it. What a human must decide is listed on standard error, as FILE:LINE: what.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="the program's files")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--write", action="store_true", help="write the files themselves")
    place.add_argument("--output", metavar="FILE", help="write another file")
    parser.set_defaults(command=_read(lambda options: _port(options, parser)))


def _port(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if options.output and len(options.files) > 1:
        parser.error("--output takes one file")
    try:
        from ._teaching import port

        return port.command(options.files, options.write, options.output)
    except ImportError as error:
        print(f"theano-min port: {error}", file=sys.stderr)
        return 2


def _add_show(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "show",
        allow_abbrev=False,
        help="run a script and write a page of its graphs, values and weights",
        description="Run a script, of Python 2 or 3, and write one page that needs no network: the graph of each "
        "function and of its gradient with the values of the first call, the shared variables over the calls, what was "
        "printed. The exit status is the script's. Options stand before the script; what follows is the script's.",
    )
    form = parser.add_mutually_exclusive_group()
    for name, text in (
        ("svg", "write the graphs alone, as SVG"),
        ("png", "the same as PNG (needs the extra `show`)"),
        ("mermaid", "the same as text for Mermaid"),
        ("dot", "the same as text for Graphviz"),
    ):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=text)
    parser.add_argument("--output", metavar="FILE", help="where to write (default: script.html, ... here; -: print it)")
    parser.add_argument("--open", action="store_true", help="open what was written in the browser")
    parser.add_argument("--calls", type=int, metavar="N", help="record the first N calls of each function only")
    parser.add_argument("script", help="the file to run")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="arguments of the script")
    parser.set_defaults(command=_show, form="html")


def _show(options: argparse.Namespace) -> int:
    from ._teaching.show import show

    ours = ("--output", "--open", "--calls", "--svg", "--png", "--mermaid", "--dot")
    for each in options.arguments:
        if each.partition("=")[0] in ours:
            print(f"theano-min show: {each} is the script's; ours stand before {options.script}", file=sys.stderr)
    try:
        return show(options.script, options.arguments, options.form, options.output, options.open, options.calls)
    except OSError as error:
        print(f"theano-min show: {error.filename or options.script}: {error.strerror}", file=sys.stderr)
    except ImportError as error:
        print(f"theano-min show: {error}", file=sys.stderr)
    return 2
