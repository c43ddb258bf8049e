"""What `theano_min._taught` adds to PyTensor's classes: each entry where PyTensor alone raises or has nothing."""

import subprocess
import sys
from collections import Counter

import pytest

from theano_min._taught import MADE, TAUGHT, ShapeFeature

START = """
import pytensor
import pytensor.tensor as pt
from pytensor.compile.ops import ViewOp
from pytensor.graph.basic import Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.rewriting.basic import MergeOptimizer
from pytensor.link.basic import PerformLinker
from pytensor.scalar.basic import int8
from pytensor.tensor.variable import TensorVariable

x, y = pt.dvectors("x", "y")

def derivative(op):
    return pytensor.grad(op(x).sum(), x).eval({x: [1.0, 2.0]}).tolist()

def loop():
    variable = pytensor.scan(lambda a: a * 2, sequences=x, return_updates=False)
    while not hasattr(variable.owner.op, "inner_inputs"):
        variable = variable.owner.inputs[0]
    return variable.owner.op
"""

GRAPH = "(g := FunctionGraph([x], [x + 1], clone=False))"

# loops, one after the other, of which each is asked for its lengths by the arrays that are allocated after it
ASKED = """
asked, infer = [], type(loop()).infer_shape
def counting(self, *args):
    asked.append(self)
    return infer(self, *args)
type(loop()).infer_shape = counting
"""

