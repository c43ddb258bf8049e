"""The types that annotations name. What takes objects of many kinds is ``Any`` to a type checker."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from pytensor.graph.basic import Variable
from pytensor.tensor.variable import TensorVariable

Tensor: TypeAlias = TensorVariable
TensorLike: TypeAlias = Any  # a variable, a number, an array or nested lists of them
Axis: TypeAlias = Any  # an integer, several, or None for all
Shape: TypeAlias = Any  # a vector, or a sequence of integers and scalars
Variables: TypeAlias = Any  # a variable, or a list or tuple of them
Gradients: TypeAlias = Any  # a Tensor for a variable, a list or tuple of them for a list or tuple
Updates: TypeAlias = Mapping[Variable, Any] | Sequence[tuple[Variable, Any]]
Step: TypeAlias = Callable[..., Any]
ModeLike: TypeAlias = Any  # a Mode, its name or None
