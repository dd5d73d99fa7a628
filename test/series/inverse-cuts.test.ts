import { describe, expect, test } from 'vitest';
import { derivative } from '../../src/derivative/derivative.js';
import { gradient } from '../../src/derivative/gradient.js';
import { formula } from '../../src/formula/formula.js';
import { type Complex, complex } from '../../src/number/complex.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

type Name = 'asin' | 'acos' | 'asinh' | 'acosh';

/** Function, x, y, and the first two coefficients at x + iy, real and imaginary parts: mpmath's diff(f, z, 1) and diff(f, z, 2)/2 at 60 digits. */
const golden: readonly (readonly [Name, number, number, number, number, number, number])[] = [
  ['asin', 0.5, 0.25, 1.0725361811319972, 0.161274720625658, 0.21847596596502834, 0.28185193143282614],
  ['asin', -0.5, 0.25, 1.0725361811319972, -0.161274720625658, -0.21847596596502834, 0.28185193143282614],
  ['asin', -0.5, -0.25, 1.0725361811319972, 0.161274720625658, -0.21847596596502834, -0.28185193143282614],
  ['asin', 0.5, -0.25, 1.0725361811319972, -0.161274720625658, 0.21847596596502834, -0.28185193143282614],
  ['asin', -2, 1, 0.24860289393928922, -0.4022479320953552, 0.11005776860216112, -0.043159152328177656],
  ['asin', -1.75, -0.75, 0.28866652744587925, 0.49742429390835613, 0.16691978830490903, 0.070221173774420093],
  ['asin', -2, 1e-9, 3.8490017945975053e-10, -0.57735026918962576, 2.886751345948129e-10, -0.19245008972987525],
  ['asin', 3, -1e-9, 1.3258252147247767e-10, -0.35355339059327376, -5.2480581416189077e-11, 0.06629126073623883],
  ['acos', 0.5, 0.25, -1.0725361811319972, -0.161274720625658, -0.21847596596502834, -0.28185193143282614],
  ['acos', -0.5, 0.25, -1.0725361811319972, 0.161274720625658, 0.21847596596502834, -0.28185193143282614],
  ['acos', -0.5, -0.25, -1.0725361811319972, -0.161274720625658, 0.21847596596502834, 0.28185193143282614],
  ['acos', 0.5, -0.25, -1.0725361811319972, 0.161274720625658, -0.21847596596502834, 0.28185193143282614],
  ['acos', -2, 1, -0.24860289393928922, 0.4022479320953552, -0.11005776860216112, 0.043159152328177656],
  ['acos', -1.75, -0.75, -0.28866652744587925, -0.49742429390835613, -0.16691978830490903, -0.070221173774420093],
  ['acos', -2, 1e-9, -3.8490017945975053e-10, 0.57735026918962576, -2.886751345948129e-10, 0.19245008972987525],
  ['acos', 3, -1e-9, -1.3258252147247767e-10, 0.35355339059327376, 5.2480581416189077e-11, -0.06629126073623883],
  ['asinh', 0.5, 0.25, 0.90288647457604704, -0.094010309152798512, -0.20665965693832764, -0.031741741304609973],
  ['asinh', -0.5, 0.25, 0.90288647457604704, 0.094010309152798512, 0.20665965693832764, -0.031741741304609973],
  ['asinh', -0.5, -0.25, 0.90288647457604704, -0.094010309152798512, 0.20665965693832764, 0.031741741304609973],
  ['asinh', 0.5, -0.25, 0.90288647457604704, 0.094010309152798512, -0.20665965693832764, 0.031741741304609973],
  ['asinh', -2, 1, 0.38844349350750933, 0.16089856322639566, 0.06277699483100827, 0.054446198949168518],
  ['asinh', -1.75, -0.75, 0.45355736761107267, -0.15118578920369089, 0.088119717135865548, -0.055290802908778383],
  ['asinh', -2, 1e-9, 0.44721359549995794, 1.7888543819998319e-10, 0.089442719099991588, 6.2609903369994115e-11],
  ['asinh', 3, -1e-9, 0.31622776601683793, 9.4868329805051386e-11, -0.04743416490252569, -2.6879360111431226e-11],
  ['acosh', 0.5, 0.25, 0.161274720625658, -1.0725361811319972, 0.28185193143282614, -0.21847596596502834],
  ['acosh', -0.5, 0.25, -0.161274720625658, -1.0725361811319972, 0.28185193143282614, 0.21847596596502834],
  ['acosh', -0.5, -0.25, -0.161274720625658, 1.0725361811319972, 0.28185193143282614, -0.21847596596502834],
  ['acosh', 0.5, -0.25, 0.161274720625658, 1.0725361811319972, 0.28185193143282614, 0.21847596596502834],
  ['acosh', -2, 1, -0.4022479320953552, -0.24860289393928922, -0.043159152328177656, -0.11005776860216112],
  ['acosh', -1.75, -0.75, -0.49742429390835613, 0.28866652744587925, -0.070221173774420093, 0.16691978830490903],
  ['acosh', -2, 1e-9, -0.57735026918962576, -3.8490017945975053e-10, -0.19245008972987525, -2.886751345948129e-10],
  ['acosh', 3, -1e-9, 0.35355339059327376, 1.3258252147247767e-10, -0.06629126073623883, -5.2480581416189077e-11],
];

