"""``theano.pathparse``: the search path of the environment."""

import os as _os
import sys as _sys


class PathParser:
    """Adds directories to the environment's PATH, each once, all sorted: ``paths`` now, others by ``add(path)``.

    Source: theano.pathparse.PathParser.
    """

    paths: set[str] = set()

    def __init__(self, *paths):
        for path in (*_os.environ["PATH"].split(_os.pathsep), *paths):
            self._add(path)
        self._update()

    def add(self, path):
        """Add a directory."""
        self._add(path)
        self._update()

    def _add(self, path):
        path = path.strip()
        if path:
            # Windows does not distinguish case
            self.paths.add(_os.path.abspath(path.lower() if _sys.platform == "win32" else path))

    def _update(self):
        _os.environ["PATH"] = _os.pathsep.join(sorted(self.paths))
