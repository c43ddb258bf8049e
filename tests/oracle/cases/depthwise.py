"""Convolutions of few filters and channels in a group, of numbers that are not finite too."""

MODES = ["default", "compiled"]
SLOW_MODES = ["compiled"]

GRADIENTS = """
from theano.tensor.nnet import conv2d
from theano.tensor.nnet.abstract_conv import conv3d
random = np.random.RandomState(5)
x, w, t = T.dtensor4(), T.dtensor4(), T.dtensor4()
"""

CASES = {
    "what is not finite": f"""{GRADIENTS}
y = conv2d(x, w, border_mode=(1, 1), num_groups=3)
f = F([x, w, t], [y] + T.grad(None, [x, w], known_grads={{y: t}}))
results = []
for number in np.inf, np.nan, 1.:
    for which in range(3):
        arrays = [random.randn(2, 3, 5, 6), random.randn(3, 1, 3, 3), random.randn(2, 3, 5, 6)]
        arrays[which][(0, 1, 2, 2) if which != 1 else (1, 0, 2, 0)] = number
        results += [f(*arrays), f(*arrays)]
results
""",
    "two filters of a channel, two channels of a filter": f"""{GRADIENTS}
results = []
for count, channels, filters in (2, 2, 4), (2, 4, 2), (1, 2, 2), (1, 1, 4):
    for border, flip, dilation in ('full', True, (1, 1)), ((2, 0), False, (1, 1)), ('valid', True, (2, 1)):
        y = conv2d(x, w, num_groups=count, border_mode=border, filter_flip=flip, filter_dilation=dilation)
        f = F([x, w], [y] + T.grad((y ** 2).sum(), [x, w]))
        arrays = random.randn(2, channels, 7, 6), random.randn(filters, channels // count, 2, 3)
        results += [f(*arrays), f(*arrays)]
results
""",
    "three axes": f"""{GRADIENTS}
x, w = T.dtensor5(), T.dtensor5()
y = conv3d(x, w, num_groups=2, border_mode=(1, 0, 1), filter_flip=False)
f = F([x, w], [y] + T.grad((y ** 2).sum(), [x, w]))
arrays = random.randn(2, 2, 4, 5, 6), random.randn(2, 1, 2, 3, 2)
[f(*arrays), f(*arrays)]
""",
}
