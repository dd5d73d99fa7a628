import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { lyapunov } from '../../src/ode/lyapunov.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import { stream } from '../../src/ode/stream.js';
import { Trajectory } from '../../src/ode/trajectory.js';
import { friction, near } from './friction.js';

// x″ = −sign x from (1, 0): four parabolas, of √2 each
const relay = { x: 'v', v: '-sign(x)' };
const period = 4 * Math.SQRT2;

function parabolas(t: number): number {
  const phase = (((t % period) + period) % period) / Math.SQRT2;
  const [u, sign] = phase < 1 ? [phase, 1] : phase < 3 ? [phase - 2, -1] : [phase - 4, 1];
  return sign * (1 - u * u);
}

describe('equations with kinks and jumps', () => {
  test.each(['auto', 'wasm', 'interpreter'] as const)('change at the switch of a relay, forward and backward: %s', (kernel) => {
    for (const direction of [1, -1]) {
      const orbit = integrate(relay, [1, 0], { t: [0, direction * 10 * period], kernel });
      expect(orbit.status).toBe('complete');
      near(orbit.end[0]!, 1);
      near(orbit.end[1]!, 0);
      for (const t of [0.3, 2, 5.1, 10.7, 50]) near(orbit.at(direction * t)[0]!, parabolas(direction * t));
    }
  });

  test('change at the switches of |x|, max, min and conditionals', () => {
    // x − 2 until x = 0 at log 2, then −x − 2
    near(integrate({ x: 'abs(x) - 2' }, [1], { t: [0, 3] }).end[0]!, 2 * Math.exp(Math.LN2 - 3) - 2, 1e-15);
    near(integrate({ x: 'max(x, -x) - 2' }, [1], { t: [0, 3] }).end[0]!, 2 * Math.exp(Math.LN2 - 3) - 2, 1e-15);
    // a spring four times as stiff on one side: half periods π and π/2
    const spring = system((x, v) => [v!, x! > 0 ? -x! : -4 * x!]);
    const orbit = integrate(spring, [1, 0], { t: [0, 15 * Math.PI] });
    near(orbit.end[0]!, 1);
    near(orbit.at(0.75 * Math.PI)[0]!, -0.5);
    const ramp = integrate({ x: 'min(t, 1)' }, [0], { t: [0, 5] });
    near(ramp.end[0]!, 4.5, 1e-15);
    near(ramp.at(0.5)[0]!, 0.125, 1e-15);
  });

  test('in the time, of floor, ceil, round, trunc and sign, are met whenever they come', () => {
    const sums = [
      ['floor(t)', 499500, 10],
      ['ceil(t)', 500500, 6],
      ['round(t)', 500000, 8],
      ['trunc(t)', 499500, 6],
      ['sign(sinpi(t))', 0, 0],
    ] as const;
    for (const [field, forward, backward] of sums) {
      const orbit = integrate({ x: field }, [0], { t: [0, 1000] });
      expect([orbit.status, Math.abs(orbit.end[0]! - forward) < 1e-9]).toEqual(['complete', true]);
      near(integrate({ x: field }, [0], { t: [0, -4] }).end[0]!, backward, 1e-13);
    }
  });

  test('make friction hold what it has brought to rest', () => {
    const orbit = integrate(friction, [5, 0], { t: [0, 100] });
    for (let k = 1; k < 8; k++) near(orbit.at(k * Math.PI)[0]!, (-1) ** k * (5 - 0.6 * k));
    near(orbit.end[0]!, 0.2);
    expect(Math.abs(orbit.end[1]!)).toBeLessThan(1e-15);
    // pushed by 2 sin t, a mass lets go at t = π/6
    const pushed = integrate({ x: 'v', v: '2*sin(t) - sign(v)' }, [0, 0], { t: [0, 2] });
    near(pushed.at(0.5)[1]!, 0, 1e-15);
    near(pushed.at(1)[1]!, Math.sqrt(3) - 2 * Math.cos(1) - (1 - Math.PI / 6), 1e-14);
  });

  test('slide along a surface that both sides lead to (Filippov)', () => {
    // to x = 1, where the fields 1 and −1 hold each other
    const { end, status } = integrate({ x: '1 - 2*step(x - 1)', y: 'x' }, [0, 0], { t: [0, 5] });
    expect([status, end]).toEqual(['complete', [1, 4.5]]);
    // to an edge of stairs, and off it where something else pushes
    expect(integrate({ x: '0.5 - floor(x)' }, [0], { t: [0, 10] }).end).toEqual([1]);
    const pushed = integrate({ x: '0.5 - floor(x) - 2*step(t - 3)' }, [0], { t: [0, 3.25] });
    near(pushed.end[0]!, 1 - 1.5 / 4, 1e-15);
    const freed = integrate({ x: '-sign(x) + (t < 2 ? 0 : 3)' }, [1], { t: [0, 3] });
    near(freed.end[0]!, 2, 1e-15);
    // fields (2, −1) above and (0, 1) below y = 0 mix half and half: along it at speed 1
    const mixed = integrate({ x: '1 + sign(y)', y: '-sign(y)' }, [0, 1], { t: [0, 3] });
    near(mixed.end[0]!, 2 + 2, 1e-14);
    near(mixed.end[1]!, 0, 1e-15);
    // y = x²/2 − t with the same pull: the slide follows a curved surface
    const curved = integrate({ x: '1', y: '-3*sign(y - sin(x))' }, [0, 1], { t: [0, 4] });
    near(curved.end[1]!, Math.sin(4), 1e-14);
  });

  test('at the start are met on the side to which the solution goes', () => {
    near(integrate(relay, [0, 1], { t: [0, 3.5] }).end[0]!, -(1.5 - 1.5 ** 2 / 2), 1e-15);
    near(integrate(relay, [0, -1], { t: [0, 0.5] }).end[0]!, -0.375, 1e-15);
    near(integrate(relay, [0, 1], { t: [0, -1] }).end[0]!, -0.5, 1e-15);
    // where the formula itself has a solution that stays on the edge, it is that one
    expect(integrate({ x: 'sign(x)' }, [0], { t: [0, 1] }).end).toEqual([0]);
    expect(integrate({ x: 'x >= 0 ? 1 : -1' }, [0], { t: [0, 1] }).end).toEqual([1]);
    expect(integrate({ x: 'x > 0 ? 1 : -1' }, [0], { t: [0, 1] }).end).toEqual([-1]);
    expect(integrate({ x: 'abs(y)', y: '0' }, [1, 0], { t: [0, 1] }).end).toEqual([1, 0]);
  });

  test('several at once are sorted out together', () => {
    // the twisting controller comes to rest in finite time, by ever faster switches
    const twisting = integrate({ x: 'v', v: '-sign(x) - 0.5*sign(v)' }, [1, 0], { t: [0, 20] });
    expect(twisting.status).toBe('complete');
    near(twisting.end[0]!, 0, 1e-12);
    near(twisting.end[1]!, 0, 1e-12);
    near(twisting.at(10)[0]!, 0, 1e-12);
    // round a corner and into it, at t = 3/4
    const corner = integrate({ x: '-sign(x) + 2*sign(y)', y: '-sign(y) - 2*sign(x)' }, [1, 0.5], { t: [0, 10] });
    expect(corner.status).toBe('complete');
    near(Math.hypot(...corner.at(0.75)), 0, 1e-12);
    near(Math.hypot(...corner.end), 0, 1e-12);
    // both fall to zero and stay
    const pair = integrate({ x: '-sign(x) - 0.5*sign(y)', y: '-sign(y) + 0.5*sign(x)' }, [1, 0.3], { t: [0, 20] });
    near(Math.hypot(...pair.end), 0, 1e-14);
  });

  test('in branches that are not taken do not matter', () => {
    const field = system((x, t) => [t! > 1 ? Math.sqrt(t! - 0.5) + Math.abs(x!) : -x!], { time: 't' });
    const orbit = integrate(field, [-1], { t: [0, 1.5] });
    expect(orbit.status).toBe('complete');
    near(orbit.at(1)[0]!, -Math.exp(-1), 1e-15);
  });

  test('are met by formulas of events, and by events at the same time', () => {
    const events = [{ when: 'x' }, { when: '3*x' }, { when: 'abs(v) - 1', direction: 'falling' }] as const;
    const orbit = integrate(relay, [1, 0], { t: [0, 6], events });
    const times = (event: number): number[] => orbit.events.filter((e) => e.event === event).map(({ t }) => t);
    for (const event of [0, 1]) {
      expect(times(event).length).toBe(2);
      for (const [i, t] of times(event).entries()) near(t, (2 * i + 1) * Math.SQRT2, 1e-15);
    }
    // v falls to −√2 at √2 and comes back: |v| = 1 falling at 2√2 − 1 and, from √2 on the other side, at 4√2 − 1
    expect(times(2).length).toBe(2);
    for (const [i, t] of times(2).entries()) near(t, 2 * (i + 1) * Math.SQRT2 - 1, 2e-15);
    const bounce = integrate({ x: 'v', v: '-sign(v + 0)*0.1 - 1' }, [1, 0], {
      t: [0, 2],
      events: [{ when: 'x', direction: 'falling', jump: { v: '-v' } }],
    });
    // down with 0.9, up with 1.1
    const hit = Math.sqrt(2 / 0.9);
    near(bounce.events[0]!.t, hit, 1e-15);
    near(bounce.at(1.9)[0]!, Math.sqrt(1.8) * (1.9 - hit) - 0.55 * (1.9 - hit) ** 2, 1e-14);
  });

  test('are part of dense output, series, streams, joined and stored trajectories', () => {
    const field = system({ x: 'v', v: '-x - mu*sign(v) + 0.3*floor(t)' }, { parameters: { mu: 0.3 } });
    const orbit = integrate(field, [5, 0], { t: [0, 10] });
    const times = Array.from({ length: 101 }, (_, i) => i / 10);
    const states = orbit.at(times);
    expect(Trajectory.fromJSON(JSON.parse(JSON.stringify(orbit))).at(times)).toEqual(states);
    expect(Trajectory.fromBytes(orbit.toBytes()).at(times)).toEqual(states);
    const [x, v] = orbit.at(2.5);
    expect(orbit.derivativeAt(2.5, 1)).toEqual([v, -x! + 0.3 + 0.6]);
    const sparse = integrate(field, [5, 0], { t: times, dense: false });
    for (const [i, state] of sparse.states.entries()) near(state[0]!, states[i]![0]!, 1e-14);
    for (const { t, state } of stream(field, [5, 0], { t: [0, 1, 2.5, 4, 7] })) near(state[0]!, orbit.at(t)[0]!, 1e-14);
    const first = integrate(field, [5, 0], { t: [0, 4.2] });
    near(first.join(integrate(field, first.end, { t: [4.2, 10] })).at(7)[0]!, orbit.at(7)[0]!, 1e-14);
  });

  test('have order 20: errors are those of rounding in every step control', () => {
    const options: Partial<IntegrateOptions>[] = [
      { stepControl: 'terms' },
      { maxStep: 0.1 },
      { step: 0.07 },
      { highAccuracy: false },
    ];
    for (const option of options) near(integrate(relay, [1, 0], { t: [0, period], ...option }).end[0]!, 1, 1e-14);
  });

  test('that lead nowhere stop the orbit with a message', () => {
    // three surfaces that all eight fields lead to, each of which has a say in how fast they lead to another one
    const trap = integrate(
      { x: '0.5 - 2*sign(x)*(2 + sign(y))', y: '0.3 - 2*sign(y)*(2 + sign(z))', z: '0.1 - 2*sign(z)*(2 + sign(x))' },
      [1, 1, 1],
      { t: [0, 5] },
    );
    expect(trap.status).toBe('stuck');
    expect(trap.message).toContain('branches of the equations meet there and none of them leads on');
  });
});

