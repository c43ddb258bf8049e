"""What objects of Theano's have besides their private names; `tests/test_attributes.py` asks ours for it."""

START = """
import theano.ifelse, theano.sparse, theano.sandbox.rng_mrg, theano.typed_list
from theano import gof
x, v, i, a = T.dmatrix("x"), T.dvector("v"), T.lscalar("i"), T.dvector("a")
def loop():
    node = theano.scan(lambda step, before: step + before, v, T.constant(np.zeros(()), dtype="float64"))[0].owner
    while type(node.op).__name__ != "Scan":
        node = node.inputs[0].owner
    return node.op
function = theano.function([a], a + 1)
images = x.dimshuffle("x", "x", 0, 1)
drawn = T.shared_randomstreams.RandomStreams(1).uniform((2,))
"""
OBJECTS = {
    "a variable": "x",
    "a result": "x + 1",
    "a constant": "T.constant(1.0)",
    "a shared variable": "theano.shared(np.ones(3))",
    "a shared number": "theano.shared(1.0)",
    "a generic shared variable": "theano.shared('a')",
    "a number's variable": "theano.scalar.float64('a')",
    "a random variable": "drawn",
    "a list's variable": "theano.typed_list.TypedListType(T.dvector)()",
    "a sparse variable": "theano.sparse.csr_matrix()",
    "a node": "(x + 1).owner",
    "a tag": "x.tag",
    "a tensor's type": "x.type",
    "a number's type": "theano.scalar.float64",
    "a generic type": "theano.generic",
    "a list's type": "theano.typed_list.TypedListType(T.dvector)",
    "a sparse type": "theano.sparse.csr_matrix().type",
    "a slice's type": "T.type_other.slicetype",
    "the type of random states": "drawn.rng.type",
    "a graph": "gof.FunctionGraph([a], [a * a])",
    "a function": "function",
    "a function's maker": "function.maker",
    "what runs a function": "function.fn",
    "a container": "function.input_storage[0]",
    "an In": "theano.In(a)",
    "an Out": "theano.Out(a)",
    "a mode": "theano.Mode()",
    "PerformLinker": "gof.PerformLinker()",
    "VM_Linker": "gof.vm.VM_Linker()",
    "OpWiseCLinker": "gof.OpWiseCLinker()",
    "CLinker": "gof.CLinker()",
    "DualLinker": "gof.DualLinker()",
    "optdb": "theano.compile.optdb",
    "a query": "gof.Query(['fast_run'])",
    "SeqOptimizer": "gof.opt.SeqOptimizer()",
    "EquilibriumOptimizer": "gof.EquilibriumOptimizer([], max_use_ratio=1)",
    "MergeOptimizer": "gof.opt.MergeOptimizer()",
    "PatternSub": "gof.opt.PatternSub((T.add, 'x', 'y'), (T.mul, 'x', 'y'))",
    "RandomStreams": "T.shared_randomstreams.RandomStreams(1)",
    "MRG_RandomStreams": "theano.sandbox.rng_mrg.MRG_RandomStreams(1)",
    "OrderedUpdates": "theano.OrderedUpdates()",
    "ProfileStats": "theano.compile.ProfileStats(atexit_print=False)",
    **{
        f"the operation of {text}": f"{text}.owner.op"
        for text in (
            *("x.sum()", "x.T", "T.dot(x, x)", "x[0]", "x[T.lvector()]", "T.inc_subtensor(x[0], v)", "T.join(0, x, x)"),
            *("x.reshape((2, 3))", "T.shape(x)", "T.alloc(1.0, 2)", "T.arange(i)", "T.nnet.softmax(x)", "T.eye(i)"),
            *(
                "theano.ifelse.ifelse(i, x, x)",
                "T.cumsum(x, 0)",
                "T.sort(x, 0)",
                "x.prod()",
                "T.nnet.conv2d(images, images)",
            ),
            "T.batched_dot(x.dimshuffle('x', 0, 1), x.dimshuffle('x', 0, 1))",
        )
    },
    **{
        f"the operation {text}": text
        for text in (
            *("T.add", "loop()", "theano.scalar.add", "theano.OpFromGraph([x], [x + 1])", "T.nlinalg.matrix_inverse"),
            *("theano.compile.view_op", "theano.compile.deep_copy_op", "theano.printing.Print('a')", "T.opt.Assert()"),
            *(
                "T.Split(2)",
                "T.Rebroadcast((0, True))",
                "theano.tensor.signal.pool.Pool(2)",
                "theano.compile.ops.Shape_i(0)",
            ),
        )
    },
}
CASES = {
    name: f"{START}\nsorted(each for each in dir({text}) if not each.startswith('_'))" for name, text in OBJECTS.items()
}
MODES = ()
