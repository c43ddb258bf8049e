from __future__ import print_function, unicode_literals
import sys
print("a", 1 / 2, 0.1 + 0.2, sep="-", end="!\n")
print()
print("x", "y", file=sys.stdout)
print([1, 2], (1, 2), 1 / 3.)
p = print
p("as a value")
map(print, [1, 2])
