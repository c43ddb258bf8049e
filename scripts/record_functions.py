"""Record what real Theano answers to `tests/compile/function_cases.py`: run by an interpreter that has it."""

import json
import sys
from pathlib import Path

import theano

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.compile.function_cases import cases  # noqa: E402

if __name__ == "__main__":
    found = cases(theano)
    path = ROOT / "tests" / "golden" / "functions.json"
    lines = [f"{json.dumps(text)}: {json.dumps(result)}" for text, result in found.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} cases")
