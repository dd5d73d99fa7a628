import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import * as library from '../../src/problems.js';
import { systems } from '../problems/orbits.js';

const { lorenz, oscillator, kepler, forced } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

describe('dense output', () => {
  test('is continued from step to step without a jump: each polynomial ends where the next one starts', () => {
    for (const highAccuracy of [false, true]) {
      const trajectory = integrate(kepler!, [0.4, 0, 0, 2], { t: [0, 20], highAccuracy });
      const { t, states } = trajectory;
      for (let s = 1; s + 1 < t.length; s++) {
        const before = trajectory.at(t[s]! * (1 - 2 ** -53));
        const there = trajectory.at(t[s]!);
        // the state is that at t and the low part of the clock
        expect(Math.max(...there.map((x, i) => Math.abs(x - states[s]![i]!)))).toBeLessThan(2e-14);
        expect(Math.max(...before.map((x, i) => Math.abs(x - there[i]!)))).toBeLessThan(5e-14); // |x″| is 6.25 at most, and a rounding of the time 4e-15
      }
    }
  });

  test('of many times at once is that of each, in any order, with and without an array to fill', () => {
    for (const end of [5, -5]) {
      const trajectory = integrate(lorenz!, [15, 15, 36], { t: [0, end > 0 ? end : -0.2] });
      const [from, to] = [trajectory.t[0]!, trajectory.t.at(-1)!];
      const times = Array.from({ length: 300 }, (_, k) => from + ((to - from) * ((k * 37) % 300)) / 299);
      const single = times.map((t) => trajectory.at(t));
      expect(trajectory.at(times)).toEqual(single);
      expect(trajectory.at(Float64Array.from(times))).toEqual(single);
      const out = new Float64Array(times.length * 3 + 5);
      expect(trajectory.at(times, out)).toBe(out);
      expect(Array.from(out.subarray(0, times.length * 3))).toEqual(single.flat());
      const sorted = [...times].sort((a, b) => a - b);
      expect(trajectory.at(sorted)).toEqual(sorted.map((t) => trajectory.at(t)));
    }
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1] }).at([0, 0.5], new Float64Array(3))).toThrow(
      /at: expected room for 4 numbers in out, got 3/,
    );
  });

  test('is the same from compiled and from interpreted polynomials, after other integrations, too', () => {
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
      integrate(forced!, [0.3], { t: [-1, 2], kernel }),
    );
    const times = Array.from({ length: 50 }, (_, k) => -1 + (3 * k) / 49);
    const first = compiled!.at(times);
    integrate(forced!, [9], { t: [0, 1] }).at(0.5);
    expect(compiled!.at(times)).toEqual(first);
    expect(interpreted!.at(times)).toEqual(first);
  });

  test('two trajectories of one system with their own parameters do not disturb each other', () => {
    const decay = system({ x: '-k*x' }, { parameters: { k: 1 } });
    const [slow, fast] = [1, 2].map((k) => integrate(decay, [1], { t: [0, 3], parameters: { k } }));
    for (const t of [0.1, 1.3, 2.9]) {
      expect(slow!.at(t)[0]).toBeCloseTo(Math.exp(-t), 15);
      expect(fast!.at(t)[0]).toBeCloseTo(Math.exp(-2 * t), 15);
    }
  });
});

describe('memory is bounded by option', () => {
  const grid = Array.from({ length: 21 }, (_, k) => k / 2);

  test('without dense output, the states asked for are those with it, and others are refused', () => {
    const dense = integrate(lorenz!, [15, 15, 36], { t: grid });
    const sparse = integrate(lorenz!, [15, 15, 36], { t: grid, dense: false });
    expect(sparse.t).toEqual(dense.t);
    expect(sparse.states).toEqual(dense.states);
    expect(sparse.end).toEqual(dense.end);
    expect(sparse.at(10)).toEqual(dense.end);
  });

  test('the last steps are kept, and the error says what to do about the others', () => {
    const whole = integrate(lorenz!, [15, 15, 36], { t: [0, 400] });
    const tail = integrate(lorenz!, [15, 15, 36], { t: [0, 400], dense: 100 });
    expect(tail.steps).toBe(whole.steps);
    expect(tail.t.length).toBeGreaterThan(100);
    expect(tail.t.length).toBeLessThan(6000);
    expect(tail.t).toEqual(whole.t.slice(-tail.t.length));
    expect(tail.states).toEqual(whole.states.slice(-tail.t.length));
    const late = whole.t.at(-100)! + 1e-3;
    expect(tail.at(late)).toEqual(whole.at(late));
    expect(() => tail.at(1)).toThrow(
      /at: expected a time from \d.* to 400, got 1; what was before is not kept: raise options.dense/,
    );
  });
});

