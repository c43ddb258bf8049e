# -*- coding: utf-8 -*-
# Bytes and text.
import codecs, os, tempfile
s = "naïve café"
print s, len(s), s.split(), repr(s), s.upper(), s.title(), s.strip("é"), s.isalpha()
u = u"naïve café"
print u.encode("utf-8"), len(u), repr(u), u.upper().encode("utf-8"), repr(u.split()), repr(u[2]), u == s.decode("utf-8")
print repr("voil\xc3\xa0 !".split()), repr("\xc3\xa0 ".strip()), repr("a\xa0b\x85c".split()), repr("x\x85y".splitlines())
print repr(u + "!"), repr("a" + u"b"), repr(u"%s" % "x"), repr("%s" % u"x"), repr(", ".join([u"a", "b"])), repr(u"a".join("xy")), repr(u"ab" * 2)
print "616263".decode("hex"), "abc".encode("hex"), "aGk=".decode("base64"), "hi".encode("base64"), "uryyb".decode("rot13"), "a\\n".decode("string_escape"), repr("a\n".encode("string_escape"))
print repr("abc".decode("ascii")), repr(u"\u20ac".encode("utf-8")), repr("\xe2\x82\xac".decode("utf-8")), repr("\xe9".decode("latin-1")), repr("\\u20ac".decode("unicode_escape"))
for bad in (lambda: "\xe9".decode("utf-8"), lambda: u"\u20ac".encode("ascii"), lambda: "\xe9".decode("ascii")):
    try:
        bad()
    except UnicodeError, e:
        print type(e).__name__
print repr("\xff".decode("utf-8", "ignore")), repr(u"\u20acx".encode("ascii", "replace")), repr(u"\u20acx".encode("ascii", "xmlcharrefreplace"))
print "abc".translate(None, "b"), "abc".translate("".join(chr((i + 1) % 256) for i in range(256))), u"abc".translate({ord("a"): u"z"})
import string
print string.letters[:4], string.lowercase[:3], string.uppercase[:3], string.join(["a", "b"], "-"), string.split("a b"), string.atoi("7"), string.maketrans("a", "b") == "".join(map(chr, range(97))) + "b" + "".join(map(chr, range(98, 256)))
print string.upper("abc"), string.replace("abc", "b", "x"), string.find("abc", "c"), string.strip(" a "), string.zfill(7, 3), string.capwords("a bc"), string.digits, string.atof("1.5")
path = os.path.join(tempfile.mkdtemp(), "text.txt")
f = codecs.open(path, "w", "utf-8")
f.write(u"é€\nline two\n")
f.close()
print repr(open(path).read()), repr(codecs.open(path, "r", "utf-8").read()), [repr(l) for l in codecs.open(path, encoding="utf-8")]
import re
print re.findall(r"\w+", "caf\xc3\xa9 ol\xc3\xa9"), re.findall(r"(?u)\w+", u"caf\xe9"), re.sub(r"\s+", " ", "a \xa0 b"), re.split(",", "a,b"), re.match("(a)(b)?", "a").groups(), re.compile("x+").sub("-", "axxb"), re.search("b", "abc").start()
import json
print json.loads('{"a": ["b", 1.5, null]}'), json.dumps({"k": [1, 0.1, None, "x"]}), json.loads('"\\u00e9"').encode("utf-8"), json.dumps("caf\xc3\xa9"), json.dumps([1, {"a": 2}], indent=1)
import hashlib, base64, zlib, struct, binascii
print hashlib.md5("abc").hexdigest(), hashlib.sha1("\xff").hexdigest(), base64.b64encode("abc\xff"), base64.b64decode("YWJj"), zlib.decompress(zlib.compress("data")), binascii.hexlify("\x01\xff")
print repr(struct.pack("<I2s", 258, "ab")), struct.unpack(">H", "\x01\x02"), struct.calcsize("I"), struct.unpack("3s", "abc")
m = hashlib.md5(); m.update("a"); m.update("b"); print m.hexdigest(), repr(m.digest())[:8]
print unicode("x") is not None, repr(unicode("\xc3\xa9", "utf-8")), repr(unichr(8364)), repr(u"\N{EURO SIGN}"), u"a" == "a", {u"a": 1}["a"], hash(u"a") == hash("a")
print repr(u"%s %d" % (u"\xe9", 3)), repr(u"{0}".format(u"\xe9")), repr("{0}".format("\xc3\xa9")), "\x83\xc2" in "a\x83\xc2b"
