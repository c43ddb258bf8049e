"""What random streams are asked: real Theano by ``record_random.py``, ours by ``test_random.py``.

`DRAWS` and `MRG_DRAWS` are single variables, as text; `cases(theano, mode)` are the ways in which programs use them,
{name: function without arguments}. What either gives is plain JSON, every number in full.
"""

# ruff: noqa: B905, zip of Python 3.8

import copy
import hashlib
import pickle

import numpy as np

CALLS = 3


def plain(value):
    """A value as JSON has it; an array with its dtype."""
    if isinstance(value, (np.ndarray, np.generic)):
        return [str(value.dtype), np.asarray(value).tolist()]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value if isinstance(value, (bool, int, float, str, type(None))) else str(value)


def outcome(case):
    """What a case gives: {"value": ...} or {"error": the names of the exception's classes}."""
    try:
        return {"value": plain(case())}
    except Exception as error:
        return {"error": [c.__name__ for c in type(error).__mro__ if c not in (object, BaseException)]}


def digest(array):
    return [str(array.dtype), list(array.shape), hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()]


# --- single variables ------------------------------------------------------------------------------------------------

# x is a matrix of ones, of shape (2, 3), v the vector [1, 2, 3], k the integer 4
DRAWS = [
    (seed, text)
    for seed, texts in {
        234: (
            "uniform()",
            "uniform((2, 2))",
            "uniform((5,), low=-1.5, high=2.25)",
            "uniform((3, 1), dtype='float32')",
            "uniform((4,), low=-3, high=9, dtype='float16')",
            "uniform(x.shape, ndim=2)",
            "uniform((k, 2))",
            "uniform(low=x, high=v + 1)",
            "uniform(size=(2, -1), low=0.0, high=v)",
            "uniform((2, 2), low=np.float32(0.25))",
            "uniform((0, 3))",
            "uniform((2,), ndim=2)",
            "uniform((2, 2), dtype='int64', low=0, high=100)",
            "normal()",
            "normal((2, 3))",
            "normal((3,), avg=5.0, std=0.1)",
            "normal((7,), dtype='float32')",
            "normal(avg=v, std=x)",
            "normal(x.shape, avg=x, std=v)",
            "normal((2, -1), avg=v)",
            "normal((3,), avg=x)",
        ),
        -1: ("uniform((2,))", "normal((2,))"),
        902340: (
            "binomial((6,))",
            "binomial((4,), n=10, p=0.3)",
            "binomial((2, 3), n=1, p=0.9, dtype='float32')",
            "binomial((3,), n=100000, p=0.5)",
            "binomial((3,), n=40, p=v / 4)",
            "binomial(n=[3, 20, 100], p=0.25)",
            "binomial((5,), n=7, prob=0.6)",
            "binomial((5,), n=7, p=1.5)",
            "random_integers((10,))",
            "random_integers((6,), low=-5, high=5)",
            "random_integers((4,), low=0, high=2**40)",
            "random_integers((4,), low=3, high=3)",
            "random_integers((2, 3), low=[0, 10, 100], high=[[9], [1000]])",
            "random_integers(low=[0, 10], high=[9, 1000])",
            "random_integers((4,), low=5, high=2)",
            "random_integers((5,), low=0, high=200, dtype='int8')",
            "random_integers((3,), low=v, high=k + 5, dtype='float64')",
            "choice((5,))",
            "choice((5,), a=10)",
            "choice((2, 2), a=10, replace=False)",
            "choice((4,), a=[2, 3, 5, 7])",
            "choice((6,), a=3, p=[0.1, 0.7, 0.2])",
            "choice((3,), a=3, replace=False, p=[0.5, 0.25, 0.25])",
            "choice((5,), a=3, replace=False)",
            "choice((3,), a=[0.5, 1.5], dtype='float64')",
        ),
        1: (
            "poisson((5,), lam=3.0)",
            "poisson((3,), lam=1000)",
            "poisson((3,), lam=v)",
            "poisson((2, 2), lam=0.5, dtype='int32')",
            "poisson(lam=2.0)",
            "permutation()",
            "permutation(n=6)",
            "permutation((2,), n=5)",
            "permutation((2, 2), n=3, dtype='int32')",
            "permutation(n=k)",
            "permutation(n=4, ndim=2)",
            "multinomial()",
            "multinomial((3,), n=5)",
            "multinomial(n=7, pvals=[0.2, 0.3, 0.5])",
            "multinomial((2, 2), n=3, pvals=[0.1, 0.4, 0.5])",
            "multinomial(n=[2, 20], pvals=[[0.5, 0.5], [0.1, 0.9]])",
            "multinomial((2, -1), n=6, pvals=[[0.6, 0.2, 0.2], [0.1, 0.8, 0.1]])",
            "multinomial((4,), n=1, pvals=np.float32([0.25, 0.25, 0.5]), dtype='float32')",
            "multinomial((2,), n=3, pvals=[0.7, 0.7])",
            "multinomial((2,), n=3, pvals=[-0.5, 1.5])",
            "shuffle_row_elements(v)",
            "shuffle_row_elements(x * v)",
        ),
    }.items()
    for text in texts
]

