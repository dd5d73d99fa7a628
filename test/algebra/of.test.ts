import { describe, expect, test } from 'vitest';
import { algebraOf } from '../../src/algebra/of.js';
import { Interval } from '../../src/interval/interval.js';

describe('the algebra of given values', () => {
  test('numbers alone are computed with as numbers', () => {
    const { algebra, values } = algebraOf('here', [1, 2.5]);
    expect(algebra.name).toBe('number');
    expect(values).toEqual([1, 2.5]);
  });

  test('one interval makes all of them intervals; a number is taken as that exact double', () => {
    const { algebra, values } = algebraOf<number | Interval>('here', [0.1, new Interval(1, 2)]);
    expect(algebra.name).toBe('Interval');
    expect(values).toEqual([new Interval(0.1, 0.1), new Interval(1, 2)]);
  });

  test('anything with bounds is an interval', () => {
    const { values } = algebraOf<unknown>('here', [{ lo: 1, hi: 3 }]);
    expect(values[0]).toBeInstanceOf(Interval);
    expect(values).toEqual([new Interval(1, 3)]);
  });

  test('the caller finds its own name in the error, with what it got', () => {
    expect(() => algebraOf<unknown>('taylor', ['0.1'])).toThrow(
      new TypeError('taylor: expected a number or an Interval, got the text "0.1"; interval(…) encloses it'),
    );
    expect(() => algebraOf<unknown>('taylor', [null])).toThrow('taylor: expected a number or an Interval, got null');
    expect(() => algebraOf<unknown>('taylor', [1n])).toThrow('taylor: expected a number or an Interval, got bigint');
    expect(() => algebraOf('taylor', [1, Number.NaN])).toThrow(new RangeError('taylor: expected a number, got NaN'));
  });
});
