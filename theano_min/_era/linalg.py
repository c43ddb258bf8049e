"""``numpy.linalg`` as a program of the era sees it: eigenvalues of real matrices are real where all of them are."""

from __future__ import annotations

from typing import Any

import numpy as _numpy
import numpy.linalg as _linalg

__all__ = [*_linalg.__all__]


def __getattr__(name: str) -> Any:
    return getattr(_linalg, name)


def __dir__() -> list[str]:
    return dir(_linalg)


def _as_real(a: Any, values: Any) -> bool:
    return _numpy.asarray(a).dtype.kind != "c" and not values.imag.any()


def eig(a: Any) -> Any:
    """Eigenvalues and eigenvectors; see `numpy.linalg.eig`."""
    values, vectors = found = _linalg.eig(a)
    return type(found)(values.real, vectors.real) if _as_real(a, values) else found


def eigvals(a: Any) -> Any:
    """Eigenvalues; see `numpy.linalg.eigvals`."""
    values = _linalg.eigvals(a)
    return values.real if _as_real(a, values) else values
