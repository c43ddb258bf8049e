"""What profiles print when the program ends, and where to; times differ, words and counts do not."""

PROGRAM = """
import os, re, subprocess, sys
def printed(program, flags, file=None):
    "The lines that tell the function, its calls, the sums and how many tables."
    flags = ",".join(filter(None, [os.environ.get("THEANO_FLAGS"), "linker=vm,optimizer=fast_compile,cxx=", flags]))
    program = f"import {theano.__name__} as theano; T = theano.tensor; x = T.dscalar('x')\\n" + program
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         env=dict(os.environ, THEANO_FLAGS=flags, PYTHONPATH=os.pathsep.join(sys.path)))
    texts = [run.stdout.decode(), run.stderr.decode()] + ([open(file).read()] if file else [])
    return [run.returncode, [told(text) for text in texts]]
def told(text):
    heads = "Function profiling|Scan Op profiling.*|Class$|Ops$|Apply$|Global stats|Sum of all.*|Time in \\\\d+ calls"
    heads += "|of \\\\d+ steps|Message: one|No execution time|DebugPrint|Theano import|Theano functions"
    return re.findall(heads, text, re.M)
TWO = '''
f = theano.function([x], T.exp(x) + 1, name="f")
g = theano.function([x], x * 2, name="g")
print([f(1.) > 3.7, f(0.), g(2.), g(3.)])
'''
"""

CASES = {
    **{
        name: PROGRAM + f"printed({program}, {flags!r}{rest})"
        for name, program, flags, rest in [
            ("two functions and their sum", "TWO", "profile=True", ""),
            ("to standard output", "TWO", "profile=True,profiling.destination=stdout", ""),
            ("global numbers as well", "TWO", "profile=True,print_global_stats=True", ""),
            (
                "global numbers alone, to standard output",
                "TWO",
                "print_global_stats=True,profiling.destination=stdout",
                "",
            ),
            ("one function", "'f = theano.function([x], x + 1); f(1.)'", "profile=True", ""),
            ("nothing called", "'f = theano.function([x], x + 1)'", "profile=True", ""),
            ("nodes that are not measured", "TWO", "profile=True,profiling.time_thunks=False", ""),
            (
                "one that is not printed",
                "'p = theano.ProfileStats(atexit_print=False); f = theano.function([x], x + 1, profile=p); f(1.)'",
                "profile=True",
                "",
            ),
            (
                "a message",
                "'p = theano.ProfileStats(message=\"one\"); f = theano.function([x], x + 1, profile=p); f(1.)'",
                "profile=True",
                "",
            ),
            (
                "switched on by the program, and off at its end",
                "TWO.replace('f =', 'theano.config.profile = True; f =') + 'theano.config.profile = False'",
                "",
                "",
            ),
        ]
    },
    "into a file": PROGRAM
    + """
import tempfile, os.path
folder = tempfile.mkdtemp(); file = os.path.join(folder, "profile")
printed(TWO, "profile=True,profiling.destination=" + file, file)
""",
    "a loop's": PROGRAM
    + """
printed('''
s = theano.scan(lambda a: a + 1, outputs_info=x, n_steps=4, name="steps", profile="loop")[0]
f = theano.function([x], s[-1]); print([f(1.), f(2.)])
''', "profile=True")
""",
    "of one function": """
import io
x = T.dvector('x')
p = theano.ProfileStats(atexit_print=False)
f = theano.function([x], [T.exp(x) * 2, x.sum()], mode=theano.Mode('vm', 'fast_compile'), profile=p)
values = [f([0., 1.]) for i in range(3)]
text = io.StringIO(); p.summary(text, n_ops_to_print=1, n_apply_to_print=1); text = text.getvalue()
[p is f.profile, p.fct_callcount, sorted(p.op_callcount().values()), sorted(p.class_callcount().values()),
 p.optimizer_time > 0, p.optimizer_profile is None, "Class\\n---" in text, "... (remaining" in text, p.flag_time_thunks]
""",
    "a printer of a program's own": """
import io
seen = []
from theano.compile import profiling
@profiling.register_profiler_printer
def told(message, compile_time, fct_call_time, apply_time, apply_cimpl, output_size, file):
    seen.append([message, compile_time > 0, fct_call_time > 0, len(apply_time) > 0])
    file.write("told")
x = T.dscalar('x')
p = theano.ProfileStats(atexit_print=False, message="m")
f = theano.function([x], T.exp(x), mode=theano.Mode('vm', 'fast_compile'), profile=p); f(1.)
text = io.StringIO(); p.summary(text)
profiling._profiler_printers.pop() if hasattr(profiling, "_profiler_printers") else None
["told" in text.getvalue(), seen]
""",
}
