"""What Theano 0.9's back-end for CUDA defined that programs import or ask ``isinstance`` of, by module and kind."""

from theano_min import _removed
from theano_min.gpuarray import _stand_in

NAMES: dict[str, dict[str, str]] = {
    "basic_ops": {
        "operations": (
            "GpuAlloc GpuAllocEmpty GpuCAReduce GpuContiguous GpuDimShuffle GpuElemwise GpuEye GpuFromHost "
            "GpuIncSubtensor GpuJoin GpuReshape GpuShape GpuSplit GpuSubtensor HostFromGpu"
        ),
        "functions": "as_cuda_array as_cuda_ndarray_variable gpu_alloc gpu_alloc_empty gpu_join",
    },
    "dnn": {
        "operations": (
            "DnnBase GpuDnnConv GpuDnnConv3d GpuDnnConvDesc GpuDnnConvGradI GpuDnnConvGradW GpuDnnPool GpuDnnPoolDesc "
            "GpuDnnPoolGrad GpuDnnSoftmax GpuDnnSoftmaxGrad"
        ),
        "functions": "dnn_conv dnn_conv3d dnn_gradinput dnn_gradweight dnn_pool dnn_present",
    },
    "type": {"types": "CudaNdarrayType"},
    "var": {"variables": "CudaNdarrayConstant CudaNdarraySharedVariable CudaNdarrayVariable"},
    "": {"operations": "GpuOp", "classes": "CudaNdarray"},
}
_MADE: dict[str, object] = {}  # by name, so that modules hand on what others define


def getattr_for(module):
    """The ``__getattr__`` of ``module``, for the names that it defines; that of the package, for all."""
    where = module.rpartition(".")[2]
    gone = _removed.getattr_for(module)

    def __getattr__(name):
        for home, kinds in NAMES.items():
            if home == where or where == "cuda":
                for kind, names in kinds.items():
                    if name in names.split():
                        path = f"theano.sandbox.cuda.{home}".rstrip(".")
                        return _MADE.setdefault(name, _stand_in(path, name, kind))
        return gone(name)

    return __getattr__
