/**
 * Sums of products of polynomials in many variables, Σ_j w_j x_j y_{k−j}: what a series in time costs whose coefficients are jets. By WebAssembly, where it is to be had, and
 * by a loop with the same bits.
 *
 * Four products go together, so that a target is loaded and stored once for four terms: for each monomial i in turn, the multiples w_j·x_j[i] of all four y_{k−j} are added to
 * where they belong. With i fixed, its partners are the first so many monomials, and only targets are stored, two bytes each.
 */
import { F64, FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import { type CompiledModule, compileModule } from '../wasm/link.js';
import { encodeModule } from '../wasm/module.js';
import type { Algebra } from './algebra.js';
import type { Pairs } from './whole.js';

/** out += Σ_{j=from..last} (p·j + q)·x_j·y_{k−j} for polynomials, in this order of j: as `convolve` of an algebra else. */
export type JetSum = Algebra<unknown, Float64Array>['convolve'];

/** Products that go together. */
const TOGETHER = 4;

/** Offsets of coefficients fit into two bytes. */
const MOST_COEFFICIENTS = 8191;

/** Polynomials x_0 … and y_0 …, one behind the other, and what is added up of them. */
interface Board {
  readonly out: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** out += Σ_{j<count} (weight + p·j)·x_j·y_{count−1−j} */
  add(count: number, weight: number, p: number): void;
}

/** A board for so many polynomials of each kind. */
type BoardFor = (room: number) => Board;

const sums = new WeakMap<Pairs, JetSum | 'none'>();

/** The sum over these pairs of monomials; undefined where partners are no prefix, or too many. */
export function jetSum(pairs: Pairs): JetSum | undefined {
  let sum = sums.get(pairs);
  if (sum === undefined) {
    const targets = targetsOf(pairs);
    sum = targets === undefined ? 'none' : sumOn(compiledBoards(targets) ?? loopedBoards(targets), targets.length);
    sums.set(pairs, sum);
  }
  return sum === 'none' ? undefined : sum;
}

/** The same without WebAssembly: what the other one has to agree with. */
export function loopedJetSum(pairs: Pairs): JetSum | undefined {
  const targets = targetsOf(pairs);
  return targets && sumOn(loopedBoards(targets), targets.length);
}

/** Eight times the number of monomial i·j at [i][j]. */
type Targets = readonly (readonly number[])[];

function targetsOf({ numbers, starts }: Pairs): Targets | undefined {
  const size = starts.length - 1;
  if (size > MOST_COEFFICIENTS) return undefined;
  const targets = Array.from({ length: size }, (): number[] => []);
  for (let t = 0; t < size; t++) {
    for (let l = starts[t]!; l < starts[t + 1]!; l += 2) targets[numbers[l]!]![numbers[l + 1]!] = 8 * t;
  }
  const stored = targets.reduce((count, list) => count + list.length, 0);
  return 2 * stored === numbers.length ? targets : undefined;
}

function sumOn(boardFor: BoardFor, size: number): JetSum {
  let room = 0;
  let board: Board | undefined;
  return (m, out, x, y, stride, k, from, last, p, q) => {
    const count = last - from + 1;
    if (count <= 0) return;
    if (board === undefined || count > room) {
      room = Math.max(2 * room, count, USUAL_ROOM);
      board = boardFor(room);
    }
    gather(board.x, m, x + from * stride, stride, count, size);
    gather(board.y, m, y + (k - last) * stride, stride, count, size);
    for (let i = 0; i < size; i++) board.out[i] = m[out + i]!;
    board.add(count, p * from + q, p);
    for (let i = 0; i < size; i++) m[out + i] = board.out[i]!;
  };
}

/** Room that will do for most orders in time. */
const USUAL_ROOM = 24;

/** A copy of fewer doubles is over before a view is made. */
const LEAST_VIEW = 64;

/** Polynomials `stride` apart, one behind the other. */
function gather(to: Float64Array, m: Float64Array, at: number, stride: number, count: number, size: number): void {
  if (stride === size && count * size >= LEAST_VIEW) {
    to.set(m.subarray(at, at + count * size));
    return;
  }
  for (let n = 0; n < count; n++) for (let i = 0; i < size; i++) to[n * size + i] = m[at + n * stride + i]!;
}

function loopedBoards(targets: Targets): BoardFor {
  const size = targets.length;
  const table = targets.map((list) => Uint16Array.from(list, (target) => target / 8));
  return (room) => {
    const [out, x, y] = [new Float64Array(size), new Float64Array(room * size), new Float64Array(room * size)];
    const multiples = new Float64Array(TOGETHER);
    const add = (count: number, weight: number, p: number): void => {
      for (let j = 0, together = 0; j < count; j += together) {
        together = j + TOGETHER <= count ? TOGETHER : 1;
        for (let i = 0; i < size; i++) {
          const list = table[i]!;
          for (let n = 0; n < together; n++) multiples[n] = (weight + p * (j + n)) * x[(j + n) * size + i]!;
          for (let l = 0; l < list.length; l++) {
            let sum = out[list[l]!]!;
            for (let n = 0; n < together; n++) sum += multiples[n]! * y[(count - 1 - j - n) * size + l]!;
            out[list[l]!] = sum;
          }
        }
      }
    };
    return { out, x, y, add };
  };
}

let compiled: CompiledModule | undefined;
let isTried = false;

function compiledBoards(targets: Targets): BoardFor | undefined {
  if (!isTried) compiled = compileModule(encodeModule([], [adding('one', 1), adding('four', TOGETHER), wholeSum()]));
  isTried = true;
  const module = compiled;
  if (module === undefined) return undefined;
  const size = targets.length;
  const terms = targets.reduce((sum, list) => sum + list.length, 0);
  // out, then how long the lists of targets are, these themselves, x and y
  const bytes = 8 * size;
  const table = bytes + 4 * size;
  const places = Math.ceil((table + 2 * terms) / 8);
  return (room) => {
    const { memory, exports } = module.instantiate(places + 2 * room * size);
    new Int32Array(memory.buffer, bytes, size).set(targets.map((list) => 8 * list.length));
    new Uint16Array(memory.buffer, table, terms).set(targets.flat());
    const [x, y] = [places, places + room * size];
    const sum = exports['sum']!;
    return {
      out: memory.subarray(0, size),
      x: memory.subarray(x, y),
      y: memory.subarray(y, y + room * size),
      add: (count, weight, p) => {
        sum(8 * x, 8 * (y + (count - 1) * size), bytes, table, weight, p, count);
      },
    };
  };
}

/** Parameters of the functions below: where x_j and y_l lie, the bytes of a polynomial, where the targets are, a weight, and by how much the next one is more. */
const SHARED = [I32, I32, I32, I32, F64, F64] as const;
const [X, Y, BYTES, TABLE, WEIGHT, P] = [0, 1, 2, 3, 4, 5] as const;

/** Pushes the weight n products further. */
function pushWeight(f: FunctionBody, n: number): void {
  f.get(WEIGHT);
  f.get(P);
  f.f64(n);
  f.emit(op.f64Mul);
  f.emit(op.f64Add);
}

/** All products, as many as a further parameter says. */
function wholeSum(): FunctionBody {
  const f = new FunctionBody('sum', [...SHARED, I32], []);
  const count = SHARED.length;
  for (const [index, together] of [
    [1, TOGETHER],
    [0, 1],
  ] as const) {
    f.block();
    f.loop();
    f.get(count);
    f.i32(together);
    f.emit(op.i32LtS);
    f.branchIf(1);
    for (const i of SHARED.keys()) f.get(i);
    f.callOwn(index);
    for (const [at, sign] of [
      [X, 1],
      [Y, -1],
    ] as const) {
      f.get(at);
      f.get(BYTES);
      f.i32(sign * together);
      f.emit(op.i32Mul);
      f.emit(op.i32Add);
      f.set(at);
    }
    pushWeight(f, together);
    f.set(WEIGHT);
    f.increase(count, -together);
    f.branch(0);
    f.end();
    f.end();
  }
  return f;
}

/** So many products together: their sum stands at 0, the lengths of lists behind. */
function adding(name: string, together: number): FunctionBody {
  const each = Array.from({ length: together }, (_, n) => n);
  const f = new FunctionBody(name, SHARED, []);
  const [count, first, lower, upper] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const factors = each.map(() => f.local(V128));
  const partners = each.map(() => f.local(I32));
  const [end, pair] = [f.local(I32), f.local(V128)];
  /** out[target] += Σ a_n·y_n for the partner at hand */
  const term = (): void => {
    f.get(TABLE);
    f.loadShort(0);
    f.tee(lower);
    f.get(lower);
    f.load(0);
    for (const n of each) {
      f.get(factors[n]!);
      f.extractLane(0);
      f.get(partners[n]!);
      f.load(0);
      f.emit(op.f64Mul);
      f.emit(op.f64Add);
    }
    f.store(0);
  };
  /** The same for two partners, `ahead` further on. */
  const two = (ahead: number): void => {
    for (const [at, target] of [lower, upper].entries()) {
      f.get(TABLE);
      f.loadShort(2 * (ahead + at));
      f.set(target);
    }
    f.get(lower);
    f.loadLow(0);
    f.get(upper);
    f.load(0);
    f.replaceLane(1);
    for (const n of each) {
      f.get(factors[n]!);
      f.get(partners[n]!);
      f.loadVector(8 * ahead);
      f.emitVector(vector.mul);
      f.emitVector(vector.add);
    }
    f.set(pair);
    for (const [lane, target] of [lower, upper].entries()) {
      f.get(target);
      f.get(pair);
      f.storeLane(0, lane as 0 | 1);
    }
  };
  const loop = (terms: number): void => {
    // while the first partner + 8·terms ≤ end
    const isOver = (): void => {
      f.get(end);
      f.get(partners[0]!);
      f.emit(op.i32Sub);
      f.i32(8 * terms);
      f.emit(op.i32LtS);
    };
    f.block();
    f.loop();
    isOver();
    f.branchIf(1);
    if (terms === 1) term();
    else for (let ahead = 0; ahead < terms; ahead += 2) two(ahead);
    f.increase(TABLE, 2 * terms);
    for (const partner of partners) f.increase(partner, 8 * terms);
    f.branch(0);
    f.end();
    f.end();
  };
  // the lengths of lists begin behind the sum
  f.get(BYTES);
  f.set(count);
  f.get(X);
  f.get(BYTES);
  f.emit(op.i32Add);
  f.set(first);
  f.loop();
  for (const n of each) {
    // a_n = (weight + p·n)·x_{j+n}[i], the first polynomial's term being at x
    pushWeight(f, n);
    f.get(X);
    for (let step = 0; step < n; step++) {
      f.get(BYTES);
      f.emit(op.i32Add);
    }
    f.load(0);
    f.emit(op.f64Mul);
    f.emitVector(vector.splat);
    f.set(factors[n]!);
    f.get(Y);
    for (let step = 0; step < n; step++) {
      f.get(BYTES);
      f.emit(op.i32Sub);
    }
    f.set(partners[n]!);
  }
  f.get(count);
  f.loadInteger(0);
  f.get(Y);
  f.emit(op.i32Add);
  f.set(end);
  loop(4);
  loop(2);
  loop(1);
  f.increase(count, 4);
  f.increase(X, 8);
  f.get(X);
  f.get(first);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.end();
  return f;
}
