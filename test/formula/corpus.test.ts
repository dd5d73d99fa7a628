import { describe, expect, test } from 'vitest';
import { FormulaError } from '../../src/formula/error.js';
import { floatValues } from '../../src/formula/float.js';
import { type PlainFunction, type Reading, read } from '../../src/formula/read.js';
import built from '../data/functions/built.json' with { type: 'json' };
import builtStyles from '../data/functions/built-styles.json' with { type: 'json' };
import * as source from '../data/functions/source.js';
import * as styles from '../data/functions/styles.js';

type Module = Readonly<Record<string, PlainFunction>> & { readonly scope?: () => Readonly<Record<string, unknown>> };

const modulesOf = (builds: Readonly<Record<string, string>>): (readonly [string, Module])[] =>
  Object.entries(builds).map(([tool, code]) => [tool, new Function(`${code}\nreturn built;`)() as Module]);

/** The functions as this file imports them, and as minifiers and compilers wrote them. */
const modules: readonly (readonly [string, Module])[] = [
  ['imported', Object.fromEntries(Object.entries(source)) as unknown as Module],
  ...modulesOf(built),
  ['styles, imported', Object.fromEntries(Object.entries(styles)) as unknown as Module],
  ...modulesOf(builtStyles).map(([tool, module]) => [`styles, ${tool}`, module] as const),
];

// What stays refused, and why.
/** What compilers put beside the function, and a minifier then names anew: the caller's scope does not have it. */
const outside = ['vectors', 'inherited', 'computedKeys', 'objectSpread'];
/** A default value that has become an argument like any other. */
const defaults = ['withDefaults', 'objectOfFunctions'];
/** Compiled in a mode that takes whatever is looped over for an array: the function itself is wrong, or throws. */
const onlyArrays = [
  ...['sumOfRange', 'pairEnergy3', 'spreadGenerator', 'inner', 'entries3', 'matrix2', 'powersOf', 'endlessSeries', 'takeFrom'],
  ...[
    'delegated',
    'destructuredGenerator',
    'yieldByCase',
    'iterableClass',
    'entriesOfGenerator',
    'sharedState',
    'tryInGenerator',
  ],
  ...['mapLoop', 'mapForEach', 'setSpread', 'privateCheck'],
];
const markedGenerators = ['sumOfRange', 'pairEnergy3', 'spreadGenerator', 'firstOfGenerator'];
const refused: Readonly<Record<string, readonly string[]>> = {
  'esbuild --keep-names --target=es2015': ['vectors'],
  'tsc --target es5': ['inherited', ...defaults, ...onlyArrays],
  'tsc --target es5 --downlevelIteration': ['inherited', ...defaults],
  'tsc to es5, terser': ['vectors', 'inherited', ...defaults],
  'swc to es5, loose': [...defaults, ...onlyArrays],
  'babel to es5': ['computedKeys', 'objectSpread'],
  'babel to es5, loose': ['inherited', 'computedKeys', 'objectSpread', ...defaults, ...onlyArrays],
  'babel to es5, uglify': [...outside, ...markedGenerators],
};
/** A loop that ends by the variables, and a generator that returns no numbers. */
const never = ['interpolation', 'notAFunctionOfNumbers'];

const namesIn = (module: Module): string[] => Object.keys(module).filter((name) => name !== 'scope');
const isRefused = (tool: string, name: string): boolean =>
  never.includes(name) || (refused[tool.replace('styles, ', '')] ?? []).includes(name);

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
  test.each(namesIn(module).filter((name) => !isRefused(tool, name)))('%s', (name) => {
    const fn = module[name]!;
    const size = /\d$/u.test(name) ? Number(name.at(-1)) : undefined;
    const reading = read(fn, { scope: module.scope ?? {}, ...(size && { lengthOf: () => size }) });
    let finite = 0;
    for (const point of points(reading.variables.length)) {
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

  test('what is refused is refused with a reason, or right, or a function of more variables', () => {
    for (const name of namesIn(module).filter((each) => isRefused(tool, each))) {
      const fn = module[name]!;
      const size = /\d$/u.test(name) ? Number(name.at(-1)) : undefined;
      let reading: Reading;
      try {
        reading = read(fn, { scope: module.scope ?? {}, ...(size && { lengthOf: () => size }) });
      } catch (error) {
        expect(error).toBeInstanceOf(FormulaError);
        expect(String(error)).toMatch(/formula: expected .*, got /u);
        continue;
      }
      if (name === 'withDefaults') expect(reading.variables.length).toBeGreaterThan(1);
      else {
        for (const point of points(reading.variables.length)) {
          const own = ownValues(fn, size === undefined ? point : [point], reading);
          floatValues(reading.dag, reading.roots, point).forEach((value, i) => {
            if (Number.isFinite(own[i]!))
              expect(Math.abs(value - own[i]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(own[i]!)));
          });
        }
      }
    }
  });
});
