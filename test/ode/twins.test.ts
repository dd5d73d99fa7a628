import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { near } from './friction.js';

/** What it is, equations, where it begins, until when, and where it is then. */
type Case = readonly (readonly [what: string, field: Record<string, string>, initial: number[], t: number, end: number[]])[];

/** r′ = −5 r/4 outside of the circle and 7 r/4 within, which is met at t = ln(1.2)/1.25: then 7/12 of the time outside. */
const met = Math.log(1.2) / 1.25;

const slides: Case = [
  ['sign x and sign(x exp x)', { x: '0.5 - sign(x) - sign(x*exp(x))', y: 'sign(x) + 3*sign(x*exp(x))' }, [0.1, 0], 2, [0, 2.2]],
  [
    'sign x and sign(exp x − 1)',
    { x: '0.5 - sign(x) - sign(exp(x) - 1)', y: 'sign(x) + 3*sign(exp(x) - 1)' },
    [0.1, 0],
    2,
    [0, 2.2],
  ],
  ['sign x and ⌊x⌋', { x: '0.25 - sign(x) - floor(x)', y: 'sign(x) + 3*floor(x)' }, [0.1, 0], 2, [0, -1 / 3]],
  ['⌊x/2⌋ and ⌊x⌋', { x: '-floor(x/2) - floor(x) - 0.5', y: 'floor(x/2) + 3*floor(x)' }, [0.1, 0], 2, [0, -1.8]],
  [
    'other stairs and a comparison',
    { x: '0.5 - ceil(x/4) - round(x/4 + 0.5) + (exp(x) < 1 ? 1 : 0)', y: 'ceil(x/4)' },
    [0.3, 0],
    2,
    [0, 1.1],
  ],
  [
    'what falls where the other one rises',
    { x: '0.25 - sign(x) - floor(2 - x/5)*2', y: 'floor(2 - x/5)' },
    [0.35, 0],
    0.5,
    // −2.75 on either side of 0, and −4.75 below 0: crossed
    [0.35 - (0.35 / 2.75) * 2.75 - (0.5 - 0.35 / 2.75) * 2.75, 0.35 / 2.75 + 2 * (0.5 - 0.35 / 2.75)],
  ],
  [
    'a maximum with other slopes',
    { x: '0.25 - sign(x) - sign(max(x, 2*x))', y: 'sign(max(x, 2*x))' },
    [0.175, 0],
    2,
    [0, 0.3375],
  ],
  [
    'a circle',
    {
      x: '-y - x*(0.25 + sign(x^2 + y^2 - 1) + floor((x^2 + y^2 - 1)/9))',
      y: 'x - y*(0.25 + sign(x^2 + y^2 - 1) + floor((x^2 + y^2 - 1)/9))',
      q: 'sign(x^2 + y^2 - 1) + 2*floor((x^2 + y^2 - 1)/9)',
    },
    [1.2, 0, 0],
    2,
    [Math.cos(2), Math.sin(2), met + (2 - met) * (7 / 12 - 3 * (5 / 12))],
  ],
  [
    'sign x and sign(x − sin x), which is flat there',
    { x: '0.5 - sign(x) - sign(x - sin(x))', y: 'sign(x) + 3*sign(x - sin(x))' },
    [0.1, 0],
    2,
    [0, 2.2],
  ],
  ['sign x and ⌊x³/9⌋', { x: '-0.5 - sign(x) - 2*floor(x^3/9)', y: 'sign(x) + 6*floor(x^3/9) + 3' }, [0.1, 0], 2, [0, 2.2]],
  ['sign x and sign(x³)', { x: '0.1 - 0.2*sign(x) - 0.2*sign(x^3)', y: 'sign(x) + 3*sign(x^3)' }, [0.1, 0], 2, [0, 3]],
];

const ends: Case = [
  // ẋ is t − 2 above and t + 2 below
  ['above', { x: 't - sign(x) - sign(exp(x) - 1)', q: 'sign(exp(x) - 1)' }, [0, 0], 3, [0.5, 2]],
  ['below', { x: '-t - sign(x) - sign(exp(x) - 1)', q: 'sign(exp(x) - 1)' }, [0, 0], 3, [-0.5, -2]],
  ['above, off a stair', { x: 't - 2*floor(x) - sign(exp(x) - 1) - 1', q: 'floor(x)' }, [0, 0], 3, [0.5, -1 / 2]],
  ['below, off a stair', { x: '-t - 2*floor(x) - sign(exp(x) - 1) - 1', q: 'floor(x)' }, [0, 0], 3, [-0.5, -3 / 2 - 1]],
];

