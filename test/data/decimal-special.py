"""Special functions at adversarial decimals, rounded down to 5, 20, 50 and 200 digits, for test/decimal/special.test.ts.

    python3 test/data/decimal-special.py > test/data/decimal-special.json

A row is [function, number before the argument or null, argument, [the greatest decimals of 5, 20, 50, 200 digits below the value], [whether each is the
value]]. Arguments are exact decimals; pairs have two. Values come from mpmath with at least 1500 digits.
"""
import json
import sys
from fractions import Fraction
from mpmath import mp, mpf
from decimals import cells, digits_of

mp.dps = 1500
sys.set_int_max_str_digits(0)


E1 = digits_of(-mp.exp(-1), 300)
TINY = ["1e-1", "-1e-5", "1e-7", "-1.234567890123456789e-9", "7e-17", "9.99999999999999999999e-26", "-1e-60", "1e-210", "-3e-700"]
MIDDLE = ["0.3", "-0.5", "0.49", "0.7", "1", "-1", "1.5", "2", "-3.14159", "10", "-17.25", "26.5"]
LAMBERT = ["-0.2", "-0.3678794411714423215", "-0.36787944117144232159552377016146", "-0.25", "-0.35"] + [str(E1[:n]) for n in (12, 40, 250)]
GAMMA = ["0.5", "-0.5", "1.46163214496836234126265954232572", "2.5", "3", "4.00000000000000000000001", "1.0000000000000000000000000001", "1.99999999999999999999999",
         "-1.5", "-2.00000000000000000000001", "-7.3", "30", "75.25", "171.5", "-20.5", "1234.5", "100000", "1e-30", "-1e-80", "7e-400"]


def kepler(e, M):
    with mp.workdps(500):
        E = M if abs(M) > mpf(10) ** -3 else mp.cbrt(6 * M) if e == 1 else M / (1 - e)
        for _ in range(200):
            d = (E - e * mp.sin(E) - M) / (1 - e * mp.cos(E))
            E -= d
            if abs(d) < mpf(10) ** -460 * abs(E):
                break
        return E


CASES = [
    ("erf", None, mp.erf, TINY + MIDDLE + ["60"]),
    ("erfc", None, mp.erfc, TINY + MIDDLE + ["60", "-60", "500"]),
    ("gaussian", None, lambda x: mp.exp(-x * x), TINY + MIDDLE + ["60", "12345.678"]),
    ("sinpi", None, mp.sinpi, TINY + MIDDLE + ["0.25", "1e10", "123456789.4999999999999999999999", "1e300", "-3.5", "2.00000000000000000000000000001"]),
    ("cospi", None, mp.cospi, TINY + MIDDLE + ["0.25", "1e10", "123456789.4999999999999999999999", "1e300", "-3.5", "2.00000000000000000000000000001"]),
    ("tanpi", None, lambda x: mp.sinpi(x) / mp.cospi(x), [x for x in TINY + MIDDLE if Fraction(x) * 2 % 2 != 1] + ["0.25", "-0.75", "123456789.4999999999999999999999"]),
    ("lambertW", None, lambda x: mp.lambertw(x, 0).real, [x for x in TINY + MIDDLE + LAMBERT if Fraction(x) > Fraction(-367, 1000) or x in LAMBERT] + ["1e20", "1e61", "1e300", "7e700"]),
    ("lambertWm1", None, lambda x: mp.lambertw(x, -1).real, [x for x in TINY + LAMBERT if Fraction(x) < 0] + ["-1e-300", "-0.1"]),
    ("gamma", None, mp.gamma, GAMMA),
    ("lgammaCoefficient", 0, lambda x: mp.log(abs(mp.gamma(x))), GAMMA + ["1", "2", "1e60", "1e300"]),
    ("lgammaCoefficient", 1, lambda x: mp.psi(0, x), GAMMA),
    ("lgammaCoefficient", 2, lambda x: mp.psi(1, x) / 2, GAMMA),
    ("lgammaCoefficient", 6, lambda x: mp.psi(5, x) / 720, GAMMA),
]
BESSEL = ["1e-1", "-1e-5", "1e-30", "-3e-400", "0.7", "-2.5", "2.404825557695772768621631879326", "10", "55.5", "-300.25", "1e10", "31415926535897932384626433832795"]
for n in (0, 1, 2, 9):
    CASES.append(("besselJ", n, lambda x, n=n: mp.besselj(n, x), BESSEL))
    CASES.append(("sphericalJ", n, lambda x, n=n: (1 if x > 0 else (-1) ** n) * mp.sqrt(mp.pi / (2 * abs(x))) * mp.besselj(n + mpf(1) / 2, abs(x)), BESSEL))
PAIRS = [
    ("atan2", mp.atan2, [("1", "1"), ("-1", "2"), ("3", "-1"), ("-1e-40", "-7"), ("5", "1e-300"), ("-5", "-1e-60"), ("1e-500", "3"), ("2", "0"), ("0.1", "0.3"), ("1e-30", "-1e-31")]),
    ("keplerE", kepler, [("0.5", "1"), ("0.999", "0.01"), ("1", "1e-30"), ("1", "2"), ("0.3", "-100.5"), ("0.9999999999999999999999", "1e-12"), ("0.1", "12345678901234567890.5"), ("0", "3")]),
]


def row(name, n, argument, value):
    return [name, n, argument, *cells(value, 900)]


rows = [row(name, n, x, f(mpf(x))) for name, n, f, points in CASES for x in points]
rows += [row(name, None, list(pair), f(*map(mpf, pair))) for name, f, pairs in PAIRS for pair in pairs]
print("[" + ",\n".join(json.dumps(r) for r in rows) + "]")
