"""Record what the programs of ``tests/python2/programs`` and ``tests/era/programs`` print where they come from.

    python tests/oracle/record_programs.py --python2 PATH_OF_A_PYTHON_2.7 --python3 PATH_OF_A_PYTHON_3.8 [NAME ...]

The first needs NumPy 1.16, SciPy 1.2, scikit-learn 0.19, pandas 0.19, h5py 2, Matplotlib 2.0, Pillow and Theano 1.0.5,
the second NumPy 1.19 and Theano 1.0.5; programs called ``.py2`` run on the first, ``.py`` on the second. With names
only those programs are recorded anew, for which less may do. The results,
``tests/golden/python2.json`` and ``era.json``, hold for each program what it wrote to stdout, byte for byte (spelled in
latin-1), and its exit status.
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


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
    parser.add_argument("--python2", required=True, help="a Python 2.7 with the libraries of then")
    parser.add_argument("--python3", required=True, help="a Python 3.8 with NumPy 1.19 and Theano 1.0.5")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a program that is recorded anew; else all are")
    options = parser.parse_args()
    pythons = {".py2": options.python2, ".py": options.python3}
    for room in ("python2", "era"):
        programs = sorted(path for path in (TESTS / room / "programs").iterdir() if path.suffix in pythons)
        used = {pythons[program.suffix] for program in programs}
        file = TESTS / "golden" / f"{room}.json"
        known = json.loads(file.read_text())["programs"] if options.names else {}
        asked = [program for program in programs if not options.names or program.name in options.names]
        golden = {
            "recorded with": ", ".join(sorted(map(version_of, used))),
            "programs": known | {program.name: record(pythons[program.suffix], program) for program in asked},
        }
        file.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")


def version_of(python: str) -> str:
    told = subprocess.run([python, "-V"], capture_output=True, check=True, text=True)
    return (told.stdout + told.stderr).strip()


if __name__ == "__main__":
    main()
