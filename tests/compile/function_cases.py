"""What theano.function, In, Out and shared are asked: real Theano by ``tests/oracle/record_cases.py``, ours by
``test_function_cases.py``.

A case is a text of Python 3.8: statements that find the names of `space`, and an expression at the end, whose value, or
error, is recorded.
"""

import ast
import copy
import pickle
import warnings
from collections import OrderedDict

import numpy as np

from tests.small_module_cases import outcome


def space(theano):
    """The names that the cases find, all new."""
    T = theano.tensor
    mode = theano.Mode("py", "fast_compile")

    def F(inputs, outputs=None, **kwargs):
        return theano.function(inputs, outputs, **dict({"mode": mode, "on_unused_input": "ignore"}, **kwargs))

    def warned(f):
        """How many warnings f gives, and of what class."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            f()
        return sorted(w.category.__name__ for w in caught if "clock" not in str(w.message))

    # ruff: noqa: PIE800
    x, y, z = T.dscalars("x", "y", "z")
    lazy = theano.gof.vm.VM_Linker(use_cloop=False, lazy=True)
    return {
        **{"theano": theano, "T": T, "np": np, "F": F, "copy": copy, "pickle": pickle, "OrderedDict": OrderedDict},
        **{"mode": mode, "vm": theano.Mode(lazy, "fast_compile"), "warned": warned, "function": theano.function},
        **{"x": x, "y": y, "z": z, "u": T.dscalar(), "v": T.dvector("v"), "w": T.fvector("w"), "i": T.iscalar("i")},
        **{"m": T.dmatrix("m"), "s": theano.shared(1.0, "s"), "t": theano.shared(np.arange(3.0), "t")},
        **{"n": theano.shared(5, "n"), "In": theano.In, "Out": theano.Out, "shared": theano.shared},
    }


def run(text, theano):
    """The value of the case's last expression."""
    tree, names = ast.parse(text), space(theano)
    exec(compile(ast.Module(tree.body[:-1], []), "<case>", "exec"), names)
    return eval(compile(ast.Expression(tree.body[-1].value), "<case>", "eval"), names)


def cases(theano):
    """{text: what it gives}, of all cases."""
    return {text: outcome(lambda text=text: run(text, theano)) for text in CASES}


