import fc from 'fast-check';
import { Interval } from '../../src/interval/interval.js';

const edges = [
  0,
  5e-324,
  2.2250738585072014e-308,
  1e-160,
  0.5,
  1,
  Math.PI / 2,
  Math.PI,
  2,
  1e8,
  1e154,
  8.98846567431158e307,
  Number.MAX_VALUE,
];

/** A finite double: ordinary ones, integers, edges of the format, and anything. */
export const finite: fc.Arbitrary<number> = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom(...edges, ...edges.map((x) => -x)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** A nonempty bounded interval; half of them wide, half of them narrow or points. */
export const bounded: fc.Arbitrary<Interval> = fc.oneof(
  fc.tuple(finite, finite).map(([a, b]) => new Interval(Math.min(a, b), Math.max(a, b))),
  fc
    .tuple(finite, fc.constantFrom(0, 1e-15, 1e-9, 0.01))
    .map(([a, r]) => new Interval(Math.max(-Number.MAX_VALUE, a - Math.abs(a) * r), a)),
);

/** Any interval: bounded, unbounded, or empty. */
export const any: fc.Arbitrary<Interval> = fc.oneof(
  { weight: 8, arbitrary: bounded },
  { weight: 1, arbitrary: finite.map((a) => new Interval(a, Infinity)) },
  { weight: 1, arbitrary: finite.map((a) => new Interval(-Infinity, a)) },
  { weight: 1, arbitrary: fc.constantFrom(Interval.entire, Interval.empty) },
);

/** A member of a nonempty bounded interval. */
export function memberOf(x: Interval, position: number): number {
  const t = x.lo * (1 - position) + x.hi * position;
  return Math.min(x.hi, Math.max(x.lo, t));
}
