"""``theano.tensor.utils``: hashes of arrays and shapes of graphs."""

from pytensor.tensor.utils import hash_from_ndarray as hash_from_ndarray, shape_of_variables as shape_of_variables

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
