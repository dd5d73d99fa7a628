"""Ranges of special functions over intervals, rounded outward: writes special-ranges.json.

    python3 special-ranges.py

Rows [function, n, lo, hi, down, up]: besselJ, sphericalJ, polygamma of order n, and gamma and lgamma with n = 0. Extrema are zeros of the derivative
by mpmath at 60 digits, found from a scan; ends of the intervals are often doubles beside them. The least and the greatest value are those at the ends and
at all extrema between, or infinite where there is a pole. Infinities are the texts "inf" and "-inf".
"""

import json
import math
import random
from fractions import Fraction

from mpmath import besselj, digamma, findroot, gamma, log, mp, mpf, pi, polygamma, sqrt

mp.dps = 60
random.seed(1922)
inf = math.inf


def spherical(n, x):
    if x == 0:
        return mpf(n == 0)
    return sqrt(pi / (2 * abs(x))) * besselj(n + mpf(1) / 2, abs(x)) * (-1 if x < 0 and n % 2 else 1)


def spherical_slope(n, x):
    return (n * spherical(n - 1, x) - (n + 1) * spherical(n + 1, x)) / (2 * n + 1) if n > 0 else -spherical(1, x)


# value, and a function of the sign of the derivative or its negative
functions = {
    "besselJ": (lambda n, x: besselj(n, x), lambda n, x: besselj(n, x, derivative=1)),
    "sphericalJ": (spherical, spherical_slope),
    "gamma": (lambda n, x: gamma(x), lambda n, x: digamma(x)),
    "lgamma": (lambda n, x: log(abs(gamma(x))), lambda n, x: digamma(x)),
    "polygamma": (lambda n, x: polygamma(n, x), lambda n, x: polygamma(n + 1, x)),
}


def zeros(slope, n, start, end, step):
    found = []
    x = mpf(start)
    before = slope(n, x)
    while x + step < end:
        after = slope(n, x + step)
        if before * after < 0:
            found.append(findroot(lambda t: slope(n, t), (x, x + step), solver="anderson", tol=mpf(10) ** -110, maxsteps=60, verify=False))
        x += step
        before = after
    assert all(abs(slope(n, c)) < mpf(10) ** -40 for c in found)
    return found


def below(v):
    """The greatest double <= v."""
    if isinstance(v, float):
        return v
    exact = Fraction(int(v.man) * (-1 if v < 0 else 1)) * Fraction(2) ** int(v.exp) if v else Fraction(0)
    d = float(exact)
    return d if Fraction(d) <= exact else math.nextafter(d, -inf)


def above(v):
    return -below(-v)


def is_pole(x):
    return x <= 0 and x == math.floor(x)


def text(d):
    return d + 0.0 if math.isfinite(d) else str(d)


rows = []


def add(name, n, lo, hi, known):
    value = functions[name][0]
    has_poles = name in ("gamma", "lgamma", "polygamma")
    points = [mpf(x) for x in (lo, hi) if not (has_poles and is_pole(x))]
    values = [value(n, x) for x in points + [c for c in known if lo < c < hi]]
    if has_poles:
        inner = [k for k in range(math.floor(lo), math.ceil(hi) + 1) if lo <= k <= hi and k <= 0]
        if inner and name == "gamma":
            piece = mpf(lo + hi) / 2 if len(inner) == 1 + (is_pole(lo) and is_pole(hi)) and (is_pole(lo) or is_pole(hi)) else None
            values += [inf, -inf] if piece is None else [math.copysign(inf, gamma(piece))]
        elif name == "polygamma" and n % 2 == 0:
            # from -inf beside a pole on the left to +inf before one on the right
            values += [-inf for k in inner if k < hi] + [inf for k in inner if k > lo]
        elif inner:
            values.append(inf)
    rows.append([name, n, lo, hi, text(below(min(values))), text(above(max(values)))])


def beside(c):
    a = float(c)
    a = a if a < c else math.nextafter(a, -inf)
    return a, math.nextafter(a, inf)


for name, orders in (("besselJ", (0, 1, -3, 5, 20)), ("sphericalJ", (0, 1, 2, 7))):
    for n in orders:
        slope = functions[name][1]
        known = zeros(slope, n, abs(n) + mpf(1) / 16, abs(n) + 34, mpf(1) / 8)
        all_known = known + [-c for c in known] + [mpf(0)]
        for c in known[:3] + known[-2:]:
            a, b = beside(c)
            for lo, hi in ((a, b), (a - 0.75, a), (b, b + 0.75), (a, b + 1), (a - 1, b), (-b, -a), (a - 0.0625, a + 0.0625)):
                add(name, n, lo, hi, all_known)
        top = float(known[-1])
        for _ in range(12):
            lo, hi = sorted((random.uniform(-top, top), random.uniform(-top, top)))
            add(name, n, lo, hi, all_known)
        add(name, n, 0.0, top, all_known)
        far = zeros(slope, n, 16_777_200, 16_777_214, mpf(1) / 8)
        add(name, n, 16_777_200.0, 16_777_214.0, far)
        add(name, n, 16_777_205.0, 16_777_206.5, far)

for name, n in (("gamma", 0), ("lgamma", 0), ("polygamma", 1), ("polygamma", 3), ("polygamma", 6), ("polygamma", 0)):
    known = []
    step = mpf(1) / 32
    if n % 2 or name != "polygamma":
        for k in range(-14, 1):
            known += zeros(functions[name][1], n, k + step, k + 1 if k < 0 else 2, step)
    for c in known:
        a, b = beside(c)
        k = float(math.floor(c))
        ends = [(a, b), (a - 0.0625, a), (b, b + 0.0625), (a, b + 0.125), (a - 0.125, b), (k, k + 1), (k, a), (b, k + 1), (k, b), (a, k + 1)]
        for lo, hi in ends if c < 0 else ends[:5] + [(0.5, 3.0), (0.0, 1.0), (0.0, 5.0)]:
            add(name, n, lo, hi, known)
    for _ in range(40):
        lo, hi = sorted((random.uniform(-9, 7), random.uniform(-9, 7)))
        add(name, n, lo, hi, known)
    for _ in range(30):
        k = random.randrange(-9, 3)
        lo, hi = sorted((k + random.random(), k + random.random()))
        add(name, n, lo, hi, known)
    for lo, hi in ((-3.0, -1.5), (-4.25, -3.0), (-2.0, 0.5), (-13.0, -2.0), (0.25, 40.0), (3.0, 4.0)):
        add(name, n, lo, hi, known)

with open(__file__.replace(".py", ".json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
print(len(rows))
