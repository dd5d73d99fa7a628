import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { kepler, lorenz as lorenzProblem } from '../../src/problems.js';
import { systems } from '../problems/orbits.js';

const { oscillator, lorenz } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

describe('events along an orbit', () => {
  test.each(['wasm', 'interpreter'] as const)('every zero of cos t is found to rounding, with its sense (%s)', (kernel) => {
    const { events, status } = integrate(oscillator!, [1, 0], { t: [0, 100], events: [{ when: 'x' }], kernel });
    expect(status).toBe('complete');
    expect(events).toHaveLength(32);
    for (const [k, { t, state, direction, event }] of events.entries()) {
      const truth = (k + 0.5) * Math.PI;
      expect(Math.abs(t - truth)).toBeLessThan(4e-15 * Math.max(1, truth));
      expect(Math.abs(state[0]!)).toBeLessThan(5e-15);
      expect([event, direction]).toEqual([0, k % 2 === 0 ? -1 : 1]);
    }
  });

  test('direction is one of time, forward and backward', () => {
    const when = [{ when: 'x', direction: 'rising' as const }];
    const forward = integrate(oscillator!, [1, 0], { t: [0, 10], events: when }).events;
    expect(forward.map(({ t }) => t / Math.PI).map((x) => Math.round(x * 2))).toEqual([3]);
    const backward = integrate(oscillator!, [1, 0], { t: [0, -10], events: when }).events;
    expect(backward.map(({ t }) => Math.round((t / Math.PI) * 2))).toEqual([-1, -5]);
  });

  test('two zeros in one step, and one in the last step', () => {
    // x = t² has x = 1/4 ± …: the parabola takes one step, in which (x − 1/4)(x − 1) has both its roots
    const { events, steps } = integrate({ x: '2*t' }, [0], { t: [0, 1.5], events: [{ when: '(x - 1/4)*(x - 1)' }] });
    expect(steps).toBe(1);
    expect(events.map(({ t }) => t)).toEqual([0.5, 1]);
  });

  test('a component called t is no time, and may stand in events, costs and jumps', () => {
    const clock = system({ x: '-x', t: '2' });
    const halt = integrate(clock, [1, 0], { t: [0, 5], events: [{ when: 't - 3', stop: true, jump: { x: 'x + t' } }] });
    expect(halt.events[0]!.t).toBeCloseTo(1.5, 15);
    expect(halt.end[0]).toBeCloseTo(Math.exp(-1.5) + 3, 14);
    const { value, initial } = adjoint(clock, [1, 0], { t: [0, 1], final: 'x*t', running: 't' });
    expect(value).toBeCloseTo(2 / Math.E + 1, 14);
    expect(initial[1]).toBeCloseTo(1 / Math.E + 1, 14);
  });

  test('several events, in order of time, each under its own number', () => {
    const { events } = integrate(oscillator!, [1, 0], { t: [0, 6], events: [{ when: 'x' }, { when: 'v' }, { when: 't - 2' }] });
    expect(events.map(({ event }) => event)).toEqual([0, 2, 1, 0]);
    expect(events[1]!.t).toBeCloseTo(2, 15);
  });

  test('parameters and time enter a formula though the field has neither', () => {
    const decay = system({ x: '-x' }, { parameters: { level: '1/2' } });
    const at = (parameters: Record<string, number>): number[] =>
      integrate(decay, [1], { t: [0, 3], events: [{ when: 'x - level + 0*t' }], parameters }).events.map(({ t }) => t);
    expect(at({})[0]).toBeCloseTo(Math.LN2, 14);
    expect(at({ level: 0.25 })[0]).toBeCloseTo(2 * Math.LN2, 14);
  });

  test('a zero at the start is no event, forward and backward; one that is met at the end is', () => {
    for (const end of [1, -1])
      expect(integrate(oscillator!, [0, 1], { t: [0, end], events: [{ when: 'x' }] }).events).toEqual([]);
    const { events } = integrate({ x: '1' }, [-1], { t: [0, 1], events: [{ when: 'x' }] });
    expect(events.map(({ t, direction }) => [t, direction])).toEqual([[1, 1]]);
    // the state ends at −5.6e-17, which rounding does not tell from zero
    const rounded = integrate({ x: '1' }, [-0.1 - 0.2], { t: [0, 0.3], events: [{ when: 'x' }] }).events;
    expect(rounded.map(({ t, direction }) => [t, direction])).toEqual([[0.3, 1]]);
  });

  test('a zero between two steps is found once, however the values there are rounded', () => {
    // fixed steps of 1/8 meet every zero of t − k/8 at their ends; the formulas round differently
    for (const when of ['t - 0.5', 't^2 - 1/4', '(t - 1/2)*(t + 7)', '3*t - 1.5', 'sin(4*pi*t)*cos(t/2)/9', 'x - 0.5']) {
      for (const t of [
        [0.05, 0.55],
        [0.125, 0.875],
        [1 - 0.125, 0.125],
      ] as const) {
        const field = { x: '1' };
        const { events } = integrate(field, [t[0]], { t: [...t], step: 0.125, events: [{ when }] });
        const expected = when.startsWith('sin')
          ? [0.25, 0.5, 0.75].filter((z) => z > Math.min(...t) && z < Math.max(...t))
          : [0.5];
        const inside = events.map((e) => e.t).filter((z) => z < Math.max(...t) - 1e-12 && z > Math.min(...t) + 1e-12);
        expect(inside.map((z) => Math.round(z * 1e12) / 1e12).sort(), `${when} over ${t}`).toEqual(expected);
        for (const { kind } of events) expect(kind).toBe('crossing');
      }
    }
  });

  test('one that stops an orbit is at its end, to the last bit of time and state, with and without compensation', () => {
    for (let i = 0; i < 60; i++) {
      const { equations, initial } = [lorenzProblem, kepler][i % 2]!;
      const when = `${i % 4 < 2 ? 'x' : 'y'} - ${Math.sin(i) / 3}`;
      const given = { t: [0, 40], events: [{ when, stop: true }], highAccuracy: i % 3 > 0 };
      const { status, events, end, reached } = integrate(equations, initial, given);
      if (status !== 'event') continue;
      expect([events.at(-1)!.t, ...events.at(-1)!.state]).toEqual([reached, ...end]);
    }
  });

  test('touching, nearly touching and crossing flatly', () => {
    const along = (when: string): unknown[] =>
      integrate({ x: '1' }, [0], { t: [0, 3], step: 0.7, events: [{ when }] }).events.map(({ kind, direction, t }) => [
        kind,
        direction,
        Math.round(t * 1e4) / 1e4,
      ]);
    expect(along('(x - 1)^2')).toEqual([['grazing', 0, 1]]);
    expect(along('(x - 1)^2*(x - 2)')).toEqual([
      ['grazing', 0, 1],
      ['crossing', 1, 2],
    ]);
    expect(along('(x - 1)^3')).toEqual([['crossing', 1, 1]]);
    expect(along('(x - 1)^2 + 1e-11')).toEqual([]);
    expect(along('(x - 1)^2 - 1e-11')).toEqual([
      ['crossing', -1, 1],
      ['crossing', 1, 1],
    ]);
    // at the end of a step, which is at 0.7
    expect(along('(x - 0.7)^2')).toEqual([['grazing', 0, 0.7]]);
    expect(along('(x - 0.7)^3')).toEqual([['crossing', 1, 0.7]]);
  });

  test('two zeros a millionth apart in one step are two, in each of many steps', () => {
    const { events } = integrate(oscillator!, [1, 0], { t: [0, 60], events: [{ when: 'x - 0.9999999999999' }] });
    // beside each maximum but the first, where the orbit starts
    expect(events).toHaveLength(19);
    for (const [k, { t, direction }] of events.entries()) {
      const maximum = 2 * Math.PI * Math.floor((k + 1) / 2);
      const apart = Math.acos(0.9999999999999);
      expect(direction).toBe(k % 2 === 0 ? -1 : 1);
      expect(Math.abs(t - (k % 2 === 0 ? maximum + apart : maximum - apart))).toBeLessThan(4e-9);
    }
  });

  test('a plain function and a formula say what to look for, too', () => {
    for (const when of [(x: number, t: number) => x - 0.1 * t, formula('x - t/10')]) {
      const [first] = integrate(oscillator!, [1, 0], { t: [0, 2], events: [{ when }] }).events;
      expect(Math.abs(Math.cos(first!.t) - 0.1 * first!.t)).toBeLessThan(1e-15);
    }
  });

  test('times are right to 1e-15, relatively, after 16 000 steps', () => {
    const end = 5000;
    const { events } = integrate({ x: '1' }, [0.3], {
      t: [0, end],
      step: 0.3,
      events: [{ when: 'sin(x)' }],
      dense: false,
      highAccuracy: true,
    });
    expect(events).toHaveLength(Math.floor((end + 0.3) / Math.PI));
    for (const [k, { t }] of events.entries()) {
      const truth = (k + 1) * Math.PI - 0.3;
      expect(Math.abs(t - truth)).toBeLessThan(1e-15 * truth);
    }
  });

  test('a section of Lorenz: z = 27 falling, against the dense output', () => {
    const trajectory = integrate(lorenz!, [15, 15, 36], { t: [0, 20], events: [{ when: 'z - 27', direction: 'falling' }] });
    expect(trajectory.events.length).toBeGreaterThan(20);
    for (const { t, state } of trajectory.events) {
      expect(Math.abs(state[2]! - 27)).toBeLessThan(2e-13);
      expect(Math.abs(trajectory.at(t)[0]! - state[0]!)).toBeLessThan(1e-12);
    }
    // none is missed: the sign of z − 27 changes from + to − this often on a fine grid
    let falls = 0;
    for (let k = 1; k <= 20000; k++) {
      if (trajectory.at((k - 1) / 1000)[2]! > 27 && trajectory.at(k / 1000)[2]! <= 27) falls++;
    }
    expect(trajectory.events).toHaveLength(falls);
  });
});