describe('what comes to rest on the border of a friction cone', () => {
  test('stays there, whatever rounding makes of the force', () => {
    for (const stiffness of [0.01, 1, 100, 1e4]) {
      for (const friction of [0.1, 0.25, 1 / 3, 0.7, 2]) {
        for (const side of [1, -1]) {
          for (const half of [0, 1, 2, 5]) {
            // each half swing loses 2 m/k
            const border = friction / stiffness;
            const field = { x: 'v', v: `-${stiffness}*x - ${friction}*sign(v)` };
            const { status, end } = integrate(field, [side * (2 * half + 1) * border, 0], {
              t: [0, 40 / Math.sqrt(stiffness)],
              maxSteps: 500,
            });
            expect([stiffness, friction, side, half, status]).toEqual([stiffness, friction, side, half, 'complete']);
            expect(Math.abs(Math.abs(end[0]!) / border - 1)).toBeLessThan(1e-12);
          }
        }
      }
    }
  });
});

describe('events whose formulas jump where the equations do', () => {
  test('happen once at each crossing and not again behind their own jump, however the state is rounded there', () => {
    const stiff = { x: 'v', v: 'if(x < 0, -4*x, -w*x)' };
    const springs = system(stiff, { parameters: { w: 0.7 } });
    const events = [
      { when: 'floor(x*2) + 0.5', direction: 'falling', jump: { v: 'v + 0.2' } },
      { when: 'sign(x)', direction: 'rising', jump: { v: '0.9*v', w: 'w + 0.1' } },
    ] as const;
    const start = [-0.6821841360069811, -0.07685107458382845];
    for (let k = 0; k <= 60; k++) {
      const orbit = integrate(springs, start, { t: [0, 20], events, maxStep: k === 0 ? Infinity : k / 300 });
      expect([k, orbit.status, orbit.events.length]).toEqual([k, 'complete', 8]);
      for (const [i, { event, t }] of orbit.events.entries()) {
        expect(event).toBe(1 - (i % 2));
        if (i === 0) continue;
        // half a turn at 4 on the left, and at a w that grows by 0.1 with each turn on the right
        const half = Math.PI / (event === 1 ? 2 : Math.sqrt(0.7 + 0.1 * ((i + 1) / 2)));
        expect(Math.abs(t - orbit.events[i - 1]!.t - half)).toBeLessThan(1e-13);
      }
    }
  });
});

