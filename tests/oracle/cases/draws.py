"""Random numbers to the last bit: sums of what their bits are as integers, of several calls."""

MODES = ["default", "compiled"]
SLOW_MODES = ["compiled"]

SET_UP = """
from theano.sandbox.rng_mrg import MRG_RandomStreams
from theano.tensor.shared_randomstreams import RandomStreams
def bits(a):
    a = np.ascontiguousarray(a)
    whole = a.view('u%d' % a.itemsize).astype('uint64')
    places = np.arange(1, whole.size + 1, dtype='uint64').reshape(a.shape)
    return [str(a.dtype), a.shape, int(whole.sum()), int((whole * places).sum())]
def calls(*draws):
    f = F([], list(draws))
    return [[bits(a) for a in f()] for _ in range(3)]
"""

CASES = {}
for _dtype in ("float32", "float64"):
    for _size in ((10000,), (7,), (1,), (33, 31), (3, 5, 7)):
        for _kind in ("uniform", "normal"):
            CASES[f"MRG {_kind} {_dtype} {_size}"] = f"""
s = MRG_RandomStreams(12)
calls(s.{_kind}({_size}, dtype='{_dtype}'), s.{_kind}({_size}, dtype='{_dtype}'))
"""
    for _call in (
        *(
            "uniform((999,))",
            "uniform((31, 3), low=-2., high=3.)",
            "normal((999,))",
            "normal((31, 3), avg=1.5, std=.3)",
        ),
        *("random_integers((99,), low=-3, high=9)", "binomial((99,), n=5, p=.3)", "permutation((3,), n=9)"),
        *("choice((99,), a=20)", "choice((5,), a=20, replace=False)", "multinomial((5,), n=9, pvals=[.2, .5, .3])"),
        *("poisson((99,), lam=2.5)",),
    ):
        _is_float = _call.startswith(("uniform", "normal"))
        if _is_float or _dtype == "float64":
            _draw = f"{_call[:-1]}, dtype='{_dtype}')" if _is_float else _call
            CASES[f"RandomStreams {_draw}"] = f"s = RandomStreams(7)\ncalls(s.{_draw}, s.{_draw})\n"
CASES.update(
    {
        "MRG binomial": """
s = MRG_RandomStreams(3)
calls(s.binomial((999,), p=.3), s.binomial((31, 3), p=.8, dtype='float32'))
""",
        "MRG multinomial": """
s = MRG_RandomStreams(3)
p = np.random.RandomState(1).dirichlet(np.ones(6), 50)
calls(s.multinomial(pvals=p), s.multinomial(pvals=p.astype('float32'), n=5, dtype='float32'))
""",
        "MRG choice": """
s = MRG_RandomStreams(3)
p = np.random.RandomState(1).dirichlet(np.ones(6), 50)
calls(s.choice(size=3, p=p, replace=False), s.choice(size=1, p=p.astype('float32'), replace=False))
""",
    }
)
CASES = {name: SET_UP + program for name, program in CASES.items()}
