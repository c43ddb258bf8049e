"""What the scripts share: a figure of curves, a progress bar, and an end by Ctrl-C."""

import argparse
import sys
from contextlib import contextmanager
from pathlib import Path


def figure(file):
    """Return ``file`` if a figure can be written there: an argument, for argparse."""
    try:
        from matplotlib.backend_bases import FigureCanvasBase
    except ImportError:
        raise SystemExit("--plot needs matplotlib: pip install matplotlib") from None
    path, kinds = Path(file), FigureCanvasBase.get_supported_filetypes()
    if path.suffix[1:] not in kinds:
        raise argparse.ArgumentTypeError(f"{file} ends with none of .{', .'.join(sorted(kinds))}")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no directory {path.parent}")
    return file


@contextmanager
def plotted(file, curves, xlabel, ylabel, title, first=0):
    """Draw ``curves``, a dictionary from labels to lists, as ``file`` when the block ends, by Ctrl-C too.

    The values are drawn against ``first``, the number after it, and so on. Without a file nothing is drawn.
    """
    try:
        yield
    finally:
        n = len(next(iter(curves.values())))
        if file and n:
            save_curve(file, range(first, first + n), curves, xlabel, ylabel, title)


def save_curve(file, x, curves, xlabel, ylabel, title):
    """Draw each of ``curves``, a dictionary from labels to values, against ``x`` and save the figure as ``file``."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4), layout="constrained")
    for label, values in curves.items():
        axes.plot(x, values, marker="o", label=label)
    axes.set(xlabel=xlabel, ylabel=ylabel, title=title)
    if isinstance(x, range):
        axes.xaxis.get_major_locator().set_params(integer=True)
    if len(curves) > 1:
        axes.legend()
    figure.savefig(file)
    pyplot.close(figure)
    print(f"figure written to {file}")


def progress(examples, label, total=None):
    """Return ``examples``, shown as a progress bar on standard error while they are consumed.

    ``total`` says how many there are, if they have no length.
    """
    try:
        from tqdm import tqdm
    except ImportError:
        return examples
    return tqdm(examples, desc=label, total=total, leave=False)


@contextmanager
def ending_by_ctrl_c():
    """Let Ctrl-C end the program with one line, and with the exit status that shells give it."""
    try:
        yield
    except KeyboardInterrupt:
        print("stopped by Ctrl-C", file=sys.stderr)
        raise SystemExit(130) from None
