"""The comparison that holds us to Theano's signatures, tested by making the calls that it judges."""

import inspect
import itertools

import numpy as np
import pytensor.tensor as pt
import pytest
from pytensor.tensor.type import TensorType

from tests.contract import compare
from tests.contract.compare import accepts, differences, live_signature, parse


def make(text):
    """A function with that signature, returning its arguments by name."""
    return eval(f"lambda {text[1:-1]}: locals()")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("()", "()"),
        ("(a, b)", "(a, b)"),
        ("(a, b)", "(a, b=None)"),
        ("(a, b)", "(a, b, c=1)"),
        ("(a, b)", "(a, b, *args, **kwargs)"),
        ("(a, b)", "(*args, **kwargs)"),
        ("(_x, b=1)", "(a, b=1)"),
        ("(a, b=...)", "(a, b=7)"),
        ("(a, b=1)", "(a, b=1.0)"),
        ("(a, *, b=1)", "(a, b=1)"),
        ("(*args)", "(*tensors)"),
        ("(a, *args)", "(a, *rest)"),
        ("(a, **kwargs)", "(a, b=None, **options)"),
    ],
)
def test_accepted(theirs, ours):
    assert accepts(parse(theirs), inspect.signature(make(ours))) == []


@pytest.mark.parametrize(
    ("theirs", "ours", "reason"),
    [
        ("(a, b)", "(a)", "no place for argument 2, 'b'"),
        ("(a, b)", "(a, c)", "argument 2 is 'c', not 'b'"),
        ("(a, b)", "(b, a)", "argument 1 is 'b', not 'a'"),
        ("(a, b)", "(a, b, c)", "'c' is required"),
        ("(a, b=1)", "(a, b)", "'b' is required"),
        ("(a, b=1)", "(a, *, b=1)", "no place for argument 2, 'b'"),
        ("(a, b=1)", "(a, b=1, /)", "'b' cannot be given by name"),
        ("(a, b=1)", "(a, b=2)", "'b' defaults to 2, not 1"),
        ("(a, b=1)", "(a, b=True)", "'b' defaults to True, not 1"),
        ("(a, b='x')", "(a, b=None)", "'b' defaults to None, not 'x'"),
        ("(a, b=1)", "(a, *args)", "'b' cannot be given by name"),
        ("(a, b=1)", "(a, *args, b=1)", "no place for argument 2, 'b'"),
        ("(a, b=1)", "(a, b=1, /, **kwargs)", "'b' cannot be given by name"),
        ("(*args)", "()", "no *args"),
        ("(*args)", "(a=None, *args)", "'a' stands in front of *args"),
        ("(**kwargs)", "(a=None)", "no **kwargs"),
        ("(a, *, b=1)", "(a)", "'b' cannot be given by name"),
        ("(*inputs)", "(a, *inputs)", "'a' is required"),
    ],
)
def test_refused(theirs, ours, reason):
    assert reason in accepts(parse(theirs), inspect.signature(make(ours)))


def calls(signature):
    """Every way to hand the parameters of a signature over: each left out, by position or by name."""
    params = list(signature.parameters.values())
    ways = {
        "POSITIONAL_ONLY": ("position", "absent"),
        "POSITIONAL_OR_KEYWORD": ("position", "name", "absent"),
        "KEYWORD_ONLY": ("name", "absent"),
        "VAR_POSITIONAL": ("position", "absent"),
        "VAR_KEYWORD": ("name", "absent"),
    }
    for chosen in itertools.product(*(ways[p.kind.name] for p in params)):
        pairs = list(zip(params, chosen, strict=True))
        args = [p.name for p, way in pairs if way == "position"]
        kwargs = {p.name: p.name for p, way in pairs if way == "name"}
        try:
            yield args, kwargs, signature.bind(*args, **kwargs)
        except TypeError:
            continue


