/**
 * The errors of h + l themselves, against fixed-point arithmetic: below the bounds that the proofs give, and not far below,
 * so that a wrong bound is seen as well as a wrong kernel.
 */

import { describe, expect, test } from 'vitest';
import { acoshKernel, acothKernel, asinhKernel, atanhKernel } from '../../../src/rounding/elementary/kernel/area.js';
import { atanError, atanKernel } from '../../../src/rounding/elementary/kernel/atan.js';
import { expError, expKernel, expNearZero } from '../../../src/rounding/elementary/kernel/exp.js';
import { expm1Kernel, sinhKernel } from '../../../src/rounding/elementary/kernel/hyperbolic.js';
import { log1pKernel, logKernel } from '../../../src/rounding/elementary/kernel/log.js';
import { productPair, quotientPair, rootPair } from '../../../src/rounding/elementary/kernel/pair.js';
import { trigError } from '../../../src/rounding/elementary/kernel/sine.js';
import { cosKernel, sinKernel } from '../../../src/rounding/elementary/kernel/trig.js';
import { type Draw, draws } from './draws.js';
import { atanOf, BITS, expOf, fixed, logOf, PI, rootOf, sinOf, UNIT } from './fixed.js';

const out = new Float64Array(3);
const seed = Number(process.env['BROOK_SEED'] ?? 5);

/** x·2^52 as an integer, for |x| ≥ 1/2 or so. */
const numerator = (x: number): bigint => fixed(x) >> (BITS - 53n);

/** A kernel on the arguments it is drawn for: the bound it states for h + l, and the true value in units of 2^-240. */
interface Case {
  readonly argument: (draw: Draw) => number;
  readonly bound: (x: number) => number;
  readonly value: (x: number) => bigint;
  /** The largest error must reach this part of its bound. */
  readonly reach: number;
}

const relative = (kernel: (x: number, out: Float64Array) => void, error: number) => (x: number) => {
  kernel(x, out);
  return error * Math.abs(out[0]!);
};

const exponential = (x: number): number => {
  const scale = 2 ** expKernel(x, out);
  out[0]! *= scale;
  out[1]! *= scale;
  return expError * out[0]!;
};

const cases: Record<string, Case> = {
  exp: { argument: (draw) => draw.uniform(-1, 1), bound: exponential, value: (x) => expOf(fixed(x)), reach: 0.25 },
  'exp near 0': {
    argument: (draw) => draw.sized(-40, -9),
    bound: (x) => expNearZero(x, out),
    value: (x) => expOf(fixed(x)),
    reach: 0.1,
  },
  expm1: {
    argument: (draw) => draw.uniform(-1, 1),
    bound: (x) => expm1Kernel(x, out),
    value: (x) => expOf(fixed(x)) - UNIT,
    reach: 0.25,
  },
  'expm1 near 0': {
    argument: (draw) => draw.sized(-40, -5.1),
    bound: (x) => expm1Kernel(x, out),
    value: (x) => expOf(fixed(x)) - UNIT,
    reach: 0.1,
  },
  'sinh near 0': {
    argument: (draw) => draw.sized(-27, -5.1),
    bound: (x) => sinhKernel(x, out),
    value: (x) => (expOf(fixed(x)) - expOf(-fixed(x))) / 2n,
    reach: 0.1,
  },
  log: {
    argument: (draw) => draw.uniform(0.5, 3),
    bound: (x) => logKernel(x, out),
    value: (x) => logOf(numerator(x), 1n << 53n),
    reach: 0.2,
  },
  'log near 1': {
    argument: (draw) => 1 + draw.sized(-40, -9.1),
    bound: (x) => logKernel(x, out),
    value: (x) => logOf(numerator(x), 1n << 53n),
    reach: 0.1,
  },
  log1p: {
    argument: (draw) => Math.max(-0.6, draw.sized(-20, 0.5)),
    bound: (x) => log1pKernel(x, out),
    value: (x) => logOf(UNIT + fixed(x), UNIT),
    reach: 0.2,
  },
  sin: {
    argument: (draw) => draw.uniform(0, 2),
    bound: relative(sinKernel, trigError),
    value: (x) => sinOf(fixed(x)),
    reach: 0.1,
  },
  cos: {
    argument: (draw) => draw.uniform(0.1, 1.5),
    bound: relative(cosKernel, trigError),
    value: (x) => sinOf(PI / 2n - fixed(x)),
    reach: 0.1,
  },
  'cos near its root': {
    argument: (draw) => Math.PI / 2 - Math.abs(draw.sized(-52, -9)),
    bound: relative(cosKernel, trigError),
    value: (x) => sinOf(PI / 2n - fixed(x)),
    reach: 0.01,
  },
  'sin of a huge angle': {
    argument: (draw) => Math.abs(draw.sized(16, 110)),
    bound: relative(sinKernel, trigError),
    value(x) {
      const angle = fixed(x) % (2n * PI);
      const half = angle > PI ? angle - PI : angle;
      const quarter = half > PI / 2n ? PI - half : half;
      return angle > PI ? -sinOf(quarter) : sinOf(quarter);
    },
    reach: 0.1,
  },
  atan: {
    argument: (draw) => draw.uniform(0.001, 2),
    bound: relative(atanKernel, atanError),
    value: (x) => atanOf(fixed(x), UNIT),
    reach: 0.05,
  },
  asinh: { argument: (draw) => draw.uniform(-1, 1), bound: (x) => asinhKernel(x, out), value: asinhOf, reach: 0.1 },
  'asinh near 0': {
    argument: (draw) => draw.sized(-26, -10.1),
    bound: (x) => asinhKernel(x, out),
    value: asinhOf,
    reach: 0.1,
  },
  acosh: { argument: (draw) => draw.uniform(1.001, 1.6), bound: (x) => acoshKernel(x, out), value: acoshOf, reach: 0.1 },
  'acosh near 1': {
    argument: (draw) => 1 + Math.abs(draw.sized(-45, -20.1)),
    bound: (x) => acoshKernel(x, out),
    value: acoshOf,
    reach: 0.1,
  },
  atanh: { argument: (draw) => draw.uniform(-0.49, 0.49), bound: (x) => atanhKernel(x, out), value: atanhOf, reach: 0.1 },
  'atanh near 0': {
    argument: (draw) => draw.sized(-26, -11.1),
    bound: (x) => atanhKernel(x, out),
    value: atanhOf,
    reach: 0.1,
  },
  acoth: { argument: (draw) => draw.uniform(2.1, 100), bound: (x) => acothKernel(x, out), value: acothOf, reach: 0.1 },
  'acoth far out': {
    argument: (draw) => Math.abs(draw.sized(11.1, 40)),
    bound: (x) => acothKernel(x, out),
    value: acothOf,
    reach: 0.1,
  },
};