describe('events that touch zero at a kink', () => {
  test('are told once, however near the start or the end it is, forward and back', () => {
    for (const when of ['abs(x)', '-abs(x)', 'abs(x)*exp(v)', 'max(x, -x)']) {
      for (const side of [1, -1]) {
        for (let e = 1; e <= 13; e++) {
          for (const distance of [10 ** -e, 2.7 * 10 ** -e]) {
            const run = (from: number, to: number): number[] => {
              const initial = [Math.cos(from), -side * Math.sin(from)];
              const { events } = integrate({ x: 'v', v: '-x' }, initial, { t: [side * from, side * to], events: [{ when }] });
              expect(events.map(({ direction }) => direction)).toEqual(events.map(() => 0));
              return events.map(({ t }) => t);
            };
            const turn = Math.PI / 2;
            const expected = [1, 3, 5].map((k) => side * k * turn);
            const ahead = run(0.3, 5 * turn + distance);
            expect([when, distance, ahead.length]).toEqual([when, distance, 3]);
            for (const [k, t] of ahead.entries()) expect(Math.abs(t - expected[k]!)).toBeLessThan(1e-14);
            const behind = run(turn - distance, 2);
            expect([when, distance, behind.length]).toEqual([when, distance, 1]);
            expect(Math.abs(behind[0]! - side * turn)).toBeLessThan(1e-14);
          }
        }
      }
    }
  });
});

