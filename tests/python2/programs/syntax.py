# Syntax that Python 3 has lost.
def tuples(a, (b, (c, d)), e=5, *rest):
    "A docstring."
    return a, b, c, d, e, rest
print tuples(1, (2, (3, 4))), tuples(1, (2, [3, 4]), 6, 7), tuples.__doc__
print map(lambda (x, y): x * y, [(1, 2), (3, 4)]), (lambda (a, (b, c)), d: a + b + c + d)((1, (2, 3)), 4)
print sorted([("b", 1), ("a", 2)], key=lambda (name, n): n)
print 0777, 0xFFL, 10L, 0L, 0b101, 0o17, 1e3, 00
print `1 + 1`, `"text"`, `1, 2`
print 1 <> 2, 1 <> 1
try:
    raise ValueError, "a message"
except ValueError, error:
    print "caught", error, error.args, error.message
print "still here:", error
try:
    raise IOError, (2, "No such thing")
except (OSError, IOError), (number, text):
    print number, text
try:
    raise KeyError("k")
except (TypeError, KeyError), e:
    print repr(e), e.args[0]
class Problem(Exception):
    def __init__(self, value):
        self.value = value
    def __str__(self):
        return "problem " + repr(self.value)
for spell in ("class", "instance", "tuple"):
    try:
        if spell == "class":
            raise Problem, 3
        elif spell == "instance":
            raise Problem(4)
        else:
            raise Problem, (5,)
    except Problem, p:
        print p, p.value
import sys
try:
    try:
        1 / 0
    except ZeroDivisionError:
        kind, value, tb = sys.exc_info()
        raise RuntimeError, "again", tb
except RuntimeError, r:
    print r
exec "a = 7 / 2; print 'in exec', a"
print a
space = {}
exec "b = [i for i in range(3)]" in space
print space["b"], sorted(k for k in space if not k.startswith("__"))
exec("c = 1", space)
print space["c"]
print eval("9 / 2 + d", {"d": 1}), eval("`1/2`")
code = compile("print 'compiled', 5 / 2", "<code>", "exec")
exec code
print [x for x in 1, 2, 3], x
print [(i, j) for i in range(2) for j in range(i + 1) if i or j], i, j
def leak():
    squares = [n * n for n in range(4)]
    return squares, n
print leak()
class Config:
    size = 3
    sizes = [size * k for k in range(3)]
    pairs = [(k, m) for k in range(2) for m in range(size)]
print Config.sizes, Config.pairs
if 1:
	print "a tab"
        print "eight spaces"
def f(async, await=2, nonlocal=3):
    return async + await + nonlocal
print f(1), f(1, await=5)
print ur"\d\u0041", ur'a\n', u"\u0041", "\u0041", r"\u0041", b"bytes", "C:\users\N"
print "implicit" u" concatenation"
print "%s" % ("one",), "%d items" % 3L
assert 1, "fine"
while 1: break
lambda: (yield)
print not 1 <> 1, (1, 2) < (1, 3) <= (1, 3), 1 < 2 < 3 > 0
