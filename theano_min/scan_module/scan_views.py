"""``theano.scan_module.scan_views``: the loops with simpler names."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from theano_min import _removed
from theano_min._tracebacks import leaving as _leaving
from theano_min.scan_module.scan import scan as _scan

if _TYPE_CHECKING:
    from typing import Any

    from theano_min._types import ModeLike, Step

__getattr__ = _removed.getattr_for(__name__)


@_leaving
def map(
    fn: "Step",
    sequences: "Any",
    non_sequences: "Any" = None,
    truncate_gradient: int = -1,
    go_backwards: bool = False,
    mode: "ModeLike" = None,
    name: str | None = None,
) -> "tuple[Any, Any]":
    """Apply ``fn`` to each element of the sequences; return the stacked results and the updates. Source: theano.map."""
    return _scan(
        fn,
        sequences,
        [],
        non_sequences,
        truncate_gradient=truncate_gradient,
        go_backwards=go_backwards,
        mode=mode,
        name=name,
    )


@_leaving
def reduce(
    fn: "Step",
    sequences: "Any",
    outputs_info: "Any",
    non_sequences: "Any" = None,
    go_backwards: bool = False,
    mode: "ModeLike" = None,
    name: str | None = None,
) -> "tuple[Any, Any]":
    """Combine the elements of the sequences from ``outputs_info`` on; return the last results and the updates.

    Source: theano.reduce.
    """
    outputs, updates = _scan(
        fn, sequences, outputs_info, non_sequences, go_backwards=go_backwards, mode=mode, name=name
    )
    last = [output[-1] for output in outputs] if isinstance(outputs, list | tuple) else outputs[-1]
    return last, updates


@_leaving
def foldl(
    fn: "Step",
    sequences: "Any",
    outputs_info: "Any",
    non_sequences: "Any" = None,
    mode: "ModeLike" = None,
    name: str | None = None,
) -> "tuple[Any, Any]":
    """Reduce from the first element to the last; return the last results and the updates. Source: theano.foldl."""
    return reduce(fn, sequences, outputs_info, non_sequences, False, mode, name)


@_leaving
def foldr(
    fn: "Step",
    sequences: "Any",
    outputs_info: "Any",
    non_sequences: "Any" = None,
    mode: "ModeLike" = None,
    name: str | None = None,
) -> "tuple[Any, Any]":
    """Reduce from the last element to the first; return the last results and the updates. Source: theano.foldr."""
    return reduce(fn, sequences, outputs_info, non_sequences, True, mode, name)
