import { readFileSync } from 'node:fs';
import { DecoratedInterval, type DecoratedLike, decorated } from '../../src/interval/decorated.js';
import type { DecorationName } from '../../src/interval/decoration.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { overlap } from '../../src/interval/overlap.js';
import { absRev, coshRev, mulRev, mulRevToPair, pownRev, sqrRev } from '../../src/interval/reverse.js';
import { cosRev, sinRev, tanRev } from '../../src/interval/reverse-periodic.js';
import { powRev1, powRev2 } from '../../src/interval/reverse-power.js';
import { dotNearest, sumAbsNearest, sumNearest, sumSquareNearest } from '../../src/rounding/exactsum.js';

/** One statement of the ITF1788 framework: see itf1788-NOTICE.md beside the data. */
export interface Statement {
  readonly file: string;
  readonly line: number;
  readonly op: string;
  readonly inputs: readonly Encoded[];
  readonly expected: Encoded | readonly Encoded[];
  readonly decorated: boolean;
  readonly signal?: string;
}

export interface Encoded {
  readonly iv?: readonly [string, string] | 'empty' | 'nai';
  readonly dec?: DecorationName;
  readonly num?: string;
  readonly bool?: boolean;
  readonly str?: string;
  readonly vec?: readonly string[];
  readonly overlap?: string;
}

export type Value = Interval | DecoratedInterval | number | boolean | string | number[];

export function readStatements(): Statement[] {
  return JSON.parse(readFileSync(new URL('../data/itf1788-permissive.json', import.meta.url), 'utf8')) as Statement[];
}

/** The value a statement means, decorated if the statement is about decorated intervals. */
export function decode(encoded: Encoded, isDecorated: boolean): Value {
  const { iv } = encoded;
  if (iv === 'nai') return DecoratedInterval.nai;
  if (iv !== undefined) {
    const x = iv === 'empty' ? Interval.empty : new Interval(Number(iv[0]), Number(iv[1]));
    return isDecorated && encoded.dec !== undefined ? new DecoratedInterval(x, encoded.dec) : x;
  }
  if (encoded.num !== undefined) return Number(encoded.num);
  if (encoded.vec !== undefined) return encoded.vec.map(Number);
  return encoded.bool ?? encoded.str ?? encoded.overlap ?? (encoded.dec as string);
}

type Any = Interval & DecoratedInterval;
type Operation = (...operands: never[]) => Value | Value[];

/** Every operation of the data by its name in IEEE 1788, on bare and on decorated intervals. */
export const operations: Readonly<Record<string, Operation>> = {
  ...methods(
    ['neg', 'recip', 'sqr', 'sqrt', 'abs', 'sign', 'floor', 'ceil', 'trunc', 'exp', 'exp2', 'exp10', 'log', 'log2', 'log10'],
    ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
    ['add', 'sub', 'mul', 'div', 'fma', 'min', 'max', 'atan2', 'intersection', 'cancelMinus', 'cancelPlus'],
    ['mid', 'rad', 'wid', 'mag', 'mig', 'isEmpty', 'isEntire', 'isSingleton'],
    ['subset', 'interior', 'disjoint', 'less', 'strictLess', 'precedes', 'strictPrecedes'],
  ),
  pos: (x: Any) => x,
  pown: (x: Any, n: number) => x.pow(n),
  pow: (x: Any, y: Any) => x.pow(y),
  roundTiesToEven: (x: Any) => x.round(),
  roundTiesToAway: (x: Any) => x.roundAway(),
  convexHull: (x: Any, y: Any) => x.hull(y),
  equal: (x: Any, y: Any) => x.equals(y),
  inf: (x: Any) => x.lo,
  sup: (x: Any) => x.hi,
  midRad: (x: Any) => [x.mid(), x.rad()],
  isCommonInterval: (x: Any) => x.isCommon(),
  isMember: (m: number, x: Any) => x.contains(m),
  isNaI: (x: Any) => x instanceof DecoratedInterval && x.isNaI(),
  overlap: (x: Any, y: Any) => overlap(x, y),
  newDec: (x: Interval) => decorated(x),
  setDec: (x: Interval, d: DecorationName) => decorated(x, d),
  decorationPart: (x: DecoratedInterval) => x.decoration,
  intervalPart: (x: DecoratedInterval) => x.interval,
  'b-textToInterval': (text: string) => orElse(() => interval(text), Interval.empty),
  'd-textToInterval': (text: string) => orElse(() => decorated(text), DecoratedInterval.nai),
  'b-numsToInterval': (lo: number, hi: number) => orElse(() => interval(lo, hi), Interval.empty),
  'd-numsToInterval': (lo: number, hi: number) => orElse(() => decorated(interval(lo, hi)), DecoratedInterval.nai),
  sqrRev: (c: Any) => sqrRev(c),
  absRev: (c: Any) => absRev(c),
  pownRev: (c: Any, n: number) => pownRev(c, n),
  sinRev: (c: Any) => sinRev(c),
  cosRev: (c: Any) => cosRev(c),
  tanRev: (c: Any) => tanRev(c),
  coshRev: (c: Any) => coshRev(c),
  sqrRevBin: (c: Any, x: Any) => sqrRev(c, x),
  absRevBin: (c: Any, x: Any) => absRev(c, x),
  pownRevBin: (c: Any, x: Any, n: number) => pownRev(c, n, x),
  sinRevBin: (c: Any, x: Any) => sinRev(c, x),
  cosRevBin: (c: Any, x: Any) => cosRev(c, x),
  tanRevBin: (c: Any, x: Any) => tanRev(c, x),
  coshRevBin: (c: Any, x: Any) => coshRev(c, x),
  mulRev: (b: Any, c: Any) => mulRev(b, c),
  mulRevTen: (b: Any, c: Any, x: Any) => mulRev(b, c, x),
  mulRevToPair: (b: Any, c: DecoratedLike) => mulRevToPair(b, c),
  powRev1: (b: Any, c: Any, x: Any) => powRev1(b, c, x),
  powRev2: (a: Any, c: Any, x: Any) => powRev2(a, c, x),
  sum_nearest: (x: number[]) => sumNearest(x),
  sum_abs_nearest: (x: number[]) => sumAbsNearest(x),
  sum_sqr_nearest: (x: number[]) => sumSquareNearest(x),
  dot_nearest: (x: number[], y: number[]) => dotNearest(x, y),
};

function methods(...names: (keyof Interval & keyof DecoratedInterval)[][]): Record<string, Operation> {
  const call =
    (name: string) =>
    (x: Record<string, (...rest: unknown[]) => Value>, ...rest: unknown[]) =>
      x[name]!(...rest);
  return Object.fromEntries(names.flat().map((name) => [name, call(name) as unknown as Operation]));
}

function orElse<T>(make: () => T, otherwise: T): T {
  try {
    return make();
  } catch {
    return otherwise;
  }
}
