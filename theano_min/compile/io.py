"""``theano.compile.io``: what a function is given and what it returns."""

from pytensor.compile.io import (
    In as _In,
    Out as Out,
    SymbolicInput as SymbolicInput,
    SymbolicOutput as SymbolicOutput,
)
from pytensor.link.basic import Container as _Container

from theano_min import _removed
from theano_min.compile.sharedvalue import SharedVariable as _SharedVariable

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class In(_In):
    """An input of a function, with all that can be said of it.

    ``variable`` takes the value of the argument; ``name``, by default the variable's, is its keyword. Without an
    argument the input has its ``value``. With ``update``, an expression of the variable's type, the value is a state:
    it becomes what update computes after each call, and what was given stays. A ``value`` that is the container of
    another function's input, ``f.container[x]``, shares that state, and no argument may be given for it, unless
    ``implicit`` is False. ``mutable`` lets the function overwrite the argument, ``borrow`` (by default as mutable) lets
    outputs be views of it. With ``strict`` the argument must be of the type exactly; ``allow_downcast`` lets it lose
    precision, None doing so for Python floats only. Errors: TypeError for a name that is no string, an update of
    another type, an implicit input without value; AssertionError for ``mutable`` without ``borrow``.
    Source: theano.In.
    """

    # PyTensor's inputs have no values
    def __init__(
        self,
        variable,
        name=None,
        value=None,
        update=None,
        mutable=None,
        strict=False,
        allow_downcast=None,
        autoname=True,
        implicit=None,
        borrow=None,
        shared=False,
    ):
        if mutable and borrow is not None and not borrow:
            raise AssertionError(
                f"In({variable}, name={name}, mutable=True, borrow=False): what may be overwritten may be "
                "borrowed; leave out `borrow`, or set it."
            )
        if implicit is None:
            implicit = isinstance(value, _Container | _SharedVariable)
        if implicit and value is None:
            raise TypeError(f"An implicit input must be given a default value: In({variable}, value=...).")
        super().__init__(variable, name, None, update, mutable, strict, allow_downcast, autoname, False, borrow, shared)
        self.value = value
        self.implicit = implicit
