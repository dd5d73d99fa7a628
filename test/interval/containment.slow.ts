import { describe, expect, test } from 'vitest';
import { Interval } from '../../src/interval/interval.js';
import { addElements, mulElements, subElements } from '../../src/interval/kernel/elementwise.js';
import { Random } from '../rigor/random.js';
import {
  compare,
  type Fraction,
  fraction,
  greatest,
  isTightLower,
  isTightUpper,
  least,
  minus,
  over,
  plus,
  times,
} from './exact.js';

// Seeded, so that a failure can be repeated: the message names seed and operands.
const seed = Number(process.env['BROOK_SEED'] ?? 20);
const source = new Random(seed);
const word = (): number => source.word();

const view = new DataView(new ArrayBuffer(8));

/** Any bits, or bits with an exponent near 0, or a small integer, or an edge of the format. */
function double(): number {
  const kind = word() % 8;
  if (kind === 0) return (word() % 2001) - 1000;
  if (kind === 1)
    return [0, 5e-324, 2.2250738585072014e-308, 2 ** -969, 2 ** -480, 1, 2 ** 500, 2 ** 995, Number.MAX_VALUE][word() % 9]!;
  for (;;) {
    view.setUint32(4, word());
    view.setUint32(0, kind < 4 ? word() : (word() & 0x800fffff) | ((983 + (word() % 80)) << 20));
    const x = view.getFloat64(0);
    if (Number.isFinite(x)) return x;
  }
}

function pair(): Interval {
  const a = double();
  const b = word() % 3 === 0 ? a : double();
  return new Interval(Math.min(a, b), Math.max(a, b));
}

const rules: Readonly<Record<'add' | 'sub' | 'mul' | 'div', (a: Fraction, b: Fraction) => Fraction>> = {
  add: plus,
  sub: minus,
  mul: times,
  div: over,
};

describe(`hundreds of thousands of operands, seed ${seed}`, () => {
  test.each(['add', 'sub', 'mul', 'div'] as const)('%s is tightest', (name) => {
    for (let k = 0; k < 100_000; k++) {
      const [x, y] = [pair(), pair()];
      if (name === 'div' && y.contains(0)) continue;
      const values = [x.lo, x.hi].flatMap((a) => [y.lo, y.hi].map((b) => rules[name](fraction(a), fraction(b))));
      const got = x[name](y);
      const isTight = isTightLower(got.lo, least(values)) && isTightUpper(got.hi, greatest(values));
      if (!isTight) expect.fail(`seed ${seed}, ${name} of ${x.toExact()} and ${y.toExact()}: ${got.toExact()}`);
    }
  });

  test.each([
    ['add', addElements],
    ['sub', subElements],
    ['mul', mulElements],
  ] as const)('elementwise %s contains', (name, operation) => {
    for (let round = 0; round < 40; round++) {
      const x = Array.from({ length: 1100 }, pair);
      const y = Array.from({ length: 1100 }, pair);
      const flat = (all: Interval[]): Float64Array => Float64Array.from(all.flatMap(({ lo, hi }) => [lo, hi]));
      const out = new Float64Array(2200);
      operation(out, flat(x), flat(y));
      for (const [k, a] of x.entries()) {
        const values = [a.lo, a.hi].flatMap((s) => [y[k]!.lo, y[k]!.hi].map((t) => rules[name](fraction(s), fraction(t))));
        const [lo, hi] = [out[2 * k]!, out[2 * k + 1]!];
        const contains =
          (lo === -Infinity || compare(fraction(lo), least(values)) <= 0) &&
          (hi === Infinity || compare(fraction(hi), greatest(values)) >= 0);
        if (!contains) expect.fail(`seed ${seed}, ${name} of ${a.toExact()} and ${y[k]!.toExact()}: [${lo}, ${hi}]`);
      }
    }
  });
});
