"""Where the nodes of a drawn graph stand: in rows by what they need, each near what it is joined to.

Sugiyama's method: rows by the longest path, places in a row by what stands above and below until few edges cross, then
each node as near above its neighbours as its row allows. An edge that passes rows has a place in each.
"""

from bisect import bisect_left, insort
from itertools import pairwise

ROW, SWEEPS = 90, 12


def places(widths, edges):
    """Return {node: (x, y)} for nodes of these widths, inputs above: y grows upwards, as Graphviz has it."""
    rows, x, _ = _placed(widths, edges, 0)
    return {node: (x[node], (len(rows) - i) * ROW) for i, row in enumerate(rows) for node in row if node in widths}


def layered(sizes, edges, gap=26, between=34):
    """Return {node: (x, y)} of the upper middles of nodes of these sizes, y growing downwards, and {edge: points}.

    The points are where an edge crosses the rows between its ends: (x, upper y, lower y) of each. ``gap`` is between
    two nodes of a row, ``between`` between two rows.
    """
    rows, x, paths = _placed({node: width for node, (width, _) in sizes.items()}, edges, gap)
    result, tops, y = {}, [], 0
    for row in rows:
        height = max((sizes[node][1] for node in row if node in sizes), default=0)
        tops.append((y, y + height))
        result |= {node: (x[node], y) for node in row if node in sizes}
        y += height + between
    return result, {edge: [(x[each], *tops[each[1]]) for each in path] for edge, path in paths.items()}


class _Passing(tuple):
    """(node, row): where edges of a node pass a row."""


def _placed(widths, edges, gap):
    """Return the rows, with places where edges pass, the x of everything in them, and {edge: such places}."""
    before = {node: [] for node in widths}
    after = {node: [] for node in widths}
    for source, target in edges:
        if source in widths and target in widths and source not in before[target]:
            before[target].append(source)
            after[source].append(target)
    rows = _rows(before, after)
    depth = {node: i for i, row in enumerate(rows) for node in row}
    paths = {}
    for target in widths:
        for source in before[target]:
            passed = [_Passing((source, i)) for i in range(depth[source] + 1, depth[target])]
            paths[source, target] = passed
    joined = _Joined(paths)
    for each in dict.fromkeys(each for path in paths.values() for each in path):
        rows[each[1]].append(each)
    _order(rows, joined)
    width = {**widths}
    x = _across(rows, joined, lambda node: width.get(node, 4) + gap)
    return rows, x, paths


class _Joined:
    """What a node is joined to in the rows above and below; of what stands below, by which input."""

    def __init__(self, paths):
        self.above, self.below, self.port = {}, {}, {}
        for (source, target), path in paths.items():
            steps = [source, *path, target]
            for upper, lower in pairwise(steps):
                if upper not in self.above.setdefault(lower, []):
                    self.port[upper, lower] = len(self.above[lower])
                    self.above[lower].append(upper)
                    self.below.setdefault(upper, []).append(lower)


def _rows(before, after):
    """The nodes by the length of the longest path to them; what needs nothing stands right above its first user."""
    depth, waiting = {}, {node: len(each) for node, each in before.items()}
    ready = [node for node, count in waiting.items() if not count]
    while ready:
        node = ready.pop()
        depth[node] = max((depth[each] + 1 for each in before[node]), default=0)
        for each in after[node]:
            waiting[each] -= 1
            if not waiting[each]:
                ready.append(each)
    for node in depth:
        if not before[node] and after[node]:
            depth[node] = min(depth[each] for each in after[node]) - 1
    rows = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in before:
        rows[depth[node]].append(node)
    return rows


def _order(rows, joined):
    """Order each row such that few edges cross, and inputs stand in their order."""
    where = {node: i / len(row) for row in rows for i, node in enumerate(row)}

    def above(node):
        return _mean([where[each] for each in joined.above.get(node, ())], where[node])

    def below(node):
        lower = joined.below.get(node, ())
        return _mean([where[each] + joined.port[node, each] / 1000 for each in lower], where[node])

    best, fewest = None, None
    for sweep in range(SWEEPS):
        down = sweep % 2 == 1
        for row in rows if down else reversed(rows):
            row.sort(key=above if down else below)
            where |= {node: i / len(row) for i, node in enumerate(row)}
        crossings = sum(_crossings(upper, lower, joined.above) for upper, lower in pairwise(rows))
        if fewest is None or crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    for row, ordered in zip(rows, best or [], strict=False):
        row[:] = ordered


def _crossings(upper, lower, above):
    place = {node: i for i, node in enumerate(upper)}
    seen, count = [], 0
    for node in lower:
        ends = [place[each] for each in above.get(node, ())]
        for end in ends:  # in the order of the inputs
            count += len(seen) - bisect_left(seen, end + 1)
            insort(seen, end)
    return count


def _across(rows, joined, width):
    """Return the x of each node: the mean of those that it is joined to, as far as its row has room."""
    x = {}
    for row in rows:
        at = 0.0
        for node in row:
            x[node] = at + width(node) / 2
            at += width(node)
    for sweep in range(24):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = []
            for node in row:
                up, down = joined.above.get(node, ()), joined.below.get(node, ())
                ends = (
                    [x[each] for each in (*up, *down)]
                    if sweep > 15 or not (up and down)
                    else [x[each] for each in (up if sweep % 2 == 0 else down)]
                )
                wanted.append(_mean(ends, x[node]))
            for node, place in zip(row, _apart(wanted, [width(node) for node in row]), strict=True):
                x[node] = place
    left = min((x[node] - width(node) / 2 for row in rows for node in row), default=0)
    return {node: at - left for node, at in x.items()}


def _apart(wanted, widths):
    """Return the places nearest to those wanted at which things of these widths stand side by side, in their order."""
    offsets, at = [], 0.0
    for i, width in enumerate(widths):
        at += (widths[i - 1] + width) / 2 if i else 0
        offsets.append(at)
    groups = []  # of [sum, count]: those that touch move as one
    for place, offset in zip(wanted, offsets, strict=True):
        groups.append([place - offset, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] >= groups[-1][0] / groups[-1][1]:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    shifts = [total / count for total, count in groups for _ in range(count)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]


def _mean(numbers, otherwise):
    return sum(numbers) / len(numbers) if numbers else otherwise
