"""``theano.d3viz.d3viz``: the page, and the graph on it."""

from pathlib import Path as _Path
from shutil import copytree as _copytree

from pytensor import d3viz as _pytensor_d3viz
from pytensor.d3viz.d3viz import replace_patterns as replace_patterns, safe_json as safe_json

from theano_min import _removed
from theano_min.d3viz import _dot
from theano_min.d3viz.formatting import PyDotFormatter as PyDotFormatter

__getattr__ = _removed.getattr_for(__name__)

_PAGE = _Path(_pytensor_d3viz.__file__).parent  # the scripts of the page and its styles
# the page is drawn on white; in the dark its colours are turned round, and keep their hues
_STYLE = """<meta charset="utf-8">
<style>
:root { color-scheme: light dark; }
body { font-family: sans-serif; }
.edgeTooltip, .nodeInfo, .d3-context-menu { color: black; }
@media (prefers-color-scheme: dark) {
  body { background: #121212; }
  .menuBar { border-color: #777; }
  svg, .edgeTooltip, .nodeInfo, .d3-context-menu { filter: invert(0.93) hue-rotate(180deg); }
}
</style>
</head>"""

# ---------------------------------------------------------------- differs


def d3viz(fct, outfile, copy_deps=True, *args, **kwargs):
    """Write a page for the browser on which the graph of ``fct`` can be moved, zoomed and opened: a function, ...

    ... a variable, a node or a list of variables. The scripts that the page needs are copied into a folder ``d3viz``
    beside it, or stay where they are installed without ``copy_deps``. Other arguments are PyDotFormatter's.
    Source: theano.d3viz.d3viz.
    """
    # needs neither pydot nor Graphviz; the page finds its scripts from any folder
    outfile, graph = _Path(outfile), PyDotFormatter(*args, **kwargs)(fct)
    _dot.lay_out(graph)
    outfile.parent.mkdir(parents=True, exist_ok=True)
    if copy_deps:
        for folder in ("js", "css"):
            if not (there := outfile.parent / "d3viz" / folder).exists():
                _copytree(_PAGE / folder, there)
    scripts = "d3viz" if copy_deps else _PAGE.as_uri()
    page = replace_patterns(
        (_PAGE / "html" / "template.html").read_text(encoding="utf-8"),
        {
            "%% JS_DIR %%": f"{scripts}/js",
            "%% CSS_DIR %%": f"{scripts}/css",
            "%% DOT_GRAPH %%": safe_json(graph.to_string()),
            "</head>": _STYLE,
        },
    )
    outfile.write_text(page, encoding="utf-8")


def d3write(fct, path, *args, **kwargs):
    """Write the graph of ``fct`` to a file in DOT, Graphviz's language. Other arguments are PyDotFormatter's.

    Source: theano.d3viz.d3write.
    """
    # needs no Graphviz
    graph = PyDotFormatter(*args, **kwargs)(fct)
    _dot.lay_out(graph)
    _Path(path).write_text(graph.to_string(), encoding="utf-8")
