"""The documentation's code runs, and prints what the pages show; what is generated is up to date."""

import re
import subprocess
import sys

import pytest

from tools import run_pages


def _page(path):
    name = str(path.relative_to(run_pages.PAGES))
    marks = [pytest.mark.slow] if name.startswith("notebooks") else []  # the build executes them
    marks += [pytest.mark.more] if name == "running.md" else []  # it installs what it runs
    return pytest.param(path, id=name, marks=marks)


@pytest.mark.parametrize("page", [_page(path) for path in run_pages.pages()])
def test_a_page_prints_what_it_shows(page):
    assert not (said := run_pages.run(page)), said


TEXTS = [run_pages.ROOT / "README.md", run_pages.ROOT / "CONTRIBUTING.md", *run_pages.written()]
FILE = re.compile(r"(?<![\w/.])(?:tools|scripts|tests|benchmarks|docs|theano_min)/[\w/]+\.(?:py|md|toml)\b")


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(run_pages.ROOT))) for path in TEXTS])
def test_commands_are_commands_and_files_are_there(path):
    text = path.read_text("utf-8")
    for block in re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        checked = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
    assert not [file for file in FILE.findall(text) if not (run_pages.ROOT / file).exists()]


def test_the_page_of_differences_is_up_to_date():
    script = run_pages.ROOT / "tools" / "make_differences.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("heading", ["Run", "Test"])
def test_the_readme_has_the_commands_that_ci_runs(heading):
    readme = (run_pages.ROOT / "README.md").read_text("utf-8")
    assert f"\n## {heading}\n" in readme
    assert (
        readme.partition(f"\n## {heading}\n")[2].partition("\n## ")[0].count("```bash\npython3 -m venv .venv && ") == 1
    )
