"""What a notebook shows of variables, types and functions."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import theano
import theano.tensor as T

x = T.dvector("x")
W = theano.shared(np.array([0.2, 0.7]), "W")


def labels(html):
    svg = ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    return [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text") if each.get("class") == "label"]


def test_an_expression_is_drawn():
    assert labels(T.sqr((x * W).sum())._repr_html_()) == ["x", "W", "x * W", "sum(·)", "sqr(·)"]


def test_a_gradient_is_drawn_without_fill():
    drawn = labels(T.grad(T.sqr((x * W).sum()), W)._repr_html_())
    assert not any("fill" in each or "second" in each for each in drawn)


def test_a_function_is_drawn_as_it_was_written():
    f = theano.function([x], (x * W).sum() + 1, updates=[(W, W * 2)])
    f([1.0, 2.0])
    assert labels(f._repr_html_()) == ["x", "W", "x * W", "sum(·)", "· + 1", "W * 2"]


def test_variables_and_types_say_what_they_are():
    W.set_value([0.2, 0.7])
    assert W._repr_html_() == (
        "<code>W</code> shared variable, TensorType(float64, vector): <b>[0.2 0.7]</b>, shape (2,)"
    )
    assert x._repr_html_() == "<code>x</code> TensorType(float64, vector)"
    assert T.fmatrix._repr_html_() == "<code>TensorType(float32, matrix)</code>: float32, lengths (any, any)"
    assert T.constant(2.0)._repr_html_() == "<code>TensorConstant{2.0}</code> constant, TensorType(float32, scalar)"
    assert theano.gof.generic._repr_html_()


def test_what_cannot_be_drawn_has_its_text(monkeypatch):
    from theano_min._teaching import notebook

    monkeypatch.setattr(notebook, "of_variables", None)
    assert (x + 1)._repr_html_() is None


def test_nothing_is_imported_for_it():
    program = "import sys, theano; print([each for each in sys.modules if '_teaching' in each])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
