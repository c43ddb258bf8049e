"""Functions of libraries that have no equivalent under another name, made from what the libraries have today."""

from __future__ import annotations

import shlex
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
        return _plane(data, high, low, cmin, cmax, pal, mode)
    axes = [axis for count in (3, 4) for axis in range(data.ndim) if data.shape[axis] == count]
    if data.ndim != 3 or not axes:
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    axis = axes[0] if channel_axis is None else channel_axis
    modes = {3: ("RGB", "YCbCr"), 4: ("RGBA", "CMYK")}.get(data.shape[axis])
    if modes is None:
        raise ValueError("Channel axis dimension is not valid.")
    if mode not in (None, *modes):
        raise ValueError("Invalid array shape for mode.")
    scaled = np.moveaxis(bytescale(data, cmin, cmax, high, low), axis, 2)
    return image.frombytes(mode or modes[0], scaled.shape[1::-1], scaled.tobytes())


def _plane(data: Any, high: int, low: int, cmin: Any, cmax: Any, pal: Any, mode: str | None) -> Any:
    image = _pillow()
    if mode == "F":
        return image.fromarray(data.astype(np.float32))
    if mode == "I":
        cmin, cmax = (data.min() if cmin is None else cmin), (data.max() if cmax is None else cmax)
        return image.fromarray(((data * 1.0 - cmin) * (high - low) / (cmax - cmin) + low).astype(np.int32))
    if mode == "1":
        return image.fromarray(data > high)
    if mode not in (None, "L", "P"):
        raise ValueError(f"no mode {mode!r} for an array of two dimensions")
    made = image.fromarray(bytescale(data, cmin, cmax, high, low))
    if pal is None and mode == "P":
        pal = np.arange(256).repeat(3)
    if pal is not None:
        made.putpalette(np.asarray(pal, np.uint8).tobytes())
    return made


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array as a picture file, its numbers scaled to bytes."""
    toimage(arr, channel_axis=2).save(name, format)


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


def factorialk(n: int, k: int, exact: bool = True) -> Any:
    """The product of every ``k``-th number from ``n`` down, an int unless told otherwise."""
    from scipy import special

    return special.factorialk(n, k, exact)


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


def simps(y: Any, x: Any = None, dx: float = 1, axis: int = -1, even: str = "avg") -> Any:
    """The integral by Simpson's rule; of an even number of points the ``first``, the ``last`` or each interval in turn

    (``avg``, the mean of both) is taken by the trapezoidal rule.
    """
    from scipy.integrate import simpson, trapezoid

    y = np.moveaxis(np.asarray(y), axis, -1)
    if x is not None:
        x = np.moveaxis(np.asarray(x), axis if np.ndim(x) > 1 else -1, -1)

    def integral(rule: Callable[..., Any], part: slice) -> Any:
        if y[..., part].shape[-1] < 2:
            return 0.0
        return rule(y[..., part], **({"dx": dx} if x is None else {"x": x[..., part]}))

    if y.shape[-1] % 2:
        return integral(simpson, slice(None))
    if even not in ("avg", "last", "first"):
        raise ValueError("Parameter 'even' must be 'avg', 'last', or 'first'.")
    first = integral(simpson, slice(-1)) + integral(trapezoid, slice(-2, None))
    last = integral(trapezoid, slice(2)) + integral(simpson, slice(1, None))
    return {"avg": (first + last) / 2.0, "first": first, "last": last}[even]


def pinv2(a: Any, cond: Any = None, rcond: Any = None, return_rank: bool = False, check_finite: bool = True) -> Any:
    """The pseudo-inverse; singular values up to ``cond`` times the largest count as zero."""
    from scipy import linalg

    cond = cond if rcond is None else rcond
    if cond in (None, -1):
        single = np.asarray(a).dtype.char in "fF"
        cond = 1e3 * np.finfo("float32").eps if single else 1e6 * np.finfo("float64").eps
    return linalg.pinv(a, atol=0.0, rtol=cond, return_rank=return_rank, check_finite=check_finite)


def nanmean(x: Any, axis: int | None = 0) -> Any:
    """The mean of the numbers along an axis, the first unless said otherwise."""
    return np.nanmean(x, axis)


def nanmedian(x: Any, axis: int | None = 0) -> Any:
    """The median of the numbers along an axis, the first unless said otherwise."""
    return np.nanmedian(x, axis)


def nanstd(x: Any, axis: int | None = 0, bias: bool = False) -> Any:
    """The standard deviation of the numbers along an axis, divided by one less than their count unless ``bias``."""
    return np.nanstd(x, axis, ddof=0 if bias else 1)


def median_absolute_deviation(x: Any, axis: int | None = 0, center: Any = np.median, scale: float = 1.4826) -> Any:
    """The median of the distances from the median, times ``scale``."""
    from scipy import stats

    return stats.median_abs_deviation(x, axis=axis, center=center) * scale


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


class StratifiedKFold(_Splits):
    """The same, each part with the classes' shares of ``y``: each class is cut as `KFold` cuts."""

    def __init__(self, y: Any, n_folds: int = 3, shuffle: bool = False, random_state: Any = None):
        from sklearn.utils import check_random_state

        labels = np.unique(y, return_inverse=True)[1]
        counts = np.bincount(labels)
        if (n_folds > counts).all():
            raise ValueError(f"All the n_labels for individual classes are less than {n_folds} folds.")
        random = check_random_state(random_state) if shuffle else None
        self._folds, self._parts = np.zeros(len(labels), int), n_folds
        for label, count in enumerate(counts):
            order = np.arange(max(int(count), n_folds))
            if random is not None:
                random.shuffle(order)
            of_class = np.empty(len(order), int)
            for fold, part in enumerate(np.array_split(order, n_folds)):
                of_class[part] = fold
            self._folds[labels == label] = of_class[:count]

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        for fold in range(self._parts):
            yield np.flatnonzero(self._folds != fold), np.flatnonzero(self._folds == fold)

    def __len__(self) -> int:
        return self._parts


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


