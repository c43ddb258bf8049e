"""Differential fuzzing of whole programs: what they answer on real Theano and here.

    python -m tests.oracle.fuzz --oracle ~/.cache/theano-oracle/py38/bin/python --seeds 0:1000
    python -m tests.oracle.fuzz --oracle PYTHON --seeds 0:200 --families loops,integers --ways first,cvm --save
    python -m tests.oracle.fuzz --show loops:17        # a program's text

A program is drawn from its family and a number (`tests/oracle/grammar`), and is text. Theano answers it in a mode of
its own that is fast; where ours differs from that answer, Theano's other modes are asked too, C with all rewrites among
them: the answer of any is right, to as many digits as they agree on. What still differs, and is not in
`tests/oracle/known.py`, is shrunk and printed.
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import numpy as np

from tests.oracle.difference import differences, spread
from tests.oracle.grammar import FAMILIES, draw
from tests.oracle.known import known
from tests.oracle.shrink import shrunk, with_one_output
from tests.oracle.ways import OURS, THEANO, WAYS

HERE = Path(__file__).resolve().parent
LOST = (
    "Crash",
    "Timeout",
    "LocalMetaOptimizerSkipAssertionError",
    "ImportError",
)  # what a mode of Theano's cannot do without C: convolve, and multiply batches of no length
NUMBERS = (
    "value",
    "digits",
    "dtype",
    "half",
    "shape",
    "refused",
    "accepted",
)  # kinds of differences that Theano's C may explain
STDERR = subprocess.DEVNULL  # None to see why a worker ends
SECONDS = {False: 40, True: 240}  # for a program, in a way that compiles or not


class Worker:
    """A process that answers programs in one way, started when it is first asked."""

    def __init__(self, python, name, work):
        self.python, self.name, self.work, self.process = python, name, work, None
        self.way = WAYS[name]

    def ask(self, text):
        line = json.dumps({"text": text, "seconds": SECONDS[self.way.slow]}) + "\n"
        for _ in range(2):
            if self.process is None:
                self.start()
            try:
                self.process.stdin.write(line)
                self.process.stdin.flush()
                if told := self.process.stdout.readline():
                    return json.loads(told)
            except BrokenPipeError:
                pass
            self.process = None
        raise RuntimeError(f"the worker for {self.name!r} with {self.python} ends at once")

    def start(self):
        flags = f"base_compiledir={self.work},{self.way.flags}".rstrip(",")
        environment = dict(os.environ, THEANO_FLAGS=flags, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
        environment.pop("PYTENSOR_FLAGS", None)
        self.process = subprocess.Popen(
            [self.python, str(HERE / "worker.py"), self.name],
            env=environment, cwd=HERE.parents[1], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=STDERR,
        )  # fmt: skip

    def stop(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


class Workers:
    """Workers for each way, as many as there are threads that ask."""

    def __init__(self, python, work):
        self.python, self.work, self.free, self.all = python, work, {}, []
        self.lock = threading.Lock()

    def ask(self, name, text):
        with self.lock:
            free = self.free.setdefault(name, Queue())
            if free.empty():
                self.all.append(Worker(self.python, name, self.work))
                free.put(self.all[-1])
            worker = free.get()
        try:
            return worker.ask(text)
        finally:
            free.put(worker)

    def stop(self):
        for worker in self.all:
            worker.stop()


class Oracle(Workers):
    """Real Theano, its answers kept on disk by the programs' text."""

    def __init__(self, python, work, kept):
        super().__init__(python, work)
        self.kept = Path(kept)
        self.kept.mkdir(parents=True, exist_ok=True)
        self.version = hashlib.sha256((HERE / "programs.py").read_bytes()).hexdigest()

    def ask(self, name, text):
        key = hashlib.sha256("\n".join([self.version, name, WAYS[name].flags, text]).encode()).hexdigest()
        file = self.kept / key[:2] / f"{key}.json"
        if file.exists():
            return json.loads(file.read_text())
        told = super().ask(name, text)
        file.parent.mkdir(exist_ok=True)
        file.with_suffix(f".{threading.get_ident()}").write_text(json.dumps(told))
        file.with_suffix(f".{threading.get_ident()}").rename(file)
        return told


