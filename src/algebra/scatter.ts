/**
 * Products in many variables as WebAssembly: for each monomial i of x in turn, its multiples of y are added to where they belong. For a fixed i, its partners
 * j are the first so many, and only the targets are stored, two bytes each. Each coefficient is the sum of `gather`, in the same order.
 */
import { F64, FunctionBody, I32, op } from '../wasm/encoder.js';
import { type CompiledModule, compileModule } from '../wasm/link.js';
import { encodeModule } from '../wasm/module.js';
import type { Pairs } from './whole.js';

/** out = x·y. */
export type Product = (out: Float64Array, x: Float64Array, y: Float64Array) => void;

/** Products of fewer terms are over before their operands are copied. */
const LEAST_TERMS = 1000;

/** Offsets of coefficients fit into two bytes. */
const MOST_COEFFICIENTS = 8191;

let compiled: CompiledModule | undefined;
let isTried = false;

const products = new WeakMap<Pairs, Product | 'none'>();

/** The product of these pairs; undefined where it does not pay, partners are no prefix, or WebAssembly is not to be had. */
export function scatterOf(pairs: Pairs): Product | undefined {
  let product = products.get(pairs);
  if (product === undefined) {
    product = made(pairs) ?? 'none';
    products.set(pairs, product);
  }
  return product === 'none' ? undefined : product;
}

function made({ numbers, starts }: Pairs): Product | undefined {
  const size = starts.length - 1;
  const terms = numbers.length / 2;
  if (terms < LEAST_TERMS || size > MOST_COEFFICIENTS) return undefined;
  // targets[i][j] = 8 t for the monomial t = i·j
  const targets = Array.from({ length: size }, (): number[] => []);
  for (let t = 0; t < size; t++) {
    for (let l = starts[t]!; l < starts[t + 1]!; l += 2) targets[numbers[l]!]![numbers[l + 1]!] = 8 * t;
  }
  if (targets.reduce((count, list) => count + list.length, 0) !== terms) return undefined;
  if (!isTried) compiled = compileModule(scatterModule());
  isTried = true;
  if (compiled === undefined) return undefined;
  const doubles = 3 * size;
  const { memory, exports } = compiled.instantiate(doubles + Math.ceil((4 * size + 2 * terms) / 8));
  const counts = 8 * doubles;
  const table = counts + 4 * size;
  new Int32Array(memory.buffer, counts, size).set(targets.map((list) => 8 * list.length));
  new Uint16Array(memory.buffer, table, terms).set(targets.flat());
  const run = exports['multiply']!;
  const product = memory.subarray(2 * size, doubles);
  return (out, x, y) => {
    memory.set(x, 0);
    memory.set(y, size);
    product.fill(0);
    run(8 * size, counts, table);
    out.set(product);
    // not 0 + x_0·y_0, which has no sign where it vanishes
    out[0] = x[0]! * y[0]!;
  };
}

/** The function `multiply(bytes, counts, table)`: x at 0, y at `bytes`, their product at 2·bytes, each of so many bytes. */
function scatterModule(): Uint8Array<ArrayBuffer> {
  const f = new FunctionBody('multiply', [I32, I32, I32], []);
  const [bytes, counts, table] = [0, 1, 2] as const;
  const [i, from, end, at, out] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const a = f.local(F64);
  const sum = (left: number, right: number, into: number): void => {
    f.get(left);
    f.get(right);
    f.emit(op.i32Add);
    f.set(into);
  };
  /** product[target] += a·y_j, `ahead` terms further on. */
  const term = (ahead: number): void => {
    f.get(table);
    f.loadShort(2 * ahead);
    f.get(out);
    f.emit(op.i32Add);
    f.tee(at);
    f.get(at);
    f.load(0);
    f.get(a);
    f.get(from);
    f.load(8 * ahead);
    f.emit(op.f64Mul);
    f.emit(op.f64Add);
    f.store(0);
  };
  const loop = (terms: number): void => {
    // while from + 8·terms ≤ end
    const more = (): void => {
      f.get(end);
      f.get(from);
      f.emit(op.i32Sub);
      f.i32(8 * terms);
      f.emit(op.i32LtS);
    };
    f.block();
    more();
    f.branchIf(0);
    f.loop();
    for (let ahead = 0; ahead < terms; ahead++) term(ahead);
    f.increase(table, 2 * terms);
    f.increase(from, 8 * terms);
    more();
    f.emit(op.i32Eqz);
    f.branchIf(0);
    f.end();
    f.end();
  };
  sum(bytes, bytes, out);
  f.loop();
  f.get(i);
  f.load(0);
  f.set(a);
  f.get(bytes);
  f.set(from);
  f.get(counts);
  f.loadInteger(0);
  f.get(bytes);
  f.emit(op.i32Add);
  f.set(end);
  loop(4);
  loop(1);
  f.increase(counts, 4);
  f.increase(i, 8);
  f.get(i);
  f.get(bytes);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.end();
  return encodeModule([], [f]);
}
