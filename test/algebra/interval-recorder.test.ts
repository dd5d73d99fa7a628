import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { type IntervalAlgebra, intervalAlgebra } from '../../src/algebra/interval.js';
import { IntervalRecorder } from '../../src/algebra/interval-recorder.js';
import { Solution } from '../../src/formula/solution.js';
import { system } from '../../src/formula/system.js';
import { COM, DAC } from '../../src/interval/decoration.js';
import { Interval } from '../../src/interval/interval.js';
import { rational } from '../../src/rounding/rational.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { Space } from '../../src/series/space.js';
import { Random } from '../rigor/random.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const terms = 24;

/** Bounds of all kinds: ordinary, zero, symmetric, thin, tied, huge, tiny, unbounded, empty. */
function bounds(random: () => number, kind: number): [number, number] {
  const size = 10 ** (6 * random() - 3);
  const x = (2 * random() - 1) * size;
  const y = (2 * random() - 1) * size;
  const integer = (): number => Math.round(6 * random() - 3);
  switch (kind) {
    case 0:
      return [Math.min(x, y), Math.max(x, y)];
    case 1:
      return [x, x];
    case 2:
      return [-Math.abs(x), Math.abs(x)];
    case 3:
      return random() < 0.5 ? [0, Math.abs(x)] : [-Math.abs(x), -0];
    case 4: {
      const [a, b] = [integer(), integer()];
      return [Math.min(a, b), Math.max(a, b)];
    }
    case 5:
      return [0, 0];
    case 6:
      return [x, x + Math.abs(x) * 2 ** -51];
    case 7:
      return [Math.min(x, y) * 1e160, Math.max(x, y) * 1e160];
    case 8:
      return [Math.min(x, y) * 1e-155, Math.max(x, y) * 1e-155];
    case 9:
      return random() < 0.5 ? [x, Infinity] : [-Infinity, Infinity];
    default:
      return [Infinity, -Infinity];
  }
}

/** The algebra, and how often one of its kernels was called. */
function counted(): { readonly algebra: IntervalAlgebra; readonly calls: () => number } {
  const real = intervalAlgebra();
  let calls = 0;
  const algebra = new Proxy(real, {
    get: (of, name) => {
      const value = Reflect.get(of, name) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls++;
        return (value as (...args: unknown[]) => unknown)(...args);
      };
    },
  });
  return { algebra, calls: () => calls };
}

interface Calls<M extends Memory> {
  readonly algebra: Algebra<Interval, M>;
  readonly m: M;
  readonly random: Random;
}

/** Arithmetic on two series x at 2·0 and y at 2·terms, each result in a place of its own from `first` on. */
function arithmetic<M extends Memory>({ algebra, m, random }: Calls<M>, first: number): void {
  let out = first;
  for (let i = 0; i < terms; i++) {
    const [a, b] = [2 * i, 2 * (terms + i)];
    for (const kernel of [algebra.add, algebra.sub, algebra.mul, algebra.div]) {
      kernel(m, out, a, b);
      out += 2;
    }
    algebra.neg(m, out, a);
    algebra.copy(m, out + 2, b);
    // whole numbers of 26 bits have an instruction of their own
    const divisor = random.pick([1 + random.below(30), 2 ** 26 - 1, 2 ** 26, 2 ** 26 + 1, 0.1, 8 / 3, 2 ** 40 + 1]);
    algebra.divide(m, out + 4, a, divisor);
    algebra.scale(m, out + 6, b, random.below(9) - 4);
    algebra.rational(m, out + 8, rational(BigInt(i), 3n));
    out += 10;
  }
}

/** Sums of products of the same series. */
function sums<M extends Memory>({ algebra, m, random }: Calls<M>, first: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const out = first + 2 * i;
    const k = random.below(terms);
    const from = Math.min(random.below(3), k);
    if (random.chance(0.3)) algebra.zero(m, out);
    if (random.chance(0.3)) algebra.convolveSelf(m, out, 2 * terms * random.below(2), 2, k, from);
    else {
      const [p, q] = random.chance(0.4) ? [0, 1] : [random.below(9) - 4, random.below(41) - 20];
      algebra.convolve(m, out, 0, 2 * terms, 2, k, from, k - random.below(2), p, q);
    }
  }
}

const size = 2 * terms * 2 + 2 * 9 * terms;