class Comparison:
    """Asks both of programs."""

    def __init__(self, oracle, ours):
        self.oracle, self.ours = oracle, ours
        self.rewrites_failed, self.reasons = 0, defaultdict(set)

    def difference(self, text, way, quick=False):
        """The first difference that no mode of Theano's explains: (kind, where, ours, Theano's), or None.

        Only for numbers and own operations are the modes that compile C asked, and none if it is to be ``quick``.
        """
        mine = self.ours.ask(way, text)
        self.rewrites_failed += bool(mine.pop("rewrites failed", None))
        name = "oracle, float32" if way == "float32" else "oracle"
        theirs, is_number = [], True
        for i, mode in enumerate(THEANO[name]):
            if mode.slow and theirs and (quick or not is_number):
                break
            told = self.oracle.ask(f"{name} {i}", text)
            if told.get("error", [""])[0] in LOST:
                continue
            theirs.append(told)
            found = self.unknown(text, mine, told)
            if not found:
                return None
            is_number = found[0][0] in NUMBERS or re.search(r"^class ", text, re.MULTILINE)
        if not theirs:
            return None
        tolerance = spread(theirs)
        for their in theirs:
            if not self.unknown(text, mine, their, 20 * tolerance if tolerance > 1e-10 else tolerance):
                return None
            if all(
                kind == "value" and unsettled(mine, theirs, where) for kind, where in self.unknown(text, mine, their)
            ):
                return None
        # called in one mode what it is in another
        best = min(theirs[::-1], key=lambda their: len(self.unknown(text, mine, their)))
        kind, where = self.unknown(text, mine, best)[0]
        return kind, where, mine, best

    def unknown(self, text, mine, theirs, digits=1e-10):
        """The differences that are not in the table of known ones, whose reasons are counted."""
        found, call = [], None  # the first call that is known to differ
        for kind, where in differences(mine, theirs, digits):
            reason = known(text, kind, where, part(mine, where), part(theirs, where))
            place = int(where.split(".")[1]) if re.match(r"value\.\d", where) else -1
            if reason and kind in ("refused", "accepted") and call is None:
                call = place
            if (
                not reason
                and kind in ("value", "half", "digits", "shape")
                and "updates=" in text
                and call is not None
                and place > call
            ):
                reason = "a state after a call that is known to differ"
            if reason:
                self.reasons[reason].add(text)
            else:
                found.append((kind, where))
        return found


class Run:
    """A run: which programs in which ways, what came out."""

    def __init__(self, comparison, options):
        self.comparison, self.options = comparison, options
        self.asked, self.differ = Counter(), []
        self.lock = threading.Lock()
        self.start = time.time()

    def ways(self, family, seed):
        """The ways that a program is run in: `first`, and each of the others for a fraction of the programs."""
        chance = random.Random(f"{family} {seed}")
        ways = [way for way in self.options.ways if way != "first"]
        fraction = self.options.fraction
        drawn = [way for way in ways if chance.random() < (fraction / 4 if OURS[way].slow else fraction)]
        return ["first", *drawn] if "first" in self.options.ways else drawn

    def program(self, job):
        family, seed = job
        text = draw(family, seed)
        for way in self.ways(family, seed):
            found = self.comparison.difference(text, way, quick=True)
            with self.lock:
                self.asked[family, way] += 1
            if found is None:
                continue
            short, found = self.shortest(text, way, found)
            if found is None:
                continue
            if self.is_told_first(short, way, found):
                self.comparison.reasons["of two outputs that fail the other is told first"].add(text)
                continue
            kind, where, mine, theirs = found
            with self.lock:
                self.report(family, seed, way, kind, where, short, mine, theirs)
            if way == "first":
                break  # the other ways would say the same

    def shortest(self, text, way, found):
        """The program that is left of one that differs, and in what it does; None if C explains it."""
        short, sign = text, signature(*found)
        if self.options.shrink:
            short = shrunk(text, lambda each: self.is_same(each, way, sign), seconds=self.options.shrink)
        for each in dict.fromkeys([short, text]):
            found = self.comparison.difference(each, way)
            if found:
                return each, found
        return text, None

    def is_same(self, text, way, sign):
        found = self.comparison.difference(text, way, quick=True)
        return found is not None and signature(*found) == sign

    def is_told_first(self, text, way, found):
        """Whether both raise, each the error that both raise for another of the outputs alone."""
        kind, *errors = signature(*found)
        alone = set()
        for each in with_one_output(text) if kind == "error" else ():
            if self.comparison.difference(each, way) is None:
                alone |= _errors_in(self.comparison.ours.ask(way, each))
        return bool(alone) and alone.issuperset(errors)

    def report(self, family, seed, way, kind, where, text, mine, theirs):
        found = dict(family=family, seed=seed, way=way, kind=kind, where=where, text=text, mine=mine, theirs=theirs)
        self.differ.append(found)
        print(f"--- {kind} at {where or 'all'}: {family}:{seed} [{way}]\n{text}")
        print("  theirs:", _brief(theirs, where), "\n  mine:  ", _brief(mine, where), flush=True)
        if self.options.save:
            with open(self.options.save, "a") as file:
                file.write(json.dumps(found) + "\n")

    def all(self):
        first, end = map(int, self.options.seeds.split(":"))
        jobs = [(family, seed) for seed in range(first, end) for family in self.options.families]
        with ThreadPoolExecutor(self.options.jobs) as pool:
            for i, future in enumerate([pool.submit(self.program, job) for job in jobs]):
                future.result()
                if (i + 1) % 100 == 0:
                    print(
                        f"... {i + 1} programs, {len(self.differ)} differ, {time.time() - self.start:.0f} s", flush=True
                    )

    def seconds(self):
        return time.time() - self.start

    def figures(self):
        families, ways = (sorted({pair[i] for pair in self.asked}) for i in (0, 1))
        print(f"\n{'programs':12}", *(f"{way:>12}" for way in ways))
        for family in families:
            print(f"{family:12}", *(f"{self.asked[family, way]:12}" for way in ways))
        print(f"{'all':12}", *(f"{sum(self.asked[family, way] for family in families):12}" for way in ways))
        for reason, texts in self.comparison.reasons.items():
            print(f"known, {len(texts)}: {reason}")
        for (family, kind, way), number in Counter(
            (d["family"], d["kind"], d["way"]) for d in self.differ
        ).most_common():
            print(f"differ, {number}: {family}, {kind} [{way}]")
        print(f"answers for which a rewrite failed, which is but logged: {self.comparison.rewrites_failed}")
        print(f"{len(self.differ)} differ, {time.time() - self.start:.0f} s")


