import { describe, expect, test } from 'vitest';
import { floatValues } from '../../../src/formula/float.js';
import { formula } from '../../../src/formula/formula.js';
import { parse } from '../../../src/formula/parse.js';
import { toText } from '../../../src/formula/print.js';
import { read } from '../../../src/formula/read.js';
import { plain, rejection } from './reading.js';

describe('reading plain functions: conditions on the variables', () => {
  test.each([
    ['x => x > 0 ? x : -x', 'if(x > 0, x, -x)'],
    ['x => { if (x < 0) return -x; return x }', 'if(x < 0, -x, x)'],
    ['x => { let y = 1; if (x > 0) y = x; else y += x; return y }', 'if(x > 0, x, 1 + x)'],
    ['x => { if (x < 0) throw new Error(); return x }', 'if(x < 0, 0/0, x)'],
    ['x => Math.abs(x) + Math.max(x, 0)', 'abs(x) + max(x, 0)'],
    ['x => Math.floor(x) + Math.sign(x)', 'floor(x) + sign(x)'],
    ['x => x % 2', 'x - 2*trunc(x/2)'],
    ['(x, y) => x > 0 && y > 0 ? 1 : 2', 'if(x > 0 and y > 0, 1, 2)'],
    ['(x, y) => !(x > 0 || y === 1) ? 1 : 2', 'if(not(x > 0 or y == 1), 1, 2)'],
    ['x => x ? 1 : 2', 'if(x != 0, 1, 2)'],
    ['x => (x > 0) * x', 'x*(1 - step(-x))'],
    ['x => [1, 2].some((c) => c > x) ? 1 : 0', 'if(not(x >= 1), 1, 2 > x)'],
  ])('%s is %s', (source, expected) => {
    const { dag, roots, variables } = read(plain(source));
    const wanted = parse(expected, { variables });
    for (const x of [-2, -1, 0, 0.5, 1, 1.5, 3]) {
      for (const y of [-1, 0, 1]) expect(floatValues(dag, roots, [x, y])).toEqual(floatValues(wanted.dag, [wanted.root], [x, y]));
    }
    if (!source.includes('some'))
      expect(roots.map((root) => toText(dag, root, variables))).toEqual([toText(wanted.dag, wanted.root, variables)]);
  });

  test('a branch that is not taken need not have a value', () => {
    const { dag, roots } = read(plain('(x) => { if (x >= 0 && Math.sqrt(x) > 2) return Math.sqrt(x); return 1 - x }'));
    expect(floatValues(dag, roots, [-3])).toEqual([4]);
    expect(floatValues(dag, roots, [9])).toEqual([3]);
  });
});

describe('reading plain functions: integers, objects and errors', () => {
  test.each<[string, (x: number) => number]>([
    ['x | 0', (x) => x | 0],
    ['~~x', (x) => ~~x],
    ['~x', (x) => ~x],
    ['0 ^ x', (x) => 0 ^ x],
    ['x >> 1', (x) => x >> 1],
    ['x >> 0', (x) => x >> 0],
    ['x << 3', (x) => x << 3],
    ['x >>> 0', (x) => x >>> 0],
    ['x >>> 28', (x) => x >>> 28],
    ['x & 7', (x) => x & 7],
    ['255 & x', (x) => 255 & x],
    ['x & -1', (x) => x & -1],
  ])('%s is its integer in 32 bits, and nothing beyond them', (text, own) => {
    const f = formula(plain(`x => ${text}`) as (x: number) => number);
    for (const x of [0, 0.5, 1, 2.75, 7, 8, 100.9, 2 ** 27 + 0.25, -0.5, -1, -1.5, -8, -9.9, -(2 ** 27) - 3]) {
      expect(f.evaluate([x]) + 0).toBe(own(x) + 0);
    }
    for (const x of [2 ** 31, -(2 ** 31), 1e15]) expect(f.evaluate([x])).toBeNaN();
  });

  test('methods of objects in scope are read with their object', () => {
    class Well {
      readonly depth: number;
      constructor(depth: number) {
        this.depth = depth;
      }
      at(x: number): number {
        return this.depth * this.shape(x);
      }
      shape(x: number): number {
        return x * x - 1;
      }
    }
    const well = new Well(3);
    const { dag, roots } = read(plain('x => well.at(x)'), { scope: { well } });
    expect(floatValues(dag, roots, [2])).toEqual([9]);
    expect(rejection(plain('x => well.constructor(x)'), { scope: { well } }).message).toContain(
      'got constructor, which it inherits',
    );
    expect(rejection(plain('x => { well.depth = x; return x }'), { scope: { well } }).message).toContain('from outside');
  });

  test('objects of one class by a condition keep their methods', () => {
    const source =
      'x => { class A { constructor(a) { this.a = a } twice() { return 2 * this.a } } return (x > 0 ? new A(x) : new A(-3)).twice() }';
    const f = formula(plain(source) as (x: number) => number);
    expect([f.evaluate([2]), f.evaluate([-2])]).toEqual([4, -6]);
  });

  test('an error ends what throws it where it does, in calls and in loops', () => {
    const fn = (x: number, y: number): number => {
      let count = 0;
      const checked = (z: number): number => {
        count += 1;
        if (z > 2) throw new Error('too large');
        return z * z;
      };
      let sum = 0;
      for (let i = 0; i < 4; i++) {
        try {
          sum += checked(x + i);
          count += 10;
          if (sum > y) break;
        } catch {
          count += 100;
          continue;
        } finally {
          count += 1000;
        }
        sum += y;
      }
      return sum + count;
    };
    const { dag, roots } = read(fn);
    for (const x of [-3, -1, 0, 0.5, 1, 2, 3])
      for (const y of [-1, 0, 3, 20]) expect(floatValues(dag, roots, [x, y])).toEqual([fn(x, y)]);
  });

  test('sorting is by exchanges where the order depends on the variables', () => {
    const fn = (v: readonly number[]): number => [...v].sort((a, b) => b - a).reduce((sum, x, i) => sum + x * 10 ** i, 0);
    const { dag, roots } = read(fn, { lengthOf: () => 4 });
    for (const point of [
      [1, 2, 3, 4],
      [4, 1, 3, 2],
      [2, 2, 1, 3],
      [4, 3, 2, 1],
    ])
      expect(floatValues(dag, roots, point)).toEqual([fn(point)]);
  });
});
