# Dictionaries: lists, iterators, has_key.
import collections
d = {"a": 1}
print d.keys(), d.values(), d.items(), d.has_key("a"), d.has_key("b"), d.keys()[0], type(d.keys())
print list(d.iteritems()), list(d.iterkeys()), list(d.itervalues()), d.iteritems().next()
keys = d.keys()
keys.sort()
print keys, sorted(d.viewkeys()), d.viewitems() == d.viewitems()
o = collections.OrderedDict([("z", 1), ("y", 2)])
print o.keys(), o.values(), o.items(), o.has_key("z"), list(o.iteritems()), o, collections.OrderedDict()
c = collections.Counter("aab")
print c.items() == [("a", 2), ("b", 1)] or sorted(c.items()), c.most_common(1), c.has_key("a"), sorted(c.elements()), c
e = collections.defaultdict(list)
e["k"].append(1)
print e.items(), e, collections.defaultdict(int), e.has_key("missing")
class Mine(dict):
    def __getitem__(self, key):
        return "mine " + str(dict.__getitem__(self, key))
m = Mine(a=0.1 + 0.2)
print m.keys(), m["a"], m.items(), m.has_key("a"), list(m.iteritems())
class Own(object):
    keys = "an attribute"
    def values(self): return "own values"
    def iteritems(self): return "own iteritems"
    def has_key(self, k): return "own has_key"
    def next(self): return "own next"
w = Own()
print w.keys, w.values(), w.iteritems(), w.has_key(1), w.next()
get = d.has_key
print get("a"), map(d.has_key, "ab"), map(dict.keys, [d]), dict.iteritems(d).next()
for k, v in d.items():
    d[k + "!"] = v
    del d[k]
print d
print dict.fromkeys("a", 0), dict(a=1), {1: "x"}.get(2, "default"), {}.setdefault("s", 5), cmp({1: 2}, {1: 3}), {1: 2} < {1: 3}
print collections.deque([1, 2]), collections.namedtuple("P", "x y")(1, 0.5), isinstance(d, collections.Mapping), isinstance([], collections.Iterable)
import UserDict
u = UserDict.UserDict({"a": 1})
print u.keys(), u.has_key("a")
