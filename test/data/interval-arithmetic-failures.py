"""True values for the measured failures of npm interval-arithmetic 1.1.3.

Writes interval-arithmetic-failures.json beside this file: function, operands (decimal text of exact doubles), and 40 digits of
two values that the image must contain.  Needs mpmath:  python3 interval-arithmetic-failures.py
"""
import json, os
from mpmath import mp, mpf, exp, cosh, sinh, tanh, cos, sin, tan, cbrt, sqrt, nstr

mp.prec = 4000
text = lambda x: nstr(x, 40, min_fixed=-5, max_fixed=5) if x != 0 else "0"
cases = []

def case(name, operands, *truth, n=None):
    cases.append({"name": name, "operands": operands, **({"n": n} if n is not None else {}), "truth": [text(t) for t in truth]})

v = lambda s: mpf(float(s))
case("mul", [["1e200"], ["1e200"]], v("1e200") ** 2)
case("add", [["1e308"], ["1e308"]], 2 * v("1e308"))
case("exp", [["710"]], exp(mpf(710)))
case("cosh", [["800"]], cosh(mpf(800)))
case("div", [["1"], ["2.881e-320"]], 1 / v("2.881e-320"))
case("exp", [["710", "720"]], exp(mpf(710)), exp(mpf(720)))
case("pow", [["-1.1", "1"]], v("-1.1") ** 3, n=3)
case("pow", [["-1.1", "1"]], v("-1.1") ** 33, n=33)
case("pow", [["1.5"]], mpf(10) ** 378169000, n=2**31)  # 1.5^(2^31) is above 10^378169000
case("pow", [["1.0000001"]], v("1.0000001") ** (2**32), n=2**32)
case("pow", [["2"]], mpf(10) ** 1292913986, n=2**32 + 1)  # 2^(2^32 + 1) is above it
case("pow", [["-2"]], -mpf(10) ** 1292913986, n=2**32 + 1)
for x in ("-953.4594345284622", "-1e22"):
    case("cos", [[x]], cos(v(x)))
for x in ("-636.1766232558979", "-1e22"):
    case("tan", [[x]], tan(v(x)))
case("sin", [["-983.4249483064015"]], sin(v("-983.4249483064015")))
case("sinh", [["0.45799983597419286"]], sinh(v("0.45799983597419286")))
case("cosh", [["-2.4290548113957158"]], cosh(v("-2.4290548113957158")))
case("tanh", [["-0.25014297753111003"]], tanh(v("-0.25014297753111003")))
case("nthRoot", [["1e300"]], cbrt(v("1e300")), n=3)
case("abs", [["-Infinity", "Infinity"]], mpf(0), mpf(17))
case("pow", [["2", "3"]], sqrt(mpf(2)), sqrt(mpf(3)), n=0.5)
case("pow", [["0"]], mpf(1), n=0)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "interval-arithmetic-failures.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
