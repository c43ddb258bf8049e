"""What the scripts share: a figure of curves, and a progress bar."""


def save_curve(file, x, curves, xlabel, ylabel, title):
    """Draw each of ``curves``, a dictionary from labels to values, against ``x`` and save the figure as ``file``."""
    try:
        import matplotlib
    except ImportError as error:
        raise SystemExit('--plot needs matplotlib: pip install "theano-min[plot]"') from error
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


def progress(examples, label):
    """Return ``examples``, shown as a progress bar on standard error while they are consumed."""
    try:
        from tqdm import tqdm
    except ImportError:
        return examples
    return tqdm(examples, desc=label, leave=False)
