"""The standard library under Python 2's names.

Three kinds: modules that only moved (:data:`RENAMED`), modules a translated program gets in Python 2's version
(:data:`VERSIONS`), and names that modules have lost, put back while a script runs (:func:`lost_names`).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import cache, wraps
from types import ModuleType
from typing import Any, NamedTuple

from . import builtins as builtins2, files, operators, random as random2, text

RENAMED = {
    "Queue": "queue",
    "SocketServer": "socketserver",
    "BaseHTTPServer": "http.server",
    "SimpleHTTPServer": "http.server",
    "CGIHTTPServer": "http.server",
    "Cookie": "http.cookies",
    "cookielib": "http.cookiejar",
    "httplib": "http.client",
    "HTMLParser": "html.parser",
    "htmlentitydefs": "html.entities",
    "copy_reg": "copyreg",
    "repr": "reprlib",
    "UserList": "collections",
    "UserString": "collections",
    "thread": "_thread",
    "dummy_thread": "_thread",
    "xmlrpclib": "xmlrpc.client",
    "Tkinter": "tkinter",
    "tkMessageBox": "tkinter.messagebox",
    "tkFileDialog": "tkinter.filedialog",
    "tkSimpleDialog": "tkinter.simpledialog",
    "tkColorChooser": "tkinter.colorchooser",
    "tkFont": "tkinter.font",
    "ttk": "tkinter.ttk",
    "ScrolledText": "tkinter.scrolledtext",
    "anydbm": "dbm",
    "whichdb": "dbm",
    "dumbdbm": "dbm.dumb",
    "gdbm": "dbm.gnu",
}

ALIASES = {
    "xml.etree.cElementTree": "xml.etree.ElementTree",
    "email.MIMEText": "email.mime.text",
    "email.MIMEMultipart": "email.mime.multipart",
    "email.MIMEBase": "email.mime.base",
    "email.Utils": "email.utils",
    "email.Encoders": "email.encoders",
}
"""Sub-modules that moved; they stand in ``sys.modules`` while a script runs."""

VERSIONS: dict[str, Callable[[], ModuleType]] = {}


def version(*names: str) -> Callable[[Callable[[], ModuleType]], Callable[[], ModuleType]]:
    """Register the function that makes Python 2's version of a module; each is made once."""

    def register(make: Callable[[], ModuleType]) -> Callable[[], ModuleType]:
        made = cache(make)
        VERSIONS.update(dict.fromkeys(names, made))
        return made

    return register


def forget() -> None:
    """Drop the modules made for a script, so that the next one starts with fresh ones."""
    for make in VERSIONS.values():
        make.cache_clear()  # type: ignore[attr-defined]


def _variant(name: str, original: str | None = None, **names: Any) -> ModuleType:
    """A module with everything of ``original`` and with ``names`` on top."""
    module = ModuleType(name)
    if original is not None:
        real = importlib.import_module(original)
        vars(module).update({key: value for key, value in vars(real).items() if key not in ("__name__", "__all__")})
    vars(module).update(names)
    return module


def _in_bytes(function: Any) -> Any:
    """A function of bytes, for the strings that were bytes in Python 2."""

    @wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        return text.from_bytes(function(*map(text.to_bytes, arguments), **keywords))

    return call


def _checksums(module: str, *names: str) -> dict[str, Callable[..., int]]:
    """Checksums, which had a sign."""

    def signed(function: Callable[..., int]) -> Callable[..., int]:
        def checksum(data: Any, *start: int) -> int:
            number = function(text.to_bytes(data), *(each & 0xFFFFFFFF for each in start))
            return number - (number >> 31 << 32)

        return checksum

    real = importlib.import_module(module)
    return {name: signed(getattr(real, name)) for name in names}


def _module_in_bytes(name: str, *functions: str, **names: Any) -> ModuleType:
    real = importlib.import_module(name)
    wrapped = {function: _in_bytes(getattr(real, function)) for function in functions if hasattr(real, function)}
    return _variant(name, name, **wrapped, **names)


version("random")(random2.module)


# --- pickles ---------------------------------------------------------------------------------------


