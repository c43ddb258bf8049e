from __future__ import division
print 7 / 2, 7 // 2, eval("7 / 2")
x = 7
x /= 2
print x, 1 / 3
class T(object):
    def __truediv__(self, other): return "true"
    def __div__(self, other): return "classic"
print T() / 1
