import { describe, expect, test } from 'vitest';
import { derivative } from '../../src/derivative/derivative.js';
import { complex } from '../../src/number/complex.js';
import { besselJ, sphericalJ } from '../../src/series/free-special.js';
import { variable } from '../../src/series/variable.js';

/** n, x, J_n(x), j_n(x): mpmath's besselj(n, x), and Σ_k (−x²/2)^k x^n/(k! (2n+2k+1)!!), at 60 digits. */
const golden: readonly (readonly [number, number, number, number])[] = [
  [0, 1e-200, 1.0, 1.0],
  [0, 1e-160, 1.0, 1.0],
  [0, -1e-8, 0.99999999999999997, 0.99999999999999998],
  [0, 3e-5, 0.999999999775, 0.99999999985],
  [0, 0.25, 0.9844359292958527, 0.98961583701809172],
  [0, 0.4375, 0.95271784600550698, 0.96840287360900117],
  [1, 1e-200, 4.9999999999999999e-201, 3.3333333333333333e-201],
  [1, 1e-160, 4.9999999999999999e-161, 3.3333333333333333e-161],
  [1, -1e-8, -5.0e-9, -3.3333333333333334e-9],
  [1, 3e-5, 1.49999999983125e-5, 9.9999999991000003e-6],
  [1, 0.25, 0.12402597732272692, 0.082813661229787737],
  [1, 0.4375, 0.21355780993897329, 0.14306100613271942],
  [2, -1e-8, 1.25e-17, 6.6666666666666669e-18],
  [2, 3e-5, 1.1249999999156251e-10, 5.999999999614286e-11],
  [2, 0.25, 0.0077718892859626769, 0.0041480977393611253],
  [2, 0.4375, 0.023546428001228035, 0.012586882729646278],
  [5, -1e-8, -2.6041666666666669e-44, -9.620009620009621e-45],
  [5, 3e-5, 6.3281249997626961e-27, 2.3376623375814189e-27],
  [5, 0.25, 2.5365161587472415e-7, 9.3719811237268251e-8],
  [5, 0.4375, 4.1408879138912536e-6, 1.5306187963103234e-6],
];

const near = (got: number, wanted: number): void =>
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(4 * 2 ** -52 * Math.abs(wanted));

describe('Bessel functions keep all digits near 0', () => {
  test.each(golden)('J_%i and j at %f agree with mpmath', (n, x, J, j) => {
    near(besselJ(n, x), J);
    near(sphericalJ(n, x), j);
    near(besselJ(n, complex(x, 0)).re, J);
    near(sphericalJ(n, complex(x, 0)).re, j);
    // i^−n f(ix) is real and differs from f(x) by less than x²
    if (Math.abs(x) < 1e-7) near(Math.hypot(besselJ(n, complex(0, x)).re, besselJ(n, complex(0, x)).im), Math.abs(J));
  });

  test('sinc has its slope −x/3 near 0, and the other coefficients', () => {
    const found = variable(1e-8, { order: 4 }).sinc().coefficients;
    [0.99999999999999998, -3.3333333333333334e-9, -0.16666666666666666].forEach((wanted, k) => {
      near(found[k]!, wanted);
    });
    near(derivative('sinc(x)', 1e-8), -3.3333333333333334e-9);
    near(variable(1e-160, { order: 2 }).sinc().coefficients[1]!, -1e-160 / 3);
  });

  test('at tiny complex numbers J_1 is z/2 and j_1 is z/3', () => {
    const z = complex(1e-160, 2e-160);
    near(besselJ(1, z).re, 5e-161);
    near(besselJ(1, z).im, 1e-160);
    near(sphericalJ(1, z).re, 1e-160 / 3);
    near(sphericalJ(1, z).im, 2e-160 / 3);
  });
});
