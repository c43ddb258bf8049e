"""``OpFromGraph``: an operation made of a graph. The figures are real Theano's, worked out by hand where it failed."""

import pickle

import numpy as np
import pytest
import theano
import theano.tensor as tt
from theano.gof.null_type import NullType
from theano.gradient import DisconnectedType

X, Y = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])


@pytest.fixture(params=[False, True], ids=["operation", "inline"])
def build(request):
    return lambda *args, **kwargs: theano.OpFromGraph(*args, inline=request.param, **kwargs)


def run(inputs, outputs, mode="FAST_COMPILE"):
    return theano.function(inputs, outputs, mode=mode)(X, Y)


def variables():
    return tt.dvectors("x", "y")


def test_what_is_inside_overwrites_nothing(build):
    x, _ = variables()
    with pytest.raises(TypeError, match="inplace operations"):
        build([x], [tt.inc_subtensor(x[0], 1, inplace=True)])


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "NUMBA"])
def test_shared_variables_need_not_be_given(build, mode):
    x, y = variables()
    s = theano.shared(np.full(3, 2.0))
    result = build([x, y], [x * y + s])(x, y)
    f = theano.function([x, y], [result, *theano.grad(result.sum(), [x, y, s])], mode=mode)
    for mine, theirs in zip(f(X, Y), [[6, 12, 20], Y, X, [1, 1, 1]], strict=True):
        np.testing.assert_array_equal(mine, theirs)
    s.set_value(np.full(3, 3.0))
    np.testing.assert_array_equal(f(X, Y)[0], [7, 13, 21])


def twice_and_half(inputs, grads):
    return [grads[0] * inputs[1] * 2, grads[0] * inputs[0] * 1.5]


def test_other_gradients(build):
    x, y = variables()
    g = tt.dvector("g")
    seven = [lambda inputs, outputs, grads: grads[0] * 7, "default"]
    as_operation = theano.OpFromGraph([x, y, g], twice_and_half([x, y], [g]))
    for overrides, expected in [
        ({"grad_overrides": twice_and_half}, [[8, 10, 12], [1.5, 3, 4.5]]),
        ({"grad_overrides": as_operation}, [[8, 10, 12], [1.5, 3, 4.5]]),
        ({"lop_overrides": seven}, [[7, 7, 7], X]),
    ]:
        op = build([x, y], [x * y], **overrides)
        np.testing.assert_array_equal(run([x, y], theano.grad(op(x, y).sum(), [x, y])), expected)
    op = build([x, y], [x * y], grad_overrides=[NullType()(), DisconnectedType()()])
    dx, dy = theano.grad(
        op(x, y).sum(),
        [x, y],
        return_disconnected="disconnected",
        disconnected_inputs="ignore",
        null_gradients="return",
    )
    assert isinstance(dx.type, NullType)
    assert isinstance(dy.type, DisconnectedType)


def test_the_r_operator(build):
    x, y = variables()
    np.testing.assert_array_equal(run([x, y], theano.Rop(build([x, y], [x * y])(x, y), x, y)), Y * Y)
    op = build([x, y], [x * y], rop_overrides=[lambda inputs, points: points[0] * 7])
    np.testing.assert_array_equal(run([x, y], theano.Rop(op(x, y), x, y)), Y * 7)


def test_in_loops_in_itself_and_pickled(build):
    x, y = variables()
    op = build([x, y], [x * y, x + y])
    states, _ = theano.scan(lambda a, b: op(a, b)[0] + op(b, a)[1], sequences=tt.stack([x, y]), outputs_info=x)
    values, gradient = run([x, y], [states, theano.grad(states.sum(), x)])
    np.testing.assert_array_equal(values, [[3, 8, 15], [19, 53, 111]])
    np.testing.assert_array_equal(gradient, [24, 42, 64])
    nested = build([x, y], [op(x, y)[0] * op(y, x)[1]])
    for each in (nested, pickle.loads(pickle.dumps(nested))):
        np.testing.assert_array_equal(run([x, y], each(x, y)), [20, 70, 162])


def test_shapes_come_from_the_inputs(build):
    x, y = variables()
    result = build([x, y], [tt.outer(x, y)])(x, y)
    np.testing.assert_array_equal(run([x, y], result.shape), [3, 3])


def test_connections():
    x, y = variables()
    assert theano.OpFromGraph([x, y], [x * 2, x + y]).connection_pattern(None) == [[True, True], [False, True]]
    op = theano.OpFromGraph([x, y], [x + y], connection_pattern=[[True], [False]])
    assert op.connection_pattern(None) == [[True], [False]]


@pytest.mark.parametrize(
    ("error", "make"),
    [
        (TypeError, lambda x: theano.OpFromGraph([x], (x,))),
        (TypeError, lambda x: theano.OpFromGraph([x], [3])),
        (TypeError, lambda x: theano.OpFromGraph([x], [x], updates={})),
        (ValueError, lambda x: theano.OpFromGraph([x], [x * 2])(x, x)),
        (ValueError, lambda x: theano.OpFromGraph([x], [x], grad_overrides=max, lop_overrides=max)),
        (TypeError, lambda x: theano.OpFromGraph([x], [x * 2], grad_overrides=3)),
        (ValueError, lambda x: theano.OpFromGraph([x], [x * 2], grad_overrides=tt.dvector())),
        (ValueError, lambda x: slope(x, grad_overrides=[twice_and_half, twice_and_half])),
        (TypeError, lambda x: slope(x, grad_overrides=lambda inputs, grads: inputs[0])),
        (ValueError, lambda x: slope(x, grad_overrides=lambda inputs, grads: [*inputs, *inputs])),
    ],
)
def test_errors(error, make):
    with pytest.raises(error):
        make(tt.dvector("x"))


def slope(x, **overrides):
    return theano.grad(theano.OpFromGraph([x], [x * 2], **overrides)(x).sum(), x)