MRG_DRAWS = [
    (seed, text)
    for seed, texts in {
        12345: (
            "uniform((2, 2))",
            "uniform((1,))",
            "uniform((3, 1), dtype='float32')",
            "uniform((50,))",
            "uniform((50,), nstreams=1)",
            "uniform((20,), nstreams=7, dtype='float32')",
            "uniform((9,), dtype='float16')",
            "uniform((9,), low=-1, high=1)",
            "uniform((9,), low=-0.3, high=0.45)",
            "uniform((9,), low=-0.3, high=0.45, dtype='float32')",
            "uniform(x.shape)",
            "uniform(x.shape, ndim=2)",
            "uniform((k, 2))",
            "uniform((k, 2), nstreams=4)",
            "uniform((2, 3), low=x, high=v + 1)",
            "uniform((2, 3), low=np.float32(0.25))",
            "uniform((1, 3), high=x)",
            "uniform((0, 3))",
            "uniform((-1,))",
            "uniform([2, 3])",
            "uniform(5)",
            "uniform((2,), target='cpu')",
            "uniform((2,), target='gpu')",
            "uniform((2,), colour='red')",
        ),
        902340: (
            "normal((2, 3))",
            "normal((3,), nstreams=1)",
            "normal((7,), avg=5.0, std=0.1)",
            "normal((7,), dtype='float32')",
            "normal((7,), dtype='float32', nstreams=3)",
            "normal(5)",
            "normal(k)",
            "normal([2, k])",
            "normal(x.shape)",
            "normal(x.shape, avg=x, std=v)",
            "normal((2, 3), avg=v, std=2)",
            "normal((1,))",
            "normal((0,))",
            "normal('ab')",
            "normal((2.5,))",
            "normal(x)",
            "normal((40,), truncate=True)",
            "truncated_normal((41,))",
            "truncated_normal((4, 5), avg=3.0, std=0.5, dtype='float32')",
            "truncated_normal((3,), nstreams=2)",
            "binomial((6,))",
            "binomial((2, 5), p=0.9)",
            "binomial((5,), p=0.1, dtype='float32')",
            "binomial((3,), p=v / 4)",
            "binomial(x.shape, p=0.4, nstreams=5)",
            "binomial((3,), n=2)",
        ),
        4321: (
            "multinomial(pvals=[[0.2, 0.3, 0.5]])",
            "multinomial(pvals=[[0.98, 0.01, 0.01], [0.01, 0.49, 0.5]], n=4)",
            "multinomial(pvals=x / 3, n=100)",
            "multinomial(pvals=np.float32([[0.2, 0.8], [0.5, 0.5]]), dtype='float32', nstreams=3)",
            "multinomial(pvals=[[0.2, 0.8], [0.5, 0.5]], dtype='auto', n=3)",
            "multinomial(pvals=[[0.1, 0.1], [0.5, 0.5]], n=6)",
            "multinomial(pvals=[[-2.0, 2.0]])",
            "multinomial()",
            "multinomial(pvals=[0.5, 0.5])",
            "multinomial(pvals=[[0.5, 0.5]], size=(2,))",
            "multinomial(pvals=[[0.5, 0.5]], ndim=2)",
            "choice(p=[[0.98, 0.01, 0.01], [0.01, 0.49, 0.5]], replace=False)",
            "choice(size=2, p=[[0.98, 0.01, 0.01], [0.01, 0.49, 0.5]], replace=False)",
            "choice(size=3, p=x / 3, replace=False)",
            "choice(size=9, p=np.float32([[1, 2, 3, 4, 5, 6, 7, 8, 9]] * 2) / np.float32(45), replace=False)",
            "choice(size=3, p=x / 3, replace=False, dtype='int32', nstreams=2)",
            "choice(size=4, p=x / 3, replace=False)",
            "choice(p=x / 3)",
            "choice(a=3, p=x / 3, replace=False)",
            "choice(replace=False)",
            "choice(p=v, replace=False)",
            "choice(p=x / 3, replace=False, ndim=1)",
            "multinomial_wo_replacement(n=2, pvals=[[0.2, 0.3, 0.5]])",
            "multinomial_wo_replacement(n=2, pvals=[[0.2, 0.3, 0.5]], size=(3,))",
        ),
    }.items()
    for text in texts
]


