import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { type LyapunovSpectrum, lyapunov } from '../../src/ode/lyapunov.js';
import { duffing, henonHeiles, lorenz, lotkaVolterra, roessler } from '../../src/problems.js';
import chaos from '../data/henon-heiles.json' with { type: 'json' };

const sum = (x: readonly number[]): number => x.reduce((total, y) => total + y, 0);

describe('Lyapunov exponents', () => {
  test('of a linear system are the real parts of its eigenvalues', () => {
    // eigenvalues −1/2 ± i·√(15)/2 and −2: the pair spirals, the third decays
    const { exponents, status } = lyapunov({ x: 'y', y: '-4*x - y', z: '-2*z' }, [1, 0, 1], { t: [0, 400] });
    expect(status).toBe('complete');
    for (const [i, exact] of [-0.5, -0.5, -2].entries()) expect(Math.abs(exponents[i]! - exact)).toBeLessThan(5e-3);
    expect(Math.abs(sum(exponents) + 3)).toBeLessThan(1e-12);
  });

  test('of Lorenz are 0.9056, 0, −14.5723 (Sprott 2003, Viswanath 1998), and sum to the divergence −41/3 at every record', () => {
    const { exponents, convergence, status } = lyapunov(lorenz.equations, [1, 2, 20], { t: [0, 1500], tolerance: 1e-10 });
    expect(status).toBe('complete');
    for (const [i, known] of [0.9056, 0, -14.5723].entries()) expect(Math.abs(exponents[i]! - known)).toBeLessThan(1e-2);
    expect(convergence.length).toBeGreaterThanOrEqual(99);
    for (const record of convergence) expect(Math.abs(sum(record.exponents) + 41 / 3)).toBeLessThan(1e-9);
    expect(convergence.at(-1)!.t).toBe(1500);
    expect(convergence.at(-1)!.exponents).toEqual(exponents);
  });

  test('of Rössler are 0.0714, 0, −5.394 (Sprott 2003)', () => {
    const { exponents } = lyapunov(roessler.equations, [0, -8, 0.03], { t: [0, 3000], tolerance: 1e-9 });
    // averages over 3000 units of time scatter by some 0.003 from orbit to orbit, and any other rounding makes another orbit
    for (const [i, known] of [0.0714, 0, -5.394].entries()) expect(Math.abs(exponents[i]! - known)).toBeLessThan(0.01);
  });

  test('of a spiral are its growth at every record, also on the rest point itself', () => {
    // x′ = x/2 − y, y′ = x + y/2: both exponents are 1/2, and each record's average is exact but for the frame's turning
    const { convergence } = lyapunov({ x: 'x/2 - y', y: 'x + y/2' }, [0, 0], { t: [0, 50], transient: 0 });
    for (const { exponents } of convergence) for (const x of exponents) expect(Math.abs(x - 0.5)).toBeLessThan(1e-13);
  });

  test('of a forced oscillator sum to its damping', () => {
    const { exponents } = lyapunov(duffing.equations, duffing.initial, { t: [0, 200], transient: 0 });
    expect(Math.abs(sum(exponents) + 0.3)).toBeLessThan(1e-13);
    expect(exponents[0]).toBeGreaterThan(0.05);
  });

  test('of Hénon and Heiles at energy 1/8 are those of another method for chaotic orbits and vanish for a regular one', () => {
    // no published figure for these orbits was at hand: test/data/henon-heiles.c computes them by the method of Runge and Kutta.
    // averages of one tangent vector along the same orbits for fifty times as long, which differ by 1/1000 among each other
    const longest = chaos.map(({ averages }) => averages.at(-1)!);
    expect(Math.abs(longest[0]! - longest[1]!)).toBeLessThan(0.001);
    const orbit = (y: number): LyapunovSpectrum => {
      const momentum = Math.sqrt(1 / 4 - y * y + (2 * y ** 3) / 3);
      return lyapunov(henonHeiles.equations, [0, y, momentum, 0], { t: [0, 2e4], transient: 0 });
    };
    for (const y of [-0.25, -0.016]) {
      const { exponents, convergence } = orbit(y);
      // chaotic orbits stay near islands for long, so that such averages scatter from 0.02 to 0.06
      expect(Math.abs(exponents[0]! - longest[0]!)).toBeLessThan(0.025);
      // they pair up as (log t)/t, and their sum is the divergence, 0
      expect(Math.abs(exponents[0]! + exponents[3]!)).toBeLessThan(3e-4);
      expect(Math.abs(exponents[1]!) + Math.abs(exponents[2]!)).toBeLessThan(1e-3);
      for (const record of convergence) expect(Math.abs(sum(record.exponents))).toBeLessThan(1e-13);
      // from record to record an average moves little, and less and less
      const late = convergence.slice(-20).map((record) => record.exponents[0]!);
      expect(Math.max(...late) - Math.min(...late)).toBeLessThan(0.006);
    }
    expect(Math.abs(orbit(0.55).exponents[0]!)).toBeLessThan(1e-3);
  });

  test('sum to the average of the divergence along the orbit, also where that is not constant', () => {
    // ∫(1 − x²) dt of van der Pol's equation comes along as a third state that does not react
    const t: [number, number] = [0, 200];
    const { exponents } = lyapunov({ x: 'v', v: '(1 - x^2)*v - x' }, [2, 0], { t, transient: 0 });
    const { end } = integrate({ x: 'v', v: '(1 - x^2)*v - x', s: '1 - x^2' }, [2, 0, 0], { t });
    expect(Math.abs(sum(exponents) - end[2]! / 200)).toBeLessThan(1e-12);
  });

  test('of a Hamiltonian system pair up', () => {
    const { exponents } = lyapunov(henonHeiles.equations, henonHeiles.initial, { t: [0, 300] });
    expect(Math.abs(sum(exponents))).toBeLessThan(1e-13);
    expect(Math.abs(exponents[0]! + exponents[3]!)).toBeLessThan(2e-2);
  });

  test('of cycles that are neither stable nor unstable vanish: Lotka and Volterra', () => {
    const { exponents } = lyapunov(lotkaVolterra.equations, lotkaVolterra.initial, { t: [0, 1000], transient: 0 });
    // they go as (log t)/t, and with them their sum, the average of the divergence: a difference of logarithms of the state over the time
    for (const x of exponents) expect(Math.abs(x)).toBeLessThan(0.015);
  });

  test('are the largest ones, if only some are asked for, whatever the directions of the axes', () => {
    // the identity's first column would stay on the slowest direction
    const { exponents } = lyapunov({ x: '-3*x', y: '-y', z: '2*z' }, [1, 1, 0], { t: [0, 60], count: 2 });
    for (const [k, exact] of [2, -1].entries()) expect(Math.abs(exponents[k]! - exact)).toBeLessThan(1e-9);
    const t: [number, number] = [0, 300];
    const all = lyapunov(lorenz.equations, [1, 2, 20], { t, tolerance: 1e-10 });
    const one = lyapunov(lorenz.equations, [1, 2, 20], { t, tolerance: 1e-10, count: 1 });
    expect(one.exponents.length).toBe(1);
    expect(Math.abs(one.exponents[0]! - all.exponents[0]!)).toBeLessThan(0.03);
    expect(one.frame.map((row) => row.length)).toEqual([1, 1, 1]);
    expect(Math.hypot(...one.frame.flat())).toBeCloseTo(1, 14);
  });

  test('go on from where they were: in two parts as in one, with one record', () => {
    // linear, so that orbit and directions do not feel the other steps
    const field = { x: 'y', y: '-4*x - y + cos(t)', z: '-2*z' };
    const whole = lyapunov(field, [1, 0, 1], { t: [0, 60], transient: 10 });
    const first = lyapunov(field, [1, 0, 1], { t: [0, 30], transient: 10 });
    const second = lyapunov(field, first.end, { t: [30, 60], before: first });
    expect([first.span, second.span]).toEqual([20, 50]);
    for (const [k, x] of whole.exponents.entries()) expect(Math.abs(second.exponents[k]! - x)).toBeLessThan(1e-12);
    expect(second.convergence.length).toBeGreaterThan(first.convergence.length);
    expect(second.convergence.slice(0, first.convergence.length)).toEqual(first.convergence);
    // also where it was stopped between two records
    const stopped = lyapunov(field, [1, 0, 1], { t: [0, 60], transient: 10, maxSteps: 57 });
    expect(stopped.status).toBe('maxSteps');
    const t = stopped.convergence.at(-1)!.t;
    const rest = lyapunov(field, stopped.end, { t: [t, 60], before: stopped });
    for (const [k, x] of whole.exponents.entries()) expect(Math.abs(rest.exponents[k]! - x)).toBeLessThan(1e-12);
  });

  test('take parameters, and failure is a status with what there is', () => {
    const { exponents } = lyapunov({ x: '-2*x' }, [1], { t: [0, 3] });
    expect(exponents[0]).toBeCloseTo(-2, 13);
    const blown = lyapunov({ x: 'x^2' }, [1], { t: [0, 3] });
    expect(['singular', 'notFinite']).toContain(blown.status);
    expect(blown.message).toMatch(/^Stopped at t = 0\.9999/);
    const short = lyapunov({ x: '-x' }, [1], { t: [0, 100], maxSteps: 2 });
    expect(short.status).toBe('maxSteps');
    expect(short.exponents).toEqual([Number.NaN]);
    expect(lyapunov({ x: '-x' }, [1], { t: [0, 9], signal: AbortSignal.abort() }).status).toBe('aborted');
    const seen: number[] = [];
    const abort = new AbortController();
    const onProgress = ({ t, steps }: { readonly t: number; readonly steps: number }): void => {
      expect(seen.push(t)).toBe(steps);
      if (t > 4) abort.abort();
    };
    const ended = lyapunov({ x: '-x' }, [1], { t: [0, 9], onProgress, signal: abort.signal });
    expect([ended.status, ended.steps]).toEqual(['aborted', seen.length]);
    expect(ended.exponents[0]).toBeCloseTo(-1, 12);
  });

  test('refuse bad options', () => {
    const run = (initial: number[], options: object) => (): unknown => lyapunov({ x: '-x' }, initial, { t: [0, 1], ...options });
    expect(run([], {})).toThrow('lyapunov: expected 1 initial values (x), got 0');
    expect(run([1], { t: [1, 0] })).toThrow('expected finite times [t0, t1] with t0 < t1');
    expect(run([1], { transient: 1 })).toThrow('expected a transient from 0 to less than the span 1, got 1');
    expect(run([1], { records: 0 })).toThrow('expected records to be an integer ≥ 1');
    expect(run([1], { tolerance: 0 })).toThrow('expected a tolerance');
    expect(run([1], { count: 2 })).toThrow('lyapunov: expected count to be an integer from 1 to 1, got 2');
    const before = lyapunov({ x: '-x', y: '-y' }, [1, 1], { t: [0, 1] });
    expect(run([1], { before, count: 1 })).toThrow('a result of 1 exponents of 1 states in options.before, got 2 of 2 states');
    for (const none of [{}, null])
      expect(run([1], { before: none as unknown as typeof before })).toThrow(
        'lyapunov: expected what lyapunov has returned in options.before, got',
      );
    expect(run([1], { maxSteps: 0.5 })).toThrow('expected maxSteps');
    expect(() => lyapunov({ x: '-x' }, 'ab' as never, undefined as never)).toThrow(
      "lyapunov: expected a list of 1 initial values (x), got 'ab'",
    );
    expect(run([1], { parameters: 5 })).toThrow('lyapunov: expected parameters by name, such as { g: 9.8 }, got 5');
  });

  test('take branches of parameters alone, and refuse those of states', () => {
    for (const rate of ['abs(p)', 'max(p, q)', 'sqrt(p^2)', 'if(p < q, q, -p)', 'floor(-p)']) {
      const field = system({ x: `${rate}*x`, y: '-3*y' }, { parameters: { p: -1, q: 1 } });
      const { exponents } = lyapunov(field, [1, 1], { t: [0, 10] });
      expect(exponents[0]).toBeCloseTo(1, 13);
      expect(exponents[1]).toBeCloseTo(-3, 13);
    }
    for (const x of ['abs(x)', 'p*max(x, 0)', 'if(x < p, x, 2)'])
      expect(() => lyapunov(system({ x }, { parameters: { p: 1 } }), [1], { t: [0, 1] })).toThrow('without kinks');
  });
});
