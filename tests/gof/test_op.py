"""A user's own operations: in every mode, differentiated, copied, pickled, with Theano's signatures and no warning."""

import copy
import gc
import pickle
import shutil

import numpy as np
import pytest
import theano
import theano.tensor as T
from pytensor.compile.ops import FromFunctionOp
from theano import gof
from theano.gof.op import debug_assert, debug_error_message, get_debug_values, get_test_value, missing_test_message
from theano.tests import unittest_tools as utt

pytestmark = [
    pytest.mark.filterwarnings("error"),
    # PyTensor 3.0's first compilation of a graph of constants
    pytest.mark.filterwarnings("ignore::numba.core.errors.NumbaWarning"),
]

MODES = {
    "py": lambda: theano.Mode("py", "fast_compile"),
    "cvm": lambda: theano.Mode("cvm", "fast_run"),
    "NUMBA": lambda: "NUMBA",
}
needs_compiler = pytest.mark.skipif(not shutil.which("g++"), reason="C code needs g++")


@pytest.fixture(params=MODES)
def mode(request):
    return MODES[request.param]()


class Affine(theano.Op):
    """a * x + b, as the tutorials write it."""

    __props__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b

    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = self.a * inputs[0] + self.b

    def infer_shape(self, node, i0_shapes):
        return i0_shapes

    def grad(self, inputs, output_grads):
        return [self.a * output_grads[0]]

    def R_op(self, inputs, eval_points):
        return [None if eval_points[0] is None else self.a * eval_points[0]]


def test_value_gradient_and_shape(mode):
    x = T.matrix("x")
    y = Affine(4, 1)(x)
    f = theano.function([x], [y, theano.grad((y**2).sum(), x), y.shape], mode=mode)
    value = np.array([[1.0, 2.0, 3.0]])
    result, gradient, shape = f(value)
    np.testing.assert_array_equal(result, 4 * value + 1)
    np.testing.assert_array_equal(gradient, 8 * (4 * value + 1))
    np.testing.assert_array_equal(shape, [1, 3])


def test_it_goes_on_working_after_a_garbage_collection():
    x = T.vector("x")
    functions = [theano.function([x], Affine(a, 0)(x), mode="NUMBA") for a in range(3)]
    for _ in range(2):
        gc.collect()
        assert [f([1.0]).tolist() for f in functions] == [[0.0], [1.0], [2.0]]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_verify_grad(dtype):
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        utt.verify_grad(Affine(3, 2), [np.random.RandomState(1).rand(5, 4).astype(dtype)])


def test_rop():
    x, v = T.vectors("xv")
    f = theano.function([x, v], theano.Rop(Affine(3, 2)(x) ** 2, x, v), mode=MODES["py"]())
    np.testing.assert_allclose(f([1.0, 2.0], [10.0, 1.0]), [2 * 5 * 3 * 10, 2 * 8 * 3])


def test_pushforward_is_r_op():
    from pytensor.gradient import DisconnectedType, disconnected_type

    x = T.vector("x")
    y = Affine(3, 2)(x)
    (tangent,) = y.owner.op.pushforward([x], [y], [x])
    assert tangent.eval({x: [1.0]}, mode=MODES["py"]()).tolist() == [3.0]
    (tangent,) = y.owner.op.pushforward([x], [y], [disconnected_type()])
    assert isinstance(tangent.type, DisconnectedType)


def test_the_shape_alone_does_not_compute():
    class Tester(utt.InferShapeTester):
        def runTest(self):
            x = T.dmatrix()
            self._compile_and_check([x], [Affine(1, 2)(x)], [np.ones((5, 4))], Affine)

    Tester.mode = MODES["cvm"]()
    assert Tester().run().wasSuccessful()


