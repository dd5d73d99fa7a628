import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { integrate } from '../../src/ode/integrate.js';
import type { Problem } from '../../src/problems/problem.js';
import * as library from '../../src/problems.js';

const named = library as unknown as Readonly<Record<string, Problem>>;
const problems = Object.values(library).filter((value): value is Problem => typeof value === 'object');

/** An invariant as a function of the state. */
function follow({ equations }: Problem, text: string): (state: readonly number[]) => number {
  const states = Object.keys(equations);
  const f = formula(text, { variables: states });
  return (state) => f.evaluate([...state]) as number;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));
}

describe('each problem', () => {
  test.each(problems.map((problem) => [problem.name, problem] as const))('%s is whole', (_, problem) => {
    const { equations, initial, t, citation, end } = problem;
    expect(initial).toHaveLength(Object.keys(equations).length);
    expect(t[1]).toBeGreaterThan(t[0]);
    expect(citation).toMatch(/\d{4}/);
    if (end !== undefined) expect(end).toHaveLength(initial.length);
    const trajectory = integrate(equations, initial, { t });
    expect(trajectory.status).toBe('complete');
  });
});

test('bodies may have numbers for masses', () => {
  expect(library.nBody([1, 0.5], 2, 2)).toEqual(library.nBody(['1', '0.5'], 2, '2'));
  expect(() => library.nBody(3 as never, 2)).toThrow('nBody: expected a list of masses, got number');
});

/** Bounds on the drift of the invariants, relative to their values; close encounters cost a few figures. */
const conserved: readonly (readonly [Problem, number])[] = [
  [library.kepler, 1e-14],
  [library.henonHeiles, 1e-14],
  [library.pendulum, 1e-15],
  [library.lotkaVolterra, 1e-14],
  [library.arenstorf, 1e-12],
  [library.pleiades, 1e-12],
  [library.outerSolarSystem, 1e-14],
];

describe('invariants keep their values', () => {
  test('of every problem that has some', () => {
    const named = new Set(conserved.map(([problem]) => problem));
    expect(problems.filter((problem) => Object.keys(problem.invariants).length > 0 && !named.has(problem))).toEqual([]);
  });

  test.each(conserved.map(([problem, bound]) => [problem.name, problem, bound] as const))('%s', (_, problem, bound) => {
    const { initial, equations, t, invariants } = problem;
    const { states } = integrate(equations, initial, { t });
    for (const [name, text] of Object.entries(invariants)) {
      const value = follow(problem, text);
      // a momentum that is zero is compared with one of bodies that all go the same way
      const scale = Math.abs(value(name === 'momentum' ? initial.map(Math.abs) : initial));
      for (const state of states) expect(Math.abs(value(state) - value(initial)) / scale, name).toBeLessThan(bound);
    }
  });

  test('Hénon–Heiles stands at energy 1/8, Kepler at −1/2 with eccentricity 0.6', () => {
    const { henonHeiles, kepler } = library;
    expect(follow(henonHeiles, henonHeiles.invariants['energy']!)(henonHeiles.initial)).toBeCloseTo(1 / 8, 15);
    expect(follow(kepler, kepler.invariants['energy']!)(kepler.initial)).toBe(-0.5);
    expect(follow(kepler, kepler.invariants['eccentricity']!)(kepler.initial)).toBeCloseTo(0.6, 15);
  });
});

/** Periodic orbits in 25 digits. */
const cycles: Readonly<Record<string, { readonly state: readonly string[]; readonly period: string }>> = JSON.parse(
  readFileSync(new URL('../data/cycles.json', import.meta.url), 'utf8'),
);

describe('references are met', () => {
  const returning: readonly (readonly [Problem, number])[] = [
    [library.lorenz, 2e-11],
    // its initial state has 13 decimals
    [library.roessler, 3e-11],
    [library.kepler, 1e-13],
    [library.pendulum, 1e-14],
    [library.vanDerPol, 1e-13],
    // what the initial velocity leaves out is a million times as much after the fly-bys
    [library.arenstorf, 1e-9],
    [library.lotkaVolterra, 1e-13],
  ];
  test.each(returning.map(([problem, bound]) => [problem.name, problem, bound] as const))(
    '%s returns after its period',
    (_, problem, bound) => {
      const { equations, initial, t, period } = problem;
      expect(t[1] - t[0]).toBe(period);
      expect(distance(integrate(equations, initial, { t }).end, initial)).toBeLessThan(bound);
    },
  );

  test.each(Object.entries(cycles))('%s is the closed orbit that other recurrences find', (name, { state, period }) => {
    const problem = named[name]!;
    expect(Math.abs(problem.period! - Number(period))).toBeLessThan(2e-12);
    expect(distance(problem.initial, state.map(Number))).toBeLessThan(2e-12);
  });

  test('the Pleiades end where the test set says', () => {
    const { equations, initial, t, end } = library.pleiades;
    expect(distance(integrate(equations, initial, { t }).end, end!)).toBeLessThan(1e-11);
  });

  test('the outer Solar System is where the table says relative to the Sun, about a center of mass that rests', () => {
    const { initial, equations, invariants } = library.outerSolarSystem;
    const [jupiter, pluto] = [1, 5].map((body) => [0, 1, 2, 3, 4, 5].map((row) => initial[6 * row + body]! - initial[6 * row]!));
    expect(distance(jupiter!, [-3.5023653, -3.8169847, -1.5507963, 0.00565429, -0.0041249, -0.00190589])).toBeLessThan(1e-15);
    expect(distance(pluto!, [-15.5387357, -25.2225594, -3.1902382, 0.00276725, -0.00170702, -0.00136504])).toBeLessThan(4e-15);
    for (const row of [0, 1, 2, 3, 4, 5]) {
      const moved = initial.map((_, at) => initial[6 * row + (at % 6)]!);
      expect(Math.abs(follow({ equations } as Problem, invariants['momentum']!)(moved))).toBeLessThan(1e-17);
    }
  });

  test("Jupiter's year is 4333 days", () => {
    const { equations, initial } = library.outerSolarSystem;
    // the x axis of Jupiter relative to the Sun, crossed upward once a turn
    const { events } = integrate(equations, initial, { t: [0, 20_000], events: [{ when: 'y2 - y1', direction: 'rising' }] });
    const turns = events.slice(1).map(({ t }, i) => t - events[i]!.t);
    expect(turns.length).toBeGreaterThanOrEqual(3);
    for (const turn of turns) expect(Math.abs(turn - 4333)).toBeLessThan(10);
  });
});
