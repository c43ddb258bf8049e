"""Functions of libraries that have no equivalent under another name, made from what the libraries have today."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any

import numpy as np

Change = Callable[[Any, str, Any], None]

# --- scipy.misc: pictures, through Pillow -----------------------------------------------------------


def _pillow() -> Any:
    try:
        from PIL import Image
    except ImportError as error:
        raise ImportError("the pictures of scipy.misc need Pillow: pip install pillow") from error
    return Image


def bytescale(data: Any, cmin: Any = None, cmax: Any = None, high: int = 255, low: int = 0) -> Any:
    """Numbers scaled from ``cmin``..``cmax`` (theirs if None) to ``low``..``high``, as uint8; uint8 stays as it is."""
    data = np.asarray(data)
    if data.dtype == np.uint8:
        return data
    if not 0 <= low <= high <= 255:
        raise ValueError("`low` and `high` lie between 0 and 255, `low` not above `high`.")
    cmin, cmax = (data.min() if cmin is None else cmin), (data.max() if cmax is None else cmax)
    if cmax < cmin:
        raise ValueError("`cmax` should be larger than `cmin`.")
    scaled = (data - cmin) * (float(high - low) / ((cmax - cmin) or 1)) + low
    return (scaled.clip(low, high) + 0.5).astype(np.uint8)


def imread(name: Any, flatten: bool = False, mode: str | None = None) -> Any:
    """A picture file as an array, (height, width) or (height, width, 3 or 4) of uint8; ``flatten``: float32 greys."""
    with _pillow().open(name) as image:
        return fromimage(image, flatten, mode)


def fromimage(image: Any, flatten: bool = False, mode: str | None = None) -> Any:
    """A Pillow image as an array; see `imread`."""
    if mode is not None and mode != image.mode:
        image = image.convert(mode)
    elif mode is None and image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if flatten:
        image = image.convert("F")
    elif image.mode == "1":
        image = image.convert("L")
    return np.array(image)


def toimage(
    arr: Any,
    high: int = 255,
    low: int = 0,
    cmin: Any = None,
    cmax: Any = None,
    pal: Any = None,
    mode: str | None = None,
    channel_axis: int | None = None,
) -> Any:
    """An array of (height, width) or with a channel axis of 3 or 4 as a Pillow image, numbers scaled to bytes."""
    data, image = np.asarray(arr), _pillow()
    if np.iscomplexobj(data):
        raise ValueError("Cannot convert a complex-valued array.")
    if data.ndim == 2:
        if mode == "F":
            return image.fromarray(data.astype(np.float32))
        if mode == "I":
            return image.fromarray(data.astype(np.int32))
        made = image.fromarray(bytescale(data, cmin, cmax, high, low))
        if pal is not None:
            made.putpalette(np.asarray(pal, np.uint8).tobytes())
        return made.convert(mode) if mode not in (None, "L", "P") else made
    axes = [axis for axis in range(data.ndim) if data.shape[axis] in (3, 4)]
    if data.ndim != 3 or not axes:
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    axis = axes[-1 if 2 in axes and data.shape[2] == 3 else 0] if channel_axis is None else channel_axis
    scaled = bytescale(np.moveaxis(data, axis, 2), cmin, cmax, high, low)
    return image.fromarray(np.ascontiguousarray(scaled)) if mode is None else image.fromarray(scaled).convert(mode)


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array as a picture file, its numbers scaled to bytes."""
    toimage(arr).save(name, format)


def imresize(arr: Any, size: Any, interp: str = "bilinear", mode: str | None = None) -> Any:
    """A picture of another size: percent (int), a fraction (float) or (height, width); uint8."""
    image = toimage(arr, mode=mode)
    width, height = image.size
    if isinstance(size, int | np.integer):
        width, height = (int(side * (size / 100.0)) for side in image.size)
    elif isinstance(size, float | np.floating):
        width, height = (int(side * size) for side in image.size)
    else:
        height, width = (int(side) for side in size)
    return fromimage(image.resize((width, height), resample=_interpolation(interp)))


