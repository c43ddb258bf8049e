"""Random draws between whole numbers that are floats."""

import random
from random import randint

random.seed(3)
print([random.randint(0, 1e6) for _ in range(3)], randint(1.0, 4), random.randrange(10.0), random.randrange(2, 1e3, 2.0))
print(random.Random(5).randint(-1e3, 1e3), type(random.randint(0, 1e2)).__name__, random.randint(True, 4))
for bad in (lambda: random.randint(0, 2.5), lambda: random.randrange(0.5), lambda: random.randint(4, 1)):
    try:
        print(bad())
    except ValueError as error:
        print(type(error).__name__)
print(random.randint(a=1, b=6.0), random.random())
