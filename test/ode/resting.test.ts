import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import type { EventSpec } from '../../src/ode/events.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';
import { distance } from './distance.js';
import { friction, near } from './friction.js';

// v′ = s − sign v with s = t/2: from v = −1/2 friction stops what moves at t = √6 − 2, and lets it go at t = 2
const pulled = system({ v: 's - sign(v)', s: '0.5' });
const held = Math.sqrt(6) - 2;

describe('formulas that come to zero and stay there', () => {
  test.each(['wasm', 'interpreter'] as const)(
    'have their event where they come there, and none where they go on (%s)',
    (kernel) => {
      const events = [{ when: 'v' }, { when: '-3*v' }, { when: '2*v + v^3' }, { when: 'v', direction: 'falling' }] as const;
      const orbit = integrate(pulled, [-0.5, 0], { t: [0, 4], kernel, events });
      expect(orbit.status).toBe('complete');
      near(orbit.end[0]!, 1);
      expect(orbit.events.map(({ event, direction, kind }) => [event, direction, kind])).toEqual([
        [0, 1, 'crossing'],
        [1, -1, 'crossing'],
        [2, 1, 'crossing'],
      ]);
      for (const { t } of orbit.events) near(t, held, 1e-15);
    },
  );

  test('count once a swing, whatever rounding leaves of the speed that friction holds', () => {
    for (let i = 0; i < 50; i++) {
      const from = 0.7 + 0.0413 * i;
      // each swing ends 0.6 lower, and the first one that ends below 0.3 is the last
      const swings = Math.ceil((from - 0.3) / 0.6);
      const { events, status } = integrate(friction, [from, 0], { t: [0, 30], events: [{ when: 'v' }] });
      expect(status).toBe('complete');
      expect(events.map(({ direction }) => direction)).toEqual(Array.from({ length: swings }, (_, k) => (k % 2 === 0 ? 1 : -1)));
      for (const [k, { t }] of events.entries()) near(t, (k + 1) * Math.PI, 5e-14);
    }
  });

  test('are max(x, 0), x + |x| and what else has a part that is nothing', () => {
    const events = ['max(x, 0)', 'x + abs(x)', 'max(x, 0)*v', 'x - min(x, 0)'].map((when) => ({ when }));
    for (const direction of [1, -1]) {
      const orbit = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, direction * 5], events });
      const met = orbit.events.filter(({ t }) => Math.abs(t - (direction * Math.PI) / 2) < 1e-14);
      // max(x, 0)·v comes to zero from below in the time in which x falls
      expect(met.map(({ event, direction }) => [event, direction])).toEqual(
        [0, 1, 2, 3].map((i) => [i, i === 2 ? 1 : -direction]),
      );
      expect(orbit.events.length).toBe(4);
    }
  });

  test('end an orbit or change it there, alone and in an ensemble, with the same bits', async () => {
    const jumps: readonly EventSpec[] = [
      { when: 'v', stop: true },
      { when: 'v', jump: { s: 's + 2' } },
      { when: 'v', jump: { v: 'v' } },
    ];
    for (const [i, event] of jumps.entries()) {
      const options = { t: [0, 4], events: [event] };
      const orbit = integrate(pulled, [-0.5, 0], { ...options, highAccuracy: false });
      expect(orbit.events.length).toBe(1);
      near(orbit.events[0]!.t, held, 1e-15);
      expect(orbit.status).toBe(i === 0 ? 'event' : 'complete');
      // with s + 2 it goes on at once: v = τ (s₀ + 1) + τ²/4 with τ = t − held, s₀ = held/2
      const tau = 4 - held;
      near(orbit.end[0]!, [0, tau * (held / 2 + 1) + (tau * tau) / 4, 1][i]!);
      const swarm = await ensemble(pulled, [[-0.5, 0]], { ...options, workers: 0 });
      expect([swarm.end(0), swarm.events(0)]).toEqual([orbit.end, orbit.events]);
    }
  });

  test('do so for the neighbors, too, each at its own time', () => {
    const { map, events, status } = flowMap(pulled, [-0.5, 0], {
      t: [0, 1],
      order: 4,
      variables: ['v'],
      events: [{ when: 'v' }],
    });
    expect(status).toBe('complete');
    const [v] = variables([-0.5], { order: 4, names: ['v'] }) as [SeriesN<number>];
    // v + t + t²/4 = 0
    expect(distance(events[0]!.time, v.neg().add(1).sqrt().mul(2).sub(2))).toBeLessThan(1e-14);
    expect(events.length).toBe(1);
    expect(Math.max(...map[0]!.coefficients.map(Math.abs))).toBeLessThan(1e-15);
  });
});
