"""How operations are written as lines of NumPy: by the class of an operation, a function of a `Writer` and a node.

Each line computes what the operation's ``perform`` computes, by the same calls of NumPy. An operation that has no
entry here is called as it is.
"""

import numpy as np

WRITERS: dict = {}  # {class: function}; a class derived from one has an entry of its own, or none


def writes(*classes):
    """Enter a function as what writes operations of these classes. It returns False to have its node called instead."""

    def enter(function):
        WRITERS.update(dict.fromkeys(classes, function))
        return function

    return enter


def dtype_of(variable):
    """The dtype of a variable, an array or a number."""
    return np.dtype(variable.type.dtype)


def tuple_of(texts):
    """The text of a tuple."""
    texts = list(texts)
    return f"({', '.join(texts)}{',' * (len(texts) == 1)})"
