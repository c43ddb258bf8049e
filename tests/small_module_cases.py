"""What the small modules are asked: real Theano by ``tests/oracle/record_cases.py``, ours by ``test_small_modules.py``.

`cases(load)` returns {name: function without arguments}, `load(".gof.graph")` being the module theano.gof.graph.
"""

import copy
import warnings
from collections import deque

import numpy as np


def outcome(case):
    """What a case gives, as JSON has it: {"value": ...} or {"error": the exception's name}."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"value": plain(case())}
    except Exception as error:
        return {"error": type(error).__name__}


def plain(value):
    if isinstance(value, np.ndarray):
        return [str(value.dtype), plain(value.tolist())]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, complex):
        return [round(value.real, 6), round(value.imag, 6)]
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (bool, int, type(None))) else str(value)


def cases(load):
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for group in (graph, rewriting, features, utils, ifelse, typed_lists, scalars, printing, misc, sandbox):
            found.update({group.__name__ + ": " + name: case for name, case in group(load).items()})
    return found


def compute(load, inputs, output, *values):
    theano = load("")
    mode = theano.Mode("py", "fast_compile")
    return theano.function(inputs, output, mode=mode, on_unused_input="ignore")(*values)


def kinds(variables):
    return [str(v) if v.owner is None else type(v.owner.op).__name__ for v in variables]


def graph(load):
    T, graph, opt = load(".tensor"), load(".gof.graph"), load(".gof.opt")
    x, y, z = T.vectors("x", "y", "z")
    e = T.exp(x + y)
    w = e * e
    found = {
        "ancestors": lambda: kinds(graph.ancestors([w])),
        "ancestors, blocked": lambda: kinds(graph.ancestors([w], blockers=[e])),
        "inputs": lambda: kinds(graph.inputs([w, z])),
        "variables": lambda: kinds(graph.variables([x], [w])),
        "orphans": lambda: kinds(graph.orphans([x], [w])),
        "ops": lambda: len(graph.ops([x, y], [w])),
        "ops from the middle": lambda: len(graph.ops([e], [w])),
        "list_of_nodes": lambda: [str(n.op.scalar_op).lower() for n in graph.list_of_nodes([x, y], [w])],
        "is_in_ancestors": lambda: [graph.is_in_ancestors(a.owner, b.owner) for a, b in ((w, e), (e, w), (e, e))],
        "view_roots": lambda: kinds(graph.view_roots(x[::2].dimshuffle("x", 0))),
        "view_roots of a result": lambda: [v is e for v in graph.view_roots(e)],
        "clone": lambda: [graph.clone([x], [x * y], *args)[0][0] is x for args in ((), (False,), (True, False))],
        "clone's orphans": lambda: [
            graph.clone([x], [x * y], *args)[1][0].owner.inputs[1] is y for args in ((), (False,), (True, False))
        ],
        "io_toposort": lambda: [len(graph.io_toposort(i, [w])) for i in ([x, y], [e])],
        "general_toposort": lambda: graph.general_toposort([3], lambda i: [i - 1] if i else None),
        "general_toposort, cycle": lambda: graph.general_toposort([3], lambda i: [(i + 1) % 4]),
        "general_toposort, sets": lambda: graph.general_toposort([3], lambda i: {i - 1} if i else None),
        "general_toposort's clients": lambda: clients(graph),
        "check_chain": lambda: [
            opt.check_chain(*chain)
            for chain in (
                (w, T.mul),
                (w, T.mul, T.exp),
                (w, T.mul, T.exp, T.add),
                (w, T.mul, T.add),
                (x, T.mul),
                (w, T.Elemwise, T.Elemwise),
                (w.owner, T.mul),
                (w, T.Dot),
            )
        ],
    }
    neighbours = {1: [2, 3], 2: [4], 3: [4, 5], 4: [], 5: None}
    for mode in ("bfs", "dfs", "neither"):
        found["stack_search " + mode] = lambda mode=mode: graph.stack_search(deque([1]), neighbours.get, mode)
        found["stack_search back " + mode] = lambda mode=mode: graph.stack_search(
            deque([1]), neighbours.get, mode, True
        )
    same = [
        (x + 1, x + 1),
        (x + 1, y + 1),
        (x + 1, y + 1, {x: y}),
        (x + 1, y + 1, [(y, x)]),
        (x, x),
        (x, y),
        (x, y, {x: y}),
        (x + y, y + x),
        (x * (y * z), (x * y) * z),
        (x + 1, x + 2),
        (x + y, y + y, {x: y}),
    ]
    for i, args in enumerate(same):
        found[f"is_same_graph {i}"] = lambda args=args: graph.is_same_graph(*args)
    return found


def clients(graph):
    found = {}
    graph.general_toposort([3], lambda i: [i - 1] if i else None, clients=found)
    return dict(sorted(found.items()))


def rewriting(load):
    T, gof, opt = load(".tensor"), load(".gof"), load(".gof.opt")
    a, b = T.vectors("a", "b")
    sum_exp = T.exp(a + b)

    def after(optimizer, output=sum_exp):
        fgraph = gof.FunctionGraph([a, b], [output])
        optimizer.optimize(fgraph)
        return [str(node.op.scalar_op).lower() for node in fgraph.toposort()]

    @gof.local_optimizer([T.add])
    def subtract(node):
        if node.op == T.add and node.fgraph is not None and len(node.outputs[0].clients) == 1:
            return [node.inputs[0] - node.inputs[1]]
        return False

    @gof.optimizer
    def multiply(fgraph):
        for node in fgraph.toposort():
            if node.op == T.add:
                fgraph.replace_validate(node.outputs[0], T.mul(*node.inputs), reason="multiply")

    class Subtract(gof.LocalOptimizer):
        def tracks(self):
            return [T.add]

        def transform(self, node):
            return [T.sub(*node.inputs)] if node.op == T.add else False

    class Twice(gof.Optimizer):
        def add_requirements(self, fgraph):
            fgraph.attach_feature(gof.toolbox.ReplaceValidate())

        def apply(self, fgraph):
            [output] = fgraph.outputs
            fgraph.replace_all_validate([(output, T.log(output.owner.inputs[0]))], reason="twice")

    add, mul, sub, pattern = (T.add, "x", "y"), (T.mul, "x", "y"), (T.sub, "x", "y"), gof.PatternSub
    is_b = {"pattern": "y", "constraint": lambda variable: variable.name == "b"}
    is_a = {"pattern": "y", "constraint": lambda variable: variable.name == "a"}
    nodes = {
        "a function": subtract,
        "a class": Subtract(),
        "OpSub": gof.OpSub(T.add, T.mul),
        "OpRemove": gof.OpRemove(T.exp),
        "PatternSub": pattern(add, mul),
        "PatternSub, swapped": pattern((T.exp, add), (T.sub, "y", "x")),
        "PatternSub of one variable": pattern((T.add, "x", "x"), mul),
        "PatternSub constrained": pattern((T.add, "x", is_b), sub),
        "PatternSub constrained, no match": pattern((T.add, "x", is_a), sub),
        "PatternSub of other arity": pattern((T.add, "x", "y", "z"), sub),
        "LocalOptGroup": gof.LocalOptGroup(gof.OpSub(T.exp, T.log), gof.OpSub(T.add, T.sub)),
    }
    found = {}
    for name, node in nodes.items():
        found[name + ", in2out"] = lambda node=node: after(opt.in2out(node, name="n"))
        found[name + ", out2in"] = lambda node=node: after(opt.out2in(node, name="n"))
    found["TopoOptimizer"] = lambda: after(gof.TopoOptimizer(nodes["OpSub"]))
    found["OpKeyOptimizer"] = lambda: after(gof.OpKeyOptimizer(nodes["OpSub"]))
    found["OpKeyOptimizer without a key"] = lambda: after(gof.OpKeyOptimizer(subtract))
    found["EquilibriumOptimizer"] = lambda: after(
        gof.EquilibriumOptimizer([pattern(add, mul), pattern(mul, sub)], max_use_ratio=10)
    )
    found["SeqOptimizer"] = lambda: after(
        gof.SeqOptimizer([gof.TopoOptimizer(gof.OpSub(T.add, T.mul)), gof.TopoOptimizer(gof.OpSub(T.mul, T.sub))])
    )
    found["MergeOptimizer"] = lambda: after(gof.MergeOptimizer(), T.exp(a + b) * T.exp(a + b))
    found["optimizer"] = lambda: after(multiply)
    found["Optimizer"] = lambda: after(Twice())
    found["many uses"] = lambda: after(opt.in2out(pattern((T.exp, add), mul), name="n"), sum_exp * (a + b))
    found["many uses allowed"] = lambda: after(
        opt.in2out(pattern((T.exp, add), mul, allow_multiple_clients=True), name="n"), sum_exp * (a + b)
    )
    found["no tracks"] = lambda: gof.local_optimizer([])(lambda node: False)
    found["tracks of a string"] = lambda: pattern("x", "y")
    found["tracks"] = lambda: [subtract.tracks() == [T.add], gof.local_optimizer(None)(len).tracks()]
    found["isinstance"] = lambda: [
        isinstance(opt.in2out(subtract), gof.TopoOptimizer),
        isinstance(subtract, gof.LocalOptimizer),
        isinstance(multiply, gof.Optimizer),
        isinstance(gof.SequenceDB(), gof.DB),
    ]

    def queried(*queries):
        db = gof.EquilibriumDB()
        db.register("one", gof.OpSub(T.add, T.mul), "tag", "both")
        db.register("two", gof.OpSub(T.exp, T.log), "both")
        return [after(limited(db.query(*query))) for query in queries]

    def limited(optimizer):
        optimizer.max_use_ratio = 10
        return gof.SeqOptimizer(optimizer)

    by_query = (gof.Query(["both"], exclude=["one"]),)
    found["queries"] = lambda: queried(("+tag",), ("+both",), ("+both", "-tag"), by_query)
    found["a query that requires a tag"] = lambda: queried(("+both", "&tag"))
    return found


def features(load):
    T, gof = load(".tensor"), load(".gof")
    a, b = T.vectors("a", "b")

    class No(gof.Feature):
        def validate(self, fgraph):
            raise gof.InconsistencyError("no")

    def refused():
        fgraph = gof.FunctionGraph([a, b], [T.exp(a + b)], clone=False, features=[gof.ReplaceValidate()])
        fgraph.attach_feature(No())
        try:
            fgraph.replace_validate(fgraph.outputs[0], T.log(a))
        except gof.InconsistencyError:
            return [str(node.op.scalar_op).lower() for node in fgraph.toposort()]

    def finder():
        fgraph = gof.FunctionGraph([a, b], [T.exp(a + b)])
        fgraph.attach_feature(gof.NodeFinder())
        before = [len(fgraph.get_nodes(op)) for op in (T.exp, T.add, T.log)]
        fgraph.replace(fgraph.outputs[0], T.exp(T.exp(fgraph.inputs[0])))
        return before, [len(fgraph.get_nodes(op)) for op in (T.exp, T.add, T.log)]

    def finder_of_two():
        found = gof.NodeFinder()
        for _ in range(2):
            gof.FunctionGraph([a], [T.exp(a)]).attach_feature(found)

    return {"validate": refused, "NodeFinder": finder, "NodeFinder of two graphs": finder_of_two}


def utils(load):
    T, utils = load(".tensor"), load(".gof.utils")

    def named():
        return [v.name for v in utils.give_variables_names([T.scalar(), T.scalar("p"), T.scalar("p"), T.scalar("q")])]

    calls = []
    remember = utils.memoize(lambda *args: calls.append(args) or len(calls))
    return {
        "toposort": lambda: utils.toposort({1: {2}, 2: {3}, 3: set()}),
        "toposort, cycle": lambda: utils.toposort({1: {2}, 2: {1}}),
        "toposort, no key": lambda: utils.toposort({1: {2}}),
        "toposort of nothing": lambda: utils.toposort({}),
        "lists": lambda: [
            utils.uniq([1, 2, 1]),
            utils.difference([1, 2, 3], [2]),
            utils.flatten([1, (2, [3])]),
            utils.hist("aab"),
            utils.unique([1, 1]),
            utils.remove(lambda k: k > 1, [1, 2]),
            utils.to_return_values([1]),
            utils.to_return_values([1, 2]),
            utils.from_return_values(3),
        ],
        "keywords": lambda: [bool(utils.ABORT), str(utils.RETRY), repr(utils.Keyword("k")), bool(utils.Keyword("k"))],
        "hash_from_code": lambda: utils.hash_from_code("abc"),
        "give_variables_names": named,
        "memoize": lambda: [remember(1), remember(2), remember(1)],
        "D": lambda: utils.D(a=1).a,
    }


def ifelse(load):
    theano, T, ifelse, Raise = load(""), load(".tensor"), load(".ifelse").ifelse, load(".raise_op").Raise
    a, b = T.dscalars("a", "b")
    x, y = T.dvectors("x", "y")
    m, n, greater = T.dmatrix("m"), T.ivector("n"), T.gt(a, b)
    wrong = Raise("no", ValueError)

    def run(output, *values):
        return compute(load, [a, b, x, y][: len(values)], output, *values)

    return {
        "one": lambda: run(ifelse(greater, a, b), 1, 2),
        "several": lambda: run(ifelse(greater, [x, y], [y, x]), 1, 2, [1, 2], [3]),
        "a list of one": lambda: type(ifelse(greater, [x], [y])).__name__,
        "tuples": lambda: type(ifelse(greater, (x, y), (y, x))).__name__,
        "numbers": lambda: [run(ifelse(a, 3, b), c, 2) for c in (0, 1)],
        "of other lengths": lambda: ifelse(greater, [x, y], [y]),
        "of other dimensions": lambda: ifelse(greater, x, m),
        "of other dtypes": lambda: ifelse(greater, x, n).dtype,
        "a vector as condition": lambda: ifelse(x, a, b),
        "name": lambda: ifelse(greater, a, b, name="n").owner.op.name,
        "gradient": lambda: run(theano.grad(ifelse(greater, a * a, b * 3), [a, b]), 2, 1),
        "lazy": lambda: theano.function([a, b], ifelse(greater, a, wrong(b)), mode=theano.Mode("vm", None))(2, 1),
        "Raise": lambda: run(wrong(x), 0, 0, [1.0]),
        "Raise by default": lambda: run(Raise("no")(x), 0, 0, [1.0]),
        "Raise's equality": lambda: [wrong == Raise("no", ValueError), wrong == Raise("yes", ValueError)],
    }


def typed_lists(load):
    T, lists = load(".tensor"), load(".typed_list")
    q, several = T.fvector("q"), lists.TypedListType(T.fvector)("l")
    one, two, three = (np.array([number], "float32") for number in (1, 2, 3))
    calls = {
        "append": (lambda: lists.append(several, q), [one], two),
        "insert": (lambda: lists.insert(several, np.int64(1), q), [one, three], two),
        "remove": (lambda: lists.remove(several, q), [one, two], one),
        "remove what is not there": (lambda: lists.remove(several, q), [one], two),
        "extend": (lambda: lists.extend(several, several), [one], two),
        "reverse": (lambda: lists.reverse(several), [one, two], one),
        "getitem": (lambda: several[1], [one, two], one),
        "getitem out of bounds": (lambda: several[5], [one, two], one),
        "a slice": (lambda: several[0:2], [one, two, three], one),
        "length": (lambda: lists.length(several), [one, two], one),
        "make_list": (lambda: lists.make_list([q, q + q]), [one], two),
        "of another type": (lambda: lists.append(several, T.dmatrix()), [one], two),
    }
    return {
        name: lambda call=call: compute(load, [several, q], call[0](), call[1], call[2]) for name, call in calls.items()
    }


def scalars(load):
    theano, s, shared = load(""), load(".scalar"), load(".scalar.sharedvar").shared
    dtypes = ["bool", "int8", "uint16", "int64", "float16", "float32", "float64", "complex64", "complex128"]
    unary = ["deg2rad", "rad2deg", "angle", "inv", "abs_", "exp", "isnan", "conj", "sqr", "psi", "identity", "invert"]
    binary = ["chi2sf", "gammal", "gammau", "iv", "add", "mul", "int_div", "true_div", "neq", "mod", "pow", "second"]
    binary += ["maximum", "and_", "xor", "complex_from_polar"]
    found = {}
    for name in unary + binary + ["inopenrange", "inclosedrange", "switch", "clip"]:
        for dtype in dtypes:
            found[f"{name} of {dtype}"] = lambda name=name, dtype=dtype: applied(name, dtype).dtype

    def applied(name, dtype):
        op = getattr(s, name)
        count = 1 if name in unary else 2 if name in binary else 3
        return op(*[s.Scalar(dtype)(f"x{i}") for i in range(count)])

    def computed(name, dtype, *values):
        output = applied(name, dtype)
        return compute(load, [v for v in output.owner.inputs], output, *values)

    for name in ("deg2rad", "rad2deg", "angle"):
        for dtype in ("int8", "float32", "float64"):
            found[f"{name}(30), {dtype}"] = lambda n=name, d=dtype: float(computed(n, d, 30))
    for name in ("chi2sf", "gammal", "gammau", "iv"):
        for dtype in ("int8", "float32", "float64"):
            found[f"{name}(2, 3), {dtype}"] = lambda n=name, d=dtype: float(computed(n, d, 2, 3))
    found["complex_from_polar(2, 3)"] = lambda: complex(computed("complex_from_polar", "float64", 2, 3))
    found["complex_from_polar(-2, 3)"] = lambda: computed("complex_from_polar", "float64", -2, 3)
    for x in (0.5, 1.0, 1.5, 2.0, 3.0):
        found[f"ranges of {x}"] = lambda x=x: [
            bool(computed(name, "float64", x, 1.0, 2.0)) for name in ("inopenrange", "inclosedrange")
        ]

    def gradient(name, i):
        output = applied(name, "float64")
        inputs = list(output.owner.inputs)
        return float(compute(load, inputs, theano.grad(output, inputs[i]), *[1.5] * len(inputs)))

    for name, i in (("deg2rad", 0), ("rad2deg", 0), ("iv", 1), ("iv", 0), ("chi2sf", 0), ("gammal", 1)):
        found[f"gradient of {name}, {i}"] = lambda n=name, i=i: gradient(n, i)
    for names in ("xy", ["a", "bc"], ["x"], "x", [], ("x", "y"), 3):
        found[f"floats({names!r})"] = lambda names=names: s.floats(names)
    for choice in ("int", "floatX", "raise"):
        for kinds_ in ((True, True), (1, 0), (False, False)):

            def divided(choice=choice, kinds_=kinds_):
                with theano.change_flags(int_division=choice):
                    return {s.int_div: "int", s.true_div: "true"}[s.int_or_true_div(*kinds_)]

            found[f"int_or_true_div {choice} {kinds_}"] = divided
    found["as_common_dtype"] = lambda: [v.dtype for v in s.as_common_dtype(s.int8("x"), s.float32("y"))]
    found["transfer_type"] = lambda: [str(getattr(t, "dtype", t)) for t in s.transfer_type(0, "int8")(s.int8, s.int16)]
    lookup = s.unary_out_lookup({s.int8: s.int32})
    found["unary_out_lookup"] = lambda: [t.dtype for t in lookup(s.int8)]
    found["unary_out_lookup, no entry"] = lambda: lookup(s.int16)
    found["float_out_nocomplex"] = lambda: [t.dtype for t in s.float_out_nocomplex(s.int8)]
    found["float_out_nocomplex of complex"] = lambda: s.float_out_nocomplex(s.complex64)
    found["int_out_nocomplex"] = lambda: [t.dtype for t in s.int_out_nocomplex(s.int8)]
    found["upcast"] = lambda: [s.upcast("int8", "float32"), s.upcast("int64", "float32"), s.upcast("uint8", "int8")]
    for value in (3, 2.5, np.float32(1), [1], "x"):
        found[f"shared({str(value)!r})"] = lambda value=value: [shared(value).dtype, shared(value).get_value()]
    return found


def printing(load):
    T, p = load(".tensor"), load(".printing")
    return {
        "position_independent_str of a number": lambda: p.position_independent_str(3),
        "hex_digest": lambda: p.hex_digest(np.arange(6.0).reshape(2, 3)),
        "hex_digest of a list": lambda: p.hex_digest([1]),
        "var_descriptor": lambda: [p.var_descriptor(T.vector("x")), p.var_descriptor(np.arange(3))],
        "debugprint to a string": lambda: type(p.debugprint(T.vector("x") * 2, -1, False, "str")).__name__,
        "debugprint of a number": lambda: p.debugprint(3, file="str"),
    }


def misc(load):
    frozen, OrderedSet = load(".misc.frozendict").frozendict, load(".misc.ordered_set").OrderedSet
    text, array = load(".misc.strutil"), load(".misc.safe_asarray")._asarray
    share, compat = load(".misc.may_share_memory").may_share_memory, load(".compat")
    Default = compat.DefaultOrderedDict
    v = np.arange(4.0)

    def changed(method, other):
        numbers = OrderedSet([1, 2])
        returned = getattr(numbers, method)(other)
        return [returned is numbers, list(numbers)]

    found = {
        "frozendict": lambda: [
            frozen(a=1)["a"],
            hash(frozen(a=1)) == hash(frozen({"a": 1})),
            frozen(a=1) == {"a": 1},
            repr(frozen(a=1)),
            dict(frozen(a=1).copy(a=2)),
        ],
        "OrderedSet": lambda: [
            list(OrderedSet([3, 1, 3])),
            repr(OrderedSet("ab")),
            repr(OrderedSet()),
            list(OrderedSet([1]).union([0, 1])),
            OrderedSet([1, 2]).pop(),
            OrderedSet([1, 2]).pop(last=False),
            OrderedSet([1, 2]) == OrderedSet([2, 1]),
            OrderedSet([1]) == [1],
            list(reversed(OrderedSet([1, 2]))),
        ],
        "OrderedSet and a set": lambda: OrderedSet([1]) == {1},
        "OrderedSet, pop of nothing": lambda: OrderedSet().pop(),
        "render_string": lambda: text.render_string("a%(b)s", {"b": 1}),
        "render_string, no key": lambda: text.render_string("a%(b)s%(c)s", {"b": 1}),
        "pretty_format": lambda: text.pretty_format("a{\n  b;\n \t{c}\n}"),
        "_asarray": lambda: [
            array([1.5], "int8"),
            array([1, 2], "float64"),
            array(np.ones((2, 2)), "float64", order="F").flags.f_contiguous,
            str(array(np.arange(3, dtype=">i4"), "int32").dtype),
        ],
        "_asarray of text": lambda: array("x", "float64"),
        "may_share_memory": lambda: [share(v, v[1:]), share(v, v.copy()), share(v, 3, False)],
        "may_share_memory, a number": lambda: share(v, 3),
        "compat": lambda: [
            compat.cmp(1, 2),
            compat.b("a\xff"),
            compat.decode(b"a"),
            list(compat.decode_iter([b"a"])),
            compat.exc_message(ValueError(KeyError("k"))),
            list(compat.izip([1], [2])),
            compat.operator_div(3, 2),
        ],
        "DefaultOrderedDict": lambda: [Default(list)["x"], Default(list, [(1, 2)]), Default(list).get("x")],
        "DefaultOrderedDict without a default": lambda: Default()["x"],
        "DefaultOrderedDict of a number": lambda: Default(3),
        "DefaultOrderedDict copied": lambda: copy.copy(Default(list, [(1, 2)]))[7],
    }
    for i, value in enumerate([{1}, {1, 2}, {1: 2}, iter([1]), (v for v in [1, 2]), 3, "ab", {1: 2, 3: 4}.keys()]):
        found[f"OrderedSet of kind {i}"] = lambda value=value: list(OrderedSet(value))
    for method in ("difference_update", "intersection_update", "update"):
        for other in ([1], {1}, {1, 7}):
            found[f"OrderedSet.{method}({other!r})"] = lambda m=method, other=other: changed(m, other)
    return found


def sandbox(load):
    T, linalg, fourier = load(".tensor"), load(".sandbox.linalg"), load(".sandbox.fourier")
    m, x = T.dmatrix("m"), T.dvector("x")
    values = np.arange(12.0).reshape(4, 3)
    found = {
        "psd": lambda: compute(load, [m], linalg.psd(m), [[1.0]]),
        "hints": lambda: [linalg.ops.hints(linalg.ops.Hint(k=3)(m)), linalg.ops.is_psd(linalg.psd(m))],
        "spectral_radius_bound": lambda: compute(load, [m], linalg.spectral_radius_bound(m, 3), [[2, 1], [1, 3]]),
        "fft of a vector": lambda: fourier.fft(x, 2, 0).ndim,
        "half_fft of complex": lambda: fourier.half_fft(T.zmatrix(), 2, 0),
        "half_fft of odd length": lambda: compute(load, [m], fourier.half_fft(m, 3, 1), values),
        "dct_matrix": lambda: [fourier.dct_matrix(3, 4), fourier.dct_matrix(2, 4, False)],
    }
    for args in ((4, 0), (6, 0), (2, 1)):
        for name in ("fft", "ifft"):
            found[f"{name}{args}"] = lambda name=name, args=args: compute(
                load, [m], getattr(fourier, name)(m, *args), values
            )
    for i, args in enumerate([(x, 3), (m, 2.0), (m, 0), (m, -1)]):
        found[f"spectral_radius_bound, wrong {i}"] = lambda args=args: linalg.spectral_radius_bound(*args)
    return found
