"""A hundred slips of those who learn Theano, and how a program that ends by one of them is run.

Each text is a program of its own, after the lines of `HEAD`. ``outcome`` tells what its user sees: the class of the
error, its message, and the text that Python prints, of which the lines and characters are counted.
"""

import ast
import linecache
import logging
import re
import sys
import threading
import warnings
from _thread import start_new_thread
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

FILE = "program.py"
HEAD = "import numpy as np, theano, theano.tensor as T\n"

SLIPS = {
    # --- what a call is given
    "a vector for a scalar": "x = T.dscalar('x')\nf = theano.function([x], x * 2)\nf([1., 2.])",
    "a matrix for a vector": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf(np.ones((2, 3)))",
    "a vector for a matrix": "x = T.dmatrix('x')\nf = theano.function([x], x * 2)\nf(np.ones(3))",
    "a list for a matrix": "x = T.dmatrix('x')\nf = theano.function([x], x * 2)\nf([1., 2.])",
    "a number for a vector": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf(1.)",
    "float64 for float32": "x = T.fvector('x')\nf = theano.function([x], x * 2)\nf(np.ones(3))",
    "a float that float32 has not": "x = T.fscalar('x')\nf = theano.function([x], x * 2)\nf(0.1)",
    "floats for integers": "x = T.ivector('x')\nf = theano.function([x], x * 2)\nf(np.array([0.5, 1.]))",
    "a list of floats for integers": "x = T.lvector('x')\nf = theano.function([x], x * 2)\nf([0.5, 1.])",
    "int64 for int32": "x = T.ivector('x')\nf = theano.function([x], x * 2)\nf(np.array([2**40]))",
    "complex for float": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf(np.array([1j]))",
    "a text for a vector": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf('abc')",
    "a text for a number": "x = T.dscalar('x')\nf = theano.function([x], x * 2)\nf('abc')",
    "a ragged list": "x = T.dmatrix('x')\nf = theano.function([x], x * 2)\nf([[1., 2.], [3.]])",
    "a variable as a value": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf(x)",
    "a shared variable as a value": (
        "x = T.dvector('x')\ns = theano.shared(np.ones(3), 's')\nf = theano.function([x], x * 2)\nf(s)"
    ),
    "None": "x = T.fvector('x')\nf = theano.function([x], x * 2)\nf(None)",
    "None for the second": ("x, y = T.dvectors('x', 'y')\nf = theano.function([x, y], x * y)\nf([1.], None)"),
    "no argument": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf()",
    "one argument of two": "x, y = T.dvectors('x', 'y')\nf = theano.function([x, y], x * y)\nf([1.])",
    "an argument too many": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf([1.], [2.])",
    "an unknown keyword": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf([1.], z=[2.])",
    "an argument given twice": "x = T.dvector('x')\nf = theano.function([x], x * 2)\nf([1.], x=[2.])",
    "a row that is none": "x = T.drow('x')\nf = theano.function([x], x * 2)\nf(np.ones((2, 3)))",
    # --- lengths that do not fit
    "a sum of products": (
        "x = T.fvector('x')\nW = theano.shared(np.asarray([0.2, 0.7]), 'W')\ny = (x * W).sum()\n"
        "f = theano.function([x], y)\nf([1., 2., 3.])"
    ),
    "x + y": "x, y = T.dvectors('x', 'y')\nz = x + y\nf = theano.function([x, y], z)\nf([1., 2.], [1., 2., 3.])",
    "rows beside columns": (
        "x, y = T.dmatrices('x', 'y')\nz = x + y\nf = theano.function([x, y], z)\nf(np.ones((2, 3)), np.ones((3, 2)))"
    ),
    "a vector of length 1 is not repeated": (
        "x, y = T.dvectors('x', 'y')\nz = x * y\nf = theano.function([x, y], z)\nf([1.], [1., 2., 3.])"
    ),
    "targets of another length": (
        "X = T.dmatrix('X')\nt = T.dvector('t')\nw = theano.shared(np.zeros(3), 'w')\ny = T.dot(X, w)\n"
        "loss = T.mean((y - t)**2)\n"
        "train = theano.function([X, t], loss, updates=[(w, w - 0.1 * T.grad(loss, w))])\n"
        "train(np.ones((4, 3)), np.ones(5))"
    ),
    "classes of fewer rows": (
        "x = T.dmatrix('x')\nt = T.ivector('t')\np = T.nnet.softmax(x)\n"
        "loss = T.nnet.categorical_crossentropy(p, t).mean()\n"
        "f = theano.function([x, t], loss)\nf(np.ones((4, 3)), np.array([0, 1, 2], 'int32'))"
    ),
    "targets of another length, no updates": (
        "X = T.dmatrix('X')\nt = T.dvector('t')\nw = theano.shared(np.zeros(3), 'w')\n"
        "loss = T.mean((T.dot(X, w) - t)**2)\nf = theano.function([X, t], loss)\nf(np.ones((4, 3)), np.ones(5))"
    ),
    "dot of matrices": (
        "x, y = T.dmatrices('x', 'y')\nz = T.dot(x, y)\nf = theano.function([x, y], z)\n"
        "f(np.ones((2, 3)), np.ones((4, 5)))"
    ),
    "dot of a matrix and a vector": (
        "x = T.dmatrix('x')\nw = theano.shared(np.zeros(4), 'w')\nz = T.dot(x, w)\nf = theano.function([x], z)\n"
        "f(np.ones((2, 3)))"
    ),
    "dot of vectors": (
        "x, y = T.dvectors('x', 'y')\nz = T.dot(x, y)\nf = theano.function([x, y], z)\nf([1., 2.], [1., 2., 3.])"
    ),
    "a layer of another width": (
        "x = T.dmatrix('x')\nW = theano.shared(np.zeros((784, 10)), 'W')\nb = theano.shared(np.zeros(10), 'b')\n"
        "y = T.nnet.softmax(T.dot(x, W) + b)\nf = theano.function([x], y)\nf(np.ones((5, 783)))"
    ),
    "a bias of another length": (
        "x = T.dmatrix('x')\nW = theano.shared(np.zeros((3, 10)), 'W')\nb = theano.shared(np.zeros(9), 'b')\n"
        "y = T.dot(x, W) + b\nf = theano.function([x], y)\nf(np.ones((5, 3)))"
    ),
    "concatenate": (
        "x, y = T.dmatrices('x', 'y')\nz = T.concatenate([x, y])\nf = theano.function([x, y], z)\n"
        "f(np.ones((2, 3)), np.ones((2, 4)))"
    ),
    "stack": (
        "x, y = T.dvectors('x', 'y')\nz = T.stack([x, y])\nf = theano.function([x, y], z)\nf([1., 2.], [1., 2., 3.])"
    ),
    "reshape": "x = T.dvector('x')\nz = x.reshape((2, 3))\nf = theano.function([x], z)\nf(np.ones(5))",
    "reshape to an unknown length": (
        "x = T.dvector('x')\nz = x.reshape((2, -1))\nf = theano.function([x], z)\nf(np.ones(5))"
    ),
    "set_subtensor": (
        "x, v = T.dvectors('x', 'v')\nz = T.set_subtensor(x[:3], v)\nf = theano.function([x, v], z)\n"
        "f(np.ones(5), np.ones(4))"
    ),
    "inc_subtensor at indices": (
        "x, v = T.dvectors('x', 'v')\ni = T.lvector('i')\nz = T.inc_subtensor(x[i], v)\n"
        "f = theano.function([x, v, i], z)\nf(np.ones(5), np.ones(4), [0, 1])"
    ),
    "a row set": (
        "x = T.dmatrix('x')\nv = T.dvector('v')\nz = T.set_subtensor(x[0], v)\nf = theano.function([x, v], z)\n"
        "f(np.ones((2, 3)), np.ones(4))"
    ),
    "indices that do not fit": (
        "x = T.dmatrix('x')\ni, j = T.lvectors('i', 'j')\nz = x[i, j]\nf = theano.function([x, i, j], z)\n"
        "f(np.ones((5, 5)), [0, 1], [0, 1, 2])"
    ),
    "a mask of another length": (
        "x = T.dvector('x')\nm = T.vector('m', dtype='bool')\nz = x[m]\nf = theano.function([x, m], z)\n"
        "f(np.ones(3), np.array([True, False]))"
    ),
    "switch": (
        "c = T.vector('c', dtype='bool')\nx, y = T.dvectors('x', 'y')\nz = T.switch(c, x, y)\n"
        "f = theano.function([c, x, y], z)\nf(np.array([True, False]), [1., 2.], [1., 2., 3.])"
    ),
    "a sum over a misfit, a layer below": (
        "x = T.dmatrix('x')\nb = T.dvector('b')\nz = T.tanh(x + b).mean(axis=0)\nf = theano.function([x, b], z)\n"
        "f(np.ones((2, 3)), np.ones(4))"
    ),
    "split": ("x = T.dvector('x')\na, b = T.split(x, [2, 2], 2)\nf = theano.function([x], [a, b])\nf(np.ones(5))"),
    "a convolution of other channels": (
        "x = T.tensor4('x', dtype='float64')\nW = theano.shared(np.zeros((2, 3, 3, 3)), 'W')\n"
        "z = T.nnet.conv2d(x, W)\nf = theano.function([x], z)\nf(np.ones((1, 4, 8, 8)))"
    ),
    "an image smaller than the filter": (
        "x = T.tensor4('x', dtype='float64')\nW = theano.shared(np.zeros((2, 3, 5, 5)), 'W')\n"
        "z = T.nnet.conv2d(x, W)\nf = theano.function([x], z)\nf(np.ones((1, 3, 3, 3)))"
    ),
    "cross-entropy with other targets": (
        "x = T.dmatrix('x')\nt = T.ivector('t')\nz = T.nnet.categorical_crossentropy(T.nnet.softmax(x), t).mean()\n"
        "f = theano.function([x, t], z)\nf(np.ones((4, 3)), np.zeros(5, 'int32'))"
    ),
    "the state of a loop": (
        "x = T.dmatrix('x')\nh0 = T.dvector('h0')\nh, _ = theano.scan(lambda v, h: T.tanh(v + h), [x], [h0])\n"
        "f = theano.function([x, h0], h[-1])\nf(np.ones((4, 3)), np.zeros(2))"
    ),
    "weights of a loop": (
        "x = T.dmatrix('x')\nW = theano.shared(np.zeros((2, 3)), 'W')\n"
        "h, _ = theano.scan(lambda v, h: T.tanh(T.dot(v, W) + h), [x], [T.zeros(3)])\n"
        "f = theano.function([x], h[-1])\nf(np.ones((4, 5)))"
    ),
    "more steps than rows": (
        "x = T.dvector('x')\ny, _ = theano.scan(lambda v: v * 2, [x], n_steps=5)\nf = theano.function([x], y)\n"
        "f(np.ones(3))"
    ),
    # --- indices
    "an index out of range": "x = T.dvector('x')\nz = x[5]\nf = theano.function([x], z)\nf(np.ones(3))",
    "an input as an index": (
        "x = T.dvector('x')\ni = T.lscalar('i')\nz = x[i]\nf = theano.function([x, i], z)\nf(np.ones(3), 7)"
    ),
    "words out of range": (
        "E = theano.shared(np.zeros((5, 3)), 'E')\ni = T.ivector('i')\nz = E[i]\nf = theano.function([i], z)\nf([1, 7])"
    ),
    "a sum of words out of range": (
        "E = theano.shared(np.zeros((5, 3)), 'E')\ni = T.ivector('i')\nz = E[i].sum(axis=0)\n"
        "f = theano.function([i], z)\nf([1, 7])"
    ),
    "a class out of range": (
        "x = T.dmatrix('x')\nt = T.ivector('t')\nz = x[T.arange(t.shape[0]), t]\nf = theano.function([x, t], z)\n"
        "f(np.ones((2, 3)), [0, 3])"
    ),
    "a class out of range in a cost": (
        "x = T.dmatrix('x')\nt = T.ivector('t')\nz = T.nnet.categorical_crossentropy(T.nnet.softmax(x), t).mean()\n"
        "f = theano.function([x, t], z)\nf(np.ones((2, 3)), [0, 3])"
    ),
    "too many indices": "x = T.dvector('x')\nx[0, 1]",
    "a float as an index": "x = T.dvector('x')\nx[1.5]",
    "a float variable as an index": "x = T.dvector('x')\ni = T.dscalar('i')\nx[i]",
    "a text as an index": "x = T.dvector('x')\nx['a']",
    "assigning to an element": "x = T.dvector('x')\nx[0] = 1",
    # --- variables are no values
    "if x > 0": "x = T.dscalar('x')\nif x > 0:\n    y = x",
    "a chain of comparisons": "x = T.dscalar('x')\ny = 0 < x < 1",
    "while x < 3": "x = T.dscalar('x')\nwhile x < 3:\n    x = x + 1",
    "iterating a tensor": "x = T.dvector('x')\nfor v in x:\n    print(v)",
    "iterating a scalar": "x = T.dscalar('x')\nlist(x)",
    "int(x)": "x = T.lscalar('x')\nint(x)",
    "float(x)": "x = T.dscalar('x')\nfloat(x)",
    "len(x)": "x = T.dvector('x')\nlen(x)",
    "range(x)": "x = T.lscalar('x')\nrange(x)",
    "round(x)": "x = T.dscalar('x')\nround(x)",
    "NumPy's exp": "x = T.dvector('x')\nnp.exp(x)",
    "a list's index": "x = T.lscalar('x')\n[1, 2, 3][x]",
    "math.exp": "import math\nx = T.dscalar('x')\nmath.exp(x)",
    "a bool minus a bool": "x, y = T.dscalars('x', 'y')\n(x > 0) - (y > 0)",
    "-(x > 0)": "x = T.dscalar('x')\n-(x > 0)",
    "1 // 0": "x = T.lscalar('x')\nf = theano.function([x], x // 0)\nf(1)",
    "5 % 0": "x = T.lscalar('x')\nf = theano.function([x], x % 0)\nf(5)",
    # --- arguments of functions
    "dot of a list": "T.dot([T.dvector('x'), T.dvector('y')], 'a')",
    "dot with a shared list": "x = T.fvector('x')\nv = theano.shared([.2, .7], 'v')\nT.dot(x, v)",
    "a shared list plus one": "v = theano.shared([.2, .7], 'v')\nv + 1",
    "a text plus x": "x = T.dvector('x')\nx + 'a'",
    "None plus x": "x = T.dvector('x')\nx + None",
    "exp of None": "T.exp(None)",
    "sum along an axis that is not there": "x = T.dmatrix('x')\nx.sum(axis=2)",
    "max along an axis that is not there": "x = T.dmatrix('x')\nT.max(x, axis=2)",
    "argmax along an axis that is not there": "x = T.dvector('x')\nT.argmax(x, axis=1)",
    "concatenate of other dimensions": "x = T.dmatrix('x')\ny = T.dvector('y')\nT.concatenate([x, y])",
    "concatenate of no list": "x = T.dmatrix('x')\nT.concatenate(x)",
    "concatenate along an axis that is not there": "x, y = T.dvectors('x', 'y')\nT.concatenate([x, y], axis=1)",
    "dimshuffle that drops": "x = T.dmatrix('x')\nx.dimshuffle(0)",
    "dimshuffle of dimensions that are not there": "x = T.dmatrix('x')\nx.dimshuffle(0, 2)",
    "reshape to floats": "x = T.dvector('x')\nx.reshape((2., 3.))",
    "reshape to a vector of unknown length": "x = T.dvector('x')\ns = T.lvector('s')\nx.reshape(s)",
    "cast to an unknown dtype": "x = T.dvector('x')\nT.cast(x, 'flot32')",
    "a vector of an unknown dtype": "T.vector('x', dtype='flot32')",
    "alloc of a float length": "T.alloc(0., 2.5)",
    "softmax of a 3-tensor": "x = T.dtensor3('x')\nT.nnet.softmax(x)",
    "conv2d of a matrix": "x = T.dmatrix('x')\nW = T.dtensor4('W')\nT.nnet.conv2d(x, W)",
    "conv2d with an unknown border": (
        "x, W = T.dtensor4('x'), T.dtensor4('W')\nT.nnet.conv2d(x, W, border_mode='same')"
    ),
    "a name misspelt": "T.nnet.sigmod(T.dvector('x'))",
    "a function of theano misspelt": "theano.functoin([], [])",
    "set_subtensor of no part": "x = T.dvector('x')\nT.set_subtensor(x, 1)",
    "set_subtensor of more dimensions": "x = T.dvector('x')\nm = T.dmatrix('m')\nT.set_subtensor(x[:2], m)",
    "a switch of one branch": "x = T.dvector('x')\nT.switch(x > 0, x)",
    "ifelse of other types": (
        "from theano.ifelse import ifelse\nx = T.dvector('x')\nm = T.dmatrix('m')\nifelse(T.lscalar('c'), x, m)"
    ),
    # --- gradients
    "grad of a vector": "x = T.dvector('x')\nT.grad(x * 2, x)",
    "grad of an integer": "x = T.lscalar('x')\nT.grad(x * 2, x)",
    "grad of what is disconnected": "x, y = T.dscalars('x', 'y')\nT.grad(x * 2, y)",
    "grad by a name": "x = T.dscalar('x')\nT.grad(x ** 2, 'x')",
    "grad by a number": "x = T.dscalar('x')\nT.grad(x ** 2, 2.0)",
    "grad of a number": "x = T.dscalar('x')\nT.grad(2.0, x)",
    "grad by a copy": "w = theano.shared(np.ones(3), 'w')\nT.grad((w ** 2).sum(), w.get_value())",
    # --- making functions
    "an input that is not used": "x, y = T.dscalars('x', 'y')\ntheano.function([x, y], x * 2)",
    "an input that is missing": "x, y = T.dscalars('x', 'y')\ntheano.function([x], x * y)",
    "inputs in no list": "x = T.dscalar('x')\ntheano.function(x, x * 2)",
    "a number as an input": "x = T.dscalar('x')\ntheano.function([2.0], x * 2)",
    "a name as an input": "x = T.dscalar('x')\ntheano.function(['x'], x * 2)",
    "a shared variable as an input": "s = theano.shared(1., 's')\ntheano.function([s], s * 2)",
    "the same input twice": "x = T.dscalar('x')\ntheano.function([x, x], x * 2)",
    "a number as an output": "x = T.dscalar('x')\ntheano.function([x], [x, 'a'])",
    "an expression as an input": "x = T.dscalar('x')\ny = x * 2\ntheano.function([y], y + x)",
    "updates of an input": "x = T.dscalar('x')\ntheano.function([x], x, updates=[(x, x + 1)])",
    "updates of another dtype": (
        "s = theano.shared(np.float32(1), 's')\nx = T.dscalar('x')\ntheano.function([x], [], updates=[(s, s + x)])"
    ),
    "updates of other dimensions": (
        "w = theano.shared(np.ones(3), 'w')\nx = T.dmatrix('x')\ntheano.function([x], [], updates=[(w, w + x)])"
    ),
    "updates of an integer by floats": ("n = theano.shared(0, 'n')\ntheano.function([], n, updates=[(n, n + 0.5)])"),
    "updates by None": "w = theano.shared(1., 'w')\ntheano.function([], [], updates={w: None})",
    "updates by an array of other dimensions": (
        "w = theano.shared(1., 'w')\ntheano.function([], [], updates=[(w, np.ones(3))])"
    ),
    "updates of the same twice": (
        "s = theano.shared(1., 's')\ntheano.function([], s, updates=[(s, s + 1), (s, s + 2)])"
    ),
    "updates that are no pairs": "s = theano.shared(1., 's')\ntheano.function([], s, updates=[s, s + 1])",
    "givens of another type": ("x = T.dvector('x')\nm = T.dmatrix('m')\ntheano.function([m], x * 2, givens=[(x, m)])"),
    "a mode that is not there": "x = T.dscalar('x')\ntheano.function([x], x * 2, mode='FAST_RUNN')",
    "an unknown keyword of function": "x = T.dscalar('x')\ntheano.function([x], x * 2, update=[])",
    "a flag that is not there": "theano.config.flotX = 'float32'\ntheano.config.flaotX",
    "a flag of a wrong value": "theano.config.floatX = 'float33'",
    "another value for a shared variable": ("s = theano.shared(np.float32(1), 's')\ns.set_value(np.ones(3))"),
    "a shared value of another dtype": ("s = theano.shared(np.ones(3, 'float32'), 's')\ns.set_value(np.ones(3) * .1)"),
    "a shared variable of a variable": "theano.shared(T.dscalar('x'))",
    "a test value that is missing": ("theano.config.compute_test_value = 'raise'\nx = T.dvector('x')\nx + 1"),
    "test values that do not fit": (
        "theano.config.compute_test_value = 'raise'\nx, y = T.dvectors('x', 'y')\n"
        "x.tag.test_value, y.tag.test_value = np.ones(3), np.ones(2)\nx + y"
    ),
    "eval without a value": "x, y = T.dscalars('x', 'y')\n(x + y).eval({x: 1.})",
    "eval with a name": "x = T.dscalar('x')\n(x + 1).eval({'x': 1.})",
    "eval with a vector": "x = T.dscalar('x')\n(x + 1).eval({x: [1., 2.]})",
    # --- loops
    "a loop that gives too many": (
        "x = T.dvector('x')\ntheano.scan(lambda v, h: [h + v, v, v], [x], [T.constant(0.), None])"
    ),
    "a loop that gives too few": (
        "x = T.dvector('x')\ntheano.scan(lambda v, a, b: a + v, [x], [T.constant(0.), T.constant(0.)])"
    ),
    "a loop whose state gains a dimension": (
        "x = T.dvector('x')\ntheano.scan(lambda h: h + x, outputs_info=[T.constant(0.)], n_steps=3)"
    ),
    "a loop whose state changes its dtype": (
        "x = T.dvector('x')\ntheano.scan(lambda v, h: h + v, [x], [T.constant(np.float32(0))])"
    ),
    "a loop without an end": "theano.scan(lambda h: h + 1, outputs_info=[T.constant(0.)])",
    "a loop over a scalar": "x = T.dscalar('x')\ntheano.scan(lambda v: v * 2, [x])",
    "a step of other arguments": ("x = T.dvector('x')\ntheano.scan(lambda v, w: v * w, [x])"),
    "a step that gives no variable": "x = T.dvector('x')\ntheano.scan(lambda v: 'a', [x])",
}

