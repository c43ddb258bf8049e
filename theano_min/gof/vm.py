"""``theano.gof.vm``: the virtual machines that run a compiled graph."""

import logging as _logging

from pytensor.link.vm import (
    VM as VM,
    Loop as Loop,
    Stack as Stack,
    VMLinker as VM_Linker,  # noqa: F401
    calculate_reallocate_info as calculate_reallocate_info,
)

from theano_min import _removed

logger = _logging.getLogger("theano.gof.vm")

__getattr__ = _removed.getattr_for(__name__)
