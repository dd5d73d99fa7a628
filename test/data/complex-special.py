"""Values of special functions at complex numbers to 20 digits, for test/number/complex-special.test.ts.

    python3 test/data/complex-special.py > test/data/complex-special.json

Each row: function, what stands before its argument or null (a whole number, an eccentricity as [re, im]), real and imaginary part of the argument (doubles;
"-0" is the lower side of a cut along the real axis), and of the value at 40 digits (mpmath). Values below a cut are limits: for f real on the real axis above a
point, the conjugate of what lies above; for W_-1 the conjugate of W_1 above.
"""
import json
import math
import random
import mpmath
from mpmath import mp, mpf, mpc

mp.dps = 40
random.seed(1848)


def kepler(e, M):
    """E − e sin E = M followed from e = 0 in small steps."""
    E = M
    steps = 400
    for i in range(1, steps + 1):
        s = e * mpf(i) / steps
        for _ in range(30):
            d = (E - s * mpmath.sin(E) - M) / (1 - s * mpmath.cos(E))
            E -= d
            if abs(d) < mpf(10) ** -38 * (1 + abs(E)):
                break
    return E


def log_gamma_coefficient(i, z):
    if i == 0:
        return mpmath.loggamma(z)
    return mpmath.psi(i - 1, z) / mpmath.factorial(i)


def points(scales, count, around=()):
    found = []
    for scale in scales:
        for _ in range(count):
            r, phi = scale * random.uniform(0.5, 1.5), random.uniform(-math.pi, math.pi)
            found.append((r * math.cos(phi), r * math.sin(phi)))
    for c, d, size in around:
        for _ in range(4):
            found.append((c + size * random.uniform(-1, 1), d + size * random.uniform(-1, 1)))
    # beside the axes
    for scale in scales:
        found += [(scale, scale * 1e-12), (-scale, scale * 1e-9), (scale * 1e-10, scale), (scale * 1e-3, -scale)]
    return found


rows = []


def add(name, index, x, y, value):
    value = mpc(value)
    def text(v):
        return mpmath.nstr(v, 20)
    if all(mpmath.isfinite(v) and (v == 0 or 1e-290 < abs(v) < 1e290) for v in (value.real, value.imag)):
        rows.append([name, index, x, y if not (y == 0 and math.copysign(1, y) < 0) else "-0", text(value.real), text(value.imag)])


for x, y in points([1e-8, 0.1, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 6.4, 7, 10, 26], 12):
    z = mpc(x, y)
    with mp.workdps(900):
        add("erf", None, x, y, mpmath.erf(z))
        add("erfc", None, x, y, mpmath.erfc(z))
    add("gaussian", None, x, y, mpmath.exp(-z * z))
for x, y in points([1e-8, 0.1, 0.5, 1, 1.5, 2, 3, 5, 8, 12, 20, 50, 120], 12, [(1, 0, 0.05), (2, 0, 0.05), (-3, 0, 0.1), (-7.5, 0, 0.5)]):
    z = mpc(x, y)
    for i in (0, 1, 2, 5):
        add("lgammaCoefficient", i, x, y, log_gamma_coefficient(i, z))
    add("gamma", None, x, y, mpmath.gamma(z))
for x in (-0.5, -1.25, -2.75, -6.5, 2.5, 0.25):
    above = mpmath.loggamma(mpc(x, mpf(10) ** -60))
    add("lgammaCoefficient", 0, x, 0.0, above)
    add("lgammaCoefficient", 0, x, -0.0, mpmath.conj(above))
for x, y in points([1e-9, 0.01, 0.1, 0.25, 0.37, 0.5, 1, 2, 4, 10, 100, 1e6], 12, [(-1 / math.e, 0, 0.1), (-1 / math.e, 0, 1e-3), (-1 / math.e, 0, 1e-7)]):
    z = mpc(x, y)
    add("lambertW", None, x, y, mpmath.lambertw(z, 0))
    add("lambertWm1", None, x, y, mpmath.lambertw(z, -1))
for x in (-0.4, -1, -3, -20, 0.5):
    add("lambertW", None, x, 0.0, mpmath.lambertw(x, 0))
    add("lambertW", None, x, -0.0, mpmath.conj(mpmath.lambertw(x, 0)))
for x in (-0.1, -0.3, -1, -3, -20):
    add("lambertWm1", None, x, 0.0, mpmath.lambertw(x, -1))
    add("lambertWm1", None, x, -0.0, mpmath.conj(mpmath.lambertw(x, 1)))
for x, y in points([1e-6, 0.1, 1, 3, 10, 30, 100, 600], 6) + [(6000.0, 5.0), (-8000.0, -20.0)]:
    z = mpc(x, y)
    for n in (0, 1, 2, 7, 30):
        add("besselJ", n, x, y, mpmath.besselj(n, z))
        add("sphericalJ", n, x, y, mpmath.sin(z) / z if n == 0 else mpmath.sqrt(mpmath.pi / (2 * z)) * mpmath.besselj(n + mpf(1) / 2, z))
for _ in range(60):
    e = (random.uniform(0, 1), random.choice([0.0, random.uniform(-0.4, 0.4)]))
    x, y = random.uniform(-7, 7), random.uniform(-1.5, 1.5)
    add("keplerE", e, x, y, kepler(mpc(*e), mpc(x, y)))

for _ in range(80):
    first = (random.uniform(-3, 3), random.choice([0.0, random.uniform(-3, 3)]))
    x, y = random.uniform(-3, 3), random.choice([0.0, random.uniform(-3, 3)])
    a, b = mpc(*first), mpc(x, y)
    root = mpmath.sqrt(a * a + b * b)
    add("hypot", first, x, y, root)
    add("atan2", first, x, y, -1j * mpmath.log((b + 1j * a) / root))

print("[" + ",\n".join(json.dumps(row) for row in rows) + "]")
