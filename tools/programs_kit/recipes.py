"""Small data in the formats that old programs read, the same numbers on every side; for Python 2.7 and later.

    python recipes.py FOLDER "NAME ARGUMENT ..." ...

Each recipe writes what the program of a row looks for in the folder where it runs. The data is drawn by NumPy's old
generators, whose numbers no version changes; each side writes it by itself.
"""

from __future__ import unicode_literals

import gzip
import io
import os
import pickle
import sys

import numpy


def digits(number, draw):
    """Pictures of 28 x 28 in ten classes: a bright stripe where the class says, and noise."""
    classes = draw.randint(0, 10, number)
    pictures = draw.randint(0, 64, (number, 28, 28))
    for each in range(number):
        top = 4 + 2 * classes[each]
        pictures[each, top : top + 3, 4:24] += 160
    return pictures.reshape(number, 784), classes


def mnist_pickle(path, train="1000", valid="200", test="200"):
    """The three parts of mnist.pkl or mnist.pkl.gz: pictures as floats between 0 and 1, and their classes."""
    draw = numpy.random.RandomState(1)
    parts = []
    for number in (train, valid, test):
        pictures, classes = digits(int(number), draw)
        parts.append((pictures.astype("float32") / numpy.float32(256), classes.astype("int64")))
    with (gzip.open if path.endswith(".gz") else open)(path, "wb") as file:
        pickle.dump(tuple(parts), file, 2)


def mnist_archive(path, train, valid, test, pictures_as, classes_as):
    """An .npz with pictures between 0 and 1 and their classes, in three parts under such names as ``x_%s``."""
    draw, kept = numpy.random.RandomState(1), {}
    for part, number in (("train", train), ("valid", valid), ("test", test)):
        pictures, classes = digits(int(number), draw)
        kept[pictures_as % part] = pictures.astype("float32") / numpy.float32(256)
        kept[classes_as % part] = classes.astype("int32")
    numpy.savez(path, **kept)


def mnist_files(folder):
    """The four files of MNIST as they were published, in their full length: 1500 and 300 pictures, then nothing."""
    draw = numpy.random.RandomState(2)
    for part, drawn, full in (("train", 1500, 60000), ("t10k", 300, 10000)):
        pictures, classes = digits(drawn, draw)
        for kind, head, values, size in (("images-idx3", 16, pictures, 784), ("labels-idx1", 8, classes, 1)):
            with open(os.path.join(folder, part + "-" + kind + "-ubyte"), "wb") as file:
                file.write(b"\0" * head + values.astype("uint8").tobytes())
                file.truncate(head + full * size)


