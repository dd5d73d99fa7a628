import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { FlowMap } from '../../src/ode/flow.js';
import { type FlowEvent, flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';
import { distance } from './distance.js';

/** The coefficients of degree 1, as a matrix. */
function jacobianOf(map: readonly SeriesN<number>[]): number[][] {
  return map.map((series) => map.map((_, j) => series.coefficient(map.map((_, k) => Number(k === j)))));
}

describe('a flow map through pieces', () => {
  const impact: readonly FlowEvent[] = [{ when: 'x', direction: 'falling', jump: { v: '-0.8*v' } }];

  // what integrate finds by saltation, and the second degree by differences of that
  test.each([
    ['a spring with a kink', { x: 'v', v: '-x - abs(x)/2' }, [1, 0.2], [0, 10]],
    ['dry friction', { x: 'v', v: '-x - 0.1*sign(v)' }, [1.05, 0.2], [0, 6]],
    ['dry friction backward', { x: 'v', v: '-x - 0.1*sign(v)' }, [1.05, 0.2], [6, 0]],
    ['friction that holds in the end', { x: 'v', v: '-x - 0.3*sign(v)' }, [1.05, 0.2], [0, 12]],
    ['a slide that ends', { x: '1', y: '-sign(y) + x/2' }, [0, 0.7], [0, 4]],
    ['stairs', { x: 'v', v: 'floor(3*x) - x' }, [0.1, 0.2], [0, 2]],
    ['a kink and an impact', { x: 'v', v: '-1 - abs(v)/10' }, [1, 0.2], [0, 3], impact],
    ['an angle that starts anew', { a: 'atan2(v, x)', x: 'v', v: '-x' }, [0, 1, 0.2], [0, 20]],
  ] as const)('%s has the derivatives of integrate', (_, field, initial, t, events: readonly FlowEvent[] = []) => {
    const options = { t, events, variational: true };
    const { status, map, end } = flowMap(field, initial, { t, order: 2, events });
    const orbit = integrate(field, initial, options);
    expect(status).toBe('complete');
    for (const [i, x] of orbit.end.entries()) expect(Math.abs(end[i]! - x)).toBeLessThan(1e-14);
    const exact = orbit.flowJacobian!.flat();
    for (const [k, slope] of jacobianOf(map).flat().entries()) expect(Math.abs(slope - exact[k]!)).toBeLessThan(1e-14);
    const h = 1e-5;
    for (const k of initial.keys()) {
      const [up, down] = [h, -h].map((by) => {
        const moved = initial.map((x, i) => (i === k ? x + by : x));
        return integrate(field, moved, options).flowJacobian!;
      });
      for (const [i, series] of map.entries()) {
        for (const j of initial.keys()) {
          const second = (up![i]![j]! - down![i]![j]!) / (2 * h);
          const exponents = initial.map((_, l) => Number(l === j) + Number(l === k));
          expect(Math.abs(series.derivativeAt(exponents) - second)).toBeLessThan(1e-8);
        }
      }
    }
  });

  test('of friction is the closed solution in state, friction and final time to degree 3', () => {
    // until it turns at t = atan(v0/(x0 + m)), the center of the oscillation is −m, from there on m
    const field = system({ x: 'v', v: '-x - m*sign(v)' }, { parameters: { m: 0.1 } });
    const names = ['x', 'v', 'm', 't1'];
    const { map } = flowMap(field, [1, 0.5], { t: [0, 2], order: 3, variables: names });
    const [x, v, m, t] = variables([1, 0.5, 0.1, 2], { order: 3, names }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const swing = x.add(m).sqr().add(v.sqr()).sqrt();
    const turned = v.div(x.add(m)).atan();
    const amplitude = swing.sub(m.mul(2));
    const phase = t.sub(turned);
    expect(distance(map[0]!, amplitude.mul(phase.cos()).add(m))).toBeLessThan(1e-14);
    expect(distance(map[1]!, amplitude.mul(phase.sin()).neg())).toBeLessThan(1e-14);
  });

  test('on the way and from its archive is the same, by the piece at hand', () => {
    const field = { x: 'v', v: '-x - 0.3*sign(v)' };
    const flow = flowMap(field, [1.05, 0.2], { t: [0, 12], order: 2, variables: ['x', 'v', 't1'] });
    for (const time of [0.1, 1, 3.5, 11]) {
      const shorter = flowMap(field, [1.05, 0.2], { t: [0, time], order: 2, variables: ['x', 'v', 't1'] });
      const here = flow.at(time);
      for (const [i, series] of here.entries()) expect(distance(series, shorter.map[i]!)).toBeLessThan(1e-13);
      for (const again of [FlowMap.fromJSON(JSON.parse(JSON.stringify(flow))), FlowMap.fromBytes(flow.toBytes())])
        expect(again.at(time).map(({ coefficients }) => coefficients)).toEqual(here.map(({ coefficients }) => coefficients));
    }
  });

  test('that neighbors come to in one sequence or another has no derivatives: a status', () => {
    const corner = flowMap({ x: '1 + sign(y)/2', y: '1 + sign(x)/2' }, [-1, -1], { t: [0, 4], order: 1 });
    expect(corner.status).toBe('corner');
    expect(corner.t).toBeCloseTo(2, 14);
    // a surface that is passed at no speed
    const flat = flowMap({ x: '1', y: 'sign(x^3 + x^5)' }, [-1, 0], { t: [0, 4], order: 1 });
    expect(flat.status).toBe('tangent');
    expect(flat.t).toBeCloseTo(1, 4);
    const trap = { x: '0.5 - 2*sign(x)*(2 + sign(y))', y: '0.3 - 2*sign(y)*(2 + sign(z))', z: '0.1 - 2*sign(z)*(2 + sign(x))' };
    expect(flowMap(trap, [0, 0, 0], { t: [0, 1], order: 1 }).status).toBe('stuck');
  });
});

describe('a flow map through events', () => {
  test('finds those that no polynomial shows, and angles where they start anew are none', () => {
    const field = { x: 'v', v: '-x' };
    for (const t of [
      [0, 20],
      [20, 0],
    ] as const) {
      const run = (when: string) => flowMap(field, [1, 0.2], { t, order: 2, events: [{ when, jump: { v: '0.9*v' } }] });
      const [steep, plain] = [run('tanh(1000*x)'), run('x')];
      expect(steep.events.length).toBe(plain.events.length);
      expect(steep.events.length).toBeGreaterThan(5);
      for (const [i, series] of steep.map.entries()) expect(distance(series, plain.map[i]!)).toBeLessThan(1e-13);
    }
    // in the last step, seen only from its end
    expect(flowMap(field, [1, 0], { t: [0, 1.6], order: 1, events: [{ when: 'tanh(1000*x)' }] }).events.length).toBe(1);
    // clockwise from the angle 0, which is 3 at t = 2π − 3
    const { events } = flowMap(field, [1, 0], { t: [0, 20], order: 1, events: [{ when: 'atan2(v, x) - 3' }] });
    expect(events.length).toBe(3);
    for (const [k, { time }] of events.entries())
      expect(Math.abs(time.coefficient([0, 0]) - (2 * k * Math.PI + 2 * Math.PI - 3))).toBeLessThan(1e-13);
  });

  test('that change parameters: a thermostat, in closed form', () => {
    // heats toward p = 25 until 22, cools toward 10 until 18
    const field = system({ T: 'p - T' }, { parameters: { p: 10 } });
    const events = [
      { when: 'T - 18', direction: 'falling', jump: { p: '25' } },
      { when: 'T - 22', direction: 'rising', jump: { p: '10' } },
    ] as const;
    const { map, events: found } = flowMap(field, [20], { t: [0, 3], order: 3, variables: ['T', 'p'], events });
    const [T, p] = variables([20, 10], { order: 3, names: ['T', 'p'] }) as [SeriesN<number>, SeriesN<number>];
    const heating = Math.log(7 / 3);
    const cooling = Math.log(12 / 8);
    const first = T.sub(p).div(p.neg().add(18)).log();
    // five switches: on, off, on, off, on
    const last = first.add(2 * (heating + cooling));
    expect(found.length).toBe(5);
    expect(distance(found[4]!.time, last)).toBeLessThan(1e-13);
    expect(distance(map[0]!, last.sub(3).exp().mul(-7).add(25))).toBeLessThan(1e-13);
    expect(map[1]!.coefficients.map(Number)).toEqual(map[1]!.coefficients.map((_, i) => (i === 0 ? 25 : 0)));
  });

  test('that change parameters by the state, which are states then', () => {
    const events = [{ when: 'x', direction: 'falling', jump: { v: '-e*v', e: '0.9*e + v/100' } }] as const;
    const options = { t: [0, 5], order: 3, variables: ['x', 'e', 'g', 'v', 't0', 't1'], events } as const;
    const parameter = flowMap(system({ x: 'v', v: '-g' }, { parameters: { g: 1, e: 0.8 } }), [1, 0.1], options);
    const state = flowMap(system({ x: 'v', v: '-g', e: '0' }, { parameters: { g: 1 } }), [1, 0.1, 0.8], options);
    expect(parameter.events.length).toBe(2);
    expect(parameter.map.map(({ coefficients }) => coefficients)).toEqual(state.map.map(({ coefficients }) => coefficients));
    expect(FlowMap.fromBytes(parameter.toBytes()).at(2).map(String)).toEqual(parameter.at(2).map(String));
  });
});
