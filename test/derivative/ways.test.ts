import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import {
  add,
  Complex,
  complex,
  cos,
  DecimalInterval,
  DoubleDouble,
  decimalInterval,
  derivative,
  derivatives,
  doubleDouble,
  exp,
  type Fraction,
  formula,
  fraction,
  gradient,
  hessian,
  hvp,
  Interval,
  implicit,
  interval,
  jacobian,
  jvp,
  leastSquares,
  mul,
  type Nested,
  partial,
  type Series,
  type SeriesN,
  sin,
  sphericalJ,
  system,
  taylor,
  tensor,
  variable,
  vjp,
} from '../../src/index.js';

// f(x, y) = sin(x y) + x² in the ways DESIGN.md names: text, plain function of numbers and of an array, function over values, formula.
const { sin: sine } = Math;
const text = 'sin(x*y) + x^2';
const plain = (x: number, y: number): number => Math.sin(x * y) + x ** 2;
const ofArray = (v: readonly number[]): number => Math.sin(v[0]! * v[1]!) + v[0]! ** 2;
const destructured = ([x, y]: readonly [number, number]): number => Math.sin(x * y) + x * x;
const viaScope = (x: number, y: number): number => sine(x * y) + square(x);
const square = (x: number): number => x * x;
const overValues = formula((x: number, y: number) => Math.sin(x * y) + x ** 2);

const ways = [
  ['a text', text],
  ['a plain function', plain],
  ['a function of an array', ofArray],
  ['a destructuring function', destructured],
  ['a formula', overValues],
  ['a formula from a text', formula(text)],
] as const;

const [x, y] = [0.75, -1.5];
const truth = {
  value: Math.sin(x * y) + x * x,
  gradient: [y * Math.cos(x * y) + 2 * x, x * Math.cos(x * y)],
  hessian: [
    [-y * y * Math.sin(x * y) + 2, Math.cos(x * y) - x * y * Math.sin(x * y)],
    [Math.cos(x * y) - x * y * Math.sin(x * y), -x * x * Math.sin(x * y)],
  ],
};

/** A kind of value: how it is made, how it is told, how far from a number. */
interface Kind<T> {
  readonly name: string;
  readonly make: (x: number) => T;
  readonly is: (value: unknown) => boolean;
  readonly number: (value: T) => number;
}

function kind<T>(
  name: string,
  make: (x: number) => T,
  is: (value: unknown) => boolean,
  number: (value: T) => number,
): Kind<unknown> {
  return { name, make, is, number } as Kind<unknown>;
}

const kinds = [
  kind(
    'number',
    (v) => v,
    (v) => typeof v === 'number',
    (v) => v,
  ),
  kind(
    'Complex',
    (v) => complex(v),
    (v) => v instanceof Complex,
    (v) => v.re,
  ),
  kind(
    'Decimal',
    (v) => new Decimal(v),
    (v) => Decimal.isDecimal(v),
    (v) => v.toNumber(),
  ),
  kind(
    'Interval',
    (v) => interval(v),
    (v) => v instanceof Interval,
    (v) => v.mid(),
  ),
  kind(
    'DoubleDouble',
    (v) => doubleDouble(v),
    (v) => v instanceof DoubleDouble,
    (v) => v.head,
  ),
  kind(
    'DecimalInterval',
    (v) => decimalInterval(v, { precision: 20 }),
    (v) => v instanceof DecimalInterval,
    (v) => v.mid().toNumber(),
  ),
] as const;

