"""Subclasses of every operation that override one of its methods: what is derived, shaped, computed by which."""

MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]
ONE_IN = 17  # that the default suite runs

# the names that every program has, and what a subclass overrides
COMMON = """
import theano.scalar as ts, theano.ifelse, theano.printing, theano.raise_op
import importlib
import theano.tensor.nnet.neighbours, theano.tensor.nnet.corr, theano.tensor.nnet.conv
from theano.tensor.nnet import sigm
from theano.tensor.signal import pool
def of(path):
    module, name = path.rsplit('.', 1)
    return getattr(importlib.import_module(module), name)
x, m, n, s, i, j = T.dvector(), T.dmatrix(), T.dmatrix(), T.dscalar(), T.lvector(), T.lscalar()
four, kernel, three = T.dtensor4(), T.dtensor4(), T.dtensor3()
given = {
    x: np.array([2.0, 3.0]), m: np.array([[4.0, 1.0], [1.0, 3.0]]), n: np.array([[1.0, 2.0], [3.0, 5.0]]),
    s: np.array(0.5), i: np.array([1, 0]), j: np.array(1), three: np.arange(8.0).reshape(2, 2, 2),
    four: np.arange(16.0).reshape(1, 1, 4, 4) % 5, kernel: np.ones((1, 1, 2, 2)),
}
special = theano.gradient.DisconnectedType, theano.gof.null_type.NullType
calls = []

def number(v):
    return isinstance(v.type, T.TensorType) or isinstance(v.type, ts.Scalar)

def like(k, p, v, connected):
    if not connected:
        return special[0]()()
    if not number(v):
        return theano.gradient.grad_undefined(op, p, v)
    if 'float' in v.dtype:
        return v * 0 + k
    return v.zeros_like().astype('float64') if isinstance(v.type, T.TensorType) else v.zeros_like(dtype='float64')

def likes(inputs, k):
    pattern = [[True]] * len(inputs)
    if hasattr(op, 'connection_pattern'):
        pattern = op.connection_pattern(op.make_node(*inputs))
    return [like(k, p, v, any(pattern[p])) for p, v in enumerate(inputs)]

def by_grad(self, inputs, gs): return likes(inputs, 7)
def by_L_op(self, inputs, outputs, gs): return likes(inputs, 9)
def by_R_op(self, inputs, points): return [11 + 0 * o for o in self.make_node(*inputs).outputs]
def twice_grad(self, inputs, gs):
    return [g if isinstance(g.type, special) else 2 * g for g in super(self.__class__, self).grad(inputs, gs)]
def long(self, node, shapes): return [tuple(T.constant(50 + k) for k in range(o.ndim)) for o in node.outputs]
def cut_off(self, node): return [[False] * len(node.outputs) for _ in node.inputs]
def named(self, *inputs):
    node = super(self.__class__, self).make_node(*inputs)
    node.outputs[0].name = 'mine'
    return node
def not_folded_if(self, node):
    calls.append(1)
    return super(self.__class__, self).do_constant_folding(node)
def seven_times(self, node, inputs, out, *params):
    super(self.__class__, self).perform(node, inputs, out, *params)
    for o in out:
        o[0] = np.asarray(np.asarray(o[0]) * 7).astype(np.asarray(o[0]).dtype)
def in_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
    calls.append(1)
    return super(self.__class__, self).make_thunk(node, storage_map, compute_map, no_recycling, impl=impl)
def no_c(self, *args, **kwargs): raise theano.gof.utils.MethodNotDefined()

def made(**methods):
    global op
    del calls[:]
    sub = type('Sub', (CLASS,), methods)
    op, inputs = MAKE(sub)
    outs = op(*inputs)
    return outs[0] if isinstance(outs, (list, tuple)) else outs

def run(outputs):
    f = F(list(given), outputs, on_unused_input='ignore')
    f(*given.values())
    return f(*given.values())

def derive(out):
    wrt = [v for v in (x, m, n, s, four, kernel, three) if v in theano.gof.graph.inputs([out])]
    return run(T.grad(out.sum(), wrt))

def move(out):
    wrt = [v for v in (x, m, n, s, four, kernel, three) if v in theano.gof.graph.inputs([out])]
    return run(T.Rop(out, wrt, [T.ones_like(v) for v in wrt]))

def folded(method):
    out = made(do_constant_folding=method)
    return F([], theano.clone(out, {v: T.constant(given[v]) for v in given if v in theano.gof.graph.inputs([out])}))()
"""

