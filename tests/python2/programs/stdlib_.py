# Modules and names that moved.
import cPickle, Queue, ConfigParser, urllib2, urlparse, urllib, HTMLParser, copy_reg, thread, httplib, cookielib, xmlrpclib
import itertools, time, sys, os, inspect, fractions, collections, operator, types, exceptions, sets, commands, md5
from itertools import izip, imap, ifilter, izip_longest
from urllib import urlencode, quote, unquote
import xml.etree.cElementTree as ET
from email.MIMEText import MIMEText
print list(izip([1, 2], "ab")), list(imap(lambda a: a / 2, [3, 5])), list(ifilter(None, [0, 1])), list(izip_longest([1], [2, 3])), list(itertools.ifilterfalse(None, [0, 1])), itertools.count().next()
q = Queue.Queue(); q.put(1); print q.get(), q.empty()
try:
    q.get_nowait()
except Queue.Empty: print "empty"
import StringIO
c = ConfigParser.ConfigParser(); c.readfp(StringIO.StringIO("[s]\nkey = value\nnumber = 3\n")); print c.get("s", "key"), c.getint("s", "number"), c.sections()
print urlparse.urlparse("http://h/p?q=1").netloc, urllib.quote("a b/\xc3\xa9"), urllib.unquote("a%20b%C3%A9"), urllib.urlencode([("a", 1), ("b", "x y")]), urlparse.urljoin("http://a/b", "c"), urllib.quote_plus("a b")
print sys.maxint, time.clock() >= 0, os.getcwdu() == unicode(os.getcwd()), fractions.gcd(12, 18), inspect.getargspec(lambda a, b=1, *c, **d: 0)
print ET.fromstring("<a><b>t</b></a>").find("b").text, exceptions.ValueError is ValueError, len(sets.Set([1])), md5.new("a").hexdigest(), types.StringType is str, types.ListType is list, isinstance(1, types.IntType), types.NoneType
import UserDict, string, new, htmlentitydefs
print operator.isCallable(len), sys.exc_clear(), string.maketrans("", "")[:3] == "\x00\x01\x02", htmlentitydefs.name2codepoint["eacute"]
reload(sys)
sys.setdefaultencoding("utf-8")
print sys.getdefaultencoding() in ("utf-8", "ascii"), repr("\xc3\xa9".decode())
from types import *
print type(1) is IntType, type("") == StringType, isinstance(u"", StringTypes)
try:
    import json
except ImportError:
    import simplejson as json
try:
    import module_that_is_missing
except ImportError, e:
    print "ImportError"
import logging
log = logging.getLogger("training")
log.propagate = False
log.addHandler(logging.StreamHandler(sys.stdout))
log.handlers[0].setFormatter(logging.Formatter("%(levelname)s %(message)s"))
log.warning("cost %s of %d", 0.1 + 0.2 > 0.3, 5)
log.warning("caf\xc3\xa9")
import datetime, optparse, argparse, getopt, copy, math, bisect, heapq, functools, threading, glob, shutil, traceback, warnings, contextlib, decimal
print decimal.Decimal(1) / 3, datetime.timedelta(seconds=7) / 2, math.floor(2.5), math.ceil(2.1), math.trunc(2.7), functools.reduce(lambda a, b: a / b, [9, 2])
p = optparse.OptionParser(); p.add_option("-n", type="int", default=3); print p.parse_args(["-n", "5"])[0].n
