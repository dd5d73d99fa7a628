import { describe, expect, test } from 'vitest';
import { formula } from '../../../src/formula/formula.js';
import { plain, rejection } from './reading.js';

const value = (source: string, at: readonly number[]): number => formula(plain(source)).evaluate(at);
const complaint = (source: string): string => rejection(plain(source)).message;

describe('elements that were never put into an array', () => {
  test.each([
    'x => [x, , 1].length * x',
    'x => { let s = 0; for (const v of [x, , 1]) s += v ?? 5; return s }',
    'x => [...[x, , 1]].map((v) => v ?? 5).reduce((a, b) => a + b)',
    'x => (1 in [x, , 1]) ? 1 : x',
    'x => { const a = new Array(3); for (let i = 0; i < 3; i++) a[i] = x * i; return a.reduce((p, q) => p + q) }',
    'x => { const a = Array(2); a.fill(x, 0, 1); a[1] = 2; return a.map((v) => v * v).reduce((p, q) => p + q) }',
    'x => [...Array(3).keys()].map((i) => i * x).reduce((a, b) => a + b)',
    'x => Array.apply(null, Array(3)).map((_, i) => i * x).reduce((a, b) => a + b)',
    'x => { const a = [x, , ]; a.pop(); return a.map((v) => v + 1)[0] }',
    'x => { const a = [x, 1, 2]; a.length = 2; a.push(5); return a.reduce((p, q) => 2 * p + q) }',
  ])('%s has the value that it has in JavaScript', (source) => {
    const own = plain<(x: number) => number>(source);
    for (const x of [0.5, -3]) expect(value(source, [x])).toBe(own(x));
  });

  test.each([
    ['x => { let s = 0; [x, , 1].forEach((v) => { s += v ?? 5 }); return s }', 'forEach', 1],
    ['x => [x, , 1].map(() => 2).reduce((a, b) => a + b)', 'map', 1],
    ['x => [, x].reduce((a, b) => a * b)', 'reduce', 0],
    ['x => new Array(3).map(() => x).length', 'map', 0],
    ['x => [x, , 1].filter(() => true).length * x', 'filter', 1],
    ['x => { const a = Array(3); a[0] = x; return a.some((v) => v === undefined) ? 1 : x }', 'some', 1],
  ] as const)('%s is refused, as the method passes over them', (source, method, place) => {
    const message = complaint(source);
    expect(message).toContain(
      `an array with all its elements for .${method}, which passes over others, got none at ${place}; fill it first`,
    );
    expect(message).toContain('^');
  });

  test('branches of a condition each see their own', () => {
    const own = plain<(x: number) => number>(
      'x => { const a = new Array(1); if (x > 0) a[0] = 1; else a[0] = x; return a.map((v) => v * 2)[0] }',
    );
    for (const x of [2, -3]) expect(formula(own).evaluate([x])).toBe(own(x));
    expect(
      complaint('x => { const a = new Array(1); let s = 0; if (x > 0) a[0] = 1; else a.forEach(() => { s = 5 }); return s }'),
    ).toContain('for .forEach');
  });

  test('a longer length has elements that were never put there, and is refused', () => {
    expect(complaint('x => { const a = [x]; a.length = 3; return a[0] }')).toContain('a length of at most 1, got 3; push what');
  });
});

describe('arguments', () => {
  test('are what the caller gave, where their parameters have not changed', () => {
    expect(value('function (x, y) { x = x + 1; return arguments[1] * x + arguments.length }', [3, 5])).toBe(22);
    expect(value('function (x, y) { x = x + 1; return arguments.length * x * y }', [3, 5])).toBe(40);
    expect(value('function (x, y = x) { x = x + 1; return arguments[0] * x }', [3])).toBe(12);
  });

  test('are refused where strict code sees another value in them', () => {
    for (const source of [
      'function (x) { x = 5; return arguments[0] }',
      'function (x, y) { y = 1; let s = 0; for (const a of arguments) s += a; return s }',
      'function (x) { x++; return Math.max.apply(null, arguments) }',
    ]) {
      expect(complaint(source)).toContain('an element of arguments whose parameter has changed');
    }
  });
});

describe('names before their declaration', () => {
  test('are an error of the function, which does not run', () => {
    expect(complaint('(x, q) => ((p, q = q) => p * 2)(x)')).toContain('got the error ReferenceError');
  });
});
