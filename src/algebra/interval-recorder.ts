import { DAC } from '../interval/decoration.js';
import type { Interval } from '../interval/interval.js';
import type { Rational } from '../rounding/rational.js';
import { type Algebra, givenValue, type IndexedHead, type Memory, type PairHead } from './algebra.js';
import type { IntervalAlgebra } from './interval.js';
import type { Order } from './order.js';
import { assemble, type Call, type Host, type Recording, type Sum, type Trace, traced } from './recording.js';

/** A memory that is still to come: some doubles of the one that a recording will have. */
export interface Region {
  readonly start: number;
  readonly length: number;
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
    const trace = this.trace(inputs);
    return trace && assemble(trace);
  }

  /**
   * The calls themselves, for those who do not run them here.
   *
   * @returns undefined where something branched on values, or there were too many calls
   */
  trace(inputs: Iterable<number>): Trace | undefined {
    return this.#isPossible ? traced(this.#cells, this.#calls, inputs) : undefined;
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
      (kernel: (m: Float64Array, out: number, a: number) => void, of: Host) =>
      (m: Region, out: number, a: number): void => {
        const [o, x] = [m.start + out, m.start + a];
        call({ code: 'host', out: o, a: x, run: (memory) => kernel(memory, o, x), host: of });
      };
    const hostPair =
      (kernel: (m: Float64Array, out: number, a: number, b: number) => void, of: Host) =>
      (m: Region, out: number, a: number, b: number): void => {
        const [o, x, y] = [m.start + out, m.start + a, m.start + b];
        call({ code: 'host', out: o, a: x, b: y, run: (memory) => kernel(memory, o, x, y), host: of });
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
    const each = <N extends string, F>(kernels: Readonly<Partial<Record<N, F>>>, lift: (kernel: F, of: Host) => unknown) =>
      Object.fromEntries(Object.entries<F>(kernels as Record<N, F>).map(([name, kernel]) => [name, lift(kernel, { name })]));
    // values of functions with kinks and jumps are found without a branch, their derivatives are not
    const order: Order<Region> = {
      sign: branch,
      heads: each(real.order!.heads, host) as Order<Region>['heads'],
      min: hostPair(real.order!.min, { name: 'min' }),
      max: hostPair(real.order!.max, { name: 'max' }),
      isFlat: () => branch() === 0,
      select: branch,
      either: branch,
      unknown: branch,
    };
    const power = (exponent: Rational): Host => ({ name: 'pow', exponent });
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
      powInteger: (m, out, a, n) =>
        host((memory, o, x) => real.powInteger(memory, o, x, n), power({ num: BigInt(n), den: 1n }))(m, out, a),
      pow: (m, out, a, exponent) => host((memory, o, x) => real.pow(memory, o, x, exponent), power(exponent))(m, out, a),
      raise: hostPair(real.raise, { name: 'pow' }),
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
        call({ code: 'host', out: o, a: x, run, host: { name: f.name } });
      },
      order,
      heads: each(real.heads, host) as Algebra<Interval, Region>['heads'],
      indexed: each<IndexedHead, NonNullable<NonNullable<IntervalAlgebra['indexed']>[IndexedHead]>>(
        real.indexed ?? {},
        (kernel, of) => (m: Region, out: number, a: number, n: number) =>
          host((memory, o, x) => kernel(memory, o, x, n), of)(m, out, a),
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
