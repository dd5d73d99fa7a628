import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hasBranches } from '../../src/formula/branches.js';
import type { ArrayKernel } from '../../src/formula/callable.js';
import { Dag } from '../../src/formula/dag.js';
import { Formula, formula } from '../../src/formula/formula.js';
import { runnerOf } from '../../src/formula/kernel/program.js';
import type { Shape } from '../../src/formula/kernel/write.js';
import { lower } from '../../src/formula/lower.js';
import { type System, system } from '../../src/formula/system.js';
import { interval } from '../../src/interval/interval.js';
import { Space } from '../../src/series/space.js';
import { variables } from '../../src/series/variables.js';
import { Random } from '../rigor/random.js';
import { build, expressions, piecewise } from './expressions.js';

const backends = ['wasm', 'javascript', 'interpreter'] as const;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('all back ends give the same bits', () => {
  /** Some random formulas of all functions, at points where most of them are defined, and more of those with branches. */
  const formulas = [
    ...fc.sample(expressions(3), { numRuns: 40, seed: 41 }),
    ...fc.sample(expressions(3, [...piecewise, ...piecewise, 'add', 'mul', 'sub', 'div', 'sqrt', 'exp']), {
      numRuns: 80,
      seed: 43,
    }),
  ].map((expression) => {
    const dag = new Dag();
    return new Formula(dag, build(dag, expression), ['x', 'y', 'z']);
  });

  test('most of them have branches', () => {
    expect(formulas.filter(({ dag, root }) => hasBranches(dag, [root])).length).toBeGreaterThan(50);
  });

  const points = [
    [0.3, 1.2, 0.7],
    [2.5, 0.4, -0.25],
  ];

  test.each(['value', 'gradient'] as const)('%s', (what) => {
    for (const f of formulas) {
      const [truth, ...others] = backends.map((backend) => {
        const kernel = f.compile({ what, backend, lanes: 2 });
        expect(kernel.backend).toBe(backend);
        return [...kernel([0.3, 2.5, 1.2, 0.4, 0.7, -0.25])];
      });
      for (const other of others) expect(other, f.toString()).toEqual(truth);
      // lanes are points
      points.forEach((point, lane) => {
        const own = f.compile({ what, backend: 'wasm', arithmetic: 'number' }) as (x: readonly number[]) => number | Float64Array;
        const result = own(point);
        expect(typeof result === 'number' ? [result] : [...result]).toEqual(truth!.filter((_, i) => i % 2 === lane));
      });
    }
  });

  test('taylor, along series of the variables', () => {
    for (const f of formulas) {
      for (const order of [0, 1, 4, 9]) {
        const x = points[0]!.flatMap((value) => Array.from({ length: order + 1 }, (_, k) => value / (k + 1) - k / 16));
        const [truth, ...others] = backends.map((backend) => [...f.compile({ what: 'taylor', order, backend })(x)]);
        for (const other of others) expect(other, f.toString()).toEqual(truth);
      }
    }
  });

  test('jet, in three variables', () => {
    for (const f of formulas) {
      for (const order of [0, 1, 3]) {
        const [truth, ...others] = backends.map((backend) => [...f.compile({ what: 'jet', order, backend })(points[0]!)]);
        for (const other of others) expect(other, f.toString()).toEqual(truth);
      }
    }
  });

  test.each(['straight', 'looped'] as const satisfies readonly Shape[])('every shape of code: %s', (shape) => {
    const texts = ['x', 'y', 'z'].map(
      (x) =>
        `exp(${x})*sin(x*y)/(2 + cos(${x})) + (${x}^2 + 1)^(5/3)*pi - x*${x}*z + (x*y + z)^2*tan(${x}/9) + asin(${x}/7)*sqrt(2 + x*z)`,
    );
    const field = system(Object.fromEntries(texts.map((text, i) => ['xyz'[i]!, text])));
    for (const extent of [0, 1, 2, 7, new Space(3, 4)]) {
      const order = typeof extent === 'number' ? extent : extent.order;
      const program = lower(field.dag, field.roots, 3, order);
      const results = backends.map((backend) => {
        const { memory, inputAt, outputAt, run } = runnerOf({ program, given: 3, shape: extent }, backend, 1, shape)!;
        const length = typeof extent === 'number' ? extent + 1 : extent.size;
        const inputs = typeof extent === 'number' ? 3 * length : 3;
        for (const shift of [0.5, 0]) {
          for (let i = 0; i < inputs; i++) memory[inputAt(i)] = Math.sin(i) + shift;
          run();
        }
        return Array.from({ length: 3 * length }, (_, i) => memory[outputAt(i)]! + 0);
      });
      expect(results[0]!.every(Number.isFinite)).toBe(true);
      expect(results[0]).toEqual(results[2]);
      expect(results[1]).toEqual(results[2]);
    }
  });

  test.each([
    ['straight', 1],
    ['straight', 2],
    ['looped', 1],
    ['looped', 2],
  ] as const)('branches at their edges and where there is no value: %s code in %i lanes', (shape, lanes) => {
    const texts = [
      'abs(x) + 2*sign(y) + step(z)*x + 1/abs(x*y)',
      'floor(x)*y + ceil(y)*z + round(z)*x + trunc(2*x)/3 + 1/round(y/4)',
      'min(x, y, z)*max(x, 2*y) + 1/min(x, 0) + 1/max(-y, 0)',
      'if(x < y, sqrt(x), if(y == z, 1/z, log(y - x))) + abs(abs(x) - y^2)',
      'piecewise(x < 0, -x^3, x < 1, sqrt(y), y > z, exp(z))',
      'abs(sqrt(x))*sign(log(y)) + floor(1/z) + max(x/y, y/z)',
    ];
    const field = system(Object.fromEntries(texts.map((text, i) => ['xyzuvw'[i]!, text])));
    const edges = [0, -0, 0.5, -0.5, 1, -1, 1.5, 2.5, -2.5, 0.49999999999999994, 3, -0.2, 1e300, Infinity, -Infinity, Number.NaN];
    const next = fc.sample(fc.constantFrom(...edges), { numRuns: 9000, seed: 3 }).values();
    for (const order of [0, 1, 2, 5]) {
      const program = lower(field.dag, field.roots, 6, order);
      const task = { program, given: 6, shape: order };
      const kernels = backends.map((backend) => runnerOf(task, backend, lanes, shape)!);
      for (let point = 0; point < 60; point++) {
        // series that begin with zeros change their signs, or do not, by their further coefficients
        const x = Array.from({ length: 6 * (order + 1) }, (_, i) => (i % 3 === 0 && point % 3 === 0 ? 0 : next.next().value!));
        const results = kernels.map(({ memory, unit, inputAt, outputAt, run }) => {
          for (const [i, value] of x.entries()) memory.fill(value, inputAt(i), inputAt(i) + unit);
          run();
          return x.map((_, i) => memory[outputAt(i) + unit - 1]! + 0);
        });
        expect(results[0]).toEqual(results[2]);
        expect(results[1]).toEqual(results[2]);
      }
    }
  });

  test('many products in many variables, beyond one function', () => {
    const f = formula('exp(x*y*z*w)*sin(x + y)/(1 + z^2*w^2)');
    const x = [0.3, 0.7, -0.4, 0.9];
    const [wasm, javascript, interpreter] = backends.map((backend) => [...f.compile({ what: 'jet', order: 5, backend })(x)]);
    expect(wasm).toEqual(interpreter);
    expect(javascript).toEqual(interpreter);
    const [a, b, c, d] = variables(x, { order: 5 });
    const series = a!.mul(b!).mul(c!).mul(d!).exp().mul(a!.add(b!).sin()).div(c!.sqr().mul(d!.sqr()).add(1));
    for (const [i, coefficient] of series.coefficients.entries()) expect(wasm![i]).toBeCloseTo(coefficient, 10);
  });

  test('systems: right-hand sides, Jacobians, solutions and jets', () => {
    const field = system({ x: 's*(y - x)', y: 'x*(28 - z) - y*cos(t)', z: 'x*y - 8/3*z' }, { parameters: ['s'] });
    const x = [1.5, -0.7, 20, 0.3, 10];
    const twice = x.flatMap((value) => [value, value + 0.25]);
    for (const what of ['value', 'jacobian', 'taylor', 'jet'] as const) {
      const options = what === 'taylor' || what === 'jet' ? { what, order: 3 } : { what };
      const results = backends.map((backend) => [...field.compile({ ...options, backend })(x)]);
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
      for (const backend of backends) {
        const pairs = [...field.compile({ ...options, backend, lanes: 2 })(twice)];
        expect(pairs.filter((_, i) => i % 2 === 0)).toEqual(results[0]);
        expect(pairs.filter((_, i) => i % 2 === 1)).toEqual([...field.compile({ ...options, backend })(x.map((v) => v + 0.25))]);
      }
    }
  });
});

