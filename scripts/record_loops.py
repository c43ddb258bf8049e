"""Record what real Theano answers to `tests/loop_cases.py`: run by an interpreter that has it.

python3.8 scripts/record_loops.py            # all of it anew: some minutes
python3.8 scripts/record_loops.py --missing  # only the cases that the golden file does not have yet
"""

import importlib
import json
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.loop_cases import cases, outcome  # noqa: E402


def load(name):
    return importlib.import_module("theano" + name)


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    path = ROOT / "tests" / "golden" / "loops.json"
    known = json.loads(path.read_text()) if "--missing" in sys.argv else {}
    found = {name: known[name] if name in known else outcome(case) for name, case in cases(load).items()}
    lines = [f"{json.dumps(name)}: {json.dumps(result)}" for name, result in found.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} cases")
