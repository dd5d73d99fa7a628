import { expect } from 'vitest';
import { system } from '../../src/formula/system.js';
import { Interval } from '../../src/interval/interval.js';
import { enclose } from '../../src/verified/enclose.js';
import { fractionOf } from '../oracle/fraction.js';
import { holds, rationalFlow } from './flow.js';
import { Random } from './random.js';

/** What came of a number of random systems. */
export interface Tally {
  readonly complete: number;
  readonly poles: number;
  readonly checks: number;
}

/** A point of a box: a corner, or anywhere inside. */
function pointIn(random: Random, box: readonly Interval[]): number[] {
  const corner = random.chance(0.5);
  return box.map(({ lo, hi }) => {
    if (corner) return random.chance(0.5) ? lo : hi;
    return Math.min(hi, Math.max(lo, lo + (hi - lo) * random.next()));
  });
}

/**
 * Encloses `count` random systems from random boxes, with random times, orders and tolerances, and holds every box that the flowpipe gives against exact
 * solutions from points of the initial box. A solution that ends before a time that was reached is a failure as well.
 */
export function encloseRandomFlows(firstSeed: number, count: number): Tally {
  const random = new Random(firstSeed);
  let [complete, poles, checks] = [0, 0, 0];
  for (let run = 0; run < count; run++) {
    const seed = random.state;
    const start = random.pick([0, 0, 1, -2, 0.1, 1000]);
    const length = random.pick([2 ** -10, 0.1, 0.5, 1, 2, 4]) * (0.5 + random.next());
    const target = random.chance(0.5) ? start + length : start - length;
    const { fields, usesTime, flow } = rationalFlow(random, start);
    const box = Object.keys(fields).map(() => {
      const center = random.pick([1, 1, 0.1, 3]) * (2 * random.next() - 1);
      const radius = random.pick([0, 0, 2 ** -50, 1e-10, 1e-6, 1e-3, 0.03, 0.2]);
      return new Interval(center - radius, center + radius);
    });
    const order = random.pick([2, 3, 5, 8, 12, 20, 25]);
    const tolerance = random.pick(order < 8 ? [1e-5, 1e-2, 1, 1e3] : [1e-18, 1e-12, 1e-6, 1e-2, 1, 1e3]);
    const pipe = enclose(system(fields, usesTime ? { time: 't' } : {}), box, {
      t: [start, target],
      order,
      tolerance,
      maxSteps: 30,
    });
    if (pipe.status === 'complete') complete++;

    const points = Array.from({ length: 3 }, () => pointIn(random, box));
    const fault = (what: string): void => {
      expect.fail(
        `${what}; seed ${seed}: ${JSON.stringify({ fields, box, t: [start, target], order, tolerance, points, status: pipe.status })}`,
      );
    };
    const check = (boxes: readonly Interval[], t: number): void => {
      for (const point of points) {
        const truth = flow(point.map(fractionOf), fractionOf(start), fractionOf(t));
        if (truth === undefined) fault(`reached ${t} past the end of a solution`);
        truth!.forEach((value, i) => {
          checks++;
          if (!holds(boxes[i]!, value)) fault(`component ${i} at ${t} is outside of ${boxes[i]}`);
        });
      }
    };
    const { reached } = pipe;
    check(pipe.end, reached);
    for (let i = 0; i < 4; i++) {
      const t = start + random.next() * (reached - start);
      check(pipe.at(t), t);
      const other = start + random.next() * (reached - start);
      check(pipe.at(new Interval(Math.min(t, other), Math.max(t, other))), t);
    }
    for (const { t, box: tube } of pipe.segments.filter((_, i) => i % 8 === 0)) {
      for (const time of [t.lo, t.mid(), t.hi]) check(tube, time);
    }
    if (points.some((point) => flow(point.map(fractionOf), fractionOf(start), fractionOf(target)) === undefined)) poles++;
  }
  return { complete, poles, checks };
}
