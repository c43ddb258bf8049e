"""What a user calls is annotated: `help`, completion and a type checker know what it takes and what it makes."""

import inspect

import pytest
import theano
import theano.tensor as T

FUNCTIONS = [
    *(theano.function, theano.shared, theano.scan, theano.map, theano.reduce, theano.foldl, theano.foldr, theano.clone),
    *(theano.grad, theano.Lop, theano.Rop, theano.gradient.jacobian, theano.gradient.hessian, theano.scan_checkpoints),
    *(
        theano.ifelse.ifelse,
        theano.printing.debugprint,
        T.scalar,
        T.vector,
        T.matrix,
        T.row,
        T.col,
        T.tensor3,
        T.tensor4,
    ),
    *(
        T.tensor,
        T.constant,
        T.as_tensor_variable,
        T.dot,
        T.batched_dot,
        T.concatenate,
        T.join,
        T.stack,
        T.split,
        T.tile,
    ),
    *(T.reshape, T.transpose, T.flatten, T.diag, T.triu, T.max, T.min, T.argmax, T.argmin, T.mean, T.var, T.std, T.ptp),
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_what_a_user_calls_is_annotated(function):
    signature = inspect.signature(function)
    assert [name for name, each in signature.parameters.items() if each.annotation is each.empty] == []
    assert signature.return_annotation is not signature.empty