def streams(theano, mrg, seed):
    if mrg:
        from theano.sandbox.rng_mrg import MRG_RandomStreams

        return MRG_RandomStreams(seed)
    return theano.tensor.shared_randomstreams.RandomStreams(seed if seed >= 0 else 2**30 - 1)


def draw(theano, mrg, draws, mode):
    """What variables, each of streams of its own, give in consecutive calls of one function, with type and pattern."""
    T = theano.tensor
    x, v, k = T.dmatrix("x"), T.dvector("v"), T.iscalar("k")
    space = {"x": x, "v": v, "k": k, "np": np}
    outputs = [eval("s." + text, {"s": streams(theano, mrg, seed), **space}) for seed, text in draws]
    f = theano.function([x, v, k], outputs, mode=mode, on_unused_input="ignore")
    values = [f(np.ones((2, 3)), [1.0, 2.0, 3.0], 4) for _ in range(CALLS)]
    return [
        {"broadcastable": [bool(b) for b in o.broadcastable], "values": plain([np.asarray(value) for value in each])}
        for o, each in zip(outputs, zip(*values))
    ]


# --- ways of using them ----------------------------------------------------------------------------------------------


def cases(theano, mode=None):
    """{name: function without arguments}: what programs do with streams."""
    T = theano.tensor
    from theano.ifelse import ifelse
    from theano.sandbox.rng_mrg import MRG_RandomStreams
    from theano.tensor.shared_randomstreams import RandomStreams

    found = {}

    def case(function):
        found[function.__name__] = function
        return function

    def both(function):
        """One case for each kind of streams."""
        for kind in (RandomStreams, MRG_RandomStreams):
            found[f"{kind.__name__} {function.__name__}"] = lambda kind=kind: function(kind)
        return function

    def compiled(*args, **kwargs):
        return theano.function(*args, mode=mode, **kwargs)

    def scan(*args, **kwargs):
        return theano.scan(*args, mode=mode, **kwargs)

    def values(f, *args):
        return [f(*args) for _ in range(3)]

    # --- the tutorial: Using Random Numbers

    @both
    def brief_example(kind):
        srng = kind(seed=234)
        rv_u, rv_n = srng.uniform((2, 2)), srng.normal((2, 2))
        f = compiled([], rv_u)
        g = compiled([], rv_n, no_default_updates=True)
        nearly_zeros = compiled([], rv_u + rv_u - 2 * rv_u)
        return [values(f), values(g), values(nearly_zeros), values(f)]

    @case
    def seeding_streams():
        srng = RandomStreams(seed=234)
        rv_u, rv_n = srng.uniform((2, 2)), srng.normal((2, 2))
        f, g = compiled([], rv_u), compiled([], rv_n)
        first = [f(), g()]
        rng_val = rv_u.rng.get_value(borrow=True)
        rng_val.seed(89234)
        rv_u.rng.set_value(rng_val, borrow=True)
        one = [f(), g()]
        srng.seed(902340)
        return [first, one, values(f), values(g)]

    @case
    def sharing_streams_between_functions():
        srng = RandomStreams(seed=234)
        rv_u = srng.uniform((2, 2))
        f, nearly_zeros = compiled([], rv_u), compiled([], rv_u + rv_u - 2 * rv_u)
        state_after_v0 = rv_u.rng.get_value().get_state()
        nearly_zeros()
        v1 = f()
        rng = rv_u.rng.get_value(borrow=True)
        rng.set_state(state_after_v0)
        rv_u.rng.set_value(rng, borrow=True)
        v2, v3 = f(), f()
        return [v1, v2, v3, bool(np.all(v1 != v2)), bool(np.all(v1 == v3))]

    @both
    def copying_random_state_between_graphs(kind):
        class Graph:
            def __init__(self, seed=123):
                self.rng = kind(seed)
                self.y = self.rng.uniform(size=(1,))

        g1, g2 = Graph(seed=123), Graph(seed=987)
        f1, f2 = compiled([], g1.y), compiled([], g2.y)
        before = [f1(), f2()]
        if isinstance(g1.rng, MRG_RandomStreams):
            g2.rng.rstate = g1.rng.rstate
        for su1, su2 in zip(g1.rng.state_updates, g2.rng.state_updates):
            su2[0].set_value(su1[0].get_value())
        return [before, values(f1), values(f2)]

    # --- seeds and states

    @both
    def successive_variables(kind):
        s = kind(5)
        return values(compiled([], [s.uniform((2,)), s.uniform((2,)), s.normal((2,)), s.uniform((2,))]))

    @both
    def seeded_anew(kind):
        s = kind(5)
        f = compiled([], [s.uniform((2,)), s.normal((3,))])
        first = f()
        s.seed(7)
        second = f()
        s.seed()
        third = f()
        s.uniform((1,))
        s.seed(7)
        return [first, second, third, f()]

    @case
    def state_as_item():
        s = RandomStreams(5)
        u = s.uniform((2,))
        f = compiled([], u)
        state = s[u.rng]
        state.seed(99)
        first = f()
        s[u.rng] = np.random.RandomState(99)
        copied = u.rng.get_value()
        copied.seed(1)
        return [first, f(), f(), copied.uniform(), u.rng.get_value().uniform(), s[u.rng].uniform(), f()]

    @case
    def shared_state():
        state = theano.shared(np.random.RandomState(3), name="state")
        state2, out = T.raw_random.uniform(state, (2,))
        f = compiled([], out, updates=[(state, state2)])
        same = T.raw_random.random_state_type.values_eq(state.get_value(), np.random.RandomState(3))
        drawn = values(f)
        return [state.name, same, drawn, state.get_value().uniform()]

    @case
    def states_without_updates():
        state = T.raw_random.random_state_type("state")
        state1, a = T.raw_random.uniform(state, (2,))
        state2, b = T.raw_random.normal(state1, (2,))
        f = compiled([state], [a, b, state2])
        given = np.random.RandomState(3)
        a1, b1, out = f(given)
        return [a1, b1, out.uniform(), given.uniform()]

    @case
    def lists_of_updates():
        s, m = RandomStreams(5), MRG_RandomStreams(5)
        s.uniform((2,)), s.normal((2,)), m.uniform((7, 2)), m.normal((3,), nstreams=4), m.uniform((4,), nstreams=3)
        mrg = [(a.get_value().shape, size if isinstance(size, tuple) else None, n) for a, b, size, n in m.updates()]
        return [len(s.updates()), [str(new.owner.op) for _, new in s.updates()], mrg[0], mrg[2], mrg[1][0]]

    @case
    def mrg_states():
        s = MRG_RandomStreams([1, 2, 3, 4, 5, 6])
        found = [
            s.rstate,
            s.get_substream_rstates(5, "float32"),
            s.rstate,
            s.get_substream_rstates(2, "float64", False),
        ]
        s.inc_rstate()
        found.append(s.rstate)
        s.set_rstate(99)
        digested = digest(s.get_substream_rstates(1000, "float32"))
        return [found, s.rstate, digested, s.n_streams((2, 3)), s.n_streams((200, 300))]

    @case
    def mrg_guesses():
        from theano.sandbox.rng_mrg import guess_n_streams

        sizes = [(1,), (6,), (7,), (13,), (100, 100), (1000, 1000), [5, 5], (np.int64(9),), T.lvector(), (T.lscalar(),)]
        return [guess_n_streams(size) for size in sizes]

    for seed in (0, 2147462579, 2147462578, [0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0], [1, 2, 3], [2147483647] * 6):
        found[f"mrg seed {seed}"] = lambda seed=seed: MRG_RandomStreams(seed).rstate

    @case
    def mrg_helpers():
        from theano.sandbox import rng_mrg as r

        state = np.array([1, 2, 3, 4, 5, 6], "int32")
        new = np.zeros(6, "int32")
        drawn = []
        for _ in range(5):
            drawn.append(float(r.mrg_next_value(state, new, r.NORM, 0xFFFFFFFF, 0)))
            state = new.copy()
        A, B = np.array([[1, 2, 3]] * 3, "int64"), np.array([[7, 8, 9]] * 3, "int64")
        modulo = r.DotModulo()(*[T.as_tensor_variable(a) for a in (A, state[:3], r.M1, B, state[3:], r.M2)])
        return [
            *(drawn, state, r.ff_2p72(state), r.ff_2p134(state), r.multMatVect(state, A, r.M1, B, r.M2)),
            *(r.matVecModM(A, state[:3], r.M1), compiled([], modulo)()),
            *([r.A1p72, r.A2p72, r.A1p134, r.A2p134], [r.M1, r.M2, r.MASK12, r.MASK13, r.MASK2, r.MULT2], r.NORM),
        ]

    @case
    def mrg_many():
        s = MRG_RandomStreams(17)
        f = compiled([], [s.uniform((300, 100)), s.uniform((30000,), dtype="float32"), s.uniform((5000,), nstreams=9)])
        return [[digest(value) for value in f()] for _ in range(2)]

    @case
    def mrg_too_many():
        return compiled([], MRG_RandomStreams(1).uniform((2**31,), nstreams=1))()

    # --- updates

    @both
    def no_default_updates(kind):
        s = kind(5)
        u, n = s.uniform((2,)), s.normal((2,))
        states = [a for a, *_ in s.updates()]
        f = compiled([], [u, n], no_default_updates=[states[0]])
        return values(f)

    @both
    def explicit_updates(kind):
        s = kind(5)
        u = s.uniform((2,))
        total = theano.shared(np.zeros(2))
        f = compiled([], u, updates=[(total, total + u), u.update] if hasattr(u, "update") else [(total, total + u)])
        return [values(f), total.get_value()]

    @both
    def givens(kind):
        s, x = kind(5), T.dvector("x")
        u = s.uniform((2,))
        f = compiled([], x * 10, givens={x: u})
        g = compiled([x], u * 10, givens={u: x + 1})
        return [values(f), values(g, [1.0, 2.0]), values(f)]

    @both
    def state_given(kind):
        s = kind(5)
        u = s.uniform((3,))
        (old, *_), (other, *_) = s.updates()[0], (s.uniform((3,)), s.updates()[1])[1]
        return values(compiled([], u, givens=[(old, other)]))

    @both
    def two_functions(kind):
        s = kind(5)
        u = s.uniform((2,))
        f, g = compiled([], u), compiled([], u + 100)
        return [f(), g(), f(), g()]

    @both
    def copied_and_pickled(kind):
        s = kind(5)
        u = s.uniform((2,))
        f = compiled([], u)
        first = f()
        g = copy.deepcopy(f)
        h = pickle.loads(pickle.dumps(f, -1))
        return [first, values(g), values(h), values(f)]

    @both
    def pickled_graph(kind):
        s = kind(5)
        u = s.normal((2,))
        state, variable = pickle.loads(pickle.dumps((s.updates()[0][0], u), -1))
        return [values(compiled([], variable)), values(compiled([], u))]

    @both
    def pickled_streams(kind):
        s = kind(5)
        s.uniform((2,))
        again = pickle.loads(pickle.dumps(s, -1))
        return [values(compiled([], again.uniform((2,)))), values(compiled([], s.uniform((2,))))]

    # --- in other graphs

    @both
    def ifelse_of_two(kind):
        s, c = kind(5), T.iscalar("c")
        f = compiled([c], ifelse(c, s.uniform((2,)), s.normal((2,)) + 10))
        return [f(1), f(0), f(1), f(0)]

    @both
    def switch_of_two(kind):
        s, c = kind(5), T.iscalar("c")
        f = compiled([c], T.switch(c, s.uniform((2,)), 10 + s.uniform((2,))))
        return [f(1), f(0), f(1), f(0)]

    @both
    def scan_drawing_inside(kind):
        s = kind(5)
        outputs, updates = scan(lambda: s.uniform((2,)), n_steps=3)
        return [len(updates), values(compiled([], outputs, updates=updates))]

    @both
    def scan_of_a_variable_outside(kind):
        s = kind(5)
        u = s.uniform((2,))
        outputs, updates = scan(lambda: u + 1, n_steps=3)
        return [len(updates), values(compiled([], outputs, updates=updates)), values(compiled([], u))]

    @both
    def scan_without_its_updates(kind):
        s = kind(5)
        outputs, _ = scan(lambda: s.uniform((2,)), n_steps=3)
        return values(compiled([], outputs))

    @both
    def scan_with_a_state(kind):
        s, x0 = kind(5), T.dvector("x0")
        outputs, updates = scan(lambda x: x + s.normal((2,)), outputs_info=x0, n_steps=4)
        return values(compiled([x0], outputs[-1], updates=updates), [0.0, 100.0])

    @both
    def scan_of_a_sequence(kind):
        s, xs = kind(5), T.dmatrix("xs")
        outputs, updates = scan(lambda x: x * s.binomial(size=x.shape, ndim=1, p=0.5, dtype="float64"), xs)
        return values(compiled([xs], outputs, updates=updates), np.arange(1.0, 9).reshape(4, 2))

    @both
    def scan_with_a_variable_passed(kind):
        s = kind(5)
        u = s.uniform((2,))
        outputs, updates = scan(lambda i, u: u + i, T.arange(3), non_sequences=u)
        return [len(updates), values(compiled([], outputs, updates=updates))]

    @both
    def scan_gradient(kind):
        s, w = kind(5), T.dscalar("w")
        step = lambda x, w: w * x + s.uniform((1,))[0]  # noqa: E731
        outputs, updates = scan(step, outputs_info=T.constant(1.0), non_sequences=w, n_steps=3)
        cost = outputs[-1] ** 2
        return values(compiled([w], [cost, theano.grad(cost, w)], updates=updates), 0.5)

    @both
    def theano_map(kind):
        s = kind(5)
        outputs, updates = theano.map(
            lambda x: x + s.uniform((2,)), T.constant(np.arange(6.0).reshape(3, 2)), mode=mode
        )
        return values(compiled([], outputs, updates=updates))

    @both
    def inside_op_from_graph(kind):
        s, x = kind(5), T.dvector("x")
        op = theano.OpFromGraph([x], [x + s.uniform((2,))])
        return values(compiled([x], op(x)), [1.0, 2.0])

    # --- gradients

    @both
    def gradient_of_a_scaled_draw(kind):
        s, w = kind(5), T.dvector("w")
        cost = T.sum(w * s.normal((2,)))
        return values(compiled([w], theano.grad(cost, w)), [1.0, 2.0])

    @both
    def gradient_through_normal(kind):
        s, avg, std = kind(5), T.dscalar("avg"), T.dscalar("std")
        cost = s.normal((3,), avg=avg, std=std).sum()
        return values(compiled([avg, std], theano.grad(cost, [avg, std])), 1.0, 2.0)

    @both
    def gradient_through_uniform(kind):
        s, low, high = kind(5), T.dscalar("low"), T.dscalar("high")
        cost = s.uniform((3,), low=low, high=high).sum()
        return values(compiled([low, high], theano.grad(cost, [low, high])), 1.0, 2.0)

    @both
    def gradient_through_a_mask(kind):
        s, x = kind(5), T.dvector("x")
        cost = (x * s.binomial(size=(3,), p=0.5, dtype="float64")).sum()
        return values(compiled([x], theano.grad(cost, x)), [1.0, 2.0, 3.0])

    # --- shapes that are not known, and errors of a call

    @case
    def shapes_of_draws():
        s, m, n = RandomStreams(5), MRG_RandomStreams(5), T.iscalar("n")
        draws = [s.uniform((n, 2)), s.permutation((n,), n=n), m.uniform((n, 2)), m.normal((n,)), s.multinomial((n,))]
        return compiled([n], [d.shape for d in draws] + [d.sum(axis=0).shape for d in draws])(3)

    @case
    def arguments_that_do_not_broadcast():
        a, b = T.dvector("a"), T.dvector("b")
        f = compiled([a, b], RandomStreams(1).uniform(low=a, high=b))
        return f([1.0, 2.0], [3.0, 4.0, 5.0])

    @case
    def size_of_another_length():
        n = T.lvector("n")
        return compiled([n], RandomStreams(1).uniform(n, ndim=2))([2, 3, 4])

    @case
    def mrg_size_of_another_length():
        n = T.lvector("n")
        return compiled([n], MRG_RandomStreams(1).uniform(n, ndim=2))([2, 3, 4])

    @case
    def size_of_unknown_length():
        return RandomStreams(1).uniform(T.lvector("n")).ndim

    @case
    def choices_by_mrg_helpers():
        from theano.sandbox import multinomial

        p, u = T.dmatrix("p"), T.dvector("u")
        pv = np.array([[0.5, 0.25, 0.25], [0.125, 0.25, 0.625]])
        uv = np.array([0.5, 0.1, 0.9, 0.75, 0.2, 0.3])
        ops = [
            multinomial.MultinomialFromUniform("auto"),
            multinomial.MultinomialFromUniform("int32"),
            multinomial.ChoiceFromUniform("auto"),
            multinomial.ChoiceFromUniform("int32", replace=True),
        ]
        return [str(op) for op in ops[:2]] + compiled([p, u], [op(p, u, 3) for op in ops])(pv, uv)

    @case
    def counts_with_too_few_numbers():
        from theano.sandbox import multinomial

        u = T.dvector("u")
        return compiled([u], multinomial.MultinomialFromUniform("auto")([[0.5, 0.5]], u, 3))([0.1, 0.2])

    # --- a network with dropout

    found["dropout"] = lambda: {"RandomStreams": dropout(theano, RandomStreams, mode)}
    found["dropout mrg"] = lambda: {"MRG_RandomStreams": dropout(theano, MRG_RandomStreams, mode)}
    return found


