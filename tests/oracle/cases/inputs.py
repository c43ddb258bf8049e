"""What a function, a shared variable or a constant makes of every kind of object: arrays, numbers, lists."""

MODES = ["default", "py/fast_compile"]
SLOW_MODES = ["py/fast_compile"]

# where Theano's error is not one that tells, or NumPy 2 has another error than NumPy 1: by the beginnings of names
LEFT_OUT = {
    "call T.TensorType('uint64', ())()": ["np.timedelta64(3)"],
    "call T.TensorType('float16'": ["None"],
    "call T.zvector()": ["[[1, 2], [3]]", "[1, [2]]"],
    "constant": ["unaligned(np.array(3.))"],
    "as_tensor_variable": ["unaligned(np.array(3.))"],
    "scalar": ["float('nan')", "np.array(3.).astype('>f8')"],
    "set_value": ["None"],
    "stack": ["[1]", "[[1.]]", "(2,)", "np.array([1.])"],
    "sum": ["np.timedelta64(3)"],
    "rsum": ["np.char.array(['1', '2'])"],
}

# runs a thunk: the class of the result, how it lies in memory, and the result, or the kind of error
TELL = """
import array, collections, decimal, fractions, os, tempfile
KINDS = (OverflowError, NotImplementedError, IndexError, ValueError, TypeError, AttributeError, AssertionError)
def tell(thunk):
    try:
        r = thunk()
    except Exception as e:
        return [k.__name__ for k in KINDS if isinstance(e, k)][:1] or ['Exception']
    if isinstance(r, (list, tuple)):
        return [type(r).__name__] + [tell(lambda: x) for x in r]
    if isinstance(r, np.ndarray):
        return [type(r).__name__, r.dtype.isnative, r.flags.aligned, np.asarray(r)]
    return [type(r).__name__, r]
class Has:
    def __init__(self, value): self.value = value
    def __array__(self, dtype=None, copy=None): return np.array(self.value, dtype=dtype)
class Float(float): pass
class Int(int): pass
class Array(np.ndarray): pass
def unaligned(a):
    room = np.zeros(a.nbytes + 1, 'uint8')[1:].view(a.dtype).reshape(a.shape)
    room[...] = a
    return room
def on_disk(a):
    m = np.memmap(os.path.join(tempfile.mkdtemp(), 'a'), a.dtype, 'w+', shape=a.shape)
    m[...] = a
    return m
def still(a):
    a = a.copy()
    a.flags.writeable = False
    return a
A = np.array([[1., 2.], [3., 4.]])
V = np.array([1., 2., 3.])
"""

