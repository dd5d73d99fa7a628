import { describe, expect, test } from 'vitest';
import { floatValues } from '../../../src/formula/float.js';
import { type PlainFunction, read } from '../../../src/formula/read.js';
import { expectReading, plain, rejection } from './reading.js';

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
