"""``theano.gof.cc``: the linkers that compile C."""

from pytensor.link.c.basic import (
    CLinker as CLinker,
    CodeBlock as CodeBlock,
    DualLinker as DualLinker,
    OpWiseCLinker as OpWiseCLinker,
    apply_policy as apply_policy,
    code_gen as code_gen,
    failure_code as failure_code,
    failure_code_init as failure_code_init,
    get_c_cleanup as get_c_cleanup,
    get_c_declare as get_c_declare,
    get_c_extract as get_c_extract,
    get_c_extract_out as get_c_extract_out,
    get_c_init as get_c_init,
    get_c_sync as get_c_sync,
    get_module_cache as get_module_cache,
    get_nothing as get_nothing,
    struct_gen as struct_gen,
    struct_variable_codeblocks as struct_variable_codeblocks,
)
from pytensor.link.c.interface import HideC as HideC

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
