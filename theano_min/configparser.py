"""Flags: where a setting is read from, what it may be, how `theano.config` gets and sets it (theano.configparser).

Nothing here knows a single flag; `theano_min.configdefaults` lists them.
"""

import configparser as _configparser
import hashlib as _hashlib
import io as _io
import os
import shlex
import sys
import warnings
from collections.abc import Callable as _Callable, Iterable as _Iterable, Mapping as _Mapping
from functools import wraps
from typing import Any as _Any, Protocol as _Protocol, TextIO as _TextIO


class TheanoConfigWarning(Warning):
    """A setting that could not be understood and is ignored."""

    @classmethod
    def warn(cls, message: str, stacklevel: int = 0) -> None:
        """Warn with this class, `stacklevel` frames above the caller."""
        warnings.warn(message, cls, stacklevel=stacklevel + 3)


# ---- where settings come from --------------------------------------------------------------------------------------


def parse_config_string(config_string: str, issue_warnings: bool = True) -> dict[str, str]:
    """Turn `"floatX=float32,gcc.cxxflags='-O3, -g'"` into a dict of strings; the last of two equal names wins.

    Raises
    ------
    ValueError
        If a quotation mark is not closed.
    """
    words = shlex.shlex(config_string, posix=True)
    words.whitespace = ","
    words.whitespace_split = True
    settings = {}
    for word in filter(None, map(str.strip, words)):
        name, equals, value = word.partition("=")
        if equals:
            settings[name] = value
        elif issue_warnings:
            TheanoConfigWarning.warn(f"Config key '{name}' has no value, ignoring it", stacklevel=1)
    return settings


def _settings_files(variable: str, default: str) -> list[str]:
    """List the files named by the environment variable, or `default` (and `default`.txt on Windows); later ones win."""
    paths = os.getenv(variable)
    if paths is None:
        paths = default if sys.platform != "win32" else f"{default}{os.pathsep}{default}.txt"
    return [os.path.expanduser(path) for path in paths.split(os.pathsep)]


def config_files_from_theanorc() -> list[str]:
    """List the files of `THEANORC`, which default to `~/.theanorc`; settings in later files win."""
    return _settings_files("THEANORC", "~/.theanorc")


def _read_files(files: list[str]) -> tuple[_configparser.ConfigParser, _configparser.RawConfigParser]:
    """Read the files twice: with `%(USER)s` and the like filled in, and raw for values that hold other `%` formats."""
    user = os.getenv("USER", os.path.basename(os.path.expanduser("~")))
    known = {name: os.getenv(name, "") for name in ("LSCRATCH", "TMPDIR", "TEMP", "TMP")}
    filled = _configparser.ConfigParser({"USER": user, "PID": str(os.getpid()), **known})
    raw = _configparser.RawConfigParser()
    for parser in (filled, raw):
        parser.read(files)
    return filled, raw


def _value_in_files(
    filled: _configparser.ConfigParser, raw: _configparser.RawConfigParser, section: str, option: str
) -> str:
    """Return the setting; KeyError if the files have none."""
    try:
        return filled.get(section, option)
    except _configparser.InterpolationError:
        return raw.get(section, option)
    except (_configparser.NoOptionError, _configparser.NoSectionError):
        raise KeyError(option) from None


THEANO_FLAGS = os.getenv("THEANO_FLAGS", "")
THEANO_FLAGS_DICT = parse_config_string(THEANO_FLAGS)
config_files = config_files_from_theanorc()
theano_cfg, theano_raw_cfg = _read_files(config_files)


def fetch_val_for_key(key: str, delete_key: bool = False) -> str:
    """Return what the user set for a flag, from `THEANO_FLAGS` or else the files; KeyError if nothing.

    `delete_key` takes the flag out of `THEANO_FLAGS_DICT`; what is left there at the end was never known.
    """
    if key in THEANO_FLAGS_DICT:
        return THEANO_FLAGS_DICT.pop(key) if delete_key else THEANO_FLAGS_DICT[key]
    section, _, option = key.rpartition(".")
    try:
        return _value_in_files(theano_cfg, theano_raw_cfg, section or "global", option)
    except KeyError:
        raise KeyError(key) from None


# ---- the flags -----------------------------------------------------------------------------------------------------

_config_var_list: list["ConfigParam"] = []


class _ConfigSection:
    """A node of the tree of flags; its class carries the flags as descriptors, so a typing error in a value is seen."""

    _i_am_a_config_class = True

    def __getattr__(self, name: str) -> _Any:
        raise AttributeError(f"Theano has no flag {name!r} here; print(theano.config) lists them all")


