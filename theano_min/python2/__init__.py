"""Running the Python 2 programs that were written for Theano, as they stand.

``theano-min run script.py`` ends here. The way of a script through this package:

- :mod:`.detect` tells which Python a file was written for;
- :mod:`.syntax` gives Python 2's syntax Python 3's form (fissix parses), :mod:`.semantics` gives the syntax tree
  Python 2's meaning, :mod:`.translate` does both and compiles - in memory, every line where the user wrote it;
- :mod:`.builtins` holds the builtins a translated program sees, which it draws from :mod:`.operators` (division, order,
  ``%``), :mod:`.text` (strings of bytes, twelve digits), :mod:`.attributes` (lost methods), :mod:`.files` and
  :mod:`.random`;
- :mod:`.importing` and :mod:`.stdlib` find modules and names where Python 2 had them, :mod:`theano_min._era` those of
  NumPy and other libraries; :mod:`.notebook` makes a script of a notebook;
- :mod:`.run` runs the script as Python would and cleans up after it.

What is not reproduced: the order of dictionaries and sets, the ``L`` of a small ``long``, narrow Unicode, ``hash``
values that are addresses, old-style classes' own lookup rules, local names that an ``exec`` inside a function creates,
and C extensions of Python 2.
"""

from .run import run_module as run_module, run_path as run_path, run_string as run_string

__all__ = ["run_module", "run_path", "run_string"]
