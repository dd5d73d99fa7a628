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
    expect(() => turn.series(4)).toThrow('at: expected a time from 0 to 3, got 4');
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
