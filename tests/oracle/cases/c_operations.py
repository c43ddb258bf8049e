"""Operations in C as libraries wrote them: recorded by a Theano that has a C++ compiler."""

MODES = ["default", "cvm/fast_run", "compiled", "c|py/fast_run"]
SLOW_MODES = ["compiled", "c|py/fast_run"]

# what a test program of such an operation repeats
START = """
import os, tempfile
from theano import gof
from theano.gof import Apply, Op

class Unary(Op):
    # computes EXPRESSION of each number x, of any dtype, in C alone
    __props__ = ('expression',)
    def __init__(self, expression):
        self.expression = expression
    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return Apply(self, [x], [x.type()])
    def grad(self, inputs, gradients):
        return [gradients[0] * Unary('2 * x')(inputs[0])]
    def infer_shape(self, node, shapes):
        return shapes
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_FROM_OTF((PyObject*)%(x)s, PyArray_TYPE(%(x)s),
                                                 NPY_ARRAY_ENSURECOPY | NPY_ARRAY_C_CONTIGUOUS);
        if (!%(z)s) %(fail)s;
        {
            dtype_%(z)s* data = (dtype_%(z)s*)PyArray_DATA(%(z)s);
            npy_intp size = PyArray_SIZE(%(z)s);
            for (npy_intp i = 0; i < size; i++) { dtype_%(x)s x = data[i]; data[i] = %(expression)s; }
        }
        ''' % dict(x=inputs[0], z=outputs[0], fail=sub['fail'], expression=self.expression)
    def c_code_cache_version(self):
        return (1,)

def written(text, name='op.c'):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, 'w') as file:
        file.write(text)
    return path

square = Unary('x * x')
x, v = T.dvector('x'), np.array([1., 2., 3.])
"""

EVERY_METHOD = """
class Counted(Op):
    __props__ = ('start',)
    def __init__(self, start=10):
        self.start = start
    def make_node(self, x):
        return Apply(self, [x], [T.dscalar(), T.lscalar()])
    def c_headers(self): return ['<vector>', '<math.h>', '"stdlib.h"']
    def c_libraries(self): return ['m']
    def c_lib_dirs(self): return []
    def c_header_dirs(self): return []
    def c_compile_args(self): return ['-DADDED=100']
    def c_no_compile_args(self): return ['-DNOT_THERE']
    def c_support_code(self): return 'static int initialised = 0; template<class T> T twice(T x) { return x + x; }'
    def c_support_code_apply(self, node, name): return 'static double half_%s(double x) { return x / 2; }' % name
    def c_support_code_struct(self, node, name): return 'npy_int64 calls_%s; double* kept_%s;' % (name, name)
    def c_init_code(self): return ['initialised = 1000;']
    def c_init_code_apply(self, node, name): return 'initialised += 1;'
    def c_init_code_struct(self, node, name, sub):
        return 'calls_%s = %d; kept_%s = (double*)malloc(8); if (!kept_%s) { %s }' % (
            name, self.start, name, name, sub['fail'])
    def c_cleanup_code_struct(self, node, name): return 'free(kept_%s);' % name
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        double* temporary;
        calls_%(name)s++;
        *kept_%(name)s = 0;
        std::vector<double> seen;
        for (npy_intp i = 0; i < PyArray_DIMS(%(x)s)[0]; i++) {
            double each = *(dtype_%(x)s*)PyArray_GETPTR1(%(x)s, i);
            seen.push_back(twice(half_%(name)s(each)));
            *kept_%(name)s += fabs(seen.back());
        }
        if (%(y)s == NULL) %(y)s = (PyArrayObject*)PyArray_SimpleNew(0, NULL, NPY_DOUBLE);
        if (%(n)s == NULL) %(n)s = (PyArrayObject*)PyArray_SimpleNew(0, NULL, NPY_INT64);
        if (!%(y)s || !%(n)s) { PyErr_SetString(PyExc_MemoryError, "none left"); %(fail)s }
        temporary = (double*)malloc(8);
        *temporary = *kept_%(name)s;
        *(double*)PyArray_DATA(%(y)s) = *temporary;
        *(npy_int64*)PyArray_DATA(%(n)s) = initialised + ADDED;
        ''' % dict(name=name, x=inputs[0], y=outputs[0], n=outputs[1], fail=sub['fail'])
    def c_code_cleanup(self, node, name, inputs, outputs, sub): return 'free(temporary);'
    def c_code_cache_version(self): return (3,)
    def c_code_cache_version_apply(self, node): return (4, 1)
"""

