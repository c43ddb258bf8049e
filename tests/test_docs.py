"""The documentation's code runs, and prints what the pages show; what is generated is up to date."""

import pytest

from tools import run_pages

SLOW = {"notebooks/recurrent.md"}  # trains


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=name, marks=[pytest.mark.slow] if name in SLOW else [])
        for page in run_pages.pages()
        for name in [str(page.relative_to(run_pages.PAGES))]
    ],
)
def test_a_page_prints_what_it_shows(page):
    assert not (said := run_pages.run(page)), said
