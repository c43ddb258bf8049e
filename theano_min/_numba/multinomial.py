"""How Numba runs the operations of ``multinomial``: compiled and cached."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min.sandbox.multinomial import ChoiceFromUniform, MultinomialFromUniform

VERSION = 2  # of the compiled code that is kept


@register_funcify_and_cache_key(MultinomialFromUniform)
def funcify_multinomial(op, node=None, **kwargs):
    dtype = np.dtype(node.outputs[0].type.dtype)

    @numba_njit
    def count(pvals, unis, n):
        rows, columns = pvals.shape
        if unis.size != rows * n:
            raise ValueError("unis.shape[0] != pvals.shape[0] * n")
        counts = np.zeros((rows, columns), dtype)
        for c in range(n):
            for i in range(rows):
                reached = 0.0
                for m in range(columns):
                    reached += pvals[i, m]
                    if reached > unis[c * rows + i]:
                        counts[i, m] += 1
                        break
        return counts

    return count, f"theano_min.MultinomialFromUniform {VERSION} {dtype}"


@register_funcify_and_cache_key(ChoiceFromUniform)
def funcify_choice(op, node=None, **kwargs):
    dtype, replace = np.dtype(node.outputs[0].type.dtype), bool(op.replace)

    @numba_njit(error_model="numpy")  # probabilities of 0 alone become nan
    def choose(pvals, unis, n):
        rows, columns = pvals.shape
        if n > columns:
            raise ValueError("Cannot sample without replacement n samples bigger than the size of the distribution.")
        if unis.size != rows * n:
            raise ValueError("unis.shape[0] != pvals.shape[0] * n")
        left = pvals.copy()
        chosen = np.full((rows, n), -1, dtype)
        total = np.empty(1, pvals.dtype)  # rounds each sum to the dtype
        for c in range(n):
            for i in range(rows):
                reached = 0.0
                for m in range(columns):
                    reached += left[i, m]
                    if reached > unis[c * rows + i]:
                        chosen[i, c] = m
                        if not replace:
                            total[0] = reached - left[i, m]
                            left[i, m] = 0
                            for k in range(m, columns):
                                total[0] += left[i, k]
                            for k in range(columns):
                                left[i, k] = left[i, k] / total[0]
                        break
        return chosen

    return choose, f"theano_min.ChoiceFromUniform {VERSION} {dtype} {replace}"
