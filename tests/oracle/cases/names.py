"""Modules that programs import for what they find there."""

CASES = {
    "gpuarray without a GPU": """
import theano.gpuarray
from theano.gpuarray import dnn
from theano.gpuarray.basic_ops import GpuContiguous, as_gpuarray_variable, gpu_contiguous, host_from_gpu
from theano.gpuarray.type import GpuArrayType
x = T.vector()
[theano.gpuarray.pygpu_activated, theano.gpuarray.pygpu, dnn.dnn_present(), issubclass(GpuContiguous, theano.Op),
 isinstance(x.type, GpuArrayType), isinstance((x + 1).owner.op, GpuContiguous), hasattr(dnn, 'dnn_conv'),
 hasattr(dnn, 'no_such_name'), issubclass(dnn.GpuDnnConv, theano.Op), callable(dnn.dnn_pool)]
""",
    "the lock": """
from theano.gof import compilelock
[compilelock.get_lock(), compilelock.get_lock(), compilelock.release_lock(), compilelock.release_lock(),
 compilelock.set_lock_status(False), compilelock.get_lock(), compilelock.release_lock(),
 compilelock.set_lock_status(True)]
""",
    "traverse": """
from theano.scan_module.scan_utils import traverse
x, y = T.vectors('x', 'y')
[traverse(y * 2, x, y, {}), len(traverse(y * 2, x, y, {1: 2}))]
""",
    "disturb_mem": "from theano.tests.disturb_mem import disturb_mem\ndisturb_mem()",
    "d3viz": "import theano.d3viz\nfrom theano.d3viz.d3viz import d3viz\ntheano.d3viz.d3viz is d3viz",
}
