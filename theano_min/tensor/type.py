"""``theano.tensor.type``: the types of tensors."""

from pytensor.tensor.type import TensorType as TensorType
