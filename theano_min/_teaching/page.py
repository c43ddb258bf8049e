"""The page of a run: one file of HTML that asks the network for nothing."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from . import chart
from .graph import WIDE, Node, Picture, of_function
from .recording import History, Place, Recording, Watched, source
from .surface import surface
from .svg import called, drawing
from .values import number, shown

HERE = Path(__file__).parent
FUNCTIONS, ROWS, LINES = 30, 400, 1500  # at most on a page: functions, rows of a table, lines of a file
POINT = "Point at a box, or move to it with the Tab key: what it is, and which line made it."
SCROLLED = ' tabindex="0" role="region" aria-label="Graph, to be scrolled"'
ONE = 900  # pixels, up to which a graph is fitted into the height of the window
LARGE = 1150  # pixels, from which on a graph is scrolled
CHARTS, SHARED = 6, 20  # that are open: curves (and tables of values), rows of shared variables
SMALL_GRAPH = 30  # nodes, up to which gradients are shown from the start


def page(recording: Recording) -> str:
    """Return the page of what was recorded."""
    return _Page(recording).text()


class _Page:
    def __init__(self, recording: Recording):
        self.recording = recording
        self.functions = recording.functions[:FUNCTIONS]
        self.pictures = [_picture(each, recording) for each in self.functions]
        self.files = self._files()
        self.drawn: set[History] = set()

    def _files(self) -> dict[str, str]:
        """The files of the program that are shown: {name: id of their lines}."""
        places = [node.place for picture in self.pictures for node in picture.nodes]
        places += [each.place for each in self.functions]
        names = [self.recording.script] if Path(self.recording.script).is_file() else []
        names += [place[0] for place in places if place]
        found: dict[str, str] = {}
        for name in names:
            if not any(_same(name, each) for each in found):
                found[name] = f"s{len(found)}-"
        return found

    def link(self, place: Place) -> str | None:
        if place is None:
            return None
        prefix = next((prefix for name, prefix in self.files.items() if _same(name, place[0])), None)
        return f"#{prefix}{place[1]}" if prefix and place[1] <= len(source(place[0])) else None

    # --- the whole

    def text(self) -> str:
        css = (HERE / "page.css").read_text(encoding="utf-8")
        dark = (HERE / "dark.css").read_text(encoding="utf-8")
        both = f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{\n{dark}}} }}\n'
        both += f'@media screen {{ :root[data-theme="dark"] {{\n{dark}}} }}\n'
        title = escape(Path(self.recording.script).name)
        main = "\n".join(
            filter(None, [self.failure(), self.contents(), *self.sections(), self.shared(), self.printed()])
        )
        side = self.sources()
        versions = f"Python {platform.python_version()}, NumPy {np.__version__}, PyTensor {version('pytensor')}"
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · theano-min show</title>
<style>
{css.replace("/*DARK*/", both)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the graphs</a>
<header><h1>{title}</h1><p class="soft">{escape(self.summary())}</p>
<button type="button" id="theme" aria-pressed="false" hidden>Dark</button></header>
<div class="page{"" if side else " alone"}">
<main id="main">
{main}
</main>
{side}
</div>
<footer>Written by <code>theano-min show</code>; {versions}.</footer>
<script>
{(HERE / "page.js").read_text(encoding="utf-8")}</script>
</body>
</html>
"""

    def summary(self) -> str:
        recording = self.recording
        count = len(recording.functions)
        calls = sum(each.calls for each in recording.functions)
        parts = [
            f"{_many(count, 'compiled function')}, {_many(calls, 'call')}" if count else "No function was compiled"
        ]
        if recording.interrupted:
            parts.append("interrupted: this is what was recorded until then")
        elif recording.status:
            parts.append(f"ended with status {recording.status}")
        return "; ".join(parts) + "."

    def failure(self) -> str:
        if not self.recording.failure:
            return ""
        last = self.recording.failure.strip().splitlines()
        head = "Interrupted" if self.recording.interrupted else "The program stopped with an error"
        return f'<div class="failed" role="alert"><h2>{head}</h2><pre>{escape(chr(10).join(last[-120:]))}</pre></div>'

    def contents(self) -> str:
        more = len(self.recording.functions) - len(self.functions)
        if len(self.functions) < 3:
            return ""
        entries = [
            f'<li><a href="#f{i}">{escape(self.signature(each))}</a> '
            f'<span class="soft">{_many(each.calls, "call")}</span></li>'
            for i, each in enumerate(self.functions, 1)
        ]
        word = f"<p class='soft'>{more} more functions were compiled; they are not shown.</p>" if more else ""
        return (
            f'<nav aria-label="Functions"><section><h2>Functions</h2><ul>{"".join(entries)}</ul>{word}</section></nav>'
        )

    # --- a function

    def name(self, watched: Watched) -> str:
        return watched.name or f"function {self.functions.index(watched) + 1}"

    def called(self, variable: Any) -> str:
        name = getattr(variable, "name", None) or self.recording.names.get(variable)
        return str(name or "·")

    def shared_name(self, variable: Any) -> str:
        """The name of a shared variable, with its shape if others are called so."""
        name = self.called(variable)
        if sum(self.called(each) == name for each in self.recording.histories) > 1:
            return f"{name} {np.shape(variable.container.storage[0])}"
        return name

    def signature(self, watched: Watched) -> str:
        inputs = ", ".join(self.called(each) for each in watched.inputs)
        outputs = watched.keys or [
            self.recording.names.get(each) or each.name or "output" if hasattr(each, "name") else "output"
            for each in watched.outputs
        ]
        results = ", ".join(map(str, outputs))
        return f"{self.name(watched)}({inputs})" + (f" → {results}" if results else "")

    def sections(self) -> Iterable[str]:
        if not self.functions:
            yield (
                "<section><h2>No function was compiled</h2><p>The program made no <code>theano.function</code>, "
                "so there is no graph to show.</p></section>"
            )
        for i, (watched, picture) in enumerate(zip(self.functions, self.pictures, strict=True), 1):
            try:
                yield self.section(watched, picture, f"f{i}")
            except Exception as error:  # the rest of the page is shown
                word = escape(f"It cannot be shown: {type(error).__name__}: {error}")
                yield f'<section id="f{i}"><h2>{escape(self.name(watched))}</h2><p>{word}</p></section>'

    def section(self, watched: Watched, picture: Picture, ident: str) -> str:
        backward = bool(picture.layer(True))
        has_seed = any(node.kind == "seed" for node in picture.nodes)
        start = len(picture.nodes) <= SMALL_GRAPH or not picture.layer(False)
        svg = drawing(picture, f"Graph of {self.signature(watched)}", f"{ident}-graph", self.link)
        width = float(svg.partition('width="')[2].partition('"')[0])
        height = float(svg.partition('height="')[2].partition('"')[0])
        large = width > LARGE
        tools = []
        if backward:
            what = "Gradient and updates" if has_seed and watched.updates else "Gradient" if has_seed else "Updates"
            tools.append(_toggle("backward", what, start))
        if watched.first:
            tools.append(_toggle("values", "Values", True))
        if large:
            tools.append(_toggle("fit", "Whole graph", False))
        charts = self.charts(watched)
        return f"""<section class="function" id="{ident}" aria-labelledby="{ident}-title">
<h2 id="{ident}-title"><code>{escape(self.signature(watched))}</code></h2>
<p class="soft">{self.words(watched, picture)}</p>
<div class="bar"><div class="tools" role="group" aria-label="What the graph shows" hidden>{"".join(tools)}</div>
<p class="detail soft" aria-live="polite">{POINT}</p></div>
<div class="beside">
<a class="skip" href="#{ident}-after">Skip the graph</a>
<div class="graph{" large" if large else " one" if height < ONE else ""}"{SCROLLED if large else ""}>{svg}</div>
{f'<div class="charts">{charts}</div>' if charts else ""}
</div>
<div id="{ident}-after"></div>
{self.table(watched, picture, ident)}
{self.insides(picture, ident)}
</section>"""

    def words(self, watched: Watched, picture: Picture) -> str:
        parts = []
        href = self.link(watched.place)
        if watched.place:
            where = f"line {watched.place[1]}"
            parts.append(f'Compiled in <a href="{href}">{where}</a>' if href else f"Compiled in {where}")
        if watched.calls:
            parts.append(f"called {_many(watched.calls, 'time')}" if watched.calls > 1 else "called once")
        else:
            parts.append("not called" if not watched.failure else "its first call failed")
        text = ", ".join(parts) + ". "
        if watched.first:
            call = "the first call" if watched.first_call == 1 else f"call {watched.first_call}, which failed"
            text += f"The values on the edges are those of {call}. "
            text += escape(f"{watched.first.word} ")
        text += escape(picture.word)
        for count, what in zip(picture.left_out, ("expression", "gradient and the updates"), strict=True):
            if count:
                text += f"The {what} has {_many(count, 'node')} more than are drawn: "
                text += f"those nearest to the results are, at most {WIDE} side by side. "
        return text

    def table(self, watched: Watched, picture: Picture, ident: str) -> str:
        by_number = {node.number: node for node in picture.nodes}
        rows = []
        for node in picture.nodes[:ROWS]:
            sources = ", ".join(called(by_number[each]) for each in node.inputs if each in by_number)
            values = "<br>".join(escape(r.value.text) for r in node.results if r.value)
            kinds = "<br>".join(escape(r.value.kind() if r.value else r.kind) for r in node.results)
            href = self.link(node.place)
            line = f'<a href="{href}">{node.place[1]}</a>' if href and node.place else ""
            rows.append(
                f'<tr id="{ident}-graph-{node.number}-row" data-label="{escape(node.label)}" '
                f'data-text="{escape(_detail(node))}"><th scope="row" class="n">{node.number}</th>'
                f"<td><code>{escape(node.label)}</code></td><td>{escape(node.names())}</td><td>{escape(sources)}</td>"
                f"<td>{values}{_problem(node)}</td><td>{kinds}</td><td><code>{escape(node.full)}</code></td><td>{line}</td></tr>"
            )
        heads = ["Step", "Expression", "Name", "From", "Value", "Type", "As debugprint writes it", "Line"]
        return _details("The graph as a table", _table("Table of the graph", heads, rows))

    def insides(self, picture: Picture, ident: str) -> str:
        parts = []
        for node in picture.nodes:
            if node.inside is not None and node.inside.nodes:
                svg = drawing(
                    node.inside,
                    f"One step of step {node.number}, {node.label}",
                    f"{ident}-inside-{node.number}",
                    self.link,
                )
                what = f"One step of the loop: <code>{escape(node.label)}</code>"
                names = f" ({escape(node.names())})" if node.names() else ""
                parts.append(_details(what + names, f'<div class="graph large"{SCROLLED}>{svg}</div>'))
        return "\n".join(parts)

    # --- over the calls

    def charts(self, watched: Watched) -> str:
        figures = []
        names = watched.keys or [
            self.recording.names.get(each) or each.name or "output" for each in watched.outputs if hasattr(each, "name")
        ]
        for name, curve in zip(names, watched.results, strict=False):
            points = [(call + 1, value) for call, value in curve.points]
            if len(points) > 1:
                figures.append(
                    self.figure(
                        f"{name} over the calls", chart.curves(f"{name} over the calls", [(str(name), points)], "call")
                    )
                )
        for shared in watched.updated:
            history = self.recording.histories.get(shared)
            if history is not None and history not in self.drawn and len(history.curve.points) > 1:
                self.drawn.add(history)
                figures.append(self.history(history))
        plane = surface(watched, self.recording)
        if plane is not None:
            a, b = plane.names
            if plane.costs:
                title = f"{plane.cost} over {a} and {b}"
                drawn = chart.contours(title, plane.xs, plane.ys, plane.costs, plane.path, plane.names)
                figures.append(
                    self.figure(title, drawn, "for the arguments of the first call; lines of equal cost, and the path")
                )
            else:
                figures.append(self.figure(f"{a} and {b}", f'<p class="soft">{escape(plane.word)}</p>'))
        if len(figures) > CHARTS:
            rest = f'<div class="charts">{"".join(figures[CHARTS:])}</div>'
            return "".join(figures[:CHARTS]) + _details(f"{len(figures) - CHARTS} more curves", rest)
        return "".join(figures)

    def figure(self, title: str, svg: str, word: str = "") -> str:
        if not svg:
            return ""
        note = f' <span class="soft">{escape(word)}</span>' if word else ""
        return f"<figure><figcaption>{escape(title)}{note}</figcaption>{svg}</figure>"

    def history(self, history: History) -> str:
        name = self.shared_name(history.variable)
        points = [(call, value) for call, value in history.curve.points if value is not None]
        if not points:
            return ""
        title = f"{name} over the calls"
        if isinstance(points[0][1], tuple):
            series = [
                (label, [(call, value[i]) for call, value in points])
                for i, label in ((2, "greatest"), (0, "mean"), (1, "least"))
            ]
            return self.figure(title, chart.curves(title, series, "call"), "its greatest, mean and least number")
        size, shape = points[0][1].size, points[0][1].shape
        points = [point for point in points if not isinstance(point[1], tuple) and point[1].shape == shape]
        labels = [name] if size == 1 else [f"{name}[{', '.join(map(str, index))}]" for index in np.ndindex(*shape)]
        series = [(label, [(call, float(value.flat[i])) for call, value in points]) for i, label in enumerate(labels)]
        return self.figure(title, chart.curves(title, series[:6], "call"), f"the first 6 of {size}" if size > 6 else "")

    def shared(self) -> str:
        histories = [each for each in self.recording.histories.values() if each.curve.points[0][1] is not None]
        if not histories:
            return ""
        rows = []
        details = []
        for history in histories:
            points = [each for each in history.curve.points if each[1] is not None]
            now = shown(history.variable.container.storage[0])
            first = _state_text(points[0][1]) if points else ""
            changed = history.calls - 1
            name = escape(self.shared_name(history.variable))
            cells = f'<td class="kinds">{escape(now.kind())}</td><td>{escape(first)}</td><td>{escape(now.text)}</td>'
            rows.append(f'<tr><th scope="row"><code>{name}</code></th>{cells}<td class="n">{changed or ""}</td></tr>')
            if changed and points and not isinstance(points[0][1], tuple) and points[0][1].size <= 6:
                details.append(self.states(history, points))
        heads = ["Name", "Type", "At first", "In the end", "Updates"]
        text = _table("Table of shared variables", heads, rows[:SHARED])
        if len(rows) > SHARED:
            rest = _table("Table of the other shared variables", heads, rows[SHARED:])
            text += _details(_many(len(rows) - SHARED, "more shared variable"), rest)
        text += "".join(details[:CHARTS])
        if len(details) > CHARTS:
            text += _details(f"{len(details) - CHARTS} more after each call", "".join(details[CHARTS:]))
        return f"<section><h2>Shared variables</h2>{text}</section>"

    def states(self, history: History, points: list) -> str:
        name = self.shared_name(history.variable)
        picked = points if len(points) <= 40 else [points[round(i * (len(points) - 1) / 39)] for i in range(40)]
        rows = [
            f'<tr><th scope="row" class="n">{call}</th><td>{escape(_state_text(value))}</td></tr>'
            for call, value in picked
        ]
        word = "" if len(picked) == len(points) else f", {len(picked)} of them"
        table = _table(f"{name} after each call", ["Call", escape(name)], rows)
        return _details(f"<code>{escape(name)}</code> after each call{word}", table, len(picked) <= 12)

    def printed(self) -> str:
        text = "\n".join(
            "".join(
                f'<span class="err">{escape(part)}</span>' if stream == "err" else escape(part) for stream, part in line
            )
            for line in _lines(self.recording.printed)
        )
        if not text.strip():
            return "<section><h2>Printed</h2><p class='soft'>Nothing.</p></section>"
        word = "" if not self.recording.cut else "<p class='soft'>The program printed more; this is the beginning.</p>"
        return (
            '<section><h2>Printed</h2><div class="printed" tabindex="0" role="region" aria-label="What was printed">'
            f"<pre>{text}</pre></div>{word}</section>"
        )

    # --- the program

    def sources(self) -> str:
        if not self.files:
            return ""
        made: dict[str, set[int]] = {name: set() for name in self.files}
        for picture in self.pictures:
            for node in picture.nodes:
                for name in self.files:
                    if node.place and _same(name, node.place[0]):
                        made[name].add(node.place[1])
        parts = [self.file(name, prefix, made[name]) for name, prefix in self.files.items()]
        return f'<aside aria-label="The program">{"".join(parts)}</aside>'

    def file(self, name: str, prefix: str, made: set[int]) -> str:
        lines = source(name)
        wanted = (
            range(1, len(lines) + 1)
            if len(lines) <= LINES
            else sorted({n for m in made for n in range(m - 12, m + 13) if 0 < n <= len(lines)})
        )
        rows, last = [], 0
        for n in wanted:
            if n != last + 1:
                rows.append('<li class="gap" data-n="">⋮</li>')
            last = n
            kind = ' class="made"' if n in made else ""
            rows.append(f'<li id="{prefix}{n}" data-n="{n}"{kind}>{escape(lines[n - 1]) or " "}</li>')
        return f'<h2>{escape(Path(name).name)}</h2><ol class="code">{"".join(rows)}</ol>'


