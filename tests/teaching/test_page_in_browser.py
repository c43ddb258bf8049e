"""The page in a browser: what its buttons and keys do, whether its texts can be read and lie side by side."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import programs
import pytest
from test_show import recorded

from theano_min._teaching.page import page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="there is no browser: chromium, chromium-browser or google-chrome"),
]

QUESTIONS = (Path(__file__).parent / "questions.js").read_text()


def asked(folder, text, size="1600,1000"):
    """Return what a page answers to the questions."""
    file = folder / "page.html"
    file.write_text(
        page(recorded(folder, text)).replace("</body>", f"<script>{QUESTIONS}</script></body>"), encoding="utf-8"
    )
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'browser'}"]
    command = [BROWSER, *flags, f"--window-size={size}", "--virtual-time-budget=4000", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return json.loads(unescape(re.search('<output id="answers">(.*?)</output>', done.stdout, re.S)[1]))


@pytest.mark.parametrize("size", ["1600,1000", "480,800"])
def test_the_tutorials_page(tmp_path, size):
    answers = asked(tmp_path, programs.TRAINING, size)
    assert answers["errors"] == []
    for nothing in ("faint", "faintInTheDark", "overlaps", "overlapsWithGradient", "spill"):
        assert answers[nothing] == [], nothing
    assert not answers["wide"]
    assert answers["gradient"]
    assert answers["gradientOff"] == [False, "false"]
    assert not answers["valuesOff"]
    assert answers["values"]
    assert answers["focused"]
    assert answers["lit"] == ["y = (x * W).sum()"]
    assert "[0.2 0.7], float64 (2,)" in answers["detail"]
    assert "Elemwise{mul,no_inplace}" in answers["detail"]
    assert answers["below"] == "sum(·)"
    assert answers["named"]
    assert answers["reached"]
    assert (answers["theme"], answers["pressed"]) == ("dark", "true")
    assert answers["headings"][0] == 1
    assert answers["unnamed"] == 0


@pytest.mark.parametrize("size", ["1600,1000", "480,800"])
def test_a_wide_graph_starts_where_its_result_is(tmp_path, size):
    answers = asked(tmp_path, programs.WIDE, size)
    assert answers["errors"] == []
    for nothing in ("faint", "faintInTheDark", "overlaps", "overlapsWithGradient", "spill"):
        assert answers[nothing] == [], nothing
    assert not answers["wide"]
    assert answers["started"]


@pytest.mark.more
def test_other_pages(tmp_path):
    for name in ("CLASSIFIER", "LOOP", "FAILING", "NOTHING"):
        folder = tmp_path / name
        folder.mkdir()
        answers = asked(folder, getattr(programs, name))
        assert answers["errors"] == []
        for nothing in ("faint", "faintInTheDark", "overlaps", "spill"):
            assert answers[nothing] == [], (name, nothing)
        assert not answers["wide"]
        assert answers.get("overlapsWithGradient", []) == []
