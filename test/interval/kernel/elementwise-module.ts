/**
 * Writes the WebAssembly module of src/interval/kernel/elementwise-module.ts: one function per operation, which runs over
 * `bytes` bytes of pairs at 0 and at `size`, writes pairs at 2·size, and returns 1 if every pair was ordinary, 0 otherwise.
 *
 * A pair is one vector of two lanes (lo, hi). The operations, in order, are those of the JavaScript loops of elementwise.ts.
 */
import { encodeModule, FunctionBody, I32, op, V128, vector } from '../../../src/formula/kernel/encoder.js';

const size = 16384;

const phi = 1.1102230246251568e-16; // 2^-53·(1 + 2^-52)
const eta = 5e-324;
const greatest = 2.247116418577895e307; // 2^1021

const f64x2 = { abs: 0xec, pmin: 0xf6, pmax: 0xf7, eq: 0x47, ne: 0x48, gt: 0x4a, le: 0x4b, ge: 0x4c } as const;
const v128 = { and: 0x4e, or: 0x50 } as const;
const allTrue = 0xc3;

class Body extends FunctionBody {
  /** Pushes the vector (x, y). */
  pair(x: number, y: number): void {
    this.code.push(0xfd, 12);
    const view = new DataView(new ArrayBuffer(16));
    view.setFloat64(0, x, true);
    view.setFloat64(8, y, true);
    for (let i = 0; i < 16; i++) this.code.push(view.getUint8(i));
  }

  /** Lanes i and j of the two vectors on the stack, counted 0, 1 and 2, 3. */
  shuffle(i: number, j: number): void {
    this.code.push(0xfd, 13);
    for (const lane of [i, j]) for (let k = 0; k < 8; k++) this.code.push(8 * lane + k);
  }

  vectors(...opcodes: number[]): void {
    for (const opcode of opcodes) this.emitVector(opcode);
  }
}

interface Locals {
  readonly at: number;
  readonly a: number;
  readonly b: number;
  readonly s: number;
  readonly t: number;
  readonly ok: number;
}

/** A loop over all pairs around `step`, which leaves the resulting pair in local s. */
function overPairs(name: string, step: (f: Body, l: Locals) => void): FunctionBody {
  const f = new Body(name, [I32], [I32]);
  const l: Locals = {
    at: f.local(I32),
    a: f.local(V128),
    b: f.local(V128),
    s: f.local(V128),
    t: f.local(V128),
    ok: f.local(V128),
  };
  f.pair(0, 0);
  f.pair(0, 0);
  f.vectors(f64x2.eq);
  f.set(l.ok);
  f.loop();
  f.get(l.at);
  f.loadVector(0);
  f.set(l.a);
  f.get(l.at);
  f.loadVector(size);
  f.set(l.b);
  step(f, l);
  f.get(l.at);
  f.get(l.s);
  f.storeVector(2 * size);
  f.get(l.at);
  f.i32(16);
  f.emit(op.i32Add);
  f.tee(l.at);
  f.get(0);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.end();
  f.get(l.ok);
  f.vectors(allTrue);
  return f;
}

/** s := s + (mask & (∓(φ|s| + η))), the mask on the stack; t := |s|. */
function stepOutward(f: Body, l: Locals): void {
  f.get(l.s);
  f.vectors(f64x2.abs);
  f.tee(l.t);
  f.pair(-phi, phi);
  f.vectors(vector.mul);
  f.pair(-eta, eta);
  f.vectors(vector.add, v128.and);
  f.get(l.s);
  f.vectors(vector.add);
  f.set(l.s);
}

function requireTrue(f: Body, l: Locals): void {
  f.get(l.ok);
  f.vectors(v128.and);
  f.set(l.ok);
}

/** s := a + b, one step outward where the error of the sum points outward: e = (a − (s − v)) + (b − v), v = s − a. */
function sum(f: Body, l: Locals): void {
  f.get(l.a);
  f.get(l.b);
  f.vectors(vector.add);
  f.tee(l.s);
  f.get(l.a);
  f.vectors(vector.sub);
  f.set(l.t);
  f.get(l.a);
  f.get(l.s);
  f.get(l.t);
  f.vectors(vector.sub, vector.sub);
  f.get(l.b);
  f.get(l.t);
  f.vectors(vector.sub, vector.add);
  f.pair(-1, 1);
  f.vectors(vector.mul);
  f.pair(0, 0);
  f.vectors(f64x2.gt);
  stepOutward(f, l);
  f.get(l.t);
  f.pair(greatest, greatest);
  f.vectors(f64x2.le);
  requireTrue(f, l);
}

/** b := (−b.hi, −b.lo). */
function negateDivisor(f: Body, l: Locals): void {
  f.get(l.b);
  f.get(l.b);
  f.shuffle(1, 0);
  f.vectors(vector.neg);
  f.set(l.b);
}

/** Requires every bound x of a local to be 0 or 2^-500 ≤ |x| ≤ 2^500. */
function requireModerate(f: Body, l: Locals, x: number): void {
  f.get(x);
  f.get(x);
  f.vectors(vector.mul);
  f.tee(l.t);
  f.pair(9.332636185032189e-302, 9.332636185032189e-302); // 2^-1000
  f.vectors(f64x2.ge);
  f.get(l.t);
  f.pair(1.0715086071862673e301, 1.0715086071862673e301); // 2^1000
  f.vectors(f64x2.le, v128.and);
  f.get(x);
  f.pair(0, 0);
  f.vectors(f64x2.eq, v128.or);
  requireTrue(f, l);
}

/** s := (least, greatest) of the four products, one step outward unless 0. */
function product(f: Body, l: Locals): void {
  requireModerate(f, l, l.a);
  requireModerate(f, l, l.b);
  f.get(l.a);
  f.get(l.b);
  f.vectors(vector.mul);
  f.set(l.s); // (al·bl, ah·bh)
  f.get(l.a);
  f.get(l.b);
  f.get(l.b);
  f.shuffle(1, 0);
  f.vectors(vector.mul);
  f.set(l.t); // (al·bh, ah·bl)
  f.get(l.s);
  f.get(l.t);
  f.vectors(f64x2.pmin);
  f.set(l.a); // (m₀, m₁)
  f.get(l.s);
  f.get(l.t);
  f.vectors(f64x2.pmax);
  f.set(l.b); // (M₀, M₁)
  f.get(l.a);
  f.get(l.b);
  f.shuffle(0, 3);
  f.set(l.s); // (m₀, M₁)
  f.get(l.a);
  f.get(l.b);
  f.shuffle(1, 2);
  f.set(l.t); // (m₁, M₀)
  f.get(l.s);
  f.get(l.t);
  f.vectors(f64x2.pmin);
  f.get(l.s);
  f.get(l.t);
  f.vectors(f64x2.pmax);
  f.shuffle(0, 3);
  f.tee(l.s);
  f.pair(0, 0);
  f.vectors(f64x2.ne);
  stepOutward(f, l);
}

export function elementwiseModule(): Uint8Array {
  return encodeModule(
    [],
    [
      overPairs('add', sum),
      overPairs('sub', (f, l) => {
        negateDivisor(f, l);
        sum(f, l);
      }),
      overPairs('mul', product),
    ],
  );
}
