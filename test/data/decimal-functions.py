"""Elementary functions at adversarial decimals, rounded down to 5, 20, 50 and 200 digits, for test/decimal/functions.test.ts.

    python3 test/data/decimal-functions.py > test/data/decimal-functions.json

A row is [function, argument, [the greatest decimals of 5, 20, 50, 200 digits below the value], [whether each of them is the value]]. Arguments are
exact decimals. Values come from mpmath with at least 3000 digits. Values of roots, exp2, exp10, log2 and log10 within 10^-2300 of a decimal of 200 digits
are that decimal, since the arguments are chosen so that others stay farther away; the other functions have no decimal values but 0 and those at 0.
"""
import json
import sys
from fractions import Fraction
from mpmath import mp, mpf
from decimals import cells, digits_of

mp.dps = 3000
sys.set_int_max_str_digits(0)

PI = digits_of(mp.pi, 320)
HALF_PI = digits_of(mp.pi / 2, 320)
E = digits_of(mp.e, 320)

TINY = ["1e-1", "1.0000000001e-3", "-1e-5", "1e-7", "-1.234567890123456789e-9", "7e-17", "9.99999999999999999999e-26", "-1e-60", "1e-210", "-3e-1000", "1e-1000"]
MIDDLE = ["0.3", "-0.5", "0.7", "0.69999999999999999999999", "0.78539816339744830961566", "1", "-1", "1.5", "2", "-3.14159", "10", "-17.25", "50", "0.03125", "0.031249999"]
HUGE = ["1e3", "-12345.678901234567890123456789", "1e5"]
ANGLES = [PI[:7], PI[:23], "-" + PI[:60], PI[:204], HALF_PI[:24], "-" + HALF_PI[:103], HALF_PI[:210],
          digits_of(mp.pi * 10**6, 40), digits_of(mp.pi / 2 * (10**20 + 1), 70), "1e22", "-1e100", "1e1000", "31415926535897932384626433832795e40", "2e5000"]
EXPONENTS = ["1e6", "-1e6", "1e10", "-1e16", "2e16", "-123456789012345.6789", "709.78", "-745.2"]
POSITIVE = ["0.1", "0.5", "2", "3", "10", "1000", "1e-30", "1e60", "1e61", "7e-61", "1.5e300", "2e-5000", "1e5000", "0.0009765625", "1024", "1.25e-1", "1.00000001", "0.99999999999", "1.03125", "1.03124999",
            "0.96875", "0.9687500001", "1." + "0" * 60 + "1", "0." + "9" * 60, "0." + "9" * 206 + "7", "1." + "0" * 250 + "3", E[:30], E[:205], "123456789.123456789", "1"]
NEAR_ONE = ["0.9", "-0.99", "0." + "9" * 19, "-0." + "9" * 40, "0." + "9" * 210, "0.97", "-0.96875"]
ABOVE_ONE = ["1", "1.0000001", "1." + "0" * 30 + "1", "1." + "0" * 220 + "7", "1.1", "2", "3.5", "100", "1e30", "1e61", "1.5e400", "1e3000"]
SIZES = ["1e20", "-1e30", "1e61", "-7e200", "1.5e400", "1e3000"]
CUBES = ["27", "-27", "0.001", "1e-30", "2e-31", "-2", "3e100", "1e301", "0.125", "1e5000", "3.375", "1." + "0" * 60 + "1", "-0.3"]
SQUARES = ["4", "2", "0.25", "1e-31", "1e31", "2.25", "15241578750190521", "15241578750190522", "3e5001", "1." + "0" * 60 + "2", "0.1"]

CASES = {
    "exp": (mp.exp, TINY + MIDDLE + HUGE + EXPONENTS),
    "exp2": (lambda x: mp.power(2, x), TINY + MIDDLE + HUGE + EXPONENTS + ["3", "-3", "16", "60", "-60", "600", "-600", "7.5", "1e3"]),
    "exp10": (lambda x: mp.power(10, x), TINY + MIDDLE + HUGE + [x for x in EXPONENTS if "e16" not in x] + ["3", "-3", "-1234", "0.5"]),
    "expm1": (mp.expm1, TINY + MIDDLE + HUGE + EXPONENTS + ["-200", "-1000", "200.5"]),
    "log": (mp.log, POSITIVE),
    "log2": (lambda x: mp.log(x) / mp.log(2), POSITIVE + ["65536", "1267650600228229401496703205376", "0.00000762939453125", "1e20"]),
    "log10": (lambda x: mp.log(x) / mp.log(10), POSITIVE),
    "log1p": (mp.log1p, TINY + [x for x in MIDDLE + HUGE + NEAR_ONE + SIZES if Fraction(x) > -1]),
    "sin": (mp.sin, TINY + MIDDLE + HUGE + ANGLES),
    "cos": (mp.cos, TINY + MIDDLE + HUGE + ANGLES),
    "tan": (mp.tan, TINY + MIDDLE + HUGE + ANGLES),
    "asin": (mp.asin, TINY + NEAR_ONE + ["0.3", "-0.5", "0.7", "1", "-1"]),
    "acos": (mp.acos, TINY + NEAR_ONE + ["0.3", "-0.5", "0.7", "1", "-1", "0"]),
    "atan": (mp.atan, TINY + MIDDLE + HUGE + SIZES),
    "sinh": (mp.sinh, TINY + MIDDLE + HUGE + EXPONENTS),
    "cosh": (mp.cosh, TINY + MIDDLE + HUGE + EXPONENTS),
    "tanh": (mp.tanh, TINY + MIDDLE + ["-100", "200", "1000"]),
    "asinh": (mp.asinh, TINY + MIDDLE + HUGE + SIZES),
    "acosh": (mp.acosh, ABOVE_ONE),
    "atanh": (mp.atanh, TINY + NEAR_ONE + ["0.3", "-0.5", "0.7"]),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), TINY[:8] + CUBES),
    "sqrt": (mp.sqrt, SQUARES),
}

ALGEBRAIC = {"exp2", "exp10", "log2", "log10", "cbrt", "sqrt"}

rows = []
for name, (f, arguments) in CASES.items():
    seen = set()
    for text in arguments:
        if text in seen:
            continue
        seen.add(text)
        x = Fraction(text)
        size = max(0, len(str(abs(x.numerator))) - len(str(x.denominator)))
        with mp.workdps(3000 + 2 * size):
            value = f(mpf(x.numerator) / mpf(x.denominator))
            rows.append([name, text, *cells(value, 2300 if name in ALGEBRAIC else None)])
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
