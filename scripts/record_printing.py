"""Record how Theano 1.0.5 writes graphs as text.

    python3.8 scripts/record_printing.py      # an interpreter that has Theano 1.0.5

``tests/printing_cases.py`` has the graphs; ``tests/test_printing.py`` compares.
"""

import json
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import theano  # noqa: E402
from printing_cases import EXPRESSIONS, texts  # noqa: E402

logging.disable(logging.ERROR)
golden = {"theano": theano.__version__, "texts": {expression: texts(expression) for expression in EXPRESSIONS}}
path = ROOT / "tests" / "golden" / "printing.json"
path.write_text(json.dumps(golden, indent=1) + "\n")
print(len(golden["texts"]), "graphs")
