import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, I64, op, V128, vector } from '../wasm/encoder.js';
import { CodeArithmetic, loadHalves, storeDouble } from './code.js';
import { evened, lastShown, type Moments, MUCH_SHORTER, momentsOf, singularities } from './damping.js';
import { FIRST_PAIRS, firstParts, functionalAt, LEVEL, LEVELS, levelAt, ordersOfTail, PARTS, partsOf } from './damping-maps.js';
import type { Layout } from './layout.js';
import { PairCode } from './pair-code.js';
import { TO_WHOLE } from './step.js';

// `proposeDamped`, `moveDamped` and `damp` of damping.ts as code: the same operations in the same order.

/** What the search for singularities finds, as local variables: where the map begins, in bytes behind the first one, if they are shown. */
export interface Search {
  readonly map: number;
  readonly isShown: number;
}

/** Writes the search for singularities, which needs none of the last coefficients: a processor begins with it while those are computed. */
export function writeSearch(body: FunctionBody, place: Place, layout: Layout): Search {
  const on = new CodeArithmetic(body);
  const code = new PairCode(body, on, place, layout);
  const { order, states } = layout;
  const { control, damping } = code.places;
  const last = lastShown(order);
  // coefficients k − 3, k − 2 and k − 1, k
  const [before, behind] = [last / 2 - 2, last / 2 - 1];
  const [largest] = body.fresh(V128, 1);
  code.each(states, (few) => {
    const sizes = few.map((i) =>
      code.pair(() => {
        code.terms(i, behind);
        body.emitVector(vector.abs);
      }),
    );
    body.get(code.joined(sizes, (a, b) => code.two(vector.pmax, a, b)));
    if (few.length < states) {
      body.get(largest);
      body.emitVector(vector.pmax);
    }
    body.set(largest);
  });
  const inverse = code.splat(on.inversePower(code.lane(largest, 0)));
  const sums = body.fresh(V128, 5);
  code.each(states, (few) => {
    for (const i of few) {
      const [g, next] = [before, behind].map((m) =>
        code.pair(() => {
          code.terms(i, m);
          body.f64x2(evened(2 * m + 1, order), evened(2 * m + 2, order));
          body.emitVector(vector.mul);
          body.get(inverse);
          body.emitVector(vector.mul);
        }),
      ) as [number, number];
      const middle = code.pair(() => {
        body.get(g);
        body.get(next);
        body.shuffle(1, 2);
      });
      for (const [j, [a, b]] of momentsOf(g, middle, next).entries()) {
        body.get(code.two(vector.mul, a, b));
        if (i > 0 || few.length < states) {
          body.get(sums[j]!);
          body.emitVector(vector.add);
        }
        body.set(sums[j]!);
      }
    }
  });
  const moments = sums.map((sum) => on.add(code.lane(sum, 0), code.lane(sum, 1)));
  const direction = on.load(control.direction);
  const { angle, distance } = singularities(on, moments as unknown as Moments<number>, direction);
  storeDouble(body, damping.distance, () => on.push(distance));
  code.storePowers(damping.powers, distance);
  // for NaN, it is some other place in memory
  on.push(on.add(angle, on.constant(TO_WHOLE + PARTS)));
  body.emit(op.i64OfBits);
  body.emit(op.i32WrapI64);
  body.i32(4 * PARTS - 1);
  body.emit(op.i32And);
  body.i32(2);
  body.emit(op.i32Shl);
  body.loadInteger(8 * damping.nearest);
  const [map, isShown] = body.fresh(I32, 2);
  body.set(map);
  on.push(on.abs(angle));
  body.f64(PARTS);
  body.emit(op.f64Le);
  on.push(on.mul(distance, direction));
  body.f64(0);
  body.emit(op.f64Gt);
  body.emit(op.i32And);
  body.set(isShown);
  return { map, isShown };
}

/**
 * Sets a longer step in place of the plain one, where that is to be had, and leaves what its polynomials are to be damped by.
 *
 * @param rising - whether the last terms of a component are larger than those before
 */
