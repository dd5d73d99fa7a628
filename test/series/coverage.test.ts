import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { Complex, complex } from '../../src/number/complex.js';
import { DoubleDouble } from '../../src/number/double-double.js';
import { Fraction, fraction } from '../../src/number/fraction.js';
import * as free from '../../src/series/free.js';
import * as special from '../../src/series/free-special.js';
import type { Series } from '../../src/series/series.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

// Which function is known over which kind of coefficients is found out by running it, and compared with the table in docs/functions.md.

/** A function of a series, and where it is tried: not where it has a kink, a pole or a rational value. */
interface Case {
  readonly name: string;
  readonly at: number;
  readonly apply: (a: Series<never>) => Series<never>;
  /** The same of a coefficient. */
  readonly value?: (x: unknown) => unknown;
  /** Further points at which it may be rational. */
  readonly rational?: readonly [num: number, den: number][];
}

const functions: Readonly<Record<string, (...args: unknown[]) => unknown>> = { ...free, ...special } as never;
const plain = (name: string, at = 0.375, ...rational: [number, number][]): Case => ({
  name,
  at,
  apply: (a) => functions[name]!(a) as Series<never>,
  value: (x) => functions[name]!(x),
  rational,
});
const indexed = (name: string, n: number, at = 1.375): Case => ({
  name: `${name}(${n}, ·)`,
  at,
  apply: (a) => functions[name]!(n, a) as Series<never>,
  value: (x) => functions[name]!(n, x),
});
const combined = (name: string, apply: (a: Series<never>, other: Series<never>) => unknown, at = 0.375): Case => ({
  name,
  at,
  apply: (a) => apply(a, a.sqr().add(1)) as Series<never>,
});

const cases: readonly Case[] = [
  combined('a + b, a − b', (a, b) => a.add(b).sub(b.mul(a))),
  combined('a·b', (a, b) => a.mul(b)),
  combined('a/b', (a, b) => a.div(b)),
  combined('aⁿ', (a) => a.pow(-3)),
  combined('a^(1/3)', (a) => a.pow('1/3')),
  combined('a^0.7', (a) => a.pow(0.7)),
  combined('a^b', (a, b) => a.pow(b)),
  ...'sqr sqrt cbrt exp exp2 exp10 expm1'.split(' ').map((name) => plain(name)),
  ...'log log2 log10 log1p'.split(' ').map((name) => plain(name, 0.375, [1, 1])),
  ...'sin cos tan asin acos atan sinh cosh tanh asinh'.split(' ').map((name) => plain(name)),
  plain('acosh', 1.375),
  plain('atanh'),
  ...'sinpi cospi tanpi sinc gaussian erf erfc sigmoid lambertW'.split(' ').map((name) => plain(name)),
  plain('lambertWm1', -0.125),
  plain('gamma', 1.375, [3, 1]),
  plain('lgamma', 1.375, [1, 1]),
  plain('digamma', 1.375),
  indexed('polygamma', 2),
  indexed('besselJ', 0),
  indexed('besselJ', 3),
  indexed('sphericalJ', 2),
  combined('atan2', (a, b) => functions.atan2!(a, b)),
  combined('hypot', (a, b) => functions.hypot!(a, b)),
  combined('keplerE', (a, b) => functions.keplerE!(a, b)),
];

/** How a coefficient of a kind is made from a double and is told from that of numbers. */
interface Kind {
  readonly name: string;
  readonly make: (x: number) => unknown;
  readonly isNear: (value: never, wanted: number) => boolean;
}

const close = (x: number, wanted: number): boolean => Math.abs(x - wanted) <= 1e-11 * (1 + Math.abs(wanted));

const kinds: readonly Kind[] = [
  { name: 'number', make: (x) => x, isNear: (x: number, wanted) => close(x, wanted) },
  { name: 'Complex', make: (x) => complex(x), isNear: (x: Complex, wanted) => close(x.re, wanted) && close(x.im, 0) },
  { name: 'DoubleDouble', make: (x) => new DoubleDouble(x), isNear: (x: DoubleDouble, wanted) => close(x.head, wanted) },
  { name: 'Decimal', make: (x) => new Decimal(x), isNear: (x: Decimal, wanted) => close(x.toNumber(), wanted) },
  { name: 'Fraction', make: (x) => fraction(x), isNear: (x: Fraction, wanted) => close(x.toNumber(), wanted) },
  {
    name: 'Interval',
    make: (x) => interval(x),
    isNear: (x: Interval, wanted) => x.wid() < 1e-10 * (1 + Math.abs(wanted)) && close(x.mid(), wanted),
  },
  {
    name: 'decimal interval',
    make: (x) => decimalInterval(x, { precision: 25 }),
    isNear: (x: ReturnType<typeof decimalInterval>, wanted) =>
      x.wid().lt(1e-18 * (1 + Math.abs(wanted))) && close(x.mid().toNumber(), wanted),
  },
];

