"""The derivative of a flow through impacts that depend on the state and the time, by differences with 60 digits.

x'' = -x - x'/10 + cos t from (1, 0) for t = 0..40. Where x - 1/2 - sin(2t)/10 rises through 0, x becomes x - v^2/10 and v becomes -4v/5 + 3 cos(2t) x/10.
Between impacts the solution is 10 sin t + e^(-t/20) (a cos wt + b sin wt), w = sqrt(399)/20.

Run: python3 test/data/impact.py > test/data/impact.json
"""
import json
from mpmath import mp, mpf, cos, exp, sin, sqrt, findroot, nstr

mp.dps = 60
T = 40
w = sqrt(mpf(399)) / 20


def flow(t0, x0, v0):
    # a, b so that x(t0) = x0 and v(t0) = v0, with time counted from t0 in the homogeneous part
    a = x0 - 10 * sin(t0)
    b = (v0 - 10 * cos(t0) + a / 20) / w

    def at(t):
        s = t - t0
        e, c, d = exp(-s / 20), cos(w * s), sin(w * s)
        x = 10 * sin(t) + e * (a * c + b * d)
        v = 10 * cos(t) + e * ((b * w - a / 20) * c - (a * w + b / 20) * d)
        return x, v

    return at


def end(x, v):
    t, times = mpf(0), []
    while True:
        at = flow(t, x, v)
        g = lambda s: at(s)[0] - mpf(1) / 2 - sin(2 * s) / 10
        s, step = t + mpf(1) / 1000, mpf(1) / 100
        while s < T and not (g(s) < 0 <= g(s + step)):
            s += step
        if s >= T:
            x, v = at(mpf(T))
            return x, v, times
        hit = findroot(g, (s, s + step), solver="anderson", tol=mpf(10) ** -115)
        if hit > T:
            x, v = at(mpf(T))
            return x, v, times
        x, v = at(hit)
        x, v = x - v * v / 10, -4 * v / 5 + 3 * cos(2 * hit) * x / 10
        t = hit
        times.append(hit)


h = mpf(10) ** -20
x, v, times = end(mpf(1), mpf(0))
columns = []
for dx, dv in ((h, 0), (0, h)):
    more, less = end(1 + dx, mpf(dv)), end(1 - dx, -mpf(dv))
    columns.append([(more[i] - less[i]) / (2 * h) for i in (0, 1)])
print(json.dumps({
    "times": [nstr(t, 30) for t in times],
    "end": [nstr(x, 30), nstr(v, 30)],
    "jacobian": [[nstr(columns[j][i], 30) for j in (0, 1)] for i in (0, 1)],
}, indent=2))
