import { describe, expect, test } from 'vitest';
import { type Interval, interval } from '../../src/interval/interval.js';
import { Space } from '../../src/series/space.js';
import { variables } from '../../src/series/variables.js';
import { type Pair, plane, terms } from './plane.js';

describe('making variables', () => {
  test('each is its coordinate plus itself', () => {
    const [x, y] = plane(2, [3, 5]);
    expect(terms(x)).toEqual({ '0,0': 3, '1,0': 1 });
    expect(terms(y)).toEqual({ '0,0': 5, '0,1': 1 });
    expect(terms(variables([3, 5], { order: 0 })[1]!)).toEqual({ '0,0': 5 });
  });

  test('names are x, y, z, or numbered, or given', () => {
    expect(variables([0, 0, 0], { order: 1 })[0]!.names).toEqual(['x', 'y', 'z']);
    expect(variables([0, 0, 0, 0], { order: 1 })[0]!.names).toEqual(['x1', 'x2', 'x3', 'x4']);
    expect(variables([0, 0], { order: 1, names: ['q', 'p'] })[1]!.toString()).toBe('p + 𝒪(‖x‖²)');
  });

  test('one interval makes all coefficients intervals', () => {
    const [x, y] = variables<number | Interval>([1, interval(2, 3)], { order: 1 }) as Pair<number | Interval>;
    expect(x.mul(y).coefficient([0, 0])).toEqual(interval(2, 3));
  });

  test('spaces are shared and equal by shape', () => {
    const [x] = plane(4);
    expect(x.derivative('x').integral('x').space).toBe(x.space);
    expect(Space.of(2, 4)).toBe(x.space);
  });

  test('misuse', () => {
    expect(() => variables([0], { order: 0.5 })).toThrow(new RangeError('variables: expected an integer order ≥ 0, got 0.5'));
    expect(() => variables([], { order: 1 })).toThrow('variables: expected a point of at least one coordinate, got none');
    expect(() => variables([0, 0], { order: 1, names: ['a', 'a'] })).toThrow(
      new RangeError('variables: expected 2 different names, got ["a","a"]'),
    );
    expect(() => variables([0, Number.NaN], { order: 1 })).toThrow('variables: expected a number, got NaN');
  });
});
