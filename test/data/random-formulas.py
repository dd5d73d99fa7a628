"""Random formulas over random boxes, with their Taylor coefficients at points of the box to 34 digits.

    python3 test/data/random-formulas.py > test/data/random-formulas.json

Series arithmetic in 2600 bits by other recurrences than brook's where there are others: roots and powers by one power rule, inverse functions by integrating
their derivatives, hyperbolic functions from exponentials. Needs mpmath.
"""
import json
import random
from fractions import Fraction
from mpmath import mp, mpf
import mpmath

mp.prec = 2600
rng = random.Random(1788)
TINY = mpf(2) ** -2300


class Undefined(Exception):
    """The function has no value at this point, or none that this oracle can tell."""


def constant(x, n):
    return [mpf(x)] + [mpf(0)] * (n - 1)


def is_constant(a):
    return all(x == 0 for x in a[1:])


def add(a, b):
    return [x + y for x, y in zip(a, b)]


def sub(a, b):
    return [x - y for x, y in zip(a, b)]


def mul(a, b):
    n = min(len(a), len(b))
    return [mpmath.fsum(a[j] * b[k - j] for j in range(k + 1)) for k in range(n)]


def div(a, b):
    if abs(b[0]) < TINY:
        raise Undefined
    c = []
    for k in range(min(len(a), len(b))):
        c.append((a[k] - mpmath.fsum(b[j] * c[k - j] for j in range(1, k + 1))) / b[0])
    return c


def chain(value, slope, a):
    """f(a) from f(a_0) and the series of f'(a)."""
    n = len(a)
    if n == 1:
        return [value]
    rate = mul(slope[: n - 1], [k * a[k] for k in range(1, n)])
    return [value] + [rate[k] / (k + 1) for k in range(n - 1)]


def exp(a):
    if abs(a[0]) > mpf(10) ** 30:
        raise Undefined
    c = [mpmath.exp(a[0])]
    for k in range(1, len(a)):
        c.append(mpmath.fsum(j * a[j] * c[k - j] for j in range(1, k + 1)) / k)
    return c


def log(a):
    if a[0] <= 0:
        raise Undefined
    return chain(mpmath.log(a[0]), div(constant(1, len(a)), a), a)


def at_edge(value, a):
    """Where the function has a value but no derivative: the value alone, unless a does not move."""
    return constant(value, len(a)) if is_constant(a) else [mpf(value)]


def power(a, r):
    n = len(a)
    if r.denominator == 1 and r >= 0:
        c, square, e = constant(1, n), a, int(r)
        while e:
            if e & 1:
                c = mul(c, square)
            square, e = mul(square, square), e >> 1
        return c
    if r.denominator == 1:
        return div(constant(1, n), power(a, -r))
    if a[0] < 0 or (a[0] == 0 and r < 0):
        raise Undefined
    if a[0] == 0:
        return at_edge(0, a)
    s = mpf(r.numerator) / r.denominator
    c = [mpmath.power(a[0], s)]
    for k in range(1, n):
        c.append(mpmath.fsum((s * j - (k - j)) * a[j] * c[k - j] for j in range(1, k + 1)) / (k * a[0]))
    return c


def sin_cos(a):
    if abs(a[0]) > mpf(2) ** 1100:
        raise Undefined
    with mp.extraprec(1200):
        s, c = [mpmath.sin(a[0])], [mpmath.cos(a[0])]
    for k in range(1, len(a)):
        s.append(mpmath.fsum(j * a[j] * c[k - j] for j in range(1, k + 1)) / k)
        c.append(-mpmath.fsum(j * a[j] * s[k - j] for j in range(1, k + 1)) / k)
    return s, c


def inverse_root(a):
    return power(a, Fraction(-1, 2))


