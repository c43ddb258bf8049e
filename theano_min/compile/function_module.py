"""``theano.compile.function_module``: the callable that ``theano.function`` returns."""

import copyreg

from pytensor.graph.utils import get_variable_trace_string as _trace

from theano_min import _pytensor


class Function(_pytensor.Function):
    """A compiled graph: call it with values for its inputs, by position or by name, and get its outputs' values."""

    __slots__ = ()

    def _validate_inputs(self, args, kwargs):
        if kwargs:
            kwargs = {name: self._filtered(name, value) for name, value in kwargs.items()}
        super()._validate_inputs(args, kwargs)

    def _filtered(self, name, value):
        """Return ``value`` as the input called ``name`` will hold it."""
        container = self._finder.get(name)
        if container not in self.input_storage:
            return value  # unknown or ambiguous: PyTensor says so
        try:
            return container.type.filter(value, strict=container.strict, allow_downcast=container.allow_downcast)
        except Exception as error:
            self._add_note_to_invalid_argument_exception(error, container, value)
            raise

    def _add_note_to_invalid_argument_exception(self, error, container, value):
        # Theano put it in the message itself, so that tests and programs read it in str(error).
        index = self.input_storage.index(container)
        variable = self.maker.inputs[index].variable
        name = f'"{variable.name}" ' if variable.name else ""
        function = f' with name "{self.name}"' if self.name else ""
        where = f"Bad input argument {name}to theano function{function} at index {index} (0-based)."
        error.args = (f"{where} {_trace(variable)}{' '.join(map(str, error.args))}",)
        if value is None:
            raise ValueError(*error.args) from error
        if isinstance(error, OverflowError) and "out of bounds" in error.args[0]:
            raise TypeError(*error.args) from error  # NumPy 2 refuses what NumPy 1 wrapped around


copyreg.pickle(Function, _pytensor.pickle_function)  # type: ignore[arg-type]
