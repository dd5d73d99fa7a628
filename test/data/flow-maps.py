#!/usr/bin/env python3
"""Derivatives of flows and of their events for the tests of flowMap, in 90 digits (mpmath), written to flow-maps.json.

    python3 flow-maps.py

A derivative of order alpha is the product of central differences of step 1e-15, each exact to 1e-30 relative to the derivatives two orders higher, of orbits
integrated by Taylor's method with order 60 and fixed steps, to 70 digits and more. Coefficients are normalized: divided by alpha!.
"""
import itertools
import json
from mpmath import mp, mpf, nstr, factorial

mp.dps = 90
ORDER = 60
D = mpf(10) ** -15


def mul(a, b, k):
    return mp.fdot((a[j], b[k - j]) for j in range(k + 1))


def lorenz(c, k, p):
    x, y, z = c
    r = p[0]
    return [10 * (y[k] - x[k]), r * x[k] - mul(x, z, k) - y[k], mul(x, y, k) - mpf(8) / 3 * z[k]]


class Pendulum:
    """x' = v, v' = -g sin x, with the series of sin and cos carried along."""

    def __call__(self, c, k, p):
        x, v = c
        if k == 0:
            self.s, self.c = [mp.sin(x[0])], [mp.cos(x[0])]
        else:
            self.s.append(sum(j * x[j] * self.c[k - j] for j in range(1, k + 1)) / k)
            self.c.append(-sum(j * x[j] * self.s[k - j] for j in range(1, k + 1)) / k)
        return [v[k], -p[0] * self.s[k]]


def expand(field, x, p):
    c = [[v] for v in x]
    for k in range(ORDER):
        for row, f in zip(c, field(c, k, p)):
            row.append(f / (k + 1))
    return c


def value(row, h):
    total = mpf(0)
    for a in reversed(row):
        total = total * h + a
    return total


def flow(field, x, p, t, step):
    n = int(mp.ceil(t / step))
    for _ in range(n):
        x = [value(row, t / n) for row in expand(field, x, p)]
    return x


def section(field, x, p, index, level, rising, step):
    """State and time at the first crossing after a step."""
    t = mpf(0)
    while True:
        c = expand(field, x, p)
        after = [value(row, step) for row in c]
        a, b = x[index] - level, after[index] - level
        if t > 0 and a * b < 0 and (b > 0) == rising:
            h = step * a / (a - b)
            row = c[index]
            for _ in range(9):
                h -= (value(row, h) - level) / value([k * row[k] for k in range(1, len(row))], h)
            return [value(row, h) for row in c] + [t + h]
        x, t = after, t + step


def derivatives(f, at, order):
    """Normalized coefficients of f at a point up to a total degree, by monomial."""
    cache = {}

    def value_at(offset):
        if offset not in cache:
            cache[offset] = f([a + o * D for a, o in zip(at, offset)])
        return cache[offset]

    out = []
    n = len(at)
    for alpha in itertools.product(range(order + 1), repeat=n):
        if sum(alpha) > order:
            continue
        # one-dimensional central differences: 1, (f(+) - f(-))/2, f(+) - 2 f + f(-), (f(2) - 2 f(1) + 2 f(-1) - f(-2))/2
        weights = {0: {0: 1}, 1: {1: mpf(1) / 2, -1: -mpf(1) / 2}, 2: {1: 1, 0: -2, -1: 1},
                   3: {2: mpf(1) / 2, 1: -1, -1: 1, -2: -mpf(1) / 2}}
        total = None
        for offset in itertools.product(*(weights[a] for a in alpha)):
            w = mpf(1)
            for a, o in zip(alpha, offset):
                w *= weights[a][o]
            term = [w * v for v in value_at(offset)]
            total = term if total is None else [s + v for s, v in zip(total, term)]
        scale = D ** sum(alpha)
        for a in alpha:
            scale *= factorial(a)
        out.append({'exponents': list(alpha), 'values': [nstr(v / scale, 20) for v in total]})
    return out


cases = {
    # x, y, z, r at t = 1.5
    'lorenz': derivatives(lambda a: flow(lorenz, a[:3], a[3:], mpf(3) / 2, mpf(1) / 40), [mpf(1), mpf(2), mpf(20), mpf(28)], 2),
    # x, v, g at t = 4
    'pendulum': derivatives(lambda a: flow(Pendulum(), a[:2], a[2:], mpf(4), mpf(1) / 10), [mpf(13) / 10, mpf(1) / 4, mpf(98) / 10], 3),
    # x, y, z, r: the first crossing of z = 27 from above, state and time
    'lorenzSection': derivatives(lambda a: section(lorenz, a[:3], a[3:], 2, mpf(27), False, mpf(1) / 40), [mpf(1), mpf(2), mpf(20), mpf(28)], 2),
    # x, v, g: the first crossing of v = 0 from below: half a swing
    'pendulumTurn': derivatives(lambda a: section(Pendulum(), a[:2], a[2:], 1, mpf(0), True, mpf(1) / 10), [mpf(13) / 10, mpf(1) / 4, mpf(98) / 10], 3),
}
with open('flow-maps.json', 'w') as out:
    json.dump(cases, out, indent=1)
    out.write('\n')
