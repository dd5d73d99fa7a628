"""Values of functions at points of boxes, to 60 digits: what Taylor models over these boxes must contain.

    python3 test/data/taylor-models.py > test/data/taylor-models.json
"""
import json
import random
import re

from mpmath import mp, mpf

mp.dps = 80
random.seed(20261128)


def W(k):
    return lambda x: mp.lambertw(x, k).real


def kepler(e, M):
    return mp.findroot(lambda E: E - e * mp.sin(E) - M, M + e * mp.sin(M))


names = {
    **{n: getattr(mp, n) for n in 'exp expm1 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sqrt erf erfc gamma sinpi cospi hypot atan2 cbrt sign floor ceil'.split()},
    'log': mp.log,
    'log2': lambda x: mp.log(x) / mp.log(2),
    'log10': mp.log10,
    'log1p': lambda x: mp.log(1 + x),
    'exp2': lambda x: mpf(2) ** x,
    'exp10': lambda x: mpf(10) ** x,
    'cbrt': lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    'tanpi': lambda x: mp.tan(mp.pi * x),
    'gaussian': lambda x: mp.exp(-x * x),
    'sigmoid': lambda x: 1 / (1 + mp.exp(-x)),
    'lgamma': lambda x: mp.log(abs(mp.gamma(x))),
    'digamma': mp.digamma,
    'polygamma': lambda n, x: mp.psi(int(n), x),
    'besselJ': lambda n, x: mp.besselj(int(n), x),
    'sphericalJ': lambda n, x: mp.sqrt(mp.pi / (2 * x)) * mp.besselj(int(n) + mpf(1) / 2, x) if x else mpf(int(n) == 0),
    'sinc': mp.sinc,
    'lambertW': W(0),
    'lambertWm1': W(-1),
    'keplerE': kepler,
    'abs': abs,
    'min': min,
    'max': max,
    'round': lambda x: mp.floor(x + mpf(1) / 2),
    'trunc': lambda x: mp.sign(x) * mp.floor(abs(x)),
    'choose': lambda c, a, b: a() if c else b(),
    'pi': mp.pi,
    'mpf': mpf,
}


def python(text):
    """A formula as an expression of Python whose numbers are exact."""
    text = re.sub(r'(?<![\w.])(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.])', r"mpf('\1')", text)
    text = re.sub(r'if\((.*), (.*), (.*)\)$', r'choose(\1, lambda: \2, lambda: \3)', text)
    return text.replace('^', '**')


