"""`theano-min show`: what is recorded of a program, what is drawn of it, and that the program does not notice."""

import re
import signal
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import programs
import pytest

from theano_min._teaching import svg
from theano_min._teaching.graph import MOST, WIDE, of_function
from theano_min._teaching.page import page
from theano_min._teaching.recording import POINTS, Curve, Recording
from theano_min._teaching.surface import surface
from theano_min._teaching.svg import dot, drawing, mermaid
from theano_min.python2 import run_path


def recorded(folder, text, *arguments):
    """Run a program and return what was recorded of it."""
    script = folder / "program.py"
    script.write_bytes(text.encode("latin-1"))
    recording = Recording(str(script))
    with recording.watching():
        recording.status = run_path(str(script), arguments)
    return recording


def command(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "theano_min", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        **options,
    )


def picture(recording, number=0):
    return of_function(recording.functions[number], recording)


def labels(drawn, backward):
    return [node.label for node in drawn.layer(backward)]


# ---------------------------------------------------------------- the picture


@pytest.fixture(scope="module")
def training(tmp_path_factory):
    return recorded(tmp_path_factory.mktemp("training"), programs.TRAINING)


def test_the_expression_is_drawn_as_it_was_written(training):
    assert labels(picture(training), False) == ["x", "W", "x * W", "sum(·)", "target", "target - y", "sqr(·)"]


def test_the_gradient_is_drawn_without_what_nobody_writes(training):
    drawn = picture(training)
    assert labels(drawn, True) == [
        "∂cost/∂cost",
        "· * (target - y) * 2",
        "-(·)",
        "· * x",
        "0.1 * gradient[0]",
        "W - ·",
    ]
    names = [node.names() for node in drawn.nodes if node.names()]
    assert names == ["y", "cost", "∂cost/∂W", "new W"]


def test_the_edges_have_the_values_of_the_first_call(training):
    values = {node.names() or node.label: node.results[0].value for node in picture(training).nodes}
    assert (values["y"].text, values["y"].kind()) == ("0.9", "float64 scalar")
    assert (values["x"].text, values["x"].kind()) == ("[1 1]", "float32 (2,)")
    assert values["cost"].text == "364.8"
    assert values["new W"].text == "[4.02 4.52]"


def test_outputs_have_the_values_that_the_call_returned(tmp_path, monkeypatch):
    monkeypatch.setattr("theano_min._teaching.values.SECONDS", -1.0)
    recording = recorded(tmp_path, programs.TRAINING)
    watched = recording.functions[0]
    assert "too long" in watched.first.word
    assert [watched.first.shown[output].text for output in watched.outputs] == ["0.9"]


def test_each_node_knows_its_line(training):
    lines = {node.label: node.place and node.place[1] for node in picture(training).nodes}
    assert [lines[each] for each in ("x", "W", "x * W", "sum(·)", "target - y", "sqr(·)")] == [5, 7, 8, 8, 9, 9]
    assert (lines["· * x"], lines["W - ·"]) == (10, 11)


def test_the_states_are_those_of_each_call(training):
    (history,) = training.histories.values()
    assert [call for call, _ in history.curve.points] == list(range(11))
    np.testing.assert_allclose(history.curve.points[1][1], [4.02, 4.52])
    results = [value for _, value in training.functions[0].results[0].points]
    np.testing.assert_allclose(results[:3], [0.9, 8.54, 13.124])


def test_the_cost_is_computed_around_the_path(training):
    plane = surface(training.functions[0], training)
    assert plane.word == ""
    assert plane.names == ("W[0]", "W[1]")
    assert plane.cost == "cost"
    i, j = 3, 5
    assert plane.costs[i][j] == pytest.approx((20 - plane.xs[j] - plane.ys[i]) ** 2)
    assert training.histories  # and the state is what it was
    W = next(iter(training.histories))
    np.testing.assert_allclose(W.get_value().sum(), 20 - 19.1 * 0.6**10)


def test_a_classifier(tmp_path):
    recording = recorded(tmp_path, programs.CLASSIFIER)
    train, predict = recording.functions
    assert (train.name, train.calls, predict.name, predict.calls) == ("train", 3, "predict", 1)
    forward = labels(picture(recording), False)
    assert {"dot(x, W)", "tanh(·)", "dot(hidden, V)", "softmax(·)", "log(p)", "mean(·)", "-(·)"} <= set(forward)
    backward = " ".join(labels(picture(recording), True))
    assert not re.search("fill|second|Shape|Rebroadcast", backward)
    assert {f"new {each}" for each in "WVb"} <= {node.names() for node in picture(recording).nodes}


