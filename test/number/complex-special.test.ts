import { describe, expect, test } from 'vitest';
import type { HeadName, IndexedHead, PairHead } from '../../src/algebra/algebra.js';
import { complexAlgebra } from '../../src/algebra/complex.js';
import { complex } from '../../src/number/complex.js';
import { atan2, hypot } from '../../src/series/free.js';
import {
  besselJ,
  digamma,
  erf,
  erfc,
  gamma,
  keplerE,
  lambertW,
  lambertWm1,
  lgamma,
  polygamma,
  sinc,
  sphericalJ,
} from '../../src/series/free-special.js';
import { variable } from '../../src/series/variable.js';
import rows from '../data/complex-special.json' with { type: 'json' };

type First = number | null | readonly [number, number];
type Row = readonly [name: string, first: First, re: number, im: number | string, u: string, v: string];

const golden = rows as unknown as readonly Row[];

function value([name, first, re, im]: Row): [number, number] {
  const m = complexAlgebra.allocate(3);
  m[2] = re;
  m[3] = Number(im);
  if (first === null && name !== 'gamma') complexAlgebra.heads[name as HeadName]!(m, 0, 2);
  else if (Array.isArray(first)) {
    m.set([...(first as [number, number]), re, Number(im)], 2);
    complexAlgebra.pairs![name as PairHead]!(m, 0, 2, 4);
  } else complexAlgebra.indexed![name as IndexedHead]!(m, 0, 2, (first as number | null) ?? 0);
  return [m[0]!, m[1]!];
}

/** Units of 2^-53 of the size of the value. Among the points are some near zeros, where more is lost than elsewhere. */
const largestError: Readonly<Record<string, number>> = {
  erf: 8,
  erfc: 8,
  gaussian: 4,
  'lgammaCoefficient 0': 24,
  'lgammaCoefficient 1': 24,
  'lgammaCoefficient 2': 32,
  'lgammaCoefficient 5': 64,
  gamma: 20,
  lambertW: 4,
  lambertWm1: 4,
  'besselJ 30': 48,
  'sphericalJ 30': 40,
  keplerE: 8,
  hypot: 4,
  atan2: 8,
};

describe('special functions of complex numbers agree with 20 digits of mpmath, on both sides of each cut', () => {
  const names = [...new Set(golden.map(([name, first]) => (typeof first === 'number' ? `${name} ${first}` : name)))];
  test.each(names)('%s', (key) => {
    const [name, number] = key.split(' ');
    const own = golden.filter((row) => row[0] === name && (number === undefined || row[1] === Number(number)));
    expect(own.length).toBeGreaterThan(50);
    for (const row of own) {
      const [x, y] = value(row);
      const [u, v] = [Number(row[4]), Number(row[5])];
      const size = Math.hypot(u / 4, v / 4) * 4;
      const error = Math.hypot((x - u) / size, (y - v) / size) * 2 ** 53;
      expect(error, `${row.slice(0, 4).join(', ')} is (${x}, ${y})`).toBeLessThan(largestError[key] ?? 20);
    }
  });
});

describe('special functions of complex numbers', () => {
  const z = complex(0.75, -1.25);
  const near = (a: { sub(b: never): { abs(): number } }, b: unknown): void =>
    expect(a.sub(b as never).abs(), `${a} and ${b}`).toBeLessThan(1e-14);

  test('obey the equations that define them', () => {
    near(erf(z).add(erfc(z)), complex(1));
    near(gamma(z.add(1)), gamma(z).mul(z));
    near(lgamma(z).exp(), gamma(z));
    near(digamma(z.add(1)).sub(digamma(z)), z.recip());
    near(polygamma(1, z).sub(polygamma(1, z.add(1))), z.sqr().recip());
    near(lambertW(z).mul(lambertW(z).exp()), z);
    near(lambertWm1(z).mul(lambertWm1(z).exp()), z);
    near(besselJ(1, z).mul(2).div(z), besselJ(0, z).add(besselJ(2, z)));
    near(besselJ(-3, z), besselJ(3, z).neg());
    near(sphericalJ(0, z), sinc(z));
    near(hypot(z, complex(2, 1)).sqr(), z.sqr().add(complex(2, 1).sqr()));
    near(atan2(z, complex(2, 1)).tan(), z.div(complex(2, 1)));
    const E = keplerE(complex(0.6, 0.2), z);
    near(E.sub(complex(0.6, 0.2).mul(E.sin())), z);
  });

  test('at real numbers are those of real numbers, and keep the side of a cut', () => {
    for (const x of [0.3, 2.5, 7]) {
      expect(erf(complex(x))).toEqual(complex(erf(x)));
      expect(gamma(complex(-x)).re).toBe(gamma(-x));
      expect(lgamma(complex(x)).re).toBe(lgamma(x));
      expect(lambertW(complex(x)).re).toBe(lambertW(x));
      expect(besselJ(2, complex(x)).re).toBe(besselJ(2, x));
      expect(atan2(complex(x), complex(-1)).re).toBe(Math.atan2(x, -1));
      expect(keplerE(complex(0.5), complex(x)).re).toBe(keplerE(0.5, x));
    }
    expect(lambertW(complex(-1, 0)).im).toBe(-lambertW(complex(-1, -0)).im);
    expect(lambertWm1(complex(-0.1, 0)).im).toBe(0);
    expect(lambertWm1(complex(-0.1, -0)).im).toBeLessThan(-Math.PI);
    expect(lgamma(complex(-0.5, 0)).im).toBeCloseTo(-Math.PI, 14);
    expect(lgamma(complex(-0.5, -0)).im).toBeCloseTo(Math.PI, 14);
  });

  test('start series', () => {
    const t = variable(z, { order: 6 });
    const same = (a: typeof t, b: typeof t): void => {
      expect(a.isApprox(b, 1e-12), `${a} and ${b}`).toBe(true);
    };
    same(
      t.erf().derivative(),
      t
        .gaussian()
        .mul(complex(2 / Math.sqrt(Math.PI)))
        .truncate(5),
    );
    same(t.gamma().derivative(), t.gamma().mul(t.digamma()).truncate(5));
    same(t.lgamma().exp(), t.gamma());
    same(t.lambertW().mul(t.lambertW().exp()), t);
    same(t.lambertWm1().mul(t.lambertWm1().exp()), t);
    same(t.besselJ(2).add(t.besselJ(0)), t.besselJ(1).div(t).mul(2));
    same(t.sinc().mul(t), t.sin());
  });
});
