"""``theano.tensor.shared_randomstreams``: streams of random numbers that functions share, with Theano's numbers."""

import copy

import numpy as np

from theano_min.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared as shared,
    shared_constructor as shared_constructor,
)
from theano_min.tensor import raw_random as raw_random


class RandomStateSharedVariable(SharedVariable):
    """A shared variable that holds a NumPy ``RandomState``. Source: theano.tensor.shared_randomstreams."""


@shared_constructor
def randomstate_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False):
    """Return a shared variable that holds the RandomState ``value``, copied unless ``borrow``.

    Errors: TypeError for another value. Source: theano.tensor.shared_randomstreams.randomstate_constructor.
    """
    if not isinstance(value, np.random.RandomState):
        raise TypeError(
            f"randomstate_constructor takes a numpy.random.RandomState: `value` is a {value.__class__.__name__}."
        )
    return RandomStateSharedVariable(
        name=name,
        type=raw_random.random_state_type,
        value=value if borrow else copy.deepcopy(value),
        strict=strict,
        allow_downcast=allow_downcast,
    )


class RandomStreams(raw_random.RandomStreamsBase):
    """Random variables that are drawn anew by each call of a function that uses them, the same for the same ``seed``.

    ``seed`` is an integer, or None for other numbers each time. Each variable has a state of its own, a shared variable
    ``variable.rng`` that functions update unless they are compiled with ``no_default_updates``; ``state_updates``
    lists the pairs (state, next state). Source: theano.tensor.shared_randomstreams.RandomStreams.
    """

    def __init__(self, seed=None):
        self.state_updates = []
        self.default_instance_seed = seed
        self.gen_seedgen = np.random.RandomState(seed)

    def updates(self):
        """Return a list of the pairs (state, next state) of all variables."""
        return list(self.state_updates)

    def seed(self, seed=None):
        """Seed all variables anew from ``seed``, by default the one that the streams were made with."""
        seeds = np.random.RandomState(self.default_instance_seed if seed is None else seed)
        for state, _ in self.state_updates:
            state.set_value(np.random.RandomState(int(seeds.randint(2**30))), borrow=True)

    def __getitem__(self, item):
        """Return the RandomState that the shared variable ``item`` holds, not a copy."""
        return item.get_value(borrow=True)

    def __setitem__(self, item, val):
        """Let the shared variable ``item`` hold the RandomState ``val``, not a copy."""
        item.set_value(val, borrow=True)

    def gen(self, op, *args, **kwargs):
        """Return a variable ``op(state, *args, **kwargs)`` draws, of which a new shared variable holds the state."""
        state = shared(np.random.RandomState(int(self.gen_seedgen.randint(2**30))))
        state.tag.is_rng = True
        new_state, out = op(state, *args, **kwargs)
        out.rng = state
        out.update = (state, new_state)
        self.state_updates.append(out.update)
        state.default_update = new_state
        return out
