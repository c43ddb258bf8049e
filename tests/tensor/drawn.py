"""What the suites of drawn calls have in common: their texts, by which known differences are listed, and comparing."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.known_differences import known_difference

GOLDEN = Path(__file__).parents[1] / "golden"


def recorded(name):
    """The calls of ``golden/name.json``, with what Theano answered."""
    found = json.loads((GOLDEN / f"{name}.json").read_text())
    return found if isinstance(found, list) else found["calls"]


def as_text(call):
    """A call as text: its expression, what its inputs are, and what else it is given."""
    inputs = call["inputs"].values() if isinstance(call["inputs"], dict) else call["inputs"]
    given = [*map(_described, inputs), *(f"{name}={value}" for name, value in call.get("arguments", {}).items())]
    return f"{call['call']} of {', '.join(given)}" if given else call["call"]


def _described(given):
    """What an input is: its dtype and shape, then the kind of its numbers or the axes that broadcast."""
    if isinstance(given, dict):
        pattern = given.get("broadcastable", [])
        dtype, shape, more = given["dtype"], given["shape"], pattern if any(pattern) else ""
    elif isinstance(given[1], str):
        kind, dtype, shape, _ = given
        more = "" if kind == "general" else kind
    else:
        dtype, shape, more = given[0], given[-2], ""
    return f"{dtype}{shape or ''} {more}".strip()


def cases(calls, *known):
    """The calls as parameters; those whose text, or text and first seed, is in a {reason: texts} of ``known`` fail."""
    reasons = {each: reason for listed in known for reason, texts in listed.items() for each in texts}
    parameters, met = [], set()
    for number, call in enumerate(calls):
        text, first = as_text(call), call["inputs"][:1] if isinstance(call["inputs"], list) else ()
        if text not in reasons:
            text += "".join(f", seed {given[-1]}" for given in first if isinstance(given, list))
        met.add(text)
        marks = known_difference(reasons[text]) if text in reasons else ()
        parameters.append(pytest.param(call, marks=marks, id=f"{number}-{call['call'].partition('(')[0]}"))
    assert reasons.keys() <= met, f"no such call is drawn: {sorted(reasons.keys() - met)}"
    return parameters


def compare(mine, theirs, same):
    """Assert that an answer is the recorded one: the class of the error, or each output by ``same``."""
    if isinstance(theirs, dict):
        assert isinstance(mine, dict), mine
        assert theirs["error"][0] in mine["error"]
        return
    assert isinstance(mine, list), mine
    for one, other in zip(mine, theirs, strict=True):
        same(one, other)


def alike(one, other, tolerances, names=("dtype", "broadcastable", "shape")):
    """Assert that outputs are the same, numbers to what ``tolerances`` has for the dtype, or for any."""
    assert {name: one[name] for name in names} == {name: other[name] for name in names}
    tolerance = tolerances.get(other["dtype"], tolerances[None])
    values, expected = (np.array(answer["value"], "float64") for answer in (one, other))
    np.testing.assert_allclose(values, expected, rtol=tolerance, atol=tolerance)
