"""Graphs drawn in a browser, and as text where Graphviz is not installed."""

import re
import shutil
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano import printing
from theano.d3viz import d3viz, d3write
from theano.d3viz.formatting import PyDotFormatter

from theano_min.d3viz import _layout

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def function():
    x, W = T.dmatrix("x"), theano.shared(np.ones((3, 2)), "W")
    inside = theano.OpFromGraph([x], [T.tanh(x) * 2 + 1])
    steps, _ = theano.scan(lambda e, p: T.tanh(p + e), x, T.zeros_like(x[0]))
    return theano.function([x], [inside(x).sum() + T.dot(x, W).sum(), steps[-1]], mode="FAST_RUN", profile=True)


def kinds(graph):
    return Counter(node.get_attributes()["node_type"] for node in graph.get_nodes())


def test_nodes_and_edges_of_variables():
    x, y = T.dvectors("x", "y")
    named = x + y
    named.name = "total"
    graph = PyDotFormatter()([T.exp(named) * 2, named])
    assert kinds(graph) == {"apply": 4, "input": 2, "constant_input": 1, "output": 2}
    labels = {node.get_attributes()["label"] for node in graph.get_nodes()}
    assert {"x", "y", "total", "2", "Elemwise", "DimShuffle"} <= labels
    assert len(graph.get_edges()) == 8
    assert kinds(PyDotFormatter(compact=False)([T.exp(named) * 2]))["output"] == 4


def test_what_is_inside_of_nodes(function):
    graph = PyDotFormatter()(function)
    inside = {each.get_name().strip('"'): each for each in graph.get_subgraph_list()}
    opened = {
        node.get_attributes()["label"]: node.get_attributes()
        for node in graph.get_nodes()
        if "subg" in node.get_attributes()
    }
    assert {"OpFromGraph", "Scan"} <= set(opened)
    drawn = {node.get_name().strip('"') for node in graph.get_nodes()}
    for label in ("OpFromGraph", "Scan"):
        names = {node.get_name().strip('"') for node in inside[opened[label]["subg"]].get_nodes()}
        assert names
        assert names.isdisjoint(drawn)
        pairs = re.findall(r"\['(\w+)', '(\w+)'\]", opened[label]["subg_map_inputs"])
        assert pairs
        assert all(outer in drawn for outer, _ in pairs)
        assert any(inner in names for _, inner in pairs)


def test_layout():
    widths = dict.fromkeys("abcde", 50)
    places = _layout.places(widths, [("a", "b"), ("b", "c"), ("d", "c"), ("a", "c"), ("x", "c")])
    heights = {node: y for node, (_, y) in places.items()}
    assert heights["a"] > heights["b"] > heights["c"]
    assert heights["d"] == heights["b"]
    assert len(set(places.values())) == len(widths)


def test_files(function, tmp_path):
    page = tmp_path / "new" / "graph.html"
    d3viz(function, str(page))
    text = page.read_text()
    assert (page.parent / "d3viz" / "js" / "d3viz.js").exists()
    assert not re.search(r"(src|href)=.(https?:|/)", text)
    d3viz(T.exp(T.dscalar("q")), tmp_path / "other.html", copy_deps=False)
    assert not (tmp_path / "d3viz").exists()
    d3write(function, str(tmp_path / "graph.dot"))
    assert re.search('pos="?[0-9]', (tmp_path / "graph.dot").read_text())


def test_pydotprint_without_graphviz(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(printing, "_which", lambda program: None)
    printing.pydotprint(T.exp(T.dscalar("q")), tmp_path / "graph.png")
    assert "digraph" in (tmp_path / "graph.dot").read_text()
    assert "dot is not installed" in capsys.readouterr().out
    with pytest.raises(RuntimeError, match="no image"):
        printing.pydotprint(T.exp(T.dscalar("q")), return_image=True)


def test_pydotprint_is_legible_and_calls_operations_as_debugprint_does(monkeypatch, tmp_path, function, capsys):
    monkeypatch.setattr(printing, "_which", lambda program: None)
    x = T.dmatrix("x")
    printing.pydotprint([x.sum(), x[0]], tmp_path / "graph")
    text = (
        (tmp_path / "graph.png.dot").read_text()
        if (tmp_path / "graph.png.dot").exists()
        else (tmp_path / "graph.dot").read_text()
    )
    assert "Sum{acc_dtype=float64}" in text
    assert "Subtensor{int64}" in text
    fills = re.findall(r'fillcolor="?#(\w\w)(\w\w)(\w\w)', text)
    assert fills
    assert all(int(part, 16) > 175 for fill in fills for part in fill)
    assert set(re.findall(r'fontcolor="?(\w+)', text)) == {"black"}
    printing.pydotprint(function, tmp_path / "function.png", scan_graphs=True, with_ids=True, var_with_name_simple=True)
    assert len(list(tmp_path.glob("function*.dot"))) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
def test_pydotprint_calls_graphviz(monkeypatch, tmp_path, capsys):
    program = tmp_path / "dot"
    program.write_text('#!/bin/sh\n[ "$1" = -Tsvg ] && cat > "$3"\n')
    program.chmod(0o755)
    monkeypatch.setattr(printing, "_which", lambda name: str(program))
    printing.pydotprint(T.exp(T.dscalar("q")), tmp_path / "graph.svg", format="svg")
    assert "digraph" in (tmp_path / "graph.svg").read_text()
    assert "graph.svg" in capsys.readouterr().out


@pytest.mark.skipif(BROWSER is None, reason="there is no browser")
def test_the_page_in_a_browser(function, tmp_path):
    """Every node is drawn where it has its place, what is inside of nodes when these are opened."""
    function(np.ones((2, 3)))
    page = tmp_path / "graph.html"
    d3viz(function, page)
    opening = """<script>setTimeout(function() {
        var before = graph.nodes.length;
        graph.nodes.forEach(function(node) { if (node.value.hasChilds) node.value.showChilds = true; });
        graph = frontEndGraph(dotGraph, graph);
        drawGraph();
        document.body.setAttribute("counted", [before, graph.nodes.length, isProfiled].join());
    }, 500)</script></body>"""
    page.write_text(page.read_text().replace("</body>", opening))
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"]
    document = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=60, check=True).stdout
    graph = PyDotFormatter()(function)
    count, opened, profiled = re.search(r'counted="(\d+),(\d+),(\w+)"', document).groups()
    assert int(count) == len(graph.get_nodes())
    assert int(opened) > int(count)
    assert profiled == "true"
    assert document.count("<ellipse") >= kinds(graph)["apply"] - 1
    assert "NaN" not in document