describe('roots of even powers', () => {
  test('are the kinks that they are, in equations and in events', async () => {
    // ∫₀^{3π} |cos t|ⁿ dt is 6, 3π/2 and 4 for n = 1, 2 and 3
    const integrals: readonly (readonly [string, number])[] = [
      ['sqrt(x^2)', 6],
      ['(x*x)^0.5', 6],
      ['(x^4)^(1/4)', 6],
      ['hypot(0, x)', 6],
      ['sqrt(4*x^2/9)', 4],
      ['sqrt(x^2*exp(2*a))', 6 * Math.E],
      ['(x^2)^(3/2)', 4],
      ['sqrt(abs(x)^2)', 6],
      ['sqrt(x^4)', (3 * Math.PI) / 2],
    ];
    for (const [when, integral] of integrals) {
      const field = { y: when, x: 'v', v: '-x', a: '0' };
      const { end, events } = integrate(field, [0, 1, 0, 1], { t: [0, 3 * Math.PI], events: [{ when }] });
      expect(Math.abs(end[0]! - integral)).toBeLessThan(1e-13);
      expect([when, ...events.map(({ direction }) => direction)]).toEqual([when, 0, 0, 0]);
      for (const [k, { t }] of events.entries())
        expect(Math.abs(t - (k + 0.5) * Math.PI)).toBeLessThan(when === 'sqrt(x^4)' ? 1e-7 : 2e-15);
      const swarm = await ensemble(field, [[0, 1, 0, 1]], { t: [0, 3 * Math.PI], workers: 0 });
      expect(Math.abs(swarm.end(0)[0]! - integral)).toBeLessThan(1e-13);
    }
  });

  test.each(['sqrt(x^2*y*z)', 'sqrt(y*(x^2*z))', 'sqrt(x^2*y/z)', 'sqrt(x^2/y/z)', 'sqrt(-x^2*y)', 'sqrt(-(y*x^2))'])(
    'leave the other factors together, of which two may be negative, or a sign with one: %s',
    (formula) => {
      const { status, end } = integrate({ a: formula, x: 'v', v: '-x', y: '0', z: '0' }, [0, 1, 0, -1, -1], {
        t: [0, 3 * Math.PI],
      });
      expect(status).toBe('complete');
      near(end[0]!, 6);
    },
  );
});