export function writeProposal(
  body: FunctionBody,
  on: CodeArithmetic,
  place: Place,
  layout: Layout,
  { map, isShown, step, start, rising }: Search & { readonly step: number; readonly start: number; readonly rising: number },
): void {
  const code = new PairCode(body, on, place, layout);
  const { order, states } = layout;
  const { control, damping } = code.places;
  body.get(isShown);
  body.when();
  const orders = ordersOfTail(order);
  const [total, norm] = body.fresh(V128, 2);
  code.each(states, (few) => {
    const sums = few.map(() => orders.map(() => code.nothing()) as [number, number]);
    const add = (there: number, beyond: number, push: (i: number) => void): void => {
      const power = code.pair(() => code.entries(beyond, damping.powers, 0));
      const functionals = orders.map((_, j) =>
        code.pair(() => {
          body.get(power);
          code.entries(there, damping.maps + functionalAt(order, j), 0);
          body.emitVector(vector.mul);
        }),
      );
      for (const i of few) {
        const term = code.pair(() => push(i));
        for (const [j, functional] of functionals.entries()) code.addTo(sums[i]![j]!, functional, () => body.get(term));
      }
    };
    const last = order / 2 - 1;
    code.along(0, last - 1, (beyond) => {
      const here = code.sum(code.first, beyond);
      add(code.sum(map, beyond), beyond, (i) => code.entries(here, code.termsAt(i), 0));
    });
    const beyond = code.address(2 * last);
    add(code.sum(map, beyond), beyond, (i) => loadHalves(body, code.first, code.termsAt(i) + 2 * last));
    for (const [first, second] of sums) {
      const sizes = code.pair(() => {
        for (const lane of [0, 1]) {
          body.get(first);
          body.get(second);
          body.shuffle(lane, 2 + lane);
        }
        body.emitVector(vector.add);
        body.emitVector(vector.abs);
      });
      body.get(code.two(vector.pmax, norm, sizes));
      body.set(norm);
      body.get(code.two(vector.add, total, sizes));
      body.set(total);
    }
  });
  on.push(on.add(code.lane(total, 0), code.lane(total, 1)));
  body.f64(Infinity);
  body.emit(op.f64Lt);
  body.when();
  body.get(rising);
  body.when();
  storeDouble(body, control.doubt, () => body.f64(1));
  body.otherwise();
  const [large, parts, level] = body.fresh(I64, 3);
  const shift = (): void => {
    body.i64(32n);
    body.emit(op.i64ShrS);
  };
  on.push(start);
  body.emit(op.i64OfBits);
  shift();
  body.set(large);
  for (const [j, [k]] of orders.entries()) {
    body.get(norm);
    body.extractBits(j);
    shift();
    body.get(large);
    body.emit(op.i64Sub);
    body.i64(BigInt(partsOf(k)));
    body.emit(op.i64Mul);
    body.set(j === 0 ? parts : level);
  }
  code.larger(parts, level);
  on.push(firstParts(on, on.load(control.margin)));
  body.emit(op.i64OfBits);
  on.push(on.constant(TO_WHOLE));
  body.emit(op.i64OfBits);
  body.emit(op.i64Sub);
  body.emit(op.i64Add);
  body.i64(BigInt(Math.log2(LEVEL)));
  body.emit(op.i64ShrS);
  body.set(level);
  body.i64(0n);
  body.set(parts);
  code.larger(level, parts);
  body.tee(level);
  body.i64(BigInt(LEVELS));
  body.emit(op.i64LtS);
  body.when();
  body.get(level);
  body.emit(op.i32WrapI64);
  body.i32(8 * order);
  body.emit(op.i32Mul);
  body.get(map);
  body.emit(op.i32Add);
  body.i32(8 * (damping.maps + levelAt(order, 0)));
  body.emit(op.i32Add);
  body.set(map);
  body.get(map);
  body.load(0);
  const h = on.abs(on.mul(on.load(damping.distance), on.pop()));
  on.push(h);
  body.get(step);
  body.emit(op.f64Gt);
  body.when();
  on.push(h);
  body.set(step);
  code.storeInteger(damping.row, () => body.get(map));
  body.otherwise();
  storeDouble(body, control.doubt, () => {
    on.push(h);
    on.push(on.mul(step, on.constant(MUCH_SHORTER)));
    body.emit(op.f64Lt);
    body.emit(op.f64ConvertI32S);
  });
  for (let i = 0; i < 5; i++) body.end();
}