def imrotate(arr: Any, angle: float, interp: str = "bilinear") -> Any:
    """A picture turned counter-clockwise by degrees, uint8."""
    return fromimage(toimage(arr).rotate(angle, resample=_interpolation(interp)))


def imshow(arr: Any) -> None:
    """Show a picture in a viewer."""
    toimage(arr).show()


def _interpolation(name: str) -> Any:
    kinds = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}
    return kinds[name]


# --- SciPy's numbers --------------------------------------------------------------------------------


def central_diff_weights(Np: int, ndiv: int = 1) -> Any:
    """Weights of ``Np`` (odd) points for the derivative of order ``ndiv``."""
    if Np < ndiv + 1 or Np % 2 == 0:
        raise ValueError("Number of points must be odd, and at least the derivative order + 1.")
    points = np.arange(-(Np >> 1), (Np >> 1) + 1, dtype=float)
    factorial = np.prod(np.arange(1, ndiv + 1))
    return factorial * np.linalg.inv(np.vander(points, increasing=True))[ndiv]


def derivative(func: Any, x0: float, dx: float = 1.0, n: int = 1, args: tuple[Any, ...] = (), order: int = 3) -> Any:
    """The ``n``-th derivative of a function at ``x0`` by central differences of ``order`` points."""
    if order < n + 1 or order % 2 == 0:
        raise ValueError("'order' must be odd, and at least the derivative order 'n' plus 1.")
    weights, half = central_diff_weights(order, n), order >> 1
    return sum(weights[k] * func(x0 + (k - half) * dx, *args) for k in range(order)) / dx**n


def errprint(inflag: int | None = None) -> int:
    """0: functions of scipy.special print no errors."""
    return 0


def chisqprob(chisq: Any, df: Any) -> Any:
    """The chance of a larger chi-square."""
    from scipy import stats

    return stats.chi2.sf(chisq, df)


def binom_test(x: Any, n: int | None = None, p: float = 0.5, alternative: str = "two-sided") -> float:
    """The p-value of so many successes."""
    from scipy import stats

    successes = np.atleast_1d(x)
    if successes.size == 2:
        return float(stats.binomtest(int(successes[0]), int(successes.sum()), p, alternative).pvalue)
    return float(stats.binomtest(int(x), n, p, alternative).pvalue)


def celsius_to_kelvin(degrees: Any) -> Any:
    """Celsius to Kelvin."""
    return np.asanyarray(degrees) + 273.15


def kelvin_to_celsius(degrees: Any) -> Any:
    """Kelvin to Celsius."""
    return np.asanyarray(degrees) - 273.15


# --- scikit-learn's splits, which took the data's length and were iterated over --------------------------


class _Splits:
    def __init__(self, splitter: Any, length: int, labels: Any = None):
        self._splitter, self._length, self._labels = splitter, length, labels

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self._splitter.split(np.zeros(self._length), self._labels))

    def __len__(self) -> int:
        return int(self._splitter.get_n_splits(np.zeros(self._length), self._labels))


def _selection(name: str, **keywords: Any) -> Any:
    import sklearn.model_selection

    return getattr(sklearn.model_selection, name)(**keywords)


def _folded(n_folds: int, shuffle: bool, random_state: Any) -> dict[str, Any]:
    return {"n_splits": n_folds, "shuffle": shuffle, "random_state": random_state if shuffle else None}


def KFold(n: int, n_folds: int = 3, shuffle: bool = False, random_state: Any = None) -> _Splits:
    """Pairs of (training, test) indices of ``n`` examples in ``n_folds`` parts."""
    return _Splits(_selection("KFold", **_folded(n_folds, shuffle, random_state)), n)


def StratifiedKFold(y: Any, n_folds: int = 3, shuffle: bool = False, random_state: Any = None) -> _Splits:
    """The same, each part with the classes' shares of ``y``."""
    return _Splits(_selection("StratifiedKFold", **_folded(n_folds, shuffle, random_state)), len(y), y)


