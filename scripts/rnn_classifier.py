"""A sentence classifier: word embeddings, a gated recurrent unit run by scan, a softmax over the classes.

Data: two files given, one sentence a line, first a score from 0 to 1, a tab, then the words; or, by default, sentences
that the script makes: their score is the share of good words among the good and bad ones.
"""

import argparse
import collections
from bisect import bisect_left

import numpy as np
import theano
import theano.tensor as T
from reading import above, count, scored, seed
from showing import ending_by_ctrl_c, figure, plotted, progress

floatX = theano.config.floatX


class RnnClassifier:
    """GRU (Cho et al., 2014) over word embeddings, cross-entropy with L2 regularisation, plain gradient descent."""

    def __init__(self, n_words, n_classes, embedding, recurrent, l2, rng):
        self.rng = rng
        self.parameters = {}
        words = T.ivector("words")
        target = T.iscalar("target")
        learning_rate = T.fscalar("learning_rate")

        embeddings = self.weights("embeddings", (n_words, embedding))
        W_xm = self.weights("W_xm", (embedding, 2 * recurrent))
        W_hm = self.weights("W_hm", (recurrent, 2 * recurrent))
        W_xh = self.weights("W_xh", (embedding, recurrent))
        W_hh = self.weights("W_hh", (recurrent, recurrent))
        W_output = self.weights("W_output", (n_classes, recurrent))

        def step(x, h, W_xm, W_hm, W_xh, W_hh):
            gates = T.nnet.sigmoid(T.dot(x, W_xm) + T.dot(h, W_hm))
            reset, keep = gates[:recurrent], gates[recurrent:]
            candidate = T.tanh(T.dot(x, W_xh) + T.dot(reset * h, W_hh))
            return keep * h + (1.0 - keep) * candidate

        states, _ = theano.scan(
            step,
            sequences=embeddings[words],
            outputs_info=T.alloc(np.array(0, dtype=floatX), recurrent),
            non_sequences=[W_xm, W_hm, W_xh, W_hh],
        )
        output = T.nnet.softmax([T.dot(W_output, states[-1])])[0]
        predicted = T.argmax(output)
        cost = -T.log(output[target]) + l2 * sum(T.sqr(p).sum() for p in self.parameters.values())

        gradients = T.grad(cost, self.parameters.values())
        updates = [(p, p - learning_rate * g) for p, g in zip(self.parameters.values(), gradients, strict=True)]
        self.train = theano.function(
            [words, target, learning_rate], [cost, predicted], updates=updates, allow_input_downcast=True
        )
        self.test = theano.function([words, target], [cost, predicted])

    def weights(self, name, shape):
        value = np.asarray(self.rng.normal(scale=0.1, size=shape), dtype=floatX)
        self.parameters[name] = theano.shared(value, name)
        return self.parameters[name]


def made_sentences(rng, n=300):
    """Return ``n`` sentences of five to nine words with their scores."""
    good, bad = ["good", "great", "lovely", "fine"], ["bad", "awful", "dull", "poor"]
    other = ["the", "a", "film", "plot", "acting", "was", "and", "music"]
    sentences = []
    for _ in range(n):
        signs = rng.randint(0, 2, size=rng.randint(1, 4))
        words = [str(rng.choice(good if sign else bad)) for sign in signs]
        words += [str(word) for word in rng.choice(other, size=rng.randint(4, 7))]
        rng.shuffle(words)
        sentences.append((float(signs.mean()), words))
    return sentences


def dictionary(sentences, min_count):
    """Return a mapping from each word seen at least ``min_count`` times to its id; 0 is any other word."""
    counts = collections.Counter(word for _, words in sentences for word in words)
    kept = [word for word, count in counts.most_common() if count >= min_count]
    return {word: i for i, word in enumerate(["<unk>", "<s>", "</s>", *kept])}


def encode(sentences, ids, n_classes):
    """Return the (class, word ids) of sentences: scores cut into ``n_classes`` equal parts, each with its upper end."""
    ends = [(i + 1) * (1 / n_classes) for i in range(n_classes - 1)]
    return [
        (bisect_left(ends, score), [ids["<s>"], *(ids.get(w, 0) for w in words), ids["</s>"]])
        for score, words in sentences
    ]


def run(step, examples, label):
    """Call ``step(words, class)`` for each example; return the summed cost and the share classified rightly."""
    total, right = 0.0, 0
    for target, words in progress(examples, label):
        cost, predicted = step(words, target)
        total += float(cost)
        right += int(predicted) == target
    return total, right / len(examples)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="training file and test file")
    parser.add_argument("--epochs", type=count(), default=10)
    parser.add_argument("--classes", type=count(2), default=3)
    parser.add_argument("--embedding", type=count(), default=20, help="size of the word embeddings (default: 20)")
    parser.add_argument("--recurrent", type=count(), default=20, help="size of the recurrent unit (default: 20)")
    parser.add_argument("--learning-rate", type=above(0), default=0.1)
    parser.add_argument(
        "--l2", type=above(0, or_equal=True), default=0.0001, help="weight of the regularisation (default: 0.0001)"
    )
    parser.add_argument("--min-count", type=count(), default=2, help="rarer words are unknown (default: 2)")
    parser.add_argument("--seed", type=seed, default=42)
    parser.add_argument("--plot", type=figure, metavar="FILE", help="draw the learning curve")
    args = parser.parse_args(argv)
    if len(args.files) not in (0, 2):
        parser.error("give both files, to train on and to test on, or none")

    rng = np.random.RandomState(args.seed)
    sentences, held_out = map(scored, args.files) if args.files else (made_sentences(rng), made_sentences(rng, 100))
    ids = dictionary(sentences, args.min_count)
    train, test = encode(sentences, ids, args.classes), encode(held_out, ids, args.classes)
    classifier = RnnClassifier(len(ids), args.classes, args.embedding, args.recurrent, args.l2, rng)

    costs = []
    with plotted(args.plot, {"training cost": costs}, "epoch", "summed cost", "Recurrent classifier"):
        for epoch in range(args.epochs):
            rng.shuffle(train)
            cost, accuracy = run(lambda w, t: classifier.train(w, t, args.learning_rate), train, f"epoch {epoch}")
            costs.append(cost)
            print(f"Epoch: {epoch}\tCost: {cost:.6f}\tAccuracy: {accuracy:.4f}")
        cost, accuracy = run(classifier.test, test, "test")
        print(f"Test_cost: {cost:.6f}\tTest_accuracy: {accuracy:.4f}")


if __name__ == "__main__":
    with ending_by_ctrl_c():
        main()