def test_infer_shape_of_a_mixin_and_of_a_parent():
    class Shapes:
        def infer_shape(self, node, shapes):
            return [(shapes[0][0], shapes[0][1] * 2)]

    class Twice(Shapes, gof.Op):
        __props__ = ()
        make_node, perform = Affine.make_node, lambda self, node, i, o: o[0].__setitem__(0, np.hstack([i[0], i[0]]))

    class Again(Twice):
        def infer_shape(self, node, shapes):
            return super().infer_shape(node, shapes)

    x = T.matrix()
    for op in (Twice(), Again()):
        f = theano.function([x], [op(x), op(x).shape], mode=MODES["cvm"]())
        result, shape = f(np.ones((2, 3)))
        assert result.shape == tuple(shape) == (2, 6)


def test_a_constants_sizes_do_not_stick_to_the_result(mode):
    class Half(gof.Op):
        __props__ = ()
        make_node = Affine.make_node

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = inputs[0][::2]

    y = Half()(np.arange(6.0))
    assert y.broadcastable == (False,)
    value, shape, total = theano.function([], [y, y.shape, y.sum()], mode=mode)()
    assert (value.tolist(), shape.tolist(), total) == ([0.0, 2.0, 4.0], [3], 6.0)


class Doubled(theano.Op):
    """Twice a vector, by the types of its inputs and outputs."""

    __props__ = ()
    itypes = [T.dvector]
    otypes = [T.dvector]

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] * 2


def test_itypes_and_otypes(mode):
    x = T.dvector()
    assert theano.function([x], Doubled()(x), mode=mode)([1.0, 2.0]).tolist() == [2.0, 4.0]
    with pytest.raises(TypeError):
        Doubled()(T.fvector())
    with pytest.raises(TypeError):
        Doubled()(T.dmatrix())
    with pytest.raises(ValueError, match="1 inputs but got 2"):
        Doubled()(x, x)
    with pytest.raises(NotImplementedError):
        theano.Op()(x)


def test_several_outputs_default_output_and_connection(mode):
    class Parts(gof.Op):
        __props__ = ()
        default_output = 1

        def make_node(self, x, y):
            x, y = map(T.as_tensor_variable, (x, y))
            return gof.Apply(self, [x, y], [x.type(), x.type()])

        def perform(self, node, inputs, outputs):
            x, y = inputs
            outputs[0][0], outputs[1][0] = np.floor(x), x - np.floor(x) + 0 * y

        def connection_pattern(self, node):
            return [[True, True], [False, False]]

        def L_op(self, inputs, outputs, output_grads):
            assert len(outputs) == 2
            return [output_grads[1] * 3, theano.gradient.DisconnectedType()()]

    x, y = T.dvectors("xy")
    fraction = Parts()(x, y)
    both = Parts()(x, y, return_list=True)
    whole = fraction.owner.outputs[0]
    assert both[0].owner.outputs.index(both[0]) == 1
    f = theano.function([x, y], [whole, fraction, theano.grad(fraction.sum(), x)], mode=mode)
    assert [v.tolist() for v in f([1.5, 2.25], [0.0, 0.0])] == [[1.0, 2.0], [0.5, 0.25], [3.0, 3.0]]


def test_in_place_and_view(mode):
    class Increment(gof.Op):
        __props__ = ()
        destroy_map = {0: [0]}
        make_node = Affine.make_node

        def perform(self, node, inputs, output_storage):
            x = inputs[0]
            x += 1
            output_storage[0][0] = x

    class Reverse(gof.Op):
        __props__ = ()
        view_map = {0: [0]}
        make_node = Affine.make_node

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = inputs[0][::-1]

    x = T.vector()
    f = theano.function([x], [Increment()(x * 2), Reverse()(x), x], mode=mode, accept_inplace=True)
    value = np.array([1.0, 2.0])
    assert [v.tolist() for v in f(value)] == [[3.0, 5.0], [2.0, 1.0], [1.0, 2.0]]
    assert value.tolist() == [1.0, 2.0]


def test_inside_scan(mode):
    x = T.vector()
    results, _ = theano.scan(lambda last: Affine(2, 1)(last), outputs_info=x, n_steps=3, mode=mode)
    assert theano.function([x], results[-1], mode=mode)([0.0, 1.0]).tolist() == [7.0, 15.0]


