import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import type { Trajectory } from '../../src/ode/trajectory.js';
import { orbitsOf, systems } from '../problems/orbits.js';

const { lorenz, vanDerPol, volterra, henonHeiles, forced, kepler, oscillator } = systems as Record<
  keyof typeof systems,
  (typeof systems)[string]
>;

/** The largest error of a state against 30 digits, relative where the state exceeds 1. */
function error(state: readonly number[], digits: readonly string[]): number {
  return Math.max(...state.map((x, i) => Math.abs(x - Number(digits[i])) / Math.max(1, Math.abs(Number(digits[i])))));
}

describe('accuracy against orbits of 30 digits', () => {
  test.each([
    // Lorenz amplifies what each step rounds by e^{0.9 t} and more on the way
    ['lorenz', lorenz, 1e-11],
    ['henonHeiles', henonHeiles, 1e-14],
    ['volterra', volterra, 1e-13],
    ['forced', forced, 1e-14],
    ['vanDerPolBox', vanDerPol, 1e-13],
  ] as const)('%s', (name, field, bound) => {
    for (const { initial, t, state } of orbitsOf(name)) {
      const trajectory = integrate(field!, initial, { t });
      expect(trajectory.status).toBe('complete');
      expect(trajectory.t[trajectory.t.length - 1]).toBe(t[1]);
      expect(error(trajectory.end, state)).toBeLessThan(bound);
    }
  });

  test('Kepler, e = 0.6, a thousand turns: the energy error stays at rounding level', () => {
    const energy = ([x, y, u, v]: readonly number[]): number => (u! * u! + v! * v!) / 2 - 1 / Math.hypot(x!, y!);
    const { end, status } = integrate(kepler!, [0.4, 0, 0, 2], { t: [0, 2000 * Math.PI] });
    expect(status).toBe('complete');
    expect(Math.abs(energy(end) + 0.5)).toBeLessThan(5e-13);
  });

  test('there and back again returns to the start', () => {
    const there = integrate(henonHeiles!, [0.1, 0.2, 0.3, 0.1], { t: [0, 50] });
    const back = integrate(henonHeiles!, there.end, { t: [50, 0] });
    expect(error(back.end, ['0.1', '0.2', '0.3', '0.1'])).toBeLessThan(1e-13);
  });
});

describe('the order of the method', () => {
  test('is 20 for the default tolerance, and what is asked for otherwise', () => {
    expect(integrate(oscillator!, [1, 0], { t: [0, 1] }).order).toBe(20);
    expect(integrate(oscillator!, [1, 0], { t: [0, 1], tolerance: 1e-6 }).order).toBe(14);
    expect(integrate(oscillator!, [1, 0], { t: [0, 1], tolerance: 1e-6, stepControl: 'radius' }).order).toBe(8);
    expect(integrate(oscillator!, [1, 0], { t: [0, 1], tolerance: 1e-6, stepControl: 'terms' }).order).toBe(8);
    expect(integrate(oscillator!, [1, 0], { t: [0, 1], tolerance: 1e-6, step: 0.1 }).order).toBe(8);
    expect(integrate(oscillator!, [1, 0], { t: [0, 1], order: 13 }).order).toBe(13);
  });

  test.each([3, 5, 8])('one step of order %i leaves an error of that order', (order) => {
    // The local error of one step of length h is C·h^{order+1}: halving h divides it by 2^{order+1}. A grid makes the single first step evaluated
    // at two times; exp has every coefficient, so that the first term cut off dominates.
    const local = (h: number): number => Math.abs(integrate({ x: 'x' }, [1], { t: [0, h], order }).end[0]! - Math.exp(h));
    const h = order === 8 ? 0.25 : 0.03125;
    expect(integrate({ x: 'x' }, [1], { t: [0, h], order }).steps).toBe(1);
    expect(Math.log2(local(h) / local(h / 2))).toBeGreaterThan(order + 1 - 0.2);
    expect(Math.log2(local(h) / local(h / 2))).toBeLessThan(order + 1 + 0.2);
  });

  test('scaling a linear system by s > 1 leaves its steps alone', () => {
    const steps = [3, 30, 3e5].map((s) => integrate(oscillator!, [s, 0], { t: [0, 50] }).steps);
    expect(new Set(steps).size).toBe(1);
  });
});

