"""``theano.sparse.opt``: rewrites of sparse expressions, and the operations with C code that they bring in."""

from pytensor.sparse import rewriting as _rewriting
from pytensor.sparse.rewriting import (
    CSMGradC as CSMGradC,
    MulSDCSC as MulSDCSC,
    MulSDCSR as MulSDCSR,
    MulSVCSR as MulSVCSR,
    SamplingDotCSR as SamplingDotCSR,
    StructuredDotCSC as StructuredDotCSC,
    StructuredDotCSR as StructuredDotCSR,
    UsmmCscDense as UsmmCscDense,
    csm_grad_c as csm_grad_c,
    local_addsd_ccode as local_addsd_ccode,
    local_csm_grad_c as local_csm_grad_c,
    local_csm_properties_csm as local_csm_properties_csm,
    local_dense_from_sparse_sparse_from_dense as local_dense_from_sparse_sparse_from_dense,
    local_inplace_addsd_ccode as local_inplace_addsd_ccode,
    local_inplace_remove0 as local_inplace_remove0,
    local_mul_s_d as local_mul_s_d,
    local_mul_s_v as local_mul_s_v,
    local_sampling_dot_csr as local_sampling_dot_csr,
    local_structured_add_s_v as local_structured_add_s_v,
    local_structured_dot as local_structured_dot,
    local_usmm as local_usmm,
    local_usmm_csc_dense_inplace as local_usmm_csc_dense_inplace,
    local_usmm_csx as local_usmm_csx,
    mul_s_d_csc as mul_s_d_csc,
    mul_s_d_csr as mul_s_d_csr,
    mul_s_v_csr as mul_s_v_csr,
    sampling_dot_csr as sampling_dot_csr,
    sd_csc as sd_csc,
    sd_csr as sd_csr,
    structured_add_s_v_csr as structured_add_s_v_csr,
    usmm_csc_dense as usmm_csc_dense,
    usmm_csc_dense_inplace as usmm_csc_dense_inplace,
)

from theano_min import _pytensor, _removed

__getattr__ = _removed.getattr_for(__name__)

AddSD_ccode = _pytensor.named(_rewriting, "AddSD_ccode", "AddSparseDenseC")
StructuredAddSVCSR = type(structured_add_s_v_csr)