describe.each(kinds)('derivatives at values of kind $name have values of that kind', ({ make, is, number }) => {
  const point = [x, y].map(make);
  const same = (got: unknown, wanted: number): void => {
    expect(is(got)).toBe(true);
    expect(number(got)).toBeCloseTo(wanted, 12);
  };

  test.each(ways)('of %s', (_, f) => {
    gradient(f, point).forEach((g, i) => {
      same(g, truth.gradient[i]!);
    });
    hessian(f, point).forEach((row, i) => {
      row.forEach((h, j) => {
        same(h, truth.hessian[i]![j]!);
      });
    });
    same(partial(f, point, [1, 1]), truth.hessian[0]![1]!);
    same((tensor(f, point, 2) as readonly (readonly unknown[])[])[1]![1], truth.hessian[1]![1]!);
    hvp(f, point, [1, 2].map(make)).forEach((h, i) => {
      same(h, truth.hessian[i]![0]! + 2 * truth.hessian[i]![1]!);
    });
    const series = taylor(f, point, 2);
    same(series.coefficient([0, 0]), truth.value);
    same(series.derivativeAt([1, 1]), truth.hessian[0]![1]!);
  });

  test('of functions with several values', () => {
    const both = (a: number, b: number): number[] => [Math.sin(a * b), a + b];
    for (const F of [
      ['sin(x*y)', 'x + y'],
      both,
      (v: readonly number[]) => [Math.sin(v[0]! * v[1]!), v[0]! + v[1]!],
      system({ x: 'sin(x*y)', y: 'x + y' }),
    ] as const) {
      const J = jacobian(F, point);
      same(J[0]![0], y * Math.cos(x * y));
      same(J[1]![1], 1);
      same(jvp(F, point, [1, 0].map(make))[0], y * Math.cos(x * y));
      same(vjp(F, point, [0, 1].map(make))[0], 1);
      expect(jacobian(F, point, { sparse: true }).values.every(is)).toBe(true);
    }
  });

  test('of functions of one variable', () => {
    for (const f of ['exp(2*t)', (t: number) => Math.exp(2 * t), formula('exp(2*t)')] as const) {
      same(derivative(f, make(0.25)), 2 * Math.exp(0.5));
      same(derivative(f, make(0.25), 3), 8 * Math.exp(0.5));
      same(derivatives(f, make(0.25), 4)[4], 16 * Math.exp(0.5));
      same((taylor(f, make(0.25), 2) as Series<unknown>).derivativeAt(2), 4 * Math.exp(0.5));
    }
  });
});

describe('what a function uses from outside comes in a scope', () => {
  const scope = { sine: Math.sin, square };
  test('for every derivative', () => {
    expect(gradient(viaScope, [x, y], { scope })[0]).toBeCloseTo(truth.gradient[0]!, 14);
    expect(hessian(viaScope, [x, y], { scope })[0]![1]).toBeCloseTo(truth.hessian[0]![1]!, 14);
    expect(hessian(viaScope, [x, y], { sparse: true, scope: () => ({ sine, square }) }).values.length).toBe(4);
    expect(partial(viaScope, [x, y], [2, 0], { scope })).toBeCloseTo(truth.hessian[0]![0]!, 14);
    expect((tensor(viaScope, [x, y], 1, { scope }) as number[])[1]).toBeCloseTo(truth.gradient[1]!, 14);
    expect(hvp(viaScope, [x, y], [1, 0], { scope })[1]).toBeCloseTo(truth.hessian[1]![0]!, 14);
    expect(taylor(viaScope, [x, y], 1, { scope }).coefficient([1, 0])).toBeCloseTo(truth.gradient[0]!, 14);
    const factor = [2, 3];
    const F = (a: number, b: number): number[] => factor.map((c) => c * a * b);
    expect(jacobian(F, [5, 7], { scope: { factor } })).toEqual([
      [14, 10],
      [21, 15],
    ]);
    expect(jvp(F, [5, 7], [1, 0], { scope: { factor } })).toEqual([14, 21]);
    expect(vjp(F, [5, 7], [1, 1], { scope: { factor } })).toEqual([35, 25]);
    const half = 0.5;
    expect(derivative((t: number) => half * t * t, 3, 1, { scope: { half } })).toBe(3);
    expect(derivatives((t: number) => half * t * t, 3, 2, { scope: { half } })).toEqual([4.5, 3, 1]);
    expect(taylor((t: number) => half * t * t, 3, 2, { scope: { half } }).coefficients).toEqual([4.5, 3, 0.5]);
    expect(implicit((a: number, b: number) => b * b - half * a, 2, 1, { order: 2, scope: { half } }).coefficients).toEqual([
      1, 0.25, -0.03125,
    ]);
  });

  test('without it the error says so', () => {
    expect(() => gradient(viaScope, [x, y])).toThrow(/sine.*scope/su);
  });
});

