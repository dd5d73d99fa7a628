import { describe, expect, test } from 'vitest';
import { arePieces } from '../../src/formula/pieces.js';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { arenstorf, kepler, outerSolarSystem, pleiades } from '../../src/problems.js';

/** ∫ |cos| from 0 to t. */
function arc(t: number): number {
  const k = Math.floor(t / Math.PI + 0.5);
  return 2 * k + (k % 2 === 0 ? 1 : -1) * Math.sin(t);
}

describe('a root that touches zero', () => {
  const circle = { v: 'w', w: '-v' };

  test.each(['sqrt(1 - v^2)', '(1 - v^2)^0.5', 'sqrt(1 - v^2)*(1 + 0*asin(v))', 'hypot(w, 0*v)'])(
    'is never negative behind it: z′ = %s along v = sin t',
    async (z) => {
      const field = system({ ...circle, z });
      for (const phase of [0, 0.3, 1.1, 2.9]) {
        const initial = [Math.sin(phase), Math.cos(phase), 0];
        for (const end of [10, -10]) {
          for (const kernel of ['wasm', 'interpreter'] as const) {
            const orbit = integrate(field, initial, { t: [0, end], kernel });
            expect(orbit.status).toBe('complete');
            expect(Math.abs(orbit.end[2]! - arc(end + phase) + arc(phase))).toBeLessThan(4e-14);
            expect(Math.abs(orbit.at(end / 2)[2]! - arc(end / 2 + phase) + arc(phase))).toBeLessThan(4e-14);
            expect(orbit.steps).toBeLessThan(200);
          }
        }
        const { ends } = await ensemble(field, [initial], { t: [0, 10] });
        expect(Math.abs(ends[2]! - arc(10 + phase) + arc(phase))).toBeLessThan(1e-12);
      }
    },
  );

  test('of other orders, and of functions that have it in them', () => {
    const along = (z: string, t: number): number => {
      const { status, end } = integrate({ x: '1', z }, [-t, 0], { t: [0, 2 * t] });
      expect([z, status]).toEqual([z, 'complete']);
      return end[1]!;
    };
    expect(along('sqrt(1 - cos(x))', 5)).toBeCloseTo(4 * Math.SQRT2 * (1 - Math.cos(2.5)), 13);
    expect(along('sqrt(x^2 + 2*x + 1)', 5)).toBeCloseTo(26, 13);
    expect(along('(2 - 2*cos(x))^1.5', 3)).toBeCloseTo(2 * (64 / 6 - 16 * Math.cos(1.5) + (16 / 3) * Math.cos(1.5) ** 3), 12);
    // x²√(1 + x²/4)·√… at arcosh(1 + x²/2) = 2 arsinh(|x|/2)
    const primitive = (x: number): number => 2 * x * Math.asinh(x / 2) - 4 * Math.hypot(1, x / 2);
    expect(along('acosh(1 + x^2/2)', 2)).toBeCloseTo(2 * (primitive(2) - primitive(0)), 12);
    const triangle = integrate({ ...circle, z: 'asin(v)' }, [0, 1, 0], { t: [0, Math.PI] });
    expect(triangle.end[2]).toBeCloseTo((Math.PI / 2) ** 2, 13);
  });

  test('air drag turns with what is thrown straight up', () => {
    const field = {
      y: 'v',
      u: '-k*u*sqrt(u^2 + v^2)',
      v: '-g - k*v*sqrt(u^2 + v^2)',
    };
    const [g, k] = [9.81, 0.1];
    const orbit = integrate(system(field, { parameters: { g, k } }), [0, 0, 10], { t: [0, 3], variational: true });
    const limit = Math.sqrt(g / k);
    const up = (limit / g) * Math.atan(10 / limit);
    expect(orbit.end[2]).toBeCloseTo(-limit * Math.tanh((g * (3 - up)) / limit), 13);
    const height = Math.log(1 + 100 / limit ** 2) / (2 * k) - Math.log(Math.cosh((g * (3 - up)) / limit)) / k;
    expect(orbit.end[0]).toBeCloseTo(height, 13);
    // u′ = −k u |v| to first order: ∫|v| = what it has come up and down
    const path = Math.log(1 + 100 / limit ** 2) / (2 * k) + Math.log(Math.cosh((g * (3 - up)) / limit)) / k;
    expect(orbit.flowJacobian![1]![1]).toBeCloseTo(Math.exp(-k * path), 12);
  });

  test('events that have it in them touch with it, and happen once', () => {
    const events = ['sqrt(1 - v^2)', 'w', 'asin(v)', 'sqrt(1 - v^2) - 1/2'].map((when) => ({ when }));
    const pi = Math.PI;
    for (const field of [circle, { ...circle, z: 'sqrt(1 - v^2)' }]) {
      const orbit = integrate(field, [0, 1, 0].slice(0, Object.keys(field).length), { t: [0, 10], events });
      const times = (event: number, direction: readonly number[]): number[] => {
        const own = orbit.events.filter((one) => one.event === event);
        expect(own.map((one) => one.direction)).toEqual(direction);
        return own.map(({ t }) => t);
      };
      const near = (all: readonly number[], expected: readonly number[], error: number): void => {
        expect(all.length).toBe(expected.length);
        for (const [i, t] of all.entries()) expect(Math.abs(t - expected[i]!)).toBeLessThan(error);
      };
      near(times(0, [0, 0, 0]), [pi / 2, 1.5 * pi, 2.5 * pi], 1e-12);
      near(times(1, [-1, 1, -1]), [pi / 2, 1.5 * pi, 2.5 * pi], 4e-15);
      near(times(2, [-1, 1, -1]), [pi, 2 * pi, 3 * pi], 4e-15);
      near(times(3, [-1, 1, -1, 1, -1, 1]), [1, 2, 4, 5, 7, 8].map((n) => (n * pi) / 3), 4e-15); // biome-ignore format: one line
    }
  });

  test('where there is no way on, or no derivative, says so', () => {
    // Torricelli’s law: the vessel is empty at t = 2
    for (const x of ['-sqrt(x)*(1 + 0*t)', '-sqrt(x)*(1 + x/10)']) {
      const { status, end } = integrate({ x }, [1], { t: [0, 3] });
      expect(['stuck', 'singular']).toContain(status);
      expect(Math.abs(end[0]!)).toBeLessThan(1e-12);
    }
    // friction that stops what slides in the plane
    const slide = { u: '-u/sqrt(u^2 + v^2) - u/10', v: '-v/sqrt(u^2 + v^2) - v/10' };
    const stopped = integrate(slide, [0.6, 0.8], { t: [0, 3] });
    expect(stopped.status).toBe('stuck');
    expect(Math.abs(Math.hypot(...stopped.end))).toBeLessThan(1e-6);
    const { flowJacobian } = integrate({ ...circle, z: 'sqrt(1 - v^2)' }, [0, 1, 0], { t: [0, 3], variational: true });
    expect(flowJacobian!.flat().some(Number.isNaN)).toBe(true);
    const map = flowMap({ y: 'v', u: '-u*sqrt(u^2 + v^2)', v: '-1 - v*sqrt(u^2 + v^2)' }, [0, 0, 1], { t: [0, 3], order: 1 });
    expect(map.status).not.toBe('complete');
  });

  test('is not looked for where equations have poles', () => {
    const isOne = (equations: Record<string, string>): boolean => {
      const all = system(equations);
      return arePieces({ system: all, nodes: [] });
    };
    expect(isOne({ x: 'u', u: '-x/(x^2 + 1)^(3/2)' })).toBe(false);
    for (const power of [
      '-x/(x^2 + y^2)^(3/2)',
      '-x*(x^2 + y^2)^(-3/2)',
      '-x/sqrt(x^2 + y^2)^3',
      '-x/(sqrt(x^2 + y^2)*(x^2 + y^2))',
    ])
      expect([power, isOne({ x: 'u', y: '1', u: power })]).toEqual([power, false]);
    expect(isOne({ x: 'u', y: '1', u: '-x/sqrt(x^2 + y^2)' })).toBe(true);
    expect(isOne({ x: 'u', y: '1', u: '-x*sqrt(x^2 + y^2)' })).toBe(true);
    for (const { equations } of [kepler, arenstorf, outerSolarSystem, pleiades])
      expect(arePieces({ system: system(equations), nodes: [] })).toBe(false);
  });
});
