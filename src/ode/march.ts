import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, I64, op, V128, vector } from '../wasm/encoder.js';
import { CodeArithmetic, doubleAt, loadDouble, loadHalves, storeDouble } from './code.js';
import { type Search, writeDamp, writeMove, writeProposal, writeSearch } from './damping-code.js';
import { EventCode, eventFunctions } from './event-code.js';
import type { Layout } from './layout.js';
import { CLEARLY_LESS, easeOf, LEAST_SHOWN, SUSPICIOUS, stepFromNorms } from './step.js';

// The loop over steps as code: the same as Stepper in JavaScript, without leaving WebAssembly but where it has to.

/** Why a march ended. */
export const Outcome = {
  /** After the number of steps asked for. */
  limit: 0,
  /** At the target. */
  reached: 1,
  /** A coefficient is not finite: no step was made. */
  notFinite: 2,
  /** The step would not change the time. */
  singular: 3,
  /** A watched formula may vanish in the step that was proposed: its coefficients are there, and the record of its start, but it was not made. */
  event: 4,
  /** The state at the end of the last step is not finite; that step does not count. */
  overflow: 5,
  /** No coefficient bounds the next step, or the last ones do not tell how: see `leap` and `isDoubtful`. */
  unbounded: 6,
} as const;

/** `wanted` and `march` of a kernel. */
export function writeMarch(place: Place, layout: Layout): readonly FunctionBody[] {
  const damping = layout.damped ? [writeMove(place, layout), writeDamp(place, layout)] : [];
  return [writeWanted(place, layout), writeLoop(place, layout), ...damping, ...eventFunctions(place, layout)];
}

/**
 * `wanted()`: computes the coefficients and returns the least of what `stepSize` says of each group, or a longer step for which they are to be damped, unless the derivatives of the flow
 * have asked for a shorter one.
 */
function writeWanted(place: Place, layout: Layout): FunctionBody {
  const { solve, own } = place;
  const { groups, isEased, order } = layout;
  const body = new FunctionBody('wanted', [], [F64]);
  const on = new CodeArithmetic(body);
  const stride = order + 1;
  const wanted = body.local(F64);
  body.callOwn(solve);
  const { control, damping } = layout.from(own);
  let search: Search | undefined;
  if (layout.damped) {
    search = writeSearch(body, place, layout);
    storeDouble(body, damping.row, () => body.f64(0));
  }
  const margin = on.load(control.margin);
  storeDouble(body, control.doubt, () => body.f64(0));
  body.f64(Infinity);
  body.set(wanted);
  // the states come last, which may have a longer step yet
  for (const [g, end] of [...groups.entries()].reverse()) {
    const from = groups[g - 1] ?? 0;
    const at = (i: number, k: number): number => (from + i) * stride + k;
    const norms = writeNorms(body, on, end - from, order, at);
    const { start, last, previous } = norms;
    if (isEased && g > 0) body.when();
    else {
      body.emit(op.i32Eqz);
      body.when();
      body.f64(Number.NaN);
      body.emit(op.return);
      body.end();
    }
    on.push(on.add(last, previous));
    body.f64(0);
    body.emit(op.f64Eq);
    body.emit(op.i32Eqz);
    body.when();
    const h = stepFromNorms(on, start, last, previous, order, margin);
    const isFirst = g === groups.length - 1;
    if (!isFirst) body.get(wanted);
    on.push(h);
    if (!isFirst && isEased && g === 0) {
      on.push(on.mul(wanted, on.constant(easeOf(order))));
      on.push(h);
      body.emit(op.f64Lt);
      body.emit(op.select);
    } else if (!isFirst) body.emit(op.f64Min);
    body.set(wanted);
    writeIsDoubtful(body, on, norms, h);
    const rising = body.local(I32);
    if (g === 0) {
      const isAnyRising = (part: number): void => writeIsAnyRising(body, on, { h, part }, end, order, at);
      if (layout.damped) {
        // a longer step asks whether any rise at all; they do where they rise clearly
        const clearly = body.local(I32);
        isAnyRising(1);
        body.tee(rising);
        body.when();
        isAnyRising(CLEARLY_LESS);
        body.set(clearly);
        body.end();
        body.get(clearly);
      } else isAnyRising(CLEARLY_LESS);
      body.emit(op.i32Or);
    }
    body.when();
    storeDouble(body, control.doubt, () => body.f64(1));
    if (g === 0 && search !== undefined) {
      body.otherwise();
      const proposal = { ...search, step: wanted, start, rising };
      if (groups.length === 1) writeProposal(body, on, place, layout, proposal);
      else {
        on.push(h);
        body.get(wanted);
        body.emit(op.f64Eq);
        loadDouble(body, control.doubt);
        body.f64(0);
        body.emit(op.f64Eq);
        body.emit(op.i32And);
        body.when();
        writeProposal(body, on, place, layout, proposal);
        body.end();
      }
    }
    body.end();
    if (g === 0 && groups.length > 1) {
      // where nothing bounds the states, what bounds the others says nothing of these
      body.otherwise();
      storeDouble(body, control.doubt, () => body.f64(1));
    }
    body.end();
    if (isEased && g > 0) body.end();
  }
  body.get(wanted);
  return body;
}

