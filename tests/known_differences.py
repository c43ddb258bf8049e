"""Where we differ from Theano for good, and why: names defined in a module of Theano, methods as `Class.method`."""

DIFFERENCES: dict[str, dict[str, str]] = {
    "theano.gof.op": {
        "COp.get_io_macros": "a function beside PyTensor's class, which no program calls",
        "COp.get_sub_macros": "a function beside PyTensor's class, which no program calls",
    },
    "theano.tensor.blas": {
        "GemmOptimizer.optimize": "PyTensor's rewriters have rewrite",
        "batched_dot": "says in its signature that it takes two, for which Theano's checked its *inputs",
    },
}

# Public names of ours that Theano did not have.
ADDED: dict[str, dict[str, str]] = {
    "theano": {
        "cli": "the command line `theano-min`",
        "python2": "running Python 2 source",
    },
}


# --- drawn calls of indexing, extra_ops and sort: reason -> their numbers in golden/tensor_indexing.json --------------

DRAWN_INDEXING: dict[str, list[int]] = {
    "x[None] stands for x[None, ...], as in NumPy: Theano wanted every axis named": [7, 35, 58, 84, 114, 204],
    "PyTensor knows this length is 1, which Theano's pattern had lost": [
        *(13, 64, 91, 120, 140, 338, 445, 459),  # indexing
        *(794, 795, 802, 806, 808, 819, 827),  # flat indices
    ],
    "Theano took no mask on an axis that broadcasts": [66, 113, 168, 195, 242, 243, 263],
    "NumPy 2 checks the indices of an empty result": [88, 92],
    "PyTensor takes y to have the shape of x[:], which it replaces": [133, 240],
    "x[None, i] is x.dimshuffle('x', 0)[:, i] to PyTensor, so the copy has that shape": [178, 197],
    "Theano had no gradient of setting by a mask": [180, 201, 454, 460],
    "Theano failed inside on this pattern": [203, 276, 480, 498, 541],
    "NumPy 2 raises IndexError for indices that do not broadcast, also when incrementing": [221],
    "Theano took an axis below -ndim for another one": [295, 300, 627, 628, 630],
    "PyTensor takes the only element of a length that it knows is 1, whatever the index": [318],
    "Theano's gradient had dtype float64 for a float32": [501, 517],
    "Theano had this gradient for vectors or single numbers alone": [508, 516, 528, 608, 626, 637, 644],
    "an Op without a gradient raises NotImplementedError": [721, 723, 725, 727, 728, 736, 737, 756],
    "Theano failed on the gradient along a symbolic axis": [842, 866, 870],
    "a scalar has no axis to sort along; old NumPy gave 0": [904, 905, 913, 916, 917, 922],
}
DRAWN_INDEXING_3_0: dict[str, list[int]] = {
    "PyTensor 3.0 casts a negative constant with an OverflowError of NumPy 2": [260],
    "PyTensor 3.0 takes no length 1 for an axis that broadcasts when indices increment": [545],
}
