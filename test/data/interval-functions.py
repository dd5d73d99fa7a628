"""Tightest images of intervals under functions whose range needs thought: monotone pieces, extrema, poles, domain ends.

Writes interval-functions.json beside this file: for each function a list of [lo, hi, image lo, image hi, decoration], numbers as
the shortest decimals that read back to the same doubles, the empty image as null, null.  The image is computed from its
definition with mpmath at 2400 bits: values at the ends, at interior extrema, limits at poles and domain ends.
Needs mpmath:  python3 interval-functions.py
"""
import json, math, os, random, struct
from mpmath import mp, mpf, floor, ceil, pi, inf
import mpmath

mp.prec = 2400
random.seed(1788)
INF = float("inf")

def succ(x):
    if x == INF: return x
    if x == 0: return 5e-324
    n = struct.unpack("<q", struct.pack("<d", x))[0]
    return struct.unpack("<d", struct.pack("<q", n + 1 if x > 0 else n - 1))[0]

def pred(x): return -succ(-x)

MAX = 1.7976931348623157e308
MIN = mpf(2) ** -1074

def down(y):
    """The greatest double <= y."""
    if y == -inf: return -INF
    if y == inf or y > MAX: return MAX
    if y < -MAX: return -INF
    if abs(y) < mpf(2) ** -1020:
        return float(floor(y / MIN)) * 5e-324
    x = float(y)
    while mpf(x) > y: x = pred(x)
    while mpf(succ(x)) <= y: x = succ(x)
    return x

def up(y): return -down(-y)

def multiples(lo, hi, step, offset, closed):
    """The numbers offset + k step within (lo, hi), or [lo, hi]; two at most are needed."""
    if hi - lo > 3 * step: lo = hi - 3 * step
    k = ceil((lo - offset) / step) - 1
    found = []
    while offset + k * step <= hi:
        t = offset + k * step
        if lo < t < hi or (closed and lo <= t <= hi): found.append(t)
        k += 1
    return found

def rational(x): return abs(x) != INF

# A function: value at a point, extrema in [lo, hi] as values, whether a pole lies inside, limits at poles and infinities.
def image_wave(f, top, step):
    def image(lo, hi):
        if lo == -INF or hi == INF: return -1, 1, "dac"
        a, b = mpf(lo), mpf(hi)
        values = [f(a), f(b)]
        if multiples(a, b, 2 * step, top, True): values.append(mpf(1))
        if multiples(a, b, 2 * step, top + step, True): values.append(mpf(-1))
        return min(values), max(values), "com"
    return image

def image_poled(f, pole, step, extremum=None, at=None):
    """f with poles pole + k step; `at` gives the one-sided limits (from the right, from the left) at a pole t."""
    def image(lo, hi):
        if lo == -INF or hi == INF: return -inf, inf, "trv"
        a, b = mpf(lo), mpf(hi)
        if multiples(a, b, step, pole, False): return -inf, inf, "trv"
        ends = multiples(a, b, step, pole, True)
        if a == b and ends: return None
        values = [at(a)[0] if a in ends else f(a), at(b)[1] if b in ends else f(b)]
        if extremum is not None:
            values += [f(t) for t in multiples(a, b, step, extremum, False)]
        return min(values), max(values), "trv" if ends else "com"
    return image

def image_pieces(f, pieces):
    """f monotone on each (start, end): pieces (start, end, limit at start, limit at end, closed start, closed end)."""
    def image(lo, hi):
        values, covered = [], False
        a = -inf if lo == -INF else mpf(lo)
        b = inf if hi == INF else mpf(hi)
        for s, e, at_s, at_e, cs, ce in pieces:
            c, d = max(a, s), min(b, e)
            if c > d or (c == d == s and not cs) or (c == d == e and not ce): continue
            if c == d and not (s < c < e or (c == s and cs) or (c == e and ce)): continue
            values.append(at_s if c == s else f(c))
            values.append(at_e if d == e else f(d))
            inside_lo = a > s or (a == s and cs) or s == -inf
            inside_hi = b < e or (b == e and ce) or e == inf
            covered = covered or (inside_lo and inside_hi)
        if not values: return None
        l, h = min(values), max(values)
        if not covered: return l, h, "trv"
        bounded = abs(lo) != INF and abs(hi) != INF and -MAX <= down(l) and up(h) <= MAX
        return l, h, "com" if bounded else "dac"
    return image

one, zero = mpf(1), mpf(0)
both = lambda f, l0, linf: image_pieces(f, [(-inf, zero, -linf, -l0, False, False), (zero, inf, l0, linf, False, False)])

def even(f, at0, atinf):
    base = image_pieces(f, [(zero, inf, at0, atinf, True, False)])
    def image(lo, hi):
        m, g = (0.0 if lo <= 0 <= hi else min(abs(lo), abs(hi))), max(abs(lo), abs(hi))
        return base(m, g)
    return image