def _picture(watched: Watched, recording: Recording) -> Picture:
    """The picture of a function; of one that cannot be drawn an empty one: the rest of the page is shown."""
    try:
        return of_function(watched, recording)
    except Exception as error:
        return Picture([], [], word=f"Its graph cannot be drawn: {type(error).__name__}: {error}")


def _same(a: str, b: str) -> bool:
    return a == b or Path(a).absolute() == Path(b).absolute()


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _details(summary: str, body: str, opened: bool = False) -> str:
    return f"<details{' open' if opened else ''}><summary>{summary}</summary>{body}</details>"


def _table(label: str, heads: list[str], rows: list[str]) -> str:
    """A table that is scrolled where it is too wide; columns of numbers are named so."""
    cells = "".join(f'<th scope="col"{_NUMBERS.get(each, "")}>{each}</th>' for each in heads)
    table = f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">{table}</div>'


_NUMBERS = dict.fromkeys(("Step", "Call", "Updates"), ' class="n"')


def _toggle(name: str, text: str, pressed: bool) -> str:
    return f'<button type="button" data-toggle="{name}" aria-pressed="{str(pressed).lower()}">{text}</button>'


def _problem(node: Node) -> str:
    return f' <span class="soft">{escape(node.problem)}</span>' if node.problem else ""


