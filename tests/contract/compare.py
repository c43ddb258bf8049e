"""Compare what Theano offered (the JSON files beside this one) with a live object: kinds and signatures."""

import ast
import inspect
import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytensor
from pytensor.graph.op import Op
from pytensor.graph.type import Type
from pytensor.tensor.elemwise import Elemwise

HERE = Path(__file__).parent
# The two PyTensors that we run on: the last one for Python 3.11, and those after it.
ENGINE = "3.0" if pytensor.__version__.startswith("3.0.") else "3.3"
Parameter = inspect.Parameter
POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
BY_KEYWORD = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)


@cache
def contract(module):
    """The recorded contract of one module of Theano, by its full name."""
    return json.loads((HERE / f"{module}.json").read_text())


def modules():
    """The names of all recorded modules."""
    return sorted(path.stem for path in HERE.glob("theano*.json"))


# --- signatures ------------------------------------------------------------------------------------------------------


class Unknown:
    """A default that is no literal, so that nothing can be said about it."""

    def __repr__(self):
        return "..."


UNKNOWN = Unknown()


def parse(text):
    """The `inspect.Signature` of a recorded text such as `(a, b=None, *args)`; `...` is some default."""
    args = ast.parse(f"def f{text}: pass").body[0].args

    def default(node):
        if node is None:
            return Parameter.empty
        if isinstance(node, ast.Constant) and node.value is ...:
            return UNKNOWN
        return set() if ast.unparse(node) == "set()" else ast.literal_eval(node)

    positional = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
    params = []
    for i, (arg, node) in enumerate(zip(positional, defaults, strict=True)):
        # `_x` was never meant to be given by name.
        only = i < len(args.posonlyargs) or arg.arg.startswith("_")
        kind = Parameter.POSITIONAL_ONLY if only else Parameter.POSITIONAL_OR_KEYWORD
        params.append(Parameter(arg.arg, kind, default=default(node)))
    if args.vararg:
        params.append(Parameter(args.vararg.arg, Parameter.VAR_POSITIONAL))
    for arg, node in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        params.append(Parameter(arg.arg, Parameter.KEYWORD_ONLY, default=default(node)))
    if args.kwarg:
        params.append(Parameter(args.kwarg.arg, Parameter.VAR_KEYWORD))
    return inspect.Signature(params, __validate_parameters__=False)


def positional(count):
    """The signature of something called with exactly `count` positional arguments."""
    return inspect.Signature([Parameter(f"x{i}", Parameter.POSITIONAL_ONLY) for i in range(count)])


def without_self(signature):
    params = list(signature.parameters.values())
    return signature.replace(parameters=params[1:] if params and params[0].kind in POSITIONAL else params)


def live_signature(value):
    """How a live object of ours can be called, or None if Python cannot tell."""
    try:
        if isinstance(value, Elemwise) and value.scalar_op.nin > 0:
            return positional(value.scalar_op.nin)
        if isinstance(value, Op):
            # An Op passes all its arguments on to make_node.
            return inspect.signature(value.make_node)
        if isinstance(value, type):
            maker = value.__init__ if value.__init__ is not object.__init__ else value.__new__
            return inspect.Signature() if maker is object.__new__ else without_self(inspect.signature(maker))
        if isinstance(value, Type):
            return inspect.signature(value.__call__)
        return inspect.signature(value)
    except (TypeError, ValueError):
        return None


def same(a, b):
    """Whether two defaults are equal, `True` not being `1`."""
    return a is UNKNOWN or b is UNKNOWN or (a == b and isinstance(a, bool) == isinstance(b, bool))


def known_default(value):
    return value if isinstance(value, str | bytes | int | float | complex | tuple | list | dict | None) else UNKNOWN