describe('dense output', () => {
  test('is as accurate as the steps, at any time and in both directions', () => {
    for (const end of [20, -20]) {
      const trajectory = integrate(oscillator!, [1, 0], { t: [0, end] });
      for (let k = 0; k <= 200; k++) {
        const t = (end * k) / 200;
        const [x, v] = trajectory.at(t);
        expect(Math.abs(x! - Math.cos(t))).toBeLessThan(2e-14);
        expect(Math.abs(v! + Math.sin(t))).toBeLessThan(2e-14);
      }
    }
  });

  test('agrees with the states at the ends of the steps', () => {
    const { t, states, at } = bound(integrate(vanDerPol!, [1.4, 2.4], { t: [0, 7] }));
    expect(states).toHaveLength(t.length);
    for (const [i, time] of t.entries())
      expect(
        at(time)
          .map((x, j) => Math.abs(x - states[i]![j]!))
          .every((d) => d < 1e-14),
      ).toBe(true);
    expect(states[0]).toEqual([1.4, 2.4]);
  });

  test('a grid gives values exactly on the grid', () => {
    const grid = Array.from({ length: 11 }, (_, k) => k / 2);
    const trajectory = integrate(oscillator!, [0, 1], { t: grid });
    expect(trajectory.t).toEqual(grid);
    for (const [i, time] of grid.entries()) expect(Math.abs(trajectory.states[i]![0]! - Math.sin(time))).toBeLessThan(1e-14);
  });
});

function bound(trajectory: Trajectory): {
  t: readonly number[];
  states: readonly (readonly number[])[];
  at: (t: number) => number[];
} {
  return { t: trajectory.t, states: trajectory.states, at: (t) => trajectory.at(t) };
}

describe('what a system may be', () => {
  test('a plain function, a record of texts, a System', () => {
    const byFunction = integrate((x, v) => [v!, -x!], [1, 0], { t: [0, 2] });
    const byText = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 2] });
    expect(byFunction.end).toEqual(byText.end);
    expect(byText.end).toEqual(integrate(oscillator!, [1, 0], { t: [0, 2] }).end);
  });

  test('time, parameters with exact defaults, and their values changed at the call', () => {
    expect(integrate({ x: 'cos(t)' }, [0], { t: [0, 3] }).end[0]).toBeCloseTo(Math.sin(3), 14);
    expect(integrate({ x: 't' }, [0], { t: [2, 5] }).end[0]).toBeCloseTo(10.5, 13);
    const decay = system({ x: '-k*x' }, { parameters: { k: '1/3' } });
    expect(integrate(decay, [1], { t: [0, 3] }).end[0]).toBeCloseTo(Math.exp(-1), 15);
    expect(integrate(decay, [1], { t: [0, 3], parameters: { k: 2 } }).end[0]).toBeCloseTo(Math.exp(-6), 15);
  });

  test('a constant field ends in one step, a field of zeros too', () => {
    const trajectory = integrate({ x: '1', y: '0' }, [0, 5], { t: [0, 1e6] });
    expect(trajectory.end).toEqual([1e6, 5]);
    expect(trajectory.steps).toBe(1);
  });

  test('no time at all', () => {
    const trajectory = integrate(oscillator!, [1, 0], { t: [3, 3] });
    expect([trajectory.status, trajectory.steps, trajectory.end, trajectory.at(3)]).toEqual(['complete', 0, [1, 0], [1, 0]]);
  });
});

describe('failure is a status, and what was computed is kept', () => {
  test('a blow-up: x′ = x² from 1 has its pole at 1', () => {
    const trajectory = integrate({ x: 'x^2' }, [1], { t: [0, 2] });
    expect(['singular', 'notFinite']).toContain(trajectory.status);
    const reached = trajectory.t[trajectory.t.length - 1]!;
    expect(Math.abs(reached - 1)).toBeLessThan(1e-12);
    expect(trajectory.at(0.5)[0]).toBeCloseTo(2, 13);
    expect(trajectory.message).toMatch(/singularity|blows up/);
  });

  test('a field that is undefined from the start, and one that becomes so', () => {
    const never = integrate({ x: 'sqrt(x)' }, [-1], { t: [0, 1] });
    expect([never.status, never.steps, never.end]).toEqual(['notFinite', 0, [-1]]);
    expect(never.message).toMatch(/domain/);
    const leaves = integrate({ x: '-1/(2*x)' }, [1], { t: [0, 3] });
    expect(['singular', 'notFinite']).toContain(leaves.status);
    expect(leaves.at(0.75)[0]).toBeCloseTo(0.5, 12);
  });

  test('maxSteps and the signal', () => {
    const few = integrate(lorenz!, [15, 15, 36], { t: [0, 20], maxSteps: 5 });
    expect([few.status, few.steps, few.states.length]).toEqual(['maxSteps', 5, 6]);
    expect(few.message).toMatch(/maxSteps/);
    const controller = new AbortController();
    const aborted = integrate(lorenz!, [15, 15, 36], {
      t: [0, 1, 20],
      signal: controller.signal,
      onProgress: ({ steps }) => {
        if (steps === 40) controller.abort();
      },
    });
    expect([aborted.status, aborted.steps]).toEqual(['aborted', 40]);
    expect(aborted.t).toEqual([0, 1]); // of the grid, what was reached
  });
});

