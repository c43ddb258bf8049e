"""A program that is being drawn: its lines, and the variables that it has so far."""

# ruff: noqa: B905, E501 (runs on Python 3.8; lines that are text)

from collections import namedtuple

FLOATS = "float64", "float32"
SIGNED, UNSIGNED = ("int8", "int16", "int32", "int64"), ("uint8", "uint16", "uint32", "uint64")
INTEGERS = SIGNED + UNSIGNED
COMPLEX = "complex64", "complex128"
LETTERS = {
    "int8": "b", "int16": "w", "int32": "i", "int64": "l", "float32": "f", "float64": "d",
    "complex64": "c", "complex128": "z",
}  # fmt: skip
NAMES = "scalar", "vector", "matrix", "tensor3", "tensor4"
IMPORTED = (
    *("theano.ifelse", "theano.sandbox.rng_mrg", "theano.tensor.signal.pool", "theano.tensor.signal.conv"),
    *("theano.tensor.slinalg", "theano.tensor.nnet.neighbours", "theano.tensor.fft", "theano.tensor.nnet.sigm"),
)
SPOIL = """def spoil(results):
    for result in results if isinstance(results, list) else [results]:
        if isinstance(result, np.ndarray) and result.flags.writeable:
            result[...] = 1
"""
SPECIAL = "0.0", "-0.0", "1.0", "-1.0", "np.inf", "-np.inf", "np.nan", "1e300", "1e-300", "0.5", "2.0"


class Var(namedtuple("Var", "text dtype shape pattern")):
    """A variable of a program: its text, and what it will be as far as that is foreseen."""

    __slots__ = ()
    ndim = property(lambda self: len(self.shape))
    kind = property(lambda self: "b" if self.dtype == "bool" else self.dtype[0])  # b, i, u, f, c

    def __str__(self):
        return self.text


def known_pattern(shape, ones=True):
    return tuple(ones and n == 1 for n in shape)


