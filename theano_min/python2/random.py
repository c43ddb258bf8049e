"""Python 2's ``random``: the same numbers for the same seed.

Both Pythons have the Mersenne Twister; Python 2 drew integers from ``random()`` where Python 3 draws bits, and seeded
from its own ``hash`` of a string or a float. What cannot be reproduced: ``seed`` with an object whose hash is its
address, ``jumpahead`` and ``WichmannHill``.
"""

from __future__ import annotations

import random as python3
from collections.abc import Callable
from math import ceil, frexp, log
from types import ModuleType
from typing import Any

_WIDEST = 1 << 53  # from here on random() has too few bits


class Random(python3.Random):
    """``random.Random`` of Python 2.7."""

    def seed(self, a: Any = None, version: int = 2) -> None:  # type: ignore[override]
        if a is not None and not isinstance(a, int):
            a = hash2(a) % (1 << 64)
        super().seed(a)

    def choice(self, seq: Any) -> Any:
        return seq[int(self.random() * len(seq))]

    def randrange(self, start: Any, stop: Any = None, step: Any = 1) -> int:
        first = _integer(start, "arg 1")
        if stop is None:
            first, last = 0, first
            if last <= 0:
                raise ValueError("empty range for randrange()")
        else:
            last = _integer(stop, "stop")
        stride = _integer(step, "step")
        if stride == 0:
            raise ValueError("zero step for randrange()")
        count = (last - first + stride - (1 if stride > 0 else -1)) // stride
        if count <= 0:
            detail = f" ({first},{last}, {last - first})" if stride == 1 and stop is not None else ""
            raise ValueError("empty range for randrange()" + detail)
        return first + stride * self._below(count)

    def randint(self, a: Any, b: Any) -> int:
        return self.randrange(a, b + 1)

    def _below(self, n: int) -> int:
        if n < _WIDEST:
            return int(self.random() * n)
        bits = int(1.00001 + log(n - 1, 2.0))
        while True:
            number = self.getrandbits(bits)
            if number < n:
                return number

    def shuffle(self, x: Any, random: Callable[[], float] | None = None) -> None:
        draw = random or self.random
        for last in range(len(x) - 1, 0, -1):
            other = int(draw() * (last + 1))
            x[last], x[other] = x[other], x[last]

    def sample(self, population: Any, k: int) -> list[Any]:  # type: ignore[override]
        size = len(population)
        if not 0 <= k <= size:
            raise ValueError("sample larger than population")
        # Which of the two ways Python 2 took decides the numbers.
        set_size = 21 + (4 ** ceil(log(k * 3, 4)) if k > 5 else 0)
        if size <= set_size or hasattr(population, "keys"):
            pool = list(population)
            chosen = []
            for remaining in range(size, size - k, -1):
                place = int(self.random() * remaining)
                chosen.append(pool[place])
                pool[place] = pool[remaining - 1]
            return chosen
        if k and not hasattr(population, "__getitem__"):
            # Python 2 drew one number before it noticed that a set has no order.
            self.random()
            population = tuple(population)
        places: dict[int, None] = {}
        while len(places) < k:
            places[int(self.random() * size)] = None
        return [population[place] for place in places]

    def triangular(self, low: Any = 0.0, high: Any = 1.0, mode: Any = None) -> float:
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * (u * c) ** 0.5

    def gammavariate(self, alpha: float, beta: float) -> float:
        if alpha != 1.0 or beta <= 0.0:
            return super().gammavariate(alpha, beta)
        u = self.random()
        while u <= 1e-7:
            u = self.random()
        return -log(u) * beta


def _integer(value: Any, what: str) -> int:
    number = int(value)
    if number != value:
        raise ValueError(f"non-integer {what} for randrange()")
    return number


def hash2(value: Any) -> int:
    """``hash(value)`` of a 64-bit Python 2.7: strings, numbers, None's relatives and tuples; others hash as they do."""
    if isinstance(value, str):
        return _string_hash(value)
    if isinstance(value, float):
        return _float_hash(value)
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return _long_hash(value)
    if isinstance(value, int):
        return -2 if value == -1 else int(value)
    if type(value) is tuple:
        return _tuple_hash(value)
    return hash(value)


def _signed(number: int) -> int:
    number &= (1 << 64) - 1
    number -= (number >> 63) << 64
    return -2 if number == -1 else number


def _string_hash(value: str) -> int:
    if not value:
        return 0
    number = ord(value[0]) << 7
    for character in value:
        number = (1000003 * number ^ ord(character)) & ((1 << 64) - 1)
    return _signed(number ^ len(value))


def _float_hash(value: float) -> int:
    if value != value:
        return 0
    if value in (float("inf"), float("-inf")):
        return 314159 if value > 0 else -271828
    if value == int(value):
        return hash2(int(value))
    fraction, exponent = frexp(value)
    fraction *= 2147483648.0
    high = int(fraction)
    return _signed(high + int((fraction - high) * 2147483648.0) + (exponent << 15))


def _long_hash(value: int) -> int:
    # Digits of 30 bits, rotated into a 64-bit word.
    number, rest = 0, abs(value)
    digits = []
    while rest:
        digits.append(rest & ((1 << 30) - 1))
        rest >>= 30
    for digit in reversed(digits):
        number = ((number << 30) | (number >> 34)) & ((1 << 64) - 1)
        number += digit
        if number >> 64:
            number = (number + 1) & ((1 << 64) - 1)
    return _signed(number if value >= 0 else -number)


def _tuple_hash(values: tuple) -> int:
    number, factor, remaining = 0x345678, 1000003, len(values)
    for value in values:
        remaining -= 1
        number = ((number ^ hash2(value)) * factor) & ((1 << 64) - 1)
        factor += 82520 + remaining + remaining
    return _signed(number + 97531)


def module() -> ModuleType:
    """A new module ``random`` whose functions are Python 2's, with a generator of its own."""
    made = ModuleType("random", __doc__)
    generator = Random()
    functions = [
        "seed",
        "random",
        "uniform",
        "triangular",
        "randint",
        "choice",
        "randrange",
        "sample",
        "shuffle",
        "normalvariate",
        "lognormvariate",
        "expovariate",
        "vonmisesvariate",
        "gammavariate",
        "gauss",
        "betavariate",
        "paretovariate",
        "weibullvariate",
        "getstate",
        "setstate",
        "getrandbits",
    ]
    vars(made).update({name: getattr(generator, name) for name in functions})
    vars(made).update(Random=Random, SystemRandom=python3.SystemRandom, _inst=generator)
    return made
