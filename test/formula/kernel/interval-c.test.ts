import { describe, expect, test } from 'vitest';
import { fractionAlgebra } from '../../../src/algebra/fraction.js';
import { formula } from '../../../src/formula/formula.js';
import { Solution } from '../../../src/formula/solution.js';
import { system } from '../../../src/formula/system.js';
import { Fraction } from '../../../src/number/fraction.js';
import { rationalOf } from '../../../src/rounding/rational.js';
import { compare, type Fraction as Exact, fraction, greatest, least, over, plus, times } from '../../interval/exact.js';
import { Random } from '../../rigor/random.js';
import { nextDown, nextUp } from '../../rounding/oracle.js';
import { compiled, hasCompiler, numberInC } from '../compiler.js';

type Bounds = readonly [number, number];

/** A program that reads as many boxes as there are, `inputs` doubles each, and prints what `call` leaves in `out`, and its status. */
function program(
  code: string,
  inputs: number,
  outputs: number,
  call: string,
  options: readonly string[],
): (boxes: readonly (readonly number[])[]) => { status: number; out: number[] }[] {
  const main = `
#include <stdio.h>
int main(void) {
  double in[${inputs}], out[${outputs}];
  for (;;) {
    for (int i = 0; i < ${inputs}; i++) if (scanf("%lf", in + i) != 1) return 0;
    ${call}
    printf("%d", status);
    for (int i = 0; i < ${outputs}; i++) printf(" %.17g", out[i]);
    printf("\\n");
  }
}`;
  const run = compiled(code + main, ['-Wextra', ...options]);
  return (boxes) =>
    run(boxes.map((box) => box.join(' ').replaceAll('Infinity', 'inf')).join('\n')).map((line) => {
      const [status = NaN, ...out] = line.split(' ').map(numberInC);
      return { status, out };
    });
}

const optimized = ['-O3', '-frounding-math'];

/** Values of formulas over boxes of x and y. */
const values = (text: string, options: readonly string[] = optimized) =>
  program(
    formula(text, { variables: ['x', 'y'] }).toC({ arithmetic: 'interval' }),
    4,
    2,
    'const int status = f(in, out);',
    options,
  );

/** Bounds of all kinds: thin, wide, around zero, at zero, tiny and large. */
function bounds(random: Random): Bounds {
  const scale = random.pick([1, 1, 1, 1e-160, 1e150, 2 ** -1070, 1e-290]);
  const a = (2 * random.next() - 1) * scale;
  switch (random.below(6)) {
    case 0:
      return [a, a];
    case 1:
      return [a, a + Math.abs(a) * 2 ** -51];
    case 2:
      return [-Math.abs(a), Math.abs(a)];
    case 3:
      return random.chance(0.5) ? [0, Math.abs(a)] : [-Math.abs(a), 0];
    default: {
      const b = (2 * random.next() - 1) * scale;
      return [Math.min(a, b), Math.max(a, b)];
    }
  }
}

const of = (x: Bounds, y: Bounds, f: (a: Exact, b: Exact) => Exact): Exact[] =>
  x.flatMap((a) => y.map((b) => f(fraction(a), fraction(b))));

