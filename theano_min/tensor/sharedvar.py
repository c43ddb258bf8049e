"""``theano.tensor.sharedvar``: shared variables that hold tensors."""

from pytensor.tensor.sharedvar import (
    TensorSharedVariable as TensorSharedVariable,
    load_shared_variable as load_shared_variable,
)

from theano_min.compile.sharedvalue import SharedVariable as SharedVariable
