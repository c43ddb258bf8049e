"""Where programs may answer otherwise than on real Theano, and why: few, and fair.

Each has a reason, the kinds of differences (`tests.oracle.difference`), a pattern that the program's text has, and the
errors of Theano's and ours, where there are. A value that differs is never fair.
"""

# ruff: noqa: E501 (a line for each)

import re
from collections import namedtuple

Known = namedtuple("Known", "reason kinds text theirs mine", defaults=("", "", ""))

SINGLE = r"float32|float16|complex64|int8|int16|bool|T\.[fcbw](scalar|vector|matrix|tensor|row|col)"

TABLE = [
    # Theano raises, ours has an answer
    Known("x[None] stands for x[None, ...], as in NumPy: Theano wanted every axis named", "accepted", r"\[", "ValueError"),
    Known("Theano took no mask on an axis that broadcasts", "accepted error", r"\[", "IndexError at once"),
    Known("PyTensor knows this length is 1, which Theano's pattern did not say", "accepted", r"theano\.(scan|map|reduce|fold)", "TypeError"),
    Known("a loop of no steps gives results of length 0: Theano had not implemented it", "accepted", "scan", "NotImplementedError"),
    Known("PyTensor has the product, of operations that had no R_op", "accepted", "Rop", "NotImplementedError"),
    Known("PyTensor adds a check that the length is 1", "accepted", "updates=", "TypeError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor adds a check", "accepted", "dimshuffle", "ValueError"),
    Known("convolutions have products with their Jacobians on broadcasting images", "accepted", r"Rop", "TypeError"),
    Known("branches of which one broadcasts give a variable that does not", "accepted", "ifelse", "TypeError"),
    Known("every mode gives a part of the outputs", "accepted", "output_subset", "TypeError"),
    Known("OpFromGraph may have inputs that it does not use", "accepted", "OpFromGraph", "UnusedInputError"),
    Known("Theano had no gradient of a part of a split alone", "accepted", r"T\.split", "ValueError"),
    Known("Theano failed inside on the gradient by the statistics", "accepted", "batch_normalization_train", "AsTensorError"),
    Known("images2neibs has a gradient in every mode", "accepted", "images2neibs", "NullTypeGradError"),
    Known("ConvOp had no gradient for some steps", "accepted", r"conv\.conv2d", "NotImplementedError"),
    # ours raises, Theano has an answer
    Known("lengths that are known are checked when the graph is made", "refused", r"reshape|alloc", "", "ValueError"),
    Known("lengths that are known are checked when the graph is made", "refused", "", "[ValueError]", "ValueError"),
    Known("a softmax along an axis without elements is refused, as by Theano's NumPy code", "refused", r"softmax|T\.exp", "", "ValueError"),
    Known("there is no cost of labels for which there are no rows", "refused", "crossentropy_categorical_1hot", "", "IndexError"),
    Known("NumPy 2 checks the indices of an empty result", "refused", r"np.zeros\(.*0", "", "IndexError"),
    Known("an initial state shorter than its taps go back is refused", "refused", "taps=", "", "ZeroDivisionError"),
    Known("NumPy has no floor of complex numbers any more", "refused", r"//|floor|int_div", "", "TypeError"),
    Known("a length of 1 broadcasts if the pattern says so, also where values are put at indices", "refused", "_subtensor", "", "ValueError"),
    Known("the gradient of an angle was 0 in Theano: PyTensor 3.3 refuses it", "refused", r"grad[\s\S]*angle|angle[\s\S]*grad", "", "TypeError"),
    # both raise
    Known("an Op without a gradient raises NotImplementedError", "error", "grad|Lop|jacobian|hessian", "AttributeError", "NotImplementedError"),
    Known("an Op without a gradient raises NotImplementedError", "error", "Rop", "NotImplementedError", "DisconnectedInputError"),
    Known("lengths that do not fit raise ValueError, also where Theano's rewrites had put an assertion", "error", "", "AssertionError", "ValueError"),
    Known("of a wrong index and a wrong length the other is told first", "error", r"\[", "ValueError", "IndexError"),
    Known("of a wrong index and a wrong length the other is told first", "error", r"\[|crossentropy", "IndexError", "ValueError"),
    Known("a loop of no steps gives results of length 0: Theano had not implemented it", "error", "scan|reduce|fold|map", "NotImplementedError"),
    Known("a dtype that is not there is a TypeError", "error", "float65", "KeyError", "TypeError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor adds a check", "error", "dimshuffle", "ValueError"),
    Known("a matrix that is not square is refused with ValueError", "error", r"linalg", "LinAlgError", "ValueError"),
    Known("None is no value of a shared variable: ValueError", "error", r"set_value\(None", "AttributeError", "ValueError"),
    Known("None is no value of an input: ValueError", "error", r"None", "AttributeError", "ValueError"),
    Known("PyTensor's operations without a gradient raise TypeError", "error", "grad", "AttributeError", "TypeError"),
    Known("of two wrong things the other is told first", "error", "return_disconnected", "AssertionError", "TypeError"),
    Known("batches of other numbers raise ValueError", "error", "batched_", "TypeError", "ValueError"),
    Known("Theano failed inside on the gradient by the statistics", "error", "batch_normalization_train", "AsTensorError"),
    Known("what is no number is refused with TypeError or NotImplementedError", "error", "", "AsTensorError", "TypeError"),
    Known("a loop of no steps gives results of length 0: Theano had not implemented it", "error", "scan|reduce|fold|map", "NotImplementedError"),
    Known("a dtype that is not there is a TypeError", "error", "float65", "KeyError", "TypeError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor adds a check", "error", "dimshuffle", "ValueError"),
    Known("a matrix that is not square is refused with ValueError", "error", r"linalg", "LinAlgError", "ValueError"),
    Known("None is no value of a shared variable: ValueError", "error", r"set_value\(None", "AttributeError", "ValueError"),
    Known("batches of other numbers raise ValueError", "error", "batched_", "TypeError", "ValueError"),
    Known("Theano failed inside on the gradient by the statistics", "error", "batch_normalization_train", "AsTensorError"),
    Known("what is no number is refused with TypeError or NotImplementedError", "error", "", "AsTensorError", "NotImplementedError"),
    Known("x[None] stands for x[None, ...], as in NumPy: Theano wanted every axis named", "error", r"None|newaxis", "ValueError"),
    # what is said of values that are not there yet
    Known("a slice of a length 1 need not have length 1", "pattern", r"\["),
    Known("a gradient's pattern says what is certain", "pattern", "grad"),
    # numbers
    Known("the gradient by a float32 is a float64 where PyTensor's products are not made of the same steps", "dtype", "grad"),
    Known("the digits of float32, through which the numbers went", "digits", SINGLE),
    Known("the digits of float16, through which the numbers went", "half", "float16"),
]  # fmt: skip


def known(text, kind, where, mine, theirs):
    """The reason why a difference of this kind, of these parts of answers, is fair; or None."""
    mine, theirs = _error(mine, where), _error(theirs, where)
    for each in TABLE:
        if (
            kind in each.kinds.split()
            and re.search(each.text, text)
            and (not each.theirs or each.theirs in theirs)
            and (not each.mine or each.mine in mine)
        ):
            return each.reason
    return None


def _error(answer, where):
    """How the table may call the error that an answer is, if it is one: in brackets the one of a program's first call."""
    if not isinstance(answer, dict):
        return ()
    if "error" in answer:
        return (answer["error"][0], "" if where else f"{answer['error'][0]} at once")
    first = answer["value"][0] if isinstance(answer.get("value"), list) and answer["value"] else None
    return (f"[{first['error'][0]}]",) if isinstance(first, dict) and "error" in first else ()
