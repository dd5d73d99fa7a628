"""Random systems of differential equations with elementary fields, and solutions from points of a box to 28 digits.

    python3 test/data/random-orbits.py > test/data/random-orbits.json

Taylor's method of order 20 in 150 bits, with the series arithmetic of random-formulas.py and steps that leave 1e-34; needs mpmath.
"""
import importlib.util
import json
import pathlib
import random
from mpmath import mp, mpf
import mpmath

spec = importlib.util.spec_from_file_location('formulas', pathlib.Path(__file__).with_name('random-formulas.py'))
formulas = importlib.util.module_from_spec(spec)
spec.loader.exec_module(formulas)

mp.prec = 150
ORDER = 20
rng = random.Random(1927)
NAMES = ['x', 'y', 'z']


class Lost(Exception):
    """The solution ends, or comes too close to an end."""


def series(tree, values):
    """A tree over named series: leaves are names and numbers, inner nodes as in random-formulas.py."""
    op, *args = tree
    if op == 'name':
        return values[args[0]]
    n = len(next(iter(values.values())))
    if op == 'number':
        return formulas.constant(mpf(formulas.Fraction(args[0]).numerator) / formulas.Fraction(args[0]).denominator, n)
    parts = [series(arg, values) for arg in args if isinstance(arg, tuple)]
    if op == 'power':
        return formulas.power(parts[0], formulas.Fraction(args[1]))
    if op in ('add', 'sub', 'mul', 'div'):
        return getattr(formulas, op)(*parts)
    return formulas.function(op, parts[0])


def text(tree):
    op, *args = tree
    if op == 'name':
        return args[0]
    if op == 'number':
        return f'({args[0]})'
    signs = {'add': '+', 'sub': '-', 'mul': '*', 'div': '/'}
    if op in signs:
        return f'({text(args[0])} {signs[op]} {text(args[1])})'
    if op == 'power':
        return f'({text(args[0])})^({args[1]})'
    return f'(-{text(args[0])})' if op == 'neg' else f'{op}({text(args[0])})'


def expand(fields, state, t, p):
    """The Taylor coefficients of the solution through a state, one order at a time."""
    x = {name: [value] for name, value in state.items()}
    for k in range(ORDER):
        values = dict(x, t=([t, mpf(1)] + [mpf(0)] * k)[: k + 1], p=formulas.constant(p, k + 1))
        for name, tree in fields.items():
            f = series(tree, values)
            if len(f) <= k:
                raise Lost
            x[name] = x[name] + [f[k] / (k + 1)]
    return x


def orbit(fields, state, p, times):
    """States at the times, which run in one direction from the first, where the state is given."""
    t, states = mpf(times[0]), [dict(state)]
    for target in map(mpf, times[1:]):
        while t != target:
            try:
                x = expand(fields, state, t, p)
            except (formulas.Undefined, ZeroDivisionError, OverflowError) as error:
                raise Lost from error
            scale = max(1, *(abs(c[0]) for c in x.values()))
            h = min([abs(target - t)] + [(scale * mpf(10) ** -34 / abs(c[k])) ** (mpf(1) / k) for c in x.values() for k in (ORDER - 1, ORDER) if c[k] != 0])
            if h < mpf(1) / 12 and h < abs(target - t):
                raise Lost
            step = mpmath.sign(target - t) * h
            state = {name: mpmath.polyval(c[::-1], step) for name, c in x.items()}
            t = target if h == abs(target - t) else t + step
            if max(abs(v) for v in state.values()) > 10**6:
                raise Lost
        states.append(dict(state))
    return states


def leaf(n):
    kind = rng.random()
    if kind < 0.12:
        return ('name', 't')
    if kind < 0.24:
        return ('name', 'p')
    if kind < 0.4:
        return ('number', rng.choice('1 2 1/2 1/3 0.1 3 0.7'.split()))
    return ('name', rng.choice(NAMES[:n]))


def tree(n, depth):
    kind = rng.random()
    if depth == 0 or kind < 0.15:
        return leaf(n)
    a = tree(n, depth - 1)
    if kind < 0.55:
        return (rng.choice(('add', 'sub', 'mul', 'mul')), a, tree(n, depth - 1))
    square = ('power', a, '2')
    return rng.choice(
        [
            ('sin', a),
            ('cos', a),
            ('atan', a),
            ('tanh', a),
            ('asinh', a),
            ('neg', a),
            ('cbrt', a),
            ('power', a, rng.choice('2 3 -1 1/2 3/2 -1/3 0.7'.split())),
            ('exp', ('neg', square)),
            ('sqrt', ('add', ('number', '1'), square)),
            ('log', ('add', ('number', '2'), square)),
            ('div', leaf(n), ('add', ('number', '1'), square)),
        ]
    )


def digits(v):
    return '0' if v == 0 else mpmath.nstr(v, 28, strip_zeros=True, min_fixed=1, max_fixed=0)


def main():
    count = 0
    print('[', end='')
    while count < 40:
        n = rng.randint(1, 3)
        fields = {name: tree(n, 3) for name in NAMES[:n]}
        texts = {name: text(field) for name, field in fields.items()}
        if not any(name in field for name in NAMES for field in texts.values()) or max(map(len, texts.values())) > 90:
            continue
        start = rng.choice((0.0, 0.0, 1.0, -3.0, 0.1))
        length = rng.choice((0.25, 1.0, 2.0)) * rng.choice((1, -1))
        times = [start + length * part for part in (0, 0.3125, 0.75, 1)]
        radius = [rng.choice((0.0, 0.0, 1e-10, 1e-4, 0.01)) for _ in range(n)]
        center = [rng.uniform(-2, 2) for _ in range(n)]
        box = [[c - r, c + r] for c, r in zip(center, radius)]
        p = rng.uniform(-1, 1)
        parameter = [p, p + rng.choice((0.0, 0.0, 1e-6, 0.01))]
        orbits = []
        try:
            for part in (0, 1, rng.random()):
                point = [min(hi, lo + part * (hi - lo)) for lo, hi in box]
                value = min(parameter[1], parameter[0] + part * (parameter[1] - parameter[0]))
                states = orbit(fields, dict(zip(NAMES, map(mpf, point))), mpf(value), times)
                orbits.append([[digits(state[name]) for name in NAMES[:n]] for state in states])
        except Lost:
            continue
        row = {'fields': texts, 'box': box, 'parameter': parameter, 'times': times, 'orbits': orbits}
        print(',\n' if count else '\n', json.dumps(row), sep='', end='', flush=True)
        count += 1
    print('\n]')


if __name__ == '__main__':
    main()
