import { describe, expect, test } from 'vitest';
import { type LeastSquaresOptions, leastSquares } from '../../src/derivative/least-squares.js';
import { type LossName, losses } from '../../src/derivative/loss.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import robust from '../data/robust-fits.json' with { type: 'json' };
import problems from '../data/strd.json' with { type: 'json' };

interface Problem {
  readonly name: string;
  readonly model: string;
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly string[];
  readonly deviations?: readonly string[];
  readonly sum: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z?: readonly number[];
  /** A function of the observations. */
  readonly response?: string;
  /** As many digits as doubles tell of the parameters, where these are not all that are certified. */
  readonly digits?: number;
}

const certified: readonly Problem[] = problems;

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `b${i}`);

/** model(x_i) − y_i for each observation. */
function residualsOf({ model, certified, x, y, z, response = '' }: Problem): Formula[] {
  return x.map((at, i) => {
    const text = model.replace(/\bx\b/g, `(${at})`).replace(/\bz\b/g, `(${z?.[i]})`);
    return formula(`${text} - ${response}(${y[i]})`, { variables: names(certified.length) });
  });
}

describe('the certified parameters of NIST, of all 27 problems from both starts', () => {
  test('all are here', () => expect(new Set(certified.map(({ name }) => name)).size).toBe(27));
  const runs = certified.flatMap((problem) => problem.starts.map((start, i) => [problem.name, i + 1, problem, start] as const));
  test.each(runs)('%s from start %i', (_, __, problem, start) => {
    const fit = leastSquares(residualsOf(problem), start);
    expect(fit.status).toBe('converged');
    // eleven digits are certified
    const slack = problem.digits === undefined ? 2e-10 : 10 ** -problem.digits;
    fit.x.forEach((value, i) => {
      expect(Math.abs(value / Number(problem.certified[i]) - 1), `b${i}`).toBeLessThan(slack);
    });
    // the residuals of Lanczos1 are below what doubles know of the observations
    if (Number(problem.sum) < 1e-20) expect(2 * fit.cost).toBeLessThan(1e-23);
    else expect(Math.abs((2 * fit.cost) / Number(problem.sum) - 1)).toBeLessThan(problem.digits === undefined ? 2e-10 : 1e-6);
    problem.deviations?.forEach((deviation, i) => {
      expect(Math.abs(Math.sqrt(fit.covariance![i]![i]!) / Number(deviation) - 1)).toBeLessThan(1e-9);
    });
  });
});

describe('the minima of Moré, Garbow and Hillstrom 1981', () => {
  test.each<[string, string[], number[], number, number[] | undefined]>([
    ['1 Rosenbrock', ['10*(b1 - b0^2)', '1 - b0'], [-1.2, 1], 0, [1, 1]],
    [
      '2 Freudenstein and Roth, the local minimum',
      ['-13 + b0 + ((5 - b1)*b1 - 2)*b1', '-29 + b0 + ((b1 + 1)*b1 - 14)*b1'],
      [0.5, -2],
      48.98425367924,
      [11.4127789869, -0.8968052533],
    ],
    ['3 Powell, badly scaled', ['10^4*b0*b1 - 1', 'exp(-b0) + exp(-b1) - 1.0001'], [0, 1], 0, undefined],
    ['4 Brown, badly scaled', ['b0 - 10^6', 'b1 - 2*10^(-6)', 'b0*b1 - 2'], [1, 1], 0, [1e6, 2e-6]],
    ['5 Beale', ['1.5 - b0*(1 - b1)', '2.25 - b0*(1 - b1^2)', '2.625 - b0*(1 - b1^3)'], [1, 1], 0, [3, 0.5]],
    [
      '6 Jennrich and Sampson',
      Array.from({ length: 10 }, (_, i) => `${4 + 2 * i} - (exp(${i + 1}*b0) + exp(${i + 1}*b1))`),
      [0.3, 0.4],
      124.3621823556148,
      [0.2578252137, 0.2578252137],
    ],
    [
      '12 Box, three dimensions',
      Array.from(
        { length: 10 },
        (_, i) => `exp(-${(i + 1) / 10}*b0) - exp(-${(i + 1) / 10}*b1) - b2*(exp(-${(i + 1) / 10}) - exp(-${i + 1}))`,
      ),
      [0, 10, 20],
      0,
      undefined,
    ],
    [
      '13 Powell, singular',
      ['b0 + 10*b1', 'sqrt(5)*(b2 - b3)', '(b1 - 2*b2)^2', 'sqrt(10)*(b0 - b3)^2'],
      [3, -1, 0, 1],
      0,
      undefined,
    ],
    [
      '14 Wood',
      ['10*(b1 - b0^2)', '1 - b0', 'sqrt(90)*(b3 - b2^2)', '1 - b2', 'sqrt(10)*(b1 + b3 - 2)', '(b1 - b3)/sqrt(10)'],
      [-3, -1, -3, -1],
      0,
      [1, 1, 1, 1],
    ],
  ])('%s', (_, texts, start, sum, x) => {
    const variables = names(start.length);
    const fit = leastSquares(
      texts.map((text) => formula(text, { variables })),
      start,
    );
    expect(fit.status).toBe('converged');
    if (sum === 0) expect(fit.cost).toBeLessThan(1e-25);
    else expect(Math.abs((2 * fit.cost) / sum - 1)).toBeLessThan(1e-10);
    // where the cost is not zero the Jacobian is singular at these minima, and half the digits are all that the cost determines
    x?.forEach((value, i) => {
      expect(Math.abs(fit.x[i]! / value - 1)).toBeLessThan(sum === 0 ? 1e-12 : 1e-5);
    });
  });
});

