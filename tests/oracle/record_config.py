"""Record what Theano makes of its settings: `python tests/oracle/record_config.py tests/golden/config.json`.

Run it with an interpreter that has Theano 1.0.5 (Python 3.8). The file receives

    flags   every flag: its kind, default, options, whether it may change and whether C code depends on it
    cases   what came of the settings (THEANO_FLAGS, files, other variables) and lines of Python in CASES

`~` stands for the home directory that the cases were run with.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

OBSERVE = Path(__file__).resolve().parents[1] / "config" / "observe.py"

# Flags whose default depends on the machine; it is not recorded.
OF_THE_MACHINE = {
    *("cxx", "blas.ldflags", "cuda.root", "cuda.include_path"),
    *("base_compiledir", "compiledir", "gpuarray.cache_path"),
}

CASES = {
    "no settings": {
        "lines": [
            "config.floatX, config.mode, config.linker, config.optimizer, config.device, config.cast_policy",
            "config.nonexistent",
            "config.gcc.nonexistent",
            "config.nonexistent.deeper",
            "config.nonexistent = 3",
            "config.nonexistent",
            "config.floatX = 'float31'",
            "config.floatX = 32",
            "config.floatX = '32'",
            "config.floatX",
            "config.floatX = 'float64'",
            "config.allow_gc = 'maybe'",
            "config.allow_gc = 2",
            "config.allow_gc = None",
            "config.allow_gc = 'false'",
            "config.allow_gc",
            "config.allow_gc = 1",
            "config.allow_gc",
            "config.allow_gc = 'TRUE'",
            "config.device = 'cuda'",
            "config.device = 'cpu'",
            "config.optimizer = 'o5'",
            "config.optimizer = 'fast_compile'",
            "config.optimizer",
            "config.optimizer = 'o4'",
            "config.optimizer_excluding = 'fusion'",
            "config.base_compiledir = '/tmp'",
            "config.compiledir = '/tmp'",
            "config.cmodule.age_thresh_use = 1",
            "config.scan.allow_output_prealloc = False",
            "config.scan.allow_output_prealloc",
            "config.scan.allow_output_prealloc = True",
            "config.DebugMode.patience = 0",
            "config.DebugMode.patience = 'many'",
            "config.DebugMode.patience = '12'",
            "config.DebugMode.patience",
            "config.DebugMode.check_preallocated_output = 'initial:everything'",
            "config.DebugMode.check_preallocated_output = 'initial:ALL'",
            "config.mode = 'nope'",
            "config.mode = None",
            "config.mode = 'FAST_RUN'",
            "config.mode = theano.compile.Mode()",
            "type(config.mode).__name__",
            "config.mode = 'Mode'",
            "config.linker = 'numba'",
            "config.linker = 'py'",
            "config.linker",
            "config.linker = 'cvm'",
            "config.linker",
            "config.vm.lazy",
            "config.vm.lazy = 'maybe'",
            "config.vm.lazy = 'True'",
            "config.vm.lazy",
            "config.vm.lazy = None",
            "config.unittests.rseed = 'abc'",
            "config.unittests.rseed = 'random'",
            "config.unittests.rseed = -7",
            "config.unittests.rseed",
            "config.optdb.max_use_ratio = '2.5'",
            "config.optdb.max_use_ratio",
            "config.tensor.cmp_sloppy",
            "config.experimental.local_alloc_elemwise = False",
            "config.gcc.cxxflags = '-O3, -g'",
            "config.gcc.cxxflags",
            "config.gcc.cxxflags = ''",
            "config.traceback.limit = 3.7",
            "config.traceback.limit",
            "config.traceback.limit = 8",
            "config.compute_test_value = 'loud'",
            "config.compute_test_value = 'raise'",
            "config.compute_test_value",
            "config.compute_test_value = 'off'",
            "type(config).floatX.is_default",
            "type(config).floatX.all",
            "type(config.compiledir).__name__, type(config.base_compiledir).__name__",
            "sorted(np.geterr().items())",
            "len(theano.configparser.get_config_hash())",
            "theano.configparser.fetch_val_for_key('floatX')",
            "theano.configparser.parse_config_string('a=1, b.c = 2 ,,d,e=f=g,a=3', issue_warnings=False)",
            "theano.configparser.parse_config_string('a=\"x,y z\",b=\\'\"\\'', issue_warnings=False)",
            "theano.configparser.parse_config_string('a=#b,c=1', issue_warnings=False)",
            "theano.configparser.parse_config_string('a=\"x')",
            "theano.configparser.THEANO_FLAGS, theano.configparser.THEANO_FLAGS_DICT",
            "theano.configparser.config_files_from_theanorc()",
        ]
    },
    "change_flags": {
        "lines": [
            "flags = lambda: (config.floatX, config.linker, config.optimizer, config.blas.ldflags, config.profile)",
            "with theano.change_flags(floatX='float32'): inside = flags()",
            "inside, flags()",
            "with theano.change_flags([('linker', 'py'), ('optimizer', 'o1')]): inside = flags()",
            "inside, flags()",
            "with theano.change_flags({'blas.ldflags': '-lmine'}, profile=True): inside = flags()",
            "inside, flags()",
            "with theano.change_flags(**{'blas.ldflags': '-lmine'}): inside = flags()",
            "inside, flags()",
            "theano.change_flags(nonexistent=1)",
            "theano.change_flags(blas__ldflags='')",
            "theano.change_flags('floatX')",
            "with theano.change_flags(floatX='float32', optimizer='o5'): pass",
            "flags()",
            "with theano.change_flags(device='cuda'): pass",
            "with theano.change_flags(floatX='float32'): 1 / 0",
            "flags()",
            "theano.change_flags(floatX='float32')(lambda a, b=2: (a, b, config.floatX))(1, b=3)",
            "theano.change_flags(floatX='float16')(flags)()",
            "flags()",
            "theano.change_flags is theano.configparser.change_flags",
        ]
    },
    "AddConfigVar": {
        "THEANO_FLAGS": "mine.depth=4,mine.given=ok",
        "lines": [
            "AddConfigVar('mine.depth', 'How deep.', IntParam(3), in_c_key=False)",
            "config.mine.depth",
            "'mine.depth' in theano.configparser.THEANO_FLAGS_DICT",
            "AddConfigVar('mine.depth', 'Again.', IntParam(3))",
            "AddConfigVar('mine.depth.deeper', 'A flag is no section.', IntParam(3))",
            "AddConfigVar('mine.wrong', 'Invalid default.', IntParam('x'))",
            "config.mine.wrong",
            "AddConfigVar('mine.given', 'Invalid default, but given.', EnumStr('ok', 'other'))",
            "AddConfigVar('mine.number', 'Options are strings.', EnumStr('ok', 3))",
            "AddConfigVar('mine.lazy', 'Default on demand.', StrParam(lambda: 'late'))",
            "config.mine.lazy",
            "AddConfigVar('mine.fixed', 'Cannot change.', FloatParam(1, allow_override=False))",
            "config.mine.fixed = 2",
            "config.mine.fixed",
            "AddConfigVar('mine.even', 'Checked.', IntParam(2, lambda i: i % 2 == 0))",
            "config.mine.even = 3",
            "config.mine.even = 4",
            "config.mine.even",
            "AddConfigVar('mine.free', 'Anything.', ConfigParam(None))",
            "config.mine.free = [1]",
            "config.mine.free",
            "AddConfigVar('mine.on', 'A truth.', BoolParam('true'))",
            "config.mine.on",
        ],
    },
    "flags": {
        "THEANO_FLAGS": "floatX=float32,mode=FAST_COMPILE,optimizer=fast_run,linker=vm,allow_gc=0,"
        "gcc.cxxflags='-O3, -g',"
        'blas.ldflags="-L/some where -lblas",compile.wait=7,vm.lazy=True,optimizer_excluding=inplace:fusion,'
        "numpy.seterr_all=warn,numpy.seterr_under=ignore,unittests.rseed=random,floatX=float32,optdb.max_use_ratio=3",
        "lines": [
            "config.floatX, config.mode, config.optimizer, config.linker, config.allow_gc",
            "config.gcc.cxxflags, config.blas.ldflags",
            "config.compile.wait, config.compile.timeout",
            "config.vm.lazy, config.optimizer_excluding, config.unittests.rseed, config.optdb.max_use_ratio",
            "sorted(np.geterr().items())",
            "type(config).floatX.is_default, type(config).profile.is_default",
        ],
    },
    "short floatX": {"THEANO_FLAGS": "floatX=32", "lines": ["config.floatX"]},
    "last one wins": {"THEANO_FLAGS": "floatX=float16,floatX=float32", "lines": ["config.floatX"]},
    "empty values": {
        "THEANO_FLAGS": ",blas.ldflags=,,optimizer_including=,",
        "lines": ["config.blas.ldflags, config.optimizer_including"],
    },
    "no value": {"THEANO_FLAGS": "floatX,profile=True", "lines": ["config.floatX, config.profile"]},
    "spaces": {"THEANO_FLAGS": " floatX=float32 , profile = True", "lines": ["config.floatX, config.profile"]},
    "unknown": {
        "THEANO_FLAGS": "nonsense=1,gcc.nonsense=2,floatx=float32",
        "lines": ["config.floatX", "config.nonsense"],
    },
    "retired": {"THEANO_FLAGS": "lib.cnmem=1,nvcc.fastmath=True", "lines": ["config.lib.cnmem"]},
    "unclosed quotation": {"THEANO_FLAGS": 'floatX="float32', "lines": []},
    "bad option": {"THEANO_FLAGS": "floatX=float31", "lines": []},
    "bad bool": {"THEANO_FLAGS": "allow_gc=maybe", "lines": []},
    "bad int": {"THEANO_FLAGS": "traceback.limit=many", "lines": []},
    "bad range": {"THEANO_FLAGS": "compile.wait=0", "lines": []},
    "bad lazy default": {"THEANO_FLAGS": "compile.timeout=-1", "lines": []},
    "bad mode": {"THEANO_FLAGS": "mode=ProfileMode", "lines": []},
    "bad device": {"THEANO_FLAGS": "device=tpu", "lines": []},
    "bad context": {"THEANO_FLAGS": "contexts=a", "lines": []},
    "bad context name": {"THEANO_FLAGS": "contexts=cuda0->cuda1", "lines": []},
    "removed flag": {"THEANO_FLAGS": "dnn.conv.workmem=small", "lines": []},
    "removed flag, empty": {"THEANO_FLAGS": "dnn.conv.workmem=", "lines": ["config.dnn.conv.workmem"]},
    "removed sync": {"THEANO_FLAGS": "gpuarray.sync=False", "lines": []},
    "no compiler": {"THEANO_FLAGS": "cxx=", "lines": ["config.cxx, config.linker, config.DebugMode.check_c"]},
    "no compiler, linker": {"THEANO_FLAGS": "cxx=,linker=cvm", "lines": []},
    "no compiler, linker py": {"THEANO_FLAGS": "cxx=,linker=py", "lines": ["config.linker"]},
    "bugs, all": {
        "THEANO_FLAGS": "warn.ignore_bug_before=None",
        "lines": ["config.warn.round, config.warn.argmax_pushdown_bug, config.warn.vm_gc_bug"],
    },
    "bugs, none": {
        "THEANO_FLAGS": "warn.ignore_bug_before=all,warn.round=True",
        "lines": ["config.warn.round, config.warn.inc_subtensor1_opt"],
    },
    "bugs, version": {
        "THEANO_FLAGS": "warn.ignore_bug_before=0.6",
        "lines": ["config.warn.round, config.warn.reduce_join, config.warn.gpu_set_subtensor1"],
    },
    "numpy left alone": {"THEANO_FLAGS": "numpy.seterr_all=None", "lines": ["sorted(np.geterr().items())"]},
    "gpu": {"THEANO_FLAGS": "device=cuda0", "lines": ["config.device"]},
    "gpu by force": {"THEANO_FLAGS": "device=cuda0,force_device=True", "lines": ["config.device"]},
    "old gpu": {"THEANO_FLAGS": "device=gpu", "lines": ["config.device"]},
    "file": {
        "~/.theanorc": """
