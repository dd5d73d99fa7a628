"""Taylor coefficients of elementary functions to 34 digits, for test/series/coefficients.test.ts.

    python3 test/data/series-coefficients.py > test/data/series-coefficients.json

Coefficients come from Cauchy's integral over a circle of half the radius of convergence, by the trapezoidal rule with 256 points
(error about 2^-216 of the largest term), at 90 digits (mpmath): no recurrence takes part. `curved` ones are composed with the
argument x + t - t^2/2 + t^3/4 by products of polynomials. Centers are doubles, written so that they read back as the same double.
"""
import json
import mpmath
from mpmath import mp, mpf, mpc, pi, sqrt

mp.dps = 90
ORDER = 40
POINTS = 256

i = mpc(0, 1)
# distance from x to the nearest singularity; None for entire functions
def entire(x): return None
def zero(x): return abs(x)
def minusone(x): return abs(1 + x)
def ones(x): return min(abs(x - 1), abs(x + 1))
def imaginary(x): return sqrt(1 + x * x)
def tangent(x): return min(abs(x - (k + mpf(1) / 2) * pi) for k in range(-60, 60))
def hyperbolic(x): return sqrt(x * x + (pi / 2) ** 2)

def cbrt(z): return mpmath.cbrt(z) if z.real > 0 else -mpmath.cbrt(-z)

FUNCTIONS = {
    "sqr": (lambda z: z * z, entire, [3.3]),
    "sqrt": (mpmath.sqrt, zero, [2, 0.01, 123.4]),
    "cbrt": (cbrt, zero, [2, 0.01, -5.5]),
    "exp": (mpmath.exp, entire, [0, 0.3, -20.5, 300]),
    "exp2": (lambda z: mpmath.exp(z * mpmath.log(2)), entire, [0, 0.7, -3.3]),
    "exp10": (lambda z: mpmath.exp(z * mpmath.log(10)), entire, [0, 0.3, -2.7]),
    "expm1": (mpmath.expm1, entire, [0, 1e-9, 0.5, -3.1]),
    "log": (mpmath.log, zero, [1, 0.1, 7.3, 1e-5]),
    "log2": (lambda z: mpmath.log(z) / mpmath.log(2), zero, [1, 0.1, 7.3]),
    "log10": (lambda z: mpmath.log(z) / mpmath.log(10), zero, [1, 0.1, 7.3]),
    "log1p": (lambda z: mpmath.log(1 + z), minusone, [0, 1e-9, 0.5, -0.9]),
    "sin": (mpmath.sin, entire, [0, 1, 3.14159, -100.5]),
    "cos": (mpmath.cos, entire, [0, 1, 1.5707, -100.5]),
    "tan": (mpmath.tan, tangent, [0, 0.5, 1.5, -2]),
    "asin": (mpmath.asin, ones, [0, 0.5, -0.99]),
    "acos": (mpmath.acos, ones, [0, 0.5, -0.99]),
    "atan": (mpmath.atan, imaginary, [0, 0.3, -3, 50]),
    "sinh": (mpmath.sinh, entire, [0, 1, -15.5]),
    "cosh": (mpmath.cosh, entire, [0, 1, -15.5]),
    "tanh": (mpmath.tanh, hyperbolic, [0, 0.5, -5]),
    "asinh": (mpmath.asinh, imaginary, [0, 2, -20.5]),
    "acosh": (mpmath.acosh, ones, [1.01, 2, 30.5]),
    "atanh": (mpmath.atanh, ones, [0, 0.5, -0.95]),
    "pow(2.5)": (lambda z: mpmath.power(z, mpf(5) / 2), zero, [2, 0.01]),
    "pow(-1.5)": (lambda z: mpmath.power(z, mpf(-3) / 2), zero, [2, 30.5]),
    "pow(-3)": (lambda z: z ** -3, zero, [2, -0.3]),
    "pow(7)": (lambda z: z ** 7, entire, [0, 1.3, -0.7]),
    "sinpi": (mpmath.sinpi, entire, [0, 0.3, -7.25]),
    "cospi": (mpmath.cospi, entire, [0, 0.3, 12.125]),
    "tanpi": (lambda z: mpmath.sinpi(z) / mpmath.cospi(z), lambda x: min(abs(x - k - mpf(1) / 2) for k in range(-5, 5)), [0, 0.3]),
    "gaussian": (lambda z: mpmath.exp(-z * z), entire, [0, 0.6, -4.5]),
    "erf": (mpmath.erf, entire, [0, 0.6, -1.75]),
    "erfc": (mpmath.erfc, entire, [0.3, 4.5]),
    "sigmoid": (lambda z: 1 / (1 + mpmath.exp(-z)), lambda x: sqrt(x * x + pi * pi), [0, 1.5, -6]),
    "lambertW": (mpmath.lambertw, lambda x: x + mpmath.exp(-1), [0, 0.5, 20]),
    "sinc": (lambda z: mpmath.sin(z) / z if z != 0 else mpf(1), entire, [0, 0.001, 2.5, -30.5]),
    "lgamma": (mpmath.loggamma, abs, [0.5, 1, 2, 2.75, 20.5]),
    "digamma": (mpmath.digamma, abs, [0.5, 1, 2.75]),
    "besselJ(0)": (lambda z: mpmath.besselj(0, z), entire, [0, 1.5, 40]),
    "besselJ(3)": (lambda z: mpmath.besselj(3, z), entire, [0, 0.01, 1.5, -12.5]),
}

def coefficients(f, x, radius):
    r = radius / 2 if radius is not None else mpf(1)
    values = [f(x + r * mpmath.expjpi(mpf(2 * n) / POINTS)) for n in range(POINTS)]
    top = max(abs(v) for v in values)
    out = []
    for k in range(ORDER + 1):
        s = sum(v * mpmath.expjpi(-mpf(2 * n * k) / POINTS) for n, v in enumerate(values)) / POINTS
        # what lies below the noise of the rule is an exact zero (odd and even functions at 0, polynomials)
        out.append((s.real if abs(s) > top * mpf(10) ** -70 else mpf(0)) / r ** k)
    return out

def compose(c):
    h = [mpf(0), mpf(1), mpf(-1) / 2, mpf(1) / 4] + [mpf(0)] * (ORDER - 3)
    total = horner(c, h)
    # terms that cancel leave the noise of the digits behind
    size = horner([abs(v) for v in c], [abs(v) for v in h])
    return [t if abs(t) > s * mpf(10) ** -60 else mpf(0) for t, s in zip(total, size)]

def horner(c, h):
    total = [mpf(0)] * (ORDER + 1)
    for k in range(ORDER, -1, -1):
        product = [mpf(0)] * (ORDER + 1)
        for a in range(ORDER + 1):
            for b in (1, 2, 3):
                if a + b <= ORDER:
                    product[a + b] += total[a] * h[b]
        total = product
        total[0] += c[k]
    return total

def text(v): return mpmath.nstr(v, 34, min_fixed=0, max_fixed=0) if v != 0 else "0"

rows = []
for name, (f, distance, centers) in FUNCTIONS.items():
    for n, center in enumerate(centers):
        x = mpf(center)
        radius = distance(x)
        c = coefficients(f, x, radius)
        row = {"function": name, "center": center, "radius": None if radius is None else float(radius)}
        rows.append({**row, "argument": "plain", "coefficients": [text(v) for v in c]})
        if n == 1 or len(centers) == 1:
            rows.append({**row, "argument": "curved", "coefficients": [text(v) for v in compose(c)]})

print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
