"""``python -m theano_min``: the command ``theano-min``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
