"""Bounds of the solution sets of those reverse statements of ITF1788 whose expectation is wider than need be.

Writes itf1788-slack.json beside this file: for each statement the operation, its operands as hexadecimal doubles, and the
infimum and supremum of the true solution set to 40 digits.  Needs mpmath:  python3 itf1788-slack.py
"""
import json, os
from mpmath import mp, mpf, asin, acos, atan, pi, log, nstr, cos, sin, tan

mp.dps = 60
text = lambda x: x if isinstance(x, str) else nstr(x, 40, strip_zeros=False)
num = lambda x: mpf(float(x))
cases = []

def case(op, inputs, lo, hi):
    cases.append({"op": op, "inputs": inputs, "lo": text(lo), "hi": text(hi)})

# t^-7 in (0, η]: t from η^(-1/7) on
eta = mpf(2) ** -1074
r = eta ** (-mpf(1) / 7)
case("pownRev", [["0", "5e-324"], "-7"], r, "Infinity")
case("pownRev", [["-5e-324", "-0"], "-7"], "-Infinity", -r)

a = asin(num("0.9999999999999999"))
case("sinRevBin", [["0.9999999999999999", "1"], ["1.57", "1.58"]], a, pi - a)
case("cosRevBin", [["-1", "-1"], ["3.14", "3.15"]], pi, pi)
b = acos(num("-0.9999999999999999"))
case("cosRevBin", [["-1", "-0.9999999999999999"], ["3.14", "3.15"]], b, 2 * pi - b)
case("cosRevBin", [["-1", "-0.9999999999999999"], ["-3.15", "-3.14"]], b - 2 * pi, -b)
case("tanRevBin", [["16331239353195368", "16331239353195370"], ["-1.5708", "1.5708"]],
     atan(num("16331239353195368")) - pi, atan(num("16331239353195370")))
case("tanRevBin", [["3.2162452993532727e-16", "3.216245299353273e-16"], ["-3.15", "3.15"]],
     atan(num("3.2162452993532727e-16")) - pi, atan(num("3.216245299353273e-16")) + pi)
# s^t >= 2 for s in [1/4, 1/2] or [1/4, 1): t up to log 2 / log(1/4)
for s in ("0.5", "1"):
    case("powRev2", [["0.25", s], ["2", "Infinity"], ["-Infinity", "Infinity"]], "-Infinity", log(2) / log(mpf("0.25")))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "itf1788-slack.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