@version("pickle", "cPickle")
def _pickle() -> ModuleType:
    import pickle

    class Pickler(pickle.Pickler):
        def __init__(self, file: Any, protocol: int | None = None):
            super().__init__(files.binary(file), 2 if protocol is None else protocol)

    class Unpickler(pickle.Unpickler):
        def __init__(self, file: Any):
            super().__init__(files.binary(file), encoding="latin1")

    def dump(obj: Any, file: Any, protocol: int | None = None) -> None:
        if hasattr(file, "flush") and files.binary(file) is not file and not isinstance(file, files.File):
            file.flush()
        Pickler(file, protocol).dump(obj)

    def load(file: Any) -> Any:
        return Unpickler(file).load()

    def dumps(obj: Any, protocol: int | None = None) -> str:
        return pickle.dumps(obj, 2 if protocol is None else protocol).decode("latin-1")

    def loads(string: Any) -> Any:
        return pickle.loads(text.to_bytes(string), encoding="latin1")

    return _variant(
        "pickle", "pickle", Pickler=Pickler, Unpickler=Unpickler, dump=dump, load=load, dumps=dumps, loads=loads
    )


# --- streams, compression, binary data -------------------------------------------------------------


@version("StringIO", "cStringIO")
def _stringio() -> ModuleType:
    return _variant("StringIO", None, StringIO=files.StringIO, InputType=files.StringIO, OutputType=files.StringIO)


@version("io")
def _io() -> ModuleType:
    return _variant("io", "io", open=files.io_open, BytesIO=files.StringIO, StringIO=files.UnicodeIO)


@version("codecs")
def _codecs() -> ModuleType:
    import codecs

    return _variant(
        "codecs",
        "codecs",
        open=files.codecs_open,
        encode=text.encode,
        decode=text.decode,
        getreader=lambda encoding: (
            lambda stream, errors="strict": files.UnicodeFile(codecs.getreader(encoding)(files.binary(stream), errors))
        ),
        getwriter=lambda encoding: (
            lambda stream, errors="strict": files.UnicodeFile(codecs.getwriter(encoding)(files.binary(stream), errors))
        ),
    )


def _compressed(name: str, kind: str) -> ModuleType:
    real = importlib.import_module(name)

    def opened(filename: Any = None, mode: str = "rb", *arguments: Any, **keywords: Any) -> Any:
        if "fileobj" in keywords:
            keywords["fileobj"] = files.binary(keywords["fileobj"])
        mode = mode.replace("U", "").replace("b", "").replace("t", "") or "r"
        stream = getattr(real, kind)(filename, mode + "b", *arguments, **keywords)
        return files.File.over(stream, filename or "<stream>", mode + "b")

    module = _module_in_bytes(name, "compress", "decompress")
    vars(module).update({"open": opened, kind: opened})
    return module


version("gzip")(lambda: _compressed("gzip", "GzipFile"))
version("bz2")(lambda: _compressed("bz2", "BZ2File"))


@version("zlib")
def _zlib() -> ModuleType:
    return _module_in_bytes("zlib", "compress", "decompress", **_checksums("zlib", "crc32", "adler32"))


@version("struct")
def _struct() -> ModuleType:
    import struct

    def pack(form: str, *values: Any) -> str:
        return struct.pack(form, *map(text.to_bytes, values)).decode("latin-1")

    def unpack(form: str, string: Any) -> tuple:
        return text.from_bytes(struct.unpack(form, text.to_bytes(string)))

    def unpack_from(form: str, buffer: Any, offset: int = 0) -> tuple:
        return text.from_bytes(struct.unpack_from(form, text.to_bytes(buffer), offset))

    class Struct(struct.Struct):
        def pack(self, *values: Any) -> Any:
            return pack(self.format, *values)

        def unpack(self, string: Any) -> Any:
            return unpack(self.format, string)

    return _variant("struct", "struct", pack=pack, unpack=unpack, unpack_from=unpack_from, Struct=Struct)


@version("binascii")
def _binascii() -> ModuleType:
    names = ("hexlify", "unhexlify", "a2b_hex", "b2a_hex", "a2b_base64", "b2a_base64")
    return _module_in_bytes("binascii", *names, **_checksums("binascii", "crc32"))


