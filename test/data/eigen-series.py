"""Taylor coefficients of eigenvalues and eigenvectors of Hermitian matrices A(t) = A_0 + A_1 t + A_2 t², by numerical differentiation in mpmath.

python3 test/data/eigen-series.py > test/data/eigen-series.json

Entries of the A_k are doubles m/64. Eigenvectors are of length 1, with v(0)ᴴ·v(t) real and positive. Strings of 30 digits.
"""
import json
import random
from mpmath import mp, mpf, mpc, matrix, eigsy, eighe, diff, factorial, nstr, conj, sqrt, fabs

mp.dps = 50
ORDER = 5


def entry(rng):
    return rng.randrange(-128, 129) / 64


def hermitian(rng, n, complex_):
    a = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            re, im = entry(rng), (entry(rng) if complex_ and i != j else 0.0)
            a[i][j] = (re, im)
            a[j][i] = (re, -im)
    return a


def at(parts, n, t):
    return matrix(n, n) + sum((matrix([[mpc(*x) for x in row] for row in a]) * t**k for k, a in enumerate(parts)), matrix(n, n))


def pair(z):
    return [nstr(mpf(z.real), 30), nstr(mpf(z.imag), 30)]


def solve(parts, n, complex_, t):
    a = at(parts, n, t)
    if complex_:
        return eighe(a)
    return eigsy(matrix([[a[i, j].real for j in range(n)] for i in range(n)]))


def case(seed, n, complex_):
    rng = random.Random(seed)
    parts = [hermitian(rng, n, complex_) for _ in range(3)]
    for i in range(n):
        re, im = parts[0][i][i]
        parts[0][i][i] = (re + 4 * i, im)
    _, v0 = solve(parts, n, complex_, mpf(0))

    def value(k, t):
        return solve(parts, n, complex_, t)[0][k]

    def component(k, i, t):
        v = solve(parts, n, complex_, t)[1]
        phase = sum(conj(v0[j, k]) * v[j, k] for j in range(n))
        return v[i, k] * conj(phase) / fabs(phase)

    def taylor(f):
        return [mpc(diff(f, 0, m)) / factorial(m) for m in range(ORDER + 1)]

    return {
        "n": n,
        "matrices": parts,
        "values": [[nstr(c.real, 30) for c in taylor(lambda t, k=k: value(k, t))] for k in range(n)],
        "vectors": [[[pair(c) for c in taylor(lambda t, k=k, i=i: component(k, i, t))] for k in range(n)] for i in range(n)],
    }


print(json.dumps({
    "order": ORDER,
    "real": [case(seed, n, False) for seed, n in [(1, 2), (2, 3), (3, 3), (4, 4)]],
    "complex": [case(seed, n, True) for seed, n in [(5, 2), (6, 3), (7, 4)]],
}))
