"""The documentation's code runs, and prints what the pages show; what is generated is up to date."""

import subprocess
import sys

import pytest

from tools import run_pages


def _page(path):
    name = str(path.relative_to(run_pages.PAGES))
    notebook = [pytest.mark.slow] if name.startswith("notebooks") else []  # the build executes them
    return pytest.param(path, id=name, marks=notebook)


@pytest.mark.parametrize("page", [_page(path) for path in run_pages.pages()])
def test_a_page_prints_what_it_shows(page):
    assert not (said := run_pages.run(page)), said


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
