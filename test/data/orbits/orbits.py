#!/usr/bin/env python3
"""Reference orbits for the ODE tests, by Taylor integration in 50 digits (mpmath), written to orbits.json.

    python3 orbits.py

Each problem is integrated by its own recurrences (not brook's) with fixed order 36 and step 1/16 (1/64 for Lorenz), and again with steps half as long again as many; the digits that both
agree on are kept (30 at least, or the script stops). Initial data are exact doubles or the rationals given.
"""
import json
from mpmath import mp, mpf, nstr

mp.dps = 50
ORDER = 36


def mul(a, b, k):
    return sum(a[j] * b[k - j] for j in range(k + 1))


def lorenz(x, k, t):
    a, b, c = x
    return [10 * (b[k] - a[k]), 28 * a[k] - mul(a, c, k) - b[k], mul(a, b, k) - mpf(8) / 3 * c[k]]


def vanderpol(x, k, t):
    a, b = x
    square = x[0].squares  # a² is carried along, coefficient by coefficient
    square.append(mul(a, a, k))
    return [b[k], b[k] - mul(square, b, k) - a[k]]


def henon_heiles(x, k, t):
    q, p, u, v = x
    return [u[k], v[k], -q[k] - 2 * mul(q, p, k), -p[k] - mul(q, q, k) + mul(p, p, k)]


def volterra(x, k, t):
    a, b = x
    return [2 * a[k] - 2 * mul(a, b, k), -b[k] + mul(a, b, k)]


def forced(x, k, t):  # x' = t·x + t²
    a, = x
    return [t * a[k] + (a[k - 1] if k > 0 else 0) + (t * t if k == 0 else 2 * t if k == 1 else 1 if k == 2 else 0)]


class Coefficients(list):
    def __init__(self, values):
        super().__init__(values)
        self.squares = []


def flow(field, x0, t0, t1, steps):
    x = [mpf(v) for v in x0]
    h = (mpf(t1) - mpf(t0)) / steps
    t = mpf(t0)
    for _ in range(steps):
        c = [Coefficients([v]) for v in x]
        for k in range(ORDER):
            for i, f in enumerate(field(c, k, t)):
                c[i].append(f / (k + 1))
        x = [sum(ci[k] * h ** k for k in range(ORDER + 1)) for ci in c]
        t += h
    return x


def reference(field, x0, t0, t1):
    n = max(2, int(abs(mpf(t1) - mpf(t0)) * (64 if field is lorenz else 16)))
    a, b = flow(field, x0, t0, t1, n), flow(field, x0, t0, t1, n * 3 // 2 + 1)
    for p, q in zip(a, b):
        assert abs(p - q) < mpf(10) ** -32 * max(1, abs(p)), (field.__name__, x0, t1, p, q)
    return [nstr(v, 30) for v in a]



records = []


def add(name, field, x0, times, t0=0):
    for t in times:
        records.append({'problem': name, 'initial': x0, 't': [t0, t], 'state': reference(field, x0, t0, t)})


add('lorenz', lorenz, [15, 15, 36], [0.25, 1, 2.5, 5, -0.125])
add('henonHeiles', henon_heiles, [0.1, 0.2, 0.3, 0.1], [1.5, 10])
add('volterra', volterra, [1, 3], [5.5])
add('forced', forced, [1], [0.5, 2])
# corners, edges and inner points of boxes
for u in [-1, -0.3125, 1]:
    for v in [-1, 0.125]:
        add('vanDerPolBox', vanderpol, [1.5 + u / 256, 2.5 + v / 256], [0.75, 3, 7])
        add('volterraBox', volterra, [1 + u / 128, 3 + v / 128], [2, 5.5])
for u in [-1, 0.25, 1]:
    for v in [-1, 0.75]:
        for w in [-0.5, 1]:
            e = 2.0 ** -20
            add('lorenzBox', lorenz, [15 + u * e, 15 + v * e, 36 + w * e], [0.5, 3])
with open('orbits.json', 'w') as f:
    f.write('[\n' + ',\n'.join(json.dumps(r) for r in records) + '\n]\n')
print(len(records), 'orbits')
