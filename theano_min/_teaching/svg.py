"""A picture of a graph as SVG, which needs nothing but a browser; and as text for Mermaid and for Graphviz.

The expression stands on the left and is read downwards; the gradient and the updates on the right, read upwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from theano_min.d3viz._layout import layered

from .graph import Node, Picture
from .recording import Place

LABEL, VALUE, KIND = 9.7, 8.5, 7.3  # widths of a character
BOX, LINE, SMALL = 38, 20, 16  # heights
MARGIN, BETWEEN = 14, 70

# text, fill and border on white: WCAG AA
COLOURS = {
    "input": ("#0b3d66", "#e3f0fb", "#2f78b7"),
    "shared": ("#4a3200", "#fff1cf", "#b07a00"),
    "constant": ("#333333", "#f2f2f2", "#888888"),
    "operation": ("#1a1a1a", "#ffffff", "#5f6b76"),
    "seed": ("#6b0f2b", "#fde7ed", "#b8365c"),
    "back": ("#6b0f2b", "#fff5f7", "#b8365c"),
}
_STYLE = (
    ".theano-graph{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;background:#fff}"
    ".theano-graph text{text-anchor:middle;fill:#1a1a1a;font-size:16px}"
    ".theano-graph .value{font-size:14px;font-weight:600}.theano-graph .kind{font-size:12px;fill:#55606b}"
    ".theano-graph .number{font-size:11px;fill:#55606b;text-anchor:end}"
    ".theano-graph .paper{fill:#fff}.theano-graph .edge{fill:none;stroke:#5f6b76;stroke-width:1.6}"
    ".theano-graph .back.edge{stroke:#b8365c}.theano-graph .round{fill:none;stroke:#b8365c;stroke-width:1.6;"
    "stroke-dasharray:6 5}.theano-graph .tip{fill:#5f6b76}.theano-graph .back.tip{fill:#b8365c}"
    ".theano-graph .box{stroke-width:1.6}"
    + "".join(
        f".theano-graph .{kind} .box{{fill:{fill};stroke:{border}}}.theano-graph .{kind} .label{{fill:{text}}}"
        for kind, (text, fill, border) in COLOURS.items()
    )
)


def drawing(
    picture: Picture,
    title: str,
    name: str = "graph",
    link: Callable[[Place], str | None] = lambda place: None,
    style: bool = False,
    numbers: bool = True,
) -> str:
    """Return a picture as an SVG element; ``style`` puts the colours in it, for where no page does."""
    return _Drawn(picture, title, name, link, style, numbers).text()


class _Drawn:
    def __init__(self, picture, title, name, link, style, numbers):
        self.picture, self.title, self.id, self.link, self.style = picture, title, name, link, style
        self.by_number = {node.number: node for node in picture.nodes}
        mentioned = "".join(node.label for node in picture.nodes)
        self.mentioned = set(map(int, re.findall(r"#(\d+)", mentioned))) if numbers else set()
        self.at: dict[int, tuple[float, float]] = {}
        self.passed: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
        left, width, height = self._layer(False, 0)
        back, more, tall = self._layer(True, width + BETWEEN if width else 0)
        full = max(height, tall)
        self._move(False, full - height)
        self._move(True, full - tall)
        self.forward = (-MARGIN, full - height - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN)
        whole = width + (BETWEEN if width and more else 0) + more
        self.whole = (
            -MARGIN,
            -MARGIN - (34 if more else 0),
            whole + 2 * MARGIN,
            full + 2 * MARGIN + (34 if more else 0),
        )
        self.layers = left, back

    # --- where things are

    def _layer(self, backward: bool, x: float) -> tuple[list[tuple[int, int]], float, float]:
        nodes = self.picture.layer(backward)
        numbers = {node.number for node in nodes}
        edges = [edge for edge in self.picture.edges if numbers.issuperset(edge)]
        sizes = {node.number: self.size(node) for node in nodes}
        places, passed = layered(sizes, edges)
        height = max((places[n][1] + sizes[n][1] for n in numbers), default=0)
        right = max((places[n][0] + sizes[n][0] / 2 for n in numbers), default=0)
        left = min((places[n][0] - sizes[n][0] / 2 for n in numbers), default=0)
        for number, (middle, top) in places.items():
            if backward:
                top = height - top - sizes[number][1]
            self.at[number] = middle - left + x, top
        for edge, points in passed.items():
            turned = [(m - left + x, *((height - b, height - a) if backward else (a, b))) for m, a, b in points]
            self.passed[edge] = turned
        return edges, right - left, height

    def _move(self, backward: bool, down: float) -> None:
        for node in self.picture.layer(backward):
            x, y = self.at[node.number]
            self.at[node.number] = x, y + down
        for edge in self.passed:
            if self.by_number[edge[0]].backward == backward:
                self.passed[edge] = [(x, a + down, b + down) for x, a, b in self.passed[edge]]

    def size(self, node: Node) -> tuple[float, float]:
        box = self.width(node)
        lines = self.lines(node)
        pill = max((len(text) * (VALUE if kind == "value" else KIND) + 16 for text, kind in lines), default=0)
        return max(box, pill), BOX + self.tall(node)

    def tall(self, node: Node) -> float:
        lines = self.lines(node)
        return sum(LINE if kind == "value" else SMALL for _, kind in lines) + 6 if lines else 0

    def lines(self, node: Node) -> list[tuple[str, str]]:
        """What stands on the edge below a box: the name, if it has one, and the value; dtype and shape."""
        lines = [("this fails", "value")] if node.failed else []
        for result in node.results[:3]:
            value = result.value
            text = value.on_edge() if value else ""
            if result.name and text:
                both = f"{result.name} = {text}"
                if len(both) > 30:
                    lines.append((result.name, "value"))
                    lines.append((text, "value"))
                else:
                    lines.append((both, "value"))
            elif result.name or text:
                lines.append((result.name or text, "value"))
            if value and value.kind():
                lines.append((value.kind(), "kind"))
        return lines

    # --- text

    def text(self) -> str:
        whole = " ".join(f"{each:.0f}" for each in self.whole)
        forward = " ".join(f"{each:.0f}" for each in self.forward)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="theano-graph" id="{self.id}" viewBox="{whole}" '
            f'width="{self.whole[2]:.0f}" height="{self.whole[3]:.0f}" data-whole="{whole}" data-forward="{forward}" '
            f'role="group" aria-label="{escape(self.title)}">'
        ]
        if self.style:
            x, y, width, height = self.whole
            parts.append(f"<style>{_STYLE}</style>")
            parts.append(f'<rect class="paper" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"/>')
        for layer, backward in zip(self.layers, (False, True), strict=True):
            parts.append(f'<g class="{"layer backward" if backward else "layer forward"}">')
            parts += [self.edge(source, target, backward) for source, target in layer]
            if backward:
                parts.append(self.round_trip())
            parts += [self.node(node) for node in self.picture.layer(backward)]
            parts.append("</g>")
        parts.append("</svg>")
        return "".join(parts)

    def bounds(self, node: Node) -> tuple[float, float, float]:
        """The upper edge of the box, and where arrows leave and arrive."""
        y, tall = self.at[node.number][1], self.tall(node)
        if node.backward:
            return y + tall, y + tall, y + tall + BOX
        return y, y + BOX, y

    def edge(self, source: int, target: int, backward: bool) -> str:
        first, last = self.by_number[source], self.by_number[target]
        x0, y0 = self.at[source][0], self.bounds(first)[1]
        x1, y1 = self.port(source, target), self.bounds(last)[2]
        way = -1 if backward else 1
        pill = self.tall(first) * way
        y1 -= 7 * way
        path = [f"M{x0:.1f} {y0:.1f}L{x0:.1f} {y0 + pill:.1f}"]
        x, y = x0, y0 + pill
        for px, upper, lower in self.passed.get((source, target), ()):
            start, end = (lower, upper) if backward else (upper, lower)
            path.append(_curve(x, y, px, start) + f"L{px:.1f} {end:.1f}")
            x, y = px, end
        path.append(_curve(x, y, x1, y1))
        back = "back " if backward else ""
        tip = f"M{x1:.1f} {y1 + 7 * way:.1f}l-4.5 {-9 * way}h9z"
        ends = f'data-from="{source}" data-to="{target}"'
        return f'<path class="{back}edge" {ends} d="{"".join(path)}"/><path class="{back}tip" {ends} d="{tip}"/>'

    def port(self, source: int, target: int) -> float:
        """Where on a box an arrow arrives: in the order in which the inputs stand."""
        sources = list(self.by_number[target].inputs)
        if not re.search(r" (-|/|//|%|\*\*|[<>=]+) |, ", self.by_number[target].label):  # whose order does not matter
            sources.sort(key=lambda each: self._from(each, target))
        sources = [each for each in sources if each in self.at]
        width = min(self.width(self.by_number[target]) - 28, 22 * (len(sources) - 1))
        place = sources.index(source) / (len(sources) - 1) - 0.5 if len(sources) > 1 else 0
        return self.at[target][0] + place * width

    def _from(self, source: int, target: int) -> float:
        passed = self.passed.get((source, target))
        return passed[-1][0] if passed else self.at.get(source, (0, 0))[0]

    def round_trip(self) -> str:
        """The dashed lines from the cost to its gradient, and from a new value to where it goes."""
        parts = []
        seed = next((node for node in self.picture.nodes if node.kind == "seed"), None)
        cost = seed and next(
            (
                n
                for n in self.picture.layer(False)
                if seed.label.startswith(f"∂{n.results[0].name}/") and n.results[0].name
            ),
            None,
        )
        if seed and cost:
            x0, y0 = self.at[cost.number][0] + self.width(cost) / 2, self.bounds(cost)[0] + BOX / 2
            x1, y1 = self.at[seed.number][0] - self.width(seed) / 2 - 8, self.bounds(seed)[0] + BOX / 2
            middle = (x0 + x1) / 2
            parts.append(
                f'<path class="round" d="M{x0:.0f} {y0:.0f}'
                f'C{middle:.0f} {y0:.0f} {middle:.0f} {y1:.0f} {x1:.0f} {y1:.0f}"/>'
            )
            parts.append(f'<path class="back tip" d="M{x1 + 8:.0f} {y1:.0f}l-9 -4.5v9z"/>')
        updates = [
            (node, name[4:])
            for node in self.picture.layer(True)
            for r in node.results
            for name in r.name.split(", ")
            if name.startswith("new ")
        ]
        for node, name in updates if len(updates) <= 2 else ():
            shared = next((n for n in self.picture.layer(False) if n.kind == "shared" and n.label == name), None)
            if shared and self._is_free(node, shared):
                x0, y0 = self.at[node.number][0] - self.width(node) / 2, self.bounds(node)[0] + BOX / 2
                x1, y1 = self.at[shared.number][0], self.bounds(shared)[0] - 9
                parts.append(
                    f'<path class="round" d="M{x0:.0f} {y0:.0f}'
                    f'C{(x0 + x1) / 2:.0f} {y0:.0f} {x1:.0f} {min(y0, y1 - 40):.0f} {x1:.0f} {y1:.0f}"/>'
                )
                parts.append(f'<path class="back tip" d="M{x1:.0f} {y1 + 9:.0f}l-4.5 -9h9z"/>')
        return "".join(parts)

    def _is_free(self, node: Node, shared: Node) -> bool:
        """Whether nothing stands between an update and the shared variable on its left."""
        (x0, y0), (x1, y1) = self.at[node.number], self.at[shared.number]
        lower, upper = max(y0 + self.size(node)[1], y1), min(y0, y1) - 40
        if y0 < y1 - BOX:  # the line comes from above
            lower = y1 - 1
        for other in self.picture.nodes:
            x, y = self.at[other.number]
            between = x1 < x < x0 and other not in (node, shared)
            if between and y < lower and y + self.size(other)[1] > (upper if not other.backward else y0):
                return False
        return True

    def width(self, node: Node) -> float:
        badge = 10 + len(str(node.number)) * 7 if node.number in self.mentioned else 0
        return max(60, len(node.label) * LABEL + 28 + badge, 16 * len(node.inputs) + 12)

    def node(self, node: Node) -> str:
        x = self.at[node.number][0]
        top, leaves, _ = self.bounds(node)
        wide = self.width(node)
        kind = "back" if node.backward and node.kind == "operation" else node.kind
        href = self.link(node.place)
        tag, attributes = ("a", f' href="{escape(href)}"') if href else ("g", "")
        if node.place:
            attributes += f' data-line="{node.place[1]}"'
        spoken = spoken_text(node, self.by_number)
        radius = BOX / 2 if node.kind in ("input", "shared", "seed") else 7
        shift = -(10 + len(str(node.number)) * 7) / 2 if node.number in self.mentioned else 0
        parts = [
            f'<{tag} class="node {kind}{" wrong" if node.failed else ""}" id="{self.id}-{node.number}" '
            f'data-node="{node.number}"{attributes} '
            f'aria-label="{escape(spoken)}"><title>{escape(spoken)}</title>'
            f'<rect class="box" x="{x - wide / 2:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{BOX}" rx="{radius}"/>'
            f'<text class="label" x="{x + shift:.1f}" y="{top + BOX / 2 + 5.5:.1f}">{escape(node.label)}</text>'
        ]
        if node.number in self.mentioned:
            parts.append(f'<text class="number" x="{x + wide / 2 - 7:.1f}" y="{top + 14:.1f}">#{node.number}</text>')
        lines = self.lines(node)
        if lines:
            tall = self.tall(node)
            y = leaves - tall + 3 if node.backward else leaves + 3
            across = max(len(text) * (VALUE if k == "value" else KIND) + 10 for text, k in lines)
            parts.append(
                f'<g class="pill"><rect class="paper" x="{x - across / 2:.1f}" y="{y:.1f}" width="{across:.1f}" '
                f'height="{tall - 6:.1f}"/>'
            )
            for text, k in lines:
                y += LINE if k == "value" else SMALL
                parts.append(f'<text class="{k}" x="{x:.1f}" y="{y - 4:.1f}">{escape(text)}</text>')
            parts.append("</g>")
        return "".join(parts) + f"</{tag}>"


def _curve(x0: float, y0: float, x1: float, y1: float) -> str:
    middle = (y0 + y1) / 2
    if abs(x0 - x1) < 0.5:
        return f"L{x1:.1f} {y1:.1f}"
    return f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"


KINDS = {
    "input": "input",
    "shared": "shared variable",
    "seed": "start of the gradient",
    "operation": "",
    "constant": "",
}


def spoken_text(node: Node, by_number: dict[int, Node]) -> str:
    """A node in words, for who does not see the picture."""
    parts = [" ".join(filter(None, [KINDS[node.kind], node.label.replace("·", "…")]))]
    if node.inputs:
        parts.append("from " + ", ".join(called(by_number[each]) for each in node.inputs if each in by_number))
    for result in node.results:
        if result.name or result.value:
            value = f"{result.value.text} ({result.value.kind()})" if result.value else ""
            parts.append(" = ".join(filter(None, [result.name, value])))
    if node.problem:
        parts.append(node.problem)
    if node.place:
        parts.append(f"line {node.place[1]}")
    return "; ".join(parts)


def called(node: Node) -> str:
    return node.names() or (node.label if node.kind != "operation" else f"step {node.number}")


# ---------------------------------------------------------------- as text


def mermaid(picture: Picture) -> str:
    """Return a picture as text for Mermaid, which Markdown pages draw."""
    opening = {"input": ("([", "])"), "shared": ("([", "])"), "seed": ("([", "])"), "operation": ("[", "]")}
    lines = ["flowchart TD"]
    for node in picture.nodes:
        left, right = opening[node.kind]
        text = "<br>".join(filter(None, [node.label, node.names() if node.kind == "operation" else ""]))
        lines.append(f'    n{node.number}{left}"{_mermaid_text(text)}"{right}')
    lines += [f"    n{source} --> n{target}" for source, target in picture.edges]
    for kind in ("input", "shared", "seed", "back"):
        text, fill, border = COLOURS[kind]
        members = [n for n in picture.nodes if ("back" if n.backward and n.kind == "operation" else n.kind) == kind]
        if members:
            lines.append(f"    classDef {kind} fill:{fill},stroke:{border},color:{text}")
            lines.append(f"    class {','.join(f'n{n.number}' for n in members)} {kind}")
    return "\n".join(lines) + "\n"


def _mermaid_text(text: str) -> str:
    text = text.replace("#", "#35;").replace('"', "#quot;").replace("<br>", "\0")
    return text.replace("<", "#lt;").replace(">", "#gt;").replace("\0", "<br>").replace("*", "#42;")


def dot(picture: Picture) -> str:
    """Return a picture as text for Graphviz."""
    lines = ["digraph {", '  node [fontname="monospace", style="filled,rounded", shape=box];']
    for node in picture.nodes:
        text, fill, border = COLOURS["back" if node.backward and node.kind == "operation" else node.kind]
        label = "\\n".join(
            _quoted(each) for each in filter(None, [node.label, node.names() if node.kind == "operation" else ""])
        )
        lines.append(f'  n{node.number} [label="{label}", fillcolor="{fill}", color="{border}", fontcolor="{text}"];')
    lines += [f"  n{source} -> n{target};" for source, target in picture.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
