"""``theano.printing``: graphs as text."""

from pytensor.printing import debugprint as debugprint, pp as pp, pprint as pprint
