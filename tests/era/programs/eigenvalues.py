import numpy as np
import numpy.linalg
import numpy.linalg as la
from numpy import linalg
from numpy.linalg import eig, eigvals, LinAlgError, norm
from numpy.linalg import *
A = np.array([[2., 1.], [1., 3.]])
B = np.array([[0., 1.], [-1., 0.]])
for m in (np.linalg, numpy.linalg, la, linalg):
    for x in (A, A.astype('f'), B, A + 0j, np.array([[1, 2], [2, 1]])):
        w, v = m.eig(x)
        print(w.dtype, v.dtype, m.eigvals(x).dtype)
w, v = eig(A)
print(w.dtype, eigvals(A).dtype, norm(w), svd(A)[1].dtype)
