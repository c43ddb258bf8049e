# What classes had in Python 2.
class Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace["made_by"] = name + " by Meta"
        return type.__new__(mcs, name, bases, namespace)
class WithMeta(object):
    __metaclass__ = Meta
print WithMeta.made_by, type(WithMeta).__name__
class Counter(object):
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def next(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
c = Counter(3)
print c.next(), list(c), [v for v in Counter(2)]
class Falsy:
    def __nonzero__(self): return False
print bool(Falsy()), not Falsy(), "no" if Falsy() else "else"
class Version(object):
    def __init__(self, *parts): self.parts = parts
    def __cmp__(self, other): return cmp(self.parts, other.parts)
    def __repr__(self): return "V" + ".".join(map(str, self.parts))
a, b = Version(1, 2), Version(1, 10)
print a < b, a == Version(1, 2), a != b, a >= b, sorted([b, a]), max(a, b), cmp(a, b)
class Sliced(object):
    def __len__(self): return 10
    def __getitem__(self, i): return "item %s" % (i,)
    def __getslice__(self, i, j): return "slice %d %d" % (i, min(j, 99))
s = Sliced()
print s[1], s[1:3], s[:], s[-3:-1], s[2:]
class Text(object):
    def __unicode__(self): return u"unicode \u20ac"
    def __str__(self): return "bytes"
print str(Text()), repr(unicode(Text())), Text()
class Old:
    def method(self): return "old"
class New(object, Old):
    pass
print New().method(), Old().method.im_func.func_name, New().method.im_self is None, New.method.im_func is Old.method.im_func
class Equal(object):
    def __init__(self, v): self.v = v
    def __eq__(self, other): return self.v == other.v
e, f = Equal(1), Equal(1)
print e == f, e != f, len(set([e, f])) , isinstance(hash(e), int)
def function(x, y=2):
    "Documented."
    return x
print function.func_name, function.func_defaults, function.func_doc, function.func_code.co_argcount, function.func_globals is globals()
class Base(object):
    def __init__(self): self.log = ["base"]
class Derived(Base):
    def __init__(self):
        super(Derived, self).__init__()
        self.log.append("derived")
    @property
    def size(self): return len(self.log)
    @staticmethod
    def stat(): return "static"
    @classmethod
    def cls(cls): return cls.__name__
print Derived().log, Derived().size, Derived.stat(), Derived.cls(), Derived, type(Derived())
class Lengthy:
    def __len__(self): return 0
print bool(Lengthy())
class Call(object):
    def __call__(self, *a, **k): return a, k
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return "attr " + name
    def __hex__(self): return "hex"
print Call()(1, b=2), Call().anything, Call().keys, Call().message
def generator(n):
    "Ends the old way."
    for i in range(n):
        if i == 2:
            raise StopIteration
        yield i
def drained(it):
    while True:
        yield it.next(), it.next()
print list(generator(5)), list(drained(iter("abcde"))), generator.func_doc
print hasattr({}, "has_key"), hasattr([], "has_key"), getattr({1: 2}, "iteritems")().next(), getattr(1, "nothing", "default")
print map(str.lower, ["A"]), sorted(["b", "A"], key=str.lower), max(["a", "B"], key=str.upper)
