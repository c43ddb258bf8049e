"""h5py as a program of the era knew version 2: how a file is opened, and whether a text is ``str`` or bytes.

The file says of a text of any length whether it is ASCII or UTF-8: version 2 read ``bytes`` and ``str``, where today an
attribute is always ``str`` and an element of a dataset always ``bytes``. Texts of Python 2 are ``str`` either way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from theano_min import _era

Change = Callable[[Any, str, Any], None]


def habits(module: Any, change: Change) -> None:
    """A file opened without a mode may be written to, and is made if it is not there; texts are read as written."""
    init, attributes, dataset = module.File.__init__, module.AttributeManager, module.Dataset
    read, made, element, array = attributes.__getitem__, attributes.create, dataset.__getitem__, dataset.__array__
    created = module.Group.create_dataset

    def __init__(self: Any, name: Any, mode: str | None = None, *arguments: Any, **keywords: Any) -> None:
        init(self, name, mode or "a", *arguments, **keywords)

    def attribute(self: Any, name: Any) -> Any:
        return _as_read(read(self, name), module.check_string_dtype(self.get_id(name).dtype))

    def create(self: Any, name: Any, data: Any, shape: Any = None, dtype: Any = None) -> None:
        made(self, name, _as_written(data, dtype), shape, dtype)

    def create_dataset(
        self: Any, name: Any, shape: Any = None, dtype: Any = None, data: Any = None, **keywords: Any
    ) -> Any:
        return created(self, name, shape, dtype, _as_written(data, dtype), **keywords)

    def __getitem__(self: Any, *arguments: Any, **keywords: Any) -> Any:
        return _as_read(element(self, *arguments, **keywords), module.check_string_dtype(self.dtype))

    def __array__(self: Any, *arguments: Any, **keywords: Any) -> Any:
        return _as_read(array(self, *arguments, **keywords), module.check_string_dtype(self.dtype))

    change(module.File, "__init__", __init__)
    change(attributes, "__getitem__", attribute)
    change(attributes, "create", create)
    change(module.Group, "create_dataset", create_dataset)
    change(dataset, "__getitem__", __getitem__)
    change(dataset, "__array__", __array__)


def _as_read(value: Any, kind: Any) -> Any:
    """A text, or an array of texts, as version 2 read it; ``kind`` is None for what is no text."""
    if kind is None:
        return value
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "S":
            return np.char.decode(value, "latin-1") if _era.of_python2 else value
        texts = np.empty(value.shape, object)
        texts.flat = [_text(each, kind) for each in value.flat]
        return texts
    return _text(value, kind)


def _text(value: Any, kind: Any) -> Any:
    if _era.of_python2 and kind.encoding == "ascii":
        return value.decode("latin-1") if isinstance(value, bytes) else value
    if kind.length is not None:
        return value
    if kind.encoding == "ascii":
        return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _as_written(data: Any, dtype: Any) -> Any:
    """A list of bytes as texts of one length, as NumPy has them; Python 2's arrays of ``str`` too."""
    if dtype is not None:
        return data
    if isinstance(data, list | tuple) and data and all(isinstance(each, bytes) for each in data):
        return np.asarray(data)
    if _era.of_python2 and isinstance(data, np.ndarray) and data.dtype.kind == "U":
        return np.char.encode(data, "latin-1")
    return data


@property  # type: ignore[misc]
def dataset_value(dataset: Any) -> Any:
    """All of a dataset as an array."""
    return dataset[()]
