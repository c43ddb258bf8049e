"""The classifier of classifier.py, trained by several processes: each takes its part of every batch.

The compiled functions and the data go to Dask's workers once. Each step sends them the weights and averages the
gradients that come back. A worker that dies is replaced, and what it had not finished is computed again.

Data: as for classifier.py, two files given or scikit-learn's breast cancer data. With `--batch 1` and
its learning rate, the numbers are those of classifier.py.
"""

import signal

if __name__ == "__mp_main__":  # in a new worker, which imports this script first: the process that it works for ends it
    signal.signal(signal.SIGINT, signal.SIG_IGN)

import argparse
import logging
import pickle
import time
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from multiprocessing import get_all_start_methods

import numpy as np
import theano
import theano.tensor as T
from classifier import breast_cancer, network, read
from reading import above, count, seed
from showing import ending_by_ctrl_c, figure, plotted, progress, save_curve


class Classifier:
    """Sigmoid hidden layer and sigmoid output, squared error with L2 regularisation, plain gradient descent."""

    def __init__(self, n_features, n_hidden, l2, rng):
        x = T.fmatrix("x")
        target = T.fvector("target")
        learning_rate = T.fscalar("learning_rate")

        self.parameters, predicted, penalty = network(x, n_features, n_hidden, l2, rng)
        predicted = predicted[:, 0]
        costs = T.sqr(predicted - target) + penalty
        result = [costs.mean(), T.eq(predicted >= 0.5, target).mean()]

        gradients = T.grad(costs.mean(), self.parameters)
        averaged = [p.type(f"gradient of {p.name}") for p in self.parameters]
        updates = [(p, p - learning_rate * g) for p, g in zip(self.parameters, averaged, strict=True)]
        self.test = theano.function([x, target], result, allow_input_downcast=True)
        self.gradients = theano.function([x, target], [*result, *gradients], allow_input_downcast=True)
        self.update = theano.function([learning_rate, *averaged], updates=updates, allow_input_downcast=True)

    def get(self):
        """Return the weights, as arrays."""
        return [parameter.get_value() for parameter in self.parameters]

    def set(self, weights):
        """Let these arrays be the weights."""
        for parameter, value in zip(self.parameters, weights, strict=True):
            parameter.set_value(value)


# ---------------------------------------------------------------- what a worker does, with its copy of the classifier


def gradients(classifier, data, weights, rows):
    """Return the averages of [cost, share classified rightly, *gradients] over some rows of the training data."""
    labels, features = data[0]
    classifier.set(weights)
    return classifier.gradients(features[rows], labels[rows])


def whole_training(classifier, data, weights, *plan):
    """Train alone, from these weights on; return the cost of each epoch, and what the test says."""
    classifier.set(weights)
    costs = [cost for cost, _ in epochs(classifier, Here(classifier, data), *plan)]
    return costs, *tested(classifier, data)


def tested(classifier, data):
    """Return the summed cost of the test data, and the share classified rightly."""
    labels, features = data[1]
    cost, right = classifier.test(features, labels)
    return float(cost) * len(labels), float(right)


class Here:
    """This process, which does all of the work."""

    count = 1

    def __init__(self, classifier, data):
        self.classifier, self.data = classifier, data

    def all(self, work, arguments):
        """Return what ``work(classifier, data, *each)`` gives for each of the arguments."""
        return [result for _, result in self.each(work, arguments)]

    def each(self, work, arguments):
        """Yield the same as (index, result), as soon as it is there."""
        for i, each in enumerate(arguments):
            yield i, work(self.classifier, self.data, *each)


class Workers:
    """Dask's workers, which do the same."""

    def __init__(self, client, classifier, data):
        import cloudpickle
        from dask.utils import SerializableLock

        self.client, self.count = client, len(client.nthreads())
        self.lock = SerializableLock()  # a worker has one copy for all of its threads
        # Two tasks rather than scattered data: they are done again when a worker dies that has their results.
        self.copies = [client.submit(Copy, cloudpickle.dumps(each), pure=False) for each in (classifier, data)]

    def submit(self, work, arguments):
        return [self.client.submit(alone, self.lock, work, *self.copies, *each, pure=False) for each in arguments]

    def all(self, work, arguments):
        return self.client.gather(self.submit(work, arguments))

    def each(self, work, arguments):
        from distributed import as_completed

        tasks = self.submit(work, arguments)
        for task in as_completed(tasks):
            yield tasks.index(task), task.result()


class Copy:
    """What a worker computes with. Another worker gets it as it came, not in the middle of a call."""

    def __init__(self, pickled):
        self.pickled, self.value = pickled, pickle.loads(pickled)

    def __reduce__(self):
        return Copy, (self.pickled,)


def alone(lock, work, classifier, data, *arguments):
    """Do the work while no other thread of this process does."""
    with lock:
        return work(classifier.value, data.value, *arguments)


@contextmanager
def place(args, classifier, data):
    """Yield where the work is done: here, by new processes on this machine, or by a scheduler's workers."""
    if not args.scheduler and not args.workers:
        yield Here(classifier, data)
        return
    try:
        from dask import config
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError:
        raise SystemExit('workers need Dask: pip install "dask[distributed]" scikit-learn tqdm') from None
    if "forkserver" in get_all_start_methods():  # whose process does not hear Ctrl-C: no moment in which a worker would
        config.set({"distributed.worker.multiprocessing-method": "forkserver"})
    with ExitStack() as stack:
        try:
            address = args.scheduler or stack.enter_context(
                LocalCluster(
                    n_workers=args.workers,
                    threads_per_worker=1,
                    dashboard_address=":0",
                    silence_logs=logging.CRITICAL,
                )
            )
            client = stack.enter_context(Client(address, timeout=10))
            client.wait_for_workers(1, timeout=30)
        except (OSError, ValueError) as error:
            raise SystemExit(f"{args.scheduler}: no scheduler with workers answers there ({error})") from None
        try:
            yield Workers(client, classifier, data)
        except KeyboardInterrupt:
            logging.disable()  # what is stopped in the middle of a step has much to say
            raise
        except KilledWorker:
            raise SystemExit("given up: one piece of work has lost its worker four times") from None


