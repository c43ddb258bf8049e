"""``theano.version``: the release of Theano whose API this is."""

FALLBACK_VERSION = "1.0.5+unknown"
version = full_version = short_version = "1.0.5"
git_revision = "f3bb5b755ec5e92fb60b5364d83a10878fa9a211"
release = True
