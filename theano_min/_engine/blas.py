"""The BLAS that operations in C are linked to, looked for before they are compiled."""

import logging
import warnings

from pytensor.configdefaults import config

from theano_min._engine.called_back import graphs

_logger = logging.getLogger("theano.tensor.blas")


def find_blas(fgraph):
    """Let PyTensor look for a BLAS if ``fgraph`` needs one, and say in one line that there is none, as Theano did.

    PyTensor warns instead, which ends a program under ``-W error``.
    """
    flag = vars(type(config))["blas__ldflags"]
    if hasattr(flag, "val") or not any(_is_of_blas(node.op) for graph in graphs(fgraph) for node in graph.apply_nodes):
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PyTensor could not link to a BLAS")
        found = config.blas__ldflags
    if not found:
        _logger.warning("Using NumPy C-API based implementation for BLAS functions: see theano.config.blas.ldflags.")


def _is_of_blas(op):
    return any(cls.__module__.startswith("pytensor.tensor.blas") for cls in type(op).__mro__)