describe('formulas with poles and ends', () => {
  const field = system({ x: 'v', v: '-x' });
  // x = cos t
  const at = (when: string, t: readonly [number, number] = [0, 20]): readonly number[] =>
    integrate(field, [1, 0], { t, events: [{ when }] }).events.map((event) => event.t);
  const angles = (angle: number): number[] =>
    [0, 1, 2, 3].flatMap((k) => [2 * k * Math.PI - angle, 2 * k * Math.PI + angle]).filter((t) => t > 0 && t < 20);
  const same = (found: readonly number[], expected: readonly number[]): void => {
    expect(found.length).toBe(expected.length);
    for (const [i, t] of found.entries()) expect(Math.abs(t - expected[i]!)).toBeLessThan(4e-15);
  };

  test('have their zeros behind a pole, and no event at it', () => {
    same(
      at('tan(t)'),
      [1, 2, 3, 4, 5, 6].map((k) => k * Math.PI),
    );
    same(
      at('v/x'),
      [1, 2, 3, 4, 5, 6].map((k) => k * Math.PI),
    );
    // at a pole that a step meets exactly, too
    same(at('1/(t - 1) - 3', [0, 2.3]), [4 / 3]);
    same(at('1/(t - 1) - 3', [2.3, 0]), [4 / 3]);
    same(at('1/(t - 1)'), []);
  });

  test('have their zeros where they have values, however long they have had none', () => {
    same(at('sqrt(x) - 1/2'), angles(Math.acos(0.25)));
    same(at('log(x) + 1'), angles(Math.acos(Math.exp(-1))));
    same(at('asin(2*x) - 1/2'), angles(Math.acos(Math.sin(0.5) / 2)));
    same(at('sqrt(-1 - x^2)'), []);
    same(
      at('sqrt(x) - 1/2', [0, -10]).map((t) => -t),
      angles(Math.acos(0.25)).filter((t) => t < 10),
    );
  });

  test('are zero where they have no slope, too', () => {
    same(
      at('cbrt(x)'),
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((k) => k * Math.PI),
    );
  });

  test('are passed where states are rounded, too: in lanes, and without compensated sums', async () => {
    const [w, p] = [16.11561528629871, 1.1697625252082546];
    const field = { x: '1', y: '-2*x*y' };
    const options = { t: [-1, 4], events: [{ when: `exp(-x)*tan(${w}*x + ${p})` }] };
    const start = [-1, Math.exp(-1)];
    const swarm = await ensemble(field, [start, start], { ...options, workers: 0 });
    const alone = integrate(field, start, { ...options, highAccuracy: false });
    expect([swarm.statuses[1], alone.status]).toEqual(['complete', 'complete']);
    for (const events of [swarm.events(1), alone.events]) {
      expect(events.length).toBe(25);
      for (const [k, { t }] of events.entries()) expect(Math.abs(t - ((k - 4) * Math.PI - p) / w)).toBeLessThan(1e-13);
    }
  });

  test('end an orbit, and are found along each of an ensemble, with the same bits', async () => {
    const stop = integrate(field, [0.5, 1], { t: [0, 20], events: [{ when: 'x/v', stop: true }] });
    expect(Math.abs(stop.events[0]!.t - (Math.PI - Math.atan(0.5)))).toBeLessThan(1e-15);
    const starts = [
      [1, 0],
      [0.5, 1],
      [0.3, 0.2],
    ];
    for (const when of ['sqrt(x) - 1/2', 'x/v', 'cbrt(x)']) {
      const options = { t: [0, 20], events: [{ when }] };
      const swarm = await ensemble(field, starts, { ...options, workers: 0 });
      for (const [i, start] of starts.entries())
        expect(swarm.events(i)).toEqual(integrate(field, start, { ...options, highAccuracy: false }).events);
    }
  });
});

