import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { fraction } from '../../src/number/fraction.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { kepler, lorenz } from '../../src/problems.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const golden: Readonly<Record<'lorenz' | 'pendulum' | 'kepler', readonly string[]>> & {
  readonly complexPendulum: readonly (readonly [string, string])[];
} = JSON.parse(readFileSync(new URL('../data/precise-orbits.json', import.meta.url), 'utf8'));

const D50 = Decimal.clone({ precision: 50, defaults: true });
const D80 = Decimal.clone({ precision: 80, defaults: true });
const swing = { x: 'v', v: '-sin(x)' };

/** The largest error, relative to the largest component. */
function error(found: readonly { toString(): string }[], wanted: readonly string[]): number {
  const size = Math.max(...wanted.map((x) => Math.abs(Number(x))));
  return Math.max(...found.map((x, i) => Math.abs(new D80(x.toString()).minus(wanted[i]!).toNumber()))) / size;
}

describe('integrate over decimals of 50 digits', () => {
  const at = (...x: (number | string)[]): Decimal[] => x.map((value) => new D50(value));

  test('has 47 digits of the pendulum and of Kepler, by order 59', () => {
    const pendulum = integrate(swing, at('1.3', 0), { t: [0, 10] });
    expect([pendulum.status, pendulum.order]).toEqual(['complete', 59]);
    expect(error(pendulum.end, golden.pendulum)).toBeLessThan(1e-47);
    const orbit = integrate(kepler.equations, at('0.4', 0, 0, 2), { t: [0, 10] });
    expect(error(orbit.end, golden.kepler)).toBeLessThan(1e-46);
  });

  test('has 45 digits of Lorenz, whose errors grow by e^{0.9 t} and more', () => {
    const { end } = integrate(lorenz.equations, at(1, 2, 20), { t: [0, 5] });
    expect(error(end, golden.lorenz)).toBeLessThan(1e-45);
  });

  test('takes times and parameters of as many digits, and gives the states between steps', () => {
    const third = new D50(1).div(3);
    const field = system({ x: 'a*x + t - t' }, { parameters: ['a'] });
    const orbit = integrate(field, at(1), { t: [new D50(0), third, new D50(1)], parameters: { a: third } });
    expect(orbit.t.map(String)).toEqual(['0', String(third), '1']);
    expect(orbit.states[1]![0]!.minus(new D80(1).div(9).exp()).abs().toNumber()).toBeLessThan(1e-48);
    expect(orbit.at(new D50('0.7'))[0]!.minus(new D80('0.7').div(3).exp()).abs().toNumber()).toBeLessThan(1e-48);
    expect(orbit.at(0.5)[0]!.minus(new D80('0.5').div(3).exp()).abs().toNumber()).toBeLessThan(1e-48);
    expect(() => orbit.at(2)).toThrow('at: expected a time from 0 to 1, got 2');
    const times = [0.25, new D50('0.7'), 1];
    expect(orbit.at(times)).toEqual(times.map((t) => orbit.at(t)));
    // back again
    const back = integrate(field, orbit.end, { t: [1, 0], parameters: { a: third } });
    expect(back.end[0]!.minus(1).abs().toNumber()).toBeLessThan(1e-48);
  });
});