describe('kernels compute what they say', () => {
  test.each(['3/2', '1/3', '0.3', '-1/2', '-1/3', '-5/2', '101/2'])(
    'x^(%s): no negative x, −∞ among them, and 0 of either sign',
    (exponent) => {
      const f = formula(`x^(${exponent})`);
      const values = [-Infinity, -8, -0, 0, Infinity].map((x) => [
        f.evaluate({ x }),
        ...backends.map((backend) => f.compile({ backend })([x])),
      ]);
      const [atZero, atInfinity] = exponent.startsWith('-') ? [Infinity, 0] : [0, Infinity];
      for (const [i, expected] of [Number.NaN, Number.NaN, atZero, atZero, atInfinity].entries()) {
        expect(values[i]).toEqual([expected, expected, expected, expected]);
      }
    },
  );

  test('values and gradients of closed forms', () => {
    const f = formula('exp(x)*y^3 + sqrt(x)');
    expect(f.compile()([4, 2])).toBe(Math.exp(4) * 8 + 2);
    const [byX, byY] = f.compile({ what: 'gradient' })([4, 2]);
    expect(byX).toBeCloseTo(8 * Math.exp(4) + 0.25, 11);
    expect(byY).toBeCloseTo(12 * Math.exp(4), 11);
  });

  test('variables that do not occur have zero derivatives; no variables give a constant', () => {
    expect([...formula('y^2', { variables: ['x', 'y'] }).compile({ what: 'gradient' })([1, 3])]).toEqual([0, 6]);
    expect(formula('2/3').compile()([])).toBe(2 / 3);
    expect([...formula('2/3').compile({ what: 'jet', order: 1 })([])].slice(0, 1)).toEqual([2 / 3]);
  });

  test('Taylor coefficients of a solution: exp(−t)', () => {
    const coefficients = system({ x: '-x' }).compile({ what: 'taylor', order: 10 })([1]);
    let exact = 1;
    for (let k = 0; k <= 10; k++) {
      expect(coefficients[k]).toBeCloseTo(exact, 15);
      exact /= -(k + 1);
    }
  });

  test('the result goes where it is wanted', () => {
    const out = new Float64Array(2);
    const kernel = formula('x*y').compile({ what: 'gradient' });
    expect(kernel([2, 5], out)).toBe(out);
    expect([...out]).toEqual([5, 2]);
    expect([kernel.inputs, kernel.outputs]).toEqual([2, 2]);
  });
});