/** For x < 0, x + |x| is 0 throughout, and its sign, too. */
const flat: Case = [
  // ẋ is −1 − 2t above and 1 − 2t below
  ['ends below', { x: '1 - 2*t - 2*sign(x + abs(x))' }, [0.1], 2, [-2.25]],
  ['is met from below', { x: '1 - 2*t - 2*sign(x + abs(x))' }, [-0.1], 2, [-2.25]],
  // −1 + 2t and 1 + 2t
  ['ends above', { x: '1 + 2*t - 2*sign(x + abs(x))' }, [0.1], 2, [2.25]],
  ['is half on either side', { x: '1 - 2*sign(x + abs(x))', q: 'sign(x + abs(x))' }, [0.1, 0], 2, [0, 1.05]],
  // −2.5 above and 1.5 below: three eighths
  ['beside sign x', { x: '0.5 - sign(x) - 2*sign(x + abs(x))', q: 'sign(x + abs(x))' }, [0.25, 0], 2, [0, 0.1 + 1.9 * (3 / 8)]],
];

describe('a slide along a surface that is written in ways of which none is a multiple of the other', () => {
  test.each(slides)('%s', (_, field, initial, t, end) => {
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const orbit = integrate(field, initial, { t: [0, t], kernel });
      expect(orbit.status).toBe('complete');
      for (const [i, x] of end.entries()) near(orbit.end[i]!, x, 4e-15);
    }
  });

  test.each(ends)('ends %s', (_, field, initial, t, end) => {
    const orbit = integrate(system(field, { time: 't' }), initial, { t: [0, t] });
    expect(orbit.status).toBe('complete');
    for (const [i, x] of end.entries()) near(orbit.end[i]!, x, 4e-15);
  });

  test.each(flat)('of which one is zero on a whole side %s', (_, field, initial, t, end) => {
    const orbit = integrate(system(field, { time: 't' }), initial, { t: [0, t] });
    expect(orbit.status).toBe('complete');
    for (const [i, x] of end.entries()) near(orbit.end[i]!, x, 4e-15);
  });

  test('is none where formulas have an equilibrium on it, with the stair that they say there', () => {
    for (const [stair, initial] of [
      ['floor(x)', 0.1],
      ['ceil(x)', -0.1],
    ] as const) {
      const { status, end } = integrate({ x: '-sign(x)', y: stair }, [initial, 0], { t: [0, 2] });
      expect(status).toBe('complete');
      for (const x of end) near(x, 0, 1e-16);
    }
  });

  test('is along one alone where surfaces only touch', () => {
    // y = x² touches y = 0 at x = 0: behind it, y < x². Two thirds of the time above
    const field = { x: '1', y: '0.5 - 1.5*sign(y)', q: 'sign(y - x^2)' };
    const { status, end } = integrate(field, [-1, 0, 0], { t: [0, 2] });
    expect(status).toBe('complete');
    for (const [i, x] of [1, 0, -2].entries()) near(end[i]!, x, 1e-14);
  });
});

describe('a surface that is written in several ways', () => {
  test('is crossed at once, whatever its ways would do one by one', () => {
    // up below one of them and above the other one
    for (const other of ['exp(x) - 1', 'x^3', 'x + x^3', 'x*(2 + sin(y))']) {
      for (const sense of [1, -1]) {
        const field = { x: `${-sense} - ${1.5 * sense}*(sign(x) - sign(${other}))`, y: `1 + (sign(x) - sign(${other}))` };
        const { status, end } = integrate(field, [sense, 0], { t: [0, 2] });
        expect(status).toBe('complete');
        near(end[0]!, -sense, 1e-15);
        near(end[1]!, 2, 1e-15);
      }
    }
  });

  test('is no corner: neighbors cross all of it', () => {
    const field = { x: '-1', y: 'sign(x) + floor(x) + sign(exp(x) - 1)' };
    const { flowJacobian } = integrate(field, [0.5, 0], { t: [0, 1], variational: true });
    for (const [i, x] of [1, 0, 5, 1].entries()) near(flowJacobian!.flat()[i]!, x, 1e-14);
    const { status, map } = flowMap(field, [0.5, 0], { t: [0, 1], order: 1 });
    expect(status).toBe('complete');
    near(map[1]!.coefficient([1, 0]), 5, 1e-14);
  });

  test('that meets another one is a corner', () => {
    const field = { x: '-1', y: '-1', q: 'sign(x) + 2*sign(exp(x) - 1)*sign(y)' };
    const { flowJacobian } = integrate(field, [0.5, 0.5, 0], { t: [0, 1], variational: true });
    expect(flowJacobian!.flat().every(Number.isNaN)).toBe(true);
  });
});