describe('what goes by one polynomial across a kink', () => {
  test('refuses equations that have one, and says who takes them', () => {
    const remedy =
      "expected equations without kinks, jumps and branches, got v' = -sign(x); over numbers, integrate, ensemble, flowMap and poincare take them";
    expect(() => lyapunov(relay, [1, 0], { t: [0, 1] })).toThrow(`lyapunov: ${remedy}`);
    expect(() => adjoint(relay, [1, 0], { t: [0, 1], final: 'x' })).toThrow(`adjoint: ${remedy}`);
    expect(() => integrate(relay, [doubleDouble(1), doubleDouble(0)], { t: [0, 1] })).toThrow(`integrate: ${remedy}`);
  });

  test.each(['sqrt(x^2)', '(x^4)^(1/4)', 'hypot(x, 0)', 'atan2(v, x)', 'atan2(sin(t), cos(t))'])(
    'refuses %s, whose kink or cut no function of its own shows',
    (formula) => {
      const field = { x: 'v', v: `-${formula}` };
      const refusal = 'expected equations without kinks, jumps and branches, got ';
      expect(() => lyapunov(field, [1, 0], { t: [0, 1] })).toThrow(`lyapunov: ${refusal}v' = -`);
      expect(() => adjoint(field, [1, 0], { t: [0, 1], final: 'x' })).toThrow(`adjoint: ${refusal}v' = -`);
      expect(() => integrate(field, [doubleDouble(1), doubleDouble(0)], { t: [0, 1] })).toThrow(`integrate: ${refusal}v' = -`);
      expect(() => adjoint({ x: 'v', v: '-x' }, [1, 0], { t: [0, 1], running: formula })).toThrow(
        `adjoint: ${refusal}${formula}; over numbers`,
      );
    },
  );

  test('takes angles and roots of parameters alone, which stay on their side', () => {
    const field = system({ x: '(atan2(q, p) - sqrt(p^2))*x' }, { parameters: { p: -2, q: 1 } });
    const rate = Math.atan2(1, -2) - 2;
    expect(lyapunov(field, [1], { t: [0, 1] }).exponents[0]).toBeCloseTo(rate, 14);
    expect(integrate(field, [doubleDouble(1)], { t: [0, 1] }).end[0]!.toNumber()).toBeCloseTo(Math.exp(rate), 14);
    // ∂/∂p of atan2(q, p) + p is 1 − q/(p² + q²)
    const { parameters } = adjoint(field, [1], { t: [0, 1], final: 'x' });
    expect(parameters['p']).toBeCloseTo((1 - 1 / 5) * Math.exp(rate), 14);
  });

  test('refuses branches in a running cost, whose gradient would miss where they change', () => {
    expect(() => adjoint({ x: 'v', v: '-x' }, [1, 0], { t: [0, 7], running: 'abs(x)' })).toThrow(
      'adjoint: expected equations without kinks, jumps and branches, got abs(x);',
    );
    expect(() => adjoint({ x: 'v', v: '-x' }, [1, 0], { t: [0, 7], running: 'abs(y)' })).toThrow(
      'adjoint: in options.running: formula: expected a known name, got y',
    );
  });
});