def _detail(node: Node) -> str:
    parts = []
    for result in node.results:
        if result.value:
            parts.append(f"{result.name + ' = ' if result.name else ''}{result.value.text}, {result.value.kind()}")
        elif result.name:
            parts.append(result.name)
    if node.full and node.kind == "operation":
        parts.append(f"debugprint: {node.full}")
    elif node.full:
        parts.append(node.full)
    if node.problem:
        parts.append(node.problem)
    if node.place:
        parts.append(f"line {node.place[1]}")
    return ": " + "; ".join(parts) if parts else ""


def _state_text(value: object) -> str:
    if isinstance(value, tuple) and value[1] == value[2]:
        return f"all {number(value[0])}"
    if isinstance(value, tuple):
        return f"{number(value[1])} … {number(value[2])}, mean {number(value[0])}"
    array = np.asarray(value)
    return shown(array).text


def _lines(printed: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Lines as a terminal leaves them: what a progress bar wrote over is gone."""
    lines: list[list[tuple[str, str]]] = [[]]
    for stream, text in printed:
        for part in re.split(r"(\r?\n|\r)", re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)):
            if part == "\r":
                lines[-1] = []
            elif part.endswith("\n"):
                lines.append([])
            elif part:
                lines[-1].append((stream, part))
    return [line for line in lines if not line or any(text.strip() for _, text in line)]