describe('formulas that are flat to rounding but for a short time', () => {
  const field = system({ x: 'v', v: '-x' });
  // the zeros of x = cos t, to what a rounding of x moves them
  const zeros = [0.5, 1.5, 2.5].map((k) => k * Math.PI);
  const same = (found: readonly number[], expected: readonly number[]): void => {
    expect(found.length).toBe(expected.length);
    for (const [i, t] of found.entries()) expect(Math.abs(t - expected[i]!)).toBeLessThan(4e-15);
  };

  test.each(['wasm', 'interpreter'] as const)('have all their zeros, though no polynomial shows them (%s)', (kernel) => {
    const at = (when: string, end: number, options: object = {}): number[] =>
      integrate(field, [1, 0], { t: [0, end], events: [{ when }], kernel, ...options }).events.map(({ t }) => t);
    for (const when of [
      'tanh(1000*x)',
      '1e-200*tanh(1000*x)',
      'atan(1e6*x)',
      'atan(1e12*x)',
      'erf(300*x)',
      '1/(1 + exp(-1000*x)) - 1/2',
    ])
      for (const options of [{}, { dense: false }, { step: 0.3 }, { highAccuracy: false }]) same(at(when, 10, options), zeros);
    same(
      at('tanh(1000*x)', -10).map((t) => -t),
      zeros,
    );
    // in the last step
    same(at('tanh(1000*x)', 1.6), zeros.slice(0, 1));
    // exp(−1000 x) = 1/2 at x = log(2)/1000
    const near = Math.acos(Math.log(2) / 1000);
    same(at('exp(-1000*x) - 1/2', 6), [near, 2 * Math.PI - near]);
  });

  test('have them where steps are given up block by block', () => {
    for (const step of [4095, 4096, 4097]) {
      const zero = 0.3 * step - 0.1;
      const options = { t: [0, 1300], step: 0.3, dense: false, events: [{ when: `tanh(1000*(t - ${zero}))` }] };
      same(
        integrate(field, [1, 0], options).events.map(({ t }) => t),
        [zero],
      );
    }
  });

  test('end an orbit or change it there, with the derivative of the flow', () => {
    const stop = integrate(field, [1, 0], { t: [0, 10], events: [{ when: 'tanh(1000*x)', stop: true }] });
    expect(stop.status).toBe('event');
    same([stop.t.at(-1)!], zeros.slice(0, 1));
    const run = (when: string) =>
      integrate(field, [1, 0], { t: [0, 10], events: [{ when, jump: { v: '-v/2' } }], variational: true });
    const [steep, plain] = [run('tanh(1000*x)'), run('x')];
    same(steep.end, plain.end);
    same(steep.flowJacobian!.flat(), plain.flowJacobian!.flat());
    same(steep.at(3.3), plain.at(3.3));
    const options = { t: [0, 10], variational: true, dense: false };
    const [bare, full] = ['tanh(1000*x)', 'x'].map((when) =>
      integrate(field, [1, 0], { ...options, events: [{ when, stop: true }] }),
    );
    same(bare!.flowJacobian!.flat(), full!.flowJacobian!.flat());
  });

  test('are found along each orbit of an ensemble', async () => {
    const options = { t: [0, 10], events: [{ when: 'tanh(1000*x)' }] };
    const swarm = await ensemble(field, [[1, 0]], { ...options, workers: 0 });
    same(
      swarm.events(0).map(({ t }) => t),
      zeros,
    );
  });
});