/** The norms that a step is chosen by, as local variables: ‖x_0‖ or 1, and of the coefficients p, p − 1, p − 2 and p − 3 (of which order 2 has none). */
export interface Norms {
  readonly start: number;
  readonly last: number;
  readonly previous: number;
  readonly before: number;
  readonly first: number | undefined;
}

/** The norms of polynomials whose coefficients lie `at` positions. Pushes whether ‖x_0‖, ‖x_p‖ and ‖x_{p−1}‖ are numbers and finite. */
export function writeNorms(
  body: FunctionBody,
  on: CodeArithmetic,
  polynomials: number,
  order: number,
  at: (i: number, k: number) => number,
): Norms {
  const norm = (k: number, least = 0): number => writeNorm(body, polynomials, (i) => at(i, k), least);
  const norms = [norm(0, 1), norm(order), norm(order - 1)];
  for (const [i, largest] of norms.entries()) {
    body.get(largest);
    body.i64(BITS_OF_INFINITY);
    body.emit(op.i64LtS);
    if (i > 0) body.emit(op.i32And);
  }
  const [start, last, previous] = norms.map((largest) => on.ofBits(largest)) as [number, number, number];
  if (order === 2) return { start, last, previous, before: on.ofBits(norm(0)), first: undefined };
  if (at(0, order) !== at(0, order - 1) + 1)
    return { start, last, previous, before: on.ofBits(norm(order - 2)), first: on.ofBits(norm(order - 3)) };
  // of those that are neighbors, two at a time
  const both = body.local(V128);
  for (let i = 0; i < polynomials; i++) {
    if (i > 0) body.get(both);
    body.i32(0);
    body.loadVector(8 * at(i, order - 3));
    body.emitVector(vector.abs);
    if (i > 0) body.emitVector(vector.pmax);
    body.set(both);
  }
  const [first, before] = [0, 1].map((lane) => {
    body.get(both);
    body.extractLane(lane);
    return on.pop();
  }) as [number, number];
  return { start, last, previous, before, first };
}

/**
 * The bits of the largest of some doubles without their signs, and of `least`, as a local variable.
 *
 * Of doubles without their sign, bits are in the order of values, and those of NaN are larger: integers know maxima without a branch.
 */
function writeNorm(body: FunctionBody, count: number, at: (i: number) => number, least: number): number {
  const bits = body.local(I64);
  const largest = body.local(I64);
  body.f64(least);
  body.emit(op.i64OfBits);
  body.set(largest);
  for (let i = 0; i < count; i++) {
    body.i32(0);
    body.loadBits(8 * at(i));
    body.i64(WITHOUT_SIGN);
    body.emit(op.i64And);
    body.tee(bits);
    body.get(largest);
    body.get(bits);
    body.get(largest);
    body.emit(op.i64GtS);
    body.emit(op.select);
    body.set(largest);
  }
  return largest;
}