describe.runIf(hasCompiler)('intervals in C', () => {
  test.each([
    ['x + y', plus],
    ['x - y', (a: Exact, b: Exact) => plus(a, times(b, { n: -1n, d: 1n }))],
    ['x*y', times],
    ['x/y', over],
  ] as const)('%s is the exact hull, each bound rounded once', (text, f) => {
    const random = new Random(20261128);
    const boxes = Array.from({ length: 3000 }, () => [...bounds(random), ...bounds(random)]);
    let done = 0;
    values(text)(boxes).forEach(({ status, out: [lo = NaN, hi = NaN] }, i) => {
      const [a, b, c, d] = boxes[i]! as [number, number, number, number];
      const isOverZero = text === 'x/y' && c <= 0 && d >= 0;
      const message = `${boxes[i]}: ${lo} ${hi}`;
      if (isOverZero || status !== 0) {
        expect([status, lo, hi], message).toEqual([1, -Infinity, Infinity]);
        return;
      }
      done++;
      const exact = of([a, b], [c, d], f);
      const [below, above] = [least(exact), greatest(exact)];
      expect(compare(fraction(lo), below) <= 0 && compare(fraction(nextUp(lo)), below) > 0, message).toBe(true);
      expect(compare(fraction(hi), above) >= 0 && compare(fraction(nextDown(hi)), above) < 0, message).toBe(true);
    });
    expect(done).toBeGreaterThan(text === 'x/y' ? 500 : 2900);
  });

  test.each([
    ['x^2', 2, 1],
    ['x^3', 3, 1],
    ['x^(5/2)', 5, 2],
    ['x^(-3/2)', -3, 2],
    ['x^(-4)', -4, 1],
    ['sqrt(x)', 1, 2],
  ] as const)('%s holds the powers of both ends', (text, num, den) => {
    const random = new Random(7);
    const boxes = Array.from({ length: 2000 }, () => [...bounds(random), 0, 0]);
    let done = 0;
    const raised = (x: number, n: number): Exact => Array.from({ length: n }, () => fraction(x)).reduce(times, { n: 1n, d: 1n });
    values(text)(boxes).forEach(({ status, out: [lo = NaN, hi = NaN] }, i) => {
      const [a, b] = boxes[i]! as [number, number, number, number];
      const isOutside = (den === 2 && a < 0) || (num < 0 && a <= 0 && b >= 0);
      if (isOutside) expect(status, `${a} ${b}`).toBe(1);
      if (status !== 0) {
        expect([lo, hi]).toEqual([-Infinity, Infinity]);
        return;
      }
      done++;
      const touchesZero = a <= 0 && b >= 0 && num % 2 === 0 && den === 1;
      for (const x of touchesZero ? [a, b, 0] : [a, b]) {
        // x^(n/d) ≤ hi where x^n ≤ hi^d, for bounds ≥ 0
        const value = num > 0 ? raised(x, num) : over({ n: 1n, d: 1n }, raised(x, -num));
        const power = (bound: number): Exact => (bound < 0 && den === 2 ? { n: -1n, d: 1n } : raised(bound, den));
        expect(compare(power(lo), value) <= 0 && compare(value, power(hi)) <= 0, `${x} in ${a} ${b}: ${lo} ${hi}`).toBe(true);
      }
    });
    expect(done).toBeGreaterThan(200);
  });

  const edges = [
    0,
    0.5,
    0.49999999999999994,
    0.5000000000000001,
    1,
    1.5,
    2.5,
    2 ** 51 + 0.5,
    2 ** 52 - 0.5,
    2 ** 52 + 1,
    2 ** 53,
    1e300,
    5e-324,
  ];

  test.each(['floor', 'ceil', 'trunc', 'round', 'sign'] as const)('%s of an interval is that of its bounds', (name) => {
    const random = new Random(11);
    const point = (): number => (random.chance(0.5) ? 1 : -1) * (random.chance(0.5) ? random.pick(edges) : 8 * random.next());
    const boxes = Array.from({ length: 2000 }, () => [point(), point()].sort((a, b) => a - b));
    const found = values(`${name}(x)`)(boxes.map((box) => [...box, 0, 0]));
    boxes.forEach((box, i) => {
      expect(found[i]!.status).toBe(0);
      expect(
        found[i]!.out.map((bound) => bound + 0),
        `${name} of ${box}`,
      ).toEqual(box.map((x) => Math[name](x) + 0));
    });
  });

  test('abs, min, max and comparisons of intervals', () => {
    const random = new Random(12);
    const boxes = Array.from({ length: 2000 }, () => [...bounds(random), ...bounds(random)]);
    const run = (text: string): number[][] =>
      values(text)(boxes).map(({ status, out }) => [status, ...out.map((bound) => bound + 0)]);
    const [abs, min, max, step] = [run('abs(x)'), run('min(x, y)'), run('max(x, y)'), run('step(x)')];
    boxes.forEach(([a = 0, b = 0, c = 0, d = 0], i) => {
      const [small, large] = [Math.min(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a), Math.abs(b))];
      expect(abs[i]).toEqual([0, a <= 0 && b >= 0 ? 0 : small, large]);
      expect(min[i]).toEqual([0, Math.min(a, c) + 0, Math.min(b, d) + 0]);
      expect(max[i]).toEqual([0, Math.max(a, c) + 0, Math.max(b, d) + 0]);
      expect(step[i]).toEqual([0, a >= 0 ? 1 : 0, b >= 0 ? 1 : 0]);
    });
    // one of them is the operand of others
    expect(values('max(0, abs(x) - floor(y))/2 + min(x, y)')([[-3, 1, 0.5, 2.5]])).toEqual([{ status: 0, out: [-3, 2.5] }]);
  });

  test('roots are the tightest', () => {
    const random = new Random(3);
    const xs = Array.from({ length: 2000 }, () => Math.abs(random.chance(0.2) ? random.below(1000) ** 2 : random.double()));
    values('sqrt(x)')(xs.map((x) => [x, x, 0, 0])).forEach(({ out: [lo = NaN, hi = NaN] }, i) => {
      const x = fraction(xs[i]!);
      const square = (y: number): Exact => times(fraction(y), fraction(y));
      expect(compare(square(lo), x) <= 0 && compare(square(hi), x) >= 0, `${xs[i]}`).toBe(true);
      if (lo === hi) return;
      expect(nextUp(lo)).toBe(hi);
      expect(compare(square(lo), x) < 0 && compare(square(hi), x) > 0, `${xs[i]}`).toBe(true);
    });
  });

  const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
  const vanDerPol = system({ x: 'y', y: 'mu*(1 - x^2)*y - x' }, { parameters: ['mu'] });
  const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' });
  const timed = system({ x: '1/3 - t*x/(1 + y^2)', y: '(x - y)^3 + t^2' });
  const quarter = 0.25;
  test.each([
    [
      'Lorenz',
      lorenz,
      [
        [15, 14, 36],
        [0, 0, 1],
        [-1, 2, 0],
      ],
    ],
    [
      'Van der Pol',
      vanDerPol,
      [
        [1.5, 2.25, 2],
        [0, 1, 0.125],
        [2, 0, -3],
      ],
    ],
    // at Pythagorean points the radius is rational, and so is all that follows
    [
      'Kepler',
      kepler,
      [
        [0.75, 1, 0.5, -1],
        [2.5, 0, 0, 1],
        [-5, 12, 0, quarter],
      ],
    ],
    [
      'quotients and time',
      timed,
      [
        [0.5, -quarter, 0],
        [0, 0, 0.125],
      ],
    ],
  ])('%s: coefficients contain those of points of the box, and thin ones are not much wider', (_, ode, points) => {
    const order = 12;
    const n = ode.variables.length;
    const code = ode.toC({ arithmetic: 'interval', taylor: order });
    const starts = Array.from({ length: n }, (_variable, i) =>
      Number(new RegExp(`${ode.variables[i]} at (\\d+)`, 'u').exec(code)![1]),
    );
    const outputs = 2 * ode.states.length * (order + 1);
    const call = `
      double m[f_size] = {0.0};
      const int starts[] = {${starts.join(', ')}};
      for (int i = 0; i < ${n}; i++) m[starts[i]] = -in[2 * i], m[starts[i] + 1] = in[2 * i + 1];
      const int status = f_solve(m);
      for (int i = 0; i < ${ode.states.length}; i++)
        for (int k = 0; k <= ${order}; k++) {
          out[2 * (i * ${order + 1} + k)] = -m[starts[i] + 2 * k];
          out[2 * (i * ${order + 1} + k) + 1] = m[starts[i] + 2 * k + 1];
        }`;
    const run = program(code, 2 * n, outputs, call, optimized);
    const cases = points.flatMap((point) =>
      [0, 2 ** -50, 1e-6, 2 ** -7].flatMap((radius) => [
        { point, box: point.flatMap((x) => [x - radius, x + radius]) },
        { point, box: point.flatMap((x) => [x, x + radius]) },
      ]),
    );
    let done = 0;
    run(cases.map(({ box }) => box)).forEach(({ status, out }, i) => {
      if (status !== 0) return;
      done++;
      const { point } = cases[i]!;
      const rationals = point.map((x) => new Fraction(rationalOf(x)));
      const solution = new Solution(
        fractionAlgebra,
        ode,
        order,
        rationals.slice(ode.states.length + (ode.time === undefined ? 0 : 1)),
      );
      for (const [j, value] of rationals.entries()) fractionAlgebra.write(solution.memory, solution.at(j, 0), value);
      solution.solve();
      for (let s = 0; s < ode.states.length; s++) {
        for (let k = 0; k <= order; k++) {
          const { num, den } = fractionAlgebra.read(solution.memory, solution.at(s, k));
          const exact: Exact = { n: num, d: den };
          const [lo, hi] = out.slice(2 * (s * (order + 1) + k));
          expect(
            compare(fraction(lo!), exact) <= 0 && compare(exact, fraction(hi!)) <= 0,
            `${cases[i]!.box}, state ${s}, ${k}`,
          ).toBe(true);
        }
      }
      if (i % 8 === 0) expect(out[outputs - 1]! - out[outputs - 2]!).toBeLessThan(1e-8 * (1 + Math.abs(out[outputs - 1]!)));
    });
    expect(done).toBeGreaterThan(cases.length / 2);
  });

  test('where nothing is enclosed the status says so, and bounds are infinite', () => {
    const nothing = { status: 1, out: [-Infinity, Infinity] };
    expect(values('x*y')([[1e200, 1e200, 1e200, 1e201]])).toEqual([nothing]);
    expect(values('1/(x*y)')([[1e200, 1e200, 1e200, 1e201]])).toEqual([nothing]);
    expect(
      values('x + y')([
        [1, 0, 0, 0],
        [NaN, 1, 0, 0],
        [0, Infinity, 0, 0],
        [1, 2, 3, 4],
      ]),
    ).toEqual([nothing, nothing, nothing, { status: 0, out: [4, 6] }]);
    const ode = system({ x: '1/x' });
    const call =
      'double m[f_size] = {0.0}; m[2] = -in[0], m[3] = in[1]; const int status = f_solve(m); for (int i = 0; i < 6; i++) out[i] = m[2 + i];';
    const code = ode.toC({ arithmetic: 'interval', taylor: 2 });
    expect(code).toContain('x at 0');
    expect(
      program(
        code,
        2,
        6,
        call.replaceAll(/m\[(\d)/gu, (_, i: string) => `m[${Number(i) - 2}`),
        optimized,
      )([[-1, 1]]),
    ).toEqual([{ status: 1, out: [1, 1, Infinity, Infinity, Infinity, Infinity] }]);
  });

  test('a machine or a compiler that does not round upward is found out', () => {
    const code = formula('x + y').toC({ arithmetic: 'interval' });
    const still = code.replace('#include <math.h>', '#include <math.h>\n#define fesetround(mode) 0');
    const run = program(still, 4, 2, 'const int status = f(in, out);', optimized);
    expect(run([[1, 2, 3, 4]])).toEqual([{ status: 1, out: [-Infinity, Infinity] }]);
    // gcc takes x·x for −(−x·x) without the option
    expect(values('x + y', ['-O3'])([[1, 2, 3, 4]])).toEqual([{ status: 1, out: [-Infinity, Infinity] }]);
    expect(() => values('x + y', ['-O2', '-frounding-math', '-ffast-math'])).toThrow('leave out -ffast-math');
  });

  test.each([
    ['-freciprocal-math'],
    // older compilers have no macro that says so
    ['-freciprocal-math', '-U__RECIPROCAL_MATH__'],
    ['-fassociative-math', '-fno-signed-zeros', '-fno-trapping-math'],
    ['-funsafe-math-optimizations'],
    ['-ffinite-math-only'],
    ['-fno-trapping-math', '-fno-signed-zeros'],
  ])('with %s alone, a part of -ffast-math, nothing wrong is claimed', (...options) => {
    const random = new Random(20261129);
    const boxes = Array.from({ length: 500 }, () => [...bounds(random), ...bounds(random)]);
    let run: ReturnType<typeof values>;
    try {
      run = values('x/y - 0.1', ['-O2', '-frounding-math', ...options]);
    } catch (error) {
      // what says by a macro that it is in force is refused before anything runs
      expect(String(error)).toContain('leave out -ffast-math');
      return;
    }
    run(boxes).forEach(({ status, out: [lo = NaN, hi = NaN] }, i) => {
      if (status !== 0) return;
      const [a, b, c, d] = boxes[i]! as [number, number, number, number];
      const exact = of([a, b], [c, d], (x, y) => plus(over(x, y), { n: -1n, d: 10n }));
      expect(
        compare(fraction(lo), least(exact)) <= 0 && compare(fraction(hi), greatest(exact)) >= 0,
        `${boxes[i]}: ${lo} ${hi}`,
      ).toBe(true);
    });
    // an infinite bound is no number, whatever a compiler takes for granted
    for (const box of [
      [NaN, 1, 1, 2],
      [1, NaN, 1, 2],
      [1, Infinity, 1, 2],
    ])
      expect(run([box])[0]!.status, `${box}`).toBe(1);
  });

  test('a compiler that inlines everything moves nothing past the calls that set the rounding', () => {
    // gcc 12 multiplied behind fesetenv where the product is needed in a rare case only, and 0.1·0.3 came out below itself
    const inlined = formula('x*y', { variables: ['x', 'y'] })
      .toC({ arithmetic: 'interval' })
      .replace('void f_upward(', 'static inline __attribute__((always_inline)) $&')
      .replace('int f(const', 'static inline __attribute__((always_inline)) $&');
    const code = `${inlined}
static int above(double a, double b, int isNeeded, double *out) {
  const double in[4] = {a, a, b, b};
  double bounds[2];
  const int status = f(in, bounds);
  *out = 0.0;
  if (status == 0 && __builtin_expect(isNeeded, 0)) *out = bounds[1];
  return status;
}
`;
    const run = program(code, 2, 1, 'const int status = above(in[0], in[1], in[0] > 0.0, out);', ['-O2', '-frounding-math']);
    expect(run([[0.1, 0.3]])).toEqual([{ status: 0, out: [0.030000000000000002] }]);
  });

  test.runIf(process.arch === 'x64')('subnormals flushed to zero and wide registers are found out', () => {
    // bit 15 flushes results and bit 6 operands, as a main program linked with -ffast-math starts
    const call = (bit: string): string => `
    __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | ${bit});
    const int status = f(in, out);
    __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() & ~${bit});`;
    const code = formula('x*y', { variables: ['x', 'y'] }).toC({ arithmetic: 'interval' });
    for (const bit of ['0x8000u', '0x0040u', '0x0000u']) {
      const run = program(code, 4, 2, call(bit), ['-O2', '-frounding-math']);
      const expected = bit === '0x0000u' ? { status: 0, out: [2e-310, 2e-310] } : { status: 1, out: [-Infinity, Infinity] };
      expect(run([[1e-310, 1e-310, 2, 2]]), bit).toEqual([expected]);
    }
    expect(() => values('x^4*y', ['-O2', '-frounding-math', '-mfpmath=387'])).toThrow('wider than a double');
    // FLT_EVAL_METHOD is 16 where the processor has half precision, which does not touch doubles
    const halves = values('x*y', ['-std=gnu11', '-O2', '-frounding-math', '-march=native']);
    expect(halves([[0.1, 0.1, 0.3, 0.3]])).toEqual([{ status: 0, out: [0.03, 0.030000000000000002] }]);
  });
});

