import { describe, expect, test } from 'vitest';
import { derivative, taylor } from '../../src/derivative/derivative.js';
import { gradient, jacobian, jvp, vjp } from '../../src/derivative/gradient.js';
import { hessian, hvp } from '../../src/derivative/hessian.js';
import { partial, tensor } from '../../src/derivative/partial.js';
import { Interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';

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

describe('all ways to ask refuse the same places', () => {
  const ways: readonly [string, (x: readonly (number | Interval | Complex)[]) => unknown][] = [
    ['gradient', (x) => gradient('x*y', x)],
    ['jacobian', (x) => jacobian(['x*y', 'x + y'], x)],
    ['hessian', (x) => hessian('x*y', x)],
    ['partial', (x) => partial('x*y', x, [1, 1])],
    ['tensor', (x) => tensor('x*y', x, 1)],
    ['taylor', (x) => taylor('x*y', x, 1)],
    ['jvp', (x) => jvp(['x*y'], x, [1, 1])],
    ['vjp', (x) => vjp(['x*y'], x, [1])],
    ['hvp', (x) => hvp('x*y', x, [1, 1])],
  ];

  test.each(ways)('%s', (name, ask) => {
    for (const [place, told] of [
      [Infinity, 'Infinity'],
      [-Infinity, '-Infinity'],
      [complex(1, Infinity), '1 + Infinityi'],
    ] as const) {
      expect(() => ask([place, 1])).toThrow(new RangeError(`${name}: expected a finite number, got ${told}`));
    }
    expect(() => ask([Interval.empty, 1])).toThrow(
      new RangeError(`${name}: expected an interval with a number in it, got the empty set`),
    );
    expect(() => ask([new Interval(0, Infinity), 1])).not.toThrow();
  });
});