describe('orbits of other values', () => {
  test('have derivatives of any order with all their digits, where the equations know the time, too', () => {
    // x = e^{sin t}: x″ = (cos² t − sin t) x
    const orbit = integrate({ x: 'x*cos(t)' }, [new D50(1)], { t: [0, 2] });
    const t = new D50('1.3');
    const [s, c] = [D80.sin(t), D80.cos(t)];
    const x = s.exp();
    const second = c.mul(c).minus(s).mul(x);
    expect(orbit.derivativeAt(t, 2)[0]!.minus(second).abs().toNumber()).toBeLessThan(1e-47);
    expect(orbit.derivativeAt(t)[0]!.minus(c.mul(x)).abs().toNumber()).toBeLessThan(1e-48);
    expect(orbit.series(t, { order: 70 })[0]!.order).toBe(70);
    const turn = integrate(system({ z: 'w*z' }, { parameters: ['w'] }), [complex(1, 0)], {
      t: [0, 3],
      parameters: { w: complex(0, 1) },
    });
    // the fifth derivative is i z
    const fifth = turn.derivativeAt(2, 5)[0]!;
    expect(Math.hypot(fifth.re + Math.sin(2), fifth.im - Math.cos(2))).toBeLessThan(1e-15);
    expect(() => turn.derivativeAt(2, -1)).toThrow('derivativeAt: expected an integer k ≥ 0, got -1');
    expect(() => turn.series(4)).toThrow('series: expected a time from 0 to 3, got 4');
  });
});

describe('integrate over double-doubles', () => {
  const at = (...x: (number | string)[]): ReturnType<typeof doubleDouble>[] => x.map((value) => doubleDouble(value));

  test('has 30 digits of the pendulum, 29 of Kepler and 28 of Lorenz', () => {
    const pendulum = integrate(swing, at('1.3', 0), { t: [0, 10] });
    expect(pendulum.order).toBeGreaterThan(35);
    expect(error(pendulum.end, golden.pendulum)).toBeLessThan(3e-30);
    expect(error(integrate(kepler.equations, at('0.4', 0, 0, 2), { t: [0, 10] }).end, golden.kepler)).toBeLessThan(1e-28);
    expect(error(integrate(lorenz.equations, at(1, 2, 20), { t: [0, 5] }).end, golden.lorenz)).toBeLessThan(1e-27);
  });
});

describe('integrate over complex numbers', () => {
  test('has the pendulum in the complex plane', () => {
    const { end, status } = integrate(swing, [complex(1.3, 0.2), complex(0, 0.5)], { t: [0, 3] });
    expect(status).toBe('complete');
    for (const [i, [re, im]] of golden.complexPendulum.entries()) {
      expect(Math.hypot(end[i]!.re - Number(re), end[i]!.im - Number(im))).toBeLessThan(2e-15);
    }
  });

  test('turns by e^{iωt}, with complex parameters, on a grid, forward and back', () => {
    const field = system({ z: 'w*z' }, { parameters: ['w'] });
    const t = Array.from({ length: 101 }, (_, i) => i / 10);
    const turned = integrate(field, [complex(1)], { t, parameters: { w: complex(0, 3) } });
    expect(turned.t.length).toBe(101);
    for (const [i, [z]] of turned.states.entries()) {
      expect(Math.hypot(z!.re - Math.cos(0.3 * i), z!.im - Math.sin(0.3 * i))).toBeLessThan(1e-13);
    }
    const back = integrate(field, turned.end, { t: [10, 0], parameters: { w: complex(0, 3) } });
    expect(Math.hypot(back.end[0]!.re - 1, back.end[0]!.im)).toBeLessThan(1e-13);
  });
});

