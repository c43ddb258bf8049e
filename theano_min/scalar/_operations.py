"""The types of results, and the operations of numbers that PyTensor dropped, or has only in some versions."""

# PyTensor does not hold its scalar operations to their C code.
# mypy: disable-error-code="abstract"

import numpy as np
from pytensor.gradient import grad_not_implemented
from pytensor.graph.utils import MetaObject
from pytensor.scalar.basic import (
    BinaryScalarOp,
    Complex,
    IntegerDivisionError,
    LogicalComparison,
    UnaryScalarOp,
    as_scalar,
    complex as complex_of,
    complex_types,
    cos,
    discrete_types,
    float64,
    imag,
    int8,
    int64,
    int_div,
    real,
    sin,
    specific_out,
    sqr,
    true_div,
    upcast,
    upcast_out,
    upgrade_to_float,
    upgrade_to_float64,
)
from pytensor.utils import lazy_scipy_module

from theano_min.configdefaults import config

special = lazy_scipy_module("special")

# ---------------------------------------------------------------- the type of a result


class transfer_type(MetaObject):
    """Gives each output the type of an input: ``transfer`` holds an input's index per output, None for the common type.

    Source: theano.scalar.transfer_type.
    """

    __props__ = ("transfer",)

    def __init__(self, *transfer):
        assert all(type(x) in (int, str) or x is None for x in transfer)
        self.transfer = transfer

    def __call__(self, *types):
        def chosen(i):
            return upcast_out(*types) if i is None else i if isinstance(i, str) else types[i]

        return [chosen(i) for i in self.transfer]


class unary_out_lookup(MetaObject):
    """Looks the type of the output up in ``type_table``, {type of the input: type of the output}.

    Errors: TypeError for a type that is not in it. Source: theano.scalar.unary_out_lookup.
    """

    def __init__(self, type_table):
        self.tbl = type_table

    def __call__(self, *types):
        key = types[0] if len(types) == 1 else types
        if key not in self.tbl:
            raise TypeError(key)
        return [self.tbl[key]] if len(types) == 1 else self.tbl[key]

    def __eq__(self, other):
        return type(self) is type(other) and self.tbl == other.tbl

    def __hash__(self):
        return hash(type(self))


def int_out_nocomplex(*types):
    """Return the types of the outputs: one int64. Errors: TypeError for a complex type in ``types``.

    Source: theano.scalar.int_out_nocomplex.
    """
    _refuse_complex(types)
    return (int64,)


def float_out_nocomplex(*types):
    """Return the types of the outputs: one float64. Errors: TypeError for a complex type in ``types``.

    Source: theano.scalar.float_out_nocomplex.
    """
    _refuse_complex(types)
    return (float64,)


def _refuse_complex(types):
    if any(type in complex_types for type in types):
        raise TypeError("complex argument not supported")


def as_common_dtype(*vars):
    """Return, in a generator, ``vars``, scalars or tensors, cast to their common dtype.

    Source: theano.scalar.as_common_dtype.
    """
    dtype = upcast(*[variable.dtype for variable in vars])
    return (variable.astype(dtype) for variable in vars)


# ---------------------------------------------------------------- division


def int_or_true_div(x_discrete, y_discrete):
    """Return the operation of a ``/``: ``true_div``, but for two integers what ``config.int_division`` wants.

    Errors: IntegerDivisionError for two integers if it is 'raise'. Source: theano.scalar.int_or_true_div.
    """
    if not (x_discrete and y_discrete) or config.int_division == "floatX":
        return true_div
    if config.int_division == "int":
        return int_div
    raise IntegerDivisionError(
        "config.int_division is 'raise', and both sides of this `/` are integers: write `//` for an integer, or cast "
        "one side to a float."
    )


def div_proxy(x, y):
    """Return ``x / y``, for two integers as ``config.int_division`` wants it.

    Errors: IntegerDivisionError for two integers if it is 'raise'. Source: theano.scalar.div_proxy.
    """
    x, y = as_scalar(x), as_scalar(y)
    return int_or_true_div(x.type in discrete_types, y.type in discrete_types)(x, y)


# ---------------------------------------------------------------- operations


def _derived(x, gradient):
    """The gradient for ``x``: zeros where x does not vary, being discrete."""
    return x.zeros_like(dtype=config.floatX) if x.type in discrete_types else gradient


def _at_least_single(x):
    # NumPy computes with half precision what has 8 bits
    return "float32" if np.asarray(x).dtype.itemsize == 1 else None


class _InPython:
    """An operation without C code: every linker calls its ``impl``, which takes arrays, too."""

    @property
    def of_arrays(self):
        return self.impl

    def c_code(self, node, name, inputs, outputs, sub):
        raise NotImplementedError(f"{type(self).__name__} has no C code")


