"""``theano.scan_module.scan``: the general loop."""

from theano_min import _pytensor
from theano_min.updates import OrderedUpdates


def scan(
    fn,
    sequences=None,
    outputs_info=None,
    non_sequences=None,
    n_steps=None,
    truncate_gradient=-1,
    go_backwards=False,
    mode=None,
    name=None,
    profile=False,
    allow_gc=None,
    strict=False,
    return_list=False,
):
    """Apply ``fn`` along the first axis of the sequences, or ``n_steps`` times, each step seeing the results before it.

    ``fn`` receives the current slices of ``sequences``, the earlier values that ``outputs_info`` asks for, and
    ``non_sequences``, in that order; it returns one output or a list of them, a dictionary of updates, ``until(...)``,
    or a tuple of these. Returns ``(outputs, updates)``: the outputs of every step stacked along a new first axis (one
    expression, or a list if there are several or ``return_list``), and an ``OrderedUpdates`` to hand to ``function``.
    Errors: ValueError if nothing says how many steps there are, TypeError if an output does not fit its initial state.
    Source: theano.scan.
    """
    # PyTensor's updates are a plain dictionary
    outputs, updates = _pytensor.scan(
        fn,
        sequences=sequences,
        outputs_info=outputs_info,
        non_sequences=non_sequences,
        n_steps=n_steps,
        truncate_gradient=truncate_gradient,
        go_backwards=go_backwards,
        mode=mode,
        name=name,
        profile=profile,
        allow_gc=allow_gc,
        strict=strict,
        return_list=return_list,
    )
    return outputs, OrderedUpdates(updates)