@version("base64")
def _base64() -> ModuleType:
    import base64

    return _module_in_bytes(
        "base64",
        *("b64encode", "b64decode", "standard_b64encode", "standard_b64decode"),
        *("urlsafe_b64encode", "urlsafe_b64decode", "b32encode", "b32decode", "b16encode", "b16decode"),
        encodestring=_in_bytes(base64.encodebytes),
        decodestring=_in_bytes(base64.decodebytes),
    )


class _Hash:
    def __init__(self, digest: Any):
        self._digest = digest

    def update(self, string: Any) -> None:
        self._digest.update(text.to_bytes(string))

    def digest(self) -> str:
        return self._digest.digest().decode("latin-1")

    def copy(self) -> _Hash:
        return _Hash(self._digest.copy())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._digest, name)


def _hash(name: str) -> Callable[..., _Hash]:
    import hashlib

    return lambda string="": _Hash(hashlib.new(name, text.to_bytes(string)))


@version("hashlib")
def _hashlib() -> ModuleType:
    names = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
    return _variant(
        "hashlib",
        "hashlib",
        new=lambda name, string="": _hash(name)(string),
        **{name: _hash(name) for name in names},
    )


@version("md5")
def _md5() -> ModuleType:
    return _variant("md5", None, new=_hash("md5"), md5=_hash("md5"))


@version("sha")
def _sha() -> ModuleType:
    return _variant("sha", None, new=_hash("sha1"), sha=_hash("sha1"))


@version("array")
def _array() -> ModuleType:
    import array

    def make(typecode: str, values: Any = ()) -> Any:
        return array.array(typecode, text.to_bytes(values))

    return _variant("array", "array", array=make)


@version("json")
def _json() -> ModuleType:
    import json

    def out(value: Any) -> Any:
        """Strings of bytes become text, which is what JSON holds."""
        if type(value) is str and not value.isascii():
            return text.decode(value, "utf-8")
        if isinstance(value, dict):
            return type(value)({out(key): out(item) for key, item in value.items()})
        return [out(item) for item in value] if isinstance(value, list | tuple) else value

    def back(value: Any) -> Any:
        if type(value) is str:
            return text.unicode(value)
        if type(value) is list:
            return [back(item) for item in value]
        if type(value) is dict:
            return {back(key): back(item) for key, item in value.items()}
        return value

    def loads(string: Any, encoding: str | None = None, **keywords: Any) -> Any:
        return back(json.loads(text.to_bytes(string).decode(encoding or "utf-8"), **keywords))

    def load(file: Any, encoding: str | None = None, **keywords: Any) -> Any:
        return loads(file.read(), encoding, **keywords)

    def dumps(value: Any, *arguments: Any, encoding: str | None = None, **keywords: Any) -> str:
        return json.dumps(out(value), *arguments, **_python2_separators(keywords))

    def dump(value: Any, file: Any, *arguments: Any, encoding: str | None = None, **keywords: Any) -> None:
        file.write(dumps(value, *arguments, **keywords))

    return _variant("json", "json", loads=loads, load=load, dumps=dumps, dump=dump)


def _python2_separators(keywords: dict[str, Any]) -> dict[str, Any]:
    # Python 2 left a blank before the line end of an indented list.
    if keywords.get("indent") is not None and keywords.get("separators") is None:
        keywords["separators"] = (", ", ": ")
    return keywords


# --- text ------------------------------------------------------------------------------------------


@version("re")
def _re() -> ModuleType:
    """``\\w`` and its like mean ASCII unless ``re.UNICODE`` asks for more."""
    import re

    from .attributes import attribute

    def flagged(pattern: Any, flags: int) -> int:
        if flags & re.UNICODE or isinstance(pattern, text.unicode) or re.search(r"\(\?[aiLmsx]*u", pattern):
            return flags & ~re.LOCALE
        return (flags & ~re.LOCALE) | re.ASCII

    def make(pattern: Any, flags: int = 0) -> Any:
        return re.compile(pattern, flagged(pattern, int(flags))) if isinstance(pattern, str) else pattern

    def matching(method: str) -> Any:
        def call(pattern: Any, string: Any, flags: int = 0) -> Any:
            return attribute(make(pattern, flags), method)(string)

        return call

    def split(pattern: Any, string: Any, maxsplit: int = 0, flags: int = 0) -> Any:
        return attribute(make(pattern, flags), "split")(string, maxsplit)

    def sub(pattern: Any, repl: Any, string: Any, count: int = 0, flags: int = 0) -> Any:
        return attribute(make(pattern, flags), "sub")(repl, string, count)

    def subn(pattern: Any, repl: Any, string: Any, count: int = 0, flags: int = 0) -> Any:
        return attribute(make(pattern, flags), "subn")(repl, string, count)

    methods = {name: matching(name) for name in ("match", "search", "findall", "finditer")}
    return _variant("re", "re", compile=make, split=split, sub=sub, subn=subn, **methods)


