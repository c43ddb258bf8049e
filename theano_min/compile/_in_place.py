"""Graphs that run inside of an operation: nothing in them may overwrite what it takes."""

from pytensor.graph.basic import Variable
from pytensor.graph.traversal import ancestors


def refuse_in_place(results, inputs=()):
    """Raise TypeError if something between ``inputs`` and ``results`` overwrites an input, as the caller's array is."""
    variables = [result for result in results if isinstance(result, Variable)]
    for node in {variable.owner for variable in ancestors(variables, inputs) if variable not in inputs} - {None}:
        if node.op.destroy_map:
            raise TypeError("Graph must not contain inplace operations", node, node.op)