describe('what C cannot bound is refused by name', () => {
  test.each([
    ['sin(x)', 'got sin'],
    ['x^(1/3)', 'got pow with the exponent 1/3'],
    // as an int of C that is 0, and 1 the power of all x
    ['x^4294967296', 'got pow with the exponent 2147483648/1'],
    ['x^(-4294967297)', 'got pow with the exponent -4294967297/1'],
    ['x^(4294967297/2)', 'got pow with the exponent 4294967297/2'],
    ['cbrt(x)', 'got cbrt'],
    ['exp(x)*y', 'got exp'],
    ['atan2(x, y)', 'got atan2'],
    ['besselJ(2, x)', 'got besselJ'],
    ['x^y', 'got log'],
  ])('%s', (text, message) => {
    expect(() => formula(text, { variables: ['x', 'y'] }).toC({ arithmetic: 'interval' })).toThrow(message);
    expect(() => system({ x: text, y: '0*x' }).toC({ arithmetic: 'interval', taylor: 3 })).toThrow(message);
    expect(() => system({ x: text, y: '0*x' }).toC({ arithmetic: 'interval' })).toThrow(TypeError);
  });

  test('conditions, and derivatives of what has kinks and jumps', () => {
    expect(() => formula('x > y ? x : y').toC({ arithmetic: 'interval' })).toThrow('got select');
    for (const [text, name] of [
      ['abs(x)', 'abs'],
      ['max(x, 1)', 'max'],
      ['floor(x)', 'floor'],
      ['x > 1 ? x : 1', 'step'],
    ] as const) {
      expect(() => system({ x: text }).toC({ arithmetic: 'interval', taylor: 3 })).toThrow(`got ${name}`);
    }
  });

  test('and so is another arithmetic', () => {
    expect(() => formula('x').toC({ arithmetic: 'ball' as 'interval' })).toThrow(
      'toC: expected the arithmetic number or interval, got ball',
    );
    expect(() => system({ x: 'x' }).toC({ arithmetic: 'interval', taylor: 0 })).toThrow(
      'expected taylor to be an integer order ≥ 1',
    );
  });
});
