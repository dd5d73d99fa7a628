import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { Clock } from '../../src/ode/clock.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { addRational, rationalNearest, rationalOf, subRational } from '../../src/rounding/rational.js';

describe('Clock', () => {
  test('a hundred thousand steps of 0.1 are exact to rounding, where plain addition has lost five digits', () => {
    const clock = new Clock(0);
    let plain = 0;
    for (let k = 0; k < 100_000; k++) {
      clock.advance(0.1);
      plain += 0.1;
    }
    const exact = rationalOf(0.1);
    const total = { num: exact.num * 100_000n, den: exact.den };
    const error = (parts: number[]): number =>
      Math.abs(rationalNearest(subRational(parts.map(rationalOf).reduce(addRational), total)));
    expect(error([clock.hi, clock.lo])).toBeLessThan(1e-24);
    expect(error([plain])).toBeGreaterThan(1e-9);
  });

  test('what is left until a time counts the low part', () => {
    const clock = new Clock(1);
    clock.advance(2 ** -60);
    expect(clock.hi).toBe(1);
    expect(clock.until(1)).toBe(-(2 ** -60));
  });
});

describe('a field that depends on the time', () => {
  // x = sin t, and the resonance whose solution is v = 10 cos t for all times
  const fields = [
    { field: { x: 'cos(t)' }, start: [0], exact: Math.sin },
    { field: { x: 'v', v: '-x - v/10 + cos(t)' }, start: [0, 10], exact: (t: number) => 10 * Math.sin(t) },
  ];

  test.each(['wasm', 'interpreter'] as const)(
    'takes all of the time there is: the clock has no digits that it does not see (%s)',
    (kernel) => {
      for (const { field, start, exact } of fields) {
        for (const t of [100, 1000, 1e4]) {
          const orbit = integrate(field, start, { t: [0, t], kernel });
          expect(Math.abs(orbit.end[0]! - exact(t))).toBeLessThan(2e-14);
        }
      }
      const back = integrate(fields[0]!.field, [0], { t: [0, -1000], kernel });
      expect(Math.abs(back.end[0]! - Math.sin(-1000))).toBeLessThan(2e-14);
      // from far away
      const late = integrate(fields[0]!.field, [Math.sin(1e6)], { t: [1e6, 1e6 + 1000], kernel });
      expect(Math.abs(late.end[0]! - Math.sin(1e6 + 1000))).toBeLessThan(1e-14);
    },
  );

  test('does so in an ensemble, with the bits of integrate, on a grid and with events', async () => {
    for (const { field, start, exact } of fields) {
      const options = { t: [0, 10, 333.3, 2000], events: [{ when: 'x - 1/2 + t/10000' }] };
      const starts = [start, start.map((x) => x + 0.1), start.map((x) => x - 0.1)];
      const swarm = await ensemble(field, starts, { ...options, workers: 0 });
      expect(Math.abs(swarm.end(0)[0]! - exact(2000))).toBeLessThan(2e-14);
      for (const [i, x] of starts.entries()) {
        const orbit = integrate(field, x, { ...options, highAccuracy: false });
        expect(swarm.end(i)).toEqual(orbit.end);
        expect(swarm.states(i)).toEqual(orbit.states);
        expect(swarm.events(i)).toEqual(orbit.events);
      }
    }
  });

  test('keeps the length of steps that is given', () => {
    const { t, steps } = integrate(fields[0]!.field, [0], { t: [0, 1000.05], step: 0.1 });
    expect(steps).toBe(10_001);
    expect(t.at(-2)).toBe(1000);
  });

  test.each([
    ['wasm', 100_000],
    ['interpreter', 10_000],
  ] as const)('sees all of it where lengths are given that no double is a multiple of (%s)', (kernel, count) => {
    // x = sin 1024t, whose argument is exact; the low parts of the time alone would be an error of 10⁻¹² behind 10⁴ steps, of 2·10⁻¹¹ behind 10⁵
    const fast = system({ x: '1024*cos(1024*t)' });
    const step = rationalOf(1e-3);
    for (const direction of [1, -1]) {
      for (const given of [1e-3, () => 1e-3]) {
        const options = { t: [0, (direction * count) / 1000], step: given, maxSteps: count + 1, kernel };
        const { t, steps, end, reached } = integrate(fast, [0], options);
        expect(steps).toBe(count);
        expect(Math.abs(end[0]! - Math.sin(1024 * reached))).toBeLessThan(2e-13);
        // each end is k·h, rounded once
        for (let k = 0; k < count; k += 97)
          expect(Math.abs(t[k]!)).toBe(rationalNearest({ num: step.num * BigInt(k), den: step.den }));
      }
    }
  });

  test('sees all of it where an event ends a step that was given, and the next one has its length from there', () => {
    const field = system({ x: '1024*cos(1024*t)', n: '0' });
    const [from, length] = [1000.1, 1e-3];
    const start = [Math.sin(1024 * from), 0];
    const events = [{ when: 't - 1000.12345', jump: { n: 'n + 1' } }];
    const { t, end, reached } = integrate(field, start, { t: [from, from + 10], step: length, events });
    expect(Math.abs(end[0]! - Math.sin(1024 * reached))).toBeLessThan(1e-12);
    expect(end[1]).toBe(1);
    const met = t.indexOf(1000.12345);
    for (const k of [1, 2, 700, 5000]) {
      const exact = addRational(rationalOf(1000.12345), { num: rationalOf(length).num * BigInt(k), den: rationalOf(length).den });
      expect(t[met + k]).toBe(rationalNearest(exact));
    }
  });

  test('has gradients by its adjoint that come back at the same times', () => {
    // J = x(T) with x′ = p cos t + q sin(2t) and x(0) = x₀
    const field = system({ x: 'p*cos(t) + q*sin(2*t)' }, { parameters: { p: 1, q: 2 } });
    const { initial, parameters } = adjoint(field, [0.3], { t: [0, 1000], final: 'x' });
    expect(initial).toEqual([1]);
    expect(Math.abs(parameters['p']! - Math.sin(1000))).toBeLessThan(1e-14);
    expect(Math.abs(parameters['q']! - Math.sin(1000) ** 2)).toBeLessThan(1e-14);
  });
});