describe('integrate over series', () => {
  const relative = (found: readonly number[], wanted: readonly number[]): number =>
    Math.max(...wanted.map((c, i) => Math.abs(found[i]! - c) / Math.max(1, Math.abs(c))));

  test('has a spring as a function of its constant, to 29 digits in double-doubles', () => {
    const spring = system({ x: 'v', v: '-k*x' }, { parameters: ['k'] });
    const k = variable(doubleDouble(4), { order: 6 });
    const { end, status } = integrate(spring, [1, 0], { t: [0, 3], parameters: { k } });
    expect(status).toBe('complete');
    const wanted = k.sqrt().mul(3).cos();
    expect(error(end[0]!.coefficients, wanted.coefficients.map(String))).toBeLessThan(1e-29);
  });

  test('carries the neighbors of a pendulum along as flowMap does, there and back and in between', () => {
    const start = variables([1.3, 0], { order: 4, names: ['x', 'v'] });
    const orbit = integrate(swing, start, { t: [0, 7] });
    const flow = flowMap(swing, [1.3, 0], { t: [0, 7], order: 4 });
    for (const i of [0, 1]) {
      expect(relative(orbit.end[i]!.coefficients, flow.map[i]!.coefficients)).toBeLessThan(1e-14);
      expect(relative(orbit.at(3.3)[i]!.coefficients, flow.at(3.3)[i]!.coefficients)).toBeLessThan(1e-14);
    }
    const back = integrate(swing, orbit.end, { t: [7, 0] });
    for (const i of [0, 1]) expect(relative(back.end[i]!.coefficients, start[i]!.coefficients)).toBeLessThan(1e-13);
  });

  test('moves a curve of initial states, each point of it as by itself, and takes numbers beside series', () => {
    const s = variable(0, { order: 9 });
    const curve = integrate(swing, [s.sqr().add(1), s.neg()], { t: [0, 5] });
    const line = integrate(swing, [s.add(1), 0.5], { t: [0, 5] });
    for (const at of [-0.01, 0.02]) {
      const single = integrate(swing, [1 + at * at, -at], { t: [0, 5] }).end;
      expect(
        relative(
          curve.end.map((x) => x.evaluate(at)),
          single,
        ),
      ).toBeLessThan(1e-14);
      expect(
        relative(
          line.end.map((x) => x.evaluate(at)),
          integrate(swing, [1 + at, 0.5], { t: [0, 5] }).end,
        ),
      ).toBeLessThan(1e-14);
    }
  });

  test('steps suit each degree: what is large in a high one does not cost the orbit its figures', () => {
    // x = x0 e^t, and y grows with the fourth power of what varies by itself, times 10^12
    const s = variable(1, { order: 4 });
    const field = { x: 'cos(9*t)*x', y: '0' };
    const { end } = integrate(field, [s, s.sub(1).pow(4).mul(1e12)], { t: [0, 4] });
    expect(Math.abs(end[0]!.coefficient(0) / Math.exp(Math.sin(36) / 9) - 1)).toBeLessThan(1e-15);
  });

  test('refuses series of intervals, which need proofs', () => {
    expect(() => integrate(swing, [variable(interval(1), { order: 2 }), 0], { t: [0, 1] })).toThrow('intervals go to enclose');
  });
});

