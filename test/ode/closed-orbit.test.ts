import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { closedOrbit } from '../../src/ode/closed-orbit.js';
import { integrate } from '../../src/ode/integrate.js';
import { periodicOrbit } from '../../src/ode/periodic.js';
import type { OrbitProgress } from '../../src/ode/periodic-orbit.js';
import { poincare } from '../../src/ode/poincare.js';
import { arenstorf, henonHeiles, kepler, lorenz, vanDerPol } from '../../src/problems.js';
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

const vanDerPolIn = system({ x: 'y', y: 'mu*(1 - x^2)*y - x' }, { parameters: { mu: 1 } });

const modulus = ({ re, im }: { re: number; im: number }): number => Math.hypot(re, im);

describe('closed orbits', () => {
  test('of Van der Pol: the cycle that the return map finds, with its multiplier and 1', () => {
    const byMap = periodicOrbit(poincare(vanDerPol.equations, { section: 'y', direction: 'falling' }), [2, 0]);
    const found = closedOrbit(vanDerPol.equations, { state: [1.9, 0.1], period: 6.5 });
    expect(found.status).toBe('converged');
    expect(Math.abs(found.period - byMap.period)).toBeLessThan(1e-13);
    expect(found.residual).toBeLessThan(1e-13);
    expect(found.multipliers[0]).toEqual({ re: 1, im: 0 });
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
    // a neighbor in the family, between the orbit of the period 6.3259 and that period
    expect(free.period > 6.3259 && free.period < 6.32591398).toBe(true);
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
    const none = closedOrbit({ x: '1', y: 'x^2' }, { state: [1, 1], period: 1, fixed: ['period'] });
    expect([none.status, none.multipliers, none.period]).toEqual(['stalled', [], Number.NaN]);
    expect(none.message).toMatch(/start nearer/);
    // conditions that no orbit satisfies, and a point that is on none
    for (const options of [{ conditions: ['x - 5'] }, { conditions: ['x^2 + 1'] }, { fixed: ['x', 'y'] }]) {
      const state = options.fixed === undefined ? [2, 0] : [1, 0];
      const missed = closedOrbit(vanDerPolIn, { state, period: 6.66, ...options });
      expect([missed.status, missed.multipliers]).toEqual(['stalled', []]);
    }
    // spirals to and from a rest point, which is no orbit however small its neighborhood
    for (const damping of ['- 0.001*y', '+ 0.01*y'])
      expect(closedOrbit({ x: 'y', y: `-x ${damping}` }, { state: [1, 0], period: 6.3 }).status).toBe('singular');
    const gone = closedOrbit({ x: 'x^2' }, { state: [1], period: 3 });
    expect(gone.status).toBe('noReturn');
    expect(gone.message).toMatch(/^The orbit does not come around: Stopped at t = 0\.9999/);
    const run = (options: object) => (): unknown => closedOrbit({ x: 'y', y: '-x' }, { state: [1, 0], period: 6, ...options });
    expect(run({ state: [1] })).toThrow('closedOrbit: expected 2 finite values (x, y) in options.state, got [1]');
    expect(run({ period: 0 })).toThrow('closedOrbit: expected a finite period > 0, got 0');
    expect(run({ fixed: ['q'] })).toThrow('expected names among x, y, period in options.fixed, got q');
    expect(run({ fixed: ['x', 'y', 'period'] })).toThrow('expected something that may change, got all fixed');
    expect(run({ state: undefined })).toThrow('closedOrbit: expected either a state or points in the options, got none');
    expect(run({ points: [{ t: 0, state: [1, 0] }] })).toThrow('expected either a state or points in the options, got both');
    const points = [0, 4, 3].map((t) => ({ t, state: [1, 0] }));
    expect(run({ state: undefined, points })).toThrow(
      'expected times that rise from 0 to less than the period 6 in options.points, got [0, 4, 3]',
    );
    expect(run({ state: undefined, points: [{ t: 0, state: [1] }] })).toThrow('(x, y) in options.points, got [1]');
    expect(run({ conditions: ['x +'] })).toThrow('closedOrbit: in options.conditions[0]');
    expect(run({ conditions: ['y', 'x - t'] })).toThrow('without the time, got t in x - t');
    expect(run({ condition: ['y'] })).toThrow('did you mean conditions?');
    expect(run({ conditions: 'y' })).toThrow(
      "closedOrbit: expected a list of formulas in options.conditions, got 'y'; put it into [ ]",
    );
    expect(run({ conditions: [5] })).toThrow("expected a formula in options.conditions[0], such as 'x - 1', got number");
    expect(run({ conditions: () => 1 })).toThrow('options.conditions, got function; put it into [ ]');
    expect(run({ fixed: [1] })).toThrow('closedOrbit: expected a list of texts in options.fixed, got 1');
    expect(run({ tolerance: 0 })).toThrow('expected a tolerance between 0 and 1, got 0');
  });

  test('takes conditions in any of the ways in which formulas come, and points as typed arrays', () => {
    const level = 0.25;
    const swing = system({ x: 'p', p: '-g*sin(x)' }, { parameters: { g: 1 }, scope: { level } });
    const given = { state: [1, 0], period: 6.7 };
    const expected = closedOrbit(swing, { ...given, conditions: ['p^2/2 - cos(x) + 1/4'] });
    expect(expected.status).toBe('converged');
    const energy = (x: number, p: number): number => p ** 2 / 2 - Math.cos(x) + level;
    for (const condition of [energy, formula('p^2/2 - cos(x) + 1/4')])
      expect(closedOrbit(swing, { ...given, conditions: [condition] }).period).toBeCloseTo(expected.period, 12);
    const typed = Float64Array.from([1, 0]) as unknown as number[];
    const options = { period: 6.7, conditions: ['p^2/2 - cos(x) + 1/4'] };
    expect(closedOrbit(swing, { ...options, state: typed })).toEqual(expected);
    expect(closedOrbit(swing, { ...options, points: [{ t: 0, state: typed }] })).toEqual(expected);
  });

  test('beside a direction that stretches by up to 10²⁸⁹ in one turn, are the ones without it, and what no orbit satisfies is not said to be found', () => {
    for (const rate of [1, 5, 20, 40, 100]) {
      const field = { x: 'y', y: '(1 - x^2)*y - x', z: `${rate}*z` };
      const guess = { state: [2, 0, 0], period: 6.6 };
      const { status, period, residual, multipliers } = closedOrbit(field, guess);
      expect([status, period.toFixed(11)]).toEqual(['converged', '6.66328685932']);
      expect(residual).toBeLessThan(1e-13);
      expect(Math.abs(Math.log(multipliers[0]!.re) / (rate * period) - 1)).toBeLessThan(1e-11);
      // with a rate of 100 there are 184 points, and 30 turns take a while
      const slow = rate < 100 ? [{ conditions: ['x - 3'] }, { fixed: ['period'] }] : [];
      for (const none of [{ conditions: ['z - 1e-6'] }, ...slow])
        expect(closedOrbit(field, { ...guess, ...none }).status).not.toBe('converged');
    }
  });

  test('of forced oscillators: of the same period, of three, on a saddle; another period is refused', () => {
    const w = 1.2;
    const field = system({ x: 'v', v: '-0.3*v + x - x^3 + f*cos(w*t)' }, { parameters: { f: 0.2, w } });
    const period = (2 * Math.PI) / w;
    const around = (state: readonly number[], turns: number): readonly number[] =>
      integrate(field, state, { t: [0, turns * period] }).end;
    for (const [state, turns] of [
      [[1.5, 0], 1],
      [[-0.08, 0], 1],
    ] as const) {
      const found = closedOrbit(field, { state, period: turns * period });
      expect([found.status, found.period]).toEqual(['converged', turns * period]);
      const back = around(found.state, turns);
      for (const i of [0, 1]) expect(Math.abs(back[i]! - found.state[i]!)).toBeLessThan(1e-12);
      // Liouville: the product of the multipliers is exp(−0.3·T)
      const [a, b] = found.multipliers as [{ re: number; im: number }, { re: number; im: number }];
      expect(Math.abs((a.re * b.re - a.im * b.im) / Math.exp(-0.3 * turns * period) - 1)).toBeLessThan(1e-11);
    }
    const three = closedOrbit(field, { state: [-0.5, 0.5], period: 3 * period, parameters: { f: 0.5 } });
    expect([three.status, three.message.includes('already')]).toEqual(['converged', false]);
    // a multiple of the period of the orbit is one of the equations, too
    expect(closedOrbit(field, { state: [0.57, 0.41], period: 2 * period }).message).toContain('closes after a part of 2 already');
    expect(() => closedOrbit(field, { state: [1, 0], period: 6 })).toThrow(
      /expected equations that are the same after the period 6, got v' = \S+ at t = 0 and \S+ at 6/,
    );
  });

  test('of Lorenz: AB and AAB of Viswanath, from guesses to two figures, with multipliers of 10⁻¹⁵', () => {
    // Viswanath, Symbolic dynamics and periodic orbits of the Lorenz attractor, Nonlinearity 16 (2003)
    for (const [x, y, period] of [
      [-13.763610682134, -19.578751942452, 1.5586522107162],
      [-12.595115397689, -16.970525307084, 2.3059072639398],
    ] as const) {
      for (const off of [0.01, -0.1]) {
        const found = closedOrbit(lorenz.equations, {
          state: [x + off, y - off, 27],
          period: period + off / 10,
          fixed: ['z'],
        });
        expect(found.status).toBe('converged');
        expect(Math.abs(found.period - period)).toBeLessThan(1e-13);
        for (const [i, known] of [x, y].entries()) expect(Math.abs(found.state[i]! - known)).toBeLessThan(1e-12);
        // Liouville: their product is exp(−41/3·T)
        const product = found.multipliers.reduce((all, { re }) => all * re, 1);
        expect(Math.abs(product / Math.exp((-41 / 3) * found.period) - 1)).toBeLessThan(1e-10);
      }
    }
  });

  test('of forty returns, with multipliers beyond 10⁹ and below 10⁻¹⁵⁰, are found from points of an orbit that nearly closes', () => {
    const section = poincare(lorenz.equations, { section: 'z - 27', direction: 'falling' });
    const crossings = [{ state: [-13.8, -19.6, 27] as readonly number[], time: 0 }];
    for (let i = 1; i < 300; i++) crossings.push(section.follow(crossings[i - 1]!.state));
    const gap = (from: number): number =>
      Math.hypot(...crossings[from + 40]!.state.map((x, i) => x - crossings[from]!.state[i]!));
    const starts = Array.from({ length: 250 }, (_, i) => 5 + i);
    const from = starts.reduce((best, other) => (gap(other) < gap(best) ? other : best));
    let t = 0;
    const points = Array.from({ length: 40 }, (_, i) => {
      const point = { t, state: crossings[from + i]!.state };
      t += crossings[from + i + 1]!.time;
      return point;
    });
    const found = closedOrbit(lorenz.equations, { points, period: t });
    expect(found.status).toBe('converged');
    expect(found.residual).toBeLessThan(1e-12);
    expect(Math.abs(found.multipliers[0]!.re)).toBeGreaterThan(1e9);
    const logarithms = found.multipliers.reduce((sum, { re }) => sum + Math.log(Math.abs(re)), 0);
    expect(Math.abs(logarithms + (41 / 3) * found.period)).toBeLessThan(1e-9);
    // the same orbit from another of its points
    const [, , second] = found.points;
    const turned = [...found.points.slice(2), ...found.points.slice(0, 2).map((p) => ({ ...p, t: p.t + found.period }))];
    const again = closedOrbit(lorenz.equations, {
      points: turned.map((p) => ({ t: p.t - second!.t, state: p.state })),
      period: found.period,
    });
    expect(Math.abs(again.period - found.period)).toBeLessThan(1e-12);
    expect(Math.abs(again.multipliers[0]!.re / found.multipliers[0]!.re - 1)).toBeLessThan(1e-8);
  });

  test('that contract beyond all figures: multipliers of Van der Pol are exp ∫μ(1 − x²), down to 10⁻¹³⁶', () => {
    for (const [mu, period] of [
      [3, 8.9],
      [5, 11.6],
      [10, 19],
    ] as const) {
      const equations = { x: 'y', y: `${mu}*(1 - x^2)*y - x` };
      const found = closedOrbit(equations, { state: [2, 0], period });
      expect(found.status).toBe('converged');
      const exponent = integrate({ ...equations, s: `${mu}*(1 - x^2)` }, [...found.state, 0], { t: [0, found.period] }).end[2]!;
      expect(Math.abs(found.multipliers[1]!.re / Math.exp(exponent) - 1)).toBeLessThan(1e-7);
    }
  });

  test('of Kepler have all multipliers 1 without the split of a double root, also at e = 0.99', () => {
    for (const e of [0.6, 0.99]) {
      const { multipliers, period, status } = closedOrbit(kepler.equations, {
        state: [1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e)) + 0.001],
        period: 6.28,
        conditions: ['(u^2 + v^2)/2 - 1/sqrt(x^2 + y^2) + 1/2', 'y'],
      });
      expect(status).toBe('converged');
      expect(Math.abs(period - 2 * Math.PI)).toBeLessThan(1e-12);
      for (const { re, im } of multipliers) expect(Math.hypot(re - 1, im)).toBeLessThan(1e-11);
    }
  });

  test('conditions choose the member of a family: by its energy, and a point of it', () => {
    const energy = '(u^2 + v^2)/2 + (x^2 + y^2)/2 + x^2*y - y^3/3';
    const found = closedOrbit(henonHeiles.equations, {
      state: [0, 0.1, 0.38, 0],
      period: 6.2,
      conditions: [`${energy} - 1/12`, 'x'],
    });
    const [x, y, u, v] = found.state as [number, number, number, number];
    expect(found.status).toBe('converged');
    expect(Math.abs((u * u + v * v + x * x + y * y) / 2 + x * x * y - y ** 3 / 3 - 1 / 12)).toBeLessThan(1e-16);
    expect(Math.abs(x)).toBeLessThan(1e-16);
    // a pair of ones and a pair on the unit circle
    const ones = found.multipliers.filter(({ re, im }) => Math.hypot(re - 1, im) < 1e-12);
    expect(ones.length).toBe(2);
    for (const multiplier of found.multipliers) expect(Math.abs(modulus(multiplier) - 1)).toBeLessThan(1e-12);
    // the amplitude is in the parameters, too: of x″ = −k·sin x at the energy 0 the period is 4·K(1/2)/√k
    const pendulum = system({ x: 'p', p: '-k*sin(x)' }, { parameters: { k: 4 } });
    const swing = closedOrbit(pendulum, { state: [1.4, 0.1], period: 3.6, conditions: ['p^2/2 - k*cos(x)'] });
    expect(Math.abs(swing.period - 2 * 1.8540746773013719)).toBeLessThan(1e-14);
  });

  test('with kinks and jumps are found as well: a spring of two stiffnesses, a relay', () => {
    const bilinear = closedOrbit({ x: 'v', v: 'if(x < 0, -4*x, -x)' }, { state: [1, 0.1], period: 4.5 });
    expect(Math.abs(bilinear.period - 1.5 * Math.PI)).toBeLessThan(1e-14);
    // between rests each half turn shrinks the distance from ±1/2 by s = e^{−0.1·π/ω}, ω² = 0.99: a − 1/2 = s·(a + 1/2), and differences by s
    const relay = closedOrbit({ x: 'v', v: '-x - 0.2*v + sign(v)/2' }, { state: [3, 0.1], period: 6.2 });
    const half = Math.PI / Math.sqrt(0.99);
    expect(Math.abs(relay.period - 2 * half)).toBeLessThan(1e-13);
    expect(Math.abs(relay.multipliers[1]!.re - Math.exp(-0.2 * half))).toBeLessThan(1e-12);
  });

  test('points of one orbit lead to the next of its family, at another parameter', () => {
    const first = closedOrbit(vanDerPolIn, { state: [2, 0], period: 6.7 });
    const second = closedOrbit(vanDerPolIn, { points: first.points, period: first.period, parameters: { mu: 1.3 } });
    expect(second.status).toBe('converged');
    expect(second.period).toBeGreaterThan(first.period);
    // each point leads to the next
    for (const [k, { t, state }] of second.points.entries()) {
      const next = second.points[k + 1] ?? { t: second.period, state: second.state };
      const { end } = integrate(vanDerPolIn, state, { t: [t, next.t], parameters: { mu: 1.3 } });
      for (const i of [0, 1]) expect(Math.abs(end[i]! - next.state[i]!)).toBeLessThan(1e-13);
    }
  });

  test('that are unstable are found from a guess to three figures: Arenstorf’s, by its place, its period, or as it comes', () => {
    for (const off of [0, 1e-5, -1e-3]) {
      const state = arenstorf.initial.map((x, i) => (i === 3 ? x + off : x));
      const free = closedOrbit(arenstorf.equations, { state, period: arenstorf.period! });
      expect(free.status).toBe('converged');
      expect(free.residual).toBeLessThan(1e-12);
      expect(Math.abs(free.period - arenstorf.period!)).toBeLessThan(1e-10 + 10 * Math.abs(off));
      for (const fixed of [['x', 'y'], ['period']]) {
        const guess = fixed.includes('period') ? arenstorf.period! : arenstorf.period! * (1 + off);
        const { status, period, residual, multipliers } = closedOrbit(arenstorf.equations, { state, period: guess, fixed });
        expect(status).toBe('converged');
        expect(residual).toBeLessThan(1e-12);
        expect(Math.abs(period - arenstorf.period!)).toBeLessThan(2e-14);
        // one of 285.4, its reciprocal, and two ones
        expect(Math.abs(multipliers[0]!.re * multipliers[3]!.re - 1)).toBeLessThan(1e-9);
        expect(Math.abs(multipliers[1]!.re - 1) + Math.abs(multipliers[2]!.re - 1)).toBeLessThan(1e-9);
      }
    }
  });
});

