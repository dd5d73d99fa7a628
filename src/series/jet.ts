import {
  type Algebra,
  type GivenFunction,
  type IndexedHead,
  isWithoutValue,
  type Memory,
  type PairHead,
} from '../algebra/algebra.js';
import type { Order } from '../algebra/order.js';
import { type Rational, rational } from '../rounding/rational.js';
import { firstUnbounded, isUnboundedAt, loseFrom } from './bounded.js';
import { givenRule, powRule } from './families.js';
import { ladders, ruleOfHead, ruleOfPiecewise, startsOf } from './functions.js';
import { graded } from './graded.js';
import { addMultiples } from './product.js';
import { type Program, ProgramBuilder, programOf, programOfPower } from './program.js';
import { rules } from './recurrence.js';
import { isInvertible } from './row.js';
import { type Rule, withReal } from './rule.js';
import type { Space } from './space.js';
import { Tape } from './tape.js';

/** An algebra of jets that notes what its functions lose. */
export interface JetAlgebra<T, M extends Memory> extends Algebra<readonly T[], M> {
  /** Whether a function of jets had no derivatives since somebody set this to false: see `Tape.isLost`. */
  readonly losses: { any: boolean };
}

/**
 * Coefficients that are themselves truncated polynomials in the variables of `space`, over the algebra `base`: what an ODE solver transports
 * to obtain derivatives with respect to initial data. A jet is the list of its coefficients in the numbering of the space.
 *
 * Functions of a jet come from the same recurrence table, run over degrees. `mul`, `div`, the powers and the heads must not write onto an operand.
 *
 * @param loses - whether over enclosures a jet with an unbounded coefficient makes those of what it is a factor of unbounded, too, as in `Tape.isLost`: for who does not ask
 * for the decoration or the losses
 */
