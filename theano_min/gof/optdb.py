"""``theano.gof.optdb``: collections of optimizers, from which a query of tags chooses."""

import math as _math

from pytensor.graph.rewriting.basic import SequentialNodeRewriter as _SequentialNodeRewriter
from pytensor.graph.rewriting.db import (
    EquilibriumDB as _EquilibriumDB,
    LocalGroupDB as _LocalGroupDB,
    ProxyDB as _ProxyDB,
    RewriteDatabase as _RewriteDatabase,
    RewriteDatabaseQuery as _RewriteDatabaseQuery,
    SequenceDB as SequenceDB,
    TopoDB as _TopoDB,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class _Theanos(type):
    """The metaclass of Theano's class for one of PyTensor's: an object of PyTensor's is an instance of it too."""

    def __instancecheck__(cls, instance):
        pytensors = next(c for c in cls.__mro__ if c.__module__.startswith("pytensor."))
        return isinstance(instance, pytensors) if cls.__module__ == __name__ else super().__instancecheck__(instance)


class DB(_RewriteDatabase, metaclass=_Theanos):
    """A collection of optimizers and other collections, by name and tags. Source: theano.gof.DB."""

    def register(self, name, obj, *tags, **kwargs):
        """Add ``obj`` by the name ``name`` with ``tags``; the collection's own name is one unless
        ``use_db_name_as_tag=False``. Errors: ValueError for a name that is taken, TypeError for something else.
        """
        # PyTensor calls it rewriter
        super().register(name, obj, *tags, **kwargs)


class EquilibriumDB(_EquilibriumDB, metaclass=_Theanos):
    """A collection whose query is an EquilibriumOptimizer. Source: theano.gof.EquilibriumDB."""

    def register(self, name, obj, *tags, **kwtags):
        """Add ``obj``; with ``final_opt=True`` for the end of each round, with ``cleanup=True`` for after each step."""
        # PyTensor speaks of rewriters
        if "final_opt" in kwtags:
            kwtags["final_rewriter"] = kwtags.pop("final_opt")
        super().register(name, obj, *tags, **kwtags)


class LocalGroupDB(_LocalGroupDB, metaclass=_Theanos):
    """A collection whose query is a LocalOptGroup. Source: theano.gof.LocalGroupDB."""

    def __init__(self, apply_all_opts=False, profile=False, local_opt=_SequentialNodeRewriter):
        # PyTensor speaks of rewriters
        super().__init__(apply_all_opts, profile, local_opt)


class TopoDB(_TopoDB, DB):
    """A collection whose query is a TopoOptimizer of the query of ``db``. Source: theano.gof.optdb.TopoDB."""


class ProxyDB(_ProxyDB, DB):
    """A collection that shows another one, ``db``, inside a third. Source: theano.gof.ProxyDB."""


class Query(_RewriteDatabaseQuery, metaclass=_Theanos):
    """What to take from a collection: what has one of the tags ``include``, all of ``require``, none of ``exclude``.

    ``subquery`` holds other queries for collections inside it, by name; ``position_cutoff`` leaves out what comes
    later in a SequenceDB, and ``extra_optimizations`` lists pairs of an optimizer and a position.
    Source: theano.gof.Query.
    """

    def __init__(
        self,
        include,
        require=None,
        exclude=None,
        subquery=None,
        position_cutoff=_math.inf,
        extra_optimizations=None,
    ):
        # PyTensor speaks of rewrites
        super().__init__(include, require, exclude, subquery, position_cutoff, extra_optimizations)
