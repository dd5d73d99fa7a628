import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';
import { distance } from './distance.js';

describe('events of a flow map', () => {
  test('have their formulas in any of the ways in which formulas come', () => {
    const spring = system({ x: 'v', v: '-k*x' }, { parameters: { k: 1 } });
    const [expected, ...others] = ['x - k/2', (x: number, k: number) => x - k / 2, formula('x - k/2')].map((when) => {
      const { status, map, events } = flowMap(spring, [1, 0], {
        t: [0, 9],
        order: 2,
        variables: ['x', 'k'],
        events: [{ when, stop: true }],
      });
      expect(status).toBe('event');
      return JSON.stringify([map, events[0]!.time]);
    });
    for (const other of others) expect(other).toBe(expected);
  });

  test('of an oscillator: time and place of a quarter turn are those of closed form', () => {
    // x = A cos(w t) + B/w sin(w t) is zero at t = (π/2 + atan(B/(w A)))/w, with v = −√(B² + w² A²)
    const { status, map, events, t } = flowMap(system({ x: 'v', v: '-w^2*x' }, { parameters: { w: 1.25 } }), [2, 0.5], {
      t: [0, 20],
      order: 5,
      variables: ['x', 'v', 'w'],
      events: [{ when: 'x', stop: true }],
    });
    expect(status).toBe('event');
    const [a, b, w] = variables([2, 0.5, 1.25], { order: 5, names: ['x', 'v', 'w'] }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const time = b
      .div(w.mul(a))
      .atan()
      .add(Math.PI / 2)
      .div(w);
    expect(distance(events[0]!.time, time)).toBeLessThan(2e-15);
    expect(distance(map[1]!, b.sqr().add(w.sqr().mul(a.sqr())).sqrt().neg())).toBeLessThan(2e-15);
    expect(Math.max(...map[0]!.coefficients.map(Math.abs))).toBeLessThan(2e-15);
    expect(Math.abs(t - time.coefficient([0, 0, 0]))).toBeLessThan(1e-15);
  });

  test('of a bouncing ball: three bounces with restitution e, and the state after them, to degree 4', () => {
    // from height h at rest: first bounce at √(2h/g), each next one after 2 v/g, speeds e^k √(2 g h)
    const ball = system({ x: 'v', v: '-g' }, { parameters: { g: 9.8, e: 0.8 } });
    const names = ['x', 'g', 'e', 't0'];
    const { events, map } = flowMap(ball, [1, 0], {
      t: [0.5, 2.5],
      order: 4,
      variables: names,
      events: [{ when: 'x', direction: 'falling', jump: { v: '-e*v' } }],
    });
    expect(events.length).toBe(3);
    const [h, g, e, from] = variables([1, 9.8, 0.8, 0.5], { order: 4, names }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const speed = h.mul(g).mul(2).sqrt();
    const pause = (k: number): SeriesN<number> => e.pow(k).mul(speed).mul(2).div(g);
    const bounces = [from.add(speed.div(g))];
    for (const k of [1, 2]) bounces.push(bounces[k - 1]!.add(pause(k)));
    for (const [k, bounce] of bounces.entries()) expect(distance(events[k]!.time, bounce)).toBeLessThan(3e-14);
    // after the third: v = e³·speed − g·(t − bounce)
    const since = bounces[2]!.neg().add(2.5);
    const lift = e.pow(3).mul(speed);
    expect(distance(map[1]!, lift.sub(g.mul(since)))).toBeLessThan(1e-13);
    expect(distance(map[0]!, lift.mul(since).sub(g.mul(since.sqr()).div(2)))).toBeLessThan(1e-13);
  });

  test('on a section that moves with the time and a parameter, and a jump that depends on both', () => {
    // x = x0 + t meets a + t/2 at t = 2(a − x0); there x becomes x·t + a
    const { events, map } = flowMap(system({ x: '1' }, { parameters: ['a'] }), [0.25], {
      t: [0, 3],
      order: 3,
      variables: ['x', 'a'],
      parameters: { a: 1 },
      events: [{ when: 'x - a - t/2', jump: { x: 'x*t + a + 10' } }],
    });
    const [x, a] = variables([0.25, 1], { order: 3, names: ['x', 'a'] }) as [SeriesN<number>, SeriesN<number>];
    const time = a.sub(x).mul(2);
    expect(distance(events[0]!.time, time)).toBeLessThan(1e-15);
    const after = x.add(time).mul(time).add(a).add(10);
    expect(distance(map[0]!, after.add(time.neg().add(3)))).toBeLessThan(5e-15);
  });

  test('of two balls that hit the floor at the same time: each bounces as if it were alone', () => {
    const balls = system({ x: 'v', v: '-g', y: 'w', w: '-g' }, { parameters: { g: 9.8 } });
    const { status, map, events } = flowMap(balls, [1, 0, 1, 0], {
      t: [0, 0.8],
      order: 3,
      events: [
        { when: 'x', direction: 'falling', jump: { v: '-0.8*v' } },
        { when: 'y', direction: 'falling', jump: { w: '-0.5*w' } },
      ],
    });
    expect(status).toBe('complete');
    expect(events.map(({ event }) => event)).toEqual([0, 1]);
    for (const [i, restitution] of [0.8, 0.5].entries()) {
      const alone = flowMap(system({ x: 'v', v: '-g' }, { parameters: { g: 9.8 } }), [1, 0], {
        t: [0, 0.8],
        order: 3,
        events: [{ when: 'x', direction: 'falling', jump: { v: `-${restitution}*v` } }],
      });
      for (const s of [0, 1]) {
        const pair = map[2 * i + s]!;
        for (const exponents of [
          [0, 0],
          [1, 0],
          [0, 1],
          [2, 0],
          [1, 1],
          [1, 2],
          [0, 3],
        ]) {
          const within = i === 0 ? [...exponents, 0, 0] : [0, 0, ...exponents];
          expect(Math.abs(pair.coefficient(within) - alone.map[s]!.coefficient(exponents))).toBeLessThan(2e-12);
        }
        expect(pair.coefficient([1, 0, 0, 1])).toBe(0);
      }
    }
  });

  test('that do not commute, at the same time, make a corner: a status', () => {
    const into = flowMap({ x: 'u', y: 'v', u: '0', v: '0' }, [-1, -1, 1, 1], {
      t: [0, 2],
      order: 1,
      // walls of which each turns what the other has left
      events: [
        { when: 'x', direction: 'rising', jump: { u: '-u', v: '2*v' } },
        { when: 'y', direction: 'rising', jump: { v: '-v', u: 'u + v' } },
      ],
    });
    expect(into.status).toBe('corner');
    expect(into.t).toBe(1);
    expect(into.message).toContain('depends on which of them neighbors meet first');
    const stop = flowMap({ x: '1', y: '1' }, [-1, -1], {
      t: [0, 2],
      order: 1,
      events: [
        { when: 'x', stop: true },
        { when: 'y', jump: { y: '0*y - 9' } },
      ],
    });
    expect(stop.status).toBe('corner');
  });

  test('on whose section a jump lands are not met again at once: a ball in a round room', () => {
    // rounding leaves the function of the wall this side of zero or that
    const fall = { x: 'u', y: 'v', u: '0', v: '-1/10' };
    const events = [{ when: 'x^2 + y^2 - 1', jump: { u: 'u - 2*(x*u + y*v)*x', v: 'v - 2*(x*u + y*v)*y' } }];
    for (const i of [2, 21, 51, 55, 82]) {
      const speed = 0.3 + 0.6 * ((i * 0.618) % 1);
      const start = [0.1, 0.2, Math.cos(0.7 * i) * speed, Math.sin(0.7 * i) * speed];
      const bounces = flowMap(fall, start, { t: [0, 12], order: 1, events }).events;
      const plain = integrate(fall, start, { t: [0, 12], events }).events;
      expect(bounces.length).toBe(plain.length);
      for (const [k, { t }] of plain.entries())
        expect(Math.abs(bounces[k]!.time.coefficient([0, 0, 0, 0]) - t)).toBeLessThan(1e-9);
    }
  });

  test('met at no speed have no derivatives: a status', () => {
    const { status, message } = flowMap({ x: '1' }, [-1], { t: [0, 2], order: 2, events: [{ when: 'x^3' }] });
    expect(status).toBe('tangent');
    expect(message).toContain('its time has no derivatives');
  });

  test('backward in time', () => {
    const { events, status } = flowMap({ x: 'v', v: '-1' }, [1, 0], {
      t: [0, -9],
      order: 3,
      events: [{ when: 'x', stop: true }],
    });
    expect(status).toBe('event');
    const [x, v] = variables([1, 0], { order: 3, names: ['x', 'v'] }) as [SeriesN<number>, SeriesN<number>];
    expect(distance(events[0]!.time, v.sub(v.sqr().add(x.mul(2)).sqrt()))).toBeLessThan(2e-15);
  });
});