class TheanoConfigParser(_ConfigSection):
    """All flags, as attributes: `config.floatX`, `config.blas.ldflags`. Every instance shows the same flags."""

    def __str__(self, print_doc: bool = True) -> str:
        out = _io.StringIO()
        _config_print(self, out, print_doc)
        return out.getvalue()

    @staticmethod
    def change_flags(args: "_FlagValues" = (), **kwargs: _Any) -> "change_flags":
        """Same as `theano.change_flags`."""
        return change_flags(args, **kwargs)


config = TheanoConfigParser()


def _config_print(thing: object, buf: _TextIO, print_doc: bool = True) -> None:
    for param in _config_var_list:
        print(param, file=buf)
        if print_doc:
            print("    Doc: ", param.doc, file=buf)
        print("    Value: ", param.__get__(thing), file=buf)
        print(file=buf)


def get_config_hash() -> str:
    """Return a string that differs whenever a flag that compiled C code depends on (`in_c_key`) differs."""
    flags = sorted((param for param in _config_var_list if param.in_c_key), key=lambda param: param.fullname)
    text = "\n".join(f"{param.fullname} = {param.__get__(config)}" for param in flags)
    return "m" + _hashlib.sha256(text.encode()).hexdigest()


class _Store(_Protocol):
    """Keeps the value of a flag somewhere else than in the flag; `snapshot` and `restore` put it back as it was."""

    def get(self) -> _Any: ...

    def set(self, value: _Any) -> None: ...

    def snapshot(self) -> _Any: ...

    def restore(self, state: _Any) -> None: ...


class ConfigParam:
    """A flag: its default (or a function without arguments that gives it), a filter for values, and its value.

    Raises
    ------
    Exception
        If a flag with `allow_override=False` is set after its first value.
    """

    fullname: str
    doc: str
    in_c_key: bool
    val: _Any
    store: _Store | None = None
    on_change: _Callable[[_Any], None] | None = None  # called with the new value whenever one is set or put back

    def __init__(
        self, default: _Any, filter: _Callable[[_Any], _Any] | None = None, allow_override: bool = True
    ) -> None:
        self.default = default
        self.filter = filter
        self.allow_override = allow_override
        self.is_default = True

    def __str__(self) -> str:
        return f"{self.fullname} ({self.default!r}) "

    def __get__(self, instance: object, owner: type | None = None, delete_key: bool = False) -> _Any:
        if instance is None:
            return self
        if self.store is not None:
            return self.store.get()
        if not hasattr(self, "val"):
            try:
                value = fetch_val_for_key(self.fullname, delete_key=delete_key)
                self.is_default = False
            except KeyError:
                value = self.default() if callable(self.default) else self.default
            self.val = self.filter(value) if self.filter else value
        return self.val

    def __set__(self, instance: object, value: _Any) -> None:
        if not self.allow_override and (self.store is not None or hasattr(self, "val")):
            raise Exception(
                f"Can't change the value of {self.fullname} after initialization! "
                f"Set it in THEANO_FLAGS or .theanorc before theano is imported."
            )
        self._put(self.filter(value) if self.filter else value)

    def _put(self, value: _Any) -> None:
        if self.store is not None:
            self.store.set(value)
        else:
            self.val = value
        self._tell()

    def _tell(self) -> None:
        if self.on_change is not None:
            self.on_change(self.__get__(config))

    def snapshot(self) -> _Any:
        """Return what `restore` needs to put the flag back as it is now, set or not."""
        return self.store.snapshot() if self.store is not None else self.__get__(config)

    def restore(self, state: _Any) -> None:
        """Undo what happened to the flag since `snapshot`."""
        if self.store is not None:
            self.store.restore(state)
        else:
            self.val = state
        self._tell()


class EnumStr(ConfigParam):
    """A flag that takes one of a few strings, the first of which is the default; `convert` may widen a short form."""

    def __init__(self, default: str, *options: str, **kwargs: _Any) -> None:
        convert: _Callable[[_Any], _Any] | None = kwargs.pop("convert", None)
        self.all = (default, *options)
        for option in self.all:
            if not isinstance(option, str):
                raise ValueError("Valid values for an EnumStr parameter should be strings", option, type(option))

        def one_of(value: _Any) -> str:
            value = convert(value) if convert else value
            if value not in self.all:
                raise ValueError(
                    f'Invalid value ("{value}") for configuration variable "{self.fullname}". '
                    f"Valid options are {self.all}"
                )
            return value

        super().__init__(default, one_of, **kwargs)

    def __str__(self) -> str:
        return f"{self.fullname} ({self.all}) "


