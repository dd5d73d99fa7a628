import { describe, expect, test } from 'vitest';
import { FormulaError } from '../../src/formula/error.js';
import { floatValues } from '../../src/formula/float.js';
import { formula } from '../../src/formula/formula.js';
import { toText } from '../../src/formula/print.js';
import { systemOf } from '../../src/formula/source.js';
import { type System, system } from '../../src/formula/system.js';

/** The right-hand sides as text, in the names of the variables of the graph. */
function texts({ dag, roots, states, time, parameters }: System): string[] {
  const names = [...states, ...(time === undefined ? [] : [time]), ...parameters];
  return roots.map((root) => toText(dag, root, names));
}

/** Values of the defaults, by name. */
function defaults({ dag, parameterDefaults }: System): Record<string, number> {
  return Object.fromEntries([...parameterDefaults].map(([name, id]) => [name, floatValues(dag, [id], [])[0]!]));
}

/** Known by a scope alone. */
declare function twice(v: number): number;

const lorenz = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' };

describe('systems from texts', () => {
  test('states are variables in order, and parts are shared between equations', () => {
    const made = system(lorenz);
    expect(made.states).toEqual(['x', 'y', 'z']);
    expect(made.time).toBeUndefined();
    expect(made.parameters).toEqual([]);
    expect(texts(made)).toEqual(['10*(y - x)', 'x*(28 - z) - y', 'x*y - 8/3*z']);
    expect(
      made.dag.nodes
        .filter(({ op }) => op === 'variable')
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 1, 2]);
  });

  test('time comes after the states and before the parameters, and only where it is used', () => {
    const forced = system({ x: 'v', v: '-x + a*cos(w*t)' }, { parameters: { a: 0.1, w: '2pi' } });
    expect(forced.time).toBe('t');
    const indices = forced.dag.nodes.filter(({ op }) => op === 'variable').map(({ index }) => index!);
    expect(indices.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(texts(forced)).toEqual(['v', '-x + a*cos(t*w)']);
    const free = system({ x: 'v', v: '-w*x' }, { parameters: { a: 1, w: 2 } });
    expect(free.time).toBeUndefined();
    expect(texts(free)).toEqual(['v', '-w*x']);
    expect(Math.max(...free.dag.nodes.map(({ index = -1 }) => index))).toBe(3);
  });

  test('the time has the name it is given, and t is a state where it is declared as one', () => {
    expect(system({ x: 'tau*x' }, { time: 'tau' }).time).toBe('tau');
    expect(system({ x: 't', t: '1' }).time).toBeUndefined();
    expect(system({ x: 't*x' }, { parameters: { t: 2 } }).time).toBeUndefined();
    expect(system({ x: '1' }, { time: 's' }).time).toBeUndefined();
  });

  test('defaults are exact: a number is its double, a text a formula without variables', () => {
    const made = system({ x: 'a + b + c + d' }, { parameters: { a: 0.1, b: '0.1', c: '8/3', d: 'sqrt(2)*pi' } });
    expect(made.parameters).toEqual(['a', 'b', 'c', 'd']);
    const value = (name: string) => made.dag.valueOf(made.parameterDefaults.get(name)!);
    expect(value('a')).toEqual({ num: 3602879701896397n, den: 36028797018963968n });
    expect(value('b')).toEqual({ num: 1n, den: 10n });
    expect(value('c')).toEqual({ num: 8n, den: 3n });
    expect(defaults(made)['d']).toBeCloseTo(Math.SQRT2 * Math.PI, 14);
  });

  test('parameters may be names without values', () => {
    const made = system({ x: 'a*x' }, { parameters: ['a', 'unused'] });
    expect(made.parameters).toEqual(['a', 'unused']);
    expect(made.parameterDefaults.size).toBe(0);
  });

  test('right-hand sides may be formulas, plain functions and numbers, and are those of texts', () => {
    const made = system(
      { x: formula('10*(y - x)'), y: (y: number, x: number, z: number) => x * (28 - z) - y, z: 'x*y - 8/3*z', w: 2 },
      { parameters: ['k'] },
    );
    expect(texts(made)).toEqual(['10*(y - x)', 'x*(28 - z) - y', 'x*y - 8/3*z', '2']);
    const energy = formula('p^2/(2*m) - k*cos(q) + t');
    const motion = system({ q: energy.derivative('p'), p: energy.derivative('q').neg() }, { parameters: ['k', 'm'] });
    expect(texts(motion.simplify())).toEqual(['p/m', '-(k*sin(q))']);
    expect(system({ x: energy }, { parameters: ['p', 'm', 'k', 'q'] }).time).toBe('t');
    expect(system({ "x''": formula('-x') }).states).toEqual(['x', "x'"]);
    expect(texts(system({ x: (x: number) => twice(x) }, { scope: { twice: (v: number) => 2 * v } }))).toEqual(['2*x']);
    expect(() => system({ x: (x: number) => twice(x) })).toThrow('system: in the equation of x: ');
  });

  test('of equal texts asked for again, and of a function without scope, the system is the same, with what was compiled for it', () => {
    const swing = { x: 'v', v: '-sin(x)' };
    expect(systemOf({ ...swing })).toBe(systemOf(swing));
    expect(systemOf({ v: '-sin(x)', x: 'v' }).states).toEqual(['v', 'x']);
    expect(systemOf({ ...swing, v: '-x' }).toString()).toBe("x' = v\nv' = -x");
    expect(systemOf({ x: formula('2*x') })).not.toBe(systemOf({ x: formula('2*x') }));
    for (let k = 2; k < 22; k++) expect(texts(systemOf({ x: `${k}*x` }))).toEqual([`${k}*x`]);
    const fn = (x: number, v: number): number[] => [v, -Math.sin(x)];
    expect(system(fn)).toBe(systemOf(fn));
    expect(system(fn, { states: ['q', 'p'] }).states).toEqual(['q', 'p']);
    const scaled = (x: number): number[] => [twice(x)];
    const by = (factor: (v: number) => number): System => system(scaled, { scope: { twice: factor } });
    expect([by((v) => 2 * v), by((v) => 3 * v)].flatMap(texts)).toEqual(['2*x', '3*x']);
  });

  test('an error names the equation or the parameter', () => {
    const attempt = (): System => system({ x: 'y', y: '-x + q' });
    expect(attempt).toThrow('system: in the equation of y: formula: expected a known name, got q; the variables are x, y, t');
    expect(attempt).toThrow(FormulaError);
    expect(() => system({ x: 'a' }, { parameters: { a: '2*x' } })).toThrow(
      'system: in the parameter a: formula: expected a known name',
    );
    expect(() => system({ x: 'a' }, { parameters: { a: Number.NaN } })).toThrow(
      'system: expected the parameter a to be finite, got NaN',
    );
    expect(() => system({ x: [] as unknown as string })).toThrow(
      'system: expected the equation of x as a text, a formula or a number, got object',
    );
    expect(() => system({ x: Infinity })).toThrow('as a text, a formula or a number, got Infinity');
    expect(() => system({ x: formula('y') })).toThrow('system: in the equation of x: expected a formula in x, t, got y');
    expect(() => system({})).toThrow('system: expected at least one equation');
    expect(() => system({ sin: '1' })).toThrow('system: states: expected the name of a variable, got the function sin');
    expect(() => system({ x: '1' }, { parameters: { x: 1 } })).toThrow('expected distinct names, got x twice');
    expect(() => system({ x: 'x' }, { time: 'a b' })).toThrow('system: time: expected a name');
    expect(() => system(null as unknown as Record<string, string>)).toThrow('system: expected equations by state');
  });

  test('a state may be called like a property that every object has', () => {
    const equations = JSON.parse('{"__proto__": "constructor", "constructor": "-__proto__"}') as Record<string, string>;
    expect(texts(system(equations))).toEqual(['constructor', '-__proto__']);
  });
});

