"""A zero has a sign: 0.0 and -0.0 are two constants, although they are equal; equal constants are merged."""

import numpy as np
from pytensor.graph.basic import Constant
from pytensor.graph.rewriting.basic import GraphRewriter, MergeFeature
from pytensor.tensor.rewriting.elemwise import local_inline_composite_constants

from theano_min._rewriting.identities import Where


class MergesBySign(MergeFeature):
    """What PyTensor merges, but for constants whose zeros have other signs."""

    def process_atomic(self, fgraph, c):
        if id(c) in self.seen_atomics:
            return
        sign = c.merge_signature(), _negative_zeros(getattr(c, "data", None))
        other = self.atomic_sig_inv.get(sign, None)
        if other is not None:
            self.scheduled.append([[(c, other, "merge")]])
        else:
            self.atomic_sig[c], self.atomic_sig_inv[sign] = sign, c
            self.seen_atomics.add(id(c))


class AttachMergesBySign(GraphRewriter):
    """Let PyTensor's merging find what it merges by."""

    def add_requirements(self, fgraph):
        if not hasattr(fgraph, "merge_feature"):
            fgraph.attach_feature(MergesBySign())

    def apply(self, fgraph):
        return None


def _negative_zeros(data):
    """Where an array or a number of floats has zeros with a sign, as bytes; None if it has none."""
    if not isinstance(data, np.ndarray | np.generic) or data.dtype.kind not in "fc":
        return None
    data = np.ascontiguousarray(data).reshape(-1)
    parts = data.view(data.real.dtype)
    found = (parts == 0) & np.signbit(parts)
    return found.tobytes() if found.any() else None


def _without_negative_zeros(node):
    return not any(isinstance(x, Constant) and _negative_zeros(x.data) for x in node.inputs)


# what is fused merges equal constants inside, whatever their signs
inline_constants = Where(local_inline_composite_constants, _without_negative_zeros)