# method: what an operation that has it of its own answers
DERIVED = {
    "grad": "derive(made(grad=by_grad))",
    "L_op": "derive(made(L_op=by_L_op))",
    "grad and L_op": "derive(made(grad=by_grad, L_op=by_L_op))",
    "super().grad": "derive(made(grad=twice_grad))",
    "connection_pattern": "derive(made(connection_pattern=cut_off))",
    "infer_shape": "run(made(infer_shape=long).shape)",
    "make_node": "made(make_node=named).name",
    "R_op": "move(made(R_op=by_R_op))",
}
COMPUTED = {
    "perform": "run(made(perform=seven_times))",
    "perform without C": "run(made(perform=seven_times, c_code=no_c))",
    "make_thunk": "run(made(make_thunk=in_thunk)), bool(calls)",
    "other methods": "run(made(grad=by_grad))",
    "do_constant_folding": "folded(not_folded_if)",
}

# class: what makes, of a subclass, the operation and its inputs
OPERATIONS = {
    "theano.compile.ops.ViewOp": "S(), [x]",
    "theano.compile.ops.DeepCopyOp": "S(), [x]",
    "theano.compile.ops.Rebroadcast": "S((0, False)), [x]",
    "theano.compile.ops.SpecifyShape": "S(), [x, [2]]",
    "theano.compile.ops.Shape": "S(), [x]",
    "theano.compile.ops.Shape_i": "S(0), [x]",
    "theano.printing.Print": "S('p', global_fn=lambda *a: None), [x]",
    "theano.ifelse.IfElse": "S(1), [s > 0, x, 2 * x]",
    "theano.gradient.GradClip": "S(-1, 1), [x]",
    "theano.gradient.GradScale": "S(3), [x]",
    "theano.gradient.ZeroGrad": "S(), [x]",
    "theano.gradient.DisconnectedGrad": "S(), [x]",
    "theano.gradient.ConsiderConstant": "S(), [x]",
    "theano.compile.builders.OpFromGraph": "S([x, s], [x * s]), [x, s]",
    "theano.tensor.basic.ARange": "S('int64'), [0, j + 3, 1]",
    "theano.tensor.basic.Alloc": "S(), [s, 2, 3]",
    "theano.tensor.basic.ExtractDiag": "S(), [m]",
    "theano.tensor.basic.Argmax": "S((1,)), [m]",
    "theano.tensor.basic.MaxAndArgmax": "S([1]), [m]",
    "theano.tensor.basic.Choose": "S('raise'), [i, T.stack([x, 2 * x])]",
    "theano.tensor.basic.Dot": "S(), [m, n]",
    "theano.tensor.basic.Eye": "S('float64'), [j + 2, j + 2, 0]",
    "theano.tensor.basic.Join": "S(), [0, x, x]",
    "theano.tensor.basic.Split": "S(2), [x, 0, [1, 1]]",
    "theano.tensor.basic.Reshape": "S(1), [m, [4]]",
    "theano.tensor.elemwise.Elemwise": "S(ts.sqr), [x]",
    "theano.tensor.elemwise.CAReduce": "S(ts.add, (0,)), [m]",
    "theano.tensor.elemwise.Sum": "S(axis=0), [m]",
    "theano.tensor.elemwise.Prod": "S(axis=0), [m]",
    "theano.tensor.elemwise.ProdWithoutZeros": "S(axis=0), [m]",
    "theano.tensor.elemwise.All": "S(), [m > 0]",
    "theano.tensor.elemwise.Any": "S(), [m > 0]",
    "theano.tensor.blas.Dot22": "S(), [m, n]",
    "theano.tensor.blas.Dot22Scalar": "S(), [m, n, s]",
    "theano.tensor.blas.Gemm": "S(inplace=False), [m, s, n, m, s]",
    "theano.tensor.blas.Gemv": "S(inplace=False), [x, s, m, x, s]",
    "theano.tensor.blas.Ger": "S(destructive=False), [m, s, x, x]",
    "theano.tensor.extra_ops.CpuContiguous": "S(), [m]",
    "theano.tensor.extra_ops.CumOp": "S(axis=0, mode='add'), [m]",
    "theano.tensor.extra_ops.DiffOp": "S(), [x]",
    "theano.tensor.extra_ops.FillDiagonal": "S(), [m, s]",
    "theano.tensor.extra_ops.FillDiagonalOffset": "S(), [m, s, 0]",
    "theano.tensor.extra_ops.RepeatOp": "S(axis=0), [x, [1, 2]]",
    "theano.tensor.extra_ops.SearchsortedOp": "S(), [x, x]",
    "theano.tensor.extra_ops.Unique": "S(), [x]",
    "theano.tensor.extra_ops.UnravelIndex": "S(2), [i, [2, 2]]",
    "theano.tensor.extra_ops.RavelMultiIndex": "S(), [i, i, [2, 2]]",
    "theano.tensor.extra_ops.Bartlett": "S(), [j + 3]",
    "theano.tensor.nlinalg.Det": "S(), [m]",
    "theano.tensor.nlinalg.MatrixInverse": "S(), [m]",
    "theano.tensor.nlinalg.MatrixPinv": "S(), [m]",
    "theano.tensor.nlinalg.Eigh": "S(), [m]",
    "theano.tensor.nlinalg.SVD": "S(full_matrices=False), [m]",
    "theano.tensor.nlinalg.TensorInv": "S(ind=1), [m]",
    "theano.tensor.nlinalg.TensorSolve": "S(), [m, x]",
    "theano.tensor.nlinalg.lstsq": "S(), [m, x, T.constant(-1.0)]",
    "theano.tensor.slinalg.Cholesky": "S(), [m]",
    "theano.tensor.slinalg.Solve": "S(), [m, x]",
    "theano.tensor.slinalg.Eigvalsh": "S(), [m, T.eye(2)]",
    "theano.tensor.slinalg.Expm": "S(), [m]",
    "theano.tensor.opt.MakeVector": "S('float64'), [s, s]",
    "theano.tensor.opt.Assert": "S('a'), [x, T.all(x > 0)]",
    "theano.tensor.sort.SortOp": "S('quicksort'), [x]",
    "theano.tensor.sort.ArgSortOp": "S('quicksort'), [x]",
    "theano.tensor.sort.TopKOp": "S(), [x, 1]",
    "theano.tensor.subtensor.Subtensor": "S(x[:1].owner.op.idx_list), x[:1].owner.inputs",
    "theano.tensor.subtensor.IncSubtensor": "S(x[:1].owner.op.idx_list), [x] + [x[1:]] + x[:1].owner.inputs[1:]",
    "theano.tensor.subtensor.AdvancedSubtensor1": "S(), [x, i]",
    "theano.tensor.subtensor.AdvancedIncSubtensor1": "S(), [x, x, i]",
    "theano.tensor.subtensor.AdvancedSubtensor": "S(), [m, i, i]",
    "theano.tensor.subtensor.AdvancedIncSubtensor": "S(), [m, x, i, i]",
    "theano.tensor.nnet.nnet.Softmax": "S(), [m]",
    "theano.tensor.nnet.nnet.LogSoftmax": "S(), [m]",
    "theano.tensor.nnet.nnet.SoftmaxGrad": "S(), [m, n]",
    "theano.tensor.nnet.nnet.SoftmaxWithBias": "S(), [m, x]",
    "theano.tensor.nnet.nnet.CrossentropyCategorical1Hot": "S(), [m, i]",
    "theano.tensor.nnet.nnet.CrossentropyCategorical1HotGrad": "S(), [x, m, i]",
    "theano.tensor.nnet.nnet.CrossentropySoftmaxArgmax1HotWithBias": "S(), [m, x, i]",
    "theano.tensor.nnet.nnet.CrossentropySoftmax1HotWithBiasDx": "S(), [x, m, i]",
    "theano.tensor.nnet.nnet.Prepend_scalar_constant_to_each_row": "S(2.0), [m]",
    "theano.tensor.nnet.nnet.Prepend_scalar_to_each_row": "S(), [s, m]",
    "theano.tensor.nnet.neighbours.Images2Neibs": "S(), [four, [2, 2], [2, 2]]",
    "theano.tensor.nnet.abstract_conv.AbstractConv2d": "S(), [four, kernel]",
    "theano.tensor.nnet.corr.CorrMM": "S(), [four, kernel]",
    "theano.tensor.nnet.conv.ConvOp": "S(), [four, kernel]",
    "theano.tensor.signal.pool.Pool": "S(ignore_border=True), [four, [2, 2]]",
    "theano.tensor.signal.pool.MaxPoolGrad": "S(True), [four, four[..., :2, :2], four[..., :2, :2], [2, 2]]",
}

