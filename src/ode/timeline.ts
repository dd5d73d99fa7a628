import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';

/** Differences and sizes of real times in an algebra: times of as many digits as the states have. */
export class Timeline<T, M extends Memory> {
  readonly #algebra: Algebra<T, M>;
  readonly #work: M;

  constructor(algebra: Algebra<T, M>) {
    this.#algebra = algebra;
    this.#work = algebra.allocate(3);
  }

  /** b − a. */
  between(a: T, b: T): T {
    const algebra = this.#algebra;
    const { width } = algebra;
    algebra.write(this.#work, width, a);
    algebra.write(this.#work, 2 * width, b);
    algebra.sub(this.#work, 0, 2 * width, width);
    return algebra.read(this.#work, 0);
  }

  /** a + h. */
  after(a: T, h: number): T {
    const algebra = this.#algebra;
    const { width } = algebra;
    this.#write(width, h);
    algebra.write(this.#work, 2 * width, a);
    algebra.add(this.#work, 0, 2 * width, width);
    return algebra.read(this.#work, 0);
  }

  /** a + b. */
  later(a: T, b: T): T {
    const algebra = this.#algebra;
    const { width } = algebra;
    algebra.write(this.#work, width, a);
    algebra.write(this.#work, 2 * width, b);
    algebra.add(this.#work, 0, width, 2 * width);
    return algebra.read(this.#work, 0);
  }

  /** A time as a double, with its sign: the one whose distance from it is smaller. */
  size(t: T): number {
    const algebra = this.#algebra;
    const { width } = algebra;
    algebra.write(this.#work, width, t);
    const size = algebra.magnitude(this.#work, width);
    this.#write(2 * width, size);
    algebra.sub(this.#work, 0, width, 2 * width);
    return algebra.magnitude(this.#work, 0) <= size ? size : -size;
  }

  /** Whether a time is finite, and a real number where there are others. */
  isReal(t: T): boolean {
    const algebra = this.#algebra;
    const { width } = algebra;
    const size = this.size(t);
    algebra.write(this.#work, width, t);
    this.#write(2 * width, size);
    algebra.sub(this.#work, 0, width, 2 * width);
    return algebra.magnitude(this.#work, 0) <= 2 ** -50 * Math.abs(size);
  }

  #write(at: number, x: number): void {
    this.#algebra.rational(this.#work, at, one);
    this.#algebra.scale(this.#work, at, at, x);
  }
}

const one = rational(1n);