FOLDS = 3  # where a program says nothing


def _now(name: str, *arguments: Any, cv: Any, fit_params: Any = None, **keywords: Any) -> Any:
    import sklearn.model_selection

    if fit_params is not None:
        keywords["params"] = fit_params
    return getattr(sklearn.model_selection, name)(*arguments, cv=FOLDS if cv is None else cv, **keywords)


def cross_val_score(estimator: Any, X: Any, y: Any = None, scoring: Any = None, cv: Any = None, **keywords: Any) -> Any:
    """The scores of an estimator, one for each of three folds unless told otherwise."""
    return _now("cross_val_score", estimator, X, y, scoring=scoring, cv=cv, **keywords)


def cross_val_predict(estimator: Any, X: Any, y: Any = None, cv: Any = None, **keywords: Any) -> Any:
    """What an estimator predicts of each example, which it has not seen, by three folds unless told otherwise."""
    return _now("cross_val_predict", estimator, X, y, cv=cv, **keywords)


def learning_curve(
    estimator: Any, X: Any, y: Any, train_sizes: Any = None, cv: Any = None, scoring: Any = None, **keywords: Any
) -> Any:
    """Sizes of training sets, and an estimator's scores there and on what it has not seen, by three folds."""
    sizes = np.linspace(0.1, 1.0, 5) if train_sizes is None else train_sizes
    return _now("learning_curve", estimator, X, y, train_sizes=sizes, cv=cv, scoring=scoring, **keywords)


def validation_curve(
    estimator: Any,
    X: Any,
    y: Any,
    param_name: str,
    param_range: Any,
    cv: Any = None,
    scoring: Any = None,
    **keywords: Any,
) -> Any:
    """An estimator's scores in training and on what it has not seen for values of a parameter, by three folds."""
    told = {"param_name": param_name, "param_range": param_range}
    return _now("validation_curve", estimator, X, y, **told, cv=cv, scoring=scoring, **keywords)


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


# --- Python, PyYAML, pytest ------------------------------------------------------------------------------------


def pickle_habits(module: Any, change: Change) -> None:
    """A pickler's or unpickler's ``persistent_id`` and ``persistent_load`` may be set (not from 3.13 on)."""
    for name in "Pickler", "Unpickler":
        change(module, name, type(name, (vars(module)[name],), {"__module__": "pickle"}))


def random_habits(module: Any, change: Change) -> None:
    """``randint`` and ``randrange`` take floats that are whole numbers, ``randint(0, 1e6)`` (not from 3.12 on)."""
    for name in "randint", "randrange":
        drawn = vars(module.Random)[name]
        change(module.Random, name, wraps(drawn)(_of_whole_numbers(drawn, name)))
        change(module, name, getattr(module._inst, name))


