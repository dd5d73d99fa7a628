import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { integrate } from '../../src/ode/integrate.js';
import type { StreamPoint } from '../../src/ode/report.js';
import { stream } from '../../src/ode/stream.js';
import { ValueTrajectory } from '../../src/ode/value-trajectory.js';
import { henonHeiles } from '../../src/problems.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const D50 = Decimal.clone({ precision: 50, defaults: true });
const D80 = Decimal.clone({ precision: 80, defaults: true });
const oscillator = system({ x: 'v', v: '-x' });
const at = (...x: (number | string)[]): Decimal[] => x.map((value) => new D50(value));
const distance = (found: { toString(): string }, wanted: Decimal): number =>
  new D80(found.toString()).minus(wanted).abs().toNumber();
const cos = (t: Decimal.Value): Decimal => D80.cos(new D80(t));

/** Everything that can be seen of a trajectory. */
function seen<T>(orbit: ValueTrajectory<T>, times: readonly (T | number)[]): unknown {
  const { status, message, t, states, end, reached, steps, order, events } = orbit;
  const first = times.map((time) => orbit.derivativeAt(time, 2));
  return JSON.parse(JSON.stringify([status, message, t, states, end, reached, steps, order, events, orbit.at(times), first]));
}

const again = <T>(orbit: ValueTrajectory<T>): ValueTrajectory<T> => ValueTrajectory.fromJSON(JSON.parse(JSON.stringify(orbit)));
const throughBytes = <T>(orbit: ValueTrajectory<T>): ValueTrajectory<T> => ValueTrajectory.fromBytes(orbit.toBytes());