# formula, and where its variables may be: in alphabetical order, as brook is told
table = [
    ('x', [(-3, 5)]), ('0.1*x + 1/3', [(-2, 2)]), ('x^2', [(-2, 3)]), ('x^3 - x', [(-2, 2)]), ('x^9 - 3*x^4 + 0.7', [(-1.5, 1.5)]),
    ('(x - 1)^7', [(-1, 3)]), ('1/x', [(0.5, 4)]), ('1/(1 + x^2)', [(-1, 2)]), ('(x^2 - 1)/(x + 3)', [(-2, 2)]), ('x/3', [(-1, 1)]),
    ('x^(-3)', [(-4, -1)]), ('x^(1/3)', [(0.3, 5)]), ('x^0.7', [(0.3, 5)]), ('x^(-2.5)', [(0.5, 2)]), ('x^pi', [(0.5, 3)]), ('x^x', [(0.4, 2.5)]),
    ('2^x', [(-3, 3)]), ('3^x', [(-3, 3)]), ('sqrt(x)', [(0.1, 9)]), ('sqrt(1 + x^2)', [(-2, 2)]), ('cbrt(x)', [(-3, 8)]),
    ('exp(x)', [(-3, 3)]), ('exp2(x)', [(-3, 3)]), ('exp10(x)', [(-1, 2)]), ('expm1(x)', [(-1, 1)]), ('log(x)', [(0.2, 7)]), ('log2(x)', [(0.2, 7)]),
    ('log10(x)', [(0.2, 7)]), ('log1p(x)', [(-0.6, 2)]), ('sin(x)', [(-4, 4)]), ('cos(x)', [(-4, 4)]), ('tan(x)', [(-1.3, 1.3)]), ('asin(x)', [(-0.95, 0.95)]),
    ('acos(x)', [(-0.95, 0.95)]), ('atan(x)', [(-5, 5)]), ('sinh(x)', [(-2, 2)]), ('cosh(x)', [(-2, 2)]), ('tanh(x)', [(-3, 3)]), ('asinh(x)', [(-4, 4)]),
    ('acosh(x)', [(1.1, 6)]), ('atanh(x)', [(-0.9, 0.9)]), ('sinpi(x)', [(-1, 1)]), ('cospi(x)', [(-1, 1)]), ('tanpi(x)', [(-0.4, 0.4)]),
    ('sinc(x)', [(-3, 3)]), ('gaussian(x)', [(-2, 2)]), ('erf(x)', [(-2, 2)]), ('erfc(x)', [(-2, 4)]), ('sigmoid(x)', [(-4, 4)]),
    ('lambertW(x)', [(-0.3, 5)]), ('lambertWm1(x)', [(-0.36, -0.05)]), ('gamma(x)', [(0.4, 5)]), ('lgamma(x)', [(0.4, 6)]), ('digamma(x)', [(0.4, 6)]),
    ('polygamma(2, x)', [(0.5, 4)]), ('besselJ(3, x)', [(-4, 4)]), ('sphericalJ(2, x)', [(0.5, 4)]),
    ('sin(x)*exp(-x^2) + x/(2 + cos(3*x))', [(-2, 2)]), ('exp(sin(exp(cos(x))))', [(-2, 2)]), ('log(1 + exp(x))', [(-4, 4)]), ('x*sin(1/x)', [(0.2, 2)]),
    ('(exp(x) - exp(-x))/2 - sinh(x)', [(-2, 2)]), ('1e-200*x^2 + 1e-210*x', [(-1, 1)]), ('1e150*x^3 - 1e140*exp(x)', [(-1, 1)]),
    ('abs(x)', [(-2, 1)]), ('abs(x^2 - 1)*exp(x)', [(-2, 2)]), ('min(x, x^2)', [(-1, 2)]), ('max(sin(x), cos(x))', [(-3, 3)]), ('max(x, 0)^2', [(-1, 2)]),
    ('sign(x)', [(-1, 1)]), ('floor(2*x) + x', [(-2, 2)]), ('ceil(x) - x', [(-2, 2)]), ('round(x)*x', [(-2, 2)]), ('trunc(x)', [(-3, 3)]),
    ('if(x < 0, -x, x^2)', [(-1, 1)]), ('if(x >= 1, sqrt(x), exp(x) - 1)', [(0, 2)]), ('if(x^2 > 2, sin(x), cos(x))', [(-2, 2)]),
    ('sqrt(x) + x', [(0, 2)]), ('acos(x)', [(-1, 1)]), ('x^1.5', [(0, 1)]), ('sqrt(abs(x))', [(-1, 1)]),
    ('x*y', [(-2, 3), (-1, 4)]), ('sin(x*y)', [(-1, 2), (-1, 1)]), ('exp(x - y)/(1 + x^2)', [(-1, 1), (-1, 1)]), ('x^y', [(0.5, 3), (-2, 2)]),
    ('hypot(x, y)', [(0.5, 3), (-2, 2)]), ('atan2(y, x)', [(0.5, 3), (-2, 2)]), ('atan2(x, y)', [(-1, 1), (-2, 2)]), ('keplerE(x, y)', [(0.1, 0.7), (-2, 2)]),
    ('(1 - x)^2 + 100*(y - x^2)^2', [(-1.5, 1.5), (-1, 2)]), ('hypot(x, y)', [(-1, 2), (-1, 1)]), ('abs(x - y)', [(-1, 1), (-1, 1)]),
    ('max(x, y)*min(x, y)', [(-1, 2), (-1, 2)]), ('if(x*y < 1, x + y, x - y)', [(0, 2), (0, 2)]), ('log(x + y*y)', [(0.5, 2), (-1, 1)]),
    ('x*y*z - sin(x + z)', [(-1, 1), (-1, 1), (-2, 2)]), ('exp(x*y)/(2 + sin(z))', [(-1, 1), (-1, 1), (-2, 2)]), ('sqrt(x^2 + y^2 + z^2)', [(0.5, 2), (-1, 1), (-1, 1)]),
    ('w*x - y*z + exp(w*z)', [(-1, 1), (-1, 1), (-1, 1), (-1, 1)]), ('1/(1 + w^2 + x^2 + y^2 + z^2)', [(-1, 1), (-1, 1), (-1, 1), (-1, 1)]),
    ('atan(w + x*y)*cos(z)', [(-1, 1), (-1, 1), (-1, 1), (-1, 1)]),
]


def box_in(sides, width):
    box = []
    for lo, hi in sides:
        w = (hi - lo) * width
        a = lo + (hi - lo - w) * random.random() if width < 1 else lo
        box.append((float(a), float(a + w)) if width < 1 else (float(lo), float(hi)))
    return box


rows = []
for text, sides in table:
    variables = sorted(set(re.findall(r'\b[w-z]\b', text)))
    code = compile(python(text), text, 'eval')
    for width in (1, 0.3, 0.05, 1e-7):
        box = box_in(sides, width)
        points = []
        for k in range(5):
            at = [random.choice(side) if k < 2 else min(max(random.uniform(*side), side[0]), side[1]) for side in box]
            value = eval(code, {**names, **{v: mpf(a) for v, a in zip(variables, at)}})
            points.append({'at': at, 'value': mp.nstr(value, 60, strip_zeros=True)})
        rows.append({'formula': text, 'variables': variables, 'box': box, 'points': points})

print('[')
print(',\n'.join(json.dumps(row) for row in rows))
print(']')