class TypedParam(ConfigParam):
    """A flag whose values go through `mytype`, then through `is_valid`."""

    def __init__(
        self,
        default: _Any,
        mytype: _Callable[[_Any], _Any],
        is_valid: _Callable[[_Any], bool] | None = None,
        allow_override: bool = True,
    ) -> None:
        self.mytype = mytype

        def typed(value: _Any) -> _Any:
            try:
                result = mytype(value)
            except (TypeError, ValueError) as error:
                kind = TypeError if isinstance(error, TypeError) else ValueError
                raise kind(f'Invalid value ({value}) for configuration variable "{self.fullname}": {error}') from error
            if is_valid is not None and not is_valid(result):
                raise ValueError(f'Invalid value ({value}) for configuration variable "{self.fullname}".', value)
            return result

        super().__init__(default, typed, allow_override)

    def __str__(self) -> str:
        return f"{self.fullname} ({self.mytype}) "


def StrParam(default: _Any, is_valid: _Callable[[_Any], bool] | None = None, allow_override: bool = True) -> TypedParam:
    """Make a flag that holds a str."""
    return TypedParam(default, str, is_valid, allow_override)


def IntParam(default: _Any, is_valid: _Callable[[_Any], bool] | None = None, allow_override: bool = True) -> TypedParam:
    """Make a flag that holds an int."""
    return TypedParam(default, int, is_valid, allow_override)


def FloatParam(
    default: _Any, is_valid: _Callable[[_Any], bool] | None = None, allow_override: bool = True
) -> TypedParam:
    """Make a flag that holds a float."""
    return TypedParam(default, float, is_valid, allow_override)


def BoolParam(
    default: _Any, is_valid: _Callable[[_Any], bool] | None = None, allow_override: bool = True
) -> TypedParam:
    """Make a flag that holds a bool, also written True, true, 1, False, false or 0."""

    def boolean(value: _Any) -> bool | None:
        if value in ("False", "false", "0", False):
            return False
        return True if value in ("True", "true", "1", True) else None

    return TypedParam(default, boolean, is_valid or (lambda value: value is not None), allow_override)


def AddConfigVar(name: str, doc: str, configparam: ConfigParam, root: _Any = config, in_c_key: bool = True) -> None:
    """Add the flag `name` (`"section.option"`) below `root` and read what the user set for it.

    Raises
    ------
    AttributeError
        If the name is taken.
    TypeError
        If a part of the name before the last is a flag, not a section.
    ValueError
        If the user's value, or else the default, is not valid.
    """
    configparam.fullname = name
    *sections, option = name.split(".")
    node = root
    for section in sections:
        if not hasattr(node, section):
            setattr(type(node), section, type("ConfigSection", (_ConfigSection,), {})())
        node = getattr(node, section)
        if not isinstance(node, _ConfigSection):
            raise TypeError("Internal config nodes must be config class instances", node)
    if hasattr(type(node), option):
        raise AttributeError("This name is already taken", name)
    configparam.doc = doc
    configparam.in_c_key = in_c_key
    if not callable(configparam.default) or _is_set_by_user(name):
        configparam.__get__(node, delete_key=True)
    setattr(type(node), option, configparam)
    _config_var_list.append(configparam)


def _is_set_by_user(name: str) -> bool:
    try:
        fetch_val_for_key(name)
    except KeyError:
        return False
    return True


# ---- changing flags for a while ------------------------------------------------------------------------------------

_FlagValues = _Mapping[str, _Any] | _Iterable[tuple[str, _Any]]


class change_flags:
    """Set flags inside a `with` block or a decorated function and put them back afterwards, also after an exception.

    `change_flags(floatX="float32")`, `change_flags({"blas.ldflags": ""})`, `change_flags([("profile", True)])`.

    Raises
    ------
    AssertionError
        If there is no such flag.
    Exception
        If a flag cannot be changed after the import of theano.
    """

    def __init__(self, args: _FlagValues = (), **kwargs: _Any) -> None:
        self.new_vals = {**dict(args), **kwargs}
        known = {param.fullname: param for param in _config_var_list}
        unknown = [name for name in self.new_vals if name not in known]
        if unknown:
            raise AssertionError(f"Theano has no flag {', '.join(unknown)}; print(theano.config) lists them all")
        self.confs = {name: known[name] for name in self.new_vals}
        self._before: list[dict[str, _Any]] = []

    def __call__(self, f: _Callable) -> _Callable:
        @wraps(f)
        def with_flags(*args: _Any, **kwargs: _Any) -> _Any:
            with self:
                return f(*args, **kwargs)

        return with_flags

    def __enter__(self) -> None:
        self._before.append({})
        try:
            for name, param in self.confs.items():
                self._before[-1][name] = param.snapshot()
                param.__set__(None, self.new_vals[name])
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *exc_info: object) -> None:
        for name, state in self._before.pop().items():
            self.confs[name].restore(state)
