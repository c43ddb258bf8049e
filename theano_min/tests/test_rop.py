"""``theano.tests.test_rop``: what the tests of an operation's R-operator derive from."""

import unittest as _unittest

import numpy as _np

from theano_min import gradient as _gradient
from theano_min.compile.function import function as _function
from theano_min.configdefaults import config as _config
from theano_min.gof.graph import Apply as _Apply
from theano_min.gof.op import Op as _Op
from theano_min.scan_module.scan import scan as _scan
from theano_min.scan_module.scan_utils import clone as _clone
from theano_min.tensor import basic as _tensor
from theano_min.tests import unittest_tools as _utt


class BreakRop(_Op):
    """Gives its input, and has neither gradient nor R-operator. Source: theano.tests.test_rop.BreakRop."""

    __props__ = ()

    def make_node(self, x):
        return _Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0]

    def grad(self, inputs, output_grads):
        return [_gradient.grad_undefined(self, 0, inputs[0])]

    def R_op(self, inputs, eval_points):
        return [None]


break_op = BreakRop()


class RopLop_checker(_unittest.TestCase):
    """Compares the R- and the L-operator of expressions of ``self.x``, a vector, or ``self.mx``, a matrix, with `grad`.

    Source: theano.tests.test_rop.RopLop_checker.
    """

    def setUp(self):
        """Make the variables, and draw lengths from 5 to 7, ``in_shape`` and ``mat_in_shape``, for their values."""
        _utt.seed_rng()
        self.rng = _np.random.RandomState(_utt.fetch_seed())
        self.x, self.v = _tensor.vector("x"), _tensor.vector("v")
        self.in_shape = (5 + self.rng.randint(3),)
        self.mx, self.mv = _tensor.matrix("mx"), _tensor.matrix("mv")
        self.mat_in_shape = (5 + self.rng.randint(3), 5 + self.rng.randint(3))

    def check_nondiff_rop(self, y):
        """Have the test fail unless the R-operator of ``y`` by ``self.x`` raises ValueError."""
        try:
            _gradient.Rop(y, self.x, self.v)
        except ValueError:
            return
        self.fail("Op did not raise an error even though the function is not differentiable")

    def check_mat_rop_lop(self, y, out_shape):
        """Compare both operators of ``y``, a vector of shape ``out_shape`` made of ``self.mx``, with its gradients."""
        self._check_rop(y, self.mx, self.mv, self.mat_in_shape)
        self.check_nondiff_rop(_clone(y, replace={self.mx: break_op(self.mx)}))
        self._check_lop(y, self.mx, self.mat_in_shape, out_shape)

    def check_rop_lop(self, y, out_shape):
        """Compare both operators of ``y``, a vector of shape ``out_shape`` made of ``self.x``, with its gradients.

        Errors: SkipTest, at the end, if ``y`` has an R-operator where a part of it has none.
        """
        self._check_rop(y, self.x, self.v, self.in_shape)
        try:
            self.check_nondiff_rop(_clone(y, replace={self.x: break_op(self.x)}))
            refuses = True
        except AssertionError:
            refuses = False
        self._check_lop(y, self.x, self.in_shape, out_shape)
        if not refuses:
            raise _unittest.SkipTest("Rop does not handle non-differentiable inputs correctly.")

    def _check_rop(self, y, x, v, shape):
        each, _ = _scan(
            lambda i, y, x, v: (_gradient.grad(y[i], x) * v).sum(),
            sequences=_tensor.arange(y.shape[0]),
            non_sequences=[y, x, v],
        )
        self._compare("ROP", [x, v], [_gradient.Rop(y, x, v), each], [shape, shape])

    def _check_lop(self, y, x, shape, out_shape):
        ways = [_gradient.Lop(y, x, self.v), _gradient.grad((self.v * y).sum(), x)]
        self._compare("LOP", [x, self.v], ways, [shape, out_shape])

    def _compare(self, name, inputs, ways, shapes):
        values = [_np.asarray(self.rng.uniform(size=shape), _config.floatX) for shape in shapes]
        first, second = (_function(inputs, way, on_unused_input="ignore")(*values) for way in ways)
        assert _np.allclose(first, second), f"{name} mismatch: {first} {second}"
