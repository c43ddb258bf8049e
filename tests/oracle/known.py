"""Where programs may answer otherwise than on real Theano, and why: few, and fair.

Each has a reason, the kinds of differences (`tests.oracle.difference`), a pattern that the program's text has, and the
errors of Theano's and ours, where there are. A value that differs is never fair.
"""

# ruff: noqa: E501 (a line for each)

import math
import re
from collections import namedtuple

Known = namedtuple("Known", "reason kinds text theirs mine", defaults=("", "", ""))

SINGLE = r"float32|float16|complex64|int8|int16|bool|T\.[fcbw](scalar|vector|matrix|tensor|row|col)"
INTEGER = r"int8|int16|int32|int64|T\.[bwil](scalar|vector|matrix|tensor|row|col)|T\.arange\(\d"

TABLE = [
    # Theano raises, ours has an answer
    Known("x[None] stands for x[None, ...], as in NumPy: Theano wanted every axis named", "accepted", r"\[", "ValueError"),
    Known("Theano took no mask on an axis that broadcasts", "accepted error", r"\[", "IndexError at once"),
    Known("PyTensor knows this length is 1, which Theano's pattern did not say", "accepted", r"theano\.(scan|map|reduce|fold)", "TypeError"),
    Known("a loop of no steps gives results of length 0, the last of which is its initial state: Theano had not implemented it", "accepted", "scan|theano.map|theano.reduce|theano.fold", "NotImplementedError"),
    Known("PyTensor has the product, of operations that had no R_op", "accepted", "Rop", "NotImplementedError"),
    Known("PyTensor adds a check that the length is 1", "accepted", "updates=", "TypeError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor adds a check", "accepted", "dimshuffle", "ValueError"),
    Known("convolutions have products with their Jacobians on broadcasting images", "accepted", r"Rop", "TypeError"),
    Known("branches of which one broadcasts give a variable that does not", "accepted error", "ifelse", "TypeError"),
    Known("every mode gives a part of the outputs", "accepted", "output_subset", "TypeError"),
    Known("OpFromGraph may have inputs that it does not use", "accepted", "OpFromGraph", "UnusedInputError"),
    Known("Theano had no gradient of a part of a split alone", "accepted", r"T\.split", "ValueError"),
    Known("Theano failed inside on the gradient by the statistics", "accepted", "batch_normalization_train", "AsTensorError"),
    Known("images2neibs has a gradient in every mode", "accepted", "images2neibs", "NullTypeGradError"),
    Known("ConvOp had no gradient for some steps", "accepted", r"conv\.conv2d", "NotImplementedError"),
    Known("ConvOp had no gradient for some steps", "accepted", r"conv\.conv2d\(.*subsample", "Exception"),
    Known("PyTensor has the gradient, of operations that had none", "accepted", r"diff\(|repeat\(|tri_gamma\(", "NotImplementedError"),
    Known("PyTensor has the gradient, of operations that had none", "accepted", r"svd\(", "AttributeError"),
    Known("pooling has a gradient with padding in every mode", "accepted", r"pool_2d\(.*pad=", "NotImplementedError"),
    Known("a disconnected gradient may be None, as Theano's documentation says", "accepted error", "return_disconnected='none'", "AssertionError"),
    Known("Theano failed inside on the gradient by an integer that is put at indices", "accepted", r"_subtensor\([\s\S]*(grad|hessian|jacobian|Lop)", "AssertionError"),
    Known("a number that is put where a mask says has a gradient", "accepted", r"_subtensor\([^\n]*'bool'[\s\S]*grad", "TypeError"),
    Known("a mask of what is compared has a gradient", "accepted", r"\[[^\]]*[<>][^\]]*\][\s\S]*grad", "TypeError"),
    Known("a label is checked where its cost is asked for, not where the others' outputs are", "accepted", "crossentropy_softmax_argmax_1hot_with_bias", "IndexError"),
    Known("labels of which one is known to be all are labels", "accepted", r"\(True,\)[\s\S]*crossentropy", "TypeError"),
    Known("NumPy has the sign of complex numbers", "accepted error", r"T\.sgn\(", "TypeError"),
    Known("a clone may broadcast less: PyTensor adds a check that the length is 1", "accepted error", r"theano\.clone", "TypeError"),
    Known("a number has the axes 0 and -1, as in NumPy", "accepted", r"axis=|\.(sum|prod|any|all|norm|ptp)\(", "ValueError"),
    Known("the product with a Jacobian through zero_grad has the shape of what it is of: Theano's was a number", "accepted", r"Rop[\s\S]*zero_grad|zero_grad[\s\S]*Rop", "TypeError"),
    Known("Theano failed inside on the gradient of some loops", "accepted", r"theano\.scan[\s\S]*grad", "AttributeError"),
    Known("Theano failed inside on running products and sums of a number that is a constant filled in", "accepted", r"cum(prod|sum)\([\s\S]*(fill|second)\(", "AssertionError"),
    Known("the gradient by nothing is nothing", "accepted", r"grad\([^\n]*np\.array\(\[\]\)", "TypeError"),
    Known("an element of the differences of no lengths is 0, as that of lengths less lengths in Theano", "accepted", r"diff\([^\n]*shape", "IndexError"),
    Known("a triangle of a vector is that of its rows, as in NumPy: Theano asked the vector for a second length", "accepted", r"tri[lu]\(", "IndexError"),
    Known("of two wrong things the other is told first", "error", r"theano\.sparse[\s\S]*grad", "AttributeError", "AssertionError"),
    Known("PyTensor's sparse variables have more methods", "accepted", r"theano\.sparse", "AttributeError"),
    Known("the product of a sparse matrix and a vector has a gradient by the matrix", "accepted error", r"theano\.sparse[\s\S]*grad", "ValueError"),
    Known("the length of a slice by 0 is 1, as Theano had it where it did not compile", "accepted", r"::[^\]]*\][\s\S]*(shape|size)", "ZeroDivisionError"),
    Known("a loop of no steps gives results of length 0: Theano had not implemented it", "accepted", "jacobian|hessian", "NotImplementedError"),
    Known("a sparse matrix of a dense one has a gradient wherever PyTensor has one", "accepted", r"(csr|csc)_from_dense[\s\S]*grad", "TypeError"),
    Known("the gradient of an expression by itself needs no input", "accepted", "grad|jacobian|hessian", "UnusedInputError"),
    Known("an index out of bounds of ones was not noticed, unless there was a new axis", "accepted", r"inc_subtensor\([^\n]*newaxis[\s\S]*grad", "IndexError"),
    Known("labels of a matrix without rows and columns, of which nothing is read", "accepted", r"crossentropy[\s\S]*np\.zeros\(\(0, 0\)", "IndexError"),
    Known("Theano's Reshape gave its perform a third argument, params", "accepted", r"class \w+\(T\.Reshape\)[\s\S]*def perform", "TypeError"),
    Known("an infinite float16 is rounded to an integer as other floats are", "accepted", r"iround\([\s\S]*np\.inf", "OverflowError"),
    Known("a gradient by what is rounded is 0: what is rounded is not computed for it, nor its indices looked at", "accepted", r"grad[\s\S]*(trunc|ceil|floor|round)\(|(trunc|ceil|floor|round)\([\s\S]*grad", "IndexError"),
    Known("what is dense need not be made dense", "accepted error", "dense_from_sparse", "TypeError"),
    # ours raises, Theano has an answer
    Known("None is no array, also where it would be handed through: Theano did so, or fell over", "refused", r"None\)", "", "ValueError"),
    Known("what `givens` puts in the place of a variable whose lengths are known has these lengths", "refused", "givens=", "", "AssertionError"),
    Known("a bool is not incremented by numbers", "refused", r"inc_subtensor", "", "TypeError"),
    Known("an initial state shorter than its taps go back: Theano read rows of memory that nothing had set", "refused error", "taps=", "", "ValueError"),
    Known("lengths that do not fit are refused, also if there are no elements", "refused", "batched_tensordot", "", "ValueError"),
    Known("lengths that are known are checked when the graph is made", "refused", r"reshape|alloc", "", "ValueError"),
    Known("lengths that are known are checked when the graph is made", "refused", "", "[ValueError]", "ValueError"),
    Known("lengths that are known are checked when the graph is made", "refused", "", "[AssertionError]", "ValueError"),
    Known("lengths that are known are checked when the graph is made, also of what no output needs", "refused", r"T\.constant|T\.eye|np\.", "", "ValueError at once"),
    Known("a mask's length is checked when the graph is made, also of what no output needs", "refused", r"\[np\.array\(\[(True|False)", "", "IndexError at once"),
    Known("lengths that do not fit are refused, also if there are no elements", "refused", "tensordot", "", "ValueError"),
    Known("an axis that is not there is refused when the graph is made", "error", r"sort\(", "TypeError", "AxisError"),
    Known("an axis that is not there is refused when the graph is made", "refused", r"sort\(|diff\(", "", "AxisError at once"),
    Known("an axis that is not there is refused when the graph is made", "refused", r"T\.split\(", "", "ValueError"),
    Known("a softmax along an axis without elements is refused, as by Theano's NumPy code", "refused", r"softmax|T\.exp\(.*\.sum\(|T\.sum\(T\.exp\(", "", "ValueError"),
    Known("as many labels as rows, as in Theano's fast_run, also where all rows are constant", "refused", r"softmax\(T\.constant[\s\S]*arange", "", "ValueError"),
    Known("there is no cost of labels for which there are no rows", "refused", "crossentropy_categorical_1hot", "", "IndexError"),
    Known("NumPy 2 checks the indices of an empty result", "refused", r"_subtensor\(|np.zeros\(.*0|\[[^\]]*:[^\]]*, [a-z]|\[x\d+, [^\]]*:", "", "IndexError"),
    Known("a length of 1 broadcasts into a slice if the pattern says so", "refused", r"_subtensor\(.*\[[^\]]*:[^\]]*\]", "", "ValueError"),
    Known("an initial state shorter than its taps go back is refused", "refused", "taps=", "", "ZeroDivisionError"),
    Known("more numbers than there can be are refused: Theano's count of them overflowed", "refused", r"arange[\s\S]*9223372036854775807", "", "ValueError"),
    Known("NumPy has no floor of complex numbers any more", "refused", r"//|floor|int_div", "", "TypeError"),
    Known("the gradient of an angle was 0 in Theano: PyTensor 3.3 refuses it", "refused", r"grad[\s\S]*angle|angle[\s\S]*grad", "", "TypeError"),
    Known("an axis that is known to have length 1 is not split into several when the gradient is made", "refused", r"T\.split", "", "TypeError"),
    Known("as many numbers as there are different integers: memory for billions takes its time", "timeout", "bincount", "MemoryError"),
    # both raise
    Known("an Op without a gradient raises NotImplementedError", "error", "grad|Lop|jacobian|hessian", "AttributeError", "NotImplementedError"),
    Known("an Op without a gradient raises NotImplementedError", "error", "Rop", "NotImplementedError", "DisconnectedInputError"),
    Known("lengths that do not fit raise ValueError, also where Theano's rewrites had put an assertion", "error", "", "AssertionError", "ValueError"),
    Known("of a wrong index and a wrong length the other is told first", "error", r"\[", "ValueError", "IndexError"),
    Known("of a wrong index and a wrong length the other is told first", "error", r"\[|crossentropy", "IndexError", "ValueError"),
    Known("of a wrong index and a wrong length the other is told first", "error", r"\[", "AssertionError", "IndexError"),
    Known("a loop of no steps gives results of length 0: Theano had not implemented it", "error", "scan|reduce|fold|map", "NotImplementedError"),
    Known("the gradient of an angle was 0 in Theano: PyTensor 3.3 refuses it", "error", "angle", "NotImplementedError", "TypeError"),
    Known("PyTensor 3.3 fails on the gradient of qr, of which Theano had none", "error", r"qr\(", "NotImplementedError", "TypeError"),
    Known("what is wrapped around an axis without elements is divided by 0", "error", "mode='wrap'", "IndexError", "ZeroDivisionError"),
    Known("of two wrong things the other is told first", "error", r"reshape\(|alloc\(", "UnusedInputError", "ValueError"),
    Known("of two wrong things the other is told first", "error", r"reshape\(|alloc\(", "TypeError", "ValueError"),
    Known("of two wrong things the other is told first: a bool is not incremented by numbers", "error", r"inc_subtensor", "OverflowError", "TypeError"),
    Known("of two wrong things the other is told first", "error", "typed_list", "ValueError", "TypeError"),
    Known("of two wrong things the other is told first: NumPy has no floor of complex numbers any more", "error", r"complex[\s\S]*//|//[\s\S]*complex", "ValueError", "TypeError"),
    Known("of two wrong things the other is told first", "error", r"grad[\s\S]*switch", "DisconnectedInputError", "ValueError"),
    Known("a convolution that leaves no width is refused, as Theano's CorrMM in C did", "refused", r"conv2d\(", "", "ValueError"),
    Known("of two wrong things the other is told first", "error", r"linalg", "TypeError", "ValueError"),
    Known("lengths of the statistics that do not fit are refused, whichever output is asked for", "refused", "batch_normalization_train", "", "ValueError"),
    Known("functions of truth values have float32's digits: Theano's were float16's", "half", r"T\.(le|lt|ge|gt|eq|neq|any|all|isnan|isinf|and_|or_|xor)\(|[<>]|bool"),
    Known("of two wrong things the other is told first", "error", r"Lop", "TypeError", "MissingInputError"),
    Known("the number of parts is checked when the graph is made", "error", r"T\.split", "TypeError", "ValueError"),
    Known("a dtype that is not there is a TypeError", "error", "float65", "KeyError", "TypeError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor adds a check", "error", "dimshuffle", "ValueError"),
    Known("a matrix that is not square is refused with ValueError", "error", r"linalg", "LinAlgError", "ValueError"),
    Known("None is no value of a shared variable: ValueError", "error", r"set_value\(None", "AttributeError", "ValueError"),
    Known("None is no value of an input: ValueError", "error", r"None", "AttributeError", "ValueError"),
    Known("None is no value of an input: ValueError", "error", r"call\(f.*None", "TypeError", "ValueError"),
    Known("of two wrong things the other is told first", "error", r"Rop", "NotImplementedError", "TypeError"),
    Known("of two wrong things the other is told first", "error", r"crossentropy[\s\S]*Rop|Rop[\s\S]*zero_grad", "TypeError", "NotImplementedError"),
    Known("of two wrong things the other is told first", "error", r"class Raises\(", "ValueError", "ZeroDivisionError"),
    Known("of a length that does not fit and an integer divided by 0 the other is told first", "error", rf"(?=[\s\S]*({INTEGER}))[\s\S]*([\w)\]] (//|%) [\w(]|T\.(mod|int_div)\()", "ValueError", "ZeroDivisionError"),
    Known("PyTensor's operations without a gradient raise TypeError", "error", "grad", "AttributeError", "TypeError"),
    Known("of two wrong things the other is told first", "error", "return_disconnected", "AssertionError", "TypeError"),
    Known("batches of other numbers raise ValueError", "error", "batched_", "TypeError", "ValueError"),
    Known("Theano failed inside on the gradient by the statistics", "error", "batch_normalization_train", "AsTensorError"),
    Known("an axis that does not say that its length is 1 may be dropped: PyTensor refuses known lengths with TypeError", "error", "dimshuffle|transpose", "ValueError", "TypeError"),
    Known("what is no number is refused with TypeError or NotImplementedError", "error", "", "AsTensorError", "TypeError"),
    Known("what is no number is refused with TypeError or NotImplementedError", "error", "", "AsTensorError", "NotImplementedError"),
    Known("x[None] stands for x[None, ...], as in NumPy: Theano wanted every axis named", "error", r"None|newaxis", "ValueError"),
    # what is said of values that are not there yet
    Known("a slice of a length 1 need not have length 1", "pattern", r"\["),
    Known("a gradient's pattern says what is certain", "pattern", "grad"),
    Known("Theano's gradient of the differences of too few numbers had the length of another", "shape", r"diff\([\s\S]*grad|grad\([\s\S]*diff\("),
    Known("a perform that gives another length than its operation's: of what needs no number but the length, it is not asked", "shape", r"def perform[\s\S]*np\.ones\(node\.outputs"),
    Known("NumPy 2 has an array without dimensions times a number of Python in the array's dtype", "dtype", r"as_op\([\s\S]*def my\d+\("),
    # numbers
    Known("the gradient by a float32 is a float64 where PyTensor's products are not made of the same steps", "dtype", "grad", "float32", "float64"),
    Known("the gradient by a float32 is a float64 where PyTensor's products are not made of the same steps", "dtype", r"batched_dot[\s\S]*grad", "float64", "float32"),
    Known("a state drawn from for what then failed has moved: which does, the order of operations decides", "value", r"choice\([\s\S]*multinomial\([\s\S]*np\.zeros\(\(\d, 0\)"),
    Known("Theano's gradient of a loop that ended early took other rows of its sequences; PyTensor 3.0's does", "value", r"scan\(.*sequences=[\s\S]*until\([\s\S]*grad|until\([\s\S]*scan\(.*sequences=[\s\S]*grad"),
    Known("Theano's gradient of a loop's gradient was another number than differences of that gradient give", "value", r"theano\.(scan|foldl|foldr|reduce)\([\s\S]*grad\([\s\S]*(grad|jacobian)\("),
    Known("Theano's Rop of logsoftmax was its Lop", "value", r"Rop[\s\S]*logsoftmax|logsoftmax[\s\S]*Rop"),
    Known("switch(c, 0, x) / z is 0 where c, also if z is, by a rewrite of Theano's that one constant or another escapes", "value", "switch", "NaN alone"),
    Known("SciPy has no gamma of negative integers any more", "value", r"T\.gamma\(", "", "NaN alone"),
    Known("a number // 0 is infinite in NumPy now, as in Theano's C", "value", r" // ", "NaN alone"),
    Known("a float16 // 0 is infinity in NumPy, as other floats' in Theano", "value", r"(?s)float16.*//|//.*float16", "NaN alone"),
    Known("a gradient by what is rounded is 0: in Theano also of float16 NaN, where that is multiplied by it", "value", r"float16[\s\S]*(ceil|floor|round|trunc)[\s\S]*grad", "NaN alone"),
    Known("a number in the place of a sparse matrix: SciPy gave its product with an array without elements another dtype", "dtype", r"sampling_dot[\s\S]*np\.array\(\[\[\]\]\)", "float32"),
    Known("0 / 0 of constants is 0 or NaN, in Theano as the order of rewrites had it", "value", r"T\.constant\([^\n]* (/|//) ", "NaN alone"),
    Known("a sum of nothing is 0, whatever each of its terms were divided by: Theano divided the sum, as the order of rewrites had it", "value", r"\(0,|\(0\)|zeros\(\(\d, 0|\[\]", "NaN alone"),
    Known("a call that fails leaves the states as they were: Theano's took an argument too many for one", "value", r"F\(\[\], [^\n]*\bs\d+[^\n]*\), [\d\[][^\n]*get_value"),
    Known("infinity times 0 was 0 in products of a BLAS that skips zeros", "value", r"T\.outer\(", "", "NaN alone"),
    Known("NumPy had no powers of 0 by complex numbers", "value", r"\*\*[\s\S]*complex|complex[\s\S]*\*\*|[cz](scalar|vector|matrix|tensor3)\([\s\S]*\*\*", "NaN alone"),
    Known("exp(x) / sum(exp(x)) is a softmax along any axes, and NaN of an infinite x", "value", r"np\.inf[\s\S]*T\.exp\([^\n]*/[^\n]*(sum\(T\.exp\(|T\.exp\([^\n]*\.sum\()", "", "NaN alone"),
    Known("exp(x) / sum(exp(x)) is a softmax along any axes: Theano's was one of a matrix's rows alone, and NaN of others that overflow", "value", r"T\.exp\([^\n]*/[^\n]*(sum\(T\.exp\(|T\.exp\([^\n]*\.sum\()", "NaN alone"),
    Known("log(sum(exp(x))) is finite also where it is reshaped at once, or not rewritten in Theano, which overflowed", "value", r"T\.log\(T\.sum\(T\.exp\(", "infinity alone"),
    Known("Theano's sigmoid was 1 beyond 30, and its gradient 0", "digits", r"sigmoid\([^\n]*-40"),
    Known("Theano's gradient of xlogy0 took the logarithm of an integer in float32", "digits", r"xlogy0\([\s\S]*grad"),
    Known("an angle of small integers has more digits", "digits half", r"angle\("),
    Known("the digits of float32, through which the numbers went", "digits", SINGLE),
    Known("1 - tanh(x) ** 2 and the like of float32 keep few digits where they are near 0", "half", rf"(tanh|sigmoid|softmax|softplus)[\s\S]*({SINGLE})|({SINGLE})[\s\S]*(tanh|sigmoid|softmax|softplus)"),
    Known("the digits of float16, through which the numbers went", "half", "float16"),
]  # fmt: skip


