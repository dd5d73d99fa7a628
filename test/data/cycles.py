#!/usr/bin/env python3
"""Periodic orbits for the tests of problems and return maps, by Taylor integration in 40 digits (mpmath), written to cycles.json.

    python3 cycles.py

Each orbit is a zero of the return map minus the identity, by Newton's method with difference quotients of step 1e-15; the recurrences are those of orbits.py
in spirit, written out for each field. Multipliers are the eigenvalues of the return map's derivative on the section, those above 1e-10, below which the quotients know nothing.
"""
import json
from mpmath import mp, mpf, nstr, matrix, lu_solve, eig

mp.dps = 40
ORDER = 28


def mul(a, b, k):
    return sum(a[j] * b[k - j] for j in range(k + 1))


def roessler(c, k):
    x, y, z = c
    return [-(y[k] + z[k]), x[k] + y[k] / 5, mul(z, x, k) - mpf(57) / 10 * z[k] + (mpf(1) / 5 if k == 0 else 0)]


def van_der_pol(c, k):
    x, y = c
    square = [mul(x, x, j) for j in range(k + 1)]
    return [y[k], y[k] - mul(square, y, k) - x[k]]


def volterra(c, k):
    x, y = c
    return [2 * x[k] - 2 * mul(x, y, k), -y[k] + mul(x, y, k)]


def expand(field, x):
    c = [[v] for v in x]
    for k in range(ORDER):
        for row, f in zip(c, field(c, k)):
            row.append(f / (k + 1))
    return c


def value(row, h):
    total = mpf(0)
    for a in reversed(row):
        total = total * h + a
    return total


def first_return(field, section, level, rising, x, step):
    """State and time at the next crossing of x[section] = level in the given direction, at least 1/2 later."""
    t = mpf(0)
    while True:
        c = expand(field, x)
        after = [value(row, step) for row in c]
        a, b = x[section] - level, after[section] - level
        if t > mpf(1) / 2 and a * b < 0 and (b > 0) == rising:
            h = step * a / (a - b)
            for _ in range(7):
                row = c[section]
                slope = value([k * row[k] for k in range(1, len(row))], h)
                h -= (value(row, h) - level) / slope
            return [value(row, h) for row in c], t + h
        x, t = after, t + step


def cycle(field, section, level, rising, guess, step):
    n = len(guess)
    free = [i for i in range(n) if i != section]
    x = [mpf(v) for v in guess]
    x[section] = mpf(level)
    for _ in range(2):
        image, period = first_return(field, section, level, rising, x, step)
        columns = []
        for j in free:
            moved = list(x)
            moved[j] += mpf(10) ** -15
            other, _ = first_return(field, section, level, rising, moved, step)
            columns.append([(other[i] - image[i]) * mpf(10) ** 15 for i in free])
        derivative = matrix(n - 1, n - 1)
        for j, column in enumerate(columns):
            for i, entry in enumerate(column):
                derivative[i, j] = entry
        residual = matrix([x[i] - image[i] for i in free])
        delta = lu_solve(derivative - mp.eye(n - 1), residual)
        for i, j in enumerate(free):
            x[j] += delta[i]
    values = [derivative[0, 0]] if n == 2 else eig(derivative, left=False, right=False)
    values = sorted((mp.re(v) for v in values), key=abs, reverse=True)
    return {'state': [nstr(v, 25) for v in x], 'period': nstr(period, 25), 'multipliers': [nstr(v, 13) for v in values if abs(v) > 1e-10]}


def period_of(field, section, level, rising, x, step):
    state, period = first_return(field, section, level, rising, [mpf(v) for v in x], step)
    return {'state': [nstr(mpf(v), 25) for v in x], 'period': nstr(period, 25), 'multipliers': []}


h = mpf(1) / 16
cycles = {
    'roessler': cycle(roessler, 0, 0, True, [0, '-8.3809417428298', '0.029590060630665'], h),
    'vanDerPol': cycle(van_der_pol, 1, 0, False, ['2.0086198608748431', 0], h),
    'lotkaVolterra': period_of(volterra, 0, 1, False, [1, 3], h),
}
with open('cycles.json', 'w') as out:
    json.dump(cycles, out, indent=1)
    out.write('\n')
print(json.dumps(cycles, indent=1))