# ---------------------------------------------------------------- training


def batches(n, size):
    """Return the rows of each batch, as slices of ``n`` examples."""
    return [slice(start, min(start + size, n)) for start in range(0, n, size)]


def parts(rows, count):
    """Cut rows, a slice, into at most ``count`` parts as long as each other."""
    ends = np.linspace(rows.start, rows.stop, min(count, rows.stop - rows.start) + 1).astype(int).tolist()
    return [slice(start, stop) for start, stop in pairwise(ends)]


def averaged(results, sizes):
    """Return the averages over all rows, of the averages over each part and the sizes of the parts."""
    return [np.average(column, axis=0, weights=sizes) for column in zip(*results, strict=True)]


def epochs(classifier, where, learning_rate, n, size, count, bar=lambda steps, epoch: steps):
    """Train for ``count`` epochs on ``n`` examples; yield the summed cost and the share classified rightly of each."""
    for epoch in range(count):
        sums = np.zeros(2)
        for rows in bar(batches(n, size), f"epoch {epoch}"):
            pieces = parts(rows, where.count)
            sizes = [piece.stop - piece.start for piece in pieces]
            weights = classifier.get()
            mean = averaged(where.all(gradients, [(weights, piece) for piece in pieces]), sizes)
            classifier.update(learning_rate, *mean[2:])
            sums += np.multiply(mean[:2], sum(sizes))
        yield float(sums[0]), sums[1] / n


def train(classifier, where, args, n):
    """Train and print; return the milliseconds that a step took."""
    costs, start = [], time.perf_counter()
    with plotted(args.plot, {"training cost": costs}, "epoch", "summed cost", "Distributed classifier"):
        found = epochs(classifier, where, args.learning_rate, n, args.batch, args.epochs, progress)
        for epoch, (cost, accuracy) in enumerate(found):
            costs.append(cost)
            print(f"Epoch: {epoch}, Training_cost: {cost:.12g}, Training_accuracy: {accuracy:.12g}")
    return 1000 * (time.perf_counter() - start) / (args.epochs * len(batches(n, args.batch)))


def sweep(classifier, where, args, n):
    """Train once for each learning rate, each as a whole on one worker, and print; return the best rate."""
    weights = classifier.get()
    arguments = [(weights, rate, n, args.batch, args.epochs) for rate in args.sweep]
    found = dict(progress(where.each(whole_training, arguments), "learning rates", len(arguments)))
    for i, rate in enumerate(args.sweep):
        costs, cost, accuracy = found[i]
        print(f"Learning_rate: {rate:g}, Training_cost: {costs[-1]:.12g}, Test_cost: {cost:.12g}, ", end="")
        print(f"Test_accuracy: {accuracy:.12g}")
    if args.plot:
        curves = {f"{rate:g}": found[i][0] for i, rate in enumerate(args.sweep)}
        save_curve(args.plot, range(args.epochs), curves, "epoch", "summed cost", "Learning rates")
    return args.sweep[min(found, key=lambda i: found[i][1])]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="training file and test file")
    workers = parser.add_mutually_exclusive_group()
    workers.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask, e.g. tcp://host:8786")
    workers.add_argument(
        "--workers", type=count(0), default=2, help="processes on this machine; 0: train in this one (default: 2)"
    )
    parser.add_argument("--batch", type=count(), default=16, help="examples of a step (default: 16)")
    parser.add_argument("--epochs", type=count(), default=10)
    parser.add_argument("--hidden", type=count(), default=5, help="size of the hidden layer (default: 5)")
    parser.add_argument("--learning-rate", type=above(0), default=1.0)
    parser.add_argument(
        "--sweep", type=above(0), nargs="+", metavar="RATE", help="train with each of these learning rates instead"
    )
    parser.add_argument(
        "--l2", type=above(0, or_equal=True), default=0.001, help="weight of the regularisation (default: 0.001)"
    )
    parser.add_argument("--seed", type=seed, default=42)
    parser.add_argument("--plot", type=figure, metavar="FILE", help="draw the learning curve")
    args = parser.parse_args(argv)
    if len(args.files) not in (0, 2):
        parser.error("give both files, to train on and to test on, or none")

    rng = np.random.RandomState(args.seed)
    data = read(*args.files) if args.files else breast_cancer(rng)
    classifier = Classifier(data[0][1].shape[1], args.hidden, args.l2, rng)
    n = len(data[0][0])
    with place(args, classifier, data) as where:
        if args.sweep:
            print(f"Best: {sweep(classifier, where, args, n):g}")
        else:
            milliseconds = train(classifier, where, args, n)
            cost, accuracy = tested(classifier, data)
            print(f"Test_cost: {cost:.12g}, Test_accuracy: {accuracy:.12g}")
            print(f"Milliseconds_per_step: {milliseconds:.3g}")


if __name__ == "__main__":
    with ending_by_ctrl_c():
        main()