function asinhOf(x: number): bigint {
  return logOf(fixed(x) + rootOf(fixed(x) * fixed(x) + UNIT * UNIT), UNIT);
}

function acoshOf(x: number): bigint {
  return logOf(fixed(x) + rootOf(fixed(x) * fixed(x) - UNIT * UNIT), UNIT);
}

function atanhOf(x: number): bigint {
  return logOf(UNIT + fixed(x), UNIT - fixed(x)) / 2n;
}

function acothOf(x: number): bigint {
  return logOf(fixed(x) + UNIT, fixed(x) - UNIT) / 2n;
}

describe('the error of h + l', () => {
  for (const [name, { argument, bound, value, reach }] of Object.entries(cases)) {
    test(`${name}: is at most its bound and reaches ${reach} of it`, () => {
      const draw = draws(seed);
      let worst = 0;
      for (let i = 0; i < 2000; i++) {
        const x = argument(draw);
        const most = bound(x);
        const error = fixed(out[0]!) + fixed(out[1]!) - value(x);
        const part = Math.abs(Number(error)) / Number(UNIT) / most;
        expect(part, `at ${x}, seed ${seed}`).toBeLessThan(1);
        worst = Math.max(worst, part);
      }
      expect(worst).toBeGreaterThan(reach);
    });
  }
});

describe('double-doubles', () => {
  const draw = draws(seed);
  /** (h, l) with |l| ≤ |h|/2^k, in doubles and in units. */
  const operand = (): { h: number; l: number; exact: bigint } => {
    const h = draw.sized(-10, 10);
    const l = h * draw.sized(-70, -1.01);
    return { h, l, exact: fixed(h) + fixed(l) };
  };
  const relativeError = (exact: bigint): number =>
    Math.abs(Number(fixed(out[0]!) + fixed(out[1]!) - exact)) / Math.abs(Number(exact));

  test('products are good to 2^-102', () => {
    for (let i = 0; i < 2000; i++) {
      const [a, b] = [operand(), operand()];
      productPair(a.h, a.l, b.h, b.l, out);
      expect(relativeError((a.exact * b.exact) >> BITS)).toBeLessThan(2 ** -102);
    }
  });

  test('quotients are good to 2^-101', () => {
    for (let i = 0; i < 2000; i++) {
      const [a, b] = [operand(), operand()];
      quotientPair(a.h, a.l, b.h, b.l, out);
      expect(relativeError((a.exact << BITS) / b.exact)).toBeLessThan(2 ** -101);
    }
  });

  test('square roots are good to 2^-101', () => {
    for (let i = 0; i < 2000; i++) {
      const a = operand();
      if (a.h < 0) continue;
      rootPair(a.h, a.l, out);
      // (r(1 + d))² = r²(1 + 2d + …)
      const root = fixed(out[0]!) + fixed(out[1]!);
      const error = Math.abs(Number(((root * root) >> BITS) - a.exact)) / Number(a.exact) / 2;
      expect(error).toBeLessThan(2 ** -101);
    }
  });
});
