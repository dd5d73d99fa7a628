import type { HeadName } from '../../algebra/algebra.js';
import type { Rational } from '../../rounding/rational.js';

/** A value that a machine has computed: meaningless but to the machine that gave it. */
export type Value = number;

/** One product w·x·y of a sum; the weight is an integer below 2^53. */
export interface Term {
  readonly w: number;
  readonly x: Value;
  readonly y: Value;
}

/**
 * What straight-line code is written for: WebAssembly, or text in a language. Programs are written to it operation by operation, in the order and with
 * the roundings of the float64 algebra, so that all back ends give the same bits.
 */
export interface Machine {
  constant(value: number): Value;
  /** The coefficient at a position of the memory, in coefficients. */
  load(position: number): Value;
  store(position: number, value: Value): void;
  neg(a: Value): Value;
  binary(op: 'add' | 'sub' | 'mul' | 'div', a: Value, b: Value): Value;
  /** 0 + t_1 + t_2 + …, from the left, each term (w·x)·y. */
  sum(terms: readonly Term[]): Value;
  apply(head: HeadName, a: Value): Value;
  pow(exponent: Rational, a: Value): Value;
}
