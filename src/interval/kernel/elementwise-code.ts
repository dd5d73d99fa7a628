/**
 * The loops of elementwise.ts as WebAssembly: one function per operation, which goes over `bytes` bytes of pairs at 0 and at `blockBytes`, writes pairs
 * at 2·blockBytes, and returns 1 if every pair was ordinary, 0 otherwise.
 *
 * A pair is one vector (lo, hi). The operations, in order, are those of the loops, so that the bits are, too.
 */
import { eta, greatestExact, phi } from '../../rounding/limits.js';
import { FunctionBody, I32, op, V128, vector } from '../../wasm/encoder.js';
import { encodeModule } from '../../wasm/module.js';

/** Intervals per block: three blocks of pairs fill 48 of the 64 KiB of one memory page. */
export const blockPairs = 1024;
const blockBytes = 16 * blockPairs;

// x ∓ (φ|x| + η) is at least the neighbor of every finite x (Rump et al., BIT 49, 2009, algorithm 1).
/** Factors whose squares lie between these two are ordinary, and so is 0. */
export const least = 9.332636185032189e-302; // 2^-1000
export const most = 1.0715086071862673e301; // 2^1000

/** Code that leaves one vector on the stack. */
type Vector = (f: FunctionBody) => void;

type Binary = (x: Vector, y: Vector) => Vector;

function binary(opcode: number): Binary {
  return (x, y) => (f) => {
    x(f);
    y(f);
    f.emitVector(opcode);
  };
}

function unary(opcode: number): (x: Vector) => Vector {
  return (x) => (f) => {
    x(f);
    f.emitVector(opcode);
  };
}

const add = binary(vector.add);
const sub = binary(vector.sub);
const mul = binary(vector.mul);
const smaller = binary(vector.pmin);
const larger = binary(vector.pmax);
const equal = binary(vector.eq);
const unequal = binary(vector.ne);
const above = binary(vector.gt);
const atMost = binary(vector.le);
const atLeast = binary(vector.ge);
const both = binary(vector.and);
const either = binary(vector.or);
const neg = unary(vector.neg);
const abs = unary(vector.abs);

const pair =
  (x: number, y: number): Vector =>
  (f) =>
    f.f64x2(x, y);
const zero = pair(0, 0);

/** Two lanes of x and y: those of x are 0 and 1, those of y are 2 and 3. */
function lanes(x: Vector, y: Vector, first: number, second: number): Vector {
  return (f) => {
    x(f);
    y(f);
    f.shuffle(first, second);
  };
}

const swap = (x: Vector): Vector => lanes(x, x, 1, 0);

/** A local variable: what it holds, and its assignment. */
interface Variable {
  readonly value: Vector;
  readonly set: (x: Vector) => void;
}

/** The variables of one step: the operands, the result, one to spare, and the mask of what was ordinary so far. */
interface Step {
  readonly a: Variable;
  readonly b: Variable;
  readonly s: Variable;
  readonly t: Variable;
  readonly ok: Variable;
}

/** A loop over all pairs around `step`, which leaves the resulting pair in s. */
function overPairs(name: string, step: (variables: Step) => void): FunctionBody {
  const f = new FunctionBody(name, [I32], [I32]);
  const bytes = 0;
  const at = f.local(I32);
  const variable = (): Variable => {
    const local = f.local(V128);
    return {
      value: () => f.get(local),
      set: (x) => {
        x(f);
        f.set(local);
      },
    };
  };
  const load =
    (offset: number): Vector =>
    () => {
      f.get(at);
      f.loadVector(offset);
    };
  const variables = { a: variable(), b: variable(), s: variable(), t: variable(), ok: variable() };
  variables.ok.set(equal(zero, zero));
  f.loop();
  variables.a.set(load(0));
  variables.b.set(load(blockBytes));
  step(variables);
  f.get(at);
  variables.s.value(f);
  f.storeVector(2 * blockBytes);
  f.get(at);
  f.i32(16);
  f.emit(op.i32Add);
  f.tee(at);
  f.get(bytes);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.end();
  variables.ok.value(f);
  f.emitVector(vector.allTrue);
  return f;
}

function requireTrue({ ok }: Step, mask: Vector): void {
  ok.set(both(ok.value, mask));
}

/** s ∓ (φ|s| + η) in the lanes of the mask, s in the others; a zero of s comes out as +0. */
function outward(s: Vector, mask: Vector): Vector {
  return add(s, both(mask, add(mul(abs(s), pair(-phi, phi)), pair(-eta, eta))));
}

/** s := a + b, one step outward where the error of the sum points outward: e = (a − (s − v)) + (b − v), v = s − a. */
function sum(step: Step): void {
  const { s, t } = step;
  const a = step.a.value;
  const b = step.b.value;
  const v = t.value;
  s.set(add(a, b));
  t.set(sub(s.value, a));
  const e = add(sub(a, sub(s.value, v)), sub(b, v));
  t.set(above(mul(e, pair(-1, 1)), zero));
  requireTrue(step, atMost(abs(s.value), pair(greatestExact, greatestExact)));
  s.set(outward(s.value, t.value));
}

/** s := a − b as a + (−b.hi, −b.lo). */
function difference(step: Step): void {
  step.b.set(neg(swap(step.b.value)));
  sum(step);
}

/** Requires every bound x to be 0 or 2^-500 ≤ |x| ≤ 2^500. */
function requireModerate(step: Step, x: Vector): void {
  step.t.set(mul(x, x));
  const square = step.t.value;
  requireTrue(step, either(both(atLeast(square, pair(least, least)), atMost(square, pair(most, most))), equal(x, zero)));
}

/** s := (least, greatest) of the four products, one step outward unless 0. */
function product(step: Step): void {
  const { a, b, s, t } = step;
  requireModerate(step, a.value);
  requireModerate(step, b.value);
  s.set(mul(a.value, b.value)); // (al·bl, ah·bh)
  t.set(mul(a.value, swap(b.value))); // (al·bh, ah·bl)
  a.set(smaller(s.value, t.value)); // (m₀, m₁)
  b.set(larger(s.value, t.value)); // (M₀, M₁)
  s.set(lanes(a.value, b.value, 0, 3)); // (m₀, M₁)
  t.set(lanes(a.value, b.value, 1, 2)); // (m₁, M₀)
  s.set(lanes(smaller(s.value, t.value), larger(s.value, t.value), 0, 3));
  s.set(outward(s.value, unequal(s.value, zero)));
}

/** The module, with its functions `add`, `sub` and `mul`. */
export function elementwiseModule(): Uint8Array<ArrayBuffer> {
  return encodeModule([], [overPairs('add', sum), overPairs('sub', difference), overPairs('mul', product)]);
}
