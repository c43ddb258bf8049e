"""Drawn loops and their gradients: the same results, and the same errors, with our rewrites of loops as without."""

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from tests.rewriting.test_loop_products import OURS

BATCH, N = 2, 4
LENGTHS = (5, 6), (4, 4), (6, 5), (3, 3), (2, 1)


class Drawn:
    """A loop drawn from a seed, its cost and the gradients of that, some of second order."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)
        self.x, self.y, self.n = T.dtensor3("x"), T.dtensor3("y"), T.lscalar("n")
        self.W, self.U, self.V, self.b, self.start = self.parameters = [
            theano.shared(0.4 * self.random.randn(*shape))
            for shape in [(N, N), (N, N), (N, 2 * N), (N,), (3, BATCH, N)]
        ]
        self.inputs = [self.x, self.y, self.n]
        self.outputs = self.draw()

    def one_of(self, *choices):
        return choices[self.random.randint(len(choices))]

    def draw(self):
        are_given = self.one_of(True, False)
        states = self.one_of(1, 1, 2)
        others = self.one_of(0, 0, 1, 2)
        two_back = {"initial": self.start[:2], "taps": [-2, -1]}
        infos = [self.one_of(self.start[2], self.start[2], two_back) for _ in range(states)] + [None] * others
        x, y, n = self.inputs
        second = self.one_of(
            None, None, y, {"input": y, "taps": [0, 1]}, x[1:], {"input": x, "taps": [-1, 0]}, y[::-1], T.dot(y, self.W)
        )
        options = self.one_of(
            {}, {}, {"go_backwards": True}, {"n_steps": 3}, {"n_steps": n}, {"truncate_gradient": 2},
            {"go_backwards": True, "n_steps": n}, {"strict": are_given},
        )  # fmt: skip

        def step(*arguments):
            W, U, V, b = arguments[-4:] if are_given else self.parameters[:4]
            pool = [*(arguments[:-4] if are_given else arguments), arguments[0] + b]
            factors = W, U, U.T, V[:, :N], V[:, N:], W + U
            results = [T.tanh(self.combined(pool, factors, V, self.random.randint(2, 6))) for _ in range(states)]
            for _ in range(others):
                result = self.combined(pool, factors, V, 2)
                results.append(self.one_of(result, result, result.sum(axis=0), result.sum(axis=1)))
            return results

        outputs, _ = theano.scan(
            step,
            [x] if second is None else [x, second],
            outputs_info=infos,
            non_sequences=self.parameters[:4] if are_given else None,
            return_list=True,
            **options,
        )
        cost = sum(self.one_of(T.sin(o), o[-1] ** 2, o[::-1][:2] ** 2).sum() for o in outputs)
        gradients = T.grad(cost, [*self.parameters, x, y], disconnected_inputs="ignore")
        if self.one_of(True, False, False, False):
            total = sum(T.sqr(gradient).sum() for gradient in gradients[:3])
            gradients += T.grad(total, self.parameters, disconnected_inputs="ignore")
        return [cost, *outputs, *gradients]

    def combined(self, pool, factors, V, depth):
        """A matrix computed in ``depth`` steps from those of a pool, which takes in each."""
        result = self.one_of(*pool)
        for _ in range(depth):
            other = self.one_of(*pool)
            gates = T.nnet.sigmoid(T.dot(result, V))
            result = self.one_of(
                *[T.dot(result, self.one_of(*factors))] * 3,
                T.nnet.sigmoid(result + other),
                T.tanh(result),
                result * T.nnet.sigmoid(other),
                result + other,
                T.exp(-(result**2)),
                T.concatenate([result[:, : N // 2], other[:, N // 2 :]], axis=1),
                T.switch(result > other, result, 0.5 * other),
                gates[:, :N] * result + (1 - gates[:, :N]) * T.tanh(gates[:, N:]),
            )
            pool.append(result)
        return result


def outcome(f, values):
    try:
        return f(*values)
    except Exception as error:
        return type(error)


def seeds(first, *more):
    marks = {first: [], **{seed: [pytest.mark.more] for seed in more}}
    return [pytest.param(seed, marks=marks.get(seed, [pytest.mark.slow])) for seed in range(200)]


# fused, an operation can have more operands than NumPy takes
PY = theano.Mode("py", "fast_run").excluding("fusion")


@pytest.mark.parametrize("seed", seeds(0, 4, 22))
def test_drawn_loops_do_the_same(seed):
    check(Drawn(seed), PY)


@pytest.mark.parametrize("seed", seeds(0, 4))
def test_drawn_loops_do_the_same_by_default(seed):
    check(Drawn(seed), None)


def check(drawn, mode):
    f, g = (
        theano.function(drawn.inputs, drawn.outputs, mode=m, on_unused_input="ignore")
        for m in (mode, PY.excluding(*OURS))
    )
    for lengths in LENGTHS:
        values = [*(drawn.random.randn(length, BATCH, N) for length in lengths), 3]
        mine, plain = outcome(f, values), outcome(g, values)
        if isinstance(plain, type):
            assert mine is plain
            continue
        for a, b in zip(mine, plain, strict=True):
            assert a.dtype == b.dtype
            assert a.shape == b.shape
            np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-10)