# the slips that students make again and again: ours is no longer than Theano's
COMMONEST = [name for name in list(SLIPS)[: list(SLIPS).index("an index out of range")]]


def run(text):
    """Run a program as Python runs a file; return its error with the traceback that its user sees, or None.

    It runs in a thread without any other frame, so that neither traceback nor stack tell of what runs it.
    """
    lines = (HEAD + text).splitlines(keepends=True)
    linecache.cache[FILE] = len(text), None, lines, FILE
    tree = ast.parse("".join(lines))
    end = ast.parse("try: pass\nexcept Exception as error: caught(error)").body[0]
    end.body = tree.body
    tree.body = [end]
    errors, done = [], threading.Lock()
    space = {"caught": errors.append, "__name__": "__main__", "done": done}
    tree.body.append(ast.parse("done.release()").body[0])
    done.acquire()
    start_new_thread(exec, (compile(tree, FILE, "exec"), space))
    done.acquire()
    return errors[0] if errors else None


def outcome(theano, text):
    """What the user of a program sees of its error, or None where there is none."""
    was = theano.config.compute_test_value, theano.config.floatX
    logging.disable(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        error = run(text)
    logging.disable(logging.NOTSET)
    theano.config.compute_test_value, theano.config.floatX = was
    if error is None:
        return None
    with redirect_stderr(StringIO()) as stderr, redirect_stdout(StringIO()):
        sys.excepthook(type(error), error, error.__traceback__)
    seen = stderr.getvalue()
    return {
        "classes": [c.__name__ for c in type(error).__mro__ if c not in (object, BaseException)],
        "message": re.sub(r"\b0x[0-9a-f]+", "0x0", "\n".join([str(error), *getattr(error, "__notes__", ())])),
        "lines": len(seen.splitlines()),
        "characters": len(seen),
        "seen": seen,
    }
