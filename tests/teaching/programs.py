"""The programs that are shown in the tests: text by name."""

TRAINING = """\
import numpy as np
import theano
import theano.tensor as T

x = T.fvector("x")
target = T.fscalar("target")
W = theano.shared(np.array([0.2, 0.7]), "W")
y = (x * W).sum()
cost = T.sqr(target - y)
gradient = T.grad(cost, [W])
train = theano.function([x, target], y, updates=[(W, W - 0.1 * gradient[0])])
for _ in range(10):
    print("%.12g" % train([1.0, 1.0], 20.0))
"""

PYTHON2 = (
    "# -*- coding: latin-1 -*-\n"
    + TRAINING.replace("range(", "xrange(").replace(
        'print("%.12g" % train([1.0, 1.0], 20.0))', "print train([1.0, 1.0], 20.0)"
    )
    + "# caf\xe9\n"
)

CLASSIFIER = """\
import numpy as np
import theano
import theano.tensor as T

class Layers(object):
    def __init__(self):
        x, t = T.dmatrix("x"), T.ivector("t")
        rng = np.random.RandomState(1)
        self.W = theano.shared(rng.normal(size=(4, 3)), "W")
        self.V = theano.shared(rng.normal(size=(3, 2)), "V")
        self.b = theano.shared(np.zeros(2), "b")
        hidden = T.tanh(T.dot(x, self.W))
        p = T.nnet.softmax(T.dot(hidden, self.V) + self.b)
        cost = -T.mean(T.log(p)[T.arange(t.shape[0]), t])
        parameters = [self.W, self.V, self.b]
        updates = [(q, q - 0.5 * g) for q, g in zip(parameters, T.grad(cost, parameters))]
        self.train = theano.function([x, t], cost, updates=updates)
        self.predict = theano.function([x], p.argmax(1), name="predict")

layers = Layers()
X = np.random.RandomState(2).normal(size=(10, 4))
for _ in range(3):
    layers.train(X, np.arange(10, dtype="int32") % 2)
print(layers.predict(X))
"""

LOOP = """\
import numpy as np
import theano
import theano.tensor as T

x = T.dmatrix("x")
W = theano.shared(np.eye(3), "W")
states, _ = theano.scan(lambda row, state: T.tanh(row + T.dot(state, W)), sequences=x, outputs_info=T.zeros(3))
cost = T.sqr(states[-1]).sum()
train = theano.function([x], cost, updates=[(W, W - 0.1 * T.grad(cost, W))])
print("%.10g" % train(np.ones((4, 3))))
print("%.10g" % train(np.ones((4, 3))))
"""

FAILING = """\
import numpy as np
import theano
import theano.tensor as T

X, t = T.dmatrix("X"), T.dvector("t")
w = theano.shared(np.ones(3), "w")
cost = T.mean((T.dot(X, w) - t) ** 2)
train = theano.function([X, t], cost, updates=[(w, w - 0.1 * T.grad(cost, w))])
print(train(np.ones((4, 3)), np.ones(4)))
print(train(np.ones((4, 3)), np.ones(5)))
"""

ENDLESS = """\
import theano
import theano.tensor as T

w, b = theano.shared(1.0, "w"), theano.shared(0.5, "b")
x, t = T.dvectors("x", "t")
cost = T.mean((w * x + b - t) ** 2)
step = theano.function([x, t], cost, updates=[(p, p - 0.05 * T.grad(cost, p)) for p in (w, b)])
step([1.0, 2.0, 3.0], [2.0, 4.0, 7.0])
print("started", flush=True)
while True:
    step([1.0, 2.0, 3.0], [2.0, 4.0, 7.0])
"""

# operations that must not run once more, random numbers, values set in between, a function that is pickled
EFFECTS = """\
import pickle
import numpy as np
import theano
import theano.tensor as T

calls = []

@theano.compile.ops.as_op(itypes=[T.dvector], otypes=[T.dvector])
def mine(x):
    calls.append(1)
    return x * 2

x = T.dvector("x")
random = T.shared_randomstreams.RandomStreams(7)
total = theano.shared(0.0, "total")
y = theano.printing.Print("seen")(mine(x)).sum() + random.uniform((3,)).sum()
f = theano.function([x], {"y": y}, updates=[(total, total + y)])
for _ in range(3):
    print("%.12g" % f([1.0, 2.0])["y"])
total.set_value(5.0)
print("%.12g" % f(x=[1.0, 2.0])["y"], len(calls), "%.12g" % total.get_value())
print(type(f).__name__, isinstance(f, theano.compile.Function))
g = theano.function([x], x + 1)
print(pickle.loads(pickle.dumps(g))([1.0]))
"""

# a weight of another size later on, a program's own name for a function of the page's, an empty result
ODD = """\
import numpy as np
import theano
import theano.tensor as T

w = theano.shared(np.zeros(3), "w")
f = theano.function([], w.sum(), updates=[(w, w + 1)])
f()
w.set_value(np.zeros(2))
f()
f()
nothing = theano.function([], [])
nothing()
x = T.matrix("<x> & 'x'")
g = theano.function([x], {"<a>": x[:0], "b": x.T}, name="g < h")
g(np.ones((2, 3), theano.config.floatX))
print("<b>&amp;</b>")
"""

NOTHING = """\
import sys
print("no graph", sys.argv[1:])
sys.exit(3)
"""

WIDE = """\
import numpy as np
import theano
import theano.tensor as T

x = T.dvector("x")
weights = [theano.shared(float(k), "W%d" % k) for k in range(120)]
cost = sum(T.tanh(x * w).sum() for w in weights)
f = theano.function([x], cost, updates=[(w, w - 0.1 * T.grad(cost, w)) for w in weights], name="train")
for i in range(3):
    f([0.1, 0.2])
"""

LARGE = """\
import theano
import theano.tensor as T

x = T.dvector("x")
y = x
for i in range(60):
    y = T.tanh(y + i) * T.exp(y)
cost = y.sum()
f = theano.function([x], [cost, T.grad(cost, x)])
f([0.1])
"""
