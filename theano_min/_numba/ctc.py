"""The loss of connectionist temporal classification for Numba: imported when the first graph with it is compiled.

It is computed in float64, as by NumPy in the first tier, a sequence at a time, and only as far as that reaches.
"""

import math

import numpy as np
from pytensor.link.numba.dispatch.basic import default_hash_key_from_props, numba_njit, register_funcify_and_cache_key

from theano_min._numba.activations import exp
from theano_min._pytensor import numba_kernel, source_version
from theano_min.tensor.nnet.ctc import ConnectionistTemporalClassification

_VERSION = source_version(__name__)
NONE = -math.inf  # the logarithm of no path


@numba_njit(error_model="numpy", fastmath={"reassoc", "contract"})
def exp_below(x):
    """exp(x) of numbers that are not positive, right to ten digits; several are computed at a time."""
    e = exp((-108.0 if x < -108.0 else x) * (1 / 128))
    for _ in range(7):
        e *= e
    return e


@numba_njit(error_model="numpy", fastmath={"reassoc", "contract"})
def sum_of_exp(x, largest):
    total = 0.0
    for i in range(x.size):
        total += exp_below(np.float64(x[i]) - largest)
    return total


@numba_njit(error_model="numpy")
def either(a, b):
    """The logarithm of exp(a) + exp(b)."""
    low, high = (a, b) if a < b else (b, a)
    return high if low == NONE else high + math.log1p(math.exp(low - high))


@numba_njit(error_model="numpy")
def one_of(a, b, c):
    """The logarithm of exp(a) + exp(b) + exp(c)."""
    if c == NONE:
        return either(a, b)
    high = max(a, b, c)
    return high + math.log(math.exp(a - high) + math.exp(b - high) + math.exp(c - high))


@numba_njit(error_model="numpy")
def places_of(labels, path):
    """Write a sequence's labels, with blanks around them, into ``path``; return how many places that are."""
    places, path[0] = 1, 0
    for label in labels:
        if label >= 0:
            path[places], path[places + 1] = label, 0
            places += 2
    return places


@numba_njit(error_model="numpy")
def skips(path, place):
    """Whether a path may come to a place without the blank before it."""
    return path[place] != 0 and place > 1 and path[place] != path[place - 2]


@numba_njit(error_model="numpy")
def places_at(t, time, places):
    """The first place at a time from which a path comes to its end, and the one after the last it comes to."""
    return max(0, places - 2 * (time - t)), min(places, 2 * t + 2)


@numba_njit(error_model="numpy")
def add_beginnings(totals, path, x, b, norms):
    """Fill in the logarithms of the sums over all beginnings of paths, for each time and place."""
    time, places = totals.shape
    for t in range(time):
        first, last = places_at(t, time, places)
        for place in range(first, last):
            if t == 0:
                before = 0.0
            else:
                one = totals[t - 1, place - 1] if place else NONE
                two = totals[t - 1, place - 2] if skips(path, place) else NONE
                before = one_of(totals[t - 1, place], one, two)
            totals[t, place] = before + (x[t, b, path[place]] - norms[t])


@numba_njit(error_model="numpy")
def add_gradient(gradient, totals, loss, path, x, b, norms, largest):
    """Fill in the gradient by ``x``, walking back through the sums over the beginnings of paths."""
    time, places = totals.shape
    row = np.empty(x.shape[2])
    now, after = np.full(places, NONE), np.full(places, NONE)  # sums over ends, without what is read at that time
    for t in range(time - 1, -1, -1):
        scale, scores, result = math.exp(largest[t] - norms[t]), x[t, b], gradient[t, b]
        for symbol in range(row.size):
            row[symbol] = exp_below(np.float64(scores[symbol]) - largest[t]) * scale
        first, last = places_at(t, time, places)
        for place in range(first, last):
            if t == time - 1:
                now[place] = 0.0
            else:
                one = after[place + 1] if place + 1 < places else NONE
                two = after[place + 2] if place + 2 < places and skips(path, place + 2) else NONE
                now[place] = one_of(after[place], one, two)
            row[path[place]] -= math.exp(totals[t, place] + now[place] + loss)
        for place in range(first, last):
            after[place] = now[place] + (scores[path[place]] - norms[t])
        for symbol in range(row.size):
            result[symbol] = row[symbol]


@numba_kernel
def classify(activations, labels, times, losses, gradients):
    """Fill in the losses and, if there is room for them, the gradients, which are zeros before."""
    steps, batch, symbols = activations.shape
    if labels.shape[0] != batch or times.shape[0] != batch:
        raise ValueError("one row of labels and one length are needed for each of the sequences")
    for time in times:
        if time <= 0 or time > steps:
            raise ValueError("input_lengths must be between 1 and the number of steps")
    for row in labels:
        for label in row:
            if label >= symbols:
                raise ValueError("labels must be below the number of symbols")
    if batch and not symbols:
        raise IndexError("there is no symbol that could be the blank")
    path = np.empty(2 * labels.shape[1] + 1, np.int64)
    norms, largest = np.empty(steps), np.empty(steps)
    for b in range(batch):
        time, places = times[b], places_of(labels[b], path)
        possible = True
        for t in range(time):
            row = activations[t, b]
            largest[t] = row.max()
            norms[t] = largest[t] + math.log(sum_of_exp(row, largest[t]))
            possible = possible and math.isfinite(norms[t])
        if not possible:
            continue
        totals = np.full((time, places), NONE)
        add_beginnings(totals, path, activations, b, norms)
        loss = -either(totals[time - 1, places - 1], totals[time - 1, places - 2] if places > 1 else NONE)
        if math.isfinite(loss):
            losses[b] = loss
            if gradients.size:
                add_gradient(gradients, totals, loss, path, activations, b, norms, largest)


@register_funcify_and_cache_key(ConnectionistTemporalClassification)
def numba_funcify_ctc(op, node, **kwargs):
    key = default_hash_key_from_props(op, version=_VERSION)
    if op.compute_grad:

        @numba_njit
        def ctc(activations, labels, times):
            losses, gradients = np.zeros(activations.shape[1], np.float32), np.zeros(activations.shape, np.float32)
            classify(np.ascontiguousarray(activations), labels, times, losses, gradients)
            return losses, gradients

    else:

        @numba_njit
        def ctc(activations, labels, times):
            losses = np.zeros(activations.shape[1], np.float32)
            classify(np.ascontiguousarray(activations), labels, times, losses, np.zeros((0, 0, 0), np.float32))
            return losses

    return ctc, key
