import type { HeadName } from '../../algebra/algebra.js';
import type { Rational } from '../../rounding/rational.js';

/** A value that a machine has computed: meaningless but to the machine that gave it. */
export type Value = number;

/** One product w·x·y of a sum; the weight is an integer below 2^53, and in the second lane of a pair larger by `step`. */
export interface Term {
  readonly w: number;
  readonly step?: number;
  readonly x: Value;
  readonly y: Value;
}

/** What a position in memory moves along with: the order k of the loop, the term j of a sum, its partner k − j, or k/2 for an even k. */
export type Index = 'k' | 'j' | 'k-j' | 'k/2';

/** A coefficient in memory: at `position`, and as many times `spacing` (1 if not given) further as its index says. */
export interface Place {
  readonly position: number;
  readonly index?: Index;
  readonly spacing?: 1 | 2;
  /** As a factor in pairs of products: whether one coefficient stands in both. Otherwise two that follow each other do. */
  readonly splat?: boolean;
}

/** What a product multiplies: what lies at a place, or what was loaded from there. */
export type Factor = Place | Value;

/** Operations of two numbers; `min` and `max` as in `Math`, where −0 < 0 and NaN passes through. */
export type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';

/** Functions with kinks and jumps that machines have. */
export type Piece = 'abs' | 'floor' | 'ceil' | 'trunc';

/** A function that a kernel calls by its name, an identifier. */
export interface Outside {
  readonly name: string;
  readonly value: (...args: number[]) => number;
  /** What a function that is neither brook's nor the host's is called by whoever has it. */
  readonly own?: string;
}

/**
 * What code is written for: WebAssembly, or text in a language. Programs are written to it operation by operation, in the order and with
 * the roundings of the float64 algebra, so that all back ends give the same bits.
 */
export interface Machine {
  constant(value: number): Value;
  load(place: Place): Value;
  store(place: Place, value: Value): void;
  neg(a: Value): Value;
  binary(op: Binary, a: Value, b: Value): Value;
  piece(op: Piece, a: Value): Value;
  /** 1 where a < b, otherwise 0. */
  less(a: Value, b: Value): Value;
  /** `no` where `test` is 0, `yes` where it is another number, NaN where it is none. */
  select(test: Value, yes: Value, no: Value): Value;
  /**
   * start + t_1 + t_2 + …, from the left, each term (w·x)·y; −0 where there is nothing.
   *
   * @param isFleeting - whether no other sum has the same w·x, so that engines find nothing to share
   */
  sum(terms: readonly Term[], isFleeting?: boolean, start?: Value): Value;
  /** Between parts of straight code, each of which is to be done with before the next: for engines that would mix them. */
  rest(): void;
  apply(head: HeadName, a: Value): Value;
  /** A function of the host of as many numbers. */
  call(f: Outside, ...args: Value[]): Value;
  pow(exponent: Rational, a: Value): Value;

  /** A value that loops assign anew. */
  variable(start: Value): Value;
  assign(variable: Value, value: Value): void;
  /** A factor of several products that `addProduct` is to load only once: a coefficient, or what pairs of products take. */
  factor(place: Place, isPair: boolean): Value;
  /** sum := sum + (w·x)·y for a variable; without w the product is x·y. */
  addProduct(sum: Value, x: Factor, y: Factor, w?: Value): void;
  /** k = 1 … last, which `write` gets as a value. */
  orders(last: number, write: (k: Value) => void): void;
  /**
   * j = first, first + 1, … as long as j ≤ k − to, or 2j < k where `to` is `half`.
   *
   * @param write - what is done for j, where it is given 0, or for j + 1; in turns, it is asked for either
   */
  terms(first: number, to: number | 'half', write: (ahead: 0 | 1) => void, inTurns: boolean): void;
  /** j = from, from − by, … as long as j ≥ 0. */
  descending(from: number, by: number, write: () => void): void;
  /** What is written runs for k ≥ least. */
  whenAtLeast(least: number, write: () => void): void;
  /** What is written runs for k < bound. */
  whenBelow(bound: number, write: () => void): void;
  /** What is written runs for even k ≥ least. */
  whenEven(least: number, write: () => void): void;
  /** Whether two sums may run side by side in a vector. If not, `loadPair`, `splat`, `pack` and `lane` are not used. */
  readonly hasPairs: boolean;
  /** A coefficient and the next one in memory as a pair. */
  loadPair(place: Place): Value;
  /** A pair of twice the same value: it starts a pair of sums, whose factors are then pairs of coefficients. */
  splat(value: Value): Value;
  /** A pair of two values. */
  pack(a: Value, b: Value): Value;
  /** One of a pair. */
  lane(pair: Value, lane: 0 | 1): Value;
  /** Code that becomes a function of its own, since engines compile long ones slowly or badly: no values pass in or out but k, where a loop over orders is open. */
  section(write: (k: Value) => void): void;
}

/** Where the functions of a kernel are written. */
export interface Target {
  /**
   * A function of some numbers, named for its use from outside. Returns how many constants it has put into memory.
   *
   * @param constants - from which position on there is room for them; without, all stand in the code
   */
  define(
    name: string,
    parameters: number,
    write: (machine: Machine, values: readonly Value[]) => void,
    constants?: number,
  ): number;
}