@version("string")
def _string() -> ModuleType:
    from .attributes import attribute

    def method(name: str) -> Any:
        return lambda string, *arguments: attribute(string, name)(*arguments)

    def plain(name: str) -> Any:
        return lambda string, *arguments: getattr(string, name)(*arguments)

    def join(words: Any, sep: str = " ") -> str:
        return sep.join(words)

    def capwords(string: str, sep: str | None = None) -> str:
        return (sep or " ").join(word.capitalize() for word in string.split(sep))

    bytewise = ("lower", "upper", "capitalize", "swapcase", "split", "rsplit", "strip", "lstrip", "rstrip", "translate")
    native = ("find", "rfind", "index", "rindex", "count", "replace", "ljust", "rjust", "center", "expandtabs")
    names: dict[str, Any] = {name: method(name) for name in bytewise}
    names |= {name: plain(name) for name in native}
    return _variant(
        "string",
        "string",
        **names,
        **_string_names(),
        join=join,
        joinfields=join,
        splitfields=names["split"],
        capwords=capwords,
        zfill=lambda value, width: text.to_str(value).zfill(width),
        atoi=lambda string, base=10: int(string, base),
        atol=lambda string, base=10: int(string, base),
        atof=float,
    )


def _string_names() -> dict[str, Any]:
    import string

    return {
        "letters": string.ascii_letters,
        "lowercase": string.ascii_lowercase,
        "uppercase": string.ascii_uppercase,
        "maketrans": _maketrans,
    }


def _maketrans(before: str, after: str) -> str:
    table = list(map(chr, range(256)))
    if len(before) != len(after):
        raise ValueError("maketrans arguments must have same length")
    for old, new in zip(before, after, strict=True):
        table[ord(old)] = new
    return "".join(table)


# --- processes and the web -------------------------------------------------------------------------


@version("subprocess")
def _subprocess() -> ModuleType:
    import subprocess

    class Popen(subprocess.Popen):
        def __init__(self, args: Any, *arguments: Any, **keywords: Any):
            args = text.to_bytes(args) if isinstance(args, str) else list(map(text.to_bytes, args))
            super().__init__(args, *arguments, **keywords)
            for name in ("stdin", "stdout", "stderr"):
                stream = getattr(self, name)
                if stream is not None and not isinstance(stream, files.io.TextIOBase):
                    setattr(self, f"_binary_{name}", stream)
                    setattr(self, name, files.File.over(stream, "<fdopen>", "wb" if name == "stdin" else "rb"))

        def communicate(self, input: Any = None, timeout: Any = None) -> Any:
            for name in ("stdin", "stdout", "stderr"):
                setattr(self, name, getattr(self, f"_binary_{name}", getattr(self, name)))
            return text.from_bytes(super().communicate(text.to_bytes(input), timeout))

    def call(*arguments: Any, **keywords: Any) -> int:
        return Popen(*arguments, **keywords).wait()

    def check_call(*arguments: Any, **keywords: Any) -> int:
        return _checked(call(*arguments, **keywords), arguments[0], None)

    def check_output(*arguments: Any, **keywords: Any) -> str:
        process = Popen(*arguments, stdout=subprocess.PIPE, **keywords)
        output = process.communicate()[0]
        _checked(process.returncode, arguments[0], output)
        return output

    def _checked(code: int, command: Any, output: str | None) -> int:
        if code:
            raise subprocess.CalledProcessError(code, command, output)
        return code

    return _variant(
        "subprocess", "subprocess", Popen=Popen, call=call, check_call=check_call, check_output=check_output
    )


