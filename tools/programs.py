"""Run the old libraries and programs of programs_kit/table.toml on this package and on real Theano, and record both.

    python tools/programs.py FOLDER [NAME ...] --oracle PYTHON --ours PYTHON --write

Their code is fetched from its public address into FOLDER, at the commit that the table names, and changed nowhere.
`--ours` and `--oracle` (and `--oracle2`, for Python 2 programs) are Pythons with the packages that the table lists;
without one, that side is not run. `--mirror` names a folder of clones (`owner+name`), to fetch nothing. `--write`
keeps the outcomes in programs_kit/recorded.json and writes docs/programs.md from it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
KIT = ROOT / "tools" / "programs_kit"
RECORDED = KIT / "recorded.json"
PAGE = ROOT / "docs" / "programs.md"
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|\bnan\b|\binf\b")
TIMES = re.compile(  # and addresses
    r"\b0x[0-9a-f]+\b"
    r"|\b\d+(\.\d+)?\s*(s|sec|secs|seconds|ms|us|m|min|minutes)\b"
    r"|.*\b(took|time|elapsed|speed|duration)\b.*",
    re.I,
)


class Limits(NamedTuple):
    """How a run is started: for how many seconds at most, each test too, by which command, whether what ran is kept."""

    seconds: float
    each_test: float
    through: list[str]
    go_on: bool


def read_table() -> dict[str, dict[str, dict[str, Any]]]:
    """The table: libraries and programs by name."""
    return tomllib.loads((KIT / "table.toml").read_text(encoding="utf-8"))


def read_recorded() -> dict[str, dict[str, Any]]:
    """What is recorded: by row and side, "theano" or a version of Python."""
    return json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}


def fetch(row: dict[str, Any], folder: Path, mirror: Path | None) -> Path:
    """Bring a row's code into a folder of its own, at its commit or release, and return where it lies."""
    into = folder / "code" / re.sub(r"\W+", "-", f"{row['from']}-{row['at'][:12]}")
    if into.is_dir():
        return into
    part = into.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    if "/" not in row["from"]:  # a release in the package index
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation", "--no-binary"]
        subprocess.run([*command, ":all:", f"{row['from']}=={row['at']}", "-d", part], check=True)
        archive = next(part.iterdir())
        subprocess.run(["tar", "-xf", archive, "-C", part, "--strip-components=1"], check=True)
    else:
        clone = _clone(row["from"], folder, mirror)
        command = ["git", "-C", str(clone), "archive", row["at"], *row.get("paths", [])]
        archived = subprocess.run(command, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", part], input=archived, check=True)
    return part.rename(into)


def beside(row: dict[str, Any], folder: Path, mirror: Path | None) -> list[Path]:
    """The other rows' code that a row needs."""
    rows = {name: row for kind in read_table().values() for name, row in kind.items()}
    return [fetch(rows[each], folder, mirror) for each in row.get("beside", [])]


def _clone(repository: str, folder: Path, mirror: Path | None) -> Path:
    if mirror is not None:
        for each in (mirror / repository.replace("/", "+"), mirror / repository.replace("/", "+") / "repo"):
            if (each / "HEAD").is_file() or (each / ".git").is_dir():
                return each
    clone = folder / "clones" / repository.replace("/", "+")
    if not clone.is_dir():
        subprocess.run(["git", "clone", "-q", "--bare", f"https://github.com/{repository}", clone], check=True)
    return clone


def environment(row: dict[str, Any], folder: Path, label: str, paths: list[Path]) -> dict[str, str]:
    """The environment of a run: a compile cache for each side, and the paths, flags and settings of the row."""
    flags = [f"base_compiledir={folder / 'compiled' / label}", *row.get("flags", [])]
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("THEANO", "PYTHON"))},
        "THEANO_FLAGS": ",".join(flags),
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1",
        "MPLBACKEND": "agg",
        **row.get("environment", {}),
    }


