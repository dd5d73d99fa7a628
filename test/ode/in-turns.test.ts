import { expect, test } from 'vitest';
import type { SystemSource } from '../../src/formula/source.js';
import { integrate, stream, system } from '../../src/index.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import type { StreamPoint } from '../../src/ode/report.js';

// What one call remembers is of no concern to the next one.

/** What there is to see of an orbit. */
function seen(source: SystemSource, initial: readonly number[], options: IntegrateOptions): unknown {
  const orbit = integrate(source, initial, options);
  const { status, order, steps, t, states, end, events, flowJacobian } = orbit;
  return { status, order, steps, t, states, end, events, flowJacobian, between: orbit.at(orbit.reached / 3) };
}

const manners: readonly Omit<IntegrateOptions, 't'>[] = [
  {},
  { tolerance: 1e-8 },
  { order: 12 },
  { order: 12, tolerance: 1e-8 },
  { stepControl: 'radius' },
  { stepControl: 'terms', tolerance: 1e-8 },
  { stepControl: 'damped' },
  { stepControl: 'damped', order: 16 },
  { stepControl: 'damped', tolerance: 1e-8 },
  { step: 0.25 },
  { step: 0.25, order: 8 },
  { step: () => 0.2 },
  { maxStep: 0.5, highAccuracy: false },
  { variational: true },
  { events: [{ when: 'x - 0.5', direction: 'falling' }] },
  { events: [{ when: (x: number) => x - 0.25, stop: true }], variational: true },
];

test('an orbit does not depend on the options of the call before', () => {
  const pendulum = { x: 'v', v: '-sin(x)' };
  const spans = [
    [0, 2],
    [0, -1, -2],
  ];
  const calls = spans.flatMap((t) => manners.map((manner): IntegrateOptions => ({ ...manner, t })));
  // equations of its own for each one: nothing is known of these
  const alone = calls.map((options) => seen(system(pendulum), [1, 0], options));
  for (const before of calls) {
    for (const [i, options] of calls.entries()) {
      integrate(pendulum, [1.5, 0], before);
      expect(seen(pendulum, [1, 0], options)).toEqual(alone[i]);
    }
  }
});

test('options that are refused are refused again, whatever was asked for in between', () => {
  const refused = [{ tolerance: 2 }, { order: 1 }, { stepControl: 'damped', order: 9 }, { tolerence: 1e-8 }] as Omit<
    IntegrateOptions,
    't'
  >[];
  for (const manner of manners) {
    for (const bad of refused) {
      integrate({ x: '-x' }, [1], { ...(manner.events ? {} : manner), t: [0, 1] });
      expect(() => integrate({ x: '-x' }, [1], { ...bad, t: [0, 1] })).toThrow('integrate: expected');
    }
  }
});

test('defaults of parameters are those of each system, although others have the same texts', () => {
  const fall = { x: 'v', v: '-g*x - k*v' };
  const given = [
    { g: 1, k: 0 },
    { g: 2, k: 0.25 },
    { k: 0.25, g: 2 },
  ];
  const systems = given.map((parameters) => system(fall, { parameters }));
  for (const round of [0, 1]) {
    for (const [i, parameters] of given.entries()) {
      const explicit = seen(system(fall, { parameters: ['g', 'k'] }), [1, 0], { t: [0, 1], parameters });
      expect(seen(systems[i]!, [1, 0], { t: [0, 1] }), `round ${round}`).toEqual(explicit);
      integrate(systems[i]!, [1, 0], { t: [0, 1], parameters: { g: 9 } });
    }
  }
});

test('equations that a caller changes between two calls are others, and so is an order of states', () => {
  const changing: Record<string, string> = { x: 'v', v: '-x' };
  const say = (): readonly number[] =>
    integrate(
      changing,
      Object.keys(changing).map((name) => Number(name === 'x')),
      { t: [0, 1] },
    ).end;
  expect(say()).toEqual(integrate(system({ x: 'v', v: '-x' }), [1, 0], { t: [0, 1] }).end);
  changing['v'] = '-4*x';
  expect(say()).toEqual(integrate(system({ x: 'v', v: '-4*x' }), [1, 0], { t: [0, 1] }).end);
  delete changing['x'];
  changing['x'] = 'v';
  expect(say()).toEqual(integrate(system({ v: '-4*x', x: 'v' }), [0, 1], { t: [0, 1] }).end);
  changing['y'] = 'x';
  expect(say()).toHaveLength(3);
});

test('orbits that are made while another one of the same system is on its way leave it alone', () => {
  const pendulum = system({ x: 'v', v: '-sin(x)' });
  for (const manner of manners) {
    const options = { ...manner, t: [0, 6] };
    const alone = seen(pendulum, [1, 0], options);
    let inner = 0;
    const onProgress = (): void => {
      for (const other of manners) inner += integrate(pendulum, [0.5, 1], { ...other, t: [0, -1] }).steps;
    };
    // told of step by step, a way has the same steps
    expect(seen(pendulum, [1, 0], { ...options, onProgress })).toEqual(alone);
    expect(inner).toBeGreaterThan(manners.length);
  }
});

test('streams that are asked for points in turns give those that each gives alone', () => {
  const pendulum = { x: 'v', v: '-sin(x)' };
  const t = Array.from({ length: 12 }, (_, k) => k / 2);
  const start = (manner: Omit<IntegrateOptions, 't'>): Iterator<StreamPoint> & Iterable<StreamPoint> =>
    stream(pendulum, [1, 0], { ...manner, t });
  const alone = manners.map((manner) => [...start(manner)]);
  const streams = manners.map(start);
  const points: unknown[][] = manners.map(() => []);
  for (const _ of t) {
    for (const [i, own] of streams.entries()) {
      const { done, value } = own.next();
      if (done !== true) points[i]!.push(value);
    }
  }
  expect(points).toEqual(alone);
});
