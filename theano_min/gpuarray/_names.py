"""What Theano's back-end for GPUs defined, by module and kind; values are operations and rewriters.

Recorded from Theano 1.0.5.
"""

# fmt: off
NAMES: dict[str, dict[str, str]] = {
    "": {
        "functions": "init_dev pygpu_parse_version transfer use",
    },
    "basic_ops": {
        "operations": (
            "CGpuKernelBase GpuAlloc GpuAllocEmpty GpuContiguous GpuEye GpuFromHost GpuJoin GpuReshape GpuSplit "
            "GpuToGpu GpuTri HostFromGpu"
        ),
        "classes": "GpuKernelBase HideC Kernel",
        "functions": (
            "as_gpuarray_variable empty_like forward_string_meth get_ctype get_dtype gpuarray_helper_inc_dir "
            "infer_context_name profile_printer"
        ),
        "values": "gpu_context_type gpu_contiguous gpu_join host_from_gpu",
    },
    "blas": {
        "operations": (
            "BaseGpuCorr3dMM BaseGpuCorrMM BlasOp GpuCorr3dMM GpuCorr3dMM_gradInputs GpuCorr3dMM_gradWeights "
            "GpuCorrMM GpuCorrMM_gradInputs GpuCorrMM_gradWeights GpuDot22 GpuGemm GpuGemmBatch GpuGemv GpuGer"
        ),
        "values": (
            "gpu_contiguous gpu_dot22 gpugemm_inplace gpugemm_no_inplace gpugemmbatch_inplace "
            "gpugemmbatch_no_inplace gpugemv_inplace gpugemv_no_inplace gpuger_inplace gpuger_no_inplace "
            "local_inplace_gpuagemm local_inplace_gpuagemmbatch local_inplace_gpuagemv local_inplace_gpuager"
        ),
    },
    "blocksparse": {
        "operations": "GpuSparseBlockGemv GpuSparseBlockOuter",
        "values": (
            "gpu_context_type gpu_sparse_block_gemv gpu_sparse_block_gemv_inplace gpu_sparse_block_outer "
            "gpu_sparse_block_outer_inplace"
        ),
    },
    "ctc": {
        "operations": "GpuConnectionistTemporalClassification",
        "functions": "gpu_ctc",
        "values": "gpu_context_type gpu_contiguous local_gpu_ctc_no_grad",
    },
    "cudnn_defs": {
        "classes": "CuDNNV51 CuDNNV6 CuDNNV7",
        "functions": "get_definitions is_double_config is_float_config is_pseudo_half_config is_true_half_config",
    },
    "dnn": {
        "operations": (
            "DnnBase DnnVersion GpuDnnBatchNorm GpuDnnBatchNormGrad GpuDnnBatchNormInference GpuDnnConv "
            "GpuDnnConvDesc GpuDnnConvGradI GpuDnnConvGradW GpuDnnDropoutOp GpuDnnPool GpuDnnPoolBase "
            "GpuDnnPoolDesc GpuDnnPoolGrad GpuDnnRNNGradInputs GpuDnnRNNGradWeights GpuDnnRNNOp GpuDnnReduction "
            "GpuDnnSoftmax GpuDnnSoftmaxBase GpuDnnSoftmaxGrad GpuDnnTransformerGradI GpuDnnTransformerGradT "
            "GpuDnnTransformerGrid GpuDnnTransformerSampler"
        ),
        "classes": "NoCuDNNRaise RNNBlock",
        "functions": (
            "CUDNNDataType as_i32 dnn_available dnn_batch_normalization_test dnn_batch_normalization_train "
            "dnn_conv dnn_conv3d dnn_gradinput dnn_gradinput3d dnn_gradweight dnn_gradweight3d dnn_pool "
            "dnn_present dnn_spatialtf dropout ensure_dt get_precision local_abstract_batch_norm_inference_cudnn "
            "local_abstract_batch_norm_train_cudnn local_abstract_batch_norm_train_grad_cudnn "
            "local_abstractconv3d_cudnn_graph local_abstractconv_cudnn_graph local_gpua_avg_pool_dnn_grad_stride "
            "local_gpua_pool_dnn_alternative local_gpua_pool_dnn_grad_stride version"
        ),
        "values": (
            "cudnn gpu_context_type gpu_contiguous local_abstractconv3d_cudnn_alt local_abstractconv_cudnn "
            "local_abstractconv_cudnn_alt local_abstractconv_gi_cudnn local_abstractconv_gw_cudnn "
            "local_batch_norm_inference_inplace local_batch_norm_inplace_output "
            "local_batch_norm_inplace_running_mean local_batch_norm_inplace_running_var local_cudnn_maxandargmax "
            "local_dnn_argmax local_dnn_conv_alpha_merge local_dnn_conv_inplace local_dnn_conv_output_merge "
            "local_dnn_convgi_inplace local_dnn_convgw_inplace local_dnn_convi_alpha_merge "
            "local_dnn_convi_output_merge local_dnn_convw_alpha_merge local_dnn_convw_output_merge "
            "local_dnn_reduction local_gpua_logsoftmax_to_dnn local_gpua_softmax_dnn_grad local_log_softmax_dnn "
            "local_softmax_dnn"
        ),
    },
    "elemwise": {
        "operations": "GpuCAReduce GpuCAReduceCPY GpuCAReduceCuda GpuDimShuffle GpuElemwise GpuErfcinv GpuErfinv",
        "errors": "SupportCodeError",
        "functions": "as_C_string_const get_scal gpu_ca_reduce_cuda make_argument max_inputs_to_GpuElemwise",
        "values": "gpu_context_type gpu_erfcinv gpu_erfinv",
    },
    "extra_ops": {
        "operations": "GpuCumOp GpuCumsumOp",
        "values": "gpu_context_type local_gpua_cumop",
    },
    "fft": {
        "operations": "CuIRFFTOp CuRFFTOp",
        "functions": "cuirfft curfft",
        "values": "cuirfft_op curfft_op gpu_contiguous",
    },
    "fp16_help": {
        "functions": "load_w work_dtype write_w",
    },
    "kernel_codegen": {
        "functions": (
            "code_version inline_reduce inline_reduce_fixed_shared inline_reduce_fixed_shared_max "
            "inline_reduce_max inline_reduce_min inline_reduce_prod inline_reduce_sum inline_softmax "
            "inline_softmax_fixed_shared nvcc_kernel"
        ),
    },
    "linalg": {
        "operations": (
            "GpuCholesky GpuCublasTriangularSolve GpuCusolverSolve GpuMagmaBase GpuMagmaCholesky GpuMagmaEigh "
            "GpuMagmaMatrixInverse GpuMagmaQR GpuMagmaSVD"
        ),
        "functions": (
            "attach_cublas_handle_to_context attach_cusolver_handle_to_context gpu_cholesky gpu_matrix_inverse "
            "gpu_qr gpu_solve gpu_solve_lower_triangular gpu_solve_upper_triangular gpu_svd"
        ),
        "values": "gpu_context_type gpu_contiguous",
    },
    "multinomial": {
        "operations": "GPUAChoiceFromUniform GPUAMultinomialFromUniform GPUAMultinomialWOReplacementFromUniform",
        "values": "local_gpua_multinomial local_gpua_multinomial_wor",
    },
    "neighbours": {
        "operations": "GpuImages2Neibs",
        "values": "gpu_context_type",
    },
    "nnet": {
        "operations": (
            "GpuCrossentropySoftmax1HotWithBiasDx GpuCrossentropySoftmaxArgmax1HotWithBias GpuSoftmax "
            "GpuSoftmaxWithBias"
        ),
        "values": (
            "gpu_crossentropy_softmax_1hot_with_bias_dx gpu_crossentropy_softmax_argmax_1hot_with_bias "
            "gpu_softmax gpu_softmax_with_bias"
        ),
    },
    "opt": {
        "classes": "ConvMetaOptimizer GraphToGPU GraphToGPUDB InputToGpuOptimizer",
        "functions": (
            "gpu_print_wrapper gpu_reconstruct_graph gpu_safe_new local_gpu_average_pool_grad local_gpu_cholesky "
            "local_gpu_magma_cholesky local_gpu_max_pool_grad local_gpu_pool "
            "local_gpua_advanced_boolean_incsubtensor local_gpua_advanced_incsubtensor local_gpua_assert_graph "
            "local_gpua_lift_abstractconv_graph local_gpua_shape_graph local_gpua_specifyShape_graph "
            "local_gpua_subtensor_graph op_lifter register_inplace register_opt register_opt2 safe_to_cpu "
            "safe_to_gpu split_inputs tensor_to_gpu"
        ),
        "values": (
            "conv_metaopt cpu gpu_optimizer gpu_optimizer2 gpu_contiguous gpu_crossentropy_softmax_1hot_with_bias_dx "
            "gpu_crossentropy_softmax_argmax_1hot_with_bias gpu_dot22 gpu_erfcinv gpu_erfinv gpu_join gpu_log "
            "gpu_neg gpu_softmax gpu_softmax_with_bias gpu_sparse_block_gemv gpu_sparse_block_gemv_inplace "
            "gpu_sparse_block_outer gpu_sparse_block_outer_inplace gpu_true_div gpugemm_inplace "
            "gpugemm_no_inplace gpugemmbatch_no_inplace gpugemv_inplace gpugemv_no_inplace host_from_gpu lifter "
            "local_abstractconv3d2d local_abstractconv3d_alt local_abstractconv3d_cudnn_alt "
            "local_abstractconv3d_gemm local_abstractconv3d_gemm_def local_abstractconv3d_gemm_gradweights_alt "
            "local_abstractconv3d_gradinputs_gemm local_abstractconv3d_gradinputs_gemm_alt "
            "local_abstractconv3d_gradweights_gemm local_abstractconv_cudnn local_abstractconv_cudnn_alt "
            "local_abstractconv_gemm local_abstractconv_gemm_alt local_abstractconv_gemm_def "
            "local_abstractconv_gemm_gradweights_alt local_abstractconv_gi_cudnn "
            "local_abstractconv_gradinputs_gemm local_abstractconv_gradinputs_gemm_alt "
            "local_abstractconv_gradweights_gemm local_abstractconv_gw_cudnn local_advincsub1_gpua_inplace "
            "local_assert_no_cpu_op local_conv_gpu_conv local_cut_gpu_transfers local_gpu_alloc_diag "
            "local_gpu_contiguous_gpu_contiguous local_gpu_crossentropycategorical1hot "
            "local_gpu_crossentropycategorical1hotgrad local_gpu_ctc local_gpu_downsample_factor_max_grad_grad "
            "local_gpu_elemwise_careduce local_gpu_extract_diag local_gpu_magma_eigh "
            "local_gpu_magma_matrix_inverse local_gpu_magma_qr local_gpu_magma_qr_incomplete local_gpu_magma_svd "
            "local_gpu_max_pool_rop local_gpu_maxandargmax local_gpu_pdbbreakpoint_op local_gpu_solve "
            "local_gpua_abstractconv local_gpua_advanced_boolean_subtensor local_gpua_advanced_incsubtensor1 "
            "local_gpua_advanced_subtensor local_gpua_advanced_subtensor1 local_gpua_alloc2 "
            "local_gpua_alloc_empty local_gpua_alloc_empty_to_zeros local_gpua_assert local_gpua_careduce "
            "local_gpua_contiguous local_gpua_crossentropysoftmax1hotwithbiasdx "
            "local_gpua_crossentropysoftmaxargmax1hotwithbias local_gpua_dimshuffle local_gpua_dot22 "
            "local_gpua_dot22scalar local_gpua_elemwise local_gpua_error_convop local_gpua_eye local_gpua_flatten "
            "local_gpua_gemm local_gpua_gemm_alpha_merge local_gpua_gemm_output_merge local_gpua_gemmbatch "
            "local_gpua_gemmbatch_alpha_merge local_gpua_gemmbatch_output_merge local_gpua_gemv local_gpua_ger "
            "local_gpua_images2neibs local_gpua_inc_subtensor local_gpua_join local_gpua_join_1 "
            "local_gpua_lazy_ifelse local_gpua_print_op local_gpua_rebroadcast local_gpua_reshape "
            "local_gpua_scan_to_gpua local_gpua_shape local_gpua_softmax local_gpua_softmaxwithbias "
            "local_gpua_sparseblockgemv local_gpua_sparseblockouter local_gpua_specifyShape local_gpua_split "
            "local_gpua_subtensor local_gpua_tri local_gpuaalloc local_gpualloc_memset_0 "
            "local_inplace_gpu_cholesky local_inplace_gpu_magma_cholesky local_inplace_gpu_magma_matrix_inverse "
            "local_inplace_gpu_solve local_inplace_sparseblockgemv local_inplace_sparseblockouter"
        ),
    },
    "opt_util": {
        "functions": (
            "alpha_merge find_node grab_cpu_scalar inplace_allocempty "
            "is_equal output_merge pad_dims unpad_dims"
        ),
    },
    "pool": {
        "operations": "GpuAveragePoolGrad GpuDownsampleFactorMaxGradGrad GpuMaxPoolGrad GpuMaxPoolRop GpuPool",
        "values": "gpu_context_type gpu_contiguous",
    },
    "reduction": {
        "operations": "GpuMaxAndArgmax",
    },
    "rng_mrg": {
        "operations": "GPUA_mrg_uniform",
        "functions": "local_gpua_mrg_graph",
        "values": "gpu_context_type host_from_gpu local_gpua_mrg",
    },
    "sort": {
        "operations": "GpuTopKOp",
        "classes": "ValuesEqApproxNoOrder",
        "values": "local_gpua_topkop",
    },
    "subtensor": {
        "operations": (
            "GpuAdvancedBooleanIncSubtensor GpuAdvancedBooleanSubtensor GpuAdvancedIncSubtensor "
            "GpuAdvancedIncSubtensor1 GpuAdvancedIncSubtensor1_dev20 GpuAdvancedSubtensor GpuAdvancedSubtensor1 "
            "GpuAllocDiag GpuExtractDiag GpuIncSubtensor GpuSubtensor"
        ),
        "classes": "BaseGpuAdvancedIncSubtensor BaseGpuAdvancedSubtensor",
        "functions": "check_and_convert_boolean_masks get_iadd",
        "values": "gpu_context_type gpu_contiguous",
    },
    "type": {
        "types": "GpuArrayType GpuContextType",
        "variables": "GpuArrayConstant GpuArraySharedVariable GpuArrayVariable",
        "errors": "ContextNotDefined",
        "classes": "GpuArraySignature",
        "functions": (
            "GpuArray_pickler GpuArray_unpickler get_context gpu_supported gpuarray_shared_constructor "
            "list_contexts move_to_gpu reg_context values_eq_approx values_eq_approx_remove_inf "
            "values_eq_approx_remove_inf_nan values_eq_approx_remove_nan"
        ),
        "values": "gpu_context_type",
    },
}
