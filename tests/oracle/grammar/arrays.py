"""Indices and what they change, joins, shapes and axes, sorting."""

# ruff: noqa: B905, E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.numbers import ELEMENTWISE, axis_of, broadcast, gradient, reduced_shape, upcast
from tests.oracle.grammar.program import INTEGERS, NoneFits, Var


def bound(p, n):
    return p.one_of("", "", str(p.integer(0, n)), str(p.integer(-n - 1, n + 1)), str(-p.integer(1, max(n, 1))))


def number_input(p, low, high):
    """A symbolic number: an input that is called with one from low to high."""
    return p.input(p.one_of("int64", "int64", "int32", "int8"), (), low, max(low + 1, high))


def slice_of(p, n):
    """A slice as text, and the length that it gives."""
    start, stop = bound(p, n), bound(p, n)
    step = p.one_of("", "", "", "", "2", "-1", "-1", "-2", "3", "1")
    length = len(range(n)[slice(*(int(t) if t else None for t in (start, stop, step)))])
    if p.chance(0.12):
        symbol = number_input(p, 0, n)
        start, stop = (symbol.text, stop) if p.chance(0.5) else (start, symbol.text)
    return f"{start}:{stop}" + (f":{step}" if step else ""), length


def basic(p, x, whole=False):
    """A basic index as text, with the shape of what it takes: ``whole`` for a single axis at least of slices alone."""
    items, shape = [], []
    for n in x.shape[: p.integer(1, x.ndim)]:
        if p.chance(0.15):
            items.append("None" if p.chance(0.5) else "np.newaxis")
            shape.append(1)
        kind = p.one_of("slice", "slice", "slice", "number", "number", "symbol", "all")
        if kind == "slice" or (whole and kind != "all"):
            text, length = slice_of(p, n)
            items.append(text)
            shape.append(length)
        elif kind == "all":
            items.append(":")
            shape.append(n)
        elif kind == "symbol":
            items.append(number_input(p, -n if p.chance(0.3) else 0, n - 1).text)
        else:
            items.append(str(p.integer(-n, n - 1)) if n and not p.chance(0.03) else str(n))
    taken = sum(item not in ("None", "np.newaxis") for item in items)
    rest = x.shape[taken:]
    if rest and p.chance(0.2) and "..." not in items:
        place = p.integer(0, len(items))
        if place == len(items):
            items.append("...")
    return ", ".join(items), (*shape, *rest)


def index_vector(p, n, count=None, dtype=None):
    """A vector of indices below n: an input, a constant or a list."""
    count = p.integer(0, 4) if count is None else count
    low, high = (-n, n - 1) if p.chance(0.3) else (0, n - 1)
    if n == 0:
        count = 0
    if p.chance(0.5):
        return p.input(
            dtype or p.one_of("int64", "int32", "int64", "int8", "uint8" if low >= 0 else "int16"), (count,), low, high
        ).text, count
    numbers = [p.integer(low, max(high, low)) for _ in range(count)]
    if not count:
        return "np.zeros(0, 'int64')", 0
    return p.one_of(str(numbers), f"np.array({numbers})", f"T.constant({numbers})"), count


