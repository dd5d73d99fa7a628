import { describe, expect, test } from 'vitest';
import { F64, FunctionBody, I32, op, V128, vector } from '../../src/wasm/encoder.js';
import { link } from '../../src/wasm/link.js';
import { encodeModule } from '../../src/wasm/module.js';

describe('the encoder', () => {
  test('the empty module with its memory is the one of the specification', () => {
    // Magic number and version; sections of types, imports (m.memory, at least one page), functions, exports, code.
    const memory = [0x01, 0x6d, 0x06, ...[...'memory'].map((c) => c.charCodeAt(0)), 0x02, 0x00, 0x01];
    const expected = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 1, 0, 2, memory.length + 1, 1, ...memory, 3, 1, 0, 7, 1, 0, 10, 1, 0];
    expect([...encodeModule([], [])]).toEqual(expected);
  });

  test('integers of every length of LEB128 arrive', () => {
    const values = [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -8192, -8193, 2 ** 20, -(2 ** 27), 2 ** 31 - 1, -(2 ** 31)];
    const functions = values.map((value, i) => {
      const f = new FunctionBody(`f${i}`, [], [I32]);
      f.i32(value);
      return f;
    });
    const { exports } = link(encodeModule([], functions), 1)!;
    expect(values.map((_, i) => exports[`f${i}`]!())).toEqual(values);
  });

  test('doubles arrive bit for bit, in numbers and in vectors', () => {
    const f = new FunctionBody('f', [I32], [F64]);
    f.get(0);
    f.f64x2(-0, 5e-324);
    f.storeVector(300);
    f.f64(0.1);
    const { exports, memory } = link(encodeModule([], [f]), 100)!;
    expect(exports['f']!(100)).toBe(0.1);
    expect([...memory.subarray(50, 52)]).toEqual([-0, 5e-324]);
  });

  test('locals of mixed types, a loop, a branch', () => {
    const f = new FunctionBody('factorial', [F64, I32], [F64]);
    const k = f.local(I32);
    const x = f.local(F64);
    f.get(0);
    f.set(x);
    f.loop();
    f.get(x);
    f.get(0);
    f.emit(op.f64Mul);
    f.set(x);
    f.get(k);
    f.i32(1);
    f.emit(op.i32Add);
    f.tee(k);
    f.get(1);
    f.emit(op.i32LtS);
    f.branchIf(0);
    f.end();
    f.get(x);
    expect(link(encodeModule([], [f]), 1)!.exports['factorial']!(3, 4)).toBe(243);
  });

  test('imported functions come first in the numbering', () => {
    const f = new FunctionBody('f', [F64], [F64]);
    f.get(0);
    f.call(0);
    f.call(1);
    const signature = { parameters: [F64], results: [F64] } as const;
    const bytes = encodeModule(
      [
        { name: 'double', ...signature },
        { name: 'next', ...signature },
      ],
      [f],
    );
    expect(link(bytes, 1, { double: (x) => 2 * x, next: (x) => x + 1 })!.exports['f']!(5)).toBe(11);
  });

  test('functions of the module call each other, whatever is imported', () => {
    const signature = { parameters: [F64], results: [F64] } as const;
    const f = new FunctionBody('f', [F64], [F64]);
    f.get(0);
    f.callOwn(1);
    f.call(0);
    const g = new FunctionBody('g', [F64], [F64]);
    g.get(0);
    g.f64(3);
    g.emit(op.f64Mul);
    for (const imports of [1, 200]) {
      const names = Array.from({ length: imports }, (_, i) => ({ name: `next${i}`, ...signature }));
      const values = Object.fromEntries(names.map(({ name }) => [name, (x: number) => x + 1]));
      expect(link(encodeModule(names, [f, g]), 1, values)!.exports['f']!(5)).toBe(16);
    }
  });

  type Binary = 'add' | 'sub' | 'mul' | 'div' | 'pmin' | 'pmax';
  test.each<[Binary, number, number]>([
    ['add', 4, 1],
    ['sub', 2, -5],
    ['mul', 3, -6],
    ['div', 3, -2 / 3],
    ['pmin', 1, -2],
    ['pmax', 3, 3],
  ])('vectors: %s', (name, first, second) => {
    const f = new FunctionBody('f', [], []);
    f.i32(0);
    f.f64x2(3, -2);
    f.f64x2(1, 3);
    f.emitVector(vector[name]);
    f.storeVector(0);
    const { exports, memory } = link(encodeModule([], [f]), 2)!;
    exports['f']!();
    expect([...memory.subarray(0, 2)]).toEqual([first, second]);
  });

  test.each<['eq' | 'ne' | 'gt' | 'le' | 'ge', boolean[]]>([
    ['eq', [false, true, false]],
    ['ne', [true, false, true]],
    ['gt', [true, false, false]],
    ['le', [false, true, true]],
    ['ge', [true, true, false]],
  ])('vectors: the comparison %s, and all lanes of a mask', (name, expected) => {
    const results = [2, 1, 0].map((x) => {
      const f = new FunctionBody('f', [], [I32]);
      f.f64x2(x, x);
      f.f64x2(1, 1);
      f.emitVector(vector[name]);
      f.emitVector(vector.allTrue);
      return link(encodeModule([], [f]), 1)!.exports['f']!() === 1;
    });
    expect(results).toEqual(expected);
  });

  test('vectors: lanes are taken, replaced, shuffled and spread', () => {
    const f = new FunctionBody('f', [], [F64]);
    const v = f.local(V128);
    f.f64x2(1, 2);
    f.f64x2(3, 4);
    f.shuffle(1, 2);
    f.tee(v);
    f.extractLane(1); // 3
    f.f64(10);
    f.emit(op.f64Mul);
    f.get(v);
    f.f64(7);
    f.replaceLane(1);
    f.extractLane(1); // 7
    f.emit(op.f64Add);
    f.get(v);
    f.extractLane(0); // 2
    f.emitVector(vector.splat);
    f.extractLane(1);
    f.emit(op.f64Sub);
    expect(link(encodeModule([], [f]), 1)!.exports['f']!()).toBe(35);
  });
});
