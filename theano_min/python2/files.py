"""Python 2's ``open`` and ``file``: strings of bytes in and out, in every mode.

The methods as defined here give bytes, which is what a library expects (``numpy.load``, ``pickle``, images); the
program itself sees strings, because :mod:`theano_min.python2.attributes` turns what it reads. Iterating gives strings
always, as ``csv`` wants them.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from . import text


class File:
    """``open(name, mode, buffering)`` of Python 2. Raises IOError as it did, ValueError for a mode it did not know."""

    softspace = 0
    encoding = None
    errors = None
    newlines = None

    def __init__(self, name: Any, mode: str = "r", buffering: int = -1):
        plain = mode.replace("U", "").replace("b", "").replace("t", "") or "r"
        if not mode or mode[0] not in "rwaU" or plain.strip("+") not in ("r", "w", "a"):
            raise ValueError(f"mode string must begin with one of 'r', 'w', 'a' or 'U', not '{mode}'")
        self.name = name
        self.mode = mode
        self._by_line = buffering == 1
        size = -1 if buffering == 1 else buffering
        self.stream: Any = open(_path(name), plain + "b", size)  # noqa: SIM115  (the program closes it)
        if "U" in mode:
            with self.stream as stream:
                self.stream = io.BytesIO(stream.read().replace(b"\r\n", b"\n").replace(b"\r", b"\n"))

    @classmethod
    def over(cls, stream: Any, name: str = "<stream>", mode: str = "rb") -> Any:
        """A file around a binary stream that is open already."""
        made = cls.__new__(cls)
        made.name, made.mode, made.stream, made._by_line = name, mode, stream, False
        return made

    def read(self, size: int | None = -1) -> bytes:
        return self.stream.read(-1 if size is None else size)

    def readline(self, size: int | None = -1) -> bytes:
        return self.stream.readline(-1 if size is None else size)

    def readlines(self, sizehint: int = -1) -> list[bytes]:
        return self.stream.readlines(sizehint)

    def readinto(self, buffer: Any) -> int:
        return self.stream.readinto(buffer)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline()
        if not line:
            raise StopIteration
        return line.decode("latin-1")

    next = __next__

    def xreadlines(self) -> Iterator[str]:
        return self

    def write(self, data: Any) -> None:
        self.softspace = 0
        if not isinstance(data, str | bytes | bytearray | memoryview) and not hasattr(data, "__array_interface__"):
            raise TypeError(f"expected a string or other character buffer object, not {type(data).__name__}")
        data = text.to_bytes(data)
        self.stream.write(data)
        if self._by_line and b"\n" in bytes(data):
            self.stream.flush()

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.stream.close()

    @property
    def closed(self) -> bool:
        return self.stream.closed

    def __getattr__(self, name: str) -> Any:  # seek, tell, flush, fileno, truncate, isatty, and a URL's info, code, ...
        if name in ("stream", "__setstate__"):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def __repr__(self) -> str:
        state = "closed" if self.closed else "open"
        return f"<{state} file {text.to_repr(self.name)}, mode {text.to_repr(self.mode)} at {id(self):#x}>"


def _path(name: Any) -> Any:
    """A path given as a string of bytes, as the file system spells it."""
    if type(name) is not str or name.isascii() or os.path.exists(name):
        return name
    try:
        return name.encode("latin-1")
    except UnicodeEncodeError:
        return name


class StringIO(File):
    """``StringIO.StringIO`` and ``cStringIO.StringIO``: bytes for a library, strings for the program itself."""

    def __init__(self, buffer: Any = ""):
        self.name, self.mode, self._by_line = "<StringIO>", "r+", False
        self.stream = io.BytesIO(text.to_bytes(buffer))

    def getvalue(self) -> str:
        return self.stream.getvalue().decode("latin-1")

    @property
    def len(self) -> int:
        return len(self.stream.getvalue())


class UnicodeFile:
    """What ``codecs.open`` and ``io.open`` gave: text in and out."""

    def __init__(self, stream: Any):
        self.stream = stream

    def read(self, *size: int) -> Any:
        return _as_text(self.stream.read(*size))

    def readline(self, *size: int) -> Any:
        return _as_text(self.stream.readline(*size))

    def readlines(self, *hint: int) -> list[Any]:
        return [_as_text(line) for line in self.stream.readlines(*hint)]

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return _as_text(next(self.stream))

    next = __next__

    def write(self, data: str) -> None:
        if type(data) is str and not data.isascii():
            data = text.decode(data, "utf-8")
        self.stream.write(data)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def __getattr__(self, name: str) -> Any:
        if name == "stream":
            raise AttributeError(name)
        return getattr(self.stream, name)


class UnicodeIO(UnicodeFile):
    """``io.StringIO``."""

    def __init__(self, initial_value: str = "", newline: str | None = "\n"):
        super().__init__(io.StringIO(initial_value, newline))

    def getvalue(self) -> Any:
        return _as_text(self.stream.getvalue())


def _as_text(data: Any) -> Any:
    return text.unicode(data) if isinstance(data, str) else data


def codecs_open(
    filename: Any, mode: str = "rb", encoding: str | None = None, errors: str = "strict", buffering: int = -1
) -> Any:
    """``codecs.open`` of Python 2: bytes without an encoding, text with one; line ends stay as they are."""
    if encoding is None:
        return File(filename, mode, buffering)
    return UnicodeFile(codecs.open(_path(filename), mode.replace("U", ""), encoding, errors, buffering))


def io_open(file: Any, mode: str = "r", *arguments: Any, **keywords: Any) -> Any:
    """``io.open`` of Python 2: bytes with a ``b`` in the mode, text without."""
    if "b" in mode:
        return File(file, mode)
    return UnicodeFile(open(_path(file), mode.replace("U", "") or "r", *arguments, **keywords))


def binary(file: Any) -> Any:
    """The stream of bytes below a file of either language, for ``pickle`` and its like."""
    if isinstance(file, File):
        return file.stream
    return getattr(file, "buffer", file)


# --- standard streams ------------------------------------------------------------------------------

CODEC = "python2-str"


def _encode(characters: str, errors: str = "strict") -> tuple[bytes, int]:
    data = text.to_bytes(characters)
    if _terminal and not characters.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            data = characters.encode("utf-8", "replace")
    return data, len(characters)


_terminal = False


def _find(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != CODEC:
        return None
    latin = codecs.lookup("latin-1")

    class Encoder(codecs.IncrementalEncoder):
        def encode(self, input: str, final: bool = False) -> bytes:
            return _encode(input)[0]

    return codecs.CodecInfo(
        _encode, latin.decode, latin.streamreader, latin.streamwriter, Encoder, latin.incrementaldecoder, CODEC
    )


def open_standard_streams() -> Any:
    """Let stdin, stdout and stderr carry bytes unchanged; return the function that undoes it."""
    global _terminal
    _terminal = bool(sys.stdout and sys.stdout.isatty()) or "PYTHONIOENCODING" in os.environ
    codecs.register(_find)
    changed = []
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            changed.append((stream, stream.encoding, stream.errors))
            stream.reconfigure(encoding=CODEC, errors="strict", newline="\n" if os.name != "nt" else None)

    def undo() -> None:
        for stream, encoding, errors in changed:
            if not stream.closed:
                stream.flush()
                if stream.readable():
                    continue  # what is read already cannot be decoded again
                stream.reconfigure(encoding=encoding, errors=errors)
        codecs.unregister(_find)

    return undo
