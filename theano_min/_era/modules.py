"""``pkg_resources`` and ``distutils``, as far as a program asks them for a version, a file or a word."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import total_ordering
from importlib import import_module, metadata
from io import BytesIO
from typing import Any

DistributionNotFound = metadata.PackageNotFoundError


class VersionConflict(Exception):
    """What ``pkg_resources.require`` raised for another version; it asks for none here."""


class DistutilsError(Exception):
    """The base of the errors of distutils, but the compiler's."""


class DistutilsFileError(DistutilsError):
    """What distutils raised where a file or directory was not what it should be."""


class CompileError(Exception):
    """What distutils raised where a C file did not compile."""


@total_ordering
class LooseVersion:
    """A version that is compared part by part, a number being less than a word: ``LooseVersion("1.10") > "1.9"``."""

    def __init__(self, vstring: str = ""):
        if vstring:
            self.parse(vstring)

    def parse(self, vstring: str) -> None:
        self.vstring = str(vstring)
        parts = [part for part in re.split(r"(\d+|[a-z]+|\.)", self.vstring) if part not in ("", ".")]
        self.version: Any = [int(part) if part.isdigit() else part for part in parts]

    def _key(self) -> Any:
        return [(isinstance(part, str), part) for part in self.version]

    def _key_of(self, other: Any) -> Any:
        return (other if isinstance(other, LooseVersion) else type(self)(other))._key()

    def __eq__(self, other: object) -> bool:
        return bool(self._key() == self._key_of(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self._key() < self._key_of(other))

    def __hash__(self) -> int:
        return hash(tuple(self._key()))

    def __str__(self) -> str:
        return self.vstring

    def __repr__(self) -> str:
        return f"{type(self).__name__} ('{self}')"


class StrictVersion(LooseVersion):
    """A version of two or three numbers, and a letter and a number if it comes before them; else ValueError."""

    def parse(self, vstring: str) -> None:
        found = re.fullmatch(r"(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?", vstring)
        if found is None:
            raise ValueError(f"invalid version number '{vstring}'")
        major, minor, patch, letter, number = found.groups()
        self.version = int(major), int(minor), int(patch or 0)
        self.prerelease = (letter, int(number)) if letter else None
        self.vstring = ".".join(map(str, self.version if self.version[2] else self.version[:2]))
        self.vstring += f"{letter}{int(number)}" if letter else ""

    def _key(self) -> Any:
        return self.version, self.prerelease or ("c",)


def version_habits(module: Any, change: Any) -> None:
    """Numbers and words are compared, as by Python 2; Python 3's own, until 3.11, raised TypeError."""
    change(module, "LooseVersion", LooseVersion)
    change(module, "StrictVersion", StrictVersion)


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
    """Make a directory and those above it; return those that were not there."""
    made: list[str] = []
    folder = os.path.normpath(name)
    while folder and not os.path.isdir(folder):
        made.insert(0, folder)
        folder = os.path.dirname(folder)
    os.makedirs(name, mode, exist_ok=True)
    return made


def copy_tree(source: str, target: str, **_: Any) -> list[str]:
    """Copy what is in a directory into another; return the files written."""
    if not os.path.isdir(source):
        raise DistutilsFileError(f"cannot copy tree '{source}': not a directory")
    shutil.copytree(source, target, dirs_exist_ok=True)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(source) for name in names]
    return [os.path.join(target, os.path.relpath(file, source)) for file in files]


def copy_file(source: str, target: str, **_: Any) -> tuple[str, int]:
    """Copy a file to another name or into a directory; return the new name, and 1."""
    return shutil.copy(source, target), 1


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
