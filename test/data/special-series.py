"""Derivatives of special functions at adversarial points and at points inside boxes, by mpmath.

Writes special-series.json beside this file: a list of {formula, lo, hi, order, points}, with points a list of [x, [down, up], [down, up], ...]: the
tightest bounds of the value and of each derivative at x in [lo, hi]. Every number is computed at two precisions, and taken when both round alike.
Closed forms where there are some, else mpmath's difference quotients at 300 bits and more. Needs mpmath:  python3 special-series.py
"""
import json, math, os, random, struct
from decimal import Decimal
from mpmath import mp, mpf, floor
import mpmath

random.seed(1609)
INF = float("inf")
MAX = 1.7976931348623157e308
MIN = mpf(2) ** -1074

def succ(x):
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

def bounds(f, x, k):
    found, prec = None, 5000 if 0 < abs(x) < 1e-30 else 300  # 1 - x^2 is no double
    while True:
        mp.prec = prec
        y = f(mpf(x), k)
        now = [down(y), up(y)]
        if now == found: return now
        found, prec = now, prec * 2

def diff(f): return lambda x, k: mpmath.diff(f, x, k) if k else f(x)

def erf(x, k):
    if k == 0: return mpmath.erf(x)
    return 2 / mp.sqrt(mp.pi) * (-1) ** (k - 1) * mpmath.hermite(k - 1, x) * mp.exp(-x * x)
def erfc(x, k): return -erf(x, k) if k else mpmath.erfc(x)
def gaussian(x, k): return (-1) ** k * mpmath.hermite(k, x) * mp.exp(-x * x)
def bessel(n):
    return lambda x, k: sum((-1) ** j * mpmath.binomial(k, j) * mpmath.besselj(n - k + 2 * j, x) for j in range(k + 1)) / mpf(2) ** k
def j(n, x):
    if x == 0: return mpf(n == 0)
    if x < 0: return (-1) ** n * j(n, -x)
    return mp.sqrt(mp.pi / (2 * x)) * mpmath.besselj(n + mpf(1) / 2, x)
def spherical(n):
    def f(x, k):
        form = {n: mpf(1)}
        for _ in range(k):
            then = {}
            for m, c in form.items():
                if m: then[m - 1] = then.get(m - 1, 0) + c * m / (2 * m + 1)
                then[m + 1] = then.get(m + 1, 0) - c * (m + 1) / (2 * m + 1)
            form = then
        return sum(c * j(m, x) for m, c in form.items())
    return f
def lgamma(x, k):
    if k: return mpmath.psi(k - 1, x)
    return mpmath.loggamma(x).real if x > 0 else mp.log(mp.pi / abs(mpmath.sinpi(x))) - mpmath.loggamma(1 - x)
def polygamma(n): return lambda x, k: mpmath.psi(n + k, x)
def turned(which):
    return lambda x, k: mp.pi ** k * (mpmath.sinpi, mpmath.cospi, lambda y: -mpmath.sinpi(y), lambda y: -mpmath.cospi(y))[(which + k) % 4](x)
def kepler(e, M):
    lo, hi = M - 1, M + 1
    for _ in range(100):
        E = (lo + hi) / 2
        if E - e * mp.sin(E) > M: hi = E
        else: lo = E
    E = (lo + hi) / 2
    for _ in range(60):
        step = (E - e * mp.sin(E) - M) / (1 - e * mp.cos(E))
        E -= step
        if abs(step) < mpf(2) ** -(mp.prec - 10) * (abs(E) + mpf(2) ** -200): break
    return E

rows = []
text = lambda x: f"({Decimal(x):f})"
def add(formula, f, lo, hi, order, samples=0):
    inside = [lo] if lo == hi else [lo, hi] + [min(hi, max(lo, random.uniform(lo, hi))) for _ in range(samples)]
    points = [[x] + [bounds(f, x, k) for k in range(order + 1)] for x in inside]
    rows.append({"formula": formula, "lo": lo, "hi": hi, "order": order, "points": points})
