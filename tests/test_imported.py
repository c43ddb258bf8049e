"""Every name that a module of Theano's had by importing it, and those of `theano_min._imported` above all."""

from importlib import import_module

import numpy as np
import pytest
import theano

from theano_min._imported import BEFORE, IMPORTED


@pytest.mark.parametrize(("table", "module"), [(table, module) for table in (IMPORTED, BEFORE) for module in table])
def test_its_names_are_where_programs_ask_for_them(table, module):
    there = import_module(module)
    for where, names in table[module].items():
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


def test_programs_of_before_1_0_import_classes_of_cuda():
    from theano.sandbox.cuda import CudaNdarray, CudaNdarrayType, GpuOp
    from theano.sandbox.cuda.dnn import dnn_conv
    from theano.sandbox.cuda.type import CudaNdarrayType as their_type
    from theano.sandbox.cuda.var import CudaNdarrayVariable

    x = theano.tensor.fvector()
    assert CudaNdarrayType is their_type
    assert not isinstance(x.type, CudaNdarrayType)
    assert not isinstance(x, CudaNdarrayVariable)
    assert not isinstance((x + 1).owner.op, GpuOp)
    for call in (lambda: dnn_conv(x, x), CudaNdarrayType, CudaNdarray):
        with pytest.raises(RuntimeError, match="needs a GPU"):
            call()
    with pytest.raises(ImportError, match="is gone"):
        import_module("theano.sandbox.cuda.rng_curand")


def test_programs_of_before_0_9_run_on_python_3_by_six():
    from theano.compat import python2x, six
    from theano.compat.six.moves import cPickle, input, reduce, xrange, zip

    assert [six.PY2, six.PY3, six.string_types, six.text_type, six.integer_types] == [False, True, (str,), str, (int,)]
    assert [list(each({"a": 1})) for each in (six.iterkeys, six.itervalues, six.iteritems)] == [["a"], [1], [("a", 1)]]
    assert [list(xrange(2)), list(zip([1], [2])), reduce(int.__add__, [1, 2]), callable(input)] == [
        [0, 1],
        [(1, 2)],
        3,
        1,
    ]
    assert cPickle.loads(cPickle.dumps(six.b("a"), cPickle.HIGHEST_PROTOCOL)) == b"a"
    assert python2x.OrderedDict([(1, 2)])[1] == 2

    class Meta(type):
        pass

    class Base:
        pass

    class Mine(six.with_metaclass(Meta, Base)):
        a = 1

    @six.add_metaclass(Meta)
    class Other(Base):
        a = 1

    for cls in (Mine, Other):
        assert [type(cls), cls.__bases__, cls.a, cls().a] == [Meta, (Base,), 1, 1]
    with pytest.raises(KeyError) as caught:
        six.reraise(KeyError, KeyError("a"))
    assert caught.value.args == ("a",)


@pytest.mark.calls_once
def test_programs_of_before_0_9_measure_by_a_mode(capsys):
    mode = theano.ProfileMode(optimizer="fast_run", linker=theano.gof.OpWiseCLinker())
    x = theano.tensor.dvector()
    f = theano.function([x], theano.tensor.exp(x).sum(), mode=mode)
    assert [float(f([0.0, 0.0])), float(f([0.0]))] == [2, 1]
    mode.print_summary()
    first, _, *lines = capsys.readouterr().out.splitlines()
    assert first.endswith("s in 4 calls of operations")
    assert sorted(line.split()[2:] for line in lines) == [
        ["2", "Elemwise{exp,no_inplace}"],
        ["2", "Sum{acc_dtype=float64}"],
    ]