const order = 3;

/** The coefficients of a function about x + t; over series these are the coefficients of theirs at 0. */
function coefficients({ apply, value }: Case, center: unknown, upTo: number): readonly unknown[] {
  if (upTo === 0 && value !== undefined) return [value(center)];
  return apply(variable(center as number, { order: upTo }) as never).coefficients;
}

/** ✓ for series, `at` for series at points where they are rational, `value` where values alone are, and — where the function is refused. */
function cellOf(one: Case, { make, isNear, name }: Kind): string {
  const points = [one.at, ...(name === 'Fraction' ? [0, 1, ...(one.rational ?? []).map(([p, q]) => p / q)] : [])];
  let best = '—';
  for (const x of points) {
    for (const upTo of [order, 0]) {
      let got: readonly unknown[];
      try {
        got = coefficients(one, make(x), upTo);
      } catch (error) {
        // a refusal says what was expected, what came, and what to do
        expect(error).toBeInstanceOf(Error);
        expect(String((error as Error).message)).toMatch(/expected .*, got |not defined|factors|multiple of/u);
        continue;
      }
      const wanted = coefficients(one, x, upTo) as readonly number[];
      got.forEach((value, k) => {
        expect(
          isNear(value as never, wanted[k]!),
          `${one.name} over ${name} at ${x}, coefficient ${k}: ${value}, not ${wanted[k]}`,
        ).toBe(true);
      });
      const cell = upTo === 0 ? 'value' : x === one.at ? '✓' : 'at';
      const rank = ['—', 'value', 'at', '✓'];
      if (rank.indexOf(cell) > rank.indexOf(best)) best = cell;
      break;
    }
  }
  return best;
}

/** Series of series, and series in many variables. */
function isNested(one: Case): string {
  const [x] = variables([one.at, 2], { order }) as [never, never];
  const inner = one.apply(x) as unknown as { coefficient(e: number[]): number };
  const wanted = coefficients(one, one.at, order) as readonly number[];
  const nested = one.apply(variable(variable(one.at, { order: 1 }) as never, { order: 2 }) as never);
  for (const k of [0, 1, 2]) {
    expect(close(inner.coefficient([k, 0]), wanted[k]!)).toBe(true);
    const own = nested.coefficient(k) as unknown as Series<number>;
    expect(close(own.coefficient(0), wanted[k]!)).toBe(true);
    // f(x + s + t): the coefficient of s t^k is k + 1 times that of t^(k + 1)
    expect(close(own.coefficient(1), (k + 1) * wanted[k + 1]!), `${one.name}, ${k}`).toBe(true);
  }
  return '✓';
}

const header = ['function', ...kinds.map(({ name }) => name), 'series'];
const table = (): string[] =>
  [
    header,
    header.map(() => '---'),
    ...cases.map((one) => [one.name, ...kinds.map((kind) => cellOf(one, kind)), isNested(one)]),
  ].map((cells) => `| ${cells.join(' | ')} |`);

describe('functions and the coefficients they are known over', () => {
  test('the table in docs/functions.md is what running every one of them shows', () => {
    const text = readFileSync(new URL('../../docs/functions.md', import.meta.url), 'utf8');
    const documented = text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim().replace(/^-+$/u, '---'))
          .slice(1, -1),
      );
    const found = table().map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
    expect(documented, `write this table:\n${table().join('\n')}`).toEqual(found);
  });

  test('every function of one value has its row', () => {
    const names = new Set(cases.flatMap(({ name }) => name.split('(')[0]!));
    const public_ = Object.keys(functions).filter(
      (name) => !/^(add|sub|mul|div|neg|pow|sec|csc|cot|sech|csch|coth)$/u.test(name),
    );
    expect(public_.filter((name) => !names.has(name))).toEqual([]);
    expect([Complex, Fraction, Interval].length).toBe(3);
  });
});
