"""What is made of constants alone is computed when a function is made; what raises then, raises in a call."""

from pytensor.graph.rewriting.basic import NodeProcessingGraphRewriter, in2out
from pytensor.tensor.rewriting.basic import constant_folding


def folding(name):
    """Return PyTensor's rewriter of that kind under another name, which does not tell of what raises."""
    silent = NodeProcessingGraphRewriter.warn_ignore
    return in2out(constant_folding, ignore_newtrees=True, name=name, failure_callback=silent)
