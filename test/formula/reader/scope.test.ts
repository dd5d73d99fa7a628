import { describe, expect, test } from 'vitest';
import { type FormulaOptions, formula } from '../../../src/formula/formula.js';
import { read } from '../../../src/formula/read.js';
import { expectReading, plain, rejection } from './reading.js';

const textOf = (source: string, scope: NonNullable<FormulaOptions['scope']> = {}): string =>
  String(formula(plain(source), { scope }));

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

describe('objects of the scope', () => {
  const params = { a: 2, b: 3 };

  test.each([
    ['x => { const p = { ...params, b: x }; return p.a * p.b }', '2*x'],
    ['x => { const { a, ...rest } = params; return a * rest.b * x }', '6*x'],
    ['x => { let s = 0; for (const k in params) s += params[k] * x; return s }', '2*x + 3*x'],
    ['x => Object.assign({}, params, { a: x }).a + Object.keys(params).length', 'x + 2'],
    ['function (x) { var p = _objectSpread(_objectSpread({}, params), {}, { b: x }); return p.a * p.b }', '2*x'],
  ])('%s copies them', (source, expected) => {
    const _objectSpread = Object.assign;
    const fn = new Function('params', '_objectSpread', `return ${source}`)(params, _objectSpread) as (x: number) => number;
    expect(String(formula(fn, { scope: { params } }))).toBe(expected);
  });

  test('are refused where an accessor would run, and where loops would find what is inherited', () => {
    let ran = 0;
    const scope = {
      o: {
        get v(): number {
          return ran++;
        },
      },
      heir: Object.create({ a: 1 }) as object,
    };
    expect(() => textOf('x => ({ ...o }).v * x', scope)).toThrow('got the accessor v; pass its value in { scope }');
    expect(() => textOf('x => { for (const k in heir) x += 1; return x }', scope)).toThrow('a plain object, got an object');
    expect(() => textOf('x => ({ ...[x] })[0]')).toThrow('an object to spread, got an array of 1');
    expect(ran).toBe(0);
  });

  test('have the methods and accessors of all classes above them', () => {
    const { square, loud, literal } = new Function(`
      class Shape { constructor(k) { this.k = k } scaled(x) { return this.k * x } get order() { return 1 } }
      class Square extends Shape { scaled(x) { return super.scaled(x) ** 2 + super.order } get order() { return super.order + this.k } }
      class Loud extends Square { scaled(x) { return 2 * super.scaled(x) } }
      const literal = { __proto__: { f: (x) => x + 1 }, f(x) { return super.f(x) * 3 } };
      return { square: new Square(3), loud: new Loud(4), literal };
    `)() as Record<'square' | 'loud' | 'literal', { scaled(x: number): number; order: number; f(x: number): number }>;
    expect(String(formula((x: number) => square.scaled(x) + square.order, { scope: { square } }))).toBe('(3*x)^2 + 1 + 4');
    expect(String(formula((x: number) => loud.scaled(x), { scope: { loud } }))).toBe('2*((4*x)^2 + 1)');
    expect(String(formula((x: number) => literal.f(x), { scope: { literal } }))).toBe('3*(x + 1)');
  });

  test('with private fields say what to do', () => {
    const hidden = new (class {
      readonly #k = 2;
      at(x: number): number {
        return this.#k * x;
      }
    })();
    const f = (x: number): number => hidden.at(x);
    expect(() => formula(f, { scope: { hidden } })).toThrow(/Private field '#k'|expected/u);
    const made = new Function('return new (class { #k = 2; at(x) { return this.#k * x } })()')() as object;
    expect(() => textOf('x => made.at(x)', { made })).toThrow('give it fields that are not private');
  });
});

describe('names of modules that bundlers make', () => {
  /** webpack without minification: functions of one module, and its namespace of accessors. */
  const bundle = `
    const m = {};
    function clamp(x) { return x < 0 ? 0 : x }
    function smooth(x) { const t = clamp(x); return t * t }
    for (const [key, get] of Object.entries({ clamp: () => clamp, default: () => smooth, k: () => 3 }))
      Object.defineProperty(m, key, { enumerable: true, get });`;

  test.each([
    ['x => (0, m["default"])(x) * m.k', '({ smooth: m["default"], clamp: m.clamp, k: m.k })'],
    ['x => (0, m["default"])(x) * m.k', '({ all: m, smooth: m["default"], clamp: m.clamp, k: m.k })'],
    ['x => (0, m["default"])(x) * m.k', '({ smooth: m["default"], clamp: m.clamp, k: m.k, all: m })'],
  ])('%s is read with the scope %s', (fn, scope) => {
    const built = new Function(`${bundle}\nreturn { fn: ${fn}, scope: () => (${scope}) };`)() as {
      fn: (x: number) => number;
      scope: () => Record<string, unknown>;
    };
    const f = formula(built.fn, { scope: built.scope });
    expect([f.evaluate([-1]), f.evaluate([2])]).toEqual([0, 12]);
  });
});

test('functions that a minifier names by a helper are those functions', () => {
  const { fn } = new Function(`const n = (f, name) => Object.defineProperty(f, 'name', { value: name });
    return { fn: (x) => { const f = n((t) => t * t, 'f'); return f(x) + 1 } };`)() as { fn: (x: number) => number };
  expect(String(formula(fn))).toBe('x^2 + 1');
  const other = new Function('const n = (f) => () => 7; return (x) => n((t) => t * t, "f")(x)')() as (x: number) => number;
  expect(() => formula(other)).toThrow("the reading to have the function's own values");
});

test('an array pattern of a parameter says its length in older JavaScript, too', () => {
  const { fn } = new Function(`const _slicedToArray = (items) => items;
    return { fn: function (p) { var q = _slicedToArray(p, 3), x = q[0], z = q[2]; return x * z } };`)() as {
    fn: (p: readonly number[]) => number;
  };
  expect(formula(fn).variables).toEqual(['x', 'p1', 'z']);
});

test('an infinity to start from is no operand of min and max', () => {
  expect(textOf('x => Math.min(Infinity, x) + Math.max(-Infinity, x, 2)')).toBe('x + max(x, 2)');
  expect(textOf('x => { let m = Infinity; for (const v of [x, 1, x * x]) m = Math.min(m, v); return m }')).toBe(
    'min(x^2, min(x, 1))',
  );
  expect(() => textOf('x => Math.max(Infinity, x)')).toThrow('a finite number, got Infinity');
});

test('what the parser says is shown where it is', () => {
  const of = (...source: string[]): string => {
    try {
      return String(formula(new Function(...source) as (x: number) => number));
    } catch (error) {
      return String(error);
    }
  };
  expect(of('x', 'const y = 1; with ({ y: 2 }) { return x * y }')).toMatch(
    /the parser says: 'with' in strict mode; [\s\S]*\n {2}.*with[\s\S]*\n {15}\^/u,
  );
  expect(of('x', `return /${'(a*)*'.repeat(1000)}/.test("a") ? x : 1`).length).toBeLessThan(200);
  expect(of('x', `return Number(${'9'.repeat(5000)}n) * x`)).toContain('the bigint 99999999999999999999… (5001 characters)');
});