def _of_whole_numbers(drawn: Callable[..., Any], name: str) -> Callable[..., Any]:
    def of_the_era(self: Any, *arguments: Any, **keywords: Any) -> Any:
        for each in (*arguments, *keywords.values()):
            if isinstance(each, float) and not each.is_integer():
                raise ValueError(f"non-integer argument for {name}(): {each}")
        as_int = {key: int(each) if isinstance(each, float) else each for key, each in keywords.items()}
        return drawn(self, *(int(each) if isinstance(each, float) else each for each in arguments), **as_int)

    return of_the_era


def yaml_habits(module: Any, change: Change) -> None:
    """``load`` and ``load_all`` need no loader: it was the full one."""
    for name in "load", "load_all":
        load = vars(module)[name]
        change(module, name, wraps(load)(partial(_with_loader, load, module)))


def _with_loader(load: Any, module: Any, stream: Any, Loader: Any = None) -> Any:
    return load(stream, Loader or module.UnsafeLoader)


def pytest_habits(module: Any, change: Change) -> None:
    """``main`` takes its arguments in one text, too, and finds the era's meanings in test modules."""
    main = module.main

    def of_the_era(args: Any = None, plugins: Any = None) -> Any:
        asked = shlex.split(args) if isinstance(args, str) else sys.argv[1:] if args is None else args
        return main(["-p", "theano_min.era", *asked], plugins)

    change(module, "main", of_the_era)


# --- numpy.testing -------------------------------------------------------------------------------------


class Tester:
    """``Tester(package).test()`` runs a package's tests, by pytest now."""

    __test__ = False  # pytest would take it for one

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


# --- pandas --------------------------------------------------------------------------------------------


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


def pandas_set_value(frame: Any, index: Any, column: Any, value: Any) -> Any:
    """The frame, in which one value was set by its labels."""
    frame.at[index, column] = value
    return frame


def pandas_sort(
    frame: Any, columns: Any = None, axis: Any = 0, ascending: Any = True, inplace: bool = False, **keywords: Any
) -> Any:
    """The frame sorted by columns, or by its index; in place it is None."""
    told = {"axis": axis, "ascending": ascending, "inplace": inplace, **keywords}
    return frame.sort_index(**told) if columns is None else frame.sort_values(columns, **told)


class _Ix:
    """``frame.ix[...]``: labels; integers are positions on an axis that is not of integers."""

    def __init__(self, frame: Any):
        self._frame = frame

    def _labels(self, key: Any) -> Any:
        if not isinstance(key, tuple):
            return _labels(self._frame.index, key)
        # more keys than axes are left for pandas to refuse
        return tuple(map(_labels, self._frame.axes, key)) if len(key) <= self._frame.ndim else key

    def __getitem__(self, key: Any) -> Any:
        return self._frame.loc[self._labels(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._frame.loc[self._labels(key)] = value


def _labels(index: Any, key: Any) -> Any:
    ends = (key.start, key.stop) if isinstance(key, slice) else key
    kinds = {np.asarray(each).dtype.kind for each in np.atleast_1d(np.asarray(ends, object)) if each is not None}
    return index[key] if kinds and kinds <= {*"iu"} and index.dtype.kind not in "iuf" else key


pandas_ix = property(_Ix)


def _windowed(name: str) -> Callable[..., Any]:
    def rolling(
        arg: Any, window: int, min_periods: int | None = None, freq: None = None, center: bool = False, **keywords: Any
    ) -> Any:
        return _of_data(arg, lambda data: getattr(data.rolling(window, min_periods, center), name)(**keywords))

    return rolling


def _weighted(name: str) -> Callable[..., Any]:
    def weighted(
        arg: Any,
        com: Any = None,
        span: Any = None,
        halflife: Any = None,
        min_periods: int = 0,
        freq: None = None,
        adjust: bool = True,
    ) -> Any:
        told = {"com": com, "span": span, "halflife": halflife, "min_periods": min_periods, "adjust": adjust}
        return _of_data(arg, lambda data: getattr(data.ewm(**told), name)())

    return weighted


def _of_data(arg: Any, compute: Callable[[Any], Any]) -> Any:
    import pandas as pd

    if isinstance(arg, pd.Series | pd.DataFrame):
        return compute(arg)
    return compute((pd.Series if np.ndim(arg) == 1 else pd.DataFrame)(arg)).values


rolling_mean, rolling_std, rolling_sum, rolling_var = map(_windowed, ("mean", "std", "sum", "var"))
rolling_max, rolling_min, rolling_median = map(_windowed, ("max", "min", "median"))
ewma, ewmstd, ewmvar = map(_weighted, ("mean", "std", "var"))


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