def at(formula, f, xs, order):
    for x in xs: add(formula, f, float(x), float(x), order)
def over(formula, f, boxes, order):
    for lo, hi in boxes: add(formula, f, float(lo), float(hi), order, 2)

for name, f in ("erf", erf), ("erfc", erfc), ("gaussian", gaussian):
    at(f"{name}(x)", f, [0, 5e-324, 1e-300, -1e-9, 0.5, -2.5, 5.9, 6, 20, 26.5, 40, -1e10], 5)
    over(f"{name}(x)", f, [(-1e-9, 1e-8), (-0.5, 1), (5, 7), (25, 29), (-3, -2.75)], 4)
def sigmoid(x, k):
    mp.prec += 2200  # 1 - s is 2^-1010 at 700
    s, p = 1 / (1 + mp.exp(-x)), [0, 1]
    for _ in range(k):  # d/dx p(s) = p'(s) (s - s^2)
        d = [i * c for i, c in enumerate(p)][1:]
        p = [a - b for a, b in zip([0] + d + [0], [0, 0] + d)]
    y = sum(c * s ** i for i, c in enumerate(p))
    mp.prec -= 2200
    return y
at("sigmoid(x)", sigmoid, [0, 1e-300, -1e-9, 3, -40, 40, 700, -700], 4)
over("sigmoid(x)", sigmoid, [(-1, 1), (30, 45), (-710, -700)], 3)
for n in 0, 1, 2, 7, 60:
    at(f"besselJ({n}, x)", bessel(n), [0, 1e-200, 1e-9, 2.404825557695773, -5, 57.5, 1e5], 4)
    over(f"besselJ({n}, x)", bessel(n), [(-0.25, 0.5), (2, 3), (58, 58.5)], 3)
for n in 0, 1, 2, 7, 60, 150:
    at("sinc(x)" if n == 0 else f"sphericalJ({n}, x)", spherical(n),
       [0, 5e-324, 1e-200, 1e-9, -1e-8, 0.5, 3.141592653589793, 4.493409457909064, -5, n, pred(float(n)) if n else 1, 160.25, 1e5, 1e16], 4)
    over("sinc(x)" if n == 0 else f"sphericalJ({n}, x)", spherical(n), [(-1e-8, 1e-9), (-0.25, 0.5), (2, 3), (4.25, 4.75), (58, 58.5), (-160.25, -160)] + [(1, 500)] * (n < 3), 2)
START = -0.3678794411714423
def lambertw(x, k):
    """W^(k) = e^(-kW) p_k(W)/(1 + W)^(2k - 1), p_{k+1} = -(kw + 3k - 1) p_k + (1 + w) p_k' (Corless et al. 1996)."""
    w = mpmath.lambertw(x).real
    if k == 0: return w
    p = [1]
    for n in range(1, k):
        d = [i * c for i, c in enumerate(p)][1:]
        q = [0] * (len(p) + 1)
        for i, c in enumerate(p): q[i] -= (3 * n - 1) * c; q[i + 1] -= n * c
        for i, c in enumerate(d): q[i] += c; q[i + 1] += c
        p = q
    return mp.exp(-k * w) * sum(c * w ** i for i, c in enumerate(p)) / (1 + w) ** (2 * k - 1)
at("lambertW(x)", lambertw, [0, 1e-300, -1e-9, START, succ(START), START + 1e-9, -0.25, 1, 2.718281828459045, 1e10, 1e300], 4)
over("lambertW(x)", lambertw, [(START, START + 1e-6), (-0.3, -0.2), (-0.1, 0.1), (1, 2), (1e5, 2e5)], 3)
for name, f, powers in ("lgamma(x)", lgamma, 1), ("digamma(x)", polygamma(0), 1), ("polygamma(2, x)", polygamma(2), 1), ("polygamma(9, x)", polygamma(9), 1):
    at(name, f, [1e-5, 0.5, 1, 2, pred(1.0), 1.4616321449683623, -0.5, succ(-1.0), pred(-3.0), -20.25, 30, 1e5, 1e15], 4)
    over(name, f, [(1e-3, 2e-3), (0.75, 2.25), (-0.75, -0.25), (-3.5, -3.25), (100, 200)], 3)