@version("threading")
def _threading() -> ModuleType:
    import contextvars
    import threading

    class Thread(threading.Thread):
        def start(self) -> None:
            # NumPy keeps its print options in the context, which a new thread would begin without.
            context, run = contextvars.copy_context(), self.run
            self.run = lambda: context.run(run)  # type: ignore[method-assign]
            super().start()

        def isAlive(self) -> bool:
            return self.is_alive()

    return _variant("threading", "threading", Thread=Thread)


@version("commands")
def _commands() -> ModuleType:
    import subprocess

    def getstatusoutput(command: str) -> tuple[int, str]:
        code, output = subprocess.getstatusoutput(command, encoding="latin-1")
        return (code << 8 if code >= 0 else -code), output  # what os.wait() gave

    def getoutput(command: str) -> str:
        return getstatusoutput(command)[1]

    return _variant("commands", None, getoutput=getoutput, getstatusoutput=getstatusoutput)


@version("urllib", "urllib2", "urlparse")
def _urls() -> ModuleType:
    import urllib.error
    import urllib.parse
    import urllib.request

    def opening(function: Any) -> Any:
        def call(url: Any, data: Any = None, *arguments: Any, **keywords: Any) -> Any:
            return files.File.over(function(url, text.to_bytes(data), *arguments, **keywords), "<url>")

        return call

    class Request(urllib.request.Request):
        def __init__(self, url: str, data: Any = None, *arguments: Any, **keywords: Any):
            super().__init__(url, text.to_bytes(data), *arguments, **keywords)

        def get_data(self) -> Any:
            return text.from_bytes(self.data)

        def has_data(self) -> bool:
            return self.data is not None

        def add_data(self, data: Any) -> None:
            self.data = text.to_bytes(data)

        def get_host(self) -> str:
            return self.host

        def get_type(self) -> str:
            return self.type

        def get_selector(self) -> str:
            return self.selector

    module = _variant("urllib", "urllib.parse")
    vars(module).update({name: value for name, value in vars(urllib.error).items() if name.endswith("Error")})
    vars(module).update({name: value for name, value in vars(urllib.request).items() if not name.startswith("__")})
    vars(module).update(
        urlopen=opening(urllib.request.urlopen),
        Request=Request,
        quote=_quoting(urllib.parse.quote),
        quote_plus=_quoting(urllib.parse.quote_plus),
        unquote=lambda string: urllib.parse.unquote(string, "latin-1"),
        unquote_plus=lambda string: urllib.parse.unquote_plus(string, "latin-1"),
        urlencode=lambda query, doseq=0: urllib.parse.urlencode(query, bool(doseq), encoding="latin-1"),
        parse=urllib.parse,
        request=urllib.request,
        error=urllib.error,
        __path__=[],
    )
    return module


def _quoting(function: Any) -> Any:
    return lambda string, safe="/": function(text.to_bytes(string), safe)


@version("ConfigParser")
def _configparser() -> ModuleType:
    import configparser

    def python2(base: type) -> type:
        class Parser(base):
            def __init__(self, defaults: Any = None, dict_type: Any = dict, allow_no_value: bool = False):
                super().__init__(
                    defaults, dict_type, allow_no_value=allow_no_value, strict=False, inline_comment_prefixes=(";",)
                )

            def readfp(self, fp: Any, filename: str | None = None) -> None:
                self.read_file(fp, filename)

            def read(self, filenames: Any, encoding: str = "latin-1") -> Any:
                return super().read(filenames, encoding)

            def set(self, section: str, option: str, value: Any = None) -> None:
                super().set(section, option, value if value is None else text.to_str(value))

        Parser.__name__ = base.__name__
        return Parser

    safe = python2(configparser.ConfigParser)
    return _variant(
        "ConfigParser",
        "configparser",
        ConfigParser=safe,
        SafeConfigParser=safe,
        RawConfigParser=python2(configparser.RawConfigParser),
    )


@version("math")
def _math() -> ModuleType:
    import math

    return _variant(
        "math", "math", floor=lambda x: float(math.floor(x)), ceil=lambda x: float(math.ceil(x)), trunc=math.trunc
    )


@version("sets")
def _sets() -> ModuleType:
    return _variant("sets", None, Set=set, ImmutableSet=frozenset)


