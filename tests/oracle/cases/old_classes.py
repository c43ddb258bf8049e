"""Classes of Theano's whose nodes are made of PyTensor's; products of constants that do not fit."""

START = """
m, v, n = T.dmatrix("m"), T.dvector("v"), T.lscalar("n")
M, V = np.arange(6.0).reshape(2, 3), np.array([0.5, 2.0])
"""
CASES = {
    **{
        name: f"{START}\ny = {text}\nf = theano.function([m, v, n], {of}, on_unused_input='ignore')\n"
        "[y.dtype, y.ndim, f(M, V, 2), f(M, V, 3), M, V]"
        for name, text, of in (
            ("Flatten", "T.Flatten()(m)", "[y, T.grad((y ** 2).sum(), m)]"),
            ("Flatten to two dimensions", "T.basic.Flatten(2)(T.stack([m, m]))", "y"),
            ("Tile", "T.Tile(2)(m, T.stack([n, 1]))", "y"),
            ("Tri", "T.Tri()(n, 3, 0)", "y"),
            ("Tri of a dtype", "T.basic.Tri('int8')(4, n, 1)", "y"),
            ("Mean", "T.basic.Mean()(m)", "y"),
            ("Mean along an axis", "T.basic.Mean(1)(m)", "y"),
        )
    },
    **{
        f"a product of constants of shapes {a} and {b}": f"""
x = T.dot(np.ones({a}), np.ones({b}))
[x.ndim, call(x.eval), call(x.eval)]
"""
        for a, b in (((5,), (6,)), ((2, 5), (6, 4)), ((5,), (6, 3)), ((3, 5), (4, 6, 7)), ((2, 5), (5, 4)))
    },
    "the name of what is transposed": """
x, m = T.dvector("x"), T.dmatrix("m")
[T.transpose(x).name, T.transpose(T.dscalar("s")).name, T.transpose(m).name, T.transpose(T.dmatrix()).name, x.name,
 T.transpose(x).eval({x: [1.0, 2.0]})]
""",
}
