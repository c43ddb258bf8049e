"""Who is told of what a program builds: nobody, but while ``theano-min show`` runs a script."""

from collections.abc import Callable

# f(function, inputs, outputs, updates, givens) after theano.function, f(cost, wrt, gradients) after theano.grad
functions: list[Callable] = []
gradients: list[Callable] = []