@version("UserDict")
def _userdict() -> ModuleType:
    from collections import UserDict
    from collections.abc import MutableMapping

    return _variant("UserDict", None, UserDict=UserDict, IterableUserDict=UserDict, DictMixin=MutableMapping)


@version("exceptions")
def _exceptions() -> ModuleType:
    import builtins

    names = {name: value for name, value in vars(builtins).items() if isinstance(value, type) and "E" <= name[0] <= "Z"}
    return _variant("exceptions", None, StandardError=Exception, **names)


@version("future_builtins")
def _future_builtins() -> ModuleType:
    return _variant("future_builtins", None, map=builtins2.imap, filter=filter, zip=zip, ascii=ascii, hex=hex, oct=oct)


@version("types", "new")
def _types() -> ModuleType:
    import types

    from .files import File
    from .text import unicode

    return _variant(
        "types",
        "types",
        NoneType=type(None),
        TypeType=type,
        BooleanType=bool,
        IntType=int,
        LongType=int,
        FloatType=float,
        ComplexType=complex,
        StringType=str,
        UnicodeType=unicode,
        StringTypes=(str, unicode),
        TupleType=tuple,
        ListType=list,
        DictType=dict,
        DictionaryType=dict,
        FileType=File,
        ObjectType=object,
        XRangeType=range,
        SliceType=slice,
        EllipsisType=type(...),
        ClassType=type,
        InstanceType=object,
        UnboundMethodType=types.FunctionType,
        instancemethod=lambda function, instance, cls=None: types.MethodType(function, instance),
        function=types.FunctionType,
        module=types.ModuleType,
        classobj=type,
    )


# --- names that modules lost -----------------------------------------------------------------------


def lost_names() -> dict[str, dict[str, Any]]:
    """``{module: {name: value}}`` for the names of Python 2 and early Python 3 that programs may still use."""
    import collections.abc
    import errno
    import itertools
    import math
    import operator
    import os
    import time

    return {
        "sys": {
            "maxint": sys.maxsize,
            "exc_clear": lambda: None,
            "setdefaultencoding": _set_default_encoding,
            "setcheckinterval": lambda number: None,
        },
        "os": {
            "getcwdu": lambda: text.unicode(os.getcwd()),
            "errno": errno,
            "tmpnam": _temporary_name,
        },
        "time": {"clock": time.process_time},
        "string": _string_names(),
        "itertools": {
            "izip": zip,
            "imap": builtins2.imap,
            "ifilter": filter,
            "izip_longest": itertools.zip_longest,
            "ifilterfalse": itertools.filterfalse,
        },
        "collections": {name: getattr(collections.abc, name) for name in collections.abc.__all__},
        "inspect": {"getargspec": _getargspec},
        "fractions": {"gcd": math.gcd},
        "operator": {
            "div": operators.div,
            "idiv": operators.idiv,
            "isCallable": callable,
            "isSequenceType": lambda value: hasattr(value, "__getitem__"),
            "isNumberType": lambda value: hasattr(value, "__add__") and hasattr(value, "__mul__"),
            "isMappingType": lambda value: hasattr(value, "keys"),
            "sequenceIncludes": operator.contains,
            "repeat": operator.mul,
        },
    }


@version("imp")
def imp() -> ModuleType:
    """The module ``imp``, gone since Python 3.12; what it loads is translated if need be."""
    from importlib.util import module_from_spec, spec_from_file_location

    def load_source(name: str, pathname: str, file: Any = None) -> ModuleType:
        from . import importing

        loader = importing.Loader(name, pathname)
        spec = spec_from_file_location(name, pathname, loader=loader)
        assert spec is not None
        module = module_from_spec(spec)
        sys.modules[name] = module
        loader.exec_module(module)
        return module

    return _variant("imp", None, load_source=load_source, reload=importlib.reload, new_module=ModuleType)


def _set_default_encoding(name: str) -> None:
    text.default_encoding = name


def _temporary_name() -> str:
    import tempfile

    return tempfile.mktemp()


class ArgSpec(NamedTuple):
    """What ``inspect.getargspec`` returned."""

    args: list[str]
    varargs: str | None
    keywords: str | None
    defaults: tuple[Any, ...] | None


def _getargspec(function: Any) -> ArgSpec:
    import inspect

    spec = inspect.getfullargspec(function)
    return ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)
