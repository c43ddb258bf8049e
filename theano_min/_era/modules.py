"""``pkg_resources`` and ``distutils``, as far as a program asks them for a version, a file or a word."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from importlib import import_module, metadata
from io import BytesIO
from typing import Any

DistributionNotFound = metadata.PackageNotFoundError


class VersionConflict(Exception):
    """What ``pkg_resources.require`` raised for another version; it asks for none here."""


class DistutilsError(Exception):
    """The base of the errors of distutils."""


class CompileError(DistutilsError):
    """What distutils raised where a C file did not compile."""


class LooseVersion:
    """A version that is compared number by number: ``LooseVersion("1.10") > "1.9"``."""

    def __init__(self, text: str = ""):
        self.vstring = str(text)
        self.version = [int(part) if part.isdigit() else part for part in re.findall(r"\d+|[a-z]+", self.vstring)]

    def _key(self) -> list[tuple[bool, Any]]:
        return [(isinstance(part, int), part) for part in self.version]

    def _compared(self, other: Any) -> tuple[list[Any], list[Any]]:
        return self._key(), (other if isinstance(other, LooseVersion) else LooseVersion(other))._key()

    def __eq__(self, other: object) -> bool:
        mine, others = self._compared(other)
        return mine == others

    def __lt__(self, other: Any) -> bool:
        mine, others = self._compared(other)
        return mine < others

    def __le__(self, other: Any) -> bool:
        return self == other or self < other

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __hash__(self) -> int:
        return hash(self.vstring)

    def __str__(self) -> str:
        return self.vstring

    def __repr__(self) -> str:
        return f"{type(self).__name__} ('{self.vstring}')"


class StrictVersion(LooseVersion):
    """A version of numbers; ValueError for another text."""

    def __init__(self, text: str = ""):
        if not re.fullmatch(r"\d+\.\d+(\.\d+)?([ab]\d+)?", text):
            raise ValueError(f"invalid version number '{text}'")
        super().__init__(text)


def parse_version(text: str) -> Any:
    """``pkg_resources.parse_version``: what can be compared."""
    try:
        return import_module("packaging.version").parse(text)
    except ImportError:
        return LooseVersion(text)


def strtobool(text: str) -> int:
    """1 for yes, 0 for no, ValueError for any other word."""
    word = text.lower()
    if word in ("y", "yes", "t", "true", "on", "1"):
        return 1
    if word in ("n", "no", "f", "false", "off", "0"):
        return 0
    raise ValueError(f"invalid truth value {word!r}")


def mkpath(name: str, mode: int = 0o777, **_: Any) -> list[str]:
    """Make a directory and those above it."""
    os.makedirs(name, mode, exist_ok=True)
    return [name]


def copy_tree(source: str, target: str, **_: Any) -> list[str]:
    """Copy what is in a directory into another."""
    return [str(shutil.copytree(source, target, dirs_exist_ok=True))]


class _Distribution:
    def __init__(self, name: str):
        found = metadata.distribution(re.split(r"[\s<>=!~\[]", name, maxsplit=1)[0])
        self.project_name, self.version = found.metadata["Name"], found.version
        self.key, self.location = self.project_name.lower(), str(found.locate_file(""))
        self.parsed_version = parse_version(found.version)


def get_distribution(name: str) -> _Distribution:
    """The installed distribution of a name: its ``version``, ``project_name``, ``location``."""
    return _Distribution(name)


def require(*names: str) -> list[_Distribution]:
    """The installed distributions of these names, whatever versions are asked for."""
    return [_Distribution(name) for name in names]


def declare_namespace(name: str) -> None:
    """Nothing: Python finds the parts of a namespace itself."""


def iter_entry_points(group: str, name: str | None = None) -> Iterator[Any]:
    """The installed entry points of a group."""
    found = metadata.entry_points(group=group)
    yield from found if name is None else found.select(name=name)


def resource_filename(package: Any, name: str) -> str:
    """The path of a file in a package."""
    module = import_module(package) if isinstance(package, str) else package
    return os.path.join(os.path.dirname(str(module.__file__)), *name.split("/"))


def resource_exists(package: Any, name: str) -> bool:
    """Whether a package has that file."""
    return os.path.exists(resource_filename(package, name))


def resource_isdir(package: Any, name: str) -> bool:
    """Whether it is a directory."""
    return os.path.isdir(resource_filename(package, name))


def resource_listdir(package: Any, name: str) -> list[str]:
    """The names in a directory of a package."""
    return os.listdir(resource_filename(package, name))


def resource_string(package: Any, name: str) -> bytes:
    """The bytes of a file in a package."""
    with open(resource_filename(package, name), "rb") as file:
        return file.read()


def resource_stream(package: Any, name: str) -> BytesIO:
    """A file in a package, opened for reading."""
    return BytesIO(resource_string(package, name))