def bounded(command: list[str], seconds: float, cwd: Path, env: dict[str, str], output: Path) -> str:
    """Run a command, its output in a file; return how it ended: its status, or that it was stopped."""
    with output.open("w", encoding="utf-8") as file:
        program = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return str(program.wait(seconds))
        except subprocess.TimeoutExpired:
            return f"stopped after {seconds:.0f} s"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def run_library(
    name: str, row: dict[str, Any], python: str, label: str, folder: Path, mirror: Path | None, limits: Limits
) -> Any:
    """Run a library's own tests, each file in a process of its own; return the files that did not end and the tests."""
    code = fetch(row, folder, mirror)
    results = folder / "results" / f"{name}.{label}"
    if not limits.go_on:
        shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True, exist_ok=True)
    paths = [KIT, code, *beside(row, folder, mirror)]
    stopped, outcomes = [], {}
    for file in files_of_tests(code, row):
        lines, ended = (results / (file.replace("/", "-") + each) for each in (".jsonl", ".ended"))
        if not ended.exists():
            lines.unlink(missing_ok=True)
            env = environment(row, folder, label, paths) | {"PROGRAMS_OUTCOMES": str(lines)}
            start = ["-m", "theano_min", "run", "-m", "pytest"] if label != "theano" else ["-m", "pytest"]
            command = [*limits.through, python, *start, "-q", "-p", "outcomes", "-p", "no:cacheprovider"]
            command += [
                f"--timeout={limits.each_test}",
                "--continue-on-collection-errors",
                "-c",
                os.devnull,
                "--rootdir=.",
                *row.get("options", []),
                file,
            ]
            ended.write_text(bounded(command, limits.seconds, code, env, lines.with_suffix(".log")))
        outcomes |= outcomes_of(lines)
        if ended.read_text() not in ("0", "1", "5"):
            stopped.append(f"{file}: {ended.read_text()}")
    return {"stopped": stopped, "outcomes": outcomes}


def files_of_tests(code: Path, row: dict[str, Any]) -> list[str]:
    """The files of tests that a row names, one by one or by their folder."""
    files = [each for path in row["tests"] for each in _files_in(code / path, row.get("files", "test_*.py"))]
    names = sorted({each.relative_to(code).as_posix() for each in files})
    return [each for each in names if not each.startswith(tuple(row.get("without", [])))]


def _files_in(path: Path, pattern: str) -> list[Path]:
    return sorted(path.rglob(pattern)) if path.is_dir() else [path]


def _first_line(why: str) -> str:
    """The beginning of what a test failed of, without the directories of the machine it ran on."""
    return re.sub(r"(?<![\w.])/(?:[^\s/:'\"]+/)+", "", why.split("\n")[0])[:120]


def summary_of_library(result: Any, theirs: dict[str, list[Any]]) -> dict[str, Any]:
    """What is kept of a run: the tests by outcome, and what it does not pass of what Theano passed."""
    others: dict[str, Any] = {}
    outcomes = result["outcomes"]
    for test, (outcome, why) in sorted(outcomes.items()):
        if outcome in ("failed", "not collected"):
            others.setdefault(outcome, {})[test] = _first_line(why)
    kept: dict[str, Any] = {kind: [each[0] for each in outcomes.values()].count(kind) for kind in ("passed", "skipped")}
    kept |= others
    if theirs:
        passed = [test for test, (outcome, _) in theirs.items() if outcome == "passed"]
        kept["held"] = [sum(outcomes.get(test, [""])[0] == "passed" for test in passed), len(passed)]
        lost = [test for test in passed if outcomes.get(test, [""])[0] != "passed"]
        kept["lost"] = {test: _first_line(outcomes.get(test, ["", "not run"])[1]) for test in sorted(lost)}
    return kept | ({"stopped": result["stopped"]} if result["stopped"] else {})


def outcomes_of(file: Path) -> dict[str, list[Any]]:
    """The outcome of each test, and why, as the plugin wrote them."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {test: [outcome, why] for test, outcome, why in map(json.loads, lines)}


def outcomes_of_library(results: Path) -> dict[str, list[Any]]:
    """The outcomes of all files of a library's tests."""
    return {test: each for file in sorted(results.glob("*.jsonl")) for test, each in outcomes_of(file).items()}


def run_program(
    name: str, row: dict[str, Any], python: str, label: str, folder: Path, mirror: Path | None, limits: Limits
) -> Any:
    """Run a program in a fresh copy of its code, on its recipe's data; return what it printed and its times."""
    code, results = fetch(row, folder, mirror), folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    work = folder / "runs" / f"{name}.{label}"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(code, work, symlinks=True)
    if "data" in row:
        subprocess.run([python, KIT / "recipes.py", work / row.get("folder", "."), *row["data"]], check=True)
    output, times = results / f"{name}.{label}.txt", results / f"{name}.{label}.times.json"
    times.unlink(missing_ok=True)
    env = environment(row, folder, label, [KIT / "timed", work, *beside(row, folder, mirror)]) | {
        "PROGRAMS_TIMES": str(times)
    }
    start = ["-m", "theano_min", "run"] if label != "theano" else []
    start += row.get("options", []) if start else []
    command = [*limits.through, python, *start, *row["command"]]
    ended = bounded(command, limits.seconds, work / row.get("folder", "."), env, output)
    timed = json.loads(times.read_text()) if times.exists() else {}
    return {"ended": ended, "printed": output.read_text(encoding="utf-8", errors="replace"), **timed}