def accepts(theirs, ours):
    """Why `ours` refuses, or takes in another sense, a call that `theirs` accepted: a list of reasons, empty if none.

    Every parameter of theirs must be reachable at the same position and under the same name, nothing more may be
    required, `*args` and `**kwargs` must stay, and a literal default must stay the same. Ours may take more.
    """
    reasons, always_given = [], set()
    names = ours.parameters
    our_positional = [p for p in names.values() if p.kind in POSITIONAL]
    their_positional = [p for p in theirs.parameters.values() if p.kind in POSITIONAL]
    star = any(p.kind is Parameter.VAR_POSITIONAL for p in names.values())
    stars = any(p.kind is Parameter.VAR_KEYWORD for p in names.values())

    def by_name(p):
        return names[p.name].kind in BY_KEYWORD if p.name in names else stars

    for i, p in enumerate(their_positional):
        named = p.kind is Parameter.POSITIONAL_OR_KEYWORD
        mine = our_positional[i] if i < len(our_positional) else None
        if mine is None and (not star or p.name in names):
            reasons.append(f"no place for argument {i + 1}, {p.name!r}")
        elif mine is not None and named and mine.name != p.name and mine.kind in BY_KEYWORD:
            reasons.append(f"argument {i + 1} is {mine.name!r}, not {p.name!r}")
        elif named and not (by_name(p) and (mine is None or mine.name == p.name)):
            reasons.append(f"{p.name!r} cannot be given by name")
        if mine is not None:
            reasons += compare_defaults(p, mine) if mine.name == p.name or not named else []
            if p.default is Parameter.empty:
                always_given.add(mine.name)
    for p in theirs.parameters.values():
        if p.kind is Parameter.KEYWORD_ONLY:
            if not by_name(p):
                reasons.append(f"{p.name!r} cannot be given by name")
            reasons += compare_defaults(p, names.get(p.name))
            if p.default is Parameter.empty:
                always_given.add(p.name)
        elif p.kind is Parameter.VAR_POSITIONAL and not star:
            reasons.append("no *args")
        elif p.kind is Parameter.VAR_POSITIONAL and len(our_positional) > len(their_positional):
            reasons.append(f"{our_positional[len(their_positional)].name!r} stands in front of *args")
        elif p.kind is Parameter.VAR_KEYWORD and not stars:
            reasons.append("no **kwargs")
    for p in names.values():
        required = p.default is Parameter.empty and p.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
        if required and p.name not in always_given:
            reasons.append(f"{p.name!r} is required")
    return reasons


def compare_defaults(theirs, ours):
    if ours is None or Parameter.empty in (theirs.default, ours.default):
        return []
    if same(theirs.default, known_default(ours.default)):
        return []
    return [f"{theirs.name!r} defaults to {ours.default!r}, not {theirs.default!r}"]


def recorded_signature(entry):
    """How the recorded object could be called, or None."""
    if "arity" in entry:
        return positional(entry["arity"])
    return parse(entry["signature"]) if "signature" in entry else None


# --- kinds -----------------------------------------------------------------------------------------------------------


def kind(value):
    """The word the contract has for a live object; an instance of an Op and a function both count as functions."""
    if isinstance(value, ModuleType):
        return "module"
    if isinstance(value, type):
        return "class"
    if isinstance(value, Type):
        return "type"
    return "function" if callable(value) else "value"


def same_kind(entry, value):
    """Whether a live object can stand where Theano had the recorded one."""
    recorded = entry["kind"]
    if recorded == "exception" or "exception" in entry:
        return isinstance(value, type) and issubclass(value, BaseException)
    if recorded in ("op", "function"):
        return callable(value) and not isinstance(value, type)
    if recorded in ("constant", "instance"):
        return not isinstance(value, type | ModuleType) and ("signature" not in entry or callable(value))
    return kind(value) == recorded


def differences(entry, value):
    """Everything in which a live object differs from the recorded one: [("" or ".method", how it differs)]."""
    if not same_kind(entry, value):
        return [("", f"is a {kind(value)}, not a {entry['kind']}")]
    found = []
    if "exception" in entry and entry["exception"] not in {c.__name__ for c in value.__mro__}:
        found.append(("", f"is no {entry['exception']}"))
    if "value" in entry:
        theirs = set() if entry["value"] == "set()" else ast.literal_eval(entry["value"])
        mine = sorted(value) if "unordered" in entry else value
        if type(mine) is not type(theirs) or mine != theirs:
            found.append(("", f"is {value!r}, not {theirs!r}"))
    for attribute in ("dtype", "broadcastable"):
        mine = getattr(value, attribute, None)
        mine = list(mine) if isinstance(mine, tuple) else mine
        if attribute in entry and mine != entry[attribute]:
            found.append(("", f"{attribute} is {mine!r}, not {entry[attribute]!r}"))
    theirs, mine = recorded_signature(entry), live_signature(value)
    if theirs is not None and mine is not None and "exception" not in entry:
        found += [("", reason) for reason in accepts(theirs, mine)]
    for name, text in entry.get("methods", {}).items():
        found += [(f".{name}", reason) for reason in method_differences(value, name, text)]
    return found


def method_differences(cls, name, text):
    """How the method `name` of our class differs from the recorded signature, a property being any attribute."""
    mine = inspect.getattr_static(cls, name, None)
    if mine is None:
        return [] if text == "property" and set_on_instances(cls, name) else ["is missing"]
    signature = live_signature(getattr(cls, name)) if text != "property" else None
    if signature is None:
        return []
    bound = isinstance(mine, staticmethod | classmethod)
    return accepts(parse(text), signature if bound else without_self(signature))


def set_on_instances(cls, name):
    """Whether a class declares the attribute, in an annotation or in `__slots__`, or assigns it to `self`."""
    for base in cls.__mro__:
        if name in vars(base).get("__annotations__", {}) or name in vars(base).get("__slots__", ()):
            return True
        try:
            if re.search(rf"\bself\.{name}\s*(:.*)?=[^=]", inspect.getsource(base)):
                return True
        except (OSError, TypeError):
            continue
    return False
