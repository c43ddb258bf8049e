"""Every name that a module of Theano's had by importing it, and those of `theano_min._imported` above all."""

from importlib import import_module

import pytest

from theano_min._imported import IMPORTED


@pytest.mark.parametrize("module", IMPORTED)
def test_its_names_are_where_programs_ask_for_them(module):
    there = import_module(module)
    for where, names in IMPORTED[module].items():
        for name in names.split():
            name, renamed, theirs = name.partition("=")
            source = import_module(where)
            assert getattr(there, name) is (source if renamed and not theirs else getattr(source, theirs or name))