def numbers(printed: str, ignored: str = "") -> list[str]:
    """The numbers that a program printed, as it printed them, without those that tell a time or an address."""
    lines = printed.splitlines()
    warned = {each + 1 for each, line in enumerate(lines) if "Warning: " in line}  # the source line of a warning
    kept = [line for each, line in enumerate(lines) if each not in warned or not line.startswith("  ")]
    kept = [re.sub(f"(?:{ignored}).*", "", line) if ignored else line for line in kept]
    kept = [
        line for line in kept if "warn" not in line.lower() and not line.lstrip().startswith(("File ", "INFO (theano"))
    ]
    return [each for line in kept for each in NUMBER.findall(TIMES.sub("", line))]


def compare(theirs: list[str], ours: list[str]) -> str:
    """How two lists of printed numbers differ, in a few words; nothing if they do not."""
    if len(theirs) != len(ours):
        return f"{len(ours)} numbers for {len(theirs)}"
    unlike = [(a, b) for a, b in zip(theirs, ours, strict=True) if a != b]
    if not unlike:
        return ""
    worst = max(abs(float(a) - float(b)) / max(abs(float(a)), 1e-12) for a, b in unlike)
    if worst < 1e-7:
        return f"the same to {math.floor(-math.log10(worst))} digits"
    return f"{len(unlike)} of {len(ours)} differ, by {worst:.1g} at most"


def summary_of_program(row: dict[str, Any], cold: Any, result: Any) -> dict[str, Any]:
    """What is kept of two runs: printed numbers and times of the second, whose caches are full; whether they agree."""
    kept: dict[str, Any] = {"numbers": numbers(result["printed"], row.get("ignored", ""))}
    if kept["numbers"] != numbers(cold["printed"], row.get("ignored", "")):
        kept["unsteady"] = True
    kept |= {each: float(f"{result[each]:.3g}") for each in ("first", "step") if result.get(each)}
    return kept if result["ended"] == "0" else kept | {"ended": result["ended"]}


def page(table: dict[str, Any], recorded: dict[str, Any]) -> str:
    """The documentation's page, from the table and what is recorded."""
    return (
        (KIT / "page.md")
        .read_text(encoding="utf-8")
        .format(
            libraries="\n".join(_lines_of_libraries(table["library"], recorded)),
            programs="\n".join(_lines_of_programs(table.get("program", {}), recorded)),
            differences="\n".join(_differences(table)),
        )
    )


def _lines_of_libraries(rows: dict[str, Any], recorded: dict[str, Any]) -> list[str]:
    lines = ["| Library | Version | Theano passes | of these, 3.13 | 3.11 |", "|---|---|---|---|---|"]
    for name, row in rows.items():
        sides = recorded.get(name, {})
        theirs = sides.get("theano")
        cells = [f"[{row['title']}]({_address(row)})", row["version"], _passed_cell(theirs)]
        for label in ("3.13", "3.11"):
            ours = sides.get(label)
            cells.append(_held_cell(ours))
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _passed_cell(theirs: dict[str, Any] | None) -> str:
    return "not run" if theirs is None else str(theirs["passed"]) + _stopped(theirs)


def _held_cell(ours: dict[str, Any] | None) -> str:
    if ours is None:
        return "not run"
    kept, of = ours.get("held", (0, 0))
    cell = f"{kept} ({100 * kept / of:.1f} %)" if of else f"({ours['passed']} pass, {len(ours.get('failed', {}))} fail)"
    return cell + _stopped(ours)


def _stopped(side: dict[str, Any]) -> str:
    return ", not to the end" if side.get("stopped") else ""


