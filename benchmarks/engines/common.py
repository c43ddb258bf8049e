"""What every engine computes with: sizes, and numbers drawn from one seed."""

import numpy as np

STEPS, BATCH, HIDDEN = 50, 16, 128


class Data:
    """Draws arrays of float32 and of classes, the same ones in every engine."""

    def __init__(self):
        self.random = np.random.RandomState(0)

    def floats(self, *shape):
        return self.random.rand(*shape).astype("float32")

    def weights(self, *shape):
        return (0.05 * self.random.randn(*shape)).astype("float32")

    def zeros(self, *shape):
        return np.zeros(shape, "float32")

    def classes(self, n, kinds):
        return self.random.randint(0, kinds, n).astype("int32")
