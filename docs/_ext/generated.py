"""Directives that ask the package itself: `theano-flags`, `theano-commands` and `theano-names`."""

import argparse
import importlib
import inspect
import os
import re

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

ROLE = re.compile(r":\w+:`[.~]*([^`]+)`")
GENERAL = "https://pytensor.readthedocs.io/en/latest/library/index.html"


class Written(SphinxDirective):
    """A directive whose content is Markdown that it writes itself."""

    has_content = False
    optional_arguments = 1

    def run(self):
        lines = StringList(self.write(*self.arguments).splitlines(), source=self.env.docname)
        return self.parse_content_to_nodes_of(lines)

    def parse_content_to_nodes_of(self, lines):
        self.content, self.content_offset = lines, 0
        return self.parse_content_to_nodes(allow_section_headings=True)


class Flags(Written):
    """The flags that are obeyed by `Theano` (this package), `PyTensor` or `nobody`, as a table."""

    def write(self, obeyed_by):
        from theano_min import configdefaults

        rows = ["| flag | default | values | what it does |", "|---|---|---|---|"]
        for flag in configdefaults._FLAGS:
            if flag.obeyed_by != obeyed_by:
                continue
            param = flag.param
            default = "of this machine" if callable(param.default) else str(param.default)
            choices = getattr(param, "all", ())
            values = ", ".join(f"`{each}`" for each in choices) if 1 < len(choices) < 12 else ""
            rows.append(f"| `{flag.name}` | {f'`{default}`' if default else ''} | {values} | {_escaped(flag.doc)} |")
        return "\n".join(rows)


class Commands(Written):
    """What `theano-min --help` and each of its commands say, a section for each command."""

    def write(self):
        from theano_min import cli

        os.environ["COLUMNS"] = "100"
        parser = cli._parser()
        (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
        parts = [_literal(parser.format_help())]
        for name, command in commands.choices.items():
            parts += [f"## theano-min {name}", _literal(command.format_help())]
        return "\n\n".join(parts)


class Names(Written):
    """The public names of a module: those of this package with their docstrings, PyTensor's in a table."""

    def write(self, module_name):
        module = importlib.import_module(module_name)
        mine, theirs = [], []
        for name, value in sorted(vars(module).items(), key=lambda pair: pair[0].lower()):
            if name.startswith("_") or inspect.ismodule(value) or not (inspect.isroutine(value) or callable(value)):
                continue
            home = value.__module__ if isinstance(value, type) or inspect.isroutine(value) else type(value).__module__
            if home.startswith("theano_min") and isinstance(value.__doc__, str):
                mine.append((name, value))
            elif home.startswith("pytensor"):
                theirs.append((name, value))
        parts = [_described(module_name, name, value) for name, value in mine]
        if theirs:
            parts += [
                f"**PyTensor's own under Theano's name**, described in [its documentation]({GENERAL}):",
                "\n".join(["| name | |", "|---|---|", *(f"| `{name}` | {_first_line(v)} |" for name, v in theirs)]),
            ]
        return "\n\n".join(parts)


def _described(module, name, value):
    """A function or class as a directive of Sphinx's, with the methods that its class body describes."""
    if not isinstance(value, type):
        return _directive("function", f"{module}.{name}{_signature(value)}", _markdown(value))
    methods = [
        _directive("method", f"{method}{_signature(function, bound=True)}", _markdown(function), "```")
        for method, function in vars(value).items()
        if not method.startswith("_") and inspect.isfunction(function) and function.__doc__
    ]
    parts = "\n\n".join([_markdown(value), *methods])
    return _directive("class", f"{module}.{name}{_signature(value)}", parts, "````")


def _directive(kind, signature, content, fence="```"):
    return f"{fence}{{py:{kind}}} {signature}\n\n{content}\n{fence}"


def _signature(value, bound=False):
    """The names of what a callable takes, and their default values where those are simple."""
    try:
        parameters = list(inspect.signature(value).parameters.values())[bound:]
    except (TypeError, ValueError):
        return "(...)"
    simple = (str, int, float, bool, type(None), tuple)
    shown = [
        each.replace(
            annotation=each.empty,
            default=each.default if each.default is each.empty or isinstance(each.default, simple) else ...,
        )
        for each in parameters
    ]
    return str(inspect.Signature(shown)).replace("Ellipsis", "...")


def _markdown(value):
    """A docstring as Markdown: double backquotes single, roles as code, signs that Markdown would read escaped."""
    doc = inspect.cleandoc(value.__doc__ or "") if not isinstance(value.__doc__, property) else ""
    doc = re.sub(r"\s*Source: [\w.]+\.\s*$", "", ROLE.sub(r"`\1`", doc))
    doc = re.sub(r"(?m)^(\w+)\n-+$", r"\1:", doc)
    parts = re.split(r"(``.+?``|`.+?`)", doc, flags=re.DOTALL)
    return "".join(f"`{part.strip('`')}`" if i % 2 else _escaped(part) for i, part in enumerate(parts))


def _first_line(value):
    doc = inspect.getdoc(value) if isinstance(value, type) or inspect.isroutine(value) else value.__doc__
    if not isinstance(doc, str) or not doc.strip():
        return ""
    line = re.split(r"\n\s*\n|(?<=[.!?])\s", doc.strip())[0]
    line = ROLE.sub(r"\1", line).replace("``", "")
    return _escaped(re.sub(r"\s+", " ", line)) if len(line) < 200 else ""


def _escaped(text):
    return re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", text)


def _literal(text):
    return f"```text\n{text.rstrip()}\n```"


def setup(app):
    app.add_directive("theano-flags", Flags)
    app.add_directive("theano-commands", Commands)
    app.add_directive("theano-names", Names)
    return {"parallel_read_safe": True}
