"""The check of `pytest --twice`: it finds what it is there for, and finds nothing in a sample of programs."""

import numpy as np
import pytest
import theano
import theano.tensor as T

from tests.aliasing import install
from tests.oracle.cases import aliasing, loops
from tests.oracle.programs import outcome

PROGRAMS = {**aliasing.CASES, **{name: text for name, text in loops.CASES.items() if "parts of" not in name}}


class Careless(theano.Op):
    """Gives its input, overwritten or not, and declares neither."""

    __props__ = ("overwrites",)

    def __init__(self, overwrites):
        self.overwrites = overwrites

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        [x] = inputs
        if self.overwrites:
            x += 1
        output_storage[0][0] = x[::-1] if not self.overwrites else x.copy()


class Counting(Careless):
    """Gives another number in each call."""

    calls = 0

    def perform(self, node, inputs, output_storage):
        self.calls += 1
        output_storage[0][0] = inputs[0] + self.calls


@pytest.mark.parametrize(
    ("op", "found"),
    [(Careless(True), "overw"), (Careless(False), "as a result"), (Counting(True), "another result")],
)
def test_what_is_not_declared_is_found(op, found, monkeypatch):
    install(monkeypatch, "called")
    x = T.dvector("x")
    f = theano.function([x], op(x))
    with pytest.raises(AssertionError, match=found):
        f(np.zeros(2))


@pytest.mark.parametrize("how", ["alike", pytest.param("switched", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_found(name, how, monkeypatch):
    install(monkeypatch, how)
    assert "value" in outcome(theano, PROGRAMS[name])


def test_a_result_of_a_copy_without_updates_is_no_state():
    x, y = T.dvectors("xy")
    f = theano.function([x, theano.In(y, value=np.ones(2), update=y + x)], y)
    g = f.copy(delete_updates=True)
    [first] = g([1.0, 1.0])
    first[:] = 5
    assert g([1.0, 1.0])[0].tolist() == [1, 1]
