import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { periodicOrbit } from '../../src/ode/periodic.js';
import { poincare } from '../../src/ode/poincare.js';
import { kepler, roessler, vanDerPol } from '../../src/problems.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

const cycles: Readonly<Record<'roessler' | 'vanDerPol', { state: string[]; period: string; multipliers: string[] }>> = JSON.parse(
  readFileSync(new URL('../data/cycles.json', import.meta.url), 'utf8'),
);

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));
}

describe('the Poincaré map', () => {
  test('of a rotation takes half a turn or a whole one, by the directions that count', () => {
    const field = { x: 'v', v: '-x' };
    const both = poincare(field, { section: 'x' });
    expect(Math.abs(both.returnTime([0, 1]) - Math.PI)).toBeLessThan(1e-15);
    expect(distance(both.image([0, 1]), [0, -1])).toBeLessThan(1e-15);
    const rising = poincare(field, { section: 'x', direction: 'rising' });
    expect(Math.abs(rising.returnTime([0, 1]) - 2 * Math.PI)).toBeLessThan(2e-15);
    expect(Math.abs(rising.returnTime([1, 0]) - 1.5 * Math.PI)).toBeLessThan(2e-15);
    expect(Math.abs(rising.follow([0, 1], { returns: 3 }).time - 6 * Math.PI)).toBeLessThan(2e-14);
  });

  test('does not take the start for a return, on either side of it', () => {
    const rising = poincare({ x: 'v', v: '-x' }, { section: 'x', direction: 'rising' });
    for (const x of [1e-17, -1e-17, 1e-12, -1e-12, -1e-10]) expect(rising.returnTime([x, 1])).toBeGreaterThan(6);
    expect(rising.returnTime([-1e-3, 1])).toBeLessThan(1.1e-3);
  });

  test('has the derivative of the closed map of a spiral: r ↦ r e^{−2πa}', () => {
    const spiral = poincare({ x: '-x/10 + y', y: '-x - y/10' }, { section: 'x', direction: 'rising' });
    const derivative = spiral.derivative([0, 3]);
    const shrunk = Math.exp(-Math.PI / 5);
    // along the field (3, −0.3) nothing changes, which gives the first column
    const exact = [
      [0, 0],
      [shrunk / 10, shrunk],
    ];
    expect(distance(derivative.flat(), exact.flat())).toBeLessThan(1e-15);
  });

  test('on a curved section has the derivative that difference quotients show', () => {
    const map = poincare(roessler.equations, { section: 'x + y^2/20 - 1', direction: 'rising' });
    const x = [0, -8, 0.03];
    const derivative = map.derivative(x);
    const h = 1e-6;
    for (let j = 0; j < 3; j++) {
      const [up, down] = [h, -h].map((by) => map.image(x.map((value, i) => (i === j ? value + by : value))));
      for (let i = 0; i < 3; i++) {
        const slope = (up![i]! - down![i]!) / (2 * h);
        expect(Math.abs(derivative[i]![j]! - slope)).toBeLessThan(1e-7 * (1 + Math.abs(slope)));
      }
    }
  });

  test('has the derivative of its time, and none where the orbit only touches the section', () => {
    const map = poincare(roessler.equations, { section: 'x + y^2/20 - 1', direction: 'rising' });
    const x = [0, -8, 0.03];
    const { timeDerivative } = map.follow(x, { derivative: true });
    const { time } = map.expand(x, { order: 1 });
    for (const j of [0, 1, 2]) {
      const unit = [0, 1, 2].map((i) => Number(i === j));
      expect(Math.abs(timeDerivative![j]! - time.coefficient(unit))).toBeLessThan(1e-12);
    }
    const touch = poincare({ x: 'v', v: '-x' }, { section: 'x - 1', within: 20 }).follow([0, 1], { derivative: true });
    expect(touch.status).toBe('returned');
    expect(touch.timeDerivative).toEqual([Number.NaN, Number.NaN]);
    expect(touch.derivative!.flat()).toEqual(Array(4).fill(Number.NaN));
    // near it, the time goes as the root of the distance: arcsin(c) for v = 1
    const c = 1 - 1e-6;
    const near = poincare({ x: 'v', v: '-x' }, { section: `x - ${c}` }).follow([0, 1], { derivative: true });
    expect(Math.abs(near.time - Math.asin(c))).toBeLessThan(1e-12);
    // ∂/∂v arcsin(c/v) = −c/√(1 − c²)
    expect(Math.abs((near.timeDerivative![1]! * Math.sqrt(1 - c * c)) / c + 1)).toBeLessThan(1e-8);
  });

  test('goes on for as many returns as asked for: the time to wait is that of each, in the mean', () => {
    const rising = poincare({ x: 'v', v: '-x' }, { section: 'x', direction: 'rising', within: 7 });
    expect(Math.abs(rising.follow([0, 1], { returns: 100 }).time - 200 * Math.PI)).toBeLessThan(1e-11);
    expect(poincare({ x: 'v', v: '-x' }, { section: 'x', direction: 'rising', within: 6 }).follow([0, 1]).status).toBe(
      'noReturn',
    );
  });

  test('to degree 1 is its derivative, to degree 2 what differences of derivatives show', () => {
    const map = poincare(roessler.equations, { section: 'x + y^2/20 - 1', direction: 'rising' });
    const x = [0, -8, 0.03];
    const derivative = map.derivative(x);
    const { state, time } = map.expand(x, { order: 2 });
    const unit = (j: number): number[] => [0, 1, 2].map((i) => Number(i === j));
    expect(Math.abs(time.coefficient([0, 0, 0]) - map.returnTime(x))).toBe(0);
    const h = 1e-5;
    for (let j = 0; j < 3; j++) {
      const [up, down] = [h, -h].map((by) => map.derivative(x.map((value, i) => (i === j ? value + by : value))));
      for (let i = 0; i < 3; i++) {
        expect(Math.abs(state[i]!.coefficient(unit(j)) - derivative[i]![j]!)).toBeLessThan(1e-11);
        for (let k = 0; k < 3; k++) {
          const second = (up![i]![k]! - down![i]![k]!) / (2 * h);
          const exponents = unit(j).map((e, v) => e + unit(k)[v]!);
          expect(Math.abs(state[i]!.derivativeAt(exponents) - second)).toBeLessThan(1e-6 * (1 + Math.abs(second)));
        }
      }
    }
  });

  test('of a spiral is r e^{−2πa} in the parameter too, to degree 3, and takes 2π whatever varies', () => {
    const field = system({ x: '-a*x + y', y: '-x - a*y' }, { parameters: { a: 0.1 } });
    const { state, time } = poincare(field, { section: 'x', direction: 'rising' }).expand([0, 3], {
      order: 3,
      variables: ['y', 'a'],
      returns: 2,
    });
    const [y, a] = variables([3, 0.1], { order: 3, names: ['y', 'a'] }) as [SeriesN<number>, SeriesN<number>];
    const exact = a
      .mul(-4 * Math.PI)
      .exp()
      .mul(y);
    for (const [i, c] of exact.coefficients.entries()) expect(Math.abs(state[1]!.coefficients[i]! - c)).toBeLessThan(1e-12);
    for (const [i, c] of time.coefficients.entries()) expect(Math.abs(c - (i === 0 ? 4 * Math.PI : 0))).toBeLessThan(1e-12);
  });

  test('knows sections that no polynomial shows, and angles where they start anew', () => {
    const field = { x: 'v', v: '-x' };
    const [steep, plain] = ['tanh(1000*x)', 'x'].map((section) => poincare(field, { section, direction: 'rising' }));
    expect(Math.abs(steep!.returnTime([0.3, 1]) - plain!.returnTime([0.3, 1]))).toBeLessThan(4e-15);
    expect(distance(steep!.derivative([0.3, 1]).flat(), plain!.derivative([0.3, 1]).flat())).toBeLessThan(4e-15);
    const angle = poincare(field, { section: 'atan2(v, x) - 3' });
    for (const returns of [1, 2, 4])
      expect(Math.abs(angle.follow([1, 0], { returns }).time - (2 * Math.PI * returns - 3))).toBeLessThan(4e-15 * returns);
  });

  test('goes through surfaces where the field changes: dry friction, from one rest to the next', () => {
    // from x > m at rest to 2m − x after half a turn
    const map = poincare({ x: 'v', v: '-x - 0.1*sign(v)' }, { section: 'v', direction: 'rising' });
    const { state, time } = map.follow([3, 0]);
    expect(distance(state, [-2.8, 0])).toBeLessThan(2e-15);
    expect(Math.abs(time - Math.PI)).toBeLessThan(2e-15);
    const derivative = map.derivative([3, 0.2]);
    const { state: series } = map.expand([3, 0.2], { order: 1 });
    for (const [i, row] of derivative.entries()) {
      expect(Math.abs(series[i]!.coefficient([1, 0]) - row[0]!)).toBeLessThan(1e-14);
      expect(Math.abs(series[i]!.coefficient([0, 1]) - row[1]!)).toBeLessThan(1e-14);
    }
    // up to v = 0 the swing √((x + m)² + v²) is kept, whose derivative by x is (x + m)/swing
    expect(Math.abs(derivative[0]![0]! + 3.1 / Math.hypot(3.1, 0.2))).toBeLessThan(1e-14);
    // held by friction, it does not return
    expect(poincare({ x: 'v', v: '-x - sign(v)' }, { section: 'x', within: 30 }).follow([0.5, 0]).status).toBe('noReturn');
  });

  test('says why an orbit does not return, and gives NaN', () => {
    const map = poincare({ x: '1', y: '-y' }, { section: 'x', within: 50 });
    expect(map.follow([1, 1]).status).toBe('noReturn');
    expect(map.image([1, 1])).toEqual([Number.NaN, Number.NaN]);
    expect(map.returnTime([1, 1])).toBeNaN();
    expect(map.derivative([1, 1]).flat()).toEqual(Array(4).fill(Number.NaN));
    expect(['singular', 'notFinite']).toContain(poincare({ x: 'x^2' }, { section: 'x' }).follow([1]).status);
  });

  test('has its section in any of the ways in which formulas come', () => {
    const field = system({ x: 'y', y: '(1 - x^2)*y - x' }, { parameters: { level: 0.5 } });
    const expected = poincare(field, { section: 'y - level', direction: 'falling' });
    for (const section of [(y: number, level: number) => y - level, formula('y - level')]) {
      const map = poincare(field, { section, direction: 'falling' });
      expect(map.image([1, 1])).toEqual(expected.image([1, 1]));
      expect(map.section).toBe('y - level');
      expect(periodicOrbit(map, [2, 0.5]).period).toBe(periodicOrbit(expected, [2, 0.5]).period);
    }
  });

  test('image, time and derivative are those of so many returns, and the signal ends the way to each', () => {
    const map = poincare({ x: 'y', y: '(1 - x^2)*y - x' }, { section: 'y', direction: 'falling' });
    const twice = map.image(map.image([1, 0]));
    expect(map.image([1, 0], { returns: 2 })[0]).toBeCloseTo(twice[0]!, 13);
    expect(map.returnTime([1, 0], { returns: 2 })).toBeCloseTo(map.returnTime([1, 0]) + map.returnTime(map.image([1, 0])), 13);
    const [a, b] = [map.derivative([1, 0]), map.derivative(map.image([1, 0]))];
    expect(map.derivative([1, 0], { returns: 2 })[0]![0]).toBeCloseTo(b[0]![0]! * a[0]![0]!, 13);
    const signal = AbortSignal.abort();
    expect(map.image([1, 0], { signal })).toEqual([Number.NaN, Number.NaN]);
    expect(map.returnTime([1, 0], { signal })).toBeNaN();
    expect(map.derivative([1, 0], { signal })).toEqual([
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
    ]);
    expect(() => map.expand([1, 0], { order: 1, signal })).toThrow('returns to the section, got aborted');
    expect(() => map.image([1, 0], { return: 2 } as never)).toThrow('PoincareMap: expected options among returns, signal, got');
    expect(() => map.derivative([1, 0], { derivative: true } as never)).toThrow('PoincareMap: expected options among');
  });

  test('refuses what it cannot do', () => {
    expect(() => poincare({ x: 't' }, { section: 'x' })).toThrow('expected a field and a section without the time, got t');
    expect(() => poincare({ x: '1' }, { section: 'x', within: 0 })).toThrow('expected a finite time within > 0, got 0');
    expect(() => poincare({ x: '1' }, { section: 'x', tolerance: 2 })).toThrow('expected a tolerance between 0 and 1');
    expect(() => poincare({ x: '1' }, { section: 'x' }).image([1, 2])).toThrow('expected 1 finite values (x), got [1, 2]');
    expect(() => poincare({ x: '1' }, { section: 'x' }).follow([1], { returns: 0 })).toThrow('expected returns');
    expect(() => poincare({ x: '1' }, { section: 'x' }).follow([1], { return: 2 } as never)).toThrow(
      'PoincareMap: expected options among returns, signal, derivative, got return; did you mean returns?',
    );
    expect(() => poincare({ x: '1' }, { section: 'x' }).expand([1], { order: 1, variable: ['x'] } as never)).toThrow(
      'did you mean variables?',
    );
    const spiral = poincare({ x: 'y', y: '-x' }, { section: 'x' });
    expect(() => spiral.expand([0, 1], { order: 0 })).toThrow('PoincareMap: expected an integer order ≥ 1, got 0');
    expect(() => spiral.expand([0, 1], { order: 1, variables: ['t0'] })).toThrow(
      'PoincareMap: expected variables among x, y, got t0',
    );
    expect(() => poincare({ x: '1' }, { section: 'x', within: 2 }).expand([1], { order: 1 })).toThrow(
      'returns to the section, got noReturn',
    );
    // two surfaces at once, at t = 1
    const corner = poincare({ x: '1', y: '1', z: 'sign(x) + sign(y)' }, { section: 'x - 2', within: 10 });
    expect(corner.follow([-1, -1, 0]).time).toBeCloseTo(3, 14);
    expect(() => corner.expand([-1, -1, 0], { order: 1 })).toThrow(
      'PoincareMap: expected a way to the section that has derivatives, got corner at t = 1',
    );
  });
});

