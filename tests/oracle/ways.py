"""The ways of running a program: flags, a mode, how often."""

from collections import namedtuple

Way = namedtuple("Way", "flags mode runs goes_over slow")


def way(flags="", mode="", runs=1, goes_over=False, slow=False):
    return Way(flags, mode, runs, goes_over, slow)


ALONE = "cache_optimizations=False"

OURS = {
    "first": way(ALONE),
    "compiled": way(ALONE + ",tiered=False", slow=True),
    "across": way(ALONE, goes_over=True, slow=True),
    "kept": way(runs=2),
    "FAST_RUN": way(ALONE, "FAST_RUN", slow=True),
    "FAST_COMPILE": way(ALONE, "FAST_COMPILE"),
    "cvm": way(ALONE, "cvm/fast_run", slow=True),
    "c|py": way(ALONE, "c|py/fast_run", slow=True),
    "py": way(ALONE, "py/fast_run"),
    "no compiler": way(ALONE + ",cxx="),
    "float32": way(ALONE + ",floatX=float32"),
}

# how real Theano answers: the first is the fastest; where we differ from that, the others are asked too
THEANO = {
    "oracle": [
        way("cxx=,linker=py,optimizer=fast_compile"),
        way("cxx=,linker=py,optimizer=fast_run"),
        way("cxx=,linker=py,optimizer=None"),
        way("gcc.cxxflags=-O1", slow=True),
        way("gcc.cxxflags=-O1,optimizer=fast_compile", slow=True),
    ],
}
THEANO["oracle, float32"] = [each._replace(flags=each.flags + ",floatX=float32") for each in THEANO["oracle"]]

WAYS = dict(OURS)
for name, each in THEANO.items():
    WAYS.update({f"{name} {i}": one for i, one in enumerate(each)})
