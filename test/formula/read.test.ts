import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { FormulaError } from '../../src/formula/error.js';
import { floatValues } from '../../src/formula/float.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import { parse } from '../../src/formula/parse.js';
import { toText } from '../../src/formula/print.js';
import { type PlainFunction, type ReadOptions, read } from '../../src/formula/read.js';
import { cube, weights } from './imported.js';

/** Expects the results of a function to be the nodes of these texts in its variables. */
function expectReading(fn: PlainFunction, expected: readonly string[], options: ReadOptions = {}): void {
  const dag = new Dag();
  const { roots, variables } = read(fn, { ...options, dag });
  const meant = expected.map((text) => parse(text, { dag, variables }).root);
  const shown = (ids: readonly number[]): string[] => ids.map((id) => toText(dag, id, variables));
  expect(shown(roots)).toEqual(shown(meant));
  expect(roots).toEqual(meant);
}

function rejection(fn: PlainFunction, options: ReadOptions = {}): FormulaError {
  try {
    read(fn, options);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('the function was accepted');
}

/** A function from source that no transpiler has touched. */
function plain(source: string): PlainFunction {
  return new Function(`return ${source}`)() as PlainFunction;
}

describe('reading plain functions: what is read', () => {
  test.each<[string, string]>([
    ['x => x', 'x'],
    ['(x) => Math.sin(x)', 'sin(x)'],
    ['(x, y) => Math.sin(x) * y ** 2', 'sin(x)*y^2'],
    ['function (x) { return x + 1 }', 'x + 1'],
    ['function named(x) { return x + 1 }', 'x + 1'],
    ['({ method(x) { return 2 * x } }).method', '2*x'],
    ['({ ["computed key"](x) { return 2 * x } })["computed key"]', '2*x'],
    ['x => { const a = x * x; let b = a; b += 1; return b; }', 'x^2 + 1'],
    ['x => { var a; if (true) { var a = x; } return a }', 'x'],
    ['x => { a = 3 * x; return a; var a }', '3*x'],
    ['x => 1 < 2 ? x : 0', 'x'],
    ['x => { if (2 > 1) return x; else return -x }', 'x'],
    ['x => { switch (3) { case 1: return 1; case 3: x += 1; case 4: x *= 2; break; default: return 0 } return x }', '2*(x + 1)'],
    ['x => { switch (7) { case 1: return 1; default: return x } }', 'x'],
    ['x => (0, x)', 'x'],
    ['x => void 0 ?? x', 'x'],
    ['x => !0 && x', 'x'],
    ['x => null || x', 'x'],
    ['x => +x - -x', 'x - (-x)'],
    ['x => { x++; ++x; x--; return x }', 'x + 1 + 1 - 1'],
    ['x => { let i = 0; const a = i++, b = i; return a + 10 * b + x }', '10 + x'],
    ['x => { let y = null; y ??= x; let z = 0; z ||= y; return z }', 'x'],
    ['x => Math.PI * x', 'pi*x'],
    ['x => Math.E ** x', 'exp(x)'],
    ['x => Math.LN2 + Math.LN10 + x', 'log(2) + log(10) + x'],
    ['x => Math.SQRT2 * x', 'sqrt(2)*x'],
    ['x => Math.hypot(x, 2)', 'sqrt(x^2 + 4)'],
    ['x => Math.pow(x, 3) + Math.cbrt(x) + Math.sqrt(x)', 'x^3 + cbrt(x) + sqrt(x)'],
    ['x => x ** 0.5', 'sqrt(x)'],
    ['x => 0.1 * x + 1e-3', '0.1*x + 0.001'],
    ['x => 0x10 * x + 0b11 + 0o7 + 1_000', '16*x + 3 + 7 + 1000'],
    ['x => x * (1 / 3)', '1/3*x'],
    ['x => { const { sin, cos: c } = Math; return sin(x) + c(x) }', 'sin(x) + cos(x)'],
    ['x => { const m = Math; return m["exp"](x) }', 'exp(x)'],
    ['x => Math?.exp?.(x)', 'exp(x)'],
    ['x => { const f = undefined; return x + (f?.(3).a.b ?? 1) }', 'x + 1'],
    ['x => { const square = y => y * y; return square(x + 1) }', '(x + 1)^2'],
    ['x => { return late(x); function late(y) { return y + 1 } }', 'x + 1'],
    ['x => (function power(n) { return n === 0 ? 1 : x * power(n - 1) })(4)', 'x*(x*(x*x))'],
    ['x => { const make = a => b => a * b; return make(2)(x) }', '2*x'],
    ['x => { const f = (a, b = 2 * a, ...rest) => a + b + rest.length; return f(x, undefined, 1, 1) }', 'x + 2*x + 2'],
    ['x => { const o = { a: x, b: 2, ["c" + 1]: 3, ...{ d: 4 } }; return o.a * o.b + o["c1"] + o.d }', '2*x + 3 + 4'],
    ['x => { const o = { x }; o.y = 2; o.x += 1; return o.x * o.y }', '2*(x + 1)'],
    [
      'x => { const o = {}; for (const k of ["a", "b"]) o[`key ${' +
        'k}`] = x; let s = 0; for (const k in o) s += o[k]; return s }',
      'x + x',
    ],
    ['x => [x, 2, 3].map((v, i) => v * i).reduce((a, b) => a + b)', '0*x + 2 + 6'],
  ])('%s is %s', (source, expected) => {
    expectReading(plain(source), [expected]);
  });

  test.each<[string, string]>([
    ['x => { let s = 0; for (let i = 1; i <= 3; i++) s += x / i; return s }', 'x + x/2 + x/3'],
    ['x => { let s = 0, i = 3; while (i --> 0) s += x; return s }', 'x + x + x'],
    ['x => { let s = x, i = 0; do { s *= 2; i++ } while (i < 2); return s }', '2*(2*x)'],
    ['x => { let s = 0; for (const c of [1, 2, 3]) { if (c === 2) continue; s += c * x } return s }', 'x + 3*x'],
    ['x => { let s = 0; for (;;) { if (s) break; s = 1 } return s * x }', 'x'],
    [
      'x => { let s = 0; outer: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j > i) continue outer; if (i == 2) break outer; s += x * j } return s }',
      '0*x + 0*x + x',
    ],
    ['x => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return x * (fs[0]() + fs[2]()) }', '2*x'],
    ['x => { const a = new Array(3).fill(0); a[1] = x; return a[0] + a[1] + a.length }', 'x + 3'],
    ['x => Array.from({ length: 3 }, (_, i) => x ** i).at(-1)', 'x^2'],
    ['x => { const a = Float64Array.of(1, 2); a[0] = x; return a.reduce((p, q) => p * q, 1) }', '2*x'],
    ['x => { const a = new Float64Array(2); return a[0] + a[1] + x }', 'x'],
    ['x => { const a = [3, 1]; [a[0], a[1]] = [a[1], x]; return a[0] - a[1] }', '1 - x'],
    ['x => { const [a, , b = 5, ...c] = [x, 1, undefined, 7, 8]; return a * b + c[1] }', '5*x + 8'],
    ['x => { const { a: { b = 2 } = {}, c } = { c: x }; return b * c }', '2*x'],
    ['x => [[x, 1], [2, 3]].flat().slice(1).concat(x).reverse()[0]', 'x'],
    ['x => [1, 2, 3].filter(v => v % 2).map(v => v * x).reduceRight((a, b) => a - b)', '3*x - x'],
    ['x => { const q = [x, 1]; q.unshift(2); const l = q.pop(); return q.shift() * l * q[0] }', '2*x'],
    ['x => [5, 6].includes(5) && [5, 6].indexOf(6) === 1 && [1].some(v => v > 0) && [1].every(v => v > 0) ? x : 0', 'x'],
    ['x => { let s = 0; for (const [i, v] of [x, 2].entries()) s += i * v; return s }', '0*x + 2'],
    ['x => { let s = 0; for (const i of [7, 8].keys()) s += i; return s * x }', 'x'],
    ['x => Object.entries({ a: 1, b: 2 }).reduce((s, [k, v]) => s + v, 0) * x + Object.keys({ a: 1 }).length', '3*x + 1'],
    ['x => Object.fromEntries([["a", x]]).a', 'x'],
    [
      'x => Math.max(...[1, 5, 2]) * x + Math.min(3, 4) + Math.abs(-2) + Math.floor(2.5) + Math.sign(-3)',
      '5*x + 3 + 2 + 2 + (-1)',
    ],
    ['x => (7 % 4) * x + (-7 % 4) + (5 | 2) + (~~2.7) + (1 << 4) + (-1 >>> 28)', '3*x + (-3) + 7 + 2 + 16 + 15'],
    ['x => typeof x === "number" && typeof Math.sin === "function" && typeof nowhere === "undefined" ? x : 0', 'x'],
    [
      'x => Number.isInteger(2) && Number(x) > 0 === undefined ? 0 : x'.replace(' && Number(x) > 0 === undefined', ' === false'),
      'x',
    ],
  ])('%s unrolls to %s', (source, expected) => {
    expectReading(plain(source), [expected]);
  });

  test('arrays, objects and nested patterns are parameters', () => {
    const variablesOf = (source: string, options = {}): readonly string[] => read(plain(source), options).variables;
    expect(variablesOf('([x, y]) => x * y')).toEqual(['x', 'y']);
    expect(variablesOf('([[a, b], c], d) => a * b * c * d')).toEqual(['a', 'b', 'c', 'd']);
    expect(variablesOf('({ x, y: z }) => x * z')).toEqual(['x', 'y']);
    expect(variablesOf('p => p.x ** 2 + p.y')).toEqual(['x', 'y']);
    expect(variablesOf('v => v[0] * v[2]')).toEqual(['v0', 'v1', 'v2']);
    expect(variablesOf('v => { const [a, b] = v; return a * b }')).toEqual(['a', 'b']);
    expect(variablesOf('(m) => m[0][0] * m[1][1] - m[0][1] * m[1][0]')).toEqual(['m00', 'm01', 'm10', 'm11']);
    expect(variablesOf('(y, x) => x')).toEqual(['y', 'x']);
    expect(variablesOf('(x, y = 2) => x * y')).toEqual(['x']);
    expect(variablesOf('(x, y = 2) => x * y', { variables: ['x', 'y'] })).toEqual(['x', 'y']);
    expect(variablesOf('v => v.reduce((a, b) => a + b)', { variables: ['a', 'b', 'c'] })).toEqual(['a', 'b', 'c']);
    expect(variablesOf('(...v) => Math.hypot(...v)', { variables: ['a', 'b', 'c'] })).toEqual(['a', 'b', 'c']);
    expect(variablesOf('(a, ...v) => a * v[0]', { variables: ['p', 'q'] })).toEqual(['p', 'q']);
  });

  test('names of variables are distinct and no function', () => {
    expect(read(plain('(exp, [a], { a: b }) => exp + a * b')).variables).toEqual(['exp_', 'a', 'a_']);
  });

  test('values of an array parameter arrive in their places', () => {
    const { dag, roots } = read(plain('([[a, b], c], d) => a + 10 * b + 100 * c + 1000 * d'));
    expect(floatValues(dag, roots, [1, 2, 3, 4])).toEqual([4321]);
  });

  test('a function may return an array or an object', () => {
    expectReading(plain('(x, y) => [x + y, x - y]'), ['x + y', 'x - y']);
    const reading = read(plain('(x, y) => ({ p: x * y, q: x })'));
    expect(reading.result).toEqual(['p', 'q']);
    expect(reading.roots.length).toBe(2);
  });

  test('several functions are read into one graph', () => {
    const dag = new Dag();
    const [first] = read(plain('x => Math.sin(x)'), { dag }).roots;
    expect(read(plain('t => Math.sin(t)'), { dag }).roots).toEqual([first]);
    expect(parse('sin(x)', { dag }).root).toBe(first);
  });

  test('nodes that the result does not need are left behind', () => {
    const { dag } = read(plain('x => { const unused = Math.exp(x) + 7; return 2 * x }'));
    expect(dag.nodes.length).toBe(3);
  });
});

describe('reading plain functions: scope', () => {
  const half = (x: number): number => x / 2;
  const quarter = (x: number): number => half(half(x));
  const k = 0.1;
  const coefficients = [1, 2, 3];
  const body = { mass: 3, nested: { radius: 2 }, poly: (x: number) => coefficients[0]! + coefficients[2]! * x };

  test('functions, numbers, arrays and objects of the scope are looked into', () => {
    expectReading((x: number) => quarter(x), ['x/2/2'], { scope: { quarter, half } });
    expectReading((x: number) => coefficients[1]! * x, ['2*x'], { scope: { coefficients } });
    expectReading((x: number) => body.mass * x + body.nested.radius, ['3*x + 2'], { scope: { body } });
    expectReading((x: number) => body.poly(x), ['1 + 3*x'], { scope: { body, coefficients } });
    const weights = Float64Array.of(4, 5);
    expectReading((x: number) => weights[1]! * x, ['5*x'], { scope: { weights } });
    const { sin } = Math;
    expectReading((x: number) => sin(x), ['sin(x)'], { scope: { sin } });
  });

  test('a number of the scope is exactly its double, a literal is what it says', () => {
    const fromScope = read((x: number) => k * x, { scope: { k } });
    expect(fromScope.dag.nodes.find(({ value }) => value)?.value).toEqual({ num: 3602879701896397n, den: 36028797018963968n });
    const literal = read(plain('x => 0.1 * x'));
    expect(literal.dag.nodes.find(({ value }) => value)?.value).toEqual({ num: 1n, den: 10n });
  });

  test('a name of the function hides one of the scope', () => {
    expectReading(plain('x => { const k = 3; return k * x }'), ['3*x'], { scope: { k: 5 } });
  });

  test('a name in scope that is not the one the function uses is found out', () => {
    const error = rejection((x: number) => k * x, { scope: { k: 0.2 } });
    expect(error.message).toContain("expected the reading to have the function's own values");
    expect(error.message).toContain('the names in scope must be those that the function uses');
  });

  test('names of properties every object has are not in scope', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(rejection(plain(`x => ${name} * x`)).message).toContain(`a name of the function or of its scope, got ${name}`);
    }
    const scope = JSON.parse('{"__proto__": {"k": 2}}') as Record<string, unknown>;
    expect(rejection(plain('x => k * x'), { scope }).message).toContain('got k');
    const inherited = Object.create({ k: 2 }) as Record<string, unknown>;
    expect(rejection(plain('x => k * x'), { scope: inherited }).message).toContain('got k');
  });

  test('no accessor is run and no property of a function or number is reached', () => {
    let ran = 0;
    const trap = {
      get value(): number {
        ran++;
        return 1;
      },
    };
    expect(rejection(plain('x => trap.value * x'), { scope: { trap } }).message).toContain('got the accessor value');
    const scope = Object.defineProperty({}, 'k', { get: () => ran++, enumerable: true });
    expect(rejection(plain('x => k * x'), { scope }).message).toContain('got the accessor k');
    expect(ran).toBe(0);
    expect(rejection(plain('x => (() => 1).constructor("return 1")() * x')).message).toContain(
      'got constructor, which JavaScript',
    );
    expect(rejection(plain('x => { const o = {}; return o.constructor("return 1")() }')).message).toContain('got constructor');
    expect(rejection(plain('x => { class A {} return new A().constructor.constructor("return 1")() }')).message).toContain(
      'got constructor',
    );
    expect(rejection(plain('x => Math.constructor')).message).toContain('got Math.constructor');
    expect(rejection(plain('x => [].constructor')).message).toContain('got .constructor');
    expect(rejection(plain('x => "".constructor')).message).toContain('expected an array or an object, got a string');
    expect(rejection(plain('x => (1).constructor')).message).toContain('expected an array or an object, got a number');
    expect(rejection(plain('x => { const o = {}; o.__proto__ = x; return o.__proto__ }')).message).toContain('got __proto__');
    expect(rejection(plain('x => ({ __proto__: [x] })[0]')).message).toContain('got __proto__');
    expect(rejection(plain('x => ({}).toString')).message).toContain('got toString, which JavaScript gives all');
    expect(rejection(plain('x => body.toString()'), { scope: { body: {} } }).message).toContain('got toString');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('what is outside is not written to', () => {
    const list = [1, 2];
    const record = { a: 1 };
    expect(rejection(plain('x => { list[0] = x; return x }'), { scope: { list } }).message).toContain(
      "function's own to write to",
    );
    expect(rejection(plain('x => { list.push(x); return x }'), { scope: { list } }).message).toContain(
      "function's own to change",
    );
    expect(rejection(plain('x => { record.a = x; return x }'), { scope: { record } }).message).toContain('from outside');
    expect(rejection(plain('x => { k = x; return x }'), { scope: { k } }).message).toContain('got k from outside');
    expect(rejection(plain('x => { free = x; return x }')).message).toContain('got free from outside');
    expect(rejection(plain('v => { v[0] = 1; return v[0] }'), { variables: ['a'] }).message).toContain('from outside');
    expect(rejection(plain('x => { const c = 1; c = 2; return x }')).message).toContain('got the constant c');
    expect(list).toEqual([1, 2]);
  });

  test('an array that contains itself ends', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(rejection(plain('x => cyclic[0] * x'), { scope: { cyclic } }).message).toContain('nested at most 16 deep');
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

describe('reading plain functions: what is refused', () => {
  test.each<[string, string, string]>([
    ['x => a * x', 'a', 'pass it as { scope: () => ({ a }) }'],
    ['x => { for (let i = 0; i < x; i++); return x }', 'for', 'loop a fixed number of times, with if inside'],
    ['x => x < 1', '', 'got a boolean; write x < y ? 1 : 0'],
    ['x => { if (x > 0) return 1 }', '', 'a number, got a number or undefined by a condition'],
    ['x => { const v = x > 0 ? [x] : x; return v }', '', 'got an array of 1 or the parameter x by a condition'],
    ['x => { const v = x > 0 ? [x, 1] : [x]; return v[0] }', 'v[0]', 'an array of 2 or an array of 1 by a condition'],
    ['x => { const a = []; if (x > 0) a.push(x); return a }', 'if', 'arrays of one length in both branches'],
    ['x => (x > 0 ? "a" : "b")', '', 'a string or a string by a condition'],
    ['x => x > 0 ? 1 / 0 : x', '', 'a number or the parameter x by a condition'],
    ['x => [1, 2, 3].find((c) => c > x)', '', 'known before the variables are'],
    ['x => [1, 2, 3][x > 0 ? 1 : 2]', '', 'an index that is known before the variables are'],
    ['x => { const o = x > 0 ? { a: 1 } : { a: 2 }; o.a = 3; return o.a }', 'o.a = 3', 'to write to'],
    ['x => x + Math.sin()', 'Math.sin()', 'a number, got undefined'],
    ['x => Math.random() * x', 'Math.random', 'got Math.random'],
    ['x => x | 6', 'x | 6', 'got |; write it with Math.floor and %'],
    ['(x, y) => x & y', 'x & y', 'a shift by a known number of bits or the last bits'],
    ['(x, y) => x >> y', 'x >> y', 'got >>'],
    ['async x => x', '', 'got an async function'],
    ['class { }', '', 'got a class'],
    ['x => { throw new Error() }', 'throw', 'got an error that the function throws'],
    ['x => { try { if (x > 0) throw 1; return x } catch (e) { return e } }', '', 'or an object by a condition'],
    ['x => { try { throw x } finally { } }', '', 'got an error that the function throws'],
    ['function* f(x) { yield x }', '', 'collect what it yields in an array'],
    ['x => { function* g() { for (;;) yield x } return [...g()][0] }', '', 'ends within'],
    ['x => { function* g() { for (;;) yield x } return g().next().value }', '', 'ends within'],
    ['x => this.a * x', 'this', 'got this'],
    ['x => arguments[0] * x', 'arguments', 'a name of the function or of its scope, got arguments'],
    ['x => new Date(x)', 'Date', 'got Date'],
    ['x => eval("x")', 'eval', 'got eval'],
    ['x => import("x")', 'import', 'one that waits'],
    ['x => "text"', '', 'got a string'],
    ['x => { }', '', 'add a return'],
    ['x => [x, [x]]', '', 'a number, got an array of 1'],
    ['x => 10n * x', '10n', 'leave out its n'],
    ['x => x + "1" - 1', '', 'got'],
    ['x => x.length', '', 'name its elements'],
    ['v => v.map(c => c)', 'v.map', 'name its elements in { variables: [...] } or as [x, y]'],
    ['v => v[0] + v', 'v[0] + v', 'a number, got the array v'],
    ['v => { const s = v + 1; return s + v[0] }', 'v[0]', 'an array, got the number v'],
    ['v => v[-1]', 'v[-1]', 'an index ≥ 0, got v[-1]'],
    ['x => [1, 2][5] * x', '[1, 2][5] * x', 'a number, got undefined; an element'],
    ['x => [1, 2][0.5] * x', '[1, 2][0.5]', 'an index that is an integer, got 0.5'],
    ['x => undefined * x', 'undefined * x', 'a number, got undefined'],
    ['x => ({ a: 1 }).b * x', '({ a: 1 }).b * x', 'a number, got undefined'],
    ['x => 3(x)', '3(x)', 'a function to call, got a number'],
    ['x => [x, 1].sort()', '[x, 1].sort', 'a function (a, b) => a - b to sort by, got none'],
    ['x => [x].join()', '[x].join', 'got .join; write a loop'],
    ['x => 1 / 0 + x', '1 / 0 + x', 'a finite number, got Infinity'],
    ['x => 1e400 * x', '1e400 * x', 'a finite number, got Infinity'],
    ['x => 1e999999999 * x', '1e999999999', 'at most 1100 digits'],
    ['x => `a` * x', '`a` * x', 'a number, got a string'],
    ['x => 1 in x', '1 in x', 'leave the test out'],
    ['x => { delete x.y; return 1 }', 'delete', 'leave it out from the beginning'],
    ['x => { class A { static { } } return x }', 'class', 'got a static block'],
    ['x => { class A extends x {} return x }', 'class', 'a class to extend, got the parameter x'],
    ['x => { class A {} return A(x) }', 'A(x)', 'make objects of it with new'],
    ['x => new x()', 'new x', 'a class to make an object of'],
    ['function (x) { return this.a * x }', 'this', 'got this; pass the object in { scope }'],
    ['x => (async () => 1)()', '', 'got an async function'],
    ['x => /a/', '/a/', 'a number, got /a/'],
    ['x => x`a`', 'x`a`', 'got TaggedTemplateExpression'],
    ['x => new Map()', '', 'got a map'],
    ['x => new Map([[x, 1]]).get(x)', '', 'a key that is known before the variables are'],
    ['x => new Proxy({}, {})', 'Proxy', 'got Proxy'],
    ['(x) => { const { length, ...rest } = [1]; return x }', '', 'list its properties'],
  ])('%s', (source, place, remedy) => {
    const error = rejection(plain(source));
    expect(error.message).toContain(remedy);
    expect(error.message).toMatch(/^formula: expected /);
    if (place === '') return;
    const shown = error.source.slice(error.position).replace(/^[\s(]+/u, '');
    expect(shown.startsWith(place.replace(/^\(+/u, ''))).toBe(true);
  });

  test.each([
    [
      'conditions in a loop without end',
      'x => { let s = 0; for (let i = 0; i < 1e12; i++) if (x > i) s += i; return s }',
      'steps',
    ],
    ['returns in a loop without end', 'x => { for (let i = 0; i < 1e12; i++) if (x < i) return i; return 0 }', 'steps'],
    [
      'branches that double at every call',
      'x => { const f = [y => y]; for (let i = 0; i < 40; i++) { const g = f[i]; f.push(y => y > i ? g(y) : g(-y)) } return f[40](x) }',
      'steps',
    ],
    ['recursion that only a value ends', 'x => { const f = (x) => (x > 1 ? f(x / 2) : x); return f(x) }', 'levels'],
    [
      'arrays copied at every condition',
      'x => { const a = []; for (let i = 0; i < 1e5; i++) a.push(i); for (let i = 0; i < 1e5; i++) if (x > i) a[i] = x; return a[5] }',
      'steps',
    ],
  ])('%s: refused in time', (_, source, limit) => {
    const started = performance.now();
    expect(rejection(plain(source)).message).toContain(limit);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('a thousand conditions one after the other are read and computed', () => {
    const fn = plain('x => { for (let i = 0; i < 1000; i++) if (x < i) return i * x; return 1 }');
    const { dag, roots } = read(fn);
    for (const x of [-1, 0, 2.5, 998.5, 2000]) expect(floatValues(dag, roots, [x])).toEqual([(fn as (x: number) => number)(x)]);
  });

  test('native, bound and hidden functions say what to write instead', () => {
    const bound = ((x: number) => x).bind(null);
    const proxied = new Proxy((x: number) => x, {});
    for (const fn of [bound, proxied, parseFloat]) {
      expect(rejection(fn as PlainFunction).message).toContain(
        'write a plain function of numbers such as (x, y) => Math.sin(x)*y',
      );
    }
    expect(() => read(3 as unknown as PlainFunction)).toThrow('formula: expected a function, got number');
  });

  test('an array of a thousand numbers is as quick to read as its length', () => {
    const sum = (x: number[]): number => {
      let s = 0;
      for (let i = 0; i + 1 < 1000; i++) s += (x[i + 1]! - x[i]! ** 2) ** 2;
      return s;
    };
    expect(read(sum, { lengthOf: () => 1000 }).variables.length).toBe(1000);
  });

  test('functions of Math are known by identity', () => {
    expectReading(Math.sin, ['sin(x)']);
    expectReading(Math.log1p, ['log1p(x)']);
    expectReading(Math.pow, ['x^y']);
    expect(rejection(Math.random as PlainFunction).message).toContain('Math.random');
  });

  test('a function cannot pretend to have another source', () => {
    const fn = (x: number): number => 2 * x;
    fn.toString = () => 'x => 3 * x';
    expectReading(fn, ['2*x']);
  });

  test('a condition that rounding decides is refused', () => {
    const loop = plain('x => { let s = 0; for (let t = 0; t < 1; t += 0.1) s += x; return s }');
    expect(rejection(loop).message).toContain('does not hang on rounding errors');
    expect(rejection(plain('x => Math.floor(0.3 / 0.1) * x')).message).toContain('count in integers');
    expect(rejection(plain('x => (0.3 % 0.1) * x')).message).toContain('a remainder that does not hang on rounding errors');
    expectReading(plain('x => { let s = 0; for (let t = 0; t < 1; t += 0.25) s += x; return s }'), ['x + x + x + x']);
    expectReading(plain('x => Math.PI > 3 && Math.floor(Math.PI) === 3 ? x : 0'), ['x']);
  });

  test('the wrong number of names is counted', () => {
    expect(rejection(plain('(x, y) => x * y'), { variables: ['x'] }).message).toContain(
      'expected 2 names of variables for x, y, got 1',
    );
    expect(rejection(plain('v => v[3]'), { variables: ['a', 'b'] }).message).toContain(
      'a number or an array of numbers, got none',
    );
  });

  test('a result that the function does not have itself is found out', () => {
    let calls = 0;
    const counting = plain('(f) => x => f() * x')(((): number => ++calls) as never) as PlainFunction;
    expect(rejection(counting, { scope: { f: () => 1 } }).message).toContain("the function's own values");
  });

  test('a function of a chaotic loop is not mistaken for a misreading', () => {
    const logistic = plain('x => { for (let i = 0; i < 200; i++) x = 3.9 * x * (1 - x); return x }');
    expect(read(logistic).roots.length).toBe(1);
  });
});

describe('functions over brook values', () => {
  const sin = (x: Formula): Formula => x.sin();
  const weights = formula('a + 1');

  test('are called once with formulas', () => {
    let calls = 0;
    const counted = (x: Formula, y: Formula): Formula => {
      calls++;
      return sin(x).mul(y.sqr()).add(1);
    };
    const { roots, dag, variables } = read(counted);
    expect(variables).toEqual(['x', 'y']);
    expect(roots).toEqual([parse('sin(x)*y^2 + 1', { dag, variables }).root]);
    expect(calls).toBe(1);
  });

  test('may take arrays and objects and return arrays', () => {
    expectReading(([x, [y]]: [Formula, [Formula]]) => [x.add(y), x.pow('1/3'), 7], ['x + y', 'x^(1/3)', '7']);
    expectReading(({ x, y }: { x: Formula; y: Formula }) => x.div(y), ['x/y']);
    expectReading((x: Formula, ...rest: Formula[]) => rest.reduce((sum, term) => sum.sub(term), x), ['a - b - c'], {
      variables: ['a', 'b', 'c'],
    });
    expectReading((v: Formula[]) => v[0]!.mul(v[1]!).neg(), ['-(a*b)'], { variables: ['a', 'b'] });
    expectReading((x: Formula, k = 3) => x.mul(k), ['3*x']);
  });

  test('that are not over brook values keep the error of reading', () => {
    expect(rejection((x: Formula) => x.mul(weights)).message).toContain('got weights; pass it as');
    expect(rejection(plain('x => x.map(3)')).message).toContain('name its elements');
    expect(rejection(plain('x => x.foo(3)')).message).toContain('a function to call, got foo, which is not in scope');
    expect(rejection(plain('x => unknown(x)')).message).toContain('got unknown; pass it as { scope: () => ({ unknown }) }');
    const comparing = (x: Formula): Formula => (sin(x) > x ? x : x.neg());
    expect(rejection(comparing).message).toContain('got sin; pass it as');
    expect(() => read((x: Formula, y: Formula) => x.add(y), { variables: ['a'] })).toThrow(
      'expected 2 names of variables for x, y, got 1',
    );
  });

  test('what JavaScript has and formulas have not is no brook value', () => {
    for (const name of ['eval', 'Function', 'globalThis', 'Date', 'setTimeout']) {
      expect(rejection(plain(`function (x) { return ${name}(x) }`)).message).toContain(
        `what formulas have of JavaScript, got ${name}`,
      );
    }
  });
});

describe('reading plain functions: bundled, minified and compiled', () => {
  test.each([
    ['terser', '(t,n)=>{let o=0;for(let s=0;s<3;s++)o+=Math.sin(t*s)*n**s;return o}', 3],
    ['to ES5', 'function(t,n){for(var r=0,i=0;i<3;i++)r+=Math.sin(t*i)*Math.pow(n,i);return r}', 3],
    ['commas and conditionals', '(e,t)=>(e=e*t,!1?e:void 0===t?0:(t+=e,t))', 2],
    ['esbuild with names kept', '(x, y) => { const f = /* @__PURE__ */ __name((a) => a * y, "f"); return f(x); }', 2],
    ['closing comment', '(x, y) => x * y // note', 2],
    ['comments and newlines', '(\n x /* first */,\n y // second\n) =>\n  x\n  * y', 2],
  ])('%s', (_, source, minimum) => {
    const fn = new Function('__name', `return ${source}`)((f: unknown) => f) as (x: number, y: number) => number;
    const { dag, roots } = read(fn);
    expect(floatValues(dag, roots, [0.7, 1.3])[0]).toBeCloseTo(fn(0.7, 1.3), 12);
    expect(dag.nodes.length).toBeGreaterThan(minimum);
  });

  test('a scope that is a function keeps its names through a minifier', () => {
    // What rolldown makes of a function, its helpers and its scope.
    const module =
      'const e=e=>e*e,t=[1,2,3],n={k:2},r=(t,n)=>Math.sin(t)*e(n),i=([e,r],a=2)=>{let i=0;for(let[n,r]of t.entries())i+=r*e**n;return i*r*a*n.k};';
    const { r, i, scope } = new Function(`${module}return{r,i,scope:()=>({square:e,coefficients:t,settings:n})}`)() as {
      r: PlainFunction;
      i: PlainFunction;
      scope: () => Record<string, unknown>;
    };
    expectReading(r, ['sin(t)*n^2'], { scope });
    const { dag, roots, variables } = read(i, { scope });
    expect(variables).toEqual(['e', 'r']);
    expect(floatValues(dag, roots, [2, 3])).toEqual([(1 + 4 + 12) * 3 * 2 * 2]);
  });

  test('a scope that is a function finds what this test imports, whatever its runner makes of the names', () => {
    const fn = (x: number): number => cube(x) + weights[1]! * x;
    expectReading(fn, ['x*x^2 + 2*x'], { scope: () => ({ cube, weights }) });
  });

  test('a scope that is a function finds imported names that became members of a module', () => {
    const { fn, scope } = new Function(
      'm',
      'return { fn: (x) => (0, m.square)(x) * m.sub.k, scope: () => { return { square: m.square, k: m.sub.k, two: 1 + 1 } } }',
    )({ square: (x: number) => x * x, sub: { k: 3 } }) as { fn: PlainFunction; scope: () => Record<string, unknown> };
    expectReading(fn, ['3*x^2'], { scope });
    expect(rejection(plain('x => m.other * x'), { scope }).message).toContain(
      'the object in scope has no property other; it has',
    );
    expect(rejection(plain('x => x'), { scope: () => Object.assign({}, { a: 1 }) }).message).toContain(
      'return an object written out',
    );
  });

  test('typed functions of TypeScript', () => {
    interface Point {
      readonly x: number;
      readonly y: number;
    }
    const distance = ({ x, y }: Point, scale = 2 as number): number => {
      const squared: number = (x as number) ** 2 + y! ** 2;
      return Math.sqrt(squared) * scale;
    };
    expectReading(distance, ['2*sqrt(x^2 + y^2)']);
  });

  test('a Horner loop over coefficients in scope', () => {
    const c = [1, -2, 0.5];
    const horner = (x: number): number => c.reduceRight((sum, a) => sum * x + a, 0);
    expectReading(horner, ['((0*x + 0.5)*x + (-2))*x + 1'], { scope: { c } });
    const { dag, roots } = read(horner, { scope: { c } });
    expect(floatValues(dag, roots, [3])[0]).toBe(horner(3));
  });

  test('an N-body force with loops over bodies', () => {
    const m = [1, 2, 3];
    const field = (q: number[]): number[] => {
      const a = new Array<number>(6).fill(0);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          if (i === j) continue;
          const [dx, dy] = [q[2 * j]! - q[2 * i]!, q[2 * j + 1]! - q[2 * i + 1]!];
          const r3 = (dx * dx + dy * dy) ** 1.5;
          a[2 * i]! += (m[j]! * dx) / r3;
          a[2 * i + 1]! += (m[j]! * dy) / r3;
        }
      }
      return a;
    };
    const { dag, roots } = read(field, { scope: { m }, variables: ['a', 'b', 'c', 'd', 'e', 'f'] });
    const at = [0, 0, 1, 0.5, -1, 2];
    for (const [i, value] of floatValues(dag, roots, at).entries()) expect(value).toBeCloseTo(field(at)[i]!, 12);
  });
});

describe('reading plain functions: hostile input', () => {
  test.each([
    ['x => { for (let i = 0; i < 1e12; i++) x += 1; return x }'],
    ['x => { for (;;) x += 1 }'],
    ['x => { while (true) ; return x }'],
    ['x => { const a = [1]; for (;;) a.push(...a); return x }'],
    ['x => { let a = [1]; for (;;) a = a.concat(a); return x }'],
    ['x => { let a = "a"; for (;;) a += a; return x }'],
    ['x => { let s = 0; for (const a of Array.from({ length: 1e9 })) s += x; return s }'],
    ['x => new Array(4294967295).fill(0).length * x'],
    ['x => { const f = n => n === 0 ? x : f(n - 1) + f(n - 1); return f(60) }'],
    ['v => v[4294967294]'],
  ])('%s takes a bounded number of steps', (source) => {
    expect(rejection(plain(source)).message).toContain('ends within 3000000 steps');
  });

  test('recursion without end stops at a depth that fits the stack', () => {
    expect(rejection(plain('x => { const f = n => f(n + 1); return f(0) }')).message).toContain('at most 500 levels');
  });

  test('numbers that double their digits in a loop stay operations', () => {
    const { dag } = read(plain('x => { let a = 1 / 3; for (let i = 0; i < 500; i++) a = a * a + 1 / 7; return a * x }'));
    expect(Math.max(...dag.nodes.map(({ value }) => String(value?.den ?? '').length))).toBeLessThan(2600);
  });

  test('long sums are read as far as the parser goes, and refused beyond it', () => {
    const sum = (terms: number): PlainFunction => new Function('x', `return ${'x+'.repeat(terms - 1)}x`) as PlainFunction;
    const { dag, roots } = read(sum(2000));
    expect(floatValues(dag, roots, [1])).toEqual([2000]);
    expect(rejection(sum(50_000)).message).toContain('nests less deeply');
  });

  test('deep nesting is refused', () => {
    const nested = (depth: number): PlainFunction =>
      new Function('x', `return ${'-('.repeat(depth)}x${')'.repeat(depth)}`) as PlainFunction;
    expect(rejection(nested(600)).message).toMatch(/levels|nests/);
    expect(read(nested(200)).roots.length).toBe(1);
  });

  test('a source of a million characters is refused', () => {
    expect(rejection(new Function('x', `return ${'/**/'.repeat(250_000)}x`) as PlainFunction).message).toContain(
      'at most 200000 characters',
    );
  });
});
