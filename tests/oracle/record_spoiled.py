"""Record which of the calls of `spoiled` real Theano refuses, and by which error: run by an interpreter that has it."""

import json
import sys
from pathlib import Path

import theano

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.oracle.spoiled import TEXTS, outcome  # noqa: E402

if __name__ == "__main__":
    answers: dict = {}
    for text in TEXTS:
        classes = outcome(theano, text)
        answers.setdefault(classes[0] if classes else "accepted", []).append(text)
    lines = [f"{json.dumps(name)}: {json.dumps(texts, indent=0)}" for name, texts in sorted(answers.items())]
    (HERE / "golden" / "spoiled.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
