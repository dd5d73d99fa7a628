import { DAC } from '../interval/decoration.js';
import type { Interval } from '../interval/interval.js';
import { LEAST_TERMS, MOST_TERMS } from '../interval/kernel/centered.js';
import { preparedSize } from '../interval/kernel/centered-code.js';
import { codes, FRESH, field, INSTRUCTION, type InstructionCode, SELF } from '../interval/kernel/instruction.js';
import { intervalMachine } from '../interval/kernel/machine.js';
import type { Rational } from '../rounding/rational.js';
import { type Algebra, givenValue, type IndexedHead, type Memory, type PairHead } from './algebra.js';
import type { IntervalAlgebra } from './interval.js';
import type { Order } from './order.js';

/** A memory that is still to come: some doubles of the one that a recording will have. */
export interface Region {
  readonly start: number;
  readonly length: number;
}

/** One kernel call: what it writes, and how the algebra does it. Positions are in doubles. */
interface Call {
  readonly code: InstructionCode;
  readonly out: number;
  readonly run: (m: Float64Array) => void;
  readonly a?: number;
  readonly b?: number;
  readonly sum?: Sum;
}

interface Sum {
  readonly x: number;
  readonly y: number;
  readonly stride: number;
  readonly k: number;
  readonly from: number;
  readonly last: number;
  readonly p: number;
  readonly q: number;
  readonly self: boolean;
}

/** A computation that was recorded, ready to run: the positions of its regions are those of its memory. */
export interface Recording {
  readonly memory: Float64Array;
  readonly run: () => void;
}

/** Calls up to which there is a recording: with its instructions and what stands behind them each takes some hundred bytes. */
const MOST_CALLS = 262144; // 2^18

/**
 * Records the kernel calls of a computation over intervals, which depend on nothing but its form: afterwards they run on the interval machine, where each takes
 * a few nanoseconds, with the bits that the algebra gives. What the machine leaves (functions, operands out of the ordinary) the algebra does in between.
 *
 * Calls before {@link IntervalRecorder.start} set what memory holds at first. What branches on values cannot be recorded, and leaves no recording. Nor is it noted where a
 * series loses its derivatives, so that a run whose decoration falls below `DAC` must be done again by the algebra itself where that matters.
 */
export class IntervalRecorder {
  readonly algebra: Algebra<Interval, Region>;
  readonly #real: IntervalAlgebra;
  readonly #cells: number[] = [];
  readonly #calls: Call[] = [];
  readonly #constants: Map<number, number> = new Map();
  #isRecording = false;
  #isPossible = true;

  /** @param real - the algebra whose kernels are recorded, and which takes over where the machine stops */
  constructor(real: IntervalAlgebra) {
    this.#real = real;
    this.algebra = this.#recording();
  }

  start(): void {
    this.#isRecording = true;
  }

  /**
   * What was recorded, with its memory.
   *
   * @param inputs - positions that are written before a run
   * @returns undefined where WebAssembly is not to be had, something branched on values, or there were too many calls
   */
  finish(inputs: Iterable<number>): Recording | undefined {
    return this.#isPossible ? assemble(this.#cells, this.#calls, inputs) : undefined;
  }

