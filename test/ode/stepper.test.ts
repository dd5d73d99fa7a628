import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { parameterValues } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';
import { type OdeKernel, setParameters } from '../../src/ode/kernel.js';
import { Outcome } from '../../src/ode/march.js';
import { firstOrder, poolOf, type Recipe } from '../../src/ode/pool.js';
import { Stepper } from '../../src/ode/stepper.js';
import { outerSolarSystem, pleiades } from '../../src/problems.js';
import { systems } from '../problems/orbits.js';

const plain: Recipe = {
  where: 'integrate',
  order: 20,
  watched: [],
  events: 0,
  control: 'states',
  compensated: false,
  kind: 'auto',
};

function kernelFor(field: System, recipe: Partial<Recipe>): OdeKernel {
  const kernel = poolOf(field, { ...plain, ...recipe }).take();
  setParameters(kernel, parameterValues('test', float64, field, new Map()));
  return kernel;
}

/** Everything that marches leave: outcomes, numbers of steps, records, clock and state. */
function marches(
  kernel: OdeKernel,
  initial: readonly number[],
  t: readonly [number, number],
  limits: readonly number[],
): unknown {
  const stepper = new Stepper(kernel, initial, t[0]);
  return limits.map((limit) => {
    const count = stepper.march(t[1], limit);
    const { board, places } = kernel;
    const records = Array.from(board.subarray(places.ring, places.ring + count * places.record));
    const proposed = stepper.outcome === Outcome.event ? [stepper.step, stepper.isLast] : [];
    return [stepper.outcome, count, ...proposed, records, { ...stepper.clock }, stepper.state];
  });
}

const { lorenz, kepler, forced } = systems as Record<string, System>;

describe('the compiled march is the interpreted one, bit for bit', () => {
  const cases: readonly (readonly [string, System, readonly number[], readonly [number, number], Partial<Recipe>])[] = [
    ['Lorenz', lorenz!, [15, 15, 36], [0, 3], {}],
    ['Lorenz backward, order 13', lorenz!, [15, 15, 36], [1, -0.2], { order: 13 }],
    ['orders 2 and 3', lorenz!, [1, 1, 20], [0, 0.001], { order: 2 }],
    ['Lorenz, compensated, order 7', lorenz!, [15, 15, 36], [0, 1], { order: 7, compensated: true }],
    ['Kepler, compensated', kepler!, [0.4, 0, 0, 2], [0, 10], { compensated: true }],
    ['a field with time', forced!, [0.5], [-1, 3], {}],
    ['variations along', lorenz!, [15, 15, 36], [0, 1], { varied: firstOrder(lorenz!), recorded: true }],
    [
      'variations that choose the steps',
      lorenz!,
      [15, 15, 36],
      [0, 1],
      { varied: firstOrder(lorenz!), control: 'eased', compensated: true },
    ],
    [
      'jets of which every degree has a say',
      lorenz!,
      // something in every coefficient, so that each degree is the one that decides in some step
      Array.from({ length: 18 }, (_, i) => (i < 3 ? [15, 15, 36][i]! : (i < 9 ? 1e-3 : 40) * Math.cos(i))),
      [0, 1],
      { varied: { names: ['x', 'z'], order: 2 }, control: 'degrees', recorded: true, bounded: true },
    ],
    ['an event', kepler!, [0.4, 0, 0, 2], [0, 10], { watched: ['y - 0.1', 'x*v - 7'], events: 2 }],
    ['a formula that is watched and no event', kepler!, [0.4, 0, 0, 2], [0, 10], { watched: ['y'], events: 0 }],
    ['Pleiades, compensated', system(pleiades.equations), pleiades.initial, [0, 0.05], { compensated: true }],
    ['a blow-up', system({ x: 'x^2' }), [1], [0, 2], {}],
    ['an overflow', system({ x: '1e308*x/x' }), [1e308], [0, 2], {}],
    ['a field that is not defined', system({ x: 'sqrt(x - 1)' }), [0], [0, 1], {}],
    ['a constant field', system({ x: '1', y: '0' }), [0, 1], [0, 1e9], {}],
  ];
  test.each(cases)('%s', (_, field, initial, t, recipe) => {
    const limits = [1, 3, 1000, 1000];
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kind) =>
      marches(kernelFor(field, { ...recipe, kind }), initial, t, limits),
    );
    expect(compiled).toEqual(interpreted);
  });

  test('bounds on the step hold in both, the last step excepted', () => {
    for (const kind of ['wasm', 'interpreter'] as const) {
      const stepper = new Stepper(kernelFor(lorenz!, { kind }), [15, 15, 36], 0);
      stepper.least = stepper.most = 0.01;
      expect(stepper.march(0.105, 100)).toBe(11);
      expect([stepper.outcome, stepper.clock.hi, stepper.clock.lo]).toEqual([Outcome.reached, 0.105, 0]);
      expect(stepper.step).toBeCloseTo(0.005, 12);
    }
  });
});

describe('a march', () => {
  test('makes no more steps than there is room for records', () => {
    const kernel = kernelFor(system(outerSolarSystem.equations), {});
    const stepper = new Stepper(kernel, outerSolarSystem.initial, 0);
    expect(stepper.march(1e9, 1e6)).toBe(kernel.layout.records);
    expect(stepper.outcome).toBe(Outcome.limit);
  });

  test('says where a formula may vanish, before the step is made, and goes on from there', () => {
    const stepper = new Stepper(kernelFor(system({ x: 'v', v: '-x' }), { watched: ['x'], events: 1 }), [1, 0], 0);
    expect(stepper.march(10, 100)).toBeGreaterThanOrEqual(1);
    expect(stepper.outcome).toBe(Outcome.event);
    expect(stepper.clock.hi).toBeLessThan(Math.PI / 2);
    expect(stepper.take(stepper.step)).toBe(true);
  });

  test('compensated sums end nearer to the truth', () => {
    const error = (compensated: boolean): number => {
      const stepper = new Stepper(kernelFor(system({ x: 'v', v: '-x' }), { compensated, order: 22 }), [1, 0], 0);
      stepper.most = 0.05;
      const end = 2000 * Math.PI;
      while (stepper.clock.until(end) > 0) stepper.march(end, 1000);
      // cos of the double next to 2000π, which is 2.4e-13 from it
      const [x, v] = stepper.state;
      return Math.hypot(x! - Math.cos(end), v! + Math.sin(end));
    };
    expect(error(true)).toBeLessThan(error(false) / 2);
  });
});

describe('kernels are kept', () => {
  test('the same for the same system and recipe, one user at a time', () => {
    const field = system({ x: 'a*x' }, { parameters: { a: 1 } });
    const pool = poolOf(field, plain);
    expect(poolOf(field, { ...plain })).toBe(pool);
    expect(poolOf(field, { ...plain, order: 21 })).not.toBe(pool);
    const first = pool.take();
    const second = pool.take();
    expect(second).not.toBe(first);
    pool.giveBack(first);
    expect(pool.take()).toBe(first);
  });
});