def test_a_loop_is_one_node_with_its_step_inside(tmp_path):
    recording = recorded(tmp_path, programs.LOOP)
    drawn = picture(recording)
    loop = next(node for node in drawn.nodes if node.label == "scan")
    assert loop.results[0].name == "states"
    assert loop.results[0].value.shape == (4, 3)
    assert any(node.label.startswith("tanh") for node in loop.inside.nodes)
    assert not re.search("AllocEmpty|IncSubtensor|Shape", " ".join(node.label for node in drawn.nodes))
    back = next(node for node in drawn.layer(True) if node.label == "gradient of the loop: states, W")
    assert (back.results[0].name, back.results[0].value.shape) == ("∂cost/∂W", (3, 3))


def test_names_of_byte_strings_are_text(tmp_path):
    program = programs.LOOP.replace('"x"', '"größe"').replace('"W")', 'u"weiß")').replace("print(", "print (")
    text = "# -*- coding: utf-8 -*-\n" + program + "print 'ä'\n"
    drawn = picture(recorded(tmp_path, text.encode().decode("latin-1")))
    assert {"größe", "weiß"} <= {node.label for node in drawn.nodes}


def test_an_option_of_ours_behind_the_script_is_the_scripts_with_a_word(tmp_path):
    (tmp_path / "script.py").write_text("import sys\nprint(sys.argv[1:])\n")
    command = [sys.executable, "-m", "theano_min", "show", "script.py", "--output", "x.html", "--seed=1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "['--output', 'x.html', '--seed=1']\n")
    assert "--output is the script's; ours stand before script.py\n" in done.stderr
    assert "--seed" not in done.stderr
    assert (tmp_path / "script.html").exists()
    assert not Path("x.html").exists()


def test_a_large_graph_is_limited_with_a_word(tmp_path):
    recording = recorded(tmp_path, programs.LARGE)
    drawn = picture(recording)
    assert len(drawn.layer(False)) == MOST
    assert drawn.left_out[0] > 0
    assert "more than are drawn" in page(recording)


def test_a_wide_graph_and_many_shared_variables_are_folded(tmp_path):
    recording = recorded(tmp_path, programs.WIDE)
    drawn = picture(recording)
    for backward in (False, True):
        layer = drawn.layer(backward)
        used = {source for node in layer for source in node.inputs}
        roots = [node for node in layer if node.number not in used]
        assert 0 < len(roots) <= WIDE
        assert max(len({*node.inputs} & {each.number for each in layer}) for node in layer) <= WIDE
        assert len(layer) + drawn.left_out[backward] > 200
    names = [str(variable) for variable in recording.histories]
    assert names == [f"W{k}" for k in range(120)]  # as they are updated
    text = page(recording)
    assert "at most 10 side by side" in text
    shared = text[text.index("<h2>Shared variables") :]
    assert (
        shared.index('"Table of shared variables"') < shared.index(">W19<") < shared.index("100 more shared variables")
    )
    assert shared.index("100 more shared variables") < shared.index(">W20<")
    assert "114 more after each call" in shared


def test_boxes_do_not_overlap(tmp_path):
    recording = recorded(tmp_path, programs.CLASSIFIER)
    drawn = svg._Drawn(picture(recording), "", "g", lambda place: None, True, True)
    boxes = []
    for node in drawn.picture.nodes:
        (x, y), (width, height) = drawn.at[node.number], drawn.size(node)
        boxes.append((x - width / 2, y, x + width / 2, y + height))
    for i, (a, b, c, d) in enumerate(boxes):
        for e, f, g, h in boxes[:i]:
            assert c <= e or g <= a or d <= f or h <= b


def test_other_forms(training):
    drawn = picture(training)
    assert drawing(drawn, "t", style=True).startswith("<svg xmlns=")
    text = mermaid(drawn)
    assert text.startswith("flowchart TD")
    assert 'n3["x #42; W"]' in text
    assert "n1 --> n3" in text
    assert 'n3 [label="x * W"' in dot(drawn)
    assert "n1 -> n3;" in dot(drawn)


# ---------------------------------------------------------------- the page


class Elements(HTMLParser):
    """The ids and the links of a page, and whether its elements are closed in their order."""

    VOID = {"meta", "br", "input"}

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes[key] for key in ("href", "src") if key in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["TRAINING", "PYTHON2", "CLASSIFIER", "LOOP", "FAILING", "NOTHING", "EFFECTS", "ODD"])
def test_a_page_is_whole(tmp_path, name, capfd):
    text = page(recorded(tmp_path, getattr(programs, name)))
    elements = Elements(text)
    assert not elements.open
    assert len(elements.ids) == len(set(elements.ids))
    assert all(link.startswith("#") and link[1:] in elements.ids for link in elements.links)
    assert "cannot be" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_what_failed_is_on_the_page(tmp_path):
    recording = recorded(tmp_path, programs.FAILING)
    text = page(recording)
    assert recording.status == 1
    assert "The program stopped with an error" in text
    assert "line 10" in recording.failure
    assert "_engine" not in recording.failure
    failed = [node for node in picture(recording).nodes if node.failed]
    assert [(node.label, node.place[1]) for node in failed] == [("· - t", 7)]


