"""Which Python a file is taken for."""

import ast

import pytest

from theano_min.python2.detect import imports_python2, is_python2, runs_python2

PYTHON2 = {
    "xrange": "for i in xrange(3): print(i)",
    "raw_input": "name = raw_input()",
    "iteritems": "for k, v in {}.iteritems(): pass",
    "has_key": "print({}.has_key(1))",
    "unicode": "x = unicode('a')",
    "moved module": "import cPickle",
    "moved module, from": "from StringIO import StringIO",
    "izip": "from itertools import izip",
    "metaclass": "class A(object):\n    __metaclass__ = type",
    "nonzero": "class A:\n    def __nonzero__(self): return True",
    "reduce": "print(reduce(max, [1]))",
    "maxint": "import sys\nprint(sys.maxint)",
    "shebang": "#!/usr/bin/env python2.7\nprint(1)",
    "long": "print('a')\nlong(3)",
    "future": "from __future__ import print_function\nprint(1 / 2, end='')",
}
PYTHON3 = {
    "plain": "print(1)",
    "integer division": "print(len([1]) / 2)",
    "f-string": "xrange(3); print(f'{1}')",
    "annotation": "def f(x: int): return xrange(x)",
    "print keyword": "print(1, end='')\nunicode",
    "super": "class A:\n    def f(self): super().f(); xrange",
    "nonlocal": "def f():\n    x = 1\n    def g():\n        nonlocal x\n    xrange",
    "raise from": "try:\n    pass\nexcept ValueError as e:\n    raise KeyError from e\nxrange",
    "shebang": "#!/usr/bin/python3\nxrange(3)",
    "six": "import six\nfor i in six.moves.xrange(3): pass\nunicode",
    "version": "import sys\nif sys.version_info[0] < 3:\n    input = raw_input",
    "own xrange": "xrange = range\nfor i in xrange(3): pass",
    "fallback": "try:\n    xrange\nexcept NameError:\n    xrange = range",
    "pandas": "import pandas\nfor name, column in pandas.DataFrame().iteritems(): pass",
    "guarded import": "try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle",
    "imported reduce": "from functools import reduce\nprint(reduce(max, [1]))",
    "parameter": "def f(file, long): return file, long",
    "future": "from __future__ import print_function, division\nprint(1 / 2)",
    "matmul": "a @ b\nxrange",
}


@pytest.mark.parametrize("source", PYTHON2.values(), ids=PYTHON2)
def test_python2(source):
    assert is_python2(ast.parse(source), source)


@pytest.mark.parametrize("source", PYTHON3.values(), ids=PYTHON3)
def test_python3(source):
    assert not is_python2(ast.parse(source), source)


@pytest.mark.parametrize(("python", "expected"), [(2, b"3\n"), (3, b"3.5\n"), (None, b"3.5\n")])
def test_the_caller_may_decide(run, python, expected):
    assert run("print(7 / 2)\n", python=python).out == expected


def test_python2_syntax_forced_to_python3_is_an_error(run):
    result = run("print 1\n", python=3)
    assert result.status == 1
    assert "Missing parentheses" in result.err


MODULES_BESIDE = {
    "print": ("print 'x'", True),
    "xrange": ("for i in xrange(3): pass", True),
    "division": ("from __future__ import division\nimport far", False),
    "neither": ("x = 1", False),
    "print_function": ("from __future__ import print_function", False),
    "far": ("def f():\n    from . import far\n", True),
    "python3": ("import far\ndef f(x: int): pass", False),
    "caught": ("try:\n    import far\nexcept ImportError:\n    pass", False),
}


@pytest.mark.parametrize(("text", "expected"), MODULES_BESIDE.values(), ids=MODULES_BESIDE)
def test_the_modules_beside_tell(tmp_path, text, expected):
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "far.py").write_text("x = 0777")
    (package / "beside.py").write_text(text)
    for program in ("from package.beside import *", "def main():\n    import package.beside", "import package.beside"):
        assert imports_python2(ast.parse(program), program, ["elsewhere", str(tmp_path)]) is expected
        told = "#!/usr/bin/env python3\n" + program
        assert not imports_python2(ast.parse(told), told, [str(tmp_path)])


TESTS = {
    "a module by its name": (["test_old"], True),
    "a class in it": (["-v", "test_old.Case.test_it"], True),
    "a file": (["test_old.py::Case"], True),
    "of Python 3": (["test_new.py", "-q"], False),
    "a folder where all parse": (["other"], False),
    "a folder where one does not": (["-x", "far"], True),
    "the current folder": (["-q"], True),
}


@pytest.mark.parametrize(("arguments", "expected"), TESTS.values(), ids=TESTS)
def test_tests_are_of_the_python_of_their_modules(tmp_path, arguments, expected):
    (tmp_path / "test_old.py").write_text("for i in xrange(3): pass")
    (tmp_path / "test_new.py").write_text("from __future__ import print_function\nimport test_old")
    for folder, text in {"far": "print 'x'", "other": "print('x')"}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test_it.py").write_text(text)
    assert runs_python2(arguments, str(tmp_path)) is expected
