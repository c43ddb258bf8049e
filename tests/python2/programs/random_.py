# The numbers of random after a seed.
import random
from random import shuffle, Random
random.seed(1)
x = range(20)
random.shuffle(x)
print x
print random.sample(range(100), 5), random.sample(xrange(1000), 10), random.sample("abcdefghij", 3), random.sample(range(30), 25)
print [random.randint(0, 9) for _ in range(10)], [random.randrange(10) for _ in range(5)], random.randrange(5, 50, 5), random.randrange(-5, 5), random.randrange(50, 5, -7)
print random.choice("abc"), random.choice([1, 2, 3]), repr(random.random()), repr(random.uniform(1, 5)), repr(random.uniform(-1, 1))
print repr(random.gauss(0, 1)), repr(random.gauss(0, 1)), repr(random.normalvariate(0, 1)), repr(random.lognormvariate(0, 1)), repr(random.expovariate(2.0))
print repr(random.betavariate(1, 2)), repr(random.gammavariate(1.0, 2.0)), repr(random.gammavariate(0.5, 1)), repr(random.gammavariate(3, 1)), repr(random.vonmisesvariate(0, 1)), repr(random.paretovariate(3)), repr(random.weibullvariate(1, 2)), repr(random.triangular(0, 10, 3)), repr(random.triangular())
print random.getrandbits(70), random.randint(0, 2 ** 60), random.randrange(2 ** 70)
for seed in (0, -1, 42, 2 ** 40, 1.5, 0.1, -2.75, "text", "", "\xc3\xa9", (1, 2), None and 0, True, 12345678901234567890123):
    if seed is not None:
        random.seed(seed)
        print repr(seed), repr(random.random()), random.randint(0, 1000)
r = Random(7)
print r.random() == Random(7).random(), [r.randint(1, 6) for _ in range(8)], r.choice(range(10)), r.sample(range(10), 3)
y = list("abcdef")
shuffle(y, lambda: 0.5)
print y
random.seed(3)
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print first == [random.random() for _ in range(3)], random.sample(set([1, 2, 3]), 2), random.sample({1: 0, 2: 0}.keys(), 1)
random.seed(5)
print random.sample(frozenset(range(100)), 4)
for bad in (lambda: random.randrange(0), lambda: random.randrange(3, 3), lambda: random.randrange(1.5), lambda: random.sample([1], 2), lambda: random.choice([]), lambda: random.randint(3, 2)):
    try:
        bad()
    except (ValueError, IndexError), e:
        print type(e).__name__, e