def signature(kind, where, mine, theirs):
    """What a difference must keep while its program is shrunk: the kind, the errors, whether arrays or text differ."""
    parts = [part(answer, where) for answer in (mine, theirs)]
    return kind, *(
        each["error"][0] if isinstance(each, dict) and "error" in each else type(each).__name__ for each in parts
    )


def _errors_in(answer):
    """The names of the errors in an answer."""
    if isinstance(answer, dict) and "error" in answer:
        return {answer["error"][0]}
    inner = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    return set().union(*map(_errors_in, inner))


def part(answer, where):
    """The part of an answer at a place that `differences` gave."""
    for step in where.split(".") if where else []:
        if isinstance(answer, dict) and "value" in answer:
            answer = answer["value"] if step != "value" else answer
        try:
            answer = answer[int(step)] if isinstance(answer, list) else answer[step]
        except (KeyError, IndexError, TypeError, ValueError):
            break
    return answer


def unsettled(mine, theirs, where):
    """Whether ours is infinite or NaN at most where Theano's modes are, and do not agree: x / x of zeros, say."""
    parts = [part(each, where) for each in (mine, *theirs)]
    if not all(isinstance(each, dict) and "data" in each for each in parts):
        return False
    mine, *theirs = (np.ravel(each["data"]) for each in parts)
    if any(each.shape != mine.shape for each in theirs) or mine.dtype.kind not in "fiub":
        return False
    same = [np.isclose(mine, each, 1e-6, 1e-9, equal_nan=True) for each in theirs]
    agree = np.all([np.isclose(theirs[0], each, equal_nan=True) for each in theirs], axis=0)
    wild = ~np.isfinite(mine) & ~np.all(np.isfinite(theirs), axis=0)
    return bool(np.all(np.any(same, axis=0) | (wild & ~agree)))


def _brief(answer, where):
    text = json.dumps(part(answer, where))
    return text if len(text) < 400 else text[:400] + " ..."


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", help="a Python that has real Theano 1.0.5")
    parser.add_argument("--python", default=sys.executable, help="a Python that has this project; this one by default")
    parser.add_argument("--seeds", default="0:100", help="FIRST:END")
    parser.add_argument("--families", default=",".join(FAMILIES), help="of " + ",".join(FAMILIES))
    parser.add_argument("--ways", default=",".join(OURS), help="of " + ",".join(OURS))
    parser.add_argument("--fraction", type=float, default=0.1, help="of the programs, run in each way but the first")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time")
    parser.add_argument("--shrink", type=float, default=60, help="seconds to shrink a difference; 0: leave it as it is")
    parser.add_argument("--save", help="a file that gets what differs, as lines of JSON")
    parser.add_argument("--work", default="/tmp/theano-fuzz", help="directory for compiled code and Theano's answers")
    parser.add_argument("--show", help="FAMILY:SEED: print that program")
    options = parser.parse_args()
    if options.show:
        family, seed = options.show.split(":")
        print(draw(family, int(seed)))
        return
    options.families, options.ways = options.families.split(","), options.ways.split(",")
    work = Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    oracle = Oracle(options.oracle, work / "oracle", work / "answers")
    ours = Workers(options.python, work / "ours")
    run = Run(Comparison(oracle, ours), options)
    try:
        run.all()
    finally:
        run.figures()
        oracle.stop()
        ours.stop()


if __name__ == "__main__":
    main()
