import { afterEach, describe, expect, test, vi } from 'vitest';
import { addDown, addUp, divDown, divUp, mulDown, mulUp, sqrtDown, sqrtUp, subDown, subUp } from '../../src/rounding/directed.js';
import { ETA, flaw, integerOf, MAX, ONE, operands, rootFlaw } from './oracle.js';
import { sweeps } from './sweep.js';

describe('directed operations: the tightest bounds of the exact result', () => {
  for (const [operation, sweep] of Object.entries(sweeps)) {
    test(`${operation}: 25 000 operands random and adversarial`, () => {
      sweep(1, 25_000, (name, wrong, xs) => {
        throw new Error(`${name}(${xs.join(', ')}): ${wrong}; seed 1`);
      });
    });
  }

  test('sums, products and quotients of all pairs of range ends', () => {
    const ends = [
      0,
      -0,
      ETA,
      3 * ETA,
      2 ** -1022 - ETA,
      2 ** -1022,
      2 ** -969,
      2 ** -53,
      1 - 2 ** -53,
      1,
      3,
      2 ** 53,
      2 ** 995,
      2 ** 1021,
      2 ** 1023,
      MAX,
    ];
    const all = [...ends, ...ends.map((x) => -x)];
    for (const a of all) {
      for (const b of all) {
        const [m, n] = [integerOf(a), integerOf(b)];
        expect(flaw(addDown(a, b), addUp(a, b), m + n, ONE), `${a} + ${b}`).toBe('');
        expect(flaw(subDown(a, b), subUp(a, b), m - n, ONE), `${a} - ${b}`).toBe('');
        expect(flaw(mulDown(a, b), mulUp(a, b), m * n, ONE * ONE), `${a} * ${b}`).toBe('');
        if (n !== 0n) expect(flaw(divDown(a, b), divUp(a, b), n < 0n ? -m : m, n < 0n ? -n : n), `${a} / ${b}`).toBe('');
      }
    }
  });
});

describe('directed operations: exact results stay points', () => {
  test('integers, powers of two and zeros', () => {
    for (let i = -15; i <= 15; i++) {
      for (let k = -15; k <= 15; k++) {
        expect([addDown(i, k), addUp(i, k), subDown(i, k), subUp(i, k)]).toEqual([i + k, i + k, i - k, i - k]);
        expect([mulDown(i, k), mulUp(i, k)]).toEqual([i * k, i * k]);
        expect([divDown(i * 2 ** k, 2 ** k), divUp(i * 2 ** k, 2 ** k)]).toEqual([i, i]);
      }
    }
    for (let k = 0; k <= 1000; k++) expect([sqrtDown(k * k), sqrtUp(k * k)]).toEqual([k, k]);
  });
});

describe('directed operations: ends of the range', () => {
  test('a finite sum beyond MAX is bounded by MAX below and Infinity above, and mirrored', () => {
    expect([addDown(MAX, MAX), addUp(MAX, MAX)]).toEqual([MAX, Infinity]);
    expect([addDown(-MAX, -MAX), addUp(-MAX, -MAX)]).toEqual([-Infinity, -MAX]);
    expect([subDown(MAX, -1), subUp(MAX, -1)]).toEqual([MAX, Infinity]);
  });

  test('a finite product or quotient beyond MAX likewise', () => {
    expect([mulDown(MAX, 2), mulUp(MAX, 2)]).toEqual([MAX, Infinity]);
    expect([mulDown(MAX, -2), mulUp(MAX, -2)]).toEqual([-Infinity, -MAX]);
    expect([divDown(MAX, 0.5), divUp(MAX, 0.5)]).toEqual([MAX, Infinity]);
    expect([divDown(1, -ETA), divUp(1, -ETA)]).toEqual([-Infinity, -MAX]);
  });

  test('a product or quotient below the least subnormal number is bounded by it and by 0', () => {
    expect([mulDown(ETA, ETA), mulUp(ETA, ETA)]).toEqual([0, ETA]);
    expect([mulDown(-ETA, ETA), mulUp(-ETA, ETA)]).toEqual([-ETA, -0]);
    expect([divDown(ETA, MAX), divUp(ETA, MAX)]).toEqual([0, ETA]);
    expect([divDown(ETA, -3), divUp(ETA, -3)]).toEqual([-ETA, -0]);
  });

  test('infinite operands and NaN follow IEEE 754', () => {
    for (const [down, up] of [
      [addDown, addUp],
      [subDown, subUp],
      [mulDown, mulUp],
      [divDown, divUp],
    ] as const) {
      const nearest = (a: number, b: number): number =>
        down === addDown ? a + b : down === subDown ? a - b : down === mulDown ? a * b : a / b;
      for (const a of [-Infinity, -MAX, -1, -0, 0, ETA, 1, MAX, Infinity, NaN]) {
        for (const b of [-Infinity, 0, -0, Infinity, NaN]) {
          expect(down(a, b), `${down.name}(${a}, ${b})`).toBe(nearest(a, b));
          expect(up(a, b), `${up.name}(${a}, ${b})`).toBe(nearest(a, b));
          if (down === divDown && Math.abs(b) !== Infinity) continue;
          expect(down(b, a), `${down.name}(${b}, ${a})`).toBe(nearest(b, a));
          expect(up(b, a), `${up.name}(${b}, ${a})`).toBe(nearest(b, a));
        }
      }
    }
  });

  test('square roots of 0, infinities, NaN and negative numbers', () => {
    for (const root of [sqrtDown, sqrtUp]) {
      expect(root(0)).toBe(0);
      expect(root(-0)).toBe(-0);
      expect(root(Infinity)).toBe(Infinity);
      for (const x of [-ETA, -1, -MAX, -Infinity, NaN]) expect(root(x)).toBe(NaN);
    }
  });
});

describe('directed square root: no trust in Math.sqrt', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const sqrt = Math.sqrt;
  const guesses: Record<string, (x: number) => number> = {
    'one unit low': (x) => sqrt(x) * (1 - 2 ** -52),
    'one unit high': (x) => sqrt(x) * (1 + 2 ** -52),
    'three digits right': (x) => sqrt(x) * 1.001,
    'off by factors': (x) => x,
    zero: () => 0,
    negative: (x) => -sqrt(x),
    infinite: () => Infinity,
    'not a number': () => NaN,
  };
  for (const [name, guess] of Object.entries(guesses)) {
    test(`the bounds stay tightest with a guess that is ${name}`, () => {
      vi.spyOn(Math, 'sqrt').mockImplementation(guess);
      const { any, square } = operands(7);
      for (let i = 0; i < 1000; i++) {
        const x = i % 2 === 0 ? Math.abs(any()) : square();
        expect(rootFlaw(sqrtDown(x), sqrtUp(x), x), `sqrt(${x}), seed 7`).toBe('');
      }
      expect([sqrtDown(49), sqrtUp(49)]).toEqual([7, 7]);
    });
  }
});
