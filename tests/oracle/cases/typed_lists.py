"""Lists as variables: what each operation gives, refuses and leaves alone; functions of lists called twice."""

MODES = ["default", "py/fast_run", "py/fast_compile"]  # Theano's C code knows no negative places
SLOW_MODES = ["py/fast_run"]

START = """
from theano import typed_list as L
l, k = L.TypedListType(T.dvector)("l"), L.TypedListType(T.dvector)("k")
m, n = L.TypedListType(T.dmatrix, 1)("m"), L.TypedListType(T.dmatrix)("n")
x, i = T.dvector("x"), T.lscalar("i")
A, B, C = np.array([1.0, 2.0]), np.array([3.0]), np.array([4.0, 5.0, 6.0])
P, Q = [A, B, C, B.copy()], [C.copy()]
twice = lambda f, *args: [call(f, *args), call(f, *args), list(args)]
"""
CASES = {
    **{
        name: f"{START}\ntwice({text})"
        for name, text in {
            "getitem": "F([l, i], l[i]), P, 2",
            "getitem from the end": "F([l, i], l[i]), P, -1",
            "getitem out of range": "F([l, i], l[i]), P, 4",
            "getitem of a number": "F([l], [l[0], l[-2]]), P",
            "a slice": "F([l], l[1:3]), P",
            "a slice with a step": "F([l], [l[::-1], l[::2]]), P",
            "a slice up to a number": "F([l, i], l[:i]), P, 2",
            "append": "F([l, x], l.append(x)), P, A",
            "append, and what it changes": "F([l, x], [l.append(x), l.reverse()]), P, A",
            "extend": "F([l, k], l.extend(k)), P, Q",
            "extend by itself": "F([l], l.extend(l)), P",
            "extend by nothing": "F([l, k], l.extend(k)), P, []",
            "insert": "F([l, i, x], l.insert(i, x)), P, 1, A",
            "insert from the end": "F([l, i, x], l.insert(i, x)), P, -1, A",
            "insert behind the end": "F([l, x], l.insert(9, x)), P, A",
            "remove": "F([l, x], l.remove(x)), P, B",
            "remove what is not there": "F([l, x], l.remove(x)), P, np.ones(7)",
            "reverse": "F([l], l.reverse()), P",
            "reverse twice": "F([l], l.reverse().reverse()), P",
            "count": "F([l, x], l.count(x)), P, B",
            "count of nothing": "F([l, x], l.count(x)), [], B",
            "index": "F([l, x], l.ind(x)), P, B",
            "length": "F([l], [L.length(l), l.__len__()]), P",
            "length of nothing": "F([l], L.length(l)), []",
            "lists of lists": "F([m, n], [m[0], m.append(n), m[1][0]]), [[np.eye(2)], [np.ones((1, 3))]], [np.eye(1)]",
            "count among lists": "F([m, n], m.count(n)), [[np.eye(2)], []], [np.eye(2)]",
            "make_list": "F([x], L.make_list([x, x * 2, x[:1]])), A",
            "make_list of numbers": "F([], L.make_list([1.5, 2.5]))",
            "an item in an expression": "F([l, x], l[0] * 2 + x), P, A",
            "a loop over a list": "F([l], theano.scan(lambda j: l[j].sum(), sequences=T.arange(L.length(l)))[0]), P",
            "updates of a shared list": "F([x], theano.shared(1.0) * x), A",
            "an input that is no list": "F([l], L.length(l)), 3.0",
            "an input of other items": "F([l], L.length(l)), [np.eye(2)]",
            "a tuple": "F([l], L.length(l)), (A, B)",
            "items of integers": "F([l], l[0]), [[1, 2], [3]]",
            "borrowed and changed": "F([theano.In(l, borrow=True, mutable=True), x], l.append(x)), [A], B",
        }.items()
    },
    "what it is built of": f"""{START}
[call(L.append, l, T.dmatrix()), call(l.append, T.fvector()), call(l.extend, n), call(l.insert, i, T.dscalar()),
 call(l.insert, T.iscalar(), x), call(l.remove, T.ivector()), call(l.count, T.dscalar()), call(l.ind, T.dmatrix()),
 call(L.make_list, [x, T.dscalar()]), call(L.make_list, x), call(L.length, x), call(L.reverse, x),
 call(L.getitem, x, 0),
 call(lambda: l[x]), call(lambda: l[T.iscalar()]), call(lambda: l[1.5]), call(L.TypedListType, 3),
 call(L.TypedListType, T.dvector, -1)]
""",
    "types": f"""{START}
t = L.TypedListType
[t(T.dvector) == t(T.dvector), t(T.dvector) == t(T.fvector), t(T.dvector, 1) == t(t(T.dvector)),
 t(T.dvector, 2).get_depth(),
 str(t(T.dvector)), str(t(T.dvector, 1)), hash(t(T.dvector)) == hash(t(T.dvector)), l.type.values_eq([A, B], [A, B]),
 l.type.values_eq([A], [A, B]), l.type.values_eq([A], [B]), l.type.filter([A]), call(l.type.filter, [A], strict=True),
 call(l.type.filter, A, strict=True), call(l.type.filter, ["a"]), call(l.type.filter, [np.eye(2)]),
 l.type.may_share_memory([A, B], [B]), l.type.may_share_memory([A], [B]), str(l.ttype), l.dtype, l.ndim, n.ndim, m.ndim,
 str(l.type()), l.type("name").name, (l.append(x)).type == l.type, str(l[0].type), str(L.length(l).type),
 str(l.count(x).type), str(l.ind(x).type), str(m[0].type)]
""",
    "operations": f"""{START}
ops = [L.Append(), L.Extend(), L.Insert(), L.Remove(), L.Reverse(), L.GetItem(), L.Index(), L.Count(), L.Length(),
       L.MakeList()]
[[str(op) for op in ops], [op == type(op)() for op in ops], L.Append(True) == L.Append(),
 L.Append(inplace=True).destroy_map,
 L.Append().view_map, L.append == L.Append(), [op.__props__ for op in ops]]
""",
    "gradients": f"""{START}
[call(T.grad, (l[0] ** 2).sum(), x), call(T.grad, (l[0] * x).sum(), x, consider_constant=[l[0]]),
 call(T.grad, (l[0] * x).sum(), x)]
""",
    "in place": f"""{START}
f = F([theano.In(l, mutable=True), x], l.append(x).reverse())
first = [A, B]
g = F([l, x], [l.append(x), L.length(l)])
[call(f, list(first), C), call(f, list(first), C), call(g, first, C), call(g, first, C), first]
""",
    "no list": f"""{START}
[call(len, l), call(lambda: l + l)]
""",
    "a constant": f"""{START}
c = L.basic.TypedListConstant(L.TypedListType(T.dvector), [A, B])
f = F([x], [L.length(c), c[1] + x, c.append(x)])
[f(B), f(B), c.data, c.ndim, str(c.ttype)]
""",
}
