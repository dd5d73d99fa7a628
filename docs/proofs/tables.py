"""Writes src/rounding/elementary/*.tables.ts (Python 3 with mpmath, 400 bits).   python3 docs/proofs/tables.py [name ...]

Nothing rests on this script: test/rounding/elementary/tables.test.ts recomputes every entry in exact integer arithmetic.
"""
import sys
from pathlib import Path
from mpmath import mp, mpf, nint, ldexp

mp.prec = 400
folder = Path(__file__).resolve().parents[2] / 'src' / 'rounding' / 'elementary'


def grid(x, bits):
    """x to the nearest multiple of 2^-bits"""
    return ldexp(nint(ldexp(x, bits)), -bits)


def literal(x):
    text = repr(float(x))
    return text[:-2] if text.endswith('.0') else text


def table(name, comment, values):
    return '/** %s */\nexport const %s: Float64Array = Float64Array.of(%s);\n' % (comment, name, ','.join(map(literal, values)))


def pairs(values, bits):
    """each value as a multiple of 2^-bits followed by the rest, rounded to a double"""
    for x in values:
        high = grid(x, bits)
        yield high
        yield x - high


def write(name, parts):
    head = '// Made by docs/proofs/tables.py; checked by test/rounding/elementary/tables.test.ts.\n\n'
    (folder / (name + '.tables.ts')).write_text(head + '\n'.join(parts))


def exp():
    powers = [mpf(2) ** (mpf(j) / 128) for j in range(128)]
    write('exp', [
        table('powers', '2^(j/128) = powers[2j] + powers[2j+1], relative error ≤ 2^-79; the first is a multiple of 2^-25.', pairs(powers, 25)),
    ])


def log():
    entries = []
    for i in range(257):
        center = 1 + mpf(i) / 256
        if i >= 106:
            center /= 2
        c = mpf(1) if i in (0, 256) else grid(1 / center, 10)
        high = grid(-mp.log(c), 42)
        entries += [c, high, -mp.log(c) - high]
    ln2 = mp.log(2)
    high = grid(ln2, 42)
    write('log', [
        table('reciprocals', 'c, high, low for i = 0…256: c ≈ 1/m, a multiple of 2^-10; high + low = −log c, high a multiple of 2^-42, low rounded.', entries),
        '/** ln 2 to a multiple of 2^-42. */\nexport const ln2High = %s;\n' % literal(high),
        '/** The rest of ln 2, rounded. */\nexport const ln2Low = %s;\n' % literal(ln2 - high),
    ])


def trig():
    quadrant = [mp.sin(mp.pi * j / 512) if j else mpf(0) for j in range(257)]
    write('trig', [
        table('sines', 'sin(jπ/512) = sines[2j] + sines[2j+1] for j = 0…256; the first is a multiple of 2^-25, the second rounded.', pairs(quadrant, 25)),
    ])


def reduction():
    mp.prec = 1600
    count = 48
    digits = int(mp.floor(512 / mp.pi * mpf(2) ** (25 * count - 8)))
    chunks = [(digits >> (25 * (count - 1 - i))) & (2**25 - 1) for i in range(count)]
    mp.prec = 400
    write('reduction', [
        table('digits', '512/π = Σ digits[i]·2^(8 − 25(i + 1)): digits in base 2^25, cut off after the last.', chunks),
    ])


def atan():
    entries = []
    for i in range(129):
        high = mpf(float(mp.atan(mpf(i) / 128)))
        entries += [high, mp.atan(mpf(i) / 128) - high]
    write('atan', [
        table('arctangents', 'atan(i/128) = arctangents[2i] + arctangents[2i+1] for i = 0…128, both rounded.', entries),
    ])


def asin():
    entries = []
    for i in range(92):
        c = mpf(i) / 128
        high = mpf(float(mp.asin(c)))
        cosine = grid(mp.sqrt(1 - c * c), 27)
        entries += [high, mp.asin(c) - high, cosine, mp.sqrt(1 - c * c) - cosine]
    write('asin', [
        table('arcsines', 'For c = i/128, i = 0…91: asin c in two doubles, √(1 − c²) as a multiple of 2^-27 and the rest.', entries),
    ])


makers = {'exp': exp, 'log': log, 'trig': trig, 'reduction': reduction, 'atan': atan, 'asin': asin}
for name in sys.argv[1:] or makers:
    makers[name]()