def binary_parts(path, width="24", train="300", valid="60", test="60"):
    """An .npz of binary rows in three parts, with their lengths: every second column mostly repeats the one before."""
    draw = numpy.random.RandomState(3)
    kept = {"inputsize": int(width)}
    for part, number in (("train", train), ("valid", valid), ("test", test)):
        rows = draw.randint(0, 2, (int(number), int(width)))
        repeated = draw.randint(0, 10, (int(number), int(width) // 2)) < 9
        rows[:, 1::2] = numpy.where(repeated, rows[:, ::2], rows[:, 1::2])
        kept[part + "_data"], kept[part + "_length"] = rows.astype("float32"), int(number)
    numpy.savez(path, **kept)


def sentences(path, number="200", words="30", seed="4"):
    """Lines of made-up words, each word mostly followed by the next of the list."""
    draw = numpy.random.RandomState(int(seed))
    with io.open(path, "w", encoding="utf-8") as file:
        for _ in range(int(number)):
            start, length = draw.randint(0, int(words)), draw.randint(4, 12)
            line = [(start + each + draw.randint(0, 2)) % int(words) for each in range(length)]
            file.write(" ".join("w%02d" % each for each in line) + "\n")


def dictionary(path, words="30"):
    """A pickled dictionary from those words to numbers from 2 on."""
    known = {"eos": 0, "UNK": 1}
    known.update(("w%02d" % each, each + 2) for each in range(int(words)))
    with open(path, "wb") as file:
        pickle.dump(known, file, 0)


def text(path, line=""):
    """A file of one line: settings, or nothing in place of a debugger that is imported and never used."""
    with io.open(path, "w", encoding="utf-8") as file:
        file.write("" + line)


def tagged(path, number="120", seed="5"):
    """Sentences in columns, as CoNLL 2003 has them: word, part of speech, chunk, and the name's tag."""
    draw = numpy.random.RandomState(int(seed))
    words = [
        ("Anna", "B-PER"),
        ("Rome", "B-LOC"),
        ("goes", "O"),
        ("to", "O"),
        ("sees", "O"),
        ("Bern", "B-LOC"),
        (".", "O"),
    ]
    with io.open(path, "w", encoding="utf-8") as file:
        for _ in range(int(number)):
            for each in draw.randint(0, len(words), draw.randint(3, 9)):
                file.write("%s NN O %s\n" % words[each])
            file.write("\n")


def captions(train, valid, test):
    """Pickles of Flickr8k's captions and features, as arctic-captions reads them, and its dictionary."""
    from scipy.sparse import csr_matrix

    draw = numpy.random.RandomState(10)
    for part, number in (("train", train), ("dev", valid), ("test", test)):
        features = draw.randint(0, 3, (int(number), 196 * 512)) * (draw.randint(0, 20, (int(number), 196 * 512)) < 1)
        with open("flicker_8k_align.%s.pkl" % part, "wb") as file:
            said = []
            for each in range(int(number)):
                start = int(features[each].sum() % 7)
                said.append((" ".join("w%02d" % (start + word) for word in range(draw.randint(4, 9))), each))
            pickle.dump(said, file, 2)
            pickle.dump(csr_matrix(features.astype("float32")), file, 2)
    dictionary("dictionary.pkl")


def coins(path, number="12", length="12"):
    """Tosses of two coins that take turns, H or T, a line a series."""
    draw = numpy.random.RandomState(12)
    with io.open(path, "w", encoding="utf-8") as file:
        for _ in range(int(number)):
            file.write("".join("HT"[int(each)] for each in draw.randint(0, 5, int(length)) // 3) + "\n")


def citations(stem, known="30", asked="12", words="20", kinds="3"):
    """Pickles of papers that cite each other: words (sparse) and kinds of those known and asked, and the graph."""
    from scipy.sparse import csr_matrix

    draw = numpy.random.RandomState(13)
    number = int(known) + int(asked)
    kind = numpy.arange(number) % int(kinds)
    said = (draw.randint(0, 6, (number, int(words))) < 1) | (numpy.arange(int(words)) % int(kinds) == kind[:, None])
    kinds_of = numpy.eye(int(kinds), dtype="int32")[kind]
    graph = dict(
        (int(each), [int((each + step * int(kinds)) % number) for step in (1, 2, 5)]) for each in range(number)
    )
    parts = {
        "x": said[: int(known)],
        "tx": said[int(known) :],
        "y": kinds_of[: int(known)],
        "ty": kinds_of[int(known) :],
    }
    for part, value in parts.items():
        with open(stem + "." + part, "wb") as file:
            pickle.dump(csr_matrix(value.astype("float32")) if "x" in part else value, file, 2)
    with open(stem + ".graph", "wb") as file:
        pickle.dump(graph, file, 2)


def reviews(path, number="60", words="40"):
    """Two pickles in a file, to learn from and to ask: lists of words' numbers, and whether the low ones prevail."""
    draw = numpy.random.RandomState(15)
    with open(path, "wb") as file:
        for many in (int(number), int(number) // 3):
            likes = [int(each) for each in draw.randint(0, 2, many)]
            texts = [draw.randint(2, int(words) // (1 + like), draw.randint(3, 9)).tolist() for like in likes]
            pickle.dump((texts, likes), file, 2)


def ratings(stem, users="12", things="30"):
    """What users rated, the last of it apart, and for each what it did not: three files of numbers between tabs."""
    draw = numpy.random.RandomState(16)
    lines = {"train.rating": [], "test.rating": [], "test.negative": []}
    for user in range(int(users)):
        order = [int(each) for each in draw.permutation(int(things))]
        lines["train.rating"] += ["%d\t%d\t5\t0" % (user, each) for each in order[1:7]]
        lines["test.rating"].append("%d\t%d\t5\t0" % (user, order[0]))
        lines["test.negative"].append("\t".join(["(%d,%d)" % (user, order[0])] + ["%d" % each for each in order[8:]]))
    for part, said in lines.items():
        with io.open(stem + "." + part, "w", encoding="utf-8") as file:
            file.write("\n".join(said) + "\n")


def sessions(path, number, seed="11"):
    """Sessions of a shop, one click a line: session, item, time; mostly one item leads to the next."""
    draw = numpy.random.RandomState(int(seed))
    with io.open(path, "w", encoding="utf-8") as file:
        file.write("SessionId\tItemId\tTime\n")
        for each in range(int(number)):
            item = draw.randint(0, 30)
            for click in range(draw.randint(2, 8)):
                item = (item + 1 + draw.randint(0, 2)) % 30
                file.write("%d\t%d\t%d\n" % (each, item, 1000 * each + click))


def mnist_small(folder, train="600", test="120"):
    """The four files of MNIST, compressed, with few pictures in them."""
    draw = numpy.random.RandomState(2)
    for part, number in (("train", train), ("t10k", test)):
        pictures, classes = digits(int(number), draw)
        for kind, head, values in (("images-idx3", 16, pictures), ("labels-idx1", 8, classes)):
            with gzip.open(os.path.join(folder, part + "-" + kind + "-ubyte.gz"), "wb") as file:
                file.write(b"\0" * head + values.astype("uint8").tobytes())


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    for line in sys.argv[2:]:
        words = line.split(None, 2) if line.startswith("text ") else line.split()
        folder = words[1] if words[0].startswith("mnist_") and "." not in words[1][1:] else os.path.dirname(words[1])
        if folder and not os.path.isdir(folder):
            os.makedirs(folder)
        globals()[words[0]](*words[1:])
