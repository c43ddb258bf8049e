"""The smallest Theano program: multiply a vector by fixed weights and sum, y = sum(x * W)."""

import argparse

import numpy as np
import theano
import theano.tensor as T
from reading import seed
from showing import ending_by_ctrl_c, figure, save_curve


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=seed, help="draw the two weights from this seed (default: 0.2 and 0.7)")
    parser.add_argument("--plot", type=figure, metavar="FILE", help="draw y while both inputs go from 0 to 2")
    args = parser.parse_args(argv)

    weights = np.array([0.2, 0.7]) if args.seed is None else np.random.RandomState(args.seed).uniform(size=2)
    x = T.fvector("x")
    W = theano.shared(weights, "W")
    f = theano.function([x], (x * W).sum())
    print(f"{float(f([1.0, 1.0])):.12g}")

    if args.plot:
        values = [0.0, 0.5, 1.0, 1.5, 2.0]
        save_curve(args.plot, values, {"y": [float(f([v, v])) for v in values]}, "both inputs", "y", "y = sum(x * W)")


if __name__ == "__main__":
    with ending_by_ctrl_c():
        main()
