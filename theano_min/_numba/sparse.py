"""What Numba takes SciPy's matrices for: told once for each kind of them, as a call asks for every argument."""

from numba.extending import typeof_impl
from scipy.sparse import csc_matrix, csr_matrix


def _typeof(matrix_class):
    theirs, known = typeof_impl.dispatch(matrix_class), {}

    def typeof(matrix, context):
        parts = matrix.data, matrix.indices, matrix.indptr
        kind = *(each.dtype for each in parts), *(each.flags.num for each in parts)
        if kind not in known:
            known[kind] = theirs(matrix, context)
        return known[kind]

    return typeof


for each in csc_matrix, csr_matrix:
    typeof_impl.register(each, _typeof(each))
