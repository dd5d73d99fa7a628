import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { arenstorf, henonHeiles, kepler, outerSolarSystem } from '../../src/problems.js';
import { drift } from '../problems/drift.js';
import { outerInYears } from '../problems/outer-in-years.js';

describe('over a hundred thousand steps', () => {
  test.each([
    ['Kepler, e = 0.6', kepler, 14_600],
    ['Kepler, e = 0.3', { ...kepler, initial: [0.7, 0, 0, Math.sqrt(1.3 / 0.7)] }, 22_100],
    ['Hénon–Heiles', henonHeiles, 37_700],
    ['outer Solar System', outerSolarSystem, 29_300_000],
  ] as const)('%s: the relative error of the energy stays below 5e-14', (_, problem, end) => {
    const { steps, worst } = drift(problem, end);
    expect(steps).toBeGreaterThanOrEqual(100_000);
    expect(worst).toBeLessThan(5e-14);
  });
});

/** Positions and velocities of a pendulum in 30 digits, from elliptic functions. */
const pendulum: readonly { readonly t: number; readonly state: readonly string[] }[] = JSON.parse(
  readFileSync(new URL('../data/pendulum.json', import.meta.url), 'utf8'),
);

describe('against solutions that are known', () => {
  test('a pendulum until t = 10 000 is that of elliptic functions within 1e-11', () => {
    const trajectory = integrate({ x: 'v', v: '-sin(x)' }, [1.3, 0], { t: [0, 10_000] });
    for (const { t, state } of pendulum) {
      const error = Math.max(...trajectory.at(t).map((x, i) => Math.abs(x - Number(state[i]))));
      expect(error, `t = ${t}`).toBeLessThan(t <= 100 ? 1e-14 : 1e-11);
    }
  });

  test('there and back again: within 1e-14 after 2000 units of time of a pendulum', () => {
    const field = system({ x: 'v', v: '-9.8*sin(x)' });
    const start = [0.05, 0.025];
    const there = integrate(field, start, { t: [0, 1000] });
    const back = integrate(field, there.end, { t: [1000, 0] });
    expect(Math.max(...back.end.map((x, i) => Math.abs(x - start[i]!)))).toBeLessThan(1e-14);
  });
});

describe('steps are as many as other codes make', () => {
  // heyoka 7.12 and a C++ program of its own; tolerance 2^−52, order 20
  test.each([
    [
      'planar Kepler, e = 0.3',
      { x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' },
      [0.7, 0, 0, Math.sqrt(1.3 / 0.7)],
      45_298,
    ],
    ['pendulum', { x: 'v', v: '-sin(x)' }, [1.3, 0], 35_427],
    ['Van der Pol, μ = 1', { x: 'y', y: '(1 - x^2)*y - x' }, [2, 0], 78_324],
    ['Van der Pol, μ = 5', { x: 'y', y: '5*(1 - x^2)*y - x' }, [2, 0], 92_573],
    ['outer Solar System', outerInYears().equations, outerInYears().initial, 13_759],
  ] as const)('%s, T = 10 000: %#', (_, equations, initial, expected) => {
    const { steps, status } = integrate(equations, initial, { t: [0, 10_000], dense: false });
    expect(status).toBe('complete');
    expect(Math.abs(steps - expected)).toBeLessThanOrEqual(expected / 1000);
  });
});

describe('balanced steps', () => {
  test.each([
    ['Kepler, e = 0.6', kepler, 6 * Math.PI],
    ['Hénon–Heiles', henonHeiles, 60],
    ['the restricted three-body problem', arenstorf, 4],
  ] as const)(
    '%s: a quarter fewer steps or less, to the accuracy that those of Jorba and Zou have',
    (_, { equations, initial }, end) => {
      const truth = integrate(equations, initial, { t: [0, end], tolerance: 1e-18 }).end;
      const tolerances = Array.from({ length: 20 }, (_, i) => 10 ** (-3 - i / 2));
      const losses = tolerances.map((tolerance) => {
        const [ours, theirs] = (['balanced', 'radius'] as const).map((stepControl) => {
          const { end: state, steps } = integrate(equations, initial, { t: [0, end], tolerance, stepControl });
          return { steps, error: Math.hypot(...state.map((x, i) => x - truth[i]!)) };
        });
        expect(ours!.steps).toBeLessThan(0.75 * theirs!.steps);
        return Math.log(ours!.error / theirs!.error);
      });
      expect(Math.exp(losses.reduce((sum, x) => sum + x, 0) / losses.length)).toBeLessThan(3);
    },
  );
});

describe('a method of order N shows order N', () => {
  const field = system({ x: '2*x*(1 - y)', y: '-y*(1 - x)' });
  const truth = integrate(field, [1, 3], { t: [0, 4], tolerance: 1e-18 }).end;
  const error = (order: number, step: number): number =>
    Math.hypot(...integrate(field, [1, 3], { t: [0, 4], order, step }).end.map((x, i) => x - truth[i]!));

  test.each([
    [2, 128],
    [3, 128],
    [4, 128],
    [5, 128],
    [6, 64],
  ])('over an orbit: N = %i', (order, steps) => {
    const measured = Math.log2(error(order, 1 / steps) / error(order, 0.5 / steps));
    expect(Math.abs(measured - order)).toBeLessThan(0.2);
  });

  test.each([8, 12, 16, 20, 24])('in one step: N = %i', (order) => {
    // x = 1/(1 − t), of which the polynomial leaves out h^{N+1}/(1 − h)
    const left = (h: number): number =>
      Math.abs(integrate({ x: 'x^2' }, [1], { t: [0, h], order, step: h }).end[0]! - 1 / (1 - h)) * (1 - h);
    const measured = Math.log2(left(0.5) / left(0.35)) / Math.log2(0.5 / 0.35) - 1;
    expect(Math.abs(measured - order)).toBeLessThan(0.2);
  });
});