describe('stairs that meet', () => {
  const fall = { x: '-floor(x) - 0.5', y: '-floor(y) - 0.5', z: '2*floor(x) + floor(y)' };

  test('are slid along together where both lead there, at once or one after the other', () => {
    // half of the time on each stair
    for (const [x, y, z] of [
      [0.1, 0.1, -2.7],
      [0.1, 0.05, -2.75],
      [-0.1, 0.05, -3.15],
    ] as const) {
      const { status, end } = integrate(fall, [x, y, 0], { t: [0, 2] });
      expect(status).toBe('complete');
      for (const [i, value] of [0, 0, z].entries()) near(end[i]!, value, 1e-14);
    }
  });

  test('are crossed where all quadrants lead into one', () => {
    const { status, end } = integrate({ x: '-1 - 0.3*floor(y)', y: '-1 + 0.2*floor(x)' }, [0.1, 0.1], { t: [0, 2] });
    expect(status).toBe('complete');
    // behind the corner at t = 0.1, ẏ is −1.2, and ẋ −0.7, −0.4 from y = −1 on, and −0.1 from y = −2 on
    near(end[0]!, -0.7 / 1.2 - 0.4 / 1.2 - 0.1 * (1.9 - 2 / 1.2), 1e-14);
    near(end[1]!, -2.28, 1e-14);
  });

  test('go by the blend in which each switches by itself', () => {
    const [p, q] = ['(1 + floor(x/9))', '(1 + floor(y/9))'];
    const pick = (pp: number, pm: number, mp: number, mm: number): string =>
      `${mm}*(1 - ${p})*(1 - ${q}) + ${pm}*${p}*(1 - ${q}) + ${mp}*(1 - ${p})*${q} + ${pp}*${p}*${q}`;
    // the same fields as between x > 0 and y > 0: see slides.test.ts
    const field = { x: pick(-2, -1, 3, 1), y: pick(-1, 2, -1, 1), z: pick(5, -3, 7, 2) };
    const { status, end } = integrate(field, [0.3, -0.2, 0], { t: [0, 3] });
    expect(status).toBe('complete');
    for (const [i, value] of [0, 0, -0.02 + 2.78 * 3.228035770077665].entries()) near(end[i]!, value, 1e-13);
  });

  test('are slid along together with signs, until one lets go', () => {
    // y stays while |t/2| < 3/2 + …: ẏ is t/2 − 1 above and t/2 + 1 below, and x is held for good
    const field = system({ x: '-sign(x) + 0.25', y: 't/2 - 2*floor(y/9) - 1', q: 'floor(y/9)' }, { time: 't' });
    const { status, end } = integrate(field, [0.3, 0, 0], { t: [0, 4] });
    expect(status).toBe('complete');
    // q′ = α − 1 with α = (t/2 + 1)/2
    for (const [i, value] of [0, 1, -0.5 * 2 + 4 / 8].entries()) near(end[i]!, value, 1e-14);
  });

  test('of which three meet are slid along where each adds a force of its own, and lead nowhere else', () => {
    const pulls = {
      x: '0.1 - floor(x) - 0.5',
      y: '0.2 - floor(y) - 0.5',
      z: '-0.1 - floor(z) - 0.5',
      q: 'floor(x) + floor(y) + floor(z)',
    };
    const held = integrate(pulls, [0.1, 0.1, 0.1, 0], { t: [0, 5] });
    expect(held.status).toBe('complete');
    for (const i of [0, 1, 2]) near(held.end[i]!, 0, 1e-15);
    // 1/2 + pull of the time on the upper stair, from t = 1/4, 1/3 and 1/6 on
    near(held.end[3]!, -(0.4 * (5 - 1 / 4) + 0.3 * (5 - 1 / 3) + 0.6 * (5 - 1 / 6)), 1e-13);
    const trap = integrate(
      {
        x: '0.1 - 2*(floor(x) + 1/2)*(3 + floor(y))',
        y: '0.1 - 2*(floor(y) + 1/2)*(3 + floor(z))',
        z: '0.1 - 2*(floor(z) + 1/2)*(3 + floor(x))',
      },
      [0.1, 0.1, 0.1],
      { t: [0, 5] },
    );
    expect(trap.status).toBe('stuck');
    expect(trap.message).toContain('branches of the equations meet there and none of them leads on');
  });
});
