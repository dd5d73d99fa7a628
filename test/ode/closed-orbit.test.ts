import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { closedOrbit } from '../../src/ode/closed-orbit.js';
import { periodicOrbit } from '../../src/ode/periodic.js';
import { poincare } from '../../src/ode/poincare.js';
import { arenstorf, kepler, vanDerPol } from '../../src/problems.js';
import halo from '../data/halo.json' with { type: 'json' };

/** The restricted three-body problem in space, in coordinates that rotate. */
const restricted = system(
  {
    x: 'u',
    y: 'v',
    z: 'w',
    u: 'x + 2*v - (1 - m)*(x + m)/((x + m)^2 + y^2 + z^2)^(3/2) - m*(x - 1 + m)/((x - 1 + m)^2 + y^2 + z^2)^(3/2)',
    v: 'y - 2*u - (1 - m)*y/((x + m)^2 + y^2 + z^2)^(3/2) - m*y/((x - 1 + m)^2 + y^2 + z^2)^(3/2)',
    w: '-(1 - m)*z/((x + m)^2 + y^2 + z^2)^(3/2) - m*z/((x - 1 + m)^2 + y^2 + z^2)^(3/2)',
  },
  { parameters: { m: '0.04' } },
);

/** Three equal masses in the plane. */
const pull = (a: number, b: number, s: string): string => `(${s}${b} - ${s}${a})/((x${b} - x${a})^2 + (y${b} - y${a})^2)^(3/2)`;
const bodies = [1, 2, 3];
const others = (a: number): number[] => bodies.filter((b) => b !== a);
const threeBodies = system(
  Object.fromEntries([
    ...bodies.flatMap((a) => [
      [`x${a}`, `u${a}`],
      [`y${a}`, `v${a}`],
    ]),
    ...bodies.flatMap((a) => [
      [
        `u${a}`,
        others(a)
          .map((b) => pull(a, b, 'x'))
          .join(' + '),
      ],
      [
        `v${a}`,
        others(a)
          .map((b) => pull(a, b, 'y'))
          .join(' + '),
      ],
    ]),
  ]),
);

const modulus = ({ re, im }: { re: number; im: number }): number => Math.hypot(re, im);

