"""Golden data for reading and writing numbers: python3 rounding-decimal.py > rounding-decimal.json

Reading: Python's float() is correctly rounded (D. Gay); the bounds follow by exact comparison in fractions.
Writing: the decimal module, ROUND_FLOOR and ROUND_CEILING.
"""

import json
import math
import random
import struct
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

random.seed(1685)
MAX = 1.7976931348623157e308


def bits(x):
    """The binary64 word of x, as 16 hexadecimal digits."""
    return struct.pack(">d", x).hex()


def bounds(value):
    """The greatest double <= value and the least double >= value, for a Fraction."""
    try:
        x = float(value)
    except OverflowError:
        return (MAX, math.inf) if value > 0 else (-math.inf, -MAX)
    if math.isinf(x):
        return (MAX, math.inf) if x > 0 else (-math.inf, -MAX)
    if Fraction(x) == value:
        return (x, x)
    return (x, math.nextafter(x, math.inf)) if Fraction(x) < value else (math.nextafter(x, -math.inf), x)


texts = """0 -0 1 -1 +7 0.1 .1 1. -1.e0 1e22 1e23 -2.5e-3 9007199254740993 9007199254740992.999 3e-324 2.4703282292062327208e-324
2.4703282292062328e-324 17976931348623157e292 1.7976931348623158e308 1.7976931348623159e+308 1e309 -1e400 1e-323 4.9406564584124654e-324
2.2250738585072011e-308 2.2250738585072014e-308 123456789012345678901234567890 0.000001 1E5 00012.500 100000000000000000000000
179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123347746854354468
""".split()
for _ in range(120):
    digits = "".join(random.choice("0123456789") for _ in range(random.randint(1, 40)))
    point = random.randint(0, len(digits))
    texts.append(random.choice(["", "-"]) + digits[:point] + "." + digits[point:] + "e" + str(random.randint(-345, 330)))
# Exact decimal expansions of doubles and of midpoints, and the same with one digit more.
for _ in range(20):
    x = math.ldexp(random.randint(2**52, 2**53 - 1), random.randint(-1126, -900) if random.random() < 0.5 else random.randint(-80, 20))
    middle = (Fraction(x) + Fraction(math.nextafter(x, math.inf))) / 2
    for value in (Fraction(x), middle):
        text = format(Context(prec=1200).divide(Decimal(value.numerator), Decimal(value.denominator)), "f")
        texts += [text, text + ("" if "." in text else ".") + "1"]

doubles = [1.0, 0.1, 2 / 3, 1e22, 1e23, 5e-324, 2.2250738585072014e-308, MAX, 9.995, 0.9999999, 999999.5, 1e-6, 1e-7, 1e21, 123456789.0]
for _ in range(80):
    doubles.append(math.ldexp(random.random() + 0.5, random.randint(-1070, 1023)))


def write(x, digits):
    """(floor, ceiling) of x to so many significant digits, as exact decimals."""
    exact = Context(prec=1200).create_decimal(x)
    return [str(Context(prec=digits, rounding=r, Emax=999999, Emin=-999999).create_decimal(exact)) for r in (ROUND_FLOOR, ROUND_CEILING)]


read = [[t, *map(bits, bounds(Fraction(t)))] for t in texts]
written = [
    [bits(x), digits, *write(x, digits)]
    for y in doubles
    for x in (y, -y)
    for digits in (random.choice([1, 2, 3]), random.choice([6, 16, 17, 18, 40]))
]
lines = lambda rows: ",\n".join(map(json.dumps, rows))
print('{"read": [\n' + lines(read) + '\n],\n"write": [\n' + lines(written) + "\n]}")