def function(name, a):
    n, a0 = len(a), a[0]
    one = constant(1, n)
    square = mul(a, a)
    if name == 'neg':
        return [-x for x in a]
    if name == 'sqrt':
        return power(a, Fraction(1, 2))
    if name == 'cbrt':
        return [-x for x in power([-x for x in a], Fraction(1, 3))] if a0 < 0 else power(a, Fraction(1, 3))
    if name == 'exp':
        return exp(a)
    if name in ('exp2', 'exp10'):
        return exp([x * mpmath.log(int(name[3:])) for x in a])
    if name == 'expm1':
        return [mpmath.expm1(a0)] + exp(a)[1:]
    if name == 'log':
        return log(a)
    if name in ('log2', 'log10'):
        return [x / mpmath.log(int(name[3:])) for x in log(a)]
    if name == 'log1p':
        return [mpmath.log1p(a0)] + log(add(one, a))[1:]
    if name in ('sin', 'cos', 'tan'):
        s, c = sin_cos(a)
        return s if name == 'sin' else c if name == 'cos' else div(s, c)
    if name == 'atan':
        return chain(mpmath.atan(a0), div(one, add(one, square)), a)
    if name in ('asin', 'acos'):
        if abs(a0) > 1:
            raise Undefined
        value = mpmath.asin(a0) if name == 'asin' else mpmath.acos(a0)
        if abs(a0) == 1:
            return at_edge(value, a)
        slope = inverse_root(mul(sub(one, a), add(one, a)))
        return chain(value, slope if name == 'asin' else [-x for x in slope], a)
    if name in ('sinh', 'cosh', 'tanh'):
        up, down = exp(a), exp([-x for x in a])
        s = [mpmath.sinh(a0)] + [(x - y) / 2 for x, y in zip(up, down)][1:]
        c = [(x + y) / 2 for x, y in zip(up, down)]
        return s if name == 'sinh' else c if name == 'cosh' else div(s, c)
    if name == 'asinh':
        value = mpmath.asinh(a0) if a0 >= 0 else -mpmath.asinh(-a0)
        return chain(value, inverse_root(add(one, square)), a)
    if name == 'acosh':
        if a0 < 1:
            raise Undefined
        if a0 == 1:
            return at_edge(0, a)
        return chain(mpmath.acosh(a0), inverse_root(mul(sub(a, one), add(a, one))), a)
    if name == 'atanh':
        if abs(a0) >= 1:
            raise Undefined
        return chain(mpmath.atanh(a0), div(one, mul(sub(one, a), add(one, a))), a)
    raise KeyError(name)


def exact(tree):
    """The exact rational value of a constant part, or None: an exponent is taken as exact where it is rational."""
    op, *args = tree
    if op == 'constant':
        return None if args[0] == 'pi' else Fraction(args[0])
    if op not in ('add', 'sub', 'mul', 'div', 'neg', 'power'):
        return None
    values = [exact(arg) for arg in args]
    if None in values:
        return None
    try:
        if op == 'neg':
            return -values[0]
        if op == 'power':
            return values[0] ** int(values[1]) if values[1].denominator == 1 else None
        a, b = values
        return a + b if op == 'add' else a - b if op == 'sub' else a * b if op == 'mul' else a / b
    except ZeroDivisionError:
        return None


def series(tree, x):
    op, *args = tree
    if op == 'x':
        return x
    if op == 'constant':
        value = None if args[0] == 'pi' else Fraction(args[0])
        return constant(mpmath.pi if value is None else mpf(value.numerator) / value.denominator, len(x))
    a = series(args[0], x)
    if op == 'power':
        r = exact(args[1])
        if r is not None:
            if abs(r) > 2000:
                raise Undefined
            return power(a, r)
        b = series(args[1], x)
        if a[0] == 0 and b[0] > 0:
            return [mpf(0)]
        return exp(mul(b, log(a)))
    if op in ('add', 'sub', 'mul', 'div'):
        return {'add': add, 'sub': sub, 'mul': mul, 'div': div}[op](a, series(args[1], x))
    return function(op, a)