describe('systems from plain functions', () => {
  test('parameters of the function are the states, by order', () => {
    const made = system((x: number, y: number, z: number) => [10 * (y - x), x * (28 - z) - y, x * y - (8 / 3) * z]);
    expect(made.states).toEqual(['x', 'y', 'z']);
    expect(texts(made)).toEqual(texts(system(lorenz)));
  });

  test('parameters and the time are found by name, wherever they stand', () => {
    const made = system((t: number, a: number, x: number, v: number) => [v, -x + a * Math.cos(t)], { parameters: { a: 2 } });
    expect([made.states, made.time, made.parameters]).toEqual([['x', 'v'], 't', ['a']]);
    expect(floatValues(made.dag, made.roots, [1, 2, 0, 3])).toEqual([2, 2]);
    const named = system((s: number, x: number) => [s * x], { time: 's' });
    expect([named.states, named.time]).toEqual([['x'], 's']);
  });

  test('a time that no equation uses is dropped', () => {
    const made = system((_t: number, x: number, a: number) => [a * x], { time: '_t', parameters: { a: 1 } });
    expect(made.time).toBeUndefined();
    expect(floatValues(made.dag, made.roots, [5, 7])).toEqual([35]);
  });

  test('a first parameter t is a state where the number of equations says so', () => {
    const minified = new Function('return (t,n)=>[n,-t]')() as (t: number, n: number) => number[];
    const made = system(minified);
    expect([made.states, made.time]).toEqual([['t', 'n'], undefined]);
  });

  test('arrays and objects are states', () => {
    expect(system(([x, y]: number[]) => [y!, -x!]).states).toEqual(['x', 'y']);
    expect(system((v: number[]) => [v[1]!, -v[0]!]).states).toEqual(['v0', 'v1']);
    expect(system((t: number, v: number[]) => [v[1]! * t, -v[0]!]).time).toBe('t');
    const object = system(({ x, y }: { x: number; y: number }) => ({ y: -x, x: y }));
    expect(object.states).toEqual(['y', 'x']);
    expect(floatValues(object.dag, object.roots, [3, 4])).toEqual([-4, 3]);
  });

  test('given states name the elements of an array and give its length', () => {
    const coupled = (q: number[], k: number): number[] => q.map((x, i) => k * ((q[i + 1] ?? 0) - x)).map((x) => x);
    const chain = system(coupled, { states: ['a', 'b'], parameters: { k: 1 } });
    expect(floatValues(chain.dag, chain.roots, [1, 5, 3])).toEqual([12, -15]);
    const ring = (q: number[], k: number): number[] => q.map((x, i) => k * (q[(i + 1) % q.length]! - x));
    const made = system(ring, { states: ['a', 'b', 'c'], parameters: { k: 2 } });
    expect(made.states).toEqual(['a', 'b', 'c']);
    expect(floatValues(made.dag, made.roots, [1, 2, 4, 2])).toEqual([2, 4, -6]);
    expect(system((x: number, y: number) => [y, x], { states: ['p', 'q'] }).states).toEqual(['p', 'q']);
  });

  test('constants and helpers come from scope', () => {
    const g = 9.81;
    const restoring = (x: number): number => -g * Math.sin(x);
    const made = system((x: number, v: number) => [v, restoring(x)], { scope: { restoring, g } });
    expect(floatValues(made.dag, made.roots, [0.5, 1])[1]).toBe(-g * Math.sin(0.5));
  });

  test('misuse is named', () => {
    expect(() => system((x: number, y: number) => [x, y, x])).toThrow(
      'system: expected as many right-hand sides as states, got 3 for x, y; declare parameters in { parameters } and the time in { time }',
    );
    expect(() => system((x: number) => x)).toThrow('system: expected a function that returns an array of right-hand sides');
    expect(() => system(({ x, y }: { x: number; y: number }) => ({ x: y * x }))).toThrow('got none for y');
    expect(() => system((x: number, y: number) => [y, x], { states: ['p'] })).toThrow('expected 2 names of states, got 1');
    expect(() => system((x: number) => [Math.random() * x])).toThrow('got Math.random');
  });
});
