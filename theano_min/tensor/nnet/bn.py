"""``theano.tensor.nnet.bn``: batch normalisation."""

import numpy as _np
from pytensor.gradient import DisconnectedType as _DisconnectedType, disconnected_type as _disconnected
from pytensor.graph.basic import Apply as _Apply
from pytensor.tensor.math import (
    mean as _mean,
    prod as _prod,
    reciprocal as _reciprocal,
    sqrt as _sqrt,
    sum as _sum,
    var as _var,
)

from theano_min import _removed
from theano_min._composed import Composed as _Composed
from theano_min.compile._lengths import addbroadcast as _addbroadcast, patternbroadcast as _patternbroadcast
from theano_min.configdefaults import config as _config
from theano_min.scalar import as_common_dtype as as_common_dtype
from theano_min.tensor._constants import as_tensor_variable as as_tensor_variable


def batch_normalization(inputs, gamma, beta, mean, std, mode="low_mem"):
    """Return ``(inputs - mean) / std * gamma + beta``; the others' shapes broadcast against that of ``inputs``.

    ``mode`` is 'low_mem' or 'high_mem', which divides gamma first. Errors: ValueError for another, AsTensorError for
    what is no tensor.
    Source: theano.tensor.nnet.bn.batch_normalization.
    """
    if mode == "low_mem":
        inputs, gamma, beta, mean, std = map(as_tensor_variable, (inputs, gamma, beta, mean, std))
        return (inputs - mean) / std * gamma + beta
    if mode == "high_mem":
        return (inputs - mean) * (gamma / std) + beta
    raise ValueError(f'mode must be either "low_mem" or "high_mem", and is {mode!r}')


# ---------------------------------------------------------------- operations


class _Normalization(_Composed):
    """An operation that normalises along ``axes``, to which its other arguments have length 1."""

    __props__ = ("axes",)

    def __init__(self, axes=(0,)):
        assert isinstance(axes, tuple | list), f"axes must be a list of axes, and is {axes!r}"
        assert len(axes) > 0, "there should be at least one normalization axis"
        self.axes = tuple(int(axis) for axis in axes)

    def _mean(self, x):
        return _mean(x, axis=self.axes, keepdims=True)

    def _sum(self, x):
        return _sum(x, axis=self.axes, keepdims=True)

    def _check(self, ndim):
        if min(self.axes) < 0 or max(self.axes) >= ndim:
            raise ValueError(f"axes should be less than ndim (<{ndim}), but {self.axes} given")


def _of_one_dtype(*tensors):
    tensors = list(as_common_dtype(*(as_tensor_variable(x) for x in tensors)))
    assert len({x.ndim for x in tensors}) == 1, f"as many dimensions are needed: got {[x.ndim for x in tensors]}"
    return tensors


def _like(values, outputs):
    """``values`` with the dtypes and the patterns of the variables ``outputs``."""
    values = [value.astype(output.dtype) for value, output in zip(values, outputs, strict=True)]
    return [_patternbroadcast(v, o.type.broadcastable) for v, o in zip(values, outputs, strict=True)]


class AbstractBatchNormTrain(_Normalization):
    """Normalises ``x`` by its own mean and variance along ``axes``, then scales and shifts it.

    The outputs are the normalised x, the means, the inverses of the standard deviations and, where they are given, the
    new running mean and variance. Errors: AssertionError for different numbers of dimensions, or for one running value
    without the other. Gradients come from the first output alone. Source: theano.tensor.nnet.bn.AbstractBatchNormTrain.
    """

    def make_node(self, x, scale, bias, epsilon=1e-4, running_average_factor=0.1, running_mean=None, running_var=None):
        assert (running_mean is None) == (running_var is None), "give both running_mean and running_var, or neither"
        running = [] if running_mean is None else [running_mean, running_var]
        x, scale, bias, *running = _of_one_dtype(x, scale, bias, *running)
        numbers = [as_tensor_variable(epsilon), as_tensor_variable(running_average_factor)]
        outputs = [x.type(), scale.type(), scale.type(), *[value.type() for value in running]]
        return _Apply(self, [x, scale, bias, *numbers, *running], outputs)

    def compose(self, x, scale, bias, epsilon, factor, *running):
        self._check(x.ndim)
        mean, var = self._mean(x), _var(x, axis=self.axes, keepdims=True)
        invstd = _reciprocal(_sqrt(var + epsilon.astype(var.dtype)))
        values = [(x - mean) * (scale * invstd) + bias, mean, invstd]
        outputs = [x, scale, scale, *running]
        if running:
            running_mean, running_var = running
            count = (_prod(x.shape) / _prod(scale.shape)).astype(_config.floatX)
            unbiased = (count / (count - 1)) * var
            values += [
                old * (1.0 - factor) + new * factor for old, new in ((running_mean, mean), (running_var, unbiased))
            ]
        return _like(values, outputs)

    def connection_pattern(self, node):
        more = len(node.inputs) - 5
        patterns = [[True] * 3 + [True] * more, *([[True] * 3 + [False] * more] * 2), *([[False] * (3 + more)] * 2)]
        return patterns + [[False] * 3 + [i == j for j in range(more)] for i in range(more)]

    def pullback(self, inputs, outputs, output_grads):
        x, scale, _, epsilon, _, *running = inputs
        dy = output_grads[0]
        if isinstance(dy.type, _DisconnectedType):
            dy = x.zeros_like()
        self._check(x.ndim)
        means, invstds = outputs[1:3]
        gradients = AbstractBatchNormTrainGrad(self.axes)(x, dy, scale, means, invstds, epsilon)
        return [*gradients, *[_disconnected() for _ in range(2 + len(running))]]


