import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { type FlowMapOptions, flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import type { SeriesN } from '../../src/series/series-n.js';
import closed from '../data/closed-flows.json' with { type: 'json' };

type Rows = readonly (readonly [readonly number[], readonly string[]])[];

/** The largest error of coefficients, relative to the largest one of their degree where that exceeds 1. */
function errorOf(series: readonly SeriesN<number>[], rows: Rows): number {
  const degreeOf = (exponents: readonly number[]): number => exponents.reduce((sum, e) => sum + e, 0);
  const sizes = new Map<number, number>();
  for (const [exponents, values] of rows) {
    const degree = degreeOf(exponents);
    sizes.set(degree, Math.max(sizes.get(degree) ?? 1, ...values.map((value) => Math.abs(Number(value)))));
  }
  const errors = rows.flatMap(([exponents, values]) =>
    values.map((value, i) => Math.abs(series[i]!.coefficient(exponents) - Number(value)) / sizes.get(degreeOf(exponents))!),
  );
  return Math.max(...errors);
}

const rowsOf = (name: keyof typeof closed): Rows => closed[name] as unknown as Rows;

const kepler = system(
  { x: 'u', y: 'v', u: '-mu*x/(x^2 + y^2)^1.5', v: '-mu*y/(x^2 + y^2)^1.5' },
  { parameters: { mu: 1.125, k: 0.125 } },
);
const start = [0.375, 0.125, -0.25, 1.875];
const states = ['x', 'y', 'u', 'v', 'mu', 't0'] as const;
const impulse = { when: 'y', direction: 'falling', jump: { u: 'u + k*v*sqrt(x^2 + y^2)*t', v: 'v*(1 + k*x)' } } as const;

const ball = system({ x: 'v', v: '-g + a*cos(w*t)' }, { time: 't', parameters: { g: 1, a: 0.5, w: 3, e: 0.75 } });
const hit = { when: 'x', direction: 'falling', jump: { v: '-e*v*(1 + w*t/8)' } } as const;

const ways: readonly (readonly [string, Partial<FlowMapOptions>, number])[] = [
  ['as a matter of course', {}, 1e-13],
  ['with equations for all coefficients', { kernel: 'wasm' }, 1e-13],
  ['by steps of the orbit', { control: 'orbit' }, 1e-13],
  ['at a tolerance of 1e-10', { tolerance: 1e-10 }, 1e-10],
];

describe.each(ways)('flow maps of degree 3 are those of closed solutions, %s', (_, options, most) => {
  test.each([
    ['forward', 3],
    ['back', -3.25],
  ] as const)("of Kepler's problem %s, in state, parameter and both times", (name, t1) => {
    const { map } = flowMap(kepler, start, { t: [0.5, t1], order: 3, variables: [...states, 't1'], ...options });
    expect(errorOf(map, rowsOf(name))).toBeLessThan(most);
  });

  test('on a section: time and state', () => {
    const { events } = flowMap(kepler, start, {
      t: [0.5, 9],
      order: 3,
      variables: states,
      events: [{ when: 'y', direction: 'falling', stop: true }],
      ...options,
    });
    expect(errorOf([events[0]!.time, ...events[0]!.state], rowsOf('section'))).toBeLessThan(most);
  });

  test('through an impulse that depends on the state, the time and a parameter', () => {
    const { map } = flowMap(kepler, start, {
      t: [0.5, 2.75],
      order: 3,
      variables: [...states, 't1', 'k'],
      events: [impulse],
      ...options,
    });
    expect(errorOf(map, rowsOf('impulse'))).toBeLessThan(most);
  });

  test('of a ball under a force that depends on time, through two impacts, and from the middle of a longer way', () => {
    const given = {
      order: 3,
      variables: ['x', 'v', 't0', 't1', 'g', 'a', 'w', 'e'],
      events: [hit],
      ...options,
    };
    const flow = flowMap(ball, [1, 0.5], { t: [0.25, 11.25], ...given });
    expect(errorOf([...flow.map, flow.events[1]!.time], rowsOf('bounce'))).toBeLessThan(most);
    const longer = flowMap(ball, [1, 0.5], { t: [0.25, 16], ...given });
    expect(errorOf([...longer.at(11.25), longer.events[1]!.time], rowsOf('bounce'))).toBeLessThan(most);
  });
});

describe('the Jacobian of the flow is that of closed solutions', () => {
  const jacobianOf = (name: keyof typeof closed): number[][] => {
    const byState = rowsOf(name).slice(1, 5);
    return [0, 1, 2, 3].map((i) => byState.map(([, values]) => Number(values[i])));
  };
  const errorOfMatrix = (got: readonly (readonly number[])[], expected: readonly (readonly number[])[]): number => {
    const size = Math.max(...expected.flat().map(Math.abs));
    return Math.max(...got.flatMap((row, i) => row.map((x, j) => Math.abs(x - expected[i]![j]!)))) / size;
  };

  test.each([
    [{}, 2e-14],
    [{ stepControl: 'damped' }, 2e-14],
    [{ stepControl: 'damped', tolerance: 1e-9 }, 1e-9],
    [{ stepControl: 'terms' }, 2e-14],
    [{ highAccuracy: false }, 5e-14],
    [{ order: 40 }, 2e-14],
    [{ step: 1 / 64 }, 2e-14],
  ] as const)('at the end and on a grid: %o', (options, most) => {
    for (const [name, t1] of [
      ['forward', 3],
      ['back', -3.25],
    ] as const) {
      const expected = jacobianOf(name);
      const { flowJacobian } = integrate(kepler, start, { t: [0.5, t1], variational: true, ...options });
      expect(errorOfMatrix(flowJacobian!, expected)).toBeLessThan(most);
      const beyond = integrate(kepler, start, { t: [0.5, t1 / 2, t1, 2 * t1], variational: true, ...options });
      expect(errorOfMatrix(beyond.jacobianAt(t1), expected)).toBeLessThan(most);
    }
  });

  test('through an impulse', () => {
    const { flowJacobian } = integrate(kepler, start, { t: [0.5, 2.75], variational: true, events: [impulse] });
    expect(errorOfMatrix(flowJacobian!, jacobianOf('impulse'))).toBeLessThan(2e-14);
  });
});
