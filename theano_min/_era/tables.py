"""What libraries lost between 2008 and today: a table each, names against where they live now."""

from __future__ import annotations

_HERE = "theano_min._era.replaced"


def _moved(module: str, names: str) -> dict[str, str]:
    return {name: f"{module}:{name}" for name in names.split()}


def _replaced(names: str) -> dict[str, str]:
    return _moved(_HERE, names)


_IMAGES = _replaced("bytescale fromimage imread imresize imrotate imsave imshow toimage")
_WINDOWS = _moved(
    "scipy.signal.windows",
    "barthann bartlett blackman blackmanharris bohman boxcar chebwin cosine exponential flattop gaussian "
    "general_gaussian hamming hann kaiser nuttall parzen triang tukey",
)
NAMES: dict[str, dict[str, str]] = {
    "numpy.testing": _replaced("Tester run_module_suite"),
    # --- SciPy
    "scipy": _moved("numpy.lib.scimath", "arccos arcsin arctanh log log10 log2 logn power sqrt")
    | {"randn": "numpy.random:randn", "rand": "numpy.random:rand", "ifft": "numpy.fft:ifft", "*": "numpy"},
    "scipy.misc": _IMAGES
    | _moved("scipy.special", "comb factorial factorial2 logsumexp")
    | _moved("scipy.datasets", "ascent face electrocardiogram")
    | _replaced("central_diff_weights derivative factorialk")
    | {"info": "numpy:info", "source": "inspect:getsource", "who": "builtins:dir"},
    "scipy.linalg": _moved("numpy", "kron tril triu") | _replaced("pinv2"),
    "scipy.signal": _WINDOWS | {"hanning": "scipy.signal.windows:hann"},
    "scipy.integrate": _replaced("simps")
    | {"trapz": "scipy.integrate:trapezoid", "cumtrapz": "scipy.integrate:cumulative_trapezoid"},
    "scipy.special": _replaced("errprint") | {"btdtr": "scipy.special:betainc"},
    "scipy.stats": _replaced("binom_test chisqprob median_absolute_deviation nanmean nanmedian nanstd"),
    "scipy.constants": {"C2K": f"{_HERE}:celsius_to_kelvin", "K2C": f"{_HERE}:kelvin_to_celsius"},
    "scipy.sparse.linalg.eigen.arpack": _moved("scipy.sparse.linalg", "eigs eigsh svds ArpackNoConvergence"),
    "scipy.sparse.linalg.isolve": _moved("scipy.sparse.linalg", "bicg cg gmres lsmr lsqr minres"),
    "scipy.io.matlab.mio": _moved("scipy.io", "loadmat savemat whosmat"),
    "scipy.optimize.optimize": _moved("scipy.optimize", "OptimizeResult fmin fmin_bfgs fmin_cg fmin_ncg minimize"),
    "scipy.optimize.lbfgsb": _moved("scipy.optimize", "fmin_l_bfgs_b LbfgsInvHessProduct"),
    "scipy.optimize.linesearch": _moved("scipy.optimize", "line_search"),
    "scipy.spatial.kdtree": _moved("scipy.spatial", "KDTree cKDTree"),
    # --- scikit-learn
    "sklearn.cross_validation": _moved("sklearn.model_selection", "check_cv train_test_split")
    | _replaced("KFold LeaveOneOut LeavePOut ShuffleSplit StratifiedKFold StratifiedShuffleSplit")
    | _replaced("cross_val_predict cross_val_score"),
    "sklearn.grid_search": _moved("sklearn.model_selection", "ParameterGrid ParameterSampler")
    | _moved("theano_min._era.searches", "GridSearchCV RandomizedSearchCV"),
    "sklearn.learning_curve": _replaced("learning_curve validation_curve"),
    "sklearn.externals": {"joblib": "joblib", "six": "six"},
    "sklearn.externals.joblib": _moved("joblib", "Memory Parallel cpu_count delayed dump hash load"),
    "sklearn.lda": {"LDA": "sklearn.discriminant_analysis:LinearDiscriminantAnalysis"},
    "sklearn.qda": {"QDA": "sklearn.discriminant_analysis:QuadraticDiscriminantAnalysis"},
    "sklearn.datasets.base": _moved("sklearn.utils", "Bunch")
    | _moved("sklearn.datasets", "get_data_home load_digits load_iris"),
    "sklearn.datasets.samples_generator": _moved(
        "sklearn.datasets",
        "make_blobs make_checkerboard make_circles make_classification make_friedman1 make_friedman2 make_friedman3 "
        "make_gaussian_quantiles make_hastie_10_2 make_low_rank_matrix make_moons make_multilabel_classification "
        "make_regression make_s_curve make_spd_matrix make_swiss_roll",
    ),
    "sklearn.decomposition": {"RandomizedPCA": f"{_HERE}:RandomizedPCA"},
    "sklearn.preprocessing": {"Imputer": f"{_HERE}:Imputer"},
    "sklearn.preprocessing.data": _moved("sklearn.preprocessing", "MinMaxScaler StandardScaler normalize scale"),
    "sklearn.preprocessing.label": _moved("sklearn.preprocessing", "LabelBinarizer LabelEncoder label_binarize"),
    "sklearn.metrics.ranking": _moved("sklearn.metrics", "auc roc_auc_score roc_curve"),
    "sklearn.metrics.classification": _moved("sklearn.metrics", "accuracy_score classification_report f1_score"),
    "sklearn.linear_model.base": _moved("sklearn.linear_model", "LinearRegression"),
    "sklearn.linear_model.logistic": _moved("sklearn.linear_model", "LogisticRegression"),
    "sklearn.manifold.t_sne": _moved("sklearn.manifold", "TSNE"),
    "sklearn.neighbors.base": _moved("sklearn.neighbors", "NearestNeighbors"),
    "sklearn.utils.testing": _moved("sklearn.utils._testing", "ignore_warnings")
    | _moved("numpy.testing", "assert_allclose assert_almost_equal assert_array_almost_equal assert_array_equal")
    | _replaced("assert_equal assert_greater assert_less assert_raises assert_true assert_false"),
    "sklearn.utils.linear_assignment_": _replaced("linear_assignment"),
    "sklearn.utils.extmath": _replaced("fast_dot logsumexp pinvh"),
    "sklearn.feature_extraction.stop_words": _moved("sklearn.feature_extraction.text", "ENGLISH_STOP_WORDS"),
    # --- Matplotlib, pandas
    "matplotlib.cm": _replaced("get_cmap register_cmap"),
    "matplotlib.pyplot": _replaced("hold ishold register_cmap spectral"),
    "matplotlib.style": {"core": "matplotlib.style"},
    "matplotlib.mlab": _replaced("bivariate_normal normpdf"),
    "matplotlib.axes._subplots": {"Axes": "matplotlib.axes:Axes", "Subplot": "matplotlib.axes:Axes"},
    "pandas": _replaced(
        "ewma ewmstd ewmvar rolling_max rolling_mean rolling_median rolling_min rolling_std rolling_sum rolling_var"
    ),
    "pandas.util.testing": _moved("pandas.testing", "assert_frame_equal assert_index_equal assert_series_equal"),
    "pandas.tools.plotting": _moved("pandas.plotting", "andrews_curves parallel_coordinates scatter_matrix"),
    # --- Python
    "cgi": {"escape": f"{_HERE}:cgi_escape", "parse_qs": "urllib.parse:parse_qs"},
    "pipes": {"quote": "shlex:quote"},
    "distutils.version": _moved("theano_min._era.modules", "LooseVersion StrictVersion"),
    "distutils.util": _moved("theano_min._era.modules", "strtobool") | {"get_platform": "sysconfig:get_platform"},
    "distutils.spawn": {"find_executable": "shutil:which"},
    "distutils.dir_util": _moved("theano_min._era.modules", "copy_tree mkpath") | {"remove_tree": "shutil:rmtree"},
    "distutils.file_util": _moved("theano_min._era.modules", "copy_file"),
    "distutils.sysconfig": {"get_python_inc": f"{_HERE}:python_inc", "get_config_var": "sysconfig:get_config_var"}
    | {"get_python_lib": f"{_HERE}:python_lib", "get_config_vars": "sysconfig:get_config_vars"},
    "distutils.errors": _moved("theano_min._era.modules", "CompileError DistutilsError DistutilsFileError"),
    "distutils.core": _moved("setuptools", "Extension setup"),
    "distutils.log": _moved("logging", "debug error info warn"),
    "pkg_resources": _moved(
        "theano_min._era.modules",
        "DistributionNotFound VersionConflict declare_namespace get_distribution iter_entry_points parse_version "
        "require resource_exists resource_filename resource_isdir resource_listdir resource_stream resource_string",
    ),
    "configparser": {"SafeConfigParser": "configparser:ConfigParser"},
    "html.parser": {"HTMLParseError": "builtins:ValueError"},
    "base64": {"decodestring": "base64:decodebytes", "encodestring": "base64:encodebytes"},
    "locale": {"format": "locale:format_string"},
    "platform": _replaced("dist linux_distribution"),
    "unittest": {"makeSuite": f"{_HERE}:make_suite"},
}
"""``{module: {lost name: "module:name" of today}}``; a module that is gone is made of these.

``"*"`` takes what is in none of them from another module."""

