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

const relations = ['subset', 'interior', 'disjoint', 'equals', 'less', 'strictLess', 'precedes', 'strictPrecedes'] as const;

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
    for (const name of [...relations, 'contains'] as const) {
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

describe('bounds that are no doubles', () => {
  const tenths = { lo: '0.1', hi: '0.2' };
  const decimals = brook.decimalInterval('0.1', '0.2', { precision: 50 });
  const outward = interval('[0.1, 0.2]');
  const texts = [
    ['texts', tenths],
    ['decimals', decimals],
    ['Decimals in an object', { lo: decimals.lo, hi: decimals.hi }],
    ['a text and a Decimal', { lo: '1/10', hi: decimals.hi }],
  ] as const;

  test.each(texts)('%s are rounded outward by interval and by operations', (_, given) => {
    expect(interval(given)).toEqual(outward);
    expect(interval(1).add(given)).toEqual(interval(1).add(outward));
    expect(interval(1, 2).fma(given, given)).toEqual(interval(1, 2).fma(outward, outward));
    expect(interval(0.5).keplerE(given)).toEqual(interval(0.5).keplerE(outward));
    expect(brook.decorated(1).mul(given)).toEqual(brook.decorated(1).mul(outward));
    expect(brook.sqrRev(given)).toEqual(brook.sqrRev(outward));
    expect(outward.contains(given)).toBe(true);
    expect(interval(0.1, 0.3).contains(given)).toBe(false); // 1/10 is below the double 0.1
  });

  test('relations take such bounds where they are doubles, and refuse to judge by rounded ones', () => {
    expect(interval(0.5).subset({ lo: '0.25', hi: '1' })).toBe(true);
    expect(interval(0.5).subset(brook.decimalInterval('0.25', '0.75'))).toBe(true);
    expect(interval(1, 2).equals({ lo: 1n, hi: '2' })).toBe(true);
    const message =
      'interval operand: expected bounds that are doubles in a relation, got 0.1; round it first, outward with interval(…)';
    for (const name of relations) {
      expect(() => outward[name](tenths), name).toThrow(message);
      expect(() => brook.decorated(outward)[name](decimals), name).toThrow(message);
    }
  });

  test('a Decimal is one bound or two', () => {
    const { lo, hi } = decimals;
    expect(interval(lo)).toEqual(interval('0.1'));
    expect(interval(lo, hi)).toEqual(outward);
    expect(interval(lo, 1)).toEqual(interval('0.1', 1));
  });

  test('decimals of many digits, or beyond the doubles, are enclosed', () => {
    const long = brook.decimalInterval(2, { precision: 30000 }).sqrt();
    expect(interval(long)).toEqual(interval(2).sqrt());
    const large = brook.decimalInterval('1e400', '1e900000');
    expect(interval(large)).toEqual(interval(Number.MAX_VALUE, Infinity));
    expect(() => interval(large.hi, large.lo)).toThrow('interval: expected lo ≤ hi, got [1e+900000, 1e+400]');
    expect(interval(brook.decimalInterval('-1e-9000', '1e-9000'))).toEqual(interval(-5e-324, 5e-324));
    expect(interval(brook.decimalInterval('[empty]'))).toEqual(Interval.empty);
    expect(interval(brook.decimalInterval('[entire]'))).toEqual(Interval.entire);
  });

  test('what has no bounds is refused', () => {
    const x = interval(1);
    expect(() => x.add('0.1' as never)).toThrow('expected a number or an object { lo, hi }, got string');
    expect(() => x.add(null as never)).toThrow('got null');
    expect(() => x.add(undefined as never)).toThrow('got undefined');
    expect(() => x.add({ lo: {}, hi: 1 } as never)).toThrow('interval: expected a number, a string, a bigint, a Decimal');
    expect(() => x.add({ lo: 'x', hi: 1 })).toThrow(SyntaxError);
    expect(() => x.add({ lo: '0.2', hi: '0.1' })).toThrow('expected lo ≤ hi, got [0.2, 0.1]');
  });
});
