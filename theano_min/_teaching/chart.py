"""Curves and contours as SVG: what a browser draws, a screen reader reads and a printer prints without a script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from .values import number

WIDTH, HEIGHT = 520, 330
LEFT, RIGHT, TOP, BOTTOM = 62, 96, 18, 48
DOTTED = 40  # points, at most, that are drawn as dots
CHARACTER = 8.0

Points = Sequence[tuple[float, float]]


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers between two numbers."""
    span = high - low or abs(high) or 1.0
    step = 10.0 ** math.floor(math.log10(span / most))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= most)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 12) for i in range(first, math.floor(high / step + 1e-9) + 1)]


class _Axes:
    """A frame with numbers on two sides, and where in it a point stands."""

    def __init__(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        xlabel: str,
        ylabel: str = "",
        right: int = 28,
        margin: float = 0.0,
        whole: bool = False,
    ):
        self.right = right
        self.x0, self.x1 = _range(xs, 0.0)
        self.y0, self.y1 = _range(ys, margin)
        self.parts: list[str] = []
        for x in ticks(self.x0, self.x1):
            if not whole or x == int(x):
                at = self.x(x)
                self.parts.append(f'<path class="grid" d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
                self.parts.append(f'<text class="tick" x="{at:.1f}" y="{HEIGHT - BOTTOM + 19}">{_tick(x)}</text>')
        for y in ticks(self.y0, self.y1):
            at = self.y(y)
            self.parts.append(f'<path class="grid" d="M{LEFT} {at:.1f}H{WIDTH - right}"/>')
            self.parts.append(f'<text class="tick end" x="{LEFT - 8}" y="{at + 4.5:.1f}">{_tick(y)}</text>')
        self.parts.append(f'<path class="axis" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - right}"/>')
        middle = (LEFT + WIDTH - right) / 2
        self.parts.append(f'<text class="name" x="{middle:.0f}" y="{HEIGHT - 8}">{escape(xlabel)}</text>')
        if ylabel:
            self.parts.append(
                f'<text class="name" transform="translate(15 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)">'
                f"{escape(ylabel)}</text>"
            )

    def x(self, value: float) -> float:
        return LEFT + (value - self.x0) / (self.x1 - self.x0) * (WIDTH - LEFT - self.right)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.y0) / (self.y1 - self.y0) * (HEIGHT - TOP - BOTTOM)

    def line(self, points: Points) -> str:
        return "M" + "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in points)


def _range(values: Sequence[float], margin: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low == high:
        low, high = low - (abs(low) or 1) * 0.5, high + (abs(high) or 1) * 0.5
    return low - (high - low) * margin, high + (high - low) * margin


def _tick(value: float) -> str:
    return escape(number(value))


def curves(title: str, series: Sequence[tuple[str, Points]], xlabel: str) -> str:
    """Return curves, each with its name at its end, as an SVG element; what is not finite is left out."""
    series = [(name, [p for p in points if math.isfinite(p[1])]) for name, points in series]
    series = [(name, points) for name, points in series if points]
    if not series:
        return ""
    right = 24 + int(max(len(name) for name, _ in series) * CHARACTER) if len(series) > 1 else 28
    every = [point for _, points in series for point in points]
    axes = _Axes([x for x, _ in every], [y for _, y in every], xlabel, "", right, 0.06, True)
    parts = list(axes.parts)
    ends: list[float] = []
    for i, (_, points) in enumerate(series):
        parts.append(f'<path class="curve c{i % 6}" d="{axes.line(points)}"/>')
        if len(points) <= DOTTED:
            parts += [
                f'<circle class="dot c{i % 6}" cx="{axes.x(x):.1f}" cy="{axes.y(y):.1f}" r="3.5"/>' for x, y in points
            ]
    for i, (name, points) in sorted(enumerate(series), key=lambda each: -each[1][1][-1][1]) if len(series) > 1 else ():
        at = axes.y(points[-1][1])
        at = max(at, ends[-1] + 16) if ends else at
        ends.append(at)
        parts.append(
            f'<text class="end-name c{i % 6}" x="{axes.x(points[-1][0]) + 9:.1f}" y="{at + 4:.1f}">'
            f"{escape(name)}</text>"
        )
    return _element(title, parts)


def contours(
    title: str,
    xs: Sequence[float],
    ys: Sequence[float],
    costs: Sequence[Sequence[float]],
    path: Points,
    names: tuple[str, str],
) -> str:
    """Return the lines of equal cost over two weights, and the path of the weights across them, as an SVG element."""
    axes = _Axes(xs, ys, *names)
    parts = list(axes.parts)
    finite = sorted(c for row in costs for c in row if math.isfinite(c))
    if finite:
        low, high = finite[0], finite[-1]
        labels = []
        levels = [low + (high - low) * (i / 9) ** 2 for i in range(1, 9)]
        for i, level in enumerate(levels):
            segments = _level(xs, ys, costs, level)
            if segments:
                d = "".join(
                    f"M{axes.x(a):.1f} {axes.y(b):.1f}L{axes.x(c):.1f} {axes.y(e):.1f}" for (a, b), (c, e) in segments
                )
                parts.append(f'<path class="level" d="{d}"/>')
                labels.append((segments[len(segments) // 2 if i % 2 else len(segments) // 4][0], level))
        parts += [
            f'<text class="tick mark" x="{axes.x(x):.1f}" y="{axes.y(y) + 4:.1f}">{number(level, 3)}</text>'
            for (x, y), level in labels
            if all(math.hypot(axes.x(x) - axes.x(a), axes.y(y) - axes.y(b)) > 26 for a, b in path)
            and all(math.hypot(axes.x(x) - axes.x(a), axes.y(y) - axes.y(b)) > 48 for a, b in (path[0], path[-1]))
            and axes.x(x) < WIDTH - 50
        ]
    parts.append(f'<path class="curve path" d="{axes.line(path)}"/>')
    if len(path) <= DOTTED:
        parts += [f'<circle class="dot path" cx="{axes.x(x):.1f}" cy="{axes.y(y):.1f}" r="3.2"/>' for x, y in path]
    for name, (x, y), dy in (("start", path[0], 20), ("end", path[-1], -12)):
        at_x, at_y = axes.x(x), axes.y(y)
        parts.append(f'<circle class="{name}-mark" cx="{at_x:.1f}" cy="{at_y:.1f}" r="6"/>')
        parts.append(f'<text class="mark" x="{at_x:.1f}" y="{at_y + dy:.1f}">{name}</text>')
    return _element(title, parts)


def _level(xs, ys, costs, level):
    """Return the pieces of the line on which the cost has a level, cell by cell (marching squares)."""
    pieces = []
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            corners = [
                (xs[j], ys[i], costs[i][j]),
                (xs[j + 1], ys[i], costs[i][j + 1]),
                (xs[j + 1], ys[i + 1], costs[i + 1][j + 1]),
                (xs[j], ys[i + 1], costs[i + 1][j]),
            ]
            if not all(math.isfinite(c) for _, _, c in corners):
                continue
            crossed = []
            for (x0, y0, a), (x1, y1, b) in zip(corners, corners[1:] + corners[:1], strict=True):
                if (a < level) != (b < level):
                    t = (level - a) / (b - a)
                    crossed.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
            pieces += list(zip(crossed[::2], crossed[1::2], strict=False))
    return pieces


def _element(title: str, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