for _name in ["filters", "fourier", "interpolation", "measurements", "morphology"]:
    NAMES[f"scipy.ndimage.{_name}"] = {"*": "scipy.ndimage"}
for _name in ["base", "bsr", "coo", "csc", "csr", "dia", "dok", "lil"]:
    NAMES[f"scipy.sparse.{_name}"] = {"*": "scipy.sparse"}

GONE: dict[str, str] = {
    "scipy.misc.lena": "its picture may not be shipped any more: scipy.datasets.face() or ascent() is there",
    "sklearn.datasets.fetch_mldata": "mldata.org is closed: fetch_openml('mnist_784') has its MNIST",
    "sklearn.datasets.load_boston": "the data were withdrawn: fetch_california_housing() is there",
    "scipy.weave": "it compiled Python 2 alone: write the loop in Numba or as an operation with c_code",
    "matplotlib.finance": "mplfinance is its successor",
    "pandas.Panel": "use a DataFrame with a MultiIndex, or xarray",
    "pandas.io.data.DataReader": "pandas-datareader is its successor",
}
"""``{module.name: what to do instead}`` of names without an equivalent."""

METHODS: dict[str, dict[str, str]] = {
    "configparser": {"RawConfigParser.readfp": "configparser:RawConfigParser.read_file"},
    "h5py": {"Dataset.value": "theano_min._era.h5py:dataset_value"},
    "matplotlib.axes": {
        "Axes.set_axis_bgcolor": "matplotlib.axes:Axes.set_facecolor",
        "Axes.get_axis_bgcolor": "matplotlib.axes:Axes.get_facecolor",
        "Axes.hold": f"{_HERE}:hold",
    },
    "pandas": {
        "DataFrame.append": f"{_HERE}:pandas_append",
        "DataFrame.as_matrix": f"{_HERE}:pandas_as_matrix",
        "DataFrame.get_value": f"{_HERE}:pandas_get_value",
        "DataFrame.iteritems": "pandas:DataFrame.items",
        "DataFrame.ix": f"{_HERE}:pandas_ix",
        "DataFrame.set_value": f"{_HERE}:pandas_set_value",
        "DataFrame.sort": f"{_HERE}:pandas_sort",
        "Series.append": f"{_HERE}:pandas_append",
        "Series.as_matrix": f"{_HERE}:pandas_as_matrix",
        "Series.iteritems": "pandas:Series.items",
        "Series.ix": f"{_HERE}:pandas_ix",
        "Series.order": "pandas:Series.sort_values",
    },
    "sklearn.feature_extraction.text": {
        "CountVectorizer.get_feature_names": f"{_HERE}:feature_names",
        "TfidfVectorizer.get_feature_names": f"{_HERE}:feature_names",
    },
    "threading": {"Thread.isAlive": "threading:Thread.is_alive"},
    "html.parser": {"HTMLParser.unescape": f"{_HERE}:html_unescape"},
    "unittest": {
        f"TestCase.{old}": f"unittest:TestCase.{new}"
        for old, new in {
            "assert_": "assertTrue",
            "assertAlmostEquals": "assertAlmostEqual",
            "assertEquals": "assertEqual",
            "assertItemsEqual": "assertCountEqual",
            "assertNotAlmostEquals": "assertNotAlmostEqual",
            "assertNotEquals": "assertNotEqual",
            "assertNotRegexpMatches": "assertNotRegex",
            "assertRaisesRegexp": "assertRaisesRegex",
            "assertRegexpMatches": "assertRegex",
            "failIf": "assertFalse",
            "failUnless": "assertTrue",
            "failUnlessEqual": "assertEqual",
            "failUnlessRaises": "assertRaises",
        }.items()
    },
}
"""``{module: {Class.method: "module:name"}}``, given to a class that lacks it."""

SETUP: dict[str, str] = {
    "distutils.version": "theano_min._era.modules:version_habits",
    "h5py": "theano_min._era.h5py:habits",
    "matplotlib": f"{_HERE}:matplotlib_habits",
    "matplotlib.pyplot": f"{_HERE}:pyplot_habits",
    "pickle": f"{_HERE}:pickle_habits",
    "pytest": f"{_HERE}:pytest_habits",
    "random": f"{_HERE}:random_habits",
    "yaml": f"{_HERE}:yaml_habits",
}
"""``{module: "module:function"}``, called as ``function(module, change)`` with ``change(owner, name, value)``."""
