import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import { sizeLocals, writeMayVanish } from './clear-code.js';
import { CodeArithmetic, doubleAt, loadDouble, storeDouble } from './code.js';
import { advanceClock } from './march.js';
import { writeIsAnyRising, writeIsDoubtful, writeNorms } from './norm-code.js';
import { CLEARLY_LESS, LEAST_SHOWN, type Plan, stepFromNorms } from './step.js';

// The rounds of Sweep as code, as long as nothing but a step happens in any lane.

/** Where a march of lanes finds and leaves what it has to know of one lane, in doubles. */
export interface LanePlaces {
  /** The time is hi + lo. */
  readonly hi: number;
  readonly lo: number;
  /** The time of the end, and the next one at which the state is wanted. */
  readonly target: number;
  readonly next: number;
  /** Steps made, and how many may be. */
  readonly steps: number;
  readonly most: number;
  /** 1 for a lane at work, 0 for an idle one. */
  readonly active: number;
  /** The state before the last step, with one coefficient after the other. */
  readonly before: number;
}

const CONTROL = 7;

/** What a march of lanes is about. */
export interface SweepLayout extends Plan {
  readonly states: number;
  readonly events: number;
  readonly lanes: 1 | 2;
  /** 1 forward, −1 backward. */
  readonly direction: number;
}

export function sweepDoubles({ states, lanes }: SweepLayout): number {
  return lanes * (CONTROL + states);
}

/** The places of the lanes, from a position on. */
export function sweepPlaces({ states, lanes }: SweepLayout, own: number): LanePlaces[] {
  return Array.from({ length: lanes }, (_, lane) => {
    const hi = own + lane * (CONTROL + states);
    return {
      hi,
      lo: hi + 1,
      target: hi + 2,
      next: hi + 3,
      steps: hi + 4,
      most: hi + 5,
      active: hi + 6,
      before: hi + CONTROL,
    };
  });
}

/**
 * `sweep()`: rounds of steps, as long as nothing else happens in a lane. Returns 0 before a round in which something may, with the coefficients at hand; 1
 * after one in which a state overflowed: that lane's time and steps are as before.
 */
export function writeSweep(place: Place, layout: SweepLayout): readonly FunctionBody[] {
  const { states, lanes } = layout;
  const stride = (layout.order + 1) * lanes;
  const places = sweepPlaces(layout, place.own);
  const body = new FunctionBody('sweep', [], [I32]);
  const steps = places.map(() => body.local(F64));
  const wanted = places.map(() => body.local(F64));
  const isOver = body.local(I32);
  body.loop();
  body.callOwn(place.solve);
  for (const [lane, own] of places.entries()) {
    body.f64(0);
    body.set(steps[lane]!);
    body.f64(0);
    body.set(wanted[lane]!);
    whenActive(body, own, () => propose(body, place, layout, lane, own, steps[lane]!, wanted[lane]!));
  }
  if (lanes === 2) leaveWhenRising(body, layout, wanted);
  for (const [lane, { before }] of places.entries()) {
    for (let i = 0; i < states; i++) storeDouble(body, before + i, () => loadDouble(body, i * stride + lane));
  }
  for (const h of steps) body.get(h);
  body.callOwn(place.advance);
  for (const [lane, own] of places.entries()) {
    whenActive(body, own, () => {
      // x − x is 0 for a finite x only
      body.f64(0);
      for (let i = 0; i < states; i++) {
        loadDouble(body, i * stride + lane);
        loadDouble(body, i * stride + lane);
        body.emit(op.f64Sub);
        body.emit(op.f64Add);
      }
      body.f64(0);
      body.emit(op.f64Eq);
      body.when();
      const hi = doubleAt(body, own.hi);
      const lo = doubleAt(body, own.lo);
      advanceClock(body, hi, lo, steps[lane]!);
      storeDouble(body, own.hi, () => body.get(hi));
      storeDouble(body, own.lo, () => body.get(lo));
      storeDouble(body, own.steps, () => {
        loadDouble(body, own.steps);
        body.f64(1);
        body.emit(op.f64Add);
      });
      const { timeAt } = place;
      if (timeAt !== undefined) storeDouble(body, timeAt + lane, () => body.get(hi));
      body.otherwise();
      body.i32(1);
      body.set(isOver);
      body.end();
    });
  }
  body.get(isOver);
  body.emit(op.i32Eqz);
  body.branchIf(0);
  body.end();
  body.i32(1);
  return [body];
}