describe('JSON and bytes, and back', () => {
  const field = system({ x: 'v', v: '-w^2*x + cos(t)/3' }, { parameters: { w: 1 } });
  const events = [{ when: 'x', jump: { v: '9/10*v', w: 'w + 1/7' } }, { when: 'v' }];
  test('is the same trajectory, to the last digit, over values of each kind', () => {
    const spread = variables([1, 0.3], { order: 2, names: ['x', 'v'] });
    const k = variable(doubleDouble(4), { order: 3 });
    const turn = system({ z: 'w*z' }, { parameters: ['w'] });
    const orbits: readonly (readonly [ValueTrajectory<unknown>, readonly unknown[]])[] = [
      [integrate(field, at(1, '0.1'), { t: [0, 7], events }), [0.3, new D50('6.5'), 7]],
      [integrate(field, at(1, '0.1'), { t: [0, -1, -7], events, dense: 1 }), [-7]],
      [integrate(field, [doubleDouble('0.1'), 1], { t: [doubleDouble(1).div(3), 7], events }), [0.5, 7]],
      [integrate(turn, [complex(1, -0)], { t: [0, 3], parameters: { w: complex(0, 1) } }), [0, 2]],
      [integrate(field, spread, { t: [0, 3] }), [0, 2, 3]],
      [integrate(field, [1, 0], { t: [0, 2], parameters: { w: k } }), [1]],
      [integrate(field, at(1, 0), { t: [2, 2] }), [2]],
    ];
    for (const [orbit, times] of orbits) {
      for (const copy of [again(orbit), throughBytes(orbit)]) {
        expect(seen(copy, times)).toEqual(seen(orbit, times));
        expect(copy.toJSON()).toEqual(orbit.toJSON());
      }
    }
  });

  test('of double-doubles takes less than half the room in bytes, and of decimals less, too', () => {
    const perStep = (initial: readonly object[]): [number, number] => {
      const [one, more] = [10, 60].map((end) => integrate(oscillator, initial, { t: [0, end] })) as [
        ValueTrajectory<object>,
        ValueTrajectory<object>,
      ];
      const sizes = [one, more].map((orbit) => [orbit.toBytes().length, JSON.stringify(orbit).length, orbit.steps] as const);
      const [[a, b, c], [d, e, f]] = sizes as [readonly [number, number, number], readonly [number, number, number]];
      return [(d - a) / (f - c), (e - b) / (f - c)];
    };
    const [bytes, text] = perStep([doubleDouble(1), doubleDouble(0)]);
    // a time and two states
    expect(Math.abs(bytes - 3 * 16)).toBeLessThan(1);
    expect(text / bytes).toBeGreaterThan(2);
    const [decimals, decimalText] = perStep(at(1, 0));
    expect(decimals).toBeLessThan(decimalText);
  });

  test('keeps decimals of any size, sign and length, also beyond their precision', () => {
    const values = [
      '-0',
      '1e-9000000',
      '-1.5e300',
      '12345678',
      '0.00000012345678901234567',
      '9'.repeat(80),
      `-1.${'0'.repeat(60)}1`,
    ];
    const field = system(Object.fromEntries(values.map((_, i) => [`x${i}`, '0'])));
    const orbit = integrate(
      field,
      values.map((x) => new D50(x)),
      { t: [0, 1] },
    );
    for (const back of [throughBytes(orbit), again(orbit)])
      expect(back.states[0]!.map((x) => x.valueOf())).toEqual(values.map((x) => new D50(x).valueOf()));
  });

  test('refuses bytes that are none', () => {
    const bytes = integrate(oscillator, at(1, 0), { t: [0, 9] }).toBytes();
    expect(() => ValueTrajectory.fromBytes(bytes.subarray(0, -8))).toThrow(/^ValueTrajectory.fromBytes: expected \d+ bytes/);
    const broken = bytes.slice();
    broken[bytes.length - 3]! ^= 1;
    expect(() => ValueTrajectory.fromBytes(broken)).toThrow('expected the check sum of what was written');
    expect(() => ValueTrajectory.fromBytes(integrate(oscillator, [1, 0], { t: [0, 1] }).toBytes())).toThrow(
      'expected bytes that begin with BROOKVAL',
    );
  });

  test('has Decimals again with their precision', () => {
    const copy = again(integrate(oscillator, at(1, 0), { t: [0, 2] }));
    const t = new D50('1.7');
    expect(distance(copy.at(t)[0]!, cos('1.7'))).toBeLessThan(1e-48);
    expect(distance(integrate(oscillator, copy.end, { t: [copy.reached, 3] }).end[0]!, cos(3))).toBeLessThan(1e-48);
  });

  test('refuses what is none', () => {
    const json = integrate(oscillator, at(1, 0), { t: [0, 9], events: [{ when: 'x' }] }).toJSON();
    const changed = (change: object) => (): unknown => ValueTrajectory.fromJSON({ ...json, ...change });
    for (const bad of [null, 7, [], {}, integrate(oscillator, [1, 0], { t: [0, 1] }).toJSON()])
      expect(() => ValueTrajectory.fromJSON(bad)).toThrow(/expected an object with format 'brook value trajectory'/);
    expect(changed({ version: 2 })).toThrow('ValueTrajectory.fromJSON: expected version 1 of the format, got 2');
    expect(changed({ kind: 'Decimals' })).toThrow('expected values of kind Decimals in end');
    expect(changed({ end: ['3', '1'] })).toThrow('expected a list of 3 in end');
    expect(changed({ steps: [['0', '1', 'x']] })).toThrow('expected values of kind Decimal in steps[0]');
    expect(changed({ steps: [...json.steps].reverse() })).toThrow('expected steps whose times run one way');
    expect(changed({ regimes: [] })).toThrow('values of the parameters from step 0 on');
    expect(changed({ status: 'fine' })).toThrow('a status among complete');
    expect(changed({ back: json })).toThrow('an orbit of the same equations that ran the other way in back');
    for (const name of Object.keys(json)) {
      if (['message', 'precision', 'rounding'].includes(name)) continue;
      const { [name as keyof typeof json]: _, ...rest } = json;
      expect(() => ValueTrajectory.fromJSON(rest), name).toThrow(/^ValueTrajectory.fromJSON: expected|expected equations/);
    }
  });
});