const { t, y } = robust;
const decay = (a: number, k: number, c: number): number[] => t.map((s, i) => a * Math.exp(-k * s) + c - y[i]!);
const fitDecay = (options: LeastSquaresOptions): ReturnType<typeof leastSquares> =>
  leastSquares(decay, robust.start, { scope: { t, y }, ...options });

describe('robust losses', () => {
  test.each(robust.fits.map((fit) => [fit.loss, fit] as const))('%s: as scipy', (loss, { x, cost }) => {
    const fit = fitDecay({ loss: loss as LossName, lossScale: robust.scale });
    expect(fit.status).toBe('converged');
    expect(fit.cost).toBeLessThanOrEqual(cost * (1 + 1e-12));
    fit.x.forEach((value, i) => {
      expect(Math.abs(value - x[i]!)).toBeLessThan(2e-6);
    });
    // what the search ends with is stationary: the gradient by central differences of the cost
    expect(Math.max(...fit.gradient.map(Math.abs))).toBeLessThan(1e-9);
  });

  test('tukey leaves outliers out', () => {
    const fit = fitDecay({ loss: 'tukey', lossScale: 0.3 });
    const without = leastSquares(decay, fit.x, { scope: { t, y } });
    expect(fit.status).toBe('converged');
    expect(fit.residuals.filter((r) => Math.abs(r) > 0.3).length).toBe(2);
    expect(Math.abs(fit.x[0]! - 2)).toBeLessThan(Math.abs(without.x[0]! - 2));
  });

  test.each(Object.entries(losses))('%s: ρ(s) ≈ s, and its derivatives are those of ρ', (_, rho) => {
    expect(rho(1e-9)[0]).toBeCloseTo(1e-9, 16);
    for (const s of [0, 0.3, 0.7, 1.5, 4]) {
      const h = 1e-5;
      if (s === 0) expect(rho(s)).toEqual([0, 1, expect.anything()]);
      else {
        expect(rho(s)[1]).toBeCloseTo((rho(s + h)[0] - rho(s - h)[0]) / (2 * h), 8);
        expect(rho(s)[2]).toBeCloseTo((rho(s + h)[1] - rho(s - h)[1]) / (2 * h), 8);
      }
    }
  });
});

