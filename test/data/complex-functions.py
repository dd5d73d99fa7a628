"""Values of complex functions to 20 digits, on both sides of each cut and near where formulas cancel, for test/number/complex.test.ts.

    python3 test/data/complex-functions.py > test/data/complex-functions.json

Each row: function, real and imaginary part of the argument (doubles; "-0" is the other side of a cut on an axis), and of the value at 60 digits
(mpmath). mpmath has no signed zeros: the value below a cut, for an imaginary part -0, is the conjugate of that above it, and for a real part -0 the
mirror image in the imaginary axis, as Kahan (1987) and ISO C99, annex G define both.
"""
import json
import math
import random
import mpmath
from mpmath import mp, mpf, mpc

mp.dps = 60
random.seed(1987)

F = {
    "sqrt": mpmath.sqrt,
    "cbrt": lambda z: mpmath.exp(mpmath.log(z) / 3) if z != 0 else mpc(0),
    "exp": mpmath.exp,
    "exp2": lambda z: mpmath.exp(z * mpmath.log(2)),
    "exp10": lambda z: mpmath.exp(z * mpmath.log(10)),
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log2": lambda z: mpmath.log(z) / mpmath.log(2),
    "log10": lambda z: mpmath.log(z) / mpmath.log(10),
    "log1p": mpmath.log1p,
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan,
    "asin": mpmath.asin, "acos": mpmath.acos, "atan": mpmath.atan,
    "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "asinh": mpmath.asinh, "acosh": mpmath.acosh, "atanh": mpmath.atanh,
}
# cuts: on the real axis where the test holds, reached from above for im = +0; on the imaginary axis, from the right for re = +0
REAL_CUT = {
    "sqrt": lambda x: x < 0, "cbrt": lambda x: x < 0, "log": lambda x: x < 0, "log2": lambda x: x < 0, "log10": lambda x: x < 0,
    "log1p": lambda x: x < -1, "asin": lambda x: abs(x) > 1, "acos": lambda x: abs(x) > 1, "acosh": lambda x: x < 1, "atanh": lambda x: abs(x) > 1,
}
IMAGINARY_CUT = {"atan", "asinh"}
LARGE = {"sqrt", "cbrt", "log", "log2", "log10", "log1p", "asin", "acos", "atan", "asinh", "acosh", "atanh"}
POLES = {"log": [(0, 0)], "log2": [(0, 0)], "log10": [(0, 0)], "log1p": [(-1, 0)], "atanh": [(1, 0), (-1, 0)], "atan": [(0, 1), (0, -1)]}

moderate = [(0.5, 0.25), (-0.75, 1.5), (2.0, -3.0), (-1.25, -0.5), (1e-9, 1e-9), (-1e-10, 3e-9), (1e-300, -1e-300), (0.99999999, 1e-9),
            (1.0000001, -1e-8), (-1.00000003, 2e-8), (0.6, 0.8), (0.8, -0.6), (-0.28, 0.96), (1e-8, 1.0000000002), (-3e-9, -0.9999999), (3.7, 0.001),
            (-0.3, 1e-14), (1.5707963, 1e-5), (12.5, 30.25), (-20.0, 1.0), (0.0, 0.5), (0.0, -2.0), (25.0, 25.0), (1.5, -0.0001)]
moderate += [(random.uniform(-3, 3), random.uniform(-3, 3)) for _ in range(20)]
large = [(1e10, -3e12), (-1e155, 1e155), (1e300, 2e299), (-1.5e308, 1.5e308), (1.7e308, 1.0), (1e200, -1e-200), (-2e-310, 1e-310), (1e-160, 1e160)]
axis = [0.5, -0.5, 2.0, -2.0, 1.0, -1.0, 1e-20, -1e-20, 1.0000000000000002, -1.0000000000000002, 7e15, -7e15]

def text(v):
    return mpmath.nstr(v, 20, min_fixed=0, max_fixed=0) if v != 0 else "0"

rows = []
def add(name, re, im, z, w):
    if not (mpmath.isfinite(w.real) and mpmath.isfinite(w.imag)) or max(abs(w.real), abs(w.imag)) > mpf(2) ** 1023: return
    rows.append([name, re, im, text(w.real), text(w.imag)])

def at(name, re, im):
    """value for signed zeros: im and re are doubles, -0.0 among them"""
    f = F[name]
    if im == 0 and name in REAL_CUT and REAL_CUT[name](re):
        side = 1 if math.copysign(1, im) > 0 else -1
        with mp.workdps(1000):
            w = mpc(f(mpc(re, mpf("1e-900") * side)))
        return mpc(w.real if abs(w.real) > mpf("1e-300") else 0, w.imag if abs(w.imag) > mpf("1e-300") else 0)
    if re == 0 and name in IMAGINARY_CUT and abs(im) > 1:
        side = 1 if math.copysign(1, re) > 0 else -1
        with mp.workdps(1000):
            w = mpc(f(mpc(mpf("1e-900") * side, im)))
        return mpc(w.real if abs(w.real) > mpf("1e-300") else 0, w.imag if abs(w.imag) > mpf("1e-300") else 0)
    with mp.workdps(700):
        return mpc(f(mpc(re, im)))

def number(x): return "-0" if x == 0 and math.copysign(1, x) < 0 else x

for name in F:
    points = list(moderate) + (large if name in LARGE else [])
    for x in axis:
        points += [(x, 0.0), (x, -0.0)]
        if name in IMAGINARY_CUT: points += [(0.0, x), (-0.0, x)]
    for re, im in points:
        if (re, im) in POLES.get(name, []) : continue
        add(name, number(re), number(im), None, at(name, re, im))

# beyond the overflow of e^x
for name, re, im in [("exp", 710.0, 1.5707), ("exp", -745.5, 1.0), ("sinh", 710.2, 1.5707), ("cosh", -710.2, -1.5707), ("sin", 1.5707, 710.2), ("cos", 1.5, -710.4),
                     ("tanh", 400.0, 1.0), ("tan", 1.0, -300.0), ("tanh", 21.0, 1.5707963267948966), ("tan", 1.5707963267948966, 1e-8)]:
    add(name, re, im, None, at(name, re, im))

print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