def _lines_of_programs(rows: dict[str, Any], recorded: dict[str, Any]) -> list[str]:
    lines = [
        "| Program | Python | Numbers | 3.13 | 3.11 | First step (s) | Step (ms) |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        sides = recorded.get(name, {})
        theirs = sides.get("theano")
        cells = [f"[{row['title']}]({_address(row)})", str(row["python"]), _count(theirs)]
        for label in ("3.13", "3.11"):
            cells.append(_compared_cell(theirs, sides.get(label)))
        for each, factor in (("first", 1), ("step", 1000)):
            pair = [
                f"{side[each] * factor:.3g}" if side and each in side else "-" for side in (sides.get("3.13"), theirs)
            ]
            cells.append(f"{pair[0]} / {pair[1]}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _count(theirs: dict[str, Any] | None) -> str:
    if theirs is None:
        return "not run"
    return f"ended: {theirs['ended']}" if "ended" in theirs else str(len(theirs["numbers"]))


def _compared_cell(theirs: dict[str, Any] | None, ours: dict[str, Any] | None) -> str:
    if ours is None:
        return "not run"
    if "ended" in ours:
        return f"ended: {ours['ended']}"
    if theirs is None or "ended" in theirs:
        return "runs"
    return compare(theirs["numbers"], ours["numbers"]) or "the same"


def _address(row: dict[str, Any]) -> str:
    return (
        f"https://github.com/{row['from']}"
        if "/" in row["from"]
        else f"https://pypi.org/project/{row['from']}/{row['at']}/"
    )


def _differences(table: dict[str, Any]) -> list[str]:
    lines = []
    for row in {**table["library"], **table.get("program", {})}.values():
        reasons = row.get("differs", [])
        if reasons or row.get("start"):
            lines += [f"### {row['title']}", ""]
            lines += [f"Start: `{row['start']}`", ""] if row.get("start") else []
            lines += [f"- {each}" for each in reasons]
            lines += [""] if reasons else []
    return lines


def main() -> int:
    """Run what the command line names, tell it, and record it if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where code, results and caches go")
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows of the table; without any, all")
    parser.add_argument("--ours", action="append", default=[], metavar="PYTHON", help="a Python with this package")
    parser.add_argument("--oracle", metavar="PYTHON", help="a Python 3 with Theano 1.0.5")
    parser.add_argument("--oracle2", metavar="PYTHON", help="a Python 2 with Theano 1.0.5, for Python 2 programs")
    mirror = os.environ.get("PROGRAMS_MIRROR")
    parser.add_argument("--mirror", type=Path, default=mirror and Path(mirror), help="clones (or PROGRAMS_MIRROR)")
    parser.add_argument("--seconds", type=float, default=3600, help="for one run (default: 3600)")
    parser.add_argument("--each-test", type=float, default=120, help="seconds for one test (default: 120)")
    parser.add_argument("--through", default="", metavar="COMMAND", help="what starts each run, such as nice")
    parser.add_argument("--go-on", action="store_true", help="keep the files of tests that an earlier run ended")
    parser.add_argument("--write", action="store_true", help="record the outcomes, and write docs/programs.md")
    arguments = parser.parse_args()
    table = read_table()
    folder = arguments.folder.resolve()
    limits = Limits(arguments.seconds, arguments.each_test, shlex.split(arguments.through), arguments.go_on)
    for name, row in {**table["library"], **table.get("program", {})}.items():
        if arguments.names and name not in arguments.names:
            continue
        theirs = arguments.oracle2 if row.get("python") == 2 else arguments.oracle
        for python in [*([theirs] if theirs else []), *arguments.ours]:
            label = "theano" if python == theirs else _version(python)
            if name in table["library"]:
                run = (row, python, label, folder, arguments.mirror, limits)
                result = run_library(name, *run)
                other = outcomes_of_library(folder / "results" / f"{name}.theano") if label != "theano" else {}
                kept = summary_of_library(result, other)
                told = {kind: each if isinstance(each, int | str) else len(each) for kind, each in kept.items()}
            else:
                runs = (name, row, python, label, folder, arguments.mirror, limits)
                kept = summary_of_program(row, run_program(*runs), run_program(*runs))
                beside_theirs = read_recorded().get(name, {}).get("theano") if label != "theano" else None
                told = {**kept, "numbers": len(kept["numbers"]), "beside": _compared_cell(beside_theirs, kept)}
            print(name, label, told, flush=True)
            if arguments.write:
                recorded = read_recorded()  # anew, since others may write it
                recorded.setdefault(name, {})[label] = kept
                RECORDED.write_text(json.dumps(recorded, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    if arguments.write:
        PAGE.write_text(page(table, read_recorded()), encoding="utf-8")
    return 0


def _version(python: str) -> str:
    told = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", told], check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