def rootn(n):
    f = (lambda x: mpmath.sign(x) * mpmath.root(abs(x), n)) if n > 0 else (lambda x: mpmath.sign(x) / mpmath.root(abs(x), -n))
    if n > 0 and n % 2: return image_pieces(f, [(-inf, inf, -inf, inf, False, False)])
    if n > 0: return image_pieces(f, [(zero, inf, zero, inf, True, False)])
    if n % 2: return both(f, inf, zero)
    return image_pieces(f, [(zero, inf, inf, zero, False, False)])

sinpi = lambda x: mpmath.sin(pi * (x - 2 * floor(x / 2)))
cospi = lambda x: mpmath.cos(pi * (x - 2 * floor(x / 2)))

def exact_sinpi(x):
    r = 2 * x - 4 * floor(x / 2)
    return {0: zero, 1: one, 2: zero, 3: -one}.get(int(r), None) if r == floor(r) else sinpi(x)

def exact_cospi(x): return exact_sinpi(x + mpf("0.5"))
def tanpi(x):
    r = 4 * x - 4 * floor(x)
    return {0: zero, 1: one, 3: -one}[int(r)] if r == floor(r) else sinpi(x) / cospi(x)

def snap(f):
    """f, whose rational values are doubles at quarters of integers if anywhere: those come exactly."""
    def g(x):
        y = f(x)
        quarter = mpmath.nint(4 * y) / 4
        return quarter if abs(y - quarter) < mpf(2) ** -2300 else y
    return g

quarter, half = mpf("0.25"), mpf("0.5")

def slope(g, a, b, m):
    """(a g(x) + sum b_j x^j)/x^m, 1 at 0; with more bits than cancel."""
    def f(x):
        if x == 0: return one
        with mpmath.workprec(8000):
            return (a * g(x) + sum(c * x**j for j, c in enumerate(b))) / x**m
    return f

cos_slope = slope(mpmath.cos, -2, [2], 2)

def cos_peak(lo, hi):
    """The first maximum of cos_slope in [lo, hi], 0 < lo: at x = 2t, tan t = t, one t in every (k pi, k pi + pi/2)."""
    k = max(floor(lo / (2 * pi)), one)
    while True:
        left, right = k * pi, k * pi + pi / 2
        for _ in range(2300):
            t = (left + right) / 2
            if mpmath.tan(t) < t: left = t
            else: right = t
        if 2 * left > hi: return []
        if 2 * left >= lo: return [1 / (1 + left**2)]
        k += 1

def image_cos_slope(lo, hi):
    m, g = (0.0 if lo <= 0 <= hi else min(abs(lo), abs(hi))), max(abs(lo), abs(hi))
    a, b = mpf(m), mpf(g)
    values = [cos_slope(a), zero if g == INF else cos_slope(b)]
    if g == INF or floor(b / (2 * pi)) > floor(a / (2 * pi)): values.append(zero)
    if m > 0: values += cos_peak(a, inf if g == INF else b)
    return min(values), max(values), "dac" if g == INF else "com"

def even_to(edge, f):
    """An even f that increases up to the edge of its domain."""
    def image(lo, hi):
        m, g = (0.0 if lo <= 0 <= hi else min(abs(lo), abs(hi))), max(abs(lo), abs(hi))
        if m > edge: return None
        return f(mpf(m)), f(mpf(min(g, edge))), "com" if g <= edge else "trv"
    return image

