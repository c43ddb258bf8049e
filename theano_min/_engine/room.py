"""Room on the disk: the caches keep below the flag ``cache_size``, and what was used longest ago goes first.

It is made as a program ends, by one in an hour. Whoever misses what has gone makes it anew, so several may do it at
once, beside others that read and write.
"""

import atexit
import os
import re
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from time import time
from typing import NamedTuple

from pytensor.compile.compilelock import lock_ctx
from pytensor.configdefaults import config
from pytensor.link.c.basic import get_module_cache

from theano_min.configdefaults import config as flags

KEPT = re.compile(r"(?P<name>.+?)(\.\d+\.nbc|\.nbi|\.pickle|\.numpy|\.compiled)")
BEGUN = re.compile(r".*\.tmp(\.\w+)?")  # what is renamed once it is written
# seconds
LOOKING = 3600  # between looks
WRITING = 3600  # after which nobody goes on with a file that was begun
LOADING = 86400  # for which a program may load code in C that it has seen
LEFT = 0.75  # of the bound, once it is passed


class Part(NamedTuple):
    """What is deleted together."""

    used: float
    size: int
    files: list[os.DirEntry]
    spared: float  # for so many seconds after it was used


@atexit.register
def make_room() -> None:
    """Look, if nobody has for an hour, how much there is; delete the oldest if it is too much, and what was left half.

    Nothing is done to a directory that cannot be written.
    """
    looked = Path(config.base_compiledir, "looked")
    with suppress(OSError):
        if flags.cache_size and not (looked.exists() and 0 <= time() - looked.stat().st_mtime < LOOKING):
            looked.touch()
            _delete([*_halves(), *_graphs_and_code(), *_modules()], flags.cache_size * 1e6)


def _delete(parts, bound):
    now, size = time(), sum(part.size for part in parts)
    aim = LEFT * bound if size > bound else size
    for part in sorted(parts, key=lambda part: part.used):
        if now - part.used > part.spared and (size > aim or part.spared == WRITING):
            size -= part.size
            for file in part.files:
                with suppress(OSError):
                    _delete_module(file) if file.is_dir() else os.unlink(file)


def _delete_module(directory):
    with lock_ctx(timeout=1):
        rmtree(directory, ignore_errors=True)


def without_damaged(error):
    """Delete the code in C that could not be loaded, so that it is compiled anew; False if it is not the cache's."""
    directory = Path(error.path or "").parent
    if directory.parent != Path(config.compiledir) or not directory.name.startswith("tmp"):
        return False
    _delete_module(directory)
    get_module_cache().refresh(cleanup=False)
    return not directory.exists()


def _halves():
    return [_part([file], WRITING) for file in _files() if BEGUN.fullmatch(file.name)]


def _graphs_and_code():
    files = defaultdict(list)
    for file in _files():
        if match := KEPT.fullmatch(file.name):
            files[match["name"]].append(file)
    return [_part(each, 0) for each in files.values()]


def _modules():
    """Those of this machine and Python: the others make room for their own."""
    for directory in _entries(config.compiledir):
        if directory.name.startswith("tmp") and os.path.exists(os.path.join(directory, "key.pkl")):
            yield _part([directory], LOADING, list(_entries(directory)))


def _files():
    return [*_entries(config.base_compiledir, "numba"), *_entries(config.base_compiledir, "rewritten")]


def _entries(*path):
    with suppress(OSError), os.scandir(os.path.join(*path)) as entries:
        yield from entries


def _part(files, spared, held=None):
    used, size = 0.0, 0
    for file in held or files:
        with suppress(OSError):  # somebody else may have deleted it
            status = file.stat(follow_symlinks=False)
            used, size = max(used, status.st_atime, status.st_mtime), size + status.st_size
    return Part(used, size, files, spared)
