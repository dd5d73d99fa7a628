"""The references of src/cli/tour.ts, by mpmath (python3 test/data/tour.py)."""
from mpmath import mp, mpf, exp, sin, log, taylor, factorial, nstr

mp.dps = 100
coefficients = taylor(lambda x: exp(sin(x)) * log(1 + x * x), mpf(3) / 10, 10)
for k, c in enumerate(coefficients):
    print(k, nstr(c * factorial(k), 30))


def lorenz_step(state, h, order):
    """One Taylor step of x' = 10 (y - x), y' = x (28 - z) - y, z' = x y - 8/3 z."""
    x, y, z = ([value] for value in state)
    for k in range(order):
        xz = sum(x[j] * z[k - j] for j in range(k + 1))
        xy = sum(x[j] * y[k - j] for j in range(k + 1))
        x.append(10 * (y[k] - x[k]) / (k + 1))
        y.append((28 * x[k] - xz - y[k]) / (k + 1))
        z.append((xy - mpf(8) / 3 * z[k]) / (k + 1))
    return [sum(c * h**k for k, c in enumerate(series)) for series in (x, y, z)]


for steps, order in ((100, 60), (128, 70)):  # two ways, which must agree
    state = [mpf(15), mpf(15), mpf(36)]
    for _ in range(steps):
        state = lorenz_step(state, mpf(1) / steps, order)
    print([nstr(value, 30) for value in state])
