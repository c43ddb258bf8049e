"""Where we differ from Theano for good, and why: names defined in a module of Theano, methods as `Class.method`."""

DIFFERENCES: dict[str, dict[str, str]] = {}

# Public names of ours that Theano did not have.
ADDED: dict[str, dict[str, str]] = {
    "theano": {
        "cli": "the command line `theano-min`",
        "python2": "running Python 2 source",
    },
}