def test_no_gradient():
    x = T.dvector()
    with pytest.raises(AttributeError, match="has no attribute 'grad'"):
        theano.grad(Doubled()(x).sum(), x)
    with pytest.raises(NotImplementedError, match="does not implement R_op"):
        Doubled().R_op([x], [x])


def test_errors_of_perform(mode):
    class Fails(gof.Op):
        __props__ = ()
        make_node = Affine.make_node

        def perform(self, node, inputs, output_storage):
            raise KeyError("as it pleases")

    x = T.vector()
    with pytest.raises(KeyError, match="as it pleases"):
        theano.function([x], Fails()(x), mode=mode)([1.0])


@pytest.mark.parametrize("kind", ["float", "float32", "int64"])
def test_outputs_of_a_similar_kind_get_the_declared_type_under_numba(kind):
    class Total(gof.Op):
        __props__ = ()
        itypes, otypes = [T.dvector], [T.dscalar]

        def perform(self, node, inputs, output_storage):
            total = inputs[0].sum()
            output_storage[0][0] = float(total) if kind == "float" else total.astype(kind)

    x = T.dvector()
    result = theano.function([x], Total()(x) + 1, mode="NUMBA")([1.0, 2.0])
    assert (result.dtype, result) == ("float64", 4.0)


@pytest.mark.parametrize("wrong", [lambda x: x.astype("complex128"), lambda x: x[None], lambda x: x[0]])
def test_outputs_of_another_kind_are_refused_under_numba(wrong):
    class Wrong(gof.Op):
        __props__ = ()
        itypes = otypes = [T.dvector]

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = wrong(inputs[0])

    x = T.dvector()
    with pytest.raises(TypeError, match=r"Wrong declares an output .* and computed an array of"):
        theano.function([x], Wrong()(x), mode="NUMBA")([1.0, 2.0])


def test_equality_copies_and_pickles(mode):
    assert Affine(1, 2) == Affine(1, 2) != Affine(1, 3)
    assert hash(Affine(1, 2)) == hash(Affine(1, 2))
    assert str(Affine(1, 2)) == "Affine{a=1, b=2}"
    for twin in (copy.copy(Affine(1, 2)), copy.deepcopy(Affine(1, 2)), pickle.loads(pickle.dumps(Affine(1, 2)))):
        assert twin == Affine(1, 2)
    x = T.vector("x")
    f = theano.function([x], Affine(1, 2)(x), mode=mode)
    assert copy.deepcopy(f)([1.0]).tolist() == pickle.loads(pickle.dumps(f))([1.0]).tolist() == [3.0]


def test_old_style_equality():
    class Old(gof.Op):
        def __eq__(self, other):
            return type(self) is type(other)

        def __hash__(self):
            return hash(type(self))

        make_node, perform = Affine.make_node, Doubled.perform

    x = T.vector()
    f = theano.function([x], [Old()(x), Old()(x)], mode=MODES["cvm"]())
    assert sum(isinstance(node.op, Old) for node in f.maker.fgraph.toposort()) == 1


@pytest.mark.calls_once
def test_constant_folding_can_be_declined():
    class Now(gof.Op):
        __props__ = ()
        make_node = Affine.make_node
        calls = 0

        def perform(self, node, inputs, output_storage):
            Now.calls += 1
            output_storage[0][0] = inputs[0] + Now.calls

        def do_constant_folding(self, node):
            assert node.op == self
            return False

    f = theano.function([], Now()(np.zeros(1)), mode=MODES["cvm"]())
    assert [f().tolist(), f().tolist()] == [[1.0], [2.0]]


def test_params(mode):
    class Times(gof.Op):
        __props__ = ("factor",)
        params_type = gof.generic
        make_node = Affine.make_node

        def __init__(self, factor):
            self.factor = factor

        def get_params(self, node):
            return self.factor

        def perform(self, node, inputs, output_storage, params):
            output_storage[0][0] = inputs[0] * params

    x = T.vector()
    assert theano.function([x], Times(2.5)(x), mode=mode)([2.0]).tolist() == [5.0]