const near = (got: Complex, re: number, im: number): void =>
  expect(got.sub(complex(re, im)).abs()).toBeLessThan(1e-14 * Math.hypot(re, im));

describe('inverse functions follow their cuts in all quadrants, in every coefficient', () => {
  test.each(golden)('%s at %f + %fi agrees with mpmath', (name, x, y, re1, im1, re2, im2) => {
    const z = complex(x, y);
    const [, first, second] = variable(z, { order: 2 })[name]().coefficients as [Complex, Complex, Complex];
    near(first, re1, im1);
    near(second, re2, im2);
    near(derivative(`${name}(x)`, z), re1, im1);
    near(gradient(`${name}(x) + 0*y`, [z, complex(0)])[0]!, re1, im1);
    near(
      variables([z, complex(0)], { order: 2 })[0]!
        [name]()
        .coefficient([2, 0]),
      re2,
      im2,
    );
    near(formula(`${name}(x)`).derivative('x').evaluate({ x: z }) as Complex, re1, im1);
  });

  test.each(['asin', 'acos', 'asinh', 'acosh'] as const)(
    'on its cuts %s has the derivative of the side that the sign of zero names',
    (name) => {
      for (const side of [0, -0])
        for (const size of [2, -2]) {
          const on = name === 'asinh' ? complex(side, size) : complex(size, side);
          const beside = Object.is(side, 0) ? 1e-12 : -1e-12;
          const off = name === 'asinh' ? complex(beside, size) : complex(size, beside);
          const [got, wanted] = [on, off].map((z) => variable(z, { order: 1 })[name]().coefficients[1]!) as [Complex, Complex];
          expect(got.sub(wanted).abs()).toBeLessThan(1e-11);
        }
    },
  );

  // Derivatives are multiples of 1/√3, and of 1/√(3/4) for acosh at ½. Each agrees with mpmath's 10⁻²⁵ beside the cut.
  const third = 1 / Math.sqrt(3);
  const sides: [name: Name, x: number, y: number, re: number, im: number][] = [
    ['asin', 2, 0, 0, third],
    ['asin', 2, -0, 0, -third],
    ['asin', -2, 0, 0, -third],
    ['asin', -2, -0, 0, third],
    ['acos', 2, 0, 0, -third],
    ['acos', 2, -0, 0, third],
    ['acos', -2, 0, 0, third],
    ['acos', -2, -0, 0, -third],
    ['asinh', 0, 2, 0, -third],
    ['asinh', -0, 2, 0, third],
    ['asinh', 0, -2, 0, third],
    ['asinh', -0, -2, 0, -third],
    ['acosh', -2, 0, -third, 0],
    ['acosh', -2, -0, -third, 0],
    ['acosh', 0.5, 0, 0, -2 * third],
    ['acosh', 0.5, -0, 0, 2 * third],
  ];
  test.each(sides)('the derivative of %s at %f, %f is that of its side of the cut in every way to it', (name, x, y, re, im) => {
    const z = complex(x, y);
    const slope = formula(`${name}(x)`).derivative('x');
    const inner = variable(z, { order: 2 });
    near(derivative(`${name}(x)`, z), re, im);
    near(slope.evaluate([z]), re, im);
    near(slope.simplify().evaluate([z]), re, im);
    // with every coefficient of the series of the function itself, as coefficients of another series too
    const wanted = variable(z, { order: 3 })[name]().derivative().coefficients as Complex[];
    const along = slope.evaluate([inner]).coefficients;
    const nested = slope.evaluate([variable(inner, { order: 1 })]).coefficients[0]!.coefficients;
    wanted.forEach(({ re: u, im: v }, k) => {
      near(along[k]!, u, v);
      near(nested[k]!, u, v);
    });
  });

  test.each([0, -0])('a real number beside a complex one keeps the zero %f that names the side of a cut', (y) => {
    const up = Object.is(y, 0) ? 1 : -1;
    const z = complex(-2, y);
    // arguments of the root that are on its cut, each with the side that it is on
    for (const [argument, x, side] of [
      ['x + 1', -1, 1],
      ['x - 1', -3, 1],
      ['-4 - x', -2, -1],
      ['2*x', -4, 1],
      ['x/2', -1, 1],
      ['2/x', -1, -1],
    ] as const) {
      near(formula(`sqrt(${argument})`).evaluate([z]), 0, side * up * Math.sqrt(-x));
      near(formula(`sqrt(${argument})`).evaluate([variable(z, { order: 1 })]).coefficients[0]!, 0, side * up * Math.sqrt(-x));
    }
    const t = variable(z, { order: 1 });
    for (const [series, x] of [
      [t.add(1), -1],
      [t.sub(1), -3],
      [t.mul(2), -4],
      [t.div(2), -1],
    ] as const)
      near(series.sqrt().coefficients[0]!, 0, up * Math.sqrt(-x));
  });
});