describe('kernels over intervals enclose', () => {
  const field: System = system({ x: 'y', y: '-sin(x) + x*y/3' });

  test('values and Taylor coefficients at points of a box are inside', () => {
    const box = [0.25, 0.5, -1, -0.75];
    const kernel = field.compile({ what: 'taylor', order: 8, arithmetic: 'interval' });
    const enclosures = kernel(box);
    expect(kernel.decoration).toBe(4);
    const numbers = field.compile({ what: 'taylor', order: 8 });
    for (const s of [0, 0.375, 1]) {
      for (const t of [0, 0.625, 1]) {
        const inside = numbers([0.25 + s / 4, -1 + t / 4]);
        inside.forEach((x, i) => {
          const slack = 1e-13 * Math.abs(x);
          expect(enclosures[2 * i]).toBeLessThanOrEqual(x + slack);
          expect(enclosures[2 * i + 1]).toBeGreaterThanOrEqual(x - slack);
        });
      }
    }
  });

  test('a thin point is that of Interval, and 1/10 is enclosed', () => {
    const [lo, hi] = formula('x*exp(x) + 0.1').compile({ what: 'value', arithmetic: 'interval' })([2, 2]);
    const truth = interval(2).mul(interval(2).exp()).add(interval('0.1'));
    expect([lo, hi]).toEqual([truth.lo, truth.hi]);
  });

  test('outside the domain, the decoration says so, and the next call starts anew', () => {
    const kernel = formula('sqrt(x)').compile({ what: 'gradient', arithmetic: 'interval' });
    kernel([-1, 4]);
    expect(kernel.decoration).toBeLessThan(3);
    kernel([1, 4]);
    expect(kernel.decoration).toBe(4);
  });
});

describe('the decoration of kernels over intervals', () => {
  const backends = ['auto', 'interpreter'] as const;

  test('an unbounded argument is not common', () => {
    for (const backend of backends) {
      const kernel = formula('x').compile({ what: 'gradient', arithmetic: 'interval', backend });
      kernel([-Infinity, 5]);
      expect(kernel.decoration).toBe(3);
    }
  });

  test('a coefficient that overflows in a sum of products is not common', () => {
    for (const backend of backends) {
      const kernel = formula('x*x').compile({ what: 'taylor', order: 1, arithmetic: 'interval', backend });
      expect([...kernel([1e100, 1e100, 1e300, 1e300])].at(-1)).toBe(Infinity);
      expect(kernel.decoration).toBe(3);
    }
  });
});