# class: the numbers of inputs
SCALARS = {
    "Abs Exp Exp2 Expm1 Log Log1p Log2 Log10 Sqr Sqrt Sin Cos Tan Sinh Cosh Tanh ArcSinh ArcTan Neg Inv Sgn Ceil Floor "
    "Trunc RoundHalfToEven RoundHalfAwayFromZero Identity Deg2Rad Rad2Deg IsNan": 1,
    "Add Sub Mul TrueDiv IntDiv Mod Pow Maximum Minimum ArcTan2 Second LT GE EQ": 2,
    "Switch Clip": 3,
}
SCIPY = {"Erf Erfc Erfinv GammaLn J0 I1": 1, "GammaInc": 2}
SIGMOIDS = {"ScalarSigmoid ScalarSoftplus": 1}

ELEMENTWISE = """
LOGICAL = ts.LT, ts.GE, ts.EQ, ts.IsNan
def made(**methods):
    sub = type('Sub', (CLASS,), methods)
    scalar = sub(name='sub') if CLASS in LOGICAL else sub(ts.upgrade_to_float, name='sub')
    return T.Elemwise(scalar)(*[x + k / 8. for k in range(COUNT)])
def seven(self, *args): return type(args[0])(7)
def in_c(self, node, name, inputs, outputs, sub): return '%s = 5;' % outputs[0]
def version(self): return ()
def by_grad(self, inputs, gs): return [7 * v for v in inputs]
def by_L_op(self, inputs, outputs, gs): return [9 * v for v in inputs]
alone = {'c_code': no_c, 'nfunc_spec': None}
in_c = {'c_code': in_c, 'c_code_cache_version': version}
"""