# entry: a program that fails with PyTensor alone, and works after `import theano`
PROGRAMS = {
    "Op.__init_subclass__": """
class Mine(ViewOp):
    def grad(self, inputs, gs): return [7 * g for g in gs]
assert derivative(Mine()) == [7, 7]
""",
    "Op.grad": "ViewOp().grad([x], [x])",
    "Op.L_op": """
class Mine(ViewOp):
    def L_op(self, inputs, outputs, gs): return [7 * g for g in super().L_op(inputs, outputs, gs)]
assert derivative(Mine()) == [7, 7]
""",
    "Alloc.make_node": ASKED
    + """
z = x
for _ in range(8):
    z = pytensor.scan(lambda a: a * 2, sequences=z, return_updates=False)
    pt.zeros(z.shape)
assert 0 < len(asked) <= 8
""",
    "AllocEmpty.make_node": ASKED
    + """
z = x
for _ in range(8):
    z = pytensor.scan(lambda a, b: a * b, sequences=z, outputs_info=pt.ones(()), return_updates=False)
    pt.empty(z.shape)
assert 0 < len(asked) <= 8
""",
    "Op.R_op": """
class Mine(type(pt.specify_shape(x, (2,)).owner.op)):
    def R_op(self, inputs, points): return [7 * each for each in super().R_op(inputs, points)]
node = Mine().make_node(x, 2)
moved = Mine().pushforward(node.inputs, node.outputs, [y, pytensor.gradient.disconnected_type()])
assert moved[0].eval({y: [1.0, 2.0], x: [0.0, 0.0]}, on_unused_input="ignore").tolist() == [7, 14]
""",
    "_tensor_py_operators.__bool__": "assert x",
    **{f"_tensor_py_operators.{name}": "assert x" for name in ("__lt__", "__le__", "__gt__", "__ge__")},
    "_tensor_py_operators.__getitem__": "assert pt.dcol('c')[:, None].ndim == 2",
    "_tensor_py_operators.dimshuffle": """
try: pt.dmatrix("m").dimshuffle(0)
except ValueError: pass
else: raise AssertionError
""",
    **{
        f"_tensor_py_operators.{name}": f"v = pt.dvector('v'); assert v.{name}{call} is not v"
        for name, call in (("T", ""), ("transpose", "()"), ("flatten", "()"), ("ravel", "()"), ("squeeze", "()"))
    },
    "_tensor_py_operators.swapaxes": "v = pt.dvector('v'); assert v.swapaxes(0, 0) is not v",
    "_tensor_py_operators.__setitem__": """
try: x[0] = 1
except TypeError as error: assert str(error) == "'TensorVariable' object does not support item assignment"
""",
    "_tensor_py_operators.__array_function__": "import numpy; assert isinstance(numpy.argsort(x), Variable)",
    "_tensor_py_operators.__sub__": """
try: (x > 0) - (y > 0)
except TypeError as error: assert str(error) == "bool output not supported"
""",
    **{
        f"_tensor_py_operators.__{name}__": f"""
import operator
from pytensor.tensor import math
def fails(*args): raise TypeError("mine")
math.{function} = fails
try: operator.{name}(x, y)
except TypeError as error: assert str(error) == "mine"
"""
        for name, function in (("add", "add"), ("mul", "mul"), ("pow", "pow"), ("mod", "mod_check"))
    },
    **{
        f"_tensor_py_operators.{name}": f"assert pt.fmatrix('m').{name}(ddof=1).dtype == 'float64'"
        for name in ("var", "std")
    },
    **{
        f"_tensor_py_operators.{name}": f"assert pt.dmatrix('m').{name}(pt.constant(1)).ndim == 1"
        for name in ("max", "min", "argmax", "argmin")
    },
    "_tensor_py_operators.choose": "assert pt.lscalar('i').choose([x, y]).ndim == 1",
    "_tensor_py_operators.conj": "assert pt.vector('m', dtype='bool').conj().dtype == 'int8'",
    "_tensor_py_operators.reshape": "x.reshape((1, 2), 2)",
    "_tensor_py_operators.get_scalar_constant_value": "pt.constant(1).get_scalar_constant_value()",
    **{f"{cls.__name__}.__eq__": "assert pt.join(0, x, y).owner.op == theano.tensor.join_" for cls in MADE},
    "Reshape.make_node": "assert pt.reshape(pt.zeros((2, 0)), (2, 0, x.shape[0])).type.shape == (2, 0, None)",
    "_scalar_py_operators.__bool__": "assert int8('a')",
    "_scalar_py_operators.__truediv__": "a = int8('a'); assert (a / a).type == a.type",
    "ScalarType.may_share_memory": "assert not int8.may_share_memory(1, 1)",
    "Variable.clients": "FunctionGraph([x], [x + 1], clone=False); x.clients",
    "FunctionGraph.__init__": "graph = FunctionGraph([x], [x + 1], clone=False); assert len(x.clients) == 1",
    **{
        f"{name}.fgraph": f"graph = {GRAPH}; assert {text}.fgraph is graph"
        for name, text in (("Variable", "x"), ("Apply", "g.outputs[0].owner"))
    },
    "FunctionGraph.change_input": f"graph = {GRAPH}; graph.change_input('output', 0, x); assert graph.outputs == [x]",
    "FunctionGraph.disown": f"{GRAPH}.disown()",
    "FunctionGraph.__import__": f"node = (x * 2).owner; graph = {GRAPH}; graph.__import__(node); assert node in graph",
    "FunctionGraph.__import_r__": f"z = x * 2; graph = {GRAPH}; graph.__import_r__(z, None); assert z in graph",
    "Linker.make_function": f"assert PerformLinker().accept({GRAPH}).make_function()([1.0]).tolist() == [2]",
    **{
        f"Variable.{name}": """
seen = []
Variable.append_construction_observer(seen.append)
z = x + 1
Variable.remove_construction_observer(seen.append)
assert z in seen and not Variable.construction_observers
Variable.notify_construction_observers(x)
"""
        for name in (
            *("construction_observers", "append_construction_observer", "remove_construction_observer"),
            "notify_construction_observers",
        )
    },
    "Variable.__init__": "Variable(x.type)",
    "TensorVariable.__init__": "TensorVariable(type=x.type, name='v')",
    "GraphRewriter.optimize": "MergeOptimizer().optimize(FunctionGraph([x], [x + 1]))",
    "Op._get_test_value": "assert ViewOp()._get_test_value(pt.constant(1.0)) == 1",
    "Scan.__init__": "op = loop(); assert op.info['truncate_gradient'] == -1",
    "ScanInfo.__contains__": "assert 'n_seqs' in loop().info",
    "ScanInfo.__getitem__": "assert loop().info['n_seqs'] == 1",
    "ScanInfo.__iter__": "assert list(loop().info)",
    "ScanInfo.__len__": "assert len(loop().info) > 9",
    "ScanInfo.get": "assert loop().info.get('n_seqs') == 1",
    **{f"ScanInfo.{name}": f"assert list(loop().info.{name}())" for name in ("keys", "items", "values")},
    "Scan.__getattr__": "assert loop().n_seqs == 1",
    **{
        f"{name}.{attribute}": f"assert pt.{text}.owner.op.idx_list[0] == pytensor.scalar.int64"
        for name, text in (("Subtensor", "dmatrix()[0]"), ("IncSubtensor", "set_subtensor(x[0], 1)"))
        for attribute in ("idx_list", "__init__", "make_node")
    },
    "Subtensor.get_constant_idx": "node = x[1].owner; assert node.op.get_constant_idx(node.inputs) == [1]",
    "DimShuffle.transposition": "assert pt.dmatrix().T.owner.op.transposition == (1, 0)",
    "DimShuffle.inplace": "assert pt.dmatrix().T.owner.op.inplace",
    "TensorType.sparse_grad": "assert not x.type.sparse_grad",
    **{
        f"OpFromGraph.{name}": f"assert len(pytensor.compile.builders.OpFromGraph([x], [x + 1]).{name}) == 1"
        for name in ("inputs", "outputs")
    },
    "OpFromGraph.__getstate__": """
import pickle
op = pytensor.compile.builders.OpFromGraph([x], [x * 2])
assert derivative(op) == [2, 2]
assert pickle.loads(pickle.dumps(op))(x).eval({x: [1.0]}) == [2]
""",
    "OpFromGraph.__init__": "assert pytensor.compile.builders.OpFromGraph([x], [x + 1]).inputs[0] is x",
    **{f"_tensor_py_operators.{name}": f"x.{name}(2)" for name in ("__div__", "__rdiv__")},
    "Apply.run_params": "assert (x + y).owner.run_params() is None",
    "Type.Variable": "assert x.type.Variable is TensorVariable",
    "Type.Constant": "assert issubclass(x.type.Constant, TensorVariable)",
    "Type.value_validity_msg": "assert x.type.value_validity_msg(1)",
    "TensorType.value_zeros": "assert x.type.value_zeros((2,)).tolist() == [0, 0]",
    "Scan.inputs": "assert len(loop().inputs) == 1",
    "Scan.outputs": "assert len(loop().outputs) == 1",
    "Variable._repr_html_": "assert '<svg' in (x + 1)._repr_html_()",
    "Type._repr_html_": "assert 'float64' in x.type._repr_html_()",
}
if hasattr(ShapeFeature, "update_shape"):  # PyTensor 3.0's
    PROGRAMS["ShapeFeature.on_change_input"] = """
from pytensor.tensor.rewriting.shape import ShapeFeature
one, other = pt.constant(1), pt.constant(1)
graph = FunctionGraph([], [one], clone=False)
graph.attach_feature(ShapeFeature())
graph.replace(one, other)
"""