describe('bounds, frozen parameters, scales', () => {
  test('bounds: as scipy, and a parameter at its bound is exactly there', () => {
    const { bounds, x, cost } = robust.bounded;
    const fit = fitDecay({ bounds: bounds as [number, number][] });
    expect(fit.status).toBe('converged');
    expect(fit.cost).toBeLessThanOrEqual(cost * (1 + 1e-9));
    fit.x.forEach((value, i) => {
      expect(Math.abs(value - x[i]!)).toBeLessThan(1e-4);
      expect(value).toBeGreaterThanOrEqual(bounds[i]![0]!);
      expect(value).toBeLessThanOrEqual(bounds[i]![1]!);
    });
  });

  test('a minimum outside the bounds', () => {
    const fit = leastSquares(['10*(y - x^2)', '1 - x'], [2, 0], {
      bounds: [
        [1.5, 3],
        [-1, 0.5],
      ],
    });
    // variables in order of appearance: y, then x
    expect(fit.status).toBe('converged');
    expect(fit.x[0]).toBe(1.5);
    expect(fit.x[1]).toBe(0.5);
  });

  test('a frozen parameter stays, and the rest is fitted without it', () => {
    const fit = fitDecay({ frozen: [2] });
    expect(fit.x[2]).toBe(robust.start[2]);
    const two = leastSquares((a: number, k: number) => t.map((s, i) => a * Math.exp(-k * s) + 0.5 - y[i]!), [2, 1], {
      scope: { t, y },
    });
    expect(fit.x[0]).toBeCloseTo(two.x[0]!, 10);
    expect(fit.x[1]).toBeCloseTo(two.x[1]!, 10);
    expect(fit.covariance![2]).toEqual([0, 0, 0]);
    expect(fit.covariance![0]![1]).toBeCloseTo(two.covariance![0]![1]!, 10);
    const all = fitDecay({ frozen: [0, 1, 2] });
    expect(all.status).toBe('converged');
    expect(all.x).toEqual(robust.start);
  });

  test('units do not matter: parameters in other units give the same fit', () => {
    const start = [2e-9, 1e9];
    const fit = leastSquares(
      (a: number, k: number) => [0, 1, 2, 3, 4].map((s) => a * 1e9 * Math.exp(-k * 1e-9 * s) - 3 * Math.exp(-s / 2) - s / 100),
      start,
    );
    const plain = leastSquares(
      (a: number, k: number) => [0, 1, 2, 3, 4].map((s) => a * Math.exp(-k * s) - 3 * Math.exp(-s / 2) - s / 100),
      [2, 1],
    );
    expect(fit.x[0]! * 1e9).toBeCloseTo(plain.x[0]!, 10);
    expect(fit.x[1]! * 1e-9).toBeCloseTo(plain.x[1]!, 10);
    expect(fit.iterations).toBe(plain.iterations);
    expect(leastSquares(['x - 1'], [5], { scale: [2] }).x).toEqual([1]);
  });
});