describe('kernels over intervals in WebAssembly', () => {
  const texts = [
    'x*y - 3*x^2 + 1/10',
    'exp(x)*sin(y) - cos(x*y)/(2 + x^2)',
    'sqrt(x - y) + log(x)*tan(y)',
    'x^(3/2) + atan(x/y) - x^y',
    'abs(x) + max(x, y)*sinh(x)',
    'erf(x) + besselJ(2, y) + cbrt(x*y)',
    '(1 + x + y)^5 - x/(y - 1)',
  ];
  const ode = system(
    { x: 'y*a - x/(x^2 + y^2)^(3/2)', y: 'sin(x) - y*log(1 + t^2) + sqrt(x)' },
    { parameters: { a: 2 }, time: 't' },
  );
  const kernels = texts.flatMap((text) => {
    const f = formula(text);
    const tasks: [string, (backend: 'wasm' | 'auto' | 'interpreter') => ArrayKernel][] = [
      [`${text}: gradient`, (backend) => f.compile({ what: 'gradient', arithmetic: 'interval', backend })],
      [`${text}: taylor`, (backend) => f.compile({ what: 'taylor', order: 9, arithmetic: 'interval', backend })],
      [`${text}: jet`, (backend) => f.compile({ what: 'jet', order: 5, arithmetic: 'interval', backend })],
    ];
    return tasks;
  });
  kernels.push(['a system', (backend) => ode.compile({ what: 'taylor', order: 12, arithmetic: 'interval', backend })]);

  test.each(kernels)('%s: the bounds and the decoration of the interpreter, also outside the domain', (name, make) => {
    const random = new Random(8);
    const [fast, slow] = [make('auto'), make('interpreter')];
    expect(fast.backend).toBe(name.startsWith('abs') ? 'interpreter' : 'wasm');
    expect(slow.backend).toBe('interpreter');
    const decorations = new Set<number | undefined>();
    for (let trial = 0; trial < 60; trial++) {
      const width = random.pick([0, 2 ** -50, 1e-6, 0.1, 2]);
      const point = Float64Array.from({ length: fast.inputs }, () => 0);
      for (let i = 0; i < point.length; i += 2) {
        const x = random.chance(0.1) ? 0 : random.next() * 4 - (random.chance(0.2) ? 2 : -0.3);
        point.set([x - width, random.chance(0.03) ? Infinity : x + width], i);
      }
      expect([...fast(point)], `trial ${trial}`).toEqual([...slow(point)]);
      expect(fast.decoration).toBe(slow.decoration);
      decorations.add(slow.decoration);
    }
    expect(decorations.size).toBeGreaterThan(1);
  });
});

describe('misuse', () => {
  const f = formula('x*y');

  test.each<[string, () => unknown, RegExp]>([
    [
      'a task that there is not',
      () => f.compile({ what: 'hessian' as 'jet' }),
      /compile: expected what to be value, gradient, taylor or jet, got hessian/,
    ],
    ['no order', () => f.compile({ what: 'jet' }), /compile: expected an integer order ≥ 0 for 'jet', got undefined/],
    ['an order too many', () => f.compile({ what: 'gradient', order: 2 }), /expected no order for 'gradient', got 2/],
    ['a solution of order 0', () => system({ x: 'x' }).compile({ what: 'taylor', order: 0 }), /expected an order ≥ 1/],
    [
      'a back end that there is not',
      () => f.compile({ backend: 'llvm' as 'wasm' }),
      /expected a backend among auto, wasm, javascript and interpreter, got llvm/,
    ],
    [
      'intervals in lanes',
      () => f.compile({ arithmetic: 'interval', lanes: 2 }),
      /expected one lane and a backend other than 'javascript' for intervals/,
    ],
    ['too few numbers', () => f.compile()([1]), /kernel: expected 2 numbers, got 1/],
    [
      'an out of a wrong length',
      () => f.compile({ what: 'gradient' })([1, 2], new Float64Array(3)),
      /expected out of length 2, got 3/,
    ],
    [
      'bounds in the wrong order',
      () => f.compile({ what: 'gradient', arithmetic: 'interval' })([1, 0, 2, 3]),
      /expected bounds lo ≤ hi of nonempty intervals, got 1, 0/,
    ],
    [
      'not a number among bounds',
      () => f.compile({ what: 'gradient', arithmetic: 'interval' })([1, Number.NaN, 2, 3]),
      /expected bounds lo ≤ hi/,
    ],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });

  test('without WebAssembly and code from text: the interpreter, and a clear error for the others', () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('Refused to evaluate a string as JavaScript');
    });
    const kernel = f.compile();
    expect(kernel.backend).toBe('interpreter');
    expect(kernel([3, 4])).toBe(12);
    expect([...f.compile({ what: 'gradient', lanes: 2 })([3, 1, 4, 2])]).toEqual([4, 2, 3, 1]);
    for (const backend of ['wasm', 'javascript'] as const) {
      expect(() => f.compile({ backend })).toThrow(`that allow the backend '${backend}'`);
      expect(() => system({ x: 'x' }).compile({ what: 'taylor', order: 3, backend })).toThrow(RangeError);
    }
  });
});
