"""``theano.compile.profilemode``: the mode by which programs of before Theano 0.9 measured."""

from collections import defaultdict as _defaultdict
from time import perf_counter as _perf_counter

from theano_min import _removed
from theano_min.compile.monitormode import MonitorMode as _MonitorMode

__getattr__ = _removed.getattr_for(__name__)


class ProfileMode(_MonitorMode):
    """A mode that measures each node, and prints the operations that took the most time: ``print_summary()``.

    The linker is the mode's own; ``profile=True`` of ``theano.function`` measures any other.
    Source: theano.compile.profilemode.ProfileMode of Theano 0.8.
    """

    def __init__(self, linker=None, optimizer="default"):
        self.seconds, self.calls = _defaultdict(float), _defaultdict(int)  # by the operation
        super().__init__(optimizer=optimizer)

    def __getstate__(self):
        return (self.provided_optimizer,)

    def __setstate__(self, state):
        if len(state) == 1:  # from a pickle
            self.__init__(optimizer=state[0])  # type: ignore[misc]
        else:
            super().__setstate__(state)

    def eval(self, i, node, fn):
        """Run the node, ``fn()``, and count its time."""
        start = _perf_counter()
        fn()
        self.seconds[node.op] += _perf_counter() - start
        self.calls[node.op] += 1

    def clone(self, link_kwargs=None, optimizer="", **kwargs):
        """Return a mode that has measured nothing yet, with ``optimizer`` unless it is empty."""
        return type(self)(optimizer=self.provided_optimizer if optimizer == "" else optimizer)

    def print_summary(self, n_apply_to_print=None, n_ops_to_print=20):
        """Print the ``n_ops_to_print`` operations that took the most time: seconds, percent, calls."""
        total = sum(self.seconds.values())
        print(f"ProfileMode.print_summary(): {total:.3f}s in {sum(self.calls.values())} calls of operations")
        print("<% of time> <seconds> <calls> <operation>")
        for op, spent in sorted(self.seconds.items(), key=lambda item: -item[1])[:n_ops_to_print]:
            print(f"{spent / total:11.1%} {spent:9.6f} {self.calls[op]:7} {op}")
