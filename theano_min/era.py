"""The era of Theano for a program that ``theano-min run`` does not start.

``THEANO_FLAGS=era=True python train.py`` begins it at ``import theano`` and ``pytest -p theano_min.era`` before the
first test module: what :mod:`theano_min._era` tells holds from then on, Python 2 modules that the program imports are
translated, and Python's compiler says nothing about old escapes. The main script itself is already compiled when its
``import theano`` is reached; ``theano-min run`` has the era for it too.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

from . import _era
from ._era import syntax
from .python2 import importing, stdlib


def begin(directory: str | None = None) -> None:
    """Begin the era for the rest of the process; ``directory`` is the program's own, else the script's."""
    if _era.has_begun():
        return
    main = getattr(sys.modules["__main__"], "__file__", None)
    importing.install(directory or os.path.dirname(os.path.realpath(main)) if main else os.getcwd(), python2=False)
    _era.begin(stdlib.lost_names())
    _era.print_as_numpy("1.21")
    warnings.simplefilter("ignore", SyntaxWarning)


def pytest_load_initial_conftests(early_config: Any) -> None:
    """Begin before the first ``conftest.py`` is imported."""
    begin(str(early_config.invocation_params.dir))
    importing.take_test_modules()
    _rewrite_asserts_of_the_era()
    _take_scopes_by_position()


def pytest_configure(config: Any) -> None:
    """Leave out what Python's compiler says about old escapes."""
    config.addinivalue_line("filterwarnings", "ignore::SyntaxWarning")
    config.addinivalue_line("filterwarnings", "ignore:invalid escape sequence")  # a DeprecationWarning until 3.12


def _rewrite_asserts_of_the_era() -> None:
    """pytest compiles test modules itself: give it the era's tree, and byte code of another name."""
    from _pytest.assertion import rewrite

    if rewrite.PYC_TAIL.startswith(".era"):
        return
    rewritten = rewrite.rewrite_asserts
    rewrite.PYC_TAIL = f".era{rewrite.PYC_TAIL}"

    def rewrite_asserts(tree: Any, source: bytes, *arguments: Any, **keywords: Any) -> None:
        if syntax.speaks_of_numpy(source):
            syntax.of_the_era(tree)
        rewritten(tree, source, *arguments, **keywords)

    rewrite.rewrite_asserts = rewrite_asserts  # type: ignore[assignment]


def _take_scopes_by_position() -> None:
    """``@pytest.fixture("module")`` names a scope, as until pytest 6."""
    import pytest

    fixture: Any = pytest.fixture

    def of_the_era(function: Any = None, *arguments: Any, **keywords: Any) -> Any:
        if isinstance(function, str) or arguments:
            names = "scope", "params", "autouse", "ids", "name"
            return fixture(**dict(zip(names, (function, *arguments), strict=False)), **keywords)
        return fixture(function, **keywords)

    pytest.fixture = of_the_era  # type: ignore[assignment]
