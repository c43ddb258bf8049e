"""``theano.scan_module.scan_checkpoints``: a loop that recomputes what it did not keep."""

from theano_min import _pytensor, _removed
from theano_min.updates import OrderedUpdates as _OrderedUpdates

__getattr__ = _removed.getattr_for(__name__)


def scan_checkpoints(
    fn,
    sequences=[],  # noqa: B006  (as Theano had it; never changed)
    outputs_info=None,
    non_sequences=[],  # noqa: B006
    name="checkpointscan_fn",
    n_steps=None,
    save_every_N=10,
    padding=True,
):
    """Loop like ``scan`` but keep every ``save_every_N``-th state only, the gradient recomputes the others.

    Returns the outputs of the kept steps and the updates. Source: theano.scan_checkpoints.
    """
    # PyTensor's updates are a plain dictionary
    outputs, updates = _pytensor.scan_checkpoints(
        fn, sequences, outputs_info, non_sequences, name, n_steps, save_every_N, padding
    )
    return outputs, _OrderedUpdates(updates.items())
