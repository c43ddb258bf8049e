from tests.python2.conftest import run as run