describe('join', () => {
  test('is the trajectory that one integration over both spans would show, with the parameters of each', () => {
    const decay = system({ x: '-k*x' }, { parameters: { k: 1 } });
    const first = integrate(decay, at(1), { t: [0, 0.5, 1] });
    const second = integrate(decay, first.end, { t: [first.reached, 1.5, 2], parameters: { k: 3 } });
    const both = first.join(second);
    expect([both.t.map(Number), both.steps]).toEqual([[0, 0.5, 1, 1.5, 2], first.steps + second.steps]);
    expect(distance(both.at(0.75)[0]!, new D80('-0.75').exp())).toBeLessThan(1e-48);
    expect(distance(both.states[3]![0]!, new D80('-2.5').exp())).toBeLessThan(1e-48);
    expect(distance(both.derivativeAt(1.5)[0]!, new D80('-2.5').exp().mul(-3))).toBeLessThan(1e-47);
    expect(seen(again(both), [0.5, 1.25, 2])).toEqual(seen(both, [0.5, 1.25, 2]));
    // nothing is left of steps that are none
    const none = integrate(decay, at(5), { t: [0, 0], parameters: { k: 9 } });
    expect(distance(none.join(first).derivativeAt(0.5)[0]!, new D80('-0.5').exp().neg())).toBeLessThan(1e-48);
  });

  test('of an orbit backward and one forward is one over both spans', () => {
    const events = [{ when: 'x', direction: 'falling' }] as const;
    const [past, future] = [-5, 5].map((end) => integrate(oscillator, at(1, 0), { t: [0, end], events }));
    const orbit = past!.join(future!);
    expect([orbit.t[0], orbit.reached, orbit.t.length].map(Number)).toEqual([-5, 5, orbit.steps + 1]);
    for (let i = 1; i < orbit.t.length; i++) {
      expect(orbit.t[i]!.gt(orbit.t[i - 1]!)).toBe(true);
      expect(distance(orbit.states[i]![0]!, cos(orbit.t[i]!))).toBeLessThan(1e-48);
    }
    for (const t of [-4.5, -1, 0, 1, 4.5]) {
      expect(distance(orbit.at(t)[0]!, cos(t))).toBeLessThan(1e-48);
      expect(distance(orbit.derivativeAt(t, 2)[0]!, cos(t).neg())).toBeLessThan(1e-47);
    }
    expect(orbit.events.map(({ t, direction }) => [Math.round((2 * Number(t)) / Math.PI), direction])).toEqual([
      [-3, -1],
      [1, -1],
    ]);
    for (const copy of [again(orbit), throughBytes(orbit)]) expect(seen(copy, [-4, 4])).toEqual(seen(orbit, [-4, 4]));
    expect(() => orbit.at(-6)).toThrow('at: expected a time from -5 to 5, got -6');
  });

  test('of what does not fit is an error', () => {
    const first = integrate(oscillator, at(1, 0), { t: [0, 1] });
    const next = (options: object, initial: readonly object[] = at(1, 0)): ValueTrajectory<Decimal> =>
      integrate(oscillator, initial, { t: [1, 2], ...options }) as never;
    expect(() => first.join(next({ t: [2, 3] }))).toThrow('join: expected a trajectory that starts at t = 1, got 2');
    expect(() => first.join(next({ order: 12 }))).toThrow('of order 59, got 12');
    expect(() => first.join(next({ order: 59 }, [doubleDouble(1), doubleDouble(0)]))).toThrow(
      'join: expected a trajectory over Decimal values, got one over DoubleDouble values',
    );
    expect(() => first.join(integrate(oscillator, [1, 0], { t: [1, 2] }) as never)).toThrow(
      'join: expected a ValueTrajectory, got Trajectory',
    );
  });
});

