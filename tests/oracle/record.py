"""Record what real Theano answers to the programs of `tests/oracle/cases`: run by an interpreter that has it.

python3.8 tests/oracle/record.py             # all subjects anew
python3.8 tests/oracle/record.py aliasing    # one
"""

import importlib
import json
import logging
import sys
from pathlib import Path

import theano

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.oracle.programs import outcome  # noqa: E402


def record(subject):
    cases = importlib.import_module(f"tests.oracle.cases.{subject}").CASES
    lines = [f"{json.dumps(name)}: {json.dumps(outcome(theano, text))}" for name, text in cases.items()]
    (HERE / "golden" / f"{subject}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{subject}: {len(lines)} cases")


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    for subject in sys.argv[1:] or sorted(p.stem for p in (HERE / "cases").glob("[a-z]*.py")):
        record(subject)
