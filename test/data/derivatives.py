"""Derivatives of composite functions to 40 digits, for test/derivative/derivative.test.ts.

    python3 test/data/derivatives.py > test/data/derivatives.json

k! times the Taylor coefficients from Cauchy's integral over a circle well inside the domain of analyticity, trapezoidal rule with 256
points at 100 digits (mpmath); the radius of each circle stands beside its function, with the distance to the nearest singularity.
Points are doubles, written so that they read back as the same double.
"""
import json
import mpmath
from mpmath import mp, mpf, exp, sin, cos, tan, log, sqrt, atan, sinh, expm1, log1p, power, cbrt

mp.dps = 100
ORDER = 30
POINTS = 256

CASES = [
    # singular at ±i
    ("exp(sin(x))*log(1 + x^2)", lambda x: exp(sin(x)) * log(1 + x * x), 0.3, 0.5),
    ("exp(sin(x))*log(1 + x^2)", lambda x: exp(sin(x)) * log(1 + x * x), -1.7, 0.9),
    # singular at -1 and where cos x = 2, ±1.317i
    ("sqrt(1 + x)/(2 - cos(x))", lambda x: sqrt(1 + x) / (2 - cos(x)), 0.5, 0.6),
    # singular where x^3 - 2x = ±i
    ("atan(x^3 - 2*x)*exp2(-x)", lambda x: atan(x ** 3 - 2 * x) * exp(-x * log(mpf(2))), 2.5, 0.4),
    ("x^x", lambda x: power(x, x), 1.25, 0.6),
    ("x^2.5 - x^(1/3)", lambda x: power(x, mpf(5) / 2) - cbrt(x), 3.1, 1.5),
    # singular where log x = ±π/2 and at 0
    ("tan(log(x))/sinh(x)", lambda x: tan(log(x)) / sinh(x), 1.5, 0.7),
    ("1/(1 + 25*x^2)", lambda x: 1 / (1 + 25 * x * x), 0.1, 0.1),
    ("log1p(x)*expm1(-x)", lambda x: log1p(x) * expm1(-x), 0.75, 0.8),
    ("sin(3*x)^3*cos(x)", lambda x: sin(3 * x) ** 3 * cos(x), 10.1, 1),
]

def derivatives(f, x, r):
    values = [f(x + r * mpmath.expjpi(mpf(2 * n) / POINTS)) for n in range(POINTS)]
    for k in range(ORDER + 1):
        s = sum(v * mpmath.expjpi(-mpf(2 * n * k) / POINTS) for n, v in enumerate(values)) / POINTS
        yield mpmath.factorial(k) * s.real / r ** k

rows = [
    {
        "formula": text,
        "x": x,
        "values": [mpmath.nstr(v, 40, min_fixed=0, max_fixed=0) for v in derivatives(f, mpf(x), mpf(r))],
    }
    for text, f, x, r in CASES
]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
