"""``theano.d3viz.formatting``: graphs as pydot's."""

from pytensor.d3viz.formatting import (
    PyDotFormatter as PyDotFormatter,
    apply_label as apply_label,
    broadcastable_to_str as broadcastable_to_str,
    dict_to_pdnode as dict_to_pdnode,
    dtype_to_char as dtype_to_char,
    type_to_str as type_to_str,
    var_label as var_label,
    var_tag as var_tag,
)

from theano_min import _removed
from theano_min.printing import pydot_imported as pydot_imported, pydot_imported_msg as pydot_imported_msg

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


def apply_profile(node, profile):
    """Return how long a node took and the whole function, in seconds; of the node None if it was not measured.

    Source: theano.d3viz.formatting.apply_profile.
    """
    # PyTensor's times have the FunctionGraph in their keys, which Theano's node knew
    if not profile or profile.fct_call_time == 0:
        return None
    spent = [time for (_, measured), time in profile.apply_time.items() if measured is node]
    return [sum(spent) or None, profile.fct_call_time]