def test_a_thunk_of_its_own():
    class Thunk(gof.Op):
        __props__ = ()
        make_node = Affine.make_node

        def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
            (x,), (y,) = ([storage_map[v] for v in variables] for variables in (node.inputs, node.outputs))

            def thunk():
                y[0] = x[0] ** 2
                compute_map[node.outputs[0]][0] = True

            thunk.inputs, thunk.outputs, thunk.lazy = [x], [y], False
            return thunk

    x = T.vector()
    for mode in ("cvm", "NUMBA"):
        f = theano.function([x], Thunk()(x) + 1, mode=MODES[mode]())
        first, second = f([2.0]), f([3.0])
        assert (first.tolist(), second.tolist()) == ([5.0], [10.0])


class InC(theano.Op):
    """Twice a vector in C alone, with Theano's signatures."""

    __props__ = ()
    itypes = otypes = [T.dvector]

    def c_headers(self):
        return ["<math.h>"]

    def c_compile_args(self):
        raise T.MethodNotDefined("as Theano's own did where there was nothing to say")

    def c_support_code(self):
        return "static double twice(double x) { return ldexp(x, 1); }"

    def c_support_code_apply(self, node, name):
        return f"static npy_intp length_{name}(PyArrayObject* x) {{ return PyArray_DIMS(x)[0]; }}"

    def c_code(self, node, name, inputs, outputs, sub):
        (x,), (z,) = inputs, outputs
        return f"""
            Py_XDECREF({z});
            {z} = (PyArrayObject*) PyArray_NewCopy({x}, NPY_CORDER);
            if (!{z}) {{ {sub["fail"]} }}
            for (npy_intp i = 0; i < length_{name}({z}); i++)
                *(double*) PyArray_GETPTR1({z}, i) = twice(*(double*) PyArray_GETPTR1({z}, i));
        """

    def c_code_cache_version(self):
        return (1,)


@needs_compiler
@pytest.mark.parametrize("name", ["cvm", "NUMBA"])
def test_c_code(name):
    x = T.dvector()
    f = theano.function([x], [InC()(x), InC()(x) + 1], mode=MODES[name]())
    first = f([1.0, 2.0])
    second = f([5.0])
    assert [v.tolist() for v in (*first, *second)] == [[2.0, 4.0], [3.0, 5.0], [10.0], [11.0]]


def test_c_code_alone_does_not_run_in_python():
    x = T.dvector()
    with pytest.raises(T.MethodNotDefined, match="optimizer=fast_compile"):
        theano.function([x], InC()(x), mode=MODES["py"]())([1.0])


class Named(gof.Op):
    """Gives a number for each name that NumPy 2 and Python 3 have no more, or not by that name."""

    __props__ = ("flags",)

    def __init__(self, *flags):
        self.flags = flags

    def make_node(self, x):
        return theano.Apply(self, [x], [T.dvector()])

    def c_code(self, node, name, inputs, outputs, sub):
        x, z, fail = inputs[0], outputs[0], sub["fail"]
        return f"""
        {{
            PyObject *text = PyString_FromString("12"), *number = PyInt_FromLong(7);
            char* characters = PyString_AsString(text);
            double found[] = {{(double)atoi(characters), (double)PyString_Check(text), (double)PyInt_AsLong(number),
                              (double)PyInt_Check(number), (double)PyArray_CHKFLAGS({x}, NPY_C_CONTIGUOUS)}};
            npy_intp n = 5;
            Py_XDECREF({z});
            {z} = (PyArrayObject*)PyArray_SimpleNew(1, &n, NPY_DOUBLE);
            for (int i = 0; i < n; i++) ((double*)PyArray_DATA({z}))[i] = found[i] SHIFT;
            PyArrayObject* copy = (PyArrayObject*)PyArray_FROMANY((PyObject*){x}, NPY_DOUBLE, 1, 2,
                NPY_ENSURECOPY | NPY_ALIGNED | NPY_WRITEABLE | NPY_FORCECAST | NPY_CARRAY | NPY_IN_ARRAY);
            if (!copy) {fail}
            Py_DECREF(copy); Py_DECREF(text); Py_DECREF(number);
        }}
        """

    def c_compile_args(self):
        return list(self.flags)


