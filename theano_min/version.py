"""``theano.version``: the release of Theano whose API this is; ``theano_min_version`` is this package's own."""

FALLBACK_VERSION = "1.0.5+unknown"
version = full_version = short_version = "1.0.5"
git_revision = "f3bb5b755ec5e92fb60b5364d83a10878fa9a211"
release = True


def __getattr__(name: str) -> str:
    if name != "theano_min_version":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # looked up only when it is asked for: that takes as long as a short script
    from importlib.metadata import PackageNotFoundError, version as installed

    try:
        return installed("theano-min")
    except PackageNotFoundError:
        return "(a checkout that is not installed)"
