import { describe, expect, test } from 'vitest';
import { type SystemSource, systemOf } from '../../src/formula/source.js';
import { integrate } from '../../src/ode/integrate.js';
import { byGrowth, bySpread, type Cut, nodesAlong, type OrbitPoint } from '../../src/ode/nodes.js';

function nodes(source: SystemSource, state: readonly number[], period: number, cut: Cut): OrbitPoint[] | string {
  const system = systemOf(source);
  const along = (x: readonly number[], from: number, to: number) =>
    integrate(system, x, { t: [from, to], variational: true, dense: false });
  const sizes = state.map(() => 1);
  return nodesAlong(along, [{ t: 0, state }], period, sizes, cut);
}

/** The field of a saddle, whose directions grow by e^a and shrink by e^b in a unit of time. */
const saddle = (a: number, b: number) => ({ x: `${a}*x`, y: `${b}*y` });

describe('nodes along a rough orbit', () => {
  test('are few where nothing grows', () => {
    const found = nodes({ x: 'v', v: '-x' }, [1, 0], 2 * Math.PI, byGrowth(32)) as OrbitPoint[];
    expect(found.length).toBeLessThan(5);
    expect(found[0]).toEqual({ t: 0, state: [1, 0] });
  });

  test('come from both ends of a saddle, so that its error of 10⁻³ grows to e⁵⁄1000 and not to e¹⁰⁄1000', () => {
    const found = nodes(saddle(1, -1), [1e-3, 1e-3], 10, byGrowth(8)) as OrbitPoint[];
    expect(found.length).toBeGreaterThan(4);
    for (const [k, { t, state }] of found.entries()) {
      expect(Math.max(...state)).toBeLessThan(1e-3 * Math.exp(6));
      expect((found[k + 1]?.t ?? 10) > t).toBe(true);
      // each is the way forward from the start, or backward from the end
      const [forward, backward] = [t, t - 10].map((s) => [1e-3 * Math.exp(s), 1e-3 * Math.exp(-s)]);
      const off = (x: readonly number[]): number => Math.max(...x.map((value, i) => Math.abs(value / state[i]! - 1)));
      expect(Math.min(off(forward!), off(backward!))).toBeLessThan(1e-13);
    }
  });

  test('come forward alone where volumes shrink, and backward alone where they grow', () => {
    for (const [a, b, sign] of [
      [1, -3, 1],
      [3, -1, -1],
    ] as const) {
      const found = nodes(saddle(a, b), [1e-3, 1e-3], 8, byGrowth(8)) as OrbitPoint[];
      for (const { t, state } of found.slice(1)) {
        const s = sign > 0 ? t : t - 8;
        expect(Math.abs(state[0]! / (1e-3 * Math.exp(a * s)) - 1)).toBeLessThan(1e-6);
      }
    }
  });

  test('for multipliers lie so near that differences neither grow nor shrink by much', () => {
    const found = nodes(saddle(1, -9), [1, 1], 4, bySpread) as OrbitPoint[];
    // (e^h + e^{−9h})·(e^{−h} + e^{9h})/2 ≤ 8, about, for h up to 0.27
    for (const [k, { t }] of found.entries()) expect((found[k + 1]?.t ?? 4) - t).toBeLessThan(0.28);
  });

  test('are none where there is no way, from either end', () => {
    expect(nodes({ x: '1 + x^2' }, [0], 9, byGrowth(32))).toMatch(/^Stopped at t = 1\.57/);
  });
});
