import { Interval as Foreign } from 'interval-arithmetic';
import { describe, expect, test } from 'vitest';
import * as brook from '../../src/index.js';

const { Interval, interval } = brook;

/** [1, 2] in the ways other libraries have it. */
const givens = [
  ['a plain object', { lo: 1, hi: 2 }],
  ['an interval of interval-arithmetic', new Foreign(1, 2)],
  ['a decorated interval', brook.decorated(interval(1, 2), 'com')],
] as const;
const wanted = interval(1, 2);

describe.each(givens)('%s goes in where an interval does', (_, given) => {
  test('methods of intervals', () => {
    const x = interval(3, 4);
    for (const name of [
      'add',
      'sub',
      'mul',
      'div',
      'min',
      'max',
      'pow',
      'hypot',
      'atan2',
      'intersection',
      'hull',
      'cancelMinus',
      'cancelPlus',
    ] as const) {
      expect(x[name](given), name).toEqual(x[name](wanted));
    }
    for (const name of [
      'subset',
      'interior',
      'disjoint',
      'equals',
      'less',
      'strictLess',
      'precedes',
      'strictPrecedes',
      'contains',
    ] as const) {
      expect(x[name](given), name).toBe(x[name](wanted));
    }
    expect(x.fma(given, given)).toEqual(x.fma(wanted, wanted));
    expect(interval({ lo: given.lo, hi: given.hi })).toEqual(wanted);
  });

  test('derivatives, series and formulas', () => {
    expect(brook.derivative('x^3 + 1', given, 2)).toEqual(brook.derivative('x^3 + 1', wanted, 2));
    expect(brook.derivatives('exp(x)', given, 2)).toEqual(brook.derivatives('exp(x)', wanted, 2));
    expect(brook.gradient('x*y', [given, given])).toEqual(brook.gradient('x*y', [wanted, wanted]));
    expect(brook.hessian('x*y', [given, given])).toEqual(brook.hessian('x*y', [wanted, wanted]));
    expect(brook.taylor('sin(x)', given, 3).coefficients).toEqual(brook.taylor('sin(x)', wanted, 3).coefficients);
    const sum = brook.formula('x + 0.1').evaluate<unknown>([given]);
    expect(sum instanceof brook.DecoratedInterval ? sum.interval : sum).toEqual(brook.formula('x + 0.1').evaluate([wanted]));
    const circle = (x: unknown, y: unknown): unknown => brook.implicit<unknown>('x^2 + y^2 - 25', x, y, 2).coefficients;
    expect(circle(given, { lo: 4.8, hi: 4.9 })).toEqual(circle(wanted, interval(4.8, 4.9)));
    expect(brook.variable<unknown>(given, { order: 2 }).coefficients).toEqual(brook.variable(wanted, { order: 2 }).coefficients);
    const t = brook.variable(interval(0), { order: 3 }).exp();
    expect(t.evaluate(given as never)).toEqual(t.evaluate(wanted));
    expect(t.mul(given as never).coefficients).toEqual(t.mul(wanted).coefficients);
  });

  test('orbits', () => {
    const decay = brook.system({ x: '-x' });
    const { end } = brook.enclose(decay, [given], { t: [0, 1] });
    expect(end).toEqual(brook.enclose(decay, [wanted], { t: [0, 1] }).end);
    expect(end[0]).toBeInstanceOf(Interval);
    const scaled = brook.system({ x: '-a*x' }, { parameters: { a: 1 } });
    const at = (a: { lo: number; hi: number }): unknown => brook.enclose(scaled, [1], { t: [0, 0.5], parameters: { a } }).end;
    expect(at(given)).toEqual(at(wanted));
  });

  test('intervals of decimals', () => {
    expect(brook.decimalInterval(3).add(given)).toEqual(brook.decimalInterval(3).add('[1, 2]'));
    expect(brook.decimalInterval({ lo: given.lo, hi: given.hi })).toEqual(brook.decimalInterval('[1, 2]'));
  });
});