describe('closed orbits', () => {
  test('of Van der Pol: the cycle that the return map finds, with its multiplier and 1', () => {
    const byMap = periodicOrbit(poincare(vanDerPol.equations, { section: 'y', direction: 'falling' }), [2, 0]);
    const found = closedOrbit(vanDerPol.equations, { state: [1.9, 0.1], period: 6.5 });
    expect(found.status).toBe('converged');
    expect(Math.abs(found.period - byMap.period)).toBeLessThan(1e-13);
    expect(found.residual).toBeLessThan(1e-13);
    expect(Math.abs(found.multipliers[0]!.re - 1)).toBeLessThan(1e-12);
    expect(Math.abs(found.multipliers[1]!.re - byMap.multipliers[0]!.re)).toBeLessThan(1e-13);
  });

  test("Arenstorf's, to the 13 digits that its instability leaves (Hairer, Nørsett, Wanner)", () => {
    const { status, period, state } = closedOrbit(arenstorf.equations, {
      state: [0.994, 0, 0, -2.0015851],
      period: 17.0652,
      fixed: ['x', 'y'],
    });
    expect(status).toBe('converged');
    expect(Math.abs(period - arenstorf.period!)).toBeLessThan(1e-10);
    expect(Math.abs(state[3]! - arenstorf.initial[3]!)).toBeLessThan(1e-12);
  });

  test('the figure eight of three bodies (Chenciner and Montgomery 2000), which is stable (Simó 2002)', () => {
    const [x, y, u, v] = [0.97000436, -0.24308753, -0.93240737, -0.86473146];
    const found = closedOrbit(threeBodies, {
      state: [x, y, -x, -y, 0, 0, -u / 2, -v / 2, -u / 2, -v / 2, u, v],
      period: 6.3259,
      fixed: ['period'],
    });
    expect(found.status).toBe('converged');
    expect(found.residual).toBeLessThan(1e-12);
    const free = closedOrbit(threeBodies, { state: found.state, period: 6.32591398 });
    expect(Math.abs(free.period - 6.32591398)).toBeLessThan(1e-6);
    // eight ones, from which four conserved quantities and their flows split by the root of rounding, and two pairs on the unit circle
    for (const multiplier of found.multipliers) expect(Math.abs(modulus(multiplier) - 1)).toBeLessThan(1e-3);
    const pairs = found.multipliers.filter(({ im }) => Math.abs(im) > 0.01);
    expect(pairs.length).toBe(4);
  });

  test('halo orbits of the restricted problem with μ = 0.04, with their stability index', () => {
    // Howell, Celest. Mech. 32 (1984), table I, whose six figures are those from which test/data/halo.c starts
    for (const [c, [x, z, v, half]] of (
      [
        [0.723268, 0.04, 0.198019, 1.300177],
        [0.729988, 0.215589, 0.397259, 1.348532],
        [0.7537, 0.267595, 0.399909, 1.211253],
      ] as const
    ).entries()) {
      const exact = halo[c]!;
      const found = closedOrbit(restricted, { state: [x, 0, z, 0, v, 0], period: 2 * half, fixed: ['y', 'z', 'u', 'w'] });
      expect(found.status).toBe('converged');
      expect(Math.abs(found.state[0]! - exact.x)).toBeLessThan(1e-11);
      expect(Math.abs(found.state[4]! - exact.v)).toBeLessThan(1e-11);
      expect(Math.abs(found.period - exact.period)).toBeLessThan(1e-11);
      const [largest] = found.multipliers;
      expect(Math.abs((largest!.re + 1 / largest!.re) / 2 / exact.index - 1)).toBeLessThan(1e-8);
      for (const [found, published] of [
        [exact.x, x],
        [exact.v, v],
        [exact.period / 2, half],
      ] as const)
        expect(Math.abs(found - published)).toBeLessThan(1.5e-6);
    }
  });

  test('corrections that lead astray are shortened: of orbits that stretch or turn often, a guess to two or three figures will do', () => {
    // the period-5 island of TaylorIntegration.jl's Poincaré map, at half of a hundredth beside it
    for (const [dx, dp, dq] of [
      [0.005, 0, 0],
      [-0.005, 0.003, 0],
      [0, -0.005, 0.004],
      [0.002, 0.005, -0.005],
    ] as const) {
      const guess = [0.45329 + dx, 0, dp, 0.24816 + dq];
      const found = closedOrbit(
        { x: 'p', y: 'q', p: '-x - (y^2 - x^2)', q: '-y - 2*x*y' },
        { state: guess, period: 31.4, fixed: ['y'] },
      );
      expect([found.status, Math.abs(found.period - 31.36) < 0.4, found.residual < 1e-12]).toEqual(['converged', true, true]);
    }
    // a Lyapunov orbit at L₁, whose largest multiplier is 2434
    const field = {
      x: 'p + y',
      y: 'q - x',
      p: 'q - (1 - mu)*(x - mu)/((x - mu)^2 + y^2)^1.5 - mu*(x - mu + 1)/((x - mu + 1)^2 + y^2)^1.5',
      q: '-p - (1 - mu)*y/((x - mu)^2 + y^2)^1.5 - mu*y/((x - mu + 1)^2 + y^2)^1.5',
    };
    const moon = system(field, { parameters: { mu: 0.01215057 } });
    for (const [dx, dq] of [
      [1e-4, 3e-4],
      [-2e-4, 1e-4],
      [4e-4, 4e-4],
    ] as const) {
      const found = closedOrbit(moon, { state: [-0.82495 + dx, 0, 0, -0.93525 + dq], period: 2.73 });
      expect([found.status, Math.abs(found.period - 2.73) < 0.03]).toEqual(['converged', true]);
    }
  });

  test('of Kepler: the member of the family nearest to the guess, or the one with a period', () => {
    const near = closedOrbit(kepler.equations, { state: [0.41, 0, 0, 2], period: 7.6 });
    expect(near.status).toBe('converged');
    const { x, y, u, v } = Object.fromEntries(['x', 'y', 'u', 'v'].map((name, i) => [name, near.state[i]!])) as Record<
      string,
      number
    >;
    const energy = (u! ** 2 + v! ** 2) / 2 - 1 / Math.hypot(x!, y!);
    // Kepler's third law
    expect(Math.abs(near.period - 2 * Math.PI * (-2 * energy) ** -1.5)).toBeLessThan(1e-12);
    const given = closedOrbit(kepler.equations, {
      state: [0.41, 0, 0, 2],
      period: 2 * Math.PI,
      fixed: ['period', 'x', 'y', 'u'],
    });
    expect(Math.abs(given.state[3]! ** 2 / 2 - 1 / 0.41 + 0.5)).toBeLessThan(1e-13);
  });

  test('says why there is none, and refuses what it cannot do', () => {
    expect(closedOrbit({ x: 'y', y: '-x' }, { state: [0, 0], period: 6 }).status).toBe('singular');
    expect(closedOrbit({ x: '1', y: 'x^2' }, { state: [1, 1], period: 1 }).status).not.toBe('converged');
    const run = (options: object) => (): unknown => closedOrbit({ x: 'y', y: '-x' }, { state: [1, 0], period: 6, ...options });
    expect(run({ state: [1] })).toThrow('closedOrbit: expected 2 finite values (x, y) in options.state, got [1]');
    expect(run({ period: 0 })).toThrow('closedOrbit: expected a finite period > 0, got 0');
    expect(run({ fixed: ['q'] })).toThrow('expected names among x, y, period in options.fixed, got q');
    expect(run({ fixed: ['x', 'y', 'period'] })).toThrow('expected something that may change, got all fixed');
    expect(() => closedOrbit({ x: 't' }, { state: [1], period: 1 })).toThrow('expected a field without the time, got t');
  });

  test('that are unstable come back, when they are said to: Arenstorf’s, which stretches differences 10⁵ times', () => {
    for (const off of [1e-6, 1e-5, 1e-4]) {
      const state = arenstorf.initial.map((x, i) => (i === 3 ? x + off : x));
      const { status, residual, multipliers } = closedOrbit(arenstorf.equations, { state, period: arenstorf.period! });
      expect(status).toBe('converged');
      expect(residual).toBeLessThan(1e-7);
      // that of a neighbor in the family changes with it
      expect(Math.abs(multipliers[0]!.re - 285.4)).toBeLessThan(0.1);
    }
  });
});
