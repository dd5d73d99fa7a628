import type { Rational } from '../rounding/rational.js';
import type { Machine } from './machine.js';
import type { Order } from './order.js';
import type { Pairs, Whole } from './whole.js';

/**
 * The functions that give a result its start: the constant term of the result from the constant terms of the arguments.
 *
 * A recurrence gives every later coefficient, so an algebra states each of these for one coefficient only.
 */
export type CoreHead =
  | 'sqr'
  | 'sqrt'
  | 'cbrt'
  | 'exp'
  | 'exp2'
  | 'exp10'
  | 'expm1'
  | 'log'
  | 'log2'
  | 'log10'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh';

/**
 * Up to this order, division is without bias. A rounded reciprocal is wrong by the same part at every step, so that the energy of an orbit runs away, by
 * 10⁻¹³ in a million steps from that of 3 alone; the terms of order k are e^{−2k} of the state at most, and beyond 8 that is not to be seen.
 */
export const LAST_DIVIDED = 8;

/** Starts that an algebra may lack: functions that are not known for its coefficients. */
export type SpecialHead = 'sinpi' | 'cospi' | 'tanpi' | 'gaussian' | 'erf' | 'erfc' | 'sigmoid' | 'lambertW' | 'lambertWm1';

/** Every function of one argument that starts a result. */
export type HeadName = CoreHead | SpecialHead;

/** Starts with a whole number n ≥ 0 beside their argument: Bessel functions, the n-th Taylor coefficient of ln Γ, and Γ, for which n is 0. */
export type IndexedHead = 'besselJ' | 'sphericalJ' | 'lgammaCoefficient' | 'gamma';

/** Starts of functions of two arguments. */
export type PairHead = 'atan2' | 'hypot' | 'keplerE';

/** Throws: the coefficients of an algebra lack the function. */
export function unknownFunction(name: string, algebra: { readonly name: string }): never {
  throw new TypeError(`${name}: expected coefficients for which ${name} is known, got ${algebra.name}; use numbers or intervals`);
}

/** A function that a caller of brook gives by its values and its equation b·f′ = p·f + q; an algebra knows nothing of it. */
export interface GivenFunction {
  readonly name: string;
  /** Distinguishes functions of one name. */
  readonly serial: number;
  /** f of a value, of the same kind. */
  readonly valueAt: (x: unknown) => unknown;
}

type Unary<M> = (m: M, out: number, a: number) => void;

/** The operations of arithmetic. */
export type BinaryName = 'add' | 'sub' | 'mul' | 'div';
type Binary<M> = (m: M, out: number, a: number, b: number) => void;

/** out = f(a) by the function's own value. */
export function givenValue<T, M extends Memory>(algebra: Algebra<T, M>, f: GivenFunction, m: M, out: number, a: number): void {
  algebra.write(m, out, f.valueAt(algebra.read(m, a)) as T);
}

/** Flat storage of coefficients: a typed array where a coefficient has fixed width, a plain array where it is an object. */
export interface Memory {
  readonly length: number;
}

/**
 * What a coefficient is: how it lies in memory and how it is computed with.
 *
 * Kernels are out-first and check nothing. `m` is one flat memory, and `out`, `a`, `b`, `x`, `y` are positions in it (array indices, not
 * coefficient numbers). `out` may equal an operand in zero, copy, neg, add, sub, scale and divide; elsewhere it must not.
 * Dispatch happens once per coefficient, with all the O(k) work behind `convolve`.
 */
export interface Algebra<T, M extends Memory = Memory> {
  readonly name: string;
  /** Array elements that one coefficient takes. */
  readonly width: number;
  /** Memory for `count` coefficients, all zero. */
  allocate(count: number): M;
  read(m: M, at: number): T;
  write(m: M, at: number, value: T): void;
  /** The largest absolute value in a coefficient: 0 for an exact zero only, not finite where something overflowed or is undefined. */
  magnitude(m: M, at: number): number;
  /** The least absolute value in a coefficient, more than 0 only where it is certainly not zero. Absent where a coefficient is one value. */
  readonly mignitude?: (m: M, at: number) => number;
  /** Whether a coefficient has nothing in it. Absent where that is where its magnitude is NaN. */
  readonly isEmpty?: (m: M, at: number) => boolean;
  /** Whether nothing is ever rounded. */
  readonly isExact?: boolean;
  /** Whether a coefficient has a reciprocal. Absent where all have one but zero. */
  readonly isInvertible?: (m: M, at: number) => boolean;
  /** Copies `count` coefficients from one memory to another (or within one, where they do not overlap). */
  transfer(to: M, out: number, from: M, a: number, count: number): void;

  /** The exact number `value`, rounded or enclosed. */
  rational(m: M, out: number, value: Rational): void;
  /** π, rounded or enclosed. */
  pi(m: M, out: number): void;