class Program:
    """Lines of text, and a pool of the variables that they make.

    `head` makes inputs and shared variables, `lines` what is computed; in a function's body (`body`) the pool is its
    arguments. ``sizes`` are the lengths that inputs have; in another call they are others.
    """

    def __init__(self, random):
        self.random = random
        self.head, self.lines, self.pool = [], [], []
        self.inputs, self.shared, self.outputs, self.updates = [], [], [], []
        self.made = 0
        self.dtypes = ["float64"] * 3 + ["float32"]
        sizes = self.random.sample([2, 3, 4, 5], 3)
        self.sizes = [*sizes, self.one_of(1, 1, 0) if self.chance(0.5) else sizes[0]]
        self.low, self.high = self.one_of((-3, 3), (-2, 2), (0.1, 2), (-1, 1))
        self.specials = self.chance(0.1)
        self.finished = None
        self.options = {}

    # --- drawing

    def chance(self, p):
        return self.random.random() < p

    def one_of(self, *choices):
        return choices[self.random.randrange(len(choices))]

    def integer(self, low, high):
        """A number from low to high, both among them."""
        return self.random.randint(low, high)

    def some(self, things, low=0, high=None):
        """Some of the things, in their order."""
        number = self.integer(low, min(len(things), len(things) if high is None else high))
        return [things[i] for i in sorted(self.random.sample(range(len(things)), number))]

    def name(self, letter="v"):
        self.made += 1
        return f"{letter}{self.made}"

    def size(self):
        return self.one_of(*self.sizes)

    def shape(self, ndim=None, low=0, high=3):
        ndim = self.one_of(*[n for n in (0, 1, 1, 1, 2, 2, 2, 3) if low <= n <= high]) if ndim is None else ndim
        return tuple(self.size() for _ in range(ndim))

    # --- values

    def number(self, dtype, low=None, high=None):
        """A number as text."""
        low, high = self.low if low is None else low, self.high if high is None else high
        if dtype == "bool":
            return self.one_of("True", "False")
        if dtype.startswith(("int", "uint")):
            if self.chance(0.05) and self.specials:
                bits = int(dtype.lstrip("uint"))
                top = 2 ** (bits - (dtype[0] == "i"))
                return str(self.one_of(top - 1, top - 2, 0 if dtype[0] == "u" else -top))
            low, high = int(low // 1), int(-(-high // 1))
            return str(self.integer(max(0, low) if dtype[0] == "u" else low, max(1, high)))
        if self.specials and self.chance(0.2):
            special = self.one_of(*SPECIAL)
            return "1.0" if special in ("1e300", "1e-300") and dtype not in ("float64", "complex128") else special
        text = repr(round(self.random.uniform(low, high), 2))
        if dtype.startswith("complex"):
            text += f"{round(self.random.uniform(low, high), 2):+}j"
        return text

    def values(self, dtype, shape, low=None, high=None):
        """An array as text."""
        count = 1
        for n in shape:
            count *= n
        if not count:
            return f"np.zeros({tuple(shape)}, '{dtype}')"

        def nested(shape):
            if not shape:
                return self.number(dtype, low, high)
            return "[" + ", ".join(nested(shape[1:]) for _ in range(shape[0])) + "]"

        if count <= 12:
            return f"np.array({nested(shape)}, '{dtype}')"
        low, high = self.low if low is None else low, self.high if high is None else high
        seed = f"np.random.RandomState({self.integer(0, 99)})"
        if dtype.startswith("complex"):
            return f"({seed}.uniform({low}, {high}, {(*shape, 2)}).dot([1, 1j])).astype('{dtype}')"
        if "int" in dtype or dtype == "bool":
            low, high = (0, 2) if dtype == "bool" else (int(low // 1), int(-(-high // 1)) + 1)
            low = max(low, 0) if dtype[0] == "u" else low
            return f"{seed}.randint({low}, {max(high, low + 1)}, {shape}).astype('{dtype}')"
        return f"{seed}.uniform({low}, {high}, {shape}).astype('{dtype}')"

    def laid_out(self, dtype, shape, low=None, high=None):
        """An array as text, in memory perhaps in another order than usual."""
        if shape and self.chance(0.15):
            how = self.one_of("reversed", "transposed", "stepped", "F")
            if how == "reversed":
                return self.values(dtype, shape, low, high) + "[::-1]"
            if how == "transposed" and len(shape) > 1:
                return self.values(dtype, shape[::-1], low, high) + ".T"
            if how == "stepped":
                return self.values(dtype, (2 * shape[0], *shape[1:]), low, high) + "[::2]"
            return f"np.asfortranarray({self.values(dtype, shape, low, high)})"
        return self.values(dtype, shape, low, high)

    # --- variables

    def input(self, dtype=None, shape=None, low=None, high=None):
        """A new input of the function."""
        dtype = self.one_of(*self.dtypes) if dtype is None else dtype
        shape = self.shape() if shape is None else tuple(shape)
        name = self.name("x")
        pattern = tuple(n == 1 and self.chance(0.7) for n in shape)
        if dtype in LETTERS and not any(pattern) and len(shape) < 5 and self.chance(0.8):
            make = f"T.{LETTERS[dtype]}{NAMES[len(shape)]}('{name}')"
        elif len(shape) == 2 and pattern in ((True, False), (False, True)) and self.chance(0.5):
            make = f"T.{'row' if pattern[0] else 'col'}('{name}', dtype='{dtype}')"
        else:
            make = f"T.TensorType('{dtype}', {pattern})('{name}')"
        self.head.append(f"{name} = {make}")
        var = Var(name, dtype, shape, pattern)
        self.inputs.append((var, low, high))
        if not self.in_body:
            self.pool.append(var)
        return var

    in_body = False
    is_closed = False  # the graph of an operation has no variables from outside

    def state(self, dtype=None, shape=None, low=None, high=None):
        """A new shared variable."""
        dtype = self.one_of(*self.dtypes) if dtype is None else dtype
        shape = self.shape() if shape is None else tuple(shape)
        name = self.name("s")
        borrow = self.one_of("", "", "", ", borrow=True")
        pattern = (False,) * len(shape)
        if any(n == 1 for n in shape) and self.chance(0.3):
            pattern = tuple(n == 1 for n in shape)
            borrow += f", broadcastable={pattern}"
        self.head.append(f"{name} = theano.shared({self.values(dtype, shape, low, high)}, '{name}'{borrow})")
        var = Var(name, dtype, shape, pattern)
        self.shared.append(var)
        if not self.in_body:
            self.pool.append(var)
        return var

    def constant(self, dtype=None, shape=None, low=None, high=None):
        dtype = self.one_of(*self.dtypes) if dtype is None else dtype
        shape = self.shape() if shape is None else tuple(shape)
        var = Var(f"T.constant({self.values(dtype, shape, low, high)})", dtype, shape, known_pattern(shape))
        return self.let(*var) if self.chance(0.5) else var

    def leaf(self, dtype=None, shape=None, low=None, high=None):
        """An input mostly, else a shared variable or a constant."""
        make = self.one_of(self.input, self.input, self.input, self.state, self.constant)
        make = self.constant if self.is_closed else make
        return make(dtype, shape, low, high)

    def let(self, text, dtype, shape, pattern=None):
        """A new line that gives a name to an expression."""
        name = self.name()
        self.lines.append(f"{name} = {text}")
        var = Var(name, dtype, tuple(shape), pattern or (False,) * len(shape))
        self.pool.append(var)
        return var

    def pick(self, test=lambda var: True, dtype=None, shape=None, new=0.15, low=None, high=None):
        """A variable that is there already, the last ones rather, or a new one of that dtype and shape."""
        fitting = [
            var for var in self.pool
            if test(var) and dtype in (None, var.dtype) and (shape is None or var.shape == tuple(shape))
        ]  # fmt: skip
        if not fitting or self.chance(new):
            for _ in range(50):
                wanted = (
                    self.one_of(*self.dtypes) if dtype is None else dtype,
                    self.shape() if shape is None else shape,
                )
                if test(Var("", wanted[0], tuple(wanted[1]), known_pattern(wanted[1]))):
                    return self.leaf(*wanted, low, high)
            if not fitting:
                raise NoneFits
        return fitting[-1] if self.chance(0.4) else self.one_of(*fitting)

    def real(self, ndim=None, **options):
        return self.pick(lambda v: v.kind in "f" and ndim in (None, v.ndim), **options)

    def mate(self, var, test=lambda var: True):
        """A variable that broadcasts with another."""

        def fits(other):
            pairs = list(zip(var.shape[::-1], other.shape[::-1]))
            return test(other) and all(
                a == b or (a == 1 and p) or (b == 1 and q)
                for (a, b), p, q in zip(pairs, var.pattern[::-1], other.pattern[::-1])
            )

        fitting = [other for other in self.pool if fits(other)]
        if fitting and self.chance(0.75):
            return self.one_of(*fitting)
        shape = var.shape[self.integer(0, var.ndim) :] if self.chance(0.3) else var.shape
        if self.chance(0.2):
            shape = tuple(1 if self.chance(0.3) else n for n in shape)
            dtype = self.one_of(*self.dtypes)
            return Var(f"T.constant({self.values(dtype, shape)})", dtype, shape, known_pattern(shape))
        return self.leaf(self.one_of(*self.dtypes), shape)

    def steps(self, rules, number):
        """Apply rules drawn from a table {rule: weight}, so many times."""
        names, weights = list(rules), list(rules.values())
        for _ in range(number):
            rule = self.random.choices(names, weights)[0]
            lines = len(self.lines)
            try:
                rule(self)
            except NoneFits:
                del self.lines[lines:]

    def body(self, arguments, write, indent="    "):
        """The lines of a function's body: ``write()`` writes them, with the arguments as the pool; and what it returns."""
        pool, lines, in_body = self.pool, self.lines, self.in_body
        self.pool, self.lines, self.in_body = list(arguments), [], True
        try:
            result = write()
            return [indent + line for line in self.lines], result
        finally:
            self.pool, self.lines, self.in_body = pool, lines, in_body

    # --- the end

    def results(self, number=3):
        """What the function gives, if the family does not say: the last variables."""
        made = [var for var in self.pool if var.text.startswith("v")]
        return self.some(made[-5:], 1, number) if made else [self.pick()]

    def arguments(self, sizes=None):
        texts = []
        for var, low, high in self.inputs:
            shape = tuple((sizes or {}).get(n, n) for n in var.shape)
            if not shape and var.dtype in ("float64", "int64") and self.chance(0.5):
                texts.append(self.number(var.dtype, low, high))
            else:
                texts.append(self.laid_out(var.dtype, shape, low, high))
        return texts

    def finish(self, outputs=None, options=(), more=(), about=True):
        """Write the function, its calls, and the answer."""
        outputs = self.outputs or self.results() if outputs is None else outputs
        names = [str(var) for var in outputs]
        given = ", ".join(var.text for var, _, _ in self.inputs)
        wanted = names[0] if len(names) == 1 and self.chance(0.5) else f"[{', '.join(names)}]"
        extra = [*options]
        if self.updates:
            extra.append("updates=[" + ", ".join(f"({a}, {b})" for a, b in self.updates) + "]")
        extra.append("on_unused_input='ignore'")
        self.lines.append(f"f = F([{given}], {wanted}, {', '.join(extra)})")
        self.calls(more, [name for name in names if name.isidentifier()] if about else [])

    def calls(self, more=(), names=(), function="f"):
        """Call the function several times, and answer with the results, the arguments and the states afterwards."""
        results, arguments = [], []
        first = self.arguments()
        assignments = [f"A{i}" for i in range(len(first))]
        self.lines += [f"{name} = {text}" for name, text in zip(assignments, first)]

        def call(texts):
            return f"call({', '.join([function, *texts])})"

        results += [call(assignments)] * 2
        arguments += assignments
        if self.inputs and self.chance(0.7):
            second = [f"B{i}" for i in range(len(first))]
            self.lines += [f"{name} = {text}" for name, text in zip(second, self.arguments())]
            results += [call(second), call(assignments)]
            arguments += second
        if any(var.shape for var, _, _ in self.inputs) and self.chance(0.35):
            old = [n for n in dict.fromkeys(self.sizes) if n > 1]
            sizes = dict(zip(old, self.random.sample([n for n in range(7) if n != 1], len(old))))
            results.append(call(self.arguments(sizes)))
            results.append(call(assignments))
        states = [f"{var}.get_value()" for var in self.shared]
        borrows = any("borrow=True" in line for line in self.lines)
        if self.chance(0.25) and not borrows:  # who was given a result may overwrite it
            results += [f"spoil({call(assignments)})", call(assignments)]
        if states and self.chance(0.15):
            results += [f"spoil(call({self.one_of(*self.shared)}.get_value))", call(assignments)]
        if arguments and states and self.chance(0.2):  # and an argument of his own
            states = [f"spoil([{self.one_of(*assignments)}])", *states]
        told = [f"about({name})" for name in names] if self.chance(0.5) else []
        self.lines.append(f"[{', '.join([*results, *arguments, *states, *told, *more])}]")
        self.finished = True

    def text(self):
        if not self.finished:
            self.finish()
        lines = [*self.head, *self.lines]
        if any("spoil(" in line for line in lines):
            lines = [SPOIL, *lines]
        used = [name for name in IMPORTED if any(name.replace("theano.tensor", "T") in line for line in lines)]
        return "\n".join([*(f"import {name}" for name in used), *lines]) + "\n"


class NoneFits(Exception):
    """No variable of the pool fits a rule."""
