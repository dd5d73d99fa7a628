/**
 * What the products of a sum need of their factors, made once for each coefficient and kept in rows, one for each part: ascending for a first factor and descending
 * for a second, so that both factors of a sum are read upwards.
 */
import { splitter } from '../../rounding/limits.js';
import { F64, FunctionBody, I32 } from '../../wasm/encoder.js';
import { Scalars } from './scalar-code.js';
import type { Code } from './vector-code.js';

/** Parts of a coefficient: its midpoint and radius, the halves of the midpoint, and last the size of what it holds, |midpoint| + radius, that first factors do without. */
export const MIDPOINT = 0;
export const RADIUS = 1;
export const HIGH = 2;
export const LOW = 3;
export const SIZE = 4;
const PARTS = 5;

/** Doubles that the rows of a series of so many coefficients take in one direction. */
export function preparedSize(coefficients: number): number {
  return PARTS * coefficients;
}

/** `prepare(coefficient, ascending, descending)` at addresses; 0 for a direction that is not needed. */
export function prepareFunction(coefficients: number): FunctionBody {
  const f = new FunctionBody('prepare', [I32, I32, I32], []);
  const code = new Scalars(f);
  const { add, sub, mul } = code;
  const [at, ascending, descending] = [0, 1, 2] as const;
  const [lo, hi, m, r, c, high, low] = f.fresh(F64, 7);
  const get = (local: number): Code => code.get(local);
  const set = (local: number, value: Code): void => code.set(local, value);
  set(lo, code.load(at, 0));
  set(hi, code.load(at, 8));
  set(m, add(get(lo), get(hi)));
  set(r, sub(get(hi), get(lo)));
  // what the midpoint was rounded by belongs to its lower half
  set(c, sub(get(m), get(lo)));
  set(low, add(sub(get(lo), sub(get(m), get(c))), sub(get(hi), get(c))));
  set(c, mul(code.number(splitter), get(m)));
  set(high, sub(get(c), sub(get(c), get(m))));
  set(low, add(sub(get(m), get(high)), get(low)));
  const store = (to: number, parts: readonly Code[]): void => {
    f.get(to);
    f.when();
    parts.forEach((part, i) => {
      f.get(to);
      part();
      f.store(8 * coefficients * i);
    });
    f.end();
  };
  const parts = [get(m), get(r), get(high), get(low), add(code.abs(get(m)), get(r))];
  store(ascending, parts.slice(0, SIZE));
  store(descending, parts);
  return f;
}