  zero(m: M, out: number): void;
  copy(m: M, out: number, a: number): void;
  neg(m: M, out: number, a: number): void;
  add(m: M, out: number, a: number, b: number): void;
  sub(m: M, out: number, a: number, b: number): void;
  mul(m: M, out: number, a: number, b: number): void;
  div(m: M, out: number, a: number, b: number): void;
  /**
   * Arithmetic where the left or the right operand is known to be real: 1 + (x − 0i) is 1 + x − 0i, where with the complex number 1 + 0i the zero, which names the
   * side of a cut, loses its sign (Kahan 1987). Absent where coefficients are real.
   */
  readonly mixed?: Readonly<Record<'left' | 'right', Readonly<Record<BinaryName, Binary<M>>>>>;
  /** The complex conjugate; `out` may equal `a`. Absent where coefficients are real. */
  readonly conjugate?: (m: M, out: number, a: number) => void;
  /** out = c·a for a double c (exact: it is that double). */
  scale(m: M, out: number, a: number, c: number): void;
  /** out = a/c for a nonzero double c. */
  divide(m: M, out: number, a: number, c: number): void;
  /**
   * out = a/k, the k-th coefficient of an integral. An approximate algebra may multiply by the rounded reciprocal for k > {@link LAST_DIVIDED}: chains of
   * dependent operations run through this one, and divisions there cost up to a quarter of a step.
   */
  overOrder(m: M, out: number, a: number, k: number): void;
  /** out = a^n for an integer n. */
  powInteger(m: M, out: number, a: number, n: number): void;
  /** out = a^exponent for a ≥ 0; exponents with den = 1 go to `powInteger`. */
  pow(m: M, out: number, a: number, exponent: Rational): void;
  /** out = a^b for a > 0, and 0 for a = 0 and b > 0. */
  raise(m: M, out: number, a: number, b: number): void;
  /**
   * Given the coefficient at `at` of a result and its constant term at `head`: where the constant term has a value and the coefficient has none,
   * the recurrence has divided by zero and says nothing, so that an enclosure must become the whole line, and this is true. Absent where a value that
   * is not there shows itself, as NaN does.
   */
  readonly loosen?: (m: M, at: number, head: number) => boolean;
  /** Makes a coefficient the whole line, beside `loosen`. */
  readonly lose?: (m: M, at: number) => void;

  /**
   * out += Σ_{j=from..last} (p·j + q)·x_j·y_{k−j}, where x_j lies at x + j·stride.
   *
   * The weights are integers below 2^53. The sum ends with j = from and j = last: these hold the newest coefficients, and entering them last
   * shortens the dependency chain when the recurrence runs on (1.2–1.6 times faster). Every back end keeps this order, so that bits agree.
   */
  convolve(
    m: M,
    out: number,
    x: number,
    y: number,
    stride: number,
    k: number,
    from: number,
    last: number,
    p: number,
    q: number,
  ): void;
  /** out += Σ_{j=from..k−from} x_j·x_{k−j}, each product once. */
  convolveSelf(m: M, out: number, x: number, stride: number, k: number, from: number): void;
  /**
   * out_{targets[l]} += w·x·y_l for l = from…last, where coefficient number l of y lies at y + l·width and the targets are counted from `out` in
   * the same way: one monomial of a product in many variables. The targets differ from each other.
   */
  scatter(m: M, out: number, x: number, y: number, targets: Uint32Array, from: number, last: number, w: number): void;

  /**
   * For each e, ascending or descending: coefficient number into[e] of m += coefficient e of `partials` times coefficient of[e] of m, unless that is 0.
   * Absent where the products themselves take most of the time.
   */
  sweep?(m: M, partials: M, of: Int32Array, into: Int32Array, descending: boolean): void;
  /** `convolve` of polynomials over the algebra in many variables, j in order. Absent where its own `convolve`, called for each pair of monomials, does as well. */
  readonly jetSum?: (pairs: Pairs) => Algebra<unknown, M>['convolve'] | undefined;
  /** Kernels of whole series. Absent where copying series into a tape costs little beside the arithmetic. */
  readonly whole?: Whole<M>;
  /** An interpreter of whole sequences of kernel calls. Absent where the kernels themselves take most of the time. */
  readonly machine?: Machine<M>;

  /**
   * Eigenvalues, ascending, and orthonormal eigenvectors, the columns of a matrix, of a Hermitian n×n matrix, each row by row from its position; false where they
   * were not found, or enclosures could not tell them apart. Absent where they are not known.
   */
  readonly eigenpairs?: (m: M, values: number, vectors: number, a: number, n: number) => boolean;

  readonly heads: Readonly<Record<CoreHead, Unary<M>> & Partial<Record<SpecialHead, Unary<M>>>>;
  /** out = f_n(a) for functions that are known. */
  readonly indexed?: Readonly<Partial<Record<IndexedHead, (m: M, out: number, a: number, n: number) => void>>>;
  /** out = f(a, b) for functions that are known. */
  readonly pairs?: Readonly<Partial<Record<PairHead, (m: M, out: number, a: number, b: number) => void>>>;
  /**
   * out = f(a), where b, p and q are the coefficients of its equation at a. Absent where the function's own value is all that there is to know; see
   * `givenValue`.
   */
  readonly given?: (m: M, out: number, f: GivenFunction, a: number, b: number, p: number, q: number) => void;
  /** Kinks, jumps and branches; absent where coefficients have no order, as complex numbers have none. */
  readonly order?: Order<M>;
}

/** Whether a coefficient has no value: it is not a number, or empty. */
export function isWithoutValue<M extends Memory>(
  algebra: Pick<Algebra<unknown, M>, 'isEmpty' | 'magnitude'>,
  m: M,
  at: number,
): boolean {
  return algebra.isEmpty?.(m, at) ?? Number.isNaN(algebra.magnitude(m, at));
}
