#!/usr/bin/env python3
"""End states of orbits to 60 digits for the tests of integrate over decimals and double-doubles (mpmath), written to precise-orbits.json.

    python3 precise-orbits.py

Lorenz and the pendulum, real and complex, by Taylor's method with order 80 in 110 digits and fixed steps; Kepler's orbit from Kepler's equation.
"""
import json
from mpmath import mp, mpf, mpc, nstr

mp.dps = 110
ORDER = 80


def mul(a, b, k):
    return mp.fdot((a[j], b[k - j]) for j in range(k + 1))


def lorenz(c, k):
    x, y, z = c
    return [10 * (y[k] - x[k]), 28 * x[k] - mul(x, z, k) - y[k], mul(x, y, k) - mpf(8) / 3 * z[k]]


class Pendulum:
    """x' = v, v' = -sin x, with the series of sin and cos carried along."""

    def __call__(self, c, k):
        x, v = c
        if k == 0:
            self.s, self.c = [mp.sin(x[0])], [mp.cos(x[0])]
        else:
            self.s.append(sum(j * x[j] * self.c[k - j] for j in range(1, k + 1)) / k)
            self.c.append(-sum(j * x[j] * self.s[k - j] for j in range(1, k + 1)) / k)
        return [v[k], -self.s[k]]


def flow(field, x, t, step):
    n = int(mp.ceil(t / step))
    h = t / n
    for _ in range(n):
        c = [[v] for v in x]
        for k in range(ORDER):
            for row, f in zip(c, field(c, k)):
                row.append(f / (k + 1))
        x = [mp.polyval(row[::-1], h) for row in c]
    return x


def kepler(e, t):
    """a = 1 from the pericenter: x = cos E - e, y = sqrt(1 - e^2) sin E with E - e sin E = t."""
    E = mp.findroot(lambda E: E - e * mp.sin(E) - t, t)
    r = 1 - e * mp.cos(E)
    b = mp.sqrt(1 - e ** 2)
    return [mp.cos(E) - e, b * mp.sin(E), -mp.sin(E) / r, b * mp.cos(E) / r]


digits = lambda state: [nstr(v, 60) for v in state]
parts = lambda state: [[nstr(v.real, 30), nstr(v.imag, 30)] for v in map(mpc, state)]
orbits = {
    # from (1, 2, 20) at t = 5
    'lorenz': digits(flow(lorenz, [mpf(1), mpf(2), mpf(20)], mpf(5), mpf(1) / 50)),
    # from (1.3, 0) at t = 10
    'pendulum': digits(flow(Pendulum(), [mpf(13) / 10, mpf(0)], mpf(10), mpf(1) / 10)),
    # e = 6/10 at t = 10
    'kepler': digits(kepler(mpf(6) / 10, mpf(10))),
    # from (1.3 + 0.2i, 0.5i) at t = 3
    'complexPendulum': parts(flow(Pendulum(), [mpc('1.3', '0.2'), mpc(0, '0.5')], mpf(3), mpf(1) / 20)),
}
with open('precise-orbits.json', 'w') as out:
    json.dump(orbits, out, indent=1)
    out.write('\n')
