"""Draw the pictures of the documentation into docs/pictures: `python tools/make_pictures.py [--readme]`.

The build calls it. Pictures of the page that `theano-min show` writes need Chromium; where there is none, the one that
README shows stands in for them. `--readme` makes that one anew.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
README_PICTURE = ROOT / "docs" / "page.png"
TRAINING = "scripts/minimal_training_example.py"
GRAPHS = {  # small programs whose graphs the tutorial shows
    "first": """
import theano, theano.tensor as T
a, b = T.dscalar("a"), T.dscalar("b")
c = a * b + a
c.name = "c"
f = theano.function([a, b], c)
f(2, 3)
""",
    "classifier": """
import numpy as np, theano, theano.tensor as T
x = T.fvector("x")
W_hidden = theano.shared(np.ones((2, 5)) / 2, "W_hidden")
W_output = theano.shared(np.ones(5) / 2, "W_output")
hidden = T.nnet.sigmoid(T.dot(x, W_hidden))
predicted = T.nnet.sigmoid(T.dot(hidden, W_output))
hidden.name, predicted.name = "hidden", "predicted"
predict = theano.function([x], predicted)
predict([0.5, -0.25])
""",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def draw():
    """Draw what is not there yet, or older than what it shows."""
    sources = [*(ROOT / "scripts").glob("*.py"), *(ROOT / "theano_min" / "_teaching").iterdir(), Path(__file__)]
    newest = max(source.stat().st_mtime for source in sources if source.is_file())
    stamp = PICTURES / "made"
    if stamp.exists() and stamp.stat().st_mtime > newest:
        return
    PICTURES.mkdir(exist_ok=True)
    _python(TRAINING, "--plot", PICTURES / "training.png")
    _show("--svg", PICTURES / "graph.svg", TRAINING)
    _show("--svg", PICTURES / "unit.svg", "scripts/minimal_working_example.py")
    _show(None, PICTURES / "page.html", TRAINING)
    for name, text in GRAPHS.items():
        with tempfile.TemporaryDirectory() as place:
            script = Path(place, f"{name}.py")
            script.write_text(text.lstrip())
            _show("--svg", PICTURES / f"{name}.svg", script)
    for file, dark in (("page-light.png", False), ("page-dark.png", True)):
        if not photograph(PICTURES / "page.html", PICTURES / file, dark):
            shutil.copy(README_PICTURE, PICTURES / file)
    stamp.touch()


def photograph(page, picture, dark=False, size=(1300, 1250)):
    """Save a page as a browser shows it, in few colours; return whether there is a browser to do so."""
    from PIL import Image

    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return False
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size[0]},{size[1]}"]
    options += [f"--blink-settings=preferredColorScheme={0 if dark else 1}", f"--screenshot={picture}"]
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *options, f"--user-data-dir={profile}", page.resolve().as_uri()]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
    Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)
    return True


def _show(form, output, script):
    _python("-m", "theano_min", "show", *filter(None, [form]), "--output", output, script)


def _python(*arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readme", action="store_true", help="make the picture that README shows anew")
    options = parser.parse_args()
    draw()
    if options.readme:
        shutil.copy(PICTURES / "page-light.png", README_PICTURE)


if __name__ == "__main__":
    main()
