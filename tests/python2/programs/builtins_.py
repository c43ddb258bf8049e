# Builtins that changed.
print range(3), range(2, 8, 3), type(range(2)), list(xrange(2, 5)), len(xrange(10)), xrange(5)[2]
print map(str, [1, 0.1 + 0.2]), map(None, [1, 2], [3]), map(lambda a, b: (a, b), [1, 2], [3, 4, 5]), map(None, "ab")
print filter(None, [0, 1, "", 2]), filter(lambda c: c != "b", "abc"), filter(lambda n: n > 1, (1, 2, 3)), filter(str.isdigit, "a1b2")
print zip([1, 2], "ab"), zip(), zip([1, 2, 3], [4]), dict(zip("ab", [1, 2]))["a"]
print reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3, 9, 2], 0)
print round(2.5), round(-2.5), round(0.5), round(1.5), round(2.675, 2), round(1234.5678, -2), round(3), round(1e300), round(-0.4), round(5.015, 2), round(0.285, 2)
print sorted([3, 1, 2], lambda a, b: cmp(b, a)), sorted("bA", key=str.lower), sorted([1, 2], reverse=True), sorted([3, 1], cmp=lambda a, b: a - b, reverse=1)
values = [5, 3, 9]
values.sort(lambda a, b: b - a)
print values
values.sort(cmp=cmp)
print values
values.sort(key=lambda v: -v)
print values
print cmp(1, 2), cmp("b", "a"), cmp([1], [1]), cmp(None, 1), cmp(1, "a"), cmp((1, 2), (1, "a"))
print sorted([3, None, "a", 1.5, (1,), [2], "B", None, {}]), max(None, 1), min(3, None), max([1, "a"]), max([2, 7], key=lambda v: -v)
print None < 1, 1 < "a", "a" < (1,), [] < "", None < None, {} < [], None > -1, 5 > "4", (1, 2) > [3]
print isinstance("s", basestring), isinstance(u"s", basestring), isinstance(1, basestring), isinstance(u"s", unicode), isinstance("s", unicode), isinstance("s", str), isinstance(u"s", str), isinstance(u"s", (str, int)), isinstance(u"s", (str, unicode)), issubclass(str, basestring)
print isinstance(1L, long), isinstance(1, (int, long)), long("12"), int("0x1f", 16), int(3.9), long(3.9)
print unichr(233) == u"\xe9", chr(65), ord("a"), unicode("abc"), unicode(3.5), str(3.5), unicode("\xc3\xa9", "utf-8") == u"\xe9"
print apply(max, (1, 5)), apply(dict, (), {"a": 1}), intern("x"), coerce(1, 2.5), callable(len)
print oct(8), oct(0), hex(255), bin(5), abs(-3), pow(2, 3), pow(2, 3, 5), divmod(7, 3)
print hash("abc"), hash(""), hash(1.5), hash(-1), hash(2 ** 70), hash((1, "a", 2.5)), hash(10 ** 30), hash(True), hash(0.1), hash(-(2 ** 65))
print any([0, 1]), all([]), sum([0.1] * 3), enumerate, list(enumerate("ab", 1)), list(reversed([1, 2])), iter([1]).next(), next(iter([2]))
print type(5 / 2), type(10 ** 5), bool(""), str(None), tuple("ab"), "abc"[::-1], len(u"\u20ac"), buffer("hello", 1, 3)
print "a,b".split(","), " x ".strip(), "A".lower(), "-".join(["a", "b"]), "abc".find("c"), "ab".upper(), "x".isalpha(), "12".isdigit(), "a b c".title(), "abc".replace("b", "-")
try:
    range(2.5)
except TypeError, e:
    print e
try:
    round("a")
except TypeError:
    print "TypeError"
execfile_source = "def area(w, h):\n    print 'area', w / h\n    return w / h\n"
import tempfile, os
path = os.path.join(tempfile.mkdtemp(), "part.py")
open(path, "w").write(execfile_source)
execfile(path)
print area(7, 2)
names = {}
execfile(path, names)
print names["area"](9, 2), file is open
import __builtin__
__builtin__.profile = lambda f: f
@profile
def decorated():
    return "decorated"
print decorated(), __builtin__.xrange is xrange