/** Pushes what `isDoubtful` says of a step h, from norms of which the last two are not both 0. */
export function writeIsDoubtful(body: FunctionBody, on: CodeArithmetic, norms: Norms, h: number): void {
  const { last, previous, before, first } = norms;
  const isGreater = (a: number, b: number): void => {
    on.push(a);
    on.push(b);
    body.emit(op.f64Gt);
  };
  const term = on.mul(last, h);
  const end = on.mul(on.max(term, previous), h);
  isGreater(end, before);
  isGreater(term, previous);
  body.emit(op.i32And);
  const bound = on.mul(end, on.constant(SUSPICIOUS));
  isGreater(before, bound);
  body.emit(op.i32Or);
  if (first === undefined) return;
  isGreater(end, before);
  isGreater(on.mul(end, h), first);
  body.emit(op.i32And);
  body.emit(op.i32Or);
  isGreater(first, on.mul(bound, h));
  body.emit(op.i32Or);
}

/**
 * Pushes whether the last two terms of any polynomial, and of these a part, are larger than the two before them at a step h: what `isAnyRising` says, for a part that is clearly less.
 */
export function writeIsAnyRising(
  body: FunctionBody,
  on: CodeArithmetic,
  { h, part }: { readonly h: number; readonly part: number },
  polynomials: number,
  order: number,
  at: (i: number, k: number) => number,
): void {
  if (order < LEAST_SHOWN) {
    body.i32(0);
    return;
  }
  const square = body.local(V128);
  on.push(on.mul(on.mul(h, h), on.constant(part)));
  body.emitVector(vector.splat);
  body.set(square);
  const rises = Array.from({ length: polynomials }, (_, i) => {
    loadHalves(body, undefined, at(i, order - 1));
    body.emitVector(vector.abs);
    body.get(square);
    body.emitVector(vector.mul);
    body.i32(0);
    body.loadVector(8 * at(i, order - 3));
    body.emitVector(vector.abs);
    body.emitVector(vector.gt);
    const mask = body.local(V128);
    body.set(mask);
    return mask;
  });
  // where both lanes are set, of two at a time
  for (let i = 0; i < polynomials; i += 2) {
    for (const lane of [0, 1]) {
      body.get(rises[i]!);
      body.get(rises[i + 1] ?? rises[i]!);
      body.shuffle(lane, 2 + lane);
    }
    body.emitVector(vector.and);
    if (i > 0) body.emitVector(vector.or);
  }
  body.emitVector(vector.anyTrue);
}

const WITHOUT_SIGN = 0x7fffffffffffffffn;
const BITS_OF_INFINITY = 0x7ff0000000000000n;

