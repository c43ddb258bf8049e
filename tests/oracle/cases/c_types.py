"""Values in C of types of a program's own, and pointers: recorded by a Theano that has a C++ compiler."""

from tests.oracle.cases.c_operations import START

SLOW_MODES = ["c|py/fast_run"]
MODES = ["default", "cvm/fast_run", *SLOW_MODES]  # Numba has no such types

POINTER = """
from theano.gof.type import CDataType
class Made(Op):
    __props__ = ()
    def make_node(self, x):
        return Apply(self, [x], [CDataType('double *', 'free', headers=['<stdlib.h>'])()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '%s = (double*)malloc(8); *%s = ((dtype_%s*)PyArray_DATA(%s))[0] * 7;' % (
            outputs[0], outputs[0], inputs[0], inputs[0])
    def c_code_cache_version(self):
        return (1,)
class Read(Op):
    __props__ = ()
    def make_node(self, p):
        return Apply(self, [p], [T.dscalar()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_EMPTY(0, NULL, NPY_DOUBLE, 0);
        *(double*)PyArray_DATA(%(z)s) = *%(p)s + 1;
        ''' % dict(p=inputs[0], z=outputs[0])
    def c_code_cache_version(self):
        return (1,)
"""

TYPE = """
class Kelvin(gof.Type):
    def filter(self, value, strict=False, allow_downcast=None):
        if strict and not isinstance(value, float):
            raise TypeError('a float is wanted')
        if value < 0:
            raise TypeError('below zero')
        return float(value)
    def values_eq_approx(self, a, b, tolerance=1e-4):
        return abs(a - b) / (abs(a) + abs(b) + 1e-9) < tolerance
    def __eq__(self, other): return type(self) == type(other)
    def __ne__(self, other): return not self == other
    def __hash__(self): return hash(type(self))
    def __str__(self): return 'kelvin'
    def c_declare(self, name, sub, check_input=True): return 'double %s;' % name
    def c_init(self, name, sub): return '%s = 0.0;' % name
    def c_extract(self, name, sub, check_input=True):
        return '''
        if (!PyFloat_Check(py_%(name)s)) { PyErr_SetString(PyExc_TypeError, "a float is wanted"); %(fail)s }
        %(name)s = PyFloat_AsDouble(py_%(name)s);
        ''' % dict(name=name, fail=sub['fail'])
    def c_sync(self, name, sub):
        return '''
        Py_XDECREF(py_%(name)s);
        py_%(name)s = PyFloat_FromDouble(%(name)s);
        if (!py_%(name)s) { %(fail)s }
        ''' % dict(name=name, fail=sub['fail'])
    def c_cleanup(self, name, sub): return ''
    def c_code_cache_version(self): return (1,)
kelvin = Kelvin()
class Sum(Op):
    __props__ = ('sign',)
    def __init__(self, sign): self.sign = sign
    def make_node(self, *inputs):
        inputs = [gof.Constant(kelvin, each) if isinstance(each, float) else each for each in inputs]
        if any(each.type != kelvin for each in inputs):
            raise TypeError('kelvins are wanted')
        return Apply(self, inputs, [kelvin()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '%s = %s;' % (outputs[0], (' %s ' % self.sign).join(inputs))
    def c_code_cache_version(self): return (1,)
    def __str__(self): return 'Sum' + self.sign
"""

CASES = {
    "pointers": START
    + POINTER
    + """
f = F([x], Read()(Made()(x + 1)))
[f(v), f(v), f(v * 2), CDataType('void *') == CDataType('void *'), CDataType('void *') == CDataType('void *', 'f')]
""",
    "a type of its own": START
    + TYPE
    + """
a, b = kelvin('a'), kelvin('b')
f = F([a, b], Sum('*')(Sum('+')(a, b), 2.5))
g = F([a], [Sum('-')(a, 1.), Sum('+')(a, a, 1.)])
[f(1., 2.), f(3., 4.), g(2.5), call(f, -1., 2.), call(f, 'text', 2.), call(Sum('+'), T.dscalar())]
""",
}
