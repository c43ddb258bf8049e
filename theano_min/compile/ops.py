"""``theano.compile.ops``: operations that compilation itself needs, and an operation from a function."""

from functools import cache as _cache

from pytensor.compile.ops import (
    DeepCopyOp as DeepCopyOp,
    FromFunctionOp as _FromFunctionOp,
    ViewOp as ViewOp,
    deep_copy_op as deep_copy_op,
    load_back as load_back,
    register_deep_copy_op_c_code as register_deep_copy_op_c_code,
    register_view_op_c_code as register_view_op_c_code,
    view_op as view_op,
)
from pytensor.tensor.shape import (
    Shape as Shape,
    Shape_i as Shape_i,
    _shape as shape,  # noqa: F401
    register_shape_c_code as register_shape_c_code,
    register_shape_i_c_code as register_shape_i_c_code,
    shape_i as shape_i,
)

from theano_min import _removed
from theano_min.compile._lengths import (
    Rebroadcast as Rebroadcast,
    SpecifyShape as SpecifyShape,
    specify_shape as specify_shape,
)
from theano_min.gof.op import Op as _Op
from theano_min.gof.type import Type as _Type

__getattr__ = _removed.getattr_for(__name__)

expandable_types = ()

# ---------------------------------------------------------------- dropped


class OutputGuard(ViewOp):
    """Pass a value on unchanged, as if it were overwritten, so that nothing in-place touches an output."""

    destroy_map = {0: [0]}
    check_input = False


@_cache
def shape_i_op(i):
    """Return the operation that computes the length of dimension ``i``; one and the same for one ``i``.

    Source: theano.compile.ops.shape_i_op.
    """
    return Shape_i(i)


# ---------------------------------------------------------------- differs


class FromFunctionOp(_FromFunctionOp, _Op):  # type: ignore[misc]
    """An operation that computes what the Python function ``fn`` returns, one value per type of ``otypes``.

    It has no gradient. ``infer_shape(node, input_shapes)``, or None, gives the outputs' shapes.
    Source: theano.compile.FromFunctionOp.
    """

    def __init__(self, fn, itypes, otypes, infer_shape):
        # 3.0 passes the FunctionGraph too
        super().__init__(fn, itypes, otypes, infer_shape and (lambda *args: infer_shape(*args[-2:])))


def as_op(itypes, otypes, infer_shape=None):
    """Return a decorator that makes a function an operation: it gets and returns the values of these types.

    ``itypes`` and ``otypes`` are types or lists of them. ``infer_shape(node, input_shapes)`` returns the shapes of the
    outputs, as tuples of expressions, and spares computing them. The operation has no gradient, and pickles if its
    function is found by name in its module. Errors: TypeError for what is no type, or no function.
    Source: theano.as_op.
    """
    itypes, otypes = (list(types) if isinstance(types, list | tuple) else [types] for types in (itypes, otypes))
    for name, types in {"itypes": itypes, "otypes": otypes}.items():
        if not all(isinstance(each, _Type) for each in types):
            raise TypeError(f"{name} has to be a list of Theano types: got {types}")
    if infer_shape is not None and not callable(infer_shape):
        raise TypeError(f"infer_shape needs to be a callable: got {infer_shape!r}")
    return lambda fn: FromFunctionOp(fn, itypes, otypes, infer_shape)
