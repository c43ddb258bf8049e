"""Record what real Theano 1.0.5 answers to the tests' cases. Run it with a Python 3.8 that has Theano.

python scripts/record_goldens.py    writes tests/golden/tutorial.json
"""

import json
import os
import sys
import warnings

import numpy as np

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "tests")
sys.path.insert(0, TESTS)


def recorded(value):
    """The JSON form of a result: an array's dtype, shape and elements, written so that they read back exactly."""
    if isinstance(value, (list, tuple)):
        return [recorded(item) for item in value]
    if value is None:
        return None
    array = np.asarray(value)
    if array.dtype == object:
        return {"type": type(value).__name__}
    return {"dtype": str(array.dtype), "shape": list(array.shape), "values": [repr(v) for v in array.ravel().tolist()]}


def answer(case):
    """The result of the case, or its error's type and the types that it derives from."""
    try:
        return {"result": recorded(case())}
    except Exception as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        return {"error": kinds[: kinds.index("Exception") + 1]}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    from tutorial_cases import CASES

    answers = {name: answer(case) for name, case in sorted(CASES.items())}
    with open(os.path.join(TESTS, "golden", "tutorial.json"), "w") as file:
        json.dump(answers, file, indent=0, sort_keys=True)
        file.write("\n")
    print(f"{len(answers)} answers, {sum('error' in a for a in answers.values())} of them errors")