# what PyTensor does stays as it is
KEPT = """
import warnings
warnings.simplefilter("ignore")
class New(ViewOp):
    def pullback(self, inputs, outputs, gs): return [3 * g for g in gs]
    def grad(self, inputs, gs): return [7 * g for g in gs]
assert derivative(New()) == [3, 3]
for compare in (lambda: x < y, lambda: x <= y, lambda: x > y, lambda: x >= y):
    assert compare().eval({x: [1.0], y: [2.0]}).dtype == bool
    try: bool(compare())
    except TypeError: continue
    raise AssertionError
graph = FunctionGraph([x], [x + 1], clone=False)
assert graph.outputs[0].owner.inputs[0] is x
try: ViewOp().R_op([x], [x])
except NotImplementedError: pass
else: raise AssertionError
"""


def run(text):
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)


def test_every_entry_has_its_program():
    names = Counter(f"{cls.__name__}.{name}" for cls, name, _ in TAUGHT)
    assert set(names) == set(PROGRAMS)
    assert max(names.values()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("entry", PROGRAMS)
def test_an_entry_adds_what_pytensor_has_not(entry):
    assert run(START + PROGRAMS[entry]).returncode, "PyTensor alone does it"
    after = run("import theano" + START + PROGRAMS[entry])
    assert not after.returncode, after.stderr


@pytest.mark.parametrize("before", ["", "import theano"])
def test_pytensor_does_what_it_did(before):
    done = run(before + START + KEPT)
    assert not done.returncode, done.stderr


TEXTS = """
m, i = pt.dmatrix("m"), pt.lvector("i")
print(m + 1, m[0], m[i], m.sum(0), m.type, pt.constant(1.0), (m + 1).owner, FunctionGraph([m], [m * 2]), [m, m.T], int8)
from pytensor.link.numba.dispatch.basic import numba_funcify_and_cache_key
for out in (m + 1, m[0], pt.set_subtensor(m[0], 1), m[i], m.T, pt.exp(m).sum(0), pt.cast(m, "int8"), pt.cumsum(m, 1)):
    print(numba_funcify_and_cache_key(FunctionGraph(outputs=[out]))[1])
"""


@pytest.mark.more
def test_text_may_be_pytensors_and_has_no_part_in_keys():
    alone = run(START + TEXTS).stdout
    assert run("import theano; theano.config.pytensor_text = True" + START + TEXTS).stdout == alone
    first, *keys = run("import theano" + START + TEXTS).stdout.splitlines()
    assert first.startswith("Elemwise{add,no_inplace}.0 Subtensor{int64}.0 AdvancedSubtensor1.0 Sum{axis=[0]")
    assert keys == alone.splitlines()[1:]
