"""``theano-min doctor``: what it finds, and what it says to do, in surroundings as pip and users leave them."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

METADATA = "Metadata-Version: 2.1\nName: {}\nVersion: 1.0.5\n{}"


@pytest.fixture
def site(sites, tmp_path):
    """A directory with this package as pip installs it."""
    return Path(shutil.copytree(sites["wheel"], tmp_path / "site"))


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """A directory with what is installed here but for this package and its alias."""
    folder = tmp_path_factory.mktemp("packages")
    for entry in reversed([Path(each) for each in sys.path if each.endswith("-packages")]):
        for each in entry.iterdir():
            if "theano" not in each.name:
                (folder / each.name).unlink(missing_ok=True)
                (folder / each.name).symlink_to(each)
    return folder


def environment(place, packages, with_pip=False):
    """Make a virtual environment that has those packages; return its Python and its own directory of packages."""
    venv.create(place, with_pip=with_pip, symlinks=os.name != "nt")
    python = next(path for name in ("bin/python", "Scripts/python.exe") if (path := place / name).exists())
    own = next(place.glob("[lL]ib*/**/site-packages"))
    measured = "import coverage; coverage.process_startup()\n" if "COVERAGE_PROCESS_CONFIG" in os.environ else ""
    (own / "packages.pth").write_text(f"{packages}\n{measured}")
    return python, own


@pytest.fixture(scope="session")
def python(tmp_path_factory, packages):
    return environment(tmp_path_factory.mktemp("venv"), packages)[0]


@pytest.fixture
def doctor(python, site, tmp_path):
    """Call the command where that directory is on the path: its exit status and what it said."""
    here = tmp_path / "here"
    here.mkdir()

    def call(*arguments, **environment):
        environment = {"THEANORC": "", "PYTENSORRC": "", "PYTENSOR_FLAGS": "", **environment}
        done = subprocess.run(
            [python, *(arguments if arguments[:1] == ("-c",) else ("-m", "theano_min", *(arguments or ["doctor"])))],
            env={**os.environ, "PYTHONPATH": str(site), **environment},
            cwd=here,
            capture_output=True,
            text=True,
            timeout=300,
        )
        return done.returncode, done.stdout + done.stderr

    call.here = here
    return call


def distribution(site, name, files=(), requires=""):
    """Note a distribution in the directory as pip does, with the files that it owns."""
    folder = site / f"{name}-1.0.5.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(METADATA.format(name, requires))
    (folder / "RECORD").write_text("".join(f"{file},,\n" for file in files))


def test_nothing_stands_in_the_way(doctor, site):
    status, said = doctor(THEANO_FLAGS="floatX=float32")
    assert status == 0, said
    assert f"this package: {site / 'theano_min'}" in said
    assert "floatX" in said
    assert "float32  from THEANO_FLAGS" in said
    assert said.splitlines()[-1] == "Nothing stands in the way."
    assert "\x1b" not in said
    assert len(said.splitlines()) < 45


@pytest.mark.more
def test_json(doctor):
    status, said = doctor("doctor", "--json", THEANO_FLAGS="no_such_flag=1,mode=FAST_RUN")
    found = json.loads(said)
    assert (status, found["ok"]) == (0, True)
    by_name = {each["name"]: each for each in found["findings"]}
    assert by_name["no_such_flag"]["state"] == "note"
    assert by_name["mode"]["value"] == "FAST_RUN  from THEANO_FLAGS"
    assert {"Python", "NumPy", "PyTensor", "theano-min", "theano", "Numba", "Graphs"} <= by_name.keys()


def refused(doctor, *words):
    """The doctor, ``import theano_min`` and ``theano-min run`` say the same, the latter in one line."""
    status, said = doctor()
    assert status == 1
    (doctor.here / "program.py").write_text("print('ran')\n")
    status, line = doctor("run", "program.py")
    assert status == 2
    assert line.startswith("theano-min: ")
    assert len(line.splitlines()) == 1
    status, error = doctor("-c", "import theano_min")
    assert "ImportError: " in error
    for word in words:
        assert all(str(word) in text for text in (said, line, error))
    return said


def test_theano_installed_over_ours(doctor, site):
    (site / "theano" / "__init__.py").write_text("__version__ = '1.0.5'\n")
    distribution(site, "Theano", ["theano/__init__.py", "theano/version.py"])
    refused(doctor, site / "theano", "pip uninstall Theano && pip install --force-reinstall --no-deps ")


@pytest.mark.more
def test_what_uninstalling_theano_leaves(doctor, site):
    (site / "theano" / "__init__.py").unlink()
    said = refused(doctor, site / "theano", "empty package", "pip install --force-reinstall --no-deps ")
    assert "python -c" not in said


@pytest.mark.more
@pytest.mark.parametrize("name", ["theano.py", "theano/__init__.py"])
def test_files_of_that_name_beside_the_program(doctor, name):
    (doctor.here / name).parent.mkdir(exist_ok=True)
    (doctor.here / name).write_text("")
    refused(doctor, doctor.here / "theano", "Rename")


@pytest.mark.more
def test_a_file_of_that_name_beside_a_script_elsewhere(doctor, tmp_path):
    (tmp_path / "theano.py").write_text("")
    (tmp_path / "program.py").write_text("print('ran')\n")
    status, line = doctor("run", str(tmp_path / "program.py"))
    assert status == 2
    assert line == (
        f"theano-min run: {tmp_path / 'theano.py'} hides the package `theano`. "
        "Rename that file (and remove its __pycache__).\n"
    )


@pytest.mark.more
def test_a_folder_of_that_name_is_in_nobodys_way(doctor):
    (doctor.here / "theano").mkdir()
    assert doctor()[0] == 0


@pytest.mark.more
def test_no_alias(doctor, site):
    shutil.rmtree(site / "theano")
    status, said = doctor()
    assert status == 1
    assert "there is no package of that name, only theano_min" in said


@pytest.mark.more
def test_two_installations(doctor, site, sites):
    status, said = doctor(PYTHONPATH=os.pathsep.join([str(site), str(sites["wheel"])]))
    assert status == 0
    assert f"more than once; {site / 'theano_min'} counts" in said


def test_packages_that_ask_for_theano(doctor, site):
    distribution(site, "Lasagne", requires="Requires-Dist: numpy\nRequires-Dist: Theano (>=0.9)\n")
    status, said = doctor()
    assert status == 0
    assert "pip install --no-deps Lasagne" in said


def test_flags_that_cannot_be_read(doctor, tmp_path):
    status, said = doctor(THEANO_FLAGS="floatX=float33")
    assert status == 1
    assert 'Invalid value ("float33")' in said
    status, said = doctor(THEANO_FLAGS="floatX='float32")
    assert status == 1
    assert "THEANO_FLAGS" in said
    (tmp_path / "rc").write_text("floatX = float32\n")
    status, said = doctor(THEANORC=str(tmp_path / "rc"))
    assert status == 1
    assert "no section headers" in said


@pytest.mark.more
def test_which_setting_counts(doctor, tmp_path):
    first, last, theirs = tmp_path / "first", tmp_path / "last", tmp_path / "theirs"
    first.write_text("[global]\nfloatX = float64\nmode = FAST_RUN\n[gcc]\ncxxflags = -O1\n")
    last.write_text("[global]\nfloatX = float16\ndevice = gpu0\n")
    theirs.write_text("[global]\nfloatX = float64\n[numba]\nfastmath = True\n")
    status, said = doctor(
        THEANO_FLAGS="floatX=float32",
        THEANORC=f"{first}{os.pathsep}{last}{os.pathsep}{tmp_path / 'none'}",
        PYTENSORRC=str(theirs),
        PYTENSOR_FLAGS="optimizer_verbose=False",
    )
    assert status == 0
    assert (
        f"float32  from THEANO_FLAGS; not float16 from {last}; not float64 from {first}; not float64 from {theirs}"
        in said
    )
    assert f"FAST_RUN  from {first}" in said
    assert f"gpu0  from {last}; in effect: cpu" in said
    assert "gpu0 was asked for, but only the CPU can be used" in said.replace("device=", "")
    assert "False  from PYTENSOR_FLAGS" in said
    assert f"{tmp_path / 'none'}" in said


@pytest.mark.slow
def test_as_pip_does_it(packages, tmp_path):
    """Theano installed over ours, then uninstalled, then ours installed anew, in a virtual environment."""
    python, own = environment(tmp_path / "venv", packages, with_pip=True)

    def pip(*arguments):
        subprocess.run([python, "-m", "pip", *arguments], check=True, capture_output=True, timeout=300)

    def doctor():
        command = [python.with_name("theano-min"), "doctor"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
        return done.returncode, done.stdout

    wheels = tmp_path / "wheels"
    wheels.mkdir()
    build = f"from hatchling.build import build_wheel as build; print(build({str(wheels)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    ours = wheels / done.stdout.split()[-1]
    theirs = wheels / "Theano-1.0.5-py3-none-any.whl"
    with zipfile.ZipFile(theirs, "w") as wheel:
        wheel.writestr("theano/__init__.py", "__version__ = '1.0.5'\n")
        wheel.writestr("Theano-1.0.5.dist-info/METADATA", METADATA.format("Theano", ""))
        wheel.writestr("Theano-1.0.5.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(
            "Theano-1.0.5.dist-info/RECORD",
            "theano/__init__.py,,\nTheano-1.0.5.dist-info/METADATA,,\nTheano-1.0.5.dist-info/WHEEL,,\n",
        )
    install = ["install", "--no-deps", "--no-index"]
    pip(*install, str(ours))
    assert doctor()[0] == 0
    pip(*install, str(theirs))
    status, said = doctor()
    assert status == 1
    assert f"pip uninstall Theano && pip install --force-reinstall --no-deps {ours}" in said
    pip("uninstall", "-y", "Theano")
    status, said = doctor()
    assert status == 1
    assert f"{own / 'theano'} has no __init__.py" in said
    advice = next(line for line in said.splitlines() if "--force-reinstall" in line).partition("pip ")[2].split()
    pip(*advice, "--no-index")
    assert doctor()[0] == 0
