"""What the process does that compiles a graph beside a program: see `beside`."""

import os
import pickle
import sys
import threading
from contextlib import suppress
from pathlib import Path

from pytensor.configdefaults import config

from theano_min._engine.beside import like
from theano_min._engine.kept_graphs import read_again
from theano_min._engine.tiers import Numba, compile_for, teach_numba


def main():
    """Compile what the file of the last argument says, into PyTensor's cache on disk."""
    threading.Thread(target=_end_with_the_program, daemon=True).start()
    with suppress(OSError, AttributeError):
        os.nice(10)
    task = Path(sys.argv[2])
    flags, file, types, layouts = pickle.loads(task.read_bytes())
    task.unlink()
    for name, value in flags.items():
        with suppress(Exception):  # some may be set before the start alone, and are, by the environment
            config.__setattr__(name, value)
    fgraph, values = read_again(Path(file), types), [like(layout) for layout in layouts]
    teach_numba(fgraph)
    vm = Numba().accept(fgraph).make_all(input_storage=[[value] for value in values])[0]
    compile_for(vm.jit_fn, values)


def _end_with_the_program():
    os.read(0, 1)  # which comes back when the program has ended, however it did
    os._exit(1)