/** Code for a lane that is at work. */
function whenActive(body: FunctionBody, { active }: LanePlaces, write: () => void): void {
  loadDouble(body, active);
  body.f64(0);
  body.emit(op.f64Gt);
  body.when();
  write();
  body.end();
}

/** Leaves where `isAnyRising` says so of a lane, both at once, since it counts in a long sweep. */
function leaveWhenRising(body: FunctionBody, { states, order }: SweepLayout, wanted: readonly number[]): void {
  if (order < LEAST_SHOWN) return;
  const on = new CodeArithmetic(body);
  const [first, second] = wanted.map((h) => on.mul(on.mul(h, h), on.constant(CLEARLY_LESS)));
  const square = body.local(V128);
  on.push(first!);
  body.emitVector(vector.splat);
  on.push(second!);
  body.replaceLane(1);
  body.set(square);
  const size = (i: number, k: number): void => {
    body.i32(0);
    body.loadVector(16 * (i * (order + 1) + k));
    body.emitVector(vector.abs);
  };
  for (let i = 0; i < states; i++) {
    for (const k of [order, order - 1]) {
      size(i, k);
      body.get(square);
      body.emitVector(vector.mul);
      size(i, k - 2);
      body.emitVector(vector.gt);
    }
    body.emitVector(vector.and);
    if (i > 0) body.emitVector(vector.or);
  }
  body.emitVector(vector.anyTrue);
  leaveWhen(body);
}

/** Puts the next step of a lane, and the length that it wants, in local variables, or leaves where it is not only a step. */
function propose(
  body: FunctionBody,
  place: Place,
  layout: SweepLayout,
  lane: number,
  own: LanePlaces,
  h: number,
  length: number,
): void {
  const { states, order, margin, events, lanes, direction } = layout;
  const on = new CodeArithmetic(body);
  const leaveUnless = (): void => {
    body.emit(op.i32Eqz);
    leaveWhen(body);
  };
  const at = (i: number, k: number): number => (i * (order + 1) + k) * lanes + lane;
  const norms = writeNorms(body, on, states, order, at);
  const { start, last, previous } = norms;
  leaveUnless();
  // not both are 0
  on.push(on.add(last, previous));
  body.f64(0);
  body.emit(op.f64Gt);
  leaveUnless();
  const wanted = stepFromNorms(on, start, last, previous, order, on.constant(margin));
  on.push(wanted);
  body.f64(0);
  body.emit(op.f64Gt);
  leaveUnless();
  on.push(wanted);
  body.set(length);
  writeIsDoubtful(body, on, norms, wanted);
  if (lanes === 1) {
    writeIsAnyRising(body, on, { h: wanted, part: CLEARLY_LESS }, states, order, at);
    body.emit(op.i32Or);
  }
  leaveWhen(body);
  const hi = doubleAt(body, own.hi);
  const lo = doubleAt(body, own.lo);
  const isBefore = (length: number): void => {
    for (const time of [own.target, own.next]) {
      on.push(length);
      on.push(on.abs(on.sub(on.sub(doubleAt(body, time), hi), lo)));
      body.emit(op.f64Lt);
      leaveUnless();
    }
  };
  isBefore(wanted);
  on.push(on.mul(on.constant(direction), wanted));
  body.set(h);
  on.push(on.add(hi, h));
  body.get(hi);
  body.emit(op.f64Eq);
  leaveWhen(body);
  let made = wanted;
  if (place.timeAt !== undefined) {
    // as `Clock.snapped` has it
    on.push(on.sub(on.sub(on.add(hi, h), hi), lo));
    body.set(h);
    made = on.abs(h);
    isBefore(made);
  }
  loadDouble(body, own.steps);
  loadDouble(body, own.most);
  body.emit(op.f64Lt);
  leaveUnless();
  if (events === 0) return;
  const locals = sizeLocals(body, made);
  for (let e = 0; e < events; e++) {
    writeMayVanish(body, place.watchedAt(e) + lane, order - 1, lanes, locals);
    leaveWhen(body);
  }
}

function leaveWhen(body: FunctionBody): void {
  body.when();
  body.i32(0);
  body.emit(op.return);
  body.end();
}