/** `move(h)`: moves all rows by h, which is at most what was proposed. */
export function writeMove(place: Place, layout: Layout): FunctionBody {
  const body = new FunctionBody('move', [F64], []);
  const h = 0;
  const on = new CodeArithmetic(body);
  const code = new PairCode(body, on, place, layout);
  const { rows, compensated, order } = layout;
  const { damping, low } = code.places;
  const row = code.integer(damping.row);
  body.get(row);
  body.emit(op.i32Eqz);
  body.when();
  body.get(h);
  body.callOwn(place.advance);
  body.emit(op.return);
  body.end();
  body.get(row);
  body.load(0);
  const part = on.pop();
  // the powers of ρ are there
  const powers = code.address(damping.powers);
  on.push(on.mul(on.load(damping.distance), part));
  on.push(h);
  body.emit(op.f64Ne);
  body.when();
  code.storePowers(damping.shorter, on.div(h, part));
  body.i32(8 * damping.shorter);
  body.set(powers);
  body.end();
  const factors = code.powersOf(h, 2 * FIRST_PAIRS).map((power, m) =>
    code.pair(() => {
      code.weights(row, m);
      body.get(power);
      body.emitVector(vector.mul);
    }),
  );
  const kept = body.local(I32);
  code.each(rows, (few) => {
    const sums = few.map(() => code.nothing());
    code.along(order / 2 - 1, factors.length, (beyond) => {
      const factor = code.pair(() => {
        code.entries(code.sum(row, beyond), 0, 0);
        code.entries(code.sum(powers, beyond), 0, 0);
        body.emitVector(vector.mul);
      });
      const here = code.sum(code.first, beyond);
      for (const i of few) code.addTo(sums[i]!, factor, () => code.entries(here, code.termsAt(i), 0));
    });
    for (const i of few) {
      const large = code.nothing();
      for (let m = FIRST_PAIRS - 1; m >= 0; m--) code.addTo(large, factors[m]!, () => code.terms(i, m));
      const total = code.two(vector.add, sums[i]!, large);
      let increment = on.add(code.lane(total, 0), code.lane(total, 1));
      const start = code.start(i);
      if (compensated) {
        body.get(kept);
        body.load(8 * (low + i));
        increment = on.add(increment, on.pop());
      }
      const end = on.add(start, increment);
      code.storeStart(i, end);
      if (!compensated) continue;
      const gained = on.sub(end, start);
      body.get(kept);
      on.push(on.add(on.sub(start, on.sub(end, gained)), on.sub(increment, gained)));
      body.store(8 * (low + i));
    }
    if (compensated) body.increase(kept, 8 * few.length);
  });
  return body;
}

/** `damp()`: multiplies all polynomials by ω_k. */
export function writeDamp(place: Place, layout: Layout): FunctionBody {
  const body = new FunctionBody('damp', [], []);
  const on = new CodeArithmetic(body);
  const code = new PairCode(body, on, place, layout);
  const { damping } = code.places;
  const row = code.integer(damping.row);
  body.get(row);
  body.when();
  code.storeInteger(damping.row, () => body.i32(0));
  body.f64(1);
  body.get(row);
  body.load(0);
  body.emit(op.f64Div);
  const inverse = code.powersOf(on.pop());
  const factors = code.pairs.map((m) =>
    code.pair(() => {
      code.weights(row, m);
      if (m < FIRST_PAIRS) return;
      body.get(inverse[m]!);
      body.emitVector(vector.mul);
    }),
  );
  code.each(layout.rows, (few) => {
    for (const i of few) {
      for (const [m, factor] of factors.entries()) {
        code.storeTerms(i, m, () => {
          code.terms(i, m);
          body.get(factor);
          body.emitVector(vector.mul);
        });
      }
    }
  });
  body.end();
  return body;
}
