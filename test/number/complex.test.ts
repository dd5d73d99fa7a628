import { describe, expect, test } from 'vitest';
import { Complex, complex } from '../../src/number/complex.js';
import rows from '../data/complex-functions.json' with { type: 'json' };

type Name = 'sqrt' | 'exp' | 'log';
type Row = readonly [name: string, re: number | string, im: number | string, u: string, v: string];

const golden = rows as unknown as readonly Row[];

describe('complex functions agree with 20 digits of mpmath, on both sides of each cut', () => {
  test.each([...new Set(golden.map(([name]) => name))])('%s', (name) => {
    for (const [, re, im, u, v] of golden.filter((row) => row[0] === name)) {
      const z = complex(Number(re), Number(im));
      const w = z[name as Name]();
      const [a, b] = [Number(u), Number(v)];
      const size = Math.max(Math.hypot(a / 4, b / 4) * 4, 2 ** -1022);
      const error = Math.hypot((w.re - a) / size, (w.im - b) / size);
      expect(error, `${name}(${re}, ${im}) is (${w.re}, ${w.im}), wanted (${u}, ${v})`).toBeLessThan(LARGEST_ERROR);
    }
  });
});

/** Units of 2^-53, of the size of the value. */
const LARGEST_ERROR = 8 * 2 ** -53;

describe('complex arithmetic', () => {
  const z = complex(3, -4);
  const w = complex(-1, 2);

  test('sums, products, quotients and powers are those of pairs', () => {
    expect(z.add(w)).toEqual(complex(2, -2));
    expect(z.sub(w)).toEqual(complex(4, -6));
    expect(z.mul(w)).toEqual(complex(5, 10));
    expect(complex(5, 10).div(w)).toEqual(z);
    expect(z.mul(z.recip()).sub(1).abs()).toBeLessThan(1e-15);
    expect(z.sqr()).toEqual(complex(-7, -24));
    expect(z.pow(3)).toEqual(z.mul(z).mul(z));
    expect(w.pow(-2).mul(w.sqr()).sub(1).abs()).toBeLessThan(1e-15);
    expect(z.neg().conj()).toEqual(complex(-3, -4));
    expect([z.abs(), complex(-1, 0).arg(), complex(-1, -0).arg()]).toEqual([5, Math.PI, -Math.PI]);
  });

  test('a real operand leaves the imaginary part and its zero alone', () => {
    expect(complex(1, -0).add(2)).toEqual(complex(3, -0));
    expect(complex(1, -0).sub(2)).toEqual(complex(-1, -0));
    expect(z.mul(2).div(2)).toEqual(z);
  });

  test('a quotient neither overflows nor underflows on the way', () => {
    for (const s of [1e300, 1e-300, 5e-324 * 2 ** 40]) {
      expect(
        complex(3 * s, s)
          .div(complex(s, s))
          .sub(complex(2, -1))
          .abs(),
        `scale ${s}`,
      ).toBeLessThan(1e-15);
    }
    expect(complex(1, 0).div(complex(0, 5e-324)).re).toBe(0);
    expect(complex(1e-300, 1e-300).div(complex(1e300, 1e300))).toEqual(complex(0, 0));
    expect(complex(1e300, 0).abs()).toBe(1e300);
  });

  test('a power is e^{w ln z}, on its principal branch', () => {
    const truth = z.log().mul(complex(0.5, 1)).exp();
    expect(z.pow(complex(0.5, 1)).sub(truth).abs() / truth.abs()).toBeLessThan(1e-15);
    expect(complex(-4).pow(0.5).sub(complex(0, 2)).abs()).toBeLessThan(1e-15);
    expect(complex(0).pow(complex(1, 1))).toEqual(complex(0));
    expect(complex(4).pow(1.5)).toEqual(complex(8));
  });

  test('as text a part that is 0 is left out, and equality is of numbers', () => {
    expect([complex(1, -2), complex(0, 2), complex(-1.5), complex(0), complex(1, 2)].map(String)).toEqual([
      '1 - 2i',
      '2i',
      '-1.5',
      '0',
      '1 + 2i',
    ]);
    expect(JSON.stringify(complex(1, 2))).toBe('{"re":1,"im":2}');
    expect(complex(2, -0).equals(2) && complex(2, 1).equals(new Complex(2, 1)) && !complex(2, 1).equals(2)).toBe(true);
    expect(Complex.i.mul(Complex.i).equals(-1)).toBe(true);
  });

  test('what is not a number is refused', () => {
    expect(() => complex('1' as unknown as number)).toThrow(
      new TypeError('complex: expected two numbers, got string and number'),
    );
  });
});