FILE = r"""
TEXT = '''#section support_code
#include <cmath>

template <typename T> T softly(T x) { return x / (1 + std::abs(x)); }

#section support_code_apply

int APPLY_SPECIFIC(soft)(PyArrayObject* input0, PyArrayObject* input1,
                         PyArrayObject** output0, PyArrayObject** output1) {
  typedef DTYPE_INPUT_0 T;
  npy_intp n = PyArray_SIZE(input0);
  if (n != PyArray_SIZE(input1)) {
    PyErr_Format(PyExc_ValueError, "%ld numbers and %ld", (long)n, (long)PyArray_SIZE(input1));
    return 1;
  }
  if (*output0 == NULL || PyArray_SIZE(*output0) != n) {
    Py_XDECREF(*output0);
    *output0 = (PyArrayObject*)PyArray_EMPTY(1, &n, TYPENUM_OUTPUT_0, 0);
  }
  Py_XDECREF(*output1);
  *output1 = (PyArrayObject*)PyArray_EMPTY(0, NULL, TYPENUM_OUTPUT_1, 0);
  if (!*output0 || !*output1) return 2;
  *(DTYPE_OUTPUT_1*)PyArray_DATA(*output1) = ITEMSIZE_INPUT_0;
  for (npy_intp i = 0; i < n; i++)
    *(DTYPE_OUTPUT_0*)PyArray_GETPTR1(*output0, i) =
        softly(*(T*)PyArray_GETPTR1(input0, i)) * *(DTYPE_INPUT_1*)PyArray_GETPTR1(input1, i);
  return 0;
}
'''
class Soft(gof.COp):
    __props__ = ()
    func_name = 'APPLY_SPECIFIC(soft)'
    def __init__(self, *files):
        super(Soft, self).__init__(list(files) or [written(TEXT)], self.func_name)
    def make_node(self, x, y):
        x, y = T.as_tensor_variable(x), T.as_tensor_variable(y)
        return Apply(self, [x, y], [x.type(), T.lscalar()])
    def infer_shape(self, node, shapes):
        return [shapes[0], ()]
    def grad(self, inputs, gradients):
        x, y = inputs
        return [gradients[0] * y / T.sqr(1 + abs(x)), gradients[0] * x / (1 + abs(x))]
"""

PARAMS = r"""
TEXT = '''#section support_code_apply
int APPLY_SPECIFIC(polynomial)(PyArrayObject* x, PyArrayObject** y, PARAMS_TYPE* params) {
  DTYPE_PARAM_a a = (*(DTYPE_PARAM_a*)PyArray_GETPTR1(params->a, 0));
  Py_XDECREF(*y);
  *y = (PyArrayObject*)PyArray_EMPTY(PyArray_NDIM(x), PyArray_DIMS(x), TYPENUM_INPUT_0, 0);
  if (!*y) return 1;
  DTYPE_INPUT_0 *from = (DTYPE_INPUT_0*)PyArray_DATA(x), *to = (DTYPE_INPUT_0*)PyArray_DATA(*y);
  for (npy_intp i = 0; i < PyArray_SIZE(x); i++)
    to[i] = (a * from[i] + params->b) * (params->kind == CUBIC ? 3 : 2) + (params->kind == SQUARE ? 1000 : 0);
  return 0;
}
'''
from theano.gof import EnumList, EnumType, ParamsType, Params
class Polynomial(gof.COp):
    __props__ = ('a', 'b', 'kind')
    params_type = ParamsType(a=T.dvector, b=theano.scalar.int32, kind=EnumList('LINEAR', 'SQUARE', 'CUBIC'))
    def __init__(self, a, b, kind):
        self.a, self.b, self.kind = np.asarray(a, 'float64'), b, kind
        super(Polynomial, self).__init__(written(TEXT), 'APPLY_SPECIFIC(polynomial)')
    def __hash__(self):
        return hash((type(self), tuple(self.a), self.b, self.kind))
    def __eq__(self, other):
        return type(self) == type(other) and (tuple(self.a), self.b, self.kind) == (
            tuple(other.a), other.b, other.kind)
    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return Apply(self, [x], [x.type()])
"""

