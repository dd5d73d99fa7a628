import { type Fraction, fraction, fractionOf, minus, one, over, plus, times, toThe } from '../oracle/fraction.js';
import type { Random } from './random.js';

/**
 * A random system of differential equations whose solutions are rational functions of time, with its exact flow.
 *
 * It is a decoupled system w′ = F(w, t) with rational solutions, seen through a polynomial map that has a polynomial inverse: shears x_i ← x_i + c·x_j^d, which
 * couple the equations and make them nonlinear.
 */
export interface RationalFlow {
  readonly fields: Readonly<Record<string, string>>;
  readonly usesTime: boolean;
  /** The exact state at time `to` from the state at `from`; undefined where the solution does not reach it. */
  flow(state: readonly Fraction[], from: Fraction, to: Fraction): Fraction[] | undefined;
}

/** One scalar equation: its right-hand side in w, and where w goes from `from` to `to`. */
interface Equation {
  readonly field: (w: string) => string;
  readonly usesTime: boolean;
  readonly flow: (w: Fraction, from: Fraction, to: Fraction) => Fraction | undefined;
}

const text = ({ num, den }: Fraction): string => `(${num}/${den})`;

/** w′ = c */
const steady = (c: Fraction): Equation => ({
  field: () => text(c),
  usesTime: false,
  flow: (w, from, to) => plus(w, times(c, minus(to, from))),
});

/** w′ = c·w²: w = w₀/(1 − c·w₀·τ), up to the pole. */
const riccati = (c: Fraction): Equation => ({
  field: (w) => `${text(c)}*${w}^2`,
  usesTime: false,
  flow: (w, from, to) => {
    const rest = minus(one, times(times(c, w), minus(to, from)));
    return rest.num > 0n ? over(w, rest) : undefined;
  },
});

/** w′ = c·t^m */
const driven = (c: Fraction, m: number): Equation => ({
  field: () => `${text(c)}*t^${m}`,
  usesTime: true,
  flow: (w, from, to) => plus(w, times(c, over(minus(toThe(to, m + 1), toThe(from, m + 1)), fraction(m + 1)))),
});

/** w′ = c·w/(t − s) for an integer c: w = w₀·((t − s)/(t₀ − s))^c, up to t = s. */
const scaling = (c: number, s: Fraction): Equation => ({
  field: (w) => `(${c})*${w}/(t - ${text(s)})`,
  usesTime: true,
  flow: (w, from, to) => {
    const [before, after] = [minus(from, s), minus(to, s)];
    return before.num > 0n === after.num > 0n && before.num !== 0n && after.num !== 0n
      ? times(w, toThe(over(after, before), c))
      : undefined;
  },
});

/** x_i ← x_i + c·x_j^d */
interface Shear {
  readonly i: number;
  readonly j: number;
  readonly c: Fraction;
  readonly d: number;
}

const names = ['x', 'y', 'z', 'u'];

function sheared(x: readonly Fraction[], { i, j, c, d }: Shear, sign: 1 | -1): Fraction[] {
  const moved = [...x];
  moved[i] = plus(x[i]!, times(times(fraction(sign), c), toThe(x[j]!, d)));
  return moved;
}

/** @param near - a time that the span contains, so that singular times are worth choosing */
export function rationalFlow(random: Random, near: number): RationalFlow {
  const n = 1 + random.below(4);
  const factor = (): Fraction => fraction(random.pick([-3, -2, -1, 1, 2, 3]), random.pick([1, 2, 3, 7, 10]));
  const equations = Array.from({ length: n }, (): Equation => {
    const kind = random.below(10);
    if (kind < 2) return steady(factor());
    if (kind < 7) return riccati(factor());
    if (kind < 8) return driven(factor(), random.below(4));
    return scaling(random.pick([-2, -1, 1, 2, 3]), plus(fractionOf(near), factor()));
  });
  const shears = Array.from({ length: n === 1 ? 0 : random.below(3) }, (): Shear => {
    const i = random.below(n);
    return { i, j: (i + 1 + random.below(n - 1)) % n, c: factor(), d: 1 + random.below(3) };
  });

  // The states at each stage in terms of the last one, and the derivatives from the first stage on.
  const stages: string[][] = [names.slice(0, n)];
  for (const { i, j, c, d } of [...shears].reverse()) {
    const last = stages[0]!;
    stages.unshift(last.map((x, l) => (l === i ? `(${x} - ${text(c)}*${last[j]}^${d})` : x)));
  }
  let rates = equations.map((equation, i) => equation.field(stages[0]![i]!));
  shears.forEach(({ i, j, c, d }, stage) => {
    const power = d === 1 ? '' : `*${stages[stage]![j]}^${d - 1}`;
    rates = rates.map((rate, l) => (l === i ? `${rate} + ${text(times(c, fraction(d)))}${power}*(${rates[j]})` : rate));
  });

  return {
    fields: Object.fromEntries(rates.map((rate, i) => [names[i]!, rate])),
    usesTime: equations.some(({ usesTime }) => usesTime),
    flow: (state, from, to) => {
      const start = [...shears].reverse().reduce<Fraction[]>((x, shear) => sheared(x, shear, -1), [...state]);
      const moved = start.map((w, i) => equations[i]!.flow(w, from, to));
      if (moved.includes(undefined)) return undefined;
      return shears.reduce((x, shear) => sheared(x, shear, 1), moved as Fraction[]);
    },
  };
}

/** a ≤ b */
export const isAtMost = (a: Fraction, b: Fraction): boolean => minus(b, a).num >= 0n;

/** Whether a value lies between two bounds, exactly. */
export function holds({ lo, hi }: { readonly lo: number; readonly hi: number }, value: Fraction): boolean {
  return (lo === -Infinity || isAtMost(fractionOf(lo), value)) && (hi === Infinity || isAtMost(value, fractionOf(hi)));
}
