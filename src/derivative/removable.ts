import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { atSeries } from '../formula/at-series.js';
import { rational } from '../rounding/rational.js';
import { frameOf } from '../series/frame.js';
import { Series } from '../series/series.js';
import { SeriesN } from '../series/series-n.js';
import { Space } from '../series/space.js';
import { Truncated } from '../series/truncated.js';
import { binomial } from './directions.js';
import type { Target } from './target.js';

/** Orders more than wanted that are tried one after the other: each quotient of what vanishes at the point costs some. */
const EXTRA = [2, 6, 16];

/** Coefficients up to which series in many variables are tried. */
const MOST_COEFFICIENTS = 20_000;

type Coefficients = { readonly memory: Memory; readonly isShort: boolean };

/**
 * The coefficients up to an order of a function of one variable at a point where it has them although some of its parts have not: sin(x)/x at 0. Series divide
 * out what dividend and divisor have in common, which a tape does not. Undefined where that does not help.
 *
 * @param scale - coefficients are those in τ, t = scale·τ
 */
export function removableAt<T>(
  algebra: Algebra<T, Memory>,
  target: Target,
  point: T,
  order: number,
  scale: number,
): Memory | undefined {
  return tried((extra) => {
    const t = Series.over(algebra, point, order + extra, (out) => {
      algebra.write(out, 0, point);
      algebra.rational(out, algebra.width, rational(BigInt(scale)));
    });
    const result = atSeries<T, Series<T>>(target.dag, target.roots[0]!, [t], { refusesRoots: true });
    if (result === undefined) return undefined;
    return { memory: Truncated.partsOf<T, Series<T>>(result).memory, isShort: result.order < order };
  });
}

/** The same in many variables, of which some are `active`, up to the monomials of `space`, with a scale for each. */
export function removableIn<T>(
  algebra: Algebra<T, Memory>,
  target: Target,
  point: readonly T[],
  active: readonly number[],
  space: Space,
  scales: readonly number[] | undefined,
): Memory | undefined {
  if (active.length === 0) return undefined;
  const frame = frameOf(
    active.map((v) => target.variables[v]!),
    active.map((v) => point[v]!),
  );
  return tried((extra) => {
    if (binomial(space.variables + space.order + extra, space.variables) > MOST_COEFFICIENTS) return undefined;
    const wider = Space.of(space.variables, space.order + extra);
    const given = point.map((value, v) =>
      SeriesN.over(algebra, frame, wider, (out) => {
        algebra.write(out, 0, value);
        const i = active.indexOf(v);
        if (i >= 0) algebra.rational(out, (1 + i) * algebra.width, rational(BigInt(scales?.[i] ?? 1)));
      }),
    );
    const result = atSeries<T, SeriesN<T>>(target.dag, target.roots[0]!, given, { refusesRoots: true });
    if (result === undefined) return undefined;
    const isShort = result.order < space.order;
    const memory = algebra.allocate(space.size);
    for (let i = 0; i < space.size && !isShort; i++) {
      const from = result.space.indexOf(space.exponentsOf(i))!;
      algebra.transfer(memory, i * algebra.width, Truncated.partsOf<T, SeriesN<T>>(result).memory, from * algebra.width, 1);
    }
    return { memory, isShort };
  });
}

function tried(compute: (extra: number) => Coefficients | undefined): Memory | undefined {
  try {
    for (const extra of EXTRA) {
      const made = compute(extra);
      if (made?.isShort === false) return made.memory;
    }
  } catch (error) {
    // There is a pole or a branch, or a function that series do not have.
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
  }
  return undefined;
}

/**
 * Runs a tape and gives what is to be taken in the place of its result, `removable()`, where that is not there: where some of its `count` coefficients from `at` on
 * are absent, or for exact numbers, which have no NaN, where the run throws. Where there is no value, there are no derivatives either, although 1/x, for one, has values where
 * log x has none.
 */
export function runOrRemove<T>(
  algebra: Algebra<T, Memory>,
  run: () => void,
  { memory, at, count }: { readonly memory: Memory; readonly at: number; readonly count: number },
  removable: () => Memory | undefined,
): Memory | undefined {
  try {
    run();
  } catch (error) {
    const own = algebra.isExact ? removable() : undefined;
    if (own === undefined) throw error;
    return own;
  }
  const own = isAbsent(algebra, memory, at, count) ? removable() : undefined;
  if (own === undefined) withoutValue(algebra, memory, at, count);
  else withoutValue(algebra, own, 0, count);
  return own;
}

/** Makes all coefficients what the first one is if that is NaN, or empty. */
function withoutValue<T>(algebra: Algebra<T, Memory>, memory: Memory, at: number, count: number): void {
  if (!isWithoutValue(algebra, memory, at)) return;
  for (let i = 1; i < count; i++) algebra.transfer(memory, at + i * algebra.width, memory, at, 1);
}

/** Whether some of the first `count` coefficients from `at` on are not there: only then is anything to be tried, and never over enclosures, where nothing is NaN. */
function isAbsent<T>(algebra: Algebra<T, Memory>, memory: Memory, at: number, count: number): boolean {
  if (algebra.mignitude !== undefined) return false;
  for (let i = 0; i < count; i++) if (!(algebra.magnitude(memory, at + i * algebra.width) < Infinity)) return true;
  return false;
}

/** Variables up to which derivatives at a point where some are not there are taken from a series in all of them. */
const MOST_VARIABLES = 16;

/** Whether some of the derivatives with respect to each variable are not there, and so few variables that a series may have them. */
export function mayBeRemovable<T>(algebra: Algebra<T, Memory>, values: readonly T[]): boolean {
  if (values.length > MOST_VARIABLES) return false;
  if (typeof values[0] === 'number') return !values.every(Number.isFinite);
  const m = algebra.allocate(values.length);
  values.forEach((value, i) => {
    algebra.write(m, i * algebra.width, value);
  });
  return isAbsent(algebra, m, 0, values.length);
}