  /** A cell that holds a constant. */
  #constant(value: number): number {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const at = this.#cells.push(value, value) - 2;
    this.#constants.set(value, at);
    return at;
  }

  #recording(): Algebra<Interval, Region> {
    const real = this.#real;
    const pair = new Float64Array(2);
    const call = (one: Call): void => {
      if (!this.#isRecording) throw new Error(`IntervalRecorder: expected no ${one.code} before the recording starts`);
      if (this.#calls.length < MOST_CALLS) this.#calls.push(one);
      else this.#isPossible = false;
    };
    const unread = (): never => {
      throw new Error('IntervalRecorder: expected no look at values, which a recording does not have');
    };
    const put = (out: number, lo: number, hi: number): void => {
      if (!this.#isRecording) {
        this.#cells[out] = lo;
        this.#cells[out + 1] = hi;
        return;
      }
      const a = lo === hi ? this.#constant(lo) : this.#cells.push(lo, hi) - 2;
      call({ code: 'copy', out, a, run: (m) => real.copy(m, out, a) });
    };
    const host =
      (kernel: (m: Float64Array, out: number, a: number) => void) =>
      (m: Region, out: number, a: number): void => {
        const [o, x] = [m.start + out, m.start + a];
        call({ code: 'host', out: o, run: (memory) => kernel(memory, o, x) });
      };
    const hostPair =
      (kernel: (m: Float64Array, out: number, a: number, b: number) => void) =>
      (m: Region, out: number, a: number, b: number): void => {
        const [o, x, y] = [m.start + out, m.start + a, m.start + b];
        call({ code: 'host', out: o, run: (memory) => kernel(memory, o, x, y) });
      };
    const binary =
      (code: 'add' | 'sub' | 'mul' | 'div') =>
      (m: Region, out: number, a: number, b: number): void => {
        const [o, x, y] = [m.start + out, m.start + a, m.start + b];
        call({ code, out: o, a: x, b: y, run: (memory) => real[code](memory, o, x, y) });
      };
    const copy = (out: number, a: number): void => call({ code: 'copy', out, a, run: (memory) => real.copy(memory, out, a) });
    const sum = (out: number, of: Sum): void => {
      const { x, y, stride, k, from, last, p, q, self } = of;
      const run = self
        ? (m: Float64Array): void => real.convolveSelf(m, out, x, stride, k, from)
        : (m: Float64Array): void => real.convolve(m, out, x, y, stride, k, from, last, p, q);
      call({ code: 'convolve', out, run, sum: of });
    };
    const divide = (m: Region, out: number, a: number, c: number): void => {
      const [o, x] = [m.start + out, m.start + a];
      call({ code: 'div', out: o, a: x, b: this.#constant(c), run: (memory) => real.divide(memory, o, x, c) });
    };
    const branch = (): number => {
      this.#isPossible = false;
      return 0;
    };
    const order: Order<Region> = {
      sign: branch,
      heads: { abs: branch, sign: branch, floor: branch, ceil: branch, round: branch, trunc: branch, step: branch },
      min: branch,
      max: branch,
      isFlat: () => branch() === 0,
      select: branch,
      either: branch,
      unknown: branch,
    };
    const each = <N extends string, F>(kernels: Readonly<Partial<Record<N, F>>>, lift: (kernel: F) => unknown) =>
      Object.fromEntries(Object.entries<F>(kernels as Record<N, F>).map(([name, kernel]) => [name, lift(kernel)]));
    return {
      name: real.name,
      width: real.width,
      allocate: (count) => {
        const start = this.#cells.length;
        for (let i = 0; i < 2 * count; i++) this.#cells.push(0);
        return { start, length: 2 * count };
      },
      read: unread,
      magnitude: branch,
      mignitude: branch,
      write: (m, at, value) => put(m.start + at, value.lo, value.hi),
      transfer: (to, out, from, a, count) => {
        for (let i = 0; i < 2 * count; i += 2) copy(to.start + out + i, from.start + a + i);
      },
      rational: (m, out, value: Rational) => {
        real.rational(pair, 0, value);
        put(m.start + out, pair[0]!, pair[1]!);
      },
      pi: (m, out) => {
        real.pi(pair, 0);
        put(m.start + out, pair[0]!, pair[1]!);
      },
      zero: (m, out) => {
        const o = m.start + out;
        if (this.#isRecording) call({ code: 'zero', out: o, run: (memory) => real.zero(memory, o) });
        else put(o, 0, 0);
      },
      copy: (m, out, a) => copy(m.start + out, m.start + a),
      neg: (m, out, a) => {
        const [o, x] = [m.start + out, m.start + a];
        call({ code: 'neg', out: o, a: x, run: (memory) => real.neg(memory, o, x) });
      },
      add: binary('add'),
      sub: binary('sub'),
      mul: binary('mul'),
      div: binary('div'),
      scale: (m, out, a, c) => {
        const [o, x] = [m.start + out, m.start + a];
        call({ code: 'mul', out: o, a: x, b: this.#constant(c), run: (memory) => real.scale(memory, o, x, c) });
      },
      divide,
      overOrder: divide,
      powInteger: (m, out, a, n) => host((memory, o, x) => real.powInteger(memory, o, x, n))(m, out, a),
      pow: (m, out, a, exponent) => host((memory, o, x) => real.pow(memory, o, x, exponent))(m, out, a),
      raise: hostPair(real.raise),
      convolve: (m, out, x, y, stride, k, from, last, p, q) =>
        sum(m.start + out, { x: m.start + x, y: m.start + y, stride, k, from, last, p, q, self: false }),
      convolveSelf: (m, out, x, stride, k, from) => {
        const at = m.start + x;
        sum(m.start + out, { x: at, y: at, stride, k, from, last: Math.floor(k / 2), p: 0, q: 1, self: true });
      },
      scatter: (m, out, x, y, targets, from, last, w) => {
        for (let l = from; l <= last; l++) {
          const factors = { x: m.start + x, y: m.start + y + 2 * l, stride: 2, k: 0, from: 0, last: 0, p: 0, q: w, self: false };
          sum(m.start + out + 2 * targets[l]!, factors);
        }
      },
      given: (m, out, f, a, b, p, q) => {
        const [o, x, y, z, w] = [m.start + out, m.start + a, m.start + b, m.start + p, m.start + q];
        const run = (memory: Float64Array): void => {
          if (real.given === undefined) givenValue(real, f, memory, o, x);
          else real.given(memory, o, f, x, y, z, w);
        };
        call({ code: 'host', out: o, run });
      },
      order,
      heads: each(real.heads, host) as Algebra<Interval, Region>['heads'],
      indexed: each<IndexedHead, NonNullable<NonNullable<IntervalAlgebra['indexed']>[IndexedHead]>>(
        real.indexed ?? {},
        (kernel) => (m: Region, out: number, a: number, n: number) => host((memory, o, x) => kernel(memory, o, x, n))(m, out, a),
      ) as NonNullable<Algebra<Interval, Region>['indexed']>,
      pairs: each<PairHead, NonNullable<NonNullable<IntervalAlgebra['pairs']>[PairHead]>>(
        real.pairs ?? {},
        hostPair,
      ) as NonNullable<Algebra<Interval, Region>['pairs']>,
    };
  }
}

/** A computation laid out in a memory, with the positions of the coefficients that go in and come out. */
export interface Laid<M extends Memory> {
  readonly memory: M;
  readonly inputAt: (i: number) => number;
  readonly outputAt: (i: number) => number;
  readonly run: () => unknown;
}

/** A computation over intervals, made again by `over` for each algebra: recorded where that can be, and by the algebra itself where not. */
export function recorded(
  real: IntervalAlgebra,
  inputs: number,
  over: <M extends Memory>(base: Algebra<Interval, M>) => Laid<M>,
): Laid<Float64Array> & { readonly isRecorded: boolean } {
  const recorder = new IntervalRecorder(real);
  const laid = over(recorder.algebra);
  recorder.start();
  laid.run();
  const { start } = laid.memory;
  const inputAt = (i: number): number => start + laid.inputAt(i);
  const recording = recorder.finish(Array.from({ length: inputs }, (_, i) => inputAt(i)));
  if (recording === undefined) return { ...over(real), isRecorded: false };
  return { ...recording, inputAt, outputAt: (i) => start + laid.outputAt(i), isRecorded: true };
}

/** Whether everything since the decoration was last set was defined and continuous. */
export function isContinuous({ decoration }: IntervalAlgebra): boolean {
  return decoration >= DAC;
}

/** Bits of what is prepared of a coefficient. */
const ASCENDING = 1;
const DESCENDING = 2;

/** Writes calls as instructions into a memory behind their cells. */
function assemble(cells: readonly number[], calls: readonly Call[], inputs: Iterable<number>): Recording | undefined {
  const written = new Uint8Array(cells.length);
  for (const at of inputs) written[at] = 1;
  for (const { out } of calls) written[out] = 1;
  const isZero = (at: number): boolean => written[at] === 0 && cells[at] === 0 && cells[at + 1] === 0;

  /** The number > 0 that a cell always holds. */
  const positive = (at: number): number | undefined =>
    written[at] === 0 && cells[at] === cells[at + 1] && cells[at]! > 0 ? cells[at] : undefined;

  // The factors of sums, by where they start and how far their coefficients lie apart.
  const numbers = new Map<number, number>();
  /** In which ways each is read. */
  const ways: number[] = [];
  let coefficients = 1;
  const numberOf = (x: number, stride: number): number => {
    const key = x * 2097152 + stride / 2;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    return number;
  };
  const kept = calls.filter(({ sum }) => sum === undefined || !addsNothing(sum, isZero));
  for (const { sum } of kept) {
    if (sum === undefined || !isCentered(sum)) continue;
    const [first, second] = [numberOf(sum.x, sum.stride), numberOf(sum.y, sum.stride)];
    ways[first] = (ways[first] ?? 0) | ASCENDING;
    ways[second] = (ways[second] ?? 0) | DESCENDING;
    coefficients = Math.max(coefficients, sum.last + 1, sum.k - sum.from + 1);
  }
  const size = preparedSize(coefficients);
  const rows = cells.length;
  const ascendingOf = (number: number, j: number): number => 8 * (rows + 2 * size * number + j);
  const descendingOf = (number: number, j: number): number => 8 * (rows + 2 * size * number + size + coefficients - 1 - j);

  // What is prepared, by factor and coefficient, in all the ways in which it is read; a cell that is written is prepared no longer.
  const prepared = new Uint8Array(numbers.size * coefficients);
  const users = new Array<number[] | undefined>(cells.length);
  const calledFrom: (Call | undefined)[] = [];
  const constant = new Instructions();
  const main = new Instructions();
  const prepare = (number: number, j: number, cell: number): void => {
    const key = number * coefficients + j;
    if (prepared[key] === 1) return;
    prepared[key] = 1;
    if (isZero(cell)) return;
    const keys = users[cell];
    if (keys === undefined) users[cell] = [key];
    else keys.push(key);
    const to = written[cell] === 1 ? main : constant;
    if (to === main) calledFrom.push(undefined);
    to.add('prepare', 0, 8 * cell, 0);
    if ((ways[number]! & ASCENDING) !== 0) to.put('ascending', ascendingOf(number, j));
    if ((ways[number]! & DESCENDING) !== 0) to.put('descending', descendingOf(number, j));
  };
  const forget = (out: number): void => {
    const keys = users[out];
    if (keys === undefined) return;
    for (const key of keys) prepared[key] = 0;
    keys.length = 0;
  };
  // Zeros wait for the sums that start from them, until something else comes.
  const cleared = new Map<number, Call>();
  const clear = (): void => {
    for (const [out, call] of cleared) {
      calledFrom.push(call);
      main.add('zero', 8 * out, 0, 0);
      forget(out);
    }
    cleared.clear();
  };
  for (const call of kept) {
    const { code, out, a = 0, b = 0, sum } = call;
    if (code === 'zero') {
      cleared.set(out, call);
      continue;
    }
    const isFresh = sum !== undefined && cleared.delete(out);
    if (cleared.size > 0 && (sum === undefined || readsAny(sum, cleared))) clear();
    if (sum === undefined) {
      calledFrom.push(call);
      const number = code === 'mul' || code === 'div' ? (positive(b) ?? (code === 'mul' ? positive(a) : undefined)) : undefined;
      if (number === undefined) main.add(code, 8 * out, 8 * a, 8 * b);
      else {
        main.add(code === 'mul' ? 'times' : 'over', 8 * out, 8 * (positive(b) === undefined ? b : a), 0);
        main.weigh(number, 0);
      }
    } else {
      const { x, y, stride, k, from, last, p, q, self } = sum;
      const isPrepared = isCentered(sum);
      const first = isPrepared ? numberOf(x, stride) : 0;
      const second = isPrepared ? numberOf(y, stride) : 0;
      if (isPrepared) {
        for (let j = from; j <= last; j++) {
          prepare(first, j, x + j * stride);
          prepare(second, k - j, y + (k - j) * stride);
        }
      }
      calledFrom.push(call);
      main.add(isPrepared ? 'centered' : 'convolve', 8 * out, 8 * x, 8 * y);
      main.put('stride', 8 * stride);
      main.put('k', k);
      main.put('from', from);
      main.put('last', last);
      main.put('kind', (self ? SELF : 0) + (isFresh ? FRESH : 0));
      main.put('weighted', Number(p !== 0 || q !== 1));
      main.weigh(p, q);
      if (isPrepared) {
        main.put('ascending', ascendingOf(first, from));
        main.put('descending', descendingOf(second, k - from));
      }
    }
    forget(out);
  }
  clear();
  constant.add('end', 0, 0, 0);
  const end = main.count;
  main.add('end', 0, 0, 0);

  const start = 8 * (rows + 2 * size * numbers.size);
  const first = start + INSTRUCTION * constant.count;
  const machine = intervalMachine(coefficients, (first + INSTRUCTION * main.count) / 8);
  if (machine === undefined) return undefined;
  const { memory, run } = machine;
  memory.set(cells);
  constant.copyTo(memory, start);
  main.copyTo(memory, first);
  run(start);
  const last = first + INSTRUCTION * end;
  return {
    memory,
    run: () => {
      for (let at = run(first); at !== last; at = run(at + INSTRUCTION)) calledFrom[(at - first) / INSTRUCTION]!.run(memory);
    },
  };
}

/** Whether every term of a sum has a factor that is always zero. */
function addsNothing({ x, y, stride, k, from, last }: Sum, isZero: (at: number) => boolean): boolean {
  for (let j = from; j <= last; j++) if (!isZero(x + j * stride) && !isZero(y + (k - j) * stride)) return false;
  return true;
}

/** Whether a factor of a sum is among some cells. */
function readsAny({ x, y, stride, k, from, last }: Sum, cells: ReadonlyMap<number, unknown>): boolean {
  for (let j = from; j <= last; j++) if (cells.has(x + j * stride) || cells.has(y + (k - j) * stride)) return true;
  return false;
}

/** Whether a sum may be taken by midpoints and radii, which its values decide. */
function isCentered({ k, from, last, p, q, self }: Sum): boolean {
  const terms = last - from + 1;
  if ((self ? k - 2 * from + 1 : terms) < LEAST_TERMS || terms > MOST_TERMS) return false;
  return self || (Math.abs(p * from + q) <= MOST_TERMS && Math.abs(p * last + q) <= MOST_TERMS);
}

const WORDS = INSTRUCTION / 4;
const codeOf: Readonly<Record<string, number>> = Object.fromEntries(codes.map((code, i) => [code, i]));

/** Instructions one after the other; positions are addresses in bytes. */
class Instructions {
  count = 0;
  #words: Int32Array<ArrayBuffer> = new Int32Array(WORDS * 64);
  #doubles: Float64Array<ArrayBuffer> = new Float64Array(this.#words.buffer);

  add(code: InstructionCode, out: number, a: number, b: number): void {
    if (WORDS * (this.count + 1) > this.#words.length) {
      const words = new Int32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
      this.#doubles = new Float64Array(words.buffer);
    }
    this.count++;
    this.put('code', codeOf[code]!);
    this.put('out', out);
    this.put('a', a);
    this.put('b', b);
  }

  /** A part of the last instruction. */
  put(part: Exclude<keyof typeof field, 'p' | 'q'>, value: number): void {
    this.#words[WORDS * (this.count - 1) + field[part] / 4] = value;
  }

  weigh(p: number, q: number): void {
    const at = (INSTRUCTION * (this.count - 1)) / 8;
    this.#doubles[at + field.p / 8] = p;
    this.#doubles[at + field.q / 8] = q;
  }

  copyTo(memory: Float64Array<ArrayBuffer>, address: number): void {
    new Int32Array(memory.buffer, address).set(this.#words.subarray(0, WORDS * this.count));
  }
}
