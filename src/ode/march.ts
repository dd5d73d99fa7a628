import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, op } from '../wasm/encoder.js';
import { CodeArithmetic, doubleAt, loadDouble, storeDouble } from './code.js';
import { type Search, writeDamp, writeMove, writeProposal, writeSearch } from './damping-code.js';
import { EventCode, eventFunctions } from './event-code.js';
import type { Layout } from './layout.js';
import { writeIsAnyRising, writeIsDoubtful, writeNorms } from './norm-code.js';
import { CLEARLY_LESS, easeOf, stepFromNorms } from './step.js';

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