class AbstractBatchNormInference(_Normalization):
    """Normalises ``x`` by a given mean and variance, then scales and shifts it.

    Errors: AssertionError for different numbers of dimensions.
    Source: theano.tensor.nnet.bn.AbstractBatchNormInference.
    """

    def make_node(self, x, scale, bias, estimated_mean, estimated_variance, epsilon=1e-4):
        tensors = _of_one_dtype(x, scale, bias, estimated_mean, estimated_variance)
        return _Apply(self, [*tensors, as_tensor_variable(epsilon)], [tensors[0].type()])

    def compose(self, x, scale, bias, mean, variance, epsilon):
        return _like([(x - mean) * (scale / _sqrt(variance + epsilon.astype(variance.dtype))) + bias], [x])

    def connection_pattern(self, node):
        return [[True]] * 5 + [[False]]

    def pullback(self, inputs, outputs, output_grads):
        x, scale, bias, mean, variance, epsilon = inputs
        [dy] = output_grads
        self._check(x.ndim)
        scale, mean, variance = (_addbroadcast(z, *self.axes) for z in (scale, mean, variance))
        var_eps = variance + epsilon  # of the dtype of both
        std = _sqrt(var_eps)
        products, gradients = self._sum(dy * (x - mean)), self._sum(dy)
        dvariance = -products * (scale / (2.0 * var_eps * std))
        return [dy * (scale / std), products / std, gradients, -gradients * (scale / std), dvariance, _disconnected()]


class AbstractBatchNormTrainGrad(_Normalization):
    """Takes the gradients of AbstractBatchNormTrain's first output with respect to ``x``, ``scale`` and ``bias``.

    Source: theano.tensor.nnet.bn.AbstractBatchNormTrainGrad.
    """

    def make_node(self, x, dy, scale, x_mean, x_invstd, epsilon=1e-4):
        tensors = _of_one_dtype(x, dy, scale, x_mean, x_invstd)
        x, _, scale, *_ = tensors
        return _Apply(self, [*tensors, as_tensor_variable(epsilon)], [x.type(), scale.type(), scale.type()])

    def compose(self, x, dy, scale, x_mean, x_invstd, epsilon):
        self._check(x.ndim)
        away = x - x_mean
        c = dy * x_invstd - away * (self._mean(dy * away) * x_invstd**3)
        return _like([scale * (c - self._mean(c)), self._sum(dy * x_invstd * away), self._sum(dy)], [x, scale, scale])

    def connection_pattern(self, node):
        return [
            *([True, True, False], [True, True, True], [True, False, False]),  # x, dy, scale
            *([True, True, False], [True, True, False], [False, False, False]),  # x_mean, x_invstd, epsilon
        ]

    def pullback(self, inputs, outputs, output_grads):
        x, dy, scale, x_mean, x_invstd, _ = inputs
        dd_x, dd_scale, dd_bias = (None if isinstance(g.type, _DisconnectedType) else g for g in output_grads)
        away = x - x_mean
        g_x, g_dy, g_scale, g_mean, g_invstd = [], [], [], [], []
        if dd_x is not None:
            c = scale * (dd_x - self._mean(dd_x))
            dy_away, c_away = self._mean(dy * away), self._mean(c * away)
            d = x_invstd**3 * (c * dy_away + dy * c_away)
            e = dy * x_invstd - x_invstd**3 * away * dy_away
            g_x.append(-d)
            g_dy.append(c * x_invstd - x_invstd**3 * away * c_away)
            g_scale.append(self._sum(dd_x * (e - self._mean(e))))
            g_mean.append(self._sum(d))
            g_invstd.append(self._sum(c * (dy - 3 * x_invstd**2 * away * dy_away)))
        if dd_scale is not None:
            g_x.append(x_invstd * dd_scale * dy)
            g_dy.append(x_invstd * dd_scale * away)
            g_mean.append(-x_invstd * dd_scale * self._sum(dy))
            g_invstd.append(dd_scale * self._sum(dy * away))
        if dd_bias is not None:
            g_dy.append(dy.zeros_like() + dd_bias)
        sums = [
            sum(terms[1:], start=terms[0]) if terms else _disconnected()
            for terms in (g_x, g_dy, g_scale, g_mean, g_invstd)
        ]
        return [*sums, _disconnected()]


