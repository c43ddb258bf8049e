# The print statement: soft spaces, redirection, tuples, floats.
import sys
print
print 1, 2, "three"
print (1, 2)
print (1), (2)
print "a",
print "b"
print "tab\t", "after a tab"
print "line\n", "after a line"
print "no newline yet",
sys.stdout.write("written\n")
print "x",; print "y",
print
print >>sys.stdout, "to stdout", 1.5
print >>sys.stdout
print "%d%%" % 50, "%5.2f" % 3.14159, "%s" % None, "%-5s|" % "ab", "%05d" % 42, "%x" % 255
print "a" \
      "b", \
      "c"
print [1, 2.5, "s", u"u", None, True, 10, (1,), {}], (), [], {1: 2}
print 0.1, 0.1 + 0.2, 1e16, 1e22, 1.0, 100000000000.0, 123456789012.0, 1234567890123.0, 1e-5, -0.0, 1/3., 2/3.
print float("inf"), float("-inf"), float("nan"), 1e300 * 1e10
print [0.1 + 0.2, 1e16], {"k": 1/3.}, (2/3.,)
print str(1/3.), repr(1/3.), `1/3.`, "%s %r" % (1/3., 1/3.), "{0} {0!r} {0:.3f}".format(1/3.)
print 1j, 1.5 + 2j, complex(1/3., 1), [1/3. + 1j]
print type(1), type(1.5), type("s"), type(u"s"), type(None), type([]), type(ValueError("x")), type(type)
print set([1]), frozenset([2]), set(), xrange(3)
print ValueError("text"), repr(ValueError("text")), KeyError("k"), ValueError(), ValueError(1, "two"), ValueError(0.1 + 0.2)
print "a\\b", ["a\\b", "quote'", 'double"', "both'\"", "\n\t\x00\x7f\x80\xff", u"\xe9\u20ac"]
print 2 ** 62, 2 ** 64, [2 ** 62, 2 ** 64, -2 ** 62, -2 ** 63 - 1]
class Plain(object):
    def __str__(self):
        return "plain"
    def __repr__(self):
        return "<repr>"
print Plain(), [Plain()], "%s %r" % (Plain(), Plain()), str(Plain())
print "%(a)s-%(b)05.1f-%(a)r-%%" % {"a": 0.1 + 0.2, "b": 2.25}
print "%s" % (0.1 + 0.2), "%s" % [0.1 + 0.2], "%10s|%-10s|" % (1/3., 0.5), "%.3s" % "abcdef", "%*d" % (5, 42)
print "{} {} {name}".format(1/3., "x", name=2/3.), "{:>8}|{:<8}|{:+d}".format("r", "l", 3), "{0[1]} {1.real}".format([1, 2], 3j)
print "the end without newline",
