import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivative } from '../../src/derivative/derivative.js';
import { gradient, jacobian, jvp, vjp } from '../../src/derivative/gradient.js';
import { hessian, hvp } from '../../src/derivative/hessian.js';
import { type Nested, partial, tensor } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { ruleOfHead } from '../../src/series/functions.js';
import { fraction, fractionOf, minus, times, toThe } from '../oracle/fraction.js';

const close = (got: readonly number[], wanted: readonly number[], tolerance = 1e-14): void => {
  expect(got.length).toBe(wanted.length);
  got.forEach((x, i) => {
    expect(Math.abs(x - wanted[i]!), `entry ${i}: ${x}, wanted ${wanted[i]}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(wanted[i]!)),
    );
  });
};

/** A function of three variables with everything in it: shared parts, quotients, powers, sin and cos of one argument. */
const f = 'exp(x*y)*sin(z) + x^2*y/(1 + z^2) + sqrt(x + y)*cos(z) - (x*y)^(-2) + atan(x*y)';
const point = [1.25, 0.75, -0.5];

/** The same by hand. */
function byHand([x, y, z]: readonly number[] = point): { gradient: number[]; hessian: number[][] } {
  const [X, Y, Z] = [x!, y!, z!];
  const [e, s, c, p, q, r] = [Math.exp(X * Y), Math.sin(Z), Math.cos(Z), X * Y, 1 + Z * Z, Math.sqrt(X + Y)];
  const a1 = 1 / (1 + p * p);
  const a2 = (-2 * p) / (1 + p * p) ** 2;
  // of functions of p = xy alone: g(p) = e^p s − p^−2 + atan p
  const g1 = e * s + 2 / p ** 3 + a1;
  const g2 = e * s - 6 / p ** 4 + a2;
  const fx = Y * g1 + (2 * X * Y) / q + c / (2 * r);
  const fy = X * g1 + (X * X) / q + c / (2 * r);
  const fz = e * c - (X * X * Y * 2 * Z) / (q * q) - r * s;
  const rr = -c / (4 * r ** 3);
  const fxx = Y * Y * g2 + (2 * Y) / q + rr;
  const fyy = X * X * g2 + rr;
  const fxy = g1 + p * g2 + (2 * X) / q + rr;
  const fxz = Y * e * c - (4 * X * Y * Z) / (q * q) - s / (2 * r);
  const fyz = X * e * c - (2 * X * X * Z) / (q * q) - s / (2 * r);
  const fzz = -e * s - (X * X * Y * (2 - 6 * Z * Z)) / q ** 3 - r * c;
  return {
    gradient: [fx, fy, fz],
    hessian: [
      [fxx, fxy, fxz],
      [fxy, fyy, fyz],
      [fxz, fyz, fzz],
    ],
  };
}

describe('gradient', () => {
  test('of a function with everything in it', () => {
    close(gradient(f, point), byHand().gradient);
  });

  test('encloses, and over a box at each of its points', () => {
    const at = gradient(
      f,
      point.map((x) => interval(x)),
    );
    at.forEach((g, i) => {
      expect(Math.abs(g.mid() / byHand().gradient[i]! - 1)).toBeLessThan(1e-14);
      expect(g.hi - g.lo).toBeLessThan(1e-13);
    });
    const box = gradient(
      f,
      point.map((x) => interval(x - 0.01, x + 0.01)),
    );
    for (const [dx, dy, dz] of [
      [0.01, -0.01, 0],
      [-0.01, 0.003, 0.01],
      [0, 0, 0],
    ] as const) {
      const there = gradient(
        f,
        [point[0]! + dx, point[1]! + dy, point[2]! + dz].map((x) => interval(x)),
      );
      there.forEach((g, i) => {
        expect(box[i]!.lo <= g.hi && g.lo <= box[i]!.hi).toBe(true);
      });
    }
  });

  test.each(Object.keys(ruleOfHead))('%s: the slope is that of the table', (name) => {
    const x = name === 'acosh' ? 1.7 : 0.6;
    const [slope] = gradient(`${name}(x)`, [x]);
    expect(slope).toBe(derivative(`${name}(x)`, x));
    expect(gradient(`${name}(x)`, [interval(x)])[0]).toEqual(derivative(`${name}(x)`, interval(x)));
  });

  test.each([
    'x + x',
    'x*x*x',
    'x - 3',
    '3 - x',
    '2/x',
    'x/2',
    'x^x',
    'x^(1/3)',
    'x^2.5',
    'x^7',
    'x^(-3)',
    '2^x',
    '-x',
    'pi*x',
    '5',
  ])('%s in one variable', (text) => {
    const g = formula(text, { variables: ['x'] });
    close(gradient(g, [1.3]), [derivative(g, 1.3)], 1e-15);
  });

  test('polynomials with integer coefficients exactly', () => {
    const small = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(fc.array(small, { minLength: 3, maxLength: 3 }), small, small, small, (x, a, b, c) => {
        const text = `(${a})*x^3*y + (${b})*y*z^2 + (${c})*x*y*z`;
        const [X, Y, Z] = x as [number, number, number];
        const wanted = [3 * a * X * X * Y + c * Y * Z, a * X ** 3 + b * Z * Z + c * X * Z, 2 * b * Y * Z + c * X * Y];
        expect(gradient(text, x)).toEqual(wanted.map((v) => v + 0));
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  test('of a function of an array, with the length of the point', () => {
    expect(gradient((v: number[]) => v.reduce((sum, x, i) => sum + (i + 1) * x * x, 0), [1, 2, 3, 4])).toEqual([2, 8, 18, 32]);
    expect(gradient((x: number, y: number) => Math.sin(x) * y ** 2, [0, 3])).toEqual([9, 0]);
  });

  test('of many variables costs little more than the function', () => {
    const n = 400;
    const g = gradient((v: number[]) => v.reduce((sum, x) => sum + x * x * x, 0), new Array<number>(n).fill(2));
    expect(g).toEqual(new Array<number>(n).fill(12));
  });

  test('a constant has none, a variable that does not occur has 0', () => {
    expect(gradient(formula('x', { variables: ['x', 'y'] }), [1, 2])).toEqual([1, 0]);
    expect(gradient('7', [])).toEqual([]);
  });

  test('asking one formula again gives the same, also after intervals and Hessians', () => {
    const g = formula(f);
    const first = gradient(g, point);
    gradient(
      g,
      point.map((x) => interval(x)),
    );
    hessian(g, point);
    gradient(g, [2, 3, 4]);
    expect(gradient(g, point)).toEqual(first);
    expect(() => gradient(g, [1, 2])).toThrow('gradient: expected 3 values, one for each of x, y, z, got 2');
  });

  test('misuse', () => {
    expect(() => gradient('x*y', [1])).toThrow(new RangeError('gradient: expected 2 values, one for each of x, y, got 1'));
    expect(() => gradient('x', [Number.NaN])).toThrow(new RangeError('gradient: expected a number, got NaN'));
    expect(() => gradient((x: number) => [x, x], [1])).toThrow(
      new TypeError('gradient: expected a function that returns one number, got one that returns 2'),
    );
  });
});

describe('jacobian', () => {
  const polar = ['r*cos(phi)', 'r*sin(phi)'];

  test('of polar coordinates', () => {
    const [r, phi] = [2, 0.7];
    const J = jacobian(polar, [r, phi]);
    close(J.flat(), [Math.cos(phi), -r * Math.sin(phi), Math.sin(phi), r * Math.cos(phi)]);
  });

  test('with more values than variables goes forward, to the same result', () => {
    const J = jacobian(['x*y', 'x/y', 'x^2', 'sin(x)*y'], [0.5, 2]);
    close(J.flat(), [2, 0.5, 0.5, -0.125, 1, 0, 2 * Math.cos(0.5), Math.sin(0.5)]);
  });

  test('of systems, of equations by state, of functions that return arrays', () => {
    const wanted = [
      [-10, 10, 0],
      [1, -1, -2],
      [3, 2, -2.5],
    ];
    const lorenz = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 2.5*z' };
    expect(jacobian(lorenz, [2, 3, 27])).toEqual(wanted);
    expect(jacobian(system(lorenz), [2, 3, 27])).toEqual(wanted);
    expect(jacobian((x: number, y: number, z: number) => [10 * (y - x), x * (28 - z) - y, x * y - 2.5 * z], [2, 3, 27])).toEqual(
      wanted,
    );
    expect(jacobian((v: number[]) => [v[0]! * v[1]!, v[1]! ** 2], [2, 3])).toEqual([
      [3, 2],
      [0, 6],
    ]);
  });

  test('encloses', () => {
    const J = jacobian(polar, [interval(2), interval(0.7)]);
    expect(J.flat().every((entry) => entry instanceof Interval && entry.hi - entry.lo < 1e-15)).toBe(true);
    expect(J[0]![1]!.contains(-2 * Math.sin(0.7))).toBe(true);
  });

  test('one value may be two results', () => {
    expect(jacobian(['x^2', 'x^2'], [3])).toEqual([[6], [6]]);
    expect(jacobian(['x', 'y'], [3, 4])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('products with vectors from both sides', () => {
    const x = [1.5, 0.5];
    const F = ['x*y', 'x/y', 'exp(x)*y'];
    const J = jacobian(F, x);
    close(
      jvp(F, x, [2, -1]),
      J.map((row) => 2 * row[0]! - row[1]!),
    );
    close(
      vjp(F, x, [1, -2, 3]),
      [0, 1].map((j) => J[0]![j]! - 2 * J[1]![j]! + 3 * J[2]![j]!),
    );
  });

  test('misuse', () => {
    expect(() => jacobian(['x', 'y'], [1])).toThrow(new RangeError('jacobian: expected 2 values, one for each of x, y, got 1'));
    expect(() => jacobian(system({ x: 'a*x' }, { parameters: ['a'] }), [1])).toThrow(
      new RangeError('jacobian: expected equations in their states alone, got also a; write their values into the equations'),
    );
    expect(() => jvp(['x'], [1], [1, 2])).toThrow(new RangeError('jvp: expected 1 components of the direction, got 2'));
    expect(() => vjp(['x'], [1], [1, 2])).toThrow(new RangeError('vjp: expected 1 weights, got 2'));
  });
});

describe('hessian', () => {
  test('of a function with everything in it, symmetric', () => {
    const H = hessian(f, point);
    close(H.flat(), byHand().hessian.flat());
    expect(H).toEqual(H.map((_, i) => H.map((row) => row[i]!)));
  });

  test('encloses exactly known second derivatives', () => {
    // x⁴y³ at (1/3 as a double, 3/2)
    const [x, y] = [1 / 3, 1.5];
    const H = hessian('x^4*y^3', [interval(x), interval(y)]);
    const [X, Y] = [fractionOf(x), fractionOf(y)];
    const truth = [
      times(fraction(12), times(toThe(X, 2), toThe(Y, 3))),
      times(fraction(12), times(toThe(X, 3), toThe(Y, 2))),
      times(fraction(12), times(toThe(X, 3), toThe(Y, 2))),
      times(fraction(6), times(toThe(X, 4), Y)),
    ];
    H.flat().forEach((h, i) => {
      expect(minus(truth[i]!, fractionOf(h.lo)).num >= 0n && minus(fractionOf(h.hi), truth[i]!).num >= 0n).toBe(true);
      expect(h.hi - h.lo).toBeLessThan(1e-14);
    });
  });

  test('times a vector without the matrix', () => {
    const H = byHand().hessian;
    const v = [1, -2, 0.5];
    close(
      hvp(f, point, v),
      H.map((row) => row.reduce((sum, h, j) => sum + h * v[j]!, 0)),
    );
    expect(() => hvp('x*y', [1, 2], [1])).toThrow(new RangeError('hvp: expected 2 components of the direction, got 1'));
  });

  test('of one variable is the second derivative', () => {
    expect(hessian('sin(x)', [0.3])[0]![0]).toBeCloseTo(-Math.sin(0.3), 15);
    expect(hessian('5', [])).toEqual([]);
  });
});

describe('partial derivatives of any order', () => {
  test('by exponents', () => {
    // ∂^(a,b) e^{2x+3y} = 2^a 3^b e^…
    for (const [a, b] of [
      [0, 0],
      [1, 0],
      [2, 3],
      [0, 4],
      [5, 1],
    ] as const) {
      expect(partial('exp(2*x + 3*y)', [0.1, -0.2], [a, b]) / (2 ** a * 3 ** b * Math.exp(-0.4))).toBeCloseTo(1, 12);
    }
    const mixed = partial('x*y*z*sin(x*y*z)', [interval(0.5), interval(1), interval(2)], [1, 1, 1]);
    // with p = xyz: d³/dxdydz of g(p) is g' + 3p g'' + p² g''', g = p sin p, p = 1
    const [s, c] = [Math.sin(1), Math.cos(1)];
    expect(mixed.sub(s + c + 3 * (2 * c - s) + (-3 * s - c)).mag()).toBeLessThan(1e-13);
  });

  test('agree with the Hessian', () => {
    expect(partial(f, point, [1, 0, 1])).toBeCloseTo(byHand().hessian[0]![2]!, 13);
    expect(partial(f, point, [0, 2, 0])).toBeCloseTo(byHand().hessian[1]![1]!, 13);
  });

  test('misuse', () => {
    expect(() => partial('x*y', [1, 2], [1])).toThrow(
      new RangeError('partial: expected 2 integers ≥ 0 in the multi-index, got [1]'),
    );
    expect(() => partial('x', [1], [-1])).toThrow('partial: expected 1 integers ≥ 0 in the multi-index, got [-1]');
    expect(() => partial('x*y', [1], [1])).toThrow('partial: expected 2 values, one for each of x, y, got 1');
  });
});

describe('tensor of all k-th derivatives', () => {
  test('k = 0, 1, 2 are the value, the gradient and the Hessian', () => {
    expect(tensor('x^2*y', [3, 5], 0)).toBe(45);
    expect(tensor('x^2*y', [3, 5], 1)).toEqual(gradient('x^2*y', [3, 5]));
    expect(tensor('x^2*y', [3, 5], 2)).toEqual(hessian('x^2*y', [3, 5]));
  });

  test('the third derivatives of xyz are 1 where all indices differ', () => {
    const T = tensor('x*y*z', [1, 2, 3], 3) as readonly (readonly (readonly Nested<number>[])[])[];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) expect(T[i]![j]![k]).toBe(new Set([i, j, k]).size === 3 ? 1 : 0);
    }
    expect(() => tensor('x', [1], -1)).toThrow(new RangeError('tensor: expected an integer k ≥ 0, got -1'));
  });
});
