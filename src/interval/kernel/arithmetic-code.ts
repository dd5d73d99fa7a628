/**
 * Sums, differences, products, quotients and negatives of intervals as WebAssembly: `add(out, a, b)`, …, `neg(out, a)` at addresses. Each is the common case of its
 * namesake in arithmetic.ts, in the same operations, and returns 0; where that is left, it writes nothing and returns 1.
 */
import { greatestExact, leastExact, phi } from '../../rounding/limits.js';
import { F64, FunctionBody, I32, type ValueType } from '../../wasm/encoder.js';
import { type Code, Vocabulary } from './vector-code.js';

const DIVIDEND_MIN = 1.0261342003245941e-289; // 2^−960

const OUT = 0;
const A = 1;
const B = 2;

function define(name: string, operands: readonly ValueType[], write: (code: Vocabulary) => void): FunctionBody {
  const f = new FunctionBody(name, [I32, ...operands], [I32]);
  write(new Vocabulary(f));
  f.i32(0);
  return f;
}

function store({ f }: Vocabulary, value: Code): void {
  f.get(OUT);
  value();
  f.storeVector(0);
}

/** x, moved outward by φ|x| in the lanes of a mask. */
function stepped(code: Vocabulary, x: number, mask: Code): Code {
  const { add, mul } = code;
  const step = code.outward(mul(code.abs(code.get(x)), code.both(phi)));
  return code.select(mask, add(code.get(x), step), code.get(x));
}

/** Writes a + b for pairs of bounds. */
function writeSum(code: Vocabulary, a: number, b: number): void {
  const { add, above, atMost, atLeast, and, or } = code;
  const [s, v, e] = code.variables(3);
  code.set(s, add(code.get(a), code.get(b)));
  code.set(e, code.outward(code.sumError(code.get(a), code.get(b), s, v)));
  const size = code.abs(code.get(s));
  const isNear = or(atMost(code.get(e), code.both(0)), atLeast(size, code.both(leastExact)));
  code.require(and(atMost(size, code.both(greatestExact)), isNear));
  store(code, stepped(code, s, above(code.get(e), code.both(0))));
}

/** Leaves unless lo ≤ hi. */
function requireOrder(code: Vocabulary, ...intervals: readonly number[]): void {
  const [a, b = a] = intervals as [number, number?];
  code.require(code.atMost(code.lanes(code.get(a), code.get(b), 0, 2), code.lanes(code.get(a), code.get(b), 1, 3)));
}

/** Whether the size of a product or quotient is such that its error is exact and its neighbors are one step away. */
function isOrdinary(code: Vocabulary, size: Code): Code {
  return code.and(code.atLeast(size, code.both(leastExact)), code.atMost(size, code.both(greatestExact)));
}

const sum = (): FunctionBody =>
  define('add', [I32, I32], (code) => {
    const [a, b] = code.variables(2);
    code.set(a, code.load(A));
    code.set(b, code.load(B));
    writeSum(code, a, b);
  });

const difference = (): FunctionBody =>
  define('sub', [I32, I32], (code) => {
    const [a, b] = code.variables(2);
    code.set(a, code.load(A));
    code.set(b, code.neg(code.swap(code.load(B))));
    writeSum(code, a, b);
  });

/** Writes the products of two pairs of factors. */
function writeProduct(code: Vocabulary, first: number, second: number, p: number, e: number): void {
  const { add, mul, above, equal, and, or } = code;
  // a zero without a sign
  code.set(p, add(mul(code.get(first), code.get(second)), code.both(0)));
  code.set(e, code.productError(first, second, p));
  const zero = code.both(0);
  const isZero = and(equal(code.get(p), zero), or(equal(code.get(first), zero), equal(code.get(second), zero)));
  const isExact = and(isOrdinary(code, code.abs(code.get(p))), equal(code.get(e), code.get(e)));
  code.require(or(isZero, isExact));
  store(code, stepped(code, p, above(code.outward(code.get(e)), zero)));
}

