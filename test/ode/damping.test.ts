import { describe, expect, test } from 'vitest';
import { integrate, stream, Trajectory } from '../../src/index.js';
import { damp, moveDamped, proposeDamped } from '../../src/ode/damping.js';
import { FIRST_PAIRS, functionalAt, LEVELS, levelAt, mapLength, mapsFor, ordersOfTail } from '../../src/ode/damping-maps.js';
import { dampedPlan, orderFor } from '../../src/ode/step.js';
import { arenstorf, pleiades } from '../../src/problems.js';

const kepler = { x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' };
const ellipse = [0.4, 0, 0, 2];
const turn = 2 * Math.PI;

const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((x, i) => x - b[i]!));

const binomial = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);

describe('maps', () => {
  const order = 20;
  const maps = mapsFor(order);
  const length = mapLength(order);

  test('ahead, beside and behind, their coefficients are binomial ones', () => {
    // (s/(1 + s)²)^k, (s/(1 − s²))^k and (s/(1 − s)²)^k
    const exact = [
      (k: number, n: number): number => (-1) ** (n - k) * binomial(n + k - 1, n - k),
      (k: number, n: number): number => ((n - k) % 2 === 0 ? binomial((n + k) / 2 - 1, (n - k) / 2) : 0),
      (k: number, n: number): number => binomial(n + k - 1, n - k),
    ];
    for (const [third, T] of exact.entries()) {
      const at = 16 * third * length;
      const radius = [4, 2, 4][third]!;
      for (const [i, [n, m]] of ordersOfTail(order).entries()) {
        for (let k = 1; k <= order; k++) {
          const expected = ((9 * (k <= n ? T(k, n) : 0)) / 8 + (9 * (k <= m ? T(k, m) : 0)) / 16) * radius ** k;
          expect(Math.abs(maps[at + functionalAt(order, i) + k - 1]! - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
        }
      }
    }
  });

  test('damped polynomials of functions with the singularities of their map are right on the whole step, as far as powers of s are small', () => {
    for (let map = 0; map * length < maps.length; map++) {
      const part = (16 - Math.abs(map - 16)) / 16;
      const psi = map <= 16 ? Math.acos(1 - part ** 2) : Math.PI - Math.acos(1 - part ** 2);
      // Re (1 − t e^{−iψ})^{−1/3}
      const exact = (t: number): number => {
        const [re, im] = [1 - t * Math.cos(psi), t * Math.sin(psi)];
        return Math.hypot(re, im) ** (-1 / 3) * Math.cos(Math.atan2(im, re) / 3);
      };
      const coefficients = [1];
      for (let k = 1; k <= order; k++) coefficients.push((coefficients[k - 1]! * (k - 2 / 3)) / k);
      for (let level = 0; level < LEVELS; level++) {
        const at = map * length + levelAt(order, level);
        const s = 2 ** (-1.25 - level / 12);
        const h = maps[at]!;
        for (const share of [1, 0.9, 0.5, 0.1]) {
          const t = share * h;
          let sum = 1;
          for (let k = 1; k <= order; k++) {
            const power = k <= 2 * FIRST_PAIRS ? t ** k : share ** k;
            sum += coefficients[k]! * Math.cos(k * psi) * power * (k === 1 ? 1 : maps[at + k - 1]!);
          }
          expect(Math.abs(sum - exact(t))).toBeLessThan(500 * s ** (order + 1) + 1e-15);
        }
      }
    }
  });
});

describe('the length of a damped step', () => {
  const order = 20;
  const step = { plain: 0.2, start: 1, margin: dampedPlan(1e-12, order).margin, direction: 1 };
  /** Coefficients of (1 + t)^{−1/3}, whose singularity is behind: the last map. */
  const behind = Float64Array.from({ length: order + 1 });
  behind[0] = 1;
  for (let k = 1; k <= order; k++) behind[k] = (-behind[k - 1]! * (k - 2 / 3)) / k;
  const layout = { states: 1, order };

  test('does not rest on the last two coefficients in s alone, which may both be small', () => {
    const expected = proposeDamped(behind, layout, step).h;
    expect(expected).toBeGreaterThan(0.5);
    // c_p and c_{p−1} such that both vanish: t = R s/(1 − s)² with R = 4
    const hidden = behind.slice();
    for (const n of [order - 1, order]) {
      let sum = 0;
      for (let k = 1; k < n; k++) sum += binomial(n + k - 1, n - k) * 4 ** k * hidden[k]!;
      hidden[n] = -sum / 4 ** n;
    }
    expect(proposeDamped(hidden, layout, step).h).toBeLessThan(1.3 * expected);
  });

  test('is such that the error is about the one aimed at, for singularities beside and behind', () => {
    for (const p of [12, 16, 20]) {
      const { margin } = dampedPlan(1e-7, p);
      for (let i = 8; i <= 32; i++) {
        // Re (1 − t e^{−iψ})^{−1/3}
        const psi = (Math.PI * i) / 32;
        const x = Float64Array.from({ length: p + 1 });
        for (let k = 0, c = 1; k <= p; c *= (k + 1 / 3) / (k + 1), k++) x[k] = c * Math.cos(k * psi);
        const { h, damping } = proposeDamped(x, { states: 1, order: p }, { plain: 0.1, start: 1, margin, direction: 1 });
        moveDamped(x, 1, damping!, h);
        const [re, im] = [1 - h * Math.cos(psi), h * Math.sin(psi)];
        const exact = Math.hypot(re, im) ** (-1 / 3) * Math.cos(Math.atan2(im, re) / 3);
        expect(Math.abs(x[0]! - exact)).toBeLessThan(15 * 2 ** (-margin * (p + 1)));
      }
    }
  });

  /** The state at h, by a step that long. */
  const moved = (x: Float64Array, h: number, { damping } = proposeDamped(x, layout, step)): number => {
    const at = x.slice();
    moveDamped(at, 1, damping!, h);
    return at[0]!;
  };

  test('may be cut short: a step goes along the polynomial that is left when it is damped, whether by powers of h or, to its end, by those of ρ', () => {
    const { h, damping } = proposeDamped(behind, layout, step);
    const damped = behind.slice();
    damp(damped, 1, damping!);
    for (const share of [1, 1 - 2 ** -50, 0.9, 0.5, 0.1]) {
      const along = damped.reduceRight((sum, c) => sum * share * h + c, 0);
      expect(Math.abs(moved(behind, share * h) - along)).toBeLessThan(2e-15);
    }
  });

  test('is the same back along a mirrored solution, and ends there with the same bits', () => {
    const mirrored = behind.map((c, k) => (k % 2 === 0 ? c : -c));
    const back = proposeDamped(mirrored, layout, { ...step, direction: -1 });
    const { h } = proposeDamped(behind, layout, step);
    expect(back.h).toBe(h);
    for (const length of [h, h / 3]) expect(moved(mirrored, -length, back)).toBe(moved(behind, length));
  });

  test('leaves large terms that cancel to looser tolerances', () => {
    // x = 1/(1/x_0 − t), whose singularity is behind
    for (let start = -3; start < 0; start += 0.1) {
      const end = -4 / start;
      const orbit = integrate({ x: 'x^2' }, [start], { t: [0, end], tolerance: 1e-14, stepControl: 'damped' });
      for (const part of [0.2, 0.5, 1]) {
        const exact = 1 / (1 / start - part * end);
        expect(Math.abs(orbit.at(part * end)[0]! - exact)).toBeLessThan(2e-14);
      }
    }
  });
});

describe('damped steps', () => {
  test('all kernels take them with the same bits, forward and back, for one state and for many', () => {
    for (const [equations, initial, end] of [
      [{ x: '1 + x^2' }, [0], 1.5],
      [{ x: 'x*cos(t)', y: 'x - y^2' }, [1, 0], -3],
      [kepler, ellipse, turn],
      [kepler, ellipse, -turn],
      [pleiades.equations, pleiades.initial, 1],
    ] as const) {
      const [wasm, ...others] = (['wasm', 'javascript', 'interpreter'] as const).map((kernel) =>
        integrate(equations, initial, { t: [0, end], stepControl: 'damped', tolerance: 1e-10, kernel }),
      );
      for (const other of others) {
        expect(other.steps).toBe(wasm!.steps);
        expect(other.end).toEqual(wasm!.end);
        expect(other.at(end / 3)).toEqual(wasm!.at(end / 3));
      }
    }
  });

  test('they are fewer, at no larger an error', () => {
    for (const [equations, initial, end, fewer] of [
      [kepler, ellipse, turn, 0.65],
      [arenstorf.equations, arenstorf.initial, 4, 0.65],
      [pleiades.equations, pleiades.initial, 3, 0.75],
    ] as const) {
      const truth = integrate(equations, initial, { t: [0, end], tolerance: 1e-18 }).end;
      for (const tolerance of [1e-8, 1e-10, 1e-12]) {
        const [plain, damped] = (['balanced', 'damped'] as const).map((stepControl) =>
          integrate(equations, initial, { t: [0, end], tolerance, stepControl }),
        );
        expect(damped!.steps).toBeLessThan(fewer * plain!.steps);
        expect(distance(damped!.end, truth)).toBeLessThan(2 * distance(plain!.end, truth) + 1e-13);
      }
    }
  });

  test('the error in each step stays within the tolerance, at its end and inside', () => {
    const solutions = [
      { equations: { x: '1 + x^2' }, initial: [0], end: 1.5, exact: Math.tan },
      { equations: { x: '-2*t*x^2' }, initial: [1], end: 5, exact: (s: number) => 1 / (1 + s * s) },
      { equations: { x: '-2*t*x' }, initial: [1], end: 4, exact: (s: number) => Math.exp(-s * s) },
      { equations: { x: 'x^2', y: 'x*y' }, initial: [1, 1], end: 0.99, exact: (s: number) => 1 / (1 - s) },
      { equations: { x: 'v', v: '-x' }, initial: [1, 0], end: 20, exact: Math.cos },
      { equations: { x: 'v', v: 'x - 2*x^3' }, initial: [1, 0], end: 10, exact: (s: number) => 1 / Math.cosh(s) },
    ];
    for (const { equations, initial, end, exact } of solutions) {
      for (const tolerance of [1e-6, 1e-9, 1e-12]) {
        const orbit = integrate(equations, initial, { t: [0, end], tolerance, stepControl: 'damped' });
        expect(orbit.status).toBe('complete');
        for (let i = 0; i <= 200; i++) {
          const time = (end * i) / 200;
          // what earlier steps leave grows with the solution itself
          const bound = 30 * tolerance * Math.max(1, exact(time) ** 2);
          expect(Math.abs(orbit.at(time)[0]! - exact(time))).toBeLessThan(bound);
        }
      }
    }
  });

  test('steps are tried first where a component is flat, or begins with t⁷, beside others', () => {
    for (const [equations, initial, t, tolerance] of [
      [{ y: 'tanh(4*atan(0.2*z))', z: 'tanh(50*z)' }, [-0.8571385871618986, 1], [0, -3], 1e-6],
      [{ x: 'atan(y)', y: 'tanh(x*exp(-y^2)/(0.01 + y^2))' }, [1, 0.0463155722245574], [0, 1], 1e-4],
      [{ x: 'exp(-y^2)/(0.01 + x^6)', y: 'sin(3*t)' }, [0, 0], [0.6658757398836315, 3.6658757398836315], 1e-6],
    ] as const) {
      const truth = integrate(equations, initial, { t, tolerance: 1e-17 }).end;
      for (const kernel of ['wasm', 'interpreter'] as const) {
        const orbit = integrate(equations, initial, { t, tolerance, stepControl: 'damped', kernel });
        expect(distance(orbit.end, truth)).toBeLessThan(tolerance);
      }
    }
  });

  test('no step goes over a pole', () => {
    for (const [equations, initial] of [
      [{ x: 'x^2' }, [1]],
      [{ x: 'x^2', y: 'x*y' }, [1, 1]],
      [{ x: 'x*y', y: 'x^2' }, [1, 1]],
    ] as const) {
      for (const tolerance of [1e-4, 1e-8, 1e-12, 2 ** -52]) {
        const orbit = integrate(equations, initial, { t: [0, 2], tolerance, stepControl: 'damped' });
        expect(orbit.status).not.toBe('complete');
        expect(orbit.reached).toBeLessThanOrEqual(1);
        expect(orbit.reached).toBeGreaterThan(0.99);
      }
    }
  });

  test('energy stays: two hundred revolutions to 1e-14', () => {
    const energy = ([x, y, u, v]: readonly number[]): number => (u! ** 2 + v! ** 2) / 2 - 1 / Math.hypot(x!, y!);
    const { end } = integrate(kepler, ellipse, { t: [0, 200 * turn], stepControl: 'damped', dense: false });
    expect(Math.abs(energy(end) / energy(ellipse) - 1)).toBeLessThan(1e-14);
  });

  test('the derivative of the flow and a stream take the same steps', () => {
    const options = { stepControl: 'damped', tolerance: 1e-12 } as const;
    const plain = integrate(kepler, ellipse, { t: [0, 3], tolerance: 1e-14, variational: true });
    const damped = integrate(kepler, ellipse, { ...options, t: [0, 3], variational: true });
    for (const time of [1.7, 3]) {
      for (const [i, row] of damped.jacobianAt(time).entries())
        expect(distance(row, plain.jacobianAt(time)[i]!)).toBeLessThan(1e-9);
    }
    const alone = integrate(kepler, ellipse, { ...options, t: [0, 3] });
    expect(damped.end).toEqual(alone.end);
    const points = [...stream(kepler, ellipse, { ...options, t: [0, 3] })];
    expect(points.at(-1)!.state).toEqual(alone.end);
    expect(points).toHaveLength(alone.steps + 1);
  });

  test('trajectories are read again as they were written, and joined', () => {
    const first = integrate(kepler, ellipse, { t: [0, 3], stepControl: 'damped', tolerance: 1e-12 });
    const times = Array.from({ length: 50 }, (_, i) => (3 * i) / 49);
    const texts = JSON.parse(JSON.stringify(first.toJSON()));
    expect(Trajectory.fromJSON(texts).at(times)).toEqual(first.at(times));
    expect(Trajectory.fromBytes(first.toBytes()).at(times)).toEqual(first.at(times));
    const { order } = first;
    const second = integrate(kepler, first.end, { t: [3, 6], stepControl: 'radius', order, tolerance: 1e-12 });
    const both = first.join(second);
    expect(both.at([1.3, 4.5])).toEqual([first.at(1.3), second.at(4.5)]);
    texts.order = 7;
    expect(() => Trajectory.fromJSON(texts)).toThrow('even order');
  });

  test('orders are even and by about 10 higher, up to 28', () => {
    expect([1e-3, 1e-8, 1e-12, 2 ** -52].map((tolerance) => [orderFor(tolerance), dampedPlan(tolerance).order])).toEqual([
      [5, 16],
      [11, 22],
      [15, 26],
      [20, 28],
    ]);
    expect(integrate(kepler, ellipse, { t: [0, 1], stepControl: 'damped', order: 12 }).order).toBe(12);
  });

  test('the accuracy aimed at follows the tolerance, between two orders too', () => {
    // the first term left out is as large a part of the state as the tolerance, but for what each order gains more
    const aim = (tolerance: number): number => 2 ** (-23 * dampedPlan(tolerance, 22).margin);
    for (const tolerance of [1e-9, 5e-10, 3e-10]) {
      expect(aim(tolerance / 1.5) / aim(tolerance)).toBeGreaterThan(0.6);
      expect(aim(tolerance / 1.5) / aim(tolerance)).toBeLessThan(0.7);
    }
  });

  test('where coefficients overflow the orbit ends, and the message says what to do', () => {
    const oscillator = (unit: number): Trajectory =>
      integrate({ x: `u/${unit}`, u: `-x/${unit}` }, [1, 0], { t: [0, unit], stepControl: 'damped' });
    expect(oscillator(1e-10).end[0]).toBeCloseTo(Math.cos(1), 14);
    const tooFast = oscillator(1e-16);
    expect(tooFast.status).toBe('notFinite');
    expect(tooFast.message).toContain('measure time in a smaller unit');
  });

  test('what cannot be damped is refused', () => {
    const damped = { t: [0, 1], stepControl: 'damped' } as const;
    expect(() => integrate(kepler, ellipse, { ...damped, order: 15 })).toThrow(
      "integrate: expected an even order ≥ 8 for stepControl: 'damped', got 15",
    );
    expect(() => integrate(kepler, ellipse, { ...damped, events: [{ when: 'y' }] })).toThrow(
      "integrate: expected no events with stepControl: 'damped', got 1; use 'balanced'",
    );
    expect(() => integrate({ x: 'abs(x) + 1' }, [-1], damped)).toThrow(
      "integrate: expected smooth equations for stepControl: 'damped', got some with kinks, jumps or angles; use 'balanced'",
    );
  });
});
