# Files: bytes in, bytes out.
import os, tempfile, sys
folder = tempfile.mkdtemp()
path = os.path.join(folder, "data.txt")
every_byte = "".join(map(chr, range(256)))
f = open(path, "w")
f.write(every_byte)
f.write("\r\nlast\n")
f.close()
print len(open(path).read()), open(path).read() == every_byte + "\r\nlast\n", open(path, "rb").read() == open(path).read(), os.path.getsize(path)
lines = open(path).readlines()
print len(lines), repr(lines[0]), repr(lines[-1]), [len(l) for l in open(path, "rb")], [len(l) for l in open(path, "U")]
out = open(path, "wb")
print >>out, "printed", 0.1 + 0.2
out.writelines(["a\n", "b\n"])
out.close()
print open(path).read(), out.closed, out.name == path, out.mode
with open(path) as g:
    print next(g), g.next(), repr(next(g, None))
with file(path, "a") as g:
    g.write("more"); print g.tell()
g = open(path, "r+"); g.seek(2); print g.read(3), g.tell(); g.write("!"); g.close()
for line in open(path).xreadlines(): print line.strip(),
print
try:
    open(os.path.join(folder, "missing"))
except IOError, e:
    print e.errno, e.strerror, type(e)
try:
    open(path, "x")
except ValueError, e:
    print e
import cPickle, pickle, gzip, bz2, StringIO, cStringIO, csv, zipfile
data = {"a": [1, 2.5, "text", u"\u20ac", None, (1,)], "bytes": "\xff\x00"}
for module in (cPickle, pickle):
    for mode, protocol in (("w", 0), ("wb", 2), ("wb", -1)):
        p = open(path, mode); module.dump(data, p, protocol); p.close()
        print module.load(open(path, "rb")) == data, module.load(open(path)) == data,
    print module.loads(module.dumps(data)) == data, module.loads(module.dumps(data, module.HIGHEST_PROTOCOL)) == data
print cPickle.loads("(dp1\nS'k'\np2\n(lp3\nI1\naF2.5\naS'\\xff'\np4\nas.")
class Saved(object):
    def __init__(self): self.x = 1
cPickle.dump(Saved(), open(path, "wb"))
print cPickle.load(open(path, "rb")).x
z = gzip.open(path + ".gz", "wb"); z.write("zipped\xff\nline\n"); z.close()
print repr(gzip.open(path + ".gz").read()), [l.strip() for l in gzip.open(path + ".gz")], gzip.open(path + ".gz", "rb").readline().split("\xff")
z = gzip.open(path + ".gz", "wb"); cPickle.dump([1, 2], z); z.close(); print cPickle.load(gzip.open(path + ".gz", "rb"))
z = bz2.BZ2File(path + ".bz2", "w"); z.write("bz\n"); z.close(); print bz2.BZ2File(path + ".bz2").read(),
for kind in (StringIO.StringIO, cStringIO.StringIO):
    b = kind(); b.write("one\n"); print >>b, "two"; print repr(b.getvalue()), kind("a\nb").readlines(), kind("x").read()
w = csv.writer(open(path, "wb")); w.writerow(["a", 1, 0.5, "q,q"]); del w
print list(csv.reader(open(path, "rb"))), list(csv.DictReader(open(path, "rb"), ["h1", "h2", "h3", "h4"]))[0]["h4"]
z = zipfile.ZipFile(path, "w"); z.writestr("inside.txt", "zip\xff"); z.close()
print repr(zipfile.ZipFile(path).read("inside.txt")), zipfile.ZipFile(open(path, "rb")).namelist()
saved = sys.stdout; sys.stdout = StringIO.StringIO(); print "captured",; print 1; text = sys.stdout.getvalue(); sys.stdout = saved
print repr(text)
class Tee(object):
    def __init__(self, stream): self.stream = stream; self.pieces = []
    def write(self, s): self.pieces.append(s)
t = Tee(sys.stdout); print >>t, "a", 1, "b"; print t.pieces
import subprocess, commands
print repr(subprocess.check_output(["echo", "caf\xc3\xa9"])), subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE).communicate("in\xff"), commands.getoutput("echo hi"), commands.getstatusoutput("exit 3")
p = subprocess.Popen("echo one; echo two", shell=True, stdout=subprocess.PIPE); print p.stdout.read().split("\n"), [l for l in subprocess.Popen(["printf", "x\\ny"], stdout=subprocess.PIPE).stdout], os.popen("echo popen").read()
