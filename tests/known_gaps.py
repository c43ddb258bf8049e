"""Read `known_gaps.toml`, the one list of what Theano has and we do not have yet."""

import tomllib
from functools import cache
from pathlib import Path

from tests.contract.compare import ENGINE

HERE = Path(__file__).parent


@cache
def load():
    return tomllib.loads((HERE / "known_gaps.toml").read_text())


def modules():
    return list(load())


def missing(module):
    """The names a module still lacks: a list, or "*" while the module itself is missing."""
    return load().get(module, {}).get("missing", [])


def differing(home):
    """The names defined in Theano's module `home` that still refuse a call; `name @3.0` does so there only."""
    listed = (line.partition(" @") for line in load().get(home, {}).get("differs", []))
    return [name for name, _, engine in listed if engine in ("", ENGINE)]
