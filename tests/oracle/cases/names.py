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
    "an operation for GPUs is defined without one": """
from theano.gof import ParamsType
from theano.gpuarray.basic_ops import GpuKernelBase
from theano.gpuarray.type import gpu_context_type
class Op1(GpuKernelBase, theano.Op):
    params_type = gpu_context_type
class Op2(GpuKernelBase, theano.Op):
    params_type = ParamsType(context=gpu_context_type, keepdims=theano.scalar.bool)
[isinstance(gpu_context_type, theano.Type), gpu_context_type == gpu_context_type, type(gpu_context_type).__name__,
 Op2.params_type.fields]
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