def LeaveOneOut(n: int) -> _Splits:
    """Each of ``n`` examples once as the test."""
    return _Splits(_selection("LeaveOneOut"), n)


def LeavePOut(n: int, p: int) -> _Splits:
    """Each ``p`` of ``n`` examples as the test."""
    return _Splits(_selection("LeavePOut", p=p), n)


def ShuffleSplit(
    n: int, n_iter: int = 10, test_size: Any = 0.1, train_size: Any = None, random_state: Any = None
) -> _Splits:
    """``n_iter`` random pairs of (training, test) indices of ``n`` examples."""
    sizes = {"test_size": test_size, "train_size": train_size, "random_state": random_state}
    return _Splits(_selection("ShuffleSplit", n_splits=n_iter, **sizes), n)


def StratifiedShuffleSplit(
    y: Any, n_iter: int = 10, test_size: Any = 0.1, train_size: Any = None, random_state: Any = None
) -> _Splits:
    """The same, each with the classes' shares of ``y``."""
    sizes = {"test_size": test_size, "train_size": train_size, "random_state": random_state}
    return _Splits(_selection("StratifiedShuffleSplit", n_splits=n_iter, **sizes), len(y), y)


def RandomizedPCA(n_components: Any = None, **keywords: Any) -> Any:
    """PCA by a randomised decomposition."""
    from sklearn.decomposition import PCA

    return PCA(n_components, svd_solver="randomized", **keywords)


def Imputer(missing_values: Any = "NaN", strategy: str = "mean", axis: int = 0, **keywords: Any) -> Any:
    """A SimpleImputer; it fills columns alone (axis 0)."""
    from sklearn.impute import SimpleImputer

    if axis:
        raise ValueError("axis: only 0, columns, is left; transpose the data")
    keywords.pop("verbose", None)
    return SimpleImputer(
        missing_values=np.nan if missing_values == "NaN" else missing_values, strategy=strategy, **keywords
    )


def feature_names(vectorizer: Any) -> list[str]:
    """The vocabulary's words as a list, in the order of the columns."""
    return list(vectorizer.get_feature_names_out())


def linear_assignment(cost: Any) -> Any:
    """Pairs (row, column) of the assignment of least cost, an array of (n, 2)."""
    from scipy.optimize import linear_sum_assignment

    return np.column_stack(linear_sum_assignment(cost))


def fast_dot(a: Any, b: Any) -> Any:
    """``numpy.dot``."""
    return np.dot(a, b)


def logsumexp(arr: Any, axis: int = 0) -> Any:
    """The logarithm of the sum of exponentials along an axis, the first unless said otherwise."""
    from scipy.special import logsumexp

    return logsumexp(arr, axis=axis)


def pinvh(a: Any, **_: Any) -> Any:
    """``scipy.linalg.pinvh``."""
    from scipy import linalg

    return linalg.pinvh(a)


def assert_equal(one: Any, other: Any) -> None:
    """Assert that they are equal."""
    assert one == other, f"{one!r} != {other!r}"


def assert_greater(one: Any, other: Any) -> None:
    """Assert the order."""
    assert one > other, f"{one!r} not greater than {other!r}"


def assert_less(one: Any, other: Any) -> None:
    """Assert the order."""
    assert one < other, f"{one!r} not less than {other!r}"


def assert_true(condition: Any) -> None:
    """Assert the condition."""
    assert condition


def assert_false(condition: Any) -> None:
    """Assert that it does not hold."""
    assert not condition


def assert_raises(*arguments: Any, **keywords: Any) -> Any:
    """Assert that a call raises."""
    return np.testing.assert_raises(*arguments, **keywords)


# --- Matplotlib ---------------------------------------------------------------------------------------


def get_cmap(name: Any = None, lut: int | None = None) -> Any:
    """The colour map of that name."""
    import matplotlib.pyplot

    return matplotlib.pyplot.get_cmap(name, lut)