describe('derivatives along the solution', () => {
  test('of any order at any time are those of the solution: sin and cos, order 40', () => {
    const trajectory = integrate(oscillator!, [0, 1], { t: [0, 10] });
    for (const t of [0, 0.3, 4.5, 10]) {
      const truth = [Math.sin(t), Math.cos(t), -Math.sin(t), -Math.cos(t)];
      for (const k of [0, 1, 2, 3, 17, 40]) {
        const [x, v] = trajectory.derivativeAt(t, k);
        expect(Math.abs(x! - truth[k % 4]!)).toBeLessThan(1e-14);
        expect(Math.abs(v! - truth[(k + 1) % 4]!)).toBeLessThan(1e-14);
      }
    }
  });

  test('at several times are those at each, and a time that is none is refused', () => {
    const orbit = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 3] });
    expect(orbit.derivativeAt([1, 2.5], 3)).toEqual([orbit.derivativeAt(1, 3), orbit.derivativeAt(2.5, 3)]);
    expect(orbit.derivativeAt(Float64Array.of(1))).toEqual([orbit.derivativeAt(1)]);
    expect(() => orbit.at('1' as unknown as number)).toThrow('at: expected a time or a list of times, got the text "1"');
    expect(() => orbit.at(undefined as unknown as number)).toThrow('at: expected a time or a list of times, got none');
    expect(() => orbit.derivativeAt('1' as unknown as number)).toThrow('expected a time, a number, got the text "1"');
    expect(() => orbit.series([1] as unknown as number)).toThrow('series: expected one time, got a list');
  });

  test('series about a time continue the solution from there, with the time in the field', () => {
    const trajectory = integrate(forced!, [0.3], { t: [-1, 2] });
    const [x] = trajectory.series(0.5, { order: 30 });
    expect(x!.center).toBe(0.5);
    for (const t of [0.2, 0.5, 0.9]) expect(Math.abs(x!.evaluate(t) - trajectory.at(t)[0]!)).toBeLessThan(2e-14);
    expect(() => trajectory.series(3)).toThrow(/^series: expected a time from -1 to 2, got 3/);
    expect(() => trajectory.derivativeAt(0, -1)).toThrow(/derivativeAt: expected an integer k ≥ 0, got -1/);
  });

  test('the first one is the field, on a trajectory without steps as well', () => {
    const still = integrate(lorenz!, [1, 2, 3], { t: [0, 0] });
    expect(still.derivativeAt(0)).toEqual([10, 23, -6]);
  });
});