CASES = [
    text.strip().replace("\n    ", "\n")
    for group in (
        # ------------------------------------------------------------ calls
        """
        F([x], x + 1)(2)
        ---
        F([x], x + 1)(x=2)
        ---
        F([x], [x + 1])(2)
        ---
        F([x], (x + 1, x))(2)
        ---
        F([x], [])(2)
        ---
        F([x])(2)
        ---
        F([], s)()
        ---
        F([x, y], x - y)(1, y=2)
        ---
        F([x, y], x - y)(y=1, x=2)
        ---
        F([x, y], x - y)(1)
        ---
        F([x, y], x - y)()
        ---
        F([x, y], x - y)(1, 2, 3)
        ---
        F([x, y], x - y)(1, 2, y=3)
        ---
        F([x, y], x - y)(1, 2, x=3)
        ---
        F([x, y], x - y)(1, x=3)
        ---
        F([x, y], x - y)(1, nobody=3)
        ---
        F([x, u], x - u)(1, nobody=3)
        ---
        F([u], u)(nobody=3)
        ---
        F([u], u)(**{"None": 3})
        ---
        F([], s)(1)
        ---
        F([], s)(s=1)
        ---
        F([x, T.dscalar("x")], x)(1, 2)
        ---
        F([x, T.dscalar("x")], x)(1, x=2)
        ---
        F([x, T.dscalar("x")], x)["x"]
        ---
        F([x, x], x)
        ---
        F([x, In(x)], x)
        ---
        F((x, y), x - y)(1, 2)
        ---
        F(x, x)
        ---
        F({x: 1}, x)
        ---
        F([T.constant(1)], x)
        ---
        F([s], s)
        ---
        F([In(s)], s)
        ---
        F([3], x)
        ---
        F(["x"], x)
        ---
        F([None], x)
        ---
        F([x], 3)
        ---
        F([x], "x")
        ---
        F([x], [3])
        ---
        F([x], [x, "a"])
        ---
        F([x], np.ones(2))
        ---
        F([y], x)
        ---
        F([], x + y)
        ---
        function([x, y], x)
        ---
        function([x, y], x, on_unused_input="raise")
        ---
        function([x, y], x, on_unused_input="warn", mode=mode)(1, 2)
        ---
        function([x, y], x, on_unused_input="nonsense")
        ---
        warned(lambda: function([x, y, z], x, on_unused_input="warn", mode=mode))
        ---
        F([w], w)([1.5, 2])
        ---
        F([w], w)([1.1, 2])
        ---
        F([w], w)(np.ones(2))
        ---
        F([w], w, allow_input_downcast=True)(np.ones(2))
        ---
        F([w], w, allow_input_downcast=False)([1.5, 2])
        ---
        F([i], i)(1.5)
        ---
        F([i], i, allow_input_downcast=True)(1.5)
        ---
        F([i], i)(2**40)
        ---
        F([v], v)([[1.0]])
        ---
        F([v], v)("ab")
        ---
        F([m], m)([1.0])
        ---
        F([x + 1], x + 1)(5)
        ---
        F([x, x + 1], (x + 1) * x)(5, 3)
        ---
        F([x], x, trust_input=True)
        ---
        F([x], x, no_such=1)
        ---
        F([x], Out(x + 1))(1)
        ---
        F([x], [Out(x + 1), x])(1)
        ---
        F([x], Out(x + 1, borrow=True))(1)
        ---
        F([x], (Out(x + 1, borrow=True),))(1)
        ---
        F([x], [x, x, x])(1)
        ---
        F([x], x, name="me").name
        ---
        F([x], x, name="me").maker.name
        ---
        f = F([x], x)
        f.trust_input = True
        f(np.asarray(3.0))
        ---
        f = F([x, y], x + y)
        f.trust_input = True
        f(np.asarray(3.0), y=np.asarray(4.0))
        ---
        F([x], x).trust_input
        ---
        F([x, y], [x, y, x + y], mode=vm)(1, 2, output_subset=[0, 2])
        ---
        F([x, y], [x, y, x + y], mode=vm)(1, 2, output_subset=[])
        ---
        F([x, y], x + y, mode=vm)(1, 2, output_subset=[0])
        ---
        F([x, y], {"a": x, "b": x + y}, mode=vm)(1, 2, output_subset=["b"])
        ---
        F([x, y], {"a": x, "b": x + y}, mode=vm)(1, 2, output_subset=["c"])
        ---
        F([x, y], [x, y], mode=vm)(1, 2, output_subset=[5])
        """,
        # ------------------------------------------------------------ outputs by key
        """
        F([x], {"b": x, "a": x + 1})(2)
        ---
        F([x], OrderedDict([("b", x), ("a", x + 1)]))(2)
        ---
        F([x], {"a": Out(x + 1)})(2)
        ---
        F([x], {})(2)
        ---
        F([x], {1: x})(2)
        ---
        F([x], {"a": 3})(2)
        ---
        F([x], {"a": x}, updates=[(s, s + 1)])(2)
        ---
        f = F([x], {"a": x})
        f.output_keys
        ---
        f = F([x], {"a": x}).copy()
        f(3)
        ---
        copy.copy(F([x], {"b": x, "a": x + 1}))(3)
        ---
        copy.deepcopy(F([x], {"b": x, "a": x + 1}))(3)
        ---
        pickle.loads(pickle.dumps(F([x], {"b": x, "a": x + 1})))(3)
        ---
        F([x, (y, 3)], {"a": x, "b": x + y})(2)
        """,
        # ------------------------------------------------------------ default values
        """
        F([x, In(y, value=3)], x + y)(1)
        ---
        F([x, In(y, value=3)], x + y)(1, 5)
        ---
        F([x, In(y, value=3)], x + y)(1, y=5)
        ---
        f = F([x, In(y, value=3)], x + y)
        [f(1, 5), f(1), f(1, y=7), f(1)]
        ---
        F([In(y, value=3), x], x + y)(1)
        ---
        F([In(y, value=3), x], x + y)(x=1)
        ---
        F([In(y, value=3)], y)()
        ---
        F([In(y, value=3.5, name="why")], y)(why=4)
        ---
        F([In(y, value=3.5, name="why")], y)(y=4)
        ---
        F([In(u, value=3.5)], u)()
        ---
        F([In(i, value=1.5)], i)
        ---
        F([In(i, value=1.5, allow_downcast=True)], i)()
        ---
        F([In(w, value=[1.0, 2.0])], w)()
        ---
        F([In(w, value=[1.1, 2.0])], w)
        ---
        F([In(w, value=[1.0, 2.0], strict=True)], w)
        ---
        F([In(y, value="a")], y)
        ---
        F([In(y, value=np.ones(3))], y)
        ---
        F([In(y, value=x)], y)
        ---
        F([In(y, value=None)], y)()
        ---
        F([In(y, value=0)], y)()
        ---
        F([In(y, value=3, autoname=False)], y)(y=4)
        ---
        In(y, name=3)
        ---
        In(y, implicit=True)
        ---
        In(y, value=3, implicit=True).implicit
        ---
        F([In(y, value=3, implicit=True)], y)()
        ---
        F([In(y, value=3, implicit=True)], y)(4)
        ---
        F([In(y, value=3, implicit=True)], y)(y=4)
        ---
        In(y, value=3).implicit
        ---
        In(y, value=s).implicit
        ---
        In(y, value=s.container).implicit
        ---
        [In(y).mutable, In(y).borrow, In(y, mutable=True).borrow, In(y, borrow=True).mutable, In(y, update=x).mutable]
        ---
        In(y, mutable=True, borrow=False)
        ---
        In(y, mutable=False, borrow=False).borrow
        ---
        In(y, update=v)
        ---
        In(y, update=T.fscalar())
        ---
        In(T.drow(), update=T.dmatrix())
        ---
        str(In(y))
        ---
        [In(y).name, In(y, name="a").name, In(u).name, In(y, autoname=False).name, In(y).shared, In(y).strict]
        ---
        str(Out(y))
        ---
        [Out(y).borrow, Out(y, True).borrow]
        ---
        f = F([x, In(y, value=3)], x + y)
        f["y"]
        ---
        f = F([x, In(y, value=3)], x + y)
        f["y"] = 8
        [f(1), f(1)]
        ---
        f = F([x, In(y, value=3)], x + y)
        f[y] = 8
        [float(f["y"]), f(1), float(f["y"])]
        ---
        f = F([x, In(y, value=3)], x + y)
        f[1]
        ---
        F([x, In(y, value=3), In(z, value=4)], x + y * z)(1, z=2)
        ---
        f = F([x, In(y, value=3), In(z, value=4)], x + y * z)
        [f(1, 2, 3), f(1, z=2), f(1)]
        ---
        F([x, In(y, value=3)], x + y)(1, 2, y=3)
        ---
        F([x, In(y, value=3)], x + y)(1, 2, 3)
        ---
        F([x, In(y, value=3)], x + y)()
        ---
        f = F([x, In(y, value=3)], x + y)
        g = f.copy()
        [f(1, 9), g(1), g(1, 2), g(1), f(1)]
        ---
        f = F([v, In(w, value=[1, 2])], v.sum() + w.sum())
        try:
            f([1], [1.5, "a"])
        except Exception:
            pass
        f([1])
        ---
        f = F([v, In(y, value=3)], v + y)
        try:
            f("a", 4)
        except Exception:
            pass
        f([1])
        ---
        f = F([v, In(i, value=3)], v[i])
        try:
            f([1, 2], 4)
        except Exception:
            pass
        f([1, 2, 3, 4])
        ---
        F([x, In(y, value=3)], x + y).defaults
        ---
        [a[:2] for a in F([x, In(y, value=3), In(z, value=1, update=z + 1)], x + y + s).defaults]
        ---
        theano.Param(x, 3).value
        ---
        F([theano.Param(x, 3)], x)()
        ---
        F([theano.Param(x, default=3, name="a")], x)(a=4)
        ---
        warned(lambda: theano.Param(x, 3))
        ---
        F([theano.Param(x, 3, mutable=True)], x + 1)()
        ---
        theano.Param(x, mutable=True, borrow=False)
        ---
        f = F([In(v, value=[1.0, 2.0], mutable=True)], v * 2)
        [f(), f(), f([5]), f()]
        """,
        # ------------------------------------------------------------ tuples
        """
        F([(x, 3)], x)()
        ---
        F([(x, 3)], x)(4)
        ---
        F([[x, 3]], x)()
        ---
        F([(x,)], x)(4)
        ---
        F([("a", x)], x)(a=4)
        ---
        F([("a", x, 5)], x)()
        ---
        F([("a", x, 5)], x)(a=6)
        ---
        F([x, (y, 3)], x + y)(1)
        ---
        F([x, (y, 3)], x + y)(1, 4)
        ---
        f = F([x, ((y, y + x), 3)], y)
        [f(1), f(1), f(2), f(2)]
        ---
        f = F([x, ((y, y + x), 3)], y)
        [f(1), f(1, 10), f(1)]
        ---
        f = F([x, ("state", (y, y + x), 3)], y)
        [f(1), f(1), float(f["state"])]
        ---
        F([(x, 3, 4)], x)
        ---
        F([()], x)
        ---
        F([("a",)], x)
        ---
        F([(3, x)], x)
        ---
        F([((x, 3), 4)], x)
        ---
        F([((x, x + 1, 2), 4)], x)
        ---
        F([((x, x + 1),)], x)
        ---
        F([(x, y)], x)
        ---
        F([(In(x, value=2), 3)], x)()
        ---
        F([(In(x, value=2),)], x)()
        ---
        F([("b", In(x, value=2), 3)], x)(b=9)
        ---
        F([(x, 3)], x, updates=[(s, s + 1)])
        ---
        F([(x, 3)], x, givens=[(y, x)])
        ---
        F([(x, 3)], x, profile=True)
        ---
        F([(x, 3)], x + s)()
        ---
        F([(x, 3), 4], x)
        ---
        F([(x, 3), T.constant(4)], x)
        ---
        function([(x, 3), y], x)
        ---
        F([((y, y + v), 3), v], y)
        ---
        e = T.exp(x)
        F([(x, 0)], e)
        F([(x, 0)], T.exp(e))()
        ---
        [type(theano.compile.convert_function_input(a)).__name__ for a in (x, In(x), ("a", x), ["a", (x, x), 3])]
        ---
        theano.compile.convert_function_input(3)
        ---
        theano.compile.convert_function_input("x")
        ---
        a = theano.compile.convert_function_input(("a", (x, x + 1), 3))
        [a.name, a.variable is x, a.update is not None, a.value, a.mutable]
        """,
        # ------------------------------------------------------------ states
        """
        f = F([x, In(y, value=10, update=y + x)], y)
        [f(1), f(1), f(2), f(2)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f(1)
        [float(f["y"]), float(f[y]), float(f.value["y"]), float(f.container["y"].value), float(f[1])]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f["y"] = 0
        [f(1), f(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f.value[y] = 0
        [f(1), f(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        [f(1, y=0), f(1), f(1)]
        ---
        f = F([x, In(y, update=y + x)], y)
        [f(1, 5)]
        ---
        f = F([x, In(y, update=y + x)], y)
        f(1, 5)
        f(1)
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f["nobody"]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f["nobody"] = 3
        ---
        F([x], x).container["nobody"]
        ---
        F([x], x)[z]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        ["x" in f, "nobody" in f, y in f, z in f, "y" in f.value, "y" in f.container, 0 in f, 2 in f]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f["y"] = "text"
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f["x"]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container[y], update=y - x)], y)
        [f(1), f(1), g(5), f(1), g(1), f(0)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container["y"])], y * x)
        [f(1), g(2), f(1), g(2)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container["y"])], y * x)
        g(2, y=5)
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container["y"], implicit=False)], y * x)
        [g(2, y=5), f(0)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(z, value=f.container["y"], name="zed")], z * x)
        g["zed"] = 7
        [g(2), float(f["y"])]
        ---
        f = F([In(y, value=1, update=y * 2), In(z, value=1, update=z + y)], [y, z])
        [f(), f(), f()]
        ---
        f = F([In(y, value=1, update=y * 2)], y, updates=[(s, s + y)])
        [f(), f(), float(s.get_value()), float(f[s]), float(f["s"])]
        ---
        f = F([In(y, value=1, update=y * 2)], y, updates=[(s, s + y)])
        f["s"] = 50
        f()
        [float(s.get_value())]
        ---
        f = F([In(v, value=np.zeros(2), update=v + 1)], v.sum())
        a = f["v"]
        [f(), f(), a]
        ---
        a = np.zeros(2)
        f = F([In(v, value=a, update=v + 1)], v.sum())
        [f(), f(), a]
        ---
        f = F([In(v, value=[1, 2], update=v + 1)], v)
        [f(), f()]
        ---
        f = F([In(y, value=s.container, update=y + 1)], y)
        [f(), f(), float(s.get_value())]
        ---
        f = F([In(y, value=s, update=y + 1)], y)
        [f(), f()]
        ---
        f = F([In(y, value=s)], y)
        [f(), s.set_value(3.0), f()]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f(1)
        g = copy.copy(f)
        [g(1), f(1), g(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f(1)
        g = copy.deepcopy(f)
        [g(1), f(5), g(1), f(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f(1)
        g = pickle.loads(pickle.dumps(f))
        [g(1), f(5), g(1), f(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container[y], update=y - x)], y)
        f2, g2 = copy.deepcopy([f, g])
        [f2(1), g2(2), f2(0), f(0)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = F([x, In(y, value=f.container[y], update=y - x)], y)
        f2, g2 = pickle.loads(pickle.dumps([f, g]))
        [f2(1), g2(2), f2(0), f(0)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f2, a = copy.deepcopy((f, f.container[y]))
        f2(1)
        float(a.value)
        ---
        F([x], x).inv_finder == {}
        ---
        sorted(str(k) for k in F([x, y], x + s).finder)
        ---
        f = F([x, y], x + s)
        [f.finder["x"] is f.finder[0], f.finder[x] is f.input_storage[0], f.inv_finder[f.finder[s]].variable is s]
        ---
        F([x, T.dscalar("x")], x).finder["x"] is theano.compile.function_module.DUPLICATE
        ---
        [f.n_returned_outputs for f in (F([x], x), F([x], [x, x], updates=[(s, x)]), F([]))]
        ---
        f = F([x], x + s)
        [*map(len, (f.input_storage, f.output_storage, f.maker.inputs, f.indices)), f.unpack_single, f.return_none]
        ---
        F([x], x + s, updates=[(n, n + 1)]).get_shared() == [s, n]
        ---
        F([x], x).sync_shared()
        ---
        F([x], x).free()
        ---
        len(F([x], x + s, updates=[(n, n + 1)]).maker.fgraph.outputs)
        ---
        [type(a).__name__ for a in F([x], x + s).maker.inputs]
        """,
        # ------------------------------------------------------------ updates
        """
        f = F([x], s, updates=[(s, s + x)])
        [f(1), f(2), float(s.get_value())]
        ---
        f = F([x], s, updates={s: s + x})
        [f(1), float(s.get_value())]
        ---
        f = F([x], s, updates=OrderedDict([(s, s + x), (n, n + 1)]))
        [f(1), float(s.get_value()), int(n.get_value())]
        ---
        f = F([x], s, updates=theano.OrderedUpdates([(s, s + x)]))
        [f(1), float(s.get_value())]
        ---
        f = F([x], s, updates=((s, s + x),))
        [f(1), float(s.get_value())]
        ---
        f = F([x], s, updates=[[s, s + x]])
        [f(1), float(s.get_value())]
        ---
        F([x], updates=[(s, x)])(3)
        ---
        F([x], [], updates=[(s, x)])(3)
        ---
        f = F([], [s, n], updates=[(s, s + n), (n, n * 2)])
        [f(), f(), f()]
        ---
        f = F([], [t], updates=[(t, t[::-1])])
        [f(), f()]
        ---
        a = shared(2.0)
        f = F([], [], updates=[(s, a), (a, s)])
        [f(), float(s.get_value()), float(a.get_value()), f(), float(s.get_value()), float(a.get_value())]
        ---
        a = shared(np.ones(3))
        f = F([], [], updates=[(t, a), (a, t)])
        [f(), t.get_value(), a.get_value()]
        ---
        a = shared(np.ones(3))
        f = F([], [], updates=[(t, a)])
        f()
        t.set_value(t.get_value(borrow=True) * 5)
        a.get_value()
        ---
        a = shared(np.ones(3))
        F([], [], updates=[(t, a)])()
        np.may_share_memory(a.get_value(borrow=True), t.get_value(borrow=True))
        ---
        a = shared(np.ones(3))
        F([], [], updates=[(t, a + 1), (a, a + 1)])()
        np.may_share_memory(a.get_value(borrow=True), t.get_value(borrow=True))
        ---
        F([x], [], updates=[(s, x), (s, x + 1)])
        ---
        F([x], [], updates=[(x, x + 1)])
        ---
        F([x], [], updates=[(3, x + 1)])
        ---
        F([x], [], updates=[(s, x, 1)])
        ---
        F([x], [], updates=[s, x])
        ---
        F([x], [], updates=[s])
        ---
        F([x], [], updates=(s, x))
        ---
        F([x], [], updates=s)
        ---
        F([x], [], updates=[3])
        ---
        F([x], [], updates=3)
        ---
        F([x], [], updates=[])(1)
        ---
        F([x], [], updates={})(1)
        ---
        F([x], [], updates=None)(1)
        ---
        F([v], [], updates=[(s, v)])
        ---
        F([w], [], updates=[(t, w)])
        ---
        F([x], [], updates=[(n, x)])
        ---
        F([], [], updates=[(s, n)])
        ---
        F([], [], updates=[(s, 3)])()
        [float(s.get_value())]
        ---
        F([], [], updates=[(s, 3.5)])()
        [float(s.get_value())]
        ---
        F([], [], updates=[(n, 3.5)])()
        ---
        F([], [], updates=[(s, np.float64(2))])()
        [float(s.get_value())]
        ---
        F([], [], updates=[(t, [1.0, 2.0])])()
        [t.get_value()]
        ---
        F([], [], updates=[(t, np.ones(2))])()
        [t.get_value()]
        ---
        F([], [], updates=[(t, np.ones(2, dtype="float32"))])()
        ---
        F([], [], updates=[(s, "a")])
        ---
        F([], [], updates=[(s, None)])
        ---
        a = shared(np.ones((2, 2)))
        F([], [], updates=[(a, a.sum().dimshuffle("x", "x"))])
        ---
        a = shared(np.ones((2, 2)))
        F([], [], updates=[(a, a.sum(axis=0, keepdims=True))])
        ---
        a = shared(np.ones((1, 2)), broadcastable=(True, False))
        F([m], [], updates=[(a, m)])
        ---
        a = shared(np.ones((1, 2)), broadcastable=(True, False))
        F([m], [], updates=[(a, T.addbroadcast(m, 0))])([[3.0, 4.0]])
        a.get_value()
        ---
        a = shared(np.ones((1, 2)))
        F([], [], updates=[(a, T.unbroadcast(a.sum(axis=0, keepdims=True), 0))])()
        a.get_value()
        ---
        a = shared(np.ones((3, 2)))
        F([], [], updates=[(a, a[:1])])()
        a.get_value()
        ---
        warned(lambda: F([], [], updates={s: s + 1, n: n + 1}))
        ---
        warned(lambda: F([], [], updates={s: s + 1}))
        ---
        warned(lambda: F([], [], updates=OrderedDict([(s, s + 1), (n, n + 1)])))
        ---
        warned(lambda: F([], [], updates=[(s, s + 1), (n, n + 1)]))
        ---
        f = F([x], s + x, updates=[(s, s + x)])
        s.set_value(100.0)
        [f(1), f(1)]
        ---
        f = F([v], v, updates=[(t, v)])
        a = np.ones(2)
        b = f(a)
        a[:] = 5
        b[:] = 6
        t.get_value()
        ---
        f = F([], t, updates=[(t, t + 1)])
        a = f()
        f()
        a
        ---
        a = shared(np.arange(4.0))
        f = F([], [], updates=[(a, T.inc_subtensor(a[1], 5))])
        b = a.get_value(borrow=True)
        f()
        a.get_value()
        ---
        list(theano.compile.pfunc.iter_over_pairs({1: 2}))
        ---
        list(theano.compile.pfunc.iter_over_pairs([(1, 2), (3, 4)]))
        ---
        theano.compile.pfunc.pfunc(x, x)
        ---
        theano.compile.pfunc.pfunc([x], x, mode=mode)(1)
        ---
        theano.compile.pfunc.pfunc([x], [x], mode=mode, output_keys=["a"])(1)
        ---
        theano.compile.orig_function([x, (y, 2)], [x + y], mode=mode)(1)
        ---
        theano.compile.orig_function([x], x + s, mode=mode)
        ---
        theano.compile.orig_function([x], None, mode=mode, on_unused_input="ignore")(1)
        """,
        # ------------------------------------------------------------ default updates
        """
        s.default_update = s + 1
        f = F([], s)
        [f(), f(), float(s.get_value())]
        ---
        s.default_update = s + 1
        f = F([], s, no_default_updates=True)
        [f(), f(), float(s.get_value())]
        ---
        s.default_update = s + 1
        n.default_update = n + 1
        f = F([], [s, n], no_default_updates=[s])
        f()
        [float(s.get_value()), int(n.get_value())]
        ---
        s.default_update = s + 1
        f = F([], s, no_default_updates=[])
        f()
        [float(s.get_value())]
        ---
        s.default_update = s + 1
        f = F([], s, updates=[(s, s + 10)])
        f()
        [float(s.get_value())]
        ---
        s.default_update = s + 1
        f = F([], s, updates=[(s, s + 10)], no_default_updates=True)
        f()
        [float(s.get_value())]
        ---
        F([], s, no_default_updates="yes")
        ---
        F([], s, no_default_updates=(s,))
        ---
        F([], s, no_default_updates=1)
        ---
        F([], s, no_default_updates=None)
        ---
        s.default_update = s + n
        n.default_update = n * 2
        f = F([], s)
        [f(), f(), f(), int(n.get_value())]
        ---
        s.default_update = s + 1
        f = F([x], x)
        f(1)
        [float(s.get_value())]
        ---
        s.default_update = s + 1
        f = F([x], x, givens=[(x, s)])
        ---
        s.default_update = s + 1
        f = F([], x * 2, givens=[(x, s)])
        [f(), f()]
        ---
        s.default_update = 5.0
        f = F([], s)
        [f(), f()]
        ---
        s.default_update = v
        F([v], s)
        ---
        s.default_update = n
        F([], s)
        ---
        n.default_update = s
        F([], n)
        ---
        s.default_update = s + 1
        del s.default_update
        f = F([], s)
        [f(), f()]
        ---
        s.default_update = s + x
        f = F([x], s)
        [f(1), f(2), f(0)]
        ---
        s.default_update = s + x
        F([], s)
        ---
        s.default_update = s + 1
        f = F([In(x, value=1, update=s + x)], x)
        [f(), f(), f()]
        ---
        s.default_update = s + 1
        f = F([], n, updates=[(n, n + 1)])
        f()
        float(s.get_value())
        ---
        s.default_update = s + 1
        a = copy.deepcopy(s)
        f = F([], a)
        [f(), f(), float(s.get_value())]
        """,
        # ------------------------------------------------------------ givens
        """
        F([x], y * 2, givens={y: x + 1})(3)
        ---
        F([x], y * 2, givens=[(y, x + 1)])(3)
        ---
        F([x], y * 2, givens=((y, x + 1),))(3)
        ---
        F([x], y * 2, givens=OrderedDict([(y, x + 1)]))(3)
        ---
        F([], y * 2, givens={y: s})()
        ---
        F([], y * 2, givens={y: 3.0})()
        ---
        F([], y * 2, givens={y: np.asarray(3.0)})()
        ---
        F([], y * 2, givens={y: 3})
        ---
        F([], y * 2, givens={y: [3.0]})
        ---
        F([], v * 2, givens={v: np.ones(2)})()
        ---
        F([], v * 2, givens={v: t})()
        ---
        F([], v[:2] * 2, givens={v: t})()
        ---
        F([x], y * 2, givens={3: x})
        ---
        F([x], y * 2, givens=[(y, x, 3)])
        ---
        F([x], y * 2, givens=[y, x])
        ---
        F([x], y * 2, givens=3)
        ---
        F([x, y], x * 2, givens={x: y})
        ---
        F([In(x), y], x * 2, givens={x: y})
        ---
        F([z], x * 2 + y, givens={x: z, y: z})(4)
        ---
        F([z], x * 2 + y, givens={x: y, y: z})(4)
        ---
        F([z], x * 2, givens=[(x, z), (x, z + 1)])
        ---
        F([], x + y, givens={x: y + 1, y: T.constant(2.0)})
        ---
        F([v], x * 2, givens={x: v})
        ---
        F([v], x * 2, givens={x: v}, rebuild_strict=False)([1, 2])
        ---
        F([i], x * 2, givens={x: i})
        ---
        F([i], x * 2, givens={x: i}, rebuild_strict=False)(3)
        ---
        F([i], x * 2, givens={x: T.cast(i, "float64")})(3)
        ---
        F([i], x, givens={x: i}, rebuild_strict=False)(3)
        ---
        e = x + 1
        F([x, y], e * y, givens={e: y})(1, 3)
        ---
        e = x + 1
        F([y], e * y, givens={e: y})(3)
        ---
        F([x], s * 2, givens={s: x})(3)
        ---
        F([x], s * 2, givens={s: x}, updates=[(s, s + 1)])(3)
        [float(s.get_value())]
        ---
        F([x], [], updates=[(s, y)], givens={y: x * 5})(3)
        [float(s.get_value())]
        ---
        F([i], v[i], givens={v: t})(1)
        ---
        F([i], v.sum() + y, givens=[(v, t[i:i + 2]), (y, n * 1.0)])(1)
        ---
        F([], y, givens={})
        ---
        F([x], x, givens=None)(1)
        ---
        F([x], [y, y + 1], givens={y: x})(1)
        ---
        F([x], y, givens={y: x})(1)
        ---
        F([x], y, givens={y: T.constant(2.5)})(1)
        ---
        F([x], T.dvector("q").sum(), givens={})
        ---
        F([m], v.sum(), givens={v: m[0]})([[1, 2], [3, 4]])
        ---
        F([x, In(y, value=2)], z * y, givens={z: x * y})(3)
        """,
        # ------------------------------------------------------------ copies
        """
        f = F([x], s + x, updates=[(s, s + x)])
        g = f.copy()
        [f(1), g(1), f(1), float(s.get_value())]
        ---
        f = F([x], s + x, updates=[(s, s + x)])
        g = f.copy(delete_updates=True)
        [f(1), g(1), g(1), float(s.get_value()), len(f.output_storage), len(g.output_storage)]
        ---
        f = F([x], x + s + n, updates=[(s, s * 2)], mode="FAST_RUN")
        g = f.copy(delete_updates=True)
        [g(1), g(1), float(s.get_value()), f(1), f(1), g(1), float(s.get_value()), g[s], g["s"]]
        ---
        f = F([v], v + t, updates=[(t, t[::-1] * 2)], mode="FAST_RUN")
        g = f.copy(delete_updates=True)
        [g([1, 2, 3]), g([1, 2, 3]), t.get_value(), f([1, 2, 3]), g.copy()([1, 2, 3])]
        ---
        a = shared(100.0)
        f = F([x], s + x, updates=[(s, s + x)])
        g = f.copy(swap={s: a})
        [f(1), g(1), f(1), g(1), float(s.get_value()), float(a.get_value())]
        ---
        a = shared(100.0)
        f = F([x], s + x)
        g = f.copy(swap={s: a})
        [f(1), g(1), a.set_value(5.0), g(1), f(1)]
        ---
        a, b = shared(100.0), shared(200.0)
        f = F([x], s + x, updates=[(s, s + x)])
        g = f.copy(swap={s: a})
        h = g.copy(swap={a: b})
        [h(1), g(1), f(1), float(b.get_value())]
        ---
        F([x], s + x).copy(swap={s: n})
        ---
        F([x], s + x).copy(swap={n: shared(3)})
        ---
        F([x], s + x).copy(swap={s: 3.0})
        ---
        F([x], s + x).copy(swap={x: s})
        ---
        F([x], s + x, name="f").copy().name
        ---
        F([x], s + x, name="f").copy(name="g").name
        ---
        f = F([x], s + x)
        g = f.copy(share_memory=True)
        [f(1), g(2), f(3)]
        ---
        f = F([x], [s + x, x * 2], updates=[(s, s + x)])
        g = f.copy().copy(delete_updates=True)
        [g(1), g(1), float(s.get_value())]
        ---
        f = F([x], [s + x, x * 2], updates=[(s, s + x), (n, n + 1)])
        g = f.copy().copy()
        [g(1), g(1), float(s.get_value()), int(n.get_value()), g.n_returned_outputs]
        ---
        f = F([x], s + x)
        f.trust_input = True
        f.copy().trust_input
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        f(1)
        g = f.copy(delete_updates=True)
        [g(1), g(1), f(1)]
        ---
        f = F([x, In(y, value=10, update=y + x)], y)
        g = f.copy()
        [f(1), f(1), g(1), g(1), f.container[y] is g.container[y]]
        ---
        f = F([x, y], x + y)
        g = f.copy()
        [g(1, y=2), g.container[x] is f.container[x]]
        ---
        f = F([], t, updates=[(t, t + 1)])
        g = copy.copy(f)
        [f(), g(), t.get_value()]
        ---
        f = F([], t, updates=[(t, t + 1)])
        g = copy.deepcopy(f)
        [f(), f(), g(), t.get_value()]
        ---
        f, a = copy.deepcopy((F([], t, updates=[(t, t + 1)]), t))
        [f(), f(), a.get_value(), t.get_value()]
        ---
        f, a = pickle.loads(pickle.dumps((F([], t, updates=[(t, t + 1)]), t)))
        [f(), f(), a.get_value(), t.get_value()]
        ---
        f, g = F([], t, updates=[(t, t + 1)]), F([x], t * x)
        f, g = pickle.loads(pickle.dumps((f, g), 2))
        [f(), g(2), t.get_value()]
        ---
        f = F([x], x + 1, name="f")
        pickle.loads(pickle.dumps(f)).name
        ---
        f = F([x], x + 1)
        f.trust_input = True
        pickle.loads(pickle.dumps(f)).trust_input
        ---
        f = F([x], [])
        pickle.loads(pickle.dumps(f))(1)
        ---
        f = F([x, In(y, value=3)], x + y)
        g = pickle.loads(pickle.dumps(f))
        [g(1), g(1, 2), g(1)]
        ---
        f = F([x, In(y, value=3)], x + y)
        g = copy.deepcopy(f)
        g["y"] = 5
        [g(1), g(1), f(1)]
        ---
        [a.get_value() for a in pickle.loads(pickle.dumps([s, t, n]))]
        ---
        a, b = pickle.loads(pickle.dumps([t, t * 2]))
        a.set_value([5.0])
        F([], b)()
        ---
        a, b = copy.deepcopy([t, t * 2])
        a.set_value([5.0])
        [F([], b)(), F([], t)()]
        ---
        a = copy.copy(t)
        a.set_value([5.0])
        t.get_value()
        ---
        a = pickle.loads(pickle.dumps(x))
        [a.name, a.type == x.type, a is x]
        ---
        a = pickle.loads(pickle.dumps({"in": [x, v], "out": T.exp(v).sum() * x}))
        F(a["in"], a["out"])(2, [0, 0])
        ---
        a = pickle.loads(pickle.dumps(shared(np.ones((1, 2)), broadcastable=(True, False))))
        a.broadcastable
        ---
        copy.deepcopy(T.constant(3.5)).data
        """,
        # ------------------------------------------------------------ shared variables
        """
        shared([1, 2]).get_value()
        ---
        shared([1, 2], borrow=True)
        ---
        shared(np.ones(2), dtype="float32")
        ---
        shared(3, foo=1)
        ---
        shared(x)
        ---
        shared(np.array([1, 2]), broadcastable=(True,))
        ---
        shared(np.array([[1, 2]]), broadcastable=(True,))
        ---
        shared(np.array([[1, 2]]), broadcastable=(True, False)).broadcastable
        ---
        shared(np.array([[1, 2]])).broadcastable
        ---
        shared(np.array([[1, 2]]), broadcastable=(True, False)).set_value(np.ones((2, 2), dtype="int64"))
        ---
        [str(shared(a).dtype) for a in (True, 3, 2.5, 1j, np.float32(2), np.int8(3), np.bool_(True))]
        ---
        [str(shared(np.ones(2, dtype=a)).dtype) for a in ("bool", "int8", "uint16", "float16", "float32", "complex64")]
        ---
        [type(shared(a)).__name__ for a in (3, np.ones(2), [1], None, "abc", np.array(["a"]), np.array(3.0))]
        ---
        shared(2**70).get_value()
        ---
        shared(np.array([1.5]), strict=True).set_value([1.5])
        ---
        shared(np.array([1.5]), strict=True).set_value(np.float32([1.5]))
        ---
        shared(1.5, strict=True).set_value(2.5)
        ---
        t.set_value([1, 2])
        t.get_value()
        ---
        t.set_value(np.float32([1, 2]))
        t.get_value()
        ---
        t.set_value([[1, 2]])
        ---
        t.set_value("ab")
        ---
        t.set_value(None)
        t.get_value()
        ---
        n.set_value(2.5)
        ---
        n.set_value(2.0)
        ---
        a = shared(5, allow_downcast=True)
        a.set_value(2.5)
        a.get_value()
        ---
        a = shared(np.float32([1, 2]))
        a.set_value(np.ones(2))
        ---
        a = shared(np.float32([1, 2]), allow_downcast=True)
        a.set_value(np.full(2, 0.5))
        a.get_value()
        ---
        a = shared(np.float32([1, 2]))
        a.set_value([1.5, 2])
        a.get_value()
        ---
        a = shared(np.float32(1))
        a.set_value(0.1)
        a.get_value()
        ---
        s.zero()
        t.zero()
        n.zero()
        [s.get_value(), t.get_value(), n.get_value()]
        ---
        a = np.ones(2)
        b = shared(a, borrow=True)
        b.zero(borrow=True)
        a
        ---
        a = np.ones(2)
        b = shared(a, borrow=True)
        b.zero()
        a
        ---
        t.value
        ---
        t.value = 3
        ---
        shared([1, 2])[0]
        ---
        a = [1, 2]
        [shared(a).get_value() is a, shared(a).get_value(borrow=True) is a]
        ---
        a = {"b": [1]}
        b = shared(a)
        a["c"] = 2
        b.set_value({"d": 1})
        b.get_value()
        ---
        a = t.clone()
        a.set_value([9.0])
        [t.get_value(), a.name, type(a).__name__, a.container is t.container]
        ---
        [t.name, t.container.value, t.container.storage, str(t), t.get_value(return_internal_type=True)]
        ---
        t.get_value(borrow=True) is t.get_value(borrow=True)
        ---
        t.get_value() is t.get_value(borrow=True)
        ---
        shared(value=3, name="a").name
        ---
        shared(np.ones(2), "a", False, None).name
        ---
        shared(np.ones(2), name=3)
        ---
        shared(np.ones(2), target="cpu").get_value()
        ---
        shared(np.ones(2), target="gpu")
        ---
        theano.compile.SharedVariable("a", T.dvector, np.ones(2), False).get_value()
        ---
        theano.compile.SharedVariable("a", T.dvector, np.ones(2), False, container=t.container)
        ---
        theano.compile.SharedVariable("a", T.dvector, None, None, container=t.container).get_value()
        ---
        theano.compile.SharedVariable("a", T.dvector, "no", False)
        ---
        isinstance(t, theano.compile.SharedVariable)
        ---
        [isinstance(a, T.sharedvar.TensorSharedVariable) for a in (t, shared([1]), x)]
        ---
        [isinstance(a, T.sharedvar.ScalarSharedVariable) for a in (s, t, shared(np.array(5.0)))]
        ---
        def make(value, name=None, strict=False, allow_downcast=None):
            if not isinstance(value, set):
                raise TypeError()
            return shared(np.array(sorted(value)), name)
        theano.compile.shared_constructor(make)
        a = shared({3, 1})
        theano.compile.shared_constructor(make, remove=True)
        [a.get_value(), sorted(shared({3, 1}).get_value())]
        ---
        theano.compile.sharedvalue.generic_constructor(3, "a").name
        ---
        T.sharedvar.tensor_constructor([1, 2])
        ---
        T.sharedvar.scalar_constructor("a")
        ---
        T.sharedvar.load_shared_variable(np.ones(2)).get_value()
        ---
        shared(np.arange(6.0).reshape(2, 3).T, borrow=True).get_value(borrow=True).flags["C_CONTIGUOUS"]
        ---
        F([], shared([1, 2]))()
        ---
        F([], T.ones_like(t) * s)()
        ---
        a = shared(np.arange(3))
        [F([], a[i], givens={i: np.int32(1)})(), F([], a.sum())()]
        """,
        # ------------------------------------------------------------ who shares memory
        """
        a = np.ones(2)
        b = [shared(a), shared(a, borrow=False), shared(a, borrow=True)]
        a += 1
        [c.get_value() for c in b]
        ---
        a = np.zeros(2)
        t.set_value(a)
        a += 1
        t.get_value()
        ---
        a = np.zeros(2)
        t.set_value(a, borrow=True)
        a += 1
        t.get_value()
        ---
        a = t.get_value()
        a += 1
        t.get_value()
        ---
        a = t.get_value(borrow=True)
        a += 1
        t.get_value()
        ---
        a = t.get_value(borrow=False, return_internal_type=True)
        a += 1
        t.get_value()
        ---
        f = F([], t)
        a = f()
        a += 1
        t.get_value()
        ---
        f = F([], Out(t, borrow=True))
        a = f()
        a += 1
        t.get_value()
        ---
        f = F([v], v)
        a = np.ones(2)
        f(a) is a
        ---
        f = F([v], v)
        a = np.ones(2)
        np.may_share_memory(f(a), a)
        ---
        f = F([In(v, borrow=True)], Out(v, borrow=True))
        a = np.ones(2)
        np.may_share_memory(f(a), a)
        ---
        f = F([In(v, borrow=True)], v)
        a = np.ones(2)
        np.may_share_memory(f(a), a)
        ---
        f = F([v], Out(v, borrow=True))
        a = np.ones(2)
        np.may_share_memory(f(a), a)
        ---
        f = F([v], v[::-1])
        a = np.ones(2)
        np.may_share_memory(f(a), a)
        ---
        f = F([v], [v * 2, v * 2])
        a, b = f(np.ones(2))
        np.may_share_memory(a, b)
        ---
        a = v * 2
        f = F([v], [Out(a, borrow=True), Out(a[::-1], borrow=True)])
        a, b = f(np.ones(2))
        np.may_share_memory(a, b)
        ---
        a = v * 2
        f = F([v], [a, a[::-1]])
        a, b = f(np.ones(2))
        np.may_share_memory(a, b)
        ---
        f = F([v], v * 2)
        a, b = f(np.ones(2)), f(np.zeros(2))
        [np.may_share_memory(a, b), a]
        ---
        f = F([], [t, t])
        a, b = f()
        [np.may_share_memory(a, b), np.may_share_memory(a, t.get_value(borrow=True))]
        ---
        f = F([], T.constant(np.ones(2)))
        a = f()
        a += 1
        f()
        ---
        f = F([v], [], updates=[(t, v)])
        a = np.ones(2)
        f(a)
        a += 1
        t.get_value()
        ---
        f = F([In(v, borrow=True)], [], updates=[(t, v)])
        a = np.ones(2)
        f(a)
        np.may_share_memory(a, t.get_value(borrow=True))
        ---
        f = F([In(v, mutable=True)], v + 1)
        f(np.ones(2))
        ---
        f = F([In(v, mutable=True), In(T.dvector("b"), mutable=True)], v + 1)
        a = np.ones(2)
        f(a, a)
        ---
        a = np.ones(2)
        b, c = shared(a, borrow=True), shared(a, borrow=True)
        np.may_share_memory(b.get_value(borrow=True), c.get_value(borrow=True))
        ---
        a = shared(np.zeros(2))
        f = F([], a, updates=[(a, a + 1)])
        b = f()
        f()
        b
        """,
    )
    for text in "\n".join(line[8:] for line in group.split("\n")).split("\n---\n")
]