describe('misuse is one clear error', () => {
  const misuse =
    (initial: number[], options: object): (() => unknown) =>
    () =>
      integrate(oscillator!, initial, options as IntegrateOptions);
  test.each([
    [
      'an object for values',
      misuse({ x: 1, v: 0 } as never, { t: [0, 1] }),
      /expected a list of 2 initial values \(x, v\), got object/,
    ],
    ['a list of parameters', misuse([1, 0], { t: [0, 1], parameters: [1] as never }), /expected parameters by name, such as/],
    [
      'parameters that are null',
      misuse([1, 0], { t: [0, 1], parameters: null as never }),
      /expected parameters by name, .*, got null/,
    ],
    ['a wrong number of values', misuse([1], { t: [0, 1] }), /integrate: expected 2 initial values \(x, v\), got 1/],
    ['NaN', misuse([1, Number.NaN], { t: [0, 1] }), /integrate: expected a finite initial value of v, got NaN/],
    [
      'no options',
      () => integrate(oscillator!, [1, 0], undefined as unknown as IntegrateOptions),
      /integrate: expected options with times/,
    ],
    ['one time', misuse([1, 0], { t: [0] }), /integrate: expected at least two finite times/],
    ['times that turn back', misuse([1, 0], { t: [0, 2, 1] }), /run one way/],
    ['an infinite time', misuse([1, 0], { t: [0, Infinity] }), /finite times/],
    ['a tolerance of zero', misuse([1, 0], { t: [0, 1], tolerance: 0 }), /tolerance between 0 and 1, got 0/],
    [
      'a step control without meaning',
      misuse([1, 0], { t: [0, 1], stepControl: 'best' as 'radius' }),
      /expected stepControl to be balanced, radius, terms, damped, got best/,
    ],
    ['an order of 1', misuse([1, 0], { t: [0, 1], order: 1 }), /integer order ≥ 2, got 1/],
    ['an unknown parameter', misuse([1, 0], { t: [0, 1], parameters: { q: 1 } }), /expected parameters among \(none\), got q/],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  test('a missing parameter, and a time that was not reached', () => {
    const needs = system({ x: '-k*x' }, { parameters: ['k'] });
    expect(() => integrate(needs, [1], { t: [0, 1] })).toThrow(/expected a value of the parameter k/);
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1] }).at(-0.5)).toThrow(/at: expected a time from 0 to 1, got -0.5/);
  });
});

test('orders follow from the options of each call, whatever the call before asked for', () => {
  const field = system({ x: 'v', v: '-x' });
  const orders = [
    {},
    { tolerance: 1e-9 },
    { tolerance: 1e-9, stepControl: 'radius' },
    { tolerance: 1e-9, stepControl: 'damped' },
    { tolerance: 1e-9, stepControl: 'damped', step: 0.5 },
    { tolerance: 1e-9, order: 14 },
    { tolerance: 1e-12, stepControl: 'radius' },
  ].map((options) => integrate(field, [1, 0], { t: [0, 1], ...(options as object) }).order);
  // p = ⌈1 − ln(tolerance)/2⌉ for radius and given steps, six more for balanced up to 20, ten more and even for damped
  expect(orders).toEqual([20, 18, 12, 22, 12, 14, 15]);
});

test.each(['wasm', 'interpreter'] as const)(
  'an orbit ends where the sign or the whole part of something has no value any more: %s',
  (kernel) => {
    for (const side of [
      'sign(sqrt(1 - t) + 1)',
      'sign(exp(sqrt(1 - t)))',
      'sign((x + 2)*exp(sqrt(1 - t)))',
      'sign((x + 2)*exp(log(1 - t)))',
      'sign((x + 2)*sqrt(1 - t))',
      'floor(asin(t) + 9)',
      'floor(log(1 - t) + 100)',
      't > sqrt(1 - t) + 2 ? 1 : 0',
    ]) {
      const { status, reached, message } = integrate(system({ x: side }, { time: 't' }), [0], { t: [0, 2], kernel });
      expect(status, side).toBe('notFinite');
      expect(Math.abs(reached - 1), side).toBeLessThan(2e-6);
      expect(message, side).toContain("x' is not finite there");
    }
    // what events look for may have no value
    const { status, events } = integrate({ x: '1' }, [0], {
      t: [0, 2],
      events: [{ when: 'abs(sqrt(1 - x) + 1) - 1.5' }],
      kernel,
    });
    expect([status, events.map(({ t }) => t)]).toEqual(['complete', [0.75]]);
  },
);