for name, which in ("sinpi", 0), ("cospi", 1):
    at(f"{name}(x)", turned(which), [0, 0.5, 1, 1e-300, 1e-9, pred(0.5), 0.25, -7.5, 1e15 + 0.5, 4503599627370497], 4)
    over(f"{name}(x)", turned(which), [(0.25, 0.75), (-0.1, 0.1), (0, 3), (1e10, 1e10 + 0.25)], 4)
tanpi = diff(lambda x: mpmath.sinpi(x) / mpmath.cospi(x))
at("tanpi(x)", tanpi, [0, 1e-9, pred(0.5), succ(0.5), 0.25, -7.75, 1e10 + 0.25], 4)
over("tanpi(x)", tanpi, [(-0.25, 0.25), (0.3, 0.4), (0.51, 0.6), (10.75, 11.25)], 3)
for c in 1, -1, 2.0 ** -60, -3.5e7:
    y = mpf(c)
    f = diff(lambda x: mpmath.atan2(x, y))
    at(f"atan2(x, {text(c)})", f, [1e-9, -1e-9, 1, -3, 1e10], 4)
    over(f"atan2(x, {text(c)})", f, [(0.5, 0.75), (-2, -1), (1e-9, 2e-9)], 3)
    f = diff(lambda x: mpmath.hypot(x, y))
    at(f"hypot(x, {text(c)})", f, [5e-10, 1e-9, -1, 3, 1e10], 4)
    over(f"hypot(x, {text(c)})", f, [(-0.25, 0.5), (3, 4), (-1e-9, 1e-9)], 3)
f = diff(lambda x: mpmath.atan2(mpf(-2), x))
at("atan2(-2, x)", f, [5e-10, -1e-9, -5, 1e5], 4)
over("atan2(-2, x)", f, [(-1, 1), (-7, -6)], 3)
for e in 2.0 ** -60, 0.5, 0.96875, 1 - 2.0 ** -20, 1 - 2.0 ** -53, 1:
    f = diff(lambda M: kepler(mpf(e), M))
    at(f"keplerE({text(e)}, x)", f, ([0] if e < 1 else []) + [1e-20, 1e-9, -1e-3, 0.5, 3.141592653589793, -5, 6.283185307179586, 6.283185307179587, 1e5, 1e15], 3)
    over(f"keplerE({text(e)}, x)", f, [(0.25, 0.5), (3, 3.5), (-2, -1.5), (6, 6.25), (100, 101), (1e-6, 2e-6), (2, 20)], 2)
    if e < 1: over(f"keplerE({text(e)}, x)", f, [(-1e-3, 1e-3)], 1)
for M in 2.0 ** -60, 0.5, 3, -6.25, 1e4:
    f = diff(lambda e: kepler(e, mpf(M)))
    at(f"keplerE(x, {text(M)})", f, [0.25, 0.96875, 1 - 2.0 ** -20], 3)
    over(f"keplerE(x, {text(M)})", f, [(0.25, 0.375), (0.9375, 0.96875)], 2)
over("keplerE(0.25 + x/4, 3*x)", lambda x, k: diff(lambda t: kepler(mpf(1) / 4 + t / 4, 3 * t))(x, k), [(0.25, 0.5), (1, 1.125), (2.875, 2.9)], 2)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "special-series.json"), "w") as out:
    clean = lambda v: "Infinity" if v == INF else "-Infinity" if v == -INF else [clean(w) for w in v] if isinstance(v, list) else v
    lines = [json.dumps({k: clean(v) for k, v in row.items()}) for row in rows]
    out.write("[\n" + ",\n".join(lines) + "\n]\n")
print(len(rows), "rows,", sum(len(row["points"]) for row in rows), "points")
