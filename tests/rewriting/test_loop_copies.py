"""What a loop's step computes several times is merged before others look into the loop."""

import numpy as np
import pytest
import theano
from pytensor.graph.fg import FunctionGraph
from pytensor.scan.op import Scan
from theano import tensor as tt

from theano_min._rewriting import loop_copies


def of_copies(many):
    """A running sum of a vector's elements, its step written ``many`` times over."""
    x = tt.dvector()

    def step(a, before):
        return sum(tt.tanh(a * 2.0) / many for _ in range(many)) + before / 2 + tt.largest(a, -0.0) * tt.largest(a, 0.0)

    sums, _ = theano.scan(step, sequences=x, outputs_info=np.float64(1))
    return x, sums


def loops(outputs):
    return [node for node in FunctionGraph(None, outputs, clone=False).toposort() if isinstance(node.op, Scan)]


def test_equal_nodes_of_a_large_step_are_merged():
    x, sums = of_copies(400)
    [loop] = loops([sums])
    assert len(loop.op.fgraph.apply_nodes) > loop_copies.MANY
    graph = FunctionGraph([x], [sums], clone=False)
    found = loop_copies.merge_copies.transform(graph, loop)
    [merged] = {each.owner for key, each in found.items() if key != "remove" and each.owner}
    assert len(merged.op.fgraph.apply_nodes) < 0.6 * len(loop.op.fgraph.apply_nodes)
    constants = {
        str(np.ravel(each.data)[0])
        for node in merged.op.fgraph.apply_nodes
        for each in node.inputs
        if hasattr(each, "data")
    }
    assert {"0.0", "-0.0"} <= constants
    assert loop_copies.merge_copies.transform(graph, merged) in (None, False)


@pytest.mark.parametrize("mode", [None, "FAST_COMPILE"])
def test_its_numbers_stay(mode):
    x, sums = of_copies(400)
    values = np.array([0.5, -1.0, 2.0, 0.25])
    before, expected = 1.0, []
    for a in values:
        before = np.tanh(a * 2.0) + before / 2 + np.maximum(a, 0.0) ** 2
        expected.append(before)
    np.testing.assert_allclose(theano.function([x], sums, mode=mode)(values), expected)
    x, sums = of_copies(4)
    assert loop_copies.merge_copies.transform(FunctionGraph([x], [sums], clone=False), loops([sums])[0]) in (
        None,
        False,
    )