/** Writes the quotients of pairs of numbers; the residual has the sign of the error times that of the divisor, which `turned` takes out. */
function writeQuotient(code: Vocabulary, n: number, d: number, turned: (residual: Code) => Code, isShort = false): void {
  const { sub, mul, div, above, atLeast, atMost, equal, and, or } = code;
  const [q, p, r] = code.variables(3);
  const zero = code.both(0);
  code.set(q, div(code.get(n), code.get(d)));
  code.set(p, mul(code.get(q), code.get(d)));
  const error = code.productError(q, d, p, isShort);
  code.set(r, sub(sub(code.get(n), code.get(p)), error));
  const size = code.abs(code.get(n));
  const numerator = and(atLeast(size, code.both(DIVIDEND_MIN)), atMost(size, code.both(greatestExact)));
  const isExact = and(and(isOrdinary(code, code.abs(code.get(q))), numerator), atMost(code.abs(code.get(r)), size));
  code.require(or(equal(code.get(n), zero), isExact));
  store(code, stepped(code, q, and(above(turned(code.get(r)), zero), isExact)));
}

const product = (): FunctionBody =>
  define('mul', [I32, I32], (code) => {
    const [a, b, first, second, p, e] = code.variables(6);
    code.set(a, code.load(A));
    code.set(b, code.load(B));
    requireOrder(code, a, b);
    code.factors(a, b, first, second);
    writeProduct(code, first, second, p, e);
  });

/** By a number > 0, which turns no bounds around. */
const multiple = (): FunctionBody =>
  define('times', [I32, F64], (code) => {
    const [a, c, p, e] = code.variables(4);
    code.set(a, code.load(A));
    code.set(c, code.splat(code.get(B)));
    writeProduct(code, a, c, p, e);
  });

/** Quotients by intervals on one side of zero. */
const quotient = (): FunctionBody =>
  define('div', [I32, I32], (code) => {
    const { above, atLeast, atMost, and, or } = code;
    const [a, b, side, n, d] = code.variables(5);
    const zero = code.both(0);
    code.set(a, code.load(A));
    code.set(b, code.load(B));
    requireOrder(code, a, b);
    // in both lanes whether b > 0; else b < 0
    code.set(side, above(code.lanes(code.get(b), code.get(b), 0, 0), zero));
    const isOneSided = or(code.get(side), above(zero, code.lanes(code.get(b), code.get(b), 1, 1)));
    // a bound of b that no quotient has would not show that it is infinite
    code.require(and(isOneSided, atMost(code.abs(code.get(b)), code.both(Number.MAX_VALUE))));
    code.set(n, code.select(code.get(side), code.get(a), code.swap(code.get(a))));
    // the lower bound of a numerator ≥ 0 has the upper bound of b below it, that of one < 0 the lower, and so on
    code.set(d, code.select(atLeast(code.get(n), zero), code.swap(code.get(b)), code.get(b)));
    const outward = code.select(code.get(side), code.pair(-0, 0), code.pair(0, -0));
    writeQuotient(code, n, d, (residual) => code.xor(residual, outward));
  });

/** By a whole number > 0 of 26 bits at most. */
const part = (): FunctionBody =>
  define('over', [I32, F64], (code) => {
    const [a, c] = code.variables(2);
    code.set(a, code.load(A));
    code.set(c, code.splat(code.get(B)));
    writeQuotient(code, a, c, (residual) => code.outward(residual), true);
  });

const negative = (): FunctionBody =>
  define('neg', [I32], (code) => {
    const a = code.variable();
    code.set(a, code.load(A));
    requireOrder(code, a);
    code.require(code.atMost(code.abs(code.get(a)), code.both(Number.MAX_VALUE)));
    store(code, code.neg(code.swap(code.get(a))));
  });

export function arithmeticFunctions(): FunctionBody[] {
  return [sum(), difference(), product(), quotient(), multiple(), part(), negative()];
}
