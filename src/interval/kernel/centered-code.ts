/**
 * `convolveCentered` as WebAssembly, with two terms of a sum in the lanes of vectors: the operations of centered.ts in the same order, so that the bits are those, and
 * the proof is.
 */
import { greatestExact, leastExact, phi, splitter } from '../../rounding/limits.js';
import { F64, FunctionBody, I32, op } from '../../wasm/encoder.js';
import {
  LEAST_SIZE,
  MIDPOINT_ERROR,
  MIDPOINT_TERMS,
  MOST_LEFT,
  MOST_ROUNDED,
  MOST_SIZE,
  PLAIN_ERROR,
  RADIUS_ERROR,
  RADIUS_TERMS,
} from './centered.js';
import { field } from './instruction.js';
import { HIGH, LOW, MIDPOINT, RADIUS, SIZE } from './prepared-code.js';
import { Scalars } from './scalar-code.js';
import { type Term, Terms } from './terms-code.js';
import { type Code, Vocabulary } from './vector-code.js';

/** `centered(instruction)`: 0 where it is done; with nothing written, 1 where this form does not serve, and 2 where its last rounding is out of the ordinary. */
export function centeredFunction(coefficients: number): FunctionBody {
  const f = new FunctionBody('centered', [I32], [I32]);
  const code = new Vocabulary(f);
  const one = new Scalars(f);
  const instruction = 0;
  const terms = new Terms(code, one, instruction, coefficients);
  const { weight } = terms;
  const { add, sub, mul, above, atLeast, atMost, and, smaller, xor } = code;
  const out = f.local(I32);
  const [s, t, r, h, g] = code.variables(5);
  const [a, a1, a2, ra, b1, b2, b, rb] = code.variables(8);
  const [product, sum, q1, q2, q3, mu, c] = code.variables(7);
  const n = f.local(F64);
  const [s1, t1, r1, h1, g1, u, e, v1] = f.fresh(F64, 8);
  const [lo, hi, m, ends, start] = f.fresh(F64, 5);
  const [m1, rm, m3, p1, high, low] = f.fresh(F64, 6);
  const slack = f.local(F64);
  const [isThin, isWide] = f.fresh(I32, 2);
  const get = (local: number): Code => code.get(local);
  const set = (local: number, value: Code): void => code.set(local, value);
  const unless = (condition: Code): void => code.when(one.not(condition), code.leave(1));

  /** s, r, h and g. */
  const plain: Term = (first, second, isWeighted) => {
    set(a, first(MIDPOINT));
    set(ra, first(RADIUS));
    if (isWeighted) {
      set(a, mul(get(weight), get(a)));
      set(ra, mul(code.abs(get(weight)), get(ra)));
      terms.nextWeight();
    }
    set(rb, second(RADIUS));
    set(product, mul(get(a), second(MIDPOINT)));
    set(s, add(get(s), get(product)));
    set(r, add(get(r), add(mul(get(ra), second(SIZE)), mul(code.abs(get(a)), get(rb)))));
    set(h, add(get(h), mul(get(ra), get(rb))));
    set(g, add(get(g), code.abs(get(product))));
  };

  /** s and t: in twice the working precision where the sum is thin, and with μ where factors are wide, which makes another r. */
  const another =
    (isThin: boolean, isWide: boolean): Term =>
    (first, second, isWeighted) => {
      if (isThin) {
        set(a1, first(HIGH));
        set(a2, first(LOW));
        set(b1, second(HIGH));
        set(b2, second(LOW));
      }
      set(b, second(MIDPOINT));
      if (isWide) {
        set(a, first(MIDPOINT));
        set(ra, first(RADIUS));
        set(rb, second(RADIUS));
      }
      if (isWeighted) {
        if (isThin) {
          // w·a = w·a₁ + w·a₂, both exact, in two new halves
          set(mu, mul(get(weight), get(a1)));
          set(c, mul(code.both(splitter), get(mu)));
          set(a1, sub(get(c), sub(get(c), get(mu))));
          set(a2, add(sub(get(mu), get(a1)), mul(get(weight), get(a2))));
        }
        if (isWide) {
          set(a, mul(get(weight), get(a)));
          set(ra, mul(code.abs(get(weight)), get(ra)));
        }
        terms.nextWeight();
      }
      set(product, isThin ? mul(get(a1), get(b1)) : mul(get(a), get(b)));
      set(sum, add(get(s), get(product)));
      const parts: Code[] = [];
      if (isThin) parts.push(add(mul(get(a1), get(b2)), mul(get(a2), get(b))));
      if (isWide) {
        set(q1, mul(get(ra), code.abs(get(b))));
        set(q2, mul(code.abs(get(a)), get(rb)));
        set(q3, mul(get(ra), get(rb)));
        set(mu, smaller(smaller(get(q1), get(q2)), get(q3)));
        parts.push(xor(get(mu), and(get(product), code.both(-0))));
        set(r, add(get(r), sub(add(add(get(q1), get(q2)), get(q3)), get(mu))));
      }
      if (isThin) parts.push(code.sumError(get(s), get(product), sum, c));
      set(t, add(get(t), parts.reduce(add)));
      set(s, get(sum));
    };

  const lanes = (pair: number): Code => one.add(code.lane(pair, 0), code.lane(pair, 1));
  set(out, () => {
    f.get(instruction);
    f.loadInteger(field.out);
  });
  set(n, () => {
    terms.count();
    f.emit(op.f64ConvertI32S);
  });
  terms.over(plain);
  set(s1, lanes(s));
  set(r1, lanes(r));
  set(h1, lanes(h));
  set(g1, lanes(g));
  terms.middle([s1, r1, h1, g1], (part) => {
    set(m, part(MIDPOINT));
    set(rm, part(RADIUS));
    set(p1, one.mul(get(m), get(m)));
    set(s1, one.add(get(s1), get(p1)));
    set(r1, one.add(get(r1), one.add(one.mul(get(rm), part(SIZE)), one.mul(one.abs(get(m)), get(rm)))));
    set(h1, one.add(get(h1), one.mul(get(rm), get(rm))));
    set(g1, one.add(get(g1), get(p1)));
  });
  unless(one.above(get(r1), one.number(0)));
  // what the sum starts from
  set(lo, one.load(out, 0));
  set(hi, one.load(out, 8));
  set(ends, one.add(get(lo), get(hi)));
  set(start, one.mul(get(ends), one.number(0.5)));
  const quarter = (local: number): Code => one.mul(get(local), one.number(0.25));
  const setRadius = (): void => set(r1, one.add(quarter(r1), one.mul(one.sub(get(hi), get(lo)), one.number(0.5))));
  const isLarge = one.atLeast(one.larger(get(r1), get(g1)), one.number(LEAST_SIZE));
  set(u, one.add(quarter(s1), get(start)));
  set(t1, one.number(0));
  setRadius();
  set(g1, one.add(quarter(g1), one.abs(get(start))));
  unless(one.both(isLarge, one.both(one.atMost(get(r1), one.number(MOST_SIZE)), one.atMost(get(g1), one.number(MOST_SIZE)))));
  const errors = (more: number, each: number): Code => one.mul(one.add(get(n), one.number(more)), one.number(each));
  set(slack, one.mul(get(g1), errors(MIDPOINT_TERMS, PLAIN_ERROR)));
  set(isWide, one.above(quarter(h1), one.mul(get(r1), one.number(MOST_LEFT))));
  const again = (isThin: boolean, isWideHere: boolean): void => {
    for (const local of isWideHere ? [s, t, r] : [s, t]) set(local, code.both(0));
    terms.over(another(isThin, isWideHere));
    set(u, lanes(s));
    set(t1, lanes(t));
    if (isThin) set(t1, one.add(get(t1), one.sumError(code.lane(s, 0), code.lane(s, 1), u, v1)));
    set(s1, get(u));
    if (isWideHere) set(r1, lanes(r));
    terms.middle(isWideHere ? [s1, t1, r1] : [s1, t1], (half) => {
      set(m, half(MIDPOINT));
      if (isWideHere) {
        set(rm, half(RADIUS));
        set(m1, one.mul(get(rm), one.abs(get(m))));
        set(m3, one.mul(get(rm), get(rm)));
        const twice = one.add(one.add(get(m3), get(m1)), one.sub(get(m1), one.mul(get(m), get(m))));
        const isAroundZero = one.above(get(rm), one.abs(get(m)));
        set(e, one.select(isAroundZero, one.mul(twice, one.number(0.5)), get(m3)));
        set(r1, one.add(get(r1), one.sub(one.add(one.add(get(m1), get(m1)), get(m3)), get(e))));
      }
      if (isThin) {
        set(high, half(HIGH));
        set(low, half(LOW));
        set(p1, one.mul(get(high), get(high)));
        set(u, one.add(get(s1), get(p1)));
        const lower = one.add(one.mul(get(high), get(low)), one.mul(get(low), get(m)));
        set(t1, one.add(get(t1), one.add(isWideHere ? one.add(lower, get(e)) : lower, one.sumError(get(s1), get(p1), u, v1))));
        set(s1, get(u));
      } else {
        set(s1, one.add(get(s1), one.mul(get(m), get(m))));
        set(t1, one.add(get(t1), get(e)));
      }
    });
    set(s1, quarter(s1));
    set(t1, quarter(t1));
    set(u, one.add(get(s1), get(start)));
    if (isThin) {
      set(e, one.mul(one.sumError(get(lo), get(hi), ends, v1), one.number(0.5)));
      set(t1, one.add(get(t1), one.add(one.sumError(get(s1), get(start), u, v1), get(e))));
      unless(one.both(one.atMost(one.abs(get(u)), one.number(MOST_SIZE)), one.atMost(one.abs(get(t1)), one.number(MOST_SIZE))));
      set(slack, one.mul(get(g1), errors(MIDPOINT_TERMS, MIDPOINT_ERROR)));
    }
    if (isWideHere) {
      setRadius();
      unless(isLarge);
    }
  };
  set(isThin, one.above(get(slack), one.mul(get(r1), one.number(MOST_ROUNDED))));
  code.when(
    get(isWide),
    () =>
      code.when(
        get(isThin),
        () => again(true, true),
        () => again(false, true),
      ),
    () => code.when(get(isThin), () => again(true, false)),
  );
  set(r1, one.add(one.add(get(r1), one.mul(get(r1), errors(RADIUS_TERMS, RADIUS_ERROR))), get(slack)));
  // addDown(s, t − r) and addUp(s, t + r)
  set(s, code.splat(get(u)));
  set(t, add(code.splat(get(t1)), code.outward(code.splat(get(r1)))));
  set(sum, add(get(s), get(t)));
  set(q1, code.sumError(get(s), get(t), sum, c));
  const length = code.abs(get(sum));
  const isOrdinary = and(atLeast(length, code.both(leastExact)), atMost(length, code.both(greatestExact)));
  code.when(one.not(code.isAllTrue(isOrdinary)), code.leave(2));
  const moved = add(get(sum), code.outward(mul(length, code.both(phi))));
  set(sum, code.select(above(code.outward(get(q1)), code.both(0)), moved, get(sum)));
  f.get(out);
  f.get(sum);
  f.storeVector(0);
  f.i32(0);
  return f;
}