def dropout(theano, kind, mode=None, epochs=3):
    """The losses of each minibatch of a network of one hidden layer with dropout, trained from a fixed seed."""
    T = theano.tensor
    draw, s = np.random.RandomState(0), kind(42)
    xs = draw.normal(size=(120, 10))
    ys = (xs[:, :3].sum(axis=1) > 0).astype("int32")
    x, y = T.dmatrix("x"), T.ivector("y")
    shapes = [(10, 16), (16,), (16, 2), (2,)]
    w1, b1, w2, b2 = parameters = [theano.shared(draw.normal(scale=0.3, size=shape)) for shape in shapes]
    hidden = T.nnet.sigmoid(T.dot(x, w1) + b1)
    kept = hidden * s.binomial(size=hidden.shape, ndim=2, n=1, p=0.5, dtype="float64") / 0.5
    noisy = kept + 0.01 * s.normal(size=(20, 16))
    p = T.nnet.softmax(T.dot(noisy, w2) + b2)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    updates = [(w, w - 0.5 * g) for w, g in zip(parameters, T.grad(cost, parameters))]
    train = theano.function([x, y], cost, updates=updates, mode=mode)
    batches = [slice(i, i + 20) for i in range(0, 120, 20)]
    return [[float(train(xs[batch], ys[batch])) for batch in batches] for _ in range(epochs)]
