"""The loggers of Theano: ``theano`` and those below it, which write to the standard error."""

import logging
from contextlib import contextmanager

theano_logger = logging.getLogger("theano")
logging_default_handler = logging.StreamHandler()
logging_default_formatter = logging.Formatter(fmt="%(levelname)s (%(name)s): %(message)s")
logging_default_handler.setFormatter(logging_default_formatter)


def has_handlers(logger):
    """Return whether what ``logger`` is told goes anywhere. Source: theano.has_handlers."""
    return logger.hasHandlers()


@contextmanager
def disable_log_handler(logger=theano_logger, handler=logging_default_handler):
    """In a ``with`` statement, take ``handler`` from ``logger``. Source: theano.disable_log_handler."""
    if handler not in logger.handlers:
        yield
        return
    logger.removeHandler(handler)
    try:
        yield
    finally:
        logger.addHandler(handler)


theano_logger.setLevel(logging.WARNING)
if not theano_logger.hasHandlers():
    theano_logger.addHandler(logging_default_handler)
