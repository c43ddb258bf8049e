"""Measure how fast programs start and run, beside other engines: CPU seconds on one core, in turn, medians.

python benchmarks/speed.py [--oracle PYTHON] [--jax PYTHON] [--torch PYTHON] [--only WORKLOAD] [--rounds N] [--write]

Each option names an interpreter that has that engine: Theano 1.0.5, JAX, PyTorch. What is not given is left out.
`--write` writes the table to benchmarks/RESULTS.md, where rows that were not measured stay, and draws it in
benchmarks/results.png (with the extra `plot`). What comes after the table is of benchmarks/first_calls.py.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STEPS = [
    *(
        "call_lists",
        "call_arrays",
        "classifier",
        "small_classifier",
        "mlp",
        "logistic_regression",
        "lenet",
        "gru",
        "lstm",
    ),
]
PROGRAMS = ["training_script", "thirty_functions", "mlp_100"]
ENGINES = ["theano-min", "Theano 1.0.5", "PyTensor", "NumPy", "JAX", "PyTorch"]
MODULES = dict(zip(ENGINES, ["theano", "theano", "pytensor", "numpy", "jax", "torch"], strict=True))


def run(engine, python, workload, cache):
    """Return the CPU seconds of one run of a program, or of one step, or None if the engine has no such workload."""
    if f"def {workload}(" not in (HERE / "engines" / f"{MODULES[engine]}_.py").read_text():
        return None
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    flags = {"THEANO_FLAGS": f"base_compiledir={cache},floatX=float32", "PYTENSOR_FLAGS": f"base_compiledir={cache}"}
    if engine == "theano-min":
        del flags["PYTENSOR_FLAGS"]
    env = {**os.environ, **one, **flags, "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false", "JAX_PLATFORMS": "cpu"}
    env["JAX_COMPILATION_CACHE_DIR"] = f"{cache}/jax"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*only_core(), python, HERE / "engines" / "measure.py", MODULES[engine], workload]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{engine} {workload}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if workload in STEPS:
        return float(done.stdout)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def only_core():
    """The command that keeps a process on one core, where there is one."""
    return ["taskset", "-c", "0"] if platform.system() == "Linux" else []


def measure(pythons, workloads, rounds):
    """Return {workload: {engine: median}}, programs with an empty and with a filled cache."""
    table = {}
    with tempfile.TemporaryDirectory() as folder:
        for workload in workloads:
            rows = [workload] if workload in STEPS else [f"{workload}, empty cache", f"{workload}, filled cache"]
            seen = {row: {engine: [] for engine in pythons} for row in rows}
            for round_ in range(rounds):
                for engine, python in pythons.items():
                    cache = (
                        f"{folder}/{engine.replace(' ', '')}-{'steps' if workload in STEPS else f'{workload}{round_}'}"
                    )
                    for row in rows:
                        seen[row][engine].append(run(engine, python, workload, cache))
            for row, engines in seen.items():
                table[row] = {
                    engine: statistics.median(times) if None not in times else None for engine, times in engines.items()
                }
                print(line(row, table[row]), flush=True)
    return table


def line(row, times):
    shown = (seconds(times[engine]) for engine in times)
    return f"| {row.replace('_', ' ')} | " + " | ".join(shown) + " |"


def seconds(time):
    if time is None:
        return "-"
    unit, factor = next((u, f) for u, f in (("s", 1), ("ms", 1e3), ("us", 1e6)) if time * f >= 1 or u == "us")
    return f"{time * factor:.3g} {unit}"


UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6}


def read():
    """Return the table of RESULTS.md as `measure` returns it, and what comes after it."""
    lines, table, engines = (HERE / "RESULTS.md").read_text().splitlines(), {}, []
    first = next(i for i, line in enumerate(lines) if line.startswith("|"))
    last = next((i for i, line in enumerate(lines) if i > first and not line.startswith("|")), len(lines))
    for i in (first, *range(first + 2, last)):
        name, *cells = (cell.strip() for cell in lines[i].strip("|").split("|"))
        if i == first:
            engines = cells
        else:
            times = [None if cell == "-" else float(cell.split()[0]) * UNITS[cell.split()[1]] for cell in cells]
            table[name] = dict(zip(engines, times, strict=True))
    return table, lines[last:]


def write(measured, pythons):
    """Write RESULTS.md, and results.png if Matplotlib is there."""
    before, rest = read()
    measured = {row.replace("_", " "): times for row, times in measured.items()}
    table = {**before, **measured}
    pythons = [engine for engine in ENGINES if any(engine in times for times in table.values())]
    table = {row: {engine: times.get(engine) for engine in pythons} for row, times in table.items()}
    head = ["| CPU time | " + " | ".join(pythons) + " |", "|" + "---|" * (len(pythons) + 1)]
    text = [
        "# How fast",
        "",
        "A function runs from its first call on, at about the speed of NumPy by hand, and no call waits for a",
        "compiler. When its calls have taken a while, another process compiles it, and it goes over to the compiled",
        "code if that is faster: for loops and small operations it is, for large products of matrices hardly. A later",
        "run finds what was compiled, reads it in its first call, and goes over to it in a dozen calls.",
        "",
        "CPU time on one core, medians, the engines of a row in turn, by `benchmarks/speed.py`: of whole programs",
        "with an empty and with a filled cache of compiled code, and of one step once everything has been compiled.",
        f"Measured with Python {platform.python_version()}. Ratios say more than seconds: the machine was shared.",
        "",
        *head,
        *(line(row, times) for row, times in table.items()),
        *rest,
    ]
    (HERE / "RESULTS.md").write_text("\n".join(text).rstrip() + "\n")
    try:
        import matplotlib
    except ImportError:
        print("no picture: pip install matplotlib", file=sys.stderr)
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 0.42 * len(table) + 1.5), layout="constrained")
    for engine in pythons:
        ratios = [
            times[engine] / times["theano-min"] if times[engine] and times.get("theano-min") else float("nan")
            for times in table.values()
        ]
        axes.plot(ratios, range(len(table)), "o" if engine != "theano-min" else "|", label=engine, markersize=9)
    axes.set_yticks(range(len(table)), [row.replace("_", " ") for row in table])
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel("CPU time, as a multiple of theano-min's")
    axes.grid(axis="x", alpha=0.3)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=len(pythons), frameon=False)
    figure.savefig(HERE / "results.png", dpi=110)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("oracle", "jax", "torch"):
        parser.add_argument(f"--{name}", metavar="PYTHON")
    parser.add_argument("--only", action="append", choices=[*STEPS, *PROGRAMS])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    mine, given = sys.executable, (options.oracle, options.jax, options.torch)
    pythons = dict(zip(ENGINES, [mine, given[0], mine, mine, given[1], given[2]], strict=True))
    for engine in [engine for engine, python in pythons.items() if not python]:
        print(f"{engine} is left out: no interpreter was given that has it", file=sys.stderr)
        del pythons[engine]
    table = measure(pythons, options.only or [*PROGRAMS, *STEPS], options.rounds)
    if options.write:
        write(table, pythons)


if __name__ == "__main__":
    main()
