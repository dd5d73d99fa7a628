/**
 * The terms of a sum of products whose factors `prepare` has laid out: two at a time in the lanes of vectors, with their weights where there are some.
 */
import { F64, I32, op } from '../../wasm/encoder.js';
import { field, SELF } from './instruction.js';
import type { Scalars } from './scalar-code.js';
import type { Code, Vocabulary } from './vector-code.js';

/** A part of the factors of two terms, or of that of a last one. */
export type Factor = (part: number) => Code;

/** Code for two terms, or a last one, by their first and second factors; where they are weighted, those of the first are still to be. */
export type Term = (first: Factor, second: Factor, isWeighted: boolean) => void;

/** Code that goes over the terms of the sum of an instruction, whose address a local holds. */
export class Terms {
  /** The weights of the two terms at hand. */
  readonly weight: number;
  readonly #code: Vocabulary;
  readonly #one: Scalars;
  readonly #instruction: number;
  /** How many bytes the row of a part takes. */
  readonly #row: number;
  /** What the weights grow by from two terms to the next. */
  readonly #step: number;
  readonly #slope: number;
  /** Addresses of the factors at hand, and the number of terms that are left. */
  readonly #x: number;
  readonly #y: number;
  readonly #rest: number;

  constructor(code: Vocabulary, one: Scalars, instruction: number, coefficients: number) {
    this.#code = code;
    this.#one = one;
    this.#instruction = instruction;
    this.#row = 8 * coefficients;
    [this.weight, this.#step] = code.variables(2);
    this.#slope = code.f.local(F64);
    [this.#x, this.#y, this.#rest] = code.f.fresh(I32, 3);
  }

  /** Leaves their number. */
  count(): void {
    const { f } = this.#code;
    this.#push('last');
    this.#push('from');
    f.emit(op.i32Sub);
    f.i32(1);
    f.emit(op.i32Add);
  }

  /** Goes over all but the middle of a square. */
  over(term: Term): void {
    const { f } = this.#code;
    this.#push('ascending');
    f.set(this.#x);
    this.#push('descending');
    f.set(this.#y);
    this.count();
    this.#pushHasMiddle();
    f.emit(op.i32Sub);
    f.set(this.#rest);
    this.#code.when(
      () => this.#push('weighted'),
      () => {
        this.#startWeights();
        this.#all(term, true);
      },
      () => this.#all(term, false),
    );
  }

  /** Goes on to the weights of the next two terms. */
  nextWeight(): void {
    const { add } = this.#code;
    this.#code.set(this.weight, add(this.#code.get(this.weight), this.#code.get(this.#step)));
  }

  /**
   * Of a square, doubles the sums `twice` of its other terms and goes on to its middle where it has one.
   *
   * @param write - writes what is done with the factor of the middle
   */
  middle(twice: readonly number[], write: (factor: Factor) => void): void {
    const one = this.#one;
    this.#code.when(
      () => this.#pushIsSelf(),
      () => {
        for (const local of twice) one.set(local, one.mul(one.get(local), one.number(2)));
        this.#code.when(
          () => this.#pushHasMiddle(),
          () => write((part) => one.load(this.#y, this.#row * part)),
        );
      },
    );
  }

  /** w_from, w_from+1 and twice the difference. */
  #startWeights(): void {
    const code = this.#code;
    const one = this.#one;
    const { f } = code;
    const get = (local: number): Code => code.get(local);
    const p = one.load(this.#instruction, field.p);
    code.set(this.#slope, p);
    const first = (): void => {
      const from = (): void => {
        this.#push('from');
        f.emit(op.f64ConvertI32S);
      };
      one.add(one.mul(get(this.#slope), from), one.load(this.#instruction, field.q))();
    };
    code.set(this.weight, code.splat(first));
    code.set(this.#step, code.splat(p));
    code.set(this.weight, code.add(get(this.weight), code.mul(get(this.#step), code.pair(0, 1))));
    code.set(this.#step, code.add(get(this.#step), get(this.#step)));
  }

  #all(term: Term, isWeighted: boolean): void {
    const { f } = this.#code;
    const next = (isLast: boolean): void => {
      const factor =
        (address: number): Factor =>
        (part) =>
        () => {
          f.get(address);
          if (isLast) f.loadLow(this.#row * part);
          else f.loadVector(this.#row * part);
        };
      term(factor(this.#x), factor(this.#y), isWeighted);
      for (const address of [this.#x, this.#y]) f.increase(address, isLast ? 8 : 16);
    };
    const isMore = (): void => {
      f.i32(1);
      f.get(this.#rest);
      f.emit(op.i32LtS);
    };
    this.#code.when(isMore, () => {
      f.loop();
      next(false);
      f.increase(this.#rest, -2);
      isMore();
      f.branchIf(0);
      f.end();
    });
    this.#code.when(
      () => f.get(this.#rest),
      () => next(true),
    );
  }

  #push(part: keyof typeof field): void {
    const { f } = this.#code;
    f.get(this.#instruction);
    f.loadInteger(field[part]);
  }

  #pushIsSelf(): void {
    const { f } = this.#code;
    this.#push('kind');
    f.i32(SELF);
    f.emit(op.i32And);
  }

  /** Whether the sum is that of a square of which one term stands alone. */
  #pushHasMiddle(): void {
    const { f } = this.#code;
    this.#push('last');
    f.i32(1);
    f.emit(op.i32Shl);
    this.#push('k');
    f.emit(op.i32Eq);
    this.#pushIsSelf();
    f.emit(op.i32And);
  }
}