SIGNATURES = [
    "()", "(a)", "(b)", "(a, b)", "(b, a)", "(a, b=1)", "(a=1, b=1)", "(a=1, b=2)", "(a, *, b)", "(a, *, b=1)",
    "(a, *args)", "(a, b=1, *args)", "(*args)", "(**kwargs)", "(*args, **kwargs)", "(a, **kwargs)", "(a, b, c=1)",
    "(a, /, b=1)", "(a, b=1, /)", "(a, b, /, **kwargs)", "(a, b, *, c)", "(*, a, b=1)", "(a=1, *args, b=1, **kwargs)",
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "ours"), list(itertools.product(SIGNATURES, repeat=2)))
def test_a_signature_that_is_accepted_takes_every_call(theirs, ours):
    """Binding is the judge: an accepted signature binds all of the other's calls, to the same names."""
    signature, mine = parse(theirs), inspect.signature(make(ours))
    reasons = accepts(signature, mine)
    fails, common = [], {p.name for p in mine.parameters.values()} & {p.name for p in signature.parameters.values()}
    for args, kwargs, bound in calls(signature):
        try:
            got = mine.bind(*args, **kwargs)
        except TypeError as error:
            fails.append(str(error))
            continue
        for name in common - {"args", "kwargs"}:
            if bound.arguments.get(name) != got.arguments.get(name):
                fails.append(f"{name} differs")
    if not reasons:
        assert fails == []
    elif fails == []:
        # Refused without a failing call: only because of a default, a further argument, or names beyond those tried.
        assert any(w in r for r in reasons for w in ("defaults to", "no *args", "no **kwargs", "in front of"))


def test_recorded_texts_read_back():
    for module in compare.modules():
        for entry in compare.contract(module)["names"].values():
            texts = [entry.get("signature"), *entry.get("methods", {}).values()]
            for text in texts:
                if text not in (None, "property"):
                    parsed = str(parse(text)).replace(", /", "").replace("(/, ", "(")
                    assert parsed.replace(" ", "") == text.replace(", /", "").replace(" ", "")


def test_live_signatures():
    assert len(live_signature(pt.exp).parameters) == 1  # an Elemwise of one input
    assert str(live_signature(pt.add)) == "(*inputs)"
    assert next(iter(live_signature(TensorType).parameters)) == "dtype"
    assert live_signature(pt.fvector) is not None
    assert live_signature(object) == inspect.Signature()


def test_kinds():
    op = {"kind": "op", "signature": "(*inputs)", "arity": 1}
    function = {"kind": "function", "signature": "(x)"}
    assert differences(op, pt.exp) == []
    assert differences(function, pt.exp) == [("", "'x' cannot be given by name")]
    assert differences(function, TensorType) == [("", "is a class, not a function")]
    assert differences({"kind": "class"}, pt.exp) == [("", "is a function, not a class")]
    assert differences({"kind": "class", "exception": "TypeError"}, ValueError) == [("", "is no TypeError")]
    assert differences({"kind": "class", "exception": "ValueError"}, UnicodeDecodeError) == []
    assert differences({"kind": "module"}, np) == []
    assert differences({"kind": "constant", "value": "('a', 1)"}, ("a", 1)) == []
    assert differences({"kind": "constant", "value": "('a', 1)"}, ["a", 1]) == [("", "is ['a', 1], not ('a', 1)")]
    assert differences({"kind": "constant", "value": "True"}, 1) == [("", "is 1, not True")]
    assert differences({"kind": "constant", "value": "['a', 'b']", "unordered": True}, ["b", "a"]) == []
    vector = {"kind": "type", "signature": "(name=None)", "dtype": "float32", "broadcastable": [False]}
    assert differences(vector, pt.fvector) == []
    assert differences(vector, pt.dvector) == [("", "dtype is 'float64', not 'float32'")]


def test_methods():
    class Ours:
        def same(self, a, b=None):
            pass

        @classmethod
        def made(cls, a):
            pass

        @staticmethod
        def alone(a):
            pass

        other = 1

    methods = {"same": "(a, b=None)", "made": "(a)", "alone": "(a)", "other": "property"}
    entry = {"kind": "class", "methods": methods}
    assert differences(entry, Ours) == []
    entry["methods"] = {"same": "(a, c=None)", "gone": "()"}
    assert differences(entry, Ours) == [(".same", "argument 2 is 'b', not 'c'"), (".gone", "is missing")]