describe('steps given by the caller', () => {
  test('a fixed step divides the span, and the last one ends where it has to', () => {
    const { t } = integrate(oscillator!, [1, 0], { t: [0, 1.1], step: 0.25 });
    expect(t).toEqual([0, 0.25, 0.5, 0.75, 1, 1.1]);
  });

  test('a function of time and state gives each step', () => {
    const { t } = integrate(oscillator!, [1, 0], { t: [0, -1], step: (time, [x]) => 0.1 + (time < -0.5 ? x! : 0) });
    expect(t.slice(0, 6).map((time) => Math.round(time * 1e6) / 1e6)).toEqual([0, -0.1, -0.2, -0.3, -0.4, -0.5]);
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], step: () => -1 })).toThrow(
      /integrate: expected a step > 0 from options.step at t = 0, got -1/,
    );
  });

  test('are what they are when somebody watches', () => {
    for (const step of [0.25, () => 0.25]) {
      const seen: number[] = [];
      const { t } = integrate(oscillator!, [1, 0], { t: [0, 1.1], step, onProgress: ({ t: time }) => seen.push(time) });
      expect([0, ...seen]).toEqual(t);
      expect(t).toEqual([0, 0.25, 0.5, 0.75, 1, 1.1]);
    }
  });

  test('bounds on the step hold', () => {
    const steps = (t: readonly number[]): number[] => t.slice(1, -1).map((time, i) => time - t[i]!);
    const free = steps(integrate(kepler!, [0.4, 0, 0, 2], { t: [0, 20] }).t);
    const bound = steps(integrate(kepler!, [0.4, 0, 0, 2], { t: [0, 20], minStep: 0.05, maxStep: 0.1 }).t);
    expect([Math.min(...free) < 0.05, Math.max(...free) > 0.1]).toEqual([true, true]);
    expect(Math.min(...bound)).toBeGreaterThan(0.05 - 1e-14);
    expect(Math.max(...bound)).toBeLessThan(0.1 + 1e-14);
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], minStep: 2, maxStep: 1 })).toThrow(/0 ≤ minStep ≤ maxStep/);
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], step: 0 })).toThrow(/expected a step > 0, got 0/);
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], dense: 0.5 })).toThrow(/expected dense to be true, false/);
  });

  test('the second step control of Jorba and Zou shortens steps where terms would exceed the state', () => {
    // x^[k] = ±x/k!: the term h·x is the state itself for h = 1, and the last two coefficients allow a little more
    const run = (stepControl: 'radius' | 'terms') => integrate({ x: '-x' }, [1e20], { t: [0, 29.5], stepControl });
    const [radius, terms] = [run('radius'), run('terms')];
    expect(radius.steps).toBeLessThan(30);
    expect(terms.t.slice(0, -1)).toEqual(Array.from({ length: 30 }, (_, k) => expect.closeTo(k, 9)));
    expect(Math.abs(terms.end[0]! / (1e20 * Math.exp(-29.5)) - 1)).toBeLessThan(1e-14);
    // where no term exceeds the state, nothing changes
    expect(integrate(lorenz!, [15, 15, 36], { t: [0, 5], stepControl: 'terms' }).t).toEqual(
      integrate(lorenz!, [15, 15, 36], { t: [0, 5] }).t,
    );
  });
});

describe('solutions that are polynomials, and fields of the time alone', () => {
  test('a polynomial of degree below the order takes one step, whatever its length', () => {
    const { end, steps } = integrate({ x: 'v', v: 'a', a: '6' }, [0, 0, 0], { t: [0, 1e4] });
    expect([steps, end]).toEqual([1, [1e12, 3e8, 6e4]]);
  });

  test('a field that depends on the time alone is integrated to rounding', () => {
    const { end } = integrate({ x: '1/(1 + t^2)', y: 'cos(10*t)' }, [0, 0], { t: [-5, 5] });
    expect(Math.abs(end[0]! - 2 * Math.atan(5))).toBeLessThan(2e-15);
    expect(Math.abs(end[1]! - Math.sin(50) / 5)).toBeLessThan(2e-15);
  });

  test('an error in an equation names the equation', () => {
    expect(() => integrate({ x: 'y', y: 'x + foo(x)' }, [1, 0], { t: [0, 1] })).toThrow(/in the equation of y: .*foo/);
  });
});

describe('every problem of the library', () => {
  const problems = Object.values(library).filter((value) => typeof value === 'object');
  test.each(problems.map((problem) => [problem.name, problem] as const))(
    '%s: WebAssembly and interpreter, bit for bit',
    (_, problem) => {
      const { equations, initial, t } = problem;
      const span = [t[0], t[0] + (t[1] - t[0]) / 20];
      const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
        integrate(equations, initial, { t: span, kernel }),
      );
      expect(compiled!.t).toEqual(interpreted!.t);
      expect(compiled!.states).toEqual(interpreted!.states);
    },
  );
});
