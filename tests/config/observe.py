"""Say what Theano makes of settings: `python observe.py PACKAGE < case.json`, PACKAGE being theano or theano_min.

A case has `lines` of Python, run one after the other with `theano`, `config`, `np` and all of theano.configparser at
hand. The answer, as JSON: `import` (done, or the error), `warnings` about settings, and `lines`: pairs of a line and
what it gave, or the error.

Runs on Python 2.7 too.
"""

import importlib
import json
import sys
import warnings


def attempt(action):
    try:
        return action()
    except Exception as error:
        return {"error": [base.__name__ for base in type(error).__mro__[:-1]], "message": str(error)}


def run(line, namespace):
    try:
        code = compile(line, line, "eval")
    except SyntaxError:
        exec(compile(line, line, "exec"), namespace)
        return "done"
    return repr(eval(code, namespace))


def observe(package, lines):
    answer = {"lines": []}
    namespace = {}

    def load():
        for module in ("", ".configparser", ".configdefaults"):
            importlib.import_module(package + module)
        theano = sys.modules[package]
        namespace.update(vars(theano.configparser))
        namespace.update(theano=theano, config=theano.config, np=importlib.import_module("numpy"))
        return "done"

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        answer["import"] = attempt(load)
    messages = [(warning.category.__name__, str(warning.message)) for warning in caught]
    answer["warnings"] = [list(pair) for pair in messages if "flag" in pair[1] or "Config" in pair[0]]
    if answer["import"] == "done":
        answer["lines"] = [(line, attempt(lambda line=line: run(line, namespace))) for line in lines]
    return answer


if __name__ == "__main__":
    json.dump(observe(sys.argv[1], json.load(sys.stdin)["lines"]), sys.stdout)
