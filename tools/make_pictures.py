"""Draw the pictures of the documentation into docs/pictures: `python tools/make_pictures.py`; the build calls it."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"


def draw():
    """Draw what is not there yet, or older than the scripts that it shows."""
    PICTURES.mkdir(exist_ok=True)
    curve = PICTURES / "training.png"
    if _is_old(curve):
        _python("scripts/minimal_training_example.py", "--plot", curve)


def _is_old(picture):
    scripts = (ROOT / "scripts").glob("*.py")
    return not picture.exists() or picture.stat().st_mtime < max(script.stat().st_mtime for script in scripts)


def _python(*arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
    )


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    draw()
