"""Where the nodes of a drawn graph stand: in rows by what they need, each near what it is joined to."""

ROW, SWEEPS = 90, 8


def places(widths, edges):
    """Return {node: (x, y)} for nodes of these widths, inputs above: y grows upwards, as Graphviz has it."""
    before = {node: [] for node in widths}
    after = {node: [] for node in widths}
    for source, target in edges:
        if source in widths and target in widths and source not in before[target]:
            before[target].append(source)
            after[source].append(target)
    rows = _rows(before, after)
    for sweep in range(SWEEPS):
        joined = (before, after)[sweep % 2]
        for row in rows if joined is before else reversed(rows):
            where = {node: i / len(each) for each in rows for i, node in enumerate(each)}
            row.sort(key=lambda node: _mean([where[each] for each in joined[node]], where[node]))
    width = max((sum(widths[node] for node in row) for row in rows), default=0)
    result = {}
    for number, row in enumerate(rows):
        x = (width - sum(widths[node] for node in row)) / 2
        for node in row:
            result[node] = x + widths[node] / 2, (len(rows) - number) * ROW
            x += widths[node]
    return result


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


def _mean(numbers, otherwise):
    return sum(numbers) / len(numbers) if numbers else otherwise