def test_no_function_was_compiled(tmp_path):
    recording = recorded(tmp_path, programs.NOTHING, "a")
    assert recording.status == 3
    assert "No function was compiled" in page(recording)


def test_a_curve_is_thinned():
    curve = Curve()
    for call in range(100_000):
        if curve.wants(call):
            curve.add(call, call)
    assert len(curve.points) <= 2 * POINTS
    assert curve.points[0] == (0, 0)
    assert curve.points[-1][0] > 99_000


# ---------------------------------------------------------------- the program does not notice


@pytest.mark.parametrize(
    "name", [*(pytest.param(x, marks=pytest.mark.more) for x in ("PYTHON2", "NOTHING")), "EFFECTS"]
)
def test_the_program_prints_the_same(tmp_path, name):
    script = tmp_path / "program.py"
    script.write_bytes(getattr(programs, name).encode("latin-1"))
    alone = command("run", script, "a", "b")
    shown = command("show", "--output", tmp_path / "page.html", script, "a", "b")
    assert (shown.stdout, shown.returncode) == (alone.stdout, alone.returncode)
    assert shown.stderr == f"{alone.stderr}theano-min show: wrote {tmp_path / 'page.html'}\n"
    assert alone.stdout.splitlines()[-1].strip() in unescape((tmp_path / "page.html").read_text())


@pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent")
def test_ctrl_c_gives_the_page_of_what_was_recorded(tmp_path):
    script = tmp_path / "endless.py"
    script.write_text(programs.ENDLESS)
    process = subprocess.Popen(
        [sys.executable, "-m", "theano_min", "show", str(script)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which a job in the background ignores
    )
    assert process.stdout.readline() == "started\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert errors.rstrip().endswith("theano-min show: wrote endless.html")
    text = (tmp_path / "endless.html").read_text()
    assert "Interrupted" in text
    assert "cost over" in text


def test_the_graph_alone(tmp_path):
    script = tmp_path / "program.py"
    script.write_text(programs.TRAINING)
    shown = command("show", "--mermaid", "--output", "-", script)
    assert shown.returncode == 0
    assert "flowchart TD" in shown.stdout
    pytest.importorskip("resvg_py")
    assert command("show", "--png", script, cwd=tmp_path).returncode == 0
    assert (tmp_path / "program.png").read_bytes().startswith(b"\x89PNG")


def test_png_names_what_to_install(tmp_path, monkeypatch, capsys):
    from theano_min.cli import main

    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert main(["show", "--png", "program.py"]) == 2
    assert "pip install resvg-py" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_refused_before_the_script_runs(tmp_path, capsys):
    from theano_min.cli import main

    assert main(["show", "--output", str(tmp_path), str(tmp_path / "none.py")]) == 2
    assert f"theano-min show: {tmp_path}: Is a directory" in capsys.readouterr().err


def test_a_script_that_is_not_there(tmp_path, capsys):
    from theano_min.cli import main

    assert main(["show", str(tmp_path / "none.py")]) == 2
    assert "No such file" in capsys.readouterr().err
    assert not Path("none.html").exists()
