"""A script's surroundings under the runner: arguments, modules, errors, encodings, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lines(data):
    return data.decode("latin-1").splitlines()


def command(*arguments, cwd, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "theano_min", "run", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
        **options,
    )


# --- modules and texts -----------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path):
    (tmp_path / "pack").mkdir()
    files = {
        "__init__": "from collections import Mapping\nexec 'kept = 1'\n",
        "__main__": "import sys\nfrom pack import helper\nprint 'main', sys.argv[1:], __name__, helper.half(7)\n",
        "helper": "def half(x):\n    return x / 2\n",
        "tool": "import sys\nfrom .helper import half\nprint 'tool', sys.argv[1:], __package__, half(5)\nsys.exit(3)\n",
    }
    for name, text in files.items():
        (tmp_path / "pack" / f"{name}.py").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "out", "status"),
    [
        (["-m", "pack", "one", "-x", "--py3"], "main ['one', '-x', '--py3'] __main__ 3", 0),
        (["-c", "import sys, pack.helper; print sys.argv, pack.helper.half(3)", "z", "-c"], "['-c', 'z', '-c'] 1", 0),
        *(
            pytest.param(*case, marks=pytest.mark.more)
            for case in (
                (["-m", "pack.tool", "-m"], "tool ['-m'] pack 2", 3),
                (["--py2", "-c", "print(1, 3 / 2)"], "(1, 1)", 0),
                (["--py3", "-c", "print(1, 3 / 2)"], "1 1.5", 0),
            )
        ),
    ],
)
def test_modules_and_texts_run(package, arguments, out, status):
    done = command(*arguments, cwd=package)
    assert (lines(done.stdout), done.returncode) == ([out], status), done.stderr.decode()


def test_a_module_of_the_standard_library_runs(tmp_path):
    done = command("-m", "json.tool", cwd=tmp_path, input=b'{"a": [1]}')
    assert done.stdout.split() == [b"{", b'"a":', b"[", b"1", b"]", b"}"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-m", "pack.nothing"],
        *(pytest.param(x, marks=pytest.mark.more) for x in (["-m", "nothing_there"], ["-m"], ["-c"], [])),
    ],
)
def test_what_cannot_be_run_is_status_2(package, arguments):
    done = command(*arguments, cwd=package)
    assert done.returncode == 2
    assert done.stderr.startswith((b"theano-min run: ", b"usage: "))


# --- the script's view of the process --------------------------------------------------------------


def test_arguments_names_and_paths(run, tmp_path):
    result = run(
        "import sys, os, __main__\n"
        "print sys.argv[1:], os.path.basename(sys.argv[0]), __name__, os.path.basename(__file__)\n"
        "print sys.path[0] == os.path.dirname(os.path.realpath(__file__)), __main__.__dict__ is globals()\n"
        "print sys.modules['__main__'] is __main__, __doc__\n",
        "one",
        "--two",
        "-3",
    )
    assert lines(result.out) == [
        "['one', '--two', '-3'] script.py __main__ script.py",
        "True True",
        "True None",
    ]


def test_the_docstring_and_future_imports_stay_first(run):
    result = run("'About.'\nfrom __future__ import division\nprint __doc__, 1 / 2\n")
    assert lines(result.out) == ["About. 0.5"]


@pytest.mark.parametrize(
    ("statement", "status", "message"),
    [
        ("sys.exit()", 0, ""),
        ("sys.exit(3)", 3, ""),
        ("sys.exit('a reason')", 1, "a reason\n"),
        ("raise SystemExit, 4", 4, ""),
        ("sys.exit(256 + 7)", 7, ""),
        ("pass", 0, ""),
    ],
)
def test_exit_status(run, statement, status, message):
    result = run(f"import sys\nprint 'x'\n{statement}\n")
    assert (result.status, result.err) == (status, message)


def test_stdin(tmp_path):
    script = tmp_path / "ask.py"
    script.write_text(
        "import sys\nname = raw_input('name? ')\nprint repr(name)\nprint input('sum? ') / 2\n"
        "print [line for line in sys.stdin]\n"
        "try:\n    raw_input()\nexcept EOFError, e:\n    print e\n"
    )
    result = command("ask.py", cwd=tmp_path, input=b"caf\xc3\xa9\n4 + 3\nrest\r\nlast")
    assert result.stdout == b"name? 'caf\\xc3\\xa9'\nsum? 3\n['rest\\r\\n', 'last']\nEOF when reading a line\n"


@pytest.mark.more
def test_program_from_stdin(tmp_path):
    result = command("-", "a", cwd=tmp_path, input=b"import sys\nprint sys.argv, 7 / 2\n")
    assert result.stdout == b"['-', 'a'] 3\n"


def test_exit_handlers_and_threads_outlive_the_script(tmp_path):
    script = tmp_path / "late.py"
    script.write_text(
        "import atexit, threading, time\n"
        "atexit.register(lambda: __import__('sys').stdout.write('bye %s\\n' % (1 / 3.)))\n"
        "def work():\n    time.sleep(0.2)\n    print 'thread', 7 / 2, '\\xc3\\xa9'\n"
        "threading.Thread(target=work).start()\nprint 'main'\n"
    )
    result = command("late.py", cwd=tmp_path)
    assert result.stdout == b"main\nthread 3 \xc3\xa9\nbye 0.333333333333\n"
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_pool_of_processes_works(tmp_path):
    script = tmp_path / "pool.py"
    script.write_text(
        "import multiprocessing\ndef half(n):\n    return n / 2\n"
        "if __name__ == '__main__':\n"
        "    pool = multiprocessing.get_context('fork').Pool(2)\n    print pool.map(half, [3, 5])\n    pool.close()\n"
    )
    assert command("pool.py", cwd=tmp_path).stdout == b"[1, 2]\n"


def test_objects_of_main_are_pickled_as_such(run):
    result = run(
        "import cPickle\nclass Model(object):\n    def __init__(self): self.n = 7\n"
        "data = cPickle.dumps(Model(), -1)\nprint '__main__' in data, cPickle.loads(data).n / 2\n"
    )
    assert lines(result.out) == ["True 3"]


# --- errors ----------------------------------------------------------------------------------------


def test_traceback_shows_the_users_lines_and_no_others(run, tmp_path):
    program = (
        "def divide((a, b)):\n"
        '    """Two numbers."""\n'
        "    total = (a +\n"
        "             a / b)\n"
        "    return total\n"
        "\n"
        "print 'start'\n"
        "divide((1, 0))\n"
    )
    result = run(program)
    assert result.status == 1
    assert lines(result.out) == ["start"]
    assert result.err.splitlines() == [
        "Traceback (most recent call last):",
        f'  File "{tmp_path}/script.py", line 8, in <module>',
        "    divide((1, 0))",
        f'  File "{tmp_path}/script.py", line 4, in divide',
        "    a / b)",
        "ZeroDivisionError: integer division or modulo by zero",
    ]


def test_lines_hold_through_every_translated_construct(run):
    program = (
        "import sys\n"
        "def f(a, (b,\n"
        "          c)):\n"
        "    print >>sys.stdout, a, \\\n"
        "        b\n"
        "    try:\n"
        "        raise ValueError, \\\n"
        "            'x'\n"
        "    except (ValueError,\n"
        "            TypeError), e:\n"
        "        exec '''y = [\n"
        "        1]'''\n"
        "    z = `a`, \\\n"
        "        a <> b\n"
        "    return [i for i in 1,\n"
        "            2], lambda (p, q): p\n"
        "f(1, (2, 3))\n"
        "'''a string\n"
        "over lines'''\n"
        "print 'before', \\\n"
        "      'and'\n"
        "undefined\n"
    )
    result = run(program)
    assert "line 22, in <module>\n    undefined\n" in result.err
    assert "NameError: name 'undefined' is not defined" in result.err


def test_traceback_of_a_latin1_file_quotes_its_bytes(tmp_path):
    (tmp_path / "latin.py").write_bytes(b"# -*- coding: latin-1 -*-\nprint 1\nraise ValueError, 'caf\xe9'  # \xe9\n")
    result = command("latin.py", cwd=tmp_path)
    assert b"    raise ValueError, 'caf\xe9'  # \xe9\n" in result.stderr
    assert result.stderr.endswith(b"ValueError: caf\xe9\n")


def test_syntax_error_of_a_python2_file(run, tmp_path):
    result = run("print 'fine'\nx = 1\nprint 'a' 'b' c\n")
    assert result.status == 1
    assert result.out == b""
    assert f'File "{tmp_path}/script.py", line 3' in result.err
    assert "    print 'a' 'b' c\n" in result.err
    assert result.err.splitlines()[-1].startswith("SyntaxError: ")


def test_syntax_error_of_a_python3_file(run):
    result = run("def f():\n    return f'{1}'\nasync def g(): pass\nx = = 2\n")
    assert result.status == 1
    assert "line 4" in result.err


def test_syntax_error_in_an_imported_module_names_that_module(run, tmp_path):
    (tmp_path / "broken.py").write_text("print 'a'\nx = (1,\n")
    result = run("import broken\nprint 1\n")
    assert f'File "{tmp_path}/broken.py", line ' in result.err
    assert "SyntaxError" in result.err


def test_indentation_error(run):
    result = run("if 1:\n    print 1\n  print 2\n")
    assert "line 3" in result.err
    assert "IndentationError" in result.err


def test_an_error_in_an_error_shows_both_without_the_runner(run):
    result = run("try:\n    1 / 0\nexcept ZeroDivisionError, e:\n    {}['k']\nprint 'never'\n")
    assert "python2" not in result.err.replace("test_", "")
    assert result.err.count("Traceback") == 2


def test_missing_script_is_status_2(tmp_path):
    result = command("nowhere.py", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.decode().strip() == "theano-min run: cannot read nowhere.py: No such file or directory"


@pytest.mark.more
def test_directory_is_status_2(tmp_path):
    result = command(str(tmp_path), cwd=tmp_path)
    assert result.returncode == 2
    assert b"Is a directory" in result.stderr


def test_keyboard_interrupt(run):
    result = run("print 'x'\nraise KeyboardInterrupt\n")
    assert result.status == 130
    assert "KeyboardInterrupt" in result.err


def test_without_fissix_the_extra_is_named(run, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "fissix"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fissix", None)
    from theano_min.python2 import syntax

    syntax._grammar.cache_clear()
    with pytest.raises(ImportError, match="pip install fissix"):
        run("print 1\n")
    assert run("print(f'{7 / 2}')\n").out == b"3.5\n"


# --- modules beside the script ---------------------------------------------------------------------


def test_modules_and_packages_beside_the_script(run, tmp_path):
    (tmp_path / "helper.py").write_text(
        "import shared\nHALF = 7 / 2\ndef show(x):\n    print 'helper', x, shared.NAME\n"
    )
    (tmp_path / "shared.py").write_text("NAME = 'shared'\n")
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("print 'package'\nimport inner\nfrom inner import third\n")
    (package / "inner.py").write_text("import shared\nfrom sub import deep\nthird = 1 / 3\nWHERE = shared.NAME\n")
    (package / "shared.py").write_text("NAME = 'package.shared'\n")
    (package / "sub").mkdir()
    (package / "sub" / "__init__.py").write_text("")
    (package / "sub" / "deep.py").write_text("print __name__\n")
    (tmp_path / "Queue.py").write_text("MINE = True\n")
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    result = run(
        "import helper, package, Queue\nfrom package.inner import WHERE\n"
        "helper.show(helper.HALF)\nprint package.third, WHERE, Queue.MINE, package.inner.__name__\n"
        "import package.sub.deep as d\nprint d.__name__\n"
    )
    assert lines(result.out) == [
        "package",
        "package.sub.deep",
        "helper 3 shared",
        "0 package.shared True package.inner",
        "package.sub.deep",
    ], result.err
    after = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    assert [path for path in after if path not in before] == [Path("script.py")]
    assert "helper" not in sys.modules
    assert "package.inner" not in sys.modules


def test_a_directory_the_script_adds_is_translated_too(run, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "gear.py").write_text("print 'gear', 7 / 2\n")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "go.py"
    script.write_text("import sys\nsys.path.insert(0, '../lib')\nsys.path.append('lib')\nimport gear\nprint 'end'\n")
    assert lines(run(script).out) == ["gear 3", "end"]


def test_a_python3_module_of_a_python2_program_stays_python3(run, tmp_path):
    (tmp_path / "modern.py").write_text("def half(n: int):\n    return n / 2\n")
    assert lines(run("import modern\nprint modern.half(7)\n").out) == ["3.5"]


def test_a_python2_module_of_a_python3_program_is_translated(run, tmp_path):
    (tmp_path / "old.py").write_text("print 'old', 7 / 2\n")
    assert lines(run("import old\nprint(7 / 2, f'{1}')\n").out) == ["old 3", "3.5 1"]


def test_the_traceback_through_a_module_shows_its_source(run, tmp_path):
    (tmp_path / "helper.py").write_text("def fail((a, b)):\n    print a\n    raise KeyError, b\n")
    result = run("import helper\nprint 'go'\nhelper.fail((1, 2))\n")
    assert f'File "{tmp_path}/helper.py", line 3, in fail\n    raise KeyError, b\n' in result.err


def test_reload_and_inspect(run, tmp_path):
    (tmp_path / "helper.py").write_text("count = 7 / 2\ndef f(): print 'f'\n")
    result = run(
        "import helper, inspect\nhelper.count = 0\nreload(helper)\nprint helper.count, inspect.getsource(helper.f)\n"
    )
    assert lines(result.out) == ["3 def f(): print 'f'", ""]


def test_a_script_may_define_a_builtins_name(run):
    result = run(
        "def str(x): return 'mine'\ndef reduce(x): return 'own'\nprint str(0.1 + 0.2), reduce(1)\nmap = 3\nprint map\n"
    )
    assert lines(result.out) == ["mine own", "3"]


# --- encodings -------------------------------------------------------------------------------------


def test_encodings_of_source(run):
    assert run(b"# coding: latin-1\ns = 'caf\xe9'\nprint s, len(s), repr(u'\xe9')\n").out == b"caf\xe9 4 u'\\xe9'\n"
    assert run("# coding: utf-8\ns = 'café'\nprint s, len(s), len(u'é')\n").out == "café 5 1\n".encode()
    assert run("\ufeffprint 'café', 1\n").out == "café 1\n".encode()
    assert run("print 'no coding line: é'\n").out == "no coding line: é\n".encode()
    assert run(b"print 1\r\nprint 2\r\n").out == b"1\n2\n"
    assert run(b"print 1\rprint 2\r").out == b"1\n2\n"


def test_bytes_that_no_coding_line_explains(run):
    result = run(b"print 1\nprint 'caf\xe9'\n")
    assert result.status == 1
    assert "line 2" in result.err
    assert "# -*- coding: latin-1 -*-" in result.err
    assert "unknown encoding: klingon" in run("# coding: klingon\nprint 1\n").err


def test_data_that_is_no_utf8_passes_through(run, tmp_path):
    data = bytes(range(256)) * 3 + b"\x83\xc2\n"
    (tmp_path / "in").write_bytes(data)
    result = run(
        "text = open('in', 'r').read()\nopen('out', 'w').write(text)\n"
        "import sys\nsys.stdout.write(text)\nprint '\\x83\\xc2' in text\n"
    )
    assert result.out == data + b"True\n"
    assert (tmp_path / "out").read_bytes() == data


# --- printing and what is put back -----------------------------------------------------------------


def test_modern_print(run):
    program = (
        "import numpy\nprint 0.1 + 0.2, str(1 / 3.), '%s' % (1 / 3.), numpy.array([0.5, 1]), numpy.float64(1) / 3\n"
    )
    assert run(program).out == b"0.3 0.333333333333 0.333333333333 [ 0.5  1. ] 0.333333333333\n"
    modern = run(program, modern_print=True).out
    assert modern == b"0.30000000000000004 0.3333333333333333 0.3333333333333333 [0.5 1. ] 0.3333333333333333\n"


def test_arrays_of_no_dimension_print_as_the_tutorial_shows(run):
    result = run(
        "import numpy\nx = numpy.array(19.807516006400000)\n"
        "print x, str(x), '%s' % x, '{}'.format(x), [x.item()], x + 0\n"
    )
    assert result.out == b"19.8075160064 19.8075160064 19.8075160064 19.8075160064 [19.8075160064] 19.8075160064\n"


def test_everything_is_as_before_afterwards(run):
    import itertools

    import numpy

    state = (
        sys.argv,
        sys.path[:],
        sys.modules["__main__"],
        sys.meta_path[:],
        numpy.get_printoptions(),
        set(vars(numpy)),
        numpy.frombuffer,
    )
    result = run("import numpy\nprint numpy.float is float, numpy.Inf, numpy.asscalar(numpy.array([1]))\n")
    assert lines(result.out) == ["True inf 1"]
    assert state[0] is sys.argv
    assert state[2] is sys.modules["__main__"]
    assert state[3] == sys.meta_path
    assert state[4] == numpy.get_printoptions()
    assert state[5] == set(vars(numpy))
    assert state[6] is numpy.frombuffer
    assert state[1] == sys.path
    assert not hasattr(numpy, "asscalar")
    assert not hasattr(itertools, "izip")
    assert not hasattr(sys, "maxint")


def test_lost_names_are_there_for_python3_too_and_without_warnings(run):
    result = run(
        "import warnings\nwarnings.simplefilter('error')\n"
        "import numpy as np, time, collections, fractions, inspect\n"
        "print(np.float(3), np.in1d([1], [1]), np.trapz([1, 1]), np.row_stack([[1]]), f'{np.Inf}', 7 / 2)\n"
        "print(time.clock() >= 0, collections.Mapping.__name__, fractions.gcd(4, 6))\n"
        "print(0.1 + 0.2, inspect.getargspec(lambda a, *b: 0).varargs)\n"
    )
    assert lines(result.out)[0] == "3.0 [ True] 1.0 [[1]] inf 3.5", result.err
    assert lines(result.out)[2] == "0.30000000000000004 b"


def test_imp_loads_a_python2_file(run, tmp_path):
    (tmp_path / "settings.conf").write_text("rate = 1 / 2\nprint 'loaded'\n")
    result = run("import imp\nm = imp.load_source('settings', 'settings.conf')\nprint m.rate\n")
    assert lines(result.out) == ["loaded", "0"]


def test_a_theano_program_of_either_python(run):
    program = "import theano\nimport theano.tensor as T\nx = T.dscalar('x')\n%s\n"
    assert lines(run(program % "print theano.function([x], x * 2 / 3)(1.)").out) == ["0.666666666667"]
    assert lines(run(program % "print(f'{float(theano.function([x], x / 2)(1.)):.2f}')").out) == ["0.50"]