describe('memory is bounded by option', () => {
  const t = [0, 0.5, 3, 20, 40];
  test('without dense output, the states asked for are those with it, and others are refused', () => {
    const whole = integrate(oscillator, at(1, 0), { t });
    const bare = integrate(oscillator, at(1, 0), { t, dense: false });
    expect(bare.states.map(String)).toEqual(whole.states.map(String));
    expect(bare.toJSON().steps.length).toBeLessThan(3);
    expect(() => bare.at(0.7)).toThrow(
      /at: expected a time from 3\d\.\d+ to 40, got 0.7; what was before is not kept: raise options.dense/,
    );
    expect(() => integrate(oscillator, at(1, 0), { t, dense: -1 })).toThrow(
      'expected dense to be true, false or a number of steps ≥ 0',
    );
  });

  test('the last steps are kept', () => {
    const orbit = integrate(oscillator, at(1, 0), { t: [0, 60], dense: 5 });
    expect([orbit.t.length >= 6, orbit.t.length <= 11]).toEqual([true, true]);
    expect(distance(orbit.at(orbit.t[0]!.plus('0.1'))[0]!, cos(orbit.t[0]!.plus('0.1')))).toBeLessThan(1e-47);
  });
});

describe('steps of the caller', () => {
  test('have the length that is given, a function of time and state, or bounds', () => {
    const fixed = integrate(oscillator, at(1, 0), { t: [0, 1], step: 0.25 });
    expect(fixed.t.map(Number)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const told: string[] = [];
    const step = (t: Decimal, [x]: readonly Decimal[]): number => {
      told.push(`${t.toFixed(2)} ${x!.toFixed(2)}`);
      return t.lt(1) ? 0.5 : 1;
    };
    expect(integrate(oscillator, at(1, 0), { t: [0, 3], step }).t.map(Number)).toEqual([0, 0.5, 1, 2, 3]);
    expect(told).toEqual(['0.00 1.00', '0.50 0.88', '1.00 0.54', '2.00 -0.42']);
    expect(integrate(oscillator, at(1, 0), { t: [0, 3], maxStep: 0.5, stepControl: 'radius' }).steps).toBe(6);
    expect(integrate(oscillator, at(1, 0), { t: [0, 9], order: 20, minStep: 3 }).steps).toBe(3);
    const run = (options: object) => (): unknown => integrate(oscillator, at(1, 0), { t: [0, 1], ...options });
    expect(run({ step: 0 })).toThrow('integrate: expected a step > 0, got 0');
    expect(run({ step: () => -1 })).toThrow('integrate: expected a step > 0 from options.step at t = 0, got -1');
    expect(run({ minStep: 2, maxStep: 1 })).toThrow('expected 0 ≤ minStep ≤ maxStep, got minStep 2 and maxStep 1');
  });
});

describe('compensated summation', () => {
  test('keeps the energy of short steps over decimals nearer to its value', () => {
    const D30 = Decimal.clone({ precision: 30, defaults: true });
    const energy = (state: readonly Decimal[]): Decimal => {
      const [x, y, u, v] = state.map((value) => new D80(value)) as [Decimal, Decimal, Decimal, Decimal];
      const kinetic = u.mul(u).plus(v.mul(v)).plus(x.mul(x)).plus(y.mul(y)).div(2);
      return kinetic.plus(x.mul(x).mul(y)).minus(y.pow(3).div(3));
    };
    const initial = [0, '0.1', '0.48', '0.1'].map((x) => new D30(x));
    const drift = (highAccuracy: boolean): number => {
      const { equations } = henonHeiles;
      const { states } = integrate(equations, initial, { t: [0, 20], step: 0.05, order: 20, highAccuracy });
      return Math.max(...states.map((state) => energy(state).minus(energy(initial)).abs().toNumber()));
    };
    const [kept, lost] = [drift(true), drift(false)];
    expect(lost / kept).toBeGreaterThan(3);
    expect(kept).toBeLessThan(1e-29);
  });
});

describe('a stream over values', () => {
  const all = <T, R>(points: Generator<StreamPoint<T>, R, void>): { points: StreamPoint<T>[]; whole: R } => {
    const found: StreamPoint<T>[] = [];
    for (let next = points.next(); ; next = points.next()) {
      if (next.done === true) return { points: found, whole: next.value };
      found.push(next.value);
    }
  };

  test.each([1, -1])('of steps, and of times, is what integrate makes: in direction %i', (direction) => {
    for (const t of [
      [0, 9],
      [0, 0.5, 0.6, 4, 9],
    ].map((times) => times.map((time) => time * direction))) {
      for (const initial of [at(1, 0), [doubleDouble(1), doubleDouble(0)]]) {
        const orbit = integrate(oscillator, initial as Decimal[], { t });
        const { points, whole } = all(stream(oscillator, initial as Decimal[], { t }));
        expect(points.map((point) => String(point.t))).toEqual(orbit.t.map(String));
        expect(points.map(({ state }) => String(state))).toEqual(orbit.states.map(String));
        expect([whole.status, String(whole.end), whole.steps]).toEqual(['complete', String(orbit.end), orbit.steps]);
      }
    }
  });

  test('without end goes on as long as it is asked, forward and back, with times from a generator', () => {
    function* thirds(): Generator<Decimal> {
      for (let k = 0; ; k++) yield new D50(k).div(3);
    }
    let seenTimes = 0;
    for (const { t, state } of stream(oscillator, at(1, 0), { t: thirds() })) {
      expect(distance(state[0]!, cos(t))).toBeLessThan(1e-47);
      if (++seenTimes === 50) break;
    }
    for (const far of [-Infinity, new D50(-Infinity)]) {
      for (const { t, state } of stream(oscillator, at(1, 0), { t: [0, far] })) {
        expect(distance(state[0]!, cos(t))).toBeLessThan(1e-47);
        if (t.lt(-30)) break;
      }
    }
    // a polynomial comes in steps, too
    const line = stream({ x: '2*t' }, [doubleDouble(0)], { t: [0, Infinity] });
    const times = [line.next(), line.next(), line.next()].map(({ value }) => (value as StreamPoint<unknown>).t);
    expect(times.map(Number)).toEqual([0, 2 ** 20, 2 ** 21]);
    const [half] = all(stream(oscillator, variables([1, 0], { order: 1 }), { t: [0, 0.5, 1] })).points.slice(1);
    expect((half!.state[0] as SeriesN<number>).coefficients[2]).toBeCloseTo(Math.sin(0.5), 14);
  });

  test('tells of each event once, and ends where one has stopped it', () => {
    const options = { t: [0, 1, 2, 5, 7, 11], events: [{ when: 'x' }] };
    const found = all(stream(oscillator, at(1, 0), options)).points.map(({ events }) =>
      events.map(({ t }) => Math.round((2 * Number(t)) / Math.PI)),
    );
    expect(found).toEqual([[], [], [1], [3], [], [5, 7]]);
    const { points, whole } = all(stream(oscillator, at(1, 0), { t: [0, 1, 2], events: [{ when: 'x', stop: true }] }));
    expect(points.map(({ t }) => t.toFixed(9))).toEqual(['0.000000000', '1.000000000', '1.570796327']);
    expect([whole.status, points.at(-1)!.events]).toEqual(['event', whole.events]);
    expect(() => all(stream(oscillator, at(1, 0), { t: [0, new D50(1), 0.5] }))).toThrow(
      'stream: expected times that run one way, got 0.5 after 1',
    );
    expect(() => all(stream(oscillator, at(1), { t: [0, 1] }))).toThrow('stream: expected 2 initial values (x, v), got 1');
    expect(() => integrate(oscillator, at(1, 0), { t: [0, Infinity] })).toThrow(/\[0, Infinity\]; stream goes on without end/);
    expect(() => integrate(oscillator, at(1, Infinity), { t: [0, 1] })).toThrow(
      'expected a finite initial value of v, got Infinity',
    );
  });
});
