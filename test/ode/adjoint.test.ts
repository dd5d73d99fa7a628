import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import type { FormulaSource } from '../../src/formula/source.js';
import { system } from '../../src/formula/system.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { lorenz } from '../../src/problems.js';

/** A network of n units, xᵢ′ = tanh(Σ_j w_ij x_j + b_i) − xᵢ: n² + n parameters. */
function network(n: number): { equations: Record<string, string>; parameters: Record<string, number> } {
  const indices = Array.from({ length: n }, (_, i) => i);
  const equations = Object.fromEntries(
    indices.map((i) => [`x${i}`, `tanh(${indices.map((j) => `w${i}_${j}*x${j}`).join(' + ')} + b${i}) - x${i}`]),
  );
  const parameters: Record<string, number> = {};
  for (const i of indices) {
    for (const j of indices) parameters[`w${i}_${j}`] = Math.sin(1 + 3 * i + 7 * j);
    parameters[`b${i}`] = Math.cos(2 + 5 * i) / 2;
  }
  return { equations, parameters };
}

describe('the adjoint gradient', () => {
  test('takes costs in any of the ways in which formulas come', () => {
    const decay = system({ x: '-p*x' }, { parameters: { p: 2 } });
    const terms = (cost: FormulaSource) => [{ t: 0.5, cost }];
    const expected = adjoint(decay, [1], { t: [0, 1], final: 'x^2*p', running: 'x + t', terms: terms('x^3') });
    const functions = adjoint(decay, [1], {
      t: [0, 1],
      final: (x: number, p: number) => x ** 2 * p,
      running: (x: number, t: number) => x + t,
      terms: terms((x: number) => x ** 3),
    });
    const formulas = adjoint(decay, [1], {
      t: [0, 1],
      final: formula('x^2*p'),
      running: formula('x + t'),
      terms: terms(formula('x^3')),
    });
    for (const { value, initial, parameters, t0, t1 } of [functions, formulas]) {
      expect([value, initial, parameters, t0, t1]).toEqual([
        expected.value,
        expected.initial,
        expected.parameters,
        expected.t0,
        expected.t1,
      ]);
    }
  });

  test('of a closed solution: x = x0 e^{p(t1 − t0)} with final and running costs, in every argument', () => {
    // J = p x(t1)² t1 + ∫ x t dt
    const [x0, p, t0, t1] = [1.5, -0.75, 0.5, 2];
    const { value, initial, parameters, ...times } = adjoint(system({ x: 'p*x' }, { parameters: { p } }), [x0], {
      t: [t0, t1],
      final: 'p*x^2*t',
      running: 'x*t',
    });
    const e = Math.exp(p * (t1 - t0));
    // ∫ x0 e^{p(t − t0)} t dt = x0·(e (t1/p − 1/p²) − (t0/p − 1/p²))
    const integral = (q: number): number => {
      const end = Math.exp(q * (t1 - t0));
      return end * (t1 / q - 1 / q ** 2) - (t0 / q - 1 / q ** 2);
    };
    const byP = e * (t1 - t0) * (t1 / p - 1 / p ** 2) + e * (-t1 / p ** 2 + 2 / p ** 3) - (-t0 / p ** 2 + 2 / p ** 3);
    expect(Math.abs(value - (p * (x0 * e) ** 2 * t1 + x0 * integral(p)))).toBeLessThan(2e-15);
    expect(Math.abs(initial[0]! - (2 * p * x0 * e * e * t1 + integral(p)))).toBeLessThan(2e-15);
    const slope = x0 ** 2 * e * e * t1 * (1 + 2 * p * (t1 - t0)) + x0 * byP;
    expect(Math.abs(parameters['p']! - slope)).toBeLessThan(5e-15);
    expect(Math.abs(times.t1 - (p * x0 ** 2 * e * e * (1 + 2 * p * t1) + x0 * e * t1))).toBeLessThan(2e-15);
    // ∂/∂t0 = −p x0 ∂J/∂x0 − x0 t0
    expect(Math.abs(times.t0 - (-p * x0 * (2 * p * x0 * e * e * t1 + integral(p)) - x0 * t0))).toBeLessThan(2e-15);
  });

  test('of a network with 110 parameters is that of forward sensitivities, to 1e-12', () => {
    const { equations, parameters } = network(10);
    const names = Object.keys(parameters);
    const states = Object.keys(equations);
    const field = system(equations, { parameters });
    const initial = states.map((_, i) => Math.sin(i + 1));
    const back = adjoint(field, initial, { t: [0, 3], final: states.map((x, i) => `${i + 1}*${x}^2`).join(' + ') });
    expect(back.status).toBe('complete');
    const { map } = flowMap(field, initial, { t: [0, 3], order: 1, variables: [...states, ...names] });
    const cost = map.map((x, i) => x.sqr().mul(i + 1)).reduce((a, b) => a.add(b));
    const [value, ...slopes] = cost.coefficients;
    expect(Math.abs(back.value - value!)).toBeLessThan(1e-13);
    const found = [...back.initial, ...names.map((name) => back.parameters[name]!)];
    expect(found.length).toBe(120);
    for (const [i, slope] of slopes.entries()) expect(Math.abs(found[i]! - slope)).toBeLessThan(1e-12 * (1 + Math.abs(slope)));
  });

  test('along a chaotic orbit is that of forward sensitivities relative to its size', () => {
    const field = system({ x: 's*(y - x)', y: 'x*(r - z) - y', z: 'x*y - b*z' }, { parameters: { s: 10, r: 28, b: '8/3' } });
    const options = { t: [0, 5] as const };
    const { map } = flowMap(field, lorenz.initial, { ...options, order: 1, variables: ['x', 'y', 'z', 's', 'r', 'b'] });
    const back = adjoint(field, lorenz.initial, { ...options, final: 'x*y' });
    const slopes = map[0]!.mul(map[1]!).coefficients.slice(1);
    const size = Math.max(...slopes.map(Math.abs));
    for (const [i, found] of [...back.initial, ...Object.values(back.parameters)].entries()) {
      expect(Math.abs(found - slopes[i]!)).toBeLessThan(1e-10 * size);
    }
  });

  test('with terms on the way: a least-squares cost against its own differences', () => {
    const field = system({ x: 'v', v: '-k*sin(x) - c*v + a*cos(t)' }, { parameters: { k: 4, c: 0.1, a: 0.3 } });
    const terms = Array.from({ length: 25 }, (_, i) => ({ t: 5 - i / 5, cost: `(x - ${Math.sin(i).toFixed(3)})^2 + c*v` }));
    const run = (initial: readonly number[], parameters: Record<string, number> = {}): number => {
      const { k = 4, c = 0.1, a = 0.3 } = parameters;
      const orbit = integrate(field, initial, { t: [0, 5], parameters: { k, c, a } });
      return terms.reduce((sum, { t }, i) => {
        const [x, v] = orbit.at(t) as [number, number];
        return sum + (x - Number(Math.sin(i).toFixed(3))) ** 2 + c * v;
      }, 0);
    };
    const found = adjoint(field, [1, 0.5], { t: [0, 5], terms });
    expect(Math.abs(found.value - run([1, 0.5]))).toBeLessThan(1e-12);
    const h = 1e-5;
    const slope = (f: (h: number) => number): number => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    expect(Math.abs(found.initial[0]! - slope((d) => run([1 + d, 0.5])))).toBeLessThan(1e-8);
    expect(Math.abs(found.initial[1]! - slope((d) => run([1, 0.5 + d])))).toBeLessThan(1e-8);
    expect(Math.abs(found.parameters['k']! - slope((d) => run([1, 0.5], { k: 4 + d })))).toBeLessThan(1e-8);
    expect(Math.abs(found.parameters['c']! - slope((d) => run([1, 0.5], { c: 0.1 + d })))).toBeLessThan(1e-8);
    expect(Math.abs(found.parameters['a']! - slope((d) => run([1, 0.5], { a: 0.3 + d })))).toBeLessThan(1e-8);
  });

  test('through strong damping, back along which no orbit could be integrated', () => {
    // x = x0 e^{−50 t}: back from t = 4 a rounding would grow by e^200
    const { initial, parameters } = adjoint(system({ x: '-p*x' }, { parameters: { p: 50 } }), [1], { t: [0, 4], running: 'x' });
    expect(Math.abs(initial[0]! - 1 / 50)).toBeLessThan(1e-16);
    expect(Math.abs(parameters['p']! + 1 / 2500)).toBeLessThan(8e-17);
  });

  test('backward in time', () => {
    const { value, initial, parameters } = adjoint(system({ x: 'p*x' }, { parameters: { p: 2 } }), [1], {
      t: [1, 0],
      final: 'x',
      running: 'x',
    });
    const e = Math.exp(-2);
    expect(Math.abs(value - (e + (e - 1) / 2))).toBeLessThan(1e-15);
    expect(Math.abs(initial[0]! - value)).toBeLessThan(1e-15);
    expect(Math.abs(parameters['p']! - (-e + -e / 2 - (e - 1) / 4))).toBeLessThan(1e-15);
  });

  test('gives the same bits compiled and interpreted', () => {
    const options = { t: [0, 2] as const, final: 'x^2', running: 'y' };
    const field = system({ x: 's*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }, { parameters: { s: 10 } });
    const [a, b] = (['auto', 'interpreter'] as const).map((kernel) => adjoint(field, [1, 2, 20], { ...options, kernel }));
    expect(a!.initial).toEqual(b!.initial);
    expect(a!.parameters).toEqual(b!.parameters);
  });

  test('tells each step, there and back, and ends where the signal says', () => {
    const options = { t: [0, 9] as const, final: 'x', running: 'x^2', terms: [{ t: 4, cost: 'x' }] };
    const told: { readonly t: number; readonly steps: number }[] = [];
    const whole = adjoint({ x: '-x' }, [1], { ...options, onProgress: (now) => told.push(now) });
    const there = whole.trajectory.steps;
    expect(told.map(({ steps }) => steps)).toEqual(Array.from({ length: there + whole.steps }, (_, i) => i + 1));
    expect([told[there - 1]!.t, told.at(-1)!.t]).toEqual([9, 0]);
    expect(whole.initial).toEqual(adjoint({ x: '-x' }, [1], options).initial);
    for (const last of [1, there + 2]) {
      const abort = new AbortController();
      const onProgress = ({ steps }: { readonly steps: number }): void => {
        if (steps === last) abort.abort();
      };
      const ended = adjoint({ x: '-x' }, [1], { ...options, onProgress, signal: abort.signal });
      expect([ended.status, ended.value, ended.trajectory.steps + ended.steps]).toEqual(['aborted', Number.NaN, last]);
      expect(ended.message).toMatch(
        last === 1 ? /^Stopped by the signal at t = / : /^On the way back at t = .*: stopped by the signal\.$/,
      );
    }
    const none = adjoint({ x: '-x' }, [1], { ...options, signal: AbortSignal.abort() });
    expect([none.status, none.trajectory.steps, none.steps]).toEqual(['aborted', 0, 0]);
  });

  test('says what ended it, and refuses what it cannot do', () => {
    const blown = adjoint({ x: 'x^2' }, [1], { t: [0, 2], final: 'x' });
    expect(['singular', 'notFinite']).toContain(blown.status);
    expect(blown.value).toBeNaN();
    expect(adjoint({ x: '-x' }, [1], { t: [0, 90], final: 'x', maxSteps: 5 }).status).toBe('maxSteps');
    const run =
      (options: object, initial = [1]) =>
      (): unknown =>
        adjoint({ x: '-x' }, initial, { t: [0, 1], final: 'x', ...options });
    expect(run({}, [])).toThrow('adjoint: expected 1 initial values (x), got 0');
    expect(run({ final: undefined })).toThrow('adjoint: expected a cost in options.final, running or terms, got none');
    expect(run({ terms: [{ t: 2, cost: 'x' }] })).toThrow('adjoint: expected times of terms between 0 and 1, got 2');
    expect(run({ t: [0] })).toThrow('adjoint: expected finite times [t0, t1]');
    expect(run({ final: 'q' })).toThrow('expected a known name, got q');
    expect(() => adjoint({ x: '-x' }, [1], undefined as never)).toThrow('adjoint: expected options with times');
  });
});
