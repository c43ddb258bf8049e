"""What a notebook shows of variables, types and functions; where there is nothing to draw, it shows their text."""

from __future__ import annotations

from html import escape
from typing import Any

from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.tensor.type import TensorType

from theano_min import _text

from .graph import Picture, of_variables
from .svg import drawing
from .values import shown


def html(it: Any) -> str | None:
    """Return an object as HTML, or None for its text."""
    try:
        if isinstance(it, Variable):
            return _variable(it)
        if hasattr(it, "maker"):
            return _framed(str(it.name or "function"), of_compiled(it))
        return _type(it)
    except Exception:
        return None  # a notebook shows the text


def of_compiled(function: Any) -> Picture:
    """Return the picture of what a function was made of, before it was rewritten."""
    maker = function.maker
    updates = {each.variable: each.update for each in maker.inputs if each.update is not None}
    outputs = [each.variable for each in maker.outputs][: function.n_returned_outputs]
    return of_variables(outputs, updates)


def _variable(variable: Variable) -> str | None:
    kind = escape(_text.type_text(variable.type))
    if variable.owner is not None:
        return _framed(_text.variable_text(variable), of_variables([variable]))
    if isinstance(variable, SharedVariable):
        value = shown(variable.get_value(borrow=True))
        kind = f"shared variable, {kind}: <b>{escape(value.text)}</b>, shape {value.shape}"
    elif isinstance(variable, Constant):
        kind = f"constant, {kind}"
    return f"<code>{escape(_text.variable_text(variable))}</code> {kind}"


def _type(kind: Any) -> str:
    words = ""
    if isinstance(kind, TensorType):
        lengths = ["any" if n is None else str(n) for n in kind.shape]
        words = f": {kind.dtype}, lengths ({', '.join(lengths)})" if lengths else f": one {kind.dtype}"
    return f"<code>{escape(_text.type_text(kind))}</code>{words}"


def _framed(title: str, picture: Picture) -> str | None:
    if not picture.nodes:
        return None
    count = sum(picture.left_out)
    word = f"<p>{count} nodes more are not drawn.</p>" if count else ""
    svg = drawing(picture, f"Graph of {title}", f"theano-{id(picture):x}", style=True)
    svg = svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)
    return f'<div style="overflow-x:auto">{svg}</div>{word}'