describe('derivatives of the flow through a switch', () => {
  test('jump where the field jumps (saltation), and are known in closed form for a relay', () => {
    // x(T) as a function of x₀ and v₀: the first quarter takes q = v₀ + √(v₀² + 2x₀), with speed −√(v₀² + 2x₀)
    const { flowJacobian } = integrate(relay, [1, 0.1], { t: [0, 2], variational: true });
    const w = Math.sqrt(0.01 + 2);
    // v(T) = −w + (T − v₀ − w), x(T) = −w τ + τ²/2 with τ = T − v₀ − w
    const tau = 2 - 0.1 - w;
    const [wx, wv] = [1 / w, 0.1 / w];
    const expected = [
      [-wx * tau + (tau - w) * -wx, -wv * tau + (tau - w) * (-1 - wv)],
      [-2 * wx, -2 * wv - 1],
    ];
    for (const [i, row] of expected.entries()) for (const [j, x] of row.entries()) near(flowJacobian![i]![j]!, x, 1e-14);
  });

  test.each([
    ['a relay', relay, [1, 0.1], 7.3],
    ['a kink', { x: 'v', v: '-abs(x) + x/2' }, [1, -0.7], 4],
    ['friction that comes to rest', friction, [1.7, 0.1], 17.3],
    ['stairs in time and state', { x: 'x*floor(t + x/10)' }, [1], 2.2],
    ['a stop of rubber', { x: 'v', v: '-x + sin(t) - 50*max(x - 1, 0)' }, [1.2, 0], 12],
  ] as const)('of %s agree with difference quotients', (_, field, initial, end) => {
    const options = { t: [0, end] };
    const { flowJacobian } = integrate(field, initial, { ...options, variational: true });
    const h = 1e-6;
    for (const j of initial.keys()) {
      const moved = (by: number): readonly number[] =>
        integrate(
          field,
          initial.map((x, i) => (i === j ? x + by : x)),
          options,
        ).end;
      const [up, down] = [moved(h), moved(-h)];
      for (const i of initial.keys()) near(flowJacobian![i]![j]!, (up[i]! - down[i]!) / (2 * h), 2e-8);
    }
  });
});
