"""How values are written in a few words beside a graph."""

import numpy as np
import pytest
import scipy.sparse

from theano_min._teaching.values import Shown, number, shown


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (True, "True", "bool scalar"),
        (2 + 1j, "2+1j", "complex scalar"),
        (None, "None", ""),
        (np.array(["a"]), "\N{HORIZONTAL ELLIPSIS}", "<U1 (1,)"),
        (np.arange(9) > 6, "2 of 9 true", "bool (9,)"),
        (np.full(8, 2 + 1j), "mean 2+1j", "complex128 (8,)"),
        (np.array([np.nan, np.inf, *range(6)]), "2 of 8 not finite", "float64 (8,)"),
        (np.zeros((0, 2)), "empty", "float64 (0, 2)"),
        (scipy.sparse.csr_matrix(np.eye(3)), "3 stored numbers", "float64 (3, 3)"),
    ],
)
def test_values_in_a_few_words(value, text, kind):
    assert (shown(value).text, shown(value).kind()) == (text, kind)


def test_numbers():
    assert list(map(number, [np.bool_(False), np.int8(-3), -0.0])) == ["False", "-3", "0"]
    assert isinstance(shown(3), Shown)