OF_NUMBERS = {
    "grad": "derive(made(grad=by_grad))",
    "L_op": "derive(made(L_op=by_L_op))",
    "super().grad": "derive(made(grad=twice_grad))",
    "impl": "run(made(impl=seven))",
    "impl alone": "run(made(impl=seven, **alone))",
    "impl without C": "run(made(impl=seven, c_code=no_c))",
    "impl, fused": "run(2 * made(impl=seven, **alone) + x)",
    "impl, summed": "run(made(impl=seven, **alone).sum())",
    "c_code": "run(made(**in_c))",
    "c_code, fused": "run(2 * made(**in_c) + x)",
    "impl and c_code": "run(made(impl=seven, **in_c))",
}

# whose shapes are known before they are asked for them, which a true answer does not show
SHAPES_KNOWN = {
    "theano.compile.ops": "ViewOp SpecifyShape Shape",
    "theano.gradient": "GradClip GradScale ZeroGrad DisconnectedGrad ConsiderConstant",
    "theano.tensor.basic": "Alloc MaxAndArgmax Choose Dot Join Split Reshape",
    "theano.tensor.extra_ops": "CumOp DiffOp RepeatOp Unique UnravelIndex",
    "theano.tensor.nlinalg": "TensorSolve lstsq",
    "theano.tensor.slinalg": "Solve",
    "theano.tensor.opt": "MakeVector",
    "theano.tensor.sort": "SortOp ArgSortOp",
    "theano.tensor.subtensor": "AdvancedSubtensor1 AdvancedIncSubtensor1 AdvancedSubtensor AdvancedIncSubtensor",
    "theano.tensor.nnet.nnet": (
        "Softmax LogSoftmax SoftmaxGrad SoftmaxWithBias CrossentropyCategorical1Hot "
        "CrossentropyCategorical1HotGrad CrossentropySoftmaxArgmax1HotWithBias "
        "CrossentropySoftmax1HotWithBiasDx Prepend_scalar_constant_to_each_row Prepend_scalar_to_each_row"
    ),
    "theano.tensor.nnet.conv": "ConvOp",
}
# Theano refused it, had BLAS's C code, which not every machine has, or did not look
LEFT_OUT = {
    "super().grad": "Ger RepeatOp Unique SVD Prepend_scalar_constant_to_each_row Prepend_scalar_to_each_row GammaInc",
    "R_op": "TensorSolve lstsq Eigvalsh Assert",
    "make_node": "Cholesky",
    "perform": "Dot22 Dot22Scalar AbstractConv2d",
    "perform without C": "Shape Images2Neibs CorrMM AbstractConv2d",
    **dict.fromkeys(("make_thunk", "other methods", "do_constant_folding"), "AbstractConv2d IfElse Shape"),
    "L_op": "IsNan LT GE EQ",
    **dict.fromkeys(("c_code", "c_code, fused", "impl and c_code"), "IsNan LT GE EQ"),
    "impl, fused": "Mul",
    "c_code, fused": "Mul IsNan LT GE EQ",
}


def is_left_out(name):
    operation, method = name.replace("scalar ", "").split(" ", 1)
    module, _, cls = operation.rpartition(".")
    known = SHAPES_KNOWN.get(module, "") if method == "infer_shape" else LEFT_OUT.get(method, "")
    return cls in known.split()


CASES = {}
for path, make in OPERATIONS.items():
    start = f"{COMMON}\nCLASS = of({path!r})\nMAKE = lambda S: ({make})\n"
    for method, answer in {**DERIVED, **COMPUTED}.items():
        CASES[f"{path} {method}"] = start + answer
for module, table in (("ts.basic", SCALARS), ("ts.basic_scipy", SCIPY), ("sigm", SIGMOIDS)):
    for names, count in table.items():
        for name in names.split():
            for method, answer in OF_NUMBERS.items():
                CASES[f"scalar {name} {method}"] = (
                    f"{COMMON}\nCLASS, COUNT = {module}.{name}, {count}\n{ELEMENTWISE}{answer}"
                )
CASES = {name: text for name, text in CASES.items() if not is_left_out(name)}
