#!/usr/bin/env python3
"""Writes implicit.json: Taylor coefficients, to 40 digits, of functions that equations define. mpmath finds the root at each of many points on a circle
in the complex plane (taylor by Cauchy's formula), so no recurrence is shared with brook.

python3 test/data/implicit.py > test/data/implicit.json
"""
import json
from mpmath import mp, mpf, mpc, exp, findroot, log, sin, pi, taylor

mp.dps = 70

cases = [
    # Kepler's equation at M = 1 with e = 0.3
    ("y - 0.3*sin(y) - x", lambda x, y: y - mpf(3) / 10 * sin(y) - x, 1, 1),
    # y e^y = x at x = 1: Lambert's function, whose value there is the omega constant
    ("y*exp(y) - x", lambda x, y: y * exp(y) - x, 1, mpf("0.567")),
    # van der Waals: pressure x = 0.5, volume y at temperature 1.1 in reduced units, (x + 3/y^2)(3y - 1) = 8.8
    ("(x + 3/y^2)*(3*y - 1) - 8.8", lambda x, y: (x + 3 / y**2) * (3 * y - 1) - mpf(88) / 10, mpf(1) / 2, mpf("5")),
]
N = 16


def series(f, x0, y0):
    root = lambda x, start: findroot(lambda y: f(x, y), start, tol=mpf(10) ** -130, maxsteps=200)
    center = root(x0, y0)
    points, radius, values, y = 256, mpf(1) / 20, [], center
    for j in range(points):
        y = root(x0 + radius * exp(2j * pi * j / points), y)
        values.append(y)
    return [
        (sum(v * exp(-2j * pi * j * k / points) for j, v in enumerate(values)) / points / radius**k).real for k in range(N + 1)
    ]


mp.dps = 130
print(json.dumps([{"formula": t, "x": str(mp.nstr(mpf(x0), 5)), "coefficients": [mp.nstr(c, 40) for c in series(f, x0, y0)]} for t, f, x0, y0 in cases], indent=2))