describe('events over values', () => {
  const swinging = system({ x: 'v', v: '-w^2*x' }, { parameters: { w: 1 } });
  const digits = (found: { toString(): string }, wanted: Decimal): number =>
    new D80(found.toString()).minus(wanted).abs().toNumber();
  const pi = D80.acos(-1);
  const at = (...x: (number | string)[]): Decimal[] => x.map((value) => new D50(value));

  test.each([1, -1])('have all digits of their times and states, in each direction of time: %i', (direction) => {
    const events = [{ when: 'x' }, { when: 'v', direction: 'rising' }, { when: '1 - x' }] as const;
    const orbit = integrate(swinging, at(1, 0), { t: [0, 20 * direction], events });
    const zeros = orbit.events.filter(({ event }) => event === 0);
    expect(zeros.length).toBe(6);
    for (const [i, { t, state, direction: sense, kind }] of zeros.entries()) {
      expect(digits(t, pi.mul(i + 0.5).mul(direction))).toBeLessThan(2e-48);
      expect(digits(state[1]!, new D80((i % 2 === 0 ? -1 : 1) * direction))).toBeLessThan(1e-48);
      // backward, what rises in time falls along the way
      expect([sense, kind]).toEqual([(i % 2 === 0 ? -1 : 1) * direction, 'crossing']);
    }
    // v = −sin t rises at odd multiples of π; x comes to 1 from below, and leaves it, at even ones
    const rises = orbit.events.filter(({ event }) => event === 1);
    expect(rises.map(({ t }) => Math.round(Number(t) / Math.PI) * direction)).toEqual([1, 3, 5]);
    const touched = orbit.events.filter(({ event }) => event === 2);
    expect(touched.map(({ kind }) => kind)).toEqual(['grazing', 'grazing', 'grazing']);
    for (const [i, { t }] of touched.entries()) expect(digits(t, pi.mul(2 * (i + 1) * direction))).toBeLessThan(2e-48);
    const exact = integrate(swinging, [doubleDouble(1), 0], { t: [0, 20 * direction], events: [{ when: 'x' }] });
    expect(exact.events.length).toBe(6);
    for (const [i, { t }] of exact.events.entries()) expect(digits(t, pi.mul(i + 0.5).mul(direction))).toBeLessThan(1e-29);
  });

  test('that stop an orbit are at its end, to the last digit of time and state', () => {
    for (const of of [doubleDouble, (x: number) => new D50(x)] as ((x: number) => Decimal)[]) {
      for (let i = 1; i < 7; i++) {
        const events = [{ when: `y - ${Math.sin(i) / 4}`, stop: true }] as const;
        const orbit = integrate(kepler.equations, kepler.initial.map(of), { t: [0, 6], events });
        const { t, state } = orbit.events.at(-1)!;
        expect([orbit.status, `${t}`, `${state}`]).toEqual(['event', `${orbit.reached}`, `${orbit.end}`]);
      }
    }
  });

  test('end an orbit at the time of 50 digits, and the times asked for with it', () => {
    const events = [{ when: 'x', stop: true }] as const;
    const orbit = integrate(swinging, at(1, 0), { t: [0, 1, 2, 3], events });
    expect([orbit.status, orbit.t.map(String)]).toEqual(['event', ['0', '1']]);
    expect(digits(orbit.reached, pi.div(2))).toBeLessThan(1e-48);
    expect(orbit.message).toContain('Stopped at an event at t = 1.5707963267948966192313216916');
    // an orbit that starts where it ended does not meet the event again at once
    const next = integrate(swinging, orbit.end, { t: [orbit.reached, 9], events });
    expect(digits(next.reached, pi.mul(1.5))).toBeLessThan(1e-48);
    // however far the end is: a ball falls on the floor
    const ball = integrate({ x: 'v', v: '-1' }, at(1, 0), { t: [0, 1e12], events });
    expect(digits(ball.reached, new D80(2).sqrt())).toBeLessThan(1e-48);
  });

  test('let a ball bounce as the closed solution says, and the orbit remembers by which parameters', () => {
    const field = system({ x: 'v', v: '-g' }, { parameters: { g: 1, hits: 0 } });
    const jump = { v: '-9/10*v', hits: 'hits + 1' };
    const grid = [new D50(0), new D50('2.5'), new D50(6), new D50(10)];
    const orbit = integrate(field, at(1, 0), { t: grid, events: [{ when: 'x', direction: 'falling', jump }] });
    let [time, speed] = [new D80(2).sqrt(), new D80(2).sqrt()];
    const bounces: Decimal[] = [];
    for (; time.lt(10); time = time.plus(speed.mul(2))) {
      bounces.push(time);
      speed = speed.mul('0.9');
    }
    expect(orbit.events.length).toBe(bounces.length);
    for (const [i, { t }] of orbit.events.entries()) expect(digits(t, bounces[i]!)).toBeLessThan(2e-48);
    const up = new D80(2).sqrt().mul('0.9');
    const since = new D80('2.5').minus(bounces[0]!);
    expect(digits(orbit.states[1]![0]!, up.mul(since).minus(since.mul(since).div(2)))).toBeLessThan(1e-48);
    const [first] = orbit.events;
    expect(digits(orbit.at(first!.t)[1]!, up)).toBeLessThan(1e-48);
    expect(digits(orbit.at(first!.t.minus('1e-40'))[1]!, new D80(2).sqrt().neg())).toBeLessThan(1e-39);
    const heavier = integrate(field, at(1, 0), {
      t: [0, 5],
      events: [{ when: 'x', jump: ([x, v], t) => ({ state: [x!, v!.neg()], parameters: { g: t.minus(t).plus(2) } }) }],
    });
    // falls of √2 at g = 1, then flights of √2 at g = 2
    for (const [i, { t }] of heavier.events.entries()) expect(digits(t, new D80(2).sqrt().mul(i + 1))).toBeLessThan(2e-48);
    expect(heavier.events.length).toBe(3);
    expect(heavier.series(4, { order: 2 })[1]!.coefficients[1]!.toNumber()).toBe(-2);
    expect(heavier.derivativeAt(1)[1]!.toNumber()).toBe(-1);
    const rest = integrate({ x: 'v', v: '-2' }, at(1, 0), { t: [0, 9], events: [{ when: 'x', jump: { v: '-v/10' } }] });
    expect([rest.status, Math.abs(rest.reached.toNumber() - 1 - 2 / 9) < 1e-9]).toEqual(['stuck', true]);
  });

  test('are found where units are far from a step: a year in seconds, as many steps as in years', () => {
    const field = system({ x: 'u', y: 'v', u: '-mu*x/(x^2 + y^2)^(3/2)', v: '-mu*y/(x^2 + y^2)^(3/2)' }, { parameters: ['mu'] });
    const far = new D50('1.5e11');
    const mu = far.pow(3).mul('4e-14');
    for (const [start, end, parameters] of [
      [[far, 0, 0, far.mul('2.2e-7')], 1e8, { mu }],
      [at(1, 0, 0, '1.1'), 20, { mu: 1 }],
      [at(1, 0, 0, '1.1e9'), 2e-8, { mu: new D50('1e18') }],
    ] as const) {
      const orbit = integrate(field, start, { t: [0, end], parameters, events: [{ when: 'y', direction: 'rising' }] });
      expect([orbit.status, orbit.events.length, orbit.steps < 60]).toEqual(['complete', 2, true]);
      // a = 1/(2 − 1.21)
      const period = pi.mul(2).mul(new D80(1).div('0.79').pow(1.5));
      const unit = new D80(end).div(20);
      expect(digits(orbit.events[0]!.t.div(unit), period)).toBeLessThan(1e-46);
    }
  });

  test('are those of numbers, for other formulas, too', () => {
    const field = system({ x: 'v', v: '-x^3 + cos(t)/2' });
    for (const when of ['exp(x) - v - 1', 'x^2 - 0.25', '1/(x - 0.3) - 4', 'log(x + 3) - 1', 'sin(3*t)*x', 'x^2 + v^2 - 0.8']) {
      for (const end of [12, -12]) {
        const options = { t: [0, end], events: [{ when, cooldown: 0.1, jump: { v: '0.95*v' } }, { when: 'x - v' }] };
        const [numbers, values] = [integrate(field, [0.9, 0.1], options), integrate(field, [doubleDouble(0.9), 0.1], options)];
        expect(values.events.map(({ event, direction }) => [event, direction])).toEqual(
          numbers.events.map(({ event, direction }) => [event, direction]),
        );
        for (const [i, { t }] of values.events.entries())
          expect(Math.abs(t.toNumber() - numbers.events[i]!.t)).toBeLessThan(1e-12);
      }
    }
  });

  test('refuse what they cannot do', () => {
    const run =
      (event: object, initial: readonly object[] = at(1, 0)) =>
      (): unknown =>
        integrate(swinging, initial, { t: [0, 3], events: [{ when: 'x', ...event }] });
    expect(run({}, [complex(1), complex(0)])).toThrow(
      'integrate: expected no events over Complex values, got 1; numbers, Decimals and double-doubles take them',
    );
    expect(run({}, variables([1, 0], { order: 1 }))).toThrow('integrate: expected no events over');
    expect(run({ when: 'abs(x) - 1' })).toThrow(
      'integrate: expected equations without kinks, jumps and branches, got abs(x) - 1',
    );
    expect(run({ when: 'z' })).toThrow('integrate: in events[0].when: formula: expected a known name, got z');
    expect(run({ jump: () => [1] })).toThrow("integrate: expected 2 finite values (x, v) from an event's jump, got [1]");
    expect(run({ jump: () => [new D50(Infinity), 1] })).toThrow('expected 2 finite values (x, v)');
    expect(run({ jump: () => ({ parameters: { k: 1 } }) })).toThrow('integrate: expected parameters among w, got k');
    expect(run({ jump: () => ({ parameters: { w: Infinity } }) })).toThrow("expected finite values of w from an event's jump");
    expect(run({ jump: { q: '1' } })).toThrow('integrate: events[0].jump: expected formulas of x, v, w, got one of q');
  });
});

