"""The parts of a sparse matrix that is made of parts are these, in the dtypes that its parts have."""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.sparse.rewriting import local_csm_properties_csm

from theano_min.sparse.basic import CSC, CSR, CSMProperties


@node_rewriter([CSMProperties])
def parts(fgraph, node):
    """csm_properties(CSM(*parts)) -> parts, cast: PyTensor's fails without end where one has 64 bits."""
    made = node.inputs[0].owner
    if not made or made.op not in (CSC, CSR):
        return None
    outputs = [part.astype(old.dtype) for part, old in zip(made.inputs, node.outputs, strict=True)]
    copy_stack_trace(node.outputs, outputs)
    return outputs


optdb["specialize"].remove_tags(local_csm_properties_csm.name, "fast_run")  # which comes with the import of sparse
optdb["specialize"].register("theano_min_parts", parts, "fast_run")