SCALAR = """
from theano import scalar
class Bump(scalar.UnaryScalarOp):
    # C alone
    def c_code(self, node, name, inputs, outputs, sub):
        return '%s = bumped(%s);' % (outputs[0], inputs[0])
    def c_support_code(self):
        return 'static double bumped(double x) { return fabs(x) < 1 ? 1 - x * x : 0; }'
    def c_code_cache_version(self): return (2,)
    def grad(self, inputs, gradients):
        x, = inputs
        return [gradients[0] * scalar.switch(abs(x) < 1, -2. * x, 0.)]
    def impl(self, x):
        return 1 - x * x if abs(x) < 1 else 0.
bump = T.Elemwise(Bump(scalar.upgrade_to_float, name='bump'), name='bump')
"""

LIBRARY = r"""
import os, sys, tempfile
folder = tempfile.mkdtemp()
files = {'helpers.h': '''
#ifndef HELPERS_H
#define HELPERS_H
namespace helpers {
template <typename T> inline T* input(PyArrayObject* x, npy_intp* size) {
  *size = PyArray_SIZE(x);
  if (!PyArray_CHKFLAGS(x, NPY_ARRAY_C_CONTIGUOUS)) {
    PyErr_Format(PyExc_ValueError, "input must be C contiguous");
    return NULL;
  }
  return (T*)PyArray_DATA(x);
}
template <typename T> inline T* output(int ndim, npy_intp* shape, int typenum, PyArrayObject** z) {
  bool fits = *z != NULL && PyArray_NDIM(*z) == ndim && PyArray_TYPE(*z) == typenum;
  for (int i = 0; fits && i < ndim; i++) fits = PyArray_DIMS(*z)[i] == shape[i];
  if (!fits || !PyArray_CHKFLAGS(*z, NPY_ARRAY_C_CONTIGUOUS)) {
    Py_XDECREF(*z);
    *z = (PyArrayObject*)PyArray_SimpleNew(ndim, shape, typenum);
  }
  return *z ? (T*)PyArray_DATA(*z) : NULL;
}
}
#endif
''', 'anomaly.cc': '''#section support_code_apply

int APPLY_SPECIFIC(anomaly)(PyArrayObject* input0, PyArrayObject* input1,
                            PyArrayObject** output0, PyArrayObject** output1, PARAMS_TYPE* params) {
  npy_intp n, other;
  auto mean = helpers::input<DTYPE_INPUT_0>(input0, &n);
  auto eccentricity = helpers::input<DTYPE_INPUT_1>(input1, &other);
  if (mean == NULL || eccentricity == NULL) return 1;
  if (n != other) { PyErr_Format(PyExc_ValueError, "dimension mismatch"); return 1; }
  auto anomaly = helpers::output<DTYPE_OUTPUT_0>(PyArray_NDIM(input0), PyArray_DIMS(input0), TYPENUM_OUTPUT_0, output0);
  auto steps = helpers::output<DTYPE_OUTPUT_1>(PyArray_NDIM(input0), PyArray_DIMS(input0), TYPENUM_OUTPUT_1, output1);
  if (anomaly == NULL || steps == NULL) return 1;
  for (npy_intp i = 0; i < n; ++i) {
    auto e = eccentricity[i], E = mean[i];
    if (params->check && !(0 <= e && e < 1)) { PyErr_SetString(PyExc_RuntimeError, "no ellipse"); return 1; }
    steps[i] = 0;
    while (steps[i] < params->maxiter) {
      auto change = (E - e * std::sin(E) - mean[i]) / (1 - e * std::cos(E));
      E -= change;
      steps[i]++;
      if (std::abs(change) < params->tol) break;
    }
    anomaly[i] = E SHIFT;
  }
  return 0;
}
''', 'anomaly_op.py': '''
from __future__ import division, print_function
import os
import theano
from theano import gof
import theano.tensor as tt

class BaseOp(gof.COp):
    __props__ = ()
    func_file = None
    func_name = None
    def __init__(self):
        super(BaseOp, self).__init__(self.func_file, self.func_name)
    def c_code_cache_version(self):
        return (0, 1, 2)
    def c_headers(self, compiler):
        return ["helpers.h", "vector", "cmath"]
    def c_header_dirs(self, compiler):
        return [os.path.dirname(os.path.abspath(__file__))]
    def c_compile_args(self, compiler):
        return ["-std=c++11", "-O2", "-DNDEBUG"]

class AnomalyOp(BaseOp):
    params_type = gof.ParamsType(tol=theano.scalar.float64, maxiter=theano.scalar.int64, check=theano.scalar.bool)
    __props__ = ("tol", "maxiter", "check", "shift")
    func_file = "./anomaly.cc"
    func_name = "APPLY_SPECIFIC(anomaly)"
    def __init__(self, tol=1e-12, maxiter=100, check=True, shift=0, **kwargs):
        self.tol, self.maxiter, self.check, self.shift = float(tol), int(maxiter), bool(check), shift
        super(AnomalyOp, self).__init__()
    def c_compile_args(self, compiler):
        args = super(AnomalyOp, self).c_compile_args(compiler)
        args.append("-DSHIFT=+{0}".format(self.shift))
        return args
    def make_node(self, mean_anom, eccen):
        in_args = [tt.as_tensor_variable(mean_anom), tt.as_tensor_variable(eccen)]
        return gof.Apply(self, in_args, [in_args[0].type(), tt.zeros_like(in_args[0], dtype="int32").type()])
    def infer_shape(self, node, shapes):
        return list(shapes[0]), tuple(shapes[0])
    def grad(self, inputs, gradients):
        M, e = inputs
        E = self(M, e)[0]
        for g in gradients[1:]:
            if not isinstance(g.type, theano.gradient.DisconnectedType):
                raise ValueError("can't propagate gradients wrt steps")
        bM = gradients[0] / (1.0 - e * tt.cos(E))
        return [bM, tt.sin(E) * bM]
    def R_op(self, inputs, eval_points):
        if eval_points[0] is None:
            return eval_points
        return self.grad(inputs, eval_points)
'''}
for name in files:
    with open(os.path.join(folder, name), 'w') as file:
        file.write(files[name])
sys.path.insert(0, folder)
sys.modules.pop('anomaly_op', None)
from anomaly_op import AnomalyOp
sys.path.remove(folder)
"""

