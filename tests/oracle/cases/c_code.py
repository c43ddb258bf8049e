"""Operations with C code of a program's own: recorded by a Theano that has a C++ compiler."""

TWICE = """
class Twice(theano.gof.Op):
    __props__ = ()
    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.gof.Apply(self, [x], [x.type()])
    def c_code(self, node, name, inputs, outputs, sub):
        return '''
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_NewCopy(%(x)s, NPY_ANYORDER);
        for (npy_intp i = 0; i < PyArray_SIZE(%(z)s); i++) ((double*)PyArray_DATA(%(z)s))[i] *= FACTOR;
        ''' % dict(x=inputs[0], z=outputs[0])
    def c_code_cache_version(self):
        return (1,)
"""
CALL = """
x, v = T.dvector('x'), np.array([1., 2., 3.])
f = F([x], Twice()(x))
[call(f, v), call(f, v), v]
"""

CASES = {
    "no perform": TWICE + "    def c_support_code(self): return '#define FACTOR 2'\n" + CALL,
    "methods that take the compiler": TWICE
    + """
    def c_headers(self, compiler): return ['<cmath>']
    def c_header_dirs(self, compiler): return []
    def c_libraries(self, compiler=None): return [] if compiler else ['not_there']
    def c_lib_dirs(self): return []
    def c_compile_args(self, compiler): return ['-DFACTOR=3']
    def c_no_compile_args(self, *args): return [] if args else 1
"""
    + CALL,
}
