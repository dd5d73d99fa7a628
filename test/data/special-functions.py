"""Tightest bounds of the special functions at doubles, by mpmath.

Writes special-functions.json beside this file: for each function (and order) a list of [x, lo, hi].  Every value is computed at two precisions,
and taken when both round alike.  Needs mpmath:  python3 special-functions.py
"""
import json, math, os, random, struct
from mpmath import mp, mpf, floor
import mpmath

random.seed(1905)
INF = float("inf")
MAX = 1.7976931348623157e308
MIN = mpf(2) ** -1074

def succ(x):
    if x == INF: return x
    if x == 0: return 5e-324
    n = struct.unpack("<q", struct.pack("<d", x))[0]
    return struct.unpack("<d", struct.pack("<q", n + 1 if x > 0 else n - 1))[0]

def pred(x): return -succ(-x)

def down(y):
    """The greatest double <= y."""
    if y > MAX: return MAX
    if y < -MAX: return -INF
    if abs(y) < mpf(2) ** -1022: return float(floor(y / MIN)) * 5e-324
    x = float(y)
    while mpf(x) > y: x = pred(x)
    while mpf(succ(x)) <= y: x = succ(x)
    return x

def up(y): return -down(-y)

def bounds(f, x, prec):
    found = None
    while True:
        mp.prec = prec
        y = f(mpf(x))
        now = (down(y), up(y))
        if now == found: return now
        found, prec = now, prec * 2

sign = lambda: random.choice([-1, 1])
scaled = lambda a, b: sign() * math.ldexp(random.uniform(1, 2), random.randint(a, b))
def near(*xs):
    x = random.choice(xs)
    for _ in range(random.randint(0, 3)): x = random.choice([succ, pred])(x)
    return x

LINE = lambda: random.choice([lambda: random.uniform(-6, 6), lambda: random.uniform(-30, 30), lambda: scaled(-60, 4), lambda: scaled(-1074, -1000),
                              lambda: near(1, -1, 0.5, 2, 3.5, 5.9, 6, -6, 10.1, 26.5, 27.2), lambda: random.randint(-40, 40) / 8])()
def GAMMA(lowest):
    kind = random.randint(0, 6)
    if kind == 0: return random.uniform(-6, 6)
    if kind == 1: return random.uniform(max(lowest, -190), 175)
    if kind == 2: return scaled(-60, 6)
    if kind == 3: return near(1, 2, 1.4616321449683623, 0.5, 1.5, 171.5, 25.5, 3)
    if kind == 4: return near(*[-k for k in range(1, 20)])
    if kind == 5: return scaled(-1074, -900)
    return -random.randint(1, 60) / 4
def pole(x): return x <= 0 and math.floor(x) == x

def points(draw, count, ok=lambda x: True):
    found = []
    while len(found) < count:
        x = float(draw())
        if ok(x): found.append(x)
    return found

loggamma = lambda x: mpmath.loggamma(x).real if x > 0 else mpmath.log(mpmath.pi / abs(mpmath.sinpi(x))) - mpmath.loggamma(1 - x)
START = -0.3678794411714423
UPPER = lambda: random.choice([lambda: random.uniform(START, 3), lambda: abs(scaled(-3, 1000)), lambda: scaled(-1074, -3),
                               lambda: succ(succ(START)) + abs(scaled(-53, -5)), lambda: near(START, 0.5, 1, 8, 2.718281828459045, 1e308)])()
LOWER = lambda: random.choice([lambda: random.uniform(START, 0), lambda: -abs(scaled(-1074, -3)), lambda: START + abs(scaled(-53, -5)),
                               lambda: near(START, -0.25, -0.1, -5e-324)])()
def ARG(n): return lambda: random.choice([lambda: random.uniform(-10, 10), lambda: random.uniform(0, 200), lambda: random.uniform(0.5, 3) * n,
                                         lambda: scaled(-30, 14), lambda: near(80, 100, 2 * n + 1, 2.404825557695773, 3.8317059702075125, 8.653727912911013)])()

rows = {}
def record(name, f, xs, prec=lambda x: 220):
    rows[name] = [[x, *bounds(f, x, prec(x))] for x in xs]
    print(name, len(xs))

tiny = lambda x: 220 if abs(x) > 2.0**-40 else 1200
record("erf", mpmath.erf, points(LINE, 200, lambda x: x != 0 and abs(x) < 5.9))
record("erfc", mpmath.erfc, points(LINE, 200, lambda x: -5.9 < x < 28 and x != 0), lambda x: 220 if abs(x) > 1e-15 else 1200)
record("gamma", mpmath.gamma, points(lambda: GAMMA(-190), 300, lambda x: not pole(x) and x < 171.7), tiny)
record("lgamma", loggamma, points(lambda: random.choice([lambda: GAMMA(-500), lambda: abs(scaled(2, 1000))])(), 300, lambda x: not pole(x) and x not in (1, 2)), tiny)
record("digamma", mpmath.digamma, points(lambda: random.choice([lambda: GAMMA(-500), lambda: abs(scaled(2, 1000))])(), 300, lambda x: not pole(x)), tiny)
for n in (1, 2, 3, 8, 20, 40):
    record("polygamma %d" % n, lambda x: mpmath.polygamma(n, x), points(lambda: GAMMA(-30), 60, lambda x: not pole(x) and 2.0**-30 < abs(x) and x > -30),
           lambda x: 300 if abs(x) > 0.01 else 2000)
for n in (0, 1, 2, 5, 30, 150):
    record("besselJ %d" % n, lambda x: mpmath.besselj(n, x), points(ARG(n), 80, lambda x: abs(x) > 1e-9 and x != 0), lambda x: 1000)
record("lambertW", lambda x: mpmath.lambertw(x).real, points(UPPER, 300, lambda x: x != 0 and x >= START), lambda x: 400 if abs(x) > 1e-30 else 1300)
record("lambertWLower", lambda x: mpmath.lambertw(x, -1).real, points(LOWER, 300, lambda x: START <= x < 0), lambda x: 400)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "special-functions.json"), "w") as f:
    text = lambda r: "[" + ", ".join('"%s"' % ("Infinity" if v > 0 else "-Infinity") if abs(v) == INF else repr(v) for v in r) + "]"
    f.write("{\n" + ",\n".join('"%s": [\n%s\n]' % (n, ",\n".join(map(text, r))) for n, r in rows.items()) + "\n}\n")
