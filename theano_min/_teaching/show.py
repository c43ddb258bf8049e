"""``theano-min show script.py``: run a script, and write what it built and computed as a page or as a picture."""

from __future__ import annotations

import errno
import os
import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from theano_min.python2 import run_path

from .graph import Picture, of_function
from .page import page
from .recording import Recording
from .svg import dot, drawing, mermaid


def show(
    script: str,
    arguments: Sequence[str] = (),
    form: str = "html",
    output: str | None = None,
    opens: bool = False,
    calls: int | None = None,
    run: Callable[[str, Sequence[str]], int] = lambda script, arguments: run_path(script, arguments, restore=False),
) -> int:
    """Run a script and return its exit status; write the page, or the graphs alone in another form, to a file.

    ``form`` is html, svg, png, mermaid or dot; the file is ``output``, by default named as the script and standing in
    the current directory, '-' is the standard output. ``calls`` is how many calls of each function are recorded, all of
    them if None. Errors: OSError for a script that cannot be read or a file that cannot be written, ImportError for a
    form that needs a package.
    """
    if form == "png":
        _renderer()  # before the script has run for an hour
    file = Path(output or Path("stdin" if script == "-" else script).with_suffix(SUFFIXES[form]).name)
    if output != "-":
        _check(file)
    recording = Recording(script, calls)
    with recording.watching():
        recording.status = run(script, arguments)
    files = _written(recording, form, None if output == "-" else file)
    for file in files:
        print(f"theano-min show: wrote {file}", file=sys.stderr)
    if opens and files:
        webbrowser.open(files[0].absolute().as_uri())
    return recording.status


SUFFIXES = {"html": ".html", "svg": ".svg", "png": ".png", "mermaid": ".mmd", "dot": ".dot"}


def _check(file: Path) -> None:
    """Raise OSError now, and not in an hour, if a file cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))


def _written(recording: Recording, form: str, first: Path | None) -> list[Path]:
    """Write the files, one a function but for the page, and return them; or print them, if there is no file."""
    if form == "html":
        texts: list[str | bytes] = [page(recording)]
    else:
        forms: dict[str, Callable[[Picture], str | bytes]] = {
            "svg": _svg,
            "png": _png,
            "mermaid": mermaid,
            "dot": dot,
        }
        texts = [forms[form](of_function(each, recording)) for each in recording.functions]
        if not texts:
            print("theano-min show: no function was compiled, so there is no graph", file=sys.stderr)
    if first is None:
        for text in texts:
            sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)
        sys.stdout.flush()
        return []
    files = [first] if len(texts) < 2 else [first.with_stem(f"{first.stem}-{i}") for i in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=False):
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return files[: len(texts)]


def _svg(picture: Picture) -> str:
    return drawing(picture, "graph of a Theano function", style=True) + "\n"


def _renderer():
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise ImportError("--png needs resvg-py: pip install resvg-py") from error
    return svg_to_bytes


def _png(picture: Picture) -> bytes:
    return bytes(_renderer()(svg_string=_svg(picture), zoom=2))
