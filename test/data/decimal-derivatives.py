"""Derivatives of composite functions to 75 digits, for test/decimal/derivatives.test.ts.

    python3 test/data/decimal-derivatives.py > test/data/decimal-derivatives.json

k! times the Taylor coefficients at exact rational points from Cauchy's integral over a circle inside the domain of analyticity, trapezoidal rule with
512 points at 130 digits (mpmath): the error falls like (radius/distance to the nearest singularity)^512, below 10^-90 for each.
"""
import json
import mpmath
from mpmath import mp, mpf, exp, sin, cos, log, sqrt, atan

mp.dps = 130
ORDER = 10
POINTS = 512

CASES = [
    # singular at ±i: radius/distance 0.5/1.04
    ("exp(sin(x))*log(1+x^2)", lambda x: exp(sin(x)) * log(1 + x * x), "3/10", "0.5"),
    # singular at -1 and where cos x = 2, ±1.317i
    ("sqrt(1 + x)/(2 - cos(x))", lambda x: sqrt(1 + x) / (2 - cos(x)), "1/2", "0.7"),
    # singular at 0 and ±i
    ("x^0.1*atan(pi*x)", lambda x: x ** (mpf(1) / 10) * atan(mp.pi * x), "5/2", "1.2"),
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
        "values": [mpmath.nstr(v, 75, min_fixed=0, max_fixed=0) for v in derivatives(f, mpf(x.split("/")[0]) / mpf(x.split("/")[1]), mpf(r))],
    }
    for text, f, x, r in CASES
]
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