/** A recording of `calls` and the algebra itself, side by side. */
function sideBySide(seed: number, calls: <M extends Memory>(of: Calls<M>, first: number) => void) {
  const { algebra, calls: left } = counted();
  const recorder = new IntervalRecorder(algebra);
  const region = recorder.algebra.allocate(size / 2);
  recorder.start();
  calls({ algebra: recorder.algebra, m: region, random: new Random(seed) }, 4 * terms);
  const { memory, run } = recorder.finish(Array.from({ length: size / 2 }, (_, i) => 2 * i))!;
  const real = intervalAlgebra();
  const m = new Float64Array(size);
  const before = left();
  return {
    memory,
    /** Fills both, runs both, and tells how many calls the machine left to the algebra. */
    compare: (fill: (m: Float64Array) => void, message: string): number => {
      fill(m);
      memory.set(m);
      const from = left();
      run();
      calls({ algebra: real, m, random: new Random(seed) }, 4 * terms);
      expect([...memory.subarray(0, size)], message).toEqual([...m]);
      return left() - from;
    },
    before,
  };
}

describe('recorded kernel calls on the interval machine', () => {
  test.each([
    ['arithmetic', arithmetic],
    ['sums of products', <M extends Memory>(of: Calls<M>, first: number) => sums(of, first, 9 * terms)],
  ] as const)('%s: the bits of the algebra for operands of all kinds', (_, calls) => {
    const source = new Random(20261128);
    const random = (): number => source.next();
    for (let seed = 1; seed <= 4; seed++) {
      const { compare } = sideBySide(seed, calls);
      for (let trial = 0; trial < 150; trial++) {
        // mostly one family of ordinary bounds, sometimes with one of the others among them
        const family = Math.floor(9 * random());
        const odd = random() < 0.4 ? Math.floor(11 * random()) : family;
        compare((m) => {
          for (let i = 0; i < size / 2; i++) m.set(bounds(random, random() < 0.06 ? odd : family), 2 * i);
        }, `seed ${seed}, trial ${trial}`);
      }
    }
  });

  test('ordinary operands are never left to the algebra', () => {
    const source = new Random(7);
    const random = (): number => source.next();
    for (const calls of [arithmetic, <M extends Memory>(of: Calls<M>, first: number): void => sums(of, first, 9 * terms)]) {
      const { compare } = sideBySide(3, calls);
      for (let trial = 0; trial < 100; trial++) {
        const left = compare((m) => {
          // one side of zero, so that quotients are ordinary, too
          for (let i = 0; i < size / 2; i++) {
            const [lo, hi] = bounds(random, trial % 2 === 0 ? 0 : 6);
            m.set(lo < 0 ? [lo, Math.min(hi, lo / 2)] : [lo, hi], 2 * i);
          }
        }, `trial ${trial}`);
        expect(left).toBe(0);
      }
    }
  });

  test('a coefficient that is written again is prepared again', () => {
    const recorder = new IntervalRecorder(intervalAlgebra());
    const { algebra } = recorder;
    const m = algebra.allocate(20);
    const program = <M extends Memory>({ add, convolve }: Algebra<Interval, M>, memory: M): void => {
      convolve(memory, 36, 0, 16, 2, 7, 0, 7, 0, 1);
      add(memory, 4, 4, 6);
      convolve(memory, 38, 0, 16, 2, 7, 0, 7, 0, 1);
    };
    recorder.start();
    program(algebra, m);
    const { memory, run } = recorder.finish(Array.from({ length: 20 }, (_, i) => 2 * i))!;
    const expected = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i >> 1) + (i % 2) * 1e-9);
    memory.set(expected);
    run();
    program(intervalAlgebra(), expected);
    expect([...memory.subarray(0, 40)]).toEqual([...expected]);
  });

  test.each([
    ['a divisor unbounded on the side that gives no bound', [-3, 4, 2, Infinity]],
    ['a divisor unbounded on the side that gives no bound, negative', [-3, 4, -Infinity, -2]],
    ['zero by an unbounded divisor', [0, 0, 1, Infinity]],
  ])('%s is noted', (_, bounds) => {
    const real = intervalAlgebra();
    const recorder = new IntervalRecorder(real);
    const m = recorder.algebra.allocate(3);
    recorder.start();
    recorder.algebra.div(m, 4, 0, 2);
    const { memory, run } = recorder.finish([0, 2])!;
    memory.set(bounds);
    run();
    expect(real.decoration).toBe(DAC);
  });

  test('what branches on values leaves no recording', () => {
    const recorder = new IntervalRecorder(intervalAlgebra());
    const ode = system({ x: 'abs(x) - 2', y: 'x > y ? 1 : y' });
    const solution = new Solution(recorder.algebra, ode, 3, []);
    recorder.start();
    solution.solve();
    expect(recorder.finish([])).toBeUndefined();
    // whether a jet is constant, which decides how a function by its own equation goes on
    const looking = new IntervalRecorder(intervalAlgebra());
    looking.algebra.magnitude(looking.algebra.allocate(1), 0);
    looking.start();
    expect(looking.finish([])).toBeUndefined();
  });

  test('nothing can be recorded where WebAssembly is forbidden, and values cannot be looked at', () => {
    const recorder = new IntervalRecorder(intervalAlgebra());
    const m = recorder.algebra.allocate(3);
    expect(() => recorder.algebra.add(m, 0, 2, 4)).toThrow('expected no add before the recording starts');
    expect(() => recorder.algebra.read(m, 0)).toThrow('expected no look at values');
    recorder.start();
    // a length of its own, so that the module has not been compiled before
    for (let i = 0; i < 40; i++) recorder.algebra.convolve(m, 0, 2, 2, 2, 97, 0, 97, 0, 1);
    vi.stubGlobal('WebAssembly', undefined);
    expect(recorder.finish([])).toBeUndefined();
  });
});