/** `march(limit)`: up to so many steps toward the target; returns how many were made. */
function writeLoop(place: Place, layout: Layout): FunctionBody {
  const body = new FunctionBody('march', [I32], [I32]);
  const limit = 0;
  const { recorded, bounded, order, events } = layout;
  const stride = order + 1;
  const { control, ring, record } = layout.from(place.own);
  const count = body.local(I32);
  const address = body.local(I32);
  const wanted = body.local(F64);
  const full = body.local(F64);
  const length = body.local(F64);
  const left = body.local(F64);
  const last = body.local(I32);
  const hi = doubleAt(body, control.hi);
  const lo = doubleAt(body, control.lo);
  const target = doubleAt(body, control.target);
  const direction = doubleAt(body, control.direction);
  const least = doubleAt(body, control.least);
  const most = doubleAt(body, control.most);
  /** Ends the march; `depth` blocks are open around. */
  const leave = (outcome: number, depth: number): void => {
    storeDouble(body, control.outcome, () => body.f64(outcome));
    body.branch(depth);
  };

  const code = events > 0 ? new EventCode(body, place, layout, { full, h: length, direction, count }, place.next + 2) : undefined;
  body.block();
  body.loop();
  body.get(count);
  body.get(limit);
  body.emit(op.i32LtS);
  body.emit(op.i32Eqz);
  body.when();
  leave(Outcome.limit, 2);
  body.end();

  const { timeAt } = place;
  if (timeAt !== undefined) storeDouble(body, timeAt, () => body.get(hi));
  body.callOwn(place.next);
  body.tee(wanted);
  body.f64(0);
  body.emit(op.f64Gt);
  body.emit(op.i32Eqz);
  body.when();
  leave(Outcome.notFinite, 2);
  body.end();
  body.get(wanted);
  body.f64(Infinity);
  body.emit(op.f64Eq);
  loadDouble(body, control.doubt);
  body.f64(0);
  body.emit(op.f64Ne);
  body.emit(op.i32Or);
  body.get(least);
  body.get(most);
  body.emit(op.f64Lt);
  body.emit(op.i32And);
  body.when();
  leave(Outcome.unbounded, 2);
  body.end();
  body.get(wanted);
  body.get(least);
  body.emit(op.f64Max);
  body.get(most);
  body.emit(op.f64Min);
  body.set(wanted);

  // the step is all that is left, or the one wanted, which must change the time
  body.get(target);
  body.get(hi);
  body.emit(op.f64Sub);
  body.get(lo);
  body.emit(op.f64Sub);
  body.tee(left);
  body.get(direction);
  body.get(wanted);
  body.emit(op.f64Mul);
  body.tee(full);
  body.get(wanted);
  body.get(left);
  body.emit(op.f64Abs);
  body.emit(op.f64Ge);
  body.tee(last);
  body.emit(op.select);
  body.set(full);
  body.get(last);
  body.emit(op.i32Eqz);
  body.get(hi);
  body.get(full);
  body.emit(op.f64Add);
  body.get(hi);
  body.emit(op.f64Eq);
  body.emit(op.i32And);
  body.when();
  leave(Outcome.singular, 2);
  body.end();

  if (timeAt !== undefined) {
    // as `Clock.snapped` has it, unless the length was given
    const on = new CodeArithmetic(body);
    body.get(last);
    body.emit(op.i32Eqz);
    body.get(least);
    body.get(most);
    body.emit(op.f64Lt);
    body.emit(op.i32And);
    body.when();
    on.push(on.sub(on.sub(on.add(hi, full), hi), lo));
    body.set(full);
    on.push(on.abs(full));
    on.push(on.abs(left));
    body.emit(op.f64Ge);
    body.when();
    body.get(left);
    body.set(full);
    body.i32(1);
    body.set(last);
    body.end();
    body.end();
  }
  storeDouble(body, control.step, () => body.get(full));
  const keep = (offset: number, value: () => void): void => {
    body.get(address);
    value();
    body.store(8 * (ring + offset));
  };
  keep(0, () => body.get(hi));
  keep(1, () => body.get(lo));
  for (let i = 0; i < recorded; i++) keep(2 + i, () => loadDouble(body, i * stride));

  body.get(full);
  body.emit(op.f64Abs);
  body.set(length);
  code?.look((depth) => leave(Outcome.event, 1 + depth));

  body.get(full);
  body.callOwn(layout.damped ? place.next + 2 : place.advance);
  // x − x is 0 for a finite x only
  body.f64(0);
  for (let i = 0; i < bounded; i++) {
    loadDouble(body, i * stride);
    loadDouble(body, i * stride);
    body.emit(op.f64Sub);
    body.emit(op.f64Add);
  }
  body.f64(0);
  body.emit(op.f64Eq);
  body.emit(op.i32Eqz);
  body.when();
  leave(Outcome.overflow, 2);
  body.end();

  body.increase(count, 1);
  body.increase(address, 8 * record);
  body.get(last);
  body.when();
  body.get(target);
  body.set(hi);
  body.f64(0);
  body.set(lo);
  leave(Outcome.reached, 2);
  body.end();
  advanceClock(body, hi, lo, full);
  body.branch(0);
  body.end();
  body.end();
  storeDouble(body, control.hi, () => body.get(hi));
  storeDouble(body, control.lo, () => body.get(lo));
  code?.finish();
  body.get(count);
  return body;
}

/** (hi, lo) += h, as `Clock.advance` does it. */
export function advanceClock(body: FunctionBody, hi: number, lo: number, h: number): void {
  const on = new CodeArithmetic(body);
  const sum = on.add(hi, h);
  const part = on.sub(sum, hi);
  const error = on.add(on.add(on.sub(hi, on.sub(sum, part)), on.sub(h, part)), lo);
  const next = on.add(sum, error);
  on.push(on.sub(error, on.sub(next, sum)));
  body.set(lo);
  on.push(next);
  body.set(hi);
}
