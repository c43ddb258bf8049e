"""A Jupyter notebook as a script: its code cells one after the other, without what IPython alone understands."""

from __future__ import annotations

import json
import re

_MAGIC = re.compile(r"\s*(?:[%!?]|[\w.]+\?+\s*$)")


def is_notebook(path: str) -> bool:
    """Whether a file is one, by its name."""
    return path.endswith(".ipynb")


def script_of(data: bytes) -> tuple[bytes, int | None]:
    """The program in a notebook (format 3 or 4), and the Python, 2 or 3, that it names for itself, or None.

    Lines of magics, shell commands and questions become comments; cells of another language (``%%bash``) are left out.
    What a cell would display is not printed. Errors: ValueError for a file that is no notebook of Python.
    """
    try:
        notebook = json.loads(data)
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise ValueError("it is no notebook: JSON with cells is expected") from None
    metadata = notebook.get("metadata", {})
    language = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name", "python")
    if not language.startswith("python"):
        raise ValueError(f"it is a notebook of {language}")
    version = str(metadata.get("language_info", {}).get("version", "")) or metadata.get("kernelspec", {}).get(
        "name", ""
    )
    texts = [_cell(cell.get("source", cell.get("input", ""))) for cell in cells if cell["cell_type"] == "code"]
    found = re.search(r"[23]", version)
    return "\n\n".join(texts).encode() + b"\n", int(found[0]) if found else None


def _cell(source: str | list[str]) -> str:
    lines = ("".join(source)).splitlines()
    if lines and re.match(r"\s*%%(?!time|capture|prun)", lines[0]):
        return "\n".join(f"# {line}" for line in lines)
    return "\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    if not _MAGIC.match(line):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}pass  # {line.strip()}" if indent else f"# {line}"
