"""The smallest training in Theano: move two weights by gradient descent until their sum with the input is 20.

Prints the output before each of ten steps: 0.9, 8.54, 13.124 ... 19.8075160064.
"""

import argparse

import numpy as np
import theano
import theano.tensor as T
from reading import seed
from showing import ending_by_ctrl_c, figure, plotted


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=seed, help="draw the first weights from this seed (default: 0.2 and 0.7)")
    parser.add_argument("--plot", type=figure, metavar="FILE", help="draw the learning curve")
    args = parser.parse_args(argv)

    weights = np.array([0.2, 0.7]) if args.seed is None else np.random.RandomState(args.seed).uniform(size=2)
    x = T.fvector("x")
    target = T.fscalar("target")
    W = theano.shared(weights, "W")
    y = (x * W).sum()
    cost = T.sqr(target - y)
    (gradient,) = T.grad(cost, [W])
    train = theano.function([x, target], y, updates=[(W, W - 0.1 * gradient)])

    outputs, targets = [], []
    curves = {"output": outputs, "target": targets}
    with plotted(args.plot, curves, "step", "output", "Gradient descent towards 20", first=1):
        for _ in range(10):
            outputs.append(float(train([1.0, 1.0], 20.0)))
            targets.append(20.0)
            print(f"{outputs[-1]:.12g}")


if __name__ == "__main__":
    with ending_by_ctrl_c():
        main()