CASES = {
    "of each dtype": START
    + """
def of(dtype):
    x = T.TensorType(dtype, (False, False))('x')
    return F([x], square(x))
values = [np.array([[1, 2, 3], [4, 5, 6]], dtype) for dtype in ('int8', 'int32', 'int64', 'float32', 'float64', 'bool')]
[[call(of(str(each.dtype)), each) for each in values], values,
 [F([y], square(y))(np.arange(6.).reshape(2, 3).T) for y in [T.dmatrix()]], square(T.constant([2., 3.])).eval()]
""",
    "in a graph": START
    + """
y = T.exp(-square(x + 1)) * square(T.tanh(x)).sum()
f = F([x], [y, T.grad(y.sum(), x), T.jacobian(square(x), x), square(x[:0])])
[f(v), f(v), f(v[::-1]), v]
""",
    "of constants": START
    + """
f = F([x], [square(T.constant(v)) + x, square(square(T.ones((3,)))), T.grad(square(x * 2).sum(), x)])
[f(v), f(v)]
""",
    "in a loop": START
    + """
steps, updates = theano.scan(lambda e, s: s * .5 + square(e * x), sequences=x, outputs_info=T.zeros_like(x))
f = F([x], [steps, T.grad(steps[-1].sum(), x), theano.map(square, x)[0],
            theano.reduce(lambda a, b: square(a) + b, x, T.constant(1., dtype='float64'))[0]])
[f(v), f(v), v]
""",
    "in a graph of its own": START
    + """
both = [theano.OpFromGraph([x], [square(x) + 1, square(square(x))], inline=inline) for inline in (False, True)]
f = F([x], sum([op(x + 1) + [T.grad(sum(op(x)).sum(), x)] for op in both], []))
[f(v), f(v), v]
""",
    "in a branch": START
    + """
from theano.ifelse import ifelse
c = T.iscalar()
f = F([c, x], ifelse(T.lt(c, 1), square(x), x + 1))
[f(0, v), f(1, v), f(0, v), v]
""",
    "with states": START
    + """
s = theano.shared(np.array([1., .5]))
f = F([], square(s), updates=[(s, square(s) + 1)])
[f(), f(), s.get_value()]
""",
    "every method": START
    + EVERY_METHOD
    + """
f, g = F([x], Counted()(x)), F([x], Counted(5)(x * 2) + Counted()(x))
results = [f(v), f(-v), g(v), f(v)]
[r[0] for r in results] + [r[2] for r in results if len(r) > 2] + [results[0][1] - results[1][1]]
""",
    "raises": START
    + """
class Raising(Unary):
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        if (PyArray_SIZE(%s) == 2) { PyErr_SetString(PyExc_%s, "two numbers"); %s }
        ''' % (inputs[0], self.expression, sub['fail']) + Unary('x + 1').c_code(node, name, inputs, outputs, sub)
s = theano.shared(0.)
fs = [F([x], Raising(name)(x * 2), updates=[(s, s + 1)])
      for name in ('ValueError', 'IndexError', 'NotImplementedError')]
[[call(f, a) for a in (v, v[:2], v)] for f in fs] + [s.get_value()]
""",
    "an error in the code": START
    + """
call(lambda: isinstance(F([x], Unary('nothing such')(x))(v), int)) and 1
""",
    "overwrites and views": START
    + """
class Negate(Op):
    __props__ = ('inplace',)
    def __init__(self, inplace=True):
        self.inplace = inplace
        if inplace: self.destroy_map = {0: [0]}
    def make_node(self, x): return Apply(self, [x], [x.type()])
    def c_code(self, node, name, inputs, outputs, sub):
        copied = '(PyArrayObject*)PyArray_NewCopy(%s, NPY_CORDER)' % inputs[0]
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = %(from)s;
        Py_XINCREF(%(z)s);
        %(fix)s
        for (npy_intp i = 0; i < PyArray_DIM(%(z)s, 0); i++) {
            double* p = (double*)PyArray_GETPTR1(%(z)s, i);
            *p = -*p;
        }
        ''' % {'z': outputs[0], 'from': inputs[0] if self.inplace else copied,
               'fix': '' if self.inplace else 'Py_DECREF(%s);' % outputs[0]}
    def c_code_cache_version(self): return (1,)
class Tail(Op):
    __props__ = ()
    view_map = {0: [0]}
    def make_node(self, x): return Apply(self, [x], [x.type()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        {
        npy_intp n = PyArray_DIM(%(x)s, 0) - 1, stride = PyArray_STRIDE(%(x)s, 0);
        Py_INCREF(PyArray_DESCR(%(x)s));
        %(z)s = (PyArrayObject*)PyArray_NewFromDescr(&PyArray_Type, PyArray_DESCR(%(x)s), 1, &n, &stride,
            PyArray_BYTES(%(x)s) + stride, NPY_ARRAY_WRITEABLE, NULL);
        Py_INCREF(%(x)s);
        PyArray_SetBaseObject(%(z)s, (PyObject*)%(x)s);
        }
        ''' % dict(x=inputs[0], z=outputs[0])
    def c_code_cache_version(self): return (1,)
s = theano.shared(v * 1)
def G(*args, **kwargs):
    return F(*args, accept_inplace=True, **kwargs)
fs = [G([x], [Negate()(x), x + 1]), G([x], [Negate()(Negate(False)(x)), x]), G([x], [Tail()(x), x * 2]),
      G([x], Negate()(Tail()(x))), G([], Negate()(s)), G([], Tail()(s), updates=[(s, Negate()(s))])]
results = [[call(f, *[v] * (i < 4)) for k in range(2)] for i, f in enumerate(fs)]
[results, v, s.get_value()]
""",
    "lists of inputs and outputs": START
    + """
class Spread(Op):
    __props__ = ('n',)
    def __init__(self, n): self.n = n
    def make_node(self, *inputs):
        return Apply(self, [T.as_tensor_variable(i) for i in inputs], [T.dscalar() for i in range(self.n)])
    def c_code(self, node, name, inputs, outputs, sub):
        total = ' + '.join('((dtype_%s*)PyArray_DATA(%s))[0]' % (i, i) for i in inputs)
        return ''.join('Py_XDECREF(%s); %s = (PyArrayObject*)PyArray_ZEROS(0, NULL, NPY_FLOAT64, 0);'
                       '*(npy_float64*)PyArray_DATA(%s) = %d * (%s);' % (o, o, o, k, total)
                       for k, o in enumerate(outputs))
a, b, c = T.dscalar(), T.iscalar(), T.fscalar()
f = F([a, b, c], Spread(3)(a, b, c) + [Spread(2)(a, a)[1]])
[f(1.5, 2, 3), f(.5, 2, 3)]
""",
    "parameters of any type": START
    + """
class Shifted(Op):
    __props__ = ('table',)
    params_type = theano.gof.generic
    def __init__(self, table): self.table = table
    def get_params(self, node): return self.table
    def make_node(self, x): return Apply(self, [x], [x.type()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_NewCopy(%(x)s, NPY_ANYORDER);
        {
            PyObject* shift = PyTuple_GetItem(%(params)s, 0);
            if (!shift) { %(fail)s }
            *(double*)PyArray_DATA(%(z)s) += PyFloat_AsDouble(shift);
        }
        ''' % dict(x=inputs[0], z=outputs[0], params=sub['params'], fail=sub['fail'])
    def c_code_cache_version(self): return (1,)
f, g = F([x], Shifted((5.,))(x)), F([x], Shifted(())(x))
[f(v), call(g, v), f(v), v]
""",
    "parameters and Python": START
    + """
class Scaled(Op):
    __props__ = ('factor', 'shift', 'how')
    params_type = gof.ParamsType(
        factor=theano.scalar.float64, shift=T.lvector, how=gof.EnumList(('ADD', 'add'), ('SUB', 'sub')))
    def __init__(self, factor, shift, how):
        self.factor, self.shift, self.how = factor, shift, how
    def __hash__(self): return hash((type(self), self.factor, self.how, tuple(self.shift)))
    def __eq__(self, other):
        return type(self) == type(other) and hash(self) == hash(other)
    def make_node(self, x): return Apply(self, [x], [x.type()])
    def perform(self, node, inputs, outputs, params):
        sign = 1 if params.how == self.params_type.ADD else -1
        outputs[0][0] = inputs[0] * params.factor + sign * params.shift[0]
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_NewCopy(%(x)s, NPY_ANYORDER);
        for (npy_intp i = 0; i < PyArray_SIZE(%(z)s); i++) {
            double* p = (double*)PyArray_GETPTR1(%(z)s, i);
            int sign = %(params)s->how == ADD ? 1 : -1;
            *p = *p * %(params)s->factor + sign * *(npy_int64*)PyArray_GETPTR1(%(params)s->shift, 0);
        }
        ''' % dict(x=inputs[0], z=outputs[0], params=sub['params'])
    def c_code_cache_version(self): return (1, self.params_type.c_code_cache_version())
f = F([x], [Scaled(2., np.array([10]), 'add')(x), Scaled(3., np.array([1, 2]), 'SUB')(x)])
params = Scaled(2., np.array([10]), 'add').get_params(None)
[f(v), f(v), params.factor, params.shift, params.how, Scaled.params_type.SUB,
 F([x], Scaled(2, np.array([1]), 'add')(x))(v),
 call(F, [x], Scaled('many', np.array([1]), 'add')(x)), call(F, [x], Scaled(1., np.array([1]), 'mul')(x))]
""",
    "a file": START
    + FILE
    + """
y = T.fvector()
g = F([x], Soft()(x, x * 2))
h = F([x, y], Soft()(y, x) + Soft()(x, y))
[g(v), g(v), h(v, v.astype('float32')), call(h, v, v[:2].astype('float32')), h(v, v.astype('float32')),
 F([x], T.grad(Soft()(x, x)[0].sum(), x))(v), F([x], [theano.map(lambda e: Soft()(e * x, x)[0], x)[0]])(v)]
""",
    "two files": START
    + FILE
    + """
first, second = TEXT.split('#section support_code_apply')
f = F([x], Soft(written(first), written('#section support_code_apply' + second, 'more.c'))(x, x)[0])
hard = written(first + first.replace('softly', 'hardly'))
g = F([x], Soft(hard, written('#section support_code_apply' + second))(x, x)[0])
[f(v), f(v), g(v)]
""",
    "a file of old sections": START
    + FILE
    + """
old = TEXT.replace('#section support_code_apply', 'THEANO_APPLY_CODE_SECTION')
old = old.replace('#section support_code', 'THEANO_SUPPORT_CODE_SECTION')
f = F([x], Soft(written(old))(x, x))
[f(v), f(v)]
""",
    "files that are refused": START
    + FILE
    + """
[call(Soft, written(text)) for text in ('', 'int x;', 'int x;\\n' + TEXT, '#section main\\nint x;',
                                       TEXT + '\\nTHEANO_SUPPORT_CODE_SECTION\\n')
] + [call(Soft, '/not/there.c')]
""",
    "a file with parameters": START
    + PARAMS
    + """
f = F([x], [Polynomial([2.], 1, 0)(x), Polynomial([3.], 2, 1)(x), Polynomial([3.], 2, Polynomial.params_type.CUBIC)(x)])
[f(v), f(v)]
""",
    "a file with a part of each node": START
    + r"""
TEXT = '''#section init_code
started = 40;
#section support_code
static int started = 0;
#section support_code_struct
npy_int64 APPLY_SPECIFIC(count);
int APPLY_SPECIFIC(run)(PyArrayObject* x, PyArrayObject** y) {
  APPLY_SPECIFIC(count) += 1;
  Py_XDECREF(*y);
  *y = (PyArrayObject*)PyArray_EMPTY(0, NULL, NPY_INT64, 0);
  *(npy_int64*)PyArray_DATA(*y) = APPLY_SPECIFIC(count) + started;
  return 0;
}
#section init_code_struct
APPLY_SPECIFIC(count) = 2;
if (0) { FAIL; }
#section cleanup_code_struct
APPLY_SPECIFIC(count) = 0;
'''
class Count(gof.COp):
    __props__ = ()
    def __init__(self): super(Count, self).__init__([written(TEXT)], 'APPLY_SPECIFIC(run)')
    def make_node(self, x): return Apply(self, [x], [T.lscalar()])
f = F([x], Count()(x * 1))
[int(f(v)) > 40, int(f(v)) > 40]
""",
    "inputs that may be missing": START
    + r"""
TEXT = '''#section support_code
int added(PyArrayObject* x, PyArrayObject* y, PyArrayObject** z) {
  Py_XDECREF(*z);
  *z = (PyArrayObject*)PyArray_NewCopy(x, NPY_CORDER);
  *(double*)PyArray_DATA(*z) += y ? *(double*)PyArray_DATA(y) : 100;
  return 0;
}
'''
class Added(gof.COp):
    __props__ = ()
    _cop_num_inputs = 2
    def __init__(self): super(Added, self).__init__(written(TEXT), 'added')
    def make_node(self, *inputs): return Apply(self, list(inputs), [inputs[0].type()])
f = F([x], [Added()(x), Added()(x, x * 3)])
[f(v), f(v)]
""",
    "a function of numbers": START
    + SCALAR
    + """
m = T.dmatrix()
f = F([x], [bump(x / 2), bump(x - 2) * T.exp(x), T.grad(bump(x / 4).sum(), x), bump(bump(x / 3)), bump(x / 5).sum()])
g = F([m], bump(m + m[0]) + bump(.5))
s = theano.shared(.5)
h = F([], bump(s), updates=[(s, bump(s))])
[f(v), f(v), g(np.array([[.1, .2], [.3, 2.]])), h(), h(), s.get_value(),
 F([x], theano.scan(lambda e, p: bump(p / 2 + e / 8), x, T.constant(0., dtype='float64'))[0])(v),
 F([], bump(T.constant(.25)))()]
""",
    "with threads": START
    + """
class Parallel(theano.OpenMPOp):
    __props__ = ()
    def make_node(self, x): return Apply(self, [x], [x.type()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_NewCopy(%(x)s, NPY_CORDER);
        %(omp)s
        for (int i = 0; i < PyArray_DIM(%(z)s, 0); i++) ((double*)PyArray_DATA(%(z)s))[i] += 1;
        ''' % dict(x=inputs[0], z=outputs[0], omp='#pragma omp parallel for\\n' if self.openmp else '')
    def c_code_cache_version(self): return (1, self.openmp)
ops = [Parallel(), Parallel(openmp=True), Parallel(openmp=False)]
[[F([x], op(x))(v), op.openmp] for op in ops]
""",
    "C and a Python that differs": START
    + """
class Both(Unary):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 0 - 1
f = F([x], Both('x + 7')(x) * 2)
o = theano.OpFromGraph([x], [Both('x + 7')(x)])
[f(v), f(v), F([x], o(x))(v), F([x], theano.map(Both('x + 7'), x)[0])(v)]
""",
    "no version": START
    + """
class Plain(Unary):
    def c_code_cache_version(self): return ()
class Default(Op):
    __props__ = ()
    make_node, c_code, expression = Unary.make_node, Unary.c_code, 'x + 5'
[F([x], Plain('x + 4')(x))(v), F([x], Default()(x))(v), F([x], Plain('x + 4')(x))(v)]
""",
    "attributes of the C interface": START
    + """
op = square
[op.c_code_cache_version(), op.c_code_cache_version_apply(op(x).owner),
 call(op.perform, op(x).owner, [v], [[None]]), type(op.make_node(x)).__name__]
""",
    "a library's": LIBRARY
    + """
M, e = T.dmatrices('M', 'e')
Mv, ev = np.linspace(-2, 4, 6).reshape(2, 3), np.linspace(0, .9, 6).reshape(2, 3)
E, steps = AnomalyOp()(M, e)
f = F([M, e], [E, steps > 0, E.shape, T.grad(T.sum(T.cos(E)), [M, e])[1], T.grad(T.sum(T.cos(E)), M),
               AnomalyOp(shift=2)(M, e)[0], AnomalyOp(maxiter=1)(M, e)[0]])
g = F([M, e], AnomalyOp(check=False)(M * 2, T.clip(e, 0, .5)))
from theano.tests import unittest_tools
unittest_tools.verify_grad(lambda M, e: AnomalyOp()(M, e)[0], [Mv, ev])
h = F([M, e], [T.dot(E.T, E), AnomalyOp()(M[0], e[1])[0]])
[f(Mv, ev), f(Mv, ev), g(Mv, ev)[0], call(f, Mv, ev + 1), call(f, Mv, ev[:1]), h(Mv, ev), f(Mv, ev)[0],
 AnomalyOp() == AnomalyOp(), hash(AnomalyOp()) == hash(AnomalyOp()), AnomalyOp() == AnomalyOp(tol=1e-3),
 str(AnomalyOp(1e-3)),
 F([M], theano.map(lambda m: AnomalyOp()(m, m * 0 + .5)[0], M)[0])(Mv)]
""",
}
