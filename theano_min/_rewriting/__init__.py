"""Our rewrites of graphs, one table: the place among PyTensor's, the name, the rewriter, the tags; and why there.

What PyTensor's rewrites do wrong, and what our modes leave out therefore, stands in `_engine.left_out`.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, in2out
from pytensor.scan.rewriting.db import scan_eqopt2, scan_seqopt1
from pytensor.scan.rewriting.trace import scan_reduce_trace_no_prealloc, scan_reduce_trace_prealloc
from pytensor.tensor.rewriting.elemwise import fuse_seqopt

from theano_min import _composed
from theano_min._engine import called_back, programs, updates_last
from theano_min._pytensor import NUMBA_CHECKS_INCREMENTS, NUMBA_NARROWS
from theano_min._rewriting import (
    activations,
    bounds,
    constants,
    divisors,
    fills,
    identities,
    increments,
    loop_copies,
    loop_factors,
    loop_products,
    loop_results,
    loop_sequences,
    loop_steps,
    loop_trace,
    narrow_integers,
    real_parts,
    slices,
    softmax,
    terms,
    zeros,
)
from theano_min.compile._lengths import check_lengths
from theano_min.tensor._order import use_order
from theano_min.tensor.nnet import _approximate
from theano_min.tensor.raw_random import random_make_inplace
from theano_min.tensor.sort import _sort_for_topk

ALWAYS = ("fast_run", "fast_compile")
FAST_RUN = ("fast_run",)
NUMBA = ("numba",)
LOOPS = ("fast_run", "scan")
# PyTensor leaves it out where it compiles the inside of its own softmax, which is exp(x) / sum(exp(x))
SOFTMAX = (*ALWAYS, "symbolic_op_recognition")


def _once(*rewriters):
    """Each node is looked at once, and nothing that replaces another."""
    return dfs_rewriter(*rewriters, ignore_newtrees=True)


PASSES = [
    # before equal constants are merged
    (-0.1, "theano_min_merge_by_sign", zeros.AttachMergesBySign(), (*ALWAYS, "merge")),
    # the graph as the program wrote it
    (0.01, "theano_min_check_divisors", divisors.CheckDivisors(), NUMBA),
    (0.009, "theano_min_exp_of_float", dfs_rewriter(terms.exp_of_float), ALWAYS),
    (0.01, "theano_min_gradient_of_exp_over_sum", dfs_rewriter(softmax.gradient_of_exp_over_sum), SOFTMAX),
    (0.011, "theano_min_exp_over_sum", dfs_rewriter(softmax.exp_over_sum), SOFTMAX),
    (0.012, "theano_min_stable_softmax", dfs_rewriter(*softmax.STABLE), ALWAYS),
    (0.013, "theano_min_labels_of_softmax", dfs_rewriter(softmax.labels_of_log_of_softmax), ALWAYS),
    # equal nodes are merged
    (0.02, "theano_min_compose", dfs_rewriter(_composed.compose), ALWAYS),
    (0.02, "theano_min_may_be_negative", dfs_rewriter(bounds.may_be_negative), ALWAYS),
    (0.02, "theano_min_parts_of_real", dfs_rewriter(real_parts.parts_of_real), ALWAYS),
    (0.02, "theano_min_increment_of_its_dtype", dfs_rewriter(increments.of_its_dtype), ALWAYS),
    (0.02, "theano_min_scan_copies", _once(loop_copies.merge_copies), LOOPS),
    (0.03, "theano_min_order", dfs_rewriter(use_order), ALWAYS),
    # PyTensor takes any subclass of Identity out; its other rewrites are Theano's too, so they come first
    (0.03, "theano_min_run_identities", programs.RunPrograms(programs.Identity), NUMBA),
    (0.04, "theano_min_check_only_element", dfs_rewriter(bounds.check_only_element), ALWAYS),
    # before PyTensor counts what a mask takes as its true elements, without a look at the array
    (0.05, "theano_min_check_masks", bounds.checking(bounds.check_mask), ALWAYS),
    # before PyTensor's, which moves them one by one
    (0.98, "theano_min_increments_one_after_another", dfs_rewriter(increments.one_after_another), FAST_RUN),
    # the places of PyTensor's
    (1.51, "theano_min_fill_to_alloc", in2out(fills.fill_to_alloc), FAST_RUN),
    (1.52, "theano_min_elemwise_of_alloc", in2out(fills.elemwise_of_alloc), FAST_RUN),
    # the graph is in its usual form; before loops are merged and what they store is cut short.
    # Steps are kept before some of them would be computed for all steps at once
    (1.54, "theano_min_scan_steps_kept", _once(loop_steps.keep_steps), LOOPS),
    (1.55, "theano_min_scan_products", _once(loop_products.products_of_all_steps), LOOPS),
    # the places of PyTensor's
    (1.611, "theano_min_scan_reduce_nsteps", _once(loop_trace.reduce_nsteps), (*LOOPS, "scan_save_mem")),
    (
        1.612,
        "theano_min_scan_reduce_trace",
        _once(loop_trace.reduce_trace(scan_reduce_trace_prealloc)),
        (*LOOPS, "scan_save_mem", "scan_save_mem_prealloc"),
    ),
    (
        1.612,
        "theano_min_scan_reduce_trace_no_prealloc",
        _once(loop_trace.reduce_trace(scan_reduce_trace_no_prealloc)),
        (*NUMBA, "scan_save_mem_no_prealloc"),
    ),
    # a constant kth is one now, and nothing is specialized yet
    (1.9, "theano_min_sort_for_topk", dfs_rewriter(_sort_for_topk), NUMBA),
    # everything is specialized; before loops are fused
    (47, "theano_min_compose_elementwise", dfs_rewriter(_composed.compose_elementwise), ALWAYS),
    (47.5, "theano_min_run_programs", programs.RunPrograms(), NUMBA),
    # nothing looks inside of loops any more; before they are told what they may overwrite
    (48.3, "theano_min_scan_sequences", _once(loop_sequences.check_sequences), NUMBA),
    (48.4, "theano_min_scan_stored", _once(loop_results.mark_stored), NUMBA),
    # 1 / x is its reciprocal now
    (48.45, "theano_min_convert_integers", _once(narrow_integers.convert), NUMBA),
    # before fusion, which hides operations and indices inside of larger ones
    (48.5, "theano_min_activations", dfs_rewriter(activations.use_activation), NUMBA),
    (48.5, "theano_min_check_indices", bounds.checking(bounds.check_index), NUMBA),
    (48.55, "theano_min_import_numba", called_back.ImportNumba(), NUMBA),
    (48.6, "theano_min_teach_numba", called_back.TeachNumba(), NUMBA),
    # what Python runs: `compile.mode` names it
    (49.2, "theano_min_by_python", dfs_rewriter(*terms.by_python(), ignore_newtrees=False), ()),
    # nothing is computed in place any more: a copy would be taken for what can be overwritten
    (50.9, "theano_min_scan_factors", _once(loop_factors.copy_factors_before), NUMBA),
    # the rewrites that look for PyTensor's operation, or let it overwrite, have come
    (98, "theano_min_broadcasting", dfs_rewriter(increments.broadcasting), ALWAYS),
    # loops wanted the types of their initial states as they were
    (99, "theano_min_check_lengths", dfs_rewriter(check_lengths), ALWAYS),
    # before elementwise operations and what reads and writes at indices are fused
    (99, "theano_min_increment_by_a_view", _once(increments.by_a_view), NUMBA),
    # PyTensor has a rewrite of the name without `theano_` for its own operations
    (99, "theano_random_make_inplace", in2out(random_make_inplace, ignore_newtrees=True), (*FAST_RUN, "inplace")),
    # what works in place has come
    (104, "theano_min_teach_numba_in_place", called_back.TeachNumba(), NUMBA),
    (105, "theano_min_updates_last", updates_last.AttachUpdatesLast(), ALWAYS),
]
if not NUMBA_CHECKS_INCREMENTS:
    PASSES.append((48.5, "theano_min_check_increments", dfs_rewriter(bounds.check_increment), NUMBA))
if not NUMBA_NARROWS:  # before kernels are fused
    PASSES.append((48.97, "theano_min_narrow", _once(narrow_integers.narrow), NUMBA))

IN_PASSES = [
    (optdb["canonicalize"], "theano_min_index_of_a_step", loop_trace.index_of_a_step, ("fast_run", "fast_compile")),
    (optdb["canonicalize"], "theano_min_set_to_inc", increments.set_to_inc, FAST_RUN),
    *(
        (optdb[phase], "theano_min_fill_to_alloc", fills.fill_to_alloc, FAST_RUN)
        for phase in ("stabilize", "specialize")
    ),
    (optdb["specialize"], "theano_min_elemwise_of_alloc", fills.elemwise_of_alloc, FAST_RUN),
    (optdb["specialize"], "theano_min_join_slices", slices.join_slices, FAST_RUN),
    (optdb["uncanonicalize"], "local_ultra_fast_sigmoid", _approximate.local_ultra_fast_sigmoid, ()),
    (optdb["uncanonicalize"], "local_hard_sigmoid", _approximate.local_hard_sigmoid, ()),
    *identities.where_they_hold(),
]


def enter():
    """Enter all of them into PyTensor's databases."""
    for position, name, rewriter, tags in PASSES:
        # by default PyTensor lets every mode have what is in the database
        named = bool(tags) and "scan_save_mem_no_prealloc" not in tags
        optdb.register(name, rewriter, *tags, position=position, use_db_name_as_tag=named)
    for database, name, rewriter, tags in IN_PASSES:
        database.register(name, rewriter, *tags)
    pushes = "fast_run", "scan", "scan_pushout", "scan_pushout_nonseqs_ops"
    scan_seqopt1.register("theano_min_scan_push_out_non_seq", _once(loop_trace.push_out_non_seq), *pushes, position=3)
    optdb["BlasOpt"].register("theano_min_local_gemm_to_gemv", identities.gemm_to_gemv(), "fast_run", position=11)
    for position, rewriter in enumerate(terms.fusion()):
        optdb["add_mul_fusion"].register(
            f"theano_min_add_mul_fusion_{position}", rewriter, "fast_run", position=position
        )
    fuse_seqopt.register(
        "theano_min_inline_constants", _once(zeros.inline_constants), "fast_run", "fusion", position=20
    )
    for phase in "canonicalize", "uncanonicalize", "stabilize", "specialize":
        folding = constants.folding("theano_min_constant_folding")
        optdb[phase].register(folding.name, folding, *ALWAYS, phase, final_rewriter=True)
    folding = constants.folding("theano_min_constant_folding_of_loops")
    scan_eqopt2.register(folding.name, folding, *LOOPS)