def known(text, kind, where, mine, theirs):
    """The reason why a difference of this kind, of these parts of answers, is fair; or None."""
    mine, theirs = _said(mine, theirs, where), _said(theirs, mine, where)
    for each in TABLE:
        if (
            kind in each.kinds.split()
            and re.search(each.text, text)
            and (not each.theirs or each.theirs in theirs)
            and (not each.mine or each.mine in mine)
        ):
            return each.reason
    return None


def _said(answer, other, where):
    """How the table may call an answer: its error, in brackets the one of a program's first call; its dtype; or
    "NaN alone" or "infinity alone", if it differs from the other one but where it, or the other, is so."""
    if not isinstance(answer, dict):
        return ()
    if "error" in answer:
        return (answer["error"][0], "" if where else f"{answer['error'][0]} at once")
    if "dtype" in answer:
        return (answer["dtype"], *(name for name, odd in ODD.items() if _differs_by(odd, answer, other)))
    first = answer["value"][0] if isinstance(answer.get("value"), list) and answer["value"] else None
    return (f"[{first['error'][0]}]",) if isinstance(first, dict) and "error" in first else ()


def _differs_by(odd, answer, other):
    if not isinstance(other, dict) or not all("data" in x for x in (answer, other)):
        return False
    if len(answer["data"]) != len(other["data"]):
        return False
    pairs = zip(answer["data"], other["data"], strict=True)
    return all(odd(x) or _near(x, y) for x, y in pairs)


def _is_nan(x):
    return any(each != each for each in x) if isinstance(x, list) else x != x


def _is_infinite(x):
    return any(map(_is_infinite, x)) if isinstance(x, list) else x in (math.inf, -math.inf)


def _near(x, y):
    pairs = zip(x, y, strict=True) if isinstance(x, list) else [(x, y)]
    return all(a == b or (_are_numbers(a, b) and math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-6)) for a, b in pairs)


def _are_numbers(*values):
    return all(isinstance(value, int | float) for value in values)


ODD = {"NaN alone": _is_nan, "infinity alone": _is_infinite}