class InRange(LogicalComparison):
    """Tells whether a number is between two others, of which ``openlow`` and ``openhi`` exclude one or both.

    Source: theano.scalar.InRange.
    """

    nin = 3

    def __init__(self, openlow, openhi):
        super().__init__()
        self.openlow, self.openhi = openlow, openhi

    def __eq__(self, other):
        return type(self) is type(other) and (self.openlow, self.openhi) == (other.openlow, other.openhi)

    def __hash__(self):
        return hash((type(self), self.openlow, self.openhi))

    def __str__(self):
        return f"InRange{{openlow={self.openlow}, openhi={self.openhi}}}"

    def output_types(self, *input_dtypes):
        return [int8]

    def impl(self, x, low, hi):
        return (x > low if self.openlow else x >= low) and (x < hi if self.openhi else x <= hi)

    def of_arrays(self, x, low, hi):
        return (x > low if self.openlow else x >= low) & (x < hi if self.openhi else x <= hi)

    def c_code(self, node, name, inputs, outputs, sub):
        [x, low, hi], [z] = inputs, outputs
        return f"{z} = {x} {'>' if self.openlow else '>='} {low} && {x} {'<' if self.openhi else '<='} {hi};"

    def pullback(self, inputs, outputs, output_grads):
        if any(x.type in complex_types for x in inputs):
            raise NotImplementedError("InRange has no gradient for complex numbers")
        return [_derived(x, x.zeros_like()) for x in inputs]


inopenrange = InRange(True, True)
inclosedrange = InRange(False, False)


class Deg2Rad(UnaryScalarOp):
    """Turns degrees into radians. Source: theano.scalar.Deg2Rad."""

    nfunc_spec = ("deg2rad", 1, 1)

    def impl(self, x):
        return np.deg2rad(x, dtype=_at_least_single(x))

    def c_code(self, node, name, inputs, outputs, sub):
        _refuse_complex([node.inputs[0].type])
        return f"{outputs[0]} = {inputs[0]} * (M_PI / 180.0);"

    def pullback(self, inputs, outputs, output_grads):
        [gz] = output_grads
        return [gz * np.asarray(np.pi / 180, gz.type.dtype)]


class Rad2Deg(UnaryScalarOp):
    """Turns radians into degrees. Source: theano.scalar.Rad2Deg."""

    nfunc_spec = ("rad2deg", 1, 1)

    def impl(self, x):
        return np.rad2deg(x, dtype=_at_least_single(x))

    def c_code(self, node, name, inputs, outputs, sub):
        _refuse_complex([node.inputs[0].type])
        return f"{outputs[0]} = {inputs[0]} * (180.0 / M_PI);"

    def pullback(self, inputs, outputs, output_grads):
        [gz] = output_grads
        return [gz * np.asarray(180 / np.pi, gz.type.dtype)]


class Angle(_InPython, UnaryScalarOp):
    """Takes the argument of a complex number. Source: theano.scalar.Angle."""

    nfunc_spec = ("angle", 1, 1)

    def impl(self, x):
        return np.angle(x)

    def pullback(self, inputs, outputs, output_grads):
        [c], [gtheta] = inputs, output_grads
        if c.type not in complex_types:
            return [_derived(c, c.zeros_like())]
        x, y = real(c), imag(c)
        scale = gtheta / (sqr(x) + sqr(y))
        return [complex_of(-scale * y, scale * x)]


class ComplexFromPolar(_InPython, BinaryScalarOp):
    """Makes a complex number of its absolute value and argument. Source: theano.scalar.ComplexFromPolar."""

    @staticmethod
    def output_types_preference(x, y):
        return Complex.output_types_preference(x, y)

    def impl(self, r, theta):
        if np.any(r < 0):
            raise ValueError(f"polar radius must be non-negative, and is {r}")
        return r * np.cos(theta) + 1j * r * np.sin(theta)

    def pullback(self, inputs, outputs, output_grads):
        [r, theta], [gz] = inputs, output_grads
        gr = real(gz) * cos(theta) + imag(gz) * sin(theta)
        gtheta = r * (imag(gz) * cos(theta) - real(gz) * sin(theta))
        return [_derived(r, gr), _derived(theta, gtheta)]


class Chi2SF(_InPython, BinaryScalarOp):
    """Computes the survival function at x of a chi-squared distribution with k degrees of freedom.

    Source: theano.scalar.Chi2SF.
    """

    def impl(self, x, k):
        return special.chdtrc(k, x, dtype="float64")


class GammaL(_InPython, BinaryScalarOp):
    """Computes the lower incomplete gamma function of k at x. Source: theano.scalar.GammaL."""

    def impl(self, k, x):
        return special.gammainc(k, x) * special.gamma(k)


class GammaU(_InPython, BinaryScalarOp):
    """Computes the upper incomplete gamma function of k at x. Source: theano.scalar.GammaU."""

    def impl(self, k, x):
        return special.gammaincc(k, x) * special.gamma(k)


class Iv(_InPython, BinaryScalarOp):
    """Computes the modified Bessel function of the first kind, of the real order v, at x. Source: theano.scalar.Iv."""

    nfunc_spec = ("scipy.special.iv", 2, 1)

    def impl(self, v, x):
        return special.iv(v, x)

    def pullback(self, inputs, outputs, output_grads):
        [v, x], [gz] = inputs, output_grads
        return [grad_not_implemented(self, 0, v), gz * (iv(v - 1, x) + iv(v + 1, x)) / 2.0]


deg2rad = Deg2Rad(upgrade_to_float, name="deg2rad")
rad2deg = Rad2Deg(upgrade_to_float, name="rad2deg")
angle = Angle(specific_out(float64), name="angle")
complex_from_polar = ComplexFromPolar(name="complex_from_polar")
chi2sf = Chi2SF(upgrade_to_float64, name="chi2sf")
gammal = GammaL(upgrade_to_float, name="gammal")
gammau = GammaU(upgrade_to_float, name="gammau")
iv = Iv(upgrade_to_float, name="iv")
