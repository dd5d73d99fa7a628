# Derivatives of quotients beside removable singularities, and where they saturate: python3 removable-near.py > removable-near.json
import json
from mpmath import mp, mpf, taylor, factorial, sin, cos, exp, expm1, log, tan, atan

points = [
    ("x/expm1(x)", lambda x: x / expm1(x), 1e-5, 8),
    ("x/expm1(x)", lambda x: x / expm1(x), -1e-9, 5),
    ("sin(x)/x", lambda x: sin(x) / x, 1e-5, 8),
    ("sin(x)/x", lambda x: sin(x) / x, 0.1, 20),
    ("sin(x)/x", lambda x: sin(x) / x, 3.0, 30),
    ("(1 - cos(x))/x^2", lambda x: (1 - cos(x)) / x**2, 1e-4, 6),
    ("exp(x)/(1 + exp(x))", lambda x: exp(x) / (1 + exp(x)), 30.0, 6),
    ("(2 + x^2)/(1 + x^2)", lambda x: (2 + x**2) / (1 + x**2), 1e4, 5),
    ("log(1 + x)/x", lambda x: log(1 + x) / x, 1e-8, 6),
    ("exp(sin(x)/x)*tan(x)/x", lambda x: exp(sin(x) / x) * tan(x) / x, 1e-3, 6),
    ("(x - atan(x))/x^3", lambda x: (x - atan(x)) / x**3, 1e-3, 4),
    ("log(x)/(x - 1)", lambda x: log(x) / (x - 1), 1.0000152587890625, 6),
]


def derivatives(f, x, order):
    # coefficients from values on a circle well inside the disc of convergence, by the trapezoidal rule
    n = 4 * order + 400
    r = mpf(1) / 4
    z = mpf(x)
    values = [f(z + r * mp.expjpi(mpf(2 * i) / n)) for i in range(n)]
    out = []
    for k in range(order + 1):
        c = sum(v * mp.expjpi(-mpf(2 * i * k) / n) for i, v in enumerate(values)) / n / r**k
        out.append(mp.nstr((c * factorial(k)).real, 30))
    return out


mp.dps = 150
print(json.dumps([{"f": t, "x": x, "d": derivatives(f, x, k)} for t, f, x, k in points], indent=1))