@needs_compiler
def test_names_of_older_numpy_and_python():
    x = T.dmatrix()
    f = theano.function([x], [Named("-DSHIFT=+0")(x), Named("-DSHIFT=+1")(x)])
    assert [each.tolist() for each in f(np.ones((2, 2)))] == [[12, 1, 7, 1, 1], [13, 2, 8, 2, 2]]


class InAFile(gof.COp):
    """Halves the first element of a vector."""

    __props__ = ()
    itypes = otypes = [T.dvector]

    def __init__(self, path):
        super().__init__([str(path)], "APPLY_SPECIFIC(halve)")


@needs_compiler
def test_c_code_in_a_file(tmp_path):
    path = tmp_path / "sum.c"
    path.write_text(
        """#section support_code_apply
        int APPLY_SPECIFIC(halve)(PyArrayObject* x, PyArrayObject** z) {
            Py_XDECREF(*z);
            *z = (PyArrayObject*) PyArray_NewCopy(x, NPY_CORDER);
            if (*z) *(DTYPE_OUTPUT_0*) PyArray_DATA(*z) /= 2;
            return *z == NULL;
        }
        """
    )
    x = T.dvector()
    for mode in ("cvm", "NUMBA"):
        assert theano.function([x], InAFile(path)(x), mode=MODES[mode]())([1.0, 2.0]).tolist() == [0.5, 2.0]
    path.write_text("int stray;")
    with pytest.raises(ValueError, match="section"):
        InAFile(path)


@needs_compiler
def test_openmp():
    class Parallel(theano.OpenMPOp, InC):
        __props__ = ("openmp",)
        c_headers = theano.OpenMPOp.c_headers

        def c_support_code(self):
            return "#include <math.h>\n" + InC.c_support_code(self)

    assert Parallel(openmp=True).openmp
    assert not Parallel().openmp
    x = T.dvector()
    f = theano.function([x], Parallel(openmp=False)(x), mode=MODES["cvm"]())
    assert f([3.0]).tolist() == [6.0]


def test_every_operation_is_an_op():
    assert isinstance(T.exp, theano.Op)
    assert isinstance(T.exp, gof.PureOp)
    assert isinstance(Affine(1, 2), gof.PureOp)
    assert not isinstance(T.exp, Affine)
    assert not isinstance("T.exp", theano.Op)
    assert set(gof.ops_with_inner_function.values()) == {"fn"}


def test_an_operation_of_pytensor_is_called_back_in_silence():
    squares = FromFunctionOp(np.square, [T.dvector], [T.dvector], None)
    x = T.dvector()
    assert theano.function([x], squares(x), mode="NUMBA")([3.0]).tolist() == [9.0]


def test_test_values():
    x = T.vector("x")
    with pytest.raises(AttributeError, match="x has no test value"):
        get_test_value(x)
    assert get_test_value([1, 2]).tolist() == [1, 2]
    assert get_test_value(theano.shared(3.0)) == 3.0
    x.tag.test_value = np.ones(2)
    assert get_test_value(x).tolist() == [1, 1]
    assert get_debug_values(x) == []
    y = T.vector("y")
    with theano.config.change_flags(compute_test_value="raise"):
        assert [v.tolist() for v in get_debug_values(x)] == [[1, 1]]
        (pair,) = get_debug_values(x, 2)
        assert len(pair) == 2
        with pytest.raises(AttributeError, match="'y'"):
            get_debug_values(x, y)
        with pytest.raises(ValueError, match="wrong"):
            debug_error_message("wrong")
    with theano.config.change_flags(compute_test_value="warn"):
        with pytest.warns(UserWarning, match="Argument 0"):
            assert get_debug_values(y) == []
        with pytest.warns(UserWarning, match="no"):
            debug_assert(False, "no")
    missing_test_message("nothing happens")
    debug_assert(True)
    with pytest.raises(AssertionError, match="debug_assert failed"):
        debug_assert(False)