def advanced(p, x):
    """An advanced index as text, with the shape of what it takes."""
    n = x.shape[0]
    kind = p.one_of(
        "vector", "vector", "vector", "two", "matrix", "mixed", "mask", "mask_constant", "nonzero", "column", "after"
    )
    text, count = index_vector(p, n)
    if kind == "vector" or (x.ndim < 2 and kind in ("two", "mixed", "column", "after")):
        return text, (count, *x.shape[1:])
    if kind == "two":
        other, _ = index_vector(p, x.shape[1], count) if x.shape[1] or not count else ("[0]", 1)
        return f"{text}, {other}", (count, *x.shape[2:])
    if kind == "matrix":
        matrix = p.input("int64", (2, count), 0, max(n - 1, 0))
        return matrix.text, (2, count, *x.shape[1:])
    if kind == "mixed":
        part, length = slice_of(p, x.shape[1])
        return f"{text}, {part}", (count, length, *x.shape[2:])
    if kind == "column":
        matrix = p.input("int64", (count, 1), 0, max(n - 1, 0))
        other, more = index_vector(p, x.shape[1])
        return f"{matrix}, {other}", (count, more, *x.shape[2:])
    if kind == "after":
        other, count = index_vector(p, x.shape[1])
        part, length = slice_of(p, n)
        return f"{part}, {other}", (length, count, *x.shape[2:])
    if kind == "nonzero":
        mask = f"({x} > 0).nonzero()" if p.chance(0.5) else f"T.eq({x}, {x}).nonzero()"
        return mask, (n,)
    if kind == "mask":
        shape = x.shape if p.chance(0.5) else x.shape[:1]
        mask = p.input("bool", shape)
        return p.one_of(mask.text, f"{mask}.nonzero()"), (max(n // 2, 0), *(x.shape[1:] if len(shape) == 1 else ()))
    return f"{x} > 0", (n,)


def index(p):
    x = p.pick(lambda v: v.ndim > 0)
    text, shape = basic(p, x)
    return p.let(f"{x}[{text}]", x.dtype, shape)


def advanced_index(p):
    x = p.pick(lambda v: v.ndim > 0)
    text, shape = advanced(p, x)
    return p.let(f"{x}[{text}]", x.dtype, shape)


def update(p):
    """set_subtensor and inc_subtensor."""
    x = p.pick(lambda v: v.ndim > 0)
    text, shape = basic(p, x) if p.chance(0.5) else advanced(p, x)
    name = p.one_of("set_subtensor", "inc_subtensor")
    kind = p.integer(0, 9)
    if kind < 2:
        value = p.one_of("0", "1", "2", "-1", "0.5" if x.kind == "f" else "3", "7")
    elif kind < 4 and x.kind == "f":
        value = p.real(shape=()).text
    elif kind < 6:
        value = f"{x}[{text}] {p.one_of('*', '+', '-')} {p.one_of('2', '1', '3')}"
    elif kind == 6 and shape:
        value = p.pick(dtype=x.dtype, shape=shape[1:] if p.chance(0.5) else (1, *shape[1:]), new=0.5).text
    else:
        value = p.pick(dtype=x.dtype, shape=shape, new=0.5).text
    options = p.one_of("", "", "", "", ", inplace=True") if False else ""
    return p.let(f"T.{name}({x}[{text}], {value}{options})", x.dtype, x.shape, x.pattern)


def taken(p):
    x = p.pick(lambda v: v.ndim > 0)
    axis = p.integer(-x.ndim, x.ndim - 1)
    n = x.shape[axis]
    text, count = index_vector(p, n)
    shape = list(x.shape)
    shape[axis] = count
    mode = p.one_of("", "", "", ", mode='clip'", ", mode='wrap'")
    how = p.one_of(f"T.take({x}, {text}, axis={axis}{mode})", f"{x}.take({text}, axis={axis}{mode})")
    if p.chance(0.2):
        return p.let(f"T.take({x}, {text}{mode})", x.dtype, (count,))
    return p.let(how, x.dtype, shape)


def chosen(p):
    kind = p.one_of(
        "choose",
        "compress",
        "diag",
        "nonzero_values",
        "flatnonzero",
        "fill_diagonal",
        "fill_diagonal_offset",
        "triu",
        "where",
    )
    if kind == "choose":
        x = p.pick(lambda v: v.ndim > 0 and v.shape[0] > 0)
        i = p.input("int64", x.shape[1:], 0, x.shape[0] - 1)
        return p.let(
            f"T.choose({i}, {x}{p.one_of('', ', mode=' + repr('clip'), ', mode=' + repr('wrap'))})",
            x.dtype,
            x.shape[1:],
        )
    if kind == "compress":
        x = p.pick(lambda v: v.ndim > 0)
        axis = p.integer(0, x.ndim - 1)
        condition = [p.integer(0, 1) for _ in range(x.shape[axis])] or [0]
        shape = list(x.shape)
        shape[axis] = sum(condition)
        return p.let(f"T.extra_ops.compress(T.constant({condition}), {x}, axis={axis})", x.dtype, shape)
    if kind in ("nonzero_values", "flatnonzero"):
        x = p.pick(lambda v: v.ndim > 0)
        text = f"T.nonzero_values({x})" if kind == "nonzero_values" else f"T.flatnonzero({x})"
        return p.let(text, x.dtype if kind == "nonzero_values" else "int64", (max(1, x.shape[0]),))
    x = p.pick(lambda v: v.ndim == 2)
    if kind == "diag":
        offset = p.integer(-1, 1)
        text = p.one_of(f"T.diag({x})", f"T.diagonal({x}, {offset})", f"{x}.diagonal()", f"T.nlinalg.extract_diag({x})")
        return p.let(text, x.dtype, (min(x.shape),))
    if kind == "fill_diagonal":
        return p.let(f"T.fill_diagonal({x}, {p.one_of('0', '2', '1.5' if x.kind == 'f' else '3')})", x.dtype, x.shape)
    if kind == "fill_diagonal_offset":
        return p.let(f"T.fill_diagonal_offset({x}, {p.one_of('0', '2')}, {p.integer(-2, 2)})", x.dtype, x.shape)
    return p.let(f"T.{p.one_of('triu', 'tril')}({x}{p.one_of('', ', 1', ', -1')})", x.dtype, x.shape)


# --- joins and shapes


def join(p):
    x = p.pick(lambda v: v.ndim > 0)
    axis = p.integer(-x.ndim, x.ndim - 1)
    parts, total = [x], x.shape[axis]
    for _ in range(p.integer(0, 2)):

        def fits(v):
            return v.ndim == x.ndim and all(
                a == b for i, (a, b) in enumerate(zip(v.shape, x.shape)) if i != axis % x.ndim
            )

        shape = list(x.shape)
        shape[axis] = p.size()
        y = p.pick(fits, new=0) if p.chance(0.6) else p.leaf(p.one_of(x.dtype, *p.dtypes), shape)
        parts.append(y)
        total += y.shape[axis]
    p.random.shuffle(parts)
    shape = list(x.shape)
    shape[axis] = total
    names = ", ".join(map(str, parts))
    text = p.one_of(f"T.concatenate([{names}], axis={axis})", f"T.join({axis}, {names})")
    return p.let(text, upcast(*[v.dtype for v in parts]), shape)


def stack(p):
    x = p.pick()
    parts = [x, *(p.pick(lambda v: v.shape == x.shape, new=0) for _ in range(p.integer(0, 2)))]
    if p.chance(0.2) and not x.ndim:
        parts.append(p.one_of("1", "0.5", "2"))
    axis = p.integer(-x.ndim - 1, x.ndim)
    names = ", ".join(map(str, parts))
    shape = list(x.shape)
    shape.insert(axis if axis >= 0 else axis + x.ndim + 1, len(parts))
    text = p.one_of(
        f"T.stack([{names}], axis={axis})", f"T.stacklists([{names}])" if axis == 0 else f"T.stack([{names}], {axis})"
    )
    return p.let(text, upcast(*[v.dtype for v in parts if isinstance(v, Var)]), shape)


def split(p):
    x = p.pick(lambda v: v.ndim > 0)
    axis = p.integer(0, x.ndim - 1)
    n = x.shape[axis]
    sizes = [p.integer(0, n)]
    sizes.append(n - sizes[0])
    if p.chance(0.3):
        sizes.append(0)
    if p.chance(0.1):
        sizes[-1] += 1
    names = [p.name() for _ in sizes]
    p.lines.append(f"{', '.join(names)} = T.split({x}, {sizes}, {len(sizes)}, axis={axis})")
    for name, size in zip(names, sizes):
        shape = list(x.shape)
        shape[axis] = size
        p.pool.append(Var(name, x.dtype, tuple(shape), (False,) * x.ndim))


def dimshuffle(p):
    x = p.pick()
    order = list(range(x.ndim))
    p.random.shuffle(order)
    order = [i for i in order if not (x.pattern[i] and p.chance(0.3))]
    for _ in range(p.one_of(0, 0, 1, 1, 2)):
        order.insert(p.integer(0, len(order)), "x")
    if len(order) > 4:
        raise NoneFits
    shape = [1 if i == "x" else x.shape[i] for i in order]
    pattern = tuple(i == "x" or x.pattern[i] for i in order)
    text = f"{x}.dimshuffle({', '.join(map(repr, order))})" if p.chance(0.5) else f"{x}.dimshuffle({order})"
    return p.let(text, x.dtype, shape, pattern)


def transpose(p):
    x = p.pick(lambda v: v.ndim > 1)
    axes = list(range(x.ndim))
    p.random.shuffle(axes)
    a, b = p.random.sample(range(x.ndim), 2)
    swapped = list(range(x.ndim))
    swapped[a], swapped[b] = b, a
    text, order = p.one_of(
        (f"{x}.T", range(x.ndim)[::-1]), (f"T.transpose({x}, {axes})", axes), (f"{x}.transpose({', '.join(map(str, axes))})", axes),
        (f"{x}.swapaxes({a}, {b})", swapped), (f"T.swapaxes({x}, {a}, {b})", swapped),
    )  # fmt: skip
    return p.let(text, x.dtype, [x.shape[i] for i in order], tuple(x.pattern[i] for i in order))


def reshape(p):
    x = p.pick()
    size = 1
    for n in x.shape:
        size *= n
    shapes = [(size,), (-1,), (1, size), (size, 1), (1, -1), (-1, 1)]
    if x.ndim > 1:
        shapes += [(x.shape[0], size // x.shape[0]) if x.shape[0] else (0, 1), x.shape[::-1], (-1, x.shape[-1])]
    if size % 2 == 0:
        shapes += [(2, -1), (-1, 2), (2, size // 2)]
    if size == 1:
        shapes.append(())
    shape = p.one_of(*shapes)
    known = [n for n in shape if n != -1]
    rest = 1
    for n in known:
        rest *= n
    real = tuple(size // rest if n == -1 and rest else max(n, 0) for n in shape)
    words = [p.one_of(str(n), str(n), f"{x}.shape[{x.shape.index(n)}]") if n in x.shape else str(n) for n in shape]
    inside = f"({', '.join(words)}{',' if len(words) == 1 else ''})"
    kind = p.one_of("reshape", "reshape", "T.reshape", "flatten", "ndim", "vector")
    if kind == "flatten":
        ndim = p.integer(1, max(x.ndim, 1))
        real = (*x.shape[: ndim - 1], size // max(1, _product(x.shape[: ndim - 1])))
        return p.let(p.one_of(f"{x}.flatten({ndim})", f"T.flatten({x}, {ndim})"), x.dtype, real)
    if kind == "ndim" and shape:
        vector = f"T.as_tensor_variable([{', '.join(words)}])"
        return p.let(f"{x}.reshape({vector}, ndim={len(shape)})", x.dtype, real)
    if kind == "vector" and shape and -1 not in shape:
        given = p.input("int64", (len(shape),))
        p.inputs[-1] = (given._replace(shape=(len(shape),)), None, None)
        # the lengths are the value: written by the state's way
        name = p.name("s")
        p.head.remove(p.head[-1])
        p.inputs.pop()
        if not p.in_body and given in p.pool:
            p.pool.remove(given)
        p.head.append(f"{name} = theano.shared(np.array({list(shape)}))")
        return p.let(f"{x}.reshape({name}, ndim={len(shape)})", x.dtype, real)
    return p.let(f"{x}.reshape({inside})" if kind != "T.reshape" else f"T.reshape({x}, {inside})", x.dtype, real)


def _product(numbers):
    result = 1
    for n in numbers:
        result *= n
    return result


def shaped(p):
    """Things about shapes."""
    x = p.pick()
    kind = p.integer(0, 12)
    if kind == 0:
        return p.let(f"{x}.shape", "int64", (x.ndim,))
    if kind == 1 and x.ndim:
        return p.let(f"{x}.shape[{p.integer(-x.ndim, x.ndim - 1)}]", "int64", ())
    if kind == 2:
        return p.let(p.one_of(f"{x}.size", f"T.shape({x}).sum()", f"{x}.shape.prod()"), "int64", ())
    if kind == 3:
        return p.let(
            f"T.{p.one_of('zeros_like', 'ones_like')}({x}{p.one_of('', ', dtype=' + repr('float32'))})",
            x.dtype,
            x.shape,
            x.pattern,
        )
    if kind == 4:
        y = p.mate(x)
        shape, pattern = broadcast(x, y)
        return p.let(f"T.fill({x}, {p.one_of(y, '3', '0.5')})", x.dtype, x.shape, x.pattern)
    if kind == 5:
        n = p.size()
        return p.let(f"T.alloc({x}, {', '.join(map(str, (n, *x.shape)))})", x.dtype, (n, *x.shape))
    if kind == 6:
        return p.let(f"T.shape_padleft({x}, {p.integer(1, 2)})", x.dtype, (1, *x.shape))
    if kind == 7:
        return p.let(f"T.shape_padright({x})", x.dtype, (*x.shape, 1), (*x.pattern, True))
    if kind == 8:
        axis = p.integer(-x.ndim - 1, x.ndim)
        return p.let(f"T.shape_padaxis({x}, {axis})", x.dtype, (*x.shape, 1)) if axis in (-1, x.ndim) else None
    if kind == 9 and 1 in x.shape:
        i = x.shape.index(1)
        return p.let(f"T.addbroadcast({x}, {i})", x.dtype, x.shape, tuple(b or j == i for j, b in enumerate(x.pattern)))
    if kind == 10 and any(x.pattern):
        i = x.pattern.index(True)
        return p.let(f"T.unbroadcast({x}, {i})", x.dtype, x.shape, tuple(b and j != i for j, b in enumerate(x.pattern)))
    if kind == 11:
        return p.let(
            f"{x}.squeeze()" if p.chance(0.5) else f"T.extra_ops.squeeze({x})",
            x.dtype,
            [n for n, b in zip(x.shape, x.pattern) if not b],
        )
    return p.let(
        f"T.{p.one_of('zeros', 'ones')}({x.shape}, dtype='{p.one_of('float32', 'float64', 'int64')}')",
        "float64",
        x.shape,
        tuple(n == 1 for n in x.shape),
    )


def repeated(p):
    x = p.pick(lambda v: v.ndim > 0)
    axis = p.integer(0, x.ndim - 1)
    kind = p.one_of(
        "tile",
        "repeat",
        "roll",
        "repeat_vector",
        "reversed",
        "cum",
        "cum",
        "diff",
        "pad",
        "to_one_hot",
        "swap",
        "tile_less",
    )
    shape = list(x.shape)
    if kind == "tile":
        times = [p.integer(0, 3) for _ in range(x.ndim)]
        return p.let(f"T.tile({x}, {tuple(times)})", x.dtype, [n * t for n, t in zip(shape, times)])
    if kind == "tile_less":
        ndim = x.ndim + p.integer(0, 1)
        return p.let(f"T.tile({x}, (2,), ndim={ndim})", x.dtype, [1] * (ndim - x.ndim) + shape[:-1] + [shape[-1] * 2])
    if kind == "repeat":
        times = p.integer(0, 3)
        shape[axis] *= times
        return p.let(
            p.one_of(f"T.repeat({x}, {times}, axis={axis})", f"{x}.repeat({times}, axis={axis})"), x.dtype, shape
        )
    if kind == "repeat_vector":
        times = [p.integer(0, 2) for _ in range(shape[axis])]
        if not times:
            raise NoneFits
        shape[axis] = sum(times)
        return p.let(f"T.repeat({x}, {p.one_of(times, f'T.constant({times})')}, axis={axis})", x.dtype, shape)
    if kind == "roll":
        by = p.one_of("1", "-1", "2", "0", "7", number_input(p, -3, 3).text)
        return p.let(
            f"T.roll({x}, {by}{p.one_of('', f', axis={axis}')})" if x.ndim == 1 else f"T.roll({x}, {by}, axis={axis})",
            x.dtype,
            shape,
        )
    if kind == "reversed":
        return p.let(f"{x}[::-1]", x.dtype, shape)
    if kind == "cum":
        where = p.one_of("", f", axis={axis}", f", axis={axis - x.ndim}")
        name = p.one_of("cumsum", "cumprod")
        size = _product(shape)
        return p.let(f"T.{p.one_of('extra_ops.', '')}{name}({x}{where})", x.dtype, shape if where else (size,))
    if kind == "diff":
        n = p.one_of(1, 1, 2)
        shape[axis] = max(0, shape[axis] - n)
        return p.let(f"T.extra_ops.diff({x}, n={n}, axis={axis})", x.dtype, shape)
    if kind == "to_one_hot":
        y = p.input(p.one_of("int64", "int32", "uint8"), (p.size(),), 0, 3)
        return p.let(
            f"T.extra_ops.to_one_hot({y}, 4{p.one_of('', ', dtype=' + repr('float32'))})", "float64", (*y.shape, 4)
        )
    if kind == "swap" and x.ndim > 1:
        return p.let(f"{x}[:, ::-1]", x.dtype, shape)
    return p.let(
        f"T.concatenate([{x}[:1] * 0, {x}, {x}[-1:]], axis=0)", x.dtype, [shape[0] + 2 * (shape[0] > 0), *shape[1:]]
    )


def ranges(p):
    kind = p.integer(0, 8)
    n = p.integer(0, 5)
    if kind == 0:
        return p.let(f"T.arange({n})", "int64", (n,))
    if kind == 1:
        s = number_input(p, 0, 5)
        return p.let(f"T.arange({s})", "int64", (n,))
    if kind == 2:
        a, b, c = p.integer(-3, 3), p.integer(-3, 6), p.one_of(1, 2, -1, -2)
        return p.let(f"T.arange({a}, {b}, {c})", "int64", (len(range(a, b, c)),))
    if kind == 3:
        return p.let(f"T.arange(0, {p.one_of('1', '2.5', '1.')}, {p.one_of('0.5', '0.3', '0.25')})", "float64", (4,))
    if kind == 4:
        dtype = p.one_of("int8", "float32", "int32", "float64")
        return p.let(f"T.arange({n}, dtype='{dtype}')", dtype, (n,))
    if kind == 5:
        return p.let(f"T.eye({n}{p.one_of('', ', 3', ', 3, 1', ', 2, -1')})", "float64", (n, n))
    if kind == 6:
        x = p.pick(lambda v: v.ndim == 2)
        return p.let(f"T.identity_like({x})", x.dtype, x.shape)
    if kind == 7:
        return p.let(f"T.tri({n}, {p.one_of('3', '2', 'None')}, {p.integer(-1, 1)})", "float64", (n, 3))
    a, b = p.one_of(("0:3", 3), ("1:4", 3), ("0:2", 2)), p.one_of(("0:2", 2), ("0:4:2", 2))
    return p.let(f"T.{p.one_of('mgrid', 'ogrid')}[{a[0]}, {b[0]}][{p.integer(0, 1)}]", "int64", (a[1], b[1]))


# --- sorting


def sort(p):
    x = p.pick(lambda v: v.ndim > 0 and v.kind != "c")
    axis = p.one_of(-1, p.integer(-x.ndim, x.ndim - 1), None)
    kind = p.one_of(
        "sort",
        "argsort",
        "sort",
        "argsort",
        "topk",
        "argtopk",
        "both",
        "max_and_argmax",
        "unique",
        "bincount",
        "searchsorted",
        "bincount_weights",
    )
    flat = (_product(x.shape),)
    if kind in ("sort", "argsort"):
        algorithm = p.one_of("", "", ", kind='mergesort'", ", kind='heapsort'", ", kind='stable'" if False else "")
        method = p.one_of(f"T.{kind}({x}, axis={axis}{algorithm})", f"T.{kind}({x})", f"{x}.{kind}(axis={axis})")
        shape = flat if axis is None and "axis" in method else x.shape
        return p.let(method, x.dtype if kind == "sort" else "int64", shape)
    if kind in ("topk", "argtopk", "both"):
        axis = -1 if axis is None else axis
        n = x.shape[axis]
        k = p.integer(1, n) if n else 1
        k = -k if p.chance(0.3) else k
        shape = list(x.shape)
        shape[axis] = abs(k)
        if kind == "topk":  # in no order
            return p.let(f"T.sort(T.topk({x}, {k}, axis={axis}), axis={axis})", x.dtype, shape)
        if kind == "both":
            return p.let(
                f"T.sort(T.sort.topk_and_argtopk({x}, {k}, axis={axis})[0], axis={axis})"
                if False
                else f"T.sort(T.topk_and_argtopk({x}, {k}, axis={axis})[0], axis={axis})",
                x.dtype,
                shape,
            )
        return p.let(f"T.sort(T.argtopk({x}, {k}, axis={axis}), axis={axis})", "int64", shape)
    if kind == "max_and_argmax":
        axis = axis_of(p, x)
        names = p.name(), p.name()
        p.lines.append(f"{names[0]}, {names[1]} = T.max_and_argmax({x}, axis={axis}{p.one_of('', ', keepdims=True')})")
        shape = reduced_shape(x, axis)
        p.pool += [
            Var(names[0], x.dtype, shape, (False,) * len(shape)),
            Var(names[1], "int64", shape, (False,) * len(shape)),
        ]
        return None
    if kind == "unique":
        x = p.pick(lambda v: v.ndim == 1 and v.kind != "c")
        options = p.one_of(
            "", "(return_index=True)", "(return_inverse=True)", "(return_counts=True)", "(True, True, True)"
        )
        return p.let(
            f"T.extra_ops.Unique{options or '()'}({x})" + (f"[{p.integer(0, 1)}]" if options else ""),
            x.dtype,
            x.shape,
        )
    if kind in ("bincount", "bincount_weights"):
        y = p.input(p.one_of("int64", "int32", "uint8"), (p.size(),), 0, 4)
        options = p.one_of("", ", minlength=3", ", minlength=7", ", assert_nonneg=True")
        if kind == "bincount_weights":
            options += f", weights={p.pick(lambda v: v.kind == 'f', shape=y.shape)}"
        return p.let(f"T.extra_ops.bincount({y}{options})", "int64", (5,))
    x = p.pick(lambda v: v.ndim == 1 and v.kind in "fiu")
    v = p.pick(lambda v: v.kind in "fiu")
    side = p.one_of("", ", side='right'", ", side='left'")
    return p.let(f"T.extra_ops.searchsorted(T.sort({x}), {v}{side})", "int64", v.shape)


INDEXING = {index: 5, advanced_index: 5, update: 7, taken: 1.5, chosen: 1.5}
SHAPES = {join: 3, stack: 2, split: 1, dimshuffle: 3, transpose: 2, reshape: 4, shaped: 4, repeated: 4, ranges: 1.5}


def some(p, number=(1, 2), low=1):
    for _ in range(p.integer(*number)):
        p.leaf(None, p.shape(low=low))


def indexing(p):
    if p.chance(0.2):
        p.dtypes = [p.one_of(*INTEGERS), "float64"]
    some(p)
    p.steps(INDEXING, p.integer(1, 2))
    p.steps({**INDEXING, **ELEMENTWISE}, p.integer(0, 3))
    gradient(p, 0.35)


def shapes(p):
    if p.chance(0.2):
        p.dtypes = [p.one_of(*INTEGERS), "float64", "bool"]
    some(p, low=0)
    p.steps(SHAPES, p.integer(1, 4))
    p.steps({**SHAPES, **ELEMENTWISE, **INDEXING}, p.integer(0, 3))
    gradient(p, 0.3)


def sorting(p):
    if p.chance(0.4):
        p.dtypes = [p.one_of(*INTEGERS), "float64", "bool"]
    some(p)
    p.steps({sort: 1}, p.integer(1, 3))
    p.steps({**SHAPES, **ELEMENTWISE, sort: 10}, p.integer(0, 2))
    gradient(p, 0.3)


def empties(p):
    """Arrays without elements, and of length 1."""
    p.sizes = p.one_of([0, 0, 1, 3], [0, 2], [1, 1, 2], [1, 0])
    some(p, low=0)
    p.steps({**SHAPES, **ELEMENTWISE, **INDEXING, sort: 2}, p.integer(1, 4))
    gradient(p, 0.3)


FAMILIES = {"indexing": indexing, "shapes": shapes, "sorting": sorting, "empties": empties}
