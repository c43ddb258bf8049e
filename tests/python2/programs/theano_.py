# Classic division of Theano's integer variables, and what a 2011 script does with the package.
import numpy
import theano
import theano.tensor as T
n, m = T.iscalar("n"), T.iscalar("m")
v, x = T.ivector("v"), T.dscalar("x")
print theano.function([n], n / 2)(7), theano.function([n], n / 2)(-7), theano.function([n, m], n / m)(9, 4), (n / m).dtype
print theano.function([v], v / 2)([7, 8, -9]).tolist(), theano.function([v], 100 / v)([7, 8, -9]).tolist(), (v / numpy.int64(3)).dtype
print theano.function([n], n / 2.)(7), (n / x).dtype, theano.function([n, x], n / x)(7, 2), theano.function([x], 1 / x)(4)
M = T.dmatrix("M")
half = M.shape[1] / 2
print theano.function([M], M[:, half:])(numpy.arange(10.).reshape(2, 5)).tolist(), half.dtype
s = theano.shared(7)
s_half = s / 2
print theano.function([], s_half)(), theano.function([n], n // 2)(7), theano.function([n], n % 4)(7)
theano.config.int_division = "raise"
try:
    n / 2
except theano.scalar.IntegerDivisionError, e:
    print "IntegerDivisionError"
theano.config.int_division = "floatX"
print theano.function([n], n / 2)(7), (n / 2).dtype == theano.config.floatX
theano.config.int_division = "int"
w = theano.shared(numpy.asarray([0.25, 0.75]), "w")
cost = T.sum((w - 1) ** 2) / 2
step = theano.function([], cost, updates=[(w, w - 0.1 * T.grad(cost, w))])
for i in xrange(3):
    print i, float(step()), "%s" % float(step())
params = {"w": w}
print [p.name for p in params.values()], map(lambda (k, p): (k, p.get_value().shape), params.iteritems())
