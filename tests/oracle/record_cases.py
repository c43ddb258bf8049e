"""Record what real Theano answers to the cases that the tests have as functions, or draw: run by a Python that has it.

python3.8 tests/oracle/record_cases.py loops     # one of those below, into tests/golden
"""

import importlib
import json
import logging
import sys
import warnings
from pathlib import Path

import numpy as np
import theano
import theano.compile.nanguardmode
import theano.tensor.nnet

ROOT = Path(__file__).resolve().parents[2]
for folder in ROOT, ROOT / "tests", ROOT / "tests" / "tensor":
    sys.path.insert(0, str(folder))


def lines(found):
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(result)}" for name, result in found.items()) + "\n}\n"


def named(name):
    return importlib.import_module("theano" + name)


def functions():
    from tests.compile.function_cases import cases

    return lines(cases(theano))


def loops():
    from tests.scan_module.loop_cases import cases, outcome

    return lines({name: outcome(case) for name, case in cases(named).items()})


def modes():
    from tests.compile.mode_cases import cases
    from tests.small_module_cases import outcome

    return lines({name: outcome(case) for name, case in cases(theano).items()})


def small_modules():
    from tests.small_module_cases import cases, outcome

    return lines({name: outcome(case) for name, case in cases(named).items()})


def printing():
    from printing_cases import EXPRESSIONS, texts

    found = {expression: texts(expression) for expression in EXPRESSIONS}
    return json.dumps({"theano": theano.__version__, "texts": found}, indent=1) + "\n"


def tutorial():
    from tutorial_cases import CASES

    return json.dumps({name: answer(case) for name, case in sorted(CASES.items())}, indent=0, sort_keys=True) + "\n"


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


def drawn(module, seed, count, *mode):
    """Evaluate drawn calls; with each stands Theano's answer."""
    calls = importlib.import_module(module)
    drawing = list(calls.Drawing(seed).calls(count))
    for call in drawing:
        call.update(calls.evaluate(theano, call, *(each(call) for each in mode)))
    text = json.dumps({"theano": theano.__version__, "calls": drawing})
    return text.replace('{"call"', '\n{"call"') + "\n"


GOLDENS = {
    **{each.__name__: each for each in (functions, loops, modes, small_modules, printing, tutorial)},
    "conv": lambda: drawn("conv_calls", 1989, 700, lambda call: theano.Mode("cvm", "fast_compile")),
    "pool": lambda: drawn("pool_calls", 2017, 420, lambda call: {"c": "cvm", "py": "py"}[call["linker"]]),
    "tensor_linalg": lambda: drawn("linalg_calls", 1925, 900),
    "tensor_nnet": lambda: drawn("nnet_calls", 2013, 560),
}

if __name__ == "__main__":
    logging.disable(logging.ERROR)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    for name in sys.argv[1:]:
        (ROOT / "tests" / "golden" / f"{name}.json").write_text(GOLDENS[name]())
