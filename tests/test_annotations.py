"""What a user calls is annotated: `help`, completion and a type checker know what it takes and what it makes."""

import importlib
import inspect
import re

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


# what computes arrays says in its docstring of what shape; what asks or arranges other things does not
SHAPES = re.compile(
    r"shape|dimension|scalar|vector|matri|length|ax[ei]s|array of|number|element|row|TensorType|broadcast", re.I
)
ROOMS = (
    *("basic", "extra_ops", "sort", "subtensor", "nlinalg", "slinalg", "fft", "fourier", "blas", "raw_random", "nnet"),
    *("nnet.nnet", "nnet.sigm", "nnet.bn", "nnet.abstract_conv", "nnet.conv", "nnet.conv3d2d", "nnet.neighbours"),
    *("nnet.blocksparse", "nnet.ctc", "signal.pool", "signal.conv"),
)
NO_ARRAYS = {
    *("check_and_reject_bool", "constructor", "ctc_available", "ctc_present", "get_idx_list", "make_constant"),
    *("min_informative_str", "multinomial_helper"),
}


def test_docstrings_say_shapes():
    silent = set()
    for room in ROOMS:
        for name, each in vars(importlib.import_module(f"theano.tensor.{room}")).items():
            if inspect.isfunction(each) and each.__module__.startswith("theano_min") and not name.startswith("_"):
                silent |= {f"{room}.{name}"} if not SHAPES.search(inspect.getdoc(each) or "") else set()
    assert {name for name in silent if name.rpartition(".")[2] not in NO_ARRAYS} == set()


@pytest.mark.parametrize("name", ["scan", "map", "reduce", "foldl", "foldr"])
def test_loops_say_what_they_give(name):
    assert re.search("outputs?|results", inspect.getdoc(getattr(theano, name)))
