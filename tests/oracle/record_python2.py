"""Record what the programs of ``tests/python2/programs`` print under Python 2.7.

    python tests/oracle/record_python2.py --python PATH_OF_A_PYTHON_2.7

The interpreter needs NumPy 1.16 and Theano 1.0.5. The result, ``tests/golden/python2.json``, holds for each program
what it wrote to stdout, byte for byte (spelled in latin-1), and its exit status.
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tests" / "python2" / "programs"
GOLDEN = ROOT / "tests" / "golden" / "python2.json"


def record(python: str, program: Path) -> dict[str, object]:
    """Run one program where it leaves nothing behind and return its output and status."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            [python, "-W", "ignore", program],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    if result.returncode:
        print(f"{program.name}: status {result.returncode}\n{result.stderr.decode('latin-1')}")
    return {"stdout": result.stdout.decode("latin-1"), "status": result.returncode}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True, help="a Python 2.7 with NumPy 1.16 and Theano 1.0.5")
    python = parser.parse_args().python
    version = subprocess.run([python, "-V"], capture_output=True, check=True, text=True)
    golden = {
        "recorded with": (version.stdout + version.stderr).strip(),
        "programs": {program.name: record(python, program) for program in sorted(PROGRAMS.glob("*.py2"))},
    }
    GOLDEN.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
