"""A training step in float32 whose arrays are made as they were made."""

import numpy as np
import theano
import theano.tensor as T

theano.config.floatX = "float32"
rng = np.random.RandomState(1)
n_in, n_out = 4, 3
scale = np.sqrt(6.0 / (n_in + n_out))
W = theano.shared(np.asarray(rng.uniform(-1, 1, (n_in, n_out)), dtype=theano.config.floatX) * scale, name="W")
b = theano.shared(np.zeros(n_out, dtype="float32"), name="b")
x, y = T.matrix("x"), T.ivector("y")
p = T.nnet.softmax(T.dot(x, W) + b)
cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
updates = [(v, v - np.float32(0.5) * g) for v, g in zip([W, b], T.grad(cost, [W, b]))]
step = theano.function([x, y], cost, updates=updates)
data = rng.randn(6, n_in).astype("float32") * np.float64(0.5)
for _ in range(3):
    print(step(data, np.arange(6, dtype="int32") % 3).dtype, round(float(step(data, [0, 1, 2, 0, 1, 2])), 4))
print(W.dtype, W.get_value().dtype, (W.get_value() * np.mean([1.0, 2.0])).dtype)