[global]
floatX = float32
optimizer_including = local:%(PID)s
device = cpu
nonsense = 3
[gcc]
cxxflags = -O3, -g "quoted"
[blas]
ldflags = -L%(LSCRATCH)s/lib -lblas
[nvcc]
fastmath = True
[DebugMode]
patience = 3
[dnn.conv]
algo_fwd = large
[profiling]
destination = %(nothing)s here
[lib]
cnmem = 1
""",
        "LSCRATCH": "/scratch/me",
        "lines": [
            "config.floatX, config.device",
            "config.optimizer_including.split(':')[0], config.optimizer_including[6:].isdigit()",
            "config.gcc.cxxflags, config.blas.ldflags",
            "config.DebugMode.patience, config.dnn.conv.algo_fwd, config.profiling.destination",
            "theano.configparser.theano_cfg.get('nvcc', 'fastmath')",
            "theano.configparser.fetch_val_for_key('DebugMode.patience')",
            "theano.configparser.fetch_val_for_key('floatx')",
        ],
    },
    "flags before file": {
        "THEANO_FLAGS": "floatX=float16,gcc.cxxflags=-g",
        "~/.theanorc": "[global]\nfloatX = float32\nprofile = 1\n[gcc]\ncxxflags = -O3\n",
        "lines": ["config.floatX, config.profile, config.gcc.cxxflags"],
    },
    "several files": {
        "THEANORC": "~/first:~/second:~/missing",
        "~/.theanorc": "[global]\nfloatX = float16\n",
        "~/first": "[global]\nfloatX = float32\noptimizer = o1\n",
        "~/second": "[global]\noptimizer = o2\nallow_gc = False\n",
        "lines": ["config.floatX, config.optimizer, config.allow_gc", "theano.configparser.config_files"],
    },
    "file, bad option": {"~/.theanorc": "[global]\nfloatX = float31\n", "lines": []},
    "file, no section": {"~/.theanorc": "floatX = float32\n", "lines": []},
    "file, flag twice": {"~/.theanorc": "[global]\nfloatX = float32\nfloatX = float16\n", "lines": []},
    "file, full name": {"~/.theanorc": "[global]\ngcc.cxxflags = -g\n", "lines": ["config.gcc.cxxflags"]},
    "directories": {
        "THEANO_FLAGS": "base_compiledir=~/some where,compiledir_format=for_%(theano_version)s_%(device)s",
        "lines": ["config.base_compiledir, config.compiledir, config.compiledir_format"],
    },
}


def describe_flags() -> dict:
    """Describe every flag of the Theano that is installed."""
    import theano

    kinds = {"EnumStr": "options", "DeviceParam": "device", "ContextsParam": "contexts", "ConfigParam": "other"}
    flags = {}
    for param in theano.configparser._config_var_list:
        kind = kinds.get(type(param).__name__) or param.mytype.__name__.replace("booltype", "bool")
        flags[param.fullname] = {
            "kind": kind,
            "default": None if param.fullname in OF_THE_MACHINE else repr(param.__get__(True, None)),
            "options": list(getattr(param, "all", [])),
            "may_change": param.allow_override,
            "in_c_key": param.in_c_key,
            "documented": bool(param.doc),
        }
    return flags


def run_case(case: dict, package: str, home: str, python: str = sys.executable, **variables: str) -> dict:
    """Run a case in a process of its own, with `home` as its home directory, and return what came of it."""
    for leftover in (".theanorc", "first", "second"):
        Path(home, leftover).unlink(missing_ok=True)
    environment = {name: value for name, value in os.environ.items() if "THEANO" not in name and "PYTENSOR" not in name}
    environment.update(HOME=home, **variables)
    for name, text in case.items():
        if name.startswith("~/"):
            Path(home, name[2:]).write_text(text)
        elif name != "lines":
            environment[name] = text
    command = [python, str(OBSERVE), package]
    done = subprocess.run(command, input=json.dumps(case), capture_output=True, text=True, env=environment, cwd=home)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.replace(os.path.realpath(home), "~").replace(home, "~"))


def main(out: str) -> None:
    """Record everything into the file `out`."""
    with tempfile.TemporaryDirectory() as home:
        outcomes = {name: run_case(case, "theano", home) for name, case in CASES.items()}
    text = json.dumps({"flags": describe_flags(), "cases": outcomes}, indent=1)
    Path(out).write_text(text + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
