import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { floatValues } from '../../src/formula/float.js';
import { parse } from '../../src/formula/parse.js';
import { type PlainFunction, read } from '../../src/formula/read.js';
import { cube, weights } from './imported.js';
import { expectReading, plain, rejection } from './reader/reading.js';

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