describe('the summary', () => {
  test('a linear problem: covariance by hand', () => {
    // y = a + b·t on t = 0, 1, 2, 3: (JᵀJ)⁻¹ = [[14, −6], [−6, 4]]/20
    const fit = leastSquares((a: number, b: number) => [1, 3, 2, 5].map((y, t) => a + b * t - y), [0, 0]);
    expect(fit.x[0]).toBeCloseTo(1.1, 13);
    expect(fit.x[1]).toBeCloseTo(1.1, 13);
    const variance = fit.residuals.reduce((sum, r) => sum + r * r, 0) / 2;
    expect(fit.residualVariance).toBeCloseTo(variance, 14);
    [
      [14, -6],
      [-6, 4],
    ].forEach((row, i) => {
      row.forEach((value, j) => {
        expect(fit.covariance![i]![j]).toBeCloseTo((variance * value) / 20, 13);
      });
    });
    expect(fit.jacobian).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
    expect(Math.max(...fit.gradient.map(Math.abs))).toBeLessThan(1e-13);
  });

  test('costs fall from step to step until rounding, and each step is told', () => {
    const told: number[] = [];
    const fit = leastSquares(residualsOf(problems[0]!), problems[0]!.starts[0]!, { onProgress: ({ cost }) => told.push(cost) });
    expect(told).toEqual(fit.history.slice(1).map(({ cost }) => cost));
    fit.history.slice(1).forEach(({ cost }, i) => {
      expect(cost).toBeLessThanOrEqual(fit.history[i]!.cost * (1 + 1e-10));
    });
    expect(fit.iterations).toBe(told.length);
    expect(fit.evaluations).toBeGreaterThan(fit.iterations);
  });

  test('parameters that the residuals do not determine have no covariance', () => {
    const fit = leastSquares((a: number, b: number) => [a + b - 1, 2 * (a + b) - 2, a + b - 1.5], [0, 0]);
    expect(fit.status).toBe('converged');
    expect(fit.covariance).toBeUndefined();
    expect(leastSquares(['x - 1'], [0]).covariance).toBeUndefined();
  });

  test('fewer residuals than parameters', () => {
    const fit = leastSquares(['x + y + z - 6'], [0, 0, 0]);
    expect(fit.cost).toBeLessThan(1e-28);
  });

  test('each ending has its status and sentence', () => {
    const [problem] = problems;
    const few = leastSquares(residualsOf(problem!), problem!.starts[0]!, { maxIterations: 2 });
    expect(few.status).toBe('iterations');
    expect(few.iterations).toBe(2);
    expect(few.message).toContain('Stopped after 2 steps');
    const controller = new AbortController();
    const aborted = leastSquares(residualsOf(problem!), problem!.starts[0]!, {
      signal: controller.signal,
      onProgress: ({ iteration }) => iteration === 3 && controller.abort(),
    });
    expect(aborted.status).toBe('aborted');
    expect(aborted.iterations).toBe(3);
    expect(aborted.message).toContain('Stopped by the signal after 3 steps');
    const undefinedThere = leastSquares(['log(x) - 1'], [-1]);
    expect(undefinedThere.status).toBe('undefined');
    expect(undefinedThere.message).toContain('are not finite');
    expect(leastSquares(['x^2'], [1], { costTolerance: 0.99 }).message).toContain('changed by less than the tolerance');
    expect(leastSquares(['x - 1', 'x - 3'], [2]).message).toContain('The gradient vanished after 0 steps');
  });

  test('a step into where residuals are undefined is taken back', () => {
    const fit = leastSquares(['log(x) + 5'], [3]);
    expect(fit.status).toBe('converged');
    expect(fit.x[0]).toBeCloseTo(Math.exp(-5), 14);
  });
});

describe('misuse', () => {
  const run = (options: LeastSquaresOptions, start = [1, 1]): (() => unknown) => {
    return () => leastSquares(['x - 1', 'y - 2'], start, options);
  };
  test.each([
    [run({}, []), 'leastSquares: expected at least one parameter, got none'],
    [run({}, [1]), 'leastSquares: expected 2 values, one for each of x, y, got 1'],
    [run({}, [1, Infinity]), 'leastSquares: expected a finite start, got Infinity'],
    [run({ bounds: [[0, 1]] }), 'leastSquares: expected 2 pairs of bounds, one for each parameter, got 1'],
    [
      run({
        bounds: [
          [0, 1],
          [2, 3],
        ],
      }),
      'leastSquares: expected a start of parameter 1 within its bounds [2, 3], got 1',
    ],
    [
      run({
        bounds: [
          [0, 1],
          [3, 2],
        ],
      }),
      'leastSquares: expected bounds of parameter 1 in order, got [3, 2]',
    ],
    [run({ frozen: [2] }), 'leastSquares: expected numbers of parameters from 0 to 1 in frozen, got 2'],
    [run({ scale: [1] }), 'leastSquares: expected 2 scales, one for each parameter, got 1'],
    [run({ scale: [1, 0] }), 'leastSquares: expected finite scales > 0, got 0'],
    [
      run({ loss: 'l1' as 'huber' }),
      'leastSquares: expected one of the losses linear, huber, softL1, cauchy, arctan, tukey, got l1',
    ],
    [run({ lossScale: 0 }), 'leastSquares: expected a finite lossScale > 0, got 0'],
    [run({ maxIterations: -1 }), 'leastSquares: expected an integer maxIterations ≥ 0, got -1'],
  ])('message %#', (act, message) => {
    expect(act).toThrow(message);
  });
});
