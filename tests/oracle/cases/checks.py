"""Modes that check: what they refuse, and when."""

MODES = ["default"]

CASES = {
    "a mode told to let infinity pass, and not to": """
x = T.dvector()
mode = theano.compile.mode.predefined_modes["DEBUG_MODE"]
f, g = theano.function([x], (x + 2) * 5, mode="DEBUG_MODE"), theano.function([x], T.log(x), mode="DEBUG_MODE")
answers, before = [], mode.check_isfinite
for mode.check_isfinite in (True, False, True):
    answers += [call(f, np.array([1.0, 2])), call(f, np.array([np.inf, 1])), call(g, np.array([-1.0, 2]))]
mode.check_isfinite = before
answers
""",
}
