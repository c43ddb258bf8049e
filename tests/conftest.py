"""Give the tests the name ``theano`` from a plain checkout as from an installation; hold back the slowest."""

import theano_min._theano  # noqa: F401


def pytest_collection_modifyitems(config, items):
    """Leave out the groups `slow` and `conformance` unless `-m` names them."""
    left_out = [group for group in ("slow", "conformance") if group not in config.option.markexpr]
    held = [item for item in items if any(map(item.get_closest_marker, left_out))]
    config.hook.pytest_deselected(items=held)
    items[:] = [item for item in items if item not in set(held)]
