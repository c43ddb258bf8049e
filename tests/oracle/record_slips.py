"""Record what the user of real Theano sees of each of `slips`: run by an interpreter that has it."""

import json
import sys
from pathlib import Path

import theano

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.oracle.slips import SLIPS, outcome  # noqa: E402

if __name__ == "__main__":
    kept = "classes", "message", "lines", "characters"
    answers = {name: outcome(theano, text) for name, text in SLIPS.items()}
    lines = [
        f"{json.dumps(name)}: {json.dumps(seen and {key: seen[key] for key in kept})}" for name, seen in answers.items()
    ]
    (HERE / "golden" / "slips.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