describe('odd calls', () => {
  test('types of results follow those of arguments', () => {
    const a: number = derivative('x^2', 3);
    const b: Complex = derivative('x^2', complex(0, 1));
    const c: Interval = derivative('x^2', interval(1, 2));
    const d: Decimal = derivative('x^2', new Decimal('0.1'));
    const e: Fraction = derivative('x^2', fraction(1, 3));
    const f: Interval[] = gradient('x*y', [interval(1), interval(2)]);
    const g: Decimal[][] = hessian('x*y', [new Decimal(1), new Decimal(2)]);
    const h: Nested<number> = tensor('x*y', [1, 2], 2);
    const i: SeriesN<Complex> = taylor('x*y', [complex(1), complex(2)], 2);
    const j: Series<Interval> = taylor('x^2', interval(1), 2);
    const k: Interval = sphericalJ(2, interval(1));
    const l: Complex = sphericalJ(2, complex(1, 1));
    const m: Interval = interval(0.5).keplerE(1);
    expect([a, b.im, c.lo, d.toString(), e.toString(), f.length, g.length]).toEqual([6, 2, 2, '0.2', '2/3', 2, 2]);
    expect(h).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(i.coefficient([1, 1]).re).toBe(1);
    expect(j.coefficient(1).contains(2)).toBe(true);
    expect(k.mid()).toBeCloseTo(sphericalJ(2, 1), 15);
    expect(interval(1).sphericalJ(2)).toEqual(k);
    expect(l.im).not.toBe(0);
    expect(m.wid()).toBeLessThan(1e-15);
  });

  test('numbers beside values of another kind are these', () => {
    const [p, q] = gradient<number | Interval>('x*y', [2, interval(3)]);
    expect((p as Interval).contains(3) && (q as Interval).contains(2)).toBe(true);
    expect((gradient<number | Complex>('x*y', [2, complex(0, 1)])[0] as Complex).im).toBe(1);
  });

  test('functions of no use: constants, one variable among several, the same twice', () => {
    expect(gradient((_a: number, b: number) => b, [1, 2])).toEqual([0, 1]);
    expect(hessian('7 + 0*x', [1])).toEqual([[0]]);
    expect(derivative(() => 3, 1)).toBe(0);
    expect(gradient('x', [5])).toEqual([1]);
    expect(jacobian(['x', 'x'], [5])).toEqual([[1], [1]]);
    expect(partial('x*y', [1, 2], [0, 0])).toBe(2);
    expect(tensor('x*y', [1, 2], 0)).toBe(2);
    expect(hessian((v: readonly number[]) => v.reduce((s, t) => s + t * t, 0), [1, 2, 3])[2]).toEqual([0, 0, 2]);
    expect(gradient((...v: number[]) => v[0]! * v[1]!, [3, 4])).toEqual([4, 3]);
  });

  test('series are values, too: derivatives of derivatives', () => {
    const t = variable(2, { order: 2 });
    const [p, q] = gradient('x^2*y', [t, t.constant(5)]);
    expect(p!.coefficients).toEqual([20, 10, 0]);
    expect(q!.coefficients).toEqual([4, 4, 1]);
    expect(derivative('x^3', t).coefficients).toEqual([12, 12, 3]);
    expect(derivative('exp(x)', t, 2).coefficient(1)).toBeCloseTo(Math.exp(2), 14);
  });

  test('functions over values are formulas of them', () => {
    const g = <
      S extends {
        sin(): S;
        cos(): S;
        exp(): S;
        mul(o: S | number): S;
        add(o: S | number): S;
        sub(o: S | number): S;
        div(o: S | number): S;
      },
    >(
      s: S,
    ): S => add(mul(sin(s), exp(s)), cos(s));
    const f = g(formula('x'));
    expect(derivative(f, 0)).toBe(1);
    expect(g(variable(0, { order: 1 })).coefficient(1)).toBe(1);
  });

  test('misuse is refused with what was expected', () => {
    const cases: readonly [() => unknown, RegExp][] = [
      [() => derivative('x*y', 1), /expected a function of one variable, got one of x, y/u],
      [() => derivative('x', 1, -1), /expected an integer order ≥ 0, got -1/u],
      [() => derivative('x', Number.NaN), /NaN/u],
      [() => derivative('x +', 1), /expected/u],
      [() => gradient('x*y', [1]), /expected 2 values/u],
      [() => gradient('x', []), /expected/u],
      [() => gradient('x*y', [complex(1), interval(1)] as never), /one kind/u],
      [() => jvp(['x'], [1], [1, 2]), /expected 1 components/u],
      [() => vjp(['x'], [1], [1, 2]), /expected 1 weights/u],
      [() => hvp('x', [1], []), /expected 1 components/u],
      [() => partial('x', [1], [1, 1]), /expected 1 integers/u],
      [() => tensor('x', [1], 0.5), /expected an integer k ≥ 0/u],
      [() => hessian((a: number) => [a] as never, [1]), /one number/u],
      [() => leastSquares(['x - 1'], []), /at least one parameter/u],
      [() => implicit('x + y', 1, 1, { order: -1 }), /integer order/u],
      [() => gradient(5 as never, [1]), /expected/u],
      [() => gradient('x', 'x' as never), /expected/u],
      [() => gradient('x', 3 as never), /expected/u],
    ];
    for (const [call, message] of cases) expect(call, String(call)).toThrow(message);
  });
});