FUNCTIONS = (
    'neg sqrt cbrt exp exp2 exp10 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh'.split()
)
CONSTANTS = '0 1 2 3 1/2 1/3 0.1 8/3 1e300 1e-300 1e-320 pi -1 -2 7 1e10 4 0.5'.split()
EXPONENTS = '0 1 2 3 4 5 7 10 -1 -2 -3 -7 1/2 -1/2 1/3 2/3 -1/3 3/2 5/2 0.1 0.12345678901234567 -0.12345678901234567 1e-20 100'.split()


def tree(depth):
    if depth == 0 or rng.random() < 0.1:
        return ('x',) if rng.random() < 0.65 else ('constant', rng.choice(CONSTANTS))
    kind = rng.random()
    if kind < 0.42:
        return (rng.choice(FUNCTIONS), tree(depth - 1))
    if kind < 0.58:
        return ('power', tree(depth - 1), ('constant', rng.choice(EXPONENTS)))
    if kind < 0.62:
        return ('power', tree(depth - 1), tree(depth - 1))
    a = tree(depth - 1)
    return (rng.choice(('add', 'sub', 'mul', 'div')), a, a if rng.random() < 0.1 else tree(depth - 1))


def text(t):
    op, *args = t
    if op == 'x':
        return 'x'
    if op == 'constant':
        return f'({args[0]})'
    if op == 'neg':
        return f'(-{text(args[0])})'
    signs = {'add': '+', 'sub': '-', 'mul': '*', 'div': '/', 'power': '^'}
    if op in signs:
        return f'({text(args[0])} {signs[op]} {text(args[1])})'
    return f'{op}({text(args[0])})'


PLACES = [0, 1, -1, 0.5, -0.5, 2, -2, 1e-300, -1e-300, 5e-324, 1e-310, 3, 0.1, 10, -10, 100, 1e5, 1e15, 1e154, 1e300, -1e300]
PLACES += [3.141592653589793, 1.5707963267948966, 1 - 2**-53, 1 + 2**-52, 0.3, 0.7, -0.3]


def box():
    c = rng.choice(PLACES) if rng.random() < 0.5 else rng.uniform(-2, 2)
    kind = rng.random()
    if kind < 0.35:
        return c, c
    if kind < 0.5:
        return c, c + abs(c) * 2**-50
    if kind < 0.8:
        w = rng.uniform(0, 0.3 if kind < 0.7 else 4)
        return c - w, c + w
    d = rng.choice(PLACES)
    return min(c, d), max(c, d)


def points(lo, hi):
    inside = [lo, hi, lo + (hi - lo) * rng.random(), 0.0, 1.0, -1.0]
    return sorted({min(max(p, lo), hi) for p in inside})


def digits(v):
    return '0' if v == 0 else mpmath.nstr(v, 34, strip_zeros=True, min_fixed=1, max_fixed=0)


def main():
    rows = []
    while len(rows) < 260:
        t = tree(rng.randint(1, 4))
        if 'x' not in text(t).replace('exp', '') or len(text(t)) > 120:
            continue
        # The sine of a multiple of pi is 0, which no number of bits tells.
        if 'pi' in text(t) and any(name in text(t) for name in ('sin(', 'cos(', 'tan(')):
            continue
        lo, hi = (float(b) for b in box())
        order = rng.choice((1, 2, 3, 5))
        known = []
        for p in points(lo, hi):
            try:
                truth = series(t, [mpf(p), mpf(1)] + [mpf(0)] * (order - 1))
            except (Undefined, OverflowError):
                continue
            if all(mpf(2) ** -2200 < abs(v) < mpf(2) ** 3000 or v == 0 for v in truth):
                known.append({'at': p, 'coefficients': [digits(v) for v in truth]})
        if known:
            rows.append({'formula': text(t), 'box': [lo, hi], 'points': known[:3]})
    print('[\n' + ',\n'.join(json.dumps(row) for row in rows) + '\n]')


if __name__ == '__main__':
    main()
