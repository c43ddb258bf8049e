"""Give the tests the name ``theano`` from a plain checkout as from an installation; hold back the slowest."""

import theano_min._theano  # noqa: F401


def pytest_collection_modifyitems(config, items):
    """Leave out the group `conformance` unless `-m` names it."""
    if "conformance" not in config.option.markexpr:
        held = [item for item in items if item.get_closest_marker("conformance")]
        config.hook.pytest_deselected(items=held)
        items[:] = [item for item in items if item not in set(held)]
