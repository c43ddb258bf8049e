"""``theano.scan_module.scan_checkpoints``: a loop that recomputes what it did not keep."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from theano_min import _pytensor, _removed
from theano_min._tracebacks import leaving as _leaving
from theano_min.updates import OrderedUpdates as _OrderedUpdates

if _TYPE_CHECKING:
    from typing import Any

    from theano_min._types import Step, TensorLike

__getattr__ = _removed.getattr_for(__name__)


@_leaving
def scan_checkpoints(
    fn: "Step",
    sequences: "Any" = [],  # noqa: B006  (as Theano had it; never changed)
    outputs_info: "Any" = None,
    non_sequences: "Any" = [],  # noqa: B006
    name: str | None = "checkpointscan_fn",
    n_steps: "TensorLike | None" = None,
    save_every_N: int = 10,
    padding: bool = True,
) -> "tuple[Any, Any]":
    """Loop like ``scan`` but keep every ``save_every_N``-th state only, the gradient recomputes the others.

    Returns the outputs of the kept steps and the updates. Source: theano.scan_checkpoints.
    """
    # PyTensor's updates are a plain dictionary
    outputs, updates = _pytensor.scan_checkpoints(
        fn, sequences, outputs_info, non_sequences, name, n_steps, save_every_N, padding
    )
    return outputs, _OrderedUpdates(updates.items())
