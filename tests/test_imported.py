"""Every name that a module of Theano's had by importing it, and those of `theano_min._imported` above all."""

from importlib import import_module

import numpy as np
import pytest
import theano

from theano_min._imported import IMPORTED


@pytest.mark.parametrize("module", IMPORTED)
def test_its_names_are_where_programs_ask_for_them(module):
    there = import_module(module)
    for where, names in IMPORTED[module].items():
        for name in names.split():
            name, renamed, theirs = name.partition("=")
            source = import_module(where)
            assert getattr(there, name) is (source if renamed and not theirs else getattr(source, theirs or name))


def test_programs_of_before_1_0_ask_for_cuda(recwarn):
    cuda = import_module("theano.sandbox.cuda")
    assert not cuda.cuda_available
    assert not cuda.cuda_enabled
    assert not cuda.dnn.dnn_available()
    from theano.sandbox.cuda.basic_ops import gpu_from_host, host_from_gpu

    x = theano.tensor.fvector()
    assert host_from_gpu(gpu_from_host(x)) is x
    assert cuda.var.float32_shared_constructor(np.ones(2, "float32"), "w").get_value().tolist() == [1, 1]
    with pytest.raises(TypeError):
        cuda.shared_constructor(np.ones(2))
    cuda.use("gpu0")
    assert [str(each.message) for each in recwarn] == [
        "theano.sandbox.cuda.use('gpu0'): there is no CUDA, the CPU computes"
    ]


def test_what_needs_a_gpu_says_so():
    from theano.gpuarray.basic_ops import GpuContiguous, gpu_contiguous

    for call in (GpuContiguous, lambda: gpu_contiguous(theano.tensor.vector())):
        with pytest.raises(RuntimeError, match="needs a GPU"):
            call()
