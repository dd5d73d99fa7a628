import { describe, expect, test } from 'vitest';
import { derivative, taylor } from '../../src/derivative/derivative.js';
import { Interval } from '../../src/interval/interval.js';

describe('where derivatives are asked for', () => {
  test('the empty set is no place', () => {
    expect(() => derivative('x^2', Interval.empty)).toThrow(
      new RangeError('derivative: expected an interval with a number in it, got the empty set'),
    );
    expect(() => taylor('x^2', Interval.empty, 2)).toThrow(/taylor: expected an interval with a number in it/);
  });

  test('infinity is no place; an unbounded interval is one', () => {
    expect(() => derivative('x^2', Infinity)).toThrow(new RangeError('derivative: expected a finite number, got Infinity'));
    expect(derivative('x^2', new Interval(0, Infinity)).lo).toBe(0);
  });

  test('an inverted pair says what is wrong', () => {
    expect(() => derivative('x^2', { lo: 2, hi: 1 })).toThrow(/expected lo ≤ hi.*got \[2, 1\]/);
  });
});