functions = {
    "sin": image_wave(mpmath.sin, pi / 2, pi),
    "cos": image_wave(mpmath.cos, zero, pi),
    "sinpi": image_wave(exact_sinpi, mpf("0.5"), one),
    "cospi": image_wave(exact_cospi, zero, one),
    "tan": image_poled(mpmath.tan, pi / 2, pi),
    "cot": image_poled(mpmath.cot, zero, pi, at=lambda t: (inf, -inf)),
    "sec": image_poled(mpmath.sec, pi / 2, pi, extremum=zero),
    "csc": image_poled(mpmath.csc, zero, pi, extremum=pi / 2, at=lambda t: (inf, -inf)),
    "tanpi": image_poled(tanpi, mpf("0.5"), one, at=lambda t: (-inf, inf)),
    "acot": image_pieces(lambda x: pi / 2 - mpmath.atan(x), [(-inf, inf, pi, zero, False, False)]),
    "coth": both(mpmath.coth, inf, one),
    "csch": both(mpmath.csch, inf, zero),
    "sech": even(mpmath.sech, one, zero),
    "acoth": image_pieces(lambda x: mpmath.log((x + 1) / (x - 1)) / 2,
                          [(-inf, -one, zero, -inf, False, False), (one, inf, inf, zero, False, False)]),
    "acosh": image_pieces(mpmath.acosh, [(one, inf, zero, inf, True, False)]),
    "atanh": image_pieces(mpmath.atanh, [(-one, one, -inf, inf, False, False)]),
    "asin": image_pieces(mpmath.asin, [(-one, one, -pi / 2, pi / 2, True, True)]),
    "acos": image_pieces(mpmath.acos, [(-one, one, pi, zero, True, True)]),
    "expm1": image_pieces(mpmath.expm1, [(-inf, inf, -one, inf, False, False)]),
    "log1p": image_pieces(mpmath.log1p, [(-one, inf, -inf, inf, False, False)]),
    "exp10": image_pieces(lambda x: mpf(10) ** x, [(-inf, inf, zero, inf, False, False)]),
    "cbrt": rootn(3),
    "rootn 4": rootn(4),
    "rootn 5": rootn(5),
    "rootn -1": rootn(-1),
    "rootn -2": rootn(-2),
    "rootn -3": rootn(-3),
    "rsqrt": rootn(-2),
    "exp2m1": image_pieces(lambda x: mpf(2) ** x - 1, [(-inf, inf, -one, inf, False, False)]),
    "exp10m1": image_pieces(lambda x: mpf(10) ** x - 1, [(-inf, inf, -one, inf, False, False)]),
    "log2p1": image_pieces(snap(lambda x: mpmath.log(1 + x) / mpmath.log(2)), [(-one, inf, -inf, inf, False, False)]),
    "log10p1": image_pieces(snap(lambda x: mpmath.log(1 + x) / mpmath.log(10)), [(-one, inf, -inf, inf, False, False)]),
    "asinpi": image_pieces(snap(lambda x: mpmath.asin(x) / pi), [(-one, one, -half, half, True, True)]),
    "acospi": image_pieces(snap(lambda x: mpmath.acos(x) / pi), [(-one, one, one, zero, True, True)]),
    "atanpi": image_pieces(snap(lambda x: mpmath.atan(x) / pi), [(-inf, inf, -half, half, False, False)]),
    "expSlope1": image_pieces(slope(mpmath.exp, 1, [-1], 1), [(-inf, inf, zero, inf, False, False)]),
    "expSlope2": image_pieces(slope(mpmath.exp, 2, [-2, -2], 2), [(-inf, inf, zero, inf, False, False)]),
    "logSlope1": image_pieces(slope(mpmath.log1p, -2, [0, 2], 2), [(-one, inf, inf, zero, False, False)]),
    "logSlope2": image_pieces(slope(mpmath.log1p, 3, [0, -3, 1.5], 3), [(-one, inf, inf, zero, False, False)]),
    "cosSlope2": image_cos_slope,
    "sinSlope3": even(slope(mpmath.sin, -6, [0, 6], 3), one, zero),
    "asinSlope3": even_to(1.0, slope(mpmath.asin, 6, [0, -6], 3)),
    "atanSlope3": even(slope(mpmath.atan, -3, [0, 3], 3), one, zero),
    "coshSlope2": even(slope(mpmath.cosh, 2, [-2], 2), one, inf),
    "sinhSlope3": even(slope(mpmath.sinh, 6, [0, -6], 3), one, inf),
}
small = {"expSlope1", "expSlope2", "coshSlope2", "sinhSlope3", "coth", "csch", "sech", "expm1", "exp10", "exp2m1", "exp10m1"}
exact_poles = {"tanpi": 0.5, "cot": 0.0, "csc": 0.0}

def endpoints(name):
    r = random.random()
    if r < 0.45: return round(random.uniform(-10, 10), random.choice([1, 3, 15]))
    if r < 0.6: return float(random.randint(-8, 8)) / 2
    if r < 0.7: return random.choice([0.0, 1.0, -1.0, 5e-324, -5e-324, 0.9999999999999999, -1.0000000000000002])
    if r < 0.85: return math.ldexp(random.uniform(-1, 1), random.randint(-60, 8 if name in small else 60))
    if name in small: return random.uniform(-300, 300)
    return math.ldexp(random.uniform(-1, 1), random.randint(-1000, 1000))

def shown(x):
    if x == INF: return "Infinity"
    if x == -INF: return "-Infinity"
    return repr(float(x))

result = {}
for name, image in functions.items():
    rows = []
    for k in range(90):
        a = endpoints(name)
        kind = k % 6
        if kind == 0: b = a
        elif kind == 1: b = a + abs(a) * random.choice([2**-50, 2**-30, 0.01])
        elif kind == 2: b = a + random.uniform(0, 4)
        elif kind == 3 and k % 12 == 3: a, b = random.choice([(-INF, a), (a, INF), (-INF, INF)])
        else: b = endpoints(name)
        lo, hi = min(a, b), max(a, b)
        if name in exact_poles and k % 10 == 9:
            p = exact_poles[name]
            lo, hi = random.choice([(p, p), (p, p + 0.25), (p - 0.25, p), (p - 0.5, p + 0.25)])
        got = image(lo, hi)
        if got is None: rows.append([shown(lo), shown(hi), None, None, "trv"])
        else: rows.append([shown(lo), shown(hi), shown(down(got[0]) if got[0] != -inf else -INF), shown(up(got[1]) if got[1] != inf else INF), got[2]])
    result[name] = rows

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "interval-functions.json"), "w") as f:
    f.write("{\n" + ",\n".join(f"{json.dumps(n)}: [\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]" for n, rows in result.items()) + "\n}\n")
