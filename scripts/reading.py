"""What the scripts share: files of examples, and arguments; one line says which of them is wrong, and where."""

import argparse
import math
from pathlib import Path


def lines(path):
    """Yield the (number, text) of the file's lines that are not blank."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from None
    if not content.strip():
        raise SystemExit(f"{path}: the file is empty")
    for number, line in enumerate(content.splitlines(), 1):
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SystemExit(f"{path}, line {number}: the text is not UTF-8") from None
        if text.strip():
            yield number, text


def number(text, path, line):
    """Return the number that ``text`` is."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise SystemExit(f"{path}, line {line}: {text!r} is not a number")
    return value


def labelled(path, width=None):
    """Return rows of numbers, a label of 0 or 1 and at least one feature, ``width`` long or as long as the first."""
    rows = []
    for line, text in lines(path):
        row = [number(word, path, line) for word in text.split()]
        width = width or max(len(row), 2)
        if len(row) != width:
            raise SystemExit(f"{path}, line {line}: {len(row)} numbers, not a label and {width - 1} features")
        if row[0] not in (0, 1):
            raise SystemExit(f"{path}, line {line}: the label is {row[0]:g}, not 0 or 1")
        rows.append(row)
    return rows


def scored(path):
    """Return the (score, words) of sentences: a score from 0 to 1, a tab, and at least one word."""
    sentences = []
    for line, text in lines(path):
        score, tab, sentence = text.strip().partition("\t")
        if not tab or not sentence.split():
            raise SystemExit(f"{path}, line {line}: not a score, a tab and words")
        score = number(score, path, line)
        if not 0 <= score <= 1:
            raise SystemExit(f"{path}, line {line}: the score is {score:g}, not from 0 to 1")
        sentences.append((score, sentence.lower().split()))
    return sentences


def above(least, kind=float, or_equal=False):
    """Return what makes a number of an argument, for argparse: above ``least``, or equal to it."""

    def argument(text):
        value = kind(text)
        if not math.isfinite(value) or value < least or (value == least and not or_equal):
            raise argparse.ArgumentTypeError(f"{text} is not {'at least' if or_equal else 'above'} {least}")
        return value

    argument.__name__ = "number" if kind is float else "whole number"
    return argument


def count(least=1):
    """Return what makes a whole number of an argument, of ``least`` or more."""
    return above(least, int, or_equal=True)


def seed(text):
    """Return the seed of a NumPy RandomState."""
    value = int(text)
    if not 0 <= value < 2**32:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to {2**32 - 1}")
    return value