const systems = {
  Lorenz: system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }),
  Kepler: system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' }),
  functions: system(
    { x: 'sin(x*y) + exp(-x^2)', y: 'log(2 + x^2)/sqrt(3 + y^2) - tan(x/4)', z: 'cos(t*z) + atan(x) - tanh(y)' },
    { time: 't' },
  ),
  powers: system({ x: 'x^3 - y^(1/3) + x^2/y', y: '1 + cbrt(y) + (1 + x^2)^y' }),
  parameters: system({ x: 'a*x*(1 - x) + erf(x)', y: 'x*y/(b + x)' }, { parameters: { a: '7/3', b: 'pi' } }),
  constants: system({ x: 'pi*x - y/3', y: '22/7 - pi' }),
};

describe('recorded solutions', () => {
  test.each(Object.entries(systems))('%s: the bits of the interpreter, also of the derivatives, and its decoration', (_, ode) => {
    const random = new Random(4);
    const order = 14;
    const n = ode.states.length;
    const point = (x: number): Interval => new Interval(x, x);
    const parameters = ode.parameters.map((_name, i) => [new Interval(2.3, 2.4), point(3)][i]!);
    const over = <M extends Memory>(base: Algebra<Interval, M>, isJet: boolean): Solution<unknown, M> => {
      if (!isJet) return new Solution(base, ode, order, parameters) as Solution<unknown, M>;
      const jets = jetAlgebra(base, new Space(n, 1));
      const zeros = Array.from({ length: n }, () => point(0));
      const solution = new Solution(
        jets,
        ode,
        order,
        parameters.map((value) => [value, ...zeros]),
      );
      for (let i = 0; i < n; i++) {
        jets.write(solution.memory, solution.at(i, 0), [point(0), ...zeros.map((zero, j) => (i === j ? point(1) : zero))]);
      }
      return solution as Solution<unknown, M>;
    };
    for (const isJet of [false, true]) {
      const { algebra, calls } = counted();
      const recorder = new IntervalRecorder(algebra);
      const recorded = over(recorder.algebra, isJet);
      recorder.start();
      recorded.solve();
      const { start, length } = recorded.memory;
      const inputs = [...Array.from({ length: n }, (_state, i) => start + recorded.at(i, 0))];
      if (recorded.timeAt !== undefined) inputs.push(start + recorded.timeAt);
      const { memory, run } = recorder.finish(inputs)!;
      const real = intervalAlgebra();
      const interpreted = over(real, isJet);
      const before = calls();
      let compared = 0;
      for (let trial = 0; trial < 60; trial++) {
        const width = [0, 2 ** -50, 1e-9, 1e-3, 0.2][trial % 5]!;
        for (const at of inputs) {
          const x = random.chance(0.1) ? 0 : 0.4 + random.next() * (random.chance(0.2) ? 40 : 1);
          memory.set([x - width, x + width], at);
          interpreted.memory.set([x - width, x + width], at - start);
        }
        algebra.decoration = COM;
        real.decoration = COM;
        run();
        interpreted.solve();
        const isSmooth = real.decoration >= DAC;
        expect(algebra.decoration >= DAC).toBe(isSmooth);
        if (!isSmooth) continue;
        compared++;
        for (let i = 0; i < n; i++) {
          const [from, end] = [recorded.at(i, 0), recorded.at(i, order) + recorded.algebra.width];
          expect([...memory.subarray(start + from, start + end)], `trial ${trial}, state ${i}`).toEqual([
            ...interpreted.memory.subarray(from, end),
          ]);
        }
      }
      expect(length).toBeGreaterThan(0);
      expect(compared).toBeGreaterThan(10);
      expect(calls() - before).toBeGreaterThanOrEqual(0);
    }
  });
});
