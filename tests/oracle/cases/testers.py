"""Test cases made by ``makeTester``: how many tests of an operation run, and how many fail."""

MODES = ["default"]

START = """
import io, unittest
from theano.tensor.tests import test_basic as B
def count(cls):
    case = unittest.defaultTestLoader.loadTestsFromTestCase(cls)
    r = unittest.TextTestRunner(stream=io.StringIO()).run(case)
    failed = {each.id().split(".")[-1].split(" ")[0] for each, _ in r.failures + r.errors}
    return [cls.__name__, r.testsRun, sorted(failed), len(r.skipped)]
r = lambda *shape: np.random.RandomState(3).rand(*shape)
how = dict(check_name=False, mode=theano.Mode("py", "fast_compile"))
"""
CASES = {
    name: START + "\n" + text
    for name, text in {
        "dot": """count(B.makeTester("Dot", T.dot, lambda x, y: np.dot(x, y),
    good=dict(a=(r(5, 7), r(7, 5)), b=(r(5, 7), r(7))), bad_build=dict(a=(r(5), r(5, 7, 3, 2, 2))),
    bad_runtime=dict(a=(r(5, 7), r(5, 7))), grad=dict(a=(r(2, 3), r(3, 2))), **how))""",
        "wrong numbers": """count(B.makeTester("Wrong", T.exp, lambda x: np.exp(x) + 1e-6,
    good=dict(a=(r(2, 3),)), **how))""",
        "another dtype": """count(B.makeTester("Kind", T.exp, lambda x: np.exp(x).astype("float32"),
    good=dict(a=(r(2),)), **how))""",
        "what builds": """count(B.makeTester("Builds", T.exp, np.exp, bad_build=dict(a=(r(2),)), **how))""",
        "what runs": """count(B.makeTester("Runs", T.exp, np.exp, bad_runtime=dict(a=(r(2),)), **how))""",
        "a wrong gradient": """
class Half(theano.Op):
    __props__ = ()
    def make_node(self, x): return theano.Apply(self, [x], [x.type()])
    def perform(self, node, i, o): o[0][0] = i[0] * 2
    def grad(self, i, g): return [g[0]]
count(B.makeTester("Half", Half(), lambda x: x * 2, good=dict(a=(r(2, 3),)), grad=True, **how))""",
        "checks": """[count(B.makeTester("C", T.exp, np.exp, checks=dict(a=lambda i, o: o[0].min() > w),
    good=dict(a=(r(2),)), **how))
 for w in (0, 100)]""",
        "skipped": """count(B.makeTester("S", T.exp, np.exp, good=dict(a=(r(2),)), skip="why not", **how))""",
        "elementwise": """[count(B.makeBroadcastTester(T.add, lambda x, y: x + y, good=dict(a=(r(2, 3), r(1, 3))),
    bad_runtime=dict(a=(r(2, 3), r(3, 2))), grad=dict(a=(r(2, 3), r(2, 1))), **how)),
 B.makeBroadcastTester(T.int_div, None, **how).__name__, B.makeBroadcastTester(T.exp, None, name="My",
 **how).__name__]""",
        "in place": """count(B.makeBroadcastTester(T.inplace.exp_inplace, np.exp,
    good=dict(a=(r(2, 3),)), inplace=True, **how))""",
        "random arrays": """
a = [B.rand(2, 3), B.rand_nonzero((2,)), B.randint(4), B.randuint32(2), B.randuint16(2), B.randcomplex(2),
     B.randint_nonzero(3), B.rand_ranged(2, 3, (2, 2)), B.randint_ranged(1, 2, (3,)), B.randc128_ranged(0, 1, (2,)),
     *[B.rand_of_dtype((2,), d) for d in ("int8", "float32", "complex64")]]
[[str(x.dtype), list(x.shape)] for x in a]""",
        "functions": """
x = T.dvector("x")
[B.eval_outputs([T.constant(2.0) * 3]), B.eval_outputs([T.constant(2.0), T.constant(1)]), str(B.safe_make_node(T.exp,
 x)),
 str(B.safe_make_node(lambda v: [T.exp(v)], x)), B.check_floatX([r(2)], r(2))]""",
    }.items()
}
