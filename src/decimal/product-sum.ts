import type { Decimal } from 'decimal.js';
import { productOf, squareOf, sumOf } from './arithmetic.js';
import { type Bounds, isEmpty } from './bounds.js';
import { DecimalInterval } from './decimal-interval.js';
import { decimals, type Rounding, roundingTo } from './rounding.js';

/** Digits for the rounding errors of a sum; together they stay far below a unit in its last place. */
const guard = 8;

/** Any precision does: new decimals are not rounded to it. */
const Plain = decimals(1, 4);

/** A sum of products of intervals, carried with more digits than the result keeps. */
export class ProductSum {
  readonly #precision: number;
  readonly #rounding: Rounding;
  #sum: Bounds;

  constructor(start: DecimalInterval, precision: number) {
    this.#precision = precision;
    this.#rounding = roundingTo(precision + guard);
    this.#sum = start;
  }

  /** Adds weight·x·y for an integer weight below 2^53 in size. */
  add(x: Bounds, y: Bounds, weight: number): void {
    this.#add(productOf(x, y, this.#rounding), weight);
  }

  /** Adds x². */
  addSquare(x: Bounds): void {
    this.#add(squareOf(x, this.#rounding), 1);
  }

  /** The sum, rounded outward. */
  value(): DecimalInterval {
    const { lo, hi } = this.#sum;
    const rounding = roundingTo(this.#precision);
    return new DecimalInterval(rounding.down(lo), rounding.up(hi), this.#precision);
  }

  #add(term: Bounds, weight: number): void {
    this.#sum = sumOf(this.#sum, weight === 1 ? term : this.#weighted(term, new Plain(weight)), this.#rounding);
  }

  #weighted(term: Bounds, weight: Decimal): Bounds {
    return isEmpty(term) ? term : productOf(term, { lo: weight, hi: weight }, this.#rounding);
  }
}
