"""``theano.tests.record``: whether a program computes the same twice, step by step."""

from pytensor.link.basic import PerformLinker as _PerformLinker, WrapLinker as _WrapLinker

from theano_min.compile.mode import Mode as Mode
from theano_min.printing import hex_digest as hex_digest


class MismatchError(Exception):
    """What was computed is not what was recorded. Source: theano.tests.record.MismatchError."""


class Record:
    """A sequence of lines: written to a file, or with ``replay`` compared with the lines in it.

    The file is an open one, ``file_object``, or is opened at ``file_path``. Errors: AssertionError without either.
    Source: theano.tests.record.Record.
    """

    def __init__(self, file_object=None, file_path=None, replay=False):
        if file_object is None and file_path is None:
            raise AssertionError("Record takes an open file as file_object, or a file_path")
        self.f = open(file_path, "r" if replay else "w") if file_object is None else file_object  # noqa: SIM115
        self.file_object, self.file_path, self.replay = file_object, file_path, replay

    def handle_line(self, line):
        """Write the line, or compare it with the next one of the file.

        Errors: AssertionError for what is no single line ending in a newline, MismatchError for another line.
        """
        if not line.endswith("\n") or "\n" in line[:-1]:
            raise AssertionError(f"a line ends in its only newline: {line!r}")
        if not self.replay:
            self.f.write(line)
            return
        recorded = self.f.readline()
        if recorded != line:
            now, before = (text if len(text) <= 100 else text[:100] + "..." for text in (line, recorded))
            raise MismatchError(
                f"Replay detected mismatch.\n I wanted to write:\n{now}\nwhen previous job wrote:\n{before}"
            )


class RecordMode(Mode):
    """A mode whose functions hand each step to a ``Record``: node, digests of its inputs' and outputs' values.

    It takes the record, or the arguments to make one. Functions need names that differ. Errors: MismatchError when a
    step is not as it was recorded, ValueError for a function without a name. Source: theano.tests.record.RecordMode.
    """

    def __init__(self, record=None, **kwargs):
        if record is not None and kwargs:
            raise AssertionError("RecordMode takes a record or what makes one, not both")
        self.set_record(Record(**kwargs) if record is None else record)
        super().__init__(_WrapLinker([_PerformLinker()], self._step), optimizer="fast_run")

    def set_record(self, record):
        """Hand the steps to this record from now on."""
        self.record = record
        self.known_fgraphs = set()

    def function_maker(self, *args, name=None, **kwargs):
        """Return the maker of a function, whose graph takes the function's name."""
        maker = super().function_maker(*args, name=name, **kwargs)
        maker.fgraph.name = name
        return maker

    def _step(self, fgraph, i, node, thunk):
        name = getattr(fgraph, "name", None)
        if name is None:
            raise ValueError("RecordMode tells functions apart by their names: compile with theano.function(name=...).")
        if fgraph not in self.known_fgraphs:
            if any(known.name == name for known in self.known_fgraphs):
                raise AssertionError(f"two functions are called {name!r}, which RecordMode cannot tell apart")
            self.known_fgraphs.add(fgraph)
            self._line(f"Function {name} has {len(fgraph.apply_nodes)} apply nodes.\n", i, node)
        self._line(f"Function name: {name}\n", i, node)
        self._line(f"Node {i}:{node}\n", i, node)
        self._line(f"Inputs: {self._digests(thunk.inputs)}\n", i, node)
        thunk()
        self._line(f"Outputs: {self._digests(thunk.outputs)}\n", i, node)

    def _digests(self, storages):
        return " ".join(hex_digest(storage[0]) for storage in storages)

    def _line(self, line, i, node):
        try:
            self.record.handle_line(line)
        except MismatchError as error:
            raise MismatchError(f"{error}\nThis was node {i}, {node}: the program is not deterministic.") from None