# ---------------------------------------------------------------- functions


def _normalized_axes(axes, ndim):
    """The tuple of ``axes`` that 'per-activation', 'spatial' or a list means, and the tuple of the other axes."""
    if isinstance(axes, str) and axes == "per-activation":
        axes = (0,)
    elif isinstance(axes, str) and axes == "spatial":
        axes = (0, *range(2, ndim))
    elif not isinstance(axes, tuple | list | _np.ndarray):
        raise ValueError(f"invalid axes: {axes}")
    axes = tuple(sorted(int(axis) for axis in axes))
    if not axes:
        raise ValueError("there should be at least one normalization axis")
    if axes[0] < 0 or axes[-1] >= ndim:
        raise ValueError(f"axes should be less than ndim (<{ndim}), but {axes} given")
    return axes, tuple(axis for axis in range(ndim) if axis not in axes)


def _parameters(ndim, axes, others, gamma, **parameters):
    """gamma and the other parameters with ``ndim`` dimensions that broadcast along ``axes``."""
    wanted = ndim if gamma.ndim == ndim else len(others)
    for name, parameter in {"gamma": gamma, **parameters}.items():
        if parameter.ndim != wanted:
            raise ValueError(
                f"gamma and the other parameters must have as many dimensions as there are axes that are not "
                f"normalized, or as the inputs; {name} has {parameter.ndim}, not {wanted}"
            )
    tensors = [as_tensor_variable(parameter) for parameter in (gamma, *parameters.values())]
    if wanted == ndim:
        return [_addbroadcast(x, *axes) for x in tensors]
    pattern = [others.index(axis) if axis in others else "x" for axis in range(ndim)]
    return [x.dimshuffle(pattern) for x in tensors]


def _checked_epsilon(epsilon):
    epsilon = _np.asarray(epsilon, dtype=_config.floatX)
    if epsilon < 1e-5:
        raise ValueError(f"epsilon must be at least 1e-5, got {epsilon}")
    return epsilon


def batch_normalization_train(
    inputs,
    gamma,
    beta,
    axes="per-activation",
    epsilon=1e-4,
    running_average_factor=0.1,
    running_mean=None,
    running_var=None,
):
    """Return the inputs normalised by their own mean and variance, the means, and 1 / sqrt(variance + epsilon).

    ``axes`` are 'per-activation' (the first), 'spatial' (all but the second) or a list. gamma scales and beta shifts
    the result: they have the other axes' lengths, or as many dimensions as ``inputs``, with length 1 along ``axes``;
    so do ``running_mean`` and ``running_var``, whose new values follow if they are given, each having moved towards
    that of this batch by ``running_average_factor``; the variance of the batch counts unbiased.
    Errors: ValueError for axes or dimensions that do not fit, for one running value without the other and for an
    epsilon below 1e-5. Source: theano.tensor.nnet.bn.batch_normalization_train.
    """
    ndim = inputs.ndim
    axes, others = _normalized_axes(axes, ndim)
    if (running_mean is None) != (running_var is None):
        raise ValueError("running_mean and running_var must either both be given or both be None")
    running = {} if running_mean is None else {"running_mean": running_mean, "running_var": running_var}
    gamma_, beta_, *running = _parameters(ndim, axes, others, gamma, beta=beta, **running)
    epsilon = _checked_epsilon(epsilon)
    results = AbstractBatchNormTrain(axes)(inputs, gamma_, beta_, epsilon, running_average_factor, *running)
    if gamma.ndim != ndim:
        results = [results[0], *[result.dimshuffle(others) for result in results[1:]]]
    return tuple(results)


def batch_normalization_test(inputs, gamma, beta, mean, var, axes="per-activation", epsilon=1e-4):
    """Return the inputs normalised by a given mean and variance, scaled by gamma and shifted by beta.

    ``axes``, shapes, errors: as in batch_normalization_train, all four being of one kind.
    Source: theano.tensor.nnet.bn.batch_normalization_test.
    """
    axes, others = _normalized_axes(axes, inputs.ndim)
    parameters = _parameters(inputs.ndim, axes, others, gamma, beta=beta, mean=mean, var=var)
    return AbstractBatchNormInference(axes)(inputs, *parameters, epsilon=_checked_epsilon(epsilon))


__getattr__ = _removed.getattr_for(__name__)
