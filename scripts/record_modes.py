"""Record what real Theano answers to `tests/compile/mode_cases.py`: run by an interpreter that has it."""

import json
import sys
from pathlib import Path

import theano
import theano.compile.nanguardmode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.compile.mode_cases import cases  # noqa: E402
from tests.small_module_cases import outcome  # noqa: E402

if __name__ == "__main__":
    found = {name: outcome(case) for name, case in cases(theano).items()}
    path = ROOT / "tests" / "golden" / "modes.json"
    lines = [f"{json.dumps(name)}: {json.dumps(result)}" for name, result in found.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} cases")
