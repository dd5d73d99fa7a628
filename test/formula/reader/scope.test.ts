import { describe, expect, test } from 'vitest';
import { type FormulaOptions, formula } from '../../../src/formula/formula.js';

/** A function of a source that no compiler of the tests touches. */
const plain = (source: string): ((x: number) => number) => new Function(`return ${source}`)() as (x: number) => number;
const textOf = (source: string, scope: NonNullable<FormulaOptions['scope']> = {}): string =>
  String(formula(plain(source), { scope }));

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
