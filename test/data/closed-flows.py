"""Taylor coefficients of flow maps to degree 3, from closed solutions with 60 digits and extrapolated central differences.

    python3 closed-flows.py > closed-flows.json

kepler:  a span of the planar problem of two bodies forward and back, in the state, mu, t0 and t1 (Lagrange's f and g of the eccentric anomaly)
section: the time and the state at which it comes to y = 0, falling, without t1
impulse: what it comes to when u and v are changed there by u + k v sqrt(x^2 + y^2) t and v (1 + k x), in the state, mu, t0, t1 and k
bounce:  a ball under x'' = -g + a cos(w t) that comes from x = 0 with -e v (1 + w t/8), twice, and the time of the last bounce, in x, v, t0, t1, g, a, w and e

Each entry: the exponents of a monomial, and for each component its coefficient.
"""
import itertools
import json
import random

import mpmath as mp

mp.mp.dps = 60
M = mp.mpf
H = M(10) ** -8


def kepler(x, y, u, v, mu, t0, t1):
    dt = t1 - t0
    r0 = mp.sqrt(x * x + y * y)
    a = 1 / (2 / r0 - (u * u + v * v) / mu)
    n = mp.sqrt(mu / a**3)
    ec, es = 1 - r0 / a, (x * u + y * v) / mp.sqrt(mu * a)
    e = n * dt
    for _ in range(100):
        step = (e + es * (1 - mp.cos(e)) - ec * mp.sin(e) - n * dt) / (1 + es * mp.sin(e) - ec * mp.cos(e))
        e -= step
        if abs(step) < M(10) ** -56:
            break
    c, s = mp.cos(e), mp.sin(e)
    r = a * (1 - ec * c + es * s)
    f, g = 1 - a / r0 * (1 - c), dt - mp.sqrt(a**3 / mu) * (e - s)
    fd, gd = -mp.sqrt(mu * a) / (r * r0) * s, 1 - a / r * (1 - c)
    return f * x + g * u, f * y + g * v, fd * x + gd * u, fd * y + gd * v


def root(f, guess):
    return mp.findroot(f, guess, tol=M(10) ** -108)


def section(x, y, u, v, mu, t0):
    t = root(lambda t: kepler(x, y, u, v, mu, t0, t)[1], M("1.949358"))
    return (t, *kepler(x, y, u, v, mu, t0, t))


def impulse(x, y, u, v, mu, t0, t1, k):
    t, x, y, u, v = section(x, y, u, v, mu, t0)
    return kepler(x, y, u + k * v * mp.sqrt(x * x + y * y) * t, v * (1 + k * x), mu, t, t1)


def fall(x, v, g, a, w, t0, t):
    s0 = mp.sin(w * t0)
    moved = v * (t - t0) - g * (t - t0) ** 2 / 2 - a / w**2 * (mp.cos(w * t) - mp.cos(w * t0)) - a / w * s0 * (t - t0)
    return x + moved, v - g * (t - t0) + a / w * (mp.sin(w * t) - s0)


def bounce(x, v, t0, t1, g, a, w, e):
    t = t0
    for guess in ("2.0922403", "6.0038190"):
        hit = root(lambda s: fall(x, v, g, a, w, t, s)[0], M(guess))
        x, v, t = M(0), -e * fall(x, v, g, a, w, t, hit)[1] * (1 + w * hit / 8), hit
    return (*fall(x, v, g, a, w, t, t1), t)


def partial(f, at, exponents):
    """A mixed derivative by central differences of steps H, 2 H and 4 H, of whose errors the first two powers cancel."""

    def difference(step):
        weights = {tuple([0] * len(at)): M(1)}
        for i, k in enumerate(exponents):
            for _ in range(k):
                spread = {}
                for offset, weight in weights.items():
                    for sign in (1, -1):
                        moved = tuple(o + sign * (j == i) for j, o in enumerate(offset))
                        spread[moved] = spread.get(moved, 0) + sign * weight / 2
                weights = spread
        rows = [[w * c for c in f(*[p + step * o for p, o in zip(at, offset)])] for offset, w in weights.items() if w != 0]
        return [sum(column) / step ** sum(exponents) for column in zip(*rows)]

    d = [difference(H * 2**i) for i in range(3)]
    d = [[(4 * p - q) / 3 for p, q in zip(d[i], d[i + 1])] for i in range(2)]
    return [(16 * p - q) / 15 for p, q in zip(*d)]


def coefficients(f, at, count):
    at = [M(value) for value in at]
    all_of_them = itertools.product(range(4), repeat=len(at))
    higher = [e for e in all_of_them if 2 <= sum(e) <= 3]
    first = [tuple(int(i == j) for j in range(len(at))) for i in range(len(at))]
    rows = [[[0] * len(at), [mp.nstr(c, 20) for c in f(*at)]]]
    for exponents in first + random.sample(higher, count):
        factor = mp.fprod(mp.factorial(k) for k in exponents)
        rows.append([list(exponents), [mp.nstr(c / factor, 20) for c in partial(f, at, exponents)]])
    return rows


random.seed(7)
START = [0.375, 0.125, -0.25, 1.875, 1.125, 0.5]
result = {
    "forward": coefficients(kepler, START + [3], 16),
    "back": coefficients(kepler, START + [-3.25], 16),
    "section": coefficients(section, START, 16),
    "impulse": coefficients(impulse, START + [2.75, 0.125], 16),
    "bounce": coefficients(bounce, [1, 0.5, 0.25, 11.25, 1, 0.5, 3, 0.75], 24),
}
print("{\n" + ",\n".join(f' "{name}": [\n' + ",\n".join("  " + json.dumps(row) for row in rows) + "\n ]" for name, rows in result.items()) + "\n}")
