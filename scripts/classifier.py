"""A classifier with one hidden layer, trained one example at a time.

Data: two files given, one example a line, first its label (0 or 1), then its features, separated by white space; or, by
default, scikit-learn's breast cancer data (569 real examples of 30 features), standardised, a quarter of it held out.
"""

import argparse

import numpy as np
import theano
import theano.tensor as T
from reading import above, count, labelled, seed
from showing import ending_by_ctrl_c, figure, plotted, progress


def network(x, n_features, n_hidden, l2, rng):
    """Return the two weights, what they predict of the features ``x``, a vector or a matrix, and their penalty."""

    def weights(name, shape):
        return theano.shared(np.asarray(rng.normal(scale=0.1, size=shape), dtype=theano.config.floatX), name)

    W_hidden = weights("W_hidden", (n_features, n_hidden))
    W_output = weights("W_output", (n_hidden, 1))
    hidden = T.nnet.sigmoid(T.dot(x, W_hidden))
    predicted = T.nnet.sigmoid(T.dot(hidden, W_output))
    return [W_hidden, W_output], predicted, l2 * (T.sqr(W_hidden).sum() + T.sqr(W_output).sum())


class Classifier:
    """Sigmoid hidden layer and sigmoid output, squared error with L2 regularisation, plain gradient descent."""

    def __init__(self, n_features, n_hidden, l2, rng):
        x = T.fvector("x")
        target = T.fscalar("target")
        learning_rate = T.fscalar("learning_rate")

        parameters, predicted, penalty = network(x, n_features, n_hidden, l2, rng)
        cost = T.sqr(predicted - target).sum() + penalty

        updates = [(p, p - learning_rate * g) for p, g in zip(parameters, T.grad(cost, parameters), strict=True)]
        self.train = theano.function(
            [x, target, learning_rate], [cost, predicted], updates=updates, allow_input_downcast=True
        )
        self.test = theano.function([x, target], [cost, predicted], allow_input_downcast=True)


def read(train_file, test_file):
    """Return (labels, features) to train on and (labels, features) to test on, of two files."""
    train = np.array(labelled(train_file))
    test = np.array(labelled(test_file, train.shape[1]))
    return (train[:, 0], train[:, 1:]), (test[:, 0], test[:, 1:])


def breast_cancer(rng):
    """Return (labels, features) to train on and (labels, features) to test on, of scikit-learn's data."""
    try:
        from sklearn.datasets import load_breast_cancer
    except ImportError as error:
        raise SystemExit("the default data needs scikit-learn: pip install scikit-learn tqdm") from error
    features, labels = load_breast_cancer(return_X_y=True)
    order = rng.permutation(len(labels))
    train, test = np.split(order, [len(labels) * 3 // 4])
    features = (features - features[train].mean(0)) / features[train].std(0)
    return (labels[train], features[train]), (labels[test], features[test])


def run(step, labels, features, label):
    """Call ``step(x, label)`` for each example; return the summed cost and the share classified rightly."""
    total, right = 0.0, 0
    for target, x in progress(list(zip(labels, features, strict=True)), label):
        cost, predicted = step(x, target)
        total += float(cost)
        right += (float(predicted[0]) >= 0.5) == (target == 1)
    return total, right / len(labels)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="training file and test file")
    parser.add_argument("--epochs", type=count(), default=10)
    parser.add_argument("--hidden", type=count(), default=5, help="size of the hidden layer (default: 5)")
    parser.add_argument("--learning-rate", type=above(0), default=0.1)
    parser.add_argument(
        "--l2", type=above(0, or_equal=True), default=0.001, help="weight of the regularisation (default: 0.001)"
    )
    parser.add_argument("--seed", type=seed, default=42)
    parser.add_argument("--plot", type=figure, metavar="FILE", help="draw the learning curve")
    args = parser.parse_args(argv)
    if len(args.files) not in (0, 2):
        parser.error("give both files, to train on and to test on, or none")

    rng = np.random.RandomState(args.seed)
    train, test = read(*args.files) if args.files else breast_cancer(rng)
    classifier = Classifier(train[1].shape[1], args.hidden, args.l2, rng)

    costs = []
    with plotted(args.plot, {"training cost": costs}, "epoch", "summed cost", "Classifier"):
        for epoch in range(args.epochs):
            cost, accuracy = run(lambda x, t: classifier.train(x, t, args.learning_rate), *train, f"epoch {epoch}")
            costs.append(cost)
            print(f"Epoch: {epoch}, Training_cost: {cost}, Training_accuracy: {accuracy:.12g}")
        cost, accuracy = run(classifier.test, *test, "test")
        print(f"Test_cost: {cost}, Test_accuracy: {accuracy:.12g}")


if __name__ == "__main__":
    with ending_by_ctrl_c():
        main()
