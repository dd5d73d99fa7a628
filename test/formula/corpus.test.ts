import { describe, expect, test } from 'vitest';
import { floatValues } from '../../src/formula/float.js';
import { type PlainFunction, type Reading, read } from '../../src/formula/read.js';
import built from '../data/functions/built.json' with { type: 'json' };
import * as source from '../data/functions/source.js';

type Module = Readonly<Record<string, PlainFunction>> & { readonly scope: () => Readonly<Record<string, unknown>> };

/** The functions as this file imports them, and as minifiers and compilers wrote them. */
const modules: readonly (readonly [string, Module])[] = [
  ['imported', source as unknown as Module],
  ...Object.entries(built).map(([tool, code]): [string, Module] => [tool, new Function(`${code}\nreturn built;`)() as Module]),
];

/**
 * What these make is refused: generators as machines of states, private fields as weak maps, classes as functions with prototypes that lie in the function itself or
 * ask for a base that is not in scope, names outside the function that it assigns to, and a default value that has become an argument like any other.
 */
const generators = ['sumOfRange', 'pairEnergy3', 'spreadGenerator', 'firstOfGenerator', 'inner'];
const refused: Readonly<Record<string, readonly string[]>> = {
  'esbuild --keep-names --target=es2015': ['inner', 'localClass', 'vectors'],
  'swc to es5': [...generators, 'localClass', 'withDefaults', 'hypotSpread3', 'maxSpread3', 'matrix2'],
  'tsc --target es5': [...generators, 'localClass', 'inherited', 'withDefaults', 'entries3'],
  'babel to es5': [...generators, 'localClass', 'inherited', 'computedKeys'],
};

const names = Object.keys(source).filter((name) => name !== 'scope');

/** Numbers in [0, 1) that look random and are the same every time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Points of `count` coordinates: on a grid that meets edges of conditions, and off it. */
function points(count: number): number[][] {
  const random = generator(count + 1);
  const edges = [-1, -0.5, 0, 0.5, 1, 2, 3];
  return Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: count }, () => (i % 3 === 0 ? edges[Math.floor(7 * random())]! : 7 * random() - 3)),
  );
}

/** The numbers in a function's result, NaN for each where it throws. */
function ownValues(fn: PlainFunction, args: readonly unknown[], { roots, result }: Reading): number[] {
  try {
    const own = (fn as (...given: unknown[]) => unknown)(...args);
    if (result === 'number') return [own as number];
    return result === 'array' ? [...(own as number[])] : result.map((key) => (own as Record<string, number>)[key]!);
  } catch {
    return roots.map(() => Number.NaN);
  }
}

describe.each(modules)('functions %s', (tool, module) => {
  test.each(names.filter((name) => !refused[tool]?.includes(name)))('%s', (name) => {
    const fn = module[name]!;
    const size = /\d$/u.test(name) ? Number(name.at(-1)) : undefined;
    const reading = read(fn, { scope: module.scope, ...(size && { lengthOf: () => size }) });
    const count = reading.variables.length;
    let finite = 0;
    for (const point of points(count)) {
      const own = ownValues(fn, size === undefined ? point : [point], reading);
      const values = floatValues(reading.dag, reading.roots, point);
      expect(values.length).toBe(own.length);
      values.forEach((value, i) => {
        const expected = own[i]!;
        if (Number.isFinite(expected)) finite++;
        if (!Number.isFinite(expected)) expect(Number.isFinite(value)).toBe(false);
        else expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      });
    }
    expect(finite).toBeGreaterThan(20);
  });

  test.each(refused[tool] ?? [])('%s is refused, or read as a function of more variables', (name) => {
    const fn = module[name]!;
    const size = /\d$/u.test(name) ? Number(name.at(-1)) : undefined;
    try {
      const reading = read(fn, { scope: module.scope, ...(size && { lengthOf: () => size }) });
      expect(name).toBe('withDefaults');
      expect(reading.variables.length).toBeGreaterThan(1);
    } catch (error) {
      expect(String(error)).toMatch(/formula: expected .*, got /u);
    }
  });
});
