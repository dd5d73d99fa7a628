import { describe, expect, test } from 'vitest';
import { Interval } from '../../src/interval/interval.js';
import { enclose } from '../../src/verified/enclose.js';

/** Systems whose solution ends between the times `t`: at `pole` there is none, or the field is not smooth there. */
const endings: readonly {
  readonly fields: Readonly<Record<string, string>>;
  readonly initial: readonly (number | Interval)[];
  readonly t: readonly [number, number];
  readonly pole: number;
}[] = [
  { fields: { x: 'x^2' }, initial: [1], t: [0, 2], pole: 1 },
  { fields: { x: 'x^2' }, initial: [1], t: [0, 1], pole: 1 },
  { fields: { x: 'x^2' }, initial: [-1], t: [0, -3], pole: -1 },
  { fields: { x: 'x^2' }, initial: [new Interval(0.25, 1)], t: [0, 2], pole: 1 },
  { fields: { x: 'x^2', y: '-y' }, initial: [1, 1], t: [5, 8], pole: 6 },
  { fields: { x: 'x^3' }, initial: [1], t: [0, 1], pole: 0.5 },
  { fields: { x: 'x^5' }, initial: [-1], t: [0, 1], pole: 0.25 },
  { fields: { x: '1 + x^2' }, initial: [0], t: [0, 2], pole: 1.5707963267948968 },
  { fields: { x: '1 + x^2' }, initial: [0], t: [0, -1.5707963267948968], pole: -1.5707963267948968 },
  { fields: { x: 'exp(x)' }, initial: [0], t: [0, 1.5], pole: 1 },
  { fields: { x: 'y', y: '6*x^2' }, initial: [1, 2], t: [0, 3], pole: 1 },
  { fields: { x: '-1/x' }, initial: [1], t: [0, 1], pole: 0.5 },
  { fields: { x: '-x^(-1)' }, initial: [-1], t: [0, 0.5], pole: 0.5 },
  { fields: { x: '-x^(-2)/3' }, initial: [1], t: [0, 2], pole: 1 },
  { fields: { x: '-sqrt(x)' }, initial: [1], t: [0, 3], pole: 2 },
  { fields: { x: '-cbrt(x)' }, initial: [1], t: [0, 2], pole: 1.5 },
  { fields: { x: '-3/2*x^(1/3)' }, initial: [1], t: [0, 2], pole: 1 },
  { fields: { x: 'tan(x)' }, initial: [1], t: [0, 1], pole: 0.17260374626909 + 1e-12 },
  { fields: { x: 'log(x)' }, initial: [0.5], t: [0, 2], pole: 0.3787 },
  { fields: { x: '1/(1 - t)' }, initial: [0], t: [0, 2], pole: 1 },
  { fields: { x: 'x/t' }, initial: [1], t: [-1, 1], pole: 0 },
  { fields: { x: 'sqrt(1 - t)' }, initial: [0], t: [0, 1.5], pole: 1 },
  { fields: { x: 'log(1 - t)' }, initial: [0], t: [0, 1.5], pole: 1 },
  { fields: { x: 'cbrt(t)' }, initial: [0], t: [-1, 1], pole: 0 },
  { fields: { x: 't^(2/3)' }, initial: [0], t: [1, -1], pole: 0 },
  { fields: { x: 'asin(t)' }, initial: [0], t: [0, 2], pole: 1 },
  { fields: { x: 'acosh(t)' }, initial: [0], t: [2, 0], pole: 1 },
  { fields: { x: 'atanh(t)' }, initial: [0], t: [0, 1.5], pole: 1 },
  { fields: { x: 'tan(t)' }, initial: [0], t: [0, 4], pole: 1.5707963267948968 },
  { fields: { x: 'sqrt(t^2)' }, initial: [0], t: [-1, 1], pole: 0 },
];

describe('a solution is never carried past its end, however coarse the steps', () => {
  test.each(endings)('$fields from $initial over $t', ({ fields, initial, t, pole }) => {
    for (const [order, tolerance] of [
      [2, Infinity],
      [3, 1],
      [16, 1e-18],
      [16, Infinity],
    ] as const) {
      const pipe = enclose(fields, initial, { t, order, tolerance, maxSteps: 25 });
      const what = `order ${order}, tolerance ${tolerance}: ${pipe.status} at ${pipe.reached}`;
      expect(pipe.status, what).not.toBe('complete');
      expect(Math.abs(pipe.reached - t[0]), what).toBeLessThanOrEqual(Math.abs(pole - t[0]));
    }
  });
});

describe('a field that is not defined and smooth on all of the box is refused', () => {
  test.each([
    'cbrt(x)',
    'x^(2/3)',
    'x^(5/3)',
    'x^(7/2)',
    'sqrt(x^2)',
    '(x^2)^(1/2)',
    'sqrt(x^4)',
    'x*cbrt(x)',
    'x^0.12345678901234567',
    'x^pi',
    'x^x',
    '0*log(x)',
    'log(x)^0',
    '0*sqrt(x - 1)',
    'x/x',
    'sin(x)/x',
    'x^(-1)*x',
    'exp(log(x))',
    'sqrt(x)^2',
    'asin(1 + x)',
    'acos(x - 1)',
    'acosh(1 + x^2)',
    'log1p(-1 + x)',
    'atanh(1 - x)',
    'x + sqrt(-1)',
    'x + 0/0',
    'x + asin(2)',
  ])('%s around 0', (field) => {
    for (const box of [new Interval(-0.25, 0.25), new Interval(0, 0.25), new Interval(-0.25, 0), new Interval(0, 0)]) {
      for (const order of [2, 12]) {
        const pipe = enclose({ x: field, y: '1' }, [box, 0], { t: [0, 0.001], order, tolerance: 1 });
        expect([pipe.status, pipe.steps], `${box}, order ${order}`).toEqual(['outsideDomain', 0]);
      }
    }
  });
});
