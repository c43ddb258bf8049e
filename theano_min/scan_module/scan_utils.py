"""``theano.scan_module.scan_utils``: helpers of the loops that programs call too."""

from pytensor.graph.replace import clone_replace as _clone_replace


def clone(output, replace=None, strict=True, share_inputs=True):
    """Return a copy of the graph of ``output`` (a variable or a list), with the substitutions of ``replace`` made.

    ``replace`` is a dictionary or an iterable of pairs (old, new). With ``strict`` the new variables must have the old
    ones' types; without ``share_inputs`` the copy gets inputs of its own. Source: theano.clone.
    """
    # other keywords, and pairs as well as a dictionary
    return _clone_replace(output, dict(replace or ()), rebuild_strict=strict, copy_inputs_over=share_inputs)
