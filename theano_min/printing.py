"""``theano.printing``: graphs as text."""

from pytensor.printing import debugprint as debugprint
from pytensor.printing import pp as pp
from pytensor.printing import pprint as pprint