describe('integrate over values', () => {
  test('says what ended it', () => {
    const blown = integrate({ x: 'x^2' }, [doubleDouble(1)], { t: [0, 2] });
    expect(['singular', 'notFinite']).toContain(blown.status);
    expect(integrate({ x: '-x' }, [new D50(1)], { t: [0, 99], maxSteps: 2 }).status).toBe('maxSteps');
    const seen: number[] = [];
    integrate({ x: '-x' }, [doubleDouble(1)], { t: [0, 9], onProgress: ({ t }) => seen.push(t) });
    expect(seen.at(-1)).toBe(9);
    const none = integrate({ x: '-x' }, [doubleDouble(1)], { t: [0, 9], signal: AbortSignal.abort() });
    expect([none.status, none.end[0]!.toNumber(), none.at(0)[0]!.toNumber()]).toEqual(['aborted', 1, 1]);
  });

  test('refuses what it cannot do', () => {
    const run =
      (options: object, initial: object[] = [new D50(1)]) =>
      (): unknown =>
        integrate({ x: '-x' }, initial, { t: [0, 1], ...options });
    expect(run({}, [new D50(1), new D50(2)])).toThrow('integrate: expected 1 initial values (x), got 2');
    expect(run({ t: [0] })).toThrow('expected at least two finite times');
    expect(run({ t: [0, 1, 0.5] })).toThrow('expected at least two finite times that run one way');
    expect(run({ t: [0, complex(0, 1)] }, [complex(1)])).toThrow('expected real times');
    expect(run({ order: 1 })).toThrow('expected an integer order ≥ 2, got 1');
    expect(run({ tolerance: 1 })).toThrow('expected a tolerance between 0 and 1, got 1');
    expect(run({ maxSteps: 0 })).toThrow('expected maxSteps to be an integer ≥ 1, got 0');
    expect(run({}, [interval(1, 2)])).toThrow('intervals go to enclose');
    expect(run({}, [fraction(1, 2)])).toThrow('expected numbers, Decimals, double-doubles, complex numbers or series of these');
    expect(run({ parameters: { a: 1 } })).toThrow('integrate: expected parameters among (none), got a');
  });
});

test('a default of a parameter has the digits of the values beside it, whichever it was asked for with before, and is that of its own system', () => {
  const third = system({ x: 'a' }, { parameters: { a: '1/3' } });
  const seventh = system({ x: 'a' }, { parameters: { a: '1/7' } });
  for (let i = 0; i < 2; i++) {
    expect(integrate(third, [0], { t: [0, 1] }).end).toEqual([1 / 3]);
    expect(`${integrate(third, [doubleDouble(0)], { t: [0, 1] }).end}`).toMatch(/^0\.33333333333333333333333333333/);
    expect(`${integrate(third, [new D50(0)], { t: [0, 1] }).end}`).toMatch(/^0\.3{49}/);
    expect(integrate(seventh, [0], { t: [0, 1] }).end).toEqual([1 / 7]);
    expect(integrate(third, [0], { t: [0, 1], parameters: { a: 2 } }).end).toEqual([2]);
  }
});
