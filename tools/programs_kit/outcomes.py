"""A pytest plugin for Python 2.7 and later: each test's outcome, one JSON line a test, as soon as it is known."""

from __future__ import unicode_literals

import io
import json
import os


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        why = ""
        if report.outcome == "failed":
            crash = getattr(report.longrepr, "reprcrash", None)
            why = crash.message if crash else str(report.longrepr)
        _write([report.nodeid, report.outcome, why[:300]])


def pytest_collectreport(report):
    if report.outcome == "failed":
        _write([report.nodeid, "not collected", str(report.longrepr)[-300:]])


def _write(line):
    with io.open(os.environ["PROGRAMS_OUTCOMES"], "a", encoding="utf-8") as file:
        file.write("" + json.dumps(line) + "\n")
