"""What modes, operations, test values and errors are asked: see ``oracle/record_cases.py`` and ``test_mode_cases.py``.

`cases(theano)` returns {name: function without arguments}.
"""

import io
import pickle

import numpy as np

VECTORS = {
    "usual": [1.0, 2.0],
    "zero": [0.0, 1.0],
    "negative": [-1.0, 1.0],
    "nan": [np.nan, 1.0],
    "inf": [np.inf, 1.0],
    "big": [1e11, 1.0],
    "empty": [],
}
LINKERS = ["py", "c|py", "c|py_nogc", "vm", "cvm", "vm_nogc", "cvm_nogc"]
OPTIMIZERS = [
    *("None", "merge", "o1", "o2", "o3", "o4", "fast_compile", "fast_run", "fast_run_stable", "stabilize", "unsafe"),
    None,
]


def cases(theano):
    T, compile_ = theano.tensor, theano.compile
    found = {}

    def case(name):
        return lambda function: found.setdefault(name, function)

    def function(outputs, mode="FAST_COMPILE", **options):
        x = T.dvector("x")
        outputs = outputs(x)
        return theano.function([x], outputs, mode=mode, on_unused_input="ignore", **options)

    # --- modes

    for linker in LINKERS:
        found[f"linker {linker}"] = lambda linker=linker: function(
            lambda x: [T.exp(x).sum(), x[::-1] * 2], theano.Mode(linker, "fast_compile")
        )([1.0, 2.0])
    for optimizer in OPTIMIZERS:
        found[f"optimizer {optimizer}"] = lambda optimizer=optimizer: function(
            lambda x: T.log(T.nnet.softmax(x)[0]), theano.Mode("py", optimizer)
        )([1.0, 2.0])
    for name in ("FAST_COMPILE", "FAST_RUN", "Mode", "DebugMode", "DEBUG_MODE", "NanGuardMode", "nothing"):
        found[f"get_mode {name}"] = lambda name=name: isinstance(compile_.get_mode(name), theano.Mode)
    bad = {
        "linker": lambda: theano.Mode("nothing"),
        "optimizer": lambda: theano.Mode("py", "nothing"),
        "register_mode": lambda: compile_.register_mode("FAST_RUN", theano.Mode()),
        "register_linker": lambda: compile_.register_linker("py", None),
        "register_optimizer": lambda: compile_.register_optimizer("merge", None),
        "debug": lambda: compile_.DebugMode(check_c_code=False, check_py_code=False),
        "debug linker": lambda: compile_.DebugMode(linker=theano.gof.PerformLinker()),
        "nan guard": lambda: nan_guard()(False, False, False),
        "mode": lambda: theano.function([], T.constant(1.0), mode="nothing"),
        "modes": lambda: theano.function([], T.constant(1.0), mode=["FAST_RUN"]),
    }
    found.update({f"bad {name}": make for name, make in bad.items()})

    def changed(change):
        mode = change(theano.Mode("py", "fast_run"))
        return [type(mode).__name__, function(lambda x: x + 1, mode)([1.0])]

    changes = {
        "including": lambda mode: mode.including("fusion"),
        "excluding": lambda mode: mode.excluding("fusion", "inplace"),
        "requiring": lambda mode: mode.requiring("stable"),
        "clone": lambda mode: mode.clone(),
        "pickled": lambda mode: pickle.loads(pickle.dumps(mode)),
        "merge including": lambda mode: theano.Mode("py", "merge").including("fast_compile"),
    }
    for name, change in changes.items():
        found[f"mode {name}"] = lambda change=change: changed(change)

    # --- modes that look

    def nan_guard():
        return theano.compile.nanguardmode.NanGuardMode

    for kinds in ((True, True, True), (True, False, False), (False, True, False), (False, False, True), (None,) * 3):
        for name, value in VECTORS.items():
            found[f"nan guard {kinds} {name}"] = lambda kinds=kinds, value=value: function(
                T.log, nan_guard()(*kinds, optimizer="fast_compile")
            )(value)

    @case("monitor")
    def monitor():
        before, after = [], []
        mode = compile_.MonitorMode(
            pre_func=lambda i, node, fn: before.append((i, [value for [value] in fn.inputs])),
            post_func=lambda i, node, fn: after.append((i, [value for [value] in fn.outputs])),
            optimizer="None",
        )
        result = function(lambda x: T.exp(T.log(x)), mode)([1.0, 2.0])
        return [result, before, after]

    for name, value in VECTORS.items():

        @case(f"debug {name}")
        def debug(value=value):
            return function(T.log, compile_.DebugMode("fast_compile", check_c_code=False))(value)

    class Wrong(theano.Op):
        __props__ = ("how",)

        def __init__(self, how):
            self.how = how

        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, output_storage):
            [x], [out] = inputs, output_storage
            if self.how == "destroys":
                x[...] = 0
            values = {"views": x[:1], "casts": x.astype("float32"), "right": x * 2}
            out[0] = values.get(self.how, x + 1)

    for how in ("destroys", "views", "casts", "right"):
        found[f"debug operation {how}"] = lambda how=how: function(
            Wrong(how), compile_.DebugMode("fast_compile", check_c_code=False)
        )([1.0, 2.0])

    @case("profile")
    def profile():
        f = function(lambda x: T.exp(x).sum(), theano.Mode("py", "fast_compile"), profile=theano.ProfileStats(False))
        f([1.0])
        f([2.0])
        text = io.StringIO()
        f.profile.summary(text)
        words = ("Function profiling", "Time in 2 calls to Function.__call__", "Class", "Ops", "Apply")
        return [
            f.profile.fct_callcount,
            sorted(f.profile.op_callcount().values()),
            [w in text.getvalue() for w in words],
        ]

    # --- operations

    @compile_.as_op([T.dvector], [T.dvector, T.dscalar], infer_shape=lambda node, shapes: [shapes[0], ()])
    def running(x):
        return np.cumsum(x), np.asarray(x.sum())

    found["as_op"] = lambda: function(running)([1.0, 2.0])
    found["as_op shape"] = lambda: function(lambda x: running(x)[0].shape)([1.0, 2.0])
    found["as_op gradient"] = lambda: function(lambda x: theano.grad(running(x)[1], x))([1.0])
    found["as_op of no type"] = lambda: compile_.as_op([3], [T.dvector])
    found["as_op to no type"] = lambda: compile_.as_op([T.dvector], [3])
    found["as_op of no shapes"] = lambda: compile_.as_op([T.dvector], [T.dvector], 3)
    found["as_op of another input"] = lambda: running(T.dmatrix())
    for shape in ([2], [3], (2,), np.array([2]), [2, 1], 2, [2.0]):
        found[f"specify_shape {shape!r}"] = lambda shape=shape: function(lambda x: T.specify_shape(x, shape))(
            [1.0, 2.0]
        )

    for lengths in ([2], [3], [2, 2]):

        @case(f"specify_shape by a vector {lengths}")
        def by_a_vector(lengths=lengths):
            x, shape = T.dvector(), T.lvector()
            f = theano.function([x, shape], T.specify_shape(x, shape), mode="FAST_COMPILE")
            return f([1.0, 2.0], lengths)

    found["deep_copy_op"] = lambda: function(compile_.deep_copy_op)([1.0])
    found["view_op"] = lambda: function(compile_.view_op)([1.0])
    found["shape"] = lambda: function(compile_.shape)([1.0])
    found["shape_i"] = lambda: function(lambda x: theano.compile.ops.shape_i(x, 0))([1.0])
    found["Shape_i beyond"] = lambda: compile_.Shape_i(1)(T.dvector())

    # --- test values

    def tested(shape):
        x = T.TensorType("float64", (False,) * len(shape))("x")
        x.tag.test_value = np.arange(np.prod(shape), dtype="float64").reshape(shape)
        return x

    def observed(make, choice="raise"):
        with theano.change_flags(compute_test_value=choice):
            result = make()
            return getattr(result.tag, "test_value", "none")

    def loop(x, start):
        return theano.scan(lambda row, state: T.tanh(row + state), sequences=x, outputs_info=start)[0]

    shared = theano.shared(np.ones((3, 2)))
    values = {
        "dot": lambda: T.dot(tested((2, 3)), shared),
        "dot of wrong shapes": lambda: T.dot(tested((2, 2)), shared),
        "sum of wrong shapes": lambda: tested((2,)) + tested((3,)),
        "index": lambda: tested((4,))[1:3],
        "index out of bounds": lambda: tested((4,))[7],
        "gradient": lambda: theano.grad(T.exp(tested((2,))).sum(), shared, disconnected_inputs="ignore"),
        "softmax": lambda: T.nnet.softmax(tested((2, 2))),
        "constant": lambda: T.constant([1.0]) + 1,
        "missing": lambda: T.dvector() + 1,
        "missing and there": lambda: T.dvector() + tested((2,)),
        "loop": lambda: loop(tested((3, 2)), T.zeros((2,))),
        "loop of wrong shapes": lambda: loop(tested((3, 2)), T.zeros((3,))),
        "reshape": lambda: tested((4,)).reshape((2, 2)),
        "reshape to another size": lambda: tested((4,)).reshape((3, 2)),
        "join": lambda: T.concatenate([tested((2,)), tested((3,))]),
        "as_op": lambda: running(tested((3,)))[0],
        "OpFromGraph": lambda: doubled()(tested((3,))),
    }

    def doubled():
        x = T.dvector()
        x.tag.test_value = np.zeros(2)
        return theano.OpFromGraph([x], [x * 2])

    for name, make in values.items():
        for choice in ("raise", "ignore", "off"):
            found[f"test value {choice}: {name}"] = lambda make=make, choice=choice: observed(make, choice)

    @case("test value of another dtype")
    def another_dtype():
        with theano.change_flags(compute_test_value="raise"):
            x = T.fvector()
            x.tag.test_value = np.zeros(2)
            return T.exp(x)

    for choice in ("raise", "ignore", "off"):

        @case(f"get_debug_values {choice}")
        def debug_values(choice=choice):
            with theano.change_flags(compute_test_value=choice):
                return [
                    list(theano.gof.op.get_debug_values(tested((2,)), np.ones(2))),
                    list(theano.gof.op.get_debug_values(tested((2,)), T.dvector())),
                ]

    # --- errors while a function runs

    wrong = {
        "shapes": lambda x: x + x[1:],
        "index": lambda x: x[x.shape[0] + 3],
        "reshape": lambda x: x.reshape((7,)),
        "assertion": lambda x: theano.tensor.opt.Assert("no")(x, T.lt(x.sum(), 0)),
    }
    help_ = ("Apply node that caused the error", "Inputs types", "Inputs shapes", "Inputs values", "Backtrace when")
    for name, make in wrong.items():

        @case(f"error {name}")
        def error(make=make):
            try:
                return function(make, theano.Mode("py", "None"))([1.0, 2.0, 3.0])
            except Exception as error:
                return [type(error).__name__, [words in str(error) for words in help_]]

    return found