# expressions of values: NumPy's numbers, Python's
NUMBERS = [
    *("True", "0", "-1", "5", "200", "300", "70000", "2**31 - 1", "2**31", "2**32", "2**53 + 1", "2**63 - 1", "2**63"),
    *(
        "2**64 - 1",
        "2**64",
        "-2**31 - 1",
        "-2**63",
        "-2**63 - 1",
        "0.1",
        "0.5",
        "2.0",
        "-0.0",
        "1e39",
        "1e400",
        "70000.0",
    ),
    *("float('nan')", "1j", "2 + 0j", "None", "'5'", "'five'", "b'5'", "Float(0.1)", "Float(0.5)", "Int(5)"),
    *(
        "decimal.Decimal('0.5')",
        "fractions.Fraction(1, 2)",
        "object()",
        "{}",
        "set([1])",
        "slice(1)",
        "Has(0.5)",
        "Has(2)",
    ),
    *(
        f"np.{dtype}(3)"
        for dtype in ("bool_", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")
    ),
    *(f"np.{dtype}(0.1)" for dtype in ("float16", "float32", "float64", "longdouble", "complex64", "complex128")),
    *("np.float32(0.5)", "np.float64(0.5)", "np.longdouble(0.5)", "np.uint64(2**63)", "np.longlong(3)", "np.str_('5')"),
    *(
        "np.datetime64('2000')",
        "np.timedelta64(3)",
        "np.array(3)",
        "np.array(0.1)",
        "np.array(0.5, 'f')",
        "np.array(3, 'i1')",
    ),
    *("np.array(3, 'longlong')", "np.array(3, 'u8')", "np.array(None)", "np.array('5')", "np.array(3, dtype=object)"),
    *("[1]", "[]", "[[1.]]", "(2,)", "np.array([1.])", "np.array(3.).astype('>f8')", "on_disk(np.array([3.]))[0]"),
    *(
        "np.ma.array(3.)",
        "np.ma.masked",
        "still(np.array(3.))",
        "unaligned(np.array(3.))",
        "T.dscalar()",
        "T.constant(3.)",
    ),
]
VECTORS = [
    *(
        "V",
        "V.copy()",
        "[1., 2., 3.]",
        "[1, 2, 3]",
        "(1, 2, 3)",
        "range(3)",
        "[]",
        "()",
        "[0.1, 0.2, 0.3]",
        "[1., 2, True]",
    ),
    *(
        "[None, 1.]",
        "['1', '2']",
        "[1j, 2]",
        "[2**31, 1]",
        "[2**63, 1]",
        "[2**64, 1]",
        "[-1, 2**63]",
        "[300, 1]",
        "[-1, 1]",
    ),
    *(
        "[V[0], V[1]]",
        "[np.float32(0.1), 1]",
        "[np.array(1.), np.array(2.)]",
        "[np.array([1.]), np.array([2.])]",
        "[[1, 2], [3]]",
    ),
    *(
        "[[1.]]",
        "[1, [2]]",
        "['a']",
        "'abc'",
        "b'abc'",
        "bytearray(b'abc')",
        "memoryview(V)",
        "array.array('d', [1, 2])",
    ),
    *(
        "collections.deque([1, 2])",
        "iter([1, 2])",
        "{1: 2}",
        "{1, 2}",
        "Has([1., 2.])",
        "Has([1, 2])",
        "[Has(1.), Has(2.)]",
    ),
    *("[float('nan'), 1.]", "[1e39, 1.]", "[float('inf'), 1.]", "5", "5.0", "np.float64(5)", "None"),
    *(
        "V[::-1]",
        "V[::2]",
        "np.arange(6.)[1::2]",
        "np.broadcast_to(np.float64(2), (3,))",
        "V.astype('>f8')",
        "V.astype('>f4')",
    ),
    *(
        "V.astype('f')",
        "V.astype('f2')",
        "V.astype('longdouble')",
        "V.astype('i1')",
        "V.astype('u1')",
        "V.astype('i4')",
    ),
    *("V.astype('i8')", "V.astype('u8')", "V.astype('longlong')", "V.astype('>i8')", "V.astype(bool)", "V.astype('F')"),
    *(
        "V.astype('D')",
        "V.astype(object)",
        "V.astype('U')",
        "V.astype('S')",
        "np.array([1, None])",
        "still(V)",
        "unaligned(V)",
    ),
    *("on_disk(V)", "on_disk(V)[::2]", "on_disk(V.astype('f'))", "still(on_disk(V))", "np.ma.array(V, mask=[0, 1, 0])"),
    *("np.ma.array(V.astype('i4'), mask=[0, 1, 0])", "np.matrix(V)", "V.view(Array)", "V.astype('f').view(Array)"),
    *("np.zeros(2, [('a', 'f8')]).view(np.recarray)", "np.zeros(2, [('a', 'f8')])", "np.zeros(2, [('a', 'f8')])['a']"),
    *("np.char.array(['1', '2'])", "np.array(['2000', '2001'], 'M8[Y]')", "np.array([1, 2], 'm8[s]')", "np.zeros(0)"),
    *("np.zeros((0, 3))", "np.array([V, V])", "np.float64(3)", "np.array(3.)", "np.array([[1., 2.]])[0]", "A[:, 0]"),
]
MATRICES = [
    *(
        "A",
        "A.T",
        "A[::-1]",
        "A[:, ::-1]",
        "np.asfortranarray(A)",
        "np.ones((4, 4))[::2, 1::2]",
        "[[1., 2.], [3., 4.]]",
    ),
    *(
        "[[1, 2], [3, 4]]",
        "([1, 2], (3, 4))",
        "[[1., 2.], [3.]]",
        "[V, V]",
        "[V.tolist(), V]",
        "[[V[0], 1], [2, 3]]",
        "[[]]",
    ),
    *(
        "np.matrix(A)",
        "np.matrix(A).astype('f')",
        "np.matrix(A).astype('i4')",
        "np.matrix(A)[0]",
        "np.asmatrix(A).T",
        "A.view(Array)",
    ),
    *(
        "np.ma.array(A, mask=A > 2)",
        "on_disk(A)",
        "on_disk(A).T",
        "on_disk(A.astype('>f8'))",
        "still(A)",
        "unaligned(A)",
    ),
    *("A.astype('>f8')", "A.astype('f')", "A.astype('i4')", "A.astype('u8')", "A.astype(object)", "A.astype('>f8').T"),
    *(
        "[A[0], A[1]]",
        "[np.matrix(A)[0], np.matrix(A)[1]]",
        "A.tolist()",
        "[A]",
        "np.broadcast_to(V[:2], (3, 2))",
        "V",
        "3.0",
        "None",
    ),
    *(
        "np.ones((2, 0))",
        "np.ones((1, 2))",
        "np.ones((2, 1))",
        "np.rec.array([(1., 2.)], dtype=[('a', 'f8'), ('b', 'f8')])",
    ),
]
ROWS = [
    "np.ones((1, 2))",
    "np.ones((2, 2))",
    "[[1, 2]]",
    "[[1, 2], [3, 4]]",
    "np.matrix([1., 2.])",
    "np.matrix(A)",
    "np.ones((1, 0))",
]

CASES = {}


def groups(values, size=12, name=""):
    left_out = [value for start, some in LEFT_OUT.items() if name.startswith(start) for value in some]
    values = [value for value in values if value not in left_out]
    return [values[i : i + size] for i in range(0, len(values), size)]


def rounds(each, times):
    """The end of a program: what comes first, and whether it comes again."""
    return f"r = [[{each}] for _ in range({times})]\n[r[0]] + [repr(again) == repr(r[0]) for again in r[1:]]\n"


def calls(kind, values, options="", again=""):
    """A program that calls a function three times with each value."""
    lines = [
        f"x = {kind}",
        f"f = F([theano.In(x{options})], [x * 2 if x.dtype != 'bool' else T.or_(x, x), theano.Out(x, borrow=True)])",
    ]
    lines.append(f"tell(lambda: f({again or values[0]}))")
    each = ", ".join(f"tell(lambda: f({value}))" for value in values)
    return TELL + "\n".join(lines) + f"\n{rounds(each, 3)}"


INPUTS = [
    *((f"T.{letter}scalar()", NUMBERS, "np.array(0)" if letter in "bwil" else "0") for letter in "fdil"),
    *(("T.bscalar()", NUMBERS, "0"), ("T.TensorType('uint8', ())()", NUMBERS, "0"), ("T.zscalar()", NUMBERS, "0")),
    *(("T.TensorType('uint64', ())()", NUMBERS, "0"), ("T.TensorType('bool', ())()", NUMBERS, "np.array(True)")),
    *(("T.TensorType('float16', ())()", NUMBERS, "0"), ("T.TensorType('int16', ())()", NUMBERS, "0")),
    *((f"T.{letter}vector()", VECTORS, "[0, 0]") for letter in "dfilbz"),
    *((f"T.TensorType('{dtype}', (False,))()", VECTORS, "[0, 0]") for dtype in ("uint8", "uint64", "float16")),
    *((f"T.{letter}matrix()", MATRICES, "[[0, 0]]") for letter in "dfi"),
    *(("T.drow()", ROWS, "[[0, 0]]"), ("T.irow()", ROWS, "[[0, 0]]")),
]
for _kind, _values, _usual in INPUTS:
    for _i, _group in enumerate(groups(_values, 12, f"call {_kind}")):
        CASES[f"call {_kind} {_i}"] = calls(_kind, _group, again=_usual)
for _options in ("allow_downcast=True", "allow_downcast=False", "strict=True"):
    for _kind, _values, _usual in INPUTS:
        if _kind[2:9] in ("fscalar", "iscalar", "fvector", "ivector", "dmatrix"):
            for _i, _group in enumerate(groups(_values, 40)):
                usual = f"np.array({_usual}, x.dtype)"
                CASES[f"call {_kind} {_options} {_i}"] = calls(_kind, _group, ", " + _options, usual)

for _what, _kind, _values in [
    ("keyword", "T.fscalar('x')", NUMBERS),
    ("keyword", "T.dmatrix('x')", MATRICES),
    ("f[x] =", "T.dscalar('x')", NUMBERS),
    ("f[x] =", "T.ivector('x')", VECTORS),
    ("value=", "T.fscalar('x')", NUMBERS),
    ("value=", "T.dmatrix('x')", MATRICES),
    ("value=", "T.ivector('x')", VECTORS),
]:
    for _i, _group in enumerate(groups(_values, 40)):
        program = f"x = {_kind}\n"
        if _what == "keyword":
            program += "f = F([x], [x * 2, theano.Out(x, borrow=True)])\ng = lambda v: f(x=v)\n"
        elif _what == "f[x] =":
            program += "f = F([theano.In(x, value=np.zeros((0,) * x.ndim, x.dtype))], x * 2)\n"
            program += "def g(v):\n    f[x] = v\n    return [f[x], f()]\n"
        else:
            program += "def g(v):\n    f = F([theano.In(x, value=v)], x * 2)\n    return [f(), f[x], f()]\n"
        each = ", ".join(f"tell(lambda: g({value}))" for value in _group)
        times = 1 if _what == "value=" else 2
        CASES[f"{_what} {_kind} {_i}"] = TELL + program + rounds(each, times)

# shared variables, by the value that makes them and by the values they are given
SHARED = [
    value
    for value in NUMBERS + VECTORS + MATRICES
    if "T." not in value and "object()" not in value and "iter(" not in value
]
for _i, _group in enumerate(groups(SHARED, 16)):
    each = ", ".join(f"tell(lambda: g({value}))" for value in _group)
    CASES[f"shared {_i}"] = (
        TELL
        + "def g(v):\n    s = theano.shared(v)\n    if not hasattr(s.type, 'dtype'): return 'generic'\n"
        + "    return [s.type.dtype, str(s.type.broadcastable), s.get_value()]\n"
        + f"[{each}]\n"
    )
for _kind, _start, _values in [
    ("fscalar", "np.float32(1)", NUMBERS),
    ("dscalar", "1.5", NUMBERS),
    ("lscalar", "1", NUMBERS),
    ("dvector", "V", VECTORS),
    ("ivector", "np.array([1, 2], 'i4')", VECTORS),
    ("dmatrix", "A", MATRICES),
]:
    for _options in ("", ", strict=True", ", allow_downcast=True", ", allow_downcast=False"):
        for _i, _group in enumerate(groups(_values, 50, "set_value")):
            each = ", ".join(f"tell(lambda: g({value}))" for value in _group)
            CASES[f"set_value {_kind}{_options} {_i}"] = (
                TELL
                + f"s = theano.shared({_start}{_options})\nf = F([], s * 2)\n"
                + "def g(v):\n    s.set_value(v)\n    r = [f(), s.get_value()]\n    s.set_value(v, borrow=True)\n"
                + "    return r + [s.get_value(borrow=True), f(), f()]\n"
                + f"[{each}]\n"
            )

# constants
# of longdouble real Theano ends by a signal; for ragged lists NumPy 2 has another error
_NOT_CONSTANT = "T.", "object()", "longdouble", "[3", "[1, [2]]", "unaligned(np.array(3.))"
for _name, _make in [
    ("constant", "T.constant(v)"),
    ("as_tensor_variable", "T.as_tensor_variable(v)"),
    ("shared_like", "T.constant(v, dtype='float32')"),
    ("int8", "T.constant(v, dtype='int8')"),
    ("ndim", "T.constant(v, ndim=2)"),
    ("scalar", "theano.scalar.constant(v)"),
    ("sum", "d + v"),
    ("rsum", "v + d"),
    ("add", "T.add(d, v)"),
    ("switch", "T.switch(d > 0, d, v)"),
    ("stack", "T.stack([d, v])"),
]:
    _values = [
        v for v in (NUMBERS if _name in ("scalar", "stack") else SHARED) if not any(w in v for w in _NOT_CONSTANT)
    ]
    for _i, _group in enumerate(groups(_values, 40, _name)):
        each = ", ".join(f"tell(lambda: g({value}))" for value in _group)
        show = (
            "[c.dtype, np.asarray(c.data)]"
            if _name in ("constant", "as_tensor_variable", "shared_like", "int8", "ndim", "scalar")
            else ("[c.dtype, str(c.broadcastable)]")
        )
        CASES[f"{_name} {_i}"] = TELL + f"d = T.dscalar()\ndef g(v):\n    c = {_make}\n    return {show}\n[{each}]\n"
