"""``theano.gof.compiledir``: what compilation leaves on disk."""

from pytensor.compile.compiledir import (
    basecompiledir_ls as basecompiledir_ls,
    basecompiledir_purge as basecompiledir_purge,
    cleanup as cleanup,
    compiledir_purge as compiledir_purge,
    print_compiledir_content as print_compiledir_content,
    print_title as print_title,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
