# Classic division.
print 7 / 2, -7 / 2, 7 / -2, 7 / 2., 7. / 2, 1 / 3, 10L / 4, True / 2, 7 // 2, -7 // 2, 7 % 3, -7 % 3
x = 7
x /= 2
print x
x = 7.0
x /= 2
print x
d = {"n": 9, "l": [5]}
d["n"] /= 2
d["l"][0] /= 2
d["l"][0:1] = [8 / 3]
print d["n"], d["l"]
class Holder(object):
    def __init__(self):
        self.__private = 9
        self.public = 9
    def halve(self):
        self.__private /= 2
        self.public /= 2.0
        return self.__private, self.public
print Holder().halve()
class Frac(object):
    def __init__(self, n): self.n = n
    def __div__(self, other): return "div %s" % other
    def __rdiv__(self, other): return "rdiv %s" % other
    def __idiv__(self, other): return Frac(self.n / other)
f = Frac(9)
print f / 2, 2 / f
f /= 2
print f.n
for expression in "1 / 0", "1.0 / 0", "1 // 0":
    try:
        print eval(expression)
    except ZeroDivisionError, e:
        print e
print "%d/%d" % (1, 2), 7 / 2 * 2.0, 2 ** -1, divmod(-7, 2)
s = "%s!"
s %= "in place"
print s
print sum([1, 2, 4]) / len([1, 2, 4]), float(7) / 2, 7 / float(2), int(7 / 2.0), (1 + 2) / 2
import operator
print operator.div(7, 2), operator.truediv(7, 2), reduce(operator.div, [100, 3, 2])