describe('a search for an orbit, beside Van der Pol’s cycle,', () => {
  const options = { state: [1.9, 0.3], period: 6.5 };
  const map = poincare(vanDerPol.equations, { section: 'y', direction: 'falling' });
  const period = 6.66328685932313;

  test('tells each iteration and its residual, to that of the orbit', () => {
    for (const search of [
      (onProgress: (now: OrbitProgress) => void) => closedOrbit(vanDerPol.equations, { ...options, onProgress }),
      (onProgress: (now: OrbitProgress) => void) => periodicOrbit(map, [1.7, 0], 1, { onProgress }),
    ]) {
      const told: OrbitProgress[] = [];
      const { iterations, residual } = search((now) => told.push(now));
      expect(told.map((now) => now.iterations)).toEqual(Array.from({ length: iterations }, (_, i) => i + 1));
      expect(told[0]!.residual).toBeGreaterThan(1e-3);
      expect(told.at(-1)!.residual).toBe(residual);
    }
  });

  test('that is aborted before it begins gives the guess', () => {
    const signal = AbortSignal.abort();
    const message = 'Stopped by the signal along the guess.';
    const none = { status: 'aborted', message, residual: Number.NaN, iterations: 0, multipliers: [] };
    const given = { state: options.state, period: 6.5, points: [{ t: 0, state: options.state }] };
    expect(closedOrbit(vanDerPol.equations, { ...options, signal })).toEqual({ ...none, ...given });
    for (const state of [
      [2, 0],
      [-2, 0],
    ])
      expect(periodicOrbit(map, state, 1, { signal })).toEqual({ ...none, state, period: Number.NaN, points: [{ t: 0, state }] });
    const { status, state, time } = map.follow([2, 0], { signal });
    expect([status, state, time]).toEqual(['aborted', [2, 0], 0]);
  });

  test('that is aborted while it is told gives what it has, from which another goes on', () => {
    const abort = new AbortController();
    let last = Number.NaN;
    const onProgress = ({ iterations, residual }: OrbitProgress): void => {
      last = residual;
      if (iterations === 3) abort.abort();
    };
    const found = closedOrbit(vanDerPol.equations, { ...options, onProgress, signal: abort.signal });
    expect([found.status, found.iterations, found.residual, found.multipliers]).toEqual(['aborted', 3, last, []]);
    expect(found.message).toBe(`Stopped by the signal in iteration 3 at a residual of ${last}.`);
    expect(Math.abs(found.period - period)).toBeLessThan(Math.abs(6.5 - period) / 10);
    const whole = closedOrbit(vanDerPol.equations, options);
    const rest = closedOrbit(vanDerPol.equations, { points: found.points, period: found.period });
    expect(rest.status).toBe('converged');
    expect(rest.iterations).toBeLessThan(whole.iterations);
    expect(Math.abs(rest.period - period)).toBeLessThan(1e-13);
  });

  test('ends within a step of any integration, wherever the signal comes', () => {
    let asked = 0;
    let most = Infinity;
    let told = 0;
    const onProgress = (now: OrbitProgress): void => {
      told = now.iterations;
    };
    const signal = Object.defineProperty(new AbortController().signal, 'aborted', { get: () => ++asked > most });
    for (const search of [
      () => closedOrbit(vanDerPol.equations, { ...options, onProgress, signal }),
      () => periodicOrbit(map, [-1.7, 0], 1, { onProgress, signal }),
    ]) {
      [asked, most] = [0, Infinity];
      expect(search().status).toBe('converged');
      const times = asked;
      const iterations = new Set<number>();
      for (let part = 0; part < 60; part++) {
        [asked, most, told] = [0, Math.floor((part / 60) * times), 0];
        const found = search();
        expect([found.status, found.iterations]).toEqual(['aborted', told]);
        expect(found.points.length).toBeGreaterThan(0);
        expect(Number.isNaN(found.residual)).toBe(found.iterations === 0);
        expect(asked - most).toBeLessThan(100);
        iterations.add(found.iterations);
      }
      expect(iterations.size).toBeGreaterThan(3);
    }
  });

  test('refuses options that there are not', () => {
    expect(() => periodicOrbit(map, [2, 0], 1, { sinal: AbortSignal.abort() } as never)).toThrow(
      'periodicOrbit: expected options among onProgress, signal, got sinal; did you mean signal?',
    );
  });
});
