"""Small data in the formats that old programs read, the same numbers on every side; for Python 2.7 and later.

    python recipes.py FOLDER "NAME ARGUMENT ..." ...

Each recipe writes what the program of a row looks for in the folder where it runs. The data is drawn by NumPy's old
generators, whose numbers no version changes; each side writes it by itself.
"""

import gzip
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


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    for line in sys.argv[2:]:
        words = line.split()
        folder = words[1] if words[0] == "mnist_files" else os.path.dirname(words[1])
        if folder and not os.path.isdir(folder):
            os.makedirs(folder)
        globals()[words[0]](*words[1:])
