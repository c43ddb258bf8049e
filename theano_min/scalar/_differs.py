"""What PyTensor's scalars have with another signature."""

from pytensor.scalar.basic import complex64, complex128, float64, int64


def _several(type):
    """Return the function that makes several variables of ``type``, in Theano's signature."""

    def make(names):
        # PyTensor takes the names as separate arguments
        return type(names) if len(names) == 1 else [type(name) for name in names]

    return make


ints, floats, complexs = _several(int64), _several(float64), _several(complex128)
complexs64, complexs128 = _several(complex64), _several(complex128)
