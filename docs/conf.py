"""How Sphinx builds this documentation: `sphinx-build -W docs docs/_build`."""

import sys
from importlib.metadata import PackageNotFoundError, version as _version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
sys.path.insert(1, str(Path(__file__).parent.parent))

import theano_min._theano

project = "theano-min"
author = "the authors of theano-min"
copyright = author
try:
    release = version = _version_of("theano-min")
except PackageNotFoundError:
    release = version = theano_min.version.version

extensions = ["myst_nb", "generated"]
exclude_patterns = ["_build", "jupyter_execute"]
source_suffix = {".md": "myst-nb"}
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3
suppress_warnings = ["mystnb.unknown_mime_type"]

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_show_tb = True

python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "theano-min"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_copy_source = False
html_show_sourcelink = False


def setup(app):
    from tools import make_pictures

    app.connect("builder-inited", lambda _: make_pictures.draw())