def register_cmap(name: str | None = None, cmap: Any = None, **_: Any) -> None:
    """Give a colour map a name."""
    import matplotlib

    matplotlib.colormaps.register(cmap, name=name, force=True)


def hold(*_: Any, **__: Any) -> None:
    """Nothing: plots always hold."""


def ishold() -> bool:
    """True: plots always hold."""
    return True


def spectral() -> None:
    """Set the colour map ``nipy_spectral``."""
    import matplotlib.pyplot

    matplotlib.pyplot.set_cmap("nipy_spectral")


def normpdf(x: Any, mu: Any, sigma: Any) -> Any:
    """The normal density."""
    return np.exp(-0.5 * ((np.asarray(x) - mu) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def bivariate_normal(
    X: Any, Y: Any, sigmax: Any = 1.0, sigmay: Any = 1.0, mux: Any = 0.0, muy: Any = 0.0, sigmaxy: Any = 0.0
) -> Any:
    """The density of two normal variables with the covariance ``sigmaxy``."""
    rho = sigmaxy / (sigmax * sigmay)
    x, y = (X - mux) / sigmax, (Y - muy) / sigmay
    z = x**2 + y**2 - 2 * rho * x * y
    return np.exp(-z / (2 * (1 - rho**2))) / (2 * np.pi * sigmax * sigmay * np.sqrt(1 - rho**2))


def matplotlib_habits(module: Any, change: Change) -> None:
    """``matplotlib.use`` takes ``warn``, which is of no effect."""
    use = module.use
    change(module, "use", lambda backend, warn=False, force=True: use(backend, force=force))


def pyplot_habits(module: Any, change: Change) -> None:
    """``hist`` takes ``normed``, styles their old names."""
    hist, old = module.hist, "seaborn"

    def with_normed(*arguments: Any, normed: Any = None, **keywords: Any) -> Any:
        return hist(*arguments, **keywords, **({} if normed is None else {"density": normed}))

    change(module, "hist", with_normed)
    for name, style in [*module.style.library.items()]:
        if name.startswith(f"{old}-v0_8"):
            module.style.library.setdefault(name.replace("-v0_8", "", 1), style)


# --- Python, PyYAML ------------------------------------------------------------------------------------


def pickle_habits(module: Any, change: Change) -> None:
    """A pickler's or unpickler's ``persistent_id`` and ``persistent_load`` may be set (not from 3.13 on)."""
    for name in "Pickler", "Unpickler":
        change(module, name, type(name, (vars(module)[name],), {"__module__": "pickle"}))


def yaml_habits(module: Any, change: Change) -> None:
    """``load`` and ``load_all`` need no loader: it was the full one."""
    for name in "load", "load_all":
        load = vars(module)[name]
        change(module, name, wraps(load)(partial(_with_loader, load, module)))


def _with_loader(load: Any, module: Any, stream: Any, Loader: Any = None) -> Any:
    return load(stream, Loader or module.UnsafeLoader)


# --- numpy.testing -------------------------------------------------------------------------------------


class Tester:
    """``Tester(package).test()`` runs a package's tests, by pytest now."""

    def __init__(self, package: Any = None, *arguments: Any, **keywords: Any):
        self._package = package

    def test(self, *arguments: Any, **keywords: Any) -> bool:
        """Return whether the tests pass."""
        import pytest

        package = self._package or sys._getframe(1).f_globals["__name__"]
        return not pytest.main(["--pyargs", getattr(package, "__name__", package)])

    bench = test


def run_module_suite(file_to_run: Any = None, argv: Any = None) -> None:
    """Run the tests of a file, by default the program's own."""
    import pytest

    sys.exit(pytest.main([file_to_run or sys.argv[0]]))


# --- h5py, pandas --------------------------------------------------------------------------------------


def h5py_habits(module: Any, change: Change) -> None:
    """A file opened without a mode may be written to, and is made if it is not there."""
    init = module.File.__init__

    def __init__(self: Any, name: Any, mode: str | None = None, *arguments: Any, **keywords: Any) -> None:
        init(self, name, mode or "a", *arguments, **keywords)

    change(module.File, "__init__", __init__)


@property  # type: ignore[misc]
def dataset_value(dataset: Any) -> Any:
    """All of a dataset as an array."""
    return dataset[()]


def pandas_append(frame: Any, other: Any, ignore_index: bool = False, **_: Any) -> Any:
    """The frame with the rows of another, or of several."""
    import pandas as pd

    others = other if isinstance(other, list) else [other]
    if isinstance(other, dict):
        others = [pd.DataFrame([other])]
    elif isinstance(frame, pd.DataFrame):
        others = [each.to_frame().T if isinstance(each, pd.Series) else each for each in others]
    return pd.concat([frame, *others], ignore_index=ignore_index)


def pandas_as_matrix(frame: Any, columns: Any = None) -> Any:
    """The values as an array."""
    return (frame if columns is None else frame[columns]).values


def pandas_get_value(frame: Any, index: Any, column: Any) -> Any:
    """One value by its labels."""
    return frame.at[index, column]


def pandas_sort(frame: Any, columns: Any = None, ascending: Any = True, **_: Any) -> Any:
    """The frame sorted by columns, or by its index."""
    if columns is None:
        return frame.sort_index(ascending=ascending)
    return frame.sort_values(columns, ascending=ascending)


class _Ix:
    """``frame.ix[...]``: labels where they are some, positions else."""

    def __init__(self, frame: Any):
        self._frame = frame

    def _place(self, key: Any) -> Any:
        try:
            self._frame.loc[key]
        except (KeyError, TypeError):
            return self._frame.iloc
        return self._frame.loc

    def __getitem__(self, key: Any) -> Any:
        return self._place(key)[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._place(key)[key] = value


pandas_ix = property(_Ix)


def _rolling(name: str) -> Callable[..., Any]:
    def rolling(arg: Any, window: int, min_periods: int | None = None, center: bool = False, **keywords: Any) -> Any:
        import pandas as pd

        data = arg if hasattr(arg, "rolling") else pd.Series(arg)
        result = getattr(data.rolling(window, min_periods=min_periods, center=center), name)(**keywords)
        return result if data is arg else result.values

    return rolling


rolling_mean, rolling_std, rolling_sum = map(_rolling, ("mean", "std", "sum"))


def ewma(arg: Any, com: Any = None, span: Any = None, halflife: Any = None, **_: Any) -> Any:
    """The exponentially weighted mean."""
    import pandas as pd

    data = arg if hasattr(arg, "ewm") else pd.Series(arg)
    result = data.ewm(com=com, span=span, halflife=halflife).mean()
    return result if data is arg else result.values


# --- Python's library -----------------------------------------------------------------------------------


def cgi_escape(s: str, quote: bool = False) -> str:
    """``&``, ``<`` and ``>`` as HTML writes them, ``"`` too if asked for."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;") if quote else s


def html_unescape(parser: Any, text: str) -> str:
    """``html.unescape``."""
    import html

    return html.unescape(text)


def python_inc(*_: Any, **__: Any) -> str:
    """Where Python's headers are."""
    import sysconfig

    return sysconfig.get_paths()["include"]


def python_lib(*_: Any, **__: Any) -> str:
    """Where packages are installed."""
    import sysconfig

    return sysconfig.get_paths()["purelib"]


def dist(*_: Any, **__: Any) -> tuple[str, str, str]:
    """The name, version and code name of the Linux distribution, empty where they cannot be told."""
    import platform

    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return "", "", ""
    return told.get("ID", ""), told.get("VERSION_ID", ""), told.get("VERSION_CODENAME", "")


linux_distribution = dist


def make_suite(case: Any, prefix: str = "test", **_: Any) -> Any:
    """The tests of a TestCase, in a suite."""
    import unittest

    loader = unittest.TestLoader()
    loader.testMethodPrefix = prefix
    return loader.loadTestsFromTestCase(case)