describe('periodic orbits', () => {
  test.each([
    ['roessler', roessler, 'x', 'rising', [0, -8, 0.03]],
    ['vanDerPol', vanDerPol, 'y', 'falling', [1.5, 0]],
  ] as const)('%s is found to rounding, with its multipliers', (name, { equations }, section, direction, guess) => {
    const orbit = periodicOrbit(poincare(equations, { section, direction }), guess);
    const truth = cycles[name];
    expect(orbit.status).toBe('converged');
    expect(distance(orbit.state, truth.state.map(Number))).toBeLessThan(2e-14);
    expect(Math.abs(orbit.period - Number(truth.period))).toBeLessThan(2e-14);
    expect(orbit.residual).toBeLessThan(1e-13);
    expect(orbit.multipliers).toHaveLength(guess.length - 1);
    expect(Math.abs(orbit.multipliers[0]!.re - Number(truth.multipliers[0]))).toBeLessThan(1e-12);
    expect(orbit.multipliers[0]!.im).toBe(0);
  });

  test('of two returns lies on Rössler’s attractor, too', () => {
    const map = poincare(roessler.equations, { section: 'x', direction: 'rising' });
    const orbit = periodicOrbit(map, [0, -5.4, 0.031], 2);
    expect(orbit.status).toBe('converged');
    const once = map.image(orbit.state);
    expect(distance(once, orbit.state)).toBeGreaterThan(1);
    expect(distance(map.image(once), orbit.state)).toBeLessThan(1e-12);
  });

  test('come from guesses beside the section, too, on the side that counts', () => {
    const map = poincare(vanDerPol.equations, { section: 'y', direction: 'falling' });
    for (const guess of [
      [1.9, 0.1],
      [-1.9, 0],
    ]) {
      const { status, state } = periodicOrbit(map, guess);
      expect(status).toBe('converged');
      expect(Math.abs(state[1]!)).toBeLessThan(1e-16);
      expect(Math.abs(state[0]! - Number(cycles.vanDerPol.state[0]))).toBeLessThan(1e-13);
    }
  });

  test('that come in families are those near the guess', () => {
    const orbit = periodicOrbit(poincare(kepler.equations, { section: 'y', direction: 'rising' }), kepler.initial);
    expect(orbit.status).toBe('converged');
    expect(distance(orbit.state, kepler.initial)).toBeLessThan(1e-14);
    expect(orbit.multipliers).toHaveLength(3);
    const none = periodicOrbit(poincare({ x: '1' }, { section: 'x', within: 9 }), [1]);
    expect(none.status).toBe('noReturn');
    expect(none.message).toBe('The orbit of [1] does not return: noReturn; start nearer.');
    expect(() => periodicOrbit(poincare({ x: '1' }, { section: 'x' }), [1, 2])).toThrow(
      'periodicOrbit: expected 1 initial values (x), got 2',
    );
  });
});
