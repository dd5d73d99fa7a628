"""Quadrants of doubles that lie close to a multiple of pi/2, and of others.

Writes quadrants.json beside this file: [x, floor(2x/pi) mod 4], x as the shortest decimal that reads back to the same double.
The hard ones are the best rational approximations m*2^e of multiples of pi/2, from continued fractions, and their neighbors.
Needs mpmath:  python3 quadrants.py
"""
import json, os, random, struct
from mpmath import mp, mpf, floor, pi

mp.prec = 2400
random.seed(2)

def succ(x):
    n = struct.unpack("<q", struct.pack("<d", x))[0]
    return struct.unpack("<d", struct.pack("<q", n + 1))[0]

def quadrant(x):
    return int(floor(2 * mpf(x) / pi)) % 4

xs = {0.0, 5e-324, 1.7976931348623157e308, 1e22, 1048576.0, 3.141592653589793, 1.5707963267948966}
for e in range(-60, 971, 7):
    # convergents p/q of 2^(e+1)/pi: q*2^e is close to p*pi/2
    a, (p0, q0), (p1, q1) = mpf(2) ** (e + 1) / pi, (0, 1), (1, 0)
    while True:
        n = int(floor(a))
        p0, q0, p1, q1 = p1, q1, n * p1 + p0, n * q1 + q0
        if q1 >= 2**53: break
        if q1 >= 2**48: xs.add(float(q1 * mpf(2) ** e))
        a = 1 / (a - n)
for _ in range(300):
    xs.add(random.uniform(0, 1) * 2.0 ** random.randint(-1000, 1000))
for k in range(1, 400):
    xs.add(float(k * pi / 2))
# where k is just below a power of two, the rounded 2x/pi may jump over k
for j in range(6, 20):
    for i in range(1, 60):
        xs.add(float((2**j - i) * pi / 2))
xs |= {succ(x) for x in list(xs) if x < 1e308}
rows = [[repr(s), quadrant(s)] for x in sorted(xs) for s in ((x, -x) if x else (x,))]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quadrants.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
