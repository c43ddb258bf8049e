"""scikit-learn's searches for parameters as they were: three folds, and scores that weigh folds by their length."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np
from sklearn import model_selection as _now
from sklearn.base import clone, is_classifier

from theano_min._era.replaced import FOLDS

Score = namedtuple("Score", ["parameters", "mean_validation_score", "cv_validation_scores"])


class _Then:
    """What both searches have: ``grid_scores_``, and by ``iid`` the mean over examples instead of folds."""

    def fit(self: Any, X: Any, y: Any = None) -> Any:
        """Try the parameters on each fold, then fit the best on all."""
        told = self.cv, self.refit
        folds = _now.check_cv(FOLDS if self.cv is None else self.cv, y, classifier=is_classifier(self.estimator))
        self.cv, self.refit = list(folds.split(X, y)), False
        try:
            super().fit(X, y, **(self.fit_params or {}))  # type: ignore[misc]
            lengths = [len(test) for _, test in self.cv]
        finally:
            self.cv, self.refit = told
        found = self.cv_results_
        scores = np.stack([found[f"split{i}_test_score"] for i in range(len(lengths))], 1)
        means = np.average(scores, 1, lengths) if self.iid else scores.mean(1)
        self.grid_scores_ = [Score(*each) for each in zip(found["params"], means, scores, strict=True)]
        found["mean_test_score"] = means
        self.best_index_ = int(means.argmax())
        self.best_score_, self.best_params_ = means[self.best_index_], found["params"][self.best_index_]
        if self.refit:
            self.best_estimator_ = clone(self.estimator).set_params(**self.best_params_)
            self.best_estimator_.fit(X, *(() if y is None else (y,)), **(self.fit_params or {}))
        return self


class GridSearchCV(_Then, _now.GridSearchCV):
    """Tries each combination of parameters."""

    def __init__(
        self,
        estimator: Any,
        param_grid: Any,
        scoring: Any = None,
        fit_params: Any = None,
        n_jobs: int = 1,
        iid: bool = True,
        refit: bool = True,
        cv: Any = None,
        verbose: int = 0,
        pre_dispatch: Any = "2*n_jobs",
        error_score: Any = "raise",
    ):
        more = {"verbose": verbose, "pre_dispatch": pre_dispatch, "error_score": error_score}
        super().__init__(estimator, param_grid, scoring=scoring, n_jobs=n_jobs, refit=refit, cv=cv, **more)
        self.fit_params, self.iid = fit_params, iid


class RandomizedSearchCV(_Then, _now.RandomizedSearchCV):
    """Tries ``n_iter`` combinations drawn at random."""

    def __init__(
        self,
        estimator: Any,
        param_distributions: Any,
        n_iter: int = 10,
        scoring: Any = None,
        fit_params: Any = None,
        n_jobs: int = 1,
        iid: bool = True,
        refit: bool = True,
        cv: Any = None,
        verbose: int = 0,
        pre_dispatch: Any = "2*n_jobs",
        random_state: Any = None,
        error_score: Any = "raise",
    ):
        more = {"verbose": verbose, "pre_dispatch": pre_dispatch, "error_score": error_score}
        more |= {"n_iter": n_iter, "random_state": random_state}
        super().__init__(estimator, param_distributions, scoring=scoring, n_jobs=n_jobs, refit=refit, cv=cv, **more)
        self.fit_params, self.iid = fit_params, iid
