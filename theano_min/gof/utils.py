"""``theano.gof.utils``: helpers of the graph's modules."""

from collections import Counter as _Counter
from functools import wraps as _wraps
from graphlib import CycleError as _CycleError, TopologicalSorter as _TopologicalSorter

from pytensor.graph.utils import (
    MetaObject as object2,  # noqa: F401
    MetaType as MetaObject,  # noqa: F401
    MethodNotDefined as MethodNotDefined,
    Scratchpad as scratchpad,  # noqa: F401
    add_tag_trace as add_tag_trace,
    get_variable_trace_string as get_variable_trace_string,
    simple_extract_stack as simple_extract_stack,
)
from pytensor.link.c.params_type import c_cpp_keywords as c_cpp_keywords
from pytensor.utils import (
    difference as difference,
    flatten as flatten,
    from_return_values as from_return_values,
    hash_from_code as hash_from_code,
    to_return_values as to_return_values,
    uniq as uniq,
)

from theano_min import _removed

# ---------------------------------------------------------------- differs


def toposort(prereqs_d):
    """Return the keys of ``prereqs_d``, {x: the set of what must come before x}, in an order that respects it.

    Errors: Exception for a cycle, and for something that is no key. Source: theano.gof.utils.toposort.
    """
    # PyTensor's orders a graph of variables
    unknown = set().union(*prereqs_d.values()) - set(prereqs_d) if prereqs_d else ()
    if unknown:
        raise Exception(f"Cannot sort topologically: prereqs_d has no key for {unknown}")
    try:
        return list(_TopologicalSorter(prereqs_d).static_order())
    except _CycleError as error:
        raise Exception(f"Cannot sort topologically: there is a cycle, {error.args[1]}") from error


# ---------------------------------------------------------------- restored


class D:
    """An object that has its keyword arguments as attributes. Source: theano.gof.utils.D."""

    def __init__(self, **d):
        self.__dict__.update(d)


class Keyword:
    """A constant with a name and a truth value. Source: theano.gof.utils.Keyword."""

    def __init__(self, name, nonzero=True):
        self.name = name
        self.nonzero = nonzero

    def __bool__(self):
        return self.nonzero

    def __repr__(self):
        return f"<{self.name}>"


ABORT, RETRY, FAILURE = (Keyword(name, False) for name in ("ABORT", "RETRY", "FAILURE"))
simple_types = (int, str, float, bool, type(None), Keyword)
undef = object()


def hashtype(self):
    """Return a hash of the class of ``self``, by its name and module. Source: theano.gof.utils.hashtype."""
    return hash(type(self).__name__) ^ hash(type(self).__module__)


def hash_from_file(file_path):
    """Return the hash of a file's content, as ``hash_from_code`` does. Source: theano.gof.utils.hash_from_file."""
    with open(file_path, "rb") as file:
        return hash_from_code(file.read())


def memoize(f):
    """Return ``f`` with a memory for its results, by its arguments, which must be hashable.

    Source: theano.gof.utils.memoize.
    """
    results = {}

    @_wraps(f)
    def remember(*args, **kwargs):
        key = args, tuple(kwargs.items())
        if key not in results:
            results[key] = f(*args, **kwargs)
        return results[key]

    return remember


def deprecated(filename, msg=""):
    """Return a decorator for a function that prints, the first time it is called, that it is deprecated.

    Source: theano.gof.utils.deprecated.
    """

    def decorate(f):
        lines = [f"WARNING: {filename}.{f.__name__} deprecated. {msg}"]

        @_wraps(f)
        def call(*args, **kwargs):
            if lines:
                print(lines.pop())
            return f(*args, **kwargs)

        return call

    return decorate


def unique(x):
    """Return whether no two elements of ``x`` are equal. Source: theano.gof.utils.unique."""
    return len(set(x)) == len(x)


def hist(coll):
    """Return how often each element is in ``coll``, a dict. Source: theano.gof.utils.hist."""
    return dict(_Counter(coll))


def remove(predicate, coll):
    """Return the list of those in ``coll`` of which ``predicate`` is not true. Source: theano.gof.utils.remove."""
    return [x for x in coll if not predicate(x)]


@deprecated("theano.gof.utils", msg="Use a_theano_variable.auto_name instead")
def give_variables_names(*args, **kwargs):
    """Name those of ``variables`` that have no name or share it, and return them.

    Errors: ValueError if two still look the same. Source: theano.gof.utils.give_variables_names.
    """
    return _give_names(*args, **kwargs)


def _give_names(variables):
    count = hist(variable.name for variable in variables)
    for i, variable in enumerate(v for v in variables if not v.name or count[v.name] > 1):
        variable.name = f"{variable.name or ''}_{i}"
    if not unique([str(variable) for variable in variables]):
        raise ValueError("Not all variables have unique names. Maybe some of the variables have the same name.")
    return variables


__getattr__ = _removed.getattr_for(__name__)