export function jetAlgebra<T, M extends Memory>(base: Algebra<T, M>, space: Space, loses = false): JetAlgebra<T, M> {
  const { size } = space;
  const w = base.width;
  const width = size * w;
  const each =
    (kernel: (m: M, out: number, a: number) => void) =>
    (m: M, out: number, a: number): void => {
      for (let i = 0; i < size; i++) kernel(m, out + i * w, a + i * w);
    };
  const atEach =
    (kernel: (m: M, at: number) => void) =>
    (m: M, at: number): void => {
      for (let i = 0; i < size; i++) kernel(m, at + i * w);
    };
  const eachPair =
    (kernel: (m: M, out: number, a: number, b: number) => void) =>
    (m: M, out: number, a: number, b: number): void => {
      for (let i = 0; i < size; i++) kernel(m, out + i * w, a + i * w, b + i * w);
    };
  const losses = { any: false };
  const zero = (m: M, out: number): void => {
    for (let i = 0; i < size; i++) base.zero(m, out + i * w);
  };
  /** The degree from which on a product with a jet is the whole line whatever it is multiplied by. */
  const lostFrom = (m: M, at: number): number => (loses ? firstUnbounded(base as Algebra<unknown, M>, m, space, at) : Infinity);
  const loseIn = (m: M, out: number, degree: number): void => loseFrom(base as Algebra<unknown, M>, m, space, degree, out);
  let known: { readonly sum: Algebra<unknown, M>['convolve'] | undefined } | undefined;
  /** Sums of products by the base's own way, which has tables: they are made when they are asked for. */
  const jetSum = (): Algebra<unknown, M>['convolve'] | undefined => {
    known ??= { sum: loses ? undefined : base.jetSum?.(space.pairs) };
    return known.sum;
  };
  const convolve: Algebra<unknown, M>['convolve'] = (m, out, x, y, stride, k, from, last, p, q) => {
    const sum = jetSum();
    if (sum !== undefined) {
      sum(m, out, x, y, stride, k, from, last, p, q);
      return;
    }
    let degree = Infinity;
    if (loses)
      for (let j = from; j <= last; j++)
        degree = Math.min(degree, lostFrom(m, x + j * stride), lostFrom(m, y + (k - j) * stride));
    for (let i = 0; i < size; i++) {
      const targets = space.targets(i);
      const runs = space.runs(i);
      for (let r = 0; r < runs.length; r += 2) {
        for (let l = runs[r]!; l < runs[r + 1]!; l++) {
          base.convolve(m, out + targets[l]! * w, x + i * w, y + l * w, stride, k, from, last, p, q);
        }
      }
    }
    loseIn(m, out, degree);
  };
  /** Runs a program over the degrees of given jets and takes one row of it. */
  const run = (
    program: () => Program,
    result: (program: Program) => number,
  ): ((m: M, out: number, ...args: number[]) => void) => {
    const make = (): { tape: Tape<T, M>; row: number } => {
      const p = program();
      const tape = new Tape(base, p, space.order, graded(base as Algebra<unknown, M>, space));
      return { tape, row: tape.row(result(p)) };
    };
    /** What is not running: a function that a caller gives may come back to it. */
    let idle: ReturnType<typeof make> | undefined;
    return (m, out, ...args) => {
      const own = idle ?? make();
      idle = undefined;
      const { tape, row } = own;
      args.forEach((a, i) => {
        base.transfer(tape.memory, tape.row(i), m, a, size);
      });
      tape.start();
      for (let k = 1; k <= space.order; k++) {
        for (let i = 0; loses && i < args.length; i++)
          if (isUnboundedAt(base as Algebra<unknown, M>, m, space, k, args[i]!)) tape.lose(i);
        tape.advance(k);
      }
      if (tape.hasLost) losses.any = true;
      base.transfer(m, out, tape.memory, row, size);
      idle = own;
    };
  };
  const byRule = (rule: Rule, result: number): ((m: M, out: number, ...args: number[]) => void) =>
    run(
      () => programOf(rule),
      () => rule.arguments + result,
    );
  const given = new WeakMap<GivenFunction, (m: M, out: number, ...args: number[]) => void>();
  const powers = new Map<string, (m: M, out: number, a: number) => void>();
  const pow = (m: M, out: number, a: number, exponent: Rational): void => {
    const { num, den } = exponent;
    if (num === 0n) {
      // a^0 is 1 also where a starts at zero and the recurrence would divide by it
      zero(m, out);
      base.rational(m, out, rational(1n, 1n));
      return;
    }
    const key = `${num}/${den}`;
    let raise = powers.get(key);
    if (raise === undefined) {
      raise =
        den === 1n && num > 0n
          ? run(
              () => programOfPower(Number(num)),
              (program) => program.rows - 1,
            )
          : byRule(powRule(exponent), 0);
      powers.set(key, raise);
    }
    raise(m, out, a);
  };
  const mixed = (): NonNullable<Algebra<unknown, M>['mixed']> => {
    const [add, mul] = [byRule(withReal(rules.addConstant, 1), 0), byRule(withReal(rules.mulConstant, 1), 0)];
    return {
      left: {
        add: (m, out, a, b) => add(m, out, b, a),
        sub: byRule(withReal(rules.subFromConstant, 0), 0),
        mul: (m, out, a, b) => mul(m, out, b, a),
        div: byRule(withReal(rules.constantDiv, 0), 0),
      },
      right: {
        add,
        sub: byRule(withReal(rules.subConstant, 1), 0),
        mul,
        div: byRule(withReal(rules.divConstant, 1), 0),
      },
    };
  };
  const byRules = <N extends string>(
    table: Readonly<Record<N, readonly [Rule, number]>>,
  ): Readonly<Record<N, (m: M, out: number, a: number) => void>> =>
    Object.fromEntries(
      Object.entries<readonly [Rule, number]>(table).map(([name, [rule, result]]) => [name, byRule(rule, result)]),
    ) as Record<N, (m: M, out: number, a: number) => void>;
  /** min or max, whose rule takes the difference of the operands beside them. */
  const extreme = (rule: Rule): ((m: M, out: number, ...args: number[]) => void) =>
    run(
      () => {
        const program = new ProgramBuilder(2);
        const [difference = 0] = program.apply(rules.sub, 0, 1);
        program.apply(rule, 0, 1, difference);
        return program;
      },
      () => 3,
    );
  const orderOver = ({ sign, isFlat, either, unknown }: Order<M>): Order<M> => ({
    // A jet that is not its constant term alone changes its sign where the term is zero.
    sign: (m, at) => {
      const s = sign(m, at);
      if (s !== 0) return s;
      for (let i = 1; i < size; i++) if (sign(m, at + i * w) !== 0) return Number.NaN;
      return 0;
    },
    heads: byRules(ruleOfPiecewise),
    min: extreme(rules.min),
    max: extreme(rules.max),
    isFlat: (name, m, at) => isFlat(name, m, at),
    select: byRule(rules.select, 0),
    // Two slopes are of order 1; a slope of theirs is of order 2.
    either: (m, out, a, b) => {
      either(m, out, a, b);
      for (let i = 1; i < size; i++) unknown(m, out + i * w);
    },
    unknown: atEach(unknown),
  });
  return {
    name: `jet of ${base.name}`,
    losses,
    width,
    allocate: (count) => base.allocate(count * size),
    read: (m, at) => Array.from({ length: size }, (_, i) => base.read(m, at + i * w)),
    write: (m, at, value) => {
      value.forEach((coefficient, i) => {
        base.write(m, at + i * w, coefficient);
      });
    },
    magnitude: (m, at) => {
      let largest = 0;
      for (let i = 0; i < size; i++) largest = Math.max(largest, base.magnitude(m, at + i * w));
      return largest;
    },
    isEmpty: (m, at) => isWithoutValue(base, m, at),
    isInvertible: (m, at) => isInvertible(base, m, at),
    ...(base.mignitude && { mignitude: base.mignitude }),
    ...(base.isExact && { isExact: true }),
    transfer: (to, out, from, a, count) => base.transfer(to, out, from, a, count * size),
    rational: (m, out, value) => {
      zero(m, out);
      base.rational(m, out, value);
    },
    pi: (m, out) => {
      zero(m, out);
      base.pi(m, out);
    },
    zero,
    copy: each(base.copy),
    neg: each(base.neg),
    ...(base.conjugate && { conjugate: each(base.conjugate) }),
    add: eachPair(base.add),
    sub: eachPair(base.sub),
    mul: (m, out, a, b) => {
      zero(m, out);
      const sum = jetSum();
      if (sum !== undefined) {
        sum(m, out, a, b, width, 0, 0, 0, 0, 1);
        return;
      }
      for (let i = 0; i < size; i++) addMultiples(base as Algebra<unknown, M>, space, m, out, a, b, i, 0, size, 1);
      loseIn(m, out, Math.min(lostFrom(m, a), lostFrom(m, b)));
    },
    div: byRule(rules.div, 0),
    ...(base.mixed && { mixed: mixed() }),
    scale: (m, out, a, c) => {
      for (let i = 0; i < size; i++) base.scale(m, out + i * w, a + i * w, c);
    },
    divide: (m, out, a, c) => {
      for (let i = 0; i < size; i++) base.divide(m, out + i * w, a + i * w, c);
    },
    overOrder: (m, out, a, k) => {
      for (let i = 0; i < size; i++) base.overOrder(m, out + i * w, a + i * w, k);
    },
    pow,
    raise: byRule(rules.raise, 2),
    ...(base.loosen && {
      loosen: (m: M, at: number, head: number): boolean => {
        let has = false;
        for (let i = 0; i < size; i++) if (base.loosen!(m, at + i * w, head)) has = true;
        return has;
      },
      lose: atEach(base.lose!),
    }),
    powInteger: (m, out, a, n) => pow(m, out, a, rational(BigInt(n), 1n)),
    convolve,
    convolveSelf: (m, out, x, stride, k, from) => {
      const sum = jetSum();
      if (sum !== undefined) {
        // each product once
        const middle = k / 2;
        sum(m, out, x, x, stride, k, from, Math.ceil(middle) - 1, 0, 2);
        if (k % 2 === 0 && from <= middle) sum(m, out, x, x, stride, k, middle, middle, 0, 1);
        return;
      }
      let degree = Infinity;
      if (loses) for (let j = from; j <= k - from; j++) degree = Math.min(degree, lostFrom(m, x + j * stride));
      // (Σ x^α)² : each square once, each mixed product twice
      for (let i = 0; i < size; i++) {
        const targets = space.targets(i);
        const runs = space.runs(i);
        for (let r = 0; r < runs.length; r += 2) {
          for (let l = runs[r]!; l < Math.min(i, runs[r + 1]!); l++) {
            base.convolve(m, out + targets[l]! * w, x + i * w, x + l * w, stride, k, from, k - from, 0, 2);
          }
        }
        const square = space.productOf(i, i);
        if (square !== undefined) base.convolveSelf(m, out + square * w, x + i * w, stride, k, from);
      }
      loseIn(m, out, degree);
    },
    scatter: (m, out, x, y, targets, from, last, weight) => {
      for (let l = from; l <= last; l++) convolve(m, out + targets[l]! * width, x, y + l * width, width, 0, 0, 0, 0, weight);
    },
    heads: Object.fromEntries(
      Object.entries(ruleOfHead).flatMap(([name, [rule, result]]) => (isKnown(base, rule) ? [[name, byRule(rule, result)]] : [])),
    ) as Algebra<unknown, M>['heads'],
    indexed: Object.fromEntries(
      (Object.keys(ladders) as IndexedHead[]).flatMap((name) => {
        if (base.indexed?.[name] === undefined) return [];
        const byIndex = new Map<number, (m: M, out: number, a: number) => void>();
        return [
          [
            name,
            (m: M, out: number, a: number, n: number): void => {
              let kernel = byIndex.get(n);
              if (kernel === undefined) {
                const { rule, result } = ladders[name](n, space.order);
                kernel = byRule(rule, result);
                byIndex.set(n, kernel);
              }
              kernel(m, out, a);
            },
          ],
        ];
      }),
    ),
    pairs: Object.fromEntries(pairNames.flatMap((name) => (isKnown(base, rules[name]) ? [[name, byRule(rules[name], 0)]] : []))),
    given: (m, out, f, a, b, p, q) => {
      let kernel = given.get(f);
      if (kernel === undefined) {
        kernel = byRule(givenRule(f), 0);
        given.set(f, kernel);
      }
      kernel(m, out, a, b, p, q);
    },
    ...(base.order && { order: orderOver(base.order) }),
  };
}

const pairNames: readonly PairHead[] = ['atan2', 'hypot', 'keplerE'];

/** Whether an algebra has all the starts of a rule. */
function isKnown<T, M extends Memory>({ heads, pairs }: Algebra<T, M>, rule: Rule): boolean {
  return startsOf(rule).every((start) =>
    start.op === 'apply' ? heads[start.head] !== undefined : start.op !== 'pair' || pairs?.[start.head] !== undefined,
  );
}
