#!/usr/bin/env python3
"""Writes kepler.json: [e, M, lo, hi], where lo and hi are the neighboring doubles, in hexadecimal, that the root of E − e·sin E = M lies between, by bisection with
mpmath at a precision that grows with what cancels.

python3 test/data/kepler.py > test/data/kepler.json
"""
import json
import random

from mpmath import floor, mp, mpf, sin

random.seed(5)


def enclose(e, M):
    mp.prec = 5000
    e, M = mpf(e), mpf(M)
    lo, hi = M - e, M + e
    while True:
        mid = (lo + hi) / 2
        if mid - e * sin(mid) < M:
            lo = mid
        else:
            hi = mid
        unit = mpf(2) ** max(-1074, int(mp.mag(mid)) - 53)
        n = floor(mid / unit)
        if n * unit < lo and hi < (n + 1) * unit:
            return float(n * unit).hex(), float((n + 1) * unit).hex()


pairs = [(1.0, 5e-324), (1.0, 1e-300), (1.0, -1e-30), (1 - 2 ** -53, 1e-10), (1 - 2 ** -53, 5e-324), (1.0, 6.283185307179586), (1.0, 6.283185307179587),
         (0.5, 1e22), (1.0, 1e300), (5e-324, 1.0), (1e-300, -3.0), (0.5, 5e-324), (0.5, 3e-323), (1.0, 3.141592653589793), (0.2, -3.1415926535897936), (1e-20, 1e-20)]
pairs += [(random.random(), random.uniform(-10, 10)) for _ in range(60)]
pairs += [(1 - 2.0 ** random.uniform(-53, 0), random.choice([-1, 1]) * 2.0 ** random.uniform(-300, 3)) for _ in range(60)]
pairs += [(2.0 ** random.uniform(-100, 0), random.choice([-1, 1]) * 2.0 ** random.uniform(-1000, 100)) for _ in range(60)]
# Roots next to an end of M + e·[-1, 1], where sin E is 1 or -1 but for the square of a rounding.
pairs += [(e, k * 1.5707963267948966 - k * e) for e in (0.5, 0.25, 0.75, 2.0 ** -20) for k in (-1, 1)]
print("[\n" + ",\n".join(json.dumps([e.hex(), M.hex(), *enclose(e, M)]) for e, M in pairs) + "\n]")
